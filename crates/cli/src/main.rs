//! The `ogive` command.
#![forbid(unsafe_code)]

mod args;
mod fuzz;
mod program;
mod repl;
mod report;
mod script;
mod test262;

use std::process::ExitCode;

#[global_allocator]
static ALLOCATOR: ogive::raw::gc::ProcessAllocator = ogive::raw::gc::ProcessAllocator;

fn main() -> ExitCode {
    ogive::raw::gc::keep_freed_memory();
    // Scripts may nest deeply: the engine runs on a thread with a stack of known size.
    let run = || match args::parse(std::env::args().skip(1)) {
        Ok(args::Command::Help) => {
            print!("{}", args::HELP);
            0
        }
        Ok(args::Command::Version) => {
            println!("ogive {}", env!("CARGO_PKG_VERSION"));
            0
        }
        Ok(args::Command::Program(program)) => program::run(*program),
        Ok(args::Command::Script { files, options }) => script::run(&files, options),
        Ok(args::Command::Test262 { files, module, options }) => test262::run_one(&files, module, options),
        Ok(args::Command::Test262Batch { root, options }) => test262::batch::run(&root, options),
        Ok(args::Command::FuzzBatch { prelude, options }) => fuzz::run(&prelude, options),
        Err(message) => {
            eprintln!("ogive: {message}");
            9
        }
    };
    match std::thread::Builder::new().name("main".into()).stack_size(STACK_BYTES).spawn(run).map(|t| t.join()) {
        Ok(Ok(code)) => ExitCode::from(code),
        _ => ExitCode::from(134),
    }
}

/// Stack of the thread that runs scripts.
const STACK_BYTES: usize = 8 << 20;
