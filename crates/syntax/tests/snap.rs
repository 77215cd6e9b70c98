//! Snapshot tests of the stages `tokens`, `ast` and `scope`: `tests/snap/<stage>/*.js` at the root
//! of the workspace.
//!
//! A file is a JavaScript program that starts with `//! stage: <stage>` and perhaps `//! args:
//! --module --lazy`; after a line `//--` the expected dump follows as comments. With BLESS=1 the
//! dumps are rewritten.
use bumpalo::Bump;
use ogive_syntax::{
    Interner, Location, ParseOptions, SyntaxError, parse_module, parse_script, print_ast,
    print_scopes, print_tokens, tokens,
};
use std::path::{Path, PathBuf};

fn show(error: &SyntaxError, source: &[u8]) -> String {
    let place = Location::of(source, error.span);
    format!(
        "{}:{}: {error} [{:?}]\n{}\n{}\n",
        place.line, place.column, error.id, place.text, place.caret
    )
}

fn dump(stage: &str, source: &[u8], arguments: &str) -> String {
    let has = |flag: &str| {
        arguments
            .split_whitespace()
            .any(|argument| argument == flag)
    };
    let options = ParseOptions {
        eager_all: !has("--lazy"),
        decorators: has("--decorators"),
        ..ParseOptions::default()
    };
    if stage == "tokens" {
        let (list, error) = tokens(source, has("--module"), &options);
        return print_tokens(&list, source)
            + &error.map_or(String::new(), |error| show(&error, source));
    }
    let (bump, mut interner) = (Bump::new(), Interner::new());
    let parse = if has("--module") {
        parse_module
    } else {
        parse_script
    };
    match parse(source, &options, &mut interner, &bump) {
        Err(error) => show(&error, source),
        Ok(program) if stage == "ast" => print_ast(&program, source, &interner, has("--positions")),
        Ok(program) => print_scopes(&program.scopes, &program.lazy, &interner, source),
    }
}

/// The program, the value of a header line, and the expected dump.
fn check(path: &Path, bless: bool) -> Result<(), String> {
    let text = std::fs::read_to_string(path).map_err(|error| error.to_string())?;
    let (program, expected) = text.split_once("//--\n").unwrap_or((&text, ""));
    let header = |key: &str| {
        program
            .lines()
            .find_map(|line| line.strip_prefix(key))
            .unwrap_or("")
            .trim()
    };
    let stage = header("//! stage:");
    let dump = dump(stage, program.as_bytes(), header("//! args:"));
    let found: String = dump
        .lines()
        .map(|line| format!("// {line}").trim_end().to_owned() + "\n")
        .collect();
    if found == expected {
        return Ok(());
    }
    if bless {
        return std::fs::write(path, format!("{}\n//--\n{found}", program.trim_end()))
            .map_err(|error| error.to_string());
    }
    let line = found
        .lines()
        .zip(expected.lines())
        .position(|(a, b)| a != b)
        .unwrap_or(found.lines().count().min(expected.lines().count()));
    Err(format!(
        "line {} of the dump:\n  expected {:?}\n  found    {:?}",
        line + 1,
        expected.lines().nth(line).unwrap_or(""),
        found.lines().nth(line).unwrap_or("")
    ))
}

#[test]
fn snapshots() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/snap");
    let bless = std::env::var_os("BLESS").is_some();
    let mut count = 0;
    let mut failures = Vec::new();
    for stage in ["tokens", "ast", "scope"] {
        let folder = std::fs::read_dir(root.join(stage))
            .into_iter()
            .flatten()
            .flatten();
        let mut paths: Vec<PathBuf> = folder
            .map(|entry| entry.path())
            .filter(|path| path.extension().is_some_and(|ext| ext == "js"))
            .collect();
        paths.sort();
        for path in paths {
            count += 1;
            if let Err(reason) = check(&path, bless) {
                failures.push(format!("{}: {reason}", path.display()));
            }
        }
    }
    assert!(
        failures.is_empty(),
        "{} of {count} snapshots differ (BLESS=1 rewrites them):\n{}",
        failures.len(),
        failures.join("\n")
    );
}
