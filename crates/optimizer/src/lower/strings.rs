//! Strings: lengths and code units inline for flat strings, the rest by library calls.
use super::ops::signed;
use super::{Lower, MEMORY};
use crate::mir::{Condition, NodeId, TagTest, Type};
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
                        l.rust(address, Some(types::I32), &[s, i]).expect("declared")
                    },
                )
            },
        )
    }
    pub(super) fn string_from_code_unit(&mut self, unit: NodeId) -> ir::Value {
        let u = self.v(unit);
        let latin = self.b.ins().icmp_imm_u(IntCC::UnsignedLessThan, u, 256);
        self.either(latin, types::I64, |l| l.single_char(u), |l| {
            l.allocating(library::unit_string as *const () as usize, &[unit], types::I64)
        })
    }
    /// The string of one Latin-1 unit (i32).
    fn single_char(&mut self, unit: ir::Value) -> ir::Value {
        let vm = self.vm();
        let table = self.b.ins().load(types::I64, MEMORY, vm, layout::vm::SINGLE_CHARS as i32);
        let wide = self.b.ins().uextend(types::I64, unit);
        let bytes = self.b.ins().ishl_imm_u(wide, 3);
        let at = self.b.ins().iadd(table, bytes);
        let cell = self.b.ins().load(types::I64, MEMORY, at, 0);
        let string = self.iconst(tag::STRING as i64);
        self.b.ins().iadd(cell, string)
    }
    pub(super) fn string_part(&mut self, string: NodeId, start: NodeId, end: NodeId, relative: bool) -> ir::Value {
        // One character of a flat Latin-1 string is at hand.
        let cell = self.untag(string, tag::STRING);
        let (s, from, to) = (self.v(string), self.v(start), self.v(end));
        let state = self.b.ins().load(types::I8, MEMORY, cell, layout::string::FLAGS as i32);
        let not_latin = self.b.ins().band_imm_u(state, (flags::UTF16 | flags::ROPE | flags::SLICE) as i64);
        let latin = self.b.ins().icmp_imm_u(IntCC::Equal, not_latin, 0);
        let length = self.b.ins().load(types::I32, MEMORY, cell, layout::string::LEN as i32);
        let inside = self.b.ins().icmp(IntCC::UnsignedLessThan, from, length);
        let next = self.b.ins().iadd_imm_s(from, 1);
        let one = self.b.ins().icmp(IntCC::Equal, next, to);
        let quick = self.b.ins().band(latin, inside);
        let quick = self.b.ins().band(quick, one);
        self.either(
            quick,
            types::I64,
            |l| {
                let wide = l.b.ins().uextend(types::I64, from);
                let at = l.b.ins().iadd(cell, wide);
                let unit = l.b.ins().uload8(types::I32, MEMORY, at, UNITS_OFFSET as i32);
                l.single_char(unit)
            },
            |l| {
                l.protect_window();
                let relative = l.b.ins().iconst(types::I32, relative as i64);
                l.rust(library::string_part as *const () as usize, Some(types::I64), &[s, from, to, relative]).expect("declared")
            },
        )
    }
    /// Are two strings at these addresses different at first sight: in length, or as two atoms that are not the same one? (i8, not 0)
    fn are_different(&mut self, a: ir::Value, b: ir::Value) -> ir::Value {
        let a_length = self.b.ins().load(types::I32, MEMORY, a, layout::string::LEN as i32);
        let b_length = self.b.ins().load(types::I32, MEMORY, b, layout::string::LEN as i32);
        let longer = self.b.ins().icmp(IntCC::NotEqual, a_length, b_length);
        let a_flags = self.b.ins().load(types::I8, MEMORY, a, layout::string::FLAGS as i32);
        let b_flags = self.b.ins().load(types::I8, MEMORY, b, layout::string::FLAGS as i32);
        let both = self.b.ins().band(a_flags, b_flags);
        let atoms = self.b.ins().band_imm_u(both, flags::ATOM as i64);
        self.b.ins().bor(longer, atoms)
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
        let no = self.b.ins().iconst(types::I8, 0);
        let compare = self.b.create_block();
        let different = self.are_different(a, b);
        self.b.ins().brif(different, join, &[no.into()], compare, &[]);
        self.b.switch_to_block(compare);
        let equal = self.allocating(library::strings_equal as *const () as usize, &[lhs, rhs], types::I8);
        self.b.ins().jump(join, &[equal.into()]);
        self.b.switch_to_block(join);
        self.b.block_params(join)[0]
    }
    /// `===` with an atom: other atoms are other strings, and what is no atom is compared out of the way.
    pub(super) fn atom_equal(&mut self, value: NodeId, atom: NodeId) -> ir::Value {
        let (v, wanted) = (self.v(value), self.v(atom));
        let (other, string, compare) = (self.next_block(), self.next_block(), self.cold_block());
        let (call, join) = (self.cold_block(), self.next_block());
        self.b.append_block_param(join, types::I8);
        let same = self.b.ins().icmp(IntCC::Equal, v, wanted);
        self.b.ins().brif(same, join, &[same.into()], other, &[]);
        self.b.switch_to_block(other);
        let no = self.b.ins().iconst(types::I8, 0);
        if self.graph.type_of(value) == Type::String {
            self.b.ins().jump(string, &[]);
        } else {
            let is_string = self.has_tag(value, TagTest::String);
            self.b.ins().brif(is_string, string, &[], join, &[no.into()]);
        }
        self.b.switch_to_block(string);
        let untag = self.iconst(tag::STRING.wrapping_neg() as i64);
        let (a, b) = (self.b.ins().iadd(v, untag), self.b.ins().iadd(wanted, untag));
        let flags = self.b.ins().load(types::I8, MEMORY, a, layout::string::FLAGS as i32);
        let is_atom = self.b.ins().band_imm_u(flags, flags::ATOM as i64);
        let is_loose = self.b.ins().icmp_imm_u(IntCC::Equal, is_atom, 0);
        self.b.ins().brif(is_loose, compare, &[], join, &[no.into()]);
        self.b.switch_to_block(compare);
        let [a, b] = [a, b].map(|string| self.b.ins().load(types::I32, MEMORY, string, layout::string::LEN as i32));
        let longer = self.b.ins().icmp(IntCC::NotEqual, a, b);
        let no = self.b.ins().iconst(types::I8, 0);
        self.b.ins().brif(longer, join, &[no.into()], call, &[]);
        self.b.switch_to_block(call);
        let equal = self.allocating(library::strings_equal as *const () as usize, &[value, atom], types::I8);
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
        let (others, strings) = (self.b.create_block(), self.b.create_block());
        self.b.ins().brif(both, join, &[no.into()], others, &[]);
        self.b.switch_to_block(others);
        let (left, right) = (self.tagged(l, tag::STRING), self.tagged(r, tag::STRING));
        let both = self.b.ins().band(left, right);
        self.b.ins().brif(both, strings, &[], slow, &[]);
        self.b.switch_to_block(strings);
        let untag = self.iconst(tag::STRING.wrapping_neg() as i64);
        let (left, right) = (self.b.ins().iadd(l, untag), self.b.ins().iadd(r, untag));
        let different = self.are_different(left, right);
        self.b.ins().brif(different, join, &[no.into()], slow, &[]);
        self.b.switch_to_block(slow);
        let equal = self.allocating(library::strict_equal as *const () as usize, &[lhs, rhs], types::I8);
        self.b.ins().jump(join, &[equal.into()]);
        self.b.switch_to_block(join);
        self.b.block_params(join)[0]
    }
}
