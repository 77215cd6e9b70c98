//! 25.5 JSON.
mod internalize;
mod parse;
mod parse_error;
mod quote;
mod stringify;
mod stringify_error;

use crate::support::make_object;
use ogive_vm::operations::IntegrityLevel;
use ogive_vm::{Arguments, Builtin, Gc, Intrinsic, JsResult, Kind, Object, Realm, Units, Value, Vm, attrs, method};

const FUNCTIONS: &[Builtin] = &[
    method("parse", 2, parse),
    method("stringify", 3, stringify::stringify),
    method("rawJSON", 1, raw_json),
    method("isRawJSON", 1, is_raw_json),
];

pub(super) fn make(vm: &mut Vm, realm: Gc<Realm>) {
    make_object(vm, realm, Intrinsic::Json, Intrinsic::ObjectPrototype, "JSON", FUNCTIONS);
}

/// 25.5.1 [JSON.parse](https://tc39.es/ecma262/#sec-json.parse)
fn parse(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    let text = vm.to_string(args.get(0))?;
    let reviver = args.get(1);
    if !vm.is_callable(reviver) {
        return parse::parse(vm, text);
    }
    let (value, record) = parse::parse_with_records(vm, text)?;
    let root = vm.new_object();
    let key = vm.key("");
    vm.add_fresh(root, key, value);
    internalize::internalize(vm, root, key, reviver, record)
}

/// Internal field 0 of the objects that JSON.rawJSON makes: [[IsRawJSON]].
const RAW_JSON: Value = Value::int(0x4A50_4E53);

fn is_raw(object: Gc<Object>) -> bool {
    object.kind() == Kind::Host && object.field(0) == RAW_JSON
}
/// 25.5.3 [JSON.rawJSON](https://tc39.es/ecma262/#sec-json.rawjson)
fn raw_json(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    let text = vm.to_string(args.get(0))?;
    let units = vm.units(text);
    let blank = |unit: u16| matches!(unit, 9 | 10 | 13 | 32);
    if units.is_empty() || blank(units.get(0)) || blank(units.get(units.len() - 1)) {
        return Err(vm.syntax_error("Invalid value for JSON.rawJSON"));
    }
    if matches!(units.get(0), 0x5B | 0x7B) {
        return Err(vm.syntax_error("Invalid value for JSON.rawJSON"));
    }
    parse::parse(vm, text)?;
    let object = vm.new_kind(Kind::Host, Value::NULL);
    vm.set_field(object, 0, RAW_JSON);
    let key = vm.key("rawJSON");
    vm.add_property(object, key, text.into(), attrs::ALL);
    vm.set_integrity_level(object, IntegrityLevel::Frozen)?;
    Ok(object.into())
}
/// 25.5.4 [JSON.isRawJSON](https://tc39.es/ecma262/#sec-json.israwjson)
fn is_raw_json(_: &mut Vm, args: Arguments) -> JsResult<Value> {
    Ok(args.get(0).as_object().is_some_and(is_raw).into())
}

/// A code unit of a JSON text.
trait Unit: Copy + 'static {
    /// Its code.
    fn code(self) -> u32;
    /// A run of them.
    fn units(run: &[Self]) -> Units<'_>;
}
impl Unit for u8 {
    #[inline(always)]
    fn code(self) -> u32 {
        self as u32
    }
    #[inline(always)]
    fn units(run: &[u8]) -> Units<'_> {
        Units::Latin1(run)
    }
}
impl Unit for u16 {
    #[inline(always)]
    fn code(self) -> u32 {
        self as u32
    }
    #[inline(always)]
    fn units(run: &[u16]) -> Units<'_> {
        Units::Utf16(run)
    }
}
