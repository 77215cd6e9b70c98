//! Templates of `==` and `===`.
use crate::arith::Rhs;
use crate::compiler::Compiler;
use crate::offsets::*;
use dynasmrt::{DynamicLabel, DynasmApi, DynasmLabelApi};

/// Which equality.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Equality {
    Loose,
    Strict,
}

impl Compiler {
    /// What is not two ints, loaded in rcx and rax: eax = 1 or 0 by the shared code, or the way to `slow`.
    fn shared_equality(&mut self, equality: Equality, slow: DynamicLabel) {
        let (address, kinds) = self.kinds();
        if kinds == 0 {
            asm!(self.asm; mov r8, QWORD address);
            self.asm.call(self.thunks.note_kinds);
        }
        self.asm.call(match equality {
            Equality::Loose => self.thunks.loosely_equal,
            Equality::Strict => self.thunks.strict_equal,
        });
        asm!(self.asm; jc =>slow);
    }

    /// Equality (`when`) or inequality as a value.
    pub(crate) fn equality_value(&mut self, equality: Equality, when: bool) {
        let rhs = Rhs::Register(self.instr.c());
        let dst = slot(self.instr.a());
        let (other, boxed, slow) = (self.label(), self.label(), self.slow());
        self.load_operands(rhs);
        self.guard_ints(rhs, other);
        asm!(self.asm; xor edx, edx; cmp ecx, eax; sete dl; mov eax, edx; =>boxed);
        if !when {
            asm!(self.asm; xor eax, 1);
        }
        asm!(self.asm; add rax, [r15 + vm::FALSE]; mov [rbx + dst], rax);
        self.cold(move |c| {
            asm!(c.asm; =>other);
            c.shared_equality(equality, slow);
            asm!(c.asm; jmp =>boxed);
        });
    }

    /// Jumps when the outcome is `when`.
    pub(crate) fn jump_equality(&mut self, equality: Equality, when: bool) {
        let target = self.unit_label(self.instr.target(self.instr.i24()));
        let rhs = Rhs::Register(self.instr.c());
        let (other, slow) = (self.label(), self.slow_jump(target));
        self.load_operands(rhs);
        self.guard_ints(rhs, other);
        asm!(self.asm; cmp ecx, eax);
        if when {
            asm!(self.asm; je =>target);
        } else {
            asm!(self.asm; jne =>target);
        }
        self.cold(move |c| {
            let next = c.next();
            asm!(c.asm; =>other);
            c.shared_equality(equality, slow);
            asm!(c.asm; test eax, eax);
            if when {
                asm!(c.asm; jnz =>target; jmp =>next);
            } else {
                asm!(c.asm; jz =>target; jmp =>next);
            }
        });
    }
}
