//! `try`, `catch`, `finally`; scopes that dispose of resources (`using`).
//!
//! A finally block is emitted once. Each way into it leaves a number in a register; after the block a chain of tests
//! goes on from there (control.rs). Disposal is a finally block that the compiler writes.

use ogive_bytecode::{Region, Special};
use ogive_syntax::{Block, Catch, Name, PatternKind, ScopeFlags, ScopeId, Try};

use crate::compiler::{Compiler, Reg, op};
use crate::control::{Control, THROWN};
use crate::destructuring::Mode;

impl Compiler<'_> {
    pub fn try_statement(&mut self, each: &Try<'_>) {
        self.empty_completion();
        let mark = self.next;
        match &each.finalizer {
            None => self.try_catch(each),
            Some(finalizer) => {
                self.push_finally();
                self.try_catch(each);
                let finally = self.begin_finally();
                self.finally_block(finalizer);
                self.end_finally(finally);
            }
        }
        self.drop_variables(mark);
    }

    /// The block keeps the completion value of what came before, unless it jumps away.
    fn finally_block(&mut self, block: &Block<'_>) {
        let kept = self.completion.map(|completion| {
            let kept = self.temp();
            op!(self, Move, kept, completion);
            self.load_special(completion, Special::Undefined);
            (kept, completion)
        });
        let region = self.begin_region();
        self.block(block);
        self.end_region(region);
        if let Some((kept, completion)) = kept {
            op!(self, Move, completion, kept);
        }
    }

    fn try_catch(&mut self, each: &Try<'_>) {
        let Some(handler) = &each.handler else {
            let region = self.begin_region();
            self.block(&each.block);
            return self.end_region(region);
        };
        let after = self.label();
        let caught = self.label();
        self.push_control(Control::Covered { region: Region::default() });
        let mark = self.begin_region();
        self.block(&each.block);
        self.end_region(mark);
        let region = self.pop_region();
        op!(self, Jump, 0, after);
        self.b.bind_handler(caught, &region);
        if self.b.is_reachable() {
            let mark = self.begin_region();
            self.catch(handler, &region, caught);
            self.end_region(mark);
        }
        self.b.bind(after);
    }

    fn catch(&mut self, handler: &Catch<'_>, region: &Region, caught: ogive_bytecode::Label) {
        let mark = self.next;
        let captured = handler.scope.is_some_and(|id| self.u.scopes.bindings(id).iter().any(|b| b.captured()));
        let outside = captured.then(|| self.temp());
        self.in_scope(handler.scope, |this| {
            let name = handler.param.as_ref().and_then(|p| match p.kind {
                PatternKind::Identifier(name) => Some(name),
                _ => None,
            });
            let exception = outside.or_else(|| name.and_then(|name| this.initialize_register(name)));
            let exception = exception.unwrap_or_else(|| this.temp());
            this.b.add_handler(region, caught, exception);
            this.empty_completion();
            if let Some(param) = &handler.param {
                this.at(param.span.start);
                this.destructure(param, exception, Mode::Initialize);
            }
            this.block(&handler.body);
        });
        self.free_to(mark);
    }

    // ---- using --------------------------------------------------------------------------------------------------------------------

    /// Runs `body`; if the scope has `using` declarations, disposes of their resources on every way out.
    pub fn disposing(&mut self, scope: Option<ScopeId>, body: impl FnOnce(&mut Self)) {
        let Some(scope) = scope.filter(|id| self.scope_has(*id, ScopeFlags::HAS_USING)) else { return body(self) };
        let is_async = self.scope_has(scope, ScopeFlags::HAS_AWAIT_USING);
        let mark = self.next;
        let resources = self.variable(Name::EMPTY, true);
        op!(self, NewDisposeScope, resources);
        let saved = self.dispose_scope.replace(resources);
        self.push_finally();
        let region = self.begin_region();
        body(self);
        self.end_region(region);
        self.dispose_scope = saved;
        let finally = self.begin_finally();
        let error = self.temp();
        let has_error = self.temp();
        let unless_thrown = self.label();
        self.load_special(error, Special::Undefined);
        self.load_special(has_error, Special::False);
        op!(self, JumpIfStrictNotEqualI, finally.kind, THROWN, unless_thrown);
        op!(self, Move, error, finally.value);
        self.load_special(has_error, Special::True);
        self.b.bind(unless_thrown);
        self.dispose(resources, error, has_error, is_async);
        let fine = self.label();
        op!(self, JumpIfFalse, has_error, fine);
        op!(self, Throw, error);
        self.b.bind(fine);
        self.end_finally(finally);
        self.drop_variables(mark);
    }

    fn dispose(&mut self, resources: Reg, error: Reg, has_error: Reg, is_async: bool) {
        let more = self.temp();
        op!(self, DisposeNext, more, resources, error, 0, has_error, is_async);
        if !is_async {
            return;
        }
        let (head, end, next, failed) = (self.label(), self.label(), self.label(), self.label());
        self.b.bind(head);
        op!(self, JumpIfHole, more, end);
        let mut region = Region::default();
        self.covered(&mut region, |this| op!(this, Await, more, more));
        op!(self, Jump, 0, next);
        self.b.bind_handler(failed, &region);
        self.b.add_handler(&region, failed, more);
        op!(self, DisposeFail, error, has_error, more);
        self.b.bind(next);
        op!(self, DisposeNext, more, resources, error, 0, has_error, is_async);
        op!(self, Loop, 0, head);
        self.b.bind(end);
    }

    /// `using x = value`.
    pub fn add_disposable(&mut self, value: Reg, is_await: bool) {
        if let Some(scope) = self.dispose_scope {
            op!(self, AddDisposable, scope, value, 0, is_await);
        }
    }
}
