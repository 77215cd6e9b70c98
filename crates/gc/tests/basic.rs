//! Minor and full collections, barriers, the conservative stack, large cells, finalizers, weak things, limits.
mod mock;

use std::hint::black_box;
use std::sync::atomic::{AtomicUsize, Ordering};

use mock::*;
use ogive_gc::*;

#[inline(never)]
fn list(heap: &mut Heap, len: u64) -> u64 {
    let mut head = 0;
    for id in 0..len {
        head = word(node(heap, id, head, 0));
    }
    head
}

#[inline(never)]
fn check_list(mut head: u64, len: u64) {
    for id in (0..len).rev() {
        let node = node_of(head);
        assert_eq!(node.id, id);
        head = node.a.get();
    }
    assert_eq!(head, 0);
}

#[test]
fn a_list_survives_and_garbage_dies() {
    let mut heap = heap(HeapConfig::default());
    let mut roots = RootVec::new(&heap);
    roots.push(list(&mut heap, 10_000));
    list(&mut heap, 50_000);
    minor(&mut heap);
    check_list(roots[0], 10_000);
    let nodes = count(&mut heap, Node::KIND);
    assert!((10_000..10_010).contains(&nodes), "{nodes}");
    list(&mut heap, 100_000);
    check_list(roots[0], 10_000);
    full(&mut heap);
    check_list(roots[0], 10_000);
    roots.clear();
    minor(&mut heap);
    assert!(
        count(&mut heap, Node::KIND) >= 10_000,
        "old cells need a full collection"
    );
    full(&mut heap);
    assert!(count(&mut heap, Node::KIND) < 10);
    assert!(heap.stats().held_bytes < 10 * 16384);
    assert_eq!(
        heap.stats().spare_bytes,
        0,
        "a requested collection gives everything back"
    );
}

#[test]
fn the_barrier_keeps_young_cells_of_old_owners() {
    let mut heap = heap(HeapConfig {
        verify: true,
        ..HeapConfig::default()
    });
    let mut roots = RootVec::new(&heap);
    let owner = node(&mut heap, 1, 0, 0);
    roots.push(word(owner));
    minor(&mut heap);
    assert_eq!(owner.header.state(), GcState::Old);
    owner.a.set(list(&mut heap, 100));
    heap.barrier(owner);
    assert_eq!(owner.header.state(), GcState::Remembered);
    minor(&mut heap);
    assert_eq!(owner.header.state(), GcState::Old);
    check_list(owner.a.get(), 100);
    minor(&mut heap);
    full(&mut heap);
    check_list(owner.a.get(), 100);
}

#[test]
#[should_panic(expected = "which is not marked")]
fn the_verifier_finds_a_missing_barrier() {
    let mut heap = exact(HeapConfig {
        verify: true,
        ..HeapConfig::default()
    });
    let mut roots = RootVec::new(&heap);
    roots.push(word(node(&mut heap, 1, 0, 0)));
    minor(&mut heap);
    node_of(roots[0]).a.set(list(&mut heap, 1000));
    node_of(roots[0])
        .a
        .set(node_of(node_of(roots[0]).a.get()).a.get());
    minor(&mut heap);
}

#[cfg(not(miri))]
#[test]
fn the_stack_keeps_cells() {
    let mut heap = heap(HeapConfig::default());
    let (a, b, c) = (
        node(&mut heap, 1, 0, 0),
        node(&mut heap, 2, 0, 0),
        word(node(&mut heap, 3, 0, 0)),
    );
    full(&mut heap);
    list(&mut heap, 200_000);
    full(&mut heap);
    assert_eq!((a.id, b.id, node_of(c).id), (1, 2, 3));
    assert_eq!(heap.contains(a.addr()), Some(a.raw()));
}

/// Of a list's words, hidden from the stack's scan, all but the root's are stale once their cells are gone.
#[cfg(not(miri))]
#[test]
fn words_of_cells_that_are_gone_are_stale() {
    const HIDE: u64 = 0x5555_5555_5555_5555;
    let mut heap = heap(HeapConfig::default());
    let mut roots = RootVec::new(&heap);
    let mut hidden = Vec::new();
    for id in 0..2000 {
        let node = node(&mut heap, id, 0, 0);
        if id % 2 == 0 {
            roots.push(word(node));
        }
        hidden.push(word(node) ^ HIDE);
    }
    assert!(hidden.iter().all(|word| !heap.is_stale(word ^ HIDE)));
    full(&mut heap);
    for pair in hidden.chunks(2) {
        assert!(!heap.is_stale(pair[0] ^ HIDE));
    }
    // A few words may still be found on the machine stack.
    let stale = hidden.iter().filter(|&word| heap.is_stale(word ^ HIDE)).count();
    assert!((990..=1000).contains(&stale), "{stale}");
    for number in [0, 1.5f64.to_bits(), u64::MAX, 0xFFFE_0000_0000_0001] {
        assert!(!heap.is_stale(number));
    }
}

#[cfg(not(miri))]
fn grow(heap: &mut Heap, depth: u64) -> Gc<Node> {
    if depth == 0 {
        return node(heap, 0, 0, 0);
    }
    // Four cells that only this frame and its registers name.
    let (a, b) = (grow(heap, depth - 1), grow(heap, depth - 1));
    let (c, d) = (leaf(heap, depth), leaf(heap, !depth));
    let tree = node(heap, depth, word(a), word(b));
    assert_eq!(
        (a.id, b.id, c.data, d.data),
        (depth - 1, depth - 1, depth, !depth)
    );
    tree
}

#[cfg(not(miri))]
fn measure(tree: u64) -> usize {
    if tree == 0 {
        return 0;
    }
    let tree = node_of(tree);
    1 + measure(tree.a.get()) + measure(tree.b.get())
}

#[cfg(not(miri))]
#[test]
fn trees_grow_on_the_stack_under_stress() {
    for stress in [1, 2, 3, 50] {
        let depth = if stress < 4 { 7 } else { 11 };
        let mut heap = heap(HeapConfig {
            stress,
            verify: true,
            poison: true,
            ..HeapConfig::default()
        });
        let tree = grow(&mut heap, depth);
        let other = grow(&mut heap, depth - 1);
        assert_eq!(
            (measure(word(tree)), measure(word(other))),
            ((2 << depth) - 1, (1 << depth) - 1)
        );
    }
}

#[cfg(not(miri))]
#[inline(never)]
fn interior(heap: &mut Heap, len: usize, index: usize) -> *const u64 {
    let array = array(heap, len);
    slots(array)
        .iter()
        .enumerate()
        .for_each(|(i, slot)| slot.set(i as u64));
    // SAFETY: one past the last slot at most.
    black_box(unsafe { slots(array).as_ptr().add(index).cast() })
}

#[cfg(not(miri))]
#[test]
fn an_interior_pointer_keeps_its_cell() {
    for len in [3, 100, 1023, 5000, 100_000] {
        for index in [1, len / 2, len - 1, len] {
            let mut heap = heap(HeapConfig {
                poison: true,
                ..HeapConfig::default()
            });
            let middle = black_box(interior(&mut heap, len, index));
            full(&mut heap);
            list(&mut heap, 10_000);
            full(&mut heap);
            assert_eq!(count(&mut heap, Array::KIND), 1, "{len} {index}");
            // SAFETY: the cell is kept alive by `middle`.
            assert_eq!(unsafe { *black_box(middle).sub(1) }, index as u64 - 1);
        }
    }
}

#[test]
fn large_cells_come_and_go() {
    let mut heap = exact(HeapConfig::default());
    let mut roots = RootVec::new(&heap);
    let sizes = if cfg!(miri) {
        [1100, 3000, 9000]
    } else {
        [1100, 100_000, 3_000_000]
    };
    for len in sizes {
        let array = array(&mut heap, len);
        roots.push(word(array));
        let leaf = leaf(&mut heap, len as u64);
        set(&heap, array, len - 1, word(leaf));
        minor(&mut heap);
        let next = mock::leaf(&mut heap, 7);
        set(&heap, array, 0, word(next));
        minor(&mut heap);
        full(&mut heap);
        assert_eq!(count(&mut heap, Leaf::KIND), 2);
        assert_eq!(heap.contains(array.addr() + 8 * len), Some(array.raw()));
        assert_eq!(heap.contains(array.addr() - 1), None);
        roots.clear();
        full(&mut heap);
        assert_eq!(
            (count(&mut heap, Leaf::KIND), count(&mut heap, Array::KIND)),
            (0, 0)
        );
        assert_eq!(heap.stats().used_bytes, 0);
    }
}

#[test]
fn finalizers_run_once_each_and_at_the_end() {
    let deaths = AtomicUsize::new(0);
    let mut heap = exact(HeapConfig::default());
    let mut roots = RootVec::with_capacity(&heap, 500);
    let counted = heap.stats().external_bytes;
    for i in 0..1000 {
        let cell = mortal(&mut heap, &deaths, 10);
        heap.add_external(10);
        if i % 2 == 0 {
            roots.push(word(cell));
        }
    }
    minor(&mut heap);
    let dead = deaths.load(Ordering::Relaxed);
    assert_eq!(dead, 500);
    assert_eq!(heap.stats().external_bytes, counted + 10 * (1000 - dead));
    roots.truncate(100);
    minor(&mut heap);
    assert_eq!(deaths.load(Ordering::Relaxed), 500);
    full(&mut heap);
    assert_eq!(deaths.load(Ordering::Relaxed), 900);
    drop(heap);
    assert_eq!(deaths.load(Ordering::Relaxed), 1000);
    assert_eq!(roots.len(), 100);
}

/// A full collection that started by itself leaves finalizers to later allocations, but they all run.
#[test]
fn many_finalizers_run_little_by_little() {
    let deaths = AtomicUsize::new(0);
    let mut heap = exact(HeapConfig {
        threshold_bytes: 1 << 20,
        young_bytes: 128 << 10,
        ..HeapConfig::default()
    });
    let mut roots = RootVec::new(&heap);
    let mut made = 0;
    for round in 0..8 {
        while heap.stats().full_collections <= round {
            let cell = mortal(&mut heap, &deaths, 0);
            roots.push(word(cell));
            made += 1;
        }
        let kept = roots.len() / 10;
        roots.truncate(kept);
    }
    heap.collect(CollectionKind::Full, CollectionReason::Requested);
    assert_eq!(deaths.load(Ordering::Relaxed), made - roots.len());
    assert_eq!(count(&mut heap, Mortal::KIND), roots.len());
    drop(heap);
    assert_eq!(deaths.load(Ordering::Relaxed), made);
}

#[test]
fn weak_references_are_cleared() {
    let mut heap = exact(HeapConfig::default());
    let mut roots = RootVec::new(&heap);
    let kept = word(node(&mut heap, 1, 0, 0));
    roots.push(kept);
    for _ in 0..100 {
        let target = word(node(&mut heap, 2, 0, 0));
        let weak = weak(&mut heap, target);
        roots.push(word(weak));
    }
    let last = weak(&mut heap, kept);
    roots.push(word(last));
    minor(&mut heap);
    let live = |roots: &RootVec| {
        roots[1..]
            .iter()
            .filter(|&&word| {
                // SAFETY: all but the first are weak references.
                unsafe { Gc::<WeakRef>::from_addr((word & !OBJECT) as usize) }
                    .target
                    .get()
                    != 0
            })
            .count()
    };
    assert_eq!(live(&roots), 1);
    assert_eq!(last.target.get(), kept);
    full(&mut heap);
    assert_eq!(last.target.get(), kept);
}

/// A chain through tables: each value is the next key, in the order that is worst for rounds.
#[test]
fn ephemeron_chains_are_linear() {
    let len = if cfg!(miri) { 50 } else { 20_000 };
    for one_table in [true, false] {
        let mut heap = exact(HeapConfig {
            verify: !one_table,
            ..HeapConfig::default()
        });
        let mut roots = RootVec::new(&heap);
        let keys = array(&mut heap, len + 1);
        roots.push(word(keys));
        for i in 0..=len {
            let key = node(&mut heap, i as u64, 0, 0);
            set(&heap, keys, i, word(key));
        }
        if one_table {
            let table = table(&mut heap, len);
            roots.push(word(table));
            for i in 0..len {
                // The last pair first.
                set(&heap, table, 2 * (len - 1 - i), slots(keys)[i].get());
                set(
                    &heap,
                    table,
                    2 * (len - 1 - i) + 1,
                    slots(keys)[i + 1].get(),
                );
            }
        } else {
            for i in 0..len {
                let table = table(&mut heap, 1);
                roots.push(word(table));
                set(&heap, table, 0, slots(keys)[i].get());
                set(&heap, table, 1, slots(keys)[i + 1].get());
            }
        }
        roots[0] = slots(keys)[0].get();
        let start = std::time::Instant::now();
        full(&mut heap);
        minor(&mut heap);
        full(&mut heap);
        assert!(cfg!(miri) || start.elapsed().as_millis() < 2000);
        assert_eq!(count(&mut heap, Node::KIND), len + 1);
        roots[0] = 0;
        full(&mut heap);
        assert!(count(&mut heap, Node::KIND) == 0);
    }
}

#[test]
fn the_limit_is_reported_and_recovered_from() {
    let mut heap = exact(HeapConfig {
        max_bytes: 4 << 20,
        young_bytes: 256 << 10,
        ..HeapConfig::default()
    });
    let mut roots = RootVec::new(&heap);
    roots.push(0);
    let mut allocated = 0;
    while !heap.limit_reached() {
        roots[0] = word(node(&mut heap, 0, roots[0], 0));
        allocated += 32;
        assert!(allocated < 5 << 20);
    }
    assert!(allocated > 3 << 20, "{allocated}");
    assert!(heap.try_allocate_large(1 << 20, Array::KIND, 0).is_none());
    roots[0] = 0;
    full(&mut heap);
    assert!(!heap.limit_reached());
    for _ in 0..10 {
        assert!(heap.try_allocate_large(1 << 20, Array::KIND, 0).is_some());
    }
    assert!(heap.try_allocate_large(5 << 20, Array::KIND, 0).is_none());
}

#[test]
fn counted_buffers_are_in_the_ledger_until_they_are_dropped() {
    let config = HeapConfig {
        max_bytes: 8 << 20,
        ..HeapConfig::default()
    };
    let mut heap = exact(config);
    let before = heap.stats().external_bytes;
    let mut bytes = CountedVec::<u8>::new(&heap);
    bytes.extend_from_slice(&[1; 1000]);
    bytes.push(2);
    bytes.extend(std::iter::repeat_n(3, 1000));
    assert_eq!((bytes.len(), bytes[1000], bytes.pop()), (2001, 2, Some(3)));
    let mut roots = RootVec::new(&heap);
    (0..1000).for_each(|i| roots.push(i));
    roots.resize(2000, 7);
    assert_eq!(roots.iter().sum::<u64>(), 499_500 + 7000);
    let counted = heap.stats().external_bytes - before;
    assert!((bytes.capacity() + 16_000..64_000).contains(&counted));

    // What may fail does at the limit, and what may not is seen to be past it.
    assert!(bytes.try_reserve(4 << 20) && !bytes.try_reserve(9 << 20));
    assert!(!heap.is_past_limit() && !heap.has_room_outside(7 << 20));
    let mut more = CountedVec::<u64>::with_capacity(&heap, 1 << 20);
    assert!(heap.is_past_limit() && !more.try_reserve(2 << 20));
    drop((bytes, more));
    assert!(!heap.is_past_limit() && heap.has_room_outside(7 << 20));
    drop(roots);
    assert!(heap.stats().external_bytes <= before + 16_000);
}

#[test]
fn external_bytes_cause_collections() {
    let deaths = AtomicUsize::new(0);
    let mut heap = heap(HeapConfig {
        max_bytes: 64 << 20,
        ..HeapConfig::default()
    });
    for _ in 0..200 {
        mortal(&mut heap, &deaths, 1 << 20);
        heap.add_external(1 << 20);
        assert!(heap.stats().external_bytes < 40 << 20);
        assert!(!heap.limit_reached());
    }
}

#[test]
fn low_cells_have_ids() {
    let mut heap = exact(HeapConfig::default());
    let mut roots = RootVec::new(&heap);
    for i in 0..1000 {
        let cell = heap.alloc_low(
            0,
            Leaf {
                header: Header::new(Leaf::KIND, 0),
                data: i,
            },
        );
        let id = heap.low_id(cell.raw());
        assert!(id != 0 && id.is_multiple_of(16) && id < 1 << 30);
        assert_eq!(heap.low_cell(id), cell.raw());
        roots.push(cell.addr() as u64);
    }
    full(&mut heap);
    assert_eq!(count(&mut heap, Leaf::KIND), 1000);
    roots.clear();
    full(&mut heap);
    assert_eq!(count(&mut heap, Leaf::KIND), 0);
}

#[cfg(not(miri))]
#[test]
fn a_full_low_zone_is_a_limit() {
    let mut heap = exact(HeapConfig {
        reserve_bytes: 64 << 20,
        ..HeapConfig::default()
    });
    let mut roots = RootVec::new(&heap);
    while !heap.limit_reached() {
        let cell = heap.alloc_low(
            0,
            Leaf {
                header: Header::new(Leaf::KIND, 0),
                data: 0,
            },
        );
        roots.push(cell.addr() as u64);
        assert!(roots.len() < 1 << 20);
    }
    assert!(roots.len() > (12 << 20) / 16, "{}", roots.len());
    roots.clear();
    full(&mut heap);
    assert!(!heap.limit_reached());
}

#[test]
fn roots_drop_in_any_order() {
    let mut heap = heap(HeapConfig::default());
    let first = RootVec::new(&heap);
    let mut second = RootVec::with_capacity(&heap, 10);
    let node = node(&mut heap, 5, 0, 0);
    let root = Root::new(&heap, node);
    let mut scope = RootScope::new(&heap);
    scope.add(node);
    let copy = root.clone();
    drop(root);
    drop(first);
    second.push(word(node));
    full(&mut heap);
    assert_eq!(copy.get().id, 5);
    let id = heap.root_add(word(node));
    assert_eq!(heap.root_get(id), Some(word(node)));
    assert!(heap.root_remove(id) && !heap.root_remove(id) && heap.root_get(id).is_none());
    let again = heap.root_add(1);
    assert!(again != id && heap.root_get(RootId::from_bits(again.to_bits())) == Some(1));
    drop(heap);
    drop((copy, second, scope));
}

#[test]
fn classes_waste_little() {
    let mut bytes = 1;
    while bytes <= MAX_SMALL {
        let size = class_size(class_of(bytes));
        let waste = (size - bytes.next_multiple_of(16)) as f64 / size as f64;
        let allowed = match bytes {
            0..=2048 => 0.13,
            _ => 0.34,
        };
        assert!(size >= bytes && waste <= allowed, "{bytes} {size}");
        bytes += 1;
    }
}

#[test]
fn the_census_counts() {
    let mut heap = exact(HeapConfig::default());
    let mut roots = RootVec::new(&heap);
    for i in 0..10 {
        roots.push(word(node(&mut heap, i, 0, 0)));
    }
    roots.push(word(array(&mut heap, 5000)));
    leaf(&mut heap, 0);
    full(&mut heap);
    let census: Vec<_> = heap
        .census()
        .iter()
        .map(|kind| (kind.name, kind.cells, kind.bytes))
        .collect();
    assert_eq!(census, [("array", 1, 40960), ("node", 10, 320)]);
}

#[test]
fn idle_moments_bring_a_full_collection_to_its_end() {
    let mut heap = exact(HeapConfig {
        threshold_bytes: 64 << 10,
        ..HeapConfig::default()
    });
    let mut roots = RootVec::new(&heap);
    roots.push(list(&mut heap, 20_000));
    let mut slices = 0;
    while heap.idle(std::time::Duration::from_micros(50)) {
        slices += 1;
        assert!(slices < 1000);
    }
    assert_eq!(heap.stats().full_collections, 1);
    check_list(roots[0], 20_000);
    assert!(!heap.idle(std::time::Duration::from_micros(50)));
    assert_eq!(heap.stats().full_collections, 1);
}
