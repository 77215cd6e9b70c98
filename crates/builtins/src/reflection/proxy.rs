//! 28.2 the Proxy constructor. The internal methods of proxies are in `vm/src/proxy.rs`.
use crate::support::require_new;
use ogive_vm::native::FIELD_DATA;
use ogive_vm::object::flags;
use ogive_vm::{Arguments, Builtin, Gc, Intrinsic, JsResult, Realm, Value, Vm, method};

const STATICS: &[Builtin] = &[method("revocable", 2, revocable)];

/// The one constructor without a `prototype` property.
pub(super) fn make(vm: &mut Vm, realm: Gc<Realm>) {
    let name = vm.intern_str("Proxy");
    let constructor = vm.new_native_in(realm, name.into(), 2, construct, flags::CONSTRUCTOR);
    vm.set_intrinsic(realm, Intrinsic::Proxy, constructor.into());
    vm.define_builtins(realm, constructor, STATICS);
}

/// 28.2.1.1 [Proxy](https://tc39.es/ecma262/#sec-proxy-target-handler)
fn construct(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    require_new(vm, args, "Proxy")?;
    Ok(vm.new_proxy(args.get(0), args.get(1))?.into())
}

/// 28.2.2.1 [Proxy.revocable](https://tc39.es/ecma262/#sec-proxy.revocable)
fn revocable(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    fn revoke(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
        if let Some(proxy) = args.callee().field(FIELD_DATA).as_object() {
            vm.set_field(args.callee(), FIELD_DATA, Value::NULL);
            vm.revoke_proxy(proxy);
        }
        Ok(Value::UNDEFINED)
    }
    let proxy = vm.new_proxy(args.get(0), args.get(1))?;
    let revoker = vm.new_native_with("", 0, revoke, proxy.into(), Value::UNDEFINED);
    let result = vm.new_object();
    let (proxy_key, revoke_key) = (vm.key("proxy"), vm.key("revoke"));
    vm.add_fresh(result, proxy_key, proxy.into());
    vm.add_fresh(result, revoke_key, revoker.into());
    Ok(result.into())
}
