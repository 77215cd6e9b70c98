//! stage: asm
function f(a) { let s = 0; for (const v of a) { if (v > 9) break; s += v; } return s; }
f([1, 2]); f(new Set([1])); f([10]);
//--
// f
// ; 0  LoadInt s, 0
//   push rbp
//   mov rbp, rsp
//   push rdi
//   sub rsp, 8
//   mov rbx, rdi
//   mov r12, [vm.UNTAG_OBJECT]
//   mov r13, [vm.OBJECT_TAG]
//   mov r14, [vm.INT_TAG]
//   lea rax, [rbx+0xb8]
//   cmp rax, [vm.STACK_LIMIT]
//   ja L21
//   cmp rsp, [vm.NATIVE_STACK_LIMIT]
//   jb L21
//   mov rax, block
//   mov [rbx+8], rax
//   mov rcx, [rbx]
//   mov rcx, [rcx+r12+0x20]
//   mov [rbx+0x30], rcx
//   mov dword ptr [rax+0x34], 1
//   sub dword ptr [rax+0x30], 1
//   js L20
// L0:
//   mov eax, [rbx+0x20]
//   cmp eax, 1
//   jb L18
// ; 0  LoadInt s, 0
// L1:
//   mov rax, int 0
//   mov [rbx+0x48], rax
// ; 1  Move r13, a
//   mov rax, [rbx+0x40]
//   mov [rbx+0x68], rax
// ; 2  GetIterator r10.., r13, flags 4
//   mov rdx, pc 2
//   call slow_GetIterator
// ; 3  JumpIfNotHole r12, ->11
//   mov rax, [rbx+0x60]
//   cmp rax, [vm.HOLE]
//   jne L6
// ; 4  Move r14, r11
//   mov rax, [rbx+0x58]
//   mov [rbx+0x70], rax
// ; 5  Move r21, r10
//   mov rax, [rbx+0x50]
//   mov [rbx+0xa8], rax
// ; 6  CallMethod r10, r14.., argc 0, #0
//   mov rcx, [rbx+0x70]
//   cmp rcx, r13
//   jl L22
//   cmp byte ptr [rcx+r12+4], 0x15
//   jne L25
//   mov rdx, ic #0
//   cmp rcx, [rdx+0x18]
//   jne L23
// L2:
//   mov rax, [rcx+r12+0x18]
//   mov rdx, pc 6
//   mov [rbx+0x18], rdx
//   add rax, [vm.UNTAG_INTERNAL]
//   mov [rbx+0x80], rbx
//   mov rdx, …
//   mov [rbx+0x90], rdx
//   mov rdx, [vm.UNDEFINED]
//   mov [rbx+0x98], rdx
//   lea rdi, [rbx+0x70]
//   call qword ptr [rax+0x38]
//   mov rbx, [rbp-8]
//   mov r12, [vm.UNTAG_OBJECT]
//   mov r13, [vm.OBJECT_TAG]
//   mov r14, [vm.INT_TAG]
//   cmp rax, [vm.EXCEPTION]
//   je L24
//   mov [rbx+0x50], rax
// ; 8  CheckObject r10, message 1
// L3:
//   cmp [rbx+0x50], r13
//   jl L27
// ; 9  GetProp r11, r10, [next] #1
// L4:
//   mov rcx, [rbx+0x50]
//   cmp rcx, r13
//   jl L28
//   mov rdx, ic #1
//   mov eax, [rcx+r12]
//   cmp eax, [rdx]
//   jne L29
//   cmp byte ptr [rdx+4], 1
//   jne L29
//   mov eax, [rdx+8]
//   add rcx, r12
//   mov rax, [rcx+rax]
//   mov [rbx+0x58], rax
// ; 10  LoadSpecial r12, false
// L5:
//   mov rax, [vm.FALSE]
//   mov [rbx+0x60], rax
// ; 11  ForOfNext r13, r10.., ->28
// L6:
//   mov rax, [rbx+0x60]
//   cmp rax, r14
//   jb L30
//   mov rcx, [rbx+0x50]
//   mov rcx, [rcx+r12+8]
//   mov eax, eax
//   cmp eax, [rcx+8]
//   jae L30
//   mov rdx, [rcx+rax*8+0x10]
//   cmp rdx, [vm.HOLE]
//   je L30
//   inc eax
//   or rax, r14
//   mov [rbx+0x60], rax
//   mov [rbx+0x68], rdx
//   jmp L13
// ; 12  JumpIfNotHole r13, ->21
// L7:
//   mov rax, [rbx+0x68]
//   cmp rax, [vm.HOLE]
//   jne L13
// ; 13  Move r15, r11
//   mov rax, [rbx+0x58]
//   mov [rbx+0x78], rax
// ; 14  Move r22, r10
//   mov rax, [rbx+0x50]
//   mov [rbx+0xb0], rax
// ; 15  CallMethod r14, r15.., argc 0, #2
//   mov rcx, [rbx+0x78]
//   cmp rcx, r13
//   jl L31
//   cmp byte ptr [rcx+r12+4], 0x15
//   jne L34
//   mov rdx, ic #2
//   cmp rcx, [rdx+0x18]
//   jne L32
// L8:
//   mov rax, [rcx+r12+0x18]
//   mov rdx, pc 15
//   mov [rbx+0x18], rdx
//   add rax, [vm.UNTAG_INTERNAL]
//   mov [rbx+0x88], rbx
//   mov rdx, …
//   mov [rbx+0x98], rdx
//   mov rdx, [vm.UNDEFINED]
//   mov [rbx+0xa0], rdx
//   lea rdi, [rbx+0x78]
//   call qword ptr [rax+0x38]
//   mov rbx, [rbp-8]
//   mov r12, [vm.UNTAG_OBJECT]
//   mov r13, [vm.OBJECT_TAG]
//   mov r14, [vm.INT_TAG]
//   cmp rax, [vm.EXCEPTION]
//   je L33
//   mov [rbx+0x70], rax
// ; 17  CheckObject r14, message 0
// L9:
//   cmp [rbx+0x70], r13
//   jl L36
// ; 18  GetProp r15, r14, [done] #3
// L10:
//   mov rcx, [rbx+0x70]
//   cmp rcx, r13
//   jl L37
//   mov rdx, ic #3
//   mov eax, [rcx+r12]
//   cmp eax, [rdx]
//   jne L38
//   cmp byte ptr [rdx+4], 1
//   jne L38
//   mov eax, [rdx+8]
//   add rcx, r12
//   mov rax, [rcx+rax]
//   mov [rbx+0x78], rax
// ; 19  JumpIfTrue r15, ->28
// L11:
//   mov rax, [rbx+0x78]
//   mov rcx, rax
//   or rcx, 1
//   cmp rcx, [vm.TRUE]
//   jne L39
//   cmp rax, rcx
//   je L17
// ; 20  GetProp r13, r14, [value] #4
// L12:
//   mov rcx, [rbx+0x70]
//   cmp rcx, r13
//   jl L40
//   mov rdx, ic #4
//   mov eax, [rcx+r12]
//   cmp eax, [rdx]
//   jne L41
//   cmp byte ptr [rdx+4], 1
//   jne L41
//   mov eax, [rdx+8]
//   add rcx, r12
//   mov rax, [rcx+rax]
//   mov [rbx+0x68], rax
// ; 21  JumpIfNotGreaterI r13, 9, ->24
// L13:
//   mov rcx, [rbx+0x68]
//   mov eax, 9
//   or rax, r14
//   cmp rcx, r14
//   jb L43
//   cmp ecx, 9
//   jle L15
// ; 22  IteratorClose r10..
// L14:
//   mov rdx, pc 22
//   call slow_IteratorClose
// ; 23  Jump ->28
//   jmp L17
// ; 24  Add s, s, r13
// L15:
//   mov rcx, [rbx+0x48]
//   mov rax, [rbx+0x68]
//   mov rdx, rcx
//   and rdx, rax
//   cmp rdx, r14
//   jb L44
//   add ecx, eax
//   jo L45
//   or rcx, r14
//   mov [rbx+0x48], rcx
// ; 25  Loop ->11
// L16:
//   mov rax, [rbx+8]
//   sub dword ptr [rax+0x30], 1
//   jns L6
//   jmp L46
// ; 26  IteratorCloseSilently r10..
//   mov rdx, pc 26
//   call slow_IteratorCloseSilently
// ; 27  Throw r13
//   mov rdx, pc 27
//   call slow_Throw
// ; 28  Return s
// L17:
//   mov rax, [rbx+0x48]
//   cmp dword ptr [rbx+0x24], 2
//   jne L47
//   leave
//   ret
//   int3
// ; 0  LoadInt s, 0
// L18:
//   mov rcx, [vm.UNDEFINED]
// L19:
//   mov [rbx+rax*8+0x40], rcx
//   inc eax
//   cmp eax, 1
//   jb L19
//   jmp L1
// ; 0  LoadInt s, 0
// L20:
//   call spent_at_entry
//   jmp L0
// L21:
//   jmp fail_entry
// ; 6  CallMethod r10, r14.., argc 0, #0
// L22:
//   mov rdx, pc 6
//   call slow_CallMethod
//   jmp L3
// ; 6  CallMethod r10, r14.., argc 0, #0
// L23:
//   call note_callee
//   jmp L2
// L24:
//   mov rdx, pc 6
//   jmp unwind
// L25:
//   cmp byte ptr [rcx+r12+4], 0x16
//   jne L22
//   mov rdx, ic #0
//   cmp rcx, [rdx+0x18]
//   je L26
//   call note_callee
// L26:
//   mov rdi, r15
//   mov rsi, rbx
//   mov rdx, pc 6
//   lea rcx, [rbx+0x70]
//   mov r8d, 0
//   call …
//   cmp rax, [vm.EXCEPTION]
//   je L24
//   mov [rbx+0x50], rax
//   jmp L3
// ; 8  CheckObject r10, message 1
// L27:
//   mov rdx, pc 8
//   call slow_CheckObject
//   jmp L4
// ; 9  GetProp r11, r10, [next] #1
// L28:
//   mov rdx, pc 9
//   call slow_GetProp
//   jmp L5
// ; 9  GetProp r11, r10, [next] #1
// L29:
//   call load_ic
//   jb L28
//   mov [rbx+0x58], rax
//   jmp L5
// ; 11  ForOfNext r13, r10.., ->28
// L30:
//   mov rdx, pc 11
//   call slow_ForOfNext
//   test eax, eax
//   jne L17
//   jmp L7
// ; 15  CallMethod r14, r15.., argc 0, #2
// L31:
//   mov rdx, pc 15
//   call slow_CallMethod
//   jmp L9
// ; 15  CallMethod r14, r15.., argc 0, #2
// L32:
//   call note_callee
//   jmp L8
// L33:
//   mov rdx, pc 15
//   jmp unwind
// L34:
//   cmp byte ptr [rcx+r12+4], 0x16
//   jne L31
//   mov rdx, ic #2
//   cmp rcx, [rdx+0x18]
//   je L35
//   call note_callee
// L35:
//   mov rdi, r15
//   mov rsi, rbx
//   mov rdx, pc 15
//   lea rcx, [rbx+0x78]
//   mov r8d, 0
//   call …
//   cmp rax, [vm.EXCEPTION]
//   je L33
//   mov [rbx+0x70], rax
//   jmp L9
// ; 17  CheckObject r14, message 0
// L36:
//   mov rdx, pc 17
//   call slow_CheckObject
//   jmp L10
// ; 18  GetProp r15, r14, [done] #3
// L37:
//   mov rdx, pc 18
//   call slow_GetProp
//   jmp L11
// ; 18  GetProp r15, r14, [done] #3
// L38:
//   call load_ic
//   jb L37
//   mov [rbx+0x78], rax
//   jmp L11
// ; 19  JumpIfTrue r15, ->28
// L39:
//   call truthy
//   jne L17
//   jmp L12
// ; 20  GetProp r13, r14, [value] #4
// L40:
//   mov rdx, pc 20
//   call slow_GetProp
//   jmp L13
// ; 20  GetProp r13, r14, [value] #4
// L41:
//   call load_ic
//   jb L40
//   mov [rbx+0x68], rax
//   jmp L13
// ; 21  JumpIfNotGreaterI r13, 9, ->24
// L42:
//   mov rdx, pc 21
//   call slow_JumpIfNotGreaterI
//   test eax, eax
//   jne L15
//   jmp L14
// ; 21  JumpIfNotGreaterI r13, 9, ->24
// L43:
//   call numbers
//   jb L42
//   mov r8, kinds 21
//   or byte ptr [r8], 1
//   ucomisd xmm0, xmm1
//   jbe L15
//   jmp L14
// ; 24  Add s, s, r13
// L44:
//   call numbers
//   jb L48
//   addsd xmm0, xmm1
//   ucomisd xmm0, xmm0
//   jp L48
//   mov r8, kinds 24
//   or byte ptr [r8], 1
//   movsd [rbx+0x48], xmm0
//   jmp L16
// L45:
//   mov rcx, [rbx+0x48]
//   mov rax, [rbx+0x68]
//   xorps xmm0, xmm0
//   xorps xmm1, xmm1
//   cvtsi2sd xmm0, ecx
//   cvtsi2sd xmm1, eax
//   addsd xmm0, xmm1
//   mov r8, kinds 24
//   or byte ptr [r8], 0x82
//   movsd [rbx+0x48], xmm0
//   jmp L16
// ; 25  Loop ->11
// L46:
//   mov rdx, pc 25
//   mov ecx, 0xb
//   call spent_at_loop
//   jmp L6
// ; 28  Return s
// L47:
//   jmp leave_flagged
// ; 24  Add s, s, r13
// L48:
//   mov rdx, pc 24
//   call slow_Add
//   jmp L16
