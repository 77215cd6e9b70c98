//! Property keys and the atom table.
//!
//! A key is a word: an array index (0 … 2^32-2) under the int32 tag, or the Value bits of an atom or a symbol. Two keys
//! are the same property exactly when their bits are equal.
use crate::string::{JsString, Units, flags};
use crate::symbol::Symbol;
use crate::value::{Value, tag};
use crate::vm::Vm;
use hashbrown::HashTable;
use ogive_gc::{Gc, WeakContext};

/// 6.1.7 a property key; see the module head.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
#[repr(transparent)]
pub struct PropertyKey(u64);

impl PropertyKey {
    /// An array index key. `u32::MAX` is none: it is a string.
    #[inline(always)]
    pub const fn index(i: u32) -> PropertyKey {
        PropertyKey(tag::INT | i as u64)
    }
    /// A symbol key.
    #[inline(always)]
    pub fn symbol(s: Gc<Symbol>) -> PropertyKey {
        PropertyKey(Value::from(s).bits())
    }
    /// The key of an atom that spells no array index.
    #[inline(always)]
    pub fn atom(a: Gc<JsString>) -> PropertyKey {
        debug_assert!(a.is_atom() && !a.flag(flags::INDEX));
        PropertyKey(Value::from(a).bits())
    }
    /// The array index.
    #[inline(always)]
    pub const fn as_index(self) -> Option<u32> {
        if self.0 >= tag::INT { Some(self.0 as u32) } else { None }
    }
    /// An array index?
    #[inline(always)]
    pub const fn is_index(self) -> bool {
        self.0 >= tag::INT
    }
    /// A symbol?
    #[inline(always)]
    pub const fn is_symbol(self) -> bool {
        self.0 & !tag::PAYLOAD == tag::SYMBOL
    }
    /// The symbol.
    #[inline(always)]
    pub fn as_symbol(self) -> Option<Gc<Symbol>> {
        Value(self.0).as_symbol()
    }
    /// The atom, for a string key that is no array index.
    #[inline(always)]
    pub fn as_atom(self) -> Option<Gc<JsString>> {
        Value(self.0).as_string()
    }
    /// A private name?
    #[inline(always)]
    pub fn is_private(self) -> bool {
        self.as_symbol().is_some_and(|s| s.is_private())
    }
    /// The raw bits.
    #[inline(always)]
    pub const fn bits(self) -> u64 {
        self.0
    }
    /// The key that a value is as it stands, without conversion: a symbol, or an atom that spells no array index.
    #[inline]
    pub fn of_name(value: Value) -> Option<PropertyKey> {
        let is_name = value.is_symbol() || value.as_string().is_some_and(|s| s.is_atom() && !s.flag(flags::INDEX));
        is_name.then_some(PropertyKey(value.0))
    }
    /// A non-index key's Value bits back as a key.
    #[inline(always)]
    pub(crate) const fn from_bits(bits: u64) -> PropertyKey {
        PropertyKey(bits)
    }
    /// A hash for tables.
    #[inline(always)]
    pub fn hash(self) -> u32 {
        if let Some(atom) = self.as_atom() {
            atom.hash.get()
        } else if let Some(symbol) = self.as_symbol() {
            symbol.hash
        } else {
            (self.0 as u32).wrapping_mul(0x9E37_79B1)
        }
    }
}

impl std::fmt::Debug for PropertyKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match (self.as_index(), self.as_atom(), self.as_symbol()) {
            (Some(i), ..) => write!(f, "{i}"),
            (_, Some(a), _) => f.write_str(&a.to_rust_string_lossy()),
            (.., Some(s)) => write!(f, "Symbol({})", s.description().map(|d| d.to_rust_string_lossy()).unwrap_or_default()),
            _ => f.write_str("?"),
        }
    }
}

/// All atoms of an agent. Holds them weakly: `sweep` after marking.
#[derive(Default)]
pub struct AtomTable {
    table: HashTable<Gc<JsString>>,
    /// Atoms made since the last collection: all that a minor one can free.
    young: Vec<Gc<JsString>>,
}

impl AtomTable {
    fn find(&self, hash: u32, units: &Units<'_>) -> Option<Gc<JsString>> {
        self.table.find((hash as u64).wrapping_mul(0x9E37_79B9_7F4A_7C15), |a| a.hash.get() == hash && a.flat_units().same(units)).copied()
    }
    fn insert(&mut self, atom: Gc<JsString>) {
        let hash = |a: &Gc<JsString>| (a.hash.get() as u64).wrapping_mul(0x9E37_79B9_7F4A_7C15);
        self.table.insert_unique(hash(&atom), atom, hash);
        self.young.push(atom);
    }
    /// Forgets dead atoms.
    pub(crate) fn sweep(&mut self, context: &WeakContext) {
        if context.kind() == ogive_gc::CollectionKind::Full {
            self.table.retain(|a| context.is_live(a.raw()));
            self.young.clear();
            return;
        }
        for atom in std::mem::take(&mut self.young) {
            if !context.is_live(atom.raw()) {
                // The cell is dead but not yet freed, so its hash can still be read.
                let hash = (atom.hash.get() as u64).wrapping_mul(0x9E37_79B9_7F4A_7C15);
                if let Ok(entry) = self.table.find_entry(hash, |a| *a == atom) {
                    entry.remove();
                }
            }
        }
    }
}

impl Vm {
    /// The atom with these units.
    pub fn intern_units(&mut self, units: Units<'_>) -> Gc<JsString> {
        let hash = units.hash();
        if let Some(atom) = self.atoms.find(hash, &units) {
            return atom;
        }
        let s = match units {
            Units::Latin1(u) => self.try_new_latin1(u.len(), |out| out.copy_from_slice(u)),
            Units::Utf16(u) => {
                if u.iter().all(|&c| c < 256) {
                    self.try_new_latin1(u.len(), |out| out.iter_mut().zip(u).for_each(|(o, &c)| *o = c as u8))
                } else {
                    self.try_new_utf16(u.len(), |out| out.copy_from_slice(u))
                }
            }
        };
        let Some(s) = s else { return self.empty_string() };
        self.make_atom(s, hash)
    }
    pub(crate) fn make_atom(&mut self, s: Gc<JsString>, hash: u32) -> Gc<JsString> {
        s.hash.set(hash);
        let index = if s.flat_units().as_index().is_some() { flags::INDEX } else { 0 };
        s.header.flags.set(s.header.flags.get() | flags::ATOM | index);
        self.atoms.insert(s);
        s
    }
    /// The atom with the units of `s`.
    pub fn intern(&mut self, s: Gc<JsString>) -> Gc<JsString> {
        if s.is_atom() {
            return s;
        }
        let units = self.units(s);
        let hash = self.string_hash(s);
        if let Some(atom) = self.atoms.find(hash, &units) {
            return atom;
        }
        // A rope is left only when there was no room to flatten it.
        if s.flag(flags::SLICE | flags::ROPE) {
            return self.intern_units(units);
        }
        self.make_atom(s, hash)
    }
    /// The atom of UTF-8 text.
    pub fn intern_str(&mut self, text: &str) -> Gc<JsString> {
        self.intern_wtf8(text.as_bytes())
    }
    /// The atom of WTF-8 text.
    pub fn intern_wtf8(&mut self, bytes: &[u8]) -> Gc<JsString> {
        if bytes.is_ascii() {
            self.intern_units(Units::Latin1(bytes))
        } else {
            let units = crate::string::wtf8_to_utf16(bytes);
            self.intern_units(Units::Utf16(&units))
        }
    }
    /// The key of a string.
    #[inline]
    pub fn key_of_string(&mut self, s: Gc<JsString>) -> PropertyKey {
        if s.is_atom() && !s.flag(flags::INDEX) {
            return PropertyKey::atom(s);
        }
        if s.len() <= 10
            && let Some(i) = self.units(s).as_index()
        {
            return PropertyKey::index(i);
        }
        let atom = self.intern(s);
        PropertyKey::atom(atom)
    }
    /// The key of UTF-8 text.
    pub fn key(&mut self, text: &str) -> PropertyKey {
        let atom = self.intern_str(text);
        self.key_of_string(atom)
    }
    /// The key of a Number index of any size (an array index, or the string of a larger integer).
    pub fn key_of_integer(&mut self, i: u64) -> PropertyKey {
        if i < u32::MAX as u64 {
            return PropertyKey::index(i as u32);
        }
        let atom = self.intern_str(&i.to_string());
        PropertyKey::atom(atom)
    }
    /// A key as the value a script sees: a string or symbol.
    pub fn key_to_value(&mut self, key: PropertyKey) -> Value {
        match key.as_index() {
            Some(i) => self.index_string(i).into(),
            None => Value(key.0),
        }
    }
    /// The string of an array index.
    pub fn index_string(&mut self, i: u32) -> Gc<JsString> {
        if i < 10 {
            return self.single_chars[b'0' as usize + i as usize];
        }
        let mut buffer = [0u8; 10];
        let mut at = buffer.len();
        let mut rest = i;
        loop {
            at -= 1;
            buffer[at] = b'0' + (rest % 10) as u8;
            rest /= 10;
            if rest == 0 {
                break;
            }
        }
        self.new_latin1(&buffer[at..])
    }
}
