//! Every message of the parser in one table, and where an error is.
//!
//! A row is `Id [Kind] = "text"`; `%` is replaced by the offending text. Tests match ids, not
//! prose.
use crate::Span;

/// The class of an early error.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ErrorKind {
    /// A SyntaxError.
    Syntax,
    /// A ReferenceError.
    Reference,
    /// The source nests too deeply for the native stack: a RangeError.
    StackOverflow,
}

macro_rules! messages {
    ($($id:ident [$kind:ident] = $text:literal,)*) => {
        /// Identifies a message.
        #[allow(missing_docs)]
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        pub enum Message { $($id),* }
        impl Message {
            /// Text with a hole `%`.
            pub const fn text(self) -> &'static str { match self { $(Message::$id => $text),* } }
            /// Class of the error.
            pub const fn kind(self) -> ErrorKind { match self { $(Message::$id => ErrorKind::$kind),* } }
        }
    };
}

messages! {
    // Tokens.
    InvalidOrUnexpectedToken [Syntax] = "Invalid or unexpected token",
    UnexpectedToken [Syntax] = "Unexpected token '%'",
    UnexpectedEnd [Syntax] = "Unexpected end of input",
    UnexpectedIdentifier [Syntax] = "Unexpected identifier '%'",
    UnexpectedNumber [Syntax] = "Unexpected number",
    UnexpectedString [Syntax] = "Unexpected string",
    UnexpectedTemplate [Syntax] = "Unexpected template string",
    UnexpectedReserved [Syntax] = "Unexpected reserved word",
    UnexpectedStrictReserved [Syntax] = "Unexpected strict mode reserved word",
    UnexpectedEvalOrArguments [Syntax] = "Unexpected eval or arguments in strict mode",
    EscapedKeyword [Syntax] = "Keyword must not contain escaped characters",
    UnterminatedTemplate [Syntax] = "Unterminated template literal",
    UnterminatedRegexp [Syntax] = "Invalid regular expression: missing /",
    // What the checker of patterns says.
    InvalidRegexp [Syntax] = "%",
    // Of the scanner.
    InvalidRegexpFlags [Syntax] = "Invalid regular expression flags",
    InvalidHexEscape [Syntax] = "Invalid hexadecimal escape sequence",
    InvalidUnicodeEscape [Syntax] = "Invalid Unicode escape sequence",
    UndefinedUnicode [Syntax] = "Undefined Unicode code-point",
    InvalidEscapeEight [Syntax] = "\\8 and \\9 are not allowed in strict mode.",
    StrictOctalEscape [Syntax] = "Octal escape sequences are not allowed in strict mode.",
    TemplateOctalEscape [Syntax] = "Octal escape sequences are not allowed in template strings",
    TemplateEightEscape [Syntax] = "\\8 and \\9 are not allowed in template strings.",
    StrictOctal [Syntax] = "Octal literals are not allowed in strict mode.",
    StrictDecimalWithLeadingZero [Syntax] = "Decimals with leading zeros are not allowed in strict mode.",
    NumericSeparator [Syntax] = "Numeric separators are not allowed here",
    IdentifierAfterNumber [Syntax] = "Identifier directly after number",
    HtmlCommentInModule [Syntax] = "HTML comments are not allowed in modules",
    // Declarations.
    Redeclared [Syntax] = "Identifier '%' has already been declared",
    MissingInitializerConst [Syntax] = "Missing initializer in const declaration",
    MissingInitializerUsing [Syntax] = "Missing initializer in using declaration",
    MissingInitializerPattern [Syntax] = "Missing initializer in destructuring declaration",
    LetInLexical [Syntax] = "let is disallowed as a lexically bound name",
    LexicalInStatement [Syntax] = "Lexical declaration cannot appear in a single-statement context",
    UsingPattern [Syntax] = "Using declarations may not have binding patterns",
    UsingNotAllowed [Syntax] = "Using declarations are not allowed here",
    FunctionInStatement [Syntax] = "In strict mode code, functions can only be declared at top level or inside a block.",
    SloppyFunctionInStatement [Syntax] = "In non-strict mode code, functions can only be declared at top level, inside a block, or as the body of an if statement.",
    AsyncFunctionInStatement [Syntax] = "Async functions can only be declared at the top level or inside a block.",
    GeneratorInStatement [Syntax] = "Generators can only be declared at the top level or inside a block.",
    ClassInStatement [Syntax] = "Unexpected token 'class'",
    // Functions and parameters.
    DuplicateParameter [Syntax] = "Duplicate parameter name not allowed in this context",
    UseStrictNonSimple [Syntax] = "Illegal 'use strict' directive in function with non-simple parameter list",
    ParamAfterRest [Syntax] = "Rest parameter must be last formal parameter",
    RestInitializer [Syntax] = "Rest parameter may not have a default initializer",
    GetterParams [Syntax] = "Getter must not have any formal parameters.",
    SetterParams [Syntax] = "Setter must have exactly one formal parameter.",
    SetterRest [Syntax] = "Setter function argument must not be a rest parameter",
    YieldInParameter [Syntax] = "Yield expression not allowed in formal parameter",
    AwaitInParameter [Syntax] = "Illegal await-expression in formal parameters of async function",
    MalformedArrow [Syntax] = "Malformed arrow function parameter list",
    IllegalReturn [Syntax] = "Illegal return statement",
    AwaitNotAllowed [Syntax] = "await is only valid in async functions and the top level bodies of modules",
    AwaitInStaticBlock [Syntax] = "Unexpected await in class static block",
    ArgumentsInInitializer [Syntax] = "'arguments' is not allowed in class field initializer or static initialization block",
    // Expressions.
    InvalidAssignmentTarget [Syntax] = "Invalid left-hand side in assignment",
    InvalidPrefixTarget [Syntax] = "Invalid left-hand side expression in prefix operation",
    InvalidPostfixTarget [Syntax] = "Invalid left-hand side expression in postfix operation",
    InvalidForTarget [Syntax] = "Invalid left-hand side in for-loop",
    InvalidDestructuringTarget [Syntax] = "Invalid destructuring assignment target",
    InvalidShorthandInitializer [Syntax] = "Invalid shorthand property initializer",
    DuplicateProto [Syntax] = "Duplicate __proto__ fields are not allowed in object literals",
    ElementAfterRest [Syntax] = "Rest element must be last element",
    NewTargetOutside [Syntax] = "new.target expression is not allowed here",
    ImportMetaOutside [Syntax] = "Cannot use 'import.meta' outside a module",
    ImportOutsideModule [Syntax] = "Cannot use import statement outside a module",
    ImportCallNew [Syntax] = "Cannot use new with import",
    SuperUnexpected [Syntax] = "'super' keyword unexpected here",
    DeleteIdentifierStrict [Syntax] = "Delete of an unqualified identifier in strict mode.",
    DeletePrivate [Syntax] = "Private fields can not be deleted",
    ExponentUnary [Syntax] = "Unary operator used immediately before exponentiation expression. Parenthesis must be used to disambiguate operator precedence",
    MixedCoalesce [Syntax] = "Unexpected token '%'",
    OptionalTemplate [Syntax] = "Invalid tagged template on optional chain",
    OptionalNew [Syntax] = "Invalid optional chain from new expression",
    NewlineAfterThrow [Syntax] = "Illegal newline after throw",
    // Classes.
    DuplicateConstructor [Syntax] = "A class may only have one constructor",
    ConstructorGenerator [Syntax] = "Class constructor may not be a generator",
    ConstructorAsync [Syntax] = "Class constructor may not be an async method",
    ConstructorAccessor [Syntax] = "Class constructor may not be an accessor",
    ConstructorField [Syntax] = "Classes may not have a field named 'constructor'",
    ConstructorPrivate [Syntax] = "Classes may not have a private field named '#constructor'",
    StaticPrototype [Syntax] = "Classes may not have a static property named 'prototype'",
    UndeclaredPrivate [Syntax] = "Private field '%' must be declared in an enclosing class",
    PrivateOnSuper [Syntax] = "Unexpected private field",
    // Statements.
    UndefinedLabel [Syntax] = "Undefined label '%'",
    DuplicateLabel [Syntax] = "Label '%' has already been declared",
    IllegalBreak [Syntax] = "Illegal break statement",
    IllegalContinue [Syntax] = "Illegal continue statement: no surrounding iteration statement",
    ContinueNotLoop [Syntax] = "Illegal continue statement: '%' does not denote an iteration statement",
    MissingParenthesis [Syntax] = "missing ) after argument list",
    MissingCatchOrFinally [Syntax] = "Missing catch or finally after try",
    MultipleDefaults [Syntax] = "More than one default clause in switch statement",
    StrictWith [Syntax] = "Strict mode code may not include a with statement",
    ForLoopInitializer [Syntax] = "% loop variable declaration may not have an initializer.",
    ForMultipleBindings [Syntax] = "Invalid left-hand side in % loop: Must have a single binding.",
    ForOfLet [Syntax] = "The left-hand side of a for-of loop may not be 'let'.",
    ForOfAsync [Syntax] = "The left-hand side of a for-of loop may not be 'async'.",
    // Modules.
    DuplicateExport [Syntax] = "Duplicate export of '%'",
    UnresolvedExport [Syntax] = "Export '%' is not defined in module",
    MalformedExportName [Syntax] = "Invalid module export name: contains unpaired surrogate character",
    StringLocalExport [Syntax] = "String literal module export names must be followed by a 'from' clause",
    DuplicateAttribute [Syntax] = "Import attributes has a duplicate key '%'",
    ModuleDeclarationNotTop [Syntax] = "Cannot use import or export here",
    // Limits.
    StackOverflow [StackOverflow] = "Maximum call stack size exceeded",
    SourceTooLong [StackOverflow] = "Source text is too long",
}

/// An early error.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SyntaxError {
    /// Which message.
    pub id: Message,
    /// Its text with the hole filled.
    pub message: String,
    /// Where.
    pub span: Span,
    /// Class.
    pub kind: ErrorKind,
}

impl SyntaxError {
    /// A message with `argument` in its hole.
    pub fn new(id: Message, argument: &str, span: Span) -> Self {
        SyntaxError {
            id,
            message: id.text().replacen('%', argument, 1),
            span,
            kind: id.kind(),
        }
    }
}

impl std::fmt::Display for SyntaxError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let class = match self.kind {
            ErrorKind::Syntax => "SyntaxError",
            ErrorKind::Reference => "ReferenceError",
            ErrorKind::StackOverflow => "RangeError",
        };
        write!(f, "{class}: {}", self.message)
    }
}

impl std::error::Error for SyntaxError {}

/// A place in a source for people: 1-based line and column, and the line itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Location {
    /// Line, from 1.
    pub line: u32,
    /// Column in UTF-16 code units, from 1.
    pub column: u32,
    /// Text of the line without its end.
    pub text: String,
    /// Spaces and `^` marks under the span.
    pub caret: String,
}

impl Location {
    /// Finds the place of `span` in `source`.
    pub fn of(source: &[u8], span: Span) -> Location {
        let at = (span.start as usize).min(source.len());
        let (mut line, mut line_start, mut index) = (1, 0, 0);
        while index < at {
            let step = line_terminator_length(&source[index..]);
            if step > 0 && index + step <= at {
                line += 1;
                line_start = index + step;
            }
            index += step.max(1);
        }
        let line_end = (line_start..source.len())
            .find(|&index| line_terminator_length(&source[index..]) > 0)
            .unwrap_or(source.len());
        let width = |bytes: &[u8]| String::from_utf8_lossy(bytes).encode_utf16().count();
        let before = width(&source[line_start..at]);
        let marked = width(&source[at..(span.end as usize).clamp(at, line_end.max(at))]).max(1);
        Location {
            line,
            column: before as u32 + 1,
            text: String::from_utf8_lossy(&source[line_start..line_end.max(line_start)])
                .into_owned(),
            caret: format!("{}{}", " ".repeat(before), "^".repeat(marked)),
        }
    }
}

/// Bytes of the LineTerminatorSequence at the start of `rest`, or 0.
pub(crate) fn line_terminator_length(rest: &[u8]) -> usize {
    match rest {
        [b'\r', b'\n', ..] => 2,
        [b'\n' | b'\r', ..] => 1,
        [0xE2, 0x80, 0xA8 | 0xA9, ..] => 3,
        _ => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn location_counts_lines_and_utf16_columns() {
        let source = "a\r\nb\u{2028}é😀x = ;".as_bytes();
        let at = source.len() as u32 - 1;
        let location = Location::of(source, Span::new(at, at + 1));
        assert_eq!((location.line, location.column), (3, 8));
        assert_eq!(location.text, "é😀x = ;");
        assert_eq!(location.caret, "       ^");
    }
}
