//! Developer tasks: `cargo x TASK`. No dependency but the standard library, so that it builds at once.
#![forbid(unsafe_code)]

mod bench;
mod dispatch;
mod events;
mod fuzz;
mod npm;
mod parse;
mod pauses;
mod peers;
mod programs;
mod refusals;
mod startup;
mod test262;
mod tidy;
mod variants;
mod warmup;

use std::path::PathBuf;
use std::process::{Command, ExitCode};

const HELP: &str = "\
usage: cargo x TASK [arguments]
  test                       unit tests, snapshots, programs in every variant, tidiness
  programs [FILTER] [--variants=A,B]
                             tests/run/**, the fuzzer's corpus and the snapshots' inputs in every variant
  fuzz --seed=S --count=N [--minutes=M] [--variants=A,B] [--no-node] [--mutate] [--print]
                             generated programs in every variant and in node, compared
  bless                      rewrite snapshot dumps
  test262 [FILTER] [--bless] [--jobs=N] [--list] [--variant=NAME]
                             the conformance suite against tests/test262/expected-failures.txt
  bench [own|kernels|octane|awfy|FOLDER] --engine='COMMAND' ... [--rounds=N] [--only=NAME]
                             engines interleaved on the same programs; medians and ratios
  npm [FILTER] [--variants]  real programs from npm: the same output as node
  startup [--engine=NODE]    hello and typescript.js against node: time, memory, the code cache
  parse [--engine=NODE]      speed of the parser against V8's
  pauses                     the longest pauses of the collector and of installations, and memory under a flood of garbage
  refusals [FILTER]          why functions of the benchmarks are not optimized, with counts
  warmup [FILTER]            the first 200 ms of Octane's programs and the load of typescript.js, with machine code and without
  dispatch                   count the indirect jumps of the interpreter loop
  tidy                       arrows between rooms, file sizes, unsafe counts
";

fn main() -> ExitCode {
    let mut arguments = std::env::args().skip(1);
    let task = arguments.next().unwrap_or_default();
    let rest: Vec<String> = arguments.collect();
    let result = match task.as_str() {
        "test" => test(),
        "programs" => programs::run(&rest),
        "bless" => cargo_env(&["test", "--workspace", "--", "snap"], &[("BLESS", "1")]),
        "test262" => test262::run(&rest),
        "npm" => npm::run(&rest),
        "bench" => bench::run(&rest),
        "startup" => startup::run(&rest),
        "parse" => parse::run(&rest),
        "pauses" => pauses::run(),
        "refusals" => refusals::run(rest.first().map(String::as_str)),
        "warmup" => warmup::run(rest.first().map(String::as_str)),
        "fuzz" => fuzz::run(&rest),
        "dispatch" => dispatch::run(),
        "tidy" => tidy::run(),
        _ => {
            print!("{HELP}");
            return if task.is_empty() { ExitCode::SUCCESS } else { ExitCode::from(2) };
        }
    };
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            eprintln!("cargo x {task}: {message}");
            ExitCode::FAILURE
        }
    }
}

fn test() -> Result<(), String> {
    tidy::run()?;
    cargo_env(&["test", "--workspace", "--quiet"], &[])?;
    programs::run(&[])
}

/// The workspace's folder.
pub fn root() -> PathBuf {
    let here = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
    here.ancestors().nth(2).map(PathBuf::from).unwrap_or(here)
}

/// Runs cargo in the workspace.
pub fn cargo_env(arguments: &[&str], environment: &[(&str, &str)]) -> Result<(), String> {
    let cargo = std::env::var("CARGO").unwrap_or("cargo".into());
    let status = Command::new(cargo)
        .args(arguments)
        .envs(environment.iter().copied())
        .current_dir(root())
        .status()
        .map_err(|e| format!("cannot run cargo: {e}"))?;
    if status.success() { Ok(()) } else { Err(format!("`cargo {}` failed", arguments.join(" "))) }
}

/// What cargo prints in the workspace.
pub fn cargo_output(arguments: &[&str]) -> Result<String, String> {
    let cargo = std::env::var("CARGO").unwrap_or("cargo".into());
    let output = Command::new(cargo).args(arguments).current_dir(root()).output().map_err(|e| format!("cannot run cargo: {e}"))?;
    if output.status.success() {
        return Ok(String::from_utf8_lossy(&output.stdout).into_owned());
    }
    Err(format!("`cargo {}` failed: {}", arguments.join(" "), String::from_utf8_lossy(&output.stderr)))
}

/// Builds the release binary; its path. `$OGIVE` names a binary that is there already.
pub fn ogive() -> Result<PathBuf, String> {
    if let Ok(path) = std::env::var("OGIVE") {
        return Ok(path.into());
    }
    cargo_env(&["build", "--release", "--quiet", "-p", "ogive-cli"], &[])?;
    let target = std::env::var("CARGO_TARGET_DIR").map(PathBuf::from).unwrap_or(root().join("target"));
    Ok(target.join("release/ogive"))
}

/// A folder of an external suite: from an environment variable, or the cache.
pub fn suite(variable: &str, name: &str) -> Option<PathBuf> {
    let path = match std::env::var(variable) {
        Ok(path) => PathBuf::from(path),
        Err(_) => PathBuf::from(std::env::var("HOME").ok()?).join(".cache/ogive").join(name),
    };
    path.is_dir().then_some(path)
}

/// All files below a folder with an ending, sorted.
pub fn files_below(folder: &std::path::Path, ending: &str) -> Vec<PathBuf> {
    let mut found = vec![];
    let mut folders = vec![folder.to_path_buf()];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
            let path = entry.path();
            if path.is_dir() {
                folders.push(path);
            } else if path.to_string_lossy().ends_with(ending) {
                found.push(path);
            }
        }
    }
    found.sort();
    found
}
