//! 27.3 to 27.7 generators, async generators and async functions: the constructors that have no global, and the prototypes.
//! Frames are suspended and resumed in `vm/src/generator.rs`.
use crate::fundamental::{dynamic_function, make_hidden_function_class};
use crate::support::{Class, make_object, remember};
use ogive_vm::generator::ResumeMode;
use ogive_vm::{Arguments, Builtin, DynamicFunctionKind, Gc, Intrinsic as I, JsResult, Realm, Value, Vm, method};

const GENERATOR_FUNCTION: Class =
    function_class("GeneratorFunction", generator_function, I::GeneratorFunction, I::GeneratorFunctionPrototype);
const ASYNC_GENERATOR_FUNCTION: Class = function_class(
    "AsyncGeneratorFunction",
    async_generator_function,
    I::AsyncGeneratorFunction,
    I::AsyncGeneratorFunctionPrototype,
);
const ASYNC_FUNCTION: Class = function_class("AsyncFunction", async_function, I::AsyncFunction, I::AsyncFunctionPrototype);

const fn function_class(name: &'static str, function: ogive_vm::NativeFn, constructor: I, prototype: I) -> Class {
    Class::new(name, 1, function, constructor, prototype).extends(I::Function, I::FunctionPrototype)
}

const GENERATOR: &[Builtin] = &[method("next", 1, next), method("return", 1, return_), method("throw", 1, throw)];
const ASYNC_GENERATOR: &[Builtin] =
    &[method("next", 1, async_next), method("return", 1, async_return), method("throw", 1, async_throw)];

/// Makes one of the three families; false if the intrinsic is in none.
pub(super) fn make(vm: &mut Vm, realm: Gc<Realm>, which: I) -> bool {
    match which {
        I::GeneratorFunction | I::GeneratorFunctionPrototype | I::GeneratorPrototype | I::GeneratorNext => {
            let prototype = make_object(vm, realm, I::GeneratorPrototype, I::IteratorPrototype, "Generator", GENERATOR);
            let key = vm.names.next;
            remember(vm, realm, I::GeneratorNext, prototype, key);
            make_hidden_function_class(vm, realm, &GENERATOR_FUNCTION, Some(I::GeneratorPrototype));
        }
        I::AsyncGeneratorFunction | I::AsyncGeneratorFunctionPrototype | I::AsyncGeneratorPrototype => {
            make_object(vm, realm, I::AsyncGeneratorPrototype, I::AsyncIteratorPrototype, "AsyncGenerator", ASYNC_GENERATOR);
            make_hidden_function_class(vm, realm, &ASYNC_GENERATOR_FUNCTION, Some(I::AsyncGeneratorPrototype));
        }
        I::AsyncFunction | I::AsyncFunctionPrototype => make_hidden_function_class(vm, realm, &ASYNC_FUNCTION, None),
        _ => return false,
    }
    true
}

/// 27.3.1.1 [GeneratorFunction](https://tc39.es/ecma262/#sec-generatorfunction)
fn generator_function(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    dynamic_function(vm, args, DynamicFunctionKind::Generator)
}
/// 27.4.1.1 [AsyncGeneratorFunction](https://tc39.es/ecma262/#sec-asyncgeneratorfunction)
fn async_generator_function(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    dynamic_function(vm, args, DynamicFunctionKind::AsyncGenerator)
}
/// 27.7.1.1 [AsyncFunction](https://tc39.es/ecma262/#sec-async-function-constructor-arguments)
fn async_function(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    dynamic_function(vm, args, DynamicFunctionKind::Async)
}

/// 27.5.1.2 [%GeneratorPrototype%.next](https://tc39.es/ecma262/#sec-generator.prototype.next)
fn next(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    vm.generator_resume(args.this(), ResumeMode::Next, args.get(0))
}
/// 27.5.1.3 [%GeneratorPrototype%.return](https://tc39.es/ecma262/#sec-generator.prototype.return)
fn return_(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    vm.generator_resume(args.this(), ResumeMode::Return, args.get(0))
}
/// 27.5.1.4 [%GeneratorPrototype%.throw](https://tc39.es/ecma262/#sec-generator.prototype.throw)
fn throw(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    vm.generator_resume(args.this(), ResumeMode::Throw, args.get(0))
}
/// 27.6.1.2 [%AsyncGeneratorPrototype%.next](https://tc39.es/ecma262/#sec-asyncgenerator-prototype-next)
fn async_next(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    vm.async_generator_enqueue(args.this(), ResumeMode::Next, args.get(0))
}
/// 27.6.1.3 [%AsyncGeneratorPrototype%.return](https://tc39.es/ecma262/#sec-asyncgenerator-prototype-return)
fn async_return(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    vm.async_generator_enqueue(args.this(), ResumeMode::Return, args.get(0))
}
/// 27.6.1.4 [%AsyncGeneratorPrototype%.throw](https://tc39.es/ecma262/#sec-asyncgenerator-prototype-throw)
fn async_throw(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    vm.async_generator_enqueue(args.this(), ResumeMode::Throw, args.get(0))
}
