//! Checks code against the rules of `ops.rs` (and what every reader of code relies on). Run on everything that the compiler
//! makes in tests and on everything that comes from the disk cache, so it must be safe on any bytes.
//!
//! Three passes: each instruction alone (operands in range, jumps to instructions, back edges only by loop ops); the order
//! of prologue ops; then definite initialization of registers by forward dataflow over basic blocks, with exception edges.
//! A call leaves the words of its window undefined.

use crate::code::{Code, Constant, FunctionTemplate, IcKind};
use crate::frame;
use crate::instr::{Access, Instruction, jump_targets, registers, writes_unless_it_jumps};
use crate::ops::{FOR_OF_SKIP, Op, Role, flags};

/// Is the code of this function sound? The message names the unit and what is wrong.
pub fn verify(code: &Code, function: &FunctionTemplate) -> Result<(), String> {
    let starts = decode_all(code)?;
    let verifier = Verifier { code, starts };
    if code.register_count > u16::MAX as u32 + 1 {
        return Err(format!("{} registers", code.register_count));
    }
    let params_end = frame::ARGS as u32 + function.param_count as u32;
    if params_end > code.register_count {
        return Err(format!("{} registers do not hold the parameters", code.register_count));
    }
    verifier.check_handlers()?;
    verifier.check_instructions()?;
    verifier.check_prologue(params_end)?;
    verifier.check_positions(function)?;
    Dataflow::new(&verifier, params_end).run()
}

/// Verifies a function and all compiled functions inside of it.
pub fn verify_tree(function: &FunctionTemplate) -> Result<(), String> {
    let Some(code) = function.code.get() else { return Ok(()) };
    verify(code, function).map_err(|e| format!("{}: {e}", String::from_utf8_lossy(&function.name)))?;
    code.functions.iter().try_for_each(|inner| verify_tree(inner))
}

struct Verifier<'c> {
    code: &'c Code,
    /// Per unit: does an instruction start here?
    starts: Vec<bool>,
}

fn decode_all(code: &Code) -> Result<Vec<bool>, String> {
    let mut starts = vec![false; code.units.len()];
    let mut at = 0;
    let mut ends = false;
    while at < code.units.len() {
        let instr = Instruction::decode(&code.units, at).ok_or_else(|| format!("unit {at}: no instruction"))?;
        starts[at] = true;
        ends = instr.has(flags::ENDS);
        at += instr.op.units();
    }
    if ends { Ok(starts) } else { Err("code runs off its end".into()) }
}

impl Verifier<'_> {
    fn is_start(&self, unit: i64) -> bool {
        usize::try_from(unit).is_ok_and(|unit| self.starts.get(unit) == Some(&true))
    }

    fn instructions(&self) -> impl Iterator<Item = (usize, Instruction)> + '_ {
        let starts = self.starts.iter().enumerate().filter(|(_, start)| **start);
        starts.map(|(at, _)| (at, Instruction::decode(&self.code.units, at).expect("decoded before")))
    }

    fn check_handlers(&self) -> Result<(), String> {
        for (i, h) in self.code.handlers.iter().enumerate() {
            let end_ok = h.end as usize == self.starts.len() || self.is_start(h.end as i64);
            let ok = h.start < h.end && end_ok && self.is_start(h.start as i64) && self.is_start(h.target as i64);
            if !ok || h.register as u32 >= self.code.register_count || h.register < frame::ARGS {
                return Err(format!("handler {i} is malformed: {h:?}"));
            }
        }
        Ok(())
    }

    fn check_positions(&self, function: &FunctionTemplate) -> Result<(), String> {
        let ascending = self.code.positions.windows(2).all(|p| p[0].unit < p[1].unit);
        let size = function.source.text.len();
        let inside = self.code.positions.iter().all(|p| p.offset as usize <= size);
        if ascending && inside { Ok(()) } else { Err("positions are malformed".into()) }
    }

    fn check_instructions(&self) -> Result<(), String> {
        self.instructions().try_for_each(|(at, instr)| {
            self.check_one(at, &instr).map_err(|e| format!("unit {at}: {:?}: {e}", instr.op))
        })
    }

    fn check_one(&self, at: usize, instr: &Instruction) -> Result<(), String> {
        let mut bad = None;
        let limit = self.code.register_count;
        registers(self.code, instr, |first, count, access| {
            let header = first < frame::ARGS as u32 && access == Access::Write && !is_writable_header(first);
            if first + count > limit || header {
                bad = Some(first);
            }
        })
        .ok_or("a run without its length")?;
        if let Some(register) = bad {
            return Err(format!("register {register} out of range"));
        }
        for (name, role, value) in instr.operands() {
            if !self.operand_ok(at, instr, role, value) {
                return Err(format!("{name} {value} is malformed"));
            }
        }
        Ok(())
    }

    fn operand_ok(&self, at: usize, instr: &Instruction, role: Role, value: i64) -> bool {
        let code = self.code;
        let index = value as usize;
        match role {
            Role::Const => code.constants.get(index).is_some_and(|c| constant_fits(instr.op, c)),
            Role::Func => index < code.functions.len(),
            Role::Scope => index < code.scopes.len(),
            Role::Special => value <= 4,
            Role::Ic => code.ics.get(index).is_some_and(|site| {
                site_fits(instr.op, site.kind) && (site.name == u32::MAX || (site.name as usize) < code.constants.len())
            }),
            Role::Label => {
                let backward = value <= 0;
                self.is_start(at as i64 + value) && (!backward || is_loop(instr.op))
            }
            Role::Table => code.tables.get(index).is_some_and(|table| {
                table.targets.iter().all(|&t| t == 0 || t > 0 && self.is_start(at as i64 + t as i64))
            }),
            _ => true,
        }
    }

    /// Rule 2: surplus arguments are taken before anything is written over them.
    fn check_prologue(&self, params_end: u32) -> Result<(), String> {
        let mut written = false;
        for (at, instr) in self.instructions() {
            let takes = matches!(instr.op, Op::CreateRest | Op::CreateArguments | Op::CreateSloppyArguments | Op::CreateMappedArguments);
            if takes && written {
                return Err(format!("unit {at}: {:?} after a write to a local", instr.op));
            }
            let _ = registers(self.code, &instr, |first, _, access| {
                written |= access != Access::Read && first >= params_end;
            });
        }
        Ok(())
    }
}

/// Header words that code may write: the environment and `this`, and what calls are given in windows.
fn is_writable_header(register: u32) -> bool {
    register == frame::ENV as u32 || register == frame::THIS as u32
}

fn is_loop(op: Op) -> bool {
    op.row().name.starts_with("Loop")
}

fn constant_fits(op: Op, constant: &Constant) -> bool {
    match op {
        Op::LoadConst => matches!(constant, Constant::Number(_) | Constant::String(_) | Constant::BigInt(_)),
        Op::NewArrayConst => matches!(constant, Constant::Elements(_)),
        Op::NewRegExp => matches!(constant, Constant::RegExp(..)),
        Op::GetTemplateObject => matches!(constant, Constant::Template(_)),
        Op::DeclareGlobals | Op::DeclareEvalVars => matches!(constant, Constant::Declarations(_)),
        _ => matches!(constant, Constant::String(_)),
    }
}

fn site_fits(op: Op, kind: IcKind) -> bool {
    use IcKind::*;
    match op {
        Op::GetProp | Op::GetLength | Op::GetMethod => kind == Get,
        Op::SetProp => kind == Set,
        Op::DefineProp => kind == Define,
        Op::GetElem => kind == GetElem,
        Op::GetSuper => kind == GetSuper,
        Op::SetElem | Op::DefineElem | Op::SetSuper => kind == SetElem,
        Op::GetPrivate => kind == GetPrivate,
        Op::SetPrivate | Op::DefinePrivate => kind == SetPrivate,
        Op::In => kind == In,
        Op::InstanceOf => kind == InstanceOf,
        Op::GetGlobal | Op::GetGlobalOrUndefined => kind == GetGlobal,
        Op::SetGlobal | Op::InitGlobal => kind == SetGlobal,
        Op::NewObject | Op::NewObjectFrom | Op::NewArray => kind == Allocation,
        Op::GetName | Op::GetNameOrUndefined | Op::GetNameForCall => kind == Name,
        Op::ResolveName | Op::GetResolved | Op::SetResolved | Op::DeleteName | Op::SetEvalVar => kind == Name,
        _ => kind == Call,
    }
}

/// A set of registers.
type Set = Vec<u64>;

fn insert(set: &mut Set, register: u32) {
    set[register as usize / 64] |= 1 << (register % 64);
}

fn contains(set: &Set, register: u32) -> bool {
    set[register as usize / 64] >> (register % 64) & 1 != 0
}

fn remove_from(set: &mut Set, register: u32) {
    let word = register as usize / 64;
    set[word] &= (1 << (register % 64)) - 1;
    set[word + 1..].fill(0);
}

struct Dataflow<'v> {
    verifier: &'v Verifier<'v>,
    /// Known registers at the starts of blocks that have been reached.
    at_entry: Vec<Option<Set>>,
    pending: Vec<usize>,
    handlers: Vec<(u32, u32, u32, u16)>,
}

impl<'v> Dataflow<'v> {
    fn new(verifier: &'v Verifier<'v>, params_end: u32) -> Dataflow<'v> {
        let code = verifier.code;
        let mut entry: Set = vec![0; code.register_count as usize / 64 + 1];
        for register in [frame::CALLEE, frame::NEW_TARGET, frame::ENV, frame::THIS] {
            insert(&mut entry, register as u32);
        }
        (frame::ARGS as u32..params_end).for_each(|register| insert(&mut entry, register));
        let mut at_entry = vec![None; code.units.len()];
        at_entry[0] = Some(entry);
        let handlers = code.handlers.iter().map(|h| (h.start, h.end, h.target, h.register)).collect();
        Dataflow { verifier, at_entry, pending: vec![0], handlers }
    }

    fn run(mut self) -> Result<(), String> {
        let leaders = self.leaders();
        while let Some(start) = self.pending.pop() {
            let mut known = self.at_entry[start].clone().expect("pending blocks have a state");
            let mut at = start;
            loop {
                let instr = Instruction::decode(&self.verifier.code.units, at).expect("decoded before");
                self.step(at, &instr, &mut known).map_err(|e| format!("unit {at}: {:?}: {e}", instr.op))?;
                if instr.has(flags::ENDS) {
                    break;
                }
                at += instr.op.units();
                if leaders[at] {
                    self.flow(at, &known);
                    break;
                }
            }
        }
        Ok(())
    }

    fn leaders(&self) -> Vec<bool> {
        let code = self.verifier.code;
        let mut leaders = vec![false; code.units.len() + 1];
        for (at, instr) in self.verifier.instructions() {
            for target in jump_targets(code, at, &instr) {
                leaders[target] = true;
            }
        }
        for h in &code.handlers {
            // A range's start too: what is known only grows within a block, so its first throwing instruction decides.
            leaders[h.target as usize] = true;
            leaders[h.start as usize] = true;
        }
        leaders
    }

    /// Applies an instruction to what is known and sends the result along its jumps and exception edge.
    fn step(&mut self, at: usize, instr: &Instruction, known: &mut Set) -> Result<(), String> {
        let code = self.verifier.code;
        let mut unknown = None;
        registers(code, instr, |first, count, access| {
            if access == Access::Read {
                unknown = unknown.or((first..first + count).find(|&r| !contains(known, r)));
            }
        });
        if let Some(register) = unknown {
            return Err(format!("reads register {register} before it is written"));
        }
        if instr.op == Op::ForOfNext {
            let next = Instruction::decode(&code.units, at + instr.op.units()).filter(|next| next.op == Op::JumpIfNotHole);
            let target = next.and_then(|next| jump_targets(code, at + instr.op.units(), &next).into_iter().next());
            if target != Some(at + FOR_OF_SKIP as usize) {
                return Err("the way around the call of `next` is of another length".into());
            }
        }
        if let Some(base) = instr.field(Role::Window) {
            remove_from(known, base as u32);
        }
        if instr.has(flags::THROWS | flags::CALLS | flags::SUSPENDS) {
            self.flow_to_handler(at, known);
        }
        if writes_unless_it_jumps(instr.op) {
            // The target register is written only when there is a value.
            self.flow_along(at, instr, known);
        }
        registers(code, instr, |first, count, access| {
            if access == Access::Write {
                (first..first + count).for_each(|r| insert(known, r));
            }
        });
        if !writes_unless_it_jumps(instr.op) {
            self.flow_along(at, instr, known);
        }
        Ok(())
    }

    fn flow_along(&mut self, at: usize, instr: &Instruction, known: &Set) {
        for target in jump_targets(self.verifier.code, at, instr) {
            self.flow(target, known);
        }
    }

    fn flow_to_handler(&mut self, at: usize, known: &Set) {
        let at = at as u32;
        let Some(&(_, _, target, register)) = self.handlers.iter().find(|h| h.0 <= at && at < h.1) else { return };
        let mut known = known.clone();
        insert(&mut known, register as u32);
        self.flow(target as usize, &known);
    }

    /// Control may come to `target` with these registers known.
    fn flow(&mut self, target: usize, known: &Set) {
        let changed = match &mut self.at_entry[target] {
            none @ None => {
                *none = Some(known.clone());
                true
            }
            Some(before) => {
                let mut changed = false;
                for (a, b) in before.iter_mut().zip(known) {
                    changed |= *a & !b != 0;
                    *a &= b;
                }
                changed
            }
        };
        if changed && !self.pending.contains(&target) {
            self.pending.push(target);
        }
    }
}
