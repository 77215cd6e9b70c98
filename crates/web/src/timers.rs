//! setTimeout, setInterval, setImmediate, queueMicrotask. A timer object keeps its id in internal field 0 and an array
//! `[asynchronous context, callback, ...arguments]` in field 1.
use ogive::raw::vm::object::flags;
use ogive::raw::vm::{Arguments, Gc, JsResult, Kind, NativeFn, Object, PropertyKey, Value, ValueVec, Vm, method};
use ogive_runtime::event_loop::event_loop;
use ogive_runtime::support::{define, invalid_type, native, put, put_hidden, string};

const TIMER_METHODS: &[ogive::raw::vm::Builtin] = &[
    method("ref", 0, timer_ref),
    method("unref", 0, timer_unref),
    method("hasRef", 0, timer_has_ref),
    method("refresh", 0, timer_refresh),
    method("close", 0, timer_close),
    method("@@toPrimitive", 0, timer_id),
    method("@@dispose", 0, timer_close),
];
const IMMEDIATE_METHODS: &[ogive::raw::vm::Builtin] =
    &[method("ref", 0, immediate_ref), method("unref", 0, immediate_unref), method("hasRef", 0, immediate_has_ref), method("@@dispose", 0, clear_this_immediate)];

/// Defines the functions on the global object.
pub fn install(vm: &mut Vm) {
    let global = vm.realm().global();
    event_loop(vm).set_timers(run_timer, run_immediate);
    let rows: [(&str, u32, NativeFn); 7] = [
        ("setTimeout", 2, set_timeout),
        ("clearTimeout", 1, clear_timeout),
        ("setInterval", 2, set_interval),
        ("clearInterval", 1, clear_timeout),
        ("setImmediate", 1, set_immediate),
        ("clearImmediate", 1, clear_immediate),
        ("queueMicrotask", 1, queue_microtask),
    ];
    for (name, length, function) in rows {
        let f = native(vm, name, length, function);
        put(vm, global, name, f);
    }
}

fn prototype(vm: &mut Vm, name: &'static str, rows: &[ogive::raw::vm::Builtin]) -> Value {
    if let Some(&known) = vm.roots.get(name) {
        return known;
    }
    let object = vm.new_object();
    define(vm, object, rows);
    let realm = vm.realm();
    let label = string(vm, name);
    let constructor = vm.new_native_in(realm, label, 0, |_, args| Ok(args.this()), flags::CONSTRUCTOR);
    put_hidden(vm, constructor, "prototype", object.into());
    put_hidden(vm, object, "constructor", constructor.into());
    vm.roots.insert(name, object.into());
    object.into()
}

fn entry(vm: &mut Vm, args: Arguments, from: usize) -> Gc<Object> {
    let mut values = ValueVec::with_capacity(vm, args.len() + 1);
    values.push(vm.async_context);
    values.push(args.get(0));
    values.extend_from_slice(args.from(from));
    vm.new_array_from(&values)
}

fn start(vm: &mut Vm, args: Arguments, repeat: bool) -> JsResult<Value> {
    if !args.get(0).as_object().is_some_and(|f| f.is_callable()) {
        return Err(invalid_type(vm, "callback", "of type function", args.get(0)));
    }
    let delay = if args.get(1).is_undefined() { 1.0 } else { vm.to_number(args.get(1))? };
    let prototype = prototype(vm, "Timeout", TIMER_METHODS);
    let timer = vm.new_kind(Kind::Host, prototype);
    let list = entry(vm, args, 2);
    put(vm, timer, "_onTimeout", args.get(0));
    vm.set_field(timer, 1, list.into());
    let id = event_loop(vm).add_timer(timer.into(), delay, repeat);
    vm.set_field(timer, 0, Value::number(id as f64));
    Ok(timer.into())
}
fn set_timeout(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    start(vm, args, false)
}
fn set_interval(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    start(vm, args, true)
}
fn run_entry(vm: &mut Vm, this: Gc<Object>) -> JsResult<()> {
    let Some(list) = this.field(1).as_object() else { return Ok(()) };
    let context = vm.get(list, PropertyKey::index(0))?;
    let callback = vm.get(list, PropertyKey::index(1))?;
    let mut values = ValueVec::new(vm);
    for i in 2..vm.array_length(list) {
        let value = vm.get(list, PropertyKey::index(i))?;
        values.push(value);
    }
    vm.with_async_context(context, |vm| vm.call(callback, this.into(), &values))?;
    Ok(())
}
fn run_timer(vm: &mut Vm, timer: Value) -> JsResult<()> {
    match timer.as_object() {
        Some(timer) => run_entry(vm, timer),
        None => Ok(()),
    }
}
fn timer_of(value: Value) -> Option<u64> {
    match value.as_object() {
        Some(o) if o.kind() == Kind::Host => o.field(0).as_number().map(|n| n as u64),
        Some(_) => None,
        None => value.as_number().map(|n| n as u64).or_else(|| value.as_string().and_then(|s| s.to_rust_string_lossy().parse().ok())),
    }
}
fn clear_timeout(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    if let Some(id) = timer_of(args.get(0)) {
        event_loop(vm).remove_timer(id);
    }
    Ok(Value::UNDEFINED)
}
fn timer_ref(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    if let Some(id) = timer_of(args.this()) {
        event_loop(vm).set_timer_alive(id, true);
    }
    Ok(args.this())
}
fn timer_unref(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    if let Some(id) = timer_of(args.this()) {
        event_loop(vm).set_timer_alive(id, false);
    }
    Ok(args.this())
}
fn timer_has_ref(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    Ok(Value::bool(timer_of(args.this()).is_some_and(|id| event_loop(vm).is_timer_alive(id))))
}
fn timer_refresh(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    if let Some(id) = timer_of(args.this()) {
        event_loop(vm).refresh_timer(id);
    }
    Ok(args.this())
}
fn timer_close(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    if let Some(id) = timer_of(args.this()) {
        event_loop(vm).remove_timer(id);
    }
    Ok(args.this())
}
fn timer_id(_: &mut Vm, args: Arguments) -> JsResult<Value> {
    Ok(timer_of(args.this()).map_or(Value::UNDEFINED, |id| Value::number(id as f64)))
}

// ---- immediates: field 0 is true while it is to run, false when it does not keep the loop alive, undefined afterwards ------------

fn set_immediate(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    if !args.get(0).as_object().is_some_and(|f| f.is_callable()) {
        return Err(invalid_type(vm, "callback", "of type function", args.get(0)));
    }
    let prototype = prototype(vm, "Immediate", IMMEDIATE_METHODS);
    let immediate = vm.new_kind(Kind::Host, prototype);
    let list = entry(vm, args, 1);
    put(vm, immediate, "_onImmediate", args.get(0));
    vm.set_field(immediate, 1, list.into());
    vm.set_field(immediate, 0, Value::TRUE);
    event_loop(vm).add_immediate(immediate.into());
    Ok(immediate.into())
}
fn run_immediate(vm: &mut Vm, immediate: Value) -> JsResult<()> {
    let Some(immediate) = immediate.as_object() else { return Ok(()) };
    let state = immediate.field(0);
    if state == Value::FALSE {
        event_loop(vm).weaken_immediates(false);
    }
    if immediate.field(1).is_undefined() {
        return Ok(());
    }
    vm.set_field(immediate, 0, Value::UNDEFINED);
    run_entry(vm, immediate)
}
fn weaken(vm: &mut Vm, value: Value, weak: bool) {
    if let Some(immediate) = value.as_object().filter(|o| o.kind() == Kind::Host)
        && immediate.field(0) == Value::bool(weak)
    {
        vm.set_field(immediate, 0, Value::bool(!weak));
        event_loop(vm).weaken_immediates(weak);
    }
}
fn clear_immediate(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    weaken(vm, args.get(0), true);
    if let Some(immediate) = args.get(0).as_object().filter(|o| o.kind() == Kind::Host && o.field(0).is_bool()) {
        vm.set_field(immediate, 1, Value::UNDEFINED);
    }
    Ok(Value::UNDEFINED)
}
fn clear_this_immediate(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    weaken(vm, args.this(), true);
    if let Some(immediate) = args.this().as_object().filter(|o| o.kind() == Kind::Host && o.field(0).is_bool()) {
        vm.set_field(immediate, 1, Value::UNDEFINED);
    }
    Ok(Value::UNDEFINED)
}
fn immediate_ref(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    weaken(vm, args.this(), false);
    Ok(args.this())
}
fn immediate_unref(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    weaken(vm, args.this(), true);
    Ok(args.this())
}
fn immediate_has_ref(_: &mut Vm, args: Arguments) -> JsResult<Value> {
    Ok(Value::bool(args.this().as_object().is_some_and(|o| o.field(0) == Value::TRUE)))
}

fn queue_microtask(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    if !args.get(0).as_object().is_some_and(|f| f.is_callable()) {
        return Err(invalid_type(vm, "callback", "of type function", args.get(0)));
    }
    let undefined = Value::UNDEFINED;
    let run = |vm: &mut Vm, [callback, context, ..]: [Value; 4]| {
        vm.with_async_context(context, |vm| vm.call(callback, Value::UNDEFINED, &[])).map(|_| ())
    };
    vm.enqueue_job(run, [args.get(0), vm.async_context, undefined, undefined]);
    Ok(Value::UNDEFINED)
}
