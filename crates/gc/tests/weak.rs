//! Ephemerons, weak references and host tables against a model, under stress and in slices; hooks and events.
mod mock;

use std::cell::Cell as Mutable;

use mock::*;
use ogive_gc::*;

const KEYS: usize = 40;

/// Keys are nodes; `holder` keeps some of them; `maps` are tables of pairs (key, value), where a value is a node whose
/// `a` is another key: so one live key may keep another, through a table.
struct Weaks {
    heap: Box<Heap>,
    roots: RootVec,
    random: Random,
    /// Which key each value of each pair holds.
    pairs: Vec<[Option<(usize, usize)>; 8]>,
    held: [bool; KEYS],
    alive: [bool; KEYS],
}

// Root words: 0 the holder, 1 the array of weak references, 2.. the tables.
impl Weaks {
    fn new(config: HeapConfig, seed: u64) -> Weaks {
        let mut heap = exact(config);
        let mut roots = RootVec::new(&heap);
        roots.push(word(array(&mut heap, KEYS)));
        roots.push(word(array(&mut heap, KEYS)));
        for _ in 0..6 {
            let table = table(&mut heap, 8);
            roots.push(word(table));
        }
        let mut weaks = Weaks {
            heap,
            roots,
            random: Random(seed),
            pairs: vec![[None; 8]; 6],
            held: [false; KEYS],
            alive: [false; KEYS],
        };
        for key in 0..KEYS {
            weaks.make(key);
        }
        weaks
    }

    fn array<'a>(&self, root: usize) -> (Gc<Array>, &'a [Mutable<u64>]) {
        // SAFETY: these roots are arrays and tables.
        let array = unsafe { Gc::from_addr((self.roots[root] & !OBJECT) as usize) };
        (array, slots(array))
    }

    fn store(&self, root: usize, index: usize, word: u64) {
        let (array, slots) = self.array(root);
        slots[index].set(word);
        self.heap.barrier(array);
    }

    /// The word of a key, read from its weak reference.
    fn key(&self, key: usize) -> u64 {
        let word = self.array(1).1[key].get();
        // SAFETY: the array at root 1 holds weak references.
        let weak: Gc<WeakRef> = unsafe { Gc::from_addr((word & !OBJECT) as usize) };
        weak.target.get()
    }

    fn make(&mut self, key: usize) {
        let made = node(&mut self.heap, key as u64, 0, 0);
        self.store(0, key, word(made));
        let target = self.array(0).1[key].get();
        let reference = weak(&mut self.heap, target);
        self.store(1, key, word(reference));
        (self.held[key], self.alive[key]) = (true, true);
    }

    /// What must live: held keys, and through pairs whose key lives, the key that the value holds.
    fn model(&self) -> [bool; KEYS] {
        let mut live = self.held;
        loop {
            let before = live;
            for &(key, target) in self.pairs.iter().flatten().flatten() {
                live[target] |= live[key];
            }
            if live == before {
                return live;
            }
        }
    }

    fn step(&mut self) {
        let key = self.random.below(KEYS);
        let live = self.model();
        match self.random.below(10) {
            0 if !live[key] => self.make_again(key),
            0..3 => {
                self.held[key] = false;
                self.store(0, key, 0);
            }
            3 if live[key] => {
                self.held[key] = true;
                let word = self.key(key);
                assert_ne!(word, 0, "a live key was lost");
                self.store(0, key, word);
            }
            4..8 => {
                let target = self.random.below(KEYS);
                let (map, slot) = (self.random.below(6), self.random.below(8));
                if live[key] && live[target] {
                    let target_word = self.key(target);
                    let value = node(&mut self.heap, 99, target_word, 0);
                    self.store(2 + map, 2 * slot, self.key(key));
                    self.store(2 + map, 2 * slot + 1, word(value));
                    self.pairs[map][slot] = Some((key, target));
                }
            }
            _ => {
                node(&mut self.heap, 7, 0, 0);
            }
        }
    }

    /// Reuses the number of a dead key: its old pairs are gone with it.
    fn make_again(&mut self, key: usize) {
        for map in 0..6 {
            for slot in 0..8 {
                if self.pairs[map][slot].is_some_and(|(from, to)| from == key || to == key) {
                    self.pairs[map][slot] = None;
                    self.store(2 + map, 2 * slot, 0);
                    self.store(2 + map, 2 * slot + 1, 0);
                }
            }
        }
        self.make(key);
    }

    fn check(&mut self) {
        full(&mut self.heap);
        let live = self.model();
        for (key, &live) in live.iter().enumerate() {
            let word = self.key(key);
            assert_eq!(word != 0, live, "key {key}");
            assert!(word == 0 || node_of(word).id == key as u64);
        }
        for map in 0..6 {
            for slot in 0..8 {
                let words = self.array(2 + map).1;
                let pair = self.pairs[map][slot].filter(|&(key, _)| live[key]);
                self.pairs[map][slot] = pair;
                match pair {
                    Some((key, target)) => {
                        assert_eq!(words[2 * slot].get(), self.key(key));
                        assert_eq!(node_of(words[2 * slot + 1].get()).a.get(), self.key(target));
                    }
                    None => assert_eq!(words[2 * slot].get(), 0),
                }
            }
        }
        assert_eq!(count(&mut self.heap, Table::KIND), 6);
    }
}

#[test]
fn weak_things_match_the_model() {
    let steps = if cfg!(miri) { 100 } else { 2000 };
    for (seed, stress) in [(1, 0), (2, 1), (3, 2), (4, 7)] {
        for incremental in [false, true] {
            let config = HeapConfig {
                stress,
                incremental,
                verify: true,
                poison: true,
                ..HeapConfig::default()
            };
            let mut weaks = Weaks::new(config, seed);
            for step in 0..steps {
                weaks.step();
                if step % 50 == 0 {
                    weaks.check();
                }
            }
            weaks.check();
        }
    }
}

/// The host: a root of its own, and a table that names cells weakly.
struct Host {
    root: Mutable<u64>,
    atoms: Vec<u64>,
    events: Vec<CollectionEvent>,
    swept: usize,
}

unsafe fn host_roots(host: *mut (), tracer: &mut Tracer) {
    // SAFETY: the context is a `Host`.
    let host = unsafe { &*host.cast::<Host>() };
    tracer.mark_word(host.root.get());
    // As for a stack of registers: raw and tagged words, and others.
    let words = [host.root.get(), 3, u64::MAX, 0x7FFF << 48];
    // SAFETY: the words are readable.
    unsafe { tracer.conservative_range(words.as_ptr(), words.as_ptr().add(4)) };
}

unsafe fn sweep_atoms(host: *mut (), context: &mut WeakContext) {
    // SAFETY: the context is a `Host`.
    let host = unsafe { &mut *host.cast::<Host>() };
    host.swept += 1;
    host.atoms.retain(|&atom| context.is_live_word(atom));
}

fn host_collected(host: *mut (), event: &CollectionEvent) {
    // SAFETY: the context is a `Host`.
    unsafe { (*host.cast::<Host>()).events.push(event.clone()) };
}

#[test]
fn the_host_is_asked_and_told() {
    let mut host = Host {
        root: Mutable::new(0),
        atoms: Vec::new(),
        events: Vec::new(),
        swept: 0,
    };
    let mut heap = exact(HeapConfig::default());
    let context: *mut Host = &mut host;
    let hooks = HostHooks {
        roots: host_roots,
        after_mark: sweep_atoms,
        collected: host_collected,
        ..HostHooks::NONE
    };
    // SAFETY: the host outlives the heap, and only the hooks touch it while the heap collects.
    unsafe {
        heap.set_host(context.cast(), hooks);
        for i in 0..10 {
            let atom = node(&mut heap, i, 0, 0);
            (*context).atoms.push(word(atom));
        }
        (*context).root.set((&(*context).atoms)[3]);
    }
    minor(&mut heap);
    full(&mut heap);
    drop(heap);
    assert_eq!((host.atoms.len(), host.swept, host.events.len()), (1, 2, 2));
    assert_eq!(host.atoms[0], host.root.get());
    assert_eq!(
        (host.events[0].kind, host.events[1].kind),
        (CollectionKind::Minor, CollectionKind::Full)
    );
    assert_eq!(host.events[0].survivors, size_of::<Node>());
    assert_eq!(host.events[1].after, size_of::<Node>());
}

/// A weak reference read between slices makes its target strong again.
#[test]
fn a_target_read_during_a_cycle_lives() {
    let config = HeapConfig {
        stress: 1,
        verify: true,
        poison: true,
        ..HeapConfig::default()
    };
    let mut heap = exact(config);
    let mut roots = RootVec::new(&heap);
    roots.resize(3, 0);
    for round in 0..500 {
        roots[0] = word(node(&mut heap, round, 0, 0));
        let reference = weak(&mut heap, roots[0]);
        roots[1] = word(reference);
        roots[0] = 0;
        for _ in 0..round % 13 {
            leaf(&mut heap, 0);
        }
        // SAFETY: root 1 is a weak reference.
        let reference: Gc<WeakRef> = unsafe { Gc::from_addr((roots[1] & !OBJECT) as usize) };
        roots[2] = reference.target.get();
        for _ in 0..round % 17 {
            leaf(&mut heap, 0);
        }
        assert!(roots[2] == 0 || node_of(roots[2]).id == round);
    }
}

#[test]
#[should_panic(expected = "hook has allocated")]
fn hooks_must_not_allocate() {
    unsafe fn allocates(heap: *mut (), _: &mut Tracer) {
        // SAFETY: the context is the heap; that this is wrong is the point.
        node(unsafe { &mut *heap.cast::<Heap>() }, 1, 0, 0);
    }
    let mut heap = exact(HeapConfig::default());
    let context: *mut Heap = &mut *heap;
    // SAFETY: as above.
    unsafe {
        heap.set_host(
            context.cast(),
            HostHooks {
                roots: allocates,
                ..HostHooks::NONE
            },
        )
    };
    node(&mut heap, 1, 0, 0);
    heap.collect(CollectionKind::Minor, CollectionReason::Requested);
}
