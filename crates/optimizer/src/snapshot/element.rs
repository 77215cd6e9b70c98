//! What keyed sites have met (`vm::ic::element_feedback`), as the builder asks it.

use ogive_vm::elements::kind;
use ogive_vm::ic::element_feedback as met;

/// The bits of a site.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct ElementFeedback {
    /// `vm::ic::element_feedback`.
    pub bits: u32,
    /// The first receiver's shape, or what stands for it.
    pub shape: u32,
}

/// One plain kind of receiver.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum ElementCase {
    /// Fast elements: kind (`vm::elements::kind`), maybe with holes; of an array or of another object.
    Fast {
        /// `INT`, `DOUBLE` or `ANY`: elements of this kind, or (mixed) of ones that it includes.
        kind: u8,
        /// Several kinds have been met.
        mixed: bool,
        /// There may be holes.
        holey: bool,
        /// Not only arrays.
        objects: bool,
    },
    /// Typed arrays of that element type.
    Typed(u8),
    /// Strings.
    String,
}

impl ElementFeedback {
    /// Was this met?
    pub fn has(self, bits: u32) -> bool {
        self.bits & bits != 0
    }
    /// The one kind of receiver met; `None` when there are several, or others.
    pub fn case(self) -> Option<ElementCase> {
        let fast = self.bits & (met::INT | met::DOUBLE | met::ANY);
        let typed = self.bits >> 16;
        let groups = (fast != 0) as u32 + typed.count_ones() + self.has(met::STRING) as u32;
        if groups != 1 || self.has(met::OTHER) {
            return None;
        }
        if self.has(met::STRING) {
            return Some(ElementCase::String);
        }
        if typed != 0 {
            return Some(ElementCase::Typed(typed.trailing_zeros() as u8));
        }
        let kind = match fast {
            met::INT => kind::INT,
            fast if fast & met::ANY == 0 => kind::DOUBLE,
            _ => kind::ANY,
        };
        Some(ElementCase::Fast { kind, mixed: fast.count_ones() > 1, holey: self.has(met::HOLEY), objects: self.has(met::NOT_ARRAY) })
    }
}
