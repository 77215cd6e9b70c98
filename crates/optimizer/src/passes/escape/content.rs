//! What a replaced object is at some place, and how it is made or rebuilt from that.

use super::facts::Facts;
use super::uses::{elements, slot_at};
use crate::mir::{Graph, NodeId, ObjectLayout, Op, SunkKind};

/// What an object is.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Content {
    /// The operands that its allocation would have; doubles unboxed if they come so.
    pub fields: Vec<NodeId>,
    pub facts: Facts,
}

/// What stands for a member at some place.
#[derive(Clone, Debug)]
pub(super) enum Held {
    /// It is not there.
    Nothing,
    /// Its fields.
    Fields(Content),
    /// It has been made after all.
    Made(NodeId),
}

impl Content {
    /// Of an object as it is made.
    pub fn of_new(graph: &mut Graph, node: NodeId) -> Content {
        let op = graph.op(node).clone();
        let facts = Facts::of_new(&op);
        let fields = match op {
            Op::NewObject { slots, layout } => {
                let mut fields = slots.into_vec();
                if fields.len() < layout.slots as usize {
                    let undefined = graph.new_undefined();
                    fields.resize(layout.slots as usize, undefined);
                }
                fields
            }
            Op::NewEnv { parent, slots, .. } => [&[parent], &slots[..]].concat(),
            Op::NewClosure { env, .. } => vec![env],
            Op::NewArray { values, .. } => values.into_vec(),
            Op::NewArguments { callee, values, .. } => [&[callee], &values[..]].concat(),
            _ => vec![],
        };
        Content { fields, facts }
    }

    /// The allocation of an object like `template` with this content. All fields are Values.
    pub fn allocation(self, template: &Op) -> Op {
        let Content { fields, facts } = self;
        let split = |fields: &[NodeId]| (fields[0], fields[1..].into());
        match *template {
            Op::NewObject { layout, .. } => Op::NewObject { slots: fields.into(), layout: ObjectLayout { shape: facts.shape.unwrap_or(layout.shape), ..layout } },
            Op::NewEnv { block, scope, .. } => {
                let (parent, slots) = split(&fields);
                Op::NewEnv { parent, slots, block, scope }
            }
            Op::NewClosure { block, layout, flags, .. } => Op::NewClosure { env: fields[0], block, layout, flags },
            Op::NewArray { layout, .. } => Op::NewArray { values: fields.into(), elements: facts.byte, layout },
            Op::NewArguments { strict, layout, .. } => {
                let (callee, values) = split(&fields);
                Op::NewArguments { callee, values, strict, layout }
            }
            ref other => unreachable!("{} is no candidate", other.name()),
        }
    }

    /// What an exit rebuilds.
    pub fn kind(&self, template: &Op) -> SunkKind {
        match *template {
            Op::NewObject { layout, .. } => SunkKind::Object(ObjectLayout { shape: self.facts.shape.unwrap_or(layout.shape), ..layout }),
            Op::NewEnv { block, scope, .. } => SunkKind::Env(block, scope),
            Op::NewClosure { block, .. } => SunkKind::Closure(block),
            Op::NewArray { .. } => SunkKind::Array(self.facts.byte),
            Op::NewArguments { strict, .. } => SunkKind::Arguments(strict),
            ref other => unreachable!("{} is no candidate", other.name()),
        }
    }
}

/// The field that a load or store is about. `None`: any of several elements, or no field at all.
pub(super) fn field(graph: &Graph, op: &Op, template: &Op) -> Option<usize> {
    match *op {
        Op::LoadSlot { offset, .. } | Op::LoadSlotFloat64 { offset, .. } | Op::StoreSlot { offset, .. } | Op::StoreSlotFloat64 { offset, .. } => {
            slot_at(template, offset)
        }
        Op::LoadEnvSlot { slot, .. } | Op::StoreEnvSlot { slot, .. } => Some(slot as usize + 1),
        Op::LoadParentEnv { .. } | Op::LoadFunctionEnv { .. } => Some(0),
        Op::LoadElement { index, .. } | Op::LoadElementFloat64 { index, .. } | Op::StoreElement { index, .. } | Op::StoreElementFloat64 { index, .. } => {
            Some(super::uses::constant_index(graph, index)? + elements(template)?.1)
        }
        _ => None,
    }
}

/// The value that a store stores.
pub(super) fn stored(op: &Op) -> Option<NodeId> {
    match *op {
        Op::StoreSlot { value, .. }
        | Op::StoreSlotFloat64 { value, .. }
        | Op::StoreEnvSlot { value, .. }
        | Op::StoreElement { value, .. }
        | Op::StoreElementFloat64 { value, .. } => Some(value),
        _ => None,
    }
}
