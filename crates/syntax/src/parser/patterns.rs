//! Binding patterns (14.3.3) of declarations, parameters and catch clauses.
use super::core::{Parser, PatternName};
use crate::lexer::Parse;
use crate::token::Kind;
use crate::{
    ArrayPattern, BindingKind, Message, Name, ObjectPattern, Pattern, PatternElement, PatternKind,
    PatternProperty, PropertyKey, Span, VariablesKind,
};

/// What the names of a pattern are bound as.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Binder {
    Var,
    Lexical(BindingKind),
    /// Repeated names are judged when all parameters are known.
    Param,
    Catch(BindingKind),
}

impl Binder {
    pub fn of(kind: VariablesKind) -> Binder {
        match kind {
            VariablesKind::Var => Binder::Var,
            VariablesKind::Let => Binder::Lexical(BindingKind::Let),
            VariablesKind::Const => Binder::Lexical(BindingKind::Const),
            VariablesKind::Using => Binder::Lexical(BindingKind::Using),
            VariablesKind::AwaitUsing => Binder::Lexical(BindingKind::AwaitUsing),
        }
    }
}

impl<'a> Parser<'a, '_> {
    /// BindingIdentifier or BindingPattern.
    pub fn parse_binding_target(&mut self, binder: Binder) -> Parse<Pattern<'a>> {
        let start = self.start();
        let kind = match self.kind() {
            Kind::LeftBrace => self.parse_object_pattern(binder)?,
            Kind::LeftBracket => self.parse_array_pattern(binder)?,
            _ => {
                let name = self.binding_identifier()?;
                self.bind(name, binder)?;
                PatternKind::Identifier(name.name)
            }
        };
        Ok(Pattern {
            span: self.span(start),
            kind,
        })
    }

    /// Declares a name that a pattern binds.
    pub fn bind(
        &mut self,
        PatternName { name, span, .. }: PatternName,
        binder: Binder,
    ) -> Parse<()> {
        let interner = &mut self.lx.interner;
        let result = match binder {
            Binder::Var => self
                .scopes
                .declare_var(interner, name, BindingKind::Var, span.start),
            Binder::Lexical(_) if name == Name::LET => {
                return self.fail(Message::LetInLexical, span);
            }
            Binder::Lexical(kind) | Binder::Catch(kind) => self
                .scopes
                .declare_lexical(interner, name, kind, span.start),
            Binder::Param => {
                if !self.scopes.declare_param(interner, name, span.start) {
                    self.duplicate_param = self.duplicate_param.or(Some(span));
                }
                Ok(())
            }
        };
        self.note_export(name, span);
        self.declared(result, name, span)
    }

    /// BindingElement: a target with an optional default value.
    pub fn parse_binding_element(&mut self, binder: Binder) -> Parse<PatternElement<'a>> {
        let target = self.parse_binding_target(binder)?;
        let default = self.parse_initializer()?;
        Ok(PatternElement {
            target,
            default,
            parenthesized: false,
        })
    }

    /// `= value`, if there is one, with `[+In]`.
    pub fn parse_initializer(&mut self) -> Parse<Option<&'a crate::Expr<'a>>> {
        if !self.eat(Kind::Assign)? {
            return Ok(None);
        }
        self.has_pattern_expressions = true;
        Ok(Some(self.parse_assignment_with_in()?.node))
    }

    fn parse_object_pattern(&mut self, binder: Binder) -> Parse<PatternKind<'a>> {
        self.check_stack()?;
        self.next()?;
        let mut properties = self.items();
        let mut rest = None;
        while !self.at(Kind::RightBrace) {
            if self.eat(Kind::Ellipsis)? {
                let name = self.binding_identifier()?;
                self.bind(name, binder)?;
                rest = self.part(|| Pattern {
                    span: name.span,
                    kind: PatternKind::Identifier(name.name),
                });
                if !self.at(Kind::RightBrace) {
                    return self.fail(Message::ElementAfterRest, name.span);
                }
                break;
            }
            let property = self.parse_pattern_property(binder)?;
            self.push(&mut properties, property);
            if !self.at(Kind::RightBrace) {
                self.expect(Kind::Comma)?;
            }
        }
        self.expect(Kind::RightBrace)?;
        let pattern = self.part(|| ObjectPattern {
            properties: properties.into_bump_slice(),
            rest,
        });
        Ok(pattern.map_or(PatternKind::Identifier(Name::EMPTY), PatternKind::Object))
    }

    fn parse_pattern_property(&mut self, binder: Binder) -> Parse<PatternProperty<'a>> {
        let start = self.start();
        let token = self.lx.token;
        if token.kind == Kind::LeftBracket {
            self.has_pattern_expressions = true;
        }
        let key = self.parse_property_key()?;
        let key_span = self.span(start);
        if self.eat(Kind::Colon)? {
            let value = self.parse_binding_element(binder)?;
            return Ok(PatternProperty {
                span: self.span(start),
                key,
                key_span,
                shorthand: false,
                value,
            });
        }
        if !token.kind.is_name() {
            return self.unexpected();
        }
        let after = std::mem::replace(&mut self.lx.token, token);
        let checked = self.check_identifier();
        self.lx.token = after;
        let name = PatternName::new(checked?, Span::new(token.start, token.end));
        if self.strict() {
            self.check_strict_binding(name.name, name.span)?;
        }
        self.bind(name, binder)?;
        let target = Pattern {
            span: name.span,
            kind: PatternKind::Identifier(name.name),
        };
        let default = self.parse_initializer()?;
        let value = PatternElement {
            target,
            default,
            parenthesized: false,
        };
        let key = PropertyKey::Static {
            name: name.name,
            string: false,
        };
        Ok(PatternProperty {
            span: self.span(start),
            key,
            key_span,
            shorthand: true,
            value,
        })
    }

    fn parse_array_pattern(&mut self, binder: Binder) -> Parse<PatternKind<'a>> {
        self.check_stack()?;
        self.next()?;
        let mut elements = self.items();
        let mut rest = None;
        while !self.at(Kind::RightBracket) {
            if self.eat(Kind::Comma)? {
                self.push(&mut elements, None);
                continue;
            }
            if self.eat(Kind::Ellipsis)? {
                let target = self.parse_binding_target(binder)?;
                rest = self.part(|| target);
                if !self.at(Kind::RightBracket) {
                    return self.fail(Message::ElementAfterRest, target.span);
                }
                break;
            }
            let element = self.parse_binding_element(binder)?;
            self.push(&mut elements, Some(element));
            if !self.at(Kind::RightBracket) {
                self.expect(Kind::Comma)?;
            }
        }
        self.expect(Kind::RightBracket)?;
        let pattern = self.part(|| ArrayPattern {
            elements: elements.into_bump_slice(),
            rest,
        });
        Ok(pattern.map_or(PatternKind::Identifier(Name::EMPTY), PatternKind::Array))
    }
}
