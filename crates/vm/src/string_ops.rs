//! Operations on units that need no Vm, and the builder of strings: search, trimming, case, [`StringBuilder`].
use crate::string::{JsString, MAX_LENGTH, Units};
use crate::vm::{JsResult, Vm};
use memchr::memmem;
use ogive_gc::{CountedVec, Gc};

/// 12.2 WhiteSpace or 12.3 LineTerminator: what trimming removes.
#[inline]
pub fn is_white_space(unit: u16) -> bool {
    matches!(unit, 0x09..=0x0D | 0x20 | 0xA0)
        || unit > 0xFF && matches!(unit, 0x1680 | 0x2000..=0x200A | 0x2028 | 0x2029 | 0x202F | 0x205F | 0x3000 | 0xFEFF)
}

/// 22.1.3.32.1 [TrimString](https://tc39.es/ecma262/#sec-trimstring) of units.
#[inline]
pub fn trim(units: Units<'_>, start: bool, end: bool) -> Units<'_> {
    let (from, to) = trim_range(&units, start, end);
    match units {
        Units::Latin1(u) => Units::Latin1(&u[from..to]),
        Units::Utf16(u) => Units::Utf16(&u[from..to]),
    }
}
/// The range that trimming leaves.
pub fn trim_range(units: &Units<'_>, start: bool, end: bool) -> (usize, usize) {
    let (mut from, mut to) = (0, units.len());
    while start && from < to && is_white_space(units.get(from)) {
        from += 1;
    }
    while end && from < to && is_white_space(units.get(to - 1)) {
        to -= 1;
    }
    (from, to)
}

/// 6.1.4.1 [StringIndexOf](https://tc39.es/ecma262/#sec-stringindexof): the first place ≥ `from` where `needle` is found.
pub fn index_of(haystack: Units<'_>, needle: Units<'_>, from: usize) -> Option<usize> {
    if from > haystack.len() || needle.len() > haystack.len() - from {
        return None;
    }
    if needle.is_empty() {
        return Some(from);
    }
    let found = match (haystack, needle) {
        (Units::Latin1(h), Units::Latin1([unit])) => memchr::memchr(*unit, &h[from..]),
        (Units::Latin1(h), Units::Latin1(n)) => find_latin1(&h[from..], n),
        (Units::Latin1(h), Units::Utf16(n)) => memmem::find(&h[from..], &narrow(n)?),
        (Units::Utf16(h), Units::Latin1(n)) => find_utf16(&h[from..], &widen(n)),
        (Units::Utf16(h), Units::Utf16(n)) => find_utf16(&h[from..], n),
    };
    found.map(|i| i + from)
}
/// 6.1.4.2 [StringLastIndexOf](https://tc39.es/ecma262/#sec-stringlastindexof): the last place ≤ `from` where `needle` is found.
pub fn last_index_of(haystack: Units<'_>, needle: Units<'_>, from: usize) -> Option<usize> {
    let from = from.min(haystack.len().checked_sub(needle.len())?);
    if needle.is_empty() {
        return Some(from);
    }
    let end = from + needle.len();
    match (haystack, needle) {
        (Units::Latin1(h), Units::Latin1([unit])) => memchr::memrchr(*unit, &h[..end]),
        (Units::Latin1(h), Units::Latin1(n)) => memmem::rfind(&h[..end], n),
        (Units::Latin1(h), Units::Utf16(n)) => memmem::rfind(&h[..end], &narrow(n)?),
        (Units::Utf16(h), Units::Latin1(n)) => rfind_utf16(&h[..end], &widen(n)),
        (Units::Utf16(h), Units::Utf16(n)) => rfind_utf16(&h[..end], n),
    }
}
/// The first place ≥ `from` of a unit.
pub fn index_of_unit(haystack: Units<'_>, unit: u16, from: usize) -> Option<usize> {
    match haystack {
        Units::Latin1(h) if unit < 256 => memchr::memchr(unit as u8, h.get(from..)?).map(|i| i + from),
        Units::Latin1(_) => None,
        Units::Utf16(h) => find_unit(h.get(from..)?, unit).map(|i| i + from),
    }
}
fn widen(units: &[u8]) -> Vec<u16> {
    units.iter().map(|&u| u as u16).collect()
}
/// `None` when a unit is no Latin-1 character: then it is in no Latin-1 string.
fn narrow(units: &[u16]) -> Option<Vec<u8>> {
    units.iter().map(|&u| u8::try_from(u).ok()).collect()
}
/// FAST: the first places of the needle's first unit are tried before a searcher is made, which costs as much as reading a kilobyte.
fn find_latin1(haystack: &[u8], needle: &[u8]) -> Option<usize> {
    let last = haystack.len().checked_sub(needle.len())?;
    let mut from = 0;
    for _ in 0..8 {
        from += memchr::memchr(needle[0], &haystack[from..=last])?;
        if haystack[from..].starts_with(needle) {
            return Some(from);
        }
        from += 1;
        if from > last {
            return None;
        }
    }
    memmem::find(&haystack[from..], needle).map(|i| from + i)
}
/// FAST: whole blocks at once, which the compiler turns into vector compares.
fn find_unit(haystack: &[u16], unit: u16) -> Option<usize> {
    let mut at = 0;
    for block in haystack.chunks(32) {
        if block.iter().fold(false, |found, &u| found | (u == unit)) {
            return block.iter().position(|&u| u == unit).map(|i| at + i);
        }
        at += block.len();
    }
    None
}
fn bytes_of(units: &[u16]) -> &[u8] {
    // SAFETY: the same memory, initialised, as bytes, which have no alignment.
    unsafe { std::slice::from_raw_parts(units.as_ptr() as *const u8, units.len() * 2) }
}
/// Searches bytes; a match at an odd byte is none. Where such false matches are many: without them, in linear time.
fn find_utf16(haystack: &[u16], needle: &[u16]) -> Option<usize> {
    if let [unit] = needle {
        return find_unit(haystack, *unit);
    }
    let finder = memmem::Finder::new(bytes_of(needle));
    let bytes = bytes_of(haystack);
    let mut from = 0;
    for _ in 0..16 {
        let at = from + finder.find(&bytes[from..])?;
        if at.is_multiple_of(2) {
            return Some(at / 2);
        }
        from = at + 1;
    }
    let skip = from / 2;
    find_linear(haystack.len() - skip, needle.len(), |i| haystack[skip + i], |i| needle[i]).map(|i| i + skip)
}
fn rfind_utf16(haystack: &[u16], needle: &[u16]) -> Option<usize> {
    let (n, m) = (haystack.len(), needle.len());
    find_linear(n, m, |i| haystack[n - 1 - i], |i| needle[m - 1 - i]).map(|i| n - m - i)
}
/// Knuth, Morris and Pratt: never worse than linear.
fn find_linear(n: usize, m: usize, haystack: impl Fn(usize) -> u16, needle: impl Fn(usize) -> u16) -> Option<usize> {
    // border[i]: length of the longest proper border of the first i + 1 units.
    let mut border = vec![0; m];
    let mut matched = 0;
    for i in 1..m {
        while matched > 0 && needle(i) != needle(matched) {
            matched = border[matched - 1];
        }
        matched += (needle(i) == needle(matched)) as usize;
        border[i] = matched;
    }
    matched = 0;
    for i in 0..n {
        while matched > 0 && haystack(i) != needle(matched) {
            matched = border[matched - 1];
        }
        matched += (haystack(i) == needle(matched)) as usize;
        if matched == m {
            return Some(i + 1 - m);
        }
    }
    None
}

/// A string under construction: Latin-1 until a unit does not fit. Holds no cells. Its memory counts against the heap's limit; what
/// would pass that limit is left out, and [`StringBuilder::finish`] then throws.
pub struct StringBuilder {
    latin1: CountedVec<u8>,
    utf16: CountedVec<u16>,
    /// A unit above 0xFF has been seen: all is in `utf16`.
    wide: bool,
    /// What was left out: nothing, what a string cannot hold, or what the heap's limit does not allow.
    left_out: LeftOut,
}
#[derive(Clone, Copy, PartialEq, Eq)]
enum LeftOut {
    Nothing,
    TooLong,
    NoMemory,
}
impl StringBuilder {
    /// Empty.
    pub fn new(vm: &Vm) -> StringBuilder {
        StringBuilder { latin1: CountedVec::new(&vm.heap), utf16: CountedVec::new(&vm.heap), wide: false, left_out: LeftOut::Nothing }
    }
    /// Empty, with room for `units` Latin-1 units (no more than a million at once).
    pub fn with_capacity(vm: &Vm, units: usize) -> StringBuilder {
        let mut builder = StringBuilder::new(vm);
        builder.latin1.reserve(units.min(1 << 20));
        builder
    }
    /// Length in units.
    pub fn len(&self) -> usize {
        if self.wide { self.utf16.len() } else { self.latin1.len() }
    }
    /// No units?
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
    /// Makes room for `units` more, Latin-1 or, if `wide`, any; false if that is too much.
    #[inline]
    fn fits(&mut self, units: usize, wide: bool) -> bool {
        if wide && !self.wide {
            self.widen();
        }
        if self.len() + units > MAX_LENGTH {
            self.left_out = LeftOut::TooLong;
        } else if !(if self.wide { self.utf16.try_reserve(units) } else { self.latin1.try_reserve(units) }) {
            self.left_out = LeftOut::NoMemory;
        }
        !self.is_full()
    }
    #[cold]
    fn widen(&mut self) {
        self.wide = true;
        if self.utf16.try_reserve(self.latin1.len()) {
            self.utf16.extend(self.latin1.iter().map(|&b| b as u16));
        } else {
            self.left_out = LeftOut::NoMemory;
        }
        self.latin1.edit(|latin1| *latin1 = vec![]);
    }
    /// Appends a unit.
    #[inline]
    pub fn push_unit(&mut self, unit: u16) {
        if unit < 256 && !self.wide && self.latin1.len() < self.latin1.capacity() {
            self.latin1.push(unit as u8);
        } else if self.fits(1, unit > 255) {
            if self.wide { self.utf16.push(unit) } else { self.latin1.push(unit as u8) }
        }
    }
    /// Appends an ASCII or Latin-1 character.
    #[inline]
    pub fn push_latin1(&mut self, byte: u8) {
        self.push_unit(byte as u16);
    }
    /// Appends a code point (a surrogate is one unit).
    pub fn push_code_point(&mut self, c: u32) {
        if c < 0x10000 {
            return self.push_unit(c as u16);
        }
        let c = c - 0x10000;
        self.push_units(Units::Utf16(&[0xD800 + (c >> 10) as u16, 0xDC00 + (c & 0x3FF) as u16]));
    }
    /// Appends Latin-1 bytes.
    #[inline]
    pub fn push_bytes(&mut self, bytes: &[u8]) {
        // FAST: there is room.
        if !self.wide && bytes.len() <= self.latin1.capacity() - self.latin1.len() {
            return self.latin1.extend_from_slice(bytes);
        }
        self.push_bytes_slow(bytes);
    }
    #[inline(never)]
    fn push_bytes_slow(&mut self, bytes: &[u8]) {
        if self.fits(bytes.len(), false) {
            if self.wide { self.utf16.extend(bytes.iter().map(|&b| b as u16)) } else { self.latin1.extend_from_slice(bytes) }
        }
    }
    /// Appends UTF-8 text.
    pub fn push_str(&mut self, text: &str) {
        if text.is_ascii() {
            return self.push_bytes(text.as_bytes());
        }
        text.chars().for_each(|c| self.push_code_point(c as u32));
    }
    /// Appends units.
    #[inline]
    pub fn push_units(&mut self, units: Units<'_>) {
        match units {
            Units::Latin1(u) => self.push_bytes(u),
            Units::Utf16(u) => self.push_utf16(u),
        }
    }
    #[inline(never)]
    fn push_utf16(&mut self, u: &[u16]) {
        if self.fits(u.len(), self.wide || u.iter().any(|&c| c > 255)) {
            if self.wide { self.utf16.extend_from_slice(u) } else { self.latin1.extend(u.iter().map(|&c| c as u8)) }
        }
    }
    /// Appends a string; RangeError when the whole gets too long.
    pub fn push_string(&mut self, vm: &mut Vm, s: Gc<JsString>) -> JsResult<()> {
        if self.len() + s.len() > MAX_LENGTH {
            // Not flattened for nothing.
            return Err(vm.invalid_string_length());
        }
        vm.poll_n(s.len() / 256)?;
        self.push_units(vm.units(s));
        self.check(vm)
    }
    /// Was something left out?
    pub fn is_full(&self) -> bool {
        self.left_out != LeftOut::Nothing
    }
    /// The RangeError of what was left out, if something was.
    #[inline]
    pub fn check(&self, vm: &mut Vm) -> JsResult<()> {
        match self.left_out {
            LeftOut::Nothing => Ok(()),
            LeftOut::TooLong => Err(vm.invalid_string_length()),
            LeftOut::NoMemory => Err(vm.out_of_memory()),
        }
    }
    /// The units so far.
    pub fn units(&self) -> Units<'_> {
        if self.wide { Units::Utf16(&self.utf16) } else { Units::Latin1(&self.latin1) }
    }
    /// Shortens to `len` units.
    pub fn truncate(&mut self, len: usize) {
        if self.wide { self.utf16.truncate(len) } else { self.latin1.truncate(len) }
    }
    /// The string; RangeError when it is too long or something was left out.
    pub fn finish(self, vm: &mut Vm) -> JsResult<Gc<JsString>> {
        self.check(vm)?;
        vm.new_string_checked(self.units())
    }
}

impl std::fmt::Write for StringBuilder {
    fn write_str(&mut self, text: &str) -> std::fmt::Result {
        self.push_str(text);
        if self.is_full() { Err(std::fmt::Error) } else { Ok(()) }
    }
}

impl Vm {
    /// A string of units, or the RangeError of one too long.
    pub fn new_string_checked(&mut self, units: Units<'_>) -> JsResult<Gc<JsString>> {
        if units.len() > MAX_LENGTH {
            return Err(self.invalid_string_length());
        }
        let made = match units {
            Units::Latin1([unit]) => Some(self.unit_string(*unit as u16)),
            Units::Latin1(u) => self.try_new_latin1_by(u.len(), |out| out.push(u)),
            Units::Utf16([unit]) => Some(self.unit_string(*unit)),
            Units::Utf16(u) => self.try_new_utf16(u.len(), |out| out.copy_from_slice(u)),
        };
        made.ok_or_else(|| self.out_of_memory())
    }
    /// 22.1.3.28 String.prototype.toLowerCase (Unicode Default Case Conversion, Final_Sigma included).
    pub fn to_lower_case(&mut self, s: Gc<JsString>) -> JsResult<Gc<JsString>> {
        match self.units(s) {
            Units::Latin1(u) if !u.iter().any(|&b| lower_latin1(b) != b) => Ok(s),
            Units::Latin1(u) => {
                self.poll_n(u.len() / 64)?;
                let out: Vec<u8> = u.iter().map(|&b| lower_latin1(b)).collect();
                self.new_string_checked(Units::Latin1(&out))
            }
            Units::Utf16(u) => self.convert_case(u, str::to_lowercase),
        }
    }
    /// 22.1.3.30 String.prototype.toUpperCase.
    pub fn to_upper_case(&mut self, s: Gc<JsString>) -> JsResult<Gc<JsString>> {
        match self.units(s) {
            Units::Latin1(u) if !u.iter().any(|&b| upper_latin1(b) != Some(b)) => Ok(s),
            Units::Latin1(u) => {
                self.poll_n(u.len() / 64)?;
                match u.iter().map(|&b| upper_latin1(b)).collect::<Option<Vec<u8>>>() {
                    Some(out) => self.new_string_checked(Units::Latin1(&out)),
                    None => self.convert_case(&widen(u), str::to_uppercase),
                }
            }
            Units::Utf16(u) => self.convert_case(u, str::to_uppercase),
        }
    }
    /// A lone surrogate is neither cased nor ignorable, so the text between two of them converts by itself.
    fn convert_case(&mut self, units: &[u16], convert: fn(&str) -> String) -> JsResult<Gc<JsString>> {
        self.poll_n(units.len() / 16)?;
        let mut out = StringBuilder::new(self);
        let mut run = String::new();
        for c in char::decode_utf16(units.iter().copied()) {
            match c {
                Ok(c) => run.push(c),
                Err(lone) => {
                    out.push_str(&convert(&run));
                    run.clear();
                    out.push_unit(lone.unpaired_surrogate());
                }
            }
        }
        out.push_str(&convert(&run));
        out.finish(self)
    }
}
/// Lower case of a Latin-1 character: always one.
pub fn lower_latin1(b: u8) -> u8 {
    match b {
        b'A'..=b'Z' | 0xC0..=0xD6 | 0xD8..=0xDE => b + 32,
        _ => b,
    }
}
/// Upper case of a Latin-1 character, if it is one (not for ß, ÿ and µ).
pub fn upper_latin1(b: u8) -> Option<u8> {
    match b {
        b'a'..=b'z' | 0xE0..=0xF6 | 0xF8..=0xFE => Some(b - 32),
        0xB5 | 0xDF | 0xFF => None,
        _ => Some(b),
    }
}
