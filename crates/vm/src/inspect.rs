//! What compilers may look at: read-only views of code blocks, caches, shapes and functions, for a snapshot that is taken on the main thread.
//!
//! Invariant I1: a shape id of 16 or more in an inline cache that its code block traces is the id of a live shape.
use crate::call::{bound_field, function_field};
use crate::cells::Kind;
use crate::code_block::CodeBlock;
use crate::elements::Elements;
use crate::ic::{Action, Ic};
use crate::key::PropertyKey;
use crate::object::Object;
use crate::realm::Realm;
use crate::shape::{Entry, Shape, SlotPromise, attrs, flags as shape_flags, shape_id, slot_offset};
use crate::string::flags as string_flags;
use crate::value::Value;
use crate::vm::Vm;
use ogive_bytecode::{IcSite, Instruction, Op, Role};
use ogive_gc::Gc;

impl CodeBlock {
    /// The kinds bytes (`ogive_bytecode::feedback`), one for each unit; empty without feedback.
    pub fn feedback_kinds(&self) -> &[u8] {
        &self.cold().kinds
    }
    /// The inline caches by site; empty without feedback.
    pub fn inline_caches(&self) -> &[Ic] {
        &self.cold().ics
    }
    /// The constants as Values.
    pub fn constant_values(&self) -> &[Value] {
        &self.cold().constants
    }
    /// The code block of nested function `i`, if a closure of it has been made.
    pub fn nested_code(&self, i: usize) -> Option<Gc<CodeBlock>> {
        self.cold().functions.get(i).copied().flatten()
    }
    /// Formal parameters.
    pub fn parameters(&self) -> u16 {
        self.param_count
    }
    /// [`crate::code_block::call_flags`].
    pub fn flags(&self) -> u16 {
        self.call_flags.get()
    }
    /// The realm.
    pub fn realm(&self) -> Gc<Realm> {
        self.realm
    }
    /// The shape of its closures, once one has been made.
    pub fn closures_shape(&self) -> Option<Gc<Shape>> {
        self.closure_shape.get()
    }
    /// A bet on the keyed access at `unit` has failed: the fast paths leave its next execution to the slow path, which notes what there is.
    pub fn doubt_access(&self, unit: u32) {
        let Some(instr) = self.code().and_then(|code| Instruction::decode(&code.units, unit as usize)) else { return };
        if !matches!(instr.op, Op::GetElem | Op::SetElem | Op::In) || !self.has_feedback() {
            return;
        }
        if let Some(ic) = instr.field(Role::Ic).and_then(|ic| self.cold_mut().ics.get_mut(ic as usize))
            && ic.action == Action::Elements
        {
            ic.action = Action::Empty;
        }
    }
    /// The key that a site names.
    pub fn key_of(&self, site: &IcSite) -> Option<PropertyKey> {
        let name = *self.cold().constants.get(site.name as usize)?;
        match name.as_string() {
            Some(atom) if atom.flag(string_flags::INDEX) => None,
            Some(_) => Some(PropertyKey::from_bits(name.bits())),
            None => None,
        }
    }
}

impl Ic {
    /// The one name that has been the key of a keyed site, or of a private element.
    pub fn name(&self) -> Option<PropertyKey> {
        PropertyKey::of_name(self.extra)
    }
    /// The shape it guards; none for primitives and empty caches. The block that holds the cache traces it.
    pub fn guarded_shape(&self, near: Gc<CodeBlock>) -> Option<Gc<Shape>> {
        shape_near(near, self.shape)
    }
    /// The shape after, for `Add…` and constructing sites.
    pub fn next_shape(&self, near: Gc<CodeBlock>) -> Option<Gc<Shape>> {
        shape_near(near, self.next)
    }
}

fn shape_near(near: Gc<CodeBlock>, id: u32) -> Option<Gc<Shape>> {
    // SAFETY: I1.
    (id >= 16).then(|| unsafe { crate::ic::shape_from_id(near.addr(), id) })
}

impl Shape {
    /// No longer any object's shape, or one whose changes are watched: nothing to build on.
    pub fn is_stale_or_protected(&self) -> bool {
        self.is_unique() && self.has(shape_flags::STALE | shape_flags::PROTECTED)
    }
    /// Words before the inline slots, inline slots.
    pub fn layout(&self) -> (u8, u8) {
        (self.base, self.inline_capacity())
    }
    /// Slots in use.
    pub fn slots_used(&self) -> u32 {
        self.slot_count.get()
    }
    /// The entry of the data property whose slot is at that byte offset of the object, or of its overflow slots.
    pub fn entry_at(&self, key: PropertyKey, offset: u32, overflow: bool) -> Option<Entry> {
        let entry = self.lookup(key)?;
        (self.place_of(&entry) == (offset, overflow)).then_some(entry)
    }
    /// The byte offset of an entry's slot in the object, or (true) in its overflow slots.
    pub fn place_of(&self, entry: &Entry) -> (u32, bool) {
        match self.is_inline(entry.slot) {
            true => (self.inline_offset(entry.slot), false),
            false => ((entry.slot - self.inline_capacity() as u32) * 8 + crate::elements::VALUES_OFFSET as u32, true),
        }
    }
}

impl Object {
    /// Address of the overflow slots: another one only after the object has got a property.
    pub fn overflow_address(&self) -> u64 {
        self.slots.get().addr() as u64
    }
    /// The code block of a closure.
    pub fn code_block(&self) -> Option<Gc<CodeBlock>> {
        if self.kind() != Kind::Function {
            return None;
        }
        self.field(function_field::CODE).as_internal::<CodeBlock>()
    }
}

/// A bound function's target, `this` and arguments: they never change.
pub fn bound_parts(function: Gc<Object>) -> Option<(Value, Value, Vec<Value>)> {
    if function.kind() != Kind::BoundFunction {
        return None;
    }
    let arguments = function.field(bound_field::ARGUMENTS).as_internal::<Elements>().map_or(vec![], |list| list.values().to_vec());
    Some((function.field(bound_field::TARGET), function.field(bound_field::THIS), arguments))
}

/// The promise of a slot: its cell and what it says now.
pub fn promise_of(entry: &Entry) -> Option<(Gc<SlotPromise>, crate::shape::Promise)> {
    entry.promise.map(|cell| (cell, cell.get()))
}

/// A data property that objects of a shape inherit.
#[derive(Clone, Copy)]
pub struct Inherited {
    /// Address of the prototype or of its overflow slots.
    pub holder: u64,
    /// Byte offset of the slot in it.
    pub offset: u32,
    /// Address of the chain's validity cell.
    pub validity: u64,
    /// What the slot holds now.
    pub value: Value,
    /// Whose property it is.
    pub object: Gc<Object>,
    /// It has had that value ever since it was defined.
    pub is_constant: bool,
}

/// The value of a data property that it has had ever since it was defined, of an object of a unique shape.
pub fn constant_of(object: Gc<Object>, key: PropertyKey) -> Option<Value> {
    let shape = object.shape();
    let entry = shape.lookup(key).filter(|entry| is_constant(shape, entry))?;
    Some(object.slot(shape, entry.slot)).filter(|value| !value.is_undefined() && !value.is_hole() && !value.is_internal())
}
fn is_constant(shape: Gc<Shape>, entry: &Entry) -> bool {
    shape.is_unique() && !entry.replaced && entry.attrs & (attrs::ACCESSOR | attrs::LAZY) == 0
}

/// The global object's shape now, and where in the overflow slots a data property of it lies; for a store, one that may be stored to (and has had more than
/// one value). From now on a change of the shape is seen by those who compare shapes.
pub fn global_property(vm: &Vm, global: Gc<Object>, key: PropertyKey, for_store: bool) -> Option<(u32, u32)> {
    let shape = global.shape();
    if !shape.is_unique() || shape.has(shape_flags::PROTECTED) {
        return None;
    }
    let entry = shape.lookup(key)?;
    let is_data = entry.attrs & (attrs::ACCESSOR | attrs::LAZY) == 0;
    if !is_data || shape.is_inline(entry.slot) || for_store && (entry.attrs & attrs::WRITABLE == 0 || !entry.replaced) {
        return None;
    }
    vm.note_cached(shape);
    Some((shape_id(shape), slot_offset(shape, entry.slot)))
}

/// The value of a global `const` binding that has been initialized, by its environment.
pub fn constant_binding(realm: Gc<Realm>, key: PropertyKey) -> Option<Value> {
    let &(env, constant) = realm.lexicals().map.get(&key)?;
    Some(env.get(0)).filter(|value| constant && !value.is_hole())
}

/// Where objects of the shape inherit a named data property from, if all prototypes on the way are ordinary and their chain is watched already. Changes nothing.
pub fn inherited(shape: Gc<Shape>, key: PropertyKey) -> Option<Inherited> {
    let is_plain = |shape: Gc<Shape>| !shape.has(shape_flags::EXOTIC | shape_flags::LAZY_PROPERTIES);
    if key.is_index() || !is_plain(shape) || shape.lookup(key).is_some() {
        return None;
    }
    let mut holder = shape.prototype().as_object()?;
    let validity = holder.shape().known_validity()?;
    loop {
        let shape = holder.shape();
        if !is_plain(shape) {
            return None;
        }
        let Some(entry) = shape.lookup(key) else {
            holder = shape.prototype().as_object()?;
            continue;
        };
        if entry.attrs & (attrs::ACCESSOR | attrs::LAZY) != 0 {
            return None;
        }
        let cell = if shape.is_inline(entry.slot) { holder.addr() as u64 } else { holder.overflow_address() };
        return Some(Inherited { holder: cell, offset: slot_offset(shape, entry.slot), validity: validity.addr() as u64, value: holder.slot(shape, entry.slot), object: holder, is_constant: is_constant(shape, &entry) });
    }
}
