//! The Vm's offsets in the type that the assembler takes, and the bits that templates compare with.
use ogive_bytecode::frame;
use ogive_gc::Header;
use ogive_vm::machine::layout;

macro_rules! offsets {
    ($($(#[$doc:meta])* $name:ident = $value:expr;)*) => { $($(#[$doc])* pub(crate) const $name: i32 = $value as i32;)* };
}

/// As `offsets!`, with a table of the names for listings.
macro_rules! named_offsets {
    ($($name:ident = $value:expr;)*) => {
        offsets! { $($name = $value;)* }
        /// Offsets and names.
        pub(crate) const NAMES: &[(i32, &str)] = &[$(($name, stringify!($name))),*];
    };
}

/// Of the Vm (r15).
pub(crate) mod vm {
    use super::layout::vm;
    named_offsets! {
        STACK_LIMIT = vm::STACK_LIMIT;
        NATIVE_STACK_LIMIT = vm::NATIVE_STACK_LIMIT;
        COMPLETION = vm::COMPLETION;
        HEAP = vm::HEAP;
        EMPTY_ELEMENTS = vm::EMPTY_ELEMENTS;
        EMPTY_SLOTS = vm::EMPTY_SLOTS;
        SINGLE_CHARS = vm::SINGLE_CHARS;
        NO_INDEXED_PROTOTYPES = vm::NO_INDEXED_PROTOTYPES;
        MEGAMORPHIC_LOADS = vm::MEGAMORPHIC_LOADS;
        MEGAMORPHIC_STORES = vm::MEGAMORPHIC_STORES;
        UNTAG_OBJECT = vm::UNTAG_OBJECT;
        UNTAG_INTERNAL = vm::UNTAG_INTERNAL;
        INT_TAG = vm::INT_TAG;
        OBJECT_TAG = vm::OBJECT_TAG;
        UNDEFINED = vm::UNDEFINED;
        NULL = vm::NULL;
        TRUE = vm::TRUE;
        FALSE = vm::FALSE;
        HOLE = vm::HOLE;
        EXCEPTION = vm::EXCEPTION_MARKER;
        NON_NUMBER = vm::NON_NUMBER;
    }
}

/// Of a cell's header.
pub(crate) mod header {
    use super::{Header, layout};
    offsets! {
        SHAPE = Header::SHAPE_OFFSET;
        KIND = Header::KIND_OFFSET;
        FLAGS = layout::object::FLAGS;
        ELEMENTS = layout::object::ELEMENTS_BYTE;
        GC = Header::GC_OFFSET;
    }
}

/// Of an object.
pub(crate) mod object {
    use super::layout;
    offsets! {
        ELEMENTS = layout::object::ELEMENTS;
        SLOTS = layout::object::SLOTS;
        FIELDS = layout::object::FIELDS;
        /// An array's `length`: its first slot, always inline.
        ARRAY_LENGTH = layout::object::FIELDS;
        FUNCTION_CODE = layout::object::FIELDS + ogive_vm::call::function_field::CODE * 8;
        FUNCTION_ENV = layout::object::FIELDS + ogive_vm::call::function_field::ENV * 8;
        FUNCTION_FIELDS = layout::object::FIELDS + ogive_vm::call::function_field::FIELDS * 8;
        FUNCTION_HOME = layout::object::FIELDS + ogive_vm::call::function_field::HOME * 8;
    }
}

/// Addresses of a heap agree above so many bits.
pub(crate) const HEAP_BITS: i8 = ogive_vm::object::HEAP_ALIGNMENT.trailing_zeros() as i8;

/// Of a shape.
pub(crate) mod shape {
    use super::layout;
    offsets! {
        FLAGS = layout::shape::FLAGS;
        PROTOTYPE = layout::shape::PROTOTYPE;
    }
}

/// Of an elements cell.
pub(crate) mod elements {
    use super::layout;
    offsets! {
        LEN = layout::elements::LEN;
        CAPACITY = layout::elements::CAPACITY;
        VALUES = layout::elements::VALUES;
    }
}

/// Of an overflow slots cell.
pub(crate) mod slots {
    use super::layout;
    offsets! {
        CAPACITY = layout::slots::CAPACITY;
        VALUES = layout::slots::VALUES;
    }
}

/// Of a line of the global cache.
pub(crate) mod line {
    use super::layout;
    offsets! {
        KEY = layout::megamorphic::KEY;
        IC = layout::megamorphic::IC;
        SIZE = layout::megamorphic::LINE_SIZE;
    }
}

/// Of an environment.
pub(crate) mod env {
    use super::layout;
    offsets! {
        CODE = layout::env::CODE;
        SCOPE = layout::env::SCOPE;
        PARENT = ogive_vm::env::PARENT_OFFSET;
        SLOTS = ogive_vm::env::SLOTS_OFFSET;
    }
}

/// Of a code block.
pub(crate) mod block {
    use super::layout;
    offsets! {
        ENTRY = layout::code_block::ENTRY;
        BUDGET = layout::code_block::BUDGET;
        CALLS = layout::code_block::CALLS;
    }
}

/// Of an inline cache.
pub(crate) mod ic {
    use super::layout;
    offsets! {
        SIZE = size_of::<ogive_vm::ic::Ic>();
        SHAPE = layout::ic::SHAPE;
        ACTION = layout::ic::ACTION;
        PROMISE = layout::ic::PROMISE;
        MISSES = layout::ic::MISSES;
        OFFSET = layout::ic::OFFSET;
        NEXT = layout::ic::NEXT;
        HOLDER = layout::ic::HOLDER;
        EXTRA = layout::ic::EXTRA;
        VALIDITY = layout::ic::VALIDITY;
        LIST = layout::ic::LIST;
        LIST_LEN = layout::ic::LIST_LEN;
        LIST_ENTRIES = layout::ic::LIST_ENTRIES;
    }
}

/// Of a string.
pub(crate) mod string {
    use super::layout;
    offsets! {
        LEN = layout::string::LEN;
        FLAGS = layout::string::FLAGS;
        AUX = layout::string::AUX;
        BASE = layout::string::BASE;
        UNITS = ogive_vm::string::UNITS_OFFSET;
    }
}

/// Of a frame word.
pub(crate) const fn slot(register: u16) -> i32 {
    register as i32 * 8
}
offsets! {
    CALLEE = frame::CALLEE * 8;
    CODE = frame::CODE * 8;
    CALLER = frame::CALLER * 8;
    PC = frame::PC * 8;
    ARGC = frame::ARGC * 8;
    FRAME_FLAGS = frame::ARGC * 8 + 4;
    NEW_TARGET = frame::NEW_TARGET * 8;
    ENV = frame::ENV * 8;
    THIS = frame::THIS * 8;
    ARGS = frame::ARGS * 8;
}

/// The upper 16 bits of tags.
pub(crate) mod top {
    use ogive_vm::value::tag;
    offsets! {
        CONSTANT = tag::CONSTANT >> 48;
        INTERNAL = tag::INTERNAL >> 48;
        BIGINT = tag::BIGINT >> 48;
        STRING = tag::STRING >> 48;
        UNDETECTABLE = tag::UNDETECTABLE >> 48;
    }
}
