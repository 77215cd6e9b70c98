//! stage: asm
function f(a, i) { return a[i]; }
var a = [1, 2];
f(a, 0); f(a, 1); f(a, 0);
//--
// f
// ; 0  GetElem r10, a, i, #0
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
// ; 0  GetElem r10, a, i, #0
// L1:
//   mov rcx, [rbx+0x40]
//   mov rax, [rbx+0x48]
//   cmp rcx, r13
//   jl L11
//   cmp rax, r14
//   jb L10
//   mov rdx, [rcx+r12+8]
//   mov eax, eax
//   cmp eax, [rdx+8]
//   jae L9
//   mov rax, [rdx+rax*8+0x10]
//   cmp rax, [vm.HOLE]
//   je L8
//   mov [rbx+0x50], rax
// ; 2  Return r10
// L2:
//   mov rax, [rbx+0x50]
//   cmp dword ptr [rbx+0x24], 2
//   jne L12
//   leave
//   ret
//   int3
// ; 0  GetElem r10, a, i, #0
// L3:
//   mov rcx, [vm.UNDEFINED]
// L4:
//   mov [rbx+rax*8+0x40], rcx
//   inc eax
//   cmp eax, 2
//   jb L4
//   jmp L1
// ; 0  GetElem r10, a, i, #0
// L5:
//   call spent_at_entry
//   jmp L0
// L6:
//   jmp fail_entry
// ; 0  GetElem r10, a, i, #0
// L7:
//   mov rdx, pc 0
//   call slow_GetElem
//   jmp L2
// ; 0  GetElem r10, a, i, #0
// L8:
//   cmp byte ptr [rcx+r12+4], 0x14
//   jne L7
//   cmp byte ptr [vm.NO_INDEXED_PROTOTYPES], 0
//   je L7
//   mov rax, [vm.UNDEFINED]
//   mov [rbx+0x50], rax
//   jmp L2
// L9:
//   cmp byte ptr [rcx+r12+4], 0x2b
//   jne L7
//   call typed_load
//   jb L7
//   mov [rbx+0x50], rax
//   jmp L2
// L10:
//   mov rdx, ic #0
//   test dword ptr [rdx+8], 0x100
//   je L7
//   call load_named
//   jb L7
//   mov [rbx+0x50], rax
//   jmp L2
// L11:
//   call character
//   jb L7
//   mov [rbx+0x50], rax
//   jmp L2
// ; 2  Return r10
// L12:
//   jmp leave_flagged
