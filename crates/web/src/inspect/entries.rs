//! What is inside arrays, collections, promises, buffers.
use super::layout::Extras;
use super::options::Style;
use super::{CallMethod, Inspector};
use ogive::raw::vm::native::FIELD_DATA;
use ogive::raw::vm::{Arguments, Gc, Intrinsic, JsResult, Kind, Object, PropertyKey, Value, ValueVec, Vm};
use ogive_runtime::support::get;

/// `size` of a Map or Set, whatever its own properties say.
pub fn size(vm: &mut Vm, object: Gc<Object>) -> JsResult<usize> {
    let which = if object.kind() == Kind::Map { Intrinsic::MapPrototype } else { Intrinsic::SetPrototype };
    let prototype = vm.intrinsic(which);
    let key = vm.names.size;
    let descriptor = vm.get_own_property(prototype, key)?;
    let size = match descriptor.and_then(|d| d.get) {
        Some(getter) => vm.call(getter, object.into(), &[])?,
        None => Value::ZERO,
    };
    Ok(size.as_index().unwrap_or(0) as usize)
}

/// The entries of a Map (key, value, key, value…) or Set (value, value…).
pub fn collection(vm: &mut Vm, object: Gc<Object>) -> JsResult<ValueVec> {
    fn gather(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
        if let Some(list) = args.callee().field(FIELD_DATA).as_object() {
            vm.array_push(list, args.get(1))?;
            vm.array_push(list, args.get(0))?;
        }
        Ok(Value::UNDEFINED)
    }
    let which = if object.kind() == Kind::Map { Intrinsic::MapPrototype } else { Intrinsic::SetPrototype };
    let prototype = vm.intrinsic(which);
    let for_each = get(vm, prototype.into(), "forEach")?;
    let list = vm.new_array(0)?;
    let callback = vm.new_native_with("", 2, gather, list.into(), Value::UNDEFINED);
    vm.call(for_each, object.into(), &[callback.into()])?;
    let mut out = ValueVec::new(vm);
    let step = if object.kind() == Kind::Map { 1 } else { 2 };
    let length = vm.array_length(list);
    for i in (0..length).step_by(step) {
        let value = vm.get(list, PropertyKey::index(i))?;
        out.push(value);
    }
    Ok(out)
}

fn more(count: usize, what: &str) -> String {
    format!("... {count} more {what}{}", if count > 1 { "s" } else { "" })
}

impl Inspector {
    fn limit(&self, length: usize) -> usize {
        if self.options.max_array_length >= length as f64 { length } else { self.options.max_array_length as usize }
    }

    /// The parts that are no properties. May change the opening brace.
    pub(super) fn entries(&mut self, vm: &mut Vm, object: Gc<Object>, depth: f64, open: &mut String) -> JsResult<Vec<String>> {
        match object.kind() {
            Kind::Array => {
                let length = vm.array_length(object) as usize;
                self.array(vm, object, length, depth)
            }
            Kind::Arguments => {
                let length = get(vm, object.into(), "length")?.as_index().unwrap_or(0) as usize;
                self.array(vm, object, length, depth)
            }
            Kind::TypedArray => self.typed_array(vm, object, depth),
            Kind::Set => {
                let values = collection(vm, object)?;
                self.list(vm, &values, depth)
            }
            Kind::Map => {
                let values = collection(vm, object)?;
                self.pairs(vm, &values, depth, " => ")
            }
            Kind::ArrayBuffer => {
                let mut parts = vec![];
                if vm.is_detached_buffer(object) {
                    parts.push(self.style("(detached)", Style::Special));
                } else {
                    let bytes = vm.buffer_bytes(object);
                    let shown = self.limit(bytes.len()).min(50.max(self.options.max_array_length as usize));
                    let mut hex: Vec<String> = bytes[..shown].iter().map(|b| format!("{b:02x}")).collect();
                    if shown < bytes.len() {
                        hex.push(more(bytes.len() - shown, "byte"));
                    }
                    parts.push(format!("{}: <{}>", self.style("[Uint8Contents]", Style::Special), hex.join(" ")));
                }
                let length = Value::from(vm.buffer_length(object));
                let length = self.primitive(vm, length);
                parts.push(format!("byteLength: {length}"));
                Ok(parts)
            }
            Kind::Promise => {
                let (state, result) = crate::promise_state(vm, object);
                Ok(vec![match state {
                    crate::PromiseState::Pending => self.style("<pending>", Style::Special),
                    state => {
                        self.indentation += 2;
                        let shown = self.value(vm, result, depth, false)?;
                        self.indentation -= 2;
                        if state == crate::PromiseState::Rejected {
                            format!("{} {shown}", self.style("<rejected>", Style::Special))
                        } else {
                            shown
                        }
                    }
                }])
            }
            Kind::WeakSet | Kind::WeakMap => Ok(vec![self.style("<items unknown>", Style::Special)]),
            Kind::WeakRef => {
                let prototype = vm.intrinsic(Intrinsic::WeakRefPrototype);
                let target = vm.call_method(prototype, object.into(), "deref")?;
                self.indentation += 2;
                let shown = self.value(vm, target, depth, false)?;
                self.indentation -= 2;
                Ok(vec![shown])
            }
            Kind::BuiltinIterator => {
                let Some((values, pairs)) = crate::preview_iterator(vm, object)? else { return Ok(vec![]) };
                if pairs {
                    *open = open.replace(" Iterator] {", " Entries] {");
                    return self.entry_pairs(vm, &values, depth);
                }
                self.list(vm, &values, depth)
            }
            _ => Ok(vec![]),
        }
    }

    fn array(&mut self, vm: &mut Vm, object: Gc<Object>, length: usize, depth: f64) -> JsResult<Vec<String>> {
        let limit = self.limit(length);
        let mut out = Vec::new();
        let mut i = 0usize;
        while i < length && out.len() < limit {
            let key = PropertyKey::index(i as u32);
            if vm.has_own_property(object, key)? {
                out.push(self.property(vm, object, depth, key, Extras::Element, None)?);
                i += 1;
                continue;
            }
            let next = next_index(vm, object, i, length)?;
            let holes = next - i;
            let text = format!("<{holes} empty item{}>", if holes > 1 { "s" } else { "" });
            out.push(self.style(&text, Style::Undefined));
            i = next;
        }
        if i < length {
            out.push(more(length - i, "item"));
        }
        Ok(out)
    }

    fn typed_array(&mut self, vm: &mut Vm, object: Gc<Object>, depth: f64) -> JsResult<Vec<String>> {
        let length = vm.typed_array_length(object).unwrap_or(0);
        let limit = self.limit(length);
        let mut out = Vec::with_capacity(limit);
        for i in 0..limit {
            let value = vm.typed_array_get(object, i).unwrap_or(Value::UNDEFINED);
            out.push(self.primitive(vm, value));
        }
        if limit < length {
            out.push(more(length - limit, "item"));
        }
        if self.options.show_hidden {
            self.indentation += 2;
            for name in ["BYTES_PER_ELEMENT", "length", "byteLength", "byteOffset", "buffer"] {
                let inner = get(vm, object.into(), name)?;
                let shown = self.value(vm, inner, depth, true)?;
                out.push(format!("[{name}]: {shown}"));
            }
            self.indentation -= 2;
        }
        Ok(out)
    }

    fn list(&mut self, vm: &mut Vm, values: &ValueVec, depth: f64) -> JsResult<Vec<String>> {
        let limit = self.limit(values.len());
        let mut out = Vec::with_capacity(limit);
        self.indentation += 2;
        for i in 0..limit {
            out.push(self.value(vm, values.get(i), depth, false)?);
        }
        self.indentation -= 2;
        if limit < values.len() {
            out.push(more(values.len() - limit, "item"));
        }
        Ok(out)
    }
    fn pairs(&mut self, vm: &mut Vm, values: &ValueVec, depth: f64, between: &str) -> JsResult<Vec<String>> {
        let count = values.len() / 2;
        let limit = self.limit(count);
        let mut out = Vec::with_capacity(limit);
        self.indentation += 2;
        for i in 0..limit {
            let key = self.value(vm, values.get(2 * i), depth, false)?;
            let value = self.value(vm, values.get(2 * i + 1), depth, false)?;
            out.push(format!("{key}{between}{value}"));
        }
        self.indentation -= 2;
        if limit < count {
            out.push(more(count - limit, "item"));
        }
        Ok(out)
    }
    fn entry_pairs(&mut self, vm: &mut Vm, values: &ValueVec, depth: f64) -> JsResult<Vec<String>> {
        let count = values.len() / 2;
        let limit = self.limit(count);
        let mut out = Vec::with_capacity(limit);
        self.indentation += 2;
        for i in 0..limit {
            let key = self.value(vm, values.get(2 * i), depth, false)?;
            let value = self.value(vm, values.get(2 * i + 1), depth, false)?;
            out.push(self.reduce(vm, vec![key, value], "", ("[", "]"), Extras::Array, depth, Value::UNDEFINED)?);
        }
        self.indentation -= 2;
        if limit < count {
            out.push(more(count - limit, "item"));
        }
        Ok(out)
    }
}

/// The next index that an array has after a hole, or its length.
fn next_index(vm: &mut Vm, object: Gc<Object>, from: usize, length: usize) -> JsResult<usize> {
    // Short gaps are walked; for long ones the keys are asked for.
    for i in from + 1..length.min(from + 1000) {
        if vm.has_own_property(object, PropertyKey::index(i as u32))? {
            return Ok(i);
        }
    }
    if length <= from + 1000 {
        return Ok(length);
    }
    let keys = vm.own_property_keys(object)?;
    Ok(keys.iter().filter_map(|k| k.as_index()).map(|i| i as usize).filter(|&i| i > from).min().unwrap_or(length))
}
