//! stage: asm
class C { #p = 1; static f(o, k) { delete o[k]; o.#p++; return #p in o; } }
const f = C.f; globalThis.f = f;
f(new C, "a"); f(new C, "b"); f(new C, "c");
//--
// f
// ; 0  Delete r10, o, k, flags 1
//   push rbp
//   mov rbp, rsp
//   push rdi
//   sub rsp, 8
//   mov rbx, rdi
//   mov r12, [vm.UNTAG_OBJECT]
//   mov r13, [vm.OBJECT_TAG]
//   mov r14, [vm.INT_TAG]
//   lea rax, [rbx+0x60]
//   cmp rax, [vm.STACK_LIMIT]
//   ja L8
//   cmp rsp, [vm.NATIVE_STACK_LIMIT]
//   jb L8
//   mov rax, block
//   mov [rbx+8], rax
//   mov rcx, [rbx]
//   mov rcx, [rcx+r12+0x20]
//   mov [rbx+0x30], rcx
//   mov dword ptr [rax+0x34], 1
//   sub dword ptr [rax+0x30], 1
//   js L7
// L0:
//   mov eax, [rbx+0x20]
//   cmp eax, 2
//   jb L5
// ; 0  Delete r10, o, k, flags 1
// L1:
//   mov rdx, pc 0
//   call slow_Delete
// ; 1  GetScoped r10, env, slot 0, depth 0
//   mov rdx, [vm.UNTAG_INTERNAL]
//   mov rsi, [rbx+0x30]
//   add rsi, rdx
//   mov rax, [rsi+0x20]
//   mov [rbx+0x50], rax
// ; 2  GetPrivate r11, o, r10, #0
//   mov rcx, [rbx+0x40]
//   cmp rcx, r13
//   jl L9
//   mov rdx, ic #0
//   mov rax, [rbx+0x50]
//   cmp rax, [rdx+0x18]
//   jne L9
//   mov eax, [rcx+r12]
//   cmp eax, [rdx]
//   jne L9
//   cmp byte ptr [rdx+4], 1
//   jne L9
//   mov eax, [rdx+8]
//   add rcx, r12
//   mov rax, [rcx+rax]
//   mov [rbx+0x58], rax
// ; 4  Inc r11, r11
// L2:
//   mov rcx, [rbx+0x58]
//   mov eax, 1
//   or rax, r14
//   cmp rcx, r14
//   jb L10
//   add ecx, 1
//   jo L11
//   or rcx, r14
//   mov [rbx+0x58], rcx
// ; 5  SetPrivate o, r10, r11, #1
// L3:
//   mov rcx, [rbx+0x40]
//   cmp rcx, r13
//   jl L12
//   mov rdx, ic #1
//   mov rax, [rbx+0x50]
//   cmp rax, [rdx+0x18]
//   jne L12
//   cmp byte ptr [rdx+4], 8
//   jne L12
//   mov rdi, [rbx+0x58]
//   mov eax, [rcx+r12]
//   cmp eax, [rdx]
//   jne L13
//   movzx eax, word ptr [rdx+4]
//   cmp eax, 0x108
//   jne L13
//   cmp rdi, r14
//   jb L13
//   mov eax, [rdx+8]
//   lea rsi, [rcx+r12]
//   mov [rsi+rax], rdi
// ; 7  GetScoped r10, env, slot 0, depth 0
// L4:
//   mov rdx, [vm.UNTAG_INTERNAL]
//   mov rsi, [rbx+0x30]
//   add rsi, rdx
//   mov rax, [rsi+0x20]
//   mov [rbx+0x50], rax
// ; 8  HasPrivate r10, o, r10
//   mov rdx, pc 8
//   call slow_HasPrivate
// ; 9  Return r10
//   mov rax, [rbx+0x50]
//   cmp dword ptr [rbx+0x24], 2
//   jne L14
//   leave
//   ret
//   int3
// ; 0  Delete r10, o, k, flags 1
// L5:
//   mov rcx, [vm.UNDEFINED]
// L6:
//   mov [rbx+rax*8+0x40], rcx
//   inc eax
//   cmp eax, 2
//   jb L6
//   jmp L1
// ; 0  Delete r10, o, k, flags 1
// L7:
//   call spent_at_entry
//   jmp L0
// L8:
//   jmp fail_entry
// ; 2  GetPrivate r11, o, r10, #0
// L9:
//   mov rdx, pc 2
//   call slow_GetPrivate
//   jmp L2
// ; 4  Inc r11, r11
// L10:
//   call numbers
//   jb L15
//   addsd xmm0, xmm1
//   ucomisd xmm0, xmm0
//   jp L15
//   mov r8, kinds 4
//   or byte ptr [r8], 1
//   movsd [rbx+0x58], xmm0
//   jmp L3
// L11:
//   mov rcx, [rbx+0x58]
//   mov eax, 1
//   or rax, r14
//   xorps xmm0, xmm0
//   xorps xmm1, xmm1
//   cvtsi2sd xmm0, ecx
//   cvtsi2sd xmm1, eax
//   addsd xmm0, xmm1
//   mov r8, kinds 4
//   or byte ptr [r8], 0x82
//   movsd [rbx+0x58], xmm0
//   jmp L3
// ; 5  SetPrivate o, r10, r11, #1
// L12:
//   mov rdx, pc 5
//   call slow_SetPrivate
//   jmp L4
// ; 5  SetPrivate o, r10, r11, #1
// L13:
//   call store_ic
//   jb L12
//   jmp L4
// ; 9  Return r10
// L14:
//   jmp leave_flagged
// ; 4  Inc r11, r11
// L15:
//   mov rdx, pc 4
//   call slow_Inc
//   jmp L3
