//! Values, strings, shapes, objects, frames, inline caches, calls, jobs, modules, abstract operations and the interpreter.
//!
//! Start at `vm.rs` (the agent), then `value.rs`, `object.rs`, `shape.rs`, `stack.rs`, `ic.rs`, `interpreter/`.
//! Absent here: builtin functions (crate `builtins`), machine code.

pub mod array;
mod array_fast;
pub mod bigint;
mod pending;
pub use pending::{convert, IteratorRecord, StringBuilder, ValueVec};
pub mod buffer;
pub mod cells;
pub mod code_block;
pub mod data;
mod element_storage;
pub mod elements;
pub mod env;
pub mod errors;
mod exotic;
pub mod generator;
mod hash_table;
pub mod host;
pub mod ic;
pub mod interpreter;
pub mod interrupt;
pub mod jobs;
pub mod key;
pub mod module;
pub mod names;
pub mod native;
pub mod object;
pub mod options;
pub mod ordinary;
pub mod property;
mod protect;
mod proxy;
pub mod realm;
pub mod shape;
pub mod stack;
pub mod stack_trace;
pub mod string;
pub mod symbol;
pub mod typed_array;
pub mod value;
pub mod vm;

pub use cells::Kind;
pub use errors::ErrorKind;
pub use hash_table::TableCursor;
pub use key::PropertyKey;
pub use native::{Builtin, NativeFn, getter, method, setter};
pub use object::Object;
pub use property::{KeyVec, PropertyDescriptor};
pub use ogive_gc::Gc;
pub use realm::{Intrinsic, Realm};
pub use shape::attrs;
pub use stack::Arguments;
pub use string::{JsString, Units};
pub use symbol::Symbol;
pub use value::Value;
pub use vm::{JsResult, Must, Thrown, Vm};
