//! The graph: nodes in blocks, blocks with parameters and a terminator, and the tables that nodes refer to.
//!
//! What holds (the verifier checks it):
//! - G1: a node is in at most one block, once; its operands dominate it; those of a terminator dominate the end of its block.
//! - G2: the parameters of a block are `BlockParam` nodes; every edge to it has as many arguments, each in the parameter's representation.
//! - G3: the entry block has no parameters and no predecessors.
//! - G4: the values of a frame state dominate the nodes that have it as exit or `after` state (the node itself included in `after`).

use crate::mir::frame_state::{Assumption, CodeId, Exit, ExitId, FrameState, StateId, Sunk, SunkId};
use crate::mir::immediates::{Bits, Cell, DoubleBits};
use crate::mir::ops::{Op, Repr};
use ogive_base::{Idx, IndexVec, index_type};
use ogive_bytecode::Code;
use ogive_vm::machine::Failure;
use std::sync::Arc;

index_type!(
    /// A node: the value it computes, too.
    NodeId, "v"
);
index_type!(
    /// A block.
    BlockId, "b"
);

/// A node.
#[derive(Clone, Debug, Default)]
pub struct Node {
    /// What it does, with operands and immediates.
    pub op: Op,
    /// The representation of its result. The op's row says it, but for `BlockParam`.
    pub repr: Option<Repr>,
    /// Where it leaves to, for ops that can ([`Op::needs_exit`]).
    pub exit: Option<ExitId>,
    /// The frame state after its bytecode, for ops that run JavaScript.
    pub after: Option<StateId>,
}

/// An edge to a block, with the values of its parameters.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Edge {
    /// Where to.
    pub block: BlockId,
    /// Values of the block's parameters.
    pub arguments: Vec<NodeId>,
}
impl Edge {
    /// An edge without arguments.
    pub fn to(block: BlockId) -> Edge {
        Edge { block, arguments: vec![] }
    }
}

/// What a branch's feedback says.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Likely {
    /// Nothing.
    #[default]
    Unknown,
    /// The first edge nearly always.
    Yes,
    /// The second edge nearly always.
    No,
}

/// How a block ends.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Terminator {
    /// Not set yet: only while the graph is being built.
    None,
    /// Go on there.
    Jump(Edge),
    /// By a `Bool`.
    Branch {
        /// The condition.
        condition: NodeId,
        /// When it is true.
        yes: Edge,
        /// When it is false.
        no: Edge,
        /// Which is taken more.
        likely: Likely,
    },
    /// By an `Int32`: `targets[value - low]`, or `default`.
    Switch {
        /// The value.
        value: NodeId,
        /// The value of the first target.
        low: i32,
        /// Targets.
        targets: Vec<Edge>,
        /// For all other values.
        default: Edge,
    },
    /// Leave the root function with a tagged value.
    Return(NodeId),
    /// Leave to the interpreter unconditionally.
    Exit(ExitId),
    /// The Vm's slow path of the exit's instruction, which ends its block (throw, tail call): registers are written as for
    /// `CallSlowPath`; it never comes back here.
    SlowPath {
        /// The state before.
        exit: ExitId,
        /// Words from the root's fp.
        registers: Box<[u32]>,
        /// What they hold.
        values: Box<[NodeId]>,
    },
}

/// A block.
#[derive(Clone, Debug)]
pub struct Block {
    /// `BlockParam` nodes.
    pub parameters: Vec<NodeId>,
    /// Its nodes in order.
    pub nodes: Vec<NodeId>,
    /// How it ends.
    pub terminator: Terminator,
    /// The frame state at its end, where guards may be put that belong to a loop which the block leads into.
    pub end_state: Option<ExitId>,
    /// A loop head: it has back edges.
    pub is_loop: bool,
    /// Hardly ever reached.
    pub is_cold: bool,
}

/// A code block that the graph has inlined, or the root.
#[derive(Clone, Debug)]
pub struct InlinedCode {
    /// The `CodeBlock` cell.
    pub cell: Cell,
    /// Its bytecode.
    pub code: Arc<Code>,
    /// Its function's name, for printing.
    pub name: String,
    /// Bets on its feedback that have failed in earlier compilations.
    pub failures: Vec<Failure>,
}

/// What a graph begins at.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Entry {
    /// A call of the function.
    Call,
    /// A loop's head or a place where a suspended frame is resumed, with the frame as the interpreter left it.
    InPlace(u32),
}

/// The MIR of one compilation.
#[derive(Clone, Debug)]
pub struct Graph {
    /// All nodes, those in no block included.
    pub nodes: IndexVec<NodeId, Node>,
    /// All blocks.
    pub blocks: IndexVec<BlockId, Block>,
    /// Where it begins.
    pub entry_block: BlockId,
    /// What it begins at.
    pub entry: Entry,
    /// Frame states.
    pub states: IndexVec<StateId, FrameState>,
    /// Exits.
    pub exits: IndexVec<ExitId, Exit>,
    /// Objects that exist only in frame states.
    pub sunk: IndexVec<SunkId, Sunk>,
    /// The root's code (0) and all that has been inlined.
    pub codes: IndexVec<CodeId, InlinedCode>,
    /// Bets to be watched as long as the code is valid.
    pub assumptions: Vec<Assumption>,
    /// Cells that the code embeds: Value bits.
    pub cells: Vec<u64>,
    /// Words from the root's fp that the code may touch: the root's own registers, or more with inlined windows.
    pub window_words: u32,
}

impl Graph {
    /// An empty graph with an entry block.
    pub fn new(entry: Entry) -> Graph {
        let mut graph = Graph {
            nodes: IndexVec::new(),
            blocks: IndexVec::new(),
            entry_block: BlockId::new(0),
            entry,
            states: IndexVec::new(),
            exits: IndexVec::new(),
            sunk: IndexVec::new(),
            codes: IndexVec::new(),
            assumptions: vec![],
            cells: vec![],
            window_words: 0,
        };
        graph.entry_block = graph.new_block();
        graph
    }
    /// A new empty block.
    pub fn new_block(&mut self) -> BlockId {
        self.blocks.push(Block {
            parameters: vec![],
            nodes: vec![],
            terminator: Terminator::None,
            end_state: None,
            is_loop: false,
            is_cold: false,
        })
    }
    /// A new node, in no block yet.
    pub fn new_node(&mut self, op: Op, exit: Option<ExitId>) -> NodeId {
        self.nodes.push(Node { op, repr: None, exit, after: None })
    }
    /// Appends a new node to a block.
    pub fn append(&mut self, block: BlockId, op: Op, exit: Option<ExitId>) -> NodeId {
        let node = self.new_node(op, exit);
        self.blocks[block].nodes.push(node);
        node
    }
    /// Adds a parameter to a block.
    pub fn add_parameter(&mut self, block: BlockId, repr: Repr) -> NodeId {
        let node = self.nodes.push(Node { op: Op::BlockParam {}, repr: Some(repr), exit: None, after: None });
        self.blocks[block].parameters.push(node);
        node
    }
    /// The op of a node.
    #[inline]
    pub fn op(&self, node: NodeId) -> &Op {
        &self.nodes[node].op
    }
    /// The representation of a node's result.
    #[inline]
    pub fn repr(&self, node: NodeId) -> Repr {
        let node = &self.nodes[node];
        node.repr.unwrap_or_else(|| node.op.result())
    }
    /// The value behind refining guards: the same bits.
    pub fn unrefined(&self, mut node: NodeId) -> NodeId {
        while let Some(inner) = self.op(node).refined() {
            node = inner;
        }
        node
    }
    /// The Value of a `Constant`, guards and boxes of constants included.
    pub fn constant(&self, node: NodeId) -> Option<Bits> {
        use ogive_vm::Value;
        match *self.op(self.unrefined(node)) {
            Op::Constant { value } => Some(value),
            Op::CheckIs { expected, .. } => Some(expected),
            Op::BoxInt32 { value } => self.int32_constant(value).map(|i| Bits(Value::int(i).bits())),
            Op::BoxFloat64 { value } => self.float64_constant(value).map(|d| Bits(d.to_bits())),
            Op::BoxBool { value } => match *self.op(value) {
                Op::BoolConstant { value } => Some(Bits(Value::bool(value).bits())),
                _ => None,
            },
            _ => None,
        }
    }
    /// The int32 of an `Int32Constant`.
    pub fn int32_constant(&self, node: NodeId) -> Option<i32> {
        match *self.op(node) {
            Op::Int32Constant { value } => Some(value),
            _ => None,
        }
    }
    /// The double of a `Float64Constant`.
    pub fn float64_constant(&self, node: NodeId) -> Option<f64> {
        match *self.op(node) {
            Op::Float64Constant { value: DoubleBits(bits) } => Some(f64::from_bits(bits)),
            _ => None,
        }
    }
    /// All values that a node needs: operands, and those of its frame states.
    pub fn for_each_use(&self, node: NodeId, mut visit: impl FnMut(NodeId)) {
        let node = &self.nodes[node];
        node.op.for_each_operand(|operand, _| visit(operand));
        if let Some(exit) = node.exit {
            self.for_each_state_value(self.exits[exit].state, &mut visit);
        }
        if let Some(state) = node.after {
            self.for_each_state_value(state, &mut visit);
        }
    }
    /// Does anything in a block (its end included) need one of the values?
    pub fn block_uses(&self, block: BlockId, values: &[NodeId]) -> bool {
        let mut found = false;
        for &node in &self.blocks[block].nodes {
            self.for_each_use(node, |used| found |= values.contains(&used));
        }
        self.for_each_terminator_use(block, |used| found |= values.contains(&used));
        if let Some(exit) = self.blocks[block].end_state {
            self.for_each_state_value(self.exits[exit].state, &mut |used| found |= values.contains(&used));
        }
        found
    }
    /// A constant `undefined`, first in the entry block.
    pub fn new_undefined(&mut self) -> NodeId {
        let op = Op::Constant { value: Bits(ogive_vm::Value::UNDEFINED.bits()) };
        if let Some(&first) = self.blocks[self.entry_block].nodes.first()
            && *self.op(first) == op
        {
            return first;
        }
        let undefined = self.new_node(op, None);
        self.blocks[self.entry_block].nodes.insert(0, undefined);
        undefined
    }
    /// All values that a block's end needs, frame states included.
    pub fn for_each_terminator_use(&self, block: BlockId, mut visit: impl FnMut(NodeId)) {
        let terminator = &self.blocks[block].terminator;
        terminator.for_each_operand(&mut visit);
        if let Terminator::Exit(exit) | Terminator::SlowPath { exit, .. } = terminator {
            self.for_each_state_value(self.exits[*exit].state, &mut visit);
        }
    }
}

impl Terminator {
    /// The edges, in order.
    pub fn edges(&self) -> Vec<&Edge> {
        match self {
            Terminator::Jump(edge) => vec![edge],
            Terminator::Branch { yes, no, .. } => vec![yes, no],
            Terminator::Switch { targets, default, .. } => targets.iter().chain([default]).collect(),
            _ => vec![],
        }
    }
    /// The edges, in order, mutable.
    pub fn edges_mut(&mut self) -> Vec<&mut Edge> {
        match self {
            Terminator::Jump(edge) => vec![edge],
            Terminator::Branch { yes, no, .. } => vec![yes, no],
            Terminator::Switch { targets, default, .. } => targets.iter_mut().chain([default]).collect(),
            _ => vec![],
        }
    }
    /// Tells `visit` all values, edge arguments included.
    pub fn for_each_operand(&self, mut visit: impl FnMut(NodeId)) {
        match self {
            Terminator::Branch { condition, .. } => visit(*condition),
            Terminator::Switch { value, .. } | Terminator::Return(value) => visit(*value),
            Terminator::SlowPath { values, .. } => values.iter().for_each(|&v| visit(v)),
            _ => {}
        }
        for edge in self.edges() {
            edge.arguments.iter().for_each(|&v| visit(v));
        }
    }
    /// Lets `change` replace all values.
    pub fn for_each_operand_mut(&mut self, mut change: impl FnMut(&mut NodeId)) {
        match self {
            Terminator::Branch { condition, .. } => change(condition),
            Terminator::Switch { value, .. } | Terminator::Return(value) => change(value),
            Terminator::SlowPath { values, .. } => values.iter_mut().for_each(&mut change),
            _ => {}
        }
        for edge in self.edges_mut() {
            edge.arguments.iter_mut().for_each(&mut change);
        }
    }
}
