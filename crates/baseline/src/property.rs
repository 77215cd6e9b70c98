//! Templates of named properties: the inline cache's words are compared in memory, so a cache that changes needs no new code. The
//! template is laid out for what the cache holds when the function is compiled; everything else it may come to hold is the
//! shared code's (`load_ic`, `store_ic`), and what that misses is the slow path's, which fills the cache.
use crate::compiler::Compiler;
use crate::offsets::*;
use dynasmrt::{DynamicLabel, DynasmApi, DynasmLabelApi};
use ogive_vm::Kind;
use ogive_vm::ic::{Action, Ic, primitive_shape};
use ogive_vm::shape::Promise;

impl Compiler<'_> {
    /// `GetProp`
    pub(crate) fn get_prop(&mut self) {
        let (dst, src) = (slot(self.instr.b()), slot(self.instr.c()));
        let cache = self.ic(self.instr.i24());
        let (shared, slow) = (self.label(), self.slow());
        // SAFETY: P1.
        let (action, shape) = unsafe { ((*cache).action, (*cache).shape) };
        if action == Action::LoadHolderInline && shape == primitive_shape::STRING {
            return self.load_from_string(slow);
        }
        asm!(self.asm
            ; mov rcx, [rbx + src]
            ; cmp rcx, r13
            ; jl =>slow
            ; mov rdx, QWORD cache as i64
        );
        if matches!(action, Action::Polymorphic | Action::LoadAbsent | Action::Megamorphic) {
            self.asm.call(self.thunks.load_ic);
            asm!(self.asm; jc =>slow; mov [rbx + dst], rax);
            return;
        }
        if action == Action::CallGetter {
            self.getter_by_cache(dst, slow);
            return;
        }
        self.load_by_cache(action, dst, shared);
        self.cold(move |c| {
            let next = c.next();
            asm!(c.asm; =>shared);
            c.asm.call(c.thunks.load_ic);
            asm!(c.asm; jc =>slow; mov [rbx + dst], rax; jmp =>next);
        });
    }
    /// A method of strings: from a cell on their prototype chain.
    fn load_from_string(&mut self, slow: DynamicLabel) {
        let (dst, src) = (slot(self.instr.b()), slot(self.instr.c()));
        let cache = self.ic(self.instr.i24());
        asm!(self.asm
            ; mov rcx, [rbx + src]
            ; shr rcx, 48
            ; cmp ecx, top::STRING
            ; jne =>slow
            ; mov rdx, QWORD cache as i64
            ; cmp DWORD [rdx + ic::SHAPE], primitive_shape::STRING as i32
            ; jne =>slow
            ; cmp BYTE [rdx + ic::ACTION], Action::LoadHolderInline as i8
            ; jne =>slow
            ; mov rsi, [rdx + ic::VALIDITY]
            ; test rsi, rsi
            ; jz =>slow
            ; cmp DWORD [rsi + header::SHAPE], 0
            ; je =>slow
            ; mov eax, [rdx + ic::OFFSET]
            ; mov rcx, [rdx + ic::HOLDER]
            ; mov rax, [rcx + rax]
            ; mov [rbx + dst], rax
        );
    }
    /// Calls the getter that the cache rdx describes for the object rcx: a function of JavaScript on the prototype chain.
    fn getter_by_cache(&mut self, dst: i32, slow: DynamicLabel) {
        asm!(self.asm
            ; mov eax, [rcx + r12 + header::SHAPE]
            ; cmp eax, [rdx + ic::SHAPE]
            ; jne =>slow
            ; cmp BYTE [rdx + ic::ACTION], Action::CallGetter as i8
            ; jne =>slow
            ; mov rsi, [rdx + ic::VALIDITY]
            ; test rsi, rsi
            ; jz =>slow
            ; cmp DWORD [rsi + header::SHAPE], 0
            ; je =>slow
            ; mov rax, [rdx + ic::EXTRA]
            ; cmp rax, r13
            ; jl =>slow
            ; cmp BYTE [rax + r12 + header::KIND], Kind::Function as i8
            ; jne =>slow
        );
        self.call_getter(dst);
    }
    /// From the object rcx by the cache rdx into a slot of the frame, when the cache's action is (still) that one; else to `shared`.
    fn load_by_cache(&mut self, action: Action, dst: i32, shared: DynamicLabel) {
        let action = match action {
            Action::LoadOverflow | Action::LoadHolderInline => action,
            _ => Action::LoadInline,
        };
        asm!(self.asm
            ; mov eax, [rcx + r12 + header::SHAPE]
            ; cmp eax, [rdx + ic::SHAPE]
            ; jne =>shared
            ; cmp BYTE [rdx + ic::ACTION], action as i8
            ; jne =>shared
            ; mov eax, [rdx + ic::OFFSET]
        );
        match action {
            Action::LoadHolderInline => {
                asm!(self.asm
                    ; mov rsi, [rdx + ic::VALIDITY]
                    ; test rsi, rsi
                    ; jz =>shared
                    ; cmp DWORD [rsi + header::SHAPE], 0
                    ; je =>shared
                    ; mov rcx, [rdx + ic::HOLDER]
                    ; mov rax, [rcx + rax]
                );
            }
            Action::LoadOverflow => asm!(self.asm; mov rcx, [rcx + r12 + object::SLOTS]; mov rax, [rcx + rax]),
            _ => asm!(self.asm; add rcx, r12; mov rax, [rcx + rax]),
        }
        asm!(self.asm; mov [rbx + dst], rax);
    }

    /// `GetLength`
    pub(crate) fn get_length(&mut self) {
        let (dst, src) = (slot(self.instr.b()), slot(self.instr.c()));
        let cache = self.ic(self.instr.i24());
        let (no_object, no_array, slow) = (self.label(), self.label(), self.slow());
        asm!(self.asm
            ; mov rcx, [rbx + src]
            ; cmp rcx, r13
            ; jl =>no_object
            ; cmp BYTE [rcx + r12 + header::KIND], Kind::Array as i8
            ; jne =>no_array
            ; mov rax, [rcx + r12 + object::ARRAY_LENGTH]
            ; mov [rbx + dst], rax
        );
        self.cold(move |c| {
            let next = c.next();
            asm!(c.asm
                ; =>no_object
                ; mov rax, rcx
                ; shr rax, 48
                ; cmp eax, top::STRING
                ; jne =>slow
                ; shl rcx, 16
                ; shr rcx, 16
                ; mov eax, [rcx + string::LEN]
                ; or rax, r14
                ; mov [rbx + dst], rax
                ; jmp =>next
                ; =>no_array
                ; mov rdx, QWORD cache as i64
            );
            c.asm.call(c.thunks.load_ic);
            asm!(c.asm; jc =>slow; mov [rbx + dst], rax; jmp =>next);
        });
    }

    /// `SetProp`, `DefineProp` (whose cache only ever adds)
    pub(crate) fn set_prop(&mut self) {
        let (object, value) = (slot(self.instr.b()), slot(self.instr.c()));
        let cache = self.ic(self.instr.i24());
        let slow = self.slow();
        asm!(self.asm
            ; mov rcx, [rbx + object]
            ; cmp rcx, r13
            ; jl =>slow
            ; mov rdx, QWORD cache as i64
            ; mov rdi, [rbx + value]
        );
        self.store_by_cache(cache, slow);
    }
    /// Stores rdi in the object rcx by the cache rdx.
    fn store_by_cache(&mut self, cache: *const Ic, slow: DynamicLabel) {
        // What is described for assignments does not serve definitions: the global cache is not theirs.
        let defines = self.instr.op == ogive_bytecode::Op::DefineProp;
        // SAFETY: P1.
        let (action, promise) = unsafe { ((*cache).action, (*cache).promise) };
        let direct = matches!(action, Action::StoreInline | Action::StoreOverflow | Action::AddInline) && promise != Promise::Nothing as u8;
        if !direct {
            if defines {
                asm!(self.asm; cmp BYTE [rdx + ic::ACTION], Action::Megamorphic as i8; je =>slow);
            }
            self.asm.call(self.thunks.store_ic);
            asm!(self.asm; jc =>slow);
            return;
        }
        let shared = self.label();
        {
            asm!(self.asm
                ; mov eax, [rcx + r12 + header::SHAPE]
                ; cmp eax, [rdx + ic::SHAPE]
                ; jne =>shared
                ; movzx eax, WORD [rdx + ic::ACTION]
                ; cmp eax, action as i32 | (promise as i32) << 8
                ; jne =>shared
            );
            match promise {
                p if p == Promise::Int as u8 => asm!(self.asm; cmp rdi, r14; jb =>shared),
                p if p == Promise::Object as u8 => asm!(self.asm; cmp rdi, r13; jl =>shared),
                // An int is converted by the shared code.
                p if p == Promise::Double as u8 => {
                    asm!(self.asm; cmp rdi, [r15 + vm::NON_NUMBER]; jge =>shared; cmp rdi, r14; jae =>shared)
                }
                _ => {}
            }
            asm!(self.asm; mov eax, [rdx + ic::OFFSET]; lea rsi, [rcx + r12]);
            match action {
                Action::StoreOverflow => asm!(self.asm; mov rsi, [rsi + object::SLOTS]),
                Action::AddInline => asm!(self.asm
                    ; mov r8, [rdx + ic::VALIDITY]
                    ; test r8, r8
                    ; jz =>shared
                    ; cmp DWORD [r8 + header::SHAPE], 0
                    ; je =>shared
                    ; mov r8d, [rdx + ic::NEXT]
                    ; mov [rsi + header::SHAPE], r8d
                ),
                _ => {}
            }
            asm!(self.asm; mov [rsi + rax], rdi);
            if action == Action::AddInline || (promise != Promise::Int as u8 && promise != Promise::Double as u8) {
                self.barrier();
            }
        }
        self.cold(move |c| {
            let next = c.next();
            asm!(c.asm; =>shared);
            if defines {
                asm!(c.asm; cmp BYTE [rdx + ic::ACTION], Action::Megamorphic as i8; je =>slow);
            }
            c.asm.call(c.thunks.store_ic);
            asm!(c.asm; jc =>slow; jmp =>next);
        });
    }

    /// `GetSuper`: from the home object's prototype, by the global cache. A getter wants the receiver, and is the slow path's.
    pub(crate) fn get_super(&mut self) {
        let (dst, home, key) = (slot(self.instr.a()), slot(self.instr.b()), slot(self.instr.c()));
        let slow = self.slow();
        asm!(self.asm; mov rcx, [rbx + home]; cmp rcx, r13; jl =>slow);
        if self.instr.x() & 1 == 0 {
            asm!(self.asm
                // The shape: its id is an offset from the heap's base, to which addresses are aligned.
                ; lea r8, [rcx + r12]
                ; shr r8, HEAP_BITS
                ; shl r8, HEAP_BITS
                ; mov r9d, [rcx + r12 + header::SHAPE]
                ; mov rcx, [r8 + r9 + shape::PROTOTYPE]
                ; cmp rcx, r13
                ; jl =>slow
            );
        }
        asm!(self.asm; mov rax, [rbx + key]);
        self.asm.call(self.thunks.load_named);
        asm!(self.asm; jc =>slow; mov [rbx + dst], rax);
    }
    /// `GetPrivate`: the cache's key is compared too.
    pub(crate) fn get_private(&mut self) {
        let (dst, src, key) = (slot(self.instr.a()), slot(self.instr.b()), slot(self.instr.c()));
        let cache = self.ic(self.instr.wide_i());
        let slow = self.slow();
        asm!(self.asm
            ; mov rcx, [rbx + src]
            ; cmp rcx, r13
            ; jl =>slow
            ; mov rdx, QWORD cache as i64
            ; mov rax, [rbx + key]
            ; cmp rax, [rdx + ic::EXTRA]
            ; jne =>slow
            ; mov eax, [rcx + r12 + header::SHAPE]
            ; cmp eax, [rdx + ic::SHAPE]
            ; jne =>slow
            ; cmp BYTE [rdx + ic::ACTION], Action::LoadInline as i8
            ; jne =>slow
            ; mov eax, [rdx + ic::OFFSET]
            ; add rcx, r12
            ; mov rax, [rcx + rax]
            ; mov [rbx + dst], rax
        );
    }
    /// `SetPrivate`
    pub(crate) fn set_private(&mut self) {
        let (object, key, value) = (slot(self.instr.a()), slot(self.instr.b()), slot(self.instr.c()));
        let cache = self.ic(self.instr.wide_i());
        let slow = self.slow();
        asm!(self.asm
            ; mov rcx, [rbx + object]
            ; cmp rcx, r13
            ; jl =>slow
            ; mov rdx, QWORD cache as i64
            ; mov rax, [rbx + key]
            ; cmp rax, [rdx + ic::EXTRA]
            ; jne =>slow
            ; cmp BYTE [rdx + ic::ACTION], Action::StoreInline as i8
            ; jne =>slow
            ; mov rdi, [rbx + value]
        );
        self.store_by_cache(cache, slow);
    }
}
