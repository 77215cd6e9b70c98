//! 23.1.2.2 Array.fromAsync.
use ogive_vm::{Arguments, JsResult, Value, Vm};

/// 23.1.2.2 [Array.fromAsync](https://tc39.es/ecma262/#sec-array.fromasync)
pub(super) fn from_async(vm: &mut Vm, _args: Arguments) -> JsResult<Value> {
    Err(vm.type_error("Array.fromAsync is not there yet"))
}
