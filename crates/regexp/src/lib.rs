//! Regular expressions of ECMAScript 2026 (22.2): pattern to program to matcher. Knows strings of
//! code units, not JavaScript objects.
//!
//! ```text
//! text ─parser─► tree (ast) ─compiler─► Program (ops) ─matcher─► Captures
//! ```
//!
//! * [`compile`] makes a [`Program`] or reports the early error in V8's words;
//! * [`validate`] and [`validate_wtf8`] only check;
//! * A program that is run often gets machine code from the [`NativeCompiler`] that the scratch memory brings along ([`NativeCode`]);
//! * [`Program::exec`] searches Latin-1 or UTF-16 text, working in a reusable [`Scratch`];
//! * `Display` of a program is its disassembly.
//!
//! Invariants: nothing recurses over input; recursion over patterns is bounded (`depth`: at most 450 KB of
//! the caller's native stack); matching is bounded by a stack limit and by the caller's
//! interrupt check; no input, however malformed, makes a panic. A [`Program`] is immutable and knows
//! no `lastIndex`: that, and building result objects, is the caller's.
#![forbid(unsafe_code)]

mod ast;
mod casing;
mod charset;
mod compiler;
mod depth;
mod disassemble;
mod error;
mod first;
mod flags;
mod input;
mod matcher;
mod native;
mod ops;
mod parser;
mod program;
mod search;
mod unicode;

use parser::ParseError;

pub use error::{MatchError, RegExpSyntaxError, SyntaxErrorKind};
pub use flags::Flags;
pub use input::Input;
pub use matcher::{Captures, Scratch};
pub use native::{NativeCode, NativeCompiler, Work};
pub use ops::Op;
pub use program::Program;

/// What programs are made of, for compilers to machine code.
pub mod parts {
    pub use crate::ast::INFINITE;
    pub use crate::charset::CharSet;
    pub use crate::first::First;
    pub use crate::program::{Counter, Parts, Run, Switch};
    pub use crate::search::Start;
}

/// 22.2.3.3 [RegExpInitialize](https://tc39.es/ecma262/#sec-regexpinitialize), steps 5–18: parses
/// and compiles a pattern.
///
/// # Errors
/// The pattern's early error.
pub fn compile(pattern: Input<'_>, flags: Flags) -> Result<Program, RegExpSyntaxError> {
    let source = parser::Source::new(pattern, flags.is_unicode());
    let work = |max_depth| {
        let tree = parser::parse(&source, flags, true, max_depth)?;
        compiler::compile(tree, flags).map_err(|kind| ParseError { kind, at: 0 })
    };
    depth::with_stack(work, |error| error.kind)
        .map_err(|error| syntax_error(pattern, flags, error.kind, source.offset(error.at)))
}

/// Checks a pattern without making code.
///
/// # Errors
/// The pattern's early error.
pub fn validate(pattern: Input<'_>, flags: Flags) -> Result<(), RegExpSyntaxError> {
    let source = parser::Source::new(pattern, flags.is_unicode());
    check(&source, flags)
        .map_err(|error| syntax_error(pattern, flags, error.kind, source.offset(error.at)))
}

fn check(source: &parser::Source, flags: Flags) -> Result<(), ParseError> {
    let work = |max_depth| parser::parse(source, flags, false, max_depth).map(drop);
    depth::with_stack(work, |error| error.kind)
}

/// Checks a regular expression literal as the JavaScript parser sees it: pattern and flags in
/// WTF-8, without the slashes.
///
/// # Errors
/// Byte offset in the pattern, and V8's message. Bad flags are reported at the pattern's length.
pub fn validate_wtf8(pattern: &[u8], flags: &[u8]) -> Result<(), (u32, String)> {
    let Some(flags) = Flags::parse(flags.iter().map(|&b| u32::from(b))) else {
        return Err((
            pattern.len() as u32,
            SyntaxErrorKind::InvalidFlags.text().into(),
        ));
    };
    let source = parser::Source::from_wtf8(pattern, flags.is_unicode());
    check(&source, flags).map_err(|error| {
        let text = String::from_utf8_lossy(pattern);
        (
            source.offset(error.at) as u32,
            message(&text, flags, error.kind),
        )
    })
}

fn syntax_error(
    pattern: Input<'_>,
    flags: Flags,
    kind: SyntaxErrorKind,
    offset: usize,
) -> RegExpSyntaxError {
    let message = message(&pattern.to_string_lossy(), flags, kind);
    RegExpSyntaxError {
        kind,
        message,
        offset,
    }
}

fn message(pattern: &str, flags: Flags, kind: SyntaxErrorKind) -> String {
    format!(
        "Invalid regular expression: /{pattern}/{flags}: {}",
        kind.text()
    )
}

const _: () = {
    const fn is_shareable<T: Send + Sync>() {}
    is_shareable::<Program>();
};
