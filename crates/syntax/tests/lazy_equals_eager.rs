//! A preparse and later parses of single functions must give the same scopes as one full parse: the
//! same bindings with the same flags (captured, assigned, used...), and the same facts about every
//! function.
//!
//! Runs over test262, the octane suite, and every `.js` file of the folders in $OGIVE_JS_CORPUS
//! (colon-separated).
use bumpalo::Bump;
use ogive_syntax::{
    Binding, Interner, LazyId, ParseOptions, ScopeFlags, ScopeKind, ScopeTree, parse_lazy_function,
    parse_module, parse_script,
};
use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

type Key = (ScopeKind, u32, u32);
type Facts = (ScopeFlags, Vec<Binding>);

fn facts(tree: &ScopeTree, into: &mut HashMap<Key, Facts>) {
    for id in tree.ids() {
        let scope = tree.get(id);
        // A block without declarations may be left out of the tree's use; placeholders never ended.
        if scope.span.start == scope.span.end
            || tree.bindings(id).is_empty() && !scope.kind.is_function()
        {
            continue;
        }
        into.insert(
            (scope.kind, scope.span.start, scope.span.end),
            (scope.flags, tree.bindings(id).to_vec()),
        );
    }
}

/// `Err` tells the first difference.
fn compare(source: &[u8], module: bool) -> Result<usize, String> {
    let mut interner = Interner::new();
    let parse = if module { parse_module } else { parse_script };
    let bump = Bump::new();
    let eager = ParseOptions {
        eager_all: true,
        ..ParseOptions::default()
    };
    let Ok(full) = parse(source, &eager, &mut interner, &bump) else {
        return Ok(0);
    };
    let (mut wanted, mut found) = (HashMap::new(), HashMap::new());
    facts(&full.scopes, &mut wanted);
    let options = ParseOptions::default();
    let lazy = parse(source, &options, &mut interner, &bump)
        .map_err(|error| format!("lazy parse failed: {error}"))?;
    facts(&lazy.scopes, &mut found);
    for index in 0..lazy.lazy.len() {
        let id = LazyId(index as u32);
        let bump = Bump::new();
        let parsed = parse_lazy_function(source, &lazy.lazy, id, &options, &mut interner, &bump)
            .map_err(|error| {
                format!(
                    "function {index} at {:?}: {error}",
                    lazy.lazy.get(id).info.span
                )
            })?;
        let (before, now) = (lazy.lazy.get(id).info, parsed.function.info);
        if before != now {
            return Err(format!(
                "function {index}: {before:?}\nwas reparsed as {now:?}"
            ));
        }
        facts(&parsed.scopes, &mut found);
    }
    for (key, facts) in &found {
        match wanted.get(key) {
            None => return Err(format!("{key:?} only found lazily")),
            Some(other) if other != facts => {
                let names = |facts: &Facts| {
                    let list: Vec<_> = facts
                        .1
                        .iter()
                        .map(|b| {
                            format!(
                                "{}:{:?}:{:?}@{}",
                                interner.display(b.name),
                                b.kind,
                                b.flags,
                                b.position
                            )
                        })
                        .collect();
                    format!("{:?} {}", facts.0, list.join(" "))
                };
                return Err(format!(
                    "{key:?}\n  lazy  {}\n  eager {}",
                    names(facts),
                    names(other)
                ));
            }
            Some(_) => {}
        }
    }
    match wanted.keys().find(|key| !found.contains_key(*key)) {
        Some(key) => Err(format!("{key:?} only found eagerly")),
        None => Ok(found.len()),
    }
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>) {
    let Ok(entries) = std::fs::read_dir(folder) else {
        return;
    };
    for entry in entries.flatten() {
        let path = entry.path();
        if path.is_dir() {
            collect(&path, files);
        } else if path
            .extension()
            .is_some_and(|ext| ext == "js" || ext == "mjs" || ext == "cjs")
        {
            files.push(path);
        }
    }
}

#[test]
fn lazy_equals_eager() {
    let home = PathBuf::from(std::env::var_os("HOME").unwrap_or_default());
    let mut files = Vec::new();
    collect(
        &std::env::var_os("TEST262")
            .map_or(home.join(".cache/ogive/test262"), PathBuf::from)
            .join("test"),
        &mut files,
    );
    collect(&home.join(".cache/ogive/octane"), &mut files);
    for folder in std::env::var("OGIVE_JS_CORPUS")
        .unwrap_or_default()
        .split(':')
        .filter(|folder| !folder.is_empty())
    {
        collect(Path::new(folder), &mut files);
    }
    let (next, scopes) = (AtomicUsize::new(0), AtomicUsize::new(0));
    let failures = Mutex::new(0);
    std::thread::scope(|scope| {
        for _ in 0..std::thread::available_parallelism().map_or(2, |n| n.get()) {
            scope.spawn(|| {
                while let Some(path) = files.get(next.fetch_add(1, Ordering::Relaxed)) {
                    let Ok(source) = std::fs::read(path) else {
                        continue;
                    };
                    for module in [false, true] {
                        match compare(&source, module) {
                            Ok(count) => {
                                scopes.fetch_add(count, Ordering::Relaxed);
                            }
                            Err(difference) => {
                                *failures.lock().unwrap() += 1;
                                eprintln!(
                                    "DIFF {} (module: {module}): {difference}",
                                    path.display()
                                );
                            }
                        }
                    }
                }
            });
        }
    });
    eprintln!(
        "{} files, {} scopes compared",
        files.len(),
        scopes.into_inner()
    );
    assert_eq!(*failures.lock().unwrap(), 0);
}

#[test]
fn small_programs() {
    for source in [
        "let a = 1; function f(b = a, c = () => b) { var b, d = this; return () => [b, d, arguments, c]; }",
        "function f() { { function g() { return h; } } let h; eval('x'); }",
        "var o = { m() { return super.x; }, get p() { return () => this; } }; with (o) { (() => q)(); }",
        "class A extends B { #x = 1; static { this.y = () => #x in this; } constructor() { super(); () => super.z; } }",
        "(async (x = async () => y, {y} = z) => { for (let i of w) { await (() => i); } })();",
        "x => { y => { z => x + y } }; (a, b = function () { return a }) => { var a; return a };",
    ] {
        if let Err(difference) = compare(source.as_bytes(), false) {
            panic!("{source}\n{difference}");
        }
    }
}
