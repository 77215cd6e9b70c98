//! Removes block parameters that are always the same value: those for which every edge brings one value, or the parameter itself.

use super::rewrite::Replacements;
use crate::mir::order::{predecessors, reachable};
use crate::mir::{BlockId, Graph, NodeId};

pub(super) fn run(graph: &mut Graph) {
    loop {
        let mut replacements = Replacements::new(graph);
        let order = reachable(graph);
        let sources = predecessors(graph, &order);
        let mut changed = false;
        for &block in &order {
            if graph.blocks[block].parameters.is_empty() {
                continue;
            }
            let mut preds = sources[block].clone();
            preds.sort_unstable();
            preds.dedup();
            let same = same_values(graph, block, &preds, &replacements);
            if same.iter().all(Option::is_none) {
                continue;
            }
            changed = true;
            for (i, value) in same.iter().enumerate() {
                if let Some(value) = value {
                    replacements.replace(graph.blocks[block].parameters[i], *value);
                }
            }
            let keep: Vec<bool> = same.iter().map(Option::is_none).collect();
            retain(&mut graph.blocks[block].parameters, &keep);
            for pred in preds {
                for edge in graph.blocks[pred].terminator.edges_mut().into_iter().filter(|edge| edge.block == block) {
                    retain(&mut edge.arguments, &keep);
                }
            }
        }
        replacements.apply(graph);
        if !changed {
            return;
        }
    }
}

/// For each parameter the one value it always has.
fn same_values(graph: &Graph, block: BlockId, preds: &[BlockId], replacements: &Replacements) -> Vec<Option<NodeId>> {
    let parameters = &graph.blocks[block].parameters;
    let mut same: Vec<Result<Option<NodeId>, ()>> = vec![Ok(None); parameters.len()];
    for &pred in preds {
        for edge in graph.blocks[pred].terminator.edges().into_iter().filter(|edge| edge.block == block) {
            for ((same, &argument), &parameter) in same.iter_mut().zip(&edge.arguments).zip(parameters) {
                let argument = replacements.find(argument);
                *same = match *same {
                    _ if argument == parameter => *same,
                    Ok(None) => Ok(Some(argument)),
                    Ok(Some(known)) if known == argument => *same,
                    _ => Err(()),
                };
            }
        }
    }
    same.into_iter().map(|s| s.unwrap_or(None)).collect()
}

/// Keeps the items at which `keep` is true.
fn retain(items: &mut Vec<NodeId>, keep: &[bool]) {
    let mut flags = keep.iter();
    items.retain(|_| *flags.next().unwrap_or(&true));
}
