//! `cargo x warmup`: does machine code pay from the start? Octane's programs run for their first 200 ms with all tiers and with the interpreter
//! alone, and the rates of finished runs are compared; so is the time of loading typescript.js (9 MB, most of it run once or never).
use crate::peers::{self, Verdict, median, timed};
use crate::{bench, ogive};
use std::process::Command;

const MILLISECONDS: u32 = 200;
const ROUNDS: usize = 5;
/// With machine code at least this part of the speed without: one, less what medians of a few short runs vary.
const LEAST: f64 = 0.95;

/// `[FILTER]`: programs whose name contains it.
pub fn run(filter: Option<&str>) -> Result<(), String> {
    let wanted = |name: &str| filter.is_none_or(|f| name.contains(f));
    let (binary, scratch) = (ogive()?, peers::scratch()?);
    let mut verdict = Verdict::default();
    let mut logs = vec![];
    for (name, text) in bench::octane_sources()?.into_iter().filter(|(name, _)| wanted(name)) {
        let file = scratch.join(format!("warmup-{name}.js"));
        // Whole runs until the time is over, the benchmarks of the suite in turn; the clock starts before the program is parsed.
        let driver = format!(
            "\n;(function() {{ var all = [], runs = 0;\n\
             BenchmarkSuite.suites.forEach(function(suite) {{ suite.benchmarks.forEach(function(b) {{ all.push(b); }}); }});\n\
             BenchmarkSuite.ResetRNG();\n\
             all.forEach(function(b) {{ b.Setup(); }});\n\
             do all[runs++ % all.length].run(); while (Date.now() - $start < {MILLISECONDS});\n\
             print(runs); }})();\n"
        );
        std::fs::write(&file, format!("var $start = Date.now();\n{text}{driver}")).map_err(|e| e.to_string())?;
        let mut rates = [vec![], vec![]];
        for _ in 0..ROUNDS {
            for (flags, rates) in [&["--script"][..], &["--jitless", "--script"]].into_iter().zip(&mut rates) {
                let mut command = Command::new(&binary);
                command.args(flags).arg(&file);
                let (elapsed, output) = timed(command)?;
                let runs: f64 = String::from_utf8_lossy(&output.stdout).lines().last().and_then(|l| l.trim().parse().ok()).ok_or(format!("{name} prints no count"))?;
                rates.push(runs / elapsed);
            }
        }
        let ratio = median(&mut rates[0]) / median(&mut rates[1]);
        logs.push(ratio.ln());
        verdict.check(&format!("{name}: {ratio:.2} of the interpreter's speed (limit {LEAST})"), ratio >= LEAST);
    }
    if !logs.is_empty() {
        println!("       geometric mean {:.2}", (logs.iter().sum::<f64>() / logs.len() as f64).exp());
    }
    if wanted("typescript.js")
        && let Some(file) = peers::typescript()?
    {
        let mut times = [vec![], vec![]];
        for _ in 0..ROUNDS {
            for (flags, times) in [&["--no-code-cache"][..], &["--no-code-cache", "--jitless"]].into_iter().zip(&mut times) {
                let mut command = Command::new(&binary);
                command.args(flags).arg(&file);
                times.push(timed(command)?.0);
            }
        }
        let (with, without) = (median(&mut times[0]), median(&mut times[1]));
        let text = format!("typescript.js loads in {with:.0} ms, by the interpreter alone in {without:.0} ms: {:.2} of its speed (limit {LEAST})", without / with);
        verdict.check(&text, without / with >= LEAST);
    }
    verdict.result()
}
