//! An instruction that is being executed: where it is and in which frame. What slow paths get instead of operands.
use crate::code_block::CodeBlock;
use crate::ic::Ic;
use crate::key::PropertyKey;
use crate::value::Value;
use crate::vm::Vm;
use ogive_bytecode::{IcSite, Op, frame};
use ogive_gc::Gc;

/// See the module head. Two words: travels in registers.
///
/// Invariant A1: `fp` is a live JavaScript frame, and `pc` points at an instruction of its code.
#[derive(Clone, Copy)]
pub(crate) struct At {
    pub(crate) fp: *mut Value,
    pub(crate) pc: *const u64,
}

/// What follows an instruction that did not throw.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[repr(u8)]
pub(crate) enum Step {
    /// The next instruction of the same frame.
    Next,
    /// Another frame or place: `vm.frame`, at the pc in its PC word.
    Switch,
    /// The entry frame has been left; the result is in `vm.completion`.
    Leave,
    /// The entry frame has been left by an exception.
    Fail,
    /// The frame whose exit stub is waiting goes on in machine code, at `machine.hop`.
    Hop,
}

impl At {
    #[inline(always)]
    fn half(self, i: usize) -> u16 {
        // SAFETY: A1.
        unsafe { *(self.pc as *const u16).add(i) }
    }
    /// The op.
    #[inline(always)]
    pub(crate) fn op(self) -> Op {
        // SAFETY: A1: linked code is verified, so the byte is an op.
        unsafe { *(self.pc as *const Op) }
    }
    /// Field `a` of abc, ai, abci.
    #[inline(always)]
    pub(crate) fn a(self) -> u16 {
        self.half(1)
    }
    /// Field `b` of abc, abci; `a` of abx.
    #[inline(always)]
    pub(crate) fn b(self) -> u16 {
        self.half(2)
    }
    /// Field `c` of abc, abci; `b` of abx.
    #[inline(always)]
    pub(crate) fn c(self) -> u16 {
        self.half(3)
    }
    /// Field `x` of abc, ai, abci.
    #[inline(always)]
    pub(crate) fn x(self) -> u8 {
        // SAFETY: A1.
        unsafe { *(self.pc as *const u8).add(1) }
    }
    /// Field `i` of ai.
    #[inline(always)]
    pub(crate) fn i(self) -> i32 {
        // SAFETY: A1.
        unsafe { *(self.pc as *const i32).add(1) }
    }
    /// Field `i` of abx.
    #[inline(always)]
    pub(crate) fn i24(self) -> i32 {
        // SAFETY: A1.
        unsafe { *(self.pc as *const i32) >> 8 }
    }
    /// Field `i` of abci.
    #[inline(always)]
    pub(crate) fn wide_i(self) -> i32 {
        // SAFETY: A1: abci has a second unit.
        unsafe { *(self.pc as *const i32).add(2) }
    }
    /// Field `d` of abci.
    #[inline(always)]
    pub(crate) fn d(self) -> u16 {
        self.half(6)
    }
    /// A register.
    #[inline(always)]
    pub(crate) fn reg(self, i: u16) -> Value {
        // SAFETY: A1: operands of verified code lie in the frame.
        unsafe { *self.fp.add(i as usize) }
    }
    /// Writes a register.
    #[inline(always)]
    pub(crate) fn set(self, i: u16, value: Value) {
        // SAFETY: A1.
        unsafe { *self.fp.add(i as usize) = value }
    }
    /// A run of registers. Valid while the frame is.
    #[inline(always)]
    pub(crate) fn run<'a>(self, first: u16, count: usize) -> &'a [Value] {
        // SAFETY: A1.
        unsafe { std::slice::from_raw_parts(self.fp.add(first as usize), count) }
    }
    /// A register's address.
    #[inline(always)]
    pub(crate) fn window(self, first: u16) -> *mut Value {
        // SAFETY: A1.
        unsafe { self.fp.add(first as usize) }
    }
    /// The frame's code block.
    #[inline(always)]
    pub(crate) fn code(self) -> Gc<CodeBlock> {
        // SAFETY: A1: a JavaScript frame has a code word.
        unsafe { Gc::from_addr((*self.fp.add(frame::CODE as usize)).bits() as usize) }
    }
    /// Index of the instruction's first unit.
    #[inline(always)]
    pub(crate) fn unit(self) -> usize {
        // SAFETY: A1.
        unsafe { self.pc.offset_from(self.code().units.get()) as usize }
    }
    /// A constant.
    #[inline(always)]
    pub(crate) fn constant(self, i: u32) -> Value {
        // SAFETY: A1, C2.
        unsafe { *self.code().constants.get().add(i as usize) }
    }
    /// The compiled form of a constant.
    pub(crate) fn raw_constant<'a>(self, i: u32) -> &'a ogive_bytecode::Constant {
        let block = self.code();
        let code = block.code().expect("linked");
        // SAFETY: the code lives as long as its block, which the frame keeps alive.
        unsafe { &*(&code.constants[i as usize] as *const _) }
    }
    /// The static part of an inline cache site.
    #[inline]
    pub(crate) fn site(self, ic: i32) -> IcSite {
        self.code().code().expect("linked").ics[ic as usize]
    }
    /// The key that a site names.
    #[inline]
    pub(crate) fn site_key(self, ic: i32) -> PropertyKey {
        let name = self.constant(self.site(ic).name);
        match name.as_string() {
            Some(atom) if atom.flag(crate::string::flags::INDEX) => PropertyKey::index(atom.flat_units().as_index().unwrap_or(0)),
            _ => PropertyKey::from_bits(name.bits()),
        }
    }
    /// The inline cache, if feedback has been allocated.
    #[inline]
    pub(crate) fn ic<'a>(self, ic: i32) -> Option<&'a mut Ic> {
        let code = self.code();
        if !code.has_feedback() {
            return None;
        }
        // SAFETY: C1, C2; the interpreter holds no other reference to it meanwhile.
        Some(unsafe { &mut *code.ics.get().add(ic as usize) })
    }
    /// Remembers what operands the instruction has seen.
    #[inline(always)]
    pub(crate) fn record(self, kinds: u8) {
        let code = self.code();
        let kinds_start = code.kinds.get();
        if !kinds_start.is_null() {
            // SAFETY: C1: one byte for each unit.
            unsafe { *kinds_start.add(self.unit()) |= kinds }
        }
    }
}

impl Vm {
    /// Makes `at` the running instruction (F1): the first thing in every slow path.
    #[inline(always)]
    pub(crate) fn enter_at(&mut self, at: At) {
        self.frame = at.fp;
        // SAFETY: A1.
        unsafe { *at.fp.add(frame::PC as usize) = Value(at.pc as u64) };
    }
}
