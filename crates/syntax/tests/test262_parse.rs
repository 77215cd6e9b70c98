//! The parser against test262: `negative.phase: parse` must fail to parse, everything else must
//! parse, in each mode its flags ask for. Failures are listed in `test262_expected.txt`, a list
//! that may only shrink. With BLESS=1 it is written.
//!
//! The suite is looked for at $TEST262, then ~/.cache/ogive/test262; without it the test says so
//! and passes.
use ogive_syntax::{Interner, ParseOptions, parse_module, parse_script};
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

fn suite() -> Option<PathBuf> {
    let path = match std::env::var_os("TEST262") {
        Some(path) => PathBuf::from(path),
        None => PathBuf::from(std::env::var_os("HOME")?).join(".cache/ogive/test262"),
    };
    path.join("test").is_dir().then_some(path)
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>) {
    let Ok(entries) = std::fs::read_dir(folder) else {
        return;
    };
    for entry in entries.flatten() {
        let path = entry.path();
        let name = entry.file_name().to_string_lossy().into_owned();
        if path.is_dir() {
            collect(&path, files);
        } else if name.ends_with(".js") && !name.contains("_FIXTURE") {
            files.push(path);
        }
    }
}

/// What the front matter asks for.
struct Plan {
    must_fail: bool,
    module: bool,
    sloppy: bool,
    strict: bool,
    decorators: bool,
}

fn plan(source: &str) -> Plan {
    let meta = source
        .split("/*---")
        .nth(1)
        .and_then(|rest| rest.split("---*/").next())
        .unwrap_or("");
    let must_fail = meta.contains("negative:") && meta.contains("phase: parse");
    let flags: Vec<&str> = meta
        .lines()
        .skip_while(|line| !line.starts_with("flags:"))
        .enumerate()
        .take_while(|(index, line)| *index == 0 || line.trim_start().starts_with('-'))
        .flat_map(|(_, line)| line.split(|c: char| !c.is_alphanumeric()))
        .collect();
    let has = |flag| flags.contains(&flag);
    let module = has("module");
    Plan {
        must_fail,
        module,
        sloppy: !module && !has("onlyStrict"),
        strict: !module && !has("noStrict") && !has("raw"),
        decorators: meta.contains("decorators"),
    }
}

/// The modes in which the outcome is wrong.
fn run(path: &Path, eager_all: bool) -> Vec<String> {
    let Ok(bytes) = std::fs::read(path) else {
        return vec![];
    };
    let plan = plan(&String::from_utf8_lossy(&bytes));
    // Patterns are judged by the regexp room's validator, which this room does not know.
    let of_regexp = path.to_string_lossy().contains("literals/regexp")
        || path.to_string_lossy().contains("built-ins/RegExp");
    if plan.must_fail && of_regexp {
        return vec![];
    }
    let options = ParseOptions {
        decorators: plan.decorators,
        eager_all,
        validate_regexp: None,
        ..ParseOptions::default()
    };
    let mut wrong = Vec::new();
    let mut judge = |mode: &str, error: Option<String>| {
        if error.is_some() != plan.must_fail {
            wrong.push(format!("{mode}: {}", error.unwrap_or("parsed".into())));
        }
    };
    let mut interner = Interner::new();
    if plan.module {
        let bump = bumpalo::Bump::new();
        judge(
            "module",
            parse_module(&bytes, &options, &mut interner, &bump)
                .err()
                .map(|e| e.to_string()),
        );
    }
    if plan.sloppy {
        let bump = bumpalo::Bump::new();
        judge(
            "sloppy",
            parse_script(&bytes, &options, &mut interner, &bump)
                .err()
                .map(|e| e.to_string()),
        );
    }
    if plan.strict {
        let bump = bumpalo::Bump::new();
        let text = [b"\"use strict\";\n", bytes.as_slice()].concat();
        judge(
            "strict",
            parse_script(&text, &options, &mut interner, &bump)
                .err()
                .map(|e| e.to_string()),
        );
    }
    wrong
}

#[test]
fn test262_parse() {
    let Some(root) = suite() else {
        eprintln!("test262 is not there: skipped");
        return;
    };
    let mut files = Vec::new();
    collect(&root.join("test"), &mut files);
    files.sort();
    let (next, done) = (AtomicUsize::new(0), AtomicUsize::new(0));
    let failures = Mutex::new(Vec::new());
    let workers = std::thread::available_parallelism().map_or(2, |n| n.get());
    std::thread::scope(|scope| {
        for _ in 0..workers {
            scope.spawn(|| {
                while let Some(path) = files.get(next.fetch_add(1, Ordering::Relaxed)) {
                    for eager in [false, true] {
                        for failure in run(path, eager) {
                            let name = path
                                .strip_prefix(root.join("test"))
                                .unwrap_or(path)
                                .display()
                                .to_string();
                            let mode = if eager { "eager" } else { "lazy" };
                            failures.lock().unwrap().push((
                                format!(
                                    "{name} {mode} {}",
                                    failure.split(':').next().unwrap_or("")
                                ),
                                failure,
                            ));
                        }
                    }
                    done.fetch_add(1, Ordering::Relaxed);
                }
            });
        }
    });
    let failures = failures.into_inner().unwrap();
    let found: BTreeSet<String> = failures.iter().map(|(name, _)| name.clone()).collect();
    let list = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/test262_expected.txt");
    if std::env::var_os("BLESS").is_some() {
        std::fs::write(
            &list,
            found
                .iter()
                .map(|line| format!("{line}\n"))
                .collect::<String>(),
        )
        .unwrap();
    }
    let expected: BTreeSet<String> = std::fs::read_to_string(&list)
        .unwrap_or_default()
        .lines()
        .map(str::to_owned)
        .collect();
    for (name, failure) in &failures {
        if !expected.contains(name) || std::env::var_os("VERBOSE").is_some() {
            eprintln!("FAIL {name}: {failure}");
        }
    }
    eprintln!(
        "test262: {} files, {} wrong outcomes, {} expected",
        done.into_inner(),
        found.len(),
        expected.len()
    );
    let unexpected_passes: Vec<_> = expected.difference(&found).collect();
    let new_failures: Vec<_> = found.difference(&expected).collect();
    assert!(
        unexpected_passes.is_empty(),
        "these pass now, take them off the list: {unexpected_passes:#?}"
    );
    assert!(
        new_failures.is_empty(),
        "{} new failures",
        new_failures.len()
    );
}
