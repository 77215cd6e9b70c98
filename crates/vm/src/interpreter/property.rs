//! Named properties: loads, stores, definitions, `in`, `instanceof`, `super`, spread.
use super::at::{At, Step};
use super::ic_attach::{getter_of, receiver_shape, setter_of};
use super::{admitted, word_at};
use crate::cells::Kind;
use crate::ic::{Action, Ic, MAX_LESSONS};
use crate::key::PropertyKey;
use crate::object::Object;
use crate::realm::Intrinsic;
use crate::shape::{Entry, attrs, flags as shape_flags, shape_id};
use crate::value::Value;
use crate::vm::{JsResult, Thrown, Vm};
use ogive_bytecode::ops::{DEFINE_HIDDEN, DEFINE_SETTER};
use ogive_gc::Gc;

// ---- loads ----------------------------------------------------------------------------------------------------------

/// `GetProp`, `GetLength` beyond the loop's fast paths.
#[inline(never)]
pub(super) fn get(vm: &mut Vm, at: At) -> JsResult<Step> {
    let ic = at.i24();
    vm.enter_at(at);
    let key = at.site_key(ic);
    load(vm, at, at.reg(at.c()), key, ic, at.b())
}

/// The value of a slot load that a polymorphic or megamorphic site knows; the hole if it knows none.
#[inline(never)]
pub(super) fn known_slot(vm: &Vm, ic: &Ic, object: Gc<Object>) -> Value {
    let shape = object.shape_id();
    let found = match &ic.list {
        Some(list) => list.iter().find(|d| d.shape == shape),
        None if ic.action == Action::Megamorphic => vm.megamorphic.find_load(shape, ic.extra.bits()),
        None => None,
    };
    found.map_or(Value::HOLE, |description| slot_of(description, object))
}

/// The value of a slot load that the global cache knows; the hole if it knows none.
pub(crate) fn cached_slot(vm: &Vm, object: Gc<Object>, key: u64) -> Value {
    vm.megamorphic.find_load(object.shape_id(), key).map_or(Value::HOLE, |description| slot_of(description, object))
}

/// How [[Get]] of a named property goes, from the global cache or into it; `None` where no description can tell.
pub(super) fn named_description(vm: &mut Vm, receiver: Value, key: PropertyKey) -> Option<Ic> {
    let cached = vm.megamorphic.load(receiver_shape(receiver), key);
    if let Some(description) = cached.filter(|d| d.chain_is_valid()) {
        return Some(description);
    }
    let description = vm.describe_get(receiver, key)?;
    // Dictionaries stay out: each change would need another shape.
    let is_dictionary = |o: Gc<Object>| o.shape().is_unique() && !o.shape().has(shape_flags::PROTOTYPE);
    if !receiver.as_object().is_some_and(is_dictionary) {
        vm.megamorphic.insert_load(key, &description);
    }
    Some(description)
}

/// The value that a description of the object's shape tells to load; the hole if it is not in a slot.
#[inline(always)]
fn slot_of(description: &Ic, object: Gc<Object>) -> Value {
    // SAFETY: D1: offsets and holders of a description whose guards hold are good.
    unsafe {
        match description.action {
            Action::LoadInline => *word_at(object, description.offset),
            Action::LoadHolderInline if description.chain_is_valid() => *word_at(description.holder_object(), description.offset),
            Action::LoadOverflow => *word_at(object.slots.get(), description.offset),
            _ => Value::HOLE,
        }
    }
}

/// A load through a site's cache; the result goes to `dst`.
pub(super) fn load(vm: &mut Vm, at: At, receiver: Value, key: PropertyKey, site: i32, dst: u16) -> JsResult<Step> {
    let shape = receiver_shape(receiver);
    let cached = match at.ic(site) {
        Some(ic) => match ic.action {
            Action::Polymorphic => ic.list.as_ref().and_then(|list| list.iter().find(|d| d.shape == shape)).cloned(),
            Action::Megamorphic => vm.megamorphic.load(shape, key),
            _ if ic.shape == shape && shape != 0 => Some(ic.clone()),
            _ => None,
        },
        None => vm.megamorphic.load(shape, key),
    };
    if let Some(description) = cached.filter(|d| d.chain_is_valid()) {
        return run_load(vm, at, &description, receiver, dst);
    }
    if let Some(description) = vm.describe_get(receiver, key) {
        match at.ic(site) {
            Some(ic) if ic.action != Action::Megamorphic => vm.attach(at, ic, key, description.clone()),
            // Dictionaries stay out: each change would need another shape.
            _ if receiver.as_object().is_some_and(|o| o.shape().is_unique()) => {}
            _ => vm.megamorphic.insert_load(key, &description),
        }
        return run_load(vm, at, &description, receiver, dst);
    }
    note_undescribed(at, site);
    let value = vm.get_v(receiver, key)?;
    at.set(dst, value);
    Ok(Step::Next)
}

/// The site has done something that no cache can describe: it is not one that never ran.
fn note_undescribed(at: At, site: i32) {
    if let Some(ic) = at.ic(site) {
        ic.misses = ic.misses.saturating_add(1);
    }
}

/// Does what a description of a load says; its guards hold.
pub(super) fn run_load(vm: &mut Vm, at: At, ic: &Ic, receiver: Value, dst: u16) -> JsResult<Step> {
    // SAFETY: D1: offsets and holders of a description whose guards hold are good.
    let value = unsafe {
        match ic.action {
            Action::LoadInline => *word_at(super::object_of(receiver), ic.offset),
            Action::LoadOverflow => *word_at(super::object_of(receiver).slots.get(), ic.offset),
            Action::LoadHolderInline => *word_at(ic.holder_object(), ic.offset),
            Action::LoadHolderOverflow => *word_at(ic.holder_object().slots.get(), ic.offset),
            Action::TypedArrayLength => Value::from(vm.typed_array_length(super::object_of(receiver)).unwrap_or(0)),
            Action::CallGetter => match getter_of(ic, receiver) {
                Value::UNDEFINED => Value::UNDEFINED,
                getter => return vm.push_call(at, getter, receiver, &[], false),
            },
            _ => Value::UNDEFINED,
        }
    };
    at.set(dst, value);
    Ok(Step::Next)
}

/// `GetMethod`
#[inline(never)]
pub(super) fn get_method(vm: &mut Vm, at: At) -> JsResult<()> {
    vm.enter_at(at);
    let key = at.site_key(at.i24());
    let method = vm.get_method(at.reg(at.c()), key)?;
    at.set(at.b(), method);
    Ok(())
}

// ---- stores ---------------------------------------------------------------------------------------------------------

/// `SetProp` beyond the loop's fast paths.
#[inline(never)]
pub(super) fn set(vm: &mut Vm, at: At) -> JsResult<Step> {
    vm.enter_at(at);
    let site = at.i24();
    let key = at.site_key(site);
    store(vm, at, at.reg(at.b()), key, at.reg(at.c()), site)
}

/// A store or an addition, into a slot that is there, that a polymorphic or megamorphic site knows: done, or false.
#[inline(never)]
pub(super) fn known_store(vm: &mut Vm, ic: &Ic, object: Gc<Object>, value: Value) -> bool {
    let shape = object.shape_id();
    let found = match &ic.list {
        Some(list) => list.iter().find(|d| d.shape == shape),
        None if ic.action == Action::Megamorphic => vm.megamorphic.find_store(shape, ic.extra.bits()),
        None => None,
    };
    let Some(description) = found.cloned() else { return false };
    run_known_store(vm, &description, object, value)
}

/// A store or an addition that the global cache knows: done, or false.
pub(crate) fn cached_store(vm: &mut Vm, object: Gc<Object>, key: u64, value: Value) -> bool {
    match vm.megamorphic.find_store(object.shape_id(), key).cloned() {
        Some(description) => run_known_store(vm, &description, object, value),
        None => false,
    }
}

/// A store or an addition, into a slot that is there, as a description of the object's shape tells: done, or false.
#[inline(always)]
fn run_known_store(vm: &mut Vm, description: &Ic, object: Gc<Object>, value: Value) -> bool {
    let Some(value) = admitted(description.promise, value) else { return false };
    // SAFETY: D1.
    unsafe {
        match description.action {
            Action::StoreInline => {
                *word_at(object, description.offset) = value;
                vm.heap.barrier(object);
            }
            Action::AddInline if description.chain_is_valid() => {
                *word_at(object, description.offset) = value;
                object.header.set_shape(description.next);
                vm.heap.barrier(object);
            }
            Action::StoreOverflow => {
                let slots = object.slots.get();
                *word_at(slots, description.offset) = value;
                vm.heap.barrier(slots);
            }
            _ => return false,
        }
    }
    true
}

/// A store through a site's cache.
pub(super) fn store(vm: &mut Vm, at: At, receiver: Value, key: PropertyKey, value: Value, site: i32) -> JsResult<Step> {
    let strict = at.site(site).strict;
    let Some(object) = receiver.as_object() else {
        note_undescribed(at, site);
        store_on_primitive(vm, receiver, key, value, strict)?;
        return Ok(Step::Next);
    };
    let shape = object.shape_id();
    let cached = match at.ic(site) {
        Some(ic) => match ic.action {
            Action::Polymorphic => ic.list.as_ref().and_then(|list| list.iter().find(|d| d.shape == shape)).cloned(),
            Action::Megamorphic => vm.megamorphic.store(shape, key),
            _ if ic.shape == shape => Some(ic.clone()),
            _ => None,
        },
        None => vm.megamorphic.store(shape, key),
    };
    if let Some(description) = cached
        && description.chain_is_valid()
        && let Some(step) = run_store(vm, at, &description, object, value)
    {
        return step;
    }
    // FAST: an own writable data property, whatever the site's cache holds.
    if let Some(entry) = own_writable(vm, object, key) {
        let before = object.shape();
        vm.set_slot(object, &entry, value);
        let worth = !before.is_unique() || at.ic(site).is_some_and(|ic| ic.action != Action::Megamorphic);
        if worth && let Some(description) = vm.describe_store(before, object, key, false) {
            remember_store(vm, at, site, key, object, &description);
        }
        return Ok(Step::Next);
    }
    if let Some(description) = vm.describe_setter(object, key) {
        remember_store(vm, at, site, key, object, &description);
        return vm.push_call(at, setter_of(&description, object), receiver, &[value], true);
    }
    note_undescribed(at, site);
    let before = object.shape();
    if !vm.set(object, key, value, receiver)? {
        if strict {
            return Err(vm.cannot_assign(receiver, key));
        }
        return Ok(Step::Next);
    }
    if let Some(description) = vm.describe_store(before, object, key, false) {
        remember_store(vm, at, site, key, object, &description);
    }
    Ok(Step::Next)
}

/// The entry of an own property whose [[Set]] only stores.
fn own_writable(vm: &Vm, object: Gc<Object>, key: PropertyKey) -> Option<Entry> {
    let shape = object.shape();
    if key.is_index() || shape.has(shape_flags::EXOTIC) || (object.kind() == Kind::Array && key == vm.names.length) {
        return None;
    }
    shape.lookup(key).filter(|e| e.attrs & (attrs::ACCESSOR | attrs::LAZY | attrs::WRITABLE) == attrs::WRITABLE)
}

fn remember_store(vm: &mut Vm, at: At, site: i32, key: PropertyKey, object: Gc<Object>, description: &Ic) {
    match at.ic(site) {
        Some(ic) if ic.action != Action::Megamorphic => vm.attach(at, ic, key, description.clone()),
        _ if object.shape().is_unique() => {}
        _ => vm.megamorphic.insert_store(key, description),
    }
}

/// Does what a description of a store says; `None` if the value or the room does not allow it.
fn run_store(vm: &mut Vm, at: At, ic: &Ic, object: Gc<Object>, value: Value) -> Option<JsResult<Step>> {
    if ic.action == Action::CallSetter {
        return match setter_of(ic, object) {
            Value::UNDEFINED => None,
            setter => Some(vm.push_call(at, setter, object.into(), &[value], true)),
        };
    }
    let value = admitted(ic.promise, value)?;
    // SAFETY: D1.
    unsafe {
        match ic.action {
            Action::StoreInline => {
                *word_at(object, ic.offset) = value;
                vm.heap.barrier(object);
            }
            Action::AddInline => {
                *word_at(object, ic.offset) = value;
                object.header.set_shape(ic.next);
                vm.heap.barrier(object);
            }
            Action::StoreOverflow => {
                let slots = object.slots.get();
                *word_at(slots, ic.offset) = value;
                vm.heap.barrier(slots);
            }
            Action::AddOverflow => {
                let at_slot = (ic.offset as usize - crate::elements::VALUES_OFFSET) / 8;
                if at_slot >= object.slots.get().capacity as usize {
                    let next = crate::ic::shape_from_id(object.addr(), ic.next);
                    let slot = at_slot as u32 + next.inline_capacity() as u32;
                    vm.ensure_slot(object, next, slot);
                }
                let slots = object.slots.get();
                *word_at(slots, ic.offset) = value;
                object.header.set_shape(ic.next);
                vm.heap.barrier(slots);
                vm.heap.barrier(object);
            }
            _ => return None,
        }
    }
    Some(Ok(Step::Next))
}

/// 6.2.5.6 PutValue on a property of a primitive.
#[cold]
pub(super) fn store_on_primitive(vm: &mut Vm, receiver: Value, key: PropertyKey, value: Value, strict: bool) -> JsResult<()> {
    if receiver.is_nullish() {
        return Err(cannot_set_on_nullish(vm, receiver, key));
    }
    let prototype = vm.prototype_of_primitive(receiver, None)?;
    if !vm.set(prototype, key, value, receiver)? && strict {
        return Err(vm.cannot_assign(receiver, key));
    }
    Ok(())
}
#[cold]
fn cannot_set_on_nullish(vm: &mut Vm, receiver: Value, key: PropertyKey) -> Thrown {
    let what = if receiver.is_null() { "null" } else { "undefined" };
    vm.type_error(format!("Cannot set properties of {what} (setting '{key:?}')"))
}

/// `DefineProp`
#[inline(never)]
pub(super) fn define(vm: &mut Vm, at: At) -> JsResult<()> {
    vm.enter_at(at);
    let site = at.i24();
    let key = at.site_key(site);
    let object = at.reg(at.b()).as_object().expect("definitions are on objects");
    let value = at.reg(at.c());
    let before = object.shape();
    if let Some(ic) = at.ic(site)
        && ic.shape == shape_id(before)
    {
        let description = ic.clone();
        if run_store(vm, at, &description, object, value).is_some() {
            return Ok(());
        }
    }
    vm.create_data_property_or_throw(object, key, value)?;
    if let Some(description) = vm.describe_store(before, object, key, true) {
        remember_store(vm, at, site, key, object, &description);
    }
    Ok(())
}

/// `DefineAccessor`
#[inline(never)]
pub(super) fn define_accessor(vm: &mut Vm, at: At) -> JsResult<()> {
    vm.enter_at(at);
    let object = at.reg(at.a()).as_object().expect("definitions are on objects");
    let key = vm.to_property_key(at.reg(at.b()))?;
    let function = at.reg(at.c());
    let mut descriptor = crate::property::PropertyDescriptor {
        enumerable: Some(at.x() & DEFINE_HIDDEN == 0),
        configurable: Some(true),
        ..Default::default()
    };
    if at.x() & DEFINE_SETTER != 0 {
        descriptor.set = Some(function);
    } else {
        descriptor.get = Some(function);
    }
    vm.define_property_or_throw(object, key, &descriptor)
}

/// `SetPrototype`
#[inline(never)]
pub(super) fn set_prototype(vm: &mut Vm, at: At) -> JsResult<()> {
    vm.enter_at(at);
    let value = at.reg(at.b());
    if value.is_object() || value.is_null() {
        let object = at.reg(at.a()).as_object().expect("an object literal");
        vm.set_prototype_of(object, value)?;
    }
    Ok(())
}

// ---- in, instanceof -------------------------------------------------------------------------------------------------

/// `In`
#[inline(never)]
pub(super) fn has(vm: &mut Vm, at: At) -> JsResult<()> {
    vm.enter_at(at);
    let (key, object) = (at.reg(at.b()), at.reg(at.c()));
    let Some(object) = object.as_object() else {
        let (key, text) = (vm.display_string(key), vm.display_string(object));
        return Err(vm.type_error(format!("Cannot use 'in' operator to search for '{key}' in {text}")));
    };
    super::element::note_index(vm, at, object, key);
    if let Some(index) = key.as_index()
        && !object.elements().get(index).is_hole()
    {
        at.set(at.a(), Value::TRUE);
        return Ok(());
    }
    let key = vm.to_property_key(key)?;
    // A load that finds nothing may also be one of an accessor without a getter.
    let described = if key.is_index() { None } else { named_description(vm, object.into(), key) };
    let found = described.is_some_and(|d| d.action != Action::LoadAbsent) || vm.has_property(object, key)?;
    at.set(at.a(), Value::bool(found));
    Ok(())
}

/// `InstanceOf`
#[inline(never)]
pub(super) fn instance_of(vm: &mut Vm, at: At) -> JsResult<()> {
    vm.enter_at(at);
    let (value, target) = (at.reg(at.b()), at.reg(at.c()));
    // FAST: %Function.prototype%[@@hasInstance], which cannot be changed, of an ordinary function.
    if let Some(function) = target.as_object()
        && function.kind() == Kind::Function
        && has_original_has_instance(vm, at, function)
        && let Some(prototype) = prototype_of_target(vm, at, function)
        && let Some(outcome) = is_in_chain(vm, value, prototype)
    {
        at.set(at.a(), Value::bool(outcome));
        return Ok(());
    }
    let outcome = vm.instance_of(value, target)?;
    at.set(at.a(), Value::bool(outcome));
    Ok(())
}

/// Does the function inherit @@hasInstance from %Function.prototype%? Answered by the site's cache.
fn has_original_has_instance(vm: &mut Vm, at: At, function: Gc<Object>) -> bool {
    let Some(ic) = at.ic(at.wide_i()) else { return false };
    if ic.shape == function.shape_id() && ic.chain_is_valid() {
        return true;
    }
    let key = PropertyKey::symbol(vm.symbols.has_instance);
    let Some(holder) = at.code().realm.intrinsic_value(Intrinsic::FunctionPrototype).as_object() else { return false };
    let Some(description) = vm.describe_get(function.into(), key) else { return false };
    // The cell that holds the slot is the prototype itself or its overflow slots.
    let cells = [holder.addr() as u64, holder.slots.get().addr() as u64];
    if description.action != Action::LoadHolderInline || !cells.contains(&description.holder) {
        return false;
    }
    *ic = description;
    vm.materialize_lazy_properties(function);
    let shape = function.shape();
    if ic.shape == shape_id(shape)
        && let Some(entry) = shape.lookup(vm.names.prototype).filter(|e| e.attrs & attrs::ACCESSOR == 0 && shape.is_inline(e.slot))
    {
        ic.prototype_word = (shape.inline_offset(entry.slot) / 8) as u8;
    }
    let block = at.code();
    vm.heap.barrier(block);
    true
}

/// The `prototype` of a function for which the site's cache has just answered.
fn prototype_of_target(vm: &mut Vm, at: At, function: Gc<Object>) -> Option<Gc<Object>> {
    match at.ic(at.wide_i()) {
        // SAFETY: D1: the shape says that the word holds a data property.
        Some(ic) if ic.prototype_word != 0 => unsafe { *word_at(function, ic.prototype_word as u32 * 8) }.as_object(),
        _ => vm.instance_prototype(function),
    }
}

/// Is `prototype` on the value's prototype chain? `None`: a proxy is.
fn is_in_chain(vm: &mut Vm, value: Value, prototype: Gc<Object>) -> Option<bool> {
    let Some(mut object) = value.as_object() else { return Some(false) };
    let mut links = 0;
    let outcome = loop {
        if object.kind() == Kind::Proxy {
            break None;
        }
        links += 1;
        match object.prototype().as_object() {
            None => break Some(false),
            Some(next) if next == prototype => break Some(true),
            Some(next) => object = next,
        }
    };
    if links >= LONG_CHAIN {
        vm.charge(links);
    }
    outcome
}
/// A walk along more links costs fuel.
const LONG_CHAIN: usize = 100;

// ---- super ----------------------------------------------------------------------------------------------------------

/// 13.3.7.3 MakeSuperPropertyReference: the object in which `super` looks.
fn super_base(vm: &mut Vm, at: At, home: Value) -> JsResult<Value> {
    if at.x() & 1 != 0 {
        return Ok(home);
    }
    match home.as_object() {
        Some(home) => vm.get_prototype_of(home),
        None => Ok(Value::UNDEFINED),
    }
}

/// `GetSuper`
#[inline(never)]
pub(super) fn get_super(vm: &mut Vm, at: At) -> JsResult<()> {
    vm.enter_at(at);
    let base = super_base(vm, at, at.reg(at.b()))?;
    let receiver = at.reg(at.d());
    let Some(base) = base.as_object() else {
        let key = at.reg(at.c());
        let key = vm.to_property_key(key)?;
        return vm.get_v(base, key).map(|_| ());
    };
    let key = vm.to_property_key(at.reg(at.c()))?;
    let described = if key.is_index() { None } else { named_description(vm, base.into(), key) };
    let value = match described.as_ref().map_or(Value::HOLE, |description| slot_of(description, base)) {
        Value::HOLE => vm.get_with_receiver(base, key, receiver)?,
        value => {
            note_super(vm, at, described);
            value
        }
    };
    at.set(at.a(), value);
    Ok(())
}

/// The site learns of a slot that it has loaded from, and of the name.
fn note_super(vm: &mut Vm, at: At, described: Option<Ic>) {
    let key = at.reg(at.c());
    if let (Some(ic), Some(mut description)) = (at.ic(at.wide_i()), described)
        && (ic.shape, ic.extra) != (description.shape, key)
        && ic.misses < MAX_LESSONS
    {
        description.misses = ic.misses + 1;
        description.extra = key;
        *ic = description;
        let block = at.code();
        vm.heap.barrier(block);
    }
}

/// `SetSuper`
#[inline(never)]
pub(super) fn set_super(vm: &mut Vm, at: At) -> JsResult<()> {
    vm.enter_at(at);
    let base = super_base(vm, at, at.reg(at.a()))?;
    let (value, receiver) = (at.reg(at.c()), at.reg(at.d()));
    let key = vm.to_property_key(at.reg(at.b()))?;
    let Some(base) = base.as_object() else { return Err(cannot_set_on_nullish(vm, base, key)) };
    if !vm.set(base, key, value, receiver)? && at.site(at.wide_i()).strict {
        return Err(vm.cannot_assign(receiver, key));
    }
    Ok(())
}

// ---- copying --------------------------------------------------------------------------------------------------------

/// 7.3.26 CopyDataProperties
#[inline(never)]
pub(super) fn copy_data_properties(vm: &mut Vm, at: At) -> JsResult<()> {
    vm.enter_at(at);
    let target = at.reg(at.a()).as_object().expect("a fresh object");
    let source = at.reg(at.b());
    if source.is_nullish() {
        return Ok(());
    }
    let from = vm.to_object(source)?;
    // FAST: all of it, as the shapes say.
    if at.wide_i() == 0 && vm.copy_plain_properties(target, from) {
        return Ok(());
    }
    let mut excluded = crate::property::KeyVec::new(vm);
    for &key in at.run(at.c(), at.wide_i() as usize) {
        let key = vm.to_property_key(key)?;
        excluded.push(key);
    }
    // FAST: own data properties of a plain object without elements, in order.
    if from.kind() == Kind::Object && !from.has_any_elements() {
        let shape = from.shape();
        let plain = shape.entries().all(|e| e.attrs & (attrs::ACCESSOR | attrs::LAZY) == 0);
        if plain && !shape.has(shape_flags::EXOTIC) {
            let mut later = false;
            for entry in shape.entries() {
                // Strings come before symbols.
                if entry.key.is_symbol() {
                    later |= !entry.key.is_private();
                    continue;
                }
                if entry.attrs & attrs::ENUMERABLE != 0 && !excluded.contains(entry.key) {
                    vm.create_data_property(target, entry.key, from.slot(shape, entry.slot))?;
                }
            }
            for entry in shape.entries().filter(|_| later) {
                let wanted = entry.key.is_symbol() && !entry.key.is_private() && entry.attrs & attrs::ENUMERABLE != 0;
                if wanted && !excluded.contains(entry.key) {
                    vm.create_data_property(target, entry.key, from.slot(shape, entry.slot))?;
                }
            }
            return Ok(());
        }
    }
    let keys = vm.own_property_keys(from)?;
    for i in 0..keys.len() {
        let key = keys.get(i);
        if excluded.contains(key) {
            continue;
        }
        if let Some(own) = vm.get_own_property(from, key)?
            && own.is_enumerable()
        {
            let value = vm.get(from, key)?;
            vm.create_data_property(target, key, value)?;
        }
    }
    Ok(())
}
