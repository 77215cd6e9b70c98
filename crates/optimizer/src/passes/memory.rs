//! Loads of what is known: walks the blocks in reverse postorder with facts about memory (what a slot, an element or a length holds, which shape an
//! object has), forwards stores to loads, and takes away loads and shape guards that the facts answer.
//!
//! What kills a fact: a write to its heap. Two refinements: stores to slots (named or of environments) only touch slots of the same number, and
//! objects that this code has made are different from each other. At a merge the facts that all predecessors share survive; at a loop's head,
//! those from before the loop that nothing in it kills.

use super::gvn::key;
use super::rewrite::Replacements;
use crate::mir::order::{Dominators, Loop, loops, predecessors};
use crate::mir::{BlockId, Bits, Graph, NodeId, Op, Repr, ShapeId, Terminator, effect};
use ogive_base::Idx;
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
    Shape(ShapeId),
    /// Byte and mask.
    Kind(u8, u8),
}

type Facts = FxHashMap<Key, Fact>;

pub(super) fn run(graph: &mut Graph) {
    let dominators = Dominators::of(graph);
    let loops = loops(graph, &dominators);
    let preds = predecessors(graph, &dominators.order);
    let mut replacements = Replacements::new(graph);
    let mut ends: FxHashMap<BlockId, Facts> = FxHashMap::default();
    for &block in &dominators.order {
        let mut facts = at_entry(graph, block, &preds[block], &ends, &dominators);
        if let Some(this) = loops.iter().find(|l| l.head == block) {
            kill_in_loop(graph, this, &mut facts);
        }
        let nodes = std::mem::take(&mut graph.blocks[block].nodes);
        let mut kept = Vec::with_capacity(nodes.len());
        for node in nodes {
            graph.nodes[node].op.for_each_operand_mut(|operand| *operand = replacements.find(*operand));
            match step(graph, node, &mut facts) {
                Some(value) => replacements.replace(node, value),
                None => kept.push(node),
            }
        }
        graph.blocks[block].nodes = kept;
        graph.blocks[block].terminator.for_each_operand_mut(|operand| *operand = replacements.find(*operand));
        ends.insert(block, facts);
    }
    replacements.apply(graph);
}

/// Facts that all predecessors (those that come before) share, and what the branch that leads here tells.
fn at_entry(graph: &Graph, block: BlockId, preds: &[BlockId], ends: &FxHashMap<BlockId, Facts>, dominators: &Dominators) -> Facts {
    let forward: Vec<BlockId> = preds.iter().copied().filter(|&p| !dominators.dominates(block, p)).collect();
    if forward.iter().any(|p| !ends.contains_key(p)) {
        return Facts::default();
    }
    let Some((&first, others)) = forward.split_first() else { return Facts::default() };
    let mut facts = ends[&first].clone();
    for pred in others {
        let other = &ends[pred];
        facts.retain(|key, fact| other.get(key) == Some(fact));
    }
    if others.is_empty()
        && let Terminator::Branch { condition, yes, no, .. } = &graph.blocks[first].terminator
        && yes.block == block
        && no.block != block
        && let Op::HasShape { object, shape } = *graph.op(*condition)
    {
        facts.insert(Key::Shape(graph.unrefined(object)), Fact::Shape(shape));
    }
    facts
}

fn kill_in_loop(graph: &Graph, this: &Loop, facts: &mut Facts) {
    for block in this.blocks.iter().map(BlockId::new) {
        for &node in &graph.blocks[block].nodes {
            if graph.op(node).writes() != 0 {
                kill(graph, graph.op(node), facts);
            }
        }
        if let Terminator::SlowPath { .. } = graph.blocks[block].terminator {
            facts.clear();
        }
    }
}

/// Different objects for certain: both made here.
fn distinct(graph: &Graph, a: NodeId, b: NodeId) -> bool {
    let made = |node| matches!(graph.op(node), Op::NewObject { .. } | Op::NewArray { .. } | Op::NewEnv { .. } | Op::NewClosure { .. });
    a != b && made(a) && made(b)
}

/// Takes away what an op's writes may change.
fn kill(graph: &Graph, op: &Op, facts: &mut Facts) {
    let writes = op.writes();
    if writes == 0 {
        return;
    }
    match *op {
        Op::StoreSlot { base, offset, .. } | Op::StoreSlotFloat64 { base, offset, .. } => {
            let base = graph.unrefined(base);
            facts.retain(|key, _| !matches!(key, Key::Load(Op::LoadSlot { base: b, offset: o }) if *o == offset && !distinct(graph, *b, base)));
        }
        Op::StoreEnvSlot { env, slot, .. } => {
            facts.retain(|key, _| !matches!(key, Key::Load(Op::LoadEnvSlot { env: e, slot: s }) if *s == slot && !distinct(graph, *e, env)));
        }
        Op::StoreShape { object, .. } => {
            let object = graph.unrefined(object);
            let before = facts.get(&Key::Shape(object)).copied();
            facts.retain(|key, fact| match key {
                // An object of another shape is another object.
                Key::Shape(other) => distinct(graph, *other, object) || before.is_some_and(|before| before != *fact),
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
                Key::Kind(_) => effect::READ_ELEMENTS_HEAD,
            };
            reads & writes == 0
        }),
    }
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

/// Applies a node to the facts; gives the value that replaces it.
fn step(graph: &mut Graph, node: NodeId, facts: &mut Facts) -> Option<NodeId> {
    let op = graph.op(node).clone();
    if is_load(&op) {
        let key = Key::Load(load_key(graph, node));
        if let Some(&Fact::Value(value)) = facts.get(&key) {
            return forward(graph, node, value);
        }
        facts.insert(key, Fact::Value(node));
        return None;
    }
    match op {
        Op::CheckShape { object, ref shapes } => {
            let key = Key::Shape(graph.unrefined(object));
            if let Some(&Fact::Shape(known)) = facts.get(&key) {
                return shapes.0.contains(&known).then_some(object);
            }
            if let [shape] = *shapes.0 {
                facts.insert(key, Fact::Shape(shape));
            }
        }
        Op::HasShape { object, shape } => {
            if let Some(&Fact::Shape(known)) = facts.get(&Key::Shape(graph.unrefined(object))) {
                graph.nodes[node].op = Op::BoolConstant { value: known == shape };
            }
        }
        Op::CheckElementsKind { object, byte, mask } => {
            let key = Key::Kind(graph.unrefined(object));
            if let Some(&Fact::Kind(known, known_mask)) = facts.get(&key) {
                if known_mask & mask == mask && known & mask == byte {
                    return Some(object);
                }
            } else {
                facts.insert(key, Fact::Kind(byte, mask));
            }
        }
        Op::NewObject { ref slots, layout } => {
            facts.insert(Key::Shape(node), Fact::Shape(layout.shape));
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
        _ if op.writes() != 0 => {
            kill(graph, &op, facts);
            learn(graph, node, &op, facts);
        }
        _ => {}
    }
    None
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
        Op::StoreShape { object, shape } => (Key::Shape(graph.unrefined(object)), Fact::Shape(shape)),
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
