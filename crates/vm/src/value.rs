//! A JavaScript value in 64 bits: sign-split NaN-boxing with doubles unmodified.
//!
//! ```text
//!  signed   v <  0x7FF9<<48   number    (doubles are their own bits)
//!               0x7FF9        constants: undefined null false true hole, and the exception marker
//!               0x7FFA        internal cell (never seen by a script)
//!               0x7FFB        symbol
//!               0x7FFC        BigInt
//!               0x7FFD        string
//!               0x7FFE        object that emulates undefined (B.3.6): every fast path takes it for no object
//!  signed   v >= 0x7FFF<<48   object
//!  unsigned v >= 0xFFFE<<48   int32 (0xFFFF never used)
//! ```
//! Each test is one compare and none loads the cell. The only NaNs are 0x7FF8<<48 and 0xFFF8<<48: whoever reads a foreign
//! double (typed arrays, DataView) goes through [`Value::from_f64_canonical`]; optimized code does so where it makes a Value of one.
//!
//! Invariants:
//! - V1: a word with a cell tag carries in its low 48 bits the address of a live cell of that tag's kind.
//! - V2: zero bits are +0.0, so zeroed memory is safe to trace; it is never "empty".
//! - V3: a Number may be an int32 or a double with an integral value: both are the same Number to every operation.

use crate::cells::Kind;
use crate::object::Object;
use crate::string::JsString;
use crate::symbol::Symbol;
use crate::bigint::BigInt;
use ogive_gc::{Cell, Gc};

/// A JavaScript value; see the module head.
#[derive(Clone, Copy, PartialEq, Eq)]
#[repr(transparent)]
pub struct Value(pub(crate) u64);

/// Tag bits of the encoding; the low 48 bits are zero.
pub mod tag {
    /// Constants.
    pub const CONSTANT: u64 = 0x7FF9 << 48;
    /// Internal cells.
    pub const INTERNAL: u64 = 0x7FFA << 48;
    /// Symbols.
    pub const SYMBOL: u64 = 0x7FFB << 48;
    /// BigInts.
    pub const BIGINT: u64 = 0x7FFC << 48;
    /// Strings.
    pub const STRING: u64 = 0x7FFD << 48;
    /// The object that emulates undefined.
    pub const UNDETECTABLE: u64 = 0x7FFE << 48;
    /// All other objects.
    pub const OBJECT: u64 = 0x7FFF << 48;
    /// int32.
    pub const INT: u64 = 0xFFFE << 48;
    /// The payload of a cell.
    pub const PAYLOAD: u64 = (1 << 48) - 1;
}

impl Value {
    /// `undefined`.
    pub const UNDEFINED: Value = Value(tag::CONSTANT);
    /// `null`: differs from undefined in one bit.
    pub const NULL: Value = Value(tag::CONSTANT | 1);
    /// `false`.
    pub const FALSE: Value = Value(tag::CONSTANT | 2);
    /// `true`: differs from false in one bit.
    pub const TRUE: Value = Value(tag::CONSTANT | 3);
    /// An absent element, an uninitialized binding. Never seen by a script.
    pub const HOLE: Value = Value(tag::CONSTANT | 4);
    /// Returned by machine entries when an exception is pending in the Vm. Never stored.
    pub const EXCEPTION: Value = Value(tag::CONSTANT | 5);
    /// Not a Number.
    pub const NAN: Value = Value(0x7FF8 << 48);
    /// The Number 0.
    pub const ZERO: Value = Value(tag::INT);

    /// The raw bits.
    #[inline(always)]
    pub const fn bits(self) -> u64 {
        self.0
    }
    /// The value of bits kept in a `RootVec` or handle of the same heap.
    #[doc(hidden)]
    #[inline(always)]
    pub const fn from_rooted_bits(bits: u64) -> Value {
        Value(bits)
    }
    /// The constant with that payload: `Special` of the bytecode.
    #[inline(always)]
    pub const fn special(payload: u64) -> Value {
        Value(tag::CONSTANT | payload)
    }
    /// A boolean.
    #[inline(always)]
    pub const fn bool(b: bool) -> Value {
        Value(tag::CONSTANT | 2 | b as u64)
    }
    /// An int32.
    #[inline(always)]
    pub const fn int(i: i32) -> Value {
        Value(tag::INT | i as u32 as u64)
    }
    /// A double as it is: the result of arithmetic on canonical inputs.
    #[inline(always)]
    pub fn double(d: f64) -> Value {
        debug_assert!(!d.is_nan() || d.to_bits() == 0x7FF8 << 48 || d.to_bits() == 0xFFF8 << 48, "foreign NaN");
        Value(d.to_bits())
    }
    /// A Number: int32 if it is one (not -0), else a double. Canonicalizes NaN.
    #[inline(always)]
    pub fn number(d: f64) -> Value {
        let i = d as i32;
        if i as f64 == d && (i != 0 || d.to_bits() == 0) {
            Value::int(i)
        } else {
            Value::from_f64_canonical(d)
        }
    }
    /// A double from outside: any NaN becomes the canonical one.
    #[inline(always)]
    pub fn from_f64_canonical(d: f64) -> Value {
        if d.is_nan() { Value::NAN } else { Value(d.to_bits()) }
    }

    /// int32?
    #[inline(always)]
    pub const fn is_int(self) -> bool {
        self.0 >= tag::INT
    }
    /// A double (not int32)?
    #[inline(always)]
    pub const fn is_double(self) -> bool {
        (self.0 as i64) < tag::CONSTANT as i64 && self.0 < tag::INT
    }
    /// A Number?
    #[inline(always)]
    pub const fn is_number(self) -> bool {
        (self.0 as i64) < tag::CONSTANT as i64
    }
    /// An object?
    #[inline(always)]
    pub const fn is_object(self) -> bool {
        self.0 as i64 >= tag::UNDETECTABLE as i64
    }
    /// An object that does not emulate undefined? What fast paths and machine code ask, for they read the tag off the address.
    #[inline(always)]
    pub const fn is_detectable_object(self) -> bool {
        self.0 as i64 >= tag::OBJECT as i64
    }
    /// An object with [[IsHTMLDDA]] ([B.3.6](https://tc39.es/ecma262/#sec-IsHTMLDDA-internal-slot))?
    #[inline(always)]
    pub const fn is_undetectable(self) -> bool {
        self.top() == tag::UNDETECTABLE
    }
    /// Any cell?
    #[inline(always)]
    pub const fn is_cell(self) -> bool {
        self.0 as i64 >= tag::INTERNAL as i64
    }
    #[inline(always)]
    const fn top(self) -> u64 {
        self.0 & !tag::PAYLOAD
    }
    /// A string?
    #[inline(always)]
    pub const fn is_string(self) -> bool {
        self.top() == tag::STRING
    }
    /// A symbol (private names included)?
    #[inline(always)]
    pub const fn is_symbol(self) -> bool {
        self.top() == tag::SYMBOL
    }
    /// A BigInt?
    #[inline(always)]
    pub const fn is_bigint(self) -> bool {
        self.top() == tag::BIGINT
    }
    /// An internal cell?
    #[inline(always)]
    pub const fn is_internal(self) -> bool {
        self.top() == tag::INTERNAL
    }
    /// undefined?
    #[inline(always)]
    pub const fn is_undefined(self) -> bool {
        self.0 == Value::UNDEFINED.0
    }
    /// null?
    #[inline(always)]
    pub const fn is_null(self) -> bool {
        self.0 == Value::NULL.0
    }
    /// undefined or null?
    #[inline(always)]
    pub const fn is_nullish(self) -> bool {
        self.0 | 1 == Value::NULL.0
    }
    /// `==` null: null, undefined, and the object that emulates undefined.
    #[inline(always)]
    pub const fn equals_null(self) -> bool {
        self.is_nullish() || self.is_undetectable()
    }
    /// true or false?
    #[inline(always)]
    pub const fn is_bool(self) -> bool {
        self.0 | 1 == Value::TRUE.0
    }
    /// The hole?
    #[inline(always)]
    pub const fn is_hole(self) -> bool {
        self.0 == Value::HOLE.0
    }
    /// The exception marker?
    #[inline(always)]
    pub const fn is_exception(self) -> bool {
        self.0 == Value::EXCEPTION.0
    }

    /// The int32, if it is one.
    #[inline(always)]
    pub const fn as_int(self) -> Option<i32> {
        if self.is_int() { Some(self.0 as i32) } else { None }
    }
    /// The int32; meaningless otherwise.
    #[inline(always)]
    pub const fn int_unchecked(self) -> i32 {
        self.0 as i32
    }
    /// The Number, if it is one.
    #[inline(always)]
    pub fn as_number(self) -> Option<f64> {
        if self.is_int() {
            Some(self.0 as i32 as f64)
        } else if self.is_number() {
            Some(f64::from_bits(self.0))
        } else {
            None
        }
    }
    /// The Number as an array index 0..2^32-2, if it is one.
    #[inline(always)]
    pub fn as_index(self) -> Option<u32> {
        if self.is_int() {
            let i = self.0 as i32;
            return if i >= 0 { Some(i as u32) } else { None };
        }
        if self.is_number() {
            let d = f64::from_bits(self.0);
            let u = d as u32;
            return if u as f64 == d && u != u32::MAX { Some(u) } else { None };
        }
        None
    }
    /// The boolean, if it is one.
    #[inline(always)]
    pub const fn as_bool(self) -> Option<bool> {
        if self.is_bool() { Some(self.0 & 1 == 1) } else { None }
    }
    /// The object, if it is one.
    #[inline(always)]
    pub fn as_object(self) -> Option<Gc<Object>> {
        // SAFETY: V1.
        if self.is_object() { Some(unsafe { Gc::from_addr((self.0 & tag::PAYLOAD) as usize) }) } else { None }
    }
    /// The string, if it is one.
    #[inline(always)]
    pub fn as_string(self) -> Option<Gc<JsString>> {
        // SAFETY: V1.
        if self.is_string() { Some(unsafe { Gc::from_addr((self.0 & tag::PAYLOAD) as usize) }) } else { None }
    }
    /// The symbol, if it is one.
    #[inline(always)]
    pub fn as_symbol(self) -> Option<Gc<Symbol>> {
        // SAFETY: V1.
        if self.is_symbol() { Some(unsafe { Gc::from_addr((self.0 & tag::PAYLOAD) as usize) }) } else { None }
    }
    /// The BigInt, if it is one.
    #[inline(always)]
    pub fn as_bigint(self) -> Option<Gc<BigInt>> {
        // SAFETY: V1.
        if self.is_bigint() { Some(unsafe { Gc::from_addr((self.0 & tag::PAYLOAD) as usize) }) } else { None }
    }
    /// The internal cell of type `T`, if it is one of that kind.
    #[inline(always)]
    pub fn as_internal<T: Cell>(self) -> Option<Gc<T>> {
        if !self.is_internal() {
            return None;
        }
        // SAFETY: V1, and the header's kind says that the cell is a `T`.
        unsafe {
            let cell: Gc<ogive_gc::Header> = Gc::from_addr((self.0 & tag::PAYLOAD) as usize);
            if cell.kind == T::KIND { Some(cell.cast()) } else { None }
        }
    }
    /// The address of the cell; meaningless otherwise.
    #[inline(always)]
    pub(crate) const fn payload(self) -> usize {
        (self.0 & tag::PAYLOAD) as usize
    }
    /// An internal cell as a value.
    #[inline(always)]
    pub fn internal<T: Cell>(cell: Gc<T>) -> Value {
        Value(tag::INTERNAL | cell.addr() as u64)
    }
}

impl From<Gc<Object>> for Value {
    #[inline(always)]
    fn from(o: Gc<Object>) -> Value {
        let tag = if o.kind() == Kind::Undetectable { tag::UNDETECTABLE } else { tag::OBJECT };
        Value(tag | o.addr() as u64)
    }
}
impl From<Gc<JsString>> for Value {
    #[inline(always)]
    fn from(s: Gc<JsString>) -> Value {
        Value(tag::STRING | s.addr() as u64)
    }
}
impl From<Gc<Symbol>> for Value {
    #[inline(always)]
    fn from(s: Gc<Symbol>) -> Value {
        Value(tag::SYMBOL | s.addr() as u64)
    }
}
impl From<Gc<BigInt>> for Value {
    #[inline(always)]
    fn from(b: Gc<BigInt>) -> Value {
        Value(tag::BIGINT | b.addr() as u64)
    }
}
impl From<bool> for Value {
    #[inline(always)]
    fn from(b: bool) -> Value {
        Value::bool(b)
    }
}
impl From<i32> for Value {
    #[inline(always)]
    fn from(i: i32) -> Value {
        Value::int(i)
    }
}
impl From<u32> for Value {
    #[inline(always)]
    fn from(u: u32) -> Value {
        if u <= i32::MAX as u32 { Value::int(u as i32) } else { Value::double(u as f64) }
    }
}
impl From<usize> for Value {
    #[inline(always)]
    fn from(u: usize) -> Value {
        if u <= i32::MAX as usize { Value::int(u as i32) } else { Value::double(u as f64) }
    }
}
impl From<f64> for Value {
    #[inline(always)]
    fn from(d: f64) -> Value {
        Value::number(d)
    }
}

impl std::fmt::Debug for Value {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match *self {
            Value::UNDEFINED => f.write_str("undefined"),
            Value::NULL => f.write_str("null"),
            Value::TRUE => f.write_str("true"),
            Value::FALSE => f.write_str("false"),
            Value::HOLE => f.write_str("<hole>"),
            Value::EXCEPTION => f.write_str("<exception>"),
            v if v.is_int() => write!(f, "{}", v.int_unchecked()),
            v if v.is_number() => write!(f, "{:?}", f64::from_bits(v.0)),
            v if v.is_string() => write!(f, "{:?}", v.as_string().unwrap().to_rust_string_lossy()),
            v => write!(f, "<cell {:#x}>", v.0),
        }
    }
}
