//! stage: asm
async function f(a) { try { return await a; } catch { return 0; } }
f(1); f(2); f(3);
//--
// f
// ; 0  AsyncStart
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
// ; 0  AsyncStart
// L1:
//   mov rdx, pc 0
//   call slow_AsyncStart
// ; 1  Await r9, a
//   mov rdx, pc 1
//   call slow_Await
//   test eax, eax
//   je L2
//   mov rax, [vm.COMPLETION]
//   leave
//   ret
// ; 2  AsyncReturn r9
// L2:
//   mov rdx, pc 2
//   call slow_AsyncReturn
//   test eax, eax
//   je L3
//   mov rax, [vm.COMPLETION]
//   leave
//   ret
// ; 3  LoadInt r10, 0
// L3:
//   mov rax, int 0
//   mov [rbx+0x50], rax
// ; 4  AsyncReturn r10
//   mov rdx, pc 4
//   call slow_AsyncReturn
//   test eax, eax
//   je L4
//   mov rax, [vm.COMPLETION]
//   leave
//   ret
// L4:
//   int3
// ; 0  AsyncStart
// L5:
//   mov rcx, [vm.UNDEFINED]
// L6:
//   mov [rbx+rax*8+0x40], rcx
//   inc eax
//   cmp eax, 1
//   jb L6
//   jmp L1
// ; 0  AsyncStart
// L7:
//   call spent_at_entry
//   jmp L0
// L8:
//   jmp fail_entry
