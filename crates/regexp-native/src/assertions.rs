//! What consumes nothing, and back references: starts and ends, word boundaries, lookarounds.
use crate::compiler::Compiler;
use crate::context::{ENTRY, field, same_ignoring_case};
use dynasmrt::{DynamicLabel, DynasmApi, DynasmLabelApi, dynasm};
use ogive_regexp::Op;
use ogive_regexp::parts::CharSet;

fn line_terminators() -> CharSet {
    CharSet::from_ranges([(0x0A, 0x0A), (0x0D, 0x0D), (0x2028, 0x2029)])
}
fn word_units(fold: bool) -> CharSet {
    let mut set = CharSet::from_ranges([(0x30, 0x39), (0x41, 0x5A), (0x5F, 0x5F), (0x61, 0x7A)]);
    if fold {
        set.add(0x17F);
        set.add(0x212A);
    }
    set
}

impl Compiler<'_> {
    /// `InputStart`
    pub(crate) fn input_start(&mut self) {
        let fail = self.fail();
        dynasm!(self.asm.ops; .arch x64; lea rax, [rdi + self.ahead]; cmp rax, [rbp + field::BEGIN]; jne =>fail);
    }
    /// `LineStart`
    pub(crate) fn line_start(&mut self) {
        let (fail, ok) = (self.fail(), self.asm.label());
        dynasm!(self.asm.ops; .arch x64; lea rax, [rdi + self.ahead]; cmp rax, [rbp + field::BEGIN]; je =>ok);
        self.load(self.ahead - self.width);
        self.test(&line_terminators(), fail);
        dynasm!(self.asm.ops; .arch x64; =>ok);
    }
    /// `InputEnd`
    pub(crate) fn input_end(&mut self) {
        let fail = self.fail();
        dynasm!(self.asm.ops; .arch x64; cmp rdi, -self.ahead; jne =>fail);
    }
    /// `LineEnd`
    pub(crate) fn line_end(&mut self) {
        let (fail, ok) = (self.fail(), self.asm.label());
        dynasm!(self.asm.ops; .arch x64; cmp rdi, -self.ahead; je =>ok);
        self.load(self.ahead);
        self.test(&line_terminators(), fail);
        dynasm!(self.asm.ops; .arch x64; =>ok);
    }
    /// `WordBoundary`, `NotWordBoundary`: r9 and r10 say whether there is a word character before and after.
    pub(crate) fn word_boundary(&mut self, fold: bool, negate: bool) {
        let set = word_units(fold);
        let (fail, before, after) = (self.fail(), self.asm.label(), self.asm.label());
        dynasm!(self.asm.ops; .arch x64
            ; xor r9d, r9d
            ; xor r10d, r10d
            ; lea rax, [rdi + self.ahead]
            ; cmp rax, [rbp + field::BEGIN]
            ; je =>before
        );
        self.load(self.ahead - self.width);
        self.test(&set, before);
        dynasm!(self.asm.ops; .arch x64; inc r9d; =>before; cmp rdi, -self.ahead; je =>after);
        self.load(self.ahead);
        self.test(&set, after);
        dynasm!(self.asm.ops; .arch x64; inc r10d; =>after; cmp r9d, r10d);
        if negate {
            dynasm!(self.asm.ops; .arch x64; jne =>fail);
        } else {
            dynasm!(self.asm.ops; .arch x64; je =>fail);
        }
    }

    /// `LookBegin`
    pub(crate) fn look_begin(&mut self, register: u32) {
        self.settle();
        let at = 4 * register as i32;
        dynasm!(self.asm.ops; .arch x64
            ; mov [r15 + at], edi
            ; mov rax, r14
            ; sub rax, [rbp + field::STACK]
            ; mov [r15 + at + 4], eax
        );
    }
    /// `LookEnd`
    pub(crate) fn look_end(&mut self, keep: bool, register: u32) {
        // The position is set: what has been put off does not matter, nor does a choice that would be dropped.
        (self.ahead, self.known, self.fork) = (0, 0, None);
        let at = 4 * register as i32;
        dynasm!(self.asm.ops; .arch x64; movsxd rdi, DWORD [r15 + at]; mov eax, [r15 + at + 4]; add rax, [rbp + field::STACK]);
        // With no choice below there is nothing to undo for.
        if keep && self.analysis.may_backtrack[self.begin_of(register)] {
            let keep_undos = *self.shared.keep_undos.get_or_insert_with(|| self.asm.label());
            dynasm!(self.asm.ops; .arch x64; call =>keep_undos);
        } else {
            dynasm!(self.asm.ops; .arch x64; mov r14, rax);
        }
    }
    /// The instruction that began a lookaround.
    fn begin_of(&self, register: u32) -> usize {
        let begins = |op: &Op| matches!(op, Op::LookBegin { register: r } if *r == register);
        self.parts.ops.iter().position(begins).expect("a lookaround has a beginning")
    }
    /// `NegativeLookEnd`
    pub(crate) fn negative_look_end(&mut self, register: u32) {
        if self.fork.is_some_and(|(_, pc)| pc as usize == self.begin_of(register) + 1) {
            // FAST: the lookaround's own choice is not on the stack, so nothing of the lookaround is. What is below it is resumed.
            self.fork = None;
            let backtrack = self.backtrack;
            dynasm!(self.asm.ops; .arch x64; jmp =>backtrack);
            return;
        }
        let unwind = *self.shared.unwind.get_or_insert_with(|| self.asm.label());
        let backtrack = self.backtrack;
        dynasm!(self.asm.ops; .arch x64
            ; mov eax, [r15 + 4 * register as i32 + 4]
            ; add rax, [rbp + field::STACK]
            ; call =>unwind
            ; jmp =>backtrack
        );
    }
    /// Takes everything above rax from the stack and undoes what is to be undone.
    pub(crate) fn unwind(&mut self, label: DynamicLabel) {
        let undo = self.undo;
        dynasm!(self.asm.ops; .arch x64
            ; =>label
            ; lea r8, [=>undo]
            ; next:
            ; cmp r14, rax
            ; jbe >done
            ; sub r14, ENTRY
            ; cmp [r14], r8
            ; jne <next
            ; mov ecx, [r14 + 12]
            ; mov edx, [r14 + 8]
            ; mov [r15 + rcx * 4], edx
            ; jmp <next
            ; done:
            ; ret
        );
    }
    /// Drops everything above rax from the stack but what is to be undone.
    pub(crate) fn keep_undos(&mut self, label: DynamicLabel) {
        let undo = self.undo;
        dynasm!(self.asm.ops; .arch x64
            ; =>label
            ; lea r8, [=>undo]
            ; mov rcx, rax
            ; next:
            ; cmp rcx, r14
            ; jae >done
            ; mov rdx, [rcx + 8]
            ; cmp [rcx], r8
            ; lea rcx, [rcx + ENTRY]
            ; jne <next
            ; mov [rax], r8
            ; mov [rax + 8], rdx
            ; add rax, ENTRY
            ; jmp <next
            ; done:
            ; mov r14, rax
            ; ret
        );
    }

    /// `BackRef` and its kin: rax where the captured text begins, rcx where it ends, rdx its length.
    pub(crate) fn back_reference(&mut self, reference: u32, ignore_case: bool, back: bool) {
        self.settle();
        self.known = 0;
        let (fail, set, done) = (self.fail(), self.asm.label(), self.asm.label());
        for &group in &self.parts.references[reference as usize] {
            let (next, at) = (self.asm.label(), 8 * group as i32);
            dynasm!(self.asm.ops; .arch x64
                ; movsxd rax, DWORD [r15 + at]
                ; movsxd rcx, DWORD [r15 + at + 4]
                ; test eax, eax
                ; jg =>next
                ; test ecx, ecx
                ; jle =>set
                ; =>next
            );
        }
        // A group that has no text matches the empty one.
        dynasm!(self.asm.ops; .arch x64; jmp =>done; =>set; mov rdx, rcx; sub rdx, rax; jl =>fail);
        // r9: where the other text begins; r10: where the position will be.
        if back {
            dynasm!(self.asm.ops; .arch x64; mov r9, rdi; sub r9, rdx; mov r10, r9; cmp r9, [rbp + field::BEGIN]; jl =>fail);
        } else {
            dynasm!(self.asm.ops; .arch x64; mov r9, rdi; lea r10, [rdi + rdx]; test r10, r10; jg =>fail);
        }
        if ignore_case {
            dynasm!(self.asm.ops; .arch x64
                ; push rsi
                ; push r10
                ; mov rdi, rbp
                ; mov rsi, rax
                ; mov rcx, rdx
                ; mov rdx, r9
            );
            self.asm.call(same_ignoring_case as *const () as usize);
            dynasm!(self.asm.ops; .arch x64
                ; pop r10
                ; pop rsi
                ; test eax, eax
            );
            let same = self.asm.label();
            // A failing instruction leaves the position to whoever is resumed.
            dynasm!(self.asm.ops; .arch x64; jnz =>same; jmp =>fail; =>same; mov rdi, r10; =>done);
            return;
        }
        let (again, same) = (self.asm.label(), self.asm.label());
        dynasm!(self.asm.ops; .arch x64; =>again; cmp rax, rcx; jge =>same);
        if self.width == 1 {
            dynasm!(self.asm.ops; .arch x64; mov dl, [rsi + rax]; cmp dl, [rsi + r9]; jne =>fail);
        } else {
            dynasm!(self.asm.ops; .arch x64; mov dx, [rsi + rax]; cmp dx, [rsi + r9]; jne =>fail);
        }
        dynasm!(self.asm.ops; .arch x64; add rax, self.width; add r9, self.width; jmp =>again; =>same; mov rdi, r10; =>done);
    }

    /// The routines that have been asked for.
    pub(crate) fn shared_code(&mut self) {
        if let Some(label) = self.shared.decode {
            self.decode(label);
        }
        if let Some(label) = self.shared.decode_back {
            self.decode_back(label);
        }
        if let Some(label) = self.shared.unwind {
            self.unwind(label);
        }
        if let Some(label) = self.shared.keep_undos {
            self.keep_undos(label);
        }
        if let Some(label) = self.shared.find_range {
            self.find_range(label);
        }
    }
}
