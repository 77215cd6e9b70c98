//! Patterns: destructuring in declarations, parameters, assignments and loop heads.
//!
//! What holds: keys, then the target's reference, then the value, then the default, then the store. An array pattern's iterator is
//! closed on every way out unless it is done; the record knows that itself.

use ogive_bytecode::{IcKind, Region, Special};
use ogive_syntax::{ArrayPattern, Expr, Name, ObjectPattern, Pattern, PatternElement, PatternKind, PropertyKey};

use crate::assignment::Target;
use crate::compiler::{Compiler, Reg, op};
use crate::control::Control;
use crate::literals::Key;

/// What is done with the names of a pattern.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Mode {
    /// Assigned: assignments and `var`.
    Assign,
    /// Initialized: lexical declarations and parameters.
    Initialize,
}

impl Compiler<'_> {
    /// Takes the value apart. Its register is not written.
    pub fn destructure(&mut self, pattern: &Pattern<'_>, value: Reg, mode: Mode) {
        if self.u.is_stack_exhausted() {
            return;
        }
        let mark = self.next;
        match pattern.kind {
            PatternKind::Identifier(name) => self.bind_name(name, value, mode),
            PatternKind::Expr(e) => {
                let target = self.member_target(e, &[]);
                self.store_target(target, value, mode);
            }
            PatternKind::Object(object) => self.object_pattern(pattern, object, value, mode),
            PatternKind::Array(array) => self.array_pattern(pattern, array, value, mode),
        }
        self.free_to(mark);
    }

    /// Initializes or assigns a name.
    pub fn bind_name(&mut self, name: Name, value: Reg, mode: Mode) {
        match mode {
            Mode::Initialize => self.initialize(name, value),
            Mode::Assign => {
                let place = self.resolve(name);
                self.store_place(name, place, value);
            }
        }
    }

    /// Evaluates what must be evaluated of a target before its value.
    fn prepare<'p, 'a>(&mut self, pattern: &'p Pattern<'a>, mode: Mode) -> Target<'p, 'a> {
        match pattern.kind {
            PatternKind::Identifier(name) if mode == Mode::Assign => Target::Name(self.reference(name)),
            PatternKind::Expr(e) => match self.member_target(e, &[]) {
                // What comes between may assign the variables.
                Target::Member { object, key, offset } => {
                    let object = if self.is_assigned_variable(object) { self.copied(object) } else { object };
                    let key = match key {
                        crate::members::MemberKey::Value(key) if self.is_assigned_variable(key) => {
                            crate::members::MemberKey::Value(self.copied(key))
                        }
                        other => other,
                    };
                    Target::Member { object, key, offset }
                }
                other => other,
            },
            _ => Target::Pattern(pattern),
        }
    }

    fn is_assigned_variable(&self, reg: Reg) -> bool {
        self.variable_in(reg).is_some_and(|v| v.assigned)
    }

    /// The value of an element is in `value`, a temporary: default, then store.
    fn element(&mut self, element: &PatternElement<'_>, target: Target<'_, '_>, value: Reg, mode: Mode) {
        if let Some(default) = element.default {
            self.default_value(value, default, element_name(element));
        }
        self.store_target(target, value, mode);
    }

    /// Replaces undefined by the default.
    pub fn default_value(&mut self, value: Reg, default: &Expr<'_>, name: Option<Name>) {
        let given = self.label();
        op!(self, JumpIfNotUndefined, value, given);
        let region = self.begin_region();
        match name {
            Some(name) => self.named_value_in(default, self.text(name), value),
            None => self.value_in(default, value),
        }
        self.end_region(region);
        self.b.bind(given);
    }

    // ---- objects ------------------------------------------------------------------------------------------------------------

    fn object_pattern(&mut self, whole: &Pattern<'_>, pattern: &ObjectPattern<'_>, value: Reg, mode: Mode) {
        self.at(whole.span.start);
        let first_key = pattern.properties.first().and_then(|p| match p.key {
            PropertyKey::Static { name, .. } => Some(self.name(name)),
            _ => None,
        });
        op!(self, CheckObjectCoercible, value, first_key.map_or(-1, i64::from));
        let value = if self.is_assigned_variable(value) { self.copied(value) } else { value };
        // Keys that the rest excludes.
        let keys = pattern.rest.map(|_| self.temps(pattern.properties.len() as u32));
        let mark = self.next;
        for (index, property) in pattern.properties.iter().enumerate() {
            let key = self.property_key(&property.key);
            if let Some(keys) = keys {
                match key {
                    Key::Text(text) => op!(self, LoadConst, keys + index as Reg, text),
                    Key::Register(key) => op!(self, Move, keys + index as Reg, key),
                }
            }
            if let (PatternKind::Identifier(name), Mode::Initialize) = (property.value.target.kind, mode)
                && let Some(reg) = self.initialize_register(name)
                && self.is_first_write(name)
            {
                self.at(property.span.start);
                self.get_keyed(reg, value, key);
                if let Some(default) = property.value.default {
                    self.default_value(reg, default, Some(name));
                }
                self.initialize(name, reg);
                self.free_to(mark);
                continue;
            }
            let target = self.prepare(&property.value.target, mode);
            let part = self.temp();
            self.at(property.span.start);
            self.get_keyed(part, value, key);
            self.element(&property.value, target, part, mode);
            self.free_to(mark);
        }
        if let (Some(rest), Some(keys)) = (pattern.rest, keys) {
            let target = self.prepare(rest, mode);
            let object = self.temp();
            let ic = self.ic_unnamed(IcKind::Allocation);
            op!(self, NewObject, object, ic);
            self.at(rest.span.start);
            op!(self, CopyDataProperties, object, value, keys, pattern.properties.len());
            self.store_target(target, object, mode);
            self.free_to(mark);
        }
    }

    /// Writing the variable's register early cannot be seen (a parameter's register may still hold another argument).
    fn is_first_write(&self, name: Name) -> bool {
        match self.resolve_static(name) {
            crate::scope::Place::Local { scope, local } => {
                let local = self.local(scope, local);
                local.has_tdz && !local.initialized && !local.holed
            }
            _ => false,
        }
    }

    fn get_keyed(&mut self, dst: Reg, object: Reg, key: Key) {
        match key {
            Key::Text(text) => {
                let kind = crate::members::MemberKey::Text(text);
                self.get_member(dst, object, kind);
            }
            Key::Register(key) => self.get_member(dst, object, crate::members::MemberKey::Value(key)),
        }
    }

    // ---- arrays -------------------------------------------------------------------------------------------------------------

    fn array_pattern(&mut self, whole: &Pattern<'_>, pattern: &ArrayPattern<'_>, value: Reg, mode: Mode) {
        let record = self.temps(3);
        self.at(whole.span.start);
        op!(self, GetIterator, record, value, 0, 0);
        if pattern.elements.is_empty() && pattern.rest.is_none() {
            op!(self, IteratorClose, record);
            return;
        }
        self.push_control(Control::Iterator { record, is_async: false, region: Region::default() });
        let mark = self.next;
        for element in pattern.elements {
            match element {
                None => {
                    let part = self.temp();
                    self.at(whole.span.start);
                    self.step(part, record);
                }
                Some(element) => {
                    let target = self.prepare(&element.target, mode);
                    let part = self.temp();
                    self.at(element.target.span.start);
                    self.load_special(part, Special::Undefined);
                    self.step(part, record);
                    self.element(element, target, part, mode);
                }
            }
            self.free_to(mark);
        }
        if let Some(rest) = pattern.rest {
            let target = self.prepare(rest, mode);
            let array = self.temp();
            self.at(rest.span.start);
            op!(self, IteratorRest, array, record);
            self.store_target(target, array, mode);
            self.free_to(mark);
        }
        let region = self.pop_region();
        self.at(whole.span.start);
        op!(self, IteratorClose, record);
        self.close_on_throw(&region, record, false);
    }

    /// `part =` the next value; unchanged when there is none.
    fn step(&mut self, part: Reg, record: Reg) {
        let done = self.label();
        op!(self, IteratorNext, part, record, done);
        self.b.bind(done);
    }
}

fn element_name(element: &PatternElement<'_>) -> Option<Name> {
    match element.target.kind {
        PatternKind::Identifier(name) if !element.parenthesized => Some(name),
        _ => None,
    }
}
