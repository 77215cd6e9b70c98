//! Functions other than arrows (15.2 to 15.6, 15.8): parameters, bodies, and the choice between
//! parsing and preparsing.
use super::core::{Class, Context, Ex, Items, Jumps, Parser, PatternName, is_strict_reserved};
use super::patterns::Binder;
use super::primary::octal_message;
use crate::lexer::Parse;
use crate::token::{Kind, Token};
use crate::{
    ExprKind, FullBody, Function, FunctionBody, FunctionInfo, FunctionKind, Ident, LazyFunction,
    LazyId, List, Message, Name, Pattern, PatternElement, PatternKind, ScopeFlags, ScopeKind, Span,
    Stmt, StmtKind,
};

/// What the tokens before a method's name said.
#[derive(Clone, Copy)]
pub(super) struct MethodKind {
    pub function: FunctionKind,
    pub is_async: bool,
    pub is_generator: bool,
}

impl MethodKind {
    pub const PLAIN: MethodKind = MethodKind {
        function: FunctionKind::Method,
        is_async: false,
        is_generator: false,
    };
}

/// What is known of a function at its parameters.
#[derive(Clone, Copy)]
pub(super) struct FunctionStart {
    pub start: u32,
    pub name: Option<Ident>,
    pub kind: FunctionKind,
    pub is_async: bool,
    pub is_generator: bool,
    pub is_expression: bool,
}

/// State that a function body has for itself.
pub(super) struct OuterFunction {
    context: Context,
    jumps: Jumps,
    yield_or_await: Option<(Message, Span)>,
    await_identifier: Option<Span>,
    duplicate_param: Option<Span>,
    has_pattern_expressions: bool,
    exporting: bool,
}

/// Parsed formal parameters.
#[derive(Clone, Copy)]
pub(super) struct Params<'a> {
    pub list: List<'a, PatternElement<'a>>,
    pub rest: Option<&'a Pattern<'a>>,
    pub has_rest: bool,
    pub simple: bool,
    pub has_expressions: bool,
    pub count: u32,
    pub length: u32,
}

/// What switches between parsing and preparsing.
#[derive(Clone, Copy)]
pub(super) struct Mode {
    building: bool,
    recording: bool,
    collecting: bool,
}

impl<'a> Parser<'a, '_> {
    // ------------------------------------------------------------ state

    /// Enters a function: its own jumps and notes.
    pub fn enter_function(&mut self) -> OuterFunction {
        let jumps = Jumps {
            labels_base: self.labels.len(),
            ..Jumps::default()
        };
        OuterFunction {
            context: self.context,
            jumps: std::mem::replace(&mut self.jumps, jumps),
            yield_or_await: self.yield_or_await.take(),
            await_identifier: self.await_identifier.take(),
            duplicate_param: self.duplicate_param.take(),
            has_pattern_expressions: std::mem::replace(&mut self.has_pattern_expressions, false),
            exporting: std::mem::replace(&mut self.exporting, false),
        }
    }

    pub fn leave_function(&mut self, outer: OuterFunction) {
        self.context = outer.context;
        self.jumps = outer.jumps;
        self.yield_or_await = outer.yield_or_await;
        self.await_identifier = outer.await_identifier;
        self.duplicate_param = outer.duplicate_param;
        self.has_pattern_expressions = outer.has_pattern_expressions;
        self.exporting = outer.exporting;
    }

    /// Switches to preparsing.
    pub fn begin_preparse(&mut self) -> Mode {
        let mode = Mode {
            building: self.building,
            recording: self.scopes.recording,
            collecting: self.scopes.collecting,
        };
        self.building = false;
        self.scopes.recording = false;
        self.scopes.collecting = true;
        mode
    }

    pub fn end_preparse(&mut self, mode: Mode) {
        self.building = mode.building;
        self.scopes.recording = mode.recording;
        self.scopes.collecting = mode.collecting;
    }

    /// A function that starts at `start` is to be preparsed only.
    pub fn is_lazy(&self, start: u32) -> bool {
        self.building && !self.options.eager_all && self.known.is_none() && self.eager_at != start
    }

    /// The context of the parameters and body of such a function.
    fn function_context(&self, start: &FunctionStart) -> Context {
        let mut context = Context(self.context.0 & Context::STRICT.0)
            .with(Context::IN)
            .with(Context::RETURN)
            .with(Context::NEW_TARGET);
        if start.kind != FunctionKind::Normal {
            context = context.with(Context::SUPER_PROPERTY);
        }
        if start.kind == FunctionKind::DerivedConstructor {
            context = context.with(Context::SUPER_CALL);
        }
        context
            .set_to(Context::AWAIT, start.is_async)
            .set_to(Context::YIELD, start.is_generator)
    }

    // ------------------------------------------------------------ productions

    /// A function expression, at `function`. `start` is at `async` if that stands before.
    pub fn parse_function_expression(
        &mut self,
        start: u32,
        function: u32,
        is_async: bool,
    ) -> Parse<Ex<'a>> {
        self.check_stack()?;
        if self.eager_at == function {
            self.eager_at = start;
        }
        self.next()?;
        let is_generator = self.eat(Kind::Star)?;
        let mut name = None;
        if !self.at(Kind::LeftParen) {
            let inner = self
                .context
                .without(Context::STATIC_BLOCK)
                .set_to(Context::AWAIT, is_async)
                .set_to(Context::YIELD, is_generator);
            let PatternName {
                name: text, span, ..
            } = self.within(inner, Self::binding_identifier)?;
            name = Some(Ident { span, name: text });
        }
        let function = self.parse_function(FunctionStart {
            start,
            name,
            kind: FunctionKind::Normal,
            is_async,
            is_generator,
            is_expression: true,
        })?;
        let node = self.node(start, ExprKind::Function(function));
        Ok(self.ex(start, Class::Other, node))
    }

    /// A method, at its parameters.
    pub fn parse_method(&mut self, start: FunctionStart) -> Parse<&'a Function<'a>> {
        self.check_stack()?;
        self.parse_function(start)
    }

    /// A function from its parameters on: skipped, preparsed or parsed.
    pub fn parse_function(&mut self, start: FunctionStart) -> Parse<&'a Function<'a>> {
        if let Some(&(at, id)) = self.skips.last()
            && at == self.start()
        {
            if self.eager_at != start.start {
                return self.skip_function(id);
            }
            self.descend_into_skipped(id);
        }
        if !self.is_lazy(start.start) {
            return self.parse_function_now(start);
        }
        let mode = self.begin_preparse();
        let result = self.parse_function_now(start);
        self.end_preparse(mode);
        result?;
        Ok(self.last_lazy())
    }

    /// The node of the function that was entered in the table last.
    pub fn last_lazy(&self) -> &'a Function<'a> {
        let id = LazyId(self.lazy.functions.len() as u32 - 1);
        self.bump.alloc(Function {
            info: self.lazy.get(id).info,
            body: FunctionBody::Lazy(id),
        })
    }

    /// Enters the function that was just closed in the table.
    #[inline(never)]
    pub fn record_lazy(&mut self, info: FunctionInfo, subtree_start: u32, context: Context) {
        let first = self.lazy.free.len() as u32;
        self.lazy.free.extend(self.scopes.free_names());
        let free = (first, self.lazy.free.len() as u32);
        self.lazy.functions.push(LazyFunction {
            info,
            subtree_start,
            free,
            context: context.0,
        });
    }

    #[inline(never)]
    pub fn parse_function_now(&mut self, start: FunctionStart) -> Parse<&'a Function<'a>> {
        self.scopes.note_inner_function();
        let outer = self.enter_function();
        let outer_context = outer.context;
        let subtree_start = self.lazy.functions.len() as u32;
        let params_start = self.start();
        self.context = self.function_context(&start);
        let flags = self.scope_flags();
        let scope = self.scopes.open(ScopeKind::Function, start.start, flags);
        if let (true, Some(name)) = (start.is_expression, start.name) {
            self.scopes.set_function_name(name.name);
        }
        let params = self.parse_formal_parameters(start.kind)?;
        if start.start == 0 && self.first_params_end.is_none() {
            self.first_params_end = Some(self.lx.previous_end - 1);
        }
        let body_scope = self.open_body_scope(&params);
        if !self.at(Kind::LeftBrace) {
            return self.unexpected();
        }
        let statements =
            self.parse_function_body(&params, start.name, start.kind != FunctionKind::Normal)?;
        let end = self.start() + 1;
        if body_scope.is_some() {
            self.scopes.close(&mut self.lx.interner, end);
        }
        let closed = self.scopes.close(&mut self.lx.interner, end);
        let info = FunctionInfo {
            span: Span::new(start.start, end),
            params_start,
            name: start.name,
            kind: start.kind,
            is_async: start.is_async,
            is_generator: start.is_generator,
            is_expression: start.is_expression,
            is_concise: false,
            length: params.length,
            param_count: params.count,
            flags: closed.flags,
        };
        if !self.building {
            self.record_lazy(info, subtree_start, outer_context);
        }
        self.leave_function(outer);
        self.next()?;
        let body = FullBody {
            scope,
            body_scope,
            params: params.list,
            rest: params.rest,
            statements,
            expression: None,
        };
        Ok(self.function_node(info, body))
    }

    /// The node of a parsed function; a shared dummy in a preparse.
    pub fn function_node(&self, info: FunctionInfo, body: FullBody<'a>) -> &'a Function<'a> {
        if self.building {
            self.bump.alloc(Function {
                info,
                body: FunctionBody::Full(self.bump.alloc(body)),
            })
        } else {
            &DUMMY_FUNCTION
        }
    }

    /// The body has an environment of its own when the parameters contain expressions (10.2.11 step
    /// 28).
    pub fn open_body_scope(&mut self, params: &Params<'a>) -> Option<crate::ScopeId> {
        let mut flags = ScopeFlags::NONE;
        if params.simple {
            flags.set(ScopeFlags::SIMPLE_PARAMS);
        }
        if params.has_rest {
            flags.set(ScopeFlags::HAS_REST);
        }
        if !params.has_expressions {
            self.scopes.set_flags(flags);
            return None;
        }
        self.scopes
            .set_flags(flags.with(ScopeFlags::PARAM_EXPRESSIONS));
        let flags = self.scope_flags();
        Some(
            self.scopes
                .open(ScopeKind::FunctionBody, self.lx.token.start, flags),
        )
    }

    // ------------------------------------------------------------ parameters

    /// 15.1 FormalParameters in parentheses.
    #[inline(never)]
    pub fn parse_formal_parameters(&mut self, kind: FunctionKind) -> Parse<Params<'a>> {
        let context = self.context;
        self.context = context.with(Context::PARAMS);
        let open = self.token_span();
        self.expect(Kind::LeftParen)?;
        let mut list = self.items();
        let mut params = Params {
            list: &[],
            rest: None,
            has_rest: false,
            simple: true,
            has_expressions: false,
            count: 0,
            length: 0,
        };
        let mut has_default = false;
        while !self.at(Kind::RightParen) {
            if self.at(Kind::Ellipsis) {
                params.rest = self.parse_rest_parameter(kind)?;
                params.has_rest = true;
                break;
            }
            let simple = self.kind().is_name();
            let element = {
                let target = self.parse_binding_target(Binder::Param)?;
                let is_default = self.at(Kind::Assign);
                has_default |= is_default;
                params.simple &= simple && !is_default;
                let default = self.parse_initializer()?;
                PatternElement {
                    target,
                    default,
                    parenthesized: false,
                }
            };
            self.push(&mut list, element);
            params.count += 1;
            params.length += u32::from(!has_default);
            if !self.at(Kind::RightParen) {
                self.expect(Kind::Comma)?;
            }
        }
        params.simple &= !params.has_rest;
        params.has_expressions = self.has_pattern_expressions;
        params.list = list.into_bump_slice();
        self.check_accessor_params(kind, &params, open)?;
        self.expect(Kind::RightParen)?;
        self.context = context;
        Ok(params)
    }

    fn parse_rest_parameter(&mut self, kind: FunctionKind) -> Parse<Option<&'a Pattern<'a>>> {
        if kind == FunctionKind::Setter {
            return self.fail(Message::SetterRest, self.token_span());
        }
        self.next()?;
        let target = self.parse_binding_target(Binder::Param)?;
        match self.kind() {
            Kind::RightParen => Ok(self.part(|| target)),
            Kind::Assign => self.fail(Message::RestInitializer, self.token_span()),
            Kind::Comma => self.fail(Message::ParamAfterRest, self.token_span()),
            _ => self.unexpected(),
        }
    }

    fn check_accessor_params(
        &mut self,
        kind: FunctionKind,
        params: &Params<'a>,
        open: Span,
    ) -> Parse<()> {
        match kind {
            FunctionKind::Getter if params.count > 0 || params.has_rest => {
                self.fail(Message::GetterParams, open)
            }
            FunctionKind::Setter if params.count != 1 => self.fail(Message::SetterParams, open),
            _ => Ok(()),
        }
    }

    // ------------------------------------------------------------ bodies

    /// FunctionBody in braces, from `{` to before `}`; with the early errors that only the body's
    /// strictness decides.
    pub fn parse_function_body(
        &mut self,
        params: &Params<'a>,
        name: Option<Ident>,
        unique: bool,
    ) -> Parse<List<'a, Stmt<'a>>> {
        self.check_stack()?;
        let was_strict = self.strict();
        self.next()?;
        let mut statements = self.items();
        self.parse_directive_prologue(&mut statements, Some(params.simple))?;
        if let Some(span) = self.duplicate_param
            && (self.strict() || unique || !params.simple)
        {
            return self.fail(Message::DuplicateParameter, span);
        }
        if self.strict() && !was_strict {
            self.check_names_made_strict(name)?;
        }
        while !self.at(Kind::RightBrace) {
            let statement = self.parse_statement_list_item()?;
            self.push(&mut statements, statement);
        }
        Ok(statements.into_bump_slice())
    }

    /// A `"use strict"` inside makes the function's name and parameters strict too.
    fn check_names_made_strict(&mut self, name: Option<Ident>) -> Parse<()> {
        let names: Vec<(Name, u32)> = self.scopes.params_here().collect();
        let own = name.map(|ident| (ident.name, ident.span.start));
        for (name, start) in own.into_iter().chain(names) {
            let span = Span::new(start, start + self.lx.interner.text(name).len() as u32);
            self.check_strict_binding(name, span)?;
            if is_strict_reserved(name) || name == Name::YIELD {
                return self.fail(Message::UnexpectedStrictReserved, span);
            }
        }
        Ok(())
    }

    /// 11.2.1 Directive Prologues. `simple` is given in functions: whether the parameters are.
    pub fn parse_directive_prologue(
        &mut self,
        statements: &mut Items<'a, Stmt<'a>>,
        simple: Option<bool>,
    ) -> Parse<()> {
        let mut octal: Option<(u8, Span)> = None;
        while self.at(Kind::String) {
            let token = self.lx.token;
            let span = self.token_span();
            let ex = self.parse_expression()?;
            let is_directive = ex.class == Class::String && !ex.paren;
            self.semicolon()?;
            let statement = self.stmt(token.start, StmtKind::Expr(ex.node));
            self.push(statements, statement);
            if !is_directive {
                break;
            }
            if token.flags & (Token::OCTAL | Token::DECIMAL_ZERO) != 0 {
                octal = octal.or(Some((token.flags, span)));
            }
            let text = &self.lx.source[token.start as usize + 1..token.end as usize - 1];
            if text == b"use strict" {
                if simple == Some(false) {
                    return self.fail(Message::UseStrictNonSimple, span);
                }
                self.context = self.context.with(Context::STRICT);
                self.scopes
                    .set_flags(ScopeFlags::STRICT.with(ScopeFlags::USE_STRICT_DIRECTIVE));
            }
            if let (Some((flags, span)), true) = (octal, self.strict()) {
                return self.fail(octal_message(flags), span);
            }
        }
        Ok(())
    }
}

static DUMMY_FUNCTION: Function<'static> = Function {
    info: FunctionInfo {
        span: Span { start: 0, end: 0 },
        params_start: 0,
        name: None,
        kind: FunctionKind::Normal,
        is_async: false,
        is_generator: false,
        is_expression: false,
        is_concise: false,
        length: 0,
        param_count: 0,
        flags: ScopeFlags::NONE,
    },
    body: FunctionBody::Lazy(LazyId(u32::MAX)),
};

/// A parameter that is just a name.
pub(super) fn plain_parameter<'a>(name: Name, span: Span) -> PatternElement<'a> {
    PatternElement {
        target: Pattern {
            span,
            kind: PatternKind::Identifier(name),
        },
        default: None,
        parenthesized: false,
    }
}
