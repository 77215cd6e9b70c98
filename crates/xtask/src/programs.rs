//! `tests/run/**.js`: assert-style programs, each in every row of the variants table. A program passes when it exits with 0 and prints
//! the same in all variants; `//! exit: N`, `//! stdout: LINE`, `//! flags: …` and `//! gc-stress: N` at its head say otherwise.
use crate::{files_below, ogive, root};
use std::path::Path;
use std::process::Command;

/// Name and flags of each way to run a program. New tiers add rows here.
pub const VARIANTS: &[(&str, &[&str])] =
&[
    ("interpreter", &["--jitless"]),
    ("gc-stress", &["--jitless", "--gc-stress=7"]),
    ("verify-heap", &["--jitless", "--gc-stress=101", "--verify-heap"]),
    ("baseline", &["--no-optimizer"]),
    ("always-baseline", &["--no-optimizer", "--always-baseline", "--baseline-after=0"]),
    ("always-baseline gc-stress", &["--no-optimizer", "--always-baseline", "--baseline-after=0", "--gc-stress=7"]),
];

pub fn run(filter: Option<&str>) -> Result<(), String> {
    let binary = ogive()?;
    let folder = root().join("tests/run");
    let (mut passed, mut failed) = (0, 0);
    for file in files_below(&folder, ".js") {
        let name = file.strip_prefix(&folder).unwrap_or(&file).display().to_string();
        if filter.is_some_and(|f| !name.contains(f)) {
            continue;
        }
        let mut first: Option<String> = None;
        for (variant, flags) in VARIANTS {
            match run_program(&binary, &file, flags) {
                Ok(output) if first.as_ref().is_none_or(|f| *f == output) => {
                    first.get_or_insert(output);
                    passed += 1;
                }
                Ok(output) => {
                    failed += 1;
                    println!("{name} [{variant}]: prints other than [{}]:\n{output}", VARIANTS[0].0);
                }
                Err(reason) => {
                    failed += 1;
                    println!("{name} [{variant}]: {reason}");
                }
            }
        }
    }
    println!("{passed} passed, {failed} failed");
    if failed == 0 { Ok(()) } else { Err(format!("{failed} programs failed")) }
}

fn run_program(binary: &Path, file: &Path, flags: &[&str]) -> Result<String, String> {
    let text = std::fs::read_to_string(file).map_err(|e| e.to_string())?;
    let header = |key: &str| text.lines().filter_map(|l| l.strip_prefix("//! ")?.strip_prefix(key)).map(str::trim).collect::<Vec<_>>();
    let expected_exit: i32 = header("exit:").first().and_then(|n| n.parse().ok()).unwrap_or(0);
    // A program that allocates too much to collect so often says how often: `//! gc-stress: N`.
    let stress = header("gc-stress:").first().map(|n| format!("--gc-stress={n}"));
    let flags = flags.iter().map(|f| match &stress {
        Some(other) if f.starts_with("--gc-stress") => other.as_str(),
        _ => f,
    });
    let extra: Vec<&str> = header("flags:").iter().flat_map(|l| l.split_whitespace()).collect();
    let shell: &[&str] = if header("shell:").is_empty() { &["--script"] } else { &[] };
    let output = Command::new(binary)
        .args(flags)
        .args(&extra)
        .args(shell)
        .arg(file)
        .output()
        .map_err(|e| format!("cannot run: {e}"))?;
    let stdout = String::from_utf8_lossy(&output.stdout).into_owned();
    let code = output.status.code();
    if code != Some(expected_exit) {
        let error = String::from_utf8_lossy(&output.stderr);
        let last = error.lines().take(6).collect::<Vec<_>>().join("\n    ");
        return Err(format!("exit {code:?}, expected {expected_exit}\n    {last}"));
    }
    for line in header("stdout:") {
        if !stdout.lines().any(|l| l == line) {
            return Err(format!("does not print '{line}'"));
        }
    }
    Ok(stdout)
}
