//! `cargo x npm`: real programs from the npm registry, unmodified: each driver in `tests/npm` runs under node and under ogive and must
//! print the same. With `--variants` it does so in all rows of the variants table (`--variants=A,B`: in those); then a program that takes over a second
//! without machine code must be faster with it.
use crate::variants::{self, Variant};
use crate::{ogive, peers, root};
use std::path::Path;
use std::process::{Command, Output};
use std::time::Instant;

/// A collection at every so many-th allocation in the rows that collect often: these programs allocate by the million.
const STRESS: u32 = 20_011;
/// Seconds without machine code from which on it has to pay.
const LONG: f64 = 1.0;

/// `--variants[=A,B]`, and a part of the names of the drivers to run.
pub fn run(arguments: &[String]) -> Result<(), String> {
    let folder = root().join("tests/npm");
    if Command::new("node").arg("--version").output().is_err() {
        println!("node is absent: skipped");
        return Ok(());
    }
    let Some(work) = peers::packages()? else { return Ok(()) };
    let binary = ogive()?;
    let filter = arguments.iter().find(|a| !a.starts_with("--"));
    let chosen = match arguments.iter().find_map(|a| a.strip_prefix("--variants")) {
        None => vec![],
        Some(list) => variants::chosen(list.strip_prefix('='))?,
    };
    let (mut passed, mut failed) = (0, 0);
    let mut drivers: Vec<_> = std::fs::read_dir(&folder).map_err(|e| e.to_string())?.flatten().map(|e| e.path()).collect();
    drivers.sort();
    for driver in drivers {
        let name = driver.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
        if !(name.ends_with(".js") || name.ends_with(".mjs")) || filter.is_some_and(|f| !name.contains(f.as_str())) {
            continue;
        }
        let copy = work.join(&name);
        std::fs::copy(&driver, &copy).map_err(|e| e.to_string())?;
        let (expected, node_time) = timed("node".as_ref(), &[], &copy)?;
        let mut check = |row: &str, flags: &[String]| -> Result<f64, String> {
            let (actual, time) = timed(&binary, flags, &copy)?;
            if actual.stdout == expected.stdout && actual.status.code() == expected.status.code() {
                passed += 1;
                println!("{name}{row}: same output ({time:.2} s, node {node_time:.2} s)");
            } else {
                failed += 1;
                println!("{name}{row}: differs (exit {:?}, node {:?})", actual.status.code(), expected.status.code());
                show_difference(&actual, &expected);
            }
            Ok(time)
        };
        if chosen.is_empty() {
            check("", &[])?;
        }
        let mut times = vec![];
        for variant in &chosen {
            times.push((variant, check(&format!(", {}", variant.name), &variant.flags(Some(STRESS)))?));
        }
        if !pays(&times) && !pays(&again(&binary, &copy, &times)?) {
            failed += 1;
            println!("{name}: slower with machine code");
        }
    }
    println!("{passed} passed, {failed} failed");
    if failed == 0 { Ok(()) } else { Err(format!("{failed} programs differ")) }
}

/// Is a long run shorter with machine code, as far as both rows were run?
fn pays(times: &[(&&Variant, f64)]) -> bool {
    let of = |name: &str| times.iter().find(|(variant, _)| variant.name == name).map(|&(_, time)| time);
    match (of("interpreter"), of("default")) {
        (Some(without), Some(with)) => without < LONG || with < without,
        _ => true,
    }
}

/// The better of three times of each row that `pays` compares, interleaved: one run on a busy machine says little.
fn again<'v>(binary: &Path, file: &Path, times: &[(&'v &'static Variant, f64)]) -> Result<Vec<(&'v &'static Variant, f64)>, String> {
    let mut best: Vec<_> = times.iter().filter(|t| matches!(t.0.name, "interpreter" | "default")).map(|t| (t.0, f64::INFINITY)).collect();
    for _ in 0..3 {
        for (variant, time) in &mut best {
            *time = time.min(timed(binary, &variant.flags(None), file)?.1);
        }
    }
    Ok(best)
}

fn timed(engine: &Path, flags: &[String], file: &Path) -> Result<(Output, f64), String> {
    let start = Instant::now();
    let mut command = Command::new(engine);
    let output = command.args(flags).arg(file).current_dir(file.parent().unwrap_or(file)).output().map_err(|e| e.to_string())?;
    Ok((output, start.elapsed().as_secs_f64()))
}

fn show_difference(actual: &Output, expected: &Output) {
    let (a, e) = (String::from_utf8_lossy(&actual.stdout), String::from_utf8_lossy(&expected.stdout));
    if let Some((i, (x, y))) = a.lines().zip(e.lines()).enumerate().find(|(_, (x, y))| x != y) {
        println!("  line {}: {x}\n  expected: {y}", i + 1);
    }
    for line in String::from_utf8_lossy(&actual.stderr).lines().take(8) {
        println!("  stderr: {line}");
    }
}
