//! Shape and elements byte of the members of a class, wherever they go (E3).

use super::members::{Class, MemberId, Members};
use super::regions::Need;
use super::uses::can_widen;
use crate::mir::order::Dominators;
use crate::mir::{BlockId, Graph, NodeId, Op, ShapeId};
use ogive_base::IndexVec;
use ogive_vm::elements::kind;
use rustc_hash::FxHashMap;

/// What is known of an object besides its fields.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub(super) struct Facts {
    pub shape: Option<ShapeId>,
    /// The elements byte.
    pub byte: u8,
}

impl Facts {
    /// Of an object as it is made.
    pub fn of_new(op: &Op) -> Facts {
        match *op {
            Op::NewObject { layout, .. } | Op::NewClosure { layout, .. } => Facts { shape: Some(layout.shape), byte: 0 },
            Op::NewArray { elements, layout, .. } => Facts { shape: Some(layout.shape), byte: elements },
            Op::NewArguments { layout, .. } => Facts { shape: Some(layout.shape), byte: kind::ANY },
            _ => Facts::default(),
        }
    }
    /// After an op on the object. `None`: the op is a guard that fails, or asks what is not known.
    fn after(mut self, op: &Op) -> Option<Facts> {
        match *op {
            Op::StoreShape { shape, .. } => self.shape = Some(shape),
            Op::CheckShape { ref shapes, .. } if !self.shape.is_some_and(|shape| shapes.0.contains(&shape)) => return None,
            Op::HasShape { .. } if self.shape.is_none() => return None,
            Op::CheckElementsKind { byte, mask, .. } if self.byte & mask != byte => return None,
            Op::WidenElements { kind, .. } => self = self.widened(kind)?,
            _ => {}
        }
        Some(self)
    }
    /// With elements promised to be of that kind.
    pub fn widened(self, kind: u8) -> Option<Facts> {
        can_widen(self.byte, kind).then_some(Facts { byte: self.byte & !kind::MASK | kind, ..self })
    }
}

/// Does E3 hold for a class? `order`: where its members may be.
pub(super) fn hold(
    graph: &Graph,
    members: &Members,
    class: &Class,
    order: &[BlockId],
    dominators: &Dominators,
    preds: &IndexVec<BlockId, Vec<BlockId>>,
) -> bool {
    let mut ends: FxHashMap<BlockId, Vec<Option<Facts>>> = FxHashMap::default();
    let at_end = |ends: &FxHashMap<BlockId, Vec<Option<Facts>>>, (pred, id): (BlockId, MemberId)| ends.get(&pred).and_then(|facts| facts[members.list[id].seat]);
    let mut starts: Vec<(BlockId, MemberId, Facts)> = vec![];
    for &block in order {
        let mut here = vec![None; class.members.len()];
        for &id in class.members.iter().filter(|&&id| members.list[id].may_be_needed(block, dominators)) {
            if let Some(facts) = members.sources(graph, preds, id, block).into_iter().find_map(|from| at_end(&ends, from)) {
                here[members.list[id].seat] = Some(facts);
                starts.push((block, id, facts));
            }
        }
        for &node in &graph.blocks[block].nodes {
            for id in members.made_at(class, block, Need::Before(node)) {
                here[members.list[id].seat] = None;
            }
            let op = graph.op(node);
            if let Some(id) = members.of(node).filter(|&id| members.list[id].node == node && class.has(members, id)) {
                here[members.list[id].seat] = Some(Facts::of_new(op));
                continue;
            }
            let Some(id) = first_operand(op).and_then(|first| members.behind(first)).filter(|&id| class.has(members, id)) else { continue };
            if let Some(facts) = &mut here[members.list[id].seat] {
                match facts.after(op) {
                    Some(after) => *facts = after,
                    None => return false,
                }
            }
        }
        for id in members.made_at(class, block, Need::End) {
            here[members.list[id].seat] = None;
        }
        ends.insert(block, here);
    }
    starts.into_iter().all(|(block, id, facts)| {
        members.sources(graph, preds, id, block).into_iter().all(|from| at_end(&ends, from).is_none_or(|other| other == facts))
    })
}

/// The first operand.
pub(super) fn first_operand(op: &Op) -> Option<NodeId> {
    let mut first = None;
    op.for_each_operand(|operand, _| {
        first.get_or_insert(operand);
    });
    first
}
