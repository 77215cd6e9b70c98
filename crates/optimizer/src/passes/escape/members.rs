//! Finds the members: the values that the pass replaces, with the places where they have to be made after all.

use super::regions::{self, Need, Region};
use super::uses::{is_candidate, keeps, same_form, stored_into};
use crate::mir::order::Dominators;
use crate::mir::{BlockId, Graph, NodeId, Op, Repr, StateId, StateValue, Terminator, effect};
use ogive_base::{BitSet, Idx, IndexVec};
use ogive_bytecode::frame;
use rustc_hash::{FxHashMap, FxHashSet};

/// Number of a member.
pub(super) type MemberId = usize;

/// A value that is followed.
pub(super) struct Member {
    pub node: NodeId,
    pub block: BlockId,
    /// An allocation of its class: what it is.
    pub template: NodeId,
    /// Where it is made after all.
    pub regions: Vec<Region>,
    /// Blocks at whose start it is needed, if that will be asked.
    live: Option<BitSet>,
    used_in: Vec<BlockId>,
    needs: Vec<(BlockId, Need)>,
    /// Members that it is stored into.
    holders: Vec<MemberId>,
    /// Edges that bring it: from where, to which parameter.
    passed: Vec<(BlockId, NodeId)>,
    /// It has not turned out that it cannot be replaced.
    is_alive: bool,
    class: usize,
    /// Its place among the members of its class.
    pub seat: usize,
}

impl Member {
    pub fn is_parameter(&self) -> bool {
        self.node != self.template
    }
    /// May somebody need it at a block's start?
    pub fn may_be_needed(&self, block: BlockId, dominators: &Dominators) -> bool {
        block == self.block || dominators.dominates(self.block, block) && self.live.as_ref().is_none_or(|live| live.contains(block.index()))
    }
    /// The region that a block is in as a whole.
    pub fn region_around(&self, block: BlockId, dominators: &Dominators) -> Option<&Region> {
        self.regions.iter().find(|region| region.block != block && dominators.dominates(region.block, block))
    }
}

/// All members of a round.
pub(super) struct Members {
    pub list: Vec<Member>,
    /// The member that a value is, refining guards included.
    of: IndexVec<NodeId, Option<MemberId>>,
    /// The member whose elements a pointer points to.
    elements_of: IndexVec<NodeId, Option<MemberId>>,
}

/// The members. `None`: nothing is allocated that could be one.
pub(super) fn find(graph: &Graph, dominators: &Dominators, preds: &IndexVec<BlockId, Vec<BlockId>>, barred: &FxHashSet<NodeId>) -> Option<Members> {
    let mut made = vec![];
    for &block in &dominators.order {
        let nodes = graph.blocks[block].nodes.iter();
        made.extend(nodes.filter(|&&node| is_candidate(graph.op(node)) && !barred.contains(&node)).map(|&node| (node, block)));
    }
    if made.is_empty() {
        return None;
    }
    let mut members = Members {
        list: vec![],
        of: IndexVec::filled(None, graph.nodes.len()),
        elements_of: IndexVec::filled(None, graph.nodes.len()),
    };
    made.into_iter().for_each(|(node, block)| members.add(node, block, node));
    for (node, block, template) in parameters(graph, dominators, &members, barred) {
        members.add(node, block, template);
    }
    for &block in &dominators.order {
        members.note_uses(graph, block);
    }
    members.settle(graph, dominators, preds);
    Some(members)
}

/// What the edges have brought to a parameter so far.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Brought {
    Nothing,
    /// Objects made as by that allocation.
    Object(NodeId),
    /// What cannot be a member.
    Other,
}

/// Parameters to which all edges bring allocations of one form, or such parameters.
fn parameters(graph: &Graph, dominators: &Dominators, members: &Members, barred: &FxHashSet<NodeId>) -> Vec<(NodeId, BlockId, NodeId)> {
    let mut brought: IndexVec<NodeId, Brought> = IndexVec::filled(Brought::Nothing, graph.nodes.len());
    let mut changed = true;
    while std::mem::take(&mut changed) {
        for &block in &dominators.order {
            for edge in graph.blocks[block].terminator.edges() {
                for (&argument, &parameter) in edge.arguments.iter().zip(&graph.blocks[edge.block].parameters) {
                    let argument = graph.unrefined(argument);
                    if argument == parameter || brought[parameter] == Brought::Other {
                        continue;
                    }
                    let new = match graph.op(argument) {
                        _ if barred.contains(&parameter) || graph.repr(parameter) != Repr::Tagged => Brought::Other,
                        Op::BlockParam {} => brought[argument],
                        _ => members.of(argument).map_or(Brought::Other, |_| Brought::Object(argument)),
                    };
                    let met = match (brought[parameter], new) {
                        (known, Brought::Nothing) | (Brought::Nothing, known) => known,
                        (Brought::Object(a), Brought::Object(b)) if same_form(graph.op(a), graph.op(b)) => Brought::Object(a),
                        _ => Brought::Other,
                    };
                    changed |= std::mem::replace(&mut brought[parameter], met) != met;
                }
            }
        }
    }
    let mut found = vec![];
    for &block in &dominators.order {
        for &parameter in &graph.blocks[block].parameters {
            if let Brought::Object(template) = brought[parameter] {
                found.push((parameter, block, template));
            }
        }
    }
    found
}

impl Members {
    fn add(&mut self, node: NodeId, block: BlockId, template: NodeId) {
        self.of[node] = Some(self.list.len());
        self.list.push(Member {
            node,
            block,
            template,
            regions: vec![],
            live: None,
            used_in: vec![],
            needs: vec![],
            holders: vec![],
            passed: vec![],
            is_alive: true,
            class: 0,
            seat: 0,
        });
    }
    /// The member that a value is.
    pub fn of(&self, node: NodeId) -> Option<MemberId> {
        self.of.get(node).copied().flatten()
    }
    /// The member whose elements a pointer points to.
    pub fn elements_of(&self, node: NodeId) -> Option<MemberId> {
        self.elements_of.get(node).copied().flatten()
    }
    /// The member that an op looks at, by itself or its elements.
    pub fn behind(&self, node: NodeId) -> Option<MemberId> {
        self.of(node).or_else(|| self.elements_of(node))
    }

    // ---- uses -------------------------------------------------------------------------------------------------------

    /// Notes all uses in a block, but for those by states.
    fn note_uses(&mut self, graph: &Graph, block: BlockId) {
        for &node in &graph.blocks[block].nodes {
            let op = graph.op(node);
            if let Some(inner) = op.refined() {
                self.of[node] = self.of(inner);
            } else if let Op::LoadElements { object } = *op {
                self.elements_of[node] = self.of(object);
            }
            let mut position = 0;
            op.for_each_operand(|operand, _| {
                if let Some(id) = self.behind(operand) {
                    self.note_use(graph, id, node, block, position);
                }
                position += 1;
            });
            if let Some(exit) = graph.nodes[node].exit.filter(|_| op.has(effect::CALLS)) {
                self.note_headers(graph, graph.exits[exit].state, block, Need::Before(node));
            }
        }
        if let Terminator::SlowPath { exit, .. } = graph.blocks[block].terminator {
            self.note_headers(graph, graph.exits[exit].state, block, Need::End);
        }
        let edges = graph.blocks[block].terminator.edges();
        for edge in &edges {
            for (&argument, &parameter) in edge.arguments.iter().zip(&graph.blocks[edge.block].parameters) {
                if let Some(id) = self.of(argument) {
                    self.list[id].used_in.push(block);
                    self.list[id].passed.push((block, parameter));
                }
            }
        }
        if edges.is_empty() {
            graph.blocks[block].terminator.for_each_operand(|operand| {
                if let Some(id) = self.of(operand) {
                    self.need(id, block, Need::End);
                }
            });
        }
    }

    fn note_use(&mut self, graph: &Graph, id: MemberId, node: NodeId, block: BlockId, position: usize) {
        let op = graph.op(node);
        if self.list[id].used_in.last() != Some(&block) {
            self.list[id].used_in.push(block);
        }
        if !keeps(graph, op, position, graph.op(self.list[id].template)) {
            self.need(id, block, Need::Before(node));
            if let Some(holder) = stored_into(op, node, position).and_then(|holder| self.behind(holder)) {
                self.list[id].holders.push(holder);
            }
        }
    }

    fn need(&mut self, id: MemberId, block: BlockId, need: Need) {
        self.list[id].used_in.push(block);
        self.list[id].needs.push((block, need));
    }

    /// Callees of inlined frames that something is called from stand in their windows, where others may look at them. (So does `this`, for the names in
    /// stack traces; one that is not made is undefined there.)
    fn note_headers(&mut self, graph: &Graph, state: StateId, block: BlockId, need: Need) {
        let mut next = Some(state);
        while let Some(id) = next {
            let state = &graph.states[id];
            for &(word, value) in state.registers.iter().filter(|_| state.caller.is_some()) {
                if [frame::CALLEE, frame::NEW_TARGET].iter().any(|&header| word == header as u32)
                    && let StateValue::Node(node) = value
                    && let Some(id) = self.of(node)
                {
                    self.need(id, block, need);
                }
            }
            next = state.caller;
        }
    }

    /// Notes in which blocks states name the members.
    fn note_states(&mut self, graph: &Graph, dominators: &Dominators) {
        let mut named: FxHashMap<StateId, Vec<MemberId>> = FxHashMap::default();
        for &block in &dominators.order {
            let mut seen: Vec<StateId> = vec![];
            let mut note = |state: StateId| {
                if seen.contains(&state) {
                    return;
                }
                seen.push(state);
                let names = named.entry(state).or_insert_with(|| {
                    let mut names = vec![];
                    graph.for_each_state_value(state, &mut |node| names.extend(self.of(node)));
                    names
                });
                names.iter().for_each(|&id| self.list[id].used_in.push(block));
            };
            let nodes = graph.blocks[block].nodes.iter().map(|&node| &graph.nodes[node]);
            for node in nodes {
                node.exit.into_iter().for_each(|exit| note(graph.exits[exit].state));
                node.after.into_iter().for_each(&mut note);
            }
            if let Terminator::Exit(exit) | Terminator::SlowPath { exit, .. } = graph.blocks[block].terminator {
                note(graph.exits[exit].state);
            }
            if let Some(exit) = graph.blocks[block].end_state {
                note(graph.exits[exit].state);
            }
        }
    }

    // ---- who stays a member -----------------------------------------------------------------------------------------

    /// Takes away what cannot be replaced, until all that are left can.
    fn settle(&mut self, graph: &Graph, dominators: &Dominators, preds: &IndexVec<BlockId, Vec<BlockId>>) {
        self.note_lives(graph, dominators, preds);
        let mut changed = true;
        while std::mem::take(&mut changed) {
            for id in 0..self.list.len() {
                if !self.list[id].is_alive {
                    continue;
                }
                match self.regions_of(id, graph, dominators).filter(|_| self.arguments_fit(id, graph, dominators, preds)) {
                    Some(regions) => changed |= std::mem::replace(&mut self.list[id].regions, regions) != self.list[id].regions,
                    None => {
                        self.list[id].is_alive = false;
                        changed = true;
                    }
                }
            }
        }
    }

    /// Where they are live, of members for which that will be asked.
    fn note_lives(&mut self, graph: &Graph, dominators: &Dominators, preds: &IndexVec<BlockId, Vec<BlockId>>) {
        let asked = |id: &MemberId| {
            let (member, needs) = (&self.list[*id], self.needs(*id));
            !needs.iter().any(|&(block, _)| block == member.block) && !(needs.is_empty() && member.passed.is_empty())
        };
        let asked: Vec<MemberId> = (0..self.list.len()).filter(asked).collect();
        if asked.is_empty() {
            return;
        }
        self.note_states(graph, dominators);
        for id in asked {
            let member = &self.list[id];
            self.list[id].live = Some(regions::live(graph, preds, member.block, &member.used_in));
        }
    }

    /// Where the object itself is needed, as things stand.
    fn needs(&self, id: MemberId) -> Vec<(BlockId, Need)> {
        let member = &self.list[id];
        let to_others = member.passed.iter().filter(|(_, parameter)| !self.is_alive(*parameter)).map(|&(from, _)| (from, Need::End));
        member.needs.iter().copied().chain(to_others).collect()
    }
    fn is_alive(&self, node: NodeId) -> bool {
        self.of(node).is_some_and(|id| self.list[id].is_alive)
    }

    /// E1, E4: where it is made after all. `None`: it is made where it is made now.
    fn regions_of(&self, id: MemberId, graph: &Graph, dominators: &Dominators) -> Option<Vec<Region>> {
        let (member, needs) = (&self.list[id], self.needs(id));
        if member.holders.iter().any(|&holder| self.list[holder].is_alive) {
            return None;
        }
        match &member.live {
            _ if needs.is_empty() => Some(vec![]),
            Some(live) => regions::find(graph, dominators, member.block, &needs, live),
            None => None,
        }
    }

    /// E2: may each edge to a member parameter bring what it brings?
    fn arguments_fit(&self, id: MemberId, graph: &Graph, dominators: &Dominators, preds: &IndexVec<BlockId, Vec<BlockId>>) -> bool {
        let Member { node, block, .. } = self.list[id];
        if !self.list[id].is_parameter() {
            return true;
        }
        let at = graph.blocks[block].parameters.iter().position(|&p| p == node).expect("it is a parameter of its block");
        preds[block].iter().all(|&pred| {
            graph.blocks[pred].terminator.edges().into_iter().filter(|edge| edge.block == block).all(|edge| {
                let Some(argument) = self.of(edge.arguments[at]).filter(|&argument| self.list[argument].is_alive) else { return false };
                let times = edge.arguments.iter().zip(&graph.blocks[block].parameters).filter(|(a, p)| self.of(**a) == Some(argument) && self.is_alive(**p));
                let member = &self.list[argument];
                let is_needed_there = block != member.block && member.live.as_ref().is_some_and(|live| live.contains(block.index()));
                let is_made = member.regions.iter().any(|region| dominators.dominates(region.block, pred));
                times.count() == 1 && !is_needed_there && !is_made
            })
        })
    }

    // ---- classes ----------------------------------------------------------------------------------------------------

    /// The members that meet, by class.
    pub fn classes(&mut self) -> Vec<Class> {
        let mut meets: Vec<MemberId> = (0..self.list.len()).collect();
        fn root(meets: &[MemberId], mut id: MemberId) -> MemberId {
            while meets[id] != id {
                id = meets[id];
            }
            id
        }
        for (id, member) in self.list.iter().enumerate().filter(|(_, member)| member.is_alive) {
            for parameter in member.passed.iter().filter_map(|&(_, parameter)| self.of(parameter)).filter(|&parameter| self.list[parameter].is_alive) {
                let (a, b) = (root(&meets, id), root(&meets, parameter));
                meets[a.max(b)] = a.min(b);
            }
        }
        let mut classes: Vec<Class> = vec![];
        for id in 0..self.list.len() {
            if !self.list[id].is_alive {
                continue;
            }
            let first = root(&meets, id);
            // The least of a class is the first to come.
            if first == id {
                self.list[id].class = classes.len();
                classes.push(Class { number: classes.len(), members: vec![] });
            }
            let number = self.list[first].class;
            (self.list[id].class, self.list[id].seat) = (number, classes[number].members.len());
            classes[number].members.push(id);
        }
        classes
    }
    /// The blocks where members of a class may be, in reverse postorder.
    pub fn region(&self, class: &Class, dominators: &Dominators) -> Vec<BlockId> {
        let inside = |block: BlockId| class.members.iter().any(|&id| dominators.dominates(self.list[id].block, block));
        dominators.order.iter().copied().filter(|&block| inside(block)).collect()
    }
    /// What must not be a member again when a class could not be replaced: where its members meet, or the one there is.
    pub fn barred_by(&self, class: &Class) -> Vec<NodeId> {
        let members = class.members.iter().map(|&id| &self.list[id]);
        let parameters: Vec<NodeId> = members.clone().filter(|m| m.is_parameter()).map(|m| m.node).collect();
        if parameters.is_empty() { members.map(|m| m.node).collect() } else { parameters }
    }
    /// Where what a member is at a block's start comes from: blocks, and the members at their ends.
    pub fn sources(&self, graph: &Graph, preds: &IndexVec<BlockId, Vec<BlockId>>, id: MemberId, block: BlockId) -> Vec<(BlockId, MemberId)> {
        let member = &self.list[id];
        if block != member.block {
            return preds[block].iter().map(|&pred| (pred, id)).collect();
        }
        let Some(at) = graph.blocks[block].parameters.iter().position(|&parameter| parameter == member.node) else { return vec![] };
        let mut sources = vec![];
        for &pred in &preds[block] {
            let edges = graph.blocks[pred].terminator.edges().into_iter().filter(|edge| edge.block == block);
            sources.extend(edges.filter_map(|edge| Some((pred, self.of(edge.arguments[at])?))));
        }
        sources
    }
    /// Members of a class that are made at that place.
    pub fn made_at(&self, class: &Class, block: BlockId, at: Need) -> impl Iterator<Item = MemberId> {
        class.members.iter().copied().filter(move |&id| self.list[id].regions.contains(&Region { block, at }))
    }
}

/// Members that meet.
pub(super) struct Class {
    number: usize,
    pub members: Vec<MemberId>,
}

impl Class {
    pub fn has(&self, members: &Members, id: MemberId) -> bool {
        members.list[id].is_alive && members.list[id].class == self.number
    }
}
