//! Iteration. Over arrays whose protocol nobody has touched: an index instead of an iterator. The record's three registers are the array, the hole, and
//! the next index (`true` when done), as the interpreter has them. Built-in iterators are stepped by a call; where a script's are to be stepped, the
//! op gives the hole (`ForOfNext`), and the calls that follow are inlined as any others.

use super::{Builder, Flow};
use crate::mir::{Assumption, Bits, Condition, ExitReason, Likely, NodeId, Op, Protector, Shapes, Terminator};
use ogive_bytecode::ops::{FOR_OF_SKIP, Role};
use ogive_bytecode::{Instruction, Op as Byte, feedback};
use ogive_vm::Value;
use ogive_vm::elements::kind;

const LEAVES_CALLS: i64 = ogive_bytecode::ops::get_iterator::LEAVES_CALLS as i64;

impl Builder<'_> {
    /// Has the instruction met arrays only?
    fn only_arrays(&self) -> bool {
        self.snapshot.array_iteration && self.frame().kinds() & feedback::OBJECT == 0
    }

    pub(super) fn get_iterator(&mut self, instr: &Instruction) -> Flow {
        let [record, iterable, _, flags, ..] = instr.fields;
        if flags & LEAVES_CALLS != 0 && self.only_scripts() {
            return self.iterator_of_script(instr);
        }
        if flags & !LEAVES_CALLS != 0 || !self.only_arrays() || self.frame().kinds() & feedback::SEEN == 0 {
            return self.slow_path(instr);
        }
        let iterable = self.register(iterable);
        let array = if self.is_array_list(iterable) {
            iterable
        } else {
            let object = self.object(iterable);
            let shapes = Shapes::one(self.frame().function.array_layout.shape);
            self.guard(Op::CheckShape { object, shapes }, ExitReason::Shape)
        };
        self.assume(Assumption::Protector(Protector::ArrayIteration));
        let (hole, zero) = (self.tagged_constant(Value::HOLE.bits()), self.int32_constant(0));
        self.set(record, array);
        self.set(record + 1, hole);
        self.set(record + 2, zero);
        Some(())
    }

    /// Has the instruction met functions of scripts only, that it left to the code that follows?
    fn only_scripts(&self) -> bool {
        const KINDS: u8 = feedback::STEP_SCRIPT | feedback::STEP_OTHER | feedback::STEP_PAIR | feedback::STEP_VALUE;
        self.frame().kinds() & KINDS == feedback::STEP_SCRIPT && !self.frame().has_failed(ExitReason::Value)
    }
    /// The slow path finds the method, and is going to leave it to the code that follows.
    fn iterator_of_script(&mut self, instr: &Instruction) -> Flow {
        self.slow_path(instr)?;
        let state = instr.fields[0] + 2;
        let value = self.register(state);
        let value = self.tagged(value);
        let exit = self.exit_to(self.frame().unit + instr.op.units() as u32, ExitReason::Value);
        self.append_with(Op::CheckIs { value, expected: Bits(Value::HOLE.bits()) }, exit);
        let hole = self.tagged_constant(Value::HOLE.bits());
        self.set(state, hole);
        Some(())
    }
    /// Of a record that is no array's, nor done, the step is left to the code that follows. (That may step built-in iterators too.)
    fn step_of_script(&mut self, instr: &Instruction) {
        let state = self.register(instr.fields[1] + 2);
        let value = self.tagged(state);
        let expected = Value::FALSE.bits();
        if self.graph.constant(value) != Some(Bits(expected)) {
            self.guard(Op::CheckIs { value, expected: Bits(expected) }, ExitReason::Value);
        }
        let hole = self.tagged_constant(Value::HOLE.bits());
        self.set(instr.fields[0], hole);
    }
    /// A value is there: `ForOfNext` is followed by the code that does without.
    fn has_stepped(&mut self, instr: &Instruction) -> Flow {
        if instr.op != Byte::ForOfNext {
            return Some(());
        }
        self.arrive(self.frame().unit + FOR_OF_SKIP);
        None
    }

    /// Is it an array of this realm whose values are known?
    fn is_array_list(&self, node: NodeId) -> bool {
        let layout = super::create::object_layout(self.frame().function.array_layout);
        self.list(node).is_some() && matches!(*self.graph.op(node), Op::NewArray { layout: made, .. } if made == layout)
    }

    pub(super) fn iterator_next(&mut self, instr: &Instruction) -> Flow {
        let [dst, record, ..] = instr.fields;
        let holes = self.frame().has_failed(ExitReason::Hole);
        // Beyond the elements, and at holes that may not mean undefined, the prototype chain has a say.
        let chain = self.frame().has_failed(ExitReason::Bounds) || holes && !self.snapshot.no_indexed_prototypes;
        if instr.op == Byte::ForOfNext && self.only_scripts() {
            self.step_of_script(instr);
            return Some(());
        }
        if let Some(pairs) = self.steps_of_collections() {
            return self.step(instr, pairs);
        }
        if !self.only_arrays() || chain {
            return self.slow_path_jump(instr);
        }
        let (array, state) = (self.register(record), self.register(record + 2));
        if let Some(index) = self.graph.int32_constant(state).filter(|_| self.is_array_list(array)) {
            return self.next_of_list(instr, array, index);
        }
        let index = self.int32(state);
        let object = self.object(array);
        let length = self.guard(Op::LoadLength { value: object }, ExitReason::Kind);
        let condition = self.append(Op::Int32Compare { lhs: index, rhs: length, condition: Condition::Less });
        let (more, done) = self.fork(condition, Likely::Yes);
        let before = self.frame().registers.clone();
        self.current = Some(done);
        let finished = self.bool_constant(true);
        self.set(record + 2, finished);
        let target = (self.frame().unit as i64 + instr.field(Role::Label).expect("a jump")) as u32;
        self.jump(target);
        self.frame_mut().registers = before;
        self.frame_mut().before = None;
        self.current = Some(more);
        let elements = self.append(Op::LoadElements { object });
        let length = self.append(Op::LoadElementsLength { elements });
        let index = self.guard(Op::CheckBounds { index, length }, ExitReason::Bounds);
        let value = self.append(Op::LoadElement { elements, index });
        let value = if holes { self.undefined_for_hole(value)? } else { self.not_hole(value) };
        // Below the length of elements: no overflow.
        let rhs = self.int32_constant(1);
        let next = self.append(Op::Int32Add { lhs: index, rhs });
        self.set(record + 2, next);
        self.set(dst, value);
        self.has_stepped(instr)
    }

    /// Has the instruction met iterators of Maps, Sets and strings only: all that give pairs, or none?
    fn steps_of_collections(&self) -> Option<bool> {
        let kinds = self.frame().kinds();
        if kinds & (feedback::STEP_OTHER | feedback::STEP_SCRIPT) != 0 || self.frame().has_failed(ExitReason::Kind) {
            return None;
        }
        match (kinds & feedback::STEP_PAIR != 0, kinds & feedback::STEP_VALUE != 0) {
            (true, false) => Some(true),
            (false, true) => Some(false),
            _ => None,
        }
    }

    /// A step of such an iterator. At its end the slow path jumps; if that has a value to give, the iterator is another one.
    fn step(&mut self, instr: &Instruction, pairs: bool) -> Flow {
        let [dst, record, ..] = instr.fields;
        let [iterator, next, state] = [record, record + 1, record + 2].map(|register| {
            let value = self.register(register);
            self.tagged(value)
        });
        let first = self.append(Op::IteratorStep { iterator, next, state, pairs });
        let rhs = self.tagged_constant(Value::HOLE.bits());
        let none = self.append(Op::SameBits { lhs: first, rhs });
        let (slow, fast) = self.fork(none, Likely::No);
        let before = self.frame().registers.clone();
        self.current = Some(slow);
        if self.slow_path_jump(instr).is_some() {
            let exit = self.exit_to(self.frame().unit + instr.op.units() as u32, ExitReason::Kind);
            if let Some(block) = self.current.take() {
                self.graph.blocks[block].terminator = Terminator::Exit(exit);
            }
        }
        self.frame_mut().registers = before;
        self.frame_mut().before = None;
        self.current = Some(fast);
        let value = match pairs {
            true => {
                let second = self.append(Op::LoadStepValue {});
                self.array_of(vec![first, second], kind::ANY)
            }
            false => first,
        };
        self.set(dst, value);
        self.has_stepped(instr)
    }

    /// The next name of a for-in; the two ways meet at the next instruction.
    pub(super) fn for_in_next(&mut self, instr: &Instruction) -> Flow {
        if self.frame().has_failed(ExitReason::NotInt32) {
            return self.slow_path_jump(instr);
        }
        let [dst, record, ..] = instr.fields;
        let next = self.frame().unit + instr.op.units() as u32;
        let registers = [record, record + 1, record + 2].map(|register| self.register(register));
        let (object, list, position) = (self.tagged(registers[0]), self.tagged(registers[1]), self.int32(registers[2]));
        let name = self.append(Op::NextName { object, list, position });
        let rhs = self.tagged_constant(Value::HOLE.bits());
        let unknown = self.append(Op::SameBits { lhs: name, rhs });
        let (slow, fast) = self.fork(unknown, Likely::No);
        let before = self.frame().registers.clone();
        self.current = Some(slow);
        self.slow_path_jump(instr)?;
        self.arrive(next);
        self.frame_mut().registers = before;
        self.frame_mut().before = None;
        self.current = Some(fast);
        // Below the length of a list: no overflow.
        let one = self.int32_constant(1);
        let following = self.append(Op::Int32Add { lhs: position, rhs: one });
        self.set(record + 2, following);
        self.set(dst, name);
        self.arrive(next);
        None
    }

    /// The next value of an array whose values are known, at an index that is known.
    fn next_of_list(&mut self, instr: &Instruction, array: NodeId, index: i32) -> Flow {
        let [dst, record, ..] = instr.fields;
        match self.list(array).and_then(|values| values.get(index as usize).copied()) {
            Some(value) => {
                let next = self.int32_constant(index + 1);
                self.set(record + 2, next);
                self.set(dst, value);
                self.has_stepped(instr)
            }
            None => {
                let finished = self.bool_constant(true);
                self.set(record + 2, finished);
                self.jump((self.frame().unit as i64 + instr.field(Role::Label).expect("a jump")) as u32);
                None
            }
        }
    }

    /// The element, or undefined where there is none: nothing on a prototype chain has indices.
    fn undefined_for_hole(&mut self, element: NodeId) -> Flow<NodeId> {
        self.assume(Assumption::Protector(Protector::NoIndexedPrototypes));
        let undefined = self.undefined();
        let is_hole = self.is_special(element, Value::HOLE);
        let (hole, there) = self.fork(is_hole, Likely::No);
        self.merge_values(vec![(there, element), (hole, undefined)])
    }

    pub(super) fn iterator_close(&mut self, instr: &Instruction) -> Flow {
        let record = instr.fields[0];
        if !self.only_arrays() {
            return self.slow_path(instr);
        }
        // Array iterators have no `return`.
        self.assume(Assumption::Protector(Protector::ArrayIteration));
        let next = self.register(record + 1);
        let value = self.tagged(next);
        if self.graph.constant(value) != Some(Bits(Value::HOLE.bits())) {
            self.guard(Op::CheckIs { value, expected: Bits(Value::HOLE.bits()) }, ExitReason::Value);
        }
        self.iterator_done(instr);
        Some(())
    }

    pub(super) fn iterator_done(&mut self, instr: &Instruction) {
        let done = self.bool_constant(true);
        self.set(instr.fields[0] + 2, done);
    }
}
