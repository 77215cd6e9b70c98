//! Constants, conversions between representations, type guards, and what is known of a value without looking at feedback.

use super::Builder;
pub(super) use crate::mir::Type;
use crate::mir::{Bits, Cell, ExitId, ExitReason, NodeId, Op, Repr, TagTest, effect};
use ogive_vm::Value;
use ogive_vm::value::tag;

impl Builder<'_> {
    // ---- appending ------------------------------------------------------------------------------------------------

    /// Appends an op that needs no exit.
    pub(super) fn append(&mut self, op: Op) -> NodeId {
        debug_assert!(!op.needs_exit(), "{}", op.name());
        self.note_operands(&op);
        let block = self.current.expect("a block is being filled");
        self.graph.append(block, op, None)
    }
    /// Appends an op with that exit.
    pub(super) fn append_with(&mut self, op: Op, exit: ExitId) -> NodeId {
        debug_assert!(op.needs_exit(), "{}", op.name());
        self.note_operands(&op);
        let block = self.current.expect("a block is being filled");
        self.graph.append(block, op, Some(exit))
    }
    /// Appends an op that leaves for that reason, before the instruction.
    pub(super) fn guard(&mut self, op: Op, reason: ExitReason) -> NodeId {
        let exit = self.exit(reason);
        self.append_with(op, exit)
    }
    /// Appends an op that may throw or run JavaScript; who runs JavaScript gets its `after` state later.
    pub(super) fn effect(&mut self, op: Op) -> NodeId {
        debug_assert!(op.has(effect::THROWS | effect::CALLS));
        self.guard(op, ExitReason::Effect)
    }

    // ---- constants ------------------------------------------------------------------------------------------------

    fn constant_op(&mut self, op: Op) -> NodeId {
        if let Some(&node) = self.constants.get(&op) {
            return node;
        }
        let entry = self.graph.entry_block;
        let node = self.graph.append(entry, op.clone(), None);
        self.constants.insert(op, node);
        node
    }
    /// A Value; Numbers and booleans in their own representation.
    pub(super) fn constant(&mut self, bits: u64) -> NodeId {
        let value = Value::from_rooted_bits(bits);
        match value.as_int() {
            Some(int) => self.int32_constant(int),
            None if value.is_number() => self.float64_constant(f64::from_bits(bits)),
            None if value.is_bool() => self.bool_constant(value == Value::TRUE),
            None => self.constant_op(Op::Constant { value: Bits(bits) }),
        }
    }
    /// A Value in tagged form.
    pub(super) fn tagged_constant(&mut self, bits: u64) -> NodeId {
        self.constant_op(Op::Constant { value: Bits(bits) })
    }
    pub(super) fn undefined(&mut self) -> NodeId {
        self.tagged_constant(Value::UNDEFINED.bits())
    }
    pub(super) fn int32_constant(&mut self, value: i32) -> NodeId {
        self.constant_op(Op::Int32Constant { value })
    }
    pub(super) fn float64_constant(&mut self, value: f64) -> NodeId {
        self.constant_op(Op::Float64Constant { value: crate::mir::DoubleBits::new(value) })
    }
    pub(super) fn bool_constant(&mut self, value: bool) -> NodeId {
        self.constant_op(Op::BoolConstant { value })
    }
    pub(super) fn cell_constant(&mut self, cell: Cell) -> NodeId {
        self.constant_op(Op::CellConstant { cell })
    }

    // ---- what is known --------------------------------------------------------------------------------------------

    /// The type that the node itself tells, or what it was loaded from promises.
    pub(super) fn type_of(&self, node: NodeId) -> Type {
        if self.objects.contains(&node) { Type::Object } else { self.graph.type_of(node) }
    }
    pub(super) fn is_object(&self, node: NodeId) -> bool {
        self.type_of(node) == Type::Object
    }

    // ---- conversions ----------------------------------------------------------------------------------------------

    /// In tagged form.
    pub(super) fn tagged(&mut self, value: NodeId) -> NodeId {
        match self.graph.repr(value) {
            Repr::Int32 => match self.graph.int32_constant(value) {
                Some(int) => self.tagged_constant(Value::int(int).bits()),
                None => self.append(Op::BoxInt32 { value }),
            },
            Repr::Float64 => match self.graph.float64_constant(value) {
                Some(double) => self.tagged_constant(double.to_bits()),
                None => self.append(Op::BoxFloat64 { value }),
            },
            Repr::Bool => match *self.graph.op(value) {
                Op::BoolConstant { value } => self.tagged_constant(Value::bool(value).bits()),
                _ => self.append(Op::BoxBool { value }),
            },
            _ => value,
        }
    }
    /// An int32, by a guard if need be.
    pub(super) fn int32(&mut self, value: NodeId) -> NodeId {
        match self.graph.repr(value) {
            Repr::Int32 => value,
            Repr::Float64 => match self.graph.float64_constant(value) {
                Some(d) if d as i32 as f64 == d && (d != 0.0 || d.is_sign_positive()) => self.int32_constant(d as i32),
                _ => self.guard(Op::CheckFloat64IsInt32 { value }, ExitReason::NotInt32),
            },
            Repr::Bool => {
                let value = self.tagged(value);
                self.guard(Op::CheckInt32 { value }, ExitReason::NotInt32)
            }
            _ => match *self.graph.op(value) {
                Op::BoxInt32 { value } => value,
                Op::BoxFloat64 { value } => self.int32(value),
                _ => self.guard(Op::CheckInt32 { value }, ExitReason::NotInt32),
            },
        }
    }
    /// An int32, from a double that is one as well: for keys.
    pub(super) fn int32_or_integral(&mut self, value: NodeId) -> NodeId {
        match (self.graph.repr(value), self.graph.op(value)) {
            (Repr::Tagged, op) if !matches!(op, Op::BoxInt32 { .. } | Op::BoxFloat64 { .. }) => {
                self.guard(Op::CheckInt32OrIntegral { value }, ExitReason::NotInt32)
            }
            _ => self.int32(value),
        }
    }
    /// A double, by a guard if need be.
    pub(super) fn float64(&mut self, value: NodeId) -> NodeId {
        match self.graph.repr(value) {
            Repr::Float64 => value,
            Repr::Int32 => match self.graph.int32_constant(value) {
                Some(int) => self.float64_constant(int as f64),
                None => self.append(Op::Int32ToFloat64 { value }),
            },
            Repr::Bool => {
                let value = self.tagged(value);
                self.guard(Op::CheckNumber { value }, ExitReason::NotNumber)
            }
            _ => match *self.graph.op(value) {
                Op::BoxInt32 { value } | Op::BoxFloat64 { value } => self.float64(value),
                Op::CheckIsNumber { .. } => self.append(Op::AssumeNumber { value }),
                _ => self.guard(Op::CheckNumber { value }, ExitReason::NotNumber),
            },
        }
    }
    /// ToInt32 of a Number, by a guard if need be.
    pub(super) fn truncated(&mut self, value: NodeId) -> NodeId {
        match self.graph.repr(value) {
            Repr::Int32 => value,
            Repr::Float64 => self.append(Op::TruncateFloat64 { value }),
            Repr::Bool => {
                let value = self.tagged(value);
                self.guard(Op::CheckTruncated { value }, ExitReason::NotNumber)
            }
            _ => match *self.graph.op(value) {
                Op::BoxInt32 { value } | Op::BoxFloat64 { value } => self.truncated(value),
                _ => self.guard(Op::CheckTruncated { value }, ExitReason::NotNumber),
            },
        }
    }
    /// ToInt32 of a Number, undefined, null or a boolean, by a guard if need be.
    pub(super) fn truncated_oddball(&mut self, value: NodeId) -> NodeId {
        if self.type_of(value).is_number() {
            return self.truncated(value);
        }
        let value = self.tagged(value);
        self.guard(Op::CheckTruncatedOddball { value }, ExitReason::NotNumber)
    }
    /// ToNumber of a Number, undefined, null or a boolean, by a guard if need be.
    pub(super) fn oddball_number(&mut self, value: NodeId) -> NodeId {
        if self.type_of(value).is_number() {
            return self.float64(value);
        }
        let value = self.tagged(value);
        self.guard(Op::CheckOddballNumber { value }, ExitReason::NotNumber)
    }
    /// A Number in any representation.
    pub(super) fn number(&mut self, value: NodeId) -> NodeId {
        match self.type_of(value) {
            Type::Int32 | Type::Number => value,
            _ => {
                let value = self.tagged(value);
                self.guard(Op::CheckIsNumber { value }, ExitReason::NotNumber)
            }
        }
    }
    /// An object.
    pub(super) fn object(&mut self, value: NodeId) -> NodeId {
        if self.is_object(value) {
            return value;
        }
        let value = self.tagged(value);
        self.guard(Op::CheckObject { value }, ExitReason::NotObject)
    }
    /// A string.
    pub(super) fn string(&mut self, value: NodeId) -> NodeId {
        if self.type_of(value) == Type::String {
            return value;
        }
        let value = self.tagged(value);
        self.guard(Op::CheckString { value }, ExitReason::NotString)
    }
    /// Not the hole.
    pub(super) fn not_hole(&mut self, value: NodeId) -> NodeId {
        self.guard(Op::CheckNotHole { value }, ExitReason::Hole)
    }

    /// ToBoolean.
    pub(super) fn to_boolean(&mut self, value: NodeId) -> NodeId {
        match self.graph.repr(value) {
            Repr::Bool => return value,
            Repr::Int32 => return self.append(Op::Int32ToBool { value }),
            Repr::Float64 => return self.append(Op::Float64ToBool { value }),
            _ => {}
        }
        match (self.type_of(value), self.graph.op(value)) {
            (_, &Op::BoxBool { value }) => value,
            (_, &Op::BoxInt32 { value } | &Op::BoxFloat64 { value }) => self.to_boolean(value),
            (Type::Undefined | Type::Null, _) => self.bool_constant(false),
            (Type::Object, _) => self.bool_constant(true),
            _ => self.append(Op::ToBoolean { value }),
        }
    }
    /// Is the value of that type?
    pub(super) fn has_tag(&mut self, value: NodeId, tag: TagTest) -> NodeId {
        let value = self.tagged(value);
        self.append(Op::HasTag { value, tag })
    }

    /// Value bits of a cell that is no object: an environment.
    pub(super) fn internal(&mut self, cell: Cell) -> NodeId {
        self.tagged_constant(tag::INTERNAL | cell.0)
    }
}
