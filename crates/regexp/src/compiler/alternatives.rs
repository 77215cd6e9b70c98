//! Disjunctions: a chain of choices, or a table on the next unit when that rules alternatives out.

use super::{Compiler, Result, Way};
use crate::ast::Node;
use crate::first::First;
use crate::ops::Op;
use crate::program::Switch;

/// From how many alternatives on a table is worth its kilobyte.
const SWITCH_FROM: usize = 3;
/// Up to how many alternatives: candidates are bits of a `u128`.
const SWITCH_TO: usize = 128;
/// How many different sets of candidates a table may lead to, per alternative.
const MAX_CHAINS: usize = 3;
/// Slots of a table beyond the 256 Latin-1 units.
const HIGH: usize = 256;
const END: usize = 257;

impl Compiler {
    pub(super) fn alternatives(&mut self, items: &[Node], way: Way<'_>) -> Result<()> {
        let Way::Forward(follow) = way else {
            return self.chain(items, way, None);
        };
        let firsts: Vec<First> = items.iter().map(|item| item.entry.before(follow)).collect();
        if (SWITCH_FROM..=SWITCH_TO).contains(&items.len()) && self.switch(items, &firsts, way)? {
            return Ok(());
        }
        self.chain(items, way, Some(&firsts))
    }

    /// Alternatives in order, each guarded by its first set where that helps.
    fn chain(&mut self, items: &[Node], way: Way<'_>, firsts: Option<&[First]>) -> Result<()> {
        let mut ends = Vec::new();
        for (i, item) in items.iter().enumerate() {
            let last = i + 1 == items.len();
            let mut skips = Vec::new();
            if !last {
                let mut needs_fork = true;
                if let Some(firsts) = firsts {
                    let mut rest = firsts[i + 1..].iter();
                    let exclusive = rest.all(|f| firsts[i].is_disjoint(f)) && !firsts[i].at_end;
                    let guard = self.guard(firsts[i]);
                    needs_fork = !(exclusive && guard.is_some());
                    skips.extend(guard);
                }
                if needs_fork {
                    skips.push(self.emit(Op::Fork { other: 0 }));
                }
            }
            self.node(item, way)?;
            if !last {
                ends.push(self.emit(Op::Jump { target: 0 }));
            }
            for skip in skips {
                self.patch(skip);
            }
        }
        for end in ends {
            self.patch(end);
        }
        Ok(())
    }

    /// A table from the next unit to the alternatives it leaves possible. `false` (and no code)
    /// when the units do not tell alternatives apart.
    fn switch(&mut self, items: &[Node], firsts: &[First], way: Way<'_>) -> Result<bool> {
        // Candidates for each unit below 0x100, for those above, and for the end of input, as bits.
        let mut slots = [0u128; END + 1];
        for (i, first) in firsts.iter().enumerate() {
            let bit = 1 << i;
            first
                .low_units()
                .for_each(|unit| slots[usize::from(unit)] |= bit);
            slots[HIGH] |= if first.high { bit } else { 0 };
            slots[END] |= if first.at_end { bit } else { 0 };
        }
        let mut chains: Vec<u128> = Vec::new();
        let mut chain_of = [0usize; END + 1];
        for (slot, known) in slots.iter().zip(&mut chain_of) {
            *known = chains
                .iter()
                .position(|chain| chain == slot)
                .unwrap_or(chains.len());
            if *known == chains.len() {
                chains.push(*slot);
            }
        }
        let cost: usize = chains.iter().map(|chain| chain.count_ones() as usize).sum();
        if chains.len() < 2 || cost > MAX_CHAINS * items.len() + 8 {
            return Ok(false);
        }

        let table = self.switches.len() as u32;
        self.switches.push(Switch {
            low: Box::new([0; 256]),
            high: 0,
            end: 0,
        });
        self.emit(Op::Switch { table });
        // (address, alternative) of each jump to be led to an alternative's code.
        let mut jumps: Vec<(u32, u32)> = Vec::new();
        let mut entries = Vec::with_capacity(chains.len());
        for &chain in &chains {
            entries.push(self.here());
            if chain == 0 {
                self.emit(Op::Fail {});
            }
            let mut rest = chain;
            while rest != 0 && !chain.is_power_of_two() {
                let alternative = rest.trailing_zeros();
                rest &= rest - 1;
                // Try each; its failure falls through to the next candidate.
                jumps.push((
                    self.emit(match rest {
                        0 => Op::Jump { target: 0 },
                        _ => Op::ForkJump { target: 0 },
                    }),
                    alternative,
                ));
            }
        }
        let mut starts = Vec::with_capacity(items.len());
        let mut ends = Vec::new();
        for item in items {
            starts.push(self.here());
            self.node(item, way)?;
            ends.push(self.emit(Op::Jump { target: 0 }));
        }
        for (at, alternative) in jumps {
            *self.ops[at as usize].target_mut().expect("a jump") = starts[alternative as usize];
        }
        for at in ends {
            self.patch(at);
        }
        let entry = |slot: usize| {
            let chain = chains[chain_of[slot]];
            if chain.is_power_of_two() {
                starts[chain.trailing_zeros() as usize]
            } else {
                entries[chain_of[slot]]
            }
        };
        let switch = &mut self.switches[table as usize];
        for (unit, target) in switch.low.iter_mut().enumerate() {
            *target = entry(unit);
        }
        (switch.high, switch.end) = (entry(HIGH), entry(END));
        Ok(true)
    }
}
