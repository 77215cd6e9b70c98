//! Calls: JavaScript functions by convention M, the Vm's slow paths, library functions that throw; what follows a call.
//!
//! After a call: an exception leaves (to the handler of a frame of the state, or out of the function); then, where the code has made bets that the
//! callee may have broken, one byte is tested, and a lazy exit takes over with the result.
use super::{Lower, MEMORY, RUST, word_offset};
use crate::mir::{CallSite, ExitId, NodeId, StateId, Target};
use cranelift_codegen::ir::condcodes::IntCC;
use cranelift_codegen::ir::{self, AbiParam, InstBuilder, Signature, types};
use ogive_bytecode::{Op, frame};
use ogive_gc::Header;
use ogive_vm::machine::{self, layout, library, status};
use ogive_vm::stack::frame_flags;
use ogive_vm::{Kind, Value};

impl Lower<'_, '_, '_> {
    /// A pending exception, if `thrown`: leaves. The words `in_place` are in the windows, where the instruction may have changed them before it threw (the
    /// record of an iterator).
    fn check_thrown(&mut self, exit: ExitId, thrown: ir::Value, in_place: &[u32]) {
        let state = self.graph.exits[exit].state;
        if self.graph.is_handled(state) {
            return self.cold_if(thrown, |l| l.leave_throwing(exit, in_place));
        }
        let rest = self.next_block();
        let (throwing, is_new) = match self.throwing {
            Some(block) => (block, false),
            None => (self.cold_block(), true),
        };
        self.b.ins().brif(thrown, throwing, &[], rest, &[]);
        if is_new {
            self.throwing = Some(throwing);
            self.b.switch_to_block(throwing);
            let marker = self.iconst(Value::EXCEPTION.bits() as i64);
            self.b.ins().return_(&[marker]);
        }
        self.b.switch_to_block(rest);
    }
    /// The byte that says whether all bets of this code stand.
    fn valid(&mut self) -> ir::Value {
        let at = self.iconst(self.world.valid as i64);
        self.b.ins().load(types::I8, MEMORY, at, 0)
    }
    /// Leaves lazily if a bet of this code is off.
    fn check_valid(&mut self, id: NodeId, exit: ExitId) {
        let Some(after) = self.graph.nodes[id].after else { return };
        if !self.graph.assumptions.is_empty() {
            let valid = self.valid();
            self.cold_unless(valid, |l| l.leave_after(exit, after));
        }
    }
    /// Leaves by the node's exit if a bet of this code is off.
    pub(super) fn check_bets(&mut self, id: NodeId) {
        if !self.graph.assumptions.is_empty() {
            let exit = self.exit_of(id);
            let valid = self.valid();
            self.cold_unless(valid, |l| l.leave_before(exit, None));
        }
    }
    /// The engine may want to be asked: a termination, a deadline, code to install, a full heap. Code is installed from here; for the rest this code is left.
    pub(super) fn poll(&mut self, id: NodeId) {
        let at = self.iconst(self.world.request as i64);
        let word = self.b.ins().load(types::I32, MEMORY, at, 0);
        let (asked, rest) = (self.cold_block(), self.b.create_block());
        self.b.ins().brif(word, asked, &[], rest, &[]);
        self.b.switch_to_block(asked);
        self.protect_window();
        let requested = machine::requested as *const () as usize;
        let stays = self.rust(requested, Some(types::I8), &[]).expect("declared");
        // A bet may have been broken, or the code been replaced: then it is left here, too.
        let valid = self.valid();
        let stays = self.b.ins().band(stays, valid);
        let exit = self.exit_of(id);
        self.cold_unless(stays, |l| l.leave_before(exit, None));
        self.b.ins().jump(rest, &[]);
        self.b.switch_to_block(rest);
    }
    fn is_exception(&mut self, result: ir::Value) -> ir::Value {
        let marker = self.iconst(Value::EXCEPTION.bits() as i64);
        self.b.ins().icmp(IntCC::Equal, result, marker)
    }
    /// A call by convention M with the entry read from a code block.
    fn enter(&mut self, block: ir::Value, window: ir::Value) -> ir::Value {
        let entry = self.b.ins().load(types::I64, MEMORY, block, layout::code_block::ENTRY as i32);
        let call = self.b.ins().call_indirect(self.machine_signature, entry, &[window]);
        self.b.inst_results(call)[0]
    }

    pub(super) fn call(&mut self, id: NodeId, callee: NodeId, this: NodeId, arguments: &[NodeId], call: CallSite) -> ir::Value {
        let exit = self.exit_of(id);
        let state = self.graph.exits[exit].state;
        let caller = self.write_headers(state, true);
        let mut words = vec![(frame::CALLEE, callee), (frame::THIS, this)];
        words.extend(arguments.iter().enumerate().map(|(i, &node)| (frame::ARGS + i as u16, node)));
        self.write_call_window(call.window, caller, &words, arguments.len() as u32, 0);
        self.store_constant(call.window + frame::NEW_TARGET as u32, Value::UNDEFINED.bits());
        let window = self.window(call.window);
        let result = match call.target {
            Target::Code(block) => {
                let block = self.iconst(block.0 as i64);
                self.enter(block, window)
            }
            Target::Native => self.on_window(library::call_native, window, arguments.len() as u32),
            Target::Apply => self.apply(window, arguments.len() as u32),
            Target::Unknown => self.call_anything(callee, window, arguments.len() as u32, state),
        };
        self.forget_headers_above(self.graph.states[state].window);
        self.finish_call(id, exit, result)
    }
    /// What follows a call with that result.
    fn finish_call(&mut self, id: NodeId, exit: ExitId, result: ir::Value) -> ir::Value {
        // The exit's states name the node: its value is there from now on.
        self.values[id] = Some(result);
        let thrown = self.is_exception(result);
        self.check_thrown(exit, thrown, &[]);
        self.check_valid(id, exit);
        result
    }
    /// A function of the Vm's library on a window that is complete.
    fn on_window(&mut self, function: unsafe extern "C" fn(*mut ogive_vm::Vm, *mut Value, u32) -> u64, window: ir::Value, argc: u32) -> ir::Value {
        let argc = self.b.ins().iconst(types::I32, argc as i64);
        self.rust(function as *const () as usize, Some(types::I64), &[window, argc]).expect("declared")
    }
    /// %Function.prototype.apply% on a window that is complete: the call that it makes of a closure, or the function itself.
    fn apply(&mut self, window: ir::Value, argc: u32) -> ir::Value {
        let block = self.on_window(library::forward_apply, window, argc);
        let forwarded = self.b.ins().icmp_imm_u(IntCC::NotEqual, block, 0);
        self.either(
            forwarded,
            types::I64,
            |l| {
                let result = l.enter(block, window);
                // The arguments may have needed more room than the frame has.
                let vm = l.vm();
                l.b.ins().store(MEMORY, l.fp, vm, layout::vm::TOP as i32);
                result
            },
            |l| l.on_window(library::call_native, window, argc),
        )
    }
    /// A callee of which nothing is known: JavaScript functions directly, the rest through the instruction's slow path, which writes
    /// its result into the frame. (If the instruction is no plain call, a tail call say, its slow path would do more than call what is in the window.)
    fn call_anything(&mut self, callee: NodeId, window: ir::Value, argc: u32, state: StateId) -> ir::Value {
        let value = self.v(callee);
        let (function, other, join) = (self.b.create_block(), self.cold_block(), self.b.create_block());
        self.b.append_block_param(join, types::I64);
        let object = self.b.create_block();
        let is_object = self.b.ins().icmp(IntCC::SignedGreaterThanOrEqual, value, self.constants.object_tag);
        self.b.ins().brif(is_object, object, &[], other, &[]);
        self.b.switch_to_block(object);
        let cell = self.b.ins().iadd(value, self.constants.untag_object);
        let kind = self.b.ins().load(types::I8, MEMORY, cell, Header::KIND_OFFSET as i32);
        let is_function = self.b.ins().icmp_imm_u(IntCC::Equal, kind, Kind::Function as i64);
        self.b.ins().brif(is_function, function, &[], other, &[]);
        self.b.switch_to_block(function);
        let code = self.b.ins().load(types::I64, MEMORY, cell, super::guards::field(ogive_vm::call::function_field::CODE));
        let block = self.b.ins().iadd(code, self.constants.untag_internal);
        let result = self.enter(block, window);
        self.b.ins().jump(join, &[result.into()]);
        self.b.switch_to_block(other);
        let result = match self.op_of(state) {
            Some(Op::Call | Op::CallMethod) => self.call_by_slow_path(state),
            _ => self.on_window(library::call_window, window, argc),
        };
        self.b.ins().jump(join, &[result.into()]);
        self.b.switch_to_block(join);
        self.b.block_params(join)[0]
    }
    /// The instruction's slow path: what it has written into the frame, or the mark of an exception.
    fn call_by_slow_path(&mut self, state: StateId) -> ir::Value {
        let status = self.slow_path(state);
        let thrown = self.b.ins().icmp_imm_u(IntCC::Equal, status, status::EXCEPTION as i64);
        let marker = self.iconst(Value::EXCEPTION.bits() as i64);
        let word = self.result_word(state);
        let written = self.b.ins().load(types::I64, MEMORY, self.fp, word_offset(word));
        self.b.ins().select(thrown, marker, written)
    }
    /// The first unit of the instruction of a state.
    fn unit_of(&self, state: StateId) -> u64 {
        let frame = &self.graph.states[state];
        self.graph.codes[frame.code].code.units[frame.unit as usize]
    }
    fn op_of(&self, state: StateId) -> Option<Op> {
        Op::from_byte(self.unit_of(state) as u8)
    }
    /// The word that the call of a state writes its result to.
    fn result_word(&self, state: StateId) -> u32 {
        self.graph.states[state].window + (self.unit_of(state) >> 16) as u16 as u32
    }

    pub(super) fn construct(&mut self, id: NodeId, operands: [NodeId; 3], arguments: &[NodeId], call: CallSite) -> ir::Value {
        let [callee, new_target, this] = operands;
        let exit = self.exit_of(id);
        let state = self.graph.exits[exit].state;
        let caller = self.write_headers(state, true);
        let mut words = vec![(frame::CALLEE, callee), (frame::NEW_TARGET, new_target), (frame::THIS, this)];
        words.extend(arguments.iter().enumerate().map(|(i, &node)| (frame::ARGS + i as u16, node)));
        self.write_call_window(call.window, caller, &words, arguments.len() as u32, frame_flags::CONSTRUCT);
        let window = self.window(call.window);
        let Target::Code(block) = call.target else {
            self.fail("a construct of an unknown target");
            return self.fp;
        };
        let block = self.iconst(block.0 as i64);
        let result = self.enter(block, window);
        self.forget_headers_above(self.graph.states[state].window);
        self.finish_call(id, exit, result)
    }

    /// Calls the slow path of the instruction of a state, whose headers are written: its status.
    fn slow_path(&mut self, state: StateId) -> ir::Value {
        let frame = &self.graph.states[state];
        let Some(function) = self.op_of(state).and_then(machine::slow_path) else {
            self.fail("an instruction without slow path");
            return self.fp;
        };
        let (window, pc) = (self.window(frame.window), self.pc(state));
        let status = self.rust(function as *const () as usize, Some(types::I64), &[window, pc]).expect("declared");
        self.forget_headers_above(frame.window);
        status
    }
    /// Writes registers and headers, and executes the instruction of the exit's state.
    fn run_slow_path(&mut self, exit: ExitId, registers: &[u32], values: &[NodeId]) -> ir::Value {
        let state = self.graph.exits[exit].state;
        self.write_headers(state, false);
        for (&word, &node) in registers.iter().zip(values) {
            self.store_word(word, node);
        }
        // The slow path writes the PC word itself.
        self.forget_pc(self.graph.states[state].window);
        self.slow_path(state)
    }
    pub(super) fn call_slow_path(&mut self, id: NodeId, registers: &[u32], values: &[NodeId]) {
        let exit = self.exit_of(id);
        let status = self.run_slow_path(exit, registers, values);
        let thrown = self.b.ins().icmp_imm_u(IntCC::NotEqual, status, status::NEXT as i64);
        self.check_thrown(exit, thrown, registers);
        self.check_valid(id, exit);
    }
    pub(super) fn call_slow_path_jump(&mut self, id: NodeId, registers: &[u32], values: &[NodeId]) -> ir::Value {
        let exit = self.exit_of(id);
        let status = self.run_slow_path(exit, registers, values);
        let thrown = self.b.ins().icmp_imm_u(IntCC::Equal, status, status::EXCEPTION as i64);
        self.check_thrown(exit, thrown, registers);
        let taken = self.b.ins().icmp_imm_u(IntCC::Equal, status, status::TAKEN as i64);
        self.values[id] = Some(taken);
        self.check_valid(id, exit);
        taken
    }
    /// An instruction that ends its block by its slow path: a throw, or a tail call.
    pub(super) fn end_by_slow_path(&mut self, exit: ExitId, registers: &[u32], values: &[NodeId]) {
        let state = self.graph.exits[exit].state;
        let status = self.run_slow_path(exit, registers, values);
        let thrown = self.b.ins().icmp_imm_u(IntCC::Equal, status, status::EXCEPTION as i64);
        self.check_thrown(exit, thrown, registers);
        if self.graph.states[state].caller.is_some() {
            // An inlined frame is never left this way: the instructions that leave a frame are not inlined.
            self.b.ins().trap(super::exits::NEVER);
            return;
        }
        let left = self.b.ins().icmp_imm_u(IntCC::Equal, status, status::LEAVE as i64);
        let (leave, reenter) = (self.b.create_block(), self.cold_block());
        self.b.ins().brif(left, leave, &[], reenter, &[]);
        self.b.switch_to_block(reenter);
        // Another function's frame has taken this one's place, or this one goes on behind a suspension: other code takes over the native frame, too.
        let Some(stub) = ogive_jit::exits::jump_stub() else { return self.fail("no jump stub") };
        let mut signature = Signature::new(RUST);
        signature.params.push(AbiParam::new(types::I64));
        let stub = self.near(stub.address(), signature);
        self.b.ins().call(stub, &[self.fp]);
        self.b.ins().trap(super::exits::NEVER);
        self.b.switch_to_block(leave);
        let vm = self.vm();
        let result = self.b.ins().load(types::I64, MEMORY, vm, layout::vm::COMPLETION as i32);
        self.b.ins().return_(&[result]);
    }

    /// A call of `f(vm, operands…)` that may throw: the exception marker is its result then.
    pub(super) fn throwing(&mut self, id: NodeId, address: usize, operands: &[NodeId]) -> ir::Value {
        let exit = self.exit_of(id);
        let state = self.graph.exits[exit].state;
        let window = self.write_headers(state, true);
        let vm = self.vm();
        self.b.ins().store(MEMORY, window, vm, layout::vm::FRAME as i32);
        let result = self.leaf(address, operands, types::I64);
        let thrown = self.is_exception(result);
        self.check_thrown(exit, thrown, &[]);
        result
    }
}
