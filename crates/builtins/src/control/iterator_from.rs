//! 27.1.3.2.1 Iterator.from and its wrappers.
use crate::support::{incompatible, make_object};
use ogive_vm::iterator::Primitives;
use ogive_vm::{Arguments, Builtin, Gc, Intrinsic, JsResult, Kind, Object, Realm, Value, Vm, method};

/// Internal field 0 of a wrapper.
const WRAPPER: Value = Value::int(199);
/// Internal field: the wrapped iterator.
const ITERATOR: usize = 1;
/// Internal field: its next method.
const NEXT: usize = 2;

const METHODS: &[Builtin] = &[method("next", 0, next), method("return", 0, return_)];

pub(super) fn make(vm: &mut Vm, realm: Gc<Realm>) {
    make_object(vm, realm, Intrinsic::WrapForValidIteratorPrototype, Intrinsic::IteratorPrototype, "", METHODS);
}

/// 27.1.3.2.1 [Iterator.from](https://tc39.es/ecma262/#sec-iterator.from)
pub(super) fn from(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    let record = vm.get_iterator_flattenable(args.get(0), Primitives::IterateStrings)?;
    let iterator = Value::from(record.iterator);
    let constructor = vm.intrinsic(Intrinsic::Iterator);
    if vm.ordinary_has_instance(constructor.into(), iterator)? {
        return Ok(iterator);
    }
    let prototype = vm.intrinsic(Intrinsic::WrapForValidIteratorPrototype);
    let wrapper = vm.new_kind(Kind::BuiltinIterator, prototype.into());
    vm.set_field(wrapper, 0, WRAPPER);
    vm.set_field(wrapper, ITERATOR, iterator);
    vm.set_field(wrapper, NEXT, record.next_method);
    Ok(wrapper.into())
}

fn this_wrapper(vm: &mut Vm, args: Arguments, method: &str) -> JsResult<Gc<Object>> {
    match args.this().as_object() {
        Some(o) if o.kind() == Kind::BuiltinIterator && o.field(0) == WRAPPER => Ok(o),
        _ => Err(incompatible(vm, args.this(), method)),
    }
}
/// 27.1.3.2.1.1.1 [%WrapForValidIteratorPrototype%.next](https://tc39.es/ecma262/#sec-%wrapforvaliditeratorprototype%.next)
fn next(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    let wrapper = this_wrapper(vm, args, "%WrapForValidIteratorPrototype%.next")?;
    vm.call(wrapper.field(NEXT), wrapper.field(ITERATOR), &[])
}
/// 27.1.3.2.1.1.2 [%WrapForValidIteratorPrototype%.return](https://tc39.es/ecma262/#sec-%wrapforvaliditeratorprototype%.return)
fn return_(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    let wrapper = this_wrapper(vm, args, "%WrapForValidIteratorPrototype%.return")?;
    let (iterator, key) = (wrapper.field(ITERATOR), vm.names.return_);
    let method = vm.get_method(iterator, key)?;
    if method.is_undefined() {
        return Ok(vm.create_iter_result_object(Value::UNDEFINED, true).into());
    }
    vm.call(method, iterator, &[])
}
