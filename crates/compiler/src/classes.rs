//! Classes (15.7.14 ClassDefinitionEvaluation).
//!
//! ```text
//! class scope: its name, private names        one environment if captured
//!   hidden environment: computed field keys and functions of private instance methods, for the initializer below
//!     F, prototype = NewClass heritage, constructor
//!     members in order: keys, methods, accessors        (fields only evaluate their keys here)
//!     F's name is initialized; F's instance initializer is set; static private methods; the static initializer is called
//! ```
//! The fields of instances are defined by one synthesized function, all static fields and blocks are run by another; in both each field or block has
//! the scope of a function of its own.

use std::sync::{Arc, OnceLock};

use ogive_bytecode::code::function_flags as flag;
use ogive_bytecode::ops::{DEFINE_HIDDEN, DEFINE_NAMED, DEFINE_SETTER};
use ogive_bytecode::{Binding as Slot, BindingKind as SlotKind, Code, FunctionKind, FunctionTemplate, IcKind, ScopeKind, Special, frame};
use ogive_syntax::{BindingFlags, BindingKind, Class, ClassMember, ClassMemberKind, FieldInitializer, Function, Name, PropertyKey, ScopeId};

use crate::compiler::{Chain, Compiler, Facts, Reg, Unit, op};
use crate::literals::Key;
use crate::scope::{Home, info_kind};

/// What an anonymous class is called.
#[derive(Clone, Copy)]
pub(crate) enum ClassName<'n> {
    Given(&'n [u8]),
    /// By the property key in a register.
    Computed(Reg),
}

/// The environment of values that only compiled code names.
struct Hidden {
    env: Reg,
    used: u16,
}

/// What the initializers do, in order.
enum Element<'m, 'a> {
    Method { key: Name, slot: u16, flags: u8 },
    Field { member: &'m ClassMember<'a>, value: Option<FieldInitializer<'a>>, key_slot: Option<u16> },
    Block(&'m ogive_syntax::StaticBlock<'a>),
}

/// A class being defined.
struct Definition<'m, 'a> {
    class: Reg,
    prototype: Reg,
    hidden: Option<Hidden>,
    instance: Vec<Element<'m, 'a>>,
    fixed: Vec<Element<'m, 'a>>,
    static_methods: Vec<(Name, Reg, u8)>,
}

impl Compiler<'_> {
    /// `class Name { }`
    pub fn class_declaration(&mut self, class: &Class<'_>, binding: Name, name: ClassName<'_>) {
        let mark = self.next;
        let value = self.class_expression(class, name, None);
        self.initialize(binding, value);
        self.free_to(mark);
    }

    pub fn class_expression(&mut self, class: &Class<'_>, name: ClassName<'_>, dst: Option<Reg>) -> Reg {
        let mark = self.next;
        let result = self.temps(2);
        let strict = std::mem::replace(&mut self.facts.strict, true);
        self.open_scope(class.scope);
        let hidden = self.open_hidden(class);
        let mut definition = Definition {
            class: result,
            prototype: result + 1,
            hidden,
            instance: Vec::new(),
            fixed: Vec::new(),
            static_methods: Vec::new(),
        };
        self.new_private_names(class.scope);
        self.new_class(class, name, result);
        for member in class.members {
            self.member_definition(&mut definition, member);
        }
        self.class_end(class, &definition);
        self.close_scope();
        self.facts.strict = strict;
        self.settle(mark, dst, result)
    }

    // ---- scopes -----------------------------------------------------------------------------------------------------------------

    fn open_hidden(&mut self, class: &Class<'_>) -> Option<Hidden> {
        let count = class.members.iter().filter(|member| needs_hidden_slot(member)).count();
        if count == 0 {
            return None;
        }
        let slots = (0..count.min(u16::MAX as usize)).map(|i| Slot { name: format!("%{i}").into_bytes().into(), kind: SlotKind::Var });
        let slots = slots.collect();
        let env = self.temp();
        self.create_env(env, ScopeKind::Class, slots);
        Some(Hidden { env, used: 0 })
    }

    fn hide(&mut self, hidden: &mut Option<Hidden>, value: Reg) -> u16 {
        let Some(hidden) = hidden else { return 0 };
        let slot = hidden.used;
        hidden.used = slot.saturating_add(1);
        op!(self, SetScoped, value, hidden.env, slot, 0);
        slot
    }

    fn new_private_names(&mut self, scope: ScopeId) {
        for binding in self.u.scopes.bindings(scope) {
            if binding.kind.is_private() {
                let mark = self.next;
                let value = self.temp();
                let description = self.name(binding.name);
                op!(self, NewPrivateName, value, description);
                self.initialize(binding.name, value);
                self.free_to(mark);
            }
        }
    }

    // ---- the constructor ----------------------------------------------------------------------------------------------------------

    fn new_class(&mut self, class: &Class<'_>, name: ClassName<'_>, base: Reg) {
        match class.heritage {
            Some(heritage) => self.value_in(heritage, base),
            None => self.load_special(base, Special::Hole),
        }
        if !self.b.is_reachable() {
            return;
        }
        let text: &[u8] = match (class.name, name) {
            (Some(ident), _) => self.text(ident.name),
            (None, ClassName::Given(name)) => name,
            (None, ClassName::Computed(_)) => b"",
        };
        let has_fields = class.members.iter().any(|m| !m.is_static && is_initialized(m));
        let flags = if has_fields { flag::HAS_FIELDS } else { 0 };
        let span = (class.span.start, class.span.end);
        let template = match class.constructor {
            Some(constructor) => self.template(constructor, text, flags, Some(span)),
            None => self.default_constructor(class, text, flags),
        };
        let function = self.b.function(template);
        self.at(class.heritage.map_or(class.span.start, |e| e.span.start));
        op!(self, NewClass, base, self.env, function);
        if let (None, ClassName::Computed(key)) = (class.name, name) {
            op!(self, SetFunctionName, base, key, 0, 0);
        }
    }

    fn default_constructor(&mut self, class: &Class<'_>, name: &[u8], flags: u32) -> Arc<FunctionTemplate> {
        let derived = class.heritage.is_some();
        let kind = if derived { FunctionKind::DerivedConstructor } else { FunctionKind::ClassConstructor };
        let facts = synthesized(kind);
        let mut compiler = Compiler::new(self.u, facts, self.chain.clone(), 0);
        compiler.at(class.span.start);
        if derived {
            compiler.default_derived_body();
        } else {
            if flags & flag::HAS_FIELDS != 0 {
                op!(compiler, InitFields, frame::THIS, frame::CALLEE);
            }
            op!(compiler, ReturnUndefined);
        }
        let flags = flags | flag::DEFAULT_CONSTRUCTOR;
        self.synthesized_template(compiler.finish(), kind, name, flags, (class.span.start, class.span.end))
    }

    /// `constructor(...args) { super(...args); }` without iterating.
    fn default_derived_body(&mut self) {
        let arguments = self.temp();
        op!(self, CreateRest, arguments, 0);
        let base = self.temps(frame::ARGS as u32 + 1);
        op!(self, GetSuperConstructor, base, frame::CALLEE);
        op!(self, Move, base + frame::ARGS, arguments);
        op!(self, Move, base + frame::NEW_TARGET, frame::NEW_TARGET);
        let ic = self.ic_unnamed(IcKind::Call);
        op!(self, ConstructSpread, arguments, base, 0, ic, 0, 1);
        op!(self, InitFields, arguments, frame::CALLEE);
        op!(self, Return, arguments);
    }

    fn synthesized_template(&self, code: Arc<Code>, kind: FunctionKind, name: &[u8], flags: u32, span: (u32, u32)) -> Arc<FunctionTemplate> {
        Arc::new(FunctionTemplate {
            name: name.into(),
            source: self.u.source.clone(),
            span,
            kind,
            flags: flags | flag::STRICT,
            length: 0,
            param_count: 0,
            code: OnceLock::from(code),
            lazy: None,
        })
    }

    // ---- members --------------------------------------------------------------------------------------------------------------------

    fn member_definition<'m, 'a>(&mut self, definition: &mut Definition<'m, 'a>, member: &'m ClassMember<'a>) {
        let mark = self.next;
        self.at(member.span.start);
        let home = if member.is_static { definition.class } else { definition.prototype };
        match &member.kind {
            ClassMemberKind::Method(function) => self.method_member(definition, member, function, home, b"", 0),
            ClassMemberKind::Getter(function) => self.method_member(definition, member, function, home, b"get ", 1),
            ClassMemberKind::Setter(function) => self.method_member(definition, member, function, home, b"set ", 2),
            ClassMemberKind::Field(value) | ClassMemberKind::Accessor(value) => {
                let key_slot = matches!(member.key, PropertyKey::Computed(_)).then(|| {
                    let key = self.property_key(&member.key);
                    let key = self.key_register(key);
                    self.hide(&mut definition.hidden, key)
                });
                definition.elements(member.is_static).push(Element::Field { member, value: *value, key_slot });
            }
            ClassMemberKind::StaticBlock(block) => definition.fixed.push(Element::Block(block)),
        }
        // Functions of static private methods stay until the end.
        let kept = definition.static_methods.last().map_or(mark, |(_, reg, _)| mark.max(*reg as u32 + 1));
        self.free_to(kept);
    }

    fn method_member<'m, 'a>(
        &mut self,
        definition: &mut Definition<'m, 'a>,
        member: &'m ClassMember<'a>,
        function: &Function<'_>,
        home: Reg,
        prefix: &[u8],
        flags: u8,
    ) {
        if let PropertyKey::Private(name) = member.key {
            let value = self.method(function, &member.key, Key::Text(0), home, prefix);
            if member.is_static {
                definition.static_methods.push((name, value, flags));
            } else {
                let slot = self.hide(&mut definition.hidden, value);
                definition.instance.push(Element::Method { key: name, slot, flags });
            }
            return;
        }
        if flags == 0 {
            let key = self.property_key(&member.key);
            let value = self.method(function, &member.key, key, home, prefix);
            self.define(home, key, value, DEFINE_HIDDEN);
        } else {
            let setter = if flags == 2 { DEFINE_SETTER } else { 0 };
            self.accessor(home, &member.key, function, DEFINE_HIDDEN | setter);
        }
    }

    // ---- the end --------------------------------------------------------------------------------------------------------------------

    fn class_end(&mut self, class: &Class<'_>, definition: &Definition<'_, '_>) {
        let own_name = self.u.scopes.bindings(class.scope).iter().find(|b| b.kind == BindingKind::ClassName);
        if let Some(binding) = own_name.filter(|b| b.captured() || b.flags.has(BindingFlags::USED)) {
            self.initialize(binding.name, definition.class);
        }
        if !self.b.is_reachable() {
            return;
        }
        let mark = self.next;
        let (instance, fixed) = (&definition.instance, &definition.fixed);
        if !instance.is_empty() {
            let initializer = self.initializer(class, instance, definition.prototype, b"<instance_members_initializer>");
            op!(self, SetFieldInitializer, definition.class, initializer);
        }
        for (name, function, flags) in &definition.static_methods {
            let inner = self.next;
            let key = self.private_name(*name);
            op!(self, DefinePrivateMethod, definition.class, key, function.to_owned(), *flags);
            self.free_to(inner);
        }
        if !fixed.is_empty() {
            let initializer = self.initializer(class, fixed, definition.class, b"<static_initializer>");
            self.call_function(initializer, definition.class, &[], initializer);
        }
        self.free_to(mark);
    }

    /// A closure that runs the elements on its `this`.
    fn initializer(&mut self, class: &Class<'_>, elements: &[Element<'_, '_>], home: Reg, name: &[u8]) -> Reg {
        let code = compile_initializer(self.u, class, elements, self.chain.clone());
        let span = (class.span.start, class.span.end);
        let template = self.synthesized_template(code, FunctionKind::ClassInitializer, name, 0, span);
        let dst = self.temp();
        self.closure(dst, template);
        op!(self, SetHomeObject, dst, home);
        dst
    }

    fn run_element(&mut self, element: &Element<'_, '_>) {
        match element {
            Element::Method { key, slot, flags } => {
                let function = self.temp();
                op!(self, GetScoped, function, frame::ENV, *slot, 0);
                let key = self.private_name(*key);
                op!(self, DefinePrivateMethod, frame::THIS, key, function, *flags);
            }
            Element::Field { member, value, key_slot } => self.field(member, *value, *key_slot),
            Element::Block(block) => {
                self.open_own_scope(block.scope);
                self.hoist(block.statements);
                self.disposing(Some(block.scope), |this| this.statements(block.statements));
                self.close_scope();
            }
        }
    }

    fn field(&mut self, member: &ClassMember<'_>, value: Option<FieldInitializer<'_>>, key_slot: Option<u16>) {
        self.at(member.span.start);
        let key = match key_slot {
            Some(slot) => {
                let key = self.temp();
                op!(self, GetScoped, key, frame::ENV, slot, 0);
                Key::Register(key)
            }
            None => self.property_key(&member.key),
        };
        let result = self.temp();
        let mut flags = 0;
        match value {
            None => self.load_special(result, Special::Undefined),
            Some(initializer) => {
                self.open_own_scope(initializer.scope);
                match (key_slot, key) {
                    (Some(_), Key::Register(key)) => {
                        let named = self.value_named_by(initializer.value, key, result);
                        flags = if named { DEFINE_NAMED } else { 0 };
                    }
                    _ => {
                        let name = self.static_name(&member.key);
                        self.named_value_in(initializer.value, &name, result);
                    }
                }
                self.close_scope();
            }
        }
        self.at(member.span.start);
        match (&member.key, key) {
            (PropertyKey::Private(_), Key::Register(key)) => {
                let ic = self.ic_unnamed(IcKind::SetPrivate);
                op!(self, DefinePrivate, frame::THIS, key, result, ic);
            }
            _ => self.define(frame::THIS, key, result, flags),
        }
    }

    /// Opens the scope of code that is a function of its own but is compiled in place.
    fn open_own_scope(&mut self, id: ScopeId) {
        self.push_scope(Some(id), false);
        let bindings = self.u.scopes.bindings(id);
        let captured: Vec<_> = bindings.iter().filter(|b| b.captured()).copied().collect();
        self.open_environments(info_kind(self.u.scopes.get(id).kind), &captured);
        for binding in bindings.iter().filter(|b| !b.captured()) {
            let reg = match Self::implicit_register(binding.kind) {
                Some(reg) => reg,
                None => {
                    let reg = self.variable(binding.name, true);
                    self.load_special(reg, Special::Undefined);
                    reg
                }
            };
            self.add_local(*binding, Home::Register(reg), false);
        }
        self.mark_all_assigned();
        self.implicit_slots();
    }
}

impl<'m, 'a> Definition<'m, 'a> {
    fn elements(&mut self, is_static: bool) -> &mut Vec<Element<'m, 'a>> {
        if is_static { &mut self.fixed } else { &mut self.instance }
    }
}

fn compile_initializer(u: &Unit<'_>, class: &Class<'_>, elements: &[Element<'_, '_>], outer: Chain) -> Arc<Code> {
    let mut compiler = Compiler::new(u, synthesized(FunctionKind::ClassInitializer), outer, 0);
    compiler.at(class.span.start);
    compiler.b.mark_entry();
    // Private methods come before fields.
    let methods = elements.iter().filter(|e| matches!(e, Element::Method { .. }));
    let others = elements.iter().filter(|e| !matches!(e, Element::Method { .. }));
    for element in methods.chain(others) {
        let mark = compiler.next;
        compiler.run_element(element);
        compiler.free_to(mark);
    }
    op!(compiler, ReturnUndefined);
    compiler.finish()
}

fn synthesized(kind: FunctionKind) -> Facts {
    Facts { kind, strict: true, is_async: false, is_generator: false, has_fields: false }
}

/// The instance initializer has something to do for this member.
fn is_initialized(member: &ClassMember<'_>) -> bool {
    match member.kind {
        ClassMemberKind::Field(_) | ClassMemberKind::Accessor(_) => true,
        ClassMemberKind::Method(_) | ClassMemberKind::Getter(_) | ClassMemberKind::Setter(_) => {
            matches!(member.key, PropertyKey::Private(_))
        }
        ClassMemberKind::StaticBlock(_) => false,
    }
}

fn needs_hidden_slot(member: &ClassMember<'_>) -> bool {
    match member.kind {
        ClassMemberKind::Field(_) | ClassMemberKind::Accessor(_) => matches!(member.key, PropertyKey::Computed(_)),
        ClassMemberKind::Method(_) | ClassMemberKind::Getter(_) | ClassMemberKind::Setter(_) => {
            !member.is_static && matches!(member.key, PropertyKey::Private(_))
        }
        ClassMemberKind::StaticBlock(_) => false,
    }
}
