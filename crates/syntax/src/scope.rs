//! Scope data: what each scope declares, what is captured, and what only run time can know.
//!
//! The tree covers every scope that was fully parsed; a lazy function has none until it is parsed,
//! but its free names already count for the `CAPTURED` flags of the scopes around it, so captures
//! are exact.
//!
//! How to resolve a name: walk `parent` from the scope of the reference; in each take the binding
//! of that name.
//! - [`ScopeKind::With`]: the object must be asked first, at run time.
//! - A function scope (its body scope if it has one) with `SLOPPY_EVAL`: an eval may have added a
//!   `var`; look up dynamically.
//! - Past the outermost scope: the global object and global lexical environment, or the scopes
//!   around an eval.
//!
//! A binding that is not `CAPTURED` may live in a register of its function. Crossing a scope for
//! which [`ScopeKind::is_function`] holds means crossing into another function's code.
//! `this`, `new.target`, `arguments`, the home object and the active function are bindings too
//! (kinds `This` … `ActiveFunction`), declared in the nearest function that has its own, only if
//! used, so arrow functions and evals capture them like variables.
use crate::{Name, Span};

/// Index of a [`Scope`] in its [`ScopeTree`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct ScopeId(pub u32);

/// What opened a scope.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ScopeKind {
    /// Top level of a script: `var`, functions become properties of the global object; lexical ones
    /// are global lexical bindings.
    Script,
    /// Top level of a module.
    Module,
    /// Top level of eval code: lexical declarations; and variables if strict (otherwise these
    /// belong to the caller: kind `Var`/`Function` here too).
    Eval,
    /// A function: parameters, and everything at the top of its body unless there is a
    /// `FunctionBody` scope.
    Function,
    /// An arrow function, likewise.
    Arrow,
    /// Own environment of a body whose parameters have expressions. A `var` that repeats a
    /// parameter's name starts with its value.
    FunctionBody,
    /// The initializer of a class field.
    FieldInitializer,
    /// The body of a static block.
    StaticBlock,
    /// Block.
    Block,
    /// `switch` cases.
    Switch,
    /// Lexical declarations of a for head.
    For,
    /// Parameter of a catch clause.
    Catch,
    /// Class: its name and private names.
    Class,
    /// `with` body: no bindings of its own.
    With,
}

impl ScopeKind {
    /// Code inside belongs to another function than code outside.
    pub const fn is_function(self) -> bool {
        matches!(
            self,
            Self::Function | Self::Arrow | Self::FieldInitializer | Self::StaticBlock
        )
    }

    /// `this` and its kin are its own: a function scope that is not an arrow's.
    pub const fn has_this(self) -> bool {
        matches!(
            self,
            Self::Function | Self::FieldInitializer | Self::StaticBlock
        )
    }

    /// `var` declarations may stop here.
    pub const fn is_var_scope(self) -> bool {
        matches!(
            self,
            Self::Script | Self::Module | Self::Eval | Self::FunctionBody
        ) || self.is_function()
    }
}

/// What a binding was declared by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum BindingKind {
    /// `var`.
    Var,
    /// `let`.
    Let,
    /// `const`.
    Const,
    /// `using`: immutable.
    Using,
    /// `await using`: immutable.
    AwaitUsing,
    /// Function declaration: like `Var` at the top of a function or script, like `Let` in a block
    /// or module.
    Function,
    /// Class declaration: like `Let`.
    Class,
    /// Formal parameter.
    Param,
    /// Catch parameter (an identifier).
    CatchParam,
    /// Catch parameter (inside a pattern): a `var` of the same name is an error.
    CatchPatternParam,
    /// Name of a function expression, in its own scope: immutable, assignment ignored unless
    /// strict. Present only if used and not shadowed.
    FunctionName,
    /// Name of a class, in its own scope: immutable.
    ClassName,
    /// Imported: immutable, lives in another module.
    Import,
    /// `* as ns`, or a source-phase import: immutable, of this module.
    ImportNamespace,
    /// Private name of a field. `#x` with its sign.
    PrivateField,
    /// Private method.
    PrivateMethod,
    /// Private getter.
    PrivateGetter,
    /// Private setter.
    PrivateSetter,
    /// Private getter and setter.
    PrivateAccessor,
    /// The `arguments` object (present only if used).
    Arguments,
    /// `this` (name [`Name::THIS`]; present only if used, directly or by an arrow function or eval inside).
    This,
    /// `new.target` (name [`Name::NEW_TARGET`]; likewise).
    NewTarget,
    /// Home object for `super.x` (name [`Name::SUPER`]; likewise).
    HomeObject,
    /// The running function, for `super()` (name [`Name::ACTIVE_FUNCTION`]; likewise).
    ActiveFunction,
}

impl BindingKind {
    /// Has a temporal dead zone.
    pub const fn is_lexical(self) -> bool {
        matches!(
            self,
            Self::Let
                | Self::Const
                | Self::Using
                | Self::AwaitUsing
                | Self::Class
                | Self::ClassName
        )
    }

    /// Assignment throws (`FunctionName`: only in strict code).
    pub const fn is_immutable(self) -> bool {
        matches!(
            self,
            Self::Const
                | Self::Using
                | Self::AwaitUsing
                | Self::FunctionName
                | Self::ClassName
                | Self::Import
                | Self::ImportNamespace
        )
    }

    /// A private name.
    pub const fn is_private(self) -> bool {
        matches!(
            self,
            Self::PrivateField
                | Self::PrivateMethod
                | Self::PrivateGetter
                | Self::PrivateSetter
                | Self::PrivateAccessor
        )
    }
}

macro_rules! flags {
    ($(#[$doc:meta])* $name:ident: $repr:ty { $($(#[$fdoc:meta])* $flag:ident = $bit:expr,)* }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, Default, Hash)]
        pub struct $name(pub $repr);
        impl $name {
            $($(#[$fdoc])* pub const $flag: $name = $name(1 << $bit);)*
            /// All flags with their names.
            pub const NAMES: &'static [(&'static str, $name)] = &[$((stringify!($flag), $name::$flag)),*];
            /// No flag.
            pub const NONE: $name = $name(0);
            /// All of `other` are set.
            #[inline]
            pub const fn has(self, other: $name) -> bool { self.0 & other.0 == other.0 }
            /// One of `other` is set.
            #[inline]
            pub const fn any(self, other: $name) -> bool { self.0 & other.0 != 0 }
            /// Both sets.
            #[inline]
            pub const fn with(self, other: $name) -> $name { $name(self.0 | other.0) }
            /// Without `other`.
            #[inline]
            pub const fn without(self, other: $name) -> $name { $name(self.0 & !other.0) }
            /// Adds `other`.
            #[inline]
            pub fn set(&mut self, other: $name) { self.0 |= other.0; }
        }
        impl std::fmt::Debug for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                let set: Vec<_> = Self::NAMES.iter().filter(|(_, flag)| self.has(*flag)).map(|(name, _)| *name).collect();
                write!(f, "{}", set.join("|"))
            }
        }
    };
}

flags! {
    /// Facts about a binding.
    BindingFlags: u16 {
        /// Referenced from an inner function, or could be by a direct eval or through `with`: must
        /// live in an environment.
        CAPTURED = 0,
        /// Assigned after its initialization.
        ASSIGNED = 1,
        /// A function in a block which also assigns the `var` of that name in the enclosing
        /// function when it is evaluated (Annex B.3.2).
        ANNEX_B = 2,
        /// A `var` that exists only because of an Annex B function in a block.
        ANNEX_B_VAR = 3,
        /// A private name or method that is static.
        STATIC = 4,
        /// A `Function` binding that is also a parameter, or a `Param` which a function declaration
        /// overwrites at entry.
        FUNCTION = 5,
        /// Referenced at all (a binding without it is never read or written after its
        /// initialization, except by eval).
        USED = 6,
        /// A `Var` that repeats the name of a parameter of the scope around (`FunctionBody` only).
        SHADOWS_PARAM = 7,
    }
}

flags! {
    /// Facts about a scope.
    ScopeFlags: u32 {
        /// Strict code.
        STRICT = 0,
        /// A direct eval in this scope or in a scope inside it, inner functions included: every
        /// binding is captured.
        CONTAINS_EVAL = 1,
        /// A sloppy direct eval of this very function (or script) may add variables here. On
        /// function, body and top-level scopes.
        SLOPPY_EVAL = 2,
        /// Inside a `with` of the same parse.
        INSIDE_WITH = 3,
        /// Some binding is captured: needs an environment (for heads: a fresh one per iteration).
        CAPTURED_BINDINGS = 4,
        /// Function: `arguments` is used by itself, an arrow function or eval inside.
        USES_ARGUMENTS = 5,
        /// Function: `this` likewise.
        USES_THIS = 6,
        /// Function: `super.x` likewise (needs its home object).
        USES_SUPER_PROPERTY = 7,
        /// Function: `super()` likewise.
        USES_SUPER_CALL = 8,
        /// Function: `new.target` likewise.
        USES_NEW_TARGET = 9,
        /// Function: parameters are plain identifiers only.
        SIMPLE_PARAMS = 10,
        /// Function: parameters contain expressions (so the body has a scope of its own).
        PARAM_EXPRESSIONS = 11,
        /// Function: a parameter is a rest parameter.
        HAS_REST = 12,
        /// Function: a parameter name is repeated (sloppy).
        DUPLICATE_PARAMS = 13,
        /// Function: contains `"use strict"` itself.
        USE_STRICT_DIRECTIVE = 14,
        /// Contains a `using` or `await using` declaration of its own: dispose at its end.
        HAS_USING = 15,
        /// Contains `await using` of its own.
        HAS_AWAIT_USING = 16,
        /// Module: contains a top-level await. Function: contains `await` (an async function
        /// without it never suspends).
        HAS_AWAIT = 17,
        /// Generator: contains `yield` (one without it suspends only at its start).
        HAS_YIELD = 18,
        /// Class: has instance fields, private methods or accessors (constructor must run an
        /// initializer).
        HAS_INSTANCE_FIELDS = 19,
        /// Function or top level: functions are declared at its top, to be instantiated at entry.
        HAS_FUNCTION_DECLARATIONS = 20,
        /// Function or top level: contains another function, class methods included.
        HAS_INNER_FUNCTIONS = 21,
    }
}

/// A declared name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Binding {
    /// Name.
    pub name: Name,
    /// What declared it.
    pub kind: BindingKind,
    /// Facts.
    pub flags: BindingFlags,
    /// Offset of its first declaration (0 for the implicit ones).
    pub position: u32,
}

impl Binding {
    /// See [`BindingFlags::CAPTURED`].
    pub const fn captured(&self) -> bool {
        self.flags.has(BindingFlags::CAPTURED)
    }

    /// See [`BindingFlags::ASSIGNED`].
    pub const fn is_assigned(&self) -> bool {
        self.flags.has(BindingFlags::ASSIGNED)
    }
}

/// One scope.
#[derive(Debug, Clone)]
pub struct Scope {
    /// Kind.
    pub kind: ScopeKind,
    /// The scope around it; `None` for the outermost of this parse.
    pub parent: Option<ScopeId>,
    /// Facts.
    pub flags: ScopeFlags,
    /// Extent.
    pub span: Span,
    /// Range in `ScopeTree::bindings`.
    pub(crate) bindings: (u32, u32),
}

/// All scopes of one parse. Ids are not in any order; `parent` is always right.
#[derive(Debug, Default, Clone)]
pub struct ScopeTree {
    pub(crate) scopes: Vec<Scope>,
    pub(crate) bindings: Vec<Binding>,
}

impl ScopeTree {
    /// The scope of that id.
    pub fn get(&self, id: ScopeId) -> &Scope {
        &self.scopes[id.0 as usize]
    }

    /// Its bindings in order of declaration (parameters first).
    pub fn bindings(&self, id: ScopeId) -> &[Binding] {
        let (start, end) = self.get(id).bindings;
        &self.bindings[start as usize..end as usize]
    }

    /// The binding of that name in that scope.
    pub fn find(&self, id: ScopeId, name: Name) -> Option<&Binding> {
        self.bindings(id)
            .iter()
            .find(|binding| binding.name == name)
    }

    /// All ids.
    pub fn ids(&self) -> impl Iterator<Item = ScopeId> + use<> {
        (0..self.scopes.len() as u32).map(ScopeId)
    }
}
