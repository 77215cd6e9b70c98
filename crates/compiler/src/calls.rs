//! Calls: the window, callee and receiver, arguments, `new`, `super()`, tagged templates, direct eval, `import()`.
//!
//! The window starts at the next free register, or at the destination if that is the topmost temporary: callee at +0, `this` at +7,
//! arguments from +8, each evaluated in place.

use ogive_bytecode::{Constant, FunctionKind, IcKind, ScopeInfo, ScopeKind, Special, frame};
use ogive_syntax::{ArrayElement, Call, Expr, ExprKind, ImportCall, ImportPhase, TaggedTemplate};

use crate::compiler::{Compiler, ErrorType, MAX_REGISTERS, Reg, op};
use crate::scope::Place;

/// Calls with more arguments take them from an array.
const MAX_ARGUMENTS: usize = 8_000;

/// What the window holds beside the callee.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Receiver {
    Undefined,
    Given,
}

impl Compiler<'_> {
    /// A call or a tagged template.
    pub fn call(&mut self, e: &Expr<'_>, dst: Option<Reg>) -> Reg {
        if self.u.options.parse.natives
            && let ExprKind::Call(call) = &e.kind
            && let Some(register) = self.native_call(call, dst)
        {
            return register;
        }
        let mark = self.next;
        let base = self.window(dst);
        match &e.kind {
            ExprKind::Call(call) if call.direct_eval && !call.optional => self.direct_eval(e, call, base, dst, mark),
            ExprKind::Call(call) => {
                let receiver = self.callee(call.callee, base);
                self.short_circuit(e, base);
                let argc = self.arguments(call.arguments, base);
                self.at(self.call_position(e, call.callee));
                self.emit_call(base, receiver, argc, dst, mark)
            }
            ExprKind::TaggedTemplate(tagged) => self.tagged_template(e, tagged, base, dst, mark),
            _ => unreachable!("a call"),
        }
    }

    /// `return f(x)` in strict code: the frame is replaced.
    pub fn tail_call(&mut self, e: &Expr<'_>, call: &Call<'_>) {
        let mark = self.next;
        let base = self.window(None);
        let receiver = self.callee(call.callee, base);
        self.short_circuit(e, base);
        let argc = self.arguments(call.arguments, base);
        self.at(self.call_position(e, call.callee));
        if let (true, Some(argc)) = (call.direct_eval, argc) {
            let is_other = self.label();
            let is_eval = self.label();
            op!(self, JumpIfEval, base, is_eval);
            op!(self, Jump, 0, is_other);
            self.b.bind(is_eval);
            self.emit_eval(base, receiver, argc);
            op!(self, Return, base);
            self.b.bind(is_other);
        }
        match argc {
            Some(argc) => self.emit_tail_call(base, receiver, argc),
            None => {
                let value = self.emit_call(base, receiver, None, None, mark);
                self.return_value(value);
            }
        }
        self.free_to(mark);
    }

    /// `` return f`…` `` in strict code: as `tail_call`.
    pub fn tail_call_of_tag(&mut self, e: &Expr<'_>, tagged: &TaggedTemplate<'_>) {
        let mark = self.next;
        let base = self.window(None);
        let (receiver, argc) = self.tag_and_values(e, tagged, base);
        self.emit_tail_call(base, receiver, argc);
        self.free_to(mark);
    }

    fn emit_tail_call(&mut self, base: Reg, receiver: Receiver, argc: u32) {
        let ic = self.ic_unnamed(IcKind::Call);
        op!(self, TailCall, 0, base, argc, ic, 0, receiver == Receiver::Given);
    }

    fn emit_eval(&mut self, base: Reg, receiver: Receiver, argc: u32) {
        if receiver == Receiver::Undefined {
            self.load_special(base + frame::THIS, Special::Undefined);
        }
        let scope = self.eval_scope();
        op!(self, CallEval, base, base, argc, scope, self.env);
    }

    /// What a direct eval is told of its caller.
    fn eval_scope(&mut self) -> u32 {
        let scope = ScopeInfo::new(ScopeKind::Block, Vec::new(), self.nearest_function(), self.facts.strict);
        self.b.scope(scope)
    }

    /// The first word of a new window.
    pub fn window(&mut self, dst: Option<Reg>) -> Reg {
        if let Some(dst) = dst
            && self.is_temp(dst)
            && dst as u32 + 1 == self.next
        {
            self.temps(frame::ARGS as u32 - 1);
            return dst;
        }
        self.temps(frame::ARGS as u32)
    }

    fn call_position(&self, e: &Expr<'_>, callee: &Expr<'_>) -> u32 {
        match &callee.kind {
            ExprKind::Member { .. } | ExprKind::PrivateMember { .. } => self.member_position(callee),
            _ => e.span.start,
        }
    }

    /// Emits the call; `argc` is `None` when the arguments are in an array.
    pub(crate) fn emit_call(&mut self, base: Reg, receiver: Receiver, argc: Option<u32>, dst: Option<Reg>, mark: u32) -> Reg {
        if argc.is_none() && receiver == Receiver::Undefined {
            self.load_special(base + frame::THIS, Special::Undefined);
        }
        self.free_to(mark);
        let dst = self.dst(dst);
        let ic = self.ic_unnamed(IcKind::Call);
        match (argc, receiver) {
            (None, _) => op!(self, CallSpread, dst, base, 0, ic),
            (Some(argc), Receiver::Undefined) => op!(self, Call, dst, base, argc, ic),
            (Some(argc), Receiver::Given) => op!(self, CallMethod, dst, base, argc, ic),
        }
        dst
    }

    /// Evaluates callee and receiver into the window.
    pub fn callee(&mut self, e: &Expr<'_>, base: Reg) -> Receiver {
        let this = base + frame::THIS;
        let mark = self.next;
        if self.is_evaluated(e) {
            self.value_in(e, base);
            return Receiver::Undefined;
        }
        match &e.kind {
            ExprKind::Member { object, .. } | ExprKind::Index { object, .. } | ExprKind::PrivateMember { object, .. } => {
                self.value_in(object, this);
                self.short_circuit(e, this);
                let key = self.key_of(e, this);
                self.at(self.member_position(e));
                self.get_member(base, this, key.kind);
                self.free_to(mark);
                Receiver::Given
            }
            ExprKind::SuperMember(_) | ExprKind::SuperIndex(_) => {
                self.load_this(Some(this));
                let key = self.super_key(e);
                self.at(e.span.start);
                self.get_member(base, this, key);
                self.free_to(mark);
                Receiver::Given
            }
            ExprKind::Identifier(name) if matches!(self.resolve(*name), Place::Dynamic) => {
                self.at(e.span.start);
                let ic = self.ic(IcKind::Name, *name);
                op!(self, GetNameForCall, base, self.env, ic);
                Receiver::Given
            }
            ExprKind::OptionalChain(inner) => {
                let body = |compiler: &mut Self| {
                    if compiler.callee(inner, base) == Receiver::Undefined {
                        compiler.load_special(this, Special::Undefined);
                    }
                };
                self.chain(body, |compiler| {
                    compiler.load_special(base, Special::Undefined);
                    compiler.load_special(this, Special::Undefined);
                });
                Receiver::Given
            }
            _ => {
                self.value_in(e, base);
                Receiver::Undefined
            }
        }
    }

    /// Evaluates arguments into the window; gives their number, or `None` when they are in an array at its first argument.
    pub fn arguments(&mut self, arguments: &[ArrayElement<'_>], base: Reg) -> Option<u32> {
        let spread = arguments.iter().any(|a| matches!(a, ArrayElement::Spread(_)));
        let count = arguments.len();
        if spread || count > MAX_ARGUMENTS || self.next + count as u32 > MAX_REGISTERS {
            let array = self.temp();
            debug_assert_eq!(array, base + frame::ARGS);
            self.array(arguments, Some(array));
            return None;
        }
        for argument in arguments {
            if let ArrayElement::Expr(e) = argument {
                let word = self.temp();
                self.value_in(e, word);
            }
        }
        Some(count as u32)
    }

    pub fn construct(&mut self, e: &Expr<'_>, call: &Call<'_>, dst: Option<Reg>) -> Reg {
        let mark = self.next;
        let base = self.window(dst);
        self.value_in(call.callee, base);
        let argc = self.arguments(call.arguments, base);
        self.at(e.span.start);
        self.emit_construct(base, argc, 0, dst, mark)
    }

    fn emit_construct(&mut self, base: Reg, argc: Option<u32>, flags: u8, dst: Option<Reg>, mark: u32) -> Reg {
        self.free_to(mark);
        let dst = self.dst(dst);
        let ic = self.ic_unnamed(IcKind::Call);
        match argc {
            Some(argc) => op!(self, Construct, dst, base, argc, ic, 0, flags),
            None => op!(self, ConstructSpread, dst, base, 0, ic, 0, flags),
        }
        dst
    }

    pub fn super_call(&mut self, e: &Expr<'_>, arguments: &[ArrayElement<'_>], dst: Option<Reg>) -> Reg {
        let mark = self.next;
        let base = self.temps(frame::ARGS as u32);
        let inner = self.next;
        let function = self.active_function();
        self.at(e.span.start);
        op!(self, GetSuperConstructor, base, function);
        self.free_to(inner);
        let argc = self.arguments(arguments, base);
        self.super_construct(e.span.start, base, argc, mark);
        let this = base;
        self.free_to(base as u32 + 1);
        self.settle(mark, dst, this)
    }

    /// `base = new super(…)` of a window whose callee and arguments are evaluated; binds `this` and initializes fields.
    pub fn super_construct(&mut self, offset: u32, base: Reg, argc: Option<u32>, mark: u32) {
        let words = self.next;
        let target = self.load_new_target(None);
        op!(self, Move, base + frame::NEW_TARGET, target);
        self.free_to(words);
        self.at(offset);
        self.emit_construct(base, argc, 1, Some(base), mark);
        self.free_to(base as u32 + 1);
        self.bind_this(base);
        let function = self.active_function();
        op!(self, InitFields, base, function);
    }

    // ---- templates ------------------------------------------------------------------------------------------------------

    fn tagged_template(&mut self, e: &Expr<'_>, tagged: &TaggedTemplate<'_>, base: Reg, dst: Option<Reg>, mark: u32) -> Reg {
        let (receiver, argc) = self.tag_and_values(e, tagged, base);
        self.emit_call(base, receiver, Some(argc), dst, mark)
    }

    /// The window of the tag's call: the tag, the template object and the values.
    fn tag_and_values(&mut self, e: &Expr<'_>, tagged: &TaggedTemplate<'_>, base: Reg) -> (Receiver, u32) {
        let receiver = self.callee(tagged.tag, base);
        let parts = tagged.quasi.quasis.iter().map(|q| (q.cooked.map(Into::into), q.raw.into()));
        let template = self.b.constant(Constant::Template(parts.collect()));
        let object = self.temp();
        op!(self, GetTemplateObject, object, template);
        for value in tagged.quasi.expressions {
            let word = self.temp();
            self.value_in(value, word);
        }
        self.at(self.call_position(e, tagged.tag));
        (receiver, 1 + tagged.quasi.expressions.len() as u32)
    }

    // ---- direct eval ------------------------------------------------------------------------------------------------------

    fn direct_eval(&mut self, e: &Expr<'_>, call: &Call<'_>, base: Reg, dst: Option<Reg>, mark: u32) -> Reg {
        if self.callee(call.callee, base) == Receiver::Undefined {
            self.load_special(base + frame::THIS, Special::Undefined);
        }
        let argc = self.arguments(call.arguments, base);
        self.at(e.span.start);
        self.free_to(mark);
        let dst = self.dst(dst);
        let scope = self.eval_scope();
        match argc {
            Some(argc) => op!(self, CallEval, dst, base, argc, scope, self.env),
            None => op!(self, CallEvalSpread, dst, base, 0, scope, self.env),
        }
        dst
    }

    /// The kind of the nearest function around that is no arrow.
    fn nearest_function(&self) -> Option<FunctionKind> {
        match self.facts.kind {
            FunctionKind::Script | FunctionKind::Module | FunctionKind::Eval => return self.u.eval_function,
            FunctionKind::Arrow => {}
            kind => return Some(kind),
        }
        let mut next = self.outer.as_ref();
        while let Some(link) = next {
            if let Some(kind) = link.info.function.filter(|kind| *kind != FunctionKind::Arrow) {
                return Some(kind);
            }
            next = link.parent.as_ref();
        }
        self.u.eval_function
    }

    // ---- import() -----------------------------------------------------------------------------------------------------------

    pub fn import_call(&mut self, e: &Expr<'_>, call: &ImportCall<'_>, dst: Option<Reg>) -> Reg {
        let mark = self.next;
        let specifier = self.value(call.specifier);
        let specifier = call.options.map_or(specifier, |options| self.protect(specifier, &[options]));
        let options = match call.options {
            Some(options) => self.value(options),
            None => self.undefined(None),
        };
        self.free_to(mark);
        let dst = self.dst(dst);
        let phase = match call.phase {
            ImportPhase::Evaluation => 0,
            ImportPhase::Defer => 1,
            ImportPhase::Source => 2,
        };
        self.at(e.span.start);
        op!(self, ImportCall, dst, specifier, options, phase);
        dst
    }

    /// A call as the target of an assignment: it is made, then the assignment fails.
    pub fn invalid_target(&mut self, e: &Expr<'_>) {
        self.effect(e);
        self.at(e.span.start);
        self.throw_error(ErrorType::Reference, "Invalid left-hand side in assignment");
    }

    /// `this.method(arguments in registers)`: a helper for code the compiler makes itself. The receiver is moved into a window.
    pub fn call_function(&mut self, function: Reg, this: Reg, arguments: &[Reg], dst: Reg) {
        let mark = self.next;
        let base = self.temps(frame::ARGS as u32 + arguments.len() as u32);
        op!(self, Move, base, function);
        op!(self, Move, base + frame::THIS, this);
        for (index, argument) in arguments.iter().enumerate() {
            op!(self, Move, base + frame::ARGS + index as u16, *argument);
        }
        let ic = self.ic_unnamed(IcKind::Call);
        op!(self, CallMethod, dst, base, arguments.len(), ic);
        self.free_to(mark);
    }

    /// A property that compiled code itself needs.
    pub fn get_named(&mut self, dst: Reg, object: Reg, name: &str) {
        let ic = self.ic_text(IcKind::Get, name.as_bytes());
        op!(self, GetProp, dst, object, ic);
    }

}
