//! Speed, pauses and memory of the collector on a mock cell graph.
//!
//! `cargo run --release -p ogive-gc --example splay [start|alloc|trees|splay|array|garbage|all] [MiB live]`; with `GC_TRACE=1`
//! a line per collection.
#[path = "../tests/mock/mod.rs"]
mod mock;

use std::time::{Duration, Instant};

use mock::*;
use ogive_gc::*;

fn new_heap() -> Box<Heap> {
    let flag = |name| std::env::var(name).is_ok_and(|value| value != "0");
    let young = std::env::var("GC_YOUNG_KB")
        .ok()
        .and_then(|kb| kb.parse().ok())
        .unwrap_or(2048usize);
    let config = HeapConfig {
        trace: flag("GC_TRACE"),
        incremental: !flag("GC_AT_ONCE"),
        young_bytes: young << 10,
        ..HeapConfig::default()
    };
    heap(config)
}

fn resident_mib() -> f64 {
    let statm = std::fs::read_to_string("/proc/self/statm").unwrap_or_default();
    statm
        .split(' ')
        .nth(1)
        .and_then(|pages| pages.parse::<f64>().ok())
        .unwrap_or(0.0)
        * 4096.0
        / (1 << 20) as f64
}

fn report(heap: &Heap) {
    let stats = heap.stats();
    println!(
        "    {} minor, {} full, pauses {:.1} ms in all, longest {:.2} ms; {:.1} MiB used, {:.1} held, {:.1} spare, {:.1} resident",
        stats.minor_collections,
        stats.full_collections,
        stats.pause_total_us as f64 / 1e3,
        stats.pause_longest_us as f64 / 1e3,
        stats.used_bytes as f64 / (1 << 20) as f64,
        stats.held_bytes as f64 / (1 << 20) as f64,
        stats.spare_bytes as f64 / (1 << 20) as f64,
        resident_mib()
    );
}

/// Time of each operation of the mutator: the tail is the collector's pauses.
struct Latencies(Vec<u32>);

impl Latencies {
    fn time<T>(&mut self, operation: impl FnOnce() -> T) -> T {
        let start = Instant::now();
        let result = operation();
        self.0.push(start.elapsed().as_nanos() as u32);
        result
    }
    fn report(&mut self) {
        self.0.sort_unstable();
        let at = |part: f64| f64::from(self.0[((self.0.len() - 1) as f64 * part) as usize]) / 1e3;
        let slow = self.0.iter().filter(|&&ns| ns > 100_000).count();
        println!(
            "    {} operations, us: median {:.2}, 99% {:.2}, 99.9% {:.1}, 99.99% {:.1}, max {:.0}; {slow} over 100 us",
            self.0.len(),
            at(0.5),
            at(0.99),
            at(0.999),
            at(0.9999),
            at(1.0)
        );
    }
}

/// Short-lived cells only.
fn alloc() {
    let mut heap = new_heap();
    for round in 0..3 {
        let count = 50_000_000u64;
        let start = Instant::now();
        let mut last = 0;
        for i in 0..count {
            last = word(node(&mut heap, i, last & 1, 0));
        }
        std::hint::black_box(last);
        println!(
            "alloc: round {round}: {:.2} ns per cell of 32 bytes",
            start.elapsed().as_nanos() as f64 / count as f64
        );
    }
    report(&heap);
}

fn tree(heap: &mut Heap, depth: u32) -> u64 {
    if depth == 0 {
        return word(node(heap, 0, 0, 0));
    }
    let left = tree(heap, depth - 1);
    let right = tree(heap, depth - 1);
    word(node(heap, u64::from(depth), left, right))
}

fn trees() {
    for depth in [12, 16, 20] {
        let mut heap = new_heap();
        let start = Instant::now();
        let long = tree(&mut heap, depth);
        println!(
            "trees: depth {depth}: {:.2} ms fresh",
            start.elapsed().as_nanos() as f64 / 1e6
        );
        let count = 1 << (22 - depth);
        let start = Instant::now();
        for _ in 0..count {
            tree(&mut heap, depth);
        }
        let time = start.elapsed();
        std::hint::black_box(long);
        println!(
            "    {:.2} ms each of {count} more, {:.2} ns per cell",
            time.as_nanos() as f64 / 1e6 / count as f64,
            time.as_nanos() as f64 / count as f64 / f64::from(2 << depth)
        );
        report(&heap);
    }
}

/// A payload as in the splay benchmark: a small tree with arrays and a string.
fn payload(heap: &mut Heap, depth: u32) -> u64 {
    if depth == 0 {
        let array = array(heap, 10);
        let text = leaf(heap, 1);
        return word(node(heap, 1, word(array), word(text)));
    }
    let left = payload(heap, depth - 1);
    let right = payload(heap, depth - 1);
    word(node(heap, 0, left, right))
}

/// A table of trees of about `mib` MiB in which random ones are replaced: long-lived cells die, old cells point at new.
fn splay(mib: usize) {
    let mut heap = new_heap();
    let mut roots = RootVec::new(&heap);
    let mut random = Random(1);
    // One payload of depth 3: 8 arrays of 96 bytes, 8 leaves of 16, 15 nodes of 32.
    let count = (mib << 20) / (8 * 96 + 8 * 16 + 15 * 32 + 32);
    let chunk = 512;
    for _ in 0..count / chunk {
        let array = array(&mut heap, chunk);
        roots.push(word(array));
    }
    let mut latencies = Latencies(Vec::new());
    let start = Instant::now();
    let replace = |heap: &mut Heap, at: usize| {
        let value = payload(heap, 3);
        let entry = node(heap, at as u64, value, 0);
        // SAFETY: the roots are arrays.
        let chunk_array: Gc<Array> =
            unsafe { Gc::from_addr((roots[at / chunk] & !OBJECT) as usize) };
        set(heap, chunk_array, at % chunk, word(entry));
    };
    let count = count / chunk * chunk;
    for at in 0..count {
        latencies.time(|| replace(&mut heap, at));
    }
    println!(
        "splay: {mib} MiB: built in {:.1} ms",
        start.elapsed().as_nanos() as f64 / 1e6
    );
    latencies.report();
    report(&heap);
    latencies.0.clear();
    let start = Instant::now();
    for _ in 0..4 * count {
        let at = random.below(count);
        latencies.time(|| replace(&mut heap, at));
    }
    let time = start.elapsed();
    println!(
        "    {} replaced in {:.1} ms, {:.0} ns each of 32 cells",
        4 * count,
        time.as_nanos() as f64 / 1e6,
        time.as_nanos() as f64 / (4 * count) as f64
    );
    latencies.report();
    report(&heap);
    let start = Instant::now();
    heap.collect(CollectionKind::Full, CollectionReason::Requested);
    let time = start.elapsed();
    let live = heap.stats().used_bytes;
    println!(
        "    full collection at once: {:.1} ms, {:.2} GB/s",
        time.as_nanos() as f64 / 1e6,
        live as f64 / time.as_nanos() as f64
    );
    let start = Instant::now();
    heap.collect(CollectionKind::Minor, CollectionReason::Requested);
    println!(
        "    minor collection of nothing: {:.1} us",
        start.elapsed().as_nanos() as f64 / 1e3
    );
    drop(roots);
    heap.collect(CollectionKind::Full, CollectionReason::Growth);
    println!("    after dropping all: {:.1} MiB resident", resident_mib());
    for i in 0..30_000_000 {
        node(&mut heap, i, 0, 0);
    }
    println!(
        "    and after 1 GB of garbage: {:.1} MiB resident",
        resident_mib()
    );
}

/// One huge array of young cells.
fn big_array() {
    let mut heap = new_heap();
    let len = 2_000_000;
    let array = array(&mut heap, len);
    let mut latencies = Latencies(Vec::new());
    let start = Instant::now();
    for round in 0..3 {
        for i in 0..len {
            latencies.time(|| {
                let leaf = leaf(&mut heap, i as u64);
                set(&heap, array, i, word(leaf));
            });
        }
        println!(
            "array: round {round}: {:.1} ms",
            start.elapsed().as_nanos() as f64 / 1e6
        );
    }
    latencies.report();
    report(&heap);
}

/// 10 GB of garbage, cells and large arrays.
fn garbage() {
    let mut heap = new_heap();
    let start = Instant::now();
    let mut bytes = 0usize;
    let mut random = Random(3);
    let mut peak: f64 = 0.0;
    let mut last = 0;
    while bytes < 10 << 30 {
        let len = match random.below(1000) {
            0 => random.below(100_000),
            n if n < 50 => random.below(1000),
            _ => random.below(16),
        };
        let array = array(&mut heap, len);
        last ^= array.addr();
        bytes += 8 + 8 * len;
        if bytes >> 28 != (bytes - 8 - 8 * len) >> 28 {
            peak = peak.max(resident_mib());
        }
    }
    std::hint::black_box(last);
    let time = start.elapsed();
    println!(
        "garbage: 10 GiB in {:.0} ms, {:.2} GB/s, peak {peak:.1} MiB resident",
        time.as_millis(),
        bytes as f64 / time.as_nanos() as f64
    );
    report(&heap);
    std::thread::sleep(Duration::from_millis(1));
}

/// What an idle heap costs.
fn start() {
    let before = resident_mib();
    let start = Instant::now();
    let mut heaps: Vec<Box<Heap>> = (0..16).map(|_| new_heap()).collect();
    let time = start.elapsed().as_micros();
    for heap in &mut heaps {
        for len in 0..100 {
            array(heap, len);
        }
    }
    println!(
        "start: {} us per heap, {:.0} KiB resident each with 100 cells of 50 classes",
        time / 16,
        (resident_mib() - before) * 64.0
    );
    let start = Instant::now();
    drop(heaps);
    println!("    {} us to drop one", start.elapsed().as_micros() / 16);
}

fn main() {
    let arguments: Vec<String> = std::env::args().collect();
    let what = arguments.get(1).map_or("all", |argument| argument.as_str());
    let mib = arguments
        .get(2)
        .and_then(|mib| mib.parse().ok())
        .unwrap_or(100);
    let run = |name| what == name || what == "all";
    if run("start") {
        start();
    }
    if run("alloc") {
        alloc();
    }
    if run("trees") {
        trees();
    }
    if run("garbage") {
        garbage();
    }
    if run("array") {
        big_array();
    }
    if run("splay") {
        splay(mib);
    }
}
