//! How the chapters make their intrinsics: constructors with prototypes, namespaces, prototypes of built-in iterators;
//! and the checks of receivers that most builtins begin with.
use ogive_vm::{Arguments, Builtin, Gc, Inline, Intrinsic, JsResult, Kind, NativeFn, Object, PropertyKey, Realm, Thrown, Value, Vm, attrs};

/// A constructor and its prototype.
pub(crate) struct Class {
    /// `name` of the constructor.
    pub name: &'static str,
    /// `length` of the constructor.
    pub length: u8,
    /// Its code; `args.new_target()` is undefined for [[Call]].
    pub function: NativeFn,
    /// The constructor.
    pub constructor: Intrinsic,
    /// The prototype: made here unless the realm has it already.
    pub prototype: Intrinsic,
    /// The constructor's [[Prototype]].
    pub parent: Intrinsic,
    /// The prototype's [[Prototype]].
    pub parent_prototype: Intrinsic,
    /// Kind of the prototype.
    pub kind: Kind,
    /// Rows on the constructor.
    pub statics: &'static [Builtin],
    /// Rows on the prototype.
    pub methods: &'static [Builtin],
    /// What the optimizer expands calls and constructions of the constructor to.
    pub inline: Option<Inline>,
}
impl Class {
    /// A class with no parent but %Object%, whose prototype is an ordinary object.
    pub(crate) const fn new(name: &'static str, length: u8, function: NativeFn, constructor: Intrinsic, prototype: Intrinsic) -> Class {
        Class {
            name,
            length,
            function,
            constructor,
            prototype,
            parent: Intrinsic::FunctionPrototype,
            parent_prototype: Intrinsic::ObjectPrototype,
            kind: Kind::Object,
            statics: &[],
            methods: &[],
            inline: None,
        }
    }
    /// With rows on the constructor.
    pub(crate) const fn statics(mut self, rows: &'static [Builtin]) -> Class {
        self.statics = rows;
        self
    }
    /// With rows on the prototype.
    pub(crate) const fn methods(mut self, rows: &'static [Builtin]) -> Class {
        self.methods = rows;
        self
    }
    /// With an expansion of the constructor.
    pub(crate) const fn inline(mut self, inline: Inline) -> Class {
        self.inline = Some(inline);
        self
    }
    /// With a parent class.
    pub(crate) const fn extends(mut self, parent: Intrinsic, parent_prototype: Intrinsic) -> Class {
        self.parent = parent;
        self.parent_prototype = parent_prototype;
        self
    }
    /// With a prototype that is itself an object of a kind.
    pub(crate) const fn prototype_kind(mut self, kind: Kind) -> Class {
        self.kind = kind;
        self
    }

    /// Makes constructor and prototype and sets both intrinsics. Gives (constructor, prototype).
    pub(crate) fn make(&self, vm: &mut Vm, realm: Gc<Realm>) -> (Gc<Object>, Gc<Object>) {
        let prototype = match realm.intrinsic_value(self.prototype).as_object() {
            Some(prototype) => prototype,
            None => {
                let parent = vm.intrinsic_of(realm, self.parent_prototype);
                vm.new_kind(self.kind, parent.into())
            }
        };
        let name = vm.intern_str(self.name);
        let constructor = vm.new_native_in(realm, name.into(), self.length as u32, self.function, ogive_vm::object::flags::CONSTRUCTOR);
        vm.set_intrinsic(realm, self.prototype, prototype.into());
        vm.set_intrinsic(realm, self.constructor, constructor.into());
        if let Some(inline) = self.inline {
            vm.set_inline(self.function, inline);
        }
        if self.parent != Intrinsic::FunctionPrototype {
            let parent = vm.intrinsic_of(realm, self.parent);
            vm.ordinary_set_prototype_of(constructor, parent.into());
        }
        let (prototype_key, constructor_key) = (vm.names.prototype, vm.names.constructor);
        vm.define_own_builtin(constructor, prototype_key, prototype.into(), 0);
        vm.define_own_builtin(prototype, constructor_key, constructor.into(), attrs::HIDDEN);
        vm.define_builtins(realm, constructor, self.statics);
        vm.define_builtins(realm, prototype, self.methods);
        (constructor, prototype)
    }
}

/// An ordinary object with rows and a parent, set as an intrinsic: prototypes without constructor, namespace objects.
pub(crate) fn make_object(vm: &mut Vm, realm: Gc<Realm>, which: Intrinsic, parent: Intrinsic, tag: &str, rows: &[Builtin]) -> Gc<Object> {
    let parent = vm.intrinsic_of(realm, parent);
    let object = vm.new_kind(Kind::Object, parent.into());
    vm.set_intrinsic(realm, which, object.into());
    vm.define_builtins(realm, object, rows);
    if !tag.is_empty() {
        set_tag(vm, object, tag);
    }
    object
}

/// Defines @@toStringTag.
pub(crate) fn set_tag(vm: &mut Vm, object: Gc<Object>, tag: &str) {
    let key = PropertyKey::symbol(vm.symbols.to_string_tag);
    let tag = vm.intern_str(tag);
    vm.define_own_builtin(object, key, tag.into(), attrs::CONFIGURABLE);
}

/// Defines a constant: not writable, not enumerable, not configurable.
pub(crate) fn set_constant(vm: &mut Vm, object: Gc<Object>, name: &str, value: Value) {
    let key = vm.key(name);
    vm.define_own_builtin(object, key, value, 0);
}

/// Sets an intrinsic to the function that a property of a builtin object holds.
pub(crate) fn remember(vm: &mut Vm, realm: Gc<Realm>, which: Intrinsic, object: Gc<Object>, key: PropertyKey) {
    if let Ok(value) = vm.get(object, key) {
        vm.set_intrinsic(realm, which, value);
    }
}

/// new.target, or the TypeError of a constructor called as a function.
#[inline]
pub(crate) fn require_new(vm: &mut Vm, args: Arguments, name: &str) -> JsResult<Gc<Object>> {
    match args.new_target().as_object() {
        Some(new_target) => Ok(new_target),
        None => Err(vm.type_error(format!("Constructor {name} requires 'new'"))),
    }
}
/// new.target, or the function itself when it is called as a function.
#[inline]
pub(crate) fn new_target_or_callee(args: Arguments) -> Gc<Object> {
    args.new_target().as_object().unwrap_or_else(|| args.callee())
}

/// `this` as an object of a kind, for `method` (as in `Promise.prototype.then`).
#[inline]
pub(crate) fn this_of_kind(vm: &mut Vm, args: Arguments, kind: Kind, method: &str) -> JsResult<Gc<Object>> {
    match args.this().as_object() {
        Some(object) if object.kind() == kind => Ok(object),
        _ => Err(incompatible(vm, args.this(), method)),
    }
}
/// The TypeError of a receiver of the wrong sort.
#[cold]
pub(crate) fn incompatible(vm: &mut Vm, receiver: Value, method: &str) -> Thrown {
    let text = vm.display_string(receiver);
    vm.type_error(format!("Method {method} called on incompatible receiver {text}"))
}
/// The TypeError of a value that must be callable.
#[cold]
pub(crate) fn not_a_function(vm: &mut Vm, value: Value) -> Thrown {
    let text = vm.display_string(value);
    vm.type_error(format!("{text} is not a function"))
}
/// A callable value, or the TypeError.
#[inline]
pub(crate) fn require_callable(vm: &mut Vm, value: Value) -> JsResult<Value> {
    if is_callable(value) { Ok(value) } else { Err(not_a_function(vm, value)) }
}
/// 7.2.3 IsCallable
#[inline(always)]
pub(crate) fn is_callable(value: Value) -> bool {
    value.as_object().is_some_and(|o| o.is_callable())
}
/// 7.2.4 IsConstructor
#[inline(always)]
pub(crate) fn as_constructor(value: Value) -> Option<Gc<Object>> {
    value.as_object().filter(|o| o.is_constructor())
}

/// 7.3.36 [SetterThatIgnoresPrototypeProperties](https://tc39.es/ecma262/#sec-SetterThatIgnoresPrototypeProperties)
pub(crate) fn set_ignoring_prototype(vm: &mut Vm, this: Gc<Object>, home: Intrinsic, key: PropertyKey, value: Value) -> JsResult<()> {
    if this == vm.intrinsic(home) {
        return Err(vm.cannot_assign(this.into(), key));
    }
    match vm.get_own_property(this, key)? {
        None => vm.create_data_property_or_throw(this, key, value),
        Some(_) => vm.put(this, key, value),
    }
}

/// [get C \[ %Symbol.species% \]](https://tc39.es/ecma262/#sec-get-array-%symbol.species%) of every class that has one.
pub(crate) fn get_species(_: &mut Vm, args: Arguments) -> JsResult<Value> {
    Ok(args.this())
}

/// Defines `alias` as a method that is the same function as the own method `name`.
pub(crate) fn define_alias(vm: &mut Vm, object: Gc<Object>, alias: PropertyKey, name: &str) {
    let key = vm.key(name);
    if let Ok(function) = vm.get(object, key) {
        vm.define_own_builtin(object, alias, function, attrs::HIDDEN);
    }
}
