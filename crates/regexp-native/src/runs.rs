//! Loops over one class of units: `Greedy`, `Possessive`, `Lazy`.
//!
//! A run that may give back (or take more) is one entry on the backtrack stack, however long it is: where it stands and how far it may go.
//! When the entry is resumed and something remains, the same entry is left in place.
use crate::compiler::{Compiler, Rare};
use crate::context::{ENTRY, field};
use dynasmrt::{DynamicLabel, DynasmApi, DynasmLabelApi, dynasm};
use ogive_regexp::Op;
use ogive_regexp::parts::{CharSet, First, INFINITE};

/// Bounds beyond any input in bytes.
const BEYOND: u32 = 1 << 30;
/// Up to so many units the minimum of a lazy run is tested by straight code.
const FEW: u32 = 4;

impl Compiler<'_> {
    /// `Greedy` or `Possessive`
    pub(crate) fn greedy(&mut self, run: u32, possessive: bool) {
        self.settle();
        let leading = self.parts.leading_run == Some(run);
        let run = &self.parts.runs[run as usize];
        let set = self.parts.class(run.class);
        let next = self.labels[self.pc as usize + 1];
        if (run.min, run.max) == (0, 1) {
            let skip = self.asm.label();
            self.jump_at_end(skip);
            self.load(0);
            self.test(set, skip);
            if !possessive {
                self.push(next);
            }
            dynasm!(self.asm.ops; .arch x64; add rdi, self.width; =>skip);
            self.known = 0;
            return;
        }
        let fail = self.fail();
        if run.min >= BEYOND {
            dynasm!(self.asm.ops; .arch x64; jmp =>fail);
            return;
        }
        dynasm!(self.asm.ops; .arch x64; mov r9, rdi);
        self.scan(set, run.max);
        if leading {
            dynasm!(self.asm.ops; .arch x64; mov [rbp + field::RUN_END], rdi);
        }
        self.known = 0;
        let min = run.min as i32 * self.width;
        if run.min > 0 {
            dynasm!(self.asm.ops; .arch x64; lea rax, [r9 + min]; cmp rdi, rax; jl =>fail);
        }
        self.spend();
        if possessive {
            return;
        }
        if run.min > 0 {
            dynasm!(self.asm.ops; .arch x64; add r9, min);
        }
        let done = self.asm.label();
        if let Some(follow) = &run.follow {
            let again = self.asm.label();
            dynasm!(self.asm.ops; .arch x64; =>again; cmp rdi, r9; jle =>next);
            self.jump_if_accepted(follow, done);
            dynasm!(self.asm.ops; .arch x64; sub rdi, self.width; dec ebx; jmp =>again);
        } else {
            dynasm!(self.asm.ops; .arch x64; cmp rdi, r9; jle =>next);
        }
        dynasm!(self.asm.ops; .arch x64; =>done);
        self.push_run();
    }
    /// Pushes the entry of this run: it stands at `rdi` and may go as far as r9.
    pub(crate) fn push_run(&mut self) {
        let enter = self.asm.label();
        dynasm!(self.asm.ops; .arch x64
            ; lea rax, [=>enter]
            ; mov [r14], rax
            ; mov [r14 + 8], edi
            ; mov [r14 + 12], r9d
        );
        self.pushed();
        self.rare.push(Rare::Resume { enter, pc: self.pc });
    }
    /// Moves `rdi` over units of the set, at most `max` of them. Keeps r9; uses rax, rcx, rdx, r8, r10, r11.
    fn scan(&mut self, set: &CharSet, max: u32) {
        let (again, done) = (self.asm.label(), self.asm.label());
        let everything = set.is_all_up_to(self.max_unit());
        if max < BEYOND {
            dynasm!(self.asm.ops; .arch x64
                ; lea r10, [rdi + max as i32 * self.width]
                ; xor eax, eax
                ; test r10, r10
                ; cmovg r10, rax
            );
            if everything {
                dynasm!(self.asm.ops; .arch x64; mov rdi, r10);
                return;
            }
            dynasm!(self.asm.ops; .arch x64; =>again; cmp rdi, r10; jge =>done);
            self.load(0);
            self.test(set, done);
            dynasm!(self.asm.ops; .arch x64; add rdi, self.width; jmp =>again; =>done);
            return;
        }
        if everything {
            dynasm!(self.asm.ops; .arch x64; xor edi, edi);
            return;
        }
        if let Some(stops) = self.few_units(&set.complement()) {
            self.skip_to(&stops, 0, done);
            self.known = 0;
        }
        self.jump_at_end(done);
        dynasm!(self.asm.ops; .arch x64; =>again);
        self.load(0);
        self.test(set, done);
        dynasm!(self.asm.ops; .arch x64; add rdi, self.width; jnz =>again; =>done);
    }

    /// `Lazy`
    pub(crate) fn lazy(&mut self, run: u32) {
        self.settle();
        let run = &self.parts.runs[run as usize];
        let set = self.parts.class(run.class);
        let (next, fail, width) = (self.labels[self.pc as usize + 1], self.fail(), self.width);
        if run.min >= BEYOND {
            dynasm!(self.asm.ops; .arch x64; jmp =>fail);
            return;
        }
        let min = run.min as i32 * width;
        if run.min > 0 {
            self.need(min);
        }
        if run.min <= FEW {
            for i in 0..run.min as i32 {
                self.load(i * width);
                self.test(set, fail);
            }
            if run.min > 0 {
                dynasm!(self.asm.ops; .arch x64; add rdi, min);
            }
        } else {
            let again = self.asm.label();
            dynasm!(self.asm.ops; .arch x64; lea r9, [rdi + min]; =>again);
            self.load(0);
            self.test(set, fail);
            dynasm!(self.asm.ops; .arch x64; add rdi, width; cmp rdi, r9; jl =>again);
        }
        self.known = 0;
        dynasm!(self.asm.ops; .arch x64; xor r9d, r9d);
        let more = run.max.saturating_sub(run.min);
        if run.max != INFINITE && more < BEYOND {
            dynasm!(self.asm.ops; .arch x64; lea rax, [rdi + more as i32 * width]; test rax, rax; cmovl r9, rax);
        }
        dynasm!(self.asm.ops; .arch x64; cmp rdi, r9; jge =>next);
        self.push_run();
    }

    /// The entry of the run at `pc` has been taken from the stack.
    pub(crate) fn resume(&mut self, pc: u32) {
        let next = self.labels[pc as usize + 1];
        (self.pc, self.known) = (pc, 0);
        dynasm!(self.asm.ops; .arch x64; mov r9, rdi; sar r9, 32; movsxd rdi, edi);
        // Whether it may give back, or take, more.
        match self.parts.ops[pc as usize] {
            Op::Lazy { run } | Op::LazyCp { run } => {
                if self.width == 2 && matches!(self.parts.ops[pc as usize], Op::LazyCp { .. }) {
                    self.resume_lazy_code_points(run);
                } else {
                    self.resume_lazy(run);
                }
                dynasm!(self.asm.ops; .arch x64; cmp rdi, r9; jge =>next);
            }
            Op::Greedy { run } | Op::GreedyCp { run } => {
                if self.width == 2 && matches!(self.parts.ops[pc as usize], Op::GreedyCp { .. }) {
                    self.resume_greedy_code_points();
                } else {
                    self.resume_greedy(run);
                }
                dynasm!(self.asm.ops; .arch x64; cmp rdi, r9; jle =>next);
            }
            _ => unreachable!("only runs have entries of their own"),
        }
        self.push_again(next);
    }
    /// The entry just taken is still above the top of the stack: only the position in it changes.
    pub(crate) fn push_again(&mut self, next: DynamicLabel) {
        dynasm!(self.asm.ops; .arch x64; mov [r14 + 8], edi; add r14, ENTRY; jmp =>next);
    }
    fn resume_greedy(&mut self, run: u32) {
        let follow: Option<First> = self.parts.runs[run as usize].follow;
        dynasm!(self.asm.ops; .arch x64; sub rdi, self.width);
        if let Some(follow) = follow {
            let (again, ok, backtrack) = (self.asm.label(), self.asm.label(), self.backtrack);
            dynasm!(self.asm.ops; .arch x64; =>again);
            self.jump_if_accepted(&follow, ok);
            dynasm!(self.asm.ops; .arch x64
                ; cmp rdi, r9
                ; jle =>backtrack
                ; sub rdi, self.width
                ; dec ebx
                ; jmp =>again
                ; =>ok
            );
        }
    }
    fn resume_lazy(&mut self, run: u32) {
        let run = &self.parts.runs[run as usize];
        let (again, ok, backtrack) = (self.asm.label(), self.asm.label(), self.backtrack);
        dynasm!(self.asm.ops; .arch x64; =>again);
        self.load(0);
        self.test(self.parts.class(run.class), backtrack);
        dynasm!(self.asm.ops; .arch x64; add rdi, self.width);
        if let Some(follow) = &run.follow {
            self.jump_if_accepted(follow, ok);
            dynasm!(self.asm.ops; .arch x64; cmp rdi, r9; jge =>backtrack; dec ebx; jmp =>again; =>ok);
        }
    }
}
