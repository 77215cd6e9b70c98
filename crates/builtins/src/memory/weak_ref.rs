//! 26.1 WeakRef.
use super::can_be_held_weakly;
use crate::support::{Class, require_new, set_tag, this_of_kind};
use ogive_vm::data::{Data, DataTracer};
use ogive_vm::{Arguments, Builtin, Gc, Intrinsic, JsResult, Kind, Realm, Value, Vm, method};

const CLASS: Class = Class::new("WeakRef", 1, construct, Intrinsic::WeakRef, Intrinsic::WeakRefPrototype).methods(METHODS);
const METHODS: &[Builtin] = &[method("deref", 0, deref)];

pub(super) fn make(vm: &mut Vm, realm: Gc<Realm>) {
    let (_, prototype) = CLASS.make(vm, realm);
    set_tag(vm, prototype, "WeakRef");
}

/// [[WeakRefTarget]], undefined once it is dead.
struct Target(Value);
impl Data for Target {
    fn trace(&self, _: &mut DataTracer<'_>) {}
    fn is_weak(&self) -> bool {
        true
    }
    fn weak(&mut self, live: &dyn Fn(Value) -> bool) {
        if !live(self.0) {
            self.0 = Value::UNDEFINED;
        }
    }
}

/// 26.1.1.1 [WeakRef](https://tc39.es/ecma262/#sec-weak-ref-target)
fn construct(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    let new_target = require_new(vm, args, "WeakRef")?;
    let target = args.get(0);
    if !can_be_held_weakly(target) {
        return Err(vm.type_error("WeakRef: invalid target"));
    }
    let object = vm.ordinary_create_from_constructor(new_target, Intrinsic::WeakRefPrototype, Kind::WeakRef)?;
    vm.keep_during_job(target);
    let data = vm.new_data(Target(target));
    vm.set_field(object, 0, Value::internal(data));
    Ok(object.into())
}
/// 26.1.3.2 [WeakRef.prototype.deref](https://tc39.es/ecma262/#sec-weak-ref.prototype.deref)
fn deref(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    let object = this_of_kind(vm, args, Kind::WeakRef, "WeakRef.prototype.deref")?;
    let target = vm.object_data::<Target>(object, 0).map_or(Value::UNDEFINED, |t| t.0);
    if !target.is_undefined() {
        vm.keep_during_job(target);
    }
    Ok(target)
}
