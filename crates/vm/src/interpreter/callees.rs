//! What call sites remember: up to [`MAX_POLYMORPHIC`] callees, and of %Function.prototype.call% and %Function.prototype.apply% the functions that
//! they have called there.
//!
//! A site with one callee has it in `extra`, which is also what the tiers compare first. Several callees are in `list`, the first of them `extra`. Closures of one
//! code block are one callee (`promise` is 1). A description of `call` or `apply` in a list has a list of its own. A site with too many callees, or one that has
//! come here too often with what is not in its list, learns no more: code made from what it knows ends in a call of anything.
use super::at::At;
use crate::cells::Kind;
use crate::ic::{Action, Ic, IcList, MAX_LESSONS, MAX_POLYMORPHIC};
use crate::value::Value;
use crate::vm::Vm;

impl Ic {
    /// Remembers a callee of a call site; true when something is new.
    pub fn note_callee(&mut self, callee: Value) -> bool {
        if self.extra == callee || self.misses >= MAX_LESSONS || !callee.is_object() || is_listed(&self.list, callee) {
            return false;
        }
        self.misses += 1;
        match &mut self.list {
            _ if self.action != Action::Call => *self = Ic { misses: self.misses, ..single(callee) },
            None if is_same_code(self.extra, callee) => {
                let new = self.promise == 0;
                self.promise = 1;
                return new;
            }
            None => {
                let first = Ic { promise: self.promise, ..single(self.extra) };
                let list = self.list.insert(Box::default());
                list.push(first);
                list.push(single(callee));
            }
            Some(list) => match add(list, callee) {
                Some(new) => return new,
                // Too many, says `next`.
                None => (self.misses, self.next) = (MAX_LESSONS, 1),
            },
        }
        true
    }

    /// Remembers that `native`, the callee of this call site, has called `target` in its own place; true when something is new.
    fn note_forwarded(&mut self, native: Value, target: Value) -> bool {
        if self.list.is_none() {
            if self.extra != native {
                return false;
            }
            self.list.insert(Box::default()).push(single(native));
        }
        let described = self.list.as_mut().and_then(|list| list.iter_mut().find(|callee| callee.extra == native));
        let Some(description) = described.filter(|description| description.misses < MAX_LESSONS) else { return false };
        if is_listed(&description.list, target) {
            return false;
        }
        description.misses += 1;
        match add(description.list.get_or_insert_default(), target) {
            Some(new) => new,
            None => {
                // Too many, says `next`.
                (description.misses, description.next) = (MAX_LESSONS, 1);
                true
            }
        }
    }

    /// A call site that knows the callees it has met (but for those after [`MAX_LESSONS`])?
    pub fn knows_callees(&self) -> bool {
        self.action == Action::Call && self.next == 0
    }
}

/// Is this very callee in the list?
fn is_listed(list: &Option<Box<IcList>>, callee: Value) -> bool {
    list.as_ref().is_some_and(|list| list.iter().any(|known| known.extra == callee))
}
fn single(callee: Value) -> Ic {
    Ic { action: Action::Call, extra: callee, ..Ic::default() }
}
fn is_same_code(a: Value, b: Value) -> bool {
    let code = |value: Value| value.as_object().filter(|f| f.kind() == Kind::Function).and_then(|f| f.code_block());
    code(a).is_some() && code(a) == code(b)
}
/// Adds a callee: whether it is new; `None` when there is no room.
fn add(list: &mut IcList, callee: Value) -> Option<bool> {
    if let Some(known) = list.iter_mut().find(|known| known.extra == callee || is_same_code(known.extra, callee)) {
        let new = known.extra != callee && known.promise == 0;
        known.promise |= (known.extra != callee) as u8;
        return Some(new);
    }
    (list.len() < MAX_POLYMORPHIC).then(|| list.push(single(callee))).map(|()| true)
}

/// Remembers the callee in the site's cache.
pub(super) fn note_callee(vm: &mut Vm, at: At, callee: Value) {
    if at.ic(at.wide_i()).is_some_and(|ic| ic.note_callee(callee)) {
        let block = at.code();
        vm.heap.barrier(block);
    }
}
/// Remembers what a `call` or `apply` has called.
pub(super) fn note_forwarded(vm: &mut Vm, at: At, native: Value, target: Value) {
    if at.ic(at.wide_i()).is_some_and(|ic| ic.note_forwarded(native, target)) {
        let block = at.code();
        vm.heap.barrier(block);
    }
}
