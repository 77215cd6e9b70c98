//! Natives for tests of the tiers (`--allow-natives-syntax`): `%TierOf(f)` and the like, globals that only `%Name` can name.
//!
//! | native | gives |
//! |---|---|
//! | `%TierOf(f)` | "interpreter", "baseline" or "optimized": what the next call enters |
//! | `%CompileCount(f)` | how often optimized code has been installed, code for loops included |
//! | `%DeoptCount(f)` | how many bets of its optimized code have failed |
//! | `%BaselineNow(f)` | true when it has baseline code now |
//! | `%OptimizeNow(f)` | true when it has optimized code now; compiles on this thread |
//! | `%Deoptimize(f)` | throws its optimized code away |
//! | `%GetUndetectable()` | an object that emulates undefined (B.3.6) |
//!
//! A value that is no function with bytecode gives undefined.
use ogive_vm::code_block::CodeBlock;
use ogive_vm::{Arguments, Gc, JsResult, NativeFn, Value, Vm, attrs};

const NATIVES: &[(&str, NativeFn)] = &[
    ("%TierOf", tier_of),
    ("%CompileCount", |_, a| about(a, |block| Value::from(block.tier_counts().optimized))),
    ("%DeoptCount", |_, a| about(a, |block| Value::from(block.tier_counts().deopts))),
    ("%BaselineNow", baseline_now),
    ("%OptimizeNow", optimize_now),
    ("%Deoptimize", deoptimize),
    ("%GetUndetectable", |vm, _| Ok(vm.new_undetectable(vm.realm()).into())),
];

/// Defines them on the current realm's global object.
pub(crate) fn install(vm: &mut Vm) {
    let global = vm.realm().global();
    for &(name, function) in NATIVES {
        let key = vm.key(name);
        let native = vm.new_native(name, 1, function).into();
        vm.define_own_builtin(global, key, native, attrs::HIDDEN);
    }
}

fn about(args: Arguments, tell: impl FnOnce(Gc<CodeBlock>) -> Value) -> JsResult<Value> {
    Ok(CodeBlock::of(args.get(0)).map_or(Value::UNDEFINED, tell))
}

fn tier_of(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    let Some(block) = CodeBlock::of(args.get(0)) else { return Ok(Value::UNDEFINED) };
    let tier = match (block.optimized(), block.baseline()) {
        (Some(_), _) => "optimized",
        (None, Some(_)) => "baseline",
        (None, None) => "interpreter",
    };
    Ok(vm.new_string(tier).into())
}

/// Baseline code, if there may be machine code at all. The function must have run twice: it needs feedback.
fn make_baseline(vm: &mut Vm, block: Gc<CodeBlock>) -> bool {
    vm.tiers().is_some() && ogive_baseline::compile(vm, block)
}
fn baseline_now(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    about(args, |block| Value::bool(make_baseline(vm, block)))
}
fn optimize_now(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    about(args, |block| {
        let can = vm.options.tiers.optimizer && make_baseline(vm, block);
        Value::bool(can && ogive_optimizer::policy::optimize_now(vm, block))
    })
}
fn deoptimize(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    about(args, |block| {
        vm.discard_optimized(block);
        Value::UNDEFINED
    })
}
