//! 24.1.5, 24.2.6 iterators of Maps and Sets: their state, and a step of them without a result object.
//!
//! ```text
//! internal field   0 sort   1 Map or Set (undefined: done)   2 index   3 table   4 kind   5 sequence number
//! ```
use crate::cells::Kind;
use crate::hash_table::TableCursor;
use crate::object::Object;
use crate::value::Value;
use crate::value_vec::ValueVec;
use crate::vm::{JsResult, Vm};
use ogive_gc::Gc;

/// What an iterator gives.
#[derive(Clone, Copy, PartialEq, Eq)]
#[repr(i32)]
pub enum Entries {
    /// Keys.
    Keys = 0,
    /// Values; of a Set: its elements.
    Values = 1,
    /// Arrays of both.
    Both = 2,
}

impl Vm {
    /// 24.1.5.1 [CreateMapIterator](https://tc39.es/ecma262/#sec-createmapiterator),
    /// 24.2.6.1 [CreateSetIterator](https://tc39.es/ecma262/#sec-createsetiterator)
    pub fn new_collection_iterator(&mut self, prototype: Gc<Object>, sort: i32, collection: Gc<Object>, gives: Entries) -> Gc<Object> {
        let iterator = self.new_kind(Kind::BuiltinIterator, prototype.into());
        self.set_field(iterator, 0, Value::int(sort));
        self.set_field(iterator, 1, collection.into());
        self.set_field(iterator, 4, Value::int(gives as i32));
        self.store_cursor(iterator, &TableCursor::START);
        iterator
    }
    fn store_cursor(&mut self, iterator: Gc<Object>, cursor: &TableCursor) {
        self.set_field(iterator, 2, Value::int(cursor.index as i32));
        self.set_field(iterator, 3, cursor.table);
        self.set_raw_field(iterator, 5, cursor.sequence);
    }
    /// The next value of such an iterator; `None` when it is done.
    pub fn collection_iterator_step(&mut self, iterator: Gc<Object>) -> Option<Value> {
        let Some((first, second)) = self.collection_iterator_parts(iterator) else {
            self.set_field(iterator, 1, Value::UNDEFINED);
            self.set_field(iterator, 3, Value::UNDEFINED);
            return None;
        };
        Some(if Vm::gives_both(iterator) { self.new_array_from(&[first, second]).into() } else { first })
    }
    /// The next key and value of one that gives pairs; of others what they give, and undefined. `None`, with nothing changed, when there is nothing more.
    pub(crate) fn collection_iterator_parts(&mut self, iterator: Gc<Object>) -> Option<(Value, Value)> {
        let collection = iterator.field(1).as_object()?;
        let mut cursor = cursor_of(iterator);
        let (key, value) = self.table_next(collection, &mut cursor)?;
        self.store_cursor(iterator, &cursor);
        Some(match iterator.field(4).int_unchecked() {
            KEYS => (key, Value::UNDEFINED),
            VALUES => (value, Value::UNDEFINED),
            _ => (key, value),
        })
    }
    /// Appends all that such an iterator has still to give. It can be asked for its end afterwards.
    pub(crate) fn take_collection_steps(&mut self, iterator: Gc<Object>, list: &mut ValueVec) -> JsResult<()> {
        let Some(collection) = iterator.field(1).as_object() else { return Ok(()) };
        let (gives, mut cursor) = (iterator.field(4).int_unchecked(), cursor_of(iterator));
        while let Some((key, value)) = self.table_next(collection, &mut cursor) {
            self.poll()?;
            list.push(match gives {
                KEYS => key,
                VALUES => value,
                _ => self.new_array_from(&[key, value]).into(),
            });
        }
        self.store_cursor(iterator, &cursor);
        Ok(())
    }
    pub(crate) fn gives_both(iterator: Gc<Object>) -> bool {
        !matches!(iterator.field(4).int_unchecked(), KEYS | VALUES)
    }
}
fn cursor_of(iterator: Gc<Object>) -> TableCursor {
    TableCursor { table: iterator.field(3), index: iterator.field(2).int_unchecked() as u32, sequence: iterator.raw_field(5) }
}
const KEYS: i32 = Entries::Keys as i32;
const VALUES: i32 = Entries::Values as i32;
