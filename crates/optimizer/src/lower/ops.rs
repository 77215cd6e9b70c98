//! The op table's visitor: what each op becomes.
use super::Lower;
use crate::mir::{Condition, NodeId, Op, Rounding};
use cranelift_codegen::ir::condcodes::IntCC;
use cranelift_codegen::ir::{self, InstBuilder, types};
use ogive_vm::Value;
use ogive_vm::machine::{layout, library};

impl Lower<'_, '_, '_> {
    /// Lowers a node; its value, if it has one.
    pub(super) fn op(&mut self, id: NodeId) -> Option<ir::Value> {
        let graph = self.graph;
        let op = &graph.nodes[id].op;
        Some(match *op {
            Op::BlockParam {} => return None,
            Op::Constant { value } => self.iconst(value.0 as i64),
            Op::Int32Constant { value } => self.b.ins().iconst(types::I32, value as i64),
            Op::Float64Constant { value } => self.b.ins().f64const(value.get()),
            Op::BoolConstant { value } => self.b.ins().iconst(types::I8, value as i64),
            Op::CellConstant { cell } => self.iconst(cell.0 as i64),
            Op::LoadFrame { word } => self.b.ins().load(types::I64, super::MEMORY, self.fp, super::word_offset(word)),

            Op::BoxInt32 { value } => {
                let value = self.v(value);
                self.box_int32(value)
            }
            Op::BoxFloat64 { value } => {
                let value = self.canonical_double(value);
                self.bits_of(value)
            }
            Op::BoxBool { value } => {
                let value = self.v(value);
                self.box_bool(value)
            }
            Op::Int32ToFloat64 { value } => {
                let value = self.v(value);
                self.b.ins().fcvt_from_sint(types::F64, value)
            }
            Op::Uint32ToFloat64 { value } => {
                let value = self.v(value);
                let wide = self.b.ins().uextend(types::I64, value);
                self.b.ins().fcvt_from_sint(types::F64, wide)
            }
            Op::TruncateFloat64 { value } => {
                let value = self.v(value);
                self.truncate(value)
            }
            Op::AssumeInt32 { value } => {
                let value = self.v(value);
                self.b.ins().ireduce(types::I32, value)
            }
            Op::AssumeFloat64 { value } => {
                let value = self.v(value);
                self.double_of(value)
            }
            Op::AssumeNumber { value } => {
                let value = self.v(value);
                self.number(value)
            }
            Op::AssumeBool { value } => {
                let value = self.v(value);
                let byte = self.b.ins().ireduce(types::I8, value);
                self.b.ins().band_imm_u(byte, 1)
            }

            Op::CheckInt32 { value } => self.check_int32(id, value),
            Op::CheckNumber { value } => self.check_number(id, value),
            Op::CheckIsNumber { value } => self.check_is_number(id, value),
            Op::CheckTruncated { value } => self.check_truncated(id, value),
            Op::CheckTruncatedOddball { value } => self.check_truncated_oddball(id, value),
            Op::CheckOddballNumber { value } => self.check_oddball_number(id, value),
            Op::CheckInt32OrIntegral { value } => self.check_integral(id, value),
            Op::CheckFloat64IsInt32 { value } => {
                let double = self.v(value);
                self.exact_int32(id, value, double)
            }
            Op::CheckBool { value } => self.check_bool(id, value),
            Op::CheckObject { value } => self.check_object(id, value),
            Op::CheckString { value } => self.check_tag(id, value, ogive_vm::value::tag::STRING),
            Op::CheckReference { value } => self.check_reference(id, value),
            Op::CheckNotNullish { value } => self.check_not_nullish(id, value),
            Op::CheckNotHole { value } => self.check_bits(id, value, Value::HOLE.bits(), false),
            Op::CheckIs { value, expected } => self.check_bits(id, value, expected.0, true),
            Op::CheckIsNot { value, excluded } => self.check_bits(id, value, excluded.0, false),
            Op::CheckShape { object, ref shapes } => self.check_shape(id, object, shapes),
            Op::PinObject { object: value } | Op::PinIndex { index: value } => self.v(value),
            Op::CheckKind { object, kind } => self.check_kind(id, object, kind),
            Op::WidenElements { object, kind } => self.widen_elements(id, object, kind),
            Op::CheckElementsKind { object, byte, mask } => self.check_elements_kind(id, object, byte, mask),
            Op::CheckCode { object, block } => self.check_code(id, object, block.0),
            Op::CheckTypedArray { object, element, writable } => self.check_typed_array(id, object, element, writable),
            Op::CheckBounds { index, length } => self.check_bounds(id, index, length),
            Op::CheckWideBounds { index, length } => self.check_wide_bounds(id, index, length),
            Op::CheckUint32IsInt32 { value } => self.check_not_negative(id, value),
            Op::CheckCondition { condition, expected } => {
                let holds = self.v(condition);
                if expected { self.guard(id, holds, None) } else { self.guard_not(id, holds, None) }
                return None;
            }
            Op::CheckValid {} => {
                self.check_bets(id);
                return None;
            }
            Op::Poll {} => {
                self.poll(id);
                return None;
            }

            Op::Int32Add { lhs, rhs } => self.int2(lhs, rhs, |b, l, r| b.iadd(l, r)),
            Op::Int32Sub { lhs, rhs } => self.int2(lhs, rhs, |b, l, r| b.isub(l, r)),
            Op::Int32Mul { lhs, rhs } => self.int2(lhs, rhs, |b, l, r| b.imul(l, r)),
            Op::CheckedInt32Add { lhs, rhs } => match graph.int32_constant(rhs) {
                Some(constant) => self.checked_add_constant(id, lhs, constant as i64),
                None => self.checked(id, lhs, rhs, |b, l, r| b.sadd_overflow(l, r)),
            },
            Op::CheckedInt32Sub { lhs, rhs } => match graph.int32_constant(rhs) {
                Some(constant) => self.checked_add_constant(id, lhs, -(constant as i64)),
                None => self.checked(id, lhs, rhs, |b, l, r| b.ssub_overflow(l, r)),
            },
            Op::CheckedInt32Mul { lhs, rhs, minus_zero } => self.checked_mul(id, lhs, rhs, minus_zero),
            Op::CheckedInt32Div { lhs, rhs, minus_zero } => self.checked_div(id, lhs, rhs, minus_zero),
            Op::Int32DivTruncated { lhs, rhs } => self.div_truncated(lhs, rhs),
            Op::CheckedInt32Mod { lhs, rhs, minus_zero } => self.checked_mod(id, lhs, rhs, minus_zero),
            Op::Int32ModTruncated { lhs, rhs } => self.mod_truncated(lhs, rhs),
            Op::CheckedInt32Neg { value, minus_zero } => self.checked_neg(id, value, minus_zero),
            Op::ExactInt32 { value } => self.v(value),
            Op::CheckedInt32Abs { value } => self.checked_abs(id, value),
            Op::Int32And { lhs, rhs } => self.int2(lhs, rhs, |b, l, r| b.band(l, r)),
            Op::Int32Or { lhs, rhs } => self.int2(lhs, rhs, |b, l, r| b.bor(l, r)),
            Op::Int32Xor { lhs, rhs } => self.int2(lhs, rhs, |b, l, r| b.bxor(l, r)),
            Op::Int32Shl { lhs, rhs } => self.int2(lhs, rhs, |b, l, r| b.ishl(l, r)),
            Op::Int32Shr { lhs, rhs } => self.int2(lhs, rhs, |b, l, r| b.sshr(l, r)),
            Op::Int32Ushr { lhs, rhs } => self.int2(lhs, rhs, |b, l, r| b.ushr(l, r)),
            Op::Int32Min { lhs, rhs } => self.int2(lhs, rhs, |b, l, r| b.smin(l, r)),
            Op::Int32Max { lhs, rhs } => self.int2(lhs, rhs, |b, l, r| b.smax(l, r)),
            Op::Int32Clz { value } => {
                let value = self.v(value);
                self.b.ins().clz(value)
            }
            Op::Int32Compare { lhs, rhs, condition } => self.compare_ints(lhs, rhs, signed(condition)),
            Op::Uint32Compare { lhs, rhs, condition } => self.compare_ints(lhs, rhs, signed(condition).unsigned()),

            Op::Float64Add { lhs, rhs } => self.float2(lhs, rhs, |b, l, r| b.fadd(l, r)),
            Op::Float64Sub { lhs, rhs } => self.float2(lhs, rhs, |b, l, r| b.fsub(l, r)),
            Op::Float64Mul { lhs, rhs } => self.float2(lhs, rhs, |b, l, r| b.fmul(l, r)),
            Op::Float64Div { lhs, rhs } => self.float2(lhs, rhs, |b, l, r| b.fdiv(l, r)),
            Op::Float64Mod { lhs, rhs } => self.float_function(library::remainder as *const () as usize, &[lhs, rhs]),
            Op::Float64Pow { lhs, rhs } => self.float_function(library::power as *const () as usize, &[lhs, rhs]),
            Op::Float64Neg { value } => self.float1(value, |b, v| b.fneg(v)),
            Op::Float64Abs { value } => self.float1(value, |b, v| b.fabs(v)),
            Op::Float64Sqrt { value } => self.float1(value, |b, v| b.sqrt(v)),
            Op::Float64Round { value, mode } => match mode {
                Rounding::Floor => self.float1(value, |b, v| b.floor(v)),
                Rounding::Ceil => self.float1(value, |b, v| b.ceil(v)),
                Rounding::Trunc => self.float1(value, |b, v| b.trunc(v)),
                Rounding::Round => self.round(value),
            },
            Op::Float64Min { lhs, rhs } => self.float2(lhs, rhs, |b, l, r| b.fmin(l, r)),
            Op::Float64Max { lhs, rhs } => self.float2(lhs, rhs, |b, l, r| b.fmax(l, r)),
            Op::Float64Math { value, function } => self.float_function(math(function), &[value]),
            Op::Float64Atan2 { lhs, rhs } => self.float_function(library::atan2 as *const () as usize, &[lhs, rhs]),
            Op::Float64Compare { lhs, rhs, condition } => self.compare_doubles(lhs, rhs, condition),

            Op::Int32ToInt64 { value } => match graph.int32_constant(value) {
                Some(constant) => self.iconst(constant as i64),
                None => {
                    let value = self.v(value);
                    self.b.ins().sextend(types::I64, value)
                }
            },
            Op::Int64Add { lhs, rhs } => self.int2(lhs, rhs, |b, l, r| b.iadd(l, r)),
            Op::Int64Sub { lhs, rhs } => self.int2(lhs, rhs, |b, l, r| b.isub(l, r)),
            Op::Int64Mul { lhs, rhs } => self.int2(lhs, rhs, |b, l, r| b.imul(l, r)),

            Op::BoolNot { value } => {
                let value = self.v(value);
                self.b.ins().bxor_imm_u(value, 1)
            }
            Op::BoolEqual { lhs, rhs } => self.compare_ints(lhs, rhs, IntCC::Equal),
            Op::SameBits { lhs, rhs } => self.compare_ints(lhs, rhs, IntCC::Equal),
            Op::IsNullish { value } => {
                let value = self.v(value);
                self.is_nullish(value)
            }
            Op::EqualsNull { value } => {
                let value = self.v(value);
                self.equals_null(value)
            }
            Op::HasTag { value, tag } => self.has_tag(value, tag),
            Op::HasCode { value, block } => self.has_code(value, block.0),
            Op::HasShape { object, shape } => {
                let word = self.shape_of(object);
                self.b.ins().icmp_imm_u(IntCC::Equal, word, shape.0 as i64)
            }
            Op::ToBoolean { value } => self.to_boolean(value),
            Op::Int32ToBool { value } => {
                let value = self.v(value);
                self.b.ins().icmp_imm_u(IntCC::NotEqual, value, 0)
            }
            Op::Float64ToBool { value } => self.double_to_bool(value),
            Op::StrictEqual { lhs, rhs } => self.strict_equal(lhs, rhs),
            Op::StringEqual { lhs, rhs } => self.string_equal(lhs, rhs),
            Op::AtomEqual { value, atom } => self.atom_equal(value, atom),
            Op::SameValue { lhs, rhs } => self.allocating(library::same_value as *const () as usize, &[lhs, rhs], types::I8),
            Op::IsArray { value } => self.is_array(id, value),
            Op::TypeOf { value } => self.leaf(library::type_of as *const () as usize, &[value], types::I64),
            Op::SwitchIndex { value, low, count } => self.switch_index(value, low, count),
            Op::HasPrototype { value, prototype } => self.has_prototype(id, value, prototype),
            Op::LoadPrototype { object } => self.load_prototype(object),
            Op::Select { condition, yes, no } => {
                let (condition, yes, no) = (self.v(condition), self.v(yes), self.v(no));
                self.b.ins().select(condition, yes, no)
            }

            Op::LoadSlotsPointer { object } => self.load_word(object, ogive_vm::machine::layout::object::SLOTS as i32),
            Op::LoadSlot { base, offset } => self.load_word(base, offset as i32),
            Op::LoadSlotFloat64 { base, offset } => {
                let base = self.cell(base);
                self.b.ins().load(types::F64, super::MEMORY, base, offset as i32)
            }
            Op::StoreSlot { base, value, offset, barrier } => return self.store_slot(base, value, offset, barrier),
            Op::StoreSlotFloat64 { base, value, offset } => return self.store_slot(base, value, offset, false),
            Op::StoreShape { object, shape } => return self.store_shape(object, shape),
            Op::ReserveSlots { object, capacity } => self.reserve_slots(object, capacity),
            Op::LoadField { object, field } | Op::LoadConstantField { object, field } => {
                self.load_word(object, ogive_vm::machine::layout::object::FIELDS as i32 + field as i32 * 8)
            }

            Op::LoadElements { object } => self.load_word(object, ogive_vm::machine::layout::object::ELEMENTS as i32),
            Op::LoadElementsLength { elements } => {
                let elements = self.cell(elements);
                self.b.ins().load(types::I32, super::MEMORY, elements, ogive_vm::machine::layout::elements::LEN as i32)
            }
            Op::LoadElement { elements, index } => self.load_element(elements, index, types::I64),
            Op::LoadElementFloat64 { elements, index } => self.load_element(elements, index, types::F64),
            Op::LoadElementOrUndefined { elements, index } => self.load_element_or_undefined(elements, index),
            Op::MayFill { array, old } => self.may_fill(array, old),
            Op::StoreBeyond { array, index, value } => self.allocating(library::store_beyond as *const () as usize, &[array, index, value], types::I8),
            Op::StoreElement { elements, index, value, barrier } => return self.store_element(elements, index, value, barrier),
            Op::StoreElementFloat64 { elements, index, value } => return self.store_element(elements, index, value, false),
            Op::NextName { object, list, position } => self.next_name(object, list, position),
            Op::LoadCached { value, key } => self.load_cached(value, key),
            Op::StoreCached { object, key, value } => self.store_cached(object, key, value),
            Op::LoadArrayLength { array } => self.load_word(array, ogive_vm::machine::layout::object::FIELDS as i32),
            Op::LoadLength { value } => self.load_length(id, value),
            Op::ArrayPush { array, value } => self.array_push(id, array, value),
            Op::ArrayPop { array } => self.array_pop(id, array),

            Op::LoadTypedLength { array } => self.typed_length(id, array),
            Op::LoadTypedPointer { array } => self.typed_pointer(array),
            Op::LoadTypedInt32 { pointer, index, element } | Op::LoadTypedFloat64 { pointer, index, element } => {
                self.load_typed(pointer, index, element)
            }
            Op::StoreTypedInt32 { pointer, index, value, element } => return self.store_typed_int(pointer, index, value, element),
            Op::StoreTypedFloat64 { pointer, index, value, element } => return self.store_typed_float(pointer, index, value, element),

            Op::LoadViewInt32 { pointer, offset, element, little } | Op::LoadViewFloat64 { pointer, offset, element, little } => {
                self.load_view(pointer, offset, element, little)
            }
            Op::StoreViewInt32 { pointer, offset, value, element, little } | Op::StoreViewFloat64 { pointer, offset, value, element, little } => {
                return self.store_view(pointer, offset, value, element, little);
            }

            Op::StringLength { string } => self.string_length(string),
            Op::StringCodeUnit { string, index } => self.string_code_unit(string, index),
            Op::StringFromCodeUnit { unit } => self.string_from_code_unit(unit),
            Op::StringPart { string, start, end, relative } => self.string_part(string, start, end, relative),
            Op::TableGet { table, key } => self.allocating(library::table_get as *const () as usize, &[table, key], types::I64),
            Op::TableHas { table, key } => self.allocating(library::table_has as *const () as usize, &[table, key], types::I8),
            Op::TableSet { table, key, value } => self.throwing(id, library::table_set as *const () as usize, &[table, key, value]),
            Op::TableDelete { table, key } => self.allocating(library::table_delete as *const () as usize, &[table, key], types::I8),
            Op::IteratorStep { iterator, next, state, pairs } => {
                self.protect_window();
                let operands = [iterator, next, state].map(|operand| self.v(operand));
                let pairs = self.b.ins().iconst(types::I32, pairs as i64);
                let [iterator, next, state] = operands;
                self.rust(library::iterator_step as *const () as usize, Some(types::I64), &[iterator, next, state, pairs]).expect("declared")
            }
            Op::LoadStepValue {} => self.vm_word(layout::vm::STEP_VALUE),
            Op::StringConcat { lhs, rhs } => self.string_concat(id, lhs, rhs),
            Op::StringCompare { lhs, rhs, condition } => self.string_compare(lhs, rhs, condition),
            Op::NumberToString { value } => self.allocating(library::number_to_string as *const () as usize, &[value], types::I64),

            Op::LoadFunctionEnv { function } => self.load_word(function, super::guards::field(ogive_vm::call::function_field::ENV)),
            Op::LoadHomeObject { function } => self.load_word(function, super::guards::field(ogive_vm::call::function_field::HOME)),
            Op::HasFieldInitializer { function } => {
                let initializer = self.load_word(function, super::guards::field(ogive_vm::call::function_field::FIELDS));
                self.is_object(initializer)
            }
            Op::LoadParentEnv { env } => self.load_env(env, ogive_vm::env::PARENT_OFFSET as i32),
            Op::LoadEnvSlot { env, slot } => self.load_env(env, ogive_vm::env::SLOTS_OFFSET as i32 + slot as i32 * 8),
            Op::StoreEnvSlot { env, value, slot, barrier } => return self.store_env(env, value, slot, barrier),

            Op::NewEnv { parent, ref slots, block, scope } => self.new_env(parent, slots, block.0, scope),
            Op::NewObject { ref slots, layout } => self.new_object(slots, layout),
            Op::NewArguments { callee, ref values, strict, .. } => self.new_arguments(callee, values, strict),
            Op::NewArray { ref values, elements, layout } => self.new_array(values, elements, layout),
            Op::NewArrayOfLength { length, layout } => self.new_array_of_length(id, length, layout),
            Op::NewClosure { env, block, layout, flags } => self.new_closure(env, block.0, layout, flags),

            Op::Call { callee, this, ref arguments, call } => self.call(id, callee, this, arguments, call),
            Op::Construct { callee, new_target, this, ref arguments, call } => {
                self.construct(id, [callee, new_target, this], arguments, call)
            }
            Op::CallSlowPath { ref values, ref registers } => {
                self.call_slow_path(id, &registers.0, values);
                return None;
            }
            Op::CallSlowPathJump { ref values, ref registers } => self.call_slow_path_jump(id, &registers.0, values),
        })
    }
}

/// The machine's condition for int32.
pub(super) fn signed(condition: Condition) -> IntCC {
    match condition {
        Condition::Equal => IntCC::Equal,
        Condition::NotEqual => IntCC::NotEqual,
        Condition::Less => IntCC::SignedLessThan,
        Condition::LessEqual => IntCC::SignedLessThanOrEqual,
        Condition::Greater => IntCC::SignedGreaterThan,
        Condition::GreaterEqual => IntCC::SignedGreaterThanOrEqual,
    }
}

/// The library function of a function of Math.
fn math(function: crate::mir::MathFunction) -> usize {
    use crate::mir::MathFunction as M;
    let function: extern "C" fn(f64) -> f64 = match function {
        M::Sin => library::sin,
        M::Cos => library::cos,
        M::Tan => library::tan,
        M::Asin => library::asin,
        M::Acos => library::acos,
        M::Atan => library::atan,
        M::Exp => library::exp,
        M::Log => library::log,
        M::Cbrt => library::cbrt,
        M::Fround => library::fround,
    };
    function as *const () as usize
}
