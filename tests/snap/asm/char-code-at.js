//! stage: asm
function f(s, i) { return s.charCodeAt(i); }
f("ab", 0); f("ab", 1); f("ab", 0); f("ab", 1);
//--
// f
// ; 0  Move r17, s
//   push rbp
//   mov rbp, rsp
//   push rdi
//   sub rsp, 8
//   mov rbx, rdi
//   mov r12, [vm.UNTAG_OBJECT]
//   mov r13, [vm.OBJECT_TAG]
//   mov r14, [vm.INT_TAG]
//   lea rax, [rbx+0x98]
//   cmp rax, [vm.STACK_LIMIT]
//   ja L7
//   cmp rsp, [vm.NATIVE_STACK_LIMIT]
//   jb L7
//   mov rax, block
//   mov [rbx+8], rax
//   mov rcx, [rbx]
//   mov rcx, [rcx+r12+0x20]
//   mov [rbx+0x30], rcx
//   mov dword ptr [rax+0x34], 1
//   sub dword ptr [rax+0x30], 1
//   js L6
// L0:
//   mov eax, [rbx+0x20]
//   cmp eax, 2
//   jb L4
// ; 0  Move r17, s
// L1:
//   mov rax, [rbx+0x40]
//   mov [rbx+0x88], rax
// ; 1  GetProp r10, r17, [charCodeAt] #0
//   mov rcx, [rbx+0x88]
//   shr rcx, 0x30
//   cmp ecx, 0x7ffd
//   jne L8
//   mov rdx, ic #0
//   cmp dword ptr [rdx], 1
//   jne L8
//   cmp byte ptr [rdx+4], 3
//   jne L8
//   mov rsi, [rdx+0x20]
//   test rsi, rsi
//   je L8
//   cmp dword ptr [rsi], 0
//   je L8
//   mov eax, [rdx+8]
//   mov rcx, [rdx+0x10]
//   mov rax, [rcx+rax]
//   mov [rbx+0x50], rax
// ; 2  Move r18, i
// L2:
//   mov rax, [rbx+0x48]
//   mov [rbx+0x90], rax
// ; 3  CallMethod r10, r10.., argc 1, #1
//   mov rcx, [rbx+0x50]
//   mov rdx, …
//   cmp rcx, rdx
//   jne L9
//   mov rcx, [rbx+0x88]
//   mov rax, [rbx+0x90]
//   call char_code
//   jb L16
//   mov [rbx+0x50], rax
// ; 5  Return r10
// L3:
//   mov rax, [rbx+0x50]
//   cmp dword ptr [rbx+0x24], 2
//   jne L11
//   leave
//   ret
//   int3
// ; 0  Move r17, s
// L4:
//   mov rcx, [vm.UNDEFINED]
// L5:
//   mov [rbx+rax*8+0x40], rcx
//   inc eax
//   cmp eax, 2
//   jb L5
//   jmp L1
// ; 0  Move r17, s
// L6:
//   call spent_at_entry
//   jmp L0
// L7:
//   jmp fail_entry
// ; 1  GetProp r10, r17, [charCodeAt] #0
// L8:
//   mov rdx, pc 1
//   call slow_GetProp
//   jmp L2
// ; 3  CallMethod r10, r10.., argc 1, #1
// L9:
//   cmp rcx, r13
//   jl L12
//   cmp byte ptr [rcx+r12+4], 0x15
//   jne L15
//   mov rdx, ic #1
//   cmp rcx, [rdx+0x18]
//   jne L13
// L10:
//   mov rax, [rcx+r12+0x18]
//   mov rdx, pc 3
//   mov [rbx+0x18], rdx
//   add rax, [vm.UNTAG_INTERNAL]
//   mov [rbx+0x60], rbx
//   mov rdx, …
//   mov [rbx+0x70], rdx
//   mov rdx, [vm.UNDEFINED]
//   mov [rbx+0x78], rdx
//   lea rdi, [rbx+0x50]
//   call qword ptr [rax+0x38]
//   mov rbx, [rbp-8]
//   mov r12, [vm.UNTAG_OBJECT]
//   mov r13, [vm.OBJECT_TAG]
//   mov r14, [vm.INT_TAG]
//   cmp rax, [vm.EXCEPTION]
//   je L14
//   mov [rbx+0x50], rax
//   jmp L3
// ; 5  Return r10
// L11:
//   jmp leave_flagged
// ; 3  CallMethod r10, r10.., argc 1, #1
// L12:
//   mov rdx, pc 3
//   call slow_CallMethod
//   jmp L3
// ; 3  CallMethod r10, r10.., argc 1, #1
// L13:
//   call note_callee
//   jmp L10
// L14:
//   mov rdx, pc 3
//   jmp unwind
// L15:
//   cmp byte ptr [rcx+r12+4], 0x16
//   jne L12
//   mov rdx, ic #1
//   cmp rcx, [rdx+0x18]
//   je L16
//   call note_callee
// L16:
//   mov rdi, r15
//   mov rsi, rbx
//   mov rdx, pc 3
//   lea rcx, [rbx+0x50]
//   mov r8d, 1
//   call …
//   cmp rax, [vm.EXCEPTION]
//   je L14
//   mov [rbx+0x50], rax
//   jmp L3
