//! stage: asm
function f(a, b) { return typeof a === "object" ? a instanceof b : "x" in b; }
f({}, Object); f(1, { x: 1 }); f([], Array);
//--
// f
// ; 0  TypeOf r11, a
//   push rbp
//   mov rbp, rsp
//   push rdi
//   sub rsp, 8
//   mov rbx, rdi
//   mov r12, [vm.UNTAG_OBJECT]
//   mov r13, [vm.OBJECT_TAG]
//   mov r14, [vm.INT_TAG]
//   lea rax, [rbx+0x68]
//   cmp rax, [vm.STACK_LIMIT]
//   ja L10
//   cmp rsp, [vm.NATIVE_STACK_LIMIT]
//   jb L10
//   mov rax, block
//   mov [rbx+8], rax
//   mov rcx, [rbx]
//   mov rcx, [rcx+r12+0x20]
//   mov [rbx+0x30], rcx
//   mov dword ptr [rax+0x34], 1
//   sub dword ptr [rax+0x30], 1
//   js L9
// L0:
//   mov eax, [rbx+0x20]
//   cmp eax, 2
//   jb L7
// ; 0  TypeOf r11, a
// L1:
//   mov rcx, [rbx+0x40]
//   mov rax, …
//   cmp rcx, [vm.NON_NUMBER]
//   jl L2
//   cmp rcx, r13
//   jge L12
//   mov rax, …
//   cmp rcx, [vm.UNDEFINED]
//   je L2
//   shr rcx, 0x30
//   cmp ecx, 0x7ffd
//   jne L11
//   mov rax, …
// L2:
//   mov [rbx+0x58], rax
// ; 1  LoadConst r12, [object]
// L3:
//   mov rax, constant 0
//   mov [rbx+0x60], rax
// ; 2  JumpIfStrictNotEqual r11, r12, ->6
//   mov rcx, [rbx+0x58]
//   mov rax, [rbx+0x60]
//   mov rdx, rcx
//   and rdx, rax
//   cmp rdx, r14
//   jb L14
//   cmp ecx, eax
//   jne L5
// ; 3  InstanceOf r10, a, b, #0
// L4:
//   mov rdx, pc 3
//   call slow_InstanceOf
// ; 5  Jump ->9
//   jmp L6
// ; 6  LoadConst r11, [x]
// L5:
//   mov rax, constant 1
//   mov [rbx+0x58], rax
// ; 7  In r10, r11, b, #1
//   mov rcx, [rbx+0x48]
//   mov rax, [rbx+0x58]
//   cmp rcx, r13
//   jl L15
//   cmp rax, r14
//   jb L16
//   mov rdx, [rcx+r12+8]
//   mov eax, eax
//   cmp eax, [rdx+8]
//   jae L15
//   mov rax, [rdx+rax*8+0x10]
//   cmp rax, [vm.HOLE]
//   je L15
//   mov rax, [vm.TRUE]
//   mov [rbx+0x50], rax
// ; 9  Return r10
// L6:
//   mov rax, [rbx+0x50]
//   cmp dword ptr [rbx+0x24], 2
//   jne L17
//   leave
//   ret
//   int3
// ; 0  TypeOf r11, a
// L7:
//   mov rcx, [vm.UNDEFINED]
// L8:
//   mov [rbx+rax*8+0x40], rcx
//   inc eax
//   cmp eax, 2
//   jb L8
//   jmp L1
// ; 0  TypeOf r11, a
// L9:
//   call spent_at_entry
//   jmp L0
// L10:
//   jmp fail_entry
// ; 0  TypeOf r11, a
// L11:
//   mov rdx, pc 0
//   call slow_TypeOf
//   jmp L3
// ; 0  TypeOf r11, a
// L12:
//   mov rax, constant 0
//   mov rdx, …
//   test byte ptr [rcx+r12+6], 1
//   cmovne rax, rdx
//   jmp L2
// ; 2  JumpIfStrictNotEqual r11, r12, ->6
// L13:
//   mov rdx, pc 2
//   call slow_JumpIfStrictNotEqual
//   test eax, eax
//   jne L5
//   jmp L4
// ; 2  JumpIfStrictNotEqual r11, r12, ->6
// L14:
//   call strict_equal
//   jb L13
//   test eax, eax
//   je L5
//   jmp L4
// ; 7  In r10, r11, b, #1
// L15:
//   mov rdx, pc 7
//   call slow_In
//   jmp L6
// ; 7  In r10, r11, b, #1
// L16:
//   call has_named
//   jb L15
//   mov rax, [vm.TRUE]
//   mov [rbx+0x50], rax
//   jmp L6
// ; 9  Return r10
// L17:
//   jmp leave_flagged
