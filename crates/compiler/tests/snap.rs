//! Snapshots: `tests/snap/bytecode/*.js` hold a program and the dump of its bytecode, which must be what the compiler makes.
//!
//! A file starts with `//! stage: bytecode` (more header lines: `//! module`, `//! tail-calls`), then the program, then `//--` and the dump as
//! comment lines. BLESS=1 rewrites the dumps. Everything is compiled (lazy functions too) and verified.

use std::path::{Path, PathBuf};

use ogive_bytecode::{Source, disassemble, verify_tree};
use ogive_compiler::{Options, compile_module, compile_script, compile_tree};

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/snap/bytecode")
}

fn dump(text: &str, program: &str) -> String {
    let header = |line: &str| text.lines().take_while(|l| l.starts_with("//!")).any(|l| l == line);
    let options = Options { tail_calls: header("//! tail-calls"), ..Options::default() };
    // Lines before the program stay, so that line numbers are the file's.
    let source = Source::new("snap.js", program.as_bytes());
    let compiled = match header("//! module") {
        true => compile_module(&source, &options).map(|m| m.0),
        false => compile_script(&source, &options),
    };
    let template = match compiled {
        Ok(template) => template,
        Err(e) => return format!("{e}\n"),
    };
    if let Err(e) = compile_tree(&template, &[], &options) {
        return format!("{e}\n");
    }
    if let Err(e) = verify_tree(&template) {
        panic!("{e}\n{}", disassemble(&template, true));
    }
    disassemble(&template, true)
}

#[test]
fn dumps_are_as_expected() {
    let bless = std::env::var_os("BLESS").is_some();
    let mut wrong = Vec::new();
    let mut files: Vec<_> = std::fs::read_dir(folder()).expect("the snapshots").flatten().map(|e| e.path()).collect();
    files.sort();
    for path in files {
        let text = std::fs::read_to_string(&path).expect("readable");
        let program = text.split("//--").next().unwrap_or_default();
        let mut expected = format!("{program}//--\n");
        for line in dump(&text, program).lines() {
            expected.push_str(format!("// {line}").trim_end());
            expected.push('\n');
        }
        if expected != text {
            match bless {
                true => std::fs::write(&path, &expected).expect("writable"),
                false => wrong.push(format!("{}\n{}", path.display(), difference(&text, &expected))),
            }
        }
    }
    assert!(wrong.is_empty(), "{} snapshots differ (BLESS=1 rewrites them):\n{}", wrong.len(), wrong.join("\n"));
}

fn difference(old: &str, new: &str) -> String {
    let at = old.lines().zip(new.lines()).take_while(|(a, b)| a == b).count();
    let line = |text: &str| text.lines().nth(at).unwrap_or("(end)").to_owned();
    format!("  line {}: was  {}\n  line {}: now  {}", at + 1, line(old), at + 1, line(new))
}
