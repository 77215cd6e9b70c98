//! The prompt. The engine stays on this thread, and its event loop turns while a line is typed; the line is edited on another.
//!
//! ```text
//! mod.rs       the session: commands, evaluating, printing     rewrite.rs   is the text complete? top-level await
//! editor.rs    the thread that edits lines, and its questions  complete.rs  what could follow
//! ```
mod complete;
mod editor;
mod rewrite;

use editor::{Event, Terminal};
use ogive::raw::bytecode::Source;
use ogive::raw::vm::{JsResult, Value, Vm};
use ogive_node::report;
use ogive_runtime::event_loop::{self, Hooks};
use ogive_runtime::support::{get, put_hidden};
use ogive_web::inspect::{Inspector, Options};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

const HELP: &str = "\
.break    Leave what has been typed so far
.clear    As .break
.editor   Type several lines, which are run together
.exit     Exit the prompt
.help     Print this help message
.load     Run a file: .load FILE
.save     Save what has been run to a file: .save FILE

Press Ctrl+C to abort the current expression, Ctrl+D to exit";

/// What the prompt remembers.
struct Session {
    /// Top-level names of what has been run, for completion.
    names: Vec<String>,
    /// What has been run, for `.save`.
    texts: Vec<String>,
    /// Lines of `.editor`.
    gathered: Option<Vec<String>>,
    running: Arc<AtomicBool>,
}

/// Reads, evaluates, prints, until the end of input; the exit code.
pub fn run(vm: &mut Vm) -> u8 {
    println!("Welcome to ogive {}.\nType \".help\" for more information.", env!("CARGO_PKG_VERSION"));
    event_loop::event_loop(vm).set_hooks(Hooks {
        uncaught: |vm, error, _| print_thrown(vm, error),
        unhandled: |vm, _, reason| print_thrown(vm, reason),
        handled_late: |_, _| {},
        before_exit: |_| false,
    });
    ogive_node::globals_of_the_prompt(vm);
    let mut session = Session { names: vec![], texts: vec![], gathered: None, running: Arc::default() };
    let terminal = Terminal::start();
    session.watch_interrupts(vm);
    let mut interrupted = false;
    terminal.ask("> ", true);
    loop {
        let event = next_event(vm, &terminal, &session);
        let was_interrupted = std::mem::replace(&mut interrupted, false);
        match (event, &mut session.gathered) {
            (Event::Line(line), Some(lines)) => lines.push(line),
            (Event::Line(line), None) => {
                if !session.line(vm, &line) {
                    break;
                }
            }
            (Event::Interrupted, gathered @ Some(_)) => *gathered = None,
            (Event::Interrupted, None) if was_interrupted => break,
            (Event::Interrupted, None) => {
                interrupted = true;
                println!("(To exit, press Ctrl+C again or Ctrl+D or type .exit)");
            }
            (Event::End, Some(_)) => {
                let text = session.gathered.take().unwrap_or_default().join("\n");
                session.evaluate(vm, &text);
            }
            (Event::End, None) => break,
            (Event::Complete { .. }, _) => {}
        }
        let gathers = session.gathered.is_some();
        terminal.ask(if gathers { "" } else { "> " }, !gathers);
    }
    ogive_node::exit(vm, None)
}

/// Turns the event loop until the editor has something to say. Its questions are answered here.
fn next_event(vm: &mut Vm, terminal: &Terminal, session: &Session) -> Event {
    loop {
        let wait = event_loop::turn(vm);
        event_loop::output(vm).flush();
        match terminal.next(wait) {
            Some(Event::Complete { path, reply }) => {
                // The editor goes on without an answer if it must.
                let _ = reply.send(complete::candidates(vm, &path, &session.names));
            }
            Some(event) => return event,
            None => {}
        }
    }
}

impl Session {
    /// Ctrl+C while a script runs ends the script. (While a line is edited it is a key.)
    fn watch_interrupts(&self, vm: &mut Vm) {
        let (running, handle) = (self.running.clone(), vm.interrupt.handle());
        let watched = ctrlc::set_handler(move || {
            if running.swap(false, Ordering::SeqCst) {
                handle.interrupt();
            } else {
                std::process::exit(130);
            }
        });
        if let Err(error) = watched {
            eprintln!("ogive: Ctrl+C will end the process: {error}");
        }
    }

    /// Does what a line says; false to leave.
    fn line(&mut self, vm: &mut Vm, line: &str) -> bool {
        let text = line.trim();
        let (command, argument) = text.split_once(' ').map_or((text, ""), |(c, a)| (c, a.trim()));
        match command {
            "" | ".break" | ".clear" => {}
            ".exit" => return false,
            ".help" => println!("{HELP}"),
            ".editor" => {
                println!("// Entering editor mode (Ctrl+D to finish, Ctrl+C to cancel)");
                self.gathered = Some(vec![]);
            }
            ".load" => match std::fs::read_to_string(argument) {
                Ok(text) => self.evaluate(vm, &text),
                Err(error) => println!("Failed to load '{argument}': {error}"),
            },
            ".save" => match std::fs::write(argument, self.texts.join("\n") + "\n") {
                Ok(()) => println!("Session saved to: {argument}"),
                Err(error) => println!("Failed to save '{argument}': {error}"),
            },
            _ if is_command(command) => println!("Invalid REPL keyword"),
            _ => self.evaluate(vm, line),
        }
        true
    }

    fn evaluate(&mut self, vm: &mut Vm, text: &str) {
        let prepared = rewrite::prepare(text);
        self.names.extend(prepared.names);
        self.texts.push(text.to_string());
        self.running.store(true, Ordering::SeqCst);
        let result = self.run(vm, prepared.source, prepared.awaits);
        self.running.store(false, Ordering::SeqCst);
        let global = vm.realm().global();
        match result {
            Ok(value) => {
                put_hidden(vm, global, "_", value);
                let text = shown(vm, value);
                event_loop::output(vm).flush();
                println!("{text}");
            }
            Err(_) => {
                let error = vm.take_exception();
                vm.clear_termination();
                put_hidden(vm, global, "_error", error);
                print_thrown(vm, error);
            }
        }
        event_loop::drain(vm);
    }

    /// The value of a text; of one that awaits, when it has come.
    fn run(&mut self, vm: &mut Vm, source: String, awaits: bool) -> JsResult<Value> {
        let realm = vm.realm();
        let value = vm.eval_script(Source::new("REPL", source.into_bytes()), realm, ogive_node::cjs::script_tag)?;
        let Some(promise) = vm.as_promise(value).filter(|_| awaits) else { return Ok(value) };
        event_loop::mark_handled(vm, promise);
        loop {
            let wait = event_loop::turn(vm);
            if let Some(reason) = ogive_runtime::modules::rejection(vm, promise) {
                return Err(vm.throw(reason));
            }
            if vm.promise_state(promise) == ogive::raw::vm::promise::PromiseState::Fulfilled {
                let result = vm.promise_result(promise);
                return if result.is_object() { get(vm, result, "value") } else { Ok(Value::UNDEFINED) };
            }
            if !self.running.load(Ordering::SeqCst) {
                // The request that no script has seen.
                vm.poll_slow()?;
                return Err(vm.error("Script execution was interrupted"));
            }
            event_loop::output(vm).flush();
            std::thread::sleep(wait.unwrap_or(POLL).min(POLL));
        }
    }
}

/// How often a promise that is awaited is looked at.
const POLL: Duration = Duration::from_millis(20);

/// `.name`, and not the beginning of `.5`.
fn is_command(word: &str) -> bool {
    word.strip_prefix('.').is_some_and(|name| name.starts_with(|c: char| c.is_ascii_alphabetic()) && name.bytes().all(|b| b.is_ascii_alphanumeric()))
}

fn shown(vm: &mut Vm, value: Value) -> String {
    let colors = event_loop::output(vm).is_terminal() && std::env::var_os("NO_COLOR").is_none();
    let options = Options { colors, ..Options::default() };
    Inspector::new(vm, options).value(vm, value, 0.0, false).unwrap_or_else(|_| {
        vm.take_exception();
        vm.clear_termination();
        "?".into()
    })
}

fn print_thrown(vm: &mut Vm, error: Value) {
    // Of an early error the line and the marks; its place is what has just been typed.
    let place = report::early_error_place(vm, error).and_then(|place| place.split_once('\n').map(|(_, marked)| format!("{marked}\n\n")));
    let text = if error.is_string() { shown(vm, error) } else { report::shown_error(vm, error) };
    event_loop::output(vm).flush();
    println!("{}Uncaught {text}", place.unwrap_or_default());
}
