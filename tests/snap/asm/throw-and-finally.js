//! stage: asm
function f(a) { try { if (a) throw a; } finally { a = 0; } return a; }
f(0); f(""); try { f(1); } catch {}
//--
// f
// ; 0  LoadSpecial r10, undefined
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
// ; 0  LoadSpecial r10, undefined
// L1:
//   mov rax, [vm.UNDEFINED]
//   mov [rbx+0x50], rax
// ; 1  JumpIfFalse a, ->3
//   mov rax, [rbx+0x40]
//   mov rcx, rax
//   or rcx, 1
//   cmp rcx, [vm.TRUE]
//   jne L11
//   cmp rax, rcx
//   jne L3
// ; 2  Throw a
// L2:
//   mov rdx, pc 2
//   call slow_Throw
// ; 3  LoadInt r9, 0
// L3:
//   mov rax, int 0
//   mov [rbx+0x48], rax
// ; 4  Jump ->6
//   jmp L4
// ; 5  LoadInt r9, 1
//   mov rax, int 1
//   mov [rbx+0x48], rax
// ; 6  LoadInt a, 0
// L4:
//   mov rax, int 0
//   mov [rbx+0x40], rax
// ; 7  JumpIfStrictNotEqualI r9, 1, ->9
//   mov rcx, [rbx+0x48]
//   mov eax, 1
//   or rax, r14
//   cmp rcx, r14
//   jb L13
//   cmp ecx, 1
//   jne L6
// ; 8  Throw r10
// L5:
//   mov rdx, pc 8
//   call slow_Throw
// ; 9  Return a
// L6:
//   mov rax, [rbx+0x40]
//   cmp dword ptr [rbx+0x24], 2
//   jne L14
//   leave
//   ret
//   int3
// ; 0  LoadSpecial r10, undefined
// L7:
//   mov rcx, [vm.UNDEFINED]
// L8:
//   mov [rbx+rax*8+0x40], rcx
//   inc eax
//   cmp eax, 1
//   jb L8
//   jmp L1
// ; 0  LoadSpecial r10, undefined
// L9:
//   call spent_at_entry
//   jmp L0
// L10:
//   jmp fail_entry
// ; 1  JumpIfFalse a, ->3
// L11:
//   call truthy
//   je L3
//   jmp L2
// ; 7  JumpIfStrictNotEqualI r9, 1, ->9
// L12:
//   mov rdx, pc 7
//   call slow_JumpIfStrictNotEqualI
//   test eax, eax
//   jne L6
//   jmp L5
// ; 7  JumpIfStrictNotEqualI r9, 1, ->9
// L13:
//   call numbers
//   jb L12
//   mov r8, kinds 7
//   or byte ptr [r8], 1
//   ucomisd xmm0, xmm1
//   jne L6
//   jmp L5
// ; 9  Return a
// L14:
//   jmp leave_flagged
