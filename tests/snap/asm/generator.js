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
//   ja L29
//   cmp rsp, [vm.NATIVE_STACK_LIMIT]
//   jb L29
//   mov rax, block
//   mov [rbx+8], rax
//   mov rcx, [rbx]
//   mov rcx, [rcx+r12+0x20]
//   mov [rbx+0x30], rcx
//   mov dword ptr [rax+0x34], 1
//   sub dword ptr [rax+0x30], 1
//   js L28
// L0:
//   mov eax, [rbx+0x20]
//   cmp eax, 1
//   jb L26
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
//   jne L30
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
//   mov rcx, [rbx+0x80]
//   mov r8d, 0
//   cmp rcx, r14
//   jb L32
//   mov rdx, ic #0
//   or dword ptr [rdx+8], 1
//   mov byte ptr [rdx+4], 0xe
// L4:
//   mov rdx, [vm.HEAP]
//   mov rax, [rdx+0x10]
//   lea rcx, [rax+0x20]
//   cmp rcx, [rdx+0x18]
//   ja L31
//   mov [rdx+0x10], rcx
//   mov rcx, …
//   mov [rax], rcx
//   mov rcx, …
//   mov [rax+8], rcx
//   mov rcx, [rbx+0x80]
//   mov [rax+0x10], rcx
//   mov rsi, rax
//   mov rdx, [vm.HEAP]
//   mov rax, [rdx+0x10]
//   lea rcx, [rax+0x20]
//   cmp rcx, [rdx+0x18]
//   ja L31
//   mov [rdx+0x10], rcx
//   mov rcx, …
//   mov [rax], rcx
//   mov rcx, [vm.EMPTY_ELEMENTS]
//   mov [rax+8], rcx
//   mov rcx, [vm.EMPTY_SLOTS]
//   mov [rax+0x10], rcx
//   mov [rax+8], rsi
//   mov [rax+5], r8b
//   mov rcx, int 1
//   mov [rax+0x18], rcx
//   add rax, r13
//   mov [rbx+0x68], rax
// ; 9  GetIterator r10.., r13, flags 2
// L5:
//   mov rdx, pc 9
//   call slow_GetIterator
// ; 10  LoadSpecial r13, undefined
//   mov rax, [vm.UNDEFINED]
//   mov [rbx+0x68], rax
// ; 11  IteratorCall r14, r10.., r13
// L6:
//   mov rdx, pc 11
//   call slow_IteratorCall
// ; 12  CheckObject r14, message 0
// L7:
//   cmp [rbx+0x70], r13
//   jl L34
// ; 13  GetProp r15, r14, [done] #1
// L8:
//   mov rcx, [rbx+0x70]
//   cmp rcx, r13
//   jl L35
//   mov rdx, ic #1
//   mov eax, [rcx+r12]
//   cmp eax, [rdx]
//   jne L36
//   cmp byte ptr [rdx+4], 1
//   jne L36
//   mov eax, [rdx+8]
//   add rcx, r12
//   mov rax, [rcx+rax]
//   mov [rbx+0x78], rax
// ; 14  JumpIfTrue r15, ->42
// L9:
//   mov rax, [rbx+0x78]
//   mov rcx, rax
//   or rcx, 1
//   cmp rcx, [vm.TRUE]
//   jne L37
//   cmp rax, rcx
//   je L24
// ; 15  Yield r13, r15, r14, flags 1
// L10:
//   mov rdx, pc 15
//   call slow_Yield
// ; 16  JumpIfFalse r15, ->18
//   mov rax, [rbx+0x78]
//   mov rcx, rax
//   or rcx, 1
//   cmp rcx, [vm.TRUE]
//   jne L38
//   cmp rax, rcx
//   jne L12
// ; 17  Jump ->19
// L11:
//   jmp L13
// ; 18  Loop ->11
// L12:
//   mov rax, [rbx+8]
//   sub dword ptr [rax+0x30], 1
//   jns L6
//   jmp L39
// ; 19  GetMethod r14, r10, [return] #2
// L13:
//   mov rdx, pc 19
//   call slow_GetMethod
// ; 20  JumpIfUndefined r14, ->31
//   mov rax, [rbx+0x70]
//   cmp rax, [vm.UNDEFINED]
//   je L20
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
//   jl L40
//   cmp byte ptr [rcx+r12+4], 0x15
//   jne L43
//   mov rdx, ic #3
//   cmp rcx, [rdx+0x18]
//   jne L41
// L14:
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
//   je L42
//   mov [rbx+0x70], rax
// ; 26  CheckObject r14, message 0
// L15:
//   cmp [rbx+0x70], r13
//   jl L45
// ; 27  GetProp r15, r14, [done] #4
// L16:
//   mov rcx, [rbx+0x70]
//   cmp rcx, r13
//   jl L46
//   mov rdx, ic #4
//   mov eax, [rcx+r12]
//   cmp eax, [rdx]
//   jne L47
//   cmp byte ptr [rdx+4], 1
//   jne L47
//   mov eax, [rdx+8]
//   add rcx, r12
//   mov rax, [rcx+rax]
//   mov [rbx+0x78], rax
// ; 28  JumpIfTrue r15, ->30
// L17:
//   mov rax, [rbx+0x78]
//   mov rcx, rax
//   or rcx, 1
//   cmp rcx, [vm.TRUE]
//   jne L48
//   cmp rax, rcx
//   je L19
// ; 29  Loop ->15
// L18:
//   mov rax, [rbx+8]
//   sub dword ptr [rax+0x30], 1
//   jns L10
//   jmp L49
// ; 30  GetProp r13, r14, [value] #5
// L19:
//   mov rcx, [rbx+0x70]
//   cmp rcx, r13
//   jl L50
//   mov rdx, ic #5
//   mov eax, [rcx+r12]
//   cmp eax, [rdx]
//   jne L51
//   cmp byte ptr [rdx+4], 1
//   jne L51
//   mov eax, [rdx+8]
//   add rcx, r12
//   mov rax, [rcx+rax]
//   mov [rbx+0x68], rax
// ; 31  GeneratorReturn r13
// L20:
//   mov rdx, pc 31
//   call slow_GeneratorReturn
// ; 32  GetMethod r14, r10, [throw] #6
//   mov rdx, pc 32
//   call slow_GetMethod
// ; 33  JumpIfUndefined r14, ->40
//   mov rax, [rbx+0x70]
//   cmp rax, [vm.UNDEFINED]
//   je L23
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
//   jl L52
//   cmp byte ptr [rcx+r12+4], 0x15
//   jne L55
//   mov rdx, ic #7
//   cmp rcx, [rdx+0x18]
//   jne L53
// L21:
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
//   je L54
//   mov [rbx+0x70], rax
// ; 39  Loop ->12
// L22:
//   mov rax, [rbx+8]
//   sub dword ptr [rax+0x30], 1
//   jns L7
//   jmp L57
// ; 40  IteratorClose r10..
// L23:
//   mov rdx, pc 40
//   call slow_IteratorClose
// ; 41  ThrowError kind 0, [The iterator does not provide a \'throw\' method]
//   mov rdx, pc 41
//   call slow_ThrowError
// ; 42  GetProp r14, r14, [value] #8
// L24:
//   mov rcx, [rbx+0x70]
//   cmp rcx, r13
//   jl L58
//   mov rdx, ic #8
//   mov eax, [rcx+r12]
//   cmp eax, [rdx]
//   jne L59
//   cmp byte ptr [rdx+4], 1
//   jne L59
//   mov eax, [rdx+8]
//   add rcx, r12
//   mov rax, [rcx+rax]
//   mov [rbx+0x70], rax
// ; 43  Move r10, r14
// L25:
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
// L26:
//   mov rcx, [vm.UNDEFINED]
// L27:
//   mov [rbx+rax*8+0x40], rcx
//   inc eax
//   cmp eax, 1
//   jb L27
//   jmp L1
// ; 0  InitialYield
// L28:
//   call spent_at_entry
//   jmp L0
// L29:
//   jmp fail_entry
// ; 3  JumpIfFalse r11, ->5
// L30:
//   call truthy
//   je L3
//   jmp L2
// ; 7  NewArray r13, r16.., count 1, #0
// L31:
//   mov rdx, pc 7
//   call slow_NewArray
//   jmp L5
// ; 7  NewArray r13, r16.., count 1, #0
// L32:
//   mov r8d, 2
//   mov rcx, [rbx+0x80]
//   cmp rcx, [vm.HOLE]
//   je L31
//   mov rcx, [rbx+0x80]
//   cmp rcx, [vm.NON_NUMBER]
//   jge L33
//   jmp L31
// L33:
//   jmp L4
// ; 12  CheckObject r14, message 0
// L34:
//   mov rdx, pc 12
//   call slow_CheckObject
//   jmp L8
// ; 13  GetProp r15, r14, [done] #1
// L35:
//   mov rdx, pc 13
//   call slow_GetProp
//   jmp L9
// ; 13  GetProp r15, r14, [done] #1
// L36:
//   call load_ic
//   jb L35
//   mov [rbx+0x78], rax
//   jmp L9
// ; 14  JumpIfTrue r15, ->42
// L37:
//   call truthy
//   jne L24
//   jmp L10
// ; 16  JumpIfFalse r15, ->18
// L38:
//   call truthy
//   je L12
//   jmp L11
// ; 18  Loop ->11
// L39:
//   mov rdx, pc 18
//   mov ecx, 0xb
//   call spent_at_loop
//   jmp L6
// ; 24  CallMethod r14, r16.., argc 1, #3
// L40:
//   mov rdx, pc 24
//   call slow_CallMethod
//   jmp L15
// ; 24  CallMethod r14, r16.., argc 1, #3
// L41:
//   call note_callee
//   jmp L14
// L42:
//   mov rdx, pc 24
//   jmp unwind
// L43:
//   cmp byte ptr [rcx+r12+4], 0x16
//   jne L40
//   mov rdx, ic #3
//   cmp rcx, [rdx+0x18]
//   je L44
//   call note_callee
// L44:
//   mov rdi, r15
//   mov rsi, rbx
//   mov rdx, pc 24
//   lea rcx, [rbx+0x80]
//   mov r8d, 1
//   call …
//   cmp rax, [vm.EXCEPTION]
//   je L42
//   mov [rbx+0x70], rax
//   jmp L15
// ; 26  CheckObject r14, message 0
// L45:
//   mov rdx, pc 26
//   call slow_CheckObject
//   jmp L16
// ; 27  GetProp r15, r14, [done] #4
// L46:
//   mov rdx, pc 27
//   call slow_GetProp
//   jmp L17
// ; 27  GetProp r15, r14, [done] #4
// L47:
//   call load_ic
//   jb L46
//   mov [rbx+0x78], rax
//   jmp L17
// ; 28  JumpIfTrue r15, ->30
// L48:
//   call truthy
//   jne L19
//   jmp L18
// ; 29  Loop ->15
// L49:
//   mov rdx, pc 29
//   mov ecx, 0xf
//   call spent_at_loop
//   jmp L10
// ; 30  GetProp r13, r14, [value] #5
// L50:
//   mov rdx, pc 30
//   call slow_GetProp
//   jmp L20
// ; 30  GetProp r13, r14, [value] #5
// L51:
//   call load_ic
//   jb L50
//   mov [rbx+0x68], rax
//   jmp L20
// ; 37  CallMethod r14, r16.., argc 1, #7
// L52:
//   mov rdx, pc 37
//   call slow_CallMethod
//   jmp L22
// ; 37  CallMethod r14, r16.., argc 1, #7
// L53:
//   call note_callee
//   jmp L21
// L54:
//   mov rdx, pc 37
//   jmp unwind
// L55:
//   cmp byte ptr [rcx+r12+4], 0x16
//   jne L52
//   mov rdx, ic #7
//   cmp rcx, [rdx+0x18]
//   je L56
//   call note_callee
// L56:
//   mov rdi, r15
//   mov rsi, rbx
//   mov rdx, pc 37
//   lea rcx, [rbx+0x80]
//   mov r8d, 1
//   call …
//   cmp rax, [vm.EXCEPTION]
//   je L54
//   mov [rbx+0x70], rax
//   jmp L22
// ; 39  Loop ->12
// L57:
//   mov rdx, pc 39
//   mov ecx, 0xc
//   call spent_at_loop
//   jmp L7
// ; 42  GetProp r14, r14, [value] #8
// L58:
//   mov rdx, pc 42
//   call slow_GetProp
//   jmp L25
// ; 42  GetProp r14, r14, [value] #8
// L59:
//   call load_ic
//   jb L58
//   mov [rbx+0x70], rax
//   jmp L25
