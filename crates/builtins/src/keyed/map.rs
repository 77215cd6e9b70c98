//! 24.1 Map objects and their iterators.
use super::{add_from_iterable, receiver};
use crate::indexed::support::{callback, define_alias, incompatible, iterator_sort, throw_not_callable};
use crate::library::Library;
use crate::support::{Class, get_species, make_object, remember, require_new, set_tag};
use ogive_vm::collection_iterator::Entries;
use ogive_vm::group_by::KeyCoercion;
use ogive_vm::{Arguments, Builtin, Gc, Inline, Intrinsic, JsResult, Kind, NativeFn, Object, Realm, Value, Vm, getter, method};

const METHODS: &[Builtin] = &[
    method("get", 1, get).pure().inline(Inline::MapGet),
    method("set", 2, set).inline(Inline::MapSet),
    method("has", 1, has).pure().inline(Inline::MapHas),
    method("delete", 1, delete).inline(Inline::MapDelete),
    method("clear", 0, clear),
    method("entries", 0, entries),
    method("getOrInsert", 2, get_or_insert),
    method("getOrInsertComputed", 2, get_or_insert_computed),
    method("keys", 0, keys),
    getter("size", size),
    method("values", 0, values),
];
const LIBRARY: Library = Library {
    name: "map_callbacks",
    source: include_str!("../../js/map_callbacks.js"),
    helpers: &[("Entries", steps), ("OriginalNext", original_next), ("ThrowNotCallable", throw_not_callable)],
    methods: &[("forEach", Intrinsic::MapProtoForEach)],
};
const CLASS: Class = Class::new("Map", 0, construct, Intrinsic::Map, Intrinsic::MapPrototype)
    .statics(&[method("groupBy", 2, group_by), getter("@@species", get_species)])
    .methods(METHODS);

/// Makes an intrinsic of this section; false if it is another's.
pub(super) fn make(vm: &mut Vm, realm: Gc<Realm>, which: Intrinsic) -> bool {
    match which {
        Intrinsic::Map | Intrinsic::MapPrototype => {
            let (_, prototype) = CLASS.make(vm, realm);
            set_tag(vm, prototype, "Map");
            LIBRARY.define(vm, prototype);
            define_alias(vm, prototype, "@@iterator", "entries");
        }
        Intrinsic::MapIteratorPrototype | Intrinsic::MapIteratorNext => {
            let row = method("next", 0, next);
            make_collection_iterator(vm, realm, [Intrinsic::MapIteratorPrototype, Intrinsic::MapIteratorNext], row, "Map Iterator");
        }
        _ if LIBRARY.has(which) => LIBRARY.make(vm, realm),
        _ => return false,
    }
    true
}
fn original_next(vm: &mut Vm, _: Arguments) -> JsResult<Value> {
    Ok(vm.intrinsic(Intrinsic::MapIteratorNext).into())
}
/// Makes %MapIteratorPrototype% or %SetIteratorPrototype%, and its `next`.
pub(super) fn make_collection_iterator(vm: &mut Vm, realm: Gc<Realm>, which: [Intrinsic; 2], row: Builtin, tag: &str) {
    let prototype = make_object(vm, realm, which[0], Intrinsic::IteratorPrototype, tag, &[row]);
    let key = vm.names.next;
    remember(vm, realm, which[1], prototype, key);
}
/// Is the property of the collection's prototype still the function the table has?
pub(super) fn is_original(vm: &mut Vm, function: Value, original: NativeFn) -> bool {
    vm.is_native(function, original)
}

/// 24.1.1.1 [Map](https://tc39.es/ecma262/#sec-map-iterable)
fn construct(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    let new_target = require_new(vm, args, "Map")?;
    let map = vm.ordinary_create_from_constructor(new_target, Intrinsic::MapPrototype, Kind::Map)?;
    let iterable = args.get(0);
    if iterable.is_nullish() {
        return Ok(map.into());
    }
    let key = vm.names.set;
    let adder = vm.get(map, key)?;
    if !vm.is_callable(adder) {
        let text = crate::indexed::support::show(vm, adder);
        return Err(vm.type_error(format!("'{text}' returned for property 'set' of object '#<Map>' is not a function")));
    }
    // FAST: `set` is the built-in one: entries go straight into the table.
    let plain = is_original(vm, adder, set);
    add_from_iterable(vm, iterable, true, |vm, key, value| {
        if plain { vm.table_set(map, key, value) } else { vm.call(adder, map.into(), &[key, value]).map(drop) }
    })?;
    Ok(map.into())
}

/// 24.1.2.1 [Map.groupBy](https://tc39.es/ecma262/#sec-map.groupby)
fn group_by(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    let groups = vm.group_by(args.get(0), args.get(1), KeyCoercion::Collection)?;
    let prototype = vm.intrinsic(Intrinsic::MapPrototype);
    let map = vm.new_kind(Kind::Map, prototype.into());
    for (i, members) in groups.members.iter().enumerate() {
        let array = vm.new_array_from(members);
        vm.table_set(map, groups.keys.get(i), array.into())?;
    }
    Ok(map.into())
}

/// 24.1.3.6 [Map.prototype.get](https://tc39.es/ecma262/#sec-map.prototype.get)
fn get(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    let map = receiver(vm, args, Kind::Map, "Map.prototype.get")?;
    Ok(vm.table_get(map, args.get(0)).unwrap_or(Value::UNDEFINED))
}
/// 24.1.3.9 [Map.prototype.set](https://tc39.es/ecma262/#sec-map.prototype.set)
fn set(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    let map = receiver(vm, args, Kind::Map, "Map.prototype.set")?;
    vm.table_set(map, args.get(0), args.get(1))?;
    Ok(map.into())
}
/// 24.1.3.7 [Map.prototype.has](https://tc39.es/ecma262/#sec-map.prototype.has)
fn has(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    let map = receiver(vm, args, Kind::Map, "Map.prototype.has")?;
    Ok(Value::bool(vm.table_has(map, args.get(0))))
}
/// 24.1.3.3 [Map.prototype.delete](https://tc39.es/ecma262/#sec-map.prototype.delete)
fn delete(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    let map = receiver(vm, args, Kind::Map, "Map.prototype.delete")?;
    Ok(Value::bool(vm.table_delete(map, args.get(0))))
}
/// 24.1.3.1 [Map.prototype.clear](https://tc39.es/ecma262/#sec-map.prototype.clear)
fn clear(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    let map = receiver(vm, args, Kind::Map, "Map.prototype.clear")?;
    vm.table_clear(map);
    Ok(Value::UNDEFINED)
}
/// 24.1.3.10 [get Map.prototype.size](https://tc39.es/ecma262/#sec-get-map.prototype.size)
fn size(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    let map = receiver(vm, args, Kind::Map, "get Map.prototype.size")?;
    Ok(Value::from(vm.table_size(map)))
}
/// [Map.prototype.getOrInsert](https://tc39.es/proposal-upsert/#sec-map.prototype.getOrInsert)
fn get_or_insert(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    let map = receiver(vm, args, Kind::Map, "Map.prototype.getOrInsert")?;
    if let Some(value) = vm.table_get(map, args.get(0)) {
        return Ok(value);
    }
    vm.table_set(map, args.get(0), args.get(1))?;
    Ok(args.get(1))
}
/// [Map.prototype.getOrInsertComputed](https://tc39.es/proposal-upsert/#sec-map.prototype.getOrInsertComputed)
fn get_or_insert_computed(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    let map = receiver(vm, args, Kind::Map, "Map.prototype.getOrInsertComputed")?;
    let f = callback(vm, args.get(1))?;
    let key = Vm::normalize_key(args.get(0));
    if let Some(value) = vm.table_get(map, key) {
        return Ok(value);
    }
    let value = vm.call(f, Value::UNDEFINED, &[key])?;
    vm.table_set(map, key, value)?;
    Ok(value)
}

fn new_iterator(vm: &mut Vm, map: Gc<Object>, gives: Entries) -> Value {
    let prototype = vm.intrinsic(Intrinsic::MapIteratorPrototype);
    vm.new_collection_iterator(prototype, iterator_sort::MAP, map, gives).into()
}
/// The iterator that `forEach` walks by.
fn steps(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    let map = receiver(vm, args, Kind::Map, "Map.prototype.forEach")?;
    Ok(new_iterator(vm, map, Entries::Both))
}
fn keys(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    let map = receiver(vm, args, Kind::Map, "Map.prototype.keys")?;
    Ok(new_iterator(vm, map, Entries::Keys))
}
fn values(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    let map = receiver(vm, args, Kind::Map, "Map.prototype.values")?;
    Ok(new_iterator(vm, map, Entries::Values))
}
fn entries(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    let map = receiver(vm, args, Kind::Map, "Map.prototype.entries")?;
    Ok(new_iterator(vm, map, Entries::Both))
}
/// 24.1.5.2.1 [%MapIteratorPrototype%.next](https://tc39.es/ecma262/#sec-%mapiteratorprototype%.next)
fn next(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    collection_next(vm, args, iterator_sort::MAP, "Map Iterator.prototype.next")
}
/// `next` of Map and Set iterators.
pub(super) fn collection_next(vm: &mut Vm, args: Arguments, sort: i32, method: &str) -> JsResult<Value> {
    let iterator = args.this().as_object().filter(|o| o.kind() == Kind::BuiltinIterator && o.field(0) == Value::int(sort));
    let Some(iterator) = iterator else { return Err(incompatible(vm, method, args.this())) };
    let value = vm.collection_iterator_step(iterator);
    Ok(vm.create_iter_result_object(value.unwrap_or(Value::UNDEFINED), value.is_none()).into())
}
