//! stage: asm
"use strict";
function g(a) { return a; }
function f(a) { return g(a); }
f(1); f(2); f(3);
//--
// f
// ; 0  GetGlobal r9, [g] #0
//   push rbp
//   mov rbp, rsp
//   push rdi
//   sub rsp, 8
//   mov rbx, rdi
//   mov r12, [vm.UNTAG_OBJECT]
//   mov r13, [vm.OBJECT_TAG]
//   mov r14, [vm.INT_TAG]
//   lea rax, [rbx+0x90]
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
//   cmp eax, 1
//   jb L3
// ; 0  GetGlobal r9, [g] #0
// L1:
//   mov rdx, ic #0
//   cmp byte ptr [rdx+4], 4
//   jne L8
//   mov rcx, [rdx+0x10]
//   mov eax, [rdx+8]
//   mov esi, [rcx]
//   cmp esi, [rdx]
//   jne L7
//   mov rcx, [rcx+0x10]
//   mov rax, [rcx+rax]
//   mov [rbx+0x48], rax
// ; 1  Move r17, a
// L2:
//   mov rax, [rbx+0x40]
//   mov [rbx+0x88], rax
// ; 2  TailCall r9.., argc 1, #1
//   mov rdx, pc 2
//   call slow_TailCall
//   int3
// ; 0  GetGlobal r9, [g] #0
// L3:
//   mov rcx, [vm.UNDEFINED]
// L4:
//   mov [rbx+rax*8+0x40], rcx
//   inc eax
//   cmp eax, 1
//   jb L4
//   jmp L1
// ; 0  GetGlobal r9, [g] #0
// L5:
//   call spent_at_entry
//   jmp L0
// L6:
//   jmp fail_entry
// ; 0  GetGlobal r9, [g] #0
// L7:
//   mov rdx, pc 0
//   call slow_GetGlobal
//   jmp L2
// ; 0  GetGlobal r9, [g] #0
// L8:
//   cmp byte ptr [rdx+4], 0xd
//   jne L7
//   mov rcx, [rdx+0x10]
//   mov eax, [rdx+8]
//   mov rax, [rcx+rax]
//   cmp rax, [vm.HOLE]
//   je L7
//   mov [rbx+0x48], rax
//   jmp L2
