//! A mini host for the interpreter's tests: `print`, generators' and iterators' methods, and bare objects for all other intrinsics.
use ogive_bytecode::Source;
use ogive_vm::generator::ResumeMode as Mode;
use ogive_vm::host::NoHost;
use ogive_vm::options::{Library, Options};
use ogive_vm::{Arguments, Gc, Intrinsic, JsResult, Kind, NativeFn, Object, PropertyKey, Realm, Value, Vm, attrs};

#[derive(Default)]
struct Lines(Vec<String>);

fn print(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    let mut line = vec![];
    for &value in args.all() {
        line.push(vm.to_string(value)?.to_rust_string_lossy());
    }
    vm.extension::<Lines>().0.push(line.join(" "));
    Ok(Value::UNDEFINED)
}

fn method(vm: &mut Vm, object: Gc<Object>, name: &str, function: NativeFn) -> Gc<Object> {
    let f = vm.new_native(name, 0, function);
    let key = vm.builtin_key(name);
    vm.define_own_builtin(object, key, f.into(), attrs::HIDDEN);
    f
}

fn array_iterator(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    let prototype = vm.intrinsic(Intrinsic::ArrayIteratorPrototype);
    let iterator = vm.new_kind(Kind::BuiltinIterator, prototype.into());
    vm.set_field(iterator, 0, args.this());
    vm.set_field(iterator, 1, Value::ZERO);
    Ok(iterator.into())
}
fn array_iterator_next(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    let this = args.this().as_object().expect("an iterator");
    let (array, i) = (this.field(0).as_object().expect("an array"), this.field(1).as_int().expect("an index"));
    let done = i as u32 >= vm.array_length(array);
    let value = if done { Value::UNDEFINED } else { vm.get(array, PropertyKey::index(i as u32))? };
    vm.set_field(this, 1, Value::int(i + 1));
    Ok(vm.create_iter_result_object(value, done).into())
}

/// Promise.prototype.then; `Promise` itself is no more than its prototype here.
fn then(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    let promise = vm.as_promise(args.this()).expect("a promise");
    vm.perform_promise_then(promise, args.get(0), args.get(1), None);
    Ok(Value::UNDEFINED)
}

fn make(vm: &mut Vm, realm: Gc<Realm>, which: Intrinsic) {
    let parent = match which {
        Intrinsic::GeneratorPrototype | Intrinsic::ArrayIteratorPrototype => vm.intrinsic_of(realm, Intrinsic::IteratorPrototype),
        Intrinsic::TypeErrorPrototype | Intrinsic::RangeErrorPrototype | Intrinsic::ReferenceErrorPrototype | Intrinsic::SyntaxErrorPrototype => {
            vm.intrinsic_of(realm, Intrinsic::ErrorPrototype)
        }
        Intrinsic::GeneratorFunctionPrototype | Intrinsic::AsyncFunctionPrototype => vm.intrinsic_of(realm, Intrinsic::FunctionPrototype),
        _ => vm.intrinsic_of(realm, Intrinsic::ObjectPrototype),
    };
    if which == Intrinsic::ThrowTypeError {
        let f = vm.new_native("", 0, |vm, _| Err(vm.type_error("not in strict code")));
        return vm.set_intrinsic(realm, which, f.into());
    }
    if which == Intrinsic::ArrayProtoValues {
        let f = vm.new_native("values", 0, array_iterator);
        return vm.set_intrinsic(realm, which, f.into());
    }
    if which == Intrinsic::GeneratorNext {
        vm.intrinsic_of(realm, Intrinsic::GeneratorPrototype);
        return;
    }
    let object = vm.new_object_with_prototype(parent.into());
    vm.set_intrinsic(realm, which, object.into());
    match which {
        Intrinsic::GeneratorPrototype => {
            let next = method(vm, object, "next", |vm, a| vm.generator_resume(a.this(), Mode::Next, a.get(0)));
            vm.set_intrinsic(realm, Intrinsic::GeneratorNext, next.into());
            method(vm, object, "return", |vm, a| vm.generator_resume(a.this(), Mode::Return, a.get(0)));
            method(vm, object, "throw", |vm, a| vm.generator_resume(a.this(), Mode::Throw, a.get(0)));
        }
        Intrinsic::AsyncGeneratorPrototype => {
            method(vm, object, "next", |vm, a| vm.async_generator_enqueue(a.this(), Mode::Next, a.get(0)));
            method(vm, object, "return", |vm, a| vm.async_generator_enqueue(a.this(), Mode::Return, a.get(0)));
        }
        Intrinsic::IteratorPrototype => {
            method(vm, object, "@@iterator", |_, a| Ok(a.this()));
        }
        Intrinsic::ArrayIteratorPrototype => {
            method(vm, object, "next", array_iterator_next);
        }
        Intrinsic::PromisePrototype => {
            method(vm, object, "then", then);
        }
        Intrinsic::ErrorPrototype | Intrinsic::TypeErrorPrototype | Intrinsic::RangeErrorPrototype | Intrinsic::ReferenceErrorPrototype
        | Intrinsic::SyntaxErrorPrototype => {
            let name = format!("{which:?}").replace("Prototype", "");
            let name = vm.new_string(&name).into();
            let key = vm.names.name;
            vm.define_own_builtin(object, key, name, attrs::HIDDEN);
        }
        _ => {}
    }
}

/// An agent with a realm and `print`.
pub fn agent(options: Options) -> Box<Vm> {
    let library = Library { init_realm: |_, _| {}, make_intrinsic: make, cleanup_finalization: |_| Ok(()) };
    let mut vm = Vm::new(Options { library, max_heap_bytes: 1 << 30, ..options }, Box::new(NoHost)).expect("a heap");
    let realm = vm.new_realm();
    let global = realm.global();
    method(&mut vm, global, "print", print);
    method(&mut vm, global, "indirectEval", |vm, a| {
        let realm = vm.realm();
        vm.indirect_eval(a.get(0), realm)
    });
    let eval = method(&mut vm, global, "eval", |vm, a| {
        let realm = vm.realm();
        vm.indirect_eval(a.get(0), realm)
    });
    vm.set_intrinsic(realm, Intrinsic::Eval, eval.into());
    let array_prototype = vm.intrinsic(Intrinsic::ArrayPrototype);
    method(&mut vm, array_prototype, "push", |vm, a| {
        let array = a.this().as_object().expect("an array");
        for &value in a.all() {
            vm.array_push(array, value)?;
        }
        Ok(Value::from(vm.array_length(array)))
    });
    let values = vm.intrinsic(Intrinsic::ArrayProtoValues);
    let key = vm.builtin_key("@@iterator");
    vm.define_own_builtin(array_prototype, key, values.into(), attrs::HIDDEN);
    let function_prototype = vm.intrinsic(Intrinsic::FunctionPrototype);
    method(&mut vm, function_prototype, "call", |vm, a| vm.call(a.this(), a.get(0), a.from(1)));
    vm
}

/// Runs a script and its jobs in an agent; the lines printed, the last of them the uncaught exception if there is one.
pub fn run_in(vm: &mut Vm, source: &str) -> Vec<String> {
    let realm = vm.realm();
    let result = vm.eval_source(Source::new("test.js", source.as_bytes()), realm).and_then(|_| vm.run_jobs());
    if result.is_err() {
        let error = vm.take_exception();
        let text = vm.error_to_display(error);
        let first = text.lines().next().unwrap_or_default().to_string();
        vm.extension::<Lines>().0.push(format!("uncaught {first}"));
    }
    std::mem::take(&mut vm.extension::<Lines>().0)
}

/// Runs a script as it is, and once more with a collection at every few allocations: both must print `expected`.
#[track_caller]
pub fn check(source: &str, expected: &[&str]) {
    for gc_stress in [0, 3] {
        let mut vm = agent(Options { gc_stress, ..Options::default() });
        assert_eq!(run_in(&mut vm, source), expected, "gc_stress {gc_stress}");
    }
}
