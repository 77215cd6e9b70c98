//! stage: asm
function f(x) { return x ? 1 : 2; }
f(true); f(false); f(0);
//--
// f
// ; 0  JumpIfFalse x, ->3
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
// ; 0  JumpIfFalse x, ->3
// L1:
//   mov rax, [rbx+0x40]
//   mov rcx, rax
//   or rcx, 1
//   cmp rcx, [vm.TRUE]
//   jne L9
//   cmp rax, rcx
//   jne L3
// ; 1  LoadInt r9, 1
// L2:
//   mov rax, int 1
//   mov [rbx+0x48], rax
// ; 2  Jump ->4
//   jmp L4
// ; 3  LoadInt r9, 2
// L3:
//   mov rax, int 2
//   mov [rbx+0x48], rax
// ; 4  Return r9
// L4:
//   mov rax, [rbx+0x48]
//   cmp dword ptr [rbx+0x24], 2
//   jne L10
//   leave
//   ret
//   int3
// ; 0  JumpIfFalse x, ->3
// L5:
//   mov rcx, [vm.UNDEFINED]
// L6:
//   mov [rbx+rax*8+0x40], rcx
//   inc eax
//   cmp eax, 1
//   jb L6
//   jmp L1
// ; 0  JumpIfFalse x, ->3
// L7:
//   call spent_at_entry
//   jmp L0
// L8:
//   jmp fail_entry
// ; 0  JumpIfFalse x, ->3
// L9:
//   call truthy
//   je L3
//   jmp L2
// ; 4  Return r9
// L10:
//   jmp leave_flagged
