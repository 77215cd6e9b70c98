//! Finished code comes to the agent: its bets are checked once more, it is given its place, and whoever can break a bet is told.
use crate::agent::Agent;
use crate::code::{CodeOwner, CodeState};
use crate::compile::Output;
use crate::mir::{Assumption, frame_state};
use crate::policy;
use ogive_gc::Gc;
use ogive_jit::exits::ExitTable;
use ogive_jit::{CodeKind, CodeMemory, CodeRecord};
use ogive_vm::code_block::CodeBlock;
use ogive_vm::machine::{Bet, MachineCode, Protector, Tier};
use ogive_vm::value::tag;
use ogive_vm::{Value, Vm};
use std::sync::Arc;

/// The code block at an address that the optimizer keeps alive.
pub fn block_at(address: u64) -> Option<Gc<CodeBlock>> {
    Value::from_rooted_bits(tag::INTERNAL | address).as_internal()
}

/// The Vm's form of a bet.
fn bet(assumption: &Assumption) -> Bet {
    use frame_state::Protector as P;
    match *assumption {
        Assumption::Validity(cell) => Bet::Validity(cell),
        Assumption::Promise(cell, promise) => Bet::Promise(cell, promise),
        Assumption::ObjectShape(object, shape) => Bet::Shape(object, shape),
        Assumption::Constant(object, key, value) => Bet::Constant { object, key, value },
        Assumption::Protector(protector) => Bet::Protector(match protector {
            P::NoIndexedPrototypes => Protector::NoIndexedPrototypes,
            P::ArrayIteration => Protector::ArrayIteration,
            P::ArraySpecies => Protector::ArraySpecies,
            P::PromiseThen => Protector::PromiseThen,
            P::NoConcatSpreadable => Protector::NoConcatSpreadable,
            P::RegexpUntouched => Protector::RegexpUntouched,
        }),
    }
}

/// Why finished code was not installed.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Refusal {
    /// A bet does not hold any more.
    Outdated,
    /// No room for machine code.
    NoMemory,
}

/// Puts code in place. Every cell that it names is alive.
pub fn install(vm: &mut Vm, block: Gc<CodeBlock>, state: Arc<CodeState>, output: Output) -> Result<(), Refusal> {
    if !output.assumptions.iter().all(|a| vm.holds(bet(a))) {
        return Err(Refusal::Outdated);
    }
    let memory = CodeMemory::get().ok_or(Refusal::NoMemory)?;
    let table = ExitTable { exits: output.exits, taken: policy::exit_taken, code: state.number };
    let record = CodeRecord { exits: Some(table), ..CodeRecord::function(CodeKind::Optimized, block.template().clone(), vec![]) };
    let allocation = memory.publish(output.code, record).ok_or(Refusal::NoMemory)?;
    let start = allocation.address();
    let range = (start, start + allocation.len());
    for assumption in &output.assumptions {
        vm.watch(bet(assumption), state.number);
    }
    let agent = Agent::of(vm);
    agent.tidy();
    agent.codes.insert(state.number, Arc::downgrade(&state));
    agent.counts.compiled += 1;
    agent.counts.bytes += allocation.len();
    let unit = state.unit;
    state.set_size(allocation.len());
    let code = Box::new(MachineCode {
        tier: Tier::Optimized,
        entry: start as *const u8,
        range,
        addresses: vec![],
        cells: output.cells,
        owner: Box::new(CodeOwner { allocation, state }),
    });
    match unit {
        None => vm.install_code(block, code),
        Some(unit) => vm.install_osr(block, unit, code),
    }
    Ok(())
}
