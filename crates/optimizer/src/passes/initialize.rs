//! Objects are made with what they are given right away: stores into an object that nobody has looked at yet, and the shapes that they lead to, become part of the allocation, which
//! moves to the last of them.

use crate::mir::{BlockId, Graph, NodeId, Op, effect};
use crate::mir::order::reachable;

pub(super) fn run(graph: &mut Graph) {
    for block in reachable(graph) {
        let mut at = 0;
        while at < graph.blocks[block].nodes.len() {
            let node = graph.blocks[block].nodes[at];
            if !matches!(graph.op(node), Op::NewObject { .. }) || !gather(graph, block, at) {
                at += 1;
            }
        }
    }
}

/// What a node does to a new object.
enum Step {
    /// Stores into a slot.
    Slot(usize, NodeId),
    Shape(crate::mir::ShapeId),
    /// Has nothing to do with it.
    Nothing,
    /// Looks at it, or may let others do so.
    Looks,
}

/// Moves the allocation at a position down over the stores that initialize it; true when another node is at that position now.
fn gather(graph: &mut Graph, block: BlockId, at: usize) -> bool {
    let object = graph.blocks[block].nodes[at];
    let Op::NewObject { slots, layout } = graph.op(object).clone() else { return false };
    let (mut slots, mut layout) = (slots.to_vec(), layout);
    let nodes = graph.blocks[block].nodes.clone();
    let mut stores = vec![];
    for (i, &node) in nodes.iter().enumerate().skip(at + 1) {
        match step(graph, node, object, &layout) {
            Step::Slot(slot, value) => {
                if slots.len() <= slot {
                    let undefined = graph.new_undefined();
                    slots.resize(slot + 1, undefined);
                }
                slots[slot] = value;
                stores.push(i);
            }
            Step::Shape(shape) => {
                layout.shape = shape;
                stores.push(i);
            }
            Step::Nothing => {}
            Step::Looks => break,
        }
    }
    let Some(&last) = stores.last() else { return false };
    let mut kept = Vec::with_capacity(nodes.len());
    for (i, &node) in nodes.iter().enumerate() {
        if i == last {
            // Values are boxed where they are needed.
            for slot in &mut slots {
                if graph.repr(*slot) == crate::mir::Repr::Float64 {
                    let boxed = graph.new_node(Op::BoxFloat64 { value: *slot }, None);
                    kept.push(boxed);
                    *slot = boxed;
                }
            }
            kept.push(object);
        } else if i != at && !stores.contains(&i) {
            kept.push(node);
        }
    }
    // Constants made on the way stand in the entry block, which may be this one.
    let added = graph.blocks[block].nodes.len() - nodes.len();
    kept.splice(0..0, graph.blocks[block].nodes[..added].to_vec());
    graph.blocks[block].nodes = kept;
    graph.nodes[object].op = Op::NewObject { slots: slots.into(), layout };
    true
}

fn step(graph: &Graph, node: NodeId, object: NodeId, layout: &crate::mir::ObjectLayout) -> Step {
    let op = graph.op(node);
    let slot = |offset: u32| Some((offset / 8).checked_sub(layout.base as u32)? as usize).filter(|&slot| slot < layout.slots as usize);
    match *op {
        Op::StoreSlot { base, value, offset, .. } | Op::StoreSlotFloat64 { base, value, offset } if base == object && value != object => {
            return slot(offset).map_or(Step::Looks, |slot| Step::Slot(slot, value));
        }
        Op::StoreShape { object: stored, shape } if stored == object => return Step::Shape(shape),
        _ => {}
    }
    let mut looks = op.has(effect::CALLS);
    graph.for_each_use(node, |used| looks |= graph.unrefined(used) == object);
    if looks { Step::Looks } else { Step::Nothing }
}
