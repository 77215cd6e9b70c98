//! A compiled pattern: instructions and the tables they index.
//!
//! Invariants (the compiler makes them, the matcher relies on them only for speed and meaning, never
//! for memory safety): every index is in its table; every target is an instruction; the last
//! instruction is `Accept`; registers `0..2 * group_count` are capture slots.

use crate::charset::CharSet;
use crate::first::First;
use crate::flags::Flags;
use crate::ops::Op;
use crate::native::Tier;
use crate::search::{Literal, Search, Start};

/// A compiled regular expression. Immutable; can be shared between threads.
#[derive(Debug)]
pub struct Program {
    pub(crate) flags: Flags,
    pub(crate) ops: Vec<Op>,
    pub(crate) classes: Vec<Class>,
    pub(crate) runs: Vec<Run>,
    pub(crate) firsts: Vec<First>,
    pub(crate) switches: Vec<Switch>,
    pub(crate) counters: Vec<Counter>,
    pub(crate) references: Vec<Vec<u32>>,
    pub(crate) literals: Vec<u16>,
    pub(crate) group_count: u32,
    pub(crate) register_count: u32,
    pub(crate) names: Vec<(Vec<u16>, Vec<u32>)>,
    pub(crate) search: Search,
    /// Every match contains this.
    pub(crate) required: Option<Literal>,
    /// No Latin-1 input can match.
    pub(crate) wide_only: bool,
    /// The unbounded possessive run every match begins with, when nothing but the run's end matters
    /// to what follows: starting later in the same run can then only fail the same way.
    pub(crate) leading_run: Option<u32>,
    /// Machine code.
    pub(crate) native: Tier,
}

/// A loop over one character class.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Run {
    /// Index of the class.
    pub class: u32,
    /// At least so many.
    pub min: u32,
    /// At most so many; [`INFINITE`](crate::parts::INFINITE): any number.
    pub max: u32,
    /// What may come after the loop, when that excludes something.
    pub follow: Option<First>,
}

/// A counted loop over a general body.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Counter {
    /// Counts the iterations begun.
    pub register: u32,
    /// At least so many iterations.
    pub min: u32,
    /// At most so many; [`INFINITE`](crate::parts::INFINITE): any number.
    pub max: u32,
    /// Another iteration is tried before leaving.
    pub greedy: bool,
    /// The instruction after the loop.
    pub exit: u32,
    /// Where the iteration's start is saved, if the body can be empty.
    pub start_register: u32,
}

/// Where to go for each next unit.
#[derive(Clone, Debug)]
pub struct Switch {
    /// For each Latin-1 unit.
    pub low: Box<[u32; 256]>,
    /// For all other units.
    pub high: u32,
    /// For the end of input.
    pub end: u32,
}

/// A character class made for fast membership.
#[derive(Clone, Debug)]
pub(crate) struct Class {
    pub(crate) low: Box<[bool; 256]>,
    high: High,
    /// When the Latin-1 part lacks one to three units: those, for `memchr`.
    pub(crate) stops: Stops,
    pub(crate) set: CharSet,
}

/// The part of a class above U+00FF.
#[derive(Clone, Debug)]
enum High {
    None,
    All,
    Ranges(Box<[(u32, u32)]>),
    /// For each block of 256 of the BMP a page number; ranges for the rest.
    Pages {
        index: Box<[u8; 256]>,
        pages: Box<[[u64; 4]]>,
        astral: Box<[(u32, u32)]>,
    },
}

/// Latin-1 units outside a class.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Stops {
    /// None: the class has them all.
    None,
    One(u8),
    Two(u8, u8),
    Three(u8, u8, u8),
    /// More than three.
    Many,
}

/// From how many ranges on a class gets pages.
const PAGED_FROM: usize = 12;

impl Class {
    pub(crate) fn new(set: CharSet) -> Self {
        let mut low = Box::new([false; 256]);
        let mut high: Vec<(u32, u32)> = Vec::new();
        for &(lo, hi) in set.ranges() {
            for c in lo..=hi.min(0xFF) {
                low[c as usize] = true;
            }
            if hi > 0xFF {
                high.push((lo.max(0x100), hi));
            }
        }
        let out: Vec<u8> = (0..=255)
            .filter(|&u: &u8| !low[usize::from(u)])
            .take(4)
            .collect();
        let stops = match out[..] {
            [] => Stops::None,
            [a] => Stops::One(a),
            [a, b] => Stops::Two(a, b),
            [a, b, c] => Stops::Three(a, b, c),
            _ => Stops::Many,
        };
        let high = match high[..] {
            [] => High::None,
            [(0x100, hi)] if hi >= 0x10_FFFF => High::All,
            _ if high.len() >= PAGED_FROM => High::paged(&high),
            _ => High::Ranges(high.into()),
        };
        Self {
            low,
            high,
            stops,
            set,
        }
    }

    /// Whether a unit or code point is in the class.
    #[inline(always)]
    pub(crate) fn contains(&self, c: u32) -> bool {
        if c < 0x100 {
            self.low[(c & 0xFF) as usize]
        } else {
            self.high.contains(c)
        }
    }
}

impl High {
    fn paged(ranges: &[(u32, u32)]) -> Self {
        // Page 0 is empty.
        let mut index = Box::new([0u8; 256]);
        let mut pages = vec![[0u64; 4]];
        for &(lo, hi) in ranges {
            for block in lo >> 8..=hi.min(0xFFFF) >> 8 {
                if lo > 0xFFFF {
                    break;
                }
                let slot = &mut index[block as usize];
                if *slot == 0 {
                    // 255 blocks lie above Latin-1, so page numbers fit a byte.
                    *slot = pages.len() as u8;
                    pages.push([0; 4]);
                }
                let page = &mut pages[usize::from(*slot)];
                for c in lo.max(block << 8)..=hi.min(block << 8 | 0xFF) {
                    page[(c >> 6 & 3) as usize] |= 1 << (c & 63);
                }
            }
        }
        let astral = ranges
            .iter()
            .filter(|r| r.1 > 0xFFFF)
            .map(|r| (r.0.max(0x1_0000), r.1));
        Self::Pages {
            index,
            pages: pages.into(),
            astral: astral.collect(),
        }
    }

    fn contains(&self, c: u32) -> bool {
        match self {
            Self::None => false,
            Self::All => true,
            Self::Ranges(ranges) => in_ranges(ranges, c),
            Self::Pages { index, pages, .. } if c <= 0xFFFF => {
                let page = &pages[usize::from(index[(c >> 8) as usize])];
                page[(c >> 6 & 3) as usize] >> (c & 63) & 1 != 0
            }
            Self::Pages { astral, .. } => in_ranges(astral, c),
        }
    }
}

fn in_ranges(ranges: &[(u32, u32)], c: u32) -> bool {
    let at = ranges.partition_point(|&(_, hi)| hi < c);
    ranges.get(at).is_some_and(|&(lo, _)| lo <= c)
}

/// What a program consists of, for compilers to machine code: see [`crate::ops`] for how the indices are used.
#[derive(Clone, Copy)]
#[allow(missing_docs, reason = "the tables of the instructions' operands, by the operands' names")]
pub struct Parts<'p> {
    pub ops: &'p [Op],
    pub runs: &'p [Run],
    pub firsts: &'p [First],
    pub switches: &'p [Switch],
    pub counters: &'p [Counter],
    pub references: &'p [Vec<u32>],
    pub literals: &'p [u16],
    pub register_count: u32,
    /// The run of [`Parts::runs`] that every match begins with, if after a failure there no later start in the same run can do better.
    pub leading_run: Option<u32>,
    classes: &'p [Class],
    search: &'p Search,
    required: Option<&'p Literal>,
}

impl<'p> Parts<'p> {
    /// Units that every match contains, where looking for them first is worth it.
    #[must_use]
    pub fn required(&self) -> Option<&'p [u16]> {
        self.required.map(Literal::units)
    }

    /// The set of a class.
    #[must_use]
    pub fn class(&self, index: u32) -> &'p CharSet {
        &self.classes[index as usize].set
    }
    /// Where matches can begin.
    #[must_use]
    pub fn start(&self) -> Start<'p> {
        self.search.start()
    }
}

impl Program {
    /// What it consists of.
    #[must_use]
    pub fn parts(&self) -> Parts<'_> {
        Parts {
            ops: &self.ops,
            runs: &self.runs,
            firsts: &self.firsts,
            switches: &self.switches,
            counters: &self.counters,
            references: &self.references,
            literals: &self.literals,
            register_count: self.register_count,
            leading_run: self.leading_run,
            classes: &self.classes,
            search: &self.search,
            required: self.required.as_ref(),
        }
    }

    /// Capture groups, the whole match (group 0) included.
    #[must_use]
    pub fn capture_count(&self) -> usize {
        self.group_count as usize
    }

    /// The flags it was compiled with.
    #[must_use]
    pub fn flags(&self) -> Flags {
        self.flags
    }

    /// Names (UTF-16) and the groups that carry them, in order of first appearance. A name with
    /// several groups sits in several alternatives: at most one of them takes part in a match.
    pub fn group_names(&self) -> impl ExactSizeIterator<Item = (&[u16], &[u32])> {
        self.names
            .iter()
            .map(|(name, groups)| (&name[..], &groups[..]))
    }

    /// The instructions, for the native compiler and for tests.
    #[must_use]
    pub fn ops(&self) -> &[Op] {
        &self.ops
    }

    /// Bytes on the heap, for the collector's accounting.
    #[must_use]
    pub fn heap_size(&self) -> usize {
        let class = |c: &Class| size_of::<Class>() + 256 + 2 * size_of_val(c.set.ranges());
        size_of_val(&self.ops[..])
            + self.classes.iter().map(class).sum::<usize>()
            + size_of_val(&self.runs[..])
            + size_of_val(&self.firsts[..])
            + self.switches.len() * (1024 + size_of::<Switch>())
            + size_of_val(&self.literals[..])
    }
}
