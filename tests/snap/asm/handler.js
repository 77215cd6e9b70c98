//! stage: asm
function f(g) { try { return g(); } catch (e) { return e; } }
f(() => 1); f(() => 1); f(() => 1);
//--
// f
// ; 0  Move e, g
//   push rbp
//   mov rbp, rsp
//   push rdi
//   sub rsp, 8
//   mov rbx, rdi
//   mov r12, [vm.UNTAG_OBJECT]
//   mov r13, [vm.OBJECT_TAG]
//   mov r14, [vm.INT_TAG]
//   lea rax, [rbx+0x88]
//   cmp rax, [vm.STACK_LIMIT]
//   ja L7
//   cmp rsp, [vm.NATIVE_STACK_LIMIT]
//   jb L7
//   mov rax, block
//   mov [rbx+8], rax
//   mov rcx, [rbx]
//   mov rcx, [rcx+r12+0x20]
//   mov [rbx+0x30], rcx
//   mov dword ptr [rax+0x34], 1
//   sub dword ptr [rax+0x30], 1
//   js L6
// L0:
//   mov eax, [rbx+0x20]
//   cmp eax, 1
//   jb L4
// ; 0  Move e, g
// L1:
//   mov rax, [rbx+0x40]
//   mov [rbx+0x48], rax
// ; 1  Call e, e.., argc 0, #0
//   mov rcx, [rbx+0x48]
//   cmp rcx, r13
//   jl L8
//   cmp byte ptr [rcx+r12+4], 0x15
//   jne L11
//   mov rdx, ic #0
//   cmp rcx, [rdx+0x18]
//   jne L9
// L2:
//   mov rdx, [vm.UNDEFINED]
//   mov [rbx+0x80], rdx
//   mov rax, [rcx+r12+0x18]
//   mov rdx, pc 1
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
//   je L10
//   mov [rbx+0x48], rax
// ; 3  Return e
// L3:
//   mov rax, [rbx+0x48]
//   cmp dword ptr [rbx+0x24], 2
//   jne L13
//   leave
//   ret
// ; 4  Return e
//   mov rax, [rbx+0x48]
//   cmp dword ptr [rbx+0x24], 2
//   jne L14
//   leave
//   ret
//   int3
// ; 0  Move e, g
// L4:
//   mov rcx, [vm.UNDEFINED]
// L5:
//   mov [rbx+rax*8+0x40], rcx
//   inc eax
//   cmp eax, 1
//   jb L5
//   jmp L1
// ; 0  Move e, g
// L6:
//   call spent_at_entry
//   jmp L0
// L7:
//   jmp fail_entry
// ; 1  Call e, e.., argc 0, #0
// L8:
//   mov rdx, pc 1
//   call slow_Call
//   jmp L3
// ; 1  Call e, e.., argc 0, #0
// L9:
//   call note_callee
//   jmp L2
// L10:
//   mov rdx, pc 1
//   jmp unwind
// L11:
//   cmp byte ptr [rcx+r12+4], 0x16
//   jne L8
//   mov rdx, ic #0
//   cmp rcx, [rdx+0x18]
//   je L12
//   call note_callee
// L12:
//   mov rdx, [vm.UNDEFINED]
//   mov [rbx+0x80], rdx
//   mov rdi, r15
//   mov rsi, rbx
//   mov rdx, pc 1
//   lea rcx, [rbx+0x48]
//   mov r8d, 0
//   call …
//   cmp rax, [vm.EXCEPTION]
//   je L10
//   mov [rbx+0x48], rax
//   jmp L3
// ; 3  Return e
// L13:
//   jmp leave_flagged
// ; 4  Return e
// L14:
//   jmp leave_flagged
