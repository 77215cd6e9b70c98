//! Edges between bytecode blocks and their merges (B3).

use super::{Builder, Flow, MAX_NODES};
use crate::mir::{BlockId, Edge, ExitReason, NodeId, Op, Repr, Terminator};
use ogive_base::BitSet;
use ogive_bytecode::instr::{Access, jump_targets, registers};
use ogive_bytecode::ops::{Role, flags};
use ogive_bytecode::{Code, Instruction};
use rustc_hash::FxHashMap;
use std::collections::BTreeSet;

/// Functions with more units are not compiled as a whole: what is live all through them makes each exit and each merge as long as they are.
pub const MAX_UNITS: usize = 12_000;
/// Nor is a nest of loops of such a function that is longer than that.
const MAX_NEST_UNITS: u32 = 3000;

/// The places of a function where blocks start.
pub(super) struct Leaders {
    is_leader: BitSet,
    /// Loop heads: what the loop writes.
    loops: FxHashMap<u32, BitSet>,
    /// First and last unit of each loop.
    nests: Vec<(u32, u32)>,
    /// Edges that wait for their block, by unit.
    waiting: FxHashMap<u32, Vec<Waiting>>,
    /// Blocks with parameters that are there: registers of their parameters.
    built: FxHashMap<u32, (BlockId, Vec<u32>)>,
    /// Units with waiting edges, to be built.
    queue: BTreeSet<u32>,
    /// Where building starts. What stands before it is built last: the way there leads round a loop.
    start: u32,
    /// For code that starts in the middle of a loop nest.
    middle: Option<Middle>,
}

/// What there is to know when building starts in the middle of a loop nest.
struct Middle {
    /// Units to which ways lead from before the start: their blocks are there already when those come.
    late: BitSet,
    /// Registers written in the nest. All others are as they were at the entry.
    written: BitSet,
}

/// A block that ends in a jump to a unit, with the registers it brings.
struct Waiting {
    block: BlockId,
    registers: Vec<Option<NodeId>>,
}

impl Leaders {
    pub fn of(code: &Code) -> Leaders {
        let mut is_leader = BitSet::new(code.units.len() + 1);
        let mut ends: FxHashMap<u32, u32> = FxHashMap::default();
        let mut at = 0;
        while let Some(instr) = Instruction::decode(&code.units, at) {
            if instr.op == ogive_bytecode::Op::ForInNext {
                is_leader.insert(at + instr.op.units());
            }
            for target in jump_targets(code, at, &instr) {
                is_leader.insert(target);
                if target <= at {
                    let end = ends.entry(target as u32).or_default();
                    *end = (*end).max(at as u32);
                }
            }
            at += instr.op.units();
        }
        let nests = ends.iter().map(|(&head, &end)| (head, end)).collect();
        let loops = ends.into_iter().map(|(head, end)| (head, written(code, head, end))).collect();
        Leaders { is_leader, loops, nests, waiting: FxHashMap::default(), built: FxHashMap::default(), queue: BTreeSet::new(), start: 0, middle: None }
    }
    /// Building starts at `start`, a loop's head or the place where a suspended frame is resumed: the part of the function that is built, the outermost
    /// loop around it if there is one. `None` when it is too long.
    pub fn start_in_place(&mut self, code: &Code, start: u32) -> Option<(u32, u32)> {
        let longest = if code.units.len() > MAX_UNITS { MAX_NEST_UNITS } else { u32::MAX };
        let rest = (start, code.units.len() as u32);
        let (first, last) = self.nest_of(start, longest).or_else(|| (rest.1 - rest.0 <= longest && !self.is_in_loop_without(start, None)).then_some(rest))?;
        let mut late = BitSet::new(code.units.len() + 1);
        if self.is_in_loop_without(start, None) {
            late.insert(start as usize);
        }
        // Heads of the loops around may be reached by their back edges first.
        self.nests.iter().filter(|&&(head, end)| (head..=end).contains(&start)).for_each(|&(head, _)| {
            late.insert(head as usize);
        });
        let mut at = first as usize;
        while at < start as usize {
            let Some(instr) = Instruction::decode(&code.units, at) else { break };
            jump_targets(code, at, &instr).into_iter().filter(|&target| target > start as usize).for_each(|target| {
                late.insert(target);
            });
            at += instr.op.units();
        }
        self.is_leader.insert(start as usize);
        self.start = start;
        self.middle = Some(Middle { late, written: written(code, first, last) });
        Some((first, last))
    }
    /// The next unit to be built.
    fn next(&mut self) -> Option<u32> {
        let unit = self.queue.range(self.start..).next().or(self.queue.first()).copied()?;
        self.queue.remove(&unit);
        Some(unit)
    }
}

impl Leaders {
    /// Is the unit in a loop that the other one, if any, is not in?
    pub fn is_in_loop_without(&self, unit: u32, other: Option<u32>) -> bool {
        let inside = |at: u32, (first, last): (u32, u32)| (first..=last).contains(&at);
        self.nests.iter().any(|&nest| inside(unit, nest) && !other.is_some_and(|other| inside(other, nest)))
    }
    /// The outermost loop around a unit that is not longer than `longest`.
    fn nest_of(&self, unit: u32, longest: u32) -> Option<(u32, u32)> {
        let around = self.nests.iter().copied().filter(|(first, last)| (*first..=*last).contains(&unit));
        let length = |&(first, last): &(u32, u32)| last - first;
        around.filter(|nest| length(nest) <= longest).max_by_key(length)
    }
}

/// Registers written from `first` to `last` inclusive; call windows count as written.
fn written(code: &Code, first: u32, last: u32) -> BitSet {
    let mut set = BitSet::new(code.register_count as usize + 1);
    let mut at = first as usize;
    while at <= last as usize {
        let Some(instr) = Instruction::decode(&code.units, at) else { break };
        let _ = registers(code, &instr, |from, count, access| {
            if access != Access::Read {
                (from..from + count).for_each(|r| {
                    set.insert(r as usize);
                });
            }
        });
        at += instr.op.units();
    }
    set
}

impl Builder<'_> {
    /// Builds the innermost frame from `start` with the registers it has; the current block leads there.
    pub(super) fn run_frame(&mut self, start: u32) {
        self.arrive(start);
        while let Some(unit) = self.frame_mut().leaders.next() {
            self.begin(unit);
            self.straight_line(unit);
            if self.graph.nodes.len() > MAX_NODES {
                self.overflowed = true;
                self.seal();
                return;
            }
        }
    }

    /// Ends all blocks that still wait: the graph is given up, but stays well-formed.
    fn seal(&mut self) {
        let exit = self.exit(ExitReason::NeverRun);
        let waiting: Vec<BlockId> = self.frame_mut().leaders.waiting.drain().flat_map(|(_, list)| list).map(|w| w.block).collect();
        for block in waiting.into_iter().chain(self.current.take()) {
            self.graph.blocks[block].terminator = Terminator::Exit(exit);
        }
    }

    /// Instructions from `unit` until the block ends.
    fn straight_line(&mut self, mut unit: u32) {
        loop {
            let frame = self.frame_mut();
            frame.unit = unit;
            frame.before = None;
            let code = &frame.function.code;
            let instr = Instruction::decode(&code.units, unit as usize).expect("verified code");
            let next = unit + instr.op.units() as u32;
            if self.instruction(&instr).is_none() {
                debug_assert!(self.current.is_none());
                return;
            }
            if instr.has(flags::ENDS) {
                return;
            }
            unit = next;
            let leaves = self.frame().nest.is_some_and(|(_, last)| unit > last);
            if leaves || self.frame().leaders.is_leader.contains(unit as usize) {
                self.arrive(unit);
                return;
            }
        }
    }

    /// The current block jumps to `unit`.
    pub(super) fn arrive(&mut self, unit: u32) {
        if self.frame().nest.is_some_and(|(first, last)| unit < first || unit > last) {
            // Code for a loop is that loop's: what follows runs once for many of its rounds, and a long function would be compiled again for each.
            let exit = self.exit_at(unit, ExitReason::LoopLeft);
            if let Some(block) = self.current.take() {
                self.graph.blocks[block].terminator = Terminator::Exit(exit);
            }
            return;
        }
        let Some(block) = self.current.take() else { return };
        let registers = self.frame().registers.clone();
        if let Some((target, parameters)) = self.frame().leaders.built.get(&unit).cloned() {
            self.current = Some(block);
            let arguments = parameters.iter().map(|&r| self.merge_argument(registers[r as usize], Repr::Tagged)).collect();
            self.current = None;
            self.graph.blocks[block].terminator = Terminator::Jump(Edge { block: target, arguments });
            return;
        }
        let leaders = &mut self.frame_mut().leaders;
        leaders.waiting.entry(unit).or_default().push(Waiting { block, registers });
        leaders.queue.insert(unit);
    }

    /// A jump of the instruction being built, from the current block.
    pub(super) fn jump(&mut self, unit: u32) {
        if unit <= self.frame().unit {
            let exit = self.exit_at(unit, ExitReason::Interrupt);
            self.append_with(Op::Poll {}, exit);
        }
        self.arrive(unit);
    }

    /// Starts the block at `unit`: it becomes current, with its registers.
    fn begin(&mut self, unit: u32) {
        let frame = self.frame_mut();
        let mut edges = frame.leaders.waiting.remove(&unit).unwrap_or_default();
        frame.unit = unit;
        frame.before = None;
        let live = frame.kept(frame.liveness.before(unit));
        let looped = frame.leaders.loops.get(&unit).cloned();
        // More edges will come when the block is there.
        let late = frame.leaders.middle.as_ref().filter(|middle| middle.late.contains(unit as usize)).map(|middle| middle.written.clone());
        let full = late.is_some();
        if edges.len() == 1 && looped.is_none() && !full {
            let edge = edges.pop().expect("there is one");
            frame.registers = edge.registers;
            self.current = Some(edge.block);
            return;
        }
        let block = self.graph.new_block();
        // A cycle that is entered in several places goes round through each of them.
        self.graph.blocks[block].is_loop = looped.is_some() || full;
        if looped.is_some() || full {
            self.note_loop_entries(unit, &edges);
        }
        let mut merged = vec![None; self.frame().registers.len()];
        let mut parameters = vec![];
        for register in live {
            let values: Option<Vec<NodeId>> = edges.iter().map(|e| e.registers[register]).collect();
            let Some(values) = values else { continue };
            let varies = [&looped, &late].into_iter().flatten().any(|set| set.contains(register));
            if !varies && values.iter().all(|&v| v == values[0]) {
                merged[register] = Some(values[0]);
                continue;
            }
            let repr = if looped.is_some() || full { Repr::Tagged } else { self.merged_repr(&values) };
            merged[register] = Some(self.graph.add_parameter(block, repr));
            parameters.push((register as u32, repr));
        }
        for edge in &edges {
            self.current = Some(edge.block);
            let arguments = parameters.iter().map(|&(r, repr)| self.merge_argument(edge.registers[r as usize], repr)).collect();
            self.graph.blocks[edge.block].terminator = Terminator::Jump(Edge { block, arguments });
        }
        if looped.is_some() || full {
            let registers = parameters.into_iter().map(|(r, _)| r).collect();
            self.frame_mut().leaders.built.insert(unit, (block, registers));
        }
        self.frame_mut().registers = merged;
        self.current = Some(block);
    }

    /// The state at the end of blocks that enter a loop: where guards can be put that are moved out of it.
    fn note_loop_entries(&mut self, unit: u32, edges: &[Waiting]) {
        for edge in edges {
            let kept = std::mem::replace(&mut self.frame_mut().registers, edge.registers.clone());
            let exit = self.exit_at(unit, ExitReason::NeverRun);
            self.frame_mut().registers = kept;
            self.graph.blocks[edge.block].end_state = Some(exit);
        }
    }

    /// The representation in which different values meet.
    fn merged_repr(&self, values: &[NodeId]) -> Repr {
        let first = self.graph.repr(values[0]);
        if values.iter().all(|&v| self.graph.repr(v) == first) {
            return first;
        }
        let number = |&v: &NodeId| matches!(self.graph.repr(v), Repr::Int32 | Repr::Float64);
        if values.iter().all(number) { Repr::Float64 } else { Repr::Tagged }
    }

    /// A value in the representation of the parameter it goes to, at the end of the current block.
    fn merge_argument(&mut self, value: Option<NodeId>, repr: Repr) -> NodeId {
        // Not written on some way, so not read after the merge.
        let Some(value) = value else { return self.undefined() };
        self.note_escape(value);
        match repr {
            Repr::Tagged => self.tagged(value),
            Repr::Float64 if self.graph.repr(value) == Repr::Int32 => self.append(Op::Int32ToFloat64 { value }),
            _ => value,
        }
    }

    /// Merges ends of blocks that bring one value each, in any representation; the merged block becomes current.
    pub(super) fn merge_values(&mut self, ends: Vec<(BlockId, NodeId)>) -> Flow<NodeId> {
        match ends.len() {
            0 => {
                self.current = None;
                return None;
            }
            1 => {
                self.current = Some(ends[0].0);
                return Some(ends[0].1);
            }
            _ => {}
        }
        let values: Vec<NodeId> = ends.iter().map(|e| e.1).collect();
        let repr = self.merged_repr(&values);
        let block = self.graph.new_block();
        let parameter = self.graph.add_parameter(block, repr);
        for (end, value) in ends {
            self.current = Some(end);
            let argument = self.merge_argument(Some(value), repr);
            self.graph.blocks[end].terminator = Terminator::Jump(Edge { block, arguments: vec![argument] });
        }
        self.current = Some(block);
        Some(parameter)
    }

    /// Ends the current block with a branch; gives the two new blocks, none of them current.
    pub(super) fn fork(&mut self, condition: NodeId, likely: crate::mir::Likely) -> (BlockId, BlockId) {
        let block = self.current.take().expect("a block is being filled");
        let (yes, no) = (self.graph.new_block(), self.graph.new_block());
        self.graph.blocks[block].terminator = Terminator::Branch { condition, yes: Edge::to(yes), no: Edge::to(no), likely };
        (yes, no)
    }

    /// Branches to the instruction's jump target; goes on with the next instruction otherwise.
    pub(super) fn branch(&mut self, instr: &Instruction, condition: NodeId, jump_when: bool) -> Flow {
        let target = (self.frame().unit as i64 + instr.field(Role::Label).expect("a jump")) as u32;
        if let Op::BoolConstant { value } = *self.graph.op(condition) {
            if value == jump_when {
                self.jump(target);
                return None;
            }
            return Some(());
        }
        let (yes, no) = self.fork(condition, crate::mir::Likely::Unknown);
        let (taken, fallen) = if jump_when { (yes, no) } else { (no, yes) };
        self.current = Some(taken);
        self.jump(target);
        self.current = Some(fallen);
        Some(())
    }
}
