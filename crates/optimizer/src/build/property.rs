//! Named properties: loads and stores by what the site's cache has seen, monomorphic or polymorphic.

use super::values::Type;
use super::{Builder, Flow};
use crate::mir::{Assumption, Bits, Edge, ExitReason, Likely, NodeId, Op, ShapeId, Shapes, Terminator};
use crate::snapshot::{Callee, LoadCase, LoadHow, Receiver, Site, SlotPromise, StoreCase};
use ogive_bytecode::{Instruction, Op as Byte};
use ogive_vm::Value;
use ogive_vm::native::Inline;
use ogive_vm::shape::Promise;
use ogive_vm::stack::frame_flags;

impl Builder<'_> {
    pub(super) fn assume(&mut self, assumption: Assumption) {
        if !self.graph.assumptions.contains(&assumption) {
            self.graph.assumptions.push(assumption);
        }
    }
    fn assume_chain(&mut self, validity: Option<u64>) {
        if let Some(cell) = validity {
            self.assume(Assumption::Validity(cell));
        }
    }
    fn assume_promise(&mut self, promise: SlotPromise) {
        if promise.cell != 0 {
            self.assume(Assumption::Promise(promise.cell, promise.promise as u8));
        }
    }

    // ---- loads ----------------------------------------------------------------------------------------------------

    pub(super) fn get_property(&mut self, instr: &Instruction) -> Flow {
        let [dst, object, ic, ..] = instr.fields;
        let receiver = self.register(object);
        let value = match self.site(ic) {
            Site::Empty => return self.never_run(),
            Site::Load(cases) => self.load(instr, receiver, &cases)?,
            Site::Megamorphic(key) => match self.load_inherited(instr, receiver, key)? {
                Some(value) => Some(value),
                None => {
                    let key = self.tagged_constant(key);
                    Some(self.load_cached(instr, receiver, key)?)
                }
            },
            _ => None,
        };
        match value {
            Some(value) => self.set(dst, value),
            None => self.slow_path(instr)?,
        }
        Some(())
    }

    /// A load of a method by an object that has been made here.
    fn load_inherited(&mut self, instr: &Instruction, receiver: NodeId, key: u64) -> Flow<Option<NodeId>> {
        let shape = self.shapes.get(&self.graph.unrefined(receiver));
        let Some((case, method)) = shape.and_then(|&shape| self.snapshot.inherited.get(&(shape, key))) else { return Some(None) };
        if self.frame().has_failed(ExitReason::Shape) {
            return Some(None);
        }
        let value = self.load_one(instr, receiver, case)?;
        if let Some(value) = value {
            self.methods.insert(value, method.clone());
        }
        Some(value)
    }

    /// A load that the global cache knows, or the slow path.
    pub(super) fn load_cached(&mut self, instr: &Instruction, receiver: NodeId, key: NodeId) -> Flow<NodeId> {
        let (value, key) = (self.tagged(receiver), self.tagged(key));
        let loaded = self.append(Op::LoadCached { value, key });
        let slow = self.or_slow_if_hole(loaded, instr)?;
        self.joined(loaded, [slow, None])
    }

    pub(super) fn get_length(&mut self, instr: &Instruction) -> Flow {
        let [dst, object, ic, ..] = instr.fields;
        let receiver = self.register(object);
        if let Some(length) = self.list(receiver).map(<[NodeId]>::len) {
            let length = self.int32_constant(length as i32);
            self.set(dst, length);
            return Some(());
        }
        // Arrays and strings are not in the cache: their fast path comes before it.
        let value = match (self.type_of(receiver), self.site(ic)) {
            (Type::String, _) => Some(self.append(Op::StringLength { string: receiver })),
            (_, Site::Empty) => {
                let value = self.tagged(receiver);
                Some(self.guard(Op::LoadLength { value }, ExitReason::Kind))
            }
            (_, Site::Load(_)) if self.frame().has_failed(ExitReason::NotObject) => None,
            (_, Site::Load(cases)) if self.frame().has_failed(ExitReason::Shape) => match &cases[..] {
                [case @ LoadCase { receiver: Receiver::Shape(shape, _), .. }] => Some(self.mixed_length(instr, receiver, case, *shape)?),
                _ => None,
            },
            (_, Site::Load(cases)) => self.load(instr, receiver, &cases)?,
            _ => None,
        };
        match value {
            Some(value) => self.set(dst, value),
            None => self.slow_path(instr)?,
        }
        Some(())
    }

    /// The length at a site that has met arrays, too: of them its cache says nothing. Others than those and what the cache knows take the slow path.
    fn mixed_length(&mut self, instr: &Instruction, receiver: NodeId, case: &LoadCase, shape: ShapeId) -> Flow<NodeId> {
        let object = self.object(receiver);
        let is_array = self.append(Op::HasShape { object, shape: self.frame().function.array_layout.shape });
        let (array, other) = self.fork(is_array, Likely::Unknown);
        self.current = Some(array);
        let length = self.guard(Op::LoadLength { value: object }, ExitReason::Kind);
        let length = self.tagged(length);
        let array = Some((self.current.take()?, length));
        self.current = Some(other);
        let is_known = self.append(Op::HasShape { object, shape });
        let slow = self.or_slow(is_known, instr)?;
        let length = match self.load_one(instr, object, case)? {
            Some(length) => self.tagged(length),
            None => {
                self.slow_path(instr)?;
                self.register(instr.fields[0])
            }
        };
        self.joined(length, [slow, array])
    }

    /// A load by the cases of a cache; `None` inside: none of them can be built.
    fn load(&mut self, instr: &Instruction, receiver: NodeId, cases: &[LoadCase]) -> Flow<Option<NodeId>> {
        if let [case] = cases {
            return self.load_one(instr, receiver, case);
        }
        let shapes: Option<Vec<ShapeId>> = cases
            .iter()
            .map(|case| match (case.receiver, &case.how) {
                (Receiver::Shape(shape, _), LoadHow::Own { .. } | LoadHow::Holder { .. } | LoadHow::Absent) => Some(shape),
                _ => None,
            })
            .collect();
        let Some(mut shapes) = shapes else { return Some(None) };
        let object = self.object(receiver);
        if let Some(how) = same_place(cases) {
            shapes.sort_unstable();
            let object = self.guard(Op::CheckShape { object, shapes: Shapes(shapes.into()) }, ExitReason::Shape);
            cases.iter().for_each(|case| self.assume_chain(case.validity));
            return Some(Some(self.load_how(object, &how)));
        }
        // One block for each shape; the last is guarded.
        let (last, others) = cases.split_last().expect("there are several");
        let mut ends = vec![];
        for (case, &shape) in others.iter().zip(&shapes) {
            let condition = self.append(Op::HasShape { object, shape });
            let (yes, no) = self.fork(condition, Likely::Unknown);
            self.current = Some(yes);
            self.assume_chain(case.validity);
            let pinned = self.append(Op::PinObject { object });
            let value = self.load_how(pinned, &case.how);
            ends.push((self.current.take()?, value));
            self.current = Some(no);
        }
        let shape = *shapes.last().expect("there are several");
        let object = self.guard(Op::CheckShape { object, shapes: Shapes::one(shape) }, ExitReason::Shape);
        self.assume_chain(last.validity);
        let value = self.load_how(object, &last.how);
        ends.push((self.current.take()?, value));
        self.merge_values(ends).map(Some)
    }

    fn load_one(&mut self, instr: &Instruction, receiver: NodeId, case: &LoadCase) -> Flow<Option<NodeId>> {
        let object = match case.receiver {
            _ if matches!(case.how, LoadHow::Generic) => return Some(None),
            Receiver::Shape(shape, _) => {
                let object = self.object(receiver);
                self.guard(Op::CheckShape { object, shapes: Shapes::one(shape) }, ExitReason::Shape)
            }
            Receiver::String => self.string(receiver),
            Receiver::Number => self.number(receiver),
            Receiver::Other => return Some(None),
        };
        self.assume_chain(case.validity);
        let LoadHow::Getter(callee) = &case.how else { return Some(Some(self.load_how(object, &case.how))) };
        if let Receiver::Shape(_, kind) = case.receiver
            && let crate::snapshot::Callee::Native { inline: Some(Inline::TypedArrayLength), .. } = callee
            && kind == ogive_vm::Kind::TypedArray as u8
        {
            return Some(Some(self.guard(Op::LoadTypedLength { array: object }, ExitReason::Overflow)));
        }
        self.call_getter(instr, callee, object)
    }

    /// The value; the guards hold.
    fn load_how(&mut self, object: NodeId, how: &LoadHow) -> NodeId {
        match *how {
            LoadHow::Own { offset, overflow, promise } => {
                let base = if overflow { self.append(Op::LoadSlotsPointer { object }) } else { object };
                self.load_slot(base, offset, promise)
            }
            LoadHow::Holder { constant: Some(constant), .. } => self.constant_property(constant),
            LoadHow::Holder { cell, offset, .. } => {
                let base = self.cell_constant(cell);
                self.append(Op::LoadSlot { base, offset })
            }
            _ => self.undefined(),
        }
    }

    fn load_slot(&mut self, base: NodeId, offset: u32, promise: SlotPromise) -> NodeId {
        if promise.cell == 0 || promise.promise == Promise::Nothing {
            return self.append(Op::LoadSlot { base, offset });
        }
        self.assume_promise(promise);
        if promise.promise == Promise::Double {
            return self.append(Op::LoadSlotFloat64 { base, offset });
        }
        let value = self.append(Op::LoadSlot { base, offset });
        match promise.promise {
            Promise::Int => self.append(Op::AssumeInt32 { value }),
            _ => {
                self.objects.insert(value);
                value
            }
        }
    }

    // ---- stores ---------------------------------------------------------------------------------------------------

    pub(super) fn set_property(&mut self, instr: &Instruction) -> Flow {
        let [object, value, ic, ..] = instr.fields;
        let (receiver, value) = (self.register(object), self.register(value));
        match self.site(ic) {
            Site::Empty if instr.op == Byte::SetProp => self.never_run(),
            Site::Megamorphic(key) if instr.op == Byte::SetProp => {
                let key = self.tagged_constant(key);
                self.store_cached(instr, receiver, key, value)
            }
            Site::Store(cases) => match &cases[..] {
                [StoreCase { setter: Some(setter), .. }] => match self.call_setter(receiver, value, &cases[0], setter)? {
                    true => Some(()),
                    false => self.slow_path(instr),
                },
                cases if cases.iter().all(|case| case.setter.is_none() && can_store(case)) => self.store(receiver, value, cases),
                _ => self.slow_path(instr),
            },
            _ => self.slow_path(instr),
        }
    }

    /// A store that the global cache knows, or the slow path.
    pub(super) fn store_cached(&mut self, instr: &Instruction, receiver: NodeId, key: NodeId, value: NodeId) -> Flow {
        let (object, key, value) = (self.tagged(receiver), self.tagged(key), self.tagged(value));
        let done = self.append(Op::StoreCached { object, key, value });
        let slow = self.or_slow(done, instr)?;
        let value = self.undefined();
        self.joined(value, [slow, None])?;
        Some(())
    }

    /// A setter that is inlined; is it?
    fn call_setter(&mut self, receiver: NodeId, value: NodeId, case: &StoreCase, setter: &Callee) -> Flow<bool> {
        let Some((function, index)) = self.implied_callee(setter, &[value]) else { return Some(false) };
        let object = self.object(receiver);
        let object = self.guard(Op::CheckShape { object, shapes: Shapes::one(case.shape) }, ExitReason::Shape);
        self.assume_chain(case.validity);
        self.inline_implied(function, index, object, vec![value], frame_flags::DISCARD, None)?;
        Some(true)
    }

    // ---- keys that are always the same name -------------------------------------------------------------------------

    /// Is the key still that name? False when it has been another one by now.
    fn is_name(&mut self, key: NodeId, name: u64) -> bool {
        if self.frame().has_failed(ExitReason::Value) {
            return false;
        }
        if self.graph.constant(key) != Some(Bits(name)) {
            let value = self.tagged(key);
            self.guard(Op::CheckIs { value, expected: Bits(name) }, ExitReason::Value);
        }
        true
    }

    /// Has the site met a receiver that its cache did not know?
    fn has_other_receivers(&self) -> bool {
        self.frame().has_failed(ExitReason::Shape) || self.frame().has_failed(ExitReason::NotObject)
    }

    /// From the home object's prototype, or (a flag says so) from that itself. What a getter would get is the slow path's.
    pub(super) fn get_super(&mut self, instr: &Instruction) -> Flow {
        let [_, home, key, ic, _, is_base, ..] = instr.fields;
        let Site::Named(name, site) = self.site(ic) else { return self.slow_path(instr) };
        if self.has_other_receivers() {
            return self.slow_path(instr);
        }
        let mut base = self.register(home);
        if is_base & 1 == 0 {
            let object = self.object(base);
            base = self.append(Op::LoadPrototype { object });
        }
        let key = self.register(key);
        self.get_named(instr, (base, key), name, *site)
    }
    pub(super) fn get_private(&mut self, instr: &Instruction) -> Flow {
        let [_, object, key, ic, ..] = instr.fields;
        match self.site(ic) {
            Site::Named(name, site) => {
                let operands = (self.register(object), self.register(key));
                self.get_named(instr, operands, name, *site)
            }
            _ => self.slow_path(instr),
        }
    }
    pub(super) fn set_private(&mut self, instr: &Instruction) -> Flow {
        let [object, key, value, ic, ..] = instr.fields;
        match self.site(ic) {
            Site::Named(name, site) => {
                let (operands, value) = ((self.register(object), self.register(key)), self.register(value));
                self.set_named(instr, operands, value, name, *site)
            }
            _ => self.slow_path(instr),
        }
    }

    /// A keyed load, or one of a private element.
    pub(super) fn get_named(&mut self, instr: &Instruction, (receiver, key): (NodeId, NodeId), name: u64, site: Site) -> Flow {
        if !self.is_name(key, name) {
            return self.slow_path(instr);
        }
        let value = match site {
            Site::Load(cases) if !self.has_other_receivers() => self.load(instr, receiver, &cases)?,
            Site::Load(_) | Site::Megamorphic(_) if instr.op == Byte::GetElem => Some(self.load_cached(instr, receiver, key)?),
            _ => None,
        };
        match value {
            Some(value) => self.set(instr.fields[0], value),
            None => self.slow_path(instr)?,
        }
        Some(())
    }

    /// A keyed store, or one to a private element.
    pub(super) fn set_named(&mut self, instr: &Instruction, (receiver, key): (NodeId, NodeId), value: NodeId, name: u64, site: Site) -> Flow {
        if !self.is_name(key, name) {
            return self.slow_path(instr);
        }
        match site {
            Site::Store(cases) if !self.has_other_receivers() && cases.iter().all(can_store) => self.store(receiver, value, &cases),
            Site::Megamorphic(_) => self.store_cached(instr, receiver, key, value),
            _ => self.slow_path(instr),
        }
    }

    fn store(&mut self, receiver: NodeId, value: NodeId, cases: &[StoreCase]) -> Flow {
        let object = self.object(receiver);
        let (last, others) = cases.split_last()?;
        let mut ends = vec![];
        for case in others {
            let condition = self.append(Op::HasShape { object, shape: case.shape });
            let (yes, no) = self.fork(condition, Likely::Unknown);
            self.current = Some(yes);
            let pinned = self.append(Op::PinObject { object });
            self.store_one(pinned, value, case);
            ends.push(self.current.take()?);
            self.current = Some(no);
        }
        let object = self.guard(Op::CheckShape { object, shapes: Shapes::one(last.shape) }, ExitReason::Shape);
        self.store_one(object, value, last);
        if ends.is_empty() {
            return Some(());
        }
        ends.push(self.current.take()?);
        let block = self.graph.new_block();
        for end in ends {
            self.graph.blocks[end].terminator = Terminator::Jump(Edge::to(block));
        }
        self.current = Some(block);
        Some(())
    }

    /// The store; the shape guard holds.
    fn store_one(&mut self, object: NodeId, value: NodeId, case: &StoreCase) {
        self.assume_chain(case.validity);
        let stored = self.admitted(value, case.promise);
        let base = match (case.overflow, &case.next) {
            (false, _) => object,
            (true, None) => self.append(Op::LoadSlotsPointer { object }),
            (true, Some(_)) => {
                let capacity = (case.offset - ogive_vm::elements::VALUES_OFFSET as u32) / 8 + 1;
                self.append(Op::ReserveSlots { object, capacity })
            }
        };
        self.store_slot(base, case.offset, stored, case.next.is_some() && !case.overflow);
        if let Some(next) = &case.next {
            let made = self.graph.unrefined(object);
            if let Some(shape) = self.shapes.get_mut(&made) {
                *shape = next.shape;
            }
            self.append(Op::StoreShape { object, shape: next.shape });
        }
    }

    /// Stores; `covered`: a barrier of the base follows anyway.
    pub(super) fn store_slot(&mut self, base: NodeId, offset: u32, value: NodeId, covered: bool) {
        if self.graph.repr(value) == crate::mir::Repr::Float64 {
            self.append(Op::StoreSlotFloat64 { base, value, offset });
            return;
        }
        let barrier = !covered && self.needs_barrier(value);
        let value = self.tagged(value);
        self.append(Op::StoreSlot { base, value, offset, barrier });
    }

    /// The value in the form that the slot's promise demands.
    pub(super) fn admitted(&mut self, value: NodeId, promise: SlotPromise) -> NodeId {
        self.assume_promise(promise);
        match promise.promise {
            Promise::Int => self.int32(value),
            Promise::Double => self.float64(value),
            Promise::Object => self.object(value),
            Promise::Nothing | Promise::Any => value,
        }
    }
}

/// A slot that has held nothing yet widens at its first store: the Vm's business.
fn can_store(case: &StoreCase) -> bool {
    case.promise.cell == 0 || case.promise.promise != Promise::Nothing
}

/// The one place where all cases load from, if it is one.
fn same_place(cases: &[LoadCase]) -> Option<LoadHow> {
    let place = |case: &LoadCase| match case.how {
        LoadHow::Own { offset, overflow, .. } => Some((offset, overflow)),
        _ => None,
    };
    let first = place(&cases[0])?;
    if !cases.iter().all(|case| place(case) == Some(first)) {
        return None;
    }
    let (offset, overflow) = first;
    Some(LoadHow::Own { offset, overflow, promise: SlotPromise::NONE })
}

impl Builder<'_> {
    /// `instanceof`: a walk up the chain.
    pub(super) fn instance_of(&mut self, instr: &Instruction) -> Flow {
        let [dst, value, target, ic, ..] = instr.fields;
        let failed = [ExitReason::NotObject, ExitReason::Shape, ExitReason::Kind].iter().any(|&reason| self.frame().has_failed(reason));
        let (shape, validity, offset) = match self.site(ic) {
            Site::InstanceOf { shape, validity, offset } if !failed => (shape, validity, offset),
            _ => return self.slow_path(instr),
        };
        let (value, target) = (self.register(value), self.register(target));
        let object = self.object(target);
        let function = self.guard(Op::CheckShape { object, shapes: Shapes::one(shape) }, ExitReason::Shape);
        self.assume_chain(validity);
        let prototype = self.append(Op::LoadSlot { base: function, offset });
        let prototype = self.object(prototype);
        let value = self.tagged(value);
        let result = self.guard(Op::HasPrototype { value, prototype }, ExitReason::Kind);
        self.set(dst, result);
        Some(())
    }

    /// `this` of a sloppy function.
    pub(super) fn coerce_this(&mut self, instr: &Instruction) -> Flow {
        let this = self.register(ogive_bytecode::frame::THIS as i64);
        if self.is_object(this) {
            self.set(instr.fields[0], this);
            return Some(());
        }
        if self.graph.constant(this).is_some_and(|bits| bits.0 != Value::HOLE.bits()) {
            return self.slow_path(instr);
        }
        if self.frame().kinds() == 0 {
            let object = self.object(this);
            self.set(instr.fields[0], object);
            return Some(());
        }
        let condition = self.has_tag(this, crate::mir::TagTest::Object);
        let (yes, no) = self.fork(condition, Likely::Yes);
        let before = self.frame().registers.clone();
        self.current = Some(no);
        self.slow_path(instr)?;
        let coerced = self.register(instr.fields[0]);
        let ends = vec![(yes, this), (self.current.take()?, coerced)];
        self.frame_mut().registers = before;
        let merged = self.merge_values(ends)?;
        self.objects.insert(merged);
        self.set(instr.fields[0], merged);
        Some(())
    }
}
