//! Names every interner starts with: reserved words first, then contextual keywords, then names the
//! parser or compiler compares.
//!
//! What holds: the row order *is* the numbering, so `Name::X` is a constant and a keyword test is
//! `id < KEYWORD_COUNT`. The order of reserved words equals the order of the keyword rows of
//! `token.rs` (a test checks it).
use crate::Name;

macro_rules! atoms {
    ($($constant:ident = $text:literal,)*) => {
        #[allow(non_camel_case_types, clippy::upper_case_acronyms)]
        #[repr(u32)]
        enum Row { $($constant),* }
        #[allow(missing_docs)]
        impl Name { $(pub const $constant: Name = Name(Row::$constant as u32);)* }
        /// Texts of the well-known names in order of their ids.
        pub const WELL_KNOWN: &[&str] = &[$($text),*];
    };
}

atoms! {
    // Reserved words: same order as the keyword tokens.
    AWAIT = "await",
    BREAK = "break",
    CASE = "case",
    CATCH = "catch",
    CLASS = "class",
    CONST = "const",
    CONTINUE = "continue",
    DEBUGGER = "debugger",
    DEFAULT = "default",
    DELETE = "delete",
    DO = "do",
    ELSE = "else",
    ENUM = "enum",
    EXPORT = "export",
    EXTENDS = "extends",
    FALSE = "false",
    FINALLY = "finally",
    FOR = "for",
    FUNCTION = "function",
    IF = "if",
    IMPORT = "import",
    IN = "in",
    INSTANCEOF = "instanceof",
    NEW = "new",
    NULL = "null",
    RETURN = "return",
    SUPER = "super",
    SWITCH = "switch",
    THIS = "this",
    THROW = "throw",
    TRUE = "true",
    TRY = "try",
    TYPEOF = "typeof",
    VAR = "var",
    VOID = "void",
    WHILE = "while",
    WITH = "with",
    YIELD = "yield",
    // Reserved in strict code.
    LET = "let",
    STATIC = "static",
    IMPLEMENTS = "implements",
    INTERFACE = "interface",
    PACKAGE = "package",
    PRIVATE = "private",
    PROTECTED = "protected",
    PUBLIC = "public",
    // Contextual.
    ACCESSOR = "accessor",
    AS = "as",
    ASYNC = "async",
    DEFER = "defer",
    FROM = "from",
    GET = "get",
    META = "meta",
    OF = "of",
    SET = "set",
    SOURCE = "source",
    TARGET = "target",
    USING = "using",
    // Names the grammar's early errors mention.
    ARGUMENTS = "arguments",
    CONSTRUCTOR = "constructor",
    EVAL = "eval",
    PROTO = "__proto__",
    PROTOTYPE = "prototype",
    PRIVATE_CONSTRUCTOR = "#constructor",
    UNDEFINED = "undefined",
    // Names of implicit bindings; none can be written by a program.
    EMPTY = "",
    STAR_DEFAULT = "*default*",
    NEW_TARGET = "new.target",
    ACTIVE_FUNCTION = "super()",
    ANONYMOUS = "anonymous",
    USE_STRICT = "use strict",
    NAME = "name",
    LENGTH = "length",
}
