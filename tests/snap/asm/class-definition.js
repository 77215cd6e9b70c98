//! stage: asm
function f(a) { return class extends a { static s = 1; m() { return 1; } }; }
f(Object); f(Object); f(Array);
//--
// f
// ; 0  Move r9, a
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
//   cmp eax, 1
//   jb L6
// ; 0  Move r9, a
// L1:
//   mov rax, [rbx+0x40]
//   mov [rbx+0x48], rax
// ; 1  NewClass r9, env, <derived constructor>
//   mov rdx, pc 1
//   call slow_NewClass
// ; 2  NewClosure r11, env, <method m>
//   mov rdx, [vm.HEAP]
//   mov rax, [rdx+0x40]
//   lea rcx, [rax+0x50]
//   cmp rcx, [rdx+0x48]
//   ja L10
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
//   mov rcx, [rbx+0x30]
//   mov [rax+0x20], rcx
//   add rax, r13
//   mov [rbx+0x58], rax
// ; 3  LoadConst r12, [m]
// L2:
//   mov rax, constant 0
//   mov [rbx+0x60], rax
// ; 4  DefineElem r10, r12, r11, #0, flags 1
//   mov rdx, pc 4
//   call slow_DefineElem
// ; 6  NewClosure r11, env, <initializer <static_initializer>>
//   mov rdx, [vm.HEAP]
//   mov rax, [rdx+0x40]
//   lea rcx, [rax+0x50]
//   cmp rcx, [rdx+0x48]
//   ja L11
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
//   mov rcx, [rbx+0x30]
//   mov [rax+0x20], rcx
//   add rax, r13
//   mov [rbx+0x58], rax
// ; 7  SetHomeObject r11, r9
// L3:
//   mov rdx, pc 7
//   call slow_SetHomeObject
// ; 8  Move r12, r11
//   mov rax, [rbx+0x58]
//   mov [rbx+0x60], rax
// ; 9  Move r19, r9
//   mov rax, [rbx+0x48]
//   mov [rbx+0x98], rax
// ; 10  CallMethod r11, r12.., argc 0, #1
//   mov rcx, [rbx+0x60]
//   cmp rcx, r13
//   jl L12
//   cmp byte ptr [rcx+r12+4], 0x15
//   jne L15
//   mov rdx, ic #1
//   cmp rcx, [rdx+0x18]
//   jne L13
// L4:
//   mov rax, [rcx+r12+0x18]
//   mov rdx, pc 10
//   mov [rbx+0x18], rdx
//   add rax, [vm.UNTAG_INTERNAL]
//   mov [rbx+0x70], rbx
//   mov rdx, …
//   mov [rbx+0x80], rdx
//   mov rdx, [vm.UNDEFINED]
//   mov [rbx+0x88], rdx
//   lea rdi, [rbx+0x60]
//   call qword ptr [rax+0x38]
//   mov rbx, [rbp-8]
//   mov r12, [vm.UNTAG_OBJECT]
//   mov r13, [vm.OBJECT_TAG]
//   mov r14, [vm.INT_TAG]
//   cmp rax, [vm.EXCEPTION]
//   je L14
//   mov [rbx+0x58], rax
// ; 12  Return r9
// L5:
//   mov rax, [rbx+0x48]
//   cmp dword ptr [rbx+0x24], 2
//   jne L17
//   leave
//   ret
//   int3
// ; 0  Move r9, a
// L6:
//   mov rcx, [vm.UNDEFINED]
// L7:
//   mov [rbx+rax*8+0x40], rcx
//   inc eax
//   cmp eax, 1
//   jb L7
//   jmp L1
// ; 0  Move r9, a
// L8:
//   call spent_at_entry
//   jmp L0
// L9:
//   jmp fail_entry
// ; 2  NewClosure r11, env, <method m>
// L10:
//   mov rdx, pc 2
//   call slow_NewClosure
//   jmp L2
// ; 6  NewClosure r11, env, <initializer <static_initializer>>
// L11:
//   mov rdx, pc 6
//   call slow_NewClosure
//   jmp L3
// ; 10  CallMethod r11, r12.., argc 0, #1
// L12:
//   mov rdx, pc 10
//   call slow_CallMethod
//   jmp L5
// ; 10  CallMethod r11, r12.., argc 0, #1
// L13:
//   call note_callee
//   jmp L4
// L14:
//   mov rdx, pc 10
//   jmp unwind
// L15:
//   cmp byte ptr [rcx+r12+4], 0x16
//   jne L12
//   mov rdx, ic #1
//   cmp rcx, [rdx+0x18]
//   je L16
//   call note_callee
// L16:
//   mov rdi, r15
//   mov rsi, rbx
//   mov rdx, pc 10
//   lea rcx, [rbx+0x60]
//   mov r8d, 0
//   call …
//   cmp rax, [vm.EXCEPTION]
//   je L14
//   mov [rbx+0x58], rax
//   jmp L5
// ; 12  Return r9
// L17:
//   jmp leave_flagged
