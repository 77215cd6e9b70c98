//! Orders over a graph's blocks: reverse postorder, predecessors, dominators, loops.

use crate::mir::graph::{BlockId, Graph};
use ogive_base::{BitSet, Idx, IndexVec};

/// Blocks that can be reached, in reverse postorder.
pub fn reachable(graph: &Graph) -> Vec<BlockId> {
    let mut seen = BitSet::new(graph.blocks.len());
    let mut order = vec![];
    // A block and how many of its edges have been followed.
    let mut stack = vec![(graph.entry_block, 0)];
    seen.insert(graph.entry_block.index());
    while let Some((block, followed)) = stack.pop() {
        let edges = graph.blocks[block].terminator.edges();
        // Last edge first: the order then has the first edge's blocks right after the branch.
        match edges.len().checked_sub(followed + 1).map(|i| edges[i].block) {
            Some(next) => {
                stack.push((block, followed + 1));
                if seen.insert(next.index()) {
                    stack.push((next, 0));
                }
            }
            None => order.push(block),
        }
    }
    order.reverse();
    order
}

/// Predecessors of each block, once for each edge; only of blocks that can be reached.
pub fn predecessors(graph: &Graph, order: &[BlockId]) -> IndexVec<BlockId, Vec<BlockId>> {
    let mut predecessors = IndexVec::filled(vec![], graph.blocks.len());
    for &block in order {
        for edge in graph.blocks[block].terminator.edges() {
            predecessors[edge.block].push(block);
        }
    }
    predecessors
}

/// The dominator tree.
#[derive(Clone, Debug)]
pub struct Dominators {
    /// Reverse postorder.
    pub order: Vec<BlockId>,
    /// Position in `order`; `usize::MAX` for blocks that cannot be reached.
    pub position: IndexVec<BlockId, usize>,
    parent: IndexVec<BlockId, Option<BlockId>>,
    /// Preorder interval of the tree: a dominates b when a's contains b's start.
    interval: IndexVec<BlockId, (u32, u32)>,
}

impl Dominators {
    /// Of a graph as it is.
    pub fn of(graph: &Graph) -> Dominators {
        let order = reachable(graph);
        let mut position = IndexVec::filled(usize::MAX, graph.blocks.len());
        order.iter().enumerate().for_each(|(i, &b)| position[b] = i);
        let predecessors = predecessors(graph, &order);
        let mut parent: IndexVec<BlockId, Option<BlockId>> = IndexVec::filled(None, graph.blocks.len());
        parent[graph.entry_block] = Some(graph.entry_block);
        let mut changed = true;
        while changed {
            changed = false;
            for &block in order.iter().skip(1) {
                let known = predecessors[block].iter().copied().filter(|&p| parent[p].is_some());
                let new = known.reduce(|a, b| meet(&parent, &position, a, b));
                if new.is_some() && new != parent[block] {
                    parent[block] = new;
                    changed = true;
                }
            }
        }
        parent[graph.entry_block] = None;
        let interval = intervals(&order, &parent, graph.blocks.len());
        Dominators { order, position, parent, interval }
    }
    /// The immediate dominator.
    pub fn parent(&self, block: BlockId) -> Option<BlockId> {
        self.parent[block]
    }
    /// Does `a` dominate `b`? (Each block dominates itself.)
    pub fn dominates(&self, a: BlockId, b: BlockId) -> bool {
        let ((start, end), (inner, _)) = (self.interval[a], self.interval[b]);
        start <= inner && inner < end
    }
}

fn meet(parent: &IndexVec<BlockId, Option<BlockId>>, position: &IndexVec<BlockId, usize>, mut a: BlockId, mut b: BlockId) -> BlockId {
    while a != b {
        let later = if position[a] > position[b] { &mut a } else { &mut b };
        match parent[*later] {
            Some(up) => *later = up,
            None => return a,
        }
    }
    a
}

fn intervals(order: &[BlockId], parent: &IndexVec<BlockId, Option<BlockId>>, len: usize) -> IndexVec<BlockId, (u32, u32)> {
    // Sizes of subtrees from the leaves up, then starts from the root down.
    let mut size = IndexVec::filled(1u32, len);
    for &block in order.iter().rev() {
        if let Some(up) = parent[block] {
            let own = size[block];
            size[up] += own;
        }
    }
    let mut interval = IndexVec::filled((u32::MAX, 0), len);
    let mut next = IndexVec::filled(0u32, len);
    for &block in order {
        let start = match parent[block] {
            Some(up) => {
                let start = next[up];
                next[up] += size[block];
                start
            }
            None => 0,
        };
        interval[block] = (start, start + size[block]);
        next[block] = start + 1;
    }
    interval
}

/// A natural loop.
#[derive(Clone, Debug)]
pub struct Loop {
    /// Where it is entered.
    pub head: BlockId,
    /// Its blocks, the head included.
    pub blocks: BitSet,
    /// The loop around, by its index.
    pub parent: Option<usize>,
    /// How many loops it is in, itself included.
    pub depth: u32,
}

/// All natural loops, outer ones before inner ones.
pub fn loops(graph: &Graph, dominators: &Dominators) -> Vec<Loop> {
    let predecessors = predecessors(graph, &dominators.order);
    let mut loops: Vec<Loop> = vec![];
    for &head in &dominators.order {
        let back: Vec<BlockId> = predecessors[head].iter().copied().filter(|&p| dominators.dominates(head, p)).collect();
        if back.is_empty() {
            continue;
        }
        let mut blocks = BitSet::new(graph.blocks.len());
        blocks.insert(head.index());
        let mut pending = back;
        while let Some(block) = pending.pop() {
            if blocks.insert(block.index()) {
                pending.extend(&predecessors[block]);
            }
        }
        let parent = loops.iter().rposition(|outer| outer.blocks.contains(head.index()));
        let depth = parent.map_or(1, |outer| loops[outer].depth + 1);
        loops.push(Loop { head, blocks, parent, depth });
    }
    loops
}
