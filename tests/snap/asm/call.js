//! stage: asm
function g(x) { return x; }
function f(x) { return g(x); }
f(1); f(2); f(3); f(4);
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
// ; 0  GetGlobal r9, [g] #0
// L1:
//   mov rdx, ic #0
//   cmp byte ptr [rdx+4], 4
//   jne L10
//   mov rcx, [rdx+0x10]
//   mov eax, [rdx+8]
//   mov esi, [rcx]
//   cmp esi, [rdx]
//   jne L9
//   mov rcx, [rcx+0x10]
//   mov rax, [rcx+rax]
//   mov [rbx+0x48], rax
// ; 1  Move r17, x
// L2:
//   mov rax, [rbx+0x40]
//   mov [rbx+0x88], rax
// ; 2  Call r9, r9.., argc 1, #1
//   mov rcx, [rbx+0x48]
//   cmp rcx, r13
//   jl L11
//   cmp byte ptr [rcx+r12+4], 0x15
//   jne L14
//   mov rdx, ic #1
//   cmp rcx, [rdx+0x18]
//   jne L12
// L3:
//   mov rdx, [vm.UNDEFINED]
//   mov [rbx+0x80], rdx
//   mov rax, [rcx+r12+0x18]
//   mov rdx, pc 2
//   mov [rbx+0x18], rdx
//   add rax, [vm.UNTAG_INTERNAL]
//   mov [rbx+0x58], rbx
//   mov rdx, …
//   mov [rbx+0x68], rdx
//   mov rdx, [vm.UNDEFINED]
//   mov [rbx+0x70], rdx
//   lea rdi, [rbx+0x48]
//   call qword ptr [rax+0x38]
//   mov rbx, [rbp-8]
//   mov r12, [vm.UNTAG_OBJECT]
//   mov r13, [vm.OBJECT_TAG]
//   mov r14, [vm.INT_TAG]
//   cmp rax, [vm.EXCEPTION]
//   je L13
//   mov [rbx+0x48], rax
// ; 4  Return r9
// L4:
//   mov rax, [rbx+0x48]
//   cmp dword ptr [rbx+0x24], 2
//   jne L16
//   leave
//   ret
//   int3
// ; 0  GetGlobal r9, [g] #0
// L5:
//   mov rcx, [vm.UNDEFINED]
// L6:
//   mov [rbx+rax*8+0x40], rcx
//   inc eax
//   cmp eax, 1
//   jb L6
//   jmp L1
// ; 0  GetGlobal r9, [g] #0
// L7:
//   call spent_at_entry
//   jmp L0
// L8:
//   jmp fail_entry
// ; 0  GetGlobal r9, [g] #0
// L9:
//   mov rdx, pc 0
//   call slow_GetGlobal
//   jmp L2
// ; 0  GetGlobal r9, [g] #0
// L10:
//   cmp byte ptr [rdx+4], 0xd
//   jne L9
//   mov rcx, [rdx+0x10]
//   mov eax, [rdx+8]
//   mov rax, [rcx+rax]
//   cmp rax, [vm.HOLE]
//   je L9
//   mov [rbx+0x48], rax
//   jmp L2
// ; 2  Call r9, r9.., argc 1, #1
// L11:
//   mov rdx, pc 2
//   call slow_Call
//   jmp L4
// ; 2  Call r9, r9.., argc 1, #1
// L12:
//   call note_callee
//   jmp L3
// L13:
//   mov rdx, pc 2
//   jmp unwind
// L14:
//   cmp byte ptr [rcx+r12+4], 0x16
//   jne L11
//   mov rdx, ic #1
//   cmp rcx, [rdx+0x18]
//   je L15
//   call note_callee
// L15:
//   mov rdx, [vm.UNDEFINED]
//   mov [rbx+0x80], rdx
//   mov rdi, r15
//   mov rsi, rbx
//   mov rdx, pc 2
//   lea rcx, [rbx+0x48]
//   mov r8d, 1
//   call …
//   cmp rax, [vm.EXCEPTION]
//   je L13
//   mov [rbx+0x48], rax
//   jmp L4
// ; 4  Return r9
// L16:
//   jmp leave_flagged
