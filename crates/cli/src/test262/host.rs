//! `$262` and the hooks of the test host.
use crate::script;
use ogive::raw::bytecode::Source;
use ogive::raw::vm::host::{HostHooks, LoadModule};
use ogive::raw::vm::module::{LoadRequest, ModuleRef};
use ogive::raw::vm::{Arguments, Gc, Intrinsic, JsResult, NativeFn, Object, Realm, Value, Vm, attrs};
use std::collections::VecDeque;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Condvar, Mutex};
use std::time::{Duration, Instant};

/// The host of the tests: modules come from files beside the test.
pub struct Host;
impl HostHooks for Host {
    fn load_module(&self) -> Option<LoadModule> {
        Some(load_module)
    }
}

/// Per-engine state.
#[derive(Default)]
struct State {
    prints: Option<Vec<String>>,
    agents: Arc<Agents>,
    inbox: Option<Arc<Inbox>>,
    modules: Vec<(PathBuf, String)>,
    timers: Vec<(Instant, u64)>,
    timer_count: u64,
}

/// What the host attaches to a script: its path, the base of its imports.
pub fn script_host_value(vm: &mut Vm, source: &Source) -> Value {
    vm.new_string(&source.name).into()
}

/// Defines `print`, `$262` and timers on the current realm's global object.
pub fn install(vm: &mut Vm) {
    let realm = vm.realm();
    install_in(vm, realm);
}

fn define(vm: &mut Vm, object: Gc<Object>, name: &str, value: Value) {
    let key = vm.key(name);
    vm.define_own_builtin(object, key, value, attrs::HIDDEN);
}

fn install_in(vm: &mut Vm, realm: Gc<Realm>) -> Gc<Object> {
    let global = realm.global();
    let functions: [(&str, NativeFn); 2] = [("print", print), ("setTimeout", set_timeout)];
    for (name, function) in functions {
        let label = vm.new_string(name).into();
        let f = vm.new_native_in(realm, label, 1, function, 0).into();
        define(vm, global, name, f);
    }
    let prototype = realm.intrinsic_value(Intrinsic::ObjectPrototype);
    let object = vm.new_object_with_prototype(prototype);
    let functions: [(&str, NativeFn); 4] =
        [("createRealm", create_realm), ("detachArrayBuffer", detach), ("evalScript", eval_script), ("gc", script::gc)];
    for (name, function) in functions {
        let label = vm.new_string(name).into();
        let f = vm.new_native_in(realm, label, 1, function, 0).into();
        define(vm, object, name, f);
    }
    define(vm, object, "global", global.into());
    let source = vm.intrinsic_of(realm, Intrinsic::AbstractModuleSource);
    define(vm, object, "AbstractModuleSource", source.into());
    let undetectable = vm.new_undetectable(realm);
    define(vm, object, "IsHTMLDDA", undetectable.into());
    let agent = vm.new_object_with_prototype(prototype);
    let functions: [(&str, NativeFn); 8] = [
        ("start", agent_start),
        ("broadcast", agent_broadcast),
        ("getReport", agent_get_report),
        ("sleep", agent_sleep),
        ("monotonicNow", agent_now),
        ("receiveBroadcast", agent_receive),
        ("report", agent_report),
        ("leaving", |_, _| Ok(Value::UNDEFINED)),
    ];
    for (name, function) in functions {
        let label = vm.new_string(name).into();
        let f = vm.new_native_in(realm, label, 1, function, 0).into();
        define(vm, agent, name, f);
    }
    define(vm, object, "agent", agent.into());
    define(vm, global, "$262", object.into());
    object
}

/// From now on `print` keeps its lines instead of writing them.
pub fn capture_prints(vm: &mut Vm) {
    vm.extension::<State>().prints = Some(vec![]);
}
/// The lines kept.
pub fn captured_prints(vm: &mut Vm) -> Vec<String> {
    vm.extension::<State>().prints.clone().unwrap_or_default()
}

fn print(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    if vm.extension::<State>().prints.is_none() {
        return script::print(vm, args);
    }
    let line = vm.to_string(args.get(0))?.to_rust_string_lossy();
    if let Some(prints) = &mut vm.extension::<State>().prints {
        prints.push(line);
    }
    Ok(Value::UNDEFINED)
}

fn set_timeout(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    let delay = vm.to_number(args.get(1))?.clamp(0.0, 60_000.0);
    let state = vm.extension::<State>();
    state.timer_count += 1;
    let id = state.timer_count;
    state.timers.push((Instant::now() + Duration::from_micros((delay * 1000.0) as u64), id));
    let list = match vm.roots.get("timers").and_then(|v| v.as_object()) {
        Some(list) => list,
        None => {
            let list = vm.new_object_with_prototype(Value::NULL);
            vm.roots.insert("timers", list.into());
            list
        }
    };
    let key = vm.key_of_integer(id);
    vm.create_data_property_or_throw(list, key, args.get(0))?;
    Ok(Value::from(id as f64))
}

/// Runs jobs, timers and waits of async operations until nothing is left.
pub fn drain(vm: &mut Vm) -> JsResult<()> {
    loop {
        vm.run_jobs()?;
        if vm.run_async_waits(Duration::from_millis(0))? {
            continue;
        }
        let state = vm.extension::<State>();
        state.timers.sort();
        let Some(&(at, id)) = state.timers.first() else {
            if vm.has_async_waits() {
                vm.run_async_waits(Duration::from_millis(20))?;
                vm.poll_slow()?;
                continue;
            }
            return Ok(());
        };
        let now = Instant::now();
        if at > now {
            let wait = at - now;
            if vm.has_async_waits() {
                vm.run_async_waits(wait.min(Duration::from_millis(5)))?;
            } else {
                std::thread::sleep(wait.min(Duration::from_millis(50)));
            }
            vm.poll_slow()?;
            continue;
        }
        vm.extension::<State>().timers.remove(0);
        if let Some(list) = vm.roots.get("timers").and_then(|v| v.as_object()) {
            let key = vm.key_of_integer(id);
            let callback = vm.get(list, key)?;
            vm.delete(list, key)?;
            if vm.is_callable(callback) {
                vm.call(callback, Value::UNDEFINED, &[])?;
            }
        }
    }
}

fn create_realm(vm: &mut Vm, _: Arguments) -> JsResult<Value> {
    let realm = ogive::new_realm(vm);
    Ok(install_in(vm, realm).into())
}

fn eval_script(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    let text = vm.to_string(args.get(0))?;
    let bytes = vm.units(text).to_wtf8();
    let realm = vm.realm();
    vm.eval_source(Source::new("evalScript", bytes), realm)
}

fn detach(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    use ogive::raw::vm::Kind;
    let Some(buffer) = args.get(0).as_object().filter(|o| o.kind() == Kind::ArrayBuffer) else {
        return Err(vm.type_error("detachArrayBuffer wants an ArrayBuffer"));
    };
    if vm.is_shared_buffer(buffer) {
        return Err(vm.type_error("a SharedArrayBuffer cannot be detached"));
    }
    let key = buffer.field(ogive::raw::vm::buffer::buffer_field::DETACH_KEY);
    if !vm.same_value(key, args.get(1)) {
        return Err(vm.type_error("wrong detach key"));
    }
    vm.detach_buffer(buffer);
    Ok(Value::NULL)
}

// ---- modules ----------------------------------------------------------------------------------------------------------

fn load_module(vm: &mut Vm, request: LoadRequest) {
    let referrer = request.referrer.as_string().map(|s| PathBuf::from(s.to_rust_string_lossy())).unwrap_or_default();
    let path = referrer.parent().unwrap_or(Path::new(".")).join(&request.specifier);
    let kind = request.attributes.iter().find(|(k, _)| k == "type").map(|(_, v)| v.clone()).unwrap_or_default();
    let result = module_at(vm, &path, &kind);
    vm.finish_loading_module(request.payload, result);
}

fn module_at(vm: &mut Vm, path: &Path, kind: &str) -> JsResult<ModuleRef> {
    let path = path.canonicalize().unwrap_or(path.to_path_buf());
    let known = vm.extension::<State>().modules.iter().position(|(p, k)| *p == path && k == kind);
    let registry = match vm.roots.get("modules").and_then(|v| v.as_object()) {
        Some(list) => list,
        None => {
            let list = vm.new_array(0)?;
            vm.roots.insert("modules", list.into());
            list
        }
    };
    if let Some(i) = known {
        let found = registry.elements().get(i as u32);
        return Ok(found.as_internal().expect("the registry holds modules"));
    }
    let Ok(bytes) = std::fs::read(&path) else {
        return Err(vm.throw_error(ogive::raw::vm::ErrorKind::Type, &format!("Cannot find module '{}'", path.display())));
    };
    let module = match kind {
        "" => source_module(vm, &path, &bytes)?,
        _ => data_module(vm, kind, &bytes)?,
    };
    register(vm, registry, path, kind, module)?;
    Ok(module)
}

fn register(vm: &mut Vm, registry: Gc<Object>, path: PathBuf, kind: &str, module: ModuleRef) -> JsResult<()> {
    vm.extension::<State>().modules.push((path, kind.to_string()));
    vm.array_push(registry, Value::internal(module))
}

fn source_module(vm: &mut Vm, path: &Path, bytes: &[u8]) -> JsResult<ModuleRef> {
    let realm = vm.realm();
    let name = path.to_string_lossy();
    let host = vm.new_string(&name).into();
    vm.parse_module(Source::new(name, bytes), realm, host)
}

fn data_module(vm: &mut Vm, kind: &str, bytes: &[u8]) -> JsResult<ModuleRef> {
    let realm = vm.realm();
    let value = match kind {
        "json" => {
            let text = Value::from(vm.new_wtf8(bytes));
            let json = vm.intrinsic(Intrinsic::Json);
            let key = vm.key("parse");
            let parse = vm.get(json, key)?;
            vm.call(parse, Value::UNDEFINED, &[text])?
        }
        "text" => vm.new_wtf8(bytes).into(),
        "bytes" => {
            let constructor = vm.intrinsic(Intrinsic::Uint8Array);
            let array = vm.construct(constructor, &[Value::from(bytes.len())], constructor)?;
            vm.view_bytes_mut(array).copy_from_slice(bytes);
            if let Some(buffer) = array.field(ogive::raw::vm::buffer::view_field::BUFFER).as_object() {
                vm.set_immutable_buffer(buffer);
            }
            array.into()
        }
        _ => return Err(vm.type_error(format!("module type '{kind}' is not supported"))),
    };
    let default = vm.names.default;
    let module = vm.new_synthetic_module(realm, &[default], |_, _| Ok(()), Value::UNDEFINED);
    vm.set_synthetic_export(module, default, value);
    Ok(module)
}

/// Runs a test that is a module.
pub fn run_module(vm: &mut Vm, path: &Path, text: &[u8]) -> JsResult<()> {
    let module = source_module(vm, path, text)?;
    let registry = vm.new_array(0)?;
    vm.roots.insert("modules", registry.into());
    vm.extension::<State>().modules.clear();
    let full = path.canonicalize().unwrap_or(path.to_path_buf());
    register(vm, registry, full, "", module)?;
    let loaded = vm.load_requested_modules(module);
    drain(vm)?;
    settled(vm, loaded)?;
    vm.link_module(module)?;
    let evaluated = vm.evaluate_module(module);
    drain(vm)?;
    match evaluated.as_object() {
        Some(promise) => settled(vm, promise),
        None => Ok(()),
    }
}

/// The reason of a rejected promise as an exception.
fn settled(vm: &mut Vm, promise: Gc<Object>) -> JsResult<()> {
    match vm.promise_rejection_reason(promise) {
        Some(reason) => Err(vm.throw(reason)),
        None => Ok(()),
    }
}

// ---- agents -------------------------------------------------------------------------------------------------------------

type Shared = Arc<ogive::raw::vm::buffer::Block>;

#[derive(Default)]
struct Inbox {
    broadcast: Mutex<Option<(Shared, f64)>>,
    arrived: Condvar,
}
#[derive(Default)]
struct Agents {
    inboxes: Mutex<Vec<Arc<Inbox>>>,
    reports: Mutex<VecDeque<String>>,
}

fn agent_start(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    let text = vm.to_string(args.get(0))?;
    let text = vm.units(text).to_wtf8();
    let options = vm.options.clone();
    let agents = vm.extension::<State>().agents.clone();
    let inbox = Arc::new(Inbox::default());
    if let Ok(mut inboxes) = agents.inboxes.lock() {
        inboxes.push(inbox.clone());
    }
    let run = move || {
        let mut engine_options = ogive::Options { max_heap_bytes: options.max_heap_bytes, gc_stress: options.gc_stress, vm: options };
        engine_options.vm.can_block = true;
        let Ok(mut engine) = ogive::Engine::with_host(engine_options, Box::new(Host)) else { return };
        engine.set_deadline(Some(Duration::from_secs(10)));
        let vm = engine.vm();
        install(vm);
        let state = vm.extension::<State>();
        state.agents = agents;
        state.inbox = Some(inbox);
        let realm = vm.realm();
        let _ = vm.eval_source(Source::new("agent", text), realm).and_then(|_| drain(vm));
    };
    let _ = std::thread::Builder::new().stack_size(8 << 20).spawn(run);
    Ok(Value::UNDEFINED)
}

fn agent_broadcast(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    use ogive::raw::vm::Kind;
    let Some(buffer) = args.get(0).as_object().filter(|o| o.kind() == Kind::ArrayBuffer) else {
        return Err(vm.type_error("broadcast wants a SharedArrayBuffer"));
    };
    let Some(block) = vm.buffer_block(buffer) else { return Ok(Value::UNDEFINED) };
    let number = if args.len() > 1 { vm.to_number(args.get(1))? } else { 0.0 };
    let agents = vm.extension::<State>().agents.clone();
    for inbox in agents.inboxes.lock().map(|i| i.clone()).unwrap_or_default() {
        if let Ok(mut slot) = inbox.broadcast.lock() {
            *slot = Some((block.clone(), number));
            inbox.arrived.notify_all();
        }
    }
    Ok(Value::UNDEFINED)
}

fn agent_receive(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    let Some(inbox) = vm.extension::<State>().inbox.clone() else { return Ok(Value::UNDEFINED) };
    let received = loop {
        let Ok(slot) = inbox.broadcast.lock() else { return Ok(Value::UNDEFINED) };
        let Ok((mut slot, _)) = inbox.arrived.wait_timeout(slot, Duration::from_millis(50)) else { return Ok(Value::UNDEFINED) };
        if let Some(received) = slot.take() {
            break received;
        }
        drop(slot);
        vm.poll_slow()?;
    };
    let prototype = vm.intrinsic(Intrinsic::SharedArrayBufferPrototype);
    let growable = received.0.capacity() != received.0.len();
    let buffer = vm.new_array_buffer_of(prototype.into(), received.0, growable, true);
    vm.call(args.get(0), Value::UNDEFINED, &[buffer.into(), Value::number(received.1)])
}

fn agent_report(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    let text = vm.to_string(args.get(0))?.to_rust_string_lossy();
    if let Ok(mut reports) = vm.extension::<State>().agents.reports.lock() {
        reports.push_back(text);
    }
    Ok(Value::UNDEFINED)
}

fn agent_get_report(vm: &mut Vm, _: Arguments) -> JsResult<Value> {
    let report = vm.extension::<State>().agents.reports.lock().ok().and_then(|mut r| r.pop_front());
    Ok(match report {
        Some(text) => vm.new_string(&text).into(),
        None => {
            std::thread::sleep(Duration::from_millis(1));
            Value::NULL
        }
    })
}

fn agent_sleep(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    let milliseconds = vm.to_number(args.get(0))?.clamp(0.0, 10_000.0);
    std::thread::sleep(Duration::from_micros((milliseconds * 1000.0) as u64));
    Ok(Value::UNDEFINED)
}

fn agent_now(_: &mut Vm, _: Arguments) -> JsResult<Value> {
    use std::sync::OnceLock;
    static START: OnceLock<Instant> = OnceLock::new();
    Ok(Value::number(START.get_or_init(Instant::now).elapsed().as_secs_f64() * 1000.0))
}
