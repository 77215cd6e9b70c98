//! Calls: known targets are inlined when they may be (`inline.rs`), called directly otherwise; returns.

use super::inline::{Inlining, Position};
use super::{Builder, Flow};
use crate::mir::{Bits, CallSite, Cell, ExitReason, Likely, NodeId, Op, Target, Terminator};
use crate::snapshot::{Callee, Site};
use ogive_bytecode::{Instruction, Op as Byte, frame as layout};
use ogive_vm::code_block::call_flags;
use ogive_vm::native::Inline;
use ogive_vm::stack::frame_flags;

/// Where a call's result goes.
#[derive(Clone, Copy)]
pub(super) enum Place {
    /// Into a register.
    Register(u32),
    /// It is the frame's own result.
    Tail,
}

/// A call's operands.
struct Operands {
    /// The caller's register where the callee's window begins.
    window: i64,
    callee: NodeId,
    this: NodeId,
    arguments: Vec<NodeId>,
    /// They are not those of the instruction, whose slow path would do something else.
    forwarded: bool,
}

impl<'s> Builder<'s> {
    fn call_operands(&mut self, instr: &Instruction, has_this: bool) -> Operands {
        let [_, window, argc, ..] = instr.fields;
        let this = if has_this { self.register(window + layout::THIS as i64) } else { self.undefined() };
        let first = window + layout::ARGS as i64;
        Operands { window, callee: self.register(window), this, arguments: (first..first + argc).map(|r| self.register(r)).collect(), forwarded: false }
    }
    pub(super) fn callees(&self, ic: i64) -> Vec<Callee> {
        match self.site(ic) {
            Site::Call(known) => known,
            _ => vec![],
        }
    }

    pub(super) fn call(&mut self, instr: &Instruction) -> Flow {
        let operands = self.call_operands(instr, instr.op == Byte::CallMethod);
        self.call_of(instr, operands)
    }

    /// A call with these arguments instead of what the instruction finds in the window.
    pub(super) fn call_with(&mut self, instr: &Instruction, arguments: Vec<NodeId>) -> Flow {
        let operands = Operands { arguments, forwarded: true, ..self.call_operands(instr, true) };
        self.call_of(instr, operands)
    }

    fn call_of(&mut self, instr: &Instruction, operands: Operands) -> Flow {
        let [dst, _, _, ic, ..] = instr.fields;
        let known = self.callees(ic);
        let result = self.call_one_of(&known, operands, Place::Register(dst as u32))?;
        self.set(dst, result);
        Some(())
    }

    /// A call in tail position. In an inlined frame the stack is as deep with a plain call from the root's machine frame as a tail call would leave it,
    /// unless the frame stands in the root's own place.
    pub(super) fn tail_call(&mut self, instr: &Instruction) -> Flow {
        let [_, _, _, ic, _, flags] = instr.fields;
        let known = self.callees(ic);
        let operands = self.call_operands(instr, flags & 1 != 0);
        // Inlined frames with tail calls are ordinary calls' (see `may_inline_here`); what stands in the root's place is not for ever.
        let plain = !self.frame().in_place_of_root;
        let returns = match &known[..] {
            [Callee::Closure { index: Some(index), flags, .. }] => {
                flags & call_flags::CLASS == 0 && !self.has_other_callees() && self.may_inline_here(*index, &operands.arguments, Position::Tail)
            }
            _ => false,
        };
        if !plain && !returns {
            if let [Callee::Native { function, inline: Some(inline), .. }] = known[..]
                && !self.has_other_callees()
            {
                self.check_is(operands.callee, function);
                if let Some(result) = self.expand(inline, operands.this, &operands.arguments) {
                    self.return_value(result);
                    return Some(());
                }
            }
            self.slow_path_end(instr);
            return None;
        }
        let result = self.call_one_of(&known, operands, Place::Tail)?;
        self.return_value(result);
        Some(())
    }

    /// Has the site met a callee that its cache did not know?
    pub(super) fn has_other_callees(&self) -> bool {
        self.frame().has_failed(ExitReason::Callee)
    }

    /// A call of one of the callees that the cache knows; each gets its own way. With a single one the rest is excluded by a guard, as long as that
    /// has not failed. The result is not in its register yet.
    fn call_one_of(&mut self, known: &[Callee], call: Operands, dst: Place) -> Flow<NodeId> {
        if known.is_empty()
            && let Some(method) = self.methods.get(&call.callee).cloned()
        {
            return self.call_ways(&[&method], call, dst);
        }
        let usable: Vec<&Callee> = known.iter().filter(|callee| is_worth_a_way(callee)).collect();
        if let ([callee], [_]) = (&usable[..], known)
            && !self.has_other_callees()
        {
            let callee = self.checked(callee, call.callee);
            return self.call_known(&known[0], Operands { callee, ..call }, dst);
        }
        self.call_ways(&usable, call, dst)
    }

    /// A way for each of the callees, and one for all others.
    fn call_ways(&mut self, usable: &[&Callee], call: Operands, dst: Place) -> Flow<NodeId> {
        let mut ends = vec![];
        for known in usable {
            let (condition, function) = self.is_callee(known, call.callee);
            match *self.graph.op(condition) {
                Op::BoolConstant { value: false } => continue,
                Op::BoolConstant { value: true } if ends.is_empty() => return self.call_known(known, call, dst),
                _ => {}
            }
            let (yes, no) = self.fork(condition, Likely::Unknown);
            self.current = Some(yes);
            let callee = match function {
                Some(function) => self.tagged_constant(function),
                None => {
                    let object = self.tagged(call.callee);
                    self.append(Op::PinObject { object })
                }
            };
            let arguments = call.arguments.clone();
            if let Some(result) = self.call_known(known, Operands { callee, arguments, ..call }, dst) {
                ends.push((self.current.take()?, result));
            }
            self.current = Some(no);
        }
        let result = self.call_anything(call, dst);
        ends.push((self.current.take()?, result));
        self.merge_values(ends)
    }

    /// Is the value that callee? And the function's Value, if it is always the same.
    fn is_callee(&mut self, known: &Callee, callee: NodeId) -> (NodeId, Option<u64>) {
        let value = self.tagged(callee);
        if let Op::NewClosure { block: made, .. } = *self.graph.op(self.graph.unrefined(value)) {
            // A fresh closure is no function that has been there before.
            let same = matches!(*known, Callee::Closure { function: None, block, .. } if block == made);
            return (self.bool_constant(same), None);
        }
        match *known {
            Callee::Closure { function: Some(function), .. } | Callee::Native { function, .. } | Callee::Bound { function, .. } => {
                if let Some(constant) = self.graph.constant(value) {
                    return (self.bool_constant(constant.0 == function), Some(function));
                }
                let rhs = self.tagged_constant(function);
                (self.append(Op::SameBits { lhs: value, rhs }), Some(function))
            }
            Callee::Closure { block, .. } => (self.append(Op::HasCode { value, block }), None),
            Callee::Unknown => (self.bool_constant(false), None),
        }
    }
    /// The callee, guarded to be the known one.
    fn checked(&mut self, known: &Callee, callee: NodeId) -> NodeId {
        match *known {
            Callee::Closure { function, block, .. } => self.check_callee(callee, function, block),
            Callee::Native { function, .. } | Callee::Bound { function, .. } => self.check_is(callee, function),
            Callee::Unknown => callee,
        }
    }

    /// A call of a callee that is the known one. The result is not in its register yet.
    fn call_known(&mut self, known: &Callee, call: Operands, dst: Place) -> Flow<NodeId> {
        match known {
            Callee::Closure { block, index, .. } => {
                let position = if matches!(dst, Place::Tail) { Position::Tail } else { Position::Plain };
                if let Some(index) = index.filter(|&index| self.may_inline_here(index, &call.arguments, position)) {
                    let function = &self.snapshot.functions[index];
                    let (flags, result) = match dst {
                        Place::Register(register) => (0, Some(register)),
                        Place::Tail => (frame_flags::TAIL, None),
                    };
                    let Operands { window, callee, this, arguments, .. } = call;
                    return self.inline(Inlining { function, index, window, callee, this, new_target: None, arguments, flags, result });
                }
                Some(self.emit_call(Target::Code(Cell(block.0)), call, dst))
            }
            Callee::Native { inline: Some(inline @ (Inline::FunctionCall | Inline::FunctionApply)), targets, .. } => {
                // `f.call(this, …)` and `f.apply(this, list)` are calls of `f`.
                let applied = match inline {
                    _ if self.frame().has_failed(ExitReason::Kind) => None,
                    Inline::FunctionCall => Some(call.arguments.get(1..).unwrap_or_default().to_vec()),
                    _ => self.applied_list(&call.arguments),
                };
                let Some(arguments) = applied else {
                    let target = if *inline == Inline::FunctionApply { Target::Apply } else { Target::Native };
                    return Some(self.emit_call(target, call, dst));
                };
                let this = call.arguments.first().copied().unwrap_or_else(|| self.undefined());
                self.call_one_of(targets, Operands { callee: call.this, this, arguments, forwarded: true, ..call }, dst)
            }
            Callee::Native { inline, .. } => {
                if let Some(inline) = inline
                    && let Some(result) = self.expand(*inline, call.this, &call.arguments)
                {
                    return Some(result);
                }
                Some(self.emit_call(Target::Native, call, dst))
            }
            Callee::Bound { target, value, this, arguments, .. } => {
                let before: Vec<NodeId> = arguments.iter().map(|&argument| self.constant(argument)).collect();
                let (callee, this) = (self.tagged_constant(*value), self.constant(*this));
                let arguments = [before, call.arguments].concat();
                self.call_known(target, Operands { callee, this, arguments, forwarded: true, ..call }, dst)
            }
            Callee::Unknown => Some(self.call_anything(call, dst)),
        }
    }

    /// A call of which nothing is known.
    fn call_anything(&mut self, call: Operands, dst: Place) -> NodeId {
        let callee = match call.forwarded {
            false => self.tagged(call.callee),
            true => {
                let object = self.object(call.callee);
                self.guard(Op::CheckKind { object, kind: ogive_vm::Kind::Function as u8 }, ExitReason::Kind)
            }
        };
        self.emit_call(Target::Unknown, Operands { callee, ..call }, dst)
    }

    pub(super) fn check_is(&mut self, value: NodeId, expected: u64) -> NodeId {
        if self.graph.constant(value) == Some(Bits(expected)) {
            return value;
        }
        let value = self.tagged(value);
        self.guard(Op::CheckIs { value, expected: Bits(expected) }, ExitReason::Callee);
        // The guard stays where it is; what follows may as well use the constant.
        self.tagged_constant(expected)
    }

    fn check_callee(&mut self, callee: NodeId, function: Option<u64>, block: Cell) -> NodeId {
        if let Op::NewClosure { block: made, .. } = *self.graph.op(callee)
            && made == block
        {
            return callee;
        }
        match function {
            Some(function) => self.check_is(callee, function),
            None => {
                let object = self.object(callee);
                self.guard(Op::CheckCode { object, block }, ExitReason::Callee)
            }
        }
    }

    fn emit_call(&mut self, target: Target, call: Operands, dst: Place) -> NodeId {
        let this = self.tagged(call.this);
        self.need_window(call.window, call.arguments.len());
        let mut boxed = vec![];
        for argument in call.arguments {
            boxed.push(self.tagged(argument));
        }
        let site = CallSite { window: self.frame().window + call.window as u32, target };
        let node = self.effect(Op::Call { callee: call.callee, this, arguments: boxed.into(), call: site });
        self.finish_call(node, dst);
        node
    }

    /// There will be a window with so many arguments.
    pub(super) fn need_window(&mut self, window: i64, argc: usize) {
        let words = self.frame().window + window as u32 + layout::ARGS as u32 + argc as u32;
        self.graph.window_words = self.graph.window_words.max(words);
    }

    /// The state after a call, with its result in the register.
    pub(super) fn finish_call(&mut self, node: NodeId, dst: Place) {
        let dst = match dst {
            Place::Register(dst) => dst,
            Place::Tail => {
                let after = self.returned_state(node);
                self.graph.nodes[node].after = after.or(self.graph.nodes[node].after);
                return;
            }
        };
        let kept = self.frame_mut().registers[dst as usize].replace(node);
        let after = self.after_state(&[]);
        self.frame_mut().registers[dst as usize] = kept;
        self.graph.nodes[node].after = Some(after);
    }

    /// A getter, found by the load of the instruction; `None` inside: not by this.
    pub(super) fn call_getter(&mut self, instr: &Instruction, getter: &Callee, receiver: NodeId) -> Flow<Option<NodeId>> {
        let Some((function, index)) = self.implied_callee(getter, &[]) else { return Some(None) };
        let result = self.defs(instr).first().copied();
        self.inline_implied(function, index, receiver, vec![], frame_flags::RESULT, result).map(Some)
    }

    /// The function and its index, if what an instruction calls without saying so (a getter, a setter, a field initializer) is to be inlined.
    pub(super) fn implied_callee(&self, callee: &Callee, arguments: &[NodeId]) -> Option<(u64, usize)> {
        match *callee {
            Callee::Closure { function: Some(function), index: Some(index), flags, .. }
                if flags & call_flags::CLASS == 0 && self.may_inline_here(index, arguments, Position::Other) =>
            {
                Some((function, index))
            }
            _ => None,
        }
    }
    pub(super) fn inline_implied(
        &mut self,
        function: u64,
        index: usize,
        this: NodeId,
        arguments: Vec<NodeId>,
        flags: u32,
        result: Option<u32>,
    ) -> Flow<NodeId> {
        let callee = self.tagged_constant(function);
        let (function, window) = (&self.snapshot.functions[index], self.frame().function.code.register_count as i64);
        self.inline(Inlining { function, index, window, callee, this, new_target: None, arguments, flags, result })
    }

    pub(super) fn return_value(&mut self, value: NodeId) {
        let inlined = self.frame().caller.is_some();
        if inlined {
            if let Some(block) = self.current.take() {
                self.frame_mut().returns.push((block, value));
            }
            return;
        }
        let value = self.tagged(value);
        if let Some(block) = self.current.take() {
            self.graph.blocks[block].terminator = Terminator::Return(value);
        }
    }
}

/// Is it known well enough for a way of its own?
fn is_worth_a_way(callee: &Callee) -> bool {
    match callee {
        Callee::Closure { flags, .. } => flags & call_flags::CLASS == 0,
        Callee::Native { .. } => true,
        Callee::Bound { target, .. } => is_worth_a_way(target),
        Callee::Unknown => false,
    }
}
