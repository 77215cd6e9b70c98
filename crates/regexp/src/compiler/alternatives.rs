//! Disjunctions: a chain of choices, or a table on the next unit when that rules alternatives out.

use std::collections::HashMap;

use super::{Compiler, Result, Way};
use crate::ast::Node;
use crate::first::First;
use crate::ops::Op;
use crate::program::Switch;

/// From how many alternatives on a table is worth its kilobyte.
const SWITCH_FROM: usize = 3;
/// How many different sets of candidates a table may lead to, per alternative.
const MAX_CHAINS: usize = 3;

impl Compiler {
    pub(super) fn alternatives(&mut self, items: &[Node], way: Way<'_>) -> Result<()> {
        let Way::Forward(follow) = way else {
            return self.chain(items, way, None);
        };
        let firsts: Vec<First> = items.iter().map(|item| item.entry.before(follow)).collect();
        if items.len() >= SWITCH_FROM && self.switch(items, &firsts, way)? {
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
        let candidates = |accepts: &dyn Fn(&First) -> bool| -> Vec<usize> {
            (0..firsts.len()).filter(|&i| accepts(&firsts[i])).collect()
        };
        let low: Vec<Vec<usize>> =
            (0..=255).map(|unit| candidates(&|first| first.contains_low(unit))).collect();
        let (high, end) = (candidates(&|first| first.high), candidates(&|first| first.at_end));
        let mut chains: Vec<&Vec<usize>> = low.iter().chain([&high, &end]).collect();
        chains.sort();
        chains.dedup();
        let cost: usize = chains.iter().map(|chain| chain.len()).sum();
        if chains.len() < 2 || cost > MAX_CHAINS * items.len() + 8 {
            return Ok(false);
        }

        let table = self.switches.len() as u32;
        self.switches.push(Switch { low: Box::new([0; 256]), high: 0, end: 0 });
        self.emit(Op::Switch { table });
        // (address, alternative) of each jump to be led to an alternative's code.
        let mut jumps: Vec<(u32, usize)> = Vec::new();
        let mut entries: HashMap<&[usize], u32> = HashMap::new();
        for chain in chains {
            let &[.., last] = &chain[..] else {
                entries.insert(chain, self.emit(Op::Fail {}));
                continue;
            };
            if chain.len() > 1 {
                entries.insert(chain, self.here());
            }
            for &alternative in &chain[..chain.len() - 1] {
                // Try this one; its failure falls through to the next candidate.
                jumps.push((self.emit(Op::ForkJump { target: 0 }), alternative));
            }
            if chain.len() > 1 {
                jumps.push((self.emit(Op::Jump { target: 0 }), last));
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
            *self.ops[at as usize].target_mut().expect("a jump") = starts[alternative];
        }
        for at in ends {
            self.patch(at);
        }
        let entry = |chain: &Vec<usize>| match chain[..] {
            [only] => starts[only],
            _ => entries[&chain[..]],
        };
        let switch = &mut self.switches[table as usize];
        for (slot, chain) in switch.low.iter_mut().zip(&low) {
            *slot = entry(chain);
        }
        (switch.high, switch.end) = (entry(&high), entry(&end));
        Ok(true)
    }
}
