//! 20 fundamental objects: Object, Function, Boolean, Symbol, Error.
mod boolean;
mod error;
mod error_stack;
mod function;
mod object;
mod object_entries;
mod object_prototype;
mod symbol;

use ogive_vm::{Gc, Intrinsic as I, Realm, Vm};

pub(crate) use error::combine_errors;
pub(crate) use function::{dynamic_function, make_hidden_function_class};
pub(crate) use object::bad_prototype;
pub(crate) use object_entries::array_of_keys;

/// Makes an intrinsic of this chapter; false if it is another's.
pub(crate) fn make(vm: &mut Vm, realm: Gc<Realm>, which: I) -> bool {
    match which {
        I::Object | I::ObjectPrototype | I::ObjectProtoToString => object::make(vm, realm),
        I::Function | I::FunctionPrototype | I::FunctionProtoApply | I::FunctionProtoCall => function::make(vm, realm),
        I::ThrowTypeError => function::make_throw_type_error(vm, realm),
        I::Boolean | I::BooleanPrototype => boolean::make(vm, realm),
        I::Symbol | I::SymbolPrototype => symbol::make(vm, realm),
        _ => return error::make(vm, realm, which),
    }
    true
}
