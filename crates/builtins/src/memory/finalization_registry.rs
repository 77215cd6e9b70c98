//! 26.2 FinalizationRegistry.
//!
//! When a collection finds a target dead, the held value moves to the registry's list of what is to be cleaned up. The agent
//! knows its registries weakly; the host calls [`cleanup_finalization_registries`] between tasks.
use super::can_be_held_weakly;
use crate::support::{Class, require_new, set_tag, this_of_kind};
use ogive_vm::data::{Data, DataCell, DataTracer};
use ogive_vm::{Arguments, Builtin, Gc, Intrinsic, JsResult, Kind, Object, Realm, Value, ValueVec, Vm, method};

const CLASS: Class = Class::new(
    "FinalizationRegistry",
    1,
    construct,
    Intrinsic::FinalizationRegistry,
    Intrinsic::FinalizationRegistryPrototype,
)
.methods(METHODS);
const METHODS: &[Builtin] = &[method("register", 2, register), method("unregister", 1, unregister)];

pub(super) fn make(vm: &mut Vm, realm: Gc<Realm>) {
    let (_, prototype) = CLASS.make(vm, realm);
    set_tag(vm, prototype, "FinalizationRegistry");
}

/// One registration.
struct Cell {
    /// Weak.
    target: Value,
    held: Value,
    /// Weak; undefined for none.
    token: Value,
}
/// Behind internal field 0 of a registry.
struct Registry {
    callback: Value,
    cells: Vec<Cell>,
    /// Held values of dead targets.
    dead: Vec<Value>,
}
impl Data for Registry {
    fn trace(&self, tracer: &mut DataTracer<'_>) {
        tracer.value(self.callback);
        self.cells.iter().for_each(|cell| tracer.value(cell.held));
        tracer.values(&self.dead);
    }
    fn is_weak(&self) -> bool {
        true
    }
    fn weak(&mut self, live: &dyn Fn(Value) -> bool) {
        let dead = &mut self.dead;
        self.cells.retain_mut(|cell| {
            if !live(cell.token) {
                cell.token = Value::UNDEFINED;
            }
            let alive = live(cell.target);
            if !alive {
                dead.push(cell.held);
            }
            alive
        });
    }
}

/// All registries of the agent, weakly.
#[derive(Default)]
struct Registries(Vec<Value>);
impl Data for Registries {
    fn trace(&self, _: &mut DataTracer<'_>) {}
    fn is_weak(&self) -> bool {
        true
    }
    fn weak(&mut self, live: &dyn Fn(Value) -> bool) {
        self.0.retain(|&registry| live(registry));
    }
}
/// Name of the root that keeps [`Registries`].
const ROOT: &str = "FinalizationRegistry";

fn registries(vm: &mut Vm) -> Option<Gc<DataCell>> {
    vm.roots.get(ROOT)?.as_internal::<DataCell>()
}

/// 26.2.1.1 [FinalizationRegistry](https://tc39.es/ecma262/#sec-finalization-registry-cleanup-callback)
fn construct(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    let new_target = require_new(vm, args, "FinalizationRegistry")?;
    let callback = args.get(0);
    if !vm.is_callable(callback) {
        return Err(vm.type_error("FinalizationRegistry: cleanup must be callable"));
    }
    let prototype = Intrinsic::FinalizationRegistryPrototype;
    let object = vm.ordinary_create_from_constructor(new_target, prototype, Kind::FinalizationRegistry)?;
    let data = vm.new_data(Registry { callback, cells: vec![], dead: vec![] });
    vm.set_field(object, 0, Value::internal(data));
    let all = match registries(vm) {
        Some(all) => all,
        None => {
            let all = vm.new_data(Registries::default());
            vm.roots.insert(ROOT, Value::internal(all));
            all
        }
    };
    if let Some(mut all) = vm.data_mut::<Registries>(&all) {
        all.0.push(object.into());
    }
    Ok(object.into())
}

/// 26.2.3.2 [FinalizationRegistry.prototype.register](https://tc39.es/ecma262/#sec-finalization-registry.prototype.register)
fn register(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    let registry = this_of_kind(vm, args, Kind::FinalizationRegistry, "FinalizationRegistry.prototype.register")?;
    let (target, held, token) = (args.get(0), args.get(1), args.get(2));
    if !can_be_held_weakly(target) {
        return Err(vm.type_error("FinalizationRegistry.prototype.register: invalid target"));
    }
    if vm.same_value(target, held) {
        return Err(vm.type_error("FinalizationRegistry.prototype.register: target and holdings must not be same"));
    }
    if !can_be_held_weakly(token) && !token.is_undefined() {
        let text = vm.display_string(token);
        return Err(vm.type_error(format!("Invalid unregister token ('{text}')")));
    }
    if let Some(mut data) = vm.object_data_mut::<Registry>(registry, 0) {
        data.cells.push(Cell { target, held, token });
    }
    Ok(Value::UNDEFINED)
}
/// 26.2.3.3 [FinalizationRegistry.prototype.unregister](https://tc39.es/ecma262/#sec-finalization-registry.prototype.unregister)
fn unregister(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    let registry = this_of_kind(vm, args, Kind::FinalizationRegistry, "FinalizationRegistry.prototype.unregister")?;
    let token = args.get(0);
    if !can_be_held_weakly(token) {
        let text = vm.display_string(token);
        return Err(vm.type_error(format!("Invalid unregister token ('{text}')")));
    }
    let Some(mut data) = vm.object_data_mut::<Registry>(registry, 0) else { return Ok(Value::FALSE) };
    let before = data.cells.len();
    data.cells.retain(|cell| cell.token != token);
    Ok((data.cells.len() < before).into())
}

/// 9.12 [CleanupFinalizationRegistry](https://tc39.es/ecma262/#sec-cleanup-finalization-registry) for every registry with dead
/// targets: a task of its own for the host. Stops at an exception of a callback; what is left is cleaned up by the next call.
pub fn cleanup_finalization_registries(vm: &mut Vm) -> JsResult<()> {
    let Some(all) = registries(vm) else { return Ok(()) };
    let mut list = ValueVec::new(vm);
    if let Some(all) = all.borrow::<Registries>() {
        list.extend_from_slice(&all.0);
    }
    for i in 0..list.len() {
        if let Some(registry) = list.get(i).as_object() {
            cleanup(vm, registry)?;
        }
    }
    Ok(())
}
fn cleanup(vm: &mut Vm, registry: Gc<Object>) -> JsResult<()> {
    loop {
        let next = vm.object_data_mut::<Registry>(registry, 0).and_then(|mut data| {
            let held = if data.dead.is_empty() { return None } else { data.dead.remove(0) };
            Some((data.callback, held))
        });
        let Some((callback, held)) = next else { return Ok(()) };
        vm.call(callback, Value::UNDEFINED, &[held])?;
    }
}
