//! Replaces the members of a class: walks the blocks where they may be with what stands for each ([`Held`]).

use super::content::{Content, Held, field, stored};
use super::facts::first_operand;
use super::members::{Class, MemberId, Members};
use super::regions::Need;
use super::states::Rewriting;
use super::uses::{elements, is_length};
use crate::mir::order::Dominators;
use crate::mir::{Bits, BlockId, Condition, DoubleBits, Exit, ExitId, Graph, NodeId, Op, Repr, StateId, TagTest, Terminator};
use crate::passes::rewrite::Replacements;
use ogive_base::IndexVec;
use ogive_vm::Value;
use ogive_vm::elements::kind;
use rustc_hash::{FxHashMap, FxHashSet};

pub(super) fn replace(
    graph: &mut Graph,
    members: &Members,
    class: &Class,
    order: &[BlockId],
    dominators: &Dominators,
    preds: &IndexVec<BlockId, Vec<BlockId>>,
) {
    let replacements = Replacements::new(graph);
    let changed = changed_fields(graph, members, class, order);
    let held = vec![Held::Nothing; class.members.len()];
    let mut this = Replacing {
        graph,
        members,
        class,
        dominators,
        preds,
        changed,
        held,
        ends: FxHashMap::default(),
        made: FxHashMap::default(),
        merges: vec![],
        dropped: FxHashSet::default(),
        replacements,
        states: FxHashMap::default(),
        kept: vec![],
    };
    for &block in order {
        this.block(block);
    }
    this.connect();
    this.remove_parameters();
    this.replacements.apply(this.graph);
}

/// Fields of the members (by seat) that change after the object has been made.
fn changed_fields(graph: &Graph, members: &Members, class: &Class, order: &[BlockId]) -> FxHashSet<(usize, usize)> {
    let mut changed = FxHashSet::default();
    for &block in order {
        for &node in &graph.blocks[block].nodes {
            let op = graph.op(node);
            let Some(id) = first_operand(op).and_then(|first| members.behind(first)).filter(|&id| class.has(members, id)) else { continue };
            let (seat, template) = (members.list[id].seat, graph.op(members.list[id].template));
            match (stored(op), field(graph, op, template)) {
                (Some(_), Some(field)) => drop(changed.insert((seat, field))),
                (None, _) if !matches!(op, Op::WidenElements { .. }) => {}
                _ => {
                    let (count, first) = elements(template).unwrap_or_default();
                    changed.extend((first..first + count).map(|field| (seat, field)));
                }
            }
        }
    }
    changed
}

struct Replacing<'a> {
    graph: &'a mut Graph,
    members: &'a Members,
    class: &'a Class,
    dominators: &'a Dominators,
    preds: &'a IndexVec<BlockId, Vec<BlockId>>,
    changed: FxHashSet<(usize, usize)>,
    /// What stands for the members where the walk is, by seat.
    held: Vec<Held>,
    /// And at the ends of the blocks behind it.
    ends: FxHashMap<BlockId, Vec<Held>>,
    /// Objects made after all, by seat and block.
    made: FxHashMap<(usize, BlockId), NodeId>,
    /// New parameters: block, member, which fields.
    merges: Vec<(BlockId, MemberId, Vec<(usize, NodeId)>)>,
    /// Guards and elements pointers that are gone.
    dropped: FxHashSet<NodeId>,
    replacements: Replacements,
    /// States rewritten with what is held now.
    states: FxHashMap<StateId, StateId>,
    /// Nodes of the block so far.
    kept: Vec<NodeId>,
}

impl Replacing<'_> {
    fn block(&mut self, block: BlockId) {
        self.held = self.class.members.iter().map(|&id| self.at_entry(id, block)).collect();
        self.states.clear();
        let nodes = std::mem::take(&mut self.graph.blocks[block].nodes);
        self.kept = Vec::with_capacity(nodes.len());
        for node in nodes {
            for id in self.members.made_at(self.class, block, Need::Before(node)).collect::<Vec<_>>() {
                self.make(id, block);
            }
            match self.members.of(node).filter(|&id| self.members.list[id].node == node && self.class.has(self.members, id)) {
                Some(id) => {
                    let content = Content::of_new(self.graph, node);
                    self.hold(id, Held::Fields(content));
                }
                None if self.step(node) => self.kept.push(node),
                None => {}
            }
        }
        for id in self.members.made_at(self.class, block, Need::End).collect::<Vec<_>>() {
            self.make(id, block);
        }
        // What `Content::of_new` has put into the entry block stays first.
        let mut nodes = std::mem::take(&mut self.graph.blocks[block].nodes);
        nodes.append(&mut self.kept);
        self.graph.blocks[block].nodes = nodes;
        self.end(block);
        self.ends.insert(block, std::mem::take(&mut self.held));
    }

    fn hold(&mut self, id: MemberId, held: Held) {
        self.held[self.members.list[id].seat] = held;
        self.states.clear();
    }
    fn template(&self, id: MemberId) -> &Op {
        self.graph.op(self.members.list[id].template)
    }
    /// Adds a node to the block.
    fn append(&mut self, op: Op) -> NodeId {
        let node = self.graph.new_node(op, None);
        self.kept.push(node);
        node
    }
    /// A value as a Value.
    fn tagged(&mut self, value: NodeId) -> NodeId {
        let value = self.replacements.find(value);
        match self.graph.repr(value) {
            Repr::Float64 => self.append(Op::BoxFloat64 { value }),
            _ => value,
        }
    }

    // ---- between blocks ---------------------------------------------------------------------------------------------

    /// What stands for a member where a block begins: what all ways bring, or parameters.
    fn at_entry(&mut self, id: MemberId, block: BlockId) -> Held {
        let member = &self.members.list[id];
        if !member.may_be_needed(block, self.dominators) {
            return Held::Nothing;
        }
        if let Some(region) = member.region_around(block, self.dominators) {
            return Held::Made(self.made[&(member.seat, region.block)]);
        }
        let sources = self.members.sources(self.graph, self.preds, id, block);
        let known: Vec<Content> = sources.iter().filter_map(|&(pred, id)| self.content_at_end(pred, id)).cloned().collect();
        let Some(first) = known.first() else { return Held::Nothing };
        let (mut content, is_own, has_back_edges) = (first.clone(), block == member.block, known.len() < sources.len());
        let mut parameters = vec![];
        for field in 0..content.fields.len() {
            let brought: Vec<NodeId> = known.iter().map(|c| self.replacements.find(c.fields[field])).collect();
            let same = brought.iter().all(|&v| v == brought[0]);
            // (What another object brings round a loop is not known yet.)
            if same && !(has_back_edges && (is_own || self.changed.contains(&(member.seat, field)))) {
                continue;
            }
            let double = brought.iter().all(|&v| self.graph.repr(v) == Repr::Float64) && !has_back_edges;
            let parameter = self.graph.add_parameter(block, if double { Repr::Float64 } else { Repr::Tagged });
            content.fields[field] = parameter;
            parameters.push((field, parameter));
        }
        if !parameters.is_empty() {
            self.merges.push((block, id, parameters));
        }
        Held::Fields(content)
    }
    fn content_at_end(&self, block: BlockId, id: MemberId) -> Option<&Content> {
        match &self.ends.get(&block)?[self.members.list[id].seat] {
            Held::Fields(content) => Some(content),
            _ => None,
        }
    }

    /// Gives the new parameters their arguments.
    fn connect(&mut self) {
        for (block, id, parameters) in std::mem::take(&mut self.merges) {
            let member = &self.members.list[id];
            let own = self.graph.blocks[block].parameters.iter().position(|&parameter| parameter == member.node);
            let mut preds = self.preds[block].clone();
            preds.sort_unstable();
            preds.dedup();
            for pred in preds {
                for edge in 0..self.graph.blocks[pred].terminator.edges().len() {
                    let to = self.graph.blocks[pred].terminator.edges()[edge];
                    if to.block != block {
                        continue;
                    }
                    let source = own.map_or(Some(id), |at| self.members.of(to.arguments[at]));
                    let content = source.and_then(|id| self.content_at_end(pred, id)).expect("it is known at the ends of all ways").clone();
                    for &(field, parameter) in &parameters {
                        let value = self.replacements.find(content.fields[field]);
                        let value = match (self.graph.repr(parameter), self.graph.repr(value)) {
                            (Repr::Tagged, Repr::Float64) => self.graph.append(pred, Op::BoxFloat64 { value }, None),
                            _ => value,
                        };
                        self.graph.blocks[pred].terminator.edges_mut()[edge].arguments.push(value);
                    }
                }
            }
        }
    }

    /// Takes away the parameters that were members.
    fn remove_parameters(&mut self) {
        for &id in &self.class.members {
            let member = &self.members.list[id];
            let Some(at) = self.graph.blocks[member.block].parameters.iter().position(|&parameter| parameter == member.node) else { continue };
            self.graph.blocks[member.block].parameters.remove(at);
            let mut preds = self.preds[member.block].clone();
            preds.sort_unstable();
            preds.dedup();
            for pred in preds {
                for edge in self.graph.blocks[pred].terminator.edges_mut().into_iter().filter(|edge| edge.block == member.block) {
                    edge.arguments.remove(at);
                }
            }
        }
    }

    /// Makes a member after all.
    fn make(&mut self, id: MemberId, block: BlockId) {
        let Held::Fields(mut content) = self.held[self.members.list[id].seat].clone() else { return };
        for field in &mut content.fields {
            *field = self.tagged(*field);
        }
        let op = content.allocation(self.template(id));
        let made = self.append(op);
        self.made.insert((self.members.list[id].seat, block), made);
        self.hold(id, Held::Made(made));
    }

    /// The operand with objects that have been made in place of members.
    fn with_made(&mut self, operand: NodeId) -> NodeId {
        let Some(id) = self.members.behind(operand).filter(|&id| self.class.has(self.members, id)) else { return operand };
        let member = &self.members.list[id];
        match self.held[member.seat] {
            Held::Made(made) if operand == member.node => made,
            Held::Made(made) if self.dropped.contains(&operand) => match self.members.elements_of(operand) {
                Some(_) => self.append(Op::LoadElements { object: made }),
                None => made,
            },
            _ => operand,
        }
    }

    fn end(&mut self, block: BlockId) {
        let mut terminator = std::mem::replace(&mut self.graph.blocks[block].terminator, Terminator::None);
        terminator.for_each_operand_mut(|operand| *operand = self.with_made(*operand));
        if let Terminator::Exit(exit) | Terminator::SlowPath { exit, .. } = &mut terminator {
            *exit = self.exit(*exit);
        }
        self.graph.blocks[block].terminator = terminator;
        if let Some(exit) = self.graph.blocks[block].end_state {
            self.graph.blocks[block].end_state = Some(self.exit(exit));
        }
    }

    // ---- nodes ------------------------------------------------------------------------------------------------------

    /// Applies a node; does it stay?
    fn step(&mut self, node: NodeId) -> bool {
        let mut op = std::mem::take(&mut self.graph.nodes[node].op);
        op.for_each_operand_mut(|operand| *operand = self.with_made(*operand));
        self.graph.nodes[node].op = op;
        if let Some(stays) = self.look_inside(node) {
            return stays;
        }
        if let Some(exit) = self.graph.nodes[node].exit {
            self.graph.nodes[node].exit = Some(self.exit(exit));
        }
        if let Some(after) = self.graph.nodes[node].after {
            self.graph.nodes[node].after = Some(self.state(after));
        }
        true
    }

    /// The member that a value stands for, if it is not made, and what it is.
    fn fields_of(&self, value: NodeId) -> Option<(MemberId, Content)> {
        let id = self.members.behind(value).filter(|&id| self.class.has(self.members, id))?;
        match &self.held[self.members.list[id].seat] {
            Held::Fields(content) => Some((id, content.clone())),
            _ => None,
        }
    }

    /// A node that looks at a member: does it stay, as something else? `None`: it is no such node.
    fn look_inside(&mut self, node: NodeId) -> Option<bool> {
        let op = self.graph.op(node).clone();
        if let Op::SameBits { lhs, rhs } = op {
            let (l, r) = (self.fields_of(lhs), self.fields_of(rhs));
            let (l, r) = (l.map(|l| l.0), r.map(|r| r.0));
            // Nobody else has the object: another value is not it.
            return (l.is_some() || r.is_some()).then(|| self.becomes(node, Op::BoolConstant { value: l == r }));
        }
        let (id, mut content) = self.fields_of(first_operand(&op)?)?;
        let field = field(self.graph, &op, self.template(id));
        if let Some(value) = stored(&op) {
            match (field, &op) {
                (Some(field), _) => content.fields[field] = value,
                (None, &Op::StoreElement { index, .. } | &Op::StoreElementFloat64 { index, .. }) => self.store_chosen(id, &mut content, index, value),
                _ => {}
            }
            self.hold(id, Held::Fields(content));
            return Some(false);
        }
        let int32 = |value: usize| Op::Int32Constant { value: value as i32 };
        let count = elements(self.template(id)).map_or(0, |elements| elements.0);
        Some(match op {
            Op::StoreShape { shape, .. } => {
                content.facts.shape = Some(shape);
                self.hold(id, Held::Fields(content));
                false
            }
            Op::WidenElements { kind, .. } => {
                self.dropped.insert(node);
                self.widen(id, content, kind);
                false
            }
            Op::LoadElements { .. } => {
                self.dropped.insert(node);
                false
            }
            _ if op.refined().is_some() => {
                self.dropped.insert(node);
                false
            }
            Op::LoadElementsLength { .. } | Op::LoadLength { .. } => self.becomes(node, int32(count)),
            Op::LoadSlot { offset, .. } if is_length(self.template(id), offset) => self.becomes(node, Op::Constant { value: Bits(Value::int(count as i32).bits()) }),
            Op::LoadArrayLength { .. } => self.becomes(node, Op::Constant { value: Bits(Value::int(count as i32).bits()) }),
            Op::LoadElement { index, .. } | Op::LoadElementFloat64 { index, .. } if field.is_none() => {
                let value = self.chosen(id, &content, index);
                self.load(node, value)
            }
            Op::HasShape { shape, .. } => self.becomes(node, Op::BoolConstant { value: content.facts.shape == Some(shape) }),
            Op::HasCode { block, .. } => {
                let same = matches!(*self.template(id), Op::NewClosure { block: made, .. } if made == block);
                self.becomes(node, Op::BoolConstant { value: same })
            }
            Op::IsNullish { .. } | Op::EqualsNull { .. } => self.becomes(node, Op::BoolConstant { value: false }),
            Op::ToBoolean { .. } => self.becomes(node, Op::BoolConstant { value: true }),
            Op::HasTag { tag, .. } => self.becomes(node, Op::BoolConstant { value: matches!(tag, TagTest::Object | TagTest::AnyObject) }),
            _ => self.load(node, content.fields[field?]),
        })
    }

    /// The node is another one now, and stays.
    fn becomes(&mut self, node: NodeId, op: Op) -> bool {
        self.graph.nodes[node].op = op;
        self.graph.nodes[node].exit = None;
        true
    }

    /// A load of a known field; does the node stay, as a conversion?
    fn load(&mut self, node: NodeId, value: NodeId) -> bool {
        let value = self.replacements.find(value);
        match (self.graph.repr(node), self.graph.repr(value)) {
            (Repr::Tagged, Repr::Float64) => self.becomes(node, Op::BoxFloat64 { value }),
            (Repr::Float64, Repr::Tagged) => self.becomes(node, Op::AssumeFloat64 { value }),
            _ => {
                self.replacements.replace(node, value);
                false
            }
        }
    }

    // ---- elements ---------------------------------------------------------------------------------------------------

    /// Is the index that one?
    fn is_index(&mut self, index: NodeId, at: usize) -> NodeId {
        let rhs = self.append(Op::Int32Constant { value: at as i32 });
        self.append(Op::Int32Compare { lhs: index, rhs, condition: Condition::Equal })
    }
    /// The element at an index that is in bounds.
    fn chosen(&mut self, id: MemberId, content: &Content, index: NodeId) -> NodeId {
        let (count, first) = elements(self.template(id)).unwrap_or_default();
        let mut chosen = self.tagged(content.fields[first]);
        for at in 1..count {
            let condition = self.is_index(index, at);
            let yes = self.tagged(content.fields[first + at]);
            chosen = self.append(Op::Select { condition, yes, no: chosen });
        }
        chosen
    }
    /// Stores at an index that is in bounds.
    fn store_chosen(&mut self, id: MemberId, content: &mut Content, index: NodeId, value: NodeId) {
        let (count, first) = elements(self.template(id)).unwrap_or_default();
        let yes = self.tagged(value);
        for at in 0..count {
            let condition = self.is_index(index, at);
            let no = self.tagged(content.fields[first + at]);
            content.fields[first + at] = self.append(Op::Select { condition, yes, no });
        }
    }
    /// Promises the elements to be of that kind. Arrays of doubles hold no int32.
    fn widen(&mut self, id: MemberId, mut content: Content, wanted: u8) {
        let was_int = content.facts.byte & kind::MASK == kind::INT;
        if was_int && wanted == kind::DOUBLE {
            for field in &mut content.fields {
                *field = self.as_double(*field);
            }
        }
        content.facts = content.facts.widened(wanted).unwrap_or(content.facts);
        self.hold(id, Held::Fields(content));
    }
    /// An int32 Value as a double.
    fn as_double(&mut self, value: NodeId) -> NodeId {
        let value = self.replacements.find(value);
        if let Some(Bits(bits)) = self.graph.constant(value) {
            let number = Value::from_rooted_bits(bits).as_number().unwrap_or(f64::NAN);
            return self.append(Op::Float64Constant { value: DoubleBits::new(number) });
        }
        let value = self.append(Op::AssumeInt32 { value });
        self.append(Op::Int32ToFloat64 { value })
    }

    // ---- states -----------------------------------------------------------------------------------------------------

    fn exit(&mut self, id: ExitId) -> ExitId {
        let old = self.graph.exits[id].clone();
        let state = self.state(old.state);
        if state == old.state { id } else { self.graph.exits.push(Exit { state, ..old }) }
    }
    fn state(&mut self, id: StateId) -> StateId {
        if let Some(&known) = self.states.get(&id) {
            return known;
        }
        let rewriting = Rewriting::new(self.graph, (self.members, self.class), &self.held, &self.dropped, &self.replacements);
        let new = rewriting.state(id);
        self.states.insert(id, new);
        new
    }
}
