//! Fixed programs in every row of the variants table: they must end and print the same in all of them.
//!
//! - `tests/run/**.js`: assert-style programs. A program passes when it exits with 0; `//! exit: N`, `//! stdout: LINE`, `//! flags: …`,
//!   `//! shell: node`, `//! gc-stress: N` and `//! only: VARIANT` at its head say otherwise.
//! - `tests/fuzz/corpus/*.js`: what the fuzzer found, after its prelude.
//! - `tests/snap/**.js`: the inputs of the snapshots, whatever they do: what they print, their errors and stack traces are compared.
use crate::variants::{Variant, chosen};
use crate::{files_below, ogive, root};
use std::io::Read;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

/// One run may take so long.
const LIMIT: Duration = Duration::from_secs(120);
/// A snapshot's input that the reference does not end within this never ends: it is no program to run.
const ENDLESS: Duration = Duration::from_secs(2);
/// Snapshots of tokens are no programs.
const NOT_PROGRAMS: &str = "tests/snap/tokens";

/// What a program did.
#[derive(PartialEq, Eq)]
struct Outcome {
    code: Option<i32>,
    stdout: String,
    stderr: String,
}

/// A program of the project, and what its head says.
struct Program {
    name: String,
    file: PathBuf,
    text: String,
    /// Its exit code and output say whether it passes; otherwise they are only compared.
    asserts: bool,
    /// Scripts that run before it.
    before: Vec<PathBuf>,
}

pub fn run(arguments: &[String]) -> Result<(), String> {
    let binary = ogive()?;
    let variants = chosen(arguments.iter().find_map(|a| a.strip_prefix("--variants=")))?;
    let filter = arguments.iter().find(|a| !a.starts_with("--"));
    let programs: Vec<Program> = collect().into_iter().filter(|p| filter.is_none_or(|f| p.name.contains(f.as_str()))).collect();
    let (next, passed, failures) = (AtomicUsize::new(0), AtomicUsize::new(0), Mutex::new(vec![]));
    let jobs = std::thread::available_parallelism().map_or(2, |n| n.get());
    std::thread::scope(|scope| {
        for _ in 0..jobs {
            scope.spawn(|| {
                while let Some(program) = programs.get(next.fetch_add(1, Ordering::Relaxed)) {
                    let (good, bad) = run_program(&binary, program, &variants);
                    passed.fetch_add(good, Ordering::Relaxed);
                    if let Ok(mut failures) = failures.lock() {
                        failures.extend(bad);
                    }
                }
            });
        }
    });
    let mut failures = failures.into_inner().map_err(|e| e.to_string())?;
    failures.sort();
    failures.iter().for_each(|f| println!("{f}"));
    println!("{} runs passed, {} failed: {} programs in {} variants", passed.into_inner(), failures.len(), programs.len(), variants.len());
    if failures.is_empty() { Ok(()) } else { Err(format!("{} runs failed", failures.len())) }
}

fn collect() -> Vec<Program> {
    let prelude = root().join("tests/fuzz/prelude.js");
    let mut programs = vec![];
    for (folder, asserts, before) in [("tests/run", true, vec![]), ("tests/fuzz/corpus", true, vec![prelude]), ("tests/snap", false, vec![])] {
        for file in files_below(&root().join(folder), ".js") {
            let name = file.strip_prefix(root()).unwrap_or(&file).display().to_string();
            if !name.starts_with(NOT_PROGRAMS) {
                let text = std::fs::read_to_string(&file).unwrap_or_default();
                programs.push(Program { name, file, text, asserts, before: before.clone() });
            }
        }
    }
    programs
}

impl Program {
    /// The values of a key in the head.
    fn header(&self, key: &str) -> Vec<&str> {
        let lines = self.text.lines().take_while(|l| l.starts_with("//"));
        lines.filter_map(|l| l.strip_prefix("//! ")?.strip_prefix(key)?.strip_prefix(':')).map(str::trim).collect()
    }
}

/// Runs a program in every variant: how many passed, and what to say of the others.
fn run_program(binary: &Path, program: &Program, variants: &[&Variant]) -> (usize, Vec<String>) {
    let only = program.header("only");
    let mut first: Option<(&str, Outcome)> = None;
    let (mut passed, mut failures) = (0, vec![]);
    for variant in variants {
        if !only.is_empty() && !only.iter().any(|o| o.split_whitespace().any(|n| n == variant.name)) {
            continue;
        }
        let limit = if first.is_none() && !program.asserts { ENDLESS } else { LIMIT };
        let result = run_variant(binary, program, variant, limit);
        if limit == ENDLESS && result.is_err() {
            break;
        }
        let result = result.and_then(|outcome| match &first {
            None => {
                first = Some((variant.name, outcome));
                Ok(())
            }
            Some((_, expected)) if outcome.code == expected.code && outcome.stdout == expected.stdout => {
                // Programs that assert may print what they like on standard error.
                if program.asserts || outcome.stderr == expected.stderr { Ok(()) } else { Err(format!("another error:\n{}", outcome.stderr)) }
            }
            Some((name, _)) => Err(format!("prints other than [{name}] (exit {:?}):\n{}{}", outcome.code, outcome.stdout, outcome.stderr)),
        });
        match result {
            Ok(()) => passed += 1,
            Err(reason) => failures.push(format!("{} [{}]: {reason}", program.name, variant.name)),
        }
    }
    (passed, failures)
}

fn run_variant(binary: &Path, program: &Program, variant: &Variant, limit: Duration) -> Result<Outcome, String> {
    // A program that allocates too much to collect so often says how often.
    let stress = program.header("gc-stress").first().and_then(|n| n.parse().ok());
    let mut command = Command::new(binary);
    command.args(variant.flags(stress)).args(program.header("flags").iter().flat_map(|l| l.split_whitespace()));
    if program.header("shell").is_empty() {
        command.arg("--script");
    }
    let outcome = finish(command.args(&program.before).arg(&program.file), limit)?;
    if !program.asserts {
        return Ok(outcome);
    }
    let expected = program.header("exit").first().and_then(|n| n.parse().ok()).unwrap_or(0);
    if outcome.code != Some(expected) {
        let error: Vec<&str> = outcome.stderr.lines().take(6).collect();
        return Err(format!("exit {:?}, expected {expected}\n    {}", outcome.code, error.join("\n    ")));
    }
    match program.header("stdout").iter().find(|line| !outcome.stdout.lines().any(|l| l == **line)) {
        Some(line) => Err(format!("does not print '{line}'")),
        None => Ok(outcome),
    }
}

/// Runs a command to its end, or to the limit.
fn finish(command: &mut Command, limit: Duration) -> Result<Outcome, String> {
    let spawned = command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn();
    let mut child = spawned.map_err(|e| format!("cannot run: {e}"))?;
    let (stdout, stderr) = (drain(child.stdout.take()), drain(child.stderr.take()));
    let start = Instant::now();
    let status = loop {
        match child.try_wait().map_err(|e| e.to_string())? {
            Some(status) => break status,
            None if start.elapsed() > limit => {
                let _ = child.kill().and_then(|()| child.wait());
                return Err(format!("does not end within {} s", limit.as_secs()));
            }
            None => std::thread::sleep(Duration::from_millis(1)),
        }
    };
    Ok(Outcome { code: status.code(), stdout: stdout.join().unwrap_or_default(), stderr: stderr.join().unwrap_or_default() })
}

/// Reads a pipe to its end on another thread, so that the child never waits for a reader.
fn drain(pipe: Option<impl Read + Send + 'static>) -> std::thread::JoinHandle<String> {
    std::thread::spawn(move || {
        let mut bytes = vec![];
        if let Some(mut pipe) = pipe {
            let _ = pipe.read_to_end(&mut bytes);
        }
        String::from_utf8_lossy(&bytes).into_owned()
    })
}
