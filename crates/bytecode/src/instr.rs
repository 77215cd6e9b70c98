//! Instructions as data: encoding and decoding of single ops by the table's rows, and which registers an op touches.

use crate::code::{Code, Constant};
use crate::frame;
use crate::ops::{Format, Op, Role};

/// A decoded instruction: its op and its fields in the order of the op's row.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Instruction {
    /// The op.
    pub op: Op,
    /// Field values in the row's order; those past the row's length are 0.
    pub fields: [i64; 6],
}

/// Where a field lies: its first bit, its width, and the unit that holds it.
#[derive(Clone, Copy)]
struct Place {
    unit: usize,
    shift: u32,
    bits: u32,
}

const fn place(unit: usize, shift: u32, bits: u32) -> Place {
    Place { unit, shift, bits }
}

const ABC: [Place; 4] = [place(0, 16, 16), place(0, 32, 16), place(0, 48, 16), place(0, 8, 8)];
const AI: [Place; 3] = [place(0, 16, 16), place(0, 32, 32), place(0, 8, 8)];
const ABX: [Place; 3] = [place(0, 32, 16), place(0, 48, 16), place(0, 8, 24)];
const ABCI: [Place; 6] =
    [place(0, 16, 16), place(0, 32, 16), place(0, 48, 16), place(1, 0, 32), place(1, 32, 16), place(0, 8, 8)];

fn places(format: Format) -> &'static [Place] {
    match format {
        Format::Abc => &ABC,
        Format::Ai => &AI,
        Format::Abx => &ABX,
        Format::Abci => &ABCI,
    }
}

fn is_signed(role: Role) -> bool {
    matches!(role, Role::Imm | Role::Label)
}

/// The largest index an unsigned field of that width may hold; the 24-bit one is sign-extended by its readers.
fn unsigned_limit(bits: u32) -> i64 {
    if bits == 24 { (1 << 23) - 1 } else { (1 << bits) - 1 }
}

/// Encodes an instruction; `None` when a field does not fit.
pub fn encode(op: Op, fields: &[i64]) -> Option<[u64; 2]> {
    let row = op.row();
    debug_assert_eq!(row.fields.len(), fields.len(), "fields of {}", row.name);
    let mut units = [op as u64, 0];
    for ((&value, &(_, role)), place) in fields.iter().zip(row.fields).zip(places(row.format)) {
        let fits = if is_signed(role) {
            let half = 1i64 << (place.bits - 1);
            (-half..half).contains(&value)
        } else {
            (0..=unsigned_limit(place.bits)).contains(&value)
        };
        if !fits {
            return None;
        }
        let mask = (1u64 << place.bits) - 1;
        units[place.unit] |= (value as u64 & mask) << place.shift;
    }
    Some(units)
}

impl Instruction {
    /// The instruction at a unit; `None` when the op is unknown or cut off.
    pub fn decode(units: &[u64], at: usize) -> Option<Instruction> {
        let op = Op::from_byte(*units.get(at)? as u8)?;
        let row = op.row();
        let units = units.get(at..at + op.units())?;
        let mut fields = [0; 6];
        for ((value, &(_, role)), place) in fields.iter_mut().zip(row.fields).zip(places(row.format)) {
            let raw = units[place.unit] >> place.shift & ((1 << place.bits) - 1);
            let pad = 64 - place.bits;
            *value = if is_signed(role) { ((raw << pad) as i64) >> pad } else { raw as i64 };
        }
        Some(Instruction { op, fields })
    }

    /// Fields with their names and roles.
    pub fn operands(&self) -> impl Iterator<Item = (&'static str, Role, i64)> + '_ {
        self.op.row().fields.iter().zip(self.fields).map(|(&(name, role), value)| (name, role, value))
    }

    /// The value of the first field of a role.
    pub fn field(&self, role: Role) -> Option<i64> {
        self.operands().find(|&(_, r, _)| r == role).map(|(_, _, value)| value)
    }

    /// Has the flag?
    pub fn has(&self, flag: u8) -> bool {
        self.op.row().flags & flag != 0
    }
}

/// How an instruction touches a register.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Access {
    /// Must have been written before.
    Read,
    /// Is written.
    Write,
    /// Must exist in the frame, but what it holds does not matter.
    Reserve,
}

/// Tells `visit` every run of registers (first, length) that an instruction touches, reads before writes. `None` when an
/// index that is needed for it is out of range.
pub fn registers(code: &Code, instr: &Instruction, mut visit: impl FnMut(u32, u32, Access)) -> Option<()> {
    for (_, role, value) in instr.operands() {
        let first = value as u32;
        match role {
            Role::Use | Role::Mod => visit(first, 1, Access::Read),
            Role::Window => window(instr, first, &mut visit),
            Role::Run => visit(first, run_length(code, instr)?, Access::Read),
            Role::Iterator if iterator_is_made(instr.op) => {}
            Role::Iterator => visit(first, 3, Access::Read),
            _ => {}
        }
    }
    for (_, role, value) in instr.operands() {
        let first = value as u32;
        match role {
            Role::Def | Role::Mod => visit(first, 1, Access::Write),
            Role::Iterator => visit(first, 3, Access::Write),
            _ => {}
        }
    }
    let second = instr.fields[0] as u32;
    match instr.op {
        Op::NewClass => visit(second + 1, 1, Access::Write),
        Op::GetNameForCall => visit(second + frame::THIS as u32, 1, Access::Write),
        _ => {}
    }
    Some(())
}

/// Does the op leave its destination unwritten when it jumps?
pub fn writes_unless_it_jumps(op: Op) -> bool {
    matches!(op, Op::IteratorNext | Op::ForOfNext | Op::ForInNext)
}

/// Ops that fill an iterator record rather than step it.
fn iterator_is_made(op: Op) -> bool {
    matches!(op, Op::GetIterator | Op::ForInPrepare)
}

fn run_length(code: &Code, instr: &Instruction) -> Option<u32> {
    if instr.op != Op::NewObjectFrom {
        return instr.field(Role::Count).map(|count| count as u32);
    }
    let site = code.ics.get(instr.field(Role::Ic)? as usize)?;
    match code.constants.get(site.name as usize)? {
        Constant::ObjectShape(keys) => Some(keys.len() as u32),
        _ => None,
    }
}

fn window(instr: &Instruction, base: u32, visit: &mut impl FnMut(u32, u32, Access)) {
    let args = frame::ARGS as u32;
    let argc = instr.field(Role::Count).unwrap_or(1) as u32;
    visit(base, 1, Access::Read);
    let flags = match instr.op {
        Op::Construct | Op::ConstructSpread | Op::TailCall => instr.fields[5],
        _ => 0,
    };
    match instr.op {
        Op::CallMethod | Op::CallSpread | Op::CallEval | Op::CallEvalSpread => visit(base + frame::THIS as u32, 1, Access::Read),
        Op::TailCall if flags & 1 != 0 => visit(base + frame::THIS as u32, 1, Access::Read),
        Op::Construct | Op::ConstructSpread if flags & 1 != 0 => visit(base + frame::NEW_TARGET as u32, 1, Access::Read),
        _ => {}
    }
    visit(base + args, argc, Access::Read);
    visit(base, args + argc, Access::Reserve);
}

/// The units to which an instruction may jump; falling through is not among them.
pub fn jump_targets(code: &Code, at: usize, instr: &Instruction) -> Vec<usize> {
    match instr.op {
        Op::SwitchInt => {
            let table = instr.field(Role::Table).and_then(|t| code.tables.get(t as usize));
            let targets = table.map(|t| &t.targets[..]).unwrap_or_default();
            targets.iter().filter(|&&t| t != 0).map(|&t| at + t as usize).collect()
        }
        _ => instr.field(Role::Label).map(|offset| (at as i64 + offset) as usize).into_iter().collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ops::OPS;

    #[test]
    fn every_op_survives_encoding() {
        for &op in OPS {
            let mut fields = [0; 6];
            for (i, &(_, role)) in op.row().fields.iter().enumerate() {
                fields[i] = if is_signed(role) { -(i as i64) - 1 } else { i as i64 + 1 };
            }
            let units = encode(op, &fields[..op.row().fields.len()]).unwrap();
            assert_eq!(Instruction::decode(&units, 0), Some(Instruction { op, fields }));
        }
    }

    #[test]
    fn what_does_not_fit_is_refused() {
        assert_eq!(encode(Op::AddI, &[8, 8, 40_000]), None);
        assert_eq!(encode(Op::Move, &[8, 70_000]), None);
        assert!(encode(Op::AddI, &[8, 8, -32_768]).is_some());
    }
}
