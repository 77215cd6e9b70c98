//! Conditions: expressions that decide a branch, compiled without making a boolean.

use ogive_bytecode::{Label, Op};
use ogive_syntax::{BinaryOp, Expr, ExprKind, LogicalOp, UnaryOp};

use crate::compiler::{Compiler, op};
use crate::operators::Known;

impl Compiler<'_> {
    /// Continues at `target` if the expression's truth is `when`, else falls through.
    pub fn jump_if(&mut self, e: &Expr<'_>, target: Label, when: bool) {
        if let Some(known) = self.constant(e) {
            if known.truth() == when {
                op!(self, Jump, 0, target);
            }
            return;
        }
        if self.u.is_stack_exhausted() {
            return;
        }
        match &e.kind {
            ExprKind::Unary { op: UnaryOp::Not, operand } => self.jump_if(operand, target, !when),
            ExprKind::Logical { op: op @ (LogicalOp::And | LogicalOp::Or), .. } if !self.is_evaluated(e) => {
                self.jump_if_logical(e, *op, target, when)
            }
            ExprKind::Sequence(list) => {
                if let Some((last, before)) = list.split_last() {
                    before.iter().for_each(|e| self.effect(e));
                    self.jump_if(last, target, when);
                }
            }
            ExprKind::Conditional(_) => self.branches(e, &mut |this, branch| this.jump_if(branch, target, when)),
            ExprKind::Binary { op, left, right } if !self.is_evaluated(e) && self.jump_if_compared(e, *op, left, right, target, when) => {}
            _ => {
                let mark = self.next;
                let value = self.value(e);
                self.free_to(mark);
                match when {
                    true => op!(self, JumpIfTrue, value, target),
                    false => op!(self, JumpIfFalse, value, target),
                }
            }
        }
    }

    pub fn is_evaluated(&self, e: &Expr<'_>) -> bool {
        self.evaluated.is_some_and(|(known, _)| known == crate::expressions::address(e))
    }

    /// A chain `a && b && …` or `a || b || …`.
    fn jump_if_logical(&mut self, e: &Expr<'_>, op: LogicalOp, target: Label, when: bool) {
        let mut operands = Vec::new();
        let mut node = e;
        while let ExprKind::Logical { op: inner, left, right } = &node.kind
            && *inner == op
            && !self.is_evaluated(node)
        {
            operands.push(*right);
            node = left;
        }
        // The value that decides the chain at once.
        let decides = op == LogicalOp::Or;
        let skip = self.label();
        let last = operands.remove(0);
        let first_target = if decides == when { target } else { skip };
        self.jump_if(node, first_target, decides);
        let region = self.begin_region();
        for operand in operands.into_iter().rev() {
            self.jump_if(operand, first_target, decides);
        }
        self.jump_if(last, target, when);
        self.end_region(region);
        self.b.bind(skip);
    }

    /// A comparison that a fused op does. False when there is none.
    fn jump_if_compared(&mut self, e: &Expr<'_>, op: BinaryOp, left: &Expr<'_>, right: &Expr<'_>, target: Label, when: bool) -> bool {
        let Some(jumps) = fused(op, when) else { return false };
        let mark = self.next;
        if self.jump_if_nullish(op, left, right, target, when) {
            return true;
        }
        if let Some(imm) = self.small_literal(right) {
            let value = self.value(left);
            self.at(e.span.start);
            self.b.emit(jumps.immediate, &[value as i64, imm as i64, target as i64]);
        } else if let (Some(imm), Some(mirrored)) = (self.small_literal(left), mirrored(op, when)) {
            let value = self.value(right);
            self.at(e.span.start);
            self.b.emit(mirrored, &[value as i64, imm as i64, target as i64]);
        } else {
            let (lhs, rhs) = self.operands(left, right);
            self.at(e.span.start);
            self.b.emit(jumps.registers, &[lhs as i64, rhs as i64, target as i64]);
        }
        self.free_to(mark);
        true
    }

    /// `x == null`, `x === undefined` and their likes.
    fn jump_if_nullish(&mut self, op: BinaryOp, left: &Expr<'_>, right: &Expr<'_>, target: Label, when: bool) -> bool {
        let equal = matches!(op, BinaryOp::Eq | BinaryOp::StrictEq);
        let loose = matches!(op, BinaryOp::Eq | BinaryOp::Ne);
        if !equal && !matches!(op, BinaryOp::Ne | BinaryOp::StrictNe) {
            return false;
        }
        let fits = |this: &Self, e: &Expr<'_>| this.is_undefined(e) || loose && matches!(e.kind, ExprKind::Null);
        let value = match (fits(self, right), fits(self, left)) {
            (true, _) => left,
            (_, true) => right,
            _ => return false,
        };
        let mark = self.next;
        let value = self.value(value);
        self.free_to(mark);
        let op = match (loose, equal == when) {
            (true, true) => Op::JumpIfEqualsNull,
            (true, false) => Op::JumpIfNotEqualsNull,
            (false, true) => Op::JumpIfUndefined,
            (false, false) => Op::JumpIfNotUndefined,
        };
        self.b.emit(op, &[value as i64, target as i64]);
        true
    }

    /// The end of a loop: back to `head` if the condition holds, else on.
    pub fn loop_if(&mut self, e: &Expr<'_>, head: Label) {
        match self.constant(e).map(|known: Known| known.truth()) {
            Some(true) => return op!(self, Loop, 0, head),
            Some(false) => return,
            None => {}
        }
        let mark = self.next;
        match &e.kind {
            ExprKind::Binary { op, left, right } if loop_op(*op).is_some() => {
                let (registers, immediate) = loop_op(*op).expect("just tested");
                if let Some(imm) = self.small_literal(right) {
                    let value = self.value(left);
                    self.at(e.span.start);
                    self.b.emit(immediate, &[value as i64, imm as i64, head as i64]);
                } else {
                    let (lhs, rhs) = self.operands(left, right);
                    self.at(e.span.start);
                    self.b.emit(registers, &[lhs as i64, rhs as i64, head as i64]);
                }
            }
            ExprKind::Unary { op: UnaryOp::Not, operand } if !needs_jumps(operand) => {
                let value = self.value(operand);
                op!(self, LoopIfFalse, value, head);
            }
            _ if needs_jumps(e) => {
                let exit = self.label();
                self.jump_if(e, exit, false);
                op!(self, Loop, 0, head);
                self.b.bind(exit);
            }
            _ => {
                let value = self.value(e);
                op!(self, LoopIfTrue, value, head);
            }
        }
        self.free_to(mark);
    }
}

/// Conditions that are better compiled as jumps than for their value.
fn needs_jumps(e: &Expr<'_>) -> bool {
    match &e.kind {
        ExprKind::Logical { .. } | ExprKind::Conditional(_) => true,
        ExprKind::Unary { op: UnaryOp::Not, .. } => true,
        ExprKind::Binary { op, .. } => fused(*op, true).is_some(),
        _ => false,
    }
}

struct Fused {
    registers: Op,
    immediate: Op,
}

fn fused(op: BinaryOp, when: bool) -> Option<Fused> {
    let pick = |registers, immediate| Some(Fused { registers, immediate });
    match (op, when) {
        (BinaryOp::Lt, true) => pick(Op::JumpIfLess, Op::JumpIfLessI),
        (BinaryOp::Lt, false) => pick(Op::JumpIfNotLess, Op::JumpIfNotLessI),
        (BinaryOp::Le, true) => pick(Op::JumpIfLessEq, Op::JumpIfLessEqI),
        (BinaryOp::Le, false) => pick(Op::JumpIfNotLessEq, Op::JumpIfNotLessEqI),
        (BinaryOp::Gt, true) => pick(Op::JumpIfGreater, Op::JumpIfGreaterI),
        (BinaryOp::Gt, false) => pick(Op::JumpIfNotGreater, Op::JumpIfNotGreaterI),
        (BinaryOp::Ge, true) => pick(Op::JumpIfGreaterEq, Op::JumpIfGreaterEqI),
        (BinaryOp::Ge, false) => pick(Op::JumpIfNotGreaterEq, Op::JumpIfNotGreaterEqI),
        (BinaryOp::Eq, true) | (BinaryOp::Ne, false) => pick(Op::JumpIfEqual, Op::JumpIfEqualI),
        (BinaryOp::Ne, true) | (BinaryOp::Eq, false) => pick(Op::JumpIfNotEqual, Op::JumpIfNotEqualI),
        (BinaryOp::StrictEq, true) | (BinaryOp::StrictNe, false) => pick(Op::JumpIfStrictEqual, Op::JumpIfStrictEqualI),
        (BinaryOp::StrictNe, true) | (BinaryOp::StrictEq, false) => pick(Op::JumpIfStrictNotEqual, Op::JumpIfStrictNotEqualI),
        _ => None,
    }
}

/// The op for `literal op value` as an op on `value, literal`.
fn mirrored(op: BinaryOp, when: bool) -> Option<Op> {
    let swapped = match op {
        BinaryOp::Lt => BinaryOp::Gt,
        BinaryOp::Le => BinaryOp::Ge,
        BinaryOp::Gt => BinaryOp::Lt,
        BinaryOp::Ge => BinaryOp::Le,
        other => other,
    };
    fused(swapped, when).map(|jumps| jumps.immediate)
}

fn loop_op(op: BinaryOp) -> Option<(Op, Op)> {
    match op {
        BinaryOp::Lt => Some((Op::LoopIfLess, Op::LoopIfLessI)),
        BinaryOp::Le => Some((Op::LoopIfLessEq, Op::LoopIfLessEqI)),
        BinaryOp::Gt => Some((Op::LoopIfGreater, Op::LoopIfGreaterI)),
        BinaryOp::Ge => Some((Op::LoopIfGreaterEq, Op::LoopIfGreaterEqI)),
        _ => None,
    }
}
