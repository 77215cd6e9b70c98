//! The walk over the program: straight code with pending work, entry and exits.
//!
//! Between two jump targets, work is put off:
//! - *advance*: units that have been tested are not yet added to `rdi` (`ahead` bytes); `known` bytes from `rdi` on are known to be there;
//! - *fork*: a choice of the present `rdi` is not yet on the stack; while it is pending, tests fail right into it. The many choices whose
//!   first test fails are never pushed.
//!
//! Everything is caught up with ([`Compiler::settle`]) before code that others jump to, and before instructions that need it.
use crate::analysis::{Analysis, has};
use crate::context::{Code, ENTRY, UNSET, field, grow, interrupt, status};
use crate::tables::Tables;
use dynasmrt::{DynamicLabel, DynasmApi, DynasmLabelApi, dynasm};
use ogive_jit::{Assembler, CodeMemory, CodeRecord};
use ogive_regexp::parts::{CharSet, Parts};
use ogive_regexp::{Op, Program};

/// Why a program has no machine code.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Unsupported {
    /// More instructions than are worth it.
    TooLarge,
    /// The system allows no (more) machine code.
    NoMemory,
}

/// The largest program.
const MAX_OPS: usize = 4000;
/// Up to so many registers an attempt begins with stores, one each; then with a loop.
const MAX_STORES: u32 = 12;

pub(crate) struct Compiler<'p> {
    pub(crate) parts: Parts<'p>,
    pub(crate) asm: Assembler,
    pub(crate) tables: Tables,
    pub(crate) analysis: Analysis,
    /// Bytes of a unit.
    pub(crate) width: i32,
    pub(crate) unicode: bool,
    pub(crate) slots: u32,
    /// Of instructions.
    pub(crate) labels: Vec<DynamicLabel>,
    pub(crate) pc: u32,
    pub(crate) ahead: i32,
    pub(crate) known: i32,
    /// Where the pending choice leads, and the instruction that made it.
    pub(crate) fork: Option<(DynamicLabel, u32)>,
    /// Resumes the latest choice.
    pub(crate) backtrack: DynamicLabel,
    /// The attempt has failed and no choice is left.
    pub(crate) failed: DynamicLabel,
    pub(crate) not_found: DynamicLabel,
    pub(crate) search: DynamicLabel,
    pub(crate) attempt: DynamicLabel,
    pub(crate) undo: DynamicLabel,
    pub(crate) shared: Shared,
    /// Code for rare cases, put behind everything else.
    pub(crate) rare: Vec<Rare>,
    pub(crate) range_sets: Vec<(CharSet, DynamicLabel)>,
    pub(crate) table_base: DynamicLabel,
    exit: DynamicLabel,
    accept_literal: DynamicLabel,
}

/// Routines of the code, made if they are asked for.
#[derive(Default)]
pub(crate) struct Shared {
    pub(crate) decode: Option<DynamicLabel>,
    pub(crate) decode_back: Option<DynamicLabel>,
    pub(crate) unwind: Option<DynamicLabel>,
    pub(crate) keep_undos: Option<DynamicLabel>,
    pub(crate) find_range: Option<DynamicLabel>,
}

/// A detour: entered at the first label, goes back to another.
pub(crate) enum Rare {
    /// The backtrack stack is full.
    Grow { enter: DynamicLabel, back: DynamicLabel },
    /// No steps are left.
    Steps { enter: DynamicLabel, back: DynamicLabel },
    /// A unit (in eax) above U+00FF: is it in the set?
    High { enter: DynamicLabel, set: CharSet, yes: DynamicLabel, no: DynamicLabel },
    /// A choice of a run is resumed.
    Resume { enter: DynamicLabel, pc: u32 },
}

pub(crate) fn compile(program: &Program, wide: bool) -> Result<Code, Unsupported> {
    let parts = program.parts();
    if parts.ops.len() > MAX_OPS {
        return Err(Unsupported::TooLarge);
    }
    let memory = CodeMemory::get().ok_or(Unsupported::NoMemory)?;
    let slots = 2 * program.capture_count() as u32;
    let mut asm = Assembler::new(memory, 64 * parts.ops.len() + 1024);
    let labels = parts.ops.iter().map(|_| asm.label()).collect();
    let mut label = || asm.label();
    let (backtrack, failed, not_found, attempt, undo) = (label(), label(), label(), label(), label());
    let (search, table_base, exit, accept_literal) = (label(), label(), label(), label());
    let mut compiler = Compiler {
        analysis: Analysis::of(&parts, slots),
        parts,
        asm,
        tables: Tables::default(),
        width: if wide { 2 } else { 1 },
        unicode: program.flags().is_unicode(),
        slots,
        labels,
        pc: 0,
        ahead: 0,
        known: 0,
        fork: None,
        backtrack,
        failed,
        not_found,
        search,
        attempt,
        undo,
        shared: Shared::default(),
        rare: vec![],
        range_sets: vec![],
        table_base,
        exit,
        accept_literal,
    };
    compiler.entry();
    compiler.search();
    compiler.attempt();
    compiler.body();
    compiler.exits();
    compiler.rare_code();
    compiler.shared_code();
    compiler.tables.emit(&mut compiler.asm, table_base);
    let record = CodeRecord::regexp(if wide { "utf16" } else { "latin1" });
    let allocation = memory.publish(compiler.asm.finish(), record).ok_or(Unsupported::NoMemory)?;
    let registers = parts.register_count.max(slots) as usize;
    Ok(Code::new(allocation, registers, slots as usize, wide, program.flags().is_unicode()))
}

impl Compiler<'_> {
    fn entry(&mut self) {
        let (attempt, failed, tables) = (self.attempt, self.failed, self.table_base);
        dynasm!(self.asm.ops; .arch x64
            ; push rbp; push rbx; push r12; push r13; push r14; push r15; sub rsp, 8
            ; mov rbp, rdi
            ; mov rsi, [rbp + field::END]
            ; mov r14, [rbp + field::STACK]
            ; mov r13, [rbp + field::LIMIT]
            ; mov r15, [rbp + field::REGISTERS]
            ; mov ebx, [rbp + field::STEPS]
            ; lea r12, [=>tables]
            ; lea rax, [=>failed]
            ; mov [r14], rax
            ; add r14, ENTRY
            ; mov rdi, [rbp + field::START]
            ; cmp DWORD [rbp + field::STICKY], 0
            ; jne =>attempt
        );
    }
    /// The attempt at `rdi`.
    fn attempt(&mut self) {
        let attempt = self.attempt;
        dynasm!(self.asm.ops; .arch x64; =>attempt; mov [rbp + field::START], rdi; mov [r15], edi);
        let initial = self.analysis.initial;
        if self.slots <= u128::BITS && initial.count_ones() <= MAX_STORES {
            for register in (2..self.slots).filter(|&r| has(initial, r)) {
                dynasm!(self.asm.ops; .arch x64; mov DWORD [r15 + 4 * register as i32], UNSET);
            }
        } else {
            dynasm!(self.asm.ops; .arch x64
                ; mov eax, 2
                ; one:
                ; mov DWORD [r15 + rax * 4], UNSET
                ; inc eax
                ; cmp eax, self.slots as i32
                ; jb <one
            );
        }
    }
    fn exits(&mut self) {
        let (exit, failed, not_found, accept_literal) = (self.exit, self.failed, self.not_found, self.accept_literal);
        dynasm!(self.asm.ops; .arch x64
            ; =>not_found
            ; mov eax, status::NOT_FOUND
            ; =>exit
            ; add rsp, 8; pop r15; pop r14; pop r13; pop r12; pop rbx; pop rbp
            ; ret
            ; =>accept_literal
            ; mov [r15], edi
            ; add edi, self.complete_literal_bytes()
            ; mov [r15 + 4], edi
            ; mov eax, status::FOUND
            ; jmp =>exit
        );
        // The next attempt.
        let next = self.search_label();
        let (steps, back) = (self.asm.label(), self.asm.label());
        dynasm!(self.asm.ops; .arch x64
            ; =>failed
            ; cmp DWORD [rbp + field::STICKY], 0
            ; jne =>not_found
            ; mov r14, [rbp + field::STACK]
            ; add r14, ENTRY
            ; mov rdi, [rbp + field::START]
            ; add rdi, self.width
        );
        if self.parts.leading_run.is_some() {
            dynasm!(self.asm.ops; .arch x64; mov rax, [rbp + field::RUN_END]; cmp rdi, rax; cmovl rdi, rax);
        }
        dynasm!(self.asm.ops; .arch x64
            ; test rdi, rdi
            ; jg =>not_found
            ; sub ebx, 1
            ; js =>steps
            ; =>back
            ; jmp =>next
        );
        self.rare.push(Rare::Steps { enter: steps, back });
        let (backtrack, undo) = (self.backtrack, self.undo);
        let (steps, back) = (self.asm.label(), self.asm.label());
        dynasm!(self.asm.ops; .arch x64
            ; =>undo
            ; mov rax, rdi
            ; shr rax, 32
            ; mov [r15 + rax * 4], edi
            ; sub r14, ENTRY
            ; mov rdi, [r14 + 8]
            ; jmp QWORD [r14]
            ; =>backtrack
            ; sub ebx, 1
            ; js =>steps
            ; =>back
            ; sub r14, ENTRY
            ; mov rdi, [r14 + 8]
            ; jmp QWORD [r14]
        );
        self.rare.push(Rare::Steps { enter: steps, back });
    }
    /// A complete literal has been found at `rdi`.
    pub(crate) fn jump_accept_literal(&mut self) {
        let accept = self.accept_literal;
        dynasm!(self.asm.ops; .arch x64; jmp =>accept);
    }

    /// `rdi` and the stack get what has been put off.
    pub(crate) fn settle(&mut self) {
        if let Some((other, _)) = self.fork.take() {
            self.push(other);
        }
        if self.ahead != 0 {
            dynasm!(self.asm.ops; .arch x64; add rdi, self.ahead);
            self.known -= self.ahead;
            self.ahead = 0;
        }
    }
    /// Pushes a choice: to continue at the label with the present `rdi`. Uses rax.
    pub(crate) fn push(&mut self, label: DynamicLabel) {
        dynasm!(self.asm.ops; .arch x64; lea rax, [=>label]; mov [r14], rax; mov [r14 + 8], rdi);
        self.pushed();
    }
    /// An entry has been written.
    pub(crate) fn pushed(&mut self) {
        let (enter, back) = (self.asm.label(), self.asm.label());
        dynasm!(self.asm.ops; .arch x64; add r14, ENTRY; cmp r14, r13; ja =>enter; =>back);
        self.rare.push(Rare::Grow { enter, back });
    }
    /// Where a failing instruction goes.
    pub(crate) fn fail(&self) -> DynamicLabel {
        match self.fork {
            Some((other, _)) => other,
            None if self.analysis.may_backtrack[self.pc as usize] => self.backtrack,
            None => self.failed,
        }
    }
    /// Spends steps for the units between the offset in r9 and `rdi`, whichever comes first. Uses rax.
    pub(crate) fn spend(&mut self) {
        let (enter, back) = (self.asm.label(), self.asm.label());
        dynasm!(self.asm.ops; .arch x64
            ; mov eax, edi
            ; sub eax, r9d
            ; shr eax, if self.width == 2 { 5 } else { 4 }
            ; sub ebx, eax
            ; js =>enter
            ; =>back
        );
        self.rare.push(Rare::Steps { enter, back });
    }
    /// A register gets the position (`None`) or a number; undone on backtracking if somebody needs the old value. Uses rax, rdx.
    fn set(&mut self, register: u32, value: Option<i32>) {
        let at = 4 * register as i32;
        if has(self.analysis.needed[self.pc as usize], register) {
            self.settle();
            self.push_undo(register);
        }
        match value {
            Some(value) => dynasm!(self.asm.ops; .arch x64; mov DWORD [r15 + at], value),
            None if self.ahead == 0 => dynasm!(self.asm.ops; .arch x64; mov [r15 + at], edi),
            None => dynasm!(self.asm.ops; .arch x64; lea eax, [rdi + self.ahead]; mov [r15 + at], eax),
        }
    }
    fn push_undo(&mut self, register: u32) {
        let undo = self.undo;
        dynasm!(self.asm.ops; .arch x64
            ; lea rax, [=>undo]
            ; mov edx, [r15 + 4 * register as i32]
            ; mov [r14], rax
            ; mov [r14 + 8], edx
            ; mov DWORD [r14 + 12], register as i32
        );
        self.pushed();
    }

    fn body(&mut self) {
        let mut reached = true;
        while (self.pc as usize) < self.parts.ops.len() {
            let pc = self.pc as usize;
            if self.analysis.is_target[pc] {
                if reached {
                    self.settle();
                }
                (self.ahead, self.known, self.fork) = (0, 0, None);
                reached = true;
                let label = self.labels[pc];
                dynasm!(self.asm.ops; .arch x64; =>label);
            }
            if !reached {
                self.pc += 1;
                continue;
            }
            let taken = self.units();
            if taken > 0 {
                self.pc += taken;
                continue;
            }
            reached = self.op(self.parts.ops[pc]);
            self.pc += 1;
        }
    }
    /// One instruction; whether the next one is reached from it.
    fn op(&mut self, op: Op) -> bool {
        let next = self.pc + 1;
        match op {
            Op::Accept {} => {
                let exit = self.exit;
                dynasm!(self.asm.ops; .arch x64
                    ; lea eax, [rdi + self.ahead]
                    ; mov [r15 + 4], eax
                    ; mov eax, status::FOUND
                    ; jmp =>exit
                );
                return false;
            }
            Op::Fail {} => {
                let fail = self.fail();
                dynasm!(self.asm.ops; .arch x64; jmp =>fail);
                return false;
            }
            Op::Char { .. } | Op::Char2 { .. } | Op::Literal { .. } | Op::Any {} | Op::Class { .. } => unreachable!("taken by `units`"),
            Op::ClassCp { class } => self.class_code_point(class),
            Op::CharBack { unit } => self.unit_back(&CharSet::single(unit.into())),
            Op::ClassBack { class } => {
                let set = self.parts.class(class);
                self.unit_back(set);
            }
            Op::ClassCpBack { class } => self.class_code_point_back(class),
            Op::Greedy { run } => self.greedy(run, false),
            Op::Possessive { run } => self.greedy(run, true),
            Op::Lazy { run } => self.lazy(run),
            Op::GreedyCp { run } if self.width == 1 => self.greedy(run, false),
            Op::PossessiveCp { run } if self.width == 1 => self.greedy(run, true),
            Op::LazyCp { run } if self.width == 1 => self.lazy(run),
            Op::GreedyCp { run } => self.greedy_code_points(run, false),
            Op::PossessiveCp { run } => self.greedy_code_points(run, true),
            Op::LazyCp { run } => self.lazy_code_points(run),
            Op::Jump { target } => {
                self.settle();
                self.jump(target);
                return false;
            }
            Op::Fork { other } => {
                self.settle();
                self.fork = Some((self.labels[other as usize], self.pc));
            }
            Op::ForkJump { target } => {
                self.settle();
                self.push(self.labels[next as usize]);
                self.jump(target);
                return false;
            }
            Op::Guard { first, other } => self.guard(first, other),
            Op::Switch { table } => {
                self.switch(table);
                return false;
            }
            Op::Save { register } => self.set(register, None),
            Op::Clear { count, register } => {
                for register in register..register + u32::from(count) {
                    self.clear(register);
                }
            }
            Op::Zero { register } => self.set(register, Some(0)),
            Op::Increment { register } => {
                self.settle();
                if has(self.analysis.needed[self.pc as usize], register) {
                    self.push_undo(register);
                }
                dynasm!(self.asm.ops; .arch x64; inc DWORD [r15 + 4 * register as i32]);
            }
            Op::CountedLoop { counter } => return self.counted_loop(counter),
            Op::EmptyCheck { register } => {
                let fail = self.fail();
                dynasm!(self.asm.ops; .arch x64
                    ; lea eax, [rdi + self.ahead]
                    ; cmp eax, [r15 + 4 * register as i32]
                    ; je =>fail
                );
            }
            Op::CountedEmptyCheck { counter } => {
                let counter = &self.parts.counters[counter as usize];
                let (fail, ok) = (self.fail(), self.asm.label());
                dynasm!(self.asm.ops; .arch x64
                    ; lea eax, [rdi + self.ahead]
                    ; cmp eax, [r15 + 4 * counter.start_register as i32]
                    ; jne =>ok
                    ; cmp DWORD [r15 + 4 * counter.register as i32], counter.min as i32
                    ; ja =>fail
                    ; =>ok
                );
            }
            Op::LookBegin { register } => self.look_begin(register),
            Op::LookEnd { keep, register } => self.look_end(keep, register),
            Op::NegativeLookEnd { register } => {
                self.negative_look_end(register);
                return false;
            }
            Op::BackRef { reference } => self.back_reference(reference, false, false),
            Op::BackRefIgnoreCase { reference } => self.back_reference(reference, true, false),
            Op::BackRefBack { reference } => self.back_reference(reference, false, true),
            Op::BackRefIgnoreCaseBack { reference } => self.back_reference(reference, true, true),
            Op::InputStart {} => self.input_start(),
            Op::LineStart {} => self.line_start(),
            Op::InputEnd {} => self.input_end(),
            Op::LineEnd {} => self.line_end(),
            Op::WordBoundary { fold } => self.word_boundary(fold, false),
            Op::NotWordBoundary { fold } => self.word_boundary(fold, true),
        }
        true
    }
    fn jump(&mut self, target: u32) {
        // FAST: the code comes next.
        if target != self.pc + 1 {
            let label = self.labels[target as usize];
            dynasm!(self.asm.ops; .arch x64; jmp =>label);
        }
    }
    fn clear(&mut self, register: u32) {
        if !has(self.analysis.needed[self.pc as usize], register) {
            dynasm!(self.asm.ops; .arch x64; mov DWORD [r15 + 4 * register as i32], UNSET);
            return;
        }
        self.settle();
        let unset = self.asm.label();
        dynasm!(self.asm.ops; .arch x64; cmp DWORD [r15 + 4 * register as i32], UNSET; je =>unset);
        self.push_undo(register);
        dynasm!(self.asm.ops; .arch x64; mov DWORD [r15 + 4 * register as i32], UNSET; =>unset);
    }
    fn counted_loop(&mut self, counter: u32) -> bool {
        self.settle();
        let counter = &self.parts.counters[counter as usize];
        let (next, exit) = (self.labels[self.pc as usize + 1], self.labels[counter.exit as usize]);
        dynasm!(self.asm.ops; .arch x64; mov eax, [r15 + 4 * counter.register as i32]);
        if counter.min > 0 {
            dynasm!(self.asm.ops; .arch x64; cmp eax, counter.min as i32; jb =>next);
        }
        if counter.max != ogive_regexp::parts::INFINITE {
            dynasm!(self.asm.ops; .arch x64; cmp eax, counter.max as i32; jae =>exit);
        }
        if counter.greedy {
            self.push(exit);
            return true;
        }
        self.push(next);
        dynasm!(self.asm.ops; .arch x64; jmp =>exit);
        false
    }

    fn rare_code(&mut self) {
        let (grow_stack, count_steps) = (self.asm.label(), self.asm.label());
        // More may be added meanwhile.
        while let Some(rare) = self.rare.pop() {
            match rare {
                Rare::Grow { enter, back } => dynasm!(self.asm.ops; .arch x64; =>enter; call =>grow_stack; jmp =>back),
                Rare::Steps { enter, back } => dynasm!(self.asm.ops; .arch x64; =>enter; call =>count_steps; jmp =>back),
                Rare::High { enter, set, yes, no } => {
                    dynasm!(self.asm.ops; .arch x64; =>enter);
                    self.high(&set, no);
                    dynasm!(self.asm.ops; .arch x64; jmp =>yes);
                }
                Rare::Resume { enter, pc } => {
                    dynasm!(self.asm.ops; .arch x64; =>enter);
                    self.resume(pc);
                }
            }
        }
        let exit = self.exit;
        dynasm!(self.asm.ops; .arch x64; =>grow_stack; push rsi; push rdi; push r9; mov rdi, rbp; mov rsi, r14);
        self.asm.call(grow as *const () as usize);
        dynasm!(self.asm.ops; .arch x64
            ; pop r9; pop rdi; pop rsi
            ; test rax, rax
            ; jz >full
            ; mov r14, rax
            ; mov r13, [rbp + field::LIMIT]
            ; ret
            ; full:
            ; add rsp, 8
            ; mov eax, status::STACK_OVERFLOW
            ; jmp =>exit
            ; =>count_steps
            ; push rsi; push rdi; push r9
            ; mov rdi, rbp
        );
        self.asm.call(interrupt as *const () as usize);
        dynasm!(self.asm.ops; .arch x64
            ; pop r9; pop rdi; pop rsi
            ; mov ebx, [rbp + field::STEPS]
            ; test eax, eax
            ; jnz >stop
            ; ret
            ; stop:
            ; add rsp, 8
            ; mov eax, status::INTERRUPTED
            ; jmp =>exit
        );
    }
}
