//! Jump threading: where ways meet only to be told apart again, each goes straight to where it is going. A polymorphic load of a method, followed by the
//! choice of what to do for each method, becomes one choice by the receiver's shape.

use crate::mir::order::{predecessors, reachable};
use crate::mir::{Bits, BlockId, Edge, Graph, NodeId, Op, Terminator};
use ogive_base::IndexVec;

/// So many choices after one another are followed.
const MAX_CHOICES: usize = 5;

pub(super) fn run(graph: &mut Graph) {
    let order = reachable(graph);
    let mut preds = predecessors(graph, &order);
    for &block in &order {
        let ways = ways_through(graph, &preds, block);
        if !ways.is_empty() {
            for (pred, edge) in ways {
                graph.blocks[pred].terminator = Terminator::Jump(edge);
            }
            preds = predecessors(graph, &reachable(graph));
        }
    }
}

/// Where predecessors of a block that is nothing but a choice can go at once: those that know what is chosen, if nothing that is reached so needs
/// what the block knows.
fn ways_through(graph: &Graph, preds: &IndexVec<BlockId, Vec<BlockId>>, block: BlockId) -> Vec<(BlockId, Edge)> {
    let &[parameter] = &graph.blocks[block].parameters[..] else { return vec![] };
    if preds[block].len() < 2 || graph.blocks[block].is_loop || !is_choice(graph, block, parameter) {
        return vec![];
    }
    let mut known = graph.blocks[block].nodes.clone();
    known.push(parameter);
    let way = |&pred: &BlockId| {
        let Terminator::Jump(edge) = &graph.blocks[pred].terminator else { return None };
        let edge = follow(graph, block, parameter, graph.constant(edge.arguments[0])?)?;
        (!is_needed_behind(graph, edge.block, block, &known)).then_some((pred, edge))
    };
    preds[block].iter().filter_map(way).collect()
}

/// Does the block only compare the parameter with constants, and branch on that?
fn is_choice(graph: &Graph, block: BlockId, parameter: NodeId) -> bool {
    let block = &graph.blocks[block];
    let compares = |&node: &NodeId| matches!(*graph.op(node), Op::SameBits { lhs, rhs } if lhs == parameter && graph.constant(rhs).is_some());
    let branches = matches!(block.terminator, Terminator::Branch { condition, .. } if block.nodes.contains(&condition));
    block.end_state.is_none() && branches && block.nodes.iter().all(compares)
}

/// The edge that is taken in the end when the parameter of the block is this constant.
fn follow(graph: &Graph, mut block: BlockId, parameter: NodeId, known: Bits) -> Option<Edge> {
    for _ in 0..MAX_CHOICES {
        let Terminator::Branch { condition, yes, no, .. } = &graph.blocks[block].terminator else { return None };
        let Op::SameBits { rhs, .. } = *graph.op(*condition) else { return None };
        let edge = if graph.constant(rhs)? == known { yes } else { no };
        if !edge.arguments.is_empty() {
            return None;
        }
        if !graph.blocks[edge.block].parameters.is_empty() || !is_choice(graph, edge.block, parameter) {
            return Some(edge.clone());
        }
        block = edge.block;
    }
    None
}

/// Is any of the nodes used in what is reached from a block without the block that has them?
fn is_needed_behind(graph: &Graph, from: BlockId, owner: BlockId, known: &[NodeId]) -> bool {
    let mut seen: IndexVec<BlockId, bool> = IndexVec::filled(false, graph.blocks.len());
    let mut next = vec![from];
    seen[owner] = true;
    while let Some(block) = next.pop() {
        if std::mem::replace(&mut seen[block], true) {
            continue;
        }
        if uses(graph, block, known) {
            return true;
        }
        next.extend(graph.blocks[block].terminator.edges().iter().map(|edge| edge.block));
    }
    false
}

fn uses(graph: &Graph, block: BlockId, known: &[NodeId]) -> bool {
    let mut found = false;
    for &node in &graph.blocks[block].nodes {
        graph.for_each_use(node, |used| found |= known.contains(&used));
    }
    graph.for_each_terminator_use(block, |used| found |= known.contains(&used));
    if let Some(exit) = graph.blocks[block].end_state {
        graph.for_each_state_value(graph.exits[exit].state, &mut |used| found |= known.contains(&used));
    }
    found
}
