//! 22.2 RegExp objects: their fields, compiled patterns and the cache of those, one match. What the library and the
//! interpreter's literals build on; the methods are the library's.
use crate::cells::Kind;
use crate::data::{Data, DataCell, DataTracer};
use crate::object::Object;
use crate::realm::Intrinsic;
use crate::shape::attrs;
use crate::string::{JsString, Units};
use crate::value::Value;
use crate::vm::{JsResult, Vm};
use ogive_gc::Gc;
use ogive_regexp::{Flags, Input, MatchError, Program, Scratch};
use std::rc::Rc;

/// Internal fields of RegExp objects.
pub mod regexp_field {
    /// The data cell with the compiled pattern ([`super::Compiled`]); undefined before RegExpInitialize.
    pub const PROGRAM: usize = 0;
    /// [[OriginalSource]]
    pub const SOURCE: usize = 1;
    /// [[OriginalFlags]] as the int of `Flags::bits`.
    pub const FLAGS: usize = 2;
    /// The realm, if [[LegacyFeaturesEnabled]]; else undefined.
    pub const LEGACY_REALM: usize = 3;
}

/// A compiled pattern behind a RegExp object.
pub struct Compiled(pub Rc<Program>);
impl Data for Compiled {
    fn trace(&self, _: &mut DataTracer<'_>) {}
}

/// Compiled patterns of one text, a cell for each set of flags.
struct Variants(Vec<(u8, Gc<DataCell>)>);
impl Data for Variants {
    fn trace(&self, tracer: &mut DataTracer<'_>) {
        self.0.iter().for_each(|&(_, cell)| tracer.cell(cell));
    }
}
/// Name of the cache among the Vm's roots: a Map from pattern to [`Variants`].
const CACHE: &str = "compiled regular expressions";
/// The cache is emptied when it has so many patterns.
const CACHE_LIMIT: u32 = 512;

/// Memory that matches share.
#[derive(Default)]
pub(crate) struct RegexpMemory {
    scratch: Scratch,
    slots: Vec<u32>,
}

/// The matcher's input for units.
#[inline(always)]
pub fn input_of(units: Units<'_>) -> Input<'_> {
    match units {
        Units::Latin1(u) => Input::Latin1(u),
        Units::Utf16(u) => Input::Utf16(u),
    }
}

impl Vm {
    /// 22.2.3.2 [RegExpAlloc](https://tc39.es/ecma262/#sec-regexpalloc) with the prototype at hand.
    pub fn regexp_alloc(&mut self, prototype: Value, legacy: bool) -> Gc<Object> {
        let object = self.new_kind(Kind::RegExp, prototype);
        if legacy {
            let realm = Value::internal(self.realm());
            self.set_field(object, regexp_field::LEGACY_REALM, realm);
        }
        let key = self.names.last_index;
        self.add_property(object, key, Value::ZERO, attrs::WRITABLE);
        object
    }
    /// A RegExp of a literal: %RegExp.prototype% of the current realm.
    pub fn new_regexp_literal(&mut self, pattern: Gc<JsString>, flags: Gc<JsString>) -> JsResult<Gc<Object>> {
        let flags = Flags::parse(self.units(flags).iter().map(u32::from)).unwrap_or(Flags::EMPTY);
        let compiled = self.compile_regexp(pattern, flags)?;
        let prototype = self.intrinsic(Intrinsic::RegExpPrototype);
        let object = self.regexp_alloc(prototype.into(), true);
        self.set_regexp(object, compiled, pattern, flags);
        Ok(object)
    }
    /// 22.2.3.3 [RegExpInitialize](https://tc39.es/ecma262/#sec-regexpinitialize), steps 15 to 17.
    pub fn set_regexp(&mut self, object: Gc<Object>, compiled: Gc<DataCell>, pattern: Gc<JsString>, flags: Flags) {
        self.set_field(object, regexp_field::PROGRAM, Value::internal(compiled));
        self.set_field(object, regexp_field::SOURCE, pattern.into());
        self.set_field(object, regexp_field::FLAGS, Value::int(flags.bits() as i32));
    }
    /// A compiled pattern, from the cache if it is there; SyntaxError if it is wrong.
    pub fn compile_regexp(&mut self, pattern: Gc<JsString>, flags: Flags) -> JsResult<Gc<DataCell>> {
        let cache = match self.roots.get(CACHE).and_then(|v| v.as_object()) {
            Some(cache) => cache,
            None => {
                let cache = self.new_kind(Kind::Map, Value::NULL);
                self.roots.insert(CACHE, cache.into());
                cache
            }
        };
        let variants = self.table_get(cache, pattern.into()).and_then(|v| v.as_internal::<DataCell>());
        if let Some(variants) = variants
            && let Some(found) = variants.borrow::<Variants>().and_then(|v| v.0.iter().find(|(f, _)| *f == flags.bits()).map(|f| f.1))
        {
            return Ok(found);
        }
        let units = self.units(pattern);
        let program = match ogive_regexp::compile(input_of(units), flags) {
            Ok(program) => program,
            Err(error) => return Err(self.syntax_error(error.message)),
        };
        let cell = self.new_data(Compiled(Rc::new(program)));
        match variants {
            Some(variants) => {
                if let Some(mut v) = self.data_mut::<Variants>(&variants) {
                    v.0.push((flags.bits(), cell));
                }
            }
            None => {
                if self.table_size(cache) >= CACHE_LIMIT {
                    self.table_clear(cache);
                }
                let variants = self.new_data(Variants(vec![(flags.bits(), cell)]));
                self.table_set(cache, pattern.into(), Value::internal(variants))?;
            }
        }
        Ok(cell)
    }
    /// The compiled pattern of a RegExp object that is initialized.
    pub fn regexp_program(&self, object: Gc<Object>) -> Option<Rc<Program>> {
        self.object_data::<Compiled>(object, regexp_field::PROGRAM).map(|c| c.0.clone())
    }
    /// [[OriginalFlags]]
    #[inline]
    pub fn regexp_flags(&self, object: Gc<Object>) -> Flags {
        Flags::from_bits(object.field(regexp_field::FLAGS).as_int().unwrap_or(0) as u8)
    }
    /// A RegExp of the current realm that nobody has touched but for its `lastIndex`: every method is the original one.
    #[inline]
    pub fn is_plain_regexp(&self, object: Gc<Object>) -> bool {
        object.kind() == Kind::RegExp
            && self.protectors.regexp_untouched
            && object.shape().property_count() == 1
            && object.prototype() == self.realm().intrinsic_value(Intrinsic::RegExpPrototype)
            && object.field(regexp_field::PROGRAM).is_internal()
    }
    /// The value of `lastIndex`: always slot 0.
    #[inline]
    pub fn regexp_last_index(&self, object: Gc<Object>) -> Value {
        object.slot(object.shape(), 0)
    }
    /// Set of `lastIndex` with throwing.
    #[inline]
    pub fn set_regexp_last_index(&mut self, object: Gc<Object>, index: Value) -> JsResult<()> {
        let key = self.names.last_index;
        match object.shape().lookup(key) {
            Some(entry) if entry.attrs == attrs::WRITABLE && object.kind() == Kind::RegExp => {
                self.set_slot(object, &entry, index);
                Ok(())
            }
            _ => self.put(object, key, index),
        }
    }
    /// One search from `from`: start and end of each group as `[s0, e0, s1, …]`, `u32::MAX` where unset. Throws when the
    /// backtrack stack is full or the script is to stop.
    pub fn regexp_match(&mut self, program: &Program, s: Gc<JsString>, from: usize, sticky: bool, slots: &mut Vec<u32>) -> JsResult<bool> {
        let units = self.units(s);
        let mut scratch = std::mem::take(&mut self.regexp_memory.scratch);
        let vm = &*self;
        let found = program.exec_as(input_of(units), from, sticky, &mut scratch, &mut || vm.must_stop());
        let result = match found {
            Ok(Some(captures)) => {
                slots.clear();
                slots.extend_from_slice(captures.slots());
                Ok(true)
            }
            Ok(None) => Ok(false),
            Err(error) => Err(error),
        };
        self.regexp_memory.scratch = scratch;
        self.poll()?;
        match result {
            Ok(found) => Ok(found),
            Err(MatchError::StackOverflow) => Err(self.stack_overflow()),
            Err(MatchError::Interrupted) => {
                self.poll_slow()?;
                Err(self.terminate("Script execution was interrupted"))
            }
        }
    }
    /// An empty vector for the slots of a match; [`Vm::recycle_slots`] takes it back.
    pub fn take_slots(&mut self) -> Vec<u32> {
        std::mem::take(&mut self.regexp_memory.slots)
    }
    /// See [`Vm::take_slots`].
    pub fn recycle_slots(&mut self, mut slots: Vec<u32>) {
        slots.clear();
        self.regexp_memory.slots = slots;
    }
    /// The array of a match (22.2.7.2, steps 21 to 33).
    pub fn new_match_result(&mut self, captures: &[Value], index: usize, input: Gc<JsString>, groups: Value) -> Gc<Object> {
        let shape = self.realm().match_shape.get();
        let array = self.new_array_of_shape(shape, captures);
        for (slot, value) in [(1, Value::from(index)), (2, input.into()), (3, groups)] {
            self.set_slot_raw(array, shape, slot, value);
        }
        array
    }
}
