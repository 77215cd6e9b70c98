//! Scripts and eval code: their declarations, completion value, body.

use std::sync::Arc;

use ogive_bytecode::{Code, Constant, Declarations, FunctionKind, ScopeKind, Special, Str};
use ogive_syntax::{BindingFlags, BindingKind, Name, Program, ScopeFlags};

use crate::compiler::{Chain, Compiler, Facts, Unit, op};
use crate::scope::Home;

/// Compiles a script's body.
pub(crate) fn compile_script_body(u: &Unit<'_>, program: &Program<'_>) -> Arc<Code> {
    let strict = program.scopes.get(program.scope).flags.has(ScopeFlags::STRICT);
    let mut compiler = Compiler::new(u, facts(FunctionKind::Script, strict), None, 0);
    // Bindings of the script are global ones: its scope has nothing of its own.
    compiler.push_scope(None, false);
    compiler.b.mark_entry();
    let declarations = compiler.declarations(program, false);
    compiler.declare_outside(declarations, false);
    compiler.run(program);
    compiler.finish()
}

/// Compiles eval code; `outer` are the caller's environments if it is direct.
pub(crate) fn compile_eval_body(u: &Unit<'_>, program: &Program<'_>, outer: Chain) -> Arc<Code> {
    let strict = program.scopes.get(program.scope).flags.has(ScopeFlags::STRICT);
    let mut compiler = Compiler::new(u, facts(FunctionKind::Eval, strict), outer, 0);
    if strict {
        compiler.open_scope(program.scope);
        compiler.b.mark_entry();
    } else {
        let declarations = compiler.declarations(program, true);
        compiler.declare_outside(declarations, u.eval_vars);
        compiler.open_eval_scope(program);
        compiler.b.mark_entry();
    }
    compiler.run(program);
    compiler.finish()
}

fn facts(kind: FunctionKind, strict: bool) -> Facts {
    Facts { kind, strict, is_async: false, is_generator: false, has_fields: false }
}

impl Compiler<'_> {
    fn run(&mut self, program: &Program<'_>) {
        self.hoist(program.statements);
        if !self.u.options.completion {
            self.disposing(Some(program.scope), |this| this.statements(program.statements));
            return if self.b.is_reachable() { op!(self, ReturnUndefined) };
        }
        let completion = self.variable(Name::EMPTY, true);
        self.load_special(completion, Special::Undefined);
        self.completion = Some(completion);
        self.disposing(Some(program.scope), |this| this.statements(program.statements));
        if self.b.is_reachable() {
            op!(self, Return, completion);
        }
    }

    /// What the program declares outside of itself.
    fn declarations(&mut self, program: &Program<'_>, is_eval: bool) -> Declarations {
        let mut functions: Vec<Str> = Vec::new();
        let mut vars: Vec<Str> = Vec::new();
        let mut annex_b: Vec<Str> = Vec::new();
        let mut lexicals: Vec<(Str, bool)> = Vec::new();
        for binding in program.scopes.bindings(program.scope) {
            let name = self.str_of(binding.name);
            match binding.kind {
                BindingKind::Function => functions.push(name),
                BindingKind::Var if binding.flags.has(BindingFlags::ANNEX_B_VAR) => annex_b.push(name),
                BindingKind::Var => vars.push(name),
                kind if kind.is_lexical() && !is_eval => lexicals.push((name, kind.is_immutable())),
                _ => {}
            }
        }
        Declarations {
            functions: functions.into(),
            vars: vars.into(),
            annex_b: annex_b.into(),
            lexicals: lexicals.into(),
            deletable: is_eval,
        }
    }

    fn declare_outside(&mut self, declarations: Declarations, in_caller: bool) {
        let d = &declarations;
        if d.functions.is_empty() && d.vars.is_empty() && d.annex_b.is_empty() && d.lexicals.is_empty() {
            return;
        }
        let index = self.b.constant(Constant::Declarations(declarations));
        match in_caller {
            true => op!(self, DeclareEvalVars, self.env, index),
            false => op!(self, DeclareGlobals, 0, index),
        }
    }

    /// Lexical declarations of sloppy eval code are its own.
    fn open_eval_scope(&mut self, program: &Program<'_>) {
        self.push_scope(Some(program.scope), false);
        let own = |b: &&ogive_syntax::Binding| !matches!(b.kind, BindingKind::Var | BindingKind::Function);
        let bindings = program.scopes.bindings(program.scope);
        let captured: Vec<_> = bindings.iter().filter(own).filter(|b| b.captured()).copied().collect();
        self.open_environments(ScopeKind::Eval, &captured);
        let in_register = |b: &&ogive_syntax::Binding| !b.captured() && Self::implicit_register(b.kind).is_none();
        for binding in bindings.iter().filter(own).filter(in_register) {
            let reg = self.variable(binding.name, binding.flags.has(BindingFlags::ASSIGNED));
            self.add_local(*binding, Home::Register(reg), false);
        }
    }
}
