//! Copies of plain objects by shape: `{...a}` and `Object.assign({}, a)` know from the source's shape what the copy's will be.
//!
//! What must hold:
//! - P1: a line of the cache says: an extensible object of shape `to`, which has no properties, has shape `done` when all properties of a source of shape `from` have been
//!   added to it. That depends on the shapes alone, and shared shapes never change.
//! - P2: the cache keeps no shape alive: it is emptied after each marking.
use crate::cells::Kind;
use crate::object::Object;
use crate::shape::{MAX_SHARED_PROPERTIES, Shape, attrs, flags as shape_flags};
use crate::vm::Vm;
use ogive_gc::Gc;

const LINES: usize = 64;

#[derive(Clone, Copy)]
struct Line {
    from: Gc<Shape>,
    to: Gc<Shape>,
    done: Gc<Shape>,
}

/// P1 and P2.
pub(crate) struct CopyCache {
    lines: [Option<Line>; LINES],
}
impl Default for CopyCache {
    fn default() -> CopyCache {
        CopyCache { lines: [None; LINES] }
    }
}
impl CopyCache {
    pub(crate) fn clear(&mut self) {
        self.lines = [None; LINES];
    }
    fn line(from: Gc<Shape>, to: Gc<Shape>) -> usize {
        (from.addr() / 16 ^ to.addr() / 64) % LINES
    }
}

impl Vm {
    /// CopyDataProperties, or Set of each, from an object with nothing but enumerable data properties to an extensible one without properties, whose prototypes have no say (the caller knows).
    /// False: nothing has been done.
    pub fn copy_plain_properties(&mut self, to: Gc<Object>, from: Gc<Object>) -> bool {
        if from.kind() != Kind::Object || to.kind() != Kind::Object || from.has_any_elements() {
            return false;
        }
        let (source, target) = (from.shape(), to.shape());
        let line = CopyCache::line(source, target);
        let done = match self.copy_cache.lines[line] {
            Some(known) if known.from == source && known.to == target => known.done,
            _ => {
                let Some(done) = self.shape_of_copy(source, target) else { return false };
                self.copy_cache.lines[line] = Some(Line { from: source, to: target, done });
                done
            }
        };
        if let Some(last) = done.slot_count.get().checked_sub(1) {
            self.ensure_slot(to, done, last);
        }
        for (copy, entry) in done.entries().zip(source.entries()) {
            let value = from.slot(source, entry.slot);
            let value = match copy.promise {
                Some(promise) => self.admit(promise, value),
                None => value,
            };
            self.set_slot_raw(to, done, copy.slot, value);
        }
        self.set_shape(to, done);
        true
    }
    /// The shape of P1, if the copy is as simple as that: strings before symbols, as they are copied.
    fn shape_of_copy(&mut self, source: Gc<Shape>, target: Gc<Shape>) -> Option<Gc<Shape>> {
        let blank = !target.is_unique() && target.slot_count.get() == 0 && target.is_extensible();
        if !blank || source.is_unique() || source.has(shape_flags::EXOTIC) || source.property_count() as u32 >= MAX_SHARED_PROPERTIES {
            return None;
        }
        let mut symbols = false;
        for entry in source.entries() {
            symbols |= entry.key.is_symbol();
            if entry.attrs & (attrs::ACCESSOR | attrs::LAZY | attrs::ENUMERABLE) != attrs::ENUMERABLE || entry.key.is_private() || symbols && !entry.key.is_symbol() {
                return None;
            }
        }
        let mut done = target;
        let mut i = 0;
        while let Some(entry) = source.nth_entry(i) {
            done = self.shape_with(done, entry.key, attrs::ALL);
            i += 1;
        }
        Some(done)
    }
}
