//! `%Name(…)` in scripts of the library: calls that are one instruction each.
//!
//! | written | instruction |
//! |---|---|
//! | `%Call(f, this, …)` | `CallMethod`: f is called with that `this` |
//! | `%ToObject(value)` | `ToObject` |
//! | `%Append(array, value)` | `ArrayAppend` to an array that no script has seen yet; a hole without `value` |
//! | `for (x of %Steps(iterator, next))` | `IteratorNext`: a record that nobody closes; `next` is the original one |
//! | `%Define(object, key, value)` | `DefineElem`: CreateDataPropertyOrThrow |
//!
//! Any other name is the global of that name, percent sign included: natives that tests call.
use ogive_bytecode::{IcKind, Special, frame};
use ogive_syntax::{ArrayElement, Call, Expr, ExprKind};

use crate::calls::Receiver;
use crate::compiler::{Compiler, Reg, op};

/// The iterator and its next method in `%Steps(iterator, next)`.
pub fn steps<'a>(names: &ogive_syntax::Interner, iterable: &Expr<'a>) -> Option<[&'a Expr<'a>; 2]> {
    let ExprKind::Call(call) = &iterable.kind else { return None };
    let ExprKind::Identifier(name) = &call.callee.kind else { return None };
    match call.arguments {
        [ArrayElement::Expr(iterator), ArrayElement::Expr(next)] if names.text(*name) == b"%Steps" => Some([iterator, next]),
        _ => None,
    }
}

impl Compiler<'_> {
    /// A call of a native that is an instruction; `None` if it is none.
    pub fn native_call(&mut self, call: &Call<'_>, dst: Option<Reg>) -> Option<Reg> {
        let ExprKind::Identifier(name) = &call.callee.kind else { return None };
        let name = self.u.names.text(*name).strip_prefix(b"%")?;
        let operands: Vec<&Expr<'_>> = call
            .arguments
            .iter()
            .map(|argument| match argument {
                ArrayElement::Expr(e) => Some(*e),
                _ => None,
            })
            .collect::<Option<_>>()?;
        let mark = self.next;
        match (name, &operands[..]) {
            (b"Call", [function, this, arguments @ ..]) => {
                let base = self.window(dst);
                self.value_in(function, base);
                self.value_in(this, base + frame::THIS);
                for argument in arguments {
                    let word = self.temp();
                    self.value_in(argument, word);
                }
                Some(self.emit_call(base, Receiver::Given, Some(arguments.len() as u32), dst, mark))
            }
            (b"ToObject", [value]) => {
                let register = self.temp();
                self.value_in(value, register);
                self.free_to(mark);
                let dst = self.dst(dst);
                op!(self, ToObject, dst, register);
                Some(dst)
            }
            (b"Append", [array, value @ ..]) => {
                let (list, item) = (self.temp(), self.temp());
                self.value_in(array, list);
                match value.first() {
                    Some(value) => {
                        self.value_in(value, item);
                    }
                    None => self.load_special(item, Special::Hole),
                }
                op!(self, ArrayAppend, list, item);
                self.free_to(mark);
                Some(self.undefined_in(dst))
            }
            (b"Define", [object, key, value]) => {
                let (target, name, item) = (self.temp(), self.temp(), self.temp());
                self.value_in(object, target);
                self.value_in(key, name);
                self.value_in(value, item);
                let ic = self.ic_unnamed(IcKind::SetElem);
                op!(self, DefineElem, target, name, item, ic, 0, 0);
                self.free_to(mark);
                Some(self.undefined_in(dst))
            }
            _ => None,
        }
    }

    fn undefined_in(&mut self, dst: Option<Reg>) -> Reg {
        let dst = self.dst(dst);
        self.load_special(dst, Special::Undefined);
        dst
    }
}
