//! Is a graph sound? Checks G1–G4 of `graph.rs` and the table's rules on representations, exits and states. Run after the builder and
//! after every pass in tests and debug builds.

use crate::mir::frame_state::{Mode, StateId};
use crate::mir::graph::{BlockId, Edge, Graph, NodeId, Terminator};
use crate::mir::order::{Dominators, reachable};
use crate::mir::ops::{Op, Repr};
use ogive_base::{Idx, IndexVec};

/// Panics never; the message names the block and node and what is wrong.
pub fn verify(graph: &Graph) -> Result<(), String> {
    let order = reachable(graph);
    let mut place = IndexVec::filled(None, graph.nodes.len());
    for &block in &order {
        let parameters = graph.blocks[block].parameters.iter().map(|&n| (n, 0));
        let nodes = graph.blocks[block].nodes.iter().enumerate().map(|(i, &n)| (n, i + 1));
        for (node, position) in parameters.chain(nodes) {
            if std::mem::replace(&mut place[node], Some((block, position))).is_some() {
                return Err(format!("{block}: {node} stands twice"));
            }
        }
    }
    let verifier = Verifier { graph, place, dominators: Dominators::of(graph) };
    order.iter().try_for_each(|&block| verifier.block(block).map_err(|e| format!("{block}: {e}")))
}

struct Verifier<'g> {
    graph: &'g Graph,
    /// Block and position of each node; parameters have position 0.
    place: IndexVec<NodeId, Option<(BlockId, usize)>>,
    dominators: Dominators,
}

/// A place in a block: nodes before it are visible.
type Place = (BlockId, usize);

impl Verifier<'_> {
    fn block(&self, id: BlockId) -> Result<(), String> {
        let block = &self.graph.blocks[id];
        for &parameter in &block.parameters {
            if !matches!(self.graph.op(parameter), Op::BlockParam {}) || self.graph.nodes[parameter].repr.is_none() {
                return Err(format!("{parameter} is no parameter"));
            }
        }
        for (i, &node) in block.nodes.iter().enumerate() {
            self.node(node, (id, i + 1)).map_err(|e| format!("{node} {}: {e}", self.graph.op(node).name()))?;
        }
        self.terminator(&block.terminator, (id, block.nodes.len() + 1)).map_err(|e| format!("terminator: {e}"))?;
        if let Some(exit) = block.end_state {
            self.state(self.graph.exits[exit].state, (id, block.nodes.len() + 1), None)?;
        }
        Ok(())
    }

    fn node(&self, id: NodeId, place: Place) -> Result<(), String> {
        let node = &self.graph.nodes[id];
        if matches!(node.op, Op::BlockParam {}) {
            return Err("a parameter among the nodes".into());
        }
        let mut result = Ok(());
        node.op.for_each_operand(|operand, wanted| {
            let check = || {
                self.visible(operand, place)?;
                let given = self.graph.repr(operand);
                if wanted.admits(given) { Ok(()) } else { Err(format!("{operand} is {given:?}, not {wanted:?}")) }
            };
            if result.is_ok() {
                result = check();
            }
        });
        result?;
        if node.op.needs_exit() != node.exit.is_some() {
            return Err("an exit is missing or useless".into());
        }
        if node.op.needs_after() != node.after.is_some() {
            return Err("the state after it is missing or useless".into());
        }
        if let Some(exit) = node.exit {
            self.state(self.graph.exits[exit].state, place, None)?;
        }
        if let Some(after) = node.after {
            self.state(after, place, Some(id))?;
        }
        Ok(())
    }

    fn terminator(&self, terminator: &Terminator, place: Place) -> Result<(), String> {
        let wants = |node: NodeId, wanted: Repr| {
            self.visible(node, place)?;
            let given = self.graph.repr(node);
            if wanted.admits(given) { Ok(()) } else { Err(format!("{node} is {given:?}, not {wanted:?}")) }
        };
        match terminator {
            Terminator::None => return Err("is missing".into()),
            Terminator::Jump(_) => {}
            Terminator::Branch { condition, .. } => wants(*condition, Repr::Bool)?,
            Terminator::Switch { value, .. } => wants(*value, Repr::Int32)?,
            Terminator::Return(value) => wants(*value, Repr::Tagged)?,
            Terminator::Exit(exit) => self.state(self.graph.exits[*exit].state, place, None)?,
            Terminator::SlowPath { exit, registers, values } => {
                if registers.len() != values.len() {
                    return Err("registers and values differ in number".into());
                }
                values.iter().try_for_each(|&value| wants(value, Repr::Tagged))?;
                self.state(self.graph.exits[*exit].state, place, None)?;
            }
        }
        terminator.edges().into_iter().try_for_each(|edge| self.edge(edge, place))
    }

    fn edge(&self, edge: &Edge, place: Place) -> Result<(), String> {
        let parameters = &self.graph.blocks[edge.block].parameters;
        if edge.block == self.graph.entry_block {
            return Err("an edge to the entry".into());
        }
        if parameters.len() != edge.arguments.len() {
            return Err(format!("{} arguments for {} parameters of {}", edge.arguments.len(), parameters.len(), edge.block));
        }
        for (&argument, &parameter) in edge.arguments.iter().zip(parameters) {
            self.visible(argument, place)?;
            let (given, wanted) = (self.graph.repr(argument), self.graph.repr(parameter));
            if given != wanted {
                return Err(format!("{argument} is {given:?}, but {parameter} of {} {wanted:?}", edge.block));
            }
        }
        Ok(())
    }

    /// `own`: the node whose `after` state this is.
    fn state(&self, id: StateId, place: Place, own: Option<NodeId>) -> Result<(), String> {
        let graph = self.graph;
        let mut result = Ok(());
        graph.for_each_state_value(id, &mut |node| {
            if result.is_ok() && Some(node) != own {
                result = self.visible(node, place).map_err(|e| format!("{id}: {e}"));
            }
        });
        result?;
        let mut next = Some(id);
        while let Some(id) = next {
            let state = &graph.states[id];
            if state.code.index() >= graph.codes.len() {
                return Err(format!("{id} is of no code of the graph"));
            }
            if !state.registers.windows(2).all(|pair| pair[0].0 < pair[1].0) {
                return Err(format!("{id}: registers are not ascending"));
            }
            if let Some(caller) = state.caller
                && graph.states[caller].mode != Mode::Calling
            {
                return Err(format!("{id}: {caller} is not calling"));
            }
            next = state.caller;
        }
        Ok(())
    }

    fn visible(&self, node: NodeId, place: Place) -> Result<(), String> {
        let Some((block, position)) = self.place[node] else { return Err(format!("{node} stands nowhere")) };
        let dominates = if block == place.0 { position < place.1 } else { self.dominators.dominates(block, place.0) };
        if dominates { Ok(()) } else { Err(format!("{node} does not come before it")) }
    }
}
