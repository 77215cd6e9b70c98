//! Strings: lengths and code units inline for flat strings, the rest by library calls.
use super::ops::signed;
use super::{Lower, MEMORY};
use crate::mir::{Condition, NodeId, TagTest};
use cranelift_codegen::ir::condcodes::IntCC;
use cranelift_codegen::ir::{self, InstBuilder, types};
use ogive_vm::Kind;
use ogive_vm::machine::{layout, library};
use ogive_vm::string::{UNITS_OFFSET, flags};
use ogive_vm::value::tag;

impl Lower<'_, '_, '_> {
    pub(super) fn string_length(&mut self, string: NodeId) -> ir::Value {
        let cell = self.untag(string, tag::STRING);
        self.b.ins().load(types::I32, MEMORY, cell, layout::string::LEN as i32)
    }
    /// `length` of an array or a string.
    pub(super) fn load_length(&mut self, id: NodeId, value: NodeId) -> ir::Value {
        let v = self.v(value);
        let (array, string, join) = (self.b.create_block(), self.b.create_block(), self.b.create_block());
        self.b.append_block_param(join, types::I32);
        let is_object = self.b.ins().icmp(IntCC::SignedGreaterThanOrEqual, v, self.constants.object_tag);
        self.b.ins().brif(is_object, array, &[], string, &[]);
        self.b.switch_to_block(array);
        // Another object's first slot is no length, even where it holds an int.
        self.check_kind(id, value, Kind::Array as u8);
        let length = self.load_word(value, layout::object::FIELDS as i32);
        let is_int = self.is_int(length);
        self.guard(id, is_int, Some(value));
        let length = self.b.ins().ireduce(types::I32, length);
        self.b.ins().jump(join, &[length.into()]);
        self.b.switch_to_block(string);
        let is_string = self.has_tag(value, TagTest::String);
        self.guard(id, is_string, Some(value));
        let length = self.string_length(value);
        self.b.ins().jump(join, &[length.into()]);
        self.b.switch_to_block(join);
        self.b.block_params(join)[0]
    }
    pub(super) fn string_code_unit(&mut self, string: NodeId, index: NodeId) -> ir::Value {
        let cell = self.untag(string, tag::STRING);
        let (s, i) = (self.v(string), self.v(index));
        let state = self.b.ins().load(types::I8, MEMORY, cell, layout::string::FLAGS as i32);
        let not_latin = self.b.ins().band_imm_u(state, (flags::UTF16 | flags::ROPE | flags::SLICE) as i64);
        let latin = self.b.ins().icmp_imm_u(IntCC::Equal, not_latin, 0);
        let wide = self.b.ins().uextend(types::I64, i);
        self.either(
            latin,
            types::I32,
            |l| {
                let at = l.b.ins().iadd(cell, wide);
                l.b.ins().uload8(types::I32, MEMORY, at, UNITS_OFFSET as i32)
            },
            |l| {
                let utf16 = l.b.ins().icmp_imm_u(IntCC::Equal, not_latin, flags::UTF16 as i64);
                l.either(
                    utf16,
                    types::I32,
                    |l| {
                        let bytes = l.b.ins().ishl_imm_u(wide, 1);
                        let at = l.b.ins().iadd(cell, bytes);
                        l.b.ins().uload16(types::I32, MEMORY, at, UNITS_OFFSET as i32)
                    },
                    |l| {
                        l.protect_window();
                        let address = library::code_unit as *const () as usize;
                        l.rust(address, &[types::I64, types::I64, types::I32], Some(types::I32), |l| vec![l.vm(), s, i]).expect("declared")
                    },
                )
            },
        )
    }
    pub(super) fn string_from_code_unit(&mut self, unit: NodeId) -> ir::Value {
        let u = self.v(unit);
        let latin = self.b.ins().icmp_imm_u(IntCC::UnsignedLessThan, u, 256);
        self.either(
            latin,
            types::I64,
            |l| {
                let vm = l.vm();
                let table = l.b.ins().load(types::I64, MEMORY, vm, layout::vm::SINGLE_CHARS as i32);
                let wide = l.b.ins().uextend(types::I64, u);
                let bytes = l.b.ins().ishl_imm_u(wide, 3);
                let at = l.b.ins().iadd(table, bytes);
                let cell = l.b.ins().load(types::I64, MEMORY, at, 0);
                let string = l.iconst(tag::STRING as i64);
                l.b.ins().iadd(cell, string)
            },
            |l| l.allocating(library::unit_string as *const () as usize, &[unit], types::I64),
        )
    }
    pub(super) fn string_concat(&mut self, id: NodeId, lhs: NodeId, rhs: NodeId) -> ir::Value {
        self.throwing(id, library::concat as *const () as usize, &[lhs, rhs])
    }
    pub(super) fn string_compare(&mut self, lhs: NodeId, rhs: NodeId, condition: Condition) -> ir::Value {
        let order = self.allocating(library::compare_strings as *const () as usize, &[lhs, rhs], types::I32);
        self.b.ins().icmp_imm_s(signed(condition), order, 0)
    }
    pub(super) fn string_equal(&mut self, lhs: NodeId, rhs: NodeId) -> ir::Value {
        let (l, r) = (self.v(lhs), self.v(rhs));
        let same = self.b.ins().icmp(IntCC::Equal, l, r);
        // Two atoms are equal only if they are the same; what is not interned has to be compared.
        let (slow, join) = (self.b.create_block(), self.b.create_block());
        self.b.append_block_param(join, types::I8);
        self.b.ins().brif(same, join, &[same.into()], slow, &[]);
        self.b.switch_to_block(slow);
        let (a, b) = (self.untag(lhs, tag::STRING), self.untag(rhs, tag::STRING));
        let a_flags = self.b.ins().load(types::I8, MEMORY, a, layout::string::FLAGS as i32);
        let b_flags = self.b.ins().load(types::I8, MEMORY, b, layout::string::FLAGS as i32);
        let both = self.b.ins().band(a_flags, b_flags);
        let atoms = self.b.ins().band_imm_u(both, flags::ATOM as i64);
        let no = self.b.ins().iconst(types::I8, 0);
        let compare = self.b.create_block();
        self.b.ins().brif(atoms, join, &[no.into()], compare, &[]);
        self.b.switch_to_block(compare);
        let equal = self.allocating(library::strings_equal as *const () as usize, &[lhs, rhs], types::I8);
        self.b.ins().jump(join, &[equal.into()]);
        self.b.switch_to_block(join);
        self.b.block_params(join)[0]
    }
    /// 7.2.13 IsStrictlyEqual of any two Values. Equal bits are equal but for NaN; different ones are not when either is an object or a constant, or both are
    /// int32. The library decides the rest.
    pub(super) fn strict_equal(&mut self, lhs: NodeId, rhs: NodeId) -> ir::Value {
        let (l, r) = (self.v(lhs), self.v(rhs));
        let join = self.b.create_block();
        self.b.append_block_param(join, types::I8);
        let (same, different, slow) = (self.b.create_block(), self.b.create_block(), self.b.create_block());
        let is_same = self.b.ins().icmp(IntCC::Equal, l, r);
        self.b.ins().brif(is_same, same, &[], different, &[]);
        self.b.switch_to_block(same);
        // Only a double can be NaN.
        let vm = self.vm();
        let limit = self.b.ins().load(types::I64, MEMORY, vm, layout::vm::NON_NUMBER as i32);
        let no_number = self.b.ins().icmp(IntCC::SignedGreaterThanOrEqual, l, limit);
        let yes = self.b.ins().iconst(types::I8, 1);
        self.b.ins().brif(no_number, join, &[yes.into()], slow, &[]);
        self.b.switch_to_block(different);
        let no = self.b.ins().iconst(types::I8, 0);
        let (left, right) = (self.is_object(l), self.is_object(r));
        let object = self.b.ins().bor(left, right);
        let constants = self.b.create_block();
        self.b.ins().brif(object, join, &[no.into()], constants, &[]);
        self.b.switch_to_block(constants);
        let (left, right) = (self.tagged(l, tag::CONSTANT), self.tagged(r, tag::CONSTANT));
        let constant = self.b.ins().bor(left, right);
        let ints = self.b.create_block();
        self.b.ins().brif(constant, join, &[no.into()], ints, &[]);
        self.b.switch_to_block(ints);
        let both = self.b.ins().band(l, r);
        let both = self.is_int(both);
        self.b.ins().brif(both, join, &[no.into()], slow, &[]);
        self.b.switch_to_block(slow);
        let equal = self.allocating(library::strict_equal as *const () as usize, &[lhs, rhs], types::I8);
        self.b.ins().jump(join, &[equal.into()]);
        self.b.switch_to_block(join);
        self.b.block_params(join)[0]
    }
}
