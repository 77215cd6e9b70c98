//! Templates that move values, and those that only check one: conversions of what is right already.
use crate::compiler::Compiler;
use crate::offsets::*;
use dynasmrt::{DynasmApi, DynasmLabelApi};
use ogive_vm::Value;

impl Compiler<'_> {
    /// `dst = src`
    pub(crate) fn copy(&mut self, dst: u16, src: u16) {
        asm!(self.asm; mov rax, [rbx + slot(src)]; mov [rbx + slot(dst)], rax);
    }
    /// `dst =` a value known now. Cells among a function's constants live as long as its code block (P1).
    pub(crate) fn load_bits(&mut self, dst: u16, bits: u64) {
        asm!(self.asm; mov rax, QWORD bits as i64; mov [rbx + slot(dst)], rax);
    }
    /// `dst =` undefined, null, false, true or the hole.
    pub(crate) fn load_special(&mut self, dst: u16, payload: u64) {
        let constants = [
            (Value::UNDEFINED, vm::UNDEFINED),
            (Value::NULL, vm::NULL),
            (Value::FALSE, vm::FALSE),
            (Value::TRUE, vm::TRUE),
            (Value::HOLE, vm::HOLE),
        ];
        match constants.iter().find(|(value, _)| *value == Value::special(payload)) {
            Some(&(_, offset)) => asm!(self.asm; mov rax, [r15 + offset]; mov [rbx + slot(dst)], rax),
            None => self.load_bits(dst, Value::special(payload).bits()),
        }
    }

    /// `dst = src` if it is an object, else the slow path.
    pub(crate) fn if_object(&mut self, dst: u16, src: u16) {
        let slow = self.slow();
        asm!(self.asm; mov rax, [rbx + slot(src)]; cmp rax, r13; jl =>slow; mov [rbx + slot(dst)], rax);
    }
    /// The slow path unless a register holds an object.
    pub(crate) fn check_object(&mut self, register: u16) {
        let slow = self.slow();
        asm!(self.asm; cmp [rbx + slot(register)], r13; jl =>slow);
    }
    /// The slow path when a register holds null or undefined.
    pub(crate) fn unless_nullish(&mut self, register: u16) {
        let slow = self.slow();
        asm!(self.asm; mov rax, [rbx + slot(register)]; or rax, 1; cmp rax, [r15 + vm::NULL]; je =>slow);
    }
    /// The slow path when a register holds the constant.
    pub(crate) fn unless_constant(&mut self, register: u16, constant: i32) {
        let slow = self.slow();
        asm!(self.asm; mov rax, [rbx + slot(register)]; cmp rax, [r15 + constant]; je =>slow);
    }
    /// The slow path unless a register holds the constant.
    pub(crate) fn if_constant(&mut self, register: u16, constant: i32) {
        let slow = self.slow();
        asm!(self.asm; mov rax, [rbx + slot(register)]; cmp rax, [r15 + constant]; jne =>slow);
    }
    /// `ToString` of a string.
    pub(crate) fn if_string(&mut self) {
        let (dst, src) = (slot(self.instr.a()), slot(self.instr.b()));
        let slow = self.slow();
        asm!(self.asm
            ; mov rax, [rbx + src]
            ; mov rcx, rax
            ; shr rcx, 48
            ; cmp ecx, top::STRING
            ; jne =>slow
            ; mov [rbx + dst], rax
        );
    }
    /// `ToPropertyKey` of an int32.
    pub(crate) fn to_property_key(&mut self) {
        let (dst, src) = (slot(self.instr.a()), slot(self.instr.b()));
        let slow = self.slow();
        asm!(self.asm
            ; mov rax, [rbx + src]
            ; cmp rax, r14
            ; jb =>slow
            ; mov [rbx + dst], rax
        );
    }
}
