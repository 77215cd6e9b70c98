//! The parser: recursive descent over the whole grammar, one module per family of productions. Here
//! are its entry points.
//!
//! What holds: after an error the interner is as usable as before (no binding of this parse stays
//! in it).
mod arrows;
mod classes;
mod core;
mod cover;
mod expressions;
mod functions;
mod known;
mod literals;
mod loops;
mod modules;
mod patterns;
mod primary;
mod statements;

use self::core::{Context, Parser};
use self::functions::FunctionStart;
use crate::lexer::{Lexer, Parse};
use crate::token::Kind;
use crate::{
    DynamicFunction, DynamicFunctionKind, EvalContext, FunctionKind, Ident, Interner, LazyId,
    LazyTable, Message, Name, ParseOptions, ParsedFunction, Program, ScopeKind, Span, SyntaxError,
    TokenInfo,
};
use bumpalo::Bump;

/// Parses a Script (16.1.4 ParseScript).
pub fn parse_script<'a>(
    source: &'a [u8],
    options: &ParseOptions,
    interner: &mut Interner,
    bump: &'a Bump,
) -> Result<Program<'a>, SyntaxError> {
    let context = Context::IN.with(Context::NO_USING);
    with_parser(source, options, interner, bump, context, false, |parser| {
        parser.parse_program(ScopeKind::Script, &[])
    })
}

/// Parses a Module (16.2.1.7 ParseModule).
pub fn parse_module<'a>(
    source: &'a [u8],
    options: &ParseOptions,
    interner: &mut Interner,
    bump: &'a Bump,
) -> Result<Program<'a>, SyntaxError> {
    let context = Context::IN.with(Context::STRICT).with(Context::AWAIT);
    with_parser(source, options, interner, bump, context, true, |parser| {
        parser.parse_program(ScopeKind::Module, &[])
    })
}

/// Parses eval code (19.2.1.1 PerformEval).
pub fn parse_eval<'a>(
    source: &'a [u8],
    eval: &EvalContext<'_>,
    options: &ParseOptions,
    interner: &mut Interner,
    bump: &'a Bump,
) -> Result<Program<'a>, SyntaxError> {
    let context = Context::IN
        .with(Context::NO_USING)
        .set_to(Context::STRICT, eval.strict)
        .set_to(Context::NEW_TARGET, eval.in_function)
        .set_to(Context::SUPER_PROPERTY, eval.in_method)
        .set_to(Context::SUPER_CALL, eval.in_derived_constructor)
        .set_to(Context::NO_ARGUMENTS, eval.in_class_field_init);
    with_parser(source, options, interner, bump, context, false, |parser| {
        parser.parse_program(ScopeKind::Eval, eval.private_names)
    })
}

/// Parses a function that was preparsed. `source` and `interner` must be those of the first parse.
/// Cannot find early errors again; only [`crate::ErrorKind::StackOverflow`] is possible.
pub fn parse_lazy_function<'a>(
    source: &'a [u8],
    table: &LazyTable,
    id: LazyId,
    options: &ParseOptions,
    interner: &mut Interner,
    bump: &'a Bump,
) -> Result<ParsedFunction<'a>, SyntaxError> {
    with_parser(
        source,
        options,
        interner,
        bump,
        Context::IN,
        table.is_module,
        |parser| {
            let function = parser.parse_known_function(table, id)?;
            Ok(ParsedFunction {
                function,
                scopes: std::mem::take(&mut parser.scopes.tree),
            })
        },
    )
}

/// Parses the strings given to a function constructor (20.2.1.1.1 CreateDynamicFunction, steps 12
/// to 21).
pub fn parse_dynamic_function<'a>(
    params: &[u8],
    body: &[u8],
    kind: DynamicFunctionKind,
    options: &ParseOptions,
    interner: &mut Interner,
    bump: &'a Bump,
) -> Result<DynamicFunction<'a>, SyntaxError> {
    let prefix: &[u8] = match kind {
        DynamicFunctionKind::Normal => b"function",
        DynamicFunctionKind::Generator => b"function*",
        DynamicFunctionKind::Async => b"async function",
        DynamicFunctionKind::AsyncGenerator => b"async function*",
    };
    let text = [prefix, b" anonymous(", params, b"\n) {\n", body, b"\n}"].concat();
    let source: &'a [u8] = bump.alloc_slice_copy(&text);
    let open = (prefix.len() + b" anonymous".len()) as u32;
    let close = open + 1 + params.len() as u32 + 1;
    with_parser(
        source,
        options,
        interner,
        bump,
        Context::IN,
        false,
        |parser| {
            let function = parser.parse_dynamic(kind, open, close)?;
            let (scopes, lazy) = (
                std::mem::take(&mut parser.scopes.tree),
                std::mem::take(&mut parser.lazy),
            );
            Ok(DynamicFunction {
                source,
                function,
                scopes,
                lazy,
            })
        },
    )
}

/// The tokens of a script or module as its parser saw them, and the error that ended them.
pub fn tokens(
    source: &[u8],
    is_module: bool,
    options: &ParseOptions,
) -> (Vec<TokenInfo>, Option<SyntaxError>) {
    let options = ParseOptions {
        eager_all: true,
        ..*options
    };
    let mut context = Context::IN;
    if is_module {
        context = context.with(Context::STRICT).with(Context::AWAIT);
    }
    let mut list = Vec::new();
    let bump = Bump::new();
    let error = with_parser(
        source,
        &options,
        &mut Interner::new(),
        &bump,
        context,
        is_module,
        |parser| {
            parser.lx.log = Some(Vec::new());
            let kind = if is_module {
                ScopeKind::Module
            } else {
                ScopeKind::Script
            };
            let result = parser.parse_program(kind, &[]);
            list = crate::dump::take_log(&mut parser.lx);
            result.map(|_| ())
        },
    );
    // The first entry stands for the start of the text.
    list.drain(..list.len().min(1));
    (list, error.err())
}

/// Runs `parse` in a new parser, which holds the interner meanwhile.
fn with_parser<'a, 'o, T>(
    source: &'a [u8],
    options: &'o ParseOptions,
    interner: &mut Interner,
    bump: &'a Bump,
    context: Context,
    is_module: bool,
    parse: impl FnOnce(&mut Parser<'a, 'o>) -> Parse<T>,
) -> Result<T, SyntaxError> {
    if source.len() >= u32::MAX as usize - 16 {
        return Err(SyntaxError::new(
            Message::SourceTooLong,
            "",
            Span::default(),
        ));
    }
    let held = std::mem::replace(interner, Interner::vacant());
    let mut parser = Parser::new(
        Lexer::new(source, held, bump, is_module),
        bump,
        options,
        context,
    );
    let result = parse(&mut parser);
    if result.is_err() {
        parser.scopes.abandon(&mut parser.lx.interner);
    }
    let error = parser.lx.error.take();
    *interner = parser.lx.interner;
    match (result, error) {
        (Ok(value), _) => Ok(value),
        (Err(_), Some(error)) => Err(*error),
        (Err(_), None) => Err(SyntaxError::new(
            Message::InvalidOrUnexpectedToken,
            "",
            Span::default(),
        )),
    }
}

impl<'a> Parser<'a, '_> {
    /// The whole of a script, module or eval code.
    fn parse_program(&mut self, kind: ScopeKind, private_names: &[Name]) -> Parse<Program<'a>> {
        if kind != ScopeKind::Eval {
            self.lx.skip_hashbang();
        }
        let flags = self.scope_flags();
        let scope = self.scopes.open(kind, 0, flags);
        self.next()?;
        let mut statements = self.items();
        self.parse_directive_prologue(&mut statements, None)?;
        while !self.at(Kind::End) {
            let statement = self.parse_statement_list_item()?;
            statements.push(statement);
        }
        self.check_outermost_private_uses(private_names)?;
        if self.is_module {
            self.finish_module()?;
        }
        let closed = self
            .scopes
            .close(&mut self.lx.interner, self.lx.source.len() as u32);
        let module = self.is_module.then(|| {
            let mut record = std::mem::take(&mut self.module);
            record.has_top_level_await = closed.flags.has(crate::ScopeFlags::HAS_AWAIT);
            record
        });
        Ok(Program {
            statements: statements.into_bump_slice(),
            scope,
            scopes: std::mem::take(&mut self.scopes.tree),
            lazy: std::mem::take(&mut self.lazy),
            module,
        })
    }

    /// Private names that no class of this source declares.
    fn check_outermost_private_uses(&mut self, known: &[Name]) -> Parse<()> {
        match self
            .private_uses
            .iter()
            .find(|(name, _)| !known.contains(name))
        {
            Some(&(name, span)) => self.fail_name(Message::UndeclaredPrivate, name, span),
            None => Ok(()),
        }
    }

    /// The joined text of a dynamic function. Because its parts must parse by themselves, its
    /// parentheses and braces must be those that were put there, at `open` and `close`.
    fn parse_dynamic(
        &mut self,
        kind: DynamicFunctionKind,
        open: u32,
        close: u32,
    ) -> Parse<&'a crate::Function<'a>> {
        self.lx.seek(open)?;
        let end = self.lx.source.len() as u32;
        let name_start = open - b"anonymous".len() as u32;
        let function = self.parse_function_now(FunctionStart {
            start: 0,
            name: Some(Ident {
                span: Span::new(name_start, open),
                name: Name::ANONYMOUS,
            }),
            kind: FunctionKind::Normal,
            is_async: matches!(
                kind,
                DynamicFunctionKind::Async | DynamicFunctionKind::AsyncGenerator
            ),
            is_generator: matches!(
                kind,
                DynamicFunctionKind::Generator | DynamicFunctionKind::AsyncGenerator
            ),
            is_expression: false,
        })?;
        if !self.at(Kind::End)
            || function.info.span.end != end
            || self.first_params_end != Some(close)
        {
            let at = Span::new(close, close + 1);
            return self.lx.fail_with(Message::UnexpectedToken, ")", at);
        }
        self.check_outermost_private_uses(&[])?;
        Ok(function)
    }
}
