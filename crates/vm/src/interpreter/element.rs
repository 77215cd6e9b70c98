//! Keyed access: elements by kind, strings, typed arrays, arguments, and keys that turn out to be names.
use super::at::{At, Step};
use super::property;
use crate::buffer::{buffer_field, read_number, view_field, write_number};
use crate::cells::Kind;
use crate::elements::kind;
use crate::ic::{Action, Ic, element_feedback as met};
use crate::key::PropertyKey;
use crate::object::{Object, flags as object_flags};
use crate::property::PropertyDescriptor;
use crate::shape::attrs;
use crate::value::Value;
use crate::vm::{JsResult, Vm};
use ogive_bytecode::Op;
use ogive_bytecode::ops::{DEFINE_HIDDEN, DEFINE_NAMED};
use ogive_gc::Gc;

/// `GetElem` beyond the loop's fast path.
#[inline(never)]
pub(super) fn get(vm: &mut Vm, at: At) -> JsResult<Step> {
    let (receiver, key) = (at.reg(at.b()), at.reg(at.c()));
    vm.enter_at(at);
    note(vm, at, receiver, key, None);
    if let Some(index) = key.as_index() {
        if let Some(value) = get_index(vm, receiver, index) {
            at.set(at.a(), value);
            return Ok(Step::Next);
        }
        let value = vm.get_v(receiver, PropertyKey::index(index))?;
        at.set(at.a(), value);
        return Ok(Step::Next);
    }
    if receiver.is_nullish() {
        return Err(nullish_read(vm, receiver, key));
    }
    let name = vm.to_property_key(key)?;
    if name.is_index() {
        let value = vm.get_v(receiver, name)?;
        at.set(at.a(), value);
        return Ok(Step::Next);
    }
    load_named(vm, at, receiver, name)
}

/// Notes in the site's cache what it has met; `store`: the value that is about to be stored.
fn note(vm: &mut Vm, at: At, receiver: Value, key: Value, store: Option<Value>) {
    let Some(ic) = at.ic(at.wide_i()) else { return };
    if ic.action == Action::Empty {
        ic.action = Action::Elements;
        ic.shape = super::ic_attach::receiver_shape(receiver);
        vm.heap.barrier(at.code());
    }
    let Some(index) = key.as_index() else {
        ic.offset |= met::OTHER;
        if note_name(ic, key) {
            vm.heap.barrier(at.code());
        }
        return;
    };
    ic.offset |= if key.is_int() { 0 } else { met::DOUBLE_KEY };
    ic.offset |= match receiver.as_object() {
        Some(object) => elements_met(vm, object, index, store),
        None if receiver.is_string() => met::STRING,
        None => met::OTHER,
    };
}
/// Notes what `key in object` has met.
pub(super) fn note_index(vm: &mut Vm, at: At, object: Gc<Object>, key: Value) {
    if at.ic(at.wide_i()).is_some_and(|ic| matches!(ic.action, Action::Empty | Action::Elements)) {
        note(vm, at, object.into(), key, None);
    }
}

/// Notes a key that is a name, as long as it has been the same each time: a symbol, or a string that is the name itself. Has something changed?
fn note_name(ic: &mut Ic, key: Value) -> bool {
    let is_same = PropertyKey::of_name(key).is_some() && (ic.extra.is_undefined() || ic.extra.bits() == key.bits());
    let name = if is_same { key } else { Value::NULL };
    std::mem::replace(&mut ic.extra, name).bits() != name.bits()
}
impl Vm {
    /// A bet of optimized code on a keyed access has failed, and the interpreter is about to execute the instruction: its cache notes what there is,
    /// which the fast paths would not.
    pub fn note_failed_access(&mut self) {
        let at = self.running();
        match at.op() {
            Op::GetElem => note(self, at, at.reg(at.b()), at.reg(at.c()), None),
            Op::SetElem => note(self, at, at.reg(at.a()), at.reg(at.b()), Some(at.reg(at.c()))),
            Op::In => note(self, at, at.reg(at.c()), at.reg(at.b()), None),
            _ => {}
        }
    }
}
/// The kind of an array's elements, as caches note it.
pub(super) fn kinds_met(array: Gc<Object>) -> u32 {
    let byte = array.elements_byte();
    let holey = if byte & kind::HOLEY != 0 { met::HOLEY } else { 0 };
    holey | match byte & kind::MASK {
        kind::INT => met::INT,
        kind::DOUBLE => met::DOUBLE,
        _ => met::ANY,
    }
}
fn elements_met(vm: &Vm, object: Gc<Object>, index: u32, store: Option<Value>) -> u32 {
    if object.kind() == Kind::TypedArray {
        let outside = if index as u64 >= object.raw_field(view_field::CURRENT) { met::OUT_OF_BOUNDS } else { 0 };
        return met::TYPED << object.element_type() as u32 | outside;
    }
    let byte = object.elements_byte();
    let kind = match byte & kind::MASK {
        // The store is about to widen them.
        kind::INT if store.is_some_and(|v| !v.is_int()) => if store.is_some_and(Value::is_number) { met::INT | met::DOUBLE } else { met::INT | met::ANY },
        kind::DOUBLE if store.is_some_and(|v| !v.is_number()) => met::DOUBLE | met::ANY,
        kind::INT => met::INT,
        kind::DOUBLE => met::DOUBLE,
        kind::ANY => met::ANY,
        _ => return met::OTHER,
    };
    let holey = if byte & kind::HOLEY != 0 { met::HOLEY } else { 0 };
    let is_array = object.kind() == Kind::Array;
    let outside = match object.elements().get(index).is_hole() {
        false => 0,
        true if store.is_some() && is_array && index == vm.array_length(object) => met::APPEND,
        true => met::OUT_OF_BOUNDS,
    };
    kind | holey | outside | if is_array { 0 } else { met::NOT_ARRAY }
}

/// Element `i` of a typed array of Numbers; the hole when it is out of the bounds known to the view, or a BigInt.
#[inline(never)]
pub(super) fn typed_get(array: Gc<Object>, i: u32) -> Value {
    let ty = array.element_type();
    if i as u64 >= array.raw_field(view_field::CURRENT) || ty.is_bigint() {
        return Value::HOLE;
    }
    // SAFETY: D1 of `buffer.rs`, in bounds.
    unsafe { read_number(ty, (array.raw_field(view_field::POINTER) as *const u8).add(i as usize * ty.size())) }
}

/// Stores a Number into a typed array; false when that is not all there is to do.
#[inline(never)]
pub(super) fn typed_set(array: Gc<Object>, i: u32, value: Value) -> bool {
    let ty = array.element_type();
    let plain = value.is_number() && !ty.is_bigint() && (i as u64) < array.raw_field(view_field::CURRENT);
    if !plain || array.field(view_field::BUFFER).as_object().is_none_or(|b| b.raw_field(buffer_field::FLAGS) & 8 != 0) {
        return false;
    }
    // SAFETY: D1 of `buffer.rs`, in bounds.
    unsafe { write_number(ty, (array.raw_field(view_field::POINTER) as *mut u8).add(i as usize * ty.size()), value) };
    true
}

/// `object[key]` where the key is a name: the site's cache serves it as long as the key stays the same.
fn load_named(vm: &mut Vm, at: At, receiver: Value, key: PropertyKey) -> JsResult<Step> {
    // A cache of its own needs the same key each time; the global cache compares keys.
    match property::named_description(vm, receiver, key) {
        Some(description) => property::run_load(vm, at, &description, receiver, at.a()),
        None => {
            let value = vm.get_v(receiver, key)?;
            at.set(at.a(), value);
            Ok(Step::Next)
        }
    }
}

/// Reads that need neither script nor prototypes.
#[inline]
fn get_index(vm: &mut Vm, receiver: Value, index: u32) -> Option<Value> {
    if let Some(object) = receiver.as_object() {
        let value = object.elements().get(index);
        if !value.is_hole() {
            return Some(value);
        }
        return match object.kind() {
            Kind::Array | Kind::Object if object.elements_kind() < kind::SPARSE && vm.protectors.no_indexed_prototypes => {
                Some(Value::UNDEFINED)
            }
            Kind::TypedArray => Some(vm.typed_array_get(object, index as usize).unwrap_or(Value::UNDEFINED)),
            _ => None,
        };
    }
    let string = receiver.as_string()?;
    if index as usize >= string.len() {
        return None;
    }
    let unit = vm.units(string).get(index as usize);
    Some(vm.unit_string(unit).into())
}

#[cold]
fn nullish_read(vm: &mut Vm, receiver: Value, key: Value) -> crate::vm::Thrown {
    let what = if receiver.is_null() { "null" } else { "undefined" };
    match key_text(vm, key) {
        Some(key) => vm.type_error(format!("Cannot read properties of {what} (reading '{key}')")),
        None => vm.type_error(format!("Cannot read properties of {what}")),
    }
}
#[cold]
fn nullish_write(vm: &mut Vm, receiver: Value, key: Value) -> crate::vm::Thrown {
    let what = if receiver.is_null() { "null" } else { "undefined" };
    match key_text(vm, key) {
        Some(key) => vm.type_error(format!("Cannot set properties of {what} (setting '{key}')")),
        None => vm.type_error(format!("Cannot set properties of {what}")),
    }
}
/// A key for a message. The error comes before ToPropertyKey (6.2.5.5, 6.2.5.6), so objects are not converted.
fn key_text(vm: &mut Vm, key: Value) -> Option<String> {
    if key.is_object() {
        return None;
    }
    vm.to_property_key(key).ok().map(|key| format!("{key:?}"))
}

/// `SetElem` beyond the loop's fast path.
#[inline(never)]
pub(super) fn set(vm: &mut Vm, at: At) -> JsResult<Step> {
    let (receiver, key, value) = (at.reg(at.a()), at.reg(at.b()), at.reg(at.c()));
    vm.enter_at(at);
    note(vm, at, receiver, key, Some(value));
    if let Some(index) = key.as_index() {
        if let Some(object) = receiver.as_object()
            && set_index(vm, object, index, value)?
        {
            return Ok(Step::Next);
        }
        return set_generic(vm, at, receiver, PropertyKey::index(index), value);
    }
    if receiver.is_nullish() {
        return Err(nullish_write(vm, receiver, key));
    }
    let name = vm.to_property_key(key)?;
    if name.is_index() || !receiver.is_object() {
        return set_generic(vm, at, receiver, name, value);
    }
    // The site's own cache stays for elements: names go through the global one.
    if let Some(ic) = at.ic(at.wide_i())
        && matches!(ic.action, Action::Empty | Action::Elements)
    {
        ic.action = Action::Megamorphic;
    }
    property::store(vm, at, receiver, name, value, at.wide_i())
}

fn set_generic(vm: &mut Vm, at: At, receiver: Value, key: PropertyKey, value: Value) -> JsResult<Step> {
    let strict = at.site(at.wide_i()).strict;
    match receiver.as_object() {
        Some(object) => {
            if !vm.set(object, key, value, receiver)? && strict {
                return Err(vm.cannot_assign(receiver, key));
            }
        }
        None => property::store_on_primitive(vm, receiver, key, value, strict)?,
    }
    Ok(Step::Next)
}

/// Stores that need neither script nor prototypes; false if this is none.
fn set_index(vm: &mut Vm, object: Gc<Object>, index: u32, value: Value) -> JsResult<bool> {
    match object.kind() {
        Kind::TypedArray if value.is_number() && !object.element_type().is_bigint() => {
            vm.typed_array_set_element(object, Some(index as usize), value)?;
            Ok(true)
        }
        Kind::Array => {
            let present = !object.elements().get(index).is_hole();
            if object.elements_kind() >= kind::FROZEN || !(present || vm.protectors.no_indexed_prototypes) {
                return Ok(false);
            }
            if present {
                vm.store_element(object, index, value, attrs::ALL)?;
                return Ok(true);
            }
            if object.has_flag(object_flags::NON_EXTENSIBLE) {
                return Ok(false);
            }
            let length = vm.array_length(object);
            if index >= length && object.has_flag(object_flags::LENGTH_FIXED) {
                return Ok(false);
            }
            if index == length {
                vm.array_push(object, value)?;
                return Ok(true);
            }
            vm.store_element(object, index, value, attrs::ALL)?;
            if index > length {
                vm.set_array_length_slot(object, index + 1);
            }
            Ok(true)
        }
        Kind::Object => {
            let present = !object.elements().get(index).is_hole();
            if object.elements_kind() >= kind::FROZEN || !(present || vm.protectors.no_indexed_prototypes) {
                return Ok(false);
            }
            if !present && object.has_flag(object_flags::NON_EXTENSIBLE) {
                return Ok(false);
            }
            vm.store_element(object, index, value, attrs::ALL)?;
            Ok(true)
        }
        _ => Ok(false),
    }
}

/// `DefineElem`
#[inline(never)]
pub(super) fn define(vm: &mut Vm, at: At) -> JsResult<()> {
    vm.enter_at(at);
    let object = at.reg(at.a()).as_object().expect("definitions are on objects");
    let value = at.reg(at.c());
    let key = vm.to_property_key(at.reg(at.b()))?;
    if at.x() & DEFINE_NAMED != 0
        && let Some(function) = value.as_object()
    {
        vm.set_anonymous_function_name(function, key, "");
    }
    if at.x() & DEFINE_HIDDEN != 0 {
        return vm.define_property_or_throw(object, key, &PropertyDescriptor::data(value, attrs::HIDDEN));
    }
    vm.create_data_property_or_throw(object, key, value)
}

/// `Delete`
#[inline(never)]
pub(super) fn delete(vm: &mut Vm, at: At) -> JsResult<()> {
    vm.enter_at(at);
    let receiver = at.reg(at.b());
    if receiver.is_nullish() {
        return Err(vm.type_error("Cannot convert undefined or null to object"));
    }
    let object = vm.to_object(receiver)?;
    let key = vm.to_property_key(at.reg(at.c()))?;
    let done = vm.delete(object, key)?;
    if !done && at.x() & 1 != 0 {
        let text = vm.describe_for_error(receiver);
        return Err(vm.type_error(format!("Cannot delete property '{key:?}' of {text}")));
    }
    at.set(at.a(), Value::bool(done));
    Ok(())
}
