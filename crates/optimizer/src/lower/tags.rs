//! The tags in registers: constants of the Vm that tests and addresses take as operands. They are loaded at the entry; a call leaves no register as it
//! was, so behind one they are loaded again, and so they are where ways with different loads meet. No load lives across a call (for the allocator of registers, one
//! that did would have to be saved, and fetched again for every use).
use super::{Lower, MEMORY};
use crate::mir::order::predecessors;
use crate::mir::{BlockId, Graph, Op, effect};
use cranelift_codegen::ir::{self, InstBuilder, types};
use cranelift_frontend::FunctionBuilder;
use ogive_base::IndexVec;
use ogive_vm::machine::layout;
use rustc_hash::{FxHashMap, FxHashSet};

/// The tags.
#[derive(Clone, Copy)]
pub(super) struct Tags {
    pub int_tag: ir::Value,
    pub object_tag: ir::Value,
    pub untag_object: ir::Value,
    pub untag_internal: ir::Value,
}

impl Tags {
    pub(super) fn load(b: &mut FunctionBuilder<'_>) -> Tags {
        let vm = b.ins().get_pinned_reg(types::I64);
        let mut word = |offset: usize| b.ins().load(types::I64, MEMORY, vm, offset as i32);
        Tags {
            int_tag: word(layout::vm::INT_TAG),
            object_tag: word(layout::vm::OBJECT_TAG),
            untag_object: word(layout::vm::UNTAG_OBJECT),
            untag_internal: word(layout::vm::UNTAG_INTERNAL),
        }
    }
    fn words(self) -> [ir::Value; 4] {
        [self.int_tag, self.object_tag, self.untag_object, self.untag_internal]
    }
}

/// Which loads are in force: those of the entry, of a block's start, or of what follows the last call of a block.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
enum Load {
    Entry,
    Start(BlockId),
    AfterCalls(BlockId),
}

/// Where the tags are loaded, and what has been loaded.
#[derive(Default)]
pub(super) struct Regions {
    at_start: IndexVec<BlockId, Option<Load>>,
    loaded: FxHashMap<Load, Tags>,
    all: Vec<Tags>,
}

impl Regions {
    pub(super) fn new(graph: &Graph, order: &[BlockId], entry: Tags) -> Regions {
        let preds = predecessors(graph, order);
        let mut at_start = IndexVec::filled(None, graph.blocks.len());
        let mut at_end: IndexVec<BlockId, Option<Load>> = IndexVec::filled(None, graph.blocks.len());
        let has_call = |block: BlockId| graph.blocks[block].nodes.iter().any(|&node| calls(graph.op(node)));
        loop {
            let mut changed = false;
            for &block in order {
                // A way that has not been followed yet (back to a loop's head) is taken to bring nothing new, until it does.
                let mut incoming = preds[block].iter().filter_map(|&pred| at_end[pred]);
                let start = match incoming.next() {
                    None if block == graph.entry_block => Load::Entry,
                    None => Load::Start(block),
                    Some(first) if incoming.all(|other| other == first) => first,
                    Some(_) => Load::Start(block),
                };
                // Once different, always different: this ends.
                let start = if at_start[block] == Some(Load::Start(block)) { Load::Start(block) } else { start };
                let end = if has_call(block) { Load::AfterCalls(block) } else { start };
                changed |= at_start[block] != Some(start) || at_end[block] != Some(end);
                (at_start[block], at_end[block]) = (Some(start), Some(end));
            }
            if !changed {
                break;
            }
        }
        Regions { at_start, loaded: FxHashMap::from_iter([(Load::Entry, entry)]), all: vec![entry] }
    }

    /// Takes the loads that nothing uses out of the function.
    pub(super) fn remove_unused(&self, func: &mut ir::Function) {
        let mut used: FxHashSet<ir::Value> = FxHashSet::default();
        let mine: FxHashSet<ir::Value> = self.all.iter().flat_map(|tags| tags.words()).collect();
        for block in func.layout.blocks() {
            for inst in func.layout.block_insts(block) {
                used.extend(func.dfg.inst_values(inst).filter(|value| mine.contains(value)));
            }
        }
        for value in mine.difference(&used) {
            if let Some(inst) = func.dfg.value_def(*value).inst() {
                func.layout.remove_inst(inst);
            }
        }
    }
}

/// Is the op lowered to a call on its hot way? (If this errs, a load lives longer, or there is one too many.)
pub(super) fn calls(op: &Op) -> bool {
    op.has(effect::CALLS)
}

impl Lower<'_, '_, '_> {
    /// A block begins.
    pub(super) fn tags_at_start(&mut self, block: BlockId) {
        let start = self.tags.at_start[block].unwrap_or(Load::Entry);
        match self.tags.loaded.get(&start) {
            Some(&tags) => self.constants = tags,
            None => self.load_tags(start),
        }
    }
    /// A call has been made in that block.
    pub(super) fn reload_tags(&mut self, block: BlockId) {
        self.load_tags(Load::AfterCalls(block));
    }
    fn load_tags(&mut self, place: Load) {
        let tags = Tags::load(self.b);
        self.tags.loaded.insert(place, tags);
        self.tags.all.push(tags);
        self.constants = tags;
    }
}
