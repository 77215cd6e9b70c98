//! What allocations are followed, and which uses look only at what is followed (E1).

use crate::mir::{Graph, NodeId, Op};
use ogive_vm::elements::kind;

/// Larger objects are not worth following.
const MAX_FIELDS: usize = 24;
/// An element whose index is not known is chosen from so many.
const MAX_CHOICES: usize = 4;

/// Is the op an allocation that is followed?
pub(super) fn is_candidate(op: &Op) -> bool {
    match op {
        Op::NewObject { layout, .. } => layout.slots as usize <= MAX_FIELDS,
        Op::NewEnv { slots, .. } => slots.len() <= MAX_FIELDS,
        Op::NewClosure { .. } => true,
        Op::NewArray { values, .. } | Op::NewArguments { values, .. } => values.len() <= MAX_FIELDS,
        _ => false,
    }
}

/// Do two allocations make the same kind of object, with the same fields?
pub(super) fn same_form(a: &Op, b: &Op) -> bool {
    match (a, b) {
        (Op::NewObject { layout: a, .. }, Op::NewObject { layout: b, .. }) => (a.kind, a.base, a.slots) == (b.kind, b.base, b.slots),
        (Op::NewArray { values: a, layout: x, .. }, Op::NewArray { values: b, layout: y, .. }) => a.len() == b.len() && x == y,
        (Op::NewArguments { values: a, layout: x, .. }, Op::NewArguments { values: b, layout: y, .. }) => a.len() == b.len() && x == y,
        (Op::NewEnv { slots: a, block: x, scope: i, .. }, Op::NewEnv { slots: b, block: y, scope: j, .. }) => a.len() == b.len() && x == y && i == j,
        (Op::NewClosure { block: a, layout: x, flags: i, .. }, Op::NewClosure { block: b, layout: y, flags: j, .. }) => a == b && x == y && i == j,
        _ => false,
    }
}

/// The slot of an object at a byte offset.
pub(super) fn slot_at(object: &Op, offset: u32) -> Option<usize> {
    match *object {
        Op::NewObject { layout, .. } => Some((offset / 8).checked_sub(layout.base as u32)? as usize).filter(|&slot| slot < layout.slots as usize),
        _ => None,
    }
}
/// Is it `length` of an arguments object?
pub(super) fn is_length(object: &Op, offset: u32) -> bool {
    matches!(*object, Op::NewArguments { layout, .. } if offset == layout.base as u32 * 8)
}
/// How many elements an allocation makes, and where they are among the fields.
pub(super) fn elements(object: &Op) -> Option<(usize, usize)> {
    match object {
        Op::NewArray { values, .. } => Some((values.len(), 0)),
        Op::NewArguments { values, .. } => Some((values.len(), 1)),
        _ => None,
    }
}

/// Does the op only look at what is followed of the object (made as `object` makes it) that is the operand at that position, by itself or by its elements pointer?
pub(super) fn keeps(graph: &Graph, op: &Op, position: usize, object: &Op) -> bool {
    if matches!(op, Op::SameBits { .. }) {
        return !matches!(object, Op::NewEnv { .. });
    }
    if position > 0 {
        return false;
    }
    let is_object = !matches!(object, Op::NewEnv { .. });
    match *op {
        Op::LoadSlot { offset, .. } if is_length(object, offset) => true,
        Op::LoadSlot { offset, .. } | Op::LoadSlotFloat64 { offset, .. } | Op::StoreSlot { offset, .. } | Op::StoreSlotFloat64 { offset, .. } => {
            slot_at(object, offset).is_some()
        }
        Op::StoreShape { .. } => matches!(object, Op::NewObject { .. }),
        Op::CheckShape { .. } | Op::HasShape { .. } | Op::PinObject { .. } => !matches!(object, Op::NewEnv { .. }),
        Op::LoadEnvSlot { .. } | Op::StoreEnvSlot { .. } | Op::LoadParentEnv { .. } => matches!(object, Op::NewEnv { .. }),
        Op::LoadFunctionEnv { .. } => matches!(object, Op::NewClosure { .. }),
        Op::CheckCode { block, .. } => matches!(*object, Op::NewClosure { block: made, .. } if made == block),
        Op::HasCode { .. } => matches!(object, Op::NewClosure { .. }),
        Op::LoadElements { .. } | Op::LoadElementsLength { .. } | Op::CheckElementsKind { .. } => elements(object).is_some(),
        Op::LoadLength { .. } | Op::LoadArrayLength { .. } | Op::WidenElements { .. } => matches!(object, Op::NewArray { .. }),
        Op::LoadElement { index, .. } | Op::LoadElementFloat64 { index, .. } | Op::StoreElement { index, .. } | Op::StoreElementFloat64 { index, .. } => {
            let Some((count, _)) = elements(object) else { return false };
            match constant_index(graph, index) {
                Some(index) => index < count,
                None => (1..=MAX_CHOICES).contains(&count),
            }
        }
        Op::CheckKind { kind, .. } => match object {
            Op::NewObject { layout, .. } | Op::NewArray { layout, .. } | Op::NewArguments { layout, .. } | Op::NewClosure { layout, .. } => layout.kind == kind,
            _ => false,
        },
        Op::CheckObject { .. } | Op::CheckReference { .. } | Op::CheckNotNullish { .. } | Op::CheckNotHole { .. } => is_object,
        Op::IsNullish { .. } | Op::EqualsNull { .. } | Op::ToBoolean { .. } | Op::HasTag { .. } => is_object,
        _ => false,
    }
}

/// The index, if it is known.
pub(super) fn constant_index(graph: &Graph, index: NodeId) -> Option<usize> {
    graph.int32_constant(graph.unrefined(index)).and_then(|index| usize::try_from(index).ok())
}

/// Into what the op stores the operand at that position: the object itself, its elements, or what it makes.
pub(super) fn stored_into(op: &Op, node: NodeId, position: usize) -> Option<NodeId> {
    match *op {
        _ if is_candidate(op) => Some(node),
        Op::StoreSlot { base, .. } if position == 1 => Some(base),
        Op::StoreEnvSlot { env, .. } if position == 1 => Some(env),
        Op::StoreElement { elements, .. } if position == 2 => Some(elements),
        _ => None,
    }
}

/// May elements promised to be as the byte says be widened to a kind, as far as that is followed?
pub(super) fn can_widen(byte: u8, wanted: u8) -> bool {
    match byte & kind::MASK {
        same if same == wanted => true,
        kind::INT => wanted == kind::ANY || wanted == kind::DOUBLE && byte & kind::HOLEY == 0,
        kind::DOUBLE => wanted == kind::ANY,
        _ => false,
    }
}
