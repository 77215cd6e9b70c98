//! The command line. Written by hand: start-up time counts, and flags follow Node's manners (`--flag=value`).
use ogive::Options;

/// What `--help` prints.
pub const HELP: &str = "\
usage: ogive [options] FILE [arguments]
       ogive --script FILE...          run classic scripts in one global realm (print, load, readFile, quit)
       ogive --test262 [HARNESS] TEST  run a test262 test (--module: TEST is a module)

options:
  --print-bytecode      print each function's bytecode when it is compiled
  --max-heap=MB         hard limit of the heap
  --gc-stress[=N]       collect at every (N-th) allocation
  --verify-heap         check the heap at each collection
  --trace-gc            print a line for each collection
  --jitless             run without machine code (today always so)
  --no-can-block        [[CanBlock]] is false
  -v, --version         print the version
  -h, --help            print this
";

/// What to do.
pub enum Command {
    /// Print the help.
    Help,
    /// Print the version.
    Version,
    /// Classic scripts in one realm.
    Script {
        /// Paths.
        files: Vec<String>,
        /// Options.
        options: Options,
    },
    /// One test262 test.
    Test262 {
        /// [HARNESS] TEST.
        files: Vec<String>,
        /// TEST is a module.
        module: bool,
        /// Options.
        options: Options,
    },
    /// Many test262 tests: paths on standard input.
    Test262Batch {
        /// Folder of the suite.
        root: String,
        /// Options.
        options: Options,
    },
}

/// Reads the arguments; an error is a message for the user.
pub fn parse(arguments: impl Iterator<Item = String>) -> Result<Command, String> {
    let mut options = Options::default();
    let (mut files, mut script, mut test262, mut module, mut batch) = (vec![], false, false, false, None);
    for argument in arguments {
        if !argument.starts_with('-') {
            files.push(argument);
            continue;
        }
        let (name, value) = match argument.split_once('=') {
            Some((name, value)) => (name, Some(value)),
            None => (argument.as_str(), None),
        };
        let number = |default: u64| match value {
            None => Ok(default),
            Some(text) => text.parse::<u64>().map_err(|_| format!("{name} wants a number, not '{text}'")),
        };
        match name {
            "-h" | "--help" => return Ok(Command::Help),
            "-v" | "--version" => return Ok(Command::Version),
            "--script" => script = true,
            "--test262" => test262 = true,
            "--test262-batch" => batch = value.map(str::to_string),
            "--module" => module = true,
            "--jitless" => {}
            "--print-bytecode" => options.vm.print_bytecode = true,
            "--max-heap" => options.max_heap_bytes = (number(4096)? as usize).saturating_mul(1 << 20),
            "--gc-stress" => options.gc_stress = number(1)? as u32,
            "--verify-heap" => options.vm.verify_heap = true,
            "--trace-gc" => options.vm.trace_gc = true,
            "--no-can-block" => options.vm.can_block = false,
            _ => return Err(format!("bad option: {argument}")),
        }
    }
    if let Some(root) = batch {
        return Ok(Command::Test262Batch { root, options });
    }
    if files.is_empty() {
        return Ok(Command::Help);
    }
    if test262 {
        return Ok(Command::Test262 { files, module, options });
    }
    let _ = script;
    Ok(Command::Script { files, options })
}
