//! Frame states: how to rebuild the interpreter's frames at a place in optimized code; exits that use them; and the bets of a graph.
//!
//! A state is a chain from the innermost inlined frame to the root. Registers are named by their word in the frame's window
//! (`bytecode/src/frame.rs`), header words included: `this`, callee, new.target and environment are registers like others.

use crate::mir::graph::{Graph, NodeId};
use ogive_base::index_type;

index_type!(
    /// A frame state.
    StateId, "state"
);
index_type!(
    /// An exit.
    ExitId, "exit"
);
index_type!(
    /// A code block of the graph.
    CodeId, "code"
);
index_type!(
    /// An object that exists only in frame states.
    SunkId, "sunk"
);

/// Where the interpreter goes on in a frame.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Hash)]
pub enum Mode {
    /// It executes the instruction at `unit`: registers hold what they held before it.
    Before,
    /// The instruction at `unit` is done, its results are in the registers: it goes on with the next one.
    After,
    /// A caller's frame: the call at `unit` is under way; its result will be written by the return.
    Calling,
}

/// What a register holds.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Hash)]
pub enum StateValue {
    /// The value of a node, to be boxed from its representation.
    Node(NodeId),
    /// An object to be allocated when the frame is rebuilt; the same number is the same object.
    Sunk(SunkId),
}

/// One frame and, through `caller`, those below it.
#[derive(Clone, PartialEq, Eq, Debug, Hash)]
pub struct FrameState {
    /// Whose frame.
    pub code: CodeId,
    /// The instruction.
    pub unit: u32,
    /// How it goes on.
    pub mode: Mode,
    /// Where the frame's window begins, in words from the root's fp.
    pub window: u32,
    /// The calling frame's state (mode `Calling`); `None` for the root.
    pub caller: Option<StateId>,
    /// Number of arguments passed; of inlined frames (the root's is in its window).
    pub argc: u32,
    /// `vm::stack::frame_flags` of an inlined frame.
    pub flags: u32,
    /// A handler covers the instruction: an exception at it goes on in this frame.
    pub handled: bool,
    /// Words that are live or must be there, ascending. Inlined frames always have the callee (word 0).
    pub registers: Vec<(u32, StateValue)>,
}

/// Why code leaves.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Hash)]
pub enum ExitReason {
    /// A place that feedback has never seen.
    NeverRun,
    /// Not an int32.
    NotInt32,
    /// Not a Number.
    NotNumber,
    /// Not a boolean.
    NotBool,
    /// Not a string.
    NotString,
    /// Not an object.
    NotObject,
    /// null or undefined.
    Nullish,
    /// The hole.
    Hole,
    /// Another shape.
    Shape,
    /// Another kind of object, elements or typed array.
    Kind,
    /// Another callee.
    Callee,
    /// Another value.
    Value,
    /// Outside the bounds.
    Bounds,
    /// int32 arithmetic has overflowed, or given -0 or a fraction.
    Overflow,
    /// A slot promise does not admit a value.
    Promise,
    /// The engine wants to be asked: no failure.
    Interrupt,
    /// The loop nest that the code was made for has been left: no failure.
    LoopLeft,
    /// A bet was broken while the code was on the stack.
    Invalidated,
    /// The op throws or runs JavaScript: the exit is where its frame is described; no failure.
    Effect,
}

impl ExitReason {
    /// All, by number.
    pub const ALL: [ExitReason; 19] = {
        use ExitReason as R;
        [
            R::NeverRun, R::NotInt32, R::NotNumber, R::NotBool, R::NotString, R::NotObject, R::Nullish, R::Hole, R::Shape, R::Kind, R::Callee,
            R::Value, R::Bounds, R::Overflow, R::Promise, R::Interrupt, R::LoopLeft, R::Invalidated, R::Effect,
        ]
    };
    /// A bet that has failed, so that the next compilation should not make it again?
    pub fn is_failure(self) -> bool {
        !matches!(self, ExitReason::Interrupt | ExitReason::LoopLeft | ExitReason::Invalidated | ExitReason::Effect)
    }
    /// What the code has expected, for people.
    pub fn expected(self) -> &'static str {
        match self {
            ExitReason::NeverRun => "never to come here",
            ExitReason::NotInt32 => "an int32",
            ExitReason::NotNumber => "a Number",
            ExitReason::NotBool => "a boolean",
            ExitReason::NotString => "a string",
            ExitReason::NotObject => "an object",
            ExitReason::Nullish => "neither null nor undefined",
            ExitReason::Hole => "no hole",
            ExitReason::Shape => "an object of a known shape",
            ExitReason::Kind => "another kind of object or elements",
            ExitReason::Callee => "a known function",
            ExitReason::Value => "a known value",
            ExitReason::Bounds => "an index in bounds",
            ExitReason::Overflow => "an int32 result",
            ExitReason::Promise => "a value that the slot is promised to hold",
            ExitReason::Interrupt => "no request",
            ExitReason::LoopLeft => "to stay in the loop",
            ExitReason::Invalidated => "its bets to stand",
            ExitReason::Effect => "no exception",
        }
    }
}

/// Where a node leaves to.
#[derive(Clone, PartialEq, Eq, Debug, Hash)]
pub struct Exit {
    /// Why.
    pub reason: ExitReason,
    /// The frames.
    pub state: StateId,
    /// Whose feedback a failure widens: code and unit. It stays when the guard is moved to where another state is the right one.
    pub site: (CodeId, u32),
    /// The guard has been moved out of a loop: a failure forbids that next time.
    pub hoisted: bool,
}

/// What a sunk object is.
#[derive(Clone, PartialEq, Eq, Debug, Hash)]
pub enum SunkKind {
    /// `NewObject`
    Object(crate::mir::immediates::ObjectLayout),
    /// `NewArray`, with its elements byte.
    Array(u8),
    /// `NewArguments`: strict or not. The callee first.
    Arguments(bool),
    /// `NewEnv`: block and scope.
    Env(crate::mir::immediates::Cell, u32),
    /// `NewClosure`: block.
    Closure(crate::mir::immediates::Cell),
}

/// An object that exists only in frame states.
#[derive(Clone, PartialEq, Eq, Debug, Hash)]
pub struct Sunk {
    /// What to allocate.
    pub kind: SunkKind,
    /// The operands of the allocation as they are at the state: the parent first, for environments and closures.
    pub values: Vec<StateValue>,
}

/// A bet on the world: checked when the code is installed, watched as long as it is valid.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Hash)]
pub enum Assumption {
    /// The validity cell at that address is valid.
    Validity(u64),
    /// The slot promise cell at that address still promises this (`vm::shape::Promise` as its number).
    Promise(u64, u8),
    /// A protector stands.
    Protector(Protector),
    /// The property of the object with that address, with that key, has that value (bits) ever since it was defined.
    Constant(u64, u64, u64),
    /// The object with that address has that shape (the global object, holders of constants).
    ObjectShape(u64, u32),
}

/// The fields of `vm::Protectors`.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Hash)]
#[allow(missing_docs, reason = "named as the fields")]
pub enum Protector {
    NoIndexedPrototypes,
    ArrayIteration,
    ArraySpecies,
    PromiseThen,
    NoConcatSpreadable,
    RegexpUntouched,
}

impl Graph {
    /// All nodes that a state needs, callers and sunk objects included.
    pub fn for_each_state_value(&self, state: StateId, visit: &mut dyn FnMut(NodeId)) {
        let mut next = Some(state);
        while let Some(id) = next {
            let state = &self.states[id];
            for &(_, value) in &state.registers {
                self.for_each_value_of(value, visit);
            }
            next = state.caller;
        }
    }
    fn for_each_value_of(&self, value: StateValue, visit: &mut dyn FnMut(NodeId)) {
        match value {
            StateValue::Node(node) => visit(node),
            StateValue::Sunk(sunk) => self.sunk_closure(sunk, &mut vec![], visit),
        }
    }
    fn sunk_closure(&self, sunk: SunkId, seen: &mut Vec<SunkId>, visit: &mut dyn FnMut(NodeId)) {
        if seen.contains(&sunk) {
            return;
        }
        seen.push(sunk);
        for &value in &self.sunk[sunk].values {
            match value {
                StateValue::Node(node) => visit(node),
                StateValue::Sunk(inner) => self.sunk_closure(inner, seen, visit),
            }
        }
    }
    /// Does any frame of the state have a handler for an exception thrown at it?
    pub fn is_handled(&self, state: StateId) -> bool {
        let mut next = Some(state);
        while let Some(id) = next {
            if self.states[id].handled {
                return true;
            }
            next = self.states[id].caller;
        }
        false
    }
}
