//! Memory outside the heap that scripts make grow: lists and strings under construction, tables of builtins. It counts
//! against the heap's limit.
//!
//! [`CountedVec`] is the growable buffer for all of it: its capacity is in the heap's ledger from the moment it grows until
//! it is dropped. Appending never fails (the host's next poll finds the limit passed and throws), except by the `try_`
//! methods, for callers that have no poll between one large piece and the next.

use std::cell::Cell;
use std::ops::{Deref, DerefMut};
use std::rc::Rc;

use crate::Heap;

/// A buffer of so many bytes grows by a quarter, not to twice its size.
const LARGE: usize = 1 << 20;

/// The bytes of one heap's counted buffers.
pub(crate) struct Ledger {
    bytes: Cell<usize>,
    max: usize,
}

impl Ledger {
    /// No bytes yet; `try_` methods fail beyond `max`.
    pub(crate) fn new(max: usize) -> Ledger {
        Ledger {
            bytes: Cell::new(0),
            max,
        }
    }

    /// Bytes now.
    pub(crate) fn bytes(&self) -> usize {
        self.bytes.get()
    }
}

/// A `Vec` whose memory counts against the limit of a heap. Derefs to a slice. The collector does not look into it: values
/// go into a [`crate::RootVec`].
pub struct CountedVec<T> {
    items: Vec<T>,
    ledger: Rc<Ledger>,
}

impl<T> CountedVec<T> {
    /// Empty.
    pub fn new(heap: &Heap) -> CountedVec<T> {
        CountedVec::of_ledger(heap.ledger())
    }

    /// Empty, with room for `capacity` items.
    pub fn with_capacity(heap: &Heap, capacity: usize) -> CountedVec<T> {
        let mut vec = CountedVec::new(heap);
        vec.reserve(capacity);
        vec
    }

    pub(crate) fn of_ledger(ledger: &Rc<Ledger>) -> CountedVec<T> {
        CountedVec {
            items: Vec::new(),
            ledger: ledger.clone(),
        }
    }

    /// Changes the vector and counts what that did to its capacity.
    #[inline]
    pub fn edit<R>(&mut self, change: impl FnOnce(&mut Vec<T>) -> R) -> R {
        let before = self.items.capacity();
        let result = change(&mut self.items);
        self.count(before);
        result
    }

    #[inline]
    fn count(&self, before: usize) {
        let after = self.items.capacity();
        if after != before {
            let bytes = self.ledger.bytes.get() + after * size_of::<T>();
            self.ledger
                .bytes
                .set(bytes.saturating_sub(before * size_of::<T>()));
        }
    }

    /// The capacity that makes room for `additional` more.
    fn grown(&self, additional: usize) -> usize {
        let capacity = self.items.capacity();
        let step = if capacity * size_of::<T>() < LARGE {
            capacity
        } else {
            capacity / 4
        };
        (capacity + step.max(4)).max(self.items.len().saturating_add(additional))
    }

    /// Makes room for `additional` more items.
    #[inline]
    pub fn reserve(&mut self, additional: usize) {
        if additional > self.items.capacity() - self.items.len() {
            self.grow(additional);
        }
    }

    #[cold]
    #[inline(never)]
    fn grow(&mut self, additional: usize) {
        let wanted = self.grown(additional) - self.items.len();
        self.edit(|items| items.reserve_exact(wanted));
    }

    /// Makes room for `additional` more items; false, and nothing done, if all counted buffers together would pass the limit.
    #[inline]
    pub fn try_reserve(&mut self, additional: usize) -> bool {
        additional <= self.items.capacity() - self.items.len() || self.try_grow(additional)
    }

    #[cold]
    #[inline(never)]
    fn try_grow(&mut self, additional: usize) -> bool {
        let more = (self.grown(additional) - self.items.capacity()).saturating_mul(size_of::<T>());
        if self.ledger.bytes.get().saturating_add(more) > self.ledger.max {
            return false;
        }
        self.grow(additional);
        true
    }

    /// Appends an item.
    #[inline(always)]
    pub fn push(&mut self, item: T) {
        self.reserve(1);
        self.items.push(item);
    }

    /// Removes the last item.
    #[inline(always)]
    pub fn pop(&mut self) -> Option<T> {
        self.items.pop()
    }

    /// Shortens to `len` items.
    pub fn truncate(&mut self, len: usize) {
        self.items.truncate(len);
    }

    /// Removes all items; the memory is kept.
    pub fn clear(&mut self) {
        self.items.clear();
    }

    /// How many items there is room for.
    pub fn capacity(&self) -> usize {
        self.items.capacity()
    }
}

impl<T: Copy> CountedVec<T> {
    /// Appends items.
    #[inline]
    pub fn extend_from_slice(&mut self, items: &[T]) {
        self.reserve(items.len());
        self.items.extend_from_slice(items);
    }
}

impl<T> Extend<T> for CountedVec<T> {
    fn extend<I: IntoIterator<Item = T>>(&mut self, items: I) {
        let items = items.into_iter();
        self.reserve(items.size_hint().0);
        items.for_each(|item| self.push(item));
    }
}

impl<T> Deref for CountedVec<T> {
    type Target = [T];
    #[inline(always)]
    fn deref(&self) -> &[T] {
        &self.items
    }
}

impl<T> DerefMut for CountedVec<T> {
    #[inline(always)]
    fn deref_mut(&mut self) -> &mut [T] {
        &mut self.items
    }
}

impl<T> Drop for CountedVec<T> {
    fn drop(&mut self) {
        self.edit(|items| *items = Vec::new());
    }
}
