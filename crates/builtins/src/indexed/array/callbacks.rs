//! Array.prototype methods with a callback: written in JavaScript (`js/array_callbacks.js`); here is what they call.
use super::construct::{array_species_create, makes_plain};
use crate::indexed::support::{throw_empty_reduce, throw_not_callable};
use crate::library::Library;
use ogive_vm::{Arguments, Intrinsic, JsResult, Value, Vm};

pub(super) const LIBRARY: Library = Library {
    name: "array_callbacks",
    source: include_str!("../../../js/array_callbacks.js"),
    helpers: &[
        ("ToLength", to_length),
        ("ThrowNotCallable", throw_not_callable),
        ("ThrowEmptyReduce", throw_empty_reduce),
        ("MakesPlainArray", makes_plain_array),
        ("ArraySpeciesCreate", species_create),
    ],
    methods: &[
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
    ],
};

fn to_length(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    Ok(Value::number(vm.to_length(args.get(0))? as f64))
}
fn makes_plain_array(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    Ok(Value::bool(args.get(0).as_object().is_some_and(|object| makes_plain(vm, object))))
}
fn species_create(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    let original = args.get(0).as_object().expect("the script has made it an object");
    let length = args.get(1).as_number().unwrap_or(0.0) as u64;
    array_species_create(vm, original, length).map(Value::from)
}
