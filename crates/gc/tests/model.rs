//! A random graph against a model: reachable cells keep their contents, unreachable ones are gone after a full collection.
//! In every way the collector can run: at once, in slices, under stress, with the verifier.
mod mock;

use std::collections::{HashMap, HashSet};

use mock::*;
use ogive_gc::*;

#[derive(Clone, Copy, PartialEq, Debug)]
enum Shape {
    Node,
    Array(usize),
}

/// What the heap should hold: edges by id. Roots and ids only, no addresses, so the stack keeps nothing that counts.
struct Model {
    heap: Box<Heap>,
    roots: RootVec,
    root_ids: Vec<Option<u64>>,
    edges: HashMap<u64, (Shape, Vec<Option<u64>>)>,
    random: Random,
    next_id: u64,
    limits: u32,
}

const ROOTS: usize = 24;

impl Model {
    fn new(config: HeapConfig, seed: u64) -> Model {
        let heap = exact(config);
        let mut roots = RootVec::new(&heap);
        // One more: a cell that is being built.
        roots.resize(ROOTS + 1, 0);
        Model {
            heap,
            roots,
            root_ids: vec![None; ROOTS],
            edges: HashMap::new(),
            random: Random(seed),
            next_id: 0,
            limits: 0,
        }
    }

    /// A cell: `[id, edges…]`, as a node or as an array whose first slot is the id.
    fn create(&mut self) {
        let shape = match self.random.below(20) {
            0 => Shape::Array(self.random.below(4000)),
            1..8 => Shape::Array(self.random.below(60)),
            _ => Shape::Node,
        };
        let id = self.next_id;
        self.next_id += 1;
        let (word, edges) = match shape {
            Shape::Node => (word(node(&mut self.heap, id, 0, 0)), 2),
            Shape::Array(len) => {
                let array = array(&mut self.heap, len + 1);
                slots(array)[0].set(id);
                (word(array), len)
            }
        };
        self.edges.insert(id, (shape, vec![None; edges]));
        let root = self.random.below(ROOTS);
        if self.root_ids[root].is_none() || self.random.below(50) == 0 {
            self.roots[root] = word;
            self.root_ids[root] = Some(id);
        } else if let Some((from, from_word)) = self.walk() {
            self.set_edge(from, from_word, Some((id, word)));
        }
    }

    /// A cell some steps away from a random root.
    fn walk(&mut self) -> Option<(u64, u64)> {
        let root = self.random.below(ROOTS);
        let (mut id, mut at) = (self.root_ids[root]?, self.roots[root]);
        for _ in 0..self.random.below(12) {
            let edges = &self.edges[&id].1;
            if edges.is_empty() {
                break;
            }
            let edge = self.random.below(edges.len());
            let Some(next) = edges[edge] else { break };
            (id, at) = (next, self.edge(at, edge));
        }
        Some((id, at))
    }

    fn edge(&self, word: u64, edge: usize) -> u64 {
        edge_slot(word, edge).get()
    }

    fn link(&mut self) {
        let (Some((from, from_word)), Some(to)) = (self.walk(), self.walk()) else {
            return;
        };
        let to = (self.random.below(8) != 0).then_some(to);
        self.set_edge(from, from_word, to);
    }

    fn set_edge(&mut self, from: u64, from_word: u64, to: Option<(u64, u64)>) {
        let edges = &mut self.edges.get_mut(&from).unwrap().1;
        if edges.is_empty() {
            return;
        }
        let edge = self.random.below(edges.len());
        edges[edge] = to.map(|(id, _)| id);
        let slot = edge_slot(from_word, edge);
        slot.set(to.map_or(0, |(_, word)| word));
        // SAFETY: the word names a live cell, and the slot is its.
        unsafe {
            match edge % 2 {
                0 => self.heap.write_barrier(cell(from_word)),
                _ => self.heap.write_barrier_at(cell(from_word), slot.as_ptr()),
            }
        }
    }

    fn move_root(&mut self) {
        let root = self.random.below(ROOTS);
        if self.random.below(4) == 0 {
            (self.roots[root], self.root_ids[root]) = (0, None);
        } else if let Some((id, word)) = self.walk() {
            (self.roots[root], self.root_ids[root]) = (word, Some(id));
        }
    }

    /// Walks heap and model together; returns how many cells are reachable.
    fn check(&mut self) -> usize {
        let mut seen: HashMap<u64, u64> = HashMap::new();
        let mut work: Vec<(u64, u64)> = self
            .root_ids
            .iter()
            .zip(self.roots.iter())
            .filter_map(|(id, &word)| Some(((*id)?, word)))
            .collect();
        while let Some((id, word)) = work.pop() {
            if let Some(&known) = seen.get(&id) {
                assert_eq!(known, word);
                continue;
            }
            seen.insert(id, word);
            let (shape, edges) = &self.edges[&id];
            // SAFETY: the word names a live cell.
            let kind = unsafe { (*cell(word)).kind };
            match shape {
                Shape::Node => assert_eq!((kind, node_of(word).id), (Node::KIND, id)),
                Shape::Array(_) => {
                    assert_eq!((kind, self.edge(word, usize::MAX)), (Array::KIND, id))
                }
            }
            for (edge, target) in edges.iter().enumerate() {
                let found = self.edge(word, edge);
                match target {
                    Some(target) => work.push((*target, found)),
                    None => assert_eq!(found, 0),
                }
            }
        }
        let live: HashSet<u64> = seen.into_keys().collect();
        self.edges.retain(|id, _| live.contains(id));
        live.len()
    }

    fn run(&mut self, steps: usize) {
        for step in 0..steps {
            match self.random.below(16) {
                0..8 => self.create(),
                8..15 => self.link(),
                _ => match self.random.below(300) {
                    0 => minor(&mut self.heap),
                    1 => full(&mut self.heap),
                    2..20 => self.move_root(),
                    _ => {}
                },
            }
            if self.heap.limit_reached() {
                self.roots.fill(0);
                self.root_ids.fill(None);
                full(&mut self.heap);
                self.heap.clear_limit_reached();
                self.limits += 1;
            }
            if step % (steps / 10) == 0 {
                self.check();
            }
        }
        let live = self.check();
        full(&mut self.heap);
        assert_eq!(self.check(), live);
        let mut cells = 0;
        self.heap.for_each_cell(|_| cells += 1);
        assert_eq!(cells, live);
    }
}

fn cell(word: u64) -> *mut Header {
    (word & !OBJECT) as *mut Header
}

/// The slot of an edge; `usize::MAX` is the id.
fn edge_slot<'a>(word: u64, edge: usize) -> &'a std::cell::Cell<u64> {
    // SAFETY: the word names a live node or array.
    unsafe {
        match (*cell(word)).kind {
            Node::KIND => {
                let node: Gc<Node> = Gc::from_ptr(cell(word).cast());
                let node: &'a Node = &*node.as_ptr();
                if edge == 0 { &node.a } else { &node.b }
            }
            _ => &slots(Gc::<Array>::from_ptr(cell(word).cast()))[edge.wrapping_add(1)],
        }
    }
}

/// `GC_SEEDS=first..end` runs others.
fn seeds(count: u64) -> std::ops::Range<u64> {
    let chosen = std::env::var("GC_SEEDS").ok();
    let chosen = chosen.as_deref().and_then(|seeds| seeds.split_once(".."));
    match chosen {
        Some((first, end)) => first.parse().unwrap()..end.parse().unwrap(),
        None => 0..count,
    }
}

fn steps(steps: usize) -> usize {
    if cfg!(miri) { steps / 100 } else { steps }
}

/// Full collections in many slices, with mutation between.
#[test]
fn slices() {
    for seed in seeds(3) {
        let config = HeapConfig {
            young_bytes: 32 << 10,
            threshold_bytes: 256 << 10,
            verify: true,
            poison: true,
            ..HeapConfig::default()
        };
        Model::new(config, seed).run(steps(60_000));
    }
}

#[test]
fn small_budget() {
    for seed in seeds(3) {
        let config = HeapConfig {
            young_bytes: 64 << 10,
            verify: true,
            poison: true,
            ..HeapConfig::default()
        };
        Model::new(config, seed).run(steps(40_000));
    }
}

#[test]
fn stress_with_slices() {
    for seed in seeds(6) {
        let config = HeapConfig {
            stress: 1 + seed as u32 % 7,
            verify: true,
            poison: true,
            ..HeapConfig::default()
        };
        Model::new(config, seed).run(steps(4_000));
    }
}

#[test]
fn stress_without_slices() {
    for seed in seeds(4) {
        let config = HeapConfig {
            stress: 3,
            verify: true,
            poison: true,
            incremental: false,
            ..HeapConfig::default()
        };
        Model::new(config, seed).run(steps(3_000));
    }
}

#[test]
fn a_low_limit() {
    for seed in seeds(4) {
        let config = HeapConfig {
            max_bytes: 12 << 20,
            young_bytes: 128 << 10,
            poison: true,
            ..HeapConfig::default()
        };
        Model::new(config, seed).run(steps(100_000));
    }
}
