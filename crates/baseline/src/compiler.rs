//! The compiler's frame: one pass over the bytecode, a template for each instruction, slow paths behind the main path.
//!
//! # Registers
//! `rbx` = fp, `r12` = -(object tag), `r13` = object tag, `r14` = int32 tag, `r15` = the Vm; all others are scratch: nothing lives in a
//! register from one instruction to the next, so any instruction's start can be entered from outside.
//!
//! # Native frame
//! ```text
//!  rbp + 8   return address
//!  rbp       the caller's rbp
//!  rbp - 8   fp
//!  rbp - 16  unused (rsp, aligned to 16)
//! ```
//!
//! # Code
//! Prologue; the templates in order; the cold parts in the order of their instructions; jump tables. A template's cold part is a closure
//! kept beside the template that needs it ([`Compiler::cold`]).
//!
//! Invariants:
//! - P1: the code block outlives its code, and its units, kinds, caches and constants never move (C1 of `code_block.rs`), so code
//!   names them by address.
//! - P2: `pc` in rdx is right wherever Rust may look at the frame.
use crate::instr::Instr;
use crate::offsets::*;
use crate::thunks::Thunks;
use dynasmrt::{DynamicLabel, DynasmApi, DynasmLabelApi};
use ogive_bytecode::{Code, Op};
use ogive_gc::Gc;
use ogive_jit::{Assembled, Assembler, CodeMemory};
use ogive_vm::Vm;
use ogive_vm::code_block::{CodeBlock, call_flags};
use ogive_vm::ic::Ic;
use std::sync::Arc;

/// What comes of a compilation before it has a place.
pub(crate) struct Output {
    pub(crate) code: Assembled,
    /// (offset, unit): see `CodeRecord::units`.
    pub(crate) units: Vec<(u32, u32)>,
    /// (unit, offset), sorted: places to enter at.
    pub(crate) entries: Vec<(u32, u32)>,
    /// Value bits of cells named by the code that the code block does not keep alive itself.
    pub(crate) cells: Vec<u64>,
}

type Cold = Box<dyn FnOnce(&mut Compiler)>;

/// See the module head.
pub(crate) struct Compiler<'a> {
    /// For what is known of functions and strings.
    pub(crate) vm: &'a Vm,
    pub(crate) asm: Assembler,
    pub(crate) thunks: &'static Thunks,
    pub(crate) block: Gc<CodeBlock>,
    pub(crate) code: Arc<Code>,
    /// The instruction whose template or cold part is being emitted.
    pub(crate) instr: Instr,
    labels: Vec<DynamicLabel>,
    cold: Vec<(Instr, Cold)>,
    tables: Vec<(DynamicLabel, Vec<DynamicLabel>)>,
    units: Vec<(u32, u32)>,
    /// See [`Output::cells`].
    pub(crate) cells: Vec<u64>,
}

/// Compiles linked code with feedback.
pub(crate) fn compile(vm: &Vm, memory: &'static CodeMemory, thunks: &'static Thunks, block: Gc<CodeBlock>) -> Output {
    let code = block.code().expect("linked code").clone();
    let mut asm = Assembler::new(memory, code.units.len() * 96 + 256);
    let labels = (0..=code.units.len()).map(|_| asm.label()).collect();
    let instr = Instr::at(&code.units, 0);
    let mut compiler =
        Compiler { vm, asm, thunks, block, code, instr, labels, cold: vec![], tables: vec![], units: vec![], cells: vec![] };
    compiler.prologue();
    let mut unit = 0;
    while (unit as usize) < compiler.code.units.len() {
        let instr = Instr::at(&compiler.code.units, unit);
        compiler.begin(instr);
        let label = compiler.labels[unit as usize];
        asm!(compiler.asm; =>label);
        compiler.template();
        unit = instr.next();
    }
    let end = compiler.labels[unit as usize];
    // Verified code does not run off its end.
    asm!(compiler.asm; =>end; int3);
    compiler.cold_parts();
    compiler.finish()
}

impl Compiler<'_> {
    fn begin(&mut self, instr: Instr) {
        self.instr = instr;
        self.units.push((self.asm.offset(), instr.unit));
    }

    fn cold_parts(&mut self) {
        // A cold part may have cold parts of its own.
        while !self.cold.is_empty() {
            for (instr, emit) in std::mem::take(&mut self.cold) {
                self.begin(instr);
                emit(self);
            }
        }
        for (table, targets) in std::mem::take(&mut self.tables) {
            self.asm.ops.align(8, 0xCC);
            asm!(self.asm; =>table);
            targets.into_iter().for_each(|target| self.asm.address_of(target));
        }
    }

    fn finish(self) -> Output {
        let mut units: Vec<u32> = vec![0];
        let mut unit = 0;
        while (unit as usize) < self.code.units.len() {
            let instr = Instr::at(&self.code.units, unit);
            let target = match instr.op {
                op if (Op::Loop as u8..=Op::LoopIfFalse as u8).contains(&(op as u8)) => Some(instr.target(instr.i())),
                op if (Op::LoopIfLess as u8..=Op::LoopIfGreaterEqI as u8).contains(&(op as u8)) => Some(instr.target(instr.i24())),
                Op::InitialYield | Op::Yield | Op::Await => Some(instr.next()),
                _ => None,
            };
            units.extend(target);
            unit = instr.next();
        }
        units.extend(self.code.handlers.iter().map(|handler| handler.target));
        units.sort_unstable();
        units.dedup();
        let entries = units.into_iter().map(|unit| (unit, self.asm.place_of(self.labels[unit as usize]))).collect();
        Output { units: self.units, entries, cells: self.cells, code: self.asm.finish() }
    }

    fn prologue(&mut self) {
        self.units.push((0, 0));
        let (overflow, spent, counted) = (self.label(), self.label(), self.label());
        let registers = self.code.register_count as i32 * 8;
        let block = self.block.addr() as i64;
        asm!(self.asm
            ; push rbp
            ; mov rbp, rsp
            ; push rdi
            ; sub rsp, 8
            ; mov rbx, rdi
        );
        self.load_constants();
        asm!(self.asm
            ; lea rax, [rbx + registers]
            ; cmp rax, [r15 + vm::STACK_LIMIT]
            ; ja =>overflow
            ; cmp rsp, [r15 + vm::NATIVE_STACK_LIMIT]
            ; jb =>overflow
            ; mov rax, QWORD block
            ; mov [rbx + CODE], rax
            ; mov rcx, [rbx + CALLEE]
            ; mov rcx, [rcx + r12 + object::FUNCTION_ENV]
            ; mov [rbx + ENV], rcx
        );
        let flags = self.block.call_flags();
        if flags & call_flags::CLASS != 0 {
            asm!(self.asm
                ; mov rcx, [r15 + vm::UNDEFINED]
                ; cmp rcx, [rbx + NEW_TARGET]
                ; je =>overflow
            );
        }
        asm!(self.asm
            ; mov DWORD [rax + block::CALLS], 1
            ; sub DWORD [rax + block::BUDGET], 1
            ; js =>spent
            ; =>counted
        );
        let parameters = self.block.template().param_count as i32;
        if parameters > 0 {
            let (fill, filled) = (self.label(), self.label());
            asm!(self.asm
                ; mov eax, [rbx + ARGC]
                ; cmp eax, parameters
                ; jb =>fill
                ; =>filled
            );
            self.cold(move |c| {
                asm!(c.asm
                    ; =>fill
                    ; mov rcx, [r15 + vm::UNDEFINED]
                    ; again:
                    ; mov [rbx + rax * 8 + ARGS], rcx
                    ; inc eax
                    ; cmp eax, parameters
                    ; jb <again
                    ; jmp =>filled
                );
            });
        }
        self.cold(move |c| {
            asm!(c.asm; =>spent);
            c.asm.call(c.thunks.spent_at_entry);
            asm!(c.asm; jmp =>counted; =>overflow);
            c.asm.jump(c.thunks.fail_entry);
        });
    }

    /// The registers that a call by convention M does not keep.
    pub(crate) fn load_constants(&mut self) {
        asm!(self.asm
            ; mov r12, [r15 + vm::UNTAG_OBJECT]
            ; mov r13, [r15 + vm::OBJECT_TAG]
            ; mov r14, [r15 + vm::INT_TAG]
        );
    }

    /// A new label.
    pub(crate) fn label(&mut self) -> DynamicLabel {
        self.asm.label()
    }
    /// The label of a unit.
    pub(crate) fn unit_label(&self, unit: u32) -> DynamicLabel {
        self.labels[unit as usize]
    }
    /// The label of the next instruction: where cold parts go back to.
    pub(crate) fn next(&self) -> DynamicLabel {
        self.unit_label(self.instr.next())
    }
    /// Emits behind the main path.
    pub(crate) fn cold(&mut self, emit: impl FnOnce(&mut Compiler) + 'static) {
        self.cold.push((self.instr, Box::new(emit)));
    }
    /// A table of addresses.
    pub(crate) fn table(&mut self, targets: Vec<DynamicLabel>) -> DynamicLabel {
        let label = self.label();
        self.tables.push((label, targets));
        label
    }
    /// The address of the running instruction (P1).
    pub(crate) fn pc(&self) -> i64 {
        self.code.units.as_ptr() as i64 + self.instr.unit as i64 * 8
    }
    /// The address of the instruction's feedback byte (P1), and what is in it.
    pub(crate) fn kinds(&self) -> (i64, u8) {
        let byte = self.block.kinds_of(self.instr.unit);
        // SAFETY: P1: one byte for each unit.
        (byte as i64, unsafe { *byte })
    }
    /// The address of an inline cache (P1).
    pub(crate) fn ic(&self, index: i32) -> *const Ic {
        self.block.ic(index as usize)
    }

    /// `rdx = pc; call` the instruction's slow path.
    pub(crate) fn call_slow(&mut self) {
        let address = self.thunks.slow[self.instr.op as usize];
        debug_assert!(address != 0, "{:?} has no slow path", self.instr.op);
        asm!(self.asm; mov rdx, QWORD self.pc());
        self.asm.call(address);
    }
    /// The template of an instruction without fast path.
    pub(crate) fn generic(&mut self) {
        self.call_slow();
        if crate::thunks::leaves_resumed(self.instr.op) {
            let next = self.next();
            asm!(self.asm; test eax, eax; jz =>next; mov rax, [r15 + vm::COMPLETION]; leave; ret);
        }
    }
    /// As `generic`, for one that jumps.
    pub(crate) fn generic_jump(&mut self, target: u32) {
        self.call_slow();
        let target = self.unit_label(target);
        asm!(self.asm; test eax, eax; jnz =>target);
    }
    /// A cold part that runs the instruction's slow path and goes on with the next; its label.
    pub(crate) fn slow(&mut self) -> DynamicLabel {
        let slow = self.label();
        self.cold(move |c| {
            asm!(c.asm; =>slow);
            c.call_slow();
            let next = c.next();
            asm!(c.asm; jmp =>next);
        });
        slow
    }
    /// A cold part that runs the slow path of a jump and goes to `taken` or to the next; its label.
    pub(crate) fn slow_jump(&mut self, taken: DynamicLabel) -> DynamicLabel {
        let slow = self.label();
        self.cold(move |c| {
            asm!(c.asm; =>slow);
            c.call_slow();
            let next = c.next();
            asm!(c.asm; test eax, eax; jnz =>taken; jmp =>next);
        });
        slow
    }
    /// Ors bits into the instruction's feedback, unless they are there already. Changes r8.
    pub(crate) fn record(&mut self, bits: u8) {
        let (address, now) = self.kinds();
        if now & bits != bits {
            asm!(self.asm; mov r8, QWORD address; or BYTE [r8], bits as i8);
        }
    }
}
