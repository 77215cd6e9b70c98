//! 20.4 Symbol.
use crate::support::{Class, set_constant, set_tag};
use ogive_vm::{Arguments, Builtin, Gc, Intrinsic, JsResult, JsString, Kind, Realm, Symbol, Value, Vm, attrs, getter, method};
use ogive_vm::symbol::SymbolSort;

const CLASS: Class =
    Class::new("Symbol", 0, construct, Intrinsic::Symbol, Intrinsic::SymbolPrototype).statics(STATICS).methods(METHODS);

const STATICS: &[Builtin] = &[method("for", 1, for_), method("keyFor", 1, key_for)];

const METHODS: &[Builtin] = &[
    method("toString", 0, to_string),
    method("valueOf", 0, value_of),
    getter("description", description),
    method("@@toPrimitive", 1, value_of).attributes(attrs::CONFIGURABLE),
];

pub(super) fn make(vm: &mut Vm, realm: Gc<Realm>) {
    let (constructor, prototype) = CLASS.make(vm, realm);
    for (name, symbol) in vm.symbols.all() {
        set_constant(vm, constructor, name, symbol.into());
    }
    set_tag(vm, prototype, "Symbol");
}

/// 20.4.1.1 [Symbol](https://tc39.es/ecma262/#sec-symbol-description)
fn construct(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    if !args.new_target().is_undefined() {
        return Err(vm.type_error("Symbol is not a constructor"));
    }
    let description = match args.get(0) {
        Value::UNDEFINED => None,
        value => Some(vm.to_string(value)?),
    };
    Ok(vm.new_symbol(description, SymbolSort::Unique).into())
}

/// 20.4.2.2 [Symbol.for](https://tc39.es/ecma262/#sec-symbol.for)
fn for_(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    let key = vm.to_string(args.get(0))?;
    Ok(vm.registered_symbol(key).into())
}
/// 20.4.2.6 [Symbol.keyFor](https://tc39.es/ecma262/#sec-symbol.keyfor)
fn key_for(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    let Some(symbol) = args.get(0).as_symbol() else {
        let text = vm.display_string(args.get(0));
        return Err(vm.type_error(format!("{text} is not a symbol")));
    };
    let key = symbol.description().filter(|_| symbol.is_registered());
    Ok(key.map_or(Value::UNDEFINED, Value::from))
}

/// 20.4.3.4.1 [ThisSymbolValue](https://tc39.es/ecma262/#sec-thissymbolvalue)
fn this_symbol(vm: &mut Vm, args: Arguments, method: &str) -> JsResult<Gc<Symbol>> {
    let this = args.this();
    let value = match this.as_object() {
        Some(object) if object.kind() == Kind::SymbolObject => object.field(0),
        _ => this,
    };
    match value.as_symbol() {
        Some(symbol) => Ok(symbol),
        None => Err(vm.type_error(format!("{method} requires that 'this' be a Symbol"))),
    }
}
/// 20.4.3.2 [get Symbol.prototype.description](https://tc39.es/ecma262/#sec-symbol.prototype.description)
fn description(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    let symbol = this_symbol(vm, args, "Symbol.prototype.description")?;
    Ok(symbol.description().map_or(Value::UNDEFINED, Value::from))
}
/// 20.4.3.3 [Symbol.prototype.toString](https://tc39.es/ecma262/#sec-symbol.prototype.tostring)
fn to_string(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    let symbol = this_symbol(vm, args, "Symbol.prototype.toString")?;
    Ok(symbol_descriptive_string(vm, symbol)?.into())
}
/// 20.4.3.3.1 [SymbolDescriptiveString](https://tc39.es/ecma262/#sec-symboldescriptivestring)
pub(crate) fn symbol_descriptive_string(vm: &mut Vm, symbol: Gc<Symbol>) -> JsResult<Gc<JsString>> {
    let (open, close) = (vm.intern_str("Symbol("), vm.intern_str(")"));
    let description = symbol.description().unwrap_or_else(|| vm.empty_string());
    let opened = vm.concat_strings(open, description)?;
    vm.concat_strings(opened, close)
}
/// 20.4.3.4 [Symbol.prototype.valueOf](https://tc39.es/ecma262/#sec-symbol.prototype.valueof) and
/// 20.4.3.5 [Symbol.prototype \[ %Symbol.toPrimitive% \]](https://tc39.es/ecma262/#sec-symbol.prototype-%symbol.toprimitive%)
fn value_of(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    Ok(this_symbol(vm, args, "Symbol.prototype.valueOf")?.into())
}
