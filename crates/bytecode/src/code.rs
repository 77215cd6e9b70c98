//! What the compiler hands over: function templates and their code. Immutable, `Send + Sync`, free of heap references,
//! so that one compilation serves all realms, the background compiler and the disk cache.
//!
//! Strings are WTF-8 bytes (UTF-8 in which lone surrogates may be encoded); the VM makes them atoms when it first needs them.

use std::sync::{Arc, OnceLock};

/// A string: WTF-8.
pub type Str = Box<[u8]>;

/// A whole source text that code refers to by byte offset.
#[derive(Debug)]
pub struct Source {
    /// WTF-8 text.
    pub text: Box<[u8]>,
    /// What stack traces call it: a path, a URL, or something like `evalmachine.<anonymous>`.
    pub name: String,
    /// Byte offset → line is answered through this table of line starts, made when first asked for.
    pub line_starts: OnceLock<Box<[u32]>>,
    /// For `new Function` and eval: where positions start (0-based line and column offsets) are not kept; text is self-contained.
    pub host_id: u64,
    /// Bytes at the start that no user wrote (the head of a wrapper function): positions on line 1 are counted after them.
    pub prefix: u32,
    /// Part of the standard library: natives (`%Name`) are allowed, and its functions look like built-in ones.
    pub library: bool,
    /// What the compiler keeps for the lazy functions of this text (its names and preparse results); nobody else's business.
    pub lazy: OnceLock<Box<dyn std::any::Any + Send + Sync>>,
}

impl Source {
    /// A source with the given name and text.
    pub fn new(name: impl Into<String>, text: impl Into<Box<[u8]>>) -> Arc<Source> {
        Source::with_prefix(name, text, 0)
    }
    /// As `new`, for text that begins with `prefix` bytes which no user wrote.
    pub fn with_prefix(name: impl Into<String>, text: impl Into<Box<[u8]>>, prefix: u32) -> Arc<Source> {
        let (line_starts, lazy) = (OnceLock::new(), OnceLock::new());
        Arc::new(Source { text: text.into(), name: name.into(), line_starts, host_id: 0, prefix, library: false, lazy })
    }
    /// A script of the standard library.
    pub fn library(name: impl Into<String>, text: impl Into<Box<[u8]>>) -> Arc<Source> {
        let (line_starts, lazy) = (OnceLock::new(), OnceLock::new());
        Arc::new(Source { text: text.into(), name: name.into(), line_starts, host_id: 0, prefix: 0, library: true, lazy })
    }
    /// As `new`, with a number by which the host finds the script or module record that `import()` and `import.meta` refer to.
    pub fn with_host_id(name: impl Into<String>, text: impl Into<Box<[u8]>>, host_id: u64) -> Arc<Source> {
        Arc::new(Source { text: text.into(), name: name.into(), line_starts: OnceLock::new(), host_id, prefix: 0, library: false, lazy: OnceLock::new() })
    }
    /// 1-based line and 1-based column (in UTF-16 units) of a byte offset.
    pub fn line_column(&self, offset: u32) -> (u32, u32) {
        let starts = self.line_starts.get_or_init(|| line_starts(&self.text));
        let line = starts.partition_point(|&s| s <= offset).max(1);
        let start = if line == 1 { self.prefix } else { starts[line - 1] } as usize;
        let end = (offset as usize).min(self.text.len());
        let column: usize = self.text[start.min(end)..end]
            .iter()
            .map(|&b| match b {
                0x80..=0xBF => 0,
                0xF0.. => 2,
                _ => 1,
            })
            .sum();
        (line as u32, column as u32 + 1)
    }
    /// The text of a 1-based line without its terminator.
    pub fn line_text(&self, line: u32) -> &[u8] {
        let starts = self.line_starts.get_or_init(|| line_starts(&self.text));
        let Some(&start) = starts.get(line.saturating_sub(1) as usize) else { return &[] };
        let start = if line <= 1 { self.prefix } else { start };
        let rest = &self.text[start as usize..];
        let end = rest.iter().position(|&b| b == b'\n' || b == b'\r').unwrap_or(rest.len());
        &rest[..end]
    }
}

fn line_starts(text: &[u8]) -> Box<[u32]> {
    let mut starts = vec![0];
    let mut i = 0;
    while i < text.len() {
        let step = match text[i] {
            b'\r' if text.get(i + 1) == Some(&b'\n') => 2,
            b'\n' | b'\r' => 1,
            // U+2028 and U+2029
            0xE2 if text.get(i + 1) == Some(&0x80) && matches!(text.get(i + 2), Some(0xA8 | 0xA9)) => 3,
            _ => {
                i += 1;
                continue;
            }
        };
        i += step;
        starts.push(i as u32);
    }
    starts.into()
}

/// What a function is, as far as calling and creating it goes.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Hash)]
#[repr(u8)]
pub enum FunctionKind {
    /// `function` declarations and expressions: constructible unless generator or async.
    Normal,
    /// Arrow functions: no own this, arguments, super, new.target.
    Arrow,
    /// Methods, and class members that are functions.
    Method,
    /// Getters.
    Getter,
    /// Setters.
    Setter,
    /// Constructor of a base class.
    ClassConstructor,
    /// Constructor of a derived class.
    DerivedConstructor,
    /// Runs the instance field definitions, or one static field or static block; `this` is the instance or the class.
    ClassInitializer,
    /// Top level of a script.
    Script,
    /// Top level of a module.
    Module,
    /// Top level of eval code.
    Eval,
}

/// Flags of [`FunctionTemplate`].
pub mod function_flags {
    /// Strict mode code.
    pub const STRICT: u32 = 1;
    /// Generator.
    pub const GENERATOR: u32 = 2;
    /// Async.
    pub const ASYNC: u32 = 4;
    /// Sloppy function that reads `this` (its prologue has `CoerceThis`).
    pub const USES_THIS: u32 = 8;
    /// Has parameters that are not plain names.
    pub const NON_SIMPLE_PARAMETERS: u32 = 16;
    /// The synthesized constructor of a class without one.
    pub const DEFAULT_CONSTRUCTOR: u32 = 32;
    /// Contains a direct eval.
    pub const HAS_DIRECT_EVAL: u32 = 64;
    /// Needs a home object (uses super).
    pub const USES_SUPER: u32 = 128;
    /// Immediately invoked or otherwise known to run at once.
    pub const EAGER: u32 = 256;
    /// A class constructor whose class has instance fields or private methods.
    pub const HAS_FIELDS: u32 = 512;
}

/// A function as the program text has it: made once per text, shared by all its closures.
#[derive(Debug)]
pub struct FunctionTemplate {
    /// The `name` property's initial value; empty when anonymous (a computed or inferred name is set at run time).
    pub name: Str,
    /// The text this function is part of.
    pub source: Arc<Source>,
    /// Byte range of the function's text (what `toString` gives). For class constructors: the class.
    pub span: (u32, u32),
    /// What it is.
    pub kind: FunctionKind,
    /// [`function_flags`].
    pub flags: u32,
    /// The `length` property: parameters before the first default or rest.
    pub length: u32,
    /// Parameter words the frame holds from [`crate::frame::ARGS`] on; missing arguments are filled with undefined.
    pub param_count: u16,
    /// Compiled code; set at first call for a lazy function.
    pub code: OnceLock<Arc<Code>>,
    /// What the compiler needs to compile later (its own encoding of the preparse result); `None` when compiled eagerly.
    pub lazy: Option<Box<[u8]>>,
}

impl FunctionTemplate {
    /// Tests a flag.
    pub fn has(&self, flag: u32) -> bool {
        self.flags & flag != 0
    }
    /// Strict mode code?
    pub fn is_strict(&self) -> bool {
        self.has(function_flags::STRICT)
    }
    /// Generator (sync or async)?
    pub fn is_generator(&self) -> bool {
        self.has(function_flags::GENERATOR)
    }
    /// Async function or async generator?
    pub fn is_async(&self) -> bool {
        self.has(function_flags::ASYNC)
    }
    /// Has [[Construct]]?
    pub fn is_constructor(&self) -> bool {
        match self.kind {
            FunctionKind::Normal => !self.is_generator() && !self.is_async(),
            FunctionKind::ClassConstructor | FunctionKind::DerivedConstructor => true,
            _ => false,
        }
    }
    /// The function's text.
    pub fn text(&self) -> &[u8] {
        &self.source.text[self.span.0 as usize..self.span.1 as usize]
    }
}

/// The bytecode of one function and all that it names.
#[derive(Debug, Default)]
pub struct Code {
    /// Instructions; see [`crate::ops`].
    pub units: Box<[u64]>,
    /// Constant pool.
    pub constants: Box<[Constant]>,
    /// Nested functions.
    pub functions: Box<[Arc<FunctionTemplate>]>,
    /// Environments that this code creates, and scopes that direct evals see.
    pub scopes: Box<[Arc<ScopeInfo>]>,
    /// Exception handlers, innermost first for any unit.
    pub handlers: Box<[Handler]>,
    /// Jump tables of `SwitchInt`.
    pub tables: Box<[JumpTable]>,
    /// Inline-cache sites.
    pub ics: Box<[IcSite]>,
    /// Unit → byte offset in the source, ascending by unit; an entry holds until the next.
    pub positions: Box<[Position]>,
    /// Words of the frame, header and call windows included.
    pub register_count: u32,
    /// Names of registers that are variables, for the disassembler: (register, name).
    pub register_names: Box<[(u16, Str)]>,
}

impl Code {
    /// Has it a backward jump?
    pub fn has_loop(&self) -> bool {
        let is_back_edge = |op: crate::Op| (crate::Op::Loop as u8..=crate::Op::LoopIfGreaterEqI as u8).contains(&(op as u8));
        let mut at = 0;
        while let Some(op) = self.units.get(at).and_then(|&unit| crate::Op::from_byte(unit as u8)) {
            if is_back_edge(op) {
                return true;
            }
            at += op.units();
        }
        false
    }
    /// Is the code nothing but moves, constants and a return? There is nothing to learn about it.
    pub fn is_trivial(&self) -> bool {
        let mut at = 0;
        while let Some(instr) = crate::Instruction::decode(&self.units, at) {
            use crate::Op::{LoadConst, LoadInt, LoadSpecial, Move, Return, ReturnUndefined};
            if !matches!(instr.op, Move | LoadInt | LoadConst | LoadSpecial | Return | ReturnUndefined) {
                return false;
            }
            at += instr.op.units();
        }
        true
    }
    /// The source offset of the instruction at a unit.
    pub fn position_of(&self, unit: u32) -> Option<u32> {
        let after = self.positions.partition_point(|p| p.unit <= unit);
        after.checked_sub(1).map(|i| self.positions[i].offset)
    }
    /// The handler that an exception thrown at `unit` goes to.
    pub fn handler_at(&self, unit: u32) -> Option<&Handler> {
        self.handlers.iter().find(|h| (h.start..h.end).contains(&unit))
    }
}

/// A position entry: instructions from `unit` on come from `offset`.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Position {
    /// First unit.
    pub unit: u32,
    /// Byte offset in the source.
    pub offset: u32,
}

/// Code from `start` to before `end` (units) that throws continues at `target` with the exception in `register`.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Handler {
    /// First covered unit.
    pub start: u32,
    /// First unit after the covered ones.
    pub end: u32,
    /// Where to continue.
    pub target: u32,
    /// Where the exception goes.
    pub register: u16,
}

/// Targets for `low..low + targets.len()`, as unit offsets from the `SwitchInt`; 0 means fall through.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct JumpTable {
    /// The first value.
    pub low: i32,
    /// Offsets.
    pub targets: Box<[i32]>,
}

/// A constant.
#[derive(Clone, PartialEq, Debug)]
pub enum Constant {
    /// A Number that is no int32 literal.
    Number(f64),
    /// A string, WTF-8.
    String(Str),
    /// A BigInt: decimal, or with a 0x, 0o or 0b prefix.
    BigInt(Str),
    /// Keys (indices of string constants, none an array index, none twice, none `__proto__:`) of an object literal.
    ObjectShape(Box<[u32]>),
    /// Elements of an array literal of literals only; `None` is a hole.
    Elements(Box<[Option<Literal>]>),
    /// Pattern and flags, both WTF-8.
    RegExp(Str, Str),
    /// A tagged template's strings: (cooked or undefined, raw).
    Template(Box<[(Option<Str>, Str)]>),
    /// What a script or eval declares.
    Declarations(Declarations),
}

/// A literal in [`Constant::Elements`].
#[derive(Clone, PartialEq, Debug)]
pub enum Literal {
    /// An int32.
    Int(i32),
    /// Any other Number.
    Number(f64),
    /// A string.
    String(Str),
    /// undefined, null or a boolean.
    Special(u8),
}

/// The declarations of a script or of sloppy eval code, in source order.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Declarations {
    /// Function names that become var bindings (set by the code afterwards).
    pub functions: Box<[Str]>,
    /// Var names.
    pub vars: Box<[Str]>,
    /// Names that Annex B.3.3 also makes vars if that conflicts with nothing.
    pub annex_b: Box<[Str]>,
    /// Lexical names, and whether each is constant (scripts only).
    pub lexicals: Box<[(Str, bool)]>,
    /// Eval code: created bindings can be deleted.
    pub deletable: bool,
}

/// What kind of scope a [`ScopeInfo`] describes.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Hash)]
#[repr(u8)]
pub enum ScopeKind {
    /// Parameters, vars and top-level lexicals of a function (or only the parameters).
    Function,
    /// Vars of a function whose parameters have a scope of their own.
    FunctionBody,
    /// Block, switch, for head, catch.
    Block,
    /// A class body: its name and private names.
    Class,
    /// A module.
    Module,
    /// Strict eval code's own variables.
    Eval,
    /// A named function expression's own name.
    FunctionName,
    /// `with`: no static names; the object answers.
    With,
    /// Receives vars of sloppy direct evals: names are added at run time.
    Var,
    /// A script's top level: names live in the global environment.
    Script,
}

/// What kind of binding a slot holds.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Hash)]
#[repr(u8)]
pub enum BindingKind {
    /// var, parameter, function in a function: starts undefined, assignable.
    Var,
    /// let, class: starts with the hole, assignable.
    Let,
    /// const, using: starts with the hole; assignment throws.
    Const,
    /// The name of a function expression: assignment throws in strict code, is ignored in sloppy code.
    FunctionName,
    /// A private name (`#x`).
    PrivateName,
    /// An import: the slot holds a reference to another module's slot.
    Import,
    /// `this`, `new.target`, the home object (for `super.x`), the function object (for `super()`) of the enclosing function, captured
    /// for arrows and eval; named "this", "new.target", "super", "super()". Also values that only compiled code names.
    Internal,
}

/// One slot of an environment.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Binding {
    /// The name, WTF-8; private names with their `#`.
    pub name: Str,
    /// The kind.
    pub kind: BindingKind,
}

/// An environment's static description: what its slots are called. Kept by environment cells, so that direct eval,
/// lazy compilation and error messages can resolve names in a running program.
#[derive(Debug)]
pub struct ScopeInfo {
    /// The kind.
    pub kind: ScopeKind,
    /// The slots in order.
    pub bindings: Box<[Binding]>,
    /// For function scopes: kind of the function, for eval's early errors and for `this`.
    pub function: Option<FunctionKind>,
    /// Strict code.
    pub strict: bool,
    /// Name → slot for large scopes, made when first asked for.
    pub index: OnceLock<std::collections::HashMap<Str, u32>>,
}

impl ScopeInfo {
    /// A scope with these slots.
    pub fn new(kind: ScopeKind, bindings: Vec<Binding>, function: Option<FunctionKind>, strict: bool) -> Arc<ScopeInfo> {
        Arc::new(ScopeInfo { kind, bindings: bindings.into(), function, strict, index: OnceLock::new() })
    }
    /// The slot of a name.
    pub fn slot_of(&self, name: &[u8]) -> Option<u32> {
        if self.bindings.len() <= 8 {
            return self.bindings.iter().position(|b| &*b.name == name).map(|i| i as u32);
        }
        self.index
            .get_or_init(|| self.bindings.iter().enumerate().map(|(i, b)| (b.name.clone(), i as u32)).collect())
            .get(name)
            .copied()
    }
}

/// What an inline cache serves.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Hash)]
#[repr(u8)]
pub enum IcKind {
    /// `GetProp`, `GetLength`, `GetMethod`.
    Get,
    /// `SetProp`.
    Set,
    /// `DefineProp`.
    Define,
    /// `GetElem`.
    GetElem,
    /// `SetElem`, `DefineElem`, `SetSuper`.
    SetElem,
    /// `GetSuper`.
    GetSuper,
    /// `GetPrivate`.
    GetPrivate,
    /// `SetPrivate`, `DefinePrivate`.
    SetPrivate,
    /// `In`.
    In,
    /// `InstanceOf`.
    InstanceOf,
    /// `GetGlobal…`.
    GetGlobal,
    /// `SetGlobal`, `InitGlobal`.
    SetGlobal,
    /// Dynamic name lookups.
    Name,
    /// Calls and constructs.
    Call,
    /// `NewObject`, `NewObjectFrom`, `NewArray`: an allocation site.
    Allocation,
}

/// One inline-cache site's static part.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct IcSite {
    /// What it serves.
    pub kind: IcKind,
    /// Index of the name's (or object shape's) constant, or `u32::MAX`.
    pub name: u32,
    /// Strict code: failing stores throw.
    pub strict: bool,
}

/// What a module declares to the linker (16.2.1.7 source text module records). The module's environment is described by scope 0
/// of its code; the linker creates it and runs the code with it as the frame's environment.
#[derive(Debug, Default)]
pub struct ModuleInfo {
    /// Requested modules in order: specifier, attributes, phase.
    pub requests: Box<[ModuleRequest]>,
    /// Imports: local slot in the module environment ← (request, imported name).
    pub imports: Box<[ImportEntry]>,
    /// Local exports: (export name, slot).
    pub local_exports: Box<[(Str, u32)]>,
    /// `export { a as b } from "m"`, `export * as ns from "m"`.
    pub indirect_exports: Box<[IndirectExport]>,
    /// `export * from`: request indices.
    pub star_exports: Box<[u32]>,
    /// Function declarations: at link time, when imports are bound, the slot gets a closure of the code's nested function over the
    /// module environment: (slot, index in `Code::functions`).
    pub functions: Box<[(u32, u32)]>,
    /// Has top-level await: the template is ASYNC and its code starts with `AsyncStart`.
    pub has_tla: bool,
}

/// The phase of an import.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Hash)]
pub enum ImportPhase {
    /// Ordinary.
    Evaluation,
    /// `import defer`.
    Defer,
    /// `import source`.
    Source,
}

/// A requested module.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ModuleRequest {
    /// The specifier.
    pub specifier: Str,
    /// Import attributes, sorted by key.
    pub attributes: Box<[(Str, Str)]>,
    /// The phase.
    pub phase: ImportPhase,
    /// Byte offset in the source.
    pub offset: u32,
}

/// What is imported.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum ImportName {
    /// One export.
    Named(Str),
    /// The namespace object.
    Namespace,
    /// The module source (`import source x`).
    Source,
}

/// One import binding.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ImportEntry {
    /// Slot in the module environment.
    pub slot: u32,
    /// Index into `requests`.
    pub request: u32,
    /// What.
    pub name: ImportName,
    /// Byte offset in the source, for errors.
    pub offset: u32,
}

/// One indirect export.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct IndirectExport {
    /// Name under which it is exported.
    pub export_name: Str,
    /// Index into `requests`.
    pub request: u32,
    /// What.
    pub name: ImportName,
    /// Byte offset in the source.
    pub offset: u32,
}
