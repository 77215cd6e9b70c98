//! Index arithmetic without overflow checks, where the bounds check that follows finds out the same and leaves in the same state.
//!
//! 1. A sum of int32 of which one is not negative wraps, if it does, to a negative number, which is no index.
//! 2. With a product in it the whole expression is computed in 64 bits, where nothing overflows: at most [`MAX_PRODUCTS`] products of int32 and some int32 are
//!    added, and whatever that is modulo 2^64 is below a length only if the true sum is.

use super::ranges::Ranges;
use crate::mir::order::{Dominators, loops};
use crate::mir::{BlockId, Graph, NodeId, Op, Repr, StateId, effect};
use ogive_base::{Idx, IndexVec};
use rustc_hash::FxHashMap;

/// Three times 2^62 are far from 2^64.
const MAX_PRODUCTS: usize = 3;
/// Operations of an expression.
const MAX_OPERATIONS: usize = 6;

pub(super) fn run(graph: &mut Graph) {
    let blocks = Dominators::of(graph).order;
    if !blocks.iter().any(|&block| has_index_arithmetic(graph, block)) {
        return;
    }
    let ranges = Ranges::of(graph, None);
    let mut wide = Wide::new(graph, &blocks);
    for block in blocks {
        let mut i = 0;
        while i < graph.blocks[block].nodes.len() {
            let node = graph.blocks[block].nodes[i];
            i += 1;
            if !is_checked(graph.op(node)) {
                continue;
            }
            let Some(check) = next_check(graph, node, &graph.blocks[block].nodes[i..]) else { continue };
            if let Some(tree) = wide.tree(graph, block, node) {
                i = wide.widen(graph, block, check, tree);
            } else if let Some(op) = unchecked(graph, node)
                && wraps_to_no_index(graph, &ranges, &op, block)
            {
                graph.nodes[node].op = op;
                graph.nodes[node].exit = None;
            }
        }
    }
}

fn has_index_arithmetic(graph: &Graph, block: BlockId) -> bool {
    let nodes = &graph.blocks[block].nodes;
    nodes.iter().enumerate().any(|(i, &node)| is_checked(graph.op(node)) && next_check(graph, node, &nodes[i + 1..]).is_some())
}

fn is_checked(op: &Op) -> bool {
    matches!(op, Op::CheckedInt32Add { .. } | Op::CheckedInt32Sub { .. } | Op::CheckedInt32Mul { minus_zero: false, .. })
}
/// A sum or difference without its check.
fn unchecked(graph: &Graph, node: NodeId) -> Option<Op> {
    match *graph.op(node) {
        Op::CheckedInt32Add { lhs, rhs } => Some(Op::Int32Add { lhs, rhs }),
        Op::CheckedInt32Sub { lhs, rhs } => Some(Op::Int32Sub { lhs, rhs }),
        _ => None,
    }
}

fn wraps_to_no_index(graph: &Graph, ranges: &Ranges, op: &Op, block: BlockId) -> bool {
    let low = |node: NodeId| graph.int32_constant(node).map_or_else(|| ranges.at(graph, node, block).low, i64::from);
    match *op {
        // -1: the least int32 becomes the greatest, which no length exceeds.
        Op::Int32Add { lhs, rhs } => low(lhs) >= 0 || low(rhs) >= 0 || graph.int32_constant(rhs) == Some(-1),
        Op::Int32Sub { lhs, rhs } => low(lhs) >= 0 || graph.int32_constant(rhs) == Some(1),
        _ => false,
    }
}

/// The bounds check of the node that follows and leaves in the state in which the node leaves, with nothing between that could tell.
fn next_check(graph: &Graph, node: NodeId, following: &[NodeId]) -> Option<NodeId> {
    for &next in following {
        let op = graph.op(next);
        if let Op::CheckBounds { index, .. } = *op
            && graph.unrefined(index) == node
        {
            return same_state(graph, next, node).then_some(next);
        }
        let mut tells = op.writes() != 0 || op.has(effect::CALLS);
        if let Some(state) = state_of(graph, next) {
            graph.for_each_state_value(state, &mut |value| tells |= value == node);
        }
        if tells {
            return None;
        }
    }
    None
}

/// An index expression: the root first, each operation with all that it is used by before it.
type Tree = Vec<NodeId>;

/// What expressions in 64 bits need to know.
struct Wide {
    uses: IndexVec<NodeId, u32>,
    /// Where nodes are made.
    block_of: IndexVec<NodeId, Option<BlockId>>,
    /// In how many loops a block is.
    depth: IndexVec<BlockId, usize>,
    /// The 64 bits of int32 values, made in that block.
    extended: FxHashMap<(NodeId, BlockId), NodeId>,
}

impl Wide {
    fn new(graph: &Graph, blocks: &[BlockId]) -> Wide {
        let mut uses = IndexVec::filled(0, graph.nodes.len());
        let mut block_of = IndexVec::filled(None, graph.nodes.len());
        for &id in blocks {
            let block = &graph.blocks[id];
            let mut note = |node: NodeId| uses[node] += 1;
            block.nodes.iter().for_each(|&node| graph.for_each_use(node, &mut note));
            graph.for_each_terminator_use(id, &mut note);
            if let Some(exit) = block.end_state {
                graph.for_each_state_value(graph.exits[exit].state, &mut note);
            }
            block.parameters.iter().chain(&block.nodes).for_each(|&node| block_of[node] = Some(id));
        }
        let all = loops(graph, &Dominators::of(graph));
        let mut depth = IndexVec::filled(0, graph.blocks.len());
        for &block in blocks {
            depth[block] = all.iter().filter(|l| l.blocks.contains(block.index())).count();
        }
        Wide { uses, block_of, depth, extended: FxHashMap::default() }
    }

    /// The expression of an index that nobody but its check looks at, if there is a product in it.
    fn tree(&self, graph: &Graph, block: BlockId, root: NodeId) -> Option<Tree> {
        if self.uses[root] != 1 {
            return None;
        }
        let (mut tree, mut products) = (vec![root], 0);
        let mut next = 0;
        while next < tree.len() {
            let (Op::CheckedInt32Add { lhs, rhs } | Op::CheckedInt32Sub { lhs, rhs } | Op::CheckedInt32Mul { lhs, rhs, .. }) = *graph.op(tree[next]) else {
                return None;
            };
            let of_product = matches!(graph.op(tree[next]), Op::CheckedInt32Mul { .. });
            products += of_product as usize;
            for operand in [lhs, rhs] {
                let is_part = is_checked(graph.op(operand))
                    && self.uses[operand] == 1
                    && self.block_of[operand] == Some(block)
                    && same_state(graph, operand, root);
                if is_part && !of_product && tree.len() < MAX_OPERATIONS {
                    tree.push(operand);
                }
            }
            next += 1;
        }
        (1..=MAX_PRODUCTS).contains(&products).then_some(tree)
    }

    /// Computes an expression in 64 bits right before its check; gives the check's new place.
    fn widen(&mut self, graph: &mut Graph, block: BlockId, check: NodeId, tree: Tree) -> usize {
        graph.blocks[block].nodes.retain(|node| !tree.contains(node));
        let mut made: FxHashMap<NodeId, NodeId> = FxHashMap::default();
        for &node in tree.iter().rev() {
            let mut op = match *graph.op(node) {
                Op::CheckedInt32Add { lhs, rhs } => Op::Int64Add { lhs, rhs },
                Op::CheckedInt32Sub { lhs, rhs } => Op::Int64Sub { lhs, rhs },
                Op::CheckedInt32Mul { lhs, rhs, .. } => Op::Int64Mul { lhs, rhs },
                _ => continue,
            };
            op.for_each_operand_mut(|operand| {
                *operand = match made.get(operand) {
                    Some(&wide) => wide,
                    None => self.extended(graph, *operand, block, check),
                };
            });
            made.insert(node, insert_before(graph, block, check, op));
        }
        if let Op::CheckBounds { length, .. } = *graph.op(check) {
            let length = self.extended(graph, length, block, check);
            graph.nodes[check].op = Op::CheckWideBounds { index: made[&tree[0]], length };
        }
        place_of(graph, block, check)
    }

    /// An int32 in 64 bits: made where the int32 is, unless that is in more loops than the block with the check.
    fn extended(&mut self, graph: &mut Graph, value: NodeId, block: BlockId, check: NodeId) -> NodeId {
        debug_assert!(graph.repr(value) == Repr::Int32);
        let op = Op::Int32ToInt64 { value };
        let home = self.block_of.get(value).copied().flatten().filter(|&home| home != block && self.depth[home] <= self.depth[block]);
        let home = home.filter(|_| graph.int32_constant(value).is_none());
        if let Some(&wide) = self.extended.get(&(value, home.unwrap_or(block))) {
            return wide;
        }
        let Some(home) = home else {
            let wide = insert_before(graph, block, check, op);
            self.extended.insert((value, block), wide);
            return wide;
        };
        let wide = graph.new_node(op, None);
        let nodes = &mut graph.blocks[home].nodes;
        let at = nodes.iter().position(|&node| node == value).map_or(0, |at| at + 1);
        nodes.insert(at, wide);
        self.extended.insert((value, home), wide);
        wide
    }
}

fn same_state(graph: &Graph, a: NodeId, b: NodeId) -> bool {
    state_of(graph, a) == state_of(graph, b)
}
fn state_of(graph: &Graph, node: NodeId) -> Option<StateId> {
    graph.nodes[node].exit.map(|exit| graph.exits[exit].state)
}

fn place_of(graph: &Graph, block: BlockId, node: NodeId) -> usize {
    graph.blocks[block].nodes.iter().position(|&other| other == node).unwrap_or(0)
}

fn insert_before(graph: &mut Graph, block: BlockId, next: NodeId, op: Op) -> NodeId {
    let node = graph.new_node(op, None);
    let at = place_of(graph, block, next);
    graph.blocks[block].nodes.insert(at, node);
    node
}
