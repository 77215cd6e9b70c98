//! stage: asm
function f(o) { with (o) { x = 1; return eval("x"); } }
f({ x: 0 }); f({ x: 0 }); f({ x: 0 });
//--
// f
// ; 0  CoerceThis this
//   push rbp
//   mov rbp, rsp
//   push rdi
//   sub rsp, 8
//   mov rbx, rdi
//   mov r12, [vm.UNTAG_OBJECT]
//   mov r13, [vm.OBJECT_TAG]
//   mov r14, [vm.INT_TAG]
//   lea rax, [rbx+0xa8]
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
//   cmp eax, 1
//   jb L9
// ; 0  CoerceThis this
// L1:
//   mov rax, [rbx+0x38]
//   cmp rax, r13
//   jl L13
//   mov [rbx+0x38], rax
// ; 1  CreateEnv env, env, scope 0
// L2:
//   mov rdx, [vm.HEAP]
//   mov rax, [rdx+0x30]
//   lea rcx, [rax+0x40]
//   cmp rcx, [rdx+0x38]
//   ja L14
//   mov [rdx+0x30], rcx
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
//   mov rcx, [vm.HOLE]
//   mov [rax+0x28], rcx
//   mov rcx, [vm.UNDEFINED]
//   mov [rax+0x30], rcx
//   mov rcx, [vm.HOLE]
//   mov [rax+0x38], rcx
//   sub rax, [vm.UNTAG_INTERNAL]
//   mov [rbx+0x30], rax
// ; 2  SetScoped r8, env, slot 0, depth 0
// L3:
//   mov rdx, [vm.UNTAG_INTERNAL]
//   mov rsi, [rbx+0x30]
//   add rsi, rdx
//   mov rax, [rbx+0x40]
//   mov [rsi+0x20], rax
//   cmp byte ptr [rsi+7], 1
//   je L15
// ; 3  CreateMappedArguments r9, env, slot 0
// L4:
//   mov rdx, pc 3
//   call slow_CreateMappedArguments
// ; 4  SetScoped r9, env, slot 2, depth 0
//   mov rdx, [vm.UNTAG_INTERNAL]
//   mov rsi, [rbx+0x30]
//   add rsi, rdx
//   mov rax, [rbx+0x48]
//   mov [rsi+0x30], rax
//   cmp byte ptr [rsi+7], 1
//   je L16
// ; 5  SetScoped this, env, slot 1, depth 0
// L5:
//   mov rdx, [vm.UNTAG_INTERNAL]
//   mov rsi, [rbx+0x30]
//   add rsi, rdx
//   mov rax, [rbx+0x38]
//   mov [rsi+0x28], rax
//   cmp byte ptr [rsi+7], 1
//   je L17
// ; 6  SetScoped new.target, env, slot 3, depth 0
// L6:
//   mov rdx, [vm.UNTAG_INTERNAL]
//   mov rsi, [rbx+0x30]
//   add rsi, rdx
//   mov rax, [rbx+0x28]
//   mov [rsi+0x38], rax
//   cmp byte ptr [rsi+7], 1
//   je L18
// ; 7  CreateVarEnv r9, env, flags 1
// L7:
//   mov rdx, pc 7
//   call slow_CreateVarEnv
// ; 8  GetScoped r10, env, slot 0, depth 0
//   mov rdx, [vm.UNTAG_INTERNAL]
//   mov rsi, [rbx+0x30]
//   add rsi, rdx
//   mov rax, [rsi+0x20]
//   mov [rbx+0x50], rax
// ; 9  ToObject r10, r10
//   mov rax, [rbx+0x50]
//   cmp rax, r13
//   jl L19
//   mov [rbx+0x50], rax
// ; 10  CreateWithEnv r11, r9, r10
// L8:
//   mov rdx, pc 10
//   call slow_CreateWithEnv
// ; 11  ResolveName r12, r11, [x] #0
//   mov rdx, pc 11
//   call slow_ResolveName
// ; 12  LoadInt r13, 1
//   mov rax, int 1
//   mov [rbx+0x68], rax
// ; 13  SetResolved r13, r12, [x] #1
//   mov rdx, pc 13
//   call slow_SetResolved
// ; 14  Move r12, r13
//   mov rax, [rbx+0x68]
//   mov [rbx+0x60], rax
// ; 15  GetNameForCall r12, r11, [eval] #2
//   mov rdx, pc 15
//   call slow_GetNameForCall
// ; 16  LoadConst r20, [x]
//   mov rax, constant 0
//   mov [rbx+0xa0], rax
// ; 17  CallEval r12, r12.., argc 1, scope 1, r11
//   mov rdx, pc 17
//   call slow_CallEval
// ; 19  Return r12
//   mov rax, [rbx+0x60]
//   cmp dword ptr [rbx+0x24], 2
//   jne L20
//   leave
//   ret
//   int3
// ; 0  CoerceThis this
// L9:
//   mov rcx, [vm.UNDEFINED]
// L10:
//   mov [rbx+rax*8+0x40], rcx
//   inc eax
//   cmp eax, 1
//   jb L10
//   jmp L1
// ; 0  CoerceThis this
// L11:
//   call spent_at_entry
//   jmp L0
// L12:
//   jmp fail_entry
// ; 0  CoerceThis this
// L13:
//   mov rdx, pc 0
//   call slow_CoerceThis
//   jmp L2
// ; 1  CreateEnv env, env, scope 0
// L14:
//   mov rdx, pc 1
//   call slow_CreateEnv
//   jmp L3
// ; 2  SetScoped r8, env, slot 0, depth 0
// L15:
//   call remember
//   jmp L4
// ; 4  SetScoped r9, env, slot 2, depth 0
// L16:
//   call remember
//   jmp L5
// ; 5  SetScoped this, env, slot 1, depth 0
// L17:
//   call remember
//   jmp L6
// ; 6  SetScoped new.target, env, slot 3, depth 0
// L18:
//   call remember
//   jmp L7
// ; 9  ToObject r10, r10
// L19:
//   mov rdx, pc 9
//   call slow_ToObject
//   jmp L8
// ; 19  Return r12
// L20:
//   jmp leave_flagged
