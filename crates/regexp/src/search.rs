//! Where a match can begin: what a search tries instead of every position.

use std::fmt;

use memchr::memmem;

use crate::ast::{Node, NodeKind, Pattern};
use crate::charset::show;
use crate::compiler::push_units;
use crate::first::First;
use crate::flags::Flags;
use crate::input::Unit as _;

/// The longest prefix looked for as a literal.
const MAX_PREFIX: usize = 64;
/// How many units a search looks at before it starts the program.
const MAX_SETS: usize = 4;

/// How to find the next position worth trying.
#[derive(Clone, Debug)]
pub(crate) enum Search {
    /// Any position may do.
    Any,
    /// Only the start of input.
    InputStart,
    /// Every match begins with these units.
    Literal(Box<Literal>),
    /// Every match begins with a unit of the set.
    First(Box<FirstSet>),
}

/// Where matches can begin, for compilers to machine code.
#[derive(Clone, Debug)]
pub enum Start<'p> {
    /// Anywhere.
    Any,
    /// At the start of input.
    InputStart,
    /// At an occurrence of these units, which are two or more. `complete`: each is a match, and the whole of one.
    Literal {
        /// The units.
        units: &'p [u16],
        /// See above.
        complete: bool,
    },
    /// Where the first unit, the one after it, … are in these sets.
    Sets(Vec<First>),
}

/// A required text of two units or more.
#[derive(Clone, Debug)]
pub(crate) struct Literal {
    units: Vec<u16>,
    /// For Latin-1 input; `None` when the prefix cannot occur in it.
    finder: Option<memmem::Finder<'static>>,
    /// The pattern is this literal and nothing else.
    pub(crate) complete: bool,
}

/// A required first unit, and sets the units after it must be in.
#[derive(Clone, Debug)]
pub(crate) struct FirstSet {
    first: UnitSet,
    few: Few,
    next: Vec<UnitSet>,
}

/// A [`First`] made for speed.
#[derive(Clone, Debug)]
struct UnitSet {
    low: [bool; 256],
    high: bool,
    source: First,
}

impl UnitSet {
    fn new(source: First) -> Self {
        let mut low = [false; 256];
        source
            .low_units()
            .for_each(|unit| low[usize::from(unit)] = true);
        Self {
            low,
            high: source.high,
            source,
        }
    }

    #[inline(always)]
    fn contains(&self, unit: u32) -> bool {
        if unit < 0x100 {
            self.low[(unit & 0xFF) as usize]
        } else {
            self.high
        }
    }
}

impl FirstSet {
    /// Whether the units after the first may be those of a match.
    #[inline(always)]
    fn admits<U: crate::input::Unit>(&self, rest: &[U]) -> bool {
        rest.len() >= self.next.len()
            && self
                .next
                .iter()
                .zip(rest)
                .all(|(set, unit)| set.contains(unit.to_u32()))
    }
}

/// One to three Latin-1 units, for `memchr`.
#[derive(Clone, Copy, Debug)]
enum Few {
    One(u8),
    Two(u8, u8),
    Three(u8, u8, u8),
    Many,
}

impl Search {
    pub(crate) fn start(&self) -> Start<'_> {
        match self {
            Self::Any => Start::Any,
            Self::InputStart => Start::InputStart,
            Self::Literal(literal) => Start::Literal {
                units: &literal.units,
                complete: literal.complete,
            },
            Self::First(set) => Start::Sets(
                std::iter::once(&set.first)
                    .chain(&set.next)
                    .map(|set| set.source)
                    .collect(),
            ),
        }
    }

    pub(crate) fn of(pattern: &Pattern, flags: Flags) -> Self {
        if begins_at_input_start(&pattern.root) {
            return Self::InputStart;
        }
        let mut units = Vec::new();
        let complete = literal_prefix(&pattern.root, flags, &mut units);
        if units.len() >= 2 {
            return Self::Literal(Box::new(Literal::new(units, complete)));
        }
        let first = pattern.root.entry.before(&First::ALL);
        if first.at_end || first.is_any_unit() {
            return Self::Any;
        }
        let few = match first.low_units().take(4).collect::<Vec<_>>()[..] {
            [a] => Few::One(a),
            [a, b] => Few::Two(a, b),
            [a, b, c] => Few::Three(a, b, c),
            _ => Few::Many,
        };
        let mut sets = Vec::new();
        leading_sets(&pattern.root, flags, &mut sets);
        // Sets that admit nearly everything are not worth a look.
        let picky = sets
            .iter()
            .rposition(|set| set.low_count() < 200)
            .map_or(0, |last| last + 1);
        sets.truncate(picky);
        let next = sets.into_iter().skip(1).map(UnitSet::new).collect();
        Self::First(Box::new(FirstSet {
            first: UnitSet::new(first),
            few,
            next,
        }))
    }
}

/// The longest text (two units or more) that every match of `pattern` contains, when the search does
/// not look for one already. Its first occurrence ends no later than the first match does, so
/// looking for it before anything else costs at most another scan of the same text.
pub(crate) fn required_literal(
    pattern: &Pattern,
    flags: Flags,
    search: &Search,
) -> Option<Literal> {
    let worthwhile = match search {
        Search::Any => true,
        Search::First(set) => matches!(set.few, Few::Many),
        Search::InputStart | Search::Literal(_) => false,
    };
    let mut runs = vec![Vec::new()];
    if worthwhile {
        literal_runs(&pattern.root, flags, &mut runs);
    }
    let longest = runs.into_iter().max_by_key(Vec::len)?;
    (longest.len() >= 2).then(|| Literal::new(longest, false))
}

/// Appends the units of the characters every match contains; a new run begins wherever other text
/// may intervene.
fn literal_runs(node: &Node, flags: Flags, runs: &mut Vec<Vec<u16>>) {
    match &node.kind {
        NodeKind::Char(c) if !(flags.is_unicode() && (0xD800..0xE000).contains(c)) => {
            push_units(*c, runs.last_mut().expect("never empty"));
        }
        NodeKind::Seq(items) => items
            .iter()
            .for_each(|item| literal_runs(item, flags, runs)),
        NodeKind::Group { body, .. } => literal_runs(body, flags, runs),
        NodeKind::Repeat { body, min, .. } => {
            if *min > 0 {
                literal_runs(body, flags, runs);
            }
            runs.push(Vec::new());
        }
        NodeKind::Char(_) | NodeKind::Class(_) | NodeKind::Alt(_) | NodeKind::BackRef { .. } => {
            runs.push(Vec::new())
        }
        // Zero width: what is before and after is adjacent.
        NodeKind::Empty
        | NodeKind::Look { .. }
        | NodeKind::LineStart { .. }
        | NodeKind::LineEnd { .. }
        | NodeKind::WordBoundary { .. } => {}
    }
}

/// Whether every match has a unit above U+00FF, so that Latin-1 input cannot match.
pub(crate) fn needs_wide_input(node: &Node) -> bool {
    match &node.kind {
        NodeKind::Char(c) => *c > 0xFF,
        NodeKind::Class(set) => set.ranges().first().is_none_or(|&(lo, _)| lo > 0xFF),
        NodeKind::Seq(items) => items.iter().any(needs_wide_input),
        NodeKind::Alt(items) => items.iter().all(needs_wide_input),
        NodeKind::Group { body, .. } => needs_wide_input(body),
        NodeKind::Repeat { body, min, .. } => *min > 0 && needs_wide_input(body),
        NodeKind::Look { body, negate, .. } => !negate && needs_wide_input(body),
        NodeKind::Empty
        | NodeKind::BackRef { .. }
        | NodeKind::LineStart { .. }
        | NodeKind::LineEnd { .. }
        | NodeKind::WordBoundary { .. } => false,
    }
}

fn begins_at_input_start(node: &Node) -> bool {
    match &node.kind {
        NodeKind::LineStart { multiline } => !multiline,
        NodeKind::Seq(items) => {
            let mut items = items.iter();
            items
                .find(|item| !matches!(item.kind, NodeKind::Look { .. }))
                .is_some_and(begins_at_input_start)
        }
        NodeKind::Alt(items) => items.iter().all(begins_at_input_start),
        NodeKind::Group { body, .. } => begins_at_input_start(body),
        NodeKind::Repeat { body, min, .. } => *min > 0 && begins_at_input_start(body),
        _ => false,
    }
}

/// Appends the sets the first units of every match are in; tells whether they cover all of the node.
fn leading_sets(node: &Node, flags: Flags, out: &mut Vec<First>) -> bool {
    if out.len() >= MAX_SETS {
        return false;
    }
    match &node.kind {
        NodeKind::Empty
        | NodeKind::LineStart { .. }
        | NodeKind::LineEnd { .. }
        | NodeKind::WordBoundary { .. }
        | NodeKind::Look { .. } => true,
        NodeKind::Char(_) | NodeKind::Class(_) => {
            let single = !flags.is_unicode() || node.max_len == 1;
            if single {
                out.push(node.entry.own);
            }
            single
        }
        NodeKind::Seq(items) => items.iter().all(|item| leading_sets(item, flags, out)),
        NodeKind::Group { body, .. } => leading_sets(body, flags, out),
        NodeKind::Repeat { body, min, max, .. } => {
            let whole = (0..*min).all(|_| leading_sets(body, flags, out));
            whole && min == max
        }
        NodeKind::Alt(items) => {
            let mut lists = items.iter().map(|item| {
                let mut list = Vec::new();
                let whole = leading_sets(item, flags, &mut list);
                (list, whole)
            });
            let Some((mut all, mut whole)) = lists.next() else {
                return false;
            };
            for (list, list_whole) in lists {
                whole &= list_whole && list.len() == all.len();
                all.truncate(list.len());
                all.iter_mut()
                    .zip(&list)
                    .for_each(|(set, other)| *set = set.union(other));
            }
            out.extend(all);
            whole
        }
        NodeKind::BackRef { .. } => false,
    }
}

/// Appends the units every match begins with; tells whether they are all of the node.
fn literal_prefix(node: &Node, flags: Flags, out: &mut Vec<u16>) -> bool {
    if out.len() >= MAX_PREFIX {
        return false;
    }
    match &node.kind {
        NodeKind::Empty => true,
        NodeKind::Char(c) if !(flags.is_unicode() && (0xD800..0xE000).contains(c)) => {
            push_units(*c, out);
            true
        }
        NodeKind::Seq(items) => items.iter().all(|item| literal_prefix(item, flags, out)),
        NodeKind::Group { body, .. } => {
            literal_prefix(body, flags, out);
            // What follows would be part of the prefix too, but the program must run for the group.
            false
        }
        NodeKind::Repeat { body, min, .. } if *min > 0 => {
            literal_prefix(body, flags, out);
            false
        }
        _ => false,
    }
}

/// Type-specific searching; implemented for both widths of input.
pub(crate) trait Find: crate::matcher::Span {
    /// First occurrence of the literal.
    fn find_literal(literal: &Literal, input: &[Self]) -> Option<usize>;
    /// First unit of the set.
    fn find_first(set: &FirstSet, input: &[Self]) -> Option<usize>;
}

impl Find for u8 {
    fn find_literal(literal: &Literal, input: &[u8]) -> Option<usize> {
        literal.finder.as_ref()?.find(input)
    }

    fn find_first(set: &FirstSet, input: &[u8]) -> Option<usize> {
        let mut at = 0;
        loop {
            let rest = &input[at..];
            at += match set.few {
                Few::One(a) => memchr::memchr(a, rest),
                Few::Two(a, b) => memchr::memchr2(a, b, rest),
                Few::Three(a, b, c) => memchr::memchr3(a, b, c, rest),
                Few::Many => rest.iter().position(|&u| set.first.low[usize::from(u)]),
            }?;
            if set.admits(&input[at + 1..]) {
                return Some(at);
            }
            at += 1;
        }
    }
}

impl Find for u16 {
    fn find_literal(literal: &Literal, input: &[u16]) -> Option<usize> {
        let units = &literal.units[..];
        let last = input.len().checked_sub(units.len())?;
        let mut at = 0;
        while at <= last {
            at += u16::find(units[0], &input[at..=last])?;
            if input[at..].starts_with(units) {
                return Some(at);
            }
            at += 1;
        }
        None
    }

    fn find_first(set: &FirstSet, input: &[u16]) -> Option<usize> {
        let mut at = 0;
        loop {
            let rest = &input[at..];
            at += match set.few {
                Few::One(a) if !set.first.high => u16::find(u16::from(a), rest),
                _ => rest.iter().position(|&u| set.first.contains(u32::from(u))),
            }?;
            if set.admits(&input[at + 1..]) {
                return Some(at);
            }
            at += 1;
        }
    }
}

impl Literal {
    fn new(units: Vec<u16>, complete: bool) -> Self {
        let bytes: Option<Vec<u8>> = units.iter().map(|&u| u8::try_from(u).ok()).collect();
        let finder = bytes.map(|bytes| memmem::Finder::new(&bytes).into_owned());
        Self {
            units,
            finder,
            complete,
        }
    }

    pub(crate) fn len(&self) -> usize {
        self.units.len()
    }

    pub(crate) fn units(&self) -> &[u16] {
        &self.units
    }
}

impl fmt::Display for Literal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.units
            .iter()
            .try_for_each(|&u| f.write_str(&show(u32::from(u))))
    }
}

impl fmt::Display for Search {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Any => write!(f, "any"),
            Self::InputStart => write!(f, "input-start"),
            Self::Literal(literal) => {
                write!(
                    f,
                    "literal {literal}{}",
                    if literal.complete { " complete" } else { "" }
                )
            }
            Self::First(set) => {
                write!(f, "first {}", set.first.source.to_set())?;
                set.next
                    .iter()
                    .try_for_each(|next| write!(f, " {}", next.source.to_set()))
            }
        }
    }
}
