//! Primary expressions (13.2) and left-hand-side expressions (13.3).
use super::core::{Class, Context, Ex, Parser};
use crate::lexer::Parse;
use crate::token::{Kind, Token};
use crate::{
    ArrayElement, Call, ExprKind, ImportCall, ImportPhase, List, Message, Name, Span,
    TaggedTemplate, Template,
};

impl<'a> Parser<'a, '_> {
    /// 13.3 LeftHandSideExpression.
    pub fn parse_left_hand_side(&mut self) -> Parse<Ex<'a>> {
        let start = self.start();
        let ex = self.parse_primary()?;
        self.parse_call_tail(start, ex)
    }

    /// 13.2 PrimaryExpression, and the other starts of a LeftHandSideExpression.
    pub fn parse_primary(&mut self) -> Parse<Ex<'a>> {
        let start = self.start();
        match self.kind() {
            Kind::Identifier if self.at_word(Name::ASYNC) => self.parse_async_primary(start, false),
            Kind::Identifier => self.parse_identifier_reference(start),
            Kind::Number => self.parse_number(start),
            Kind::String => self.parse_string(start),
            Kind::This => {
                self.reference(Name::THIS);
                self.simple(start, ExprKind::This)
            }
            Kind::True => self.simple(start, ExprKind::Boolean(true)),
            Kind::False => self.simple(start, ExprKind::Boolean(false)),
            Kind::Null => self.simple(start, ExprKind::Null),
            Kind::BigInt => {
                let digits = self.lx.text;
                self.simple(start, ExprKind::BigInt(digits))
            }
            Kind::LeftParen => self.parse_parenthesized(),
            Kind::LeftBrace | Kind::LeftBracket => self.parse_literal_value(),
            Kind::Function => self.parse_function_expression(start, start, false),
            Kind::Class | Kind::At => self.parse_class_expression(start),
            Kind::Template => self.parse_template_literal(start),
            Kind::Slash | Kind::SlashAssign => self.parse_regexp(start),
            Kind::New => self.parse_new(start),
            Kind::Super => self.parse_super(start),
            Kind::Import => self.parse_import_expression(start),
            Kind::Percent if self.options.natives => self.parse_native(start),
            Kind::Yield | Kind::Await => self.parse_identifier_reference(start),
            _ => self.unexpected(),
        }
    }

    /// A one-token expression.
    #[inline]
    fn simple(&mut self, start: u32, kind: ExprKind<'a>) -> Parse<Ex<'a>> {
        self.next()?;
        let node = self.node(start, kind);
        Ok(self.ex(start, Class::Other, node))
    }

    /// 13.1 IdentifierReference.
    pub fn parse_identifier_reference(&mut self, start: u32) -> Parse<Ex<'a>> {
        let name = self.check_identifier()?;
        self.next()?;
        self.finish_identifier_reference(start, name)
    }

    /// An IdentifierReference just consumed.
    #[inline]
    pub fn finish_identifier_reference(&mut self, start: u32, name: Name) -> Parse<Ex<'a>> {
        if name == Name::ARGUMENTS && self.context.has(Context::NO_ARGUMENTS) {
            return self.fail(Message::ArgumentsInInitializer, self.span(start));
        }
        self.reference(name);
        let node = self.node(start, ExprKind::Identifier(name));
        Ok(Ex {
            node,
            class: Class::Identifier,
            paren: false,
            name,
            span: self.span(start),
        })
    }

    /// `%Name` (`ParseOptions::natives`): a global that no other script can name.
    #[cold]
    fn parse_native(&mut self, start: u32) -> Parse<Ex<'a>> {
        self.next()?;
        let plain = self.check_identifier()?;
        let text = [b"%", self.lx.interner.text(plain)].concat();
        let name = self.lx.interner.intern(&text);
        self.next()?;
        self.finish_identifier_reference(start, name)
    }

    fn parse_number(&mut self, start: u32) -> Parse<Ex<'a>> {
        self.check_legacy_number()?;
        let value = self.lx.number;
        self.simple(start, ExprKind::Number(value))
    }

    /// 12.9.3.1 No legacy octal in strict code.
    pub fn check_legacy_number(&mut self) -> Parse<()> {
        let flags = self.lx.token.flags;
        if flags & (Token::OCTAL | Token::DECIMAL_ZERO) != 0 && self.strict() {
            let octal = flags & Token::OCTAL != 0;
            let id = if octal {
                Message::StrictOctal
            } else {
                Message::StrictDecimalWithLeadingZero
            };
            return self.fail(id, self.token_span());
        }
        Ok(())
    }

    /// 12.9.4.1 No legacy escapes in strict code.
    pub fn check_legacy_string(&mut self) -> Parse<()> {
        let token = self.lx.token;
        if token.flags & (Token::OCTAL | Token::DECIMAL_ZERO) != 0 && self.strict() {
            return self.fail(octal_message(token.flags), self.token_span());
        }
        Ok(())
    }

    fn parse_string(&mut self, start: u32) -> Parse<Ex<'a>> {
        self.check_legacy_string()?;
        let text = self.lx.text;
        self.next()?;
        let node = self.node(start, ExprKind::String(text));
        Ok(self.ex(start, Class::String, node))
    }

    /// 13.2.7 RegularExpressionLiteral.
    #[inline(never)]
    fn parse_regexp(&mut self, start: u32) -> Parse<Ex<'a>> {
        let literal = self.lx.rescan_regexp()?;
        // A preparse has validated what a known function contains.
        if let (Some(validate), None) = (self.options.validate_regexp, self.known)
            && let Err((offset, text)) = validate(literal.pattern, literal.flags)
        {
            let at = start + 1 + offset;
            return self
                .lx
                .fail_with(Message::InvalidRegexp, &text, Span::new(at, at + 1));
        }
        self.next()?;
        let node = self.boxed(start, ExprKind::Regexp, literal);
        Ok(self.ex(start, Class::Other, node))
    }

    // ------------------------------------------------------------ templates

    #[inline(never)]
    fn parse_template_literal(&mut self, start: u32) -> Parse<Ex<'a>> {
        let template = self.parse_template(false)?;
        let node = self.boxed(start, ExprKind::Template, template);
        Ok(self.ex(start, Class::Other, node))
    }

    /// 13.2.8 Template Literals: at the opening `` ` ``. Tagged ones may hold invalid escapes.
    #[inline(never)]
    fn parse_template(&mut self, tagged: bool) -> Parse<Template<'a>> {
        let (mut quasis, mut expressions) = (self.items(), self.items());
        loop {
            let (quasi, is_tail, error) = self.lx.scan_template_part()?;
            if let (Some((id, span)), false) = (error, tagged) {
                return self.fail(id, span);
            }
            self.push(&mut quasis, quasi);
            self.next()?;
            if is_tail {
                break;
            }
            let expression = self.parse_expression()?;
            self.push(&mut expressions, expression.node);
            if !self.at(Kind::RightBrace) {
                return self.unexpected();
            }
        }
        Ok(Template {
            quasis: quasis.into_bump_slice(),
            expressions: expressions.into_bump_slice(),
        })
    }

    // ------------------------------------------------------------ calls and members

    /// 13.3 Member, call and optional expressions after their first part.
    #[inline]
    pub fn parse_call_tail(&mut self, start: u32, ex: Ex<'a>) -> Parse<Ex<'a>> {
        match self.kind() {
            Kind::Dot
            | Kind::LeftParen
            | Kind::LeftBracket
            | Kind::OptionalDot
            | Kind::Template => self.parse_tail(start, ex, true),
            _ => Ok(ex),
        }
    }

    #[inline(never)]
    fn parse_tail(&mut self, start: u32, mut ex: Ex<'a>, calls: bool) -> Parse<Ex<'a>> {
        let mut in_chain = false;
        loop {
            match self.kind() {
                Kind::Dot => {
                    self.next()?;
                    ex = self.parse_named_member(start, ex, false)?;
                }
                Kind::LeftBracket => ex = self.parse_index(start, ex, false)?,
                Kind::LeftParen if calls => ex = self.parse_call(start, ex, false)?,
                Kind::Template => {
                    if in_chain {
                        return self.fail(Message::OptionalTemplate, self.token_span());
                    }
                    let quasi = self.parse_template(true)?;
                    let node = self.boxed(
                        start,
                        ExprKind::TaggedTemplate,
                        TaggedTemplate {
                            tag: ex.node,
                            quasi,
                        },
                    );
                    ex = self.ex(start, Class::Other, node);
                }
                Kind::OptionalDot => {
                    if !calls {
                        return self.fail(Message::OptionalNew, self.token_span());
                    }
                    in_chain = true;
                    self.next()?;
                    ex = match self.kind() {
                        Kind::LeftParen => self.parse_call(start, ex, true)?,
                        Kind::LeftBracket => self.parse_index(start, ex, true)?,
                        Kind::Template => {
                            return self.fail(Message::OptionalTemplate, self.token_span());
                        }
                        _ => self.parse_named_member(start, ex, true)?,
                    };
                }
                _ if in_chain => {
                    let private = ex.class == Class::PrivateMember;
                    let node = self.node(start, ExprKind::OptionalChain(ex.node));
                    return Ok(self.ex(
                        start,
                        if private {
                            Class::OptionalPrivate
                        } else {
                            Class::OptionalChain
                        },
                        node,
                    ));
                }
                _ => return Ok(ex),
            }
        }
    }

    /// `.name` or `.#name`, past the dot.
    fn parse_named_member(&mut self, start: u32, object: Ex<'a>, optional: bool) -> Parse<Ex<'a>> {
        let object = object.node;
        if self.at(Kind::PrivateName) {
            let name = self.use_private_name()?;
            let node = self.node(
                start,
                ExprKind::PrivateMember {
                    object,
                    name,
                    optional,
                },
            );
            return Ok(self.ex(start, Class::PrivateMember, node));
        }
        let name = self.identifier_name()?;
        let node = self.node(
            start,
            ExprKind::Member {
                object,
                name,
                optional,
            },
        );
        Ok(self.ex(start, Class::Member, node))
    }

    /// An IdentifierName, reserved words included.
    pub fn identifier_name(&mut self) -> Parse<Name> {
        if !self.kind().is_name() {
            return self.unexpected();
        }
        let name = self.lx.token.name;
        self.next()?;
        Ok(name)
    }

    /// Consumes a private name that must be declared by a class around.
    pub fn use_private_name(&mut self) -> Parse<Name> {
        let name = self.lx.token.name;
        let span = self.token_span();
        if !self.trust_private {
            self.private_uses.push((name, span));
        }
        self.reference(name);
        self.next()?;
        Ok(name)
    }

    #[inline(never)]
    fn parse_index(&mut self, start: u32, object: Ex<'a>, optional: bool) -> Parse<Ex<'a>> {
        self.next()?;
        let index = self.parse_expression()?.node;
        self.expect(Kind::RightBracket)?;
        let node = self.node(
            start,
            ExprKind::Index {
                object: object.node,
                index,
                optional,
            },
        );
        Ok(self.ex(start, Class::Member, node))
    }

    #[inline(never)]
    fn parse_call(&mut self, start: u32, callee: Ex<'a>, optional: bool) -> Parse<Ex<'a>> {
        let direct_eval =
            callee.class == Class::Identifier && callee.name == Name::EVAL && !optional;
        let arguments = self.parse_arguments()?;
        if direct_eval {
            self.note_direct_eval();
        }
        let node = self.boxed(
            start,
            ExprKind::Call,
            Call {
                callee: callee.node,
                arguments,
                optional,
                direct_eval,
            },
        );
        Ok(self.ex(start, Class::Call, node))
    }

    /// A direct eval may use whatever the code around it may.
    pub fn note_direct_eval(&mut self) {
        let context = self.context;
        let implicit = [
            (true, Name::THIS),
            (!context.has(Context::NO_ARGUMENTS), Name::ARGUMENTS),
            (context.has(Context::NEW_TARGET), Name::NEW_TARGET),
            (context.has(Context::SUPER_PROPERTY), Name::SUPER),
            (context.has(Context::SUPER_CALL), Name::ACTIVE_FUNCTION),
        ];
        let strict = self.strict();
        self.scopes.direct_eval(strict);
        for (_, name) in implicit.into_iter().filter(|(allowed, _)| *allowed) {
            self.reference(name);
        }
    }

    /// 13.3.8 Argument Lists.
    pub fn parse_arguments(&mut self) -> Parse<List<'a, ArrayElement<'a>>> {
        let context = self.context;
        self.context = context.with(Context::IN);
        self.expect(Kind::LeftParen)?;
        let mut arguments = self.items();
        while !self.at(Kind::RightParen) {
            let spread = self.eat(Kind::Ellipsis)?;
            let value = self.parse_assignment_expression()?.node;
            self.push(
                &mut arguments,
                if spread {
                    ArrayElement::Spread(value)
                } else {
                    ArrayElement::Expr(value)
                },
            );
            if self.at(Kind::RightParen) {
                break;
            }
            if !self.at(Kind::Comma) {
                return self.fail(Message::MissingParenthesis, self.token_span());
            }
            self.next()?;
        }
        self.next()?;
        self.context = context;
        Ok(arguments.into_bump_slice())
    }

    // ------------------------------------------------------------ new, super, import

    /// 13.3.5 The `new` Operator, 13.3.12 `new.target`.
    #[inline(never)]
    fn parse_new(&mut self, start: u32) -> Parse<Ex<'a>> {
        self.check_stack()?;
        self.next()?;
        if self.eat(Kind::Dot)? {
            if !self.at_word(Name::TARGET) {
                return self.unexpected();
            }
            self.next()?;
            if !self.context.has(Context::NEW_TARGET) {
                return self.fail(Message::NewTargetOutside, self.span(start));
            }
            self.reference(Name::NEW_TARGET);
            let node = self.node(start, ExprKind::NewTarget);
            return Ok(self.ex(start, Class::Other, node));
        }
        let callee_start = self.start();
        if self.at(Kind::Function) {
            self.eager_at = callee_start;
        }
        let callee = self.parse_primary()?;
        if callee.class == Class::ImportCall && !callee.paren {
            return self.fail(Message::ImportCallNew, callee.span);
        }
        let callee = self.parse_tail(callee_start, callee, false)?.node;
        let arguments = if self.at(Kind::LeftParen) {
            self.parse_arguments()?
        } else {
            &[]
        };
        let node = self.boxed(
            start,
            ExprKind::New,
            Call {
                callee,
                arguments,
                optional: false,
                direct_eval: false,
            },
        );
        Ok(self.ex(start, Class::Other, node))
    }

    /// 13.3.7 The `super` Keyword.
    #[inline(never)]
    fn parse_super(&mut self, start: u32) -> Parse<Ex<'a>> {
        let span = self.token_span();
        self.next()?;
        match self.kind() {
            Kind::LeftParen if self.context.has(Context::SUPER_CALL) => {
                self.reference(Name::ACTIVE_FUNCTION);
                self.reference(Name::NEW_TARGET);
                self.reference(Name::THIS);
                let arguments = self.parse_arguments()?;
                let node = self.node(start, ExprKind::SuperCall(arguments));
                Ok(self.ex(start, Class::Other, node))
            }
            Kind::Dot if self.context.has(Context::SUPER_PROPERTY) => {
                self.reference_super();
                self.next()?;
                if self.at(Kind::PrivateName) {
                    return self.fail(Message::PrivateOnSuper, self.token_span());
                }
                let name = self.identifier_name()?;
                let node = self.node(start, ExprKind::SuperMember(name));
                Ok(self.ex(start, Class::Member, node))
            }
            Kind::LeftBracket if self.context.has(Context::SUPER_PROPERTY) => {
                self.reference_super();
                self.next()?;
                let index = self.parse_expression()?.node;
                self.expect(Kind::RightBracket)?;
                let node = self.node(start, ExprKind::SuperIndex(index));
                Ok(self.ex(start, Class::Member, node))
            }
            _ => self.fail(Message::SuperUnexpected, span),
        }
    }

    fn reference_super(&mut self) {
        self.reference(Name::SUPER);
        self.reference(Name::THIS);
    }

    /// 13.3.10 Import Calls, 13.3.12 `import.meta`.
    #[inline(never)]
    fn parse_import_expression(&mut self, start: u32) -> Parse<Ex<'a>> {
        let span = self.token_span();
        self.next()?;
        let mut phase = ImportPhase::Evaluation;
        if self.eat(Kind::Dot)? {
            if self.at_word(Name::META) {
                self.next()?;
                if !self.is_module {
                    return self.fail(Message::ImportMetaOutside, self.span(start));
                }
                let node = self.node(start, ExprKind::ImportMeta);
                return Ok(self.ex(start, Class::Other, node));
            }
            phase = match () {
                _ if self.at_word(Name::DEFER) => ImportPhase::Defer,
                _ if self.at_word(Name::SOURCE) => ImportPhase::Source,
                _ => return self.unexpected(),
            };
            self.next()?;
        }
        if !self.at(Kind::LeftParen) {
            return if phase == ImportPhase::Evaluation {
                self.fail(Message::ImportOutsideModule, span)
            } else {
                self.unexpected()
            };
        }
        self.parse_import_call(start, phase)
    }

    fn parse_import_call(&mut self, start: u32, phase: ImportPhase) -> Parse<Ex<'a>> {
        self.next()?;
        let specifier = self.parse_assignment_with_in()?.node;
        let mut options = None;
        if self.eat(Kind::Comma)? && phase == ImportPhase::Evaluation && !self.at(Kind::RightParen)
        {
            options = Some(self.parse_assignment_with_in()?.node);
            self.eat(Kind::Comma)?;
        }
        self.expect(Kind::RightParen)?;
        let node = self.boxed(
            start,
            ExprKind::ImportCall,
            ImportCall {
                phase,
                specifier,
                options,
            },
        );
        Ok(self.ex(start, Class::ImportCall, node))
    }

    // ------------------------------------------------------------ parentheses

    /// 13.2.9 The Grouping Operator where no arrow function may stand.
    fn parse_parenthesized(&mut self) -> Parse<Ex<'a>> {
        self.check_stack()?;
        self.next()?;
        self.note_eager();
        let ex = self.parse_expression()?;
        if !self.at(Kind::RightParen) {
            return self.unexpected();
        }
        self.next()?;
        Ok(ex.parenthesized())
    }

    /// Just past `(`: a function here is likely called at once.
    pub fn note_eager(&mut self) {
        self.eager_at = self.start();
    }
}

/// The message for legacy escapes in a string token with these flags.
pub(super) fn octal_message(flags: u8) -> Message {
    if flags & Token::OCTAL != 0 {
        Message::StrictOctalEscape
    } else {
        Message::InvalidEscapeEight
    }
}
