//! Machine code of programs: who makes it is not known here ([`NativeCompiler`] comes with the [`Scratch`](crate::Scratch)), when it
//! is made is decided here.
//!
//! Code is made for one width of input, on the program's own terms: it finds the same match, spends steps and backtrack
//! stack in its own way but within the same bounds, and lives as long as the program.

use std::fmt;
use std::sync::OnceLock;
use std::sync::atomic::{AtomicU32, Ordering};

use crate::error::MatchError;
use crate::input::Input;
use crate::program::Program;

/// Makes machine code for Latin-1 or UTF-16 (`wide`) input; `None` when it cannot.
pub type NativeCompiler = fn(program: &Program, wide: bool) -> Option<Box<dyn NativeCode>>;

/// Machine code of a program for one width of input.
pub trait NativeCode: Send + Sync + fmt::Debug {
    /// As [`Program::find_as`]: the capture slots are left in `work.registers`.
    ///
    /// # Errors
    /// As [`Program::find_as`].
    fn search(&self, work: &mut Work<'_>) -> Result<bool, MatchError>;
}

/// A search by machine code, and what it works with.
pub struct Work<'w> {
    /// The program that the code is of.
    pub program: &'w Program,
    /// What is searched. By reference: a copy of what has just been put together would have to wait for it.
    pub input: &'w Input<'w>,
    /// Where the search begins; within the input.
    pub last_index: usize,
    /// Whether a match must begin there.
    pub sticky: bool,
    /// Registers; as many as the code wants.
    pub registers: &'w mut Vec<u32>,
    /// The backtrack stack.
    pub stack: &'w mut Vec<[u64; 2]>,
    /// How many entries the stack may have.
    pub stack_limit: usize,
    /// Steps between two calls of `interrupt`.
    pub steps: u32,
    /// Whether to stop.
    pub interrupt: &'w mut dyn FnMut() -> bool,
}

/// A program is compiled when it has been run so often; units of input searched count too.
const HOT: u32 = 8;
/// So many units of input count as a run.
const UNITS_PER_RUN: u32 = 256;

/// The machine code of a program.
#[derive(Debug, Default)]
pub(crate) struct Tier {
    heat: AtomicU32,
    /// For Latin-1 and for UTF-16 input; `None` inside: there is none to be had.
    code: [OnceLock<Option<Box<dyn NativeCode>>>; 2],
}

impl Tier {
    /// The code for a width of input of which so many units are to be searched; made if it is time.
    #[inline(always)]
    pub(crate) fn code(&self, program: &Program, wide: bool, units: usize, compiler: NativeCompiler) -> Option<&dyn NativeCode> {
        match self.code[usize::from(wide)].get() {
            Some(code) => code.as_deref(),
            None => self.heat_up(program, wide, units, compiler),
        }
    }
    #[inline(never)]
    fn heat_up(&self, program: &Program, wide: bool, units: usize, compiler: NativeCompiler) -> Option<&dyn NativeCode> {
        let spent = 1 + units as u32 / UNITS_PER_RUN;
        if self.heat.fetch_add(spent, Ordering::Relaxed).saturating_add(spent) < HOT {
            return None;
        }
        self.heat.store(HOT, Ordering::Relaxed);
        self.code[usize::from(wide)].get_or_init(|| compiler(program, wide)).as_deref()
    }
}
