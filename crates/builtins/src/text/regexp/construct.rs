//! 22.2.4 the RegExp constructor, RegExpCreate, and Annex B compile.
use super::super::string::is_regexp;
use ogive_regexp::Flags;
use ogive_vm::regexp::regexp_field;
use ogive_vm::{Arguments, Gc, Intrinsic, JsResult, JsString, Kind, Object, Value, Vm};

/// 22.2.4.1 [RegExp](https://tc39.es/ecma262/#sec-regexp-pattern-flags)
pub(super) fn construct(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    let (pattern, flags) = (args.get(0), args.get(1));
    let pattern_is_regexp = is_regexp(vm, pattern)?;
    let mut new_target = args.new_target();
    if new_target.is_undefined() {
        new_target = args.callee().into();
        // 2.b: RegExp(regexp) is the regexp itself if its constructor is this one.
        if pattern_is_regexp && flags.is_undefined() {
            let object = pattern.as_object().expect("only objects are regular expressions");
            let key = vm.names.constructor;
            if vm.get(object, key)? == new_target {
                return Ok(pattern);
            }
        }
    }
    let object = pattern.as_object();
    let (source, flags) = match object {
        Some(regexp) if regexp.kind() == Kind::RegExp => {
            let source = regexp.field(regexp_field::SOURCE);
            let flags = if flags.is_undefined() { flags_text(vm, vm.regexp_flags(regexp)).into() } else { flags };
            (source, flags)
        }
        Some(like) if pattern_is_regexp => {
            let (source_key, flags_key) = (vm.names.source, vm.names.flags);
            let source = vm.get(like, source_key)?;
            let flags = if flags.is_undefined() { vm.get(like, flags_key)? } else { flags };
            (source, flags)
        }
        _ => (pattern, flags),
    };
    let new_target = new_target.as_object().expect("new.target is an object");
    let prototype = vm.get_prototype_from_constructor(new_target, Intrinsic::RegExpPrototype)?;
    let legacy = Value::from(new_target) == vm.realm().intrinsic_value(Intrinsic::RegExp);
    let regexp = vm.regexp_alloc(prototype.into(), legacy);
    initialize(vm, regexp, source, flags)?;
    Ok(regexp.into())
}

/// The flags as a string, in the order of `flags`.
pub(super) fn flags_text(vm: &mut Vm, flags: Flags) -> Gc<JsString> {
    vm.intern_str(&flags.to_string())
}

/// 22.2.3.3 [RegExpInitialize](https://tc39.es/ecma262/#sec-regexpinitialize)
fn initialize(vm: &mut Vm, regexp: Gc<Object>, pattern: Value, flags: Value) -> JsResult<()> {
    let pattern = if pattern.is_undefined() { vm.empty_string() } else { vm.to_string(pattern)? };
    let flags = if flags.is_undefined() { vm.empty_string() } else { vm.to_string(flags)? };
    let parsed = Flags::parse(vm.units(flags).iter().map(u32::from));
    let Some(parsed) = parsed else {
        let text = flags.to_rust_string_lossy();
        return Err(vm.syntax_error(format!("Invalid flags supplied to RegExp constructor '{text}'")));
    };
    let compiled = vm.compile_regexp(pattern, parsed)?;
    vm.set_regexp(regexp, compiled, pattern, parsed);
    vm.set_regexp_last_index(regexp, Value::ZERO)
}

/// 22.2.3.1 [RegExpCreate](https://tc39.es/ecma262/#sec-regexpcreate)
pub(crate) fn regexp_create(vm: &mut Vm, pattern: Value, flags: Value) -> JsResult<Gc<Object>> {
    let prototype = vm.intrinsic(Intrinsic::RegExpPrototype);
    let regexp = vm.regexp_alloc(prototype.into(), true);
    initialize(vm, regexp, pattern, flags)?;
    Ok(regexp)
}

/// B.2.4.1 [RegExp.prototype.compile](https://tc39.es/ecma262/#sec-regexp.prototype.compile), with the checks of the
/// [legacy features proposal](https://github.com/tc39/proposal-regexp-legacy-features).
pub(super) fn compile(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    let regexp = args.this().as_object().filter(|o| o.kind() == Kind::RegExp);
    let Some(regexp) = regexp else {
        return Err(crate::indexed::support::incompatible(vm, "RegExp.prototype.compile", args.this()));
    };
    if regexp.field(regexp_field::LEGACY_REALM) != Value::internal(vm.realm()) {
        return Err(vm.type_error("RegExp.prototype.compile called on a RegExp of another realm or of a subclass"));
    }
    let (pattern, flags) = (args.get(0), args.get(1));
    let (pattern, flags) = match pattern.as_object().filter(|o| o.kind() == Kind::RegExp) {
        Some(other) => {
            if !flags.is_undefined() {
                return Err(vm.type_error("Invalid flags supplied to RegExp constructor"));
            }
            (other.field(regexp_field::SOURCE), flags_text(vm, vm.regexp_flags(other)).into())
        }
        None => (pattern, flags),
    };
    initialize(vm, regexp, pattern, flags)?;
    Ok(regexp.into())
}
