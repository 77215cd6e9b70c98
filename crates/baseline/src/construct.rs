//! Templates of constructors: `new` and super calls from frame to frame, and what derived constructors do around them.
//!
//! A site calls the constructor that it has called when it was compiled. A base constructor gets its object from the caller, of the shape that instances of
//! new.target have; a derived one begins without `this`.
use crate::call::NewTarget;
use crate::compiler::Compiler;
use crate::offsets::*;
use dynasmrt::{DynasmApi, DynasmLabelApi};
use ogive_vm::Kind;
use ogive_vm::code_block::call_flags;

impl Compiler<'_> {
    /// `Construct`
    pub(crate) fn construct(&mut self) {
        let (dst, window, argc) = (slot(self.instr.a()), slot(self.instr.b()), self.instr.c());
        // SAFETY: P1.
        let cache = unsafe { &*self.ic(self.instr.wide_i()) };
        let is_derived = cache.extra.as_object().and_then(|f| f.code_block()).is_some_and(|block| block.flags() & call_flags::DERIVED != 0);
        let instances = cache.next_shape(self.block).filter(|&shape| self.is_small(shape));
        if !is_derived && instances.is_none() {
            return self.generic();
        }
        let new_target = if self.instr.x() & 1 != 0 { NewTarget::InWindow } else { NewTarget::Callee };
        let (function, shape, offset) = (cache.extra.bits(), cache.shape as i32, cache.offset as i32);
        self.cells.push(function);
        let (threw, slow) = (self.label(), self.slow());
        asm!(self.asm
            ; mov rcx, [rbx + window]
            ; mov rdx, QWORD function as i64
            ; cmp rcx, rdx
            ; jne =>slow
        );
        match instances {
            Some(instances) if !is_derived => {
                let prototype = instances.prototype().bits();
                self.cells.push(prototype);
                if let NewTarget::InWindow = new_target {
                    asm!(self.asm; mov rcx, [rbx + window + NEW_TARGET]);
                }
                asm!(self.asm
                    ; cmp DWORD [rcx + r12 + header::SHAPE], shape
                    ; jne =>slow
                    ; mov rax, [rcx + r12 + offset]
                    ; mov rdx, QWORD prototype as i64
                    ; cmp rax, rdx
                    ; jne =>slow
                );
                self.object(instances, 0, 0, slow);
                asm!(self.asm; add rax, r13; mov [rbx + window + THIS], rax; mov rcx, [rbx + window]);
            }
            _ => asm!(self.asm; mov rdx, [r15 + vm::HOLE]; mov [rbx + window + THIS], rdx),
        }
        self.enter_window(window, argc, new_target, threw);
        asm!(self.asm; mov [rbx + dst], rax);
        self.cold(move |c| {
            asm!(c.asm; =>threw; mov rdx, QWORD c.pc());
            c.asm.jump(c.thunks.unwind);
        });
    }

    /// rcx = the closure in a register; the slow path for anything else.
    fn load_closure(&mut self, register: u16) {
        let slow = self.slow();
        asm!(self.asm
            ; mov rcx, [rbx + slot(register)]
            ; cmp rcx, r13
            ; jl =>slow
            ; cmp BYTE [rcx + r12 + header::KIND], Kind::Function as i8
            ; jne =>slow
        );
    }
    /// `GetSuperConstructor` of a closure: the prototype is its shape's.
    pub(crate) fn get_super_constructor(&mut self) {
        let dst = slot(self.instr.a());
        self.load_closure(self.instr.b());
        asm!(self.asm
            // The shape: its id is an offset from the heap's base, to which addresses are aligned.
            ; lea rax, [rcx + r12]
            ; shr rax, HEAP_BITS
            ; shl rax, HEAP_BITS
            ; mov ecx, [rcx + r12 + header::SHAPE]
            ; mov rax, [rax + rcx + shape::PROTOTYPE]
            ; mov [rbx + dst], rax
        );
    }

    /// `GetHomeObject` of a closure.
    pub(crate) fn get_home_object(&mut self) {
        let dst = slot(self.instr.a());
        self.load_closure(self.instr.b());
        asm!(self.asm
            ; mov rax, [rcx + r12 + object::FUNCTION_HOME]
            ; mov [rbx + dst], rax
        );
    }

    /// `InitFields`: the call of the initializer, if the class has one.
    pub(crate) fn init_fields(&mut self) {
        let (this, constructor) = (slot(self.instr.a()), slot(self.instr.b()));
        let window = self.code.register_count as i32 * 8;
        let (some, threw) = (self.label(), self.label());
        asm!(self.asm
            ; mov rcx, [rbx + constructor]
            ; mov rcx, [rcx + r12 + object::FUNCTION_FIELDS]
            ; cmp rcx, r13
            ; jge =>some
        );
        self.cold(move |c| {
            let next = c.next();
            asm!(c.asm; =>some; mov rax, [rbx + this]; mov [rbx + window + THIS], rax; mov [rbx + window], rcx);
            c.enter_window(window, 0, NewTarget::Undefined, threw);
            asm!(c.asm; jmp =>next; =>threw; mov rdx, QWORD c.pc());
            c.asm.jump(c.thunks.unwind);
        });
    }

    /// `DerivedReturn` of an object, or of `this`.
    pub(crate) fn derived_return(&mut self) {
        let (dst, value, this) = (slot(self.instr.a()), slot(self.instr.b()), slot(self.instr.c()));
        let (slow, done) = (self.slow(), self.label());
        asm!(self.asm
            ; mov rax, [rbx + value]
            ; cmp rax, r13
            ; jge =>done
            ; cmp rax, [r15 + vm::UNDEFINED]
            ; jne =>slow
            ; mov rax, [rbx + this]
            ; cmp rax, [r15 + vm::HOLE]
            ; je =>slow
            ; =>done
            ; mov [rbx + dst], rax
        );
    }
}
