//! Arithmetic without tests that cannot fail, and without precision that nobody asks for.
//!
//! - Ranges (`ranges.rs`): no overflow check where the result fits, nor where an index is counted up that has been below a length; no -0 check where no operand is negative; no bounds check below a length that a
//!   branch has compared with; comparisons that are decided.
//! - Truncation: what is only used modulo 2^32 (bitwise operators, stores to integer arrays) wraps, as long as the true result has a double of its own: what
//!   would be rounded has other low bits. So are sums and products of int32 that the program computes as doubles and then truncates.

use super::ranges::{Range, Ranges};
use super::rewrite::Replacements;
use crate::mir::order::reachable;
use crate::mir::{BlockId, Graph, NodeId, Op};
use ogive_base::{BitSet, Idx, IndexVec};
use rustc_hash::FxHashMap;

pub(super) fn run(graph: &mut Graph) {
    narrow_doubles(graph);
    let (unrounded, signed) = (wanted_exactly(graph), wanted_with_sign(graph));
    // (More that is wanted exactly makes no range wider.)
    let ranges = Ranges::of(graph, Some(&unrounded));
    let wanted = with_what_rounds(graph, &ranges, unrounded.clone());
    let mut replacements = Replacements::new(graph);
    let mut indices = Indices::default();
    for block in reachable(graph) {
        let nodes = std::mem::take(&mut graph.blocks[block].nodes);
        let mut kept = Vec::with_capacity(nodes.len());
        for node in nodes {
            indices.note(graph, node, block);
            if let Op::CheckedInt32Add { lhs, rhs } = *graph.op(node)
                && graph.int32_constant(rhs) == Some(1)
                && indices.has_been(graph, &ranges, lhs, block)
            {
                graph.nodes[node].op = Op::Int32Add { lhs, rhs };
                graph.nodes[node].exit = None;
                kept.push(node);
                continue;
            }
            let wanted = Wanted { exact: wanted.contains(node.index()), sign: signed.contains(node.index()) };
            match simplify(graph, &ranges, node, block, wanted) {
                Some(Simpler::Value(value)) => {
                    replacements.replace(node, value);
                    continue;
                }
                Some(Simpler::Op(op)) => {
                    if !op.needs_exit() {
                        graph.nodes[node].exit = None;
                    }
                    graph.nodes[node].op = op;
                }
                None => {}
            }
            kept.push(node);
        }
        graph.blocks[block].nodes = kept;
    }
    replacements.apply(graph);
}

/// Values that have been found to be less than a length, and in which blocks: there, and in what these dominate, they are less than the greatest int32.
/// Blocks are visited in reverse postorder.
#[derive(Default)]
struct Indices(FxHashMap<NodeId, Vec<BlockId>>);

impl Indices {
    fn note(&mut self, graph: &Graph, node: NodeId, block: BlockId) {
        if let Op::CheckBounds { index, .. } = *graph.op(node) {
            self.0.entry(graph.unrefined(index)).or_default().push(block);
        }
    }
    fn has_been(&self, graph: &Graph, ranges: &Ranges, value: NodeId, block: BlockId) -> bool {
        let found = self.0.get(&graph.unrefined(value));
        found.is_some_and(|blocks| blocks.iter().any(|&at| ranges.dominators.dominates(at, block)))
    }
}

enum Simpler {
    Value(NodeId),
    Op(Op),
}

/// What is wanted of a node.
#[derive(Clone, Copy)]
struct Wanted {
    /// More than the low 32 bits.
    exact: bool,
    /// That -0 is not 0.
    sign: bool,
}

fn simplify(graph: &Graph, ranges: &Ranges, node: NodeId, block: BlockId, Wanted { exact, sign }: Wanted) -> Option<Simpler> {
    let of = |node| ranges.at(graph, node, block);
    let op = match *graph.op(node) {
        Op::CheckedInt32Add { lhs, rhs } if !exact || of(lhs).add(of(rhs)).fits() => Op::Int32Add { lhs, rhs },
        Op::CheckedInt32Sub { lhs, rhs } if !exact || of(lhs).sub(of(rhs)).fits() => Op::Int32Sub { lhs, rhs },
        Op::CheckedInt32Mul { lhs, rhs, minus_zero } => {
            let (l, r) = (of(lhs), of(rhs));
            let zero = minus_zero && exact && sign && may_be_minus_zero(l, r);
            let product = l.mul(r);
            if !zero && (product.fits() || !exact) {
                Op::Int32Mul { lhs, rhs }
            } else if zero != minus_zero {
                Op::CheckedInt32Mul { lhs, rhs, minus_zero: zero }
            } else {
                return None;
            }
        }
        Op::CheckedInt32Div { lhs, rhs, .. } if !exact => Op::Int32DivTruncated { lhs, rhs },
        Op::CheckedInt32Div { lhs, rhs, minus_zero: true } if !sign || !of(lhs).contains(0) || of(rhs).low > 0 => {
            Op::CheckedInt32Div { lhs, rhs, minus_zero: false }
        }
        Op::CheckedInt32Mod { lhs, rhs, .. } if !exact => Op::Int32ModTruncated { lhs, rhs },
        Op::CheckedInt32Mod { lhs, rhs, minus_zero } if of(lhs).low >= 0 => match !of(rhs).contains(0) {
            true => Op::Int32ModTruncated { lhs, rhs },
            false if minus_zero => Op::CheckedInt32Mod { lhs, rhs, minus_zero: false },
            false => return None,
        },
        Op::CheckedInt32Mod { lhs, rhs, minus_zero: true } if !sign => Op::CheckedInt32Mod { lhs, rhs, minus_zero: false },
        Op::CheckedInt32Neg { value, minus_zero: true } if !exact || !sign || !of(value).contains(0) => Op::CheckedInt32Neg { value, minus_zero: false },
        Op::CheckedInt32Abs { value } if of(value).low >= 0 => return Some(Simpler::Value(value)),
        Op::CheckUint32IsInt32 { value } if of(value).low >= 0 => return Some(Simpler::Value(value)),
        Op::CheckBounds { index, length } if of(index).low >= 0 && ranges.is_below(graph, index, length, block) => Op::PinIndex { index },
        Op::Int32Compare { lhs, rhs, condition } => {
            let (l, r) = (of(lhs), of(rhs));
            use crate::mir::Condition as C;
            let (always, never) = match condition {
                C::Less => (l.high < r.low, l.low >= r.high),
                C::LessEqual => (l.high <= r.low, l.low > r.high),
                C::Greater => (l.low > r.high, l.high <= r.low),
                C::GreaterEqual => (l.low >= r.high, l.high < r.low),
                C::Equal => (false, l.high < r.low || l.low > r.high),
                C::NotEqual => (l.high < r.low || l.low > r.high, false),
            };
            // An empty range belongs to code that is never reached.
            let known = l.low <= l.high && r.low <= r.high;
            match (known, always, never) {
                (true, true, _) => Op::BoolConstant { value: true },
                (true, _, true) => Op::BoolConstant { value: false },
                _ => return None,
            }
        }
        _ => return None,
    };
    Some(Simpler::Op(op))
}

fn may_be_minus_zero(l: Range, r: Range) -> bool {
    l.contains(0) && r.low < 0 || r.contains(0) && l.low < 0
}

/// Nodes of which more is wanted than their low 32 bits.
fn wanted_exactly(graph: &Graph) -> BitSet {
    let mut wanted = BitSet::new(graph.nodes.len());
    let order = reachable(graph);
    let mut pending: Vec<NodeId> = vec![];
    let want = |node: NodeId, wanted: &mut BitSet, pending: &mut Vec<NodeId>| {
        if wanted.insert(node.index()) {
            pending.push(node);
        }
    };
    for &block in &order {
        for &node in &graph.blocks[block].nodes {
            let truncates = truncates(graph.op(node));
            let sums = is_sum(graph.op(node));
            if !truncates && !sums {
                graph.op(node).for_each_operand(|operand, _| want(operand, &mut wanted, &mut pending));
            } else if sums {
                // What is lost of a quotient may be more with what is added.
                graph.op(node).for_each_operand(|operand, _| {
                    if is_quotient(graph.op(operand)) {
                        want(operand, &mut wanted, &mut pending);
                    }
                });
            } else if let Op::StoreTypedInt32 { pointer, index, .. } = *graph.op(node) {
                want(pointer, &mut wanted, &mut pending);
                want(index, &mut wanted, &mut pending);
            }
            if let Some(exit) = graph.nodes[node].exit {
                graph.for_each_state_value(graph.exits[exit].state, &mut |value| want(value, &mut wanted, &mut pending));
            }
            if let Some(after) = graph.nodes[node].after {
                graph.for_each_state_value(after, &mut |value| want(value, &mut wanted, &mut pending));
            }
        }
        graph.for_each_terminator_use(block, |value| want(value, &mut wanted, &mut pending));
        if let Some(exit) = graph.blocks[block].end_state {
            graph.for_each_state_value(graph.exits[exit].state, &mut |value| want(value, &mut wanted, &mut pending));
        }
    }
    spread(graph, &mut wanted, pending);
    wanted
}
/// A sum that is wanted exactly wants its operands exactly.
fn spread(graph: &Graph, wanted: &mut BitSet, mut pending: Vec<NodeId>) {
    while let Some(node) = pending.pop() {
        if is_sum(graph.op(node)) {
            graph.op(node).for_each_operand(|operand, _| {
                if wanted.insert(operand.index()) {
                    pending.push(operand);
                }
            });
        }
    }
}
/// Adds the nodes whose results may be too large for a double of their own.
fn with_what_rounds(graph: &Graph, ranges: &Ranges, mut wanted: BitSet) -> BitSet {
    /// What an int32 is at most, and what has a double, as all that is less.
    const INT32: i64 = 1 << 31;
    const EXACT: i64 = 1 << 53;
    // How large the true result of a node may be (nothing wraps).
    let mut most = IndexVec::filled(INT32, graph.nodes.len());
    for block in reachable(graph) {
        let largest = |node| {
            let range: Range = ranges.at(graph, node, block);
            range.low.abs().max(range.high.abs())
        };
        for &node in &graph.blocks[block].nodes {
            let (result, is_checked) = match *graph.op(node) {
                Op::CheckedInt32Add { lhs, rhs } | Op::CheckedInt32Sub { lhs, rhs } => (most[lhs].saturating_add(most[rhs]), true),
                Op::Int32Add { lhs, rhs } | Op::Int32Sub { lhs, rhs } => (most[lhs].saturating_add(most[rhs]), false),
                Op::CheckedInt32Mul { lhs, rhs, .. } => (largest(lhs).saturating_mul(largest(rhs)), true),
                Op::Int32Mul { lhs, rhs } => (largest(lhs).saturating_mul(largest(rhs)), false),
                _ => continue,
            };
            if is_checked && result > EXACT && wanted.insert(node.index()) {
                spread(graph, &mut wanted, vec![node]);
            }
            most[node] = if is_checked && wanted.contains(node.index()) { INT32 } else { result };
        }
    }
    wanted
}

/// Nodes of which -0 is not as good as 0: those that are anything but operands of ops that cannot tell. (An int32 is no -0, so a sum with one is none
/// either; of two operands that may be -0 one has to be certain.)
fn wanted_with_sign(graph: &Graph) -> BitSet {
    let mut wanted = BitSet::new(graph.nodes.len());
    let mut want = |value: NodeId| {
        wanted.insert(value.index());
    };
    for block in reachable(graph) {
        for &node in &graph.blocks[block].nodes {
            match *graph.op(node) {
                Op::Int32Add { lhs, rhs } | Op::CheckedInt32Add { lhs, rhs } => {
                    if makes_minus_zero(graph.op(lhs)) && makes_minus_zero(graph.op(rhs)) {
                        want(rhs);
                    }
                }
                Op::Int32Sub { lhs, .. } | Op::CheckedInt32Sub { lhs, .. } => want(lhs),
                Op::Int32Compare { .. } | Op::Uint32Compare { .. } | Op::CheckBounds { .. } => {}
                ref op if truncates(op) && !matches!(op, Op::StoreTypedInt32 { .. }) => {}
                ref op => op.for_each_operand(|operand, _| want(operand)),
            }
            for state in [graph.nodes[node].exit.map(|exit| graph.exits[exit].state), graph.nodes[node].after].into_iter().flatten() {
                graph.for_each_state_value(state, &mut want);
            }
        }
        graph.for_each_terminator_use(block, &mut want);
        if let Some(exit) = graph.blocks[block].end_state {
            graph.for_each_state_value(graph.exits[exit].state, &mut want);
        }
    }
    wanted
}
fn makes_minus_zero(op: &Op) -> bool {
    matches!(op, Op::CheckedInt32Mul { .. } | Op::CheckedInt32Div { .. } | Op::CheckedInt32Mod { .. } | Op::CheckedInt32Neg { .. })
}

/// Does the op look only at the low 32 bits of its int32 operands (of the last one, for stores)?
fn truncates(op: &Op) -> bool {
    use ogive_vm::buffer::ElementType;
    match op {
        Op::Int32And { .. }
        | Op::Int32Or { .. }
        | Op::Int32Xor { .. }
        | Op::Int32Shl { .. }
        | Op::Int32Shr { .. }
        | Op::Int32Ushr { .. } => true,
        Op::StoreTypedInt32 { element, .. } => ElementType::from_u8(*element) != Some(ElementType::Uint8Clamped),
        _ => false,
    }
}
/// Sums whose low bits depend on the low bits of their operands only.
fn is_sum(op: &Op) -> bool {
    matches!(op, Op::CheckedInt32Add { .. } | Op::CheckedInt32Sub { .. } | Op::Int32Add { .. } | Op::Int32Sub { .. })
}

/// Is the op's result, where nobody checks it, not the low bits of an integer?
fn is_quotient(op: &Op) -> bool {
    matches!(op, Op::CheckedInt32Div { .. } | Op::CheckedInt32Mod { .. })
}

// ---- doubles that are truncated at once -----------------------------------------------------------------------------------

/// `TruncateFloat64` of arithmetic on int32 becomes int32 arithmetic.
fn narrow_doubles(graph: &mut Graph) {
    for block in reachable(graph) {
        let nodes = std::mem::take(&mut graph.blocks[block].nodes);
        let mut kept = Vec::with_capacity(nodes.len());
        for node in nodes {
            if let Op::TruncateFloat64 { value } = *graph.op(node)
                && let Some(op) = narrowed(graph, value, &mut kept, 0)
            {
                graph.nodes[node].op = op;
            }
            kept.push(node);
        }
        graph.blocks[block].nodes = kept;
    }
}

/// The int32 operation for a double one; nodes for its operands go to `before`.
fn narrowed(graph: &mut Graph, value: NodeId, before: &mut Vec<NodeId>, depth: u32) -> Option<Op> {
    let (lhs, rhs) = match *graph.op(value) {
        Op::Float64Add { lhs, rhs }
        | Op::Float64Sub { lhs, rhs }
        | Op::Float64Mul { lhs, rhs }
        | Op::Float64Div { lhs, rhs }
        | Op::Float64Mod { lhs, rhs } => (lhs, rhs),
        _ => return None,
    };
    let op = graph.op(value).clone();
    let sum = matches!(op, Op::Float64Add { .. } | Op::Float64Sub { .. });
    if let Op::Float64Mul { .. } = op {
        // The exact product must have less than 53 bits.
        let small = |node: NodeId| matches!(int_constant(graph, node), Some(c) if c.unsigned_abs() < 1 << 21);
        if !small(lhs) && !small(rhs) {
            return None;
        }
    }
    // Sums nest; other operations need operands that are int32 themselves.
    let lhs = int_operand(graph, lhs, before, if sum { depth } else { 8 })?;
    let rhs = int_operand(graph, rhs, before, if sum { depth } else { 8 })?;
    Some(match op {
        Op::Float64Add { .. } => Op::Int32Add { lhs, rhs },
        Op::Float64Sub { .. } => Op::Int32Sub { lhs, rhs },
        Op::Float64Mul { .. } => Op::Int32Mul { lhs, rhs },
        Op::Float64Div { .. } => Op::Int32DivTruncated { lhs, rhs },
        _ => Op::Int32ModTruncated { lhs, rhs },
    })
}

fn int_constant(graph: &Graph, node: NodeId) -> Option<i32> {
    let d = graph.float64_constant(node)?;
    (d as i32 as f64 == d && (d != 0.0 || d.is_sign_positive())).then_some(d as i32)
}

fn int_operand(graph: &mut Graph, node: NodeId, before: &mut Vec<NodeId>, depth: u32) -> Option<NodeId> {
    if let Op::Int32ToFloat64 { value } = *graph.op(node) {
        return Some(value);
    }
    if let Some(value) = int_constant(graph, node) {
        let node = graph.new_node(Op::Int32Constant { value }, None);
        before.push(node);
        return Some(node);
    }
    if depth >= 4 || !matches!(graph.op(node), Op::Float64Add { .. } | Op::Float64Sub { .. }) {
        return None;
    }
    let mark = before.len();
    match narrowed(graph, node, before, depth + 1) {
        Some(op) => {
            let node = graph.new_node(op, None);
            before.push(node);
            Some(node)
        }
        None => {
            before.truncate(mark);
            None
        }
    }
}
