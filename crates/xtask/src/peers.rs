//! Other engines to compare with, and files to compare them on. An absent peer is said and is no failure.
use crate::root;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::time::Instant;

/// An engine that runs files as Node does: `--engine=COMMAND`, or the `node` of the PATH.
pub fn node(arguments: &[String]) -> Option<Vec<String>> {
    let command = arguments.iter().find_map(|a| a.strip_prefix("--engine=")).unwrap_or("node");
    let words: Vec<String> = command.split_whitespace().map(str::to_string).collect();
    let version = Command::new(words.first()?).arg("--version").output().ok().filter(|o| o.status.success());
    match version {
        Some(version) => {
            println!("peer: {command} {}", String::from_utf8_lossy(&version.stdout).trim());
            Some(words)
        }
        None => {
            println!("peer: {command} is absent; only fixed limits are checked");
            None
        }
    }
}

/// The folder with the packages of `tests/npm/package.json`, installed unless they are there; None without npm.
pub fn packages() -> Result<Option<PathBuf>, String> {
    let work = root().join("target/npm");
    if Command::new("npm").arg("--version").output().is_err() {
        println!("npm is absent: skipped");
        return Ok(None);
    }
    std::fs::create_dir_all(&work).map_err(|e| e.to_string())?;
    let manifest = std::fs::read(root().join("tests/npm/package.json")).map_err(|e| e.to_string())?;
    if std::fs::read(work.join("package.json")).ok().as_ref() != Some(&manifest) || !work.join("node_modules").is_dir() {
        std::fs::write(work.join("package.json"), &manifest).map_err(|e| e.to_string())?;
        let installed = Command::new("npm").args(["install", "--silent", "--no-audit", "--no-fund", "--ignore-scripts"]).current_dir(&work).status();
        if !installed.is_ok_and(|s| s.success()) {
            let _ = std::fs::remove_file(work.join("package.json"));
            return Err("npm install failed".into());
        }
    }
    Ok(Some(work))
}

/// typescript.js of the installed packages: 9 MB in one file.
pub fn typescript() -> Result<Option<PathBuf>, String> {
    Ok(packages()?.map(|p| p.join("node_modules/typescript/lib/typescript.js")))
}

/// A folder for programs that a task writes.
pub fn scratch() -> Result<PathBuf, String> {
    let folder = root().join("target/speed");
    std::fs::create_dir_all(&folder).map_err(|e| e.to_string())?;
    Ok(folder)
}

/// A command line with a file at its end.
pub fn command(words: &[String], file: &Path) -> Command {
    let mut command = Command::new(&words[0]);
    command.args(&words[1..]).arg(file);
    command
}

/// Milliseconds that a command takes, and what it gave; an error if it fails.
pub fn timed(mut command: Command) -> Result<(f64, Output), String> {
    let start = Instant::now();
    let output = command.output().map_err(|e| format!("{command:?}: {e}"))?;
    let elapsed = start.elapsed().as_secs_f64() * 1000.0;
    if output.status.success() {
        return Ok((elapsed, output));
    }
    let reason = String::from_utf8_lossy(&output.stderr).lines().take(5).collect::<Vec<_>>().join("\n  ");
    Err(format!("{command:?} failed ({}):\n  {reason}", output.status))
}

/// The median of samples; none is infinity.
pub fn median(samples: &mut [f64]) -> f64 {
    samples.sort_by(f64::total_cmp);
    samples.get(samples.len() / 2).copied().unwrap_or(f64::INFINITY)
}

/// Measures that were compared with limits.
#[derive(Default)]
pub struct Verdict {
    failures: usize,
}
impl Verdict {
    /// Prints a measure and its limit; `good` says whether the limit is kept.
    pub fn check(&mut self, what: &str, good: bool) {
        println!("{} {what}", if good { "ok    " } else { "FAILED" });
        self.failures += usize::from(!good);
    }
    /// The task's result.
    pub fn result(self) -> Result<(), String> {
        if self.failures == 0 { Ok(()) } else { Err(format!("{} limits missed", self.failures)) }
    }
}
