//! `for (in)`, `for (of)`, `for await`, and the closing of iterators.
//!
//! ```text
//!        record = GetIterator right             a method of a script is called by code that follows
//! head:  value = ForOfNext record, exit         so is a script's `next`, and asked for `done` and `value`: all tiers see it
//!        bind value; body                       covered: an exception closes the iterator silently and goes on
//! next:  Loop head
//! exit:
//! ```
//! `break`, `return` and jumps further out close the iterator on their way (control.rs).

use ogive_bytecode::ops::{FOR_OF_SKIP, get_iterator};
use ogive_bytecode::{IcKind, Label, Region, Special};
use ogive_syntax::{BindingFlags, Expr, ForInOf, ForTarget, Name, PatternKind, ScopeId, VariablesKind};

use crate::compiler::{Compiler, ErrorType, Reg, op};
use crate::control::Control;
use crate::destructuring::Mode;

impl Compiler<'_> {
    pub fn for_in(&mut self, each: &ForInOf<'_>) {
        let labels = std::mem::take(&mut self.pending_labels);
        if let ForTarget::Declaration { target, init: Some(init), .. } = &each.left
            && let PatternKind::Identifier(name) = target.kind
        {
            self.assign_variable(name, init);
        }
        let record = self.record();
        let object = self.iterated(each);
        self.empty_completion();
        self.at(each.right.span.start);
        op!(self, ForInPrepare, record, object);
        self.unclosed_loop(each, labels, record, |this, value, exit| op!(this, ForInNext, value, record, exit));
    }

    /// `for (… of %Steps(iterator, next))`
    fn for_steps(&mut self, each: &ForInOf<'_>, labels: Vec<Name>, [iterator, next]: [&Expr<'_>; 2]) {
        let record = self.record();
        self.value_in(iterator, record);
        self.value_in(next, record + 1);
        self.load_special(record + 2, Special::False);
        self.unclosed_loop(each, labels, record, |this, value, exit| op!(this, IteratorNext, value, record, exit));
    }

    /// A loop over a record that nothing has to be done to when it is left early.
    fn unclosed_loop(&mut self, each: &ForInOf<'_>, labels: Vec<Name>, record: Reg, step: impl FnOnce(&mut Self, Reg, Label)) {
        self.free_to(record as u32 + 3);
        let (head, exit, next) = (self.label(), self.label(), self.label());
        self.push_control(Control::Target { labels, is_breakable: true, break_to: Some(exit), continue_to: Some(next) });
        let region = self.begin_region();
        self.b.bind(head);
        self.iteration(each, |this, value| step(this, value, exit), |_| {});
        self.end_region(region);
        self.pop_control();
        self.b.bind(next);
        op!(self, Loop, 0, head);
        self.b.bind(exit);
    }

    pub fn for_of(&mut self, each: &ForInOf<'_>) {
        let labels = std::mem::take(&mut self.pending_labels);
        if let Some(parts) = crate::natives::steps(self.u.names, each.right) {
            return self.for_steps(each, labels, parts);
        }
        let record = self.record();
        let iterable = self.iterated(each);
        self.empty_completion();
        self.at(each.right.span.start);
        match each.is_await {
            false => self.get_iterator(record, iterable),
            true => op!(self, GetIterator, record, iterable, 0, get_iterator::ASYNC),
        }
        self.free_to(record as u32 + 3);
        let (head, exit, next) = (self.label(), self.label(), self.label());
        self.push_control(Control::Target { labels: labels.clone(), is_breakable: true, break_to: Some(exit), continue_to: None });
        let outer = self.begin_region();
        self.b.bind(head);
        let offset = each.right.span.start;
        let advance = |this: &mut Self, value: Reg| {
            this.at(offset);
            match each.is_await {
                false => this.step_of_for(value, record, exit),
                true => this.async_step(value, record, exit),
            }
        };
        let cover = |this: &mut Self| {
            this.push_control(Control::Iterator { record, is_async: each.is_await, region: Region::default() });
            this.push_control(Control::Target { labels, is_breakable: false, break_to: None, continue_to: Some(next) });
        };
        self.iteration(each, advance, cover);
        self.pop_control();
        let covered = self.pop_region();
        self.b.bind(next);
        op!(self, Loop, 0, head);
        self.at(offset);
        self.close_on_throw(&covered, record, each.is_await);
        self.end_region(outer);
        self.pop_control();
        self.b.bind(exit);
    }

    /// Registers of an iterator record, which live as long as the statement.
    fn record(&mut self) -> Reg {
        self.temps(3)
    }

    /// The value after `in` or `of`, evaluated where the head's names are in their dead zone.
    fn iterated(&mut self, each: &ForInOf<'_>) -> Reg {
        if each.scope.is_none() {
            return self.value(each.right);
        }
        let value = self.temp();
        self.in_scope(each.scope, |this| this.value_in(each.right, value));
        value
    }

    /// One iteration: `advance` fetches the value, `cover` starts what may throw in the program's part.
    fn iteration(&mut self, each: &ForInOf<'_>, advance: impl FnOnce(&mut Self, Reg), cover: impl FnOnce(&mut Self)) {
        let mark = self.next;
        let captured = each.scope.is_some_and(|id| self.has_slots(id));
        if captured {
            let value = self.temp();
            advance(self, value);
            cover(self);
            self.in_scope(each.scope, |this| this.bind_and_run(each, value));
        } else {
            self.in_scope(each.scope, |this| {
                let value = this.iteration_register(each);
                advance(this, value);
                cover(this);
                this.bind_and_run(each, value);
            });
        }
        self.free_to(mark);
    }

    fn has_slots(&self, id: ScopeId) -> bool {
        let bindings = self.u.scopes.bindings(id);
        bindings.iter().any(|b| b.flags.has(BindingFlags::CAPTURED)) || self.next >= crate::compiler::MAX_VARIABLES
    }

    /// The variable's own register if the value can go there at once.
    fn iteration_register(&mut self, each: &ForInOf<'_>) -> Reg {
        let name = match &each.left {
            ForTarget::Declaration { kind, target, .. } if *kind != VariablesKind::Var => match target.kind {
                PatternKind::Identifier(name) => Some(name),
                _ => None,
            },
            _ => None,
        };
        name.and_then(|name: Name| self.initialize_register(name)).unwrap_or_else(|| self.temp())
    }

    fn bind_and_run(&mut self, each: &ForInOf<'_>, value: Reg) {
        let using = match &each.left {
            ForTarget::Declaration { kind: VariablesKind::Using, .. } => Some(false),
            ForTarget::Declaration { kind: VariablesKind::AwaitUsing, .. } => Some(true),
            _ => None,
        };
        self.disposing(each.scope, |this| {
            match &each.left {
                ForTarget::Pattern(pattern) => {
                    this.at(pattern.span.start);
                    this.destructure(pattern, value, Mode::Assign);
                }
                ForTarget::Declaration { kind, target, .. } => {
                    this.at(target.span.start);
                    if let Some(is_await) = using {
                        this.add_disposable(value, is_await);
                    }
                    let mode = if *kind == VariablesKind::Var { Mode::Assign } else { Mode::Initialize };
                    this.destructure(target, value, mode);
                }
            }
            let region = this.begin_region();
            this.statement(&each.body);
            this.end_region(region);
        });
    }

    // ---- iterators of scripts ---------------------------------------------------------------------------------------------------

    /// The record of `iterable`.
    fn get_iterator(&mut self, record: Reg, iterable: Reg) {
        op!(self, GetIterator, record, iterable, 0, get_iterator::LEAVES_CALLS);
        let made = self.label();
        op!(self, JumpIfNotHole, record + 2, made);
        self.call_function(record + 1, record, &[], record);
        op!(self, CheckObject, record, 1);
        self.get_named(record + 1, record, "next");
        self.load_special(record + 2, Special::False);
        self.b.bind(made);
    }

    /// `value =` what the iterator gives next, or `exit`.
    fn step_of_for(&mut self, value: Reg, record: Reg, exit: Label) {
        let start = self.b.here();
        op!(self, ForOfNext, value, record, exit);
        let given = self.label();
        op!(self, JumpIfNotHole, value, given);
        let mark = self.next;
        let result = self.temp();
        self.call_function(record + 1, record, &[], result);
        self.value_of_result(result, value, exit);
        self.free_to(mark);
        debug_assert_eq!(self.b.here() - start, FOR_OF_SKIP);
        self.b.bind(given);
    }

    /// The value of an iterator result, or `exit`.
    fn value_of_result(&mut self, result: Reg, value: Reg, exit: Label) {
        op!(self, CheckObject, result, 0);
        let done = self.temp();
        self.get_named(done, result, "done");
        op!(self, JumpIfTrue, done, exit);
        self.get_named(value, result, "value");
    }

    // ---- async iteration --------------------------------------------------------------------------------------------------------

    /// `value =` what the async iterator gives next, or `exit`.
    fn async_step(&mut self, value: Reg, record: Reg, exit: Label) {
        let mark = self.next;
        let result = self.temp();
        self.load_special(result, Special::Hole);
        op!(self, IteratorCall, result, record, result);
        op!(self, Await, result, result);
        self.value_of_result(result, value, exit);
        self.free_to(mark);
    }

    // ---- closing ----------------------------------------------------------------------------------------------------------------

    /// Closes on the way of `break` or `return`.
    pub fn close_iterator(&mut self, record: Reg, is_async: bool) {
        if !is_async {
            return op!(self, IteratorClose, record);
        }
        let mark = self.next;
        let result = self.temp();
        let none = self.label();
        self.call_return(record, result, none);
        op!(self, Await, result, result);
        op!(self, CheckObject, result, 0);
        self.b.bind(none);
        self.free_to(mark);
    }

    /// `result = iterator.return()`, or `none`.
    fn call_return(&mut self, record: Reg, result: Reg, none: Label) {
        let ic = self.ic_text(IcKind::Get, b"return");
        op!(self, GetMethod, result, record, ic);
        op!(self, JumpIfUndefined, result, none);
        self.call_function(result, record, &[], result);
    }

    /// The handler of covered iteration code: close, dropping further errors, and throw on. Control passes it by.
    pub fn close_on_throw(&mut self, region: &Region, record: Reg, is_async: bool) {
        if region.is_empty() {
            return;
        }
        let mark = self.next;
        let after = self.label();
        let handler = self.label();
        op!(self, Jump, 0, after);
        let exception = self.temp();
        self.b.bind_handler(handler, region);
        self.b.add_handler(region, handler, exception);
        match is_async {
            false => op!(self, IteratorCloseSilently, record),
            true => self.close_silently_async(record),
        }
        op!(self, Throw, exception);
        self.b.bind(after);
        self.free_to(mark);
    }

    fn close_silently_async(&mut self, record: Reg) {
        let mark = self.next;
        let result = self.temp();
        let none = self.label();
        let handler = self.label();
        let mut region = Region::default();
        self.covered(&mut region, |this| {
            this.call_return(record, result, none);
            op!(this, Await, result, result);
        });
        self.b.bind_handler(handler, &region);
        self.b.add_handler(&region, handler, result);
        self.b.bind(none);
        self.free_to(mark);
    }

    /// A step of compiled code failed in a way only it can name.
    pub fn type_error(&mut self, message: &str) {
        self.throw_error(ErrorType::Type, message);
    }
}
