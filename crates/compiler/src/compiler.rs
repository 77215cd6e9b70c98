//! The state of compiling one function: its builder, registers, scopes and control stack, and the small helpers that all
//! families of expressions and statements share.
//!
//! What holds:
//! - Registers are a stack. `next` is the first free one; variables of open scopes and live temporaries lie below. A temporary is
//!   freed by putting `next` back.
//! - `value` gives back either the register of a variable, in place, or the temporary that was `next` at entry. `value_in` writes
//!   its register only as the last effect of the evaluation, so the register may be a variable that the expression reads.
//! - A variable's register that is held across the evaluation of another expression goes through `protect`.
//! - Variables in registers are initialized on the way where that is provable, else by instructions put in at `entry`.

use std::cell::{Cell, RefCell};
use std::rc::Rc;
use std::sync::Arc;

use ogive_bytecode::{Builder, Code, FunctionKind, Label, Region, ScopeInfo, Source, Special, Str, frame, instr};
use ogive_bytecode::{IcKind, Op};
use ogive_syntax::{Interner, Name, ScopeId, ScopeTree};
use rustc_hash::{FxHashMap, FxHashSet};

use crate::Options;
use crate::control::Control;
use crate::scope::ActiveScope;

/// A register.
pub(crate) type Reg = u16;

/// Emits an op: `op!(self, Add, dst, lhs, rhs)`, fields in the order of the op's row.
macro_rules! op {
    ($self:expr, $op:ident $(, $field:expr)*) => {
        $self.b.emit(ogive_bytecode::Op::$op, &[$(($field) as i64),*])
    };
}
pub(crate) use op;

/// From here on bindings go to environments, so that registers are left for temporaries.
pub(crate) const MAX_VARIABLES: u32 = 50_000;

/// Call windows, array chunks and object literals keep below.
pub(crate) const MAX_REGISTERS: u32 = 64_000;

/// What all functions of one parse share.
pub(crate) struct Unit<'u> {
    pub source: Arc<Source>,
    pub is_module: bool,
    /// Names that the script declares as globals.
    pub globals: &'u FxHashSet<Name>,
    /// Sloppy direct eval code: its variables belong to the caller.
    pub eval_vars: bool,
    /// Eval code: the kind of the nearest function around that is no arrow.
    pub eval_function: Option<FunctionKind>,
    pub scopes: &'u ScopeTree,
    pub names: &'u Interner,
    pub options: &'u Options,
    /// Which of the source's parses lazy functions belong to.
    pub parse: u32,
    /// Some function does not fit the encoding, or nests too deeply for the native stack.
    pub too_large: Cell<bool>,
    /// Functions that let their arguments object out, by their scopes.
    pub leaky: RefCell<FxHashSet<ScopeId>>,
    /// An address in the frame that compilation started from.
    pub stack_base: usize,
}

impl Unit<'_> {
    /// The native stack that the parser was allowed is used up; then compilation fails, and goes no deeper.
    #[inline(never)]
    pub fn is_stack_exhausted(&self) -> bool {
        let here = 0u8;
        let used = self.stack_base.saturating_sub(std::ptr::from_ref(&here).addr());
        let exhausted = used > self.options.parse.stack_budget;
        if exhausted {
            self.too_large.set(true);
        }
        exhausted
    }
}

/// The environments around a place in the code, innermost first.
pub(crate) struct Link {
    pub info: Arc<ScopeInfo>,
    pub parent: Chain,
}

/// A linked list of environments.
pub(crate) type Chain = Option<Rc<Link>>;

/// A variable that lives in a register.
#[derive(Clone, Copy)]
pub(crate) struct Variable {
    pub name: Name,
    /// May be assigned after its initialization.
    pub assigned: bool,
}

/// Facts about the function being compiled.
#[derive(Clone, Copy)]
pub(crate) struct Facts {
    pub kind: FunctionKind,
    pub strict: bool,
    pub is_async: bool,
    pub is_generator: bool,
    /// A constructor whose class has fields.
    pub has_fields: bool,
}

pub(crate) struct Compiler<'u> {
    pub u: &'u Unit<'u>,
    pub b: Builder,
    pub facts: Facts,
    pub scopes: Vec<ActiveScope>,
    /// Environments from the current one outwards.
    pub chain: Chain,
    /// Environments around the function.
    pub outer: Chain,
    /// Register of the current environment.
    pub env: Reg,
    /// Register and depth from which `outer` is reached.
    pub outer_env: (Reg, u32),
    pub next: u32,
    variables: Vec<Option<Variable>>,
    pub controls: Vec<Control>,
    /// Where the completion value of a script or eval goes.
    pub completion: Option<Reg>,
    /// Variables assigned on every path to here: undo log of the regions they were assigned in.
    pub assigned: Vec<(usize, usize)>,
    /// Registers of variables to be initialized at the builder's entry mark.
    pub entry_inits: Vec<Reg>,
    /// Labels that belong to the next statement.
    pub pending_labels: Vec<Name>,
    /// `this` of a derived constructor is known to be bound here.
    pub this_bound: bool,
    /// Functions declared in the scope being opened are lexical for evals.
    pub lexical_functions: bool,
    /// The sloppy arguments object is made without mapping, as long as it is only read.
    pub plain_arguments: bool,
    /// It has been used for something else.
    pub arguments_leaked: bool,
    /// The resources of the innermost scope with `using`.
    pub dispose_scope: Option<Reg>,
    /// Where `?.` jumps to, for the optional chain being compiled.
    pub chain_exit: Option<Label>,
    /// Nesting of expressions, and one whose value is already in a register (see `deep`).
    pub depth: u32,
    pub evaluated: Option<(*const (), Reg)>,
    names: FxHashMap<Name, u32>,
    /// What registers are called: those that hold one variable and nothing else.
    register_names: FxHashMap<Reg, Option<Name>>,
}

impl<'u> Compiler<'u> {
    pub fn new(u: &'u Unit<'u>, facts: Facts, outer: Chain, param_count: u32) -> Self {
        let next = frame::ARGS as u32 + param_count;
        let mut compiler = Compiler {
            u,
            b: Builder::new(next),
            facts,
            scopes: Vec::new(),
            chain: outer.clone(),
            outer,
            env: frame::ENV,
            outer_env: (frame::ENV, 0),
            next,
            variables: vec![None; next as usize],
            controls: Vec::new(),
            completion: None,
            assigned: Vec::new(),
            entry_inits: Vec::new(),
            pending_labels: Vec::new(),
            this_bound: false,
            lexical_functions: false,
            plain_arguments: false,
            arguments_leaked: false,
            dispose_scope: None,
            chain_exit: None,
            depth: 0,
            evaluated: None,
            names: FxHashMap::default(),
            register_names: FxHashMap::default(),
        };
        let implicit = Variable { name: Name::THIS, assigned: false };
        compiler.variables[..frame::ARGS as usize].fill(Some(implicit));
        compiler
    }

    /// Finished code.
    pub fn finish(mut self) -> Arc<Code> {
        self.entry_inits.sort_unstable();
        self.entry_inits.dedup();
        let undefined = |&reg: &Reg| instr::encode(Op::LoadSpecial, &[reg as i64, Special::Undefined as i64]).map_or(0, |u| u[0]);
        let inits: Vec<u64> = self.entry_inits.iter().map(undefined).collect();
        self.b.insert_at_entry(&inits);
        let mut names: Vec<_> = self.register_names.iter().filter_map(|(reg, name)| Some((*reg, (*name)?))).collect();
        names.sort_unstable_by_key(|(reg, _)| *reg);
        for (reg, name) in names {
            let text = self.u.names.text(name);
            if !text.is_empty() {
                self.b.name_register(reg, text);
            }
        }
        match self.b.finish() {
            Ok(code) => Arc::new(code),
            Err(_) => {
                self.u.too_large.set(true);
                Arc::new(Code::default())
            }
        }
    }

    // ---- registers ------------------------------------------------------------------------------------------------

    /// A new temporary.
    pub fn temp(&mut self) -> Reg {
        self.temps(1)
    }

    /// The first of `count` new temporaries.
    pub fn temps(&mut self, count: u32) -> Reg {
        let first = self.next;
        for shared in first..first + count {
            if let Some(name) = self.register_names.get_mut(&(shared as Reg)) {
                *name = None;
            }
        }
        self.allocate(count)
    }

    fn allocate(&mut self, count: u32) -> Reg {
        let first = self.next;
        self.next += count;
        self.b.reserve_registers(self.next);
        // Running out makes `finish` fail; what is emitted until then does not matter.
        first.min(65_000) as Reg
    }

    /// Frees the temporaries from `mark` on.
    pub fn free_to(&mut self, mark: u32) {
        self.next = mark;
    }

    /// A register for a variable.
    pub fn variable(&mut self, name: Name, assigned: bool) -> Reg {
        let reg = self.allocate(1);
        self.mark_variable(reg, name, assigned);
        reg
    }

    /// A register holds a variable from now on.
    pub fn mark_variable(&mut self, reg: Reg, name: Name, assigned: bool) {
        let index = reg as usize;
        if self.variables.len() <= index {
            self.variables.resize(index + 1, None);
        }
        self.variables[index] = Some(Variable { name, assigned });
        if reg >= frame::ARGS {
            let only = self.register_names.entry(reg).or_insert(Some(name));
            *only = only.filter(|only| *only == name);
        }
    }

    /// The registers from `mark` on hold no variables any more, and are free.
    pub fn drop_variables(&mut self, mark: u32) {
        for variable in self.variables.iter_mut().skip(mark as usize) {
            *variable = None;
        }
        self.next = mark;
    }

    /// The variable that a register holds.
    pub fn variable_in(&self, reg: Reg) -> Option<Variable> {
        self.variables.get(reg as usize).copied().flatten()
    }

    pub fn is_temp(&self, reg: Reg) -> bool {
        self.variable_in(reg).is_none()
    }

    /// `dst`, or a new temporary.
    pub fn dst(&mut self, dst: Option<Reg>) -> Reg {
        dst.unwrap_or_else(|| self.temp())
    }

    /// A register to build a value in: `dst` unless that is a variable, which could be seen half-way.
    pub fn scratch(&mut self, dst: Option<Reg>) -> Reg {
        match dst {
            Some(reg) if self.is_temp(reg) => reg,
            _ => self.temp(),
        }
    }

    /// The value built in `reg` goes to `dst`; temporaries from `mark` on are free again (except the result).
    pub fn settle(&mut self, mark: u32, dst: Option<Reg>, reg: Reg) -> Reg {
        match dst {
            Some(dst) => {
                self.move_to(dst, reg);
                self.free_to(mark);
                dst
            }
            None if self.is_temp(reg) => {
                self.free_to(mark);
                let result = self.temp();
                self.move_to(result, reg);
                result
            }
            None => {
                self.free_to(mark);
                reg
            }
        }
    }

    pub fn move_to(&mut self, dst: Reg, src: Reg) {
        if dst != src {
            op!(self, Move, dst, src);
        }
    }

    // ---- constants and sites ----------------------------------------------------------------------------------------

    pub fn text(&self, name: Name) -> &'u [u8] {
        self.u.names.text(name)
    }

    /// A name as string constant.
    pub fn name(&mut self, name: Name) -> u32 {
        if let Some(&index) = self.names.get(&name) {
            return index;
        }
        let index = self.b.string(self.u.names.text(name));
        self.names.insert(name, index);
        index
    }

    /// An inline-cache site for a named thing.
    pub fn ic(&mut self, kind: IcKind, name: Name) -> u32 {
        let name = self.name(name);
        self.b.ic(kind, name, self.facts.strict)
    }

    /// An inline-cache site without a name.
    pub fn ic_unnamed(&mut self, kind: IcKind) -> u32 {
        self.b.ic(kind, u32::MAX, self.facts.strict)
    }

    /// An inline-cache site for a name that is not in the source.
    pub fn ic_text(&mut self, kind: IcKind, name: &[u8]) -> u32 {
        let name = self.b.string(name);
        self.b.ic(kind, name, self.facts.strict)
    }

    pub fn load_special(&mut self, dst: Reg, value: Special) {
        op!(self, LoadSpecial, dst, value as u8);
    }

    pub fn load_string(&mut self, dst: Reg, text: &[u8]) {
        let index = self.b.string(text);
        op!(self, LoadConst, dst, index);
    }

    pub fn load_number(&mut self, dst: Reg, value: f64) {
        match as_int(value) {
            Some(int) => op!(self, LoadInt, dst, int),
            None => {
                let index = self.b.number(value);
                op!(self, LoadConst, dst, index);
            }
        }
    }

    /// What comes next belongs to this place in the source.
    pub fn at(&mut self, offset: u32) {
        self.b.set_offset(offset);
    }

    /// A source text from a name.
    pub fn str_of(&self, name: Name) -> Str {
        self.u.names.text(name).into()
    }

    pub fn throw_error(&mut self, kind: ErrorType, message: &str) {
        let message = self.b.string(message.as_bytes());
        op!(self, ThrowError, kind as u8, message);
    }

    // ---- regions of conditional execution -----------------------------------------------------------------------------

    /// Starts code that may not run, or may be left at any point.
    pub fn begin_region(&mut self) -> RegionMark {
        RegionMark { assigned: self.assigned.len(), this_bound: self.this_bound }
    }

    /// Ends it: what it has assigned is not known to be assigned.
    pub fn end_region(&mut self, mark: RegionMark) {
        for (scope, local) in self.assigned.split_off(mark.assigned) {
            if let Some(local) = self.scopes.get_mut(scope).and_then(|s| s.locals.get_mut(local)) {
                local.assigned = false;
            }
        }
        self.this_bound = mark.this_bound;
    }

    /// Runs `body` with its instructions covered by a new handler region.
    pub fn covered(&mut self, region: &mut Region, body: impl FnOnce(&mut Self)) {
        self.b.enter(region);
        body(self);
        self.b.leave(region);
    }

    pub fn label(&mut self) -> Label {
        self.b.label()
    }
}

/// See [`Compiler::begin_region`].
#[derive(Clone, Copy)]
pub(crate) struct RegionMark {
    assigned: usize,
    this_bound: bool,
}

/// The errors that `ThrowError` makes.
#[derive(Clone, Copy)]
#[repr(u8)]
pub(crate) enum ErrorType {
    Type = 0,
    Reference = 1,
}

/// The int32 that a Number is, if it is one (-0 is none).
pub(crate) fn as_int(value: f64) -> Option<i32> {
    let int = value as i32;
    (int as f64 == value && (int != 0 || value.is_sign_positive())).then_some(int)
}

/// The 16-bit immediate that a Number is.
pub(crate) fn as_imm(value: f64) -> Option<i16> {
    as_int(value).and_then(|int| i16::try_from(int).ok())
}
