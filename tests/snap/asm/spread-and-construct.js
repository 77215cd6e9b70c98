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
//   ja L7
//   cmp rsp, [vm.NATIVE_STACK_LIMIT]
//   jb L7
//   mov rax, block
//   mov [rbx+8], rax
//   mov rcx, [rbx]
//   mov rcx, [rcx+r12+0x20]
//   mov [rbx+0x30], rcx
//   sub dword ptr [rax+0x30], 1
//   js L6
// L0:
//   mov eax, [rbx+0x20]
//   cmp eax, 2
//   jb L4
// ; 0  Move r10, g
// L1:
//   mov rax, [rbx+0x40]
//   mov [rbx+0x50], rax
// ; 1  NewArray r18, r19.., count 0, #0
//   mov rdx, pc 1
//   call slow_NewArray
// ; 3  ArraySpread r18, a
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
//   jne L8
//   cmp rax, rcx
//   je L3
// ; 9  Move r10, g
// L2:
//   mov rax, [rbx+0x40]
//   mov [rbx+0x50], rax
// ; 10  NewArray r18, r19.., count 0, #2
//   mov rdx, pc 10
//   call slow_NewArray
// ; 12  ArraySpread r18, a
//   mov rdx, pc 12
//   call slow_ArraySpread
// ; 13  LoadSpecial r17, undefined
//   mov rax, [vm.UNDEFINED]
//   mov [rbx+0x88], rax
// ; 14  CallSpread r10, r10.., #3
//   mov rdx, pc 14
//   call slow_CallSpread
// ; 16  Return r10
// L3:
//   mov rax, [rbx+0x50]
//   cmp dword ptr [rbx+0x24], 2
//   jne L9
//   leave
//   ret
//   int3
// ; 0  Move r10, g
// L4:
//   mov rcx, [vm.UNDEFINED]
// L5:
//   mov [rbx+rax*8+0x40], rcx
//   inc eax
//   cmp eax, 2
//   jb L5
//   jmp L1
// ; 0  Move r10, g
// L6:
//   call spent_at_entry
//   jmp L0
// L7:
//   jmp fail_entry
// ; 8  JumpIfTrue r10, ->16
// L8:
//   call truthy
//   jne L3
//   jmp L2
// ; 16  Return r10
// L9:
//   jmp leave_flagged
