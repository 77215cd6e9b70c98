//! Bits of the *kinds* byte that each unit of code has in its function's feedback. They only ever widen.
//! Zero means: only int32 operands with int32 results (or never run).

/// A double operand or result; with [`STRING`], any Number operand.
pub const DOUBLE: u8 = 1;
/// An int32 operation overflowed to a double, or gave -0.
pub const OVERFLOW: u8 = 2;
/// A NaN result of arithmetic.
pub const NAN: u8 = 4;
/// A string operand.
pub const STRING: u8 = 8;
/// A BigInt operand.
pub const BIGINT: u8 = 16;
/// undefined, null or a boolean operand.
pub const ODDBALL: u8 = 32;
/// An object or symbol operand.
pub const OBJECT: u8 = 64;
/// `IteratorNext`, `ForOfNext`: an array's, typed array's, Map's, Set's or string's own iterator object has given a value.
pub const STEP_VALUE: u8 = STRING;
/// `IteratorNext`, `ForOfNext`: such an iterator has given a pair.
pub const STEP_PAIR: u8 = BIGINT;
/// `ForOfNext`, `GetIterator`: a function of a script has been left to the code that follows.
pub const STEP_SCRIPT: u8 = OVERFLOW;
/// `IteratorNext`, `ForOfNext`: any other iterator. `GetIterator` that may leave a call: it has left none.
pub const STEP_OTHER: u8 = ODDBALL;
/// The op has been executed by a recording slow path (tells "only ints" from "never run" where an op always records).
pub const SEEN: u8 = 128;
