//! Exits: from frame states to what the exit stub needs (`jit/src/exits.rs`).
//!
//! A value that a state names travels as it is, unboxed; constants do not travel at all; a box is looked through, so that no box is kept alive
//! for a state alone.
use super::frames::argc_word;
use super::{Lower, MEMORY, RUST, type_of};
use crate::mir::{Exit, ExitId, ExitReason, FrameState, Graph, Mode, NodeId, Op, Repr, StateId, StateValue, SunkId, SunkKind};
use cranelift_codegen::ir::condcodes::IntCC;
use cranelift_codegen::ir::{self, AbiParam, InstBuilder, Signature, TrapCode, types};
use ogive_base::{Idx, IndexVec};
use ogive_jit::exits as records;
use ogive_jit::exits::{Places, Rebuilt, RebuiltObject, Resume, Source};
use ogive_vm::Value;
use rustc_hash::FxHashMap;
use std::sync::Arc;

/// What stands after an exit call that never returns.
pub(super) const NEVER: TrapCode = TrapCode::unwrap_user(1);

/// The call of the exit stub for a state: guards that leave in that state jump there with the number of their exit and the value they have looked at.
#[derive(Clone)]
pub(super) struct Landing {
    block: ir::Block,
    frames: Arc<[records::ExitFrame]>,
    objects: Arc<[RebuiltObject]>,
}

/// For each state the first one that says the same.
pub(super) fn same_states(graph: &Graph) -> IndexVec<StateId, StateId> {
    let mut first: FxHashMap<FrameState, StateId> = FxHashMap::default();
    let mut same = IndexVec::new();
    for (id, state) in graph.states.entries() {
        let mut key = state.clone();
        // A caller's state is older than its callees'; one that is not is compared as it is.
        key.caller = state.caller.map(|caller| same.get(caller).copied().unwrap_or(caller));
        same.push(*first.entry(key).or_insert(id));
    }
    same
}

/// The arguments of an exit call as they are gathered.
#[derive(Default)]
struct Travel {
    values: Vec<ir::Value>,
    types: Vec<ir::Type>,
    places: Places,
    known: FxHashMap<ir::Value, records::Place>,
    objects: Vec<RebuiltObject>,
    numbers: FxHashMap<SunkId, u32>,
}

impl Lower<'_, '_, '_> {
    /// Goes on when `holds`, else leaves by the node's exit. `observed`: the value that broke the bet.
    pub(super) fn guard(&mut self, id: NodeId, holds: ir::Value, observed: Option<NodeId>) {
        let holds = self.fail_sometimes(holds, false);
        let exit = self.exit_of(id);
        self.cold_unless(holds, |l| l.leave_before(exit, observed));
    }
    /// Goes on when not `fails`.
    pub(super) fn guard_not(&mut self, id: NodeId, fails: ir::Value, observed: Option<NodeId>) {
        let fails = self.fail_sometimes(fails, true);
        let exit = self.exit_of(id);
        self.cold_if(fails, |l| l.leave_before(exit, observed));
    }
    /// Under `--deopt-every` a counter in memory makes every n-th guard fail.
    fn fail_sometimes(&mut self, condition: ir::Value, fails_when: bool) -> ir::Value {
        let Some(counter) = self.world.failing else { return condition };
        let at = self.iconst(counter as i64);
        let left = self.b.ins().load(types::I32, MEMORY, at, 0);
        let left = self.b.ins().iadd_imm_s(left, -1);
        self.b.ins().store(MEMORY, left, at, 0);
        let spent = self.b.ins().icmp_imm_s(IntCC::SignedLessThanOrEqual, left, 0);
        let truth = self.b.ins().icmp_imm_u(IntCC::NotEqual, condition, 0);
        if fails_when {
            self.b.ins().bor(truth, spent)
        } else {
            let some = self.b.ins().bxor_imm_u(spent, 1);
            self.b.ins().band(truth, some)
        }
    }
    pub(super) fn exit_of(&mut self, id: NodeId) -> ExitId {
        match self.graph.nodes[id].exit {
            Some(exit) => exit,
            None => {
                self.fail(format!("{} without an exit", self.graph.nodes[id].op.name()));
                ExitId::new(0)
            }
        }
    }

    /// Leaves as the exit's state says. Ends the block.
    pub(super) fn leave_before(&mut self, exit: ExitId, observed: Option<NodeId>) {
        let Some(record) = self.graph.exits.get(exit) else { return self.fail("an exit that is not there") };
        self.leave_in(exit, record.state, record.reason, observed);
    }
    /// Leaves after the instruction: its result is in `state`. Ends the block.
    pub(super) fn leave_after(&mut self, exit: ExitId, state: StateId) {
        self.leave_in(exit, state, ExitReason::Invalidated, None);
    }
    /// Leaves with a pending exception that the instruction of the state has thrown. The words `in_place` are in the windows. Ends the block.
    pub(super) fn leave_throwing(&mut self, exit: ExitId, in_place: &[u32]) {
        let Some(record) = self.graph.exits.get(exit) else { return self.fail("an exit that is not there") };
        let number = self.exits.len() as i64;
        let number = self.b.ins().iconst(types::I32, number);
        let (frames, objects) = self.call_stub(record.state, in_place, number, self.fp);
        self.record(record, record.reason, Resume::Throw, None, frames, objects);
    }

    fn leave_in(&mut self, exit: ExitId, state: StateId, reason: ExitReason, observed: Option<NodeId>) {
        let Some(exit) = self.graph.exits.get(exit) else { return self.fail("an exit that is not there") };
        let (source, seen) = match observed.map(|node| self.observed(node)) {
            Some((source, seen)) => (Some(source), seen),
            None => (None, self.fp),
        };
        let number = self.exits.len() as i64;
        let number = self.b.ins().iconst(types::I32, number);
        let state = self.same_states[state];
        let landing = match self.landings.get(&state) {
            Some(landing) => {
                self.b.ins().jump(landing.block, &[number.into(), seen.into()]);
                landing.clone()
            }
            None => {
                let block = self.cold_block();
                let arguments = [self.b.append_block_param(block, types::I32), self.b.append_block_param(block, types::I64)];
                self.b.ins().jump(block, &[number.into(), seen.into()]);
                self.b.switch_to_block(block);
                let (frames, objects) = self.call_stub(state, &[], arguments[0], arguments[1]);
                let landing = Landing { block, frames, objects };
                self.landings.insert(state, landing.clone());
                landing
            }
        };
        let resume = match self.graph.states[state].mode {
            Mode::After => Resume::After,
            Mode::Before | Mode::Calling => Resume::Before,
        };
        self.record(exit, reason, resume, source, landing.frames, landing.objects);
    }

    /// Calls the exit stub with what a state needs. Ends the block.
    fn call_stub(
        &mut self,
        state: StateId,
        in_place: &[u32],
        number: ir::Value,
        observed: ir::Value,
    ) -> (Arc<[records::ExitFrame]>, Arc<[RebuiltObject]>) {
        let mut travel = Travel::default();
        // X1: the root's fp first, then the exit's number, then what the guard has seen.
        self.place(&mut travel, self.fp, types::I64);
        for (value, ty) in [(number, types::I32), (observed, types::I64)] {
            travel.places.next(false);
            travel.values.push(value);
            travel.types.push(ty);
        }
        let frames = self.frames(&mut travel, state, in_place);
        let mut signature = Signature::new(RUST);
        signature.params.extend(travel.types.iter().map(|&ty| AbiParam::new(ty)));
        match ogive_jit::exits::stub() {
            Some(stub) => {
                let stub = self.near(stub.address(), signature);
                self.b.ins().call(stub, &travel.values);
            }
            None => self.fail("no exit stub"),
        }
        self.b.ins().trap(NEVER);
        (frames.into(), travel.objects.into())
    }

    /// The value that a guard has looked at, as the stub gets it.
    fn observed(&mut self, node: NodeId) -> (Source, ir::Value) {
        let value = self.v(node);
        let at = records::OBSERVED;
        match self.graph.repr(node) {
            Repr::Int32 => (Source::Int32(at), self.b.ins().uextend(types::I64, value)),
            Repr::Bool => (Source::Bool(at), self.b.ins().uextend(types::I64, value)),
            Repr::Float64 => (Source::Float64(at), self.b.ins().bitcast(types::I64, ir::MemFlagsData::new(), value)),
            _ => (Source::Tagged(at), value),
        }
    }

    fn record(
        &mut self,
        exit: &Exit,
        reason: ExitReason,
        resume: Resume,
        observed: Option<Source>,
        frames: Arc<[records::ExitFrame]>,
        objects: Arc<[RebuiltObject]>,
    ) {
        let (code, unit) = exit.site;
        let site = (self.graph.codes[code].cell.0, unit);
        self.exits.push(records::Exit { reason: reason as u16, hoisted: exit.hoisted, site, observed, resume, frames, objects });
    }

    /// The frames of a state, the root first, without the words that are in place.
    fn frames(&mut self, travel: &mut Travel, state: StateId, in_place: &[u32]) -> Vec<records::ExitFrame> {
        let graph = self.graph;
        let mut chain = vec![];
        let mut next = Some(state);
        while let Some(id) = next {
            chain.push(&graph.states[id]);
            next = graph.states[id].caller;
        }
        chain.reverse();
        let mut frames = vec![];
        for state in chain {
            let registers = state
                .registers
                .iter()
                .filter(|(word, _)| !in_place.contains(&(state.window + word)))
                .map(|&(word, value)| (word as u16, self.state_source(travel, value)))
                .collect();
            frames.push(records::ExitFrame {
                block: graph.codes[state.code].cell.0,
                unit: state.unit,
                window: state.window,
                argc: argc_word(state.argc, state.flags),
                registers,
            });
        }
        frames
    }

    fn state_source(&mut self, travel: &mut Travel, value: StateValue) -> Source {
        match value {
            StateValue::Node(node) => self.source(travel, node),
            StateValue::Sunk(sunk) => Source::Rebuilt(self.sunk(travel, sunk)),
        }
    }
    /// The number of a removed object, whose contents travel too.
    fn sunk(&mut self, travel: &mut Travel, id: SunkId) -> u32 {
        if let Some(&number) = travel.numbers.get(&id) {
            return number;
        }
        let sunk = &self.graph.sunk[id];
        let what = match sunk.kind {
            SunkKind::Object(layout) => Rebuilt::Object { shape: layout.shape.0 },
            SunkKind::Array(byte) => Rebuilt::Array { byte },
            SunkKind::Arguments(strict) => Rebuilt::Arguments { strict },
            SunkKind::Env(block, scope) => Rebuilt::Env { block: block.0, scope },
            SunkKind::Closure(block) => Rebuilt::Closure { block: block.0 },
        };
        // Objects may name one another, and themselves: the number comes first.
        let number = travel.objects.len() as u32;
        travel.numbers.insert(id, number);
        travel.objects.push(RebuiltObject { what, slots: Box::new([]) });
        let slots = sunk.values.iter().map(|&value| self.state_source(travel, value)).collect();
        travel.objects[number as usize].slots = slots;
        number
    }
    /// Where a node's value comes from at the exit.
    fn source(&mut self, travel: &mut Travel, node: NodeId) -> Source {
        let graph = self.graph;
        let constant = |value: Value| Source::Constant(value.bits());
        match *graph.op(graph.unrefined(node)) {
            Op::Constant { value } => return Source::Constant(value.0),
            Op::Int32Constant { value } => return constant(Value::int(value)),
            Op::Float64Constant { value } => return Source::Constant(Value::from_f64_canonical(value.get()).bits()),
            Op::BoolConstant { value } => return constant(Value::bool(value)),
            Op::BoxInt32 { value } | Op::BoxFloat64 { value } | Op::BoxBool { value } => return self.source(travel, value),
            _ => {}
        }
        let value = self.v(node);
        let repr = graph.repr(node);
        let place = self.place(travel, value, type_of(repr));
        match repr {
            Repr::Int32 => Source::Int32(place),
            Repr::Float64 => Source::Float64(place),
            Repr::Bool => Source::Bool(place),
            Repr::Tagged => Source::Tagged(place),
            other => {
                self.fail(format!("{other:?} in a frame state"));
                Source::Tagged(place)
            }
        }
    }
    fn place(&mut self, travel: &mut Travel, value: ir::Value, ty: ir::Type) -> records::Place {
        if let Some(&place) = travel.known.get(&value) {
            return place;
        }
        let place = travel.places.next(ty == types::F64);
        travel.values.push(value);
        travel.types.push(ty);
        travel.known.insert(value, place);
        place
    }
}
