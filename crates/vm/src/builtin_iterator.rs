//! Steps of built-in iterators without a call and a result object: 22.1.5 strings, 23.1.5 arrays; those of Maps and Sets are in `collection_iterator.rs`.
//!
//! ```text
//! internal field   0 sort   1 string (undefined: done)   2 position
//!                  0 sort   1 object (undefined: done)   2 next index   3 kind: `array_kind`
//! ```
//! Only the iterator's own `next` may be left out: the method is compared with the realm's intrinsic.
use crate::cells::Kind;
use crate::iterator::{IteratorRecord, iterator_sort};
use crate::object::Object;
use crate::realm::Intrinsic;
use crate::value::Value;
use crate::value_vec::ValueVec;
use crate::vm::{JsResult, Vm};
use ogive_gc::Gc;

/// What an array iterator gives.
pub mod array_kind {
    /// Indices.
    pub const KEYS: i32 = 0;
    /// Values.
    pub const VALUES: i32 = 1;
    /// Arrays of both.
    pub const ENTRIES: i32 = 2;
}

/// The `next` that iterators of a sort begin with, for those that are known here.
fn original_next(sort: i32) -> Option<Intrinsic> {
    Some(match sort {
        iterator_sort::ARRAY => Intrinsic::ArrayIteratorNext,
        iterator_sort::MAP => Intrinsic::MapIteratorNext,
        iterator_sort::SET => Intrinsic::SetIteratorNext,
        iterator_sort::STRING => Intrinsic::StringIteratorNext,
        _ => return None,
    })
}

impl Vm {
    /// The sort of a built-in iterator whose record has its original `next`.
    #[inline(always)]
    fn original_sort(&self, iterator: Gc<Object>, next: Value) -> Option<i32> {
        if iterator.kind() != Kind::BuiltinIterator || !next.is_object() {
            return None;
        }
        let sort = iterator.field(0).as_int()?;
        (next == self.realm().intrinsic_value(original_next(sort)?)).then_some(sort)
    }
    /// FAST: a step of a built-in iterator with its original `next`; the outer `None` says that the record is none of one.
    #[inline]
    pub(crate) fn builtin_iterator_step(&mut self, record: &IteratorRecord) -> JsResult<Option<Option<Value>>> {
        let iterator = record.iterator;
        let Some(sort) = self.original_sort(iterator, record.next_method) else { return Ok(None) };
        match sort {
            iterator_sort::ARRAY => self.array_iterator_step(iterator),
            iterator_sort::STRING => Ok(self.string_iterator_step(iterator)),
            _ => Ok(self.collection_iterator_step(iterator)),
        }
        .map(Some)
    }

    /// FAST: appends what a built-in iterator with its original `next` gives as long as no script has a say in it. The end is not among it.
    pub(crate) fn take_builtin_steps(&mut self, record: &IteratorRecord, list: &mut ValueVec) -> JsResult<()> {
        match self.original_sort(record.iterator, record.next_method) {
            Some(iterator_sort::MAP | iterator_sort::SET) => self.take_collection_steps(record.iterator, list),
            _ => Ok(()),
        }
    }

    /// Does the iterator of an array, typed array, Map, Set or string give pairs? `None`: it is none of these.
    pub(crate) fn gives_pairs(iterator: Gc<Object>) -> Option<bool> {
        if iterator.kind() != Kind::BuiltinIterator {
            return None;
        }
        match iterator.field(0).as_int()? {
            iterator_sort::MAP | iterator_sort::SET => Some(Vm::gives_both(iterator)),
            iterator_sort::ARRAY if matches!(iterator.field(1).as_object()?.kind(), Kind::Array | Kind::TypedArray) => Some(iterator.field(3).int_unchecked() == array_kind::ENTRIES),
            iterator_sort::STRING => Some(false),
            _ => None,
        }
    }
    /// The step of such an iterator whose `next` is the original one, in two parts: value and undefined, or the parts of a pair. `None`, with nothing changed, for
    /// other iterators, at the end, and where a script may have a say.
    pub(crate) fn step_in_parts(&mut self, iterator: Value, next: Value, pairs: bool) -> Option<(Value, Value)> {
        let iterator = iterator.as_object()?;
        if Vm::gives_pairs(iterator) != Some(pairs) {
            return None;
        }
        match self.original_sort(iterator, next)? {
            iterator_sort::ARRAY => self.array_iterator_parts(iterator),
            iterator_sort::STRING => {
                let at = iterator.field(2).as_int()? as usize;
                let more = iterator.field(1).as_string().is_some_and(|s| at < s.len());
                let part = if more { self.string_iterator_step(iterator) } else { None };
                Some((part?, Value::UNDEFINED))
            }
            _ => self.collection_iterator_parts(iterator),
        }
    }
    fn array_iterator_parts(&mut self, iterator: Gc<Object>) -> Option<(Value, Value)> {
        let object = iterator.field(1).as_object()?;
        let index = iterator.field(2).as_int()? as u32;
        let kind = iterator.field(3).int_unchecked();
        let is_typed = object.kind() == Kind::TypedArray;
        let length = if is_typed { self.typed_array_length(object)? } else { self.array_length(object) as usize };
        if index as usize >= length {
            return None;
        }
        let value = match kind {
            array_kind::KEYS => Value::UNDEFINED,
            _ if is_typed => self.typed_array_get(object, index as usize)?,
            _ => Some(self.peek_element(object, index as u64)).filter(|value| !value.is_hole())?,
        };
        self.set_field(iterator, 2, Value::from(index + 1));
        Some(match kind {
            array_kind::VALUES => (value, Value::UNDEFINED),
            _ => (Value::from(index), value),
        })
    }

    /// 22.1.5.1.1 [%StringIteratorPrototype%.next](https://tc39.es/ecma262/#sec-%stringiteratorprototype%.next): the next code point; `None` when done.
    pub fn string_iterator_step(&mut self, iterator: Gc<Object>) -> Option<Value> {
        let s = iterator.field(1).as_string()?;
        let at = iterator.field(2).int_unchecked() as usize;
        if at >= s.len() {
            self.set_field(iterator, 1, Value::UNDEFINED);
            return None;
        }
        let units = self.units(s);
        let (_, width) = units.code_point_at(at);
        let part = self.part(s, units, at, at + width);
        self.set_field(iterator, 2, Value::int((at + width) as i32));
        Some(part.into())
    }

    /// 23.1.5.2.1 [%ArrayIteratorPrototype%.next](https://tc39.es/ecma262/#sec-%arrayiteratorprototype%.next): what comes next; `None` when done.
    pub fn array_iterator_step(&mut self, iterator: Gc<Object>) -> JsResult<Option<Value>> {
        let Some(object) = iterator.field(1).as_object() else { return Ok(None) };
        let index = iterator.field(2).as_number().unwrap_or(0.0) as u64;
        let length = match object.kind() {
            Kind::TypedArray => match self.typed_array_length(object) {
                Some(length) => length as u64,
                None => {
                    return Err(self.type_error("Cannot perform %ArrayIteratorPrototype%.next on a detached ArrayBuffer"));
                }
            },
            Kind::Array => self.array_length(object) as u64,
            _ => self.length_of_array_like(object)?,
        };
        if index >= length {
            self.set_field(iterator, 1, Value::UNDEFINED);
            return Ok(None);
        }
        self.set_field(iterator, 2, Value::from(index as usize + 1));
        let kind = iterator.field(3).int_unchecked();
        let number = Value::from(index as usize);
        if kind == array_kind::KEYS {
            return Ok(Some(number));
        }
        let value = match self.peek_element(object, index) {
            Value::HOLE => {
                let key = self.key_of_integer(index);
                self.get(object, key)?
            }
            value => value,
        };
        Ok(Some(if kind == array_kind::VALUES { value } else { self.new_array_from(&[number, value]).into() }))
    }
}
