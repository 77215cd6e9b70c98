//! What instructions need besides the dispatch: looking at units and code points around a
//! position, runs of a class, word boundaries, back references.

use super::{Matcher, UNSET};
use crate::compiler;
use crate::first::First;
use crate::flags::Flags;
use crate::input::{Input, Unit};
use crate::program::{Class, Program, Run, Stops};
use crate::search::Find;

pub(super) const fn is_high(unit: u32) -> bool {
    unit & !0x3FF == 0xD800
}

pub(super) const fn is_low(unit: u32) -> bool {
    unit & !0x3FF == 0xDC00
}

const fn join(high: u32, low: u32) -> u32 {
    (high << 10)
        .wrapping_add(low)
        .wrapping_sub((0xD800 << 10) + 0xDC00 - 0x1_0000)
}

/// The code point at `position` and its width in units.
#[inline(always)]
pub(super) fn code_point_at<U: Unit>(input: &[U], position: usize) -> Option<(u32, usize)> {
    let unit = input.get(position)?.to_u32();
    if U::WIDE
        && is_high(unit)
        && let Some(next) = input.get(position + 1).map(|u| u.to_u32())
        && is_low(next)
    {
        return Some((join(unit, next), 2));
    }
    Some((unit, 1))
}

/// The code point before `position` and its width in units.
#[inline(always)]
pub(super) fn code_point_before<U: Unit>(input: &[U], position: usize) -> Option<(u32, usize)> {
    let unit = input[..position].last()?.to_u32();
    if U::WIDE && is_low(unit) && position >= 2 {
        let previous = input[position - 2].to_u32();
        if is_high(previous) {
            return Some((join(previous, unit), 2));
        }
    }
    Some((unit, 1))
}

/// Whether `first` allows what is at `position`.
#[inline(always)]
pub(super) fn accepts<U: Unit>(first: &First, input: &[U], position: usize) -> bool {
    match input.get(position) {
        None => first.at_end,
        Some(unit) => {
            let unit = unit.to_u32();
            if unit < 0x100 {
                first.contains_low(unit as u8)
            } else {
                first.high
            }
        }
    }
}

const fn is_line_terminator(unit: u32) -> bool {
    matches!(unit, 0x0A | 0x0D | 0x2028 | 0x2029)
}

fn is_word(unit: u32, fold: bool) -> bool {
    match unit {
        0x30..=0x39 | 0x41..=0x5A | 0x5F | 0x61..=0x7A => true,
        0x17F | 0x212A => fold,
        _ => false,
    }
}

impl<U: Find> Matcher<'_, '_, U> {
    #[inline]
    pub(super) fn at_line_start(&self, position: usize) -> bool {
        position == 0 || is_line_terminator(self.input[position - 1].to_u32())
    }

    #[inline]
    pub(super) fn at_line_end(&self, position: usize) -> bool {
        self.input
            .get(position)
            .is_none_or(|u| is_line_terminator(u.to_u32()))
    }

    #[inline]
    pub(super) fn at_word_boundary(&self, position: usize, fold: bool) -> bool {
        let before = position > 0 && is_word(self.input[position - 1].to_u32(), fold);
        let after = self
            .input
            .get(position)
            .is_some_and(|u| is_word(u.to_u32(), fold));
        before != after
    }

    /// Where the longest run of units of `run`'s class from `start` on ends, its maximum regarded.
    #[inline(always)]
    pub(super) fn run_end(&self, run: &Run, start: usize) -> usize {
        let class = &self.program.classes[run.class as usize];
        let limit = start.saturating_add(run.max as usize).min(self.input.len());
        start + U::span(class, &self.input[start..limit])
    }

    /// The same by code points; also where the run's minimum is reached, if it is.
    pub(super) fn run_end_cp(&self, run: &Run, start: usize) -> Option<(usize, usize)> {
        if !U::WIDE {
            // FAST: Latin-1 has no pairs.
            let (low, end) = (
                start.saturating_add(run.min as usize),
                self.run_end(run, start),
            );
            return (low <= end).then_some((low, end));
        }
        let class = &self.program.classes[run.class as usize];
        let (mut position, mut count) = (start, 0);
        let mut low = start;
        while count < run.max {
            let Some((c, width)) = code_point_at(self.input, position) else {
                break;
            };
            if !class.contains(c) {
                break;
            }
            position += width;
            count += 1;
            if count == run.min {
                low = position;
            }
        }
        (count >= run.min).then_some((low, position))
    }

    /// Where the captured text ends when it occurs again at `position` (or, going back, begins
    /// when it occurs before it). An unset group matches the empty string.
    pub(super) fn back_reference(
        &self,
        reference: u32,
        position: usize,
        ignore_case: bool,
        back: bool,
    ) -> Option<usize> {
        let slots = |group: u32| {
            let at = 2 * group as usize;
            (self.registers[at], self.registers[at + 1])
        };
        let groups = &self.program.references[reference as usize];
        let set = groups
            .iter()
            .map(|&g| slots(g))
            .find(|&(s, e)| s != UNSET && e != UNSET);
        let Some((start, end)) = set else {
            return Some(position);
        };
        let captured = &self.input[start as usize..end as usize];
        let len = captured.len();
        let (here, after) = if back {
            let from = position.checked_sub(len)?;
            (&self.input[from..position], from)
        } else {
            (self.input.get(position..position + len)?, position + len)
        };
        let same = if ignore_case {
            equal_ignoring_case(self.program.flags, captured, here)
        } else {
            captured == here
        };
        same.then_some(after)
    }

}

/// Whether two texts of the same length are the same up to case. Simple case mappings never change a
/// character's length in UTF-16, so lengths of what matches agree.
fn equal_ignoring_case<U: Unit>(flags: Flags, a: &[U], b: &[U]) -> bool {
    let casing = compiler::casing(flags);
    let same = |x: u32, y: u32| x == y || casing.canonicalize(x) == casing.canonicalize(y);
    if !(U::WIDE && flags.is_unicode()) {
        return a.iter().zip(b).all(|(x, y)| same(x.to_u32(), y.to_u32()));
    }
    let mut at = 0;
    while let Some((x, width)) = code_point_at(a, at) {
        let Some((y, other)) = code_point_at(b, at) else {
            return false;
        };
        if width != other || !same(x, y) {
            return false;
        }
        at += width;
    }
    true
}

impl Program {
    /// Whether two texts of the same length are the same by the program's rule of case.
    #[must_use]
    pub fn equal_ignoring_case(&self, a: Input<'_>, b: Input<'_>) -> bool {
        match (a, b) {
            (Input::Latin1(a), Input::Latin1(b)) => equal_ignoring_case(self.flags, a, b),
            (Input::Utf16(a), Input::Utf16(b)) => equal_ignoring_case(self.flags, a, b),
            _ => false,
        }
    }
}

/// How long a prefix of `units` is inside a class.
pub(crate) trait Span: Unit {
    fn span(class: &Class, units: &[Self]) -> usize;
}

/// Runs shorter than this are not worth calling `memchr` for.
const SHORT_RUN: usize = 16;

impl Span for u8 {
    #[inline(always)]
    fn span(class: &Class, units: &[u8]) -> usize {
        if class.stops == Stops::Many {
            return units
                .iter()
                .position(|&u| !class.low[usize::from(u)])
                .unwrap_or(units.len());
        }
        let (short, long) = units.split_at(units.len().min(SHORT_RUN));
        if let Some(at) = short.iter().position(|&u| !class.low[usize::from(u)]) {
            return at;
        }
        let found = match class.stops {
            Stops::One(a) => memchr::memchr(a, long),
            Stops::Two(a, b) => memchr::memchr2(a, b, long),
            Stops::Three(a, b, c) => memchr::memchr3(a, b, c, long),
            Stops::None | Stops::Many => None,
        };
        found.map_or(units.len(), |at| short.len() + at)
    }
}

impl Span for u16 {
    #[inline(always)]
    fn span(class: &Class, units: &[u16]) -> usize {
        units
            .iter()
            .position(|&u| !class.contains(u32::from(u)))
            .unwrap_or(units.len())
    }
}
