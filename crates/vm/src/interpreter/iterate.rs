//! Iteration. A record is three registers:
//!
//! ```text
//!            object            next method     state
//!  array     the array         the hole        int: next index
//!  iterator  iterator object   next method     false
//!  method    the iterable      its method      the hole           (until the code that follows has called it)
//!  done      (any)             (any)           true
//!
//!  for-in    object            key list        int: position      (key list: an `Elements` cell, shape id first)
//! ```
//! A key list is never changed, so objects of one shape share it ([`EnumCache`]).
use super::at::{At, Step};
use crate::elements::Elements;
use crate::iterator::IteratorRecord;
use crate::key::PropertyKey;
use crate::object::Object;
use crate::property::KeyVec;
use crate::realm::Intrinsic;
use crate::shape::{Validity, flags as shape_flags};
use crate::value::Value;
use crate::value_vec::ValueVec;
use crate::vm::{JsResult, Vm};
use ogive_bytecode::feedback;
use ogive_bytecode::ops::get_iterator::{ASYNC, LEAVES_CALLS};
use ogive_gc::Gc;
use std::collections::HashSet;

/// The record's registers.
#[derive(Clone, Copy)]
struct Record {
    at: At,
    first: u16,
}
impl Record {
    fn object(self) -> Value {
        self.at.reg(self.first)
    }
    fn next(self) -> Value {
        self.at.reg(self.first + 1)
    }
    fn state(self) -> Value {
        self.at.reg(self.first + 2)
    }
    fn set(self, object: Value, next: Value, state: Value) {
        self.at.set(self.first, object);
        self.at.set(self.first + 1, next);
        self.at.set(self.first + 2, state);
    }
    fn set_state(self, state: Value) {
        self.at.set(self.first + 2, state);
    }
    fn is_done(self) -> bool {
        self.state() == Value::TRUE
    }
    fn record(self) -> IteratorRecord {
        IteratorRecord { iterator: self.object().as_object().expect("an iterator"), next_method: self.next(), done: false }
    }
}

/// `GetIterator`
#[inline(never)]
pub(super) fn get_iterator(vm: &mut Vm, at: At) -> JsResult<()> {
    vm.enter_at(at);
    let record = Record { at, first: at.a() };
    let iterable = at.reg(at.b());
    if matches!(at.x(), 0 | LEAVES_CALLS)
        && let Some(array) = vm.is_plainly_iterable(iterable)
    {
        let plain = array.shape() == at.code().realm.array_shape.get();
        at.record(if plain { feedback::SEEN } else { feedback::SEEN | feedback::OBJECT });
        record.set(array.into(), Value::HOLE, Value::int(0));
        return Ok(());
    }
    let made = if at.x() & LEAVES_CALLS != 0 {
        let method = vm.iterator_method(iterable)?;
        if Vm::is_of_script(method) {
            at.record(feedback::SEEN | feedback::OBJECT | feedback::STEP_SCRIPT);
            record.set(iterable, method, Value::HOLE);
            return Ok(());
        }
        at.record(feedback::SEEN | feedback::OBJECT | feedback::STEP_OTHER);
        vm.get_iterator_from_method(iterable, method)?
    } else {
        at.record(feedback::SEEN | feedback::OBJECT);
        if at.x() & ASYNC != 0 { vm.get_async_iterator(iterable)? } else { vm.get_iterator(iterable)? }
    };
    record.set(made.iterator.into(), made.next_method, Value::FALSE);
    Ok(())
}

/// The next value of a record; `None` when done. Marks it done before anything is thrown.
fn step(vm: &mut Vm, record: Record) -> JsResult<Option<Value>> {
    let state = record.state();
    if let Some(i) = state.as_int() {
        let array = record.object().as_object().expect("an array");
        if i as u32 >= vm.array_length(array) {
            record.set_state(Value::TRUE);
            return Ok(None);
        }
        record.set_state(Value::int(i + 1));
        let value = array.elements().get(i as u32);
        if !value.is_hole() {
            return Ok(Some(value));
        }
        return match vm.get(array, PropertyKey::index(i as u32)) {
            Ok(value) => Ok(Some(value)),
            Err(thrown) => {
                record.set_state(Value::TRUE);
                Err(thrown)
            }
        };
    }
    if record.is_done() {
        return Ok(None);
    }
    record.set_state(Value::TRUE);
    let value = vm.iterator_step_value(&mut record.record())?;
    if value.is_some() {
        record.set_state(Value::FALSE);
    }
    Ok(value)
}

/// What a step tells the optimizer of its iterator.
fn kind_of_step(record: Record) -> u8 {
    if record.state().is_int() {
        return 0;
    }
    let of_iterator = match record.object().as_object().and_then(Vm::gives_pairs) {
        Some(true) => feedback::STEP_PAIR,
        Some(false) => feedback::STEP_VALUE,
        None => feedback::STEP_OTHER,
    };
    feedback::OBJECT | of_iterator
}

/// `IteratorNext`: false when done.
#[inline(never)]
pub(super) fn next(vm: &mut Vm, at: At) -> JsResult<bool> {
    next_in_vm(vm, at)
}
#[inline(always)]
fn next_in_vm(vm: &mut Vm, at: At) -> JsResult<bool> {
    vm.enter_at(at);
    let record = Record { at, first: at.c() };
    at.record(feedback::SEEN | kind_of_step(record));
    match step(vm, record)? {
        Some(value) => {
            at.set(at.b(), value);
            Ok(true)
        }
        None => Ok(false),
    }
}

/// `ForOfNext`: false when done.
#[inline(never)]
pub(super) fn for_of_next(vm: &mut Vm, at: At) -> JsResult<bool> {
    let record = Record { at, first: at.c() };
    if record.state() == Value::FALSE && Vm::is_of_script(record.next()) {
        at.record(feedback::SEEN | feedback::OBJECT | feedback::STEP_SCRIPT);
        at.set(at.b(), Value::HOLE);
        return Ok(true);
    }
    next_in_vm(vm, at)
}

/// Array iterators have no `return` method, unless a script has given one to a prototype of theirs.
fn real_iterator(vm: &mut Vm, record: Record) -> JsResult<Option<IteratorRecord>> {
    if record.state().is_int() {
        let prototype = vm.intrinsic(Intrinsic::ArrayIteratorPrototype);
        let key = vm.names.return_;
        if !vm.has_property(prototype, key)? {
            return Ok(None);
        }
        let iterator = vm.new_object_with_prototype(prototype.into());
        return Ok(Some(IteratorRecord { iterator, next_method: Value::UNDEFINED, done: false }));
    }
    Ok(Some(record.record()))
}

/// `IteratorClose`
#[inline(never)]
pub(super) fn close(vm: &mut Vm, at: At) -> JsResult<()> {
    let record = Record { at, first: at.a() };
    if record.is_done() {
        return Ok(());
    }
    vm.enter_at(at);
    at.record(if record.state().is_int() { feedback::SEEN } else { feedback::SEEN | feedback::OBJECT });
    let real = real_iterator(vm, record);
    record.set_state(Value::TRUE);
    match real? {
        Some(real) => vm.iterator_close(&real, Ok(())),
        None => Ok(()),
    }
}

/// `IteratorCloseSilently`
#[inline(never)]
pub(super) fn close_silently(vm: &mut Vm, at: At) -> JsResult<()> {
    let result = close(vm, at);
    if result.is_err() && !vm.terminating {
        vm.take_exception();
        return Ok(());
    }
    result
}

/// `IteratorDone`
#[inline(never)]
pub(super) fn done(_: &mut Vm, at: At) -> JsResult<()> {
    Record { at, first: at.a() }.set_state(Value::TRUE);
    Ok(())
}

/// `IteratorRest`
#[inline(never)]
pub(super) fn rest(vm: &mut Vm, at: At) -> JsResult<()> {
    vm.enter_at(at);
    let record = Record { at, first: at.b() };
    let values = if record.state() == Value::FALSE {
        record.set_state(Value::TRUE);
        vm.iterator_to_list(&mut record.record())?
    } else {
        let mut values = ValueVec::new(vm);
        while let Some(value) = step(vm, record)? {
            vm.poll()?;
            values.push(value);
        }
        values
    };
    let array = vm.new_array_from(&values);
    at.set(at.a(), array.into());
    Ok(())
}

/// `IteratorCall`
#[inline(never)]
pub(super) fn call(vm: &mut Vm, at: At) -> JsResult<Step> {
    vm.enter_at(at);
    let record = Record { at, first: at.b() };
    let value = at.reg(at.c());
    let args = [value];
    let args = if value.is_hole() { &args[..0] } else { &args[..] };
    vm.push_call(at, record.next(), record.object(), args, false)
}

/// `ArraySpread`
#[inline(never)]
pub(super) fn array_spread(vm: &mut Vm, at: At) -> JsResult<()> {
    vm.enter_at(at);
    let array = at.reg(at.a()).as_object().expect("an array being built");
    let iterable = at.reg(at.b());
    if vm.is_plainly_iterable(iterable).is_some() {
        return vm.iterate(iterable, |vm, value| vm.array_push(array, value));
    }
    let values = vm.iterable_to_list(iterable)?;
    vm.append_to_fresh(array, &values)
}

/// `AsyncFromSyncIterator`
#[inline(never)]
pub(super) fn async_from_sync(vm: &mut Vm, at: At) -> JsResult<()> {
    vm.enter_at(at);
    let record = Record { at, first: at.a() };
    let made = vm.create_async_from_sync_iterator(&record.record())?;
    record.set(made.iterator.into(), made.next_method, Value::FALSE);
    Ok(())
}

// ---- for-in -----------------------------------------------------------------------------------------------------------

/// `ForInPrepare`
#[inline(never)]
pub(super) fn for_in_prepare(vm: &mut Vm, at: At) -> JsResult<()> {
    vm.enter_at(at);
    let record = Record { at, first: at.a() };
    let value = at.reg(at.b());
    if value.is_nullish() {
        record.set(Value::UNDEFINED, Value::UNDEFINED, Value::int(0));
        return Ok(());
    }
    let object = vm.to_object(value)?;
    let list = match vm.enum_cache.find(vm, object) {
        Some(list) => list,
        None => key_list(vm, object)?,
    };
    record.set(object.into(), Value::internal(list), Value::int(1));
    Ok(())
}
fn key_list(vm: &mut Vm, object: Gc<Object>) -> JsResult<Gc<Elements>> {
    let (keys, all_own) = enumerable_keys(vm, object)?;
    let shape = object.shape();
    // A name found on the object itself is still there while the shape is the same.
    let stable = object.elements().is_empty() && !shape.has(shape_flags::EXOTIC) && all_own;
    let mut list = ValueVec::with_capacity(vm, keys.len() + 1);
    list.push(Value::int(if stable { object.shape_id() as i32 } else { 0 }));
    for i in 0..keys.len() {
        vm.poll()?;
        let key = vm.key_to_value(keys.get(i));
        list.push(key);
    }
    let Some(list) = vm.new_elements(list.len() as u32, &list) else { return Err(vm.out_of_memory()) };
    if stable {
        vm.note_cached(shape);
        vm.remember_keys(object, list);
    }
    Ok(list)
}

/// Key lists of shapes, while nothing above objects of that shape has enumerable names. A collection empties it.
#[derive(Default)]
pub(crate) struct EnumCache {
    lines: Vec<Option<EnumLine>>,
}
#[derive(Clone, Copy)]
struct EnumLine {
    shape: u32,
    /// Of the prototype chain; none: there is no prototype.
    validity: Option<Gc<Validity>>,
    list: Gc<Elements>,
}
const ENUM_LINES: usize = 64;

impl EnumCache {
    fn line(shape: u32) -> usize {
        (shape >> 4) as usize % ENUM_LINES
    }
    fn find(&self, vm: &Vm, object: Gc<Object>) -> Option<Gc<Elements>> {
        let line = (*self.lines.get(EnumCache::line(object.shape_id()))?)?;
        let valid = line.shape == object.shape_id() && line.validity.is_none_or(|cell| cell.is_valid());
        (valid && vm.protectors.no_indexed_prototypes && !object.may_have_indices()).then_some(line.list)
    }
    pub(crate) fn clear(&mut self) {
        self.lines.clear();
    }
}
impl Vm {
    /// Lets other objects of the same shape, whose enumerable names are all their own, have this list.
    fn remember_keys(&mut self, object: Gc<Object>, list: Gc<Elements>) {
        let validity = match object.prototype().as_object() {
            None => None,
            Some(prototype) => match self.chain_validity(prototype) {
                None => return,
                valid => valid,
            },
        };
        let lines = &mut self.enum_cache.lines;
        lines.resize(ENUM_LINES, None);
        // The prototype's shape may just have become its own, but not the object's.
        lines[EnumCache::line(object.shape_id())] = Some(EnumLine { shape: object.shape_id(), validity, list });
    }
}

/// 14.7.5.9 EnumerateObjectProperties: all names in order, and whether all are the object's own names.
fn enumerable_keys(vm: &mut Vm, object: Gc<Object>) -> JsResult<(KeyVec, bool)> {
    let mut keys = KeyVec::new(vm);
    let mut visited = Visited { keys: KeyVec::new(vm), set: HashSet::new() };
    let mut link = Some(object);
    let mut all_own = true;
    while let Some(current) = link {
        let own = vm.own_property_keys(current)?;
        let prototype = vm.get_prototype_of(current)?.as_object();
        for i in 0..own.len() {
            vm.poll()?;
            let key = own.get(i);
            if key.is_symbol() {
                continue;
            }
            if current != object && visited.contains(key) {
                continue;
            }
            let Some(property) = vm.get_own_property(current, key)? else { continue };
            if prototype.is_some() {
                visited.keys.push(key);
            }
            if property.is_enumerable() {
                all_own &= current == object && !key.is_index();
                keys.push(key);
            }
        }
        link = prototype;
    }
    Ok((keys, all_own))
}

/// Names that hide those of the same name further up.
struct Visited {
    keys: KeyVec,
    /// The same, up to date when there are many.
    set: HashSet<PropertyKey>,
}
impl Visited {
    fn contains(&mut self, key: PropertyKey) -> bool {
        if self.keys.len() <= 32 {
            return self.keys.contains(key);
        }
        for i in self.set.len()..self.keys.len() {
            self.set.insert(self.keys.get(i));
        }
        self.set.contains(&key)
    }
}

/// `ForInNext`: false when done.
#[inline(never)]
pub(super) fn for_in_next(vm: &mut Vm, at: At) -> JsResult<bool> {
    let record = Record { at, first: at.c() };
    let Some(list) = record.next().as_internal::<Elements>() else { return Ok(false) };
    let object = record.object().as_object().expect("an object with keys");
    let mut position = record.state().int_unchecked() as u32;
    let stable = list.get(0) == Value::int(object.shape_id() as i32);
    while position < list.len() {
        let key = list.get(position);
        position += 1;
        record.set_state(Value::int(position as i32));
        if stable {
            at.set(at.b(), key);
            return Ok(true);
        }
        vm.enter_at(at);
        let name = vm.to_property_key(key)?;
        if vm.has_property(object, name)? {
            at.set(at.b(), key);
            return Ok(true);
        }
    }
    Ok(false)
}
