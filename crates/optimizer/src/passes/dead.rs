//! Dead code: nodes and block parameters whose values nobody needs.
//!
//! A node is needed when it must stay where it is (effects, guards whose failure may have effects), or when a needed node, terminator or frame
//! state uses it.

use crate::mir::order::{predecessors, reachable};
use crate::mir::{Graph, NodeId, Op, StateValue};
use ogive_base::{BitSet, Idx};
use rustc_hash::FxHashMap;

pub(super) fn run(graph: &mut Graph) {
    let order = reachable(graph);
    let mut live = BitSet::new(graph.nodes.len());
    let mut pending: Vec<NodeId> = vec![];
    // Arguments that become live with their parameter.
    let mut brings: FxHashMap<NodeId, Vec<NodeId>> = FxHashMap::default();
    for &block in &order {
        for &node in &graph.blocks[block].nodes {
            if !graph.op(node).is_removable() {
                pending.push(node);
            }
        }
        let terminator = &graph.blocks[block].terminator;
        for edge in terminator.edges() {
            for (&argument, &parameter) in edge.arguments.iter().zip(&graph.blocks[edge.block].parameters) {
                brings.entry(parameter).or_default().push(argument);
            }
        }
        let mut ends = terminator.clone();
        ends.edges_mut().into_iter().for_each(|edge| edge.arguments.clear());
        ends.for_each_operand(|value| pending.push(value));
        if let crate::mir::Terminator::Exit(exit) | crate::mir::Terminator::SlowPath { exit, .. } = terminator {
            graph.for_each_state_value(graph.exits[*exit].state, &mut |value| pending.push(value));
        }
        if let Some(exit) = graph.blocks[block].end_state {
            graph.for_each_state_value(graph.exits[exit].state, &mut |value| pending.push(value));
        }
    }
    while let Some(node) = pending.pop() {
        if !live.insert(node.index()) {
            continue;
        }
        graph.for_each_use(node, |value| pending.push(value));
        if let (Op::BlockParam {}, Some(arguments)) = (graph.op(node), brings.get(&node)) {
            pending.extend(arguments);
        }
    }
    let preds = predecessors(graph, &order);
    for &block in &order {
        graph.blocks[block].nodes.retain(|node| live.contains(node.index()));
        let keep: Vec<bool> = graph.blocks[block].parameters.iter().map(|p| live.contains(p.index())).collect();
        if keep.iter().all(|&k| k) {
            continue;
        }
        retain(&mut graph.blocks[block].parameters, &keep);
        let mut from = preds[block].clone();
        from.sort_unstable();
        from.dedup();
        for pred in from {
            for edge in graph.blocks[pred].terminator.edges_mut().into_iter().filter(|edge| edge.block == block) {
                retain(&mut edge.arguments, &keep);
            }
        }
    }
    drop_dead_state_values(graph, &live);
}

fn retain(items: &mut Vec<NodeId>, keep: &[bool]) {
    let mut flags = keep.iter();
    items.retain(|_| *flags.next().unwrap_or(&true));
}

/// States of nodes that are gone may name values that are gone; nobody reads them, but printers and passes that rewrite all states do.
fn drop_dead_state_values(graph: &mut Graph, live: &BitSet) {
    for state in graph.states.iter_mut() {
        state.registers.retain(|(_, value)| match value {
            StateValue::Node(node) => live.contains(node.index()),
            StateValue::Sunk(_) => true,
        });
    }
}
