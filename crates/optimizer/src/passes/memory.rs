//! Loads of what is known: walks the blocks in reverse postorder with facts about memory (what a slot, an element or a length holds, which shape an
//! object has), forwards stores to loads, and takes away loads and shape guards that the facts answer.
//!
//! What kills a fact: a write to its heap. Three refinements: stores to slots (named or of environments) only touch slots of the same number,
//! an object that this code makes is another than all that there are before, and two objects of different shapes are two. At a merge the facts that all
//! predecessors share survive; at a loop's head, those from before the loop that nothing in it kills.

use super::gvn::key;
use super::rewrite::Replacements;
use crate::mir::order::{Dominators, Loop, loops, predecessors};
use crate::mir::{BlockId, Bits, Graph, NodeId, Op, Repr, ShapeId, Terminator, effect};
use ogive_base::{BitSet, Idx, IndexVec};
use ogive_vm::elements::kind;
use rustc_hash::FxHashMap;

/// What a fact is about.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
enum Key {
    /// The result of a load (operands behind their guards; `LoadSlotFloat64` as `LoadSlot`).
    Load(Op),
    /// The shape of an object.
    Shape(NodeId),
    /// The elements byte of an object.
    Kind(NodeId),
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Fact {
    Value(NodeId),
    /// The shape, and the refined object: what relies on the shape uses that (rule 1 of `ops.rs`).
    Shape(ShapeId, NodeId),
    /// Byte, mask, and the refined object.
    Kind(u8, u8, NodeId),
}

impl Fact {
    fn shape(&self) -> Option<ShapeId> {
        if let Fact::Shape(shape, _) = *self { Some(shape) } else { None }
    }
}

type Facts = FxHashMap<Key, Fact>;

fn known_shape(facts: &Facts, object: NodeId) -> Option<ShapeId> {
    facts.get(&Key::Shape(object))?.shape()
}

pub(super) fn run(graph: &mut Graph) {
    let dominators = Dominators::of(graph);
    let loops = loops(graph, &dominators);
    let preds = predecessors(graph, &dominators.order);
    let mut memory = Memory { places: places(graph, &dominators), graph, dominators: &dominators };
    let mut replacements = Replacements::new(memory.graph);
    let mut ends: FxHashMap<BlockId, (Facts, Found)> = FxHashMap::default();
    for &block in &dominators.order {
        let Some((mut facts, mut found)) = at_entry(memory.graph, block, &preds[block], &ends, &dominators) else { continue };
        if let Some(this) = loops.iter().find(|l| l.head == block) {
            memory.kill_in_loop(this, &mut facts);
            // (What the loop does to shapes is not looked into for this one.)
            found = None;
        }
        let nodes = std::mem::take(&mut memory.graph.blocks[block].nodes);
        let mut kept = Vec::with_capacity(nodes.len());
        for node in nodes {
            memory.graph.nodes[node].op.for_each_operand_mut(|operand| *operand = replacements.find(*operand));
            match memory.step(node, found, &mut facts) {
                Some(value) => replacements.replace(node, value),
                None => kept.push(node),
            }
            // What the branch has found lasts until an object may change its shape.
            if memory.graph.op(node).writes() & effect::READ_SHAPE != 0 {
                found = None;
            }
        }
        memory.graph.blocks[block].nodes = kept;
        memory.graph.blocks[block].terminator.for_each_operand_mut(|operand| *operand = replacements.find(*operand));
        // What the facts have decided is followed no further.
        if let Terminator::Branch { condition, yes, no, .. } = &memory.graph.blocks[block].terminator
            && let Op::BoolConstant { value } = *memory.graph.op(*condition)
        {
            let taken = if value { yes.clone() } else { no.clone() };
            memory.graph.blocks[block].terminator = Terminator::Jump(taken);
        }
        ends.insert(block, (facts, found));
    }
    replacements.apply(graph);
}

/// An object (behind its guards) and a shape that a branch has found it to have.
type Found = Option<(NodeId, ShapeId)>;

/// Facts that all predecessors (those that come before) share, and what the branch that leads here tells. `None`: the block has turned out to be
/// unreachable, by branches that the facts have decided. Into the middle of a cycle that is entered in several places (code may start in the middle of a
/// loop) no facts come.
fn at_entry(graph: &Graph, block: BlockId, preds: &[BlockId], ends: &FxHashMap<BlockId, (Facts, Found)>, dominators: &Dominators) -> Option<(Facts, Found)> {
    let comes_later = |&p: &BlockId| dominators.position[p] >= dominators.position[block] && !dominators.dominates(block, p);
    if preds.iter().any(comes_later) {
        return Some(Default::default());
    }
    let mut live = preds.iter().copied().filter(|&p| !dominators.dominates(block, p) && ends.contains_key(&p) && graph.blocks[p].terminator.edges().iter().any(|e| e.block == block));
    let Some(first) = live.next() else { return (block == graph.entry_block).then(Default::default) };
    let (mut facts, mut found) = ends[&first].clone();
    if let Terminator::Branch { condition, yes, no, .. } = &graph.blocks[first].terminator
        && let Op::HasShape { object, shape } = *graph.op(*condition)
        && yes.block == block
        && no.block != block
    {
        found = Some((graph.unrefined(object), shape));
    }
    for pred in live {
        let other = &ends[&pred].0;
        facts.retain(|key, fact| other.get(key) == Some(fact));
        found = None;
    }
    Some((facts, found))
}

/// Where nodes stand: block and position; parameters at 0.
pub(super) type Places = IndexVec<NodeId, Option<(BlockId, usize)>>;

pub(super) fn places(graph: &Graph, dominators: &Dominators) -> Places {
    let mut places = IndexVec::filled(None, graph.nodes.len());
    for &block in &dominators.order {
        graph.blocks[block].parameters.iter().for_each(|&p| places[p] = Some((block, 0)));
        graph.blocks[block].nodes.iter().enumerate().for_each(|(i, &n)| places[n] = Some((block, i + 1)));
    }
    places
}

struct Memory<'g> {
    graph: &'g mut Graph,
    dominators: &'g Dominators,
    places: Places,
}

impl Memory<'_> {
    /// What happens in a loop to facts from before it.
    fn kill_in_loop(&self, this: &Loop, facts: &mut Facts) {
        let nodes = this.blocks.iter().flat_map(|block| &self.graph.blocks[BlockId::new(block)].nodes);
        let writes = |op: &&Op| op.writes() != 0 && !writes_only_own(self.graph, op, &this.blocks, &self.places);
        let ops: Vec<&Op> = nodes.map(|&node| self.graph.op(node)).filter(writes).collect();
        let shapes_stay = ops.iter().all(|op| op.writes() & effect::READ_SHAPE == 0);
        for op in ops {
            match *op {
                // What is guarded in the loop has the guard's shape in all of it.
                Op::StoreSlot { base, offset, .. } | Op::StoreSlotFloat64 { base, offset, .. }
                    if shapes_stay && self.places[base].is_some_and(|(block, _)| this.blocks.contains(block.index())) =>
                {
                    self.kill_slot(base, offset, guarded_shape(self.graph, base), facts);
                }
                _ => self.kill(op, facts),
            }
        }
    }
    /// Takes away what a store to a slot may change. `shape`: one that the object has as long as the facts hold.
    fn kill_slot(&self, base: NodeId, offset: u32, shape: Option<ShapeId>, facts: &mut Facts) {
        let base = self.graph.unrefined(base);
        let shape = shape.or(known_shape(facts, base));
        let is_another = |other: NodeId| self.distinct(other, base) || shape.is_some() && known_shape(facts, other).is_some_and(|known| Some(known) != shape);
        let is_hit = |key: &&Key| matches!(**key, Key::Load(Op::LoadSlot { base, offset: o }) if o == offset && !is_another(base));
        let hit: Vec<Key> = facts.keys().filter(is_hit).cloned().collect();
        for key in &hit {
            facts.remove(key);
        }
    }

    /// Two objects that are surely not the same: one was there before the other was made.
    fn distinct(&self, a: NodeId, b: NodeId) -> bool {
        let newer = |old: NodeId, new: NodeId| {
            if !is_made(self.graph.op(new)) {
                return false;
            }
            match (self.places[old], self.places[new]) {
                (Some((x, i)), Some((y, j))) => if x == y { i < j } else { self.dominators.dominates(x, y) },
                _ => false,
            }
        };
        a != b && (newer(a, b) || newer(b, a))
    }

    /// Takes away what an op's writes may change.
    fn kill(&self, op: &Op, facts: &mut Facts) {
        let writes = op.writes();
        if writes == 0 {
            return;
        }
        match *op {
            Op::StoreSlot { base, offset, .. } | Op::StoreSlotFloat64 { base, offset, .. } => {
                self.kill_slot(base, offset, None, facts);
            }
            Op::StoreEnvSlot { env, slot, .. } => {
                facts.retain(|key, _| !matches!(key, Key::Load(Op::LoadEnvSlot { env: e, slot: s }) if *s == slot && !self.distinct(*e, env)));
            }
            Op::StoreShape { object, .. } => {
                let object = self.graph.unrefined(object);
                let before = known_shape(facts, object);
                facts.retain(|key, fact| match key {
                    // An object of another shape is another object.
                    Key::Shape(other) => self.distinct(*other, object) || before.is_some() && before != fact.shape(),
                    Key::Load(op) => op.reads() & effect::READ_SHAPE == 0,
                    Key::Kind(_) => true,
                });
            }
            Op::ReserveSlots { .. } => {
                facts.retain(|key, _| !matches!(key, Key::Load(Op::LoadSlotsPointer { .. })));
            }
            _ => facts.retain(|key, _| {
                let reads = match key {
                    Key::Load(op) => op.reads(),
                    Key::Shape(_) => effect::READ_SHAPE,
                    Key::Kind(_) => effect::READ_ELEMENTS_KIND,
                };
                reads & writes == 0
            }),
        }
    }

    /// Applies a node to the facts; gives the value that replaces it.
    fn step(&mut self, node: NodeId, found: Found, facts: &mut Facts) -> Option<NodeId> {
        let op = self.graph.op(node).clone();
        if is_load(&op) {
            let key = Key::Load(load_key(self.graph, node));
            if let Some(&Fact::Value(value)) = facts.get(&key) {
                return forward(self.graph, node, value);
            }
            facts.insert(key, Fact::Value(node));
            return None;
        }
        match op {
            Op::CheckShape { object, ref shapes } => {
                let key = Key::Shape(self.graph.unrefined(object));
                if let Some(&Fact::Shape(known, refined)) = facts.get(&key) {
                    return shapes.0.contains(&known).then_some(refined);
                }
                if let Some((_, shape)) = found.filter(|f| f.0 == self.graph.unrefined(object) && shapes.0.contains(&f.1)) {
                    // The branch that leads here has been the guard.
                    self.graph.nodes[node].op = Op::PinObject { object };
                    self.graph.nodes[node].exit = None;
                    facts.insert(key, Fact::Shape(shape, node));
                    return None;
                }
                if let [shape] = *shapes.0 {
                    facts.insert(key, Fact::Shape(shape, node));
                }
            }
            Op::PinObject { object } => {
                let object = self.graph.unrefined(object);
                match (facts.get(&Key::Shape(object)), found.filter(|f| f.0 == object)) {
                    (Some(&Fact::Shape(known, refined)), Some((_, shape))) if known == shape => return Some(refined),
                    (_, Some((_, shape))) => drop(facts.insert(Key::Shape(object), Fact::Shape(shape, node))),
                    _ => {}
                }
            }
            Op::HasShape { object, shape } => {
                // (A branch's finding is a fact only from its first use on.)
                if let Some((_, found)) = found.filter(|f| f.0 == self.graph.unrefined(object)) {
                    self.graph.nodes[node].op = Op::BoolConstant { value: found == shape };
                } else if let Some(&Fact::Shape(known, _)) = facts.get(&Key::Shape(self.graph.unrefined(object))) {
                    self.graph.nodes[node].op = Op::BoolConstant { value: known == shape };
                }
            }
            Op::CheckElementsKind { object, byte, mask } => {
                let key = Key::Kind(self.graph.unrefined(object));
                if let Some(&Fact::Kind(known, known_mask, refined)) = facts.get(&key) {
                    if known_mask & mask == mask && known & mask == byte {
                        return Some(refined);
                    }
                }
                facts.insert(key, Fact::Kind(byte, mask, node));
            }
            Op::NewObject { ref slots, layout } => {
                facts.insert(Key::Shape(node), Fact::Shape(layout.shape, node));
                for (i, &value) in slots.iter().enumerate() {
                    let offset = (layout.base as u32 + i as u32) * 8;
                    facts.insert(Key::Load(Op::LoadSlot { base: node, offset }), Fact::Value(value));
                }
            }
            Op::NewEnv { ref slots, .. } => {
                for (i, &value) in slots.iter().enumerate() {
                    facts.insert(Key::Load(Op::LoadEnvSlot { env: node, slot: i as u32 }), Fact::Value(value));
                }
            }
            Op::WidenElements { object, kind: wanted } => {
                let key = Key::Kind(self.graph.unrefined(object));
                match facts.get(&key) {
                    Some(&Fact::Kind(known, mask, refined)) if mask & kind::MASK == kind::MASK && known & kind::MASK == wanted => return Some(refined),
                    _ => {}
                }
                self.kill(&op, facts);
                facts.insert(key, Fact::Kind(wanted, kind::MASK, node));
            }
            _ if op.writes() != 0 => {
                self.kill(&op, facts);
                learn(self.graph, node, &op, facts);
            }
            _ => {}
        }
        None
    }
}

/// The shape that a guard says an object had when it was reached.
fn guarded_shape(graph: &Graph, object: NodeId) -> Option<ShapeId> {
    match graph.op(object) {
        Op::CheckShape { shapes, .. } => if let [shape] = *shapes.0 { Some(shape) } else { None },
        _ => None,
    }
}

fn is_made(op: &Op) -> bool {
    matches!(op, Op::NewObject { .. } | Op::NewArray { .. } | Op::NewArrayOfLength { .. } | Op::NewEnv { .. } | Op::NewClosure { .. })
}

/// Does a store in a loop only touch an object that this round of the loop has made?
pub(super) fn writes_only_own(graph: &Graph, op: &Op, blocks: &BitSet, places: &Places) -> bool {
    let object = match *op {
        Op::StoreSlot { base, .. } | Op::StoreSlotFloat64 { base, .. } => base,
        Op::StoreShape { object, .. } => object,
        Op::StoreEnvSlot { env, .. } => env,
        _ => return false,
    };
    let object = graph.unrefined(object);
    is_made(graph.op(object)) && places[object].is_some_and(|(block, _)| blocks.contains(block.index()))
}

/// The key of a load.
fn load_key(graph: &Graph, node: NodeId) -> Op {
    match key(graph, node) {
        Op::LoadSlotFloat64 { base, offset } => Op::LoadSlot { base, offset },
        Op::LoadElementFloat64 { elements, index } => Op::LoadElement { elements, index },
        op => op,
    }
}

fn is_load(op: &Op) -> bool {
    let reads = op.reads() & !effect::READ_SHAPE;
    let guards = matches!(op, Op::LoadLength { .. } | Op::LoadTypedLength { .. });
    reads != 0 && !op.has(effect::WRITE_MASK | effect::PINNED | effect::CALLS | effect::ALLOCATES) && (guards || !op.has(effect::GUARD))
}

/// What a store leaves behind.
fn learn(graph: &Graph, node: NodeId, op: &Op, facts: &mut Facts) {
    let fact = match *op {
        Op::StoreSlot { base, value, offset, .. } | Op::StoreSlotFloat64 { base, value, offset } => {
            (Key::Load(Op::LoadSlot { base: graph.unrefined(base), offset }), Fact::Value(value))
        }
        Op::StoreEnvSlot { env, value, slot, .. } => (Key::Load(Op::LoadEnvSlot { env, slot }), Fact::Value(value)),
        Op::StoreElement { elements, index, value, .. } | Op::StoreElementFloat64 { elements, index, value } => {
            (Key::Load(Op::LoadElement { elements, index: graph.unrefined(index) }), Fact::Value(value))
        }
        Op::StoreShape { object, shape } => (Key::Shape(graph.unrefined(object)), Fact::Shape(shape, object)),
        Op::ReserveSlots { object, .. } => (Key::Load(Op::LoadSlotsPointer { object: graph.unrefined(object) }), Fact::Value(node)),
        _ => return,
    };
    facts.insert(fact.0, fact.1);
}

/// The known value in the form of the load's result; by another op in the load's place where that needs one.
fn forward(graph: &mut Graph, node: NodeId, value: NodeId) -> Option<NodeId> {
    let (wanted, given) = (graph.repr(node), graph.repr(value));
    if wanted == given {
        return Some(value);
    }
    let op = match (wanted, given) {
        (Repr::Float64, Repr::Tagged) => match *graph.op(value) {
            Op::BoxFloat64 { value } => return Some(value),
            Op::Constant { value: Bits(bits) } => Op::Float64Constant { value: crate::mir::DoubleBits(bits) },
            _ => Op::AssumeFloat64 { value },
        },
        (Repr::Tagged, Repr::Float64) => Op::BoxFloat64 { value },
        _ => return None,
    };
    graph.nodes[node].op = op;
    graph.nodes[node].exit = None;
    None
}
