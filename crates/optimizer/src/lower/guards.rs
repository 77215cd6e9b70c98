//! Guards of types, shapes and bounds; tests of types.
use super::{Lower, MEMORY};
use crate::mir::{NodeId, Repr, Shapes, TagTest};
use cranelift_codegen::ir::condcodes::IntCC;
use cranelift_codegen::ir::{self, InstBuilder, types};
use ogive_gc::Header;
use ogive_vm::buffer::{DATA_VIEW, buffer_field, view_field};
use ogive_vm::machine::{layout, library};
use ogive_vm::object::HEAP_ALIGNMENT;
use ogive_vm::value::tag;
use ogive_vm::{Kind, Value};

impl Lower<'_, '_, '_> {
    /// The address of an object or of what a pointer points at.
    pub(super) fn cell(&mut self, node: NodeId) -> ir::Value {
        if let Some(bits) = self.graph.constant(node) {
            return self.iconst((bits.0 & tag::PAYLOAD) as i64);
        }
        let value = self.v(node);
        match self.graph.repr(node) {
            Repr::Pointer => value,
            _ => self.b.ins().iadd(value, self.constants.untag_object),
        }
    }
    /// The address of a cell whose tag is known.
    pub(super) fn untag(&mut self, node: NodeId, tag: u64) -> ir::Value {
        if let Some(bits) = self.graph.constant(node) {
            return self.iconst((bits.0 & tag::PAYLOAD) as i64);
        }
        let value = self.v(node);
        let untag = if tag == tag::INTERNAL { self.constants.untag_internal } else { self.iconst(tag.wrapping_neg() as i64) };
        self.b.ins().iadd(value, untag)
    }
    /// The shape word.
    pub(super) fn shape_of(&mut self, object: NodeId) -> ir::Value {
        let cell = self.cell(object);
        self.b.ins().load(types::I32, MEMORY, cell, Header::SHAPE_OFFSET as i32)
    }

    pub(super) fn check_bool(&mut self, id: NodeId, value: NodeId) -> ir::Value {
        let v = self.v(value);
        let either = self.b.ins().bor_imm_u(v, 1);
        let yes = self.iconst(Value::TRUE.bits() as i64);
        let is_bool = self.b.ins().icmp(IntCC::Equal, either, yes);
        self.guard(id, is_bool, Some(value));
        let byte = self.b.ins().ireduce(types::I8, v);
        self.b.ins().band_imm_u(byte, 1)
    }
    pub(super) fn check_object(&mut self, id: NodeId, value: NodeId) -> ir::Value {
        let v = self.v(value);
        let is_object = self.is_object(v);
        self.guard(id, is_object, Some(value));
        v
    }
    /// Does the Value have that tag (not int32's, which has two)?
    pub(super) fn tagged(&mut self, value: ir::Value, tag: u64) -> ir::Value {
        let top = self.b.ins().ushr_imm_u(value, 48);
        let top = self.b.ins().ireduce(types::I32, top);
        self.b.ins().icmp_imm_u(IntCC::Equal, top, (tag >> 48) as i64)
    }
    pub(super) fn check_tag(&mut self, id: NodeId, value: NodeId, tag: u64) -> ir::Value {
        let v = self.v(value);
        let holds = self.tagged(v, tag);
        self.guard(id, holds, Some(value));
        v
    }
    pub(super) fn is_nullish(&mut self, value: ir::Value) -> ir::Value {
        let either = self.b.ins().bor_imm_u(value, 1);
        let null = self.iconst(Value::NULL.bits() as i64);
        self.b.ins().icmp(IntCC::Equal, either, null)
    }
    /// `== null`: nullish, or the object that emulates undefined.
    pub(super) fn equals_null(&mut self, value: ir::Value) -> ir::Value {
        let (nullish, undetectable) = (self.is_nullish(value), self.tagged(value, tag::UNDETECTABLE));
        self.b.ins().bor(nullish, undetectable)
    }
    pub(super) fn check_is_number(&mut self, id: NodeId, value: NodeId) -> ir::Value {
        let holds = self.has_tag(value, TagTest::Number);
        self.guard(id, holds, Some(value));
        self.v(value)
    }
    pub(super) fn check_reference(&mut self, id: NodeId, value: NodeId) -> ir::Value {
        let v = self.v(value);
        let nullish = self.is_nullish(v);
        let object = self.has_tag(value, TagTest::Object);
        let holds = self.b.ins().bor(nullish, object);
        self.guard(id, holds, Some(value));
        v
    }
    pub(super) fn check_not_nullish(&mut self, id: NodeId, value: NodeId) -> ir::Value {
        let v = self.v(value);
        let nullish = self.is_nullish(v);
        self.guard_not(id, nullish, Some(value));
        v
    }
    /// The Value is (or is not) exactly that one.
    pub(super) fn check_bits(&mut self, id: NodeId, value: NodeId, bits: u64, expected: bool) -> ir::Value {
        let v = self.v(value);
        let other = self.iconst(bits as i64);
        let same = self.b.ins().icmp(IntCC::Equal, v, other);
        if expected { self.guard(id, same, Some(value)) } else { self.guard_not(id, same, Some(value)) }
        v
    }
    pub(super) fn check_shape(&mut self, id: NodeId, object: NodeId, shapes: &Shapes) -> ir::Value {
        let word = self.shape_of(object);
        let (last, first) = shapes.0.split_last().expect("a shape guard has a shape");
        let holds = match first {
            [] => self.b.ins().icmp_imm_u(IntCC::Equal, word, last.0 as i64),
            _ => {
                let mut holds = self.b.ins().icmp_imm_u(IntCC::Equal, word, last.0 as i64);
                for shape in first {
                    let same = self.b.ins().icmp_imm_u(IntCC::Equal, word, shape.0 as i64);
                    holds = self.b.ins().bor(holds, same);
                }
                holds
            }
        };
        self.guard(id, holds, Some(object));
        self.v(object)
    }
    fn header_byte(&mut self, object: NodeId, offset: usize) -> ir::Value {
        let cell = self.cell(object);
        self.b.ins().load(types::I8, MEMORY, cell, offset as i32)
    }
    pub(super) fn check_kind(&mut self, id: NodeId, object: NodeId, kind: u8) -> ir::Value {
        let byte = self.header_byte(object, Header::KIND_OFFSET);
        let same = self.b.ins().icmp_imm_u(IntCC::Equal, byte, kind as i64);
        self.guard(id, same, Some(object));
        self.v(object)
    }
    pub(super) fn check_elements_kind(&mut self, id: NodeId, object: NodeId, expected: u8, mask: u8) -> ir::Value {
        let byte = self.header_byte(object, layout::object::ELEMENTS_BYTE);
        let masked = if mask == 0xFF { byte } else { self.b.ins().band_imm_u(byte, mask as i64) };
        let same = self.b.ins().icmp_imm_u(IntCC::Equal, masked, expected as i64);
        self.guard(id, same, Some(object));
        self.v(object)
    }
    pub(super) fn widen_elements(&mut self, id: NodeId, object: NodeId, kind: u8) -> ir::Value {
        let byte = self.header_byte(object, layout::object::ELEMENTS_BYTE);
        let known = self.b.ins().band_imm_u(byte, ogive_vm::elements::kind::MASK as i64);
        let same = self.b.ins().icmp_imm_u(IntCC::Equal, known, kind as i64);
        let value = self.v(object);
        let done = self.either(same, types::I64, |l| l.iconst(1), |l| {
            let kind = l.b.ins().iconst(types::I32, kind as i64);
            let address = ogive_vm::machine::library::promise_elements as *const () as usize;
            l.rust(address, Some(types::I64), &[value, kind]).expect("declared")
        });
        let done = self.b.ins().icmp_imm_u(IntCC::NotEqual, done, 0);
        self.guard(id, done, Some(object));
        self.v(object)
    }
    pub(super) fn check_code(&mut self, id: NodeId, object: NodeId, block: u64) -> ir::Value {
        let byte = self.header_byte(object, Header::KIND_OFFSET);
        let same = self.b.ins().icmp_imm_u(IntCC::Equal, byte, Kind::Function as i64);
        self.guard(id, same, Some(object));
        let code = self.load_word(object, layout::object::FIELDS as i32 + ogive_vm::call::function_field::CODE as i32 * 8);
        let expected = self.iconst((tag::INTERNAL | block) as i64);
        let same = self.b.ins().icmp(IntCC::Equal, code, expected);
        self.guard(id, same, Some(object));
        self.v(object)
    }
    /// Is the Value a closure of that block?
    pub(super) fn has_code(&mut self, value: NodeId, block: u64) -> ir::Value {
        let object = self.has_tag(value, crate::mir::TagTest::Object);
        let no = |l: &mut Self| l.b.ins().iconst(types::I8, 0);
        self.either(
            object,
            types::I8,
            |l| {
                let byte = l.header_byte(value, Header::KIND_OFFSET);
                let function = l.b.ins().icmp_imm_u(IntCC::Equal, byte, Kind::Function as i64);
                l.either(
                    function,
                    types::I8,
                    |l| {
                        let code = l.load_word(value, layout::object::FIELDS as i32 + ogive_vm::call::function_field::CODE as i32 * 8);
                        let expected = l.iconst((tag::INTERNAL | block) as i64);
                        l.b.ins().icmp(IntCC::Equal, code, expected)
                    },
                    no,
                )
            },
            no,
        )
    }
    pub(super) fn check_typed_array(&mut self, id: NodeId, object: NodeId, element: u8, writable: bool) -> ir::Value {
        let kind = if element == DATA_VIEW { Kind::DataView } else { Kind::TypedArray };
        self.check_kind(id, object, kind as u8);
        let ty = self.load_word(object, field(view_field::TYPE));
        if !writable {
            let same = self.b.ins().icmp_imm_u(IntCC::Equal, ty, element as i64);
            self.guard(id, same, Some(object));
            return self.v(object);
        }
        let wrong = self.b.ins().bxor_imm_u(ty, element as i64);
        let immutable = self.immutable(object);
        let wrong = self.b.ins().bor(wrong, immutable);
        let holds = self.b.ins().icmp_imm_u(IntCC::Equal, wrong, 0);
        self.guard(id, holds, Some(object));
        self.v(object)
    }
    /// Not zero when the typed array's buffer is immutable.
    fn immutable(&mut self, array: NodeId) -> ir::Value {
        let buffer = self.load_word(array, field(view_field::BUFFER));
        let buffer = self.b.ins().iadd(buffer, self.constants.untag_object);
        let flags = self.b.ins().load(types::I64, MEMORY, buffer, field(buffer_field::FLAGS));
        self.b.ins().band_imm_u(flags, buffer_field::IMMUTABLE as i64)
    }
    pub(super) fn check_bounds(&mut self, id: NodeId, index: NodeId, length: NodeId) -> ir::Value {
        let (i, length) = (self.v(index), self.v(length));
        let inside = self.b.ins().icmp(IntCC::UnsignedLessThan, i, length);
        self.guard(id, inside, Some(index));
        i
    }
    pub(super) fn check_wide_bounds(&mut self, id: NodeId, index: NodeId, length: NodeId) -> ir::Value {
        let (i, length) = (self.v(index), self.v(length));
        let inside = self.b.ins().icmp(IntCC::UnsignedLessThan, i, length);
        self.guard(id, inside, None);
        self.b.ins().ireduce(types::I32, i)
    }
    /// An index within bounds, in 64 bits.
    pub(super) fn wide_index(&mut self, index: NodeId) -> ir::Value {
        if let crate::mir::Op::CheckWideBounds { index, .. } = *self.graph.op(index) {
            return self.v(index);
        }
        let index = self.v(index);
        self.b.ins().uextend(types::I64, index)
    }
    pub(super) fn check_not_negative(&mut self, id: NodeId, index: NodeId) -> ir::Value {
        let i = self.v(index);
        let holds = self.b.ins().icmp_imm_s(IntCC::SignedGreaterThanOrEqual, i, 0);
        self.guard(id, holds, Some(index));
        i
    }

    // ---- tests --------------------------------------------------------------------------------------------------------------

    pub(super) fn has_tag(&mut self, value: NodeId, test: TagTest) -> ir::Value {
        let v = self.v(value);
        match test {
            TagTest::Int32 => self.is_int(v),
            TagTest::Number => {
                let vm = self.vm();
                let limit = self.b.ins().load(types::I64, MEMORY, vm, layout::vm::NON_NUMBER as i32);
                self.b.ins().icmp(IntCC::SignedLessThan, v, limit)
            }
            TagTest::Bool => {
                let either = self.b.ins().bor_imm_u(v, 1);
                let yes = self.iconst(Value::TRUE.bits() as i64);
                self.b.ins().icmp(IntCC::Equal, either, yes)
            }
            TagTest::String => self.tagged(v, tag::STRING),
            TagTest::Symbol => self.tagged(v, tag::SYMBOL),
            TagTest::BigInt => self.tagged(v, tag::BIGINT),
            TagTest::Object => self.is_object(v),
            TagTest::AnyObject => self.is_any_object(v),
        }
    }
    /// 7.2.2 IsArray, but for proxies.
    pub(super) fn is_array(&mut self, id: NodeId, value: NodeId) -> ir::Value {
        let object = self.has_tag(value, TagTest::Object);
        self.either(
            object,
            types::I8,
            |l| {
                let kind = l.header_byte(value, Header::KIND_OFFSET);
                let is_proxy = l.b.ins().icmp_imm_u(IntCC::Equal, kind, Kind::Proxy as i64);
                l.guard_not(id, is_proxy, Some(value));
                l.b.ins().icmp_imm_u(IntCC::Equal, kind, Kind::Array as i64)
            },
            |l| l.b.ins().iconst(types::I8, 0),
        )
    }
    /// 7.1.2 ToBoolean: objects, constants and int32 in place; doubles, strings and BigInts by a call.
    pub(super) fn to_boolean(&mut self, value: NodeId) -> ir::Value {
        let v = self.v(value);
        let (tagged, number, slow, join) = (self.next_block(), self.next_block(), self.cold_block(), self.next_block());
        self.b.append_block_param(join, types::I8);
        let is_object = self.is_object(v);
        let yes = self.b.ins().iconst(types::I8, 1);
        self.b.ins().brif(is_object, join, &[yes.into()], tagged, &[]);
        self.b.switch_to_block(tagged);
        let is_constant = self.tagged(v, tag::CONSTANT);
        let truth = self.iconst(Value::TRUE.bits() as i64);
        let is_true = self.b.ins().icmp(IntCC::Equal, v, truth);
        self.b.ins().brif(is_constant, join, &[is_true.into()], number, &[]);
        self.b.switch_to_block(number);
        let is_int = self.is_int(v);
        let int = self.b.ins().ireduce(types::I32, v);
        let is_not_zero = self.b.ins().icmp_imm_s(IntCC::NotEqual, int, 0);
        self.b.ins().brif(is_int, join, &[is_not_zero.into()], slow, &[]);
        self.b.switch_to_block(slow);
        let answer =
            self.plain(library::to_boolean as *const () as usize, Some(types::I8), &[v]).expect("declared");
        self.b.ins().jump(join, &[answer.into()]);
        self.b.switch_to_block(join);
        self.b.block_params(join)[0]
    }
    /// Is the Value an object, also the one that emulates undefined?
    pub(super) fn is_any_object(&mut self, value: ir::Value) -> ir::Value {
        let least = self.iconst(tag::UNDETECTABLE as i64);
        self.b.ins().icmp(IntCC::SignedGreaterThanOrEqual, value, least)
    }
    /// Is the Value an object whose tag guards know (that does not emulate undefined)?
    pub(super) fn is_object(&mut self, value: ir::Value) -> ir::Value {
        self.b.ins().icmp(IntCC::SignedGreaterThanOrEqual, value, self.constants.object_tag)
    }
    pub(super) fn load_prototype(&mut self, object: NodeId) -> ir::Value {
        let v = self.v(object);
        let cell = self.b.ins().iadd(v, self.constants.untag_object);
        self.prototype_of(cell)
    }
    /// The prototype in the shape of the object at that address.
    fn prototype_of(&mut self, cell: ir::Value) -> ir::Value {
        let shape = self.b.ins().uload32(MEMORY, cell, Header::SHAPE_OFFSET as i32);
        let shapes = self.b.ins().band_imm_s(cell, !(HEAP_ALIGNMENT as i64 - 1));
        let shape = self.b.ins().bor(shapes, shape);
        self.b.ins().load(types::I64, MEMORY, shape, layout::shape::PROTOTYPE as i32)
    }
    pub(super) fn has_prototype(&mut self, id: NodeId, value: NodeId, prototype: NodeId) -> ir::Value {
        let (v, wanted) = (self.v(value), self.v(prototype));
        let (walk, object, other, join) = (self.b.create_block(), self.b.create_block(), self.b.create_block(), self.b.create_block());
        self.b.append_block_param(walk, types::I64);
        self.b.append_block_param(join, types::I8);
        self.b.ins().jump(walk, &[v.into()]);
        self.b.switch_to_block(walk);
        let next = self.b.block_params(walk)[0];
        let is_object = self.is_object(next);
        self.b.ins().brif(is_object, object, &[], other, &[]);
        self.b.switch_to_block(other);
        let undetectable = self.tagged(next, tag::UNDETECTABLE);
        self.guard_not(id, undetectable, Some(value));
        let no = self.b.ins().iconst(types::I8, 0);
        self.b.ins().jump(join, &[no.into()]);
        self.b.switch_to_block(object);
        let cell = self.b.ins().iadd(next, self.constants.untag_object);
        let kind = self.b.ins().load(types::I8, MEMORY, cell, Header::KIND_OFFSET as i32);
        let is_proxy = self.b.ins().icmp_imm_u(IntCC::Equal, kind, Kind::Proxy as i64);
        self.guard_not(id, is_proxy, Some(value));
        let above = self.prototype_of(cell);
        let found = self.b.ins().icmp(IntCC::Equal, above, wanted);
        let yes = self.b.ins().iconst(types::I8, 1);
        self.b.ins().brif(found, join, &[yes.into()], walk, &[above.into()]);
        self.b.switch_to_block(join);
        self.b.block_params(join)[0]
    }
}

/// Offset of an internal field.
pub(super) fn field(i: usize) -> i32 {
    layout::object::FIELDS as i32 + i as i32 * 8
}
