//! Statements without control flow of their own: lists, blocks, declarations, `if`, labels, `with`; and the dispatch.
//!
//! Completion values (scripts and evals only): statements that have a value write it to the completion register; compound statements
//! first put undefined there. Statements whose value is certainly replaced by a later one's do not.

use ogive_bytecode::{ScopeInfo, ScopeKind, Special};
use ogive_syntax::{Block, Expr, ExprKind, If, Labeled, LogicalOp, Name, PatternKind, Stmt, StmtKind, Variables, VariablesKind, With};

use crate::classes::ClassName;
use crate::compiler::{Compiler, op};
use crate::control::{Control, Exit};
use crate::destructuring::Mode;

impl Compiler<'_> {
    pub fn statements(&mut self, statements: &[Stmt<'_>]) {
        let replaced = self.replaced_values(statements);
        for (index, statement) in statements.iter().enumerate() {
            if !self.b.is_reachable() {
                return;
            }
            if index < replaced {
                let completion = self.completion.take();
                self.statement(statement);
                self.completion = completion;
            } else {
                self.statement(statement);
            }
        }
    }

    /// How many leading statements of a list have a completion value that nobody sees.
    fn replaced_values(&self, statements: &[Stmt<'_>]) -> usize {
        let can_be_left = self.controls.iter().any(|c| matches!(c, Control::Target { .. }));
        if self.completion.is_none() || can_be_left {
            return 0;
        }
        statements.iter().rposition(always_has_value).unwrap_or(0)
    }

    pub fn statement(&mut self, statement: &Stmt<'_>) {
        if self.u.is_stack_exhausted() {
            return;
        }
        let mark = self.next;
        self.at(statement.span.start);
        match &statement.kind {
            StmtKind::Labeled(labeled) => return self.labeled(labeled),
            StmtKind::For(_) | StmtKind::ForIn(_) | StmtKind::ForOf(_) | StmtKind::While(_) | StmtKind::DoWhile(_) => {}
            _ => self.pending_labels.clear(),
        }
        match &statement.kind {
            StmtKind::Empty | StmtKind::Labeled(_) | StmtKind::Import(_) => {}
            StmtKind::Expr(e) => self.expression_statement(e),
            StmtKind::Variables(variables) => self.variables(variables),
            StmtKind::Function(function) => self.function_statement(function),
            StmtKind::Class(class) => {
                if let Some(ident) = class.name {
                    self.class_declaration(class, ident.name, ClassName::Given(b""));
                }
            }
            StmtKind::Block(block) => self.block(block),
            StmtKind::If(branch) => self.if_statement(branch),
            StmtKind::For(each) => self.for_statement(each),
            StmtKind::ForIn(each) => self.for_in(each),
            StmtKind::ForOf(each) => self.for_of(each),
            StmtKind::While(each) => self.while_statement(each),
            StmtKind::DoWhile(each) => self.do_while(each),
            StmtKind::Switch(switch) => self.switch(switch),
            StmtKind::Return(value) => self.return_statement(*value),
            StmtKind::Break(label) => self.break_statement(*label),
            StmtKind::Continue(label) => self.continue_statement(*label),
            StmtKind::Throw(e) => {
                let value = self.value(e);
                self.at(statement.span.start);
                op!(self, Throw, value);
            }
            StmtKind::Try(each) => self.try_statement(each),
            StmtKind::With(with) => self.with_statement(with),
            StmtKind::Debugger => op!(self, Debugger),
            StmtKind::Export(export) => self.export(export),
        }
        self.free_to(mark);
    }

    fn expression_statement(&mut self, e: &Expr<'_>) {
        match self.completion {
            Some(completion) => self.value_in(e, completion),
            None => self.effect(e),
        }
    }

    /// A compound statement starts: its value is undefined until something in it has one.
    pub fn empty_completion(&mut self) {
        if let Some(completion) = self.completion {
            self.load_special(completion, Special::Undefined);
        }
    }

    /// `return`, with a value or without one.
    pub fn return_statement(&mut self, value: Option<&Expr<'_>>) {
        match value {
            Some(e) if self.is_tail_position() => self.tail_expression(e),
            Some(e) => self.return_expression(e),
            None => {
                let plain = self.controls.iter().all(|c| matches!(c, Control::Target { .. } | Control::Covered { .. }));
                if plain {
                    self.return_undefined();
                } else {
                    let value = self.undefined(None);
                    self.return_value(value);
                }
            }
        }
    }

    /// A call here may replace the frame.
    fn is_tail_position(&self) -> bool {
        use ogive_bytecode::FunctionKind::*;
        let calls = !matches!(self.facts.kind, ClassConstructor | DerivedConstructor | Script | Module | Eval);
        let plain = !self.facts.is_async && !self.facts.is_generator;
        let free = self.controls.iter().all(|c| matches!(c, Control::Target { .. }));
        self.u.options.tail_calls && self.facts.strict && calls && plain && free
    }

    fn tail_expression(&mut self, e: &Expr<'_>) {
        match &e.kind {
            ExprKind::Call(call) => self.tail_call(e, call),
            ExprKind::TaggedTemplate(tagged) => self.tail_call_of_tag(e, tagged),
            _ if self.u.is_stack_exhausted() => self.return_expression(e),
            ExprKind::Conditional(_) => self.branches(e, &mut |this, branch| this.tail_expression(branch)),
            ExprKind::Logical { op, left, right } if ends_in_call(right) => self.tail_logical(*op, left, right),
            ExprKind::Sequence(list) if ends_in_call(e) => {
                let Some((last, before)) = list.split_last() else { return };
                before.iter().for_each(|e| self.effect(e));
                self.tail_expression(last);
            }
            _ => self.return_expression(e),
        }
    }

    /// `return a && f(x)`: the left side is returned when it decides.
    fn tail_logical(&mut self, op: LogicalOp, left: &Expr<'_>, right: &Expr<'_>) {
        let mark = self.next;
        let decided = self.label();
        let value = self.value(left);
        match op {
            LogicalOp::And => op!(self, JumpIfFalse, value, decided),
            LogicalOp::Or => op!(self, JumpIfTrue, value, decided),
            LogicalOp::Coalesce => op!(self, JumpIfNotNullish, value, decided),
        }
        let region = self.begin_region();
        self.tail_expression(right);
        self.end_region(region);
        self.b.bind(decided);
        self.return_value(value);
        self.free_to(mark);
    }

    // ---- declarations ---------------------------------------------------------------------------------------------------------

    pub fn variables(&mut self, variables: &Variables<'_>) {
        for declarator in variables.declarators {
            let mark = self.next;
            self.at(declarator.span.start);
            match (variables.kind, declarator.target.kind, declarator.init) {
                (VariablesKind::Var, _, None) => {}
                (VariablesKind::Var, PatternKind::Identifier(name), Some(init)) => self.assign_variable(name, init),
                (_, PatternKind::Identifier(name), None) => self.undefined_to(name),
                (VariablesKind::Using | VariablesKind::AwaitUsing, PatternKind::Identifier(name), Some(init)) => {
                    let value = self.temp();
                    self.named_value_in(init, self.text(name), value);
                    self.at(declarator.span.start);
                    self.add_disposable(value, variables.kind == VariablesKind::AwaitUsing);
                    self.initialize(name, value);
                }
                (_, PatternKind::Identifier(name), Some(init)) => self.declare(name, init),
                (kind, _, Some(init)) => {
                    let value = self.value(init);
                    let mode = if kind == VariablesKind::Var { Mode::Assign } else { Mode::Initialize };
                    self.destructure(&declarator.target, value, mode);
                }
                _ => {}
            }
            self.free_to(mark);
        }
    }

    /// `let name = init`.
    fn declare(&mut self, name: Name, init: &Expr<'_>) {
        let offset = self.b.offset();
        let text = self.text(name);
        let value = match self.initialize_register(name) {
            Some(reg) => {
                self.named_value_in(init, text, reg);
                reg
            }
            None => self.named_value(init, text, None),
        };
        self.at(offset);
        self.initialize(name, value);
    }

    // ---- blocks ---------------------------------------------------------------------------------------------------------------

    pub fn block(&mut self, block: &Block<'_>) {
        self.in_scope(block.scope, |this| {
            this.hoist(block.statements);
            this.disposing(block.scope, |this| this.statements(block.statements));
        });
    }

    fn with_statement(&mut self, with: &With<'_>) {
        self.empty_completion();
        let object = self.value_in_temp(with.object);
        self.at(with.object.span.start);
        op!(self, ToObject, object, object);
        self.push_scope(Some(with.scope), true);
        let env = self.temp();
        op!(self, CreateWithEnv, env, self.env, object);
        self.enter_env(env, ScopeInfo::new(ScopeKind::With, Vec::new(), None, false));
        let region = self.begin_region();
        self.statement(&with.body);
        self.end_region(region);
        self.close_scope();
    }

    // ---- if -------------------------------------------------------------------------------------------------------------------

    fn if_statement(&mut self, first: &If<'_>) {
        self.empty_completion();
        let end = self.label();
        let mut branch = first;
        let region = self.begin_region();
        loop {
            match self.constant(branch.test).map(|test| test.truth()) {
                Some(true) => {
                    self.statement(&branch.consequent);
                    break;
                }
                Some(false) => {}
                None => self.test_branch(branch, end),
            }
            match &branch.alternate {
                None => break,
                Some(Stmt { kind: StmtKind::If(next), .. }) => {
                    self.empty_completion();
                    branch = next;
                }
                Some(alternate) => {
                    self.statement(alternate);
                    break;
                }
            }
        }
        self.end_region(region);
        self.b.bind(end);
    }

    /// Test and consequent; falls through to the alternate.
    fn test_branch(&mut self, branch: &If<'_>, end: ogive_bytecode::Label) {
        if let Some(target) = self.plain_jump(&branch.consequent) {
            return self.jump_if(branch.test, target, true);
        }
        let alternate = self.label();
        self.jump_if(branch.test, alternate, false);
        let region = self.begin_region();
        self.statement(&branch.consequent);
        self.end_region(region);
        if branch.alternate.is_some() {
            op!(self, Jump, 0, end);
        }
        self.b.bind(alternate);
    }

    /// The label if the statement is no more than a jump.
    fn plain_jump(&self, statement: &Stmt<'_>) -> Option<ogive_bytecode::Label> {
        let statement = match &statement.kind {
            StmtKind::Block(Block { scope: None, statements: [only], .. }) => only,
            _ => statement,
        };
        let exit = match &statement.kind {
            StmtKind::Break(label) => self.find_break(*label).map(Exit::Break),
            StmtKind::Continue(label) => self.find_continue(*label).map(Exit::Continue),
            _ => None,
        };
        self.simple_exit(exit?)
    }

    // ---- labels ---------------------------------------------------------------------------------------------------------------

    fn labeled(&mut self, labeled: &Labeled<'_>) {
        self.pending_labels.push(labeled.label.name);
        let mut body = &labeled.body;
        while let StmtKind::Labeled(inner) = &body.kind {
            self.pending_labels.push(inner.label.name);
            body = &inner.body;
        }
        if matches!(body.kind, StmtKind::For(_) | StmtKind::ForIn(_) | StmtKind::ForOf(_) | StmtKind::While(_) | StmtKind::DoWhile(_)) {
            return self.statement(body);
        }
        let end = self.label();
        let labels = std::mem::take(&mut self.pending_labels);
        self.push_control(Control::Target { labels, is_breakable: false, break_to: Some(end), continue_to: None });
        let region = self.begin_region();
        self.statement(body);
        self.end_region(region);
        self.pop_control();
        self.b.bind(end);
    }
}

/// The statement's completion value is never empty.
fn always_has_value(statement: &Stmt<'_>) -> bool {
    match &statement.kind {
        StmtKind::Expr(_)
        | StmtKind::If(_)
        | StmtKind::For(_)
        | StmtKind::ForIn(_)
        | StmtKind::ForOf(_)
        | StmtKind::While(_)
        | StmtKind::DoWhile(_)
        | StmtKind::Switch(_)
        | StmtKind::Try(_)
        | StmtKind::With(_) => true,
        StmtKind::Block(block) => block.statements.iter().any(always_has_value),
        _ => false,
    }
}

/// Is the last thing that the expression does, on one of its ways, a call?
fn ends_in_call(e: &Expr<'_>) -> bool {
    let mut e = e;
    loop {
        match &e.kind {
            ExprKind::Call(_) | ExprKind::TaggedTemplate(_) | ExprKind::Conditional(_) => return true,
            ExprKind::Logical { right, .. } => e = right,
            ExprKind::Sequence(list) => match list.last() {
                Some(last) => e = last,
                None => return false,
            },
            _ => return false,
        }
    }
}
