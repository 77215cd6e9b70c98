//! `cargo x fuzz`: generated programs (and mutants of the corpus) in every row of the variants table and in node, compared by what they
//! print. A difference, crash or hang is printed with its seed, made small, and saved under tests/fuzz/findings.
//!
//! 1. Program `i` of seed `S` is the same on every machine and with any number of jobs: `--seed=S --first=i --count=1` repeats it.
//! 2. A program that the reference does not finish in time says nothing: it is counted and left. One that node does not finish is compared among
//!    the variants, and counted.
//! 3. Mutants are compared among the variants alone: what they run into (limits, messages, depths) may differ in node.
mod engines;
mod generate;
mod mutate;
mod random;
mod reduce;

use crate::variants::{self, Variant};
use crate::{ogive, root};
use engines::{Engine, Outcome};
use random::Random;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

/// The reference has so long.
const REFERENCE_LIMIT: Duration = Duration::from_millis(1500);
/// For mutants: the programs they are made of loop longer than generated ones, and each collects and compiles in a dozen ways.
const MUTANT_LIMIT: Duration = Duration::from_millis(100);
/// Every other engine has so long for what the reference did in `REFERENCE_LIMIT`.
const LIMIT: Duration = Duration::from_secs(30);
/// A collection at every so many-th allocation in the rows that collect often: rarer than for the fixed programs.
const STRESS: u32 = 499;
/// Programs that one process runs before the next process has its turn: what it needs is then in the caches.
const BATCH: u64 = 16;
/// Reduction ends after so long.
const REDUCTION: Duration = Duration::from_secs(60);
/// Heap of a fuzzed program, the same in all variants.
const HEAP: &str = "--max-heap=512";

struct Settings {
    seed: u64,
    first: u64,
    count: u64,
    until: Option<Instant>,
    variants: Vec<&'static Variant>,
    peer: Option<Vec<String>>,
    binary: PathBuf,
    mutate: bool,
    reference_limit: Duration,
    reduce: bool,
    max_findings: u64,
    corpus: Vec<String>,
}

/// What all jobs share.
#[derive(Default)]
struct Shared {
    next: AtomicU64,
    done: AtomicU64,
    unfinished: AtomicU64,
    unfinished_in_node: AtomicU64,
    threw: AtomicU64,
    findings: AtomicU64,
    print: Mutex<()>,
    kinds: Mutex<BTreeMap<String, u64>>,
}

/// `--seed=S --first=I --count=N --minutes=M --variants=A,B --no-node --node=PATH --jobs=N --mutate --no-reduce --max-findings=N --print`
pub fn run(arguments: &[String]) -> Result<(), String> {
    let value = |flag: &str| arguments.iter().find_map(|a| a.strip_prefix(flag)?.strip_prefix('=')).map(str::to_string);
    let has = |flag: &str| arguments.iter().any(|a| a == flag);
    let number = |flag: &str, default: u64| value(flag).map_or(Ok(default), |v| v.parse().map_err(|_| format!("{flag} wants a number")));
    const KNOWN: &[&str] = &[
        "--seed", "--first", "--count", "--minutes", "--variants", "--node", "--jobs", "--max-findings", "--no-node", "--mutate", "--no-reduce", "--print",
    ];
    if let Some(unknown) = arguments.iter().find(|a| !KNOWN.contains(&a.split('=').next().unwrap_or(a))) {
        return Err(format!("bad option {unknown}"));
    }
    let (seed, first) = (number("--seed", 1)?, number("--first", 0)?);
    if has("--print") {
        print!("{}", generate::program(&mut Random::new(seed, first)));
        return Ok(());
    }
    let minutes = number("--minutes", 0)?;
    let mutate = has("--mutate");
    let settings = Settings {
        seed,
        first,
        count: number("--count", if minutes > 0 { u64::MAX } else { 1000 })?,
        until: (minutes > 0).then(|| Instant::now() + Duration::from_secs(60 * minutes)),
        variants: variants::chosen(value("--variants").as_deref())?,
        peer: if has("--no-node") || mutate { None } else { node(value("--node"))? },
        binary: ogive()?,
        mutate,
        reference_limit: if mutate { MUTANT_LIMIT } else { REFERENCE_LIMIT },
        reduce: !has("--no-reduce"),
        max_findings: number("--max-findings", 10)?,
        corpus: if mutate { mutate::corpus() } else { vec![] },
    };
    let jobs = number("--jobs", std::thread::available_parallelism().map_or(2, |n| n.get() as u64))?;
    let shared = Shared::default();
    let start = Instant::now();
    let results: Vec<Result<(), String>> = std::thread::scope(|scope| {
        let workers: Vec<_> = (0..jobs).map(|_| scope.spawn(|| work(&settings, &shared, start))).collect();
        workers.into_iter().map(|w| w.join().unwrap_or(Err("a worker thread panicked".into()))).collect()
    });
    results.into_iter().collect::<Result<Vec<()>, String>>()?;
    let done = shared.done.load(Ordering::Relaxed);
    let seconds = start.elapsed().as_secs_f64();
    let names: Vec<&str> = settings.variants.iter().map(|v| v.name).chain(settings.peer.iter().map(|_| "node")).collect();
    println!(
        "{done} programs through {} in {seconds:.0} s ({:.0}/s); {} unfinished, {} unfinished in node alone, {} ended by an uncaught error",
        names.join(", "),
        done as f64 / seconds,
        shared.unfinished.load(Ordering::Relaxed),
        shared.unfinished_in_node.load(Ordering::Relaxed),
        shared.threw.load(Ordering::Relaxed)
    );
    let findings = shared.findings.load(Ordering::Relaxed);
    if let Ok(kinds) = shared.kinds.lock() {
        kinds.iter().for_each(|(kind, n)| println!("{n} x {kind}"));
    }
    if findings == 0 { Ok(()) } else { Err(format!("{findings} findings, in tests/fuzz/findings")) }
}

/// The command of node: the one given, or the one on the PATH.
fn node(path: Option<String>) -> Result<Option<Vec<String>>, String> {
    let given = path.is_some();
    let node = path.unwrap_or("node".into());
    if std::process::Command::new(&node).arg("--version").output().is_err() {
        if given {
            return Err(format!("{node} does not run"));
        }
        println!("node is absent: only the variants are compared");
        return Ok(None);
    }
    let script = root().join("crates/xtask/src/fuzz/node.js");
    // What its optimizer does is not the question here.
    // Its interpreter's frames are large: what recurses deeply here is to end there in the same way.
    let flags = ["--no-opt", "--single-threaded", "--stack-size=3900", "--max-old-space-size=1024"].map(str::to_string);
    Ok(Some([vec![node], flags.to_vec(), vec![script.display().to_string(), prelude().display().to_string()]].concat()))
}

fn prelude() -> PathBuf {
    root().join("tests/fuzz/prelude.js")
}

/// One job: its own processes, programs until none is left.
fn work(settings: &Settings, shared: &Shared, start: Instant) -> Result<(), String> {
    let command = |variant: &Variant| {
        let batch = format!("--fuzz-batch={}", prelude().display());
        let head = [settings.binary.display().to_string(), batch, HEAP.to_string(), "--allow-natives-syntax".to_string()];
        head.into_iter().chain(variant.flags(Some(STRESS))).collect::<Vec<_>>()
    };
    let mut engines: Vec<Engine> = settings.variants.iter().map(|v| Engine::new(v.name, command(v))).collect();
    engines.extend(settings.peer.iter().map(|command| Engine::new("node", command.clone())));
    loop {
        let start_of_batch = shared.next.fetch_add(BATCH, Ordering::Relaxed);
        let late = settings.until.is_some_and(|t| Instant::now() > t);
        if start_of_batch >= settings.count || late || shared.findings.load(Ordering::Relaxed) >= settings.max_findings {
            return Ok(());
        }
        let indices = start_of_batch..(start_of_batch + BATCH).min(settings.count);
        let programs: Vec<String> = indices.clone().map(|index| program(settings, settings.first + index)).collect();
        let all = compare(&mut engines, &programs, settings.reference_limit)?;
        for ((index, program), mut outcomes) in indices.zip(&programs).zip(all) {
            // What node does not get done, or dies of (its memory ends otherwise than ours), says nothing.
            if settings.peer.is_some() && outcomes.len() == engines.len() && outcomes.pop_if(|node| node.is_late() || node.is_fault()).is_some() {
                shared.unfinished_in_node.fetch_add(1, Ordering::Relaxed);
            }
            match verdict(outcomes) {
                Verdict::Same { threw } => {
                    shared.threw.fetch_add(threw as u64, Ordering::Relaxed);
                }
                Verdict::Unfinished => {
                    shared.unfinished.fetch_add(1, Ordering::Relaxed);
                }
                Verdict::Differs(outcomes) => {
                    shared.findings.fetch_add(1, Ordering::Relaxed);
                    finding(settings, shared, &mut engines, settings.first + index, program, &outcomes)?;
                }
            }
            let done = shared.done.fetch_add(1, Ordering::Relaxed) + 1;
            if done.is_multiple_of(1000) {
                eprintln!("{done} programs, {:.0}/s", done as f64 / start.elapsed().as_secs_f64());
            }
        }
    }
}

fn program(settings: &Settings, index: u64) -> String {
    let mut random = Random::new(settings.seed, index);
    if settings.mutate { mutate::program(&mut random, &settings.corpus) } else { generate::program(&mut random) }
}

enum Verdict {
    Same { threw: bool },
    Unfinished,
    /// All outcomes, in the order of the engines.
    Differs(Vec<Outcome>),
}

/// What each program comes to in each engine, the first of which is the reference: it alone, when it does not finish.
fn compare(engines: &mut [Engine], programs: &[String], limit: Duration) -> Result<Vec<Vec<Outcome>>, String> {
    let all: Vec<&str> = programs.iter().map(String::as_str).collect();
    let mut outcomes = vec![];
    for (program, mut reference) in all.iter().zip(engines[0].run_all(&all, limit)?) {
        if reference.kind == "hang" {
            // A busy machine is slow; who is late a second time hangs.
            reference = engines[0].run(program, LIMIT)?;
        }
        outcomes.push(vec![reference]);
    }
    let finished: Vec<usize> = (0..all.len()).filter(|&i| outcomes[i][0].kind != "timeout" && !outcomes[i][0].is_fault()).collect();
    let others: Vec<&str> = finished.iter().map(|&i| all[i]).collect();
    for engine in &mut engines[1..] {
        for (&i, mut outcome) in finished.iter().zip(engine.run_all(&others, LIMIT)?) {
            // As above.
            if outcome.is_late() {
                outcome = engine.run(all[i], LIMIT * 2)?;
            }
            outcomes[i].push(outcome);
        }
    }
    Ok(outcomes)
}

fn verdict(outcomes: Vec<Outcome>) -> Verdict {
    let reference = &outcomes[0];
    match reference.kind.as_str() {
        "timeout" => Verdict::Unfinished,
        kind if !reference.is_fault() && outcomes.iter().all(|o| o == reference) => Verdict::Same { threw: kind != "ok" },
        _ => Verdict::Differs(outcomes),
    }
}

/// Reports a finding: which engines, what they printed, the reduced program, and where it is saved.
fn finding(settings: &Settings, shared: &Shared, engines: &mut [Engine], index: u64, program: &str, outcomes: &[Outcome]) -> Result<(), String> {
    let different: Vec<usize> = (1..outcomes.len()).filter(|&i| outcomes[i] != outcomes[0]).collect();
    let odd = different.first().copied().unwrap_or(0);
    let names = if different.is_empty() { engines[0].name.clone() } else { different.iter().map(|&i| engines[i].name.as_str()).collect::<Vec<_>>().join(",") };
    let kind = format!("{}: {}", names, if outcomes[odd].is_fault() { outcomes[odd].kind.as_str() } else { "differs" });
    let reduced = if settings.reduce {
        let end = Instant::now() + REDUCTION;
        reduce::reduce(program, &mut |candidate| Instant::now() < end && same_difference(engines, odd, &outcomes[odd], candidate))
    } else {
        program.to_string()
    };
    let mode = if settings.mutate { " --mutate" } else { "" };
    let repeat = format!("cargo x fuzz{mode} --seed={} --first={index} --count=1", settings.seed);
    let folder = root().join("tests/fuzz/findings");
    std::fs::create_dir_all(&folder).map_err(|e| e.to_string())?;
    let file = folder.join(format!("seed{}-{index}.js", settings.seed));
    std::fs::write(&file, format!("// {kind}\n// {repeat}\n{reduced}")).map_err(|e| e.to_string())?;
    std::fs::write(folder.join(format!("seed{}-{index}.full.js", settings.seed)), program).map_err(|e| e.to_string())?;
    if outcomes[odd].is_fault() {
        // What the process said: of a compiler that has panicked, the graph.
        std::fs::write(folder.join(format!("seed{}-{index}.txt", settings.seed)), &outcomes[odd].output).map_err(|e| e.to_string())?;
    }
    let mut ends = vec![];
    for i in if odd == 0 { vec![0] } else { vec![0, odd] } {
        let outcome = engines[i].run(&reduced, LIMIT)?;
        ends.push(format!("--- {}: {}\n{}", engines[i].name, outcome.kind, shorten(&outcome.output)));
    }
    if let Ok(mut kinds) = shared.kinds.lock() {
        *kinds.entry(kind.clone()).or_default() += 1;
    }
    let _guard = shared.print.lock();
    println!("=== {kind}\n{repeat}\nsaved: {}\n{reduced}{}", file.strip_prefix(root()).unwrap_or(Path::new("")).display(), ends.join(""));
    Ok(())
}

fn shorten(text: &str) -> String {
    text.lines().take(30).map(|l| l.chars().take(300).collect::<String>() + "\n").collect()
}

/// Does a smaller program still show what the whole one showed? Programs that do not compile show nothing.
fn same_difference(engines: &mut [Engine], odd: usize, original: &Outcome, program: &str) -> bool {
    let Ok(reference) = engines[0].run(program, REFERENCE_LIMIT) else { return false };
    if odd == 0 {
        return reference.kind.split(':').next() == original.kind.split(':').next();
    }
    if reference.is_fault() || reference.kind == "timeout" || reference.kind == "uncaught:SyntaxError" {
        return false;
    }
    let Ok(outcome) = engines[odd].run(program, LIMIT) else { return false };
    if outcome.kind == "uncaught:SyntaxError" || (outcome.kind == "timeout" && original.kind != "timeout") {
        return false;
    }
    if original.is_fault() { outcome.is_fault() } else { outcome != reference && !outcome.is_fault() }
}
