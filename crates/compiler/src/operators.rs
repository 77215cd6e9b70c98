//! Operators that evaluate all their operands, and what can be computed of them at compile time.

use ogive_bytecode::{IcKind, Op, Special};
use ogive_syntax::{BinaryOp, Expr, ExprKind, Name, UnaryOp};

use crate::compiler::{Compiler, ErrorType, Reg, as_imm, as_int, op};

/// A value known at compile time.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Known {
    Special(Special),
    Number(f64),
    String(Vec<u8>),
}

impl Known {
    pub fn truth(&self) -> bool {
        match self {
            Known::Special(value) => *value == Special::True,
            Known::Number(value) => *value != 0.0 && !value.is_nan(),
            Known::String(text) => !text.is_empty(),
        }
    }

    pub fn boolean(value: bool) -> Known {
        Known::Special(if value { Special::True } else { Special::False })
    }
}

/// Strings longer than this are not folded.
const MAX_FOLDED: usize = 4096;

impl Compiler<'_> {
    pub fn load_constant(&mut self, dst: Reg, value: &Known) {
        match value {
            Known::Special(value) => self.load_special(dst, *value),
            Known::Number(value) => self.load_number(dst, *value),
            Known::String(text) => self.load_string(dst, text),
        }
    }

    /// The expression's value if it is known and evaluating it does nothing else.
    pub fn constant(&self, e: &Expr<'_>) -> Option<Known> {
        self.fold(e, 8)
    }

    fn fold(&self, e: &Expr<'_>, depth: u32) -> Option<Known> {
        if depth == 0 || self.evaluated.is_some_and(|(known, _)| known == crate::expressions::address(e)) {
            return None;
        }
        match &e.kind {
            ExprKind::Null => Some(Known::Special(Special::Null)),
            ExprKind::Boolean(value) => Some(Known::boolean(*value)),
            ExprKind::Number(value) => Some(Known::Number(*value)),
            ExprKind::String(text) => Some(Known::String(text.to_vec())),
            ExprKind::Unary { op, operand } => fold_unary(*op, self.fold(operand, depth - 1)?),
            ExprKind::Binary { op, left, right } => {
                let right = self.fold(right, depth - 1)?;
                fold_binary(*op, self.fold(left, depth - 1)?, right)
            }
            ExprKind::Template(t) if t.expressions.is_empty() => Some(Known::String(t.quasis.first()?.cooked?.to_vec())),
            _ => None,
        }
    }

    /// Is it the name `undefined` of the global object, or `void` of a literal?
    pub fn is_undefined(&self, e: &Expr<'_>) -> bool {
        match &e.kind {
            ExprKind::Identifier(Name::UNDEFINED) => matches!(self.resolve(Name::UNDEFINED), crate::scope::Place::Global),
            _ => self.constant(e) == Some(Known::Special(Special::Undefined)),
        }
    }

    pub fn unary(&mut self, e: &Expr<'_>, op: UnaryOp, operand: &Expr<'_>, dst: Option<Reg>) -> Reg {
        if let Some(known) = self.constant(e) {
            let dst = self.dst(dst);
            self.load_constant(dst, &known);
            return dst;
        }
        let mark = self.next;
        match op {
            UnaryOp::Delete => return self.delete(e, operand, dst),
            UnaryOp::Void => {
                self.effect(operand);
                return self.undefined(dst);
            }
            UnaryOp::Not => return self.not(operand, dst),
            _ => {}
        }
        let value = match (&operand.kind, op) {
            (ExprKind::Identifier(name), UnaryOp::Typeof) => {
                self.at(operand.span.start);
                self.load_name_or_undefined(*name, None)
            }
            _ => self.value(operand),
        };
        self.free_to(mark);
        let dst = self.dst(dst);
        self.at(e.span.start);
        match op {
            UnaryOp::Minus => op!(self, Neg, dst, value),
            UnaryOp::Plus => op!(self, ToNumber, dst, value),
            UnaryOp::BitNot => op!(self, BitNot, dst, value),
            _ => op!(self, TypeOf, dst, value),
        }
        dst
    }

    fn not(&mut self, operand: &Expr<'_>, dst: Option<Reg>) -> Reg {
        let mark = self.next;
        if matches!(operand.kind, ExprKind::Logical { .. }) {
            let result = self.scratch(dst);
            let is_true = self.label();
            let end = self.label();
            self.jump_if(operand, is_true, true);
            self.load_special(result, Special::True);
            op!(self, Jump, 0, end);
            self.b.bind(is_true);
            self.load_special(result, Special::False);
            self.b.bind(end);
            return self.settle(mark, dst, result);
        }
        let value = self.value(operand);
        self.free_to(mark);
        let dst = self.dst(dst);
        op!(self, Not, dst, value);
        dst
    }

    pub fn binary(&mut self, e: &Expr<'_>, op: BinaryOp, left: &Expr<'_>, right: &Expr<'_>, dst: Option<Reg>) -> Reg {
        if let Some(known) = self.constant(e) {
            let dst = self.dst(dst);
            self.load_constant(dst, &known);
            return dst;
        }
        let mark = self.next;
        if let Some((value, imm)) = self.immediate_operand(op, left, right) {
            let value = self.value(value);
            self.free_to(mark);
            let dst = self.dst(dst);
            self.at(e.span.start);
            self.emit_immediate(op, dst, value, imm);
            return dst;
        }
        let (lhs, rhs) = self.operands(left, right);
        self.free_to(mark);
        let dst = self.dst(dst);
        self.at(e.span.start);
        self.emit_binary(op, dst, lhs, rhs);
        dst
    }

    /// The operand that is not a small literal, and the literal.
    fn immediate_operand<'e, 'a>(&self, op: BinaryOp, left: &'e Expr<'a>, right: &'e Expr<'a>) -> Option<(&'e Expr<'a>, i16)> {
        immediate_op(op)?;
        if let Some(imm) = self.small_literal(right) {
            return Some((left, imm));
        }
        let commutes = matches!(op, BinaryOp::Mul | BinaryOp::BitAnd | BinaryOp::BitOr | BinaryOp::BitXor);
        self.small_literal(left).filter(|_| commutes).map(|imm| (right, imm))
    }

    pub fn small_literal(&self, e: &Expr<'_>) -> Option<i16> {
        match self.constant(e)? {
            Known::Number(value) => as_imm(value),
            _ => None,
        }
    }

    pub fn emit_immediate(&mut self, op: BinaryOp, dst: Reg, value: Reg, imm: i16) {
        let op = immediate_op(op).expect("checked before");
        self.b.emit(op, &[dst as i64, value as i64, imm as i64]);
    }

    /// `dst = lhs op rhs`.
    pub fn emit_binary(&mut self, op: BinaryOp, dst: Reg, lhs: Reg, rhs: Reg) {
        match op {
            BinaryOp::In => {
                let ic = self.ic_unnamed(IcKind::In);
                op!(self, In, dst, lhs, rhs, ic)
            }
            BinaryOp::Instanceof => {
                let ic = self.ic_unnamed(IcKind::InstanceOf);
                op!(self, InstanceOf, dst, lhs, rhs, ic)
            }
            _ => self.b.emit(register_op(op), &[dst as i64, lhs as i64, rhs as i64]),
        }
    }

    pub fn private_in(&mut self, e: &Expr<'_>, name: Name, right: &Expr<'_>, dst: Option<Reg>) -> Reg {
        let mark = self.next;
        let object = self.value(right);
        let key = self.private_name(name);
        self.free_to(mark);
        let dst = self.dst(dst);
        self.at(e.span.start);
        op!(self, HasPrivate, dst, object, key);
        dst
    }

    fn delete(&mut self, e: &Expr<'_>, operand: &Expr<'_>, dst: Option<Reg>) -> Reg {
        let mark = self.next;
        match &operand.kind {
            ExprKind::Identifier(name) => self.delete_name(e, *name, dst),
            ExprKind::Member { .. } | ExprKind::Index { .. } => self.delete_member(e, operand, dst),
            ExprKind::OptionalChain(inner) => self.delete_in_chain(e, inner, dst),
            ExprKind::SuperMember(_) | ExprKind::SuperIndex(_) => {
                let this = self.load_this(None);
                if let ExprKind::SuperIndex(index) = &operand.kind {
                    let _ = (this, self.value(index));
                }
                self.at(e.span.start);
                self.throw_error(ErrorType::Reference, "Unsupported reference to 'super'");
                self.free_to(mark);
                self.dst(dst)
            }
            _ => {
                self.effect(operand);
                let dst = self.dst(dst);
                self.load_special(dst, Special::True);
                dst
            }
        }
    }

    fn delete_name(&mut self, e: &Expr<'_>, name: Name, dst: Option<Reg>) -> Reg {
        use crate::scope::Place;
        let dst = self.dst(dst);
        match self.resolve(name) {
            Place::Local { .. } | Place::Outer { .. } => self.load_special(dst, Special::False),
            Place::Global | Place::Dynamic => {
                self.at(e.span.start);
                let ic = self.ic(IcKind::Name, name);
                op!(self, DeleteName, dst, self.env, ic);
            }
        }
        dst
    }

    pub fn delete_member(&mut self, e: &Expr<'_>, operand: &Expr<'_>, dst: Option<Reg>) -> Reg {
        let mark = self.next;
        let (object, key) = match &operand.kind {
            ExprKind::Member { object, name, .. } => {
                let object = self.value(object);
                self.short_circuit(operand, object);
                let key = self.temp();
                let text = self.name(*name);
                op!(self, LoadConst, key, text);
                (object, key)
            }
            ExprKind::Index { object, index, .. } => {
                let object = self.value(object);
                self.short_circuit(operand, object);
                let object = self.protect(object, &[index]);
                (object, self.value(index))
            }
            _ => {
                self.effect(operand);
                let dst = self.dst(dst);
                self.load_special(dst, Special::True);
                return dst;
            }
        };
        self.free_to(mark);
        let dst = self.dst(dst);
        self.at(e.span.start);
        op!(self, Delete, dst, object, key, self.facts.strict);
        dst
    }
}

fn immediate_op(op: BinaryOp) -> Option<Op> {
    Some(match op {
        BinaryOp::Add => Op::AddI,
        BinaryOp::Sub => Op::SubI,
        BinaryOp::Mul => Op::MulI,
        BinaryOp::Div => Op::DivI,
        BinaryOp::Rem => Op::ModI,
        BinaryOp::BitAnd => Op::BitAndI,
        BinaryOp::BitOr => Op::BitOrI,
        BinaryOp::BitXor => Op::BitXorI,
        BinaryOp::Shl => Op::ShlI,
        BinaryOp::Shr => Op::ShrI,
        BinaryOp::UShr => Op::UshrI,
        _ => return None,
    })
}

fn register_op(op: BinaryOp) -> Op {
    match op {
        BinaryOp::Eq => Op::Equal,
        BinaryOp::Ne => Op::NotEqual,
        BinaryOp::StrictEq => Op::StrictEqual,
        BinaryOp::StrictNe => Op::StrictNotEqual,
        BinaryOp::Lt => Op::Less,
        BinaryOp::Le => Op::LessEq,
        BinaryOp::Gt => Op::Greater,
        BinaryOp::Ge => Op::GreaterEq,
        BinaryOp::Shl => Op::Shl,
        BinaryOp::Shr => Op::Shr,
        BinaryOp::UShr => Op::Ushr,
        BinaryOp::Add => Op::Add,
        BinaryOp::Sub => Op::Sub,
        BinaryOp::Mul => Op::Mul,
        BinaryOp::Div => Op::Div,
        BinaryOp::Rem => Op::Mod,
        BinaryOp::Exp => Op::Exp,
        BinaryOp::BitOr => Op::BitOr,
        BinaryOp::BitXor => Op::BitXor,
        BinaryOp::BitAnd => Op::BitAnd,
        BinaryOp::In => Op::In,
        BinaryOp::Instanceof => Op::InstanceOf,
    }
}

fn fold_unary(op: UnaryOp, value: Known) -> Option<Known> {
    Some(match (op, value) {
        (UnaryOp::Void, _) => Known::Special(Special::Undefined),
        (UnaryOp::Not, value) => Known::boolean(!value.truth()),
        (UnaryOp::Minus, Known::Number(n)) => Known::Number(-n),
        (UnaryOp::Plus, Known::Number(n)) => Known::Number(n),
        (UnaryOp::BitNot, Known::Number(n)) => Known::Number(f64::from(!as_int(n)?)),
        (UnaryOp::Typeof, value) => Known::String(
            match value {
                Known::Special(Special::Undefined) => "undefined",
                Known::Special(Special::Null | Special::Hole) => "object",
                Known::Special(Special::True | Special::False) => "boolean",
                Known::Number(_) => "number",
                Known::String(_) => "string",
            }
            .into(),
        ),
        _ => return None,
    })
}

fn fold_binary(op: BinaryOp, left: Known, right: Known) -> Option<Known> {
    match (left, right) {
        (Known::Number(a), Known::Number(b)) => fold_numbers(op, a, b),
        (Known::String(a), Known::String(b)) => match op {
            BinaryOp::Add if a.len() + b.len() <= MAX_FOLDED => join(a, &b),
            BinaryOp::StrictEq | BinaryOp::Eq => Some(Known::boolean(a == b)),
            BinaryOp::StrictNe | BinaryOp::Ne => Some(Known::boolean(a != b)),
            _ => None,
        },
        (Known::String(a), Known::Number(b)) if op == BinaryOp::Add => join(a, as_int(b)?.to_string().as_bytes()),
        (Known::Number(a), Known::String(b)) if op == BinaryOp::Add => join(as_int(a)?.to_string().into(), &b),
        _ => None,
    }
}

/// The concatenation, unless a surrogate pair comes together at the seam.
fn join(mut a: Vec<u8>, b: &[u8]) -> Option<Known> {
    let high = a.len() >= 3 && a[a.len() - 3] == 0xED && (0xA0..0xB0).contains(&a[a.len() - 2]);
    let low = b.len() >= 3 && b[0] == 0xED && (0xB0..0xC0).contains(&b[1]);
    if high && low {
        return None;
    }
    a.extend_from_slice(b);
    Some(Known::String(a))
}

fn fold_numbers(op: BinaryOp, a: f64, b: f64) -> Option<Known> {
    let ints = || Some((as_int(a)?, as_int(b)?));
    let int = |value: i32| Some(Known::Number(f64::from(value)));
    match op {
        BinaryOp::Add => Some(Known::Number(a + b)),
        BinaryOp::Sub => Some(Known::Number(a - b)),
        BinaryOp::Mul => Some(Known::Number(a * b)),
        BinaryOp::Div => Some(Known::Number(a / b)),
        BinaryOp::Rem => Some(Known::Number(a % b)),
        BinaryOp::BitAnd => ints().and_then(|(a, b)| int(a & b)),
        BinaryOp::BitOr => ints().and_then(|(a, b)| int(a | b)),
        BinaryOp::BitXor => ints().and_then(|(a, b)| int(a ^ b)),
        BinaryOp::Shl => ints().and_then(|(a, b)| int(a.wrapping_shl(b as u32 & 31))),
        BinaryOp::Shr => ints().and_then(|(a, b)| int(a >> (b & 31))),
        BinaryOp::UShr => ints().map(|(a, b)| Known::Number(f64::from(a as u32 >> (b & 31)))),
        BinaryOp::Lt => Some(Known::boolean(a < b)),
        BinaryOp::Le => Some(Known::boolean(a <= b)),
        BinaryOp::Gt => Some(Known::boolean(a > b)),
        BinaryOp::Ge => Some(Known::boolean(a >= b)),
        BinaryOp::Eq | BinaryOp::StrictEq => Some(Known::boolean(a == b)),
        BinaryOp::Ne | BinaryOp::StrictNe => Some(Known::boolean(a != b)),
        _ => None,
    }
}
