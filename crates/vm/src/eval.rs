//! Running source text: scripts, direct and indirect eval, function constructors, and lazy compilation.
use crate::code_block::CodeBlock;
use crate::errors::ErrorKind;
use crate::eval_cache::{Compile, scope_chain};
use crate::native::NativeFn;
use crate::object::Object;
use crate::realm::{Intrinsic, Realm};
use crate::stack::Frame;
use crate::string::JsString;
use crate::value::Value;
use crate::value_vec::ValueVec;
use crate::vm::{JsResult, Must, Thrown, Vm};
use ogive_bytecode::{Code, FunctionTemplate, ModuleInfo, ScopeInfo, Source, frame};
use ogive_compiler::{DynamicFunctionKind, EvalOptions, SyntaxError};
use ogive_gc::Gc;
use std::sync::Arc;

/// What a library script may use of the register stack beyond its limit, in words, and of the native stack.
const LIBRARY_WORDS: usize = 256;
const LIBRARY_NATIVE_BYTES: usize = 256 << 10;

/// Where an early error is: for hosts that show the line.
#[derive(Clone, Debug)]
pub struct EarlyErrorPlace {
    /// The source's name.
    pub name: String,
    /// From 1.
    pub line: u32,
    /// From 1, in UTF-16 units.
    pub column: u32,
    /// The line's text.
    pub text: String,
    /// Bytes that are wrong.
    pub length: u32,
}
/// The place of the last early error; an extension of the agent.
#[derive(Default)]
pub struct LastEarlyError(pub Option<EarlyErrorPlace>);

/// Parses and compiles a script without an agent: any thread may, while agents run on others. Any agent whose `tail_calls` and `natives_syntax` are
/// those of these options can run the result ([`Vm::run_script`]).
pub fn compile_script(source: &Arc<Source>, options: &crate::options::Options) -> Result<Arc<FunctionTemplate>, SyntaxError> {
    ogive_compiler::compile_script(source, &compiler_options(options))
}
fn compiler_options(options: &crate::options::Options) -> ogive_compiler::Options {
    let mut told = ogive_compiler::Options { tail_calls: options.tail_calls, ..ogive_compiler::Options::default() };
    told.parse.natives = options.natives_syntax;
    told.parse.validate_regexp = Some(ogive_regexp::validate_wtf8);
    told
}

impl Vm {
    /// What the compiler is told.
    pub fn compiler_options(&self) -> ogive_compiler::Options {
        compiler_options(&self.options)
    }

    fn options_for(&self, source: &Source) -> ogive_compiler::Options {
        let mut options = self.compiler_options();
        options.parse.natives |= source.library;
        options
    }
    /// Runs a script of the standard library in a realm: its value is a function that is called with built-in functions and gives
    /// the script's own functions, as properties of an object. Wherever the running script stands, this succeeds: library scripts only
    /// make closures, and there is always room for that.
    pub fn library_script(&mut self, name: &str, text: &str, realm: Gc<Realm>, helpers: &[(&str, NativeFn)]) -> Gc<Object> {
        let limits = (self.stack_limit, self.native_stack_limit, self.interrupt.fuel);
        self.stack_limit = self.stack_limit.wrapping_add(LIBRARY_WORDS);
        self.native_stack_limit -= self.native_stack_limit.min(LIBRARY_NATIVE_BYTES);
        // No poll may end it.
        self.interrupt.fuel = i32::MAX;
        let functions = self.run_library_script(name, text, realm, helpers).must();
        (self.stack_limit, self.native_stack_limit, self.interrupt.fuel) = limits;
        functions.as_object().expect("a library script gives an object")
    }
    fn run_library_script(&mut self, name: &str, text: &str, realm: Gc<Realm>, helpers: &[(&str, NativeFn)]) -> JsResult<Value> {
        let factory = self.eval_source(Source::library(name, text.as_bytes()), realm)?;
        let mut arguments = ValueVec::new(self);
        for &(name, function) in helpers {
            let name = self.intern_str(name).into();
            arguments.push(self.new_native_in(realm, name, 0, function, 0).into());
        }
        self.call(factory, Value::UNDEFINED, arguments.as_slice())
    }

    /// The next SyntaxError is about `length` bytes of the source.
    pub(crate) fn note_early_error(&mut self, source: &Source, offset: u32, length: u32) {
        let (line, column) = source.line_column(offset);
        let text = String::from_utf8_lossy(source.line_text(line)).into_owned();
        self.extension::<LastEarlyError>().0 = Some(EarlyErrorPlace { name: source.name.clone(), line, column, text, length });
    }
    /// Throws an early error.
    #[cold]
    pub fn throw_early_error(&mut self, error: &SyntaxError, source: &Source) -> Thrown {
        self.note_early_error(source, error.span.start, error.span.end.saturating_sub(error.span.start).max(1));
        let kind = match error.kind {
            ogive_compiler::ErrorKind::Syntax => ErrorKind::Syntax,
            ogive_compiler::ErrorKind::Reference => ErrorKind::Reference,
            ogive_compiler::ErrorKind::StackOverflow => ErrorKind::Range,
        };
        self.throw_error(kind, &error.message)
    }

    /// The bytecode of a lazy function whose closure is over `env`.
    pub(crate) fn compile_lazy_function(&mut self, template: &Arc<FunctionTemplate>, env: Value) -> JsResult<Arc<Code>> {
        let chain: Vec<_> = scope_chain(env).collect();
        match ogive_compiler::compile_lazy(template, &chain, &self.options_for(&template.source)) {
            Ok(code) => Ok(code),
            Err(error) => Err(self.throw_early_error(&error, &template.source)),
        }
    }

    /// 16.1.6 ScriptEvaluation of compiled code in a realm.
    pub fn run_script(&mut self, template: &Arc<FunctionTemplate>, realm: Gc<Realm>) -> JsResult<Value> {
        self.run_script_for(template, realm, Value::UNDEFINED)
    }
    /// As `run_script`, with what the host attaches to the script (the referrer of its imports).
    pub fn run_script_for(&mut self, template: &Arc<FunctionTemplate>, realm: Gc<Realm>, host: Value) -> JsResult<Value> {
        let block = self.new_code_block(template.clone(), realm, host);
        self.run_block(block, Value::UNDEFINED)
    }
    fn run_block(&mut self, block: Gc<CodeBlock>, env: Value) -> JsResult<Value> {
        let function = self.new_function_of_block(block, env);
        let this = block.realm.global_this();
        self.call(function.into(), this, &[])
    }
    /// Compiles and runs a script in a realm: its completion value.
    pub fn eval_source(&mut self, source: Arc<Source>, realm: Gc<Realm>) -> JsResult<Value> {
        match ogive_compiler::compile_script(&source, &self.options_for(&source)) {
            Ok(template) => self.run_script(&template, realm),
            Err(error) => Err(self.throw_early_error(&error, &source)),
        }
    }

    fn check_can_compile(&mut self) -> JsResult<()> {
        if self.host.can_compile_strings() {
            return Ok(());
        }
        Err(self.throw_error(ErrorKind::Eval, "Code generation from strings disallowed for this context"))
    }
    fn source_of(&mut self, text: Gc<JsString>) -> Arc<Source> {
        let bytes = self.units(text).to_wtf8();
        Source::new(self.eval_source_name(), bytes)
    }

    /// 19.2.1.1 PerformEval, indirect: in the current realm's global scope.
    pub fn indirect_eval(&mut self, text: Value, realm: Gc<Realm>) -> JsResult<Value> {
        let Some(string) = text.as_string() else { return Ok(text) };
        self.check_can_compile()?;
        let host = self.active_script_host();
        let texts = [text];
        let request = self.compile_request(Compile::IndirectEval, &texts, realm, host, Value::UNDEFINED);
        if let Some(block) = request.as_ref().and_then(|request| self.find_compiled(request)) {
            return self.run_block(block, Value::UNDEFINED);
        }
        let source = self.source_of(string);
        let template = match ogive_compiler::compile_eval(&source, &EvalOptions::default(), &self.compiler_options()) {
            Ok(template) => template,
            Err(error) => return Err(self.throw_early_error(&error, &source)),
        };
        let block = self.new_code_block(template, realm, host);
        if let Some(request) = request {
            self.keep_compiled(&request, block);
        }
        self.run_block(block, Value::UNDEFINED)
    }

    /// 19.2.1.1 PerformEval, direct: over the environment `env` of the frame `fp`, at a place that `scope` describes.
    pub(crate) fn direct_eval(&mut self, text: Value, env: Value, scope: &ScopeInfo, fp: *mut Value) -> JsResult<Value> {
        let Some(string) = text.as_string() else { return Ok(text) };
        self.check_can_compile()?;
        // SAFETY: the caller's frame is live.
        let caller = unsafe { Frame::from_raw(fp) };
        let outer = caller.code().expect("direct evals are in JavaScript code");
        let host = outer.cold().host;
        let texts = [text];
        let request = self.compile_request(Compile::DirectEval, &texts, outer.realm, host, env);
        let block = match request.as_ref().and_then(|request| self.find_compiled(request)) {
            Some(block) => block,
            None => {
                let source = self.source_of(string);
                let chain: Vec<_> = scope_chain(env).collect();
                let eval = EvalOptions { direct: true, strict: scope.strict, chain: &chain, function: scope.function };
                let template = match ogive_compiler::compile_eval(&source, &eval, &self.compiler_options()) {
                    Ok(template) => template,
                    Err(error) => return Err(self.throw_early_error(&error, &source)),
                };
                let block = self.new_code_block(template, outer.realm, host);
                if let Some(request) = request {
                    self.keep_compiled(&request, block);
                }
                block
            }
        };
        let function = self.new_function_of_block(block, env);
        self.call(function.into(), caller.word(frame::THIS), &[])
    }

    /// 20.2.1.1.1 CreateDynamicFunction
    pub fn create_dynamic_function(
        &mut self,
        constructor: Gc<Object>,
        new_target: Gc<Object>,
        kind: DynamicFunctionKind,
        args: &[Value],
    ) -> JsResult<Gc<Object>> {
        self.check_can_compile()?;
        let mut texts = ValueVec::new(self);
        for &text in args {
            let text = self.to_string(text)?;
            texts.push(text.into());
        }
        let realm = self.get_function_realm(constructor)?;
        let host = self.active_script_host();
        let request = self.compile_request(Compile::Function(kind), texts.as_slice(), realm, host, Value::UNDEFINED);
        let block = match request.as_ref().and_then(|request| self.find_compiled(request)) {
            Some(block) => block,
            None => {
                let template = self.compile_dynamic_function(kind, texts.as_slice())?;
                let block = self.new_code_block(template, realm, host);
                if let Some(request) = request {
                    self.keep_compiled(&request, block);
                }
                block
            }
        };
        let fallback = match kind {
            DynamicFunctionKind::Normal => Intrinsic::FunctionPrototype,
            DynamicFunctionKind::Generator => Intrinsic::GeneratorFunctionPrototype,
            DynamicFunctionKind::Async => Intrinsic::AsyncFunctionPrototype,
            DynamicFunctionKind::AsyncGenerator => Intrinsic::AsyncGeneratorFunctionPrototype,
        };
        let prototype = self.get_prototype_from_constructor(new_target, fallback)?;
        Ok(self.new_closure_with_prototype(block, Value::UNDEFINED, prototype.into()))
    }
    /// Steps 10 to 24 of it: `texts` are the parameters' and the body's strings.
    fn compile_dynamic_function(&mut self, kind: DynamicFunctionKind, texts: &[Value]) -> JsResult<Arc<FunctionTemplate>> {
        let mut wtf8 = texts.iter().filter_map(|text| text.as_string()).map(|text| self.units(text).to_wtf8()).collect::<Vec<_>>();
        let body = wtf8.pop().unwrap_or_default();
        let params = wtf8.join(&b',');
        let name = self.eval_source_name();
        ogive_compiler::compile_function(&name, &params, &body, kind, 0, &self.compiler_options()).map_err(|error| {
            let source = Source::new("<anonymous>", body);
            self.throw_early_error(&error, &source)
        })
    }
}

impl Vm {
    /// Compiles and runs a script for a host: `host` is what comes back as the referrer of its imports.
    pub fn eval_script(&mut self, source: Arc<Source>, realm: Gc<Realm>, host: fn(&mut Vm, &Source) -> Value) -> JsResult<Value> {
        match ogive_compiler::compile_script(&source, &self.compiler_options()) {
            Ok(template) => {
                let host = host(self, &source);
                self.run_script_for(&template, realm, host)
            }
            Err(error) => Err(self.throw_early_error(&error, &source)),
        }
    }
    /// Compiles a script; `run_script_for` runs it.
    pub fn compile_script(&mut self, source: &Arc<Source>) -> JsResult<Arc<FunctionTemplate>> {
        match ogive_compiler::compile_script(source, &self.compiler_options()) {
            Ok(template) => Ok(template),
            Err(error) => Err(self.throw_early_error(&error, source)),
        }
    }
    /// Compiles a module; `new_source_module` makes its record.
    pub fn compile_module(&mut self, source: &Arc<Source>) -> JsResult<(Arc<FunctionTemplate>, Arc<ModuleInfo>)> {
        match ogive_compiler::compile_module(source, &self.compiler_options()) {
            Ok((template, info)) => Ok((template, Arc::new(info))),
            Err(error) => Err(self.throw_early_error(&error, source)),
        }
    }
    /// 16.2.1.7.1 ParseModule
    pub fn parse_module(&mut self, source: Arc<Source>, realm: Gc<Realm>, host: Value) -> JsResult<crate::module::ModuleRef> {
        let (template, info) = self.compile_module(&source)?;
        Ok(self.new_source_module(realm, template, info, host))
    }
}
