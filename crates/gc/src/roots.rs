//! Roots outside the heap and the stack: growable buffers of words, and persistent handles.
//!
//! Both hold the heap's registry by a counted reference, so they and the heap may be dropped in any order.
//!
//! Invariants:
//! - I1: every living `RootVec`'s buffer is in `Registry::buffers`, at the index that the buffer notes.
//! - I2: the registry is used by one thread, and no reference into it lives across a call of other code.

use std::cell::UnsafeCell;
use std::marker::PhantomData;
use std::ops::{Deref, DerefMut};
use std::rc::Rc;

use crate::ledger::{CountedVec, Ledger};
use crate::{Gc, Heap};

struct Buffer {
    words: CountedVec<u64>,
    index: usize,
}

#[derive(Clone, Copy)]
struct Slot {
    word: u64,
    generation: u32,
    next_free: u32,
}

/// The roots of one heap.
pub(crate) struct Registry {
    /// Counts the buffers' memory, and that of all `CountedVec`s.
    pub(crate) ledger: Rc<Ledger>,
    buffers: UnsafeCell<Vec<*mut Buffer>>,
    /// Dropped buffers, kept for the next.
    spare: UnsafeCell<Vec<*mut Buffer>>,
    slots: UnsafeCell<Slots>,
}

#[derive(Default)]
struct Slots {
    slots: Vec<Slot>,
    /// Index + 1 of the first free slot.
    free: u32,
}

impl Registry {
    /// No roots; the ledger of a heap with that limit.
    pub(crate) fn new(max_bytes: usize) -> Registry {
        Registry {
            ledger: Rc::new(Ledger::new(max_bytes)),
            buffers: UnsafeCell::default(),
            spare: UnsafeCell::default(),
            slots: UnsafeCell::default(),
        }
    }

    /// Shows every root word to `visit`.
    pub(crate) fn for_each(&self, mut visit: impl FnMut(&[u64])) {
        // SAFETY: I1: the buffers are alive; I2.
        unsafe {
            for &buffer in &*self.buffers.get() {
                visit(&(*buffer).words);
            }
            for slot in &(*self.slots.get()).slots {
                visit(std::slice::from_ref(&slot.word));
            }
        }
    }

    fn add(&self, word: u64) -> RootId {
        // SAFETY: I2.
        let slots = unsafe { &mut *self.slots.get() };
        if slots.free == 0 {
            slots.slots.push(Slot {
                word,
                generation: 0,
                next_free: 0,
            });
            return RootId {
                index: slots.slots.len() as u32 - 1,
                generation: 0,
            };
        }
        let index = slots.free - 1;
        let slot = &mut slots.slots[index as usize];
        slots.free = slot.next_free;
        slot.word = word;
        RootId {
            index,
            generation: slot.generation,
        }
    }

    fn with<T>(&self, id: RootId, use_slot: impl FnOnce(&mut Slot) -> T) -> Option<T> {
        // SAFETY: I2.
        let slots = unsafe { &mut *self.slots.get() };
        let slot = slots.slots.get_mut(id.index as usize);
        slot.filter(|slot| slot.generation == id.generation)
            .map(use_slot)
    }

    fn remove(&self, id: RootId) -> bool {
        // SAFETY: I2.
        let free = unsafe { (*self.slots.get()).free };
        let removed = self.with(id, |slot| {
            slot.word = 0;
            slot.generation = slot.generation.wrapping_add(1);
            slot.next_free = free;
        });
        if removed.is_some() {
            // SAFETY: I2.
            unsafe { (*self.slots.get()).free = id.index + 1 };
        }
        removed.is_some()
    }
}

impl Drop for Registry {
    fn drop(&mut self) {
        for &mut buffer in self.spare.get_mut() {
            // SAFETY: spare buffers were made by `Box` and belong to the registry.
            drop(unsafe { Box::from_raw(buffer) });
        }
    }
}

/// A growable buffer of value words (or cell addresses) that the collector scans. Derefs to a slice.
pub struct RootVec {
    registry: Rc<Registry>,
    buffer: *mut Buffer,
}

impl RootVec {
    /// An empty buffer. Cheap: reuses the memory of a dropped one.
    pub fn new(heap: &Heap) -> RootVec {
        let registry = heap.registry().clone();
        // SAFETY: I2.
        let buffer = unsafe {
            let buffers = &mut *registry.buffers.get();
            let spare = (*registry.spare.get()).pop();
            let buffer = spare.unwrap_or_else(|| {
                Box::into_raw(Box::new(Buffer {
                    words: CountedVec::of_ledger(&registry.ledger),
                    index: 0,
                }))
            });
            (*buffer).index = buffers.len();
            buffers.push(buffer);
            buffer
        };
        RootVec { registry, buffer }
    }

    /// A buffer with room for `capacity` words.
    pub fn with_capacity(heap: &Heap, capacity: usize) -> RootVec {
        let mut vec = RootVec::new(heap);
        vec.words().reserve(capacity);
        vec
    }

    #[inline(always)]
    fn words(&mut self) -> &mut CountedVec<u64> {
        // SAFETY: I1: the buffer lives as long as this.
        unsafe { &mut (*self.buffer).words }
    }

    /// Appends a word.
    #[inline(always)]
    pub fn push(&mut self, word: u64) {
        self.words().push(word);
    }

    /// Removes the last word.
    #[inline(always)]
    pub fn pop(&mut self) -> Option<u64> {
        self.words().pop()
    }

    /// Inserts a word before `index`.
    pub fn insert(&mut self, index: usize, word: u64) {
        self.words().edit(|words| words.insert(index, word));
    }

    /// Removes and returns the word at `index`, moving the later ones down.
    pub fn remove(&mut self, index: usize) -> u64 {
        self.words().edit(|words| words.remove(index))
    }

    /// Removes and returns the word at `index`, putting the last in its place.
    pub fn swap_remove(&mut self, index: usize) -> u64 {
        self.words().edit(|words| words.swap_remove(index))
    }

    /// Shortens to `len` words.
    pub fn truncate(&mut self, len: usize) {
        self.words().truncate(len);
    }

    /// Makes it `len` words long, new ones being `word`.
    pub fn resize(&mut self, len: usize, word: u64) {
        let len_now = self.len();
        self.words().reserve(len.saturating_sub(len_now));
        self.words().edit(|words| words.resize(len, word));
    }

    /// Makes room for `additional` more words.
    pub fn reserve(&mut self, additional: usize) {
        self.words().reserve(additional);
    }

    /// Removes all words.
    pub fn clear(&mut self) {
        self.words().clear();
    }

    /// Appends words.
    pub fn extend_from_slice(&mut self, words: &[u64]) {
        self.words().extend_from_slice(words);
    }
}

impl Extend<u64> for RootVec {
    fn extend<I: IntoIterator<Item = u64>>(&mut self, words: I) {
        // Not `Vec::extend`: the iterator may allocate cells, and the collector must see the words so far.
        words.into_iter().for_each(|word| self.push(word));
    }
}

impl Deref for RootVec {
    type Target = [u64];
    #[inline(always)]
    fn deref(&self) -> &[u64] {
        // SAFETY: I1.
        unsafe { &(*self.buffer).words }
    }
}

impl DerefMut for RootVec {
    #[inline(always)]
    fn deref_mut(&mut self) -> &mut [u64] {
        self.words()
    }
}

impl Drop for RootVec {
    fn drop(&mut self) {
        // SAFETY: I1: the buffer is at its index in `buffers` and was made by `Box`; I2.
        unsafe {
            let buffer = &mut *self.buffer;
            let buffers = &mut *self.registry.buffers.get();
            buffers.swap_remove(buffer.index);
            if let Some(&moved) = buffers.get(buffer.index) {
                (*moved).index = buffer.index;
            }
            let spare = &mut *self.registry.spare.get();
            if spare.len() < 16 && buffer.words.capacity() <= 1024 {
                buffer.words.clear();
                spare.push(self.buffer);
            } else {
                drop(Box::from_raw(self.buffer));
            }
        }
    }
}

/// Names a persistent handle: index and generation, so that a released id is never taken for a later handle.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct RootId {
    index: u32,
    generation: u32,
}

impl RootId {
    /// The id as one number, for foreign interfaces.
    pub fn to_bits(self) -> u64 {
        u64::from(self.index) | u64::from(self.generation) << 32
    }

    /// The id from its number.
    pub fn from_bits(bits: u64) -> RootId {
        RootId {
            index: bits as u32,
            generation: (bits >> 32) as u32,
        }
    }
}

impl Heap {
    /// Keeps what `word` (a value word or a cell address) names alive until the id is released.
    pub fn root_add(&self, word: u64) -> RootId {
        self.registry().add(word)
    }

    /// The word of a handle that has not been released.
    pub fn root_get(&self, id: RootId) -> Option<u64> {
        self.registry().with(id, |slot| slot.word)
    }

    /// Changes the word of a handle; false if it has been released.
    pub fn root_set(&self, id: RootId, word: u64) -> bool {
        self.registry().with(id, |slot| slot.word = word).is_some()
    }

    /// Releases a handle; false if that was done before.
    pub fn root_remove(&self, id: RootId) -> bool {
        self.registry().remove(id)
    }
}

/// A persistent handle to a cell, for structures outside the heap.
pub struct Root<T> {
    registry: Rc<Registry>,
    id: RootId,
    cell: PhantomData<Gc<T>>,
}

impl<T> Root<T> {
    /// A handle that keeps `cell` alive.
    pub fn new(heap: &Heap, cell: Gc<T>) -> Root<T> {
        let registry = heap.registry().clone();
        let id = registry.add(cell.addr() as u64);
        Root {
            registry,
            id,
            cell: PhantomData,
        }
    }

    /// The cell.
    #[inline]
    pub fn get(&self) -> Gc<T> {
        let word = self.registry.with(self.id, |slot| slot.word).unwrap_or(0);
        assert!(word != 0, "a root outlived its slot");
        // SAFETY: the slot has held the address of a `T` since `new` or `set`, and kept it alive.
        unsafe { Gc::from_addr(word as usize) }
    }

    /// Makes the handle name another cell.
    pub fn set(&mut self, cell: Gc<T>) {
        self.registry
            .with(self.id, |slot| slot.word = cell.addr() as u64);
    }
}

impl<T> Clone for Root<T> {
    fn clone(&self) -> Root<T> {
        let id = self.registry.add(self.get().addr() as u64);
        Root {
            registry: self.registry.clone(),
            id,
            cell: PhantomData,
        }
    }
}

impl<T> Drop for Root<T> {
    fn drop(&mut self) {
        self.registry.remove(self.id);
    }
}

/// Many roots that end together: `add` returns the cell back, kept alive until the scope is dropped.
pub struct RootScope {
    words: RootVec,
}

impl RootScope {
    /// An empty scope.
    pub fn new(heap: &Heap) -> RootScope {
        RootScope {
            words: RootVec::new(heap),
        }
    }

    /// Keeps `cell` alive until the scope is dropped.
    pub fn add<T>(&mut self, cell: Gc<T>) -> Gc<T> {
        self.words.push(cell.addr() as u64);
        cell
    }

    /// Keeps what a value word names alive until the scope is dropped.
    pub fn add_word(&mut self, word: u64) -> u64 {
        self.words.push(word);
        word
    }
}
