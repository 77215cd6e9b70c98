//! Sinking: a box that only one other block needs is made there. (Parameters of loops are boxed at the loop's head for whoever wants them tagged: mostly the
//! code after the loop.)

use crate::mir::order::{Dominators, loops};
use crate::mir::{BlockId, Graph, NodeId, Op};
use ogive_base::IndexVec;

/// Where a node is used.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Used {
    Nowhere,
    In(BlockId),
    InSeveral,
}

pub(super) fn run(graph: &mut Graph) {
    let dominators = Dominators::of(graph);
    let loops = loops(graph, &dominators);
    use ogive_base::Idx;
    let depth = |block: BlockId| loops.iter().filter(|l| l.blocks.contains(block.index())).count();
    let mut used = IndexVec::filled(Used::Nowhere, graph.nodes.len());
    for &block in &dominators.order {
        let mut note = |node: NodeId| {
            used[node] = match used[node] {
                Used::Nowhere => Used::In(block),
                Used::In(other) if other == block => Used::In(block),
                _ => Used::InSeveral,
            }
        };
        for &node in &graph.blocks[block].nodes {
            graph.for_each_use(node, &mut note);
        }
        graph.for_each_terminator_use(block, &mut note);
        if let Some(exit) = graph.blocks[block].end_state {
            graph.for_each_state_value(graph.exits[exit].state, &mut note);
        }
    }
    for &block in &dominators.order {
        let mut moved = vec![];
        graph.blocks[block].nodes.retain(|&node| {
            let sinks = matches!(graph.nodes[node].op, Op::BoxInt32 { .. } | Op::BoxFloat64 { .. } | Op::BoxBool { .. });
            match used[node] {
                Used::In(to) if sinks && to != block && depth(to) <= depth(block) => {
                    moved.push((node, to));
                    false
                }
                _ => true,
            }
        });
        for (node, to) in moved {
            graph.blocks[to].nodes.insert(0, node);
        }
    }
}
