//! Guards leave in the earliest state from which nothing has been done that executing it again would do twice: all guards between two effects share one
//! state. So they leave by one call of the exit stub, what only later states would have named is not needed, and objects that are being initialized are in no state at all.
//!
//! What holds: between a checkpoint and the guards that use it there is no call, no throw, and no write but into objects that have been made since (which
//! nobody has seen: storing such an object is a write into another one, or ends this).

use crate::mir::order::{predecessors, reachable};
use crate::mir::{BlockId, Exit, ExitId, Graph, Mode, NodeId, Op, StateId, Terminator, effect};
use ogive_base::IndexVec;
use rustc_hash::FxHashSet;

/// A state to leave in, and the objects made since.
#[derive(Clone, Default)]
struct Checkpoint {
    state: Option<StateId>,
    fresh: FxHashSet<NodeId>,
}

pub(super) fn run(graph: &mut Graph) {
    let order = reachable(graph);
    let preds = predecessors(graph, &order);
    let mut ends: IndexVec<BlockId, Checkpoint> = IndexVec::filled(Checkpoint::default(), graph.blocks.len());
    for &block in &order {
        let mut point = match preds[block][..] {
            [before] if before != block => ends[before].clone(),
            _ => Checkpoint::default(),
        };
        for i in 0..graph.blocks[block].nodes.len() {
            let node = graph.blocks[block].nodes[i];
            if let Some(exit) = graph.nodes[node].exit {
                graph.nodes[node].exit = Some(point.leave(graph, exit));
            }
            point.pass(graph, node);
        }
        if let Terminator::Exit(exit) = graph.blocks[block].terminator {
            graph.blocks[block].terminator = Terminator::Exit(point.leave(graph, exit));
        }
        ends[block] = point;
    }
}

impl Checkpoint {
    /// The exit, in the state of the checkpoint if it is a guard's; its own state becomes the checkpoint if there is none.
    fn leave(&mut self, graph: &mut Graph, id: ExitId) -> ExitId {
        let exit = &graph.exits[id];
        if !exit.reason.is_failure() || exit.hoisted || graph.states[exit.state].mode != Mode::Before {
            return id;
        }
        let state = *self.state.get_or_insert(exit.state);
        if state == exit.state { id } else { graph.exits.push(Exit { state, ..exit.clone() }) }
    }

    fn pass(&mut self, graph: &Graph, node: NodeId) {
        let op = graph.op(node);
        if self.state.is_some() && matches!(op, Op::NewObject { .. } | Op::NewEnv { .. }) {
            self.fresh.insert(node);
        }
        let own = match *op {
            Op::StoreSlot { base, .. } | Op::StoreSlotFloat64 { base, .. } => self.fresh.contains(&base),
            Op::StoreShape { object, .. } => self.fresh.contains(&object),
            Op::StoreEnvSlot { env, .. } => self.fresh.contains(&env),
            _ => false,
        };
        if !own && (op.writes() != 0 || op.has(effect::CALLS)) {
            *self = Checkpoint { state: graph.nodes[node].after, fresh: FxHashSet::default() };
        }
    }
}
