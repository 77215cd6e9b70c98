//! The last match of a realm, for the [legacy static properties](https://github.com/tc39/proposal-regexp-legacy-features) of RegExp.
//! Written at each match: no allocation, no lookup.
use super::regexp_field;
use crate::cells::{Kind, Traced};
use crate::object::Object;
use crate::realm::Realm;
use crate::string::JsString;
use crate::value::Value;
use crate::vm::Vm;
use ogive_gc::{Cell as GcCell, Gc, Header, Tracer};
use std::cell::Cell;

/// Groups 0 to 9, which have properties.
const SHOWN: usize = 20;

/// See the module head. Each realm that has %RegExp% has one.
#[repr(C)]
pub struct LastMatch {
    header: Header,
    /// What `RegExp.input` gives.
    input: Cell<Value>,
    /// What was matched.
    string: Cell<Value>,
    /// A match of a subclass or of another realm came since.
    invalid: Cell<bool>,
    /// How many groups there were.
    groups: Cell<u32>,
    /// Start and end of groups 0 to 9, then of the last group, whatever its number.
    slots: [Cell<u32>; SHOWN + 2],
}
// SAFETY: repr(C), begins with Header; traced below.
unsafe impl GcCell for LastMatch {
    const KIND: u8 = Kind::LastMatch as u8;
}
impl Traced for LastMatch {
    fn trace(&self, tracer: &mut Tracer) {
        tracer.mark_word(self.input.get().bits());
        tracer.mark_word(self.string.get().bits());
    }
}
impl LastMatch {
    /// What `RegExp.input` gives.
    pub fn input(&self) -> Value {
        self.input.get()
    }
    /// The string that was matched.
    pub fn string(&self) -> Option<Gc<JsString>> {
        self.string.get().as_string()
    }
    /// Nothing may be shown: see the proposal's InvalidateLegacyRegExpStaticProperties.
    pub fn is_invalid(&self) -> bool {
        self.invalid.get()
    }
    /// How many groups there were, the whole match included.
    pub fn group_count(&self) -> usize {
        self.groups.get() as usize
    }
    /// Start and end of a group: one of the first ten, or the last one.
    pub fn group(&self, i: usize) -> Option<(usize, usize)> {
        let at = match i {
            _ if i >= self.group_count() => return None,
            _ if 2 * i < SHOWN => 2 * i,
            _ if i + 1 == self.group_count() => SHOWN,
            _ => return None,
        };
        let (start, end) = (self.slots[at].get(), self.slots[at + 1].get());
        (start != u32::MAX && end != u32::MAX).then_some((start as usize, end as usize))
    }
}

impl Vm {
    /// Gives a realm its empty state.
    pub(super) fn init_last_match(&mut self, realm: Gc<Realm>) {
        let empty: Value = self.empty_string().into();
        let cell = LastMatch {
            header: Header::new(LastMatch::KIND, 0),
            input: Cell::new(empty),
            string: Cell::new(empty),
            invalid: Cell::new(false),
            groups: Cell::new(1),
            slots: [const { Cell::new(0) }; SHOWN + 2],
        };
        let cell = self.heap.alloc(0, cell);
        realm.last_match.set(Some(cell));
        self.heap.barrier(realm);
    }
    /// The current realm's last match; none before %RegExp% has been made.
    pub fn last_match(&self) -> Option<Gc<LastMatch>> {
        self.realm().last_match.get()
    }
    /// UpdateLegacyRegExpStaticProperties with the match just found, or InvalidateLegacyRegExpStaticProperties.
    #[inline]
    pub fn update_last_match(&mut self, regexp: Gc<Object>, s: Gc<JsString>) {
        let realm = self.realm();
        let Some(last) = realm.last_match.get() else { return };
        let mine = regexp.field(regexp_field::LEGACY_REALM) == Value::internal(realm);
        last.invalid.set(!mine);
        if !mine {
            return;
        }
        last.input.set(s.into());
        last.string.set(s.into());
        self.heap.barrier(last);
        let slots = self.match_slots();
        last.groups.set(slots.len() as u32 / 2);
        last.slots.iter().zip(&slots[..slots.len().min(SHOWN)]).for_each(|(to, &slot)| to.set(slot));
        if slots.len() > SHOWN {
            last.slots[SHOWN].set(slots[slots.len() - 2]);
            last.slots[SHOWN + 1].set(slots[slots.len() - 1]);
        }
    }
    /// Sets `RegExp.input`.
    pub fn set_last_input(&mut self, input: Gc<JsString>) {
        if let Some(last) = self.last_match() {
            last.input.set(input.into());
            self.heap.barrier(last);
        }
    }
}
