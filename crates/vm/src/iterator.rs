//! 7.4 operations on iterator objects.
//!
//! FAST: results of the engine's own iterators have the realm's result shape and are read from their slots; [`Vm::iterate`]
//! walks arrays with no iterator object while nothing has touched the protocol.
use crate::cells::Kind;
use crate::generator::ResumeMode;
use crate::key::PropertyKey;
use crate::object::Object;
use crate::realm::Intrinsic;
use crate::value::Value;
use crate::value_vec::ValueVec;
use crate::vm::{JsResult, Thrown, Vm};
use ogive_gc::Gc;

/// 7.4.1 an iterator record. Lives on the native stack, where the collector sees it.
#[derive(Clone, Copy, Debug)]
pub struct IteratorRecord {
    /// [[Iterator]]
    pub iterator: Gc<Object>,
    /// [[NextMethod]]
    pub next_method: Value,
    /// [[Done]]
    pub done: bool,
}

/// What 27.1 GetIteratorFlattenable does with primitives.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Primitives {
    /// Only strings are iterated.
    IterateStrings,
    /// All are refused.
    Reject,
}

/// The sorts of built-in iterators: internal field 0 of `Kind::BuiltinIterator` objects.
pub mod iterator_sort {
    /// See `builtin_iterator.rs`.
    pub const ARRAY: i32 = 1;
    /// See `collection_iterator.rs`.
    pub const MAP: i32 = 2;
    /// As of a Map.
    pub const SET: i32 = 3;
    /// As of an array.
    pub const STRING: i32 = 4;
    /// Fields: regexp, string, flags (1 global, 2 unicode).
    pub const REGEXP_STRING: i32 = 5;
}

impl Vm {
    /// 7.4.2 [GetIteratorDirect](https://tc39.es/ecma262/#sec-getiteratordirect)
    pub fn get_iterator_direct(&mut self, iterator: Gc<Object>) -> JsResult<IteratorRecord> {
        let next = self.names.next;
        let next_method = self.get(iterator, next)?;
        Ok(IteratorRecord { iterator, next_method, done: false })
    }
    /// 7.4.3 [GetIteratorFromMethod](https://tc39.es/ecma262/#sec-getiteratorfrommethod)
    pub fn get_iterator_from_method(&mut self, value: Value, method: Value) -> JsResult<IteratorRecord> {
        let iterator = self.call(method, value, &[])?;
        match iterator.as_object() {
            Some(iterator) => self.get_iterator_direct(iterator),
            None => Err(self.iterator_not_object()),
        }
    }
    pub(crate) fn iterator_not_object(&mut self) -> Thrown {
        self.type_error("Result of the Symbol.iterator method is not an object")
    }
    /// 7.4.4 [GetIterator](https://tc39.es/ecma262/#sec-getiterator) (value, sync)
    pub fn get_iterator(&mut self, value: Value) -> JsResult<IteratorRecord> {
        let method = self.iterator_method(value)?;
        self.get_iterator_from_method(value, method)
    }
    /// 7.4.4 GetIterator, steps 1 to 3: the method that is going to be called.
    pub(crate) fn iterator_method(&mut self, value: Value) -> JsResult<Value> {
        let key = PropertyKey::symbol(self.symbols.iterator);
        if value.is_nullish() {
            return Err(self.not_iterable(value));
        }
        let method = self.get_v(value, key)?;
        if !self.is_callable(method) {
            return Err(self.not_iterable(value));
        }
        Ok(method)
    }
    /// Is the value a function that has bytecode?
    pub(crate) fn is_of_script(value: Value) -> bool {
        value.as_object().is_some_and(|f| f.kind() == Kind::Function)
    }
    /// 7.4.4 [GetIterator](https://tc39.es/ecma262/#sec-getiterator) (value, async)
    pub fn get_async_iterator(&mut self, value: Value) -> JsResult<IteratorRecord> {
        let key = PropertyKey::symbol(self.symbols.async_iterator);
        if value.is_nullish() {
            return Err(self.not_async_iterable(value));
        }
        let method = self.get_method(value, key)?;
        if !method.is_undefined() {
            let iterator = self.call(method, value, &[])?;
            return match iterator.as_object() {
                Some(iterator) => self.get_iterator_direct(iterator),
                None => Err(self.type_error("Result of the Symbol.asyncIterator method is not an object")),
            };
        }
        let key = PropertyKey::symbol(self.symbols.iterator);
        let method = self.get_method(value, key)?;
        if method.is_undefined() {
            return Err(self.not_async_iterable(value));
        }
        let sync = self.get_iterator_from_method(value, method)?;
        self.create_async_from_sync_iterator(&sync)
    }
    /// 7.4.5 [GetIteratorFlattenable](https://tc39.es/ecma262/#sec-getiteratorflattenable)
    pub fn get_iterator_flattenable(&mut self, value: Value, primitives: Primitives) -> JsResult<IteratorRecord> {
        let admitted = value.is_object() || primitives == Primitives::IterateStrings && value.is_string();
        if !admitted {
            let text = self.display_string(value);
            return Err(self.type_error(format!("{text} is not an object")));
        }
        let key = PropertyKey::symbol(self.symbols.iterator);
        let method = self.get_method(value, key)?;
        let iterator = if method.is_undefined() { value } else { self.call(method, value, &[])? };
        match iterator.as_object() {
            Some(iterator) => self.get_iterator_direct(iterator),
            None => {
                let text = self.display_string(iterator);
                Err(self.type_error(format!("{text} is not an object")))
            }
        }
    }
    /// The TypeError of a value that cannot be iterated.
    #[cold]
    pub fn not_iterable(&mut self, value: Value) -> Thrown {
        let text = self.display_with_type(value);
        self.type_error(format!("{text} is not iterable (cannot read property Symbol(Symbol.iterator))"))
    }
    #[cold]
    fn not_async_iterable(&mut self, value: Value) -> Thrown {
        let text = self.display_with_type(value);
        self.type_error(format!("{text} is not async iterable"))
    }

    /// 7.4.6 [IteratorNext](https://tc39.es/ecma262/#sec-iteratornext)
    pub fn iterator_next(&mut self, record: &mut IteratorRecord, arguments: &[Value]) -> JsResult<Gc<Object>> {
        let result = self.call(record.next_method, record.iterator.into(), arguments);
        // 3, 5: a throw, or a result that is no object, ends the iteration.
        match result {
            Ok(result) => match result.as_object() {
                Some(result) => Ok(result),
                None => {
                    record.done = true;
                    Err(self.iterator_result_not_object(result))
                }
            },
            Err(thrown) => {
                record.done = true;
                Err(thrown)
            }
        }
    }
    /// The TypeError of a next method that gave no object.
    #[cold]
    pub fn iterator_result_not_object(&mut self, result: Value) -> Thrown {
        let text = self.display_string(result);
        self.type_error(format!("Iterator result {text} is not an object"))
    }
    /// Is it a result as [`Vm::create_iter_result_object`] makes them, with plain data properties?
    #[inline(always)]
    fn plain_result(&self, result: Gc<Object>) -> Option<(Value, Value)> {
        let shape = self.realm().iterator_result_shape.get();
        (result.shape() == shape).then(|| (result.slot(shape, 0), result.slot(shape, 1)))
    }
    /// 7.4.7 [IteratorComplete](https://tc39.es/ecma262/#sec-iteratorcomplete)
    pub fn iterator_complete(&mut self, result: Gc<Object>) -> JsResult<bool> {
        if let Some((_, done)) = self.plain_result(result) {
            return Ok(done.to_boolean());
        }
        let done = self.names.done;
        Ok(self.get(result, done)?.to_boolean())
    }
    /// 7.4.8 [IteratorValue](https://tc39.es/ecma262/#sec-iteratorvalue)
    pub fn iterator_value(&mut self, result: Gc<Object>) -> JsResult<Value> {
        if let Some((value, _)) = self.plain_result(result) {
            return Ok(value);
        }
        let value = self.names.value;
        self.get(result, value)
    }
    /// 7.4.9 [IteratorStep](https://tc39.es/ecma262/#sec-iteratorstep): `None` when done.
    pub fn iterator_step(&mut self, record: &mut IteratorRecord) -> JsResult<Option<Gc<Object>>> {
        let result = self.iterator_next(record, &[])?;
        match self.iterator_complete(result) {
            Ok(false) => Ok(Some(result)),
            Ok(true) => {
                record.done = true;
                Ok(None)
            }
            Err(thrown) => {
                record.done = true;
                Err(thrown)
            }
        }
    }
    /// 7.4.10 [IteratorStepValue](https://tc39.es/ecma262/#sec-iteratorstepvalue): `None` when done.
    pub fn iterator_step_value(&mut self, record: &mut IteratorRecord) -> JsResult<Option<Value>> {
        match self.builtin_iterator_step(record) {
            Ok(None) => {}
            Ok(Some(value)) => {
                record.done = value.is_none();
                return Ok(value);
            }
            Err(thrown) => {
                record.done = true;
                return Err(thrown);
            }
        }
        // FAST: a generator's values come without result objects while `next` is the original one.
        let next = record.next_method;
        if record.iterator.kind() == Kind::Generator && next.is_object() && next == self.realm().intrinsic_value(Intrinsic::GeneratorNext) {
            let value = self.generator_step(record.iterator, ResumeMode::Next, Value::UNDEFINED);
            record.done = !matches!(value, Ok(Some(_)));
            return value;
        }
        let Some(result) = self.iterator_step(record)? else { return Ok(None) };
        match self.iterator_value(result) {
            Ok(value) => Ok(Some(value)),
            Err(thrown) => {
                record.done = true;
                Err(thrown)
            }
        }
    }
    /// 7.4.11 [IteratorClose](https://tc39.es/ecma262/#sec-iteratorclose): gives the completion back, unless closing throws after
    /// a normal one.
    pub fn iterator_close<T>(&mut self, record: &IteratorRecord, completion: JsResult<T>) -> JsResult<T> {
        match completion {
            Ok(value) => {
                self.call_return(record.iterator, true)?;
                Ok(value)
            }
            // A termination runs no more JavaScript.
            Err(thrown) if self.is_terminating() => Err(thrown),
            Err(thrown) => {
                let exception = self.take_exception();
                if self.call_return(record.iterator, false).is_err() && self.is_terminating() {
                    return Err(thrown);
                }
                Err(self.throw(exception))
            }
        }
    }
    /// Calls the iterator's `return` method, if it has one; its result must be an object when `check`.
    fn call_return(&mut self, iterator: Gc<Object>, check: bool) -> JsResult<()> {
        let key = self.names.return_;
        let method = self.get_method(iterator.into(), key)?;
        if method.is_undefined() {
            return Ok(());
        }
        let result = self.call(method, iterator.into(), &[])?;
        if check && !result.is_object() {
            let text = self.display_string(result);
            return Err(self.type_error(format!("{text} is not an object")));
        }
        Ok(())
    }
    /// 7.4.12 [IfAbruptCloseIterator](https://tc39.es/ecma262/#sec-ifabruptcloseiterator): closes only after a throw.
    pub fn close_if_abrupt<T>(&mut self, record: &IteratorRecord, completion: JsResult<T>) -> JsResult<T> {
        if completion.is_ok() { completion } else { self.iterator_close(record, completion) }
    }
    /// 7.4.14 [CreateIterResultObject](https://tc39.es/ecma262/#sec-createiterresultobject)
    #[inline]
    pub fn create_iter_result_object(&mut self, value: Value, done: bool) -> Gc<Object> {
        let shape = self.realm().iterator_result_shape.get();
        let object = self.new_object_with_shape(shape);
        self.set_slot_raw(object, shape, 0, value);
        self.set_slot_raw(object, shape, 1, Value::bool(done));
        object
    }

    /// Would iterating `value` walk an array's elements and nothing else?
    pub fn is_plainly_iterable(&self, value: Value) -> Option<Gc<Object>> {
        let array = value.as_object().filter(|o| o.kind() == Kind::Array && self.protectors.array_iteration)?;
        let shape = array.shape();
        let realm = self.realm();
        if shape.prototype() != realm.intrinsic_value(Intrinsic::ArrayPrototype) {
            return None;
        }
        let own = shape != realm.array_shape.get() && shape.lookup(PropertyKey::symbol(self.symbols.iterator)).is_some();
        if own { None } else { Some(array) }
    }
    /// Gives each value of an iterable to `each`; an error of `each` closes the iterator.
    pub fn iterate(&mut self, iterable: Value, mut each: impl FnMut(&mut Vm, Value) -> JsResult<()>) -> JsResult<()> {
        if let Some(array) = self.is_plainly_iterable(iterable) {
            return self.iterate_elements(array, each);
        }
        let mut record = self.get_iterator(iterable)?;
        while let Some(value) = self.iterator_step_value(&mut record)? {
            self.poll()?;
            let done = each(self, value);
            self.close_if_abrupt(&record, done)?;
        }
        Ok(())
    }
    /// FAST: what an array's iterator would give; as there, the length is read again at each step.
    fn iterate_elements(&mut self, array: Gc<Object>, mut each: impl FnMut(&mut Vm, Value) -> JsResult<()>) -> JsResult<()> {
        let mut i = 0;
        while i < self.array_length(array) {
            self.poll()?;
            let value = match array.elements().get(i) {
                Value::HOLE => self.get(array, PropertyKey::index(i))?,
                value => value,
            };
            each(self, value)?;
            i += 1;
        }
        Ok(())
    }
    /// 7.4.15 [IteratorToList](https://tc39.es/ecma262/#sec-iteratortolist)
    pub fn iterator_to_list(&mut self, record: &mut IteratorRecord) -> JsResult<ValueVec> {
        let mut list = ValueVec::new(self);
        self.take_builtin_steps(record, &mut list)?;
        while let Some(value) = self.iterator_step_value(record)? {
            self.poll()?;
            list.push(value);
        }
        Ok(list)
    }
    /// GetIterator and IteratorToList.
    pub fn iterable_to_list(&mut self, iterable: Value) -> JsResult<ValueVec> {
        if let Some(array) = self.is_plainly_iterable(iterable) {
            let mut list = ValueVec::with_capacity(self, self.array_length(array) as usize);
            self.iterate_elements(array, |_, value| {
                list.push(value);
                Ok(())
            })?;
            return Ok(list);
        }
        let mut record = self.get_iterator(iterable)?;
        self.iterator_to_list(&mut record)
    }
}
