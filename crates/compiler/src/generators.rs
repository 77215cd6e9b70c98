//! `yield`, `yield*`, `await`.
//!
//! A generator resumed by `return()` goes on at its `Yield` with the mode register true: that is compiled as a `return` statement there, so
//! finally blocks and iterators around are treated as ever. A `throw()` is an exception at the `Yield`.

use ogive_bytecode::ops::get_iterator;
use ogive_bytecode::{IcKind, Label, Region, Special};
use ogive_syntax::Expr;

use crate::compiler::{Compiler, Reg, op};

/// The `Yield` gives out a result object as it is.
const RAW: u8 = 1;

impl Compiler<'_> {
    fn is_async_generator(&self) -> bool {
        self.facts.is_async && self.facts.is_generator
    }

    /// `Await value` in place, or in a temporary for a variable.
    pub fn awaited(&mut self, value: Reg) -> Reg {
        let dst = if self.is_temp(value) { value } else { self.temp() };
        op!(self, Await, dst, value);
        dst
    }

    pub fn await_expression(&mut self, e: &Expr<'_>, value: &Expr<'_>, dst: Option<Reg>) -> Reg {
        let mark = self.next;
        let value = self.value(value);
        self.free_to(mark);
        let dst = self.dst(dst);
        self.at(e.span.start);
        op!(self, Await, dst, value);
        dst
    }

    pub fn yield_expression(&mut self, e: &Expr<'_>, value: Option<&Expr<'_>>, dst: Option<Reg>) -> Reg {
        let mark = self.next;
        let received = self.scratch(dst);
        match value {
            Some(value) => self.value_in(value, received),
            None => self.load_special(received, Special::Undefined),
        }
        self.at(e.span.start);
        if self.is_async_generator() {
            op!(self, Await, received, received);
        }
        let mode = self.temp();
        op!(self, Yield, received, mode, received, 0);
        let resumed = self.label();
        op!(self, JumpIfFalse, mode, resumed);
        if self.is_async_generator() {
            op!(self, Await, received, received);
        }
        self.return_value(received);
        self.b.bind(resumed);
        self.settle(mark, dst, received)
    }

    /// 15.5.5 `yield* value`
    pub fn yield_star(&mut self, e: &Expr<'_>, value: &Expr<'_>, dst: Option<Reg>) -> Reg {
        let mark = self.next;
        let is_async = self.is_async_generator();
        let record = self.temps(3);
        let state = Delegation {
            record,
            received: self.temp(),
            result: self.temp(),
            mode: self.temp(),
            check: self.label(),
            again: self.label(),
            finish: self.label(),
            is_async,
        };
        self.value_in(value, state.received);
        self.at(e.span.start);
        op!(self, GetIterator, record, state.received, 0, if is_async { get_iterator::ASYNC } else { get_iterator::REAL });
        self.load_special(state.received, Special::Undefined);
        let next = self.label();
        self.b.bind(next);
        op!(self, IteratorCall, state.result, record, state.received);
        self.b.bind(state.check);
        self.inner_result(&state, state.finish);
        self.b.bind(state.again);
        if is_async {
            self.get_named(state.result, state.result, "value");
        }
        let mut region = Region::default();
        let returned = self.label();
        self.covered(&mut region, |this| this.yield_inner(&state, returned));
        op!(self, Loop, 0, next);
        self.b.bind(returned);
        self.return_inner(&state);
        self.throw_inner(&state, &region);
        self.b.bind(state.finish);
        self.get_named(state.result, state.result, "value");
        self.settle(mark, dst, state.result)
    }

    /// Awaits and checks an inner result; on to `done` when the inner iterator is done.
    fn inner_result(&mut self, state: &Delegation, done: Label) {
        if state.is_async {
            op!(self, Await, state.result, state.result);
        }
        op!(self, CheckObject, state.result, 0);
        self.get_named(state.mode, state.result, "done");
        op!(self, JumpIfTrue, state.mode, done);
    }

    /// Gives the inner result out; on to `returned` when resumed by return().
    fn yield_inner(&mut self, state: &Delegation, returned: Label) {
        let resumed = self.label();
        if state.is_async {
            op!(self, Yield, state.received, state.mode, state.result, 0);
            op!(self, JumpIfFalse, state.mode, resumed);
            op!(self, Await, state.received, state.received);
        } else {
            op!(self, Yield, state.received, state.mode, state.result, RAW);
            op!(self, JumpIfFalse, state.mode, resumed);
        }
        op!(self, Jump, 0, returned);
        self.b.bind(resumed);
    }

    fn return_inner(&mut self, state: &Delegation) {
        let done = self.label();
        let without = self.label();
        self.method_of(state, b"return", without);
        self.call_function(state.result, state.record, &[state.received], state.result);
        self.inner_result(state, done);
        op!(self, Loop, 0, state.again);
        self.b.bind(done);
        self.get_named(state.received, state.result, "value");
        let leave = self.label();
        op!(self, Jump, 0, leave);
        self.b.bind(without);
        if state.is_async {
            op!(self, Await, state.received, state.received);
        }
        self.b.bind(leave);
        self.return_value(state.received);
    }

    fn throw_inner(&mut self, state: &Delegation, region: &Region) {
        let handler = self.label();
        let without = self.label();
        self.b.bind_handler(handler, region);
        self.b.add_handler(region, handler, state.received);
        self.method_of(state, b"throw", without);
        self.call_function(state.result, state.record, &[state.received], state.result);
        op!(self, Loop, 0, state.check);
        self.b.bind(without);
        self.close_iterator(state.record, state.is_async);
        self.type_error("The iterator does not provide a 'throw' method");
    }

    fn method_of(&mut self, state: &Delegation, name: &[u8], without: Label) {
        let ic = self.ic_text(IcKind::Get, name);
        op!(self, GetMethod, state.result, state.record, ic);
        op!(self, JumpIfUndefined, state.result, without);
    }
}

/// Registers and labels of a `yield*`.
struct Delegation {
    record: Reg,
    received: Reg,
    result: Reg,
    mode: Reg,
    check: Label,
    again: Label,
    finish: Label,
    is_async: bool,
}
