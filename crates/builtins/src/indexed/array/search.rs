//! Array.prototype methods that look for an element.
use super::super::support::{get_if_present, get_index, number};
use ogive_vm::{Arguments, JsResult, Value, Vm};

/// What is looked for among stored elements.
enum Wanted {
    /// Elements with any of these bits: for most values there is one representation, for Numbers there are two or three.
    Bits([u64; 3]),
    /// Any NaN.
    NaN,
    /// Strings and BigInts are compared.
    Content(Value),
    /// Nothing is equal to it.
    Nothing,
}
impl Wanted {
    /// What IsStrictlyEqual finds.
    fn strictly(value: Value) -> Wanted {
        if value.is_string() || value.is_bigint() {
            return Wanted::Content(value);
        }
        let Some(number) = value.as_number() else { return Wanted::Bits([value.bits(); 3]) };
        if number.is_nan() {
            return Wanted::Nothing;
        }
        // NB: the int32, if it is one, and the double, of zero both.
        let int = Value::number(number + 0.0);
        let zero = if number == 0.0 { -0.0 } else { number };
        Wanted::Bits([int.bits(), Value::double(number + 0.0).bits(), Value::double(zero).bits()])
    }
    /// What SameValueZero finds, where holes read as undefined.
    fn same_value_zero(value: Value) -> Wanted {
        match Wanted::strictly(value) {
            Wanted::Nothing => Wanted::NaN,
            Wanted::Bits(_) if value.is_undefined() => Wanted::Bits([value.bits(), Value::HOLE.bits(), value.bits()]),
            wanted => wanted,
        }
    }
    fn is(&self, vm: &mut Vm, value: Value) -> bool {
        match *self {
            Wanted::Bits(bits) => bits.contains(&value.bits()),
            Wanted::NaN => value.as_number().is_some_and(f64::is_nan),
            Wanted::Content(wanted) => (value.is_string() || value.is_bigint()) && vm.strict_equals(value, wanted),
            Wanted::Nothing => false,
        }
    }
    /// The first place of it. Comparing runs no script, so that the elements stay where they are.
    fn first(&self, vm: &mut Vm, values: &[Value]) -> JsResult<Option<usize>> {
        const BLOCK: usize = 32;
        for (block, values) in values.chunks(BLOCK).enumerate() {
            vm.poll_n(values.len() / 8 + 1)?;
            // FAST: without a branch for each, which the compiler turns into vector compares.
            if let Wanted::Bits([a, b, c]) = *self
                && !values.iter().fold(false, |found, v| found | (v.bits() == a) | (v.bits() == b) | (v.bits() == c))
            {
                continue;
            }
            for (i, &value) in values.iter().enumerate() {
                if self.is(vm, value) {
                    return Ok(Some(block * BLOCK + i));
                }
            }
        }
        Ok(None)
    }
    /// The last place of it.
    fn last(&self, vm: &mut Vm, values: &[Value]) -> JsResult<Option<usize>> {
        for (i, &value) in values.iter().enumerate().rev() {
            vm.poll()?;
            if self.is(vm, value) {
                return Ok(Some(i));
            }
        }
        Ok(None)
    }
}

/// 23.1.3.1 [Array.prototype.at](https://tc39.es/ecma262/#sec-array.prototype.at)
pub(super) fn at(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    let o = vm.to_object(args.this())?;
    let len = vm.length_of_array_like(o)?;
    let relative = vm.to_integer_or_infinity(args.get(0))?;
    let k = if relative >= 0.0 { relative } else { len as f64 + relative };
    if k < 0.0 || k >= len as f64 { Ok(Value::UNDEFINED) } else { get_index(vm, o, k as u64) }
}

/// The first index at or after fromIndex.
fn first_index(vm: &mut Vm, value: Value, len: u64) -> JsResult<u64> {
    super::super::support::relative_index(vm, value, len)
}

/// 23.1.3.16 [Array.prototype.includes](https://tc39.es/ecma262/#sec-array.prototype.includes)
pub(super) fn includes(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    let o = vm.to_object(args.this())?;
    let len = vm.length_of_array_like(o)?;
    if len == 0 {
        return Ok(Value::FALSE);
    }
    let mut k = first_index(vm, args.get(1), len)?;
    let wanted = args.get(0);
    // FAST: a plain array that is not changed meanwhile: comparing runs no script.
    if let Some(length) = vm.fast_array_length(o) {
        let stored = len.min(length as u64).min(o.elements().len() as u64);
        if wanted.is_undefined() && stored < len && k < len {
            return Ok(Value::TRUE);
        }
        let found = Wanted::same_value_zero(wanted).first(vm, o.elements().values().get(k as usize..stored as usize).unwrap_or(&[]))?;
        return Ok(Value::bool(found.is_some()));
    }
    while k < len {
        vm.poll()?;
        let value = get_index(vm, o, k)?;
        if vm.same_value_zero(value, wanted) {
            return Ok(Value::TRUE);
        }
        k += 1;
    }
    Ok(Value::FALSE)
}
/// 23.1.3.17 [Array.prototype.indexOf](https://tc39.es/ecma262/#sec-array.prototype.indexof)
pub(super) fn index_of(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    let o = vm.to_object(args.this())?;
    let len = vm.length_of_array_like(o)?;
    if len == 0 {
        return Ok(Value::int(-1));
    }
    let mut k = first_index(vm, args.get(1), len)?;
    let wanted = args.get(0);
    // FAST: as in `includes`.
    if vm.fast_array_length(o).is_some() {
        let stored = len.min(o.elements().len() as u64);
        let found = Wanted::strictly(wanted).first(vm, o.elements().values().get(k as usize..stored as usize).unwrap_or(&[]))?;
        return Ok(found.map_or(Value::int(-1), |i| number(k + i as u64)));
    }
    while k < len {
        vm.poll()?;
        if let Some(value) = get_if_present(vm, o, k)?
            && vm.strict_equals(value, wanted)
        {
            return Ok(number(k));
        }
        k += 1;
    }
    Ok(Value::int(-1))
}

/// 23.1.3.20 [Array.prototype.lastIndexOf](https://tc39.es/ecma262/#sec-array.prototype.lastindexof)
pub(super) fn last_index_of(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    let o = vm.to_object(args.this())?;
    let len = vm.length_of_array_like(o)?;
    if len == 0 {
        return Ok(Value::int(-1));
    }
    let from = if args.len() > 1 { vm.to_integer_or_infinity(args.get(1))? } else { len as f64 - 1.0 };
    let k = if from >= 0.0 { from.min(len as f64 - 1.0) } else { len as f64 + from };
    if k < 0.0 {
        return Ok(Value::int(-1));
    }
    let end = k as u64 + 1;
    // FAST: as in `includes`.
    if vm.fast_array_length(o).is_some() {
        let stored = end.min(o.elements().len() as u64) as usize;
        let found = Wanted::strictly(args.get(0)).last(vm, &o.elements().values()[..stored])?;
        return Ok(found.map_or(Value::int(-1), Value::from));
    }
    for i in (0..end).rev() {
        vm.poll()?;
        if let Some(value) = get_if_present(vm, o, i)?
            && vm.strict_equals(value, args.get(0))
        {
            return Ok(number(i));
        }
    }
    Ok(Value::int(-1))
}
