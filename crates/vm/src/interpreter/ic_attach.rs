//! Describing fast paths: what a miss of an inline cache learns. Each description is made by walking shapes once.
//!
//! What holds of every description:
//! - D1: while its guards hold, doing its action is what the specification's algorithm would do.
//! - D2: a unique shape in it has been marked (`note_cached`), so that the object gets another shape when it changes.
use super::at::At;
use crate::cells::Kind;
use crate::ic::{Action, Ic, MAX_POLYMORPHIC, primitive_shape};
use crate::key::PropertyKey;
use crate::native::Inline;
use crate::object::{Accessor, Object};
use crate::shape::{Entry, Promise, Shape, attrs, flags as shape_flags, shape_id, slot_offset};
use crate::value::Value;
use crate::vm::Vm;
use ogive_gc::Gc;

/// Misses after which a site that keeps changing is left to the global cache.
const MAX_MISSES: u8 = 40;

/// The shape id of a receiver, or what stands for it; 0, which no cache has, for those that none describes.
#[inline(always)]
pub(super) fn receiver_shape(value: Value) -> u32 {
    match value {
        v if v.is_detectable_object() => v.as_object().map_or(0, |o| o.shape_id()),
        v if v.is_string() => primitive_shape::STRING,
        v if v.is_number() => primitive_shape::NUMBER,
        v if v.is_bool() => primitive_shape::BOOLEAN,
        v if v.is_symbol() => primitive_shape::SYMBOL,
        v if v.is_bigint() => primitive_shape::BIGINT,
        _ => 0,
    }
}

impl Vm {
    /// Objects of this shape behave ordinarily for this (named) key.
    fn is_plain_for(&mut self, object: Gc<Object>, key: PropertyKey) -> bool {
        let shape = object.shape();
        if shape.has(shape_flags::EXOTIC) && object.kind() != Kind::StringObject {
            // A typed array is exotic only for numbers, which most names cannot be mistaken for.
            return object.kind() == Kind::TypedArray && !self.may_be_numeric(key);
        }
        if shape.has(shape_flags::LAZY_PROPERTIES) && self.is_lazy_function_key(key) {
            self.materialize_lazy_properties(object);
        }
        true
    }

    fn may_be_numeric(&mut self, key: PropertyKey) -> bool {
        key.as_atom().is_some_and(|name| self.canonical_numeric_index_string(name).is_some())
    }

    /// How [[Get]] of a named property finds its value now. `None`: not by a path that can be described.
    pub(super) fn describe_get(&mut self, receiver: Value, key: PropertyKey) -> Option<Ic> {
        if key.is_index() || receiver.is_undetectable() {
            return None;
        }
        let mut guard = Ic::default();
        let first = match receiver.as_object() {
            Some(object) => {
                if !self.is_plain_for(object, key) {
                    return None;
                }
                let shape = object.shape();
                if let Some(entry) = self.resolved_entry(object, key) {
                    guard.shape = object.shape_id();
                    self.note_cached(object.shape());
                    return self.describe_load(receiver, guard, object, entry, true);
                }
                match shape.prototype().as_object() {
                    Some(prototype) => prototype,
                    None => {
                        guard.shape = object.shape_id();
                        self.note_cached(shape);
                        guard.action = Action::LoadAbsent;
                        return Some(guard);
                    }
                }
            }
            None if receiver.is_nullish() || receiver.is_hole() => return None,
            None if receiver.is_string() && key == self.names.length => return None,
            None => {
                let prototype = self.prototype_of_primitive(receiver, None).ok()?;
                self.make_prototype(prototype);
                prototype
            }
        };
        let mut holder = first;
        let entry = loop {
            if !self.is_plain_for(holder, key) {
                return None;
            }
            if let Some(entry) = self.resolved_entry(holder, key) {
                break Some(entry);
            }
            match holder.prototype().as_object() {
                Some(next) => holder = next,
                None => break None,
            }
        };
        guard.validity = self.chain_validity(first)?.addr() as u64;
        guard.shape = receiver_shape(receiver);
        if let Some(object) = receiver.as_object() {
            self.note_cached(object.shape());
        }
        match entry {
            Some(entry) => self.describe_load(receiver, guard, holder, entry, false),
            None => {
                guard.action = Action::LoadAbsent;
                Some(guard)
            }
        }
    }

    /// The own entry of a key, with builtins made on first use made.
    fn resolved_entry(&mut self, object: Gc<Object>, key: PropertyKey) -> Option<Entry> {
        let entry = object.shape().lookup(key)?;
        if entry.attrs & attrs::LAZY == 0 {
            return Some(entry);
        }
        self.stored_property(object, key);
        object.shape().lookup(key)
    }

    fn describe_load(&mut self, receiver: Value, guard: Ic, holder: Gc<Object>, entry: Entry, own: bool) -> Option<Ic> {
        // An error's `stack` that has not been made yet.
        if entry.attrs & attrs::LAZY != 0 {
            return None;
        }
        let mut ic = guard;
        let shape = holder.shape();
        if entry.attrs & attrs::ACCESSOR != 0 {
            let accessor = holder.slot(shape, entry.slot).as_internal::<Accessor>()?;
            ic.extra = accessor.get.get();
            ic.action = if ic.extra.is_undefined() { Action::LoadAbsent } else { Action::CallGetter };
            if !shape.is_unique() {
                own_accessor(&mut ic, shape, entry.slot);
                ic.action = Action::CallGetter;
            } else if let Some(getter) = ic.extra.as_object()
                && receiver.as_object().is_some_and(|o| o.kind() == Kind::TypedArray)
                && self.inline_of(getter) == Some(Inline::TypedArrayLength)
            {
                ic.action = Action::TypedArrayLength;
            }
            return Some(ic);
        }
        let inline = shape.is_inline(entry.slot);
        ic.offset = slot_offset(shape, entry.slot);
        ic.action = match (own, inline) {
            (true, true) => Action::LoadInline,
            (true, false) => Action::LoadOverflow,
            (false, _) => Action::LoadHolderInline,
        };
        if !own {
            // A prototype's overflow slots are another cell only after it has gained a property, which ends the validity: so the cell
            // that has the value can be named itself.
            ic.holder = if inline { holder.addr() } else { holder.slots.get().addr() } as u64;
        }
        Some(ic)
    }

    /// How [[Set]] of a named property calls a setter, if it does.
    pub(super) fn describe_setter(&mut self, object: Gc<Object>, key: PropertyKey) -> Option<Ic> {
        if key.is_index() {
            return None;
        }
        let mut holder = object;
        let entry = loop {
            if !self.is_plain_for(holder, key) {
                return None;
            }
            if let Some(entry) = self.resolved_entry(holder, key) {
                break entry;
            }
            holder = holder.prototype().as_object()?;
        };
        if entry.attrs & attrs::ACCESSOR == 0 {
            return None;
        }
        let accessor = holder.slot(holder.shape(), entry.slot).as_internal::<Accessor>()?;
        let setter = accessor.set.get();
        if !setter.is_object() {
            return None;
        }
        let mut ic = Ic { shape: object.shape_id(), action: Action::CallSetter, promise: Promise::Any as u8, extra: setter, ..Ic::default() };
        if !holder.shape().is_unique() {
            own_accessor(&mut ic, holder.shape(), entry.slot);
        }
        if holder != object {
            let first = object.prototype().as_object()?;
            ic.validity = self.chain_validity(first)?.addr() as u64;
        }
        self.note_cached(object.shape());
        Some(ic)
    }

    /// How the [[Set]] (or definition) of a data property that has just been done can be done again: `before` was the object's
    /// shape. With `define`, the prototype chain has no say.
    pub(super) fn describe_store(&mut self, before: Gc<Shape>, object: Gc<Object>, key: PropertyKey, define: bool) -> Option<Ic> {
        let shape = object.shape();
        if key.is_index() || (shape.has(shape_flags::EXOTIC) && object.kind() != Kind::StringObject) {
            return None;
        }
        if object.kind() == Kind::Array && key == self.names.length {
            return None;
        }
        // Changes of these are watched (`protect.rs`).
        if shape.has(shape_flags::PROTECTED) {
            return None;
        }
        let entry = shape.lookup(key)?;
        let writable = attrs::ACCESSOR | attrs::LAZY | attrs::WRITABLE;
        if entry.attrs & writable != attrs::WRITABLE || (define && entry.attrs != attrs::ALL) {
            return None;
        }
        let inline = shape.is_inline(entry.slot);
        let mut ic = Ic {
            shape: shape_id(before),
            promise: entry.promise.map_or(Promise::Any, |p| p.get()) as u8,
            offset: slot_offset(shape, entry.slot),
            ..Ic::default()
        };
        if before == shape {
            if shape.is_unique() && !entry.replaced {
                return None;
            }
            self.note_cached(shape);
            ic.action = if inline { Action::StoreInline } else { Action::StoreOverflow };
            return Some(ic);
        }
        // One property more than before, in the same lineage?
        let added = !before.is_unique()
            && !shape.is_unique()
            && before.is_extensible()
            && shape.inline_capacity() == before.inline_capacity()
            && before.prototype() == shape.prototype()
            && shape.slot_count.get() == before.slot_count.get() + 1
            && entry.slot + 1 == shape.slot_count.get()
            && before.lookup(key).is_none()
            && !before.has(shape_flags::LAZY_PROPERTIES);
        if !added {
            return None;
        }
        if !define && let Some(prototype) = before.prototype().as_object() {
            ic.validity = self.chain_validity(prototype)?.addr() as u64;
        }
        ic.next = shape_id(shape);
        ic.action = if inline { Action::AddInline } else { Action::AddOverflow };
        Some(ic)
    }

    /// Adds a description to a site's cache.
    pub(super) fn attach(&mut self, at: At, ic: &mut Ic, key: PropertyKey, description: Ic) {
        if !self.forget_stale(ic) {
            ic.misses = ic.misses.saturating_add(1);
        }
        let misses = ic.misses;
        match ic.action {
            Action::Megamorphic => {}
            _ if misses >= MAX_MISSES => become_megamorphic(ic, key),
            Action::Empty | Action::Elements => *ic = description,
            Action::Polymorphic => {
                let list = ic.list.get_or_insert_default();
                list.retain(|d| d.shape != description.shape && d.chain_is_valid());
                if list.len() >= MAX_POLYMORPHIC {
                    become_megamorphic(ic, key);
                } else {
                    list.push(description);
                }
            }
            _ if ic.shape == description.shape || !ic.chain_is_valid() => *ic = description,
            _ => {
                let first = std::mem::take(ic);
                ic.action = Action::Polymorphic;
                let list = ic.list.insert(Box::default());
                list.push(first);
                list.push(description);
            }
        }
        ic.misses = misses;
        let block = at.code();
        self.heap.barrier(block);
    }
}

impl Vm {
    /// Drops descriptions of unique shapes that their objects no longer have; true if there were any.
    fn forget_stale(&mut self, ic: &mut Ic) -> bool {
        let base = self.heap.base();
        // Sites on primitives have small numbers for shapes.
        let is_stale = |d: &Ic| {
            // SAFETY: a description keeps its shape alive.
            d.shape >= 16 && unsafe { crate::ic::shape_from_id(base, d.shape) }.has(shape_flags::STALE)
        };
        if let Some(list) = &mut ic.list {
            let before = list.len();
            list.retain(|d| !is_stale(d));
            return list.len() < before;
        }
        let stale = is_stale(ic);
        if stale {
            *ic = Ic { misses: ic.misses, ..Ic::default() };
        }
        stale
    }
}

fn become_megamorphic(ic: &mut Ic, key: PropertyKey) {
    *ic = Ic { action: Action::Megamorphic, extra: Value(key.bits()), ..Ic::default() };
}

/// The accessor is in a slot of the receiver: shared shapes say nothing of getters and setters themselves.
fn own_accessor(ic: &mut Ic, shape: Gc<Shape>, slot: u32) {
    ic.extra = Value::UNDEFINED;
    ic.offset = slot_offset(shape, slot);
    ic.next = !shape.is_inline(slot) as u32;
}

/// The accessor cell that such a description names.
///
/// # Safety
/// The description's guards hold for the object.
unsafe fn accessor_in_slot(ic: &Ic, object: Gc<Object>) -> Option<Gc<Accessor>> {
    // SAFETY: D1.
    unsafe {
        let value = match ic.next {
            0 => *super::word_at(object, ic.offset),
            _ => *super::word_at(object.slots.get(), ic.offset),
        };
        value.as_internal::<Accessor>()
    }
}

/// The getter that a `CallGetter` description calls for a receiver for which its guards hold; undefined: none.
pub(super) fn getter_of(ic: &Ic, receiver: Value) -> Value {
    match receiver.as_object() {
        // SAFETY: the caller's guards hold.
        Some(object) if ic.extra.is_undefined() => unsafe { accessor_in_slot(ic, object) }.map_or(Value::UNDEFINED, |a| a.get.get()),
        _ => ic.extra,
    }
}
/// The setter of a `CallSetter` description, likewise.
pub(super) fn setter_of(ic: &Ic, object: Gc<Object>) -> Value {
    if ic.extra.is_undefined() {
        // SAFETY: the caller's guards hold.
        unsafe { accessor_in_slot(ic, object) }.map_or(Value::UNDEFINED, |a| a.set.get())
    } else {
        ic.extra
    }
}
