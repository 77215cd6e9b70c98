//! Calls of builtin functions that MIR has operations for.

use super::Builder;
use super::values::Type;
use crate::mir::{Assumption, ExitReason, MathFunction, NodeId, Op, Protector, Repr, Rounding};
use ogive_vm::Kind;
use ogive_vm::native::Inline;

impl Builder<'_> {
    /// The result of the call without a call; `None`: the arguments are not what the expansion is for.
    pub(super) fn expand(&mut self, inline: Inline, this: NodeId, arguments: &[NodeId]) -> Option<NodeId> {
        use Inline as E;
        let failed = [ExitReason::Bounds, ExitReason::NotString, ExitReason::NotNumber];
        if failed.into_iter().any(|reason| self.frame().has_failed(reason)) {
            return None;
        }
        match inline {
            E::MathFloor => self.round(Rounding::Floor, arguments),
            E::MathCeil => self.round(Rounding::Ceil, arguments),
            E::MathTrunc => self.round(Rounding::Trunc, arguments),
            E::MathRound => self.round(Rounding::Round, arguments),
            E::MathAbs => {
                let &[value, ..] = arguments else { return None };
                if self.graph.repr(value) == Repr::Int32 {
                    return Some(self.guard(Op::CheckedInt32Abs { value }, ExitReason::Overflow));
                }
                let value = self.float64(value);
                Some(self.append(Op::Float64Abs { value }))
            }
            E::MathSqrt => {
                let &[value, ..] = arguments else { return None };
                let value = self.float64(value);
                Some(self.append(Op::Float64Sqrt { value }))
            }
            E::MathMin | E::MathMax => self.min_max(inline == E::MathMin, arguments),
            E::MathPow => {
                let &[lhs, rhs, ..] = arguments else { return None };
                let (lhs, rhs) = (self.float64(lhs), self.float64(rhs));
                Some(self.append(Op::Float64Pow { lhs, rhs }))
            }
            E::MathAtan2 => {
                let &[lhs, rhs, ..] = arguments else { return None };
                let (lhs, rhs) = (self.float64(lhs), self.float64(rhs));
                Some(self.append(Op::Float64Atan2 { lhs, rhs }))
            }
            E::MathImul => {
                let &[lhs, rhs, ..] = arguments else { return None };
                let (lhs, rhs) = (self.truncated(lhs), self.truncated(rhs));
                Some(self.append(Op::Int32Mul { lhs, rhs }))
            }
            E::MathClz32 => {
                let &[value, ..] = arguments else { return None };
                let value = self.truncated(value);
                Some(self.append(Op::Int32Clz { value }))
            }
            E::StringCharCodeAt | E::StringCharAt => {
                if !matches!(self.type_of(this), Type::Unknown | Type::String) || arguments.is_empty() {
                    return None;
                }
                let (index, string) = (self.int32(arguments[0]), self.string(this));
                let length = self.append(Op::StringLength { string });
                let index = self.guard(Op::CheckBounds { index, length }, ExitReason::Bounds);
                let unit = self.append(Op::StringCodeUnit { string, index });
                Some(if inline == E::StringCharCodeAt { unit } else { self.append(Op::StringFromCodeUnit { unit }) })
            }
            E::StringSubstring | E::StringSlice => {
                if !matches!(self.type_of(this), Type::Unknown | Type::String) || self.frame().has_failed(ExitReason::NotInt32) {
                    return None;
                }
                let (start, end) = match *arguments {
                    [start] => (start, None),
                    [start, end] => (start, Some(self.int32(end))),
                    _ => return None,
                };
                let (start, string) = (self.int32(start), self.string(this));
                let end = match end {
                    Some(end) => end,
                    None => self.append(Op::StringLength { string }),
                };
                Some(self.append(Op::StringPart { string, start, end, relative: inline == E::StringSlice }))
            }
            E::StringFromCharCode => {
                let &[unit] = arguments else { return None };
                let (lhs, rhs) = (self.truncated(unit), self.int32_constant(0xFFFF));
                let unit = self.append(Op::Int32And { lhs, rhs });
                Some(self.append(Op::StringFromCodeUnit { unit }))
            }
            E::ArrayConstructor => self.array_of_length(arguments),
            E::ArrayPush => {
                let &[value] = arguments else { return None };
                let array = self.plain_array(this)?;
                let value = self.tagged(value);
                Some(self.guard(Op::ArrayPush { array, value }, ExitReason::Kind))
            }
            E::ArrayPop => {
                let array = self.plain_array(this)?;
                Some(self.guard(Op::ArrayPop { array }, ExitReason::Kind))
            }
            _ => {
                let function = math_function(inline)?;
                let &[value, ..] = arguments else { return None };
                let value = self.float64(value);
                Some(self.append(Op::Float64Math { value, function }))
            }
        }
    }

    /// An array whose elements stand alone: nothing on its prototype chain has any. `None` when that bet has failed here.
    pub(super) fn plain_array(&mut self, value: NodeId) -> Option<NodeId> {
        let failed = self.frame().has_failed(ExitReason::Kind) || self.frame().has_failed(ExitReason::NotObject);
        if failed || !self.snapshot.no_indexed_prototypes || !matches!(self.type_of(value), Type::Unknown | Type::Object) {
            return None;
        }
        let object = self.object(value);
        let array = self.guard(Op::CheckKind { object, kind: Kind::Array as u8 }, ExitReason::Kind);
        self.assume(Assumption::Protector(Protector::NoIndexedPrototypes));
        Some(array)
    }

    /// The result is taken to be an int32, as programs that round want it (and as the library function gives it), until it has not been one.
    fn round(&mut self, mode: Rounding, arguments: &[NodeId]) -> Option<NodeId> {
        let &[value, ..] = arguments else { return None };
        if self.type_of(value) == Type::Int32 {
            return Some(value);
        }
        let value = self.float64(value);
        let value = self.append(Op::Float64Round { value, mode });
        match self.frame().has_failed(ExitReason::NotInt32) {
            true => Some(value),
            false => Some(self.guard(Op::CheckFloat64IsInt32 { value }, ExitReason::NotInt32)),
        }
    }

    /// Operands of which nothing is known are taken to be int32, until one has not been.
    fn min_max(&mut self, min: bool, arguments: &[NodeId]) -> Option<NodeId> {
        let &[lhs, rhs] = arguments else { return None };
        let failed = self.frame().has_failed(ExitReason::NotInt32);
        let may_be_int = |builder: &Self, value| match builder.type_of(value) {
            Type::Int32 => true,
            Type::Unknown => !failed,
            _ => false,
        };
        if may_be_int(self, lhs) && may_be_int(self, rhs) {
            let (lhs, rhs) = (self.int32(lhs), self.int32(rhs));
            return Some(self.append(if min { Op::Int32Min { lhs, rhs } } else { Op::Int32Max { lhs, rhs } }));
        }
        let (lhs, rhs) = (self.float64(lhs), self.float64(rhs));
        Some(self.append(if min { Op::Float64Min { lhs, rhs } } else { Op::Float64Max { lhs, rhs } }))
    }
}

fn math_function(inline: Inline) -> Option<MathFunction> {
    use ogive_vm::MathUnary as M;
    Some(match inline {
        Inline::MathFround => MathFunction::Fround,
        Inline::MathUnary(function) => match function {
            M::Sin => MathFunction::Sin,
            M::Cos => MathFunction::Cos,
            M::Tan => MathFunction::Tan,
            M::Asin => MathFunction::Asin,
            M::Acos => MathFunction::Acos,
            M::Atan => MathFunction::Atan,
            M::Exp => MathFunction::Exp,
            M::Log => MathFunction::Log,
            M::Cbrt => MathFunction::Cbrt,
            _ => return None,
        },
        _ => return None,
    })
}
