//! Making things: environments, objects, arrays, closures, classes, arguments, template objects, regular expressions.
use super::at::At;
use crate::call::function_field;
use crate::env::Env;
use crate::ic::Action;
use crate::key::PropertyKey;
use crate::object::Object;
use crate::shape::{Shape, attrs, shape_id};
use crate::value::Value;
use crate::vm::{JsResult, Vm};
use ogive_bytecode::{BindingKind, Constant, Literal, frame};
use ogive_gc::Gc;

// ---- environments ---------------------------------------------------------------------------------------------------

/// `CreateEnv`
#[inline(never)]
pub(super) fn env(vm: &mut Vm, at: At) -> JsResult<()> {
    vm.enter_at(at);
    let env = vm.new_scope_env(at.code(), at.i24() as u32, at.reg(at.c()));
    at.set(at.b(), Value::internal(env));
    Ok(())
}

impl Vm {
    /// An environment of a scope of a code block, its slots as not yet initialized.
    pub(crate) fn new_scope_env(&mut self, block: Gc<crate::code_block::CodeBlock>, scope: u32, parent: Value) -> Gc<Env> {
        let code = block.code().expect("linked");
        let bindings = &code.scopes[scope as usize].bindings;
        let len = bindings.len() as u32;
        let env = self.new_env(Some(block), scope, parent, len, Value::UNDEFINED);
        let bindings = &block.code().expect("linked").scopes[scope as usize].bindings;
        for (i, binding) in bindings.iter().enumerate() {
            if matches!(binding.kind, BindingKind::Let | BindingKind::Const | BindingKind::Internal) {
                env.set_no_barrier(i as u32, Value::HOLE);
            }
        }
        env
    }
}

/// `CloneEnv`
#[inline(never)]
pub(super) fn clone_env(vm: &mut Vm, at: At) -> JsResult<()> {
    vm.enter_at(at);
    let old = at.reg(at.b()).as_internal::<Env>().expect("an environment");
    let env = vm.new_env(old.code, old.scope, old.parent.get(), old.len(), Value::UNDEFINED);
    for i in 0..old.len() {
        env.set_no_barrier(i, old.get(i));
    }
    at.set(at.a(), Value::internal(env));
    Ok(())
}

// ---- objects --------------------------------------------------------------------------------------------------------

/// `NewObject`
#[inline(never)]
pub(super) fn object(vm: &mut Vm, at: At) -> JsResult<()> {
    vm.enter_at(at);
    let shape = at.code().realm.object_shape.get();
    let object = vm.new_object_with_shape(shape);
    at.set(at.a(), object.into());
    Ok(())
}

/// `NewObjectFrom`: the site's cache has the final shape.
#[inline(never)]
pub(super) fn object_from(vm: &mut Vm, at: At) -> JsResult<()> {
    vm.enter_at(at);
    let site = at.i24();
    let shape = match at.ic(site) {
        // SAFETY: the cache keeps the shape alive.
        Some(ic) if ic.next != 0 => unsafe { crate::ic::shape_from_id(at.code().addr(), ic.next) },
        _ => {
            let shape = literal_shape(vm, at, site);
            if let Some(ic) = at.ic(site) {
                ic.action = Action::Call;
                ic.next = shape_id(shape);
                let block = at.code();
                vm.heap.barrier(block);
            }
            shape
        }
    };
    let count = shape.slot_count.get();
    let object = vm.new_object_with_shape(shape);
    for (entry, &value) in shape.entries().zip(at.run(at.c(), count as usize)) {
        let value = match entry.promise {
            Some(promise) => vm.admit(promise, value),
            None => value,
        };
        vm.set_slot_raw(object, shape, entry.slot, value);
    }
    at.set(at.b(), object.into());
    Ok(())
}

/// The shape of an object literal: a root with room for all its keys, then one transition for each.
fn literal_shape(vm: &mut Vm, at: At, site: i32) -> Gc<Shape> {
    let keys: &[u32] = match at.raw_constant(at.site(site).name) {
        Constant::ObjectShape(keys) => keys,
        _ => &[],
    };
    let plain = at.code().realm.object_shape.get();
    let mut shape = vm.object_root(plain.prototype(), keys.len());
    for &key in keys {
        let key = PropertyKey::from_bits(at.constant(key).bits());
        shape = vm.shape_with(shape, key, attrs::ALL);
    }
    shape
}

impl Vm {
    /// The root shape of ordinary objects with a prototype that will have about `count` properties.
    pub(crate) fn object_root(&mut self, prototype: Value, count: usize) -> Gc<Shape> {
        let plain = self.root_shape(crate::cells::Kind::Object, prototype);
        if count <= plain.inline_capacity() as usize {
            return plain;
        }
        // An object's size is rounded to 16 bytes: three words before an odd number of slots.
        let capacity = (count | 1).min(63) as u8;
        let key = (capacity | 0x80, prototype.bits() ^ 1);
        if let Some(&shape) = self.root_shapes.get(&key) {
            return shape;
        }
        let shape = self.new_root_shape(crate::cells::Kind::Object, prototype, capacity, 0);
        self.root_shapes.insert(key, shape);
        shape
    }
}

// ---- arrays ---------------------------------------------------------------------------------------------------------

/// `NewArray`
#[inline(never)]
pub(super) fn array(vm: &mut Vm, at: At) -> JsResult<()> {
    vm.enter_at(at);
    let array = vm.new_array_from(at.run(at.b(), at.c() as usize));
    if let Some(ic) = at.ic(at.wide_i()) {
        ic.action = Action::Elements;
        ic.offset |= super::element::kinds_met(array);
    }
    at.set(at.a(), array.into());
    Ok(())
}

/// `NewArrayConst`
#[inline(never)]
pub(super) fn array_const(vm: &mut Vm, at: At) -> JsResult<()> {
    vm.enter_at(at);
    let constant = at.i() as u32;
    let block = at.code();
    let cached = block.cold().boilerplates.iter().find(|(i, _)| *i == constant).map(|(_, v)| *v);
    let boilerplate = match cached.and_then(Value::as_object) {
        Some(boilerplate) => boilerplate,
        None => {
            let made = literal_array(vm, at.raw_constant(constant));
            block.cold_mut().boilerplates.push((constant, made.into()));
            vm.heap.barrier(block);
            made
        }
    };
    let array = vm.new_array_from(boilerplate.elements().values());
    at.set(at.a(), array.into());
    Ok(())
}

fn literal_array(vm: &mut Vm, constant: &Constant) -> Gc<Object> {
    let Constant::Elements(literals) = constant else { return vm.new_array_from(&[]) };
    let mut values = ogive_gc::RootVec::with_capacity(&vm.heap, literals.len());
    for literal in literals {
        let value = match literal {
            None => Value::HOLE,
            Some(Literal::Int(i)) => Value::int(*i),
            Some(Literal::Number(d)) => Value::number(*d),
            Some(Literal::String(s)) => vm.intern_wtf8(s).into(),
            Some(Literal::Special(s)) => Value::special(*s as u64),
        };
        values.push(value.bits());
    }
    vm.new_array_from(values_of(&values))
}

/// The words of a rooted vector as Values.
pub(crate) fn values_of(words: &[u64]) -> &[Value] {
    // SAFETY: Value is a transparent u64.
    unsafe { std::slice::from_raw_parts(words.as_ptr() as *const Value, words.len()) }
}

/// `ArrayAppend`
#[inline(never)]
pub(super) fn array_append(vm: &mut Vm, at: At) -> JsResult<()> {
    vm.enter_at(at);
    let array = at.reg(at.a()).as_object().expect("an array being built");
    vm.array_push(array, at.reg(at.b()))
}

// ---- literals that are objects ------------------------------------------------------------------------------------------

/// `NewRegExp`
#[inline(never)]
pub(super) fn regexp(vm: &mut Vm, at: At) -> JsResult<()> {
    vm.enter_at(at);
    let constant = at.i() as u32;
    let block = at.code();
    // FAST: the first object made here, which no script gets to see, has the compiled pattern.
    let cached = block.cold().boilerplates.iter().find(|(i, _)| *i == constant).and_then(|(_, v)| v.as_object());
    let regexp = match cached.and_then(|boilerplate| vm.clone_regexp(boilerplate)) {
        Some(regexp) => regexp,
        None => {
            let Constant::RegExp(pattern, flags) = at.raw_constant(constant) else { return Ok(()) };
            let (pattern, flags) = (vm.intern_wtf8(pattern), vm.intern_wtf8(flags));
            let made = vm.new_regexp_literal(pattern, flags)?;
            if cached.is_none() {
                block.cold_mut().boilerplates.push((constant, made.into()));
                vm.heap.barrier(block);
            }
            vm.clone_regexp(made).unwrap_or(made)
        }
    };
    at.set(at.a(), regexp.into());
    Ok(())
}

/// `GetTemplateObject`: 13.2.8.4.
#[inline(never)]
pub(super) fn template_object(vm: &mut Vm, at: At) -> JsResult<()> {
    vm.enter_at(at);
    let constant = at.i() as u32;
    let block = at.code();
    if let Some((_, template)) = block.cold().templates.iter().find(|(i, _)| *i == constant) {
        at.set(at.a(), *template);
        return Ok(());
    }
    let Constant::Template(parts) = at.raw_constant(constant) else { return Ok(()) };
    let mut cooked = ogive_gc::RootVec::with_capacity(&vm.heap, parts.len());
    let mut raw = ogive_gc::RootVec::with_capacity(&vm.heap, parts.len());
    for (c, r) in parts {
        let c = c.as_ref().map_or(Value::UNDEFINED, |c| vm.intern_wtf8(c).into());
        cooked.push(c.bits());
        raw.push(Value::from(vm.intern_wtf8(r)).bits());
    }
    let cooked = vm.new_array_from(values_of(&cooked));
    let raw = vm.new_array_from(values_of(&raw));
    vm.freeze_template(raw);
    let key = vm.names.raw;
    vm.add_property(cooked, key, raw.into(), 0);
    vm.freeze_template(cooked);
    block.cold_mut().templates.push((constant, cooked.into()));
    vm.heap.barrier(block);
    at.set(at.a(), cooked.into());
    Ok(())
}

impl Vm {
    fn freeze_template(&mut self, array: Gc<Object>) {
        let _ = self.prevent_extensions(array);
        self.restrict_own_properties(array, true);
    }
}

// ---- functions ------------------------------------------------------------------------------------------------------

/// `NewClosure`
#[inline(never)]
pub(super) fn closure(vm: &mut Vm, at: At) -> JsResult<()> {
    vm.enter_at(at);
    let closure = vm.new_closure(at.code(), at.i24() as u32, at.reg(at.c()));
    at.set(at.b(), closure.into());
    Ok(())
}

/// `NewClass`
#[inline(never)]
pub(super) fn class(vm: &mut Vm, at: At) -> JsResult<()> {
    vm.enter_at(at);
    let block = vm.nested_block(at.code(), at.i24() as usize);
    let (constructor, prototype) = vm.new_class(block, at.reg(at.c()), at.reg(at.b()))?;
    at.set(at.b(), constructor.into());
    at.set(at.b() + 1, prototype.into());
    Ok(())
}

/// `SetFieldInitializer`
#[inline(never)]
pub(super) fn set_field_initializer(vm: &mut Vm, at: At) -> JsResult<()> {
    let class = at.reg(at.a()).as_object().expect("a class constructor");
    vm.set_field(class, function_field::FIELDS, at.reg(at.b()));
    Ok(())
}

/// `SetHomeObject`
#[inline(never)]
pub(super) fn set_home_object(vm: &mut Vm, at: At) -> JsResult<()> {
    let function = at.reg(at.a()).as_object().expect("a function");
    vm.set_field(function, function_field::HOME, at.reg(at.b()));
    Ok(())
}

/// `SetFunctionName`
#[inline(never)]
pub(super) fn set_function_name(vm: &mut Vm, at: At) -> JsResult<()> {
    vm.enter_at(at);
    let Some(function) = at.reg(at.a()).as_object() else { return Ok(()) };
    let key = vm.to_property_key(at.reg(at.b()))?;
    match at.x() {
        0 => vm.set_anonymous_function_name(function, key, ""),
        1 => vm.set_function_name(function, key, "get"),
        _ => vm.set_function_name(function, key, "set"),
    }
    Ok(())
}

// ---- arguments ------------------------------------------------------------------------------------------------------

/// The arguments of the running frame.
fn arguments_of<'a>(at: At) -> &'a [Value] {
    at.run(frame::ARGS, at.reg(frame::ARGC).bits() as u32 as usize)
}

/// `CreateRest`
#[inline(never)]
pub(super) fn rest(vm: &mut Vm, at: At) -> JsResult<()> {
    vm.enter_at(at);
    let args = arguments_of(at);
    let array = vm.new_array_from(&args[args.len().min(at.b() as usize)..]);
    at.set(at.a(), array.into());
    Ok(())
}

/// `CreateArguments`
#[inline(never)]
pub(super) fn arguments(vm: &mut Vm, at: At) -> JsResult<()> {
    vm.enter_at(at);
    let args = arguments_of(at);
    let object = vm.new_strict_arguments(args);
    at.set(at.a(), object.into());
    Ok(())
}

/// `RestOfArguments`
#[inline(never)]
pub(super) fn rest_of_arguments(vm: &mut Vm, at: At) -> JsResult<()> {
    vm.enter_at(at);
    let arguments = at.reg(at.b()).as_object().expect("the arguments object just created");
    let elements = arguments.elements();
    let from = (at.c() as usize).min(elements.len() as usize);
    let array = vm.new_array_from(&elements.values()[from..]);
    at.set(at.a(), array.into());
    Ok(())
}

/// `CreateSloppyArguments`
#[inline(never)]
pub(super) fn sloppy_arguments(vm: &mut Vm, at: At) -> JsResult<()> {
    vm.enter_at(at);
    let args = arguments_of(at);
    let object = vm.new_sloppy_arguments(args, at.reg(frame::CALLEE));
    at.set(at.a(), object.into());
    Ok(())
}

/// `CreateMappedArguments`
#[inline(never)]
pub(super) fn mapped_arguments(vm: &mut Vm, at: At) -> JsResult<()> {
    vm.enter_at(at);
    let args = arguments_of(at);
    let params = at.code().param_count as usize;
    let env = at.reg(at.b()).as_internal::<Env>();
    let object = vm.new_mapped_arguments(args, at.reg(frame::CALLEE), env, at.c() as u32, params);
    at.set(at.a(), object.into());
    Ok(())
}
