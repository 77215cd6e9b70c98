//! Templates of keyed access, of `in`, and of stepping: an iterator over an array, the names of a for-in. Indices go to the elements, names to the
//! global cache, which the slow path fills.
use crate::compiler::Compiler;
use crate::offsets::*;
use dynasmrt::{DynamicLabel, DynasmApi, DynasmLabelApi};
use ogive_bytecode::Op;
use ogive_bytecode::ops::FOR_OF_SKIP;
use ogive_gc::GcState;
use ogive_vm::Kind;
use ogive_vm::elements::kind;
use ogive_vm::ic::{Action, element_feedback};

impl Compiler<'_> {
    /// A site that has not run yet takes the slow path the first time: that notes what the optimizer wants to know.
    fn note_first(&mut self, slow: DynamicLabel) {
        let cache = self.ic(self.instr.wide_i());
        // SAFETY: P1: the cache lives as long as the block.
        if unsafe { (*cache).action } == Action::Empty {
            asm!(self.asm; mov rdx, QWORD cache as i64; cmp BYTE [rdx + ic::ACTION], Action::Empty as i8; je =>slow);
        }
    }

    /// rax = the element of the object at an index; rcx = the object, rax = the key where the ways for no object and for no index lead.
    fn indexed(&mut self, object: i32, key: i32, [no_object, no_index, beyond, hole]: [DynamicLabel; 4]) {
        asm!(self.asm
            ; mov rcx, [rbx + object]
            ; mov rax, [rbx + key]
            ; cmp rcx, r13
            ; jl =>no_object
            ; cmp rax, r14
            ; jb =>no_index
            ; mov rdx, [rcx + r12 + object::ELEMENTS]
            ; mov eax, eax
            ; cmp eax, [rdx + elements::LEN]
            ; jae =>beyond
            ; mov rax, [rdx + rax * 8 + elements::VALUES]
            ; cmp rax, [r15 + vm::HOLE]
            ; je =>hole
        );
    }

    /// `GetElem`
    pub(crate) fn get_elem(&mut self) {
        let (dst, object, key) = (slot(self.instr.a()), slot(self.instr.b()), slot(self.instr.c()));
        let (beyond, hole, no_object, slow) = (self.label(), self.label(), self.label(), self.slow());
        let (cache, named) = (self.ic(self.instr.wide_i()), self.label());
        self.note_first(slow);
        self.indexed(object, key, [no_object, named, beyond, hole]);
        asm!(self.asm; mov [rbx + dst], rax);
        self.cold(move |c| {
            let next = c.next();
            asm!(c.asm
                ; =>hole
                // Undefined, in arrays, while no prototype has elements.
                ; cmp BYTE [rcx + r12 + header::KIND], Kind::Array as i8
                ; jne =>slow
                ; cmp BYTE [r15 + vm::NO_INDEXED_PROTOTYPES], 0
                ; je =>slow
                ; mov rax, [r15 + vm::UNDEFINED]
                ; mov [rbx + dst], rax
                ; jmp =>next
                ; =>beyond
                ; cmp BYTE [rcx + r12 + header::KIND], Kind::TypedArray as i8
                ; jne =>slow
            );
            c.asm.call(c.thunks.typed_load);
            asm!(c.asm
                ; jc =>slow
                ; mov [rbx + dst], rax
                ; jmp =>next
                ; =>named
                // The first name is noted in the cache.
                ; mov rdx, QWORD cache as i64
                ; test DWORD [rdx + ic::OFFSET], element_feedback::OTHER as i32
                ; jz =>slow
            );
            c.asm.call(c.thunks.load_named);
            asm!(c.asm; jc =>slow; mov [rbx + dst], rax; jmp =>next; =>no_object);
            c.asm.call(c.thunks.character);
            asm!(c.asm; jc =>slow; mov [rbx + dst], rax; jmp =>next);
        });
    }

    /// `SetElem`
    pub(crate) fn set_elem(&mut self) {
        let (object, key, value) = (slot(self.instr.a()), slot(self.instr.b()), slot(self.instr.c()));
        let (beyond, hole, present, numbers) = (self.label(), self.label(), self.label(), self.label());
        let (old, slow) = (self.label(), self.slow());
        self.note_first(slow);
        asm!(self.asm
            ; mov rcx, [rbx + object]
            ; mov rax, [rbx + key]
            ; cmp rcx, r13
            ; jl =>slow
            ; cmp rax, r14
            ; jb =>slow
            ; mov rsi, [rcx + r12 + object::ELEMENTS]
            ; mov rdi, [rbx + value]
            ; mov eax, eax
            ; cmp eax, [rsi + elements::LEN]
            ; jae =>beyond
            ; lea rdx, [rsi + rax * 8 + elements::VALUES]
            ; mov r8, [rdx]
            ; cmp r8, [r15 + vm::HOLE]
            ; je =>hole
            ; =>present
            ; movzx r8d, BYTE [rcx + r12 + header::ELEMENTS]
            ; and r8d, kind::MASK as i32
            ; cmp r8d, kind::ANY as i32
            ; jne =>numbers
            ; mov [rdx], rdi
            ; cmp BYTE [rsi + header::GC], GcState::Old as i8
            ; je =>old
        );
        self.cold(move |c| {
            let next = c.next();
            let (int, double, typed) = (c.label(), c.label(), c.label());
            asm!(c.asm; =>old);
            c.asm.call(c.thunks.remember_slot);
            asm!(c.asm
                ; jmp =>next
                ; =>numbers
                ; cmp r8d, kind::DOUBLE as i32
                ; je =>double
                ; jb =>int
                ; jmp =>slow
                ; =>int
                ; cmp rdi, r14
                ; jb =>slow
                ; mov [rdx], rdi
                ; jmp =>next
                ; =>double
                ; cmp rdi, r14
                ; jae >convert
                ; cmp rdi, [r15 + vm::NON_NUMBER]
                ; jge =>slow
                ; mov [rdx], rdi
                ; jmp =>next
                ; convert:
                ; xorps xmm0, xmm0
                ; cvtsi2sd xmm0, edi
                ; movsd [rdx], xmm0
                ; jmp =>next
                ; =>hole
            );
            c.asm.call(c.thunks.may_fill);
            asm!(c.asm
                ; je =>present
                ; jmp =>slow
                ; =>beyond
                ; cmp BYTE [rcx + r12 + header::KIND], Kind::TypedArray as i8
                ; je =>typed
            );
            c.asm.call(c.thunks.append);
            asm!(c.asm; jc =>slow; jmp =>next; =>typed);
            c.asm.call(c.thunks.typed_store);
            asm!(c.asm; jc =>slow; jmp =>next);
        });
    }

    /// `In`
    pub(crate) fn has(&mut self) {
        let (dst, key, object) = (slot(self.instr.a()), slot(self.instr.b()), slot(self.instr.c()));
        let (named, slow) = (self.label(), self.slow());
        self.note_first(slow);
        self.indexed(object, key, [slow, named, slow, slow]);
        asm!(self.asm; mov rax, [r15 + vm::TRUE]; mov [rbx + dst], rax);
        self.cold(move |c| {
            let next = c.next();
            asm!(c.asm; =>named);
            c.asm.call(c.thunks.has_named);
            asm!(c.asm; jc =>slow; mov rax, [r15 + vm::TRUE]; mov [rbx + dst], rax; jmp =>next);
        });
    }

    /// `ForInNext`: the next name of the list, while the object has the shape that the list begins with.
    pub(crate) fn for_in_next(&mut self) {
        let (dst, record) = (slot(self.instr.b()), slot(self.instr.c()));
        let done = self.unit_label(self.instr.target(self.instr.i24()));
        let slow = self.slow_jump(done);
        asm!(self.asm
            ; mov rsi, [rbx + record + 8]
            ; mov rax, rsi
            ; shr rax, 48
            ; cmp eax, top::INTERNAL
            ; jne =>slow
            ; add rsi, [r15 + vm::UNTAG_INTERNAL]
            ; mov rcx, [rbx + record]
            ; mov eax, [rcx + r12 + header::SHAPE]
            ; or rax, r14
            ; cmp rax, [rsi + elements::VALUES]
            ; jne =>slow
            ; mov eax, [rbx + record + 16]
            ; cmp eax, [rsi + elements::LEN]
            ; jae =>slow
            ; mov rdx, [rsi + rax * 8 + elements::VALUES]
            ; inc eax
            ; or rax, r14
            ; mov [rbx + record + 16], rax
            ; mov [rbx + dst], rdx
        );
    }

    /// `IteratorNext` and `ForOfNext` over an array whose iteration is the original one: the record's state is the next index.
    pub(crate) fn iterator_next(&mut self) {
        let (dst, record) = (slot(self.instr.b()), slot(self.instr.c()));
        let done = self.unit_label(self.instr.target(self.instr.i24()));
        let slow = self.slow_jump(done);
        asm!(self.asm
            ; mov rax, [rbx + record + 16]
            ; cmp rax, r14
            ; jb =>slow
            ; mov rcx, [rbx + record]
            ; mov rcx, [rcx + r12 + object::ELEMENTS]
            ; mov eax, eax
            ; cmp eax, [rcx + elements::LEN]
            ; jae =>slow
            ; mov rdx, [rcx + rax * 8 + elements::VALUES]
            ; cmp rdx, [r15 + vm::HOLE]
            ; je =>slow
            ; inc eax
            ; or rax, r14
            ; mov [rbx + record + 16], rax
            ; mov [rbx + dst], rdx
        );
        if self.instr.op == Op::ForOfNext {
            let given = self.unit_label(self.instr.unit + FOR_OF_SKIP);
            asm!(self.asm; jmp =>given);
        }
    }
}
