//! 27 control abstraction: iterators, promises, generators, async functions, disposal.
mod async_disposable;
mod async_iterator;
mod disposable;
mod generator;
mod iterator;
mod iterator_consumers;
mod iterator_from;
mod iterator_helper;
mod iterator_steps;
mod iterator_zip;
mod promise;
mod promise_combinators;

use crate::support::make_object;
use ogive_vm::{Gc, Intrinsic as I, Realm, Vm, async_from_sync};

/// Makes an intrinsic of this chapter; false if it is another's.
pub(crate) fn make(vm: &mut Vm, realm: Gc<Realm>, which: I) -> bool {
    match which {
        I::Iterator | I::IteratorPrototype => iterator::make(vm, realm),
        I::IteratorHelperPrototype => iterator_helper::make(vm, realm),
        I::WrapForValidIteratorPrototype => iterator_from::make(vm, realm),
        I::AsyncFromSyncIteratorPrototype => {
            make_object(vm, realm, which, I::AsyncIteratorPrototype, "", async_from_sync::ROWS);
        }
        I::Promise | I::PromisePrototype | I::PromiseThen | I::PromiseResolve => promise::make(vm, realm),
        I::AsyncIteratorPrototype => async_iterator::make(vm, realm),
        I::DisposableStack | I::DisposableStackPrototype => disposable::make(vm, realm),
        I::AsyncDisposableStack | I::AsyncDisposableStackPrototype => async_disposable::make(vm, realm),
        _ => return generator::make(vm, realm, which),
    }
    true
}
