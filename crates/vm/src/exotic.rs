//! 10.4.3 String exotic objects and 10.4.4 arguments exotic objects.
//!
//! Arguments objects: internal field 0 is the environment that holds mapped parameters (or undefined), field 1 the slot of
//! parameter 0, field 2 says which
//! indices are mapped now: a mask in a raw word, or a data cell ([`ManyMapped`]) when more than 48 were.
//! A mapped index has a hole in fast elements, so that every fast path misses; attributes other than the default stand in sparse elements.
use crate::cells::Kind;
use crate::data::{Data, DataTracer};
use crate::env::Env;
use crate::key::PropertyKey;
use crate::object::Object;
use crate::property::{OwnProperty, PropertyDescriptor};
use crate::shape::attrs;
use crate::value::Value;
use crate::vm::{JsResult, Vm};
use ogive_base::BitSet;
use ogive_gc::Gc;

/// Mapped indices that a raw word has bits for.
const FEW_MAPPED: usize = 48;
const MAPPED: usize = 2;

/// Mapped indices of an arguments object of many parameters.
struct ManyMapped(BitSet);
impl Data for ManyMapped {
    fn trace(&self, _: &mut DataTracer<'_>) {}
}

impl Vm {
    /// 10.4.3.5 StringGetOwnProperty
    pub(crate) fn string_own_property(&mut self, object: Gc<Object>, key: PropertyKey) -> Option<OwnProperty> {
        let i = key.as_index()? as usize;
        let s = object.field(0).as_string()?;
        if i >= s.len() {
            return None;
        }
        let unit = self.units(s).get(i);
        Some(OwnProperty::data(self.unit_string(unit).into(), attrs::ENUMERABLE))
    }
    /// 10.4.3.2 [[DefineOwnProperty]]
    pub(crate) fn string_define_own_property(&mut self, object: Gc<Object>, key: PropertyKey, descriptor: &PropertyDescriptor) -> JsResult<bool> {
        match self.string_own_property(object, key) {
            Some(current) => Ok(self.is_compatible_change(descriptor, &current)),
            None => self.ordinary_define_own_property(object, key, descriptor),
        }
    }
    /// 10.4.3.4 StringCreate
    pub fn new_string_object(&mut self, value: Value, prototype: Value) -> Gc<Object> {
        let object = self.new_kind(Kind::StringObject, prototype);
        self.set_field(object, 0, value);
        let length = Value::from(value.as_string().map_or(0, |s| s.len()));
        let key = self.names.length;
        self.add_property(object, key, length, 0);
        object
    }

    /// Makes the first `count` indices of an arguments object mapped.
    pub(crate) fn map_arguments(&mut self, object: Gc<Object>, count: usize) {
        if count <= FEW_MAPPED {
            return self.set_raw_field(object, MAPPED, (1 << count) - 1);
        }
        let mut set = BitSet::new(count);
        (0..count).for_each(|i| {
            set.insert(i);
        });
        let cell = self.new_data(ManyMapped(set));
        self.set_field(object, MAPPED, Value::internal(cell));
    }
    /// Is the index mapped?
    pub(crate) fn is_mapped_argument(&self, object: Gc<Object>, i: usize) -> bool {
        match self.object_data::<ManyMapped>(object, MAPPED) {
            Some(many) => many.0.contains(i),
            None => i < FEW_MAPPED && object.raw_field(MAPPED) >> i & 1 == 1,
        }
    }
    fn mapped_slot(&self, object: Gc<Object>, key: PropertyKey) -> Option<(Gc<Env>, u32)> {
        let i = key.as_index()?;
        if !self.is_mapped_argument(object, i as usize) {
            return None;
        }
        let env = object.field(0).as_internal::<Env>()?;
        Some((env, object.field(1).int_unchecked() as u32 + i))
    }
    /// Ends the mapping of an index.
    pub(crate) fn arguments_unmap(&mut self, object: Gc<Object>, key: PropertyKey) {
        let Some(i) = key.as_index().filter(|&i| self.is_mapped_argument(object, i as usize)) else { return };
        if let Some(mut many) = self.object_data_mut::<ManyMapped>(object, MAPPED) {
            many.0.remove(i as usize);
            return;
        }
        let mask = object.raw_field(MAPPED) & !(1 << i);
        self.set_raw_field(object, MAPPED, mask);
    }
    /// 10.4.4.1 [[GetOwnProperty]]
    pub(crate) fn arguments_own_property(&mut self, object: Gc<Object>, key: PropertyKey) -> Option<OwnProperty> {
        let stored = self.stored_property(object, key);
        match self.mapped_slot(object, key) {
            Some((env, slot)) => Some(OwnProperty::data(env.get(slot), stored.map_or(attrs::ALL, |p| p.attrs))),
            None => stored,
        }
    }
    /// 10.4.4.2 [[DefineOwnProperty]]
    pub(crate) fn arguments_define_own_property(&mut self, object: Gc<Object>, key: PropertyKey, descriptor: &PropertyDescriptor) -> JsResult<bool> {
        let Some((env, slot)) = self.mapped_slot(object, key) else {
            return self.ordinary_define_own_property(object, key, descriptor);
        };
        let i = key.as_index().expect("mapped keys are indices");
        // The store must hold the property while the ordinary algorithm looks at it.
        let value = env.get(slot);
        let attributes = self.stored_property(object, key).map_or(attrs::ALL, |p| p.attrs);
        self.store_element(object, i, value, attributes)?;
        let done = self.ordinary_define_own_property(object, key, descriptor)?;
        if done {
            if descriptor.is_accessor() {
                self.arguments_unmap(object, key);
            } else {
                if let Some(value) = descriptor.value {
                    self.set_env_slot(env, slot, value);
                }
                if descriptor.writable == Some(false) {
                    self.arguments_unmap(object, key);
                }
            }
        }
        if self.mapped_slot(object, key).is_some() && object.sparse().is_none() {
            let elements = object.elements();
            // SAFETY: `store_element` put it below len; the hole needs no barrier.
            unsafe { *elements.value_ptr(i) = Value::HOLE };
        }
        Ok(done)
    }
    /// The indices an arguments object has, ascending.
    pub(crate) fn arguments_indices(&mut self, object: Gc<Object>) -> Vec<u32> {
        let mut indices: Vec<u32> = match self.object_data::<ManyMapped>(object, MAPPED) {
            Some(many) => many.0.iter().map(|i| i as u32).collect(),
            None => (0..FEW_MAPPED as u32).filter(|&i| object.raw_field(MAPPED) >> i & 1 == 1).collect(),
        };
        match object.sparse() {
            Some(sparse) => indices.extend(sparse.map().keys()),
            None => {
                let values = object.elements();
                indices.extend(values.values().iter().enumerate().filter(|(_, v)| !v.is_hole()).map(|(i, _)| i as u32));
            }
        }
        indices.sort_unstable();
        indices.dedup();
        indices
    }
}
