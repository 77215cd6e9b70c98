//! Escape analysis with scalar replacement: an object, environment or closure that nobody outside of this code can see is not allocated. Its slots
//! become values; frame states that name it get a recipe to rebuild it ([`Sunk`]).
//!
//! An allocation escapes when it is an operand of anything but loads and stores of its own slots, or goes along an edge. What is stored into another
//! such object escapes at first, and no longer once that object has been replaced: the pass repeats until nothing is left to do.
//!
//! Slots are followed through the blocks that the allocation dominates. Where different values meet, the block gets a parameter; where different shapes
//! meet, the allocation stays.

use super::rewrite::Replacements;
use crate::mir::order::{Dominators, predecessors};
use crate::mir::{
    BlockId, Exit, ExitId, FrameState, Graph, NodeId, ObjectLayout, Op, Repr, ShapeId, StateId, StateValue, Sunk, SunkId, SunkKind, Terminator, effect,
};
use ogive_base::IndexVec;
use ogive_bytecode::frame;
use rustc_hash::{FxHashMap, FxHashSet};

/// Rounds: each takes away one layer of objects in objects.
const MAX_ROUNDS: usize = 6;
/// Larger objects are not worth following.
const MAX_FIELDS: usize = 24;

pub(super) fn run(graph: &mut Graph) {
    let dominators = Dominators::of(graph);
    let preds = predecessors(graph, &dominators.order);
    for _ in 0..MAX_ROUNDS {
        let candidates = candidates(graph, &dominators);
        let mut changed = false;
        for (node, block) in candidates {
            let region: Vec<BlockId> = dominators.order.iter().copied().filter(|&b| dominators.dominates(block, b)).collect();
            let mut this = Replacing::new(graph, node, block, &region, &preds);
            if this.shapes_agree() {
                this.replace();
                changed = true;
            }
        }
        if !changed {
            return;
        }
    }
}

/// Allocations that do not escape, with their blocks.
fn candidates(graph: &Graph, dominators: &Dominators) -> Vec<(NodeId, BlockId)> {
    let mut made = vec![];
    let mut escaped: FxHashSet<NodeId> = FxHashSet::default();
    for &block in &dominators.order {
        for &node in &graph.blocks[block].nodes {
            let op = graph.op(node);
            if is_candidate(op) {
                made.push((node, block));
            }
            let mut i = 0;
            op.for_each_operand(|operand, _| {
                if i > 0 || !keeps_first(graph, op) {
                    escaped.insert(graph.unrefined(operand));
                }
                i += 1;
            });
            if let Some(exit) = graph.nodes[node].exit.filter(|_| op.has(effect::CALLS)) {
                headers_escape(graph, graph.exits[exit].state, &mut escaped);
            }
        }
        if let Terminator::SlowPath { exit, .. } = graph.blocks[block].terminator {
            headers_escape(graph, graph.exits[exit].state, &mut escaped);
        }
        graph.blocks[block].terminator.for_each_operand(|operand| {
            escaped.insert(graph.unrefined(operand));
        });
    }
    made.retain(|(node, _)| !escaped.contains(node));
    made
}

/// Callees of inlined frames that something is called from stand in their windows, where others may look at them. (So does `this`, for the names in
/// stack traces; one that is not made is undefined there.)
fn headers_escape(graph: &Graph, state: StateId, escaped: &mut FxHashSet<NodeId>) {
    let mut next = Some(state);
    while let Some(id) = next {
        let state = &graph.states[id];
        for &(word, value) in state.registers.iter().filter(|_| state.caller.is_some()) {
            if [frame::CALLEE, frame::NEW_TARGET].iter().any(|&header| word == header as u32)
                && let StateValue::Node(node) = value
            {
                escaped.insert(graph.unrefined(node));
            }
        }
        next = state.caller;
    }
}

fn is_candidate(op: &Op) -> bool {
    match op {
        Op::NewObject { layout, .. } => layout.slots as usize <= MAX_FIELDS,
        Op::NewEnv { slots, .. } => slots.len() <= MAX_FIELDS,
        Op::NewClosure { .. } => true,
        Op::NewArray { values, .. } | Op::NewArguments { values, .. } => values.len() <= MAX_FIELDS,
        _ => false,
    }
}

/// Does the op only look into the object that is its first operand, at a slot that is followed?
fn keeps_first(graph: &Graph, op: &Op) -> bool {
    let inside = |base: NodeId, offset: u32| match *graph.op(base) {
        Op::NewObject { layout, .. } => {
            let slot = (offset / 8).wrapping_sub(layout.base as u32);
            slot < layout.slots as u32
        }
        _ => false,
    };
    match *op {
        Op::LoadSlot { base, offset } | Op::LoadSlotFloat64 { base, offset } => inside(base, offset),
        Op::StoreSlot { base, offset, .. } | Op::StoreSlotFloat64 { base, offset, .. } => inside(base, offset),
        Op::StoreShape { object, .. } => matches!(graph.op(object), Op::NewObject { .. }),
        Op::LoadEnvSlot { env, .. } | Op::StoreEnvSlot { env, .. } => matches!(graph.op(env), Op::NewEnv { .. }),
        _ => false,
    }
}

/// What the object is at some place.
#[derive(Clone, PartialEq, Eq, Debug)]
struct Content {
    fields: Vec<NodeId>,
    shape: Option<ShapeId>,
}

struct Replacing<'g> {
    graph: &'g mut Graph,
    node: NodeId,
    block: BlockId,
    region: &'g [BlockId],
    preds: &'g IndexVec<BlockId, Vec<BlockId>>,
    ends: FxHashMap<BlockId, Content>,
    /// Blocks with new parameters: which fields, and the parameters.
    merges: Vec<(BlockId, Vec<(usize, NodeId)>)>,
    replacements: Replacements,
    /// States with the object replaced, as long as its content is the same.
    states: FxHashMap<StateId, StateId>,
}

impl<'g> Replacing<'g> {
    fn new(graph: &'g mut Graph, node: NodeId, block: BlockId, region: &'g [BlockId], preds: &'g IndexVec<BlockId, Vec<BlockId>>) -> Replacing<'g> {
        let replacements = Replacements::new(graph);
        Replacing { graph, node, block, region, preds, ends: FxHashMap::default(), merges: vec![], replacements, states: FxHashMap::default() }
    }

    /// The one shape at each merge? Shapes are followed without changing anything.
    fn shapes_agree(&self) -> bool {
        let Op::NewObject { layout, .. } = *self.graph.op(self.node) else { return true };
        let mut at_end: FxHashMap<BlockId, ShapeId> = FxHashMap::default();
        let mut at_start: FxHashMap<BlockId, ShapeId> = FxHashMap::default();
        for &block in self.region {
            let mut shape = layout.shape;
            if block != self.block {
                let known = self.preds[block].iter().find_map(|p| at_end.get(p));
                let Some(&known) = known else { return false };
                shape = known;
                at_start.insert(block, shape);
            }
            for &node in &self.graph.blocks[block].nodes {
                if let Op::StoreShape { object, shape: next } = *self.graph.op(node)
                    && object == self.node
                {
                    shape = next;
                }
            }
            at_end.insert(block, shape);
        }
        at_start.iter().all(|(&block, shape)| self.preds[block].iter().all(|p| at_end.get(p) == Some(shape)))
    }

    fn initial(&mut self) -> Content {
        let (mut fields, count, shape) = match self.graph.op(self.node) {
            Op::NewObject { slots, layout } => (slots.to_vec(), layout.slots as usize, Some(layout.shape)),
            Op::NewEnv { parent, slots, .. } => ([&[*parent], &slots[..]].concat(), 0, None),
            Op::NewClosure { env, .. } => (vec![*env], 0, None),
            Op::NewArray { values, .. } => (values.to_vec(), 0, None),
            Op::NewArguments { callee, values, .. } => ([&[*callee], &values[..]].concat(), 0, None),
            _ => (vec![], 0, None),
        };
        if fields.len() < count {
            let undefined = self.graph.new_undefined();
            fields.resize(count, undefined);
        }
        Content { fields, shape }
    }

    fn replace(&mut self) {
        let stored = self.stored();
        for &block in self.region {
            let mut content = if block == self.block { self.initial() } else { self.at_entry(block, &stored) };
            self.states.clear();
            let nodes = std::mem::take(&mut self.graph.blocks[block].nodes);
            let mut kept = Vec::with_capacity(nodes.len());
            let mut live = block != self.block;
            for node in nodes {
                if node == self.node {
                    live = true;
                } else if !live || self.step(node, &mut content) {
                    kept.push(node);
                }
            }
            // What `initial` has put into the entry block stays first.
            kept.splice(0..0, std::mem::take(&mut self.graph.blocks[block].nodes));
            self.graph.blocks[block].nodes = kept;
            self.end(block, &content);
            self.ends.insert(block, content);
        }
        self.connect();
        std::mem::replace(&mut self.replacements, Replacements::new(self.graph)).apply(self.graph);
    }

    /// Fields that are stored to after the allocation.
    fn stored(&self) -> FxHashSet<usize> {
        let mut stored = FxHashSet::default();
        for &block in self.region {
            for &node in &self.graph.blocks[block].nodes {
                if let Some((field, _)) = self.store(node) {
                    stored.insert(field);
                }
            }
        }
        stored
    }

    /// The field and the value, if the node is a store into the object.
    fn store(&self, node: NodeId) -> Option<(usize, NodeId)> {
        match *self.graph.op(node) {
            Op::StoreSlot { base, value, offset, .. } | Op::StoreSlotFloat64 { base, value, offset } if base == self.node => {
                Some((self.field_at(offset), value))
            }
            Op::StoreEnvSlot { env, value, slot, .. } if env == self.node => Some((slot as usize + 1, value)),
            _ => None,
        }
    }

    fn field_at(&self, offset: u32) -> usize {
        match *self.graph.op(self.node) {
            Op::NewObject { layout, .. } => (offset / 8 - layout.base as u32) as usize,
            _ => 0,
        }
    }

    /// The content where a block begins: what all predecessors bring, or parameters.
    fn at_entry(&mut self, block: BlockId, stored: &FxHashSet<usize>) -> Content {
        let preds = &self.preds[block];
        let known: Vec<Content> = preds.iter().filter_map(|p| self.ends.get(p).cloned()).collect();
        let mut content = known[0].clone();
        let has_back_edges = known.len() < preds.len();
        let mut parameters = vec![];
        for field in 0..content.fields.len() {
            let brought: Vec<NodeId> = known.iter().map(|c| self.replacements.find(c.fields[field])).collect();
            let same = brought.iter().all(|&v| v == brought[0]);
            if same && !(has_back_edges && stored.contains(&field)) {
                continue;
            }
            let double = brought.iter().all(|&v| self.graph.repr(v) == Repr::Float64) && !has_back_edges;
            let parameter = self.graph.add_parameter(block, if double { Repr::Float64 } else { Repr::Tagged });
            content.fields[field] = parameter;
            parameters.push((field, parameter));
        }
        if !parameters.is_empty() {
            self.merges.push((block, parameters));
        }
        content
    }

    /// Gives the new parameters their arguments.
    fn connect(&mut self) {
        for (block, parameters) in std::mem::take(&mut self.merges) {
            let mut preds = self.preds[block].clone();
            preds.sort_unstable();
            preds.dedup();
            for pred in preds {
                let content = self.ends[&pred].clone();
                for &(field, parameter) in &parameters {
                    let value = self.replacements.find(content.fields[field]);
                    let value = match (self.graph.repr(parameter), self.graph.repr(value)) {
                        (Repr::Tagged, Repr::Float64) => self.graph.append(pred, Op::BoxFloat64 { value }, None),
                        _ => value,
                    };
                    for edge in self.graph.blocks[pred].terminator.edges_mut().into_iter().filter(|edge| edge.block == block) {
                        edge.arguments.push(value);
                    }
                }
            }
        }
    }

    /// Applies a node; does it stay?
    fn step(&mut self, node: NodeId, content: &mut Content) -> bool {
        if let Some((field, value)) = self.store(node) {
            content.fields[field] = value;
            self.states.clear();
            return false;
        }
        match *self.graph.op(node) {
            Op::StoreShape { object, shape } if object == self.node => {
                content.shape = Some(shape);
                self.states.clear();
                return false;
            }
            Op::LoadSlot { base, offset } | Op::LoadSlotFloat64 { base, offset } if base == self.node => {
                let value = content.fields[self.field_at(offset)];
                return self.load(node, value);
            }
            Op::LoadEnvSlot { env, slot } if env == self.node => {
                let value = content.fields[slot as usize + 1];
                return self.load(node, value);
            }
            _ => {}
        }
        if let Some(exit) = self.graph.nodes[node].exit {
            self.graph.nodes[node].exit = Some(self.exit(exit, content));
        }
        if let Some(after) = self.graph.nodes[node].after {
            self.graph.nodes[node].after = Some(self.state(after, content));
        }
        true
    }

    /// A load of a known field; does the node stay, as a conversion?
    fn load(&mut self, node: NodeId, value: NodeId) -> bool {
        let value = self.replacements.find(value);
        let op = match (self.graph.repr(node), self.graph.repr(value)) {
            (Repr::Tagged, Repr::Float64) => Op::BoxFloat64 { value },
            (Repr::Float64, Repr::Tagged) => Op::AssumeFloat64 { value },
            _ => {
                self.replacements.replace(node, value);
                return false;
            }
        };
        self.graph.nodes[node].op = op;
        true
    }

    fn end(&mut self, block: BlockId, content: &Content) {
        let mut terminator = std::mem::replace(&mut self.graph.blocks[block].terminator, Terminator::None);
        if let Terminator::Exit(exit) | Terminator::SlowPath { exit, .. } = &mut terminator {
            *exit = self.exit(*exit, content);
        }
        self.graph.blocks[block].terminator = terminator;
        if let Some(exit) = self.graph.blocks[block].end_state {
            self.graph.blocks[block].end_state = Some(self.exit(exit, content));
        }
    }

    // ---- states -----------------------------------------------------------------------------------------------------------

    fn exit(&mut self, id: ExitId, content: &Content) -> ExitId {
        let old = self.graph.exits[id].clone();
        let state = self.state(old.state, content);
        if state == old.state { id } else { self.graph.exits.push(Exit { state, ..old }) }
    }

    /// The state with the object as a recipe.
    fn state(&mut self, id: StateId, content: &Content) -> StateId {
        if let Some(&known) = self.states.get(&id) {
            return known;
        }
        let mut mentioned = false;
        self.graph.for_each_state_value(id, &mut |node| mentioned |= node == self.node);
        let new = if mentioned { self.rebuilt(id, content, &mut FxHashMap::default(), &mut None) } else { id };
        self.states.insert(id, new);
        new
    }

    fn rebuilt(&mut self, id: StateId, content: &Content, sunk: &mut FxHashMap<SunkId, SunkId>, own: &mut Option<SunkId>) -> StateId {
        let old = self.graph.states[id].clone();
        let caller = old.caller.map(|caller| self.rebuilt(caller, content, sunk, own));
        let registers = old.registers.iter().map(|&(r, value)| (r, self.value(value, content, sunk, own))).collect();
        self.graph.states.push(FrameState { caller, registers, ..old })
    }

    fn value(&mut self, value: StateValue, content: &Content, sunk: &mut FxHashMap<SunkId, SunkId>, own: &mut Option<SunkId>) -> StateValue {
        match value {
            StateValue::Node(node) if node == self.node => StateValue::Sunk(*own.get_or_insert_with(|| self.recipe(content))),
            StateValue::Node(_) => value,
            StateValue::Sunk(id) => {
                if let Some(&known) = sunk.get(&id) {
                    return StateValue::Sunk(known);
                }
                let old = self.graph.sunk[id].clone();
                let new = self.graph.sunk.push(old.clone());
                sunk.insert(id, new);
                let values = old.values.iter().map(|&v| self.value(v, content, sunk, own)).collect();
                self.graph.sunk[new].values = values;
                StateValue::Sunk(new)
            }
        }
    }

    fn recipe(&mut self, content: &Content) -> SunkId {
        let kind = match *self.graph.op(self.node) {
            Op::NewObject { layout, .. } => SunkKind::Object(ObjectLayout { shape: content.shape.unwrap_or(layout.shape), ..layout }),
            Op::NewEnv { block, scope, .. } => SunkKind::Env(block, scope),
            Op::NewClosure { block, .. } => SunkKind::Closure(block),
            Op::NewArray { elements, .. } => SunkKind::Array(elements),
            Op::NewArguments { strict, .. } => SunkKind::Arguments(strict),
            ref other => unreachable!("{} is no candidate", other.name()),
        };
        let values = content.fields.iter().map(|&field| StateValue::Node(self.replacements.find(field))).collect();
        self.graph.sunk.push(Sunk { kind, values })
    }
}
