//! %TypedArray%.prototype methods with a callback: written in JavaScript (`js/typed_array_callbacks.js`); here is what they call.
use super::construct::{species_of_length, validate};
use crate::indexed::support::{number, throw_empty_reduce, throw_not_callable};
use crate::library::Library;
use ogive_vm::{Arguments, Intrinsic, JsResult, Kind, Value, Vm};

pub(super) const LIBRARY: Library = Library {
    name: "typed_array_callbacks",
    source: include_str!("../../../js/typed_array_callbacks.js"),
    helpers: &[
        ("Validate", validate_receiver),
        ("ThrowNotCallable", throw_not_callable),
        ("ThrowEmptyReduce", throw_empty_reduce),
        ("SpeciesOfLength", species),
    ],
    methods: &[
        ("every", Intrinsic::TypedArrayProtoEvery),
        ("filter", Intrinsic::TypedArrayProtoFilter),
        ("find", Intrinsic::TypedArrayProtoFind),
        ("findIndex", Intrinsic::TypedArrayProtoFindIndex),
        ("findLast", Intrinsic::TypedArrayProtoFindLast),
        ("findLastIndex", Intrinsic::TypedArrayProtoFindLastIndex),
        ("forEach", Intrinsic::TypedArrayProtoForEach),
        ("map", Intrinsic::TypedArrayProtoMap),
        ("reduce", Intrinsic::TypedArrayProtoReduce),
        ("reduceRight", Intrinsic::TypedArrayProtoReduceRight),
        ("some", Intrinsic::TypedArrayProtoSome),
    ],
};

/// The full name of a method that the script names.
fn method_name(name: Value) -> String {
    let name = name.as_string().map(|s| s.to_rust_string_lossy()).unwrap_or_default();
    format!("%TypedArray%.prototype.{name}")
}
/// 23.2.4.4 ValidateTypedArray: the length.
fn validate_receiver(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    // FAST: no name is needed.
    if let Some(length) = args.get(0).as_object().filter(|o| o.kind() == Kind::TypedArray).and_then(|array| vm.typed_array_length(array)) {
        return Ok(number(length as u64));
    }
    let name = method_name(args.get(1));
    validate(vm, args.get(0), &name, false).map(|(_, length)| number(length as u64))
}
/// 23.2.4.1 TypedArraySpeciesCreate with a length.
fn species(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    let exemplar = args.get(0).as_object().expect("the script has validated it");
    let length = args.get(1).as_number().unwrap_or(0.0) as usize;
    let name = method_name(args.get(2));
    species_of_length(vm, exemplar, length, &name).map(Value::from)
}
