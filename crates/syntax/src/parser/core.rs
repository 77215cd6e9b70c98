//! The parser's state, and the small steps every production is made of.
//!
//! What holds: with `building` off (a preparse) no node is made: constructors return shared dummies
//! and lists stay empty, so no production may look into a node to decide about the grammar. What it
//! needs to know of an expression is in [`Ex`].
use crate::lexer::{Lexer, Parse};
use crate::scope_builder::ScopeBuilder;
use crate::token::{Kind, Token};
use crate::{
    Expr, ExprKind, LazyId, LazyTable, Message, ModuleRecord, Name, ParseOptions, ScopeFlags, Span,
    Stmt, StmtKind,
};
use bumpalo::Bump;

/// A list under construction.
pub(super) type Items<'a, T> = bumpalo::collections::Vec<'a, T>;

/// Grammar parameters and the like that code inherits from what is around it.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) struct Context(pub u32);

impl Context {
    pub const STRICT: Context = Context(1);
    /// `[+Await]`: `await` is an operator.
    pub const AWAIT: Context = Context(1 << 1);
    /// `[+Yield]`: `yield` is an operator.
    pub const YIELD: Context = Context(1 << 2);
    /// `[+Return]`.
    pub const RETURN: Context = Context(1 << 3);
    /// `[+In]`.
    pub const IN: Context = Context(1 << 4);
    pub const NEW_TARGET: Context = Context(1 << 5);
    pub const SUPER_PROPERTY: Context = Context(1 << 6);
    pub const SUPER_CALL: Context = Context(1 << 7);
    /// `arguments` is an error: class field initializers and static blocks.
    pub const NO_ARGUMENTS: Context = Context(1 << 8);
    /// `await` is no identifier: static blocks.
    pub const STATIC_BLOCK: Context = Context(1 << 9);
    /// Formal parameters: no yield and await expressions.
    pub const PARAMS: Context = Context(1 << 10);
    /// The top of a script, or a case clause: no `using`.
    pub const NO_USING: Context = Context(1 << 11);

    #[inline]
    pub const fn has(self, flag: Context) -> bool {
        self.0 & flag.0 != 0
    }

    #[inline]
    pub const fn with(self, flag: Context) -> Context {
        Context(self.0 | flag.0)
    }

    #[inline]
    pub const fn without(self, flag: Context) -> Context {
        Context(self.0 & !flag.0)
    }

    #[inline]
    pub const fn set_to(self, flag: Context, on: bool) -> Context {
        if on {
            self.with(flag)
        } else {
            self.without(flag)
        }
    }
}

/// What the grammar must know of a parsed expression.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Class {
    Identifier,
    Member,
    PrivateMember,
    Call,
    OptionalChain,
    /// An optional chain that ends in a private name.
    OptionalPrivate,
    Object,
    Array,
    /// A plain assignment.
    Assignment,
    Arrow,
    String,
    /// A prefix operator or await: not before `**`.
    Unary,
    /// `&&`, `||`.
    Logical,
    Coalesce,
    /// `import()`: not after `new`.
    ImportCall,
    /// `#x`, which only `in` may follow.
    PrivateName,
    Other,
}

/// A parsed expression: its node, and what is known of it even in a preparse.
#[derive(Clone, Copy)]
pub(super) struct Ex<'a> {
    pub node: &'a Expr<'a>,
    pub class: Class,
    /// Parentheses around it.
    pub paren: bool,
    /// Of identifiers and private names.
    pub name: Name,
    pub span: Span,
}

impl Ex<'_> {
    /// It with parentheses around. An arrow function in parentheses is like any other value.
    pub fn parenthesized(self) -> Self {
        let class = if self.class == Class::Arrow {
            Class::Other
        } else {
            self.class
        };
        Ex {
            paren: true,
            class,
            ..self
        }
    }

    /// An object or array literal that may yet turn out a pattern.
    pub fn is_literal(&self) -> bool {
        matches!(self.class, Class::Object | Class::Array) && !self.paren
    }
}

/// Labels and jump targets of the function being parsed.
#[derive(Clone, Copy, Default)]
pub(super) struct Jumps {
    pub labels_base: usize,
    pub in_loop: bool,
    pub in_switch: bool,
}

pub(super) struct Label {
    pub name: Name,
    pub is_loop: bool,
}

/// An identifier that a cover grammar may bind or assign.
#[derive(Clone, Copy)]
pub(super) struct PatternName {
    pub name: Name,
    pub span: Span,
    /// How often it was recorded as assigned.
    pub assignments: u32,
}

impl PatternName {
    pub fn new(name: Name, span: Span) -> Self {
        PatternName {
            name,
            span,
            assignments: 0,
        }
    }
}

/// State of a parse.
pub(super) struct Parser<'a, 'o> {
    pub lx: Lexer<'a>,
    pub scopes: ScopeBuilder,
    pub bump: &'a Bump,
    pub options: &'o ParseOptions,
    pub context: Context,
    pub building: bool,
    pub is_module: bool,
    pub jumps: Jumps,
    pub labels: Vec<Label>,
    /// First label of the run that ends at `label_run_end`.
    pub label_run: usize,
    pub label_run_end: u32,
    pub pattern_names: Vec<PatternName>,
    /// First yield or await expression since the innermost possible arrow function began.
    pub yield_or_await: Option<(Message, Span)>,
    /// First identifier `await` since then.
    pub await_identifier: Option<Span>,
    /// First repeated parameter name of the parameters being parsed.
    pub duplicate_param: Option<Span>,
    /// A default value or computed key was met in a binding pattern.
    pub has_pattern_expressions: bool,
    /// Names bound now are exported.
    pub exporting: bool,
    /// The `)` of the parameters of the function at offset 0.
    pub first_params_end: Option<u32>,
    /// The target of the last declarator is a pattern.
    pub last_target_is_pattern: bool,
    /// Just past the `static` of the class element being parsed.
    pub after_static: u32,
    /// A function that starts here is called at once.
    pub eager_at: u32,
    /// Private names used inside of the open classes.
    pub private_uses: Vec<(Name, Span)>,
    /// The private names need no declaration (lazy functions: they were checked).
    pub trust_private: bool,
    pub lazy: LazyTable,
    /// The functions to skip, last one first, with the offset that recognizes each.
    pub skips: Vec<(u32, LazyId)>,
    pub known: Option<&'o LazyTable>,
    pub module: ModuleRecord,
    pub exports: Vec<(Name, Span)>,
    stack_base: usize,
}

static DUMMY_EXPR: Expr<'static> = Expr {
    span: Span { start: 0, end: 0 },
    kind: ExprKind::Null,
};

/// The address of the stack now.
#[inline(always)]
fn stack_address() -> usize {
    let local = 0u8;
    std::hint::black_box(&raw const local) as usize
}

impl<'a, 'o> Parser<'a, 'o> {
    pub fn new(lx: Lexer<'a>, bump: &'a Bump, options: &'o ParseOptions, context: Context) -> Self {
        let is_module = lx.is_module;
        let mut scopes = ScopeBuilder::default();
        scopes.recording = true;
        Parser {
            lx,
            scopes,
            bump,
            options,
            context,
            building: true,
            is_module,
            jumps: Jumps::default(),
            labels: Vec::new(),
            label_run: 0,
            label_run_end: u32::MAX,
            pattern_names: Vec::new(),
            yield_or_await: None,
            await_identifier: None,
            duplicate_param: None,
            has_pattern_expressions: false,
            exporting: false,
            first_params_end: None,
            last_target_is_pattern: false,
            after_static: 0,
            eager_at: u32::MAX,
            private_uses: Vec::new(),
            trust_private: false,
            lazy: LazyTable {
                is_module,
                ..LazyTable::default()
            },
            skips: Vec::new(),
            known: None,
            module: ModuleRecord::default(),
            exports: Vec::new(),
            stack_base: stack_address(),
        }
    }

    // ------------------------------------------------------------ tokens

    #[inline(always)]
    pub fn kind(&self) -> Kind {
        self.lx.token.kind
    }

    /// Where the current token starts.
    #[inline(always)]
    pub fn start(&self) -> u32 {
        self.lx.token.start
    }

    /// Where the last token ended.
    #[inline(always)]
    pub fn end(&self) -> u32 {
        self.lx.previous_end
    }

    /// From `start` to the end of the last token.
    #[inline(always)]
    pub fn span(&self, start: u32) -> Span {
        Span {
            start,
            end: self.lx.previous_end,
        }
    }

    pub fn token_span(&self) -> Span {
        Span {
            start: self.lx.token.start,
            end: self.lx.token.end,
        }
    }

    #[inline(always)]
    pub fn at(&self, kind: Kind) -> bool {
        self.lx.token.kind == kind
    }

    /// At that contextual keyword, spelled without escapes.
    #[inline]
    pub fn at_word(&self, word: Name) -> bool {
        let token = &self.lx.token;
        token.kind == Kind::Identifier && token.name == word && !token.escaped()
    }

    #[inline(always)]
    pub fn next(&mut self) -> Parse<()> {
        self.lx.next()
    }

    #[inline(always)]
    pub fn eat(&mut self, kind: Kind) -> Parse<bool> {
        if self.lx.token.kind == kind {
            self.lx.next()?;
            return Ok(true);
        }
        Ok(false)
    }

    #[inline(always)]
    pub fn expect(&mut self, kind: Kind) -> Parse<()> {
        if self.lx.token.kind == kind {
            self.lx.next()
        } else {
            self.unexpected()
        }
    }

    pub fn eat_word(&mut self, word: Name) -> Parse<bool> {
        if self.at_word(word) {
            self.next()?;
            return Ok(true);
        }
        Ok(false)
    }

    /// 12.10 Automatic Semicolon Insertion at the end of a statement.
    #[inline]
    pub fn semicolon(&mut self) -> Parse<()> {
        match self.kind() {
            Kind::Semicolon => self.next(),
            Kind::RightBrace | Kind::End => Ok(()),
            _ if self.lx.token.newline() => Ok(()),
            _ => self.unexpected(),
        }
    }

    // ------------------------------------------------------------ errors

    #[cold]
    pub fn fail<T>(&mut self, id: Message, span: Span) -> Parse<T> {
        self.lx.fail_with(id, "", span)
    }

    #[cold]
    pub fn fail_name<T>(&mut self, id: Message, name: Name, span: Span) -> Parse<T> {
        let text = self.lx.interner.display(name).into_owned();
        self.lx.fail_with(id, &text, span)
    }

    /// The current token fits nowhere.
    #[cold]
    pub fn unexpected<T>(&mut self) -> Parse<T> {
        let token = self.lx.token;
        let span = self.token_span();
        let text = String::from_utf8_lossy(span.text(self.lx.source)).into_owned();
        let id = match token.kind {
            Kind::End => Message::UnexpectedEnd,
            Kind::Number | Kind::BigInt => Message::UnexpectedNumber,
            Kind::String => Message::UnexpectedString,
            Kind::Template => Message::UnexpectedTemplate,
            Kind::Identifier if token.escaped() && token.name <= Name::YIELD => {
                Message::EscapedKeyword
            }
            Kind::Identifier if self.strict() && is_strict_reserved(token.name) => {
                Message::UnexpectedStrictReserved
            }
            Kind::Identifier | Kind::PrivateName if self.after_await() => Message::AwaitNotAllowed,
            Kind::Identifier | Kind::PrivateName => Message::UnexpectedIdentifier,
            Kind::Await | Kind::Enum => Message::UnexpectedReserved,
            _ => Message::UnexpectedToken,
        };
        self.lx.fail_with(id, &text, span)
    }

    /// The last token was `await`, then it was meant as an operator.
    fn after_await(&self) -> bool {
        let before = &self.lx.source[..self.end() as usize];
        before.ends_with(b"await") && !self.context.has(Context::AWAIT)
    }

    /// Deep nesting ends in an error, not in a crash.
    #[inline]
    pub fn check_stack(&mut self) -> Parse<()> {
        if self.stack_base.abs_diff(stack_address()) > self.options.stack_budget {
            let span = self.token_span();
            return self.fail(Message::StackOverflow, span);
        }
        Ok(())
    }

    // ------------------------------------------------------------ context

    #[inline(always)]
    pub fn strict(&self) -> bool {
        self.context.has(Context::STRICT)
    }

    /// Scope flags that follow from the context.
    pub fn scope_flags(&self) -> ScopeFlags {
        if self.strict() {
            ScopeFlags::STRICT
        } else {
            ScopeFlags::NONE
        }
    }

    /// Runs `parse` in another context.
    #[inline]
    pub fn within<T>(
        &mut self,
        context: Context,
        parse: impl FnOnce(&mut Self) -> Parse<T>,
    ) -> Parse<T> {
        let outer = std::mem::replace(&mut self.context, context);
        let result = parse(self);
        self.context = outer;
        result
    }

    // ------------------------------------------------------------ nodes

    pub fn items<T>(&self) -> Items<'a, T> {
        Items::new_in(self.bump)
    }

    #[inline(always)]
    pub fn push<T>(&self, items: &mut Items<'a, T>, item: T) {
        if self.building {
            items.push(item);
        }
    }

    /// An expression from `start` to the last token.
    #[inline(always)]
    pub fn node(&self, start: u32, kind: ExprKind<'a>) -> &'a Expr<'a> {
        if self.building {
            self.bump.alloc(Expr {
                span: self.span(start),
                kind,
            })
        } else {
            &DUMMY_EXPR
        }
    }

    /// Another part of a node; `None` in a preparse.
    #[inline(always)]
    pub fn part<T>(&self, make: impl FnOnce() -> T) -> Option<&'a T> {
        if self.building {
            Some(self.bump.alloc(make()))
        } else {
            None
        }
    }

    /// An expression whose kind has a boxed part.
    #[inline(always)]
    pub fn boxed<T: 'a>(
        &self,
        start: u32,
        wrap: impl FnOnce(&'a T) -> ExprKind<'a>,
        part: T,
    ) -> &'a Expr<'a> {
        if self.building {
            let part: &'a T = self.bump.alloc(part);
            self.bump.alloc(Expr {
                span: self.span(start),
                kind: wrap(part),
            })
        } else {
            &DUMMY_EXPR
        }
    }

    #[inline(always)]
    pub fn ex(&self, start: u32, class: Class, node: &'a Expr<'a>) -> Ex<'a> {
        Ex {
            node,
            class,
            paren: false,
            name: Name::EMPTY,
            span: self.span(start),
        }
    }

    /// A statement from `start` to the last token.
    #[inline(always)]
    pub fn stmt(&self, start: u32, kind: StmtKind<'a>) -> Stmt<'a> {
        Stmt {
            span: self.span(start),
            kind,
        }
    }

    /// A statement whose kind has a boxed part.
    #[inline(always)]
    pub fn boxed_stmt<T: 'a>(
        &self,
        start: u32,
        wrap: impl FnOnce(&'a T) -> StmtKind<'a>,
        part: T,
    ) -> Stmt<'a> {
        let kind = if self.building {
            wrap(self.bump.alloc(part))
        } else {
            StmtKind::Empty
        };
        self.stmt(start, kind)
    }

    // ------------------------------------------------------------ names

    /// 13.1.1 Early errors of identifiers: may the current token be an IdentifierReference, BindingIdentifier or label?
    #[inline]
    pub fn check_identifier(&mut self) -> Parse<Name> {
        let token = self.lx.token;
        if token.kind == Kind::Identifier && token.name > Name::PUBLIC {
            return Ok(token.name);
        }
        self.check_reserved(token)
    }

    #[cold]
    fn check_reserved(&mut self, token: Token) -> Parse<Name> {
        if !token.kind.is_name() {
            return self.unexpected();
        }
        match token.name {
            Name::YIELD if !self.context.has(Context::YIELD) && !self.strict() => Ok(token.name),
            Name::YIELD if self.strict() && !token.escaped() => {
                self.fail(Message::UnexpectedStrictReserved, self.token_span())
            }
            Name::AWAIT if self.context.has(Context::STATIC_BLOCK) => {
                self.fail(Message::AwaitInStaticBlock, self.token_span())
            }
            Name::AWAIT if !self.context.has(Context::AWAIT) && !self.is_module => {
                self.await_identifier = self.await_identifier.or(Some(self.token_span()));
                Ok(token.name)
            }
            name if name <= Name::YIELD => self.unexpected(),
            name if self.strict() && is_strict_reserved(name) => self.unexpected(),
            name => Ok(name),
        }
    }

    /// Consumes a BindingIdentifier.
    pub fn binding_identifier(&mut self) -> Parse<PatternName> {
        let name = self.check_identifier()?;
        let span = self.token_span();
        if self.strict() {
            self.check_strict_binding(name, span)?;
        }
        self.next()?;
        Ok(PatternName::new(name, span))
    }

    /// No binding of `eval` or `arguments` in strict code.
    pub fn check_strict_binding(&mut self, name: Name, span: Span) -> Parse<()> {
        if name == Name::EVAL || name == Name::ARGUMENTS {
            return self.fail(Message::UnexpectedEvalOrArguments, span);
        }
        Ok(())
    }

    #[inline]
    pub fn reference(&mut self, name: Name) {
        self.scopes.reference(&mut self.lx.interner, name);
    }

    /// Turns a conflict into its error.
    #[inline]
    pub fn declared(
        &mut self,
        result: Result<(), crate::scope_builder::Conflict>,
        name: Name,
        span: Span,
    ) -> Parse<()> {
        match result {
            Ok(()) => Ok(()),
            Err(_) => self.fail_name(Message::Redeclared, name, span),
        }
    }
}

/// Reserved in strict code only.
pub(super) fn is_strict_reserved(name: Name) -> bool {
    (Name::LET..=Name::PUBLIC).contains(&name)
}
