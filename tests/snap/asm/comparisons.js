//! stage: asm
function f(a, b) { return [a < b, a >= b, a === b, a != b]; }
f(1, 2); f(1.5, 2); f("a", "b");
//--
// f
// ; 0  Less r10, a, b
//   push rbp
//   mov rbp, rsp
//   push rdi
//   sub rsp, 8
//   mov rbx, rdi
//   mov r12, [vm.UNTAG_OBJECT]
//   mov r13, [vm.OBJECT_TAG]
//   mov r14, [vm.INT_TAG]
//   lea rax, [rbx+0x70]
//   cmp rax, [vm.STACK_LIMIT]
//   ja L15
//   cmp rsp, [vm.NATIVE_STACK_LIMIT]
//   jb L15
//   mov rax, block
//   mov [rbx+8], rax
//   mov rcx, [rbx]
//   mov rcx, [rcx+r12+0x20]
//   mov [rbx+0x30], rcx
//   mov dword ptr [rax+0x34], 1
//   sub dword ptr [rax+0x30], 1
//   js L14
// L0:
//   mov eax, [rbx+0x20]
//   cmp eax, 2
//   jb L12
// ; 0  Less r10, a, b
// L1:
//   mov rcx, [rbx+0x40]
//   mov rax, [rbx+0x48]
//   mov rdx, rcx
//   and rdx, rax
//   cmp rdx, r14
//   jb L17
//   cmp ecx, eax
//   setl al
// L2:
//   movzx eax, al
//   add rax, [vm.FALSE]
//   mov [rbx+0x50], rax
// ; 1  GreaterEq r11, a, b
// L3:
//   mov rcx, [rbx+0x40]
//   mov rax, [rbx+0x48]
//   mov rdx, rcx
//   and rdx, rax
//   cmp rdx, r14
//   jb L19
//   cmp ecx, eax
//   setge al
// L4:
//   movzx eax, al
//   add rax, [vm.FALSE]
//   mov [rbx+0x58], rax
// ; 2  StrictEqual r12, a, b
// L5:
//   mov rcx, [rbx+0x40]
//   mov rax, [rbx+0x48]
//   mov rdx, rcx
//   and rdx, rax
//   cmp rdx, r14
//   jb L21
//   xor edx, edx
//   cmp ecx, eax
//   sete dl
//   mov eax, edx
// L6:
//   add rax, [vm.FALSE]
//   mov [rbx+0x60], rax
// ; 3  NotEqual r13, a, b
// L7:
//   mov rcx, [rbx+0x40]
//   mov rax, [rbx+0x48]
//   mov rdx, rcx
//   and rdx, rax
//   cmp rdx, r14
//   jb L23
//   xor edx, edx
//   cmp ecx, eax
//   sete dl
//   mov eax, edx
// L8:
//   xor eax, 1
//   add rax, [vm.FALSE]
//   mov [rbx+0x68], rax
// ; 4  NewArray r10, r10.., count 4, #0
// L9:
//   mov rcx, [rbx+0x50]
//   and rcx, [rbx+0x58]
//   and rcx, [rbx+0x60]
//   and rcx, [rbx+0x68]
//   mov r8d, 0
//   cmp rcx, r14
//   jb L25
//   mov rdx, ic #0
//   or dword ptr [rdx+8], 1
//   mov byte ptr [rdx+4], 0xe
// L10:
//   mov rdx, [vm.HEAP]
//   mov rax, [rdx+0x20]
//   lea rcx, [rax+0x30]
//   cmp rcx, [rdx+0x28]
//   ja L24
//   mov [rdx+0x20], rcx
//   mov rcx, …
//   mov [rax], rcx
//   mov rcx, …
//   mov [rax+8], rcx
//   mov rcx, [rbx+0x50]
//   mov [rax+0x10], rcx
//   mov rcx, [rbx+0x58]
//   mov [rax+0x18], rcx
//   mov rcx, [rbx+0x60]
//   mov [rax+0x20], rcx
//   mov rcx, [rbx+0x68]
//   mov [rax+0x28], rcx
//   mov rsi, rax
//   mov rdx, [vm.HEAP]
//   mov rax, [rdx+0x10]
//   lea rcx, [rax+0x20]
//   cmp rcx, [rdx+0x18]
//   ja L24
//   mov [rdx+0x10], rcx
//   mov rcx, …
//   mov [rax], rcx
//   mov rcx, [vm.EMPTY_ELEMENTS]
//   mov [rax+8], rcx
//   mov rcx, [vm.EMPTY_SLOTS]
//   mov [rax+0x10], rcx
//   mov [rax+8], rsi
//   mov [rax+5], r8b
//   mov rcx, int 4
//   mov [rax+0x18], rcx
//   add rax, r13
//   mov [rbx+0x50], rax
// ; 6  Return r10
// L11:
//   mov rax, [rbx+0x50]
//   cmp dword ptr [rbx+0x24], 2
//   jne L27
//   leave
//   ret
//   int3
// ; 0  Less r10, a, b
// L12:
//   mov rcx, [vm.UNDEFINED]
// L13:
//   mov [rbx+rax*8+0x40], rcx
//   inc eax
//   cmp eax, 2
//   jb L13
//   jmp L1
// ; 0  Less r10, a, b
// L14:
//   call spent_at_entry
//   jmp L0
// L15:
//   jmp fail_entry
// ; 0  Less r10, a, b
// L16:
//   mov rdx, pc 0
//   call slow_Less
//   jmp L3
// ; 0  Less r10, a, b
// L17:
//   call numbers
//   jb L16
//   ucomisd xmm1, xmm0
//   seta al
//   jmp L2
// ; 1  GreaterEq r11, a, b
// L18:
//   mov rdx, pc 1
//   call slow_GreaterEq
//   jmp L5
// ; 1  GreaterEq r11, a, b
// L19:
//   call numbers
//   jb L18
//   ucomisd xmm0, xmm1
//   setae al
//   jmp L4
// ; 2  StrictEqual r12, a, b
// L20:
//   mov rdx, pc 2
//   call slow_StrictEqual
//   jmp L7
// ; 2  StrictEqual r12, a, b
// L21:
//   call strict_equal
//   jb L20
//   jmp L6
// ; 3  NotEqual r13, a, b
// L22:
//   mov rdx, pc 3
//   call slow_NotEqual
//   jmp L9
// ; 3  NotEqual r13, a, b
// L23:
//   call loosely_equal
//   jb L22
//   jmp L8
// ; 4  NewArray r10, r10.., count 4, #0
// L24:
//   mov rdx, pc 4
//   call slow_NewArray
//   jmp L11
// ; 4  NewArray r10, r10.., count 4, #0
// L25:
//   mov r8d, 2
//   mov rcx, [rbx+0x50]
//   cmp rcx, [vm.HOLE]
//   je L24
//   mov rcx, [rbx+0x58]
//   cmp rcx, [vm.HOLE]
//   je L24
//   mov rcx, [rbx+0x60]
//   cmp rcx, [vm.HOLE]
//   je L24
//   mov rcx, [rbx+0x68]
//   cmp rcx, [vm.HOLE]
//   je L24
//   mov rcx, [rbx+0x50]
//   cmp rcx, [vm.NON_NUMBER]
//   jge L26
//   mov rcx, [rbx+0x58]
//   cmp rcx, [vm.NON_NUMBER]
//   jge L26
//   mov rcx, [rbx+0x60]
//   cmp rcx, [vm.NON_NUMBER]
//   jge L26
//   mov rcx, [rbx+0x68]
//   cmp rcx, [vm.NON_NUMBER]
//   jge L26
//   jmp L24
// L26:
//   jmp L10
// ; 6  Return r10
// L27:
//   jmp leave_flagged
