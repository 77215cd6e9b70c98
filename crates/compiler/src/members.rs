//! Property access, optional chains, `super` properties, and the implicit bindings: `this`, `new.target`, home object, function.

use ogive_bytecode::{FunctionKind, IcKind, Special, frame};
use ogive_syntax::{BindingKind, Expr, ExprKind, Name};

use crate::compiler::{Compiler, ErrorType, Reg, op};
use crate::operators::Known;
use crate::scope::{Home, Place};

impl Compiler<'_> {
    /// `a.b`, `a[b]`, `a.#b`.
    pub fn member(&mut self, e: &Expr<'_>, dst: Option<Reg>) -> Reg {
        let mark = self.next;
        let (ExprKind::Member { object, .. } | ExprKind::Index { object, .. } | ExprKind::PrivateMember { object, .. }) = &e.kind
        else {
            return self.dst(dst);
        };
        let object = match object.kind {
            // Reading an element does not let the arguments object out.
            ExprKind::Identifier(Name::ARGUMENTS) => self.load_name(Name::ARGUMENTS, None),
            _ => self.value(object),
        };
        self.short_circuit(e, object);
        let key = self.key_of(e, object);
        let object = key.object;
        self.free_to(mark);
        let dst = self.dst(dst);
        self.at(self.member_position(e));
        self.get_member(dst, object, key.kind);
        dst
    }

    /// Evaluates the key of a member form, the object being in a register already.
    pub fn key_of(&mut self, e: &Expr<'_>, object: Reg) -> Member {
        match &e.kind {
            ExprKind::Member { name, .. } => Member { object, kind: MemberKey::Name(*name) },
            ExprKind::PrivateMember { name, .. } => {
                let key = self.private_name(*name);
                Member { object, kind: MemberKey::Private(key) }
            }
            ExprKind::Index { index, .. } => {
                if let Some(Known::String(text)) = self.constant(index)
                    && !is_array_index(&text)
                {
                    let text = self.b.string(&text);
                    return Member { object, kind: MemberKey::Text(text) };
                }
                let object = self.protect(object, &[index]);
                Member { object, kind: MemberKey::Value(self.value(index)) }
            }
            _ => unreachable!("a member form"),
        }
    }

    /// `dst = object[key]`.
    pub fn get_member(&mut self, dst: Reg, object: Reg, key: MemberKey) {
        match key {
            MemberKey::Name(Name::LENGTH) => {
                let ic = self.ic(IcKind::Get, Name::LENGTH);
                op!(self, GetLength, dst, object, ic);
            }
            MemberKey::Name(name) => {
                let ic = self.ic(IcKind::Get, name);
                op!(self, GetProp, dst, object, ic);
            }
            MemberKey::Text(text) => {
                let ic = self.b.ic(IcKind::Get, text, self.facts.strict);
                op!(self, GetProp, dst, object, ic);
            }
            MemberKey::Value(key) => {
                let ic = self.ic_unnamed(IcKind::GetElem);
                op!(self, GetElem, dst, object, key, ic);
            }
            MemberKey::Private(key) => {
                let ic = self.ic_unnamed(IcKind::GetPrivate);
                op!(self, GetPrivate, dst, object, key, ic);
            }
            MemberKey::Super { home, key, is_base } => {
                let ic = self.ic_unnamed(IcKind::GetSuper);
                op!(self, GetSuper, dst, home, key, ic, object, is_base);
            }
        }
    }

    /// `object[key] = value`.
    pub fn set_member(&mut self, object: Reg, key: MemberKey, value: Reg) {
        match key {
            MemberKey::Name(name) => {
                let ic = self.ic(IcKind::Set, name);
                op!(self, SetProp, object, value, ic);
            }
            MemberKey::Text(text) => {
                let ic = self.b.ic(IcKind::Set, text, self.facts.strict);
                op!(self, SetProp, object, value, ic);
            }
            MemberKey::Value(key) => {
                let ic = self.ic_unnamed(IcKind::SetElem);
                op!(self, SetElem, object, key, value, ic);
            }
            MemberKey::Private(key) => {
                let ic = self.ic_unnamed(IcKind::SetPrivate);
                op!(self, SetPrivate, object, key, value, ic);
            }
            MemberKey::Super { home, key, is_base } => {
                let ic = self.ic_unnamed(IcKind::SetElem);
                op!(self, SetSuper, home, key, value, ic, object, is_base);
            }
        }
    }

    /// Where errors of a property access point to: the name or key.
    pub fn member_position(&self, e: &Expr<'_>) -> u32 {
        match &e.kind {
            ExprKind::Member { name, object, .. } | ExprKind::PrivateMember { name, object, .. } => {
                let length = self.text(*name).len() as u32;
                e.span.end.saturating_sub(length).max(object.span.end)
            }
            ExprKind::Index { index, .. } => index.span.start,
            _ => e.span.start,
        }
    }

    // ---- optional chains ------------------------------------------------------------------------------------------------

    /// `?.`: leaves the chain when the value before it is nullish.
    pub fn short_circuit(&mut self, e: &Expr<'_>, object: Reg) {
        let optional = match &e.kind {
            ExprKind::Member { optional, .. } | ExprKind::Index { optional, .. } | ExprKind::PrivateMember { optional, .. } => *optional,
            ExprKind::Call(call) => call.optional,
            _ => false,
        };
        if optional && let Some(exit) = self.chain_exit {
            op!(self, JumpIfNullish, object, exit);
        }
    }

    pub fn optional_chain(&mut self, inner: &Expr<'_>, dst: Option<Reg>) -> Reg {
        let mark = self.next;
        let result = self.scratch(dst);
        self.chain(|this| this.value_in(inner, result), |this| this.load_special(result, Special::Undefined));
        self.settle(mark, dst, result)
    }

    /// Runs `body` as an optional chain; `exit` makes the result when it is left early.
    pub fn chain(&mut self, body: impl FnOnce(&mut Self), exit: impl FnOnce(&mut Self)) {
        let left = self.label();
        let end = self.label();
        let saved = self.chain_exit.replace(left);
        let region = self.begin_region();
        body(self);
        self.end_region(region);
        self.chain_exit = saved;
        op!(self, Jump, 0, end);
        self.b.bind(left);
        exit(self);
        self.b.bind(end);
    }

    /// `delete a?.b`.
    pub fn delete_in_chain(&mut self, e: &Expr<'_>, inner: &Expr<'_>, dst: Option<Reg>) -> Reg {
        let mark = self.next;
        let result = self.scratch(dst);
        let delete = |this: &mut Self| {
            let mark = this.next;
            this.delete_member(e, inner, Some(result));
            this.free_to(mark);
        };
        self.chain(delete, |this| this.load_special(result, Special::True));
        self.settle(mark, dst, result)
    }

    // ---- super ------------------------------------------------------------------------------------------------------------

    pub fn super_member(&mut self, e: &Expr<'_>, dst: Option<Reg>) -> Reg {
        let mark = self.next;
        let this = self.load_this(None);
        let key = self.super_key(e);
        self.free_to(mark);
        let dst = self.dst(dst);
        self.at(e.span.start);
        self.get_member(dst, this, key);
        dst
    }

    /// Key and home object of `super.x`, after `this` was read.
    pub fn super_key(&mut self, e: &Expr<'_>) -> MemberKey {
        let key = match &e.kind {
            ExprKind::SuperIndex(index) => {
                let key = self.value(index);
                if self.is_temp(key) { key } else { self.copied(key) }
            }
            ExprKind::SuperMember(name) => {
                let key = self.temp();
                let name = self.name(*name);
                op!(self, LoadConst, key, name);
                key
            }
            _ => unreachable!("a super form"),
        };
        let home = self.home_object();
        MemberKey::Super { home, key, is_base: false }
    }

    pub fn copied(&mut self, reg: Reg) -> Reg {
        let copy = self.temp();
        op!(self, Move, copy, reg);
        copy
    }

    fn home_object(&mut self) -> Reg {
        match self.resolve_static(Name::SUPER) {
            Place::Local { scope, local } if matches!(self.local(scope, local).home, Home::Register(_)) => {
                let dst = self.temp();
                op!(self, GetHomeObject, dst, frame::CALLEE);
                dst
            }
            Place::Global => self.undefined(None),
            place => self.load_place(Name::SUPER, place, None, false),
        }
    }

    // ---- implicit bindings ---------------------------------------------------------------------------------------------------

    /// `this`, checked where super() may not have been called yet.
    pub fn load_this(&mut self, dst: Option<Reg>) -> Reg {
        let place = self.resolve_static(Name::THIS);
        let check = match place {
            Place::Local { .. } => self.facts.kind == FunctionKind::DerivedConstructor && !self.this_bound,
            Place::Outer { derived, .. } => derived && !self.this_bound,
            _ => return self.top_level_this(dst),
        };
        if check && let Place::Local { scope, local } = place {
            // Checked in place.
            if let Home::Register(reg) = self.local(scope, local).home {
                op!(self, CheckThis, reg);
                self.this_bound = true;
                return self.deliver(reg, dst);
            }
        }
        let mark = self.next;
        let reg = if check { self.scratch(dst) } else { self.dst(dst) };
        let reg = self.load_place(Name::THIS, place, if self.is_in_register(place) { dst } else { Some(reg) }, false);
        if check {
            op!(self, CheckThis, reg);
            self.this_bound = true;
            return self.settle(mark, dst, reg);
        }
        if self.is_in_register(place) {
            self.free_to(mark);
        }
        reg
    }

    fn is_in_register(&self, place: Place) -> bool {
        matches!(place, Place::Local { scope, local } if matches!(self.local(scope, local).home, Home::Register(_)))
    }

    /// `this` of a derived constructor at its end: the op that follows checks it.
    pub fn load_this_unchecked(&mut self) -> Reg {
        match self.resolve_static(Name::THIS) {
            Place::Global | Place::Dynamic => frame::THIS,
            place => self.load_place(Name::THIS, place, None, false),
        }
    }

    fn top_level_this(&mut self, dst: Option<Reg>) -> Reg {
        let dst = self.dst(dst);
        match self.u.is_module {
            true => self.load_special(dst, Special::Undefined),
            false => op!(self, LoadGlobalThis, dst),
        }
        dst
    }

    pub fn load_new_target(&mut self, dst: Option<Reg>) -> Reg {
        let place = self.resolve_static(Name::NEW_TARGET);
        // Functions that can be suspended are never constructed, and use the word for themselves.
        let suspendable = self.facts.is_async || self.facts.is_generator;
        match place {
            Place::Global | Place::Dynamic => self.undefined(dst),
            Place::Local { .. } if suspendable => self.undefined(dst),
            place => self.load_place(Name::NEW_TARGET, place, dst, false),
        }
    }

    pub fn active_function(&mut self) -> Reg {
        match self.resolve_static(Name::ACTIVE_FUNCTION) {
            Place::Global | Place::Dynamic => frame::CALLEE,
            place => self.load_place(Name::ACTIVE_FUNCTION, place, None, false),
        }
    }

    /// Binds `this` to the result of super().
    pub fn bind_this(&mut self, value: Reg) {
        let place = self.resolve_static(Name::THIS);
        let mark = self.next;
        let current = match place {
            Place::Global | Place::Dynamic => frame::THIS,
            _ => self.load_place(Name::THIS, place, None, false),
        };
        op!(self, CheckThisUnset, current);
        self.free_to(mark);
        match place {
            Place::Global | Place::Dynamic => op!(self, Move, frame::THIS, value),
            _ => self.store_place(Name::THIS, place, value),
        }
        self.this_bound = true;
    }

    /// The register in which an implicit binding is given to the function.
    pub fn implicit_register(kind: BindingKind) -> Option<Reg> {
        match kind {
            BindingKind::This => Some(frame::THIS),
            BindingKind::NewTarget => Some(frame::NEW_TARGET),
            // The home object is read from the function when needed.
            BindingKind::ActiveFunction | BindingKind::HomeObject | BindingKind::FunctionName => Some(frame::CALLEE),
            _ => None,
        }
    }

    /// The private name value of `#name`.
    pub fn private_name(&mut self, name: Name) -> Reg {
        match self.resolve_static(name) {
            Place::Global | Place::Dynamic => {
                self.throw_error(ErrorType::Reference, "private name is not defined");
                self.temp()
            }
            place => self.load_place(name, place, None, false),
        }
    }
}

/// An evaluated member form.
#[derive(Clone, Copy)]
pub(crate) struct Member {
    /// The object; for `super` the receiver.
    pub object: Reg,
    pub kind: MemberKey,
}

#[derive(Clone, Copy)]
pub(crate) enum MemberKey {
    Name(Name),
    /// A string constant.
    Text(u32),
    Value(Reg),
    Private(Reg),
    Super {
        home: Reg,
        key: Reg,
        /// `home` is the home object's prototype already.
        is_base: bool,
    },
}

/// Is the string a canonical array index?
pub(crate) fn is_array_index(text: &[u8]) -> bool {
    let digits = !text.is_empty() && text.len() <= 10 && text.iter().all(u8::is_ascii_digit);
    let canonical = text.len() == 1 || text.first() != Some(&b'0');
    digits && canonical && std::str::from_utf8(text).is_ok_and(|t| t.parse::<u64>().is_ok_and(|n| n < u32::MAX as u64))
}
