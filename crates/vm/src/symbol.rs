//! Symbols, private names included: a private name is a symbol whose key proxies and reflection never see.
use crate::cells::{Kind, Traced};
use crate::string::JsString;
use crate::vm::Vm;
use ogive_gc::{Cell as GcCell, Gc, Header, Tracer};
use std::cell::Cell;

/// What sort of symbol.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[repr(u8)]
pub enum SymbolSort {
    /// `Symbol()` and the well-known symbols.
    Unique,
    /// `Symbol.for()`.
    Registered,
    /// A class's private name.
    Private,
}

/// A symbol cell.
#[repr(C)]
pub struct Symbol {
    pub(crate) header: Header,
    /// `None`: undefined.
    pub(crate) description: Cell<Option<Gc<JsString>>>,
    pub(crate) sort: SymbolSort,
    pub(crate) hash: u32,
}

// SAFETY: repr(C), begins with Header; traced below.
unsafe impl GcCell for Symbol {
    const KIND: u8 = Kind::Symbol as u8;
}
impl Traced for Symbol {
    fn trace(&self, tracer: &mut Tracer) {
        if let Some(description) = self.description.get() {
            tracer.mark(description);
        }
    }
}

impl Symbol {
    /// The description.
    pub fn description(&self) -> Option<Gc<JsString>> {
        self.description.get()
    }
    /// A private name?
    pub fn is_private(&self) -> bool {
        self.sort == SymbolSort::Private
    }
    /// Made by `Symbol.for`?
    pub fn is_registered(&self) -> bool {
        self.sort == SymbolSort::Registered
    }
}

impl Vm {
    /// A fresh symbol.
    pub fn new_symbol(&mut self, description: Option<Gc<JsString>>, sort: SymbolSort) -> Gc<Symbol> {
        self.symbol_count = self.symbol_count.wrapping_add(1);
        let hash = self.symbol_count.wrapping_mul(0x9E37_79B1);
        self.heap.alloc(0, Symbol { header: Header::new(Symbol::KIND, 0), description: Cell::new(description), sort, hash })
    }
    /// 20.4.2.2 the symbol that `Symbol.for` gives for a key.
    pub fn registered_symbol(&mut self, key: Gc<JsString>) -> Gc<Symbol> {
        let key = self.intern(key);
        if let Some(&symbol) = self.symbol_registry.get(&key) {
            return symbol;
        }
        let symbol = self.new_symbol(Some(key), SymbolSort::Registered);
        self.symbol_registry.insert(key, symbol);
        symbol
    }
}
