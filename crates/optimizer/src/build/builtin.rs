//! Calls of builtin functions that MIR has operations for.

use super::Builder;
use super::values::Type;
use crate::mir::{Assumption, Condition, ExitReason, MathFunction, NodeId, Op, Protector, Repr, Rounding};
use ogive_vm::Kind;
use ogive_vm::buffer::{DATA_VIEW, ElementType};
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
            E::StringCharCodeAt | E::StringCharAt | E::StringCodePointAt => {
                if !matches!(self.type_of(this), Type::Unknown | Type::String) || arguments.is_empty() {
                    return None;
                }
                let (index, string) = (self.int32(arguments[0]), self.string(this));
                let length = self.append(Op::StringLength { string });
                let index = self.guard(Op::CheckBounds { index, length }, ExitReason::Bounds);
                let unit = self.append(Op::StringCodeUnit { string, index });
                match inline {
                    E::StringCharAt => return Some(self.append(Op::StringFromCodeUnit { unit })),
                    E::StringCodePointAt => {
                        // What may begin a pair is the library's.
                        let (mask, leads) = (self.int32_constant(0xFC00), self.int32_constant(0xD800));
                        let lhs = self.append(Op::Int32And { lhs: unit, rhs: mask });
                        let condition = self.append(Op::Int32Compare { lhs, rhs: leads, condition: Condition::Equal });
                        self.guard(Op::CheckCondition { condition, expected: false }, ExitReason::Bounds);
                    }
                    _ => {}
                }
                Some(unit)
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
            E::MapGet => {
                let (table, key) = self.entry_of(inline, this, arguments)?;
                Some(self.append(Op::TableGet { table, key }))
            }
            E::MapHas | E::SetHas => {
                let (table, key) = self.entry_of(inline, this, arguments)?;
                Some(self.append(Op::TableHas { table, key }))
            }
            E::MapSet | E::SetAdd => {
                let (table, key) = self.entry_of(inline, this, arguments)?;
                let value = arguments.get(1).copied().unwrap_or_else(|| self.undefined());
                let value = self.tagged(value);
                self.effect(Op::TableSet { table, key, value });
                Some(table)
            }
            E::MapDelete | E::SetDelete => {
                let (table, key) = self.entry_of(inline, this, arguments)?;
                Some(self.append(Op::TableDelete { table, key }))
            }
            E::ObjectIs => {
                let &[lhs, rhs, ..] = arguments else { return None };
                let (lhs, rhs) = (self.tagged(lhs), self.tagged(rhs));
                Some(self.append(Op::SameValue { lhs, rhs }))
            }
            E::ArrayIsArray => {
                let &[value, ..] = arguments else { return None };
                if self.frame().has_failed(ExitReason::Kind) {
                    return None;
                }
                let value = self.tagged(value);
                Some(self.guard(Op::IsArray { value }, ExitReason::Kind))
            }
            E::NumberIsInteger | E::NumberIsNaN | E::NumberIsFinite | E::GlobalIsNaN | E::GlobalIsFinite => self.classify(inline, arguments),
            E::DataViewGet(element) => self.view_get(element, this, arguments),
            E::DataViewSet(element) => self.view_set(element, this, arguments),
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

    /// The Map or Set that the function is for, and the key of which it wants something there.
    fn entry_of(&mut self, inline: Inline, this: NodeId, arguments: &[NodeId]) -> Option<(NodeId, NodeId)> {
        let of_map = matches!(inline, Inline::MapGet | Inline::MapHas | Inline::MapSet | Inline::MapDelete);
        let kind = if of_map { Kind::Map } else { Kind::Set };
        let failed = self.frame().has_failed(ExitReason::Kind) || self.frame().has_failed(ExitReason::NotObject);
        if failed || !matches!(self.type_of(this), Type::Unknown | Type::Object) {
            return None;
        }
        let object = self.object(this);
        let table = self.guard(Op::CheckKind { object, kind: kind as u8 }, ExitReason::Kind);
        let key = arguments.first().copied().unwrap_or_else(|| self.undefined());
        Some((table, self.tagged(key)))
    }

    /// What sort of Number is it? Infinities and NaN are those from which their own integral part, or themselves, cannot be taken away.
    fn classify(&mut self, inline: Inline, arguments: &[NodeId]) -> Option<NodeId> {
        let &[value, ..] = arguments else { return None };
        let wants_nan = matches!(inline, Inline::NumberIsNaN | Inline::GlobalIsNaN);
        match self.type_of(value) {
            Type::Int32 => {
                if self.graph.repr(value) == Repr::Int32 {
                    self.append(Op::ExactInt32 { value });
                }
                return Some(self.bool_constant(!wants_nan));
            }
            Type::Number | Type::Unknown => {}
            _ => return None,
        }
        let value = self.float64(value);
        if wants_nan {
            let is_number = self.append(Op::Float64Compare { lhs: value, rhs: value, condition: Condition::Equal });
            return Some(self.append(Op::BoolNot { value: is_number }));
        }
        let part = match inline {
            Inline::NumberIsInteger => self.append(Op::Float64Round { value, mode: Rounding::Trunc }),
            _ => value,
        };
        let lhs = self.append(Op::Float64Sub { lhs: value, rhs: part });
        let rhs = self.float64_constant(0.0);
        Some(self.append(Op::Float64Compare { lhs, rhs, condition: Condition::Equal }))
    }

    /// The memory of a DataView and the byte offset of an element in it that lies in its bounds; none when that was not so.
    fn view_element(&mut self, this: NodeId, element: ElementType, offset: NodeId, writable: bool) -> Option<(NodeId, NodeId)> {
        let failed = [ExitReason::Kind, ExitReason::NotObject, ExitReason::NotInt32].iter().any(|&reason| self.frame().has_failed(reason));
        if failed || !matches!(self.type_of(offset), Type::Int32 | Type::Unknown) {
            return None;
        }
        let (offset, object) = (self.int32(offset), self.object(this));
        let view = self.guard(Op::CheckTypedArray { object, element: DATA_VIEW, writable }, ExitReason::Kind);
        let length = self.guard(Op::LoadTypedLength { array: view }, ExitReason::Overflow);
        let offset = self.guard(Op::CheckBounds { index: offset, length }, ExitReason::Bounds);
        if element.size() > 1 {
            // A sum that wraps is negative, and in no bounds.
            let rhs = self.int32_constant(element.size() as i32 - 1);
            let last = self.append(Op::Int32Add { lhs: offset, rhs });
            self.guard(Op::CheckBounds { index: last, length }, ExitReason::Bounds);
        }
        Some((self.append(Op::LoadTypedPointer { array: view }), offset))
    }
    /// The argument `littleEndian`, if it is known.
    fn is_little(&mut self, argument: Option<NodeId>) -> Option<bool> {
        let Some(argument) = argument else { return Some(false) };
        let condition = self.to_boolean(argument);
        match *self.graph.op(condition) {
            Op::BoolConstant { value } => Some(value),
            _ => None,
        }
    }
    fn view_get(&mut self, element: ElementType, this: NodeId, arguments: &[NodeId]) -> Option<NodeId> {
        let little = self.is_little(arguments.get(1).copied())?;
        let (pointer, offset) = self.view_element(this, element, *arguments.first()?, false)?;
        let is_double = matches!(element, ElementType::Uint32 | ElementType::Float32 | ElementType::Float64);
        let element = element as u8;
        Some(self.append(match is_double {
            true => Op::LoadViewFloat64 { pointer, offset, element, little },
            false => Op::LoadViewInt32 { pointer, offset, element, little },
        }))
    }
    fn view_set(&mut self, element: ElementType, this: NodeId, arguments: &[NodeId]) -> Option<NodeId> {
        let &[offset, value, ref rest @ ..] = arguments else { return None };
        let little = self.is_little(rest.first().copied())?;
        if !matches!(self.type_of(value), Type::Int32 | Type::Number | Type::Unknown) {
            return None;
        }
        let is_float = matches!(element, ElementType::Float32 | ElementType::Float64);
        let (pointer, offset) = self.view_element(this, element, offset, true)?;
        let value = if is_float { self.float64(value) } else { self.truncated(value) };
        let element = element as u8;
        self.append(match is_float {
            true => Op::StoreViewFloat64 { pointer, offset, value, element, little },
            false => Op::StoreViewInt32 { pointer, offset, value, element, little },
        });
        Some(self.undefined())
    }

    /// The result is taken to be an int32, as programs that round want it (and as the library function gives it), until it has not been one.
    fn round(&mut self, mode: Rounding, arguments: &[NodeId]) -> Option<NodeId> {
        let &[value, ..] = arguments else { return None };
        if self.type_of(value) == Type::Int32 {
            let truncates = mode == Rounding::Trunc || self.graph.repr(value) != Repr::Int32;
            return Some(if truncates { value } else { self.append(Op::ExactInt32 { value }) });
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
