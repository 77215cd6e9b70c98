//! Templates of arithmetic and bit operations.
//!
//! Each knows two shapes: ints first, for sites that have seen nothing else, and doubles first, where the feedback says so (`encoding`:
//! a double operation needs no operand checks, because a tagged operand is a NaN and makes the result one). What neither takes goes
//! through the shared conversion `numbers` or `int32s`, and then to the slow path.
use crate::compiler::Compiler;
use crate::offsets::*;
use dynasmrt::{DynamicLabel, DynasmApi, DynasmLabelApi};
use ogive_bytecode::feedback;

/// The right operand.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Rhs {
    /// A register of the frame.
    Register(u16),
    /// A number in the instruction.
    Immediate(i32),
}

/// Operations on doubles.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Arith {
    Add,
    Sub,
    Mul,
    Div,
}

/// Operations on int32.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Bits {
    And,
    Or,
    Xor,
    Shl,
    Shr,
    Ushr,
}

impl Compiler {
    /// Loads the left operand into rcx and the right one into rax.
    pub(crate) fn load_operands(&mut self, rhs: Rhs) {
        let left = slot(self.instr.b());
        asm!(self.asm; mov rcx, [rbx + left]);
        self.load_right(rhs);
    }
    /// Loads the right operand into rax, as a Value.
    fn load_right(&mut self, rhs: Rhs) {
        match rhs {
            Rhs::Register(r) => asm!(self.asm; mov rax, [rbx + slot(r)]),
            Rhs::Immediate(i) => asm!(self.asm; mov eax, i; or rax, r14),
        }
    }
    /// Goes to `other` unless the operands, loaded or not, are both int32. Changes rdx.
    pub(crate) fn guard_ints(&mut self, rhs: Rhs, other: DynamicLabel) {
        match rhs {
            Rhs::Register(_) => asm!(self.asm; mov rdx, rcx; and rdx, rax; cmp rdx, r14; jb =>other),
            Rhs::Immediate(_) => asm!(self.asm; cmp rcx, r14; jb =>other),
        }
    }
    /// Loads the right operand, known to be a double or checked by its user, into xmm1.
    pub(crate) fn load_right_double(&mut self, rhs: Rhs) {
        match rhs {
            Rhs::Register(r) => asm!(self.asm; movsd xmm1, [rbx + slot(r)]),
            Rhs::Immediate(i) => asm!(self.asm; xorps xmm1, xmm1; mov eax, i; cvtsi2sd xmm1, eax),
        }
    }
    fn double_op(&mut self, op: Arith) {
        match op {
            Arith::Add => asm!(self.asm; addsd xmm0, xmm1),
            Arith::Sub => asm!(self.asm; subsd xmm0, xmm1),
            Arith::Mul => asm!(self.asm; mulsd xmm0, xmm1),
            Arith::Div => asm!(self.asm; divsd xmm0, xmm1),
        }
    }

    /// `+ - * /`, and `++ --` as `+ 1`, `- 1`.
    pub(crate) fn arith(&mut self, op: Arith, rhs: Rhs) {
        let (left, dst) = (slot(self.instr.b()), slot(self.instr.a()));
        let (_, kinds) = self.kinds();
        let ints = self.label();
        if kinds & feedback::DOUBLE != 0 && kinds & feedback::STRING == 0 {
            asm!(self.asm; movsd xmm0, [rbx + left]);
            self.load_right_double(rhs);
            self.double_op(op);
            asm!(self.asm; ucomisd xmm0, xmm0; jp =>ints; movsd [rbx + dst], xmm0);
            self.cold(move |c| {
                asm!(c.asm; =>ints);
                c.int_arith(op, rhs);
                let next = c.next();
                asm!(c.asm; jmp =>next);
            });
        } else {
            self.int_arith(op, rhs);
        }
    }

    /// Ints first, then doubles, then the slow path; falls through when done.
    fn int_arith(&mut self, op: Arith, rhs: Rhs) {
        let dst = slot(self.instr.a());
        let (doubles, overflow) = (self.label(), self.label());
        self.load_operands(rhs);
        self.guard_ints(rhs, doubles);
        match (op, rhs) {
            (Arith::Add, Rhs::Immediate(i)) => asm!(self.asm; add ecx, i; jo =>overflow),
            (Arith::Sub, Rhs::Immediate(i)) => asm!(self.asm; sub ecx, i; jo =>overflow),
            (Arith::Add, _) => asm!(self.asm; add ecx, eax; jo =>overflow),
            (Arith::Sub, _) => asm!(self.asm; sub ecx, eax; jo =>overflow),
            (Arith::Mul, _) => {
                let zero = self.label();
                let positive = self.label();
                asm!(self.asm; mov edx, ecx; imul ecx, eax; jo =>overflow; test ecx, ecx; jz =>zero; =>positive);
                self.cold(move |c| {
                    // 0 * -1 is -0.
                    asm!(c.asm; =>zero; or edx, eax; jns =>positive; jmp =>overflow);
                });
            }
            (Arith::Div, _) => {
                // Exact and not -0: an int32; else a double.
                let inexact = self.label();
                asm!(self.asm
                    ; xorps xmm0, xmm0
                    ; xorps xmm1, xmm1
                    ; cvtsi2sd xmm0, ecx
                    ; cvtsi2sd xmm1, eax
                    ; divsd xmm0, xmm1
                    ; cvttsd2si ecx, xmm0
                    ; xorps xmm1, xmm1
                    ; cvtsi2sd xmm1, ecx
                    ; ucomisd xmm1, xmm0
                    ; jne =>inexact
                    ; jp =>overflow
                    ; test ecx, ecx
                    ; jz =>overflow
                );
                self.cold(move |c| {
                    let (next, dst) = (c.next(), slot(c.instr.a()));
                    asm!(c.asm; =>inexact);
                    c.record(feedback::OVERFLOW | feedback::SEEN);
                    asm!(c.asm; movsd [rbx + dst], xmm0; jmp =>next);
                });
            }
        }
        asm!(self.asm; or rcx, r14; mov [rbx + dst], rcx);
        self.cold(move |c| {
            let (next, slow) = (c.next(), c.slow());
            asm!(c.asm; =>doubles);
            c.asm.call(c.thunks.numbers);
            asm!(c.asm; jc =>slow);
            c.double_op(op);
            asm!(c.asm; ucomisd xmm0, xmm0; jp =>slow);
            c.record(feedback::DOUBLE);
            asm!(c.asm; movsd [rbx + dst], xmm0; jmp =>next);
            asm!(c.asm; =>overflow);
            if op == Arith::Div {
                asm!(c.asm; jmp =>slow);
                return;
            }
            c.load_operands(rhs);
            asm!(c.asm; xorps xmm0, xmm0; xorps xmm1, xmm1; cvtsi2sd xmm0, ecx; cvtsi2sd xmm1, eax);
            c.double_op(op);
            c.record(feedback::OVERFLOW | feedback::SEEN);
            asm!(c.asm; movsd [rbx + dst], xmm0; jmp =>next);
        });
    }

    /// `%`: not negative by positive.
    pub(crate) fn remainder(&mut self, rhs: Rhs) {
        let dst = slot(self.instr.a());
        let slow = self.slow();
        self.load_operands(rhs);
        self.guard_ints(rhs, slow);
        asm!(self.asm; test ecx, ecx; js =>slow);
        match rhs {
            Rhs::Immediate(i) if i > 0 && i & (i - 1) == 0 => asm!(self.asm; and ecx, i - 1; or rcx, r14; mov [rbx + dst], rcx),
            _ => asm!(self.asm
                ; test eax, eax
                ; jle =>slow
                ; xchg eax, ecx
                ; xor edx, edx
                ; div ecx
                ; or rdx, r14
                ; mov [rbx + dst], rdx
            ),
        }
    }

    /// `& | ^ << >> >>>`, and `~` as `^ -1`.
    pub(crate) fn bits(&mut self, op: Bits, rhs: Rhs) {
        let (convert, go_on) = (self.label(), self.label());
        self.load_operands(rhs);
        self.guard_ints(rhs, convert);
        asm!(self.asm; =>go_on);
        match (op, rhs) {
            (Bits::And, Rhs::Immediate(i)) => asm!(self.asm; and ecx, i),
            (Bits::Or, Rhs::Immediate(0)) => asm!(self.asm; mov ecx, ecx),
            (Bits::Or, Rhs::Immediate(i)) => asm!(self.asm; or ecx, i),
            (Bits::Xor, Rhs::Immediate(i)) => asm!(self.asm; xor ecx, i),
            (Bits::Shl, Rhs::Immediate(i)) => asm!(self.asm; shl ecx, (i & 31) as i8),
            (Bits::Shr, Rhs::Immediate(i)) => asm!(self.asm; sar ecx, (i & 31) as i8),
            (Bits::Ushr, Rhs::Immediate(i)) => asm!(self.asm; shr ecx, (i & 31) as i8),
            (Bits::And, _) => asm!(self.asm; and ecx, eax),
            (Bits::Or, _) => asm!(self.asm; or ecx, eax),
            (Bits::Xor, _) => asm!(self.asm; xor ecx, eax),
            (Bits::Shl, _) => asm!(self.asm; xchg eax, ecx; shl eax, cl; mov ecx, eax),
            (Bits::Shr, _) => asm!(self.asm; xchg eax, ecx; sar eax, cl; mov ecx, eax),
            (Bits::Ushr, _) => asm!(self.asm; xchg eax, ecx; shr eax, cl; mov ecx, eax),
        }
        let dst = slot(self.instr.a());
        if op == Bits::Ushr {
            let large = self.label();
            asm!(self.asm; test ecx, ecx; js =>large; mov ecx, ecx);
            self.cold(move |c| {
                let next = c.next();
                asm!(c.asm; =>large; mov ecx, ecx; xorps xmm0, xmm0; cvtsi2sd xmm0, rcx; movsd [rbx + dst], xmm0; jmp =>next);
            });
        }
        asm!(self.asm; or rcx, r14; mov [rbx + dst], rcx);
        self.cold(move |c| {
            let slow = c.slow();
            asm!(c.asm; =>convert);
            c.asm.call(c.thunks.int32s);
            asm!(c.asm; jc =>slow; mov ecx, ecx);
            c.record(feedback::DOUBLE);
            asm!(c.asm; jmp =>go_on);
        });
    }

    /// Unary minus.
    pub(crate) fn negate(&mut self) {
        let (src, dst) = (slot(self.instr.b()), slot(self.instr.a()));
        let (double, slow) = (self.label(), self.slow());
        asm!(self.asm
            ; mov rax, [rbx + src]
            ; cmp rax, r14
            ; jb =>double
            // 0 and the least int32.
            ; test eax, 0x7FFF_FFFF
            ; jz =>slow
            ; neg eax
            ; or rax, r14
            ; mov [rbx + dst], rax
        );
        self.cold(move |c| {
            let next = c.next();
            asm!(c.asm; =>double; movq xmm0, rax; ucomisd xmm0, xmm0; jp =>slow; btc rax, 63);
            c.record(feedback::DOUBLE);
            asm!(c.asm; mov [rbx + dst], rax; jmp =>next);
        });
    }

    /// Unary plus, and the value of a postfix update.
    pub(crate) fn to_number(&mut self) {
        let (src, dst) = (slot(self.instr.b()), slot(self.instr.a()));
        let slow = self.slow();
        asm!(self.asm
            ; mov rax, [rbx + src]
            ; cmp rax, [r15 + vm::NON_NUMBER]
            ; jge =>slow
            ; mov [rbx + dst], rax
        );
    }
}
