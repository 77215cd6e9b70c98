//! Globals and environments.

use super::{Builder, Flow};
use crate::mir::{Assumption, Cell, ExitReason, NodeId, Op, ShapeId, Shapes};
use crate::snapshot::{Constant, Site};
use ogive_bytecode::{BindingKind, Instruction, Op as Byte};
use ogive_vm::Value;
use ogive_vm::value::tag;

impl Builder<'_> {
    /// What the instruction's cache site says.
    pub(super) fn site(&self, ic: i64) -> Site {
        self.frame().function.sites.get(ic as usize).cloned().unwrap_or(Site::Generic)
    }

    pub(super) fn get_global(&mut self, instr: &Instruction) -> Flow {
        let result = match self.site(instr.fields[1]) {
            Site::GlobalLexical { constant: Some(value), .. } => self.constant(value),
            Site::GlobalProperty { constant: Some(constant), .. } => self.constant_property(constant),
            Site::GlobalLexical { env, slot, .. } => {
                let env = self.internal(env);
                let value = self.append(Op::LoadEnvSlot { env, slot });
                self.not_hole(value)
            }
            Site::GlobalProperty { global, shape, slots, offset, .. } => {
                let base = self.global_slots(global, shape, slots);
                self.append(Op::LoadSlot { base, offset })
            }
            _ => return self.slow_path(instr),
        };
        self.set(instr.fields[0], result);
        Some(())
    }

    pub(super) fn set_global(&mut self, instr: &Instruction) -> Flow {
        let value = self.register(instr.fields[0]);
        match self.site(instr.fields[1]) {
            Site::GlobalLexical { env, slot, .. } => {
                let env = self.internal(env);
                let old = self.append(Op::LoadEnvSlot { env, slot });
                self.not_hole(old);
                self.store_env(env, slot, value);
            }
            Site::GlobalProperty { global, shape, slots, offset, .. } => {
                let base = self.global_slots(global, shape, slots);
                let barrier = self.needs_barrier(value);
                let value = self.tagged(value);
                self.append(Op::StoreSlot { base, value, offset, barrier });
            }
            _ => return self.slow_path(instr),
        }
        Some(())
    }

    /// The value of a property that has never had another.
    pub(super) fn constant_property(&mut self, constant: Constant) -> NodeId {
        self.assume(Assumption::Constant(constant.object, constant.key, constant.value));
        self.constant(constant.value)
    }

    /// The overflow slots of the global object, while its shape is this one.
    fn global_slots(&mut self, global: u64, shape: ShapeId, slots: Cell) -> NodeId {
        if self.snapshot.bets_on_globals {
            self.assume(Assumption::ObjectShape(global & tag::PAYLOAD, shape.0));
            return self.cell_constant(slots);
        }
        let object = self.tagged_constant(global);
        let object = self.guard(Op::CheckShape { object, shapes: Shapes::one(shape) }, ExitReason::Shape);
        self.append(Op::LoadSlotsPointer { object })
    }

    /// May a store of the value make an old cell point to a young one?
    pub(super) fn needs_barrier(&self, value: NodeId) -> bool {
        use super::values::Type;
        !matches!(self.type_of(value), Type::Int32 | Type::Number | Type::Bool | Type::Undefined | Type::Null)
    }

    fn store_env(&mut self, env: NodeId, slot: u32, value: NodeId) {
        let barrier = self.needs_barrier(value);
        let value = self.tagged(value);
        self.append(Op::StoreEnvSlot { env, value, slot, barrier });
    }

    fn env_at(&mut self, register: i64, depth: i64) -> NodeId {
        let mut env = self.register(register);
        for _ in 0..depth {
            env = self.append(Op::LoadParentEnv { env });
        }
        env
    }

    pub(super) fn scoped(&mut self, instr: &Instruction) {
        let [a, b, c, depth, ..] = instr.fields;
        match instr.op {
            Byte::GetParentEnv => {
                let env = self.env_at(b, c);
                self.set(a, env);
            }
            Byte::GetScoped | Byte::GetScopedChecked => {
                let env = self.env_at(b, depth);
                let mut value = self.append(Op::LoadEnvSlot { env, slot: c as u32 });
                if instr.op == Byte::GetScopedChecked {
                    value = self.not_hole(value);
                }
                self.set(a, value);
            }
            _ => {
                let env = self.env_at(b, depth);
                if instr.op == Byte::SetScopedChecked {
                    let old = self.append(Op::LoadEnvSlot { env, slot: c as u32 });
                    self.not_hole(old);
                }
                let value = self.register(a);
                self.store_env(env, c as u32, value);
            }
        }
    }

    pub(super) fn create_env(&mut self, instr: &Instruction) {
        let [dst, parent, scope, ..] = instr.fields;
        let parent = self.register(parent);
        let (undefined, hole) = (self.undefined(), self.tagged_constant(Value::HOLE.bits()));
        let bindings = &self.frame().function.code.scopes[scope as usize].bindings;
        let starts_empty = |kind| matches!(kind, BindingKind::Let | BindingKind::Const | BindingKind::Internal);
        let slots = bindings.iter().map(|b| if starts_empty(b.kind) { hole } else { undefined }).collect();
        let block = Cell(self.frame().function.block.0);
        let env = self.append(Op::NewEnv { parent, slots, block, scope: scope as u32 });
        self.set(dst, env);
    }

    /// `CloneEnv`. The environment in a register is of the scope that the last instruction before, in the order of the code, has created there: so the
    /// compiler emits them (`compiler/src/tree.rs` relies on it, too).
    pub(super) fn clone_env(&mut self, instr: &Instruction) -> Flow {
        let [dst, register, ..] = instr.fields;
        let Some(scope) = self.scope_in(register) else { return self.slow_path(instr) };
        let count = self.frame().function.code.scopes[scope as usize].bindings.len() as u32;
        let env = self.register(register);
        let parent = self.append(Op::LoadParentEnv { env });
        let slots = (0..count).map(|slot| self.append(Op::LoadEnvSlot { env, slot })).collect();
        let block = Cell(self.frame().function.block.0);
        let clone = self.append(Op::NewEnv { parent, slots, block, scope });
        self.set(dst, clone);
        Some(())
    }

    /// The scope of the environment that this code has created in a register.
    fn scope_in(&self, register: i64) -> Option<u32> {
        let code = &self.frame().function.code;
        let (mut at, mut scope) = (0, None);
        while at < self.frame().unit as usize {
            let instr = Instruction::decode(&code.units, at)?;
            match instr.op {
                Byte::CreateEnv if instr.fields[0] == register => scope = Some(instr.fields[2] as u32),
                Byte::CreateWithEnv | Byte::CreateVarEnv if instr.fields[0] == register => scope = None,
                Byte::CloneEnv if instr.fields[0] == register && instr.fields[1] != register => scope = None,
                _ => {}
            }
            at += instr.op.units();
        }
        scope
    }
}
