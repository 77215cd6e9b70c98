//! The interpreter: one loop over 8-byte units.
//!
//! What makes it fast (measured; keep it so): the loop matches on the op byte alone and has no default arm, so the compiler
//! copies the dispatch to the end of each arm; operands are read again through `pc` in each arm, never kept across the match;
//! `pc`, `fp` and `ics` are plain locals whose addresses are never taken; whatever is not a fast path is an outlined
//! function that gets the two words of [`At`] and works on the frame itself.
//!
//! Invariants:
//! - F1 (`vm.rs`): before anything outside the loop runs, `vm.frame` and the frame's PC word are set: the outlined functions do
//!   this first ([`Vm::enter_at`]).
//! - L1: `fp` is a live JavaScript frame, `pc` points at an instruction of its linked code, `ics` is that code block's `ics`.
//! - L2: `ics` is never null: without feedback it is a shared array of empty caches, long enough for the code (`link.rs`), which
//!   nothing writes.
//! - L3: a frame's window lies below the stack limit (checked when it is pushed), and operands lie in the window (C2).
//!
//! The exits of the inner loop: a frame switch (`vm.frame` says where to go on), an exception (unwinding finds a handler), or the
//! end of the entry frame.

mod arith;
mod at;
mod call_ops;
mod callees;
mod compare;
mod create;
mod describe;
mod dispose;
mod element;
mod forward;
mod global;
mod ic_attach;
mod iterate;
mod megamorphic;
mod misc;
mod private;
mod property;
pub(crate) mod slow_paths;
mod suspend;
mod unwind;

pub(crate) use at::{At, Step};
pub(crate) use call_ops::forward_at;
pub(crate) use property::{cached_slot, cached_store};
pub use megamorphic::{Line as MegamorphicLine, MegamorphicCache, SIZE as MEGAMORPHIC_LINES, Table as MegamorphicTable};
pub(crate) use iterate::EnumCache;

use crate::cells::Kind;
use crate::code_block::{CodeBlock, call_flags};
use crate::elements::{Elements, kind as elements_kind};
use crate::env::Env;
use crate::ic::{Action, Ic};
use crate::object::Object;
use crate::stack::frame_flags;
use crate::value::{Value, tag};
use crate::vm::{JsResult, Thrown, Vm};
use ogive_bytecode::ops::FOR_OF_SKIP;
use ogive_bytecode::{Op, feedback, frame};
use ogive_gc::Gc;

/// Offset of an array's `length`: its first slot, always inline (`array.rs`).
const ARRAY_LENGTH_OFFSET: u32 = crate::cells::OBJECT_FIXED_WORDS as u32 * 8;

/// The object of a value that is one.
///
/// # Safety
/// The value is a detectable object.
#[inline(always)]
unsafe fn object_of(value: Value) -> Gc<Object> {
    // SAFETY: V1.
    unsafe { Gc::from_addr(value.bits().wrapping_sub(tag::OBJECT) as usize) }
}
/// The environment of a value that is one.
///
/// # Safety
/// The value is an internal environment cell.
#[inline(always)]
unsafe fn env_of(value: Value) -> Gc<Env> {
    // SAFETY: V1.
    unsafe { Gc::from_addr(value.bits().wrapping_sub(tag::INTERNAL) as usize) }
}
/// The `depth`-th parent of an environment.
///
/// # Safety
/// The value is an environment with that many parents (C2).
#[inline(always)]
unsafe fn env_at(value: Value, depth: u8) -> Gc<Env> {
    // SAFETY: C2.
    unsafe {
        let mut env = env_of(value);
        let mut depth = depth;
        while depth > 0 {
            env = env_of(env.parent.get());
            depth -= 1;
        }
        env
    }
}
/// Both are int32?
#[inline(always)]
fn ints(l: Value, r: Value) -> bool {
    l.bits() & r.bits() >= tag::INT
}
/// A Number as a double.
#[inline(always)]
fn as_double(v: Value) -> f64 {
    if v.is_int() { v.int_unchecked() as f64 } else { f64::from_bits(v.bits()) }
}
/// The word at a byte offset of a cell.
///
/// # Safety
/// The offset lies within the cell.
#[inline(always)]
unsafe fn word_at<T>(cell: Gc<T>, offset: u32) -> *mut Value {
    // SAFETY: the caller's promise.
    unsafe { (cell.as_ptr() as *mut u8).add(offset as usize) as *mut Value }
}
/// The value a store cache's promise lets through, in the form to store.
#[inline(always)]
fn admitted(promise: u8, value: Value) -> Option<Value> {
    match promise {
        4 => Some(value),
        1 if value.is_int() => Some(value),
        3 if value.is_detectable_object() => Some(value),
        2 if value.is_int() => Some(Value::double(value.int_unchecked() as f64)),
        2 if value.is_number() => Some(value),
        _ => None,
    }
}

/// Runs from `vm.frame`, whose PC word says where, until that frame's entry frame is left.
///
/// # Safety
/// `vm.frame` is a pushed JavaScript frame, and it or a caller has [`crate::stack::frame_flags::ENTRY`].
pub(crate) unsafe fn run(vm: &mut Vm) -> JsResult<Value> {
    // SAFETY: the caller's promise.
    let hops = unsafe { run_or_hop(vm) }?;
    debug_assert!(!hops, "only a frame with a waiting exit stub hops");
    Ok(std::mem::replace(&mut vm.completion, Value::UNDEFINED))
}

/// As [`run`], with the result in `vm.completion`; true when the entry frame is not left, but goes on in machine code at `machine.hop`.
///
/// # Safety
/// As [`run`].
pub(crate) unsafe fn run_or_hop(vm: &mut Vm) -> JsResult<bool> {
    loop {
        // SAFETY: L1 by the caller, or by what switched frames.
        let step = match unsafe { dispatch(vm) } {
            Ok(step) => step,
            Err(Thrown) => vm.unwind()?,
        };
        match step {
            Step::Leave => return Ok(false),
            Step::Hop => return Ok(true),
            Step::Fail => return Err(Thrown),
            Step::Next | Step::Switch => {}
        }
    }
}

/// The loop. Comes back with an exception, or when the entry frame has been left.
///
/// # Safety
/// L1 holds for `vm.frame` and its PC word.
#[inline(never)]
unsafe fn dispatch(vm: &mut Vm) -> Result<Step, Thrown> {
    // SAFETY: for all unsafe operations of this function: L1–L3, V1 and the invariants of the cells' own files.
    unsafe {
        'reload: loop {
            let mut fp = vm.frame;
            let mut pc = (*fp.add(frame::PC as usize)).bits() as *const u64;
            let mut ics: *const Ic = At { fp, pc }.code().ics.get();

            macro_rules! reg {
                ($i:expr) => {
                    *fp.add($i as usize)
                };
            }
            // Operand fields: see `ops.rs`, Encoding.
            macro_rules! a {
                () => {
                    *(pc as *const u16).add(1)
                };
            }
            macro_rules! b {
                () => {
                    *(pc as *const u16).add(2)
                };
            }
            macro_rules! c {
                () => {
                    *(pc as *const u16).add(3)
                };
            }
            macro_rules! x {
                () => {
                    *(pc as *const u8).add(1)
                };
            }
            macro_rules! i {
                () => {
                    *(pc as *const i32).add(1)
                };
            }
            macro_rules! i24 {
                () => {
                    *(pc as *const i32) >> 8
                };
            }
            macro_rules! wide_i {
                () => {
                    *(pc as *const i32).add(2)
                };
            }
            macro_rules! next {
                ($units:expr) => {{
                    pc = pc.add($units);
                    continue;
                }};
            }
            macro_rules! jump {
                ($offset:expr) => {{
                    pc = pc.offset(($offset) as isize);
                    continue;
                }};
            }
            // The next element of an array whose iteration is the original one, and then `$go_on`; nothing for other records, and where there is no element.
            macro_rules! step_array {
                ($go_on:expr) => {{
                    let record = fp.add(c!() as usize);
                    let state = *record.add(2);
                    if state.is_int() {
                        let elements = object_of(*record).elements();
                        let i = state.int_unchecked() as u32;
                        if i < elements.len() {
                            let value = *elements.value_ptr(i);
                            if !value.is_hole() {
                                *record.add(2) = Value::int(i as i32 + 1);
                                reg!(b!()) = value;
                                $go_on
                            }
                        }
                    }
                }};
            }
            // A slow path that stays in this frame.
            macro_rules! slow {
                ($function:expr, $units:expr) => {{
                    match $function(vm, At { fp, pc }) {
                        Ok(()) => next!($units),
                        Err(thrown) => return Err(thrown),
                    }
                }};
            }
            // A step of an iteration: on to the next op, or the jump when there is no more.
            macro_rules! step_or_jump {
                ($function:expr) => {{
                    match $function(vm, At { fp, pc }) {
                        Ok(true) => next!(1),
                        Ok(false) => jump!(i24!()),
                        Err(thrown) => return Err(thrown),
                    }
                }};
            }
            // A slow path that may switch frames.
            macro_rules! step {
                ($function:expr, $units:expr) => {{
                    match $function(vm, At { fp, pc }) {
                        Ok(Step::Next) => next!($units),
                        Ok(Step::Switch) => continue 'reload,
                        other => return other,
                    }
                }};
            }
            macro_rules! arith {
                ($int:expr, $double:expr, $slow:expr) => {{
                    let (l, r) = (reg!(b!()), reg!(c!()));
                    arith!(l, r, $int, $double, $slow)
                }};
                ($l:ident, $r:ident, $int:expr, $double:expr, $slow:expr) => {{
                    if ints($l, $r) {
                        if let Some(result) = $int($l.int_unchecked(), $r.int_unchecked()) {
                            reg!(a!()) = result;
                            next!(1)
                        }
                    } else if $l.is_number() && $r.is_number() {
                        let result: f64 = $double(as_double($l), as_double($r));
                        At { fp, pc }.record(if result.is_nan() { feedback::DOUBLE | feedback::NAN } else { feedback::DOUBLE });
                        reg!(a!()) = Value::double(result);
                        next!(1)
                    }
                    slow!($slow, 1)
                }};
            }
            macro_rules! bits {
                ($int:expr, $slow:path) => {{
                    let (l, r) = (reg!(b!()), reg!(c!()));
                    if ints(l, r) {
                        reg!(a!()) = $int(l.int_unchecked(), r.int_unchecked());
                        next!(1)
                    }
                    slow!($slow, 1)
                }};
            }
            // The right operand is the immediate `c`.
            macro_rules! arith_imm {
                ($int:expr, $double:expr, $slow:expr) => {{
                    let l = reg!(b!());
                    if l.is_int() {
                        if let Some(result) = $int(l.int_unchecked(), c!() as i16 as i32) {
                            reg!(a!()) = result;
                            next!(1)
                        }
                    } else if l.is_number() {
                        let result: f64 = $double(f64::from_bits(l.bits()), c!() as i16 as f64);
                        At { fp, pc }.record(if result.is_nan() { feedback::DOUBLE | feedback::NAN } else { feedback::DOUBLE });
                        reg!(a!()) = Value::double(result);
                        next!(1)
                    }
                    slow!($slow, 1)
                }};
            }
            macro_rules! bits_imm {
                ($int:expr, $slow:path) => {{
                    let l = reg!(b!());
                    if l.is_int() {
                        reg!(a!()) = $int(l.int_unchecked(), c!() as i16 as i32);
                        next!(1)
                    }
                    slow!($slow, 1)
                }};
            }
            macro_rules! compare {
                ($op:tt, $slow:path) => {{
                    let (l, r) = (reg!(b!()), reg!(c!()));
                    if ints(l, r) {
                        reg!(a!()) = Value::bool(l.int_unchecked() $op r.int_unchecked());
                        next!(1)
                    }
                    if l.is_number() && r.is_number() {
                        At { fp, pc }.record(feedback::DOUBLE);
                        reg!(a!()) = Value::bool(as_double(l) $op as_double(r));
                        next!(1)
                    }
                    slow!($slow, 1)
                }};
            }
            // Compare and branch: registers, or register and immediate; `$when` is the outcome that jumps.
            macro_rules! jump_compare {
                ($op:tt, $when:expr, $slow:path) => {{
                    let (l, r) = (reg!(b!()), reg!(c!()));
                    let outcome = if ints(l, r) {
                        l.int_unchecked() $op r.int_unchecked()
                    } else if l.is_number() && r.is_number() {
                        At { fp, pc }.record(feedback::DOUBLE);
                        as_double(l) $op as_double(r)
                    } else {
                        match $slow(vm, At { fp, pc }) {
                            Ok(outcome) => outcome,
                            Err(thrown) => return Err(thrown),
                        }
                    };
                    if outcome == $when { jump!(i24!()) } else { next!(1) }
                }};
            }
            macro_rules! jump_compare_imm {
                ($op:tt, $when:expr, $slow:path) => {{
                    let l = reg!(b!());
                    let outcome = if l.is_int() {
                        l.int_unchecked() $op c!() as i16 as i32
                    } else if l.is_number() {
                        At { fp, pc }.record(feedback::DOUBLE);
                        f64::from_bits(l.bits()) $op c!() as i16 as f64
                    } else {
                        match $slow(vm, At { fp, pc }) {
                            Ok(outcome) => outcome,
                            Err(thrown) => return Err(thrown),
                        }
                    };
                    if outcome == $when { jump!(i24!()) } else { next!(1) }
                }};
            }
            // Equality of two registers that needs no conversion, else by `$slow`.
            macro_rules! equal {
                ($l:ident, $r:ident, $slow:expr) => {{
                    if ints($l, $r) || ($l == $r && !$l.is_double()) {
                        $l == $r
                    } else {
                        match $slow(vm, At { fp, pc }) {
                            Ok(outcome) => outcome,
                            Err(thrown) => return Err(thrown),
                        }
                    }
                }};
            }
            // A global variable; what no cache answers, or is uninitialized, goes to `$slow`.
            macro_rules! get_global {
                ($slow:path) => {{
                    let ic = &*ics.add(i!() as usize);
                    if ic.action == Action::GlobalLexical {
                        let value = *((ic.holder as *mut u8).add(ic.offset as usize) as *mut Value);
                        if !value.is_hole() {
                            reg!(a!()) = value;
                            next!(1)
                        }
                    } else if ic.action == Action::LoadHolderOverflow {
                        let global = ic.holder_object();
                        if global.header.shape() == ic.shape {
                            reg!(a!()) = *word_at(global.slots.get(), ic.offset);
                            next!(1)
                        }
                    }
                    step!($slow, 1)
                }};
            }
            // Spends budget on a back edge; falls out of the arm's flow only to poll.
            macro_rules! back_edge {
                ($offset:expr) => {{
                    let block = At { fp, pc }.code();
                    block.budget.set(block.budget.get() - 1);
                    if block.budget.get() < 0 {
                        match misc::poll(vm, At { fp, pc }, $offset) {
                            Ok(Step::Next) => {}
                            Ok(Step::Switch) => continue 'reload,
                            other => return other,
                        }
                    }
                    jump!($offset)
                }};
            }
            macro_rules! loop_compare {
                ($op:tt, $slow:path) => {{
                    let (l, r) = (reg!(b!()), reg!(c!()));
                    let outcome = if ints(l, r) {
                        l.int_unchecked() $op r.int_unchecked()
                    } else if l.is_number() && r.is_number() {
                        At { fp, pc }.record(feedback::DOUBLE);
                        as_double(l) $op as_double(r)
                    } else {
                        match $slow(vm, At { fp, pc }) {
                            Ok(outcome) => outcome,
                            Err(thrown) => return Err(thrown),
                        }
                    };
                    if outcome { back_edge!(i24!()) } else { next!(1) }
                }};
            }
            macro_rules! loop_compare_imm {
                ($op:tt, $slow:path) => {{
                    let l = reg!(b!());
                    let outcome = if l.is_int() {
                        l.int_unchecked() $op c!() as i16 as i32
                    } else if l.is_number() {
                        At { fp, pc }.record(feedback::DOUBLE);
                        f64::from_bits(l.bits()) $op c!() as i16 as f64
                    } else {
                        match $slow(vm, At { fp, pc }) {
                            Ok(outcome) => outcome,
                            Err(thrown) => return Err(thrown),
                        }
                    };
                    if outcome { back_edge!(i24!()) } else { next!(1) }
                }};
            }
            macro_rules! truthy {
                ($value:expr) => {{
                    let value = $value;
                    if value.is_bool() { value == Value::TRUE } else { compare::to_boolean(value) }
                }};
            }
            // The call of the window at `b` with `c` arguments.
            macro_rules! call {
                ($this:expr, $slow:path) => {{
                    let window = fp.add(b!() as usize);
                    let callee = *window;
                    if callee.is_detectable_object() {
                        let function = object_of(callee);
                        if function.header.kind == Kind::Function as u8 {
                            let block: Gc<CodeBlock> = Gc::from_addr(function.field(0).bits().wrapping_sub(tag::INTERNAL) as usize);
                            let registers = block.register_count.get() as usize;
                            if block.call_flags.get() & (call_flags::CLASS | call_flags::COLD | call_flags::MACHINE) == 0
                                && window.add(registers) <= vm.stack_limit
                            {
                                let argc = c!() as usize;
                                let params = block.param_count as usize;
                                *window.add(frame::CODE as usize) = Value(block.addr() as u64);
                                *window.add(frame::CALLER as usize) = Value(fp as u64);
                                *fp.add(frame::PC as usize) = Value(pc as u64);
                                *window.add(frame::ARGC as usize) = Value(argc as u64);
                                *window.add(frame::NEW_TARGET as usize) = Value::UNDEFINED;
                                *window.add(frame::ENV as usize) = function.field(1);
                                if let Some(this) = $this {
                                    *window.add(frame::THIS as usize) = this;
                                }
                                let mut i = argc;
                                while i < params {
                                    *window.add(frame::ARGS as usize + i) = Value::UNDEFINED;
                                    i += 1;
                                }
                                fp = window;
                                pc = block.units.get();
                                ics = block.ics.get();
                                block.budget.set(block.budget.get() - 1);
                                if block.budget.get() >= 0 {
                                    continue;
                                }
                                match call_ops::poll_at_entry(vm, At { fp, pc }) {
                                    Ok(Step::Next) => continue,
                                    Ok(Step::Switch) => continue 'reload,
                                    other => return other,
                                }
                            }
                        }
                    }
                    step!($slow, 2)
                }};
            }
            macro_rules! leave {
                ($value:expr) => {{
                    let value = $value;
                    if reg!(frame::ARGC).bits() >> 32 == 0 {
                        fp = reg!(frame::CALLER).bits() as *mut Value;
                        pc = reg!(frame::PC).bits() as *const u64;
                        ics = At { fp, pc }.code().ics.get();
                        reg!(a!()) = value;
                        next!(2)
                    }
                    if reg!(frame::ARGC).bits() >> 32 == frame_flags::CONSTRUCT as u64 {
                        let value = if value.is_object() { value } else { reg!(frame::THIS) };
                        fp = reg!(frame::CALLER).bits() as *mut Value;
                        pc = reg!(frame::PC).bits() as *const u64;
                        ics = At { fp, pc }.code().ics.get();
                        reg!(a!()) = value;
                        next!(2)
                    }
                    match call_ops::leave(vm, At { fp, pc }, value) {
                        Step::Switch => continue 'reload,
                        other => return Ok(other),
                    }
                }};
            }

            loop {
                match *(pc as *const Op) {
                    // ---- moves and constants ------------------------------------------------------------------------
                    Op::Move => { reg!(a!()) = reg!(b!()); next!(1) }
                    Op::LoadInt => { reg!(a!()) = Value::int(i!()); next!(1) }
                    Op::LoadConst => { reg!(a!()) = *At { fp, pc }.code().constants.get().add(i!() as usize); next!(1) }
                    Op::LoadSpecial => { reg!(a!()) = Value::special(i!() as u64); next!(1) }

                    // ---- arithmetic ---------------------------------------------------------------------------------
                    Op::Add => arith!(arith::add_int, |l, r| l + r, arith::add),
                    Op::AddI => arith_imm!(arith::add_int, |l, r| l + r, arith::add_imm),
                    Op::Sub => arith!(arith::sub_int, |l, r| l - r, arith::sub),
                    Op::SubI => arith_imm!(arith::sub_int, |l, r| l - r, arith::sub_imm),
                    Op::Mul => arith!(arith::mul_int, |l, r| l * r, arith::mul),
                    Op::MulI => arith_imm!(arith::mul_int, |l, r| l * r, arith::mul_imm),
                    Op::Div => arith!(arith::div_int, |l, r| l / r, arith::div),
                    Op::DivI => arith_imm!(arith::div_int, |l, r| l / r, arith::div_imm),
                    Op::Mod => arith!(arith::mod_int, arith::remainder, arith::rem),
                    Op::ModI => arith_imm!(arith::mod_int, arith::remainder, arith::rem_imm),
                    Op::Exp => slow!(arith::exp, 1),
                    Op::BitAnd => bits!(|l: i32, r: i32| Value::int(l & r), arith::bit_and),
                    Op::BitAndI => bits_imm!(|l: i32, r: i32| Value::int(l & r), arith::bit_and_imm),
                    Op::BitOr => bits!(|l: i32, r: i32| Value::int(l | r), arith::bit_or),
                    Op::BitOrI => bits_imm!(|l: i32, r: i32| Value::int(l | r), arith::bit_or_imm),
                    Op::BitXor => bits!(|l: i32, r: i32| Value::int(l ^ r), arith::bit_xor),
                    Op::BitXorI => bits_imm!(|l: i32, r: i32| Value::int(l ^ r), arith::bit_xor_imm),
                    Op::Shl => bits!(|l: i32, r: i32| Value::int(l.wrapping_shl(r as u32)), arith::shl),
                    Op::ShlI => bits_imm!(|l: i32, r: i32| Value::int(l.wrapping_shl(r as u32)), arith::shl_imm),
                    Op::Shr => bits!(|l: i32, r: i32| Value::int(l.wrapping_shr(r as u32)), arith::shr),
                    Op::ShrI => bits_imm!(|l: i32, r: i32| Value::int(l.wrapping_shr(r as u32)), arith::shr_imm),
                    Op::Ushr => bits!(arith::ushr_int, arith::ushr),
                    Op::UshrI => bits_imm!(arith::ushr_int, arith::ushr_imm),
                    Op::Inc => {
                        if let Some(result) = reg!(b!()).as_int().and_then(|i| i.checked_add(1)) {
                            reg!(a!()) = Value::int(result);
                            next!(1)
                        }
                        slow!(arith::inc, 1)
                    }
                    Op::Dec => {
                        if let Some(result) = reg!(b!()).as_int().and_then(|i| i.checked_sub(1)) {
                            reg!(a!()) = Value::int(result);
                            next!(1)
                        }
                        slow!(arith::dec, 1)
                    }
                    Op::Neg => {
                        let value = reg!(b!());
                        if value.is_int() && value.int_unchecked() & i32::MAX != 0 {
                            reg!(a!()) = Value::int(-value.int_unchecked());
                            next!(1)
                        }
                        slow!(arith::neg, 1)
                    }
                    Op::BitNot => {
                        let value = reg!(b!());
                        if value.is_int() {
                            reg!(a!()) = Value::int(!value.int_unchecked());
                            next!(1)
                        }
                        slow!(arith::bit_not, 1)
                    }
                    Op::ToNumber => {
                        let value = reg!(b!());
                        if value.is_number() {
                            reg!(a!()) = value;
                            next!(1)
                        }
                        slow!(arith::to_number, 1)
                    }
                    Op::ToNumeric => {
                        let value = reg!(b!());
                        if value.is_number() {
                            reg!(a!()) = value;
                            next!(1)
                        }
                        slow!(arith::to_numeric, 1)
                    }
                    Op::Not => { reg!(a!()) = Value::bool(!truthy!(reg!(b!()))); next!(1) }
                    Op::TypeOf => { reg!(a!()) = vm.typeof_string(reg!(b!())).into(); next!(1) }

                    // ---- comparison to a value ----------------------------------------------------------------------
                    Op::Equal => { let (l, r) = (reg!(b!()), reg!(c!())); reg!(a!()) = Value::bool(equal!(l, r, compare::equal)); next!(1) }
                    Op::NotEqual => { let (l, r) = (reg!(b!()), reg!(c!())); reg!(a!()) = Value::bool(!equal!(l, r, compare::equal)); next!(1) }
                    Op::StrictEqual => { let (l, r) = (reg!(b!()), reg!(c!())); reg!(a!()) = Value::bool(equal!(l, r, compare::strict_equal)); next!(1) }
                    Op::StrictNotEqual => { let (l, r) = (reg!(b!()), reg!(c!())); reg!(a!()) = Value::bool(!equal!(l, r, compare::strict_equal)); next!(1) }
                    Op::Less => compare!(<, compare::less),
                    Op::LessEq => compare!(<=, compare::less_eq),
                    Op::Greater => compare!(>, compare::greater),
                    Op::GreaterEq => compare!(>=, compare::greater_eq),
                    Op::In => {
                        let (key, object) = (reg!(b!()), reg!(c!()));
                        if object.is_detectable_object() && key.is_int() {
                            let elements = object_of(object).elements();
                            let i = key.int_unchecked() as u32;
                            if i < elements.len() && !(*elements.value_ptr(i)).is_hole() {
                                reg!(a!()) = Value::TRUE;
                                next!(2)
                            }
                        }
                        slow!(property::has, 2)
                    }
                    Op::InstanceOf => slow!(property::instance_of, 2),

                    // ---- jumps --------------------------------------------------------------------------------------
                    Op::Jump => jump!(i!()),
                    Op::JumpIfTrue => { if truthy!(reg!(a!())) { jump!(i!()) } else { next!(1) } }
                    Op::JumpIfFalse => { if truthy!(reg!(a!())) { next!(1) } else { jump!(i!()) } }
                    Op::JumpIfNullish => { if reg!(a!()).is_nullish() { jump!(i!()) } else { next!(1) } }
                    Op::JumpIfNotNullish => { if reg!(a!()).is_nullish() { next!(1) } else { jump!(i!()) } }
                    Op::JumpIfEqualsNull => { if reg!(a!()).equals_null() { jump!(i!()) } else { next!(1) } }
                    Op::JumpIfNotEqualsNull => { if reg!(a!()).equals_null() { next!(1) } else { jump!(i!()) } }
                    Op::JumpIfUndefined => { if reg!(a!()).is_undefined() { jump!(i!()) } else { next!(1) } }
                    Op::JumpIfNotUndefined => { if reg!(a!()).is_undefined() { next!(1) } else { jump!(i!()) } }
                    Op::JumpIfLess => jump_compare!(<, true, compare::jump_less),
                    Op::JumpIfNotLess => jump_compare!(<, false, compare::jump_less),
                    Op::JumpIfLessI => jump_compare_imm!(<, true, compare::jump_less_imm),
                    Op::JumpIfNotLessI => jump_compare_imm!(<, false, compare::jump_less_imm),
                    Op::JumpIfLessEq => jump_compare!(<=, true, compare::jump_less_eq),
                    Op::JumpIfNotLessEq => jump_compare!(<=, false, compare::jump_less_eq),
                    Op::JumpIfLessEqI => jump_compare_imm!(<=, true, compare::jump_less_eq_imm),
                    Op::JumpIfNotLessEqI => jump_compare_imm!(<=, false, compare::jump_less_eq_imm),
                    Op::JumpIfGreater => jump_compare!(>, true, compare::jump_greater),
                    Op::JumpIfNotGreater => jump_compare!(>, false, compare::jump_greater),
                    Op::JumpIfGreaterI => jump_compare_imm!(>, true, compare::jump_greater_imm),
                    Op::JumpIfNotGreaterI => jump_compare_imm!(>, false, compare::jump_greater_imm),
                    Op::JumpIfGreaterEq => jump_compare!(>=, true, compare::jump_greater_eq),
                    Op::JumpIfNotGreaterEq => jump_compare!(>=, false, compare::jump_greater_eq),
                    Op::JumpIfGreaterEqI => jump_compare_imm!(>=, true, compare::jump_greater_eq_imm),
                    Op::JumpIfNotGreaterEqI => jump_compare_imm!(>=, false, compare::jump_greater_eq_imm),
                    Op::JumpIfEqual => { let (l, r) = (reg!(b!()), reg!(c!())); if equal!(l, r, compare::jump_equal) == true { jump!(i24!()) } else { next!(1) } }
                    Op::JumpIfEqualI => jump_compare_imm!(==, true, compare::jump_equal_imm),
                    Op::JumpIfNotEqual => { let (l, r) = (reg!(b!()), reg!(c!())); if equal!(l, r, compare::jump_equal) == false { jump!(i24!()) } else { next!(1) } }
                    Op::JumpIfNotEqualI => jump_compare_imm!(==, false, compare::jump_equal_imm),
                    Op::JumpIfStrictEqual => { let (l, r) = (reg!(b!()), reg!(c!())); if equal!(l, r, compare::jump_strict_equal) == true { jump!(i24!()) } else { next!(1) } }
                    Op::JumpIfStrictEqualI => jump_compare_imm!(==, true, compare::never_equal),
                    Op::JumpIfStrictNotEqual => { let (l, r) = (reg!(b!()), reg!(c!())); if equal!(l, r, compare::jump_strict_equal) == false { jump!(i24!()) } else { next!(1) } }
                    Op::JumpIfStrictNotEqualI => jump_compare_imm!(==, false, compare::never_equal),
                    Op::SwitchInt => jump!(misc::switch_int(At { fp, pc })),
                    Op::JumpIfEval => { if call_ops::is_eval(At { fp, pc }) { jump!(i!()) } else { next!(1) } }
                    Op::JumpIfNotHole => { if reg!(a!()).is_hole() { next!(1) } else { jump!(i!()) } }
                    Op::JumpIfHole => { if reg!(a!()).is_hole() { jump!(i!()) } else { next!(1) } }

                    // ---- back edges ---------------------------------------------------------------------------------
                    Op::Loop => back_edge!(i!()),
                    Op::LoopIfTrue => { if truthy!(reg!(a!())) { back_edge!(i!()) } else { next!(1) } }
                    Op::LoopIfFalse => { if truthy!(reg!(a!())) { next!(1) } else { back_edge!(i!()) } }
                    Op::LoopIfLess => loop_compare!(<, compare::jump_less),
                    Op::LoopIfLessI => loop_compare_imm!(<, compare::jump_less_imm),
                    Op::LoopIfLessEq => loop_compare!(<=, compare::jump_less_eq),
                    Op::LoopIfLessEqI => loop_compare_imm!(<=, compare::jump_less_eq_imm),
                    Op::LoopIfGreater => loop_compare!(>, compare::jump_greater),
                    Op::LoopIfGreaterI => loop_compare_imm!(>, compare::jump_greater_imm),
                    Op::LoopIfGreaterEq => loop_compare!(>=, compare::jump_greater_eq),
                    Op::LoopIfGreaterEqI => loop_compare_imm!(>=, compare::jump_greater_eq_imm),

                    // ---- globals ------------------------------------------------------------------------------------
                    Op::GetGlobal => get_global!(global::get),
                    Op::GetGlobalOrUndefined => get_global!(global::get_or_undefined),
                    Op::SetGlobal => {
                        let ic = &*ics.add(i!() as usize);
                        if ic.action == Action::GlobalLexical {
                            let slot = (ic.holder as *mut u8).add(ic.offset as usize) as *mut Value;
                            if !(*slot).is_hole() {
                                *slot = reg!(a!());
                                vm.heap.barrier(Gc::<Env>::from_addr(ic.holder as usize));
                                next!(1)
                            }
                        } else if ic.action == Action::StoreOverflow {
                            let global = ic.holder_object();
                            if global.header.shape() == ic.shape {
                                let slots = global.slots.get();
                                *word_at(slots, ic.offset) = reg!(a!());
                                vm.heap.barrier(slots);
                                next!(1)
                            }
                        }
                        slow!(global::set, 1)
                    }
                    Op::InitGlobal => slow!(global::init, 1),
                    Op::DeclareGlobals => slow!(global::declare, 1),

                    // ---- environments -------------------------------------------------------------------------------
                    Op::CreateEnv => slow!(create::env, 1),
                    Op::CloneEnv => slow!(create::clone_env, 1),
                    Op::GetParentEnv => { reg!(a!()) = Value::internal(env_at(reg!(b!()), c!() as u8)); next!(1) }
                    Op::GetScoped => { reg!(a!()) = env_at(reg!(b!()), x!()).get(c!() as u32); next!(1) }
                    Op::GetScopedChecked => {
                        let value = env_at(reg!(b!()), x!()).get(c!() as u32);
                        if !value.is_hole() {
                            reg!(a!()) = value;
                            next!(1)
                        }
                        slow!(misc::dead_zone_slot, 1)
                    }
                    Op::SetScoped => {
                        let env = env_at(reg!(b!()), x!());
                        env.set_no_barrier(c!() as u32, reg!(a!()));
                        vm.heap.barrier(env);
                        next!(1)
                    }
                    Op::SetScopedChecked => {
                        let env = env_at(reg!(b!()), x!());
                        if !env.get(c!() as u32).is_hole() {
                            env.set_no_barrier(c!() as u32, reg!(a!()));
                            vm.heap.barrier(env);
                            next!(1)
                        }
                        slow!(misc::dead_zone_slot, 1)
                    }
                    Op::GetImport => slow!(global::get_import, 1),
                    Op::ThrowIfHole => { if !reg!(a!()).is_hole() { next!(1) } slow!(misc::dead_zone_register, 1) }
                    Op::CreateWithEnv => slow!(global::create_with_env, 1),
                    Op::CreateVarEnv => slow!(global::create_var_env, 1),
                    Op::GetName => slow!(global::get_name, 1),
                    Op::GetNameOrUndefined => slow!(global::get_name_or_undefined, 1),
                    Op::GetNameForCall => slow!(global::get_name_for_call, 1),
                    Op::ResolveName => slow!(global::resolve_name, 1),
                    Op::GetResolved => slow!(global::get_resolved, 1),
                    Op::SetResolved => slow!(global::set_resolved, 1),
                    Op::DeleteName => slow!(global::delete_name, 1),
                    Op::DeclareEvalVars => slow!(global::declare_eval_vars, 1),
                    Op::SetEvalVar => slow!(global::set_eval_var, 1),

                    // ---- properties ---------------------------------------------------------------------------------
                    Op::GetProp => {
                        let object = reg!(c!());
                        let ic = &*ics.add((i24!()) as usize);
                        if object.is_detectable_object() {
                            let o = object_of(object);
                            if o.header.shape() == ic.shape {
                                if ic.action == Action::LoadInline {
                                    reg!(b!()) = *word_at(o, ic.offset);
                                    next!(1)
                                }
                                if ic.action == Action::LoadHolderInline && ic.chain_is_valid() {
                                    reg!(b!()) = *word_at(ic.holder_object(), ic.offset);
                                    next!(1)
                                }
                                if ic.action == Action::LoadOverflow {
                                    reg!(b!()) = *word_at(o.slots.get(), ic.offset);
                                    next!(1)
                                }
                            } else if ic.action as u8 >= Action::Polymorphic as u8 {
                                let value = property::known_slot(vm, ic, o);
                                if !value.is_hole() {
                                    reg!(b!()) = value;
                                    next!(1)
                                }
                            }
                        }
                        step!(property::get, 1)
                    }
                    Op::GetLength => {
                        let object = reg!(c!());
                        if object.is_detectable_object() {
                            let o = object_of(object);
                            if o.header.kind == Kind::Array as u8 {
                                reg!(b!()) = *word_at(o, ARRAY_LENGTH_OFFSET);
                                next!(1)
                            }
                        } else if let Some(string) = object.as_string() {
                            reg!(b!()) = Value::int(string.len() as i32);
                            next!(1)
                        }
                        step!(property::get, 1)
                    }
                    Op::SetProp => {
                        let object = reg!(b!());
                        let ic = &*ics.add((i24!()) as usize);
                        if object.is_detectable_object() {
                            let o = object_of(object);
                            if ic.action as u8 >= Action::Polymorphic as u8 {
                                if property::known_store(vm, ic, o, reg!(c!())) {
                                    next!(1)
                                }
                            } else if o.header.shape() == ic.shape && let Some(value) = admitted(ic.promise, reg!(c!())) {
                                if ic.action == Action::StoreInline {
                                    *word_at(o, ic.offset) = value;
                                    vm.heap.barrier(o);
                                    next!(1)
                                }
                                if ic.action == Action::AddInline && ic.chain_is_valid() {
                                    *word_at(o, ic.offset) = value;
                                    o.header.set_shape(ic.next);
                                    vm.heap.barrier(o);
                                    next!(1)
                                }
                                if ic.action == Action::StoreOverflow {
                                    let slots = o.slots.get();
                                    *word_at(slots, ic.offset) = value;
                                    vm.heap.barrier(slots);
                                    next!(1)
                                }
                            }
                        }
                        step!(property::set, 1)
                    }
                    Op::DefineProp => {
                        let object = reg!(b!());
                        let ic = &*ics.add((i24!()) as usize);
                        if object.is_detectable_object() {
                            let o = object_of(object);
                            if o.header.shape() == ic.shape
                                && ic.action == Action::AddInline
                                && let Some(value) = admitted(ic.promise, reg!(c!()))
                            {
                                *word_at(o, ic.offset) = value;
                                o.header.set_shape(ic.next);
                                vm.heap.barrier(o);
                                next!(1)
                            }
                        }
                        slow!(property::define, 1)
                    }
                    Op::GetElem => {
                        let (object, key) = (reg!(b!()), reg!(c!()));
                        let ic = &*ics.add(wide_i!() as usize);
                        if object.is_detectable_object() && key.is_int() && ic.action != Action::Empty {
                            let o = object_of(object);
                            let elements = o.elements();
                            let i = key.int_unchecked() as u32;
                            if i < elements.len() {
                                let value = *elements.value_ptr(i);
                                if !value.is_hole() {
                                    reg!(a!()) = value;
                                    next!(2)
                                }
                            } else if o.header.kind == Kind::TypedArray as u8 {
                                let value = element::typed_get(o, i);
                                if !value.is_hole() {
                                    reg!(a!()) = value;
                                    next!(2)
                                }
                            }
                        }
                        step!(element::get, 2)
                    }
                    Op::SetElem => {
                        let (object, key) = (reg!(a!()), reg!(b!()));
                        let ic = &*ics.add(wide_i!() as usize);
                        if object.is_detectable_object() && key.is_int() && ic.action != Action::Empty {
                            let o = object_of(object);
                            let elements: Gc<Elements> = o.elements();
                            let i = key.int_unchecked() as u32;
                            if i < elements.len() {
                                let slot = elements.value_ptr(i);
                                let value = reg!(c!());
                                if !(*slot).is_hole() {
                                    let kind = o.elements_kind();
                                    if kind == elements_kind::ANY {
                                        *slot = value;
                                        vm.heap.barrier_at(elements, slot);
                                        next!(2)
                                    }
                                    if kind == elements_kind::INT && value.is_int() {
                                        *slot = value;
                                        next!(2)
                                    }
                                    if kind == elements_kind::DOUBLE && value.is_number() {
                                        *slot = Value::double(as_double(value));
                                        next!(2)
                                    }
                                }
                            } else if o.header.kind == Kind::TypedArray as u8 && element::typed_set(o, i, reg!(c!())) {
                                next!(2)
                            }
                        }
                        step!(element::set, 2)
                    }
                    Op::DefineElem => slow!(element::define, 2),
                    Op::DefineAccessor => slow!(property::define_accessor, 1),
                    Op::Delete => slow!(element::delete, 1),
                    Op::GetSuper => slow!(property::get_super, 2),
                    Op::SetSuper => slow!(property::set_super, 2),
                    Op::GetPrivate => {
                        let object = reg!(b!());
                        let ic = &*ics.add((wide_i!()) as usize);
                        if ic.extra == reg!(c!()) && object.is_detectable_object() {
                            let o = object_of(object);
                            if o.header.shape() == ic.shape && ic.action == Action::LoadInline {
                                reg!(a!()) = *word_at(o, ic.offset);
                                next!(2)
                            }
                        }
                        step!(private::get, 2)
                    }
                    Op::SetPrivate => {
                        let object = reg!(a!());
                        let ic = &*ics.add((wide_i!()) as usize);
                        if ic.extra == reg!(b!()) && object.is_detectable_object() {
                            let o = object_of(object);
                            if o.header.shape() == ic.shape
                                && ic.action == Action::StoreInline
                                && let Some(value) = admitted(ic.promise, reg!(c!()))
                            {
                                *word_at(o, ic.offset) = value;
                                vm.heap.barrier(o);
                                next!(2)
                            }
                        }
                        step!(private::set, 2)
                    }
                    Op::DefinePrivate => slow!(private::define, 2),
                    Op::DefinePrivateMethod => slow!(private::define_method, 1),
                    Op::HasPrivate => slow!(private::has, 1),
                    Op::NewPrivateName => slow!(private::new_name, 1),
                    Op::CopyDataProperties => slow!(property::copy_data_properties, 2),
                    Op::SetPrototype => slow!(property::set_prototype, 1),
                    Op::SetHomeObject => slow!(create::set_home_object, 1),
                    Op::SetFunctionName => slow!(create::set_function_name, 1),

                    // ---- creating -----------------------------------------------------------------------------------
                    Op::NewObject => slow!(create::object, 1),
                    Op::NewObjectFrom => slow!(create::object_from, 1),
                    Op::NewArray => slow!(create::array, 2),
                    Op::NewArrayConst => slow!(create::array_const, 1),
                    Op::ArrayAppend => slow!(create::array_append, 1),
                    Op::ArraySpread => slow!(iterate::array_spread, 1),
                    Op::NewRegExp => slow!(create::regexp, 1),
                    Op::GetTemplateObject => slow!(create::template_object, 1),
                    Op::NewClosure => slow!(create::closure, 1),
                    Op::NewClass => slow!(create::class, 1),
                    Op::SetFieldInitializer => slow!(create::set_field_initializer, 1),
                    Op::InitFields => step!(call_ops::init_fields, 1),
                    Op::CreateRest => slow!(create::rest, 1),
                    Op::CreateArguments => slow!(create::arguments, 1),
                    Op::RestOfArguments => slow!(create::rest_of_arguments, 1),
                    Op::CreateSloppyArguments => slow!(create::sloppy_arguments, 1),
                    Op::CreateMappedArguments => slow!(create::mapped_arguments, 1),

                    // ---- strings, conversions, checks ---------------------------------------------------------------
                    Op::ToString => {
                        let value = reg!(b!());
                        if value.is_string() {
                            reg!(a!()) = value;
                            next!(1)
                        }
                        slow!(misc::to_string, 1)
                    }
                    Op::Concat => slow!(misc::concat, 1),
                    Op::ToPropertyKey => {
                        let value = reg!(b!());
                        if value.is_int() {
                            reg!(a!()) = value;
                            next!(1)
                        }
                        slow!(misc::to_property_key, 1)
                    }
                    Op::ToObject => { if reg!(b!()).is_detectable_object() { reg!(a!()) = reg!(b!()); next!(1) } slow!(misc::to_object, 1) }
                    Op::CheckObjectCoercible => { if !reg!(a!()).is_nullish() { next!(1) } slow!(misc::not_coercible, 1) }
                    Op::CheckObject => { if reg!(a!()).is_detectable_object() { next!(1) } slow!(misc::not_an_object, 1) }
                    Op::CoerceThis => { if reg!(frame::THIS).is_detectable_object() { reg!(a!()) = reg!(frame::THIS); next!(1) } slow!(misc::coerce_this, 1) }
                    Op::CheckThis => { if !reg!(a!()).is_hole() { next!(1) } slow!(misc::this_unset, 1) }
                    Op::CheckThisUnset => { if reg!(a!()).is_hole() { next!(1) } slow!(misc::this_set, 1) }
                    Op::DerivedReturn => {
                        if reg!(b!()).is_detectable_object() { reg!(a!()) = reg!(b!()); next!(1) }
                        if reg!(b!()).is_undefined() && !reg!(c!()).is_hole() { reg!(a!()) = reg!(c!()); next!(1) }
                        slow!(misc::derived_return, 1)
                    }
                    Op::GetSuperConstructor => slow!(misc::get_super_constructor, 1),
                    Op::GetHomeObject => slow!(misc::get_home_object, 1),
                    Op::LoadGlobalThis => slow!(misc::load_global_this, 1),
                    Op::Throw => slow!(misc::throw, 1),
                    Op::ThrowError => slow!(misc::throw_error, 1),
                    Op::ThrowConstAssign => slow!(misc::throw_const_assign, 1),
                    Op::Debugger => next!(1),

                    // ---- calls --------------------------------------------------------------------------------------
                    Op::Call => call!(Some(Value::UNDEFINED), call_ops::call),
                    Op::CallMethod => call!(None::<Value>, call_ops::call),
                    Op::Construct => step!(call_ops::construct, 2),
                    Op::CallSpread => step!(call_ops::call_spread, 2),
                    Op::ConstructSpread => step!(call_ops::construct_spread, 2),
                    Op::CallEval => step!(call_ops::call_eval, 2),
                    Op::CallEvalSpread => step!(call_ops::call_eval_spread, 2),
                    Op::TailCall => step!(call_ops::tail_call_in_loop, 2),
                    Op::Return => leave!(reg!(a!())),
                    Op::ReturnUndefined => leave!(Value::UNDEFINED),
                    Op::ImportCall => slow!(misc::import_call, 1),
                    Op::ImportMeta => slow!(misc::import_meta, 1),

                    // ---- iteration ----------------------------------------------------------------------------------
                    Op::GetIterator => slow!(iterate::get_iterator, 1),
                    Op::IteratorNext => {
                        step_array!(next!(1));
                        step_or_jump!(iterate::next)
                    }
                    Op::ForOfNext => {
                        step_array!(next!(FOR_OF_SKIP as usize));
                        step_or_jump!(iterate::for_of_next)
                    }
                    Op::IteratorClose => slow!(iterate::close, 1),
                    Op::IteratorCloseSilently => slow!(iterate::close_silently, 1),
                    Op::IteratorDone => slow!(iterate::done, 1),
                    Op::IteratorRest => slow!(iterate::rest, 1),
                    Op::IteratorCall => step!(iterate::call, 1),
                    Op::GetMethod => slow!(property::get_method, 1),
                    Op::ForInPrepare => slow!(iterate::for_in_prepare, 1),
                    Op::ForInNext => step_or_jump!(iterate::for_in_next),

                    // ---- generators and async -----------------------------------------------------------------------
                    Op::InitialYield => step!(suspend::initial_yield, 1),
                    Op::Yield => step!(suspend::yield_value, 1),
                    Op::Await => step!(suspend::await_value, 1),
                    Op::AsyncStart => slow!(suspend::async_start, 1),
                    Op::AsyncReturn => step!(suspend::async_return, 1),
                    Op::GeneratorReturn => step!(suspend::generator_return, 1),
                    Op::AsyncFromSyncIterator => slow!(iterate::async_from_sync, 1),

                    // ---- explicit resource management ---------------------------------------------------------------
                    Op::NewDisposeScope => slow!(dispose::new_scope, 1),
                    Op::AddDisposable => slow!(dispose::add, 1),
                    Op::DisposeNext => slow!(dispose::next, 2),
                    Op::DisposeFail => slow!(dispose::fail, 1),
                }
            }
        }
    }
}
