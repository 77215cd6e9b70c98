//! Code points of UTF-16 input: decoding, classes, runs.
use crate::compiler::Compiler;
use crate::sets::MAX_CODE_POINT;
use dynasmrt::{DynamicLabel, DynasmApi, DynasmLabelApi, dynasm};
use ogive_regexp::parts::{CharSet, INFINITE};

/// What joining the halves of a pair as they are has too much.
const PAIR_BIAS: i32 = (0xD800 << 10) + 0xDC00 - 0x1_0000;

impl Compiler<'_> {
    /// `ClassCp`
    pub(crate) fn class_code_point(&mut self, class: u32) {
        self.settle();
        let fail = self.fail();
        self.jump_at_end(fail);
        self.code_point_in(self.parts.class(class), fail);
        self.known = 0;
    }
    /// Moves `rdi` over a code point of the set, else goes to `no`; there is a unit at `rdi`. Keeps r9, r10.
    fn code_point_in(&mut self, set: &CharSet, no: DynamicLabel) {
        let decode = *self.shared.decode.get_or_insert_with(|| self.asm.label());
        let one = self.asm.label();
        dynasm!(self.asm.ops; .arch x64; call =>decode);
        self.test_up_to(set, MAX_CODE_POINT, no);
        dynasm!(self.asm.ops; .arch x64; add rdi, 2; cmp eax, 0x1_0000; jb =>one; add rdi, 2; =>one);
    }
    /// `CharBack`, `ClassBack`: moves `rdi` back over a unit of the set.
    pub(crate) fn unit_back(&mut self, set: &CharSet) {
        self.settle();
        let fail = self.fail();
        dynasm!(self.asm.ops; .arch x64; cmp rdi, [rbp + crate::context::field::BEGIN]; jle =>fail);
        self.load(-self.width);
        self.test(set, fail);
        dynasm!(self.asm.ops; .arch x64; sub rdi, self.width);
        self.known = 0;
    }
    /// `ClassCpBack`
    pub(crate) fn class_code_point_back(&mut self, class: u32) {
        let set = self.parts.class(class);
        if self.width == 1 {
            return self.unit_back(set);
        }
        self.settle();
        let (fail, one) = (self.fail(), self.asm.label());
        let decode = *self.shared.decode_back.get_or_insert_with(|| self.asm.label());
        dynasm!(self.asm.ops; .arch x64; cmp rdi, [rbp + crate::context::field::BEGIN]; jle =>fail; call =>decode);
        self.test_up_to(set, MAX_CODE_POINT, fail);
        dynasm!(self.asm.ops; .arch x64; sub rdi, 2; cmp eax, 0x1_0000; jb =>one; sub rdi, 2; =>one);
        self.known = 0;
    }

    /// `GreedyCp`, `PossessiveCp`: r9 where the minimum is reached, r10 the count.
    pub(crate) fn greedy_code_points(&mut self, run: u32, possessive: bool) {
        self.settle();
        let run = &self.parts.runs[run as usize];
        let (fail, next) = (self.fail(), self.labels[self.pc as usize + 1]);
        let (again, done) = (self.asm.label(), self.asm.label());
        dynasm!(self.asm.ops; .arch x64; mov r9, rdi; xor r10d, r10d; =>again; test rdi, rdi; jz =>done);
        if run.max != INFINITE {
            dynasm!(self.asm.ops; .arch x64; cmp r10d, run.max as i32; jae =>done);
        }
        self.code_point_in(self.parts.class(run.class), done);
        dynasm!(self.asm.ops; .arch x64; inc r10d);
        if run.min > 0 {
            dynasm!(self.asm.ops; .arch x64; cmp r10d, run.min as i32; cmove r9, rdi);
        }
        dynasm!(self.asm.ops; .arch x64; jmp =>again; =>done);
        self.known = 0;
        if run.min > 0 {
            dynasm!(self.asm.ops; .arch x64; cmp r10d, run.min as i32; jb =>fail);
        }
        self.spend();
        if !possessive {
            dynasm!(self.asm.ops; .arch x64; cmp rdi, r9; jle =>next);
            self.push_run();
        }
    }
    pub(crate) fn resume_greedy_code_points(&mut self) {
        let decode = *self.shared.decode_back.get_or_insert_with(|| self.asm.label());
        let one = self.asm.label();
        dynasm!(self.asm.ops; .arch x64; call =>decode; sub rdi, 2; cmp eax, 0x1_0000; jb =>one; sub rdi, 2; =>one);
    }
    /// `LazyCp`: without a maximum (the compiler sees to that), or as many as the minimum says.
    pub(crate) fn lazy_code_points(&mut self, run: u32) {
        self.settle();
        let run = &self.parts.runs[run as usize];
        let (fail, next) = (self.fail(), self.labels[self.pc as usize + 1]);
        if run.min > 0 {
            let again = self.asm.label();
            dynasm!(self.asm.ops; .arch x64; xor r10d, r10d; =>again; test rdi, rdi; jz =>fail);
            self.code_point_in(self.parts.class(run.class), fail);
            dynasm!(self.asm.ops; .arch x64; inc r10d; cmp r10d, run.min as i32; jb =>again);
        }
        self.known = 0;
        if run.max == INFINITE {
            dynasm!(self.asm.ops; .arch x64; xor r9d, r9d; cmp rdi, r9; jge =>next);
            self.push_run();
        }
    }
    pub(crate) fn resume_lazy_code_points(&mut self, run: u32) {
        let run = &self.parts.runs[run as usize];
        let backtrack = self.backtrack;
        self.code_point_in(self.parts.class(run.class), backtrack);
    }

    /// eax = the code point at `rdi`. Uses rcx, rdx.
    pub(crate) fn decode(&mut self, label: DynamicLabel) {
        dynasm!(self.asm.ops; .arch x64
            ; =>label
            ; movzx eax, WORD [rsi + rdi]
            ; mov ecx, eax
            ; and ecx, 0xFC00
            ; cmp ecx, 0xD800
            ; jne >done
            ; cmp rdi, -4
            ; jg >done
            ; movzx ecx, WORD [rsi + rdi + 2]
            ; mov edx, ecx
            ; and edx, 0xFC00
            ; cmp edx, 0xDC00
            ; jne >done
            ; shl eax, 10
            ; lea eax, [rax + rcx - PAIR_BIAS]
            ; done:
            ; ret
        );
    }
    /// eax = the code point before `rdi`, where there is a unit. Uses rcx, rdx.
    pub(crate) fn decode_back(&mut self, label: DynamicLabel) {
        dynasm!(self.asm.ops; .arch x64
            ; =>label
            ; movzx eax, WORD [rsi + rdi - 2]
            ; mov ecx, eax
            ; and ecx, 0xFC00
            ; cmp ecx, 0xDC00
            ; jne >done
            ; lea rdx, [rdi - 4]
            ; cmp rdx, [rbp + crate::context::field::BEGIN]
            ; jl >done
            ; movzx ecx, WORD [rsi + rdi - 4]
            ; mov edx, ecx
            ; and edx, 0xFC00
            ; cmp edx, 0xD800
            ; jne >done
            ; shl ecx, 10
            ; lea eax, [rax + rcx - PAIR_BIAS]
            ; done:
            ; ret
        );
    }
}
