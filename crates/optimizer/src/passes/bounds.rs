//! Two tests in one: a sum that is an index next needs no overflow check of its own if it leaves in the same state as the bounds check. The sum of an
//! int32 and a positive constant that wraps is negative, and no index.

use crate::mir::order::reachable;
use crate::mir::{Graph, NodeId, Op, effect};

pub(super) fn run(graph: &mut Graph) {
    for block in reachable(graph) {
        for i in 0..graph.blocks[block].nodes.len() {
            let node = graph.blocks[block].nodes[i];
            if let Some(sum) = wrapping(graph, node)
                && is_index_next(graph, node, &graph.blocks[block].nodes[i + 1..])
            {
                graph.nodes[node].op = sum;
                graph.nodes[node].exit = None;
            }
        }
    }
}

/// The op without its check, if what wraps is no index.
fn wrapping(graph: &Graph, node: NodeId) -> Option<Op> {
    // -1: the least int32 becomes the greatest, which no length exceeds.
    match *graph.op(node) {
        Op::CheckedInt32Add { lhs, rhs } if graph.int32_constant(rhs).is_some_and(|c| c >= -1) => Some(Op::Int32Add { lhs, rhs }),
        Op::CheckedInt32Sub { lhs, rhs } if graph.int32_constant(rhs) == Some(1) => Some(Op::Int32Sub { lhs, rhs }),
        _ => None,
    }
}

/// Does a bounds check of the node follow that leaves in the state in which the node leaves, with nothing between that could tell?
fn is_index_next(graph: &Graph, node: NodeId, following: &[NodeId]) -> bool {
    let state_of = |node: NodeId| graph.nodes[node].exit.map(|exit| graph.exits[exit].state);
    for &next in following {
        let op = graph.op(next);
        if let Op::CheckBounds { index, .. } = *op
            && graph.unrefined(index) == node
        {
            return state_of(next) == state_of(node);
        }
        let mut tells = op.writes() != 0 || op.has(effect::CALLS);
        if let Some(state) = state_of(next) {
            graph.for_each_state_value(state, &mut |value| tells |= value == node);
        }
        if tells {
            return false;
        }
    }
    false
}
