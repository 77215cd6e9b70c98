//! stage: asm
function f([a, ...b], { c = 1, ...d }, ...e) { return arguments.length; }
f([1], {}); f([1, 2], { c: 3, x: 1 }, 4); f("ab", {});
//--
// f
// ; 0  CreateArguments arguments
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
//   ja L12
//   cmp rsp, [vm.NATIVE_STACK_LIMIT]
//   jb L12
//   mov rax, block
//   mov [rbx+8], rax
//   mov rcx, [rbx]
//   mov rcx, [rcx+r12+0x20]
//   mov [rbx+0x30], rcx
//   mov dword ptr [rax+0x34], 1
//   sub dword ptr [rax+0x30], 1
//   js L11
// L0:
//   mov eax, [rbx+0x20]
//   cmp eax, 2
//   jb L9
// ; 0  CreateArguments arguments
// L1:
//   mov rdx, pc 0
//   call slow_CreateArguments
// ; 1  RestOfArguments e, arguments, from 2
//   mov rdx, pc 1
//   call slow_RestOfArguments
// ; 2  GetIterator r16.., r8
//   mov rdx, pc 2
//   call slow_GetIterator
// ; 3  LoadSpecial r19, undefined
//   mov rax, [vm.UNDEFINED]
//   mov [rbx+0x98], rax
// ; 4  IteratorNext r19, r16.., ->5
//   mov rax, [rbx+0x90]
//   cmp rax, r14
//   jb L13
//   mov rcx, [rbx+0x80]
//   mov rcx, [rcx+r12+8]
//   mov eax, eax
//   cmp eax, [rcx+8]
//   jae L13
//   mov rdx, [rcx+rax*8+0x10]
//   cmp rdx, [vm.HOLE]
//   je L13
//   inc eax
//   or rax, r14
//   mov [rbx+0x90], rax
//   mov [rbx+0x98], rdx
// ; 5  Move a, r19
// L2:
//   mov rax, [rbx+0x98]
//   mov [rbx+0x60], rax
// ; 6  IteratorRest r19, r16..
//   mov rdx, pc 6
//   call slow_IteratorRest
// ; 7  Move b, r19
//   mov rax, [rbx+0x98]
//   mov [rbx+0x68], rax
// ; 8  IteratorClose r16..
//   mov rdx, pc 8
//   call slow_IteratorClose
// ; 9  Jump ->12
//   jmp L3
// ; 10  IteratorCloseSilently r16..
//   mov rdx, pc 10
//   call slow_IteratorCloseSilently
// ; 11  Throw r19
//   mov rdx, pc 11
//   call slow_Throw
// ; 12  CheckObjectCoercible r9, 0
// L3:
//   mov rax, [rbx+0x48]
//   or rax, 1
//   cmp rax, [vm.NULL]
//   je L14
// ; 13  LoadConst r16, [c]
// L4:
//   mov rax, constant 0
//   mov [rbx+0x80], rax
// ; 14  GetProp c, r9, [c] #0
//   mov rcx, [rbx+0x48]
//   cmp rcx, r13
//   jl L15
//   mov rdx, ic #0
//   call load_ic
//   jb L15
//   mov [rbx+0x70], rax
// ; 15  JumpIfNotUndefined c, ->17
// L5:
//   mov rax, [rbx+0x70]
//   cmp rax, [vm.UNDEFINED]
//   jne L6
// ; 16  LoadInt c, 1
//   mov rax, int 1
//   mov [rbx+0x70], rax
// ; 17  NewObject r17, #1
// L6:
//   mov rdx, [vm.HEAP]
//   mov rax, [rdx+0x30]
//   lea rcx, [rax+0x40]
//   cmp rcx, [rdx+0x38]
//   ja L16
//   mov [rdx+0x30], rcx
//   mov rcx, …
//   mov [rax], rcx
//   mov rcx, [vm.EMPTY_ELEMENTS]
//   mov [rax+8], rcx
//   mov rcx, [vm.EMPTY_SLOTS]
//   mov [rax+0x10], rcx
//   mov rcx, [vm.UNDEFINED]
//   mov [rax+0x18], rcx
//   mov [rax+0x20], rcx
//   mov [rax+0x28], rcx
//   mov [rax+0x30], rcx
//   add rax, r13
//   mov [rbx+0x88], rax
// ; 18  CopyDataProperties r17, r9, r16.., count 1
// L7:
//   mov rdx, pc 18
//   call slow_CopyDataProperties
// ; 20  Move d, r17
//   mov rax, [rbx+0x88]
//   mov [rbx+0x78], rax
// ; 21  GetLength r16, arguments, [length] #2
//   mov rcx, [rbx+0x50]
//   cmp rcx, r13
//   jl L18
//   cmp byte ptr [rcx+r12+4], 0x14
//   jne L19
//   mov rax, [rcx+r12+0x18]
//   mov [rbx+0x80], rax
// ; 22  Return r16
// L8:
//   mov rax, [rbx+0x80]
//   cmp dword ptr [rbx+0x24], 2
//   jne L20
//   leave
//   ret
//   int3
// ; 0  CreateArguments arguments
// L9:
//   mov rcx, [vm.UNDEFINED]
// L10:
//   mov [rbx+rax*8+0x40], rcx
//   inc eax
//   cmp eax, 2
//   jb L10
//   jmp L1
// ; 0  CreateArguments arguments
// L11:
//   call spent_at_entry
//   jmp L0
// L12:
//   jmp fail_entry
// ; 4  IteratorNext r19, r16.., ->5
// L13:
//   mov rdx, pc 4
//   call slow_IteratorNext
//   test eax, eax
//   jne L2
//   jmp L2
// ; 12  CheckObjectCoercible r9, 0
// L14:
//   mov rdx, pc 12
//   call slow_CheckObjectCoercible
//   jmp L4
// ; 14  GetProp c, r9, [c] #0
// L15:
//   mov rdx, pc 14
//   call slow_GetProp
//   jmp L5
// ; 17  NewObject r17, #1
// L16:
//   mov rdx, pc 17
//   call slow_NewObject
//   jmp L7
// ; 21  GetLength r16, arguments, [length] #2
// L17:
//   mov rdx, pc 21
//   call slow_GetLength
//   jmp L8
// ; 21  GetLength r16, arguments, [length] #2
// L18:
//   mov rax, rcx
//   shr rax, 0x30
//   cmp eax, 0x7ffd
//   jne L17
//   shl rcx, 0x10
//   shr rcx, 0x10
//   mov eax, [rcx]
//   or rax, r14
//   mov [rbx+0x80], rax
//   jmp L8
// L19:
//   mov rdx, ic #2
//   call load_ic
//   jb L17
//   mov [rbx+0x80], rax
//   jmp L8
// ; 22  Return r16
// L20:
//   jmp leave_flagged
