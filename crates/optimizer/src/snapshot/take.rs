//! Taking a snapshot: the one place of this crate that looks at the live heap.

use super::element::ElementFeedback;
use super::{Callee, Constant, Constructor, FunctionInfo, Layout, LoadCase, LoadHow, Nested, Receiver, Site, SlotPromise, Snapshot, StoreCase, TypeNames};
use crate::mir::{Cell, ShapeId};
use ogive_bytecode::{IcKind, IcSite};
use ogive_gc::Gc;
use ogive_vm::buffer::view_field;
use ogive_vm::call::function_field;
use ogive_vm::code_block::{CodeBlock, call_flags};
use ogive_vm::ic::{Action, Ic, element_feedback as met, primitive_shape};
use ogive_vm::inspect::{Inherited, bound_parts, constant_binding, constant_of, global_property, inherited, promise_of};
use ogive_vm::shape::{Promise, Shape, shape_id};
use ogive_vm::function::flags_of_closures;
use ogive_vm::{Inline, Intrinsic, Kind, Object, PropertyKey, Value, Vm, attrs};
use rustc_hash::FxHashMap;

/// Functions deeper than this below the root are not looked at.
const MAX_DEPTH: u32 = 5;
/// Functions larger than this (in units) are not candidates for inlining.
const MAX_INLINE_UNITS: usize = 400;
/// Units of all candidates together.
const MAX_TOTAL_UNITS: usize = 6000;

/// More arguments of a bound function are not looked at.
const MAX_BOUND_ARGUMENTS: usize = 8;
/// More pairs of shapes and keys are not looked at.
const MAX_PAIRS: usize = 200;

/// Copies what a compilation of the block may know. The block is linked.
pub fn take(vm: &Vm, root: Gc<CodeBlock>) -> Option<Snapshot> {
    let mut taker = Taker {
        vm,
        snapshot: empty(vm, root),
        indices: FxHashMap::default(),
        units: 0,
        pending: vec![],
        instances: vec![],
        wanted: vec![],
        resolved: 0,
    };
    taker.function(root, 0)?;
    while taker.step() {}
    Some(taker.snapshot)
}

/// Compilations after which a function no longer bets on the shape of the global object.
const MAX_GLOBAL_BETS: u32 = 6;

fn empty(vm: &Vm, root: Gc<CodeBlock>) -> Snapshot {
    let names = &vm.names;
    let name = |key: PropertyKey| Value::from(key.as_atom().expect("a word is an atom")).bits();
    Snapshot {
        functions: vec![],
        cells: vec![],
        envs: FxHashMap::default(),
        typed_arrays: FxHashMap::default(),
        initializers: FxHashMap::default(),
        inherited: FxHashMap::default(),
        bets_on_globals: root.tier_counts().optimized <= MAX_GLOBAL_BETS,
        atoms: FxHashMap::default(),
        no_indexed_prototypes: vm.protectors.no_indexed_prototypes,
        array_iteration: vm.protectors.array_iteration,
        // (The Vm keeps its names alive.)
        type_names: TypeNames {
            undefined: name(names.undefined),
            boolean: name(names.boolean),
            number: name(names.number),
            string: name(names.string),
            object: name(names.object),
            function: name(names.function),
        },
    }
}

struct Taker<'v> {
    vm: &'v Vm,
    snapshot: Snapshot,
    /// Block address → index.
    indices: FxHashMap<u64, usize>,
    units: usize,
    /// Functions whose sites are still to be read.
    pending: Vec<(Gc<CodeBlock>, u32)>,
    /// Shapes of instances of constructors.
    instances: Vec<Gc<Shape>>,
    /// Keys of megamorphic loads.
    wanted: Vec<PropertyKey>,
    /// Pairs of these that have been looked at.
    resolved: usize,
}

fn cell<T>(cell: Gc<T>) -> Cell {
    Cell(cell.addr() as u64)
}
fn shape_of(shape: Gc<Shape>) -> ShapeId {
    ShapeId(shape_id(shape))
}
fn layout(shape: Gc<Shape>) -> Layout {
    let (base, slots) = shape.layout();
    Layout { shape: shape_of(shape), kind: shape.kind as u8, base, slots }
}

impl Taker<'_> {
    fn keep<T>(&mut self, cell: Gc<T>) -> u64 {
        self.snapshot.cells.push(ogive_vm::value::tag::INTERNAL | cell.addr() as u64);
        cell.addr() as u64
    }
    fn keep_value(&mut self, value: Value) -> u64 {
        if value.is_cell() {
            self.snapshot.cells.push(value.bits());
        }
        if let Some(array) = value.as_object().filter(|object| object.kind() == Kind::TypedArray) {
            // Neither ever changes: a buffer is made immutable before anybody sees it.
            let writable = array.field(view_field::BUFFER).as_object().is_some_and(|buffer| !self.vm.is_immutable_buffer(buffer));
            self.snapshot.typed_arrays.insert(value.bits(), (array.element_type() as u8, writable));
        }
        value.bits()
    }

    /// Adds a function; its index.
    fn function(&mut self, block: Gc<CodeBlock>, depth: u32) -> Option<usize> {
        if let Some(&index) = self.indices.get(&(block.addr() as u64)) {
            return Some(index);
        }
        let code = block.code()?.clone();
        self.units += code.units.len();
        let realm = block.realm();
        let nested: Vec<_> = (0..code.functions.len()).map(|i| self.nested(block.nested_code(i)?)).collect();
        let array_shape = realm.array_shape.get();
        self.keep(array_shape);
        let arguments_shapes = [false, true].map(|strict| realm.arguments_shape(strict));
        for shape in arguments_shapes {
            self.keep(shape);
        }
        for value in block.constant_values() {
            if let Some(atom) = value.as_string().filter(|string| string.is_atom()) {
                let unit = (atom.len() == 1).then(|| atom.atom_units().get(0));
                self.snapshot.atoms.insert(value.bits(), unit);
            }
        }
        let info = FunctionInfo {
            block: cell(block),
            template: block.template().clone(),
            constants: block.constant_values().iter().map(|v| v.bits()).collect(),
            kinds: block.feedback_kinds().to_vec(),
            failures: block.failures().to_vec(),
            sites: vec![],
            nested,
            flags: block.flags(),
            has_loop: code.has_loop(),
            array_layout: layout(array_shape),
            arguments_layouts: arguments_shapes.map(layout),
            object_layout: layout(realm.object_shape.get()),
            code,
        };
        let index = self.snapshot.functions.len();
        self.snapshot.functions.push(info);
        self.indices.insert(block.addr() as u64, index);
        self.keep(block);
        self.pending.push((block, depth));
        Some(index)
    }

    /// Does the next thing; false when there is nothing left.
    fn step(&mut self) -> bool {
        if let Some((block, depth)) = self.pending.pop() {
            self.fill_sites(block, depth);
            return true;
        }
        let pairs: Vec<_> = self.instances.iter().flat_map(|&shape| self.wanted.iter().map(move |&key| (shape, key))).collect();
        let before = self.resolved;
        self.resolved = pairs.len();
        if before == pairs.len() || pairs.len() > MAX_PAIRS {
            return false;
        }
        for (shape, key) in pairs {
            self.resolve(shape, key);
        }
        true
    }

    /// Notes the method that objects of the shape inherit under the key.
    fn resolve(&mut self, shape: Gc<Shape>, key: PropertyKey) {
        let at = (shape_of(shape), key.bits());
        if self.snapshot.inherited.contains_key(&at) {
            return;
        }
        let Some(found) = inherited(shape, key) else { return };
        let callee = self.callee(found.value, false, 1);
        if matches!(callee, Callee::Unknown) {
            return;
        }
        for cell in [found.holder, found.validity] {
            self.snapshot.cells.push(ogive_vm::value::tag::INTERNAL | cell);
        }
        let constant = self.constant(found, key);
        let how = LoadHow::Holder { cell: Cell(found.holder), offset: found.offset, constant };
        let case = LoadCase { receiver: Receiver::Shape(at.0, shape.kind as u8), validity: Some(found.validity), how };
        self.snapshot.inherited.insert(at, (case, callee));
    }

    fn nested(&mut self, block: Gc<CodeBlock>) -> Option<Nested> {
        let shape = block.closures_shape()?;
        self.keep(block);
        self.keep(shape);
        Some(Nested { block: cell(block), layout: layout(shape), flags: flags_of_closures(block.template()) })
    }

    fn fill_sites(&mut self, block: Gc<CodeBlock>, depth: u32) {
        let index = self.indices[&(block.addr() as u64)];
        let code = self.snapshot.functions[index].code.clone();
        let caches = block.inline_caches();
        let sites = code.ics.iter().enumerate().map(|(i, site)| match caches.get(i) {
            Some(ic) => self.site(block, site, ic, depth),
            None => Site::Empty,
        });
        self.snapshot.functions[index].sites = sites.collect();
    }

    fn site(&mut self, block: Gc<CodeBlock>, site: &IcSite, ic: &Ic, depth: u32) -> Site {
        match site.kind {
            IcKind::Get => self.named(block, site, ic, depth, false),
            IcKind::Set | IcKind::Define => self.named(block, site, ic, depth, true),
            IcKind::GetElem | IcKind::SetElem if ic.offset == 0 => if ic.action == Action::Empty { Site::Empty } else { Site::Generic },
            IcKind::GetElem | IcKind::SetElem => match ic.name().filter(|_| ic.offset == met::OTHER) {
                Some(key) => self.keyed_by_name(block, ic, key),
                None => Site::Element(ElementFeedback { bits: ic.offset, shape: ic.shape }),
            },
            IcKind::In if ic.action == Action::Elements => Site::Element(ElementFeedback { bits: ic.offset, shape: ic.shape }),
            IcKind::GetSuper | IcKind::GetPrivate | IcKind::SetPrivate => self.super_or_private(block, ic, depth).unwrap_or(Site::Generic),
            IcKind::GetGlobal | IcKind::SetGlobal => self.global(block, site, ic),
            IcKind::Call if ic.action == Action::Empty => Site::Empty,
            IcKind::Call if ic.next >= 16 => self.construct(block, ic, depth).map_or(Site::Generic, Site::Construct),
            IcKind::Call => Site::Call(self.callees(block, ic, depth)),
            IcKind::Allocation if ic.action == Action::Elements => Site::Array(ic.offset),
            IcKind::Allocation => self.allocation(block, ic),
            IcKind::InstanceOf => self.instance_of(block, ic).unwrap_or(Site::Generic),
            IcKind::In | IcKind::Name => Site::Generic,
        }
    }

    fn named(&mut self, block: Gc<CodeBlock>, site: &IcSite, ic: &Ic, depth: u32, store: bool) -> Site {
        let Some(key) = block.key_of(site) else { return Site::Generic };
        if ic.action == Action::Megamorphic {
            if !store && !self.wanted.contains(&key) {
                self.wanted.push(key);
            }
            return Site::Megamorphic(key.bits());
        }
        if ic.action == Action::Empty {
            return if ic.misses == 0 { Site::Empty } else { Site::Generic };
        }
        let list = match &ic.list {
            Some(list) => &list[..],
            None => std::slice::from_ref(ic),
        };
        let live = list.iter().filter(|ic| ic.chain_is_valid());
        if store {
            let cases: Option<Vec<StoreCase>> = live.map(|ic| self.store(block, key, ic, depth)).collect();
            return cases.filter(|c| !c.is_empty()).map_or(Site::Generic, Site::Store);
        }
        let cases: Vec<LoadCase> = live.map(|ic| self.load(block, key, ic, depth)).collect();
        if cases.is_empty() { Site::Generic } else { Site::Load(cases) }
    }

    /// A keyed access whose key has always been the same name.
    fn keyed_by_name(&mut self, block: Gc<CodeBlock>, ic: &Ic, key: PropertyKey) -> Site {
        self.keep_value(ic.extra);
        let own = ic.guarded_shape(block).filter(|shape| !shape.is_unique() && matches!(shape.kind, Kind::Object | Kind::Array));
        let entry = own.and_then(|shape| Some((shape, shape.lookup(key)?))).filter(|(_, entry)| entry.attrs & (attrs::ACCESSOR | attrs::LAZY) == 0);
        let site = match entry.filter(|_| ic.action == Action::Elements) {
            Some((shape, entry)) => {
                self.keep(shape);
                let (offset, overflow) = shape.place_of(&entry);
                let how = LoadHow::Own { offset, overflow, promise: self.promise(promise_of(&entry)) };
                Site::Load(vec![LoadCase { receiver: Receiver::Shape(shape_of(shape), shape.kind as u8), validity: None, how }])
            }
            None => Site::Megamorphic(key.bits()),
        };
        Site::Named(key.bits(), Box::new(site))
    }

    /// A load from where `super` looks, or an access to a private element.
    fn super_or_private(&mut self, block: Gc<CodeBlock>, ic: &Ic, depth: u32) -> Option<Site> {
        let key = ic.name()?;
        self.keep_value(ic.extra);
        let site = match ic.action {
            Action::LoadInline | Action::LoadOverflow | Action::LoadHolderInline if ic.chain_is_valid() => Site::Load(vec![self.load(block, key, ic, depth)]),
            Action::StoreInline => Site::Store(vec![self.store(block, key, ic, depth)?]),
            _ => return None,
        };
        Some(Site::Named(key.bits(), Box::new(site)))
    }

    fn load(&mut self, block: Gc<CodeBlock>, key: PropertyKey, ic: &Ic, depth: u32) -> LoadCase {
        let receiver = match (ic.guarded_shape(block), ic.shape) {
            (Some(shape), _) => {
                self.keep(shape);
                Receiver::Shape(shape_of(shape), shape.kind as u8)
            }
            (None, primitive_shape::STRING) => Receiver::String,
            (None, primitive_shape::NUMBER) => Receiver::Number,
            _ => Receiver::Other,
        };
        let overflow = ic.action == Action::LoadOverflow;
        let how = match ic.action {
            Action::LoadInline | Action::LoadOverflow => {
                let entry = ic.guarded_shape(block).and_then(|shape| shape.entry_at(key, ic.offset, overflow));
                // An entry that is not where the cache says belongs to a shape whose slots have been settled anew.
                match entry {
                    Some(entry) => LoadHow::Own { offset: ic.offset, overflow, promise: self.promise(promise_of(&entry)) },
                    None => LoadHow::Generic,
                }
            }
            Action::LoadHolderInline if ic.validity != 0 => {
                self.snapshot.cells.push(ogive_vm::value::tag::INTERNAL | ic.holder);
                let found = ic.guarded_shape(block).and_then(|shape| inherited(shape, key));
                let constant = found.filter(|found| (found.holder, found.offset) == (ic.holder, ic.offset)).and_then(|found| self.constant(found, key));
                LoadHow::Holder { cell: Cell(ic.holder), offset: ic.offset, constant }
            }
            Action::LoadAbsent => LoadHow::Absent,
            Action::CallGetter | Action::TypedArrayLength if !ic.extra.is_undefined() => LoadHow::Getter(self.callee(ic.extra, false, depth)),
            _ => LoadHow::Generic,
        };
        LoadCase { receiver, validity: self.validity(ic), how }
    }

    fn constant(&mut self, found: Inherited, key: PropertyKey) -> Option<Constant> {
        if !found.is_constant || found.value.is_undefined() {
            return None;
        }
        Some(Constant { object: self.keep(found.object), key: key.bits(), value: self.keep_value(found.value) })
    }

    fn validity(&mut self, ic: &Ic) -> Option<u64> {
        if ic.validity == 0 {
            return None;
        }
        self.snapshot.cells.push(ogive_vm::value::tag::INTERNAL | ic.validity);
        Some(ic.validity)
    }

    fn promise(&mut self, promise: Option<(Gc<ogive_vm::shape::SlotPromise>, Promise)>) -> SlotPromise {
        match promise {
            Some((_, Promise::Any)) | None => SlotPromise::NONE,
            Some((cell, promise)) => SlotPromise { cell: self.keep(cell), promise },
        }
    }

    fn store(&mut self, block: Gc<CodeBlock>, key: PropertyKey, ic: &Ic, depth: u32) -> Option<StoreCase> {
        let shape = ic.guarded_shape(block)?;
        if shape.is_stale_or_protected() {
            return None;
        }
        self.keep(shape);
        let validity = self.validity(ic);
        let plain = StoreCase {
            shape: shape_of(shape),
            next: None,
            offset: ic.offset,
            overflow: matches!(ic.action, Action::StoreOverflow | Action::AddOverflow),
            promise: SlotPromise::NONE,
            validity,
            setter: None,
        };
        match ic.action {
            Action::StoreInline | Action::StoreOverflow => {
                let entry = shape.entry_at(key, ic.offset, plain.overflow)?;
                Some(StoreCase { promise: self.promise(promise_of(&entry)), ..plain })
            }
            Action::AddInline | Action::AddOverflow => {
                let next = ic.next_shape(block)?;
                let entry = next.entry_at(key, ic.offset, plain.overflow)?;
                self.keep(next);
                Some(StoreCase { next: Some(layout(next)), promise: self.promise(promise_of(&entry)), ..plain })
            }
            Action::CallSetter if !ic.extra.is_undefined() => Some(StoreCase { setter: Some(self.callee(ic.extra, false, depth)), ..plain }),
            _ => None,
        }
    }

    fn global(&mut self, block: Gc<CodeBlock>, site: &IcSite, ic: &Ic) -> Site {
        let key = block.key_of(site);
        match ic.action {
            Action::Empty => Site::Empty,
            Action::GlobalLexical => {
                self.snapshot.cells.push(ogive_vm::value::tag::INTERNAL | ic.holder);
                let constant = key.and_then(|key| constant_binding(block.realm(), key)).map(|value| self.keep_value(value));
                Site::GlobalLexical { env: Cell(ic.holder), slot: (ic.offset - ogive_vm::env::SLOTS_OFFSET as u32) / 8, constant }
            }
            Action::LoadHolderOverflow | Action::StoreOverflow => {
                let object = ic.holder_object();
                // The global object may have another shape by now.
                let found = match object.shape_id() == ic.shape {
                    true => Some((ic.shape, ic.offset)),
                    false => key.and_then(|key| global_property(self.vm, object, key, ic.action == Action::StoreOverflow)),
                };
                let Some((shape, offset)) = found else { return Site::Generic };
                let global = self.keep_value(Value::from(object));
                let slots = Cell(object.overflow_address());
                self.snapshot.cells.push(ogive_vm::value::tag::INTERNAL | slots.0);
                let constant = key.filter(|_| self.snapshot.bets_on_globals).and_then(|key| {
                    let value = constant_of(object, key)?;
                    Some(Constant { object: object.addr() as u64, key: key.bits(), value: self.keep_value(value) })
                });
                Site::GlobalProperty { global, shape: ShapeId(shape), slots, offset, constant }
            }
            _ => Site::Generic,
        }
    }

    /// All that a call site has called, if it knows.
    fn callees(&mut self, block: Gc<CodeBlock>, ic: &Ic, depth: u32) -> Vec<Callee> {
        if !ic.knows_callees() {
            return vec![];
        }
        let described = match &ic.list {
            Some(list) => &list[..],
            None => std::slice::from_ref(ic),
        };
        let mut callees = vec![];
        for described in described {
            let mut callee = self.callee(described.extra, described.promise == 1, depth);
            if let (Callee::Native { targets, .. }, Some(list)) = (&mut callee, &described.list)
                && described.next == 0
            {
                *targets = list.iter().map(|target| self.callee(target.extra, target.promise == 1, depth)).collect();
            }
            // What another realm's constructor makes has another shape.
            if let Callee::Native { function, inline: inline @ Some(Inline::ArrayConstructor), .. } = &mut callee
                && block.realm().intrinsic_value(Intrinsic::Array).bits() != *function
            {
                *inline = None;
            }
            callees.push(callee);
        }
        callees
    }

    fn callee(&mut self, callee: Value, many: bool, depth: u32) -> Callee {
        let Some(function) = callee.as_object() else { return Callee::Unknown };
        if function.kind() == Kind::NativeFunction {
            return Callee::Native { function: self.keep_value(callee), inline: self.vm.inline_of(function), targets: vec![] };
        }
        if let Some((target, this, arguments)) = bound_parts(function) {
            return self.bound(callee, target, this, &arguments, depth);
        }
        let Some(block) = function.code_block() else { return Callee::Unknown };
        self.keep(block);
        if !many {
            let env = self.keep_value(function.field(function_field::ENV));
            self.snapshot.envs.insert(callee.bits(), env);
            self.initializer(function, block, depth);
        }
        let function = (!many).then(|| self.keep_value(callee));
        Callee::Closure { function, block: cell(block), index: self.candidate(block, depth), flags: block.flags() }
    }

    /// Notes the field initializer of a class constructor.
    fn initializer(&mut self, constructor: Gc<Object>, block: Gc<CodeBlock>, depth: u32) {
        let bits = Value::from(constructor).bits();
        if block.flags() & call_flags::CLASS == 0 || self.snapshot.initializers.contains_key(&bits) {
            return;
        }
        let initializer = constructor.field(function_field::FIELDS);
        let known = initializer.is_object().then(|| self.callee(initializer, false, depth));
        self.snapshot.initializers.insert(bits, known);
    }

    fn bound(&mut self, function: Value, target: Value, this: Value, arguments: &[Value], depth: u32) -> Callee {
        if arguments.len() > MAX_BOUND_ARGUMENTS || depth >= MAX_DEPTH {
            return Callee::Unknown;
        }
        let mut known = self.callee(target, false, depth + 1);
        // `call` of a function that is `this` for ever.
        if let Callee::Native { inline: Some(Inline::FunctionCall), targets, .. } = &mut known {
            targets.push(self.callee(this, false, depth + 1));
        }
        Callee::Bound {
            function: self.keep_value(function),
            target: Box::new(known),
            value: self.keep_value(target),
            this: self.keep_value(this),
            arguments: arguments.iter().map(|&argument| self.keep_value(argument)).collect(),
        }
    }

    /// Adds a function that may be inlined.
    fn candidate(&mut self, block: Gc<CodeBlock>, depth: u32) -> Option<usize> {
        if let Some(&index) = self.indices.get(&(block.addr() as u64)) {
            return Some(index);
        }
        let code = block.code()?;
        let unlearned = block.flags() & call_flags::COLD != 0 && !code.is_trivial();
        let unfit = block.flags() & call_flags::RESUMABLE != 0 || unlearned;
        let large = code.units.len() > MAX_INLINE_UNITS || self.units + code.units.len() > MAX_TOTAL_UNITS;
        if unfit || large || depth >= MAX_DEPTH || block.is_refused() {
            return None;
        }
        self.function(block, depth + 1)
    }

    fn construct(&mut self, block: Gc<CodeBlock>, ic: &Ic, depth: u32) -> Option<Constructor> {
        let function = ic.extra.as_object()?;
        let instances = ic.next_shape(block)?;
        self.keep(instances);
        if !self.instances.contains(&instances) {
            self.instances.push(instances);
        }
        let code = function.code_block()?;
        let env = self.keep_value(function.field(function_field::ENV));
        self.snapshot.envs.insert(ic.extra.bits(), env);
        self.initializer(function, code, depth);
        let prototype = instances.prototype();
        Some(Constructor {
            function: self.keep_value(ic.extra),
            shape: ShapeId(ic.shape),
            prototype_offset: ic.offset,
            prototype: self.keep_value(prototype),
            instances: layout(instances),
            block: cell(code),
            index: self.candidate(code, depth),
        })
    }

    fn instance_of(&mut self, block: Gc<CodeBlock>, ic: &Ic) -> Option<Site> {
        if ic.action != Action::LoadHolderInline || !ic.chain_is_valid() {
            return None;
        }
        let shape = ic.guarded_shape(block).filter(|shape| shape.kind == Kind::Function)?;
        let entry = shape.lookup(self.vm.names.prototype)?;
        if entry.attrs & (attrs::ACCESSOR | attrs::LAZY) != 0 || !shape.is_inline(entry.slot) {
            return None;
        }
        self.keep(shape);
        Some(Site::InstanceOf { shape: shape_of(shape), validity: self.validity(ic), offset: shape.inline_offset(entry.slot) })
    }

    fn allocation(&mut self, block: Gc<CodeBlock>, ic: &Ic) -> Site {
        let Some(shape) = ic.next_shape(block) else { return Site::Generic };
        self.keep(shape);
        if shape.slots_used() > shape.layout().1 as u32 {
            return Site::Generic;
        }
        let promises: Vec<_> = shape.entries().map(|entry| promise_of(&entry)).collect();
        Site::Literal(layout(shape), promises.into_iter().map(|p| self.promise(p)).collect())
    }
}
