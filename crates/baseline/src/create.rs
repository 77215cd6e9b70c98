//! Templates of creations: a cell from the bump range of its size class, filled at once; the slow path, which starts again, when the range is empty.
//! What a new cell looks like (its shape, what its slots are promised to hold) is as the site's cache says at compile time.
use crate::compiler::Compiler;
use crate::offsets::*;
use dynasmrt::{DynamicLabel, DynasmApi, DynasmLabelApi};
use ogive_bytecode::BindingKind;
use ogive_gc::{Gc, Header, Heap, class_of, class_size};
use ogive_vm::elements::kind;
use ogive_vm::function::flags_of_closures;
use ogive_vm::ic::{Action, element_feedback as met};
use ogive_vm::inspect::promise_of;
use ogive_vm::shape::{Promise, Shape, shape_id};
use ogive_vm::value::tag;
use ogive_vm::{Kind, Value};

/// Larger cells are the slow path's.
const MAX_WORDS: usize = 32;
/// So are array literals of more elements.
const MAX_ELEMENTS: u16 = 8;

impl Compiler<'_> {
    /// rax = the address of a new cell with that header. Changes rcx and rdx.
    fn allocate(&mut self, words: usize, header: u64, slow: DynamicLabel) {
        let class = class_of(words * 8);
        let range = Heap::bump_offset(class) as i32;
        asm!(self.asm
            ; mov rdx, [r15 + vm::HEAP]
            ; mov rax, [rdx + range]
            ; lea rcx, [rax + class_size(class) as i32]
            ; cmp rcx, [rdx + range + 8]
            ; ja =>slow
            ; mov [rdx + range], rcx
            ; mov rcx, QWORD header as i64
            ; mov [rax], rcx
        );
    }
    /// Stores the Vm's word at `offset` in words of the cell at rax. Changes rcx.
    fn fill(&mut self, words: std::ops::Range<usize>, offset: i32) {
        if words.is_empty() {
            return;
        }
        asm!(self.asm; mov rcx, [r15 + offset]);
        for word in words {
            asm!(self.asm; mov [rax + word as i32 * 8], rcx);
        }
    }
    /// Can objects of the shape be allocated here?
    pub(crate) fn is_small(&self, shape: Gc<Shape>) -> bool {
        let (base, slots) = shape.layout();
        base as usize + slots as usize <= MAX_WORDS && shape.slots_used() <= slots as u32 && !shape.kind.has_finalizer()
    }
    /// rax = the address of a new object: no elements, slots undefined from the given one on and not filled before. Changes rcx and rdx.
    pub(crate) fn object(&mut self, shape: Gc<Shape>, flags: u8, filled: usize, slow: DynamicLabel) {
        let (base, slots) = shape.layout();
        let (base, words) = (base as usize, base as usize + slots as usize);
        self.cells.push(tag::INTERNAL | shape.addr() as u64);
        let header = Header::word(shape.kind as u8, shape_id(shape)) | (flags as u64) << (header::FLAGS * 8);
        self.allocate(words, header, slow);
        self.fill(object::ELEMENTS as usize / 8..object::ELEMENTS as usize / 8 + 1, vm::EMPTY_ELEMENTS);
        self.fill(object::SLOTS as usize / 8..object::SLOTS as usize / 8 + 1, vm::EMPTY_SLOTS);
        self.fill(object::FIELDS as usize / 8..base, vm::UNDEFINED);
        self.fill(base + filled..words, vm::UNDEFINED);
    }

    /// `NewObject`
    pub(crate) fn new_object(&mut self) {
        let shape = self.block.realm().object_shape.get();
        if !self.is_small(shape) {
            return self.generic();
        }
        let (dst, slow) = (slot(self.instr.a()), self.slow());
        self.object(shape, 0, 0, slow);
        asm!(self.asm; add rax, r13; mov [rbx + dst], rax);
    }

    /// `NewObjectFrom`: the values must be as the slots are promised, and the promises as they were.
    pub(crate) fn new_object_from(&mut self) {
        let cache = self.ic(self.instr.i24());
        // SAFETY: P1.
        let shape = unsafe { (*cache).next_shape(self.block) };
        let Some(shape) = shape.filter(|&shape| self.is_small(shape)) else { return self.generic() };
        let promises: Vec<_> = shape.entries().map(|entry| promise_of(&entry)).collect();
        if promises.iter().flatten().any(|(_, promise)| *promise == Promise::Nothing) {
            return self.generic();
        }
        let (dst, first, slow) = (slot(self.instr.b()), slot(self.instr.c()), self.slow());
        for (i, promise) in promises.iter().enumerate() {
            let Some((cell, promise)) = promise.filter(|(_, promise)| *promise != Promise::Any) else { continue };
            self.cells.push(tag::INTERNAL | cell.addr() as u64);
            asm!(self.asm
                ; mov rdx, QWORD cell.addr() as i64
                ; cmp DWORD [rdx + header::SHAPE], promise as i32
                ; jne =>slow
                ; mov rcx, [rbx + first + i as i32 * 8]
            );
            match promise {
                Promise::Int => asm!(self.asm; cmp rcx, r14; jb =>slow),
                Promise::Object => asm!(self.asm; cmp rcx, r13; jl =>slow),
                // An int would have to be converted.
                _ => asm!(self.asm; cmp rcx, [r15 + vm::NON_NUMBER]; jge =>slow; cmp rcx, r14; jae =>slow),
            }
        }
        self.object(shape, 0, promises.len(), slow);
        let (base, _) = shape.layout();
        for i in 0..promises.len() as i32 {
            asm!(self.asm; mov rcx, [rbx + first + i * 8]; mov [rax + (base as i32 + i) * 8], rcx);
        }
        asm!(self.asm; add rax, r13; mov [rbx + dst], rax);
    }

    /// Notes in the site's cache what kind of elements there are, unless it is there already. Changes rdx.
    fn note_kind(&mut self, kind: u32) {
        let cache = self.ic(self.instr.wide_i());
        // SAFETY: P1.
        if unsafe { (*cache).offset } & kind == 0 {
            asm!(self.asm
                ; mov rdx, QWORD cache as i64
                ; or DWORD [rdx + ic::OFFSET], kind as i32
                ; mov BYTE [rdx + ic::ACTION], Action::Elements as i8
            );
        }
    }

    /// `NewArray`: of ints only, or with an element that is no Number.
    pub(crate) fn new_array(&mut self) {
        let (dst, first, count) = (slot(self.instr.a()), slot(self.instr.b()), self.instr.c());
        let shape = self.block.realm().array_shape.get();
        if count > MAX_ELEMENTS || !self.is_small(shape) {
            return self.generic();
        }
        let slow = self.slow();
        if count > 0 {
            let (any, known) = (self.label(), self.label());
            asm!(self.asm; mov rcx, [rbx + first]);
            for i in 1..count as i32 {
                asm!(self.asm; and rcx, [rbx + first + i * 8]);
            }
            asm!(self.asm; mov r8d, kind::INT as i32; cmp rcx, r14; jb =>any);
            self.note_kind(met::INT);
            asm!(self.asm; =>known);
            self.cold(move |c| {
                let other = c.label();
                asm!(c.asm; =>any; mov r8d, kind::ANY as i32);
                for i in 0..count as i32 {
                    asm!(c.asm; mov rcx, [rbx + first + i * 8]; cmp rcx, [r15 + vm::HOLE]; je =>slow);
                }
                for i in 0..count as i32 {
                    asm!(c.asm; mov rcx, [rbx + first + i * 8]; cmp rcx, [r15 + vm::NON_NUMBER]; jge =>other);
                }
                asm!(c.asm; jmp =>slow; =>other);
                c.note_kind(met::ANY);
                asm!(c.asm; jmp =>known);
            });
            self.allocate(elements::VALUES as usize / 8 + count as usize, Header::word(Kind::Elements as u8, 0), slow);
            let lengths = count as i64 | (count as i64) << 32;
            asm!(self.asm; mov rcx, QWORD lengths; mov [rax + elements::LEN], rcx);
            for i in 0..count as i32 {
                asm!(self.asm; mov rcx, [rbx + first + i * 8]; mov [rax + elements::VALUES + i * 8], rcx);
            }
            asm!(self.asm; mov rsi, rax);
        }
        self.object(shape, 0, 1, slow);
        if count > 0 {
            asm!(self.asm; mov [rax + object::ELEMENTS], rsi; mov [rax + header::ELEMENTS], r8b);
        }
        let length = Value::int(count as i32).bits() as i64;
        asm!(self.asm; mov rcx, QWORD length; mov [rax + object::ARRAY_LENGTH], rcx; add rax, r13; mov [rbx + dst], rax);
    }

    /// `NewClosure`
    pub(crate) fn new_closure(&mut self) {
        let (dst, env) = (slot(self.instr.b()), slot(self.instr.c()));
        let nested = self.block.nested_code(self.instr.i24() as usize);
        let known = nested.and_then(|nested| Some((nested, nested.closures_shape().filter(|&shape| self.is_small(shape))?)));
        let Some((nested, shape)) = known else { return self.generic() };
        let slow = self.slow();
        self.object(shape, flags_of_closures(nested.template()), 0, slow);
        let block = (tag::INTERNAL | nested.addr() as u64) as i64;
        asm!(self.asm
            ; mov rcx, QWORD block
            ; mov [rax + object::FUNCTION_CODE], rcx
            ; mov rcx, [rbx + env]
            ; mov [rax + object::FUNCTION_ENV], rcx
            ; add rax, r13
            ; mov [rbx + dst], rax
        );
    }

    /// `CreateEnv`
    pub(crate) fn create_env(&mut self) {
        let (dst, scope, parent) = (slot(self.instr.b()), self.instr.i24() as u32, slot(self.instr.c()));
        let bindings = &self.code.clone().scopes[scope as usize].bindings;
        let first = env::SLOTS as usize / 8;
        if first + bindings.len() > MAX_WORDS {
            return self.generic();
        }
        let slow = self.slow();
        self.allocate(first + bindings.len(), Header::word(Kind::Env as u8, bindings.len() as u32), slow);
        let block = self.block.addr() as i64;
        asm!(self.asm
            ; mov rcx, QWORD block
            ; mov [rax + env::CODE], rcx
            // With the padding behind it.
            ; mov rcx, QWORD scope as i64
            ; mov [rax + env::SCOPE], rcx
            ; mov rcx, [rbx + parent]
            ; mov [rax + env::PARENT], rcx
        );
        for (i, binding) in bindings.iter().enumerate() {
            let starts_empty = matches!(binding.kind, BindingKind::Let | BindingKind::Const | BindingKind::Internal);
            self.fill(first + i..first + i + 1, if starts_empty { vm::HOLE } else { vm::UNDEFINED });
        }
        asm!(self.asm; sub rax, [r15 + vm::UNTAG_INTERNAL]; mov [rbx + dst], rax);
    }
}
