//! 27.1.2.1 Iterator Helper objects: what makes them, and their prototype. How each goes on is in `iterator_steps.rs`.
//!
//! The specification writes helpers as generators. Here each is an object of `Kind::BuiltinIterator` that keeps what its
//! closure would, and a step function per helper.
use super::iterator::{this_iterator, with_callback};
use super::{iterator_steps as steps, iterator_zip};
use crate::support::{incompatible, make_object};
use ogive_vm::convert::{MAX_SAFE_INTEGER, double_to_integer_or_infinity};
use ogive_vm::{Arguments, Builtin, Gc, Intrinsic, IteratorRecord, JsResult, Kind, Object, PropertyKey, Realm, Value, ValueVec, Vm, method};

/// What a helper does.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[repr(i32)]
pub(super) enum Helper {
    Map,
    Filter,
    Take,
    Drop,
    FlatMap,
    Chunks,
    Windows,
    Concat,
    Zip,
}
const HELPERS: [Helper; 9] = [
    Helper::Map,
    Helper::Filter,
    Helper::Take,
    Helper::Drop,
    Helper::FlatMap,
    Helper::Chunks,
    Helper::Windows,
    Helper::Concat,
    Helper::Zip,
];

/// [[GeneratorState]]
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[repr(i32)]
enum State {
    Start,
    Yield,
    Running,
    Done,
}

/// Internal field 0 is `BASE + 4 * helper + state`.
const BASE: i32 = 200;
/// Internal fields.
pub(super) mod field {
    /// The underlying iterator; the list of them (an array) in zip; the list of methods and iterables in concat. Undefined
    /// when there is nothing left to close.
    pub const ITERATOR: usize = 1;
    /// Its next method, or their list.
    pub const NEXT: usize = 2;
    /// The function; the size; zip's padding.
    pub const FUNCTION: usize = 3;
    /// The counter; what remains; zip's mode; windows' undersized.
    pub const COUNTER: usize = 4;
    /// flatMap and concat: the inner iterator and its next method in an array, or undefined. chunks and windows: the buffer.
    /// zip: the keys or undefined.
    pub const INNER: usize = 5;
}

const METHODS: &[Builtin] = &[method("next", 0, next), method("return", 0, return_)];

pub(super) fn make(vm: &mut Vm, realm: Gc<Realm>) {
    make_object(vm, realm, Intrinsic::IteratorHelperPrototype, Intrinsic::IteratorPrototype, "Iterator Helper", METHODS);
}

/// A helper with its fields 1 to 5.
pub(super) fn new_helper(vm: &mut Vm, helper: Helper, fields: [Value; 5]) -> Value {
    let prototype = vm.intrinsic(Intrinsic::IteratorHelperPrototype);
    let object = vm.new_kind(Kind::BuiltinIterator, prototype.into());
    vm.set_field(object, 0, Value::int(BASE + 4 * helper as i32));
    for (i, value) in fields.into_iter().enumerate() {
        vm.set_field(object, i + 1, value);
    }
    object.into()
}
fn this_helper(vm: &mut Vm, args: Arguments, method: &str) -> JsResult<(Gc<Object>, Helper, State)> {
    if let Some(object) = args.this().as_object().filter(|o| o.kind() == Kind::BuiltinIterator)
        && let Some(code) = object.field(0).as_int().filter(|code| *code >= BASE)
    {
        let state = [State::Start, State::Yield, State::Running, State::Done][(code - BASE) as usize % 4];
        return Ok((object, HELPERS[(code - BASE) as usize / 4], state));
    }
    Err(incompatible(vm, args.this(), method))
}
fn set_state(vm: &mut Vm, object: Gc<Object>, helper: Helper, state: State) {
    vm.set_field(object, 0, Value::int(BASE + 4 * helper as i32 + state as i32));
}

/// 27.1.2.1.1 [%IteratorHelperPrototype%.next](https://tc39.es/ecma262/#sec-%iteratorhelperprototype%.next)
fn next(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    let (object, helper, state) = this_helper(vm, args, "Iterator Helper.prototype.next")?;
    match state {
        State::Running => return Err(vm.type_error("Generator is already running")),
        State::Done => return Ok(vm.create_iter_result_object(Value::UNDEFINED, true).into()),
        State::Start | State::Yield => {}
    }
    set_state(vm, object, helper, State::Running);
    let step = match helper {
        Helper::Map => steps::map(vm, object),
        Helper::Filter => steps::filter(vm, object),
        Helper::Take => steps::take(vm, object),
        Helper::Drop => steps::drop(vm, object),
        Helper::FlatMap => steps::flat_map(vm, object),
        Helper::Chunks => steps::chunks(vm, object),
        Helper::Windows => steps::windows(vm, object),
        Helper::Concat => steps::concat(vm, object),
        Helper::Zip => iterator_zip::step(vm, object),
    };
    match step {
        Ok(Some(value)) => {
            set_state(vm, object, helper, State::Yield);
            Ok(vm.create_iter_result_object(value, false).into())
        }
        Ok(None) => {
            set_state(vm, object, helper, State::Done);
            Ok(vm.create_iter_result_object(Value::UNDEFINED, true).into())
        }
        Err(thrown) => {
            set_state(vm, object, helper, State::Done);
            Err(thrown)
        }
    }
}
/// 27.1.2.1.2 [%IteratorHelperPrototype%.return](https://tc39.es/ecma262/#sec-%iteratorhelperprototype%.return)
fn return_(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    let (object, helper, state) = this_helper(vm, args, "Iterator Helper.prototype.return")?;
    match state {
        State::Running => return Err(vm.type_error("Generator is already running")),
        State::Done => {}
        // At the start, [[UnderlyingIterators]] are closed with the generator completed already; later, it is running.
        State::Start | State::Yield => {
            let during = if state == State::Start { State::Done } else { State::Running };
            set_state(vm, object, helper, during);
            let closed = match helper {
                Helper::Zip => iterator_zip::close_open(vm, object, Ok(())),
                Helper::Concat => close_inner(vm, object),
                Helper::FlatMap => {
                    let inner = close_inner(vm, object);
                    let outer = underlying(object);
                    // A throw of the inner's `return` closes the outer, too, and travels on.
                    outer.map_or(Ok(()), |outer| vm.iterator_close(&outer, inner))
                }
                _ => underlying(object).map_or(Ok(()), |outer| vm.iterator_close(&outer, Ok(()))),
            };
            set_state(vm, object, helper, State::Done);
            closed?;
        }
    }
    Ok(vm.create_iter_result_object(Value::UNDEFINED, true).into())
}
/// Closes the inner iterator of flatMap or concat, if one is open.
fn close_inner(vm: &mut Vm, object: Gc<Object>) -> JsResult<()> {
    match inner(object) {
        Some(inner) => vm.iterator_close(&inner, Ok(())),
        None => Ok(()),
    }
}
/// The underlying iterator, if there is one to close.
pub(super) fn underlying(object: Gc<Object>) -> Option<IteratorRecord> {
    let iterator = object.field(field::ITERATOR).as_object()?;
    Some(IteratorRecord { iterator, next_method: object.field(field::NEXT), done: false })
}
/// The inner iterator, if one is open.
pub(super) fn inner(object: Gc<Object>) -> Option<IteratorRecord> {
    let pair = object.field(field::INNER).as_object()?;
    let iterator = pair.elements().get(0).as_object()?;
    Some(IteratorRecord { iterator, next_method: pair.elements().get(1), done: false })
}
/// Remembers the inner iterator.
pub(super) fn set_inner(vm: &mut Vm, object: Gc<Object>, inner: Option<&IteratorRecord>) {
    let pair = inner.map_or(Value::UNDEFINED, |i| vm.new_array_from(&[i.iterator.into(), i.next_method]).into());
    vm.set_field(object, field::INNER, pair);
}

fn of(vm: &mut Vm, helper: Helper, iterated: &IteratorRecord, function: Value, counter: Value, inner: Value) -> Value {
    new_helper(vm, helper, [iterated.iterator.into(), iterated.next_method, function, counter, inner])
}
fn with_function(vm: &mut Vm, args: Arguments, name: &str, helper: Helper) -> JsResult<Value> {
    let (iterated, function) = with_callback(vm, args, name)?;
    Ok(of(vm, helper, &iterated, function, Value::ZERO, Value::UNDEFINED))
}
/// 27.1.4.9 [Iterator.prototype.map](https://tc39.es/ecma262/#sec-iterator.prototype.map)
pub(super) fn map(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    with_function(vm, args, "map", Helper::Map)
}
/// 27.1.4.5 [Iterator.prototype.filter](https://tc39.es/ecma262/#sec-iterator.prototype.filter)
pub(super) fn filter(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    with_function(vm, args, "filter", Helper::Filter)
}
/// 27.1.4.7 [Iterator.prototype.flatMap](https://tc39.es/ecma262/#sec-iterator.prototype.flatmap)
pub(super) fn flat_map(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    with_function(vm, args, "flatMap", Helper::FlatMap)
}
/// 27.1.4.12 [Iterator.prototype.take](https://tc39.es/ecma262/#sec-iterator.prototype.take)
pub(super) fn take(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    with_limit(vm, args, "take", Helper::Take)
}
/// 27.1.4.3 [Iterator.prototype.drop](https://tc39.es/ecma262/#sec-iterator.prototype.drop)
pub(super) fn drop(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    with_limit(vm, args, "drop", Helper::Drop)
}
fn with_limit(vm: &mut Vm, args: Arguments, name: &str, helper: Helper) -> JsResult<Value> {
    let iterated = this_iterator(vm, args, name)?;
    let checked = limit(vm, args.get(0));
    let limit = vm.close_if_abrupt(&iterated, checked)?;
    let iterated = vm.get_iterator_direct(iterated.iterator)?;
    Ok(of(vm, helper, &iterated, Value::UNDEFINED, Value::number(limit), Value::UNDEFINED))
}
fn limit(vm: &mut Vm, value: Value) -> JsResult<f64> {
    let number = vm.to_number(value)?;
    let limit = double_to_integer_or_infinity(number);
    if number.is_nan() || limit < 0.0 || number.is_finite() && number > MAX_SAFE_INTEGER {
        let text = vm.display_string(value);
        return Err(vm.range_error(format!("{text} must be positive")));
    }
    Ok(limit)
}

/// [Iterator.prototype.chunks](https://tc39.es/proposal-iterator-chunking/#sec-iterator.prototype.chunks)
pub(super) fn chunks(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    let iterated = this_iterator(vm, args, "chunks")?;
    let checked = group_size(vm, args.get(0), "chunkSize");
    let size = vm.close_if_abrupt(&iterated, checked)?;
    let iterated = vm.get_iterator_direct(iterated.iterator)?;
    let buffer = vm.new_array(0)?;
    Ok(of(vm, Helper::Chunks, &iterated, size, Value::UNDEFINED, buffer.into()))
}
/// [Iterator.prototype.windows](https://tc39.es/proposal-iterator-chunking/#sec-iterator.prototype.windows)
pub(super) fn windows(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    let iterated = this_iterator(vm, args, "windows")?;
    let checked = group_size(vm, args.get(0), "windowSize").and_then(|size| Ok((size, undersized(vm, args.get(1))?)));
    let (size, partial) = vm.close_if_abrupt(&iterated, checked)?;
    let iterated = vm.get_iterator_direct(iterated.iterator)?;
    let buffer = vm.new_array(0)?;
    Ok(of(vm, Helper::Windows, &iterated, size, Value::bool(partial), buffer.into()))
}
fn group_size(vm: &mut Vm, value: Value, name: &str) -> JsResult<Value> {
    match value.as_number() {
        Some(n) if n.is_finite() && n.trunc() == n => {
            if !(1.0..=u32::MAX as f64).contains(&n) {
                return Err(vm.range_error(format!("{name} must be an integer from 1 to 2^32 - 1")));
            }
            Ok(value)
        }
        _ => Err(vm.type_error(format!("{name} must be an integer"))),
    }
}
fn undersized(vm: &mut Vm, value: Value) -> JsResult<bool> {
    let text = value.as_string().map(|s| s.to_rust_string_lossy());
    match text.as_deref() {
        None if value.is_undefined() => Ok(false),
        Some("only-full") => Ok(false),
        Some("allow-partial") => Ok(true),
        _ => Err(vm.type_error("undersized must be \"only-full\" or \"allow-partial\"")),
    }
}

/// 27.1.3.2.2 [Iterator.concat](https://tc39.es/ecma262/#sec-iterator.concat)
pub(super) fn concat(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    // Method and iterable of each item, one after another.
    let mut list = ValueVec::new(vm);
    let key = PropertyKey::symbol(vm.symbols.iterator);
    for &item in args.all() {
        let method = if item.is_object() { vm.get_method(item, key)? } else { Value::UNDEFINED };
        if method.is_undefined() {
            return Err(vm.not_iterable(item));
        }
        list.push(method);
        list.push(item);
    }
    let list = Value::from(vm.new_array_from(&list));
    let undefined = Value::UNDEFINED;
    Ok(new_helper(vm, Helper::Concat, [list, undefined, undefined, Value::ZERO, undefined]))
}
