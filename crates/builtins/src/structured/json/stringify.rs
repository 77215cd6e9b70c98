//! 25.5.2 JSON.stringify.
use super::quote::quote;
use super::{is_raw, stringify_error};
use ogive_vm::number_format::with_number_text;
use ogive_vm::shape::Shape;
use std::collections::HashSet;
use ogive_vm::{Arguments, Gc, JsResult, JsString, Kind, KeyVec, Object, PropertyKey, StringBuilder, Value, ValueVec, Vm, attrs};

/// 25.5.2.1 JSON serialization record.
pub(super) struct Serializer {
    out: StringBuilder,
    /// [[ReplacerFunction]] or undefined.
    replacer: Value,
    /// [[PropertyList]]
    list: Option<KeyVec>,
    /// [[Gap]]
    gap: Vec<u16>,
    depth: usize,
    /// [[Stack]]: the objects being serialized.
    pub(super) stack: ValueVec,
    /// The key under which each of them was found, for the error of a cycle.
    pub(super) keys: KeyVec,
    /// FAST: objects of these shapes, with these prototypes' shapes, have no `toJSON`; forgotten whenever a script has run.
    without_to_json: [Option<(Gc<Shape>, Gc<Shape>)>; KNOWN_SHAPES],
}
const KNOWN_SHAPES: usize = 8;

/// 25.5.2 [JSON.stringify](https://tc39.es/ecma262/#sec-json.stringify)
pub(super) fn stringify(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    let (value, replacer, space) = (args.get(0), args.get(1), args.get(2));
    let mut state = Serializer {
        out: StringBuilder::new(vm),
        replacer: Value::UNDEFINED,
        list: None,
        gap: vec![],
        depth: 0,
        stack: ValueVec::new(vm),
        keys: KeyVec::new(vm),
        without_to_json: [None; KNOWN_SHAPES],
    };
    if let Some(object) = replacer.as_object() {
        if object.is_callable() {
            state.replacer = replacer;
        } else if vm.is_array(replacer)? {
            state.list = Some(property_list(vm, object)?);
        }
    }
    state.gap = gap(vm, space)?;
    let key = vm.key("");
    // The wrapper is seen by a replacer function only.
    let wrapper = if state.replacer.is_undefined() {
        None
    } else {
        let wrapper = vm.new_object();
        vm.add_fresh(wrapper, key, value);
        Some(wrapper)
    };
    if !state.property(vm, wrapper, key, value)? {
        return Ok(Value::UNDEFINED);
    }
    Ok(state.out.finish(vm)?.into())
}

/// Steps 4.b: the strings and numbers of a replacer array, each once.
fn property_list(vm: &mut Vm, array: Gc<Object>) -> JsResult<KeyVec> {
    let mut keys = KeyVec::new(vm);
    let mut seen = HashSet::new();
    let length = vm.length_of_array_like(array)?;
    for i in 0..length {
        vm.poll()?;
        let index = vm.key_of_integer(i);
        let item = vm.get(array, index)?;
        let wanted = match item.as_object() {
            Some(object) => matches!(object.kind(), Kind::StringObject | Kind::NumberObject),
            None => item.is_string() || item.is_number(),
        };
        if wanted {
            let text = vm.to_string(item)?;
            let key = vm.key_of_string(text);
            if seen.insert(key) {
                keys.push(key);
            }
        }
    }
    Ok(keys)
}
/// Steps 5 to 8: what `space` means.
fn gap(vm: &mut Vm, space: Value) -> JsResult<Vec<u16>> {
    let space = match space.as_object().map(|o| o.kind()) {
        Some(Kind::NumberObject) => Value::number(vm.to_number(space)?),
        Some(Kind::StringObject) => vm.to_string(space)?.into(),
        _ => space,
    };
    if space.is_number() {
        let width = vm.to_integer_or_infinity(space)?.clamp(0.0, 10.0);
        return Ok(vec![0x20; width as usize]);
    }
    let Some(text) = space.as_string() else { return Ok(vec![]) };
    let units = vm.units(text);
    Ok(units.iter().take(10).collect())
}

impl Serializer {
    /// 25.5.2.2 [SerializeJSONProperty](https://tc39.es/ecma262/#sec-serializejsonproperty) of a value already read from `holder`;
    /// false for undefined.
    fn property(&mut self, vm: &mut Vm, holder: Option<Gc<Object>>, key: PropertyKey, value: Value) -> JsResult<bool> {
        let mut value = value;
        if (value.is_object() || value.is_bigint()) && !self.lacks_to_json(vm, value) {
            let to_json = vm.names.to_json;
            self.without_to_json = [None; KNOWN_SHAPES];
            let method = vm.get_v(value, to_json)?;
            if vm.is_callable(method) {
                let name = vm.key_to_value(key);
                value = vm.call(method, value, &[name])?;
            }
        }
        if let Some(holder) = holder.filter(|_| !self.replacer.is_undefined()) {
            let name = vm.key_to_value(key);
            self.without_to_json = [None; KNOWN_SHAPES];
            value = vm.call(self.replacer, holder.into(), &[name, value])?;
        }
        self.value(vm, key, value)
    }
    /// FAST: a plain object or array whose chain is itself and a plain prototype or two without `toJSON`.
    #[inline]
    fn lacks_to_json(&mut self, vm: &mut Vm, value: Value) -> bool {
        let Some(object) = value.as_object().filter(|o| matches!(o.kind(), Kind::Object | Kind::Array)) else { return false };
        let shape = object.shape();
        let Some(prototype) = shape.prototype().as_object() else { return false };
        let line = shape.addr() / 64 % KNOWN_SHAPES;
        if self.without_to_json[line] == Some((shape, prototype.shape())) {
            return true;
        }
        let key = vm.names.to_json;
        let mut link = Some(object);
        while let Some(object) = link {
            if !matches!(object.kind(), Kind::Object | Kind::Array) || object.shape().lookup(key).is_some() {
                return false;
            }
            link = object.prototype().as_object();
        }
        self.without_to_json[line] = Some((shape, prototype.shape()));
        true
    }

    /// Steps 4 on of SerializeJSONProperty.
    fn value(&mut self, vm: &mut Vm, key: PropertyKey, value: Value) -> JsResult<bool> {
        if let Some(string) = value.as_string() {
            let units = vm.units(string);
            quote(&mut self.out, units);
            return Ok(true);
        }
        if let Some(number) = value.as_number() {
            self.number(number);
            return Ok(true);
        }
        match value {
            Value::NULL => self.out.push_bytes(b"null"),
            Value::TRUE => self.out.push_bytes(b"true"),
            Value::FALSE => self.out.push_bytes(b"false"),
            _ if value.is_bigint() => return Err(vm.type_error("Do not know how to serialize a BigInt")),
            _ => match value.as_object() {
                Some(object) => return self.object_value(vm, key, object),
                None => return Ok(false),
            },
        }
        Ok(true)
    }
    fn number(&mut self, number: f64) {
        if !number.is_finite() {
            return self.out.push_bytes(b"null");
        }
        let int = number as i32;
        if int as f64 != number {
            return with_number_text(number, |text| self.out.push_bytes(text));
        }
        let mut digits = [0u8; 11];
        let (mut at, mut rest) = (digits.len(), int.unsigned_abs());
        loop {
            at -= 1;
            digits[at] = b'0' + (rest % 10) as u8;
            rest /= 10;
            if rest == 0 {
                break;
            }
        }
        if int < 0 {
            at -= 1;
            digits[at] = b'-';
        }
        self.out.push_bytes(&digits[at..]);
    }
    fn object_value(&mut self, vm: &mut Vm, key: PropertyKey, object: Gc<Object>) -> JsResult<bool> {
        let primitive = match object.kind() {
            Kind::Object => return self.nested(vm, key, object, false),
            Kind::Array => return self.nested(vm, key, object, true),
            Kind::NumberObject => Value::number(vm.to_number(object.into())?),
            Kind::StringObject => vm.to_string(object.into())?.into(),
            Kind::BooleanObject | Kind::BigIntObject => object.field(0),
            _ if is_raw(object) => {
                let key = vm.key("rawJSON");
                let text: Option<Gc<JsString>> = vm.get(object, key)?.as_string();
                if let Some(text) = text {
                    self.out.push_string(vm, text)?;
                }
                return Ok(true);
            }
            _ if object.is_callable() => return Ok(false),
            _ => {
                let is_array = vm.is_array(object.into())?;
                return self.nested(vm, key, object, is_array);
            }
        };
        self.without_to_json = [None; KNOWN_SHAPES];
        self.value(vm, key, primitive)
    }

    /// An object or array: checks for cycles, depth and length.
    fn nested(&mut self, vm: &mut Vm, key: PropertyKey, object: Gc<Object>, array: bool) -> JsResult<bool> {
        vm.check_native_stack()?;
        if self.stack.iter().any(|&v| v == Value::from(object)) {
            return Err(stringify_error::circular(vm, self, key, object));
        }
        self.stack.push(object.into());
        self.keys.push(key);
        self.depth += 1;
        if array { self.array(vm, object)? } else { self.object(vm, object)? }
        self.depth -= 1;
        self.stack.pop();
        self.keys.truncate(self.stack.len());
        Ok(true)
    }
    /// What comes before a member: comma, line break, indentation.
    fn separate(&mut self, vm: &mut Vm, first: bool) -> JsResult<()> {
        if !first {
            self.out.push_latin1(b',');
        }
        vm.poll()?;
        self.out.check(vm)?;
        if !self.gap.is_empty() {
            self.indent(self.depth);
        }
        Ok(())
    }
    fn indent(&mut self, depth: usize) {
        self.out.push_latin1(b'\n');
        for _ in 0..depth {
            self.out.push_units(ogive_vm::Units::Utf16(&self.gap));
        }
    }
    fn close(&mut self, empty: bool, bracket: u8) {
        if !empty && !self.gap.is_empty() {
            self.indent(self.depth - 1);
        }
        self.out.push_latin1(bracket);
    }

    /// 25.5.2.5 [SerializeJSONArray](https://tc39.es/ecma262/#sec-serializejsonarray)
    fn array(&mut self, vm: &mut Vm, array: Gc<Object>) -> JsResult<()> {
        let length = vm.length_of_array_like(array)?;
        self.out.push_latin1(b'[');
        for i in 0..length {
            self.separate(vm, i == 0)?;
            let key = vm.key_of_integer(i);
            let element = match key.as_index() {
                Some(i) if array.kind() == Kind::Array => array.elements().get(i),
                _ => Value::HOLE,
            };
            let element = if element.is_hole() { self.get(vm, array, key)? } else { element };
            if !self.property(vm, Some(array), key, element)? {
                self.out.push_bytes(b"null");
            }
        }
        self.close(length == 0, b']');
        Ok(())
    }
    fn get(&mut self, vm: &mut Vm, object: Gc<Object>, key: PropertyKey) -> JsResult<Value> {
        self.without_to_json = [None; KNOWN_SHAPES];
        vm.get(object, key)
    }

    /// 25.5.2.4 [SerializeJSONObject](https://tc39.es/ecma262/#sec-serializejsonobject)
    fn object(&mut self, vm: &mut Vm, object: Gc<Object>) -> JsResult<()> {
        self.out.push_latin1(b'{');
        let mut empty = true;
        let shape = object.shape();
        if object.kind() == Kind::Object && self.list.is_none() && !shape.is_unique() && !object.has_any_elements() {
            // FAST: the keys are those of the shape, whose entries never change; values come from slots while the object
            // keeps the shape.
            let mut i = 0;
            while let Some(entry) = shape.nth_entry(i) {
                i += 1;
                if entry.attrs & attrs::ENUMERABLE == 0 || entry.key.is_symbol() {
                    continue;
                }
                let stored = object.shape() == shape && entry.attrs & (attrs::ACCESSOR | attrs::LAZY) == 0;
                let value = if stored { object.slot(shape, entry.slot) } else { self.get(vm, object, entry.key)? };
                self.member(vm, object, entry.key, value, &mut empty)?;
            }
        } else {
            let count = self.list.as_ref().map(KeyVec::len);
            let own = if count.is_none() { Some(vm.enumerable_own_keys(object)?) } else { None };
            self.without_to_json = [None; KNOWN_SHAPES];
            for i in 0..count.or(own.as_ref().map(KeyVec::len)).unwrap_or(0) {
                let Some(key) = own.as_ref().or(self.list.as_ref()).map(|keys| keys.get(i)) else { break };
                let value = self.get(vm, object, key)?;
                self.member(vm, object, key, value, &mut empty)?;
            }
        }
        self.close(empty, b'}');
        Ok(())
    }
    fn member(&mut self, vm: &mut Vm, object: Gc<Object>, key: PropertyKey, value: Value, empty: &mut bool) -> JsResult<()> {
        // Undone when the value turns out to be undefined.
        let before = self.out.len();
        self.separate(vm, *empty)?;
        match key.as_atom() {
            Some(atom) => quote(&mut self.out, atom.atom_units()),
            None => {
                let text = vm.key_to_value(key).as_string().unwrap_or_else(|| vm.empty_string());
                let units = vm.units(text);
                quote(&mut self.out, units);
            }
        }
        self.out.push_bytes(if self.gap.is_empty() { b":" } else { b": " });
        if self.property(vm, Some(object), key, value)? {
            *empty = false;
        } else {
            self.out.truncate(before);
        }
        Ok(())
    }
}
