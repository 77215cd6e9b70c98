//! `cargo x startup`: how soon a program runs. `console.log("hello")` against node, interleaved, with peak memory; then typescript.js
//! (9 MB) to the end of its top level, without and with the code cache, against node without one.
use crate::ogive;
use crate::peers::{self, Verdict, command, median, timed};
use std::path::Path;

/// Hello takes at most this part of node's time.
const HELLO_RATIO: f64 = 0.2;
/// Peak memory of hello.
const HELLO_MEGABYTES: f64 = 20.0;
/// typescript.js takes at most this part of node's time: without the code cache, and with it.
const LOAD_RATIO: f64 = 1.0;
const CACHED_RATIO: f64 = 0.5;
const HELLO_ROUNDS: usize = 25;
const LOAD_ROUNDS: usize = 7;

pub fn run(arguments: &[String]) -> Result<(), String> {
    let own = vec![ogive()?.display().to_string()];
    let peer = peers::node(arguments);
    let scratch = peers::scratch()?;
    let hello = scratch.join("hello.js");
    std::fs::write(&hello, "console.log('hello')\n").map_err(|e| e.to_string())?;
    let memory = scratch.join("memory.js");
    std::fs::write(&memory, "console.log('hello'); console.log(process.resourceUsage().maxRSS)\n").map_err(|e| e.to_string())?;
    let mut verdict = Verdict::default();

    let mut commands = vec![own.clone()];
    commands.extend(peer.clone());
    let times = interleaved(&commands, &hello, HELLO_ROUNDS)?;
    let used: Vec<f64> = commands.iter().map(|c| peak_megabytes(c, &memory)).collect::<Result<_, _>>()?;
    verdict.check(&format!("hello: peak memory {:.1} MB (limit {HELLO_MEGABYTES})", used[0]), used[0] < HELLO_MEGABYTES);
    match times.get(1) {
        Some(other) => {
            let ratio = times[0] / other;
            let text = format!("hello: {:.2} ms, node {other:.2} ms ({:.0} MB): ratio {ratio:.3} (limit {HELLO_RATIO})", times[0], used[1]);
            verdict.check(&text, ratio < HELLO_RATIO);
        }
        None => println!("       hello: {:.2} ms", times[0]),
    }

    if let Some(file) = peers::typescript()? {
        let cache = scratch.join("code-cache");
        let _ = std::fs::remove_dir_all(&cache);
        let mut commands = vec![[own.clone(), vec!["--no-code-cache".into()]].concat(), [own, vec![format!("--code-cache={}", cache.display())]].concat()];
        // The first start fills the cache.
        timed(command(&commands[1], &file))?;
        commands.extend(peer);
        let times = interleaved(&commands, &file, LOAD_ROUNDS)?;
        println!("       typescript.js: {:.0} ms, with the code cache {:.0} ms", times[0], times[1]);
        if let Some(other) = times.get(2) {
            for (name, time, limit) in [("cold", times[0], LOAD_RATIO), ("with the code cache", times[1], CACHED_RATIO)] {
                verdict.check(&format!("typescript.js {name}: node {other:.0} ms: ratio {:.2} (limit {limit})", time / other), time / other <= limit);
            }
        }
    }
    verdict.result()
}

/// Medians of rounds in which each command runs once.
fn interleaved(commands: &[Vec<String>], file: &Path, rounds: usize) -> Result<Vec<f64>, String> {
    let mut samples = vec![vec![]; commands.len()];
    for _ in 0..rounds {
        for (words, samples) in commands.iter().zip(&mut samples) {
            samples.push(timed(command(words, file))?.0);
        }
    }
    Ok(samples.iter_mut().map(|s| median(s)).collect())
}

fn peak_megabytes(words: &[String], file: &Path) -> Result<f64, String> {
    let (_, output) = timed(command(words, file))?;
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    let kilobytes: Option<f64> = text.lines().nth(1).and_then(|l| l.parse().ok());
    kilobytes.map(|k| k / 1024.0).ok_or(format!("{words:?} does not print its peak memory"))
}
