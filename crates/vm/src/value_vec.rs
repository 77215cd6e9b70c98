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
    /// Stable merge sort; the comparison may run JavaScript, may be inconsistent, and may throw (the order is then
    /// unspecified, but no value is lost or doubled).
    pub fn sort_by(
        &mut self,
        vm: &mut Vm,
        mut compare: impl FnMut(&mut Vm, Value, Value) -> JsResult<Ordering>,
    ) -> JsResult<()> {
        let len = self.len();
        let mut from = ValueVec::from_slice(vm, self);
        let mut to = ValueVec::from_slice(vm, self);
        let mut width = RUN;
        for start in (0..len).step_by(RUN) {
            insertion_sort(vm, &mut from, start, len.min(start + RUN), &mut compare)?;
        }
        while width < len {
            for start in (0..len).step_by(2 * width) {
                let (middle, end) = (len.min(start + width), len.min(start + 2 * width));
                merge(vm, &from, &mut to, (start, middle, end), &mut compare)?;
            }
            std::mem::swap(&mut from, &mut to);
            width *= 2;
        }
        self.words.copy_from_slice(&from.words);
        Ok(())
    }
}
/// Runs of this length are sorted by insertion.
const RUN: usize = 8;

type Compare<'a> = dyn FnMut(&mut Vm, Value, Value) -> JsResult<Ordering> + 'a;

fn insertion_sort(vm: &mut Vm, values: &mut ValueVec, start: usize, end: usize, compare: &mut Compare) -> JsResult<()> {
    for i in start + 1..end {
        let value = values.get(i);
        // Binary search for the place after the last that is not greater.
        let (mut low, mut high) = (start, i);
        while low < high {
            let middle = (low + high) / 2;
            if compare(vm, values.get(middle), value)?.is_gt() {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        values.words[low..=i].rotate_right(1);
    }
    Ok(())
}
fn merge(
    vm: &mut Vm,
    from: &ValueVec,
    to: &mut ValueVec,
    (start, middle, end): (usize, usize, usize),
    compare: &mut Compare,
) -> JsResult<()> {
    let (mut left, mut right) = (start, middle);
    // FAST: already in order.
    if middle < end && !compare(vm, from.get(middle - 1), from.get(middle))?.is_gt() {
        to.words[middle..end].copy_from_slice(&from.words[middle..end]);
        to.words[start..middle].copy_from_slice(&from.words[start..middle]);
        return Ok(());
    }
    for at in start..end {
        let take_left = right == end || left < middle && !compare(vm, from.get(left), from.get(right))?.is_gt();
        let source = if take_left { &mut left } else { &mut right };
        to.set(at, from.get(*source));
        *source += 1;
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
