//! Errors: early errors of patterns, in V8's words, and the ways a match can be cut short.

use std::fmt;

macro_rules! syntax_errors {
    ($($(#[$doc:meta])* $name:ident = $text:literal,)*) => {
        /// What is wrong with a pattern. One row per message.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum SyntaxErrorKind { $($(#[$doc])* $name,)* }

        impl SyntaxErrorKind {
            /// The message without the pattern.
            #[must_use]
            pub const fn text(self) -> &'static str {
                match self { $(Self::$name => $text,)* }
            }
        }
    };
}

syntax_errors! {
    /// Nested too deep.
    TooDeep = "Regular expression too large",
    /// Too many captures, registers or instructions.
    TooLarge = "Regular expression too large",
    /// `(` without `)`.
    UnterminatedGroup = "Unterminated group",
    /// `)` without `(`.
    UnmatchedParen = "Unmatched ')'",
    /// A pattern that ends in one backslash.
    EscapeAtEnd = "\\ at end of pattern",
    /// An escape that means nothing with u or v.
    InvalidEscape = "Invalid escape",
    /// `\00` and friends with u or v.
    InvalidDecimalEscape = "Invalid decimal escape",
    /// `[\1]` and friends with u or v.
    InvalidClassEscape = "Invalid class escape",
    /// `\u` or `\c` with u or v, or in a group name.
    InvalidUnicodeEscape = "Invalid Unicode escape",
    /// A quantifier with nothing before it.
    NothingToRepeat = "Nothing to repeat",
    /// `{`, `}` or `]` alone with u or v.
    LoneQuantifierBrackets = "Lone quantifier brackets",
    /// `{2,1}`.
    QuantifierOutOfOrder = "numbers out of order in {} quantifier",
    /// `a{` with u or v.
    IncompleteQuantifier = "Incomplete quantifier",
    /// A quantifier after a lookbehind, or after a lookahead with u or v.
    InvalidQuantifier = "Invalid quantifier",
    /// `(?` followed by nothing known.
    InvalidGroup = "Invalid group",
    /// More groups than the limit.
    TooManyCaptures = "Too many captures",
    /// A group name that is no identifier.
    InvalidCaptureGroupName = "Invalid capture group name",
    /// A name used twice in one alternative.
    DuplicateCaptureGroupName = "Duplicate capture group name",
    /// `\k` not followed by a name.
    InvalidNamedReference = "Invalid named reference",
    /// `\k<name>` where no group has the name.
    InvalidNamedCaptureReferenced = "Invalid named capture referenced",
    /// `\p{…}` with an unknown property.
    InvalidPropertyName = "Invalid property name",
    /// The same inside a class.
    InvalidPropertyNameInClass = "Invalid property name in character class",
    /// `[` without `]`.
    UnterminatedClass = "Unterminated character class",
    /// `[b-a]`.
    ClassRangeOutOfOrder = "Range out of order in character class",
    /// `[\w-a]` with u or v.
    InvalidCharacterClass = "Invalid character class",
    /// Mixed or misplaced `&&`, `--`.
    InvalidClassSetOperation = "Invalid set operation in character class",
    /// A character that v reserves inside classes.
    InvalidCharacterInClass = "Invalid character in character class",
    /// `[^\q{ab}]`.
    NegatedClassWithStrings = "Negated character class may contain strings",
    /// Unknown or repeated flags.
    InvalidFlags = "Invalid regular expression flags",
}

/// An early error of a pattern.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RegExpSyntaxError {
    /// Which error.
    pub kind: SyntaxErrorKind,
    /// The whole message, as V8 words it: `Invalid regular expression: /(/: Unterminated group`.
    pub message: String,
    /// Offset of the error in the pattern, in units of its own encoding.
    pub offset: usize,
}

impl fmt::Display for RegExpSyntaxError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for RegExpSyntaxError {}

/// Why a match gave no answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MatchError {
    /// The backtrack stack reached its limit.
    StackOverflow,
    /// The interrupt callback asked to stop.
    Interrupted,
}

impl fmt::Display for MatchError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::StackOverflow => "Regular expression backtrack stack overflow",
            Self::Interrupted => "Regular expression interrupted",
        })
    }
}

impl std::error::Error for MatchError {}
