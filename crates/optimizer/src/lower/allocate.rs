//! Allocation: a cell from the bump range of its size class, in a few instructions; a cold call when the range is empty. A fresh cell is filled
//! before anything else can allocate, and its stores need no barrier.
use super::{Lower, MEMORY};
use crate::mir::{NodeId, ObjectLayout};
use cranelift_codegen::ir::condcodes::IntCC;
use cranelift_codegen::ir::{self, InstBuilder, StackSlotData, StackSlotKind, types};
use ogive_gc::{Header, Heap, MAX_SMALL, class_of, class_size};
use ogive_vm::machine::{layout, library};
use ogive_vm::value::tag;
use ogive_vm::{Kind, Value};

impl Lower<'_, '_, '_> {
    /// The address of a new cell with its header.
    fn allocate(&mut self, bytes: usize, kind: u8, shape: u32) -> ir::Value {
        let header = self.iconst(Header::word(kind, shape) as i64);
        if bytes > MAX_SMALL || Kind::ALL.get(kind as usize).is_none_or(|k| k.has_finalizer()) {
            return self.allocate_cold(bytes, header);
        }
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
                l.b.ins().store(MEMORY, header, cursor, 0);
                cursor
            },
            |l| l.allocate_cold(bytes, header),
        )
    }
    fn allocate_cold(&mut self, bytes: usize, header: ir::Value) -> ir::Value {
        self.protect_window();
        self.rust(library::allocate as *const () as usize, &[types::I64; 3], Some(types::I64), |l| {
            let bytes = l.iconst(bytes as i64);
            vec![l.vm(), bytes, header]
        })
        .expect("declared")
    }

    pub(super) fn new_object(&mut self, slots: &[NodeId], object: ObjectLayout) -> ir::Value {
        let words = object.base as usize + object.slots as usize;
        let values: Vec<_> = slots.iter().map(|&slot| self.v(slot)).collect();
        let cell = self.allocate(words * 8, object.kind, object.shape.0);
        let vm = self.vm();
        let elements = self.b.ins().load(types::I64, MEMORY, vm, layout::vm::EMPTY_ELEMENTS as i32);
        self.b.ins().store(MEMORY, elements, cell, layout::object::ELEMENTS as i32);
        let overflow = self.b.ins().load(types::I64, MEMORY, vm, layout::vm::EMPTY_SLOTS as i32);
        self.b.ins().store(MEMORY, overflow, cell, layout::object::SLOTS as i32);
        let fields = layout::object::FIELDS / 8;
        if words > fields + values.len() {
            let undefined = self.iconst(Value::UNDEFINED.bits() as i64);
            let rest = object.base as usize + values.len();
            for word in (fields..object.base as usize).chain(rest..words) {
                self.b.ins().store(MEMORY, undefined, cell, word as i32 * 8);
            }
        }
        for (i, &value) in values.iter().enumerate() {
            self.b.ins().store(MEMORY, value, cell, (object.base as i32 + i as i32) * 8);
        }
        self.b.ins().iadd(cell, self.constants.object_tag)
    }

    pub(super) fn new_env(&mut self, parent: NodeId, slots: &[NodeId], block: u64, scope: u32) -> ir::Value {
        let first = ogive_vm::env::SLOTS_OFFSET;
        let parent = self.v(parent);
        let values: Vec<_> = slots.iter().map(|&slot| self.v(slot)).collect();
        let cell = self.allocate(first + values.len() * 8, Kind::Env as u8, values.len() as u32);
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
        let slot = self.b.create_sized_stack_slot(StackSlotData::new(StackSlotKind::ExplicitSlot, values.len().max(1) as u32 * 8, 3));
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
        self.rust(
            library::new_arguments as *const () as usize,
            &[types::I64, types::I64, types::I64, types::I64, types::I32],
            Some(types::I64),
            |l| {
                let vm = l.vm();
                let at = l.b.ins().stack_addr(types::I64, slot, 0);
                let count = l.iconst(values.len() as i64);
                let strict = l.b.ins().iconst(types::I32, strict as i64);
                vec![vm, callee, at, count, strict]
            },
        )
        .expect("declared")
    }

    pub(super) fn new_array(&mut self, values: &[NodeId], elements: u8) -> ir::Value {
        let slot = self.on_the_stack(values);
        self.protect_window();
        self.rust(
            library::new_array as *const () as usize,
            &[types::I64, types::I64, types::I64, types::I32],
            Some(types::I64),
            |l| {
                let vm = l.vm();
                let at = l.b.ins().stack_addr(types::I64, slot, 0);
                let count = l.iconst(values.len() as i64);
                let kind = l.b.ins().iconst(types::I32, elements as i64);
                vec![vm, at, count, kind]
            },
        )
        .expect("declared")
    }

    pub(super) fn new_closure(&mut self, env: NodeId, block: u64) -> ir::Value {
        let env = self.v(env);
        self.protect_window();
        self.rust(library::new_closure as *const () as usize, &[types::I64; 3], Some(types::I64), |l| {
            let block = l.iconst(block as i64);
            vec![l.vm(), block, env]
        })
        .expect("declared")
    }
}
