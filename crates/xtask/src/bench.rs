//! `cargo x bench`: engines interleaved on the same programs, medians and ratios. An engine is a shell command to which the program's
//! path is appended; the first given is the one the ratios are about (time of the others / its time: above 1 it is faster).
use crate::{files_below, ogive, root, suite};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

/// One run may take so long.
const LIMIT: Duration = Duration::from_secs(300);

/// A program of a suite.
pub struct Program {
    /// Its name.
    pub name: String,
    /// Where it is.
    pub file: PathBuf,
    /// For shells without `load` and `require`, if it needs these: the same in one script.
    whole: Option<PathBuf>,
    /// The program prints `score: N` (higher is better) instead of being timed.
    scores: bool,
}

pub fn run(arguments: &[String]) -> Result<(), String> {
    let value = |flag: &str| arguments.iter().find_map(|a| a.strip_prefix(flag)).map(str::to_string);
    let rounds: usize = value("--rounds=").and_then(|v| v.parse().ok()).unwrap_or(3);
    let only = value("--only=").unwrap_or_default();
    let mut engines: Vec<String> = arguments.iter().filter_map(|a| a.strip_prefix("--engine=")).map(str::to_string).collect();
    if engines.is_empty() {
        engines.push(format!("{} --script", ogive()?.display()));
    }
    let work = std::env::temp_dir().join("ogive-bench");
    std::fs::create_dir_all(&work).map_err(|e| e.to_string())?;
    let mut programs = vec![];
    let suites: Vec<&String> = arguments.iter().filter(|a| !a.starts_with("--")).collect();
    let names: Vec<&str> = if suites.is_empty() { vec!["own"] } else { suites.iter().map(|s| s.as_str()).collect() };
    for name in names {
        programs.extend(suite_of(name, &work)?);
    }
    programs.retain(|p| p.name.contains(&only));
    if programs.is_empty() {
        return Err("no programs (is the suite in ~/.cache/ogive?)".into());
    }
    println!("{:24} {}", "median", engines.iter().map(|e| format!("{:>14}", short(e))).collect::<String>());
    let mut logs = vec![0.0; engines.len()];
    let mut counted = 0;
    for program in &programs {
        let mut samples = vec![vec![]; engines.len()];
        for _ in 0..rounds {
            for (i, engine) in engines.iter().enumerate() {
                if let Some(cost) = measure(engine, program) {
                    samples[i].push(cost);
                }
            }
        }
        let medians: Vec<Option<f64>> = samples.iter_mut().map(|s| median(s)).collect();
        let cells: String = medians
            .iter()
            .map(|m| match m {
                Some(cost) if program.scores => format!("{:>14.0}", 1.0 / cost),
                Some(cost) => format!("{:>11.1} ms", cost * 1000.0),
                None => format!("{:>14}", "failed"),
            })
            .collect();
        let ratios: String = medians[1..]
            .iter()
            .map(|m| match (m, medians[0]) {
                (Some(other), Some(own)) => format!("  x{:.2}", other / own),
                _ => "  -".into(),
            })
            .collect();
        println!("{:24} {cells}{ratios}", program.name);
        if medians.iter().all(Option::is_some) {
            counted += 1;
            medians.iter().enumerate().for_each(|(i, m)| logs[i] += m.unwrap_or(1.0).ln());
        }
    }
    for (i, engine) in engines.iter().enumerate().skip(1) {
        let ratio = ((logs[i] - logs[0]) / counted.max(1) as f64).exp();
        println!("geometric mean over {counted} programs: {} is {ratio:.3} times as fast as {}", short(&engines[0]), short(engine));
    }
    Ok(())
}

fn short(engine: &str) -> String {
    let words: Vec<&str> = engine.split_whitespace().filter(|w| *w != "--script" && *w != "--").collect();
    let name = words.first().and_then(|w| w.rsplit('/').next()).unwrap_or("");
    let flags: String = words.iter().skip(1).map(|w| w.trim_start_matches('-')).collect::<Vec<_>>().join(",");
    let text = if flags.is_empty() { name.to_string() } else { format!("{name}:{flags}") };
    text.chars().take(13).collect()
}

fn median(samples: &mut [f64]) -> Option<f64> {
    samples.sort_by(f64::total_cmp);
    samples.get(samples.len() / 2).copied()
}

/// The programs of `octane`, `awfy`, `own`, `kernels` or of a folder.
pub fn suite_of(name: &str, work: &Path) -> Result<Vec<Program>, String> {
    match name {
        "octane" => octane(work),
        "awfy" => are_we_fast_yet(work),
        "own" => Ok(folder(&root().join("benches"))),
        "kernels" => kernels(work),
        path => Ok(folder(Path::new(path))),
    }
}

/// Seconds, or 1 / score.
fn measure(engine: &str, program: &Program) -> Option<f64> {
    let (mut elapsed, mut text) = run_file(engine, &program.file)?;
    if let Some(whole) = program.whole.as_ref().filter(|_| text.trim() == NO_LOADER) {
        (elapsed, text) = run_file(engine, whole)?;
    }
    if !program.scores {
        return Some(elapsed);
    }
    let score: f64 = text.lines().find_map(|l| l.strip_prefix("score: ")?.trim().parse().ok())?;
    Some(1.0 / score)
}

/// Seconds, and what the program has printed.
fn run_file(engine: &str, file: &Path) -> Option<(f64, String)> {
    let mut words = engine.split_whitespace();
    let start = Instant::now();
    let mut child = Command::new(words.next()?).args(words).arg(file).stdout(Stdio::piped()).stderr(Stdio::null()).spawn().ok()?;
    let output = child.stdout.take()?;
    let reader = std::thread::spawn(move || std::io::read_to_string(output).unwrap_or_default());
    let status = loop {
        match child.try_wait().ok()? {
            Some(status) => break status,
            None if start.elapsed() > LIMIT => {
                let _ = child.kill();
                return None;
            }
            None => std::thread::sleep(Duration::from_millis(2)),
        }
    };
    let elapsed = start.elapsed().as_secs_f64();
    let text = reader.join().ok()?;
    status.success().then_some((elapsed, text))
}

fn folder(path: &Path) -> Vec<Program> {
    let name = |f: &PathBuf| f.file_stem().map(|s| s.to_string_lossy().into_owned()).unwrap_or_default();
    files_below(path, ".js").into_iter().map(|file| Program { name: name(&file), file, whole: None, scores: false }).collect()
}

/// Our own programs again and again in one process: rounds in a second, once they have run for a second. What an engine takes to start does not count.
fn kernels(work: &Path) -> Result<Vec<Program>, String> {
    let mut programs = vec![];
    for Program { name, file, .. } in folder(&root().join("benches")) {
        let text = std::fs::read_to_string(&file).map_err(|e| e.to_string())?;
        let driver = format!(
            "function kernel() {{\n{text}\n}}\n\
             function rounds(ms) {{ const start = Date.now(); let n = 0, now; do {{ kernel(); n++; now = Date.now(); }} while (now - start < ms); return 1000 * n / (now - start); }}\n\
             rounds(1000);\n(typeof print === 'function' ? print : console.log)('score: ' + rounds(1000));\n"
        );
        let file = work.join(format!("kernel-{name}.js"));
        std::fs::write(&file, driver).map_err(|e| e.to_string())?;
        programs.push(Program { name, file, whole: None, scores: true });
    }
    Ok(programs)
}

/// Octane's programs are scripts for an engine's shell. To Node a file is a function, whose variables are not global: there the script
/// runs by `vm`, with the shell's `print` and `read`.
const LOADER: &str = "\
if (typeof load === 'function') load(FILE);
else if (typeof require !== 'function') console.log('no loader');
else {
    globalThis.print = console.log;
    globalThis.read = file => require('fs').readFileSync(file, 'utf8');
    require('vm').runInThisContext(read(FILE), FILE);
}
";

/// What the loader prints where it cannot load.
const NO_LOADER: &str = "no loader";

/// A shell's `print`, where there is none.
const PRINT: &str = "if (typeof print !== 'function') globalThis.print = console.log;\n";

/// Octane's programs: name and text, with the suite's own `base.js` before it.
pub fn octane_sources() -> Result<Vec<(&'static str, String)>, String> {
    let Some(folder) = suite("OCTANE", "octane") else {
        println!("octane is absent (~/.cache/ogive/octane or $OCTANE): skipped");
        return Ok(vec![]);
    };
    const PROGRAMS: &[(&str, &[&str])] = &[
        ("richards", &["richards"]),
        ("deltablue", &["deltablue"]),
        ("crypto", &["crypto"]),
        ("raytrace", &["raytrace"]),
        ("earley-boyer", &["earley-boyer"]),
        ("regexp", &["regexp"]),
        ("splay", &["splay"]),
        ("navier-stokes", &["navier-stokes"]),
        ("pdfjs", &["pdfjs"]),
        ("mandreel", &["mandreel"]),
        ("gameboy", &["gbemu-part1", "gbemu-part2"]),
        ("code-load", &["code-load"]),
        ("box2d", &["box2d"]),
        ("zlib", &["zlib", "zlib-data"]),
        ("typescript", &["typescript", "typescript-input", "typescript-compiler"]),
    ];
    let mut sources = vec![];
    for &(name, parts) in PROGRAMS {
        let mut text = std::fs::read_to_string(folder.join("base.js")).map_err(|e| e.to_string())?;
        let mut missing = false;
        for part in parts {
            let part = std::fs::read_to_string(folder.join(format!("{part}.js"))).unwrap_or_default();
            missing |= part.is_empty();
            text.push('\n');
            text.push_str(&part);
        }
        if missing {
            println!("{name} is absent from {}: left out", folder.display());
            continue;
        }
        sources.push((name, text));
    }
    Ok(sources)
}

/// Octane's programs, each in one file with a driver that prints its scores' geometric mean (latency scores as programs of their own).
pub fn octane(work: &Path) -> Result<Vec<Program>, String> {
    let mut programs = vec![];
    for (name, text) in octane_sources()? {
        for latency in [false, true] {
            if latency && !["splay", "mandreel"].contains(&name) {
                continue;
            }
            let wanted = if latency { "/Latency$/" } else { "/./" };
            let skipped = if latency { "/^$/" } else { "/Latency$/" };
            let driver = format!(
                "\n;(function() {{ var sum = 0, n = 0, failed = false;\n\
                 BenchmarkSuite.config.doWarmup = undefined; BenchmarkSuite.config.doDeterministic = undefined;\n\
                 BenchmarkSuite.RunSuites({{ NotifyResult: function(name, score) {{ if ({wanted}.test(name) && !{skipped}.test(name)) {{ sum += Math.log(+score); n++; }} }},\n\
                 NotifyError: function(name, error) {{ failed = true; print('error: ' + name + ' ' + error); }}, NotifyScore: function() {{}} }});\n\
                 if (failed || !n) throw new Error('benchmark failed'); print('score: ' + Math.exp(sum / n)); }})();\n"
            );
            let label = if latency { format!("{name}-latency") } else { name.to_string() };
            let whole = work.join(format!("octane-{label}-whole.js"));
            std::fs::write(&whole, format!("{PRINT}{text}{driver}")).map_err(|e| e.to_string())?;
            let file = work.join(format!("octane-{label}.js"));
            std::fs::write(&file, LOADER.replace("FILE", &format!("{:?}", whole.display().to_string()))).map_err(|e| e.to_string())?;
            programs.push(Program { name: label, file, whole: Some(whole), scores: true });
        }
    }
    Ok(programs)
}

/// are-we-fast-yet's programs: its CommonJS files joined by a small module system.
fn are_we_fast_yet(work: &Path) -> Result<Vec<Program>, String> {
    let Some(suite) = suite("AWFY", "are-we-fast-yet") else {
        println!("are-we-fast-yet is absent (~/.cache/ogive/are-we-fast-yet or $AWFY): skipped");
        return Ok(vec![]);
    };
    const PROGRAMS: &[(&str, u32, u32)] = &[
        ("DeltaBlue", 15, 1200),
        ("Richards", 8, 5),
        ("Json", 12, 10),
        ("CD", 2, 100),
        ("Havlak", 1, 15),
        ("Bounce", 20, 60),
        ("List", 20, 80),
        ("Mandelbrot", 1, 500),
        ("NBody", 1, 250000),
        ("Permute", 20, 60),
        ("Queens", 25, 100),
        ("Sieve", 40, 100),
        ("Storage", 15, 100),
        ("Towers", 20, 60),
    ];
    let folder = suite.join("benchmarks/JavaScript");
    let mut modules = String::new();
    for file in files_below(&folder, ".js") {
        let name = file.file_stem().map(|s| s.to_string_lossy().into_owned()).unwrap_or_default();
        if file.to_string_lossy().contains("node_modules") || name == "harness" {
            continue;
        }
        let text = std::fs::read_to_string(&file).map_err(|e| e.to_string())?;
        modules.push_str(&format!("modules['./{name}'] = modules['./{name}.js'] = function(exports, require, module) {{\n{text}\n}};\n"));
    }
    let mut programs = vec![];
    for (name, iterations, inner) in PROGRAMS {
        let module = name.to_lowercase();
        let text = format!(
            "var modules = {{}}, loaded = {{}};\nfunction requireModule(name) {{ if (!loaded[name]) {{ loaded[name] = {{ exports: {{}} }};\n\
             modules[name](loaded[name].exports, requireModule, loaded[name]); }} return loaded[name].exports; }}\n\
             var process = {{ stdout: {{ write: function() {{}} }}, exit: function() {{}} }};\n{modules}\n\
             var benchmark = requireModule('./{module}').newInstance();\n\
             for (var i = 0; i < {iterations}; i++) {{ if (!benchmark.innerBenchmarkLoop({inner})) throw new Error('wrong result'); }}\n"
        );
        let file = work.join(format!("awfy-{module}.js"));
        std::fs::write(&file, text).map_err(|e| e.to_string())?;
        programs.push(Program { name: name.to_string(), file, whole: None, scores: false });
    }
    Ok(programs)
}
