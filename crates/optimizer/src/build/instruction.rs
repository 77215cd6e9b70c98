//! One instruction: which family builds it. Every op is named, so a new bytecode is a compile error here.

use super::values::Type;
use super::{Builder, Flow};
use crate::mir::{ExitReason, NodeId, Op, Registers, Terminator};
use ogive_bytecode::instr::Access;
use ogive_bytecode::ops::Role;
use ogive_bytecode::{Instruction, Op as Byte, frame as layout};
use ogive_vm::Value;
use std::collections::BTreeMap;

impl Builder<'_> {
    /// Builds an instruction; `None` when the block has ended.
    pub(super) fn instruction(&mut self, instr: &Instruction) -> Flow {
        use Byte as B;
        let [a, b, ..] = instr.fields;
        let inlined_tail = instr.op == B::TailCall && self.frame().caller.is_some();
        if self.frame().has_given_up() && !inlined_tail && ogive_vm::machine::slow_path(instr.op).is_some() {
            return self.without_bets(instr);
        }
        match instr.op {
            B::Move => {
                let value = self.register(b);
                self.set(a, value);
            }
            B::LoadInt => {
                let value = self.int32_constant(b as i32);
                self.set(a, value);
            }
            B::LoadConst => {
                let value = self.constant(self.frame().function.constants[b as usize]);
                self.set(a, value);
            }
            B::LoadSpecial => {
                let value = self.constant(Value::special(b as u64).bits());
                self.set(a, value);
            }

            B::Add | B::Sub | B::Mul | B::Div | B::Mod | B::Exp | B::AddI | B::SubI | B::MulI | B::DivI | B::ModI | B::Inc | B::Dec => {
                self.arithmetic(instr)?
            }
            B::BitAnd | B::BitOr | B::BitXor | B::Shl | B::Shr | B::Ushr | B::BitAndI | B::BitOrI | B::BitXorI | B::ShlI | B::ShrI | B::UshrI => {
                self.bitwise(instr)?
            }
            B::Neg | B::BitNot | B::ToNumber | B::ToNumeric => self.unary(instr)?,
            B::Not => {
                let value = self.register(b);
                let value = self.to_boolean(value);
                let value = self.not(value);
                self.set(a, value);
            }
            B::TypeOf => {
                let result = self.type_name(b);
                self.set(a, result);
            }

            B::Equal | B::NotEqual | B::StrictEqual | B::StrictNotEqual | B::Less | B::LessEq | B::Greater | B::GreaterEq => {
                self.comparison(instr)?
            }
            B::In => self.has_element(instr)?,
            B::InstanceOf => self.instance_of(instr)?,

            B::Jump | B::Loop => {
                let target = (self.frame().unit as i64 + b) as u32;
                self.jump(target);
                return None;
            }
            B::JumpIfTrue | B::JumpIfFalse | B::LoopIfTrue | B::LoopIfFalse => {
                let value = self.register(a);
                let condition = self.to_boolean(value);
                return self.branch(instr, condition, matches!(instr.op, B::JumpIfTrue | B::LoopIfTrue));
            }
            B::JumpIfNullish | B::JumpIfNotNullish => {
                let value = self.register(a);
                let condition = self.is_nullish(value);
                return self.branch(instr, condition, instr.op == B::JumpIfNullish);
            }
            B::JumpIfEqualsNull | B::JumpIfNotEqualsNull => {
                let value = self.register(a);
                let condition = self.equals_null(value);
                return self.branch(instr, condition, instr.op == B::JumpIfEqualsNull);
            }
            B::JumpIfUndefined | B::JumpIfNotUndefined | B::JumpIfHole | B::JumpIfNotHole => {
                let special = if matches!(instr.op, B::JumpIfHole | B::JumpIfNotHole) { Value::HOLE } else { Value::UNDEFINED };
                let value = self.register(a);
                let condition = self.is_special(value, special);
                return self.branch(instr, condition, matches!(instr.op, B::JumpIfUndefined | B::JumpIfHole));
            }
            B::JumpIfLess | B::JumpIfNotLess | B::JumpIfLessEq | B::JumpIfNotLessEq | B::JumpIfGreater | B::JumpIfNotGreater
            | B::JumpIfGreaterEq | B::JumpIfNotGreaterEq | B::JumpIfEqual | B::JumpIfNotEqual | B::JumpIfStrictEqual
            | B::JumpIfStrictNotEqual | B::JumpIfLessI | B::JumpIfNotLessI | B::JumpIfLessEqI | B::JumpIfNotLessEqI | B::JumpIfGreaterI
            | B::JumpIfNotGreaterI | B::JumpIfGreaterEqI | B::JumpIfNotGreaterEqI | B::JumpIfEqualI | B::JumpIfNotEqualI
            | B::JumpIfStrictEqualI | B::JumpIfStrictNotEqualI | B::LoopIfLess | B::LoopIfLessEq | B::LoopIfGreater | B::LoopIfGreaterEq
            | B::LoopIfLessI | B::LoopIfLessEqI | B::LoopIfGreaterI | B::LoopIfGreaterEqI => return self.compare_and_branch(instr),
            B::JumpIfEval => return self.slow_path_jump(instr),
            B::ForInNext => return self.for_in_next(instr),
            B::IteratorNext | B::ForOfNext => return self.iterator_next(instr),
            B::SwitchInt => return self.switch_int(instr),

            B::GetGlobal | B::GetGlobalOrUndefined => self.get_global(instr)?,
            B::SetGlobal => self.set_global(instr)?,
            B::GetParentEnv | B::GetScoped | B::GetScopedChecked | B::SetScoped | B::SetScopedChecked => self.scoped(instr),
            B::CreateEnv => self.create_env(instr),
            B::CloneEnv => self.clone_env(instr)?,
            B::ThrowIfHole => {
                let value = self.register(a);
                if matches!(self.type_of(value), Type::Unknown | Type::Other) {
                    let checked = self.not_hole(value);
                    self.replace_everywhere(value, checked);
                }
            }

            B::GetProp => self.get_property(instr)?,
            B::GetLength => self.get_length(instr)?,
            B::SetProp | B::DefineProp => self.set_property(instr)?,
            B::GetIterator => self.get_iterator(instr)?,
            B::IteratorClose | B::IteratorCloseSilently => self.iterator_close(instr)?,
            B::IteratorDone => self.iterator_done(instr),

            B::GetHomeObject => {
                let function = self.register(b);
                let home = self.append(Op::LoadHomeObject { function });
                self.set(a, home);
            }
            B::GetSuper => self.get_super(instr)?,
            B::GetPrivate => self.get_private(instr)?,
            B::SetPrivate => self.set_private(instr)?,
            B::GetElem => self.get_element(instr)?,
            B::SetElem => self.set_element(instr)?,

            B::NewObject => self.new_object(instr),
            B::NewObjectFrom => self.new_object_from(instr)?,
            B::NewArray => self.new_array(instr)?,
            B::NewArrayConst => self.new_array_const(instr)?,
            B::ArraySpread => self.array_spread(instr)?,
            B::ArrayAppend => self.array_append(instr)?,
            B::CreateRest | B::CreateArguments | B::CreateSloppyArguments => self.create_arguments(instr)?,
            B::RestOfArguments => self.rest_of_arguments(instr)?,
            B::NewClosure => self.new_closure(instr)?,

            B::ToString => {
                let value = self.register(b);
                match self.type_of(value) {
                    Type::String => self.set(a, value),
                    _ => self.slow_path(instr)?,
                }
            }
            B::ToPropertyKey => self.to_property_key(instr)?,
            B::ToObject => {
                let value = self.register(b);
                match self.is_object(value) {
                    true => self.set(a, value),
                    false => self.slow_path(instr)?,
                }
            }
            B::CheckObject => {
                let value = self.register(a);
                if !self.is_object(value) {
                    let checked = self.object(value);
                    self.replace_everywhere(value, checked);
                }
            }
            B::CheckObjectCoercible => {
                let value = self.register(a);
                if matches!(self.type_of(value), Type::Unknown | Type::Undefined | Type::Null) {
                    let checked = self.guard(Op::CheckNotNullish { value }, ExitReason::Nullish);
                    self.replace_everywhere(value, checked);
                }
            }
            B::CoerceThis => self.coerce_this(instr)?,
            B::CheckThis => {
                let value = self.register(a);
                if !self.is_object(value) {
                    let checked = self.not_hole(value);
                    self.replace_everywhere(value, checked);
                }
            }
            B::CheckThisUnset => self.check_this_unset(instr)?,
            B::DerivedReturn => self.derived_return(instr)?,
            B::GetSuperConstructor => self.get_super_constructor(instr)?,
            B::InitFields => self.init_fields(instr)?,
            B::Debugger => {}

            B::Call | B::CallMethod => self.call(instr)?,
            B::CallSpread => self.call_spread(instr)?,
            B::Construct => self.construct(instr)?,
            B::ConstructSpread => self.construct_spread(instr)?,
            B::Return => {
                let value = self.register(a);
                self.return_value(value);
                return None;
            }
            B::ReturnUndefined => {
                let value = self.undefined();
                self.return_value(value);
                return None;
            }
            B::TailCall => {
                self.tail_call(instr)?;
                return None;
            }
            B::InitialYield | B::Yield | B::Await => {
                self.suspend(instr);
                return None;
            }
            B::Throw | B::ThrowError | B::ThrowConstAssign | B::AsyncReturn | B::GeneratorReturn => {
                self.slow_path_end(instr);
                return None;
            }

            B::InitGlobal | B::DeclareGlobals | B::GetImport | B::CreateWithEnv | B::CreateVarEnv | B::GetName | B::GetNameOrUndefined
            | B::GetNameForCall | B::ResolveName | B::GetResolved | B::SetResolved | B::DeleteName | B::DeclareEvalVars | B::DefineElem
            | B::DefineAccessor | B::Delete | B::SetSuper | B::DefinePrivate | B::DefinePrivateMethod | B::HasPrivate
            | B::NewPrivateName | B::CopyDataProperties | B::SetPrototype | B::SetHomeObject | B::SetFunctionName | B::NewRegExp
            | B::GetTemplateObject | B::NewClass | B::SetFieldInitializer | B::SetEvalVar | B::CreateMappedArguments | B::Concat
            | B::LoadGlobalThis | B::CallEval | B::CallEvalSpread | B::ImportCall | B::ImportMeta | B::IteratorRest | B::IteratorCall | B::GetMethod
            | B::ForInPrepare | B::AsyncStart | B::AsyncFromSyncIterator | B::NewDisposeScope | B::AddDisposable | B::DisposeNext | B::DisposeFail => self.slow_path(instr)?,
        }
        Some(())
    }

    /// By the slow path, whatever the feedback says.
    fn without_bets(&mut self, instr: &Instruction) -> Flow {
        use ogive_bytecode::ops::flags;
        if instr.has(flags::ENDS) {
            self.slow_path_end(instr);
            return None;
        }
        if instr.has(flags::JUMPS) { self.slow_path_jump(instr) } else { self.slow_path(instr) }
    }

    /// A guard has refined a value: registers that hold it hold the refined one.
    pub(super) fn replace_everywhere(&mut self, old: NodeId, new: NodeId) {
        for register in self.frame_mut().registers.iter_mut().filter(|r| **r == Some(old)) {
            *register = Some(new);
        }
        self.frame_mut().before = None;
    }

    /// Leaves for good: feedback has never seen this instruction.
    pub(super) fn never_run(&mut self) -> Flow {
        let exit = self.exit(ExitReason::NeverRun);
        let block = self.current.take()?;
        self.graph.blocks[block].terminator = Terminator::Exit(exit);
        None
    }

    // ---- slow paths -----------------------------------------------------------------------------------------------

    /// Words and values that the instruction reads.
    fn slow_path_operands(&mut self, instr: &Instruction) -> (Box<[u32]>, Box<[NodeId]>) {
        let window = self.frame().window;
        let mut words = vec![];
        let code = self.frame().function.code.clone();
        let _ = ogive_bytecode::instr::registers(&code, instr, |first, count, access| {
            if access == Access::Read {
                words.extend(first..first + count);
            }
        });
        if instr.op == Byte::CoerceThis {
            words.push(layout::THIS as u32);
        }
        words.sort_unstable();
        words.dedup();
        let mut values = vec![];
        for &word in &words {
            let value = self.register(word as i64);
            values.push(self.tagged(value));
        }
        (words.into_iter().map(|word| window + word).collect(), values.into())
    }

    /// The Vm's slow path executes the instruction.
    pub(super) fn slow_path(&mut self, instr: &Instruction) -> Flow {
        let (registers, values) = self.slow_path_operands(instr);
        let node = self.effect(Op::CallSlowPath { values, registers: Registers(registers) });
        let defs = self.defs(instr);
        let after = self.after_state(&defs);
        self.graph.nodes[node].after = Some(after);
        self.load_results(&defs);
        Some(())
    }

    /// Results of a slow path lie in the window.
    fn load_results(&mut self, defs: &[u32]) {
        let window = self.frame().window;
        for &word in defs {
            let value = self.append(Op::LoadFrame { word: window + word });
            self.set(word as i64, value);
        }
    }

    /// The Vm's slow path executes the instruction and says whether it jumps.
    pub(super) fn slow_path_jump(&mut self, instr: &Instruction) -> Flow {
        let (registers, values) = self.slow_path_operands(instr);
        let condition = self.effect(Op::CallSlowPathJump { values, registers: Registers(registers) });
        let target = (self.frame().unit as i64 + instr.field(Role::Label).expect("a jump")) as u32;
        let next = self.frame().unit + instr.op.units() as u32;
        // The destination of an iteration step is not written when it jumps.
        let keeps = ogive_bytecode::instr::writes_unless_it_jumps(instr.op);
        let mut defs = self.defs(instr);
        let (yes, no) = self.fork(condition, crate::mir::Likely::Unknown);
        let before = self.frame().registers.clone();
        self.current = Some(yes);
        let mut taken = defs.clone();
        if keeps {
            taken.retain(|&word| word as i64 != instr.fields[0]);
        }
        self.load_results(&taken);
        let exit = self.exit_at(target, ExitReason::Invalidated);
        self.append_with(Op::CheckValid {}, exit);
        self.jump(target);
        self.frame_mut().registers = before;
        self.frame_mut().before = None;
        self.current = Some(no);
        defs.dedup();
        self.load_results(&defs);
        let exit = self.exit_at(next, ExitReason::Invalidated);
        self.append_with(Op::CheckValid {}, exit);
        Some(())
    }

    /// The Vm's slow path executes the instruction, which ends the block.
    pub(super) fn slow_path_end(&mut self, instr: &Instruction) {
        let (registers, values) = self.slow_path_operands(instr);
        let exit = self.exit(ExitReason::Effect);
        if let Some(block) = self.current.take() {
            self.graph.blocks[block].terminator = Terminator::SlowPath { exit, registers, values };
        }
    }

    /// The Vm's slow path copies the frame away: all that is live afterwards has to be in the window, for whichever tier resumes it.
    fn suspend(&mut self, instr: &Instruction) {
        let (operands, values) = self.slow_path_operands(instr);
        let frame = self.frame();
        let mut live = frame.liveness.after(&frame.function.code, frame.unit);
        if let Some(handler) = frame.function.code.handler_at(frame.unit) {
            live.union(frame.liveness.before(handler.target));
        }
        let mut saved: BTreeMap<u32, NodeId> = operands.iter().copied().zip(values.iter().copied()).collect();
        let defs = self.defs(instr);
        for word in live.iter().filter(|&word| !defs.contains(&(word as u32))) {
            if let Some(value) = self.frame().registers[word] {
                let value = self.tagged(value);
                saved.insert(word as u32, value);
            }
        }
        let exit = self.exit(ExitReason::Effect);
        if let Some(block) = self.current.take() {
            let (registers, values) = (saved.keys().copied().collect(), saved.values().copied().collect());
            self.graph.blocks[block].terminator = Terminator::SlowPath { exit, registers, values };
        }
    }

    fn switch_int(&mut self, instr: &Instruction) -> Flow {
        let table = self.frame().function.code.tables[instr.fields[1] as usize].clone();
        let unit = self.frame().unit;
        let value = self.register(instr.fields[0]);
        let (value, low) = match *self.graph.op(value) {
            Op::BoxInt32 { value } => (value, table.low),
            _ if self.graph.repr(value) == crate::mir::Repr::Int32 => (value, table.low),
            _ => {
                let value = self.tagged(value);
                (self.append(Op::SwitchIndex { value, low: table.low, count: table.targets.len() as u32 }), 0)
            }
        };
        let block = self.current.take()?;
        let default = self.graph.new_block();
        let mut ways: Vec<(i32, crate::mir::BlockId)> = vec![];
        let mut targets = vec![];
        for &offset in &table.targets {
            let known = ways.iter().find(|w| w.0 == offset).map(|w| w.1);
            let to = match (offset, known) {
                (0, _) => default,
                (_, Some(to)) => to,
                _ => {
                    let to = self.graph.new_block();
                    ways.push((offset, to));
                    to
                }
            };
            targets.push(crate::mir::Edge::to(to));
        }
        self.graph.blocks[block].terminator = Terminator::Switch { value, low, targets, default: crate::mir::Edge::to(default) };
        for (offset, to) in ways {
            self.current = Some(to);
            self.jump((unit as i32 + offset) as u32);
        }
        self.current = Some(default);
        Some(())
    }
}
