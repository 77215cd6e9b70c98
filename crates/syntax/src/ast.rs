//! The abstract syntax tree: what the compiler reads.
//!
//! Every node lives in a `bumpalo::Bump` and is dropped with it, so nothing here may own heap
//! memory (a `Bump` runs no destructors). What must outlive the tree (scope data, lazy functions,
//! module entries) is in [`crate::Program`]'s owned tables and is named from here by an id.
//!
//! What holds:
//! - Every early error has been reported before a tree is returned: a consumer never meets an
//!   invalid target, an unbound label, an undeclared private name.
//! - Parentheses leave no node. Where they matter the node says so: `Assign::parenthesized`, and
//!   [`ExprKind::OptionalChain`], which delimits what a `?.` short-circuits.
//! - Left-associative chains (`a + b + c`, `a && b && c`, `a.b.c()`) nest to the LEFT without a
//!   depth limit: 100,000 terms give 100,000 nested left operands. Walk them iteratively down the
//!   left spine. The same holds for `If::alternate` chains (nest to the right, walk in a loop).
//!   [`ExprKind::Sequence`], templates, arguments and lists are flat slices. All other nesting is
//!   bounded by the parser's stack limit.
//! - An identifier reference carries only its [`Name`]; resolve it through the scope tree
//!   (`scope.rs`): nodes that open a scope hold its [`ScopeId`]. `None` means that no scope was
//!   needed.
//! - Strings are WTF-8: UTF-8 in which lone surrogates may be encoded.
use crate::{LazyId, Name, ScopeId, Span};

/// A list of nodes in the arena.
pub type List<'a, T> = &'a [T];

// ------------------------------------------------------------ expressions

/// An expression with its extent (parentheses around it are not part of the extent).
#[derive(Debug)]
pub struct Expr<'a> {
    /// Extent in the source.
    pub span: Span,
    /// What it is.
    pub kind: ExprKind<'a>,
}

/// The kinds of expression.
#[derive(Debug)]
pub enum ExprKind<'a> {
    /// An identifier reference (also `arguments`, `undefined`, `eval`).
    Identifier(Name),
    /// `this`.
    This,
    /// `null`.
    Null,
    /// `true`, `false`.
    Boolean(bool),
    /// A numeric literal.
    Number(f64),
    /// A string literal, cooked.
    String(&'a [u8]),
    /// Digits of a BigInt literal without separators and `n`, with the prefix `0x`/`0o`/`0b` (lower
    /// case) if it had one.
    BigInt(&'a [u8]),
    /// `/pattern/flags`.
    Regexp(&'a RegexpLiteral<'a>),
    /// An untagged template.
    Template(&'a Template<'a>),
    /// A tagged template.
    TaggedTemplate(&'a TaggedTemplate<'a>),
    /// `[a, , ...b]`.
    Array(List<'a, ArrayElement<'a>>),
    /// `{a, b: 1, ...c}`.
    Object(List<'a, Property<'a>>),
    /// A function expression or an arrow function (`function.info.kind` tells).
    Function(&'a Function<'a>),
    /// A class expression.
    Class(&'a Class<'a>),
    /// `-a`, `typeof a`, `delete a.b`, `void a`...
    Unary {
        /// Operator.
        op: UnaryOp,
        /// Operand.
        operand: &'a Expr<'a>,
    },
    /// `++a`, `a--`. The operand is an identifier, a member form, or (sloppy Annex B) a call.
    Update {
        /// `++` rather than `--`.
        increment: bool,
        /// Before the operand.
        prefix: bool,
        /// Target.
        operand: &'a Expr<'a>,
    },
    /// Arithmetic, relational, equality, bitwise operators.
    Binary {
        /// Operator.
        op: BinaryOp,
        /// Left operand: walk iteratively.
        left: &'a Expr<'a>,
        /// Right operand.
        right: &'a Expr<'a>,
    },
    /// `&&`, `||`, `??`.
    Logical {
        /// Operator.
        op: LogicalOp,
        /// Left operand: walk iteratively.
        left: &'a Expr<'a>,
        /// Right operand.
        right: &'a Expr<'a>,
    },
    /// `#name in right`.
    PrivateIn {
        /// Private name, with its `#`.
        name: Name,
        /// Right operand.
        right: &'a Expr<'a>,
    },
    /// `test ? consequent : alternate`.
    Conditional(&'a Conditional<'a>),
    /// `target = value`, `target += value`, `target ??= value`.
    Assign(&'a Assign<'a>),
    /// `a, b, c`: at least two.
    Sequence(List<'a, &'a Expr<'a>>),
    /// `object.name`, `object?.name`.
    Member {
        /// Object: walk iteratively.
        object: &'a Expr<'a>,
        /// Property name.
        name: Name,
        /// `?.`; then inside an [`ExprKind::OptionalChain`].
        optional: bool,
    },
    /// `object[index]`, `object?.[index]`.
    Index {
        /// Object: walk iteratively.
        object: &'a Expr<'a>,
        /// Key expression.
        index: &'a Expr<'a>,
        /// `?.[`.
        optional: bool,
    },
    /// `object.#name`, `object?.#name`.
    PrivateMember {
        /// Object.
        object: &'a Expr<'a>,
        /// Private name, with its `#`.
        name: Name,
        /// `?.`.
        optional: bool,
    },
    /// `super.name`.
    SuperMember(Name),
    /// `super[index]`.
    SuperIndex(&'a Expr<'a>),
    /// `callee(arguments)`.
    Call(&'a Call<'a>),
    /// `new callee(arguments)`.
    New(&'a Call<'a>),
    /// `super(arguments)`.
    SuperCall(List<'a, ArrayElement<'a>>),
    /// A whole optional chain: a `?.` inside short-circuits to `undefined` as the value of this
    /// node.
    OptionalChain(&'a Expr<'a>),
    /// `import(specifier, options)` and its phases.
    ImportCall(&'a ImportCall<'a>),
    /// `import.meta`.
    ImportMeta,
    /// `new.target`.
    NewTarget,
    /// `yield`, `yield value`.
    Yield(Option<&'a Expr<'a>>),
    /// `yield* value`.
    YieldStar(&'a Expr<'a>),
    /// `await value`.
    Await(&'a Expr<'a>),
}

/// A regular expression literal, already validated when a validator was given.
#[derive(Debug)]
pub struct RegexpLiteral<'a> {
    /// Text between the slashes.
    pub pattern: &'a [u8],
    /// Text after the second slash.
    pub flags: &'a [u8],
}

/// `quasis.len() == expressions.len() + 1`.
#[derive(Debug)]
pub struct Template<'a> {
    /// The literal parts.
    pub quasis: List<'a, TemplateElement<'a>>,
    /// The substitutions.
    pub expressions: List<'a, &'a Expr<'a>>,
}

/// One literal part of a template.
#[derive(Debug, Clone, Copy)]
pub struct TemplateElement<'a> {
    /// Extent between the delimiters.
    pub span: Span,
    /// Cooked value; `None` (only in tagged templates) when an escape is invalid.
    pub cooked: Option<&'a [u8]>,
    /// Raw text, CR LF and CR already turned to LF.
    pub raw: &'a [u8],
}

/// ``tag`a${b}` ``.
#[derive(Debug)]
pub struct TaggedTemplate<'a> {
    /// The tag: an identifier, a member form (then the call has a receiver), or anything else.
    pub tag: &'a Expr<'a>,
    /// The template.
    pub quasi: Template<'a>,
}

/// An element of an array literal or an argument list (which has no holes).
#[derive(Debug, Clone, Copy)]
pub enum ArrayElement<'a> {
    /// Nothing between two commas.
    Hole,
    /// A value.
    Expr(&'a Expr<'a>),
    /// `...value`.
    Spread(&'a Expr<'a>),
}

/// A property key.
#[derive(Debug, Clone, Copy)]
pub enum PropertyKey<'a> {
    /// An identifier name or a string literal. May be an array index such as `"0"` when `string`.
    Static {
        /// The key.
        name: Name,
        /// Written as a string literal.
        string: bool,
    },
    /// A numeric literal.
    Number(f64),
    /// A BigInt literal (text as in [`ExprKind::BigInt`]).
    BigInt(&'a [u8]),
    /// `[expression]`.
    Computed(&'a Expr<'a>),
    /// `#name` (classes only).
    Private(Name),
}

/// A member of an object literal.
#[derive(Debug)]
pub struct Property<'a> {
    /// Extent.
    pub span: Span,
    /// Extent of the key.
    pub key_span: Span,
    /// The key (`Static` of an empty name for a spread).
    pub key: PropertyKey<'a>,
    /// What is defined.
    pub kind: PropertyKind<'a>,
}

/// What a property of an object literal defines.
#[derive(Debug)]
pub enum PropertyKind<'a> {
    /// `key: value`.
    Value(&'a Expr<'a>),
    /// `name`: the value is the identifier reference of that name.
    Shorthand(&'a Expr<'a>),
    /// `key() {}`.
    Method(&'a Function<'a>),
    /// `get key() {}`.
    Getter(&'a Function<'a>),
    /// `set key(v) {}`.
    Setter(&'a Function<'a>),
    /// `__proto__: value` (Annex B.3.1): sets the prototype.
    Proto(&'a Expr<'a>),
    /// `...value`.
    Spread(&'a Expr<'a>),
}

/// `test ? consequent : alternate`.
#[derive(Debug)]
pub struct Conditional<'a> {
    /// Condition.
    pub test: &'a Expr<'a>,
    /// Value when true.
    pub consequent: &'a Expr<'a>,
    /// Value when false: chains nest here, walk iteratively.
    pub alternate: &'a Expr<'a>,
}

/// An assignment.
#[derive(Debug)]
pub struct Assign<'a> {
    /// Operator.
    pub op: AssignOp,
    /// Target. For compound operators never an object or array pattern.
    pub target: Pattern<'a>,
    /// Value.
    pub value: &'a Expr<'a>,
    /// The target was in parentheses: an anonymous function value gets no name from it.
    pub parenthesized: bool,
}

/// A call or a construction.
#[derive(Debug)]
pub struct Call<'a> {
    /// Callee: walk iteratively.
    pub callee: &'a Expr<'a>,
    /// Arguments.
    pub arguments: List<'a, ArrayElement<'a>>,
    /// `?.(`.
    pub optional: bool,
    /// `eval(...)`: a direct eval if the callee turns out to be the intrinsic.
    pub direct_eval: bool,
}

/// Dynamic import.
#[derive(Debug)]
pub struct ImportCall<'a> {
    /// Phase.
    pub phase: ImportPhase,
    /// Specifier.
    pub specifier: &'a Expr<'a>,
    /// Second argument.
    pub options: Option<&'a Expr<'a>>,
}

/// The phase of an import.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ImportPhase {
    /// Ordinary.
    Evaluation,
    /// `import.defer(..)`, `import defer * as ns`.
    Defer,
    /// `import.source(..)`, `import source x`.
    Source,
}

/// Prefix operators other than `++` and `--`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum UnaryOp {
    /// `-`
    Minus,
    /// `+`
    Plus,
    /// `!`
    Not,
    /// `~`
    BitNot,
    /// `typeof`
    Typeof,
    /// `void`
    Void,
    /// `delete`
    Delete,
}

/// Infix operators that evaluate both operands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BinaryOp {
    /// `==`
    Eq,
    /// `!=`
    Ne,
    /// `===`
    StrictEq,
    /// `!==`
    StrictNe,
    /// `<`
    Lt,
    /// `<=`
    Le,
    /// `>`
    Gt,
    /// `>=`
    Ge,
    /// `<<`
    Shl,
    /// `>>`
    Shr,
    /// `>>>`
    UShr,
    /// `+`
    Add,
    /// `-`
    Sub,
    /// `*`
    Mul,
    /// `/`
    Div,
    /// `%`
    Rem,
    /// `**`
    Exp,
    /// `|`
    BitOr,
    /// `^`
    BitXor,
    /// `&`
    BitAnd,
    /// `in`
    In,
    /// `instanceof`
    Instanceof,
}

/// Short-circuit operators.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LogicalOp {
    /// `&&`
    And,
    /// `||`
    Or,
    /// `??`
    Coalesce,
}

/// Assignment operators.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AssignOp {
    /// `=`
    Assign,
    /// `+=` and the like.
    Binary(BinaryOp),
    /// `&&=`, `||=`, `??=`.
    Logical(LogicalOp),
}

// ------------------------------------------------------------ patterns

/// A binding pattern, or the target of an assignment.
#[derive(Debug, Clone, Copy)]
pub struct Pattern<'a> {
    /// Extent.
    pub span: Span,
    /// What it is.
    pub kind: PatternKind<'a>,
}

/// The kinds of pattern.
#[derive(Debug, Clone, Copy)]
pub enum PatternKind<'a> {
    /// A binding identifier or an identifier reference to assign.
    Identifier(Name),
    /// Assignment only: a member form; or, sloppy Annex B, a call, which evaluates and then throws
    /// a ReferenceError.
    Expr(&'a Expr<'a>),
    /// `{a, b: c = 1, ...rest}`.
    Object(&'a ObjectPattern<'a>),
    /// `[a, , b = 1, ...rest]`.
    Array(&'a ArrayPattern<'a>),
}

/// An object pattern.
#[derive(Debug)]
pub struct ObjectPattern<'a> {
    /// Properties in order.
    pub properties: List<'a, PatternProperty<'a>>,
    /// `...target`.
    pub rest: Option<&'a Pattern<'a>>,
}

/// `key: target = default`.
#[derive(Debug, Clone, Copy)]
pub struct PatternProperty<'a> {
    /// Extent.
    pub span: Span,
    /// Key.
    pub key: PropertyKey<'a>,
    /// Extent of the key.
    pub key_span: Span,
    /// Written `name` or `name = default`.
    pub shorthand: bool,
    /// Target and default.
    pub value: PatternElement<'a>,
}

/// An array pattern.
#[derive(Debug)]
pub struct ArrayPattern<'a> {
    /// Elements; `None` is an elision.
    pub elements: List<'a, Option<PatternElement<'a>>>,
    /// `...target`.
    pub rest: Option<&'a Pattern<'a>>,
}

/// A target with an optional default value.
#[derive(Debug, Clone, Copy)]
pub struct PatternElement<'a> {
    /// Target.
    pub target: Pattern<'a>,
    /// Evaluated when the value is `undefined`.
    pub default: Option<&'a Expr<'a>>,
    /// The target was in parentheses (no name for an anonymous function default).
    pub parenthesized: bool,
}

// ------------------------------------------------------------ functions and classes

/// An identifier with its place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Ident {
    /// Extent.
    pub span: Span,
    /// Text.
    pub name: Name,
}

/// How a function came to be, which decides its `this`, `super`, `prototype` and constructor
/// behaviour.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum FunctionKind {
    /// `function` declaration or expression.
    Normal,
    /// Arrow function.
    Arrow,
    /// Method of an object literal or a class.
    Method,
    /// `get`.
    Getter,
    /// `set`.
    Setter,
    /// `constructor` of a class without heritage.
    Constructor,
    /// `constructor` of a class with heritage.
    DerivedConstructor,
}

/// Facts about a function that hold whether its body was parsed or only preparsed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FunctionInfo {
    /// Extent of its source text, as `Function.prototype.toString` gives it.
    pub span: Span,
    /// Where parsing of parameters starts: at `(` (or the single identifier of an arrow function).
    pub params_start: u32,
    /// Its own name as written after `function` (declarations and expressions only).
    pub name: Option<Ident>,
    /// Kind.
    pub kind: FunctionKind,
    /// `async`.
    pub is_async: bool,
    /// `*`.
    pub is_generator: bool,
    /// A function *expression* (its name, if any, is bound inside of itself).
    pub is_expression: bool,
    /// An arrow function whose body is an expression.
    pub is_concise: bool,
    /// Value of `length`: parameters before the first with a default or rest.
    pub length: u32,
    /// Number of formal parameters, the rest parameter not counted.
    pub param_count: u32,
    /// Flags of the function scope (strict, simple parameters, uses of this, arguments, eval...).
    pub flags: crate::ScopeFlags,
}

/// A function of any kind.
#[derive(Debug)]
pub struct Function<'a> {
    /// Facts.
    pub info: FunctionInfo,
    /// Its code.
    pub body: FunctionBody<'a>,
}

/// The code of a function.
#[derive(Debug)]
pub enum FunctionBody<'a> {
    /// Parsed.
    Full(&'a FullBody<'a>),
    /// Only preparsed: parse it with [`crate::parse_lazy_function`] when it is first called.
    Lazy(LazyId),
}

/// Parameters and statements of a parsed function.
#[derive(Debug)]
pub struct FullBody<'a> {
    /// Parameters and, when `body_scope` is `None`, the variables and top-level lexical
    /// declarations too.
    pub scope: ScopeId,
    /// Own environment of the body: present exactly when the parameters contain expressions.
    pub body_scope: Option<ScopeId>,
    /// Parameters in order, without the rest.
    pub params: List<'a, PatternElement<'a>>,
    /// `...rest`.
    pub rest: Option<&'a Pattern<'a>>,
    /// Statements (directives are expression statements of a string).
    pub statements: List<'a, Stmt<'a>>,
    /// The body of a concise arrow function; `statements` is then empty.
    pub expression: Option<&'a Expr<'a>>,
}

/// A class declaration or expression.
#[derive(Debug)]
pub struct Class<'a> {
    /// Extent of its source text.
    pub span: Span,
    /// Binding identifier.
    pub name: Option<Ident>,
    /// The inner scope: the class's own name (kind `ClassName`) and its private names.
    pub scope: ScopeId,
    /// Decorators of the class (behind an option).
    pub decorators: List<'a, &'a Expr<'a>>,
    /// `extends heritage`: evaluated inside of `scope`.
    pub heritage: Option<&'a Expr<'a>>,
    /// The constructor, if written.
    pub constructor: Option<&'a Function<'a>>,
    /// All other members in order.
    pub members: List<'a, ClassMember<'a>>,
}

/// A member of a class other than its constructor.
#[derive(Debug)]
pub struct ClassMember<'a> {
    /// Extent.
    pub span: Span,
    /// `static`.
    pub is_static: bool,
    /// Decorators (behind an option).
    pub decorators: List<'a, &'a Expr<'a>>,
    /// The key (`Static` of an empty name for a static block).
    pub key: PropertyKey<'a>,
    /// Extent of the key.
    pub key_span: Span,
    /// What it is.
    pub kind: ClassMemberKind<'a>,
}

/// The kinds of class member.
#[derive(Debug)]
pub enum ClassMemberKind<'a> {
    /// `key() {}`.
    Method(&'a Function<'a>),
    /// `get key() {}`.
    Getter(&'a Function<'a>),
    /// `set key(v) {}`.
    Setter(&'a Function<'a>),
    /// `key`, `key = value`.
    Field(Option<FieldInitializer<'a>>),
    /// `accessor key = value` (decorators option).
    Accessor(Option<FieldInitializer<'a>>),
    /// `static { }`.
    StaticBlock(&'a StaticBlock<'a>),
}

/// The initializer of a field: code of a function of its own (scope kind `FieldInitializer`), with
/// `this` the instance or class.
#[derive(Debug, Clone, Copy)]
pub struct FieldInitializer<'a> {
    /// Its function scope.
    pub scope: ScopeId,
    /// The value.
    pub value: &'a Expr<'a>,
}

/// The body of a static block: code of a function of its own (scope kind `StaticBlock`).
#[derive(Debug)]
pub struct StaticBlock<'a> {
    /// Its function scope; holds its variables and top-level lexical declarations.
    pub scope: ScopeId,
    /// Statements.
    pub statements: List<'a, Stmt<'a>>,
}

// ------------------------------------------------------------ statements

/// A statement, declaration or module item.
#[derive(Debug, Clone, Copy)]
pub struct Stmt<'a> {
    /// Extent.
    pub span: Span,
    /// What it is.
    pub kind: StmtKind<'a>,
}

/// The kinds of statement.
#[derive(Debug, Clone, Copy)]
pub enum StmtKind<'a> {
    /// `;`
    Empty,
    /// An expression.
    Expr(&'a Expr<'a>),
    /// `var`, `let`, `const`, `using`, `await using`.
    Variables(&'a Variables<'a>),
    /// A function declaration: instantiated where its scope is entered. In blocks see
    /// `BindingFlags::ANNEX_B`.
    Function(&'a Function<'a>),
    /// A class declaration.
    Class(&'a Class<'a>),
    /// `{ }`.
    Block(&'a Block<'a>),
    /// `if`.
    If(&'a If<'a>),
    /// `for (;;)`.
    For(&'a For<'a>),
    /// `for (in)`.
    ForIn(&'a ForInOf<'a>),
    /// `for (of)`, `for await (of)`.
    ForOf(&'a ForInOf<'a>),
    /// `while`.
    While(&'a Loop<'a>),
    /// `do while`.
    DoWhile(&'a Loop<'a>),
    /// `switch`.
    Switch(&'a Switch<'a>),
    /// `return`.
    Return(Option<&'a Expr<'a>>),
    /// `break`.
    Break(Option<Name>),
    /// `continue`.
    Continue(Option<Name>),
    /// `throw`.
    Throw(&'a Expr<'a>),
    /// `try`.
    Try(&'a Try<'a>),
    /// `label: body`.
    Labeled(&'a Labeled<'a>),
    /// `with`.
    With(&'a With<'a>),
    /// `debugger`.
    Debugger,
    /// `import` declaration.
    Import(&'a Import<'a>),
    /// `export` declaration.
    Export(&'a Export<'a>),
}

/// The keyword of a declaration list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum VariablesKind {
    /// `var`
    Var,
    /// `let`
    Let,
    /// `const`
    Const,
    /// `using`
    Using,
    /// `await using`
    AwaitUsing,
}

/// A declaration list.
#[derive(Debug)]
pub struct Variables<'a> {
    /// Keyword.
    pub kind: VariablesKind,
    /// Declarators.
    pub declarators: List<'a, Declarator<'a>>,
}

/// `target = init`.
#[derive(Debug, Clone, Copy)]
pub struct Declarator<'a> {
    /// Extent.
    pub span: Span,
    /// Target.
    pub target: Pattern<'a>,
    /// Initializer.
    pub init: Option<&'a Expr<'a>>,
}

/// A block, or the body of a catch or finally clause.
#[derive(Debug)]
pub struct Block<'a> {
    /// Extent.
    pub span: Span,
    /// Its scope, when it declares something.
    pub scope: Option<ScopeId>,
    /// Statements.
    pub statements: List<'a, Stmt<'a>>,
}

/// `if (test) consequent else alternate`. A function declaration as a branch (Annex B) is wrapped in a `Block`.
#[derive(Debug)]
pub struct If<'a> {
    /// Condition.
    pub test: &'a Expr<'a>,
    /// When true.
    pub consequent: Stmt<'a>,
    /// When false: chains nest here, walk iteratively.
    pub alternate: Option<Stmt<'a>>,
}

/// `for (init; test; update) body`.
#[derive(Debug)]
pub struct For<'a> {
    /// Scope of the lexical declarations in the head. Flag `CAPTURED_BINDINGS`: copy them for each
    /// iteration.
    pub scope: Option<ScopeId>,
    /// First part.
    pub init: ForInit<'a>,
    /// Condition.
    pub test: Option<&'a Expr<'a>>,
    /// Update.
    pub update: Option<&'a Expr<'a>>,
    /// Body.
    pub body: Stmt<'a>,
}

/// The first part of a `for (;;)`.
#[derive(Debug, Clone, Copy)]
pub enum ForInit<'a> {
    /// Nothing.
    None,
    /// An expression.
    Expr(&'a Expr<'a>),
    /// A declaration.
    Variables(&'a Variables<'a>),
}

/// `for (left in right) body`, `for await (left of right) body`.
#[derive(Debug)]
pub struct ForInOf<'a> {
    /// `for await`.
    pub is_await: bool,
    /// Scope of the lexical declaration in the head: a fresh one for each iteration, and one, all
    /// in its dead zone, around `right`.
    pub scope: Option<ScopeId>,
    /// What is assigned or bound.
    pub left: ForTarget<'a>,
    /// The iterated value.
    pub right: &'a Expr<'a>,
    /// Body.
    pub body: Stmt<'a>,
}

/// The left side of a for-in or for-of head.
#[derive(Debug, Clone, Copy)]
pub enum ForTarget<'a> {
    /// `for (target of ...)`.
    Pattern(Pattern<'a>),
    /// `for (let target of ...)`; `init` only for sloppy `for (var x = init in ...)`.
    Declaration {
        /// Keyword.
        kind: VariablesKind,
        /// Target.
        target: Pattern<'a>,
        /// Annex B.3.5 initializer.
        init: Option<&'a Expr<'a>>,
    },
}

/// `while` and `do while`.
#[derive(Debug)]
pub struct Loop<'a> {
    /// Condition.
    pub test: &'a Expr<'a>,
    /// Body.
    pub body: Stmt<'a>,
}

/// `switch`.
#[derive(Debug)]
pub struct Switch<'a> {
    /// The value.
    pub discriminant: &'a Expr<'a>,
    /// Scope of all cases (entered after the discriminant is evaluated), when they declare
    /// something.
    pub scope: Option<ScopeId>,
    /// Cases in order.
    pub cases: List<'a, Case<'a>>,
}

/// `case test:` or `default:`.
#[derive(Debug)]
pub struct Case<'a> {
    /// Extent.
    pub span: Span,
    /// `None` is `default`.
    pub test: Option<&'a Expr<'a>>,
    /// Statements.
    pub statements: List<'a, Stmt<'a>>,
}

/// `try`.
#[derive(Debug)]
pub struct Try<'a> {
    /// Protected block.
    pub block: Block<'a>,
    /// `catch`.
    pub handler: Option<Catch<'a>>,
    /// `finally`.
    pub finalizer: Option<Block<'a>>,
}

/// `catch (param) { body }`.
#[derive(Debug)]
pub struct Catch<'a> {
    /// Extent.
    pub span: Span,
    /// Scope of the parameter; the body's own scope is inside of it.
    pub scope: Option<ScopeId>,
    /// Parameter.
    pub param: Option<Pattern<'a>>,
    /// Body.
    pub body: Block<'a>,
}

/// `label: body`.
#[derive(Debug)]
pub struct Labeled<'a> {
    /// Label.
    pub label: Ident,
    /// Body.
    pub body: Stmt<'a>,
}

/// `with (object) body`.
#[derive(Debug)]
pub struct With<'a> {
    /// Scope of kind `With`, without bindings, entered after the object is evaluated.
    pub scope: ScopeId,
    /// Object.
    pub object: &'a Expr<'a>,
    /// Body.
    pub body: Stmt<'a>,
}

// ------------------------------------------------------------ modules

/// A name in an import or export clause: an identifier name or a well-formed string.
pub type ModuleExportName = Ident;

/// An import declaration. The module's entries are also in [`crate::ModuleRecord`]; nothing is to
/// be executed here.
#[derive(Debug)]
pub struct Import<'a> {
    /// Phase.
    pub phase: ImportPhase,
    /// Index into `ModuleRecord::requests`.
    pub request: u32,
    /// Module specifier.
    pub specifier: &'a [u8],
    /// `import x` (also of the source phase).
    pub default: Option<Ident>,
    /// `* as ns`.
    pub namespace: Option<Ident>,
    /// `{ a as b }`.
    pub named: List<'a, ImportSpecifier>,
    /// `with { type: "json" }`.
    pub attributes: List<'a, ImportAttribute<'a>>,
}

/// `imported as local`.
#[derive(Debug, Clone, Copy)]
pub struct ImportSpecifier {
    /// Name in the other module.
    pub imported: ModuleExportName,
    /// Name here.
    pub local: Ident,
}

/// `key: "value"`.
#[derive(Debug, Clone, Copy)]
pub struct ImportAttribute<'a> {
    /// Key.
    pub key: Ident,
    /// Value.
    pub value: &'a [u8],
}

/// An export declaration.
#[derive(Debug)]
pub enum Export<'a> {
    /// `export var x`, `export function f() {}`, `export class C {}`.
    Declaration(Stmt<'a>),
    /// `export default function () {}`: a declaration; when it has no name it is bound as [`Name::STAR_DEFAULT`].
    DefaultFunction(&'a Function<'a>),
    /// `export default class {}`: as above.
    DefaultClass(&'a Class<'a>),
    /// `export default expression`: initializes the binding [`Name::STAR_DEFAULT`].
    DefaultExpr(&'a Expr<'a>),
    /// `export { a as b }`.
    Named(List<'a, ExportSpecifier>),
    /// `export { a as b } from "m"`.
    NamedFrom {
        /// Index into `ModuleRecord::requests`.
        request: u32,
        /// Module specifier.
        specifier: &'a [u8],
        /// The names.
        named: List<'a, ExportSpecifier>,
        /// `with {}`.
        attributes: List<'a, ImportAttribute<'a>>,
    },
    /// `export * from "m"`, `export * as ns from "m"`.
    All {
        /// Index into `ModuleRecord::requests`.
        request: u32,
        /// Module specifier.
        specifier: &'a [u8],
        /// `as ns`.
        exported: Option<ModuleExportName>,
        /// `with {}`.
        attributes: List<'a, ImportAttribute<'a>>,
    },
}

/// `local as exported`.
#[derive(Debug, Clone, Copy)]
pub struct ExportSpecifier {
    /// Name here, or in the other module.
    pub local: ModuleExportName,
    /// Name for importers.
    pub exported: ModuleExportName,
}
