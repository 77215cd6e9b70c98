//! 20.2 Function.
use crate::support::{Class, is_callable, new_target_or_callee, remember, set_constant};
use ogive_vm::elements::kind as elements_kind;
use ogive_vm::{Arguments, Builtin, DynamicFunctionKind, Gc, Inline, Intrinsic, JsResult, Kind, Object, Realm, Value, Vm, attrs, method};

const CLASS: Class =
    Class::new("Function", 1, construct, Intrinsic::Function, Intrinsic::FunctionPrototype).methods(METHODS);

const METHODS: &[Builtin] = &[
    method("apply", 2, apply).inline(Inline::FunctionApply),
    method("bind", 1, bind),
    method("call", 1, call).inline(Inline::FunctionCall),
    method("toString", 0, to_string),
    method("@@hasInstance", 1, has_instance).attributes(0),
];

pub(super) fn make(vm: &mut Vm, realm: Gc<Realm>) {
    let prototype = vm.intrinsic_of(realm, Intrinsic::FunctionPrototype);
    let (length, name, empty) = (vm.names.length, vm.names.name, vm.empty_string());
    vm.define_own_builtin(prototype, length, Value::ZERO, attrs::CONFIGURABLE);
    vm.define_own_builtin(prototype, name, empty.into(), attrs::CONFIGURABLE);
    CLASS.make(vm, realm);
    for (which, name) in [(Intrinsic::FunctionProtoApply, "apply"), (Intrinsic::FunctionProtoCall, "call")] {
        let key = vm.key(name);
        remember(vm, realm, which, prototype, key);
    }
    // 10.2.4 AddRestrictedFunctionProperties
    let thrower = vm.intrinsic_of(realm, Intrinsic::ThrowTypeError);
    for key in [vm.names.arguments, vm.names.caller] {
        let accessor = vm.new_accessor(thrower.into(), thrower.into());
        vm.add_property(prototype, key, Value::internal(accessor), attrs::CONFIGURABLE | attrs::ACCESSOR);
    }
}

/// 10.2.4.1 [%ThrowTypeError%](https://tc39.es/ecma262/#sec-%throwtypeerror%)
pub(super) fn make_throw_type_error(vm: &mut Vm, realm: Gc<Realm>) {
    fn throw(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
        // DEVIATION: sloppy functions have `caller` and `arguments` that are always null: old programs read them.
        let template = args.this().as_object().and_then(|function| vm.function_source(function));
        if template.is_some_and(|t| t.is_constructor() && !t.is_strict()) {
            return Ok(Value::NULL);
        }
        Err(vm.type_error(
            "'caller', 'callee', and 'arguments' properties may not be accessed on strict mode functions or the arguments objects for calls to them",
        ))
    }
    let name = vm.empty_string();
    let function = vm.new_native_in(realm, name.into(), 0, throw, 0);
    vm.set_intrinsic(realm, Intrinsic::ThrowTypeError, function.into());
    set_constant(vm, function, "length", Value::ZERO);
    set_constant(vm, function, "name", name.into());
    let _ = vm.prevent_extensions(function);
}

/// 20.2.1.1 [Function](https://tc39.es/ecma262/#sec-function-p1-p2-pn-body)
fn construct(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    dynamic_function(vm, args, DynamicFunctionKind::Normal)
}
/// 20.2.1.1.1 [CreateDynamicFunction](https://tc39.es/ecma262/#sec-createdynamicfunction) for a function constructor's call.
pub(crate) fn dynamic_function(vm: &mut Vm, args: Arguments, kind: DynamicFunctionKind) -> JsResult<Value> {
    let new_target = new_target_or_callee(args);
    Ok(vm.create_dynamic_function(args.callee(), new_target.into(), kind, args.all())?.into())
}

/// 20.2.3.1 [Function.prototype.apply](https://tc39.es/ecma262/#sec-function.prototype.apply)
fn apply(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    let function = args.this();
    if !is_callable(function) {
        let text = vm.display_string(function);
        return Err(vm.type_error(format!("Function.prototype.apply was called on {text}, which is not a function")));
    }
    let list = args.get(1);
    if list.is_nullish() {
        return vm.call(function, args.get(0), &[]);
    }
    // FAST: an array or arguments object without holes; the call copies its elements to the stack before anything runs.
    if let Some(array) = list.as_object().filter(|a| matches!(a.kind(), Kind::Array | Kind::Arguments)) {
        let elements = array.elements();
        let dense = array.elements_kind() <= elements_kind::FROZEN && array.elements_byte() & elements_kind::HOLEY == 0;
        let length = if array.kind() == Kind::Array { Some(vm.array_length(array)) } else { vm.plain_arguments_count(array) };
        if dense && length == Some(elements.len()) {
            return vm.call(function, args.get(0), elements.values());
        }
    }
    let list = vm.create_list_from_array_like(list)?;
    vm.call(function, args.get(0), list.as_slice())
}

/// 20.2.3.2 [Function.prototype.bind](https://tc39.es/ecma262/#sec-function.prototype.bind)
fn bind(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    let Some(target) = args.this().as_object().filter(|t| t.is_callable()) else {
        return Err(vm.type_error("Bind must be called on a function"));
    };
    let bound_args = args.from(1);
    let bound = vm.new_bound_function(target, args.get(0), bound_args)?;
    let (length_key, name_key) = (vm.names.length, vm.names.name);
    let mut length = 0.0;
    if vm.has_own_property(target, length_key)?
        && let Some(n) = vm.get(target, length_key)?.as_number()
    {
        length = ogive_vm::convert::double_to_integer_or_infinity(n);
        length = (length - bound_args.len() as f64).max(0.0);
    }
    vm.add_property(bound, length_key, Value::number(length), attrs::CONFIGURABLE);
    let name = vm.get(target, name_key)?.as_string().unwrap_or_else(|| vm.empty_string());
    let prefix = vm.intern_str("bound ");
    let name = vm.concat_strings(prefix, name)?;
    vm.add_property(bound, name_key, name.into(), attrs::CONFIGURABLE);
    Ok(bound.into())
}

/// 20.2.3.3 [Function.prototype.call](https://tc39.es/ecma262/#sec-function.prototype.call)
fn call(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    if !is_callable(args.this()) {
        let text = vm.display_string(args.this());
        return Err(vm.type_error(format!("{text} is not a function")));
    }
    vm.call(args.this(), args.get(0), args.from(1))
}

/// 20.2.3.5 [Function.prototype.toString](https://tc39.es/ecma262/#sec-function.prototype.tostring)
fn to_string(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    let Some(function) = args.this().as_object().filter(|f| f.is_callable()) else {
        return Err(vm.type_error("Function.prototype.toString requires that 'this' be a Function"));
    };
    if let Some(template) = vm.function_source(function) {
        return Ok(vm.new_wtf8(template.text()).into());
    }
    let name = native_name(vm, function);
    Ok(vm.new_string(&format!("function {name}() {{ [native code] }}")).into())
}
/// The name of a native function, if the NativeFunction grammar admits it.
fn native_name(vm: &mut Vm, function: Gc<Object>) -> String {
    if !matches!(function.kind(), Kind::NativeFunction | Kind::Undetectable | Kind::Function) {
        return String::new();
    }
    let key = vm.names.name;
    let name = match vm.own_property(function, key) {
        Ok(Some(found)) if !found.is_accessor() => found.value.as_string(),
        _ => None,
    };
    let text = name.map(|n| n.to_rust_string_lossy()).unwrap_or_default();
    let word = text.strip_prefix("get ").or_else(|| text.strip_prefix("set ")).unwrap_or(&text);
    let word = word.strip_prefix("[Symbol.").and_then(|w| w.strip_suffix(']')).unwrap_or(word);
    let is_name = word.chars().enumerate().all(|(i, c)| c.is_ascii_alphabetic() || c == '_' || c == '$' || i > 0 && c.is_ascii_digit());
    if is_name { text } else { String::new() }
}

/// 20.2.3.6 [Function.prototype \[ %Symbol.hasInstance% \]](https://tc39.es/ecma262/#sec-function.prototype-%symbol.hasinstance%)
fn has_instance(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    Ok(vm.ordinary_has_instance(args.this(), args.get(0))?.into())
}

/// The constructor and prototype of a kind of functions that has no global: GeneratorFunction and the like. `instances` is the
/// prototype that instances of the functions inherit from, if they have instances.
pub(crate) fn make_hidden_function_class(vm: &mut Vm, realm: Gc<Realm>, class: &Class, instances: Option<Intrinsic>) {
    let (constructor, prototype) = class.make(vm, realm);
    let (constructor_key, prototype_key) = (vm.names.constructor, vm.names.prototype);
    vm.define_own_builtin(prototype, constructor_key, constructor.into(), attrs::CONFIGURABLE);
    if let Some(instances) = instances {
        let instances = vm.intrinsic_of(realm, instances);
        vm.define_own_builtin(prototype, prototype_key, instances.into(), attrs::CONFIGURABLE);
        vm.define_own_builtin(instances, constructor_key, prototype.into(), attrs::CONFIGURABLE);
    }
    crate::support::set_tag(vm, prototype, class.name);
}
