//! The doors between Rust and machine code, made once for the process.
//!
//! | door | from | to |
//! |---|---|---|
//! | `enter` | Rust, `extern "C" fn(vm, frame, target)` | an M entry |
//! | `enter_at` | Rust, the same | an address inside baseline code: makes its native frame first |
//! | `interpreter_entry` | M | the Rust function [`ogive_vm::machine::interpret`] |
//!
//! Invariants:
//! - T1: a door keeps rsp aligned to 16 at every call, and gives the System V callee-saved registers back as it got them.
//! - T2: the frame that `enter_at` makes is the one that baseline code's own entry makes (`baseline`, Frame).
use crate::assembler::Assembler;
use crate::code_memory::{CodeAllocation, CodeMemory};
use crate::record::CodeRecord;
use dynasmrt::x64::X64Relocation;
use dynasmrt::{DynasmApi, DynasmLabelApi, VecAssembler, dynasm};
use ogive_vm::machine::{Enter, interpret, layout};
use std::sync::OnceLock;

/// See the module head.
pub struct Thunks {
    enter: CodeAllocation,
    enter_at: CodeAllocation,
    interpreter_entry: CodeAllocation,
}

impl Thunks {
    /// The process's thunks; `None` without code memory.
    pub fn get() -> Option<&'static Thunks> {
        static THUNKS: OnceLock<Option<Thunks>> = OnceLock::new();
        THUNKS.get_or_init(|| Thunks::make(CodeMemory::get()?)).as_ref()
    }
    fn make(memory: &'static CodeMemory) -> Option<Thunks> {
        Some(Thunks {
            enter: publish(memory, "enter", enter)?,
            enter_at: publish(memory, "enter_at", enter_at)?,
            interpreter_entry: publish(memory, "interpreter_entry", interpreter_entry)?,
        })
    }
    /// Calls a target by convention M.
    pub fn enter(&self) -> Enter {
        // SAFETY: the code is a function of that type (T1), and lives as long as the process.
        unsafe { std::mem::transmute::<usize, Enter>(self.enter.address()) }
    }
    /// Continues a frame inside baseline code.
    pub fn enter_at(&self) -> Enter {
        // SAFETY: as above (T1, T2).
        unsafe { std::mem::transmute::<usize, Enter>(self.enter_at.address()) }
    }
    /// The M entry of functions without machine code.
    pub fn interpreter_entry(&self) -> *const u8 {
        self.interpreter_entry.address() as *const u8
    }
}

fn publish(memory: &'static CodeMemory, name: &'static str, emit: fn(&mut Assembler)) -> Option<CodeAllocation> {
    let mut asm = Assembler::new(memory, 256);
    emit(&mut asm);
    memory.publish(asm.finish(), CodeRecord::thunk(name))
}

fn save_registers(asm: &mut Assembler) {
    dynasm!(asm.ops; .arch x64
        ; push rbp; mov rbp, rsp
        ; push rbx; push r12; push r13; push r14; push r15; sub rsp, 8
        ; mov r15, rdi; mov rdi, rsi
    );
}
fn restore_registers(asm: &mut Assembler) {
    dynasm!(asm.ops; .arch x64
        ; add rsp, 8; pop r15; pop r14; pop r13; pop r12; pop rbx
        ; pop rbp; ret
    );
}

fn enter(asm: &mut Assembler) {
    save_registers(asm);
    dynasm!(asm.ops; .arch x64; call rdx);
    restore_registers(asm);
}

fn enter_at(asm: &mut Assembler) {
    save_registers(asm);
    dynasm!(asm.ops; .arch x64; call >frame);
    restore_registers(asm);
    dynasm!(asm.ops; .arch x64; frame:);
    baseline_frame(&mut asm.ops);
}

/// Makes baseline code's native frame (T2) for the window in rdi, and goes to the address in rdx.
pub(crate) fn baseline_frame(ops: &mut VecAssembler<X64Relocation>) {
    dynasm!(ops; .arch x64
        ; push rbp; mov rbp, rsp; push rdi; sub rsp, 8
        ; mov rbx, rdi
        ; mov r12, [r15 + layout::vm::UNTAG_OBJECT as i32]
        ; mov r13, [r15 + layout::vm::OBJECT_TAG as i32]
        ; mov r14, [r15 + layout::vm::INT_TAG as i32]
        ; jmp rdx
    );
}

fn interpreter_entry(asm: &mut Assembler) {
    dynasm!(asm.ops; .arch x64; push rbp; mov rbp, rsp; mov rsi, rdi; mov rdi, r15);
    asm.call(interpret as *const () as usize);
    dynasm!(asm.ops; .arch x64; pop rbp; ret);
}
