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
//   ja L15
//   cmp rsp, [vm.NATIVE_STACK_LIMIT]
//   jb L15
//   mov rax, block
//   mov [rbx+8], rax
//   mov rcx, [rbx]
//   mov rcx, [rcx+r12+0x20]
//   mov [rbx+0x30], rcx
//   mov dword ptr [rax+0x34], 1
//   sub dword ptr [rax+0x30], 1
//   js L14
// L0:
//   mov eax, [rbx+0x20]
//   cmp eax, 1
//   jb L12
// ; 0  Neg r9, a
// L1:
//   mov rax, [rbx+0x40]
//   cmp rax, r14
//   jb L17
//   test eax, 0x7fffffff
//   je L16
//   neg eax
//   or rax, r14
//   mov [rbx+0x48], rax
// ; 1  BitNot r10, a
// L2:
//   mov rcx, [rbx+0x40]
//   mov eax, 0xffffffff
//   or rax, r14
//   cmp rcx, r14
//   jb L18
// L3:
//   xor ecx, 0xffffffff
//   or rcx, r14
//   mov [rbx+0x50], rcx
// ; 2  ToNumber r11, a
// L4:
//   mov rax, [rbx+0x40]
//   cmp rax, [vm.NON_NUMBER]
//   jge L19
//   mov [rbx+0x58], rax
// ; 3  Not r12, a
// L5:
//   mov rax, [rbx+0x40]
//   mov rcx, rax
//   or rcx, 1
//   cmp rcx, [vm.TRUE]
//   jne L20
//   xor rax, 1
//   mov [rbx+0x60], rax
// ; 4  ToNumeric r13, a
// L6:
//   mov rax, [rbx+0x40]
//   cmp rax, [vm.NON_NUMBER]
//   jge L21
//   mov [rbx+0x68], rax
// ; 5  Inc a, r13
// L7:
//   movsd xmm0, [rbx+0x68]
//   xorps xmm1, xmm1
//   mov eax, 1
//   cvtsi2sd xmm1, eax
//   addsd xmm0, xmm1
//   ucomisd xmm0, xmm0
//   jp L22
//   movsd [rbx+0x40], xmm0
// ; 6  Dec a, a
// L8:
//   movsd xmm0, [rbx+0x40]
//   xorps xmm1, xmm1
//   mov eax, 1
//   cvtsi2sd xmm1, eax
//   subsd xmm0, xmm1
//   ucomisd xmm0, xmm0
//   jp L23
//   movsd [rbx+0x40], xmm0
// ; 7  Move r14, a
// L9:
//   mov rax, [rbx+0x40]
//   mov [rbx+0x70], rax
// ; 8  LoadSpecial r15, undefined
//   mov rax, [vm.UNDEFINED]
//   mov [rbx+0x78], rax
// ; 9  NewArray r9, r9.., count 7, #0
//   mov rcx, [rbx+0x48]
//   and rcx, [rbx+0x50]
//   and rcx, [rbx+0x58]
//   and rcx, [rbx+0x60]
//   and rcx, [rbx+0x68]
//   and rcx, [rbx+0x70]
//   and rcx, [rbx+0x78]
//   mov r8d, 0
//   cmp rcx, r14
//   jb L25
//   mov rdx, ic #0
//   or dword ptr [rdx+8], 1
//   mov byte ptr [rdx+4], 0xe
// L10:
//   mov rdx, [vm.HEAP]
//   mov rax, [rdx+0x40]
//   lea rcx, [rax+0x50]
//   cmp rcx, [rdx+0x48]
//   ja L24
//   mov [rdx+0x40], rcx
//   mov rcx, …
//   mov [rax], rcx
//   mov rcx, …
//   mov [rax+8], rcx
//   mov rcx, [rbx+0x48]
//   mov [rax+0x10], rcx
//   mov rcx, [rbx+0x50]
//   mov [rax+0x18], rcx
//   mov rcx, [rbx+0x58]
//   mov [rax+0x20], rcx
//   mov rcx, [rbx+0x60]
//   mov [rax+0x28], rcx
//   mov rcx, [rbx+0x68]
//   mov [rax+0x30], rcx
//   mov rcx, [rbx+0x70]
//   mov [rax+0x38], rcx
//   mov rcx, [rbx+0x78]
//   mov [rax+0x40], rcx
//   mov rsi, rax
//   mov rdx, [vm.HEAP]
//   mov rax, [rdx+0x10]
//   lea rcx, [rax+0x20]
//   cmp rcx, [rdx+0x18]
//   ja L24
//   mov [rdx+0x10], rcx
//   mov rcx, …
//   mov [rax], rcx
//   mov rcx, [vm.EMPTY_ELEMENTS]
//   mov [rax+8], rcx
//   mov rcx, [vm.EMPTY_SLOTS]
//   mov [rax+0x10], rcx
//   mov [rax+8], rsi
//   mov [rax+5], r8b
//   mov rcx, int 7
//   mov [rax+0x18], rcx
//   add rax, r13
//   mov [rbx+0x48], rax
// ; 11  Return r9
// L11:
//   mov rax, [rbx+0x48]
//   cmp dword ptr [rbx+0x24], 2
//   jne L27
//   leave
//   ret
//   int3
// ; 0  Neg r9, a
// L12:
//   mov rcx, [vm.UNDEFINED]
// L13:
//   mov [rbx+rax*8+0x40], rcx
//   inc eax
//   cmp eax, 1
//   jb L13
//   jmp L1
// ; 0  Neg r9, a
// L14:
//   call spent_at_entry
//   jmp L0
// L15:
//   jmp fail_entry
// ; 0  Neg r9, a
// L16:
//   mov rdx, pc 0
//   call slow_Neg
//   jmp L2
// ; 0  Neg r9, a
// L17:
//   movq xmm0, rax
//   ucomisd xmm0, xmm0
//   jp L16
//   btc rax, 0x3f
//   mov [rbx+0x48], rax
//   jmp L2
// ; 1  BitNot r10, a
// L18:
//   call int32s
//   jb L28
//   mov ecx, ecx
//   jmp L3
// ; 2  ToNumber r11, a
// L19:
//   mov rdx, pc 2
//   call slow_ToNumber
//   jmp L5
// ; 3  Not r12, a
// L20:
//   call truthy
//   sete al
//   movzx eax, al
//   add rax, [vm.FALSE]
//   mov [rbx+0x60], rax
//   jmp L6
// ; 4  ToNumeric r13, a
// L21:
//   mov rdx, pc 4
//   call slow_ToNumeric
//   jmp L7
// ; 5  Inc a, r13
// L22:
//   mov rcx, [rbx+0x68]
//   mov eax, 1
//   or rax, r14
//   cmp rcx, r14
//   jb L29
//   add ecx, 1
//   jo L30
//   or rcx, r14
//   mov [rbx+0x40], rcx
//   jmp L8
// ; 6  Dec a, a
// L23:
//   mov rcx, [rbx+0x40]
//   mov eax, 1
//   or rax, r14
//   cmp rcx, r14
//   jb L31
//   sub ecx, 1
//   jo L32
//   or rcx, r14
//   mov [rbx+0x40], rcx
//   jmp L9
// ; 9  NewArray r9, r9.., count 7, #0
// L24:
//   mov rdx, pc 9
//   call slow_NewArray
//   jmp L11
// ; 9  NewArray r9, r9.., count 7, #0
// L25:
//   mov r8d, 2
//   mov rcx, [rbx+0x48]
//   cmp rcx, [vm.HOLE]
//   je L24
//   mov rcx, [rbx+0x50]
//   cmp rcx, [vm.HOLE]
//   je L24
//   mov rcx, [rbx+0x58]
//   cmp rcx, [vm.HOLE]
//   je L24
//   mov rcx, [rbx+0x60]
//   cmp rcx, [vm.HOLE]
//   je L24
//   mov rcx, [rbx+0x68]
//   cmp rcx, [vm.HOLE]
//   je L24
//   mov rcx, [rbx+0x70]
//   cmp rcx, [vm.HOLE]
//   je L24
//   mov rcx, [rbx+0x78]
//   cmp rcx, [vm.HOLE]
//   je L24
//   mov rcx, [rbx+0x48]
//   cmp rcx, [vm.NON_NUMBER]
//   jge L26
//   mov rcx, [rbx+0x50]
//   cmp rcx, [vm.NON_NUMBER]
//   jge L26
//   mov rcx, [rbx+0x58]
//   cmp rcx, [vm.NON_NUMBER]
//   jge L26
//   mov rcx, [rbx+0x60]
//   cmp rcx, [vm.NON_NUMBER]
//   jge L26
//   mov rcx, [rbx+0x68]
//   cmp rcx, [vm.NON_NUMBER]
//   jge L26
//   mov rcx, [rbx+0x70]
//   cmp rcx, [vm.NON_NUMBER]
//   jge L26
//   mov rcx, [rbx+0x78]
//   cmp rcx, [vm.NON_NUMBER]
//   jge L26
//   jmp L24
// L26:
//   jmp L10
// ; 11  Return r9
// L27:
//   jmp leave_flagged
// ; 1  BitNot r10, a
// L28:
//   mov rdx, pc 1
//   call slow_BitNot
//   jmp L4
// ; 5  Inc a, r13
// L29:
//   call numbers
//   jb L33
//   addsd xmm0, xmm1
//   ucomisd xmm0, xmm0
//   jp L33
//   movsd [rbx+0x40], xmm0
//   jmp L8
// L30:
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
// L31:
//   call numbers
//   jb L34
//   subsd xmm0, xmm1
//   ucomisd xmm0, xmm0
//   jp L34
//   movsd [rbx+0x40], xmm0
//   jmp L9
// L32:
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
// L33:
//   mov rdx, pc 5
//   call slow_Inc
//   jmp L8
// ; 6  Dec a, a
// L34:
//   mov rdx, pc 6
//   call slow_Dec
//   jmp L9
