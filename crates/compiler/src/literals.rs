//! Array literals, object literals, templates.
//!
//! What holds: a literal is built where nothing can see it half-way; its values are evaluated into a run of registers, and one
//! op makes the whole if that is possible.

use ogive_bytecode::ops::{DEFINE_NAMED, DEFINE_SETTER};
use ogive_bytecode::{Constant, IcKind, Literal, Special};
use ogive_syntax::{ArrayElement, Expr, ExprKind, Function, Property, PropertyKey, PropertyKind, ScopeFlags, Template};

use crate::classes::ClassName;
use crate::compiler::{Compiler, Reg, as_int, op};
use crate::members::is_array_index;
use crate::operators::Known;

/// Values that one op takes at most; the rest is appended or defined one by one.
const MAX_RUN: usize = 512;

/// How a property key stands when its value is evaluated.
#[derive(Clone, Copy)]
pub(crate) enum Key {
    /// A string constant that is no array index.
    Text(u32),
    /// A register that holds a property key.
    Register(Reg),
}

impl Compiler<'_> {
    // ---- arrays -----------------------------------------------------------------------------------------------------------

    pub fn array(&mut self, elements: &[ArrayElement<'_>], dst: Option<Reg>) -> Reg {
        if let Some(literals) = self.literal_elements(elements) {
            let index = self.b.constant(Constant::Elements(literals));
            let dst = self.dst(dst);
            op!(self, NewArrayConst, dst, index);
            return dst;
        }
        let mark = self.next;
        let plain = elements.iter().take(MAX_RUN).take_while(|e| matches!(e, ArrayElement::Expr(_))).count();
        let (run, rest) = elements.split_at(plain);
        if rest.is_empty() {
            let first = self.run_of(run);
            self.free_to(mark);
            let dst = self.dst(dst);
            self.new_array(dst, first, plain);
            return dst;
        }
        let array = self.scratch(dst);
        let inner = self.next;
        let first = self.run_of(run);
        self.new_array(array, first, plain);
        self.free_to(inner);
        for element in rest {
            self.append(array, element);
            self.free_to(inner);
        }
        self.settle(mark, dst, array)
    }

    fn new_array(&mut self, dst: Reg, first: Reg, count: usize) {
        let ic = self.ic_unnamed(IcKind::Allocation);
        op!(self, NewArray, dst, first, count, ic);
    }

    fn run_of(&mut self, elements: &[ArrayElement<'_>]) -> Reg {
        let first = self.next.min(u16::MAX as u32) as Reg;
        for element in elements {
            if let ArrayElement::Expr(e) = element {
                self.value_in_temp(e);
            }
        }
        first
    }

    fn append(&mut self, array: Reg, element: &ArrayElement<'_>) {
        match element {
            ArrayElement::Hole => {
                let hole = self.temp();
                self.load_special(hole, Special::Hole);
                op!(self, ArrayAppend, array, hole);
            }
            ArrayElement::Expr(e) => {
                let value = self.value(e);
                op!(self, ArrayAppend, array, value);
            }
            ArrayElement::Spread(e) => {
                let value = self.value(e);
                self.at(e.span.start);
                op!(self, ArraySpread, array, value);
            }
        }
    }

    /// The elements if all of them (at least two) are literals.
    fn literal_elements(&self, elements: &[ArrayElement<'_>]) -> Option<Box<[Option<Literal>]>> {
        if elements.len() < 2 {
            return None;
        }
        elements.iter().map(|element| self.literal_element(element)).collect()
    }

    fn literal_element(&self, element: &ArrayElement<'_>) -> Option<Option<Literal>> {
        match element {
            ArrayElement::Hole => Some(None),
            ArrayElement::Spread(_) => None,
            ArrayElement::Expr(e) => Some(Some(match self.constant(e)? {
                Known::Special(value) => Literal::Special(value as u8),
                Known::String(text) => Literal::String(text.into()),
                Known::Number(value) => as_int(value).map_or(Literal::Number(value), Literal::Int),
            })),
        }
    }

    // ---- objects ----------------------------------------------------------------------------------------------------------

    pub fn object(&mut self, properties: &[Property<'_>], dst: Option<Reg>) -> Reg {
        let mark = self.next;
        let plain = self.plain_prefix(properties);
        let (run, rest) = properties.split_at(plain);
        if rest.is_empty() && !run.is_empty() {
            let (first, shape) = self.plain_values(run);
            self.free_to(mark);
            let dst = self.dst(dst);
            self.new_object_from(dst, first, shape);
            return dst;
        }
        let object = self.scratch(dst);
        let inner = self.next;
        if run.is_empty() {
            let ic = self.ic_unnamed(IcKind::Allocation);
            op!(self, NewObject, object, ic);
        } else {
            let (first, shape) = self.plain_values(run);
            self.new_object_from(object, first, shape);
        }
        self.free_to(inner);
        for property in rest {
            self.property(object, property);
            self.free_to(inner);
        }
        self.settle(mark, dst, object)
    }

    fn new_object_from(&mut self, dst: Reg, first: Reg, shape: u32) {
        let ic = self.b.ic(IcKind::Allocation, shape, self.facts.strict);
        op!(self, NewObjectFrom, dst, first, ic);
    }

    /// How many leading properties have constant keys and plain values.
    fn plain_prefix(&self, properties: &[Property<'_>]) -> usize {
        let mut seen = rustc_hash::FxHashSet::default();
        let plain = |property: &&Property<'_>| {
            let PropertyKey::Static { name, .. } = property.key else { return false };
            let value = match &property.kind {
                PropertyKind::Value(_) | PropertyKind::Shorthand(_) => true,
                PropertyKind::Method(function) => !needs_home(function),
                _ => false,
            };
            value && name != ogive_syntax::Name::PROTO && !is_array_index(self.text(name)) && seen.insert(name)
        };
        properties.iter().take(MAX_RUN).take_while(plain).count()
    }

    /// Evaluates the values of a plain prefix into a run; gives its start and the shape constant.
    fn plain_values(&mut self, properties: &[Property<'_>]) -> (Reg, u32) {
        let first = self.next.min(u16::MAX as u32) as Reg;
        let mut keys = Vec::with_capacity(properties.len());
        for property in properties {
            let PropertyKey::Static { name, .. } = property.key else { unreachable!("a plain property") };
            keys.push(self.name(name));
            let value = self.temp();
            match &property.kind {
                PropertyKind::Method(function) => {
                    self.function_expression(function, self.text(name), Some(value));
                }
                PropertyKind::Value(e) | PropertyKind::Shorthand(e) => self.named_value_in(e, self.text(name), value),
                _ => unreachable!("a plain property"),
            }
        }
        (first, self.b.constant(Constant::ObjectShape(keys.into())))
    }

    fn property(&mut self, object: Reg, property: &Property<'_>) {
        self.at(property.span.start);
        match &property.kind {
            PropertyKind::Spread(e) => {
                let source = self.value(e);
                self.at(e.span.start);
                op!(self, CopyDataProperties, object, source, 0, 0);
            }
            PropertyKind::Proto(e) => {
                let value = self.value(e);
                op!(self, SetPrototype, object, value);
            }
            PropertyKind::Value(e) | PropertyKind::Shorthand(e) => {
                let key = self.property_key(&property.key);
                self.define_value(object, key, &property.key, e);
            }
            PropertyKind::Method(function) => {
                let key = self.property_key(&property.key);
                let value = self.method(function, &property.key, key, object, b"");
                self.define(object, key, value, 0);
            }
            PropertyKind::Getter(function) => {
                self.accessor(object, &property.key, function, 0);
            }
            PropertyKind::Setter(function) => {
                self.accessor(object, &property.key, function, DEFINE_SETTER);
            }
        }
    }

    fn define_value(&mut self, object: Reg, key: Key, syntax: &PropertyKey<'_>, e: &Expr<'_>) {
        let value = self.temp();
        match key {
            Key::Register(register) if matches!(syntax, PropertyKey::Computed(_)) => {
                let named = self.value_named_by(e, register, value);
                self.define(object, key, value, if named { DEFINE_NAMED } else { 0 });
            }
            _ => {
                let name = self.static_name(syntax);
                self.named_value_in(e, &name, value);
                self.define(object, key, value, 0);
            }
        }
    }

    /// Evaluates a value that is named by a computed key; true when the define op must name it.
    pub fn value_named_by(&mut self, e: &Expr<'_>, key: Reg, dst: Reg) -> bool {
        match &e.kind {
            ExprKind::Class(class) if class.name.is_none() => {
                self.class_expression(class, ClassName::Computed(key), Some(dst));
                false
            }
            _ => {
                self.value_in(e, dst);
                is_anonymous_function(e)
            }
        }
    }

    /// The text by which functions are named that are the value of this key; empty for computed keys.
    pub fn static_name(&self, key: &PropertyKey<'_>) -> Vec<u8> {
        match key {
            PropertyKey::Static { name, .. } | PropertyKey::Private(name) => self.text(*name).to_vec(),
            PropertyKey::Number(value) => crate::numbers::to_text(*value).into_bytes(),
            PropertyKey::BigInt(digits) => crate::numbers::bigint_text(digits).into_bytes(),
            PropertyKey::Computed(_) => Vec::new(),
        }
    }

    /// Evaluates a key.
    pub fn property_key(&mut self, key: &PropertyKey<'_>) -> Key {
        match key {
            PropertyKey::Static { name, .. } if !is_array_index(self.text(*name)) => Key::Text(self.name(*name)),
            PropertyKey::Computed(e) => {
                let register = self.value_in_temp(e);
                self.at(e.span.start);
                op!(self, ToPropertyKey, register, register);
                Key::Register(register)
            }
            PropertyKey::Private(name) => Key::Register(self.private_name(*name)),
            _ => {
                let text = self.static_name(key);
                if !is_array_index(&text) {
                    return Key::Text(self.b.string(&text));
                }
                let index: f64 = String::from_utf8_lossy(&text).parse().unwrap_or(0.0);
                let register = self.temp();
                self.load_number(register, index);
                Key::Register(register)
            }
        }
    }

    pub fn key_register(&mut self, key: Key) -> Reg {
        match key {
            Key::Register(register) => register,
            Key::Text(text) => {
                let register = self.temp();
                op!(self, LoadConst, register, text);
                register
            }
        }
    }

    /// Defines a data property.
    pub fn define(&mut self, object: Reg, key: Key, value: Reg, flags: u8) {
        match key {
            Key::Text(text) if flags == 0 => {
                let ic = self.b.ic(IcKind::Define, text, self.facts.strict);
                op!(self, DefineProp, object, value, ic);
            }
            _ => {
                let key = self.key_register(key);
                let ic = self.ic_unnamed(IcKind::SetElem);
                op!(self, DefineElem, object, key, value, ic, 0, flags);
            }
        }
    }

    /// A method's function object in a new temporary, with its home and name.
    pub fn method(&mut self, function: &Function<'_>, syntax: &PropertyKey<'_>, key: Key, home: Reg, prefix: &[u8]) -> Reg {
        let mut name = prefix.to_vec();
        name.extend(self.static_name(syntax));
        let computed = matches!(syntax, PropertyKey::Computed(_));
        let value = self.temp();
        self.function_expression(function, if computed { b"" } else { &name }, Some(value));
        if let (true, Key::Register(key)) = (computed, key) {
            let flags = match prefix.first() {
                Some(b'g') => 1,
                Some(b's') => 2,
                _ => 0,
            };
            op!(self, SetFunctionName, value, key, 0, flags);
        }
        if needs_home(function) {
            op!(self, SetHomeObject, value, home);
        }
        value
    }

    /// Defines a getter or setter.
    pub fn accessor(&mut self, object: Reg, syntax: &PropertyKey<'_>, function: &Function<'_>, flags: u8) {
        let key = self.property_key(syntax);
        let prefix: &[u8] = if flags & DEFINE_SETTER != 0 { b"set " } else { b"get " };
        let value = self.method(function, syntax, key, object, prefix);
        let key = self.key_register(key);
        op!(self, DefineAccessor, object, key, value, flags);
    }

    // ---- templates ----------------------------------------------------------------------------------------------------------

    pub fn template_literal(&mut self, template: &Template<'_>, dst: Option<Reg>) -> Reg {
        let mark = self.next;
        let first = self.next.min(u16::MAX as u32) as Reg;
        let mut count = 0u32;
        for (index, quasi) in template.quasis.iter().enumerate() {
            let text = quasi.cooked.unwrap_or_default();
            if !text.is_empty() {
                let part = self.temp();
                self.load_string(part, text);
                count += 1;
            }
            if let Some(e) = template.expressions.get(index) {
                let part = self.value_in_temp(e);
                self.at(e.span.start);
                op!(self, ToString, part, part);
                count += 1;
            }
            if count > MAX_RUN as u32 {
                op!(self, Concat, first, first, count);
                self.free_to(first as u32 + 1);
                count = 1;
            }
        }
        self.free_to(mark);
        let dst = self.dst(dst);
        match count {
            0 => self.load_string(dst, b""),
            1 => self.move_to(dst, first),
            _ => op!(self, Concat, dst, first, count),
        }
        dst
    }

    // ---- names of anonymous functions ------------------------------------------------------------------------------------------

    /// The value in that register; an anonymous function or class takes the name.
    pub fn named_value_in(&mut self, e: &Expr<'_>, name: &[u8], dst: Reg) {
        let mark = self.next;
        match &e.kind {
            ExprKind::Function(function) if function.info.name.is_none() => {
                self.function_expression(function, name, Some(dst));
            }
            ExprKind::Class(class) if class.name.is_none() => {
                self.class_expression(class, ClassName::Given(name), Some(dst));
            }
            _ => self.value_in(e, dst),
        }
        self.free_to(mark);
    }

    /// As `value`, naming anonymous functions.
    pub fn named_value(&mut self, e: &Expr<'_>, name: &[u8], hint: Option<Reg>) -> Reg {
        if !is_anonymous_function(e) {
            return self.eval(e, hint);
        }
        let dst = self.dst(hint);
        self.named_value_in(e, name, dst);
        dst
    }
}

/// 8.4.3 IsAnonymousFunctionDefinition
pub(crate) fn is_anonymous_function(e: &Expr<'_>) -> bool {
    match &e.kind {
        ExprKind::Function(function) => function.info.name.is_none(),
        ExprKind::Class(class) => class.name.is_none(),
        _ => false,
    }
}

/// Uses `super`, or an eval inside could.
pub(crate) fn needs_home(function: &Function<'_>) -> bool {
    let flags = function.info.flags;
    flags.any(ScopeFlags::USES_SUPER_PROPERTY.with(ScopeFlags::CONTAINS_EVAL))
}
