//! Quantifiers (22.2.2.3.1, RepeatMatcher).
//!
//! A loop over one character is a single `Greedy`, `Possessive` or `Lazy` instruction. Any other
//! loop is unrolled when small, and otherwise runs on a counter register. A loop whose body and
//! whose continuation cannot begin with the same unit needs no choice at all: a `Guard` decides.

use super::{Compiler, Result, Way, Width};
use crate::ast::{Groups, INFINITE, Node};
use crate::first::First;
use crate::ops::Op;
use crate::program::{Counter, Run};

/// How many nodes an unrolled loop may come to.
pub(crate) const UNROLL_LIMIT: u32 = 24;

/// A quantified body.
#[derive(Clone, Copy)]
pub(super) struct Loop<'a> {
    pub(super) body: &'a Node,
    pub(super) min: u32,
    pub(super) max: u32,
    pub(super) greedy: bool,
    pub(super) groups: &'a Groups,
}

impl Compiler {
    pub(super) fn repeat(&mut self, this: &Loop<'_>, way: Way<'_>) -> Result<()> {
        if let Way::Forward(follow) = way
            && self.run(this, follow)
        {
            return Ok(());
        }
        let Loop { body, min, max, .. } = *this;
        if max == INFINITE && min == 0 {
            return self.star(this, way);
        }
        let copies = if max == INFINITE { min } else { max };
        if max == INFINITE && min == 1 && !body.is_nullable() {
            return self.plus(this, way);
        }
        if copies.saturating_mul(body.size) > UNROLL_LIMIT.max(body.size) {
            return self.counted(this, way);
        }
        if copies > 1 && body.size > UNROLL_LIMIT {
            return self.counted(this, way);
        }
        // A nullable body under `+` is made twice; nesting that must not double at each level.
        if max == INFINITE && body.size > UNROLL_LIMIT / 2 {
            return self.counted(this, way);
        }
        let inner = self.iteration_follow(this, way);
        for i in 0..min {
            if i > 0 {
                self.clear(this.groups);
            }
            self.node(body, inner.as_way())?;
        }
        if max == INFINITE {
            return self.star(this, way);
        }
        let mut exits = Vec::new();
        for i in min..max {
            self.choice(this, way, &mut exits);
            if i > 0 {
                self.clear(this.groups);
            }
            self.checked_body(this, &inner)?;
        }
        for exit in exits {
            self.patch(exit);
        }
        Ok(())
    }

    /// A loop over one character, as one instruction.
    fn run(&mut self, this: &Loop<'_>, follow: &First) -> bool {
        let Some(set) = Self::single_set(this.body) else {
            return false;
        };
        let width = self.width(&set);
        if set.is_empty() || width == Width::CodePoint && !this.greedy && this.max != INFINITE {
            return false;
        }
        let first = First::of_set(&set);
        let disjoint = first.is_disjoint(follow);
        let class = self.class_index(&set);
        let useful = !(follow.is_any_unit() && follow.at_end);
        let follow = (useful && !(disjoint && this.greedy)).then_some(*follow);
        let run = self.runs.len() as u32;
        self.runs.push(Run {
            class,
            min: this.min,
            max: this.max,
            follow,
        });
        self.emit(match (width, this.greedy) {
            // Any earlier end would leave a unit of the run for what follows, in vain.
            (Width::Unit, true) if disjoint => Op::Possessive { run },
            (Width::CodePoint, true) if disjoint => Op::PossessiveCp { run },
            (Width::Unit, true) => Op::Greedy { run },
            (Width::CodePoint, true) => Op::GreedyCp { run },
            (Width::Unit, false) => Op::Lazy { run },
            (Width::CodePoint, false) => Op::LazyCp { run },
        });
        true
    }

    /// Body or exit: a guard where the next unit decides, and a fork where it does not.
    /// The addresses to be patched to the exit are added to `exits`.
    fn choice(&mut self, this: &Loop<'_>, way: Way<'_>, exits: &mut Vec<u32>) {
        if let Way::Forward(follow) = way {
            let first = this.body.entry.before(&First::ALL);
            if !this.body.is_nullable() && !first.at_end {
                let guard = self.guard(first);
                exits.extend(guard);
                if guard.is_some() && first.is_disjoint(follow) {
                    return;
                }
            }
        }
        exits.push(self.fork(this.greedy));
    }

    /// Chooses between going on (first when greedy) and the exit.
    fn fork(&mut self, greedy: bool) -> u32 {
        self.emit(if greedy {
            Op::Fork { other: 0 }
        } else {
            Op::ForkJump { target: 0 }
        })
    }

    /// `x*`.
    fn star(&mut self, this: &Loop<'_>, way: Way<'_>) -> Result<()> {
        let inner = self.iteration_follow(this, way);
        let top = self.here();
        let mut exits = Vec::new();
        self.choice(this, way, &mut exits);
        self.clear(this.groups);
        self.checked_body(this, &inner)?;
        self.emit(Op::Jump { target: top });
        for exit in exits {
            self.patch(exit);
        }
        Ok(())
    }

    /// `x+` where x consumes something.
    fn plus(&mut self, this: &Loop<'_>, way: Way<'_>) -> Result<()> {
        let inner = self.iteration_follow(this, way);
        let top = self.here();
        self.clear(this.groups);
        self.node(this.body, inner.as_way())?;
        let mut exits = Vec::new();
        self.choice(this, way, &mut exits);
        match self.ops.last_mut() {
            // The fork itself can lead back to the top.
            Some(last @ Op::Fork { .. }) => {
                *last = Op::ForkJump { target: top };
                exits.pop();
            }
            Some(last @ Op::ForkJump { .. }) => {
                *last = Op::Fork { other: top };
                exits.pop();
            }
            _ => {
                self.emit(Op::Jump { target: top });
            }
        }
        for exit in exits {
            self.patch(exit);
        }
        Ok(())
    }

    /// `x{n,m}` on a counter.
    fn counted(&mut self, this: &Loop<'_>, way: Way<'_>) -> Result<()> {
        let Loop {
            body,
            min,
            max,
            greedy,
            groups,
        } = *this;
        let inner = self.iteration_follow(this, way);
        let register = self.new_registers(2);
        let counter = self.counters.len() as u32;
        let start_register = register + 1;
        self.counters.push(Counter {
            register,
            min,
            max,
            greedy,
            exit: 0,
            start_register,
        });
        self.emit(Op::Zero { register });
        let top = self.emit(Op::CountedLoop { counter });
        self.emit(Op::Increment { register });
        self.clear(groups);
        if body.is_nullable() {
            self.emit(Op::Save {
                register: start_register,
            });
        }
        self.node(body, inner.as_way())?;
        if body.is_nullable() {
            self.emit(Op::CountedEmptyCheck { counter });
        }
        self.emit(Op::Jump { target: top });
        self.counters[counter as usize].exit = self.here();
        Ok(())
    }

    /// One optional iteration: it fails when it consumes nothing (step 2.b of RepeatMatcher).
    fn checked_body(&mut self, this: &Loop<'_>, inner: &IterationWay) -> Result<()> {
        if !this.body.is_nullable() {
            return self.node(this.body, inner.as_way());
        }
        let register = self.new_registers(1);
        self.emit(Op::Save { register });
        self.node(this.body, inner.as_way())?;
        self.emit(Op::EmptyCheck { register });
        Ok(())
    }

    /// Captures of the body are unset at the start of each iteration (step 4).
    fn clear(&mut self, groups: &Groups) {
        let (mut register, end) = (2 * groups.start, 2 * groups.end);
        while register < end {
            let count = (end - register).min(0xFFFE) as u16;
            self.emit(Op::Clear { count, register });
            register += u32::from(count);
        }
    }

    /// What follows an iteration: another one, or the continuation.
    fn iteration_follow(&self, this: &Loop<'_>, way: Way<'_>) -> IterationWay {
        IterationWay(match way {
            Way::Forward(follow) => Some(this.body.entry.before(&First::ALL).union(follow)),
            Way::Backward => None,
        })
    }
}

/// An owned [`Way`].
struct IterationWay(Option<First>);

impl IterationWay {
    fn as_way(&self) -> Way<'_> {
        self.0.as_ref().map_or(Way::Backward, Way::Forward)
    }
}
