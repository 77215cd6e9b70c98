//! stage: asm
function f(n) { let s = 0; for (let i = 0; i < n; i++) s += i; return s; }
f(10);
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
//   cmp eax, 1
//   jb L7
// ; 0  LoadInt s, 0
// L1:
//   mov rax, int 0
//   mov [rbx+0x48], rax
// ; 1  LoadInt i, 0
//   mov rax, int 0
//   mov [rbx+0x50], rax
// ; 2  JumpIfNotLess i, n, ->6
//   mov rcx, [rbx+0x50]
//   mov rax, [rbx+0x40]
//   mov rdx, rcx
//   and rdx, rax
//   cmp rdx, r14
//   jb L12
//   cmp ecx, eax
//   jge L6
// ; 3  Add s, s, i
// L2:
//   mov rcx, [rbx+0x48]
//   mov rax, [rbx+0x50]
//   mov rdx, rcx
//   and rdx, rax
//   cmp rdx, r14
//   jb L13
//   add ecx, eax
//   jo L14
//   or rcx, r14
//   mov [rbx+0x48], rcx
// ; 4  Inc i, i
// L3:
//   mov rcx, [rbx+0x50]
//   mov eax, 1
//   or rax, r14
//   cmp rcx, r14
//   jb L15
//   add ecx, 1
//   jo L16
//   or rcx, r14
//   mov [rbx+0x50], rcx
// ; 5  LoopIfLess i, n, ->3
// L4:
//   mov rcx, [rbx+0x50]
//   mov rax, [rbx+0x40]
//   mov rdx, rcx
//   and rdx, rax
//   cmp rdx, r14
//   jb L18
//   cmp ecx, eax
//   jge L6
// L5:
//   mov rax, [rbx+8]
//   sub dword ptr [rax+0x30], 1
//   jns L2
//   jmp L19
// ; 6  Return s
// L6:
//   mov rax, [rbx+0x48]
//   cmp dword ptr [rbx+0x24], 2
//   jne L20
//   leave
//   ret
//   int3
// ; 0  LoadInt s, 0
// L7:
//   mov rcx, [vm.UNDEFINED]
// L8:
//   mov [rbx+rax*8+0x40], rcx
//   inc eax
//   cmp eax, 1
//   jb L8
//   jmp L1
// ; 0  LoadInt s, 0
// L9:
//   call spent_at_entry
//   jmp L0
// L10:
//   jmp fail_entry
// ; 2  JumpIfNotLess i, n, ->6
// L11:
//   mov rdx, pc 2
//   call slow_JumpIfNotLess
//   test eax, eax
//   jne L6
//   jmp L2
// ; 2  JumpIfNotLess i, n, ->6
// L12:
//   call numbers
//   jb L11
//   mov r8, kinds 2
//   or byte ptr [r8], 1
//   ucomisd xmm1, xmm0
//   jbe L6
//   jmp L2
// ; 3  Add s, s, i
// L13:
//   call numbers
//   jb L21
//   addsd xmm0, xmm1
//   ucomisd xmm0, xmm0
//   jp L21
//   mov r8, kinds 3
//   or byte ptr [r8], 1
//   movsd [rbx+0x48], xmm0
//   jmp L3
// L14:
//   mov rcx, [rbx+0x48]
//   mov rax, [rbx+0x50]
//   xorps xmm0, xmm0
//   xorps xmm1, xmm1
//   cvtsi2sd xmm0, ecx
//   cvtsi2sd xmm1, eax
//   addsd xmm0, xmm1
//   mov r8, kinds 3
//   or byte ptr [r8], 0x82
//   movsd [rbx+0x48], xmm0
//   jmp L3
// ; 4  Inc i, i
// L15:
//   call numbers
//   jb L22
//   addsd xmm0, xmm1
//   ucomisd xmm0, xmm0
//   jp L22
//   mov r8, kinds 4
//   or byte ptr [r8], 1
//   movsd [rbx+0x50], xmm0
//   jmp L4
// L16:
//   mov rcx, [rbx+0x50]
//   mov eax, 1
//   or rax, r14
//   xorps xmm0, xmm0
//   xorps xmm1, xmm1
//   cvtsi2sd xmm0, ecx
//   cvtsi2sd xmm1, eax
//   addsd xmm0, xmm1
//   mov r8, kinds 4
//   or byte ptr [r8], 0x82
//   movsd [rbx+0x50], xmm0
//   jmp L4
// ; 5  LoopIfLess i, n, ->3
// L17:
//   mov rdx, pc 5
//   call slow_LoopIfLess
//   test eax, eax
//   jne L5
//   jmp L6
// ; 5  LoopIfLess i, n, ->3
// L18:
//   call numbers
//   jb L17
//   mov r8, kinds 5
//   or byte ptr [r8], 1
//   ucomisd xmm1, xmm0
//   ja L5
//   jmp L6
// ; 5  LoopIfLess i, n, ->3
// L19:
//   mov rdx, pc 5
//   mov ecx, 3
//   call spent_at_loop
//   jmp L2
// ; 6  Return s
// L20:
//   jmp leave_flagged
// ; 3  Add s, s, i
// L21:
//   mov rdx, pc 3
//   call slow_Add
//   jmp L3
// ; 4  Inc i, i
// L22:
//   mov rdx, pc 4
//   call slow_Inc
//   jmp L4
