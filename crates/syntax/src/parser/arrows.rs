//! Parenthesized expressions, arrow functions and async arrow functions (13.2.9, 15.3, 15.9), which
//! share a cover grammar.
use super::core::{Class, Context, Ex, Items, Parser, PatternName};
use super::cover::Cover;
use super::functions::{Params, plain_parameter};
use super::patterns::Binder;
use crate::lexer::Parse;
use crate::scope_builder::Mark;
use crate::token::Kind;
use crate::{
    ArrayElement, Call, Expr, ExprKind, FullBody, FunctionInfo, FunctionKind, LazyFunction,
    Message, Name, ScopeKind, Span,
};

/// A place where an arrow function may have begun, and what to restore if it has not.
pub(super) struct ArrowHead {
    start: u32,
    params_start: u32,
    is_async: bool,
    mark: Mark,
    names: usize,
    subtree_start: u32,
    eager: bool,
    yield_or_await: Option<(Message, Span)>,
    await_identifier: Option<Span>,
    has_pattern_expressions: bool,
}

/// The list between the parentheses.
struct CoverList<'a> {
    nodes: Items<'a, ArrayElement<'a>>,
    cover: Cover,
    count: u32,
    length: u32,
    simple: bool,
    /// A spread, as the last element.
    has_rest: bool,
    /// `...` before another element, or before a trailing comma.
    bad_rest: bool,
    trailing_comma: bool,
    /// Some element is a spread.
    has_spread: bool,
    last: Option<Ex<'a>>,
    /// Extent between the parentheses.
    inner: Span,
}

impl<'a> Parser<'a, '_> {
    fn begin_arrow_head(&mut self, start: u32, is_async: bool) -> ArrowHead {
        ArrowHead {
            start,
            params_start: self.start(),
            is_async,
            mark: self.scopes.mark(),
            names: self.pattern_names.len(),
            subtree_start: self.lazy.functions.len() as u32,
            eager: self.eager_at == start,
            yield_or_await: self.yield_or_await.take(),
            await_identifier: self.await_identifier.take(),
            has_pattern_expressions: std::mem::replace(&mut self.has_pattern_expressions, false),
        }
    }

    /// It was no arrow function.
    fn end_arrow_head(&mut self, head: ArrowHead) {
        self.scopes.unmark(head.mark);
        self.pattern_names.truncate(head.names);
        self.yield_or_await = head.yield_or_await.or(self.yield_or_await);
        self.await_identifier = head.await_identifier.or(self.await_identifier);
        self.has_pattern_expressions |= head.has_pattern_expressions;
    }

    fn at_arrow(&self) -> bool {
        self.at(Kind::Arrow) && !self.lx.token.newline()
    }

    /// `name` or `name => body`.
    pub fn parse_identifier_or_arrow(&mut self, start: u32) -> Parse<Ex<'a>> {
        let name = self.check_identifier()?;
        let token = self.lx.token;
        self.next()?;
        if !self.at(Kind::Arrow) {
            return self.finish_identifier_reference(start, name);
        }
        self.parse_simple_arrow(
            start,
            false,
            PatternName::new(name, Span::new(token.start, token.end)),
        )
    }

    /// An arrow function with one bare parameter, which was just consumed.
    #[inline(never)]
    fn parse_simple_arrow(
        &mut self,
        start: u32,
        is_async: bool,
        param: PatternName,
    ) -> Parse<Ex<'a>> {
        if !self.at_arrow() {
            return self.unexpected();
        }
        if self.strict() {
            self.check_strict_binding(param.name, param.span)?;
        }
        let mut head = self.begin_arrow_head(start, is_async);
        head.params_start = param.span.start;
        self.pattern_names.push(param);
        let mut list = self.items();
        self.push(&mut list, plain_parameter(param.name, param.span));
        let params = Params {
            list: list.into_bump_slice(),
            rest: None,
            has_rest: false,
            simple: true,
            has_expressions: false,
            count: 1,
            length: 1,
        };
        self.parse_arrow(head, params, false)
    }

    /// `( ... )` or `( ... ) => body`.
    #[inline(never)]
    pub fn parse_parenthesized_or_arrow(&mut self, start: u32) -> Parse<Ex<'a>> {
        let head = self.begin_arrow_head(start, false);
        let list = self.parse_cover_list()?;
        if self.at_arrow() {
            let params = self.cover_list_to_params(&head, list)?;
            return self.parse_arrow(head, params, true);
        }
        if list.trailing_comma || list.has_spread {
            return self.unexpected();
        }
        let Some(last) = list.last else {
            return self.unexpected();
        };
        self.check_cover(list.cover.expression)?;
        self.end_arrow_head(head);
        if list.count == 1 {
            return Ok(last.parenthesized());
        }
        let mut items = self.items();
        for element in &list.nodes {
            if let ArrayElement::Expr(expr) = element {
                items.push(*expr);
            }
        }
        let kind = ExprKind::Sequence(items.into_bump_slice());
        let node = self
            .part(|| Expr {
                span: list.inner,
                kind,
            })
            .unwrap_or(last.node);
        Ok(self.ex(start, Class::Other, node).parenthesized())
    }

    /// 13.2 CoverParenthesizedExpressionAndArrowParameterList and 15.9 CoverCallExpressionAndAsyncArrowHead, from `(` past `)`.
    #[inline(never)]
    fn parse_cover_list(&mut self) -> Parse<CoverList<'a>> {
        self.check_stack()?;
        let context = self.context;
        self.context = context.with(Context::IN);
        self.next()?;
        self.note_eager();
        let mut list = CoverList {
            nodes: self.items(),
            cover: Cover::default(),
            count: 0,
            length: 0,
            simple: true,
            has_rest: false,
            bad_rest: false,
            trailing_comma: false,
            has_spread: false,
            last: None,
            inner: self.token_span(),
        };
        let mut has_default = false;
        while !self.at(Kind::RightParen) {
            list.trailing_comma = false;
            list.bad_rest |= list.has_rest;
            let spread = self.eat(Kind::Ellipsis)?;
            let ex = self.parse_assignment_cover(&mut list.cover)?;
            let is_default = ex.class == Class::Assignment && !ex.paren;
            if spread {
                list.has_rest = true;
                list.has_spread = true;
                if is_default {
                    list.cover.forbid_pattern(Message::RestInitializer, ex.span);
                }
            } else {
                has_default |= is_default;
                list.count += 1;
                list.length += u32::from(!has_default);
            }
            list.simple &= !spread && ex.class == Class::Identifier;
            self.push(
                &mut list.nodes,
                if spread {
                    ArrayElement::Spread(ex.node)
                } else {
                    ArrayElement::Expr(ex.node)
                },
            );
            list.last = Some(ex);
            if !self.at(Kind::RightParen) {
                self.expect(Kind::Comma)?;
                list.trailing_comma = true;
            }
        }
        list.bad_rest |= list.has_rest && list.trailing_comma;
        list.inner.end = self.end();
        self.next()?;
        self.context = context;
        Ok(list)
    }

    /// The list turned out to be formal parameters.
    #[inline(never)]
    fn cover_list_to_params(&mut self, head: &ArrowHead, list: CoverList<'a>) -> Parse<Params<'a>> {
        self.check_cover(list.cover.binding)?;
        if list.bad_rest {
            return self.fail(Message::ParamAfterRest, self.span(head.params_start));
        }
        if let Some((id, span)) = self.yield_or_await {
            return self.fail(id, span);
        }
        if let (true, Some(span)) = (head.is_async, self.await_identifier) {
            return self.fail(Message::AwaitInParameter, span);
        }
        let mut params = self.items();
        let mut rest = None;
        for element in list.nodes {
            match element {
                ArrayElement::Expr(expr) => params.push(self.expression_to_element(expr)),
                ArrayElement::Spread(expr) => {
                    rest = Some(&*self.bump.alloc(self.expression_to_pattern(expr)))
                }
                ArrayElement::Hole => {}
            }
        }
        Ok(Params {
            list: params.into_bump_slice(),
            rest,
            has_rest: list.has_rest,
            simple: list.simple,
            has_expressions: self.has_pattern_expressions,
            count: list.count,
            length: list.length,
        })
    }

    /// An arrow function at `=>`. `covered`: its parameters were parsed as expressions.
    #[inline(never)]
    fn parse_arrow(&mut self, head: ArrowHead, params: Params<'a>, covered: bool) -> Parse<Ex<'a>> {
        let flags = self.scope_flags();
        let scope = self.scopes.open_at(head.mark, head.start, flags);
        let names: Vec<PatternName> = self.pattern_names.drain(head.names..).collect();
        if covered {
            self.scopes
                .retract(names.iter().map(|name| (name.name, name.assignments)));
        }
        for PatternName { name, span, .. } in names {
            if !self
                .scopes
                .declare_param(&mut self.lx.interner, name, span.start)
            {
                return self.fail(Message::DuplicateParameter, span);
            }
        }
        self.yield_or_await = head.yield_or_await;
        self.await_identifier = head.await_identifier.or(self.await_identifier);
        self.has_pattern_expressions = head.has_pattern_expressions;
        self.parse_arrow_rest(&head, scope, params)
    }

    /// The arrow and the body, in the open scope of the function.
    #[inline(never)]
    fn parse_arrow_rest(
        &mut self,
        head: &ArrowHead,
        scope: crate::ScopeId,
        params: Params<'a>,
    ) -> Parse<Ex<'a>> {
        self.next()?;
        let outer = self.enter_function();
        let outer_context = self.context;
        let inherited = outer_context.without(
            Context::YIELD
                .with(Context::PARAMS)
                .with(Context::NO_USING)
                .with(Context::STATIC_BLOCK),
        );
        self.context = inherited
            .set_to(Context::AWAIT, head.is_async)
            .with(Context::RETURN);
        let body_scope = self.open_body_scope(&params);
        let is_concise = !self.at(Kind::LeftBrace);
        let lazy = !is_concise && !head.eager && self.is_lazy(u32::MAX - 1);
        let mode = lazy.then(|| self.begin_preparse());
        let mut body = FullBody {
            scope,
            body_scope,
            params: params.list,
            rest: params.rest,
            statements: &[],
            expression: None,
        };
        if is_concise {
            self.context = self.context.without(Context::RETURN);
            body.expression = Some(self.parse_assignment_expression()?.node);
        } else {
            self.context = self.context.with(Context::IN);
            body.statements = self.parse_function_body(&params, None, true)?;
        }
        let end = if is_concise {
            self.end()
        } else {
            self.lx.token.end
        };
        if body_scope.is_some() {
            self.scopes.close(&mut self.lx.interner, end);
        }
        let closed = self.scopes.close(&mut self.lx.interner, end);
        let info = FunctionInfo {
            span: Span::new(head.start, end),
            params_start: head.params_start,
            name: None,
            kind: FunctionKind::Arrow,
            is_async: head.is_async,
            is_generator: false,
            is_expression: true,
            is_concise,
            length: params.length,
            param_count: params.count,
            flags: closed.flags,
        };
        if !self.building {
            self.record_lazy(info, head.subtree_start, outer_context);
        }
        self.leave_function(outer);
        if let Some(mode) = mode {
            self.end_preparse(mode);
        }
        if !is_concise {
            self.next()?;
        }
        let function = if lazy {
            self.last_lazy()
        } else {
            self.function_node(info, body)
        };
        let node = self.node(head.start, ExprKind::Function(function));
        Ok(self.ex(head.start, Class::Arrow, node))
    }

    /// Parses an arrow function again that was preparsed: its parameters are known to be such.
    pub fn parse_known_arrow(&mut self, lazy: &LazyFunction) -> Parse<&'a Expr<'a>> {
        let info = lazy.info;
        let mut head = self.begin_arrow_head(info.span.start, info.is_async);
        head.params_start = info.params_start;
        let flags = self.scope_flags();
        let scope = self.scopes.open(ScopeKind::Arrow, head.start, flags);
        let params = if self.at(Kind::LeftParen) {
            self.parse_formal_parameters(FunctionKind::Arrow)?
        } else {
            let target = self.parse_binding_target(Binder::Param)?;
            let mut list = self.items();
            self.push(
                &mut list,
                crate::PatternElement {
                    target,
                    default: None,
                    parenthesized: false,
                },
            );
            Params {
                list: list.into_bump_slice(),
                rest: None,
                has_rest: false,
                simple: true,
                has_expressions: false,
                count: 1,
                length: 1,
            }
        };
        head.eager = true;
        Ok(self.parse_arrow_rest(&head, scope, params)?.node)
    }

    // ------------------------------------------------------------ async

    /// At `async`: a function, an arrow function (only where `arrows` are allowed), a call of
    /// `async`, or the identifier.
    #[inline(never)]
    pub fn parse_async_primary(&mut self, start: u32, arrows: bool) -> Parse<Ex<'a>> {
        let token = self.lx.token;
        self.next()?;
        if self.at_arrow() && arrows {
            return self.parse_simple_arrow(
                start,
                false,
                PatternName::new(token.name, Span::new(token.start, token.end)),
            );
        }
        if self.lx.token.newline() {
            return self.finish_identifier_reference(start, token.name);
        }
        match self.kind() {
            Kind::Function => {
                let function = self.start();
                self.parse_function_expression(start, function, true)
            }
            Kind::LeftParen if arrows => self.parse_async_call_or_arrow(start),
            Kind::Identifier | Kind::Yield | Kind::Await if arrows => {
                let next = self.lx.peek();
                if next.kind != Kind::Arrow {
                    return self.finish_identifier_reference(start, token.name);
                }
                let context = self.context.with(Context::AWAIT);
                let param = self.within(context, Self::binding_identifier)?;
                self.parse_simple_arrow(start, true, param)
            }
            _ => self.finish_identifier_reference(start, token.name),
        }
    }

    /// `async(...)` or `async (...) => body`.
    #[inline(never)]
    fn parse_async_call_or_arrow(&mut self, start: u32) -> Parse<Ex<'a>> {
        let callee_span = self.span(start);
        let head = self.begin_arrow_head(start, true);
        let list = self.parse_cover_list()?;
        if self.at_arrow() {
            let params = self.cover_list_to_params(&head, list)?;
            return self.parse_arrow(head, params, true);
        }
        self.check_cover(list.cover.expression)?;
        self.end_arrow_head(head);
        self.reference(Name::ASYNC);
        let callee = self.part(|| Expr {
            span: callee_span,
            kind: ExprKind::Identifier(Name::ASYNC),
        });
        let callee = callee.unwrap_or_else(|| self.node(start, ExprKind::Null));
        let call = Call {
            callee,
            arguments: list.nodes.into_bump_slice(),
            optional: false,
            direct_eval: false,
        };
        let node = self.boxed(start, ExprKind::Call, call);
        Ok(self.ex(start, Class::Call, node))
    }
}
