//! Arithmetic by what the kinds byte says: int32 with guards, doubles, strings; else the slow path.

use super::values::Type;
use super::{Builder, Flow};
use crate::mir::{ExitReason, NodeId, Op, TagTest};
use ogive_bytecode::{Instruction, Op as Byte, Role, feedback};

/// Operands that are no Numbers.
const NOT_NUMBERS: u8 = feedback::STRING | feedback::BIGINT | feedback::ODDBALL | feedback::OBJECT;
/// Operands that are no Numbers, nor undefined, null or a boolean.
const NOT_NUMERIC: u8 = NOT_NUMBERS & !feedback::ODDBALL;
/// Not (only) int32 arithmetic.
const DOUBLES: u8 = feedback::DOUBLE | feedback::OVERFLOW | feedback::NAN;

impl Builder<'_> {
    /// The operands of a binary instruction: registers, or a register and an immediate.
    fn operands(&mut self, instr: &Instruction) -> (NodeId, NodeId) {
        let lhs = self.register(instr.fields[1]);
        let rhs = match instr.op {
            Byte::Inc | Byte::Dec => self.int32_constant(1),
            _ if instr.field(Role::Imm).is_some() => self.int32_constant(instr.fields[2] as i32),
            _ => self.register(instr.fields[2]),
        };
        (lhs, rhs)
    }

    /// An addition that has met both strings and int32: int32 in place, all else by the slow path.
    fn add_mixed(&mut self, instr: &Instruction, lhs: NodeId, rhs: NodeId) -> Flow {
        let mut slow = [None, None];
        for (operand, slow) in [lhs, rhs].into_iter().zip(&mut slow) {
            if self.type_of(operand) != Type::Int32 {
                let value = self.tagged(operand);
                let is_int = self.append(Op::HasTag { value, tag: TagTest::Int32 });
                *slow = self.or_slow(is_int, instr)?;
            }
        }
        let (lhs, rhs) = (self.int32(lhs), self.int32(rhs));
        let sum = self.guard(Op::CheckedInt32Add { lhs, rhs }, ExitReason::Overflow);
        let sum = self.tagged(sum);
        let result = self.joined(sum, slow)?;
        self.set(instr.fields[0], result);
        Some(())
    }

    pub(super) fn arithmetic(&mut self, instr: &Instruction) -> Flow {
        use Byte as B;
        let kinds = self.frame().kinds();
        let (lhs, rhs) = self.operands(instr);
        let is_add = matches!(instr.op, B::Add | B::AddI | B::Inc);
        if kinds & NOT_NUMERIC != 0 {
            let strings = is_add && kinds & (NOT_NUMBERS | DOUBLES) == feedback::STRING;
            if !strings {
                return self.slow_path(instr);
            }
            // int32 operands leave no mark in the kinds: that there are any, a failed bet has told.
            if self.frame().has_failed(ExitReason::NotString) {
                return self.add_mixed(instr, lhs, rhs);
            }
            let (lhs, rhs) = (self.string(lhs), self.string(rhs));
            let result = self.effect(Op::StringConcat { lhs, rhs });
            self.set(instr.fields[0], result);
            return Some(());
        }
        if kinds & feedback::ODDBALL != 0 {
            let (lhs, rhs) = (self.oddball_number(lhs), self.oddball_number(rhs));
            let result = self.double_arithmetic(instr.op, lhs, rhs);
            self.set(instr.fields[0], result);
            return Some(());
        }
        let failed = self.frame().has_failed(ExitReason::Overflow) || self.frame().has_failed(ExitReason::NotInt32);
        let sums = !matches!(instr.op, B::Div | B::DivI | B::Mod | B::ModI);
        let ints = sums && self.type_of(lhs) == Type::Int32 && self.type_of(rhs) == Type::Int32;
        // Operands that are int32 here have been doubles elsewhere, which says nothing of overflows.
        let seen = if ints { kinds & (feedback::OVERFLOW | feedback::NAN) } else { kinds & DOUBLES };
        let doubles = failed || seen != 0 || self.graph.repr(lhs) == crate::mir::Repr::Float64 || self.graph.repr(rhs) == crate::mir::Repr::Float64;
        let result = if instr.op == B::Exp || doubles {
            let (lhs, rhs) = (self.float64(lhs), self.float64(rhs));
            self.double_arithmetic(instr.op, lhs, rhs)
        } else {
            let (lhs, rhs) = (self.int32(lhs), self.int32(rhs));
            let minus_zero = true;
            let op = match instr.op {
                B::Sub | B::SubI | B::Dec => Op::CheckedInt32Sub { lhs, rhs },
                B::Mul | B::MulI => Op::CheckedInt32Mul { lhs, rhs, minus_zero },
                B::Div | B::DivI => Op::CheckedInt32Div { lhs, rhs, minus_zero },
                B::Mod | B::ModI => Op::CheckedInt32Mod { lhs, rhs, minus_zero },
                _ => Op::CheckedInt32Add { lhs, rhs },
            };
            self.guard(op, ExitReason::Overflow)
        };
        self.set(instr.fields[0], result);
        Some(())
    }

    fn double_arithmetic(&mut self, op: Byte, lhs: NodeId, rhs: NodeId) -> NodeId {
        use Byte as B;
        self.append(match op {
            B::Sub | B::SubI | B::Dec => Op::Float64Sub { lhs, rhs },
            B::Mul | B::MulI => Op::Float64Mul { lhs, rhs },
            B::Div | B::DivI => Op::Float64Div { lhs, rhs },
            B::Mod | B::ModI => Op::Float64Mod { lhs, rhs },
            B::Exp => Op::Float64Pow { lhs, rhs },
            _ => Op::Float64Add { lhs, rhs },
        })
    }

    pub(super) fn bitwise(&mut self, instr: &Instruction) -> Flow {
        use Byte as B;
        let kinds = self.frame().kinds();
        if kinds & NOT_NUMERIC != 0 {
            return self.slow_path(instr);
        }
        let (lhs, rhs) = self.operands(instr);
        let (lhs, rhs) = match kinds & feedback::DOUBLE {
            _ if kinds & feedback::ODDBALL != 0 => (self.truncated_oddball(lhs), self.truncated_oddball(rhs)),
            0 => (self.int32_of_number(lhs), self.int32_of_number(rhs)),
            _ => (self.truncated(lhs), self.truncated(rhs)),
        };
        let result = self.append(match instr.op {
            B::BitAnd | B::BitAndI => Op::Int32And { lhs, rhs },
            B::BitOr | B::BitOrI => Op::Int32Or { lhs, rhs },
            B::BitXor | B::BitXorI => Op::Int32Xor { lhs, rhs },
            B::Shl | B::ShlI => Op::Int32Shl { lhs, rhs },
            B::Shr | B::ShrI => Op::Int32Shr { lhs, rhs },
            _ => Op::Int32Ushr { lhs, rhs },
        });
        let unsigned = matches!(instr.op, B::Ushr | B::UshrI);
        let shifted = self.graph.int32_constant(rhs).is_some_and(|count| count & 31 != 0);
        let result = match unsigned && !shifted {
            false => result,
            true if kinds & feedback::OVERFLOW != 0 || self.frame().has_failed(ExitReason::Overflow) => self.append(Op::Uint32ToFloat64 { value: result }),
            true => self.guard(Op::CheckUint32IsInt32 { value: result }, ExitReason::Overflow),
        };
        self.set(instr.fields[0], result);
        Some(())
    }

    /// The operand of a bitwise instruction that has seen int32 only. What is a double already is truncated: exact, and no guess.
    fn int32_of_number(&mut self, value: NodeId) -> NodeId {
        match self.graph.repr(value) {
            crate::mir::Repr::Float64 => self.truncated(value),
            _ => self.int32(value),
        }
    }

    pub(super) fn unary(&mut self, instr: &Instruction) -> Flow {
        use Byte as B;
        let kinds = self.frame().kinds();
        if kinds & NOT_NUMBERS != 0 {
            return self.slow_path(instr);
        }
        let value = self.register(instr.fields[1]);
        let is_double = self.graph.repr(value) == crate::mir::Repr::Float64 || self.frame().has_failed(ExitReason::Overflow);
        let result = match instr.op {
            B::Neg if kinds & DOUBLES != 0 || is_double => {
                let value = self.float64(value);
                self.append(Op::Float64Neg { value })
            }
            B::Neg => {
                let value = self.int32(value);
                self.guard(Op::CheckedInt32Neg { value, minus_zero: true }, ExitReason::Overflow)
            }
            B::BitNot => {
                let lhs = if kinds & feedback::DOUBLE != 0 { self.truncated(value) } else { self.int32_of_number(value) };
                let rhs = self.int32_constant(-1);
                self.append(Op::Int32Xor { lhs, rhs })
            }
            _ => self.number(value),
        };
        self.set(instr.fields[0], result);
        Some(())
    }

    /// Not, of a `Bool`.
    pub(super) fn not(&mut self, value: NodeId) -> NodeId {
        match *self.graph.op(value) {
            Op::BoolConstant { value } => self.bool_constant(!value),
            Op::BoolNot { value } => value,
            Op::Int32Compare { lhs, rhs, condition } => self.append(Op::Int32Compare { lhs, rhs, condition: condition.negated() }),
            _ => self.append(Op::BoolNot { value }),
        }
    }

    /// null or undefined?
    pub(super) fn is_nullish(&mut self, value: NodeId) -> NodeId {
        match self.type_of(value) {
            Type::Unknown => self.append(Op::IsNullish { value }),
            known => self.bool_constant(matches!(known, Type::Null | Type::Undefined)),
        }
    }
    /// `== null`?
    pub(super) fn equals_null(&mut self, value: NodeId) -> NodeId {
        match self.type_of(value) {
            Type::Unknown | Type::Other => self.append(Op::EqualsNull { value }),
            known => self.bool_constant(matches!(known, Type::Null | Type::Undefined)),
        }
    }
    /// Exactly that constant?
    pub(super) fn is_special(&mut self, value: NodeId, special: ogive_vm::Value) -> NodeId {
        match (self.type_of(value), self.graph.constant(value)) {
            (_, Some(bits)) => self.bool_constant(bits.0 == special.bits()),
            (Type::Unknown | Type::Other, _) => {
                let rhs = self.tagged_constant(special.bits());
                self.append(Op::SameBits { lhs: value, rhs })
            }
            _ => self.bool_constant(false),
        }
    }
}
