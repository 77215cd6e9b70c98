//! stub
use ogive_vm::*;
pub(crate) fn make(_vm: &mut Vm, _realm: Gc<Realm>, _which: Intrinsic) -> bool { false }
pub(crate) fn regexp_create(_vm: &mut Vm, _p: Value, _f: Value) -> JsResult<Gc<Object>> { todo!() }
