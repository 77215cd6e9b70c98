//! What is inside arrays, collections, promises, buffers.
use super::layout::Extras;
use super::options::Style;
use super::Inspector;
use ogive::raw::vm::hash_table::TableCursor;
use ogive::raw::vm::promise::PromiseState;
use ogive::raw::vm::{Gc, JsResult, Kind, Object, PropertyKey, Value, ValueVec, Vm};
use ogive_runtime::support::get;

/// The entries of a Map (key, value, key, value…) or Set (value, value…).
pub fn collection(vm: &mut Vm, object: Gc<Object>) -> ValueVec {
    let mut cursor = TableCursor::START;
    let mut out = ValueVec::new(vm);
    while let Some((key, value)) = vm.table_next(object, &mut cursor) {
        out.push(key);
        if object.kind() == Kind::Map {
            out.push(value);
        }
    }
    out
}
/// What an iterator over a Map or Set has yet to give, and whether it gives entries. `None`: another iterator.
pub fn preview_iterator(vm: &mut Vm, iterator: Gc<Object>) -> Option<(ValueVec, bool)> {
    // As `builtins/src/keyed/map.rs` keeps its iterators.
    if !matches!(iterator.field(4).as_int(), Some(0..=2)) {
        return None;
    }
    let Some(collection) = iterator.field(1).as_object() else { return Some((ValueVec::new(vm), false)) };
    if !matches!(collection.kind(), Kind::Map | Kind::Set) {
        return None;
    }
    let mut cursor = TableCursor {
        table: iterator.field(3),
        index: iterator.field(2).as_int().unwrap_or(0) as u32,
        sequence: iterator.raw_field(5),
    };
    let kind = iterator.field(4).int_unchecked();
    let mut out = ValueVec::new(vm);
    while let Some((key, value)) = vm.table_next(collection, &mut cursor) {
        let value = if collection.kind() == Kind::Map { value } else { key };
        match kind {
            KEYS => out.push(key),
            VALUES => out.push(value),
            _ => {
                out.push(key);
                out.push(value);
            }
        }
    }
    Some((out, kind != KEYS && kind != VALUES))
}
const KEYS: i32 = 0;
const VALUES: i32 = 1;

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
            Kind::TypedArray => self.typed_array(vm, object, depth),
            Kind::Set => {
                let values = collection(vm, object);
                self.list(vm, &values, depth)
            }
            Kind::Map => {
                let values = collection(vm, object);
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
                parts.push(format!("[byteLength]: {length}"));
                Ok(parts)
            }
            Kind::Promise => {
                let (state, result) = (vm.promise_state(object), vm.promise_result(object));
                Ok(vec![match state {
                    PromiseState::Pending => self.style("<pending>", Style::Special),
                    state => {
                        self.indentation += 2;
                        let shown = self.value(vm, result, depth, false)?;
                        self.indentation -= 2;
                        if state == PromiseState::Rejected {
                            format!("{} {shown}", self.style("<rejected>", Style::Special))
                        } else {
                            shown
                        }
                    }
                }])
            }
            Kind::WeakSet | Kind::WeakMap => Ok(vec![self.style("<items unknown>", Style::Special)]),
            Kind::BuiltinIterator => {
                let Some((values, pairs)) = preview_iterator(vm, object) else { return Ok(vec![]) };
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
