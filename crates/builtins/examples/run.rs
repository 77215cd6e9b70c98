//! Runs JavaScript files on the virtual machine with the standard library and a `print`; prints how a file ends if it throws.
use ogive_bytecode::Source;
use ogive_vm::host::NoHost;
use ogive_vm::options::{Library, Options};
use ogive_vm::{Arguments, Gc, Intrinsic, JsResult, Realm, Value, Vm, attrs};

fn print(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    let mut line = String::new();
    for (i, &value) in args.all().iter().enumerate() {
        if i > 0 {
            line.push(' ');
        }
        line.push_str(&vm.to_string(value)?.to_rust_string_lossy());
    }
    println!("{line}");
    Ok(Value::UNDEFINED)
}
fn now(_: &mut Vm, _: Arguments) -> JsResult<Value> {
    let time = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap_or_default();
    Ok(Value::number(time.as_secs_f64() * 1000.0))
}

/// The library, with bare objects for what it does not make yet, and generators' methods.
const LIBRARY: Library = Library { init_realm: |vm, realm| (ogive_builtins::LIBRARY.init_realm)(vm, realm), make_intrinsic: make };

fn make(vm: &mut Vm, realm: Gc<Realm>, which: Intrinsic) {
    use ogive_vm::generator::ResumeMode as M;
    (ogive_builtins::LIBRARY.make_intrinsic)(vm, realm, which);
    if realm.intrinsic_value(which).is_object() {
        return;
    }
    let parent = match which {
        Intrinsic::GeneratorPrototype => vm.intrinsic_of(realm, Intrinsic::IteratorPrototype),
        Intrinsic::AsyncGeneratorPrototype => vm.intrinsic_of(realm, Intrinsic::AsyncIteratorPrototype),
        Intrinsic::GeneratorFunctionPrototype | Intrinsic::AsyncGeneratorFunctionPrototype | Intrinsic::AsyncFunctionPrototype => {
            vm.intrinsic_of(realm, Intrinsic::FunctionPrototype)
        }
        _ => vm.intrinsic_of(realm, Intrinsic::ObjectPrototype),
    };
    let object = vm.new_object_with_prototype(parent.into());
    vm.set_intrinsic(realm, which, object.into());
    let methods: [(&str, ogive_vm::NativeFn); 3] = match which {
        Intrinsic::GeneratorPrototype => [
            ("next", |vm, a| vm.generator_resume(a.this(), M::Next, a.get(0))),
            ("return", |vm, a| vm.generator_resume(a.this(), M::Return, a.get(0))),
            ("throw", |vm, a| vm.generator_resume(a.this(), M::Throw, a.get(0))),
        ],
        Intrinsic::AsyncGeneratorPrototype => [
            ("next", |vm, a| vm.async_generator_enqueue(a.this(), M::Next, a.get(0))),
            ("return", |vm, a| vm.async_generator_enqueue(a.this(), M::Return, a.get(0))),
            ("throw", |vm, a| vm.async_generator_enqueue(a.this(), M::Throw, a.get(0))),
        ],
        Intrinsic::AsyncIteratorPrototype => {
            let f = vm.new_native("[Symbol.asyncIterator]", 0, |_, a| Ok(a.this()));
            let key = vm.builtin_key("@@asyncIterator");
            return vm.define_own_builtin(object, key, f.into(), attrs::HIDDEN);
        }
        Intrinsic::IteratorPrototype => {
            let f = vm.new_native("[Symbol.iterator]", 0, |_, a| Ok(a.this()));
            let key = vm.builtin_key("@@iterator");
            return vm.define_own_builtin(object, key, f.into(), attrs::HIDDEN);
        }
        _ => return,
    };
    for (name, method) in methods {
        let f = vm.new_native(name, 1, method);
        let key = vm.key(name);
        vm.define_own_builtin(object, key, f.into(), attrs::HIDDEN);
        if name == "next" && which == Intrinsic::GeneratorPrototype {
            vm.set_intrinsic(realm, Intrinsic::GeneratorNext, f.into());
        }
    }
}

fn main() {
    let mut failed = false;
    let mut options = Options { library: LIBRARY, ..Options::default() };
    let mut files = vec![];
    let mut args = std::env::args().skip(1);
    while let Some(arg) = args.next() {
        match arg.as_str() {
            "--stress" => options.gc_stress = args.next().and_then(|n| n.parse().ok()).unwrap_or(1),
            "--verify" => options.verify_heap = true,
            "--deadline" => options.max_heap_bytes = 1 << 30,
            _ => files.push(arg),
        }
    }
    for file in files {
        let Ok(text) = std::fs::read(&file) else {
            eprintln!("cannot read {file}");
            failed = true;
            continue;
        };
        let mut vm = Vm::new(options.clone(), Box::new(NoHost)).expect("a heap");
        let realm = vm.new_realm();
        (options.library.init_realm)(&mut vm, realm);
        for (name, function) in [("print", print as ogive_vm::NativeFn), ("now", now)] {
            let f = vm.new_native(name, 1, function);
            let key = vm.key(name);
            vm.define_own_builtin(realm.global(), key, f.into(), attrs::HIDDEN);
        }
        let result = vm.eval_source(Source::new(file.clone(), text), realm).and_then(|_| vm.run_jobs());
        if result.is_err() {
            let error = vm.take_exception();
            let text = vm.error_to_display(error);
            println!("{file}: uncaught {text}");
            failed = true;
        }
    }
    std::process::exit(failed as i32);
}
