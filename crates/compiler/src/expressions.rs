//! Expressions: the dispatch by kind, evaluation into places, sequences, conditionals, literals of single values.
//!
//! Left-nested chains may be arbitrarily long (`a + b + …`, `a.b().c()…`). Recursion goes down such a chain; every so many levels
//! `deep` looks how far it still goes, and if far, evaluates it from the bottom in stretches, each starting from the register
//! in which the stretch before left its value.

use ogive_bytecode::{Constant, Special};
use ogive_syntax::{Expr, ExprKind, LogicalOp, Name, UnaryOp};

use crate::compiler::{Compiler, Reg, op};

/// Levels of nesting between looks at the length of a chain, and the length of the stretches.
const STRETCH: u32 = 128;

impl Compiler<'_> {
    /// The value in any register: a variable's own, or a new temporary.
    pub fn value(&mut self, e: &Expr<'_>) -> Reg {
        self.eval(e, None)
    }

    /// The value in that register, written as the last effect.
    pub fn value_in(&mut self, e: &Expr<'_>, dst: Reg) {
        let mark = self.next;
        let reg = self.eval(e, Some(dst));
        debug_assert_eq!(reg, dst);
        self.free_to(mark);
    }

    /// The value in a new temporary.
    pub fn value_in_temp(&mut self, e: &Expr<'_>) -> Reg {
        let dst = self.temp();
        self.value_in(e, dst);
        dst
    }

    /// The value does not matter.
    pub fn effect(&mut self, e: &Expr<'_>) {
        let mark = self.next;
        match &e.kind {
            ExprKind::Update { increment, operand, .. } => self.update(e, *increment, true, operand, None, true),
            ExprKind::Assign(assign) => self.assign(e, assign, None, true),
            ExprKind::Logical { .. } => return self.effect_of_logical(e),
            ExprKind::Conditional(_) => return self.effect_of_conditional(e),
            ExprKind::Unary { op: UnaryOp::Void | UnaryOp::Not, operand } => {
                self.effect(operand);
                0
            }
            ExprKind::Sequence(list) => {
                list.iter().for_each(|e| self.effect(e));
                0
            }
            _ if self.constant(e).is_some() => 0,
            _ => self.eval(e, None),
        };
        self.free_to(mark);
    }

    fn effect_of_logical(&mut self, e: &Expr<'_>) {
        let ExprKind::Logical { op, left, right } = &e.kind else { return };
        let end = self.label();
        match op {
            LogicalOp::And => self.jump_if(left, end, false),
            LogicalOp::Or => self.jump_if(left, end, true),
            LogicalOp::Coalesce => {
                let mark = self.next;
                let value = self.value(left);
                op!(self, JumpIfNotNullish, value, end);
                self.free_to(mark);
            }
        }
        let region = self.begin_region();
        self.effect(right);
        self.end_region(region);
        self.b.bind(end);
    }

    fn effect_of_conditional(&mut self, e: &Expr<'_>) {
        self.branches(e, &mut |this, branch| this.effect(branch));
    }

    /// Evaluates into `dst`, or wherever the value is or fits.
    pub fn eval(&mut self, e: &Expr<'_>, dst: Option<Reg>) -> Reg {
        if let Some((known, reg)) = self.evaluated
            && known == address(e)
        {
            self.evaluated = None;
            return self.deliver(reg, dst);
        }
        if self.u.is_stack_exhausted() {
            return self.dst(dst);
        }
        self.depth += 1;
        let reg = if self.depth.is_multiple_of(STRETCH) && self.is_long(e) { self.deep(e, dst) } else { self.eval_kind(e, dst) };
        self.depth -= 1;
        reg
    }

    /// The chain goes on for more than a stretch.
    fn is_long(&self, e: &Expr<'_>) -> bool {
        let mut node = e;
        for _ in 0..=STRETCH {
            match left_operand(node) {
                Some(inner) if !self.is_evaluated(inner) => node = inner,
                _ => return false,
            }
        }
        true
    }

    /// A value that is in `reg` already.
    pub fn deliver(&mut self, reg: Reg, dst: Option<Reg>) -> Reg {
        match dst {
            Some(dst) => {
                self.move_to(dst, reg);
                dst
            }
            None => reg,
        }
    }

    #[cold]
    fn deep(&mut self, e: &Expr<'_>, dst: Option<Reg>) -> Reg {
        let mark = self.next;
        let mut spine = vec![e];
        while let Some(inner) = left_operand(spine[spine.len() - 1]) {
            spine.push(inner);
        }
        let kept = self.temp();
        let saved = std::mem::replace(&mut self.depth, 1);
        let mut known = None;
        let mut height = 0;
        // From the bottom up; the last stretch ends in `e` itself.
        for index in (1..spine.len()).rev() {
            height += 1;
            if height >= STRETCH && !is_method(spine[index - 1], spine[index]) {
                self.evaluated = known.map(|inner| (inner, kept));
                self.value_in(spine[index], kept);
                known = Some(address(spine[index]));
                height = 0;
            }
        }
        self.evaluated = known.map(|inner| (inner, kept));
        let result = self.eval_kind(e, dst);
        self.depth = saved;
        self.settle(mark, dst, result)
    }

    fn eval_kind(&mut self, e: &Expr<'_>, dst: Option<Reg>) -> Reg {
        match &e.kind {
            ExprKind::Identifier(name) => {
                self.at(e.span.start);
                self.arguments_leaked |= *name == Name::ARGUMENTS;
                self.load_name(*name, dst)
            }
            ExprKind::This => {
                self.at(e.span.start);
                self.load_this(dst)
            }
            ExprKind::Null | ExprKind::Boolean(_) | ExprKind::Number(_) | ExprKind::String(_) => {
                let dst = self.dst(dst);
                if let Some(constant) = self.constant(e) {
                    self.load_constant(dst, &constant);
                }
                dst
            }
            ExprKind::BigInt(digits) => {
                let index = self.b.constant(Constant::BigInt((*digits).into()));
                let dst = self.dst(dst);
                op!(self, LoadConst, dst, index);
                dst
            }
            ExprKind::Regexp(literal) => {
                self.at(e.span.start);
                let index = self.b.constant(Constant::RegExp(literal.pattern.into(), literal.flags.into()));
                let dst = self.dst(dst);
                op!(self, NewRegExp, dst, index);
                dst
            }
            ExprKind::Template(template) => self.template_literal(template, dst),
            ExprKind::TaggedTemplate(_) | ExprKind::Call(_) => self.call(e, dst),
            ExprKind::Array(elements) => self.array(elements, dst),
            ExprKind::Object(properties) => self.object(properties, dst),
            ExprKind::Function(function) => self.function_expression(function, b"", dst),
            ExprKind::Class(class) => self.class_expression(class, crate::classes::ClassName::Given(b""), dst),
            ExprKind::Unary { op, operand } => self.unary(e, *op, operand, dst),
            ExprKind::Update { increment, prefix, operand } => self.update(e, *increment, *prefix, operand, dst, false),
            ExprKind::Binary { op, left, right } => self.binary(e, *op, left, right, dst),
            ExprKind::Logical { op, left, right } => self.logical(*op, left, right, dst),
            ExprKind::PrivateIn { name, right } => self.private_in(e, *name, right, dst),
            ExprKind::Conditional(_) => self.conditional(e, dst),
            ExprKind::Assign(assign) => self.assign(e, assign, dst, false),
            ExprKind::Sequence(list) => self.sequence(list, dst),
            ExprKind::Member { .. } | ExprKind::Index { .. } | ExprKind::PrivateMember { .. } => self.member(e, dst),
            ExprKind::SuperMember(_) | ExprKind::SuperIndex(_) => self.super_member(e, dst),
            ExprKind::New(call) => self.construct(e, call, dst),
            ExprKind::SuperCall(arguments) => self.super_call(e, arguments, dst),
            ExprKind::OptionalChain(inner) => self.optional_chain(inner, dst),
            ExprKind::ImportCall(call) => self.import_call(e, call, dst),
            ExprKind::ImportMeta => {
                self.at(e.span.start);
                let dst = self.dst(dst);
                op!(self, ImportMeta, dst);
                dst
            }
            ExprKind::NewTarget => self.load_new_target(dst),
            ExprKind::Yield(value) => self.yield_expression(e, *value, dst),
            ExprKind::YieldStar(value) => self.yield_star(e, value, dst),
            ExprKind::Await(value) => self.await_expression(e, value, dst),
        }
    }

    fn sequence(&mut self, list: &[&Expr<'_>], dst: Option<Reg>) -> Reg {
        let Some((last, before)) = list.split_last() else { return self.dst(dst) };
        before.iter().for_each(|e| self.effect(e));
        self.eval(last, dst)
    }

    /// `&&`, `||`, `??` for their value.
    fn logical(&mut self, op: LogicalOp, left: &Expr<'_>, right: &Expr<'_>, dst: Option<Reg>) -> Reg {
        let mark = self.next;
        let result = self.scratch(dst);
        let end = self.label();
        self.value_in(left, result);
        match op {
            LogicalOp::And => op!(self, JumpIfFalse, result, end),
            LogicalOp::Or => op!(self, JumpIfTrue, result, end),
            LogicalOp::Coalesce => op!(self, JumpIfNotNullish, result, end),
        }
        let region = self.begin_region();
        self.value_in(right, result);
        self.end_region(region);
        self.b.bind(end);
        self.settle(mark, dst, result)
    }

    fn conditional(&mut self, e: &Expr<'_>, dst: Option<Reg>) -> Reg {
        let mark = self.next;
        let result = self.dst(dst);
        self.branches(e, &mut |this, branch| this.value_in(branch, result));
        self.settle(mark, dst, result)
    }

    /// `a ? b : c ? d : e`: tests, and each branch by `emit`.
    pub fn branches(&mut self, e: &Expr<'_>, emit: &mut dyn FnMut(&mut Self, &Expr<'_>)) {
        let end = self.label();
        let mut node = e;
        let region = self.begin_region();
        while let ExprKind::Conditional(c) = &node.kind {
            match self.constant(c.test).map(|test| test.truth()) {
                Some(true) => {
                    node = c.consequent;
                    continue;
                }
                Some(false) => {
                    node = c.alternate;
                    continue;
                }
                None => {}
            }
            let alternate = self.label();
            self.jump_if(c.test, alternate, false);
            let branch = self.begin_region();
            emit(self, c.consequent);
            self.end_region(branch);
            op!(self, Jump, 0, end);
            self.b.bind(alternate);
            node = c.alternate;
        }
        emit(self, node);
        self.end_region(region);
        self.b.bind(end);
    }

    /// A value held in `reg` while `others` are evaluated: copied if it is a variable that they may assign.
    pub fn protect(&mut self, reg: Reg, others: &[&Expr<'_>]) -> Reg {
        let Some(variable) = self.variable_in(reg) else { return reg };
        if !variable.assigned || !others.iter().any(|e| may_assign(e, variable.name)) {
            return reg;
        }
        let copy = self.temp();
        op!(self, Move, copy, reg);
        copy
    }

    /// Both values, evaluated in order.
    pub fn operands(&mut self, left: &Expr<'_>, right: &Expr<'_>) -> (Reg, Reg) {
        let left = self.value(left);
        let left = self.protect(left, &[right]);
        let right = self.value(right);
        (left, right)
    }

    pub fn undefined(&mut self, dst: Option<Reg>) -> Reg {
        let dst = self.dst(dst);
        self.load_special(dst, Special::Undefined);
        dst
    }
}

/// The operand in which chains nest without limit.
fn left_operand<'e, 'a>(e: &'e Expr<'a>) -> Option<&'e Expr<'a>> {
    match &e.kind {
        ExprKind::Binary { left, .. } | ExprKind::Logical { left, .. } => Some(left),
        ExprKind::Member { object, .. } | ExprKind::Index { object, .. } | ExprKind::PrivateMember { object, .. } => Some(object),
        ExprKind::Call(call) => Some(call.callee),
        ExprKind::TaggedTemplate(tagged) => Some(tagged.tag),
        _ => None,
    }
}

/// `inner` is a property of which the call around it needs the object too.
fn is_method(outer: &Expr<'_>, inner: &Expr<'_>) -> bool {
    let calls = matches!(outer.kind, ExprKind::Call(_) | ExprKind::TaggedTemplate(_));
    calls && matches!(inner.kind, ExprKind::Member { .. } | ExprKind::Index { .. } | ExprKind::PrivateMember { .. })
}

pub(crate) fn address(e: &Expr<'_>) -> *const () {
    std::ptr::from_ref(e).cast()
}

/// May evaluating the expression assign the variable of that name? Errs on the side of yes.
fn may_assign(e: &Expr<'_>, name: ogive_syntax::Name) -> bool {
    let mut budget = 200;
    crate::effects::assigns(e, name, &mut budget)
}
