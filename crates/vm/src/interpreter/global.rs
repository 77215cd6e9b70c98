//! Globals, and names that are looked up at run time; the rules are in `scope.rs`.
use super::at::{At, Step};
use crate::env::{Env, SLOTS_OFFSET, VAR_SCOPE, WITH_SCOPE};
use crate::ic::{Action, Ic};
use crate::object::Object;
use crate::scope::{NameRef, Place};
use crate::inspect;
use crate::value::Value;
use crate::vm::{JsResult, Vm};
use ogive_bytecode::Constant;
use ogive_gc::Gc;

/// The name of a site.
fn name_of<'a>(at: At, ic: i32) -> NameRef<'a> {
    let site = at.site(ic);
    let text: &[u8] = match at.raw_constant(site.name) {
        Constant::String(text) => text,
        _ => b"",
    };
    NameRef { text, key: at.site_key(ic), strict: site.strict }
}

// ---- globals --------------------------------------------------------------------------------------------------------

/// `GetGlobal`
#[inline(never)]
pub(super) fn get(vm: &mut Vm, at: At) -> JsResult<Step> {
    read(vm, at, false)
}
/// `GetGlobalOrUndefined`
#[inline(never)]
pub(super) fn get_or_undefined(vm: &mut Vm, at: At) -> JsResult<Step> {
    read(vm, at, true)
}

fn read(vm: &mut Vm, at: At, or_undefined: bool) -> JsResult<Step> {
    vm.enter_at(at);
    let name = name_of(at, at.i());
    let place = vm.find_global(name.key)?;
    match place {
        Place::Lexical(env, _) => attach_lexical(vm, at, env),
        Place::Global(global) => {
            if let Some(ic) = describe_global(vm, global, name, Action::LoadHolderOverflow) {
                attach(vm, at, ic);
            }
        }
        Place::Unresolvable if or_undefined => {
            at.set(at.a(), Value::UNDEFINED);
            return Ok(Step::Next);
        }
        _ => {}
    }
    let value = vm.read_place(place, name)?;
    at.set(at.a(), value);
    Ok(Step::Next)
}

fn attach(vm: &mut Vm, at: At, description: Ic) {
    if let Some(ic) = at.ic(at.i()) {
        *ic = description;
        let block = at.code();
        vm.heap.barrier(block);
    }
}

fn attach_lexical(vm: &mut Vm, at: At, env: Gc<Env>) {
    attach(vm, at, Ic { action: Action::GlobalLexical, offset: SLOTS_OFFSET as u32, holder: env.addr() as u64, ..Ic::default() });
}

/// A cache for an own data property of the global object.
fn describe_global(vm: &mut Vm, global: Gc<Object>, name: NameRef<'_>, action: Action) -> Option<Ic> {
    // Builtins are made when first read.
    vm.stored_property(global, name.key)?;
    let (shape, offset) = inspect::global_property(vm, global, name.key, action == Action::StoreOverflow)?;
    Some(Ic { shape, action, offset, holder: global.addr() as u64, ..Ic::default() })
}

/// `SetGlobal`
#[inline(never)]
pub(super) fn set(vm: &mut Vm, at: At) -> JsResult<()> {
    vm.enter_at(at);
    let name = name_of(at, at.i());
    let place = vm.find_global(name.key)?;
    vm.write_place(place, name, at.reg(at.a()))?;
    match place {
        Place::Lexical(env, false) => attach_lexical(vm, at, env),
        Place::Global(global) => {
            if let Some(ic) = describe_global(vm, global, name, Action::StoreOverflow) {
                attach(vm, at, ic);
            }
        }
        _ => {}
    }
    Ok(())
}

/// `InitGlobal`
#[inline(never)]
pub(super) fn init(vm: &mut Vm, at: At) -> JsResult<()> {
    vm.enter_at(at);
    let name = name_of(at, at.i());
    if let Place::Lexical(env, _) = vm.find_global(name.key)? {
        vm.set_env_slot(env, 0, at.reg(at.a()));
    }
    Ok(())
}

/// `DeclareGlobals`
#[inline(never)]
pub(super) fn declare(vm: &mut Vm, at: At) -> JsResult<()> {
    vm.enter_at(at);
    match at.raw_constant(at.i() as u32) {
        Constant::Declarations(declarations) => vm.declare_globals(declarations),
        _ => Ok(()),
    }
}

// ---- environments ---------------------------------------------------------------------------------------------------

/// `GetImport`
#[inline(never)]
pub(super) fn get_import(vm: &mut Vm, at: At) -> JsResult<()> {
    // SAFETY: A1: the operand is an environment with that many parents.
    let env = unsafe { super::env_at(at.reg(at.b()), at.x()) };
    let reference = env.get(at.c() as u32);
    // FAST: an initialized binding.
    if let Some(accessor) = reference.as_internal::<crate::object::Accessor>()
        && let Some(target) = accessor.get.get().as_internal::<Env>()
    {
        let value = target.get(accessor.set.get().int_unchecked() as u32);
        if !value.is_hole() && !value.is_internal() {
            at.set(at.a(), value);
            return Ok(());
        }
    }
    vm.enter_at(at);
    let info = env.info();
    let name = info.as_ref().and_then(|i| i.bindings.get(at.c() as usize)).map_or(String::new(), |b| String::from_utf8_lossy(&b.name).into_owned());
    let value = vm.read_import(reference, &name)?;
    at.set(at.a(), value);
    Ok(())
}

/// `CreateWithEnv`
#[inline(never)]
pub(super) fn create_with_env(vm: &mut Vm, at: At) -> JsResult<()> {
    vm.enter_at(at);
    let env = vm.new_env(None, WITH_SCOPE, at.reg(at.b()), 1, at.reg(at.c()));
    at.set(at.a(), Value::internal(env));
    Ok(())
}

/// `CreateVarEnv`
#[inline(never)]
pub(super) fn create_var_env(vm: &mut Vm, at: At) -> JsResult<()> {
    vm.enter_at(at);
    let object = vm.new_object_with_prototype(Value::NULL);
    let env = vm.new_env(None, VAR_SCOPE, at.reg(at.b()), 2, object.into());
    env.set_no_barrier(1, Value::bool(at.x() & 1 != 0));
    at.set(at.a(), Value::internal(env));
    Ok(())
}

// ---- names ----------------------------------------------------------------------------------------------------------

/// `GetName`
#[inline(never)]
pub(super) fn get_name(vm: &mut Vm, at: At) -> JsResult<()> {
    vm.enter_at(at);
    let name = name_of(at, at.i24());
    let place = vm.find_name(at.reg(at.c()), name)?;
    let value = vm.read_place(place, name)?;
    at.set(at.b(), value);
    Ok(())
}
/// `GetNameOrUndefined`
#[inline(never)]
pub(super) fn get_name_or_undefined(vm: &mut Vm, at: At) -> JsResult<()> {
    vm.enter_at(at);
    let name = name_of(at, at.i24());
    let place = vm.find_name(at.reg(at.c()), name)?;
    let value = if matches!(place, Place::Unresolvable) { Value::UNDEFINED } else { vm.read_place(place, name)? };
    at.set(at.b(), value);
    Ok(())
}
/// `GetNameForCall`
#[inline(never)]
pub(super) fn get_name_for_call(vm: &mut Vm, at: At) -> JsResult<()> {
    vm.enter_at(at);
    let name = name_of(at, at.i24());
    let place = vm.find_name(at.reg(at.c()), name)?;
    let value = vm.read_place(place, name)?;
    at.set(at.b(), value);
    let this = match place {
        Place::With(object) => object.into(),
        _ => Value::UNDEFINED,
    };
    at.set(at.b() + ogive_bytecode::frame::THIS, this);
    Ok(())
}

/// A place as the value that `ResolveName` leaves: its environment, its object, or undefined.
fn place_value(place: Place) -> Value {
    match place {
        Place::Slot(env, ..) | Place::Lexical(env, _) => Value::internal(env),
        Place::With(object) | Place::EvalVar(object) | Place::Global(object) => object.into(),
        Place::Unresolvable => Value::UNDEFINED,
    }
}
/// The place again.
fn place_of(vm: &mut Vm, value: Value, name: NameRef<'_>) -> Place {
    if let Some(object) = value.as_object() {
        return Place::With(object);
    }
    let Some(env) = value.as_internal::<Env>() else { return Place::Unresolvable };
    if let Some(info) = env.info()
        && let Some(slot) = info.slot_of(name.text)
    {
        return Place::Slot(env, slot, info.bindings[slot as usize].kind);
    }
    let constant = vm.realm().lexicals().map.get(&name.key).is_some_and(|(_, constant)| *constant);
    Place::Lexical(env, constant)
}

/// `ResolveName`
#[inline(never)]
pub(super) fn resolve_name(vm: &mut Vm, at: At) -> JsResult<()> {
    vm.enter_at(at);
    let place = vm.find_name(at.reg(at.c()), name_of(at, at.i24()))?;
    at.set(at.b(), place_value(place));
    Ok(())
}
/// `GetResolved`
#[inline(never)]
pub(super) fn get_resolved(vm: &mut Vm, at: At) -> JsResult<()> {
    vm.enter_at(at);
    let name = name_of(at, at.i24());
    let place = place_of(vm, at.reg(at.c()), name);
    let value = vm.read_place(place, name)?;
    at.set(at.b(), value);
    Ok(())
}
/// `SetResolved`
#[inline(never)]
pub(super) fn set_resolved(vm: &mut Vm, at: At) -> JsResult<()> {
    vm.enter_at(at);
    let name = name_of(at, at.i24());
    let place = place_of(vm, at.reg(at.c()), name);
    vm.write_place(place, name, at.reg(at.b()))
}
/// `DeleteName`
#[inline(never)]
pub(super) fn delete_name(vm: &mut Vm, at: At) -> JsResult<()> {
    vm.enter_at(at);
    let name = name_of(at, at.i24());
    let place = vm.find_name(at.reg(at.c()), name)?;
    let done = vm.delete_place(place, name)?;
    at.set(at.b(), Value::bool(done));
    Ok(())
}
/// `DeclareEvalVars`
#[inline(never)]
pub(super) fn declare_eval_vars(vm: &mut Vm, at: At) -> JsResult<()> {
    vm.enter_at(at);
    match at.raw_constant(at.i() as u32) {
        Constant::Declarations(declarations) => vm.declare_eval_vars(at.reg(at.a()), declarations),
        _ => Ok(()),
    }
}
/// `SetEvalVar`
#[inline(never)]
pub(super) fn set_eval_var(vm: &mut Vm, at: At) -> JsResult<()> {
    vm.enter_at(at);
    let name = name_of(at, at.i24());
    match vm.find_eval_var(at.reg(at.c()), name)? {
        Some(place) => vm.write_place(place, name, at.reg(at.b())),
        None => Ok(()),
    }
}
