//! Templates of global variables and environments.
use crate::compiler::Compiler;
use crate::offsets::*;
use dynasmrt::{DynamicLabel, DynasmApi, DynasmLabelApi};
use ogive_gc::GcState;
use ogive_vm::ic::Action;

impl Compiler {
    /// The write barrier of the cell at rsi, in a cold part that goes on with the next instruction. Changes everything.
    pub(crate) fn barrier(&mut self) {
        let old = self.label();
        asm!(self.asm; cmp BYTE [rsi + header::GC], GcState::Old as i8; je =>old);
        self.cold(move |c| {
            let next = c.next();
            asm!(c.asm; =>old);
            c.asm.call(c.thunks.remember);
            asm!(c.asm; jmp =>next);
        });
    }

    /// A global variable by its cache at rdx; goes to `other` when the action is another, to `slow` when its guards fail. The value is in rax.
    fn load_global(&mut self, action: Action, other: DynamicLabel, slow: DynamicLabel) {
        asm!(self.asm; cmp BYTE [rdx + ic::ACTION], action as i8; jne =>other; mov rcx, [rdx + ic::HOLDER]; mov eax, [rdx + ic::OFFSET]);
        if action == Action::GlobalLexical {
            asm!(self.asm; mov rax, [rcx + rax]; cmp rax, [r15 + vm::HOLE]; je =>slow);
        } else {
            asm!(self.asm
                ; mov esi, [rcx + header::SHAPE]
                ; cmp esi, [rdx + ic::SHAPE]
                ; jne =>slow
                ; mov rcx, [rcx + object::SLOTS]
                ; mov rax, [rcx + rax]
            );
        }
    }

    /// `GetGlobal`, `GetGlobalOrUndefined`
    pub(crate) fn get_global(&mut self) {
        let (dst, cache) = (slot(self.instr.a()), self.ic(self.instr.i()));
        // SAFETY: P1.
        let lexical = unsafe { (*cache).action } == Action::GlobalLexical;
        let (first, second) = match lexical {
            true => (Action::GlobalLexical, Action::LoadHolderOverflow),
            false => (Action::LoadHolderOverflow, Action::GlobalLexical),
        };
        let (other, slow) = (self.label(), self.slow());
        asm!(self.asm; mov rdx, QWORD cache as i64);
        self.load_global(first, other, slow);
        asm!(self.asm; mov [rbx + dst], rax);
        self.cold(move |c| {
            let next = c.next();
            asm!(c.asm; =>other);
            c.load_global(second, slow, slow);
            asm!(c.asm; mov [rbx + dst], rax; jmp =>next);
        });
    }

    /// `SetGlobal`
    pub(crate) fn set_global(&mut self) {
        let (value, cache) = (slot(self.instr.a()), self.ic(self.instr.i()));
        // SAFETY: P1.
        let lexical = unsafe { (*cache).action } == Action::GlobalLexical;
        let slow = self.slow();
        asm!(self.asm; mov rdx, QWORD cache as i64; mov eax, [rdx + ic::OFFSET]; mov rsi, [rdx + ic::HOLDER]);
        if lexical {
            asm!(self.asm
                ; cmp BYTE [rdx + ic::ACTION], Action::GlobalLexical as i8
                ; jne =>slow
                ; mov rcx, [rsi + rax]
                ; cmp rcx, [r15 + vm::HOLE]
                ; je =>slow
            );
        } else {
            asm!(self.asm
                ; cmp BYTE [rdx + ic::ACTION], Action::StoreOverflow as i8
                ; jne =>slow
                ; mov ecx, [rsi + header::SHAPE]
                ; cmp ecx, [rdx + ic::SHAPE]
                ; jne =>slow
                ; mov rsi, [rsi + object::SLOTS]
            );
        }
        asm!(self.asm; mov rcx, [rbx + value]; mov [rsi + rax], rcx);
        self.barrier();
    }

    /// The address of the `depth`-th parent of the environment in a register: in rsi.
    fn env_at(&mut self, register: u16, depth: u8) {
        asm!(self.asm; mov rdx, [r15 + vm::UNTAG_INTERNAL]; mov rsi, [rbx + slot(register)]);
        for _ in 0..depth {
            asm!(self.asm; mov rsi, [rsi + rdx + env::PARENT]);
        }
        asm!(self.asm; add rsi, rdx);
    }
    /// `GetParentEnv`
    pub(crate) fn get_parent_env(&mut self) {
        let (dst, register, depth) = (slot(self.instr.a()), self.instr.b(), self.instr.c() as u8);
        asm!(self.asm; mov rdx, [r15 + vm::UNTAG_INTERNAL]; mov rax, [rbx + slot(register)]);
        for _ in 0..depth {
            asm!(self.asm; mov rax, [rax + rdx + env::PARENT]);
        }
        asm!(self.asm; mov [rbx + dst], rax);
    }
    /// `GetScoped`, `GetScopedChecked`
    pub(crate) fn get_scoped(&mut self, checked: bool) {
        let (dst, at) = (slot(self.instr.a()), env::SLOTS + self.instr.c() as i32 * 8);
        self.env_at(self.instr.b(), self.instr.x());
        asm!(self.asm; mov rax, [rsi + at]);
        if checked {
            let slow = self.slow();
            asm!(self.asm; cmp rax, [r15 + vm::HOLE]; je =>slow);
        }
        asm!(self.asm; mov [rbx + dst], rax);
    }
    /// `SetScoped`, `SetScopedChecked`
    pub(crate) fn set_scoped(&mut self, checked: bool) {
        let (value, at) = (slot(self.instr.a()), env::SLOTS + self.instr.c() as i32 * 8);
        self.env_at(self.instr.b(), self.instr.x());
        if checked {
            let slow = self.slow();
            asm!(self.asm; mov rax, [rsi + at]; cmp rax, [r15 + vm::HOLE]; je =>slow);
        }
        asm!(self.asm; mov rax, [rbx + value]; mov [rsi + at], rax);
        self.barrier();
    }
}
