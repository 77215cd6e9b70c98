//! The tree of a pattern. Flags and modifiers are already applied: `.` and `\w` are sets, a letter
//! under `i` is a set closed under case, `^` knows whether it is multiline.
//!
//! Nodes are made by constructors only; each knows how many units it may consume and its first set.
//! Depth is bounded by the parser (see `depth.rs`), so passes recurse.

use crate::charset::CharSet;
use crate::compiler::UNROLL_LIMIT;
use crate::first::{Entry, First};

/// No upper bound: in quantifiers and in lengths.
/// No upper bound.
pub const INFINITE: u32 = u32::MAX;

#[derive(Debug)]
pub(crate) struct Node {
    pub(crate) kind: NodeKind,
    /// Fewest units a match consumes (on UTF-16 input).
    pub(crate) min_len: u32,
    /// Most units, or [`INFINITE`].
    pub(crate) max_len: u32,
    pub(crate) entry: Box<Entry>,
    /// Nodes below this one and itself: what unrolling costs.
    pub(crate) size: u32,
}

/// Capture groups of a subtree: `first..last`.
pub(crate) type Groups = std::ops::Range<u32>;

#[derive(Debug)]
pub(crate) enum NodeKind {
    Empty,
    /// One character, case-sensitive.
    Char(u32),
    /// One character of a set (of code points with u or v, of code units otherwise).
    Class(Box<CharSet>),
    Seq(Vec<Node>),
    Alt(Vec<Node>),
    Group {
        index: u32,
        body: Box<Node>,
    },
    Repeat {
        body: Box<Node>,
        min: u32,
        max: u32,
        greedy: bool,
        groups: Groups,
    },
    Look {
        body: Box<Node>,
        behind: bool,
        negate: bool,
        groups: Groups,
    },
    /// Index into [`Pattern::references`].
    BackRef {
        reference: u32,
        ignore_case: bool,
    },
    LineStart {
        multiline: bool,
    },
    LineEnd {
        multiline: bool,
    },
    WordBoundary {
        negate: bool,
        /// WordCharacters has U+017F and U+212A.
        fold: bool,
    },
}

/// A parsed pattern.
#[derive(Debug)]
pub(crate) struct Pattern {
    pub(crate) root: Node,
    /// Capture groups, the whole match (0) included.
    pub(crate) group_count: u32,
    /// (name, groups that carry it), in order of first appearance.
    pub(crate) names: Vec<(Vec<u16>, Vec<u32>)>,
    /// Groups a back reference may mean: one, or several of the same name.
    pub(crate) references: Vec<Vec<u32>>,
}

impl Node {
    fn new(kind: NodeKind, min_len: u32, max_len: u32, entry: Entry) -> Self {
        Self {
            kind,
            min_len,
            max_len,
            entry: Box::new(entry),
            size: 1,
        }
    }

    pub(crate) fn empty() -> Self {
        Self::new(NodeKind::Empty, 0, 0, Entry::EMPTY)
    }

    pub(crate) fn char(c: u32) -> Self {
        let len = 1 + u32::from(c > 0xFFFF);
        Self::new(
            NodeKind::Char(c),
            len,
            len,
            Entry::consuming(First::of_char(c)),
        )
    }

    pub(crate) fn class(set: CharSet) -> Self {
        if let &[(lo, hi)] = set.ranges()
            && lo == hi
        {
            return Self::char(lo);
        }
        let min = if set.ranges().first().is_some_and(|r| r.0 > 0xFFFF) {
            2
        } else {
            1
        };
        let max = if set.ranges().last().is_some_and(|r| r.1 > 0xFFFF) {
            2
        } else {
            1
        };
        let entry = Entry::consuming(First::of_set(&set));
        Self::new(NodeKind::Class(Box::new(set)), min, max, entry)
    }

    /// Matches nothing; also stands for any atom when validating.
    pub(crate) fn empty_class() -> Self {
        Self::class(CharSet::new())
    }

    pub(crate) fn seq(mut items: Vec<Self>) -> Self {
        if items
            .iter()
            .any(|item| matches!(item.kind, NodeKind::Empty | NodeKind::Seq(_)))
        {
            let flat = items.into_iter().flat_map(|item| match item.kind {
                NodeKind::Empty => Vec::new(),
                NodeKind::Seq(inner) => inner,
                _ => vec![item],
            });
            items = flat.collect();
        }
        match items.len() {
            0 => return Self::empty(),
            1 => return items.pop().expect("one item"),
            _ => {}
        }
        let min = items
            .iter()
            .fold(0u32, |n, item| n.saturating_add(item.min_len));
        let max = items
            .iter()
            .fold(0u32, |n, item| n.saturating_add(item.max_len));
        let entry = items
            .iter()
            .rev()
            .fold(Entry::EMPTY, |next, item| item.entry.then(&next));
        let size = items
            .iter()
            .fold(1u32, |n, item| n.saturating_add(item.size));
        Self {
            size,
            ..Self::new(NodeKind::Seq(items), min, max, entry)
        }
    }

    pub(crate) fn alt(items: Vec<Self>) -> Self {
        let mut items = merge_singles(items);
        if items.len() == 1 {
            return items.pop().expect("one item");
        }
        let min = items.iter().map(|item| item.min_len).min().unwrap_or(0);
        let max = items.iter().map(|item| item.max_len).max().unwrap_or(0);
        let nothing = Entry::consuming(First::NONE);
        let entry = items.iter().fold(nothing, |all, item| all.or(&item.entry));
        let size = items
            .iter()
            .fold(1u32, |n, item| n.saturating_add(item.size));
        Self {
            size,
            ..Self::new(NodeKind::Alt(items), min, max, entry)
        }
    }

    pub(crate) fn group(index: u32, body: Self) -> Self {
        let (min, max, entry, size) = (body.min_len, body.max_len, *body.entry, body.size);
        let kind = NodeKind::Group {
            index,
            body: Box::new(body),
        };
        Self {
            size: size.saturating_add(1),
            ..Self::new(kind, min, max, entry)
        }
    }

    pub(crate) fn repeat(body: Self, min: u32, max: u32, greedy: bool, groups: Groups) -> Self {
        if max == 0 {
            return Self::empty();
        }
        if body.max_len == 0 {
            // Optional iterations that consume nothing fail, required ones repeat the first.
            return if min == 0 { Self::empty() } else { body };
        }
        if min == 1 && max == 1 {
            return body;
        }
        let times = |len: u32, n: u32| match (len, n) {
            (0, _) => 0,
            (INFINITE, _) | (_, INFINITE) => INFINITE,
            _ => len.saturating_mul(n),
        };
        let (min_len, max_len) = (times(body.min_len, min), times(body.max_len, max));
        let again = body.entry.then(&Entry {
            own: body.entry.own,
            pass: First::ALL,
        });
        let entry = if min == 0 {
            again.or(&Entry::EMPTY)
        } else {
            again
        };
        // What the loop comes to if unrolled; otherwise it is the body and a few instructions.
        let copies = if max == INFINITE {
            min.saturating_add(1)
        } else {
            max
        };
        let unrolled = body.size.saturating_mul(copies);
        let size = if unrolled <= UNROLL_LIMIT {
            unrolled
        } else {
            body.size
        };
        let kind = NodeKind::Repeat {
            body: Box::new(body),
            min,
            max,
            greedy,
            groups,
        };
        Self {
            size: size.saturating_add(1),
            ..Self::new(kind, min_len, max_len, entry)
        }
    }

    pub(crate) fn look(body: Self, behind: bool, negate: bool, groups: Groups) -> Self {
        let entry = if behind || negate {
            Entry::EMPTY
        } else {
            Entry::filter(body.entry.before(&First::ALL))
        };
        let size = body.size;
        let kind = NodeKind::Look {
            body: Box::new(body),
            behind,
            negate,
            groups,
        };
        Self {
            size: size.saturating_add(1),
            ..Self::new(kind, 0, 0, entry)
        }
    }

    pub(crate) fn back_ref(reference: u32, ignore_case: bool) -> Self {
        let kind = NodeKind::BackRef {
            reference,
            ignore_case,
        };
        let entry = Entry {
            own: First::ALL,
            pass: First::ALL,
        };
        Self::new(kind, 0, INFINITE, entry)
    }

    pub(crate) fn line_start(multiline: bool) -> Self {
        Self::new(NodeKind::LineStart { multiline }, 0, 0, Entry::EMPTY)
    }

    pub(crate) fn line_end(multiline: bool) -> Self {
        let mut next = First::END;
        if multiline {
            next = next.union(&First::of_set(&crate::unicode::line_terminators()));
        }
        Self::new(NodeKind::LineEnd { multiline }, 0, 0, Entry::filter(next))
    }

    pub(crate) fn word_boundary(negate: bool, fold: bool) -> Self {
        Self::new(NodeKind::WordBoundary { negate, fold }, 0, 0, Entry::EMPTY)
    }

    /// Whether a match can be empty.
    pub(crate) fn is_nullable(&self) -> bool {
        self.min_len == 0
    }
}

/// Neighbouring alternatives of one character each become one class: at most one of them can
/// match at a position, so their order means nothing.
fn merge_singles(items: Vec<Node>) -> Vec<Node> {
    let ranges = |node: &Node| match &node.kind {
        NodeKind::Char(c) => Some(vec![(*c, *c)]),
        NodeKind::Class(set) => Some(set.ranges().to_vec()),
        _ => None,
    };
    let mut out: Vec<Node> = Vec::with_capacity(items.len());
    let mut pending: Vec<(u32, u32)> = Vec::new();
    for item in items {
        match (
            ranges(&item),
            out.last().is_some_and(|last| ranges(last).is_some()),
        ) {
            (Some(more), true) => {
                if pending.is_empty() {
                    pending = out.last().and_then(ranges).unwrap_or_default();
                }
                pending.extend(more);
            }
            _ => {
                flush(&mut out, &mut pending);
                out.push(item);
            }
        }
    }
    flush(&mut out, &mut pending);
    out
}

/// Replaces the last node by the class of `pending`, if there is anything pending.
fn flush(out: &mut Vec<Node>, pending: &mut Vec<(u32, u32)>) {
    if !pending.is_empty() {
        out.pop();
        out.push(Node::class(CharSet::from_ranges(pending.drain(..))));
    }
}
