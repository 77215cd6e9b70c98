//! Machine code handed over by a tier: what it is, where it is kept, when it is freed.
use super::Machine;
use crate::call::code_of;
use crate::cells::Kind;
use crate::code_block::{CodeBlock, call_flags};
use crate::value::Value;
use crate::vm::Vm;
use ogive_gc::{Gc, Tracer};
use std::any::Any;

/// Which compiler made it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Tier {
    /// One pass over the bytecode, same frame.
    Baseline,
    /// From feedback, with exits.
    Optimized,
}

/// Machine code of one function (or of one loop, for OSR).
pub struct MachineCode {
    /// Who made it.
    pub tier: Tier,
    /// The entry by convention M: the function's start, or for an OSR code its loop head (the frame is in place then).
    pub entry: *const u8,
    /// Where the code lies: start and end.
    pub range: (usize, usize),
    /// Baseline: addresses inside the function by unit, sorted: 0 (after the prologue), loop heads, handlers, and the units at which
    /// suspended frames go on.
    pub addresses: Vec<(u32, *const u8)>,
    /// Value bits of the cells that the code names (M2).
    pub cells: Vec<u64>,
    /// Owns the memory and what the tier itself remembers.
    pub owner: Box<dyn Any>,
}

impl MachineCode {
    fn trace(&self, tracer: &mut Tracer) {
        self.cells.iter().for_each(|&bits| tracer.mark_word(bits));
    }
    /// Where the unit's code begins, if it can be entered there.
    pub fn address_of(&self, unit: u32) -> Option<*const u8> {
        let i = self.addresses.binary_search_by_key(&unit, |a| a.0).ok()?;
        Some(self.addresses[i].1)
    }
}

/// All machine code of a block.
#[derive(Default)]
pub(crate) struct BlockCode {
    pub(crate) baseline: Option<Box<MachineCode>>,
    pub(crate) optimized: Option<Box<MachineCode>>,
    /// Optimized code that takes over a frame in place, by unit: loop heads, and where suspended frames go on.
    pub(crate) osr: Vec<(u32, Box<MachineCode>)>,
    pub(crate) counts: TierCounts,
    pub(crate) failures: Vec<Failure>,
    pub(crate) refused: bool,
    pub(crate) refused_loops: Vec<u32>,
    pub(crate) patience: i32,
}

/// How a function's baseline code has been entered since the tiers have asked last.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Entered {
    /// Not since.
    NotAgain,
    /// Called, last of all.
    ByCall,
    /// A suspended frame has been resumed at that unit, last of all.
    Resumed(u32),
}

impl Entered {
    /// The entry word is 0, 1, or a unit and this.
    const FIRST_UNIT: u32 = 2;
    /// Where it was resumed.
    pub fn unit(self) -> Option<u32> {
        match self {
            Entered::Resumed(unit) => Some(unit),
            _ => None,
        }
    }
}

/// What has happened to a function in the optimizing tier.
#[derive(Clone, Copy, PartialEq, Eq, Default, Debug)]
pub struct TierCounts {
    /// Optimized code installed, code for loops included.
    pub optimized: u32,
    /// Bets of its code that failed.
    pub deopts: u32,
}

/// Bets of optimized code that have failed at one place for one reason: what the next compilation must not bet on again.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Failure {
    /// The bytecode unit.
    pub unit: u32,
    /// The optimizer's number of the reason.
    pub reason: u16,
    /// The guard stood before the loop that it belongs to.
    pub hoisted: bool,
    /// How often.
    pub count: u16,
}

impl BlockCode {
    fn all(&self) -> impl Iterator<Item = &MachineCode> {
        self.baseline.iter().chain(&self.optimized).chain(self.osr.iter().map(|(_, code)| code)).map(|code| &**code)
    }
    pub(crate) fn trace(&self, tracer: &mut Tracer) {
        self.all().for_each(|code| code.trace(tracer));
    }
}

impl Machine {
    /// Retired code may have frames: they name cells and leave by its exits. And who watches its bets knows its block by address.
    pub(crate) fn trace(&self, tracer: &mut Tracer) {
        self.retired.iter().for_each(|code| code.trace(tracer));
    }
}

impl CodeBlock {
    /// The baseline code.
    pub fn baseline(&self) -> Option<&MachineCode> {
        self.cold().machine.baseline.as_deref()
    }
    /// The optimized code.
    pub fn optimized(&self) -> Option<&MachineCode> {
        self.cold().machine.optimized.as_deref()
    }
    /// The optimized code that takes over a frame at a unit: a loop's head, or where a suspended frame goes on.
    pub fn osr(&self, unit: u32) -> Option<&MachineCode> {
        self.cold().machine.osr.iter().find(|(at, _)| *at == unit).map(|(_, code)| &**code)
    }
    /// Where a frame of the function goes on at a unit in the best machine code there is: an address, and whether it is an M entry (of optimized code, which takes
    /// the frame over) or lies inside baseline code.
    pub(crate) fn address_at(&self, unit: u32) -> Option<(*const u8, bool)> {
        match self.osr(unit) {
            Some(code) => Some((code.entry, true)),
            None => Some((self.baseline()?.address_of(unit)?, false)),
        }
    }
    /// What has happened to the function in the optimizing tier.
    pub fn tier_counts(&self) -> TierCounts {
        self.cold().machine.counts
    }
    /// Calls and back edges beyond the present budget until the tiers want to be asked.
    pub fn patience(&self) -> i32 {
        self.cold().machine.patience
    }
    /// The tiers want to be asked after so many calls and back edges. (The budget itself is also what polls hang on, so it is never large.)
    pub fn set_wait(&self, wait: i32) {
        let budget = wait.min(crate::interrupt::FUEL);
        self.budget.set(budget);
        self.cold_mut().machine.patience = wait - budget;
    }
    /// How its baseline code has been entered last.
    pub fn entered(&self) -> Entered {
        match self.calls.get() {
            0 => Entered::NotAgain,
            1 => Entered::ByCall,
            resumed => Entered::Resumed(resumed - Entered::FIRST_UNIT),
        }
    }
    /// As [`CodeBlock::entered`], and forgets it.
    pub fn take_entered(&self) -> Entered {
        let entered = self.entered();
        self.calls.set(0);
        entered
    }
    /// A suspended frame goes on at that unit.
    pub(crate) fn note_resumed(&self, unit: u32) {
        self.calls.set(unit + Entered::FIRST_UNIT);
    }
    /// Has the optimizer said that it cannot compile this function?
    pub fn is_refused(&self) -> bool {
        self.cold().machine.refused
    }
    /// The optimizer cannot compile this function.
    pub fn set_refused(&self) {
        self.cold_mut().machine.refused = true;
    }
    /// Has the optimizer said that it cannot compile the loop with its head at `unit` by itself?
    pub fn is_loop_refused(&self, unit: u32) -> bool {
        self.cold().machine.refused_loops.contains(&unit)
    }
    /// The optimizer cannot compile that loop by itself.
    pub fn refuse_loop(&self, unit: u32) {
        self.cold_mut().machine.refused_loops.push(unit);
    }
    /// Has a flag of [`call_flags`]?
    pub fn has_call_flag(&self, flag: u16) -> bool {
        self.call_flags.get() & flag != 0
    }
    /// Failed bets on this function's feedback.
    pub fn failures(&self) -> &[Failure] {
        &self.cold().machine.failures
    }
    /// Remembers a failed bet; how often it has failed.
    pub fn note_failure(&self, unit: u32, reason: u16, hoisted: bool) -> u16 {
        let failures = &mut self.cold_mut().machine.failures;
        let known = failures.iter_mut().find(|f| (f.unit, f.reason, f.hoisted) == (unit, reason, hoisted));
        match known {
            Some(failure) => {
                failure.count = failure.count.saturating_add(1);
                failure.count
            }
            None => {
                failures.push(Failure { unit, reason, hoisted, count: 1 });
                1
            }
        }
    }
    /// A bet of the function's optimized code has failed.
    pub fn count_deopt(&self) {
        self.cold_mut().machine.counts.deopts += 1;
    }
    /// The code block of a function, if the value is one that has bytecode.
    pub fn of(function: Value) -> Option<Gc<CodeBlock>> {
        function.as_object().filter(|f| f.kind() == Kind::Function).map(code_of)
    }
    /// Calls and back edges until the tiers are asked again.
    pub fn set_budget(&self, budget: i32) {
        self.budget.set(budget);
    }
}

impl Vm {
    /// Puts a function's code in place; what it replaces is retired.
    pub fn install_code(&mut self, block: Gc<CodeBlock>, code: Box<MachineCode>) {
        let machine = &mut block.cold_mut().machine;
        machine.counts.optimized += (code.tier == Tier::Optimized) as u32;
        let slot = match code.tier {
            Tier::Baseline => &mut machine.baseline,
            Tier::Optimized => &mut machine.optimized,
        };
        if let Some(old) = slot.replace(code) {
            self.retire(old);
        }
        self.choose_entry(block);
        self.heap.barrier(block);
    }
    /// Puts code that takes over frames at a unit in place.
    pub fn install_osr(&mut self, block: Gc<CodeBlock>, unit: u32, code: Box<MachineCode>) {
        let machine = &mut block.cold_mut().machine;
        machine.counts.optimized += 1;
        let osr = &mut machine.osr;
        let old = osr.iter().position(|(at, _)| *at == unit).map(|i| osr.swap_remove(i).1);
        osr.push((unit, code));
        if let Some(old) = old {
            self.retire(old);
        }
        self.heap.barrier(block);
    }
    /// Takes a block's optimized code away: the function's, and that of its loops. Frames that run it are the tier's to stop.
    pub fn discard_optimized(&mut self, block: Gc<CodeBlock>) {
        let machine = &mut block.cold_mut().machine;
        let codes: Vec<_> = machine.optimized.take().into_iter().chain(machine.osr.drain(..).map(|(_, code)| code)).collect();
        codes.into_iter().for_each(|code| self.retire(code));
        self.choose_entry(block);
    }

    /// Takes the optimized code of a function, or of one of its loops, away.
    pub fn discard_code(&mut self, block: Gc<CodeBlock>, unit: Option<u32>) {
        let machine = &mut block.cold_mut().machine;
        let code = match unit {
            None => machine.optimized.take(),
            Some(unit) => machine.osr.iter().position(|(at, _)| *at == unit).map(|i| machine.osr.swap_remove(i).1),
        };
        if let Some(code) = code {
            self.retire(code);
        }
        self.choose_entry(block);
    }

    fn choose_entry(&mut self, block: Gc<CodeBlock>) {
        let machine = &block.cold().machine;
        let flags = block.call_flags.get();
        match machine.optimized.as_ref().or(machine.baseline.as_ref()) {
            Some(code) => {
                block.entry.set(code.entry);
                block.call_flags.set(flags | call_flags::MACHINE);
            }
            None => {
                block.entry.set(self.machine.tiers.map_or(std::ptr::null(), |t| t.interpreter_entry));
                block.call_flags.set(flags & !call_flags::MACHINE);
            }
        }
    }

    /// Code that nothing enters any more. It is freed once no word of the native stack points into it (M3): that is looked for after each collection, and when
    /// there is much of it.
    pub fn retire(&mut self, code: Box<MachineCode>) {
        self.machine.retired.push(code);
        if self.machine.retired.len() >= 64 {
            self.free_retired();
        }
    }

    /// Frees retired code that no native frame can return into.
    #[inline(never)]
    pub(crate) fn free_retired(&mut self) {
        if self.machine.retired.is_empty() {
            return;
        }
        let Machine { retired, .. } = &mut self.machine;
        let all = retired.iter().fold((usize::MAX, 0), |all, code| (all.0.min(code.range.0), all.1.max(code.range.1)));
        self.heap.see_stack(&mut |words| {
            // A deep stack is walked once, however much code there is.
            let returns: Vec<usize> = words.iter().map(|&word| word as usize).filter(|word| (all.0..=all.1).contains(word)).collect();
            retired.retain(|code| returns.iter().any(|word| (code.range.0..=code.range.1).contains(word)));
        });
    }
}
