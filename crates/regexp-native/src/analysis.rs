//! What the code can leave out: a forward look at which choices may be on the stack, and which registers those choices still need.
//!
//! A register that is overwritten must be restored on backtracking only if some choice that may be on the stack leads to code
//! that reads the old value. `needed[pc]` is the set of registers that the choices pending at `pc` read before writing.
use ogive_regexp::Op;
use ogive_regexp::parts::Parts;

/// Registers as bits; those beyond the last bit are in every set.
pub(crate) type Registers = u128;
const BITS: u32 = Registers::BITS;

/// Is the register in the set?
pub(crate) fn has(set: Registers, register: u32) -> bool {
    register >= BITS || set >> register & 1 != 0
}
fn bit(register: u32) -> Registers {
    if register < BITS { 1 << register } else { 0 }
}

/// See the module head; indexed by instruction.
pub(crate) struct Analysis {
    /// Something jumps here.
    pub(crate) is_target: Vec<bool>,
    /// There may be choices on the stack.
    pub(crate) may_backtrack: Vec<bool>,
    /// Registers that pending choices need as they are.
    pub(crate) needed: Vec<Registers>,
    /// Capture registers to be unset before an attempt.
    pub(crate) initial: Registers,
}

/// Where an instruction goes on: directly, and after a choice that it leaves on the stack.
struct Flow {
    next: [Option<u32>; 2],
    choice: Option<u32>,
    /// The instruction after it may also be reached by more choices of its own.
    leaves_run: bool,
}

fn flow(parts: &Parts<'_>, pc: u32) -> Flow {
    let to = |next: Option<u32>| Flow { next: [next, None], choice: None, leaves_run: false };
    match parts.ops[pc as usize] {
        Op::Accept {} | Op::Fail {} | Op::NegativeLookEnd { .. } => to(None),
        Op::Jump { target } => to(Some(target)),
        Op::Guard { other, .. } => Flow { next: [Some(pc + 1), Some(other)], ..to(None) },
        Op::Fork { other } => Flow { next: [Some(pc + 1), None], choice: Some(other), leaves_run: false },
        Op::ForkJump { target } => Flow { next: [Some(target), None], choice: Some(pc + 1), leaves_run: false },
        Op::CountedLoop { counter } => {
            let counter = &parts.counters[counter as usize];
            let (next, choice) = if counter.greedy { (pc + 1, counter.exit) } else { (counter.exit, pc + 1) };
            // Below the minimum and at the maximum there is no choice, but the same two ways.
            Flow { next: [Some(next), Some(choice)], choice: Some(choice), leaves_run: false }
        }
        Op::Greedy { .. } | Op::Lazy { .. } | Op::GreedyCp { .. } | Op::LazyCp { .. } => {
            Flow { next: [Some(pc + 1), None], choice: Some(pc + 1), leaves_run: true }
        }
        _ => to(Some(pc + 1)),
    }
}

/// Every instruction that `pc` can lead to.
fn successors(parts: &Parts<'_>, pc: u32) -> Vec<u32> {
    if let Op::Switch { table } = parts.ops[pc as usize] {
        let switch = &parts.switches[table as usize];
        let mut all: Vec<u32> = switch.low.iter().copied().chain([switch.high, switch.end]).collect();
        all.sort_unstable();
        all.dedup();
        return all;
    }
    let flow = flow(parts, pc);
    flow.next.into_iter().flatten().chain(flow.choice).collect()
}

/// Registers read and overwritten by an instruction.
fn uses(parts: &Parts<'_>, slots: u32, op: Op) -> (Registers, Registers) {
    let captures = |from: u32, to: u32| (from..to).fold(0, |set, r| set | bit(r));
    match op {
        Op::Accept {} => (captures(2, slots), 0),
        Op::Save { register } | Op::Zero { register } => (0, bit(register)),
        Op::Clear { count, register } => (0, captures(register, register + u32::from(count))),
        Op::Increment { register } => (bit(register), 0),
        Op::CountedLoop { counter } => (bit(parts.counters[counter as usize].register), 0),
        Op::EmptyCheck { register } => (bit(register), 0),
        Op::CountedEmptyCheck { counter } => {
            let counter = &parts.counters[counter as usize];
            (bit(counter.register) | bit(counter.start_register), 0)
        }
        Op::LookBegin { register } => (0, bit(register) | bit(register + 1)),
        Op::LookEnd { register, .. } | Op::NegativeLookEnd { register } => (bit(register) | bit(register + 1), 0),
        Op::BackRef { reference }
        | Op::BackRefIgnoreCase { reference }
        | Op::BackRefBack { reference }
        | Op::BackRefIgnoreCaseBack { reference } => {
            let groups = &parts.references[reference as usize];
            (groups.iter().fold(0, |set, &g| set | bit(2 * g) | bit(2 * g + 1)), 0)
        }
        _ => (0, 0),
    }
}

impl Analysis {
    pub(crate) fn of(parts: &Parts<'_>, slots: u32) -> Analysis {
        let count = parts.ops.len();
        let all: Vec<Vec<u32>> = (0..count as u32).map(|pc| successors(parts, pc)).collect();
        let mut is_target = vec![false; count];
        for (pc, successors) in all.iter().enumerate() {
            let flow = flow(parts, pc as u32);
            let straight = |&to: &u32| to == pc as u32 + 1 && flow.choice != Some(to) && !matches!(parts.ops[pc], Op::Switch { .. } | Op::CountedLoop { .. });
            successors.iter().filter(|to| !straight(to)).for_each(|&to| is_target[to as usize] = true);
        }
        let live = live(parts, slots, &all);
        let (may_backtrack, needed) = pending(parts, &all, &live);
        let initial = live[0] & (2..slots).fold(0, |set, r| set | bit(r));
        Analysis { is_target, may_backtrack, needed, initial }
    }
}

/// Which registers each instruction's way on reads before it writes them.
fn live(parts: &Parts<'_>, slots: u32, all: &[Vec<u32>]) -> Vec<Registers> {
    let mut live = vec![0; all.len()];
    let mut changed = true;
    while changed {
        changed = false;
        for pc in (0..all.len()).rev() {
            let (read, written) = uses(parts, slots, parts.ops[pc]);
            let after = all[pc].iter().fold(0, |set, &to| set | live[to as usize]);
            let before = read | after & !written;
            changed |= before != live[pc];
            live[pc] = before;
        }
    }
    live
}

/// Whether there may be choices before each instruction, and what they need.
fn pending(parts: &Parts<'_>, all: &[Vec<u32>], live: &[Registers]) -> (Vec<bool>, Vec<Registers>) {
    let (mut may, mut needed) = (vec![false; all.len()], vec![0; all.len()]);
    // A lookaround that has held leaves what was there before it (and what undoes captures, which asks for nothing).
    let begin_of = |register: u32| parts.ops.iter().position(|op| matches!(op, Op::LookBegin { register: r } if *r == register));
    let mut changed = true;
    while changed {
        changed = false;
        for pc in 0..all.len() {
            let flow = flow(parts, pc as u32);
            let (mut after, mut wants) = (may[pc], needed[pc]);
            if let Op::LookEnd { register, .. } = parts.ops[pc]
                && let Some(begin) = begin_of(register)
            {
                (after, wants) = (may[begin], needed[begin]);
            }
            for &to in &all[pc] {
                // A choice is resumed without itself, unless it goes on (a run, a loop).
                let with = flow.leaves_run || flow.choice.is_some_and(|choice| choice != to || flow.next.contains(&Some(to)));
                let (to, choice) = (to as usize, flow.choice.filter(|_| with));
                let now_may = may[to] | after | choice.is_some();
                let now_needed = needed[to] | wants | choice.map_or(0, |choice| live[choice as usize]);
                changed |= now_may != may[to] || now_needed != needed[to];
                (may[to], needed[to]) = (now_may, now_needed);
            }
        }
    }
    (may, needed)
}
