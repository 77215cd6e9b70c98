//! `cargo x dispatch`: how many indirect jumps the interpreter's loop has. One for each arm is the aim: then the processor predicts
//! each bytecode's successor separately. A shared dispatch has one or two.
use crate::ogive;
use std::process::Command;

/// Fewer than this means that the dispatch is shared again.
const MINIMUM: usize = 150;

pub fn run() -> Result<(), String> {
    let binary = ogive()?;
    let output = Command::new("objdump").args(["-d", "--no-show-raw-insn"]).arg(&binary).output().map_err(|e| format!("objdump (binutils) is needed: {e}"))?;
    let text = String::from_utf8_lossy(&output.stdout);
    let (mut best, mut name) = (0, "");
    let (mut current, mut count) = ("", 0);
    for line in text.lines() {
        if line.ends_with(">:") {
            if count > best {
                (best, name) = (count, current);
            }
            (current, count) = (line, 0);
        } else if line.contains("jmp") && line.contains("*%r") {
            count += 1;
        }
    }
    println!("{best} indirect jumps in {name}");
    if best >= MINIMUM { Ok(()) } else { Err(format!("fewer than {MINIMUM}")) }
}
