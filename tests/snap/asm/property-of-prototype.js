//! stage: asm
class C { m() { return 1; } }
var o = new C();
function f(o) { return o.m; }
f(o); f(o); f(o); f(o);
//--
// f
// ; 0  GetProp r9, o, [m] #0
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
//   ja L6
//   cmp rsp, [vm.NATIVE_STACK_LIMIT]
//   jb L6
//   mov rax, block
//   mov [rbx+8], rax
//   mov rcx, [rbx]
//   mov rcx, [rcx+r12+0x20]
//   mov [rbx+0x30], rcx
//   mov dword ptr [rax+0x34], 1
//   sub dword ptr [rax+0x30], 1
//   js L5
// L0:
//   mov eax, [rbx+0x20]
//   cmp eax, 1
//   jb L3
// ; 0  GetProp r9, o, [m] #0
// L1:
//   mov rcx, [rbx+0x40]
//   cmp rcx, r13
//   jl L7
//   mov rdx, ic #0
//   mov eax, [rcx+r12]
//   cmp eax, [rdx]
//   jne L8
//   cmp byte ptr [rdx+4], 3
//   jne L8
//   mov eax, [rdx+8]
//   mov rsi, [rdx+0x20]
//   test rsi, rsi
//   je L8
//   cmp dword ptr [rsi], 0
//   je L8
//   mov rcx, [rdx+0x10]
//   mov rax, [rcx+rax]
//   mov [rbx+0x48], rax
// ; 1  Return r9
// L2:
//   mov rax, [rbx+0x48]
//   cmp dword ptr [rbx+0x24], 2
//   jne L9
//   leave
//   ret
//   int3
// ; 0  GetProp r9, o, [m] #0
// L3:
//   mov rcx, [vm.UNDEFINED]
// L4:
//   mov [rbx+rax*8+0x40], rcx
//   inc eax
//   cmp eax, 1
//   jb L4
//   jmp L1
// ; 0  GetProp r9, o, [m] #0
// L5:
//   call spent_at_entry
//   jmp L0
// L6:
//   jmp fail_entry
// ; 0  GetProp r9, o, [m] #0
// L7:
//   mov rdx, pc 0
//   call slow_GetProp
//   jmp L2
// ; 0  GetProp r9, o, [m] #0
// L8:
//   call load_ic
//   jb L7
//   mov [rbx+0x48], rax
//   jmp L2
// ; 1  Return r9
// L9:
//   jmp leave_flagged
