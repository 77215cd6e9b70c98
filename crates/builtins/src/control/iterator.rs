//! 27.1.3, 27.1.4 Iterator: the constructor and the prototype. Its methods that make iterators are in `iterator_helper.rs`,
//! those that consume them in `iterator_consumers.rs`.
use super::{iterator_consumers as consumers, iterator_from, iterator_helper as helper, iterator_zip};
use crate::support::{Class, set_ignoring_prototype};
use ogive_vm::{Arguments, Builtin, Gc, Intrinsic, IteratorRecord, JsResult, Kind, PropertyKey, Realm, Thrown, Value, Vm, getter, method, setter};

const CLASS: Class =
    Class::new("Iterator", 0, construct, Intrinsic::Iterator, Intrinsic::IteratorPrototype).statics(STATICS).methods(METHODS);

const STATICS: &[Builtin] = &[
    method("from", 1, iterator_from::from),
    method("concat", 0, helper::concat),
    method("zip", 1, iterator_zip::zip),
    method("zipKeyed", 1, iterator_zip::zip_keyed),
];
const METHODS: &[Builtin] = &[
    method("reduce", 1, consumers::reduce),
    method("toArray", 0, consumers::to_array),
    method("forEach", 1, consumers::for_each),
    method("some", 1, consumers::some),
    method("every", 1, consumers::every),
    method("find", 1, consumers::find),
    method("includes", 1, consumers::includes),
    method("join", 1, consumers::join),
    method("map", 1, helper::map),
    method("filter", 1, helper::filter),
    method("take", 1, helper::take),
    method("drop", 1, helper::drop),
    method("flatMap", 1, helper::flat_map),
    method("chunks", 1, helper::chunks),
    method("windows", 1, helper::windows),
    method("@@iterator", 0, crate::support::get_species),
    method("@@dispose", 0, dispose),
];
const ACCESSORS: &[Builtin] = &[
    getter("constructor", get_constructor),
    setter("constructor", set_constructor),
    getter("@@toStringTag", get_tag),
    setter("@@toStringTag", set_tag),
];

pub(super) fn make(vm: &mut Vm, realm: Gc<Realm>) {
    let (_, prototype) = CLASS.make(vm, realm);
    let key = vm.names.constructor;
    let _ = vm.delete(prototype, key);
    vm.define_builtins(realm, prototype, ACCESSORS);
}

/// 27.1.3.1.1 [Iterator](https://tc39.es/ecma262/#sec-iterator)
fn construct(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    match args.new_target().as_object() {
        None => Err(vm.type_error("Constructor Iterator requires 'new'")),
        Some(new_target) if new_target == args.callee() => {
            Err(vm.type_error("Abstract class Iterator not directly constructable"))
        }
        Some(new_target) => {
            Ok(vm.ordinary_create_from_constructor(new_target, Intrinsic::IteratorPrototype, Kind::Object)?.into())
        }
    }
}

/// 27.1.4.1 [Iterator.prototype.constructor](https://tc39.es/ecma262/#sec-iterator.prototype.constructor)
fn get_constructor(vm: &mut Vm, _: Arguments) -> JsResult<Value> {
    Ok(vm.intrinsic(Intrinsic::Iterator).into())
}
fn set_constructor(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    let key = vm.names.constructor;
    set_weirdly(vm, args, key)
}
/// 27.1.4.14 [Iterator.prototype \[ %Symbol.toStringTag% \]](https://tc39.es/ecma262/#sec-iterator.prototype-%symbol.tostringtag%)
fn get_tag(vm: &mut Vm, _: Arguments) -> JsResult<Value> {
    Ok(vm.intern_str("Iterator").into())
}
fn set_tag(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    let key = PropertyKey::symbol(vm.symbols.to_string_tag);
    set_weirdly(vm, args, key)
}
fn set_weirdly(vm: &mut Vm, args: Arguments, key: PropertyKey) -> JsResult<Value> {
    let Some(this) = args.this().as_object() else { return Err(not_object(vm, args.this())) };
    set_ignoring_prototype(vm, this, Intrinsic::IteratorPrototype, key, args.get(0))?;
    Ok(Value::UNDEFINED)
}

/// [%IteratorPrototype% \[ %Symbol.dispose% \]](https://tc39.es/ecma262/#sec-%iteratorprototype%-%symbol.dispose%)
fn dispose(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    let key = vm.names.return_;
    let method = vm.get_method(args.this(), key)?;
    if !method.is_undefined() {
        vm.call(method, args.this(), &[])?;
    }
    Ok(Value::UNDEFINED)
}

#[cold]
fn not_object(vm: &mut Vm, value: Value) -> Thrown {
    let text = vm.display_string(value);
    vm.type_error(format!("{text} is not an object"))
}
/// `this` as the iterator it is, its next method not read yet: what can be closed while the arguments are checked.
pub(super) fn this_iterator(vm: &mut Vm, args: Arguments, method: &str) -> JsResult<IteratorRecord> {
    match args.this().as_object() {
        Some(iterator) => Ok(IteratorRecord { iterator, next_method: Value::UNDEFINED, done: false }),
        None => {
            let text = vm.display_string(args.this());
            Err(vm.type_error(format!("Iterator.prototype.{method} called on non-object: {text}")))
        }
    }
}
/// The first argument, a function; otherwise the iterator is closed. Then the next method is read.
pub(super) fn with_callback(vm: &mut Vm, args: Arguments, method: &str) -> JsResult<(IteratorRecord, Value)> {
    let iterated = this_iterator(vm, args, method)?;
    let checked = crate::support::require_callable(vm, args.get(0));
    let callback = vm.close_if_abrupt(&iterated, checked)?;
    Ok((vm.get_iterator_direct(iterated.iterator)?, callback))
}

