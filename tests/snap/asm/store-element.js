//! stage: asm
function f(a, i, v) { a[i] = v; }
var a = [1, 2];
f(a, 0, 1); f(a, 1, 2); f(a, 0, 3);
//--
// f
// ; 0  SetElem a, i, v, #0
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
//   cmp eax, 3
//   jb L4
// ; 0  SetElem a, i, v, #0
// L1:
//   mov rcx, [rbx+0x40]
//   mov rax, [rbx+0x48]
//   cmp rcx, r13
//   jl L8
//   cmp rax, r14
//   jb L8
//   mov rsi, [rcx+r12+8]
//   mov rdi, [rbx+0x50]
//   mov eax, eax
//   cmp eax, [rsi+8]
//   jae L15
//   lea rdx, [rsi+rax*8+0x10]
//   mov r8, [rdx]
//   cmp r8, [vm.HOLE]
//   je L14
// L2:
//   movzx r8d, byte ptr [rcx+r12+5]
//   and r8d, 7
//   cmp r8d, 2
//   jne L10
//   mov [rdx], rdi
//   cmp byte ptr [rsi+7], 1
//   je L9
// ; 2  ReturnUndefined
// L3:
//   mov rax, [vm.UNDEFINED]
//   cmp dword ptr [rbx+0x24], 2
//   jne L17
//   leave
//   ret
//   int3
// ; 0  SetElem a, i, v, #0
// L4:
//   mov rcx, [vm.UNDEFINED]
// L5:
//   mov [rbx+rax*8+0x40], rcx
//   inc eax
//   cmp eax, 3
//   jb L5
//   jmp L1
// ; 0  SetElem a, i, v, #0
// L6:
//   call spent_at_entry
//   jmp L0
// L7:
//   jmp fail_entry
// ; 0  SetElem a, i, v, #0
// L8:
//   mov rdx, pc 0
//   call slow_SetElem
//   jmp L3
// ; 0  SetElem a, i, v, #0
// L9:
//   call remember_slot
//   jmp L3
// L10:
//   cmp r8d, 1
//   je L12
//   jb L11
//   jmp L8
// L11:
//   cmp rdi, r14
//   jb L8
//   mov [rdx], rdi
//   jmp L3
// L12:
//   cmp rdi, r14
//   jae L13
//   cmp rdi, [vm.NON_NUMBER]
//   jge L8
//   mov [rdx], rdi
//   jmp L3
// L13:
//   xorps xmm0, xmm0
//   cvtsi2sd xmm0, edi
//   movsd [rdx], xmm0
//   jmp L3
// L14:
//   call may_fill
//   je L2
//   jmp L8
// L15:
//   cmp byte ptr [rcx+r12+4], 0x2b
//   je L16
//   call append
//   jb L8
//   jmp L3
// L16:
//   call typed_store
//   jb L8
//   jmp L3
// ; 2  ReturnUndefined
// L17:
//   jmp leave_flagged
