//! Listings of machine code for `--print-asm` and the snapshot tests: Intel syntax, jumps inside the code by label, known addresses by
//! name. No address appears in a listing, so listings are the same in every run.
use crate::code_memory::{CodeAllocation, CodeMemory};
use iced_x86::{Decoder, DecoderOptions, Formatter, Instruction, IntelFormatter, OpKind};
use std::collections::BTreeMap;
use std::fmt::Write;

/// Names for what a listing mentions: immediates and targets outside the code.
pub trait Names {
    /// The name of an immediate of 64 bits, or of an address; none: it is printed as `…`, unless it is small.
    fn name(&self, value: u64) -> Option<String>;
    /// A line to put before the code of a bytecode unit.
    fn unit(&self, unit: u32) -> Option<String>;
}

/// The listing of a piece of code.
pub fn listing(code: &CodeAllocation, names: &dyn Names) -> String {
    let (start, bytes) = (code.address() as u64, code.bytes());
    let instructions: Vec<Instruction> = Decoder::with_ip(64, bytes, start, DecoderOptions::NONE).into_iter().collect();
    let inside = |target: u64| target.wrapping_sub(start) < bytes.len() as u64;
    let mut labels = BTreeMap::new();
    for instruction in &instructions {
        if is_branch(instruction) && inside(instruction.near_branch_target()) {
            labels.insert(instruction.near_branch_target(), 0);
        }
    }
    labels.values_mut().enumerate().for_each(|(i, label)| *label = i);

    let mut formatter = IntelFormatter::new();
    let options = formatter.options_mut();
    options.set_hex_prefix("0x");
    options.set_hex_suffix("");
    options.set_space_after_operand_separator(true);
    options.set_uppercase_hex(false);
    let mut units = code.record().units.iter().peekable();
    let (mut out, mut text) = (String::new(), String::new());
    for instruction in &instructions {
        while let Some(&&(_, unit)) = units.peek().filter(|(offset, _)| *offset as u64 <= instruction.ip() - start) {
            units.next();
            if let Some(line) = names.unit(unit) {
                let _ = writeln!(out, "; {line}");
            }
        }
        if let Some(label) = labels.get(&instruction.ip()) {
            let _ = writeln!(out, "L{label}:");
        }
        text.clear();
        formatter.format(instruction, &mut text);
        if is_branch(instruction) {
            let target = instruction.near_branch_target();
            let name = match labels.get(&target) {
                Some(label) => format!("L{label}"),
                None => outside_name(target, names),
            };
            let mnemonic = text.split_whitespace().next().unwrap_or_default();
            text = format!("{mnemonic} {name}");
        } else if let Some(value) = wide_immediate(instruction) {
            let name = if inside(value) { "code".to_string() } else { outside_name(value, names) };
            let target = text.split(',').next().unwrap_or_default();
            text = format!("{target}, {name}");
        }
        let _ = writeln!(out, "  {text}");
    }
    out
}

fn is_branch(instruction: &Instruction) -> bool {
    instruction.op0_kind() == OpKind::NearBranch64
}
fn wide_immediate(instruction: &Instruction) -> Option<u64> {
    (instruction.op_count() == 2 && instruction.op1_kind() == OpKind::Immediate64).then(|| instruction.immediate64())
}
fn outside_name(value: u64, names: &dyn Names) -> String {
    let known = names.name(value).or_else(|| CodeMemory::get().and_then(|m| m.name_at(value as usize)));
    known.unwrap_or_else(|| if value < 1 << 16 { format!("{value:#x}") } else { "…".to_string() })
}
