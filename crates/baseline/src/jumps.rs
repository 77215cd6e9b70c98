//! Templates of jumps by one value: truthiness, constants, switches; and leaving the function.
use crate::compiler::Compiler;
use crate::offsets::*;
use dynasmrt::{DynamicLabel, DynasmApi, DynasmLabelApi};
use ogive_vm::machine;
use ogive_vm::stack::frame_flags;

impl Compiler<'_> {
    /// `Jump`
    pub(crate) fn jump(&mut self) {
        let target = self.unit_label(self.instr.target(self.instr.i()));
        asm!(self.asm; jmp =>target);
    }

    /// Goes to `target` when ToBoolean of a register is `when`, else falls through (from the cold part: to `other`).
    fn branch_truthy(&mut self, register: u16, when: bool, target: DynamicLabel, other: DynamicLabel) {
        let no_boolean = self.label();
        asm!(self.asm
            ; mov rax, [rbx + slot(register)]
            ; mov rcx, rax
            ; or rcx, 1
            ; cmp rcx, [r15 + vm::TRUE]
            ; jne =>no_boolean
            ; cmp rax, rcx
        );
        if when {
            asm!(self.asm; je =>target);
        } else {
            asm!(self.asm; jne =>target);
        }
        self.cold(move |c| {
            asm!(c.asm; =>no_boolean);
            c.asm.call(c.thunks.truthy);
            if when {
                asm!(c.asm; jnz =>target; jmp =>other);
            } else {
                asm!(c.asm; jz =>target; jmp =>other);
            }
        });
    }
    /// `JumpIfTrue`, `JumpIfFalse`
    pub(crate) fn jump_truthy(&mut self, when: bool) {
        let (target, next) = (self.unit_label(self.instr.target(self.instr.i())), self.next());
        self.branch_truthy(self.instr.a(), when, target, next);
    }
    /// `LoopIfTrue`, `LoopIfFalse`
    pub(crate) fn loop_truthy(&mut self, when: bool) {
        let (taken, next) = (self.label(), self.next());
        self.branch_truthy(self.instr.a(), !when, next, taken);
        asm!(self.asm; =>taken);
        self.back_edge(self.instr.target(self.instr.i()));
    }
    /// `Not`
    pub(crate) fn not(&mut self) {
        let (src, dst) = (slot(self.instr.b()), slot(self.instr.a()));
        let no_boolean = self.label();
        asm!(self.asm
            ; mov rax, [rbx + src]
            ; mov rcx, rax
            ; or rcx, 1
            ; cmp rcx, [r15 + vm::TRUE]
            ; jne =>no_boolean
            ; xor rax, 1
            ; mov [rbx + dst], rax
        );
        self.cold(move |c| {
            let next = c.next();
            asm!(c.asm; =>no_boolean);
            c.asm.call(c.thunks.truthy);
            asm!(c.asm
                ; sete al
                ; movzx eax, al
                ; add rax, [r15 + vm::FALSE]
                ; mov [rbx + dst], rax
                ; jmp =>next
            );
        });
    }
    /// `JumpIfNullish`, `JumpIfNotNullish`
    pub(crate) fn jump_nullish(&mut self, when: bool) {
        let (register, target) = (slot(self.instr.a()), self.unit_label(self.instr.target(self.instr.i())));
        asm!(self.asm; mov rax, [rbx + register]; or rax, 1; cmp rax, [r15 + vm::NULL]);
        self.jump_equal(when, target);
    }
    /// `JumpIfEqualsNull`, `JumpIfNotEqualsNull`
    pub(crate) fn jump_equals_null(&mut self, when: bool) {
        let (register, target) = (slot(self.instr.a()), self.unit_label(self.instr.target(self.instr.i())));
        let equal = if when { target } else { self.next() };
        asm!(self.asm
            ; mov rcx, [rbx + register]
            ; mov rax, rcx
            ; or rax, 1
            ; cmp rax, [r15 + vm::NULL]
            ; je =>equal
            ; shr rcx, 48
            ; cmp ecx, top::UNDETECTABLE
        );
        self.jump_equal(when, target);
    }
    /// Jumps when a register holds (or does not hold) a constant.
    pub(crate) fn jump_constant(&mut self, constant: i32, when: bool) {
        let (register, target) = (slot(self.instr.a()), self.unit_label(self.instr.target(self.instr.i())));
        asm!(self.asm; mov rax, [rbx + register]; cmp rax, [r15 + constant]);
        self.jump_equal(when, target);
    }
    fn jump_equal(&mut self, when: bool, target: DynamicLabel) {
        if when {
            asm!(self.asm; je =>target);
        } else {
            asm!(self.asm; jne =>target);
        }
    }

    /// `SwitchInt`: through a table of addresses.
    pub(crate) fn switch_int(&mut self) {
        let (value, next, instr) = (slot(self.instr.a()), self.next(), self.instr);
        let code = self.code.clone();
        let jumps = &code.tables[instr.i() as usize];
        let targets: Vec<DynamicLabel> =
            jumps.targets.iter().map(|&offset| if offset == 0 { next } else { self.unit_label(instr.target(offset)) }).collect();
        let (low, count) = (jumps.low, targets.len() as i32);
        let (table, no_int) = (self.table(targets), self.label());
        let go = self.label();
        asm!(self.asm
            ; mov rax, [rbx + value]
            ; cmp rax, r14
            ; jb =>no_int
            ; sub eax, low
            ; cmp eax, count
            ; jae =>next
            ; =>go
            ; lea rcx, [=>table]
            ; jmp QWORD [rcx + rax * 8]
        );
        self.cold(move |c| {
            asm!(c.asm; =>no_int; mov rdi, r15; mov rsi, rbx; mov rdx, QWORD c.pc());
            c.asm.call(machine::switch_index as *const () as usize);
            asm!(c.asm; cmp eax, count; jb =>go; jmp =>next);
        });
    }

    /// `Return`, `ReturnUndefined`
    pub(crate) fn leave(&mut self, value: Option<u16>) {
        match value {
            Some(register) => asm!(self.asm; mov rax, [rbx + slot(register)]),
            None => asm!(self.asm; mov rax, [r15 + vm::UNDEFINED]),
        }
        let flagged = self.label();
        asm!(self.asm
            ; cmp DWORD [rbx + FRAME_FLAGS], frame_flags::ENTRY as i32
            ; jne =>flagged
            ; leave
            ; ret
        );
        self.cold(move |c| {
            asm!(c.asm; =>flagged);
            c.asm.jump(c.thunks.leave_flagged);
        });
    }
}
