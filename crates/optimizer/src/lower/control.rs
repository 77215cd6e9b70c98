//! How blocks end.
use super::{Lower, MEMORY, word_offset};
use crate::mir::{BlockId, Edge, NodeId, Op, Terminator};
use cranelift_codegen::ir::condcodes::CondCode;
use cranelift_codegen::ir::{self, BlockArg, InstBuilder, JumpTableData, types};
use ogive_bytecode::frame;
use ogive_vm::stack::frame_flags;

impl Lower<'_, '_, '_> {
    fn arguments(&mut self, edge: &Edge) -> Vec<BlockArg> {
        edge.arguments.iter().map(|&node| self.v(node).into()).collect()
    }
    pub(super) fn terminator(&mut self, id: BlockId) {
        let graph = self.graph;
        match &graph.blocks[id].terminator {
            Terminator::None => self.fail("a block without end"),
            Terminator::Jump(edge) => {
                let arguments = self.arguments(edge);
                self.b.ins().jump(self.blocks[edge.block], &arguments);
            }
            Terminator::Branch { condition, yes, no, .. } => {
                let condition = self.v(*condition);
                let (with_yes, with_no) = (self.arguments(yes), self.arguments(no));
                // Cranelift lays the second block out behind this one: that is to be the one by which a loop goes on.
                if self.is_latch(yes.block)
                    && let Some(fails) = self.negated(condition)
                {
                    self.b.ins().brif(fails, self.blocks[no.block], &with_no, self.blocks[yes.block], &with_yes);
                } else {
                    self.b.ins().brif(condition, self.blocks[yes.block], &with_yes, self.blocks[no.block], &with_no);
                }
            }
            Terminator::Switch { value, low, targets, default } => self.switch(*value, *low, targets, default),
            Terminator::Return(value) => self.return_(*value),
            Terminator::Exit(exit) => {
                // Code that has never run is cold whatever leads to it.
                let at = self.cold_block();
                self.b.ins().jump(at, &[]);
                self.b.switch_to_block(at);
                self.leave_before(*exit, None);
            }
            Terminator::SlowPath { exit, registers, values } => self.end_by_slow_path(*exit, registers, values),
        }
    }
    /// The opposite of a comparison, as another comparison.
    pub(super) fn negated(&mut self, condition: ir::Value) -> Option<ir::Value> {
        let dfg = &self.b.func.dfg;
        match dfg.insts[dfg.value_def(condition).inst()?] {
            ir::InstructionData::IntCompare { cond, args: [l, r], .. } => Some(self.b.ins().icmp(cond.complement(), l, r)),
            ir::InstructionData::FloatCompare { cond, args: [l, r], .. } => Some(self.b.ins().fcmp(cond.complement(), l, r)),
            _ => None,
        }
    }
    /// Does the block only go back to a loop's head?
    fn is_latch(&self, block: BlockId) -> bool {
        let block = &self.graph.blocks[block];
        let to_head = matches!(&block.terminator, Terminator::Jump(edge) if self.graph.blocks[edge.block].is_loop);
        to_head && block.nodes.iter().all(|&node| matches!(self.graph.op(node), Op::Poll {}))
    }
    fn switch(&mut self, value: NodeId, low: i32, targets: &[Edge], default: &Edge) {
        let value = self.v(value);
        let index = if low == 0 { value } else { self.b.ins().iadd_imm_s(value, (low as i64).wrapping_neg()) };
        let call = |l: &mut Self, edge: &Edge| {
            let arguments = l.arguments(edge);
            l.b.func.dfg.block_call(l.blocks[edge.block], &arguments)
        };
        let default = call(self, default);
        let targets: Vec<_> = targets.iter().map(|edge| call(self, edge)).collect();
        let table = self.b.create_jump_table(JumpTableData::new(default, &targets));
        self.b.ins().br_table(index, table);
    }
    /// A constructor's result that is no object is replaced by `this`.
    fn return_(&mut self, value: NodeId) {
        let result = self.boxed(value);
        if !self.world.constructs {
            self.b.ins().return_(&[result]);
            return;
        }
        let flags = self.b.ins().load(types::I32, MEMORY, self.fp, word_offset(frame::ARGC.into()) + 4);
        let constructs = self.b.ins().band_imm_u(flags, frame_flags::CONSTRUCT as i64);
        self.cold_if(constructs, |l| {
            let is_object = l.is_any_object(result);
            let this: ir::Value = l.b.ins().load(types::I64, MEMORY, l.fp, word_offset(frame::THIS.into()));
            let result = l.b.ins().select(is_object, result, this);
            l.b.ins().return_(&[result]);
        });
        self.b.ins().return_(&[result]);
    }
}
