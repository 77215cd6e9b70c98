//! The command line. Written by hand: start-up time counts, and flags follow Node's manners (`--flag=value`).
use ogive::Options;

/// What `--help` prints.
pub const HELP: &str = "\
usage: ogive [options] [FILE | -] [arguments]
       ogive -e CODE | -p CODE         run code; -p prints its value
       ogive                           a prompt, or the program on standard input
       ogive --script FILE...          run classic scripts in one global realm (print, load, readFile, quit)
       ogive --test262 [HARNESS] TEST  run a test262 test (--module: TEST is a module)

options:
  -c, --check           compile the file without running it
  -r, --require=MODULE  load a module first
  -i, --interactive     prompt even when standard input is no terminal
  --input-type=KIND     what -e and standard input hold: module or commonjs
  -C, --conditions=NAME another condition of package.json exports
  --code-cache=DIR      keep bytecode there (default: $XDG_CACHE_HOME/ogive); --no-code-cache: nowhere
  --print-tokens        print the file's tokens and stop
  --print-ast           print the file's syntax tree as ESTree JSON and stop
  --decorators          --print-ast accepts decorators (which are not compiled)
  --print-bytecode      print each function's bytecode when it is compiled
  --expose-gc           define gc()
  --max-heap=MB         hard limit of the heap
  --gc-stress[=N]       collect at every (N-th) allocation
  --verify-heap         check the heap at each collection
  --trace-gc            print a line for each collection
  --jitless             interpret only: no machine code
  --no-optimizer        no optimizing tier
  --always-baseline     baseline code as soon as a function has feedback
  --always-optimize     optimized code as soon as there is baseline code, waiting for the compiler
  --deopt-every=N       every N-th guard of optimized code fails
  --trace-opt           print a line for each compilation
  --trace-deopt         print a line for each bet that failed: where, expected, observed
  --print-mir[=PASS]    print the optimizer's MIR after each pass, or after one
  --print-asm           print machine code
  --only=FUNCTION       --print-mir, --print-asm and the traces: only that function
  --tier-stats          print what the tiers did, at exit
  --events=FILE         write the tiers' events there, as JSON lines
  --perf-map, --jitdump tell the Linux profiler the names of machine code
  --allow-natives-syntax
                        %Name(...) calls a native of the tiers (for tests)
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
    /// A program, as Node would run it.
    Program(Box<Program>),
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
    /// Many fuzzed programs: texts on standard input.
    FuzzBatch {
        /// The script that runs before each.
        prelude: String,
        /// Options.
        options: Options,
    },
}

/// What to print instead of running.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Dump {
    /// Tokens.
    Tokens,
    /// The syntax tree.
    Ast,
}

/// Where compiled code is kept.
#[derive(Default)]
pub enum Cache {
    /// In the user's cache folder.
    #[default]
    Default,
    /// In a folder.
    In(String),
    /// Not at all.
    Nowhere,
}

/// How to run a program.
#[derive(Default)]
pub struct Program {
    /// The file; none: `code`, or standard input.
    pub file: Option<String>,
    /// `-e`.
    pub code: Option<String>,
    /// `-p`.
    pub print: bool,
    /// `-c`.
    pub check: bool,
    /// `-i`.
    pub interactive: bool,
    /// `-r`.
    pub require: Vec<String>,
    /// `--input-type`.
    pub module: Option<bool>,
    /// `-C`.
    pub conditions: Vec<String>,
    /// `--code-cache`, `--no-code-cache`.
    pub code_cache: Cache,
    /// `--expose-gc`.
    pub gc: bool,
    /// `--stack-trace-limit`.
    pub stack_trace_limit: Option<i32>,
    /// `--preserve-symlinks`.
    pub preserve_symlinks: bool,
    /// `--decorators`: for `dump`.
    pub decorators: bool,
    /// `--print-tokens`, `--print-ast`.
    pub dump: Option<Dump>,
    /// `process.argv` from 2 on.
    pub arguments: Vec<String>,
    /// `process.execArgv`.
    pub exec_arguments: Vec<String>,
    /// Options of the engine.
    pub options: Options,
}

/// Options of Node that change nothing here.
const IGNORED: &[&str] = &[
    "--no-warnings", "--enable-source-maps", "--trace-warnings", "--trace-deprecation", "--no-deprecation", "--trace-uncaught", "--unhandled-rejections",
    "--max-old-space-size", "--stack-size", "--max-semi-space-size", "--experimental-vm-modules", "--experimental-strip-types", "--no-experimental-strip-types",
    "--experimental-require-module", "--no-experimental-require-module", "--disable-warning", "--harmony", "--use-strict", "--abort-on-uncaught-exception",
    "--experimental-detect-module", "--no-experimental-detect-module", "--experimental-default-type", "--no-lazy", "--pending-deprecation",
    "--throw-deprecation", "--interpreted-frames-native-stack", "--no-concurrent-recompilation", "--predictable", "--single-threaded",
];

/// Reads the arguments; an error is a message for the user.
pub fn parse(arguments: impl Iterator<Item = String>) -> Result<Command, String> {
    let mut p = Program::default();
    let (mut files, mut script, mut test262, mut module, mut batch, mut fuzz) = (vec![], false, false, false, None, None);
    let mut arguments = arguments.peekable();
    let mut stdin = false;
    while let Some(argument) = arguments.next() {
        if argument == "--" {
            files.extend(arguments);
            break;
        }
        if argument == "-" || !argument.starts_with('-') {
            stdin = argument == "-";
            if script || test262 {
                files.push(argument);
                continue;
            }
            // What follows the file is the program's.
            if !stdin {
                files.push(argument);
            }
            files.extend(arguments);
            break;
        }
        let (name, value) = match argument.split_once('=') {
            Some((name, value)) => (name.to_string(), Some(value.to_string())),
            None => (argument.clone(), None),
        };
        let number = |default: u64| match &value {
            None => Ok(default),
            Some(text) => text.parse::<u64>().map_err(|_| format!("{name} wants a number, not '{text}'")),
        };
        let last = arguments.peek().is_none();
        let mut wanted = |what: &str| match value.clone().or_else(|| arguments.next()) {
            Some(value) => Ok(value),
            None => Err(format!("{what} requires an argument")),
        };
        p.exec_arguments.push(argument.clone());
        let options = &mut p.options;
        match name.as_str() {
            "-h" | "--help" => return Ok(Command::Help),
            "-v" | "--version" => return Ok(Command::Version),
            "--script" => script = true,
            "--test262" => test262 = true,
            "--test262-batch" => batch = value,
            "--fuzz-batch" => fuzz = value,
            "--module" => module = true,
            "-e" | "--eval" | "-p" | "--print" | "-pe" => {
                p.print |= name != "-e" && name != "--eval";
                // `-p` alone prints the value of what standard input holds.
                if p.print && value.is_none() && last {
                    continue;
                }
                let code = wanted(&name)?;
                p.exec_arguments.push(code.clone());
                p.code = Some(code);
            }
            "-c" | "--check" => p.check = true,
            "-i" | "--interactive" => p.interactive = true,
            "-r" | "--require" | "--import" => p.require.push(wanted(&name)?),
            "--input-type" => p.module = Some(wanted(&name)? == "module"),
            "-C" | "--conditions" => p.conditions.push(wanted(&name)?),
            "--code-cache" => p.code_cache = Cache::In(wanted(&name)?),
            "--no-code-cache" => p.code_cache = Cache::Nowhere,
            "--jitless" => options.vm.tiers.machine_code = false,
            "--no-optimizer" | "--no-opt" => options.vm.tiers.optimizer = false,
            "--always-baseline" => options.vm.tiers.always_baseline = true,
            "--always-optimize" => options.vm.tiers.always_optimize = true,
            "--deopt-every" => options.vm.tiers.deopt_every = number(1)? as u32,
            "--trace-opt" => options.vm.tiers.trace_opt = true,
            "--trace-deopt" => options.vm.tiers.trace_deopt = true,
            "--print-mir" => options.vm.tiers.print_mir = Some(value.unwrap_or_default()),
            "--print-asm" => options.vm.tiers.print_asm = true,
            "--only" => options.vm.tiers.only = Some(wanted(&name)?),
            "--tier-stats" => options.vm.tiers.stats = true,
            "--events" => options.vm.tiers.events = Some(wanted(&name)?.into()),
            "--perf-map" | "--perf-basic-prof" => options.vm.tiers.perf_map = true,
            "--jitdump" | "--perf-prof" => options.vm.tiers.jitdump = true,
            "--baseline-after" => options.vm.tiers.baseline_after = number(100)?.min(1 << 30) as i32,
            "--optimize-after" => options.vm.tiers.optimize_after = number(3000)?.min(1 << 30) as i32,
            "--allow-natives-syntax" => options.vm.natives_syntax = true,
            "--expose-gc" | "--expose_gc" => p.gc = true,
            "--stack-trace-limit" => p.stack_trace_limit = Some(number(10)? as i32),
            "--preserve-symlinks" => p.preserve_symlinks = true,
            "--decorators" => p.decorators = true,
            "--print-tokens" => p.dump = Some(Dump::Tokens),
            "--print-ast" => p.dump = Some(Dump::Ast),
            "--print-bytecode" => options.vm.print_bytecode = true,
            "--max-heap" => options.max_heap_bytes = (number(4096)? as usize).saturating_mul(1 << 20),
            "--gc-stress" => options.gc_stress = number(1)? as u32,
            "--verify-heap" => options.vm.verify_heap = true,
            "--trace-gc" => options.vm.trace_gc = true,
            "--no-can-block" => options.vm.can_block = false,
            ignored if IGNORED.contains(&ignored.replace('_', "-").as_str()) => {}
            _ => return Err(format!("bad option: {argument}")),
        }
    }
    if let Some(root) = batch {
        return Ok(Command::Test262Batch { root, options: p.options });
    }
    if let Some(prelude) = fuzz {
        return Ok(Command::FuzzBatch { prelude, options: p.options });
    }
    if test262 {
        return if files.is_empty() { Ok(Command::Help) } else { Ok(Command::Test262 { files, module, options: p.options }) };
    }
    if script {
        return Ok(Command::Script { files, options: p.options });
    }
    if p.code.is_none() && !stdin && !files.is_empty() {
        p.file = Some(files.remove(0));
    }
    p.arguments = files;
    Ok(Command::Program(Box::new(p)))
}
