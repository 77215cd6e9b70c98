//! `cargo x refusals`: which functions of the benchmarks (Octane, are-we-fast-yet, `benches/`) got hot and were not optimized, and why. The list
//! is the optimizer's work list: it should be short.
use crate::{bench, events, ogive, peers};
use std::collections::BTreeMap;

/// `[FILTER]`: programs whose name contains it.
pub fn run(filter: Option<&str>) -> Result<(), String> {
    let (binary, scratch) = (ogive()?, peers::scratch()?);
    // Reason → how many functions, and the first of them.
    let mut reasons: BTreeMap<String, (usize, String)> = BTreeMap::new();
    let (mut programs, mut optimized) = (0, 0);
    for suite in ["octane", "awfy", "own"] {
        for program in bench::suite_of(suite, &scratch)?.iter().filter(|p| !p.name.ends_with("-latency") && filter.is_none_or(|f| p.name.contains(f))) {
            programs += 1;
            eprintln!("{suite} {}", program.name);
            for event in events::of_run(&binary, &program.file, &scratch)? {
                match event.get("event") {
                    "optimized" => optimized += 1,
                    "refused" => {
                        let first = || (0, format!("{} in {} ({})", event.get("function"), program.name, event.get("at")));
                        reasons.entry(event.get("reason").to_string()).or_insert_with(first).0 += 1;
                    }
                    _ => {}
                }
            }
        }
    }
    println!("{programs} programs, {optimized} compilations, {} functions refused", reasons.values().map(|r| r.0).sum::<usize>());
    let mut sorted: Vec<_> = reasons.into_iter().collect();
    sorted.sort_by_key(|(_, (count, _))| std::cmp::Reverse(*count));
    for (reason, (count, first)) in sorted {
        println!("{count:6}  {reason}\n        {first}");
    }
    Ok(())
}
