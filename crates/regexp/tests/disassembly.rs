//! Snapshots of programs: `snap/*.txt` hold a literal and what it compiles to. One file per decision
//! of the compiler, named by it. `BLESS=1 cargo test -p ogive-regexp --test disassembly` rewrites them.

mod common;

use std::fs;
use std::path::Path;

#[test]
fn snapshots() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/snap");
    let mut failures = Vec::new();
    let mut count = 0;
    for entry in fs::read_dir(&folder).unwrap().map(Result::unwrap) {
        let path = entry.path();
        let text = fs::read_to_string(&path).unwrap();
        let literal = text.lines().next().expect("a literal in the first line");
        let (pattern, flags) = literal[1..].rsplit_once('/').expect("a literal");
        let program = common::compile(pattern, flags).unwrap_or_else(|error| panic!("{error}"));
        let actual = format!("{literal}\n{program}");
        if std::env::var_os("BLESS").is_some() {
            fs::write(&path, &actual).unwrap();
        } else if actual != text {
            failures.push(format!("{}:\n{actual}", path.display()));
        }
        count += 1;
    }
    assert!(failures.is_empty(), "{}", failures.join("\n"));
    assert!(count >= 20);
}
