//! From bytecode to MIR: abstract interpretation of each instruction over the feedback. Nothing is looked up in the live heap: only the
//! snapshot is read.
//!
//! The rules of the builder:
//! - B1: each bytecode becomes guards (their exits repeat the instruction), then pure work, then at most one effect, and only then its
//!   result is written to its register. So the registers are those *before* the instruction whenever a state is made.
//! - B2: registers hold values in their natural representation; conversions are made where they are used.
//! - B3: units are built in ascending order. All forward edges go up, and back edges lead to loop heads (rule 3 of `ops.rs`), so a merge
//!   knows all its forward predecessors. A loop entry (OSR) starts in the middle of a nest, and goes on with what lies before the entered loop when
//!   all the rest is there: merges to which jumps lead from there have parameters for all live registers that the nest writes.
//! - B4: whatever is not specialized becomes `CallSlowPath`: every bytecode is accepted. A suspension ends its block; the code that a frame is
//!   resumed in starts at the instruction after it, as code for a loop starts at the loop's head.
//! - B5: code that feedback has never seen is an unconditional exit.
//!
//! The parts: `frame.rs` (a function being built, its states), `blocks.rs` (edges and merges), `values.rs` (conversions, guards), and a file
//! for each family of instructions.

mod arith;
mod blocks;
mod builtin;
mod call;
mod compare;
mod construct;
mod create;
mod element;
mod frame;
mod inline;
mod instruction;
mod iterate;
mod lists;
mod property;
mod scope;
mod values;

pub use blocks::MAX_UNITS;

use crate::mir::{BlockId, Cell, Entry, Graph, NodeId, Op, Terminator};
use crate::snapshot::{FunctionInfo, Snapshot};
use frame::Frame;
use ogive_bytecode::{Liveness, frame as layout, function_flags};
use rustc_hash::FxHashMap;
use std::rc::Rc;

/// Why a function is not compiled.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Reason {
    /// Direct eval in it may look at its frame.
    DirectEval,
    /// It has no feedback yet.
    NoFeedback,
    /// The graph would be too large.
    TooLarge,
}

/// Failures of one instruction's bets after which it is built without bets.
const GIVE_UP: u32 = 9;
/// Nodes a graph may have.
const MAX_NODES: usize = 60_000;

/// Builds the graph of the snapshot's first function.
pub fn build(snapshot: &Snapshot, entry: Entry) -> Result<Graph, Reason> {
    let root = &snapshot.functions[0];
    if root.template.has(function_flags::HAS_DIRECT_EVAL) {
        return Err(Reason::DirectEval);
    }
    if root.kinds.is_empty() {
        return Err(Reason::NoFeedback);
    }
    let mut builder = Builder::new(snapshot, entry);
    builder.root(entry);
    if builder.overflowed {
        return Err(Reason::TooLarge);
    }
    Ok(builder.finish())
}

/// What ends an instruction early: the block has ended.
type Flow<T = ()> = Option<T>;

struct Builder<'s> {
    snapshot: &'s Snapshot,
    graph: Graph,
    /// The block that is being filled; `None` after it has ended.
    current: Option<BlockId>,
    /// Functions being built, the innermost last.
    frames: Vec<Frame<'s>>,
    liveness: FxHashMap<usize, Rc<Liveness>>,
    /// Constants stand in the entry block, so that they dominate all uses.
    constants: FxHashMap<Op, NodeId>,
    /// Nodes that are known to be objects for another reason than their op.
    objects: rustc_hash::FxHashSet<NodeId>,
    /// Shapes that objects made here have had last; guards make sure that they still have them.
    shapes: FxHashMap<NodeId, crate::mir::ShapeId>,
    /// Functions that loads have found when the snapshot was taken.
    methods: FxHashMap<NodeId, crate::snapshot::Callee>,
    /// Objects whose values are known (`lists.rs`).
    lists: FxHashMap<NodeId, lists::List>,
    /// Units of bytecode inlined so far.
    inlined_units: usize,
    overflowed: bool,
}

impl<'s> Builder<'s> {
    fn new(snapshot: &'s Snapshot, entry: Entry) -> Builder<'s> {
        let mut graph = Graph::new(entry);
        graph.cells = snapshot.cells.clone();
        Builder {
            snapshot,
            graph,
            current: None,
            frames: vec![],
            liveness: FxHashMap::default(),
            constants: FxHashMap::default(),
            objects: Default::default(),
            shapes: FxHashMap::default(),
            methods: FxHashMap::default(),
            lists: FxHashMap::default(),
            inlined_units: 0,
            overflowed: false,
        }
    }

    fn liveness_of(&mut self, index: usize) -> Rc<Liveness> {
        let snapshot = self.snapshot;
        self.liveness.entry(index).or_insert_with(|| Rc::new(Liveness::of(&snapshot.functions[index].code))).clone()
    }

    fn add_code(&mut self, function: &FunctionInfo) -> crate::mir::CodeId {
        let name = String::from_utf8_lossy(&function.template.name).into_owned();
        let name = if name.is_empty() { "(anonymous)".to_string() } else { name };
        self.graph.codes.push(crate::mir::graph::InlinedCode { cell: Cell(function.block.0), code: function.code.clone(), name, failures: function.failures.clone() })
    }

    fn root(&mut self, entry: Entry) {
        let function = &self.snapshot.functions[0];
        let code = self.add_code(function);
        let liveness = self.liveness_of(0);
        self.graph.window_words = function.code.register_count;
        // Loads of the frame stand in a block of their own: the entry block gets the constants.
        let block = self.graph.new_block();
        self.graph.blocks[self.graph.entry_block].terminator = Terminator::Jump(crate::mir::Edge::to(block));
        self.current = Some(block);
        let start = match entry {
            Entry::Call => 0,
            Entry::InPlace(unit) => unit,
        };
        let mut frame = Frame::new(function, 0, code, liveness);
        if let Entry::InPlace(_) = entry {
            frame.nest = frame.leaders.start_in_place(&function.code, start);
            if frame.nest.is_none() {
                self.overflowed = true;
                return;
            }
        }
        let live: Vec<usize> = frame.liveness.before(start).iter().collect();
        self.frames.push(frame);
        for register in live {
            let value = match (entry, register as u16) {
                // The environment word of a called function is not written before it is needed.
                (Entry::Call, layout::ENV) => {
                    let callee = self.append(Op::LoadFrame { word: layout::CALLEE as u32 });
                    self.append(Op::LoadFunctionEnv { function: callee })
                }
                _ => self.append(Op::LoadFrame { word: register as u32 }),
            };
            self.frame_mut().registers[register] = Some(value);
        }
        self.run_frame(start);
        self.frames.pop();
    }

    fn finish(self) -> Graph {
        self.graph
    }

    fn frame(&self) -> &Frame<'s> {
        self.frames.last().expect("a function is being built")
    }
    fn frame_mut(&mut self) -> &mut Frame<'s> {
        self.frames.last_mut().expect("a function is being built")
    }
}
