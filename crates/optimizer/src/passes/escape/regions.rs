//! Where an object has to be made after all: as late as possible, and never on a way that does not need it.

use crate::mir::order::Dominators;
use crate::mir::{BlockId, Graph, NodeId, Terminator};
use ogive_base::{BitSet, Idx, IndexVec};

/// More places are not worth the code.
const MAX_REGIONS: usize = 3;

/// Nor are they looked for further up than so many blocks.
const MAX_STEPS: usize = 32;

/// What needs the object itself.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Need {
    /// A node.
    Before(NodeId),
    /// The block's end.
    End,
}

/// The blocks that one dominates: the object is made in that one, and is an ordinary object from there on.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Region {
    pub block: BlockId,
    /// Where in the block.
    pub at: Need,
}

/// The blocks at whose start a value is needed: from those that use it up to its own.
pub(super) fn live(graph: &Graph, preds: &IndexVec<BlockId, Vec<BlockId>>, own: BlockId, used_in: &[BlockId]) -> BitSet {
    let mut live = BitSet::new(graph.blocks.len());
    let mut pending: Vec<BlockId> = used_in.iter().copied().filter(|&block| block != own).collect();
    while let Some(block) = pending.pop() {
        if live.insert(block.index()) {
            pending.extend(preds[block].iter().copied().filter(|&pred| pred != own));
        }
    }
    live
}

/// The regions of an object of the block `own` that is needed in those places. `None`: nothing is gained.
pub(super) fn find(graph: &Graph, dominators: &Dominators, own: BlockId, needs: &[(BlockId, Need)], live: &BitSet) -> Option<Vec<Region>> {
    let mut blocks: Vec<BlockId> = vec![];
    let mut pending: Vec<BlockId> = needs.iter().map(|&(block, _)| block).collect();
    let mut steps = 0;
    while let Some(mut block) = pending.pop() {
        while leaks(graph, dominators, block, live) {
            block = dominators.parent(block).filter(|_| steps < MAX_STEPS)?;
            steps += 1;
        }
        if block == own {
            return None;
        }
        if !blocks.iter().any(|&other| dominators.dominates(other, block)) {
            blocks.retain(|&other| !dominators.dominates(block, other));
            blocks.push(block);
        }
    }
    if blocks.len() > MAX_REGIONS || !is_avoided(graph, own, &blocks, live) {
        return None;
    }
    let region = |block: BlockId| Region { block, at: needs.iter().find(|need| need.0 == block).map_or(Need::End, |need| need.1) };
    Some(blocks.into_iter().map(region).collect())
}

/// Does a way lead from what a block dominates to where the object is needed otherwise?
fn leaks(graph: &Graph, dominators: &Dominators, block: BlockId, live: &BitSet) -> bool {
    let inside = dominators.order.iter().filter(|&&b| b == block || live.contains(b.index()) && dominators.dominates(block, b));
    inside.copied().any(|b| {
        let edges = graph.blocks[b].terminator.edges();
        edges.iter().any(|edge| live.contains(edge.block.index()) && (edge.block == block || !dominators.dominates(block, edge.block)))
    })
}

/// Is there a way on which the object is never made?
fn is_avoided(graph: &Graph, own: BlockId, blocks: &[BlockId], live: &BitSet) -> bool {
    let mut seen = BitSet::new(graph.blocks.len());
    let mut pending = vec![own];
    while let Some(block) = pending.pop() {
        if blocks.contains(&block) || !seen.insert(block.index()) {
            continue;
        }
        let edges = graph.blocks[block].terminator.edges();
        match graph.blocks[block].terminator {
            // Ways that have never been gone do not count.
            Terminator::Exit(exit) => {
                if !graph.exits[exit].reason.is_failure() {
                    return true;
                }
            }
            _ if edges.iter().any(|edge| !live.contains(edge.block.index())) || edges.is_empty() => return true,
            _ => pending.extend(edges.iter().map(|edge| edge.block)),
        }
    }
    false
}
