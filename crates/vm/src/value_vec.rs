//! A growable list of Values that the collector sees: what builtins use where Rust would use `Vec<Value>`.
use crate::value::Value;
use crate::vm::{JsResult, Vm};
use ogive_gc::RootVec;
use std::cmp::Ordering;
use std::ops::Deref;

/// A list of values, all roots while it lives. Derefs to a slice.
pub struct ValueVec {
    words: RootVec,
}

impl ValueVec {
    /// Empty.
    pub fn new(vm: &Vm) -> ValueVec {
        ValueVec { words: RootVec::new(&vm.heap) }
    }
    /// Empty, with room for `capacity` values (no more than a million at once).
    pub fn with_capacity(vm: &Vm, capacity: usize) -> ValueVec {
        ValueVec { words: RootVec::with_capacity(&vm.heap, capacity.min(1 << 20)) }
    }
    /// The values of a slice.
    pub fn from_slice(vm: &Vm, values: &[Value]) -> ValueVec {
        let mut out = ValueVec::new(vm);
        out.extend_from_slice(values);
        out
    }
    /// Appends a value.
    #[inline(always)]
    pub fn push(&mut self, value: Value) {
        self.words.push(value.bits());
    }
    /// Removes the last value.
    #[inline]
    pub fn pop(&mut self) -> Option<Value> {
        self.words.pop().map(Value)
    }
    /// The value at `i`; panics outside.
    #[inline(always)]
    pub fn get(&self, i: usize) -> Value {
        Value(self.words[i])
    }
    /// Replaces the value at `i`; panics outside.
    #[inline]
    pub fn set(&mut self, i: usize, value: Value) {
        self.words[i] = value.bits();
    }
    /// Inserts before `i`.
    pub fn insert(&mut self, i: usize, value: Value) {
        self.words.insert(i, value.bits());
    }
    /// Removes the value at `i`.
    pub fn remove(&mut self, i: usize) -> Value {
        Value(self.words.remove(i))
    }
    /// Shortens to `len`.
    pub fn truncate(&mut self, len: usize) {
        self.words.truncate(len);
    }
    /// Makes it `len` long, with `fill` for what is new.
    pub fn resize(&mut self, len: usize, fill: Value) {
        self.words.resize(len, fill.bits());
    }
    /// Removes all.
    pub fn clear(&mut self) {
        self.words.clear();
    }
    /// Appends values.
    pub fn extend_from_slice(&mut self, values: &[Value]) {
        values.iter().for_each(|&v| self.push(v));
    }
    /// Reverses in place.
    pub fn reverse(&mut self) {
        self.words.reverse();
    }
    /// All values.
    #[inline(always)]
    pub fn as_slice(&self) -> &[Value] {
        // SAFETY: Value is a transparent u64, and every word was pushed from a Value.
        unsafe { std::slice::from_raw_parts(self.words.as_ptr() as *const Value, self.words.len()) }
    }
    /// All values, for changing in place.
    #[inline(always)]
    pub fn as_mut_slice(&mut self) -> &mut [Value] {
        // SAFETY: as above, and every Value is a word.
        unsafe { std::slice::from_raw_parts_mut(self.words.as_mut_ptr() as *mut Value, self.words.len()) }
    }
    /// Stable merge sort of natural runs: n - 1 comparisons on sorted input, n log2 n at most. The comparison may run
    /// JavaScript, may be inconsistent, and may throw (the order is then unspecified).
    pub fn sort_by(
        &mut self,
        vm: &mut Vm,
        mut compare: impl FnMut(&mut Vm, Value, Value) -> JsResult<Ordering>,
    ) -> JsResult<()> {
        let compare: &mut Compare = &mut compare;
        let count = self.len();
        let mut ends = vec![];
        let mut start = 0;
        while start < count {
            let mut end = find_run(vm, self, start, compare)?;
            if end - start < MIN_RUN {
                let wanted = (start + MIN_RUN).min(count);
                insert_into_run(vm, self, (start, end, wanted), compare)?;
                end = wanted;
            }
            ends.push(end);
            start = end;
        }
        let mut buffer = ValueVec::new(vm);
        while ends.len() > 1 {
            let mut merged = Vec::with_capacity(ends.len() / 2 + 1);
            let mut start = 0;
            for pair in ends.chunks(2) {
                if let [middle, end] = *pair {
                    merge(vm, self, &mut buffer, (start, middle, end), compare)?;
                }
                start = pair[pair.len() - 1];
                merged.push(start);
            }
            ends = merged;
        }
        Ok(())
    }
}
/// Shorter runs are extended by binary insertion.
const MIN_RUN: usize = 16;

type Compare<'a> = dyn FnMut(&mut Vm, Value, Value) -> JsResult<Ordering> + 'a;

/// The end of the run at `start`; a strictly descending one is reversed.
fn find_run(vm: &mut Vm, values: &mut ValueVec, start: usize, compare: &mut Compare) -> JsResult<usize> {
    let mut end = start + 1;
    if end == values.len() {
        return Ok(end);
    }
    let descending = compare(vm, values.get(end), values.get(start))?.is_lt();
    end += 1;
    while end < values.len() {
        vm.poll()?;
        if compare(vm, values.get(end), values.get(end - 1))?.is_lt() != descending {
            break;
        }
        end += 1;
    }
    if descending {
        values.words[start..end].reverse();
    }
    Ok(end)
}
/// Inserts values `from..to` into the sorted run `start..from`.
fn insert_into_run(vm: &mut Vm, values: &mut ValueVec, (start, from, to): (usize, usize, usize), compare: &mut Compare) -> JsResult<()> {
    for i in from..to {
        vm.poll()?;
        let value = values.get(i);
        let (mut low, mut high) = (start, i);
        while low < high {
            let middle = (low + high) / 2;
            if compare(vm, value, values.get(middle))?.is_lt() {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        values.words[low..=i].rotate_right(1);
    }
    Ok(())
}
/// Merges two neighbouring runs.
fn merge(
    vm: &mut Vm,
    values: &mut ValueVec,
    buffer: &mut ValueVec,
    (start, middle, end): (usize, usize, usize),
    compare: &mut Compare,
) -> JsResult<()> {
    // FAST: already in order.
    if !compare(vm, values.get(middle), values.get(middle - 1))?.is_lt() {
        return Ok(());
    }
    buffer.clear();
    buffer.extend_from_slice(&values[start..middle]);
    let (mut left, mut right, mut to) = (0, middle, start);
    while left < buffer.len() && right < end {
        vm.poll()?;
        let take_right = compare(vm, values.get(right), buffer.get(left))?.is_lt();
        let value = if take_right { values.get(right) } else { buffer.get(left) };
        values.set(to, value);
        to += 1;
        if take_right { right += 1 } else { left += 1 }
    }
    for i in left..buffer.len() {
        values.set(to, buffer.get(i));
        to += 1;
    }
    Ok(())
}

impl Deref for ValueVec {
    type Target = [Value];
    #[inline(always)]
    fn deref(&self) -> &[Value] {
        self.as_slice()
    }
}
impl Extend<Value> for ValueVec {
    fn extend<I: IntoIterator<Item = Value>>(&mut self, values: I) {
        values.into_iter().for_each(|v| self.push(v));
    }
}
