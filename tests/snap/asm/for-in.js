//! stage: asm
function f(o) { let s = ""; for (const k in o) s += k; return s; }
f({ a: 1 }); f([1]); f(null);
//--
// f
// ; 0  LoadConst s, []
//   push rbp
//   mov rbp, rsp
//   push rdi
//   sub rsp, 8
//   mov rbx, rdi
//   mov r12, [vm.UNTAG_OBJECT]
//   mov r13, [vm.OBJECT_TAG]
//   mov r14, [vm.INT_TAG]
//   lea rax, [rbx+0x78]
//   cmp rax, [vm.STACK_LIMIT]
//   ja L9
//   cmp rsp, [vm.NATIVE_STACK_LIMIT]
//   jb L9
//   mov rax, block
//   mov [rbx+8], rax
//   mov rcx, [rbx]
//   mov rcx, [rcx+r12+0x20]
//   mov [rbx+0x30], rcx
//   mov dword ptr [rax+0x34], 1
//   sub dword ptr [rax+0x30], 1
//   js L8
// L0:
//   mov eax, [rbx+0x20]
//   cmp eax, 1
//   jb L6
// ; 0  LoadConst s, []
// L1:
//   mov rax, constant 0
//   mov [rbx+0x48], rax
// ; 1  Move k, o
//   mov rax, [rbx+0x40]
//   mov [rbx+0x68], rax
// ; 2  ForInPrepare r10.., k
//   mov rdx, pc 2
//   call slow_ForInPrepare
// ; 3  ForInNext k, r10.., ->6
// L2:
//   mov rsi, [rbx+0x58]
//   mov rax, rsi
//   shr rax, 0x30
//   cmp eax, 0x7ffa
//   jne L10
//   add rsi, [vm.UNTAG_INTERNAL]
//   mov rcx, [rbx+0x50]
//   mov eax, [rcx+r12]
//   or rax, r14
//   cmp rax, [rsi+0x10]
//   jne L10
//   mov eax, [rbx+0x60]
//   cmp eax, [rsi+8]
//   jae L10
//   mov rdx, [rsi+rax*8+0x10]
//   inc eax
//   or rax, r14
//   mov [rbx+0x60], rax
//   mov [rbx+0x68], rdx
// ; 4  Add s, s, k
// L3:
//   mov rcx, [rbx+0x48]
//   mov rax, [rbx+0x68]
//   mov rdx, rcx
//   and rdx, rax
//   cmp rdx, r14
//   jb L11
//   add ecx, eax
//   jo L12
//   or rcx, r14
//   mov [rbx+0x48], rcx
// ; 5  Loop ->3
// L4:
//   mov rax, [rbx+8]
//   sub dword ptr [rax+0x30], 1
//   jns L2
//   jmp L13
// ; 6  Return s
// L5:
//   mov rax, [rbx+0x48]
//   cmp dword ptr [rbx+0x24], 2
//   jne L14
//   leave
//   ret
//   int3
// ; 0  LoadConst s, []
// L6:
//   mov rcx, [vm.UNDEFINED]
// L7:
//   mov [rbx+rax*8+0x40], rcx
//   inc eax
//   cmp eax, 1
//   jb L7
//   jmp L1
// ; 0  LoadConst s, []
// L8:
//   call spent_at_entry
//   jmp L0
// L9:
//   jmp fail_entry
// ; 3  ForInNext k, r10.., ->6
// L10:
//   mov rdx, pc 3
//   call slow_ForInNext
//   test eax, eax
//   jne L5
//   jmp L3
// ; 4  Add s, s, k
// L11:
//   call numbers
//   jb L15
//   addsd xmm0, xmm1
//   ucomisd xmm0, xmm0
//   jp L15
//   mov r8, kinds 4
//   or byte ptr [r8], 1
//   movsd [rbx+0x48], xmm0
//   jmp L4
// L12:
//   mov rcx, [rbx+0x48]
//   mov rax, [rbx+0x68]
//   xorps xmm0, xmm0
//   xorps xmm1, xmm1
//   cvtsi2sd xmm0, ecx
//   cvtsi2sd xmm1, eax
//   addsd xmm0, xmm1
//   mov r8, kinds 4
//   or byte ptr [r8], 0x82
//   movsd [rbx+0x48], xmm0
//   jmp L4
// ; 5  Loop ->3
// L13:
//   mov rdx, pc 5
//   mov ecx, 3
//   call spent_at_loop
//   jmp L2
// ; 6  Return s
// L14:
//   jmp leave_flagged
// ; 4  Add s, s, k
// L15:
//   mov rdx, pc 4
//   call slow_Add
//   jmp L4
