//! Templates of relations between Numbers, to a value or fused with a jump; back edges.
use crate::arith::Rhs;
use crate::compiler::Compiler;
use crate::offsets::*;
use dynasmrt::{DynamicLabel, DynasmApi, DynasmLabelApi};
use ogive_bytecode::feedback;

/// What is asked of left and right.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Relation {
    Less,
    LessEq,
    Greater,
    GreaterEq,
    Equal,
}

impl Compiler {
    fn compare_ints(&mut self, rhs: Rhs) {
        match rhs {
            Rhs::Register(_) => asm!(self.asm; cmp ecx, eax),
            Rhs::Immediate(i) => asm!(self.asm; cmp ecx, i),
        }
    }
    /// Jumps by the signed flags of an int comparison.
    fn jump_ints(&mut self, relation: Relation, when: bool, target: DynamicLabel) {
        match (relation, when) {
            (Relation::Less, true) | (Relation::GreaterEq, false) => asm!(self.asm; jl =>target),
            (Relation::Less, false) | (Relation::GreaterEq, true) => asm!(self.asm; jge =>target),
            (Relation::LessEq, true) | (Relation::Greater, false) => asm!(self.asm; jle =>target),
            (Relation::LessEq, false) | (Relation::Greater, true) => asm!(self.asm; jg =>target),
            (Relation::Equal, true) => asm!(self.asm; je =>target),
            (Relation::Equal, false) => asm!(self.asm; jne =>target),
        }
    }
    /// Compares xmm0 and xmm1 so that "above" and "above or equal" answer the relation.
    fn compare_doubles(&mut self, relation: Relation) {
        match relation {
            Relation::Less | Relation::LessEq => asm!(self.asm; ucomisd xmm1, xmm0),
            Relation::Greater | Relation::GreaterEq | Relation::Equal => asm!(self.asm; ucomisd xmm0, xmm1),
        }
    }
    /// Jumps by the flags of `compare_doubles` of ordered doubles.
    fn jump_doubles(&mut self, relation: Relation, when: bool, target: DynamicLabel) {
        match (relation, when) {
            (Relation::Less | Relation::Greater, true) => asm!(self.asm; ja =>target),
            (Relation::Less | Relation::Greater, false) => asm!(self.asm; jbe =>target),
            (Relation::LessEq | Relation::GreaterEq, true) => asm!(self.asm; jae =>target),
            (Relation::LessEq | Relation::GreaterEq, false) => asm!(self.asm; jb =>target),
            (Relation::Equal, true) => asm!(self.asm; je =>target),
            (Relation::Equal, false) => asm!(self.asm; jne =>target),
        }
    }

    /// Compares, jumps to `target` when the outcome is `when`, else falls through. The slow path's outcome goes to `taken` or the next instruction.
    fn branch(&mut self, relation: Relation, rhs: Rhs, when: bool, target: DynamicLabel) {
        let (_, kinds) = self.kinds();
        let slow = self.slow_jump(target);
        let numbers = self.label();
        let doubles_first = kinds & feedback::DOUBLE != 0;
        if doubles_first {
            let left = slot(self.instr.b());
            asm!(self.asm; movsd xmm0, [rbx + left]);
            self.load_right_double(rhs);
            self.compare_doubles(relation);
            asm!(self.asm; jp =>numbers);
            self.jump_doubles(relation, when, target);
        } else {
            self.load_operands(rhs);
            self.guard_ints(rhs, numbers);
            self.compare_ints(rhs);
            self.jump_ints(relation, when, target);
        }
        self.cold(move |c| {
            let (next, doubles) = (c.next(), c.label());
            asm!(c.asm; =>numbers);
            if doubles_first {
                c.load_operands(rhs);
                c.guard_ints(rhs, doubles);
                c.compare_ints(rhs);
                c.jump_ints(relation, when, target);
                asm!(c.asm; jmp =>next; =>doubles);
            }
            c.asm.call(c.thunks.numbers);
            asm!(c.asm; jc =>slow);
            c.record(feedback::DOUBLE);
            c.compare_doubles(relation);
            c.jump_doubles(relation, when, target);
            asm!(c.asm; jmp =>next);
        });
    }

    /// `JumpIf…`
    pub(crate) fn jump_compare(&mut self, relation: Relation, rhs: Rhs, when: bool) {
        let target = self.unit_label(self.instr.target(self.instr.i24()));
        self.branch(relation, rhs, when, target);
    }

    /// `LoopIf…`
    pub(crate) fn loop_compare(&mut self, relation: Relation, rhs: Rhs) {
        let (taken, next) = (self.label(), self.next());
        let (_, kinds) = self.kinds();
        if kinds & feedback::DOUBLE != 0 {
            self.branch(relation, rhs, true, taken);
            asm!(self.asm; jmp =>next);
        } else {
            self.branch_unless(relation, rhs, next, taken);
        }
        asm!(self.asm; =>taken);
        self.back_edge(self.instr.target(self.instr.i24()));
    }
    /// Ints first: falls through when the relation holds, else goes to `next`.
    fn branch_unless(&mut self, relation: Relation, rhs: Rhs, next: DynamicLabel, taken: DynamicLabel) {
        let slow = self.slow_jump(taken);
        let numbers = self.label();
        self.load_operands(rhs);
        self.guard_ints(rhs, numbers);
        self.compare_ints(rhs);
        self.jump_ints(relation, false, next);
        self.cold(move |c| {
            asm!(c.asm; =>numbers);
            c.asm.call(c.thunks.numbers);
            asm!(c.asm; jc =>slow);
            c.record(feedback::DOUBLE);
            c.compare_doubles(relation);
            c.jump_doubles(relation, true, taken);
            asm!(c.asm; jmp =>next);
        });
    }

    /// A relation as a value.
    pub(crate) fn compare_value(&mut self, relation: Relation) {
        let rhs = Rhs::Register(self.instr.c());
        let dst = slot(self.instr.a());
        let (numbers, boxed, slow) = (self.label(), self.label(), self.slow());
        self.load_operands(rhs);
        self.guard_ints(rhs, numbers);
        asm!(self.asm; cmp ecx, eax);
        match relation {
            Relation::Less => asm!(self.asm; setl al),
            Relation::LessEq => asm!(self.asm; setle al),
            Relation::Greater => asm!(self.asm; setg al),
            Relation::GreaterEq => asm!(self.asm; setge al),
            Relation::Equal => asm!(self.asm; sete al),
        }
        asm!(self.asm
            ; =>boxed
            ; movzx eax, al
            ; add rax, [r15 + vm::FALSE]
            ; mov [rbx + dst], rax
        );
        self.cold(move |c| {
            asm!(c.asm; =>numbers);
            c.asm.call(c.thunks.numbers);
            asm!(c.asm; jc =>slow);
            c.record(feedback::DOUBLE);
            c.compare_doubles(relation);
            match relation {
                Relation::Less | Relation::Greater => asm!(c.asm; seta al),
                Relation::LessEq | Relation::GreaterEq => asm!(c.asm; setae al),
                Relation::Equal => asm!(c.asm; sete al),
            }
            asm!(c.asm; jmp =>boxed);
        });
    }

    /// Spends budget and continues at a loop head.
    pub(crate) fn back_edge(&mut self, target: u32) {
        let (head, spent) = (self.unit_label(target), self.label());
        asm!(self.asm
            ; mov rax, [rbx + CODE]
            ; sub DWORD [rax + block::BUDGET], 1
            ; jns =>head
            ; jmp =>spent
        );
        self.cold(move |c| {
            asm!(c.asm; =>spent; mov rdx, QWORD c.pc(); mov ecx, target as i32);
            c.asm.call(c.thunks.spent_at_loop);
            asm!(c.asm; jmp =>head);
        });
    }
}
