//! Allocations whose layout the snapshot knows.

use super::values::Type;
use super::{Builder, Flow};
use crate::mir::{ExitReason, NodeId, ObjectLayout, Op};
use crate::snapshot::{Layout, Site};
use ogive_bytecode::{Constant, Instruction, Literal};
use ogive_vm::Value;
use ogive_vm::elements::kind;
use ogive_vm::ic::element_feedback as met;

/// Longer array literals are the Vm's.
const MAX_LITERALS: usize = 16;
/// Arrays of more holes are the Vm's.
const MAX_HOLES: i32 = 16;

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
        // The elements' kind is what the Vm would find by looking at the values, where the types tell.
        let elements = match &types[..] {
            types if types.iter().all(|&t| t == Type::Int32) => kind::INT,
            types if values.iter().all(|&v| self.graph.repr(v) == crate::mir::Repr::Float64) && !types.is_empty() => kind::DOUBLE,
            types if types.iter().any(|t| !matches!(t, Type::Unknown | Type::Other) && !t.is_number()) && !types.contains(&Type::Other) => kind::ANY,
            _ => return self.array_as_seen(instr, values),
        };
        let array = self.array_of(values, elements);
        self.set(dst, array);
        Some(())
    }

    /// 23.1.1.1 Array of one argument that is an int32, or of none. `None`: of other arguments.
    pub(super) fn array_of_length(&mut self, arguments: &[NodeId]) -> Option<NodeId> {
        let layout = object_layout(self.frame().function.array_layout);
        match *arguments {
            [] => Some(self.append(Op::NewArray { values: [].into(), elements: kind::INT, layout })),
            [length] if matches!(self.type_of(length), Type::Unknown | Type::Int32 | Type::Number) => {
                if self.frame().has_failed(ExitReason::NotInt32) {
                    return None;
                }
                let length = self.int32(length);
                match self.graph.int32_constant(length) {
                    Some(0) => self.array_of_length(&[]),
                    Some(count @ 1..=MAX_HOLES) => {
                        let hole = self.tagged_constant(Value::HOLE.bits());
                        let values = vec![hole; count as usize].into();
                        Some(self.append(Op::NewArray { values, elements: kind::INT | kind::HOLEY, layout }))
                    }
                    _ => Some(self.guard(Op::NewArrayOfLength { length, layout }, ExitReason::Bounds)),
                }
            }
            _ => None,
        }
    }

    /// An array literal with values whose types only the feedback tells.
    fn array_as_seen(&mut self, instr: &Instruction, mut values: Vec<NodeId>) -> Flow {
        let [dst, _, _, ic, ..] = instr.fields;
        let failed = [ExitReason::NotInt32, ExitReason::NotNumber].iter().any(|&reason| self.frame().has_failed(reason));
        let Site::Array(seen) = self.site(ic) else { return self.slow_path(instr) };
        let elements = match seen {
            _ if failed || seen & met::HOLEY != 0 => return self.slow_path(instr),
            met::INT => {
                for value in &mut values {
                    *value = self.int32(*value);
                }
                kind::INT
            }
            // Arrays of doubles hold no int32.
            _ if seen & met::ANY == 0 => {
                for value in &mut values {
                    *value = self.float64(*value);
                }
                kind::DOUBLE
            }
            _ => kind::ANY,
        };
        let array = self.array_of(values, elements);
        self.set(dst, array);
        Some(())
    }

    pub(super) fn new_array_const(&mut self, instr: &Instruction) -> Flow {
        let code = &self.frame().function.code;
        let Constant::Elements(literals) = &code.constants[instr.fields[1] as usize] else { return self.slow_path(instr) };
        let value = |literal: &Option<Literal>| match literal {
            Some(Literal::Int(i)) => Some(Value::int(*i)),
            Some(Literal::Number(d)) => Some(Value::number(*d)),
            _ => None,
        };
        let values: Option<Vec<Value>> = literals.iter().map(value).collect();
        let Some(values) = values.filter(|v| v.len() <= MAX_LITERALS) else { return self.slow_path(instr) };
        let elements = if values.iter().all(|v| v.is_int()) { kind::INT } else { kind::DOUBLE };
        let mut nodes = vec![];
        for value in values {
            let stored = match value.as_number() {
                Some(number) if elements == kind::DOUBLE => number.to_bits(),
                _ => value.bits(),
            };
            nodes.push(self.tagged_constant(stored));
        }
        let layout = object_layout(self.frame().function.array_layout);
        let array = self.append(Op::NewArray { values: nodes.into(), elements, layout });
        self.set(instr.fields[0], array);
        Some(())
    }

    pub(super) fn new_closure(&mut self, instr: &Instruction) -> Flow {
        let [dst, env, function, ..] = instr.fields;
        let Some(nested) = self.frame().function.nested.get(function as usize).copied().flatten() else { return self.slow_path(instr) };
        let env = self.register(env);
        let closure = self.append(Op::NewClosure { env, block: nested.block, layout: object_layout(nested.layout), flags: nested.flags });
        self.set(dst, closure);
        Some(())
    }
}
