//! Expressions from the comma operator down to unary operators (13.4 to 13.16).
use super::core::{Class, Context, Ex, Parser};
use super::cover::Cover;
use crate::lexer::Parse;
use crate::token::{Infix, Kind, Token};
use crate::{
    Assign, AssignOp, Conditional, ExprKind, LogicalOp, Message, Name, Pattern, PatternKind,
    ScopeFlags, Span, UnaryOp,
};

impl<'a> Parser<'a, '_> {
    /// 13.16 Comma Operator, `[+In]`.
    pub fn parse_expression(&mut self) -> Parse<Ex<'a>> {
        if self.context.has(Context::IN) {
            return self.parse_expression_in();
        }
        self.within(self.context.with(Context::IN), Self::parse_expression_in)
    }

    /// 13.16 Comma Operator, with the `[In]` parameter of the context.
    pub fn parse_expression_in(&mut self) -> Parse<Ex<'a>> {
        let start = self.start();
        let first = self.parse_assignment_expression()?;
        if !self.at(Kind::Comma) {
            return Ok(first);
        }
        self.parse_sequence(start, first)
    }

    /// The rest of a comma expression.
    #[inline(never)]
    pub fn parse_sequence(&mut self, start: u32, first: Ex<'a>) -> Parse<Ex<'a>> {
        let mut items = self.items();
        self.push(&mut items, first.node);
        while self.eat(Kind::Comma)? {
            let item = self.parse_assignment_expression()?;
            self.push(&mut items, item.node);
        }
        let node = self.node(start, ExprKind::Sequence(items.into_bump_slice()));
        Ok(self.ex(start, Class::Other, node))
    }

    /// An AssignmentExpression with `[+In]`.
    pub fn parse_assignment_with_in(&mut self) -> Parse<Ex<'a>> {
        if self.context.has(Context::IN) {
            return self.parse_assignment_expression();
        }
        self.within(
            self.context.with(Context::IN),
            Self::parse_assignment_expression,
        )
    }

    /// 13.15 AssignmentExpression, as a value.
    pub fn parse_assignment_expression(&mut self) -> Parse<Ex<'a>> {
        let mut cover = Cover::default();
        let names = self.pattern_names.len();
        let ex = self.parse_assignment_cover(&mut cover)?;
        self.pattern_names.truncate(names);
        self.check_cover(cover.expression)?;
        Ok(ex)
    }

    /// 13.15 AssignmentExpression that may yet be part of a pattern: what would forbid either reading goes to `cover`, and the
    /// names it would bind or assign to `pattern_names`.
    pub fn parse_assignment_cover(&mut self, cover: &mut Cover) -> Parse<Ex<'a>> {
        self.check_stack()?;
        let start = self.start();
        if let Some(&(at, id)) = self.skips.last()
            && at == start
            && self.is_skipped_arrow(id)
        {
            let ex = self.skip_arrow_function(id)?;
            self.cover_element(ex, cover);
            return Ok(ex);
        }
        let ex = match self.kind() {
            Kind::LeftBrace | Kind::LeftBracket => {
                return self.parse_literal_or_pattern(start, cover);
            }
            Kind::LeftParen => self.parse_parenthesized_or_arrow(start)?,
            Kind::Identifier if self.at_word(Name::ASYNC) => {
                self.parse_async_primary(start, true)?
            }
            Kind::Identifier => self.parse_identifier_or_arrow(start)?,
            Kind::Yield if self.context.has(Context::YIELD) => {
                let ex = self.parse_yield(start)?;
                self.cover_element(ex, cover);
                return Ok(ex);
            }
            Kind::Yield => self.parse_identifier_or_arrow(start)?,
            Kind::Await if !self.context.has(Context::AWAIT) => {
                self.parse_identifier_or_arrow(start)?
            }
            Kind::Number
            | Kind::String
            | Kind::This
            | Kind::Function
            | Kind::True
            | Kind::False
            | Kind::Null => self.parse_primary()?,
            _ => {
                let ex = self.parse_unary()?;
                let ex = self.parse_after_unary(start, ex)?;
                self.cover_element(ex, cover);
                return Ok(ex);
            }
        };
        let ex = if ex.class == Class::Arrow {
            ex
        } else {
            self.parse_after_primary(start, ex)?
        };
        self.cover_element(ex, cover);
        Ok(ex)
    }

    /// Everything that may follow a primary expression in an AssignmentExpression.
    fn parse_after_primary(&mut self, start: u32, ex: Ex<'a>) -> Parse<Ex<'a>> {
        let ex = self.parse_call_tail(start, ex)?;
        let ex = self.parse_postfix(start, ex)?;
        self.parse_after_unary(start, ex)
    }

    /// Everything that may follow a UnaryExpression in an AssignmentExpression.
    fn parse_after_unary(&mut self, start: u32, ex: Ex<'a>) -> Parse<Ex<'a>> {
        let ex = self.parse_binary_rest(start, ex, 0)?;
        if ex.class == Class::PrivateName {
            return self.unexpected();
        }
        match self.kind() {
            Kind::Question => self.parse_conditional(start, ex),
            kind if kind.is_assignment() => self.parse_assignment(start, ex),
            _ => Ok(ex),
        }
    }

    /// A literal at the start of an AssignmentExpression: maybe the pattern of a destructuring
    /// assignment.
    #[inline(never)]
    fn parse_literal_or_pattern(&mut self, start: u32, cover: &mut Cover) -> Parse<Ex<'a>> {
        let names = self.pattern_names.len();
        let mut inner = Cover::default();
        let literal = self.parse_literal(&mut inner)?;
        if self.at(Kind::Assign) {
            return self.parse_destructuring_assignment(start, literal, names, inner, cover);
        }
        let ex = self.parse_after_primary(start, literal)?;
        if ex.is_literal() {
            cover.merge(&inner);
            return Ok(ex);
        }
        self.pattern_names.truncate(names);
        self.check_cover(inner.expression)?;
        self.cover_element(ex, cover);
        Ok(ex)
    }

    /// 13.15.5 Destructuring Assignment: at the `=`.
    #[inline(never)]
    fn parse_destructuring_assignment(
        &mut self,
        start: u32,
        literal: Ex<'a>,
        names: usize,
        inner: Cover,
        cover: &mut Cover,
    ) -> Parse<Ex<'a>> {
        self.check_cover(inner.assignment)?;
        self.assign_pattern_names(names);
        let target = self.expression_to_pattern(literal.node);
        self.has_pattern_expressions = true;
        self.next()?;
        let value = self.parse_assignment_expression()?;
        // As an element this is a pattern with a default value.
        cover.binding = cover.binding.or(inner.binding);
        let node = self.boxed(
            start,
            ExprKind::Assign,
            Assign {
                op: AssignOp::Assign,
                target,
                value: value.node,
                parenthesized: false,
            },
        );
        Ok(self.ex(start, Class::Assignment, node))
    }

    /// The names from `names` on are assigned.
    pub fn assign_pattern_names(&mut self, names: usize) {
        for index in names..self.pattern_names.len() {
            let name = &mut self.pattern_names[index];
            name.assignments += 1;
            self.scopes.assignment(&mut self.lx.interner, name.name);
        }
    }

    /// 13.15 Assignment Operators: at the operator.
    #[inline(never)]
    fn parse_assignment(&mut self, start: u32, left: Ex<'a>) -> Parse<Ex<'a>> {
        let op = match self.kind() {
            Kind::Assign => AssignOp::Assign,
            kind => match kind.infix() {
                Infix::Binary(op) => AssignOp::Binary(op),
                Infix::Logical(op) => AssignOp::Logical(op),
            },
        };
        let calls = !matches!(op, AssignOp::Logical(_));
        self.check_simple_target(left, calls, Message::InvalidAssignmentTarget)?;
        if left.class == Class::Identifier {
            self.scopes.assignment(&mut self.lx.interner, left.name);
        }
        self.has_pattern_expressions = true;
        self.next()?;
        let value = self.parse_assignment_expression()?;
        let target = self.simple_target(left);
        let class = if op == AssignOp::Assign {
            Class::Assignment
        } else {
            Class::Other
        };
        let node = self.boxed(
            start,
            ExprKind::Assign,
            Assign {
                op,
                target,
                value: value.node,
                parenthesized: left.paren,
            },
        );
        let mut ex = self.ex(start, class, node);
        if class == Class::Assignment && left.class == Class::Identifier && !left.paren {
            ex.name = left.name;
        } else if class == Class::Assignment {
            // As an element it is an assignment target with a default, but nothing that could be
            // bound.
            ex.name = Name::EMPTY;
        }
        Ok(ex)
    }

    fn simple_target(&self, ex: Ex<'a>) -> Pattern<'a> {
        let kind = if ex.class == Class::Identifier {
            PatternKind::Identifier(ex.name)
        } else {
            PatternKind::Expr(ex.node)
        };
        Pattern {
            span: ex.span,
            kind,
        }
    }

    /// AssignmentTargetType must be simple, or web-compat for a call in sloppy code when `calls`.
    pub fn check_simple_target(&mut self, ex: Ex<'a>, calls: bool, id: Message) -> Parse<()> {
        match ex.class {
            Class::Identifier if self.strict() => self.check_strict_binding(ex.name, ex.span),
            Class::Identifier | Class::Member | Class::PrivateMember => Ok(()),
            Class::Call if calls && !self.strict() => Ok(()),
            _ => self.fail(id, ex.span),
        }
    }

    /// 13.14 Conditional Operator: at the `?`.
    #[inline(never)]
    fn parse_conditional(&mut self, start: u32, test: Ex<'a>) -> Parse<Ex<'a>> {
        self.next()?;
        let consequent = self.parse_assignment_with_in()?;
        self.expect(Kind::Colon)?;
        let alternate = self.parse_assignment_expression()?;
        let part = Conditional {
            test: test.node,
            consequent: consequent.node,
            alternate: alternate.node,
        };
        let node = self.boxed(start, ExprKind::Conditional, part);
        Ok(self.ex(start, Class::Other, node))
    }

    /// 13.6 to 13.13: infix operators of more than `minimum` power after `left`.
    fn parse_binary_rest(&mut self, start: u32, mut left: Ex<'a>, minimum: u8) -> Parse<Ex<'a>> {
        loop {
            let operator = self.kind();
            let power = operator.precedence();
            if power <= minimum || operator == Kind::In && !self.context.has(Context::IN) {
                return Ok(left);
            }
            if left.class == Class::PrivateName && operator != Kind::In {
                return self.unexpected();
            }
            if operator == Kind::Exp && left.class == Class::Unary && !left.paren {
                return self.fail(Message::ExponentUnary, left.span);
            }
            let at = self.token_span();
            self.next()?;
            let right_start = self.start();
            let mut right = self.parse_unary()?;
            let next = self.kind().precedence();
            if next > power {
                right = self.parse_binary_rest(right_start, right, power)?;
            } else if operator == Kind::Exp && next == power {
                self.check_stack()?;
                right = self.parse_binary_rest(right_start, right, power - 1)?;
            }
            if right.class == Class::PrivateName {
                return self.unexpected();
            }
            left = self.infix(start, operator, at, left, right)?;
        }
    }

    fn infix(
        &mut self,
        start: u32,
        operator: Kind,
        at: Span,
        left: Ex<'a>,
        right: Ex<'a>,
    ) -> Parse<Ex<'a>> {
        if left.class == Class::PrivateName {
            let node = self.node(
                start,
                ExprKind::PrivateIn {
                    name: left.name,
                    right: right.node,
                },
            );
            return Ok(self.ex(start, Class::Other, node));
        }
        match operator.infix() {
            Infix::Binary(op) => {
                let node = self.node(
                    start,
                    ExprKind::Binary {
                        op,
                        left: left.node,
                        right: right.node,
                    },
                );
                Ok(self.ex(start, Class::Other, node))
            }
            Infix::Logical(op) => {
                let class = if op == LogicalOp::Coalesce {
                    Class::Coalesce
                } else {
                    Class::Logical
                };
                let mixed = if op == LogicalOp::Coalesce {
                    Class::Logical
                } else {
                    Class::Coalesce
                };
                if left.class == mixed && !left.paren || right.class == mixed && !right.paren {
                    return self
                        .lx
                        .fail_with(Message::MixedCoalesce, operator.text(), at);
                }
                let node = self.node(
                    start,
                    ExprKind::Logical {
                        op,
                        left: left.node,
                        right: right.node,
                    },
                );
                Ok(self.ex(start, class, node))
            }
        }
    }

    /// 13.5 Unary Operators.
    pub fn parse_unary(&mut self) -> Parse<Ex<'a>> {
        let start = self.start();
        let op = match self.kind() {
            Kind::Not => UnaryOp::Not,
            Kind::Minus => UnaryOp::Minus,
            Kind::Plus => UnaryOp::Plus,
            Kind::BitNot => UnaryOp::BitNot,
            Kind::Typeof => UnaryOp::Typeof,
            Kind::Void => UnaryOp::Void,
            Kind::Delete => UnaryOp::Delete,
            Kind::Increment | Kind::Decrement => return self.parse_prefix_update(start),
            Kind::Await if self.context.has(Context::AWAIT) => return self.parse_await(start),
            Kind::PrivateName => return self.parse_private_name(start),
            _ => {
                let ex = self.parse_left_hand_side()?;
                return self.parse_postfix(start, ex);
            }
        };
        self.check_stack()?;
        self.next()?;
        if self.at(Kind::Function) {
            self.eager_at = self.start();
        }
        let operand = self.parse_unary()?;
        if operand.class == Class::PrivateName {
            return self.unexpected();
        }
        if op == UnaryOp::Delete {
            self.check_delete(operand)?;
        }
        let node = self.node(
            start,
            ExprKind::Unary {
                op,
                operand: operand.node,
            },
        );
        Ok(self.ex(start, Class::Unary, node))
    }

    /// 13.5.1.1 Early errors of `delete`.
    fn check_delete(&mut self, operand: Ex<'a>) -> Parse<()> {
        match operand.class {
            Class::Identifier if self.strict() => {
                self.fail(Message::DeleteIdentifierStrict, operand.span)
            }
            Class::PrivateMember | Class::OptionalPrivate => {
                self.fail(Message::DeletePrivate, operand.span)
            }
            _ => Ok(()),
        }
    }

    /// `#x` before `in`.
    #[inline(never)]
    fn parse_private_name(&mut self, start: u32) -> Parse<Ex<'a>> {
        let name = self.use_private_name()?;
        if !self.at(Kind::In) || !self.context.has(Context::IN) {
            return self.unexpected();
        }
        let node = self.node(start, ExprKind::Null);
        Ok(Ex {
            name,
            ..self.ex(start, Class::PrivateName, node)
        })
    }

    /// 13.4.4, 13.4.5 Prefix increment and decrement.
    #[inline(never)]
    fn parse_prefix_update(&mut self, start: u32) -> Parse<Ex<'a>> {
        self.check_stack()?;
        let increment = self.at(Kind::Increment);
        self.next()?;
        let operand = self.parse_unary()?;
        self.check_simple_target(operand, true, Message::InvalidPrefixTarget)?;
        if operand.class == Class::Identifier {
            self.scopes.assignment(&mut self.lx.interner, operand.name);
        }
        let node = self.node(
            start,
            ExprKind::Update {
                increment,
                prefix: true,
                operand: operand.node,
            },
        );
        Ok(self.ex(start, Class::Other, node))
    }

    /// 13.4.2, 13.4.3 Postfix increment and decrement.
    #[inline]
    fn parse_postfix(&mut self, start: u32, operand: Ex<'a>) -> Parse<Ex<'a>> {
        let token: Token = self.lx.token;
        if !matches!(token.kind, Kind::Increment | Kind::Decrement) || token.newline() {
            return Ok(operand);
        }
        self.check_simple_target(operand, true, Message::InvalidPostfixTarget)?;
        if operand.class == Class::Identifier {
            self.scopes.assignment(&mut self.lx.interner, operand.name);
        }
        self.next()?;
        let increment = token.kind == Kind::Increment;
        let node = self.node(
            start,
            ExprKind::Update {
                increment,
                prefix: false,
                operand: operand.node,
            },
        );
        Ok(self.ex(start, Class::Other, node))
    }

    /// 15.8 AwaitExpression.
    #[inline(never)]
    fn parse_await(&mut self, start: u32) -> Parse<Ex<'a>> {
        self.check_stack()?;
        let span = self.token_span();
        if self.context.has(Context::PARAMS) {
            return self.fail(Message::AwaitInParameter, span);
        }
        self.note_yield_or_await(Message::AwaitInParameter, span);
        self.scopes.set_function_flags(ScopeFlags::HAS_AWAIT);
        self.next()?;
        let operand = self.parse_unary()?;
        if operand.class == Class::PrivateName {
            return self.unexpected();
        }
        let node = self.node(start, ExprKind::Await(operand.node));
        Ok(self.ex(start, Class::Unary, node))
    }

    /// 15.5 YieldExpression.
    #[inline(never)]
    fn parse_yield(&mut self, start: u32) -> Parse<Ex<'a>> {
        let span = self.token_span();
        if self.context.has(Context::PARAMS) {
            return self.fail(Message::YieldInParameter, span);
        }
        self.note_yield_or_await(Message::YieldInParameter, span);
        self.scopes.set_function_flags(ScopeFlags::HAS_YIELD);
        self.next()?;
        use Kind::{Colon, Comma, End, In, RightBrace, RightBracket, RightParen, Semicolon, Star};
        let kind = match self.kind() {
            _ if self.lx.token.newline() => ExprKind::Yield(None),
            RightParen | RightBracket | RightBrace | Comma | Semicolon | Colon | In | End => {
                ExprKind::Yield(None)
            }
            Star => {
                self.next()?;
                ExprKind::YieldStar(self.parse_assignment_expression()?.node)
            }
            _ => ExprKind::Yield(Some(self.parse_assignment_expression()?.node)),
        };
        let node = self.node(start, kind);
        Ok(self.ex(start, Class::Other, node))
    }

    /// Arrow parameters may not contain these expressions.
    fn note_yield_or_await(&mut self, id: Message, span: Span) {
        self.yield_or_await = self.yield_or_await.or(Some((id, span)));
    }
}
