//! stage: asm
var g = 1; let l = 2;
function f(a) { g = a; l = g + l; return typeof absent; }
f(1); f(2); f(3);
//--
// f
// ; 0  SetGlobal a, [g] #0
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
//   ja L13
//   cmp rsp, [vm.NATIVE_STACK_LIMIT]
//   jb L13
//   mov rax, block
//   mov [rbx+8], rax
//   mov rcx, [rbx]
//   mov rcx, [rcx+r12+0x20]
//   mov [rbx+0x30], rcx
//   mov dword ptr [rax+0x34], 1
//   sub dword ptr [rax+0x30], 1
//   js L12
// L0:
//   mov eax, [rbx+0x20]
//   cmp eax, 1
//   jb L10
// ; 0  SetGlobal a, [g] #0
// L1:
//   mov rdx, ic #0
//   mov eax, [rdx+8]
//   mov rsi, [rdx+0x10]
//   cmp byte ptr [rdx+4], 9
//   jne L14
//   mov ecx, [rsi]
//   cmp ecx, [rdx]
//   jne L14
//   mov rsi, [rsi+0x10]
//   mov rcx, [rbx+0x40]
//   mov [rsi+rax], rcx
//   cmp byte ptr [rsi+7], 1
//   je L15
// ; 1  GetGlobal r9, [g] #1
// L2:
//   mov rdx, ic #1
//   cmp byte ptr [rdx+4], 4
//   jne L17
//   mov rcx, [rdx+0x10]
//   mov eax, [rdx+8]
//   mov esi, [rcx]
//   cmp esi, [rdx]
//   jne L16
//   mov rcx, [rcx+0x10]
//   mov rax, [rcx+rax]
//   mov [rbx+0x48], rax
// ; 2  GetGlobal r10, [l] #2
// L3:
//   mov rdx, ic #2
//   cmp byte ptr [rdx+4], 0xd
//   jne L19
//   mov rcx, [rdx+0x10]
//   mov eax, [rdx+8]
//   mov rax, [rcx+rax]
//   cmp rax, [vm.HOLE]
//   je L18
//   mov [rbx+0x50], rax
// ; 3  Add r9, r9, r10
// L4:
//   mov rcx, [rbx+0x48]
//   mov rax, [rbx+0x50]
//   mov rdx, rcx
//   and rdx, rax
//   cmp rdx, r14
//   jb L20
//   add ecx, eax
//   jo L21
//   or rcx, r14
//   mov [rbx+0x48], rcx
// ; 4  SetGlobal r9, [l] #3
// L5:
//   mov rdx, ic #3
//   mov eax, [rdx+8]
//   mov rsi, [rdx+0x10]
//   cmp byte ptr [rdx+4], 0xd
//   jne L22
//   mov rcx, [rsi+rax]
//   cmp rcx, [vm.HOLE]
//   je L22
//   mov rcx, [rbx+0x48]
//   mov [rsi+rax], rcx
//   cmp byte ptr [rsi+7], 1
//   je L23
// ; 5  GetGlobalOrUndefined r9, [absent] #4
// L6:
//   mov rdx, ic #4
//   cmp byte ptr [rdx+4], 4
//   jne L25
//   mov rcx, [rdx+0x10]
//   mov eax, [rdx+8]
//   mov esi, [rcx]
//   cmp esi, [rdx]
//   jne L24
//   mov rcx, [rcx+0x10]
//   mov rax, [rcx+rax]
//   mov [rbx+0x48], rax
// ; 6  TypeOf r9, r9
// L7:
//   mov rcx, [rbx+0x48]
//   mov rax, …
//   cmp rcx, [vm.NON_NUMBER]
//   jl L8
//   cmp rcx, r13
//   jge L27
//   mov rax, …
//   cmp rcx, [vm.UNDEFINED]
//   je L8
//   shr rcx, 0x30
//   cmp ecx, 0x7ffd
//   jne L26
//   mov rax, …
// L8:
//   mov [rbx+0x48], rax
// ; 7  Return r9
// L9:
//   mov rax, [rbx+0x48]
//   cmp dword ptr [rbx+0x24], 2
//   jne L28
//   leave
//   ret
//   int3
// ; 0  SetGlobal a, [g] #0
// L10:
//   mov rcx, [vm.UNDEFINED]
// L11:
//   mov [rbx+rax*8+0x40], rcx
//   inc eax
//   cmp eax, 1
//   jb L11
//   jmp L1
// ; 0  SetGlobal a, [g] #0
// L12:
//   call spent_at_entry
//   jmp L0
// L13:
//   jmp fail_entry
// ; 0  SetGlobal a, [g] #0
// L14:
//   mov rdx, pc 0
//   call slow_SetGlobal
//   jmp L2
// ; 0  SetGlobal a, [g] #0
// L15:
//   call remember
//   jmp L2
// ; 1  GetGlobal r9, [g] #1
// L16:
//   mov rdx, pc 1
//   call slow_GetGlobal
//   jmp L3
// ; 1  GetGlobal r9, [g] #1
// L17:
//   cmp byte ptr [rdx+4], 0xd
//   jne L16
//   mov rcx, [rdx+0x10]
//   mov eax, [rdx+8]
//   mov rax, [rcx+rax]
//   cmp rax, [vm.HOLE]
//   je L16
//   mov [rbx+0x48], rax
//   jmp L3
// ; 2  GetGlobal r10, [l] #2
// L18:
//   mov rdx, pc 2
//   call slow_GetGlobal
//   jmp L4
// ; 2  GetGlobal r10, [l] #2
// L19:
//   cmp byte ptr [rdx+4], 4
//   jne L18
//   mov rcx, [rdx+0x10]
//   mov eax, [rdx+8]
//   mov esi, [rcx]
//   cmp esi, [rdx]
//   jne L18
//   mov rcx, [rcx+0x10]
//   mov rax, [rcx+rax]
//   mov [rbx+0x50], rax
//   jmp L4
// ; 3  Add r9, r9, r10
// L20:
//   call numbers
//   jb L29
//   addsd xmm0, xmm1
//   ucomisd xmm0, xmm0
//   jp L29
//   mov r8, kinds 3
//   or byte ptr [r8], 1
//   movsd [rbx+0x48], xmm0
//   jmp L5
// L21:
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
//   jmp L5
// ; 4  SetGlobal r9, [l] #3
// L22:
//   mov rdx, pc 4
//   call slow_SetGlobal
//   jmp L6
// ; 4  SetGlobal r9, [l] #3
// L23:
//   call remember
//   jmp L6
// ; 5  GetGlobalOrUndefined r9, [absent] #4
// L24:
//   mov rdx, pc 5
//   call slow_GetGlobalOrUndefined
//   jmp L7
// ; 5  GetGlobalOrUndefined r9, [absent] #4
// L25:
//   cmp byte ptr [rdx+4], 0xd
//   jne L24
//   mov rcx, [rdx+0x10]
//   mov eax, [rdx+8]
//   mov rax, [rcx+rax]
//   cmp rax, [vm.HOLE]
//   je L24
//   mov [rbx+0x48], rax
//   jmp L7
// ; 6  TypeOf r9, r9
// L26:
//   mov rdx, pc 6
//   call slow_TypeOf
//   jmp L9
// ; 6  TypeOf r9, r9
// L27:
//   mov rax, …
//   mov rdx, …
//   test byte ptr [rcx+r12+6], 1
//   cmovne rax, rdx
//   jmp L8
// ; 7  Return r9
// L28:
//   jmp leave_flagged
// ; 3  Add r9, r9, r10
// L29:
//   mov rdx, pc 3
//   call slow_Add
//   jmp L5
