//! 23.1 Array: the constructor, the prototype and its iterators. Each file holds a group of methods; the tables are here.
//!
//! Every method has the generic path of the specification; `// FAST:` marks what plain arrays get instead.
mod combine;
mod construct;
mod copy;
mod from_async;
mod callbacks;
mod iterator;
mod mutate;
mod search;
pub(crate) mod sort;
mod text;

use super::support::define_alias;
use crate::support::{Class, get_species, make_object, remember};
use ogive_vm::{Builtin, Gc, Inline, Intrinsic, PropertyKey, Realm, Value, Vm, attrs, getter, method};

pub(crate) use iterator::new_array_iterator;
pub(crate) use text::join_with;

const STATICS: &[Builtin] = &[
    method("from", 1, construct::from),
    method("fromAsync", 1, from_async::from_async),
    method("isArray", 1, construct::is_array).pure().inline(Inline::ArrayIsArray),
    method("of", 0, construct::of),
    getter("@@species", get_species),
];

const METHODS: &[Builtin] = &[
    method("at", 1, search::at).pure(),
    method("concat", 1, combine::concat),
    method("copyWithin", 2, mutate::copy_within),
    method("entries", 0, iterator::entries),
    method("fill", 1, mutate::fill),
    method("flat", 0, combine::flat),
    method("flatMap", 1, combine::flat_map),
    method("includes", 1, search::includes),
    method("indexOf", 1, search::index_of),
    method("join", 1, text::join),
    method("keys", 0, iterator::keys),
    method("lastIndexOf", 1, search::last_index_of),
    method("pop", 0, mutate::pop).inline(Inline::ArrayPop),
    method("push", 1, mutate::push).inline(Inline::ArrayPush),
    method("reverse", 0, mutate::reverse),
    method("shift", 0, mutate::shift),
    method("slice", 2, combine::slice),
    method("sort", 1, sort::sort),
    method("splice", 2, mutate::splice),
    method("toLocaleString", 0, text::to_locale_string),
    method("toReversed", 0, copy::to_reversed),
    method("toSorted", 1, copy::to_sorted),
    method("toSpliced", 2, copy::to_spliced),
    method("toString", 0, text::to_string),
    method("unshift", 1, mutate::unshift),
    method("values", 0, iterator::values),
    method("with", 2, copy::with),
];

const CLASS: Class = Class::new("Array", 1, construct::construct, Intrinsic::Array, Intrinsic::ArrayPrototype)
    .statics(STATICS)
    .methods(METHODS)
    .inline(Inline::ArrayConstructor);

/// 23.1.3.41 [Array.prototype [ @@unscopables ]](https://tc39.es/ecma262/#sec-array.prototype-@@unscopables)
const UNSCOPABLES: &[&str] = &[
    "at", "copyWithin", "entries", "fill", "find", "findIndex", "findLast", "findLastIndex", "flat", "flatMap", "includes",
    "keys", "toReversed", "toSorted", "toSpliced", "values",
];

/// Makes an intrinsic of this file's chapter section; false if it is another's.
pub(super) fn make(vm: &mut Vm, realm: Gc<Realm>, which: Intrinsic) -> bool {
    match which {
        Intrinsic::Array | Intrinsic::ArrayPrototype | Intrinsic::ArrayProtoValues | Intrinsic::ArrayProtoToString => {
            make_array(vm, realm);
        }
        _ if callbacks::LIBRARY.has(which) => callbacks::LIBRARY.make(vm, realm),
        Intrinsic::ArrayIteratorPrototype | Intrinsic::ArrayIteratorNext => make_array_iterator(vm, realm),
        _ => return false,
    }
    true
}

fn make_array(vm: &mut Vm, realm: Gc<Realm>) {
    let (constructor, prototype) = CLASS.make(vm, realm);
    callbacks::LIBRARY.define(vm, prototype);
    let values = define_alias(vm, prototype, "@@iterator", "values");
    vm.set_intrinsic(realm, Intrinsic::ArrayProtoValues, values);
    let key = vm.names.to_string;
    remember(vm, realm, Intrinsic::ArrayProtoToString, prototype, key);
    let list = vm.new_object_with_prototype(Value::NULL);
    for name in UNSCOPABLES {
        let key = vm.key(name);
        vm.add_fresh(list, key, Value::TRUE);
    }
    let key = PropertyKey::symbol(vm.symbols.unscopables);
    vm.define_own_builtin(prototype, key, list.into(), attrs::CONFIGURABLE);
    vm.protect_array(constructor, prototype);
}

fn make_array_iterator(vm: &mut Vm, realm: Gc<Realm>) {
    let rows = &[method("next", 0, iterator::next)];
    let prototype = make_object(vm, realm, Intrinsic::ArrayIteratorPrototype, Intrinsic::IteratorPrototype, "Array Iterator", rows);
    let key = vm.names.next;
    remember(vm, realm, Intrinsic::ArrayIteratorNext, prototype, key);
    vm.protect_array_iterator(prototype);
}
