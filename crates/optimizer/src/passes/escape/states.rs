//! Frame states in which members are recipes.

use super::content::Held;
use super::members::{Class, Members};
use crate::mir::{FrameState, Graph, NodeId, StateId, StateValue, Sunk, SunkId};
use crate::passes::rewrite::Replacements;
use rustc_hash::{FxHashMap, FxHashSet};

/// One state being rewritten: all that it names is rewritten once, so that what was one object stays one.
pub(super) struct Rewriting<'a> {
    pub graph: &'a mut Graph,
    pub members: &'a Members,
    pub class: &'a Class,
    pub held: &'a [Held],
    /// Guards that are gone: the member itself stands for them.
    pub dropped: &'a FxHashSet<NodeId>,
    pub replacements: &'a Replacements,
    recipes: FxHashMap<usize, SunkId>,
    copies: FxHashMap<SunkId, SunkId>,
}

impl<'a> Rewriting<'a> {
    pub fn new(
        graph: &'a mut Graph,
        (members, class): (&'a Members, &'a Class),
        held: &'a [Held],
        dropped: &'a FxHashSet<NodeId>,
        replacements: &'a Replacements,
    ) -> Rewriting<'a> {
        Rewriting { graph, members, class, held, dropped, replacements, recipes: FxHashMap::default(), copies: FxHashMap::default() }
    }

    /// The state, or a new one if it names a member.
    pub fn state(mut self, id: StateId) -> StateId {
        let mut is_named = false;
        self.graph.for_each_state_value(id, &mut |node| is_named |= self.members.of(node).is_some_and(|member| self.class.has(self.members, member)));
        if is_named { self.copy(id) } else { id }
    }

    fn copy(&mut self, id: StateId) -> StateId {
        let old = self.graph.states[id].clone();
        let caller = old.caller.map(|caller| self.copy(caller));
        let registers = old.registers.iter().map(|&(register, value)| (register, self.value(value))).collect();
        self.graph.states.push(FrameState { caller, registers, ..old })
    }

    fn value(&mut self, value: StateValue) -> StateValue {
        match value {
            StateValue::Node(node) => self.node(node),
            StateValue::Sunk(id) => {
                if let Some(&known) = self.copies.get(&id) {
                    return StateValue::Sunk(known);
                }
                let old = self.graph.sunk[id].clone();
                let new = self.graph.sunk.push(old.clone());
                self.copies.insert(id, new);
                let values = old.values.iter().map(|&value| self.value(value)).collect();
                self.graph.sunk[new].values = values;
                StateValue::Sunk(new)
            }
        }
    }

    fn node(&mut self, node: NodeId) -> StateValue {
        let Some(id) = self.members.of(node).filter(|&id| self.class.has(self.members, id)) else { return StateValue::Node(node) };
        let member = &self.members.list[id];
        match &self.held[member.seat] {
            Held::Made(made) if node == member.node || self.dropped.contains(&node) => StateValue::Node(*made),
            Held::Fields(content) => {
                let recipe = *self.recipes.entry(member.seat).or_insert_with(|| {
                    let kind = content.kind(self.graph.op(member.template));
                    let values = content.fields.iter().map(|&field| StateValue::Node(self.replacements.find(field))).collect();
                    self.graph.sunk.push(Sunk { kind, values })
                });
                StateValue::Sunk(recipe)
            }
            _ => StateValue::Node(node),
        }
    }
}
