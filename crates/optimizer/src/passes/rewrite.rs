//! Replacing values by others throughout a graph.

use crate::mir::order::reachable;
use crate::mir::{Graph, NodeId, StateValue};
use ogive_base::IndexVec;

/// Which value stands for which.
pub(super) struct Replacements {
    by: IndexVec<NodeId, Option<NodeId>>,
    any: bool,
}

impl Replacements {
    pub fn new(graph: &Graph) -> Replacements {
        Replacements { by: IndexVec::filled(None, graph.nodes.len()), any: false }
    }
    /// From now on `new` stands for `old`.
    pub fn replace(&mut self, old: NodeId, new: NodeId) {
        let new = self.find(new);
        if old == new {
            return;
        }
        use ogive_base::Idx;
        self.by.grow(old.index() + 1, None);
        self.by[old] = Some(new);
        self.any = true;
    }
    /// What stands for a value.
    pub fn find(&self, mut node: NodeId) -> NodeId {
        while let Some(Some(next)) = self.by.get(node) {
            node = *next;
        }
        node
    }
    /// Rewrites all uses: operands, edges, states.
    pub fn apply(self, graph: &mut Graph) {
        if !self.any {
            return;
        }
        for block in reachable(graph) {
            for i in 0..graph.blocks[block].nodes.len() {
                let node = graph.blocks[block].nodes[i];
                graph.nodes[node].op.for_each_operand_mut(|operand| *operand = self.find(*operand));
            }
            graph.blocks[block].terminator.for_each_operand_mut(|operand| *operand = self.find(*operand));
        }
        let change = |value: &mut StateValue| {
            if let StateValue::Node(node) = value {
                *node = self.find(*node);
            }
        };
        graph.states.iter_mut().for_each(|state| state.registers.iter_mut().for_each(|(_, value)| change(value)));
        graph.sunk.iter_mut().for_each(|sunk| sunk.values.iter_mut().for_each(change));
    }
}
