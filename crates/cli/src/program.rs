//! Running a program as Node would: a file, `-e`, standard input, or the prompt.
use crate::args::{Cache, Dump, Program};
use ogive::raw::vm::{Intrinsic, Value, Vm};
use ogive::{Engine, Options};
use ogive_node::natives::Command;
use ogive_node::Main;
use ogive_runtime::code_cache;
use ogive_runtime::event_loop::Rejections;
use ogive_runtime::modules::Host;
use std::io::{IsTerminal, Read};

/// An engine with Node's globals.
fn engine(options: Options, command: Command) -> Result<Engine, String> {
    let rejections = Rejections::default();
    let host = Host { rejections: rejections.clone() };
    let mut engine = Engine::with_host(options, Box::new(host)).map_err(|e| e.to_string())?;
    ogive_node::install(engine.vm(), rejections, command);
    Ok(engine)
}

/// Runs; the exit code when it returns (most programs end the process themselves).
pub fn run(mut program: Program) -> u8 {
    if let (Some(dump), Some(file)) = (program.dump, &program.file) {
        return print(dump, file, program.decorators);
    }
    let exec_path = std::env::current_exe().map_or_else(|_| "ogive".into(), |p| p.to_string_lossy().into_owned());
    let mut argv = vec![exec_path.clone()];
    let stdin = program.file.is_none() && program.code.is_none();
    argv.extend(program.file.clone().or_else(|| (stdin && !program.arguments.is_empty()).then(|| "-".to_string())));
    argv.append(&mut program.arguments);
    let command = Command { argv, exec_argv: std::mem::take(&mut program.exec_arguments), exec_path };
    let mut engine = match engine(program.options.clone(), command) {
        Ok(engine) => engine,
        Err(message) => {
            eprintln!("ogive: {message}");
            return 1;
        }
    };
    let vm = engine.vm();
    let resolver = &mut ogive_runtime::modules::modules(vm).resolver;
    resolver.conditions = std::mem::take(&mut program.conditions);
    resolver.preserve_symlinks = program.preserve_symlinks;
    let folder = match std::mem::take(&mut program.code_cache) {
        Cache::Default => code_cache::default_folder(),
        Cache::In(folder) => Some(folder.into()),
        Cache::Nowhere => None,
    };
    code_cache::set_folder(vm, folder);
    if let Some(limit) = program.stack_trace_limit {
        let error = vm.intrinsic(Intrinsic::Error);
        ogive_runtime::support::put(vm, error, "stackTraceLimit", Value::int(limit));
    }
    if program.gc {
        let f = ogive_runtime::support::native(vm, "gc", 0, crate::script::gc);
        let global = vm.realm().global();
        ogive_runtime::support::put_hidden(vm, global, "gc", f);
    }
    for module in &program.require {
        require(vm, module);
    }
    if program.check {
        let checked = match &program.file {
            Some(file) => ogive_node::check(vm, file),
            None => match standard_input() {
                Ok(text) => ogive_node::check_text(vm, &text, program.module),
                Err(code) => return code,
            },
        };
        if checked.is_err() {
            let error = vm.take_exception();
            ogive_node::report::print(vm, error, ogive_runtime::event_loop::Origin::Exception);
            return 1;
        }
        return 0;
    }
    if let Some(file) = program.file {
        ogive_node::run(vm, Main::File(file))
    }
    if let Some(code) = program.code {
        let main = Main::Text { name: "[eval]".into(), text: code.into_bytes(), module: program.module, print: program.print };
        ogive_node::run(vm, main)
    }
    if program.interactive || !program.print && std::io::stdin().is_terminal() {
        return crate::repl::run(vm);
    }
    match standard_input() {
        Ok(text) => ogive_node::run(vm, Main::Text { name: "[stdin]".into(), text, module: program.module, print: program.print }),
        Err(code) => code,
    }
}

/// The program that standard input holds, or the exit code.
fn standard_input() -> Result<Vec<u8>, u8> {
    let mut text = vec![];
    match std::io::stdin().lock().read_to_end(&mut text) {
        Ok(_) => Ok(text),
        Err(error) => {
            eprintln!("ogive: cannot read standard input: {error}");
            Err(1)
        }
    }
}

fn require(vm: &mut Vm, module: &str) {
    let result = ogive_node::cjs::script_module(vm, "internal_preload").and_then(|(_, require)| {
        let name = ogive_runtime::support::string(vm, module);
        vm.call(require.into(), Value::UNDEFINED, &[name])
    });
    if result.is_err() {
        ogive_runtime::event_loop::report_uncaught(vm, ogive_runtime::event_loop::Origin::Exception);
    }
}

fn print(dump: Dump, file: &str, decorators: bool) -> u8 {
    use ogive_syntax as syntax;
    let source = match std::fs::read(file) {
        Ok(source) => source,
        Err(error) => {
            eprintln!("ogive: cannot read '{file}': {error}");
            return 1;
        }
    };
    let options = syntax::ParseOptions { eager_all: true, decorators, ..Default::default() };
    let module = file.ends_with(".mjs");
    let failed = |error: syntax::SyntaxError| {
        let place = syntax::Location::of(&source, error.span);
        eprintln!("{file}:{}\n{}\n{}\n\nSyntaxError: {}", place.line, place.text, place.caret, error.message);
        1
    };
    if dump == Dump::Tokens {
        let (tokens, error) = syntax::tokens(&source, module, &options);
        print!("{}", syntax::print_tokens(&tokens, &source));
        return error.map_or(0, failed);
    }
    let bump = bumpalo::Bump::new();
    let mut names = syntax::Interner::new();
    let script = if module { None } else { syntax::parse_script(&source, &options, &mut names, &bump).ok() };
    let parsed = match script {
        Some(program) => Ok(program),
        None => syntax::parse_module(&source, &options, &mut names, &bump),
    };
    match parsed {
        Ok(program) => {
            println!("{}", syntax::print_ast(&program, &source, &names, true));
            0
        }
        Err(error) => failed(error),
    }
}
