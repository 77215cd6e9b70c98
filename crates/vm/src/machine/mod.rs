//! Machine code as the Vm sees it: what a tier hands over, how frames enter it and leave it. The Vm never names a tier: it
//! calls through [`Tiers`], which the engine installs.
//!
//! # Convention M: a JavaScript function's machine entry
//! - `rdi` = the callee's frame window on the register stack, `r15` = the Vm (everywhere in machine code). `rax` = the result's bits, or
//!   [`Value::EXCEPTION`] with the exception pending. Only rsp, rbp and r15 survive a call. Machine frames keep an rbp chain.
//! - The caller has written its own PC word and the window's CALLEE, CALLER, ARGC (with [`ENTRY`](crate::stack::frame_flags::ENTRY) among the flags), NEW_TARGET,
//!   THIS and the arguments. The entry checks both stacks, writes CODE and ENV, fills in missing arguments, spends the block's budget.
//!   An entry that throws leaves no frame: the exception is its caller's. A class constructor's entry refuses an undefined
//!   NEW_TARGET.
//! - The target is read from [`CodeBlock`]'s entry word, so a tier switch is one store. A function without machine code has
//!   [`Tiers::interpreter_entry`] there, which calls [`interpret`].
//! - [`ENTRY`](crate::stack::frame_flags::ENTRY) means: the frame was entered by a native call, and returning from it is a native return.
//!
//! # Invariants
//! - M1: `vm.frame` and the PC word of the running frame are set before Rust code runs that may look at them (F1): slow paths get
//!   (vm, frame, pc) and do it themselves. After a call machine code takes neither for granted.
//! - M2: code may embed addresses of cells: it lists them in [`MachineCode::cells`], which the block's trace marks, and the Vm's once it is retired.
//! - M3: machine code is freed only when no native frame can return into it ([`Vm::retire`]).

mod bets;
mod enter;
mod install;
pub mod layout;
pub mod library;

pub(crate) use bets::Watchers;
pub use bets::{Bet, Protector};
pub use crate::interpreter::slow_paths::{SlowPath, slow_path, status, switch_index};
pub use enter::{Unwound, call_native, interpret, reenter, refuse_entry, resume, spent_at_entry, spent_at_loop, requested, unwind};
pub(crate) use install::BlockCode;
pub use install::{Entered, Failure, MachineCode, Tier, TierCounts};

use crate::code_block::CodeBlock;
use crate::value::Value;
use crate::vm::Vm;
use ogive_gc::Gc;

/// Enters machine code from Rust: (vm, frame, target) to result bits.
pub type Enter = unsafe extern "C" fn(*mut Vm, *mut Value, *const u8) -> u64;

/// What the engine's tiers offer the Vm.
#[derive(Clone, Copy)]
pub struct Tiers {
    /// Calls a target by convention M.
    pub enter: Enter,
    /// Continues a frame at an address inside baseline code ([`MachineCode::address_of`]): loop heads, resumption.
    pub enter_at: Enter,
    /// The M entry of functions without machine code: calls [`interpret`].
    pub interpreter_entry: *const u8,
    /// A block's budget is spent (at a loop head: which unit): the tiers compile or wait, and set the next budget.
    pub spent: fn(&mut Vm, Gc<CodeBlock>, Option<u32>),
    /// A function has got its feedback and is about to run again: tiers that compile at once do it here.
    pub warm: fn(&mut Vm, Gc<CodeBlock>),
    /// The request word says that compiled code waits to be installed.
    pub install: fn(&mut Vm),
    /// Bets of the code with these numbers are off (`bets.rs`): nothing may enter it any more.
    pub broken: fn(&mut Vm, &[u64]),
}

/// The Vm's machine state. `repr(C)`: machine code reads the constants.
#[repr(C)]
pub struct Machine {
    /// -(object tag): added to an object's bits gives its address.
    pub untag_object: u64,
    /// -(internal tag).
    pub untag_internal: u64,
    /// The tag of int32.
    pub int_tag: u64,
    /// The tag of objects.
    pub object_tag: u64,
    /// `undefined`
    pub undefined: u64,
    /// `null`
    pub null: u64,
    /// `true`
    pub r#true: u64,
    /// `false`
    pub r#false: u64,
    /// The hole.
    pub hole: u64,
    /// The exception marker.
    pub exception: u64,
    /// Signed compare: below it are Numbers.
    pub non_number: u64,
    /// Address of the interrupt request word.
    pub request: *const std::sync::atomic::AtomicU32,
    /// What the slow half called last has given: read at once (`jit/src/preserve.rs`).
    pub result: u64,
    /// The second part of what `library::iterator_step` gives.
    pub step_value: u64,
    /// The frame whose exit stub is waiting for the interpreter (`resume`): it goes on in machine code by returning there, so that a loop that
    /// leaves optimized code again and again does not use up the native stack.
    pub(crate) waiting: *mut Value,
    /// Where it goes on.
    pub(crate) hop: Unwound,
    pub(crate) tiers: Option<Tiers>,
    pub(crate) watchers: Watchers,
    pub(crate) retired: Vec<Box<MachineCode>>,
}

impl Machine {
    pub(crate) fn new(request: *const std::sync::atomic::AtomicU32) -> Machine {
        use crate::value::tag;
        Machine {
            untag_object: tag::OBJECT.wrapping_neg(),
            untag_internal: tag::INTERNAL.wrapping_neg(),
            int_tag: tag::INT,
            object_tag: tag::OBJECT,
            undefined: Value::UNDEFINED.bits(),
            null: Value::NULL.bits(),
            r#true: Value::TRUE.bits(),
            r#false: Value::FALSE.bits(),
            hole: Value::HOLE.bits(),
            exception: Value::EXCEPTION.bits(),
            non_number: tag::CONSTANT,
            request,
            result: 0,
            step_value: 0,
            waiting: std::ptr::null_mut(),
            hop: Unwound { address: std::ptr::null(), value: 0 },
            tiers: None,
            watchers: Watchers::default(),
            retired: vec![],
        }
    }
}

impl Vm {
    /// Puts the tiers in. To be done before any script runs; without it the interpreter runs alone.
    pub fn install_tiers(&mut self, tiers: Tiers) {
        self.machine.tiers = Some(tiers);
    }
    /// Address of the request word, for compiled code.
    pub fn request_address(&self) -> u64 {
        self.machine.request as u64
    }
    /// The tiers, if there are any.
    pub fn tiers(&self) -> Option<&Tiers> {
        self.machine.tiers.as_ref()
    }
}
