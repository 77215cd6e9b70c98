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
// ; 0  Move r15, this
// L0:
//   mov rax, [rbx+0x38]
//   mov [rbx+0x78], rax
// ; 1  LoadConst r16, [m]
//   mov rax, constant 0
//   mov [rbx+0x80], rax
// ; 2  GetHomeObject r17, callee
//   mov rdx, pc 2
//   call slow_GetHomeObject
// ; 3  GetSuper r8, r17, r16, #0, r15
//   mov rcx, [rbx+0x88]
//   cmp rcx, r13
//   jl L7
//   lea r8, [rcx+r12]
//   shr r8, 0x24
//   shl r8, 0x24
//   mov r9d, [rcx+r12]
//   mov rcx, [r8+r9+8]
//   cmp rcx, r13
//   jl L7
//   mov rax, [rbx+0x80]
//   call load_named
//   jb L7
//   mov [rbx+0x40], rax
// ; 5  CallMethod r8, r8.., argc 0, #1
// L1:
//   mov rcx, [rbx+0x40]
//   cmp rcx, r13
//   jl L8
//   cmp byte ptr [rcx+r12+4], 0x15
//   jne L11
//   mov rdx, ic #1
//   cmp rcx, [rdx+0x18]
//   jne L9
// L2:
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
//   je L10
//   mov [rbx+0x40], rax
// ; 7  LoadConst r9, [x]
// L3:
//   mov rax, constant 1
//   mov [rbx+0x48], rax
// ; 8  GetHomeObject r10, callee
//   mov rdx, pc 8
//   call slow_GetHomeObject
// ; 9  LoadInt r11, 2
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
//   jb L13
//   add ecx, eax
//   jo L14
//   or rcx, r14
//   mov [rbx+0x40], rcx
// ; 14  Return r8
// L4:
//   mov rax, [rbx+0x40]
//   cmp dword ptr [rbx+0x24], 2
//   jne L15
//   leave
//   ret
//   int3
// ; 0  Move r15, this
// L5:
//   call spent_at_entry
//   jmp L0
// L6:
//   jmp fail_entry
// ; 3  GetSuper r8, r17, r16, #0, r15
// L7:
//   mov rdx, pc 3
//   call slow_GetSuper
//   jmp L1
// ; 5  CallMethod r8, r8.., argc 0, #1
// L8:
//   mov rdx, pc 5
//   call slow_CallMethod
//   jmp L3
// ; 5  CallMethod r8, r8.., argc 0, #1
// L9:
//   call note_callee
//   jmp L2
// L10:
//   mov rdx, pc 5
//   jmp unwind
// L11:
//   cmp byte ptr [rcx+r12+4], 0x16
//   jne L8
//   mov rdx, ic #1
//   cmp rcx, [rdx+0x18]
//   je L12
//   call note_callee
// L12:
//   mov rdi, r15
//   mov rsi, rbx
//   mov rdx, pc 5
//   lea rcx, [rbx+0x40]
//   mov r8d, 0
//   call …
//   cmp rax, [vm.EXCEPTION]
//   je L10
//   mov [rbx+0x40], rax
//   jmp L3
// ; 13  Add r8, r8, r9
// L13:
//   call numbers
//   jb L16
//   addsd xmm0, xmm1
//   ucomisd xmm0, xmm0
//   jp L16
//   mov r8, kinds 13
//   or byte ptr [r8], 1
//   movsd [rbx+0x40], xmm0
//   jmp L4
// L14:
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
//   jmp L4
// ; 14  Return r8
// L15:
//   jmp leave_flagged
// ; 13  Add r8, r8, r9
// L16:
//   mov rdx, pc 13
//   call slow_Add
//   jmp L4
