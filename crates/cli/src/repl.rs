//! The prompt: multi-line input while brackets are open, history in a file, completion of properties and globals.
use ogive::raw::bytecode::Source;
use ogive::raw::vm::{Value, Vm};
use ogive_runtime::event_loop;
use ogive_runtime::support::put_hidden;
use ogive_web::inspect::{Inspector, Options};
use rustyline::completion::Completer;
use rustyline::error::ReadlineError;
use rustyline::highlight::Highlighter;
use rustyline::hint::Hinter;
use rustyline::history::FileHistory;
use rustyline::validate::{ValidationContext, ValidationResult, Validator};
use rustyline::{Context, Editor, Helper};
use std::cell::RefCell;
use std::rc::Rc;

/// What the editor asks while a line is typed. Completion needs the engine, which runs on this thread: the words are gathered
/// before each line.
struct Asking {
    words: Rc<RefCell<Vec<String>>>,
}
impl Helper for Asking {}
impl Hinter for Asking {
    type Hint = String;
}
impl Highlighter for Asking {}
impl Validator for Asking {
    fn validate(&self, context: &mut ValidationContext<'_>) -> rustyline::Result<ValidationResult> {
        Ok(if is_open(context.input()) { ValidationResult::Incomplete } else { ValidationResult::Valid(None) })
    }
}
impl Completer for Asking {
    type Candidate = String;
    fn complete(&self, line: &str, at: usize, _: &Context<'_>) -> rustyline::Result<(usize, Vec<String>)> {
        let start = line[..at].rfind(|c: char| !c.is_alphanumeric() && c != '_' && c != '$' && c != '.').map_or(0, |i| i + 1);
        let begun = &line[start..at];
        let found = self.words.borrow().iter().filter(|w| w.starts_with(begun)).cloned().collect();
        Ok((start, found))
    }
}

/// Are brackets, a template or a comment still open?
fn is_open(text: &str) -> bool {
    let mut depth = 0i32;
    let mut chars = text.chars().peekable();
    let mut quote = None;
    while let Some(c) = chars.next() {
        match (quote, c) {
            (Some(_), '\\') => drop(chars.next()),
            (Some(q), c) if c == q => quote = None,
            (Some('\'' | '"'), '\n') => quote = None,
            (Some(_), _) => {}
            (None, '\'' | '"' | '`') => quote = Some(c),
            (None, '/') if chars.peek() == Some(&'/') => while chars.next_if(|c| *c != '\n').is_some() {},
            (None, '/') if chars.peek() == Some(&'*') => {
                let mut last = ' ';
                loop {
                    match chars.next() {
                        Some('/') if last == '*' => break,
                        Some(c) => last = c,
                        None => return true,
                    }
                }
            }
            (None, '(' | '[' | '{') => depth += 1,
            (None, ')' | ']' | '}') => depth -= 1,
            _ => {}
        }
    }
    depth > 0 || quote == Some('`')
}

/// Reads, evaluates, prints, until the end of input; the exit code.
pub fn run(vm: &mut Vm) -> u8 {
    println!("Welcome to ogive {}.\nType \".help\" for more information.", env!("CARGO_PKG_VERSION"));
    let words = Rc::new(RefCell::new(vec![]));
    let Ok(mut editor) = Editor::<Asking, FileHistory>::new() else { return 1 };
    editor.set_helper(Some(Asking { words: words.clone() }));
    let history = std::env::var_os("HOME").map(|h| std::path::PathBuf::from(h).join(".ogive_repl_history"));
    if let Some(path) = &history {
        let _ = editor.load_history(path);
    }
    if let Ok((module, require)) = ogive_node::cjs::script_module(vm, "<repl>") {
        let global = vm.realm().global();
        put_hidden(vm, global, "require", require.into());
        put_hidden(vm, global, "module", module.into());
    }
    let mut interrupted = false;
    loop {
        *words.borrow_mut() = completions(vm);
        match editor.readline("> ") {
            Ok(line) => {
                interrupted = false;
                let _ = editor.add_history_entry(&line);
                match line.trim() {
                    "" => continue,
                    ".exit" => break,
                    ".help" => println!(".exit    Exit the REPL\n.help    Print this help message\nPress Ctrl+C to abort the current expression, Ctrl+D to exit"),
                    text => evaluate(vm, text),
                }
            }
            Err(ReadlineError::Interrupted) if interrupted => break,
            Err(ReadlineError::Interrupted) => {
                interrupted = true;
                println!("(To exit, press Ctrl+C again or Ctrl+D or type .exit)");
            }
            Err(_) => break,
        }
    }
    if let Some(path) = &history {
        let _ = editor.save_history(path);
    }
    ogive_node::exit(vm, None)
}

fn evaluate(vm: &mut Vm, text: &str) {
    let realm = vm.realm();
    // `{a: 1}` is meant as an object; `await x` as an expression of an async function.
    let wrapped = text.starts_with('{') && !text.ends_with(';');
    let awaits = text.starts_with("await ");
    let mut result = Err(ogive::raw::vm::Thrown);
    if wrapped {
        result = vm.eval_script(Source::new("REPL", format!("({text}\n)").into_bytes()), realm, ogive_node::cjs::script_tag);
        if result.is_err() {
            vm.take_exception();
        }
    }
    if result.is_err() {
        let source = if awaits { format!("(async () => ({text}\n))()") } else { text.to_string() };
        result = vm.eval_script(Source::new("REPL", source.into_bytes()), realm, ogive_node::cjs::script_tag);
    }
    event_loop::run(vm);
    let mut shown = result;
    if awaits && let Ok(value) = result && let Some(promise) = vm.as_promise(value) {
        shown = match ogive_runtime::modules::rejection(vm, promise) {
            Some(reason) => Err(vm.throw(reason)),
            None => Ok(vm.promise_result(promise)),
        };
    }
    let (value, thrown) = match shown {
        Ok(value) => (value, false),
        Err(_) => (vm.take_exception(), true),
    };
    vm.clear_termination();
    let options = Options { colors: std::env::var_os("NO_COLOR").is_none(), ..Options::default() };
    let text = Inspector::new(vm, options).value(vm, value, 0.0, false).unwrap_or_else(|_| {
        vm.take_exception();
        "?".into()
    });
    let global = vm.realm().global();
    put_hidden(vm, global, if thrown { "_error" } else { "_" }, value);
    event_loop::output(vm).flush();
    println!("{}{text}", if thrown { "Uncaught " } else { "" });
}

/// Globals, and the properties of global objects, as `name.property`.
fn completions(vm: &mut Vm) -> Vec<String> {
    let global = vm.realm().global();
    let mut out = vec![];
    let Ok(keys) = vm.own_property_keys(global) else { return out };
    for key in keys.iter().filter(|k| !k.is_symbol()) {
        let name = format!("{key:?}");
        // Reading lazy globals would load them all: only what is a plain value is looked into.
        let value = match vm.get_own_property(global, key) {
            Ok(Some(descriptor)) => descriptor.value.unwrap_or(Value::UNDEFINED),
            _ => Value::UNDEFINED,
        };
        if let Some(object) = value.as_object()
            && let Ok(inner) = vm.own_property_keys(object)
        {
            out.extend(inner.iter().filter(|k| !k.is_symbol() && !k.is_index()).map(|k| format!("{name}.{k:?}")));
        }
        out.push(name);
    }
    out
}
