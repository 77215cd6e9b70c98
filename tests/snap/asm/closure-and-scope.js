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
// ; 0  LoadInt s, 0
// L1:
//   mov rax, int 0
//   mov [rbx+0x48], rax
// ; 1  CreateEnv r10, env, scope 0
//   mov rdx, [vm.HEAP]
//   mov rax, [rdx+0x20]
//   lea rcx, [rax+0x30]
//   cmp rcx, [rdx+0x28]
//   ja L9
//   mov [rdx+0x20], rcx
//   mov rcx, …
//   mov [rax], rcx
//   mov rcx, block
//   mov [rax+8], rcx
//   mov rcx, 0x0
//   mov [rax+0x10], rcx
//   mov rcx, [rbx+0x30]
//   mov [rax+0x18], rcx
//   mov rcx, [vm.HOLE]
//   mov [rax+0x20], rcx
//   sub rax, [vm.UNTAG_INTERNAL]
//   mov [rbx+0x50], rax
// ; 2  SetScoped n, r10, slot 0, depth 0
// L2:
//   mov rdx, [vm.UNTAG_INTERNAL]
//   mov rsi, [rbx+0x50]
//   add rsi, rdx
//   mov rax, [rbx+0x40]
//   mov [rsi+0x20], rax
//   cmp byte ptr [rsi+7], 1
//   je L10
// ; 3  NewClosure s, r10, <arrow s>
// L3:
//   mov rdx, [vm.HEAP]
//   mov rax, [rdx+0x40]
//   lea rcx, [rax+0x50]
//   cmp rcx, [rdx+0x48]
//   ja L11
//   mov [rdx+0x40], rcx
//   mov rcx, …
//   mov [rax], rcx
//   mov rcx, [vm.EMPTY_ELEMENTS]
//   mov [rax+8], rcx
//   mov rcx, [vm.EMPTY_SLOTS]
//   mov [rax+0x10], rcx
//   mov rcx, [vm.UNDEFINED]
//   mov [rax+0x18], rcx
//   mov [rax+0x20], rcx
//   mov [rax+0x28], rcx
//   mov [rax+0x30], rcx
//   mov rcx, [vm.UNDEFINED]
//   mov [rax+0x38], rcx
//   mov [rax+0x40], rcx
//   mov [rax+0x48], rcx
//   mov rcx, …
//   mov [rax+0x18], rcx
//   mov rcx, [rbx+0x50]
//   mov [rax+0x20], rcx
//   add rax, r13
//   mov [rbx+0x48], rax
// ; 4  Return s
// L4:
//   mov rax, [rbx+0x48]
//   cmp dword ptr [rbx+0x24], 2
//   jne L12
//   leave
//   ret
//   int3
// ; 0  LoadInt s, 0
// L5:
//   mov rcx, [vm.UNDEFINED]
// L6:
//   mov [rbx+rax*8+0x40], rcx
//   inc eax
//   cmp eax, 1
//   jb L6
//   jmp L1
// ; 0  LoadInt s, 0
// L7:
//   call spent_at_entry
//   jmp L0
// L8:
//   jmp fail_entry
// ; 1  CreateEnv r10, env, scope 0
// L9:
//   mov rdx, pc 1
//   call slow_CreateEnv
//   jmp L2
// ; 2  SetScoped n, r10, slot 0, depth 0
// L10:
//   call remember
//   jmp L3
// ; 3  NewClosure s, r10, <arrow s>
// L11:
//   mov rdx, pc 3
//   call slow_NewClosure
//   jmp L4
// ; 4  Return s
// L12:
//   jmp leave_flagged
