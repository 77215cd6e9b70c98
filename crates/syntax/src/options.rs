//! What a caller chooses, and the context that eval code inherits.
use crate::Name;

/// Checks a regular expression literal: pattern and flags to an error offset in the pattern and a
/// message.
pub type ValidateRegexp = fn(pattern: &[u8], flags: &[u8]) -> Result<(), (u32, String)>;

/// Options of a parse.
#[derive(Debug, Clone, Copy)]
pub struct ParseOptions {
    /// Validator of regular expression literals; none accepts every pattern (flags are always
    /// checked).
    pub validate_regexp: Option<ValidateRegexp>,
    /// Parse every function at once instead of preparsing those not known to run.
    pub eager_all: bool,
    /// Accept decorators and the `accessor` keyword.
    pub decorators: bool,
    /// Accept `%Name`: the global of that name, percent sign included (natives for tests).
    pub natives: bool,
    /// Native stack the parser may use, in bytes from where it is called.
    pub stack_budget: usize,
}

impl Default for ParseOptions {
    fn default() -> Self {
        ParseOptions {
            validate_regexp: None,
            eager_all: false,
            decorators: false,
            natives: false,
            stack_budget: 1 << 20,
        }
    }
}

/// Where a direct eval stands. The default is an indirect eval.
#[derive(Debug, Clone, Copy, Default)]
pub struct EvalContext<'c> {
    /// The caller is strict code.
    pub strict: bool,
    /// Inside a function that is not an arrow at top level: `new.target` is allowed.
    pub in_function: bool,
    /// Inside a method: `super.x` is allowed.
    pub in_method: bool,
    /// Inside a constructor with heritage: `super()` is allowed.
    pub in_derived_constructor: bool,
    /// Inside a class field initializer or static block: `arguments` is not allowed.
    pub in_class_field_init: bool,
    /// Private names in scope, with their `#`.
    pub private_names: &'c [Name],
}

/// Which constructor makes a function from strings (20.2.1.1.1 CreateDynamicFunction).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DynamicFunctionKind {
    /// `Function`
    Normal,
    /// `GeneratorFunction`
    Generator,
    /// `AsyncFunction`
    Async,
    /// `AsyncGeneratorFunction`
    AsyncGenerator,
}
