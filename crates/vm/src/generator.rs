//! Suspended frames: generators, async functions, async generators. A frame's window is copied to a heap cell and back.
use crate::cells::{Kind, Traced, mark_values};
use crate::value::Value;
use ogive_gc::{Cell as GcCell, Header, Tracer};
use std::cell::Cell;

/// The copy of a suspended frame's window (header words included).
#[repr(C)]
pub struct SavedFrame {
    pub(crate) header: Header,
    /// Words that follow.
    pub(crate) len: u32,
    /// Unit at which to resume.
    pub(crate) resume_unit: Cell<u32>,
}
// SAFETY: repr(C), begins with Header; traced below.
unsafe impl GcCell for SavedFrame {
    const KIND: u8 = Kind::SavedFrame as u8;
}
impl Traced for SavedFrame {
    fn trace(&self, tracer: &mut Tracer) {
        mark_values(tracer, self.words());
    }
    fn size(&self) -> usize {
        16 + self.len as usize * 8
    }
}
impl SavedFrame {
    /// The window.
    pub fn words(&self) -> &[Value] {
        // SAFETY: allocated with `len` words after the fixed part, all initialised.
        unsafe { std::slice::from_raw_parts((self as *const SavedFrame as *const Value).add(2), self.len as usize) }
    }
}
