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
// ; 0  CreateEnv r10, env, scope 0
// L1:
//   mov rdx, [vm.HEAP]
//   mov rax, [rdx+0x20]
//   lea rcx, [rax+0x30]
//   cmp rcx, [rdx+0x28]
//   ja L13
//   mov [rdx+0x20], rcx
//   mov rcx, …
//   mov [rax], rcx
//   mov rcx, block
//   mov [rax+8], rcx
//   mov rcx, 0x0
//   mov [rax+0x10], rcx
//   mov rcx, [rbx+0x30]
//   mov [rax+0x18], rcx
//   mov rcx, [vm.UNDEFINED]
//   mov [rax+0x20], rcx
//   sub rax, [vm.UNTAG_INTERNAL]
//   mov [rbx+0x50], rax
// ; 1  SetScoped r8, r10, slot 0, depth 0
// L2:
//   mov rdx, [vm.UNTAG_INTERNAL]
//   mov rsi, [rbx+0x50]
//   add rsi, rdx
//   mov rax, [rbx+0x40]
//   mov [rsi+0x20], rax
//   cmp byte ptr [rsi+7], 1
//   je L14
// ; 2  GetScoped r12, r10, slot 0, depth 0
// L3:
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
//   mov rcx, [rbx+0x70]
//   mov r8d, 0
//   cmp rcx, r14
//   jb L16
//   mov rdx, ic #0
//   or dword ptr [rdx+8], 1
//   mov byte ptr [rdx+4], 0xe
// L4:
//   mov rdx, [vm.HEAP]
//   mov rax, [rdx+0x10]
//   lea rcx, [rax+0x20]
//   cmp rcx, [rdx+0x18]
//   ja L15
//   mov [rdx+0x10], rcx
//   mov rcx, …
//   mov [rax], rcx
//   mov rcx, …
//   mov [rax+8], rcx
//   mov rcx, [rbx+0x70]
//   mov [rax+0x10], rcx
//   mov rsi, rax
//   mov rdx, [vm.HEAP]
//   mov rax, [rdx+0x10]
//   lea rcx, [rax+0x20]
//   cmp rcx, [rdx+0x18]
//   ja L15
//   mov [rdx+0x10], rcx
//   mov rcx, …
//   mov [rax], rcx
//   mov rcx, [vm.EMPTY_ELEMENTS]
//   mov [rax+8], rcx
//   mov rcx, [vm.EMPTY_SLOTS]
//   mov [rax+0x10], rcx
//   mov [rax+8], rsi
//   mov [rax+5], r8b
//   mov rcx, int 1
//   mov [rax+0x18], rcx
//   add rax, r13
//   mov [rbx+0x68], rax
// ; 6  LoadSpecial r14, hole
// L5:
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
//   mov rdx, …
//   cmp dword ptr [rdx], 3
//   jne L18
//   mov rcx, [rbx+0x68]
//   cmp rcx, r13
//   jl L18
//   mov rdx, [vm.HEAP]
//   mov rax, [rdx+0x30]
//   lea rcx, [rax+0x40]
//   cmp rcx, [rdx+0x38]
//   ja L18
//   mov [rdx+0x30], rcx
//   mov rcx, …
//   mov [rax], rcx
//   mov rcx, [vm.EMPTY_ELEMENTS]
//   mov [rax+8], rcx
//   mov rcx, [vm.EMPTY_SLOTS]
//   mov [rax+0x10], rcx
//   mov rcx, [vm.UNDEFINED]
//   mov [rax+0x28], rcx
//   mov [rax+0x30], rcx
//   mov rcx, [rbx+0x60]
//   mov [rax+0x18], rcx
//   mov rcx, [rbx+0x68]
//   mov [rax+0x20], rcx
//   add rax, r13
//   mov [rbx+0x58], rax
// ; 11  Move r12, k
// L6:
//   mov rax, [rbx+0x48]
//   mov [rbx+0x60], rax
// ; 12  ToPropertyKey r12, r12
//   mov rax, [rbx+0x60]
//   cmp rax, r14
//   jb L19
//   mov [rbx+0x60], rax
// ; 13  LoadInt r13, 2
// L7:
//   mov rax, int 2
//   mov [rbx+0x68], rax
// ; 14  DefineElem r11, r12, r13, #2
//   mov rdx, pc 14
//   call slow_DefineElem
// ; 16  NewClosure r12, r10, <getter get c>
//   mov rdx, [vm.HEAP]
//   mov rax, [rdx+0x40]
//   lea rcx, [rax+0x50]
//   cmp rcx, [rdx+0x48]
//   ja L20
//   mov [rdx+0x40], rcx
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
//   mov rcx, [vm.UNDEFINED]
//   mov [rax+0x38], rcx
//   mov [rax+0x40], rcx
//   mov [rax+0x48], rcx
//   mov rcx, …
//   mov [rax+0x18], rcx
//   mov rcx, [rbx+0x50]
//   mov [rax+0x20], rcx
//   add rax, r13
//   mov [rbx+0x60], rax
// ; 17  LoadConst r13, [c]
// L8:
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
//   jne L21
//   leave
//   ret
//   int3
// ; 0  CreateEnv r10, env, scope 0
// L9:
//   mov rcx, [vm.UNDEFINED]
// L10:
//   mov [rbx+rax*8+0x40], rcx
//   inc eax
//   cmp eax, 2
//   jb L10
//   jmp L1
// ; 0  CreateEnv r10, env, scope 0
// L11:
//   call spent_at_entry
//   jmp L0
// L12:
//   jmp fail_entry
// ; 0  CreateEnv r10, env, scope 0
// L13:
//   mov rdx, pc 0
//   call slow_CreateEnv
//   jmp L2
// ; 1  SetScoped r8, r10, slot 0, depth 0
// L14:
//   call remember
//   jmp L3
// ; 4  NewArray r13, r14.., count 1, #0
// L15:
//   mov rdx, pc 4
//   call slow_NewArray
//   jmp L5
// ; 4  NewArray r13, r14.., count 1, #0
// L16:
//   mov r8d, 2
//   mov rcx, [rbx+0x70]
//   cmp rcx, [vm.HOLE]
//   je L15
//   mov rcx, [rbx+0x70]
//   cmp rcx, [vm.NON_NUMBER]
//   jge L17
//   jmp L15
// L17:
//   jmp L4
// ; 10  NewObjectFrom r11, r12.., {[a] [b]} #1
// L18:
//   mov rdx, pc 10
//   call slow_NewObjectFrom
//   jmp L6
// ; 12  ToPropertyKey r12, r12
// L19:
//   mov rdx, pc 12
//   call slow_ToPropertyKey
//   jmp L7
// ; 16  NewClosure r12, r10, <getter get c>
// L20:
//   mov rdx, pc 16
//   call slow_NewClosure
//   jmp L8
// ; 22  Return r11
// L21:
//   jmp leave_flagged
