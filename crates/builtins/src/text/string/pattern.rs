//! String.prototype methods that hand over to a regular expression's own method, or work with a plain search string.
use super::super::regexp::{match_by, regexp_create, replace_by, search_by, split_by};
use ogive_vm::string_ops::index_of;
use super::super::substitution::{Match, push_part, push_substitution};
use super::this_string;
use ogive_vm::value_vec::ValueVec;
use ogive_vm::string_ops::StringBuilder;
use ogive_vm::{Arguments, Gc, JsResult, JsString, Kind, Object, PropertyKey, Symbol, Units, Value, Vm};

/// 7.2.6 [IsRegExp](https://tc39.es/ecma262/#sec-isregexp)
pub(crate) fn is_regexp(vm: &mut Vm, value: Value) -> JsResult<bool> {
    let Some(object) = value.as_object() else { return Ok(false) };
    let key = PropertyKey::symbol(vm.symbols.match_);
    let matcher = vm.get(object, key)?;
    Ok(if matcher.is_undefined() { object.kind() == Kind::RegExp } else { matcher.to_boolean() })
}
/// TypeError for undefined and null receivers.
fn coercible(vm: &mut Vm, args: Arguments, name: &str) -> JsResult<()> {
    if args.this().is_nullish() {
        return Err(vm.type_error(format!("String.prototype.{name} called on null or undefined")));
    }
    Ok(())
}
/// The method under a symbol of an object argument.
fn method_of(vm: &mut Vm, value: Value, symbol: Gc<Symbol>) -> JsResult<Option<Value>> {
    if !value.is_object() {
        return Ok(None);
    }
    let method = vm.get_method(value, PropertyKey::symbol(symbol))?;
    Ok((!method.is_undefined()).then_some(method))
}
/// FAST: a regular expression whose symbol methods are the original ones.
fn plain_regexp(vm: &Vm, value: Value) -> Option<Gc<Object>> {
    value.as_object().filter(|&object| vm.is_plain_regexp(object))
}
/// TypeError unless the flags of a regular expression argument have `g`.
fn require_global(vm: &mut Vm, value: Value, name: &str) -> JsResult<()> {
    if !is_regexp(vm, value)? {
        return Ok(());
    }
    let object = value.as_object().expect("only objects are regular expressions");
    let key = vm.names.flags;
    let flags = vm.get(object, key)?;
    if flags.is_nullish() {
        return Err(vm.type_error(format!("String.prototype.{name} called with a non-global RegExp argument")));
    }
    let flags = vm.to_string(flags)?;
    if !vm.units(flags).iter().any(|u| u == b'g' as u16) {
        return Err(vm.type_error(format!("String.prototype.{name} called with a non-global RegExp argument")));
    }
    Ok(())
}
/// Makes a regular expression of the argument and invokes its method.
fn by_new_regexp(vm: &mut Vm, args: Arguments, name: &str, flags: &str, symbol: Gc<Symbol>) -> JsResult<Value> {
    let s = this_string(vm, args, name)?;
    let flags = if flags.is_empty() { Value::UNDEFINED } else { vm.intern_str(flags).into() };
    let regexp = regexp_create(vm, args.get(0), flags)?;
    vm.invoke(regexp.into(), PropertyKey::symbol(symbol), &[s.into()])
}

/// 22.1.3.13 [String.prototype.match](https://tc39.es/ecma262/#sec-string.prototype.match)
pub(super) fn match_(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    coercible(vm, args, "match")?;
    if let Some(regexp) = plain_regexp(vm, args.get(0)) {
        return match_by(vm, regexp, args.this());
    }
    let symbol = vm.symbols.match_;
    if let Some(method) = method_of(vm, args.get(0), symbol)? {
        return vm.call(method, args.get(0), &[args.this()]);
    }
    by_new_regexp(vm, args, "match", "", symbol)
}
/// 22.1.3.14 [String.prototype.matchAll](https://tc39.es/ecma262/#sec-string.prototype.matchall)
pub(super) fn match_all(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    coercible(vm, args, "matchAll")?;
    require_global(vm, args.get(0), "matchAll")?;
    let symbol = vm.symbols.match_all;
    if let Some(method) = method_of(vm, args.get(0), symbol)? {
        return vm.call(method, args.get(0), &[args.this()]);
    }
    by_new_regexp(vm, args, "matchAll", "g", symbol)
}
/// 22.1.3.21 [String.prototype.search](https://tc39.es/ecma262/#sec-string.prototype.search)
pub(super) fn search(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    coercible(vm, args, "search")?;
    if let Some(regexp) = plain_regexp(vm, args.get(0)) {
        return search_by(vm, regexp, args.this());
    }
    let symbol = vm.symbols.search;
    if let Some(method) = method_of(vm, args.get(0), symbol)? {
        return vm.call(method, args.get(0), &[args.this()]);
    }
    by_new_regexp(vm, args, "search", "", symbol)
}

/// What stands in place of a match.
enum Replacement {
    Function(Value),
    Text(Gc<JsString>),
}
impl Replacement {
    fn of(vm: &mut Vm, value: Value) -> JsResult<Replacement> {
        if vm.is_callable(value) { Ok(Replacement::Function(value)) } else { vm.to_string(value).map(Replacement::Text) }
    }
    fn push(&self, vm: &mut Vm, out: &mut StringBuilder, s: Gc<JsString>, needle: Gc<JsString>, at: usize) -> JsResult<()> {
        match *self {
            Replacement::Function(f) => {
                let answer = vm.call(f, Value::UNDEFINED, &[needle.into(), Value::from(at), s.into()])?;
                let text = vm.to_string(answer)?;
                out.push_string(vm, text)
            }
            Replacement::Text(text) => {
                let found = Match { string: s, matched: None, start: at, end: at + needle.len(), captures: &[], groups: Value::UNDEFINED };
                push_substitution(vm, out, &found, text)
            }
        }
    }
}

/// 22.1.3.19 [String.prototype.replace](https://tc39.es/ecma262/#sec-string.prototype.replace)
pub(super) fn replace(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    coercible(vm, args, "replace")?;
    if let Some(regexp) = plain_regexp(vm, args.get(0)) {
        return replace_by(vm, regexp, args.this(), args.get(1));
    }
    let symbol = vm.symbols.replace;
    if let Some(method) = method_of(vm, args.get(0), symbol)? {
        return vm.call(method, args.get(0), &[args.this(), args.get(1)]);
    }
    let s = this_string(vm, args, "replace")?;
    let needle = vm.to_string(args.get(0))?;
    let replacement = Replacement::of(vm, args.get(1))?;
    let units = vm.units(s);
    let Some(at) = index_of(units, vm.units(needle), 0) else { return Ok(s.into()) };
    let mut out = StringBuilder::new(vm);
    replacement.push(vm, &mut out, s, needle, at)?;
    // The parts around stay slices of the string.
    let (before, after) = (vm.substring(s, 0, at), vm.substring(s, at + needle.len(), s.len()));
    let middle = out.finish(vm)?;
    let start = super::concat(vm, before, middle)?;
    Ok(super::concat(vm, start, after)?.into())
}
/// 22.1.3.20 [String.prototype.replaceAll](https://tc39.es/ecma262/#sec-string.prototype.replaceall)
pub(super) fn replace_all(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    coercible(vm, args, "replaceAll")?;
    require_global(vm, args.get(0), "replaceAll")?;
    let symbol = vm.symbols.replace;
    if let Some(method) = method_of(vm, args.get(0), symbol)? {
        return vm.call(method, args.get(0), &[args.this(), args.get(1)]);
    }
    let s = this_string(vm, args, "replaceAll")?;
    let needle = vm.to_string(args.get(0))?;
    let replacement = Replacement::of(vm, args.get(1))?;
    let (units, wanted) = (vm.units(s), vm.units(needle));
    let step = wanted.len().max(1);
    let mut next = index_of(units, wanted, 0);
    if next.is_none() {
        return Ok(s.into());
    }
    let mut out = StringBuilder::new(vm);
    let mut end = 0;
    while let Some(at) = next {
        vm.poll()?;
        push_part(vm, &mut out, s, end, at)?;
        replacement.push(vm, &mut out, s, needle, at)?;
        end = at + wanted.len();
        next = if at + step > units.len() { None } else { index_of(units, wanted, at + step) };
    }
    push_part(vm, &mut out, s, end, s.len())?;
    Ok(out.finish(vm)?.into())
}

/// 22.1.3.23 [String.prototype.split](https://tc39.es/ecma262/#sec-string.prototype.split)
pub(super) fn split(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    coercible(vm, args, "split")?;
    if let Some(regexp) = plain_regexp(vm, args.get(0)) {
        return split_by(vm, regexp, args.this(), args.get(1));
    }
    let symbol = vm.symbols.split;
    if let Some(method) = method_of(vm, args.get(0), symbol)? {
        return vm.call(method, args.get(0), &[args.this(), args.get(1)]);
    }
    let s = this_string(vm, args, "split")?;
    let limit = if args.get(1).is_undefined() { u32::MAX } else { vm.to_uint32(args.get(1))? } as usize;
    let separator = vm.to_string(args.get(0))?;
    if limit == 0 {
        return Ok(vm.new_array(0)?.into());
    }
    if args.get(0).is_undefined() {
        return Ok(vm.new_array_from(&[s.into()]).into());
    }
    let (units, wanted) = (vm.units(s), vm.units(separator));
    let mut parts = ValueVec::new(vm);
    if wanted.is_empty() {
        for i in 0..units.len().min(limit) {
            vm.poll()?;
            let unit = units.get(i);
            parts.push(vm.unit_string(unit).into());
        }
        return Ok(vm.new_array_from(parts.as_slice()).into());
    }
    let mut start = 0;
    while let Some(at) = index_of(units, wanted, start) {
        vm.poll()?;
        parts.push(part(vm, s, units, start, at));
        if parts.len() == limit {
            return Ok(vm.new_array_from(parts.as_slice()).into());
        }
        start = at + wanted.len();
    }
    parts.push(part(vm, s, units, start, units.len()));
    Ok(vm.new_array_from(parts.as_slice()).into())
}
fn part(vm: &mut Vm, s: Gc<JsString>, units: Units<'_>, start: usize, end: usize) -> Value {
    if end - start == 1 {
        let unit = units.get(start);
        return vm.unit_string(unit).into();
    }
    vm.substring(s, start, end).into()
}
