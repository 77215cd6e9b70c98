//! Big bodies of code through compile, lazy compilation of everything, and the verifier: nothing may panic or fail to verify.
//!
//! Looked for: test262 at $TEST262 or ~/.cache/ogive/test262, octane at ~/.cache/ogive/octane, and any .js files or folders named
//! in $OGIVE_CORPUS (colon separated). What is absent is passed over.

use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

use ogive_bytecode::{Source, disassemble, verify_tree};
use ogive_compiler::{Options, ParseOptions, compile_module, compile_script, compile_tree};

fn collect(path: &Path, files: &mut Vec<PathBuf>) {
    if path.extension().is_some_and(|e| e == "js" || e == "mjs" || e == "cjs") {
        files.push(path.to_path_buf());
    }
    let Ok(entries) = std::fs::read_dir(path) else { return };
    let mut entries: Vec<_> = entries.flatten().map(|e| e.path()).collect();
    entries.sort();
    entries.iter().for_each(|entry| collect(entry, files));
}

fn corpus() -> Vec<PathBuf> {
    let cache = std::env::var_os("HOME").map(PathBuf::from).unwrap_or_default().join(".cache/ogive");
    let test262 = std::env::var_os("TEST262").map_or_else(|| cache.join("test262"), PathBuf::from);
    let mut files = Vec::new();
    for root in [test262.join("test"), test262.join("harness"), cache.join("octane"), cache.join("are-we-fast-yet")] {
        collect(&root, &mut files);
    }
    for root in std::env::var("OGIVE_CORPUS").unwrap_or_default().split(':').filter(|r| !r.is_empty()) {
        collect(Path::new(root), &mut files);
    }
    files
}

/// What is wrong with a text, if something is. Programs that do not parse are passed over.
fn check(path: &Path, text: &[u8]) -> Option<String> {
    let has = |needle: &str| text.windows(needle.len()).any(|w| w == needle.as_bytes());
    let module = path.extension().is_some_and(|e| e == "mjs") || has("flags: [module") || has("- module");
    let eager = text.len().is_multiple_of(2);
    let parse = ParseOptions { eager_all: eager, ..ParseOptions::default() };
    let options = Options { parse, tail_calls: text.len().is_multiple_of(3), completion: true };
    let mut text = text.to_vec();
    if has("onlyStrict") {
        text.splice(0..0, *b"'use strict';");
    }
    let source = Source::new(path.display().to_string(), text);
    let compiled = if module { compile_module(&source, &options).map(|m| m.0) } else { compile_script(&source, &options) };
    let template = compiled.ok()?;
    if let Err(e) = compile_tree(&template, &[], &options) {
        return Some(format!("lazy compilation: {e}"));
    }
    let _ = disassemble(&template, true);
    verify_tree(&template).err()
}

#[test]
fn everything_compiles_and_verifies() {
    let files = corpus();
    let next = AtomicUsize::new(0);
    let failures = Mutex::new(Vec::new());
    std::thread::scope(|scope| {
        for _ in 0..2 {
            let run = || {
                while let Some(path) = files.get(next.fetch_add(1, Ordering::Relaxed)) {
                    let Ok(text) = std::fs::read(path) else { continue };
                    let outcome = std::panic::catch_unwind(|| check(path, &text));
                    let failure = outcome.unwrap_or_else(|_| Some("panic".into()));
                    if let Some(failure) = failure {
                        failures.lock().unwrap().push(format!("{}: {failure}", path.display()));
                    }
                }
            };
            std::thread::Builder::new().stack_size(16 << 20).spawn_scoped(scope, run).unwrap();
        }
    });
    let failures = failures.into_inner().unwrap();
    println!("{} files", files.len());
    assert!(failures.is_empty(), "{} of {} failed:\n{}", failures.len(), files.len(), failures[..failures.len().min(60)].join("\n"));
}
