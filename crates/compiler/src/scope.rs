//! Scopes while they are open: where each binding lives, and how a name is read, written and initialized.
//!
//! What holds:
//! - A binding that is captured lives in a slot of its scope's environment, any other in a register. A scope has an environment only if it
//!   has captured bindings; each environment of the function is in a register of its own, so own slots are reached at depth 0.
//! - A dead-zone check is left out when the declaration lies before the use in the same function: a scope is entered anew each time
//!   its declarations run, so what comes later in the text comes later in time. Cases of a switch are the exception.
//! - Code inside of `with`, or where a sloppy direct eval may add variables, looks names up at run time unless they are found nearer.

use std::rc::Rc;
use std::sync::Arc;

use ogive_bytecode::{Binding, BindingKind as SlotKind, FunctionKind, IcKind, ScopeInfo, ScopeKind as InfoKind, Special};
use ogive_syntax::{BindingFlags, BindingKind, Expr, Name, ScopeFlags, ScopeId, ScopeKind};
use rustc_hash::FxHashMap;

use crate::compiler::{Chain, Compiler, Link, MAX_VARIABLES, Reg, op};
use crate::effects::is_harmless;

/// Environments with more slots than this are split in several.
const MAX_SLOTS: usize = 60_000;

/// Where a binding of this function lives.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Home {
    Register(Reg),
    Slot { env: Reg, slot: u16 },
}

/// A binding of an open scope.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Local {
    pub name: Name,
    pub kind: BindingKind,
    pub home: Home,
    /// Has a dead zone (parameters have one when there are parameter expressions).
    pub has_tdz: bool,
    /// Past its declaration.
    pub initialized: bool,
    /// Its register holds the hole before its declaration is reached.
    pub holed: bool,
    /// A `var` in a register: assigned on every path to here.
    pub assigned: bool,
    pub flags: BindingFlags,
}

/// A scope that is open.
pub(crate) struct ActiveScope {
    pub id: Option<ScopeId>,
    pub locals: Vec<Local>,
    /// Name → last local of that name, for scopes with many.
    index: FxHashMap<Name, usize>,
    /// `with`, or a receiver of eval's variables: names further out must be looked up at run time.
    pub dynamic: bool,
    saved: Saved,
}

struct Saved {
    env: Reg,
    chain: Chain,
    next: u32,
}

impl ActiveScope {
    fn add(&mut self, local: Local) {
        self.locals.push(local);
        let count = self.locals.len();
        if count > FEW {
            let first = if self.index.is_empty() { 0 } else { count - 1 };
            self.index.extend(self.locals[first..].iter().enumerate().map(|(i, l)| (l.name, first + i)));
        }
    }

    /// The binding of that name; of duplicate parameters the last.
    pub fn find(&self, name: Name) -> Option<usize> {
        match self.locals.len() {
            0..=FEW => self.locals.iter().rposition(|local| local.name == name),
            _ => self.index.get(&name).copied(),
        }
    }
}

/// Scopes with more bindings are indexed.
const FEW: usize = 12;

/// Where a name leads.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Place {
    /// A binding of this function: indices of the scope and of the local.
    Local { scope: usize, local: usize },
    /// A slot of an environment around this function, reached from a register.
    Outer {
        env: Reg,
        depth: u32,
        slot: u16,
        kind: SlotKind,
        /// The slot belongs to a derived constructor (whose `this` may be unbound).
        derived: bool,
    },
    Global,
    Dynamic,
}

/// A place fixed before the value to be stored is evaluated.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Reference {
    Fixed(Name, Place),
    /// The result of `ResolveName` in a register.
    Resolved(Name, Reg),
}

impl<'u> Compiler<'u> {
    // ---- opening and closing ------------------------------------------------------------------------------------------

    /// Opens a block-like scope: makes its environment and gives its bindings their homes.
    pub fn open_scope(&mut self, id: ScopeId) {
        self.push_scope(Some(id), false);
        let u = self.u;
        let forced = self.next >= MAX_VARIABLES;
        let kind = u.scopes.get(id).kind;
        let bindings = u.scopes.bindings(id);
        let in_slots: Vec<_> = bindings.iter().filter(|b| forced || b.captured() || b.kind.is_private()).copied().collect();
        // An eval's `var` conflicts with a function of a block as with `let`.
        let seen_by_eval = u.scopes.get(id).flags.has(ScopeFlags::CONTAINS_EVAL) && !kind.is_var_scope();
        self.lexical_functions = seen_by_eval;
        self.open_environments(info_kind(kind), &in_slots);
        self.lexical_functions = false;
        for binding in bindings {
            if !(forced || binding.captured() || binding.kind.is_private()) {
                let reg = self.variable(binding.name, binding.flags.has(BindingFlags::ASSIGNED));
                self.add_local(*binding, Home::Register(reg), false);
            }
        }
    }

    /// A place known to have been written now.
    pub fn note_assigned_place(&mut self, place: Place) {
        if let Place::Local { scope, local } = place {
            self.note_assigned(scope, local);
        }
    }

    /// A scope entry without bindings yet.
    pub fn push_scope(&mut self, id: Option<ScopeId>, dynamic: bool) {
        let saved = Saved { env: self.env, chain: self.chain.clone(), next: self.next };
        self.scopes.push(ActiveScope { id, locals: Vec::new(), index: FxHashMap::default(), dynamic, saved });
    }

    /// Makes environments for these bindings of the innermost scope.
    pub fn open_environments(&mut self, kind: InfoKind, bindings: &[ogive_syntax::Binding]) {
        for part in bindings.chunks(MAX_SLOTS) {
            let slots = part.iter().map(|b| self.slot(b)).collect();
            let env = self.temp();
            self.create_env(env, kind, slots);
            for (slot, binding) in part.iter().enumerate() {
                self.add_local(*binding, Home::Slot { env, slot: slot as u16 }, false);
            }
        }
    }

    pub fn slot(&self, binding: &ogive_syntax::Binding) -> Binding {
        let kind = match binding.kind {
            BindingKind::Function if self.lexical_functions => SlotKind::Let,
            kind => slot_kind(kind),
        };
        Binding { name: self.u.names.text(binding.name).into(), kind }
    }

    /// Emits the creation of an environment in `env`, which becomes the current one.
    pub fn create_env(&mut self, env: Reg, kind: InfoKind, slots: Vec<Binding>) {
        let info = ScopeInfo::new(kind, slots, self.function_kind_for_scopes(), self.facts.strict);
        let index = self.b.scope(info.clone());
        op!(self, CreateEnv, env, self.env, index);
        self.enter_env(env, info);
    }

    pub fn enter_env(&mut self, env: Reg, info: Arc<ScopeInfo>) {
        self.chain = Some(Rc::new(Link { info, parent: self.chain.take() }));
        self.env = env;
    }

    fn function_kind_for_scopes(&self) -> Option<FunctionKind> {
        match self.facts.kind {
            FunctionKind::Script | FunctionKind::Module | FunctionKind::Eval => None,
            kind => Some(kind),
        }
    }

    pub fn add_local(&mut self, binding: ogive_syntax::Binding, home: Home, has_tdz: bool) {
        let has_tdz = has_tdz || binding.kind.is_lexical() || binding.kind == BindingKind::CatchPatternParam;
        let local = Local {
            name: binding.name,
            kind: binding.kind,
            home,
            has_tdz,
            initialized: !has_tdz,
            holed: matches!(home, Home::Slot { .. }),
            assigned: false,
            flags: binding.flags,
        };
        self.scopes.last_mut().expect("a scope is open").add(local);
    }

    /// Closes the innermost scope: its registers are free, and the environment around it is current again.
    pub fn close_scope(&mut self) {
        let scope = self.scopes.pop().expect("a scope is open");
        let depth = self.scopes.len();
        self.assigned.retain(|(s, _)| *s < depth);
        self.chain = scope.saved.chain;
        self.env = scope.saved.env;
        self.drop_variables(scope.saved.next);
    }

    /// Opens the scope if there is one, runs `body`, closes it.
    pub fn in_scope(&mut self, id: Option<ScopeId>, body: impl FnOnce(&mut Self)) {
        match id {
            None => body(self),
            Some(id) => {
                self.open_scope(id);
                body(self);
                self.close_scope();
            }
        }
    }

    /// All variables of the innermost scope have a value.
    pub fn mark_all_assigned(&mut self) {
        if let Some(scope) = self.scopes.last_mut() {
            scope.locals.iter_mut().for_each(|local| local.assigned = true);
        }
    }

    /// The lexical bindings of the innermost scope may be met before their declaration ran (cases of a switch).
    pub fn hole_lexicals(&mut self) {
        let scope = self.scopes.len() - 1;
        for index in 0..self.scopes[scope].locals.len() {
            let local = self.scopes[scope].locals[index];
            if !local.has_tdz {
                continue;
            }
            if let Home::Register(reg) = local.home {
                self.load_special(reg, Special::Hole);
            }
            self.scopes[scope].locals[index].holed = true;
        }
    }

    /// Forget what was initialized in scope `scope` (a case of a switch starts).
    pub fn forget_initialized(&mut self, scope: usize) {
        for local in &mut self.scopes[scope].locals {
            local.initialized = !local.has_tdz;
        }
    }

    // ---- resolving ------------------------------------------------------------------------------------------------------

    /// Where a name leads from here.
    pub fn resolve(&self, name: Name) -> Place {
        self.resolve_through(name, false)
    }

    /// As `resolve`, for names that neither objects nor evals can add: private names, `this` and its kin.
    pub fn resolve_static(&self, name: Name) -> Place {
        self.resolve_through(name, true)
    }

    fn resolve_through(&self, name: Name, skip_dynamic: bool) -> Place {
        for (index, scope) in self.scopes.iter().enumerate().rev() {
            if let Some(local) = scope.find(name) {
                return Place::Local { scope: index, local };
            }
            if scope.dynamic && !skip_dynamic {
                return Place::Dynamic;
            }
        }
        resolve_outer(&self.outer, self.outer_env, self.u.names.text(name), skip_dynamic)
    }

    pub fn local(&self, scope: usize, local: usize) -> &Local {
        &self.scopes[scope].locals[local]
    }

    fn local_mut(&mut self, scope: usize, local: usize) -> &mut Local {
        &mut self.scopes[scope].locals[local]
    }

    // ---- reading --------------------------------------------------------------------------------------------------------

    /// The value of a name: a variable's register in place, or `dst`, or a new temporary.
    pub fn load_name(&mut self, name: Name, dst: Option<Reg>) -> Reg {
        let place = self.resolve(name);
        self.load_place(name, place, dst, false)
    }

    /// As `load_name` as the operand of typeof: an unresolvable name is undefined.
    pub fn load_name_or_undefined(&mut self, name: Name, dst: Option<Reg>) -> Reg {
        let place = self.resolve(name);
        self.load_place(name, place, dst, true)
    }

    pub fn load_place(&mut self, name: Name, place: Place, dst: Option<Reg>, or_undefined: bool) -> Reg {
        match place {
            Place::Local { scope, local } => self.load_local(scope, local, dst),
            Place::Outer { env, depth, slot, kind, .. } => {
                let dst = self.dst(dst);
                self.load_slot(dst, env, slot, depth, kind);
                dst
            }
            Place::Global if name == Name::UNDEFINED => {
                let dst = self.dst(dst);
                self.load_special(dst, Special::Undefined);
                dst
            }
            Place::Global => {
                let dst = self.dst(dst);
                let ic = self.ic(IcKind::GetGlobal, name);
                match or_undefined {
                    false => op!(self, GetGlobal, dst, ic),
                    true => op!(self, GetGlobalOrUndefined, dst, ic),
                }
                dst
            }
            Place::Dynamic => {
                let dst = self.dst(dst);
                let ic = self.ic(IcKind::Name, name);
                match or_undefined {
                    false => op!(self, GetName, dst, self.env, ic),
                    true => op!(self, GetNameOrUndefined, dst, self.env, ic),
                }
                dst
            }
        }
    }

    fn load_local(&mut self, scope: usize, index: usize, dst: Option<Reg>) -> Reg {
        let local = *self.local(scope, index);
        let dead = local.has_tdz && !local.initialized;
        match local.home {
            Home::Register(reg) => {
                if dead {
                    self.throw_if_hole(&local, reg);
                } else {
                    self.note_read(scope, index);
                }
                match dst {
                    Some(dst) => {
                        self.move_to(dst, reg);
                        dst
                    }
                    None => reg,
                }
            }
            Home::Slot { env, slot } => {
                let dst = self.dst(dst);
                match local.kind {
                    BindingKind::Import => op!(self, GetImport, dst, env, slot, 0),
                    _ if dead => op!(self, GetScopedChecked, dst, env, slot, 0),
                    _ => op!(self, GetScoped, dst, env, slot, 0),
                }
                dst
            }
        }
    }

    /// A use in the dead zone, or possibly in it.
    fn throw_if_hole(&mut self, local: &Local, reg: Reg) {
        let name = self.name(local.name);
        if !local.holed {
            // Certainly in it; this also gives the register a value for what follows.
            self.load_special(reg, Special::Hole);
        }
        op!(self, ThrowIfHole, reg, name);
    }

    /// A variable's register is read: unless it is known to be assigned it must be initialized at entry.
    fn note_read(&mut self, scope: usize, index: usize) {
        let local = *self.local(scope, index);
        let starts_undefined = matches!(local.kind, BindingKind::Var | BindingKind::Function);
        if let Home::Register(reg) = local.home
            && starts_undefined
            && !local.assigned
        {
            self.entry_inits.push(reg);
            self.note_assigned_forever(scope, index);
        }
    }

    fn note_assigned_forever(&mut self, scope: usize, index: usize) {
        self.local_mut(scope, index).assigned = true;
    }

    /// A variable's register has been written.
    pub fn note_assigned(&mut self, scope: usize, index: usize) {
        if !self.local(scope, index).assigned {
            self.local_mut(scope, index).assigned = true;
            self.assigned.push((scope, index));
        }
    }

    fn load_slot(&mut self, dst: Reg, env: Reg, slot: u16, depth: u32, kind: SlotKind) {
        let (env, depth) = self.near(dst, env, depth);
        match kind {
            SlotKind::Import => op!(self, GetImport, dst, env, slot, depth),
            SlotKind::Let | SlotKind::Const => op!(self, GetScopedChecked, dst, env, slot, depth),
            _ => op!(self, GetScoped, dst, env, slot, depth),
        }
    }

    /// An environment from which the slot is within reach of the op's depth field.
    fn near(&mut self, spare: Reg, env: Reg, depth: u32) -> (Reg, u32) {
        if depth <= u8::MAX as u32 {
            return (env, depth);
        }
        let spare = if self.is_temp(spare) { spare } else { self.temp() };
        op!(self, GetParentEnv, spare, env, depth);
        (spare, 0)
    }

    // ---- writing --------------------------------------------------------------------------------------------------------

    /// Fixes where an assignment goes, before its value is evaluated.
    pub fn reference(&mut self, name: Name) -> Reference {
        match self.resolve(name) {
            Place::Dynamic => {
                let reg = self.temp();
                let ic = self.ic(IcKind::Name, name);
                op!(self, ResolveName, reg, self.env, ic);
                Reference::Resolved(name, reg)
            }
            place => Reference::Fixed(name, place),
        }
    }

    /// As `reference`. Strict code that assigns an undeclared name looks it up before the value is evaluated: what that creates
    /// comes too late.
    pub fn reference_before(&mut self, name: Name, value: &Expr<'_>) -> Reference {
        let undeclared = self.facts.strict && matches!(self.resolve(name), Place::Global) && !self.u.globals.contains(&name);
        if !undeclared || is_harmless(value) {
            return self.reference(name);
        }
        let reg = self.temp();
        let ic = self.ic(IcKind::Name, name);
        op!(self, ResolveName, reg, self.env, ic);
        Reference::Resolved(name, reg)
    }

    /// The value that a reference has now.
    pub fn load_reference(&mut self, reference: Reference, dst: Option<Reg>) -> Reg {
        match reference {
            Reference::Fixed(name, place) => self.load_place(name, place, dst, false),
            Reference::Resolved(name, reg) => {
                let dst = self.dst(dst);
                let ic = self.ic(IcKind::Name, name);
                op!(self, GetResolved, dst, reg, ic);
                dst
            }
        }
    }

    pub fn store_reference(&mut self, reference: Reference, value: Reg) {
        match reference {
            Reference::Fixed(name, place) => self.store_place(name, place, value),
            Reference::Resolved(name, reg) => {
                let ic = self.ic(IcKind::Name, name);
                op!(self, SetResolved, value, reg, ic);
            }
        }
    }

    /// The register of a plain variable, into which values may be evaluated directly by an assignment.
    pub fn direct_register(&self, place: Place) -> Option<Reg> {
        let Place::Local { scope, local } = place else { return None };
        let local = self.local(scope, local);
        let plain = !local.kind.is_immutable() && local.initialized;
        match local.home {
            Home::Register(reg) if plain => Some(reg),
            _ => None,
        }
    }

    /// Assigns a value to a binding.
    pub fn store_place(&mut self, name: Name, place: Place, value: Reg) {
        match place {
            Place::Local { scope, local } => self.store_local(scope, local, value),
            Place::Outer { env, depth, slot, kind, .. } => self.store_slot(name, env, depth, slot, kind, value),
            Place::Global => {
                let ic = self.ic(IcKind::SetGlobal, name);
                op!(self, SetGlobal, value, ic);
            }
            Place::Dynamic => {
                let mark = self.next;
                let reference = self.reference(name);
                self.store_reference(reference, value);
                self.free_to(mark);
            }
        }
    }

    fn store_local(&mut self, scope: usize, index: usize, value: Reg) {
        let local = *self.local(scope, index);
        let dead = local.has_tdz && !local.initialized;
        if local.kind.is_immutable() {
            return self.store_immutable(&local, dead);
        }
        match local.home {
            Home::Register(reg) => {
                if dead {
                    self.throw_if_hole(&local, reg);
                }
                self.move_to(reg, value);
                self.note_assigned(scope, index);
            }
            Home::Slot { env, slot } if dead => op!(self, SetScopedChecked, value, env, slot, 0),
            Home::Slot { env, slot } => op!(self, SetScoped, value, env, slot, 0),
        }
    }

    fn store_immutable(&mut self, local: &Local, dead: bool) {
        if local.kind == BindingKind::FunctionName && !self.facts.strict {
            return;
        }
        if dead {
            match local.home {
                Home::Register(reg) => self.throw_if_hole(local, reg),
                Home::Slot { env, slot } => {
                    let mark = self.next;
                    let dst = self.temp();
                    op!(self, GetScopedChecked, dst, env, slot, 0);
                    self.free_to(mark);
                }
            }
        }
        let name = self.name(local.name);
        op!(self, ThrowConstAssign, 0, name);
    }

    fn store_slot(&mut self, name: Name, env: Reg, depth: u32, slot: u16, kind: SlotKind, value: Reg) {
        let mark = self.next;
        let spare = self.temp();
        let (env, depth) = self.near(spare, env, depth);
        match kind {
            SlotKind::FunctionName if !self.facts.strict => {}
            SlotKind::Const | SlotKind::FunctionName | SlotKind::Import => {
                if kind == SlotKind::Const {
                    op!(self, GetScopedChecked, spare, env, slot, depth);
                }
                let name = self.name(name);
                op!(self, ThrowConstAssign, 0, name);
            }
            SlotKind::Let => op!(self, SetScopedChecked, value, env, slot, depth),
            _ => op!(self, SetScoped, value, env, slot, depth),
        }
        self.free_to(mark);
    }

    // ---- initializing ---------------------------------------------------------------------------------------------------

    /// The register into which a declaration's value may be evaluated directly.
    pub fn initialize_register(&self, name: Name) -> Option<Reg> {
        match self.resolve_static(name) {
            Place::Local { scope, local } => match self.local(scope, local).home {
                // A dead-zone check in the initializer writes the register, but then it throws.
                Home::Register(reg) => Some(reg),
                Home::Slot { .. } => None,
            },
            _ => None,
        }
    }

    /// Initializes a binding of this function, or a global lexical one.
    pub fn initialize(&mut self, name: Name, value: Reg) {
        match self.resolve_static(name) {
            Place::Local { scope, local } => {
                match self.local(scope, local).home {
                    Home::Register(reg) => self.move_to(reg, value),
                    Home::Slot { env, slot } => op!(self, SetScoped, value, env, slot, 0),
                }
                self.local_mut(scope, local).initialized = true;
                self.note_assigned(scope, local);
            }
            _ => {
                let ic = self.ic(IcKind::SetGlobal, name);
                op!(self, InitGlobal, value, ic);
            }
        }
    }

    /// Is the flag set on the scope of that id?
    pub fn scope_has(&self, id: ScopeId, flag: ScopeFlags) -> bool {
        self.u.scopes.get(id).flags.has(flag)
    }
}

fn resolve_outer(outer: &Chain, (env, base): (Reg, u32), name: &[u8], skip_dynamic: bool) -> Place {
    let mut depth = base;
    let mut next = outer.as_ref();
    while let Some(link) = next {
        if matches!(link.info.kind, InfoKind::With | InfoKind::Var) {
            if !skip_dynamic {
                return Place::Dynamic;
            }
        } else if let Some(slot) = link.info.slot_of(name) {
            let kind = link.info.bindings[slot as usize].kind;
            let derived = link.info.function == Some(FunctionKind::DerivedConstructor);
            return Place::Outer { env, depth, slot: slot as u16, kind, derived };
        }
        depth += 1;
        next = link.parent.as_ref();
    }
    Place::Global
}

/// The static description's kind for a scope.
pub(crate) fn info_kind(kind: ScopeKind) -> InfoKind {
    match kind {
        ScopeKind::Script => InfoKind::Script,
        ScopeKind::Module => InfoKind::Module,
        ScopeKind::Eval => InfoKind::Eval,
        ScopeKind::Function | ScopeKind::Arrow | ScopeKind::FieldInitializer | ScopeKind::StaticBlock => InfoKind::Function,
        ScopeKind::FunctionBody => InfoKind::FunctionBody,
        ScopeKind::Block | ScopeKind::Switch | ScopeKind::For | ScopeKind::Catch => InfoKind::Block,
        ScopeKind::Class => InfoKind::Class,
        ScopeKind::With => InfoKind::With,
    }
}

/// What a slot is for code that finds it by name.
pub(crate) fn slot_kind(kind: BindingKind) -> SlotKind {
    match kind {
        BindingKind::Var | BindingKind::Function | BindingKind::Param | BindingKind::CatchParam | BindingKind::Arguments => SlotKind::Var,
        BindingKind::Let | BindingKind::Class | BindingKind::CatchPatternParam => SlotKind::Let,
        BindingKind::Const | BindingKind::Using | BindingKind::AwaitUsing | BindingKind::ClassName | BindingKind::ImportNamespace => SlotKind::Const,
        BindingKind::FunctionName => SlotKind::FunctionName,
        BindingKind::Import => SlotKind::Import,
        BindingKind::PrivateField
        | BindingKind::PrivateMethod
        | BindingKind::PrivateGetter
        | BindingKind::PrivateSetter
        | BindingKind::PrivateAccessor => SlotKind::PrivateName,
        BindingKind::This | BindingKind::NewTarget | BindingKind::HomeObject | BindingKind::ActiveFunction => SlotKind::Internal,
    }
}
