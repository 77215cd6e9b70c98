//! stage: asm
class A { m() { return 1; } }
class B extends A { constructor() { super(); } m() { return super.m() + (super.x = 2); } }
const f = B.prototype.m; globalThis.f = f;
new B().m(); new B().m(); new B().m();
//--
// m
// ; 0  Move r15, this
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
// ; 0  Move r15, this
// L0:
//   mov rax, [rbx+0x38]
//   mov [rbx+0x78], rax
// ; 1  LoadConst r16, [m]
//   mov rax, constant 0
//   mov [rbx+0x80], rax
// ; 2  GetHomeObject r17, callee
//   mov rcx, [rbx]
//   cmp rcx, r13
//   jl L9
//   cmp byte ptr [rcx+r12+4], 0x15
//   jne L9
//   mov rax, [rcx+r12+0x28]
//   mov [rbx+0x88], rax
// ; 3  GetSuper r8, r17, r16, #0, r15
// L1:
//   mov rcx, [rbx+0x88]
//   cmp rcx, r13
//   jl L10
//   lea r8, [rcx+r12]
//   shr r8, 0x24
//   shl r8, 0x24
//   mov r9d, [rcx+r12]
//   mov rcx, [r8+r9+8]
//   cmp rcx, r13
//   jl L10
//   mov rax, [rbx+0x80]
//   call load_named
//   jb L10
//   mov [rbx+0x40], rax
// ; 5  CallMethod r8, r8.., argc 0, #1
// L2:
//   mov rcx, [rbx+0x40]
//   cmp rcx, r13
//   jl L11
//   cmp byte ptr [rcx+r12+4], 0x15
//   jne L14
//   mov rdx, ic #1
//   cmp rcx, [rdx+0x18]
//   jne L12
// L3:
//   mov rax, [rcx+r12+0x18]
//   mov rdx, pc 5
//   mov [rbx+0x18], rdx
//   add rax, [vm.UNTAG_INTERNAL]
//   mov [rbx+0x50], rbx
//   mov rdx, …
//   mov [rbx+0x60], rdx
//   mov rdx, [vm.UNDEFINED]
//   mov [rbx+0x68], rdx
//   lea rdi, [rbx+0x40]
//   call qword ptr [rax+0x38]
//   mov rbx, [rbp-8]
//   mov r12, [vm.UNTAG_OBJECT]
//   mov r13, [vm.OBJECT_TAG]
//   mov r14, [vm.INT_TAG]
//   cmp rax, [vm.EXCEPTION]
//   je L13
//   mov [rbx+0x40], rax
// ; 7  LoadConst r9, [x]
// L4:
//   mov rax, constant 1
//   mov [rbx+0x48], rax
// ; 8  GetHomeObject r10, callee
//   mov rcx, [rbx]
//   cmp rcx, r13
//   jl L16
//   cmp byte ptr [rcx+r12+4], 0x15
//   jne L16
//   mov rax, [rcx+r12+0x28]
//   mov [rbx+0x50], rax
// ; 9  LoadInt r11, 2
// L5:
//   mov rax, int 2
//   mov [rbx+0x58], rax
// ; 10  SetSuper r10, r9, r11, #2, this
//   mov rdx, pc 10
//   call slow_SetSuper
// ; 12  Move r9, r11
//   mov rax, [rbx+0x58]
//   mov [rbx+0x48], rax
// ; 13  Add r8, r8, r9
//   mov rcx, [rbx+0x40]
//   mov rax, [rbx+0x48]
//   mov rdx, rcx
//   and rdx, rax
//   cmp rdx, r14
//   jb L17
//   add ecx, eax
//   jo L18
//   or rcx, r14
//   mov [rbx+0x40], rcx
// ; 14  Return r8
// L6:
//   mov rax, [rbx+0x40]
//   cmp dword ptr [rbx+0x24], 2
//   jne L19
//   leave
//   ret
//   int3
// ; 0  Move r15, this
// L7:
//   call spent_at_entry
//   jmp L0
// L8:
//   jmp fail_entry
// ; 2  GetHomeObject r17, callee
// L9:
//   mov rdx, pc 2
//   call slow_GetHomeObject
//   jmp L1
// ; 3  GetSuper r8, r17, r16, #0, r15
// L10:
//   mov rdx, pc 3
//   call slow_GetSuper
//   jmp L2
// ; 5  CallMethod r8, r8.., argc 0, #1
// L11:
//   mov rdx, pc 5
//   call slow_CallMethod
//   jmp L4
// ; 5  CallMethod r8, r8.., argc 0, #1
// L12:
//   call note_callee
//   jmp L3
// L13:
//   mov rdx, pc 5
//   jmp unwind
// L14:
//   cmp byte ptr [rcx+r12+4], 0x16
//   jne L11
//   mov rdx, ic #1
//   cmp rcx, [rdx+0x18]
//   je L15
//   call note_callee
// L15:
//   mov rdi, r15
//   mov rsi, rbx
//   mov rdx, pc 5
//   lea rcx, [rbx+0x40]
//   mov r8d, 0
//   call …
//   cmp rax, [vm.EXCEPTION]
//   je L13
//   mov [rbx+0x40], rax
//   jmp L4
// ; 8  GetHomeObject r10, callee
// L16:
//   mov rdx, pc 8
//   call slow_GetHomeObject
//   jmp L5
// ; 13  Add r8, r8, r9
// L17:
//   call numbers
//   jb L20
//   addsd xmm0, xmm1
//   ucomisd xmm0, xmm0
//   jp L20
//   mov r8, kinds 13
//   or byte ptr [r8], 1
//   movsd [rbx+0x40], xmm0
//   jmp L6
// L18:
//   mov rcx, [rbx+0x40]
//   mov rax, [rbx+0x48]
//   xorps xmm0, xmm0
//   xorps xmm1, xmm1
//   cvtsi2sd xmm0, ecx
//   cvtsi2sd xmm1, eax
//   addsd xmm0, xmm1
//   mov r8, kinds 13
//   or byte ptr [r8], 0x82
//   movsd [rbx+0x40], xmm0
//   jmp L6
// ; 14  Return r8
// L19:
//   jmp leave_flagged
// ; 13  Add r8, r8, r9
// L20:
//   mov rdx, pc 13
//   call slow_Add
//   jmp L6
