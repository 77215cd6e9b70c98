//! 28.4 %AbstractModuleSource%: what a host's module source objects inherit from. No global names it.
use crate::support::Class;
use ogive_vm::{Arguments, Builtin, Gc, Intrinsic, JsResult, Realm, Value, Vm, getter};

const CLASS: Class = Class::new(
    "AbstractModuleSource",
    0,
    construct,
    Intrinsic::AbstractModuleSource,
    Intrinsic::AbstractModuleSourcePrototype,
)
.methods(METHODS);
const METHODS: &[Builtin] = &[getter("@@toStringTag", get_tag)];

pub(super) fn make(vm: &mut Vm, realm: Gc<Realm>) {
    CLASS.make(vm, realm);
}

/// [%AbstractModuleSource%](https://tc39.es/proposal-source-phase-imports/#sec-%abstractmodulesource%)
fn construct(vm: &mut Vm, _: Arguments) -> JsResult<Value> {
    Err(vm.type_error("AbstractModuleSource is not a constructor"))
}
/// [get %AbstractModuleSource.prototype% \[ @@toStringTag \]](https://tc39.es/proposal-source-phase-imports/#sec-get-%abstractmodulesource%.prototype.@@tostringtag):
/// no object of this engine has [[ModuleSourceClassName]].
fn get_tag(_: &mut Vm, _: Arguments) -> JsResult<Value> {
    Ok(Value::UNDEFINED)
}
