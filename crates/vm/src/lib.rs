//! Values, strings, shapes, objects, frames, inline caches, calls, jobs, modules, abstract operations and the interpreter.
//!
//! Start at `vm.rs` (the agent), then `value.rs`, `object.rs`, `shape.rs`, `stack.rs`, `ic.rs`, `interpreter/`.
//! Absent here: builtin functions (crate `builtins`), machine code.

pub mod arith;
pub mod array;
mod array_fast;
pub mod async_from_sync;
pub mod bigint;
pub mod bigint_ops;
pub mod bigint_text;
pub mod buffer;
pub mod cells;
pub mod code_block;
pub mod compare;
pub mod convert;
pub mod data;
mod element_storage;
pub mod elements;
pub mod env;
pub mod errors;
mod exotic;
pub mod generator;
pub mod group_by;
mod hash_table;
pub mod host;
pub mod ic;
#[path = "interpreter_stub.rs"]
pub mod interpreter;
pub mod interrupt;
pub mod iterator;
pub mod jobs;
pub mod key;
mod limbs;
mod link { pub(crate) fn no_ics() -> *mut crate::ic::Ic { std::ptr::null_mut() } }
pub mod module;
pub mod names;
pub mod native;
pub mod number_format;
pub mod number_parse;
pub mod object;
pub mod operations;
pub mod options;
pub mod ordinary;
mod pending;
pub mod promise;
pub use pending::call;
pub mod property;
mod protect;
mod proxy;
pub mod realm;
pub mod regexp;
pub mod shape;
pub mod stack;
pub mod stack_trace;
pub mod string;
pub mod string_ops;
pub mod symbol;
#[cfg(test)]
mod tests;
pub mod typed_array;
pub mod value;
pub mod value_vec;
pub mod vm;

pub use arith::{BinaryOp, UnaryOp};
pub use cells::Kind;
pub use convert::Hint;
pub use errors::ErrorKind;
pub use hash_table::TableCursor;
pub use iterator::IteratorRecord;
pub use key::PropertyKey;
pub use native::{Builtin, NativeFn, getter, method, setter};
pub use object::Object;
pub use promise::{PromiseCapability, PromiseState};
pub use property::{KeyVec, PropertyDescriptor};
pub use ogive_gc::Gc;
pub use realm::{Intrinsic, Realm};
pub use shape::attrs;
pub use stack::Arguments;
pub use string::{JsString, Units};
pub use string_ops::StringBuilder;
pub use symbol::Symbol;
pub use value::Value;
pub use value_vec::ValueVec;
pub use vm::{JsResult, Must, Thrown, Vm};
