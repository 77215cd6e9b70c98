//! What optimized code calls besides whole instructions: small functions with values in registers.
//!
//! Safety of the `unsafe` ones, which machine code vouches for (convention M): `vm` is the Vm whose code it is, Values are live and of the
//! types that the parameter names say, and before a function that may collect `vm.frame` names a frame whose CODE and ARGC words are right.
use crate::arith::number_exp;
use crate::cells::Kind;
use crate::code_block::CodeBlock;
use crate::convert::double_to_int32;
use crate::elements::{MAX_FAST_ELEMENTS, kind};
use crate::interpreter;
use crate::key::PropertyKey;
use crate::object::{Object, flags as object_flags};
use crate::stack::frame_flags;
use crate::value::Value;
use crate::vm::Vm;
use ogive_bytecode::frame;
use ogive_gc::{Gc, Header};

// ---- doubles ----------------------------------------------------------------------------------------------------------------------

/// Functions of doubles, as the library has them; any NaN becomes the canonical one.
macro_rules! doubles {
    ($($name:ident($($x:ident),*) = $value:expr;)*) => {
        $(#[doc = concat!("`", stringify!($name), "`")] pub extern "C" fn $name($($x: f64),*) -> f64 {
            let value: f64 = $value;
            if value.is_nan() { f64::from_bits(Value::NAN.bits()) } else { value }
        })*
    };
}
doubles! {
    remainder(x, y) = x % y;
    power(x, y) = number_exp(x, y);
    atan2(y, x) = y.atan2(x);
    sin(x) = x.sin();
    cos(x) = x.cos();
    tan(x) = x.tan();
    asin(x) = x.asin();
    acos(x) = x.acos();
    atan(x) = x.atan();
    exp(x) = x.exp();
    log(x) = x.ln();
    cbrt(x) = x.cbrt();
    fround(x) = x as f32 as f64;
}
/// 7.1.6 ToInt32 of a Number.
pub extern "C" fn truncate(x: f64) -> i32 {
    double_to_int32(x)
}

// ---- tests ------------------------------------------------------------------------------------------------------------------------

/// 7.1.2 ToBoolean.
///
/// # Safety
/// See the module head.
pub unsafe extern "C" fn to_boolean(value: u64) -> u8 {
    Value(value).to_boolean() as u8
}
/// 7.2.15 IsStrictlyEqual. May collect.
///
/// # Safety
/// See the module head.
pub unsafe extern "C" fn strict_equal(vm: *mut Vm, a: u64, b: u64) -> u8 {
    // SAFETY: see the module head.
    unsafe { &mut *vm }.strict_equals(Value(a), Value(b)) as u8
}
/// typeof.
///
/// # Safety
/// See the module head.
pub unsafe extern "C" fn type_of(vm: *mut Vm, value: u64) -> u64 {
    // SAFETY: see the module head.
    Value::from(unsafe { &*vm }.typeof_string(Value(value))).bits()
}

/// 7.2.11 SameValue. May collect.
///
/// # Safety
/// See the module head.
pub unsafe extern "C" fn same_value(vm: *mut Vm, a: u64, b: u64) -> u8 {
    // SAFETY: see the module head.
    unsafe { &mut *vm }.same_value(Value(a), Value(b)) as u8
}

// ---- Map and Set ------------------------------------------------------------------------------------------------------------------

/// 24.1.3.6 Map.prototype.get of a Map. May collect.
///
/// # Safety
/// See the module head; `table` is a Map or Set, as in the next three.
pub unsafe extern "C" fn table_get(vm: *mut Vm, table: u64, key: u64) -> u64 {
    // SAFETY: see the module head.
    let vm = unsafe { &mut *vm };
    let found = Value(table).as_object().and_then(|table| vm.table_get(table, Value(key)));
    found.unwrap_or(Value::UNDEFINED).bits()
}
/// `has`. May collect.
///
/// # Safety
/// See [`table_get`].
pub unsafe extern "C" fn table_has(vm: *mut Vm, table: u64, key: u64) -> u8 {
    // SAFETY: see the module head.
    let vm = unsafe { &mut *vm };
    Value(table).as_object().is_some_and(|table| vm.table_has(table, Value(key))) as u8
}
/// `set` and `add`: the table, or the exception marker.
///
/// # Safety
/// See [`table_get`].
pub unsafe extern "C" fn table_set(vm: *mut Vm, table: u64, key: u64, value: u64) -> u64 {
    // SAFETY: see the module head.
    let vm = unsafe { &mut *vm };
    match Value(table).as_object().map(|table| vm.table_set(table, Value(key), Value(value))) {
        Some(Err(_)) => Value::EXCEPTION.bits(),
        _ => table,
    }
}
/// `delete`: was it there? May collect.
///
/// # Safety
/// See [`table_get`].
pub unsafe extern "C" fn table_delete(vm: *mut Vm, table: u64, key: u64) -> u8 {
    // SAFETY: see the module head.
    let vm = unsafe { &mut *vm };
    Value(table).as_object().is_some_and(|table| vm.table_delete(table, Value(key))) as u8
}

/// The next value of an iterator of a Map, Set or string in a record; of one that gives pairs the key, with the value in the Vm's `step_value`. The hole, with
/// nothing changed, where it is another one, is done or comes to its end. May collect.
///
/// # Safety
/// See the module head.
pub unsafe extern "C" fn iterator_step(vm: *mut Vm, iterator: u64, next: u64, state: u64, pairs: u32) -> u64 {
    // SAFETY: see the module head.
    let vm = unsafe { &mut *vm };
    if Value(state) != Value::FALSE {
        return Value::HOLE.bits();
    }
    let Some((first, second)) = vm.step_in_parts(Value(iterator), Value(next), pairs != 0) else { return Value::HOLE.bits() };
    vm.machine.step_value = second.bits();
    first.bits()
}

// ---- named properties -------------------------------------------------------------------------------------------------------------

/// The value of the property with that key, if the global cache knows a slot where it is; the hole otherwise.
///
/// # Safety
/// See the module head.
pub unsafe extern "C" fn cached_load(vm: *mut Vm, value: u64, key: u64) -> u64 {
    // SAFETY: see the module head.
    let vm = unsafe { &*vm };
    let found = Value(value).as_object().and_then(|object| Some(interpreter::cached_slot(vm, object, PropertyKey::of_name(Value(key))?.bits())));
    found.unwrap_or(Value::HOLE).bits()
}
/// Stores into the property with that key, if the global cache knows how and the slot is there: done?
///
/// # Safety
/// See the module head.
pub unsafe extern "C" fn cached_store(vm: *mut Vm, object: u64, key: u64, value: u64) -> u8 {
    // SAFETY: see the module head.
    let vm = unsafe { &mut *vm };
    let operands = Value(object).as_object().zip(PropertyKey::of_name(Value(key)));
    operands.is_some_and(|(object, key)| interpreter::cached_store(vm, object, key.bits(), Value(value))) as u8
}

// ---- strings ----------------------------------------------------------------------------------------------------------------------

/// Same units? May collect.
///
/// # Safety
/// See the module head.
pub unsafe extern "C" fn strings_equal(vm: *mut Vm, a: u64, b: u64) -> u8 {
    // SAFETY: see the module head.
    let vm = unsafe { &mut *vm };
    matches!((Value(a).as_string(), Value(b).as_string()), (Some(a), Some(b)) if vm.strings_equal(a, b)) as u8
}
/// Order by code units: negative, 0, positive. May collect.
///
/// # Safety
/// See the module head.
pub unsafe extern "C" fn compare_strings(vm: *mut Vm, a: u64, b: u64) -> i32 {
    // SAFETY: see the module head.
    let vm = unsafe { &mut *vm };
    let (Some(a), Some(b)) = (Value(a).as_string(), Value(b).as_string()) else { return 0 };
    // Flattening the second does not move the first's units.
    let units = vm.units(a);
    units.compare(&vm.units(b)) as i32
}
/// The code unit at an index in bounds. May collect.
///
/// # Safety
/// See the module head.
pub unsafe extern "C" fn code_unit(vm: *mut Vm, string: u64, index: u32) -> u32 {
    // SAFETY: see the module head.
    let vm = unsafe { &mut *vm };
    let Some(string) = Value(string).as_string() else { return 0 };
    let units = vm.units(string);
    // A string that could not be flattened has none: the heap is full, and the next poll says so.
    if (index as usize) < units.len() { units.get(index as usize) as u32 } else { 0 }
}
/// The string of one code unit. May collect.
///
/// # Safety
/// See the module head.
pub unsafe extern "C" fn unit_string(vm: *mut Vm, unit: u32) -> u64 {
    // SAFETY: see the module head.
    Value::from(unsafe { &mut *vm }.unit_string(unit as u16)).bits()
}
/// String.prototype.substring, or (`relative`) slice, with int32 arguments. May collect.
///
/// # Safety
/// See the module head.
pub unsafe extern "C" fn string_part(vm: *mut Vm, string: u64, start: i32, end: i32, relative: u32) -> u64 {
    // SAFETY: see the module head.
    let vm = unsafe { &mut *vm };
    let Some(s) = Value(string).as_string() else { return string };
    let len = s.len() as i64;
    let place = |index: i32| match index as i64 {
        index if index < 0 && relative != 0 => (len + index).max(0),
        index => index.clamp(0, len),
    };
    let (start, end) = (place(start), place(end));
    let (start, end) = if relative != 0 { (start, end.max(start)) } else { (start.min(end), start.max(end)) };
    Value::from(vm.substring(s, start as usize, end as usize)).bits()
}
/// Concatenation, or the exception marker. May collect.
///
/// # Safety
/// See the module head.
pub unsafe extern "C" fn concat(vm: *mut Vm, a: u64, b: u64) -> u64 {
    // SAFETY: see the module head.
    let vm = unsafe { &mut *vm };
    let (Some(a), Some(b)) = (Value(a).as_string(), Value(b).as_string()) else { return a };
    vm.concat_strings(a, b).map_or(Value::EXCEPTION, Value::from).bits()
}
/// 6.1.6.1.20 Number::toString. May collect.
///
/// # Safety
/// See the module head.
pub unsafe extern "C" fn number_to_string(vm: *mut Vm, number: u64) -> u64 {
    // SAFETY: see the module head.
    let vm = unsafe { &mut *vm };
    let number = Value(number).as_number().unwrap_or(f64::NAN);
    Value::from(vm.number_to_string(number)).bits()
}

// ---- cells ------------------------------------------------------------------------------------------------------------------------

/// A new cell with that header word. Collects when it must.
///
/// # Safety
/// See the module head; the cell is filled before the next allocation.
pub unsafe extern "C" fn allocate(vm: *mut Vm, bytes: usize, header: u64) -> u64 {
    // SAFETY: see the module head.
    unsafe { &mut *vm }.heap.allocate(bytes, (header >> 32) as u8, header as u32) as u64
}
/// The cold half of the write barrier.
///
/// # Safety
/// `cell` is a live cell.
pub unsafe extern "C" fn remember(vm: *mut Vm, cell: *const Header, _: u64) {
    // SAFETY: as demanded.
    unsafe { (*vm).heap.write_barrier(cell) }
}
/// The cold half of the write barrier for a store at `slot`.
///
/// # Safety
/// `cell` is a live cell, and `slot` lies in it.
pub unsafe extern "C" fn remember_slot(vm: *mut Vm, cell: *const Header, slot: *const u64) {
    // SAFETY: as demanded.
    unsafe { (*vm).heap.write_barrier_at(cell, slot) }
}
/// The overflow slots of an object, with room for so many. May collect.
///
/// # Safety
/// See the module head.
pub unsafe extern "C" fn reserve_slots(vm: *mut Vm, object: u64, capacity: u32) -> u64 {
    // SAFETY: see the module head.
    let vm = unsafe { &mut *vm };
    let Some(object) = Value(object).as_object() else { return 0 };
    let old = object.slots.get();
    if old.capacity < capacity {
        let slots = vm.new_slots(capacity.max(old.capacity * 2).max(4), old.values());
        object.slots.set(slots);
        vm.heap.barrier(object);
    }
    object.slots.get().addr() as u64
}
/// An array of a shape that begins with `length`, of so many holes; the hole when there cannot be so many. May collect.
///
/// # Safety
/// See the module head; `shape` is the id of a live shape of arrays.
pub unsafe extern "C" fn new_array_of_length(vm: *mut Vm, length: i32, shape: u32) -> u64 {
    // SAFETY: see the module head.
    let vm = unsafe { &mut *vm };
    if length < 0 {
        return Value::HOLE.bits();
    }
    // SAFETY: as demanded.
    let shape = unsafe { crate::ic::shape_from_id(vm.heap.base(), shape) };
    match vm.new_holes(shape, length as u32) {
        Ok(array) => Value::from(array).bits(),
        Err(_) => refused(vm).bits(),
    }
}
/// No memory: the interpreter finds that out again, and throws where it should.
fn refused(vm: &mut Vm) -> Value {
    vm.take_exception();
    Value::HOLE
}
/// Stores an element of an array over a hole or beyond the elements, if nothing but the array has a say in that: done? May collect.
///
/// # Safety
/// See the module head.
pub unsafe extern "C" fn store_beyond(vm: *mut Vm, array: u64, index: i32, value: u64) -> u8 {
    // SAFETY: see the module head.
    let vm = unsafe { &mut *vm };
    let Some(array) = Value(array).as_object().filter(|a| a.kind() == Kind::Array) else { return 0 };
    let fixed = array.elements_kind() >= kind::FROZEN
        || array.has_flag(object_flags::NON_EXTENSIBLE | object_flags::LENGTH_FIXED)
        || array.shape().has(crate::shape::flags::PROTOTYPE);
    if index < 0 || fixed || !vm.protectors.no_indexed_prototypes {
        return 0;
    }
    let index = index as u32;
    if vm.store_element(array, index, Value(value), crate::shape::attrs::ALL).is_err() {
        refused(vm);
        return 0;
    }
    if index >= vm.array_length(array) {
        vm.set_array_length_slot(array, index + 1);
    }
    1
}
/// An arguments object of the running function's realm, not mapped. May collect.
///
/// # Safety
/// See the module head; the values lie where the collector sees them.
pub unsafe extern "C" fn new_arguments(vm: *mut Vm, callee: u64, values: *const Value, count: usize, strict: u32) -> u64 {
    // SAFETY: see the module head.
    let (vm, values) = unsafe { (&mut *vm, std::slice::from_raw_parts(values, count)) };
    Value::from(vm.new_unmapped_arguments(values, Value(callee), strict != 0)).bits()
}
/// Widens what an object's fast elements are promised to be to `kind` (`DOUBLE` or `ANY`); 0 when it has none that could be.
///
/// # Safety
/// See the module head; `object` is an object.
pub unsafe extern "C" fn promise_elements(vm: *mut Vm, object: u64, kind: u32) -> u64 {
    // SAFETY: see the module head.
    let vm = unsafe { &mut *vm };
    let Some(object) = Value(object).as_object().filter(|o| o.elements_kind() <= kind as u8) else { return 0 };
    vm.widen_elements(object, kind as u8);
    1
}

/// Can the array be changed at its end with nothing else to look at?
fn is_plain(array: Gc<Object>, length: u32) -> bool {
    array.kind() == Kind::Array
        && array.elements_kind() < kind::FROZEN
        && array.elements().len() == length
        && !array.has_flag(object_flags::NON_EXTENSIBLE | object_flags::LENGTH_FIXED)
        && !array.shape().has(crate::shape::flags::PROTOTYPE)
}
/// Appends: the new length, or the hole when that is a matter for the library's function. May collect.
///
/// # Safety
/// See the module head.
pub unsafe extern "C" fn array_push(vm: *mut Vm, array: u64, value: u64) -> u64 {
    // SAFETY: see the module head.
    let vm = unsafe { &mut *vm };
    let Some(array) = Value(array).as_object().filter(|a| a.kind() == Kind::Array) else { return Value::HOLE.bits() };
    let length = vm.array_length(array);
    if !is_plain(array, length) || length >= MAX_FAST_ELEMENTS {
        return Value::HOLE.bits();
    }
    if vm.array_push(array, Value(value)).is_err() {
        return refused(vm).bits();
    }
    Value::from(length + 1).bits()
}
/// Removes the last element: that, or undefined when there is none, or the hole when that is a matter for the library's function.
///
/// # Safety
/// See the module head.
pub unsafe extern "C" fn array_pop(vm: *mut Vm, array: u64) -> u64 {
    // SAFETY: see the module head.
    let vm = unsafe { &mut *vm };
    let Some(array) = Value(array).as_object().filter(|a| a.kind() == Kind::Array) else { return Value::HOLE.bits() };
    let length = vm.array_length(array);
    if !is_plain(array, length) {
        return Value::HOLE.bits();
    }
    if length == 0 {
        return Value::UNDEFINED.bits();
    }
    let value = array.elements().get(length - 1);
    if !value.is_hole() {
        vm.truncate_elements(array, length - 1);
        vm.set_array_length_slot(array, length - 1);
    }
    value.bits()
}

// ---- calls ------------------------------------------------------------------------------------------------------------------------

/// Calls the native function of a complete window. Result bits.
///
/// # Safety
/// Convention M; the callee is a native function.
pub unsafe extern "C" fn call_native(vm: *mut Vm, window: *mut Value, argc: u32) -> u64 {
    // SAFETY: as demanded; K1.
    let (vm, callee) = unsafe {
        (*vm).frame = (*window.add(frame::CALLER as usize)).bits() as *mut Value;
        (&mut *vm, *window)
    };
    let function = callee.as_object().expect("a native callee is an object");
    debug_assert!(function.kind() == Kind::NativeFunction);
    vm.call_native(window, function, argc as usize, Value::UNDEFINED).unwrap_or(Value::EXCEPTION).bits()
}
/// [[Call]] of whatever is in the complete window, to its end. Result bits.
///
/// # Safety
/// Convention M.
pub unsafe extern "C" fn call_window(vm: *mut Vm, window: *mut Value, argc: u32) -> u64 {
    // SAFETY: as demanded; K1.
    let vm = unsafe {
        (*vm).frame = (*window.add(frame::CALLER as usize)).bits() as *mut Value;
        &mut *vm
    };
    vm.call_forwarded(window, argc as usize).unwrap_or(Value::EXCEPTION).bits()
}
/// Turns the complete window of a call of %Function.prototype.apply% into that of the call that it would make of a closure: the code block; 0, and
/// nothing has happened, when that is a matter for the native function. `vm.top` is above the arguments until the call is over.
///
/// # Safety
/// Convention M; the callee is that function.
pub unsafe extern "C" fn forward_apply(vm: *mut Vm, window: *mut Value, argc: u32) -> u64 {
    // SAFETY: as demanded.
    unsafe {
        let vm = &mut *vm;
        // M1: which realm's arguments objects are meant is read off the running frame.
        vm.frame = (*window.add(frame::CALLER as usize)).bits() as *mut Value;
        let target = (*window.add(frame::THIS as usize)).as_object().filter(|f| f.kind() == Kind::Function);
        let Some(function) = target else { return 0 };
        let Some(count) = vm.forward_apply(window, argc as usize) else { return 0 };
        *window.add(frame::ARGC as usize) = Value(count as u64 | (frame_flags::ENTRY as u64) << 32);
        vm.top = window.add(frame::ARGS as usize + count);
        crate::call::code_of(function).addr() as u64
    }
}

// ---- rebuilding frames ------------------------------------------------------------------------------------------------------------

/// A code block at an address that machine code names.
///
/// # Safety
/// A live code block.
pub unsafe fn block_at(address: u64) -> Gc<CodeBlock> {
    // SAFETY: as demanded.
    unsafe { Gc::from_addr(address as usize) }
}
/// Address of a unit of linked code.
pub fn unit_address(block: Gc<CodeBlock>, unit: usize) -> u64 {
    block.units.get().wrapping_add(unit) as u64
}
/// The environment that a closure carries.
pub fn closure_env(callee: Value) -> Value {
    match callee.as_object() {
        Some(function) if function.kind() == Kind::Function => function.field(crate::call::function_field::ENV),
        _ => Value::UNDEFINED,
    }
}
/// Makes a frame the running one.
///
/// # Safety
/// The frame's header is complete.
pub unsafe fn set_running(vm: &mut Vm, window: *mut Value) {
    vm.frame = window;
}
/// Is the frame at `window` entered natively?
///
/// # Safety
/// The frame's ARGC word is written.
pub unsafe fn is_entry(window: *mut Value) -> bool {
    // SAFETY: as demanded.
    (unsafe { (*window.add(frame::ARGC as usize)).bits() } >> 32) as u32 & frame_flags::ENTRY != 0
}

impl Vm {
    /// An object of the shape with that id, slots undefined.
    ///
    /// # Safety
    /// The id is that of a live shape.
    pub unsafe fn rebuild_object(&mut self, shape: u32) -> Gc<Object> {
        // SAFETY: as demanded.
        let shape = unsafe { crate::ic::shape_from_id(self.heap.base(), shape) };
        self.new_object_with_shape(shape)
    }
    /// Fills slot `i` of a rebuilt object.
    pub fn rebuild_slot(&mut self, object: Gc<Object>, i: u32, value: Value) {
        let shape = object.shape();
        self.set_slot_raw(object, shape, i, value);
    }
    /// Fills element `i` of a rebuilt array, which has it.
    pub fn rebuild_element(&mut self, array: Gc<Object>, i: u32, value: Value) {
        let elements = array.elements();
        if i < elements.len() {
            // SAFETY: in bounds.
            unsafe { *elements.value_ptr(i) = value };
            self.heap.barrier(elements);
        }
    }
    /// Widens what an array's elements are promised to be.
    pub fn widen_elements(&mut self, array: Gc<Object>, byte: u8) {
        match byte & kind::MASK {
            kind::DOUBLE if array.elements_kind() == kind::INT => {
                self.admit_element(array, Value::double(0.5));
            }
            kind::ANY => {
                self.admit_element(array, Value::UNDEFINED);
            }
            _ => {}
        }
        array.set_elements_byte(array.elements_byte() | byte & kind::HOLEY);
    }
}
