//! Consoles. The lines of the global one go to the runtime's output, and nothing is loaded or parsed to print; those of a `new Console` go to its sink, a
//! function of the text and of whether it is an error. A method's two data fields say which console it belongs to.
use crate::inspect::{Inspector, Options, entries, format, strings};
use ogive::raw::vm::native::{FIELD_DATA, FIELD_EXTRA};
use ogive::raw::vm::{Arguments, Gc, JsResult, Kind, NativeFn, Object, PropertyKey, Value, Vm, attrs};
use ogive_runtime::event_loop::{event_loop, output};
use ogive_runtime::support::{get, put, put_hidden, string, text};
use std::collections::HashMap;

/// What the consoles remember, by number; 0 is the global one.
#[derive(Default)]
struct States(Vec<State>);
#[derive(Default)]
struct State {
    indentation: usize,
    /// How much a group adds; 2 if not said.
    step: Option<usize>,
    counts: HashMap<String, u64>,
    times: HashMap<String, f64>,
}

/// Which console a method belongs to.
#[derive(Clone, Copy)]
struct Console {
    number: usize,
    /// `sink(text, to_error)`; none: the runtime's output.
    sink: Option<Value>,
}
impl Console {
    fn of(args: Arguments) -> Console {
        let method = args.callee();
        Console { number: method.field(FIELD_DATA).as_int().unwrap_or(0) as usize, sink: Some(method.field(FIELD_EXTRA)).filter(|s| s.is_object()) }
    }
    fn state(self, vm: &mut Vm) -> &mut State {
        let states = &mut vm.extension::<States>().0;
        if states.len() <= self.number {
            states.resize_with(self.number + 1, State::default);
        }
        &mut states[self.number]
    }
}

const METHODS: [(&str, u32, NativeFn); 22] = [
    ("log", 0, log),
    ("warn", 0, error),
    ("dir", 0, dir),
    ("time", 0, time),
    ("timeEnd", 0, time_end),
    ("timeLog", 0, time_log),
    ("trace", 0, trace),
    ("assert", 0, assert),
    ("clear", 0, clear),
    ("count", 0, count),
    ("countReset", 0, count_reset),
    ("group", 0, group),
    ("groupCollapsed", 0, group),
    ("groupEnd", 0, group_end),
    ("table", 1, table),
    ("debug", 0, log),
    ("info", 0, log),
    ("dirxml", 0, log),
    ("error", 0, error),
    ("timeStamp", 0, nothing),
    ("profile", 0, nothing),
    ("profileEnd", 0, nothing),
];
fn define_methods(vm: &mut Vm, console: Gc<Object>, number: usize, sink: Value) {
    for (name, length, function) in METHODS {
        let f = vm.new_native_with(name, length, function, Value::int(number as i32), sink);
        put(vm, console, name, f.into());
    }
}

/// Makes the console and defines it on the global object.
pub fn install(vm: &mut Vm) {
    let console = vm.new_object();
    define_methods(vm, console, 0, Value::UNDEFINED);
    let tag = PropertyKey::symbol(vm.symbols.to_string_tag);
    let name = string(vm, "console");
    vm.define_own_builtin(console, tag, name, attrs::CONFIGURABLE);
    let global = vm.realm().global();
    put_hidden(vm, global, "console", console.into());
}
/// consoleMethods(target, sink, indentation): gives an object the methods of a console of its own.
pub(crate) fn console_methods(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    let Some(target) = args.get(0).as_object() else { return Err(vm.type_error("not an object")) };
    let number = vm.extension::<States>().0.len().max(1);
    let step = args.get(2).as_index().unwrap_or(2) as usize;
    Console { number, sink: None }.state(vm).step = Some(step);
    define_methods(vm, target, number, args.get(1));
    Ok(Value::UNDEFINED)
}

fn nothing(_: &mut Vm, _: Arguments) -> JsResult<Value> {
    Ok(Value::UNDEFINED)
}

/// Writes a line (without its end), indented by the open groups.
fn line(vm: &mut Vm, console: Console, mut text: String, to_error: bool) -> JsResult<()> {
    let indentation = console.state(vm).indentation;
    if indentation > 0 {
        let space = " ".repeat(indentation);
        text = format!("{space}{}", text.replace('\n', &format!("\n{space}")));
    }
    text.push('\n');
    if let Some(sink) = console.sink {
        let text = string(vm, &text);
        vm.call(sink, Value::UNDEFINED, &[text, Value::bool(to_error)])?;
        return Ok(());
    }
    let out = output(vm);
    if to_error { out.write_error(text.as_bytes()) } else { out.write(text.as_bytes()) }
    Ok(())
}
/// What Node tells by `process.emitWarning`, if there is one.
fn warn(vm: &mut Vm, console: Console, message: &str) -> JsResult<()> {
    let global = vm.realm().global();
    let process = get(vm, global.into(), "process")?;
    if process.is_object() {
        let message = string(vm, message);
        return ogive_runtime::support::invoke(vm, process, "emitWarning", &[message]).map(|_| ());
    }
    line(vm, console, format!("Warning: {message}"), true)
}
fn options(vm: &mut Vm, console: Console, to_error: bool) -> JsResult<Options> {
    let mut options = crate::util::default_options(vm)?;
    if let Some(sink) = console.sink {
        // The sink knows whether its streams are terminals, and what the Console was told.
        let told = get(vm, sink, if to_error { "errorOptions" } else { "options" })?;
        options.read(vm, told)?;
        return Ok(options);
    }
    let out = output(vm);
    if if to_error { out.error_terminal } else { out.is_terminal() } {
        options.colors = std::env::var_os("NO_COLOR").is_none();
    }
    Ok(options)
}

fn log(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    // FAST: one string outside groups needs no formatting.
    if args.len() == 1
        && let Some(s) = args.get(0).as_string()
        && let console = Console::of(args)
        && console.sink.is_none()
        && console.state(vm).indentation == 0
    {
        let mut bytes = match vm.units(s) {
            ogive::raw::vm::Units::Latin1(u) if u.is_ascii() => u.to_vec(),
            units => units.to_string_lossy().into_bytes(),
        };
        bytes.push(b'\n');
        output(vm).write(&bytes);
        return Ok(Value::UNDEFINED);
    }
    print(vm, Console::of(args), args.all(), false)
}
fn error(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    print(vm, Console::of(args), args.all(), true)
}
fn print(vm: &mut Vm, console: Console, values: &[Value], to_error: bool) -> JsResult<Value> {
    let options = options(vm, console, to_error)?;
    let text = format::format(vm, values, &options)?;
    line(vm, console, text, to_error)?;
    Ok(Value::UNDEFINED)
}

fn dir(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    let mut options = options(vm, Console::of(args), false)?;
    options.custom = false;
    options.read(vm, args.get(1))?;
    let text = Inspector::new(vm, options).value(vm, args.get(0), 0.0, false)?;
    line(vm, Console::of(args), text, false)?;
    Ok(Value::UNDEFINED)
}

fn trace(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    let options = options(vm, Console::of(args), true)?;
    let message = format::format(vm, args.all(), &options)?;
    let error = vm.new_error(ogive::raw::vm::ErrorKind::Error, "");
    let key = vm.names.stack;
    let stack = vm.get(error, key)?;
    let stack = stack.as_string().map(|s| s.to_rust_string_lossy()).unwrap_or_default();
    let frames: Vec<&str> = stack.lines().skip(1).collect();
    let head = if message.is_empty() { "Trace".to_string() } else { format!("Trace: {message}") };
    line(vm, Console::of(args), [&[head.as_str()][..], &frames].concat().join("\n"), true)?;
    Ok(Value::UNDEFINED)
}

fn assert(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    if args.get(0).to_boolean() {
        return Ok(Value::UNDEFINED);
    }
    let options = options(vm, Console::of(args), true)?;
    let rest = args.from(1);
    let text = match rest.first() {
        None => "Assertion failed".to_string(),
        Some(first) if first.is_string() => format!("Assertion failed: {}", format::format(vm, rest, &options)?),
        Some(_) => format!("Assertion failed {}", format::format(vm, rest, &options)?),
    };
    line(vm, Console::of(args), text, true)?;
    Ok(Value::UNDEFINED)
}

fn clear(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    let console = Console::of(args);
    console.state(vm).indentation = 0;
    if console.sink.is_some() {
        return Ok(Value::UNDEFINED);
    }
    let out = output(vm);
    if out.is_terminal() {
        out.write(b"\x1b[1;1H\x1b[0J");
    }
    Ok(Value::UNDEFINED)
}

fn label(vm: &mut Vm, args: Arguments) -> JsResult<String> {
    if args.get(0).is_undefined() { Ok("default".into()) } else { text(vm, args.get(0)) }
}
fn count(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    let label = label(vm, args)?;
    let n = Console::of(args).state(vm).counts.entry(label.clone()).or_default();
    *n += 1;
    let text = format!("{label}: {n}");
    line(vm, Console::of(args), text, false)?;
    Ok(Value::UNDEFINED)
}
fn count_reset(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    let label = label(vm, args)?;
    if Console::of(args).state(vm).counts.remove(&label).is_none() {
        warn(vm, Console::of(args), &format!("Count for '{label}' does not exist"))?;
    }
    Ok(Value::UNDEFINED)
}
fn time(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    let label = label(vm, args)?;
    let now = event_loop(vm).uptime();
    let times = &mut Console::of(args).state(vm).times;
    if times.contains_key(&label) {
        warn(vm, Console::of(args), &format!("Label '{label}' already exists for console.time()"))?;
    } else {
        times.insert(label, now);
    }
    Ok(Value::UNDEFINED)
}
fn time_end(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    let name = label(vm, args)?;
    log_time(vm, args, "timeEnd")?;
    Console::of(args).state(vm).times.remove(&name);
    Ok(Value::UNDEFINED)
}
fn time_log(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    log_time(vm, args, "timeLog")
}
fn log_time(vm: &mut Vm, args: Arguments, method: &str) -> JsResult<Value> {
    let name = label(vm, args)?;
    let now = event_loop(vm).uptime();
    let Some(&start) = Console::of(args).state(vm).times.get(&name) else {
        warn(vm, Console::of(args), &format!("No such label '{name}' for console.{method}()"))?;
        return Ok(Value::UNDEFINED);
    };
    let mut shown = format!("{name}: {}", duration(now - start));
    if args.len() > 1 {
        let options = options(vm, Console::of(args), false)?;
        shown = format!("{shown} {}", format::format(vm, args.from(1), &options)?);
    }
    line(vm, Console::of(args), shown, false)?;
    Ok(Value::UNDEFINED)
}
fn duration(ms: f64) -> String {
    if ms >= 3_600_000.0 {
        let seconds = ms / 1000.0;
        return format!("{}:{:02}:{:02} (h:mm:ss)", (seconds / 3600.0) as u64, (seconds / 60.0) as u64 % 60, seconds as u64 % 60);
    }
    if ms >= 60_000.0 {
        return format!("{}:{:06.3} (m:ss.mmm)", (ms / 60_000.0) as u64, ms % 60_000.0 / 1000.0);
    }
    if ms >= 1000.0 {
        return format!("{:.3}s", ms / 1000.0);
    }
    let text = format!("{ms:.3}");
    let text = text.trim_end_matches('0').trim_end_matches('.');
    format!("{text}ms")
}

fn group(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    if !args.is_empty() {
        print(vm, Console::of(args), args.all(), false)?;
    }
    let state = Console::of(args).state(vm);
    state.indentation += state.step.unwrap_or(2);
    Ok(Value::UNDEFINED)
}
fn group_end(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    let state = Console::of(args).state(vm);
    state.indentation = state.indentation.saturating_sub(state.step.unwrap_or(2));
    Ok(Value::UNDEFINED)
}

// ---- table ------------------------------------------------------------------------------------------------------------------

/// Columns by name, each with a cell for every row.
struct Table {
    columns: Vec<(String, Vec<String>)>,
    rows: usize,
}
impl Table {
    fn set(&mut self, column: &str, row: usize, text: String) {
        let at = match self.columns.iter().position(|(n, _)| n == column) {
            Some(at) => at,
            None => {
                self.columns.push((column.to_string(), vec![]));
                self.columns.len() - 1
            }
        };
        let cells = &mut self.columns[at].1;
        cells.resize(cells.len().max(row + 1), String::new());
        cells[row] = text;
    }
    fn print(&self) -> String {
        let widths: Vec<usize> = self
            .columns
            .iter()
            .map(|(name, cells)| cells.iter().map(|c| strings::width(c)).chain([strings::width(name)]).max().unwrap_or(0) + 2)
            .collect();
        let rule = |left: &str, middle: &str, right: &str| {
            let parts: Vec<String> = widths.iter().map(|w| "─".repeat(*w)).collect();
            format!("{left}{}{right}", parts.join(middle))
        };
        let row = |cells: Vec<&str>| {
            let parts: Vec<String> =
                cells.iter().zip(&widths).map(|(c, w)| format!(" {c}{}", " ".repeat(w - strings::width(c) - 1))).collect();
            format!("│{}│", parts.join("│"))
        };
        let mut out = vec![rule("┌", "┬", "┐"), row(self.columns.iter().map(|(n, _)| n.as_str()).collect()), rule("├", "┼", "┤")];
        for i in 0..self.rows {
            out.push(row(self.columns.iter().map(|(_, c)| c.get(i).map_or("", |s| s.as_str())).collect()));
        }
        out.push(rule("└", "┴", "┘"));
        out.join("\n")
    }
}

fn table(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    let Some(data) = args.get(0).as_object() else { return print(vm, Console::of(args), args.all(), false) };
    let mut table = Table { columns: vec![], rows: 0 };
    let wanted = match args.get(1).as_object() {
        Some(list) => Some(list_texts(vm, list)?),
        None => None,
    };
    let (index_name, pairs) = match data.kind() {
        Kind::Map => ("(iteration index)", 2),
        Kind::Set => ("(iteration index)", 1),
        _ => ("(index)", 0),
    };
    table.columns.push((index_name.to_string(), vec![]));
    let mut values: Vec<(usize, String)> = vec![];
    if pairs > 0 {
        let items = entries::collection(vm, data);
        let rows = items.len() / pairs;
        for row in 0..rows {
            table.set(index_name, row, row.to_string());
            if pairs == 2 {
                let key = cell(vm, items.get(2 * row))?;
                table.set("Key", row, key);
            }
            fill_row(vm, &mut table, &mut values, row, items.get(pairs * row + pairs - 1), wanted.as_deref())?;
        }
        table.rows = rows;
    } else {
        let keys = enumerable_keys(vm, data)?;
        for (row, name) in keys.iter().enumerate() {
            table.set(index_name, row, name.clone());
            let value = get(vm, data.into(), name)?;
            fill_row(vm, &mut table, &mut values, row, value, wanted.as_deref())?;
        }
        table.rows = keys.len();
    }
    for (row, text) in values {
        table.set("Values", row, text);
    }
    let text = table.print();
    line(vm, Console::of(args), text, false)?;
    Ok(Value::UNDEFINED)
}
fn fill_row(vm: &mut Vm, table: &mut Table, values: &mut Vec<(usize, String)>, row: usize, value: Value, wanted: Option<&[String]>) -> JsResult<()> {
    let Some(object) = value.as_object().filter(|o| !o.is_callable()) else {
        let text = cell(vm, value)?;
        values.push((row, text));
        return Ok(());
    };
    let keys = match wanted {
        Some(keys) => keys.to_vec(),
        None => enumerable_keys(vm, object)?,
    };
    for key in keys {
        let property = vm.key(&key);
        if !vm.has_own_property(object, property)? {
            table.set(&key, row, String::new());
            continue;
        }
        let inner = vm.get(object, property)?;
        let text = cell(vm, inner)?;
        table.set(&key, row, text);
    }
    Ok(())
}
fn cell(vm: &mut Vm, value: Value) -> JsResult<String> {
    let depth = if value.as_object().is_some_and(|o| !o.is_callable()) { -1.0 } else { 0.0 };
    let options = Options { depth, max_array_length: 3.0, break_length: f64::INFINITY, colors: false, ..Options::default() };
    Inspector::new(vm, options).value(vm, value, 0.0, false)
}
fn enumerable_keys(vm: &mut Vm, object: Gc<Object>) -> JsResult<Vec<String>> {
    let keys = vm.own_property_keys(object)?;
    let mut out = vec![];
    for i in 0..keys.len() {
        let key = keys.get(i);
        if !key.is_symbol() && vm.get_own_property(object, key)?.is_some_and(|d| d.is_enumerable()) {
            out.push(format!("{key:?}"));
        }
    }
    Ok(out)
}
fn list_texts(vm: &mut Vm, list: Gc<Object>) -> JsResult<Vec<String>> {
    let length = get(vm, list.into(), "length")?.as_index().unwrap_or(0);
    let mut out = vec![];
    for i in 0..length {
        let item = vm.get(list, PropertyKey::index(i))?;
        out.push(text(vm, item)?);
    }
    Ok(out)
}
