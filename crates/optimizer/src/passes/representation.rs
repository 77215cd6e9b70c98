//! Representations of block parameters: those that only ever carry int32, doubles or booleans are unboxed.
//!
//! The builder gives loop heads tagged parameters, because it does not know yet what comes round. Here each tagged parameter starts as
//! "nothing yet" and meets what its edges bring, until nothing changes (so a counter that is added to itself is an int32). A value of
//! unknown type that enters a loop from outside is guarded at the entry, with the state of the loop's head, if the loop asks for that type anyway:
//! then it is asked once.
//!
//! Uses of an unboxed parameter see it boxed again; `fold.rs` takes boxes and guards of each other away.

use super::rewrite::Replacements;
use crate::mir::order::{Dominators, predecessors};
use crate::mir::{BlockId, Exit, ExitId, ExitReason, Graph, NodeId, Op, Repr};
use ogive_base::IndexVec;
use ogive_vm::Value;

/// What a parameter carries.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Carried {
    /// Nothing seen yet.
    Nothing,
    Int32,
    Float64,
    Bool,
    /// Anything.
    Tagged,
}

impl Carried {
    fn meet(self, other: Carried) -> Carried {
        use Carried::*;
        match (self, other) {
            (Nothing, x) | (x, Nothing) => x,
            (a, b) if a == b => a,
            (Int32, Float64) | (Float64, Int32) => Float64,
            _ => Tagged,
        }
    }
    fn repr(self) -> Repr {
        match self {
            Carried::Int32 => Repr::Int32,
            Carried::Float64 => Repr::Float64,
            Carried::Bool => Repr::Bool,
            Carried::Nothing | Carried::Tagged => Repr::Tagged,
        }
    }
}

/// An argument of an edge: the predecessor, which of its edges, which argument.
type Place = (BlockId, usize, usize);

struct Parameter {
    node: NodeId,
    block: BlockId,
    /// Where its values come from.
    sources: Vec<Place>,
}

pub(super) fn run(graph: &mut Graph) {
    let dominators = Dominators::of(graph);
    let parameters = parameters(graph, &dominators);
    let mut carried = IndexVec::filled(Carried::Tagged, graph.nodes.len());
    parameters.iter().for_each(|p| carried[p.node] = Carried::Nothing);
    let demanded = demands(graph, &dominators);
    loop {
        meet(graph, &dominators, &parameters, &demanded, &mut carried);
        // What comes round a loop unchanged, and could be guarded at its entry, has met nothing: it is what enters.
        let unmet: Vec<NodeId> = parameters.iter().map(|p| p.node).filter(|&node| carried[node] == Carried::Nothing).collect();
        if unmet.is_empty() {
            break;
        }
        unmet.into_iter().for_each(|node| carried[node] = Carried::Tagged);
    }
    let unboxed: Vec<&Parameter> = parameters.iter().filter(|p| carried[p.node].repr() != Repr::Tagged).collect();
    if !unboxed.is_empty() {
        unbox(graph, &unboxed, &carried, &demanded);
    }
}

/// Lets all parameters meet what their edges bring, until nothing changes.
fn meet(graph: &Graph, dominators: &Dominators, parameters: &[Parameter], demanded: &Demands, carried: &mut IndexVec<NodeId, Carried>) {
    let mut changed = true;
    while changed {
        changed = false;
        for p in parameters {
            // The others get guards at the entry of the loop.
            let known = p.sources.iter().filter(|place| !can_guard(graph, dominators, p, **place, carried));
            let mut met = known.fold(carried[p.node], |met, &place| met.meet(brought(graph, argument(graph, place), carried)));
            let guarded = p.sources.iter().any(|&place| can_guard(graph, dominators, p, place, carried));
            if guarded && !is_demanded(demanded, p.node, met) {
                met = Carried::Tagged;
            }
            if met != carried[p.node] {
                carried[p.node] = met;
                changed = true;
            }
        }
    }
}

fn parameters(graph: &Graph, dominators: &Dominators) -> Vec<Parameter> {
    let preds = predecessors(graph, &dominators.order);
    let mut found = vec![];
    for &block in &dominators.order {
        for (i, &node) in graph.blocks[block].parameters.iter().enumerate() {
            if graph.repr(node) != Repr::Tagged {
                continue;
            }
            let mut from = preds[block].clone();
            from.sort_unstable();
            from.dedup();
            let mut sources = vec![];
            for pred in from {
                for (e, edge) in graph.blocks[pred].terminator.edges().into_iter().enumerate() {
                    if edge.block == block {
                        sources.push((pred, e, i));
                    }
                }
            }
            found.push(Parameter { node, block, sources });
        }
    }
    found
}

fn argument(graph: &Graph, (block, edge, argument): Place) -> NodeId {
    graph.blocks[block].terminator.edges()[edge].arguments[argument]
}

/// What a value is, if it is more than a Value.
fn brought(graph: &Graph, value: NodeId, carried: &IndexVec<NodeId, Carried>) -> Carried {
    match graph.op(value) {
        Op::BoxInt32 { .. } => Carried::Int32,
        Op::BoxFloat64 { .. } => Carried::Float64,
        Op::BoxBool { .. } => Carried::Bool,
        Op::BlockParam {} => carried[value],
        Op::CheckIsNumber { .. } => Carried::Float64,
        Op::Constant { value } => match Value::from_rooted_bits(value.0) {
            v if v.is_int() => Carried::Int32,
            v if v.is_number() => Carried::Float64,
            v if v.is_bool() => Carried::Bool,
            _ => Carried::Tagged,
        },
        _ => Carried::Tagged,
    }
}

/// Does the place enter a loop with a value of unknown type, where a guard could stand?
fn can_guard(graph: &Graph, dominators: &Dominators, p: &Parameter, place: Place, carried: &IndexVec<NodeId, Carried>) -> bool {
    graph.blocks[p.block].is_loop
        && !dominators.dominates(p.block, place.0)
        && graph.blocks[place.0].end_state.is_some()
        && graph.blocks[place.0].terminator.edges().len() == 1
        && brought(graph, argument(graph, place), carried) == Carried::Tagged
        // A constant is what it is: a guard would fail each time.
        && !matches!(graph.op(argument(graph, place)), Op::Constant { .. })
}

/// Guards on a parameter: exits of those that want an int32, a Number; and an int32 or a double that is one.
type Demands = IndexVec<NodeId, [Option<ExitId>; 3]>;

fn demands(graph: &Graph, dominators: &Dominators) -> Demands {
    let mut demands: Demands = IndexVec::filled([None; 3], graph.nodes.len());
    for &block in &dominators.order {
        for &node in &graph.blocks[block].nodes {
            let (value, which) = match *graph.op(node) {
                Op::CheckInt32 { value } => (value, 0),
                Op::CheckNumber { value } => (value, 1),
                Op::CheckInt32OrIntegral { value } => (value, 2),
                _ => continue,
            };
            demands[graph.unrefined(value)][which] = graph.nodes[node].exit;
        }
    }
    demands
}

/// Does some guard want what the others bring?
fn is_demanded(demands: &Demands, node: NodeId, met: Carried) -> bool {
    match met {
        Carried::Nothing => true,
        Carried::Int32 => demands[node][0].or(demands[node][2]).is_some(),
        Carried::Float64 => demands[node].iter().any(Option::is_some),
        _ => false,
    }
}

fn unbox(graph: &mut Graph, parameters: &[&Parameter], carried: &IndexVec<NodeId, Carried>, demands: &Demands) {
    let mut replacements = Replacements::new(graph);
    for p in parameters {
        let repr = carried[p.node].repr();
        for &place in &p.sources {
            let value = argument(graph, place);
            let converted = convert(graph, place.0, value, repr, carried, demands[p.node]);
            graph.blocks[place.0].terminator.edges_mut()[place.1].arguments[place.2] = converted;
        }
    }
    for p in parameters {
        let value = p.node;
        graph.nodes[value].repr = Some(carried[value].repr());
        let boxed = match carried[value] {
            Carried::Int32 => Op::BoxInt32 { value },
            Carried::Float64 => Op::BoxFloat64 { value },
            _ => Op::BoxBool { value },
        };
        let boxed = graph.new_node(boxed, None);
        graph.blocks[p.block].nodes.insert(0, boxed);
        replacements.replace(value, boxed);
    }
    apply_to_tagged_uses(graph, replacements);
}

/// The value in that representation, at the end of a block.
fn convert(graph: &mut Graph, at: BlockId, value: NodeId, repr: Repr, carried: &IndexVec<NodeId, Carried>, demands: [Option<ExitId>; 3]) -> NodeId {
    let known = match carried.get(value) {
        Some(known) if matches!(graph.op(value), Op::BlockParam {}) => known.repr(),
        _ => Repr::Tagged,
    };
    let inner = match *graph.op(value) {
        Op::BlockParam {} if known != Repr::Tagged => Some((value, known)),
        Op::BoxInt32 { value } => Some((value, Repr::Int32)),
        Op::BoxFloat64 { value } => Some((value, Repr::Float64)),
        Op::BoxBool { value } => Some((value, Repr::Bool)),
        _ => None,
    };
    if let Some((inner, given)) = inner {
        return if given == repr { inner } else { graph.append(at, Op::Int32ToFloat64 { value: inner }, None) };
    }
    if let Op::Constant { value } = *graph.op(value) {
        let value = Value::from_rooted_bits(value.0);
        let op = match repr {
            Repr::Int32 => Op::Int32Constant { value: value.int_unchecked() },
            Repr::Bool => Op::BoolConstant { value: value == Value::TRUE },
            _ => Op::Float64Constant { value: crate::mir::DoubleBits::new(value.as_number().unwrap_or(f64::NAN)) },
        };
        return graph.append(at, op, None);
    }
    if let Op::CheckIsNumber { .. } = *graph.op(value) {
        return graph.append(at, Op::AssumeNumber { value }, None);
    }
    // A guard at the entry of a loop.
    let end = graph.blocks[at].end_state.expect("checked by `can_guard`");
    let (reason, op) = match repr {
        Repr::Int32 if demands[0].is_none() => (ExitReason::NotInt32, Op::CheckInt32OrIntegral { value }),
        Repr::Int32 => (ExitReason::NotInt32, Op::CheckInt32 { value }),
        _ => (ExitReason::NotNumber, Op::CheckNumber { value }),
    };
    let site = demands.into_iter().flatten().next().map_or(graph.exits[end].site, |exit| graph.exits[exit].site);
    let state = graph.exits[end].state;
    let exit = graph.exits.push(Exit { reason, state, site, hoisted: true });
    graph.append(at, op, Some(exit))
}

/// Replaces uses that want a tagged value: operands and edges, not states.
fn apply_to_tagged_uses(graph: &mut Graph, replacements: Replacements) {
    let order = crate::mir::order::reachable(graph);
    for block in order {
        for i in 0..graph.blocks[block].nodes.len() {
            let node = graph.blocks[block].nodes[i];
            let mut op = std::mem::take(&mut graph.nodes[node].op);
            let mut wanted = vec![];
            op.for_each_operand(|operand, repr| wanted.push(repr.admits(Repr::Tagged) && !repr.admits(graph.repr(operand))));
            let mut wanted = wanted.into_iter();
            op.for_each_operand_mut(|operand| {
                if wanted.next() == Some(true) {
                    *operand = replacements.find(*operand);
                }
            });
            graph.nodes[node].op = op;
        }
        let mut terminator = std::mem::replace(&mut graph.blocks[block].terminator, crate::mir::Terminator::None);
        for edge in terminator.edges_mut() {
            let parameters = &graph.blocks[edge.block].parameters;
            for (argument, &parameter) in edge.arguments.iter_mut().zip(parameters) {
                if graph.repr(parameter) == Repr::Tagged && graph.repr(*argument) != Repr::Tagged {
                    *argument = replacements.find(*argument);
                }
            }
        }
        match &mut terminator {
            crate::mir::Terminator::Return(value) => *value = if graph.repr(*value) == Repr::Tagged { *value } else { replacements.find(*value) },
            crate::mir::Terminator::SlowPath { values, .. } => {
                for value in values.iter_mut().filter(|v| graph.repr(**v) != Repr::Tagged) {
                    *value = replacements.find(*value);
                }
            }
            _ => {}
        }
        graph.blocks[block].terminator = terminator;
    }
}
