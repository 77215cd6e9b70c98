//! What an expression may do to a variable in a register: a bounded walk that errs on the side of "yes".
//!
//! Only the function's own code can assign such a variable, so functions inside are not looked at. Classes are taken to assign
//! (their computed keys run here).

use ogive_syntax::{ArrayElement, Expr, ExprKind, Name, Pattern, PatternElement, PatternKind, PropertyKey, PropertyKind};

/// May evaluating `e` assign `name`? Yes when the budget of nodes is used up.
pub(crate) fn assigns(e: &Expr<'_>, name: Name, budget: &mut u32) -> bool {
    if *budget == 0 {
        return true;
    }
    *budget -= 1;
    let mut any = |list: &[&Expr<'_>]| list.iter().any(|e| assigns(e, name, budget));
    match &e.kind {
        ExprKind::Identifier(_)
        | ExprKind::This
        | ExprKind::Null
        | ExprKind::Boolean(_)
        | ExprKind::Number(_)
        | ExprKind::String(_)
        | ExprKind::BigInt(_)
        | ExprKind::Regexp(_)
        | ExprKind::Function(_)
        | ExprKind::SuperMember(_)
        | ExprKind::ImportMeta
        | ExprKind::NewTarget => false,
        ExprKind::Class(_) => true,
        ExprKind::Template(t) => any(t.expressions),
        ExprKind::TaggedTemplate(t) => any(&[t.tag]) || any(t.quasi.expressions),
        ExprKind::Array(list) | ExprKind::SuperCall(list) => list.iter().any(|item| element(item, name, budget)),
        ExprKind::Object(list) => list.iter().any(|p| property(&p.key, &p.kind, name, budget)),
        ExprKind::Unary { operand, .. } => any(&[operand]),
        ExprKind::Update { operand, .. } => matches!(operand.kind, ExprKind::Identifier(n) if n == name) || any(&[operand]),
        ExprKind::Binary { left, right, .. } | ExprKind::Logical { left, right, .. } => any(&[right]) || any(&[left]),
        ExprKind::PrivateIn { right, .. } => any(&[right]),
        ExprKind::Conditional(c) => any(&[c.test, c.consequent, c.alternate]),
        ExprKind::Assign(a) => pattern(&a.target, name, budget) || assigns(a.value, name, budget),
        ExprKind::Sequence(list) => any(list),
        ExprKind::Member { object, .. } | ExprKind::PrivateMember { object, .. } => any(&[object]),
        ExprKind::Index { object, index, .. } => any(&[object, index]),
        ExprKind::SuperIndex(index) => any(&[index]),
        ExprKind::Call(call) | ExprKind::New(call) => {
            any(&[call.callee]) || call.arguments.iter().any(|item| element(item, name, budget))
        }
        ExprKind::OptionalChain(inner) | ExprKind::YieldStar(inner) | ExprKind::Await(inner) => any(&[inner]),
        ExprKind::ImportCall(call) => any(&[call.specifier]) || call.options.is_some_and(|e| assigns(e, name, budget)),
        ExprKind::Yield(value) => value.is_some_and(|e| assigns(e, name, budget)),
    }
}

fn element(item: &ArrayElement<'_>, name: Name, budget: &mut u32) -> bool {
    match item {
        ArrayElement::Hole => false,
        ArrayElement::Expr(e) | ArrayElement::Spread(e) => assigns(e, name, budget),
    }
}

fn key(key: &PropertyKey<'_>, name: Name, budget: &mut u32) -> bool {
    matches!(key, PropertyKey::Computed(e) if assigns(e, name, budget))
}

fn property(k: &PropertyKey<'_>, kind: &PropertyKind<'_>, name: Name, budget: &mut u32) -> bool {
    let value = match kind {
        PropertyKind::Value(e) | PropertyKind::Shorthand(e) | PropertyKind::Proto(e) | PropertyKind::Spread(e) => {
            assigns(e, name, budget)
        }
        PropertyKind::Method(_) | PropertyKind::Getter(_) | PropertyKind::Setter(_) => false,
    };
    value || key(k, name, budget)
}

fn pattern(p: &Pattern<'_>, name: Name, budget: &mut u32) -> bool {
    let target = |e: &PatternElement<'_>, budget: &mut u32| {
        pattern(&e.target, name, budget) || e.default.is_some_and(|d| assigns(d, name, budget))
    };
    match p.kind {
        PatternKind::Identifier(n) => n == name,
        PatternKind::Expr(e) => assigns(e, name, budget),
        PatternKind::Object(o) => {
            o.properties.iter().any(|p| key(&p.key, name, budget) || target(&p.value, budget))
                || o.rest.is_some_and(|rest| pattern(rest, name, budget))
        }
        PatternKind::Array(a) => {
            a.elements.iter().flatten().any(|e| target(e, budget)) || a.rest.is_some_and(|rest| pattern(rest, name, budget))
        }
    }
}

/// May the expression be compiled twice? It is short, and has nothing that must exist once.
pub(crate) fn is_small(e: &Expr<'_>) -> bool {
    let mut budget = 24;
    small(e, &mut budget)
}

fn small(e: &Expr<'_>, budget: &mut u32) -> bool {
    if *budget == 0 {
        return false;
    }
    *budget -= 1;
    let mut all = |list: &[&Expr<'_>]| list.iter().all(|e| small(e, budget));
    match &e.kind {
        ExprKind::Identifier(_)
        | ExprKind::This
        | ExprKind::Null
        | ExprKind::Boolean(_)
        | ExprKind::Number(_)
        | ExprKind::String(_)
        | ExprKind::BigInt(_)
        | ExprKind::SuperMember(_)
        | ExprKind::NewTarget => true,
        ExprKind::Unary { operand, .. } | ExprKind::Update { operand, .. } => all(&[operand]),
        ExprKind::Binary { left, right, .. } | ExprKind::Logical { left, right, .. } => all(&[right, left]),
        ExprKind::Member { object, .. } | ExprKind::PrivateMember { object, .. } => all(&[object]),
        ExprKind::Index { object, index, .. } => all(&[object, index]),
        ExprKind::OptionalChain(inner) => all(&[inner]),
        ExprKind::Sequence(list) => all(list),
        ExprKind::Assign(a) => matches!(a.target.kind, PatternKind::Identifier(_)) && all(&[a.value]),
        ExprKind::Call(call) => {
            !call.direct_eval
                && all(&[call.callee])
                && call.arguments.iter().all(|a| matches!(a, ArrayElement::Expr(e) if small(e, budget)))
        }
        _ => false,
    }
}

/// Evaluating the expression certainly changes no global binding (but for getters of the global object).
pub(crate) fn is_harmless(e: &Expr<'_>) -> bool {
    match &e.kind {
        ExprKind::Identifier(_)
        | ExprKind::This
        | ExprKind::Null
        | ExprKind::Boolean(_)
        | ExprKind::Number(_)
        | ExprKind::String(_)
        | ExprKind::BigInt(_)
        | ExprKind::Regexp(_)
        | ExprKind::Function(_) => true,
        ExprKind::Binary { left, right, .. } => is_small(e) && is_harmless(left) && is_harmless(right),
        ExprKind::Unary { operand, .. } => is_harmless(operand),
        _ => false,
    }
}
