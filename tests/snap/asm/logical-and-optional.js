//! stage: asm
function f(a) { return a?.b ?? (a && a.c || 1); }
f(null); f({ b: 1 }); f({ c: 2 });
//--
// f
// ; 0  JumpIfNullish a, ->3
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
// ; 0  JumpIfNullish a, ->3
// L1:
//   mov rax, [rbx+0x40]
//   or rax, 1
//   cmp rax, [vm.NULL]
//   je L3
// ; 1  GetProp r9, a, [b] #0
//   mov rcx, [rbx+0x40]
//   cmp rcx, r13
//   jl L13
//   mov rdx, ic #0
//   call load_ic
//   jb L13
//   mov [rbx+0x48], rax
// ; 2  Jump ->4
// L2:
//   jmp L4
// ; 3  LoadSpecial r9, undefined
// L3:
//   mov rax, [vm.UNDEFINED]
//   mov [rbx+0x48], rax
// ; 4  JumpIfNotNullish r9, ->10
// L4:
//   mov rax, [rbx+0x48]
//   or rax, 1
//   cmp rax, [vm.NULL]
//   jne L8
// ; 5  Move r9, a
//   mov rax, [rbx+0x40]
//   mov [rbx+0x48], rax
// ; 6  JumpIfFalse r9, ->8
//   mov rax, [rbx+0x48]
//   mov rcx, rax
//   or rcx, 1
//   cmp rcx, [vm.TRUE]
//   jne L14
//   cmp rax, rcx
//   jne L6
// ; 7  GetProp r9, a, [c] #1
// L5:
//   mov rcx, [rbx+0x40]
//   cmp rcx, r13
//   jl L15
//   mov rdx, ic #1
//   mov eax, [rcx+r12]
//   cmp eax, [rdx]
//   jne L16
//   cmp byte ptr [rdx+4], 1
//   jne L16
//   mov eax, [rdx+8]
//   add rcx, r12
//   mov rax, [rcx+rax]
//   mov [rbx+0x48], rax
// ; 8  JumpIfTrue r9, ->10
// L6:
//   mov rax, [rbx+0x48]
//   mov rcx, rax
//   or rcx, 1
//   cmp rcx, [vm.TRUE]
//   jne L17
//   cmp rax, rcx
//   je L8
// ; 9  LoadInt r9, 1
// L7:
//   mov rax, int 1
//   mov [rbx+0x48], rax
// ; 10  Return r9
// L8:
//   mov rax, [rbx+0x48]
//   cmp dword ptr [rbx+0x24], 2
//   jne L18
//   leave
//   ret
//   int3
// ; 0  JumpIfNullish a, ->3
// L9:
//   mov rcx, [vm.UNDEFINED]
// L10:
//   mov [rbx+rax*8+0x40], rcx
//   inc eax
//   cmp eax, 1
//   jb L10
//   jmp L1
// ; 0  JumpIfNullish a, ->3
// L11:
//   call spent_at_entry
//   jmp L0
// L12:
//   jmp fail_entry
// ; 1  GetProp r9, a, [b] #0
// L13:
//   mov rdx, pc 1
//   call slow_GetProp
//   jmp L2
// ; 6  JumpIfFalse r9, ->8
// L14:
//   call truthy
//   je L6
//   jmp L5
// ; 7  GetProp r9, a, [c] #1
// L15:
//   mov rdx, pc 7
//   call slow_GetProp
//   jmp L6
// ; 7  GetProp r9, a, [c] #1
// L16:
//   call load_ic
//   jb L15
//   mov [rbx+0x48], rax
//   jmp L6
// ; 8  JumpIfTrue r9, ->10
// L17:
//   call truthy
//   jne L8
//   jmp L7
// ; 10  Return r9
// L18:
//   jmp leave_flagged
