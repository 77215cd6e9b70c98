//! When to optimize, when to give code up, when to try again. All thresholds that are not options stand here.
//!
//! A function (or a loop of it) is asked for when its budget in baseline code is spent. Code leaves by its exits at no great cost, so one failed bet
//! does not end it; a bet that keeps failing does, and the next compilation knows which (`CodeBlock::failures`). After each such round the next one
//! has to wait twice as long, so a function whose bets never settle costs little; it is never given up for good. What is large is spared longer: it costs
//! more to compile again than the exits cost that it takes.
use crate::agent::{Agent, Job};
use crate::build::MAX_UNITS;
use crate::code::{CodeOwner, CodeState};
use crate::compile::{Input, Printing};
use crate::events::{Field, name_of, place};
use crate::install::{Refusal, block_at, install};
use crate::lower::World;
use crate::mir::{Entry, ExitReason};
use crate::queue::{Done, JobState, guarded, submit};
use crate::snapshot;
use ogive_bytecode::{FunctionKind, FunctionTemplate};
use ogive_gc::{Gc, RootVec};
use ogive_jit::CodeMemory;
use ogive_jit::exits::{Exit, ExitTable, Resume};
use ogive_vm::code_block::{CodeBlock, call_flags};
use ogive_vm::machine::{Entered, Failure};
use ogive_vm::value::tag;
use ogive_vm::{Value, Vm};
use std::sync::Arc;
use std::time::{Duration, Instant};

/// A guard that has failed so often ends its code.
const FAILURES_OF_A_GUARD: u32 = 2;
/// So many failures of different guards end their code.
const FAILURES_OF_A_CODE: u32 = 6;
/// For each so many bytes of code one failure more is cheaper than compiling it again…
const BYTES_OF_A_FAILURE: u32 = 8 << 10;
/// …up to so many: what fails that often will go on failing.
const MAX_SPARED: u32 = 6;
/// While a compilation is under way, and after an exit: budget until the tiers look again.
const SHORT: i32 = 200;
/// Waiting times double up to this shift.
const MAX_BACK_OFF: u32 = 8;
/// A wait that never ends in practice.
const NEVER: i32 = 1 << 30;

/// How long a block stays in baseline code before the optimizer is asked.
pub fn wait(vm: &Vm, block: Gc<CodeBlock>) -> i32 {
    let options = &vm.options.tiers;
    if !options.optimizer || block.is_refused() {
        return NEVER;
    }
    let rounds = block.tier_counts().deopts / FAILURES_OF_A_GUARD;
    if options.always_optimize {
        return if rounds == 0 { 1 } else { 4 << rounds.min(MAX_BACK_OFF) };
    }
    options.optimize_after.saturating_mul(1 << rounds.min(MAX_BACK_OFF))
}

/// Code at the top level is not called a second time, and what is too long is not compiled as a whole: only their loops get machine code.
fn loops_only(block: Gc<CodeBlock>) -> bool {
    let fits = block.code().is_some_and(|code| code.units.len() <= MAX_UNITS);
    !fits || matches!(block.template().kind, FunctionKind::Script | FunctionKind::Module | FunctionKind::Eval)
}

/// A block's budget in baseline code is spent, at its entry, or at `unit`: a loop's head, or where a suspended frame goes on.
pub fn spent(vm: &mut Vm, block: Gc<CodeBlock>, unit: Option<u32>) {
    if block.patience() > 0 {
        return block.set_wait(block.patience());
    }
    if !vm.options.tiers.optimizer || block.is_refused() {
        return block.set_wait(NEVER);
    }
    if unit.is_some_and(|unit| block.is_loop_refused(unit)) {
        return block.set_wait(vm.options.tiers.optimize_after);
    }
    // A loop that has its code is entered as soon as the budget is spent again.
    block.set_wait(SHORT);
    let wanted = match unit {
        // Whoever enters the function again should not have to come back to this loop to be fast.
        Some(at) if block.osr(at).is_some() => block.entered().unit(),
        // Nor does a function that is entered again and again need code for each of its loops: only what stays in the loop after its code is there.
        Some(at) if !loops_only(block) => {
            let wanted = match block.take_entered() {
                Entered::NotAgain => Some(at),
                again => again.unit(),
            };
            if wanted != unit && has_code(block, wanted) {
                return block.set_wait(vm.options.tiers.optimize_after);
            }
            wanted
        }
        other => other,
    };
    if has_code(block, wanted) || wanted.is_none() && loops_only(block) {
        return;
    }
    let target = (address(block), wanted);
    if let Some(job) = Agent::of(vm).pending.get(&target) {
        return job.state.ask_again();
    }
    if let Err(reason) = request(vm, block, wanted) {
        refuse(vm, block, &reason);
    }
}

/// Is there optimized code for the block's entry, or for the unit?
fn has_code(block: Gc<CodeBlock>, unit: Option<u32>) -> bool {
    match unit {
        None => block.optimized().is_some(),
        Some(unit) => block.osr(unit).is_some(),
    }
}

/// Compiles a function on this thread (for tests); true when it has optimized code then.
pub fn optimize_now(vm: &mut Vm, block: Gc<CodeBlock>) -> bool {
    if block.optimized().is_none() && !block.is_refused() && !loops_only(block) {
        let concurrent = std::mem::replace(&mut vm.options.tiers.concurrent, false);
        if let Err(reason) = request(vm, block, None) {
            refuse(vm, block, &reason);
        }
        vm.options.tiers.concurrent = concurrent;
    }
    block.optimized().is_some()
}

/// Are prints and traces about this function?
fn is_shown(vm: &Vm, template: &FunctionTemplate) -> bool {
    vm.options.tiers.only.as_ref().is_none_or(|only| name_of(template) == *only)
}

fn address(block: Gc<CodeBlock>) -> u64 {
    Value::internal(block).bits() & tag::PAYLOAD
}

/// Takes the snapshot and starts the compilation: on the compiler thread, or here when there is none or the options say so.
fn request(vm: &mut Vm, block: Gc<CodeBlock>, unit: Option<u32>) -> Result<(), String> {
    let start = Instant::now();
    let snapshot = snapshot::take(vm, block).ok_or("no feedback")?;
    let taken = start.elapsed();
    let mut roots = RootVec::new(&vm.heap);
    roots.push(Value::internal(block).bits());
    snapshot.cells.iter().for_each(|&cell| roots.push(cell));
    let options = vm.options.tiers.clone();
    let agent = Agent::of(vm);
    let state = CodeState::new(agent.number(), address(block), unit);
    let failing = (options.deopt_every > 0).then(|| agent.failing.as_ptr() as u64);
    agent.arm(options.deopt_every);
    let inbox = agent.inbox.clone();
    let input = Input {
        snapshot,
        taken,
        entry: unit.map_or(Entry::Call, Entry::InPlace),
        world: world(vm, block, &state, failing),
        state,
        printing: if is_shown(vm, block.template()) {
            Printing { mir: options.print_mir.clone(), asm: options.print_asm }
        } else {
            Printing::default()
        },
    };
    let job = Arc::new(JobState::default());
    Agent::of(vm).pending.insert((address(block), unit), Job { number: input.state.number, state: job.clone(), _roots: roots });
    let here = if options.concurrent && !options.always_optimize {
        match submit(input, inbox, vm.interrupt.handle(), job) {
            Ok(()) => return Ok(()),
            Err(input) => input,
        }
    } else {
        input
    };
    let mut backend = match Agent::of(vm).backend.take() {
        Some(backend) => backend,
        None => crate::lower::backend::Backend::new()?,
    };
    let result = guarded(&mut backend, &here);
    Agent::of(vm).backend = Some(backend);
    finish(vm, Done { input: here, result });
    Ok(())
}

fn world(vm: &Vm, block: Gc<CodeBlock>, state: &CodeState, failing: Option<u64>) -> World {
    World {
        heap: &*vm.heap as *const ogive_gc::Heap as u64,
        request: vm.request_address(),
        valid: state.valid_address(),
        parameters: block.template().param_count,
        constructs: block.template().is_constructor(),
        is_class: block.flags() & call_flags::CLASS != 0,
        reaches: |address| CodeMemory::get().is_some_and(|memory| memory.reaches(address)),
        failing,
    }
}

/// The request word says that compiled code waits.
pub fn install_finished(vm: &mut Vm) {
    for done in Agent::of(vm).inbox.clone().take() {
        finish(vm, done);
    }
}

/// A compilation is over.
fn finish(vm: &mut Vm, done: Done) {
    let Done { input, result } = done;
    let target = (input.state.block, input.state.unit);
    let pending = &mut Agent::of(vm).pending;
    if pending.get(&target).is_none_or(|job| job.number != input.state.number) {
        // It has been cancelled.
        return;
    }
    // What the job names stays alive until the code is in place.
    let _job = pending.remove(&target);
    let Some(block) = block_at(target.0) else { return };
    let output = match result {
        Ok(output) => output,
        Err(reason) => match target.1 {
            // The function as a whole, or another of its loops, may fare better.
            Some(unit) => {
                block.refuse_loop(unit);
                return tell_refused(vm, block, &reason);
            }
            None => return refuse(vm, block, &reason),
        },
    };
    let counts = &mut Agent::of(vm).counts;
    for (total, time) in counts.micros.iter_mut().zip(output.times) {
        *total += time.as_micros() as u64;
    }
    let mut told = Told {
        bytes: output.code.bytes.len(),
        inlined: output.inlined,
        bets: output.assumptions.len(),
        times: output.times,
        pauses: [input.taken, Duration::ZERO],
    };
    let listing = input.printing.asm;
    let start = Instant::now();
    let installed = install(vm, block, input.state, output);
    told.pauses[1] = start.elapsed();
    match installed {
        Ok(()) => {
            if listing {
                print_code(block, target.1);
            }
            tell_optimized(vm, block, target.1, &told);
            // The loop that waits for it looks again soon.
            block.set_wait(if vm.options.tiers.always_optimize { 0 } else { 1 });
        }
        Err(Refusal::Outdated) => {
            Agent::of(vm).counts.outdated += 1;
            block.set_wait(SHORT);
        }
        Err(Refusal::NoMemory) => refuse(vm, block, "no room for machine code"),
    }
}

/// Code memory knows its own names; optimized code has no others to tell.
struct NoNames;
impl ogive_jit::Names for NoNames {
    fn name(&self, _: u64) -> Option<String> {
        None
    }
    fn unit(&self, _: u32) -> Option<String> {
        None
    }
}

fn print_code(block: Gc<CodeBlock>, unit: Option<u32>) {
    let code = match unit {
        None => block.optimized(),
        Some(unit) => block.osr(unit),
    };
    if let Some(owner) = code.and_then(|code| code.owner.downcast_ref::<CodeOwner>()) {
        eprintln!("; {} {unit:?}\n{}", name_of(block.template()), ogive_jit::listing(&owner.allocation, &NoNames));
    }
}

/// The function is not compiled, now or ever again in this form.
fn refuse(vm: &mut Vm, block: Gc<CodeBlock>, reason: &str) {
    block.set_refused();
    block.set_wait(NEVER);
    tell_refused(vm, block, reason);
}

fn tell_refused(vm: &mut Vm, block: Gc<CodeBlock>, reason: &str) {
    Agent::of(vm).counts.refused += 1;
    let template = block.template().clone();
    if vm.options.tiers.trace_opt && is_shown(vm, &template) {
        eprintln!("[opt] refused {} ({}): {reason}", name_of(&template), place(&template, template.span.0));
    }
    emit(vm, "refused", &template, &[("reason", Field::Text(reason))]);
}

fn emit(vm: &mut Vm, event: &str, template: &FunctionTemplate, fields: &[(&str, Field<'_>)]) {
    if let Some(path) = vm.options.tiers.events.clone() {
        let at = place(template, template.span.0);
        Agent::of(vm).events.emit(Some(&path), event, &name_of(template), &at, fields);
    }
}

/// What is told of a compilation.
struct Told {
    bytes: usize,
    inlined: usize,
    bets: usize,
    /// Building and passes, lowering: on the compiler's thread.
    times: [Duration; 2],
    /// Snapshot and installation: on the main thread, while the script waits.
    pauses: [Duration; 2],
}

fn tell_optimized(vm: &mut Vm, block: Gc<CodeBlock>, unit: Option<u32>, told: &Told) {
    let &Told { bytes, inlined, bets, times: [middle, back], pauses: [snapshot, installation] } = told;
    let template = block.template().clone();
    let line = unit.and_then(|unit| Some(template.source.line_column(source_offset(block, unit)?).0));
    if vm.options.tiers.trace_opt && is_shown(vm, &template) {
        let what = line.map_or(String::new(), |line| format!(" loop at line {line}"));
        let name = name_of(&template);
        let at = place(&template, template.span.0);
        eprintln!(
            "[opt] optimized {name} ({at}){what}: {bytes} bytes, {inlined} inlined, {bets} bets, {}+{} us",
            middle.as_micros(),
            back.as_micros()
        );
    }
    let micros = |time: Duration| Field::Number(time.as_micros() as u64);
    emit(vm, "optimized", &template, &[
        ("loop", line.map_or(Field::Null, |line| Field::Number(line.into()))),
        ("bytes", Field::Number(bytes as u64)),
        ("inlined", Field::Number(inlined as u64)),
        ("bets", Field::Number(bets as u64)),
        ("micros", micros(middle + back)),
        ("snapshot", micros(snapshot)),
        ("installation", micros(installation)),
    ]);
}

/// The source offset of a unit.
fn source_offset(block: Gc<CodeBlock>, unit: u32) -> Option<u32> {
    block.code()?.position_of(unit)
}

/// A guard of optimized code has failed; the frames have been rebuilt, and the interpreter is about to go on.
pub fn exit_taken(vm: &mut Vm, table: &ExitTable, exit: &Exit, observed: Option<u64>) {
    let Some(root) = block_at(exit.frames[0].block) else { return };
    // Back into fast code soon, whatever becomes of this code.
    let reason = ExitReason::ALL[exit.reason as usize];
    root.set_wait(if reason == ExitReason::LoopLeft { 1 } else { SHORT });
    if !reason.is_failure() {
        return;
    }
    let every = vm.options.tiers.deopt_every;
    let agent = Agent::of(vm);
    agent.counts.exits += 1;
    if every > 0 {
        return agent.arm(every);
    }
    let Some(site) = block_at(exit.site.0) else { return };
    let code = Agent::of(vm).code(table.code);
    let current = code.as_ref().is_some_and(|code| is_installed(root, code));
    // Deep recursion may be full of frames of code that has been given up: what one of them has told, the others need not repeat.
    let known = |f: &Failure| (f.unit, f.reason, f.hoisted) == (exit.site.1, exit.reason, exit.hoisted);
    if !current && site.failures().iter().any(known) {
        return;
    }
    let count = site.note_failure(exit.site.1, exit.reason, exit.hoisted);
    if exit.frames.last().is_some_and(|frame| (frame.block, frame.unit) == exit.site && exit.resume == Resume::Before) {
        vm.note_failed_access();
    } else {
        site.doubt_access(exit.site.1);
    }
    root.count_deopt();
    tell_deopt(vm, root, site, exit, reason, observed, count);
    let Some(code) = code.filter(|_| current) else { return };
    let spared = (code.size() / BYTES_OF_A_FAILURE).min(MAX_SPARED);
    if count as u32 >= FAILURES_OF_A_GUARD + spared || code.note_failure() >= FAILURES_OF_A_CODE + spared {
        vm.discard_code(root, code.unit);
        root.set_wait(wait(vm, root));
        let agent = Agent::of(vm);
        agent.counts.discarded += 1;
        agent.cancel(code.block);
        let template = root.template().clone();
        emit(vm, "discarded", &template, &[("reason", Field::Text(&format!("{reason:?}")))]);
    }
}

/// Is this what the block enters? Code that has been given up lives on in the frames that run it.
fn is_installed(block: Gc<CodeBlock>, state: &CodeState) -> bool {
    let code = match state.unit {
        None => block.optimized(),
        Some(unit) => block.osr(unit),
    };
    code.and_then(|code| code.owner.downcast_ref::<CodeOwner>()).is_some_and(|owner| owner.state.number == state.number)
}

fn tell_deopt(vm: &mut Vm, root: Gc<CodeBlock>, site: Gc<CodeBlock>, exit: &Exit, reason: ExitReason, observed: Option<u64>, count: u16) {
    let template = root.template().clone();
    let at = source_offset(site, exit.site.1).map_or(String::new(), |offset| place(site.template(), offset));
    let seen = observed.map(|bits| {
        let value = Value::from_rooted_bits(bits);
        let shape = value.as_object().filter(|_| reason == ExitReason::Shape).map_or(String::new(), |o| format!(" of shape {:#x}", o.shape_id()));
        vm.describe_for_error(value) + &shape
    });
    let seen = seen.as_deref().unwrap_or("");
    if vm.options.tiers.trace_deopt && is_shown(vm, &template) {
        let name = name_of(&template);
        let saw = if seen.is_empty() { String::new() } else { format!(", saw {seen}") };
        eprintln!("[deopt] {name} at {at}: expected {}{saw} ({count})", reason.expected());
    }
    emit(vm, "deopt", &template, &[
        ("site", Field::Text(&at)),
        ("reason", Field::Text(&format!("{reason:?}"))),
        ("observed", Field::Text(seen)),
        ("failures", Field::Number(count.into())),
    ]);
}

/// Bets of the code with these numbers are off.
pub fn broken(vm: &mut Vm, codes: &[u64]) {
    for &number in codes {
        let Some(code) = Agent::of(vm).code(number).filter(|code| code.is_valid()) else { continue };
        code.invalidate();
        let Some(block) = block_at(code.block) else { continue };
        if is_installed(block, &code) {
            vm.discard_code(block, code.unit);
        }
        block.set_wait(wait(vm, block));
        Agent::of(vm).counts.broken += 1;
        let template = block.template().clone();
        if vm.options.tiers.trace_deopt && is_shown(vm, &template) {
            eprintln!("[deopt] {} ({}): a bet is off", name_of(&template), place(&template, template.span.0));
        }
        emit(vm, "discarded", &template, &[("reason", Field::Text("a bet is off"))]);
    }
}

/// The lines of `--tier-stats`.
pub fn statistics(vm: &mut Vm) -> String {
    let c = Agent::of(vm).counts;
    format!(
        "optimizer: {} compiled ({} bytes; {} ms building, {} ms lowering), {} refused, {} outdated; {} guards failed, {} codes discarded, {} bets broken",
        c.compiled,
        c.bytes,
        c.micros[0] / 1000,
        c.micros[1] / 1000,
        c.refused,
        c.outdated,
        c.exits,
        c.discarded,
        c.broken
    )
}

