//! A cell graph for tests and examples: what a host looks like to the collector.
#![allow(dead_code, clippy::missing_safety_doc)]

use std::cell::Cell as Mutable;
use std::sync::atomic::{AtomicUsize, Ordering};

use ogive_gc::*;

pub const OBJECT: u64 = 0x7FFF << 48;

pub fn word<T>(cell: Gc<T>) -> u64 {
    OBJECT | cell.addr() as u64
}

pub fn node_of(word: u64) -> Gc<Node> {
    assert_eq!(word >> 48, 0x7FFF, "not an object: {word:#x}");
    // SAFETY: tests tag only nodes they read back as nodes.
    let node: Gc<Node> = unsafe { Gc::from_addr((word & ((1 << 48) - 1)) as usize) };
    assert_eq!(node.header.kind, Node::KIND);
    node
}

#[repr(C)]
pub struct Leaf {
    pub header: Header,
    pub data: u64,
}
#[repr(C)]
pub struct Node {
    pub header: Header,
    pub id: u64,
    pub a: Mutable<u64>,
    pub b: Mutable<u64>,
}
/// `shape` words follow the header.
#[repr(C)]
pub struct Array {
    pub header: Header,
}
/// Counts its death.
#[repr(C)]
pub struct Mortal {
    pub header: Header,
    pub deaths: *const AtomicUsize,
    pub external: usize,
}
/// `shape` ephemerons, key and value words, follow the header.
#[repr(C)]
pub struct Table {
    pub header: Header,
}
#[repr(C)]
pub struct WeakRef {
    pub header: Header,
    pub target: Mutable<u64>,
}

// SAFETY: each begins with a header, and `KINDS` describes it.
unsafe impl Cell for Leaf {
    const KIND: u8 = 0;
}
// SAFETY: as above.
unsafe impl Cell for Node {
    const KIND: u8 = 1;
}
// SAFETY: as above.
unsafe impl Cell for Array {
    const KIND: u8 = 2;
}
// SAFETY: as above.
unsafe impl Cell for Mortal {
    const KIND: u8 = 3;
}
// SAFETY: as above.
unsafe impl Cell for Table {
    const KIND: u8 = 4;
}
// SAFETY: as above.
unsafe impl Cell for WeakRef {
    const KIND: u8 = 5;
}

unsafe fn trace_node(cell: *mut Header, tracer: &mut Tracer) {
    // SAFETY: the cell is a node.
    let node = unsafe { &*cell.cast::<Node>() };
    tracer.mark_word(node.a.get());
    tracer.mark_word(node.b.get());
}

unsafe fn trace_array(cell: *mut Header, tracer: &mut Tracer) {
    // SAFETY: the cell is an array of `shape` words.
    tracer.mark_words(unsafe {
        std::slice::from_raw_parts(cell.cast::<u64>().add(1), (*cell).shape() as usize)
    });
}

unsafe fn trace_array_range(
    cell: *mut Header,
    start: *const u64,
    end: *const u64,
    tracer: &mut Tracer,
) {
    // SAFETY: the cell is an array of `shape` words.
    unsafe {
        let first = cell.cast::<u64>().cast_const().add(1);
        let start = start.max(first);
        let end = end.min(first.add((*cell).shape() as usize));
        if start < end {
            tracer.mark_words(std::slice::from_raw_parts(
                start,
                end.offset_from(start) as usize,
            ));
        }
    }
}

unsafe fn trace_table(cell: *mut Header, tracer: &mut Tracer) {
    tracer.defer_ephemerons(cell);
}

unsafe fn ephemerons(cell: *mut Header, tracer: &mut Tracer) -> bool {
    let mut progress = false;
    // SAFETY: the cell is a table of `shape` pairs.
    let words = unsafe {
        std::slice::from_raw_parts(cell.cast::<u64>().add(1), 2 * (*cell).shape() as usize)
    };
    for pair in words.chunks(2) {
        progress |= tracer.ephemeron(pair[0], pair[1]);
    }
    progress
}

unsafe fn weak_table(cell: *mut Header, context: &mut WeakContext) {
    // SAFETY: the cell is a table of `shape` pairs.
    let words = unsafe {
        std::slice::from_raw_parts_mut(cell.cast::<u64>().add(1), 2 * (*cell).shape() as usize)
    };
    for pair in words.chunks_mut(2) {
        if !context.is_live_word(pair[0]) {
            pair.fill(0);
        }
    }
}

unsafe fn trace_weak(cell: *mut Header, tracer: &mut Tracer) {
    tracer.defer_weak(cell);
}

unsafe fn weak_ref(cell: *mut Header, context: &mut WeakContext) {
    // SAFETY: the cell is a weak reference.
    let weak = unsafe { &*cell.cast::<WeakRef>() };
    if !context.is_live_word(weak.target.get()) {
        weak.target.set(0);
    }
}

unsafe fn finalize(cell: *mut Header) {
    // SAFETY: the cell is a mortal, and tests keep the counter.
    unsafe { (*(*cell.cast::<Mortal>()).deaths).fetch_add(1, Ordering::Relaxed) };
}

pub static KINDS: [KindInfo; 6] = [
    KindInfo::leaf("leaf", |_| size_of::<Leaf>()),
    KindInfo::new("node", trace_node, |_| size_of::<Node>()),
    KindInfo::new("array", trace_array, |cell| {
        // SAFETY: the cell is an array.
        8 + 8 * unsafe { (*cell).shape() } as usize
    })
    .indexed()
    .trace_range(trace_array_range),
    KindInfo::leaf("mortal", |_| size_of::<Mortal>())
        .finalize(finalize)
        // SAFETY: the cell is a mortal.
        .external(|cell| unsafe { (*cell.cast::<Mortal>()).external }),
    KindInfo::new("table", trace_table, |cell| {
        // SAFETY: the cell is a table.
        8 + 16 * unsafe { (*cell).shape() } as usize
    })
    .ephemerons(ephemerons)
    .weak(weak_table),
    KindInfo::new("weak", trace_weak, |_| size_of::<WeakRef>()).weak(weak_ref),
];

pub fn node(heap: &mut Heap, id: u64, a: u64, b: u64) -> Gc<Node> {
    let header = Header::new(Node::KIND, 0);
    heap.alloc(
        0,
        Node {
            header,
            id,
            a: Mutable::new(a),
            b: Mutable::new(b),
        },
    )
}

pub fn leaf(heap: &mut Heap, data: u64) -> Gc<Leaf> {
    heap.alloc(
        0,
        Leaf {
            header: Header::new(Leaf::KIND, 0),
            data,
        },
    )
}

pub fn mortal(heap: &mut Heap, deaths: &AtomicUsize, external: usize) -> Gc<Mortal> {
    heap.alloc(
        0,
        Mortal {
            header: Header::new(Mortal::KIND, 0),
            deaths,
            external,
        },
    )
}

pub fn weak(heap: &mut Heap, target: u64) -> Gc<WeakRef> {
    heap.alloc(
        0,
        WeakRef {
            header: Header::new(WeakRef::KIND, 0),
            target: Mutable::new(target),
        },
    )
}

fn filled<T: Cell>(heap: &mut Heap, words: usize, shape: usize) -> Gc<T> {
    let cell = heap.allocate(8 + 8 * words, T::KIND, shape as u32);
    // SAFETY: the cell is new and `words` long after the header.
    unsafe {
        cell.cast::<u64>().add(1).write_bytes(0, words);
        Gc::from_ptr(cell.cast())
    }
}

pub fn array(heap: &mut Heap, len: usize) -> Gc<Array> {
    filled(heap, len, len)
}

pub fn table(heap: &mut Heap, pairs: usize) -> Gc<Table> {
    filled(heap, 2 * pairs, pairs)
}

/// The words after the header of an array or table.
pub fn slots<'a, T>(cell: Gc<T>) -> &'a [Mutable<u64>] {
    let per = if cell.header().kind == Table::KIND {
        2
    } else {
        1
    };
    // SAFETY: arrays have `shape` words after the header, tables twice as many.
    unsafe {
        std::slice::from_raw_parts(
            cell.raw().cast::<Mutable<u64>>().add(1),
            per * cell.header().shape() as usize,
        )
    }
}

pub fn set<T>(heap: &Heap, cell: Gc<T>, index: usize, word: u64) {
    let slot = &slots(cell)[index];
    slot.set(word);
    // SAFETY: the slot is the cell's.
    unsafe { heap.write_barrier_at(cell.raw(), slot.as_ptr()) };
}

/// Overwrites the dead part of the stack, so that no stale pointer is found there.
#[inline(never)]
pub fn clear_stack() {
    let mut words = [0u64; 2048];
    std::hint::black_box(&mut words);
}

pub fn minor(heap: &mut Heap) {
    clear_stack();
    heap.collect(CollectionKind::Minor, CollectionReason::Requested);
}

pub fn full(heap: &mut Heap) {
    clear_stack();
    heap.collect(CollectionKind::Full, CollectionReason::Requested);
}

pub fn heap(config: HeapConfig) -> Box<Heap> {
    let reserve_bytes = if cfg!(miri) {
        8 << 20
    } else {
        config.reserve_bytes
    };
    Heap::new(
        HeapConfig {
            reserve_bytes,
            ..config
        },
        &KINDS,
    )
    .unwrap()
}

/// Without the machine stack: what is freed is exactly known, and everything must be rooted.
pub fn exact(config: HeapConfig) -> Box<Heap> {
    let mut heap = heap(config);
    // SAFETY: an empty range is scanned.
    unsafe { heap.set_stack_base(std::ptr::dangling()) };
    heap
}

pub fn count(heap: &mut Heap, kind: u8) -> usize {
    let mut count = 0;
    // SAFETY: visited cells are allocated.
    heap.for_each_cell(|cell| count += usize::from(unsafe { (*cell).kind } == kind));
    count
}

/// A seeded generator (splitmix64).
pub struct Random(pub u64);

impl Random {
    pub fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ z >> 30).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ z >> 27).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ z >> 31
    }
    pub fn below(&mut self, n: usize) -> usize {
        (self.next() % n as u64) as usize
    }
}
