//! The interpreter's instructions as functions that machine code calls: each executes the instruction at `pc` in the frame `fp` completely, whatever
//! its operands are, with the same feedback and caches as the loop. Tiers inline what they like and call these for the rest.
//!
//! Absent: instructions that only move values or jump, and returns: every tier has its own code for them.
use super::at::{At, Step};
use super::{
    arith, call_ops, compare, create, dispose, element, env_at, global, iterate, misc, private, property, suspend,
};
use crate::stack::frame_flags;
use crate::value::Value;
use crate::vm::{JsResult, Vm};
use ogive_bytecode::Op;

/// `extern "C" fn(vm, frame, pc) -> status`.
///
/// Safety of calls: convention M (`machine/mod.rs`); the frame is one of machine code (its flags have ENTRY), and `pc` an instruction of its code.
pub type SlowPath = unsafe extern "C" fn(*mut Vm, *mut Value, *const u64) -> u64;

/// What a slow path answers.
pub mod status {
    /// Go on with the next instruction.
    pub const NEXT: u64 = 0;
    /// Go on at the jump's target.
    pub const TAKEN: u64 = 1;
    /// An exception is pending.
    pub const EXCEPTION: u64 = 2;
    /// The frame has been left: return `vm.completion` natively.
    pub const LEAVE: u64 = 3;
    /// The frame goes on at its PC word (`machine::reenter` says where).
    pub const REENTER: u64 = 4;
}

fn plain(result: JsResult<()>) -> u64 {
    if result.is_ok() { status::NEXT } else { status::EXCEPTION }
}
fn outcome(result: JsResult<bool>, when: bool) -> u64 {
    match result {
        Ok(outcome) => (outcome == when) as u64,
        Err(_) => status::EXCEPTION,
    }
}
fn step(vm: &mut Vm, at: At, result: JsResult<Step>) -> u64 {
    match result {
        Ok(Step::Next) => status::NEXT,
        Ok(Step::Leave) => status::LEAVE,
        Ok(Step::Switch) if vm.frame == at.fp => status::REENTER,
        Ok(Step::Switch) => run_above(vm, at),
        // (Only a frame of the interpreter hops, and this one is machine code's.)
        Ok(Step::Fail | Step::Hop) | Err(_) => status::EXCEPTION,
    }
}

/// The instruction has pushed a frame above its own: runs it and delivers its result.
fn run_above(vm: &mut Vm, at: At) -> u64 {
    let flags = super::unwind::flags_of(vm.frame);
    let result = vm.run_pushed();
    vm.frame = at.fp;
    let Ok(value) = result else { return status::EXCEPTION };
    if flags & frame_flags::TAIL != 0 {
        vm.leave_frame(at.fp, value);
        return status::LEAVE;
    }
    if flags & frame_flags::DISCARD == 0 {
        at.set(super::unwind::destination(at, at.op()), value);
    }
    status::NEXT
}

/// ToBoolean of register `a`.
fn truth(_: &mut Vm, at: At) -> JsResult<bool> {
    let value = at.reg(at.a());
    Ok(if value.is_bool() { value == Value::TRUE } else { compare::to_boolean(value) })
}
fn not(_: &mut Vm, at: At) -> JsResult<()> {
    let value = at.reg(at.b());
    at.set(at.a(), Value::bool(if value.is_bool() { value == Value::FALSE } else { !compare::to_boolean(value) }));
    Ok(())
}
fn type_of(vm: &mut Vm, at: At) -> JsResult<()> {
    at.set(at.a(), vm.typeof_string(at.reg(at.b())).into());
    Ok(())
}
fn is_eval(_: &mut Vm, at: At) -> JsResult<bool> {
    Ok(call_ops::is_eval(at))
}
fn debugger(_: &mut Vm, _: At) -> JsResult<()> {
    Ok(())
}

/// What an equality found becomes the value of register `a`.
fn store_outcome(at: At, result: JsResult<bool>, when: bool) -> JsResult<()> {
    at.set(at.a(), Value::bool(result? == when));
    Ok(())
}
fn equal(vm: &mut Vm, at: At) -> JsResult<()> {
    store_outcome(at, compare::equal(vm, at), true)
}
fn not_equal(vm: &mut Vm, at: At) -> JsResult<()> {
    store_outcome(at, compare::equal(vm, at), false)
}
fn strict_equal(vm: &mut Vm, at: At) -> JsResult<()> {
    store_outcome(at, compare::strict_equal(vm, at), true)
}
fn strict_not_equal(vm: &mut Vm, at: At) -> JsResult<()> {
    store_outcome(at, compare::strict_equal(vm, at), false)
}
/// `=== imm` of any operand.
fn strict_equal_imm(vm: &mut Vm, at: At) -> JsResult<bool> {
    match at.reg(at.b()).as_number() {
        Some(number) => Ok(number == at.c() as i16 as f64),
        None => compare::never_equal(vm, at),
    }
}

// ---- instructions whose loop arm does all the work for some operands, and the slow function only the rest --------------------------

fn get_scoped_checked(vm: &mut Vm, at: At) -> JsResult<()> {
    // SAFETY: A1: the operand is an environment with that many parents.
    let value = unsafe { env_at(at.reg(at.b()), at.x()) }.get(at.c() as u32);
    if value.is_hole() {
        return misc::dead_zone_slot(vm, at);
    }
    at.set(at.a(), value);
    Ok(())
}
fn set_scoped_checked(vm: &mut Vm, at: At) -> JsResult<()> {
    // SAFETY: A1, as above.
    let env = unsafe { env_at(at.reg(at.b()), at.x()) };
    if env.get(at.c() as u32).is_hole() {
        return misc::dead_zone_slot(vm, at);
    }
    vm.set_env_slot(env, at.c() as u32, at.reg(at.a()));
    Ok(())
}
fn check_this(vm: &mut Vm, at: At) -> JsResult<()> {
    if at.reg(at.a()).is_hole() { misc::this_unset(vm, at) } else { Ok(()) }
}
fn check_this_unset(vm: &mut Vm, at: At) -> JsResult<()> {
    if at.reg(at.a()).is_hole() { Ok(()) } else { misc::this_set(vm, at) }
}
fn throw_if_hole(vm: &mut Vm, at: At) -> JsResult<()> {
    if at.reg(at.a()).is_hole() { misc::dead_zone_register(vm, at) } else { Ok(()) }
}
fn check_object(vm: &mut Vm, at: At) -> JsResult<()> {
    if at.reg(at.a()).is_object() { Ok(()) } else { misc::not_an_object(vm, at) }
}
fn check_coercible(vm: &mut Vm, at: At) -> JsResult<()> {
    if at.reg(at.a()).is_nullish() { misc::not_coercible(vm, at) } else { Ok(()) }
}
fn coerce_this(vm: &mut Vm, at: At) -> JsResult<()> {
    let this = at.reg(ogive_bytecode::frame::THIS);
    if this.is_object() {
        at.set(at.a(), this);
        return Ok(());
    }
    misc::coerce_this(vm, at)
}
fn derived_return(vm: &mut Vm, at: At) -> JsResult<()> {
    let value = at.reg(at.b());
    if value.is_object() {
        at.set(at.a(), value);
        return Ok(());
    }
    misc::derived_return(vm, at)
}

macro_rules! shim {
    (plain $f:path) => {{
        unsafe extern "C" fn shim(vm: *mut Vm, fp: *mut Value, pc: *const u64) -> u64 {
            // SAFETY: the type's promise.
            plain($f(unsafe { &mut *vm }, At { fp, pc }))
        }
        shim as SlowPath
    }};
    (step $f:path) => {{
        unsafe extern "C" fn shim(vm: *mut Vm, fp: *mut Value, pc: *const u64) -> u64 {
            // SAFETY: the type's promise.
            let (vm, at) = (unsafe { &mut *vm }, At { fp, pc });
            let result = $f(vm, at);
            step(vm, at, result)
        }
        shim as SlowPath
    }};
    (jump $f:path) => {
        shim!(jump $f, true)
    };
    (skip $f:path) => {
        shim!(jump $f, false)
    };
    (jump $f:path, $when:expr) => {{
        unsafe extern "C" fn shim(vm: *mut Vm, fp: *mut Value, pc: *const u64) -> u64 {
            // SAFETY: the type's promise.
            outcome($f(unsafe { &mut *vm }, At { fp, pc }), $when)
        }
        shim as SlowPath
    }};
}

/// The instructions' functions: `plain` stays in the frame, `step` may push, leave or replace a frame, `jump` jumps when its outcome is true, `skip`
/// when it is false.
macro_rules! table {
    ($($op:ident: $kind:ident $f:path;)*) => {
        /// The function that executes an op; none for ops that only move values, jump, or return.
        pub fn slow_path(op: Op) -> Option<SlowPath> {
            Some(match op {
                $(Op::$op => shim!($kind $f),)*
                Op::Move | Op::LoadInt | Op::LoadConst | Op::LoadSpecial | Op::Jump | Op::JumpIfNullish | Op::JumpIfNotNullish | Op::JumpIfEqualsNull | Op::JumpIfNotEqualsNull
                | Op::JumpIfUndefined | Op::JumpIfNotUndefined | Op::JumpIfHole | Op::JumpIfNotHole | Op::SwitchInt | Op::Loop | Op::GetParentEnv | Op::GetScoped
                | Op::SetScoped | Op::Return | Op::ReturnUndefined => return None,
            })
        }
    };
}
table! {
    Add: plain arith::add; AddI: plain arith::add_imm; Sub: plain arith::sub; SubI: plain arith::sub_imm;
    Mul: plain arith::mul; MulI: plain arith::mul_imm; Div: plain arith::div; DivI: plain arith::div_imm;
    Mod: plain arith::rem; ModI: plain arith::rem_imm; Exp: plain arith::exp;
    BitAnd: plain arith::bit_and; BitAndI: plain arith::bit_and_imm; BitOr: plain arith::bit_or; BitOrI: plain arith::bit_or_imm;
    BitXor: plain arith::bit_xor; BitXorI: plain arith::bit_xor_imm; Shl: plain arith::shl; ShlI: plain arith::shl_imm;
    Shr: plain arith::shr; ShrI: plain arith::shr_imm; Ushr: plain arith::ushr; UshrI: plain arith::ushr_imm;
    Inc: plain arith::inc; Dec: plain arith::dec; Neg: plain arith::neg; BitNot: plain arith::bit_not;
    ToNumber: plain arith::to_number; ToNumeric: plain arith::to_numeric; Not: plain not; TypeOf: plain type_of;

    Equal: plain equal; NotEqual: plain not_equal; StrictEqual: plain strict_equal; StrictNotEqual: plain strict_not_equal;
    Less: plain compare::less; LessEq: plain compare::less_eq; Greater: plain compare::greater; GreaterEq: plain compare::greater_eq;
    In: plain property::has; InstanceOf: plain property::instance_of;

    JumpIfTrue: jump truth; JumpIfFalse: skip truth; JumpIfEval: jump is_eval;
    JumpIfLess: jump compare::jump_less; JumpIfNotLess: skip compare::jump_less;
    JumpIfLessI: jump compare::jump_less_imm; JumpIfNotLessI: skip compare::jump_less_imm;
    JumpIfLessEq: jump compare::jump_less_eq; JumpIfNotLessEq: skip compare::jump_less_eq;
    JumpIfLessEqI: jump compare::jump_less_eq_imm; JumpIfNotLessEqI: skip compare::jump_less_eq_imm;
    JumpIfGreater: jump compare::jump_greater; JumpIfNotGreater: skip compare::jump_greater;
    JumpIfGreaterI: jump compare::jump_greater_imm; JumpIfNotGreaterI: skip compare::jump_greater_imm;
    JumpIfGreaterEq: jump compare::jump_greater_eq; JumpIfNotGreaterEq: skip compare::jump_greater_eq;
    JumpIfGreaterEqI: jump compare::jump_greater_eq_imm; JumpIfNotGreaterEqI: skip compare::jump_greater_eq_imm;
    JumpIfEqual: jump compare::jump_equal; JumpIfNotEqual: skip compare::jump_equal;
    JumpIfEqualI: jump compare::jump_equal_imm; JumpIfNotEqualI: skip compare::jump_equal_imm;
    JumpIfStrictEqual: jump compare::jump_strict_equal; JumpIfStrictNotEqual: skip compare::jump_strict_equal;
    JumpIfStrictEqualI: jump strict_equal_imm; JumpIfStrictNotEqualI: skip strict_equal_imm;
    LoopIfTrue: jump truth; LoopIfFalse: skip truth;
    LoopIfLess: jump compare::jump_less; LoopIfLessI: jump compare::jump_less_imm;
    LoopIfLessEq: jump compare::jump_less_eq; LoopIfLessEqI: jump compare::jump_less_eq_imm;
    LoopIfGreater: jump compare::jump_greater; LoopIfGreaterI: jump compare::jump_greater_imm;
    LoopIfGreaterEq: jump compare::jump_greater_eq; LoopIfGreaterEqI: jump compare::jump_greater_eq_imm;

    GetGlobal: step global::get; GetGlobalOrUndefined: step global::get_or_undefined; SetGlobal: plain global::set;
    InitGlobal: plain global::init; DeclareGlobals: plain global::declare;
    CreateEnv: plain create::env; CloneEnv: plain create::clone_env; GetScopedChecked: plain get_scoped_checked;
    SetScopedChecked: plain set_scoped_checked; GetImport: plain global::get_import; ThrowIfHole: plain throw_if_hole;
    CreateWithEnv: plain global::create_with_env; CreateVarEnv: plain global::create_var_env; GetName: plain global::get_name;
    GetNameOrUndefined: plain global::get_name_or_undefined; GetNameForCall: plain global::get_name_for_call;
    ResolveName: plain global::resolve_name; GetResolved: plain global::get_resolved; SetResolved: plain global::set_resolved;
    DeleteName: plain global::delete_name; DeclareEvalVars: plain global::declare_eval_vars; SetEvalVar: plain global::set_eval_var;

    GetProp: step property::get; GetLength: step property::get; SetProp: step property::set; DefineProp: plain property::define;
    GetElem: step element::get; SetElem: step element::set; DefineElem: plain element::define;
    DefineAccessor: plain property::define_accessor; Delete: plain element::delete; GetSuper: plain property::get_super;
    SetSuper: plain property::set_super; GetPrivate: step private::get; SetPrivate: step private::set; DefinePrivate: plain private::define;
    DefinePrivateMethod: plain private::define_method; HasPrivate: plain private::has; NewPrivateName: plain private::new_name;
    CopyDataProperties: plain property::copy_data_properties; SetPrototype: plain property::set_prototype;
    SetHomeObject: plain create::set_home_object; SetFunctionName: plain create::set_function_name;

    NewObject: plain create::object; NewObjectFrom: plain create::object_from; NewArray: plain create::array;
    NewArrayConst: plain create::array_const; ArrayAppend: plain create::array_append; ArraySpread: plain iterate::array_spread;
    NewRegExp: plain create::regexp; GetTemplateObject: plain create::template_object; NewClosure: plain create::closure;
    NewClass: plain create::class; SetFieldInitializer: plain create::set_field_initializer; InitFields: step call_ops::init_fields;
    CreateRest: plain create::rest; CreateArguments: plain create::arguments; RestOfArguments: plain create::rest_of_arguments;
    CreateSloppyArguments: plain create::sloppy_arguments; CreateMappedArguments: plain create::mapped_arguments;

    ToString: plain misc::to_string; Concat: plain misc::concat; ToPropertyKey: plain misc::to_property_key; ToObject: plain misc::to_object;
    CheckObjectCoercible: plain check_coercible; CheckObject: plain check_object; CoerceThis: plain coerce_this;
    CheckThis: plain check_this; CheckThisUnset: plain check_this_unset; DerivedReturn: plain derived_return;
    GetSuperConstructor: plain misc::get_super_constructor; GetHomeObject: plain misc::get_home_object;
    LoadGlobalThis: plain misc::load_global_this; Throw: plain misc::throw; ThrowError: plain misc::throw_error;
    ThrowConstAssign: plain misc::throw_const_assign; Debugger: plain debugger;

    Call: step call_ops::call; CallMethod: step call_ops::call; Construct: step call_ops::construct; CallSpread: step call_ops::call_spread;
    ConstructSpread: step call_ops::construct_spread; CallEval: step call_ops::call_eval; CallEvalSpread: step call_ops::call_eval_spread;
    TailCall: step call_ops::tail_call; ImportCall: plain misc::import_call; ImportMeta: plain misc::import_meta;

    GetIterator: plain iterate::get_iterator; IteratorNext: skip iterate::next; ForOfNext: skip iterate::for_of_next; IteratorClose: plain iterate::close;
    IteratorCloseSilently: plain iterate::close_silently; IteratorDone: plain iterate::done; IteratorRest: plain iterate::rest;
    IteratorCall: step iterate::call; GetMethod: plain property::get_method; ForInPrepare: plain iterate::for_in_prepare;
    ForInNext: skip iterate::for_in_next;

    InitialYield: step suspend::initial_yield; Yield: step suspend::yield_value; Await: step suspend::await_value;
    AsyncStart: plain suspend::async_start; AsyncReturn: step suspend::async_return; GeneratorReturn: step suspend::generator_return;
    AsyncFromSyncIterator: plain iterate::async_from_sync;

    NewDisposeScope: plain dispose::new_scope; AddDisposable: plain dispose::add; DisposeNext: plain dispose::next; DisposeFail: plain dispose::fail;
}

/// `SwitchInt`: the position in its table's targets, or `u32::MAX` when nothing matches.
///
/// # Safety
/// Convention M; `pc` is at a `SwitchInt`.
pub unsafe extern "C" fn switch_index(_: *mut Vm, fp: *mut Value, pc: *const u64) -> u64 {
    misc::switch_index(At { fp, pc }).map_or(u32::MAX as u64, u64::from)
}
