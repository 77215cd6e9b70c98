//! stage: asm
function f(a) { return [-a, ~a, +a, !a, a++, --a, void a]; }
f(1); f(2.5); f("3");
//--
// f
// ; 0  Neg r9, a
//   push rbp
//   mov rbp, rsp
//   push rdi
//   sub rsp, 8
//   mov rbx, rdi
//   mov r12, [vm.UNTAG_OBJECT]
//   mov r13, [vm.OBJECT_TAG]
//   mov r14, [vm.INT_TAG]
//   lea rax, [rbx+0x80]
//   cmp rax, [vm.STACK_LIMIT]
//   ja L13
//   cmp rsp, [vm.NATIVE_STACK_LIMIT]
//   jb L13
//   mov rax, block
//   mov [rbx+8], rax
//   mov rcx, [rbx]
//   mov rcx, [rcx+r12+0x20]
//   mov [rbx+0x30], rcx
//   sub dword ptr [rax+0x30], 1
//   js L12
// L0:
//   mov eax, [rbx+0x20]
//   cmp eax, 1
//   jb L10
// ; 0  Neg r9, a
// L1:
//   mov rax, [rbx+0x40]
//   cmp rax, r14
//   jb L15
//   test eax, 0x7fffffff
//   je L14
//   neg eax
//   or rax, r14
//   mov [rbx+0x48], rax
// ; 1  BitNot r10, a
// L2:
//   mov rcx, [rbx+0x40]
//   mov eax, 0xffffffff
//   or rax, r14
//   cmp rcx, r14
//   jb L16
// L3:
//   xor ecx, 0xffffffff
//   or rcx, r14
//   mov [rbx+0x50], rcx
// ; 2  ToNumber r11, a
// L4:
//   mov rax, [rbx+0x40]
//   cmp rax, [vm.NON_NUMBER]
//   jge L17
//   mov [rbx+0x58], rax
// ; 3  Not r12, a
// L5:
//   mov rax, [rbx+0x40]
//   mov rcx, rax
//   or rcx, 1
//   cmp rcx, [vm.TRUE]
//   jne L18
//   xor rax, 1
//   mov [rbx+0x60], rax
// ; 4  ToNumeric r13, a
// L6:
//   mov rax, [rbx+0x40]
//   cmp rax, [vm.NON_NUMBER]
//   jge L19
//   mov [rbx+0x68], rax
// ; 5  Inc a, r13
// L7:
//   movsd xmm0, [rbx+0x68]
//   xorps xmm1, xmm1
//   mov eax, 1
//   cvtsi2sd xmm1, eax
//   addsd xmm0, xmm1
//   ucomisd xmm0, xmm0
//   jp L20
//   movsd [rbx+0x40], xmm0
// ; 6  Dec a, a
// L8:
//   movsd xmm0, [rbx+0x40]
//   xorps xmm1, xmm1
//   mov eax, 1
//   cvtsi2sd xmm1, eax
//   subsd xmm0, xmm1
//   ucomisd xmm0, xmm0
//   jp L21
//   movsd [rbx+0x40], xmm0
// ; 7  Move r14, a
// L9:
//   mov rax, [rbx+0x40]
//   mov [rbx+0x70], rax
// ; 8  LoadSpecial r15, undefined
//   mov rax, [vm.UNDEFINED]
//   mov [rbx+0x78], rax
// ; 9  NewArray r9, r9.., count 7, #0
//   mov rdx, pc 9
//   call slow_NewArray
// ; 11  Return r9
//   mov rax, [rbx+0x48]
//   cmp dword ptr [rbx+0x24], 2
//   jne L22
//   leave
//   ret
//   int3
// ; 0  Neg r9, a
// L10:
//   mov rcx, [vm.UNDEFINED]
// L11:
//   mov [rbx+rax*8+0x40], rcx
//   inc eax
//   cmp eax, 1
//   jb L11
//   jmp L1
// ; 0  Neg r9, a
// L12:
//   call spent_at_entry
//   jmp L0
// L13:
//   jmp fail_entry
// ; 0  Neg r9, a
// L14:
//   mov rdx, pc 0
//   call slow_Neg
//   jmp L2
// ; 0  Neg r9, a
// L15:
//   movq xmm0, rax
//   ucomisd xmm0, xmm0
//   jp L14
//   btc rax, 0x3f
//   mov [rbx+0x48], rax
//   jmp L2
// ; 1  BitNot r10, a
// L16:
//   call int32s
//   jb L23
//   mov ecx, ecx
//   jmp L3
// ; 2  ToNumber r11, a
// L17:
//   mov rdx, pc 2
//   call slow_ToNumber
//   jmp L5
// ; 3  Not r12, a
// L18:
//   call truthy
//   sete al
//   movzx eax, al
//   add rax, [vm.FALSE]
//   mov [rbx+0x60], rax
//   jmp L6
// ; 4  ToNumeric r13, a
// L19:
//   mov rdx, pc 4
//   call slow_ToNumeric
//   jmp L7
// ; 5  Inc a, r13
// L20:
//   mov rcx, [rbx+0x68]
//   mov eax, 1
//   or rax, r14
//   cmp rcx, r14
//   jb L24
//   add ecx, 1
//   jo L25
//   or rcx, r14
//   mov [rbx+0x40], rcx
//   jmp L8
// ; 6  Dec a, a
// L21:
//   mov rcx, [rbx+0x40]
//   mov eax, 1
//   or rax, r14
//   cmp rcx, r14
//   jb L26
//   sub ecx, 1
//   jo L27
//   or rcx, r14
//   mov [rbx+0x40], rcx
//   jmp L9
// ; 11  Return r9
// L22:
//   jmp leave_flagged
// ; 1  BitNot r10, a
// L23:
//   mov rdx, pc 1
//   call slow_BitNot
//   jmp L4
// ; 5  Inc a, r13
// L24:
//   call numbers
//   jb L28
//   addsd xmm0, xmm1
//   ucomisd xmm0, xmm0
//   jp L28
//   movsd [rbx+0x40], xmm0
//   jmp L8
// L25:
//   mov rcx, [rbx+0x68]
//   mov eax, 1
//   or rax, r14
//   xorps xmm0, xmm0
//   xorps xmm1, xmm1
//   cvtsi2sd xmm0, ecx
//   cvtsi2sd xmm1, eax
//   addsd xmm0, xmm1
//   mov r8, kinds 5
//   or byte ptr [r8], 0x82
//   movsd [rbx+0x40], xmm0
//   jmp L8
// ; 6  Dec a, a
// L26:
//   call numbers
//   jb L29
//   subsd xmm0, xmm1
//   ucomisd xmm0, xmm0
//   jp L29
//   movsd [rbx+0x40], xmm0
//   jmp L9
// L27:
//   mov rcx, [rbx+0x40]
//   mov eax, 1
//   or rax, r14
//   xorps xmm0, xmm0
//   xorps xmm1, xmm1
//   cvtsi2sd xmm0, ecx
//   cvtsi2sd xmm1, eax
//   subsd xmm0, xmm1
//   mov r8, kinds 6
//   or byte ptr [r8], 0x82
//   movsd [rbx+0x40], xmm0
//   jmp L9
// ; 5  Inc a, r13
// L28:
//   mov rdx, pc 5
//   call slow_Inc
//   jmp L8
// ; 6  Dec a, a
// L29:
//   mov rdx, pc 6
//   call slow_Dec
//   jmp L9
