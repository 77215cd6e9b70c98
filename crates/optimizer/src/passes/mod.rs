//! The passes over MIR, a file each. [`PASSES`] is their order; after each the graph is verified in debug builds, and can be printed.

mod bounds;
mod checkpoints;
mod cleanup;
mod dead;
mod escape;
mod fold;
mod gvn;
mod initialize;
mod licm;
mod localize;
mod memory;
mod numbers;
mod prune;
mod ranges;
mod representation;
mod rewrite;
mod sink;
mod thread;

use crate::mir::Graph;

/// A pass: its name and what it does.
pub type Pass = (&'static str, fn(&mut Graph));

/// All passes in order.
pub const PASSES: &[Pass] = &[
    ("thread", thread::run),
    ("prune", prune::run),
    ("representation", representation::run),
    ("gvn", gvn::run),
    ("memory", memory::run),
    ("fold", gvn::run),
    ("checkpoints", checkpoints::run),
    ("dead", dead::run),
    ("escape", escape::run),
    ("prune fields", prune::run),
    ("representation of fields", representation::run),
    ("fold fields", gvn::run),
    ("numbers", numbers::run),
    ("licm", licm::run),
    ("number again", gvn::run),
    ("cleanup", cleanup::run),
    ("checkpoints again", checkpoints::run),
    ("bounds", bounds::run),
    ("initialize", initialize::run),
    ("dead again", dead::run),
    ("sink", sink::run),
    ("localize", localize::run),
];

/// Runs all passes; `after` is told of each.
pub fn run(graph: &mut Graph, after: &mut dyn FnMut(&str, &Graph)) {
    for (name, pass) in PASSES {
        pass(graph);
        debug_assert_eq!(crate::mir::verify(graph), Ok(()), "after {name}");
        after(name, graph);
    }
}
