//! 10.1 ordinary object internal methods.
use crate::object::Object;
use crate::value::Value;
use crate::vm::Vm;
use ogive_gc::Gc;
impl Vm {
    /// Defines or overwrites an own element with attributes.
    pub fn define_element(&mut self, _object: Gc<Object>, _i: u32, _value: Value, _attributes: u8) {
        todo!()
    }
}
