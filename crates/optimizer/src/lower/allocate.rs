//! Allocation: a cell from the bump range of its size class, in a few instructions; a cold call when the range is empty. A fresh cell is filled
//! before anything else can allocate, and its stores need no barrier.
use super::{Lower, MEMORY};
use crate::mir::{NodeId, ObjectLayout};
use cranelift_codegen::ir::condcodes::IntCC;
use cranelift_codegen::ir::{self, InstBuilder, types};
use ogive_gc::{Header, Heap, MAX_SMALL, class_of, class_size};
use ogive_vm::call::function_field;
use ogive_vm::elements::FIRST_ELEMENTS;
use ogive_vm::machine::{layout, library};
use ogive_vm::value::tag;
use ogive_vm::{Kind, Value};

impl Lower<'_, '_, '_> {
    /// The address of a new cell with that header.
    fn allocate(&mut self, bytes: usize, header: u64) -> ir::Value {
        let kind = (header >> 32) as u8;
        let header = self.iconst(header as i64);
        let cell = if bytes > MAX_SMALL || Kind::ALL.get(kind as usize).is_none_or(|k| k.has_finalizer()) {
            self.allocate_cold(bytes, header)
        } else {
            let class = class_of(bytes);
            let range = self.world.heap as i64 + Heap::bump_offset(class) as i64;
            let range = self.iconst(range);
            let cursor = self.b.ins().load(types::I64, MEMORY, range, 0);
            let next = self.b.ins().iadd_imm_s(cursor, class_size(class) as i64);
            let end = self.b.ins().load(types::I64, MEMORY, range, 8);
            let fits = self.b.ins().icmp(IntCC::UnsignedLessThanOrEqual, next, end);
            self.either(
                fits,
                types::I64,
                |l| {
                    l.b.ins().store(MEMORY, next, range, 0);
                    cursor
                },
                |l| l.allocate_cold(bytes, header),
            )
        };
        // The collector's library function knows only kind and shape.
        self.b.ins().store(MEMORY, header, cell, 0);
        cell
    }
    fn allocate_cold(&mut self, bytes: usize, header: ir::Value) -> ir::Value {
        self.protect_window();
        let bytes = self.iconst(bytes as i64);
        self.rust(library::allocate as *const () as usize, Some(types::I64), &[bytes, header]).expect("declared")
    }

    pub(super) fn new_object(&mut self, slots: &[NodeId], object: ObjectLayout) -> ir::Value {
        let words = object.base as usize + object.slots as usize;
        let values: Vec<_> = slots.iter().map(|&slot| self.v(slot)).collect();
        let cell = self.allocate(words * 8, Header::word(object.kind, object.shape.0));
        let elements = self.empty_elements();
        self.b.ins().store(MEMORY, elements, cell, layout::object::ELEMENTS as i32);
        self.no_overflow(cell);
        let fields = layout::object::FIELDS / 8;
        self.fill(cell, fields..object.base as usize, Value::UNDEFINED);
        self.fill(cell, object.base as usize + values.len()..words, Value::UNDEFINED);
        for (i, &value) in values.iter().enumerate() {
            self.b.ins().store(MEMORY, value, cell, (object.base as i32 + i as i32) * 8);
        }
        self.b.ins().iadd(cell, self.constants.object_tag)
    }

    pub(super) fn new_env(&mut self, parent: NodeId, slots: &[NodeId], block: u64, scope: u32) -> ir::Value {
        let first = ogive_vm::env::SLOTS_OFFSET;
        let parent = self.v(parent);
        let values: Vec<_> = slots.iter().map(|&slot| self.v(slot)).collect();
        let cell = self.allocate(first + values.len() * 8, Header::word(Kind::Env as u8, values.len() as u32));
        let block = self.iconst(block as i64);
        self.b.ins().store(MEMORY, block, cell, layout::env::CODE as i32);
        // The scope's number and the padding behind it.
        let scope = self.iconst(scope as i64);
        self.b.ins().store(MEMORY, scope, cell, layout::env::SCOPE as i32);
        self.b.ins().store(MEMORY, parent, cell, ogive_vm::env::PARENT_OFFSET as i32);
        for (i, &value) in values.iter().enumerate() {
            self.b.ins().store(MEMORY, value, cell, (first + i * 8) as i32);
        }
        let tag = self.iconst(tag::INTERNAL as i64);
        self.b.ins().iadd(cell, tag)
    }

    /// The values in the native stack, where the collector sees them.
    fn on_the_stack(&mut self, values: &[NodeId]) -> ir::StackSlot {
        let slot = self.b.create_sized_stack_slot(ir::StackSlotData::new(ir::StackSlotKind::ExplicitSlot, values.len().max(1) as u32 * 8, 3));
        for (i, &value) in values.iter().enumerate() {
            let value = self.v(value);
            self.b.ins().stack_store(types::I64, value, slot, i as i32 * 8);
        }
        slot
    }
    pub(super) fn new_arguments(&mut self, callee: NodeId, values: &[NodeId], strict: bool) -> ir::Value {
        let slot = self.on_the_stack(values);
        let callee = self.v(callee);
        self.protect_window();
        let at = self.b.ins().stack_addr(types::I64, slot, 0);
        let count = self.iconst(values.len() as i64);
        let strict = self.b.ins().iconst(types::I32, strict as i64);
        self.rust(library::new_arguments as *const () as usize, Some(types::I64), &[callee, at, count, strict])
        .expect("declared")
    }

    fn empty_elements(&mut self) -> ir::Value {
        let vm = self.vm();
        self.b.ins().load(types::I64, MEMORY, vm, layout::vm::EMPTY_ELEMENTS as i32)
    }
    /// A new object has no overflow slots.
    fn no_overflow(&mut self, cell: ir::Value) {
        let vm = self.vm();
        let slots = self.b.ins().load(types::I64, MEMORY, vm, layout::vm::EMPTY_SLOTS as i32);
        self.b.ins().store(MEMORY, slots, cell, layout::object::SLOTS as i32);
    }
    fn fill(&mut self, cell: ir::Value, words: std::ops::Range<usize>, value: Value) {
        if !words.is_empty() {
            let value = self.iconst(value.bits() as i64);
            for word in words {
                self.b.ins().store(MEMORY, value, cell, word as i32 * 8);
            }
        }
    }

    pub(super) fn new_array(&mut self, values: &[NodeId], byte: u8, object: ObjectLayout) -> ir::Value {
        let count = values.len();
        // The elements come first: they are complete when the array is allocated, and the machine stack keeps them alive.
        let elements = match count {
            0 => self.empty_elements(),
            _ => {
                let values: Vec<_> = values.iter().map(|&value| self.v(value)).collect();
                let cell = self.allocate(layout::elements::VALUES + count * 8, Header::word(Kind::Elements as u8, 0));
                // `len` and `capacity`.
                let lengths = self.iconst((count | count << 32) as i64);
                self.b.ins().store(MEMORY, lengths, cell, layout::elements::LEN as i32);
                for (i, value) in values.into_iter().enumerate() {
                    self.b.ins().store(MEMORY, value, cell, (layout::elements::VALUES + i * 8) as i32);
                }
                cell
            }
        };
        let words = object.base as usize + object.slots as usize;
        let header = Header::word(object.kind, object.shape.0) | (byte as u64) << (layout::object::ELEMENTS_BYTE * 8);
        let cell = self.allocate(words * 8, header);
        self.b.ins().store(MEMORY, elements, cell, layout::object::ELEMENTS as i32);
        self.no_overflow(cell);
        let length = self.iconst(Value::int(count as i32).bits() as i64);
        self.b.ins().store(MEMORY, length, cell, layout::object::FIELDS as i32);
        self.fill(cell, layout::object::FIELDS / 8 + 1..words, Value::UNDEFINED);
        self.b.ins().iadd(cell, self.constants.object_tag)
    }

    /// The address of elements with room for an array's first ones.
    pub(super) fn first_elements(&mut self) -> ir::Value {
        let first = layout::elements::VALUES / 8;
        let words = first + FIRST_ELEMENTS as usize;
        let cell = self.allocate(words * 8, Header::word(Kind::Elements as u8, 0));
        // `len` and `capacity`.
        let lengths = self.iconst((FIRST_ELEMENTS as i64) << 32);
        self.b.ins().store(MEMORY, lengths, cell, layout::elements::LEN as i32);
        self.fill(cell, first..words, Value::HOLE);
        cell
    }

    pub(super) fn new_array_of_length(&mut self, id: NodeId, length: NodeId, object: ObjectLayout) -> ir::Value {
        let length = self.v(length);
        self.protect_window();
        let shape = self.b.ins().iconst(types::I32, object.shape.0 as i64);
        let array = self.rust(library::new_array_of_length as *const () as usize, Some(types::I64), &[length, shape]).expect("declared");
        let hole = self.iconst(Value::HOLE.bits() as i64);
        let made = self.b.ins().icmp(IntCC::NotEqual, array, hole);
        self.guard(id, made, None);
        array
    }

    pub(super) fn new_closure(&mut self, env: NodeId, block: u64, object: ObjectLayout, flags: u8) -> ir::Value {
        let env = self.v(env);
        let words = object.base as usize + object.slots as usize;
        let header = Header::word(object.kind, object.shape.0) | (flags as u64) << (layout::object::FLAGS * 8);
        let cell = self.allocate(words * 8, header);
        let elements = self.empty_elements();
        self.b.ins().store(MEMORY, elements, cell, layout::object::ELEMENTS as i32);
        self.no_overflow(cell);
        self.fill(cell, layout::object::FIELDS / 8..words, Value::UNDEFINED);
        let field = |field: usize| (layout::object::FIELDS + field * 8) as i32;
        let block = self.iconst((tag::INTERNAL | block) as i64);
        self.b.ins().store(MEMORY, block, cell, field(function_field::CODE));
        self.b.ins().store(MEMORY, env, cell, field(function_field::ENV));
        self.b.ins().iadd(cell, self.constants.object_tag)
    }
}
