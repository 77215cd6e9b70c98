//! 24.3 WeakMap and 24.4 WeakSet: ephemeron tables.
//!
//! An entry's value is marked only while its key is live, so that a value that refers to its own key keeps nothing. The
//! table is a Rust hash map by address (cells do not move); dead keys are swept out after marking.
use super::{add_from_iterable, receiver};
use crate::indexed::support::callback;
use crate::support::{Class, require_new, set_tag};
use ogive_vm::data::{Data, DataTracer};
use ogive_vm::{Arguments, Builtin, Gc, Intrinsic, JsResult, Kind, Object, Realm, Value, Vm, method};
use rustc_hash::FxHashMap;

/// Key bits → key and value.
#[derive(Default)]
struct WeakTable(FxHashMap<u64, (Value, Value)>);
impl Data for WeakTable {
    fn trace(&self, _: &mut DataTracer<'_>) {}
    fn is_weak(&self) -> bool {
        !self.0.is_empty()
    }
    fn ephemerons(&self, tracer: &mut DataTracer<'_>) -> bool {
        let mut news = false;
        for &(key, value) in self.0.values() {
            news |= tracer.ephemeron(key, value);
        }
        news
    }
    fn weak(&mut self, live: &dyn Fn(Value) -> bool) {
        self.0.retain(|_, (key, _)| live(*key));
    }
}

const MAP_METHODS: &[Builtin] = &[
    method("delete", 1, map_delete),
    method("get", 1, map_get).pure(),
    method("set", 2, map_set),
    method("has", 1, map_has).pure(),
    method("getOrInsert", 2, get_or_insert),
    method("getOrInsertComputed", 2, get_or_insert_computed),
];
const MAP: Class = Class::new("WeakMap", 0, construct_map, Intrinsic::WeakMap, Intrinsic::WeakMapPrototype)
    .methods(MAP_METHODS);
const SET_METHODS: &[Builtin] = &[method("delete", 1, set_delete), method("has", 1, set_has).pure(), method("add", 1, set_add)];
const SET: Class = Class::new("WeakSet", 0, construct_set, Intrinsic::WeakSet, Intrinsic::WeakSetPrototype)
    .methods(SET_METHODS);

/// Makes an intrinsic of this section; false if it is another's.
pub(super) fn make(vm: &mut Vm, realm: Gc<Realm>, which: Intrinsic) -> bool {
    match which {
        Intrinsic::WeakMap | Intrinsic::WeakMapPrototype => {
            let (_, prototype) = MAP.make(vm, realm);
            set_tag(vm, prototype, "WeakMap");
        }
        Intrinsic::WeakSet | Intrinsic::WeakSetPrototype => {
            let (_, prototype) = SET.make(vm, realm);
            set_tag(vm, prototype, "WeakSet");
        }
        _ => return false,
    }
    true
}

/// 9.14 [CanBeHeldWeakly](https://tc39.es/ecma262/#sec-canbeheldweakly)
pub(crate) fn can_be_held_weakly(value: Value) -> bool {
    value.is_object() || value.as_symbol().is_some_and(|s| !s.is_registered())
}
fn find(vm: &Vm, object: Gc<Object>, key: Value) -> Option<Value> {
    vm.object_data::<WeakTable>(object, 0)?.0.get(&key.bits()).map(|e| e.1)
}
fn insert(vm: &mut Vm, object: Gc<Object>, key: Value, value: Value) {
    if object.field(0).is_undefined() {
        let data = vm.new_data(WeakTable::default());
        vm.set_field(object, 0, Value::internal(data));
    }
    if let Some(mut table) = vm.object_data_mut::<WeakTable>(object, 0) {
        table.0.insert(key.bits(), (key, value));
    }
}
fn remove(vm: &mut Vm, object: Gc<Object>, key: Value) -> bool {
    vm.object_data_mut::<WeakTable>(object, 0).is_some_and(|mut t| t.0.remove(&key.bits()).is_some())
}
#[cold]
fn invalid_key(vm: &mut Vm, what: &str) -> ogive_vm::Thrown {
    vm.type_error(format!("Invalid value {what}"))
}

fn construct(vm: &mut Vm, args: Arguments, map: bool) -> JsResult<Value> {
    let (name, kind, prototype) = if map {
        ("WeakMap", Kind::WeakMap, Intrinsic::WeakMapPrototype)
    } else {
        ("WeakSet", Kind::WeakSet, Intrinsic::WeakSetPrototype)
    };
    let new_target = require_new(vm, args, name)?;
    let object = vm.ordinary_create_from_constructor(new_target, prototype, kind)?;
    if args.get(0).is_nullish() {
        return Ok(object.into());
    }
    let key = if map { vm.names.set } else { vm.names.add };
    let adder = callback_property(vm, object, key)?;
    add_from_iterable(vm, args.get(0), map, |vm, key, value| {
        if map { vm.call(adder, object.into(), &[key, value]) } else { vm.call(adder, object.into(), &[key]) }.map(drop)
    })?;
    Ok(object.into())
}
fn callback_property(vm: &mut Vm, object: Gc<Object>, key: ogive_vm::PropertyKey) -> JsResult<Value> {
    let adder = vm.get(object, key)?;
    callback(vm, adder)
}
/// 24.3.1.1 [WeakMap](https://tc39.es/ecma262/#sec-weakmap-iterable)
fn construct_map(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    construct(vm, args, true)
}
/// 24.4.1.1 [WeakSet](https://tc39.es/ecma262/#sec-weakset-iterable)
fn construct_set(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    construct(vm, args, false)
}

/// 24.3.3.2 [WeakMap.prototype.delete](https://tc39.es/ecma262/#sec-weakmap.prototype.delete)
fn map_delete(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    let map = receiver(vm, args, Kind::WeakMap, "WeakMap.prototype.delete")?;
    Ok(Value::bool(remove(vm, map, args.get(0))))
}
/// 24.3.3.3 [WeakMap.prototype.get](https://tc39.es/ecma262/#sec-weakmap.prototype.get)
fn map_get(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    let map = receiver(vm, args, Kind::WeakMap, "WeakMap.prototype.get")?;
    Ok(find(vm, map, args.get(0)).unwrap_or(Value::UNDEFINED))
}
/// 24.3.3.4 [WeakMap.prototype.has](https://tc39.es/ecma262/#sec-weakmap.prototype.has)
fn map_has(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    let map = receiver(vm, args, Kind::WeakMap, "WeakMap.prototype.has")?;
    Ok(Value::bool(find(vm, map, args.get(0)).is_some()))
}
/// 24.3.3.5 [WeakMap.prototype.set](https://tc39.es/ecma262/#sec-weakmap.prototype.set)
fn map_set(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    let map = receiver(vm, args, Kind::WeakMap, "WeakMap.prototype.set")?;
    if !can_be_held_weakly(args.get(0)) {
        return Err(invalid_key(vm, "used as weak map key"));
    }
    insert(vm, map, args.get(0), args.get(1));
    Ok(map.into())
}
/// [WeakMap.prototype.getOrInsert](https://tc39.es/proposal-upsert/#sec-weakmap.prototype.getOrInsert)
fn get_or_insert(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    let map = receiver(vm, args, Kind::WeakMap, "WeakMap.prototype.getOrInsert")?;
    if !can_be_held_weakly(args.get(0)) {
        return Err(invalid_key(vm, "used as weak map key"));
    }
    if let Some(value) = find(vm, map, args.get(0)) {
        return Ok(value);
    }
    insert(vm, map, args.get(0), args.get(1));
    Ok(args.get(1))
}
/// [WeakMap.prototype.getOrInsertComputed](https://tc39.es/proposal-upsert/#sec-weakmap.prototype.getOrInsertComputed)
fn get_or_insert_computed(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    let map = receiver(vm, args, Kind::WeakMap, "WeakMap.prototype.getOrInsertComputed")?;
    if !can_be_held_weakly(args.get(0)) {
        return Err(invalid_key(vm, "used as weak map key"));
    }
    let f = callback(vm, args.get(1))?;
    if let Some(value) = find(vm, map, args.get(0)) {
        return Ok(value);
    }
    let value = vm.call(f, Value::UNDEFINED, &[args.get(0)])?;
    insert(vm, map, args.get(0), value);
    Ok(value)
}

/// 24.4.3.1 [WeakSet.prototype.add](https://tc39.es/ecma262/#sec-weakset.prototype.add)
fn set_add(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    let set = receiver(vm, args, Kind::WeakSet, "WeakSet.prototype.add")?;
    if !can_be_held_weakly(args.get(0)) {
        return Err(invalid_key(vm, "used in weak set"));
    }
    insert(vm, set, args.get(0), Value::TRUE);
    Ok(set.into())
}
/// 24.4.3.3 [WeakSet.prototype.delete](https://tc39.es/ecma262/#sec-weakset.prototype.delete)
fn set_delete(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    let set = receiver(vm, args, Kind::WeakSet, "WeakSet.prototype.delete")?;
    Ok(Value::bool(remove(vm, set, args.get(0))))
}
/// 24.4.3.4 [WeakSet.prototype.has](https://tc39.es/ecma262/#sec-weakset.prototype.has)
fn set_has(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    let set = receiver(vm, args, Kind::WeakSet, "WeakSet.prototype.has")?;
    Ok(Value::bool(find(vm, set, args.get(0)).is_some()))
}
