//! ECMAScript function objects: closures, classes, their lazy properties, bound functions, names.
//!
//! A closure starts without own properties: its shape has `LAZY_PROPERTIES`, and `length`, `name` and `prototype` are made when
//! something asks for one of them or lists, adds or deletes own properties. Internal fields: `call::function_field`.
use crate::call::{bound_field, code_of, function_field};
use crate::cells::Kind;
use crate::code_block::CodeBlock;
use crate::key::PropertyKey;
use crate::object::{Object, flags as object_flags};
use crate::realm::{Intrinsic, Realm};
use crate::shape::{Shape, attrs, flags as shape_flags};
use crate::value::Value;
use crate::vm::{JsResult, Vm};
use ogive_bytecode::{FunctionKind, FunctionTemplate};
use ogive_gc::Gc;

/// The intrinsic that closures of a template have as prototype.
fn prototype_of_closures(template: &FunctionTemplate) -> Intrinsic {
    match (template.is_generator(), template.is_async()) {
        (false, false) => Intrinsic::FunctionPrototype,
        (true, false) => Intrinsic::GeneratorFunctionPrototype,
        (false, true) => Intrinsic::AsyncFunctionPrototype,
        (true, true) => Intrinsic::AsyncGeneratorFunctionPrototype,
    }
}

/// The object flags of closures of a template.
pub fn flags_of_closures(template: &FunctionTemplate) -> u8 {
    let mut flags = object_flags::CALLABLE;
    if template.is_constructor() {
        flags |= object_flags::CONSTRUCTOR;
    }
    if matches!(template.kind, FunctionKind::ClassConstructor | FunctionKind::DerivedConstructor) {
        flags |= object_flags::CLASS;
    }
    flags
}

impl Vm {
    /// The shape that closures of a code block start with.
    fn closure_shape(&mut self, block: Gc<CodeBlock>) -> Gc<Shape> {
        if let Some(shape) = block.closure_shape.get() {
            return shape;
        }
        let which = prototype_of_closures(block.template());
        let prototype = self.intrinsic_of(block.realm, which);
        let shape = self.root_shape(Kind::Function, prototype.into());
        block.closure_shape.set(Some(shape));
        self.heap.barrier(block);
        shape
    }

    /// 10.2.3 OrdinaryFunctionCreate: a closure over `env` (an internal environment, or undefined).
    pub fn new_function_of_block(&mut self, block: Gc<CodeBlock>, env: Value) -> Gc<Object> {
        let shape = self.closure_shape(block);
        self.new_closure_with_shape(block, env, shape)
    }
    /// A closure of nested function `index` of a code block.
    pub fn new_closure(&mut self, block: Gc<CodeBlock>, index: u32, env: Value) -> Gc<Object> {
        let nested = self.nested_block(block, index as usize);
        self.new_function_of_block(nested, env)
    }

    /// A closure with another prototype than its kind's intrinsic one (classes, `new.target` of dynamic functions).
    pub fn new_closure_with_prototype(&mut self, block: Gc<CodeBlock>, env: Value, prototype: Value) -> Gc<Object> {
        let shape = self.root_shape(Kind::Function, prototype);
        self.new_closure_with_shape(block, env, shape)
    }

    fn new_closure_with_shape(&mut self, block: Gc<CodeBlock>, env: Value, shape: Gc<Shape>) -> Gc<Object> {
        let f = self.new_object_with_shape(shape);
        f.set_field_no_barrier(function_field::CODE, Value::internal(block));
        f.set_field_no_barrier(function_field::ENV, env);
        self.heap.barrier(f);
        f.set_flag(flags_of_closures(block.template()));
        f
    }

    /// Is this one of the keys that a lazy function may not have yet?
    #[inline]
    pub fn is_lazy_function_key(&self, key: PropertyKey) -> bool {
        key == self.names.length || key == self.names.name || key == self.names.prototype
    }

    /// Makes `length`, `name` and `prototype` of a closure, if that has not happened.
    pub fn materialize_lazy_properties(&mut self, function: Gc<Object>) {
        if !function.shape().has(shape_flags::LAZY_PROPERTIES) {
            return;
        }
        let template = code_of(function).template().clone();
        let name = self.intern_wtf8(&template.name).into();
        let prototype = self.lazy_prototype(function, &template);
        self.materialize_with(function, name, prototype);
    }

    /// The initial `prototype` property, for those that have one: value and attributes.
    fn lazy_prototype(&mut self, function: Gc<Object>, template: &FunctionTemplate) -> Option<(Value, u8)> {
        let realm = code_of(function).realm;
        if template.is_generator() {
            let which = if template.is_async() { Intrinsic::AsyncGeneratorPrototype } else { Intrinsic::GeneratorPrototype };
            let parent = self.intrinsic_of(realm, which);
            let prototype = self.new_object_with_prototype(parent.into());
            return Some((prototype.into(), attrs::WRITABLE));
        }
        if template.kind != FunctionKind::Normal || !template.is_constructor() {
            return None;
        }
        let parent = self.intrinsic_of(realm, Intrinsic::ObjectPrototype);
        let prototype = self.new_object_with_prototype(parent.into());
        let key = self.names.constructor;
        self.add_property(prototype, key, function.into(), attrs::HIDDEN);
        Some((prototype.into(), attrs::WRITABLE))
    }

    fn materialize_with(&mut self, function: Gc<Object>, name: Value, prototype: Option<(Value, u8)>) {
        let length = Value::from(code_of(function).template().length);
        self.leave_lazy_shape(function);
        let (length_key, name_key, prototype_key) = (self.names.length, self.names.name, self.names.prototype);
        self.add_property(function, length_key, length, attrs::CONFIGURABLE);
        self.add_property(function, name_key, name, attrs::CONFIGURABLE);
        if let Some((prototype, attributes)) = prototype {
            self.add_property(function, prototype_key, prototype, attributes);
        }
    }

    /// Replaces a lazy function's shape by one without the flag.
    fn leave_lazy_shape(&mut self, function: Gc<Object>) {
        let shape = function.shape();
        let plain = shape.flags.get() == shape_flags::LAZY_PROPERTIES && shape.property_count() == 0;
        if plain {
            let next = self.materialized_root(shape);
            return self.set_shape(function, next);
        }
        self.make_unique(function);
        let shape = self.before_unique_change(function);
        shape.flags.set(shape.flags.get() & !shape_flags::LAZY_PROPERTIES);
    }

    /// The root shape of functions with that prototype whose properties are made.
    fn materialized_root(&mut self, lazy: Gc<Shape>) -> Gc<Shape> {
        const MATERIALIZED: u8 = 0x80;
        let key = (Kind::Function as u8 | MATERIALIZED, lazy.prototype().bits());
        if let Some(&shape) = self.root_shapes.get(&key) {
            return shape;
        }
        let shape = self.new_root_shape(Kind::Function, lazy.prototype(), lazy.inline_capacity(), 0);
        self.root_shapes.insert(key, shape);
        shape
    }

    /// 15.7.14 ClassDefinitionEvaluation, steps 5–17: constructor and prototype object. `heritage`: the hole for none.
    pub(crate) fn new_class(&mut self, block: Gc<CodeBlock>, env: Value, heritage: Value) -> JsResult<(Gc<Object>, Gc<Object>)> {
        let realm = self.realm();
        let (prototype_parent, constructor_parent) = if heritage.is_hole() {
            (self.intrinsic_of(realm, Intrinsic::ObjectPrototype).into(), self.intrinsic_of(realm, Intrinsic::FunctionPrototype))
        } else if heritage.is_null() {
            (Value::NULL, self.intrinsic_of(realm, Intrinsic::FunctionPrototype))
        } else {
            let Some(parent) = heritage.as_object().filter(|o| o.is_constructor()) else {
                let text = self.describe_for_error(heritage);
                return Err(self.type_error(format!("Class extends value {text} is not a constructor or null")));
            };
            let prototype = self.get(parent, self.names.prototype)?;
            if !prototype.is_object() && !prototype.is_null() {
                let text = self.describe_for_error(prototype);
                return Err(self.type_error(format!("Class extends value does not have valid prototype property {text}")));
            }
            (prototype, parent)
        };
        let prototype = self.new_object_with_prototype(prototype_parent);
        let constructor = self.new_closure_with_prototype(block, env, constructor_parent.into());
        self.set_field(constructor, function_field::HOME, prototype.into());
        let name = self.intern_wtf8(&block.template().name).into();
        self.materialize_with(constructor, name, Some((prototype.into(), 0)));
        let key = self.names.constructor;
        self.add_property(prototype, key, constructor.into(), attrs::HIDDEN);
        Ok((constructor, prototype))
    }

    /// The name that 10.2.9 SetFunctionName gives for a key.
    pub fn function_name_of_key(&mut self, key: PropertyKey, prefix: &str) -> Value {
        let name = match key.as_symbol() {
            Some(symbol) => match symbol.description() {
                None => self.empty_string(),
                Some(description) if symbol.is_private() => description,
                Some(description) => {
                    let (open, close) = (self.single_chars[b'[' as usize], self.single_chars[b']' as usize]);
                    let opened = self.concat(open, description).unwrap_or(open);
                    self.concat(opened, close).unwrap_or(opened)
                }
            },
            None => self.key_to_value(key).as_string().unwrap_or(self.names.empty),
        };
        if prefix.is_empty() {
            return name.into();
        }
        let prefix = self.new_string(&format!("{prefix} "));
        self.concat(prefix, name).unwrap_or(prefix).into()
    }

    /// 10.2.9 SetFunctionName
    pub fn set_function_name(&mut self, function: Gc<Object>, key: PropertyKey, prefix: &str) {
        let name = self.function_name_of_key(key, prefix);
        if function.kind() == Kind::Function {
            self.materialize_lazy_properties(function);
        }
        let key = self.names.name;
        self.define_own_builtin(function, key, name, attrs::CONFIGURABLE);
    }

    /// As [`Vm::set_function_name`], for an anonymous function or class; a class's own static `name` stays.
    pub(crate) fn set_anonymous_function_name(&mut self, function: Gc<Object>, key: PropertyKey, prefix: &str) {
        if function.kind() == Kind::Function {
            self.materialize_lazy_properties(function);
        }
        let current = function.shape().lookup(self.names.name);
        let is_default = current.is_none_or(|entry| {
            let value = function.slot(function.shape(), entry.slot);
            entry.attrs == attrs::CONFIGURABLE && value.as_string().is_some_and(|s| s.is_empty())
        });
        if is_default {
            self.set_function_name(function, key, prefix);
        }
    }

    /// 10.4.1.3 BoundFunctionCreate; `length` and `name` are the caller's.
    pub fn new_bound_function(&mut self, target: Gc<Object>, this: Value, args: &[Value]) -> JsResult<Gc<Object>> {
        let prototype = self.get_prototype_of(target)?;
        let bound = self.new_kind(Kind::BoundFunction, prototype);
        bound.set_flag(object_flags::CALLABLE | if target.is_constructor() { object_flags::CONSTRUCTOR } else { 0 });
        self.set_field(bound, bound_field::TARGET, target.into());
        self.set_field(bound, bound_field::THIS, this);
        if !args.is_empty() {
            let Some(elements) = self.new_elements(args.len() as u32, args) else { return Err(self.out_of_memory()) };
            self.set_field(bound, bound_field::ARGUMENTS, Value::internal(elements));
        }
        Ok(bound)
    }

    /// The shape of the objects that `new` makes for this new.target, when that takes no script to find out.
    pub(crate) fn instance_shape(&mut self, new_target: Gc<Object>) -> Option<Gc<Shape>> {
        if new_target.kind() != Kind::Function {
            return None;
        }
        self.materialize_lazy_properties(new_target);
        let shape = new_target.shape();
        let entry = shape.lookup(self.names.prototype).filter(|e| e.attrs & attrs::ACCESSOR == 0)?;
        let prototype = new_target.slot(shape, entry.slot).as_object()?;
        Some(self.constructed_shape(prototype))
    }

    /// 10.2.5 MakeConstructor's inverse question: is this a function made from source text? Then its text.
    pub fn function_source(&self, function: Gc<Object>) -> Option<std::sync::Arc<FunctionTemplate>> {
        (function.kind() == Kind::Function).then(|| code_of(function).template().clone()).filter(|template| !template.source.library)
    }
    /// The home object (`super`), or undefined.
    pub(crate) fn home_object(&self, function: Gc<Object>) -> Value {
        if function.kind() == Kind::Function { function.field(function_field::HOME) } else { Value::UNDEFINED }
    }
    /// The realm a function belongs to, for those that surely have one.
    pub fn realm_of_function(&self, function: Gc<Object>) -> Option<Gc<Realm>> {
        (function.kind() == Kind::Function).then(|| code_of(function).realm)
    }
}
