//! The results of a parse.
use crate::{Function, LazyTable, List, ModuleRecord, ScopeId, ScopeTree, Stmt};

/// A parsed script, module or eval code.
#[derive(Debug)]
pub struct Program<'a> {
    /// Statements and module items (directives are expression statements of a string).
    pub statements: List<'a, Stmt<'a>>,
    /// The outermost scope: kind `Script`, `Module` or `Eval`. Its flag `STRICT` tells strictness.
    pub scope: ScopeId,
    /// All scopes.
    pub scopes: ScopeTree,
    /// All functions that were only preparsed.
    pub lazy: LazyTable,
    /// Entries, if it is a module.
    pub module: Option<ModuleRecord>,
}

/// A lazy function, now parsed. Its inner functions are lazy ones of the same table.
#[derive(Debug)]
pub struct ParsedFunction<'a> {
    /// The function; its body is `Full`.
    pub function: &'a Function<'a>,
    /// Its scopes; the function's own has no parent here.
    pub scopes: ScopeTree,
}

/// A function made from strings.
#[derive(Debug)]
pub struct DynamicFunction<'a> {
    /// The whole source text, positions refer to it: `function anonymous(params\n) {\nbody\n}`.
    pub source: &'a [u8],
    /// The function; its body is `Full`.
    pub function: &'a Function<'a>,
    /// Its scopes.
    pub scopes: ScopeTree,
    /// Its lazy inner functions.
    pub lazy: LazyTable,
}
