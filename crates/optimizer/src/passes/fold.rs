//! Folding: what a node is when its operands are constants, boxes, or guarded already. One rule a line; each replaces a node by an
//! existing value or by a cheaper op on the same operands. No new nodes.

use crate::mir::{Bits, Condition, DoubleBits, Graph, NodeId, Op, Repr, TagTest, Type, effect};
use ogive_vm::Value;

/// What a node folds to.
pub(super) enum Folded {
    /// That value.
    Value(NodeId),
    /// That op in its place.
    Op(Op),
}

/// Folds a node, if there is a rule for it.
pub(super) fn fold(graph: &Graph, node: NodeId) -> Option<Folded> {
    use Folded::Value as Is;
    let op = graph.op(node);
    match *op {
        // Guards and conversions of boxes.
        Op::CheckInt32 { value } | Op::CheckInt32OrIntegral { value } | Op::AssumeInt32 { value } => match *graph.op(value) {
            Op::BoxInt32 { value } => Some(Is(value)),
            Op::BoxFloat64 { value } if !matches!(op, Op::AssumeInt32 { .. }) => Some(Folded::Op(Op::CheckFloat64IsInt32 { value })),
            _ => constant(graph, value).and_then(Value::as_int).map(int32),
        },
        Op::CheckNumber { value } | Op::AssumeNumber { value } | Op::AssumeFloat64 { value } => match *graph.op(value) {
            Op::BoxInt32 { value } => Some(Folded::Op(Op::Int32ToFloat64 { value })),
            Op::BoxFloat64 { value } => Some(Is(value)),
            Op::CheckIsNumber { .. } if matches!(op, Op::CheckNumber { .. }) => Some(Folded::Op(Op::AssumeNumber { value })),
            _ => constant(graph, value).and_then(Value::as_number).map(float64),
        },
        Op::CheckTruncated { value } | Op::CheckTruncatedOddball { value } => match *graph.op(value) {
            Op::BoxInt32 { value } => Some(Is(value)),
            Op::BoxFloat64 { value } => Some(Folded::Op(Op::TruncateFloat64 { value })),
            Op::Constant { .. } if matches!(op, Op::CheckTruncatedOddball { .. }) => {
                oddball(graph, value).map(|number| int32(ogive_vm::convert::double_to_int32(number)))
            }
            _ => None,
        },
        Op::CheckOddballNumber { value } => match *graph.op(value) {
            Op::BoxInt32 { value } => Some(Folded::Op(Op::Int32ToFloat64 { value })),
            Op::BoxFloat64 { value } => Some(Is(value)),
            _ => oddball(graph, value).map(float64),
        },
        Op::CheckIsNumber { value } => graph.type_of(value).is_number().then_some(Is(value)),
        Op::CheckBool { value } | Op::AssumeBool { value } => match *graph.op(value) {
            Op::BoxBool { value } => Some(Is(value)),
            _ => constant(graph, value).and_then(Value::as_bool).map(bool),
        },
        Op::CheckFloat64IsInt32 { value } => match *graph.op(value) {
            Op::Int32ToFloat64 { value } => Some(Is(value)),
            Op::Float64Constant { value } => {
                let d = value.get();
                (d as i32 as f64 == d && (d != 0.0 || d.is_sign_positive())).then(|| int32(d as i32))
            }
            _ => None,
        },
        Op::TruncateFloat64 { value } => match *graph.op(value) {
            Op::Int32ToFloat64 { value } | Op::Uint32ToFloat64 { value } => Some(Is(value)),
            _ => None,
        },
        Op::Int32ToFloat64 { value } => graph.int32_constant(value).map(|i| float64(i as f64)),
        Op::CheckObject { value } => (graph.type_of(value) == Type::Object).then_some(Is(value)),
        Op::CheckString { value } => (graph.type_of(value) == Type::String).then_some(Is(value)),
        Op::CheckNotHole { value } => (!matches!(graph.type_of(value), Type::Unknown | Type::Other)).then_some(Is(value)),
        Op::CheckReference { value } => matches!(graph.type_of(value), Type::Object | Type::Undefined | Type::Null).then_some(Is(value)),
        Op::CheckNotNullish { value } => {
            (!matches!(graph.type_of(value), Type::Unknown | Type::Undefined | Type::Null)).then_some(Is(value))
        }
        Op::CheckIs { value, expected } => (graph.constant(value) == Some(expected)).then_some(Is(value)),
        Op::CheckBounds { index, length } => {
            let (at, length) = (graph.int32_constant(index)?, graph.int32_constant(length)?);
            (0..length).contains(&at).then_some(Is(index))
        }
        Op::CheckUint32IsInt32 { value } => {
            let bounded = matches!(graph.op(value), Op::StringLength { .. } | Op::LoadElementsLength { .. });
            (bounded || graph.int32_constant(value).is_some_and(|value| value >= 0)).then_some(Is(value))
        }

        // Arithmetic.
        Op::Int32Add { lhs, rhs } | Op::CheckedInt32Add { lhs, rhs } => {
            let sum = ints(graph, lhs, rhs).and_then(|(l, r)| l.checked_add(r));
            sum.map(int32).or_else(|| identity(graph, lhs, rhs, 0))
        }
        Op::Int32Sub { lhs, rhs } | Op::CheckedInt32Sub { lhs, rhs } => {
            let difference = ints(graph, lhs, rhs).and_then(|(l, r)| l.checked_sub(r));
            difference.map(int32).or_else(|| (graph.int32_constant(rhs) == Some(0)).then_some(Is(lhs)))
        }
        Op::CheckedInt32Mul { lhs, rhs, .. } => {
            let product = ints(graph, lhs, rhs).and_then(|(l, r)| l.checked_mul(r).filter(|&p| p != 0 || l | r >= 0));
            product.map(int32).or_else(|| identity(graph, lhs, rhs, 1))
        }
        Op::Int32Mul { lhs, rhs } => {
            ints(graph, lhs, rhs).map(|(l, r)| int32(l.wrapping_mul(r))).or_else(|| identity(graph, lhs, rhs, 1))
        }
        Op::Int32And { lhs, rhs } => {
            let same = (lhs == rhs).then_some(Is(lhs));
            same.or_else(|| ints(graph, lhs, rhs).map(|(l, r)| int32(l & r))).or_else(|| identity(graph, lhs, rhs, -1))
        }
        Op::Int32Or { lhs, rhs } => {
            let same = (lhs == rhs).then_some(Is(lhs));
            // `x | 0` says that only the low bits of a sum are wanted: `numbers.rs` looks at that first.
            let checked = |node: NodeId| graph.op(node).has(effect::DROPPABLE);
            let neutral = || if checked(lhs) || checked(rhs) { None } else { identity(graph, lhs, rhs, 0) };
            same.or_else(|| ints(graph, lhs, rhs).map(|(l, r)| int32(l | r))).or_else(neutral)
        }
        Op::Int32Xor { lhs, rhs } => ints(graph, lhs, rhs).map(|(l, r)| int32(l ^ r)).or_else(|| identity(graph, lhs, rhs, 0)),
        Op::Int32Shl { lhs, rhs } => shift(graph, lhs, rhs, |l, r| l << r),
        Op::Int32Shr { lhs, rhs } => shift(graph, lhs, rhs, |l, r| l >> r),
        Op::Int32Ushr { lhs, rhs } => shift(graph, lhs, rhs, |l, r| (l as u32 >> r) as i32),
        Op::Float64Add { lhs, rhs } => doubles(graph, lhs, rhs).map(|(l, r)| float64(l + r)),
        Op::Float64Sub { lhs, rhs } => doubles(graph, lhs, rhs).map(|(l, r)| float64(l - r)),
        Op::Float64Mul { lhs, rhs } => {
            let one = |node: NodeId| graph.float64_constant(node) == Some(1.0);
            let product = doubles(graph, lhs, rhs).map(|(l, r)| float64(l * r));
            product.or_else(|| one(rhs).then_some(Is(lhs))).or_else(|| one(lhs).then_some(Is(rhs)))
        }
        Op::Float64Div { lhs, rhs } => {
            let quotient = doubles(graph, lhs, rhs).map(|(l, r)| float64(l / r));
            quotient.or_else(|| (graph.float64_constant(rhs) == Some(1.0)).then_some(Is(lhs)))
        }
        Op::Float64Neg { value } => graph.float64_constant(value).map(|d| float64(-d)),

        // Comparisons and tests.
        Op::Int32Compare { lhs, rhs, condition } => match ints(graph, lhs, rhs) {
            Some((l, r)) => Some(bool(condition.holds(l, r))),
            None if lhs == rhs => Some(bool(matches!(condition, Condition::Equal | Condition::LessEqual | Condition::GreaterEqual))),
            None => None,
        },
        Op::Float64Compare { lhs, rhs, condition } => match (graph.op(lhs), graph.op(rhs)) {
            (&Op::Int32ToFloat64 { value: l }, &Op::Int32ToFloat64 { value: r }) => {
                Some(Folded::Op(Op::Int32Compare { lhs: l, rhs: r, condition }))
            }
            _ => doubles(graph, lhs, rhs).map(|(l, r)| bool(condition.holds(l, r))),
        },
        Op::BoolNot { value } => match *graph.op(value) {
            Op::BoolConstant { value } => Some(bool(!value)),
            Op::BoolNot { value } => Some(Is(value)),
            Op::Int32Compare { lhs, rhs, condition } => Some(Folded::Op(Op::Int32Compare { lhs, rhs, condition: condition.negated() })),
            _ => None,
        },
        Op::SameBits { lhs, rhs } => same_bits(graph, lhs, rhs),
        Op::IsNullish { value } => match graph.type_of(value) {
            Type::Unknown => None,
            known => Some(bool(matches!(known, Type::Null | Type::Undefined))),
        },
        Op::EqualsNull { value } => match graph.type_of(value) {
            Type::Unknown | Type::Other => None,
            known => Some(bool(matches!(known, Type::Null | Type::Undefined))),
        },
        Op::HasTag { value, tag } => has_tag(graph.type_of(value), tag).map(bool),
        Op::ToBoolean { value } => match *graph.op(value) {
            Op::BoxBool { value } => Some(Is(value)),
            Op::BoxInt32 { value } => Some(Folded::Op(Op::Int32ToBool { value })),
            Op::BoxFloat64 { value } => Some(Folded::Op(Op::Float64ToBool { value })),
            _ => match graph.type_of(value) {
                Type::Object => Some(bool(true)),
                Type::Undefined | Type::Null => Some(bool(false)),
                _ => None,
            },
        },
        Op::Select { condition, yes, no } => match *graph.op(condition) {
            Op::BoolConstant { value } => Some(Is(if value { yes } else { no })),
            _ => (yes == no).then_some(Is(yes)),
        },

        // Environments that are at hand.
        Op::LoadFunctionEnv { function } => env_of_made(graph, function).map(Is),
        Op::HasCode { value, block } => match *graph.op(graph.unrefined(value)) {
            Op::NewClosure { block: made, .. } => Some(bool(made == block)),
            _ => None,
        },
        Op::LoadParentEnv { env } => match *graph.op(env) {
            Op::NewEnv { parent, .. } => Some(Is(parent)),
            _ => None,
        },
        _ => None,
    }
}

fn int32(value: i32) -> Folded {
    Folded::Op(Op::Int32Constant { value })
}
fn float64(value: f64) -> Folded {
    let canonical = if value.is_nan() { f64::from_bits(Value::NAN.bits()) } else { value };
    Folded::Op(Op::Float64Constant { value: DoubleBits::new(canonical) })
}
fn bool(value: bool) -> Folded {
    Folded::Op(Op::BoolConstant { value })
}
fn constant(graph: &Graph, node: NodeId) -> Option<Value> {
    graph.constant(node).map(|Bits(bits)| Value::from_rooted_bits(bits))
}
/// 7.1.4 ToNumber of a constant that is a Number, undefined, null or a boolean.
fn oddball(graph: &Graph, node: NodeId) -> Option<f64> {
    match constant(graph, node)? {
        Value::UNDEFINED => Some(f64::NAN),
        Value::NULL => Some(0.0),
        value => value.as_number().or(value.as_bool().map(f64::from)),
    }
}
fn ints(graph: &Graph, lhs: NodeId, rhs: NodeId) -> Option<(i32, i32)> {
    Some((graph.int32_constant(lhs)?, graph.int32_constant(rhs)?))
}
fn doubles(graph: &Graph, lhs: NodeId, rhs: NodeId) -> Option<(f64, f64)> {
    Some((graph.float64_constant(lhs)?, graph.float64_constant(rhs)?))
}
/// `x op neutral` is `x`.
fn identity(graph: &Graph, lhs: NodeId, rhs: NodeId, neutral: i32) -> Option<Folded> {
    if graph.int32_constant(rhs) == Some(neutral) {
        return Some(Folded::Value(lhs));
    }
    (graph.int32_constant(lhs) == Some(neutral)).then_some(Folded::Value(rhs))
}
fn shift(graph: &Graph, lhs: NodeId, rhs: NodeId, shift: fn(i32, i32) -> i32) -> Option<Folded> {
    let count = graph.int32_constant(rhs)? & 31;
    match graph.int32_constant(lhs) {
        Some(l) => Some(int32(shift(l, count))),
        None => (count == 0).then_some(Folded::Value(lhs)),
    }
}
fn same_bits(graph: &Graph, lhs: NodeId, rhs: NodeId) -> Option<Folded> {
    let (l, r) = (graph.unrefined(lhs), graph.unrefined(rhs));
    if l == r {
        return Some(bool(true));
    }
    if let (Some(a), Some(b)) = (graph.constant(l), graph.constant(r)) {
        return Some(bool(a == b));
    }
    for (boxed, other) in [(l, r), (r, l)] {
        if let Op::BoxBool { value } = *graph.op(boxed)
            && graph.repr(value) == Repr::Bool
            && let Some(constant) = constant(graph, other)
        {
            return match constant {
                Value::TRUE => Some(Folded::Value(value)),
                Value::FALSE => Some(Folded::Op(Op::BoolNot { value })),
                _ => Some(bool(false)),
            };
        }
    }
    let (a, b) = (graph.type_of(l), graph.type_of(r));
    let decided = a != b && ![a, b].contains(&Type::Unknown) && !(a.is_number() && b.is_number());
    decided.then(|| bool(false))
}
fn has_tag(ty: Type, tag: TagTest) -> Option<bool> {
    Some(match (ty, tag) {
        (Type::Unknown | Type::Other, _) => return None,
        (Type::Number, TagTest::Int32) => return None,
        (Type::Int32, TagTest::Int32 | TagTest::Number) | (Type::Number, TagTest::Number) => true,
        (Type::Bool, TagTest::Bool) | (Type::String, TagTest::String) | (Type::Object, TagTest::Object | TagTest::AnyObject) => true,
        _ => false,
    })
}

/// The environment of a closure that is made here. Not of one that a guard or branch takes for a closure of other code: what is loaded from its environment must
/// stay behind that.
fn env_of_made(graph: &Graph, mut function: NodeId) -> Option<NodeId> {
    let mut wanted = None;
    loop {
        match *graph.op(function) {
            Op::NewClosure { env, block, .. } => return wanted.is_none_or(|wanted| wanted == block).then_some(env),
            Op::CheckCode { object, block } => (function, wanted) = (object, Some(block)),
            Op::CheckObject { value } => function = value,
            _ => return None,
        }
    }
}
