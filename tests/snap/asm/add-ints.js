//! stage: asm
function f(a, b) { return a + b; }
f(1, 2); f(3, 4); f(5, 6);
//--
// f
// ; 0  Add r10, a, b
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
//   mov dword ptr [rax+0x34], 1
//   sub dword ptr [rax+0x30], 1
//   js L5
// L0:
//   mov eax, [rbx+0x20]
//   cmp eax, 2
//   jb L3
// ; 0  Add r10, a, b
// L1:
//   mov rcx, [rbx+0x40]
//   mov rax, [rbx+0x48]
//   mov rdx, rcx
//   and rdx, rax
//   cmp rdx, r14
//   jb L7
//   add ecx, eax
//   jo L8
//   or rcx, r14
//   mov [rbx+0x50], rcx
// ; 1  Return r10
// L2:
//   mov rax, [rbx+0x50]
//   cmp dword ptr [rbx+0x24], 2
//   jne L9
//   leave
//   ret
//   int3
// ; 0  Add r10, a, b
// L3:
//   mov rcx, [vm.UNDEFINED]
// L4:
//   mov [rbx+rax*8+0x40], rcx
//   inc eax
//   cmp eax, 2
//   jb L4
//   jmp L1
// ; 0  Add r10, a, b
// L5:
//   call spent_at_entry
//   jmp L0
// L6:
//   jmp fail_entry
// ; 0  Add r10, a, b
// L7:
//   call numbers
//   jb L10
//   addsd xmm0, xmm1
//   ucomisd xmm0, xmm0
//   jp L10
//   mov r8, kinds 0
//   or byte ptr [r8], 1
//   movsd [rbx+0x50], xmm0
//   jmp L2
// L8:
//   mov rcx, [rbx+0x40]
//   mov rax, [rbx+0x48]
//   xorps xmm0, xmm0
//   xorps xmm1, xmm1
//   cvtsi2sd xmm0, ecx
//   cvtsi2sd xmm1, eax
//   addsd xmm0, xmm1
//   mov r8, kinds 0
//   or byte ptr [r8], 0x82
//   movsd [rbx+0x50], xmm0
//   jmp L2
// ; 1  Return r10
// L9:
//   jmp leave_flagged
// ; 0  Add r10, a, b
// L10:
//   mov rdx, pc 0
//   call slow_Add
//   jmp L2
