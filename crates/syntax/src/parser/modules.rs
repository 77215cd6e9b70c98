//! Import and export declarations (16.2), and the entries they make.
use super::core::{Context, Items, Parser, PatternName};
use super::functions::FunctionStart;
use crate::lexer::Parse;
use crate::token::Kind;
use crate::{
    BindingKind, Export, ExportSpecifier, FunctionKind, Ident, Import, ImportAttribute,
    ImportEntry, ImportName, ImportPhase, ImportSpecifier, IndirectExport, List, LocalExport,
    Message, ModuleRequest, Name, ScopeKind, Span, Stmt, StmtKind, VariablesKind,
};

/// A specifier with its attributes.
struct FromClause<'a> {
    request: u32,
    specifier: &'a [u8],
    attributes: List<'a, ImportAttribute<'a>>,
}

impl<'a> Parser<'a, '_> {
    /// At `import` or `export` as the start of a statement.
    #[inline(never)]
    pub fn parse_module_item_or_statement(&mut self, start: u32) -> Parse<Stmt<'a>> {
        if self.at(Kind::Import) && matches!(self.lx.peek().kind, Kind::LeftParen | Kind::Dot) {
            return self.parse_statement(false);
        }
        if !self.is_module {
            let id = if self.at(Kind::Import) {
                Message::ImportOutsideModule
            } else {
                Message::UnexpectedToken
            };
            return {
                let span = self.token_span();
                self.lx.fail_with(id, "export", span)
            };
        }
        if self.scopes.kind() != ScopeKind::Module
            || self.scopes.depth() != 1
            || self.labels.len() > self.jumps.labels_base
        {
            return self.fail(Message::ModuleDeclarationNotTop, self.token_span());
        }
        if self.at(Kind::Import) {
            self.parse_import(start)
        } else {
            self.parse_export(start)
        }
    }

    // ------------------------------------------------------------ imports

    /// 16.2.2 ImportDeclaration.
    fn parse_import(&mut self, start: u32) -> Parse<Stmt<'a>> {
        self.next()?;
        let mut part = Import {
            phase: ImportPhase::Evaluation,
            request: 0,
            specifier: &[],
            default: None,
            namespace: None,
            named: &[],
            attributes: &[],
        };
        if !self.at(Kind::String) {
            self.parse_import_clause(&mut part)?;
            if !self.at_word(Name::FROM) {
                return self.unexpected();
            }
            self.next()?;
        }
        let from = self.parse_from_clause(part.phase)?;
        self.semicolon()?;
        (part.request, part.specifier, part.attributes) =
            (from.request, from.specifier, from.attributes);
        self.enter_imports(&part);
        Ok(self.boxed_stmt(start, StmtKind::Import, part))
    }

    /// 16.2.2 ImportClause, with its phase.
    fn parse_import_clause(&mut self, part: &mut Import<'a>) -> Parse<()> {
        if self.at_word(Name::DEFER) && self.lx.peek().kind == Kind::Star {
            self.next()?;
            part.phase = ImportPhase::Defer;
        } else if self.at_word(Name::SOURCE) && self.at_source_phase() {
            self.next()?;
            part.phase = ImportPhase::Source;
        }
        if self.kind().is_name() {
            let kind = if part.phase == ImportPhase::Source {
                BindingKind::ImportNamespace
            } else {
                BindingKind::Import
            };
            part.default = Some(self.parse_imported_binding(kind)?);
            if part.phase == ImportPhase::Source || !self.eat(Kind::Comma)? {
                return Ok(());
            }
        }
        match self.kind() {
            Kind::Star => {
                self.next()?;
                if !self.eat_word(Name::AS)? {
                    return self.unexpected();
                }
                part.namespace = Some(self.parse_imported_binding(BindingKind::ImportNamespace)?);
                Ok(())
            }
            Kind::LeftBrace if part.phase == ImportPhase::Evaluation => {
                part.named = self.parse_named_imports()?;
                Ok(())
            }
            _ => self.unexpected(),
        }
    }

    /// `import source x from`: not `import source from "m"`, which imports a default named `source`.
    fn at_source_phase(&mut self) -> bool {
        let next = self.lx.peek();
        let second = self.lx.peek_second();
        let is_from = |token: &crate::token::Token| {
            token.kind == Kind::Identifier && token.name == Name::FROM && !token.escaped()
        };
        next.kind.is_name() && (!is_from(&next) || is_from(&second))
    }

    fn parse_imported_binding(&mut self, kind: BindingKind) -> Parse<Ident> {
        let PatternName { name, span, .. } = self.binding_identifier()?;
        let result = self
            .scopes
            .declare_lexical(&mut self.lx.interner, name, kind, span.start);
        self.declared(result, name, span)?;
        Ok(Ident { span, name })
    }

    fn parse_named_imports(&mut self) -> Parse<List<'a, ImportSpecifier>> {
        self.next()?;
        let mut named = self.items();
        while !self.at(Kind::RightBrace) {
            let is_string = self.at(Kind::String);
            let token = self.lx.token;
            let imported = self.parse_module_export_name()?;
            let local = if self.eat_word(Name::AS)? {
                self.parse_imported_binding(BindingKind::Import)?
            } else {
                if is_string {
                    return self.unexpected();
                }
                let after = std::mem::replace(&mut self.lx.token, token);
                let checked = self.check_identifier();
                self.lx.token = after;
                let name = checked?;
                self.check_strict_binding(name, imported.span)?;
                let result = self.scopes.declare_lexical(
                    &mut self.lx.interner,
                    name,
                    BindingKind::Import,
                    imported.span.start,
                );
                self.declared(result, name, imported.span)?;
                imported
            };
            named.push(ImportSpecifier { imported, local });
            if !self.at(Kind::RightBrace) {
                self.expect(Kind::Comma)?;
            }
        }
        self.next()?;
        Ok(named.into_bump_slice())
    }

    /// 16.2 ModuleExportName.
    fn parse_module_export_name(&mut self) -> Parse<Ident> {
        let span = self.token_span();
        if !self.at(Kind::String) {
            let name = self.identifier_name()?;
            return Ok(Ident { span, name });
        }
        let text = self.lx.text;
        if has_lone_surrogate(text) {
            return self.fail(Message::MalformedExportName, span);
        }
        let name = self.lx.name_of(text);
        self.next()?;
        Ok(Ident { span, name })
    }

    /// A module specifier and its attributes, past `from`.
    fn parse_from_clause(&mut self, phase: ImportPhase) -> Parse<FromClause<'a>> {
        if !self.at(Kind::String) {
            return self.unexpected();
        }
        let span = self.token_span();
        let specifier = self.lx.text;
        let name = self.lx.name_of(specifier);
        self.next()?;
        let mut attributes = self.items();
        if self.eat(Kind::With)? {
            self.parse_attributes(&mut attributes)?;
        }
        let mut keys: Vec<(Name, Name)> = Vec::new();
        for attribute in &attributes {
            keys.push((attribute.key.name, self.lx.name_of(attribute.value)));
        }
        keys.sort_by(|a, b| self.lx.interner.text(a.0).cmp(self.lx.interner.text(b.0)));
        let wanted = ModuleRequest {
            specifier: name,
            phase,
            attributes: keys,
            span,
        };
        let same = |other: &ModuleRequest| {
            other.specifier == wanted.specifier
                && other.phase == wanted.phase
                && other.attributes == wanted.attributes
        };
        let found = self.module.requests.iter().position(same);
        let request = found.unwrap_or_else(|| {
            self.module.requests.push(wanted);
            self.module.requests.len() - 1
        }) as u32;
        Ok(FromClause {
            request,
            specifier,
            attributes: attributes.into_bump_slice(),
        })
    }

    /// 16.2.2 WithClause, past `with`.
    fn parse_attributes(&mut self, attributes: &mut Items<'a, ImportAttribute<'a>>) -> Parse<()> {
        self.expect(Kind::LeftBrace)?;
        while !self.at(Kind::RightBrace) {
            let span = self.token_span();
            let name = if self.at(Kind::String) {
                let text = self.lx.text;
                let name = self.lx.name_of(text);
                self.next()?;
                name
            } else {
                self.identifier_name()?
            };
            self.expect(Kind::Colon)?;
            if !self.at(Kind::String) {
                return self.unexpected();
            }
            let value = self.lx.text;
            self.next()?;
            if attributes.iter().any(|other| other.key.name == name) {
                return self.fail_name(Message::DuplicateAttribute, name, span);
            }
            attributes.push(ImportAttribute {
                key: Ident { span, name },
                value,
            });
            if !self.at(Kind::RightBrace) {
                self.expect(Kind::Comma)?;
            }
        }
        self.next()
    }

    fn enter_imports(&mut self, part: &Import<'a>) {
        let request = part.request;
        let mut add = |import, local: Ident| {
            self.module.imports.push(ImportEntry {
                request,
                import,
                local: local.name,
                span: local.span,
            });
        };
        if let Some(local) = part.default {
            add(
                if part.phase == ImportPhase::Source {
                    ImportName::Source
                } else {
                    ImportName::Name(Name::DEFAULT)
                },
                local,
            );
        }
        if let Some(local) = part.namespace {
            add(ImportName::Namespace, local);
        }
        for specifier in part.named {
            add(ImportName::Name(specifier.imported.name), specifier.local);
        }
    }

    // ------------------------------------------------------------ exports

    /// While an exported declaration is parsed, every name it binds is exported.
    #[inline]
    pub fn note_export(&mut self, name: Name, span: Span) {
        if self.exporting {
            self.module.local_exports.push(LocalExport {
                exported: name,
                local: name,
                span,
            });
            self.exports.push((name, span));
        }
    }

    fn add_local_export(&mut self, exported: Ident, local: Name) {
        self.module.local_exports.push(LocalExport {
            exported: exported.name,
            local,
            span: exported.span,
        });
        self.exports.push((exported.name, exported.span));
    }

    /// 16.2.3 ExportDeclaration.
    fn parse_export(&mut self, start: u32) -> Parse<Stmt<'a>> {
        self.next()?;
        let export = match self.kind() {
            Kind::Star => self.parse_export_all()?,
            Kind::LeftBrace => self.parse_export_named()?,
            Kind::Default => self.parse_export_default()?,
            _ => Export::Declaration(self.parse_exported_declaration()?),
        };
        Ok(self.boxed_stmt(start, StmtKind::Export, export))
    }

    fn parse_exported_declaration(&mut self) -> Parse<Stmt<'a>> {
        let start = self.start();
        self.exporting = true;
        let statement = match self.kind() {
            Kind::Var => self.parse_variable_statement(start, VariablesKind::Var),
            Kind::Const | Kind::Function | Kind::Class | Kind::At => {
                self.parse_statement_list_item()
            }
            Kind::Identifier if self.at_async_function() => self.parse_statement_list_item(),
            Kind::Identifier if self.at_word(Name::LET) => self.parse_statement_list_item(),
            _ => return self.unexpected(),
        };
        self.exporting = false;
        statement
    }

    fn parse_export_all(&mut self) -> Parse<Export<'a>> {
        self.next()?;
        let exported = if self.eat_word(Name::AS)? {
            Some(self.parse_module_export_name()?)
        } else {
            None
        };
        if !self.eat_word(Name::FROM)? {
            return self.unexpected();
        }
        let FromClause {
            request,
            specifier,
            attributes,
        } = self.parse_from_clause(ImportPhase::Evaluation)?;
        self.semicolon()?;
        match exported {
            Some(Ident { name, span }) => {
                self.exports.push((name, span));
                self.module.indirect_exports.push(IndirectExport {
                    exported: name,
                    request,
                    import: ImportName::Namespace,
                    span,
                });
            }
            None => self.module.star_exports.push(request),
        }
        Ok(Export::All {
            request,
            specifier,
            exported,
            attributes,
        })
    }

    fn parse_export_named(&mut self) -> Parse<Export<'a>> {
        self.next()?;
        let mut named = self.items();
        let mut not_local = None;
        while !self.at(Kind::RightBrace) {
            let token = self.lx.token;
            let local = self.parse_module_export_name()?;
            if not_local.is_none() && !self.is_identifier_token(token) {
                not_local = Some(token);
            }
            let exported = if self.eat_word(Name::AS)? {
                self.parse_module_export_name()?
            } else {
                local
            };
            named.push(ExportSpecifier { local, exported });
            if !self.at(Kind::RightBrace) {
                self.expect(Kind::Comma)?;
            }
        }
        self.next()?;
        let named: List<'a, ExportSpecifier> = named.into_bump_slice();
        if self.eat_word(Name::FROM)? {
            let FromClause {
                request,
                specifier,
                attributes,
            } = self.parse_from_clause(ImportPhase::Evaluation)?;
            self.semicolon()?;
            for ExportSpecifier { local, exported } in named {
                self.exports.push((exported.name, exported.span));
                let import = ImportName::Name(local.name);
                self.module.indirect_exports.push(IndirectExport {
                    exported: exported.name,
                    request,
                    import,
                    span: exported.span,
                });
            }
            return Ok(Export::NamedFrom {
                request,
                specifier,
                named,
                attributes,
            });
        }
        if let Some(token) = not_local {
            self.lx.token = token;
            return if token.kind == Kind::String {
                self.fail(Message::StringLocalExport, self.token_span())
            } else {
                self.unexpected()
            };
        }
        self.semicolon()?;
        for ExportSpecifier { local, exported } in named {
            self.reference(local.name);
            self.add_local_export(*exported, local.name);
        }
        Ok(Export::Named(named))
    }

    /// The token could be an IdentifierReference of module code.
    fn is_identifier_token(&mut self, token: crate::token::Token) -> bool {
        token.kind == Kind::Identifier && token.name > Name::PUBLIC
    }

    fn parse_export_default(&mut self) -> Parse<Export<'a>> {
        let exported = Ident {
            span: self.token_span(),
            name: Name::DEFAULT,
        };
        self.next()?;
        let start = self.start();
        let is_async = self.at_async_function();
        if is_async || self.at(Kind::Function) {
            if is_async {
                self.next()?;
            }
            let next = self.lx.peek();
            let named = next.kind.is_name()
                || next.kind == Kind::Star && self.lx.peek_second().kind.is_name();
            let function = if named {
                let name = self.lx_function_name();
                let function = self.parse_function_declaration(start, is_async)?;
                self.add_local_export(exported, name);
                function
            } else {
                self.parse_default_function(start, is_async, exported)?
            };
            return Ok(Export::DefaultFunction(function));
        }
        if self.at(Kind::Class) || self.at(Kind::At) {
            let decorators = self.parse_decorators()?;
            let next = self.lx.peek();
            let named = next.kind.is_name() && next.kind != Kind::Extends;
            let local = if named { next.name } else { Name::STAR_DEFAULT };
            if !named {
                self.declare_default(exported)?;
            }
            let class = self.parse_class(start, decorators, named)?;
            self.add_local_export(exported, local);
            return match class {
                Some(class) => Ok(Export::DefaultClass(class)),
                None => self.unexpected(),
            };
        }
        self.declare_default(exported)?;
        let value = self.within(
            self.context.with(Context::IN),
            Self::parse_assignment_expression,
        )?;
        self.semicolon()?;
        self.add_local_export(exported, Name::STAR_DEFAULT);
        Ok(Export::DefaultExpr(value.node))
    }

    /// The name after `function` or `function *`.
    fn lx_function_name(&mut self) -> Name {
        let next = self.lx.peek();
        if next.kind == Kind::Star {
            self.lx.peek_second().name
        } else {
            next.name
        }
    }

    fn declare_default(&mut self, exported: Ident) -> Parse<()> {
        let result = self.scopes.declare_lexical(
            &mut self.lx.interner,
            Name::STAR_DEFAULT,
            BindingKind::Let,
            exported.span.start,
        );
        if result.is_err() {
            return self.fail_name(Message::DuplicateExport, Name::DEFAULT, exported.span);
        }
        Ok(())
    }

    /// `export default function () {}`.
    fn parse_default_function(
        &mut self,
        start: u32,
        is_async: bool,
        exported: Ident,
    ) -> Parse<&'a crate::Function<'a>> {
        let at = exported.span.start;
        let result = self.scopes.declare_lexical(
            &mut self.lx.interner,
            Name::STAR_DEFAULT,
            BindingKind::Function,
            at,
        );
        self.declared(result, Name::DEFAULT, exported.span)?;
        self.next()?;
        let is_generator = self.eat(Kind::Star)?;
        self.add_local_export(exported, Name::STAR_DEFAULT);
        self.parse_function(FunctionStart {
            start,
            name: None,
            kind: FunctionKind::Normal,
            is_async,
            is_generator,
            is_expression: false,
        })
    }

    /// 16.2.1.2 Early errors about exports, and exports of imports as indirect ones.
    pub fn finish_module(&mut self) -> Parse<()> {
        let mut seen = rustc_hash::FxHashSet::default();
        for index in 0..self.exports.len() {
            let (name, span) = self.exports[index];
            if !seen.insert(name) {
                return self.fail_name(Message::DuplicateExport, name, span);
            }
        }
        let locals = std::mem::take(&mut self.module.local_exports);
        for export in locals {
            let Some(kind) = self.scopes.kind_here(&self.lx.interner, export.local) else {
                return self.fail_name(Message::UnresolvedExport, export.local, export.span);
            };
            let imported = self
                .module
                .imports
                .iter()
                .find(|entry| entry.local == export.local);
            match (kind, imported) {
                (BindingKind::Import, Some(entry)) => {
                    self.module.indirect_exports.push(IndirectExport {
                        exported: export.exported,
                        request: entry.request,
                        import: entry.import,
                        span: export.span,
                    })
                }
                _ => self.module.local_exports.push(export),
            }
        }
        Ok(())
    }
}

/// WTF-8 that is not UTF-8.
fn has_lone_surrogate(text: &[u8]) -> bool {
    std::str::from_utf8(text).is_err()
}
