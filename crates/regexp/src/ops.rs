//! The instructions of compiled patterns: the one table, read by the enum, the disassembler and
//! (later) the native compiler.
//!
//! A program is a list of 8-byte instructions run by a backtracking machine: a program counter, a
//! position in the input, registers (capture slots first, then counters and saved positions), and a
//! stack of choices and undone register values. An instruction either goes on to the next one (or
//! to its target) or *fails*, which resumes the latest choice.
//!
//! Operand kinds name the side table they index: see [`crate::program::Program`].
//! *Unit* instructions look at one code unit; those ending in `Cp` decode a surrogate pair.
//! *Back* instructions are for lookbehind and look at what precedes the position.

/// Calls `$reader!` with every row: `/// doc`, `Name { operand: kind, … }`.
macro_rules! for_each_op {
    ($reader:ident) => {
        $reader! {
            /// The match is complete.
            Accept {},
            /// Resume the latest choice.
            Fail {},
            /// Consume `unit`.
            Char { unit: Unit },
            /// Consume `a` or `b`.
            Char2 { a: Unit, b: Unit },
            /// Consume the `len` units of the literal pool at `start`.
            Literal { len: Count, start: Index },
            /// Consume any unit.
            Any {},
            /// Consume a unit of `class`.
            Class { class: Class },
            /// Consume a code point of `class`.
            ClassCp { class: Class },
            /// Step back over `unit`.
            CharBack { unit: Unit },
            /// Step back over a unit of `class`.
            ClassBack { class: Class },
            /// Step back over a code point of `class`.
            ClassCpBack { class: Class },
            /// Consume a run of units as long as can be, and give them back one by one.
            Greedy { run: Run },
            /// Consume a run of units as long as can be, and give nothing back: what follows
            /// cannot begin with a unit of the run.
            Possessive { run: Run },
            /// Consume a run of units as short as can be, and take more one by one.
            Lazy { run: Run },
            /// `Greedy` over code points.
            GreedyCp { run: Run },
            /// `Possessive` over code points.
            PossessiveCp { run: Run },
            /// `Lazy` over code points.
            LazyCp { run: Run },
            /// Continue at `target`.
            Jump { target: Target },
            /// Go on; on failure continue at `other`.
            Fork { other: Target },
            /// Continue at `target`; on failure go on here.
            ForkJump { target: Target },
            /// Continue at `other` unless the next unit is in `first`.
            Guard { first: First, other: Target },
            /// Continue where the table says for the next unit.
            Switch { table: Switch },
            /// Register := position.
            Save { register: Register },
            /// `count` capture registers from `register` on := unset.
            Clear { count: Count, register: Register },
            /// Register := 0.
            Zero { register: Register },
            /// Register += 1.
            Increment { register: Register },
            /// Repeat the body that follows, or leave, by the counter's bounds.
            CountedLoop { counter: Counter },
            /// Fail if nothing was consumed since `register` was saved.
            EmptyCheck { register: Register },
            /// The same, but only for iterations beyond the minimum.
            CountedEmptyCheck { counter: Counter },
            /// Begin a lookaround: remember position and stack height in two registers. (A negative one
            /// goes on with a `Fork` to where its body's failure leads.)
            LookBegin { register: Register },
            /// A positive lookaround held: drop its choices (keep its undos if `keep`), go back to
            /// the position.
            LookEnd { keep: Bool, register: Register },
            /// A negative lookaround's body matched: undo it and fail.
            NegativeLookEnd { register: Register },
            /// Consume what the groups of `reference` captured.
            BackRef { reference: Index },
            /// The same, up to case.
            BackRefIgnoreCase { reference: Index },
            /// Step back over what the groups of `reference` captured.
            BackRefBack { reference: Index },
            /// The same, up to case.
            BackRefIgnoreCaseBack { reference: Index },
            /// The position is the start of input.
            InputStart {},
            /// The position is the start of a line.
            LineStart {},
            /// The position is the end of input.
            InputEnd {},
            /// The position is the end of a line.
            LineEnd {},
            /// One side, not both, is a word character (`fold`: with U+017F and U+212A).
            WordBoundary { fold: Bool },
            /// Both sides or none are word characters.
            NotWordBoundary { fold: Bool },
        }
    };
}

/// What operand kinds are made of.
macro_rules! operand_type {
    (Unit) => {
        u16
    };
    (Count) => {
        u16
    };
    (First) => {
        u16
    };
    (Bool) => {
        bool
    };
    ($kind:ident) => {
        u32
    };
}

macro_rules! define_ops {
    ($($(#[$doc:meta])* $name:ident { $($operand:ident: $kind:ident),* },)*) => {
        /// An instruction.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        #[allow(missing_docs, reason = "operands are explained by their kinds")]
        pub enum Op { $($(#[$doc])* $name { $($operand: operand_type!($kind)),* },)* }

        impl Op {
            /// The mnemonic.
            #[must_use]
            pub const fn name(&self) -> &'static str {
                match self { $(Self::$name { .. } => stringify!($name),)* }
            }

            /// Calls `each` with name, kind and value of every operand.
            pub(crate) fn operands(&self, mut each: impl FnMut(&'static str, Kind, u32)) {
                let _ = &mut each;
                match *self {
                    $(Self::$name { $($operand),* } => {
                        $(each(stringify!($operand), Kind::$kind, u32::from($operand));)*
                    })*
                }
            }

            /// Where the instruction may continue other than at the next one.
            pub(crate) fn target_mut(&mut self) -> Option<&mut u32> {
                match self {
                    Self::Jump { target } | Self::ForkJump { target } => Some(target),
                    Self::Fork { other } | Self::Guard { other, .. } => Some(other),
                    _ => None,
                }
            }
        }
    };
}

/// What an operand means; the disassembler prints each kind in its own way.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Kind {
    Unit,
    Count,
    Index,
    Class,
    Run,
    Target,
    First,
    Switch,
    Register,
    Counter,
    Bool,
}

for_each_op!(define_ops);

const _: () = assert!(size_of::<Op>() == 8);
