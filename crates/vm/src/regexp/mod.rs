//! 22.2 RegExp objects: their fields, compiled patterns and the cache of those, one match. What the library and the
//! interpreter's literals build on; the methods are the library's.
//!
//! The slots of the latest match stay in the agent's scratch memory until the next search ([`Vm::match_slots`]): building a result
//! copies nothing but what it shows. Whoever may run script before it is done copies them first.
mod last_match;
mod program;
mod result;

pub use last_match::LastMatch;
pub use program::RegExpProgram;

use crate::cells::Kind;
use crate::object::Object;
use crate::realm::{Intrinsic, Realm};
use crate::shape::attrs;
use crate::string::{JsString, Units};
use crate::value::Value;
use crate::vm::{JsResult, Vm};
use ogive_gc::{CountedVec, Gc};
use ogive_regexp::{Flags, Input, MatchError, NativeCompiler, Scratch};

/// Internal fields of RegExp objects.
pub mod regexp_field {
    /// The compiled pattern ([`super::RegExpProgram`]); undefined before RegExpInitialize.
    pub const PROGRAM: usize = 0;
    /// [[OriginalSource]]
    pub const SOURCE: usize = 1;
    /// [[OriginalFlags]] as the int of `Flags::bits`.
    pub const FLAGS: usize = 2;
    /// The realm, if [[LegacyFeaturesEnabled]]; else undefined.
    pub const LEGACY_REALM: usize = 3;
}

/// What regular expressions keep per agent.
#[derive(Default)]
pub(crate) struct RegExpState {
    scratch: Scratch,
    /// Memory that replace and split gather places in, from one call to the next.
    places: Option<CountedVec<u32>>,
}
/// More memory than this is not kept.
const KEPT_PLACES: usize = 1 << 16;

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
    /// Another RegExp of the same literal, whose first object (`lastIndex` untouched) is at hand; `None` if that is of another realm.
    pub(crate) fn clone_regexp(&mut self, original: Gc<Object>) -> Option<Gc<Object>> {
        if original.field(regexp_field::LEGACY_REALM) != Value::internal(self.realm()) {
            return None;
        }
        let field = |i| original.field(i);
        // The fields in order, then `lastIndex`.
        let content = [field(regexp_field::PROGRAM), field(regexp_field::SOURCE), field(regexp_field::FLAGS), field(regexp_field::LEGACY_REALM), Value::ZERO];
        Some(self.new_object_of(original.shape(), self.empty_elements, &content))
    }
    /// 22.2.3.3 [RegExpInitialize](https://tc39.es/ecma262/#sec-regexpinitialize), steps 15 to 17.
    pub fn set_regexp(&mut self, object: Gc<Object>, compiled: Gc<RegExpProgram>, pattern: Gc<JsString>, flags: Flags) {
        self.set_field(object, regexp_field::PROGRAM, Value::internal(compiled));
        self.set_field(object, regexp_field::SOURCE, pattern.into());
        self.set_field(object, regexp_field::FLAGS, Value::int(flags.bits() as i32));
    }
    /// The compiled pattern of a RegExp object that is initialized.
    #[inline]
    pub fn regexp_program(&self, object: Gc<Object>) -> Option<Gc<RegExpProgram>> {
        object.field(regexp_field::PROGRAM).as_internal::<RegExpProgram>()
    }
    /// [[OriginalFlags]]
    #[inline]
    pub fn regexp_flags(&self, object: Gc<Object>) -> Flags {
        Flags::from_bits(object.field(regexp_field::FLAGS).as_int().unwrap_or(0) as u8)
    }
    /// What a realm keeps for its regular expressions: called when %RegExp.prototype% has been made.
    pub fn init_regexps(&mut self, realm: Gc<Realm>, prototype: Gc<Object>) {
        let root = self.root_shape(Kind::RegExp, prototype.into());
        let shape = self.shape_with(root, self.names.last_index, attrs::WRITABLE);
        if let Some(promise) = shape.nth_entry(0).and_then(|entry| entry.promise) {
            self.admit(promise, Value::ZERO);
        }
        realm.regexp_shape.set(Some(shape));
        self.heap.barrier(realm);
        self.init_last_match(realm);
    }
    /// Has the object the shape that the current realm's RegExp objects are made with? Then [[Prototype]] and attributes are those too.
    #[inline]
    fn has_regexp_shape(&self, object: Gc<Object>) -> bool {
        self.realm().regexp_shape.get() == Some(object.shape())
    }
    /// A RegExp of the current realm that nobody has touched but for its `lastIndex`: every method is the original one.
    #[inline]
    pub fn is_plain_regexp(&self, object: Gc<Object>) -> bool {
        self.protectors.regexp_untouched && self.has_regexp_shape(object) && object.field(regexp_field::PROGRAM).is_internal()
    }
    /// The value of `lastIndex`: always slot 0.
    #[inline]
    pub fn regexp_last_index(&self, object: Gc<Object>) -> Value {
        object.slot(object.shape(), 0)
    }
    /// Set of `lastIndex` with throwing.
    #[inline]
    pub fn set_regexp_last_index(&mut self, object: Gc<Object>, index: Value) -> JsResult<()> {
        if index.is_int() && self.has_regexp_shape(object) {
            // FAST: the slot admits ints.
            self.set_slot_raw(object, object.shape(), 0, index);
            return Ok(());
        }
        self.put(object, self.names.last_index, index)
    }
    /// One search from `from`; what it found is in [`Vm::match_slots`]. Throws when the backtrack stack is full or the script is to stop.
    #[inline]
    pub fn regexp_match(&mut self, program: Gc<RegExpProgram>, s: Gc<JsString>, from: usize, sticky: bool) -> JsResult<bool> {
        let units = self.units(s);
        let Vm { regexp, interrupt, .. } = self;
        let found = program.find_as(input_of(units), from, sticky, &mut regexp.scratch, &mut || interrupt.must_stop());
        self.poll()?;
        found.or_else(|error| self.match_failed(error))
    }
    #[cold]
    fn match_failed(&mut self, error: MatchError) -> JsResult<bool> {
        match error {
            MatchError::StackOverflow => Err(self.stack_overflow()),
            MatchError::Interrupted => {
                self.poll_slow()?;
                Err(self.terminate("Script execution was interrupted"))
            }
        }
    }
    /// Regular expressions that are run often get machine code from this compiler.
    pub fn set_regexp_compiler(&mut self, compiler: NativeCompiler) {
        self.regexp.scratch.set_native_compiler(Some(compiler));
    }
    /// Start and end of each group of the match just found as `[s0, e0, s1, …]`, `u32::MAX` where unset.
    #[inline(always)]
    pub fn match_slots(&self) -> &[u32] {
        self.regexp.scratch.slots()
    }
    /// Memory to gather places in; empty. To be given back by [`Vm::give_places`].
    pub fn take_places(&mut self) -> CountedVec<u32> {
        self.regexp.places.take().unwrap_or_else(|| CountedVec::new(&self.heap))
    }
    /// Takes the memory back.
    pub fn give_places(&mut self, mut places: CountedVec<u32>) {
        if places.capacity() <= KEPT_PLACES {
            places.clear();
            self.regexp.places = Some(places);
        }
    }
}
