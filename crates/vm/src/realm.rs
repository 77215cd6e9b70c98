//! Realms: a global object, a global lexical environment, and the intrinsic objects.
use crate::cells::{Kind, Traced};
use crate::env::Env;
use crate::key::PropertyKey;
use crate::object::Object;
use crate::shape::{Shape, attrs};
use crate::value::Value;
use crate::vm::Vm;
use ogive_gc::{Cell as GcCell, Gc, Header, Tracer};
use rustc_hash::FxHashMap;
use std::cell::{Cell, UnsafeCell};

macro_rules! intrinsics {
    ($($name:ident,)*) => {
        /// 6.1.7.4 well-known intrinsic objects, and others that the engine needs. Made on first use by the library.
        #[derive(Clone, Copy, PartialEq, Eq, Debug, Hash)]
        #[repr(u8)]
        pub enum Intrinsic { $(#[doc = concat!("%", stringify!($name), "%")] $name,)* }
        impl Intrinsic {
            /// All intrinsics.
            pub const ALL: &'static [Intrinsic] = &[$(Intrinsic::$name),*];
        }
    };
}
intrinsics! {
    Object, ObjectPrototype, Function, FunctionPrototype, Array, ArrayPrototype, ArrayIteratorPrototype, IteratorPrototype, Iterator,
    Boolean, BooleanPrototype, Number, NumberPrototype, String, StringPrototype, StringIteratorPrototype, Symbol, SymbolPrototype, BigInt, BigIntPrototype,
    Math, Json, Reflect, Atomics,
    Error, ErrorPrototype, TypeError, TypeErrorPrototype, RangeError, RangeErrorPrototype, ReferenceError, ReferenceErrorPrototype,
    SyntaxError, SyntaxErrorPrototype, EvalError, EvalErrorPrototype, UriError, UriErrorPrototype, AggregateError, AggregateErrorPrototype,
    SuppressedError, SuppressedErrorPrototype,
    Date, DatePrototype, RegExp, RegExpPrototype, RegExpStringIteratorPrototype, Map, MapPrototype, MapIteratorPrototype, Set, SetPrototype, SetIteratorPrototype,
    WeakMap, WeakMapPrototype, WeakSet, WeakSetPrototype, WeakRef, WeakRefPrototype, FinalizationRegistry, FinalizationRegistryPrototype,
    Promise, PromisePrototype, Proxy,
    ArrayBuffer, ArrayBufferPrototype, SharedArrayBuffer, SharedArrayBufferPrototype, DataView, DataViewPrototype, TypedArray, TypedArrayPrototype,
    Int8Array, Int8ArrayPrototype, Uint8Array, Uint8ArrayPrototype, Uint8ClampedArray, Uint8ClampedArrayPrototype, Int16Array, Int16ArrayPrototype,
    Uint16Array, Uint16ArrayPrototype, Int32Array, Int32ArrayPrototype, Uint32Array, Uint32ArrayPrototype, BigInt64Array, BigInt64ArrayPrototype,
    BigUint64Array, BigUint64ArrayPrototype, Float16Array, Float16ArrayPrototype, Float32Array, Float32ArrayPrototype, Float64Array, Float64ArrayPrototype,
    GeneratorFunction, GeneratorFunctionPrototype, GeneratorPrototype, AsyncGeneratorFunction, AsyncGeneratorFunctionPrototype, AsyncGeneratorPrototype,
    AsyncFunction, AsyncFunctionPrototype, AsyncIteratorPrototype, AsyncFromSyncIteratorPrototype, IteratorHelperPrototype, WrapForValidIteratorPrototype,
    ThrowTypeError, Eval, ArrayProtoValues, ArrayIteratorNext, StringIteratorNext, ArrayProtoToString, ObjectProtoToString, PromiseThen, PromiseResolve, MapIteratorNext, SetIteratorNext, GeneratorNext,
    FunctionProtoApply, FunctionProtoCall,
    DisposableStack, DisposableStackPrototype, AsyncDisposableStack, AsyncDisposableStackPrototype, ShadowRealm, ShadowRealmPrototype,
    ArrayProtoEvery, ArrayProtoFilter, ArrayProtoFind, ArrayProtoFindIndex, ArrayProtoFindLast, ArrayProtoFindLastIndex, ArrayProtoForEach, ArrayProtoMap,
    ArrayProtoReduce, ArrayProtoReduceRight, ArrayProtoSome,
    TypedArrayProtoEvery, TypedArrayProtoFilter, TypedArrayProtoFind, TypedArrayProtoFindIndex, TypedArrayProtoFindLast, TypedArrayProtoFindLastIndex,
    TypedArrayProtoForEach, TypedArrayProtoMap, TypedArrayProtoReduce, TypedArrayProtoReduceRight, TypedArrayProtoSome, MapProtoForEach, SetProtoForEach,
    AbstractModuleSource, AbstractModuleSourcePrototype, ForInIteratorPrototype, CallSitePrototype, Intl, Temporal, ParseInt, ParseFloat,
}

/// Global lexical bindings: names to slots of a growing set of one-slot environments, so that caches can hold a slot for ever.
#[derive(Default)]
pub(crate) struct GlobalLexicals {
    /// Name → (environment whose slot 0 is the binding, constant).
    pub(crate) map: FxHashMap<PropertyKey, (Gc<Env>, bool)>,
}

/// A realm cell.
#[repr(C)]
pub struct Realm {
    header: Header,
    pub(crate) global: Cell<Option<Gc<Object>>>,
    pub(crate) global_this: Cell<Value>,
    /// Shape of `{}`.
    pub object_shape: Cell<Gc<Shape>>,
    /// Shape of `[]`: length in slot 0.
    pub array_shape: Cell<Gc<Shape>>,
    /// Shape of { value, done } results: value in slot 0, done in slot 1.
    pub iterator_result_shape: Cell<Gc<Shape>>,
    /// Shape of the arrays that `exec` answers: length, index, input, groups in slots 0 to 3.
    pub(crate) match_shape: Cell<Gc<Shape>>,
    /// Shape of RegExp objects as %RegExp% and literals make them: lastIndex, an int so far, in slot 0. None before there is a prototype.
    pub(crate) regexp_shape: Cell<Option<Gc<Shape>>>,
    /// The last match; none before %RegExp% has been made.
    pub(crate) last_match: Cell<Option<Gc<crate::regexp::LastMatch>>>,
    /// Shape of fresh arguments objects of sloppy code: length in slot 0, @@iterator in slot 1, callee in slot 2; and of strict code, where
    /// callee is an accessor.
    pub(crate) arguments_shapes: [Cell<Gc<Shape>>; 2],
    /// The accessor of strict arguments objects, when there is one.
    pub(crate) arguments_callee: Cell<Value>,
    /// Shape of fresh built-in functions: length in slot 0, name in slot 1.
    pub(crate) native_shape: Cell<Gc<Shape>>,
    pub(crate) lexicals: UnsafeCell<Box<GlobalLexicals>>,
    pub(crate) intrinsics: [Cell<Value>; Intrinsic::ALL.len()],
    /// Whatever the host attaches.
    pub host: Cell<Value>,
}
// SAFETY: repr(C), begins with Header; traced below.
unsafe impl GcCell for Realm {
    const KIND: u8 = Kind::Realm as u8;
}
impl Traced for Realm {
    fn trace(&self, tracer: &mut Tracer) {
        if let Some(global) = self.global.get() {
            tracer.mark(global);
        }
        tracer.mark_word(self.global_this.get().bits());
        tracer.mark(self.object_shape.get());
        tracer.mark(self.array_shape.get());
        tracer.mark(self.iterator_result_shape.get());
        tracer.mark(self.match_shape.get());
        self.regexp_shape.get().into_iter().for_each(|shape| tracer.mark(shape));
        self.last_match.get().into_iter().for_each(|last| tracer.mark(last));
        self.arguments_shapes.iter().for_each(|shape| tracer.mark(shape.get()));
        tracer.mark_word(self.arguments_callee.get().bits());
        tracer.mark(self.native_shape.get());
        for (key, (env, _)) in &self.lexicals().map {
            tracer.mark_word(key.bits());
            tracer.mark(*env);
        }
        self.intrinsics.iter().for_each(|v| tracer.mark_word(v.get().bits()));
        tracer.mark_word(self.host.get().bits());
    }
    const FINALIZE: bool = true;
    fn finalize(&mut self) {
        // SAFETY: called once for a dead cell.
        unsafe { std::ptr::drop_in_place(self.lexicals.get()) }
    }
}
impl Realm {
    pub(crate) fn lexicals(&self) -> &GlobalLexicals {
        // SAFETY: one thread; mutable borrows are short.
        unsafe { &*self.lexicals.get() }
    }
    #[allow(clippy::mut_from_ref)]
    pub(crate) fn lexicals_mut(&self) -> &mut GlobalLexicals {
        // SAFETY: as above.
        unsafe { &mut *self.lexicals.get() }
    }
    /// The global object.
    pub fn global(&self) -> Gc<Object> {
        self.global.get().expect("set when the realm is made")
    }
    /// The global `this` value.
    pub fn global_this(&self) -> Value {
        self.global_this.get()
    }
    /// The shape of arguments objects of strict or sloppy code: `length` first.
    pub fn arguments_shape(&self, strict: bool) -> Gc<Shape> {
        self.arguments_shapes[strict as usize].get()
    }
    /// An intrinsic as it is: undefined if not made yet.
    #[inline(always)]
    pub fn intrinsic_value(&self, which: Intrinsic) -> Value {
        self.intrinsics[which as usize].get()
    }
}

impl Vm {
    /// A realm with %Object.prototype%, %Function.prototype% and an empty global object; the library fills in the rest.
    pub fn new_realm(&mut self) -> Gc<Realm> {
        let object_root = self.new_root_shape(Kind::Object, Value::NULL, 4, 0);
        let object_prototype = self.new_object_with_shape(object_root);
        self.make_prototype(object_prototype);
        let object_shape = self.root_shape(Kind::Object, object_prototype.into());
        let function_prototype_shape = self.new_root_shape(Kind::NativeFunction, object_prototype.into(), 3, 0);
        let function_prototype = self.new_object_with_shape(function_prototype_shape);
        self.make_prototype(function_prototype);
        let array_prototype_root = self.new_root_shape(Kind::Array, object_prototype.into(), 1, 0);
        let length = self.names.length;
        let array_prototype_shape = self.shape_with(array_prototype_root, length, attrs::WRITABLE);
        let array_prototype = self.new_object_with_shape(array_prototype_shape);
        self.set_slot_raw(array_prototype, array_prototype_shape, 0, Value::ZERO);
        self.make_prototype(array_prototype);
        let array_root = self.root_shape(Kind::Array, array_prototype.into());
        let array_shape = self.shape_with(array_root, length, attrs::WRITABLE);
        let (value, done) = (self.names.value, self.names.done);
        let result = self.shape_with(object_shape, value, attrs::ALL);
        let result = self.shape_with(result, done, attrs::ALL);
        let native = self.root_shape(Kind::NativeFunction, function_prototype.into());
        let native = self.shape_with(native, length, attrs::CONFIGURABLE);
        let native = self.shape_with(native, self.names.name, attrs::CONFIGURABLE);
        let arguments = self.root_shape(Kind::Arguments, object_prototype.into());
        let arguments = self.shape_with(arguments, length, attrs::HIDDEN);
        let arguments = self.shape_with(arguments, PropertyKey::symbol(self.symbols.iterator), attrs::HIDDEN);
        let sloppy_arguments = self.shape_with(arguments, self.names.callee, attrs::HIDDEN);
        let strict_arguments = self.shape_with(arguments, self.names.callee, attrs::ACCESSOR);
        // With room for `indices`, which one flag adds.
        let match_root = self.new_root_shape(Kind::Array, array_prototype.into(), 5, 0);
        let mut match_shape = self.shape_with(match_root, length, attrs::WRITABLE);
        for key in [self.names.index, self.names.input, self.names.groups] {
            match_shape = self.shape_with(match_shape, key, attrs::ALL);
        }
        // Slots that are stored to without asking admit anything.
        for promise in result.entries().chain(native.entries()).chain(match_shape.entries()).chain(sloppy_arguments.entries()).filter_map(|e| e.promise) {
            promise.header.set_shape(crate::shape::Promise::Any as u32);
        }
        let realm = self.heap.alloc(
            0,
            Realm {
                header: Header::new(Realm::KIND, 0),
                global: Cell::new(None),
                global_this: Cell::new(Value::UNDEFINED),
                object_shape: Cell::new(object_shape),
                array_shape: Cell::new(array_shape),
                iterator_result_shape: Cell::new(result),
                match_shape: Cell::new(match_shape),
                regexp_shape: Cell::new(None),
                last_match: Cell::new(None),
                arguments_shapes: [Cell::new(sloppy_arguments), Cell::new(strict_arguments)],
                arguments_callee: Cell::new(Value::UNDEFINED),
                native_shape: Cell::new(native),
                lexicals: UnsafeCell::default(),
                intrinsics: [const { Cell::new(Value::UNDEFINED) }; Intrinsic::ALL.len()],
                host: Cell::new(Value::UNDEFINED),
            },
        );
        self.set_intrinsic(realm, Intrinsic::ObjectPrototype, object_prototype.into());
        self.set_intrinsic(realm, Intrinsic::FunctionPrototype, function_prototype.into());
        self.set_intrinsic(realm, Intrinsic::ArrayPrototype, array_prototype.into());
        self.set_field(function_prototype, crate::native::FIELD_REALM, Value::internal(realm));
        fn nothing(_: &mut Vm, _: crate::stack::Arguments) -> crate::vm::JsResult<Value> {
            Ok(Value::UNDEFINED)
        }
        self.set_raw_field(function_prototype, crate::native::FIELD_FUNCTION, nothing as *const () as u64);
        function_prototype.set_flag(crate::object::flags::CALLABLE);
        // Field 1 of a global object names its realm: lazily made builtins need it.
        let global = self.new_kind(Kind::Host, object_prototype.into());
        self.set_field(global, 1, Value::internal(realm));
        self.make_unique(global);
        realm.global.set(Some(global));
        realm.global_this.set(global.into());
        if self.base_realm.is_none() {
            self.base_realm = Some(realm);
        }
        realm
    }
    /// Sets an intrinsic.
    pub fn set_intrinsic(&mut self, realm: Gc<Realm>, which: Intrinsic, value: Value) {
        realm.intrinsics[which as usize].set(value);
        self.heap.barrier(realm);
    }
    /// An intrinsic object of the current realm, made now if need be.
    #[inline]
    pub fn intrinsic(&mut self, which: Intrinsic) -> Gc<Object> {
        let realm = self.realm();
        self.intrinsic_of(realm, which)
    }
    /// An intrinsic object of a realm, made now if need be.
    #[inline]
    pub fn intrinsic_of(&mut self, realm: Gc<Realm>, which: Intrinsic) -> Gc<Object> {
        match realm.intrinsic_value(which).as_object() {
            Some(object) => object,
            None => self.make_intrinsic(realm, which),
        }
    }
    #[cold]
    fn make_intrinsic(&mut self, realm: Gc<Realm>, which: Intrinsic) -> Gc<Object> {
        let library = self.options.library;
        (library.make_intrinsic)(self, realm, which);
        realm.intrinsic_value(which).as_object().unwrap_or_else(|| panic!("the library does not make {which:?}"))
    }
    /// Makes a realm the one in which code without a frame runs.
    pub fn set_base_realm(&mut self, realm: Gc<Realm>) {
        self.base_realm = Some(realm);
    }
    /// Sets a realm's global object and `this`.
    pub fn set_global(&mut self, realm: Gc<Realm>, global: Gc<Object>, this: Value) {
        realm.global.set(Some(global));
        realm.global_this.set(this);
        self.heap.barrier(realm);
    }
}
