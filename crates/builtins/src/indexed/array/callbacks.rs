//! Array.prototype methods with a callback: written in JavaScript (`js/array_callbacks.js`); here is what they call and how they
//! get onto the prototype.
use super::construct::{array_species_create, makes_plain};
use crate::indexed::support::not_callable;
use ogive_vm::{Arguments, Gc, Intrinsic, JsResult, NativeFn, Object, Realm, Value, Vm, attrs};

const SOURCE: &str = include_str!("../../../js/array_callbacks.js");

/// In the order of the script's parameters.
const HELPERS: &[(&str, NativeFn)] = &[
    ("ToLength", to_length),
    ("ThrowNotCallable", throw_not_callable),
    ("ThrowEmptyReduce", throw_empty_reduce),
    ("MakesPlainArray", makes_plain_array),
    ("ArraySpeciesCreate", species_create),
];

/// The methods: each is an intrinsic, so that a realm runs the script when the first of them is read.
pub(super) const METHODS: &[(&str, Intrinsic)] = &[
    ("every", Intrinsic::ArrayProtoEvery),
    ("filter", Intrinsic::ArrayProtoFilter),
    ("find", Intrinsic::ArrayProtoFind),
    ("findIndex", Intrinsic::ArrayProtoFindIndex),
    ("findLast", Intrinsic::ArrayProtoFindLast),
    ("findLastIndex", Intrinsic::ArrayProtoFindLastIndex),
    ("forEach", Intrinsic::ArrayProtoForEach),
    ("map", Intrinsic::ArrayProtoMap),
    ("reduce", Intrinsic::ArrayProtoReduce),
    ("reduceRight", Intrinsic::ArrayProtoReduceRight),
    ("some", Intrinsic::ArrayProtoSome),
];

/// Defines the methods on %Array.prototype%, to be made when they are read.
pub(super) fn define(vm: &mut Vm, prototype: Gc<Object>) {
    for &(name, which) in METHODS {
        let key = vm.key(name);
        vm.add_property(prototype, key, Value::int(which as i32), attrs::HIDDEN | attrs::LAZY);
    }
}

/// Makes all of them in a realm.
pub(super) fn make(vm: &mut Vm, realm: Gc<Realm>) {
    let functions = vm.library_script("array_callbacks", SOURCE, realm, HELPERS);
    for &(name, which) in METHODS {
        let key = vm.key(name);
        let shape = functions.shape();
        let function = shape.lookup(key).map(|entry| functions.slot(shape, entry.slot)).expect("the script defines it");
        vm.set_intrinsic(realm, which, function);
    }
}

fn to_length(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    Ok(Value::number(vm.to_length(args.get(0))? as f64))
}
fn throw_not_callable(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    Err(not_callable(vm, args.get(0)))
}
fn throw_empty_reduce(vm: &mut Vm, _: Arguments) -> JsResult<Value> {
    Err(vm.type_error("Reduce of empty array with no initial value"))
}
fn makes_plain_array(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    Ok(Value::bool(args.get(0).as_object().is_some_and(|object| makes_plain(vm, object))))
}
fn species_create(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    let original = args.get(0).as_object().expect("the script has made it an object");
    let length = args.get(1).as_number().unwrap_or(0.0) as u64;
    array_species_create(vm, original, length).map(Value::from)
}
