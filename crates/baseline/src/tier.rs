//! The tier as the Vm sees it: when to compile, and what is installed.
use crate::compiler;
use crate::thunks::Thunks;
use ogive_gc::Gc;
use ogive_jit::{CodeKind, CodeMemory, CodeRecord};
use ogive_vm::Vm;
use ogive_vm::code_block::CodeBlock;
use ogive_vm::machine::{MachineCode, Tier, Tiers};
use ogive_vm::options::TierOptions;

/// Functions with more units stay in the interpreter: their code would be megabytes.
const MAX_UNITS: usize = 60_000;

/// Compiles a function and installs its code; false when it stays in the interpreter.
pub fn compile(vm: &mut Vm, block: Gc<CodeBlock>) -> bool {
    let (Some(memory), Some(thunks)) = (CodeMemory::get(), Thunks::get()) else { return false };
    if block.baseline().is_some() {
        return true;
    }
    if !block.has_feedback() || block.code().is_none_or(|code| code.units.len() > MAX_UNITS) {
        return false;
    }
    let output = compiler::compile(memory, thunks, block);
    let record =
        CodeRecord { kind: CodeKind::Baseline, name: "", function: Some(block.template().clone()), units: output.units, exits: None };
    let Some(allocation) = memory.publish(output.code, record) else { return false };
    let start = allocation.address();
    let code = MachineCode {
        tier: Tier::Baseline,
        entry: start as *const u8,
        range: (start, start + allocation.len()),
        addresses: output.entries.iter().map(|&(unit, offset)| (unit, (start + offset as usize) as *const u8)).collect(),
        cells: vec![],
        owner: Box::new(allocation),
    };
    vm.install_code(block, Box::new(code));
    true
}

fn spent(vm: &mut Vm, block: Gc<CodeBlock>, _: Option<u32>) {
    compile(vm, block);
}
fn warm(vm: &mut Vm, block: Gc<CodeBlock>) {
    if vm.options.tiers.always_baseline {
        compile(vm, block);
    }
}

/// The baseline compiler alone; `None` where no machine code is allowed.
pub fn tiers(options: &TierOptions) -> Option<Tiers> {
    let memory = CodeMemory::get()?;
    memory.set_cap(options.code_bytes);
    if options.perf_map || options.jitdump {
        // Without the files there is no profile; the script runs all the same.
        let _ = memory.start_profilers(options.perf_map, options.jitdump);
    }
    let doors = ogive_jit::Thunks::get()?;
    Thunks::get()?;
    Some(Tiers {
        enter: doors.enter(),
        enter_at: doors.enter_at(),
        interpreter_entry: doors.interpreter_entry(),
        spent,
        warm,
        install: |_| {},
        broken: |_, _| {},
    })
}
