//! Node's globals and modules over the engine: what makes npm programs run.
//!
//! ```text
//! cjs.rs       require, Module          builtins.rs   node:* modules (js/*.js), loaded when required
//! lexer.rs     names that CJS exports   natives.rs    Rust functions behind them; fs.rs, crypto.rs
//! report.rs    uncaught errors          lib.rs        globals, hooks of the loop, running a main program, exit
//! ```
//! Nothing is parsed at start: `process`, `Buffer` and the rest are globals made when first read.
#![forbid(unsafe_code)]

pub mod builtins;
pub mod cjs;
pub mod crypto;
pub mod fs;
pub mod lexer;
pub mod natives;
pub mod report;

use natives::Command;
use ogive::raw::vm::native::FIELD_DATA;
use ogive::raw::vm::promise::PromiseState;
use ogive::raw::vm::{Arguments, ErrorKind, Gc, JsResult, Object, PropertyKey, Value, Vm, attrs};
use ogive_runtime::event_loop::{self, Hooks, Origin, Rejections, event_loop, output};
use ogive_runtime::modules::{self, Format, modules};
use ogive_runtime::support::{get, put, string, text};
use ogive_runtime::{file_url, resolve};
use ogive_web::globals::{lazy_global, settle_global};

/// Roots that hold the functions `js/process.js` gives the host.
pub(crate) const HOOKS: [&str; 5] = ["node.uncaught", "node.exit", "node.beforeExit", "node.unhandled", "node.handled"];

/// Global name, module.
const LAZY: &[(&str, &str)] = &[("process", "internal/process"), ("Buffer", "buffer"), ("Blob", "buffer"), ("File", "buffer"), ("crypto", "crypto"), ("navigator", "os")];

/// Makes the agent a Node-like one. `rejections` is shared with the agent's host hooks.
pub fn install(vm: &mut Vm, rejections: Rejections, command: Command) {
    event_loop::install(vm, rejections);
    ogive_web::install(vm);
    *vm.extension::<Command>() = command;
    let state = event_loop(vm);
    state.set_hooks(Hooks { uncaught, unhandled, handled_late, before_exit });
    state.set_ticks(natives::run_tick);
    modules::install(
        vm,
        modules::Hooks { builtin: builtins::as_module, commonjs: cjs::as_module, is_module: cjs::is_module, meta },
    );
    modules(vm).resolver.is_builtin = Some(builtins::is_builtin);
    for &(name, _) in LAZY {
        lazy_global(vm, name, read_global);
    }
    lazy_console_class(vm);
    let (global, key, tag) = (vm.realm().global(), PropertyKey::symbol(vm.symbols.to_string_tag), string(vm, "global"));
    vm.define_own_builtin(global, key, tag, attrs::CONFIGURABLE);
}
/// `console.Console`, whose module is loaded when it is first read.
fn lazy_console_class(vm: &mut Vm) {
    fn read(vm: &mut Vm, _: Arguments) -> JsResult<Value> {
        let console = builtins::require(vm, "console")?;
        get(vm, console, "Console")
    }
    let global = vm.realm().global();
    if let Some(console) = get(vm, global.into(), "console").ok().and_then(Value::as_object) {
        let getter = ogive_runtime::support::native(vm, "Console", 0, read);
        ogive_runtime::support::put_accessor(vm, console, "Console", getter, Value::UNDEFINED, false);
    }
}
fn read_global(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    let name = text(vm, args.callee().field(FIELD_DATA))?;
    let Some((_, module)) = LAZY.iter().find(|(n, _)| *n == name) else { return Ok(Value::UNDEFINED) };
    let exports = builtins::require(vm, module)?;
    let value = match name.as_str() {
        "process" => exports,
        "crypto" => get(vm, exports, "webcrypto")?,
        _ => get(vm, exports, &name)?,
    };
    settle_global(vm, &name, value);
    Ok(value)
}
fn meta(vm: &mut Vm, meta: Gc<Object>, url: &str) {
    let main = main_url(vm).is_some_and(|m| m == url);
    put(vm, meta, "main", Value::bool(main));
}

/// URL of the main module, if it is an ES module.
#[derive(Default)]
struct MainUrl(Option<String>);
fn main_url(vm: &mut Vm) -> Option<String> {
    vm.extension::<MainUrl>().0.clone()
}

// ---- hooks of the loop ------------------------------------------------------------------------------------------------------------

fn hook(vm: &Vm, name: &'static str) -> Option<Value> {
    vm.roots.get(name).copied().filter(|f| f.is_object())
}
fn uncaught(vm: &mut Vm, error: Value, origin: Origin) {
    let thrown = vm.take_thrown_place(error).filter(|_| origin != Origin::Rejection);
    if let Some(f) = hook(vm, "node.uncaught") {
        let name = string(vm, if origin == Origin::Rejection { "unhandledRejection" } else { "uncaughtException" });
        match vm.call(f, Value::UNDEFINED, &[error, name]) {
            Ok(handled) if handled.to_boolean() => return,
            Ok(_) => {}
            Err(_) => {
                let inner = vm.take_exception();
                vm.clear_termination();
                report::print(vm, inner, Origin::Exception);
                exit(vm, Some(7));
            }
        }
    }
    if origin == Origin::Module {
        report::explain_module_scope(vm, error);
    }
    report::print_thrown(vm, error, origin, thrown);
    exit(vm, Some(1));
}
fn unhandled(vm: &mut Vm, promise: Gc<Object>, reason: Value) {
    let says_what = |argument: &String| argument.starts_with("--unhandled-rejections=");
    if hook(vm, "node.unhandled").is_none() && vm.extension::<Command>().exec_argv.iter().any(says_what) {
        // The process object knows what the option wants.
        if builtins::require(vm, "internal/process").is_err() {
            vm.take_exception();
        }
    }
    if let Some(f) = hook(vm, "node.unhandled") {
        match vm.call(f, Value::UNDEFINED, &[reason, promise.into()]) {
            Ok(handled) if handled.to_boolean() => return,
            Ok(_) => {}
            Err(_) => return event_loop::report_uncaught(vm, Origin::Exception),
        }
    }
    uncaught(vm, reason, Origin::Rejection);
}
fn handled_late(vm: &mut Vm, promise: Gc<Object>) {
    if let Some(f) = hook(vm, "node.handled")
        && vm.call(f, Value::UNDEFINED, &[promise.into()]).is_err()
    {
        event_loop::report_uncaught(vm, Origin::Exception);
    }
}
fn before_exit(vm: &mut Vm) -> bool {
    let Some(f) = hook(vm, "node.beforeExit") else { return false };
    if vm.call(f, Value::UNDEFINED, &[]).is_err() {
        event_loop::report_uncaught(vm, Origin::Exception);
    }
    event_loop(vm).is_alive()
}

/// Ends the process, after its 'exit' listeners: with the code, or with `process.exitCode`.
pub fn exit(vm: &mut Vm, code: Option<i32>) -> ! {
    let mut code = code;
    if let Some(f) = hook(vm, "node.exit") {
        let given = code.map_or(Value::UNDEFINED, Value::int);
        match vm.call(f, Value::UNDEFINED, &[given]) {
            Ok(value) => code = value.as_int().or(code),
            Err(_) => {
                let error = vm.take_exception();
                vm.clear_termination();
                report::print(vm, error, Origin::Exception);
                code = Some(1);
            }
        }
    }
    output(vm).flush();
    ogive_runtime::code_cache::store(vm);
    std::process::exit(code.unwrap_or(0) & 0xFF)
}

/// What the prompt has beside a program's globals: `require`, `module`, and the built-in modules by name.
pub fn globals_of_the_prompt(vm: &mut Vm) {
    let global = vm.realm().global();
    if let Ok((module, require)) = cjs::script_module(vm, "<repl>") {
        ogive_runtime::support::put_hidden(vm, global, "require", require.into());
        ogive_runtime::support::put_hidden(vm, global, "module", module.into());
    }
    fn read(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
        let name = text(vm, args.callee().field(FIELD_DATA))?;
        let exports = builtins::require(vm, &name)?;
        settle_global(vm, &name, exports);
        Ok(exports)
    }
    for name in builtins::public_names() {
        let key = vm.key(name);
        if !name.contains('/') && vm.get_own_property(global, key).is_ok_and(|found| found.is_none()) {
            lazy_global(vm, name, read);
        }
    }
}

// ---- running ------------------------------------------------------------------------------------------------------------------------

/// What to run.
pub enum Main {
    /// A file.
    File(String),
    /// A text: (name, text, is it an ES module for sure, print its value).
    Text {
        /// What stack traces call it.
        name: String,
        /// The program.
        text: Vec<u8>,
        /// `--input-type=module`.
        module: Option<bool>,
        /// `-p`.
        print: bool,
    },
}

/// Runs a program and the loop, then ends the process.
pub fn run(vm: &mut Vm, main: Main) -> ! {
    let promise = match start(vm, main) {
        Ok(promise) => promise,
        Err(_) => {
            event_loop::report_uncaught(vm, Origin::Exception);
            None
        }
    };
    if let Some(promise) = promise {
        event_loop::mark_handled(vm, promise);
        // A module's own microtasks come before its ticks, for it runs in one.
        event_loop::run_microtasks(vm);
        if let Some(reason) = modules::rejection(vm, promise) {
            uncaught(vm, reason, Origin::Module);
        }
        event_loop::run_until(vm, |vm| {
            if let Some(reason) = modules::rejection(vm, promise) {
                uncaught(vm, reason, Origin::Module);
                return true;
            }
            false
        });
        if vm.promise_state(promise) == PromiseState::Pending {
            output(vm).write_error(b"Warning: Detected unsettled top-level await\n");
            exit(vm, Some(13));
        }
    } else {
        event_loop::run(vm);
    }
    exit(vm, None)
}

fn start(vm: &mut Vm, main: Main) -> JsResult<Option<Gc<Object>>> {
    match main {
        Main::File(file) => {
            let path = find_main(vm, &file)?;
            let format = match resolve::extension(&path) {
                ".mjs" => Format::Module,
                ".cjs" => Format::CommonJs,
                _ => modules::format_of(vm, &path)?,
            };
            if let Some(argument) = vm.extension::<Command>().argv.get_mut(1) {
                *argument = path.clone();
            }
            match format {
                Format::Module => start_module(vm, &path),
                Format::Ambiguous => match cjs::run_main_unless_module(vm, &path)? {
                    true => start_module(vm, &path),
                    false => Ok(None),
                },
                _ => cjs::run_main(vm, &path).map(|_| None),
            }
        }
        Main::Text { name, text, module, print } => start_text(vm, &name, &text, module, print),
    }
}
fn start_module(vm: &mut Vm, path: &str) -> JsResult<Option<Gc<Object>>> {
    let url = file_url::from_path(path);
    vm.extension::<MainUrl>().0 = Some(url.clone());
    let module = match modules::known(vm, &url, "") {
        Some(module) => module,
        None => {
            let bytes = std::fs::read(path).map_err(|error| fs::throw(vm, &error, "open", Some(path), None))?;
            let module = modules::source_module(vm, &url, &bytes)?;
            modules::register(vm, &url, "", module);
            module
        }
    };
    modules::evaluate(vm, module).map(Some)
}
/// The main file: as given, or with an extension, or a folder's index.
fn find_main(vm: &mut Vm, file: &str) -> JsResult<String> {
    let path = file_url::to_path(file).unwrap_or_else(|| resolve::join(&modules::current_folder(), file));
    let folder = resolve::parent(&path).to_string();
    let found = modules(vm).resolver.require(&path, &folder, &path, &[]);
    match found {
        Ok(Some(path)) => Ok(path),
        Ok(None) => {
            let message = format!("Cannot find module '{path}'");
            let error = vm.new_error(ErrorKind::Error, &message);
            let code = string(vm, "MODULE_NOT_FOUND");
            put(vm, error, "code", code);
            let stack = vm.new_array(0)?;
            put(vm, error, "requireStack", stack.into());
            Err(vm.throw(error.into()))
        }
        Err(error) => Err(modules::throw_resolve_error(vm, &error)),
    }
}

/// What a program that is no file, but CommonJS, has as globals.
const SCRIPT_GLOBALS: [&str; 5] = ["module", "require", "exports", "__filename", "__dirname"];

fn start_text(vm: &mut Vm, name: &str, source: &[u8], module: Option<bool>, print: bool) -> JsResult<Option<Gc<Object>>> {
    let as_module = |vm: &mut Vm| -> JsResult<Option<Gc<Object>>> {
        if print {
            return Err(ogive_runtime::support::coded_error(vm, ErrorKind::Error, "ERR_EVAL_ESM_CANNOT_PRINT", "--print cannot be used with ESM input"));
        }
        let url = file_url::from_path(&format!("{}/[eval1]", modules::current_folder()));
        let record = modules::source_module(vm, &url, source)?;
        modules::evaluate(vm, record).map(Some)
    };
    if module == Some(true) {
        return as_module(vm);
    }
    let (object, require) = cjs::script_module(vm, name)?;
    let global = vm.realm().global();
    let exports = get(vm, object.into(), "exports")?;
    let file = string(vm, name);
    let folder = string(vm, ".");
    for (key, value) in SCRIPT_GLOBALS.into_iter().zip([object.into(), require.into(), exports, file, folder]) {
        put(vm, global, key, value);
    }
    let realm = vm.realm();
    let value = match vm.eval_script(ogive::raw::bytecode::Source::new(name, source), realm, cjs::script_tag) {
        Ok(value) => value,
        Err(thrown) => {
            let early = vm.extension::<ogive::raw::vm::eval::LastEarlyError>().0.take();
            let error = vm.take_exception();
            if early.as_ref().is_some_and(|e| e.name == name) && module.is_none() {
                // Its syntax may say that it is a module, which has none of the globals of a script.
                if cjs::parses_as_module(vm, name, source) {
                    for key in SCRIPT_GLOBALS {
                        let key = vm.key(key);
                        vm.delete(global, key)?;
                    }
                    return as_module(vm);
                }
            }
            vm.extension::<ogive::raw::vm::eval::LastEarlyError>().0 = early;
            vm.throw(error);
            return Err(thrown);
        }
    };
    if print {
        let console = get(vm, global.into(), "console")?;
        ogive_runtime::support::invoke(vm, console, "log", &[value])?;
    }
    Ok(None)
}

/// Compiles a program from standard input without running it; an error is pending when it is wrong.
pub fn check_text(vm: &mut Vm, text: &[u8], module: Option<bool>) -> JsResult<()> {
    let name = "[stdin]";
    if module == Some(true) {
        return modules::source_module(vm, name, text).map(|_| ());
    }
    match cjs::compile(vm, name, text) {
        Err(_) if module.is_none() && cjs::is_module(vm, name, text) => {
            vm.take_exception();
            Ok(())
        }
        result => result.map(|_| ()),
    }
}

/// Compiles a file without running it; an error is pending when it is wrong.
pub fn check(vm: &mut Vm, file: &str) -> JsResult<()> {
    let path = find_main(vm, file)?;
    let bytes = std::fs::read(&path).map_err(|error| fs::throw(vm, &error, "open", Some(&path), None))?;
    match modules::format_of(vm, &path)? {
        Format::Module => modules::source_module(vm, &file_url::from_path(&path), &bytes).map(|_| ()),
        Format::Ambiguous if cjs::is_module(vm, &path, &bytes) => Ok(()),
        _ => cjs::compile(vm, &path, &bytes).map(|_| ()),
    }
}
