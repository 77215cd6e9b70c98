//! stage: asm
var f = (() => { let n = 0; return function () { return ++n; }; })();
f(); f(); f();
//--
// (anonymous)
// ; 0  GetScopedChecked r8, env, slot 0, depth 0
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
//   ja L5
//   cmp rsp, [vm.NATIVE_STACK_LIMIT]
//   jb L5
//   mov rax, block
//   mov [rbx+8], rax
//   mov rcx, [rbx]
//   mov rcx, [rcx+r12+0x20]
//   mov [rbx+0x30], rcx
//   mov dword ptr [rax+0x34], 1
//   sub dword ptr [rax+0x30], 1
//   js L4
// ; 0  GetScopedChecked r8, env, slot 0, depth 0
// L0:
//   mov rdx, [vm.UNTAG_INTERNAL]
//   mov rsi, [rbx+0x30]
//   add rsi, rdx
//   mov rax, [rsi+0x20]
//   cmp rax, [vm.HOLE]
//   je L6
//   mov [rbx+0x40], rax
// ; 1  Inc r8, r8
// L1:
//   mov rcx, [rbx+0x40]
//   mov eax, 1
//   or rax, r14
//   cmp rcx, r14
//   jb L7
//   add ecx, 1
//   jo L8
//   or rcx, r14
//   mov [rbx+0x40], rcx
// ; 2  SetScopedChecked r8, env, slot 0, depth 0
// L2:
//   mov rdx, [vm.UNTAG_INTERNAL]
//   mov rsi, [rbx+0x30]
//   add rsi, rdx
//   mov rax, [rsi+0x20]
//   cmp rax, [vm.HOLE]
//   je L9
//   mov rax, [rbx+0x40]
//   mov [rsi+0x20], rax
//   cmp byte ptr [rsi+7], 1
//   je L10
// ; 3  Return r8
// L3:
//   mov rax, [rbx+0x40]
//   cmp dword ptr [rbx+0x24], 2
//   jne L11
//   leave
//   ret
//   int3
// ; 0  GetScopedChecked r8, env, slot 0, depth 0
// L4:
//   call spent_at_entry
//   jmp L0
// L5:
//   jmp fail_entry
// ; 0  GetScopedChecked r8, env, slot 0, depth 0
// L6:
//   mov rdx, pc 0
//   call slow_GetScopedChecked
//   jmp L1
// ; 1  Inc r8, r8
// L7:
//   call numbers
//   jb L12
//   addsd xmm0, xmm1
//   ucomisd xmm0, xmm0
//   jp L12
//   mov r8, kinds 1
//   or byte ptr [r8], 1
//   movsd [rbx+0x40], xmm0
//   jmp L2
// L8:
//   mov rcx, [rbx+0x40]
//   mov eax, 1
//   or rax, r14
//   xorps xmm0, xmm0
//   xorps xmm1, xmm1
//   cvtsi2sd xmm0, ecx
//   cvtsi2sd xmm1, eax
//   addsd xmm0, xmm1
//   mov r8, kinds 1
//   or byte ptr [r8], 0x82
//   movsd [rbx+0x40], xmm0
//   jmp L2
// ; 2  SetScopedChecked r8, env, slot 0, depth 0
// L9:
//   mov rdx, pc 2
//   call slow_SetScopedChecked
//   jmp L3
// ; 2  SetScopedChecked r8, env, slot 0, depth 0
// L10:
//   call remember
//   jmp L3
// ; 3  Return r8
// L11:
//   jmp leave_flagged
// ; 1  Inc r8, r8
// L12:
//   mov rdx, pc 1
//   call slow_Inc
//   jmp L2
