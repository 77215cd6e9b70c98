//! Calls: from Rust into JavaScript and natives, and the part of the call sequence that the interpreter shares.
//!
//! A call is described by its *window*: words 0 (callee), 7 (`this`) and the arguments from 8 on are in place (`frame.rs` of the
//! bytecode crate), and the window lies at or above every word of the stack that is in use.
//!
//! Invariants:
//! - W1: a window below `vm.top`, or within the running JavaScript frame's window, is scanned by the collector; whoever builds one
//!   elsewhere sets `vm.top` above it first.
//! - W2: `vm.call`, `vm.construct` and native calls leave `vm.frame` and `vm.top` as they found them. While a JavaScript frame runs,
//!   `vm.top` is not above its window, but for the time an instruction builds a window there.
use crate::cells::Kind;
use crate::code_block::{CodeBlock, call_flags};
use crate::interpreter;
use crate::object::Object;
use crate::realm::{Intrinsic, Realm};
use crate::stack::{Arguments, Frame, frame_flags};
use crate::value::Value;
use crate::vm::{JsResult, Thrown, Vm};
use ogive_bytecode::frame;
use ogive_gc::Gc;

/// What entering a window has led to.
pub(crate) enum Entered {
    /// A native function, or a function's machine code, has run: its result.
    Done(Value),
    /// A JavaScript frame has been pushed: it is `vm.frame`, to be run.
    Pushed,
}

/// Internal fields of functions (`Kind::Function`).
pub mod function_field {
    /// The code block.
    pub const CODE: usize = 0;
    /// The environment closed over, or undefined.
    pub const ENV: usize = 1;
    /// The home object, or undefined.
    pub const HOME: usize = 2;
    /// A class constructor's field initializer, or undefined.
    pub const FIELDS: usize = 3;
}

/// Internal fields of bound functions.
pub mod bound_field {
    /// [[BoundTargetFunction]]
    pub const TARGET: usize = 0;
    /// [[BoundThis]]
    pub const THIS: usize = 1;
    /// [[BoundArguments]]: an internal `Elements` cell.
    pub const ARGUMENTS: usize = 2;
}

/// The code block of a `Kind::Function` object.
#[inline(always)]
pub(crate) fn code_of(function: Gc<Object>) -> Gc<CodeBlock> {
    debug_assert!(function.kind() == Kind::Function);
    // SAFETY: a function's first internal field is its code block (`function.rs`).
    unsafe { Gc::from_addr(function.field(function_field::CODE).payload()) }
}

impl Vm {
    /// 7.2.3 IsCallable
    #[inline]
    pub fn is_callable(&self, value: Value) -> bool {
        value.as_object().is_some_and(|o| o.is_callable())
    }
    /// 7.2.4 IsConstructor
    #[inline]
    pub fn is_constructor(&self, value: Value) -> bool {
        value.as_object().is_some_and(|o| o.is_constructor())
    }

    /// The first word above everything in use.
    #[inline]
    pub(crate) fn free_window(&self) -> *mut Value {
        if !self.frame.is_null() {
            // SAFETY: F1.
            if let Some(code) = unsafe { Frame::from_raw(self.frame) }.code() {
                // SAFETY: within the mapping (L3).
                return unsafe { self.frame.add(code.register_count.get() as usize) };
            }
        }
        self.top
    }

    /// Writes a window for these arguments at the top of the stack and protects it. Restore `top` afterwards.
    fn build_window(&mut self, callee: Value, this: Value, args: &[Value]) -> JsResult<*mut Value> {
        let window = self.free_window();
        // SAFETY: checked against the limit; the arguments lie elsewhere (below, or in Rust memory).
        unsafe {
            let end = window.wrapping_add(frame::ARGS as usize + args.len());
            if end > self.stack_limit || end < window {
                return Err(self.stack_overflow());
            }
            *window.add(frame::CALLEE as usize) = callee;
            *window.add(frame::THIS as usize) = this;
            let to = window.add(frame::ARGS as usize);
            if args.len() <= 4 {
                for (i, arg) in args.iter().enumerate() {
                    // FAST: one load each, which is not made a wider one of two: the caller has just stored them one by one, and a wider load waits until the stores
                    // have left the store buffer. That was a third of a short call.
                    to.add(i).write(std::ptr::read_volatile(arg));
                }
            } else {
                std::ptr::copy(args.as_ptr(), to, args.len());
            }
            self.top = end;
        }
        Ok(window)
    }

    /// 7.3.14 Call
    pub fn call(&mut self, callee: Value, this: Value, args: &[Value]) -> JsResult<Value> {
        self.check_native_stack()?;
        let saved = (self.frame, self.top);
        let window = self.build_window(callee, this, args)?;
        let result = self.run_window(window, args.len());
        (self.frame, self.top) = saved;
        result
    }

    /// [[Call]] of a window, which may be longer than the running frame has room.
    pub(crate) fn call_forwarded(&mut self, window: *mut Value, argc: usize) -> JsResult<Value> {
        self.check_native_stack()?;
        let saved = (self.frame, self.top);
        self.top = window.wrapping_add(frame::ARGS as usize + argc);
        let result = self.run_window(window, argc);
        (self.frame, self.top) = saved;
        result
    }

    /// [[Call]] of a window, to its end. The caller restores frame and top.
    fn run_window(&mut self, window: *mut Value, argc: usize) -> JsResult<Value> {
        match self.enter(window, argc, frame_flags::ENTRY)? {
            Entered::Done(value) => Ok(value),
            // SAFETY: an entry frame has just been pushed.
            Entered::Pushed => unsafe { interpreter::run(self) },
        }
    }

    /// 7.3.15 Construct
    pub fn construct(&mut self, constructor: Gc<Object>, args: &[Value], new_target: Gc<Object>) -> JsResult<Gc<Object>> {
        self.check_native_stack()?;
        let saved = (self.frame, self.top);
        let window = self.build_window(constructor.into(), Value::UNDEFINED, args)?;
        let result = match self.enter_construct(window, args.len(), new_target, frame_flags::ENTRY) {
            Ok(Entered::Done(value)) => Ok(value),
            // SAFETY: an entry frame has just been pushed.
            Ok(Entered::Pushed) => unsafe { interpreter::run(self) },
            Err(thrown) => Err(thrown),
        };
        (self.frame, self.top) = saved;
        result.map(|value| value.as_object().expect("[[Construct]] gives an object"))
    }

    /// [[Call]] of a window; `flags` are those of the frame if one is pushed.
    pub(crate) fn enter(&mut self, window: *mut Value, argc: usize, flags: u32) -> JsResult<Entered> {
        let mut argc = argc;
        loop {
            // SAFETY: W1.
            let callee = unsafe { *window };
            let Some(function) = callee.as_object().filter(|f| f.is_callable()) else {
                return Err(self.not_callable(callee));
            };
            match function.kind() {
                Kind::Function => {
                    let top = self.top;
                    self.push_function(window, function, argc, Value::UNDEFINED, flags)?;
                    return self.pushed(function, top);
                }
                Kind::NativeFunction | Kind::Undetectable => return self.call_native(window, function, argc, Value::UNDEFINED).map(Entered::Done),
                Kind::BoundFunction => argc = self.unbind(window, function, argc, true)?,
                _ => {
                    // SAFETY: W1.
                    let (this, args) = unsafe { (*window.add(frame::THIS as usize), window_args(window, argc)) };
                    return self.in_native_frame(window, argc, |vm| vm.proxy_call(function, this, args)).map(Entered::Done);
                }
            }
        }
    }

    /// [[Construct]] of a window whose callee is a constructor.
    pub(crate) fn enter_construct(
        &mut self,
        window: *mut Value,
        argc: usize,
        new_target: Gc<Object>,
        flags: u32,
    ) -> JsResult<Entered> {
        let (mut argc, mut new_target) = (argc, new_target);
        loop {
            // SAFETY: W1.
            let callee = unsafe { *window };
            let Some(function) = callee.as_object().filter(|f| f.is_constructor()) else {
                return Err(self.not_a_constructor(callee));
            };
            match function.kind() {
                Kind::Function => {
                    let this = if code_of(function).has(call_flags::DERIVED) {
                        Value::HOLE
                    } else {
                        self.new_this(window, argc, new_target)?.into()
                    };
                    // SAFETY: W1.
                    unsafe { *window.add(frame::THIS as usize) = this };
                    let top = self.top;
                    self.push_function(window, function, argc, new_target.into(), flags | frame_flags::CONSTRUCT)?;
                    return self.pushed(function, top);
                }
                Kind::NativeFunction => {
                    // SAFETY: W1.
                    unsafe { *window.add(frame::THIS as usize) = Value::UNDEFINED };
                    return self.call_native(window, function, argc, new_target.into()).map(Entered::Done);
                }
                Kind::BoundFunction => {
                    if new_target == function
                        && let Some(target) = function.field(bound_field::TARGET).as_object()
                    {
                        new_target = target;
                    }
                    argc = self.unbind(window, function, argc, false)?;
                }
                _ => {
                    // SAFETY: W1.
                    let args = unsafe { window_args(window, argc) };
                    let made = self.in_native_frame(window, argc, |vm| vm.proxy_construct(function, args, new_target))?;
                    return Ok(Entered::Done(made.into()));
                }
            }
        }
    }

    /// A function's frame has been pushed: one with machine code is run at once, as a native function would be.
    #[inline]
    pub(crate) fn pushed(&mut self, function: Gc<Object>, top: *mut Value) -> JsResult<Entered> {
        if code_of(function).has(call_flags::MACHINE) {
            return self.run_as_native(top).map(Entered::Done);
        }
        Ok(Entered::Pushed)
    }

    /// 10.4.1.1: puts target, `this` and bound arguments of a bound function into the window. The new argument count.
    fn unbind(&mut self, window: *mut Value, bound: Gc<Object>, argc: usize, set_this: bool) -> JsResult<usize> {
        let elements = bound.field(bound_field::ARGUMENTS).as_internal::<crate::elements::Elements>();
        let extra = elements.map_or(&[][..], |e| {
            // SAFETY: the bound function keeps the cell alive, and it is never changed.
            unsafe { &*(e.values() as *const [Value]) }
        });
        // SAFETY: W1; room is checked.
        unsafe {
            let args = window.add(frame::ARGS as usize);
            if args.wrapping_add(argc + extra.len()) > self.stack_limit {
                return Err(self.stack_overflow());
            }
            std::ptr::copy(args, args.add(extra.len()), argc);
            std::ptr::copy_nonoverlapping(extra.as_ptr(), args, extra.len());
            *window = bound.field(bound_field::TARGET);
            if set_this {
                *window.add(frame::THIS as usize) = bound.field(bound_field::THIS);
            }
        }
        Ok(argc + extra.len())
    }

    /// Pushes a JavaScript frame on a window: it becomes `vm.frame`, its PC word at its first instruction.
    pub(crate) fn push_function(
        &mut self,
        window: *mut Value,
        function: Gc<Object>,
        argc: usize,
        new_target: Value,
        flags: u32,
    ) -> JsResult<()> {
        let block = code_of(function);
        if block.has(call_flags::CLASS | call_flags::COLD) {
            if block.has(call_flags::CLASS) && new_target.is_undefined() {
                return Err(self.class_without_new(function));
            }
            if block.has(call_flags::COLD) {
                self.in_native_frame(window, argc, |vm| vm.warm_up(block, function.field(function_field::ENV)))?;
            }
        }
        self.poll()?;
        block.budget.set(block.budget.get() - 1);
        if block.budget.get() < 0 {
            self.in_native_frame(window, argc, |vm| {
                vm.ask_tiers(block, None);
                Ok(())
            })?;
        }
        let size = (block.register_count.get() as usize).max(frame::ARGS as usize + argc);
        if window.wrapping_add(size) > self.stack_limit {
            return Err(self.stack_overflow());
        }
        // SAFETY: W1, the size has been checked, and the block is linked.
        unsafe { self.write_frame(window, function, argc, new_target, flags) };
        self.top = window;
        Ok(())
    }

    /// Fills in a frame's header and missing arguments, and makes it the running frame.
    ///
    /// # Safety
    /// W1; the function's code is linked; its window fits.
    pub(crate) unsafe fn write_frame(&mut self, window: *mut Value, function: Gc<Object>, argc: usize, new_target: Value, flags: u32) {
        let block = code_of(function);
        // SAFETY: the caller's promise.
        unsafe {
            *window.add(frame::CODE as usize) = Value(block.addr() as u64);
            *window.add(frame::CALLER as usize) = Value(self.frame as u64);
            *window.add(frame::PC as usize) = Value(block.units.get() as u64);
            *window.add(frame::ARGC as usize) = Value(argc as u64 | (flags as u64) << 32);
            *window.add(frame::NEW_TARGET as usize) = new_target;
            *window.add(frame::ENV as usize) = function.field(function_field::ENV);
            for i in argc..block.param_count as usize {
                *window.add(frame::ARGS as usize + i) = Value::UNDEFINED;
            }
        }
        self.frame = window;
    }

    /// Calls a native function on a window.
    #[inline]
    pub(crate) fn call_native(&mut self, window: *mut Value, function: Gc<Object>, argc: usize, new_target: Value) -> JsResult<Value> {
        let saved = self.push_native(window, argc);
        // SAFETY: W1.
        unsafe { *window.add(frame::NEW_TARGET as usize) = new_target };
        let native = Vm::native_function(function);
        // SAFETY: the frame has just been pushed (K2).
        let result = native(self, unsafe { Arguments::from_frame(window) });
        (self.frame, self.top) = saved;
        // A function may take long without a poll of its own, and its caller polls only now and then.
        if self.interrupt.is_requested() && result.is_ok() {
            self.poll_slow()?;
        }
        result
    }

    /// Makes a window a native frame; gives frame and top to restore.
    #[inline(always)]
    fn push_native(&mut self, window: *mut Value, argc: usize) -> (*mut Value, *mut Value) {
        let (saved, top) = (self.frame, self.top);
        let above = self.free_window();
        // SAFETY: W1.
        unsafe {
            *window.add(frame::CODE as usize) = Value(0);
            *window.add(frame::CALLER as usize) = Value(saved as u64);
            *window.add(frame::PC as usize) = Value(0);
            *window.add(frame::ARGC as usize) = Value(argc as u64);
            *window.add(frame::NEW_TARGET as usize) = Value::UNDEFINED;
            self.top = above.max(window.add(frame::ARGS as usize + argc));
        }
        self.frame = window;
        (saved, top)
    }

    /// Runs `body` while the window is protected as a native function's frame would be.
    pub(crate) fn in_native_frame<T>(&mut self, window: *mut Value, argc: usize, body: impl FnOnce(&mut Vm) -> JsResult<T>) -> JsResult<T> {
        let saved = self.push_native(window, argc);
        let result = body(self);
        (self.frame, self.top) = saved;
        result
    }

    /// The object that a base constructor initializes.
    fn new_this(&mut self, window: *mut Value, argc: usize, new_target: Gc<Object>) -> JsResult<Gc<Object>> {
        if let Some(shape) = self.instance_shape(new_target) {
            return Ok(self.new_object_with_shape(shape));
        }
        self.in_native_frame(window, argc, |vm| {
            vm.ordinary_create_from_constructor(new_target, Intrinsic::ObjectPrototype, Kind::Object)
        })
    }

    /// 10.1.13 OrdinaryCreateFromConstructor: an object of `kind`, internal fields undefined.
    pub fn ordinary_create_from_constructor(&mut self, constructor: Gc<Object>, default: Intrinsic, kind: Kind) -> JsResult<Gc<Object>> {
        let prototype = self.get_prototype_from_constructor(constructor, default)?;
        Ok(self.new_kind(kind, prototype.into()))
    }

    /// 10.1.14 GetPrototypeFromConstructor
    pub fn get_prototype_from_constructor(&mut self, constructor: Gc<Object>, default: Intrinsic) -> JsResult<Gc<Object>> {
        let prototype = self.get(constructor, self.names.prototype)?;
        if let Some(prototype) = prototype.as_object() {
            return Ok(prototype);
        }
        let realm = self.get_function_realm(constructor)?;
        Ok(self.intrinsic_of(realm, default))
    }

    /// 7.3.25 GetFunctionRealm
    pub fn get_function_realm(&mut self, object: Gc<Object>) -> JsResult<Gc<Realm>> {
        let mut object = object;
        loop {
            match object.kind() {
                Kind::Function => return Ok(code_of(object).realm),
                Kind::NativeFunction | Kind::Undetectable => {
                    let realm = object.field(crate::native::FIELD_REALM).as_internal::<Realm>();
                    return Ok(realm.unwrap_or_else(|| self.realm()));
                }
                Kind::BoundFunction => match object.field(bound_field::TARGET).as_object() {
                    Some(target) => object = target,
                    None => return Ok(self.realm()),
                },
                Kind::Proxy => object = self.proxy_target(object, "construct")?,
                _ => return Ok(self.realm()),
            }
        }
    }

    /// The TypeError of a call of something that has no [[Call]].
    #[cold]
    pub(crate) fn not_callable(&mut self, callee: Value) -> Thrown {
        let text = self.callee_text(callee);
        self.type_error(format!("{text} is not a function"))
    }
    /// The TypeError of `new` of something that has no [[Construct]].
    #[cold]
    pub(crate) fn not_a_constructor(&mut self, callee: Value) -> Thrown {
        let text = self.callee_text(callee);
        self.type_error(format!("{text} is not a constructor"))
    }
    #[cold]
    pub(crate) fn class_without_new(&mut self, function: Gc<Object>) -> Thrown {
        let block = code_of(function);
        let name = String::from_utf8_lossy(&block.template().name);
        let message = format!("Class constructor {name} cannot be invoked without 'new'");
        // 10.2.1 step 4: the callee's realm.
        self.throw_error_in(block.realm, crate::errors::ErrorKind::Type, &message)
    }
}

/// The arguments in a window.
///
/// # Safety
/// They stay in place and unused by others while the slice is (W1).
pub(crate) unsafe fn window_args<'a>(window: *mut Value, argc: usize) -> &'a [Value] {
    // SAFETY: the caller's promise.
    unsafe { std::slice::from_raw_parts(window.add(frame::ARGS as usize), argc) }
}
