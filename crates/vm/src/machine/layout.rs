//! Offsets that machine code uses, in bytes. Sizes of header words and tags are at their types (`Header`, `value::tag`, `env`, `elements`).
use crate::code_block::CodeBlock;
use crate::ic::Ic;
use crate::interpreter::{MegamorphicCache, MegamorphicTable};
use crate::interrupt::Interrupt;
use crate::object::{Accessor, Object};
use crate::shape::Shape;
use crate::string::JsString;
use crate::vm::{Protectors, Vm};
use super::Machine;
use std::mem::offset_of;

/// `Vm`
pub mod vm {
    use super::*;
    /// The running frame.
    pub const FRAME: usize = offset_of!(Vm, frame);
    /// First free word of the register stack.
    pub const TOP: usize = offset_of!(Vm, top);
    /// No frame may reach beyond.
    pub const STACK_LIMIT: usize = offset_of!(Vm, stack_limit);
    /// rsp may not go below.
    pub const NATIVE_STACK_LIMIT: usize = offset_of!(Vm, native_stack_limit);
    /// The pending exception.
    pub const EXCEPTION: usize = offset_of!(Vm, exception);
    /// The value a frame was left with (status `LEAVE`).
    pub const COMPLETION: usize = offset_of!(Vm, completion);
    /// Pointer to the heap.
    pub const HEAP: usize = offset_of!(Vm, heap);
    /// The elements of objects that have none.
    pub const EMPTY_ELEMENTS: usize = offset_of!(Vm, empty_elements);
    /// The overflow slots of objects that have none.
    pub const EMPTY_SLOTS: usize = offset_of!(Vm, empty_slots);
    /// Pointer to the strings of one Latin-1 character.
    pub const SINGLE_CHARS: usize = offset_of!(Vm, single_chars);
    /// Pointer to the global cache's loads ([`super::megamorphic`]); null before the first.
    pub const MEGAMORPHIC_LOADS: usize = offset_of!(Vm, megamorphic) + offset_of!(MegamorphicCache, loads) + offset_of!(MegamorphicTable, start);
    /// Pointer to its stores.
    pub const MEGAMORPHIC_STORES: usize = offset_of!(Vm, megamorphic) + offset_of!(MegamorphicCache, stores) + offset_of!(MegamorphicTable, start);
    /// The protector that says that holes read as undefined and stores to them meet nothing (a byte, 1: it holds).
    pub const NO_INDEXED_PROTOTYPES: usize = offset_of!(Vm, protectors) + offset_of!(Protectors, no_indexed_prototypes);
    /// Fuel of library loops.
    pub const FUEL: usize = offset_of!(Vm, interrupt) + offset_of!(Interrupt, fuel);
    const MACHINE: usize = offset_of!(Vm, machine);
    /// What the slow half called last has given.
    pub const RESULT: usize = MACHINE + offset_of!(Machine, result);
    /// `u64`
    pub const STEP_VALUE: usize = MACHINE + offset_of!(Machine, step_value);
    /// -(object tag).
    pub const UNTAG_OBJECT: usize = MACHINE + offset_of!(Machine, untag_object);
    /// -(internal tag).
    pub const UNTAG_INTERNAL: usize = MACHINE + offset_of!(Machine, untag_internal);
    /// int32 tag.
    pub const INT_TAG: usize = MACHINE + offset_of!(Machine, int_tag);
    /// Object tag.
    pub const OBJECT_TAG: usize = MACHINE + offset_of!(Machine, object_tag);
    /// undefined
    pub const UNDEFINED: usize = MACHINE + offset_of!(Machine, undefined);
    /// null
    pub const NULL: usize = MACHINE + offset_of!(Machine, null);
    /// true
    pub const TRUE: usize = MACHINE + offset_of!(Machine, r#true);
    /// false
    pub const FALSE: usize = MACHINE + offset_of!(Machine, r#false);
    /// The hole.
    pub const HOLE: usize = MACHINE + offset_of!(Machine, hole);
    /// The exception marker.
    pub const EXCEPTION_MARKER: usize = MACHINE + offset_of!(Machine, exception);
    /// Signed compare: below it are Numbers.
    pub const NON_NUMBER: usize = MACHINE + offset_of!(Machine, non_number);
    /// Pointer to the request word.
    pub const REQUEST: usize = MACHINE + offset_of!(Machine, request);
}

/// The tables of the global cache
pub mod megamorphic {
    use crate::interpreter::MegamorphicLine;
    pub use crate::interpreter::MEGAMORPHIC_LINES as LINES;
    use std::mem::offset_of;
    /// Bytes of a line. Its number is (shape >> 4 ^ shape >> 14 ^ key >> 4 ^ key >> 16) mod `LINES`.
    pub const LINE_SIZE: usize = size_of::<MegamorphicLine>();
    /// The key's bits.
    pub const KEY: usize = offset_of!(MegamorphicLine, key);
    /// The `Ic`.
    pub const IC: usize = offset_of!(MegamorphicLine, ic);
}

/// `CodeBlock`
pub mod code_block {
    use super::*;
    /// The M entry.
    pub const ENTRY: usize = offset_of!(CodeBlock, entry);
    /// Calls and back edges left (i32).
    pub const BUDGET: usize = offset_of!(CodeBlock, budget);
    /// Has it been called? (u32)
    pub const CALLS: usize = offset_of!(CodeBlock, calls);
    /// First unit.
    pub const UNITS: usize = offset_of!(CodeBlock, units);
    /// Registers of a frame (u32).
    pub const REGISTER_COUNT: usize = offset_of!(CodeBlock, register_count);
    /// Formal parameters (u16).
    pub const PARAM_COUNT: usize = offset_of!(CodeBlock, param_count);
    /// `call_flags` (u16).
    pub const CALL_FLAGS: usize = offset_of!(CodeBlock, call_flags);
}

/// `Object`
pub mod object {
    use super::*;
    /// Elements cell.
    pub const ELEMENTS: usize = offset_of!(Object, elements);
    /// Overflow slots cell.
    pub const SLOTS: usize = offset_of!(Object, slots);
    /// Internal field 0.
    pub const FIELDS: usize = crate::cells::OBJECT_FIXED_WORDS * 8;
    /// The header's elements byte.
    pub const ELEMENTS_BYTE: usize = offset_of!(ogive_gc::Header, elements);
    /// The header's object flags.
    pub const FLAGS: usize = offset_of!(ogive_gc::Header, flags);
}

/// `Accessor`
pub mod accessor {
    use super::*;
    /// [[Get]]
    pub const GET: usize = offset_of!(Accessor, get);
    /// [[Set]]
    pub const SET: usize = offset_of!(Accessor, set);
}

/// `Env`
pub mod env {
    use crate::env::Env;
    use std::mem::offset_of;
    /// The code block that describes it.
    pub const CODE: usize = offset_of!(Env, code);
    /// The scope's number (u32), and padding.
    pub const SCOPE: usize = offset_of!(Env, scope);
}

/// `Elements`
pub mod elements {
    use crate::elements::Elements;
    use std::mem::offset_of;
    /// Values in use (u32).
    pub const LEN: usize = offset_of!(Elements, len);
    /// Room (u32).
    pub const CAPACITY: usize = offset_of!(Elements, capacity);
    /// First value.
    pub const VALUES: usize = crate::elements::VALUES_OFFSET;
}

/// `Slots`
pub mod slots {
    use crate::elements::Slots;
    use std::mem::offset_of;
    /// Room (u32).
    pub const CAPACITY: usize = offset_of!(Slots, capacity);
    /// First value.
    pub const VALUES: usize = crate::elements::VALUES_OFFSET;
}

/// `Ic`
pub mod ic {
    use super::*;
    /// Receiver's shape id (u32).
    pub const SHAPE: usize = offset_of!(Ic, shape);
    /// `Action` (u8).
    pub const ACTION: usize = offset_of!(Ic, action);
    /// Promise (u8).
    pub const PROMISE: usize = offset_of!(Ic, promise);
    /// Misses (u8).
    pub const MISSES: usize = offset_of!(Ic, misses);
    /// Byte offset of the slot (u32).
    pub const OFFSET: usize = offset_of!(Ic, offset);
    /// The shape after (u32).
    pub const NEXT: usize = offset_of!(Ic, next);
    /// Holder's address.
    pub const HOLDER: usize = offset_of!(Ic, holder);
    /// Getter, setter, callee or key: Value bits.
    pub const EXTRA: usize = offset_of!(Ic, extra);
    /// Validity cell's address or 0.
    pub const VALIDITY: usize = offset_of!(Ic, validity);
    /// Pointer to the descriptions of a polymorphic cache.
    pub const LIST: usize = offset_of!(Ic, list);
    /// In them: how many (u32).
    pub const LIST_LEN: usize = offset_of!(crate::ic::IcList, len);
    /// In them: the first.
    pub const LIST_ENTRIES: usize = offset_of!(crate::ic::IcList, entries);
}

/// `Shape`
pub mod shape {
    use super::*;
    /// The prototype's Value.
    pub const PROTOTYPE: usize = offset_of!(Shape, prototype);
    /// `shape::flags` (u8).
    pub const FLAGS: usize = offset_of!(Shape, flags);
}

/// `JsString`
pub mod string {
    use super::*;
    /// The length is the header's shape word (u32).
    pub const LEN: usize = ogive_gc::Header::SHAPE_OFFSET;
    /// Slices: the start (u32).
    pub const AUX: usize = offset_of!(JsString, aux);
    /// Slices: the base's address.
    pub const BASE: usize = offset_of!(JsString, first);
    /// The header's flags (`string::flags`).
    pub const FLAGS: usize = offset_of!(JsString, header) + offset_of!(ogive_gc::Header, flags);
}
