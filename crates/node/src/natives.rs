//! The Rust functions that the embedded modules see: those of `web`, and what only Node has.
use ogive::raw::bytecode::Source;
use ogive::raw::vm::{Arguments, Gc, Intrinsic, JsResult, Kind, NativeFn, Units, Value, ValueVec, Vm};
use ogive_runtime::event_loop::{event_loop, output};
use ogive_runtime::support::{functions, put, string, string_array, text};
use ogive_web::natives::{bytes_of, bytes_value, utf8};
use std::os::unix::fs::MetadataExt;

/// What the command line says.
#[derive(Default, Clone)]
pub struct Command {
    /// `process.argv`.
    pub argv: Vec<String>,
    /// `process.execArgv`.
    pub exec_argv: Vec<String>,
    /// `process.execPath`.
    pub exec_path: String,
}

/// The object of native functions.
pub fn object(vm: &mut Vm) -> Value {
    if let Some(&known) = vm.roots.get("node.natives") {
        return known;
    }
    let web = ogive_web::natives::object(vm);
    let object = vm.new_object_with_prototype(web);
    vm.roots.insert("node.natives", object.into());
    let rows: &[(&str, u32, NativeFn)] = &[
        ("argv", 0, argv),
        ("execArgv", 0, exec_argv),
        ("execPath", 0, exec_path),
        ("env", 0, env),
        ("cwd", 0, cwd),
        ("chdir", 1, chdir),
        ("reallyExit", 1, really_exit),
        ("hrtime", 0, hrtime),
        ("hrtimeBigint", 0, hrtime_bigint),
        ("memoryUsage", 0, memory_usage),
        ("cpuUsage", 0, cpu_usage),
        ("kill", 2, kill),
        ("ids", 0, ids),
        ("uptime", 0, uptime),
        ("nextTick", 1, next_tick),
        ("asyncContext", 0, async_context),
        ("setAsyncContext", 1, set_async_context),
        ("isTerminal", 1, is_terminal),
        ("terminalSize", 0, terminal_size),
        ("systemInfo", 0, system_info),
        ("setHook", 2, set_hook),
        ("flush", 0, flush),
        ("encode", 2, encode),
        ("decodeBytes", 4, decode_bytes),
        ("byteLength", 1, byte_length),
        ("compareBytes", 2, compare_bytes),
        ("indexOfBytes", 4, index_of_bytes),
        ("copyBytes", 5, copy_bytes),
        ("runScript", 3, run_script),
        ("compileFunction", 3, compile_function),
        ("newContext", 1, new_context),
        ("runInContext", 3, run_in_context),
        ("gc", 0, gc),
        ("moduleConstructor", 0, |vm, _| Ok(crate::cjs::constructor(vm).into())),
        ("load", 1, load_web),
    ];
    functions(vm, object, rows);
    crate::crypto::define(vm, object);
    let fs = vm.new_object();
    crate::fs::define(vm, fs);
    put(vm, object, "fs", fs.into());
    object.into()
}

/// load('event_target'): an embedded file of `web`.
fn load_web(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    let name = text(vm, args.get(0))?;
    ogive_web::globals::load(vm, &name)
}

// ---- process ------------------------------------------------------------------------------------------------------------------

fn argv(vm: &mut Vm, _: Arguments) -> JsResult<Value> {
    let list = vm.extension::<Command>().argv.clone();
    string_array(vm, &list)
}
fn exec_argv(vm: &mut Vm, _: Arguments) -> JsResult<Value> {
    let list = vm.extension::<Command>().exec_argv.clone();
    string_array(vm, &list)
}
fn exec_path(vm: &mut Vm, _: Arguments) -> JsResult<Value> {
    let path = vm.extension::<Command>().exec_path.clone();
    Ok(string(vm, &path))
}
fn env(vm: &mut Vm, _: Arguments) -> JsResult<Value> {
    let object = vm.new_object();
    for (name, value) in std::env::vars_os() {
        let value = string(vm, &value.to_string_lossy());
        let key = vm.key(&name.to_string_lossy());
        vm.create_data_property_or_throw(object, key, value)?;
    }
    Ok(object.into())
}
fn cwd(vm: &mut Vm, _: Arguments) -> JsResult<Value> {
    match std::env::current_dir() {
        Ok(path) => Ok(string(vm, &path.to_string_lossy())),
        Err(error) => Err(crate::fs::throw(vm, &error, "uv_cwd", None, None)),
    }
}
fn chdir(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    let path = text(vm, args.get(0))?;
    match std::env::set_current_dir(&path) {
        Ok(()) => Ok(Value::UNDEFINED),
        Err(error) => {
            let here = ogive_runtime::modules::current_folder();
            Err(crate::fs::throw(vm, &error, "chdir", Some(&here), Some(&path)))
        },
    }
}
fn really_exit(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    let code = vm.to_int32(args.get(0))?;
    output(vm).flush();
    ogive_runtime::code_cache::store(vm);
    std::process::exit(code & 0xFF)
}
fn now_nanoseconds() -> u128 {
    // The clock of CLOCK_MONOTONIC begins at boot; ours at the first call, moved by the system's uptime.
    use std::sync::OnceLock;
    static START: OnceLock<(std::time::Instant, u128)> = OnceLock::new();
    let (start, offset) = START.get_or_init(|| {
        let uptime = std::fs::read_to_string("/proc/uptime").ok().and_then(|t| t.split(' ').next().and_then(|s| s.parse::<f64>().ok()));
        (std::time::Instant::now(), (uptime.unwrap_or(0.0) * 1e9) as u128)
    });
    start.elapsed().as_nanos() + offset
}
fn hrtime(vm: &mut Vm, _: Arguments) -> JsResult<Value> {
    let now = now_nanoseconds();
    let values = [Value::number((now / 1_000_000_000) as f64), Value::number((now % 1_000_000_000) as f64)];
    Ok(vm.new_array_from(&values).into())
}
fn hrtime_bigint(vm: &mut Vm, _: Arguments) -> JsResult<Value> {
    let now = now_nanoseconds().to_string();
    let constructor = vm.intrinsic(Intrinsic::BigInt);
    let now = string(vm, &now);
    vm.call(constructor.into(), Value::UNDEFINED, &[now])
}
/// `[rss, heap total, heap used]`
/// `[resident, held for the heap, used of it, outside of it]`, in bytes.
fn memory_usage(vm: &mut Vm, _: Arguments) -> JsResult<Value> {
    let pages = std::fs::read_to_string("/proc/self/statm").unwrap_or_default();
    let rss = pages.split(' ').nth(1).and_then(|p| p.parse::<f64>().ok()).unwrap_or(0.0) * 4096.0;
    let heap = vm.heap.stats();
    let parts = [heap.held_bytes + heap.spare_bytes, heap.used_bytes, heap.external_bytes].map(|n| n as f64);
    Ok(vm.new_array_from(&[rss, parts[0], parts[1], parts[2]].map(Value::number)).into())
}
/// `[user, system]` time of the process in microseconds.
fn cpu_usage(vm: &mut Vm, _: Arguments) -> JsResult<Value> {
    /// What the kernel counts in: 1/100 s wherever Linux runs.
    const TICK_MICROSECONDS: f64 = 10_000.0;
    let stat = std::fs::read_to_string("/proc/self/stat").unwrap_or_default();
    // The name in parentheses may contain anything; utime and stime are the 12th and 13th words after it.
    let words: Vec<&str> = stat.rsplit(')').next().unwrap_or_default().split_whitespace().collect();
    let time = |i: usize| Value::number(words.get(i).and_then(|w| w.parse::<f64>().ok()).unwrap_or(0.0) * TICK_MICROSECONDS);
    Ok(vm.new_array_from(&[time(11), time(12)]).into())
}
/// kill(pid, signal): a signal's name, or its number; 0 only asks whether the process is there. Unknown signals: undefined.
fn kill(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    use nix::sys::signal::Signal;
    let pid = vm.to_int32(args.get(0))?;
    let signal = match args.get(1).as_string() {
        Some(name) => Some(name.to_rust_string_lossy().parse::<Signal>().ok()),
        None => match vm.to_int32(args.get(1))? {
            0 => None,
            number => Some(Signal::try_from(number).ok()),
        },
    };
    if signal == Some(None) {
        return Ok(Value::UNDEFINED);
    }
    output(vm).flush();
    match nix::sys::signal::kill(nix::unistd::Pid::from_raw(pid), signal.flatten()) {
        Ok(()) => Ok(Value::TRUE),
        Err(errno) => Err(crate::fs::throw(vm, &std::io::Error::from_raw_os_error(errno as i32), "kill", None, None)),
    }
}
/// `[pid, ppid, uid, gid]`
fn ids(vm: &mut Vm, _: Arguments) -> JsResult<Value> {
    let (uid, gid) = std::fs::metadata("/proc/self").map_or((0, 0), |m| (m.uid(), m.gid()));
    let list = [std::process::id(), std::os::unix::process::parent_id(), uid, gid].map(Value::from);
    Ok(vm.new_array_from(&list).into())
}
fn uptime(vm: &mut Vm, _: Arguments) -> JsResult<Value> {
    Ok(Value::number(event_loop(vm).uptime() / 1000.0))
}
/// nextTick(callback, ...args): a tick is `[asynchronous context, callback, ...args]`, or the callback where there is nothing else.
fn next_tick(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    if !args.get(0).as_object().is_some_and(|f| f.is_callable()) {
        return Err(ogive_runtime::support::invalid_type(vm, "callback", "of type function", args.get(0)));
    }
    let tick = if args.len() == 1 && vm.async_context.is_undefined() {
        args.get(0)
    } else {
        let mut list = ValueVec::with_capacity(vm, args.len() + 1);
        list.push(vm.async_context);
        list.extend_from_slice(args.all());
        vm.new_array_from(&list).into()
    };
    event_loop(vm).add_tick(tick);
    Ok(Value::UNDEFINED)
}
/// Runs a tick.
pub fn run_tick(vm: &mut Vm, tick: Value) -> JsResult<()> {
    let Some(list) = tick.as_object().filter(|o| o.kind() == Kind::Array) else {
        return vm.call(tick, Value::UNDEFINED, &[]).map(|_| ());
    };
    let values = vm.create_list_from_array_like(list.into())?;
    let mut rest = ValueVec::new(vm);
    rest.extend_from_slice(&values[2..]);
    vm.with_async_context(values.get(0), |vm| vm.call(values.get(1), Value::UNDEFINED, &rest)).map(|_| ())
}
fn async_context(vm: &mut Vm, _: Arguments) -> JsResult<Value> {
    Ok(vm.async_context)
}
fn set_async_context(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    vm.async_context = args.get(0);
    Ok(Value::UNDEFINED)
}
fn is_terminal(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    use std::io::IsTerminal;
    Ok(Value::bool(match vm.to_int32(args.get(0))? {
        0 => std::io::stdin().is_terminal(),
        1 => std::io::stdout().is_terminal(),
        2 => std::io::stderr().is_terminal(),
        _ => false,
    }))
}
fn terminal_size(vm: &mut Vm, _: Arguments) -> JsResult<Value> {
    let number = |name: &str, default: i32| std::env::var(name).ok().and_then(|v| v.parse().ok()).unwrap_or(default);
    let list = [Value::int(number("COLUMNS", 80)), Value::int(number("LINES", 24))];
    Ok(vm.new_array_from(&list).into())
}
/// `[hostname, release, version, total memory, free memory, load averages, cpu count, cpu model, machine]`
fn system_info(vm: &mut Vm, _: Arguments) -> JsResult<Value> {
    let read = |path: &str| std::fs::read_to_string(path).unwrap_or_default().trim().to_string();
    let memory = read("/proc/meminfo");
    let kilobytes = |name: &str| {
        memory.lines().find(|l| l.starts_with(name)).and_then(|l| l.split_whitespace().nth(1)).and_then(|n| n.parse::<f64>().ok()).unwrap_or(0.0)
    };
    let cpus = read("/proc/cpuinfo");
    let model = cpus.lines().find(|l| l.starts_with("model name")).and_then(|l| l.split(": ").nth(1)).unwrap_or("unknown").to_string();
    let count = std::thread::available_parallelism().map_or(1, |n| n.get());
    let mut values = ValueVec::new(vm);
    for path in ["/proc/sys/kernel/hostname", "/proc/sys/kernel/osrelease", "/proc/sys/kernel/version"] {
        let value = string(vm, &read(path));
        values.push(value);
    }
    values.push(Value::number(kilobytes("MemTotal:") * 1024.0));
    values.push(Value::number(kilobytes("MemAvailable:") * 1024.0));
    let load = string(vm, &read("/proc/loadavg"));
    values.push(load);
    values.push(Value::from(count));
    let model = string(vm, &model);
    values.push(model);
    let machine = string(vm, std::env::consts::ARCH);
    values.push(machine);
    Ok(vm.new_array_from(&values).into())
}
/// setHook(name, function): what the host calls: `uncaught`, `exit`, `beforeExit`, `unhandled`, `handled`.
fn set_hook(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    let name = text(vm, args.get(0))?;
    for known in crate::HOOKS {
        if known.strip_prefix("node.") == Some(&name) {
            vm.roots.insert(known, args.get(1));
        }
    }
    Ok(Value::UNDEFINED)
}
fn flush(vm: &mut Vm, _: Arguments) -> JsResult<Value> {
    output(vm).flush();
    Ok(Value::UNDEFINED)
}
fn gc(vm: &mut Vm, _: Arguments) -> JsResult<Value> {
    use ogive::raw::gc::{CollectionKind, CollectionReason};
    vm.heap.collect(CollectionKind::Full, CollectionReason::Requested);
    Ok(Value::UNDEFINED)
}

// ---- buffers --------------------------------------------------------------------------------------------------------------------

/// Text to bytes; encodings by their canonical names: `utf8`, `hex`, `base64`, `base64url`, `latin1`, `utf16le`.
fn encode(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    let encoding = text(vm, args.get(1))?;
    let s = vm.to_string(args.get(0))?;
    let bytes = match encoding.as_str() {
        "hex" => {
            let digits: Vec<u8> = vm.units(s).iter().map_while(|u| char::from_u32(u as u32).and_then(|c| c.to_digit(16)).map(|d| d as u8)).collect();
            digits.chunks_exact(2).map(|p| p[0] << 4 | p[1]).collect()
        }
        "base64" | "base64url" => {
            let ascii: Vec<u8> = vm.units(s).iter().map(|u| u8::try_from(u).unwrap_or(b' ')).collect();
            ogive_runtime::modules::decode_base64(&ascii)
        }
        "latin1" => vm.units(s).iter().map(|u| u as u8).collect(),
        "utf16le" => vm.units(s).iter().flat_map(|u| u.to_le_bytes()).collect(),
        _ => utf8(vm, s.into())?,
    };
    bytes_value(vm, &bytes)
}
/// decodeBytes(view, encoding, start, end)
fn decode_bytes(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    let encoding = text(vm, args.get(1))?;
    let Some(view) = args.get(0).as_object().filter(|o| matches!(o.kind(), Kind::TypedArray | Kind::DataView)) else {
        return Err(ogive_runtime::support::invalid_type(vm, "buf", "an instance of Buffer or Uint8Array", args.get(0)));
    };
    let all: &[u8] = vm.view_bytes_mut(view);
    let start = args.get(2).as_number().map_or(0, |n| n.max(0.0) as usize).min(all.len());
    let end = args.get(3).as_number().map_or(all.len(), |n| n.max(0.0) as usize).clamp(start, all.len());
    let bytes = &all[start..end];
    match encoding.as_str() {
        "hex" => {
            const DIGITS: &[u8; 16] = b"0123456789abcdef";
            let hex: Vec<u8> = bytes.iter().flat_map(|b| [DIGITS[(b >> 4) as usize], DIGITS[(b & 15) as usize]]).collect();
            Ok(vm.new_latin1(&hex).into())
        }
        "base64" | "base64url" => Ok(string(vm, &ogive_web::base64::encode(bytes, encoding == "base64url"))),
        "latin1" => Ok(vm.new_latin1(bytes).into()),
        "ascii" => {
            let low: Vec<u8> = bytes.iter().map(|b| b & 0x7F).collect();
            Ok(vm.new_latin1(&low).into())
        }
        "utf16le" => {
            let units: Vec<u16> = bytes.chunks_exact(2).map(|c| u16::from_le_bytes([c[0], c[1]])).collect();
            Ok(vm.new_utf16(&units).into())
        }
        _ if bytes.is_ascii() => Ok(vm.new_latin1(bytes).into()),
        _ => {
            let clean = String::from_utf8_lossy(bytes).into_owned();
            Ok(string(vm, &clean))
        }
    }
}
fn byte_length(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    let s = vm.to_string(args.get(0))?;
    let n = match vm.units(s) {
        Units::Latin1(u) => u.len() + u.iter().filter(|b| **b >= 0x80).count(),
        units => units.to_wtf8().len(),
    };
    Ok(Value::from(n))
}
fn compare_bytes(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    let (a, b) = (bytes_of(vm, args.get(0)).unwrap_or_default(), bytes_of(vm, args.get(1)).unwrap_or_default());
    Ok(Value::int(a.cmp(&b) as i32))
}
/// indexOfBytes(view, needle, from, backwards)
fn index_of_bytes(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    let (all, needle) = (bytes_of(vm, args.get(0)).unwrap_or_default(), bytes_of(vm, args.get(1)).unwrap_or_default());
    let from = vm.to_number(args.get(2))?.max(0.0) as usize;
    let at = |i: &usize| all[*i..].starts_with(&needle);
    let last = all.len().checked_sub(needle.len());
    let found = match last {
        None => None,
        Some(last) if args.get(3).to_boolean() => (0..=last.min(from)).rev().find(at),
        Some(last) => (from..=last).find(at),
    };
    Ok(found.map_or(Value::int(-1), Value::from))
}
/// copyBytes(from, to, at, start, end)
fn copy_bytes(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    let Some(target) = args.get(1).as_object().filter(|o| matches!(o.kind(), Kind::TypedArray | Kind::DataView)) else { return Ok(Value::ZERO) };
    let bytes = bytes_of(vm, args.get(0)).unwrap_or_default();
    let mut place = [0usize; 3];
    for (i, slot) in place.iter_mut().enumerate() {
        *slot = vm.to_number(args.get(2 + i))?.max(0.0) as usize;
    }
    let out = vm.view_bytes_mut(target);
    let [at, start, end] = place;
    let part = bytes.get(start..end.min(bytes.len())).unwrap_or_default();
    let n = part.len().min(out.len().saturating_sub(at));
    if n > 0 {
        out[at..at + n].copy_from_slice(&part[..n]);
    }
    Ok(Value::from(n))
}

// ---- scripts ----------------------------------------------------------------------------------------------------------------------

/// runScript(text, file name)
fn run_script(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    let source = ogive_runtime::support::wtf8(vm, args.get(0))?;
    let name = text(vm, args.get(1))?;
    let realm = vm.realm();
    vm.eval_script(Source::new(name, source), realm, crate::cjs::script_tag)
}
/// compileFunction(text, parameters, file name)
fn compile_function(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    let body = ogive_runtime::support::wtf8(vm, args.get(0))?;
    let parameters = match args.get(1).as_object() {
        Some(list) => crate::cjs::texts(vm, list)?,
        None => vec![],
    };
    let name = text(vm, args.get(2))?;
    let head = format!("(function ({}) {{", parameters.join(", "));
    let mut whole = head.clone().into_bytes();
    whole.extend(body);
    whole.extend(b"\n})");
    let realm = vm.realm();
    vm.eval_script(Source::with_prefix(name, whole, head.len() as u32), realm, crate::cjs::script_tag)
}
/// A fresh realm: its global object.
fn new_context(vm: &mut Vm, _: Arguments) -> JsResult<Value> {
    let realm = ogive::new_realm(vm);
    Ok(realm.global().into())
}
/// runInContext(text, file name, global)
fn run_in_context(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    use ogive::raw::vm::Realm;
    let source = ogive_runtime::support::wtf8(vm, args.get(0))?;
    let name = text(vm, args.get(1))?;
    let realm: Option<Gc<Realm>> = args.get(2).as_object().filter(|o| o.kind() == Kind::Host).and_then(|g| g.field(1).as_internal());
    match realm {
        Some(realm) => vm.eval_script(Source::new(name, source), realm, crate::cjs::script_tag),
        None => Err(vm.type_error("not a context")),
    }
}
