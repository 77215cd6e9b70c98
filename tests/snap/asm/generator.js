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
//   ja L34
//   cmp rsp, [vm.NATIVE_STACK_LIMIT]
//   jb L34
//   mov rax, block
//   mov [rbx+8], rax
//   mov rcx, [rbx]
//   mov rcx, [rcx+r12+0x20]
//   mov [rbx+0x30], rcx
//   mov dword ptr [rax+0x34], 1
//   sub dword ptr [rax+0x30], 1
//   js L33
// L0:
//   mov eax, [rbx+0x20]
//   cmp eax, 1
//   jb L31
// ; 0  InitialYield
// L1:
//   mov rdx, pc 0
//   call slow_InitialYield
//   test eax, eax
//   je L2
//   mov rax, [vm.COMPLETION]
//   leave
//   ret
// ; 1  Move r10, a
// L2:
//   mov rax, [rbx+0x40]
//   mov [rbx+0x50], rax
// ; 2  Yield r10, r11, r10
//   mov rdx, pc 2
//   call slow_Yield
//   test eax, eax
//   je L3
//   mov rax, [vm.COMPLETION]
//   leave
//   ret
// ; 3  JumpIfFalse r11, ->5
// L3:
//   mov rax, [rbx+0x58]
//   mov rcx, rax
//   or rcx, 1
//   cmp rcx, [vm.TRUE]
//   jne L35
//   cmp rax, rcx
//   jne L5
// ; 4  GeneratorReturn r10
// L4:
//   mov rdx, pc 4
//   call slow_GeneratorReturn
//   test eax, eax
//   je L5
//   mov rax, [vm.COMPLETION]
//   leave
//   ret
// ; 5  Move b, r10
// L5:
//   mov rax, [rbx+0x50]
//   mov [rbx+0x48], rax
// ; 6  Move r16, b
//   mov rax, [rbx+0x48]
//   mov [rbx+0x80], rax
// ; 7  NewArray r13, r16.., count 1, #0
//   mov rcx, [rbx+0x80]
//   mov r8d, 0
//   cmp rcx, r14
//   jb L37
//   mov rdx, ic #0
//   or dword ptr [rdx+8], 1
//   mov byte ptr [rdx+4], 0xe
// L6:
//   mov rdx, [vm.HEAP]
//   mov rax, [rdx+0x10]
//   lea rcx, [rax+0x20]
//   cmp rcx, [rdx+0x18]
//   ja L36
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
//   ja L36
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
// L7:
//   mov rdx, pc 9
//   call slow_GetIterator
// ; 10  LoadSpecial r13, undefined
//   mov rax, [vm.UNDEFINED]
//   mov [rbx+0x68], rax
// ; 11  IteratorCall r14, r10.., r13
// L8:
//   mov rdx, pc 11
//   call slow_IteratorCall
// ; 12  CheckObject r14, message 0
// L9:
//   cmp [rbx+0x70], r13
//   jl L39
// ; 13  GetProp r15, r14, [done] #1
// L10:
//   mov rcx, [rbx+0x70]
//   cmp rcx, r13
//   jl L40
//   mov rdx, ic #1
//   mov eax, [rcx+r12]
//   cmp eax, [rdx]
//   jne L41
//   cmp byte ptr [rdx+4], 1
//   jne L41
//   mov eax, [rdx+8]
//   add rcx, r12
//   mov rax, [rcx+rax]
//   mov [rbx+0x78], rax
// ; 14  JumpIfTrue r15, ->42
// L11:
//   mov rax, [rbx+0x78]
//   mov rcx, rax
//   or rcx, 1
//   cmp rcx, [vm.TRUE]
//   jne L42
//   cmp rax, rcx
//   je L28
// ; 15  Yield r13, r15, r14, flags 1
// L12:
//   mov rdx, pc 15
//   call slow_Yield
//   test eax, eax
//   je L13
//   mov rax, [vm.COMPLETION]
//   leave
//   ret
// ; 16  JumpIfFalse r15, ->18
// L13:
//   mov rax, [rbx+0x78]
//   mov rcx, rax
//   or rcx, 1
//   cmp rcx, [vm.TRUE]
//   jne L43
//   cmp rax, rcx
//   jne L15
// ; 17  Jump ->19
// L14:
//   jmp L16
// ; 18  Loop ->11
// L15:
//   mov rax, [rbx+8]
//   sub dword ptr [rax+0x30], 1
//   jns L8
//   jmp L44
// ; 19  GetMethod r14, r10, [return] #2
// L16:
//   mov rdx, pc 19
//   call slow_GetMethod
// ; 20  JumpIfUndefined r14, ->31
//   mov rax, [rbx+0x70]
//   cmp rax, [vm.UNDEFINED]
//   je L23
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
//   jl L45
//   cmp byte ptr [rcx+r12+4], 0x15
//   jne L48
//   mov rdx, ic #3
//   cmp rcx, [rdx+0x18]
//   jne L46
// L17:
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
//   je L47
//   mov [rbx+0x70], rax
// ; 26  CheckObject r14, message 0
// L18:
//   cmp [rbx+0x70], r13
//   jl L50
// ; 27  GetProp r15, r14, [done] #4
// L19:
//   mov rcx, [rbx+0x70]
//   cmp rcx, r13
//   jl L51
//   mov rdx, ic #4
//   mov eax, [rcx+r12]
//   cmp eax, [rdx]
//   jne L52
//   cmp byte ptr [rdx+4], 1
//   jne L52
//   mov eax, [rdx+8]
//   add rcx, r12
//   mov rax, [rcx+rax]
//   mov [rbx+0x78], rax
// ; 28  JumpIfTrue r15, ->30
// L20:
//   mov rax, [rbx+0x78]
//   mov rcx, rax
//   or rcx, 1
//   cmp rcx, [vm.TRUE]
//   jne L53
//   cmp rax, rcx
//   je L22
// ; 29  Loop ->15
// L21:
//   mov rax, [rbx+8]
//   sub dword ptr [rax+0x30], 1
//   jns L12
//   jmp L54
// ; 30  GetProp r13, r14, [value] #5
// L22:
//   mov rcx, [rbx+0x70]
//   cmp rcx, r13
//   jl L55
//   mov rdx, ic #5
//   mov eax, [rcx+r12]
//   cmp eax, [rdx]
//   jne L56
//   cmp byte ptr [rdx+4], 1
//   jne L56
//   mov eax, [rdx+8]
//   add rcx, r12
//   mov rax, [rcx+rax]
//   mov [rbx+0x68], rax
// ; 31  GeneratorReturn r13
// L23:
//   mov rdx, pc 31
//   call slow_GeneratorReturn
//   test eax, eax
//   je L24
//   mov rax, [vm.COMPLETION]
//   leave
//   ret
// ; 32  GetMethod r14, r10, [throw] #6
// L24:
//   mov rdx, pc 32
//   call slow_GetMethod
// ; 33  JumpIfUndefined r14, ->40
//   mov rax, [rbx+0x70]
//   cmp rax, [vm.UNDEFINED]
//   je L27
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
//   jl L57
//   cmp byte ptr [rcx+r12+4], 0x15
//   jne L60
//   mov rdx, ic #7
//   cmp rcx, [rdx+0x18]
//   jne L58
// L25:
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
//   je L59
//   mov [rbx+0x70], rax
// ; 39  Loop ->12
// L26:
//   mov rax, [rbx+8]
//   sub dword ptr [rax+0x30], 1
//   jns L9
//   jmp L62
// ; 40  IteratorClose r10..
// L27:
//   mov rdx, pc 40
//   call slow_IteratorClose
// ; 41  ThrowError kind 0, [The iterator does not provide a \'throw\' method]
//   mov rdx, pc 41
//   call slow_ThrowError
// ; 42  GetProp r14, r14, [value] #8
// L28:
//   mov rcx, [rbx+0x70]
//   cmp rcx, r13
//   jl L63
//   mov rdx, ic #8
//   mov eax, [rcx+r12]
//   cmp eax, [rdx]
//   jne L64
//   cmp byte ptr [rdx+4], 1
//   jne L64
//   mov eax, [rdx+8]
//   add rcx, r12
//   mov rax, [rcx+rax]
//   mov [rbx+0x70], rax
// ; 43  Move r10, r14
// L29:
//   mov rax, [rbx+0x70]
//   mov [rbx+0x50], rax
// ; 44  LoadInt r10, 1
//   mov rax, int 1
//   mov [rbx+0x50], rax
// ; 45  GeneratorReturn r10
//   mov rdx, pc 45
//   call slow_GeneratorReturn
//   test eax, eax
//   je L30
//   mov rax, [vm.COMPLETION]
//   leave
//   ret
// L30:
//   int3
// ; 0  InitialYield
// L31:
//   mov rcx, [vm.UNDEFINED]
// L32:
//   mov [rbx+rax*8+0x40], rcx
//   inc eax
//   cmp eax, 1
//   jb L32
//   jmp L1
// ; 0  InitialYield
// L33:
//   call spent_at_entry
//   jmp L0
// L34:
//   jmp fail_entry
// ; 3  JumpIfFalse r11, ->5
// L35:
//   call truthy
//   je L5
//   jmp L4
// ; 7  NewArray r13, r16.., count 1, #0
// L36:
//   mov rdx, pc 7
//   call slow_NewArray
//   jmp L7
// ; 7  NewArray r13, r16.., count 1, #0
// L37:
//   mov r8d, 2
//   mov rcx, [rbx+0x80]
//   cmp rcx, [vm.HOLE]
//   je L36
//   mov rcx, [rbx+0x80]
//   cmp rcx, [vm.NON_NUMBER]
//   jge L38
//   jmp L36
// L38:
//   jmp L6
// ; 12  CheckObject r14, message 0
// L39:
//   mov rdx, pc 12
//   call slow_CheckObject
//   jmp L10
// ; 13  GetProp r15, r14, [done] #1
// L40:
//   mov rdx, pc 13
//   call slow_GetProp
//   jmp L11
// ; 13  GetProp r15, r14, [done] #1
// L41:
//   call load_ic
//   jb L40
//   mov [rbx+0x78], rax
//   jmp L11
// ; 14  JumpIfTrue r15, ->42
// L42:
//   call truthy
//   jne L28
//   jmp L12
// ; 16  JumpIfFalse r15, ->18
// L43:
//   call truthy
//   je L15
//   jmp L14
// ; 18  Loop ->11
// L44:
//   mov rdx, pc 18
//   mov ecx, 0xb
//   call spent_at_loop
//   jmp L8
// ; 24  CallMethod r14, r16.., argc 1, #3
// L45:
//   mov rdx, pc 24
//   call slow_CallMethod
//   jmp L18
// ; 24  CallMethod r14, r16.., argc 1, #3
// L46:
//   call note_callee
//   jmp L17
// L47:
//   mov rdx, pc 24
//   jmp unwind
// L48:
//   cmp byte ptr [rcx+r12+4], 0x16
//   jne L45
//   mov rdx, ic #3
//   cmp rcx, [rdx+0x18]
//   je L49
//   call note_callee
// L49:
//   mov rdi, r15
//   mov rsi, rbx
//   mov rdx, pc 24
//   lea rcx, [rbx+0x80]
//   mov r8d, 1
//   call …
//   cmp rax, [vm.EXCEPTION]
//   je L47
//   mov [rbx+0x70], rax
//   jmp L18
// ; 26  CheckObject r14, message 0
// L50:
//   mov rdx, pc 26
//   call slow_CheckObject
//   jmp L19
// ; 27  GetProp r15, r14, [done] #4
// L51:
//   mov rdx, pc 27
//   call slow_GetProp
//   jmp L20
// ; 27  GetProp r15, r14, [done] #4
// L52:
//   call load_ic
//   jb L51
//   mov [rbx+0x78], rax
//   jmp L20
// ; 28  JumpIfTrue r15, ->30
// L53:
//   call truthy
//   jne L22
//   jmp L21
// ; 29  Loop ->15
// L54:
//   mov rdx, pc 29
//   mov ecx, 0xf
//   call spent_at_loop
//   jmp L12
// ; 30  GetProp r13, r14, [value] #5
// L55:
//   mov rdx, pc 30
//   call slow_GetProp
//   jmp L23
// ; 30  GetProp r13, r14, [value] #5
// L56:
//   call load_ic
//   jb L55
//   mov [rbx+0x68], rax
//   jmp L23
// ; 37  CallMethod r14, r16.., argc 1, #7
// L57:
//   mov rdx, pc 37
//   call slow_CallMethod
//   jmp L26
// ; 37  CallMethod r14, r16.., argc 1, #7
// L58:
//   call note_callee
//   jmp L25
// L59:
//   mov rdx, pc 37
//   jmp unwind
// L60:
//   cmp byte ptr [rcx+r12+4], 0x16
//   jne L57
//   mov rdx, ic #7
//   cmp rcx, [rdx+0x18]
//   je L61
//   call note_callee
// L61:
//   mov rdi, r15
//   mov rsi, rbx
//   mov rdx, pc 37
//   lea rcx, [rbx+0x80]
//   mov r8d, 1
//   call …
//   cmp rax, [vm.EXCEPTION]
//   je L59
//   mov [rbx+0x70], rax
//   jmp L26
// ; 39  Loop ->12
// L62:
//   mov rdx, pc 39
//   mov ecx, 0xc
//   call spent_at_loop
//   jmp L9
// ; 42  GetProp r14, r14, [value] #8
// L63:
//   mov rdx, pc 42
//   call slow_GetProp
//   jmp L29
// ; 42  GetProp r14, r14, [value] #8
// L64:
//   call load_ic
//   jb L63
//   mov [rbx+0x70], rax
//   jmp L29
