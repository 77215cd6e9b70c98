//! 19 the global object: its constructor properties, value properties and functions.
mod escape;
mod functions;
mod uri;

use ogive_vm::{Builtin, Gc, Inline, Intrinsic as I, Realm, Value, Vm, attrs, method};

/// Globals that are intrinsics, made when first read; in the order in which they are enumerated.
const LAZY: &[(&str, I)] = &[
    ("Object", I::Object),
    ("Function", I::Function),
    ("Array", I::Array),
    ("Number", I::Number),
    ("parseFloat", I::ParseFloat),
    ("parseInt", I::ParseInt),
    ("Boolean", I::Boolean),
    ("String", I::String),
    ("Symbol", I::Symbol),
    ("Date", I::Date),
    ("Promise", I::Promise),
    ("RegExp", I::RegExp),
    ("Error", I::Error),
    ("AggregateError", I::AggregateError),
    ("EvalError", I::EvalError),
    ("RangeError", I::RangeError),
    ("ReferenceError", I::ReferenceError),
    ("SyntaxError", I::SyntaxError),
    ("TypeError", I::TypeError),
    ("URIError", I::UriError),
    ("SuppressedError", I::SuppressedError),
    ("JSON", I::Json),
    ("Math", I::Math),
    ("ArrayBuffer", I::ArrayBuffer),
    ("SharedArrayBuffer", I::SharedArrayBuffer),
    ("Atomics", I::Atomics),
    ("Uint8Array", I::Uint8Array),
    ("Int8Array", I::Int8Array),
    ("Uint16Array", I::Uint16Array),
    ("Int16Array", I::Int16Array),
    ("Uint32Array", I::Uint32Array),
    ("Int32Array", I::Int32Array),
    ("Float16Array", I::Float16Array),
    ("Float32Array", I::Float32Array),
    ("Float64Array", I::Float64Array),
    ("Uint8ClampedArray", I::Uint8ClampedArray),
    ("BigUint64Array", I::BigUint64Array),
    ("BigInt64Array", I::BigInt64Array),
    ("DataView", I::DataView),
    ("Map", I::Map),
    ("BigInt", I::BigInt),
    ("Set", I::Set),
    ("Iterator", I::Iterator),
    ("WeakMap", I::WeakMap),
    ("WeakSet", I::WeakSet),
    ("WeakRef", I::WeakRef),
    ("Proxy", I::Proxy),
    ("Reflect", I::Reflect),
    ("FinalizationRegistry", I::FinalizationRegistry),
    ("DisposableStack", I::DisposableStack),
    ("AsyncDisposableStack", I::AsyncDisposableStack),
    ("eval", I::Eval),
];

/// 19.2 function properties that no other object shares, and Annex B.2.1.
const FUNCTIONS: &[Builtin] = &[
    method("decodeURI", 1, uri::decode_uri),
    method("decodeURIComponent", 1, uri::decode_uri_component),
    method("encodeURI", 1, uri::encode_uri),
    method("encodeURIComponent", 1, uri::encode_uri_component),
    method("escape", 1, escape::escape),
    method("unescape", 1, escape::unescape),
    method("isFinite", 1, functions::is_finite).inline(Inline::GlobalIsFinite),
    method("isNaN", 1, functions::is_nan).inline(Inline::GlobalIsNaN),
];

/// Makes an intrinsic of this chapter; false if it is another's.
pub(crate) fn make(vm: &mut Vm, realm: Gc<Realm>, which: I) -> bool {
    let (name, length, function): (_, _, ogive_vm::NativeFn) = match which {
        I::Eval => ("eval", 1, functions::eval),
        I::ParseFloat => ("parseFloat", 1, functions::parse_float),
        I::ParseInt => ("parseInt", 2, functions::parse_int),
        _ => return false,
    };
    let name = vm.intern_str(name);
    let function = vm.new_native_in(realm, name.into(), length, function, 0);
    vm.set_intrinsic(realm, which, function.into());
    true
}

/// Fills a new realm's global object, lazily where possible.
pub(crate) fn init_realm(vm: &mut Vm, realm: Gc<Realm>) {
    // The realm was born with these prototypes, still empty: literals use them before any constructor is read.
    for which in [I::Object, I::Function, I::Array] {
        vm.intrinsic_of(realm, which);
    }
    let global = realm.global();
    for &(name, which) in LAZY {
        let key = vm.key(name);
        vm.add_property(global, key, Value::int(which as i32), attrs::HIDDEN | attrs::LAZY);
    }
    for (key, value) in [
        (vm.names.infinity, Value::double(f64::INFINITY)),
        (vm.names.nan, Value::NAN),
        (vm.names.undefined, Value::UNDEFINED),
    ] {
        vm.define_own_builtin(global, key, value, 0);
    }
    let key = vm.names.global_this;
    vm.define_own_builtin(global, key, realm.global_this(), attrs::HIDDEN);
    vm.define_builtins(realm, global, FUNCTIONS);
}
