//! The op table: every bytecode, its operands, what it may do. The one source for the builder, the verifier, the
//! disassembler, the cache version, the interpreter and both compilers.
//!
//! # Encoding
//! Code is a sequence of aligned 8-byte units, little endian. An instruction is one unit (`abci`: two).
//!
//! ```text
//!  byte     0     1     2  3     4  5     6  7     8 .. 11     12 13    14 15
//!  abc    | op |  x  |   a   |   b   |   c   |
//!  ai     | op |  x  |   a   |       i (i32)     |
//!  abx    | op |     i (i24)      |   a   |   b  |         (i = first u32 >> 8, arithmetic)
//!  abci   | op |  x  |   a   |   b   |   c   |   i (i32)  |   d   |   e   |
//! ```
//! `a`–`e` are u16, mostly registers: indices of 8-byte words from the frame pointer, header words included (`frame.rs`).
//! Jump offsets count units from the first unit of the jump itself.
//!
//! # Rules (they hold even for code that is never reached)
//! 1. Every register is written before it is read on every path (the collector is conservative, but tiers are not).
//! 2. `CreateRest`, `CreateArguments`, `CreateSloppyArguments` and `CreateMappedArguments` come before any write to a local or temporary register
//!    (surplus arguments lie there).
//! 3. A backward jump is one of the `Loop…` ops, and its target is a loop head: an OSR entry.
//! 4. A call window `base..base+FRAME_HEADER+argc` lies above every live register of the caller except its own words.
//! 5. An instruction with [`flags::THROWS`] inside a handler's range continues at the handler with the exception in the
//!    handler's register; registers hold what they held before the instruction.
//!
//! # Feedback without operands
//! Every unit has one *kinds* byte in the function's feedback (index = unit index). Arithmetic, comparison and unary ops
//! or into it what they have seen ([`crate::feedback`]); ints record nothing. Ops with an inline cache carry its index.

/// Units from a `ForOfNext` to the code that has the value: what lies between, `JumpIfNotHole` first, calls a script's `next`. The compiler always emits as
/// much, so that the interpreter knows the way without looking.
pub const FOR_OF_SKIP: u32 = 10;

/// Flags of `GetIterator`.
pub mod get_iterator {
    /// Async.
    pub const ASYNC: u8 = 1;
    /// An iterator object, of arrays too.
    pub const REAL: u8 = 2;
    /// Functions of scripts are called by the code that follows.
    pub const LEAVES_CALLS: u8 = 4;
}

/// What an instruction may do beyond writing its `def` operands.
pub mod flags {
    /// May throw.
    pub const THROWS: u8 = 1;
    /// May run JavaScript (implies it may allocate and throw).
    pub const CALLS: u8 = 2;
    /// Control does not fall through.
    pub const ENDS: u8 = 4;
    /// Has a jump label among its operands.
    pub const JUMPS: u8 = 8;
    /// May allocate a cell.
    pub const ALLOC: u8 = 16;
    /// Suspends the frame: registers are copied out and back.
    pub const SUSPENDS: u8 = 32;
}

/// How an instruction's fields lie in its units; see the module head.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Format {
    /// `op x a b c`
    Abc,
    /// `op x a i32`
    Ai,
    /// `op i24 a b`
    Abx,
    /// `op x a b c`, `i32 d e`
    Abci,
}

impl Format {
    /// Length in units.
    pub const fn units(self) -> usize {
        match self {
            Format::Abci => 2,
            _ => 1,
        }
    }
}

/// What an operand field means.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Role {
    /// Register written.
    Def,
    /// Register read.
    Use,
    /// Register read and written.
    Mod,
    /// First register of a call window; the op's `argc` operand counts the arguments (callee at +0, `this` at +7, arguments from +8).
    Window,
    /// First of a run of registers read; the op's `count` operand says how many.
    Run,
    /// First of three registers holding an iterator record (read and written).
    Iterator,
    /// A number of registers or arguments.
    Count,
    /// Signed immediate value.
    Imm,
    /// Unsigned immediate value; the op's documentation says of what.
    Uimm,
    /// Index of a [`crate::code::Constant`].
    Const,
    /// Index of a nested function.
    Func,
    /// Index of a scope description.
    Scope,
    /// Index of an inline-cache site.
    Ic,
    /// Jump offset in units.
    Label,
    /// Index of a jump table.
    Table,
    /// A [`Special`] constant.
    Special,
}

/// The constants that need no constant pool. The order is the payload order of the value encoding's constants tag.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[repr(u8)]
pub enum Special {
    /// `undefined`
    Undefined = 0,
    /// `null`
    Null = 1,
    /// `false`
    False = 2,
    /// `true`
    True = 3,
    /// The hole: an absent element, an uninitialized binding, an absent argument of an op.
    Hole = 4,
}

/// Calls `$reader!` with every row: `/// doc`, `Name = format { field: role, … } [flags],`.
///
/// Field names are free; their positions are the format's fields in the order abc: a b c x; ai: a i x; abx: a b i;
/// abci: a b c i d x.
#[macro_export]
macro_rules! for_each_op {
    ($reader:ident) => { $reader! {
        // ---- moves and constants ------------------------------------------------------------------------------
        /// `dst = src`.
        Move = Abc { dst: Def, src: Use } [],
        /// `dst = value` as int32.
        LoadInt = Ai { dst: Def, value: Imm } [],
        /// `dst = constants[index]`.
        LoadConst = Ai { dst: Def, index: Const } [],
        /// `dst =` undefined, null, false, true or the hole.
        LoadSpecial = Ai { dst: Def, value: Special } [],

        // ---- arithmetic ---------------------------------------------------------------------------------------
        /// `dst = lhs + rhs`.
        Add = Abc { dst: Def, lhs: Use, rhs: Use } [THROWS | CALLS | ALLOC],
        /// `dst = lhs - rhs`.
        Sub = Abc { dst: Def, lhs: Use, rhs: Use } [THROWS | CALLS | ALLOC],
        /// `dst = lhs * rhs`.
        Mul = Abc { dst: Def, lhs: Use, rhs: Use } [THROWS | CALLS | ALLOC],
        /// `dst = lhs / rhs`.
        Div = Abc { dst: Def, lhs: Use, rhs: Use } [THROWS | CALLS | ALLOC],
        /// `dst = lhs % rhs`.
        Mod = Abc { dst: Def, lhs: Use, rhs: Use } [THROWS | CALLS | ALLOC],
        /// `dst = lhs ** rhs`.
        Exp = Abc { dst: Def, lhs: Use, rhs: Use } [THROWS | CALLS | ALLOC],
        /// `dst = lhs & rhs`.
        BitAnd = Abc { dst: Def, lhs: Use, rhs: Use } [THROWS | CALLS | ALLOC],
        /// `dst = lhs | rhs`.
        BitOr = Abc { dst: Def, lhs: Use, rhs: Use } [THROWS | CALLS | ALLOC],
        /// `dst = lhs ^ rhs`.
        BitXor = Abc { dst: Def, lhs: Use, rhs: Use } [THROWS | CALLS | ALLOC],
        /// `dst = lhs << rhs`.
        Shl = Abc { dst: Def, lhs: Use, rhs: Use } [THROWS | CALLS | ALLOC],
        /// `dst = lhs >> rhs`.
        Shr = Abc { dst: Def, lhs: Use, rhs: Use } [THROWS | CALLS | ALLOC],
        /// `dst = lhs >>> rhs`.
        Ushr = Abc { dst: Def, lhs: Use, rhs: Use } [THROWS | CALLS | ALLOC],
        /// `dst = lhs + imm` (a Number literal operand, so BigInt throws and a string concatenates).
        AddI = Abc { dst: Def, lhs: Use, imm: Imm } [THROWS | CALLS | ALLOC],
        /// `dst = lhs - imm`.
        SubI = Abc { dst: Def, lhs: Use, imm: Imm } [THROWS | CALLS | ALLOC],
        /// `dst = lhs * imm`.
        MulI = Abc { dst: Def, lhs: Use, imm: Imm } [THROWS | CALLS | ALLOC],
        /// `dst = lhs / imm`.
        DivI = Abc { dst: Def, lhs: Use, imm: Imm } [THROWS | CALLS | ALLOC],
        /// `dst = lhs % imm`.
        ModI = Abc { dst: Def, lhs: Use, imm: Imm } [THROWS | CALLS | ALLOC],
        /// `dst = lhs & imm`.
        BitAndI = Abc { dst: Def, lhs: Use, imm: Imm } [THROWS | CALLS | ALLOC],
        /// `dst = lhs | imm`.
        BitOrI = Abc { dst: Def, lhs: Use, imm: Imm } [THROWS | CALLS | ALLOC],
        /// `dst = lhs ^ imm`.
        BitXorI = Abc { dst: Def, lhs: Use, imm: Imm } [THROWS | CALLS | ALLOC],
        /// `dst = lhs << imm`.
        ShlI = Abc { dst: Def, lhs: Use, imm: Imm } [THROWS | CALLS | ALLOC],
        /// `dst = lhs >> imm`.
        ShrI = Abc { dst: Def, lhs: Use, imm: Imm } [THROWS | CALLS | ALLOC],
        /// `dst = lhs >>> imm`.
        UshrI = Abc { dst: Def, lhs: Use, imm: Imm } [THROWS | CALLS | ALLOC],
        /// `dst = ToNumeric(src) + 1`.
        Inc = Abc { dst: Def, src: Use } [THROWS | CALLS | ALLOC],
        /// `dst = ToNumeric(src) - 1`.
        Dec = Abc { dst: Def, src: Use } [THROWS | CALLS | ALLOC],
        /// `dst = -src`.
        Neg = Abc { dst: Def, src: Use } [THROWS | CALLS | ALLOC],
        /// `dst = ~src`.
        BitNot = Abc { dst: Def, src: Use } [THROWS | CALLS | ALLOC],
        /// `dst = ToNumber(src)` (unary plus).
        ToNumber = Abc { dst: Def, src: Use } [THROWS | CALLS],
        /// `dst = ToNumeric(src)` (the value of a postfix update).
        ToNumeric = Abc { dst: Def, src: Use } [THROWS | CALLS],
        /// `dst = !ToBoolean(src)`.
        Not = Abc { dst: Def, src: Use } [],
        /// `dst = typeof src`.
        TypeOf = Abc { dst: Def, src: Use } [],

        // ---- comparison to a value ----------------------------------------------------------------------------
        /// `dst = lhs == rhs`.
        Equal = Abc { dst: Def, lhs: Use, rhs: Use } [THROWS | CALLS],
        /// `dst = lhs != rhs`.
        NotEqual = Abc { dst: Def, lhs: Use, rhs: Use } [THROWS | CALLS],
        /// `dst = lhs === rhs`.
        StrictEqual = Abc { dst: Def, lhs: Use, rhs: Use } [],
        /// `dst = lhs !== rhs`.
        StrictNotEqual = Abc { dst: Def, lhs: Use, rhs: Use } [],
        /// `dst = lhs < rhs`.
        Less = Abc { dst: Def, lhs: Use, rhs: Use } [THROWS | CALLS],
        /// `dst = lhs <= rhs`.
        LessEq = Abc { dst: Def, lhs: Use, rhs: Use } [THROWS | CALLS],
        /// `dst = lhs > rhs`.
        Greater = Abc { dst: Def, lhs: Use, rhs: Use } [THROWS | CALLS],
        /// `dst = lhs >= rhs`.
        GreaterEq = Abc { dst: Def, lhs: Use, rhs: Use } [THROWS | CALLS],
        /// `dst = key in object`.
        In = Abci { dst: Def, key: Use, object: Use, ic: Ic } [THROWS | CALLS],
        /// `dst = value instanceof target`.
        InstanceOf = Abci { dst: Def, value: Use, target: Use, ic: Ic } [THROWS | CALLS],

        // ---- jumps --------------------------------------------------------------------------------------------
        /// Continue at `target` (forward).
        Jump = Ai { _a: Uimm, target: Label } [ENDS | JUMPS],
        /// Continue at `target` when ToBoolean(`condition`).
        JumpIfTrue = Ai { condition: Use, target: Label } [JUMPS],
        /// Continue at `target` when not ToBoolean(`condition`).
        JumpIfFalse = Ai { condition: Use, target: Label } [JUMPS],
        /// Continue at `target` when `value` is null or undefined.
        JumpIfNullish = Ai { value: Use, target: Label } [JUMPS],
        /// Continue at `target` when `value` is neither null nor undefined.
        JumpIfNotNullish = Ai { value: Use, target: Label } [JUMPS],
        /// Continue at `target` when `value == null`: as `JumpIfNullish`, and the object that emulates undefined.
        JumpIfEqualsNull = Ai { value: Use, target: Label } [JUMPS],
        /// Continue at `target` when `value != null`.
        JumpIfNotEqualsNull = Ai { value: Use, target: Label } [JUMPS],
        /// Continue at `target` when `value` is undefined.
        JumpIfUndefined = Ai { value: Use, target: Label } [JUMPS],
        /// Continue at `target` when `value` is not undefined.
        JumpIfNotUndefined = Ai { value: Use, target: Label } [JUMPS],
        /// Continue at `target` when `lhs < rhs`.
        JumpIfLess = Abx { lhs: Use, rhs: Use, target: Label } [THROWS | CALLS | JUMPS],
        /// Continue at `target` when not `lhs < rhs` (so also for NaN).
        JumpIfNotLess = Abx { lhs: Use, rhs: Use, target: Label } [THROWS | CALLS | JUMPS],
        /// Continue at `target` when `lhs <= rhs`.
        JumpIfLessEq = Abx { lhs: Use, rhs: Use, target: Label } [THROWS | CALLS | JUMPS],
        /// Continue at `target` when not `lhs <= rhs`.
        JumpIfNotLessEq = Abx { lhs: Use, rhs: Use, target: Label } [THROWS | CALLS | JUMPS],
        /// Continue at `target` when `lhs > rhs`.
        JumpIfGreater = Abx { lhs: Use, rhs: Use, target: Label } [THROWS | CALLS | JUMPS],
        /// Continue at `target` when not `lhs > rhs`.
        JumpIfNotGreater = Abx { lhs: Use, rhs: Use, target: Label } [THROWS | CALLS | JUMPS],
        /// Continue at `target` when `lhs >= rhs`.
        JumpIfGreaterEq = Abx { lhs: Use, rhs: Use, target: Label } [THROWS | CALLS | JUMPS],
        /// Continue at `target` when not `lhs >= rhs`.
        JumpIfNotGreaterEq = Abx { lhs: Use, rhs: Use, target: Label } [THROWS | CALLS | JUMPS],
        /// Continue at `target` when `lhs == rhs`.
        JumpIfEqual = Abx { lhs: Use, rhs: Use, target: Label } [THROWS | CALLS | JUMPS],
        /// Continue at `target` when `lhs != rhs`.
        JumpIfNotEqual = Abx { lhs: Use, rhs: Use, target: Label } [THROWS | CALLS | JUMPS],
        /// Continue at `target` when `lhs === rhs`.
        JumpIfStrictEqual = Abx { lhs: Use, rhs: Use, target: Label } [JUMPS],
        /// Continue at `target` when `lhs !== rhs`.
        JumpIfStrictNotEqual = Abx { lhs: Use, rhs: Use, target: Label } [JUMPS],
        /// Continue at `target` when `lhs < imm`.
        JumpIfLessI = Abx { lhs: Use, imm: Imm, target: Label } [THROWS | CALLS | JUMPS],
        /// Continue at `target` when not `lhs < imm`.
        JumpIfNotLessI = Abx { lhs: Use, imm: Imm, target: Label } [THROWS | CALLS | JUMPS],
        /// Continue at `target` when `lhs <= imm`.
        JumpIfLessEqI = Abx { lhs: Use, imm: Imm, target: Label } [THROWS | CALLS | JUMPS],
        /// Continue at `target` when not `lhs <= imm`.
        JumpIfNotLessEqI = Abx { lhs: Use, imm: Imm, target: Label } [THROWS | CALLS | JUMPS],
        /// Continue at `target` when `lhs > imm`.
        JumpIfGreaterI = Abx { lhs: Use, imm: Imm, target: Label } [THROWS | CALLS | JUMPS],
        /// Continue at `target` when not `lhs > imm`.
        JumpIfNotGreaterI = Abx { lhs: Use, imm: Imm, target: Label } [THROWS | CALLS | JUMPS],
        /// Continue at `target` when `lhs >= imm`.
        JumpIfGreaterEqI = Abx { lhs: Use, imm: Imm, target: Label } [THROWS | CALLS | JUMPS],
        /// Continue at `target` when not `lhs >= imm`.
        JumpIfNotGreaterEqI = Abx { lhs: Use, imm: Imm, target: Label } [THROWS | CALLS | JUMPS],
        /// Continue at `target` when `lhs == imm`.
        JumpIfEqualI = Abx { lhs: Use, imm: Imm, target: Label } [THROWS | CALLS | JUMPS],
        /// Continue at `target` when `lhs != imm`.
        JumpIfNotEqualI = Abx { lhs: Use, imm: Imm, target: Label } [THROWS | CALLS | JUMPS],
        /// Continue at `target` when `lhs === imm`.
        JumpIfStrictEqualI = Abx { lhs: Use, imm: Imm, target: Label } [JUMPS],
        /// Continue at `target` when `lhs !== imm`.
        JumpIfStrictNotEqualI = Abx { lhs: Use, imm: Imm, target: Label } [JUMPS],
        /// Continue at `target` when `value` is the realm's %eval%.
        JumpIfEval = Ai { value: Use, target: Label } [JUMPS],
        /// When `value` is an integral Number in the table's range, continue at its target; else fall through.
        SwitchInt = Ai { value: Use, table: Table } [JUMPS],

        // ---- back edges: poll for interrupts, count hotness -------------------------------------------------------
        /// Continue at the loop head `target`.
        Loop = Ai { _a: Uimm, target: Label } [THROWS | ENDS | JUMPS],
        /// Continue at the loop head when ToBoolean(`condition`).
        LoopIfTrue = Ai { condition: Use, target: Label } [THROWS | JUMPS],
        /// Continue at the loop head when not ToBoolean(`condition`).
        LoopIfFalse = Ai { condition: Use, target: Label } [THROWS | JUMPS],
        /// Continue at the loop head when `lhs < rhs`.
        LoopIfLess = Abx { lhs: Use, rhs: Use, target: Label } [THROWS | CALLS | JUMPS],
        /// Continue at the loop head when `lhs <= rhs`.
        LoopIfLessEq = Abx { lhs: Use, rhs: Use, target: Label } [THROWS | CALLS | JUMPS],
        /// Continue at the loop head when `lhs > rhs`.
        LoopIfGreater = Abx { lhs: Use, rhs: Use, target: Label } [THROWS | CALLS | JUMPS],
        /// Continue at the loop head when `lhs >= rhs`.
        LoopIfGreaterEq = Abx { lhs: Use, rhs: Use, target: Label } [THROWS | CALLS | JUMPS],
        /// Continue at the loop head when `lhs < imm`.
        LoopIfLessI = Abx { lhs: Use, imm: Imm, target: Label } [THROWS | CALLS | JUMPS],
        /// Continue at the loop head when `lhs <= imm`.
        LoopIfLessEqI = Abx { lhs: Use, imm: Imm, target: Label } [THROWS | CALLS | JUMPS],
        /// Continue at the loop head when `lhs > imm`.
        LoopIfGreaterI = Abx { lhs: Use, imm: Imm, target: Label } [THROWS | CALLS | JUMPS],
        /// Continue at the loop head when `lhs >= imm`.
        LoopIfGreaterEqI = Abx { lhs: Use, imm: Imm, target: Label } [THROWS | CALLS | JUMPS],

        // ---- globals ------------------------------------------------------------------------------------------
        /// `dst =` the global binding named by the site; ReferenceError when there is none or it is uninitialized.
        GetGlobal = Ai { dst: Def, ic: Ic } [THROWS | CALLS],
        /// As `GetGlobal`, but undefined when there is none (operand of typeof).
        GetGlobalOrUndefined = Ai { dst: Def, ic: Ic } [THROWS | CALLS],
        /// Assign to the global binding named by the site (strict by the site's flag).
        SetGlobal = Ai { value: Use, ic: Ic } [THROWS | CALLS | ALLOC],
        /// Initialize the global lexical binding named by the site.
        InitGlobal = Ai { value: Use, ic: Ic } [],
        /// 16.1.7 GlobalDeclarationInstantiation (or 19.2.1.3 EvalDeclarationInstantiation at global level) of a [`crate::code::Declarations`] constant;
        /// functions are declared with undefined and set by the code that follows.
        DeclareGlobals = Ai { _a: Uimm, declarations: Const } [THROWS | CALLS | ALLOC],

        // ---- environments -------------------------------------------------------------------------------------
        /// `dst =` a new environment of the scope's shape with the given parent. Slots of kind `Let`, `Const` and `Internal` start with
        /// the hole, all others with undefined.
        CreateEnv = Abx { dst: Def, parent: Use, scope: Scope } [ALLOC],
        /// `dst =` a copy of environment `env` (per-iteration bindings).
        CloneEnv = Abc { dst: Def, env: Use } [ALLOC],
        /// `dst =` the `depth`-th parent of `env`.
        GetParentEnv = Abc { dst: Def, env: Use, depth: Uimm } [],
        /// `dst =` slot `slot` of the `depth`-th parent of `env` (depth 0: `env` itself). Never a hole.
        GetScoped = Abc { dst: Def, env: Use, slot: Uimm, depth: Uimm } [],
        /// As `GetScoped`; ReferenceError when the slot holds the hole.
        GetScopedChecked = Abc { dst: Def, env: Use, slot: Uimm, depth: Uimm } [THROWS],
        /// Store into a slot with no check (initialization, or a var).
        SetScoped = Abc { value: Use, env: Use, slot: Uimm, depth: Uimm } [],
        /// Store into a slot; ReferenceError when it holds the hole.
        SetScopedChecked = Abc { value: Use, env: Use, slot: Uimm, depth: Uimm } [THROWS],
        /// `dst =` the value behind the import binding in a module environment's slot; ReferenceError when uninitialized.
        GetImport = Abc { dst: Def, env: Use, slot: Uimm, depth: Uimm } [THROWS],
        /// ReferenceError naming the constant when `value` is the hole.
        ThrowIfHole = Ai { value: Use, name: Const } [THROWS],
        /// `dst =` an object environment for `with (object)`; `object` is already an object.
        CreateWithEnv = Abc { dst: Def, parent: Use, object: Use } [ALLOC],
        /// `dst =` an environment that receives the vars and functions of sloppy direct evals. `flags` bit 0: the parent environment
        /// holds this very function's own variables and top-level lexicals (kind `Function` or `FunctionBody`), so a `var`
        /// of a name it has is that variable (a `Let`/`Const` there: SyntaxError) and is not declared here.
        CreateVarEnv = Abc { dst: Def, parent: Use, _c: Uimm, flags: Uimm } [ALLOC],
        /// Look a name up dynamically from `env` outwards; ReferenceError when unresolvable.
        GetName = Abx { dst: Def, env: Use, ic: Ic } [THROWS | CALLS],
        /// As `GetName`, undefined when unresolvable (typeof).
        GetNameOrUndefined = Abx { dst: Def, env: Use, ic: Ic } [THROWS | CALLS],
        /// As `GetName`, for a call: callee into `window`, the with-object or undefined into `window + 7`.
        GetNameForCall = Abx { window: Def, env: Use, ic: Ic } [THROWS | CALLS],
        /// `dst =` the environment, object or undefined (unresolvable) in which a name is found now (9.4.2 ResolveBinding).
        ResolveName = Abx { dst: Def, env: Use, ic: Ic } [THROWS | CALLS],
        /// Read through the result of `ResolveName`.
        GetResolved = Abx { dst: Def, reference: Use, ic: Ic } [THROWS | CALLS],
        /// Write through the result of `ResolveName`.
        SetResolved = Abx { value: Use, reference: Use, ic: Ic } [THROWS | CALLS | ALLOC],
        /// `dst = delete name` in sloppy code.
        DeleteName = Abx { dst: Def, env: Use, ic: Ic } [THROWS | CALLS],
        /// 19.2.1.3 EvalDeclarationInstantiation of a sloppy direct eval inside a function: declare vars and functions (as undefined,
        /// deletable) in the nearest var environment from `env` outwards. SyntaxError when an environment on the way (not `With`) has a
        /// `Let` or `Const` of that name. The code that follows assigns functions with `SetEvalVar`.
        /// A name of `annex_b` is skipped in case of a conflict. When no var environment exists the globals are meant (as `DeclareGlobals`).
        DeclareEvalVars = Ai { env: Use, declarations: Const } [THROWS | CALLS | ALLOC],

        // ---- properties ---------------------------------------------------------------------------------------
        /// `dst = object.name`.
        GetProp = Abx { dst: Def, object: Use, ic: Ic } [THROWS | CALLS],
        /// `dst = object.length`.
        GetLength = Abx { dst: Def, object: Use, ic: Ic } [THROWS | CALLS],
        /// `object.name = value` (strict by the site's flag).
        SetProp = Abx { object: Use, value: Use, ic: Ic } [THROWS | CALLS | ALLOC],
        /// Define an own enumerable, writable, configurable data property named by the site on an object literal or instance.
        DefineProp = Abx { object: Use, value: Use, ic: Ic } [THROWS | CALLS | ALLOC],
        /// `dst = object[key]`.
        GetElem = Abci { dst: Def, object: Use, key: Use, ic: Ic } [THROWS | CALLS],
        /// `object[key] = value` (strict by the site's flag).
        SetElem = Abci { object: Use, key: Use, value: Use, ic: Ic } [THROWS | CALLS | ALLOC],
        /// Define an own data property with a computed key (already a property key); `flags`: [`DEFINE_HIDDEN`], [`DEFINE_NAMED`].
        DefineElem = Abci { object: Use, key: Use, value: Use, ic: Ic, _d: Uimm, flags: Uimm } [THROWS | CALLS | ALLOC],
        /// Define a getter (`flags` bit [`DEFINE_SETTER`] clear) or setter; enumerable unless [`DEFINE_HIDDEN`].
        DefineAccessor = Abc { object: Use, key: Use, function: Use, flags: Uimm } [THROWS | CALLS | ALLOC],
        /// `dst = delete object[key]`; `flags` bit 0: strict.
        Delete = Abc { dst: Def, object: Use, key: Use, flags: Uimm } [THROWS | CALLS],
        /// `dst = super[key]`; the home object in `home`, the receiver in `receiver`. `flags` bit 0: `home` is already the home object's
        /// prototype (read by `GetSuperConstructor` before the key was converted).
        GetSuper = Abci { dst: Def, home: Use, key: Use, ic: Ic, receiver: Use, flags: Uimm } [THROWS | CALLS],
        /// `super[key] = value`; `d` is the receiver; strict by the site's flag.
        SetSuper = Abci { home: Use, key: Use, value: Use, ic: Ic, receiver: Use, flags: Uimm } [THROWS | CALLS | ALLOC],
        /// `dst = object.#name`; `key` holds the private name. Methods and getters included.
        GetPrivate = Abci { dst: Def, object: Use, key: Use, ic: Ic } [THROWS | CALLS],
        /// `object.#name = value`.
        SetPrivate = Abci { object: Use, key: Use, value: Use, ic: Ic } [THROWS | CALLS | ALLOC],
        /// Add a private field; TypeError when present.
        DefinePrivate = Abci { object: Use, key: Use, value: Use, ic: Ic } [THROWS | ALLOC],
        /// Add a private method (`flags` 0), getter (1) or setter (2).
        DefinePrivateMethod = Abc { object: Use, key: Use, function: Use, flags: Uimm } [THROWS | ALLOC],
        /// `dst = #name in object`.
        HasPrivate = Abc { dst: Def, object: Use, key: Use } [THROWS],
        /// `dst =` a fresh private name whose description is a constant.
        NewPrivateName = Ai { dst: Def, description: Const } [ALLOC],
        /// 7.3.26 CopyDataProperties(`target`, `source`, excluded keys in the run); `count` 0 for spread.
        CopyDataProperties = Abci { target: Use, source: Use, excluded: Run, count: Count } [THROWS | CALLS | ALLOC],
        /// 13.2.5.5 `__proto__: value` in an object literal: ignored unless object or null.
        SetPrototype = Abc { object: Use, value: Use } [],
        /// Set a function's home object.
        SetHomeObject = Abc { function: Use, home: Use } [],
        /// 10.2.9 SetFunctionName(`function`, `key`, prefix by `flags`: 0 none, 1 "get", 2 "set"), unless it has an own name.
        SetFunctionName = Abc { function: Use, key: Use, _c: Uimm, flags: Uimm } [THROWS | ALLOC],

        // ---- creating -----------------------------------------------------------------------------------------
        /// `dst =` an empty ordinary object; the site learns its inline capacity.
        NewObject = Ai { dst: Def, ic: Ic } [ALLOC],
        /// `dst =` an object with the keys of the site's [`crate::code::Constant::ObjectShape`] and the values in the run.
        NewObjectFrom = Abx { dst: Def, values: Run, ic: Ic } [ALLOC],
        /// `dst =` an array of the `count` values in the run.
        NewArray = Abci { dst: Def, values: Run, count: Count, ic: Ic } [ALLOC],
        /// `dst =` an array of the literals in a [`crate::code::Constant::Elements`].
        NewArrayConst = Ai { dst: Def, elements: Const } [ALLOC],
        /// Append `value` (the hole for an elision) to an array that is being built.
        ArrayAppend = Abc { array: Use, value: Use } [ALLOC],
        /// Append all that iterating `iterable` gives to an array that is being built.
        ArraySpread = Abc { array: Use, iterable: Use } [THROWS | CALLS | ALLOC],
        /// `dst =` a new RegExp of a [`crate::code::Constant::RegExp`].
        NewRegExp = Ai { dst: Def, regexp: Const } [THROWS | ALLOC],
        /// `dst =` the site's template object ([`crate::code::Constant::Template`]).
        GetTemplateObject = Ai { dst: Def, template: Const } [ALLOC],
        /// `dst =` a closure of nested function `function` over environment `env`.
        NewClosure = Abx { dst: Def, env: Use, function: Func } [ALLOC],
        /// ClassDefinitionEvaluation's core: `base` = heritage (hole: none) in; constructor into `base`, prototype object into `base + 1`.
        NewClass = Abx { base: Mod, env: Use, function: Func } [THROWS | CALLS | ALLOC],
        /// Remember the function that initializes the instance fields of class constructor `class` (run by `InitFields`).
        SetFieldInitializer = Abc { class: Use, function: Use } [],
        /// Run the field initializer of class constructor `constructor`, if it has one, on `this`.
        InitFields = Abc { this: Use, constructor: Use } [THROWS | CALLS | ALLOC],
        /// Store into the var binding named by the site that `DeclareEvalVars` has just declared: in the nearest var environment from `env`
        /// outwards, the function's own variables or the global object; blocks and `with` objects on the way are skipped.
        /// Nothing when Annex B has skipped the name.
        SetEvalVar = Abx { value: Use, env: Use, ic: Ic } [THROWS | CALLS],
        /// `dst =` an array of the arguments from number `from` on.
        CreateRest = Abc { dst: Def, from: Uimm } [ALLOC],
        /// `dst =` an unmapped arguments object.
        CreateArguments = Abc { dst: Def } [ALLOC],
        /// `dst =` an array of the elements from number `from` on of the unmapped arguments object just created in `arguments`
        /// (a function that uses both: the rest array cannot be taken from the frame any more).
        RestOfArguments = Abc { dst: Def, arguments: Use, from: Uimm } [ALLOC],
        /// `dst =` an arguments object of sloppy code (its `callee` is the function) whose elements are not mapped: the compiler has seen that
        /// nobody can tell.
        CreateSloppyArguments = Abc { dst: Def } [ALLOC],
        /// `dst =` a mapped arguments object; parameters live in `env` from slot `slot` on, in order (a slot for each; `argc` may be less).
        /// The environment is in register [`crate::frame::ENV`], which such a function overwrites with its own.
        CreateMappedArguments = Abc { dst: Def, env: Use, slot: Uimm } [ALLOC],

        // ---- strings, conversions, checks ---------------------------------------------------------------------
        /// `dst = ToString(src)` with a symbol throwing (template literals).
        ToString = Abc { dst: Def, src: Use } [THROWS | CALLS | ALLOC],
        /// `dst =` the concatenation of the `count` strings in the run.
        Concat = Abc { dst: Def, values: Run, count: Count } [THROWS | ALLOC],
        /// `dst = ToPropertyKey(src)`: a string or symbol, or a primitive that stands for its string (an int32 in any tier).
        ToPropertyKey = Abc { dst: Def, src: Use } [THROWS | CALLS | ALLOC],
        /// `dst = ToObject(src)`.
        ToObject = Abc { dst: Def, src: Use } [THROWS | ALLOC],
        /// TypeError when `value` is null or undefined (destructuring); `name` is a string constant for the message or -1.
        CheckObjectCoercible = Ai { value: Use, name: Imm } [THROWS],
        /// TypeError when `value` is no object. `message`: 0 "Iterator result % is not an object", 1 "Result of the Symbol.iterator method …",
        /// 2 "% is not an object".
        CheckObject = Ai { value: Use, message: Uimm } [THROWS],
        /// Sloppy functions: replace `this` by the global object or its wrapper.
        CoerceThis = Abc { dst: Def } [ALLOC],
        /// ReferenceError when `this` (a register) is the hole: super() has not been called. The frame of a derived constructor
        /// starts with the hole in its `this` word.
        CheckThis = Abc { this: Use } [THROWS],
        /// ReferenceError when `this` is not the hole: super() called twice.
        CheckThisUnset = Abc { this: Use } [THROWS],
        /// End of a derived constructor: `dst = value` if an object; `this` if value is undefined (checked); else TypeError.
        DerivedReturn = Abc { dst: Def, value: Use, this: Use } [THROWS],
        /// `dst = function`.[[GetPrototypeOf]](). That it is a constructor is checked by the `Construct` after the arguments.
        GetSuperConstructor = Abc { dst: Def, function: Use } [THROWS | CALLS],
        /// `dst =` the home object of `function`.
        GetHomeObject = Abc { dst: Def, function: Use } [],
        /// `dst =` the realm's global `this` value.
        LoadGlobalThis = Abc { dst: Def } [],
        /// Throw `value`.
        Throw = Abc { value: Use } [THROWS | ENDS],
        /// Throw a new error: `kind` 0 TypeError, 1 ReferenceError, 2 SyntaxError; message a string constant.
        ThrowError = Ai { kind: Uimm, message: Const } [THROWS | ENDS],
        /// TypeError: assignment to the constant variable named.
        ThrowConstAssign = Ai { _a: Uimm, name: Const } [THROWS | ENDS],
        /// The debugger statement.
        Debugger = Abc { } [],

        // ---- calls --------------------------------------------------------------------------------------------
        /// `dst =` call of the window with `this` undefined.
        Call = Abci { dst: Def, window: Window, argc: Count, ic: Ic } [THROWS | CALLS],
        /// `dst =` call of the window with the `this` it holds.
        CallMethod = Abci { dst: Def, window: Window, argc: Count, ic: Ic } [THROWS | CALLS],
        /// `dst = new` of the window; new.target is the callee, or the window's word 5 when `flags` bit 0 (super call).
        Construct = Abci { dst: Def, window: Window, argc: Count, ic: Ic, _d: Uimm, flags: Uimm } [THROWS | CALLS],
        /// Call with the arguments in the array at `window + 8`; `this` given in the window.
        CallSpread = Abci { dst: Def, window: Window, _c: Uimm, ic: Ic } [THROWS | CALLS],
        /// Construct with the arguments in the array at `window + 8`; `flags` as `Construct`.
        ConstructSpread = Abci { dst: Def, window: Window, _c: Uimm, ic: Ic, _d: Uimm, flags: Uimm } [THROWS | CALLS],
        /// A call written `eval(…)`: direct eval when the callee is %eval%; else an ordinary call with the `this` in the window.
        /// `env` is the current environment; the scope (kind `Block`, no bindings) tells the caller's strictness and in `function` the kind
        /// of the nearest function around that is no arrow (`None` at the top level).
        CallEval = Abci { dst: Def, window: Window, argc: Count, scope: Scope, env: Use } [THROWS | CALLS],
        /// As `CallEval`, arguments in the array at `window + 8`.
        CallEvalSpread = Abci { dst: Def, window: Window, _c: Uimm, scope: Scope, env: Use } [THROWS | CALLS],
        /// Proper tail call (strict code): the window moves down over this frame. `flags` bit 0: `this` is given.
        TailCall = Abci { _a: Uimm, window: Window, argc: Count, ic: Ic, _d: Uimm, flags: Uimm } [THROWS | CALLS | ENDS],
        /// Leave the function with `value`. In a constructor a non-object gives `this`.
        Return = Abc { value: Use } [ENDS],
        /// Leave the function with undefined.
        ReturnUndefined = Abc { } [ENDS],
        /// `dst = import(specifier, options)`; `flags`: 0 evaluation, 1 defer, 2 source.
        ImportCall = Abc { dst: Def, specifier: Use, options: Use, flags: Uimm } [THROWS | CALLS | ALLOC],
        /// `dst = import.meta`.
        ImportMeta = Abc { dst: Def } [THROWS | CALLS | ALLOC],

        // ---- iteration ----------------------------------------------------------------------------------------
        /// 7.4.3 GetIterator(`iterable`, sync; async when `flags` bit 0, falling back to the wrapped sync iterator) into the record at
        /// `iterator` (object, next method, state). Arrays with an untouched protocol are walked without an iterator object,
        /// unless `flags` bit 0 or 1 is set: then `iterator` holds the iterator object and `iterator + 1` its next method, for code
        /// that calls them itself (yield*, for await). With `flags` bit 2, a method that is a function of a script is left to the code
        /// that follows: `iterator` is `iterable`, `iterator + 1` the method, the state the hole.
        GetIterator = Abc { iterator: Iterator, iterable: Use, _c: Uimm, flags: Uimm } [THROWS | CALLS | ALLOC],
        /// Step the record: `dst =` the next value, or mark the record done and continue at `done` (`dst` unchanged). A throw marks it done
        /// first. A record that is done stays so: continue at `done` at once.
        IteratorNext = Abx { dst: Def, iterator: Iterator, done: Label } [THROWS | CALLS | JUMPS],
        /// `IteratorNext` of a record that is not done, for code that calls the next method itself where that is a function of a script:
        /// then `dst =` the hole, the record unchanged. `JumpIfNotHole dst` follows, `FOR_OF_SKIP` units further.
        ForOfNext = Abx { dst: Def, iterator: Iterator, done: Label } [THROWS | CALLS | JUMPS],
        /// 7.4.11 IteratorClose for a normal, break or return completion; nothing when the record is done. Marks it done first, so an
        /// error thrown here does not close it again.
        IteratorClose = Abc { iterator: Iterator } [THROWS | CALLS],
        /// IteratorClose for a throw completion: errors of `return` are dropped; nothing when done. Marks it done first.
        IteratorCloseSilently = Abc { iterator: Iterator } [CALLS],
        /// Mark the record done.
        IteratorDone = Abc { iterator: Iterator } [],
        /// `dst =` an array of all remaining values (none when done); marks done, before a throw too.
        IteratorRest = Abc { dst: Def, iterator: Iterator } [THROWS | CALLS | ALLOC],
        /// `dst =` Call(next method, iterator, « value »), without argument when `value` is the hole: a raw step, for async iteration and yield*.
        IteratorCall = Abc { dst: Def, iterator: Iterator, value: Use } [THROWS | CALLS],
        /// `dst = GetMethod(object, name constant by site)`: undefined when nullish, TypeError when not callable.
        GetMethod = Abx { dst: Def, object: Use, ic: Ic } [THROWS | CALLS],
        /// 14.7.5.9 EnumerateObjectProperties: prepare the record at `iterator` for `for (… in object)`; nullish gives an empty one.
        ForInPrepare = Abc { iterator: Iterator, object: Use } [THROWS | CALLS | ALLOC],
        /// `dst =` the next key, or continue at `done`.
        ForInNext = Abx { dst: Def, iterator: Iterator, done: Label } [THROWS | CALLS | JUMPS],

        // ---- generators and async -----------------------------------------------------------------------------
        /// After parameters are bound: create the generator object, suspend this frame in it and return it to the caller.
        InitialYield = Abc { } [THROWS | ALLOC | SUSPENDS],
        /// Suspend, giving `value` out as is (a generator's { value, done } is made by the resumer unless `flags` bit 0: value is already a result object).
        /// On resumption: `dst =` the sent value; `mode` = true when resumed by return(); a throw() is thrown here.
        Yield = Abc { dst: Def, mode: Def, value: Use, flags: Uimm } [THROWS | CALLS | SUSPENDS],
        /// Suspend until the promise of `value` settles; `dst =` its value, a rejection is thrown here.
        Await = Abc { dst: Def, value: Use } [THROWS | CALLS | SUSPENDS],
        /// First op of an async function: create its promise (an exception from here on rejects it).
        AsyncStart = Abc { } [ALLOC],
        /// Resolve the async function's promise with `value` and leave.
        AsyncReturn = Abc { value: Use } [ENDS | CALLS],
        /// Leave a generator with { value, done: true }. In an async generator: complete the running request (`value` already awaited).
        GeneratorReturn = Abc { value: Use } [ENDS | CALLS],
        /// 27.1.6 wrap the sync iterator record as an async one (for await over a sync iterable, yield* in async generators).
        AsyncFromSyncIterator = Abc { iterator: Iterator } [ALLOC],

        // ---- explicit resource management ---------------------------------------------------------------------
        // A block with `using` compiles to:  scope = NewDisposeScope; try { … AddDisposable scope, value … }; on every way out
        // (error = the exception or undefined, has_error = true or false):
        //     step:  more = DisposeNext scope, error, has_error
        //     again: (await using) if more is the hole goto end;  Await t, more;  more = DisposeNext …;  Loop again
        //            (its exception e: DisposeFail error, has_error, e; more = DisposeNext …; Loop again)
        //     end:   if has_error then Throw error
        /// `dst =` an empty dispose capability.
        NewDisposeScope = Abc { dst: Def } [ALLOC],
        /// 9.5.4 AddDisposableResource(`scope`, `value`, sync when `flags` 0, async 1).
        AddDisposable = Abc { scope: Use, value: Use, _c: Uimm, flags: Uimm } [THROWS | CALLS | ALLOC],
        /// Take steps of 9.5.6 DisposeResources(`scope`, completion). The completion is in `error` and `has_error` (a boolean): both are
        /// updated, to a SuppressedError when a disposer throws after an error. `dst =` the hole when all is disposed, else a value to
        /// await; after the await the op is run again. Sync scopes always give the hole at once.
        DisposeNext = Abci { dst: Def, scope: Use, error: Mod, _i: Uimm, has_error: Mod, flags: Uimm } [CALLS | ALLOC],
        /// A disposal step has thrown `thrown`: merge it into the completion (`error` = a SuppressedError if `has_error`, else
        /// `thrown`; `has_error` = true).
        DisposeFail = Abc { error: Mod, has_error: Mod, thrown: Use } [ALLOC],
        /// Continue at `target` when `value` is the hole.
        JumpIfHole = Ai { value: Use, target: Label } [JUMPS],
        /// Continue at `target` unless `value` is the hole.
        JumpIfNotHole = Ai { value: Use, target: Label } [JUMPS],
    } };
}

/// Flag of `DefineElem`, `DefineAccessor`: not enumerable (class members).
pub const DEFINE_HIDDEN: u8 = 1;
/// Flag of `DefineElem`: the value is an anonymous function whose name becomes the key.
pub const DEFINE_NAMED: u8 = 2;
/// Flag of `DefineAccessor`: the function is the setter.
pub const DEFINE_SETTER: u8 = 4;

macro_rules! define_ops {
    ($($(#[$doc:meta])* $name:ident = $format:ident { $($field:ident : $role:ident),* } [$($flag:ident)|*],)*) => {
        /// A bytecode. `repr(u8)`: the first byte of its first unit.
        #[derive(Clone, Copy, PartialEq, Eq, Debug, Hash)]
        #[repr(u8)]
        pub enum Op { $($(#[$doc])* $name),* }

        /// All ops in table order.
        pub const OPS: &[Op] = &[$(Op::$name),*];

        /// The rows of the table, by op.
        pub const ROWS: &[Row] = &[$(Row {
            name: stringify!($name),
            format: Format::$format,
            fields: &[$((stringify!($field), Role::$role)),*],
            flags: 0 $(| flags::$flag)*,
        }),*];
    };
}
for_each_op!(define_ops);

/// One row of the op table.
#[derive(Clone, Copy, Debug)]
pub struct Row {
    /// The mnemonic.
    pub name: &'static str,
    /// Where the fields lie.
    pub format: Format,
    /// Field names and roles, in the format's field order.
    pub fields: &'static [(&'static str, Role)],
    /// [`flags`].
    pub flags: u8,
}

impl Op {
    /// The op of a unit's first byte, if there is one.
    pub fn from_byte(byte: u8) -> Option<Op> {
        OPS.get(byte as usize).copied()
    }
    /// This op's row.
    pub fn row(self) -> &'static Row {
        &ROWS[self as usize]
    }
    /// Length in units.
    pub fn units(self) -> usize {
        self.row().format.units()
    }
}
