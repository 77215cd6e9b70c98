//! stage: asm
function f(a) { switch (a) { case 0: return 1; case 1: return 5; case 2: return 7; case 3: return 9; default: return 0; } }
f(0); f(3); f(9);
//--
// f
// ; 0  SwitchInt a, {0->2, 1->4, 2->6, 3->8}
//   push rbp
//   mov rbp, rsp
//   push rdi
//   sub rsp, 8
//   mov rbx, rdi
//   mov r12, [vm.UNTAG_OBJECT]
//   mov r13, [vm.OBJECT_TAG]
//   mov r14, [vm.INT_TAG]
//   lea rax, [rbx+0x50]
//   cmp rax, [vm.STACK_LIMIT]
//   ja L8
//   cmp rsp, [vm.NATIVE_STACK_LIMIT]
//   jb L8
//   mov rax, block
//   mov [rbx+8], rax
//   mov rcx, [rbx]
//   mov rcx, [rcx+r12+0x20]
//   mov [rbx+0x30], rcx
//   mov dword ptr [rax+0x34], 1
//   sub dword ptr [rax+0x30], 1
//   js L7
// L0:
//   mov eax, [rbx+0x20]
//   cmp eax, 1
//   jb L5
// ; 0  SwitchInt a, {0->2, 1->4, 2->6, 3->8}
// L1:
//   mov rax, [rbx+0x40]
//   cmp rax, r14
//   jb L9
//   sub eax, 0
//   cmp eax, 4
//   jae L3
// L2:
//   lea rcx, [0x556b3f012be8]
//   jmp qword ptr [rcx+rax*8]
// ; 1  Jump ->10
// L3:
//   jmp L4
// ; 2  LoadInt r9, 1
//   mov rax, int 1
//   mov [rbx+0x48], rax
// ; 3  Return r9
//   mov rax, [rbx+0x48]
//   cmp dword ptr [rbx+0x24], 2
//   jne L10
//   leave
//   ret
// ; 4  LoadInt r9, 5
//   mov rax, int 5
//   mov [rbx+0x48], rax
// ; 5  Return r9
//   mov rax, [rbx+0x48]
//   cmp dword ptr [rbx+0x24], 2
//   jne L11
//   leave
//   ret
// ; 6  LoadInt r9, 7
//   mov rax, int 7
//   mov [rbx+0x48], rax
// ; 7  Return r9
//   mov rax, [rbx+0x48]
//   cmp dword ptr [rbx+0x24], 2
//   jne L12
//   leave
//   ret
// ; 8  LoadInt r9, 9
//   mov rax, int 9
//   mov [rbx+0x48], rax
// ; 9  Return r9
//   mov rax, [rbx+0x48]
//   cmp dword ptr [rbx+0x24], 2
//   jne L13
//   leave
//   ret
// ; 10  LoadInt r9, 0
// L4:
//   mov rax, int 0
//   mov [rbx+0x48], rax
// ; 11  Return r9
//   mov rax, [rbx+0x48]
//   cmp dword ptr [rbx+0x24], 2
//   jne L14
//   leave
//   ret
//   int3
// ; 0  SwitchInt a, {0->2, 1->4, 2->6, 3->8}
// L5:
//   mov rcx, [vm.UNDEFINED]
// L6:
//   mov [rbx+rax*8+0x40], rcx
//   inc eax
//   cmp eax, 1
//   jb L6
//   jmp L1
// ; 0  SwitchInt a, {0->2, 1->4, 2->6, 3->8}
// L7:
//   call spent_at_entry
//   jmp L0
// L8:
//   jmp fail_entry
// ; 0  SwitchInt a, {0->2, 1->4, 2->6, 3->8}
// L9:
//   mov rdi, r15
//   mov rsi, rbx
//   mov rdx, pc 0
//   call …
//   cmp eax, 4
//   jb L2
//   jmp L3
// ; 3  Return r9
// L10:
//   jmp leave_flagged
// ; 5  Return r9
// L11:
//   jmp leave_flagged
// ; 7  Return r9
// L12:
//   jmp leave_flagged
// ; 9  Return r9
// L13:
//   jmp leave_flagged
// ; 11  Return r9
// L14:
//   jmp leave_flagged
//   int3
//   int3
//   int3
//   int3
//   mov [0xcd0000556b3f012a], eax
//   sub al, [rcx]
//   (bad)
//   push rbp
//   add [rax], al
//   imul dword ptr [rdx]
//   add [rdi], edi
//   imul edx, [rbp], 0
//   and [rbx], ebp
//   add [rdi], edi
//   imul edx, [rbp], 0
