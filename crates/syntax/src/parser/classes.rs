//! Class definitions (15.7).
use super::core::{Class as ExClass, Context, Ex, Items, Parser};
use super::functions::{FunctionStart, MethodKind};
use super::literals::starts_property_name;
use crate::lexer::Parse;
use crate::token::Kind;
use crate::{
    BindingFlags, BindingKind, Class, ClassMember, ClassMemberKind, Expr, ExprKind,
    FieldInitializer, Function, FunctionKind, Ident, List, Message, Name, PropertyKey, ScopeFlags,
    ScopeKind, Span, StaticBlock,
};

/// The prefix of a class element.
struct ElementPrefix {
    is_static: bool,
    is_accessor: bool,
    method: Option<MethodKind>,
}

/// The parts of a class body.
struct ClassParts<'a> {
    constructor: Option<&'a Function<'a>>,
    has_constructor: bool,
    members: Items<'a, ClassMember<'a>>,
    derived: bool,
}

impl<'a> Parser<'a, '_> {
    pub fn parse_class_expression(&mut self, start: u32) -> Parse<Ex<'a>> {
        let decorators = self.parse_decorators()?;
        if !self.at(Kind::Class) {
            return self.unexpected();
        }
        let class = self.parse_class(start, decorators, false)?;
        let node = match class {
            Some(class) => self.node(start, ExprKind::Class(class)),
            None => self.node(start, ExprKind::Null),
        };
        Ok(self.ex(start, ExClass::Other, node))
    }

    /// Decorators, behind the option.
    pub fn parse_decorators(&mut self) -> Parse<List<'a, &'a Expr<'a>>> {
        let mut decorators = self.items();
        while self.at(Kind::At) {
            if !self.options.decorators {
                return self.fail(Message::InvalidOrUnexpectedToken, self.token_span());
            }
            self.next()?;
            let decorator = self.parse_left_hand_side()?.node;
            self.push(&mut decorators, decorator);
        }
        Ok(decorators.into_bump_slice())
    }

    /// A class from `class` on. `None` in a preparse.
    #[inline(never)]
    pub fn parse_class(
        &mut self,
        start: u32,
        decorators: List<'a, &'a Expr<'a>>,
        declaration: bool,
    ) -> Parse<Option<&'a Class<'a>>> {
        self.check_stack()?;
        self.next()?;
        let outer = self.context;
        self.context = outer.with(Context::STRICT);
        let mut name = None;
        if self.kind().is_name() && !self.at(Kind::Extends) {
            let bound = self.binding_identifier()?;
            if declaration {
                let result = self.scopes.declare_lexical(
                    &mut self.lx.interner,
                    bound.name,
                    BindingKind::Class,
                    bound.span.start,
                );
                self.note_export(bound.name, bound.span);
                if bound.name == Name::LET {
                    return self.fail(Message::LetInLexical, bound.span);
                }
                self.declared(result, bound.name, bound.span)?;
            }
            name = Some(Ident {
                span: bound.span,
                name: bound.name,
            });
        }
        let scope = self
            .scopes
            .open(ScopeKind::Class, start, ScopeFlags::STRICT);
        if let Some(Ident { name, span }) = name {
            self.scopes.declare_unchecked(
                &mut self.lx.interner,
                name,
                BindingKind::ClassName,
                span.start,
                BindingFlags::NONE,
            );
        }
        let mut heritage = None;
        if self.eat(Kind::Extends)? {
            heritage = Some(self.parse_heritage()?);
        }
        let first_use = self.private_uses.len();
        self.expect(Kind::LeftBrace)?;
        let mut parts = ClassParts {
            constructor: None,
            has_constructor: false,
            members: self.items(),
            derived: heritage.is_some(),
        };
        self.parse_class_body(&mut parts)?;
        let end = self.start() + 1;
        self.check_private_uses(first_use)?;
        self.scopes.close(&mut self.lx.interner, end);
        self.context = outer;
        self.next()?;
        let members = parts.members.into_bump_slice();
        Ok(self.part(|| Class {
            span: Span::new(start, end),
            name,
            scope,
            decorators,
            heritage,
            constructor: parts.constructor,
            members,
        }))
    }

    fn parse_heritage(&mut self) -> Parse<&'a Expr<'a>> {
        Ok(self.parse_left_hand_side()?.node)
    }

    /// 15.7.1 AllPrivateIdentifiersValid: what this class does not declare is left to the classes around.
    fn check_private_uses(&mut self, first: usize) -> Parse<()> {
        let mut kept = first;
        for index in first..self.private_uses.len() {
            let (name, span) = self.private_uses[index];
            if self.scopes.is_declared_here(&self.lx.interner, name) {
                continue;
            }
            self.private_uses[kept] = (name, span);
            kept += 1;
        }
        self.private_uses.truncate(kept);
        Ok(())
    }

    fn parse_class_body(&mut self, parts: &mut ClassParts<'a>) -> Parse<()> {
        self.context = self.context.with(Context::IN);
        while !self.at(Kind::RightBrace) {
            if self.eat(Kind::Semicolon)? {
                continue;
            }
            self.parse_class_element(parts)?;
        }
        Ok(())
    }

    /// 15.7 ClassElement.
    #[inline(never)]
    fn parse_class_element(&mut self, parts: &mut ClassParts<'a>) -> Parse<()> {
        let decorators = self.parse_decorators()?;
        let start = self.start();
        if self.at_word(Name::STATIC) && self.lx.peek().kind == Kind::LeftBrace {
            return self.parse_static_block(start, parts);
        }
        let prefix = self.parse_element_prefix()?;
        let source_start = if prefix.is_static {
            self.after_static
        } else {
            start
        };
        let key_start = self.start();
        let key = self.parse_class_element_key()?;
        let key_span = self.span(key_start);
        let member = ClassMember {
            span: key_span,
            is_static: prefix.is_static,
            decorators,
            key,
            key_span,
            kind: ClassMemberKind::Field(None),
        };
        if prefix.method.is_some() || self.at(Kind::LeftParen) {
            if prefix.is_accessor {
                return self.unexpected();
            }
            let method = prefix.method.unwrap_or(MethodKind::PLAIN);
            return self.parse_class_method(start, source_start, method, member, parts);
        }
        self.parse_field(start, prefix.is_accessor, member, parts)
    }

    /// `static`, `accessor`, `get`, `set`, `async`, `*` where they are not the name themselves.
    fn parse_element_prefix(&mut self) -> Parse<ElementPrefix> {
        let mut prefix = ElementPrefix {
            is_static: false,
            is_accessor: false,
            method: None,
        };
        if self.at_word(Name::STATIC) {
            let next = self.lx.peek();
            if starts_property_name(next.kind) || next.kind == Kind::Star {
                self.next()?;
                prefix.is_static = true;
                self.after_static = self.start();
            }
        }
        if self.options.decorators && self.at_word(Name::ACCESSOR) {
            let next = self.lx.peek();
            if starts_property_name(next.kind) && !next.newline() {
                self.next()?;
                prefix.is_accessor = true;
                return Ok(prefix);
            }
        }
        prefix.method = self.parse_method_prefix()?;
        Ok(prefix)
    }

    fn parse_class_element_key(&mut self) -> Parse<PropertyKey<'a>> {
        if !self.at(Kind::PrivateName) {
            return self.parse_property_key();
        }
        let name = self.lx.token.name;
        if name == Name::PRIVATE_CONSTRUCTOR {
            return self.fail(Message::ConstructorPrivate, self.token_span());
        }
        self.next()?;
        Ok(PropertyKey::Private(name))
    }

    /// Declares a private element's name; its brand belongs to the class scope.
    fn declare_private(&mut self, member: &ClassMember<'a>, kind: BindingKind) -> Parse<()> {
        let PropertyKey::Private(name) = member.key else {
            return Ok(());
        };
        let interner = &mut self.lx.interner;
        let result = self.scopes.declare_private(
            interner,
            name,
            kind,
            member.is_static,
            member.key_span.start,
        );
        if !member.is_static && kind != BindingKind::PrivateField {
            self.scopes.set_flags(ScopeFlags::HAS_INSTANCE_FIELDS);
        }
        self.declared(result, name, member.key_span)
    }

    fn parse_class_method(
        &mut self,
        start: u32,
        source_start: u32,
        method: MethodKind,
        member: ClassMember<'a>,
        parts: &mut ClassParts<'a>,
    ) -> Parse<()> {
        let is_plain = method.function == FunctionKind::Method;
        let named = |wanted: Name| key_is(&member.key, wanted);
        if member.is_static && named(Name::PROTOTYPE) {
            return self.fail(Message::StaticPrototype, member.key_span);
        }
        let mut function_kind = method.function;
        let is_constructor = !member.is_static && named(Name::CONSTRUCTOR);
        if is_constructor {
            self.check_constructor(method, is_plain, member.key_span, parts)?;
            function_kind = if parts.derived {
                FunctionKind::DerivedConstructor
            } else {
                FunctionKind::Constructor
            };
        }
        let private = match method.function {
            FunctionKind::Getter => BindingKind::PrivateGetter,
            FunctionKind::Setter => BindingKind::PrivateSetter,
            _ => BindingKind::PrivateMethod,
        };
        self.declare_private(&member, private)?;
        let function = self.parse_method(FunctionStart {
            start: source_start,
            name: None,
            kind: function_kind,
            is_async: method.is_async,
            is_generator: method.is_generator,
            is_expression: false,
        })?;
        if is_constructor {
            parts.constructor = Some(function);
            return Ok(());
        }
        let kind = match method.function {
            FunctionKind::Getter => ClassMemberKind::Getter(function),
            FunctionKind::Setter => ClassMemberKind::Setter(function),
            _ => ClassMemberKind::Method(function),
        };
        let member = ClassMember {
            span: self.span(start),
            kind,
            ..member
        };
        self.push(&mut parts.members, member);
        Ok(())
    }

    fn check_constructor(
        &mut self,
        method: MethodKind,
        is_plain: bool,
        span: Span,
        parts: &mut ClassParts<'a>,
    ) -> Parse<()> {
        let id = match () {
            _ if !is_plain => Message::ConstructorAccessor,
            _ if method.is_generator => Message::ConstructorGenerator,
            _ if method.is_async => Message::ConstructorAsync,
            _ if parts.has_constructor => Message::DuplicateConstructor,
            _ => {
                parts.has_constructor = true;
                return Ok(());
            }
        };
        self.fail(id, span)
    }

    /// 15.7 FieldDefinition.
    fn parse_field(
        &mut self,
        start: u32,
        is_accessor: bool,
        member: ClassMember<'a>,
        parts: &mut ClassParts<'a>,
    ) -> Parse<()> {
        if key_is(&member.key, Name::CONSTRUCTOR) {
            return self.fail(Message::ConstructorField, member.key_span);
        }
        if member.is_static && key_is(&member.key, Name::PROTOTYPE) {
            return self.fail(Message::StaticPrototype, member.key_span);
        }
        self.declare_private(
            &member,
            if is_accessor {
                BindingKind::PrivateAccessor
            } else {
                BindingKind::PrivateField
            },
        )?;
        if !member.is_static {
            self.scopes.set_flags(ScopeFlags::HAS_INSTANCE_FIELDS);
        }
        let mut initializer = None;
        if self.at(Kind::Assign) {
            initializer = Some(self.parse_field_initializer()?);
        }
        self.semicolon()?;
        let kind = if is_accessor {
            ClassMemberKind::Accessor(initializer)
        } else {
            ClassMemberKind::Field(initializer)
        };
        let member = ClassMember {
            span: self.span(start),
            kind,
            ..member
        };
        self.push(&mut parts.members, member);
        Ok(())
    }

    /// `= value` as code of a function of its own.
    fn parse_field_initializer(&mut self) -> Parse<FieldInitializer<'a>> {
        let outer = self.enter_function();
        self.context = Context::STRICT
            .with(Context::IN)
            .with(Context::NEW_TARGET)
            .with(Context::SUPER_PROPERTY)
            .with(Context::NO_ARGUMENTS);
        let scope = self.scopes.open(
            ScopeKind::FieldInitializer,
            self.start(),
            ScopeFlags::STRICT,
        );
        self.next()?;
        let value = self.parse_assignment_expression()?.node;
        self.scopes
            .close(&mut self.lx.interner, self.lx.previous_end);
        self.leave_function(outer);
        Ok(FieldInitializer { scope, value })
    }

    /// 15.7 ClassStaticBlock, at `static`.
    fn parse_static_block(&mut self, start: u32, parts: &mut ClassParts<'a>) -> Parse<()> {
        self.next()?;
        let outer = self.enter_function();
        self.context = Context::STRICT
            .with(Context::IN)
            .with(Context::NEW_TARGET)
            .with(Context::SUPER_PROPERTY)
            .with(Context::NO_ARGUMENTS)
            .with(Context::STATIC_BLOCK);
        let scope = self
            .scopes
            .open(ScopeKind::StaticBlock, self.start(), ScopeFlags::STRICT);
        self.next()?;
        let mut statements = self.items();
        while !self.at(Kind::RightBrace) {
            let statement = self.parse_statement_list_item()?;
            self.push(&mut statements, statement);
        }
        let end = self.start() + 1;
        self.scopes.close(&mut self.lx.interner, end);
        self.leave_function(outer);
        self.next()?;
        let block = self.part(|| StaticBlock {
            scope,
            statements: statements.into_bump_slice(),
        });
        if let Some(block) = block {
            let key = PropertyKey::Static {
                name: Name::EMPTY,
                string: false,
            };
            let span = self.span(start);
            parts.members.push(ClassMember {
                span,
                is_static: true,
                decorators: &[],
                key,
                key_span: span,
                kind: ClassMemberKind::StaticBlock(block),
            });
        }
        Ok(())
    }
}

/// The key is that name, not computed.
fn key_is(key: &PropertyKey<'_>, wanted: Name) -> bool {
    matches!(key, PropertyKey::Static { name, .. } if *name == wanted)
}
