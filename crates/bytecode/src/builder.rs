//! Writes code: instructions, labels, constants, inline-cache sites, handlers, positions.
//!
//! What holds:
//! - Nothing is emitted where control cannot come: after an op that ends the flow everything is dropped until a label that
//!   some emitted jump (or a non-empty handler) leads to is bound.
//! - Labels are patched in [`Builder::finish`], where jumps to unconditional jumps are also threaded to their end.
//! - A field that does not fit makes `finish` fail; no method panics on big input.

use std::collections::HashMap;
use std::sync::Arc;

use crate::code::*;
use crate::instr::{Access, Instruction, encode, registers};
use crate::ops::{Format, Op, Role, flags};

/// A place in the code that jumps name, bound now or later.
pub type Label = u32;

const UNBOUND: u32 = u32::MAX;

/// A stretch of code that an exception handler covers, possibly with gaps.
#[derive(Debug, Default)]
pub struct Region {
    open: Option<u32>,
    spans: Vec<(u32, u32)>,
}

impl Region {
    /// Covers nothing?
    pub fn is_empty(&self) -> bool {
        self.spans.is_empty()
    }
}

/// Code too large for its encoding.
#[derive(Debug, PartialEq, Eq)]
pub struct TooLarge;

/// Builds one function's [`Code`].
#[derive(Debug, Default)]
pub struct Builder {
    code: Parts,
    labels: Vec<u32>,
    referenced: Vec<bool>,
    fixups: Vec<(u32, Label)>,
    table_fixups: Vec<(u32, u32, Vec<Option<Label>>)>,
    /// Labels in the order in which they were bound, which is that of their places.
    bound: Vec<Label>,
    /// Units before this one may not be taken back.
    barrier: u32,
    /// Where code may be put in later, and the labels bound there before.
    entry: (u32, Vec<Label>),
    unreachable: bool,
    too_large: bool,
    offset: u32,
    strings: HashMap<Str, u32>,
    numbers: HashMap<u64, u32>,
    register_count: u32,
    handlers: Vec<(u32, u32, Label, u16)>,
}

/// The growing parts of a `Code`.
#[derive(Debug, Default)]
struct Parts {
    units: Vec<u64>,
    constants: Vec<Constant>,
    functions: Vec<Arc<FunctionTemplate>>,
    scopes: Vec<Arc<ScopeInfo>>,
    tables: Vec<JumpTable>,
    ics: Vec<IcSite>,
    positions: Vec<Position>,
    names: Vec<(u16, Str)>,
}

impl Builder {
    /// An empty function whose frame has at least `registers` words.
    pub fn new(registers: u32) -> Builder {
        Builder { register_count: registers, ..Builder::default() }
    }

    /// Can control come here?
    pub fn is_reachable(&self) -> bool {
        !self.unreachable
    }

    /// The next unit's index.
    pub fn here(&self) -> u32 {
        self.code.units.len() as u32
    }

    /// Instructions emitted from now on come from this source offset.
    pub fn set_offset(&mut self, offset: u32) {
        self.offset = offset;
    }

    /// The offset set last.
    pub fn offset(&self) -> u32 {
        self.offset
    }

    /// Emits an instruction; fields in the order of the op's row, labels as [`Label`]s.
    pub fn emit(&mut self, op: Op, fields: &[i64]) {
        if self.unreachable {
            return;
        }
        let row = op.row();
        let at = self.here();
        let label = row.fields.iter().position(|&(_, role)| role == Role::Label);
        let encoded = match label {
            None => encode(op, fields),
            Some(index) => {
                let mut fields: [i64; 6] = std::array::from_fn(|i| fields.get(i).copied().unwrap_or(0));
                self.reference(at, fields[index] as Label);
                fields[index] = 0;
                encode(op, &fields[..row.fields.len()])
            }
        };
        let Some(units) = encoded else {
            self.too_large = true;
            return;
        };
        if row.flags & (flags::THROWS | flags::CALLS | flags::SUSPENDS) != 0 {
            self.note_position(at);
        }
        self.code.units.extend_from_slice(&units[..row.format.units()]);
        self.grow_frame(at);
        self.unreachable = row.flags & flags::ENDS != 0;
    }

    fn reference(&mut self, at: u32, label: Label) {
        self.referenced[label as usize] = true;
        self.fixups.push((at, label));
    }

    fn note_position(&mut self, unit: u32) {
        if self.code.positions.last().is_none_or(|last| last.offset != self.offset) {
            self.code.positions.push(Position { unit, offset: self.offset });
        }
    }

    fn grow_frame(&mut self, at: u32) {
        let Some(instr) = Instruction::decode(&self.code.units, at as usize) else { return };
        let mut top = self.register_count;
        let view = Code { ics: Box::default(), ..Code::default() };
        // The run of NewObjectFrom is known to its emitter, which has allocated it.
        let _ = registers(&view, &instr, |first, count, _: Access| top = top.max(first + count));
        self.register_count = top;
    }

    /// The frame must have at least this many words.
    pub fn reserve_registers(&mut self, count: u32) {
        self.register_count = self.register_count.max(count);
    }

    // ---- labels ---------------------------------------------------------------------------------------------------

    /// A new unbound label.
    pub fn label(&mut self) -> Label {
        self.labels.push(UNBOUND);
        self.referenced.push(false);
        self.labels.len() as Label - 1
    }

    /// Binds a label here. Control can come here if a jump to the label has been emitted.
    pub fn bind(&mut self, label: Label) {
        self.drop_jump_to(label);
        self.labels[label as usize] = self.here();
        self.bound.push(label);
        if self.referenced[label as usize] {
            self.unreachable = false;
        }
    }

    /// Binds a handler's label here; control can come if its region covers anything.
    pub fn bind_handler(&mut self, label: Label, region: &Region) {
        self.referenced[label as usize] |= !region.is_empty();
        self.bind(label);
    }

    /// Has an emitted jump led to it?
    pub fn is_referenced(&self, label: Label) -> bool {
        self.referenced[label as usize]
    }

    /// Takes back a `Jump` to the place right after it.
    fn drop_jump_to(&mut self, label: Label) {
        let last = self.here().wrapping_sub(1);
        let Some(&(at, target)) = self.fixups.last() else { return };
        let is_jump = at == last && target == label && last >= self.barrier;
        if !is_jump || self.code.units[at as usize] as u8 != Op::Jump as u8 {
            return;
        }
        let behind = self.first_bound_here();
        self.fixups.pop();
        self.code.units.pop();
        for moved in &self.bound[behind..] {
            self.labels[*moved as usize] = at;
        }
        self.unreachable = false;
    }

    /// Where in `bound` the labels begin that are bound here.
    fn first_bound_here(&self) -> usize {
        self.bound.iter().rposition(|&label| self.labels[label as usize] != self.here()).map_or(0, |before| before + 1)
    }

    // ---- regions and handlers ---------------------------------------------------------------------------------------

    /// Starts (or goes on with) covering code by a handler.
    pub fn enter(&mut self, region: &mut Region) {
        debug_assert!(region.open.is_none());
        region.open = Some(self.here());
        self.barrier = self.here();
    }

    /// Stops covering code.
    pub fn leave(&mut self, region: &mut Region) {
        let here = self.here();
        self.barrier = here;
        if let Some(start) = region.open.take()
            && start < here
        {
            region.spans.push((start, here));
        }
    }

    /// Makes the region's exceptions continue at `target`. Inner regions first.
    pub fn add_handler(&mut self, region: &Region, target: Label, register: u16) {
        debug_assert!(region.open.is_none());
        self.reserve_registers(register as u32 + 1);
        for &(start, end) in &region.spans {
            self.handlers.push((start, end, target, register));
        }
    }

    // ---- tables -----------------------------------------------------------------------------------------------------

    /// Emits a `SwitchInt` over `low..low + targets.len()`; `None` falls through.
    pub fn switch_int(&mut self, value: u16, low: i32, targets: Vec<Option<Label>>) {
        if self.unreachable {
            return;
        }
        let table = self.code.tables.len() as u32;
        let at = self.here();
        for label in targets.iter().flatten() {
            self.referenced[*label as usize] = true;
        }
        self.code.tables.push(JumpTable { low, targets: Box::default() });
        self.table_fixups.push((at, table, targets));
        self.emit(Op::SwitchInt, &[value as i64, table as i64]);
    }

    /// Index of a string constant.
    pub fn string(&mut self, text: &[u8]) -> u32 {
        if let Some(&index) = self.strings.get(text) {
            return index;
        }
        let index = self.constant(Constant::String(text.into()));
        self.strings.insert(text.into(), index);
        index
    }

    /// Index of a Number constant.
    pub fn number(&mut self, value: f64) -> u32 {
        let next = self.code.constants.len() as u32;
        let index = *self.numbers.entry(value.to_bits()).or_insert(next);
        if index == next {
            self.code.constants.push(Constant::Number(value));
        }
        index
    }

    /// Index of a new constant of any kind.
    pub fn constant(&mut self, constant: Constant) -> u32 {
        self.code.constants.push(constant);
        self.code.constants.len() as u32 - 1
    }

    /// Index of a nested function.
    pub fn function(&mut self, function: Arc<FunctionTemplate>) -> u32 {
        self.code.functions.push(function);
        self.code.functions.len() as u32 - 1
    }

    /// Index of a scope.
    pub fn scope(&mut self, scope: Arc<ScopeInfo>) -> u32 {
        if let Some(index) = self.code.scopes.iter().position(|s| Arc::ptr_eq(s, &scope)) {
            return index as u32;
        }
        self.code.scopes.push(scope);
        self.code.scopes.len() as u32 - 1
    }

    /// Index of a new inline-cache site.
    pub fn ic(&mut self, kind: IcKind, name: u32, strict: bool) -> u32 {
        self.code.ics.push(IcSite { kind, name, strict });
        self.code.ics.len() as u32 - 1
    }

    /// Says what the disassembler may call a register.
    pub fn name_register(&mut self, register: u16, name: &[u8]) {
        self.code.names.push((register, name.into()));
    }

    // ---- the end ----------------------------------------------------------------------------------------------------

    /// Remembers this place for [`Builder::insert_at_entry`].
    pub fn mark_entry(&mut self) {
        self.barrier = self.here();
        self.entry = (self.here(), self.bound[self.first_bound_here()..].to_vec());
    }

    /// Instructions that were found to be necessary at the entry are put there, and everything after moves on. Jumps to
    /// labels bound before the entry was marked run them.
    pub fn insert_at_entry(&mut self, units: &[u64]) {
        let (at, before) = std::mem::take(&mut self.entry);
        let shift = units.len() as u32;
        if shift == 0 {
            return;
        }
        self.code.units.splice(at as usize..at as usize, units.iter().copied());
        let moved = |unit: &mut u32| {
            if *unit != UNBOUND && *unit >= at {
                *unit += shift;
            }
        };
        self.labels.iter_mut().for_each(moved);
        before.iter().for_each(|label| self.labels[*label as usize] = at);
        self.fixups.iter_mut().for_each(|(unit, _)| moved(unit));
        self.table_fixups.iter_mut().for_each(|(unit, ..)| moved(unit));
        self.code.positions.iter_mut().for_each(|p| moved(&mut p.unit));
        for (start, end, ..) in &mut self.handlers {
            moved(start);
            moved(end);
        }
    }

    /// The finished code.
    pub fn finish(mut self) -> Result<Code, TooLarge> {
        self.patch()?;
        let label = |l: Label| self.labels[l as usize];
        let handlers = self.handlers.iter().map(|&(start, end, target, register)| Handler { start, end, target: label(target), register });
        let handlers = handlers.collect();
        let parts = self.code;
        Ok(Code {
            units: parts.units.into(),
            constants: parts.constants.into(),
            functions: parts.functions.into(),
            scopes: parts.scopes.into(),
            handlers,
            tables: parts.tables.into(),
            ics: parts.ics.into(),
            positions: parts.positions.into(),
            register_count: self.register_count,
            register_names: parts.names.into(),
        })
    }

    fn patch(&mut self) -> Result<(), TooLarge> {
        if self.too_large || self.register_count > u16::MAX as u32 {
            return Err(TooLarge);
        }
        let jumps: HashMap<u32, Label> =
            self.fixups.iter().filter(|&&(at, _)| self.code.units[at as usize] as u8 == Op::Jump as u8).copied().collect();
        let resolve = |label: Label, thread: bool| {
            let mut target = self.labels[label as usize];
            for _ in 0..if thread { 8 } else { 0 } {
                let Some(&next) = jumps.get(&target) else { break };
                target = self.labels[next as usize];
            }
            debug_assert_ne!(target, UNBOUND, "label {label} was never bound");
            target
        };
        for &(at, label) in &self.fixups {
            let unit = &mut self.code.units[at as usize];
            let op = Op::from_byte(*unit as u8).expect("emitted");
            let forward = self.labels[label as usize] > at;
            let offset = resolve(label, forward) as i64 - at as i64;
            match op.row().format {
                Format::Abx => {
                    if !(-(1 << 23)..1 << 23).contains(&offset) {
                        return Err(TooLarge);
                    }
                    *unit |= (offset as u64 & 0xFF_FFFF) << 8;
                }
                _ => *unit |= (offset as u64 & 0xFFFF_FFFF) << 32,
            }
        }
        for (at, table, targets) in &self.table_fixups {
            let offsets = targets.iter().map(|t| t.map_or(0, |label| (resolve(label, true) as i64 - *at as i64) as i32));
            self.code.tables[*table as usize].targets = offsets.collect();
        }
        Ok(())
    }
}
