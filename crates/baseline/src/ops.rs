//! Which template an op has. The match has no default arm: an op without a template does not compile.
use crate::arith::{Arith, Bits, Rhs};
use crate::compare::Relation;
use crate::compiler::Compiler;
use crate::equality::Equality;
use ogive_bytecode::Op;

impl Compiler<'_> {
    /// Emits the instruction's template.
    pub(crate) fn template(&mut self) {
        use Relation::{Greater, GreaterEq, Less, LessEq};
        let i = self.instr;
        let (reg, imm) = (Rhs::Register(i.c()), Rhs::Immediate(i.imm()));
        match i.op {
            // ---- moves and constants
            Op::Move => self.copy(i.a(), i.b()),
            Op::LoadInt => self.load_bits(i.a(), ogive_vm::Value::int(i.i()).bits()),
            Op::LoadConst => self.load_bits(i.a(), self.block.constant(i.i() as usize).bits()),
            Op::LoadSpecial => self.load_special(i.a(), i.i() as u64),

            // ---- arithmetic
            Op::Add => self.arith(Arith::Add, reg),
            Op::AddI => self.arith(Arith::Add, imm),
            Op::Sub => self.arith(Arith::Sub, reg),
            Op::SubI => self.arith(Arith::Sub, imm),
            Op::Mul => self.arith(Arith::Mul, reg),
            Op::MulI => self.arith(Arith::Mul, imm),
            Op::Div => self.arith(Arith::Div, reg),
            Op::DivI => self.arith(Arith::Div, imm),
            Op::Mod => self.remainder(reg),
            Op::ModI => self.remainder(imm),
            Op::Inc => self.arith(Arith::Add, Rhs::Immediate(1)),
            Op::Dec => self.arith(Arith::Sub, Rhs::Immediate(1)),
            Op::BitAnd => self.bits(Bits::And, reg),
            Op::BitAndI => self.bits(Bits::And, imm),
            Op::BitOr => self.bits(Bits::Or, reg),
            Op::BitOrI => self.bits(Bits::Or, imm),
            Op::BitXor => self.bits(Bits::Xor, reg),
            Op::BitXorI => self.bits(Bits::Xor, imm),
            Op::Shl => self.bits(Bits::Shl, reg),
            Op::ShlI => self.bits(Bits::Shl, imm),
            Op::Shr => self.bits(Bits::Shr, reg),
            Op::ShrI => self.bits(Bits::Shr, imm),
            Op::Ushr => self.bits(Bits::Ushr, reg),
            Op::UshrI => self.bits(Bits::Ushr, imm),
            Op::BitNot => self.bits(Bits::Xor, Rhs::Immediate(-1)),
            Op::Neg => self.negate(),
            Op::ToNumber | Op::ToNumeric => self.to_number(),
            Op::Not => self.not(),
            Op::TypeOf => self.type_of(),
            Op::Exp => self.generic(),

            // ---- comparison to a value
            Op::Equal => self.equality_value(Equality::Loose, true),
            Op::NotEqual => self.equality_value(Equality::Loose, false),
            Op::StrictEqual => self.equality_value(Equality::Strict, true),
            Op::StrictNotEqual => self.equality_value(Equality::Strict, false),
            Op::Less => self.compare_value(Less),
            Op::LessEq => self.compare_value(LessEq),
            Op::Greater => self.compare_value(Greater),
            Op::GreaterEq => self.compare_value(GreaterEq),
            Op::In => self.has(),
            Op::InstanceOf => self.generic(),

            // ---- jumps
            Op::Jump => self.jump(),
            Op::JumpIfTrue => self.jump_truthy(true),
            Op::JumpIfFalse => self.jump_truthy(false),
            Op::JumpIfNullish => self.jump_nullish(true),
            Op::JumpIfNotNullish => self.jump_nullish(false),
            Op::JumpIfEqualsNull => self.jump_equals_null(true),
            Op::JumpIfNotEqualsNull => self.jump_equals_null(false),
            Op::JumpIfUndefined => self.jump_constant(crate::offsets::vm::UNDEFINED, true),
            Op::JumpIfNotUndefined => self.jump_constant(crate::offsets::vm::UNDEFINED, false),
            Op::JumpIfHole => self.jump_constant(crate::offsets::vm::HOLE, true),
            Op::JumpIfNotHole => self.jump_constant(crate::offsets::vm::HOLE, false),
            Op::JumpIfEval => self.generic_jump(i.target(i.i())),
            Op::JumpIfLess => self.jump_compare(Less, reg, true),
            Op::JumpIfNotLess => self.jump_compare(Less, reg, false),
            Op::JumpIfLessEq => self.jump_compare(LessEq, reg, true),
            Op::JumpIfNotLessEq => self.jump_compare(LessEq, reg, false),
            Op::JumpIfGreater => self.jump_compare(Greater, reg, true),
            Op::JumpIfNotGreater => self.jump_compare(Greater, reg, false),
            Op::JumpIfGreaterEq => self.jump_compare(GreaterEq, reg, true),
            Op::JumpIfNotGreaterEq => self.jump_compare(GreaterEq, reg, false),
            Op::JumpIfLessI => self.jump_compare(Less, imm, true),
            Op::JumpIfNotLessI => self.jump_compare(Less, imm, false),
            Op::JumpIfLessEqI => self.jump_compare(LessEq, imm, true),
            Op::JumpIfNotLessEqI => self.jump_compare(LessEq, imm, false),
            Op::JumpIfGreaterI => self.jump_compare(Greater, imm, true),
            Op::JumpIfNotGreaterI => self.jump_compare(Greater, imm, false),
            Op::JumpIfGreaterEqI => self.jump_compare(GreaterEq, imm, true),
            Op::JumpIfNotGreaterEqI => self.jump_compare(GreaterEq, imm, false),
            Op::JumpIfEqual => self.jump_equality(Equality::Loose, true),
            Op::JumpIfNotEqual => self.jump_equality(Equality::Loose, false),
            Op::JumpIfStrictEqual => self.jump_equality(Equality::Strict, true),
            Op::JumpIfStrictNotEqual => self.jump_equality(Equality::Strict, false),
            Op::JumpIfEqualI | Op::JumpIfStrictEqualI => self.jump_compare(Relation::Equal, imm, true),
            Op::JumpIfNotEqualI | Op::JumpIfStrictNotEqualI => self.jump_compare(Relation::Equal, imm, false),
            Op::SwitchInt => self.switch_int(),

            // ---- back edges
            Op::Loop => self.back_edge(i.target(i.i())),
            Op::LoopIfTrue => self.loop_truthy(true),
            Op::LoopIfFalse => self.loop_truthy(false),
            Op::LoopIfLess => self.loop_compare(Less, reg),
            Op::LoopIfLessEq => self.loop_compare(LessEq, reg),
            Op::LoopIfGreater => self.loop_compare(Greater, reg),
            Op::LoopIfGreaterEq => self.loop_compare(GreaterEq, reg),
            Op::LoopIfLessI => self.loop_compare(Less, imm),
            Op::LoopIfLessEqI => self.loop_compare(LessEq, imm),
            Op::LoopIfGreaterI => self.loop_compare(Greater, imm),
            Op::LoopIfGreaterEqI => self.loop_compare(GreaterEq, imm),

            // ---- globals
            Op::GetGlobal | Op::GetGlobalOrUndefined => self.get_global(),
            Op::SetGlobal => self.set_global(),
            Op::InitGlobal | Op::DeclareGlobals => self.generic(),

            // ---- environments
            Op::GetParentEnv => self.get_parent_env(),
            Op::GetScoped => self.get_scoped(false),
            Op::GetScopedChecked => self.get_scoped(true),
            Op::SetScoped => self.set_scoped(false),
            Op::SetScopedChecked => self.set_scoped(true),
            Op::ThrowIfHole => self.unless_constant(i.a(), crate::offsets::vm::HOLE),
            Op::CreateEnv => self.create_env(),
            Op::CloneEnv | Op::GetImport | Op::CreateWithEnv | Op::CreateVarEnv | Op::GetName
            | Op::GetNameOrUndefined | Op::GetNameForCall | Op::ResolveName | Op::GetResolved | Op::SetResolved | Op::DeleteName
            | Op::DeclareEvalVars | Op::SetEvalVar => self.generic(),

            // ---- properties
            Op::GetProp => self.get_prop(),
            Op::GetLength => self.get_length(),
            Op::SetProp | Op::DefineProp => self.set_prop(),
            Op::GetElem => self.get_elem(),
            Op::SetElem => self.set_elem(),
            Op::GetPrivate => self.get_private(),
            Op::SetPrivate => self.set_private(),
            Op::GetSuper => self.get_super(),
            Op::DefineElem | Op::DefineAccessor | Op::Delete | Op::SetSuper | Op::DefinePrivate
            | Op::DefinePrivateMethod | Op::HasPrivate | Op::NewPrivateName | Op::CopyDataProperties | Op::SetPrototype
            | Op::SetHomeObject | Op::SetFunctionName => self.generic(),

            // ---- creating
            Op::NewObject => self.new_object(),
            Op::NewObjectFrom => self.new_object_from(),
            Op::NewArray => self.new_array(),
            Op::NewClosure => self.new_closure(),
            Op::InitFields => self.init_fields(),
            Op::NewArrayConst | Op::ArrayAppend | Op::ArraySpread | Op::NewRegExp | Op::GetTemplateObject | Op::NewClass | Op::SetFieldInitializer
            | Op::CreateRest | Op::CreateArguments | Op::RestOfArguments | Op::CreateSloppyArguments | Op::CreateMappedArguments => self.generic(),

            // ---- strings, conversions, checks
            Op::ToString => self.if_string(),
            Op::ToPropertyKey => self.to_property_key(),
            Op::ToObject => self.if_object(i.a(), i.b()),
            Op::DerivedReturn => self.derived_return(),
            Op::GetSuperConstructor => self.get_super_constructor(),
            Op::GetHomeObject => self.get_home_object(),
            Op::CoerceThis => self.if_object(i.a(), ogive_bytecode::frame::THIS),
            Op::CheckObjectCoercible => self.unless_nullish(i.a()),
            Op::CheckObject => self.check_object(i.a()),
            Op::CheckThis => self.unless_constant(i.a(), crate::offsets::vm::HOLE),
            Op::CheckThisUnset => self.if_constant(i.a(), crate::offsets::vm::HOLE),
            Op::Concat | Op::LoadGlobalThis | Op::Throw | Op::ThrowError
            | Op::ThrowConstAssign => self.generic(),
            Op::Debugger => {}

            // ---- calls
            Op::Call | Op::CallMethod => self.call(),
            Op::Construct => self.construct(),
            Op::CallSpread | Op::ConstructSpread | Op::CallEval | Op::CallEvalSpread | Op::TailCall
            | Op::ImportCall | Op::ImportMeta => self.generic(),
            Op::Return => self.leave(Some(i.a())),
            Op::ReturnUndefined => self.leave(None),

            // ---- iteration
            Op::IteratorNext | Op::ForOfNext => self.iterator_next(),
            Op::ForInNext => self.for_in_next(),
            Op::GetIterator | Op::IteratorClose | Op::IteratorCloseSilently | Op::IteratorDone | Op::IteratorRest | Op::IteratorCall
            | Op::GetMethod | Op::ForInPrepare => self.generic(),

            // ---- generators and async, explicit resource management
            Op::InitialYield | Op::Yield | Op::Await | Op::AsyncStart | Op::AsyncReturn | Op::GeneratorReturn
            | Op::AsyncFromSyncIterator | Op::NewDisposeScope | Op::AddDisposable | Op::DisposeNext | Op::DisposeFail => self.generic(),
        }
    }
}
