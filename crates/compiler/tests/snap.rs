//! Snapshots: `tests/snap/bytecode/*.js` hold a program and the dump of its bytecode, which must be what the compiler makes.
//!
//! A file starts with `//! stage: bytecode` (more header lines: `//! module`, `//! tail-calls`), then the program, then `//--` and the dump as
//! comment lines. BLESS=1 rewrites the dumps. Everything is compiled (lazy functions too) and verified.
#[path = "../../../tests/snap/harness.rs"]
mod harness;

use ogive_bytecode::{Source, disassemble, verify_tree};
use ogive_compiler::{Options, compile_module, compile_script, compile_tree};

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
    harness::check("bytecode", dump);
}
