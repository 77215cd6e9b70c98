//! `cargo x test262`: every test in each of its modes, in a few processes that each run many tests, against the committed list of
//! expected failures. A new failure or an unexpected pass is an error; `--bless` rewrites the list. `--variant=NAME` runs the suite in a
//! row of the variants table; the list is the same for all rows.
use crate::variants;
use crate::{files_below, ogive, root, suite};
use std::collections::{BTreeMap, BTreeSet};
use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

/// Features that are other issues' work; tests that need them are left out.
const SKIPPED_FEATURES: &[&str] = &["Temporal", "ShadowRealm", "decorators", "source-phase-imports-module-source"];
/// Folders left out.
const SKIPPED_FOLDERS: &[&str] = &["intl402/", "staging/", "built-ins/Temporal/"];
/// A test process that says nothing for so long is killed.
const SILENCE: Duration = Duration::from_secs(30);

/// Tests that take longer are named.
const SLOW: Duration = Duration::from_secs(3);

struct Work {
    /// Flags of the variant under test.
    flags: Vec<String>,
    queue: Mutex<Vec<(String, String)>>,
    results: Mutex<BTreeMap<String, Result<(), String>>>,
}

pub fn run(arguments: &[String]) -> Result<(), String> {
    let Some(suite) = suite("TEST262", "test262") else {
        println!("test262 is absent (~/.cache/ogive/test262 or $TEST262): skipped");
        return Ok(());
    };
    let has = |flag: &str| arguments.iter().any(|a| a == flag);
    let filter = arguments.iter().find(|a| !a.starts_with("--")).cloned().unwrap_or_default();
    let jobs = arguments.iter().find_map(|a| a.strip_prefix("--jobs=")?.parse().ok()).unwrap_or_else(cores);
    let binary = ogive()?;
    let variant = arguments.iter().find_map(|a| a.strip_prefix("--variant="));
    let flags = match variant {
        Some(name) => variants::chosen(Some(name))?.last().map_or(vec![], |v| v.flags(None)),
        None => vec![],
    };
    let mut queue = collect(&suite, &filter);
    let total = queue.len();
    queue.reverse();
    let work = Arc::new(Work { flags, queue: Mutex::new(queue), results: Mutex::default() });
    let workers: Vec<_> = (0..jobs)
        .map(|_| {
            let (work, binary, suite) = (work.clone(), binary.clone(), suite.clone());
            std::thread::spawn(move || while serve(&work, &binary, &suite) {})
        })
        .collect();
    for worker in workers {
        worker.join().map_err(|_| "a worker thread panicked")?;
    }
    let results = std::mem::take(&mut *work.results.lock().map_err(|e| e.to_string())?);
    report(&results, total, &filter, has("--bless"), has("--list"))
}

fn cores() -> usize {
    std::thread::available_parallelism().map_or(2, |n| n.get())
}

/// (mode, path) of every run.
fn collect(suite: &Path, filter: &str) -> Vec<(String, String)> {
    let test = suite.join("test");
    let mut runs = vec![];
    for file in files_below(&test, ".js") {
        let path = file.strip_prefix(&test).unwrap_or(&file).to_string_lossy().into_owned();
        if path.contains("_FIXTURE") || !path.starts_with(filter.trim_start_matches("test/")) || SKIPPED_FOLDERS.iter().any(|f| path.starts_with(f)) {
            continue;
        }
        let text = String::from_utf8_lossy(&std::fs::read(&file).unwrap_or_default()).into_owned();
        let front = text.split_once("/*---").and_then(|(_, r)| r.split_once("---*/")).map_or("", |(f, _)| f);
        let flag = |name: &str| front.lines().any(|l| l.trim_start().starts_with("flags:") && l.contains(name)) || front.contains(&format!("- {name}\n"));
        let feature = |name: &str| front.contains(&format!("{name},")) || front.contains(&format!("{name}]")) || front.contains(&format!("- {name}\n"));
        if SKIPPED_FEATURES.iter().any(|f| feature(f)) {
            continue;
        }
        let modes: &[&str] = if flag("module") {
            &["module"]
        } else if flag("raw") || flag("noStrict") {
            &["sloppy"]
        } else if flag("onlyStrict") {
            &["strict"]
        } else {
            &["sloppy", "strict"]
        };
        runs.extend(modes.iter().map(|m| (m.to_string(), path.clone())));
    }
    runs
}

/// Starts a process and feeds it tests until none is left (false) or it dies (true: start another).
fn serve(work: &Work, binary: &Path, suite: &Path) -> bool {
    let spawned = Command::new(binary)
        .arg(format!("--test262-batch={}", suite.display()))
        .args(&work.flags)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn();
    let Ok(mut child) = spawned else { return false };
    let (Some(mut input), Some(output)) = (child.stdin.take(), child.stdout.take()) else { return false };
    let (sender, lines) = channel();
    std::thread::spawn(move || {
        for line in BufReader::new(output).lines().map_while(Result::ok) {
            if sender.send(line).is_err() {
                break;
            }
        }
    });
    loop {
        let Some((mode, path)) = work.queue.lock().ok().and_then(|mut q| q.pop()) else {
            drop(input);
            let _ = child.wait();
            return false;
        };
        let start = Instant::now();
        let sent = writeln!(input, "{mode} {path}").and_then(|_| input.flush()).is_ok();
        let answer = if sent { answer(&lines) } else { Err("the process could not be reached".into()) };
        if start.elapsed() > SLOW {
            eprintln!("slow: {mode} {path} ({:.1} s)", start.elapsed().as_secs_f64());
        }
        let crashed = matches!(&answer, Err(e) if e.starts_with("CRASH") || e.starts_with("HANG"));
        if let Ok(mut results) = work.results.lock() {
            results.insert(format!("{mode} {path}"), answer);
            if results.len() % 5000 == 0 {
                eprintln!("{} runs done", results.len());
            }
        }
        if crashed {
            let _ = child.kill();
            let _ = child.wait();
            return true;
        }
    }
}

fn answer(lines: &Receiver<String>) -> Result<(), String> {
    loop {
        match lines.recv_timeout(SILENCE) {
            Ok(line) if line == "pass" => return Ok(()),
            Ok(line) if line.starts_with("fail ") => return Err(line[5..].to_string()),
            Ok(_) => {}
            Err(RecvTimeoutError::Timeout) => return Err("HANG: no answer".into()),
            Err(RecvTimeoutError::Disconnected) => return Err("CRASH: the process died".into()),
        }
    }
}

fn report(results: &BTreeMap<String, Result<(), String>>, total: usize, filter: &str, bless: bool, list: bool) -> Result<(), String> {
    let file = root().join("tests/test262/expected-failures.txt");
    let expected: BTreeSet<String> = std::fs::read_to_string(&file).unwrap_or_default().lines().map(str::to_string).collect();
    let mut folders: BTreeMap<String, (usize, usize)> = BTreeMap::new();
    let (mut failed, mut crashes) = (BTreeSet::new(), 0);
    for (run, result) in results {
        let path = run.split_once(' ').map_or("", |(_, p)| p);
        let depth = if path.starts_with("built-ins/") || path.starts_with("language/") { 2 } else { 1 };
        let names = [path.split('/').next().unwrap_or("").to_string(), path.split('/').take(depth).collect::<Vec<_>>().join("/")];
        for (i, name) in names.iter().enumerate() {
            if i == 1 && *name == names[0] {
                continue;
            }
            let entry = folders.entry(name.clone()).or_default();
            entry.0 += result.is_ok() as usize;
            entry.1 += 1;
        }
        if let Err(reason) = result {
            failed.insert(run.clone());
            crashes += ["CRASH", "HANG", "PANIC"].iter().any(|w| reason.starts_with(w)) as usize;
            if list || (!expected.contains(run) && !bless) {
                println!("{run}: {reason}");
            }
        }
    }
    for (folder, (passed, all)) in &folders {
        if passed < all || !folder.contains('/') {
            println!("{:6.2} %  {passed:6} / {all:6}  {folder}", 100.0 * *passed as f64 / *all as f64);
        }
    }
    let passed = results.len() - failed.len();
    println!("{passed} passed, {} failed of {total} runs; {crashes} crashes, panics or hangs", failed.len());
    let ran = |run: &&String| results.contains_key(*run);
    if bless {
        let kept = expected.iter().filter(|run| !ran(run)).cloned();
        let all: BTreeSet<String> = kept.chain(failed).collect();
        std::fs::create_dir_all(file.parent().unwrap_or(&file)).map_err(|e| e.to_string())?;
        return std::fs::write(&file, all.into_iter().map(|l| l + "\n").collect::<String>()).map_err(|e| e.to_string());
    }
    let new: Vec<_> = failed.difference(&expected).collect();
    let fixed: Vec<_> = expected.difference(&failed).filter(ran).collect();
    for run in &fixed {
        println!("unexpected pass: {run}");
    }
    let _ = filter;
    if new.is_empty() && fixed.is_empty() { Ok(()) } else { Err(format!("{} new failures, {} unexpected passes", new.len(), fixed.len())) }
}
