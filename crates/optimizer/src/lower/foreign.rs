//! Which doubles may be NaNs from outside: what Float32Array, Float64Array and DataView hold is any NaN, what arithmetic makes of one is another.
//!
//! Values and what a script can look at have one of the two canonical NaNs only. So whatever makes a Value of a double, or stores one, asks here
//! whether it must be canonicalized first. (Not the loads: a loop that adds elements up would do it for each of them.) Exits canonicalize all.
use super::Lower;
use crate::mir::{BlockId, Graph, NodeId, Op, Repr};
use cranelift_codegen::ir::condcodes::FloatCC;
use cranelift_codegen::ir::immediates::Ieee64;
use cranelift_codegen::ir::{self, InstBuilder};
use ogive_base::{BitSet, Idx};
use ogive_vm::Value;
use ogive_vm::buffer::ElementType;

/// Of the nodes in these blocks.
pub(super) fn doubles(graph: &Graph, order: &[BlockId]) -> BitSet {
    let mut foreign = BitSet::new(graph.nodes.len());
    let mut changed = true;
    while changed {
        changed = false;
        for &block in order {
            for &node in &graph.blocks[block].nodes {
                if graph.repr(node) == Repr::Float64 && is_foreign(graph.op(node), &foreign) {
                    changed |= foreign.insert(node.index());
                }
            }
            for edge in graph.blocks[block].terminator.edges() {
                for (parameter, argument) in graph.blocks[edge.block].parameters.iter().zip(&edge.arguments) {
                    if graph.repr(*parameter) == Repr::Float64 && foreign.contains(argument.index()) {
                        changed |= foreign.insert(parameter.index());
                    }
                }
            }
        }
    }
    foreign
}

fn is_foreign(op: &Op, foreign: &BitSet) -> bool {
    match *op {
        Op::LoadTypedFloat64 { element, .. } | Op::LoadViewFloat64 { element, .. } => element != ElementType::Uint32 as u8,
        _ => {
            let mut any = false;
            op.for_each_operand(|operand, _| any |= foreign.contains(operand.index()));
            any
        }
    }
}

impl Lower<'_, '_, '_> {
    /// A double for the world outside: a NaN is a canonical one.
    pub(super) fn canonical_double(&mut self, node: NodeId) -> ir::Value {
        let double = self.v(node);
        if !self.foreign.contains(node.index()) {
            return double;
        }
        let ordered = self.b.ins().fcmp(FloatCC::Ordered, double, double);
        let nan = self.b.ins().f64const(Ieee64::with_bits(Value::NAN.bits()));
        self.b.ins().select(ordered, double, nan)
    }
}
