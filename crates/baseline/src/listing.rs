//! The listing of a function's baseline code: its bytecode between its machine code, and names for what the code names by address.
use ogive_bytecode::disassemble;
use ogive_gc::Gc;
use ogive_jit::{CodeAllocation, Names};
use ogive_vm::code_block::CodeBlock;
use std::collections::HashMap;

/// The listing; `None` when the function has no baseline code.
pub fn listing(block: Gc<CodeBlock>) -> Option<String> {
    let allocation = block.baseline()?.owner.downcast_ref::<CodeAllocation>()?;
    let names = BlockNames { block, lines: lines(block) };
    Some(format!("{}\n{}", allocation.record().function_name(), ogive_jit::listing(allocation, &names)))
}

/// The disassembler's lines by unit.
fn lines(block: Gc<CodeBlock>) -> HashMap<u32, String> {
    let unit_of = |line: &str| line.split_whitespace().next()?.parse::<u32>().ok();
    disassemble(block.template(), false)
        .lines()
        .filter(|line| !line.contains(" | "))
        .filter_map(|line| Some((unit_of(line)?, line.trim().to_string())))
        .collect()
}

struct BlockNames {
    block: Gc<CodeBlock>,
    lines: HashMap<u32, String>,
}

impl BlockNames {
    /// `value` as an index into `count` things of `size` bytes from `start` on.
    fn index(value: u64, start: u64, size: usize, count: usize) -> Option<u64> {
        let distance = value.checked_sub(start)?;
        (distance < (size * count) as u64).then_some(distance / size as u64)
    }
}

impl Names for BlockNames {
    fn name(&self, value: u64) -> Option<String> {
        if value == self.block.addr() as u64 {
            return Some("block".into());
        }
        let code = self.block.code()?;
        if let Some(unit) = BlockNames::index(value, code.units.as_ptr() as u64, 8, code.units.len()) {
            return Some(format!("pc {unit}"));
        }
        if let Some(unit) = BlockNames::index(value, self.block.kinds_of(0) as u64, 1, code.units.len()) {
            return Some(format!("kinds {unit}"));
        }
        if !code.ics.is_empty() {
            let start = self.block.ic(0) as u64;
            if let Some(i) = BlockNames::index(value, start, size_of::<ogive_vm::ic::Ic>(), code.ics.len()) {
                return Some(format!("ic #{i}"));
            }
        }
        if let Some(i) = (0..code.constants.len()).find(|&i| self.block.constant(i).bits() == value) {
            return Some(format!("constant {i}"));
        }
        let value = ogive_vm::Value::from_rooted_bits(value);
        if value.is_int() {
            return Some(format!("int {}", value.int_unchecked()));
        }
        // Below are addresses and the header words of new cells.
        (value.is_double() && value.bits() >> 52 != 0).then(|| format!("double {}", f64::from_bits(value.bits())))
    }
    fn vm_word(&self, offset: u64) -> Option<&'static str> {
        crate::offsets::vm::NAMES.iter().find(|(at, _)| *at as u64 == offset).map(|(_, name)| *name)
    }
    fn unit(&self, unit: u32) -> Option<String> {
        self.lines.get(&unit).cloned()
    }
}
