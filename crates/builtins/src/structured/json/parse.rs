//! 25.5.1 the JSON parser: one pass over Latin-1 or UTF-16 units, values made as they are read.
//!
//! Values not yet in an object wait on `stack`, which the collector sees. When a reviver wants them, each value gets a
//! *record* as well: an array of value, what sort, and source text or records of the parts (`internalize.rs`).
use super::Unit;
use super::parse_error as error;
use ogive_vm::{Gc, JsResult, JsString, Object, PropertyKey, Units, Value, ValueVec, Vm, attrs};

/// What a record's third element is.
pub(super) mod record {
    /// The source text.
    pub const PRIMITIVE: i32 = 0;
    /// An array of records.
    pub const ARRAY: i32 = 1;
    /// An object from keys to records.
    pub const OBJECT: i32 = 2;
}

/// 25.5.1.1 [ParseJSON](https://tc39.es/ecma262/#sec-ParseJSON)
pub(super) fn parse(vm: &mut Vm, text: Gc<JsString>) -> JsResult<Value> {
    match vm.units(text) {
        Units::Latin1(units) => Parser::<u8, false>::new(vm, text, units).parse(vm),
        Units::Utf16(units) => Parser::<u16, false>::new(vm, text, units).parse(vm),
    }
}
/// The value and its record.
pub(super) fn parse_with_records(vm: &mut Vm, text: Gc<JsString>) -> JsResult<(Value, Value)> {
    match vm.units(text) {
        Units::Latin1(units) => {
            let mut parser = Parser::<u8, true>::new(vm, text, units);
            Ok((parser.parse(vm)?, parser.record))
        }
        Units::Utf16(units) => {
            let mut parser = Parser::<u16, true>::new(vm, text, units);
            Ok((parser.parse(vm)?, parser.record))
        }
    }
}

pub(super) struct Parser<'a, T, const RECORDS: bool> {
    text: &'a [T],
    at: usize,
    /// Keeps the units alive; names them in errors and records.
    source: Gc<JsString>,
    stack: ValueVec,
    /// The record of the value read last.
    record: Value,
    records: ValueVec,
}

impl<'a, T: Unit, const RECORDS: bool> Parser<'a, T, RECORDS> {
    fn new(vm: &Vm, source: Gc<JsString>, text: &'a [T]) -> Self {
        let (stack, records) = (ValueVec::new(vm), ValueVec::new(vm));
        Parser { text, at: 0, source, stack, record: Value::UNDEFINED, records }
    }
    fn parse(&mut self, vm: &mut Vm) -> JsResult<Value> {
        let value = self.value(vm)?;
        self.blanks();
        match self.peek() {
            None => Ok(value),
            Some(_) => Err(error::after_value(vm, self.source, self.at)),
        }
    }

    #[inline(always)]
    fn peek(&self) -> Option<u32> {
        self.text.get(self.at).map(|u| u.code())
    }
    #[inline(always)]
    fn blanks(&mut self) {
        while let Some(0x20 | 0x0A | 0x0D | 0x09) = self.peek() {
            self.at += 1;
        }
    }

    fn value(&mut self, vm: &mut Vm) -> JsResult<Value> {
        self.blanks();
        let start = self.at;
        let Some(first) = self.peek() else { return Err(error::end(vm)) };
        let value = match first as u8 as char {
            _ if first > 0x7F => return Err(error::token(vm, self.source, self.at)),
            '"' => self.string(vm)?.into(),
            '{' => {
                vm.check_native_stack()?;
                return self.object(vm);
            }
            '[' => {
                vm.check_native_stack()?;
                return self.array(vm);
            }
            '-' | '0'..='9' => self.number(vm)?,
            't' => self.word(vm, b"true", Value::TRUE)?,
            'f' => self.word(vm, b"false", Value::FALSE)?,
            'n' => self.word(vm, b"null", Value::NULL)?,
            _ => return Err(error::token(vm, self.source, self.at)),
        };
        if RECORDS {
            let text = Value::from(vm.substring(self.source, start, self.at));
            self.set_record(vm, value, record::PRIMITIVE, text);
        }
        Ok(value)
    }
    fn set_record(&mut self, vm: &mut Vm, value: Value, sort: i32, content: Value) {
        self.record = vm.new_array_from(&[value, Value::int(sort), content]).into();
    }

    fn word(&mut self, vm: &mut Vm, word: &[u8], value: Value) -> JsResult<Value> {
        for &expected in word {
            match self.peek() {
                Some(unit) if unit == expected as u32 => self.at += 1,
                None => return Err(error::end(vm)),
                Some(_) => return Err(error::token(vm, self.source, self.at)),
            }
        }
        Ok(value)
    }

    // ---- numbers ------------------------------------------------------------------------------------------------

    fn digits(&mut self) -> usize {
        let start = self.at;
        while let Some(0x30..=0x39) = self.peek() {
            self.at += 1;
        }
        self.at - start
    }
    fn number(&mut self, vm: &mut Vm) -> JsResult<Value> {
        let start = self.at;
        let negative = self.peek() == Some('-' as u32);
        if negative {
            self.at += 1;
        }
        let whole = self.at;
        match self.digits() {
            0 => return Err(error::at(vm, self.source, self.at, "No number after minus sign")),
            n if n > 1 && self.text[whole].code() == '0' as u32 => {
                return Err(error::at(vm, self.source, whole + 1, "Unexpected number"));
            }
            // FAST: nine digits fit an int32.
            n if n <= 9 && !matches!(self.peek(), Some(0x2E | 0x45 | 0x65)) => {
                let int = self.text[whole..self.at].iter().fold(0, |n, u| n * 10 + (u.code() as i32 - 0x30));
                return Ok(match (negative, int) {
                    (true, 0) => Value::double(-0.0),
                    (true, int) => Value::int(-int),
                    (false, int) => Value::int(int),
                });
            }
            _ => {}
        }
        if self.peek() == Some('.' as u32) {
            self.at += 1;
            if self.digits() == 0 {
                return Err(error::at(vm, self.source, self.at, "Unterminated fractional number"));
            }
        }
        if matches!(self.peek(), Some(0x45 | 0x65)) {
            self.at += 1;
            if matches!(self.peek(), Some(0x2B | 0x2D)) {
                self.at += 1;
            }
            if self.digits() == 0 {
                return Err(error::at(vm, self.source, self.at, "Exponent part is missing a number"));
            }
        }
        Ok(Value::number(self.decimal(start)))
    }
    fn decimal(&self, start: usize) -> f64 {
        let run = &self.text[start..self.at];
        let mut short = [0u8; 40];
        let long: Vec<u8>;
        let ascii = if run.len() <= short.len() {
            short.iter_mut().zip(run).for_each(|(to, from)| *to = from.code() as u8);
            &short[..run.len()]
        } else {
            long = run.iter().map(|u| u.code() as u8).collect();
            &long
        };
        std::str::from_utf8(ascii).ok().and_then(|s| s.parse().ok()).unwrap_or(f64::NAN)
    }

    // ---- strings ------------------------------------------------------------------------------------------------

    /// Steps over a string's opening quote and its units up to the closing quote or the first escape: their range.
    #[inline(always)]
    fn run(&mut self) -> std::ops::Range<usize> {
        self.at += 1;
        let start = self.at;
        while let Some(unit) = self.peek() {
            if unit == '"' as u32 || unit == '\\' as u32 || unit < 0x20 {
                break;
            }
            self.at += 1;
        }
        start..self.at
    }
    fn string(&mut self, vm: &mut Vm) -> JsResult<Gc<JsString>> {
        let run = self.run();
        if self.peek() == Some('"' as u32) {
            self.at += 1;
            return Ok(match T::units(&self.text[run]) {
                Units::Latin1(units) => vm.new_latin1(units),
                Units::Utf16(units) => vm.new_utf16(units),
            });
        }
        let units = self.escaped(vm, run.start)?;
        Ok(vm.new_utf16(&units))
    }
    /// The units of a string that begins at `start`, all of it, with escapes.
    fn escaped(&mut self, vm: &mut Vm, start: usize) -> JsResult<Vec<u16>> {
        let mut out: Vec<u16> = self.text[start..self.at].iter().map(|u| u.code() as u16).collect();
        loop {
            let Some(unit) = self.peek() else {
                return Err(error::at(vm, self.source, self.at, "Unterminated string"));
            };
            self.at += 1;
            match unit {
                0x22 => return Ok(out),
                0x5C => out.push(self.escape(vm)?),
                0..0x20 => return Err(error::at(vm, self.source, self.at - 1, "Bad control character in string literal")),
                _ => out.push(unit as u16),
            }
        }
    }
    fn escape(&mut self, vm: &mut Vm) -> JsResult<u16> {
        let Some(unit) = self.peek() else {
            return Err(error::at(vm, self.source, self.at, "Unterminated string"));
        };
        self.at += 1;
        Ok(match char::from_u32(unit) {
            Some('"' | '\\' | '/') => unit as u16,
            Some('b') => 8,
            Some('f') => 12,
            Some('n') => 10,
            Some('r') => 13,
            Some('t') => 9,
            Some('u') => {
                let mut value = 0;
                for _ in 0..4 {
                    let Some(unit) = self.peek() else {
                        return Err(error::at(vm, self.source, self.at, "Bad Unicode escape"));
                    };
                    let Some(digit) = char::from_u32(unit).and_then(|c| c.to_digit(16)) else {
                        return Err(error::at(vm, self.source, self.at, "Bad Unicode escape"));
                    };
                    value = value * 16 + digit as u16;
                    self.at += 1;
                }
                value
            }
            _ => return Err(error::at(vm, self.source, self.at - 1, "Bad escaped character")),
        })
    }

    // ---- arrays and objects -------------------------------------------------------------------------------------

    fn array(&mut self, vm: &mut Vm) -> JsResult<Value> {
        let (start, records) = (self.stack.len(), self.records.len());
        self.at += 1;
        self.blanks();
        if self.peek() == Some(']' as u32) {
            self.at += 1;
        } else {
            loop {
                vm.poll()?;
                let value = self.value(vm)?;
                self.stack.push(value);
                if RECORDS {
                    self.records.push(self.record);
                }
                self.blanks();
                match self.peek() {
                    Some(0x2C) => self.at += 1,
                    Some(0x5D) => break,
                    _ => return Err(error::at(vm, self.source, self.at, "Expected ',' or ']' after array element")),
                }
            }
            self.at += 1;
        }
        let array = Value::from(vm.new_array_from(&self.stack[start..]));
        self.stack.truncate(start);
        if RECORDS {
            let parts = Value::from(vm.new_array_from(&self.records[records..]));
            self.records.truncate(records);
            self.set_record(vm, array, record::ARRAY, parts);
        }
        Ok(array)
    }

    fn object(&mut self, vm: &mut Vm) -> JsResult<Value> {
        let object = vm.new_object();
        let entries = RECORDS.then(|| vm.new_object_with_prototype(Value::NULL));
        self.at += 1;
        self.blanks();
        if self.peek() == Some('}' as u32) {
            self.at += 1;
        } else {
            let mut first = true;
            loop {
                vm.poll()?;
                self.property(vm, object, entries, first)?;
                first = false;
                self.blanks();
                match self.peek() {
                    Some(0x2C) => self.at += 1,
                    Some(0x7D) => break,
                    _ => return Err(error::at(vm, self.source, self.at, "Expected ',' or '}' after property value")),
                }
            }
            self.at += 1;
        }
        if let Some(entries) = entries {
            self.set_record(vm, object.into(), record::OBJECT, entries.into());
        }
        Ok(object.into())
    }
    fn property(&mut self, vm: &mut Vm, object: Gc<Object>, entries: Option<Gc<Object>>, first: bool) -> JsResult<()> {
        self.blanks();
        if self.peek() != Some('"' as u32) {
            let what = if first { "Expected property name or '}'" } else { "Expected double-quoted property name" };
            return Err(error::at(vm, self.source, self.at, what));
        }
        // FAST: objects made before in the same order lead to the key; it is new in this object.
        let expected = object.shape().only_added_key().filter(|&key| self.take_expected(key));
        let key = match expected {
            Some(key) => key,
            None => self.key(vm)?,
        };
        self.blanks();
        match self.peek() {
            Some(0x3A) => self.at += 1,
            _ => return Err(error::at(vm, self.source, self.at, "Expected ':' after property name")),
        }
        let value = self.value(vm)?;
        if expected.is_some() {
            vm.add_property(object, key, value, attrs::ALL);
        } else {
            vm.create_data_property(object, key, value)?;
        }
        if let Some(entries) = entries {
            vm.create_data_property(entries, key, self.record)?;
        }
        Ok(())
    }
    fn key(&mut self, vm: &mut Vm) -> JsResult<PropertyKey> {
        let run = self.run();
        let atom = if self.peek() == Some('"' as u32) {
            self.at += 1;
            vm.intern_units(T::units(&self.text[run]))
        } else {
            let units = self.escaped(vm, run.start)?;
            vm.intern_units(Units::Utf16(&units))
        };
        Ok(vm.key_of_string(atom))
    }
    /// Steps over the string at hand if it is the key, spelt without escapes.
    #[inline(always)]
    fn take_expected(&mut self, key: PropertyKey) -> bool {
        let Some(atom) = key.as_atom() else { return false };
        let units = atom.atom_units();
        let start = self.at + 1;
        let Some(text) = self.text.get(start..start + units.len() + 1) else { return false };
        let plain = |unit: u32| unit >= 0x20 && unit != '"' as u32 && unit != '\\' as u32;
        let same = text.iter().zip(units.iter()).all(|(t, u)| t.code() == u as u32 && plain(u as u32));
        if !same || text[units.len()].code() != '"' as u32 {
            return false;
        }
        self.at = start + units.len() + 1;
        true
    }
}
