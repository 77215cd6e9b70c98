//! Checks that keep the house in order: one-way arrows, file sizes, where `unsafe` stands, heads of files.
use crate::{files_below, root};
use std::collections::BTreeMap;

/// Each room, and the rooms it may name. Transitive arrows are listed.
const ARROWS: &[(&str, &[&str])] = &[
    ("base", &[]),
    ("syntax", &["base"]),
    ("bytecode", &["base"]),
    ("regexp", &["base"]),
    ("gc", &[]),
    ("compiler", &["base", "syntax", "bytecode"]),
    ("vm", &["base", "syntax", "bytecode", "compiler", "regexp", "gc"]),
    ("jit", &["bytecode", "gc", "vm"]),
    ("baseline", &["bytecode", "gc", "vm", "jit"]),
    ("regexp-native", &["regexp", "jit"]),
    ("optimizer", &["base", "gc", "bytecode", "vm", "jit"]),
    ("builtins", &["base", "gc", "regexp", "vm", "bytecode"]),
    ("engine", &["base", "gc", "bytecode", "vm", "builtins", "baseline", "optimizer", "regexp-native"]),
    ("runtime", &["engine"]),
    ("web", &["engine", "runtime"]),
    ("node", &["engine", "runtime", "web"]),
    // The command prints tokens and trees, which the engine does not offer.
    ("cli", &["engine", "runtime", "web", "node", "syntax", "compiler", "bytecode"]),
    ("xtask", &[]),
];
/// Rooms where `unsafe` may stand.
const UNSAFE_ROOMS: &[&str] = &["gc", "vm", "runtime", "jit", "baseline", "regexp-native"];
/// Lines a file may have; tables and generated data are excepted by name.
const MAX_LINES: usize = 1500;
const TABLES: &[&str] = &["ops.rs", "tables.rs", "interpreter/mod.rs"];

pub fn run() -> Result<(), String> {
    let crates = root().join("crates");
    let mut problems = vec![];
    let mut unsafe_counts = BTreeMap::new();
    for entry in std::fs::read_dir(&crates).map_err(|e| e.to_string())?.flatten() {
        let room = entry.file_name().to_string_lossy().into_owned();
        let Some((_, allowed)) = ARROWS.iter().find(|(name, _)| *name == room) else {
            problems.push(format!("crates/{room} is not in the table of arrows (xtask/src/tidy.rs)"));
            continue;
        };
        let manifest = std::fs::read_to_string(entry.path().join("Cargo.toml")).unwrap_or_default();
        let dependencies = manifest.split("[dev-dependencies]").next().unwrap_or("").to_string();
        for line in dependencies.lines() {
            let name = line.split(['.', ' ', '=']).next().unwrap_or("");
            let target = if name == "ogive" { "engine" } else { name.strip_prefix("ogive-").unwrap_or("") };
            if !target.is_empty() && !line.starts_with("name") && !allowed.contains(&target) {
                problems.push(format!("crates/{room} must not depend on {target}"));
            }
        }
        for file in files_below(&entry.path().join("src"), ".rs") {
            let text = std::fs::read_to_string(&file).unwrap_or_default();
            let name = file.strip_prefix(&crates).unwrap_or(&file).display().to_string();
            let lines = text.lines().count();
            if lines > MAX_LINES && !TABLES.iter().any(|t| name.ends_with(t)) {
                problems.push(format!("{name} has {lines} lines (at most {MAX_LINES})"));
            }
            if !text.starts_with("//!") && !name.contains("/tests/") {
                problems.push(format!("{name} does not open with what it is for"));
            }
            let count = text.lines().filter(|l| room != "xtask" && !l.trim_start().starts_with("//") && (["{", "fn", "impl"].iter().any(|w| l.contains(&format!("unsafe {w}"))))).count();
            if count > 0 {
                *unsafe_counts.entry(room.clone()).or_insert(0) += count;
                if !UNSAFE_ROOMS.contains(&room.as_str()) {
                    problems.push(format!("{name}: unsafe outside its rooms"));
                }
            }
        }
    }
    for (room, count) in &unsafe_counts {
        println!("unsafe in {room}: {count}");
    }
    if problems.is_empty() {
        return Ok(());
    }
    for problem in &problems {
        println!("{problem}");
    }
    Err(format!("{} problems", problems.len()))
}
