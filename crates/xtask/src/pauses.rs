//! `cargo x pauses`: how long the script waits for the engine. The collector: Octane's splay (a tree of 80 MB under constant change) with the
//! longest pause that `--trace-gc` tells, and the memory that a loop needs that makes 10 GB of garbage. The optimizer: the longest installation of code and
//! the longest snapshot that `--events` tells, over Octane.
use crate::peers::{self, Verdict, timed};
use crate::{bench, events, ogive};
use std::path::Path;
use std::process::Command;

/// No pause may be longer.
const LONGEST_MS: f64 = 20.0;
/// The heap of splay is to be at least so large, or its pauses say nothing.
const LIVE_MEGABYTES: f64 = 80.0;
/// Peak memory of the loop.
const GARBAGE_MEGABYTES: f64 = 64.0;

/// Microseconds that no installation of optimized code may take.
const LONGEST_INSTALLATION: f64 = 1000.0;
/// Each program runs so often; the shortest of its longest pauses counts, because others may have taken the processor away in the middle of one.
const INSTALLATION_RUNS: usize = 3;

const GARBAGE: &str = "\
var kept, i = 0;
for (var bytes = 0; bytes < 10 * 2 ** 30; bytes += 160, i++) kept = { a: i, b: [i, i + 1, i + 2], c: 's' + i };
if (kept.a !== i - 1) throw new Error('wrong result');
console.log(process.resourceUsage().maxRSS);
";

pub fn run() -> Result<(), String> {
    let binary = ogive()?;
    let scratch = peers::scratch()?;
    let mut verdict = Verdict::default();

    let file = scratch.join("garbage.js");
    std::fs::write(&file, GARBAGE).map_err(|e| e.to_string())?;
    let mut command = Command::new(&binary);
    command.arg(&file);
    let (elapsed, output) = timed(command)?;
    let kilobytes: f64 = String::from_utf8_lossy(&output.stdout).trim().parse().map_err(|_| "no peak memory")?;
    let peak = kilobytes / 1024.0;
    verdict.check(&format!("10 GB of garbage: peak memory {peak:.1} MB (limit {GARBAGE_MEGABYTES}), {:.1} s", elapsed / 1000.0), peak < GARBAGE_MEGABYTES);

    for program in bench::octane(&scratch)?.into_iter().filter(|p| p.name == "splay-latency") {
        let mut command = Command::new(&binary);
        command.args(["--trace-gc", "--script"]).arg(&program.file);
        let (_, output) = timed(command)?;
        let trace = String::from_utf8_lossy(&output.stderr).into_owned();
        // "[gc N] KIND … pause 12 us … -> 81.8 MiB, …"
        let numbers = |before: &str| -> Vec<f64> {
            let number = |l: &str| l.split_once(before)?.1.split_whitespace().next()?.parse().ok();
            trace.lines().filter(|l| l.starts_with("[gc ")).filter_map(number).collect()
        };
        let mut pauses = numbers("longest ");
        let live = numbers("-> ").into_iter().fold(0.0, f64::max);
        let middle = peers::median(&mut pauses) / 1000.0;
        let longest = pauses.last().copied().unwrap_or(f64::INFINITY) / 1000.0;
        let text = format!("splay: {} collections, heap up to {live:.0} MiB (at least {LIVE_MEGABYTES})", pauses.len());
        verdict.check(&text, live >= LIVE_MEGABYTES);
        verdict.check(&format!("splay: longest pause {longest:.1} ms (limit {LONGEST_MS}), median {middle:.1} ms"), longest < LONGEST_MS);
    }
    installations(&binary, &scratch, &mut verdict)?;
    verdict.result()
}

fn installations(binary: &Path, scratch: &Path, verdict: &mut Verdict) -> Result<(), String> {
    for program in bench::octane(scratch)?.into_iter().filter(|p| !p.name.ends_with("-latency")) {
        let (mut installation, mut snapshot, mut count) = (f64::INFINITY, f64::INFINITY, 0);
        for _ in 0..INSTALLATION_RUNS {
            let events = events::of_run(binary, &program.file, scratch)?;
            let longest = |field: &str| events.iter().map(|e| e.number(field)).fold(0.0, f64::max);
            installation = installation.min(longest("installation"));
            snapshot = snapshot.min(longest("snapshot"));
            count = events.iter().filter(|e| e.get("event") == "optimized").count();
        }
        let text = format!(
            "{}: {count} installations, the longest {installation:.0} us (limit {LONGEST_INSTALLATION}), the longest snapshot {snapshot:.0} us",
            program.name
        );
        verdict.check(&text, installation < LONGEST_INSTALLATION);
    }
    Ok(())
}
