//! Which registers are live before each instruction: backward dataflow over the bytecode, with exception edges. What is not live need
//! not be kept for a deoptimization.
//!
//! Registers are words of the frame, header words included. Read without being operands: `this` by `CoerceThis`. The words that a frame
//! switch reads itself (callee, caller, argument count; `this` at the return of a constructor) are no registers here.

use crate::code::Code;
use crate::frame;
use crate::instr::{Access, Instruction, jump_targets, registers, writes_unless_it_jumps};
use crate::ops::{Op, flags};
use ogive_base::BitSet;

/// The result of the analysis.
#[derive(Clone, Debug)]
pub struct Liveness {
    /// By unit; empty sets at units where no instruction starts, or that cannot be reached.
    before: Vec<BitSet>,
}

impl Liveness {
    /// Analyses verified code.
    pub fn of(code: &Code) -> Liveness {
        let bound = code.register_count as usize + 1;
        let mut liveness = Liveness { before: vec![BitSet::new(bound); code.units.len()] };
        let mut starts = vec![];
        let mut at = 0;
        while let Some(instr) = Instruction::decode(&code.units, at) {
            starts.push((at, instr));
            at += instr.op.units();
        }
        let mut live = BitSet::new(bound);
        let mut changed = true;
        while changed {
            changed = false;
            for (at, instr) in starts.iter().rev() {
                liveness.transfer(code, *at, instr, &mut live);
                changed |= liveness.before[*at].union(&live);
            }
        }
        liveness
    }

    /// Live before the instruction at `unit`.
    pub fn before(&self, unit: u32) -> &BitSet {
        &self.before[unit as usize]
    }

    /// Live after the instruction at `unit`, whichever way it goes; what it has written included.
    pub fn after(&self, code: &Code, unit: u32) -> BitSet {
        let mut live = BitSet::new(code.register_count as usize + 1);
        if let Some(instr) = Instruction::decode(&code.units, unit as usize) {
            self.flow_back(code, unit as usize, &instr, &mut live);
        }
        live
    }

    /// What is live at the places where an instruction goes on.
    fn flow_back(&self, code: &Code, at: usize, instr: &Instruction, live: &mut BitSet) {
        live.clear();
        if !instr.has(flags::ENDS) {
            live.union(&self.before[at + instr.op.units()]);
        }
        for target in jump_targets(code, at, instr) {
            live.union(&self.before[target]);
        }
    }

    fn transfer(&self, code: &Code, at: usize, instr: &Instruction, live: &mut BitSet) {
        self.flow_back(code, at, instr, live);
        let _ = registers(code, instr, |first, count, access| {
            if access == Access::Write {
                (first..first + count).for_each(|r| live.remove(r as usize));
            }
        });
        if writes_unless_it_jumps(instr.op) {
            // The destination is not written when they jump; the record is read anyway.
            for target in jump_targets(code, at, instr) {
                live.union(&self.before[target]);
            }
        }
        if instr.has(flags::THROWS | flags::CALLS | flags::SUSPENDS)
            && let Some(handler) = code.handler_at(at as u32)
        {
            let register = handler.register as usize;
            let had = live.contains(register);
            live.union(&self.before[handler.target as usize]);
            if !had {
                live.remove(register);
            }
        }
        let _ = registers(code, instr, |first, count, access| {
            if access == Access::Read {
                (first..first + count).for_each(|r| {
                    live.insert(r as usize);
                });
            }
        });
        if instr.op == Op::CoerceThis {
            live.insert(frame::THIS as usize);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::code::Handler;
    use crate::instr::encode;

    fn code(instructions: &[(Op, &[i64])], handlers: Vec<Handler>) -> Code {
        let units = instructions.iter().flat_map(|(op, fields)| encode(*op, fields).unwrap()[..op.units()].to_vec()).collect();
        Code { units, register_count: 16, handlers: handlers.into(), ..Code::default() }
    }
    fn live(liveness: &Liveness, unit: u32) -> Vec<usize> {
        liveness.before(unit).iter().collect()
    }

    #[test]
    fn a_loop_keeps_what_it_needs() {
        let code = code(
            &[
                (Op::LoadInt, &[9, 0]),
                (Op::LoadInt, &[10, 1]),
                (Op::Add, &[9, 9, 8]),
                (Op::LoopIfLessI, &[9, 100, -1]),
                (Op::Return, &[9]),
            ],
            vec![],
        );
        let liveness = Liveness::of(&code);
        assert_eq!(live(&liveness, 0), [8]);
        assert_eq!(live(&liveness, 2), [8, 9]);
        assert_eq!(live(&liveness, 4), [9]);
        assert_eq!(liveness.after(&code, 3).iter().collect::<Vec<_>>(), [8, 9]);
    }

    #[test]
    fn handlers_keep_their_registers_but_not_the_exception() {
        let handler = Handler { start: 1, end: 2, target: 3, register: 11 };
        let code = code(
            &[(Op::LoadInt, &[9, 0]), (Op::Add, &[10, 8, 8]), (Op::Return, &[10]), (Op::Add, &[9, 9, 11]), (Op::Return, &[9])],
            vec![handler],
        );
        let liveness = Liveness::of(&code);
        assert_eq!(live(&liveness, 1), [8, 9]);
        assert_eq!(live(&liveness, 2), [10]);
    }
}
