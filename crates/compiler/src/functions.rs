//! Functions: templates and closures, the prologue (10.2.11 FunctionDeclarationInstantiation), hoisting, the body.
//!
//! The prologue, in this order: the promise of an async function; what takes surplus arguments; `this`; fields of a base class; environments; implicit
//! bindings; parameters; the body's own scope; function declarations; the generator's first suspension.

use std::sync::{Arc, OnceLock};

use ogive_bytecode::code::function_flags as flag;
use ogive_bytecode::{Binding as Slot, BindingKind as SlotKind, Code, FunctionKind, FunctionTemplate, ScopeInfo, ScopeKind, frame};
use ogive_syntax::{
    Binding, BindingFlags, BindingKind, Expr, FullBody, Function, FunctionBody, FunctionInfo, Name, PatternElement, PatternKind, ScopeFlags,
    ScopeId, Stmt, StmtKind,
};

use crate::compiler::{Chain, Compiler, Facts, MAX_VARIABLES, Reg, Unit, op};
use crate::destructuring::Mode;
use crate::lazy::LazyRef;
use crate::scope::{Home, Place, info_kind, slot_kind};

/// Parameters beyond these fit no frame.
const MAX_PARAMETERS: u32 = 32_000;

impl<'u> Compiler<'u> {
    // ---- closures -----------------------------------------------------------------------------------------------------------

    /// A closure; an anonymous function takes the name.
    pub fn function_expression(&mut self, function: &Function<'_>, name: &[u8], dst: Option<Reg>) -> Reg {
        let dst = self.dst(dst);
        if self.b.is_reachable() {
            let name = function.info.name.map_or(name, |ident| self.text(ident.name));
            let template = self.template(function, name, 0, None);
            self.closure(dst, template);
        }
        dst
    }

    pub fn closure(&mut self, dst: Reg, template: Arc<FunctionTemplate>) {
        let index = self.b.function(template);
        op!(self, NewClosure, dst, self.env, index);
    }

    /// The template of a function; its code too unless it is lazy.
    pub fn template(&mut self, function: &Function<'_>, name: &[u8], flags: u32, span: Option<(u32, u32)>) -> Arc<FunctionTemplate> {
        let info = &function.info;
        let (code, lazy) = match &function.body {
            FunctionBody::Lazy(id) => {
                let lazy = LazyRef { parse: self.u.parse, id: *id, is_module: self.u.is_module };
                (OnceLock::new(), Some(lazy.encode()))
            }
            FunctionBody::Full(body) => {
                let facts = facts_of(info, flags);
                let code = compile_body(self.u, info, body, facts, self.chain.clone());
                (OnceLock::from(code), None)
            }
        };
        Arc::new(FunctionTemplate {
            name: name.into(),
            source: self.u.source.clone(),
            span: span.unwrap_or((info.span.start, info.span.end)),
            kind: template_kind(info.kind),
            flags: flags | template_flags(info),
            length: info.length,
            param_count: info.param_count.min(MAX_PARAMETERS) as u16,
            code,
            lazy,
        })
    }

    // ---- hoisting -------------------------------------------------------------------------------------------------------------

    /// Creates the functions that a statement list declares, at its start.
    pub fn hoist(&mut self, statements: &[Stmt<'_>]) {
        let functions = declared_functions(statements);
        for (index, function) in functions.iter().enumerate() {
            let Some(name) = function.info.name.map(|ident| ident.name) else { continue };
            let again = functions[index + 1..].iter().any(|f| f.info.name.is_some_and(|ident| ident.name == name));
            if !again {
                self.hoist_one(function, name);
            }
        }
    }

    fn hoist_one(&mut self, function: &Function<'_>, name: Name) {
        let mark = self.next;
        match self.resolve_static(name) {
            Place::Local { .. } => {
                let value = self.initialize_register(name);
                let value = self.function_expression(function, b"", value);
                self.initialize(name, value);
            }
            _ => {
                let value = self.function_expression(function, b"", None);
                self.store_var(name, value);
            }
        }
        self.free_to(mark);
    }

    /// Stores into the variable scope of a script or eval.
    pub fn store_var(&mut self, name: Name, value: Reg) {
        use ogive_bytecode::IcKind;
        if self.u.eval_vars {
            let ic = self.ic(IcKind::Name, name);
            op!(self, SetEvalVar, value, self.env, ic);
        } else {
            let ic = self.ic(IcKind::SetGlobal, name);
            op!(self, SetGlobal, value, ic);
        }
    }

    /// A function declaration in a block is evaluated: Annex B.3.2 assigns the variable of that name too.
    pub fn function_statement(&mut self, function: &Function<'_>) {
        let Some(name) = function.info.name.map(|ident| ident.name) else { return };
        let Place::Local { scope, local } = self.resolve_static(name) else { return };
        if !self.local(scope, local).flags.has(BindingFlags::ANNEX_B) || name == Name::ARGUMENTS && self.has_own_arguments() {
            return;
        }
        let mark = self.next;
        let value = self.load_place(name, Place::Local { scope, local }, None, false);
        let variable = (0..scope).rev().find_map(|outer| {
            let is_var_scope = self.scopes[outer].id.is_some_and(|id| self.u.scopes.get(id).kind.is_var_scope());
            let found = self.scopes[outer].find(name);
            found.filter(|_| is_var_scope).map(|local| Place::Local { scope: outer, local })
        });
        match variable {
            Some(place) => self.store_place(name, place, value),
            None => self.store_var(name, value),
        }
        self.free_to(mark);
    }

    /// A function that is no arrow: its `arguments` is never replaced by a function of a block.
    fn has_own_arguments(&self) -> bool {
        use FunctionKind::*;
        !matches!(self.facts.kind, Arrow | Script | Module | Eval | ClassInitializer)
    }

    // ---- the prologue ---------------------------------------------------------------------------------------------------------

    fn prologue(&mut self, info: &FunctionInfo, body: &FullBody<'_>) {
        let scope = body.scope;
        let bindings = self.u.scopes.bindings(scope);
        if self.facts.is_async && !self.facts.is_generator {
            op!(self, AsyncStart);
        }
        let uses_arguments = bindings.iter().any(|b| self.is_arguments(b.name, b.kind));
        let sloppy = uses_arguments && !self.facts.strict && info.flags.has(ScopeFlags::SIMPLE_PARAMS);
        let mapped = sloppy && !self.plain_arguments && !body.params.is_empty();
        let arguments = (uses_arguments && !mapped).then(|| {
            let dst = self.temp();
            match sloppy {
                true => op!(self, CreateSloppyArguments, dst),
                false => op!(self, CreateArguments, dst),
            }
            dst
        });
        let rest = body.rest.map(|_| self.rest_array(info.param_count, arguments));
        self.prologue_this(bindings);
        if self.has_sloppy_eval(scope) && body.body_scope.is_some() {
            self.open_var_env(false);
        }
        let eval_vars = body.body_scope.is_none() && self.has_sloppy_eval(scope);
        if eval_vars {
            self.push_scope(None, true);
        }
        self.push_scope(Some(scope), false);
        let own_env = self.function_environment(info, body, mapped);
        self.function_locals(info, body, arguments, rest);
        let home = if uses_arguments { self.arguments_home() } else { None };
        match (mapped, arguments, home) {
            (true, _, Some(home)) => {
                self.simple_parameters(body);
                self.mapped_arguments(home);
            }
            (_, Some(from), Some(home)) => self.store_home(home, from),
            _ => {}
        }
        self.implicit_slots();
        if !mapped {
            self.parameters(info, body, rest);
        }
        if eval_vars {
            self.create_var_env(own_env);
        }
        if let Some(body_scope) = body.body_scope {
            self.body_scope(body_scope);
        }
        self.b.mark_entry();
    }

    fn has_sloppy_eval(&self, scope: ScopeId) -> bool {
        self.scope_has(scope, ScopeFlags::SLOPPY_EVAL)
    }

    fn rest_array(&mut self, from: u32, arguments: Option<Reg>) -> Reg {
        let dst = self.temp();
        match arguments {
            None => op!(self, CreateRest, dst, from),
            Some(arguments) => op!(self, RestOfArguments, dst, arguments, from),
        }
        dst
    }

    fn prologue_this(&mut self, bindings: &[Binding]) {
        let uses_this = bindings.iter().any(|b| b.kind == BindingKind::This);
        if uses_this && !self.facts.strict && self.facts.kind != FunctionKind::Arrow {
            op!(self, CoerceThis, frame::THIS);
        }
        if self.facts.has_fields && self.facts.kind == FunctionKind::ClassConstructor {
            op!(self, InitFields, frame::THIS, frame::CALLEE);
        }
    }

    /// Opens a scope that receives the variables of evals, outside of what is opened next.
    fn open_var_env(&mut self, own_parent: bool) {
        self.push_scope(None, true);
        self.create_var_env(own_parent);
    }

    fn create_var_env(&mut self, own_parent: bool) {
        let env = self.temp();
        op!(self, CreateVarEnv, env, self.env, 0, own_parent);
        self.enter_env(env, ScopeInfo::new(ScopeKind::Var, Vec::new(), None, false));
    }

    /// The function's environment, if it needs one.
    fn function_environment(&mut self, info: &FunctionInfo, body: &FullBody<'_>, mapped: bool) -> bool {
        let bindings = self.u.scopes.bindings(body.scope);
        let mut slots: Vec<Binding> = Vec::new();
        let mut names: Vec<Slot> = Vec::new();
        let params_in_slots = mapped && !body.params.is_empty();
        if params_in_slots {
            for (index, param) in body.params.iter().enumerate() {
                let PatternKind::Identifier(name) = param.target.kind else { continue };
                let shadowed = body.params[index + 1..].iter().any(|p| matches!(p.target.kind, PatternKind::Identifier(n) if n == name));
                let found = bindings.iter().find(|b| b.name == name && is_param(b));
                let Some(binding) = found else { continue };
                let binding = if shadowed { Binding { name: Name::EMPTY, ..*binding } } else { *binding };
                slots.push(binding);
                names.push(Slot { name: self.u.names.text(binding.name).into(), kind: SlotKind::Var });
            }
        }
        let forced = self.next >= MAX_VARIABLES;
        let with_tdz = info.flags.has(ScopeFlags::PARAM_EXPRESSIONS);
        let spilled = (self.next as usize + bindings.len()).saturating_sub(MAX_VARIABLES as usize);
        for (index, binding) in bindings.iter().enumerate() {
            let in_params = params_in_slots && is_param(binding);
            let spill = index >= bindings.len() - spilled.min(bindings.len()) && Self::implicit_register(binding.kind).is_none();
            if !in_params && (forced || binding.captured() || spill) {
                slots.push(*binding);
                let kind = if with_tdz && is_param(binding) { SlotKind::Let } else { slot_kind(binding.kind) };
                names.push(Slot { name: self.u.names.text(binding.name).into(), kind });
            }
        }
        if slots.is_empty() {
            return false;
        }
        let mut names = names.into_iter();
        for part in slots.chunks(60_000) {
            let env = if mapped { frame::ENV } else { self.temp() };
            self.create_env(env, info_kind(self.u.scopes.get(body.scope).kind), names.by_ref().take(part.len()).collect());
            if env == frame::ENV {
                self.outer_env = (frame::ENV, self.outer_env.1 + 1);
            }
            for (slot, binding) in part.iter().enumerate() {
                self.add_local(*binding, Home::Slot { env, slot: slot as u16 }, with_tdz && is_param(binding));
            }
        }
        true
    }

    /// Registers of the bindings that have no slot.
    fn function_locals(&mut self, info: &FunctionInfo, body: &FullBody<'_>, arguments: Option<Reg>, rest: Option<Reg>) {
        let with_tdz = info.flags.has(ScopeFlags::PARAM_EXPRESSIONS);
        for binding in self.u.scopes.bindings(body.scope) {
            let current = self.scopes.last().expect("the function's scope");
            if current.find(binding.name).is_some_and(|local| current.locals[local].kind == binding.kind) {
                continue;
            }
            let assigned = binding.flags.has(BindingFlags::ASSIGNED);
            let given = Self::implicit_register(binding.kind)
                .or_else(|| is_param(binding).then(|| parameter_register(body, binding.name, rest)).flatten())
                .or_else(|| arguments.filter(|_| self.is_arguments(binding.name, binding.kind)));
            let reg = match given {
                Some(reg) if reg < frame::ARGS => reg,
                Some(reg) => {
                    self.mark_variable(reg, binding.name, assigned);
                    reg
                }
                None => self.variable(binding.name, assigned),
            };
            self.add_local(*binding, Home::Register(reg), with_tdz && is_param(binding));
        }
    }

    /// Stores captured implicit bindings into their slots.
    pub fn implicit_slots(&mut self) {
        let scope = self.scopes.len() - 1;
        for index in 0..self.scopes[scope].locals.len() {
            let local = *self.local(scope, index);
            let (Home::Slot { env, slot }, Some(from)) = (local.home, Self::implicit_register(local.kind)) else { continue };
            let mark = self.next;
            let value = if local.kind == BindingKind::HomeObject {
                let home = self.temp();
                op!(self, GetHomeObject, home, frame::CALLEE);
                home
            } else {
                from
            };
            op!(self, SetScoped, value, env, slot, 0);
            self.free_to(mark);
        }
    }

    /// Does the binding start as the arguments object? A `var arguments` does too.
    fn is_arguments(&self, name: Name, kind: BindingKind) -> bool {
        let own_var = kind == BindingKind::Var && name == Name::ARGUMENTS && self.facts.kind != FunctionKind::Arrow;
        own_var || kind == BindingKind::Arguments
    }

    fn arguments_home(&mut self) -> Option<Home> {
        let scope = self.scopes.len() - 1;
        let local = self.scopes[scope].find(Name::ARGUMENTS)?;
        let found = *self.local(scope, local);
        if !self.is_arguments(found.name, found.kind) {
            return None;
        }
        self.note_assigned(scope, local);
        Some(found.home)
    }

    fn store_home(&mut self, home: Home, value: Reg) {
        match home {
            Home::Register(reg) => self.move_to(reg, value),
            Home::Slot { env, slot } => op!(self, SetScoped, value, env, slot, 0),
        }
    }

    fn mapped_arguments(&mut self, home: Home) {
        let mark = self.next;
        let dst = match home {
            Home::Register(reg) => reg,
            Home::Slot { .. } => self.temp(),
        };
        op!(self, CreateMappedArguments, dst, frame::ENV, 0);
        self.store_home(home, dst);
        self.free_to(mark);
    }

    fn parameters(&mut self, info: &FunctionInfo, body: &FullBody<'_>, rest: Option<Reg>) {
        if info.flags.has(ScopeFlags::SIMPLE_PARAMS) {
            return self.simple_parameters(body);
        }
        for (index, param) in body.params.iter().enumerate() {
            let reg = frame::ARGS + index as Reg;
            self.at(param.target.span.start);
            if let Some(default) = param.default {
                let name = match param.target.kind {
                    PatternKind::Identifier(name) => Some(name),
                    _ => None,
                };
                self.default_value(reg, default, name);
            }
            self.destructure(&param.target, reg, Mode::Initialize);
        }
        if let (Some(pattern), Some(reg)) = (body.rest, rest) {
            self.destructure(pattern, reg, Mode::Initialize);
        }
    }

    /// Plain parameters are in place unless they have slots.
    fn simple_parameters(&mut self, body: &FullBody<'_>) {
        let scope = self.scopes.len() - 1;
        let mapped = self.scopes[scope].locals.first().is_some_and(|l| matches!(l.home, Home::Slot { env: frame::ENV, .. }));
        for (index, param) in body.params.iter().enumerate() {
            let PatternKind::Identifier(name) = param.target.kind else { continue };
            let reg = frame::ARGS + index as Reg;
            if mapped {
                op!(self, SetScoped, reg, frame::ENV, index, 0);
                continue;
            }
            let found = self.scopes[scope].find(name);
            if let Some(Home::Slot { env, slot }) = found.map(|local| self.local(scope, local).home) {
                op!(self, SetScoped, reg, env, slot, 0);
            }
        }
    }

    /// The scope of a body whose parameters have expressions.
    fn body_scope(&mut self, id: ScopeId) {
        let shadowing: Vec<(Name, Place)> = (self.u.scopes.bindings(id).iter())
            .filter(|b| b.flags.has(BindingFlags::SHADOWS_PARAM) || self.is_arguments(b.name, b.kind))
            .map(|b| (b.name, self.resolve_static(b.name)))
            .collect();
        let eval_vars = self.has_sloppy_eval(id);
        if eval_vars {
            self.push_scope(None, true);
        }
        let before = self.env;
        self.open_scope(id);
        for (name, place) in shadowing {
            let mark = self.next;
            let value = self.load_place(name, place, None, false);
            self.initialize(name, value);
            self.free_to(mark);
        }
        if eval_vars {
            self.create_var_env(self.env != before);
        }
    }

    // ---- the body ---------------------------------------------------------------------------------------------------------------

    fn body(&mut self, body: &FullBody<'_>) {
        self.hoist(body.statements);
        if self.facts.is_generator {
            op!(self, InitialYield);
        }
        if let Some(e) = body.expression {
            return self.return_statement(Some(e));
        }
        let scope = body.body_scope.unwrap_or(body.scope);
        self.disposing(Some(scope), |this| this.statements(body.statements));
        if self.b.is_reachable() {
            self.return_undefined();
        }
    }

    /// `return e`.
    pub fn return_expression(&mut self, e: &Expr<'_>) {
        let mark = self.next;
        let value = self.value(e);
        let is_async_generator = self.facts.is_generator && self.facts.is_async;
        let value = if is_async_generator { self.awaited(value) } else { value };
        self.return_value(value);
        self.free_to(mark);
    }
}

/// Compiles a parsed function.
pub(crate) fn compile_body(u: &Unit<'_>, info: &FunctionInfo, body: &FullBody<'_>, facts: Facts, outer: Chain) -> Arc<Code> {
    if info.param_count > MAX_PARAMETERS {
        u.too_large.set(true);
        return Arc::default();
    }
    let compile = |plain_arguments| {
        let mut compiler = Compiler::new(u, facts, outer.clone(), info.param_count);
        compiler.plain_arguments = plain_arguments;
        compiler.at(info.span.start);
        compiler.prologue(info, body);
        compiler.body(body);
        compiler
    };
    let hopeful = may_have_plain_arguments(u, body) && !u.leaky.borrow().contains(&body.scope);
    let compiler = compile(hopeful);
    if hopeful && compiler.arguments_leaked {
        u.leaky.borrow_mut().insert(body.scope);
        return compile(false).finish();
    }
    compiler.finish()
}

/// The mapping between parameters and a sloppy arguments object matters only if a parameter or an element is assigned. Parameters are not if
/// this holds; that no element is, shows when the body is compiled: the object is used for nothing but reads of properties.
fn may_have_plain_arguments(u: &Unit<'_>, body: &FullBody<'_>) -> bool {
    let changes = BindingFlags::ASSIGNED.with(BindingFlags::FUNCTION);
    !body.params.is_empty()
        && u.scopes.bindings(body.scope).iter().all(|b| match b.kind {
            BindingKind::Param => !b.flags.any(changes),
            BindingKind::Arguments => !b.captured(),
            _ => true,
        })
}

pub(crate) fn facts_of(info: &FunctionInfo, flags: u32) -> Facts {
    Facts {
        kind: template_kind(info.kind),
        strict: info.flags.has(ScopeFlags::STRICT),
        is_async: info.is_async,
        is_generator: info.is_generator,
        has_fields: flags & flag::HAS_FIELDS != 0,
    }
}

fn is_param(binding: &Binding) -> bool {
    binding.kind == BindingKind::Param
}

/// The register in which the frame gives a parameter; the last of that name.
fn parameter_register(body: &FullBody<'_>, name: Name, rest: Option<Reg>) -> Option<Reg> {
    let is_named = |p: &PatternElement<'_>| matches!(p.target.kind, PatternKind::Identifier(n) if n == name);
    if let (Some(pattern), Some(reg)) = (body.rest, rest)
        && matches!(pattern.kind, PatternKind::Identifier(n) if n == name)
    {
        return Some(reg);
    }
    body.params.iter().rposition(is_named).map(|index| frame::ARGS + index as Reg)
}

/// Function declarations directly in a statement list, labelled and exported ones included.
pub(crate) fn declared_functions<'s, 'a>(statements: &'s [Stmt<'a>]) -> Vec<&'s Function<'a>> {
    statements.iter().filter_map(declared_function).collect()
}

fn declared_function<'s, 'a>(statement: &'s Stmt<'a>) -> Option<&'s Function<'a>> {
    let mut statement = statement;
    loop {
        match &statement.kind {
            StmtKind::Function(function) => return Some(function),
            StmtKind::Labeled(labeled) => statement = &labeled.body,
            StmtKind::Export(ogive_syntax::Export::Declaration(inner)) => statement = inner,
            _ => return None,
        }
    }
}

pub(crate) fn template_kind(kind: ogive_syntax::FunctionKind) -> FunctionKind {
    use ogive_syntax::FunctionKind as Kind;
    match kind {
        Kind::Normal => FunctionKind::Normal,
        Kind::Arrow => FunctionKind::Arrow,
        Kind::Method => FunctionKind::Method,
        Kind::Getter => FunctionKind::Getter,
        Kind::Setter => FunctionKind::Setter,
        Kind::Constructor => FunctionKind::ClassConstructor,
        Kind::DerivedConstructor => FunctionKind::DerivedConstructor,
    }
}

pub(crate) fn template_flags(info: &FunctionInfo) -> u32 {
    let pairs = [
        (info.flags.has(ScopeFlags::STRICT), flag::STRICT),
        (info.is_generator, flag::GENERATOR),
        (info.is_async, flag::ASYNC),
        (info.flags.has(ScopeFlags::USES_THIS) && !info.flags.has(ScopeFlags::STRICT), flag::USES_THIS),
        (!info.flags.has(ScopeFlags::SIMPLE_PARAMS), flag::NON_SIMPLE_PARAMETERS),
        (info.flags.has(ScopeFlags::CONTAINS_EVAL), flag::HAS_DIRECT_EVAL),
        (info.flags.any(ScopeFlags::USES_SUPER_PROPERTY), flag::USES_SUPER),
    ];
    pairs.iter().filter(|(set, _)| *set).fold(0, |flags, (_, bit)| flags | bit)
}
