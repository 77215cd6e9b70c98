//! Ways out of statements: break, continue, return, through everything between.
//!
//! What holds:
//! - The control stack has an entry for whatever a jump out must know of: targets, covered code, finally blocks, iterators.
//! - A way out walks the stack from the inside. It suspends the handlers it leaves, so that what it emits on the way (closing an
//!   iterator) is covered only by what is further out. A finally block stops the walk: the way out is written down as a
//!   number, the block runs, and its end continues the walk from there.

use ogive_bytecode::{FunctionKind, Label, Region, Special};
use ogive_syntax::Name;

use crate::compiler::{Compiler, Reg, op};

/// An entry of the control stack.
pub(crate) enum Control {
    /// Something that `break` or `continue` can name.
    Target {
        labels: Vec<Name>,
        /// A `break` without label stops here.
        is_breakable: bool,
        break_to: Option<Label>,
        continue_to: Option<Label>,
    },
    /// Code covered by a handler that needs nothing on other ways out.
    Covered { region: Region },
    /// Code covered by a finally block.
    Finally(Finally),
    /// An iteration to be closed.
    Iterator { record: Reg, is_async: bool, region: Region },
}

/// A finally block that is not yet emitted.
pub(crate) struct Finally {
    pub region: Region,
    pub entry: Label,
    /// Register of the number of the way out.
    pub kind: Reg,
    /// Register of the exception or of the value returned.
    pub value: Reg,
    /// The ways out that were written down; the first has number 2.
    pub exits: Vec<Exit>,
}

/// A way out.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Exit {
    Return,
    /// `break` or `continue` of the target at that place in the control stack.
    Break(usize),
    Continue(usize),
}

/// Number of the normal way through a finally block.
pub(crate) const NORMAL: i32 = 0;
/// Number of an exception.
pub(crate) const THROWN: i32 = 1;
const FIRST_EXIT: i32 = 2;

impl Compiler<'_> {
    /// `break`, `continue` with or without label.
    pub fn break_statement(&mut self, label: Option<Name>) {
        if let Some(index) = self.find_break(label) {
            self.leave(Exit::Break(index), None);
        }
    }

    pub fn continue_statement(&mut self, label: Option<Name>) {
        if let Some(index) = self.find_continue(label) {
            self.leave(Exit::Continue(index), None);
        }
    }

    /// The entry that a `break` goes to.
    pub fn find_break(&self, label: Option<Name>) -> Option<usize> {
        self.controls.iter().rposition(|control| match (control, label) {
            (Control::Target { labels, break_to: Some(_), .. }, Some(label)) => labels.contains(&label),
            (Control::Target { is_breakable, .. }, None) => *is_breakable,
            _ => false,
        })
    }

    /// The entry that a `continue` goes to.
    pub fn find_continue(&self, label: Option<Name>) -> Option<usize> {
        self.controls.iter().rposition(|control| match (control, label) {
            (Control::Target { labels, continue_to: Some(_), .. }, Some(label)) => labels.contains(&label),
            (Control::Target { continue_to: Some(_), .. }, None) => true,
            _ => false,
        })
    }

    /// The label to jump to, if nothing lies between here and the target.
    pub fn simple_exit(&self, exit: Exit) -> Option<Label> {
        let (index, label) = match exit {
            Exit::Return => return None,
            Exit::Break(index) => (index, self.break_label(index)),
            Exit::Continue(index) => (index, self.continue_label(index)),
        };
        let plain = self.controls[index + 1..].iter().all(|c| matches!(c, Control::Target { .. } | Control::Covered { .. }));
        plain.then_some(label)
    }

    fn break_label(&self, index: usize) -> Label {
        match &self.controls[index] {
            Control::Target { break_to: Some(label), .. } => *label,
            _ => unreachable!("exits name targets"),
        }
    }

    fn continue_label(&self, index: usize) -> Label {
        match &self.controls[index] {
            Control::Target { continue_to: Some(label), .. } => *label,
            _ => unreachable!("continue names loops"),
        }
    }

    /// `return`: everything around is left, then the function.
    pub fn return_value(&mut self, value: Reg) {
        self.leave(Exit::Return, Some(value));
    }

    /// Emits a way out. `value` is what is returned; its register stays as it is on the way.
    pub fn leave(&mut self, exit: Exit, value: Option<Reg>) {
        if !self.b.is_reachable() {
            return;
        }
        let stop = match exit {
            Exit::Return => 0,
            Exit::Break(index) | Exit::Continue(index) => index + 1,
        };
        let mut suspended = Vec::new();
        let mut deferred = false;
        for index in (stop..self.controls.len()).rev() {
            if self.suspend(index) {
                suspended.push(index);
            }
            match &self.controls[index] {
                Control::Finally(_) => {
                    self.leave_by_finally(index, exit, value);
                    deferred = true;
                    break;
                }
                Control::Iterator { record, is_async, .. } => {
                    let (record, is_async) = (*record, *is_async);
                    self.close_iterator(record, is_async);
                }
                _ => {}
            }
        }
        if !deferred {
            match exit {
                Exit::Return => self.emit_return(value),
                Exit::Break(index) => {
                    let label = self.break_label(index);
                    op!(self, Jump, 0, label);
                }
                Exit::Continue(index) => {
                    let label = self.continue_label(index);
                    op!(self, Jump, 0, label);
                }
            }
        }
        for index in suspended {
            self.resume(index);
        }
    }

    fn region_of(&mut self, index: usize) -> Option<&mut Region> {
        match &mut self.controls[index] {
            Control::Covered { region } | Control::Iterator { region, .. } => Some(region),
            Control::Finally(finally) => Some(&mut finally.region),
            _ => None,
        }
    }

    /// Code from here on is not covered by that entry's handler.
    fn suspend(&mut self, index: usize) -> bool {
        let Some(region) = self.region_of(index) else { return false };
        let mut taken = std::mem::take(region);
        self.b.leave(&mut taken);
        *self.region_of(index).expect("it has one") = taken;
        true
    }

    fn resume(&mut self, index: usize) {
        let Some(region) = self.region_of(index) else { return };
        let mut taken = std::mem::take(region);
        self.b.enter(&mut taken);
        *self.region_of(index).expect("it has one") = taken;
    }

    /// Opens covered code as a new entry.
    pub fn push_control(&mut self, control: Control) {
        self.controls.push(control);
        self.resume(self.controls.len() - 1);
    }

    /// Ends covered code; the entry's region is complete.
    pub fn pop_control(&mut self) -> Control {
        self.suspend(self.controls.len() - 1);
        self.controls.pop().expect("a control entry is open")
    }

    pub fn pop_region(&mut self) -> Region {
        match self.pop_control() {
            Control::Covered { region } | Control::Iterator { region, .. } => region,
            Control::Finally(finally) => finally.region,
            _ => Region::default(),
        }
    }

    fn leave_by_finally(&mut self, index: usize, exit: Exit, value: Option<Reg>) {
        let Control::Finally(finally) = &mut self.controls[index] else { return };
        let number = match finally.exits.iter().position(|e| *e == exit) {
            Some(known) => known,
            None => {
                finally.exits.push(exit);
                finally.exits.len() - 1
            }
        };
        let (kind, kept, entry) = (finally.kind, finally.value, finally.entry);
        op!(self, LoadInt, kind, FIRST_EXIT + number as i32);
        if let Some(value) = value {
            self.move_to(kept, value);
        }
        op!(self, Jump, 0, entry);
    }

    /// A finally entry with fresh registers.
    pub fn push_finally(&mut self) {
        let kind = self.variable(Name::EMPTY, true);
        let value = self.variable(Name::EMPTY, true);
        let entry = self.label();
        self.load_special(value, Special::Undefined);
        self.push_control(Control::Finally(Finally { region: Region::default(), entry, kind, value, exits: Vec::new() }));
    }

    /// The covered code of a finally ends here: what completes normally, and what throws, comes to the block, which is to be emitted next.
    pub fn begin_finally(&mut self) -> Finally {
        let Control::Finally(finally) = self.pop_control() else { unreachable!("a finally is open") };
        let thrown = self.label();
        op!(self, LoadInt, finally.kind, NORMAL);
        op!(self, Jump, 0, finally.entry);
        self.b.bind_handler(thrown, &finally.region);
        self.b.add_handler(&finally.region, thrown, finally.value);
        op!(self, LoadInt, finally.kind, THROWN);
        self.b.bind(finally.entry);
        finally
    }

    /// After the block: go on with what led to it.
    pub fn end_finally(&mut self, finally: Finally) {
        let next = self.label();
        op!(self, JumpIfStrictNotEqualI, finally.kind, THROWN, next);
        op!(self, Throw, finally.value);
        self.b.bind(next);
        for (number, exit) in finally.exits.into_iter().enumerate() {
            let next = self.label();
            op!(self, JumpIfStrictNotEqualI, finally.kind, FIRST_EXIT + number as i32, next);
            self.leave(exit, Some(finally.value));
            self.b.bind(next);
        }
    }

    /// The last op of a function on the way of `return`.
    fn emit_return(&mut self, value: Option<Reg>) {
        let mark = self.next;
        let value = value.unwrap_or_else(|| {
            let undefined = self.temp();
            self.load_special(undefined, Special::Undefined);
            undefined
        });
        match (self.facts.is_generator, self.facts.is_async, self.facts.kind) {
            (true, ..) => op!(self, GeneratorReturn, value),
            (_, true, _) => op!(self, AsyncReturn, value),
            (_, _, FunctionKind::DerivedConstructor) => {
                let this = self.load_this_unchecked();
                let dst = self.temp();
                op!(self, DerivedReturn, dst, value, this);
                op!(self, Return, dst);
            }
            _ => op!(self, Return, value),
        }
        self.free_to(mark);
    }

    /// The end of the body: returns undefined.
    pub fn return_undefined(&mut self) {
        let plain = !self.facts.is_generator && !self.facts.is_async && self.facts.kind != FunctionKind::DerivedConstructor;
        if plain {
            op!(self, ReturnUndefined);
        } else {
            self.emit_return(None);
        }
    }
}
