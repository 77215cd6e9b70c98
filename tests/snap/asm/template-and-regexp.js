//! stage: asm
function f(a) { return /x/g.exec(`a${a}b`) ?? String.raw`c${a}`; }
f(1); f("x"); f(null);
//--
// f
// ; 0  NewRegExp r16, /x/g
//   push rbp
//   mov rbp, rsp
//   push rdi
//   sub rsp, 8
//   mov rbx, rdi
//   mov r12, [vm.UNTAG_OBJECT]
//   mov r13, [vm.OBJECT_TAG]
//   mov r14, [vm.INT_TAG]
//   lea rax, [rbx+0xa8]
//   cmp rax, [vm.STACK_LIMIT]
//   ja L13
//   cmp rsp, [vm.NATIVE_STACK_LIMIT]
//   jb L13
//   mov rax, block
//   mov [rbx+8], rax
//   mov rcx, [rbx]
//   mov rcx, [rcx+r12+0x20]
//   mov [rbx+0x30], rcx
//   mov dword ptr [rax+0x34], 1
//   sub dword ptr [rax+0x30], 1
//   js L12
// L0:
//   mov eax, [rbx+0x20]
//   cmp eax, 1
//   jb L10
// ; 0  NewRegExp r16, /x/g
// L1:
//   mov rdx, pc 0
//   call slow_NewRegExp
// ; 1  GetProp r9, r16, [exec] #0
//   mov rcx, [rbx+0x80]
//   cmp rcx, r13
//   jl L14
//   mov rdx, ic #0
//   mov eax, [rcx+r12]
//   cmp eax, [rdx]
//   jne L15
//   cmp byte ptr [rdx+4], 3
//   jne L15
//   mov eax, [rdx+8]
//   mov rsi, [rdx+0x20]
//   test rsi, rsi
//   je L15
//   cmp dword ptr [rsi], 0
//   je L15
//   mov rcx, [rdx+0x10]
//   mov rax, [rcx+rax]
//   mov [rbx+0x48], rax
// ; 2  LoadConst r18, [a]
// L2:
//   mov rax, constant 2
//   mov [rbx+0x90], rax
// ; 3  Move r19, a
//   mov rax, [rbx+0x40]
//   mov [rbx+0x98], rax
// ; 4  ToString r19, r19
//   mov rax, [rbx+0x98]
//   mov rcx, rax
//   shr rcx, 0x30
//   cmp ecx, 0x7ffd
//   jne L16
//   mov [rbx+0x98], rax
// ; 5  LoadConst r20, [b]
// L3:
//   mov rax, constant 3
//   mov [rbx+0xa0], rax
// ; 6  Concat r17, r18.., count 3
//   mov rdx, pc 6
//   call slow_Concat
// ; 7  CallMethod r9, r9.., argc 1, #1
//   mov rcx, [rbx+0x48]
//   cmp rcx, r13
//   jl L17
//   cmp byte ptr [rcx+r12+4], 0x15
//   jne L20
//   mov rdx, ic #1
//   cmp rcx, [rdx+0x18]
//   jne L18
// L4:
//   mov rax, [rcx+r12+0x18]
//   mov rdx, pc 7
//   mov [rbx+0x18], rdx
//   add rax, [vm.UNTAG_INTERNAL]
//   mov [rbx+0x58], rbx
//   mov rdx, …
//   mov [rbx+0x68], rdx
//   mov rdx, [vm.UNDEFINED]
//   mov [rbx+0x70], rdx
//   lea rdi, [rbx+0x48]
//   call qword ptr [rax+0x38]
//   mov rbx, [rbp-8]
//   mov r12, [vm.UNTAG_OBJECT]
//   mov r13, [vm.OBJECT_TAG]
//   mov r14, [vm.INT_TAG]
//   cmp rax, [vm.EXCEPTION]
//   je L19
//   mov [rbx+0x48], rax
// ; 9  JumpIfNotNullish r9, ->16
// L5:
//   mov rax, [rbx+0x48]
//   or rax, 1
//   cmp rax, [vm.NULL]
//   jne L9
// ; 10  GetGlobal r16, [String] #2
//   mov rdx, ic #2
//   cmp byte ptr [rdx+4], 4
//   jne L23
//   mov rcx, [rdx+0x10]
//   mov eax, [rdx+8]
//   mov esi, [rcx]
//   cmp esi, [rdx]
//   jne L22
//   mov rcx, [rcx+0x10]
//   mov rax, [rcx+rax]
//   mov [rbx+0x80], rax
// ; 11  GetProp r9, r16, [raw] #3
// L6:
//   mov rcx, [rbx+0x80]
//   cmp rcx, r13
//   jl L24
//   mov rdx, ic #3
//   mov eax, [rcx+r12]
//   cmp eax, [rdx]
//   jne L25
//   cmp byte ptr [rdx+4], 2
//   jne L25
//   mov eax, [rdx+8]
//   mov rcx, [rcx+r12+0x10]
//   mov rax, [rcx+rax]
//   mov [rbx+0x48], rax
// ; 12  GetTemplateObject r17, `[c] []`
// L7:
//   mov rdx, pc 12
//   call slow_GetTemplateObject
// ; 13  Move r18, a
//   mov rax, [rbx+0x40]
//   mov [rbx+0x90], rax
// ; 14  CallMethod r9, r9.., argc 2, #4
//   mov rcx, [rbx+0x48]
//   cmp rcx, r13
//   jl L26
//   cmp byte ptr [rcx+r12+4], 0x15
//   jne L29
//   mov rdx, ic #4
//   cmp rcx, [rdx+0x18]
//   jne L27
// L8:
//   mov rax, [rcx+r12+0x18]
//   mov rdx, pc 14
//   mov [rbx+0x18], rdx
//   add rax, [vm.UNTAG_INTERNAL]
//   mov [rbx+0x58], rbx
//   mov rdx, …
//   mov [rbx+0x68], rdx
//   mov rdx, [vm.UNDEFINED]
//   mov [rbx+0x70], rdx
//   lea rdi, [rbx+0x48]
//   call qword ptr [rax+0x38]
//   mov rbx, [rbp-8]
//   mov r12, [vm.UNTAG_OBJECT]
//   mov r13, [vm.OBJECT_TAG]
//   mov r14, [vm.INT_TAG]
//   cmp rax, [vm.EXCEPTION]
//   je L28
//   mov [rbx+0x48], rax
// ; 16  Return r9
// L9:
//   mov rax, [rbx+0x48]
//   cmp dword ptr [rbx+0x24], 2
//   jne L31
//   leave
//   ret
//   int3
// ; 0  NewRegExp r16, /x/g
// L10:
//   mov rcx, [vm.UNDEFINED]
// L11:
//   mov [rbx+rax*8+0x40], rcx
//   inc eax
//   cmp eax, 1
//   jb L11
//   jmp L1
// ; 0  NewRegExp r16, /x/g
// L12:
//   call spent_at_entry
//   jmp L0
// L13:
//   jmp fail_entry
// ; 1  GetProp r9, r16, [exec] #0
// L14:
//   mov rdx, pc 1
//   call slow_GetProp
//   jmp L2
// ; 1  GetProp r9, r16, [exec] #0
// L15:
//   call load_ic
//   jb L14
//   mov [rbx+0x48], rax
//   jmp L2
// ; 4  ToString r19, r19
// L16:
//   mov rdx, pc 4
//   call slow_ToString
//   jmp L3
// ; 7  CallMethod r9, r9.., argc 1, #1
// L17:
//   mov rdx, pc 7
//   call slow_CallMethod
//   jmp L5
// ; 7  CallMethod r9, r9.., argc 1, #1
// L18:
//   call note_callee
//   jmp L4
// L19:
//   mov rdx, pc 7
//   jmp unwind
// L20:
//   cmp byte ptr [rcx+r12+4], 0x16
//   jne L17
//   mov rdx, ic #1
//   cmp rcx, [rdx+0x18]
//   je L21
//   call note_callee
// L21:
//   mov rdi, r15
//   mov rsi, rbx
//   mov rdx, pc 7
//   lea rcx, [rbx+0x48]
//   mov r8d, 1
//   call …
//   cmp rax, [vm.EXCEPTION]
//   je L19
//   mov [rbx+0x48], rax
//   jmp L5
// ; 10  GetGlobal r16, [String] #2
// L22:
//   mov rdx, pc 10
//   call slow_GetGlobal
//   jmp L6
// ; 10  GetGlobal r16, [String] #2
// L23:
//   cmp byte ptr [rdx+4], 0xd
//   jne L22
//   mov rcx, [rdx+0x10]
//   mov eax, [rdx+8]
//   mov rax, [rcx+rax]
//   cmp rax, [vm.HOLE]
//   je L22
//   mov [rbx+0x80], rax
//   jmp L6
// ; 11  GetProp r9, r16, [raw] #3
// L24:
//   mov rdx, pc 11
//   call slow_GetProp
//   jmp L7
// ; 11  GetProp r9, r16, [raw] #3
// L25:
//   call load_ic
//   jb L24
//   mov [rbx+0x48], rax
//   jmp L7
// ; 14  CallMethod r9, r9.., argc 2, #4
// L26:
//   mov rdx, pc 14
//   call slow_CallMethod
//   jmp L9
// ; 14  CallMethod r9, r9.., argc 2, #4
// L27:
//   call note_callee
//   jmp L8
// L28:
//   mov rdx, pc 14
//   jmp unwind
// L29:
//   cmp byte ptr [rcx+r12+4], 0x16
//   jne L26
//   mov rdx, ic #4
//   cmp rcx, [rdx+0x18]
//   je L30
//   call note_callee
// L30:
//   mov rdi, r15
//   mov rsi, rbx
//   mov rdx, pc 14
//   lea rcx, [rbx+0x48]
//   mov r8d, 2
//   call …
//   cmp rax, [vm.EXCEPTION]
//   je L28
//   mov [rbx+0x48], rax
//   jmp L9
// ; 16  Return r9
// L31:
//   jmp leave_flagged
