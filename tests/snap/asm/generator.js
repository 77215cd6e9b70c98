//! stage: asm
function* f(a) { const b = yield a; yield* [b]; return 1; }
for (let i = 0; i < 3; i++) [...f(i)];
//--
// f
// ; 0  InitialYield
//   push rbp
//   mov rbp, rsp
//   push rdi
//   sub rsp, 8
//   mov rbx, rdi
//   mov r12, [vm.UNTAG_OBJECT]
//   mov r13, [vm.OBJECT_TAG]
//   mov r14, [vm.INT_TAG]
//   lea rax, [rbx+0xc8]
//   cmp rax, [vm.STACK_LIMIT]
//   ja L27
//   cmp rsp, [vm.NATIVE_STACK_LIMIT]
//   jb L27
//   mov rax, block
//   mov [rbx+8], rax
//   mov rcx, [rbx]
//   mov rcx, [rcx+r12+0x20]
//   mov [rbx+0x30], rcx
//   sub dword ptr [rax+0x30], 1
//   js L26
// L0:
//   mov eax, [rbx+0x20]
//   cmp eax, 1
//   jb L24
// ; 0  InitialYield
// L1:
//   mov rdx, pc 0
//   call slow_InitialYield
// ; 1  Move r10, a
//   mov rax, [rbx+0x40]
//   mov [rbx+0x50], rax
// ; 2  Yield r10, r11, r10
//   mov rdx, pc 2
//   call slow_Yield
// ; 3  JumpIfFalse r11, ->5
//   mov rax, [rbx+0x58]
//   mov rcx, rax
//   or rcx, 1
//   cmp rcx, [vm.TRUE]
//   jne L28
//   cmp rax, rcx
//   jne L3
// ; 4  GeneratorReturn r10
// L2:
//   mov rdx, pc 4
//   call slow_GeneratorReturn
// ; 5  Move b, r10
// L3:
//   mov rax, [rbx+0x50]
//   mov [rbx+0x48], rax
// ; 6  Move r16, b
//   mov rax, [rbx+0x48]
//   mov [rbx+0x80], rax
// ; 7  NewArray r13, r16.., count 1, #0
//   mov rdx, pc 7
//   call slow_NewArray
// ; 9  GetIterator r10.., r13, flags 2
//   mov rdx, pc 9
//   call slow_GetIterator
// ; 10  LoadSpecial r13, undefined
//   mov rax, [vm.UNDEFINED]
//   mov [rbx+0x68], rax
// ; 11  IteratorCall r14, r10.., r13
// L4:
//   mov rdx, pc 11
//   call slow_IteratorCall
// ; 12  CheckObject r14, message 0
// L5:
//   cmp [rbx+0x70], r13
//   jl L29
// ; 13  GetProp r15, r14, [done] #1
// L6:
//   mov rcx, [rbx+0x70]
//   cmp rcx, r13
//   jl L30
//   mov rdx, ic #1
//   mov eax, [rcx+r12]
//   cmp eax, [rdx]
//   jne L31
//   cmp byte ptr [rdx+4], 1
//   jne L31
//   mov eax, [rdx+8]
//   add rcx, r12
//   mov rax, [rcx+rax]
//   mov [rbx+0x78], rax
// ; 14  JumpIfTrue r15, ->42
// L7:
//   mov rax, [rbx+0x78]
//   mov rcx, rax
//   or rcx, 1
//   cmp rcx, [vm.TRUE]
//   jne L32
//   cmp rax, rcx
//   je L22
// ; 15  Yield r13, r15, r14, flags 1
// L8:
//   mov rdx, pc 15
//   call slow_Yield
// ; 16  JumpIfFalse r15, ->18
//   mov rax, [rbx+0x78]
//   mov rcx, rax
//   or rcx, 1
//   cmp rcx, [vm.TRUE]
//   jne L33
//   cmp rax, rcx
//   jne L10
// ; 17  Jump ->19
// L9:
//   jmp L11
// ; 18  Loop ->11
// L10:
//   mov rax, [rbx+8]
//   sub dword ptr [rax+0x30], 1
//   jns L4
//   jmp L34
// ; 19  GetMethod r14, r10, [return] #2
// L11:
//   mov rdx, pc 19
//   call slow_GetMethod
// ; 20  JumpIfUndefined r14, ->31
//   mov rax, [rbx+0x70]
//   cmp rax, [vm.UNDEFINED]
//   je L18
// ; 21  Move r16, r14
//   mov rax, [rbx+0x70]
//   mov [rbx+0x80], rax
// ; 22  Move r23, r10
//   mov rax, [rbx+0x50]
//   mov [rbx+0xb8], rax
// ; 23  Move r24, r13
//   mov rax, [rbx+0x68]
//   mov [rbx+0xc0], rax
// ; 24  CallMethod r14, r16.., argc 1, #3
//   mov rcx, [rbx+0x80]
//   cmp rcx, r13
//   jl L35
//   cmp byte ptr [rcx+r12+4], 0x15
//   jne L38
//   mov rdx, ic #3
//   cmp rcx, [rdx+0x18]
//   jne L36
// L12:
//   mov rax, [rcx+r12+0x18]
//   mov rdx, pc 24
//   mov [rbx+0x18], rdx
//   add rax, [vm.UNTAG_INTERNAL]
//   mov [rbx+0x90], rbx
//   mov rdx, …
//   mov [rbx+0xa0], rdx
//   mov rdx, [vm.UNDEFINED]
//   mov [rbx+0xa8], rdx
//   lea rdi, [rbx+0x80]
//   call qword ptr [rax+0x38]
//   mov rbx, [rbp-8]
//   mov r12, [vm.UNTAG_OBJECT]
//   mov r13, [vm.OBJECT_TAG]
//   mov r14, [vm.INT_TAG]
//   cmp rax, [vm.EXCEPTION]
//   je L37
//   mov [rbx+0x70], rax
// ; 26  CheckObject r14, message 0
// L13:
//   cmp [rbx+0x70], r13
//   jl L40
// ; 27  GetProp r15, r14, [done] #4
// L14:
//   mov rcx, [rbx+0x70]
//   cmp rcx, r13
//   jl L41
//   mov rdx, ic #4
//   mov eax, [rcx+r12]
//   cmp eax, [rdx]
//   jne L42
//   cmp byte ptr [rdx+4], 1
//   jne L42
//   mov eax, [rdx+8]
//   add rcx, r12
//   mov rax, [rcx+rax]
//   mov [rbx+0x78], rax
// ; 28  JumpIfTrue r15, ->30
// L15:
//   mov rax, [rbx+0x78]
//   mov rcx, rax
//   or rcx, 1
//   cmp rcx, [vm.TRUE]
//   jne L43
//   cmp rax, rcx
//   je L17
// ; 29  Loop ->15
// L16:
//   mov rax, [rbx+8]
//   sub dword ptr [rax+0x30], 1
//   jns L8
//   jmp L44
// ; 30  GetProp r13, r14, [value] #5
// L17:
//   mov rcx, [rbx+0x70]
//   cmp rcx, r13
//   jl L45
//   mov rdx, ic #5
//   mov eax, [rcx+r12]
//   cmp eax, [rdx]
//   jne L46
//   cmp byte ptr [rdx+4], 1
//   jne L46
//   mov eax, [rdx+8]
//   add rcx, r12
//   mov rax, [rcx+rax]
//   mov [rbx+0x68], rax
// ; 31  GeneratorReturn r13
// L18:
//   mov rdx, pc 31
//   call slow_GeneratorReturn
// ; 32  GetMethod r14, r10, [throw] #6
//   mov rdx, pc 32
//   call slow_GetMethod
// ; 33  JumpIfUndefined r14, ->40
//   mov rax, [rbx+0x70]
//   cmp rax, [vm.UNDEFINED]
//   je L21
// ; 34  Move r16, r14
//   mov rax, [rbx+0x70]
//   mov [rbx+0x80], rax
// ; 35  Move r23, r10
//   mov rax, [rbx+0x50]
//   mov [rbx+0xb8], rax
// ; 36  Move r24, r13
//   mov rax, [rbx+0x68]
//   mov [rbx+0xc0], rax
// ; 37  CallMethod r14, r16.., argc 1, #7
//   mov rcx, [rbx+0x80]
//   cmp rcx, r13
//   jl L47
//   cmp byte ptr [rcx+r12+4], 0x15
//   jne L50
//   mov rdx, ic #7
//   cmp rcx, [rdx+0x18]
//   jne L48
// L19:
//   mov rax, [rcx+r12+0x18]
//   mov rdx, pc 37
//   mov [rbx+0x18], rdx
//   add rax, [vm.UNTAG_INTERNAL]
//   mov [rbx+0x90], rbx
//   mov rdx, …
//   mov [rbx+0xa0], rdx
//   mov rdx, [vm.UNDEFINED]
//   mov [rbx+0xa8], rdx
//   lea rdi, [rbx+0x80]
//   call qword ptr [rax+0x38]
//   mov rbx, [rbp-8]
//   mov r12, [vm.UNTAG_OBJECT]
//   mov r13, [vm.OBJECT_TAG]
//   mov r14, [vm.INT_TAG]
//   cmp rax, [vm.EXCEPTION]
//   je L49
//   mov [rbx+0x70], rax
// ; 39  Loop ->12
// L20:
//   mov rax, [rbx+8]
//   sub dword ptr [rax+0x30], 1
//   jns L5
//   jmp L52
// ; 40  IteratorClose r10..
// L21:
//   mov rdx, pc 40
//   call slow_IteratorClose
// ; 41  ThrowError kind 0, [The iterator does not provide a \'throw\' method]
//   mov rdx, pc 41
//   call slow_ThrowError
// ; 42  GetProp r14, r14, [value] #8
// L22:
//   mov rcx, [rbx+0x70]
//   cmp rcx, r13
//   jl L53
//   mov rdx, ic #8
//   mov eax, [rcx+r12]
//   cmp eax, [rdx]
//   jne L54
//   cmp byte ptr [rdx+4], 1
//   jne L54
//   mov eax, [rdx+8]
//   add rcx, r12
//   mov rax, [rcx+rax]
//   mov [rbx+0x70], rax
// ; 43  Move r10, r14
// L23:
//   mov rax, [rbx+0x70]
//   mov [rbx+0x50], rax
// ; 44  LoadInt r10, 1
//   mov rax, int 1
//   mov [rbx+0x50], rax
// ; 45  GeneratorReturn r10
//   mov rdx, pc 45
//   call slow_GeneratorReturn
//   int3
// ; 0  InitialYield
// L24:
//   mov rcx, [vm.UNDEFINED]
// L25:
//   mov [rbx+rax*8+0x40], rcx
//   inc eax
//   cmp eax, 1
//   jb L25
//   jmp L1
// ; 0  InitialYield
// L26:
//   call spent_at_entry
//   jmp L0
// L27:
//   jmp fail_entry
// ; 3  JumpIfFalse r11, ->5
// L28:
//   call truthy
//   je L3
//   jmp L2
// ; 12  CheckObject r14, message 0
// L29:
//   mov rdx, pc 12
//   call slow_CheckObject
//   jmp L6
// ; 13  GetProp r15, r14, [done] #1
// L30:
//   mov rdx, pc 13
//   call slow_GetProp
//   jmp L7
// ; 13  GetProp r15, r14, [done] #1
// L31:
//   call load_ic
//   jb L30
//   mov [rbx+0x78], rax
//   jmp L7
// ; 14  JumpIfTrue r15, ->42
// L32:
//   call truthy
//   jne L22
//   jmp L8
// ; 16  JumpIfFalse r15, ->18
// L33:
//   call truthy
//   je L10
//   jmp L9
// ; 18  Loop ->11
// L34:
//   mov rdx, pc 18
//   mov ecx, 0xb
//   call spent_at_loop
//   jmp L4
// ; 24  CallMethod r14, r16.., argc 1, #3
// L35:
//   mov rdx, pc 24
//   call slow_CallMethod
//   jmp L13
// ; 24  CallMethod r14, r16.., argc 1, #3
// L36:
//   call note_callee
//   jmp L12
// L37:
//   mov rdx, pc 24
//   jmp unwind
// L38:
//   cmp byte ptr [rcx+r12+4], 0x16
//   jne L35
//   mov rdx, ic #3
//   cmp rcx, [rdx+0x18]
//   je L39
//   call note_callee
// L39:
//   mov rdi, r15
//   mov rsi, rbx
//   mov rdx, pc 24
//   lea rcx, [rbx+0x80]
//   mov r8d, 1
//   call …
//   cmp rax, [vm.EXCEPTION]
//   je L37
//   mov [rbx+0x70], rax
//   jmp L13
// ; 26  CheckObject r14, message 0
// L40:
//   mov rdx, pc 26
//   call slow_CheckObject
//   jmp L14
// ; 27  GetProp r15, r14, [done] #4
// L41:
//   mov rdx, pc 27
//   call slow_GetProp
//   jmp L15
// ; 27  GetProp r15, r14, [done] #4
// L42:
//   call load_ic
//   jb L41
//   mov [rbx+0x78], rax
//   jmp L15
// ; 28  JumpIfTrue r15, ->30
// L43:
//   call truthy
//   jne L17
//   jmp L16
// ; 29  Loop ->15
// L44:
//   mov rdx, pc 29
//   mov ecx, 0xf
//   call spent_at_loop
//   jmp L8
// ; 30  GetProp r13, r14, [value] #5
// L45:
//   mov rdx, pc 30
//   call slow_GetProp
//   jmp L18
// ; 30  GetProp r13, r14, [value] #5
// L46:
//   call load_ic
//   jb L45
//   mov [rbx+0x68], rax
//   jmp L18
// ; 37  CallMethod r14, r16.., argc 1, #7
// L47:
//   mov rdx, pc 37
//   call slow_CallMethod
//   jmp L20
// ; 37  CallMethod r14, r16.., argc 1, #7
// L48:
//   call note_callee
//   jmp L19
// L49:
//   mov rdx, pc 37
//   jmp unwind
// L50:
//   cmp byte ptr [rcx+r12+4], 0x16
//   jne L47
//   mov rdx, ic #7
//   cmp rcx, [rdx+0x18]
//   je L51
//   call note_callee
// L51:
//   mov rdi, r15
//   mov rsi, rbx
//   mov rdx, pc 37
//   lea rcx, [rbx+0x80]
//   mov r8d, 1
//   call …
//   cmp rax, [vm.EXCEPTION]
//   je L49
//   mov [rbx+0x70], rax
//   jmp L20
// ; 39  Loop ->12
// L52:
//   mov rdx, pc 39
//   mov ecx, 0xc
//   call spent_at_loop
//   jmp L5
// ; 42  GetProp r14, r14, [value] #8
// L53:
//   mov rdx, pc 42
//   call slow_GetProp
//   jmp L23
// ; 42  GetProp r14, r14, [value] #8
// L54:
//   call load_ic
//   jb L53
//   mov [rbx+0x70], rax
//   jmp L23
