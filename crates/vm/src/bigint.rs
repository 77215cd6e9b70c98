//! BigInt cells: sign and magnitude; limbs are u64, little endian, after the header.
//!
//! ```text
//!  header.shape = number of limbs     header.flags bit 0 = negative
//!  | header | limb 0 | limb 1 | …
//! ```
//! Invariant B1: the highest limb is not zero; zero has no limbs and no sign.
use crate::cells::{Kind, Traced};
use crate::vm::Vm;
use ogive_gc::{Cell as GcCell, Gc, Header, Tracer};

/// A BigInt cell.
#[repr(C)]
pub struct BigInt {
    pub(crate) header: Header,
}
// SAFETY: repr(C), begins with Header; holds no cell pointers.
unsafe impl GcCell for BigInt {
    const KIND: u8 = Kind::BigInt as u8;
}
impl Traced for BigInt {
    const LEAF: bool = true;
    fn trace(&self, _tracer: &mut Tracer) {}
    fn size(&self) -> usize {
        8 + self.limbs().len() * 8
    }
}
impl BigInt {
    /// The magnitude, least significant limb first.
    pub fn limbs(&self) -> &[u64] {
        // SAFETY: the cell was allocated with that many limbs after the header.
        unsafe { std::slice::from_raw_parts((self as *const BigInt as *const u64).add(1), self.header.shape() as usize) }
    }
    /// Below zero?
    pub fn is_negative(&self) -> bool {
        self.header.flags.get() & 1 != 0
    }
    /// Zero?
    pub fn is_zero(&self) -> bool {
        self.header.shape() == 0
    }
}
impl Vm {
    /// A BigInt of the given sign and magnitude (leading zero limbs allowed); `None` past the heap limit or 2^24 limbs.
    pub fn try_new_bigint(&mut self, negative: bool, limbs: &[u64]) -> Option<Gc<BigInt>> {
        let len = limbs.iter().rposition(|&l| l != 0).map_or(0, |i| i + 1);
        if len > 1 << 24 {
            return None;
        }
        let bytes = 8 + len.max(1) * 8;
        let cell = if bytes > 4096 {
            self.heap.try_allocate_large(bytes, Kind::BigInt as u8, len as u32)?
        } else {
            self.heap.allocate(bytes, Kind::BigInt as u8, len as u32)
        };
        // SAFETY: a fresh cell with room for the limbs.
        unsafe {
            (*cell).flags.set((negative && len > 0) as u8);
            let to = (cell as *mut u64).add(1);
            match limbs[..len] {
                [] => {}
                [a] => to.write(a),
                [a, b] => to.cast::<[u64; 2]>().write([a, b]),
                _ => std::ptr::copy_nonoverlapping(limbs.as_ptr(), to, len),
            }
            Some(Gc::from_ptr(cell as *mut BigInt))
        }
    }
    /// A BigInt of an i64.
    pub fn new_bigint_i64(&mut self, value: i64) -> Gc<BigInt> {
        self.try_new_bigint(value < 0, &[value.unsigned_abs()]).expect("one limb always fits")
    }
    /// A BigInt of a u64.
    pub fn new_bigint_u64(&mut self, value: u64) -> Gc<BigInt> {
        self.try_new_bigint(false, &[value]).expect("one limb always fits")
    }
}
