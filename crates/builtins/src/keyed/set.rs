//! 24.2 Set objects and their iterators. The methods that combine sets are in `set_methods.rs`.
use super::map::{collection_next, is_original, make_collection_iterator};
use super::{add_from_iterable, receiver, set_methods};
use crate::indexed::support::{define_alias, iterator_sort, throw_not_callable};
use crate::library::Library;
use crate::support::{Class, get_species, require_new, set_tag};
use ogive_vm::collection_iterator::Entries;
use ogive_vm::{Arguments, Builtin, Gc, Inline, Intrinsic, JsResult, Kind, Realm, Value, Vm, getter, method};

const METHODS: &[Builtin] = &[
    method("has", 1, has).pure().inline(Inline::SetHas),
    method("add", 1, add).inline(Inline::SetAdd),
    method("delete", 1, delete).inline(Inline::SetDelete),
    method("clear", 0, clear),
    method("entries", 0, entries),
    getter("size", size),
    method("values", 0, values),
    method("union", 1, set_methods::union),
    method("intersection", 1, set_methods::intersection),
    method("difference", 1, set_methods::difference),
    method("symmetricDifference", 1, set_methods::symmetric_difference),
    method("isSubsetOf", 1, set_methods::is_subset_of),
    method("isSupersetOf", 1, set_methods::is_superset_of),
    method("isDisjointFrom", 1, set_methods::is_disjoint_from),
];
const LIBRARY: Library = Library {
    name: "set_callbacks",
    source: include_str!("../../js/set_callbacks.js"),
    helpers: &[("Values", steps), ("OriginalNext", original_next), ("ThrowNotCallable", throw_not_callable)],
    methods: &[("forEach", Intrinsic::SetProtoForEach)],
};
const CLASS: Class = Class::new("Set", 0, construct, Intrinsic::Set, Intrinsic::SetPrototype)
    .statics(&[getter("@@species", get_species)])
    .methods(METHODS);

/// Makes an intrinsic of this section; false if it is another's.
pub(super) fn make(vm: &mut Vm, realm: Gc<Realm>, which: Intrinsic) -> bool {
    match which {
        Intrinsic::Set | Intrinsic::SetPrototype => {
            let (_, prototype) = CLASS.make(vm, realm);
            set_tag(vm, prototype, "Set");
            LIBRARY.define(vm, prototype);
            define_alias(vm, prototype, "keys", "values");
            define_alias(vm, prototype, "@@iterator", "values");
        }
        Intrinsic::SetIteratorPrototype | Intrinsic::SetIteratorNext => {
            let row = method("next", 0, next);
            make_collection_iterator(vm, realm, [Intrinsic::SetIteratorPrototype, Intrinsic::SetIteratorNext], row, "Set Iterator");
        }
        _ if LIBRARY.has(which) => LIBRARY.make(vm, realm),
        _ => return false,
    }
    true
}
fn original_next(vm: &mut Vm, _: Arguments) -> JsResult<Value> {
    Ok(vm.intrinsic(Intrinsic::SetIteratorNext).into())
}

/// 24.2.2.1 [Set](https://tc39.es/ecma262/#sec-set-iterable)
fn construct(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    let new_target = require_new(vm, args, "Set")?;
    let set = vm.ordinary_create_from_constructor(new_target, Intrinsic::SetPrototype, Kind::Set)?;
    let iterable = args.get(0);
    if iterable.is_nullish() {
        return Ok(set.into());
    }
    let key = vm.names.add;
    let adder = vm.get(set, key)?;
    if !vm.is_callable(adder) {
        let text = crate::indexed::support::show(vm, adder);
        return Err(vm.type_error(format!("'{text}' returned for property 'add' of object '#<Set>' is not a function")));
    }
    // FAST: `add` is the built-in one.
    let plain = is_original(vm, adder, add);
    add_from_iterable(vm, iterable, false, |vm, value, _| {
        if plain { vm.table_set(set, value, value) } else { vm.call(adder, set.into(), &[value]).map(drop) }
    })?;
    Ok(set.into())
}

/// 24.2.4.1 [Set.prototype.add](https://tc39.es/ecma262/#sec-set.prototype.add)
fn add(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    let set = receiver(vm, args, Kind::Set, "Set.prototype.add")?;
    vm.table_set(set, args.get(0), args.get(0))?;
    Ok(set.into())
}
/// 24.2.4.8 [Set.prototype.has](https://tc39.es/ecma262/#sec-set.prototype.has)
pub(super) fn has(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    let set = receiver(vm, args, Kind::Set, "Set.prototype.has")?;
    Ok(Value::bool(vm.table_has(set, args.get(0))))
}
/// 24.2.4.4 [Set.prototype.delete](https://tc39.es/ecma262/#sec-set.prototype.delete)
fn delete(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    let set = receiver(vm, args, Kind::Set, "Set.prototype.delete")?;
    Ok(Value::bool(vm.table_delete(set, args.get(0))))
}
/// 24.2.4.2 [Set.prototype.clear](https://tc39.es/ecma262/#sec-set.prototype.clear)
fn clear(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    let set = receiver(vm, args, Kind::Set, "Set.prototype.clear")?;
    vm.table_clear(set);
    Ok(Value::UNDEFINED)
}
/// 24.2.4.14 [get Set.prototype.size](https://tc39.es/ecma262/#sec-get-set.prototype.size)
fn size(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    let set = receiver(vm, args, Kind::Set, "get Set.prototype.size")?;
    Ok(Value::from(vm.table_size(set)))
}

fn new_iterator(vm: &mut Vm, args: Arguments, gives: Entries, method: &str) -> JsResult<Value> {
    let set = receiver(vm, args, Kind::Set, method)?;
    let prototype = vm.intrinsic(Intrinsic::SetIteratorPrototype);
    Ok(vm.new_collection_iterator(prototype, iterator_sort::SET, set, gives).into())
}
pub(super) fn values(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    new_iterator(vm, args, Entries::Values, "Set.prototype.values")
}
/// The iterator that `forEach` walks by.
fn steps(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    new_iterator(vm, args, Entries::Values, "Set.prototype.forEach")
}
fn entries(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    new_iterator(vm, args, Entries::Both, "Set.prototype.entries")
}
/// 24.2.6.2.1 [%SetIteratorPrototype%.next](https://tc39.es/ecma262/#sec-%setiteratorprototype%.next)
pub(super) fn next(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    collection_next(vm, args, iterator_sort::SET, "Set Iterator.prototype.next")
}
