//! `cargo x npm`: real programs from the npm registry, unmodified: each driver in `tests/npm` runs under node and under ogive and must
//! print the same.
use crate::{ogive, peers, root};
use std::path::Path;
use std::process::{Command, Output};
use std::time::Instant;

pub fn run(filter: Option<&str>) -> Result<(), String> {
    let folder = root().join("tests/npm");
    if Command::new("node").arg("--version").output().is_err() {
        println!("node is absent: skipped");
        return Ok(());
    }
    let Some(work) = peers::packages()? else { return Ok(()) };
    let binary = ogive()?;
    let (mut passed, mut failed) = (0, 0);
    let mut drivers: Vec<_> = std::fs::read_dir(&folder).map_err(|e| e.to_string())?.flatten().map(|e| e.path()).collect();
    drivers.sort();
    for driver in drivers {
        let name = driver.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
        if !(name.ends_with(".js") || name.ends_with(".mjs")) || filter.is_some_and(|f| !name.contains(f)) {
            continue;
        }
        let copy = work.join(&name);
        std::fs::copy(&driver, &copy).map_err(|e| e.to_string())?;
        let (expected, node_time) = timed("node".as_ref(), &copy)?;
        let (actual, own_time) = timed(&binary, &copy)?;
        if actual.stdout == expected.stdout && actual.status.code() == expected.status.code() {
            passed += 1;
            println!("{name}: same output ({own_time:.2} s, node {node_time:.2} s)");
        } else {
            failed += 1;
            println!("{name}: differs (exit {:?}, node {:?})", actual.status.code(), expected.status.code());
            show_difference(&actual, &expected);
        }
    }
    println!("{passed} passed, {failed} failed");
    if failed == 0 { Ok(()) } else { Err(format!("{failed} programs differ")) }
}

fn timed(engine: &Path, file: &Path) -> Result<(Output, f64), String> {
    let start = Instant::now();
    let mut command = Command::new(engine);
    let output = command.arg(file).current_dir(file.parent().unwrap_or(file)).output().map_err(|e| e.to_string())?;
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
