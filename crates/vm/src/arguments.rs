//! 10.4.4.6, 10.4.4.7: creating arguments objects. Their internal methods are in `exotic.rs`.
use crate::cells::Kind;
use crate::elements::kind;
use crate::env::Env;
use crate::object::Object;
use crate::realm::Intrinsic;
use crate::value::Value;
use crate::vm::Vm;
use ogive_gc::Gc;

impl Vm {
    fn new_arguments(&mut self, args: &[Value], strict: bool, callee: Value) -> Gc<Object> {
        let values = self.intrinsic(Intrinsic::ArrayProtoValues);
        let shape = self.realm().arguments_shape(strict);
        let object = self.new_object_with_shape(shape);
        self.set_raw_field(object, 2, 0);
        for (slot, value) in [Value::from(args.len()), values.into(), callee].into_iter().enumerate() {
            self.set_slot_raw(object, shape, slot as u32, value);
        }
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
        object
    }

    /// An arguments object whose elements are not mapped: 10.4.4.6 CreateUnmappedArgumentsObject, or what sloppy code sees of one that it never changes through parameters.
    pub fn new_unmapped_arguments(&mut self, args: &[Value], callee: Value, strict: bool) -> Gc<Object> {
        if strict { self.new_strict_arguments(args) } else { self.new_sloppy_arguments(args, callee) }
    }

    /// 10.4.4.6 CreateUnmappedArgumentsObject
    pub(crate) fn new_strict_arguments(&mut self, args: &[Value]) -> Gc<Object> {
        let realm = self.realm();
        if realm.arguments_callee.get().is_undefined() {
            let thrower = self.intrinsic(Intrinsic::ThrowTypeError).into();
            // One for all: the property cannot be changed.
            let accessor = self.new_accessor(thrower, thrower);
            realm.arguments_callee.set(Value::internal(accessor));
            self.heap.barrier(realm);
        }
        self.new_arguments(args, true, realm.arguments_callee.get())
    }

    /// A sloppy arguments object whose elements are not mapped.
    pub(crate) fn new_sloppy_arguments(&mut self, args: &[Value], callee: Value) -> Gc<Object> {
        let object = self.new_arguments(args, false, callee);
        object.set_field_no_barrier(1, Value::int(0));
        object
    }

    /// The arguments in an arguments object that has lost or changed none of its properties but the values of elements: what
    /// [CreateListFromArrayLike](https://tc39.es/ecma262/#sec-createlistfromarraylike) makes of it, by [`Vm::argument_at`].
    pub fn plain_arguments_count(&self, object: Gc<Object>) -> Option<u32> {
        if object.kind() != Kind::Arguments || object.elements_kind() > kind::ANY {
            return None;
        }
        let shape = object.shape();
        let known = self.realm().arguments_shapes.iter().any(|s| s.get() == shape);
        let elements = object.elements();
        let whole = known && object.slot(shape, 0) == Value::from(elements.len() as usize);
        let is_there = |(i, v): (usize, &Value)| !v.is_hole() || self.is_mapped_argument(object, i);
        (whole && elements.values().iter().enumerate().all(is_there)).then(|| elements.len())
    }
    /// An argument of such an object.
    pub fn argument_at(&self, object: Gc<Object>, i: u32) -> Value {
        let value = object.elements().values()[i as usize];
        if !value.is_hole() {
            return value;
        }
        let env = object.field(0).as_internal::<Env>().expect("a hole is a mapped argument");
        env.get(object.field(1).int_unchecked() as u32 + i)
    }

    /// 10.4.4.7 CreateMappedArgumentsObject: parameter i lives in slot `first + i` of `env` (none: there are no parameters).
    pub(crate) fn new_mapped_arguments(&mut self, args: &[Value], callee: Value, env: Option<Gc<Env>>, first: u32, params: usize) -> Gc<Object> {
        let object = self.new_arguments(args, false, callee);
        let slots = env.map_or(0, |env| env.len().saturating_sub(first)) as usize;
        let mapped = params.min(args.len()).min(slots);
        if let Some(env) = env.filter(|_| mapped > 0) {
            self.set_field(object, 0, Value::internal(env));
            self.map_arguments(object, mapped);
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
