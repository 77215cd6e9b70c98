//! Module items and the module's declarations to the linker.

use ogive_bytecode as bc;
use ogive_bytecode::{FunctionKind, ModuleInfo};
use ogive_syntax::{self as syntax, Export, Name, Program, Stmt, StmtKind};

use crate::classes::ClassName;
use crate::compiler::{Compiler, Facts, Unit, op};
use crate::functions::declared_functions;
use crate::scope::{Home, slot_kind};

impl Compiler<'_> {
    pub fn export(&mut self, export: &Export<'_>) {
        match export {
            Export::Declaration(statement) => self.statement(statement),
            Export::DefaultClass(class) => {
                let binding = class.name.map_or(Name::STAR_DEFAULT, |ident| ident.name);
                self.class_declaration(class, binding, ClassName::Given(b"default"));
            }
            Export::DefaultExpr(e) => {
                let mark = self.next;
                let value = self.named_value(e, b"default", None);
                self.initialize(Name::STAR_DEFAULT, value);
                self.free_to(mark);
            }
            Export::DefaultFunction(_) | Export::Named(_) | Export::NamedFrom { .. } | Export::All { .. } => {}
        }
    }

    /// The module's bindings: those that others see, or that closures capture, have slots of the environment that the linker makes.
    fn module_scope(&mut self, program: &Program<'_>) -> Vec<Name> {
        let record = program.module.as_ref();
        let exported = |name: Name| record.is_some_and(|r| r.local_exports.iter().any(|e| e.local == name));
        self.push_scope(Some(program.scope), false);
        let mut names = Vec::new();
        let mut slots = Vec::new();
        let bindings = program.scopes.bindings(program.scope);
        let mut in_registers = Vec::new();
        for binding in bindings {
            use syntax::BindingKind::*;
            let linked = matches!(binding.kind, Import | ImportNamespace | Function);
            if linked || binding.captured() || exported(binding.name) || slots.len() + 1000 > crate::compiler::MAX_VARIABLES as usize {
                names.push(binding.name);
                slots.push(bc::Binding { name: self.str_of(binding.name), kind: slot_kind(binding.kind) });
                let home = Home::Slot { env: bc::frame::ENV, slot: (names.len() - 1).min(u16::MAX as usize) as u16 };
                self.add_local(*binding, home, false);
            } else {
                in_registers.push(*binding);
            }
        }
        let info = bc::ScopeInfo::new(bc::ScopeKind::Module, slots, None, true);
        self.b.scope(info.clone());
        self.enter_env(bc::frame::ENV, info);
        self.outer_env = (bc::frame::ENV, 1);
        for binding in in_registers {
            let assigned = binding.flags.has(syntax::BindingFlags::ASSIGNED);
            let reg = self.variable(binding.name, assigned);
            self.add_local(binding, Home::Register(reg), false);
        }
        names
    }

    /// Function declarations: the linker makes their closures.
    fn linked_functions(&mut self, statements: &[Stmt<'_>], names: &[Name]) -> Vec<(u32, u32)> {
        let mut functions = declared_functions(statements);
        functions.extend(statements.iter().filter_map(|s| match &s.kind {
            StmtKind::Export(Export::DefaultFunction(function)) => Some(*function),
            _ => None,
        }));
        let slot_of = |name: Name| names.iter().position(|n| *n == name).map(|slot| slot as u32);
        let mut linked = Vec::new();
        for function in functions {
            let name = function.info.name.map(|ident| ident.name);
            let Some(slot) = slot_of(name.unwrap_or(Name::STAR_DEFAULT)) else { continue };
            let text = name.map_or(&b"default"[..], |name| self.text(name));
            let template = self.template(function, text, 0, None);
            linked.push((slot, self.b.function(template)));
        }
        linked
    }
}

/// Compiles a module's body.
pub(crate) fn compile_module_body(u: &Unit<'_>, program: &Program<'_>) -> (std::sync::Arc<bc::Code>, ModuleInfo) {
    let has_tla = program.module.as_ref().is_some_and(|m| m.has_top_level_await);
    let facts = Facts { kind: FunctionKind::Module, strict: true, is_async: has_tla, is_generator: false, has_fields: false };
    let mut compiler = Compiler::new(u, facts, None, 0);
    if has_tla {
        op!(compiler, AsyncStart);
    }
    let names = compiler.module_scope(program);
    compiler.b.mark_entry();
    let functions = compiler.linked_functions(program.statements, &names);
    compiler.disposing(Some(program.scope), |this| this.statements(program.statements));
    if compiler.b.is_reachable() {
        compiler.return_undefined();
    }
    let info = module_info(u, program, &names, functions, has_tla);
    (compiler.finish(), info)
}

fn module_info(u: &Unit<'_>, program: &Program<'_>, names: &[Name], functions: Vec<(u32, u32)>, has_tla: bool) -> ModuleInfo {
    let Some(record) = &program.module else { return ModuleInfo::default() };
    let text = |name: Name| -> bc::Str { u.names.text(name).into() };
    let slot = |name: Name| names.iter().position(|n| *n == name).unwrap_or_default() as u32;
    let import_name = |name: syntax::ImportName| match name {
        syntax::ImportName::Name(name) => bc::ImportName::Named(text(name)),
        syntax::ImportName::Namespace => bc::ImportName::Namespace,
        syntax::ImportName::Source => bc::ImportName::Source,
    };
    let request = |r: &syntax::ModuleRequest| bc::ModuleRequest {
        specifier: text(r.specifier),
        attributes: r.attributes.iter().map(|(k, v)| (text(*k), text(*v))).collect(),
        phase: match r.phase {
            syntax::ImportPhase::Evaluation => bc::ImportPhase::Evaluation,
            syntax::ImportPhase::Defer => bc::ImportPhase::Defer,
            syntax::ImportPhase::Source => bc::ImportPhase::Source,
        },
        offset: r.span.start,
    };
    let import = |i: &syntax::ImportEntry| bc::ImportEntry {
        slot: slot(i.local),
        request: i.request,
        name: import_name(i.import),
        offset: i.span.start,
    };
    let indirect = |e: &syntax::IndirectExport| bc::IndirectExport {
        export_name: text(e.exported),
        request: e.request,
        name: import_name(e.import),
        offset: e.span.start,
    };
    ModuleInfo {
        requests: record.requests.iter().map(request).collect(),
        imports: record.imports.iter().map(import).collect(),
        local_exports: record.local_exports.iter().map(|e| (text(e.exported), slot(e.local))).collect(),
        indirect_exports: record.indirect_exports.iter().map(indirect).collect(),
        star_exports: record.star_exports.clone().into(),
        functions: functions.into(),
        has_tla,
    }
}
