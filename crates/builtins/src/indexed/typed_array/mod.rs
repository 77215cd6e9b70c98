//! 23.2 TypedArray: %TypedArray%, its prototype, and the twelve constructors. Each file holds a group of methods; the
//! tables are here.
mod bytes;
mod callbacks;
pub(crate) mod construct;
mod create;
mod mutate;
mod search;
mod text;

use super::support::define_alias;
use crate::support::{Class, get_species, set_constant};
use ogive_vm::buffer::ElementType;
use ogive_vm::native::{FIELD_DATA, Inline};
use ogive_vm::{Builtin, Gc, Intrinsic, Realm, Value, Vm, attrs, getter, method};

const STATICS: &[Builtin] = &[method("from", 1, create::from), method("of", 0, create::of), getter("@@species", get_species)];

const METHODS: &[Builtin] = &[
    method("at", 1, search::at),
    getter("buffer", create::buffer),
    getter("byteLength", create::byte_length),
    getter("byteOffset", create::byte_offset_of),
    method("copyWithin", 2, mutate::copy_within),
    method("entries", 0, create::entries),
    method("fill", 1, mutate::fill),
    method("includes", 1, search::includes),
    method("indexOf", 1, search::index_of),
    method("join", 1, text::join),
    method("keys", 0, create::keys),
    method("lastIndexOf", 1, search::last_index_of),
    getter("length", create::length).inline(Inline::TypedArrayLength),
    method("reverse", 0, mutate::reverse),
    method("set", 1, mutate::set),
    method("slice", 2, create::slice),
    method("sort", 1, mutate::sort),
    method("subarray", 2, create::subarray),
    method("toLocaleString", 0, text::to_locale_string),
    method("toReversed", 0, create::to_reversed),
    method("toSorted", 1, create::to_sorted),
    method("values", 0, create::values),
    method("with", 2, create::with),
    getter("@@toStringTag", create::to_string_tag),
];

const ABSTRACT: Class = Class::new("TypedArray", 0, construct::abstract_constructor, Intrinsic::TypedArray, Intrinsic::TypedArrayPrototype)
    .statics(STATICS)
    .methods(METHODS);

const BYTES_STATICS: &[Builtin] = &[method("fromBase64", 1, bytes::from_base64), method("fromHex", 1, bytes::from_hex)];
const BYTES_METHODS: &[Builtin] = &[
    method("toBase64", 0, bytes::to_base64),
    method("setFromBase64", 1, bytes::set_from_base64),
    method("toHex", 0, bytes::to_hex),
    method("setFromHex", 1, bytes::set_from_hex),
];

use Intrinsic as I;
/// Element type, constructor, prototype.
const CONSTRUCTORS: [(ElementType, Intrinsic, Intrinsic); 12] = [
    (ElementType::Int8, I::Int8Array, I::Int8ArrayPrototype),
    (ElementType::Uint8, I::Uint8Array, I::Uint8ArrayPrototype),
    (ElementType::Uint8Clamped, I::Uint8ClampedArray, I::Uint8ClampedArrayPrototype),
    (ElementType::Int16, I::Int16Array, I::Int16ArrayPrototype),
    (ElementType::Uint16, I::Uint16Array, I::Uint16ArrayPrototype),
    (ElementType::Int32, I::Int32Array, I::Int32ArrayPrototype),
    (ElementType::Uint32, I::Uint32Array, I::Uint32ArrayPrototype),
    (ElementType::BigInt64, I::BigInt64Array, I::BigInt64ArrayPrototype),
    (ElementType::BigUint64, I::BigUint64Array, I::BigUint64ArrayPrototype),
    (ElementType::Float16, I::Float16Array, I::Float16ArrayPrototype),
    (ElementType::Float32, I::Float32Array, I::Float32ArrayPrototype),
    (ElementType::Float64, I::Float64Array, I::Float64ArrayPrototype),
];
/// The constructor and the prototype of an element type.
fn intrinsics_of(ty: ElementType) -> (Intrinsic, Intrinsic) {
    let (_, constructor, prototype) = CONSTRUCTORS[ty as usize];
    (constructor, prototype)
}

/// Makes an intrinsic of this section; false if it is another's.
pub(super) fn make(vm: &mut Vm, realm: Gc<Realm>, which: Intrinsic) -> bool {
    if matches!(which, I::TypedArray | I::TypedArrayPrototype) {
        make_abstract(vm, realm);
        return true;
    }
    if callbacks::LIBRARY.has(which) {
        callbacks::LIBRARY.make(vm, realm);
        return true;
    }
    match CONSTRUCTORS.iter().find(|row| row.1 == which || row.2 == which) {
        Some(row) => make_constructor(vm, realm, row),
        None => return false,
    }
    true
}
fn make_abstract(vm: &mut Vm, realm: Gc<Realm>) {
    let (_, prototype) = ABSTRACT.make(vm, realm);
    callbacks::LIBRARY.define(vm, prototype);
    define_alias(vm, prototype, "@@iterator", "values");
    vm.intrinsic_of(realm, I::Array);
    let to_string = realm.intrinsic_value(I::ArrayProtoToString);
    let key = vm.names.to_string;
    vm.define_own_builtin(prototype, key, to_string, attrs::HIDDEN);
}
fn make_constructor(vm: &mut Vm, realm: Gc<Realm>, &(ty, constructor, prototype): &(ElementType, Intrinsic, Intrinsic)) {
    let class = Class::new(ty.constructor_name(), 3, construct::construct, constructor, prototype).extends(I::TypedArray, I::TypedArrayPrototype);
    let class = if ty == ElementType::Uint8 { class.statics(BYTES_STATICS).methods(BYTES_METHODS) } else { class };
    let (constructor, prototype) = class.make(vm, realm);
    vm.set_field(constructor, FIELD_DATA, Value::int(ty as i32));
    let size = Value::int(ty.size() as i32);
    set_constant(vm, constructor, "BYTES_PER_ELEMENT", size);
    set_constant(vm, prototype, "BYTES_PER_ELEMENT", size);
}
