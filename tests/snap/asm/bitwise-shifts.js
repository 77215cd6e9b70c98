//! stage: asm
function f(a, b) { return (a & b | a ^ 5) << 2 >>> (b >> 1); }
f(1, 2); f(3, 4); f(5, 6);
//--
// f
// ; 0  BitAnd r10, a, b
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
//   ja L17
//   cmp rsp, [vm.NATIVE_STACK_LIMIT]
//   jb L17
//   mov rax, block
//   mov [rbx+8], rax
//   mov rcx, [rbx]
//   mov rcx, [rcx+r12+0x20]
//   mov [rbx+0x30], rcx
//   mov dword ptr [rax+0x34], 1
//   sub dword ptr [rax+0x30], 1
//   js L16
// L0:
//   mov eax, [rbx+0x20]
//   cmp eax, 2
//   jb L14
// ; 0  BitAnd r10, a, b
// L1:
//   mov rcx, [rbx+0x40]
//   mov rax, [rbx+0x48]
//   mov rdx, rcx
//   and rdx, rax
//   cmp rdx, r14
//   jb L18
// L2:
//   and ecx, eax
//   or rcx, r14
//   mov [rbx+0x50], rcx
// ; 1  BitXorI r11, a, 5
// L3:
//   mov rcx, [rbx+0x40]
//   mov eax, 5
//   or rax, r14
//   cmp rcx, r14
//   jb L19
// L4:
//   xor ecx, 5
//   or rcx, r14
//   mov [rbx+0x58], rcx
// ; 2  BitOr r10, r10, r11
// L5:
//   mov rcx, [rbx+0x50]
//   mov rax, [rbx+0x58]
//   mov rdx, rcx
//   and rdx, rax
//   cmp rdx, r14
//   jb L20
// L6:
//   or ecx, eax
//   or rcx, r14
//   mov [rbx+0x50], rcx
// ; 3  ShlI r10, r10, 2
// L7:
//   mov rcx, [rbx+0x50]
//   mov eax, 2
//   or rax, r14
//   cmp rcx, r14
//   jb L21
// L8:
//   shl ecx, 2
//   or rcx, r14
//   mov [rbx+0x50], rcx
// ; 4  ShrI r11, b, 1
// L9:
//   mov rcx, [rbx+0x48]
//   mov eax, 1
//   or rax, r14
//   cmp rcx, r14
//   jb L22
// L10:
//   sar ecx, 1
//   or rcx, r14
//   mov [rbx+0x58], rcx
// ; 5  Ushr r10, r10, r11
// L11:
//   mov rcx, [rbx+0x50]
//   mov rax, [rbx+0x58]
//   mov rdx, rcx
//   and rdx, rax
//   cmp rdx, r14
//   jb L24
// L12:
//   xchg ecx, eax
//   shr eax, cl
//   mov ecx, eax
//   test ecx, ecx
//   js L23
//   mov ecx, ecx
//   or rcx, r14
//   mov [rbx+0x50], rcx
// ; 6  Return r10
// L13:
//   mov rax, [rbx+0x50]
//   cmp dword ptr [rbx+0x24], 2
//   jne L25
//   leave
//   ret
//   int3
// ; 0  BitAnd r10, a, b
// L14:
//   mov rcx, [vm.UNDEFINED]
// L15:
//   mov [rbx+rax*8+0x40], rcx
//   inc eax
//   cmp eax, 2
//   jb L15
//   jmp L1
// ; 0  BitAnd r10, a, b
// L16:
//   call spent_at_entry
//   jmp L0
// L17:
//   jmp fail_entry
// ; 0  BitAnd r10, a, b
// L18:
//   call int32s
//   jb L26
//   mov ecx, ecx
//   mov r8, kinds 0
//   or byte ptr [r8], 1
//   jmp L2
// ; 1  BitXorI r11, a, 5
// L19:
//   call int32s
//   jb L27
//   mov ecx, ecx
//   mov r8, kinds 1
//   or byte ptr [r8], 1
//   jmp L4
// ; 2  BitOr r10, r10, r11
// L20:
//   call int32s
//   jb L28
//   mov ecx, ecx
//   mov r8, kinds 2
//   or byte ptr [r8], 1
//   jmp L6
// ; 3  ShlI r10, r10, 2
// L21:
//   call int32s
//   jb L29
//   mov ecx, ecx
//   mov r8, kinds 3
//   or byte ptr [r8], 1
//   jmp L8
// ; 4  ShrI r11, b, 1
// L22:
//   call int32s
//   jb L30
//   mov ecx, ecx
//   mov r8, kinds 4
//   or byte ptr [r8], 1
//   jmp L10
// ; 5  Ushr r10, r10, r11
// L23:
//   mov ecx, ecx
//   xorps xmm0, xmm0
//   cvtsi2sd xmm0, rcx
//   movsd [rbx+0x50], xmm0
//   jmp L13
// ; 5  Ushr r10, r10, r11
// L24:
//   call int32s
//   jb L31
//   mov ecx, ecx
//   mov r8, kinds 5
//   or byte ptr [r8], 1
//   jmp L12
// ; 6  Return r10
// L25:
//   jmp leave_flagged
// ; 0  BitAnd r10, a, b
// L26:
//   mov rdx, pc 0
//   call slow_BitAnd
//   jmp L3
// ; 1  BitXorI r11, a, 5
// L27:
//   mov rdx, pc 1
//   call slow_BitXorI
//   jmp L5
// ; 2  BitOr r10, r10, r11
// L28:
//   mov rdx, pc 2
//   call slow_BitOr
//   jmp L7
// ; 3  ShlI r10, r10, 2
// L29:
//   mov rdx, pc 3
//   call slow_ShlI
//   jmp L9
// ; 4  ShrI r11, b, 1
// L30:
//   mov rdx, pc 4
//   call slow_ShrI
//   jmp L11
// ; 5  Ushr r10, r10, r11
// L31:
//   mov rdx, pc 5
//   call slow_Ushr
//   jmp L13
