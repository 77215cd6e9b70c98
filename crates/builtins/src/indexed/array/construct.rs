//! 23.1.1 the Array constructor, 23.1.2 its properties, 10.4.2.2 ArraySpeciesCreate.
use super::super::support::{callback, create_index, get_index, number, put_length};
use ogive_vm::{Arguments, Gc, Intrinsic, JsResult, Kind, Object, PropertyKey, Value, Vm};

/// 23.1.1.1 [Array](https://tc39.es/ecma262/#sec-array)
pub(super) fn construct(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    let new_target = if args.new_target().is_undefined() { args.callee().into() } else { args.new_target() };
    let array = if new_target == Value::from(args.callee()) && vm.realm().intrinsic_value(Intrinsic::Array) == new_target {
        // FAST: the realm's own constructor: its prototype property cannot be changed.
        vm.new_array(0)?
    } else {
        let new_target = new_target.as_object().expect("new.target is an object");
        let prototype = vm.get_prototype_from_constructor(new_target, Intrinsic::ArrayPrototype)?;
        vm.new_array_with_prototype(0, prototype.into())?
    };
    if args.len() == 1 {
        let length = args.get(0);
        if !length.is_number() {
            vm.append_to_fresh(array, args.all())?;
            return Ok(array.into());
        }
        let Some(length) = exact_length(length) else { return Err(vm.range_error("Invalid array length")) };
        vm.set_new_length(array, length)?;
        return Ok(array.into());
    }
    vm.append_to_fresh(array, args.all())?;
    Ok(array.into())
}
fn exact_length(value: Value) -> Option<u32> {
    let d = value.as_number()?;
    let length = d as u32;
    (length as f64 == d).then_some(length)
}

/// 23.1.2.2 [Array.isArray](https://tc39.es/ecma262/#sec-array.isarray)
pub(super) fn is_array(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    Ok(Value::bool(vm.is_array(args.get(0))?))
}

/// A new object of constructor `constructor` (if it is one) with the given length argument, else a plain array.
pub(super) fn construct_with_length(vm: &mut Vm, constructor: Value, length: Option<u64>) -> JsResult<Gc<Object>> {
    match constructor.as_object().filter(|c| c.is_constructor()) {
        Some(c) => match length {
            Some(length) => vm.construct(c, &[number(length)], c),
            None => vm.construct(c, &[], c),
        },
        None => array_create(vm, length.unwrap_or(0)),
    }
}
/// 10.4.2.2 [ArrayCreate](https://tc39.es/ecma262/#sec-arraycreate) in the current realm.
pub(super) fn array_create(vm: &mut Vm, length: u64) -> JsResult<Gc<Object>> {
    if length > u32::MAX as u64 {
        return Err(vm.range_error("Invalid array length"));
    }
    let array = vm.new_array(0)?;
    vm.set_new_length(array, length as u32)?;
    Ok(array)
}

/// 23.1.2.1 [Array.from](https://tc39.es/ecma262/#sec-array.from)
pub(super) fn from(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    let constructor = args.this();
    let (items, mapper, this_arg) = (args.get(0), args.get(1), args.get(2));
    let mapping = !mapper.is_undefined();
    if mapping {
        callback(vm, mapper)?;
    }
    let key = PropertyKey::symbol(vm.symbols.iterator);
    let method = vm.get_method(items, key)?;
    if !method.is_undefined() {
        let array = construct_with_length(vm, constructor, None)?;
        let mut record = vm.get_iterator_from_method(items, method)?;
        // FAST: nobody sees the array before all values are there, and a built-in iterator is not closed.
        if !mapping && constructor == vm.realm().intrinsic_value(Intrinsic::Array) && record.iterator.kind() == Kind::BuiltinIterator {
            let values = vm.iterator_to_list(&mut record)?;
            return Ok(vm.new_array_from(&values).into());
        }
        let mut k = 0u64;
        while let Some(next) = vm.iterator_step_value(&mut record)? {
            vm.poll()?;
            let stored = (|| {
                let value = if mapping { vm.call(mapper, this_arg, &[next, number(k)])? } else { next };
                create_index(vm, array, k, value)
            })();
            if stored.is_err() {
                return vm.iterator_close(&record, stored).map(|()| Value::UNDEFINED);
            }
            k += 1;
        }
        put_length(vm, array, k)?;
        return Ok(array.into());
    }
    let source = vm.to_object(items)?;
    let len = vm.length_of_array_like(source)?;
    let array = construct_with_length(vm, constructor, Some(len))?;
    for k in 0..len {
        vm.poll()?;
        let mut value = get_index(vm, source, k)?;
        if mapping {
            value = vm.call(mapper, this_arg, &[value, number(k)])?;
        }
        create_index(vm, array, k, value)?;
    }
    put_length(vm, array, len)?;
    Ok(array.into())
}

/// 23.1.2.3 [Array.of](https://tc39.es/ecma262/#sec-array.of)
pub(super) fn of(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    let array = construct_with_length(vm, args.this(), Some(args.len() as u64))?;
    for (k, &value) in args.all().iter().enumerate() {
        create_index(vm, array, k as u64, value)?;
    }
    put_length(vm, array, args.len() as u64)?;
    Ok(array.into())
}

/// 23.1.3.1.1 [ArraySpeciesCreate](https://tc39.es/ecma262/#sec-arrayspeciescreate)
pub(super) fn array_species_create(vm: &mut Vm, original: Gc<Object>, length: u64) -> JsResult<Gc<Object>> {
    // FAST: a plain array whose constructor is %Array%.
    if vm.has_plain_species(original) || !vm.is_array(original.into())? {
        return array_create(vm, length);
    }
    let key = vm.names.constructor;
    let mut constructor = vm.get(original, key)?;
    if let Some(c) = constructor.as_object().filter(|c| c.is_constructor()) {
        // 5: %Array% of another realm means that of this one.
        let (this_realm, realm) = (vm.realm(), vm.get_function_realm(c)?);
        if this_realm != realm && realm.intrinsic_value(Intrinsic::Array) == constructor {
            constructor = Value::UNDEFINED;
        }
    }
    if let Some(c) = constructor.as_object() {
        let key = PropertyKey::symbol(vm.symbols.species);
        constructor = vm.get(c, key)?;
        if constructor.is_null() {
            constructor = Value::UNDEFINED;
        }
    }
    if constructor.is_undefined() {
        return array_create(vm, length);
    }
    match constructor.as_object().filter(|c| c.is_constructor()) {
        Some(c) => vm.construct(c, &[number(length)], c),
        None => Err(vm.type_error("object.constructor[Symbol.species] is not a constructor")),
    }
}
/// Will [`array_species_create`] make a plain array of this realm, with nothing observable?
pub(super) fn makes_plain(vm: &Vm, original: Gc<Object>) -> bool {
    vm.has_plain_species(original)
}
