//! Exits of optimized code: how a failed bet turns machine registers back into the frames that the interpreter would have.
//!
//! A guard that fails calls the *exit stub* with the number of its exit, the value that it has looked at, and the raw values that the exit's frame states
//! need; whose exit it is the return address tells. Guards with the same states share the call. The stub saves the argument registers and calls [`leave`], which finds the exit's record, writes the frames
//! into the register stack (the function's own, and those of the functions inlined into it), and lets the interpreter run them to their end; its
//! result is the machine function's result, so the stub drops the machine frame and returns it to the caller.
//!
//! ```text
//! the saved area, in words    0..6   rdi rsi rdx rcx r8 r9        (integer arguments in order)
//!                             6..14  xmm0 … xmm7                  (double arguments in order)
//!                             14     padding
//!                             15     return address
//!                             16 …   arguments that found no register, in order
//! ```
//!
//! Invariants:
//! - X1: an exit's first argument is the root frame's fp, the second the number, the third the value observed, if any; its places name arguments that the call passes (`Places` hands them out in
//!   the order of the arguments).
//! - X2: the root frame's CALLEE, CALLER, ARGC, NEW_TARGET, THIS words are as its caller wrote them; the windows of all frames of an exit lie below the
//!   stack limit (checked at the machine entry).
//! - X3: constants, code blocks and shapes named in a table are among the cells of the code that owns it (M2 of `vm/src/machine`).
//! - X4: r15 holds the Vm, and rbp the machine frame of the function that exits, which has saved nothing but its caller's rbp.
use crate::code_memory::{Assembled, CodeAllocation, CodeMemory};
use crate::record::CodeRecord;
use dynasmrt::{DynasmApi, DynasmLabelApi, VecAssembler, dynasm, x64::X64Relocation};
use ogive_bytecode::frame;
use ogive_vm::call::function_field;
use ogive_vm::env::Env;
use ogive_vm::machine::{self, Unwound, library};
use ogive_vm::{Value, ValueVec, Vm};
use std::sync::Arc;

/// Where an argument of the exit call lies: a word of the saved area.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Place(pub u16);

/// Where the observed value lies.
pub const OBSERVED: Place = Place(2);

/// Hands out places in the order of the arguments.
#[derive(Default)]
pub struct Places {
    integers: u16,
    doubles: u16,
    stack: u16,
}

const INTEGER_REGISTERS: u16 = 6;
const DOUBLE_REGISTERS: u16 = 8;
const RETURN_ADDRESS: usize = 15;
const STACK_ARGUMENTS: u16 = 16;

impl Places {
    /// The next argument's place.
    pub fn next(&mut self, is_double: bool) -> Place {
        let (used, registers, first) = match is_double {
            false => (&mut self.integers, INTEGER_REGISTERS, 0),
            true => (&mut self.doubles, DOUBLE_REGISTERS, INTEGER_REGISTERS),
        };
        if *used < registers {
            *used += 1;
            return Place(first + *used - 1);
        }
        self.stack += 1;
        Place(STACK_ARGUMENTS + self.stack - 1)
    }
}

/// Where a register of a rebuilt frame comes from.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Source {
    /// The bits of a Value.
    Constant(u64),
    /// A Value.
    Tagged(Place),
    /// An i32.
    Int32(Place),
    /// An f64.
    Float64(Place),
    /// 0 or 1 in the low byte.
    Bool(Place),
    /// The exit's rebuilt object of that number.
    Rebuilt(u32),
}

/// Where a frame goes on.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Resume {
    /// The instruction is executed (again, as far as it was executed without effect).
    Before,
    /// The instruction is done, its result is in the state: the next one.
    After,
    /// An exception is pending, thrown by the instruction.
    Throw,
}

/// A frame to be rebuilt.
#[derive(Clone, Debug)]
pub struct ExitFrame {
    /// Address of the code block.
    pub block: u64,
    /// Unit of the instruction: that to resume at, or the call that the next frame is inside of.
    pub unit: u32,
    /// Where the window starts, in words from the root's fp.
    pub window: u32,
    /// Argument count, and flags in the high half: the ARGC word of an inlined frame. The root's is in place.
    pub argc: u64,
    /// Register and source: header words CALLEE, NEW_TARGET, ENV and THIS included where they are not in place.
    pub registers: Box<[(u16, Source)]>,
}

/// An object whose allocation optimized code has removed.
#[derive(Clone, Debug)]
pub struct RebuiltObject {
    /// What it is.
    pub what: Rebuilt,
    /// Its slots or elements.
    pub slots: Box<[Source]>,
}
/// Kinds of objects that exits rebuild.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Rebuilt {
    /// An object of a shape, all slots inline.
    Object {
        /// Shape id.
        shape: u32,
    },
    /// An environment; slot 0 of the sources is the parent.
    Env {
        /// Address of the code block that describes it.
        block: u64,
        /// The scope's number.
        scope: u32,
    },
    /// An array of the realm of the innermost frame.
    Array {
        /// The elements byte.
        byte: u8,
    },
    /// An arguments object whose elements are not mapped; slot 0 of the sources is the callee.
    Arguments {
        /// Of strict code.
        strict: bool,
    },
    /// A closure; the one source is its environment.
    Closure {
        /// Address of the code block.
        block: u64,
    },
}

/// One way out.
#[derive(Clone, Debug)]
pub struct Exit {
    /// The optimizer's number of the reason.
    pub reason: u16,
    /// Whose feedback a failure widens: address of the code block, and unit.
    pub site: (u64, u32),
    /// The guard stands outside of the loop it belongs to.
    pub hoisted: bool,
    /// The value that broke the bet.
    pub observed: Option<Source>,
    /// How the innermost frame goes on.
    pub resume: Resume,
    /// Outermost (the root) first.
    pub frames: Arc<[ExitFrame]>,
    /// Objects to rebuild; a source may name one of a lower or higher number.
    pub objects: Arc<[RebuiltObject]>,
}

/// What is told of every exit taken, before the frames are rebuilt: table, exit, and the bits of the value observed.
pub type Taken = fn(&mut Vm, &ExitTable, &Exit, Option<u64>);

/// All exits of a piece of optimized code.
#[derive(Debug)]
pub struct ExitTable {
    /// The exits by number.
    pub exits: Vec<Exit>,
    /// Told of every exit.
    pub taken: Taken,
    /// The optimizer's number of the code.
    pub code: u64,
}

/// The exit stub's code.
pub fn stub() -> Option<&'static CodeAllocation> {
    static STUB: std::sync::OnceLock<Option<CodeAllocation>> = std::sync::OnceLock::new();
    STUB.get_or_init(|| CodeMemory::get()?.publish(assemble(), CodeRecord::thunk("exit"))).as_ref()
}

/// The stub that leaves a machine frame for where the window (the argument) goes on ([`machine::reenter`]): the M entry of the function whose frame has
/// taken this one's place, by a tail call, or after a suspension that was over at once, the code behind it.
pub fn jump_stub() -> Option<&'static CodeAllocation> {
    static STUB: std::sync::OnceLock<Option<CodeAllocation>> = std::sync::OnceLock::new();
    STUB.get_or_init(|| CodeMemory::get()?.publish(assemble_jump(), CodeRecord::thunk("reenter"))).as_ref()
}

fn assemble_jump() -> Assembled {
    let mut ops = VecAssembler::<X64Relocation>::new(0);
    dynasm!(ops
        ; .arch x64
        ; mov [rsp - 8], rdi
        ; mov rsi, rdi
        ; mov rdi, r15
        ; sub rsp, 24
        ; mov rax, QWORD machine::reenter as *const () as i64
        ; call rax
        ; mov rdi, [rsp + 16]
        ; mov rsp, rbp
        ; pop rbp
    );
    go_on(&mut ops);
    Assembled { bytes: ops.finalize().expect("labels are defined"), fixups: vec![] }
}

/// The frame in rdi goes on at the machine code at rax, which makes its own native frame at an M entry (rdx is 1), and finds it made inside baseline code (0).
fn go_on(ops: &mut VecAssembler<X64Relocation>) {
    dynasm!(ops
        ; .arch x64
        ; test rdx, rdx
        ; jz >inside
        ; jmp rax
        ; inside:
        ; mov rdx, rax
    );
    crate::thunks::baseline_frame(ops);
}

fn assemble() -> Assembled {
    let mut ops = VecAssembler::<X64Relocation>::new(0);
    dynasm!(ops
        ; .arch x64
        ; sub rsp, 8 * RETURN_ADDRESS as i32
        ; mov [rsp], rdi
        ; mov [rsp + 8], rsi
        ; mov [rsp + 16], rdx
        ; mov [rsp + 24], rcx
        ; mov [rsp + 32], r8
        ; mov [rsp + 40], r9
        ; movsd [rsp + 48], xmm0
        ; movsd [rsp + 56], xmm1
        ; movsd [rsp + 64], xmm2
        ; movsd [rsp + 72], xmm3
        ; movsd [rsp + 80], xmm4
        ; movsd [rsp + 88], xmm5
        ; movsd [rsp + 96], xmm6
        ; movsd [rsp + 104], xmm7
        ; mov rdi, r15
        ; mov rsi, rsp
        ; mov rax, QWORD leave as *const () as i64
        ; call rax
        ; mov rdi, [rsp]
        ; mov rsp, rbp
        ; pop rbp
        ; test rax, rax
        ; jnz >hop
        ; mov rax, rdx
        ; ret
        ; hop:
    );
    go_on(&mut ops);
    Assembled { bytes: ops.finalize().expect("labels are defined"), fixups: vec![] }
}

/// The values of one exit call.
struct Saved {
    area: *const u64,
}
impl Saved {
    fn word(&self, place: Place) -> u64 {
        // SAFETY: X1.
        unsafe { *self.area.add(place.0 as usize) }
    }
    /// The Value of a source; undefined for an object that is still to be rebuilt.
    fn value(&self, source: Source) -> Value {
        let bits = match source {
            Source::Constant(bits) => bits,
            Source::Tagged(place) => self.word(place),
            Source::Int32(place) => Value::int(self.word(place) as i32).bits(),
            Source::Float64(place) => Value::from_f64_canonical(f64::from_bits(self.word(place))).bits(),
            Source::Bool(place) => Value::bool(self.word(place) as u8 != 0).bits(),
            Source::Rebuilt(_) => Value::UNDEFINED.bits(),
        };
        Value::from_rooted_bits(bits)
    }
}

/// See the module head. No address, and result bits by convention M; or where the root's frame goes on ([`machine::resume`]).
///
/// # Safety
/// Called by the stub only.
unsafe extern "C" fn leave(vm: *mut Vm, area: *const u64) -> Unwound {
    // SAFETY: X1, X4: the Vm is not borrowed while its machine code runs.
    let (vm, return_address, root) = unsafe { (&mut *vm, *area.add(RETURN_ADDRESS) as usize, *area as *mut Value) };
    let (record, _) = CodeMemory::get().and_then(|m| m.lookup(return_address - 1)).expect("exits lie in code memory");
    let table = record.exits.as_ref().expect("code that exits has a table");
    // SAFETY: X1.
    let exit = &table.exits[unsafe { *area.add(1) } as u32 as usize];
    let saved = Saved { area };
    // SAFETY: X1–X3.
    unsafe {
        write_frames(root, exit, &saved);
        let innermost = exit.frames.last().expect("an exit has a frame");
        library::set_running(vm, root.add(innermost.window as usize));
    }
    if !exit.objects.is_empty() {
        // SAFETY: X1–X3; the frames have been written.
        unsafe { rebuild_objects(vm, root, exit, &saved) };
    }
    let observed = exit.observed.map(|source| saved.value(source).bits());
    (table.taken)(vm, table, exit, observed);
    // SAFETY: the frames are as the interpreter would have made them.
    unsafe { machine::resume(vm, root, exit.resume == Resume::Throw) }
}

/// Writes the words of all frames: registers, and for inlined frames the header that their calls would have written.
///
/// # Safety
/// X1–X3.
unsafe fn write_frames(root: *mut Value, exit: &Exit, saved: &Saved) {
    for (depth, state) in exit.frames.iter().enumerate() {
        // SAFETY: X2, X3; registers of verified code lie in the window.
        unsafe {
            let window = root.add(state.window as usize);
            let word = |i: u16, bits: u64| *window.add(i as usize) = Value::from_rooted_bits(bits);
            let block = library::block_at(state.block);
            for &(register, source) in &state.registers {
                *window.add(register as usize) = saved.value(source);
            }
            word(frame::CODE, state.block);
            let mut unit = state.unit as usize;
            if depth + 1 == exit.frames.len() && exit.resume == Resume::After {
                unit += length_at(&block.code().expect("running code is linked").units, unit);
            }
            word(frame::PC, library::unit_address(block, unit));
            if let Some(caller) = depth.checked_sub(1) {
                word(frame::CALLER, root.add(exit.frames[caller].window as usize) as u64);
                word(frame::ARGC, state.argc);
            }
            if !state.registers.iter().any(|r| r.0 == frame::ENV) {
                *window.add(frame::ENV as usize) = library::closure_env(*window);
            }
        }
    }
}

/// Units of the instruction at a unit.
fn length_at(units: &[u64], unit: usize) -> usize {
    ogive_bytecode::Op::from_byte(units[unit] as u8).map_or(1, |op| op.units())
}

/// Allocates the objects that the optimizer has removed, and puts them where the frames name them.
///
/// # Safety
/// X1–X3; the frames have been written, and the innermost runs.
unsafe fn rebuild_objects(vm: &mut Vm, root: *mut Value, exit: &Exit, saved: &Saved) {
    // First the objects, then what is in them: they may name one another.
    let mut objects = ValueVec::new(vm);
    for object in exit.objects.iter() {
        // SAFETY: X3.
        let made = unsafe {
            match object.what {
                Rebuilt::Object { shape } => Value::from(vm.rebuild_object(shape)),
                Rebuilt::Env { block, scope } => {
                    let len = object.slots.len() as u32 - 1;
                    Value::internal(vm.new_env(Some(library::block_at(block)), scope, Value::UNDEFINED, len, Value::UNDEFINED))
                }
                Rebuilt::Array { byte } => {
                    let plain: Vec<Value> = object.slots.iter().map(|&source| saved.value(source)).collect();
                    // What the vector holds is in the saved area, or a constant of the code.
                    let array = vm.new_array_from(&plain);
                    vm.widen_elements(array, byte);
                    Value::from(array)
                }
                Rebuilt::Arguments { strict } => {
                    let plain: Vec<Value> = object.slots.iter().map(|&source| saved.value(source)).collect();
                    let (callee, values) = plain.split_first().expect("the callee is there");
                    Value::from(vm.new_unmapped_arguments(values, *callee, strict))
                }
                Rebuilt::Closure { block } => Value::from(vm.new_function_of_block(library::block_at(block), Value::UNDEFINED)),
            }
        };
        objects.push(made);
    }
    let value = |source: Source| match source {
        Source::Rebuilt(i) => objects.get(i as usize),
        other => saved.value(other),
    };
    for (i, object) in exit.objects.iter().enumerate() {
        let made = objects.get(i);
        for (slot, &source) in object.slots.iter().enumerate() {
            fill(vm, made, object.what, slot as u32, value(source));
        }
    }
    for state in exit.frames.iter() {
        for &(register, source) in state.registers.iter().filter(|r| matches!(r.1, Source::Rebuilt(_))) {
            // SAFETY: X2.
            unsafe { *root.add(state.window as usize + register as usize) = value(source) };
        }
        // The callee may be one of them.
        if !state.registers.iter().any(|r| r.0 == frame::ENV) {
            // SAFETY: X2.
            unsafe {
                let window = root.add(state.window as usize);
                *window.add(frame::ENV as usize) = library::closure_env(*window);
            }
        }
    }
}

fn fill(vm: &mut Vm, made: Value, what: Rebuilt, slot: u32, value: Value) {
    match (what, made.as_object()) {
        (Rebuilt::Object { .. }, Some(object)) => vm.rebuild_slot(object, slot, value),
        (Rebuilt::Array { .. }, Some(array)) => vm.rebuild_element(array, slot, value),
        (Rebuilt::Arguments { .. }, Some(object)) => {
            if let Some(i) = slot.checked_sub(1) {
                vm.rebuild_element(object, i, value);
            }
        }
        (Rebuilt::Closure { .. }, Some(function)) => vm.set_field(function, function_field::ENV, value),
        _ => {
            let Some(env) = made.as_internal::<Env>() else { return };
            match slot.checked_sub(1) {
                None => vm.set_env_parent(env, value),
                Some(slot) => vm.set_env_slot(env, slot, value),
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_follow_the_calling_convention() {
        let mut places = Places::default();
        let integers: Vec<u16> = (0..8).map(|_| places.next(false).0).collect();
        assert_eq!(integers, [0, 1, 2, 3, 4, 5, 16, 17]);
        let doubles: Vec<u16> = (0..10).map(|_| places.next(true).0).collect();
        assert_eq!(doubles, [6, 7, 8, 9, 10, 11, 12, 13, 18, 19]);
        assert_eq!(places.next(false).0, 20);
    }
}
