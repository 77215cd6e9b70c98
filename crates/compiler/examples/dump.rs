//! `dump [--module] file.js`: prints the bytecode of a program, all its functions compiled and verified.

use ogive_bytecode::{Source, disassemble, verify_tree};
use ogive_compiler::{Options, compile_module, compile_script, compile_tree};

fn main() {
    let mut arguments: Vec<String> = std::env::args().skip(1).collect();
    let is_module = arguments.first().is_some_and(|a| a == "--module");
    if is_module {
        arguments.remove(0);
    }
    let quiet = arguments.first().is_some_and(|a| a == "--quiet");
    if quiet {
        arguments.remove(0);
    }
    for path in arguments {
        let text = std::fs::read(&path).expect("the file can be read");
        let source = Source::new(path.clone(), text);
        let options = Options::default();
        let started = std::time::Instant::now();
        let compiled = if is_module { compile_module(&source, &options).map(|m| m.0) } else { compile_script(&source, &options) };
        let template = match compiled {
            Ok(template) => template,
            Err(e) => {
                println!("{path}: {e}");
                continue;
            }
        };
        let first = started.elapsed();
        if let Err(e) = compile_tree(&template, &[], &options) {
            println!("{path}: {e}");
        }
        let all = started.elapsed();
        let verified = verify_tree(&template);
        if quiet {
            println!("{path}: top level {first:?}, all {all:?}");
        } else {
            print!("{}", disassemble(&template, true));
        }
        if let Err(e) = verified {
            println!("{path}: VERIFIER: {e}");
        }
    }
}
