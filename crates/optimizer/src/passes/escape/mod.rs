//! Escape analysis with scalar replacement: an object, array, environment or closure that nobody outside of this code can see is not allocated. Its slots and elements
//! become values; frame states that name it get a recipe to rebuild it ([`Sunk`](crate::mir::Sunk)).
//!
//! A **member** is a value that the pass follows: an allocation, or a block parameter to which every edge brings a member of the same form. Members that meet are a
//! **class**, and are replaced together: where the object came along an edge, its fields do.
//!
//! What must hold for a member to be replaced:
//! - E1: whatever uses it ([`uses`]) looks only at what is followed: slots, elements, shape, elements byte; or needs the object itself in places that
//!   [`regions`] finds: there it is made after all, and from there on it is an ordinary object. Such a place is never left for one where the object is still used but not made.
//! - E2: an object has one name at a time: what is passed on to a member parameter is not used any more where that parameter is.
//! - E3: shape and elements byte are known wherever it goes, and the same on all ways that meet ([`facts`]).
//! - E4: what is stored into a member that is being replaced is no member in that round: it takes its place in the next one, when the store is gone.

mod content;
mod facts;
mod members;
mod regions;
mod replace;
mod states;
mod uses;

use crate::mir::Graph;
use crate::mir::order::{Dominators, predecessors};
use rustc_hash::FxHashSet;

/// Rounds: each takes away one layer of objects in objects.
const MAX_ROUNDS: usize = 6;

pub(super) fn run(graph: &mut Graph) {
    let dominators = Dominators::of(graph);
    let preds = predecessors(graph, &dominators.order);
    let mut barred = FxHashSet::default();
    for _ in 0..MAX_ROUNDS {
        let Some(mut members) = members::find(graph, &dominators, &preds, &barred) else { return };
        let classes = members.classes();
        if classes.is_empty() {
            return;
        }
        for class in classes {
            let order = members.region(&class, &dominators);
            if facts::hold(graph, &members, &class, &order, &dominators, &preds) {
                replace::replace(graph, &members, &class, &order, &dominators, &preds);
            } else {
                barred.extend(members.barred_by(&class));
            }
        }
    }
}
