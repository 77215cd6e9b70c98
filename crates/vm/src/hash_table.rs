//! Insertion-ordered hash tables of Map and Set objects, each in one [`Elements`] cell, so that the collector's cards work
//! and machine code can read them.
//!
//! ```text
//!  word 0  live entries            3  next sequence number (raw)
//!       1  used entries            4 …  buckets: two u32 a word, an entry's number + 1 or 0
//!       2  capacity                …    entries: key, [value,] link
//! ```
//! A link word is `next | sequence << 27`: the next entry of the chain (number + 1), and when the entry was inserted. Entries
//! are appended; a deleted one stays as a tombstone (key: the hole) until the table is made anew, when it is full or nearly
//! empty. Sequence numbers only grow, so a cursor finds its place in a new table by binary search.
//!
//! Invariants:
//! - T1: field 0 of a Map or Set is undefined (nothing was ever inserted) or such a cell; entry size is by the kind.
//! - T2: keys are normalized: -0 is 0, a double with an int32's value is that int32. Equal keys other than strings and
//!   BigInts have equal bits.
//! - T3: raw words stay below the cell tags: numbers of entries are below 2^27, sequence numbers below 2^35.
use crate::cells::Kind;
use crate::elements::Elements;
use crate::object::Object;
use crate::value::Value;
use crate::vm::{JsResult, Vm};
use ogive_gc::Gc;

const LIVE: u32 = 0;
const USED: u32 = 1;
const CAPACITY: u32 = 2;
const SEQUENCE: u32 = 3;
const BUCKETS: u32 = 4;

const NEXT_BITS: u32 = 27;
const NEXT_MASK: u64 = (1 << NEXT_BITS) - 1;
const MIN_CAPACITY: u32 = 4;
/// As V8: 2^24 entries.
const MAX_CAPACITY: u32 = 1 << 24;

/// A place in a table: survives every change of it.
#[derive(Clone, Copy, Debug)]
pub struct TableCursor {
    /// The table's cell when the place was last looked at.
    pub table: Value,
    /// Number of the entry to look at next.
    pub index: u32,
    /// Sequence numbers below this have been passed.
    pub sequence: u64,
}
impl TableCursor {
    /// Before the first entry.
    pub const START: TableCursor = TableCursor { table: Value::UNDEFINED, index: 0, sequence: 0 };
}

/// A table cell with its layout worked out.
#[derive(Clone, Copy)]
struct Table {
    cell: Gc<Elements>,
    /// Words of an entry.
    width: u32,
}
impl Table {
    fn of(object: Gc<Object>) -> Option<Table> {
        debug_assert!(matches!(object.kind(), Kind::Map | Kind::Set));
        let cell = object.field(0).as_internal::<Elements>()?;
        Some(Table { cell, width: width_of(object) })
    }
    #[inline(always)]
    fn word(self, i: u32) -> u64 {
        // SAFETY: T1; indices are worked out from the capacity word.
        unsafe { (*self.cell.value_ptr(i)).bits() }
    }
    #[inline(always)]
    fn set_word(self, i: u32, word: u64) {
        debug_assert!(!Value(word).is_cell());
        // SAFETY: as above; raw words need no barrier (T3).
        unsafe { *self.cell.value_ptr(i) = Value(word) }
    }
    #[inline(always)]
    fn capacity(self) -> u32 {
        self.word(CAPACITY) as u32
    }
    #[inline(always)]
    fn live(self) -> u32 {
        self.word(LIVE) as u32
    }
    #[inline(always)]
    fn used(self) -> u32 {
        self.word(USED) as u32
    }
    #[inline(always)]
    fn bucket_of(self, hash: u32) -> u32 {
        hash & self.capacity().wrapping_sub(1)
    }
    #[inline(always)]
    fn bucket(self, b: u32) -> u32 {
        (self.word(BUCKETS + b / 2) >> (b % 2 * 32)) as u32
    }
    #[inline(always)]
    fn set_bucket(self, b: u32, entry: u32) {
        let (at, shift) = (BUCKETS + b / 2, b % 2 * 32);
        self.set_word(at, self.word(at) & !(0xFFFF_FFFF << shift) | (entry as u64) << shift);
    }
    #[inline(always)]
    fn entry(self, i: u32) -> u32 {
        BUCKETS + self.capacity() / 2 + i * self.width
    }
    #[inline(always)]
    fn key(self, i: u32) -> Value {
        Value(self.word(self.entry(i)))
    }
    #[inline(always)]
    fn value(self, i: u32) -> Value {
        if self.width == 3 { Value(self.word(self.entry(i) + 1)) } else { self.key(i) }
    }
    #[inline(always)]
    fn link(self, i: u32) -> u64 {
        self.word(self.entry(i) + self.width - 1)
    }
    /// The first entry of the hash's bucket whose key `is_it`.
    #[inline(always)]
    fn find(self, hash: u32, mut is_it: impl FnMut(Value) -> bool) -> Option<u32> {
        let mut at = self.bucket(self.bucket_of(hash));
        while at != 0 {
            let entry = self.entry(at - 1);
            if is_it(Value(self.word(entry))) {
                return Some(at - 1);
            }
            at = (self.word(entry + self.width - 1) & NEXT_MASK) as u32;
        }
        None
    }
    /// The first entry with a sequence number not below `sequence`.
    fn position(self, sequence: u64) -> u32 {
        let (mut low, mut high) = (0, self.used());
        while low < high {
            let middle = (low + high) / 2;
            if self.link(middle) >> NEXT_BITS < sequence { low = middle + 1 } else { high = middle }
        }
        low
    }
}
fn width_of(object: Gc<Object>) -> u32 {
    if object.kind() == Kind::Map { 3 } else { 2 }
}
fn words(capacity: u32, width: u32) -> u32 {
    BUCKETS + capacity / 2 + capacity * width
}

/// Spreads a word with a secret.
#[inline(always)]
fn mix(word: u64) -> u32 {
    let product = ((word ^ crate::string::hash_seed()) as u128).wrapping_mul(0x9E37_79B9_7F4A_7C15_F39C_C060_5CED_C835);
    ((product >> 64) as u64 ^ product as u64) as u32
}

/// Is the key compared by what it holds?
#[inline(always)]
fn is_content(key: Value) -> bool {
    key.is_string() || key.is_bigint()
}

impl Vm {
    /// 24.5.1 [CanonicalizeKeyedCollectionKey](https://tc39.es/ecma262/#sec-canonicalizekeyedcollectionkey), and more: T2.
    #[inline]
    pub fn normalize_key(key: Value) -> Value {
        if key.is_double() { Value::number(f64::from_bits(key.bits()) + 0.0) } else { key }
    }
    #[inline(always)]
    fn key_hash(&mut self, key: Value) -> u32 {
        if !is_content(key) {
            return mix(key.bits());
        }
        // FAST: a string that was hashed before.
        match key.as_string().map(|s| s.hash.get()) {
            Some(hash) if hash != 0 => hash,
            _ => self.content_hash(key),
        }
    }
    #[inline(never)]
    fn content_hash(&mut self, key: Value) -> u32 {
        if let Some(s) = key.as_string() {
            return self.string_hash(s);
        }
        key.as_bigint().map_or(0, |b| b.limbs().iter().fold(b.is_negative() as u32, |h, &limb| mix(limb ^ (h as u64) << 17)))
    }
    /// Do two cells hold the same? The hashes of strings are known: both have been looked for.
    #[inline(always)]
    fn same_content(&mut self, a: Value, b: Value) -> bool {
        if let (Some(a), Some(b)) = (a.as_string(), b.as_string()) {
            return a.hash.get() == b.hash.get() && self.strings_equal(a, b);
        }
        match (a.as_bigint(), b.as_bigint()) {
            (Some(a), Some(b)) => a.is_negative() == b.is_negative() && a.limbs() == b.limbs(),
            _ => false,
        }
    }
    /// The entry of a normalized key.
    #[inline(always)]
    fn find_entry(&mut self, table: Table, key: Value, hash: u32) -> Option<u32> {
        if is_content(key) {
            return self.find_content(table, key, hash);
        }
        // FAST: by T2 the bits say it all.
        table.find(hash, |there| there == key)
    }
    #[inline(never)]
    fn find_content(&mut self, table: Table, key: Value, hash: u32) -> Option<u32> {
        table.find(hash, |there| there == key || self.same_content(there, key))
    }

    /// How many entries a Map or Set has.
    #[inline]
    pub fn table_size(&self, object: Gc<Object>) -> u32 {
        Table::of(object).map_or(0, Table::live)
    }
    /// The value under a key; of a Set the key itself.
    #[inline]
    pub fn table_get(&mut self, object: Gc<Object>, key: Value) -> Option<Value> {
        let table = Table::of(object)?;
        let key = Vm::normalize_key(key);
        let hash = self.key_hash(key);
        self.find_entry(table, key, hash).map(|i| table.value(i))
    }
    /// Is there such a key?
    #[inline]
    pub fn table_has(&mut self, object: Gc<Object>, key: Value) -> bool {
        self.table_get(object, key).is_some()
    }
    /// Adds or overwrites an entry (`value` is ignored for a Set). RangeError when the table is as large as can be.
    pub fn table_set(&mut self, object: Gc<Object>, key: Value, value: Value) -> JsResult<()> {
        let key = Vm::normalize_key(key);
        let hash = self.key_hash(key);
        if let Some(table) = Table::of(object)
            && let Some(i) = self.find_entry(table, key, hash)
        {
            if table.width == 3 {
                let at = table.cell.value_ptr(table.entry(i) + 1);
                // SAFETY: a word of the cell.
                unsafe {
                    *at = value;
                    self.heap.write_barrier_at(table.cell.raw(), at as *const u64);
                }
            }
            return Ok(());
        }
        let table = match Table::of(object) {
            Some(table) if table.used() < table.capacity() => table,
            _ => self.renew_table(object)?,
        };
        self.append_entry(table, key, value, hash);
        Ok(())
    }
    fn append_entry(&mut self, table: Table, key: Value, value: Value, hash: u32) {
        let i = table.used();
        let sequence = table.word(SEQUENCE);
        let at = table.entry(i);
        let pointer = table.cell.value_ptr(at);
        // SAFETY: the entry's words lie within the cell.
        unsafe {
            *pointer = key;
            if table.width == 3 {
                *pointer.add(1) = value;
                self.heap.write_barrier_at(table.cell.raw(), pointer.add(1) as *const u64);
            }
            self.heap.write_barrier_at(table.cell.raw(), pointer as *const u64);
        }
        let bucket = table.bucket_of(hash);
        table.set_word(at + table.width - 1, table.bucket(bucket) as u64 | sequence << NEXT_BITS);
        table.set_bucket(bucket, i + 1);
        table.set_word(USED, i as u64 + 1);
        table.set_word(LIVE, table.live() as u64 + 1);
        table.set_word(SEQUENCE, sequence + 1);
    }
    /// Removes an entry; false if there is none.
    pub fn table_delete(&mut self, object: Gc<Object>, key: Value) -> bool {
        let Some(table) = Table::of(object) else { return false };
        let key = Vm::normalize_key(key);
        let hash = self.key_hash(key);
        let Some(i) = self.find_entry(table, key, hash) else { return false };
        let at = table.entry(i);
        table.set_word(at, Value::HOLE.bits());
        if table.width == 3 {
            table.set_word(at + 1, Value::UNDEFINED.bits());
        }
        table.set_word(LIVE, table.live() as u64 - 1);
        if table.capacity() > MIN_CAPACITY * 4 && table.live() < table.capacity() / 8 {
            // A smaller table is a kindness, not a duty: without room for it the old one stays.
            let _ = self.renew_table(object);
        }
        true
    }
    /// Removes all entries.
    pub fn table_clear(&mut self, object: Gc<Object>) {
        let Some(table) = Table::of(object) else { return };
        let sequence = table.word(SEQUENCE);
        match self.new_table_cell(object, MIN_CAPACITY, sequence) {
            Some(table) => self.set_field(object, 0, Value::internal(table.cell)),
            None => self.interrupt.request_heap_limit(),
        }
    }
    /// Forgets everything about a table, its sequence numbers too: no iterator may know it.
    fn new_table_cell(&mut self, object: Gc<Object>, capacity: u32, sequence: u64) -> Option<Table> {
        let width = width_of(object);
        let count = words(capacity, width);
        let cell = self.new_elements(count, &[])?;
        cell.len.set(count);
        let table = Table { cell, width };
        for i in 0..BUCKETS + capacity / 2 {
            table.set_word(i, 0);
        }
        table.set_word(CAPACITY, capacity as u64);
        table.set_word(SEQUENCE, sequence);
        Some(table)
    }
    /// A new table without tombstones, with room for another entry.
    fn renew_table(&mut self, object: Gc<Object>) -> JsResult<Table> {
        let old = Table::of(object);
        let live = old.map_or(0, Table::live);
        let mut capacity = MIN_CAPACITY;
        while capacity < live + live / 2 + 1 {
            capacity *= 2;
        }
        if capacity > MAX_CAPACITY {
            let name = if object.kind() == Kind::Map { "Map" } else { "Set" };
            return Err(self.range_error(format!("{name} maximum size exceeded")));
        }
        let mut sequence = old.map_or(0, |t| t.word(SEQUENCE));
        // 2^35 insertions: number the entries anew. A cursor that is under way by then may miss entries.
        let renumber = sequence >> 34 != 0;
        if renumber {
            sequence = live as u64;
        }
        let Some(table) = self.new_table_cell(object, capacity, sequence) else { return Err(self.out_of_memory()) };
        if let Some(old) = old {
            let mut to = 0;
            for i in 0..old.used() {
                let key = old.key(i);
                if key.is_hole() {
                    continue;
                }
                let bucket = table.bucket_of(self.key_hash(key));
                let at = table.entry(to);
                let pointer = table.cell.value_ptr(at);
                // SAFETY: within the cell, which is young or gets its barrier below.
                unsafe {
                    *pointer = key;
                    if table.width == 3 {
                        *pointer.add(1) = old.value(i);
                    }
                }
                let mine = if renumber { to as u64 } else { old.link(i) >> NEXT_BITS };
                table.set_word(at + table.width - 1, table.bucket(bucket) as u64 | mine << NEXT_BITS);
                table.set_bucket(bucket, to + 1);
                to += 1;
            }
            table.set_word(USED, to as u64);
            table.set_word(LIVE, to as u64);
        }
        self.heap.barrier(table.cell);
        self.set_field(object, 0, Value::internal(table.cell));
        Ok(table)
    }
    /// The next entry (key and value) after a cursor, which moves past it. A Map or Set may change in any way in between.
    #[inline]
    pub fn table_next(&mut self, object: Gc<Object>, cursor: &mut TableCursor) -> Option<(Value, Value)> {
        let table = Table::of(object)?;
        let cell = Value::internal(table.cell);
        if cursor.table != cell {
            cursor.index = table.position(cursor.sequence);
            cursor.table = cell;
        }
        while cursor.index < table.used() {
            let i = cursor.index;
            cursor.index += 1;
            let key = table.key(i);
            if !key.is_hole() {
                cursor.sequence = (table.link(i) >> NEXT_BITS) + 1;
                return Some((key, table.value(i)));
            }
        }
        cursor.sequence = table.word(SEQUENCE);
        None
    }
}
