//! stage: asm
function f(g, a) { return new g(...a, 1) || g(...a); }
f(Array, [1]); f(Array, [1, 2]); f(Object, []);
//--
// f
// ; 0  Move r10, g
//   push rbp
//   mov rbp, rsp
//   push rdi
//   sub rsp, 8
//   mov rbx, rdi
//   mov r12, [vm.UNTAG_OBJECT]
//   mov r13, [vm.OBJECT_TAG]
//   mov r14, [vm.INT_TAG]
//   lea rax, [rbx+0xa0]
//   cmp rax, [vm.STACK_LIMIT]
//   ja L9
//   cmp rsp, [vm.NATIVE_STACK_LIMIT]
//   jb L9
//   mov rax, block
//   mov [rbx+8], rax
//   mov rcx, [rbx]
//   mov rcx, [rcx+r12+0x20]
//   mov [rbx+0x30], rcx
//   mov dword ptr [rax+0x34], 1
//   sub dword ptr [rax+0x30], 1
//   js L8
// L0:
//   mov eax, [rbx+0x20]
//   cmp eax, 2
//   jb L6
// ; 0  Move r10, g
// L1:
//   mov rax, [rbx+0x40]
//   mov [rbx+0x50], rax
// ; 1  NewArray r18, r19.., count 0, #0
//   mov rdx, [vm.HEAP]
//   mov rax, [rdx+0x10]
//   lea rcx, [rax+0x20]
//   cmp rcx, [rdx+0x18]
//   ja L10
//   mov [rdx+0x10], rcx
//   mov rcx, …
//   mov [rax], rcx
//   mov rcx, [vm.EMPTY_ELEMENTS]
//   mov [rax+8], rcx
//   mov rcx, [vm.EMPTY_SLOTS]
//   mov [rax+0x10], rcx
//   mov rcx, int 0
//   mov [rax+0x18], rcx
//   add rax, r13
//   mov [rbx+0x90], rax
// ; 3  ArraySpread r18, a
// L2:
//   mov rdx, pc 3
//   call slow_ArraySpread
// ; 4  LoadInt r19, 1
//   mov rax, int 1
//   mov [rbx+0x98], rax
// ; 5  ArrayAppend r18, r19
//   mov rdx, pc 5
//   call slow_ArrayAppend
// ; 6  ConstructSpread r10, r10.., #1
//   mov rdx, pc 6
//   call slow_ConstructSpread
// ; 8  JumpIfTrue r10, ->16
//   mov rax, [rbx+0x50]
//   mov rcx, rax
//   or rcx, 1
//   cmp rcx, [vm.TRUE]
//   jne L11
//   cmp rax, rcx
//   je L5
// ; 9  Move r10, g
// L3:
//   mov rax, [rbx+0x40]
//   mov [rbx+0x50], rax
// ; 10  NewArray r18, r19.., count 0, #2
//   mov rdx, [vm.HEAP]
//   mov rax, [rdx+0x10]
//   lea rcx, [rax+0x20]
//   cmp rcx, [rdx+0x18]
//   ja L12
//   mov [rdx+0x10], rcx
//   mov rcx, …
//   mov [rax], rcx
//   mov rcx, [vm.EMPTY_ELEMENTS]
//   mov [rax+8], rcx
//   mov rcx, [vm.EMPTY_SLOTS]
//   mov [rax+0x10], rcx
//   mov rcx, int 0
//   mov [rax+0x18], rcx
//   add rax, r13
//   mov [rbx+0x90], rax
// ; 12  ArraySpread r18, a
// L4:
//   mov rdx, pc 12
//   call slow_ArraySpread
// ; 13  LoadSpecial r17, undefined
//   mov rax, [vm.UNDEFINED]
//   mov [rbx+0x88], rax
// ; 14  CallSpread r10, r10.., #3
//   mov rdx, pc 14
//   call slow_CallSpread
// ; 16  Return r10
// L5:
//   mov rax, [rbx+0x50]
//   cmp dword ptr [rbx+0x24], 2
//   jne L13
//   leave
//   ret
//   int3
// ; 0  Move r10, g
// L6:
//   mov rcx, [vm.UNDEFINED]
// L7:
//   mov [rbx+rax*8+0x40], rcx
//   inc eax
//   cmp eax, 2
//   jb L7
//   jmp L1
// ; 0  Move r10, g
// L8:
//   call spent_at_entry
//   jmp L0
// L9:
//   jmp fail_entry
// ; 1  NewArray r18, r19.., count 0, #0
// L10:
//   mov rdx, pc 1
//   call slow_NewArray
//   jmp L2
// ; 8  JumpIfTrue r10, ->16
// L11:
//   call truthy
//   jne L5
//   jmp L3
// ; 10  NewArray r18, r19.., count 0, #2
// L12:
//   mov rdx, pc 10
//   call slow_NewArray
//   jmp L4
// ; 16  Return r10
// L13:
//   jmp leave_flagged
