//! Iteration statements (14.7).
use super::core::{Class, Context, Ex, Parser};
use super::cover::Cover;
use crate::lexer::Parse;
use crate::token::Kind;
use crate::{
    Declarator, For, ForInOf, ForInit, ForTarget, Loop, Message, Name, Pattern, PatternKind,
    ScopeFlags, ScopeId, ScopeKind, Stmt, StmtKind, Variables, VariablesKind,
};

impl<'a> Parser<'a, '_> {
    /// The body of a loop.
    fn parse_loop_body(&mut self) -> Parse<Stmt<'a>> {
        let jumps = self.jumps;
        self.jumps.in_loop = true;
        let body = self.parse_statement(false)?;
        self.jumps = jumps;
        Ok(body)
    }

    /// 14.7.3 The while Statement.
    #[inline(never)]
    pub fn parse_while(&mut self, start: u32) -> Parse<Stmt<'a>> {
        self.next()?;
        self.expect(Kind::LeftParen)?;
        let test = self.parse_expression()?.node;
        self.expect(Kind::RightParen)?;
        let body = self.parse_loop_body()?;
        Ok(self.boxed_stmt(start, StmtKind::While, Loop { test, body }))
    }

    /// 14.7.2 The do-while Statement.
    #[inline(never)]
    pub fn parse_do_while(&mut self, start: u32) -> Parse<Stmt<'a>> {
        self.next()?;
        let body = self.parse_loop_body()?;
        self.expect(Kind::While)?;
        self.expect(Kind::LeftParen)?;
        let test = self.parse_expression()?.node;
        self.expect(Kind::RightParen)?;
        // A semicolon is inserted here even on the same line.
        self.eat(Kind::Semicolon)?;
        Ok(self.boxed_stmt(start, StmtKind::DoWhile, Loop { test, body }))
    }

    /// 14.7.4 and 14.7.5: every statement that starts with `for`.
    #[inline(never)]
    pub fn parse_for(&mut self, start: u32) -> Parse<Stmt<'a>> {
        self.next()?;
        let mut is_await = false;
        if self.at(Kind::Await) {
            if !self.context.has(Context::AWAIT) {
                return self.unexpected();
            }
            self.scopes.set_function_flags(ScopeFlags::HAS_AWAIT);
            self.next()?;
            is_await = true;
        }
        self.expect(Kind::LeftParen)?;
        let flags = self.scope_flags();
        let scope = self.scopes.open(ScopeKind::For, start, flags);
        let context = self.context;
        self.context = context.without(Context::NO_USING);
        let statement = self.parse_for_head(start, is_await, scope)?;
        self.context = context;
        Ok(statement)
    }

    fn parse_for_head(&mut self, start: u32, is_await: bool, scope: ScopeId) -> Parse<Stmt<'a>> {
        let kind = match self.kind() {
            Kind::Var => Some(VariablesKind::Var),
            Kind::Const => Some(VariablesKind::Const),
            Kind::Identifier | Kind::Await => self.declaration_keyword(true),
            _ => None,
        };
        if let Some(kind) = kind {
            return self.parse_for_declaration(start, is_await, scope, kind);
        }
        if self.at(Kind::Semicolon) && !is_await {
            return self.parse_for_rest(start, scope, ForInit::None);
        }
        self.parse_for_expression(start, is_await, scope)
    }

    /// Closes the head's scope; it counts only if it declares something.
    fn close_for_scope(&mut self, scope: ScopeId) -> Option<ScopeId> {
        let end = self.lx.previous_end;
        self.scopes
            .close(&mut self.lx.interner, end)
            .declares
            .then_some(scope)
    }

    #[inline(never)]
    fn parse_for_declaration(
        &mut self,
        start: u32,
        is_await: bool,
        scope: ScopeId,
        kind: VariablesKind,
    ) -> Parse<Stmt<'a>> {
        if matches!(kind, VariablesKind::Using | VariablesKind::AwaitUsing) {
            self.note_using(kind)?;
        }
        self.next()?;
        if kind == VariablesKind::AwaitUsing {
            self.next()?;
        }
        let context = self.context;
        self.context = context.without(Context::IN);
        let first = self.parse_declarator(kind)?;
        let is_pattern = self.last_target_is_pattern;
        self.context = context;
        let is_of = self.at_word(Name::OF);
        if is_of || self.at(Kind::In) {
            self.check_for_declarator(is_of, is_pattern, kind, &first)?;
            let left = ForTarget::Declaration {
                kind,
                target: first.target,
                init: first.init,
            };
            return self.parse_for_in_of_rest(start, is_await, scope, left);
        }
        if is_await {
            return self.unexpected();
        }
        if first.init.is_none() {
            self.check_missing_initializer(kind, &first)?;
        }
        let mut declarators = self.items();
        self.push(&mut declarators, first);
        self.context = context.without(Context::IN);
        while self.eat(Kind::Comma)? {
            let declarator = self.parse_declarator(kind)?;
            if declarator.init.is_none() {
                self.check_missing_initializer(kind, &declarator)?;
            }
            self.push(&mut declarators, declarator);
        }
        self.context = context;
        if self.at_word(Name::OF) || self.at(Kind::In) {
            let text = if self.at(Kind::In) {
                "for-in"
            } else {
                "for-of"
            };
            return self
                .lx
                .fail_with(Message::ForMultipleBindings, text, first.span);
        }
        let part = Variables {
            kind,
            declarators: declarators.into_bump_slice(),
        };
        let init = self.part(|| part).map_or(ForInit::None, ForInit::Variables);
        self.parse_for_rest(start, scope, init)
    }

    /// An initializer is only allowed for a sloppy `for (var x = 1 in y)` (Annex B.3.5).
    fn check_for_declarator(
        &mut self,
        is_of: bool,
        is_pattern: bool,
        kind: VariablesKind,
        first: &Declarator<'a>,
    ) -> Parse<()> {
        if !is_of && matches!(kind, VariablesKind::Using | VariablesKind::AwaitUsing) {
            return self.fail(Message::UsingNotAllowed, first.span);
        }
        let allowed = !is_of && kind == VariablesKind::Var && !self.strict() && !is_pattern;
        if first.init.is_some() && !allowed {
            return self.lx.fail_with(
                Message::ForLoopInitializer,
                if is_of { "for-of" } else { "for-in" },
                first.span,
            );
        }
        Ok(())
    }

    #[inline(never)]
    fn parse_for_expression(
        &mut self,
        start: u32,
        is_await: bool,
        scope: ScopeId,
    ) -> Parse<Stmt<'a>> {
        let left_start = self.start();
        let starts_with_let = self.at_word(Name::LET);
        let starts_with_async = self.at_word(Name::ASYNC) && !is_await && {
            let next = self.lx.peek();
            next.kind == Kind::Identifier && next.name == Name::OF && !next.escaped()
        };
        let starts_with_async = starts_with_async && self.lx.peek_second().kind != Kind::Arrow;
        if starts_with_let && self.lx.peek().kind == Kind::LeftBracket {
            return self.fail(Message::LexicalInStatement, self.token_span());
        }
        let context = self.context;
        self.context = context.without(Context::IN);
        let names = self.pattern_names.len();
        let mut cover = Cover::default();
        let left = self.parse_assignment_cover(&mut cover)?;
        let is_of = self.at_word(Name::OF);
        if is_of || self.at(Kind::In) {
            self.context = context;
            let span = self.span(left_start);
            if is_of && starts_with_let {
                return self.fail(Message::ForOfLet, span);
            }
            if is_of && starts_with_async {
                return self.fail(Message::ForOfAsync, span);
            }
            let target = self.for_target(left, &cover, names)?;
            return self.parse_for_in_of_rest(start, is_await, scope, ForTarget::Pattern(target));
        }
        self.pattern_names.truncate(names);
        self.check_cover(cover.expression)?;
        let init = if self.at(Kind::Comma) {
            self.parse_sequence(left_start, left)?
        } else {
            left
        };
        self.context = context;
        if is_await {
            return self.unexpected();
        }
        self.parse_for_rest(start, scope, ForInit::Expr(init.node))
    }

    /// The expression before `in` or `of` is assigned to.
    fn for_target(&mut self, left: Ex<'a>, cover: &Cover, names: usize) -> Parse<Pattern<'a>> {
        if left.is_literal() {
            self.check_cover(cover.assignment)?;
            self.assign_pattern_names(names);
            self.pattern_names.truncate(names);
            return Ok(self.expression_to_pattern(left.node));
        }
        self.pattern_names.truncate(names);
        self.check_simple_target(left, true, Message::InvalidForTarget)?;
        let mut kind = PatternKind::Expr(left.node);
        if left.class == Class::Identifier {
            self.scopes.assignment(&mut self.lx.interner, left.name);
            kind = PatternKind::Identifier(left.name);
        }
        Ok(Pattern {
            span: left.span,
            kind,
        })
    }

    /// At `in` or `of`.
    #[inline(never)]
    fn parse_for_in_of_rest(
        &mut self,
        start: u32,
        is_await: bool,
        scope: ScopeId,
        left: ForTarget<'a>,
    ) -> Parse<Stmt<'a>> {
        let is_of = !self.at(Kind::In);
        if is_await && !is_of {
            return self.unexpected();
        }
        self.next()?;
        let right = if is_of {
            self.parse_assignment_with_in()?
        } else {
            self.parse_expression()?
        }
        .node;
        self.expect(Kind::RightParen)?;
        let body = self.parse_loop_body()?;
        let scope = self.close_for_scope(scope);
        let part = ForInOf {
            is_await,
            scope,
            left,
            right,
            body,
        };
        Ok(if is_of {
            self.boxed_stmt(start, StmtKind::ForOf, part)
        } else {
            self.boxed_stmt(start, StmtKind::ForIn, part)
        })
    }

    /// At the first semicolon.
    #[inline(never)]
    fn parse_for_rest(&mut self, start: u32, scope: ScopeId, init: ForInit<'a>) -> Parse<Stmt<'a>> {
        self.expect(Kind::Semicolon)?;
        let test = if self.at(Kind::Semicolon) {
            None
        } else {
            Some(self.parse_expression()?.node)
        };
        self.expect(Kind::Semicolon)?;
        let update = if self.at(Kind::RightParen) {
            None
        } else {
            Some(self.parse_expression()?.node)
        };
        self.expect(Kind::RightParen)?;
        let body = self.parse_loop_body()?;
        let scope = self.close_for_scope(scope);
        Ok(self.boxed_stmt(
            start,
            StmtKind::For,
            For {
                scope,
                init,
                test,
                update,
                body,
            },
        ))
    }
}
