//! Inner loops get names of their own for what they use: a value from outside becomes a parameter of the loop's head.
//!
//! The allocator of registers splits the life of a value that calls interrupt into pieces without regard to loops: it would fetch the value from the
//! machine stack at each use. A parameter is another value, whose life is the loop; it is fetched once, where the loop is entered.
//!
//! Only loops without calls, and only where there are calls somewhere else, do so. States keep the outer name: they are looked at when the loop is left.

use crate::mir::order::{Dominators, Loop, loops, predecessors};
use crate::mir::{BlockId, Graph, NodeId, effect};
use ogive_base::{BitSet, Idx};
use rustc_hash::FxHashMap;

/// More values than this find no registers anyway.
const MAX_VALUES: usize = 14;

pub(super) fn run(graph: &mut Graph) {
    let dominators = Dominators::of(graph);
    if !dominators.order.iter().any(|&block| has_call(graph, block)) {
        return;
    }
    let all = loops(graph, &dominators);
    let preds = predecessors(graph, &dominators.order);
    for (i, this) in all.iter().enumerate() {
        let is_innermost = all.iter().all(|other| other.parent != Some(i));
        if is_innermost && !this.blocks.iter().any(|block| has_call(graph, BlockId::new(block))) {
            localize(graph, this, &preds[this.head]);
        }
    }
}

fn has_call(graph: &Graph, block: BlockId) -> bool {
    let block = &graph.blocks[block];
    !block.is_cold && block.nodes.iter().any(|&node| graph.op(node).has(effect::CALLS))
}

fn localize(graph: &mut Graph, this: &Loop, preds: &[BlockId]) {
    let values = used_from_outside(graph, this);
    if values.len() > MAX_VALUES {
        return;
    }
    let mut names: FxHashMap<NodeId, NodeId> = FxHashMap::default();
    for &value in &values {
        let repr = graph.repr(value);
        names.insert(value, graph.add_parameter(this.head, repr));
    }
    let rename = |operand: &mut NodeId| *operand = names.get(operand).copied().unwrap_or(*operand);
    for block in this.blocks.iter().map(BlockId::new) {
        for i in 0..graph.blocks[block].nodes.len() {
            let node = graph.blocks[block].nodes[i];
            graph.nodes[node].op.for_each_operand_mut(rename);
        }
        graph.blocks[block].terminator.for_each_operand_mut(rename);
    }
    let mut preds = preds.to_vec();
    preds.sort_unstable();
    preds.dedup();
    for pred in preds {
        let is_inside = this.blocks.contains(pred.index());
        let arguments: Vec<NodeId> = values.iter().map(|value| if is_inside { names[value] } else { *value }).collect();
        for edge in graph.blocks[pred].terminator.edges_mut().into_iter().filter(|edge| edge.block == this.head) {
            edge.arguments.extend(&arguments);
        }
    }
}

/// The values that ops of the loop use, and that are not made in it. (Constants are made where they are used.)
fn used_from_outside(graph: &Graph, this: &Loop) -> Vec<NodeId> {
    let mut inside = BitSet::new(graph.nodes.len());
    for block in this.blocks.iter().map(BlockId::new) {
        let block = &graph.blocks[block];
        block.parameters.iter().chain(&block.nodes).for_each(|node| {
            inside.insert(node.index());
        });
    }
    let mut values = vec![];
    let mut note = |value: NodeId| {
        if !graph.op(value).is_constant() && graph.constant(value).is_none() && inside.insert(value.index()) {
            values.push(value);
        }
    };
    for block in this.blocks.iter().map(BlockId::new) {
        for &node in &graph.blocks[block].nodes {
            graph.op(node).for_each_operand(|operand, _| note(operand));
        }
        graph.blocks[block].terminator.for_each_operand(&mut note);
    }
    values
}
