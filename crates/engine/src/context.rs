//! The engine in use.
use crate::{Error, Handle};
use ogive_bytecode::{FunctionTemplate, Source};
use ogive_vm::data::{Data, DataTracer};
use ogive_vm::{Arguments as RawArguments, ErrorKind, JsResult, Thrown, Value, Vm, attrs};
use std::rc::Rc;
use std::sync::Arc;

/// The arguments of a native function: index for handles; beyond the last is undefined.
pub struct Arguments {
    handles: Vec<Handle>,
    undefined: Handle,
}
impl Arguments {
    /// How many were passed.
    pub fn len(&self) -> usize {
        self.handles.len()
    }
    /// None passed?
    pub fn is_empty(&self) -> bool {
        self.handles.is_empty()
    }
}
impl std::ops::Index<usize> for Arguments {
    type Output = Handle;
    fn index(&self, i: usize) -> &Handle {
        self.handles.get(i).unwrap_or(&self.undefined)
    }
}

type Closure = dyn Fn(&mut Context<'_>, &Handle, &Arguments) -> Result<Handle, Error>;

/// A Rust closure behind a function object.
struct NativeClosure {
    function: Rc<Closure>,
    engine: u64,
}
impl Data for NativeClosure {
    fn trace(&self, _: &mut DataTracer<'_>) {}
}

/// An engine in use, with a realm. Methods give [`Error::Exception`] when a script throws.
pub struct Context<'e> {
    vm: &'e mut Vm,
    engine: u64,
}

impl<'e> Context<'e> {
    pub(crate) fn new(vm: &'e mut Vm, engine: u64) -> Context<'e> {
        Context { vm, engine }
    }
    fn handle(&self, value: Value) -> Handle {
        Handle::new(self.vm, self.engine, value)
    }
    fn open(&self, handle: &Handle) -> Result<Value, Error> {
        handle.value(self.engine).ok_or(Error::ForeignHandle)
    }
    fn check<T>(&mut self, result: JsResult<T>) -> Result<T, Error> {
        result.map_err(|_| {
            let terminated = self.vm.is_terminating();
            let value = self.vm.take_exception();
            let handle = self.handle(value);
            self.vm.clear_termination();
            let message = self.vm.error_to_display(value);
            if terminated { Error::Terminated(message) } else { Error::Exception(message, handle) }
        })
    }
    /// Runs a script in the realm, then the jobs it queued. The value is the script's completion.
    ///
    /// # Errors
    /// A syntax error, an uncaught exception, or a termination.
    pub fn eval(&mut self, source: &str) -> Result<Handle, Error> {
        self.eval_named("<eval>", source)
    }
    /// As [`Context::eval`], with a name for stack traces.
    ///
    /// # Errors
    /// As [`Context::eval`].
    pub fn eval_named(&mut self, name: &str, source: &str) -> Result<Handle, Error> {
        let realm = self.vm.realm();
        let result = self.vm.eval_source(Source::new(name, source.as_bytes()), realm);
        self.settle(result)
    }
    pub(crate) fn run_template(&mut self, template: &Arc<FunctionTemplate>) -> Result<Handle, Error> {
        let realm = self.vm.realm();
        let result = self.vm.run_script(template, realm);
        self.settle(result)
    }
    /// A script has ended: its jobs run.
    fn settle(&mut self, result: JsResult<Value>) -> Result<Handle, Error> {
        let value = self.check(result)?;
        let handle = self.handle(value);
        let jobs = self.vm.run_jobs();
        self.check(jobs)?;
        Ok(handle)
    }
    /// undefined.
    pub fn undefined(&self) -> Handle {
        self.handle(Value::UNDEFINED)
    }
    /// A Number.
    pub fn number(&self, number: f64) -> Handle {
        self.handle(Value::number(number))
    }
    /// A boolean.
    pub fn boolean(&self, boolean: bool) -> Handle {
        self.handle(Value::bool(boolean))
    }
    /// A string.
    pub fn string(&mut self, text: &str) -> Handle {
        let value = self.vm.new_string(text).into();
        self.handle(value)
    }
    /// An empty object.
    pub fn object(&mut self) -> Handle {
        let value = self.vm.new_object().into();
        self.handle(value)
    }
    /// A function whose code is a Rust closure. An `Err` becomes the exception: its own value for [`Error::Exception`], else a new Error.
    ///
    /// # Errors
    /// Never today; the result leaves room for limits.
    pub fn function(
        &mut self,
        name: &str,
        length: u32,
        function: impl Fn(&mut Context<'_>, &Handle, &Arguments) -> Result<Handle, Error> + 'static,
    ) -> Result<Handle, Error> {
        let closure = NativeClosure { function: Rc::new(function), engine: self.engine };
        let data = Value::internal(self.vm.new_data(closure));
        let f = self.vm.new_native_with(name, length, call_closure, data, Value::UNDEFINED);
        Ok(self.handle(f.into()))
    }
    /// ToNumber.
    ///
    /// # Errors
    /// What the conversion throws.
    pub fn to_number(&mut self, value: &Handle) -> Result<f64, Error> {
        let value = self.open(value)?;
        let result = self.vm.to_number(value);
        self.check(result)
    }
    /// ToBoolean.
    ///
    /// # Errors
    /// A foreign handle.
    pub fn to_boolean(&mut self, value: &Handle) -> Result<bool, Error> {
        Ok(self.open(value)?.to_boolean())
    }
    /// ToString, lone surrogates replaced.
    ///
    /// # Errors
    /// What the conversion throws.
    pub fn to_display(&mut self, value: &Handle) -> Result<String, Error> {
        let value = self.open(value)?;
        let result = self.vm.to_string(value);
        Ok(self.check(result)?.to_rust_string_lossy())
    }
    /// `object[key]`.
    ///
    /// # Errors
    /// What the access throws.
    pub fn get(&mut self, object: &Handle, key: &str) -> Result<Handle, Error> {
        let object = self.open(object)?;
        let key = self.vm.key(key);
        let result = self.vm.get_v(object, key);
        let value = self.check(result)?;
        Ok(self.handle(value))
    }
    /// `object[key] = value`, throwing when refused.
    ///
    /// # Errors
    /// What the assignment throws; a TypeError when `object` is none.
    pub fn set(&mut self, object: &Handle, key: &str, value: &Handle) -> Result<(), Error> {
        let (object, value) = (self.open(object)?, self.open(value)?);
        let key = self.vm.key(key);
        let result = self.vm.to_object(object).and_then(|o| self.vm.put(o, key, value));
        self.check(result)
    }
    /// Defines a global variable.
    ///
    /// # Errors
    /// What the definition throws.
    pub fn set_global(&mut self, name: &str, value: &Handle) -> Result<(), Error> {
        let value = self.open(value)?;
        let global = self.vm.realm().global();
        let key = self.vm.key(name);
        let descriptor = ogive_vm::PropertyDescriptor::data(value, attrs::HIDDEN);
        let result = self.vm.define_property_or_throw(global, key, &descriptor);
        self.check(result)
    }
    /// Calls a function.
    ///
    /// # Errors
    /// What the call throws.
    pub fn call(&mut self, function: &Handle, this: &Handle, arguments: &[&Handle]) -> Result<Handle, Error> {
        let (function, this) = (self.open(function)?, self.open(this)?);
        let values = arguments.iter().map(|a| self.open(a)).collect::<Result<Vec<_>, _>>()?;
        // The handles keep the values alive while the vector is read.
        let result = self.vm.call(function, this, &values);
        let value = self.check(result)?;
        Ok(self.handle(value))
    }
}

fn call_closure(vm: &mut Vm, args: RawArguments) -> JsResult<Value> {
    let data = args.callee();
    let Some((function, engine)) = vm
        .object_data::<NativeClosure>(data, ogive_vm::native::FIELD_DATA)
        .map(|closure| (closure.function.clone(), closure.engine))
    else {
        return Err(vm.type_error("not a native closure"));
    };
    let handles = args.all().iter().map(|&v| Handle::new(vm, engine, v)).collect();
    let this = Handle::new(vm, engine, args.this());
    let undefined = Handle::new(vm, engine, Value::UNDEFINED);
    let mut context = Context::new(vm, engine);
    match function(&mut context, &this, &Arguments { handles, undefined }) {
        Ok(handle) => context.open(&handle).map_err(|e| throw_api_error(context.vm, engine, e)),
        Err(error) => Err(throw_api_error(vm, engine, error)),
    }
}

fn throw_api_error(vm: &mut Vm, engine: u64, error: Error) -> Thrown {
    match &error {
        Error::Exception(_, handle) => match handle.value(engine) {
            Some(value) => vm.throw(value),
            None => vm.error(error.to_string()),
        },
        Error::Terminated(message) => vm.terminate(message),
        _ => vm.throw_error(ErrorKind::Error, &error.to_string()),
    }
}
