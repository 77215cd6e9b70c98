//! The tiers of an engine put together: interpreter, baseline, optimizer. What each does is theirs; here is only who comes after whom.
use ogive_vm::code_block::CodeBlock;
use ogive_vm::machine::Tiers;
use ogive_vm::options::TierOptions;
use ogive_vm::{Gc, Vm};

/// The tiers that the options allow; `None`: the interpreter alone.
pub(crate) fn tiers(options: &TierOptions) -> Option<Tiers> {
    if !options.machine_code {
        return None;
    }
    let baseline = ogive_baseline::tiers(options)?;
    if !options.optimizer {
        return Some(baseline);
    }
    Some(Tiers {
        spent,
        warm,
        install: ogive_optimizer::policy::install_finished,
        broken: ogive_optimizer::policy::broken,
        ..baseline
    })
}

/// A function without machine code gets the baseline's; later the optimizer is asked.
fn spent(vm: &mut Vm, block: Gc<CodeBlock>, unit: Option<u32>) {
    if block.baseline().is_some() {
        return ogive_optimizer::policy::spent(vm, block, unit);
    }
    if ogive_baseline::compile(vm, block) {
        block.set_wait(ogive_optimizer::policy::wait(vm, block));
    }
}

fn warm(vm: &mut Vm, block: Gc<CodeBlock>) {
    if vm.options.tiers.always_baseline || vm.options.tiers.always_optimize {
        spent(vm, block, None);
    }
}
