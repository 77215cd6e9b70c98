//! Statements and declarations (14, and 15.2 for function declarations); loops are in `loops.rs`.
use super::core::{Class, Context, Ex, Label, Parser};
use super::functions::FunctionStart;
use super::patterns::Binder;
use crate::lexer::Parse;
use crate::token::{Kind, Token};
use crate::{
    BindingKind, Block, Case, Catch, Declarator, Function, FunctionKind, Ident, If, Labeled, List,
    Message, Name, ScopeFlags, ScopeKind, Stmt, StmtKind, Switch, Try, Variables, VariablesKind,
    With,
};

impl<'a> Parser<'a, '_> {
    /// 14.2 StatementListItem.
    pub fn parse_statement_list_item(&mut self) -> Parse<Stmt<'a>> {
        let start = self.start();
        match self.kind() {
            Kind::Function => {
                let function = self.parse_function_declaration(start, false)?;
                Ok(self.stmt(start, StmtKind::Function(function)))
            }
            Kind::Class | Kind::At => self.parse_class_declaration(start),
            Kind::Const => self.parse_variable_statement(start, VariablesKind::Const),
            Kind::Identifier | Kind::Await => match self.declaration_keyword(false) {
                Some(kind) => self.parse_variable_statement(start, kind),
                None if self.at_async_function() => {
                    self.next()?;
                    let function = self.parse_function_declaration(start, true)?;
                    Ok(self.stmt(start, StmtKind::Function(function)))
                }
                None => self.parse_statement(true),
            },
            Kind::Import | Kind::Export => self.parse_module_item_or_statement(start),
            _ => self.parse_statement(true),
        }
    }

    /// `async function`, on one line.
    pub fn at_async_function(&mut self) -> bool {
        self.at_word(Name::ASYNC) && {
            let next = self.lx.peek();
            next.kind == Kind::Function && !next.newline()
        }
    }

    /// `let`, `using`, `await using` if it starts a declaration here. In the head of a for, `for (using of` does not.
    pub fn declaration_keyword(&mut self, in_for: bool) -> Option<VariablesKind> {
        let token = self.lx.token;
        if token.kind == Kind::Await {
            return (self.context.has(Context::AWAIT) && self.at_await_using())
                .then_some(VariablesKind::AwaitUsing);
        }
        if token.escaped() {
            return None;
        }
        match token.name {
            Name::LET => {
                let next = self.lx.peek();
                let binds = matches!(
                    next.kind,
                    Kind::Identifier
                        | Kind::Yield
                        | Kind::Await
                        | Kind::LeftBrace
                        | Kind::LeftBracket
                );
                binds.then_some(VariablesKind::Let)
            }
            Name::USING => {
                let next = self.lx.peek();
                self.binds_using(next, in_for)
                    .then_some(VariablesKind::Using)
            }
            _ => None,
        }
    }

    fn binds_using(&mut self, next: Token, in_for: bool) -> bool {
        let name =
            matches!(next.kind, Kind::Identifier | Kind::Yield | Kind::Await) && !next.newline();
        if !(name && in_for && next.name == Name::OF && !next.escaped()) {
            return name;
        }
        // `for (using of of xs)`: only `using of =`, `using of;` and the like declare `of`.
        let after = self.lx.peek_second();
        matches!(
            after.kind,
            Kind::Assign | Kind::Semicolon | Kind::Colon | Kind::Comma
        )
    }

    fn at_await_using(&mut self) -> bool {
        let using = self.lx.peek();
        if using.kind != Kind::Identifier
            || using.name != Name::USING
            || using.escaped()
            || using.newline()
        {
            return false;
        }
        let next = self.lx.peek_second();
        matches!(next.kind, Kind::Identifier | Kind::Yield | Kind::Await) && !next.newline()
    }

    /// 14 Statement. `labelled_function`: a labelled function declaration may stand here.
    #[inline(never)]
    pub fn parse_statement(&mut self, labelled_function: bool) -> Parse<Stmt<'a>> {
        self.check_stack()?;
        let start = self.start();
        match self.kind() {
            Kind::LeftBrace => self.parse_block_statement(start),
            Kind::Semicolon => {
                self.next()?;
                Ok(self.stmt(start, StmtKind::Empty))
            }
            Kind::Var => self.parse_variable_statement(start, VariablesKind::Var),
            Kind::If => self.parse_if(start),
            Kind::For => self.parse_for(start),
            Kind::While => self.parse_while(start),
            Kind::Do => self.parse_do_while(start),
            Kind::Return => self.parse_return(start),
            Kind::Break => self.parse_break(start),
            Kind::Continue => self.parse_continue(start),
            Kind::Throw => self.parse_throw(start),
            Kind::Try => self.parse_try(start),
            Kind::Switch => self.parse_switch(start),
            Kind::With => self.parse_with(start),
            Kind::Debugger => {
                self.next()?;
                self.semicolon()?;
                Ok(self.stmt(start, StmtKind::Debugger))
            }
            Kind::Function => {
                let id = if self.strict() {
                    Message::FunctionInStatement
                } else {
                    Message::SloppyFunctionInStatement
                };
                self.fail(id, self.token_span())
            }
            Kind::Class => self.fail(Message::ClassInStatement, self.token_span()),
            Kind::Const => self.fail(Message::LexicalInStatement, self.token_span()),
            Kind::Import if !matches!(self.lx.peek().kind, Kind::LeftParen | Kind::Dot) => {
                let id = if self.is_module {
                    Message::ModuleDeclarationNotTop
                } else {
                    Message::ImportOutsideModule
                };
                self.fail(id, self.token_span())
            }
            Kind::Identifier | Kind::Yield | Kind::Await => {
                self.parse_expression_or_labelled(start, labelled_function)
            }
            _ => self.parse_expression_statement(start),
        }
    }

    fn parse_expression_statement(&mut self, start: u32) -> Parse<Stmt<'a>> {
        let ex = self.parse_expression()?;
        self.semicolon()?;
        Ok(self.stmt(start, StmtKind::Expr(ex.node)))
    }

    /// A statement that starts with an identifier: 14.5 ExpressionStatement or 14.13
    /// LabelledStatement.
    #[inline(never)]
    fn parse_expression_or_labelled(
        &mut self,
        start: u32,
        labelled_function: bool,
    ) -> Parse<Stmt<'a>> {
        if self.at_async_function() {
            return self.fail(Message::AsyncFunctionInStatement, self.token_span());
        }
        if self.at_word(Name::LET) && self.lx.peek().kind == Kind::LeftBracket {
            return self.fail(Message::LexicalInStatement, self.token_span());
        }
        let token = self.lx.token;
        // FAST: a label needs a colon right after the identifier.
        if self.lx.colon_follows()
            && !(token.kind == Kind::Yield && self.context.has(Context::YIELD))
        {
            let name = self.check_identifier()?;
            let span = self.token_span();
            self.next()?;
            self.next()?;
            return self.parse_labelled(start, Ident { span, name }, labelled_function);
        }
        let ex: Ex<'a> = self.parse_expression()?;
        if ex.class == Class::Identifier
            && ex.name == Name::LET
            && self.kind().is_name()
            && !self.lx.token.newline()
        {
            return self.fail(Message::LexicalInStatement, ex.span);
        }
        self.semicolon()?;
        Ok(self.stmt(start, StmtKind::Expr(ex.node)))
    }

    /// 14.13 Labelled Statements, past the colon.
    #[inline(never)]
    fn parse_labelled(
        &mut self,
        start: u32,
        label: Ident,
        labelled_function: bool,
    ) -> Parse<Stmt<'a>> {
        if self.labels[self.jumps.labels_base..]
            .iter()
            .any(|other| other.name == label.name)
        {
            return self.fail_name(Message::DuplicateLabel, label.name, label.span);
        }
        if self.label_run_end != start {
            self.label_run = self.labels.len();
        }
        self.label_run_end = self.start();
        let run = self.label_run;
        self.labels.push(Label {
            name: label.name,
            is_loop: false,
        });
        let body = match self.kind() {
            Kind::Function => self.parse_labelled_function(labelled_function)?,
            Kind::For | Kind::While | Kind::Do => {
                self.labels[run..]
                    .iter_mut()
                    .for_each(|label| label.is_loop = true);
                self.parse_statement(labelled_function)?
            }
            _ => self.parse_statement(labelled_function)?,
        };
        self.labels.pop();
        Ok(self.boxed_stmt(start, StmtKind::Labeled, Labeled { label, body }))
    }

    /// Annex B.3.1 Labelled Function Declarations.
    fn parse_labelled_function(&mut self, allowed: bool) -> Parse<Stmt<'a>> {
        let start = self.start();
        if self.strict() || !allowed {
            let id = if self.strict() {
                Message::FunctionInStatement
            } else {
                Message::SloppyFunctionInStatement
            };
            return self.fail(id, self.token_span());
        }
        if self.lx.peek().kind == Kind::Star {
            return self.fail(Message::GeneratorInStatement, self.token_span());
        }
        let function = self.parse_function_declaration(start, false)?;
        Ok(self.stmt(start, StmtKind::Function(function)))
    }

    // ------------------------------------------------------------ declarations

    /// 15.2 FunctionDeclaration and its kin, at `function`.
    #[inline(never)]
    pub fn parse_function_declaration(
        &mut self,
        start: u32,
        is_async: bool,
    ) -> Parse<&'a Function<'a>> {
        self.check_stack()?;
        self.next()?;
        let is_generator = self.eat(Kind::Star)?;
        let bound = self.binding_identifier()?;
        let interner = &mut self.lx.interner;
        let (name, at) = (bound.name, bound.span.start);
        let plain = !is_async && !is_generator;
        let scope = self.scopes.kind();
        let result = if scope.is_var_scope() && scope != ScopeKind::Module {
            self.scopes
                .set_function_flags(ScopeFlags::HAS_FUNCTION_DECLARATIONS);
            self.scopes
                .declare_var(interner, name, BindingKind::Function, at)
        } else {
            let sloppy = plain && !self.context.has(Context::STRICT);
            self.scopes
                .declare_block_function(interner, name, at, sloppy)
        };
        self.note_export(name, bound.span);
        self.declared(result, name, bound.span)?;
        self.parse_function(FunctionStart {
            start,
            name: Some(Ident {
                span: bound.span,
                name,
            }),
            kind: FunctionKind::Normal,
            is_async,
            is_generator,
            is_expression: false,
        })
    }

    #[inline(never)]
    fn parse_class_declaration(&mut self, start: u32) -> Parse<Stmt<'a>> {
        let decorators = self.parse_decorators()?;
        if self.at(Kind::Export) && !decorators.is_empty() {
            return self.parse_module_item_or_statement(start);
        }
        if !self.at(Kind::Class)
            || !self.lx.peek().kind.is_name()
            || self.lx.peek().kind == Kind::Extends
        {
            self.next()?;
            return self.unexpected();
        }
        let class = self.parse_class(start, decorators, true)?;
        Ok(self.stmt(start, class.map_or(StmtKind::Empty, StmtKind::Class)))
    }

    /// 14.3 Declarations and the Variable Statement, at the keyword.
    #[inline(never)]
    pub fn parse_variable_statement(&mut self, start: u32, kind: VariablesKind) -> Parse<Stmt<'a>> {
        if matches!(kind, VariablesKind::Using | VariablesKind::AwaitUsing) {
            self.note_using(kind)?;
        }
        self.next()?;
        if kind == VariablesKind::AwaitUsing {
            self.next()?;
        }
        let mut declarators = self.items();
        loop {
            let declarator = self.parse_declarator(kind)?;
            if declarator.init.is_none() {
                self.check_missing_initializer(kind, &declarator)?;
            }
            self.push(&mut declarators, declarator);
            if !self.eat(Kind::Comma)? {
                break;
            }
        }
        self.semicolon()?;
        let part = Variables {
            kind,
            declarators: declarators.into_bump_slice(),
        };
        Ok(self.boxed_stmt(start, StmtKind::Variables, part))
    }

    /// 14.3.1.1: where `using` may stand; its scope will dispose.
    pub fn note_using(&mut self, kind: VariablesKind) -> Parse<()> {
        if self.context.has(Context::NO_USING)
            || self.scopes.kind() == ScopeKind::Script
            || self.scopes.kind() == ScopeKind::Eval
        {
            return self.fail(Message::UsingNotAllowed, self.token_span());
        }
        self.scopes.set_flags(ScopeFlags::HAS_USING);
        if kind == VariablesKind::AwaitUsing {
            if self.context.has(Context::PARAMS) {
                return self.fail(Message::AwaitInParameter, self.token_span());
            }
            self.scopes.set_flags(ScopeFlags::HAS_AWAIT_USING);
            self.scopes.set_function_flags(ScopeFlags::HAS_AWAIT);
        }
        Ok(())
    }

    /// One target with an optional initializer; `[In]` is the context's.
    pub fn parse_declarator(&mut self, kind: VariablesKind) -> Parse<Declarator<'a>> {
        let start = self.start();
        let is_pattern = matches!(self.kind(), Kind::LeftBrace | Kind::LeftBracket);
        if is_pattern && matches!(kind, VariablesKind::Using | VariablesKind::AwaitUsing) {
            return self.fail(Message::UsingPattern, self.token_span());
        }
        let target = self.parse_binding_target(Binder::of(kind))?;
        self.last_target_is_pattern = is_pattern;
        let init = if self.eat(Kind::Assign)? {
            Some(self.parse_assignment_expression()?.node)
        } else {
            None
        };
        Ok(Declarator {
            span: self.span(start),
            target,
            init,
        })
    }

    pub fn check_missing_initializer(
        &mut self,
        kind: VariablesKind,
        declarator: &Declarator<'a>,
    ) -> Parse<()> {
        let id = match kind {
            _ if self.last_target_is_pattern => Message::MissingInitializerPattern,
            VariablesKind::Const => Message::MissingInitializerConst,
            VariablesKind::Using | VariablesKind::AwaitUsing => Message::MissingInitializerUsing,
            _ => return Ok(()),
        };
        self.fail(id, declarator.span)
    }

    // ------------------------------------------------------------ blocks

    #[inline(never)]
    fn parse_block_statement(&mut self, start: u32) -> Parse<Stmt<'a>> {
        let block = self.parse_block(ScopeKind::Block)?;
        Ok(self.boxed_stmt(start, StmtKind::Block, block))
    }

    /// 14.2 Block.
    #[inline(never)]
    pub fn parse_block(&mut self, kind: ScopeKind) -> Parse<Block<'a>> {
        let start = self.start();
        if !self.at(Kind::LeftBrace) {
            return self.unexpected();
        }
        let context = self.context;
        self.context = context.without(Context::NO_USING);
        let flags = self.scope_flags();
        let scope = self.scopes.open(kind, start, flags);
        self.next()?;
        let mut statements = self.items();
        while !self.at(Kind::RightBrace) {
            let statement = self.parse_statement_list_item()?;
            self.push(&mut statements, statement);
        }
        let end = self.start() + 1;
        let declares = self.scopes.close(&mut self.lx.interner, end).declares;
        self.context = context;
        self.next()?;
        Ok(Block {
            span: self.span(start),
            scope: declares.then_some(scope),
            statements: statements.into_bump_slice(),
        })
    }

    // ------------------------------------------------------------ control

    /// 14.6 The if Statement. A chain of `else if` is a loop here.
    #[inline(never)]
    fn parse_if(&mut self, start: u32) -> Parse<Stmt<'a>> {
        let mut chain = self.items();
        let mut at = start;
        let mut last = None;
        loop {
            self.next()?;
            self.expect(Kind::LeftParen)?;
            let test = self.parse_expression()?.node;
            self.expect(Kind::RightParen)?;
            let consequent = self.parse_branch()?;
            self.push(&mut chain, (at, test, consequent));
            if !self.eat(Kind::Else)? {
                break;
            }
            if !self.at(Kind::If) {
                last = Some(self.parse_branch()?);
                break;
            }
            at = self.start();
        }
        for (at, test, consequent) in chain.into_iter().rev() {
            last = Some(self.boxed_stmt(
                at,
                StmtKind::If,
                If {
                    test,
                    consequent,
                    alternate: last,
                },
            ));
        }
        Ok(last.unwrap_or(self.stmt(start, StmtKind::Empty)))
    }

    /// A branch of an if: a statement, or (Annex B.3.3) a sloppy function declaration, as if in a
    /// block.
    fn parse_branch(&mut self) -> Parse<Stmt<'a>> {
        if !self.at(Kind::Function) || self.strict() {
            return self.parse_statement(false);
        }
        let start = self.start();
        if self.lx.peek().kind == Kind::Star {
            return self.fail(Message::GeneratorInStatement, self.token_span());
        }
        let flags = self.scope_flags();
        let scope = self.scopes.open(ScopeKind::Block, start, flags);
        let function = self.parse_function_declaration(start, false)?;
        self.scopes
            .close(&mut self.lx.interner, self.lx.previous_end);
        let inner = self.stmt(start, StmtKind::Function(function));
        let statements: List<'a, Stmt<'a>> = if self.building {
            self.bump.alloc_slice_copy(&[inner])
        } else {
            &[]
        };
        Ok(self.boxed_stmt(
            start,
            StmtKind::Block,
            Block {
                span: self.span(start),
                scope: Some(scope),
                statements,
            },
        ))
    }

    /// 14.10 The return Statement.
    #[inline(never)]
    fn parse_return(&mut self, start: u32) -> Parse<Stmt<'a>> {
        if !self.context.has(Context::RETURN) {
            return self.fail(Message::IllegalReturn, self.token_span());
        }
        self.next()?;
        let value = match self.kind() {
            Kind::Semicolon | Kind::RightBrace | Kind::End => None,
            _ if self.lx.token.newline() => None,
            _ => Some(self.parse_expression()?.node),
        };
        self.semicolon()?;
        Ok(self.stmt(start, StmtKind::Return(value)))
    }

    /// A label after `break` or `continue`, on the same line; and whether it is a loop's.
    fn parse_jump_label(&mut self) -> Parse<Option<(Ident, bool)>> {
        self.next()?;
        if !self.kind().is_name() || self.lx.token.newline() {
            return Ok(None);
        }
        let span = self.token_span();
        let name = self.check_identifier()?;
        self.next()?;
        let found = self.labels[self.jumps.labels_base..]
            .iter()
            .rev()
            .find(|label| label.name == name)
            .map(|label| label.is_loop);
        match found {
            Some(is_loop) => Ok(Some((Ident { span, name }, is_loop))),
            None => self.fail_name(Message::UndefinedLabel, name, span),
        }
    }

    /// 14.9 The break Statement.
    #[inline(never)]
    fn parse_break(&mut self, start: u32) -> Parse<Stmt<'a>> {
        let label = self.parse_jump_label()?;
        if label.is_none() && !self.jumps.in_loop && !self.jumps.in_switch {
            return self.fail(Message::IllegalBreak, self.span(start));
        }
        self.semicolon()?;
        Ok(self.stmt(start, StmtKind::Break(label.map(|(ident, _)| ident.name))))
    }

    /// 14.8 The continue Statement.
    #[inline(never)]
    fn parse_continue(&mut self, start: u32) -> Parse<Stmt<'a>> {
        let label = self.parse_jump_label()?;
        if !self.jumps.in_loop {
            return self.fail(Message::IllegalContinue, self.span(start));
        }
        if let Some((ident, false)) = label {
            return self.fail_name(Message::ContinueNotLoop, ident.name, ident.span);
        }
        self.semicolon()?;
        Ok(self.stmt(
            start,
            StmtKind::Continue(label.map(|(ident, _)| ident.name)),
        ))
    }

    /// 14.14 The throw Statement.
    #[inline(never)]
    fn parse_throw(&mut self, start: u32) -> Parse<Stmt<'a>> {
        self.next()?;
        if self.lx.token.newline() {
            return self.fail(Message::NewlineAfterThrow, self.token_span());
        }
        let value = self.parse_expression()?.node;
        self.semicolon()?;
        Ok(self.stmt(start, StmtKind::Throw(value)))
    }

    /// 14.15 The try Statement.
    #[inline(never)]
    fn parse_try(&mut self, start: u32) -> Parse<Stmt<'a>> {
        self.next()?;
        let block = self.parse_block(ScopeKind::Block)?;
        let handler = if self.at(Kind::Catch) {
            Some(self.parse_catch()?)
        } else {
            None
        };
        let finalizer = if self.eat(Kind::Finally)? {
            Some(self.parse_block(ScopeKind::Block)?)
        } else {
            None
        };
        if handler.is_none() && finalizer.is_none() {
            return self.fail(Message::MissingCatchOrFinally, self.token_span());
        }
        Ok(self.boxed_stmt(
            start,
            StmtKind::Try,
            Try {
                block,
                handler,
                finalizer,
            },
        ))
    }

    #[inline(never)]
    fn parse_catch(&mut self) -> Parse<Catch<'a>> {
        let start = self.start();
        self.next()?;
        if !self.at(Kind::LeftParen) {
            let body = self.parse_block(ScopeKind::Block)?;
            return Ok(Catch {
                span: self.span(start),
                scope: None,
                param: None,
                body,
            });
        }
        let flags = self.scope_flags();
        let scope = self.scopes.open(ScopeKind::Catch, start, flags);
        self.next()?;
        let simple = self.kind().is_name();
        let kind = if simple {
            BindingKind::CatchParam
        } else {
            BindingKind::CatchPatternParam
        };
        let param = Some(self.parse_binding_target(Binder::Catch(kind))?);
        self.expect(Kind::RightParen)?;
        let body = self.parse_block(ScopeKind::Block)?;
        let declares = self
            .scopes
            .close(&mut self.lx.interner, self.lx.previous_end)
            .declares;
        Ok(Catch {
            span: self.span(start),
            scope: declares.then_some(scope),
            param,
            body,
        })
    }

    /// 14.12 The switch Statement.
    #[inline(never)]
    fn parse_switch(&mut self, start: u32) -> Parse<Stmt<'a>> {
        self.next()?;
        self.expect(Kind::LeftParen)?;
        let discriminant = self.parse_expression()?.node;
        self.expect(Kind::RightParen)?;
        let flags = self.scope_flags();
        let scope = self.scopes.open(ScopeKind::Switch, self.start(), flags);
        self.expect(Kind::LeftBrace)?;
        let (jumps, context) = (self.jumps, self.context);
        self.jumps.in_switch = true;
        self.context = context.with(Context::NO_USING);
        let mut cases = self.items();
        let mut has_default = false;
        while !self.at(Kind::RightBrace) {
            let case = self.parse_case(&mut has_default)?;
            self.push(&mut cases, case);
        }
        let end = self.start() + 1;
        (self.jumps, self.context) = (jumps, context);
        let declares = self.scopes.close(&mut self.lx.interner, end).declares;
        self.next()?;
        let part = Switch {
            discriminant,
            scope: declares.then_some(scope),
            cases: cases.into_bump_slice(),
        };
        Ok(self.boxed_stmt(start, StmtKind::Switch, part))
    }

    fn parse_case(&mut self, has_default: &mut bool) -> Parse<Case<'a>> {
        let start = self.start();
        let test = if self.eat(Kind::Case)? {
            Some(self.parse_expression()?.node)
        } else {
            if self.at(Kind::Default) && std::mem::replace(has_default, true) {
                return self.fail(Message::MultipleDefaults, self.token_span());
            }
            self.expect(Kind::Default)?;
            None
        };
        self.expect(Kind::Colon)?;
        let mut statements = self.items();
        while !matches!(self.kind(), Kind::Case | Kind::Default | Kind::RightBrace) {
            let statement = self.parse_statement_list_item()?;
            self.push(&mut statements, statement);
        }
        Ok(Case {
            span: self.span(start),
            test,
            statements: statements.into_bump_slice(),
        })
    }

    /// 14.11 The with Statement.
    #[inline(never)]
    fn parse_with(&mut self, start: u32) -> Parse<Stmt<'a>> {
        if self.strict() {
            return self.fail(Message::StrictWith, self.token_span());
        }
        self.next()?;
        self.expect(Kind::LeftParen)?;
        let object = self.parse_expression()?.node;
        self.expect(Kind::RightParen)?;
        let scope = self
            .scopes
            .open(ScopeKind::With, self.start(), ScopeFlags::NONE);
        let body = self.parse_statement(false)?;
        self.scopes
            .close(&mut self.lx.interner, self.lx.previous_end);
        Ok(self.boxed_stmt(
            start,
            StmtKind::With,
            With {
                scope,
                object,
                body,
            },
        ))
    }
}
