//! Assignments and updates: `=`, `op=`, `&&=` and kin, `++`, `--`.
//!
//! What holds: the target is evaluated before the value, the value before anything is stored; a simple assignment to a plain variable
//! evaluates straight into its register.

use ogive_bytecode::Special;
use ogive_syntax::{Assign, AssignOp, BinaryOp, Expr, ExprKind, LogicalOp, Name, Pattern, PatternKind};

use crate::compiler::{Compiler, Reg, op};
use crate::destructuring::Mode;
use crate::literals::is_anonymous_function;
use crate::members::MemberKey;
use crate::scope::{Place, Reference};

/// Where an assignment goes, evaluated.
#[derive(Clone, Copy)]
pub(crate) enum Target<'p, 'a> {
    Name(Reference),
    Member { object: Reg, key: MemberKey, offset: u32 },
    Pattern(&'p Pattern<'a>),
    /// Evaluating it has thrown.
    Invalid,
}

impl Compiler<'_> {
    pub fn assign(&mut self, e: &Expr<'_>, assign: &Assign<'_>, dst: Option<Reg>, for_effect: bool) -> Reg {
        match (assign.op, assign.target.kind) {
            (AssignOp::Assign, PatternKind::Identifier(name)) => self.assign_name(e, assign, name, dst),
            (AssignOp::Assign, PatternKind::Expr(target)) => self.assign_member(assign, target, dst),
            (AssignOp::Assign, _) => self.assign_pattern(assign, dst),
            (AssignOp::Binary(op), PatternKind::Identifier(name)) => self.compound_name(e, op, name, assign.value, dst),
            (AssignOp::Binary(op), _) => self.compound_member(e, op, assign, dst),
            (AssignOp::Logical(op), _) => self.assign_logical(op, assign, dst, for_effect),
        }
    }

    fn assign_name(&mut self, e: &Expr<'_>, assign: &Assign<'_>, name: Name, dst: Option<Reg>) -> Reg {
        let mark = self.next;
        self.at(e.span.start);
        let reference = self.reference_before(name, assign.value);
        let text: &[u8] = if assign.parenthesized { b"" } else { self.text(name) };
        let named = !assign.parenthesized;
        if let Reference::Fixed(_, place) = reference
            && let Some(reg) = self.direct_register(place)
        {
            match named {
                true => self.named_value_in(assign.value, text, reg),
                false => self.value_in(assign.value, reg),
            }
            self.note_assigned_place(place);
            return self.deliver(reg, dst);
        }
        let hint = dst.filter(|dst| self.is_temp(*dst));
        let value = if named { self.named_value(assign.value, text, hint) } else { self.eval(assign.value, hint) };
        self.at(e.span.start);
        self.store_reference(reference, value);
        self.settle(mark, dst, value)
    }

    fn assign_member(&mut self, assign: &Assign<'_>, target: &Expr<'_>, dst: Option<Reg>) -> Reg {
        let mark = self.next;
        let Target::Member { object, key, offset } = self.member_target(target, &[assign.value]) else {
            return self.dst(dst);
        };
        let hint = dst.filter(|dst| self.is_temp(*dst));
        let value = self.eval(assign.value, hint);
        self.at(offset);
        self.set_member(object, key, value);
        self.settle(mark, dst, value)
    }

    fn assign_pattern(&mut self, assign: &Assign<'_>, dst: Option<Reg>) -> Reg {
        let mark = self.next;
        let value = self.scratch(dst);
        self.value_in(assign.value, value);
        self.destructure(&assign.target, value, Mode::Assign);
        self.settle(mark, dst, value)
    }

    /// Evaluates a member form as a target; `later` are the expressions evaluated before it is used.
    pub fn member_target<'p, 'a>(&mut self, target: &Expr<'_>, later: &[&Expr<'_>]) -> Target<'p, 'a> {
        match &target.kind {
            ExprKind::Member { object, .. } | ExprKind::Index { object, .. } | ExprKind::PrivateMember { object, .. } => {
                let object = self.value(object);
                let object = self.protect(object, later);
                let member = self.key_of(target, object);
                let kind = match member.kind {
                    MemberKey::Value(key) => MemberKey::Value(self.protect(key, later)),
                    other => other,
                };
                Target::Member { object: member.object, key: kind, offset: self.member_position(target) }
            }
            ExprKind::SuperMember(_) | ExprKind::SuperIndex(_) => {
                let object = self.load_this(None);
                let key = self.super_key(target);
                Target::Member { object, key, offset: target.span.start }
            }
            _ => {
                self.invalid_target(target);
                Target::Invalid
            }
        }
    }

    fn compound_name(&mut self, e: &Expr<'_>, op: BinaryOp, name: Name, value: &Expr<'_>, dst: Option<Reg>) -> Reg {
        let mark = self.next;
        self.at(e.span.start);
        let reference = self.reference(name);
        let direct = self.direct_of(reference);
        let current = self.load_reference(reference, None);
        let (result, current) = match direct {
            Some(reg) => (reg, current),
            None => {
                let current = if self.is_temp(current) { current } else { self.copied(current) };
                (current, current)
            }
        };
        self.operate(e, op, result, current, value);
        if direct.is_none() {
            self.store_reference(reference, result);
        } else if let Reference::Fixed(_, place) = reference {
            self.note_assigned_place(place);
        }
        self.settle(mark, dst, result)
    }

    fn direct_of(&self, reference: Reference) -> Option<Reg> {
        match reference {
            Reference::Fixed(_, place) => self.direct_register(place),
            Reference::Resolved(..) => None,
        }
    }

    /// `result = current op value`.
    fn operate(&mut self, e: &Expr<'_>, op: BinaryOp, result: Reg, current: Reg, value: &Expr<'_>) {
        let mark = self.next;
        let small = self.small_literal(value).filter(|_| has_immediate(op));
        if let Some(imm) = small {
            self.at(e.span.start);
            self.emit_immediate(op, result, current, imm);
        } else {
            let current = self.protect(current, &[value]);
            let value = self.value(value);
            self.at(e.span.start);
            self.emit_binary(op, result, current, value);
        }
        self.free_to(mark);
    }

    fn compound_member(&mut self, e: &Expr<'_>, op: BinaryOp, assign: &Assign<'_>, dst: Option<Reg>) -> Reg {
        let mark = self.next;
        let PatternKind::Expr(target) = assign.target.kind else { return self.dst(dst) };
        let Target::Member { object, key, offset } = self.member_target(target, &[assign.value]) else {
            return self.dst(dst);
        };
        let key = self.key_once(target, object, key);
        let result = self.scratch(dst);
        self.at(offset);
        self.get_member(result, object, key);
        self.operate(e, op, result, result, assign.value);
        self.at(offset);
        self.set_member(object, key, result);
        self.settle(mark, dst, result)
    }

    /// A key that is used twice is converted once, after the object was checked.
    fn key_once(&mut self, target: &Expr<'_>, object: Reg, key: MemberKey) -> MemberKey {
        let (ExprKind::Index { index, .. } | ExprKind::SuperIndex(index)) = &target.kind else { return key };
        let simple = match &index.kind {
            ExprKind::Number(_) | ExprKind::String(_) | ExprKind::Update { .. } => true,
            ExprKind::Binary { op, .. } => *op != BinaryOp::Add,
            _ => false,
        };
        match key {
            MemberKey::Value(value) if !simple => {
                self.at(self.member_position(target));
                op!(self, CheckObjectCoercible, object, -1);
                let converted = self.temp();
                op!(self, ToPropertyKey, converted, value);
                MemberKey::Value(converted)
            }
            MemberKey::Super { home, key, .. } if !simple => {
                let base = self.temp();
                op!(self, GetSuperConstructor, base, home);
                op!(self, ToPropertyKey, key, key);
                MemberKey::Super { home: base, key, is_base: true }
            }
            other => other,
        }
    }

    fn assign_logical(&mut self, op: LogicalOp, assign: &Assign<'_>, dst: Option<Reg>, for_effect: bool) -> Reg {
        let mark = self.next;
        let result = self.scratch(dst);
        let inner = self.next;
        let end = self.label();
        let target = match assign.target.kind {
            PatternKind::Identifier(name) => Target::Name(self.reference(name)),
            PatternKind::Expr(target) => match self.member_target(target, &[assign.value]) {
                Target::Member { object, key, offset } => {
                    Target::Member { object, key: self.key_once(target, object, key), offset }
                }
                other => other,
            },
            _ => Target::Invalid,
        };
        // For its effect alone a variable need not be copied to be tested.
        let tested = match target {
            Target::Name(reference) if for_effect => self.load_reference(reference, None),
            Target::Name(reference) => self.load_reference(reference, Some(result)),
            Target::Member { object, key, offset } => {
                self.at(offset);
                self.get_member(result, object, key);
                result
            }
            _ => return self.settle(mark, dst, result),
        };
        match op {
            LogicalOp::And => op!(self, JumpIfFalse, tested, end),
            LogicalOp::Or => op!(self, JumpIfTrue, tested, end),
            LogicalOp::Coalesce => op!(self, JumpIfNotNullish, tested, end),
        }
        let region = self.begin_region();
        match (target, assign.target.kind) {
            (Target::Name(reference), PatternKind::Identifier(name)) => {
                let text: &[u8] = if assign.parenthesized { b"" } else { self.text(name) };
                if is_anonymous_function(assign.value) && !assign.parenthesized {
                    self.named_value_in(assign.value, text, result);
                } else {
                    self.value_in(assign.value, result);
                }
                self.store_reference(reference, result);
            }
            (Target::Member { object, key, offset }, _) => {
                self.value_in(assign.value, result);
                self.at(offset);
                self.set_member(object, key, result);
            }
            _ => {}
        }
        self.end_region(region);
        self.b.bind(end);
        self.free_to(inner);
        if for_effect {
            self.free_to(mark);
            return result;
        }
        self.settle(mark, dst, result)
    }

    /// `++`, `--`.
    pub fn update(&mut self, e: &Expr<'_>, increment: bool, prefix: bool, operand: &Expr<'_>, dst: Option<Reg>, for_effect: bool) -> Reg {
        let mark = self.next;
        let prefix = prefix || for_effect;
        self.at(e.span.start);
        match &operand.kind {
            ExprKind::Identifier(name) => {
                let reference = self.reference(*name);
                let direct = self.direct_of(reference);
                let current = self.load_reference(reference, None);
                if let (Some(reg), true) = (direct, prefix) {
                    self.emit_update(increment, reg, current);
                    self.note_place(reference);
                    return if for_effect { reg } else { self.settle(mark, dst, reg) };
                }
                let (old, new) = self.update_registers(current, prefix, dst);
                self.updated_values(increment, prefix, current, old, direct.unwrap_or(new));
                match direct {
                    Some(_) => self.note_place(reference),
                    None => self.store_reference(reference, new),
                }
                if for_effect {
                    return new;
                }
                self.settle(mark, dst, if prefix { new } else { old })
            }
            _ => {
                let Target::Member { object, key, offset } = self.member_target(operand, &[]) else {
                    return self.dst(dst);
                };
                let key = self.key_once(operand, object, key);
                let current = self.temp();
                self.at(offset);
                self.get_member(current, object, key);
                let (old, new) = self.update_registers(current, prefix, dst);
                self.updated_values(increment, prefix, current, old, new);
                self.at(offset);
                self.set_member(object, key, new);
                if for_effect {
                    return new;
                }
                self.settle(mark, dst, if prefix { new } else { old })
            }
        }
    }

    fn note_place(&mut self, reference: Reference) {
        if let Reference::Fixed(_, place) = reference {
            self.note_assigned_place(place);
        }
    }

    fn emit_update(&mut self, increment: bool, dst: Reg, src: Reg) {
        match increment {
            true => op!(self, Inc, dst, src),
            false => op!(self, Dec, dst, src),
        }
    }

    /// Registers for the old and the new value.
    fn update_registers(&mut self, current: Reg, prefix: bool, dst: Option<Reg>) -> (Reg, Reg) {
        let old = if prefix { 0 } else { self.scratch(dst) };
        let reused = prefix && self.is_temp(current);
        (old, if reused { current } else { self.temp() })
    }

    fn updated_values(&mut self, increment: bool, prefix: bool, current: Reg, old: Reg, new: Reg) {
        if prefix {
            self.emit_update(increment, new, current);
        } else {
            op!(self, ToNumeric, old, current);
            self.emit_update(increment, new, old);
        }
    }

    /// Stores through an evaluated target.
    pub fn store_target(&mut self, target: Target<'_, '_>, value: Reg, mode: Mode) {
        match target {
            Target::Name(reference) => self.store_reference(reference, value),
            Target::Member { object, key, offset } => {
                self.at(offset);
                self.set_member(object, key, value);
            }
            Target::Pattern(pattern) => self.destructure(pattern, value, mode),
            Target::Invalid => {}
        }
    }

    /// Initializes or assigns the value undefined.
    pub fn undefined_to(&mut self, name: Name) {
        let mark = self.next;
        let value = self.initialize_register(name).unwrap_or_else(|| self.temp());
        self.load_special(value, Special::Undefined);
        self.initialize(name, value);
        self.free_to(mark);
    }

    /// Assigns a name the way `var name = value` does.
    pub fn assign_variable(&mut self, name: Name, value: &Expr<'_>) {
        let mark = self.next;
        let reference = self.reference(name);
        let text = self.text(name);
        match reference {
            Reference::Fixed(_, place @ Place::Local { .. }) if self.direct_register(place).is_some() => {
                let reg = self.direct_register(place).expect("just tested");
                self.named_value_in(value, text, reg);
                self.note_assigned_place(place);
            }
            _ => {
                let offset = self.b.offset();
                let value = self.named_value(value, text, None);
                self.at(offset);
                self.store_reference(reference, value);
            }
        }
        self.free_to(mark);
    }
}

fn has_immediate(op: BinaryOp) -> bool {
    use BinaryOp::*;
    matches!(op, Add | Sub | Mul | Div | Rem | BitAnd | BitOr | BitXor | Shl | Shr | UShr)
}
