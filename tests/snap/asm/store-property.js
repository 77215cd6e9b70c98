//! stage: asm
function f(o, v) { o.x = v; }
var o = { x: 1 };
f(o, 2); f(o, 3); f(o, 4); f(o, 5);
//--
// f
// ; 0  SetProp o, v, [x] #0
//   push rbp
//   mov rbp, rsp
//   push rdi
//   sub rsp, 8
//   mov rbx, rdi
//   mov r12, [vm.UNTAG_OBJECT]
//   mov r13, [vm.OBJECT_TAG]
//   mov r14, [vm.INT_TAG]
//   lea rax, [rbx+0x50]
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
// ; 0  SetProp o, v, [x] #0
// L1:
//   mov rcx, [rbx+0x40]
//   cmp rcx, r13
//   jl L7
//   mov rdx, ic #0
//   mov rdi, [rbx+0x48]
//   mov eax, [rcx+r12]
//   cmp eax, [rdx]
//   jne L8
//   movzx eax, word ptr [rdx+4]
//   cmp eax, 0x108
//   jne L8
//   cmp rdi, r14
//   jb L8
//   mov eax, [rdx+8]
//   lea rsi, [rcx+r12]
//   mov [rsi+rax], rdi
// ; 1  ReturnUndefined
// L2:
//   mov rax, [vm.UNDEFINED]
//   cmp dword ptr [rbx+0x24], 2
//   jne L9
//   leave
//   ret
//   int3
// ; 0  SetProp o, v, [x] #0
// L3:
//   mov rcx, [vm.UNDEFINED]
// L4:
//   mov [rbx+rax*8+0x40], rcx
//   inc eax
//   cmp eax, 2
//   jb L4
//   jmp L1
// ; 0  SetProp o, v, [x] #0
// L5:
//   call spent_at_entry
//   jmp L0
// L6:
//   jmp fail_entry
// ; 0  SetProp o, v, [x] #0
// L7:
//   mov rdx, pc 0
//   call slow_SetProp
//   jmp L2
// ; 0  SetProp o, v, [x] #0
// L8:
//   call store_ic
//   jb L7
//   jmp L2
// ; 1  ReturnUndefined
// L9:
//   jmp leave_flagged
