//! Throwing: exceptions in the Vm, error objects, messages.
use crate::cells::Kind;
use crate::code_block::CodeBlock;
use crate::interpreter::At;
use crate::object::Object;
use crate::realm::{Intrinsic, Realm};
use crate::shape::attrs;
use crate::value::Value;
use crate::vm::{Thrown, Vm};
use ogive_bytecode::Source;
use ogive_gc::Gc;
use std::sync::Arc;

/// 20.5 the native error types.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum ErrorKind {
    /// Error
    Error,
    /// TypeError
    Type,
    /// RangeError
    Range,
    /// ReferenceError
    Reference,
    /// SyntaxError
    Syntax,
    /// EvalError
    Eval,
    /// URIError
    Uri,
}
impl ErrorKind {
    /// The prototype's intrinsic.
    pub const fn prototype(self) -> Intrinsic {
        match self {
            ErrorKind::Error => Intrinsic::ErrorPrototype,
            ErrorKind::Type => Intrinsic::TypeErrorPrototype,
            ErrorKind::Range => Intrinsic::RangeErrorPrototype,
            ErrorKind::Reference => Intrinsic::ReferenceErrorPrototype,
            ErrorKind::Syntax => Intrinsic::SyntaxErrorPrototype,
            ErrorKind::Eval => Intrinsic::EvalErrorPrototype,
            ErrorKind::Uri => Intrinsic::UriErrorPrototype,
        }
    }
}

/// Where the last exception was thrown, the innermost frame that is a program's: what V8's message objects know. It stays when the host or a `finally`
/// throws the same object again, not when a `throw` does. Kept as code block and unit, for most exceptions are caught and nobody asks.
#[derive(Clone, Copy)]
pub(crate) struct ThrownAt {
    pub(crate) value: Value,
    pub(crate) block: Gc<CodeBlock>,
    unit: u32,
}

impl Vm {
    /// The instruction `at` throws a value: if a `throw` says so, this is its place.
    pub(crate) fn forget_thrown(&mut self, at: At, value: Value) {
        let Some(thrown) = self.thrown_at.as_ref().filter(|thrown| thrown.value == value) else { return };
        let says_so = || {
            let block = at.code();
            let offset = block.code().and_then(|code| code.position_of(at.unit() as u32));
            offset.and_then(|offset| block.template().source.text.get(offset as usize..)).is_some_and(|text| text.starts_with(b"throw"))
        };
        // Primitives have no identity: one that is the same was thrown elsewhere.
        if !thrown.value.is_object() || says_so() {
            self.thrown_at = None;
        }
    }
    /// An exception is in the frame that runs the instruction `at`.
    #[cold]
    pub(crate) fn note_thrown(&mut self, at: At) {
        if self.thrown_at.as_ref().is_some_and(|thrown| thrown.value == self.exception) {
            return;
        }
        let block = at.code();
        if !block.template().source.library {
            self.thrown_at = Some(ThrownAt { value: self.exception, block, unit: at.unit() as u32 });
        }
    }
    /// Where an exception was thrown: the source, and the byte offset in it. Known of the last one only.
    pub fn take_thrown_place(&mut self, exception: Value) -> Option<(Arc<Source>, u32)> {
        let ThrownAt { block, unit, .. } = self.thrown_at.take_if(|thrown| thrown.value == exception)?;
        Some((block.template().source.clone(), block.code()?.position_of(unit)?))
    }
    /// Throws a value.
    pub fn throw(&mut self, value: Value) -> Thrown {
        self.exception = value;
        Thrown
    }
    /// Takes the pending exception. Terminations stay under way (`is_terminating`).
    pub fn take_exception(&mut self) -> Value {
        std::mem::replace(&mut self.exception, Value::HOLE)
    }
    /// A new error object with its stack captured.
    pub fn new_error(&mut self, kind: ErrorKind, message: &str) -> Gc<Object> {
        let realm = self.realm();
        self.new_error_in(realm, kind, message)
    }
    /// As [`Vm::new_error`], of another realm.
    pub fn new_error_in(&mut self, realm: Gc<Realm>, kind: ErrorKind, message: &str) -> Gc<Object> {
        let prototype = self.intrinsic_of(realm, kind.prototype());
        let error = self.new_kind(Kind::Error, prototype.into());
        self.capture_stack(error, None);
        let message = self.new_string(message).into();
        let key = self.names.message;
        self.add_property(error, key, message, attrs::HIDDEN);
        error
    }
    /// Throws a new error of another realm than the current one.
    #[cold]
    pub fn throw_error_in(&mut self, realm: Gc<Realm>, kind: ErrorKind, message: &str) -> Thrown {
        let error = self.new_error_in(realm, kind, message);
        self.throw(error.into())
    }
    /// Throws a new error.
    #[cold]
    pub fn throw_error(&mut self, kind: ErrorKind, message: &str) -> Thrown {
        let error = self.new_error(kind, message);
        self.throw(error.into())
    }
    /// Throws an Error.
    #[cold]
    pub fn error(&mut self, message: impl AsRef<str>) -> Thrown {
        self.throw_error(ErrorKind::Error, message.as_ref())
    }
    /// Throws a TypeError.
    #[cold]
    pub fn type_error(&mut self, message: impl AsRef<str>) -> Thrown {
        self.throw_error(ErrorKind::Type, message.as_ref())
    }
    /// Throws a RangeError.
    #[cold]
    pub fn range_error(&mut self, message: impl AsRef<str>) -> Thrown {
        self.throw_error(ErrorKind::Range, message.as_ref())
    }
    /// Throws a ReferenceError.
    #[cold]
    pub fn reference_error(&mut self, message: impl AsRef<str>) -> Thrown {
        self.throw_error(ErrorKind::Reference, message.as_ref())
    }
    /// Throws a SyntaxError.
    #[cold]
    pub fn syntax_error(&mut self, message: impl AsRef<str>) -> Thrown {
        self.throw_error(ErrorKind::Syntax, message.as_ref())
    }
}
