//! The parser's entry points.
use crate::{
    DynamicFunction, DynamicFunctionKind, EvalContext, Interner, LazyId, LazyTable, ParseOptions, ParsedFunction, Program, SyntaxError,
};
use bumpalo::Bump;

/// Parses a Script (16.1.4 ParseScript).
pub fn parse_script<'a>(
    source: &'a [u8],
    options: &ParseOptions,
    interner: &mut Interner,
    bump: &'a Bump,
) -> Result<Program<'a>, SyntaxError> {
    let _ = (source, options, interner, bump);
    todo!()
}

/// Parses a Module (16.2.1.7 ParseModule).
pub fn parse_module<'a>(
    source: &'a [u8],
    options: &ParseOptions,
    interner: &mut Interner,
    bump: &'a Bump,
) -> Result<Program<'a>, SyntaxError> {
    let _ = (source, options, interner, bump);
    todo!()
}

/// Parses eval code (19.2.1.1 PerformEval).
pub fn parse_eval<'a>(
    source: &'a [u8],
    context: &EvalContext<'_>,
    options: &ParseOptions,
    interner: &mut Interner,
    bump: &'a Bump,
) -> Result<Program<'a>, SyntaxError> {
    let _ = (source, context, options, interner, bump);
    todo!()
}

/// Parses a function that was preparsed. `source` and `interner` must be those of the first parse. Cannot find
/// early errors again; only [`crate::ErrorKind::StackOverflow`] is possible.
pub fn parse_lazy_function<'a>(
    source: &'a [u8],
    table: &LazyTable,
    id: LazyId,
    options: &ParseOptions,
    interner: &mut Interner,
    bump: &'a Bump,
) -> Result<ParsedFunction<'a>, SyntaxError> {
    let _ = (source, table, id, options, interner, bump);
    todo!()
}

/// Parses the strings given to a function constructor (20.2.1.1.1 CreateDynamicFunction, steps 12 to 21).
pub fn parse_dynamic_function<'a>(
    params: &[u8],
    body: &[u8],
    kind: DynamicFunctionKind,
    options: &ParseOptions,
    interner: &mut Interner,
    bump: &'a Bump,
) -> Result<DynamicFunction<'a>, SyntaxError> {
    let _ = (params, body, kind, options, interner, bump);
    todo!()
}
