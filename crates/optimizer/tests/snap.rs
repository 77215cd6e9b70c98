//! Snapshots: `tests/snap/mir/*.js` hold a program and the MIR of its functions after all passes, which must be what the optimizer makes.
//!
//! A file starts with `//! stage: mir`; further lines `//! function NAME` say what to dump (the call entry; `NAME loop` for its first loop,
//! `NAME resumed` for where it goes on after its last suspension). After
//! `//! pass NAME` each dump is the MIR before that pass, if the pass changes it, and after it, instead of the MIR after all passes. The program is run in
//! the interpreter first: that is where the feedback comes from. BLESS=1 rewrites the dumps.
#[path = "../../../tests/snap/harness.rs"]
mod harness;

use ogive_bytecode::instr::jump_targets;
use ogive_bytecode::ops::flags;
use ogive_bytecode::{Instruction, Source};
use ogive_gc::Gc;
use ogive_optimizer::mir::{self, Entry};
use ogive_optimizer::{build, passes, snapshot};
use ogive_vm::code_block::CodeBlock;
use ogive_vm::host::NoHost;
use ogive_vm::options::Options;
use ogive_vm::{Value, Vm};

fn find(block: Gc<CodeBlock>, name: &str) -> Option<Gc<CodeBlock>> {
    if *block.template().name == *name.as_bytes() {
        return Some(block);
    }
    let count = block.code()?.functions.len();
    (0..count).filter_map(|i| block.nested_code(i)).find_map(|nested| find(nested, name))
}

fn first_loop(block: Gc<CodeBlock>) -> Option<Entry> {
    let code = block.code()?;
    let mut at = 0;
    while let Some(instr) = Instruction::decode(&code.units, at) {
        if let Some(head) = jump_targets(code, at, &instr).into_iter().find(|&t| t <= at) {
            return Some(Entry::InPlace(head as u32));
        }
        at += instr.op.units();
    }
    None
}

/// The place behind the last suspension.
fn last_resumption(block: Gc<CodeBlock>) -> Option<Entry> {
    let code = block.code()?;
    let (mut at, mut found) = (0, None);
    while let Some(instr) = Instruction::decode(&code.units, at) {
        at += instr.op.units();
        if instr.has(flags::SUSPENDS) {
            found = Some(Entry::InPlace(at as u32));
        }
    }
    found
}

fn dump(text: &str, program: &str) -> String {
    let options = Options { library: ogive_builtins::LIBRARY, ..Options::default() };
    let mut vm = Vm::new(options, Box::new(NoHost)).expect("a heap");
    let realm = vm.new_realm();
    (vm.options.library.init_realm)(&mut vm, realm);
    let source = Source::new("snap.js", program.as_bytes());
    let template = match ogive_compiler::compile_script(&source, &Default::default()) {
        Ok(template) => template,
        Err(e) => return format!("{e}\n"),
    };
    let root = vm.new_code_block(template, realm, Value::UNDEFINED);
    let function = vm.new_function_of_block(root, Value::UNDEFINED);
    vm.roots.insert("snap", function.into());
    if vm.call(function.into(), realm.global_this(), &[]).is_err() {
        return format!("threw {:?}\n", vm.take_exception());
    }
    let shown = text.lines().take_while(|l| l.starts_with("//!")).find_map(|l| l.strip_prefix("//! pass "));
    let mut out = String::new();
    for line in text.lines().take_while(|l| l.starts_with("//!")).filter_map(|l| l.strip_prefix("//! function ")) {
        let name = line.split(' ').next().unwrap_or_default();
        let block = find(root, name).unwrap_or_else(|| panic!("no function {name}"));
        let entry = match line.split(' ').nth(1) {
            Some("loop") => first_loop(block).expect("a loop"),
            Some("resumed") => last_resumption(block).expect("a suspension"),
            _ => Entry::Call,
        };
        let taken = snapshot::take(&vm, block).expect("linked code");
        match build::build(&taken, entry) {
            Ok(mut graph) => {
                mir::verify(&graph).unwrap_or_else(|e| panic!("{name}: {e}\n{}", mir::print(&graph)));
                let mut before = mir::print(&graph);
                passes::run(&mut graph, &mut |pass, graph| {
                    mir::verify(graph).unwrap_or_else(|e| panic!("{name} after {pass}: {e}\n{}", mir::print(graph)));
                    let now = mir::print(graph);
                    if shown == Some(pass) && now != before {
                        out.push_str(&format!("before {pass}:\n{before}after {pass}:\n{now}"));
                    }
                    before = now;
                });
                if shown.is_none() {
                    out.push_str(&before);
                }
            }
            Err(reason) => out.push_str(&format!("{name}: {reason:?}\n")),
        }
    }
    assert!(!out.is_empty(), "the pass {shown:?} changes nothing");
    out
}

#[test]
fn dumps_are_as_expected() {
    harness::check("mir", dump);
}

/// Passes that run a second time have a name of their own then; what they do is the same.
const AGAIN: &[&str] = &["prune fields", "representation of fields", "fold fields", "number again", "checkpoints again", "dead again"];

#[test]
fn every_pass_has_a_dump() {
    let shown = harness::files("mir");
    for (name, _) in passes::PASSES.iter().filter(|(name, _)| !AGAIN.contains(name)) {
        assert!(shown.iter().any(|(_, text)| text.contains(&format!("//! pass {name}\n"))), "no dump shows the pass {name}");
    }
}
