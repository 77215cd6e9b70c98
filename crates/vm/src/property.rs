//! Property descriptors and lists of keys.
use crate::key::PropertyKey;
use crate::shape::attrs;
use crate::value::Value;
use crate::vm::Vm;
use ogive_gc::RootVec;

/// 6.2.6 a property descriptor record; absent fields are `None`.
#[derive(Clone, Copy, Default, Debug)]
pub struct PropertyDescriptor {
    /// [[Value]]
    pub value: Option<Value>,
    /// [[Get]]: a function or undefined.
    pub get: Option<Value>,
    /// [[Set]]: a function or undefined.
    pub set: Option<Value>,
    /// [[Writable]]
    pub writable: Option<bool>,
    /// [[Enumerable]]
    pub enumerable: Option<bool>,
    /// [[Configurable]]
    pub configurable: Option<bool>,
}

impl PropertyDescriptor {
    /// A complete data descriptor.
    pub fn data(value: Value, attributes: u8) -> PropertyDescriptor {
        PropertyDescriptor {
            value: Some(value),
            writable: Some(attributes & attrs::WRITABLE != 0),
            enumerable: Some(attributes & attrs::ENUMERABLE != 0),
            configurable: Some(attributes & attrs::CONFIGURABLE != 0),
            ..PropertyDescriptor::default()
        }
    }
    /// A complete accessor descriptor.
    pub fn accessor(get: Value, set: Value, attributes: u8) -> PropertyDescriptor {
        PropertyDescriptor {
            get: Some(get),
            set: Some(set),
            enumerable: Some(attributes & attrs::ENUMERABLE != 0),
            configurable: Some(attributes & attrs::CONFIGURABLE != 0),
            ..PropertyDescriptor::default()
        }
    }
    /// 6.2.6.1 IsAccessorDescriptor
    pub fn is_accessor(&self) -> bool {
        self.get.is_some() || self.set.is_some()
    }
    /// 6.2.6.2 IsDataDescriptor
    pub fn is_data(&self) -> bool {
        self.value.is_some() || self.writable.is_some()
    }
    /// 6.2.6.3 IsGenericDescriptor
    pub fn is_generic(&self) -> bool {
        !self.is_accessor() && !self.is_data()
    }
    /// [[Enumerable]], absent as false.
    pub fn is_enumerable(&self) -> bool {
        self.enumerable == Some(true)
    }
    /// [[Configurable]], absent as false.
    pub fn is_configurable(&self) -> bool {
        self.configurable == Some(true)
    }
    /// [[Writable]], absent as false.
    pub fn is_writable(&self) -> bool {
        self.writable == Some(true)
    }
    /// The attribute bits, absent fields as false.
    pub fn attributes(&self) -> u8 {
        (self.is_writable() as u8 * attrs::WRITABLE)
            | (self.is_enumerable() as u8 * attrs::ENUMERABLE)
            | (self.is_configurable() as u8 * attrs::CONFIGURABLE)
            | (self.is_accessor() as u8 * attrs::ACCESSOR)
    }
}

/// An own property as it is stored.
#[derive(Clone, Copy, Debug)]
pub struct OwnProperty {
    /// The value; the getter of an accessor property.
    pub value: Value,
    /// The setter of an accessor property.
    pub set: Value,
    /// [`attrs`].
    pub attrs: u8,
}
impl OwnProperty {
    /// A data property.
    pub fn data(value: Value, attrs: u8) -> OwnProperty {
        OwnProperty { value, set: Value::UNDEFINED, attrs }
    }
    /// An accessor property?
    pub fn is_accessor(&self) -> bool {
        self.attrs & attrs::ACCESSOR != 0
    }
    /// As a complete descriptor.
    pub fn descriptor(&self) -> PropertyDescriptor {
        if self.is_accessor() {
            PropertyDescriptor::accessor(self.value, self.set, self.attrs)
        } else {
            PropertyDescriptor::data(self.value, self.attrs)
        }
    }
}

/// A list of property keys that the collector sees.
pub struct KeyVec(RootVec);
impl KeyVec {
    /// An empty list.
    pub fn new(vm: &Vm) -> KeyVec {
        KeyVec(RootVec::new(&vm.heap))
    }
    /// Appends a key.
    #[inline]
    pub fn push(&mut self, key: PropertyKey) {
        self.0.push(key.bits());
    }
    /// How many.
    pub fn len(&self) -> usize {
        self.0.len()
    }
    /// None?
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
    /// Key `i`; panics outside.
    #[inline]
    pub fn get(&self, i: usize) -> PropertyKey {
        PropertyKey::from_bits(self.0[i])
    }
    /// All keys.
    pub fn iter(&self) -> impl Iterator<Item = PropertyKey> + '_ {
        self.0.iter().map(|&bits| PropertyKey::from_bits(bits))
    }
    /// Is the key among them?
    pub fn contains(&self, key: PropertyKey) -> bool {
        self.0.contains(&key.bits())
    }
    /// Keeps those that satisfy `keep`.
    pub fn retain(&mut self, mut keep: impl FnMut(PropertyKey) -> bool) {
        let mut to = 0;
        for from in 0..self.0.len() {
            let bits = self.0[from];
            if keep(PropertyKey::from_bits(bits)) {
                self.0[to] = bits;
                to += 1;
            }
        }
        self.0.truncate(to);
    }
    /// Shortens to `len`.
    pub fn truncate(&mut self, len: usize) {
        self.0.truncate(len);
    }
    /// Sorts the index keys from `start` on ascending (all keys there must be indices).
    pub(crate) fn sort_indices_from(&mut self, start: usize) {
        self.0[start..].sort_unstable();
    }
}
