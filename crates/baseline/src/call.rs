//! Templates of calls, from frame to frame: the callee's window is written where it will run, and its entry is called by convention M.
//!
//! A site whose callee is a built-in function that has an expansion gets that first (`builtins.rs`), behind a test of the callee's identity.
use crate::compiler::Compiler;
use crate::offsets::*;
use dynasmrt::{DynamicLabel, DynasmApi, DynasmLabelApi};
use ogive_bytecode::Op;
use ogive_vm::machine;
use ogive_vm::stack::frame_flags;
use ogive_vm::Kind;

/// new.target of a call.
#[derive(Clone, Copy)]
pub(crate) enum NewTarget {
    /// No construction.
    Undefined,
    /// The callee itself.
    Callee,
    /// A super call: it is in the window.
    InWindow,
}

impl Compiler<'_> {
    /// `Call` (`this` is undefined), `CallMethod` (it is in the window)
    pub(crate) fn call(&mut self) {
        let (dst, window) = (slot(self.instr.a()), slot(self.instr.b()));
        let cache = self.ic(self.instr.wide_i());
        // SAFETY: P1.
        let seen = unsafe { (*cache).extra };
        let native = self.label();
        let inline = seen.as_object().and_then(|function| self.vm.inline_of(function));
        let Some(expansion) = inline.and_then(|inline| self.expansion(inline)) else {
            asm!(self.asm; mov rcx, [rbx + window]);
            return self.general_call(native);
        };
        let general = self.label();
        self.cells.push(seen.bits());
        asm!(self.asm
            ; mov rcx, [rbx + window]
            ; mov rdx, QWORD seen.bits() as i64
            ; cmp rcx, rdx
            ; jne =>general
        );
        self.expand(expansion, window, native);
        asm!(self.asm; mov [rbx + dst], rax);
        self.cold(move |c| {
            let next = c.next();
            asm!(c.asm; =>general);
            c.general_call(native);
            asm!(c.asm; jmp =>next);
        });
    }

    /// The call of whatever is in rcx and the window. A native function's call is at `native`, where the callee is loaded again.
    fn general_call(&mut self, native: DynamicLabel) {
        let (dst, window, argc) = (slot(self.instr.a()), slot(self.instr.b()), self.instr.c());
        let cache = self.ic(self.instr.wide_i());
        let (other, known, threw, no_function, slow) = (self.label(), self.label(), self.label(), self.label(), self.slow());
        asm!(self.asm
            ; cmp rcx, r13
            ; jl =>slow
            ; cmp BYTE [rcx + r12 + header::KIND], Kind::Function as i8
            ; jne =>no_function
            ; mov rdx, QWORD cache as i64
            ; cmp rcx, [rdx + ic::EXTRA]
            ; jne =>other
            ; =>known
        );
        if self.instr.op == Op::Call {
            asm!(self.asm; mov rdx, [r15 + vm::UNDEFINED]; mov [rbx + window + THIS], rdx);
        }
        self.enter_window(window, argc, NewTarget::Undefined, threw);
        asm!(self.asm; mov [rbx + dst], rax);
        self.cold(move |c| {
            let next = c.next();
            asm!(c.asm; =>other);
            c.asm.call(c.thunks.note_callee);
            asm!(c.asm
                ; jmp =>known
                ; =>threw
                ; mov rdx, QWORD c.pc()
            );
            c.asm.jump(c.thunks.unwind);
            asm!(c.asm
                ; =>no_function
                ; cmp BYTE [rcx + r12 + header::KIND], Kind::NativeFunction as i8
                ; jne =>slow
                ; mov rdx, QWORD cache as i64
                ; cmp rcx, [rdx + ic::EXTRA]
                ; je =>native
            );
            c.asm.call(c.thunks.note_callee);
            asm!(c.asm; =>native);
            if c.instr.op == Op::Call {
                asm!(c.asm; mov rdx, [r15 + vm::UNDEFINED]; mov [rbx + window + THIS], rdx);
            }
            asm!(c.asm
                ; mov rdi, r15
                ; mov rsi, rbx
                ; mov rdx, QWORD c.pc()
                ; lea rcx, [rbx + window]
                ; mov r8d, argc as i32
            );
            c.asm.call(machine::call_native as *const () as usize);
            asm!(c.asm
                ; cmp rax, [r15 + vm::EXCEPTION]
                ; je =>threw
                ; mov [rbx + dst], rax
                ; jmp =>next
            );
        });
    }

    /// Calls the function with bits rcx, which is in the window with `this` and arguments: rax = the result. An exception goes to `threw`, where the
    /// frame's registers are right.
    pub(crate) fn enter_window(&mut self, window: i32, argc: u16, new_target: NewTarget, threw: DynamicLabel) {
        let flags = match new_target {
            NewTarget::Undefined => frame_flags::ENTRY,
            NewTarget::Callee | NewTarget::InWindow => frame_flags::ENTRY | frame_flags::CONSTRUCT,
        };
        let argc_word = argc as i64 | (flags as i64) << 32;
        asm!(self.asm
            ; mov rax, [rcx + r12 + object::FUNCTION_CODE]
            ; mov rdx, QWORD self.pc()
            ; mov [rbx + PC], rdx
            ; add rax, [r15 + vm::UNTAG_INTERNAL]
            ; mov [rbx + window + CALLER], rbx
            ; mov rdx, QWORD argc_word
            ; mov [rbx + window + ARGC], rdx
        );
        match new_target {
            NewTarget::Undefined => asm!(self.asm; mov rdx, [r15 + vm::UNDEFINED]; mov [rbx + window + NEW_TARGET], rdx),
            NewTarget::Callee => asm!(self.asm; mov [rbx + window + NEW_TARGET], rcx),
            NewTarget::InWindow => {}
        }
        asm!(self.asm
            ; lea rdi, [rbx + window]
            ; call QWORD [rax + block::ENTRY]
            ; mov rbx, [rbp - 8]
        );
        self.load_constants();
        asm!(self.asm
            ; cmp rax, [r15 + vm::EXCEPTION]
            ; je =>threw
        );
    }

    /// Calls the getter with bits rax on the receiver with bits rcx, in a window above the frame's own.
    pub(crate) fn call_getter(&mut self, dst: i32) {
        let window = self.code.register_count as i32 * 8;
        let threw = self.label();
        asm!(self.asm; mov [rbx + window + THIS], rcx; mov [rbx + window], rax; mov rcx, rax);
        self.enter_window(window, 0, NewTarget::Undefined, threw);
        asm!(self.asm; mov [rbx + dst], rax);
        self.cold(move |c| {
            asm!(c.asm; =>threw; mov rdx, QWORD c.pc());
            c.asm.jump(c.thunks.unwind);
        });
    }

    /// `TypeOf`
    pub(crate) fn type_of(&mut self) {
        let (dst, src) = (slot(self.instr.a()), slot(self.instr.b()));
        let names = &self.vm.names;
        let [number, string, object, function, undefined] =
            [names.number, names.string, names.object, names.function, names.undefined].map(|name| name.bits() as i64);
        let slow = self.slow();
        let (is_object, done) = (self.label(), self.label());
        asm!(self.asm
            ; mov rcx, [rbx + src]
            ; mov rax, QWORD number
            ; cmp rcx, [r15 + vm::NON_NUMBER]
            ; jl =>done
            ; cmp rcx, r13
            ; jge =>is_object
            ; mov rax, QWORD undefined
            ; cmp rcx, [r15 + vm::UNDEFINED]
            ; je =>done
            ; shr rcx, 48
            ; cmp ecx, top::STRING
            ; jne =>slow
            ; mov rax, QWORD string
            ; =>done
            ; mov [rbx + dst], rax
        );
        self.cold(move |c| {
            asm!(c.asm
                ; =>is_object
                ; mov rax, QWORD object
                ; mov rdx, QWORD function
                ; test BYTE [rcx + r12 + header::FLAGS], ogive_vm::object::flags::CALLABLE as i8
                ; cmovnz rax, rdx
                ; jmp =>done
            );
        });
    }
}
