//! Array and object literals (13.2.4, 13.2.5), which may also be patterns.
use super::core::{Class, Context, Ex, Parser};
use super::cover::Cover;
use super::functions::{FunctionStart, MethodKind};
use crate::lexer::Parse;
use crate::token::Kind;
use crate::{
    ArrayElement, Assign, AssignOp, ExprKind, FunctionKind, Message, Name, Pattern, PatternKind,
    Property, PropertyKey, PropertyKind, Span,
};

impl<'a> Parser<'a, '_> {
    /// A literal that can only be a value.
    pub fn parse_literal_value(&mut self) -> Parse<Ex<'a>> {
        let mut cover = Cover::default();
        let names = self.pattern_names.len();
        let ex = self.parse_literal(&mut cover)?;
        self.pattern_names.truncate(names);
        self.check_cover(cover.expression)?;
        Ok(ex)
    }

    /// A literal that may yet be a pattern.
    pub fn parse_literal(&mut self, cover: &mut Cover) -> Parse<Ex<'a>> {
        self.check_stack()?;
        let context = self.context;
        self.context = context.with(Context::IN);
        let result = if self.at(Kind::LeftBrace) {
            self.parse_object_literal(cover)
        } else {
            self.parse_array_literal(cover)
        };
        self.context = context;
        result
    }

    /// 13.2.4 Array Initializer.
    #[inline(never)]
    fn parse_array_literal(&mut self, cover: &mut Cover) -> Parse<Ex<'a>> {
        let start = self.start();
        self.next()?;
        let mut elements = self.items();
        while !self.at(Kind::RightBracket) {
            if self.eat(Kind::Comma)? {
                self.push(&mut elements, ArrayElement::Hole);
                continue;
            }
            let element = if self.at(Kind::Ellipsis) {
                ArrayElement::Spread(self.parse_spread(Kind::RightBracket, cover)?.node)
            } else {
                ArrayElement::Expr(self.parse_assignment_cover(cover)?.node)
            };
            self.push(&mut elements, element);
            if !self.at(Kind::RightBracket) {
                self.expect(Kind::Comma)?;
            }
        }
        self.next()?;
        let node = self.node(start, ExprKind::Array(elements.into_bump_slice()));
        Ok(self.ex(start, Class::Array, node))
    }

    /// `...value`; as a rest element it has no default and stands last, before `close`.
    fn parse_spread(&mut self, close: Kind, cover: &mut Cover) -> Parse<Ex<'a>> {
        let start = self.start();
        self.next()?;
        let ex = self.parse_assignment_cover(cover)?;
        if ex.class == Class::Assignment && !ex.paren {
            cover.forbid_pattern(Message::InvalidDestructuringTarget, ex.span);
        }
        if close == Kind::RightBrace && ex.is_literal() {
            cover.forbid_pattern(Message::InvalidDestructuringTarget, ex.span);
        }
        if !self.at(close) {
            cover.forbid_pattern(Message::ElementAfterRest, self.span(start));
        }
        Ok(ex)
    }

    /// 13.2.5 Object Initializer.
    #[inline(never)]
    fn parse_object_literal(&mut self, cover: &mut Cover) -> Parse<Ex<'a>> {
        let start = self.start();
        self.next()?;
        let mut properties = self.items();
        let mut has_proto = false;
        while !self.at(Kind::RightBrace) {
            let property = self.parse_property(&mut has_proto, cover)?;
            self.push(&mut properties, property);
            if !self.at(Kind::RightBrace) {
                self.expect(Kind::Comma)?;
            }
        }
        self.next()?;
        let node = self.node(start, ExprKind::Object(properties.into_bump_slice()));
        Ok(self.ex(start, Class::Object, node))
    }

    /// 13.2.5 PropertyDefinition.
    fn parse_property(&mut self, has_proto: &mut bool, cover: &mut Cover) -> Parse<Property<'a>> {
        let start = self.start();
        if self.at(Kind::Ellipsis) {
            let value = self.parse_spread(Kind::RightBrace, cover)?.node;
            let key = PropertyKey::Static {
                name: Name::EMPTY,
                string: false,
            };
            return Ok(Property {
                span: self.span(start),
                key_span: self.span(start),
                key,
                kind: PropertyKind::Spread(value),
            });
        }
        let method = self.parse_method_prefix()?;
        let key_start = self.start();
        let key_token = self.lx.token;
        let key = self.parse_property_key()?;
        let key_span = self.span(key_start);
        let kind = match (method, self.kind()) {
            (None, Kind::LeftParen) => self.parse_object_method(start, MethodKind::PLAIN, cover)?,
            (Some(method), _) => self.parse_object_method(start, method, cover)?,
            (None, Kind::Colon) => {
                let proto = matches!(
                    key,
                    PropertyKey::Static {
                        name: Name::PROTO,
                        ..
                    }
                );
                self.next()?;
                let value = self.parse_assignment_cover(cover)?.node;
                if proto && std::mem::replace(has_proto, true) {
                    cover.expression = cover
                        .expression
                        .or(Some((Message::DuplicateProto, key_span)));
                }
                if proto {
                    PropertyKind::Proto(value)
                } else {
                    PropertyKind::Value(value)
                }
            }
            (None, _) => {
                if !key_token.kind.is_name() {
                    return self.unexpected();
                }
                self.parse_shorthand(key_token, cover)?
            }
        };
        Ok(Property {
            span: self.span(start),
            key,
            key_span,
            kind,
        })
    }

    #[inline(never)]
    fn parse_object_method(
        &mut self,
        start: u32,
        method: MethodKind,
        cover: &mut Cover,
    ) -> Parse<PropertyKind<'a>> {
        let function = self.parse_method(FunctionStart {
            start,
            name: None,
            kind: method.function,
            is_async: method.is_async,
            is_generator: method.is_generator,
            is_expression: false,
        })?;
        cover.forbid_pattern(Message::InvalidDestructuringTarget, self.span(start));
        Ok(match method.function {
            FunctionKind::Getter => PropertyKind::Getter(function),
            FunctionKind::Setter => PropertyKind::Setter(function),
            _ => PropertyKind::Method(function),
        })
    }

    /// `name` or `name = default`, its token consumed.
    #[inline(never)]
    fn parse_shorthand(
        &mut self,
        token: crate::token::Token,
        cover: &mut Cover,
    ) -> Parse<PropertyKind<'a>> {
        // The token is judged as an IdentifierReference, now that it is known to be one.
        let after = std::mem::replace(&mut self.lx.token, token);
        let name = self.check_identifier();
        self.lx.token = after;
        let name = name?;
        let span = Span::new(token.start, token.end);
        let ex = self.finish_identifier_reference(token.start, name)?;
        let ex = Ex { span, ..ex };
        self.cover_element(ex, cover);
        if !self.at(Kind::Assign) {
            return Ok(PropertyKind::Shorthand(ex.node));
        }
        cover.expression = cover.expression.or(Some((
            Message::InvalidShorthandInitializer,
            self.token_span(),
        )));
        self.next()?;
        self.has_pattern_expressions = true;
        let value = self.parse_assignment_expression()?.node;
        let target = Pattern {
            span,
            kind: PatternKind::Identifier(name),
        };
        let node = self.boxed(
            token.start,
            ExprKind::Assign,
            Assign {
                op: AssignOp::Assign,
                target,
                value,
                parenthesized: false,
            },
        );
        Ok(PropertyKind::Shorthand(node))
    }

    /// `get`, `set`, `async`, `*` before a property name, if it is a prefix and not the name itself.
    pub fn parse_method_prefix(&mut self) -> Parse<Option<MethodKind>> {
        let mut method = MethodKind::PLAIN;
        if self.at(Kind::Star) {
            self.next()?;
            method.is_generator = true;
            return Ok(Some(method));
        }
        let name = self.lx.token.name;
        if self.kind() != Kind::Identifier
            || self.lx.token.escaped()
            || !matches!(name, Name::GET | Name::SET | Name::ASYNC)
        {
            return Ok(None);
        }
        let next = self.lx.peek();
        match name {
            Name::ASYNC if next.newline() => return Ok(None),
            Name::ASYNC if next.kind == Kind::Star => {
                self.next()?;
                method.is_generator = true;
            }
            _ if !starts_property_name(next.kind) => return Ok(None),
            _ => {}
        }
        self.next()?;
        match name {
            Name::GET => method.function = FunctionKind::Getter,
            Name::SET => method.function = FunctionKind::Setter,
            _ => method.is_async = true,
        }
        Ok(Some(method))
    }

    /// 13.2.5 PropertyName.
    pub fn parse_property_key(&mut self) -> Parse<PropertyKey<'a>> {
        let key = match self.kind() {
            kind if kind.is_name() => PropertyKey::Static {
                name: self.lx.token.name,
                string: false,
            },
            Kind::String => {
                self.check_legacy_string()?;
                let text = self.lx.text;
                PropertyKey::Static {
                    name: self.lx.name_of(text),
                    string: true,
                }
            }
            Kind::Number => {
                self.check_legacy_number()?;
                PropertyKey::Number(self.lx.number)
            }
            Kind::BigInt => PropertyKey::BigInt(self.lx.text),
            Kind::LeftBracket => {
                self.next()?;
                self.has_pattern_expressions = true;
                let names = self.pattern_names.len();
                let key = self.parse_assignment_with_in()?.node;
                self.pattern_names.truncate(names);
                if !self.at(Kind::RightBracket) {
                    return self.unexpected();
                }
                PropertyKey::Computed(key)
            }
            _ => return self.unexpected(),
        };
        self.next()?;
        Ok(key)
    }
}

/// A token that can start a property name (or a private one).
pub(super) fn starts_property_name(kind: Kind) -> bool {
    kind.is_name()
        || matches!(
            kind,
            Kind::String | Kind::Number | Kind::BigInt | Kind::LeftBracket | Kind::PrivateName
        )
}
