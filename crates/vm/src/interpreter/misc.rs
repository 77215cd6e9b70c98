//! Checks, conversions, switches, throws, and other ops without a family.
use super::at::{At, Step};
use crate::cells::Kind;
use crate::errors::ErrorKind;
use crate::value::Value;
use crate::vm::{JsResult, Thrown, Vm};
use ogive_bytecode::{Constant, ImportPhase, Op, feedback, frame};

/// The budget has run out on a back edge: `offset` leads to the loop head.
#[cold]
#[inline(never)]
pub(super) fn poll(vm: &mut Vm, at: At, offset: i32) -> JsResult<Step> {
    vm.enter_at(at);
    vm.poll_slow()?;
    vm.hot_loop(at, (at.unit() as i32 + offset) as u32)
}

/// The jump offset of a `SwitchInt`: 1 when nothing matches.
#[inline(never)]
pub(super) fn switch_int(at: At) -> i32 {
    match switch_index(at) {
        Some(index) => at.code().code().expect("linked").tables[at.i() as usize].targets[index as usize],
        None => 1,
    }
}
/// The position of a `SwitchInt`'s value among its table's targets, if there is a target.
pub(super) fn switch_index(at: At) -> Option<u32> {
    let number = at.reg(at.a()).as_number()?;
    let int = number as i32;
    if int as f64 != number {
        return None;
    }
    let block = at.code();
    let table = &block.code().expect("linked").tables[at.i() as usize];
    let index = int.wrapping_sub(table.low) as u32;
    table.targets.get(index as usize).filter(|&&offset| offset != 0).map(|_| index)
}

fn not_initialized(vm: &mut Vm, name: &[u8]) -> Thrown {
    let name = String::from_utf8_lossy(name).into_owned();
    if name == "this" {
        return this_not_initialized(vm);
    }
    vm.reference_error(format!("Cannot access '{name}' before initialization"))
}
const THIS_NOT_INITIALIZED: &str =
    "Must call super constructor in derived class before accessing 'this' or returning from derived constructor";
fn this_not_initialized(vm: &mut Vm) -> Thrown {
    vm.reference_error(THIS_NOT_INITIALIZED)
}

/// A checked environment access has met the hole.
#[cold]
#[inline(never)]
pub(super) fn dead_zone_slot(vm: &mut Vm, at: At) -> JsResult<()> {
    vm.enter_at(at);
    // SAFETY: A1: the operand is an environment with that many parents.
    let env = unsafe { super::env_at(at.reg(at.b()), at.x()) };
    let info = env.info();
    let name = info.as_ref().and_then(|i| i.bindings.get(at.c() as usize)).map_or(&b"?"[..], |b| &b.name);
    Err(not_initialized(vm, name))
}
/// `ThrowIfHole` has met the hole.
#[cold]
#[inline(never)]
pub(super) fn dead_zone_register(vm: &mut Vm, at: At) -> JsResult<()> {
    vm.enter_at(at);
    match at.raw_constant(at.i() as u32) {
        Constant::String(name) => Err(not_initialized(vm, name)),
        _ => Err(not_initialized(vm, b"?")),
    }
}

#[inline(never)]
pub(super) fn to_string(vm: &mut Vm, at: At) -> JsResult<()> {
    vm.enter_at(at);
    let s = vm.to_string(at.reg(at.b()))?;
    at.set(at.a(), s.into());
    Ok(())
}

#[inline(never)]
pub(super) fn concat(vm: &mut Vm, at: At) -> JsResult<()> {
    vm.enter_at(at);
    let mut result = vm.empty_string();
    for value in at.run(at.b(), at.c() as usize) {
        let Some(part) = value.as_string() else { continue };
        match vm.concat(result, part) {
            Some(s) => result = s,
            None => return Err(vm.invalid_string_length()),
        }
    }
    at.set(at.a(), result.into());
    Ok(())
}

#[inline(never)]
pub(super) fn to_property_key(vm: &mut Vm, at: At) -> JsResult<()> {
    vm.enter_at(at);
    let key = vm.to_property_key(at.reg(at.b()))?;
    let value = match key.as_index() {
        Some(i) => Value::from(i),
        None => Value(key.bits()),
    };
    at.set(at.a(), value);
    Ok(())
}

#[inline(never)]
pub(super) fn to_object(vm: &mut Vm, at: At) -> JsResult<()> {
    vm.enter_at(at);
    let object = vm.to_object(at.reg(at.b()))?;
    at.set(at.a(), object.into());
    Ok(())
}

#[cold]
#[inline(never)]
pub(super) fn not_coercible(vm: &mut Vm, at: At) -> JsResult<()> {
    vm.enter_at(at);
    let what = if at.reg(at.a()).is_null() { "null" } else { "undefined" };
    if at.i() >= 0
        && let Constant::String(name) = at.raw_constant(at.i() as u32)
    {
        let name = String::from_utf8_lossy(name).into_owned();
        return Err(vm.type_error(format!("Cannot destructure property '{name}' of '{what}' as it is {what}.")));
    }
    Err(vm.type_error(format!("Cannot destructure '{what}' as it is {what}.")))
}

#[cold]
#[inline(never)]
pub(super) fn not_an_object(vm: &mut Vm, at: At) -> JsResult<()> {
    vm.enter_at(at);
    let text = vm.describe_for_error(at.reg(at.a()));
    Err(match at.i() {
        0 => vm.type_error(format!("Iterator result {text} is not an object")),
        1 => vm.iterator_not_object(),
        _ => vm.type_error(format!("{text} is not an object")),
    })
}

/// 10.2.1.2 OrdinaryCallBindThis, steps 5–6.
#[inline(never)]
pub(super) fn coerce_this(vm: &mut Vm, at: At) -> JsResult<()> {
    vm.enter_at(at);
    at.record(feedback::ODDBALL | feedback::SEEN);
    let this = at.reg(frame::THIS);
    let coerced = if this.is_nullish() {
        at.code().realm.global_this()
    } else if this.is_hole() {
        this
    } else {
        vm.to_object(this)?.into()
    };
    at.set(at.a(), coerced);
    Ok(())
}

#[cold]
#[inline(never)]
pub(super) fn this_unset(vm: &mut Vm, at: At) -> JsResult<()> {
    vm.enter_at(at);
    Err(this_not_initialized(vm))
}
#[cold]
#[inline(never)]
pub(super) fn this_set(vm: &mut Vm, at: At) -> JsResult<()> {
    vm.enter_at(at);
    Err(vm.reference_error("Super constructor may only be called once"))
}

/// 10.2.2 [[Construct]], steps 10–12, of a derived constructor.
#[inline(never)]
pub(super) fn derived_return(vm: &mut Vm, at: At) -> JsResult<()> {
    let (value, this) = (at.reg(at.b()), at.reg(at.c()));
    vm.enter_at(at);
    let (kind, message) = if !value.is_undefined() {
        (ErrorKind::Type, "Derived constructors may only return object or undefined")
    } else if this.is_hole() {
        (ErrorKind::Reference, THIS_NOT_INITIALIZED)
    } else {
        at.set(at.a(), this);
        return Ok(());
    };
    // The callee's context is gone by then: the errors are the caller's.
    let realm = vm.current_frame().and_then(|f| f.caller()).and_then(|f| f.realm()).unwrap_or_else(|| vm.realm());
    Err(vm.throw_error_in(realm, kind, message))
}

#[inline(never)]
pub(super) fn get_super_constructor(vm: &mut Vm, at: At) -> JsResult<()> {
    vm.enter_at(at);
    let parent = match at.reg(at.b()).as_object() {
        Some(function) => vm.get_prototype_of(function)?,
        None => Value::UNDEFINED,
    };
    at.set(at.a(), parent);
    Ok(())
}

#[inline(never)]
pub(super) fn get_home_object(vm: &mut Vm, at: At) -> JsResult<()> {
    let home = at.reg(at.b()).as_object().map_or(Value::UNDEFINED, |f| vm.home_object(f));
    at.set(at.a(), home);
    Ok(())
}

#[inline(never)]
pub(super) fn load_global_this(_: &mut Vm, at: At) -> JsResult<()> {
    at.set(at.a(), at.code().realm.global_this());
    Ok(())
}

#[inline(never)]
pub(super) fn throw(vm: &mut Vm, at: At) -> JsResult<()> {
    vm.enter_at(at);
    let value = at.reg(at.a());
    vm.forget_thrown(at, value);
    Err(vm.throw(value))
}

#[cold]
#[inline(never)]
pub(super) fn throw_error(vm: &mut Vm, at: At) -> JsResult<()> {
    vm.enter_at(at);
    let message = match at.raw_constant(at.i() as u32) {
        Constant::String(text) => String::from_utf8_lossy(text).into_owned(),
        _ => String::new(),
    };
    let kind = match at.a() {
        0 => ErrorKind::Type,
        1 => ErrorKind::Reference,
        _ => ErrorKind::Syntax,
    };
    Err(vm.throw_error(kind, &message))
}

#[cold]
#[inline(never)]
pub(super) fn throw_const_assign(vm: &mut Vm, at: At) -> JsResult<()> {
    vm.enter_at(at);
    Err(vm.type_error("Assignment to constant variable."))
}

#[inline(never)]
pub(super) fn import_call(vm: &mut Vm, at: At) -> JsResult<()> {
    vm.enter_at(at);
    let phase = match at.x() {
        0 => ImportPhase::Evaluation,
        1 => ImportPhase::Defer,
        _ => ImportPhase::Source,
    };
    let promise = vm.import_call(at.reg(at.b()), at.reg(at.c()), phase)?;
    at.set(at.a(), promise);
    Ok(())
}

#[inline(never)]
pub(super) fn import_meta(vm: &mut Vm, at: At) -> JsResult<()> {
    vm.enter_at(at);
    let meta = vm.import_meta()?;
    at.set(at.a(), meta);
    Ok(())
}

impl Vm {
    /// What an error message calls the callee of the running call: the source expression if it can be told, else the value.
    #[cold]
    pub(crate) fn callee_text(&mut self, callee: Value) -> String {
        if let Some(text) = self.current_frame().and_then(|f| callee_expression(At { fp: f.pointer(), pc: std::ptr::null() })) {
            return text;
        }
        match callee.as_object() {
            Some(o) if o.kind() == Kind::Function => "function".into(),
            _ => self.describe_for_error(callee),
        }
    }
}

/// The text of the expression whose value a running call calls, read back from the bytecode that made it.
#[cold]
fn callee_expression(at: At) -> Option<String> {
    // SAFETY: the caller's frame is live.
    let frame = unsafe { crate::stack::Frame::from_raw(at.fp) };
    let (block, unit) = (frame.code()?, frame.unit()?);
    let code = block.code()?.clone();
    let call = ogive_bytecode::Instruction::decode(&code.units, unit as usize)?;
    let is_call = matches!(
        call.op,
        Op::Call | Op::CallMethod | Op::Construct | Op::CallSpread | Op::ConstructSpread | Op::TailCall | Op::CallEval | Op::CallEvalSpread
    );
    if !is_call {
        return None;
    }
    super::describe::register_text(&code, unit, call.fields[1] as u16, 0)
}
