//! What a match gives: texts of groups, and the array of `exec`.
use super::RegExpProgram;
use crate::elements::kind;
use crate::object::Object;
use crate::string::JsString;
use crate::value::Value;
use crate::value_vec::ValueVec;
use crate::vm::Vm;
use ogive_gc::Gc;

/// Up to so many groups the values are gathered on the native stack.
const FEW: usize = 16;

impl Vm {
    /// The text of group `i` of the match just found in `s`, or undefined.
    #[inline]
    pub fn match_group(&mut self, s: Gc<JsString>, i: usize) -> Value {
        let slots = self.match_slots();
        let (start, end) = (slots[2 * i], slots[2 * i + 1]);
        if start == u32::MAX || end == u32::MAX {
            return Value::UNDEFINED;
        }
        self.substring(s, start as usize, end as usize).into()
    }
    /// The array of the match just found: 22.2.7.2 RegExpBuiltinExec, steps 21 on, but for `indices`.
    pub fn new_match_array(&mut self, s: Gc<JsString>, program: Gc<RegExpProgram>) -> Gc<Object> {
        let count = program.capture_count();
        let index = Value::from(self.match_slots()[0]);
        if count <= FEW {
            let mut values = [Value::UNDEFINED; FEW];
            self.match_groups(s, |i, text| values[i] = text);
            return self.match_array_of(s, program, index, &values[..count]);
        }
        let mut values = ValueVec::with_capacity(self, count);
        self.match_groups(s, |_, text| values.push(text));
        self.match_array_of(s, program, index, &values)
    }
    /// Gives the texts of all groups of the match just found in `s`, in order.
    #[inline]
    fn match_groups(&mut self, s: Gc<JsString>, mut each: impl FnMut(usize, Value)) {
        // What has been matched is flat.
        let units = self.units(s);
        for i in 0..self.match_slots().len() / 2 {
            let (start, end) = (self.match_slots()[2 * i], self.match_slots()[2 * i + 1]);
            let taken = start != u32::MAX && end != u32::MAX;
            each(i, if taken { self.part(s, units, start as usize, end as usize).into() } else { Value::UNDEFINED });
        }
    }
    fn match_array_of(&mut self, s: Gc<JsString>, program: Gc<RegExpProgram>, index: Value, values: &[Value]) -> Gc<Object> {
        let groups = self.match_groups_object(program, |i| values[i]);
        let elements = self.new_elements(values.len() as u32, values);
        let shape = self.realm().match_shape.get();
        let Some(elements) = elements else {
            self.interrupt.request_heap_limit();
            return self.new_object_with_shape(shape);
        };
        let array = self.new_object_of(shape, elements, &[Value::from(values.len()), index, s.into(), groups]);
        array.set_elements_byte(kind::ANY);
        array
    }
    /// The groups object: each name with the value of the group of that name that took part; undefined if there are no names.
    pub fn match_groups_object(&mut self, program: Gc<RegExpProgram>, value: impl Fn(usize) -> Value) -> Value {
        if program.group_names().len() == 0 {
            return Value::UNDEFINED;
        }
        let groups = self.new_object_with_prototype(Value::NULL);
        for (name, numbers) in program.group_names() {
            let name = self.new_utf16(name);
            let key = self.key_of_string(name);
            let taken = numbers.iter().map(|&i| value(i as usize)).filter(|v| !v.is_undefined());
            self.add_fresh(groups, key, taken.last().unwrap_or(Value::UNDEFINED));
        }
        groups.into()
    }
}
