//! Tree to program. This file: the compiler's state, emission, labels, and leaves; loops and
//! alternatives in the files beside.
//!
//! Code for a node is made in one of two directions; lookbehind bodies run backwards (22.2.2.4.1):
//! sequences are emitted in reverse and leaves step back. Going forward, each node is told the
//! [`First`] set of what follows it, which is how loops learn that they need not backtrack.
//!
//! Invariants: code of a node is entered at its first instruction and left by running past its last
//! one; registers of a loop or lookaround are dead outside it, so only a choice made inside needs
//! their old values back.

mod alternatives;
mod loops;

pub(crate) use loops::UNROLL_LIMIT;

use crate::ast::{Groups, INFINITE, Node, NodeKind, Pattern};
use crate::casing::Casing;
use crate::charset::{CharSet, MAX_CODE_POINT};
use crate::error::SyntaxErrorKind;
use crate::first::First;
use crate::flags::Flags;
use crate::ops::Op;
use crate::native::Tier;
use crate::program::{Class, Counter, Program, Run, Switch};
use crate::search::{Search, needs_wide_input, required_literal};

/// How many instructions a program may have.
const MAX_OPS: usize = 1 << 20;

type Result<T> = std::result::Result<T, SyntaxErrorKind>;

pub(crate) struct Compiler {
    flags: Flags,
    ops: Vec<Op>,
    classes: Vec<Class>,
    runs: Vec<Run>,
    firsts: Vec<First>,
    switches: Vec<Switch>,
    counters: Vec<Counter>,
    literals: Vec<u16>,
    registers: u32,
}

/// Direction of matching, and what follows when going forward.
#[derive(Clone, Copy)]
enum Way<'a> {
    Forward(&'a First),
    Backward,
}

/// Makes the program of `pattern`.
pub(crate) fn compile(pattern: Pattern, flags: Flags) -> Result<Program> {
    let search = Search::of(&pattern, flags);
    let mut compiler = Compiler {
        flags,
        ops: Vec::new(),
        classes: Vec::new(),
        runs: Vec::new(),
        firsts: Vec::new(),
        switches: Vec::new(),
        counters: Vec::new(),
        literals: Vec::new(),
        registers: pattern.group_count * 2,
    };
    compiler.node(&pattern.root, Way::Forward(&First::ALL))?;
    compiler.emit(Op::Accept {});
    let leading_run = compiler
        .leading_run()
        .filter(|_| pattern.references.is_empty());
    Ok(Program {
        flags,
        leading_run,
        required: required_literal(&pattern, flags, &search),
        wide_only: needs_wide_input(&pattern.root),
        ops: compiler.ops,
        classes: compiler.classes,
        runs: compiler.runs,
        firsts: compiler.firsts,
        switches: compiler.switches,
        counters: compiler.counters,
        references: pattern.references,
        literals: compiler.literals,
        group_count: pattern.group_count,
        register_count: compiler.registers,
        names: pattern.names,
        search,
        native: Tier::default(),
    })
}

/// How a one-character node consumes input.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Width {
    /// One code unit.
    Unit,
    /// One code point, maybe a surrogate pair.
    CodePoint,
}

impl Compiler {
    fn emit(&mut self, op: Op) -> u32 {
        self.ops.push(op);
        self.ops.len() as u32 - 1
    }

    /// The run the program starts with, if it is possessive and unbounded.
    fn leading_run(&self) -> Option<u32> {
        let first = self.ops.iter().find(|op| !matches!(op, Op::Save { .. }))?;
        match *first {
            Op::Possessive { run } => (self.runs[run as usize].max == INFINITE).then_some(run),
            _ => None,
        }
    }

    /// The address of the next instruction.
    fn here(&self) -> u32 {
        self.ops.len() as u32
    }

    /// Makes the instruction at `at` lead to the next one.
    fn patch(&mut self, at: u32) {
        let here = self.here();
        *self.ops[at as usize]
            .target_mut()
            .expect("only jumps are patched") = here;
    }

    fn new_registers(&mut self, count: u32) -> u32 {
        let first = self.registers;
        self.registers += count;
        first
    }

    fn class_index(&mut self, set: &CharSet) -> u32 {
        let known = self.classes.iter().position(|class| class.set == *set);
        known.unwrap_or_else(|| {
            self.classes.push(Class::new(set.clone()));
            self.classes.len() - 1
        }) as u32
    }

    /// A guard that skips to a label to be patched, unless it would test nothing.
    fn guard(&mut self, first: First) -> Option<u32> {
        if first.is_any_unit() && first.at_end {
            return None;
        }
        let known = self.firsts.iter().position(|known| *known == first);
        let index = known.unwrap_or_else(|| {
            self.firsts.push(first);
            self.firsts.len() - 1
        });
        Some(self.emit(Op::Guard {
            first: u16::try_from(index).ok()?,
            other: 0,
        }))
    }

    /// How `set` is consumed: with u or v a set with surrogates or astral members needs decoding.
    fn width(&self, set: &CharSet) -> Width {
        let decode = self.flags.is_unicode()
            && (set.intersects_range(0xD800, 0xDFFF)
                || set.intersects_range(0x1_0000, MAX_CODE_POINT));
        if decode {
            Width::CodePoint
        } else {
            Width::Unit
        }
    }

    /// The set of a one-character node.
    fn single_set(node: &Node) -> Option<CharSet> {
        match &node.kind {
            NodeKind::Char(c) => Some(CharSet::single(*c)),
            NodeKind::Class(set) => Some((**set).clone()),
            _ => None,
        }
    }

    fn node(&mut self, node: &Node, way: Way<'_>) -> Result<()> {
        if self.ops.len() > MAX_OPS {
            return Err(SyntaxErrorKind::TooLarge);
        }
        match &node.kind {
            NodeKind::Empty => {}
            NodeKind::Char(c) => self.char(*c, way),
            NodeKind::Class(set) => self.class(set, way),
            NodeKind::Seq(items) => self.seq(items, way)?,
            NodeKind::Alt(items) => self.alternatives(items, way)?,
            NodeKind::Group { index, body } => {
                let (start, end) = (2 * index, 2 * index + 1);
                let (before, after) = match way {
                    Way::Forward(_) => (start, end),
                    Way::Backward => (end, start),
                };
                self.emit(Op::Save { register: before });
                self.node(body, way)?;
                self.emit(Op::Save { register: after });
            }
            NodeKind::Repeat {
                body,
                min,
                max,
                greedy,
                groups,
            } => {
                self.repeat(
                    &loops::Loop {
                        body,
                        min: *min,
                        max: *max,
                        greedy: *greedy,
                        groups,
                    },
                    way,
                )?;
            }
            NodeKind::Look {
                body,
                behind,
                negate,
                groups,
            } => {
                let inner = if *behind {
                    Way::Backward
                } else {
                    Way::Forward(&First::ALL)
                };
                self.look(body, inner, *negate, groups)?;
            }
            NodeKind::BackRef {
                reference,
                ignore_case,
            } => {
                let reference = *reference;
                self.emit(match (way, ignore_case) {
                    (Way::Forward(_), false) => Op::BackRef { reference },
                    (Way::Forward(_), true) => Op::BackRefIgnoreCase { reference },
                    (Way::Backward, false) => Op::BackRefBack { reference },
                    (Way::Backward, true) => Op::BackRefIgnoreCaseBack { reference },
                });
            }
            NodeKind::LineStart { multiline } => {
                self.emit(if *multiline {
                    Op::LineStart {}
                } else {
                    Op::InputStart {}
                });
            }
            NodeKind::LineEnd { multiline } => {
                self.emit(if *multiline {
                    Op::LineEnd {}
                } else {
                    Op::InputEnd {}
                });
            }
            NodeKind::WordBoundary { negate, fold } => {
                let fold = *fold;
                self.emit(if *negate {
                    Op::NotWordBoundary { fold }
                } else {
                    Op::WordBoundary { fold }
                });
            }
        }
        Ok(())
    }

    fn seq(&mut self, items: &[Node], way: Way<'_>) -> Result<()> {
        let Way::Forward(follow) = way else {
            return items.iter().rev().try_for_each(|item| self.node(item, way));
        };
        let mut follows = vec![*follow; items.len()];
        for i in (1..items.len()).rev() {
            follows[i - 1] = items[i].entry.before(&follows[i]);
        }
        let mut i = 0;
        while i < items.len() {
            let (units, count) = self.literal_units(&items[i..]);
            if units.len() >= 2 {
                i += count;
                self.literal(&units);
            } else {
                self.node(&items[i], Way::Forward(&follows[i]))?;
                i += 1;
            }
        }
        Ok(())
    }

    /// The units of the plain characters `items` begins with, and how many items those are.
    fn literal_units(&self, items: &[Node]) -> (Vec<u16>, usize) {
        let mut units = Vec::new();
        for (count, item) in items.iter().enumerate() {
            match item.kind {
                NodeKind::Char(c) if !self.is_lone_surrogate(c) && units.len() < 0xFFF0 => {
                    push_units(c, &mut units);
                }
                _ => return (units, count),
            }
        }
        (units, items.len())
    }

    /// With u or v a surrogate must not match half of a pair.
    fn is_lone_surrogate(&self, c: u32) -> bool {
        self.flags.is_unicode() && (0xD800..0xE000).contains(&c)
    }

    fn literal(&mut self, units: &[u16]) {
        if let &[unit] = units {
            self.emit(Op::Char { unit });
            return;
        }
        let start = self.literals.len() as u32;
        self.literals.extend_from_slice(units);
        self.emit(Op::Literal {
            start,
            len: units.len() as u16,
        });
    }

    fn char(&mut self, c: u32, way: Way<'_>) {
        if self.is_lone_surrogate(c) {
            return self.class(&CharSet::single(c), way);
        }
        let mut units = Vec::new();
        push_units(c, &mut units);
        match way {
            Way::Forward(_) => self.literal(&units),
            Way::Backward => {
                for &unit in units.iter().rev() {
                    self.emit(Op::CharBack { unit });
                }
            }
        }
    }

    fn class(&mut self, set: &CharSet, way: Way<'_>) {
        if set.is_empty() {
            self.emit(Op::Fail {});
            return;
        }
        let width = self.width(set);
        let forward = matches!(way, Way::Forward(_));
        if width == Width::Unit && forward {
            if set.is_all_up_to(0xFFFF) {
                self.emit(Op::Any {});
                return;
            }
            if set.count() == 2 {
                let mut members = set.iter().map(|c| c as u16);
                let (a, b) = (members.next().expect("two"), members.next().expect("two"));
                self.emit(Op::Char2 { a, b });
                return;
            }
        }
        let class = self.class_index(set);
        self.emit(match (width, forward) {
            (Width::Unit, true) => Op::Class { class },
            (Width::CodePoint, true) => Op::ClassCp { class },
            (Width::Unit, false) => Op::ClassBack { class },
            (Width::CodePoint, false) => Op::ClassCpBack { class },
        });
    }

    fn look(&mut self, body: &Node, way: Way<'_>, negate: bool, groups: &Groups) -> Result<()> {
        let register = self.new_registers(2);
        self.emit(Op::LookBegin { register });
        if negate {
            let fork = self.emit(Op::Fork { other: 0 });
            self.node(body, way)?;
            self.emit(Op::NegativeLookEnd { register });
            self.patch(fork);
        } else {
            self.node(body, way)?;
            self.emit(Op::LookEnd {
                keep: !groups.is_empty(),
                register,
            });
        }
        Ok(())
    }
}

/// Appends `c` in UTF-16.
pub(crate) fn push_units(c: u32, units: &mut Vec<u16>) {
    match char::from_u32(c) {
        Some(c) => units.extend_from_slice(c.encode_utf16(&mut [0; 2])),
        None => units.push(c as u16),
    }
}

/// The Canonicalize rule of a program's back references.
pub(crate) fn casing(flags: Flags) -> Casing {
    if flags.is_unicode() {
        Casing::Folded
    } else {
        Casing::Legacy
    }
}
