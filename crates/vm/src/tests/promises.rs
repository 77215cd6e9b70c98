use super::test_vm;
use crate::cells::Kind;
use crate::host::HostHooks;
use crate::native::FIELD_DATA;
use crate::object::Object;
use crate::promise::*;
use crate::shape::attrs;
use crate::stack::Arguments;
use crate::value::Value;
use crate::vm::{JsResult, Vm};
use ogive_gc::Gc;

#[derive(Default)]
struct Log(Vec<String>);

fn log(vm: &mut Vm, text: impl Into<String>) {
    vm.extension::<Log>().0.push(text.into());
}
fn take_log(vm: &mut Vm) -> String {
    std::mem::take(&mut vm.extension::<Log>().0).join(" ")
}
/// A function that logs its name and argument, and answers the argument plus one.
fn logger(vm: &mut Vm, name: &str) -> Value {
    fn run(vm: &mut Vm, a: Arguments) -> JsResult<Value> {
        let name = vm.display_string(a.callee().field(FIELD_DATA));
        let value = vm.display_string(a.get(0));
        log(vm, format!("{name}:{value}"));
        vm.to_number(a.get(0)).map(|d| Value::number(d + 1.0))
    }
    let data = vm.new_string(name).into();
    vm.new_native_with("", 1, run, data, Value::UNDEFINED).into()
}
fn then(vm: &mut Vm, promise: Gc<Object>, on_fulfilled: Value, on_rejected: Value) -> Gc<Object> {
    let capability = vm.new_light_capability();
    vm.perform_promise_then(promise, on_fulfilled, on_rejected, Some(capability));
    capability.promise.as_object().unwrap()
}

#[test]
fn order_and_chaining() {
    let mut vm = test_vm();
    let p = vm.new_promise();
    let (a, b, c, d) = (logger(&mut vm, "a"), logger(&mut vm, "b"), logger(&mut vm, "c"), logger(&mut vm, "d"));
    let q = then(&mut vm, p, a, Value::UNDEFINED);
    then(&mut vm, p, b, Value::UNDEFINED);
    then(&mut vm, p, c, Value::UNDEFINED);
    let r = then(&mut vm, q, d, Value::UNDEFINED);
    vm.resolve_promise(p, Value::int(1)).unwrap();
    assert_eq!(vm.promise_state(p), PromiseState::Fulfilled);
    then(&mut vm, p, d, Value::UNDEFINED);
    vm.run_jobs().unwrap();
    assert_eq!(take_log(&mut vm), "a:1 b:1 c:1 d:1 d:2");
    assert_eq!(vm.promise_result(r), Value::int(3));
    // Rejections pass through a reaction with no handler, and throwing rejects.
    let p = vm.new_promise();
    let q = then(&mut vm, p, a, Value::UNDEFINED);
    let r = then(&mut vm, q, Value::UNDEFINED, b);
    let thrower = vm.new_native("", 1, |vm, _| Err(vm.type_error("no"))).into();
    let s = then(&mut vm, r, thrower, Value::UNDEFINED);
    vm.reject_promise(p, Value::int(7));
    vm.run_jobs().unwrap();
    assert_eq!(take_log(&mut vm), "b:7");
    assert_eq!(vm.promise_state(s), PromiseState::Rejected);
    assert_eq!(vm.promise_result(s).as_object().unwrap().kind(), Kind::Error);
}

#[test]
fn resolving_functions() {
    let mut vm = test_vm();
    let p = vm.new_promise();
    let (resolve, reject) = vm.create_resolving_functions(p);
    vm.call(reject, Value::UNDEFINED, &[Value::int(1)]).unwrap();
    vm.call(resolve, Value::UNDEFINED, &[Value::int(2)]).unwrap();
    assert_eq!((vm.promise_state(p), vm.promise_result(p)), (PromiseState::Rejected, Value::int(1)));
    // Itself.
    let p = vm.new_promise();
    let (resolve, _) = vm.create_resolving_functions(p);
    vm.call(resolve, Value::UNDEFINED, &[p.into()]).unwrap();
    let error = vm.promise_result(p);
    assert_eq!(vm.display_string(error), "Error: Chaining cycle detected for promise #<Promise>");
    // A thenable is called in a job of its own, and its throw after resolving is dropped.
    let thenable = vm.new_object();
    let then_key = vm.names.then;
    let method = vm.new_native("then", 2, |vm, a| {
        log(vm, "then");
        vm.call(a.get(0), Value::UNDEFINED, &[Value::int(5)])?;
        Err(vm.type_error("late"))
    });
    vm.add_property(thenable, then_key, method.into(), attrs::HIDDEN);
    let p = vm.new_promise();
    vm.resolve_promise(p, thenable.into()).unwrap();
    assert_eq!((take_log(&mut vm), vm.promise_state(p)), ("".into(), PromiseState::Pending));
    vm.run_jobs().unwrap();
    assert_eq!((take_log(&mut vm), vm.promise_result(p)), ("then".into(), Value::int(5)));
}

#[test]
fn awaiting() {
    let mut vm = test_vm();
    fn settled(vm: &mut Vm, data: [Value; 2], value: Value, rejected: bool) -> JsResult<()> {
        let (a, b) = (vm.display_string(data[0]), vm.display_string(value));
        log(vm, format!("{a}:{b}:{rejected}:{:?}", data[1]));
        Ok(())
    }
    let p = vm.new_promise();
    // `constructor` is found on no prototype here, so a promise is wrapped; both ways end in the reaction.
    vm.promise_then_native(p, settled, [Value::int(1), Value::TRUE]);
    vm.await_with(Value::int(9), settled, [Value::int(2), Value::NULL]).unwrap();
    vm.reject_promise(p, Value::int(8));
    for _ in 0..3 {
        vm.heap.collect(ogive_gc::CollectionKind::Full, ogive_gc::CollectionReason::Requested);
    }
    vm.run_jobs().unwrap();
    assert_eq!(take_log(&mut vm), "2:9:false:null 1:8:true:true");
}

#[test]
fn tracking() {
    #[derive(Default)]
    struct Host(std::rc::Rc<std::cell::RefCell<Vec<bool>>>);
    impl HostHooks for Host {
        fn promise_rejection(&mut self, _promise: Gc<Object>, handled: bool) {
            self.0.borrow_mut().push(handled);
        }
    }
    let mut vm = test_vm();
    let seen = std::rc::Rc::default();
    vm.host = Box::new(Host(std::rc::Rc::clone(&seen)));
    let p = vm.new_promise();
    vm.reject_promise(p, Value::NULL);
    assert_eq!(*seen.borrow(), [false]);
    let handler = logger(&mut vm, "h");
    then(&mut vm, p, Value::UNDEFINED, handler);
    then(&mut vm, p, Value::UNDEFINED, handler);
    assert_eq!(*seen.borrow(), [false, true]);
    let p = vm.new_promise();
    then(&mut vm, p, Value::UNDEFINED, handler);
    vm.reject_promise(p, Value::NULL);
    vm.run_jobs().unwrap();
    assert_eq!(*seen.borrow(), [false, true]);
}
