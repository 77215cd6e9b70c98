//! 10.4.4.6, 10.4.4.7: creating arguments objects. Their internal methods are in `exotic.rs`.
use crate::cells::Kind;
use crate::elements::kind;
use crate::env::Env;
use crate::exotic::MAX_MAPPED;
use crate::key::PropertyKey;
use crate::object::Object;
use crate::realm::Intrinsic;
use crate::shape::attrs;
use crate::value::Value;
use crate::vm::Vm;
use ogive_gc::Gc;

impl Vm {
    /// What all arguments objects have, without `callee`.
    fn new_arguments(&mut self, args: &[Value]) -> Gc<Object> {
        let prototype = self.intrinsic(Intrinsic::ObjectPrototype);
        let object = self.new_kind(Kind::Arguments, prototype.into());
        self.set_raw_field(object, 2, 0);
        let length = self.names.length;
        self.add_property(object, length, Value::from(args.len()), attrs::HIDDEN);
        let iterator = PropertyKey::symbol(self.symbols.iterator);
        let values = self.intrinsic(Intrinsic::ArrayProtoValues);
        self.add_property(object, iterator, values.into(), attrs::HIDDEN);
        self.fill_arguments(object, args);
        object
    }
    fn fill_arguments(&mut self, object: Gc<Object>, args: &[Value]) {
        if !args.is_empty() {
            match self.new_elements(args.len() as u32, args) {
                Some(elements) => {
                    object.elements.set(elements);
                    self.heap.barrier(object);
                }
                None => self.interrupt.request_heap_limit(),
            }
        }
        object.set_elements_byte(kind::ANY);
    }
    /// An arguments object with `callee`. The first of a realm shows the shape of the others.
    fn new_arguments_with_callee(&mut self, args: &[Value], callee: Value) -> Gc<Object> {
        let realm = self.realm();
        let Some(shape) = realm.arguments_shape.get() else {
            let object = self.new_arguments(args);
            let key = self.names.callee;
            self.add_property(object, key, callee, attrs::HIDDEN);
            realm.arguments_shape.set(Some(object.shape()));
            self.heap.barrier(realm);
            return object;
        };
        let values = self.intrinsic(Intrinsic::ArrayProtoValues);
        let object = self.new_object_with_shape(shape);
        self.set_raw_field(object, 2, 0);
        // FAST: an int, a function and a function are what these slots have held first, so their promises admit them.
        for (slot, value) in [Value::from(args.len()), values.into(), callee].into_iter().enumerate() {
            self.set_slot_raw(object, shape, slot as u32, value);
        }
        self.fill_arguments(object, args);
        object
    }

    /// 10.4.4.6 CreateUnmappedArgumentsObject
    pub(crate) fn new_unmapped_arguments(&mut self, args: &[Value]) -> Gc<Object> {
        let object = self.new_arguments(args);
        let thrower = self.intrinsic(Intrinsic::ThrowTypeError).into();
        let accessor = self.new_accessor(thrower, thrower);
        let callee = self.names.callee;
        self.add_property(object, callee, Value::internal(accessor), attrs::ACCESSOR);
        object
    }

    /// A sloppy arguments object whose elements are not mapped.
    pub(crate) fn new_sloppy_arguments(&mut self, args: &[Value], callee: Value) -> Gc<Object> {
        let object = self.new_arguments_with_callee(args, callee);
        object.set_field_no_barrier(1, Value::int(0));
        object
    }

    /// 10.4.4.7 CreateMappedArgumentsObject: parameter i lives in slot `first + i` of `env` (none: there are no parameters).
    pub(crate) fn new_mapped_arguments(&mut self, args: &[Value], callee: Value, env: Option<Gc<Env>>, first: u32, params: usize) -> Gc<Object> {
        let object = self.new_arguments_with_callee(args, callee);
        let slots = env.map_or(0, |env| env.len().saturating_sub(first)) as usize;
        let mapped = params.min(args.len()).min(MAX_MAPPED).min(slots);
        if let Some(env) = env.filter(|_| mapped > 0) {
            self.set_field(object, 0, Value::internal(env));
            self.set_raw_field(object, 2, (1 << mapped) - 1);
            object.set_elements_byte(kind::ANY | kind::HOLEY);
            let elements = object.elements();
            for i in 0..mapped as u32 {
                // SAFETY: in bounds; the hole needs no barrier.
                unsafe { *elements.value_ptr(i) = Value::HOLE };
            }
        }
        object.set_field_no_barrier(1, Value::int(first as i32));
        object
    }
}
