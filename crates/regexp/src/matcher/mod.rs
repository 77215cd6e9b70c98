//! The matcher: runs a program over Latin-1 or UTF-16 input.
//!
//! Never recursive: choices and undone register values live on an explicit stack that [`Scratch`]
//! keeps between calls. This file: the public entry and the search loop; [`run`] holds the
//! dispatch loop; [`look`] what single instructions need.

mod look;
mod run;

pub(crate) use look::Span;

use crate::error::MatchError;
use crate::flags::Flags;
use crate::input::Input;
use crate::native::{NativeCompiler, Work};
use crate::program::Program;
use crate::search::{Find, Search};

/// An unset capture slot.
pub(crate) const UNSET: u32 = u32::MAX;
/// Steps between two calls of the interrupt check.
const STEPS_PER_CHECK: u32 = 20_000;
/// Frames the stack may hold (12 bytes each) unless told otherwise.
const DEFAULT_STACK_LIMIT: usize = 8 << 20;
/// Frames of stack kept from one call to the next.
const KEPT_FRAMES: usize = 1 << 17;

/// Memory a matcher works in; keep one per thread and pass it to every [`Program::exec`].
#[derive(Debug)]
pub struct Scratch {
    stack: Vec<Frame>,
    registers: Vec<u32>,
    /// How many registers are the capture slots of the latest match.
    slot_count: usize,
    stack_limit: usize,
    native: Option<NativeCompiler>,
    native_stack: Vec<[u64; 2]>,
}

impl Default for Scratch {
    fn default() -> Self {
        Self {
            stack: Vec::new(),
            registers: Vec::new(),
            slot_count: 0,
            native: None,
            native_stack: Vec::new(),
            stack_limit: DEFAULT_STACK_LIMIT,
        }
    }
}

impl Scratch {
    /// An empty one.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// One whose backtrack stack holds at most `frames` frames of 12 bytes.
    #[must_use]
    pub fn with_stack_limit(frames: usize) -> Self {
        Self {
            stack_limit: frames,
            ..Self::default()
        }
    }

    /// From now on, programs that are run often are compiled by it; `None`: no more, and machine code that exists is not used.
    pub fn set_native_compiler(&mut self, compiler: Option<NativeCompiler>) {
        self.native = compiler;
    }

    /// Start and end of each group of the latest match as `[s0, e0, s1, e1, …]`, `u32::MAX` for an
    /// unset one; empty when the latest search found nothing.
    #[must_use]
    #[inline]
    pub fn slots(&self) -> &[u32] {
        &self.registers[..self.slot_count]
    }
}

/// What a match captured, in code units.
#[derive(Clone, Copy, Debug)]
pub struct Captures<'s> {
    slots: &'s [u32],
}

impl<'s> Captures<'s> {
    /// Number of groups, the whole match included.
    #[must_use]
    pub fn len(&self) -> usize {
        self.slots.len() / 2
    }

    /// Never true: group 0 is always there.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.slots.is_empty()
    }

    /// Start and end of group `index`; `None` when it took no part.
    #[must_use]
    pub fn get(&self, index: usize) -> Option<(usize, usize)> {
        let pair = self.slots.get(2 * index..2 * index + 2)?;
        (pair[0] != UNSET && pair[1] != UNSET).then_some((pair[0] as usize, pair[1] as usize))
    }

    /// All groups in order.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = Option<(usize, usize)>> + use<'s> {
        let slots = self.slots;
        slots.chunks_exact(2).map(|pair| {
            (pair[0] != UNSET && pair[1] != UNSET).then_some((pair[0] as usize, pair[1] as usize))
        })
    }

    /// Start and end of each group as `[s0, e0, s1, e1, …]`, `u32::MAX` for an unset one.
    #[must_use]
    pub fn slots(&self) -> &'s [u32] {
        self.slots
    }
}

/// An entry of the backtrack stack: a kind and an index in `what`, and two values.
#[derive(Clone, Copy, Debug)]
struct Frame {
    what: u32,
    position: u32,
    extra: u32,
}

impl Frame {
    /// Resume at instruction `index`, at `position`.
    const CHOICE: u32 = 0;
    /// Set register `index` back to `position`.
    const RESTORE: u32 = 1 << 30;
    /// The greedy run at `index` reaches `position` and may give back down to `extra`.
    const GREEDY: u32 = 2 << 30;
    /// The lazy run at `index` reached `position` and may go on up to `extra`.
    const LAZY: u32 = 3 << 30;
    const KIND: u32 = 3 << 30;
}

/// One call of [`Program::exec`].
struct Matcher<'p, 'i, U> {
    program: &'p Program,
    input: &'i [U],
    stack: &'p mut Vec<Frame>,
    registers: &'p mut [u32],
    stack_limit: usize,
    /// Steps left until the next interrupt check.
    steps: u32,
    interrupt: &'p mut dyn FnMut() -> bool,
}

impl Program {
    /// 22.2.7.2 [RegExpBuiltinExec](https://tc39.es/ecma262/#sec-regexpbuiltinexec), the matching
    /// loop: the first match that begins at `last_index` or later (exactly there when sticky).
    ///
    /// With u or v a `last_index` inside a surrogate pair means the pair's first unit.
    /// `interrupt` is called every some thousand steps; when it answers true the match stops.
    ///
    /// # Errors
    /// [`MatchError`] when interrupted or when the backtrack stack is full.
    pub fn exec<'s>(
        &self,
        input: Input<'_>,
        last_index: usize,
        scratch: &'s mut Scratch,
        interrupt: &mut dyn FnMut() -> bool,
    ) -> Result<Option<Captures<'s>>, MatchError> {
        let sticky = self.flags.contains(Flags::STICKY);
        self.exec_as(input, last_index, sticky, scratch, interrupt)
    }

    /// As [`Program::exec`], with `sticky` told apart from the flags (as `split` needs).
    ///
    /// # Errors
    /// As [`Program::exec`].
    pub fn exec_as<'s>(
        &self,
        input: Input<'_>,
        last_index: usize,
        sticky: bool,
        scratch: &'s mut Scratch,
        interrupt: &mut dyn FnMut() -> bool,
    ) -> Result<Option<Captures<'s>>, MatchError> {
        let found = self.find_as(input, last_index, sticky, scratch, interrupt)?;
        Ok(found.then(|| Captures {
            slots: scratch.slots(),
        }))
    }

    /// As [`Program::exec_as`], where it is enough to know whether there is a match: the captures are
    /// in [`Scratch::slots`].
    ///
    /// # Errors
    /// As [`Program::exec`].
    #[inline(always)]
    pub fn find_as(
        &self,
        input: Input<'_>,
        last_index: usize,
        sticky: bool,
        scratch: &mut Scratch,
        interrupt: &mut dyn FnMut() -> bool,
    ) -> Result<bool, MatchError> {
        scratch.slot_count = 0;
        if last_index > input.len() || (self.wide_only && matches!(input, Input::Latin1(_))) {
            return Ok(false);
        }
        let native = scratch.native.and_then(|compiler| {
            let wide = matches!(input, Input::Utf16(_));
            self.native.code(self, wide, input.len() - last_index, compiler)
        });
        let found = if let Some(native) = native {
            let mut work = Work {
                program: self,
                input: &input,
                last_index,
                sticky,
                registers: &mut scratch.registers,
                stack: &mut scratch.native_stack,
                stack_limit: scratch.stack_limit,
                steps: STEPS_PER_CHECK,
                interrupt,
            };
            let found = native.search(&mut work);
            if scratch.native_stack.len() > KEPT_FRAMES {
                scratch.native_stack = Vec::new();
            }
            found?
        } else {
            self.interpret(input, last_index, sticky, scratch, interrupt)?
        };
        if found {
            scratch.slot_count = 2 * self.group_count as usize;
        }
        Ok(found)
    }

    /// The search by the matcher.
    #[inline(never)]
    fn interpret(
        &self,
        input: Input<'_>,
        last_index: usize,
        sticky: bool,
        scratch: &mut Scratch,
        interrupt: &mut dyn FnMut() -> bool,
    ) -> Result<bool, MatchError> {
        scratch.stack.clear();
        scratch.registers.clear();
        scratch
            .registers
            .resize(self.register_count as usize, UNSET);
        let (stack, registers) = (&mut scratch.stack, &mut scratch.registers[..]);
        let (program, stack_limit, steps) = (self, scratch.stack_limit, STEPS_PER_CHECK);
        let found = match input {
            Input::Latin1(input) => Matcher {
                program,
                input,
                stack,
                registers,
                stack_limit,
                steps,
                interrupt,
            }
            .search(last_index, sticky)?,
            Input::Utf16(input) => Matcher {
                program,
                input,
                stack,
                registers,
                stack_limit,
                steps,
                interrupt,
            }
            .search(last_index, sticky)?,
        };
        if scratch.stack.capacity() > KEPT_FRAMES {
            scratch.stack = Vec::new();
        }
        Ok(found)
    }
}

impl<U: Find> Matcher<'_, '_, U> {
    fn search(&mut self, last_index: usize, sticky: bool) -> Result<bool, MatchError> {
        let program = self.program;
        let unicode = U::WIDE && program.flags.is_unicode();
        let mut start = last_index;
        if unicode && self.splits_pair(start) {
            start -= 1;
        }
        if sticky {
            return self.attempt(start);
        }
        if let Some(required) = &program.required
            && U::find_literal(required, &self.input[start..]).is_none()
        {
            return Ok(false);
        }
        loop {
            let rest = &self.input[start..];
            let skipped = match &program.search {
                Search::Any => 0,
                Search::InputStart if start == 0 => 0,
                Search::InputStart => return Ok(false),
                Search::Literal(literal) => match U::find_literal(literal, rest) {
                    Some(skipped) if literal.complete => {
                        let found = (start + skipped) as u32;
                        self.registers[0] = found;
                        self.registers[1] = found + literal.len() as u32;
                        return Ok(true);
                    }
                    Some(skipped) => skipped,
                    None => return Ok(false),
                },
                Search::First(set) => match U::find_first(set, rest) {
                    Some(skipped) => skipped,
                    None => return Ok(false),
                },
            };
            start += skipped;
            if !(unicode && self.splits_pair(start)) && self.attempt(start)? {
                return Ok(true);
            }
            if start >= self.input.len() {
                return Ok(false);
            }
            // FAST: no later start in a failed leading run can do better.
            let run_end = program
                .leading_run
                .map_or(0, |run| self.run_end(&program.runs[run as usize], start));
            start = run_end.max(start + 1);
            self.step(1)?;
        }
    }

    /// Whether `position` lies between the halves of a surrogate pair.
    fn splits_pair(&self, position: usize) -> bool {
        position > 0
            && position < self.input.len()
            && look::is_high(self.input[position - 1].to_u32())
            && look::is_low(self.input[position].to_u32())
    }

    /// Tries to match at `start`.
    fn attempt(&mut self, start: usize) -> Result<bool, MatchError> {
        let slots = 2 * self.program.group_count as usize;
        self.registers[..slots].fill(UNSET);
        self.registers[0] = start as u32;
        self.run(start)
    }

    /// Counts `steps`; asks for an interrupt when enough have gone by.
    #[inline(always)]
    fn step(&mut self, steps: u32) -> Result<(), MatchError> {
        self.steps = self.steps.saturating_sub(steps);
        if self.steps == 0 {
            self.check_interrupt()
        } else {
            Ok(())
        }
    }

    /// Counts units looked at; the next step asks for an interrupt when they are enough.
    #[inline(always)]
    fn count(&mut self, units: usize) {
        self.steps = self.steps.saturating_sub(units as u32 / 16);
    }

    #[cold]
    #[inline(never)]
    fn check_interrupt(&mut self) -> Result<(), MatchError> {
        self.steps = STEPS_PER_CHECK;
        if (self.interrupt)() {
            Err(MatchError::Interrupted)
        } else {
            Ok(())
        }
    }
}
