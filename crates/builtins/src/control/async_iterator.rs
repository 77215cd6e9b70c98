//! 27.1.5 the %AsyncIteratorPrototype% object.
use crate::support::{get_species, make_object};
use ogive_vm::{Arguments, Builtin, Gc, Intrinsic, JsResult, Realm, Value, Vm, method};

const METHODS: &[Builtin] = &[method("@@asyncIterator", 0, get_species), method("@@asyncDispose", 0, async_dispose)];

pub(super) fn make(vm: &mut Vm, realm: Gc<Realm>) {
    make_object(vm, realm, Intrinsic::AsyncIteratorPrototype, Intrinsic::ObjectPrototype, "", METHODS);
}

/// [%AsyncIteratorPrototype% \[ %Symbol.asyncDispose% \]](https://tc39.es/ecma262/#sec-%asynciteratorprototype%-%symbol.asyncdispose%)
fn async_dispose(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    fn unwrap(_: &mut Vm, _: Arguments) -> JsResult<Value> {
        Ok(Value::UNDEFINED)
    }
    let capability = vm.new_light_capability();
    let key = vm.names.return_;
    let method = vm.get_method(args.this(), key);
    let Some(method) = vm.reject_if_abrupt(method, &capability)? else { return Ok(capability.promise) };
    if method.is_undefined() {
        vm.resolve_capability(&capability, Value::UNDEFINED)?;
        return Ok(capability.promise);
    }
    let constructor = vm.intrinsic(Intrinsic::Promise);
    let result = vm.call(method, args.this(), &[]).and_then(|result| vm.promise_resolve(constructor, result));
    if let Some(promise) = vm.reject_if_abrupt(result, &capability)? {
        let unwrap = vm.new_native("", 1, unwrap);
        vm.perform_promise_then(promise, unwrap.into(), Value::UNDEFINED, Some(capability));
    }
    Ok(capability.promise)
}
