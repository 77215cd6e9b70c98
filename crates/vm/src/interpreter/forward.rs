//! `f.call(…)` and `f.apply(…)`: the window of a call of %Function.prototype.call% or %Function.prototype.apply% becomes the window of the call
//! that they would make, which then needs no native frame between.
use crate::cells::Kind;
use crate::elements::kind;
use crate::object::Object;
use crate::realm::{Intrinsic, Realm};
use crate::value::Value;
use crate::vm::Vm;
use ogive_bytecode::frame;
use ogive_gc::Gc;

impl Vm {
    /// Rewrites a window whose callee, `native`, is `call` or `apply` of the realm: the new argument count. `None`: it is another
    /// function, or one of the cases that the native function is better at (all errors are).
    #[inline]
    pub(super) fn forward(&mut self, realm: Gc<Realm>, window: *mut Value, native: Gc<Object>, argc: usize) -> Option<usize> {
        if realm.intrinsic_value(Intrinsic::FunctionProtoApply) == Value::from(native) {
            self.forward_apply(window, argc)
        } else if realm.intrinsic_value(Intrinsic::FunctionProtoCall) == Value::from(native) {
            self.forward_call(window, argc)
        } else {
            None
        }
    }

    fn forward_call(&mut self, window: *mut Value, argc: usize) -> Option<usize> {
        // SAFETY: W1.
        unsafe {
            let (target, args) = (*window.add(frame::THIS as usize), window.add(frame::ARGS as usize));
            if !self.is_callable(target) {
                return None;
            }
            *window = target;
            *window.add(frame::THIS as usize) = if argc > 0 { *args } else { Value::UNDEFINED };
            std::ptr::copy(args.add(1), args, argc.saturating_sub(1));
        }
        Some(argc.saturating_sub(1))
    }

    /// Of `apply` of any realm.
    pub(crate) fn forward_apply(&mut self, window: *mut Value, argc: usize) -> Option<usize> {
        // SAFETY: W1; the room is checked, and the list's elements lie in the heap.
        unsafe {
            let (target, args) = (*window.add(frame::THIS as usize), window.add(frame::ARGS as usize));
            if !self.is_callable(target) || argc == 0 {
                return None;
            }
            let list = if argc > 1 { *args.add(1) } else { Value::UNDEFINED };
            let this = *args;
            let count = match list.as_object() {
                None if list.is_nullish() => 0,
                None => return None,
                Some(list) => {
                    let dense = list.kind() == Kind::Array
                        && list.elements_kind() <= kind::FROZEN
                        && list.elements_byte() & kind::HOLEY == 0
                        && list.elements().len() == self.array_length(list);
                    let count = if dense { list.elements().len() } else { self.plain_arguments_count(list)? };
                    if args.wrapping_add(count as usize) > self.stack_limit {
                        return None;
                    }
                    if dense {
                        std::ptr::copy_nonoverlapping(list.elements().values().as_ptr(), args, count as usize);
                    } else {
                        (0..count).for_each(|i| *args.add(i as usize) = self.argument_at(list, i));
                    }
                    count as usize
                }
            };
            *window = target;
            *window.add(frame::THIS as usize) = this;
            Some(count)
        }
    }
}
