//! 24 keyed collections: Map, Set, WeakMap, WeakSet. The tables of Map and Set are in `ogive_vm::hash_table`.
mod map;
mod set;
mod set_methods;
mod weak;
use ogive_vm::{Arguments, Gc, Intrinsic, JsResult, Kind, Object, Realm, Value, Vm};

/// Makes an intrinsic of this chapter; false if it is another's.
pub(crate) fn make(vm: &mut Vm, realm: Gc<Realm>, which: Intrinsic) -> bool {
    map::make(vm, realm, which) || set::make(vm, realm, which) || weak::make(vm, realm, which)
}

/// The receiver, if it is of the kind; else the TypeError that names the method.
#[inline]
fn receiver(vm: &mut Vm, args: Arguments, kind: Kind, method: &str) -> JsResult<Gc<Object>> {
    match args.this().as_object().filter(|o| o.kind() == kind) {
        Some(object) => Ok(object),
        None => Err(crate::indexed::support::incompatible(vm, method, args.this())),
    }
}

/// 24.1.1.2 [AddEntriesFromIterable](https://tc39.es/ecma262/#sec-add-entries-from-iterable), `add` being given each key and
/// value; with `pairs` false each item is a key.
fn add_from_iterable(vm: &mut Vm, iterable: Value, pairs: bool, mut add: impl FnMut(&mut Vm, Value, Value) -> JsResult<()>) -> JsResult<()> {
    vm.iterate(iterable, |vm, item| if pairs { add_pair(vm, item, &mut add) } else { add(vm, item, item) })
}
fn add_pair(vm: &mut Vm, item: Value, add: &mut impl FnMut(&mut Vm, Value, Value) -> JsResult<()>) -> JsResult<()> {
    let Some(entry) = item.as_object() else {
        let text = crate::indexed::support::show(vm, item);
        return Err(vm.type_error(format!("Iterator value {text} is not an entry object")));
    };
    let key = crate::indexed::support::get_index(vm, entry, 0)?;
    let value = crate::indexed::support::get_index(vm, entry, 1)?;
    add(vm, key, value)
}
