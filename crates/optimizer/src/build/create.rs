//! Allocations whose layout the snapshot knows.

use super::values::Type;
use super::{Builder, Flow};
use crate::mir::{Cell, NodeId, ObjectLayout, Op};
use crate::snapshot::{Layout, Site};
use ogive_bytecode::Instruction;
use ogive_vm::elements::kind;

/// The layout as an immediate.
pub(super) fn object_layout(layout: Layout) -> ObjectLayout {
    ObjectLayout { shape: layout.shape, kind: layout.kind, base: layout.base, slots: layout.slots }
}

impl Builder<'_> {
    pub(super) fn new_object(&mut self, instr: &Instruction) {
        let layout = object_layout(self.frame().function.object_layout);
        let object = self.append(Op::NewObject { slots: [].into(), layout });
        self.set(instr.fields[0], object);
    }

    pub(super) fn new_object_from(&mut self, instr: &Instruction) -> Flow {
        let [dst, values, ic, ..] = instr.fields;
        let Site::Literal(layout, promises) = self.site(ic) else { return self.slow_path(instr) };
        if promises.iter().any(|p| p.cell != 0 && p.promise == ogive_vm::shape::Promise::Nothing) {
            return self.slow_path(instr);
        }
        let mut slots = vec![];
        for (i, promise) in promises.iter().enumerate() {
            let value = self.register(values + i as i64);
            let value = self.admitted(value, *promise);
            slots.push(self.tagged(value));
        }
        let object = self.append(Op::NewObject { slots: slots.into(), layout: object_layout(layout) });
        self.set(dst, object);
        Some(())
    }

    pub(super) fn new_array(&mut self, instr: &Instruction) -> Flow {
        let [dst, first, count, ..] = instr.fields;
        let values: Vec<NodeId> = (first..first + count).map(|r| self.register(r)).collect();
        let types: Vec<Type> = values.iter().map(|&v| self.type_of(v)).collect();
        // The elements' kind is what the Vm would find by looking at the values.
        let elements = match &types[..] {
            types if types.iter().all(|&t| t == Type::Int32) => kind::INT,
            types if values.iter().all(|&v| self.graph.repr(v) == crate::mir::Repr::Float64) && !types.is_empty() => kind::DOUBLE,
            types if types.iter().any(|t| !matches!(t, Type::Unknown | Type::Other) && !t.is_number()) && !types.contains(&Type::Other) => kind::ANY,
            _ => return self.slow_path(instr),
        };
        let mut boxed = vec![];
        for value in values {
            boxed.push(self.tagged(value));
        }
        let array = self.append(Op::NewArray { values: boxed.into(), elements });
        self.set(dst, array);
        Some(())
    }

    pub(super) fn new_closure(&mut self, instr: &Instruction) -> Flow {
        let [dst, env, function, ..] = instr.fields;
        let Some(block) = self.frame().function.nested.get(function as usize).copied().flatten() else { return self.slow_path(instr) };
        let env = self.register(env);
        let closure = self.append(Op::NewClosure { env, block: Cell(block.0) });
        self.set(dst, closure);
        Some(())
    }
}
