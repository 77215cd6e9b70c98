//! AST to bytecode. One entry point for each way code comes into being: scripts, modules, evals, function constructors, and lazy
//! functions at their first call. Each parses, compiles, and forgets the AST.
//!
//! ```text
//! lib.rs        entry points                    compiler.rs    state of one function: builder, registers, regions
//! program.rs    scripts, evals                  scope.rs       open scopes, names to places
//! modules.rs    modules                         control.rs     break, continue, return through everything between
//! functions.rs  prologue, hoisting, closures    lazy.rs        what lazy functions need later
//! statements.rs loops.rs iteration.rs switch.rs exceptions.rs          statements by family
//! natives.rs    instructions that library scripts write as `%Name(…)`
//! expressions.rs operators.rs conditions.rs members.rs calls.rs assignment.rs destructuring.rs literals.rs classes.rs generators.rs
//! ```
//! Absent on purpose: run-time state, and any optimization that needs a second pass over the code.
#![forbid(unsafe_code)]

mod assignment;
mod calls;
mod classes;
mod compiler;
mod conditions;
mod control;
mod destructuring;
mod effects;
mod exceptions;
mod expressions;
mod functions;
mod generators;
mod iteration;
mod lazy;
mod literals;
mod loops;
mod members;
mod modules;
mod natives;
mod numbers;
mod operators;
mod program;
mod scope;
mod statements;
mod switch;
mod tree;

use std::cell::Cell;
use std::rc::Rc;
use std::sync::{Arc, OnceLock};

use bumpalo::Bump;
use ogive_bytecode::code::function_flags as flag;
use ogive_bytecode::{BindingKind, Code, FunctionKind, FunctionTemplate, ModuleInfo, ScopeInfo, Source};
use ogive_syntax::{self as syntax, EvalContext, Interner, LazyTable, Message, ScopeFlags, ScopeTree, Span};

pub use ogive_syntax::{DynamicFunctionKind, ErrorKind, ParseOptions, SyntaxError};

pub use tree::compile_tree;

use rustc_hash::FxHashSet;

use compiler::{Chain, Facts, Link, Unit};
use lazy::LazyRef;

/// What a caller chooses.
#[derive(Clone, Copy, Debug)]
pub struct Options {
    /// Passed to the parser.
    pub parse: ParseOptions,
    /// Strict `return f(x)` replaces the frame.
    pub tail_calls: bool,
    /// Scripts return their completion value (evals always do).
    pub completion: bool,
}

impl Default for Options {
    fn default() -> Self {
        Options { parse: ParseOptions::default(), tail_calls: false, completion: true }
    }
}

/// Where eval code stands.
#[derive(Clone, Copy, Debug, Default)]
pub struct EvalOptions<'s> {
    /// A direct eval; then `chain` and `function` count.
    pub direct: bool,
    /// The caller is strict code (direct evals).
    pub strict: bool,
    /// Descriptions of the caller's environments, innermost first.
    pub chain: &'s [Arc<ScopeInfo>],
    /// The nearest function around that is no arrow: the `function` of the call's scope operand.
    pub function: Option<FunctionKind>,
}

/// Compiles a script.
pub fn compile_script(source: &Arc<Source>, options: &Options) -> Result<Arc<FunctionTemplate>, SyntaxError> {
    let bump = Bump::new();
    let mut names = Interner::new();
    let program = syntax::parse_script(&source.text, &options.parse, &mut names, &bump)?;
    let globals = lazy::globals(&program);
    let kind = UnitKind { globals: Some(&globals), ..UnitKind::default() };
    let code = in_unit(source, &program.scopes, &names, options, kind, |u| program::compile_script_body(u, &program))?;
    let strict = program.scopes.get(program.scope).flags.has(ScopeFlags::STRICT);
    lazy::add(source, lazy::Parse { names: names.into(), table: program.lazy, globals, eval_function: None });
    Ok(template(source, FunctionKind::Script, if strict { flag::STRICT } else { 0 }, code))
}

/// Compiles a module.
pub fn compile_module(source: &Arc<Source>, options: &Options) -> Result<(Arc<FunctionTemplate>, ModuleInfo), SyntaxError> {
    let bump = Bump::new();
    let mut names = Interner::new();
    let program = syntax::parse_module(&source.text, &options.parse, &mut names, &bump)?;
    let kind = UnitKind { is_module: true, ..UnitKind::default() };
    let (code, info) = in_unit(source, &program.scopes, &names, options, kind, |u| modules::compile_module_body(u, &program))?;
    keep(source, names, program.lazy, None);
    let flags = flag::STRICT | if info.has_tla { flag::ASYNC } else { 0 };
    Ok((template(source, FunctionKind::Module, flags, code), info))
}

/// Compiles eval code. A direct eval's code runs with the caller's environment as the frame's environment.
pub fn compile_eval(source: &Arc<Source>, eval: &EvalOptions<'_>, options: &Options) -> Result<Arc<FunctionTemplate>, SyntaxError> {
    let bump = Bump::new();
    let mut names = Interner::new();
    let private: Vec<_> = private_names(eval.chain).map(|name| names.intern(name)).collect();
    let context = eval_context(eval, &private);
    let program = syntax::parse_eval(&source.text, &context, &options.parse, &mut names, &bump)?;
    let strict = program.scopes.get(program.scope).flags.has(ScopeFlags::STRICT);
    let kind = UnitKind { eval_vars: eval.direct && !strict, eval_function: eval.function, ..UnitKind::default() };
    let options = Options { completion: true, ..*options };
    let outer = chain_of(eval.chain);
    let code = in_unit(source, &program.scopes, &names, &options, kind, |u| program::compile_eval_body(u, &program, outer))?;
    keep(source, names, program.lazy, eval.function);
    Ok(template(source, FunctionKind::Eval, if strict { flag::STRICT } else { 0 }, code))
}

/// Compiles what a function constructor is given. The result is a template of a script that evaluates to the function; its source is the
/// text that the function shows.
pub fn compile_function(
    name: &str,
    params: &[u8],
    body: &[u8],
    kind: DynamicFunctionKind,
    host_id: u64,
    options: &Options,
) -> Result<Arc<FunctionTemplate>, SyntaxError> {
    let bump = Bump::new();
    let mut names = Interner::new();
    let parsed = syntax::parse_dynamic_function(params, body, kind, &options.parse, &mut names, &bump)?;
    let source = Source::with_host_id(name, parsed.source, host_id);
    let made = in_unit(&source, &parsed.scopes, &names, options, UnitKind::default(), |u| {
        let mut compiler = compiler::Compiler::new(u, script_facts(), None, 0);
        compiler.template(parsed.function, b"anonymous", 0, None)
    })?;
    keep(&source, names, parsed.lazy, None);
    Ok(made)
}

/// Compiles a lazy function at its first call and sets the template's code. `scopes` describe the closure's environments, innermost first.
pub fn compile_lazy(template: &FunctionTemplate, scopes: &[Arc<ScopeInfo>], options: &Options) -> Result<Arc<Code>, SyntaxError> {
    if let Some(code) = template.code.get() {
        return Ok(code.clone());
    }
    let source = &template.source;
    let lost = || SyntaxError::new(Message::UnexpectedEnd, "", Span::new(template.span.0, template.span.1));
    let lazy = template.lazy.as_deref().and_then(LazyRef::decode).ok_or_else(lost)?;
    let parse = lazy::find_or_parse(source, lazy, &options.parse).ok_or_else(lost)?;
    if !is_same_function(template, &parse.table, lazy.id) {
        return Err(lost());
    }
    let bump = Bump::new();
    let mut names = parse.names.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
    let parsed = syntax::parse_lazy_function(&source.text, &parse.table, lazy.id, &options.parse, &mut names, &bump)?;
    let syntax::FunctionBody::Full(body) = &parsed.function.body else {
        return Err(lost());
    };
    let facts = Facts { kind: template.kind, ..functions::facts_of(&parsed.function.info, template.flags) };
    let kind = UnitKind {
        is_module: parse.table.is_module,
        eval_vars: false,
        eval_function: parse.eval_function,
        globals: Some(&parse.globals),
        parse: Some(lazy.parse),
    };
    let code = in_unit(source, &parsed.scopes, &names, options, kind, |u| {
        functions::compile_body(u, &parsed.function.info, body, facts, chain_of(scopes))
    })?;
    Ok(template.code.get_or_init(|| code).clone())
}

/// Does the table speak of the template's text? (A template from the disk cache may be of another parser.)
fn is_same_function(template: &FunctionTemplate, table: &LazyTable, id: syntax::LazyId) -> bool {
    if id.0 as usize >= table.len() {
        return false;
    }
    let info = &table.get(id).info;
    let inside = template.span.0 <= info.span.start && info.span.end <= template.span.1;
    inside && info.length == template.length && functions::template_kind(info.kind) == template.kind
}

// ---- helpers ------------------------------------------------------------------------------------------------------------------------

#[derive(Clone, Copy, Default)]
struct UnitKind<'g> {
    is_module: bool,
    eval_vars: bool,
    eval_function: Option<FunctionKind>,
    globals: Option<&'g FxHashSet<syntax::Name>>,
    /// A parse that exists already.
    parse: Option<u32>,
}

/// Runs `compile` and says whether everything fitted.
fn in_unit<T>(
    source: &Arc<Source>,
    scopes: &ScopeTree,
    names: &Interner,
    options: &Options,
    kind: UnitKind<'_>,
    compile: impl FnOnce(&Unit<'_>) -> T,
) -> Result<T, SyntaxError> {
    let here = 0u8;
    let no_globals = FxHashSet::default();
    let unit = Unit {
        stack_base: std::ptr::from_ref(&here).addr(),
        source: source.clone(),
        is_module: kind.is_module,
        globals: kind.globals.unwrap_or(&no_globals),
        eval_vars: kind.eval_vars,
        eval_function: kind.eval_function,
        scopes,
        names,
        options,
        parse: kind.parse.unwrap_or_else(|| lazy::next_index(source)),
        too_large: Cell::new(false),
        leaky: Default::default(),
    };
    let result = compile(&unit);
    if unit.too_large.get() {
        return Err(SyntaxError::new(Message::StackOverflow, "", Span::default()));
    }
    Ok(result)
}

fn keep(source: &Source, names: Interner, table: LazyTable, eval_function: Option<FunctionKind>) {
    lazy::add(source, lazy::Parse { names: names.into(), table, globals: FxHashSet::default(), eval_function });
}

fn template(source: &Arc<Source>, kind: FunctionKind, flags: u32, code: Arc<Code>) -> Arc<FunctionTemplate> {
    Arc::new(FunctionTemplate {
        name: Box::default(),
        source: source.clone(),
        span: (0, source.text.len() as u32),
        kind,
        flags,
        length: 0,
        param_count: 0,
        code: OnceLock::from(code),
        lazy: None,
    })
}

fn script_facts() -> Facts {
    Facts { kind: FunctionKind::Script, strict: false, is_async: false, is_generator: false, has_fields: false }
}

fn chain_of(scopes: &[Arc<ScopeInfo>]) -> Chain {
    scopes.iter().rev().fold(None, |parent, info| Some(Rc::new(Link { info: info.clone(), parent })))
}

fn private_names(chain: &[Arc<ScopeInfo>]) -> impl Iterator<Item = &[u8]> {
    let bindings = chain.iter().flat_map(|scope| scope.bindings.iter());
    bindings.filter(|b| b.kind == BindingKind::PrivateName).map(|b| &*b.name)
}

fn eval_context<'c>(eval: &EvalOptions<'_>, private_names: &'c [syntax::Name]) -> EvalContext<'c> {
    if !eval.direct {
        return EvalContext::default();
    }
    use FunctionKind::*;
    let has_home = matches!(
        eval.function,
        Some(Method | Getter | Setter | ClassConstructor | DerivedConstructor | ClassInitializer)
    );
    EvalContext {
        strict: eval.strict,
        in_function: eval.function.is_some(),
        in_method: has_home,
        in_derived_constructor: eval.function == Some(DerivedConstructor),
        in_class_field_init: eval.function == Some(ClassInitializer),
        private_names,
    }
}
