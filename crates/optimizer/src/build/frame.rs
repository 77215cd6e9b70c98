//! A function being built: its registers, and the frame states made from them.

use super::Builder;
use super::blocks::Leaders;
use crate::mir::{BlockId, CodeId, Exit, ExitId, ExitReason, FrameState, Mode, NodeId, StateId, StateValue};
use crate::snapshot::FunctionInfo;
use ogive_bytecode::{Instruction, Liveness, frame as layout};
use ogive_vm::stack::frame_flags;
use std::rc::Rc;

/// See the module head.
pub(super) struct Frame<'s> {
    pub function: &'s FunctionInfo,
    /// Its index in the snapshot.
    pub index: usize,
    pub code: CodeId,
    pub liveness: Rc<Liveness>,
    /// Words from the root's fp.
    pub window: u32,
    /// The state of the call that this frame is in.
    pub caller: Option<StateId>,
    pub argc: u32,
    /// All arguments; not known of the root.
    pub arguments: Option<Vec<NodeId>>,
    pub flags: u32,
    /// The caller's register that gets the result.
    pub result: Option<u32>,
    /// The frame is the root's, or has taken its place by tail calls.
    pub in_place_of_root: bool,
    /// By word; `None`: not written yet.
    pub registers: Vec<Option<NodeId>>,
    /// The instruction being built.
    pub unit: u32,
    /// Its state, once made.
    pub before: Option<StateId>,
    pub leaders: Leaders,
    /// Of code that starts in the middle: the units that belong to it.
    pub nest: Option<(u32, u32)>,
    /// Ends of blocks that return, with their values (inlined functions).
    pub returns: Vec<(BlockId, NodeId)>,
}

impl<'s> Frame<'s> {
    pub fn new(function: &'s FunctionInfo, index: usize, code: CodeId, liveness: Rc<Liveness>) -> Frame<'s> {
        Frame {
            function,
            index,
            code,
            liveness,
            window: 0,
            caller: None,
            argc: 0,
            arguments: None,
            flags: 0,
            result: None,
            in_place_of_root: index == 0,
            registers: vec![None; function.code.register_count as usize + 1],
            unit: 0,
            before: None,
            leaders: Leaders::of(&function.code),
            nest: None,
            returns: vec![],
        }
    }
    /// Have bets on the instruction's feedback failed again and again?
    pub fn has_given_up(&self) -> bool {
        let failures = self.function.failures.iter().filter(|f| f.unit == self.unit && !f.hoisted);
        failures.map(|f| f.count as u32).sum::<u32>() >= super::GIVE_UP
    }
    /// Has a bet on the instruction's feedback failed for that reason? What the fast paths of lower tiers do not note, the failure tells.
    pub fn has_failed(&self, reason: ExitReason) -> bool {
        self.function.failures.iter().any(|f| f.unit == self.unit && !f.hoisted && f.reason == reason as u16)
    }
    /// As `has_failed`, more often than two generations of code take to learn from it.
    pub fn has_failed_often(&self, reason: ExitReason) -> bool {
        self.function.failures.iter().any(|f| f.unit == self.unit && !f.hoisted && f.reason == reason as u16 && f.count > 4)
    }
    /// The registers that are live, and what is read of an inlined frame besides operands: by the interpreter that goes on in it, by its return.
    pub fn kept(&self, live: &ogive_base::BitSet) -> Vec<usize> {
        let mut words: Vec<usize> = live.iter().collect();
        if self.caller.is_some() {
            for word in [layout::CALLEE, layout::THIS].map(usize::from) {
                if let Err(at) = words.binary_search(&word) {
                    words.insert(at, word);
                }
            }
        }
        words
    }
    /// The kinds byte of the instruction.
    pub fn kinds(&self) -> u8 {
        self.function.kinds.get(self.unit as usize).copied().unwrap_or(0)
    }
}

impl<'s> Builder<'s> {
    /// The value of a register.
    pub(super) fn register(&mut self, register: i64) -> NodeId {
        let value = self.frame().registers[register as usize];
        debug_assert!(value.is_some(), "register {register} is read before it is written at unit {}", self.frame().unit);
        value.unwrap_or_else(|| self.undefined())
    }
    /// Writes a register; the last thing an instruction does (B1).
    pub(super) fn set(&mut self, register: i64, value: NodeId) {
        self.frame_mut().registers[register as usize] = Some(value);
        self.frame_mut().before = None;
    }

    /// The state before the instruction.
    pub(super) fn before_state(&mut self) -> StateId {
        if let Some(state) = self.frame().before {
            return state;
        }
        let state = self.state_at(self.frame().unit, Mode::Before);
        self.frame_mut().before = Some(state);
        state
    }

    /// The state in which the interpreter goes on at `unit` with the registers as they are now.
    pub(super) fn state_at(&mut self, unit: u32, mode: Mode) -> StateId {
        let live = self.frame().liveness.before(unit).clone();
        self.make_state(unit, mode, &live)
    }

    /// The state after the instruction, whose results are in the registers; `absent` are words whose value lies in the window already.
    pub(super) fn after_state(&mut self, absent: &[u32]) -> StateId {
        let frame = self.frame();
        let mut live = frame.liveness.after(&frame.function.code, frame.unit);
        absent.iter().for_each(|&word| live.remove(word as usize));
        self.make_state(frame.unit, Mode::After, &live)
    }

    /// The state of this frame while the instruction calls; `result` will be written by the return.
    pub(super) fn calling_state(&mut self, result: Option<u32>) -> StateId {
        let frame = self.frame();
        let mut live = frame.liveness.after(&frame.function.code, frame.unit);
        if let Some(result) = result {
            live.remove(result as usize);
        }
        if let Some(handler) = frame.function.code.handler_at(frame.unit) {
            let had = live.contains(handler.register as usize);
            live.union(frame.liveness.before(handler.target));
            if !had {
                live.remove(handler.register as usize);
            }
        }
        self.make_state(frame.unit, Mode::Calling, &live)
    }

    /// The state after the call in which the innermost frame is, as if that frame had returned `value`; for a call in tail position. Frames that were
    /// called so themselves return as well. `None` when that leads out of the root.
    pub(super) fn returned_state(&mut self, value: NodeId) -> Option<StateId> {
        let returning = self.frames.iter().rev().find(|frame| frame.flags & frame_flags::TAIL == 0)?;
        let mut state = self.graph.states[returning.caller?].clone();
        state.mode = Mode::After;
        if let Some(result) = returning.result {
            let at = state.registers.partition_point(|r| r.0 < result);
            state.registers.insert(at, (result, StateValue::Node(value)));
        }
        Some(self.graph.states.push(state))
    }

    fn make_state(&mut self, unit: u32, mode: Mode, live: &ogive_base::BitSet) -> StateId {
        let frame = self.frame();
        let registers = frame.kept(live).into_iter().filter_map(|r| Some((r as u32, StateValue::Node(frame.registers[r]?)))).collect();
        let state = FrameState {
            code: frame.code,
            unit,
            mode,
            window: frame.window,
            caller: frame.caller,
            argc: frame.argc,
            flags: frame.flags,
            handled: frame.function.catches(unit),
            registers,
        };
        self.graph.states.push(state)
    }

    /// An exit that repeats the instruction.
    pub(super) fn exit(&mut self, reason: ExitReason) -> ExitId {
        let state = self.before_state();
        let site = (self.frame().code, self.frame().unit);
        self.graph.exits.push(Exit { reason, state, site, hoisted: false })
    }

    /// An exit that goes on at `unit` with the registers as they are now.
    pub(super) fn exit_at(&mut self, unit: u32, reason: ExitReason) -> ExitId {
        self.exit_of(unit, unit, reason)
    }

    /// An exit of the instruction being built that goes on at another one.
    pub(super) fn exit_to(&mut self, unit: u32, reason: ExitReason) -> ExitId {
        self.exit_of(self.frame().unit, unit, reason)
    }
    fn exit_of(&mut self, site: u32, unit: u32, reason: ExitReason) -> ExitId {
        let state = self.state_at(unit, Mode::Before);
        let site = (self.frame().code, site);
        self.graph.exits.push(Exit { reason, state, site, hoisted: false })
    }

    /// Registers that an instruction writes.
    pub(super) fn defs(&self, instr: &Instruction) -> Vec<u32> {
        let mut defs = vec![];
        let _ = ogive_bytecode::instr::registers(&self.frame().function.code, instr, |first, count, access| {
            if access == ogive_bytecode::instr::Access::Write {
                defs.extend(first..first + count);
            }
        });
        defs
    }
}
