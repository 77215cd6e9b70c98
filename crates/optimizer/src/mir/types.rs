//! What the node of a value tells of its type, without any analysis.

use crate::mir::{Graph, NodeId, Op, Repr};
use ogive_vm::Value;

/// The type of a value as its node tells it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Type {
    /// Anything.
    Unknown,
    /// A Number that is an int32.
    Int32,
    /// A Number.
    Number,
    /// true or false.
    Bool,
    /// undefined.
    Undefined,
    /// null.
    Null,
    /// A string.
    String,
    /// An object.
    Object,
    /// A symbol or BigInt, the hole, an environment.
    Other,
}

impl Type {
    /// Does the identity of bits decide `===` with a value of this type?
    pub fn is_identity(self) -> bool {
        matches!(self, Type::Bool | Type::Undefined | Type::Null | Type::Object)
    }
    /// Is every value of this type a Number?
    pub fn is_number(self) -> bool {
        matches!(self, Type::Int32 | Type::Number)
    }
}

/// The type of a Value.
pub fn type_of_bits(value: u64) -> Type {
    let value = Value::from_rooted_bits(value);
    match value {
        v if v.is_int() => Type::Int32,
        v if v.is_number() => Type::Number,
        v if v.is_bool() => Type::Bool,
        v if v.is_undefined() => Type::Undefined,
        v if v.is_null() => Type::Null,
        v if v.is_string() => Type::String,
        v if v.is_detectable_object() => Type::Object,
        _ => Type::Other,
    }
}

impl Graph {
    /// The type that the node itself tells.
    pub fn type_of(&self, node: NodeId) -> Type {
        match self.repr(node) {
            Repr::Int32 => return Type::Int32,
            Repr::Float64 => return Type::Number,
            Repr::Bool => return Type::Bool,
            _ => {}
        }
        match *self.op(node) {
            Op::Constant { value } => type_of_bits(value.0),
            Op::BoxInt32 { .. } => Type::Int32,
            Op::BoxFloat64 { .. } | Op::CheckIsNumber { .. } => Type::Number,
            Op::BoxBool { .. } => Type::Bool,
            Op::CheckObject { .. }
            | Op::CheckShape { .. }
            | Op::CheckKind { .. }
            | Op::CheckElementsKind { .. }
            | Op::CheckCode { .. }
            | Op::CheckTypedArray { .. }
            | Op::PinObject { .. }
            | Op::WidenElements { .. }
            | Op::NewObject { .. }
            | Op::NewArray { .. }
            | Op::NewArrayOfLength { .. }
            | Op::NewArguments { .. }
            | Op::NewClosure { .. } => Type::Object,
            Op::CheckString { .. }
            | Op::StringConcat { .. }
            | Op::StringPart { .. }
            | Op::StringFromCodeUnit { .. }
            | Op::TypeOf { .. }
            | Op::NumberToString { .. } => Type::String,
            Op::CheckIs { expected, .. } => type_of_bits(expected.0),
            Op::CheckNotHole { value } | Op::CheckReference { value } | Op::CheckNotNullish { value } | Op::CheckIsNot { value, .. } => self.type_of(value),
            _ => Type::Unknown,
        }
    }
}
