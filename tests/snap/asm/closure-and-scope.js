//! stage: asm
function f(n) { let s = 0; { let k = n; s = () => k++; } return s; }
f(1); f(2); f(3);
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
//   lea rax, [rbx+0x58]
//   cmp rax, [vm.STACK_LIMIT]
//   ja L6
//   cmp rsp, [vm.NATIVE_STACK_LIMIT]
//   jb L6
//   mov rax, block
//   mov [rbx+8], rax
//   mov rcx, [rbx]
//   mov rcx, [rcx+r12+0x20]
//   mov [rbx+0x30], rcx
//   sub dword ptr [rax+0x30], 1
//   js L5
// L0:
//   mov eax, [rbx+0x20]
//   cmp eax, 1
//   jb L3
// ; 0  LoadInt s, 0
// L1:
//   mov rax, int 0
//   mov [rbx+0x48], rax
// ; 1  CreateEnv r10, env, scope 0
//   mov rdx, pc 1
//   call slow_CreateEnv
// ; 2  SetScoped n, r10, slot 0, depth 0
//   mov rdx, [vm.UNTAG_INTERNAL]
//   mov rsi, [rbx+0x50]
//   add rsi, rdx
//   mov rax, [rbx+0x40]
//   mov [rsi+0x20], rax
//   cmp byte ptr [rsi+7], 1
//   je L7
// ; 3  NewClosure s, r10, <arrow s>
// L2:
//   mov rdx, pc 3
//   call slow_NewClosure
// ; 4  Return s
//   mov rax, [rbx+0x48]
//   cmp dword ptr [rbx+0x24], 2
//   jne L8
//   leave
//   ret
//   int3
// ; 0  LoadInt s, 0
// L3:
//   mov rcx, [vm.UNDEFINED]
// L4:
//   mov [rbx+rax*8+0x40], rcx
//   inc eax
//   cmp eax, 1
//   jb L4
//   jmp L1
// ; 0  LoadInt s, 0
// L5:
//   call spent_at_entry
//   jmp L0
// L6:
//   jmp fail_entry
// ; 2  SetScoped n, r10, slot 0, depth 0
// L7:
//   call remember
//   jmp L2
// ; 4  Return s
// L8:
//   jmp leave_flagged
