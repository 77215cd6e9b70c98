//! An instruction's operands, by field: see the encoding in the op table.
use ogive_bytecode::Op;

/// See the module head.
#[derive(Clone, Copy)]
pub(crate) struct Instr {
    /// Index of its first unit.
    pub(crate) unit: u32,
    pub(crate) op: Op,
    first: u64,
    second: u64,
}

impl Instr {
    /// The instruction at a unit of verified code.
    pub(crate) fn at(units: &[u64], unit: u32) -> Instr {
        let first = units[unit as usize];
        let op = Op::from_byte(first as u8).expect("verified code");
        let second = if op.units() == 2 { units[unit as usize + 1] } else { 0 };
        Instr { unit, op, first, second }
    }
    /// Field `a` of abc, ai, abci.
    pub(crate) fn a(self) -> u16 {
        (self.first >> 16) as u16
    }
    /// Field `b` of abc, abci; `a` of abx.
    pub(crate) fn b(self) -> u16 {
        (self.first >> 32) as u16
    }
    /// Field `c` of abc, abci; `b` of abx.
    pub(crate) fn c(self) -> u16 {
        (self.first >> 48) as u16
    }
    /// Field `c` as an immediate.
    pub(crate) fn imm(self) -> i32 {
        self.c() as i16 as i32
    }
    /// Field `x` of abc, ai, abci.
    pub(crate) fn x(self) -> u8 {
        (self.first >> 8) as u8
    }
    /// Field `i` of ai.
    pub(crate) fn i(self) -> i32 {
        (self.first >> 32) as i32
    }
    /// Field `i` of abx.
    pub(crate) fn i24(self) -> i32 {
        self.first as i32 >> 8
    }
    /// Field `i` of abci.
    pub(crate) fn wide_i(self) -> i32 {
        self.second as i32
    }
    /// The unit after it.
    pub(crate) fn next(self) -> u32 {
        self.unit + self.op.units() as u32
    }
    /// The unit of a jump offset.
    pub(crate) fn target(self, offset: i32) -> u32 {
        self.unit.wrapping_add_signed(offset)
    }
}
