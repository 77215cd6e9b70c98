//! Ranges of int32 values, as an analysis: what `numbers.rs` asks.
//!
//! Each int32 node gets an interval. Parameters of loops start empty and grow with what comes round; a bound that keeps growing is set to the end of
//! int32; at last some rounds without that narrow again what a compare in the loop bounds. Where a branch on a comparison leads, its outcome
//! narrows the operands: [`Ranges::at`] asks for a value in a block.

use crate::mir::order::{Dominators, predecessors};
use crate::mir::{BlockId, Condition, Graph, NodeId, Op, Repr, Terminator};
use ogive_base::{BitSet, Idx, IndexVec};

/// An interval of integers; empty when `low > high`.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Range {
    pub low: i64,
    pub high: i64,
}

const MIN: i64 = i32::MIN as i64;
const MAX: i64 = i32::MAX as i64;

impl Range {
    /// All int32.
    pub const ALL: Range = Range { low: MIN, high: MAX };
    /// Nothing.
    const EMPTY: Range = Range { low: 1, high: 0 };

    pub fn new(low: i64, high: i64) -> Range {
        Range { low, high }
    }
    fn is_empty(self) -> bool {
        self.low > self.high
    }
    /// Lies in int32?
    pub fn fits(self) -> bool {
        self.low >= MIN && self.high <= MAX
    }
    /// Has the number?
    pub fn contains(self, i: i64) -> bool {
        self.low <= i && i <= self.high
    }
    fn union(self, other: Range) -> Range {
        match (self.is_empty(), other.is_empty()) {
            (true, _) => other,
            (_, true) => self,
            _ => Range::new(self.low.min(other.low), self.high.max(other.high)),
        }
    }
    fn intersect(self, other: Range) -> Range {
        Range::new(self.low.max(other.low), self.high.min(other.high))
    }
    fn clamp(self) -> Range {
        if self.is_empty() { self } else { self.intersect(Range::ALL) }
    }
    pub fn add(self, other: Range) -> Range {
        Range::new(self.low + other.low, self.high + other.high)
    }
    pub fn sub(self, other: Range) -> Range {
        Range::new(self.low - other.high, self.high - other.low)
    }
    pub fn mul(self, other: Range) -> Range {
        let ends = [self.low * other.low, self.low * other.high, self.high * other.low, self.high * other.high];
        Range::new(*ends.iter().min().expect("four"), *ends.iter().max().expect("four"))
    }
}

/// See the module head.
pub(super) struct Ranges<'w> {
    of: IndexVec<NodeId, Range>,
    /// If given: nodes of which more is wanted than the low 32 bits. The overflow checks of all others are about to go.
    wanted: Option<&'w BitSet>,
    /// For blocks that one branch leads to: the comparison, and whether it has held.
    found: IndexVec<BlockId, Option<(NodeId, bool)>>,
    pub dominators: Dominators,
}

/// Rounds after which growing bounds are given up, and rounds that narrow afterwards.
const WIDEN_AFTER: usize = 4;
const NARROW: usize = 2;
/// Rounds after which the analysis says nothing: a bound, for what should not happen.
const MAX_ROUNDS: usize = 60;
/// Dominating branches that are looked at for one value.
const MAX_BRANCHES: usize = 24;

impl<'w> Ranges<'w> {
    /// Analyses a graph.
    pub fn of(graph: &Graph, wanted: Option<&'w BitSet>) -> Ranges<'w> {
        let dominators = Dominators::of(graph);
        let preds = predecessors(graph, &dominators.order);
        let mut found = IndexVec::filled(None, graph.blocks.len());
        for &block in &dominators.order {
            if let [pred] = preds[block][..]
                && let Terminator::Branch { condition, yes, no, .. } = &graph.blocks[pred].terminator
                && yes.block != no.block
            {
                found[block] = Some((*condition, yes.block == block));
            }
        }
        let mut ranges = Ranges { of: IndexVec::filled(Range::EMPTY, graph.nodes.len()), wanted, found, dominators };
        let order = ranges.dominators.order.clone();
        let mut round = 0;
        loop {
            let mut changed = false;
            for &block in &order {
                changed |= ranges.block(graph, block, &preds[block], round);
            }
            round += 1;
            if !changed {
                break;
            }
            if round > MAX_ROUNDS {
                ranges.of = IndexVec::filled(Range::ALL, graph.nodes.len());
                return ranges;
            }
        }
        for _ in 0..NARROW {
            for &block in &order {
                ranges.block(graph, block, &preds[block], usize::MAX);
            }
        }
        ranges
    }

    /// Computes a block's nodes anew; has anything grown? In round `usize::MAX` ranges may shrink.
    fn block(&mut self, graph: &Graph, block: BlockId, preds: &[BlockId], round: usize) -> bool {
        let mut changed = false;
        for (i, &parameter) in graph.blocks[block].parameters.iter().enumerate() {
            if graph.repr(parameter) != Repr::Int32 {
                continue;
            }
            let mut met = Range::EMPTY;
            let mut from = preds.to_vec();
            from.sort_unstable();
            from.dedup();
            for pred in from {
                for edge in graph.blocks[pred].terminator.edges().into_iter().filter(|edge| edge.block == block) {
                    met = met.union(self.at(graph, edge.arguments[i], pred));
                }
            }
            changed |= self.update(parameter, met, round, graph.blocks[block].is_loop);
        }
        for &node in &graph.blocks[block].nodes {
            if graph.repr(node) == Repr::Int32 {
                let range = self.compute(graph, node, block);
                changed |= self.update(node, range, round, false);
            }
        }
        changed
    }

    fn update(&mut self, node: NodeId, new: Range, round: usize, head: bool) -> bool {
        let old = self.of[node];
        let mut next = if round == usize::MAX { new } else { old.union(new) };
        if round != usize::MAX && head && round >= WIDEN_AFTER && next != old {
            // The last but one first: a counter that a comparison keeps from the end does not wrap.
            let low = if old.low > MIN + 1 { MIN + 1 } else { MIN };
            let high = if old.high < MAX - 1 { MAX - 1 } else { MAX };
            next = Range::new(if next.low < old.low { low } else { next.low }, if next.high > old.high { high } else { next.high });
        }
        self.of[node] = next;
        next != old
    }

    /// The range of a value in a block, with what the branches that lead there tell.
    pub fn at(&self, graph: &Graph, node: NodeId, block: BlockId) -> Range {
        let mut range = self.of[node];
        let target = graph.unrefined(node);
        let mut here = Some(block);
        for _ in 0..MAX_BRANCHES {
            let Some(block) = here else { break };
            if let Some((condition, held)) = self.found[block]
                && let Op::Int32Compare { lhs, rhs, condition } = *graph.op(condition)
            {
                let condition = if held { condition } else { condition.negated() };
                if graph.unrefined(lhs) == target {
                    range = range.intersect(bounded(condition, self.of[rhs]));
                }
                if graph.unrefined(rhs) == target {
                    range = range.intersect(bounded(condition.swapped(), self.of[lhs]));
                }
            }
            here = self.dominators.parent(block);
        }
        range
    }

    /// Has a branch found out in this block that `index < length` for these values (signed)?
    pub fn is_below(&self, graph: &Graph, index: NodeId, length: NodeId, block: BlockId) -> bool {
        let (index, length) = (graph.unrefined(index), graph.unrefined(length));
        let mut here = Some(block);
        for _ in 0..MAX_BRANCHES {
            let Some(block) = here else { break };
            if let Some((condition, held)) = self.found[block]
                && let Op::Int32Compare { lhs, rhs, condition } = *graph.op(condition)
            {
                let condition = if held { condition } else { condition.negated() };
                let (lhs, rhs) = (graph.unrefined(lhs), graph.unrefined(rhs));
                if condition == Condition::Less && (lhs, rhs) == (index, length)
                    || condition == Condition::Greater && (rhs, lhs) == (index, length)
                {
                    return true;
                }
            }
            here = self.dominators.parent(block);
        }
        false
    }

    fn compute(&self, graph: &Graph, node: NodeId, block: BlockId) -> Range {
        let of = |node| self.at(graph, node, block);
        let checked = |range: Range| if self.wanted.is_none_or(|wanted| wanted.contains(node.index())) { range.clamp() } else { wrapping(range) };
        match *graph.op(node) {
            Op::Int32Constant { value } => Range::new(value as i64, value as i64),
            Op::CheckedInt32Add { lhs, rhs } => checked(of(lhs).add(of(rhs))),
            Op::CheckedInt32Sub { lhs, rhs } => checked(of(lhs).sub(of(rhs))),
            Op::CheckedInt32Mul { lhs, rhs, .. } => checked(of(lhs).mul(of(rhs))),
            Op::Int32Add { lhs, rhs } => wrapping(of(lhs).add(of(rhs))),
            Op::Int32Sub { lhs, rhs } => wrapping(of(lhs).sub(of(rhs))),
            Op::Int32Mul { lhs, rhs } => wrapping(of(lhs).mul(of(rhs))),
            Op::CheckedInt32Neg { value, .. } => Range::new(0, 0).sub(of(value)).clamp(),
            Op::CheckedInt32Abs { value } => {
                let range = of(value);
                Range::new(if range.contains(0) { 0 } else { range.low.abs().min(range.high.abs()) }, range.low.abs().max(range.high.abs())).clamp()
            }
            Op::Int32And { lhs, rhs } => match (of(lhs), of(rhs)) {
                (l, r) if l.low >= 0 && r.low >= 0 => Range::new(0, l.high.min(r.high)),
                (l, _) if l.low >= 0 => Range::new(0, l.high),
                (_, r) if r.low >= 0 => Range::new(0, r.high),
                _ => Range::ALL,
            },
            Op::Int32Or { lhs, rhs } | Op::Int32Xor { lhs, rhs } => match (of(lhs), of(rhs)) {
                (l, r) if l.low >= 0 && r.low >= 0 => Range::new(0, all_ones(l.high.max(r.high))),
                _ => Range::ALL,
            },
            Op::Int32Shr { lhs, rhs } => match graph.int32_constant(rhs) {
                Some(count) => Range::new(of(lhs).low >> (count & 31), of(lhs).high >> (count & 31)),
                None if of(lhs).low >= 0 => Range::new(0, of(lhs).high),
                None => Range::ALL,
            },
            Op::Int32Ushr { lhs, rhs } => match graph.int32_constant(rhs).map(|count| count & 31) {
                Some(0) | None => Range::ALL,
                Some(count) if of(lhs).low >= 0 => Range::new(of(lhs).low >> count, of(lhs).high >> count),
                Some(count) => Range::new(0, u32::MAX as i64 >> count),
            },
            Op::Int32Shl { lhs, rhs } => match graph.int32_constant(rhs) {
                Some(count) => wrapping(of(lhs).mul(Range::new(1 << (count & 31), 1 << (count & 31)))),
                None => Range::ALL,
            },
            Op::CheckedInt32Mod { lhs, rhs, .. } | Op::Int32ModTruncated { lhs, rhs } => {
                let (l, r) = (of(lhs), of(rhs));
                let most = (r.low.abs().max(r.high.abs()) - 1).max(0);
                Range::new(if l.low >= 0 { 0 } else { -most }, if l.high <= 0 { 0 } else { most.min(l.high.max(0)) })
            }
            Op::CheckedInt32Div { lhs, rhs, .. } | Op::Int32DivTruncated { lhs, rhs } if of(lhs).low >= 0 && of(rhs).low >= 0 => {
                Range::new(0, of(lhs).high)
            }
            Op::Int32Min { lhs, rhs } => Range::new(of(lhs).low.min(of(rhs).low), of(lhs).high.min(of(rhs).high)),
            Op::Int32Max { lhs, rhs } => Range::new(of(lhs).low.max(of(rhs).low), of(lhs).high.max(of(rhs).high)),
            Op::Int32Clz { .. } => Range::new(0, 32),
            Op::CheckBounds { index, length } => Range::new(of(index).low.max(0), of(index).high.min(of(length).high - 1)),
            Op::ExactInt32 { value } => of(value),
            Op::PinIndex { index } => of(index).intersect(Range::new(0, MAX)),
            Op::CheckUint32IsInt32 { value } => of(value).intersect(Range::new(0, MAX)),
            Op::LoadElementsLength { .. } | Op::StringLength { .. } | Op::LoadLength { .. } | Op::LoadTypedLength { .. } => Range::new(0, MAX),
            Op::StringCodeUnit { .. } => Range::new(0, 0xFFFF),
            Op::LoadTypedInt32 { element, .. } => typed(element),
            _ => Range::ALL,
        }
    }
}

/// The values that a comparison with a value in `other` leaves.
fn bounded(condition: Condition, other: Range) -> Range {
    if other.is_empty() {
        return Range::ALL;
    }
    match condition {
        Condition::Equal => other,
        Condition::NotEqual => Range::ALL,
        Condition::Less => Range::new(MIN, other.high - 1),
        Condition::LessEqual => Range::new(MIN, other.high),
        Condition::Greater => Range::new(other.low + 1, MAX),
        Condition::GreaterEqual => Range::new(other.low, MAX),
    }
}
/// What wraps may be anything.
fn wrapping(range: Range) -> Range {
    if range.is_empty() || range.fits() { range } else { Range::ALL }
}
/// The least number of the form 2^n - 1 that is not below.
fn all_ones(i: i64) -> i64 {
    (1i64 << (64 - i.max(0).leading_zeros())) - 1
}
fn typed(element: u8) -> Range {
    use ogive_vm::buffer::ElementType as E;
    match E::from_u8(element) {
        Some(E::Int8) => Range::new(-128, 127),
        Some(E::Uint8 | E::Uint8Clamped) => Range::new(0, 255),
        Some(E::Int16) => Range::new(-32768, 32767),
        Some(E::Uint16) => Range::new(0, 65535),
        _ => Range::ALL,
    }
}
