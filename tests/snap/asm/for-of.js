//! stage: asm
function f(a) { let s = 0; for (const v of a) { if (v > 9) break; s += v; } return s; }
f([1, 2]); f(new Set([1])); f([10]);
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
//   lea rax, [rbx+0x78]
//   cmp rax, [vm.STACK_LIMIT]
//   ja L11
//   cmp rsp, [vm.NATIVE_STACK_LIMIT]
//   jb L11
//   mov rax, block
//   mov [rbx+8], rax
//   mov rcx, [rbx]
//   mov rcx, [rcx+r12+0x20]
//   mov [rbx+0x30], rcx
//   mov dword ptr [rax+0x34], 1
//   sub dword ptr [rax+0x30], 1
//   js L10
// L0:
//   mov eax, [rbx+0x20]
//   cmp eax, 1
//   jb L8
// ; 0  LoadInt s, 0
// L1:
//   mov rax, int 0
//   mov [rbx+0x48], rax
// ; 1  Move r13, a
//   mov rax, [rbx+0x40]
//   mov [rbx+0x68], rax
// ; 2  GetIterator r10.., r13
//   mov rdx, pc 2
//   call slow_GetIterator
// ; 3  IteratorNext r13, r10.., ->11
// L2:
//   mov rax, [rbx+0x60]
//   cmp rax, r14
//   jb L12
//   mov rcx, [rbx+0x50]
//   mov rcx, [rcx+r12+8]
//   mov eax, eax
//   cmp eax, [rcx+8]
//   jae L12
//   mov rdx, [rcx+rax*8+0x10]
//   cmp rdx, [vm.HOLE]
//   je L12
//   inc eax
//   or rax, r14
//   mov [rbx+0x60], rax
//   mov [rbx+0x68], rdx
// ; 4  JumpIfNotGreaterI r13, 9, ->7
// L3:
//   mov rcx, [rbx+0x68]
//   mov eax, 9
//   or rax, r14
//   cmp rcx, r14
//   jb L14
//   cmp ecx, 9
//   jle L5
// ; 5  IteratorClose r10..
// L4:
//   mov rdx, pc 5
//   call slow_IteratorClose
// ; 6  Jump ->11
//   jmp L7
// ; 7  Add s, s, r13
// L5:
//   mov rcx, [rbx+0x48]
//   mov rax, [rbx+0x68]
//   mov rdx, rcx
//   and rdx, rax
//   cmp rdx, r14
//   jb L15
//   add ecx, eax
//   jo L16
//   or rcx, r14
//   mov [rbx+0x48], rcx
// ; 8  Loop ->3
// L6:
//   mov rax, [rbx+8]
//   sub dword ptr [rax+0x30], 1
//   jns L2
//   jmp L17
// ; 9  IteratorCloseSilently r10..
//   mov rdx, pc 9
//   call slow_IteratorCloseSilently
// ; 10  Throw r13
//   mov rdx, pc 10
//   call slow_Throw
// ; 11  Return s
// L7:
//   mov rax, [rbx+0x48]
//   cmp dword ptr [rbx+0x24], 2
//   jne L18
//   leave
//   ret
//   int3
// ; 0  LoadInt s, 0
// L8:
//   mov rcx, [vm.UNDEFINED]
// L9:
//   mov [rbx+rax*8+0x40], rcx
//   inc eax
//   cmp eax, 1
//   jb L9
//   jmp L1
// ; 0  LoadInt s, 0
// L10:
//   call spent_at_entry
//   jmp L0
// L11:
//   jmp fail_entry
// ; 3  IteratorNext r13, r10.., ->11
// L12:
//   mov rdx, pc 3
//   call slow_IteratorNext
//   test eax, eax
//   jne L7
//   jmp L3
// ; 4  JumpIfNotGreaterI r13, 9, ->7
// L13:
//   mov rdx, pc 4
//   call slow_JumpIfNotGreaterI
//   test eax, eax
//   jne L5
//   jmp L4
// ; 4  JumpIfNotGreaterI r13, 9, ->7
// L14:
//   call numbers
//   jb L13
//   mov r8, kinds 4
//   or byte ptr [r8], 1
//   ucomisd xmm0, xmm1
//   jbe L5
//   jmp L4
// ; 7  Add s, s, r13
// L15:
//   call numbers
//   jb L19
//   addsd xmm0, xmm1
//   ucomisd xmm0, xmm0
//   jp L19
//   mov r8, kinds 7
//   or byte ptr [r8], 1
//   movsd [rbx+0x48], xmm0
//   jmp L6
// L16:
//   mov rcx, [rbx+0x48]
//   mov rax, [rbx+0x68]
//   xorps xmm0, xmm0
//   xorps xmm1, xmm1
//   cvtsi2sd xmm0, ecx
//   cvtsi2sd xmm1, eax
//   addsd xmm0, xmm1
//   mov r8, kinds 7
//   or byte ptr [r8], 0x82
//   movsd [rbx+0x48], xmm0
//   jmp L6
// ; 8  Loop ->3
// L17:
//   mov rdx, pc 8
//   mov ecx, 3
//   call spent_at_loop
//   jmp L2
// ; 11  Return s
// L18:
//   jmp leave_flagged
// ; 7  Add s, s, r13
// L19:
//   mov rdx, pc 7
//   call slow_Add
//   jmp L6
