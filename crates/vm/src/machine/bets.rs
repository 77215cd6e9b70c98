//! Bets on the world: what optimized code takes for granted without testing it, who says that it is so no longer, and what follows.
//!
//! | bet | holds as long as | fired by |
//! |---|---|---|
//! | [`Bet::Validity`] | nobody has touched the prototype chain | `shape.rs`, when the chain's cell is invalidated |
//! | [`Bet::Promise`] | the slot promise still says that | [`Vm::admit`], when a value widens it |
//! | [`Bet::Shape`] | the object still has that unique shape | `shape.rs`, when the shape is replaced |
//! | [`Bet::Constant`] | the property still has that value, which it has had ever since it was defined | [`Vm::set_slot`], and whoever removes or reconfigures it |
//! | [`Bet::Protector`] | the protector stands | `protect.rs` and whoever clears one |
//!
//! Code that bets is *watching* ([`Vm::watch`]). When a bet breaks, the numbers of the code that watched it go to [`Tiers::broken`](super::Tiers)
//! before anything else runs: no new call enters that code, and frames that are in it find out when control comes back to them.
//!
//! Invariant: the cells that a bet names live as long as the code that watches (they are among its cells, M2).
use crate::key::PropertyKey;
use crate::object::Object;
use crate::shape::{Shape, SlotPromise, Validity};
use crate::value::{Value, tag};
use crate::vm::Vm;
use ogive_gc::{Gc, Header};
use rustc_hash::FxHashMap;

/// Bit of a watched cell's `header.flags` (promises, validity cells, shapes).
const WATCHED: u8 = 1;

/// A protector (`vm::Protectors`).
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Protector {
    /// `no_indexed_prototypes`
    NoIndexedPrototypes,
    /// `array_iteration`
    ArrayIteration,
    /// `array_species`
    ArraySpecies,
    /// `promise_then`
    PromiseThen,
    /// `no_concat_spreadable`
    NoConcatSpreadable,
    /// `regexp_untouched`
    RegexpUntouched,
}

/// See the module head. Cells by address.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Bet {
    /// The validity cell is valid.
    Validity(u64),
    /// The promise cell says that.
    Promise(u64, u8),
    /// The object has the (unique) shape of that id.
    Shape(u64, u32),
    /// The data property of the object (of a unique shape) with that key has that value, by their bits.
    Constant {
        /// Address.
        object: u64,
        /// Bits.
        key: u64,
        /// Bits.
        value: u64,
    },
    /// The protector stands.
    Protector(Protector),
}

/// Who watches what.
#[derive(Default)]
pub(crate) struct Watchers {
    cells: FxHashMap<u64, Vec<u64>>,
    protectors: Vec<(Protector, u64)>,
    /// By object and key.
    constants: FxHashMap<(u64, u64), Vec<u64>>,
}

fn validity(address: u64) -> Option<Gc<Validity>> {
    Value(tag::INTERNAL | address).as_internal()
}
fn promise(address: u64) -> Option<Gc<SlotPromise>> {
    Value(tag::INTERNAL | address).as_internal()
}
fn object(address: u64) -> Option<Gc<Object>> {
    Value(tag::OBJECT | address).as_object()
}
fn is_watched(header: &Header) -> bool {
    header.flags.get() & WATCHED != 0
}

impl Vm {
    /// Does the bet hold now? Its cells must be alive.
    pub fn holds(&self, bet: Bet) -> bool {
        match bet {
            Bet::Validity(cell) => validity(cell).is_some_and(|v| v.is_valid()),
            Bet::Promise(cell, says) => promise(cell).is_some_and(|p| p.get() as u8 == says),
            Bet::Shape(cell, id) => object(cell).is_some_and(|o| o.shape_id() == id),
            Bet::Protector(protector) => self.stands(protector),
            Bet::Constant { object: cell, key, value } => {
                object(cell).is_some_and(|o| crate::inspect::constant_of(o, PropertyKey::from_bits(key)).is_some_and(|v| v.bits() == value))
            }
        }
    }
    fn stands(&self, protector: Protector) -> bool {
        let p = &self.protectors;
        match protector {
            Protector::NoIndexedPrototypes => p.no_indexed_prototypes,
            Protector::ArrayIteration => p.array_iteration,
            Protector::ArraySpecies => p.array_species,
            Protector::PromiseThen => p.promise_then,
            Protector::NoConcatSpreadable => p.no_concat_spreadable,
            Protector::RegexpUntouched => p.regexp_untouched,
        }
    }
    /// The code of that number relies on a bet that holds.
    pub fn watch(&mut self, bet: Bet, code: u64) {
        let (key, header) = match bet {
            Bet::Validity(cell) => (cell, validity(cell).map(|v| v.header())),
            Bet::Promise(cell, _) => (cell, promise(cell).map(|p| p.header())),
            Bet::Shape(cell, _) => {
                let Some(shape) = object(cell).map(|o| o.shape()) else { return };
                // A shape that is not known to be cached is edited in place.
                self.note_cached(shape);
                (shape.addr() as u64, Some(shape.header()))
            }
            Bet::Protector(protector) => return self.machine.watchers.protectors.push((protector, code)),
            Bet::Constant { object, key, .. } => return self.machine.watchers.constants.entry((object, key)).or_default().push(code),
        };
        if let Some(header) = header {
            header.flags.set(header.flags.get() | WATCHED);
            self.machine.watchers.cells.entry(key).or_default().push(code);
        }
    }
    /// Stores go by what the slot's promise admits: widens it as needed for `value`, and gives the value in the form to store.
    #[inline]
    pub(crate) fn admit(&mut self, promise: Gc<SlotPromise>, value: Value) -> Value {
        let before = promise.get();
        let stored = promise.admit(value);
        if promise.get() != before && is_watched(promise.header()) {
            self.fire(promise.addr());
        }
        stored
    }
    /// A validity cell has been cleared.
    pub(crate) fn fire_validity(&mut self, cell: Gc<Validity>) {
        if is_watched(cell.header()) {
            self.fire(cell.addr());
        }
    }
    /// A unique shape has been replaced.
    pub(crate) fn fire_shape(&mut self, shape: Gc<Shape>) {
        if is_watched(shape.header()) {
            self.fire(shape.addr());
        }
    }
    /// A property of a unique shape gets another value, or is no data property any more.
    pub(crate) fn fire_constant(&mut self, object: Gc<Object>, key: PropertyKey) {
        if let Some(codes) = self.machine.watchers.constants.remove(&(object.addr() as u64, key.bits())) {
            self.tell_broken(codes);
        }
    }
    /// A protector may have been cleared.
    #[cold]
    pub(crate) fn fire_protectors(&mut self) {
        let watching = std::mem::take(&mut self.machine.watchers.protectors);
        let (standing, fallen): (Vec<_>, Vec<_>) = watching.into_iter().partition(|&(protector, _)| self.stands(protector));
        self.machine.watchers.protectors = standing;
        self.tell_broken(fallen.into_iter().map(|(_, code)| code).collect());
    }
    #[cold]
    fn fire(&mut self, cell: usize) {
        if let Some(codes) = self.machine.watchers.cells.remove(&(cell as u64)) {
            self.tell_broken(codes);
        }
    }
    fn tell_broken(&mut self, codes: Vec<u64>) {
        if let Some(tiers) = self.machine.tiers
            && !codes.is_empty()
        {
            (tiers.broken)(self, &codes);
        }
    }
}
