//! Cover grammars: expressions that turn out to be assignment patterns or arrow parameters.
//!
//! An expression is parsed once. What would make it wrong as an expression, as an assignment
//! pattern or as a binding pattern is noted in a [`Cover`]; whoever learns which of them it is
//! reports the error. When nodes are built, a literal's node is then converted.
use super::core::{Class, Ex, Parser, PatternName};
use crate::lexer::Parse;
use crate::{
    ArrayElement, ArrayPattern, AssignOp, Expr, ExprKind, Message, Name, ObjectPattern, Pattern,
    PatternElement, PatternKind, PatternProperty, Property, PropertyKind, Span,
};

/// The first reason against each reading.
#[derive(Clone, Copy, Default)]
pub(super) struct Cover {
    /// Not an expression: `{a = 1}`, two `__proto__`.
    pub expression: Option<(Message, Span)>,
    /// Not an assignment pattern.
    pub assignment: Option<(Message, Span)>,
    /// Not a binding pattern.
    pub binding: Option<(Message, Span)>,
}

impl Cover {
    pub fn merge(&mut self, inner: &Cover) {
        self.expression = self.expression.or(inner.expression);
        self.assignment = self.assignment.or(inner.assignment);
        self.binding = self.binding.or(inner.binding);
    }

    pub fn forbid_pattern(&mut self, id: Message, span: Span) {
        self.assignment = self.assignment.or(Some((id, span)));
        self.binding = self.binding.or(Some((id, span)));
    }
}

impl<'a> Parser<'a, '_> {
    #[inline]
    pub fn check_cover(&mut self, reason: Option<(Message, Span)>) -> Parse<()> {
        match reason {
            None => Ok(()),
            Some((id, span)) => self.fail(id, span),
        }
    }

    /// `ex`, which is not a literal, stands where a pattern's element could.
    #[inline]
    pub fn cover_element(&mut self, ex: Ex<'a>, cover: &mut Cover) {
        match ex.class {
            Class::Identifier => self.cover_identifier(ex, cover),
            Class::Member | Class::PrivateMember => {
                cover.binding = cover
                    .binding
                    .or(Some((Message::InvalidDestructuringTarget, ex.span)));
            }
            Class::Assignment if !ex.paren => {
                if ex.name == Name::EMPTY {
                    cover.binding = cover
                        .binding
                        .or(Some((Message::InvalidDestructuringTarget, ex.span)));
                } else {
                    self.pattern_names.push(PatternName {
                        name: ex.name,
                        span: ex.span,
                        assignments: 1,
                    });
                }
            }
            _ => cover.forbid_pattern(Message::InvalidDestructuringTarget, ex.span),
        }
    }

    fn cover_identifier(&mut self, ex: Ex<'a>, cover: &mut Cover) {
        if self.strict() && (ex.name == Name::EVAL || ex.name == Name::ARGUMENTS) {
            cover.forbid_pattern(Message::UnexpectedEvalOrArguments, ex.span);
        }
        if ex.paren {
            cover.binding = cover
                .binding
                .or(Some((Message::InvalidDestructuringTarget, ex.span)));
        }
        self.pattern_names.push(PatternName::new(ex.name, ex.span));
    }

    /// The assignment or binding pattern which a literal, identifier or member covers. All checks
    /// are done.
    pub fn expression_to_pattern(&self, expr: &'a Expr<'a>) -> Pattern<'a> {
        let kind = match &expr.kind {
            ExprKind::Identifier(name) => PatternKind::Identifier(*name),
            ExprKind::Object(properties) if self.building => {
                PatternKind::Object(self.object_to_pattern(properties))
            }
            ExprKind::Array(elements) if self.building => {
                PatternKind::Array(self.array_to_pattern(elements))
            }
            _ => PatternKind::Expr(expr),
        };
        Pattern {
            span: expr.span,
            kind,
        }
    }

    /// An element with an optional default value.
    pub fn expression_to_element(&self, expr: &'a Expr<'a>) -> PatternElement<'a> {
        match &expr.kind {
            ExprKind::Assign(assign) if assign.op == AssignOp::Assign => PatternElement {
                target: assign.target,
                default: Some(assign.value),
                parenthesized: assign.parenthesized,
            },
            _ => PatternElement {
                target: self.expression_to_pattern(expr),
                default: None,
                parenthesized: false,
            },
        }
    }

    fn object_to_pattern(&self, source: &'a [Property<'a>]) -> &'a ObjectPattern<'a> {
        let mut properties = self.items();
        let mut rest = None;
        for property in source {
            let (value, shorthand) = match &property.kind {
                PropertyKind::Value(value) | PropertyKind::Proto(value) => (value, false),
                PropertyKind::Shorthand(value) => (value, true),
                PropertyKind::Spread(value) => {
                    rest = Some(&*self.bump.alloc(self.expression_to_pattern(value)));
                    continue;
                }
                PropertyKind::Method(_) | PropertyKind::Getter(_) | PropertyKind::Setter(_) => {
                    continue;
                }
            };
            let value = self.expression_to_element(value);
            properties.push(PatternProperty {
                span: property.span,
                key: property.key,
                key_span: property.key_span,
                shorthand,
                value,
            });
        }
        self.bump.alloc(ObjectPattern {
            properties: properties.into_bump_slice(),
            rest,
        })
    }

    fn array_to_pattern(&self, source: &'a [ArrayElement<'a>]) -> &'a ArrayPattern<'a> {
        let mut elements = self.items();
        let mut rest = None;
        for element in source {
            match element {
                ArrayElement::Hole => elements.push(None),
                ArrayElement::Expr(expr) => elements.push(Some(self.expression_to_element(expr))),
                ArrayElement::Spread(expr) => {
                    rest = Some(&*self.bump.alloc(self.expression_to_pattern(expr)))
                }
            }
        }
        self.bump.alloc(ArrayPattern {
            elements: elements.into_bump_slice(),
            rest,
        })
    }
}
