//! Slots, elements, typed arrays, environments, and the write barrier.
use super::guards::field;
use super::{Lower, MEMORY};
use crate::mir::{NodeId, Repr, ShapeId};
use cranelift_codegen::ir::condcodes::IntCC;
use cranelift_codegen::ir::{self, InstBuilder, MemFlagsData, types};
use ogive_gc::{GcState, Header};
use ogive_vm::Value;
use ogive_vm::buffer::{ElementType, view_field};
use ogive_vm::machine::{layout, library};
use ogive_vm::object::flags as object_flags;
use ogive_vm::value::tag;

/// Elements of buffers need not be aligned.
const UNALIGNED: MemFlagsData = MemFlagsData::new().with_notrap();

impl Lower<'_, '_, '_> {
    /// A word of an object, or behind a pointer.
    pub(super) fn load_word(&mut self, base: NodeId, offset: i32) -> ir::Value {
        let base = self.cell(base);
        self.b.ins().load(types::I64, MEMORY, base, offset)
    }
    /// After a store into a cell that may hold a cell now.
    pub(super) fn barrier(&mut self, cell: ir::Value, slot: Option<ir::Value>) {
        let state = self.b.ins().load(types::I8, MEMORY, cell, Header::GC_OFFSET as i32);
        let old = self.b.ins().icmp_imm_u(IntCC::Equal, state, GcState::Old as i64);
        let (cold, rest) = (self.cold_block(), self.next_block());
        self.b.ins().brif(old, cold, &[], rest, &[]);
        self.b.switch_to_block(cold);
        let (address, slot) = match slot {
            Some(slot) => (library::remember_slot as *const () as usize, slot),
            None => (library::remember as *const () as usize, cell),
        };
        self.rust(address, None, &[cell, slot]);
        self.b.ins().jump(rest, &[]);
        self.b.switch_to_block(rest);
    }

    pub(super) fn store_slot(&mut self, base: NodeId, value: NodeId, offset: u32, barrier: bool) -> Option<ir::Value> {
        let barrier = barrier && !self.is_no_cell(value);
        let (base, value) = (self.cell(base), self.canonical_double(value));
        self.b.ins().store(MEMORY, value, base, offset as i32);
        if barrier {
            self.barrier(base, None);
        }
        None
    }
    pub(super) fn store_shape(&mut self, object: NodeId, shape: ShapeId) -> Option<ir::Value> {
        let cell = self.cell(object);
        let word = self.b.ins().iconst(types::I32, shape.0 as i64);
        self.b.ins().store(MEMORY, word, cell, Header::SHAPE_OFFSET as i32);
        self.barrier(cell, None);
        None
    }
    pub(super) fn reserve_slots(&mut self, object: NodeId, capacity: u32) -> ir::Value {
        let slots = self.load_word(object, layout::object::SLOTS as i32);
        let room = self.b.ins().load(types::I32, MEMORY, slots, layout::slots::CAPACITY as i32);
        let enough = self.b.ins().icmp_imm_u(IntCC::UnsignedGreaterThanOrEqual, room, capacity as i64);
        let object = self.v(object);
        self.either(enough, types::I64, |_| slots, |l| {
            let capacity = l.b.ins().iconst(types::I32, capacity as i64);
            l.protect_window();
            l.rust(library::reserve_slots as *const () as usize, Some(types::I64), &[object, capacity]).expect("declared")
        })
    }

    pub(super) fn next_name(&mut self, object: NodeId, list: NodeId, position: NodeId) -> ir::Value {
        let (object, list, position) = (self.v(object), self.v(list), self.v(position));
        let hole = self.iconst(Value::HOLE.bits() as i64);
        let join = self.next_block();
        self.b.append_block_param(join, types::I64);
        let unless = |l: &mut Self, holds: ir::Value| {
            let rest = l.next_block();
            l.b.ins().brif(holds, rest, &[], join, &[hole.into()]);
            l.b.switch_to_block(rest);
        };
        // Where there is a list, there is an object.
        let is_list = self.tagged(list, tag::INTERNAL);
        unless(self, is_list);
        let untag = self.iconst(tag::INTERNAL.wrapping_neg() as i64);
        let elements = self.b.ins().iadd(list, untag);
        let object = self.b.ins().iadd(object, self.constants.untag_object);
        let shape = self.b.ins().uload32(MEMORY, object, ogive_gc::Header::SHAPE_OFFSET as i32);
        let shape = self.b.ins().iadd(shape, self.constants.int_tag);
        let first = self.b.ins().load(types::I64, MEMORY, elements, layout::elements::VALUES as i32);
        let same = self.b.ins().icmp(IntCC::Equal, shape, first);
        unless(self, same);
        let length = self.b.ins().load(types::I32, MEMORY, elements, layout::elements::LEN as i32);
        let more = self.b.ins().icmp(IntCC::UnsignedLessThan, position, length);
        unless(self, more);
        let wide = self.b.ins().uextend(types::I64, position);
        let bytes = self.b.ins().ishl_imm_u(wide, 3);
        let at = self.b.ins().iadd(elements, bytes);
        let name = self.b.ins().load(types::I64, MEMORY, at, layout::elements::VALUES as i32);
        self.b.ins().jump(join, &[name.into()]);
        self.b.switch_to_block(join);
        self.b.block_params(join)[0]
    }
    pub(super) fn load_cached(&mut self, value: NodeId, key: NodeId) -> ir::Value {
        let (value, key) = (self.v(value), self.v(key));
        let address = library::cached_load as *const () as usize;
        self.rust(address, Some(types::I64), &[value, key]).expect("declared")
    }
    pub(super) fn store_cached(&mut self, object: NodeId, key: NodeId, value: NodeId) -> ir::Value {
        let (object, key, value) = (self.v(object), self.v(key), self.v(value));
        let address = library::cached_store as *const () as usize;
        self.rust(address, Some(types::I8), &[object, key, value]).expect("declared")
    }

    // ---- elements -----------------------------------------------------------------------------------------------------------

    /// The address of an element less the offset of the first.
    fn element_address(&mut self, elements: NodeId, index: NodeId) -> (ir::Value, i32) {
        let elements = self.cell(elements);
        match self.graph.int32_constant(index) {
            Some(i) if (0..1 << 24).contains(&i) => (elements, layout::elements::VALUES as i32 + i * 8),
            _ => {
                let wide = self.wide_index(index);
                let bytes = self.b.ins().ishl_imm_u(wide, 3);
                (self.b.ins().iadd(elements, bytes), layout::elements::VALUES as i32)
            }
        }
    }
    pub(super) fn load_element(&mut self, elements: NodeId, index: NodeId, ty: ir::Type) -> ir::Value {
        let (address, offset) = self.element_address(elements, index);
        self.b.ins().load(ty, MEMORY, address, offset)
    }
    pub(super) fn load_element_or_undefined(&mut self, elements: NodeId, index: NodeId) -> ir::Value {
        let cell = self.cell(elements);
        let length = self.b.ins().load(types::I32, MEMORY, cell, layout::elements::LEN as i32);
        let at = self.v(index);
        let inside = self.b.ins().icmp(IntCC::UnsignedLessThan, at, length);
        let undefined = self.iconst(Value::UNDEFINED.bits() as i64);
        let hole = self.iconst(Value::HOLE.bits() as i64);
        self.either(
            inside,
            types::I64,
            |l| {
                let value = l.load_element(elements, index, types::I64);
                let is_hole = l.b.ins().icmp(IntCC::Equal, value, hole);
                l.b.ins().select(is_hole, undefined, value)
            },
            |_| undefined,
        )
    }
    pub(super) fn may_fill(&mut self, array: NodeId, old: NodeId) -> ir::Value {
        let old = self.v(old);
        let hole = self.iconst(Value::HOLE.bits() as i64);
        let present = self.b.ins().icmp(IntCC::NotEqual, old, hole);
        self.either(present, types::I8, |_| present, |l| {
            let array = l.cell(array);
            let flags = l.b.ins().load(types::I8, MEMORY, array, layout::object::FLAGS as i32);
            let fixed = l.b.ins().band_imm_u(flags, object_flags::NON_EXTENSIBLE as i64);
            l.b.ins().icmp_imm_u(IntCC::Equal, fixed, 0)
        })
    }
    pub(super) fn store_element(&mut self, elements: NodeId, index: NodeId, value: NodeId, barrier: bool) -> Option<ir::Value> {
        let barrier = barrier && !self.is_no_cell(value);
        let (address, offset) = self.element_address(elements, index);
        let value = self.canonical_double(value);
        self.b.ins().store(MEMORY, value, address, offset);
        if barrier {
            let cell = self.cell(elements);
            let slot = self.b.ins().iadd_imm_s(address, offset as i64);
            self.barrier(cell, Some(slot));
        }
        None
    }

    // ---- typed arrays -------------------------------------------------------------------------------------------------------

    pub(super) fn typed_length(&mut self, id: NodeId, array: NodeId) -> ir::Value {
        let length = self.load_word(array, field(view_field::CURRENT));
        let small = self.b.ins().icmp_imm_u(IntCC::UnsignedLessThanOrEqual, length, i32::MAX as i64);
        self.guard(id, small, Some(array));
        self.b.ins().ireduce(types::I32, length)
    }
    pub(super) fn typed_pointer(&mut self, array: NodeId) -> ir::Value {
        self.load_word(array, field(view_field::POINTER))
    }
    fn typed_address(&mut self, pointer: NodeId, index: NodeId, element: ElementType) -> (ir::Value, i32) {
        let shift = element.size().trailing_zeros();
        let pointer = self.v(pointer);
        match self.graph.int32_constant(index) {
            Some(i) if (0..1 << 24).contains(&i) => (pointer, i << shift),
            _ => {
                let wide = self.wide_index(index);
                let bytes = if shift == 0 { wide } else { self.b.ins().ishl_imm_u(wide, shift as i64) };
                (self.b.ins().iadd(pointer, bytes), 0)
            }
        }
    }
    fn element_type(&mut self, element: u8) -> ElementType {
        ElementType::from_u8(element).unwrap_or_else(|| {
            self.fail("an unknown element type");
            ElementType::Uint8
        })
    }
    /// An element: int32 for the types that fit, a double for the others.
    pub(super) fn load_typed(&mut self, pointer: NodeId, index: NodeId, element: u8) -> ir::Value {
        let element = self.element_type(element);
        let (at, offset) = self.typed_address(pointer, index, element);
        let ins = self.b.ins();
        match element {
            ElementType::Int8 => ins.sload8(types::I32, UNALIGNED, at, offset),
            ElementType::Uint8 | ElementType::Uint8Clamped => ins.uload8(types::I32, UNALIGNED, at, offset),
            ElementType::Int16 => ins.sload16(types::I32, UNALIGNED, at, offset),
            ElementType::Uint16 => ins.uload16(types::I32, UNALIGNED, at, offset),
            ElementType::Int32 => ins.load(types::I32, UNALIGNED, at, offset),
            ElementType::Uint32 => {
                let wide = ins.uload32(UNALIGNED, at, offset);
                self.b.ins().fcvt_from_sint(types::F64, wide)
            }
            ElementType::Float32 => {
                let single = ins.load(types::F32, UNALIGNED, at, offset);
                self.b.ins().fpromote(types::F64, single)
            }
            ElementType::Float64 => ins.load(types::F64, UNALIGNED, at, offset),
            ElementType::BigInt64 | ElementType::BigUint64 | ElementType::Float16 => {
                self.fail("an element type without lowering");
                self.fp
            }
        }
    }
    pub(super) fn store_typed_int(&mut self, pointer: NodeId, index: NodeId, value: NodeId, element: u8) -> Option<ir::Value> {
        let element = self.element_type(element);
        let (at, offset) = self.typed_address(pointer, index, element);
        let mut value = self.v(value);
        if element == ElementType::Uint8Clamped {
            let (low, high) = (self.b.ins().iconst(types::I32, 0), self.b.ins().iconst(types::I32, 255));
            value = self.b.ins().smax(value, low);
            value = self.b.ins().smin(value, high);
        }
        match element.size() {
            1 => self.b.ins().istore8(UNALIGNED, value, at, offset),
            2 => self.b.ins().istore16(UNALIGNED, value, at, offset),
            _ => self.b.ins().store(UNALIGNED, value, at, offset),
        };
        None
    }
    pub(super) fn store_typed_float(&mut self, pointer: NodeId, index: NodeId, value: NodeId, element: u8) -> Option<ir::Value> {
        let element = self.element_type(element);
        let (at, offset) = self.typed_address(pointer, index, element);
        let mut value = self.canonical_double(value);
        if element == ElementType::Float32 {
            value = self.b.ins().fdemote(types::F32, value);
        }
        self.b.ins().store(UNALIGNED, value, at, offset);
        None
    }

    /// The address of a byte of a DataView.
    fn view_address(&mut self, pointer: NodeId, offset: NodeId) -> ir::Value {
        let (pointer, offset) = (self.v(pointer), self.v(offset));
        let wide = self.b.ins().uextend(types::I64, offset);
        self.b.ins().iadd(pointer, wide)
    }
    /// The bits of an element in memory order, as an integer of its size; the order is reversed unless `little` (this machine's own).
    fn reordered(&mut self, bits: ir::Value, element: ElementType, little: bool) -> ir::Value {
        if little || element.size() == 1 { bits } else { self.b.ins().bswap(bits) }
    }
    pub(super) fn load_view(&mut self, pointer: NodeId, offset: NodeId, element: u8, little: bool) -> ir::Value {
        let element = self.element_type(element);
        let at = self.view_address(pointer, offset);
        let raw = self.b.ins().load(integer_of(element), UNALIGNED, at, 0);
        let raw = self.reordered(raw, element, little);
        match element {
            ElementType::Int8 | ElementType::Int16 => self.b.ins().sextend(types::I32, raw),
            ElementType::Uint8 | ElementType::Uint16 => self.b.ins().uextend(types::I32, raw),
            ElementType::Uint32 => {
                let wide = self.b.ins().uextend(types::I64, raw);
                self.b.ins().fcvt_from_sint(types::F64, wide)
            }
            ElementType::Float32 => {
                let single = self.b.ins().bitcast(types::F32, ir::MemFlagsData::new(), raw);
                self.b.ins().fpromote(types::F64, single)
            }
            ElementType::Float64 => self.b.ins().bitcast(types::F64, ir::MemFlagsData::new(), raw),
            _ => raw,
        }
    }
    pub(super) fn store_view(&mut self, pointer: NodeId, offset: NodeId, value: NodeId, element: u8, little: bool) -> Option<ir::Value> {
        let element = self.element_type(element);
        let at = self.view_address(pointer, offset);
        let value = self.canonical_double(value);
        let raw = match element {
            ElementType::Float32 => {
                let single = self.b.ins().fdemote(types::F32, value);
                self.b.ins().bitcast(types::I32, ir::MemFlagsData::new(), single)
            }
            ElementType::Float64 => self.b.ins().bitcast(types::I64, ir::MemFlagsData::new(), value),
            _ if element.size() < 4 => self.b.ins().ireduce(integer_of(element), value),
            _ => value,
        };
        let raw = self.reordered(raw, element, little);
        self.b.ins().store(UNALIGNED, raw, at, 0);
        None
    }

    // ---- environments -------------------------------------------------------------------------------------------------------

    pub(super) fn load_env(&mut self, env: NodeId, offset: i32) -> ir::Value {
        let env = self.untag(env, tag::INTERNAL);
        self.b.ins().load(types::I64, MEMORY, env, offset)
    }
    pub(super) fn store_env(&mut self, env: NodeId, value: NodeId, slot: u32, barrier: bool) -> Option<ir::Value> {
        let barrier = barrier && !self.is_no_cell(value);
        let (env, value) = (self.untag(env, tag::INTERNAL), self.v(value));
        self.b.ins().store(MEMORY, value, env, ogive_vm::env::SLOTS_OFFSET as i32 + slot as i32 * 8);
        if barrier {
            self.barrier(env, None);
        }
        None
    }

    // ---- calls of library functions -----------------------------------------------------------------------------------------

    /// Before a call that may collect: the collector must see a running frame.
    pub(super) fn protect_window(&mut self) {
        let vm = self.vm();
        let fp = self.fp;
        self.b.ins().store(MEMORY, fp, vm, layout::vm::FRAME as i32);
    }
    /// A call of `f(vm, operands…)`, which neither throws nor collects.
    pub(super) fn leaf(&mut self, address: usize, operands: &[NodeId], result: ir::Type) -> ir::Value {
        let operands: Vec<ir::Value> = operands.iter().map(|&operand| self.v(operand)).collect();
        self.rust(address, Some(result), &operands).expect("declared")
    }
    /// A call of `f(vm, operands…)`, which may collect but does not throw.
    pub(super) fn allocating(&mut self, address: usize, operands: &[NodeId], result: ir::Type) -> ir::Value {
        self.protect_window();
        self.leaf(address, operands, result)
    }

    /// Is the node known to be no cell, so that its store needs no barrier? (What the passes have not marked already.)
    pub(super) fn is_no_cell(&self, node: NodeId) -> bool {
        use crate::mir::Op;
        match self.graph.op(self.graph.unrefined(node)) {
            Op::BoxInt32 { .. } | Op::BoxFloat64 { .. } | Op::BoxBool { .. } => true,
            Op::Constant { value } => !Value::from_rooted_bits(value.0).is_cell(),
            _ => self.graph.repr(node) != Repr::Tagged,
        }
    }
}

/// The integer type of an element's size.
fn integer_of(element: ElementType) -> ir::Type {
    match element.size() {
        1 => types::I8,
        2 => types::I16,
        4 => types::I32,
        _ => types::I64,
    }
}
