//! Appending to arrays and removing their last element: in place where the array is plain and has room, by a library function otherwise.
//!
//! The library refuses with the hole before it has done anything; then the code leaves, and the interpreter executes the call.
use super::{Lower, MEMORY};
use crate::mir::{NodeId, Type};
use cranelift_codegen::ir::condcodes::IntCC;
use cranelift_codegen::ir::{self, InstBuilder, types};
use ogive_gc::Header;
use ogive_vm::Value;
use ogive_vm::elements::{SMALL_ELEMENTS, kind};
use ogive_vm::machine::{layout, library};
use ogive_vm::object::{HEAP_ALIGNMENT, flags as object_flags};
use ogive_vm::shape::flags as shape_flags;

/// The end of an array that can be changed there with nothing else to look at, but for the kind of its elements.
struct End {
    array: ir::Value,
    elements: ir::Value,
    /// Its length, which is that of its elements (i64).
    length: ir::Value,
    /// The Value of that.
    boxed: ir::Value,
    /// `kind::…` without the holey bit (i8).
    kind: ir::Value,
}

impl Lower<'_, '_, '_> {
    /// `slow` when the condition does not hold.
    fn or_else(&mut self, holds: ir::Value, slow: ir::Block) {
        let rest = self.b.create_block();
        self.b.ins().brif(holds, rest, &[], slow, &[]);
        self.b.switch_to_block(rest);
    }
    /// The end of an array; `slow` when its length is not that of its elements, or something may object to a change.
    fn array_end(&mut self, array: NodeId, slow: ir::Block) -> End {
        let array = self.cell(array);
        let byte = self.b.ins().load(types::I8, MEMORY, array, layout::object::ELEMENTS_BYTE as i32);
        let kind = self.b.ins().band_imm_u(byte, kind::MASK as i64);
        let flags = self.b.ins().load(types::I8, MEMORY, array, layout::object::FLAGS as i32);
        let fixed = self.b.ins().band_imm_u(flags, (object_flags::NON_EXTENSIBLE | object_flags::LENGTH_FIXED) as i64);
        let shape = self.b.ins().uload32(MEMORY, array, Header::SHAPE_OFFSET as i32);
        let shapes = self.b.ins().band_imm_s(array, !(HEAP_ALIGNMENT as i64 - 1));
        let shape = self.b.ins().bor(shapes, shape);
        let flags = self.b.ins().load(types::I8, MEMORY, shape, layout::shape::FLAGS as i32);
        let prototype = self.b.ins().band_imm_u(flags, shape_flags::PROTOTYPE as i64);
        let special = self.b.ins().bor(fixed, prototype);
        let plain = self.b.ins().icmp_imm_u(IntCC::Equal, special, 0);
        self.or_else(plain, slow);
        let elements = self.b.ins().load(types::I64, MEMORY, array, layout::object::ELEMENTS as i32);
        let length = self.b.ins().uload32(MEMORY, elements, layout::elements::LEN as i32);
        let boxed = self.b.ins().iadd(length, self.constants.int_tag);
        let word = self.b.ins().load(types::I64, MEMORY, array, layout::object::FIELDS as i32);
        let full = self.b.ins().icmp(IntCC::Equal, word, boxed);
        self.or_else(full, slow);
        End { array, elements, length, boxed, kind }
    }
    /// Stores a new length into array and elements: its Value.
    fn set_length(&mut self, end: &End, change: i64) -> ir::Value {
        let length = self.b.ins().iadd_imm_s(end.length, change);
        self.b.ins().istore32(MEMORY, length, end.elements, layout::elements::LEN as i32);
        let boxed = self.b.ins().iadd_imm_s(end.boxed, change);
        self.b.ins().store(MEMORY, boxed, end.array, layout::object::FIELDS as i32);
        boxed
    }
    /// What the library has answered; leaves when it has refused.
    fn unless_refused(&mut self, id: NodeId, answer: ir::Value, array: NodeId) {
        let hole = self.iconst(Value::HOLE.bits() as i64);
        let refused = self.b.ins().icmp(IntCC::Equal, answer, hole);
        let exit = self.exit_of(id);
        self.cold_if(refused, |l| l.leave_before(exit, Some(array)));
    }

    pub(super) fn array_push(&mut self, id: NodeId, array: NodeId, value: NodeId) -> ir::Value {
        let (slow, join) = (self.cold_block(), self.b.create_block());
        self.b.append_block_param(join, types::I64);
        let end = self.array_end(array, slow);
        // Without a look at the value, what its type tells: which kinds of elements admit it as it is.
        let admitted = match self.graph.type_of(self.graph.unrefined(value)) {
            Type::Int32 => {
                let not_any = self.b.ins().band_imm_u(end.kind, !kind::ANY as i64);
                self.b.ins().icmp_imm_u(IntCC::Equal, not_any, kind::INT as i64)
            }
            _ => self.b.ins().icmp_imm_u(IntCC::Equal, end.kind, kind::ANY as i64),
        };
        self.or_else(admitted, slow);
        let capacity = self.b.ins().uload32(MEMORY, end.elements, layout::elements::CAPACITY as i32);
        let fits = self.b.ins().icmp(IntCC::UnsignedLessThan, end.length, capacity);
        let elements = self.with_room(&end, capacity, fits, slow);
        let end = End { elements, ..end };
        let bytes = self.b.ins().ishl_imm_u(end.length, 3);
        let address = self.b.ins().iadd(end.elements, bytes);
        let stored = self.v(value);
        self.b.ins().store(MEMORY, stored, address, layout::elements::VALUES as i32);
        let length = self.set_length(&end, 1);
        if !self.is_no_cell(value) {
            let slot = self.b.ins().iadd_imm_s(address, layout::elements::VALUES as i64);
            self.barrier(end.elements, Some(slot));
        }
        self.b.ins().jump(join, &[length.into()]);
        self.b.switch_to_block(slow);
        let answer = self.allocating(library::array_push as *const () as usize, &[array, value], types::I64);
        self.unless_refused(id, answer, array);
        self.b.ins().jump(join, &[answer.into()]);
        self.b.switch_to_block(join);
        self.b.block_params(join)[0]
    }

    /// The elements when there is room, or the first ones of an array that had none; `slow` otherwise.
    fn with_room(&mut self, end: &End, capacity: ir::Value, fits: ir::Value, slow: ir::Block) -> ir::Value {
        let (full, first, room) = (self.cold_block(), self.cold_block(), self.b.create_block());
        self.b.append_block_param(room, types::I64);
        self.b.ins().brif(fits, room, &[end.elements.into()], full, &[]);
        self.b.switch_to_block(full);
        self.b.ins().brif(capacity, slow, &[], first, &[]);
        self.b.switch_to_block(first);
        let cell = self.first_elements();
        self.b.ins().store(MEMORY, cell, end.array, layout::object::ELEMENTS as i32);
        self.barrier(end.array, None);
        self.b.ins().jump(room, &[cell.into()]);
        self.b.switch_to_block(room);
        self.b.block_params(room)[0]
    }

    pub(super) fn array_pop(&mut self, id: NodeId, array: NodeId) -> ir::Value {
        let (slow, join) = (self.cold_block(), self.b.create_block());
        self.b.append_block_param(join, types::I64);
        let end = self.array_end(array, slow);
        let stored_plainly = self.b.ins().icmp_imm_u(IntCC::UnsignedLessThan, end.kind, kind::FROZEN as i64);
        self.or_else(stored_plainly, slow);
        // The last of many: the library gives the room back.
        let last = self.b.ins().icmp_imm_u(IntCC::UnsignedLessThanOrEqual, end.length, 1);
        let capacity = self.b.ins().uload32(MEMORY, end.elements, layout::elements::CAPACITY as i32);
        let large = self.b.ins().icmp_imm_u(IntCC::UnsignedGreaterThan, capacity, SMALL_ELEMENTS as i64);
        let gives_back = self.b.ins().band(last, large);
        let empty = self.b.ins().icmp_imm_u(IntCC::Equal, end.length, 0);
        let other = self.b.ins().bor(gives_back, empty);
        let simple = self.b.ins().bxor_imm_u(other, 1);
        self.or_else(simple, slow);
        let bytes = self.b.ins().ishl_imm_u(end.length, 3);
        let address = self.b.ins().iadd(end.elements, bytes);
        let offset = layout::elements::VALUES as i32 - 8;
        let value = self.b.ins().load(types::I64, MEMORY, address, offset);
        let hole = self.iconst(Value::HOLE.bits() as i64);
        let present = self.b.ins().icmp(IntCC::NotEqual, value, hole);
        self.or_else(present, slow);
        self.b.ins().store(MEMORY, hole, address, offset);
        self.set_length(&end, -1);
        self.b.ins().jump(join, &[value.into()]);
        self.b.switch_to_block(slow);
        let answer = self.leaf(library::array_pop as *const () as usize, &[array], types::I64);
        self.unless_refused(id, answer, array);
        self.b.ins().jump(join, &[answer.into()]);
        self.b.switch_to_block(join);
        self.b.block_params(join)[0]
    }
}
