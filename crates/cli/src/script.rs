//! `ogive --script FILE...`: classic scripts in one global realm with the globals of engine shells.
use crate::report;
use ogive::raw::bytecode::Source;
use ogive::raw::vm::{Arguments, JsResult, Value, Vm, attrs};
use ogive::{Engine, Options};

/// Runs the files in order; the exit code.
pub fn run(files: &[String], options: Options) -> u8 {
    let mut engine = match Engine::new(options) {
        Ok(engine) => engine,
        Err(error) => {
            eprintln!("ogive: {error}");
            return 1;
        }
    };
    let vm = engine.vm();
    install(vm);
    for file in files {
        if run_file(vm, file).and_then(|_| vm.run_jobs_and_waits()).is_err() {
            if let Some(code) = vm.extension::<Quit>().0 {
                return code;
            }
            report::uncaught(vm);
            return 1;
        }
    }
    0
}

/// The exit code that `quit` asked for.
#[derive(Default)]
struct Quit(Option<u8>);

fn run_file(vm: &mut Vm, path: &str) -> JsResult<Value> {
    let text = match std::fs::read(path) {
        Ok(text) => text,
        Err(error) => return Err(vm.error(format!("cannot read '{path}': {error}"))),
    };
    let realm = vm.realm();
    vm.eval_source(Source::new(path, text), realm)
}

/// Defines the shell's functions on the current realm's global object.
pub fn install(vm: &mut Vm) {
    let global = vm.realm().global();
    for (name, length, function) in [
        ("print", 0, print as ogive::raw::vm::NativeFn),
        ("load", 1, load),
        ("readFile", 1, read_file),
        ("read", 1, read_file),
        ("quit", 0, quit),
        ("gc", 0, gc),
    ] {
        let key = vm.key(name);
        let f = vm.new_native(name, length, function).into();
        vm.define_own_builtin(global, key, f, attrs::HIDDEN);
    }
    let key = vm.key("console");
    let console = vm.new_object();
    for name in ["log", "error", "warn", "info"] {
        let f = vm.new_native(name, 0, print).into();
        let key = vm.key(name);
        vm.define_own_builtin(console, key, f, attrs::ALL);
    }
    vm.define_own_builtin(global, key, console.into(), attrs::HIDDEN);
}

pub(crate) fn print(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    let mut line = String::new();
    for (i, &value) in args.all().iter().enumerate() {
        if i > 0 {
            line.push(' ');
        }
        if let Some(symbol) = value.as_symbol() {
            line.push_str(&format!("Symbol({})", symbol.description().map(|d| d.to_rust_string_lossy()).unwrap_or_default()));
            continue;
        }
        line.push_str(&vm.to_string(value)?.to_rust_string_lossy());
    }
    line.push('\n');
    use std::io::Write;
    let _ = std::io::stdout().lock().write_all(line.as_bytes());
    Ok(Value::UNDEFINED)
}

fn load(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    let path = vm.to_string(args.get(0))?.to_rust_string_lossy();
    run_file(vm, &path)
}

fn read_file(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    let path = vm.to_string(args.get(0))?.to_rust_string_lossy();
    match std::fs::read(&path) {
        Ok(bytes) => Ok(vm.new_string(&String::from_utf8_lossy(&bytes)).into()),
        Err(error) => Err(vm.error(format!("cannot read '{path}': {error}"))),
    }
}

fn quit(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    let code = vm.to_int32(args.get(0))?;
    vm.extension::<Quit>().0 = Some(code as u8);
    Err(vm.terminate("quit"))
}

pub(crate) fn gc(vm: &mut Vm, _: Arguments) -> JsResult<Value> {
    use ogive::raw::gc::{CollectionKind, CollectionReason};
    vm.heap.collect(CollectionKind::Full, CollectionReason::Requested);
    Ok(Value::UNDEFINED)
}
