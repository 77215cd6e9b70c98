//! stage: asm
function f(a, k) { return { a, b: [a, , 1], [k]: 2, get c() { return a; }, ...a }; }
f(1, "x"); f({}, "y"); f(null, "z");
//--
// f
// ; 0  CreateEnv r10, env, scope 0
//   push rbp
//   mov rbp, rsp
//   push rdi
//   sub rsp, 8
//   mov rbx, rdi
//   mov r12, [vm.UNTAG_OBJECT]
//   mov r13, [vm.OBJECT_TAG]
//   mov r14, [vm.INT_TAG]
//   lea rax, [rbx+0x78]
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
// ; 0  CreateEnv r10, env, scope 0
// L1:
//   mov rdx, pc 0
//   call slow_CreateEnv
// ; 1  SetScoped r8, r10, slot 0, depth 0
//   mov rdx, [vm.UNTAG_INTERNAL]
//   mov rsi, [rbx+0x50]
//   add rsi, rdx
//   mov rax, [rbx+0x40]
//   mov [rsi+0x20], rax
//   cmp byte ptr [rsi+7], 1
//   je L8
// ; 2  GetScoped r12, r10, slot 0, depth 0
// L2:
//   mov rdx, [vm.UNTAG_INTERNAL]
//   mov rsi, [rbx+0x50]
//   add rsi, rdx
//   mov rax, [rsi+0x20]
//   mov [rbx+0x60], rax
// ; 3  GetScoped r14, r10, slot 0, depth 0
//   mov rdx, [vm.UNTAG_INTERNAL]
//   mov rsi, [rbx+0x50]
//   add rsi, rdx
//   mov rax, [rsi+0x20]
//   mov [rbx+0x70], rax
// ; 4  NewArray r13, r14.., count 1, #0
//   mov rdx, pc 4
//   call slow_NewArray
// ; 6  LoadSpecial r14, hole
//   mov rax, [vm.HOLE]
//   mov [rbx+0x70], rax
// ; 7  ArrayAppend r13, r14
//   mov rdx, pc 7
//   call slow_ArrayAppend
// ; 8  LoadInt r14, 1
//   mov rax, int 1
//   mov [rbx+0x70], rax
// ; 9  ArrayAppend r13, r14
//   mov rdx, pc 9
//   call slow_ArrayAppend
// ; 10  NewObjectFrom r11, r12.., {[a] [b]} #1
//   mov rdx, pc 10
//   call slow_NewObjectFrom
// ; 11  Move r12, k
//   mov rax, [rbx+0x48]
//   mov [rbx+0x60], rax
// ; 12  ToPropertyKey r12, r12
//   mov rax, [rbx+0x60]
//   cmp rax, r14
//   jb L9
//   test eax, eax
//   js L9
//   mov [rbx+0x60], rax
// ; 13  LoadInt r13, 2
// L3:
//   mov rax, int 2
//   mov [rbx+0x68], rax
// ; 14  DefineElem r11, r12, r13, #2
//   mov rdx, pc 14
//   call slow_DefineElem
// ; 16  NewClosure r12, r10, <getter get c>
//   mov rdx, pc 16
//   call slow_NewClosure
// ; 17  LoadConst r13, [c]
//   mov rax, constant 3
//   mov [rbx+0x68], rax
// ; 18  DefineAccessor r11, r13, r12
//   mov rdx, pc 18
//   call slow_DefineAccessor
// ; 19  GetScoped r12, r10, slot 0, depth 0
//   mov rdx, [vm.UNTAG_INTERNAL]
//   mov rsi, [rbx+0x50]
//   add rsi, rdx
//   mov rax, [rsi+0x20]
//   mov [rbx+0x60], rax
// ; 20  CopyDataProperties r11, r12, callee.., count 0
//   mov rdx, pc 20
//   call slow_CopyDataProperties
// ; 22  Return r11
//   mov rax, [rbx+0x58]
//   cmp dword ptr [rbx+0x24], 2
//   jne L10
//   leave
//   ret
//   int3
// ; 0  CreateEnv r10, env, scope 0
// L4:
//   mov rcx, [vm.UNDEFINED]
// L5:
//   mov [rbx+rax*8+0x40], rcx
//   inc eax
//   cmp eax, 2
//   jb L5
//   jmp L1
// ; 0  CreateEnv r10, env, scope 0
// L6:
//   call spent_at_entry
//   jmp L0
// L7:
//   jmp fail_entry
// ; 1  SetScoped r8, r10, slot 0, depth 0
// L8:
//   call remember
//   jmp L2
// ; 12  ToPropertyKey r12, r12
// L9:
//   mov rdx, pc 12
//   call slow_ToPropertyKey
//   jmp L3
// ; 22  Return r11
// L10:
//   jmp leave_flagged
