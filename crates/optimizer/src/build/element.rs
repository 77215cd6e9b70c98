//! Keyed access: fast elements by kind, typed arrays, characters of strings. Beyond the bounds, if that has been seen, the slow path goes on.

use super::values::Type;
use super::{Builder, Flow};
use crate::mir::{Condition, ExitReason, Likely, NodeId, Op, Repr, TagTest};
use crate::snapshot::Site;
use crate::snapshot::element::{ElementCase, ElementFeedback};
use ogive_bytecode::Instruction;
use ogive_vm::buffer::ElementType;
use ogive_vm::elements::kind;
use ogive_vm::ic::element_feedback as met;

impl Builder<'_> {
    /// A primitive key may stay as it is: converting it, now or later, is seen by nobody. Objects are converted by the slow path, once one has been met.
    pub(super) fn to_property_key(&mut self, instr: &Instruction) -> Flow {
        let [dst, src, ..] = instr.fields;
        let value = self.register(src);
        match self.type_of(value) {
            Type::Object => return self.slow_path(instr),
            Type::Unknown if self.frame().has_failed(ExitReason::Kind) => return self.slow_path(instr),
            Type::Unknown => {
                let condition = self.append(Op::HasTag { value, tag: TagTest::AnyObject });
                self.guard(Op::CheckCondition { condition, expected: false }, ExitReason::Kind);
            }
            _ => {}
        }
        self.set(dst, value);
        Some(())
    }

    pub(super) fn get_element(&mut self, instr: &Instruction) -> Flow {
        let [dst, object, key, ic, ..] = instr.fields;
        let (receiver, key) = (self.register(object), self.register(key));
        if let Some(value) = self.list_element(receiver, key) {
            self.set(dst, value);
            return Some(());
        }
        let feedback = match self.site(ic) {
            Site::Empty => return self.never_run(),
            Site::Element(feedback) => feedback,
            Site::Named(name, site) => return self.get_named(instr, (receiver, key), name, *site),
            _ => return self.slow_path(instr),
        };
        let feedback = self.widened(feedback);
        let Some(case) = feedback.case() else {
            if feedback.bits != met::OTHER {
                return self.slow_path(instr);
            }
            let value = self.load_cached(instr, receiver, key)?;
            self.set(dst, value);
            return Some(());
        };
        let outside = feedback.has(met::OUT_OF_BOUNDS | met::APPEND);
        let value = match case {
            ElementCase::String => self.character(receiver, key, feedback, outside.then_some(instr))?,
            ElementCase::Typed(ty) => match ElementType::from_u8(ty).filter(|&ty| can_load(ty)) {
                Some(ty) => self.load_typed(receiver, key, ty, feedback, outside.then_some(instr))?,
                None => return self.slow_path(instr),
            },
            ElementCase::Fast { kind, mixed, holey, .. } => {
                self.load_fast(receiver, key, (kind, mixed, holey), feedback, outside.then_some(instr))?
            }
        };
        self.set(dst, value);
        Some(())
    }

    /// `key in object`, for an index and fast elements.
    pub(super) fn has_element(&mut self, instr: &Instruction) -> Flow {
        let [dst, key, object, ic, ..] = instr.fields;
        let (key, receiver) = (self.register(key), self.register(object));
        let feedback = match self.site(ic) {
            Site::Empty => return self.never_run(),
            Site::Element(feedback) => self.widened(feedback),
            _ => return self.slow_path(instr),
        };
        let Some(ElementCase::Fast { holey, .. }) = feedback.case() else { return self.slow_path(instr) };
        let index = self.index(key, feedback);
        let mut object = self.object(receiver);
        let outside = feedback.has(met::OUT_OF_BOUNDS).then_some(instr);
        if !holey {
            object = self.guard(Op::CheckElementsKind { object, byte: 0, mask: kind::HOLEY }, ExitReason::Kind);
        }
        let elements = self.append(Op::LoadElements { object });
        let length = self.append(Op::LoadElementsLength { elements });
        let (index, beyond) = self.in_bounds(index, length, outside)?;
        let mut hole = None;
        if holey {
            let element = self.append(Op::LoadElement { elements, index });
            match outside {
                None => drop(self.not_hole(element)),
                Some(instr) => hole = self.or_slow_if_hole(element, instr)?,
            }
        }
        let found = self.bool_constant(true);
        let found = self.joined(found, [beyond, hole])?;
        self.set(dst, found);
        Some(())
    }

    /// The next element of an array that is being built.
    pub(super) fn array_append(&mut self, instr: &Instruction) -> Flow {
        let [array, value, ..] = instr.fields;
        let (array, value) = (self.register(array), self.register(value));
        let is_elision = self.graph.constant(value).is_some_and(|bits| bits.0 == ogive_vm::Value::HOLE.bits());
        let Some(array) = self.plain_array(array).filter(|_| !is_elision) else { return self.slow_path(instr) };
        let value = self.tagged(value);
        self.guard(Op::ArrayPush { array, value }, ExitReason::Kind);
        Some(())
    }

    /// The feedback with what failed bets have told.
    fn widened(&self, feedback: ElementFeedback) -> ElementFeedback {
        let frame = self.frame();
        let fast = met::INT | met::DOUBLE | met::ANY;
        let mut bits = feedback.bits;
        // What an access has met is noted when its bet fails: that it fails again and again has another reason.
        if frame.has_failed_often(ExitReason::Kind) {
            bits |= if bits & fast != 0 { fast | met::HOLEY } else { met::OTHER };
        }
        if frame.has_failed(ExitReason::Bounds) || frame.has_failed(ExitReason::Hole) {
            bits |= met::OUT_OF_BOUNDS;
        }
        if frame.has_failed(ExitReason::NotInt32) {
            bits |= met::DOUBLE_KEY;
        }
        ElementFeedback { bits, ..feedback }
    }

    /// An index: an int32.
    fn index(&mut self, key: NodeId, feedback: ElementFeedback) -> NodeId {
        if !feedback.has(met::DOUBLE_KEY) {
            return self.int32(key);
        }
        let index = self.int32_or_integral(key);
        // The same number: what is counted up as a double goes on as an int32.
        if self.graph.repr(key) == Repr::Tagged {
            self.replace_everywhere(key, index);
        }
        index
    }

    /// Goes on only when the index is in bounds: by a guard, or with the instruction's slow path for the rest. In that case gives the slow path's
    /// end and result, to be merged with the fast value.
    fn in_bounds(&mut self, index: NodeId, length: NodeId, outside: Option<&Instruction>) -> Flow<(NodeId, Slow)> {
        let Some(instr) = outside else {
            return Some((self.guard(Op::CheckBounds { index, length }, ExitReason::Bounds), None));
        };
        let condition = self.append(Op::Uint32Compare { lhs: index, rhs: length, condition: Condition::Less });
        let slow = self.or_slow(condition, instr)?;
        Some((self.append(Op::PinIndex { index }), slow))
    }

    /// Goes on when the condition holds; else the slow path executes the instruction.
    pub(super) fn or_slow(&mut self, condition: NodeId, instr: &Instruction) -> Flow<Slow> {
        let (fast, slow) = self.fork(condition, Likely::Yes);
        let before = self.frame().registers.clone();
        self.current = Some(slow);
        self.slow_path(instr)?;
        let result = self.defs(instr).first().map(|&word| self.register(word as i64));
        let end = self.current.take()?;
        self.frame_mut().registers = before;
        self.frame_mut().before = None;
        self.current = Some(fast);
        let result = match result {
            Some(result) => result,
            None => self.undefined(),
        };
        Some(Some((end, result)))
    }

    /// As [`Builder::or_slow`], when the value is not the hole.
    pub(super) fn or_slow_if_hole(&mut self, value: NodeId, instr: &Instruction) -> Flow<Slow> {
        let rhs = self.tagged_constant(ogive_vm::Value::HOLE.bits());
        let is_hole = self.append(Op::SameBits { lhs: value, rhs });
        let condition = self.not(is_hole);
        self.or_slow(condition, instr)
    }

    /// The value, where slow ways end too.
    pub(super) fn joined(&mut self, value: NodeId, slow: impl IntoIterator<Item = Slow>) -> Flow<NodeId> {
        let mut ends: Vec<_> = slow.into_iter().flatten().collect();
        if ends.is_empty() {
            return Some(value);
        }
        ends.insert(0, (self.current.take()?, value));
        self.merge_values(ends)
    }

    fn load_fast(
        &mut self,
        receiver: NodeId,
        key: NodeId,
        (kind, mixed, holey): (u8, bool, bool),
        feedback: ElementFeedback,
        outside: Option<&Instruction>,
    ) -> Flow<NodeId> {
        let index = self.index(key, feedback);
        let mut object = self.object(receiver);
        if outside.is_some()
            && let Some(array) = self.bare_array(object, feedback)
        {
            let elements = self.append(Op::LoadElements { object: array });
            let index = self.guard(Op::CheckUint32IsInt32 { value: index }, ExitReason::Overflow);
            return Some(self.append(Op::LoadElementOrUndefined { elements, index }));
        }
        // Which values are there does not depend on the kind: without the promise of a kind, each is tested for the hole.
        let promised = !mixed && !(holey && kind == kind::ANY);
        if promised {
            object = self.check_elements(object, kind, holey);
        }
        let elements = self.append(Op::LoadElements { object });
        let length = self.append(Op::LoadElementsLength { elements });
        let (index, beyond) = self.in_bounds(index, length, outside)?;
        if promised && !holey {
            let value = match kind {
                kind::DOUBLE => self.append(Op::LoadElementFloat64 { elements, index }),
                kind::INT => {
                    let value = self.append(Op::LoadElement { elements, index });
                    self.append(Op::AssumeInt32 { value })
                }
                _ => self.append(Op::LoadElement { elements, index }),
            };
            return self.joined(value, [beyond, None]);
        }
        let loaded = self.append(Op::LoadElement { elements, index });
        let (value, hole) = match outside {
            None => (self.not_hole(loaded), None),
            Some(instr) => (loaded, self.or_slow_if_hole(loaded, instr)?),
        };
        let value = match (promised, kind) {
            (true, kind::DOUBLE) => self.append(Op::AssumeFloat64 { value }),
            (true, kind::INT) => self.append(Op::AssumeInt32 { value }),
            _ => value,
        };
        self.joined(value, [beyond, hole])
    }

    /// An array that is not sparse, when no prototype has elements: what is not there reads as undefined, and stores meet nothing. `None`: no such bet.
    fn bare_array(&mut self, object: NodeId, feedback: ElementFeedback) -> Option<NodeId> {
        if feedback.has(met::NOT_ARRAY) || self.frame().has_failed(ExitReason::Overflow) {
            return None;
        }
        let object = self.plain_array(object)?;
        Some(self.guard(Op::CheckElementsKind { object, byte: 0, mask: kind::SPARSE & kind::EXOTIC }, ExitReason::Kind))
    }

    fn check_elements(&mut self, object: NodeId, kind: u8, holey: bool) -> NodeId {
        let mask = kind::MASK | if holey { 0 } else { kind::HOLEY };
        self.guard(Op::CheckElementsKind { object, byte: kind, mask }, ExitReason::Kind)
    }

    fn typed_array(&mut self, receiver: NodeId, ty: ElementType, writable: bool) -> (NodeId, NodeId) {
        let known = self.graph.constant(receiver).and_then(|bits| self.snapshot.typed_arrays.get(&bits.0));
        let array = match known {
            Some(&(element, can_be)) if element == ty as u8 && (can_be || !writable) => receiver,
            _ => {
                let object = self.object(receiver);
                self.guard(Op::CheckTypedArray { object, element: ty as u8, writable }, ExitReason::Kind)
            }
        };
        let length = self.guard(Op::LoadTypedLength { array }, ExitReason::Overflow);
        (array, length)
    }

    fn load_typed(&mut self, receiver: NodeId, key: NodeId, ty: ElementType, feedback: ElementFeedback, outside: Option<&Instruction>) -> Flow<NodeId> {
        let index = self.index(key, feedback);
        let (array, length) = self.typed_array(receiver, ty, false);
        let (index, beyond) = self.in_bounds(index, length, outside)?;
        let pointer = self.append(Op::LoadTypedPointer { array });
        let element = ty as u8;
        let value = match ty {
            ElementType::Uint32 | ElementType::Float32 | ElementType::Float64 => self.append(Op::LoadTypedFloat64 { pointer, index, element }),
            _ => self.append(Op::LoadTypedInt32 { pointer, index, element }),
        };
        self.joined(value, [beyond, None])
    }

    fn character(&mut self, receiver: NodeId, key: NodeId, feedback: ElementFeedback, outside: Option<&Instruction>) -> Flow<NodeId> {
        let index = self.index(key, feedback);
        let string = self.string(receiver);
        let length = self.append(Op::StringLength { string });
        let (index, beyond) = self.in_bounds(index, length, outside)?;
        let unit = self.append(Op::StringCodeUnit { string, index });
        let value = self.append(Op::StringFromCodeUnit { unit });
        self.joined(value, [beyond, None])
    }

    // ---- stores ---------------------------------------------------------------------------------------------------

    pub(super) fn set_element(&mut self, instr: &Instruction) -> Flow {
        let [object, key, value, ic, ..] = instr.fields;
        let (receiver, key, value) = (self.register(object), self.register(key), self.register(value));
        let feedback = match self.site(ic) {
            Site::Empty => return self.never_run(),
            Site::Element(feedback) => feedback,
            Site::Named(name, site) => return self.set_named(instr, (receiver, key), value, name, *site),
            _ => return self.slow_path(instr),
        };
        let feedback = self.widened(feedback);
        let outside = feedback.has(met::OUT_OF_BOUNDS | met::APPEND);
        match feedback.case() {
            // Uint8Clamped rounds and clamps doubles: only int32 are stored inline.
            Some(ElementCase::Typed(ty)) => match ElementType::from_u8(ty).filter(|&ty| {
                can_load(ty) && (ty != ElementType::Uint8Clamped || self.type_of(value) != Type::Number)
            }) {
                Some(ty) => self.store_typed(receiver, key, value, ty, feedback, outside.then_some(instr)),
                None => self.slow_path(instr),
            },
            Some(ElementCase::Fast { kind, mixed, holey, .. }) => {
                // Where arrays of several kinds come along, or the value does not fit, the narrower ones are widened once.
                let needed = match self.type_of(value) {
                    Type::Unknown | Type::Int32 => kind,
                    Type::Number => kind.max(kind::DOUBLE),
                    _ => kind::ANY,
                };
                let widens = mixed || needed != kind;
                self.store_fast(receiver, key, value, (needed, holey, widens), feedback, outside.then_some(instr))
            }
            None if feedback.bits == met::OTHER => self.store_cached(instr, receiver, key, value),
            Some(ElementCase::String) | None => self.slow_path(instr),
        }
    }

    fn store_fast(
        &mut self,
        receiver: NodeId,
        key: NodeId,
        value: NodeId,
        (kind, holey, widens): (u8, bool, bool),
        feedback: ElementFeedback,
        outside: Option<&Instruction>,
    ) -> Flow {
        let index = self.index(key, feedback);
        let object = self.object(receiver);
        let object = match widens && kind != kind::INT {
            true => self.guard(Op::WidenElements { object, kind }, ExitReason::Kind),
            false => self.check_elements(object, kind, holey),
        };
        // Widening says nothing of holes.
        let holey = holey || widens;
        let value = match kind {
            kind::INT => self.int32(value),
            kind::DOUBLE => self.float64(value),
            _ => value,
        };
        let array = match outside {
            Some(_) => self.bare_array(object, feedback),
            None => None,
        };
        let elements = self.append(Op::LoadElements { object });
        let length = self.append(Op::LoadElementsLength { elements });
        let mut refused = None;
        let (index, beyond) = match (array, outside) {
            (Some(array), Some(instr)) => {
                let condition = self.append(Op::Uint32Compare { lhs: index, rhs: length, condition: Condition::Less });
                let (inside, beyond) = self.fork(condition, Likely::Yes);
                self.current = Some(beyond);
                let value = self.tagged(value);
                let done = self.append(Op::StoreBeyond { array, index, value });
                refused = self.or_slow(done, instr)?;
                let end = (self.current.take()?, self.undefined());
                self.current = Some(inside);
                (self.append(Op::PinIndex { index }), Some(end))
            }
            _ => self.in_bounds(index, length, outside)?,
        };
        let mut hole = None;
        if holey {
            let old = self.append(Op::LoadElement { elements, index });
            match (outside, array) {
                (None, _) => {
                    self.not_hole(old);
                }
                (Some(instr), Some(array)) => {
                    let condition = self.append(Op::MayFill { array, old });
                    hole = self.or_slow(condition, instr)?;
                }
                (Some(instr), None) => hole = self.or_slow_if_hole(old, instr)?,
            }
        }
        if kind == kind::DOUBLE {
            self.append(Op::StoreElementFloat64 { elements, index, value });
        } else {
            let barrier = kind == kind::ANY && self.needs_barrier(value);
            let value = self.tagged(value);
            self.append(Op::StoreElement { elements, index, value, barrier });
        }
        let value = self.undefined();
        self.joined(value, [beyond, hole, refused])?;
        Some(())
    }

    fn store_typed(
        &mut self,
        receiver: NodeId,
        key: NodeId,
        value: NodeId,
        ty: ElementType,
        feedback: ElementFeedback,
        outside: Option<&Instruction>,
    ) -> Flow {
        let index = self.index(key, feedback);
        let is_float = matches!(ty, ElementType::Float32 | ElementType::Float64);
        let stored = match (is_float, ty) {
            (true, _) => self.float64(value),
            (false, ElementType::Uint8Clamped) => self.int32(value),
            _ => self.truncated(value),
        };
        let (array, length) = self.typed_array(receiver, ty, true);
        let (index, beyond) = self.in_bounds(index, length, outside)?;
        let pointer = self.append(Op::LoadTypedPointer { array });
        let element = ty as u8;
        self.append(match is_float {
            true => Op::StoreTypedFloat64 { pointer, index, value: stored, element },
            false => Op::StoreTypedInt32 { pointer, index, value: stored, element },
        });
        let value = self.undefined();
        self.joined(value, [beyond, None])?;
        Some(())
    }
}

/// Where a slow way ends, and its result.
pub(super) type Slow = Option<(crate::mir::BlockId, NodeId)>;

/// Types whose elements fit int32 or double without a helper.
fn can_load(ty: ElementType) -> bool {
    !ty.is_bigint() && ty != ElementType::Float16
}
