//! Text in, tokens, AST and scopes out, with every early error of the specification. Usable alone.
//!
//! ```text
//! source ──Lexer──► tokens ──Parser──┬─ building ──► AST (ast.rs) + scope tree (scope.rs) + module
//! entries (module.rs)
//!                                    └─ preparsing ► early errors + lazy functions with their free names (lazy.rs)
//! ```
//! One grammar does both: a preparse runs the same functions with node construction switched off.
#![forbid(unsafe_code)]

mod ast;
mod atoms;
mod dump;
mod errors;
mod estree;
mod interner;
mod json;
mod lazy;
mod lexer;
mod lines;
mod module;
mod options;
mod parser;
mod program;
mod scope;
mod scope_builder;
mod span;
mod token;

pub use ast::*;
pub use atoms::WELL_KNOWN;
pub use dump::{TokenInfo, print_scopes, print_tokens};
pub use errors::{ErrorKind, Location, Message, SyntaxError};
pub use estree::print_ast;
pub use interner::{Interner, Name};
pub use lazy::{FreeName, LazyFunction, LazyId, LazyTable};
pub use lines::LineTable;
pub use module::{
    ImportEntry, ImportName, IndirectExport, LocalExport, ModuleRecord, ModuleRequest,
};
pub use options::{DynamicFunctionKind, EvalContext, ParseOptions, ValidateRegexp};
pub use parser::{
    parse_dynamic_function, parse_eval, parse_lazy_function, parse_module, parse_script, tokens,
};
pub use program::{DynamicFunction, ParsedFunction, Program};
pub use scope::{
    Binding, BindingFlags, BindingKind, Scope, ScopeFlags, ScopeId, ScopeKind, ScopeTree,
};
pub use span::Span;
pub use token::Kind;
