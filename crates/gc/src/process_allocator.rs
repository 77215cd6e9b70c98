//! A global allocator for programs that run the engine: parsers and compilers take and return many small pieces, on several threads.
//! (The allocators in common use for that, mimalloc and jemalloc, are C; the system's takes a tenth of the time in which code is loaded.)
//!
//! Small pieces are of size classes. Each thread has a list of free pieces for each class, and a span that new ones are cut from: no lock, and
//! no headers, since Rust tells an allocator the size of what it returns. A list that gets long gives half of itself to the class's pool, where all threads
//! look before they cut new pieces, so what one thread takes and another returns goes round. What is not small is the system's matter. Small
//! pieces are never given back to the system.
//!
//! Invariants:
//! - P1: a free piece is at least its class's size long, aligned to [`ALIGNMENT`], in exactly one list, and nobody uses it.
//! - P2: a free piece's first word is the next piece of its list; in a pool the second word of a list's first piece is the next list.
//! - P3: nothing here allocates but from [`System`], which does not come back here; so no cache is entered twice.
use std::alloc::{GlobalAlloc, Layout, System};
use std::cell::Cell;
use std::ptr::null_mut;
use std::sync::Mutex;

/// See the module head. To be named by `#[global_allocator]`.
pub struct ProcessAllocator;

/// Alignment of all pieces.
const ALIGNMENT: usize = 16;
/// Sizes up to this have classes of their own, in steps of [`ALIGNMENT`].
const MAX_FINE: usize = 512;
/// The largest small piece. Between the two there are four classes for each power of two.
const MAX_SMALL: usize = 8192;
const FINE: usize = MAX_FINE / ALIGNMENT;
const CLASSES: usize = FINE + 4 * (MAX_SMALL / MAX_FINE).ilog2() as usize;

/// The class of pieces of so many bytes (1 to [`MAX_SMALL`]).
#[inline(always)]
const fn class_of(bytes: usize) -> usize {
    let last = bytes - 1;
    if bytes <= MAX_FINE {
        return last / ALIGNMENT;
    }
    let power = last.ilog2() as usize;
    FINE + 4 * (power - MAX_FINE.ilog2() as usize) + (last >> (power - 2) & 3)
}
/// Bytes of the pieces of a class.
const fn class_size(class: usize) -> usize {
    if class < FINE {
        return (class + 1) * ALIGNMENT;
    }
    let (doublings, quarter) = ((class - FINE) / 4, (class - FINE) % 4);
    (MAX_FINE << doublings) / 4 * (5 + quarter)
}
/// Bytes that pieces of a class are cut from at a time.
const fn span_size(class: usize) -> usize {
    let wanted = class_size(class) * 32;
    if wanted < 4096 {
        4096
    } else if wanted > 1 << 16 {
        1 << 16
    } else {
        wanted
    }
}
/// How long a thread's list may be.
const fn bound(class: usize) -> u32 {
    let pieces = (1 << 18) / class_size(class);
    if pieces > 2048 { 2048 } else { pieces as u32 }
}

/// A free piece (P2).
#[repr(C)]
struct Piece {
    next: *mut Piece,
    next_list: *mut Piece,
}

/// Lists that threads have given away, one list of lists for each class.
struct Pool(*mut Piece);
// SAFETY: the pieces are nobody else's (P1).
unsafe impl Send for Pool {}
static POOLS: [Mutex<Pool>; CLASSES] = [const { Mutex::new(Pool(null_mut())) }; CLASSES];

/// Adds a list of free pieces.
///
/// # Safety
/// P1 and P2 hold of the list, which is not empty and becomes the pool's.
unsafe fn give_list(class: usize, list: *mut Piece) {
    let mut pool = POOLS[class].lock().unwrap_or_else(|e| e.into_inner());
    // SAFETY: P1.
    unsafe { (*list).next_list = pool.0 };
    pool.0 = list;
}
/// Takes a list of free pieces; null if there is none.
fn take_list(class: usize) -> *mut Piece {
    let mut pool = POOLS[class].lock().unwrap_or_else(|e| e.into_inner());
    let list = pool.0;
    if !list.is_null() {
        // SAFETY: P2.
        pool.0 = unsafe { (*list).next_list };
    }
    list
}

/// What a thread has of a class: free pieces, and the rest of its span.
struct Shelf {
    free: Cell<*mut Piece>,
    /// Pieces in the list, at least: a list from a pool counts as none.
    count: Cell<u32>,
    cursor: Cell<usize>,
    end: Cell<usize>,
}
/// What a thread has.
struct Cache([Shelf; CLASSES]);
thread_local! {
    static CACHE: Cache = const {
        Cache([const { Shelf { free: Cell::new(null_mut()), count: Cell::new(0), cursor: Cell::new(0), end: Cell::new(0) } }; CLASSES])
    };
}
impl Drop for Cache {
    fn drop(&mut self) {
        for (class, shelf) in self.0.iter().enumerate() {
            let list = shelf.free.replace(null_mut());
            if !list.is_null() {
                // SAFETY: the thread's list is well-formed, and the thread takes from it no more.
                unsafe { give_list(class, list) };
            }
        }
    }
}

impl Shelf {
    #[inline(always)]
    fn take(&self, class: usize) -> *mut u8 {
        let piece = self.free.get();
        if piece.is_null() {
            return self.cut(class);
        }
        // SAFETY: P2.
        self.free.set(unsafe { (*piece).next });
        self.count.set(self.count.get().saturating_sub(1));
        piece.cast()
    }
    /// A piece of the span.
    #[inline]
    fn cut(&self, class: usize) -> *mut u8 {
        let (cursor, size) = (self.cursor.get(), class_size(class));
        if self.end.get() - cursor < size {
            return self.refill(class);
        }
        self.cursor.set(cursor + size);
        std::ptr::with_exposed_provenance_mut(cursor)
    }
    #[cold]
    #[inline(never)]
    fn refill(&self, class: usize) -> *mut u8 {
        let list = take_list(class);
        if !list.is_null() {
            // SAFETY: P2; the list is this thread's now.
            self.free.set(unsafe { (*list).next });
            return list.cast();
        }
        let span = span_of(span_size(class));
        if span.is_null() {
            return span;
        }
        let start = span.expose_provenance();
        self.cursor.set(start + class_size(class));
        self.end.set(start + span_size(class));
        span
    }
    /// # Safety
    /// P1 holds of the piece, which becomes this shelf's.
    #[inline(always)]
    unsafe fn give(&self, class: usize, piece: *mut Piece) {
        // SAFETY: as demanded.
        unsafe { (*piece).next = self.free.get() };
        self.free.set(piece);
        let count = self.count.get() + 1;
        self.count.set(count);
        if count > bound(class) {
            self.give_half(class);
        }
    }
    /// Gives the later half of the counted pieces, and whatever is behind them, to the pool.
    #[cold]
    #[inline(never)]
    fn give_half(&self, class: usize) {
        let kept = bound(class) / 2;
        let mut last = self.free.get();
        // SAFETY: P2; the list has more pieces than are kept.
        unsafe {
            for _ in 1..kept {
                last = (*last).next;
            }
            let rest = std::mem::replace(&mut (*last).next, null_mut());
            give_list(class, rest);
        }
        self.count.set(kept);
    }
}

/// Memory of the system for pieces; null if there is none.
fn span_of(bytes: usize) -> *mut u8 {
    match Layout::from_size_align(bytes, ALIGNMENT) {
        // SAFETY: the size is not zero.
        Ok(layout) => unsafe { System.alloc(layout) },
        Err(_) => null_mut(),
    }
}
#[inline(always)]
fn is_small(layout: Layout) -> bool {
    layout.size() <= MAX_SMALL && layout.align() <= ALIGNMENT
}

// SAFETY: pieces are as long and aligned as asked for (P1), and nobody else's until they come back; the rest is the system's allocator.
unsafe impl GlobalAlloc for ProcessAllocator {
    #[inline]
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        if !is_small(layout) {
            // SAFETY: the caller's promise.
            return unsafe { System.alloc(layout) };
        }
        let class = class_of(layout.size());
        // A thread that has ended has no cache: its last pieces come from the system.
        CACHE.try_with(|cache| cache.0[class].take(class)).unwrap_or_else(|_| span_of(class_size(class)))
    }
    #[inline]
    unsafe fn dealloc(&self, pointer: *mut u8, layout: Layout) {
        if !is_small(layout) {
            // SAFETY: the caller's promise.
            return unsafe { System.dealloc(pointer, layout) };
        }
        let (class, piece) = (class_of(layout.size()), pointer.cast::<Piece>());
        // SAFETY: a piece of this class, by the caller's promise nobody's any more.
        unsafe {
            if CACHE.try_with(|cache| cache.0[class].give(class, piece)).is_err() {
                (*piece).next = null_mut();
                give_list(class, piece);
            }
        }
    }
    unsafe fn alloc_zeroed(&self, layout: Layout) -> *mut u8 {
        if !is_small(layout) {
            // SAFETY: the caller's promise.
            return unsafe { System.alloc_zeroed(layout) };
        }
        // SAFETY: the caller's promise; the piece has that size.
        unsafe {
            let pointer = self.alloc(layout);
            if !pointer.is_null() {
                std::ptr::write_bytes(pointer, 0, layout.size());
            }
            pointer
        }
    }
    #[inline]
    unsafe fn realloc(&self, pointer: *mut u8, layout: Layout, size: usize) -> *mut u8 {
        // SAFETY: the caller's promise: the size is not zero and no overflow.
        let wanted = unsafe { Layout::from_size_align_unchecked(size, layout.align()) };
        match (is_small(layout), is_small(wanted)) {
            // SAFETY: the caller's promise.
            (false, false) => return unsafe { System.realloc(pointer, layout, size) },
            (true, true) if class_of(layout.size()) == class_of(size) => return pointer,
            _ => {}
        }
        // SAFETY: two different allocations, both as long as what is copied.
        unsafe {
            let new = self.alloc(wanted);
            if !new.is_null() {
                std::ptr::copy_nonoverlapping(pointer, new, layout.size().min(size));
                self.dealloc(pointer, layout);
            }
            new
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn classes_are_tight() {
        for bytes in 1..=MAX_SMALL {
            let class = class_of(bytes);
            assert!(class < CLASSES && class_size(class) >= bytes, "{bytes}");
            assert!(class == 0 || class_size(class - 1) < bytes, "{bytes}");
            assert!(class_size(class).is_multiple_of(ALIGNMENT));
        }
        assert_eq!(class_of(MAX_SMALL), CLASSES - 1);
    }

    /// Fills a piece with its own mark.
    fn take(size: usize, mark: u8) -> (*mut u8, Layout, u8) {
        let layout = Layout::from_size_align(size, 8).unwrap();
        // SAFETY: the size is not zero; the piece is that long.
        unsafe {
            let pointer = ProcessAllocator.alloc(layout);
            assert!(!pointer.is_null() && pointer.addr().is_multiple_of(ALIGNMENT));
            pointer.write_bytes(mark, size);
            (pointer, layout, mark)
        }
    }
    /// Looks for the mark in the whole piece and returns it.
    fn give((pointer, layout, mark): (*mut u8, Layout, u8)) {
        // SAFETY: made by `take`.
        unsafe {
            assert!(std::slice::from_raw_parts(pointer, layout.size()).iter().all(|&b| b == mark));
            ProcessAllocator.dealloc(pointer, layout);
        }
    }

    #[test]
    fn no_piece_is_given_twice() {
        let mut live = vec![];
        let mut random = 1u32;
        for round in 0..40_000u32 {
            random = random.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            if random >> 31 == 0 || live.len() < 100 {
                live.push(take(1 + (random >> 8) as usize % 9000, round as u8));
            } else {
                give(live.swap_remove((random >> 8) as usize % live.len()));
            }
        }
        live.into_iter().for_each(give);
    }

    #[test]
    fn what_one_thread_takes_another_returns() {
        struct Sent(Vec<(*mut u8, Layout, u8)>);
        // SAFETY: whoever has the pieces has them alone.
        unsafe impl Send for Sent {}
        let (sender, receiver) = std::sync::mpsc::channel::<Sent>();
        let (done, returned) = std::sync::mpsc::channel();
        let returning = std::thread::spawn(move || {
            for Sent(pieces) in receiver {
                pieces.into_iter().for_each(give);
                done.send(()).unwrap();
            }
        });
        let mut addresses = std::collections::HashSet::new();
        for round in 0..50 {
            let pieces: Vec<_> = (0..5000).map(|_| take(48, round)).collect();
            addresses.extend(pieces.iter().map(|(pointer, ..)| pointer.addr()));
            sender.send(Sent(pieces)).unwrap();
            returned.recv().unwrap();
        }
        drop(sender);
        returning.join().unwrap();
        assert!(addresses.len() < 12_000, "{} places for 5000 pieces", addresses.len());
    }

    #[test]
    fn reallocation_keeps_what_is_there() {
        let (mut pointer, mut layout, mark) = take(10, 7);
        for size in [16, 17, 500, 513, 8192, 8193, 100_000, 9000, 40, 10] {
            // SAFETY: the piece is of that layout.
            pointer = unsafe { ProcessAllocator.realloc(pointer, layout, size) };
            layout = Layout::from_size_align(size, 8).unwrap();
            // SAFETY: at least ten bytes have been written.
            assert!(unsafe { std::slice::from_raw_parts(pointer, 10) }.iter().all(|&b| b == mark));
        }
        // SAFETY: as above.
        unsafe { ProcessAllocator.dealloc(pointer, layout) };
    }
}
