//! Strings: immutable sequences of UTF-16 code units, stored Latin-1 when every unit fits.
//!
//! ```text
//!  header.shape = length in units      header.flags = [`flags`]
//!  flat:   | header | hash u32, reserved u32 | units …
//!  rope:   | header | hash u32, depth u32    | left  | right |      concatenation not yet done
//!  slice:  | header | hash u32, start u32    | base  |   -   |      part of a flat string
//! ```
//! A rope that is flattened becomes a slice of the flat result in place, so its identity stays.
//!
//! Invariants:
//! - S1: flat units are initialised and never change after construction.
//! - S2: a slice's base is flat, and start + length lies within it. Latin-1 flags of slice and base agree.
//! - S3: an atom is flat, and is the only atom with its units (`atoms.rs`).
//! - S4: length ≤ [`MAX_LENGTH`].

use crate::cells::Kind;
use crate::vm::Vm;
use ogive_gc::{Cell as GcCell, Gc, Header};
use std::cell::Cell;

/// The longest string, in units (V8's limit: 2^29 - 24).
pub const MAX_LENGTH: usize = (1 << 29) - 24;
/// Shorter concatenations are copied rather than made ropes.
pub const MIN_ROPE: usize = 24;
/// Shorter substrings are copied rather than made slices.
pub const MIN_SLICE: usize = 24;

/// As long as the last piece of a rope may become when another is appended to it.
pub const MAX_JOINED: usize = 48;

/// The comparison of longer strings costs fuel.
const LONG: usize = 1 << 12;

/// Bits of a string's `header.flags`.
pub mod flags {
    /// Units are u16; otherwise u8 (Latin-1).
    pub const UTF16: u8 = 1;
    /// Not flat: a rope.
    pub const ROPE: u8 = 2;
    /// Not flat: a slice.
    pub const SLICE: u8 = 4;
    /// Interned.
    pub const ATOM: u8 = 8;
    /// An atom that is a canonical array index (`"0"` … `"4294967294"`); never used as a key: the index is.
    pub const INDEX: u8 = 16;
}

/// A string cell; see the module head.
#[repr(C)]
pub struct JsString {
    pub(crate) header: Header,
    /// 0: not yet computed.
    pub(crate) hash: Cell<u32>,
    /// Rope: depth. Slice: start.
    pub(crate) aux: Cell<u32>,
    /// Rope: left. Slice: base. (Flat: units begin here.)
    pub(crate) first: Cell<u64>,
    /// Rope: right.
    pub(crate) second: Cell<u64>,
}

// SAFETY: repr(C), begins with Header; `cells.rs` traces ropes and slices and nothing else.
unsafe impl GcCell for JsString {
    const KIND: u8 = Kind::String as u8;
}

/// Offset of a flat string's units.
pub const UNITS_OFFSET: usize = std::mem::offset_of!(JsString, first);

/// The units of a flat string.
#[derive(Clone, Copy, Debug)]
pub enum Units<'a> {
    /// Each unit is a Latin-1 character.
    Latin1(&'a [u8]),
    /// UTF-16.
    Utf16(&'a [u16]),
}

impl Units<'_> {
    /// How many.
    #[inline(always)]
    pub fn len(&self) -> usize {
        match self {
            Units::Latin1(u) => u.len(),
            Units::Utf16(u) => u.len(),
        }
    }
    /// None?
    #[inline(always)]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
    /// Unit `i`; panics outside.
    #[inline(always)]
    pub fn get(&self, i: usize) -> u16 {
        match self {
            Units::Latin1(u) => u[i] as u16,
            Units::Utf16(u) => u[i],
        }
    }
    /// A part; panics outside.
    pub fn slice(&self, start: usize, end: usize) -> Units<'_> {
        match self {
            Units::Latin1(u) => Units::Latin1(&u[start..end]),
            Units::Utf16(u) => Units::Utf16(&u[start..end]),
        }
    }
    /// All units.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = u16> + '_ {
        (0..self.len()).map(move |i| self.get(i))
    }
    /// The code point at `i`, and how many units it takes (a lone surrogate is itself).
    pub fn code_point_at(&self, i: usize) -> (u32, usize) {
        let first = self.get(i) as u32;
        if (0xD800..0xDC00).contains(&first) && i + 1 < self.len() {
            let second = self.get(i + 1) as u32;
            if (0xDC00..0xE000).contains(&second) {
                return (0x10000 + ((first - 0xD800) << 10) + (second - 0xDC00), 2);
            }
        }
        (first, 1)
    }
    /// As UTF-16.
    pub fn to_utf16(&self) -> Vec<u16> {
        match self {
            Units::Latin1(u) => u.iter().map(|&b| b as u16).collect(),
            Units::Utf16(u) => u.to_vec(),
        }
    }
    /// As WTF-8: UTF-8 with lone surrogates encoded as three bytes.
    pub fn to_wtf8(&self) -> Vec<u8> {
        match self {
            Units::Latin1(u) => {
                let mut out = Vec::with_capacity(u.len());
                for &b in *u {
                    if b < 0x80 {
                        out.push(b);
                    } else {
                        out.extend([0xC0 | b >> 6, 0x80 | b & 0x3F]);
                    }
                }
                out
            }
            Units::Utf16(u) => {
                let mut out = Vec::with_capacity(u.len());
                let mut i = 0;
                while i < u.len() {
                    let (c, n) = self.code_point_at(i);
                    push_wtf8(&mut out, c);
                    i += n;
                }
                out
            }
        }
    }
    /// As UTF-8, lone surrogates replaced by U+FFFD.
    pub fn to_string_lossy(&self) -> String {
        match self {
            Units::Latin1(_) => String::from_utf8(self.to_wtf8()).unwrap_or_default(),
            Units::Utf16(u) => String::from_utf16_lossy(u),
        }
    }
    /// The same units?
    #[inline]
    pub fn same(&self, other: &Units<'_>) -> bool {
        match (self, other) {
            (Units::Latin1(a), Units::Latin1(b)) => a == b,
            (Units::Utf16(a), Units::Utf16(b)) => a == b,
            (Units::Latin1(a), Units::Utf16(b)) | (Units::Utf16(b), Units::Latin1(a)) => {
                a.len() == b.len() && a.iter().zip(*b).all(|(&x, &y)| x as u16 == y)
            }
        }
    }
    /// Compares by code units.
    pub fn compare(&self, other: &Units<'_>) -> std::cmp::Ordering {
        match (self, other) {
            (Units::Latin1(a), Units::Latin1(b)) => a.cmp(b),
            (Units::Utf16(a), Units::Utf16(b)) => a.cmp(b),
            _ => self.iter().cmp(other.iter()),
        }
    }
    /// Hash of the units: the same for Latin-1 and UTF-16 storage; seeded, so that no script can prepare collisions. Never 0.
    pub fn hash(&self) -> u32 {
        const K: u128 = 0x9E37_79B9_7F4A_7C15_F39C_C060_5CED_C835;
        #[inline(always)]
        fn fold(h: u64, word: u64) -> u64 {
            let product = (h ^ word) as u128 * (K >> 64);
            (product >> 64) as u64 ^ product as u64
        }
        #[inline(always)]
        fn run<T: Copy + Into<u64>>(units: &[T]) -> u64 {
            let mut h = hash_seed() ^ units.len() as u64;
            let (fours, rest) = units.as_chunks::<4>();
            for four in fours {
                h = fold(h, four[0].into() | four[1].into() << 16 | four[2].into() << 32 | four[3].into() << 48);
            }
            let last = rest.iter().rev().fold(0u64, |w, &u| w << 16 | u.into());
            fold(fold(h, last), K as u64)
        }
        let h = match self {
            Units::Latin1(u) => run(u),
            Units::Utf16(u) => run(u),
        };
        (h as u32 ^ (h >> 32) as u32).max(1)
    }
    /// The canonical array index that the units spell, if any: no leading zero, at most 2^32 - 2.
    pub fn as_index(&self) -> Option<u32> {
        let n = self.len();
        if n == 0 || n > 10 {
            return None;
        }
        let first = self.get(0);
        if !(b'0' as u16..=b'9' as u16).contains(&first) || (first == b'0' as u16 && n > 1) {
            return None;
        }
        let mut value: u64 = 0;
        for unit in self.iter() {
            if !(b'0' as u16..=b'9' as u16).contains(&unit) {
                return None;
            }
            value = value * 10 + (unit - b'0' as u16) as u64;
        }
        if value < u32::MAX as u64 { Some(value as u32) } else { None }
    }
}

/// The secret that hashes of strings and Map keys start from; one for the process.
#[inline(always)]
pub(crate) fn hash_seed() -> u64 {
    static SEED: std::sync::OnceLock<u64> = std::sync::OnceLock::new();
    *SEED.get_or_init(|| std::hash::BuildHasher::hash_one(&std::hash::RandomState::new(), 0u64))
}

/// Appends a code point, surrogates included, as WTF-8.
pub fn push_wtf8(out: &mut Vec<u8>, c: u32) {
    match c {
        0..0x80 => out.push(c as u8),
        0x80..0x800 => out.extend([0xC0 | (c >> 6) as u8, 0x80 | (c & 0x3F) as u8]),
        0x800..0x10000 => out.extend([0xE0 | (c >> 12) as u8, 0x80 | (c >> 6 & 0x3F) as u8, 0x80 | (c & 0x3F) as u8]),
        _ => out.extend([
            0xF0 | (c >> 18) as u8,
            0x80 | (c >> 12 & 0x3F) as u8,
            0x80 | (c >> 6 & 0x3F) as u8,
            0x80 | (c & 0x3F) as u8,
        ]),
    }
}

/// Decodes WTF-8 (assumed well-formed; damaged bytes become U+FFFD) to UTF-16 units.
pub fn wtf8_to_utf16(bytes: &[u8]) -> Vec<u16> {
    let mut out = Vec::with_capacity(bytes.len());
    let mut i = 0;
    let cont = |k: usize| bytes.get(k).map_or(0, |&b| (b & 0x3F) as u32);
    while i < bytes.len() {
        let b = bytes[i] as u32;
        let (c, n) = match b {
            0..0x80 => (b, 1),
            0xC0..0xE0 => ((b & 0x1F) << 6 | cont(i + 1), 2),
            0xE0..0xF0 => ((b & 0x0F) << 12 | cont(i + 1) << 6 | cont(i + 2), 3),
            0xF0..0xF8 => ((b & 0x07) << 18 | cont(i + 1) << 12 | cont(i + 2) << 6 | cont(i + 3), 4),
            _ => (0xFFFD, 1),
        };
        if c >= 0x10000 {
            let c = c - 0x10000;
            out.extend([0xD800 + (c >> 10 & 0x3FF) as u16, 0xDC00 + (c & 0x3FF) as u16]);
        } else {
            out.push(c as u16);
        }
        i += n;
    }
    out
}

impl JsString {
    /// Length in units.
    #[inline(always)]
    pub fn len(&self) -> usize {
        self.header.shape() as usize
    }
    /// No units?
    #[inline(always)]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
    #[inline(always)]
    pub(crate) fn flag(&self, flag: u8) -> bool {
        self.header.flags.get() & flag != 0
    }
    /// Units are stored as Latin-1?
    #[inline(always)]
    pub fn is_latin1(&self) -> bool {
        !self.flag(flags::UTF16)
    }
    /// A concatenation that has not been done?
    #[inline(always)]
    pub fn is_rope(&self) -> bool {
        self.flag(flags::ROPE)
    }
    /// Both parts of a rope.
    #[inline(always)]
    fn rope_parts(&self) -> Option<(Gc<JsString>, Gc<JsString>)> {
        // SAFETY: the words of a rope are strings.
        self.is_rope().then(|| unsafe { (Gc::from_addr(self.first.get() as usize), Gc::from_addr(self.second.get() as usize)) })
    }
    /// Interned?
    #[inline(always)]
    pub fn is_atom(&self) -> bool {
        self.flag(flags::ATOM)
    }
    /// The units of a string that is no rope; call [`Vm::flatten`] or [`Gc::units`] first where it may be one.
    #[inline(always)]
    pub(crate) fn flat_units(&self) -> Units<'_> {
        // SAFETY: the units live as long as the cell (S2: a slice keeps its base).
        unsafe { self.unbound_units() }
    }
    /// The same with a lifetime of the caller's choice.
    ///
    /// # Safety
    /// The string stays alive for so long.
    #[inline(always)]
    unsafe fn unbound_units<'a>(&self) -> Units<'a> {
        debug_assert!(!self.is_rope());
        let len = self.len();
        // SAFETY: S1, S2.
        unsafe {
            let (start, base) = if self.flag(flags::SLICE) {
                let base: Gc<JsString> = Gc::from_addr(self.first.get() as usize);
                (self.aux.get() as usize, base.as_ptr() as *const u8)
            } else {
                (0, self as *const JsString as *const u8)
            };
            let units = base.add(UNITS_OFFSET);
            if self.is_latin1() {
                Units::Latin1(std::slice::from_raw_parts(units.add(start), len))
            } else {
                Units::Utf16(std::slice::from_raw_parts((units as *const u16).add(start), len))
            }
        }
    }
    /// The units of an atom; panics on a rope.
    #[inline(always)]
    pub fn atom_units(&self) -> Units<'_> {
        assert!(self.is_atom(), "only atoms are surely flat");
        self.flat_units()
    }
    /// The text with lone surrogates replaced; works on ropes too (without flattening them in place).
    pub fn to_rust_string_lossy(&self) -> String {
        if !self.is_rope() {
            return self.flat_units().to_string_lossy();
        }
        String::from_utf16_lossy(&self.collect_utf16())
    }
    /// All units as UTF-16, without recursion.
    pub fn collect_utf16(&self) -> Vec<u16> {
        let mut out = Vec::with_capacity(self.len());
        let mut stack: Vec<*const JsString> = vec![self];
        while let Some(s) = stack.pop() {
            // SAFETY: ropes hold live strings, and nothing is allocated on the heap meanwhile.
            let s = unsafe { &*s };
            if s.is_rope() {
                stack.push(s.second.get() as *const JsString);
                stack.push(s.first.get() as *const JsString);
            } else {
                out.extend(s.flat_units().iter());
            }
        }
        out
    }
}

/// Writes the units of a new Latin-1 string from left to right.
pub struct Latin1Writer {
    at: *mut u8,
    left: usize,
}
impl Latin1Writer {
    /// Writes these units, as many as there is room for.
    #[inline(always)]
    pub fn push(&mut self, units: &[u8]) {
        let count = units.len().min(self.left);
        // SAFETY: `left` bytes from `at` on are the new string's, and nobody else's.
        unsafe {
            copy_bytes(units.as_ptr(), self.at, count);
            self.at = self.at.add(count);
        }
        self.left -= count;
    }
}
/// Copies bytes between places that do not overlap. FAST: most texts are short, and a call costs more than they do.
///
/// # Safety
/// `from` is readable and `to` writable for so many bytes.
#[inline(always)]
unsafe fn copy_bytes(from: *const u8, to: *mut u8, count: usize) {
    /// The first and the last word of the bytes, which may overlap, are all of them.
    #[inline(always)]
    unsafe fn both_ends<T: Copy>(from: *const u8, to: *mut u8, count: usize) {
        let last = count - size_of::<T>();
        // SAFETY: a word is not longer than the bytes.
        unsafe {
            let (a, b) = (from.cast::<T>().read_unaligned(), from.add(last).cast::<T>().read_unaligned());
            to.cast::<T>().write_unaligned(a);
            to.add(last).cast::<T>().write_unaligned(b);
        }
    }
    // SAFETY: as demanded; each case reads and writes no further than `count`.
    unsafe {
        match count {
            0 => {}
            1 => *to = *from,
            2..=3 => both_ends::<u16>(from, to, count),
            4..=7 => both_ends::<u32>(from, to, count),
            8..=16 => both_ends::<u64>(from, to, count),
            17..=32 => both_ends::<u128>(from, to, count),
            _ => std::ptr::copy_nonoverlapping(from, to, count),
        }
    }
}

impl Vm {
    /// A flat string of `len` units with uninitialised contents, to be filled at once; `None` past the heap limit or [`MAX_LENGTH`].
    #[inline]
    fn new_flat(&mut self, len: usize, utf16: bool) -> Option<Gc<JsString>> {
        if len > MAX_LENGTH {
            return None;
        }
        let bytes = (UNITS_OFFSET + if utf16 { len * 2 } else { len }).max(16);
        let cell = if bytes > 4096 {
            self.heap.try_allocate_large(bytes, Kind::String as u8, len as u32)?
        } else {
            self.heap.allocate(bytes, Kind::String as u8, len as u32)
        };
        // SAFETY: a fresh cell of at least 16 bytes; S1 is the caller's.
        unsafe {
            let s = cell as *mut JsString;
            (*s).header.flags.set(if utf16 { flags::UTF16 } else { 0 });
            (*s).hash.as_ptr().write(0);
            (*s).aux.as_ptr().write(0);
            Some(Gc::from_ptr(s))
        }
    }

    /// A new Latin-1 string of `len` units that `fill` writes; `None` when too long or out of heap.
    pub fn try_new_latin1(&mut self, len: usize, fill: impl FnOnce(&mut [u8])) -> Option<Gc<JsString>> {
        if len == 0 {
            return Some(self.empty_string());
        }
        let s = self.new_flat(len, false)?;
        // SAFETY: the cell has room for `len` bytes; zeroed first so that `fill` sees initialised memory.
        unsafe {
            let units = (s.as_ptr() as *mut u8).add(UNITS_OFFSET);
            std::ptr::write_bytes(units, 0, len);
            fill(std::slice::from_raw_parts_mut(units, len));
        }
        Some(s)
    }
    /// A new Latin-1 string of `len` units that `fill` writes from left to right; `None` when too long or out of heap.
    #[inline]
    pub fn try_new_latin1_by(&mut self, len: usize, fill: impl FnOnce(&mut Latin1Writer)) -> Option<Gc<JsString>> {
        if len == 0 {
            return Some(self.empty_string());
        }
        let s = self.new_flat(len, false)?;
        // SAFETY: the cell has room for `len` bytes; the writer writes no more, and what it leaves is zeroed.
        unsafe {
            let at = (s.as_ptr() as *mut u8).add(UNITS_OFFSET);
            let mut writer = Latin1Writer { at, left: len };
            fill(&mut writer);
            std::ptr::write_bytes(writer.at, 0, writer.left);
        }
        Some(s)
    }
    /// A new UTF-16 string of `len` units that `fill` writes; `None` when too long or out of heap.
    /// Strings whose units all fit Latin-1 need not be stored so, but every hash and comparison treats both alike.
    pub fn try_new_utf16(&mut self, len: usize, fill: impl FnOnce(&mut [u16])) -> Option<Gc<JsString>> {
        if len == 0 {
            return Some(self.empty_string());
        }
        let s = self.new_flat(len, true)?;
        // SAFETY: as above.
        unsafe {
            let units = (s.as_ptr() as *mut u8).add(UNITS_OFFSET) as *mut u16;
            std::ptr::write_bytes(units, 0, len);
            fill(std::slice::from_raw_parts_mut(units, len));
        }
        Some(s)
    }
    /// The string `""`.
    #[inline(always)]
    pub fn empty_string(&self) -> Gc<JsString> {
        self.names.empty
    }
    /// The one-unit string of a Latin-1 character (cached), or a fresh one.
    pub fn unit_string(&mut self, unit: u16) -> Gc<JsString> {
        if unit < 256 {
            return self.single_chars[unit as usize];
        }
        self.try_new_utf16(1, |u| u[0] = unit).unwrap_or(self.names.empty)
    }
    /// A string of Latin-1 bytes. Too long: the caller has checked (`MAX_LENGTH`), so the empty string is never seen.
    #[inline]
    pub fn new_latin1(&mut self, bytes: &[u8]) -> Gc<JsString> {
        match bytes {
            [] => self.empty_string(),
            [b] => self.single_chars[*b as usize],
            _ => self.try_new_latin1_by(bytes.len(), |out| out.push(bytes)).unwrap_or(self.names.empty),
        }
    }
    /// A string of UTF-16 units, stored Latin-1 if they fit.
    pub fn new_utf16(&mut self, units: &[u16]) -> Gc<JsString> {
        if units.iter().all(|&u| u < 256) {
            return match units {
                [] => self.empty_string(),
                [u] => self.single_chars[*u as usize],
                _ => self
                    .try_new_latin1(units.len(), |out| out.iter_mut().zip(units).for_each(|(o, &u)| *o = u as u8))
                    .unwrap_or(self.names.empty),
            };
        }
        self.try_new_utf16(units.len(), |out| out.copy_from_slice(units)).unwrap_or(self.names.empty)
    }
    /// A string of UTF-8 text.
    pub fn new_string(&mut self, text: &str) -> Gc<JsString> {
        self.new_wtf8(text.as_bytes())
    }
    /// A string of WTF-8 text.
    pub fn new_wtf8(&mut self, bytes: &[u8]) -> Gc<JsString> {
        if bytes.is_ascii() { self.new_latin1(bytes) } else { self.new_utf16(&wtf8_to_utf16(bytes)) }
    }

    /// A flat copy of two short strings that are no ropes.
    fn concat_flat(&mut self, left: Gc<JsString>, right: Gc<JsString>) -> Option<Gc<JsString>> {
        let (n, m) = (left.len(), right.len());
        let (Units::Latin1(a), Units::Latin1(b)) = (left.flat_units(), right.flat_units()) else {
            return self.try_new_utf16(n + m, |out| {
                for (o, u) in out.iter_mut().zip(left.flat_units().iter().chain(right.flat_units().iter())) {
                    *o = u;
                }
            });
        };
        let s = self.new_flat(n + m, false)?;
        // SAFETY: the cell has room for both parts.
        unsafe {
            let units = (s.as_ptr() as *mut u8).add(UNITS_OFFSET);
            copy_bytes(a.as_ptr(), units, n);
            copy_bytes(b.as_ptr(), units.add(n), m);
        }
        Some(s)
    }

    /// 6.1.4 string-concatenation; `None` when the result would be too long.
    pub fn concat(&mut self, left: Gc<JsString>, right: Gc<JsString>) -> Option<Gc<JsString>> {
        let (n, m) = (left.len(), right.len());
        if n == 0 {
            return Some(right);
        }
        if m == 0 {
            return Some(left);
        }
        let len = n + m;
        if len > MAX_LENGTH {
            return None;
        }
        let latin1 = left.is_latin1() && right.is_latin1();
        if len < MIN_ROPE {
            // A rope is never so short.
            return self.concat_flat(left, right);
        }
        // FAST: what grows by short pieces has one node for several of them: the last node's piece is made longer.
        let (left, right) = match left.rope_parts() {
            Some((head, tail)) if !tail.is_rope() && !right.is_rope() && tail.len() + m <= MAX_JOINED => (head, self.concat_flat(tail, right)?),
            _ => (left, right),
        };
        let cell = self.heap.allocate(size_of::<JsString>(), Kind::String as u8, len as u32);
        // SAFETY: a fresh cell of JsString's size.
        unsafe {
            let s = cell as *mut JsString;
            (*s).header.flags.set(flags::ROPE | if latin1 { 0 } else { flags::UTF16 });
            (*s).hash.as_ptr().write(0);
            (*s).aux.as_ptr().write(0);
            (*s).first.as_ptr().write(left.addr() as u64);
            (*s).second.as_ptr().write(right.addr() as u64);
            Some(Gc::from_ptr(s))
        }
    }

    /// Makes a rope flat in place (iteratively); afterwards its units can be read. `None` when out of heap.
    pub fn try_flatten(&mut self, s: Gc<JsString>) -> Option<()> {
        if !s.is_rope() {
            return Some(());
        }
        let len = s.len();
        let flat = if s.is_latin1() {
            let flat = self.new_flat(len, false)?;
            // SAFETY: the cell has room for `len` units; no allocation while the rope is walked.
            unsafe { write_rope(s, (flat.as_ptr() as *mut u8).add(UNITS_OFFSET), |u| u as u8) };
            flat
        } else {
            let flat = self.new_flat(len, true)?;
            // SAFETY: as above.
            unsafe { write_rope(s, (flat.as_ptr() as *mut u8).add(UNITS_OFFSET) as *mut u16, |u| u) };
            flat
        };
        s.first.set(flat.addr() as u64);
        s.second.set(0);
        s.aux.set(0);
        s.header.flags.set(s.header.flags.get() & !flags::ROPE | flags::SLICE);
        self.heap.barrier(s);
        Some(())
    }

    /// The units of any string, flattened first. When the heap has no room for the flat form the string stays a rope, as many zeros are
    /// given, and the heap's limit flag throws at the next poll.
    #[inline(always)]
    pub fn units<'a>(&mut self, s: Gc<JsString>) -> Units<'a> {
        if s.is_rope() && self.try_flatten(s).is_none() {
            self.interrupt.request_heap_limit();
            return blank(s.len());
        }
        // SAFETY: the units belong to a cell that `s`, on the caller's stack, keeps alive (conservative scan), and never move.
        unsafe { s.unbound_units() }
    }

    /// The units of a string that is Latin-1 and no rope.
    #[inline(always)]
    pub fn flat_latin1<'a>(s: Gc<JsString>) -> Option<&'a [u8]> {
        if s.is_rope() {
            return None;
        }
        // SAFETY: as for `units`.
        match unsafe { s.unbound_units() } {
            Units::Latin1(units) => Some(units),
            Units::Utf16(_) => None,
        }
    }

    /// `s` from `start` to before `end` (units; must lie within).
    pub fn substring(&mut self, s: Gc<JsString>, start: usize, end: usize) -> Gc<JsString> {
        if start == end {
            return self.empty_string();
        }
        if end - start == s.len() {
            return s;
        }
        let units = self.units(s);
        self.part(s, units, start, end)
    }
    /// [`Vm::substring`] of a string whose units are at hand.
    #[inline]
    pub(crate) fn part(&mut self, s: Gc<JsString>, units: Units<'_>, start: usize, end: usize) -> Gc<JsString> {
        let len = end - start;
        if len == s.len() {
            return s;
        }
        if len >= MIN_SLICE {
            return self.new_slice(s, start, len);
        }
        match units {
            Units::Latin1(u) => self.new_latin1(&u[start..end]),
            Units::Utf16(u) => self.new_utf16(&u[start..end]),
        }
    }
    /// A slice of a flat string.
    #[inline]
    fn new_slice(&mut self, s: Gc<JsString>, start: usize, len: usize) -> Gc<JsString> {
        if s.is_rope() {
            // There was no room to flatten it: the error is on its way.
            return self.empty_string();
        }
        let (base, offset) = if s.flag(flags::SLICE) {
            // SAFETY: S2.
            (unsafe { Gc::<JsString>::from_addr(s.first.get() as usize) }, s.aux.get() as usize)
        } else {
            (s, 0)
        };
        let cell = self.heap.allocate(size_of::<JsString>(), Kind::String as u8, len as u32);
        // SAFETY: a fresh cell of JsString's size.
        unsafe {
            let slice = cell as *mut JsString;
            (*slice).header.flags.set(flags::SLICE | s.header.flags.get() & flags::UTF16);
            (*slice).hash.as_ptr().write(0);
            (*slice).aux.as_ptr().write((offset + start) as u32);
            (*slice).first.as_ptr().write(base.addr() as u64);
            (*slice).second.as_ptr().write(0);
            Gc::from_ptr(slice)
        }
    }

    /// Same units? Without flattening when lengths or identities decide.
    #[inline]
    pub fn strings_equal(&mut self, a: Gc<JsString>, b: Gc<JsString>) -> bool {
        if a == b {
            return true;
        }
        if a.len() != b.len() || (a.is_atom() && b.is_atom()) {
            return false;
        }
        if a.len() >= LONG {
            self.charge(a.len() / 256);
        }
        let units = self.units(a);
        units.same(&self.units(b))
    }

    /// The string's hash.
    pub fn string_hash(&mut self, s: Gc<JsString>) -> u32 {
        if s.hash.get() == 0 {
            let hash = self.units(s).hash();
            if s.is_rope() {
                return hash;
            }
            s.hash.set(hash);
        }
        s.hash.get()
    }
}

/// Zeros in place of the units of a rope that the heap has no room for: callers index by the string's length, and the error comes at
/// the next poll. The pages are the system's zero page: nothing is ever written.
#[cold]
fn blank(len: usize) -> Units<'static> {
    static ZEROS: std::sync::OnceLock<usize> = std::sync::OnceLock::new();
    let layout = std::alloc::Layout::new::<[u8; MAX_LENGTH]>();
    // SAFETY: the size is not zero.
    let address = *ZEROS.get_or_init(|| unsafe { std::alloc::alloc_zeroed(layout) } as usize);
    if address == 0 {
        std::alloc::handle_alloc_error(layout);
    }
    // SAFETY: an allocation of that many initialized bytes (S4) that is never freed or written.
    Units::Latin1(unsafe { std::slice::from_raw_parts(address as *const u8, len) })
}

/// Writes a rope's units to `out`, right to left with an explicit stack.
///
/// # Safety
/// `out` has room for the rope's length.
unsafe fn write_rope<T: Copy>(rope: Gc<JsString>, out: *mut T, convert: impl Fn(u16) -> T) {
    let mut end = rope.len();
    let mut stack: Vec<Gc<JsString>> = vec![rope];
    while let Some(s) = stack.pop() {
        if s.is_rope() {
            // SAFETY: a rope's parts are live strings.
            unsafe {
                stack.push(Gc::from_addr(s.first.get() as usize));
                stack.push(Gc::from_addr(s.second.get() as usize));
            }
            continue;
        }
        end -= s.len();
        // SAFETY: the parts' lengths add up to the rope's.
        unsafe {
            let out = out.add(end);
            match s.flat_units() {
                Units::Latin1(u) if size_of::<T>() == 1 => std::ptr::copy_nonoverlapping(u.as_ptr(), out as *mut u8, u.len()),
                Units::Utf16(u) if size_of::<T>() == 2 => std::ptr::copy_nonoverlapping(u.as_ptr(), out as *mut u16, u.len()),
                units => (0..units.len()).for_each(|i| out.add(i).write(convert(units.get(i)))),
            }
        }
    }
}
