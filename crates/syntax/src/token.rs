//! Token kinds, in one table.
//!
//! What holds: reserved words come first and in the order of `atoms.rs`, so the kind of a reserved
//! word is its name's id.
use crate::{BinaryOp, LogicalOp, Name};

macro_rules! tokens {
    ($($kind:ident = $text:literal,)*) => {
        /// The kind of a token.
        #[allow(missing_docs)]
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        #[repr(u8)]
        pub enum Kind { $($kind),* }
        /// All kinds in order.
        const KINDS: &[Kind] = &[$(Kind::$kind),*];
        impl Kind {
            /// The token's text, or a description of its class.
            pub const fn text(self) -> &'static str { match self { $(Kind::$kind => $text),* } }
        }
    };
}

tokens! {
    Await = "await", Break = "break", Case = "case", Catch = "catch", Class = "class", Const = "const", Continue = "continue",
    Debugger = "debugger", Default = "default", Delete = "delete", Do = "do", Else = "else", Enum = "enum", Export = "export",
    Extends = "extends", False = "false", Finally = "finally", For = "for", Function = "function", If = "if", Import = "import",
    In = "in", Instanceof = "instanceof", New = "new", Null = "null", Return = "return", Super = "super", Switch = "switch",
    This = "this", Throw = "throw", True = "true", Try = "try", Typeof = "typeof", Var = "var", Void = "void", While = "while",
    With = "with", Yield = "yield",
    // Not reserved words of the table above: names, literals, ends.
    Identifier = "identifier", PrivateName = "private name", Number = "number", BigInt = "bigint", String = "string",
    Template = "template", Regexp = "regexp", End = "end of input", Invalid = "invalid token",
    // Punctuators.
    LeftBrace = "{", RightBrace = "}", LeftParen = "(", RightParen = ")", LeftBracket = "[", RightBracket = "]",
    Dot = ".", Ellipsis = "...", Semicolon = ";", Comma = ",", Question = "?", OptionalDot = "?.", Colon = ":", Arrow = "=>", At = "@",
    Not = "!", BitNot = "~", Increment = "++", Decrement = "--",
    // Binary operators, in the order of `binary_operator`.
    Eq = "==", Ne = "!=", StrictEq = "===", StrictNe = "!==", Lt = "<", Le = "<=", Gt = ">", Ge = ">=",
    Shl = "<<", Shr = ">>", UShr = ">>>", Plus = "+", Minus = "-", Star = "*", Slash = "/", Percent = "%", Exp = "**",
    BitOr = "|", BitXor = "^", BitAnd = "&", And = "&&", Or = "||", Coalesce = "??",
    // Assignment operators.
    Assign = "=", PlusAssign = "+=", MinusAssign = "-=", StarAssign = "*=", SlashAssign = "/=", PercentAssign = "%=", ExpAssign = "**=",
    ShlAssign = "<<=", ShrAssign = ">>=", UShrAssign = ">>>=", BitOrAssign = "|=", BitXorAssign = "^=", BitAndAssign = "&=",
    AndAssign = "&&=", OrAssign = "||=", CoalesceAssign = "??=",
}

/// What an infix token does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Infix {
    Binary(BinaryOp),
    Logical(LogicalOp),
}

impl Kind {
    /// The kind of the reserved word with that name, or `Identifier`.
    #[inline]
    pub(crate) fn of_name(name: Name) -> Kind {
        if name.0 <= Name::YIELD.0 {
            KINDS[name.0 as usize]
        } else {
            Kind::Identifier
        }
    }

    /// Something spelled like an identifier.
    #[inline]
    pub(crate) fn is_name(self) -> bool {
        self as u8 <= Kind::Identifier as u8
    }

    /// Some assignment operator.
    #[inline]
    pub(crate) fn is_assignment(self) -> bool {
        self as u8 >= Kind::Assign as u8
    }

    /// Binding power of an infix operator; 0 is none. `??` shares the lowest power with `||`.
    #[inline]
    pub(crate) fn precedence(self) -> u8 {
        use Kind::*;
        match self {
            Coalesce | Or => 1,
            And => 2,
            BitOr => 3,
            BitXor => 4,
            BitAnd => 5,
            Eq | Ne | StrictEq | StrictNe => 6,
            Lt | Le | Gt | Ge | In | Instanceof => 7,
            Shl | Shr | UShr => 8,
            Plus | Minus => 9,
            Star | Slash | Percent => 10,
            Exp => 11,
            _ => 0,
        }
    }

    /// The operator of a token whose precedence is not 0.
    pub(crate) fn infix(self) -> Infix {
        use Infix::*;
        match self {
            Kind::And => Logical(LogicalOp::And),
            Kind::Or => Logical(LogicalOp::Or),
            Kind::Coalesce => Logical(LogicalOp::Coalesce),
            Kind::Eq => Binary(BinaryOp::Eq),
            Kind::Ne => Binary(BinaryOp::Ne),
            Kind::StrictEq => Binary(BinaryOp::StrictEq),
            Kind::StrictNe => Binary(BinaryOp::StrictNe),
            Kind::Lt => Binary(BinaryOp::Lt),
            Kind::Le => Binary(BinaryOp::Le),
            Kind::Gt => Binary(BinaryOp::Gt),
            Kind::Ge => Binary(BinaryOp::Ge),
            Kind::In => Binary(BinaryOp::In),
            Kind::Instanceof => Binary(BinaryOp::Instanceof),
            Kind::Shl | Kind::ShlAssign => Binary(BinaryOp::Shl),
            Kind::Shr | Kind::ShrAssign => Binary(BinaryOp::Shr),
            Kind::UShr | Kind::UShrAssign => Binary(BinaryOp::UShr),
            Kind::Plus | Kind::PlusAssign => Binary(BinaryOp::Add),
            Kind::Minus | Kind::MinusAssign => Binary(BinaryOp::Sub),
            Kind::Star | Kind::StarAssign => Binary(BinaryOp::Mul),
            Kind::Slash | Kind::SlashAssign => Binary(BinaryOp::Div),
            Kind::Percent | Kind::PercentAssign => Binary(BinaryOp::Rem),
            Kind::Exp | Kind::ExpAssign => Binary(BinaryOp::Exp),
            Kind::BitOr | Kind::BitOrAssign => Binary(BinaryOp::BitOr),
            Kind::BitXor | Kind::BitXorAssign => Binary(BinaryOp::BitXor),
            Kind::BitAnd | Kind::BitAndAssign => Binary(BinaryOp::BitAnd),
            Kind::AndAssign => Logical(LogicalOp::And),
            Kind::OrAssign => Logical(LogicalOp::Or),
            Kind::CoalesceAssign => Logical(LogicalOp::Coalesce),
            _ => unreachable!("not an infix token: {self:?}"),
        }
    }
}

/// A token. Literal values are beside it in the lexer.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Token {
    pub kind: Kind,
    pub flags: u8,
    pub start: u32,
    pub end: u32,
    /// Of identifiers, keywords and private names.
    pub name: Name,
}

impl Token {
    /// A line terminator stands before it.
    pub const NEWLINE: u8 = 1;
    /// An identifier or keyword spelled with escapes.
    pub const ESCAPED: u8 = 2;
    /// A legacy octal number or a string with a legacy octal escape.
    pub const OCTAL: u8 = 4;
    /// A number with a leading zero (`09`) or a string with `\8` or `\9`.
    pub const DECIMAL_ZERO: u8 = 8;

    #[inline]
    pub fn newline(&self) -> bool {
        self.flags & Token::NEWLINE != 0
    }

    #[inline]
    pub fn escaped(&self) -> bool {
        self.flags & Token::ESCAPED != 0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reserved_words_have_the_order_of_the_names() {
        for (index, text) in crate::WELL_KNOWN
            .iter()
            .take(Name::YIELD.0 as usize + 1)
            .enumerate()
        {
            assert_eq!(KINDS[index].text(), *text);
        }
    }
}
