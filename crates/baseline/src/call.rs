//! Templates of calls, from frame to frame: the callee's window is written where it will run, and its entry is called by convention M.
use crate::compiler::Compiler;
use crate::offsets::*;
use dynasmrt::{DynasmApi, DynasmLabelApi};
use ogive_vm::Kind;
use ogive_vm::stack::frame_flags;

impl Compiler {
    /// `Call` (`this` is undefined), `CallMethod` (it is in the window)
    pub(crate) fn call(&mut self, undefined_this: bool) {
        let (dst, window, argc) = (slot(self.instr.a()), slot(self.instr.b()), self.instr.c());
        let cache = self.ic(self.instr.wide_i());
        let (other, known, threw, slow) = (self.label(), self.label(), self.label(), self.slow());
        let argc_word = argc as i64 | (frame_flags::ENTRY as i64) << 32;
        asm!(self.asm
            ; mov rcx, [rbx + window]
            ; cmp rcx, r13
            ; jl =>slow
            ; cmp BYTE [rcx + r12 + header::KIND], Kind::Function as i8
            ; jne =>slow
            ; mov rdx, QWORD cache as i64
            ; cmp rcx, [rdx + ic::EXTRA]
            ; jne =>other
            ; =>known
            ; mov rax, [rcx + r12 + object::FUNCTION_CODE]
            ; mov rdx, QWORD self.pc()
            ; mov [rbx + PC], rdx
            ; add rax, [r15 + vm::UNTAG_INTERNAL]
            ; mov [rbx + window + CALLER], rbx
            ; mov rdx, QWORD argc_word
            ; mov [rbx + window + ARGC], rdx
            ; mov rdx, [r15 + vm::UNDEFINED]
            ; mov [rbx + window + NEW_TARGET], rdx
        );
        if undefined_this {
            asm!(self.asm; mov [rbx + window + THIS], rdx);
        }
        asm!(self.asm
            ; lea rdi, [rbx + window]
            ; call QWORD [rax + block::ENTRY]
            ; mov rbx, [rbp - 8]
        );
        self.load_constants();
        asm!(self.asm
            ; cmp rax, [r15 + vm::EXCEPTION]
            ; je =>threw
            ; mov [rbx + dst], rax
        );
        self.cold(move |c| {
            asm!(c.asm; =>other);
            c.asm.call(c.thunks.note_callee);
            asm!(c.asm; jmp =>known; =>threw; mov rdx, QWORD c.pc());
            c.asm.jump(c.thunks.unwind);
        });
    }
}
