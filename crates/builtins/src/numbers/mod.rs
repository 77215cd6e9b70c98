//! 21 numbers and dates: Number, BigInt, Math, Date.
mod bigint;
mod date;
mod math;
mod number;
mod sum;

use ogive_vm::{Gc, Intrinsic as I, Realm, Vm};

pub use date::reset_time_zone;

/// Makes an intrinsic of this chapter; false if it is another's.
pub(crate) fn make(vm: &mut Vm, realm: Gc<Realm>, which: I) -> bool {
    match which {
        I::Number | I::NumberPrototype => number::make(vm, realm),
        I::BigInt | I::BigIntPrototype => bigint::make(vm, realm),
        I::Math => math::make(vm, realm),
        I::Date | I::DatePrototype => date::make(vm, realm),
        _ => return false,
    }
    true
}
