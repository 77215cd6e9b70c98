//! Loop-invariant code motion: what a loop computes anew from values that do not change in it moves to the block by which the loop is entered.
//!
//! - Pure ops move whenever their operands allow it (a guard's result is an operand of what relies on it, so soundness is in the operands).
//! - Loads move when nothing in the loop writes what they read.
//! - Guards move when they are executed in every round, or ask a constant object for its shape, with the state of the loop's head as their exit; one that
//!   has failed there in an earlier compilation stays.
//!
//! - Widening an array's elements moves like a guard: it changes no value, and what it promises it promises for the whole loop.
//!
//! Inner loops come first, so that a value may travel outwards in several steps.

use super::memory::Places;
use crate::mir::order::{Dominators, Loop, loops, predecessors};
use crate::mir::{BlockId, Exit, Graph, NodeId, Op, effect};
use ogive_base::{BitSet, Idx, IndexVec};
use rustc_hash::{FxHashMap, FxHashSet};

pub(super) fn run(graph: &mut Graph) {
    let dominators = Dominators::of(graph);
    let all = loops(graph, &dominators);
    let flow = Flow { preds: predecessors(graph, &dominators.order), places: super::memory::places(graph, &dominators), dominators };
    for this in all.iter().rev() {
        let outside: Vec<BlockId> = flow.preds[this.head].iter().copied().filter(|p| !this.blocks.contains(p.index())).collect();
        let [entry] = outside[..] else { continue };
        if graph.blocks[entry].end_state.is_some() {
            Motion::new(graph, this, entry, &flow).run();
        }
    }
}

/// What is known of the graph before anything moves.
struct Flow {
    dominators: Dominators,
    preds: IndexVec<BlockId, Vec<BlockId>>,
    places: Places,
}

/// What a loop writes.
struct Writes {
    /// Heaps, as a mask of `READ_…`, but for the stores below.
    heaps: u64,
    /// By offset, the objects.
    slots: FxHashMap<u32, Vec<NodeId>>,
    env_slots: FxHashSet<u32>,
}

struct Motion<'g> {
    graph: &'g mut Graph,
    this: &'g Loop,
    entry: BlockId,
    flow: &'g Flow,
    /// Nodes defined in the loop.
    inside: BitSet,
    writes: Writes,
}

impl<'g> Motion<'g> {
    fn new(graph: &'g mut Graph, this: &'g Loop, entry: BlockId, flow: &'g Flow) -> Motion<'g> {
        let mut inside = BitSet::new(graph.nodes.len());
        for block in this.blocks.iter().map(BlockId::new) {
            let block = &graph.blocks[block];
            block.parameters.iter().chain(&block.nodes).for_each(|node| {
                inside.insert(node.index());
            });
        }
        let mut writes = Writes { heaps: 0, slots: FxHashMap::default(), env_slots: FxHashSet::default() };
        for block in this.blocks.iter().map(BlockId::new) {
            for &node in &graph.blocks[block].nodes {
                // What a round makes is not what an invariant load reads.
                if super::memory::writes_only_own(graph, graph.op(node), &this.blocks, &flow.places) {
                    continue;
                }
                match *graph.op(node) {
                    Op::StoreSlot { base, offset, .. } | Op::StoreSlotFloat64 { base, offset, .. } => {
                        writes.slots.entry(offset).or_default().push(base);
                    }
                    Op::StoreEnvSlot { slot, .. } => {
                        writes.env_slots.insert(slot);
                    }
                    Op::WidenElements { .. } if widens_first(graph, node, &inside, block, this, flow) => {}
                    ref op => writes.heaps |= op.writes(),
                }
            }
        }
        Motion { graph, this, entry, flow, inside, writes }
    }

    fn run(mut self) {
        let latches: Vec<BlockId> = self.flow.preds[self.this.head].iter().copied().filter(|p| self.this.blocks.contains(p.index())).collect();
        let blocks: Vec<BlockId> = self.flow.dominators.order.iter().copied().filter(|b| self.this.blocks.contains(b.index())).collect();
        for block in blocks {
            let always = latches.iter().all(|&latch| self.flow.dominators.dominates(block, latch));
            let nodes = std::mem::take(&mut self.graph.blocks[block].nodes);
            let mut kept = Vec::with_capacity(nodes.len());
            // An exit may leave the loop before a guard that comes later in the round; a guard that moves in front of effects of the same
            // round is still only a bet.
            for node in nodes {
                if self.moves(node, always) {
                    self.hoist(node);
                } else {
                    kept.push(node);
                }
            }
            self.graph.blocks[block].nodes = kept;
        }
    }

    fn moves(&self, node: NodeId, always: bool) -> bool {
        let op = self.graph.op(node);
        let widens = matches!(op, Op::WidenElements { .. });
        let stays = effect::PINNED | effect::FIXED | effect::WRITE_MASK | effect::CALLS | effect::ALLOCATES | effect::THROWS;
        if op.has(stays) && !widens || matches!(op, Op::BlockParam {} | Op::LoadFrame { .. }) {
            return false;
        }
        let mut invariant = true;
        op.for_each_operand(|operand, _| invariant &= !self.inside.contains(operand.index()));
        if !invariant || !widens && self.is_written(op) {
            return false;
        }
        if !op.has(effect::GUARD) {
            return true;
        }
        (always || is_of_constant(self.graph, op)) && !has_failed(self.graph, node)
    }

    fn is_written(&self, op: &Op) -> bool {
        if op.reads() & self.writes.heaps != 0 {
            return true;
        }
        match op {
            Op::LoadSlot { base, offset } | Op::LoadSlotFloat64 { base, offset } => {
                let stores = self.writes.slots.get(offset).map_or(&[][..], Vec::as_slice);
                stores.iter().any(|&stored| !self.have_other_shapes(stored, *base))
            }
            Op::LoadEnvSlot { slot, .. } => self.writes.env_slots.contains(slot),
            _ => false,
        }
    }

    /// Two objects that guards have found to have different shapes are two, if both still had them when the loop was entered.
    fn have_other_shapes(&self, a: NodeId, b: NodeId) -> bool {
        let differ = match (self.graph.op(a), self.graph.op(b)) {
            (Op::CheckShape { shapes: a, .. }, Op::CheckShape { shapes: b, .. }) => a.0.iter().all(|shape| !b.0.contains(shape)),
            _ => false,
        };
        differ && self.writes.heaps & effect::READ_SHAPE == 0 && [a, b].iter().all(|&guard| self.shapes_stay_since(guard))
    }
    /// Has nothing changed a shape between a guard, which stands in front of this loop or in it, and the loop? (In the loop nothing does.)
    fn shapes_stay_since(&self, guard: NodeId) -> bool {
        let Some((from, _)) = self.flow.places[guard] else { return false };
        if self.this.blocks.contains(from.index()) {
            return true;
        }
        let stays = |nodes: &[NodeId]| nodes.iter().all(|&node| self.graph.op(node).writes() & effect::READ_SHAPE == 0);
        // (A guard that has moved out of an earlier loop stood where nothing changed shapes.)
        let nodes = &self.graph.blocks[from].nodes;
        let after = nodes.iter().position(|&node| node == guard).map_or(0, |at| at + 1);
        let mut seen = BitSet::new(self.graph.blocks.len());
        let mut pending = vec![self.entry];
        while let Some(block) = pending.pop() {
            if block != from && seen.insert(block.index()) {
                if !stays(&self.graph.blocks[block].nodes) {
                    return false;
                }
                pending.extend(&self.flow.preds[block]);
            }
        }
        stays(&nodes[after..])
    }

    fn hoist(&mut self, node: NodeId) {
        self.inside.remove(node.index());
        if let Some(exit) = self.graph.nodes[node].exit {
            let end = self.graph.blocks[self.entry].end_state.expect("checked for the loop");
            let state = self.graph.exits[end].state;
            let exit = Exit { state, hoisted: true, ..self.graph.exits[exit].clone() };
            self.graph.nodes[node].exit = Some(self.graph.exits.push(exit));
        }
        self.graph.blocks[self.entry].nodes.push(node);
    }
}

/// Is it the guard of the shape of an object that is always the same? (It does not fail for another object; what is seen of this one lasts.)
fn is_of_constant(graph: &Graph, op: &Op) -> bool {
    matches!(*op, Op::CheckShape { object, .. } if graph.constant(object).is_some())
}

/// Has this guard failed at a loop's entry before?
fn has_failed(graph: &Graph, node: NodeId) -> bool {
    let Some(exit) = graph.nodes[node].exit else { return true };
    let exit = &graph.exits[exit];
    let (code, unit) = exit.site;
    graph.codes[code].failures.iter().any(|f| f.hoisted && f.unit == unit && f.reason == exit.reason as u16)
}

/// Will a widening move out of the loop, so that nothing in the loop has to fear it? The object is invariant, and nothing but type guards stands between.
fn widens_first(graph: &Graph, node: NodeId, inside: &BitSet, block: BlockId, this: &Loop, flow: &Flow) -> bool {
    let always = flow.preds[this.head].iter().all(|&latch| !this.blocks.contains(latch.index()) || flow.dominators.dominates(block, latch));
    let mut operand = node;
    while inside.contains(operand.index()) {
        let op = graph.op(operand);
        let guards = matches!(op, Op::WidenElements { .. } | Op::CheckObject { .. });
        match op.refined() {
            Some(inner) if guards && !has_failed(graph, operand) => operand = inner,
            _ => return false,
        }
    }
    always
}
