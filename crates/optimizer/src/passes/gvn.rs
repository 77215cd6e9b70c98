//! Folding and global value numbering in one walk in reverse postorder: a node that computes what a dominating node has computed is that node.
//! Guards too: a dominated equal guard cannot fail. Loads are not here: what they read may have changed (`memory.rs`).

use super::fold::{Folded, fold};
use super::rewrite::Replacements;
use crate::mir::order::Dominators;
use crate::mir::{BlockId, Graph, NodeId, Op, effect};
use rustc_hash::FxHashMap;

pub(super) fn run(graph: &mut Graph) {
    let dominators = Dominators::of(graph);
    let mut replacements = Replacements::new(graph);
    let mut table: FxHashMap<Op, Vec<(NodeId, BlockId)>> = FxHashMap::default();
    for &block in &dominators.order {
        let nodes = std::mem::take(&mut graph.blocks[block].nodes);
        let mut kept = Vec::with_capacity(nodes.len());
        for node in nodes {
            graph.nodes[node].op.for_each_operand_mut(|operand| *operand = replacements.find(*operand));
            if let Some(value) = settle(graph, node) {
                replacements.replace(node, value);
                continue;
            }
            if is_numbered(graph.op(node)) {
                let key = key(graph, node);
                let known = table.entry(key).or_default();
                if let Some(&(value, _)) = known.iter().find(|(_, at)| dominators.dominates(*at, block)) {
                    replacements.replace(node, value);
                    continue;
                }
                known.push((node, block));
            }
            kept.push(node);
        }
        graph.blocks[block].nodes = kept;
        graph.blocks[block].terminator.for_each_operand_mut(|operand| *operand = replacements.find(*operand));
    }
    replacements.apply(graph);
}

/// Folds a node until there is no more to fold; gives the value that replaces it, if one does.
fn settle(graph: &mut Graph, node: NodeId) -> Option<NodeId> {
    loop {
        match fold(graph, node)? {
            Folded::Value(value) => return Some(value),
            Folded::Op(op) => {
                if !op.needs_exit() {
                    graph.nodes[node].exit = None;
                }
                graph.nodes[node].op = op;
            }
        }
    }
}

/// Does the op compute the same value whenever it computes it from the same operands?
fn is_numbered(op: &Op) -> bool {
    let free = !op.has(effect::READ_MASK | effect::WRITE_MASK | effect::PINNED | effect::FIXED | effect::ALLOCATES | effect::CALLS);
    let flattening = matches!(op, Op::StrictEqual { .. } | Op::AtomEqual { .. } | Op::SameValue { .. } | Op::StringEqual { .. } | Op::StringCompare { .. } | Op::StringCodeUnit { .. });
    (free || flattening) && !matches!(op, Op::BlockParam {})
}

/// The op with operands by their bits: guards that refine them do not count. Operands of commutative ops in order.
pub(super) fn key(graph: &Graph, node: NodeId) -> Op {
    let mut op = graph.op(node).clone();
    op.for_each_operand_mut(|operand| *operand = graph.unrefined(*operand));
    match &mut op {
        Op::Int32Add { lhs, rhs }
        | Op::CheckedInt32Add { lhs, rhs }
        | Op::Int32Mul { lhs, rhs }
        | Op::CheckedInt32Mul { lhs, rhs, .. }
        | Op::Int32And { lhs, rhs }
        | Op::Int32Or { lhs, rhs }
        | Op::Int32Xor { lhs, rhs }
        | Op::Float64Add { lhs, rhs }
        | Op::Float64Mul { lhs, rhs }
        | Op::SameBits { lhs, rhs }
        | Op::StrictEqual { lhs, rhs }
        | Op::StringEqual { lhs, rhs } => {
            if lhs > rhs {
                std::mem::swap(lhs, rhs);
            }
        }
        _ => {}
    }
    op
}
