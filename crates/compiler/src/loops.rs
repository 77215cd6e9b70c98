//! `while`, `do while`, `for (;;)`.
//!
//! A loop's condition stands at its bottom, in an op that jumps back. A small condition is tested once more before the loop; a large
//! one (or one that must not be compiled twice) stands at the top, and the bottom jumps back to it. Either way the loop has one
//! entry, its head.

use ogive_bytecode::Label;
use ogive_syntax::{BindingKind, Expr, For, ForInit, Loop, ScopeId, Stmt};

use crate::compiler::{Compiler, op};
use crate::control::Control;
use crate::effects::is_small;

impl Compiler<'_> {
    pub fn while_statement(&mut self, each: &Loop<'_>) {
        self.empty_completion();
        self.conditional_loop(Some(each.test), &each.body, &mut |_| {});
    }

    /// `test`, `body`, `step` over and over.
    fn conditional_loop(&mut self, test: Option<&Expr<'_>>, body: &Stmt<'_>, step: &mut dyn FnMut(&mut Self)) {
        let labels = std::mem::take(&mut self.pending_labels);
        let test = test.filter(|test| self.constant(test).is_none_or(|known| !known.truth()));
        if test.is_some_and(|test| self.constant(test).is_some()) {
            return;
        }
        let head = self.label();
        let exit = self.label();
        let next = self.label();
        let rotated = test.is_none_or(is_small);
        if let (Some(test), true) = (test, rotated) {
            self.jump_if(test, exit, false);
        }
        let region = self.begin_region();
        self.b.bind(head);
        if let (Some(test), false) = (test, rotated) {
            self.jump_if(test, exit, false);
        }
        self.loop_body(labels, exit, next, body);
        self.b.bind(next);
        step(self);
        match test {
            Some(test) if rotated => self.loop_if(test, head),
            _ => op!(self, Loop, 0, head),
        }
        self.end_region(region);
        self.b.bind(exit);
    }

    fn loop_body(&mut self, labels: Vec<ogive_syntax::Name>, exit: Label, next: Label, body: &Stmt<'_>) {
        self.push_control(Control::Target { labels, is_breakable: true, break_to: Some(exit), continue_to: Some(next) });
        let region = self.begin_region();
        self.statement(body);
        self.end_region(region);
        self.pop_control();
    }

    pub fn do_while(&mut self, each: &Loop<'_>) {
        self.empty_completion();
        let labels = std::mem::take(&mut self.pending_labels);
        let head = self.label();
        let exit = self.label();
        let next = self.label();
        let region = self.begin_region();
        self.b.bind(head);
        self.loop_body(labels, exit, next, &each.body);
        self.b.bind(next);
        self.at(each.test.span.start);
        self.loop_if(each.test, head);
        self.end_region(region);
        self.b.bind(exit);
    }

    pub fn for_statement(&mut self, each: &For<'_>) {
        let labels = std::mem::take(&mut self.pending_labels);
        self.in_scope(each.scope, |this| {
            this.disposing(each.scope, |this| this.for_in_scope(each, labels));
        });
    }

    fn for_in_scope(&mut self, each: &For<'_>, labels: Vec<ogive_syntax::Name>) {
        match &each.init {
            ForInit::None => {}
            ForInit::Expr(e) => self.effect(e),
            ForInit::Variables(variables) => self.variables(variables),
        }
        self.empty_completion();
        let copied = each.scope.filter(|scope| self.is_copied_per_iteration(*scope));
        if copied.is_some() && !has_plain_init(&each.init) {
            op!(self, CloneEnv, self.env, self.env);
        }
        self.pending_labels = labels;
        self.conditional_loop(each.test, &each.body, &mut |this| {
            if copied.is_some() {
                op!(this, CloneEnv, this.env, this.env);
            }
            if let Some(update) = each.update {
                this.at(update.span.start);
                this.effect(update);
            }
        });
    }

    /// Has captured `let` bindings.
    fn is_copied_per_iteration(&self, scope: ScopeId) -> bool {
        self.u.scopes.bindings(scope).iter().any(|b| b.captured() && b.kind == BindingKind::Let)
    }
}

/// Nothing in the first part can have captured the bindings.
fn has_plain_init(init: &ForInit<'_>) -> bool {
    match init {
        ForInit::Variables(variables) => variables.declarators.iter().all(|d| {
            d.init.is_none_or(is_small) && matches!(d.target.kind, ogive_syntax::PatternKind::Identifier(_))
        }),
        _ => true,
    }
}
