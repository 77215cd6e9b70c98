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
//   ja L11
//   cmp rsp, [vm.NATIVE_STACK_LIMIT]
//   jb L11
//   mov rax, block
//   mov [rbx+8], rax
//   mov rcx, [rbx]
//   mov rcx, [rcx+r12+0x20]
//   mov [rbx+0x30], rcx
//   sub dword ptr [rax+0x30], 1
//   js L10
// L0:
//   mov eax, [rbx+0x20]
//   cmp eax, 1
//   jb L8
// ; 0  CoerceThis this
// L1:
//   mov rax, [rbx+0x38]
//   cmp rax, r13
//   jl L12
//   mov [rbx+0x38], rax
// ; 1  CreateEnv env, env, scope 0
// L2:
//   mov rdx, pc 1
//   call slow_CreateEnv
// ; 2  SetScoped r8, env, slot 0, depth 0
//   mov rdx, [vm.UNTAG_INTERNAL]
//   mov rsi, [rbx+0x30]
//   add rsi, rdx
//   mov rax, [rbx+0x40]
//   mov [rsi+0x20], rax
//   cmp byte ptr [rsi+7], 1
//   je L13
// ; 3  CreateMappedArguments r9, env, slot 0
// L3:
//   mov rdx, pc 3
//   call slow_CreateMappedArguments
// ; 4  SetScoped r9, env, slot 2, depth 0
//   mov rdx, [vm.UNTAG_INTERNAL]
//   mov rsi, [rbx+0x30]
//   add rsi, rdx
//   mov rax, [rbx+0x48]
//   mov [rsi+0x30], rax
//   cmp byte ptr [rsi+7], 1
//   je L14
// ; 5  SetScoped this, env, slot 1, depth 0
// L4:
//   mov rdx, [vm.UNTAG_INTERNAL]
//   mov rsi, [rbx+0x30]
//   add rsi, rdx
//   mov rax, [rbx+0x38]
//   mov [rsi+0x28], rax
//   cmp byte ptr [rsi+7], 1
//   je L15
// ; 6  SetScoped new.target, env, slot 3, depth 0
// L5:
//   mov rdx, [vm.UNTAG_INTERNAL]
//   mov rsi, [rbx+0x30]
//   add rsi, rdx
//   mov rax, [rbx+0x28]
//   mov [rsi+0x38], rax
//   cmp byte ptr [rsi+7], 1
//   je L16
// ; 7  CreateVarEnv r9, env, flags 1
// L6:
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
//   jl L17
//   mov [rbx+0x50], rax
// ; 10  CreateWithEnv r11, r9, r10
// L7:
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
//   jne L18
//   leave
//   ret
//   int3
// ; 0  CoerceThis this
// L8:
//   mov rcx, [vm.UNDEFINED]
// L9:
//   mov [rbx+rax*8+0x40], rcx
//   inc eax
//   cmp eax, 1
//   jb L9
//   jmp L1
// ; 0  CoerceThis this
// L10:
//   call spent_at_entry
//   jmp L0
// L11:
//   jmp fail_entry
// ; 0  CoerceThis this
// L12:
//   mov rdx, pc 0
//   call slow_CoerceThis
//   jmp L2
// ; 2  SetScoped r8, env, slot 0, depth 0
// L13:
//   call remember
//   jmp L3
// ; 4  SetScoped r9, env, slot 2, depth 0
// L14:
//   call remember
//   jmp L4
// ; 5  SetScoped this, env, slot 1, depth 0
// L15:
//   call remember
//   jmp L5
// ; 6  SetScoped new.target, env, slot 3, depth 0
// L16:
//   call remember
//   jmp L6
// ; 9  ToObject r10, r10
// L17:
//   mov rdx, pc 9
//   call slow_ToObject
//   jmp L7
// ; 19  Return r12
// L18:
//   jmp leave_flagged
