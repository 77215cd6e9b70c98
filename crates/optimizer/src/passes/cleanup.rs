//! Control flow: conditions that meet only to be branched on are branched on where they are found; branches on constants become jumps, empty blocks on the way are skipped, a block and its only successor with no other
//! predecessor become one. Order of blocks is the lowering's business: it follows reverse postorder, cold blocks last.

use crate::mir::order::{predecessors, reachable};
use crate::mir::{BlockId, Graph, NodeId, Op, Repr, Terminator};
use super::rewrite::Replacements;
use ogive_base::IndexVec;

/// So many blocks before a branch are looked at.
const MAX_WAY: usize = 16;

pub(super) fn run(graph: &mut Graph) {
    branch_early(graph);
    fold_branches(graph);
    skip_empty(graph);
    fold_branches(graph);
    join(graph);
}

/// What comes before a block that does nothing but branch on its parameter branches itself (`a || b` as a condition).
fn branch_early(graph: &mut Graph) {
    let order = reachable(graph);
    let preds = predecessors(graph, &order);
    for &block in &order {
        let Some(parameter) = only_branches(graph, block) else { continue };
        if order.iter().any(|&other| other != block && graph.block_uses(other, &[parameter])) {
            continue;
        }
        for &pred in &preds[block] {
            let Terminator::Jump(edge) = &graph.blocks[pred].terminator else { continue };
            let argument = edge.arguments[0];
            let mut terminator = graph.blocks[block].terminator.clone();
            if let Terminator::Branch { condition, .. } = &mut terminator {
                *condition = argument;
            }
            graph.blocks[pred].terminator = terminator;
        }
    }
}

/// The parameter of a block that is nothing but a branch on it.
fn only_branches(graph: &Graph, id: BlockId) -> Option<NodeId> {
    let block = &graph.blocks[id];
    let &[parameter] = &block.parameters[..] else { return None };
    let Terminator::Branch { condition, yes, no, .. } = &block.terminator else { return None };
    let names = |edge: &crate::mir::Edge| edge.arguments.contains(&parameter) || edge.block == id;
    let is_bare = block.nodes.is_empty() && block.end_state.is_none() && !block.is_loop;
    (is_bare && *condition == parameter && yes.block != no.block && !names(yes) && !names(no)).then_some(parameter)
}

fn fold_branches(graph: &mut Graph) {
    let order = reachable(graph);
    let preds = predecessors(graph, &order);
    for block in order {
        let chosen = match &graph.blocks[block].terminator {
            Terminator::Branch { condition, yes, no, .. } => match *graph.op(*condition) {
                Op::BoolConstant { value } => Some(if value { yes.clone() } else { no.clone() }),
                _ if yes == no => Some(yes.clone()),
                _ => decided(graph, &preds, block, *condition).map(|value| if value { yes.clone() } else { no.clone() }),
            },
            Terminator::Switch { value, low, targets, default } => graph.int32_constant(*value).map(|value| {
                let at = value.wrapping_sub(*low) as u32 as usize;
                targets.get(at).unwrap_or(default).clone()
            }),
            _ => None,
        };
        if let Some(edge) = chosen {
            graph.blocks[block].terminator = Terminator::Jump(edge);
        }
    }
}

/// The outcome of a condition that a branch on the only way to the block has decided.
fn decided(graph: &Graph, preds: &IndexVec<BlockId, Vec<BlockId>>, mut block: BlockId, condition: NodeId) -> Option<bool> {
    for _ in 0..MAX_WAY {
        let [before] = preds[block][..] else { return None };
        if let Terminator::Branch { condition: same, yes, no, .. } = &graph.blocks[before].terminator
            && *same == condition
            && yes.block != no.block
        {
            return Some(yes.block == block);
        }
        block = before;
    }
    None
}

/// Edges to a block that only jumps on go where it goes. Loops keep the block by which they are entered.
fn skip_empty(graph: &mut Graph) {
    for block in reachable(graph) {
        let count = graph.blocks[block].terminator.edges().len();
        for i in 0..count {
            for _ in 0..8 {
                let to = graph.blocks[block].terminator.edges()[i].block;
                let Some(next) = onward(graph, to) else { break };
                // A branch with both edges to one block would lose its edges' identity.
                if next.block == to || count > 1 && graph.blocks[next.block].parameters.len() + next.arguments.len() > 0 {
                    break;
                }
                *graph.blocks[block].terminator.edges_mut()[i] = next;
            }
        }
    }
}

/// The edge of a block that has nothing but a jump, and no parameters.
fn onward(graph: &Graph, id: BlockId) -> Option<crate::mir::Edge> {
    let block = &graph.blocks[id];
    if !block.nodes.is_empty() || !block.parameters.is_empty() || block.end_state.is_some() {
        return None;
    }
    match &block.terminator {
        Terminator::Jump(edge) => Some(edge.clone()),
        _ => None,
    }
}

fn join(graph: &mut Graph) {
    let order = reachable(graph);
    let preds = predecessors(graph, &order);
    let mut replacements = Replacements::new(graph);
    let mut gone = vec![false; graph.blocks.len()];
    use ogive_base::Idx;
    for &block in &order {
        if gone[block.index()] {
            continue;
        }
        while let Terminator::Jump(edge) = &graph.blocks[block].terminator {
            let next = edge.block;
            if preds[next].len() != 1 || next == block || graph.blocks[next].is_loop {
                break;
            }
            let arguments: Vec<NodeId> = edge.arguments.clone();
            let parameters = std::mem::take(&mut graph.blocks[next].parameters);
            for (parameter, argument) in parameters.into_iter().zip(arguments) {
                debug_assert!(graph.repr(argument) != Repr::None);
                replacements.replace(parameter, argument);
            }
            let nodes = std::mem::take(&mut graph.blocks[next].nodes);
            graph.blocks[block].nodes.extend(nodes);
            graph.blocks[block].terminator = std::mem::replace(&mut graph.blocks[next].terminator, Terminator::None);
            graph.blocks[block].end_state = graph.blocks[next].end_state;
            gone[next.index()] = true;
        }
    }
    replacements.apply(graph);
}
