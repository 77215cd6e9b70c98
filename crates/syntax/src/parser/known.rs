//! Parsing a lazy function later: the functions inside of it are skipped by what the preparse
//! recorded.
use super::core::{Class, Context, Ex, Parser};
use super::functions::FunctionStart;
use crate::lexer::Parse;
use crate::token::Kind;
use crate::{ExprKind, Function, FunctionBody, FunctionKind, LazyId, LazyTable, ScopeFlags};

impl<'a, 'o> Parser<'a, 'o> {
    /// Parses function `id` of `table`; the lexer stands anywhere.
    pub fn parse_known_function(
        &mut self,
        table: &'o LazyTable,
        id: LazyId,
    ) -> Parse<&'a Function<'a>> {
        let lazy = *table.get(id);
        self.known = Some(table);
        self.trust_private = true;
        self.context = Context(lazy.context);
        self.scopes
            .enter_known(lazy.info.flags.has(ScopeFlags::INSIDE_WITH));
        self.push_children(id);
        self.lx.seek(lazy.info.params_start)?;
        if lazy.info.kind == FunctionKind::Arrow {
            let node = self.parse_known_arrow(&lazy)?;
            return match node.kind {
                ExprKind::Function(function) => Ok(function),
                _ => self.unexpected(),
            };
        }
        let info = lazy.info;
        self.parse_function_now(FunctionStart {
            start: info.span.start,
            name: info.name,
            kind: info.kind,
            is_async: info.is_async,
            is_generator: info.is_generator,
            is_expression: info.is_expression,
        })
    }

    /// The functions directly inside of `id` will be met next, in order.
    fn push_children(&mut self, id: LazyId) {
        let Some(table) = self.known else { return };
        for child in table.children(id) {
            let info = &table.get(child).info;
            let at = if info.kind == FunctionKind::Arrow {
                info.span.start
            } else {
                info.params_start
            };
            self.skips.push((at, child));
        }
    }

    /// The function is parsed now after all, because it is called at once.
    pub fn descend_into_skipped(&mut self, id: LazyId) {
        self.skips.pop();
        self.push_children(id);
    }

    /// The next function to skip is an arrow function, and not one that is called at once.
    #[inline(never)]
    pub fn is_skipped_arrow(&mut self, id: LazyId) -> bool {
        let Some(table) = self.known else {
            return false;
        };
        let info = &table.get(id).info;
        if info.kind != FunctionKind::Arrow {
            return false;
        }
        if self.eager_at == info.span.start {
            self.descend_into_skipped(id);
            return false;
        }
        true
    }

    #[inline(never)]
    pub fn skip_arrow_function(&mut self, id: LazyId) -> Parse<Ex<'a>> {
        let start = self.start();
        let function = self.skip_function(id)?;
        let node = self.node(start, ExprKind::Function(function));
        Ok(self.ex(start, Class::Arrow, node))
    }

    /// Goes on behind function `id`, taking over what it leaves free.
    #[inline(never)]
    pub fn skip_function(&mut self, id: LazyId) -> Parse<&'a Function<'a>> {
        let Some(table) = self.known else {
            return self.unexpected::<&'a Function<'a>>();
        };
        self.skips.pop();
        let info = table.get(id).info;
        self.scopes.note_inner_function();
        for free in table.free_names(id) {
            self.scopes.inner_reference(&mut self.lx.interner, *free);
        }
        if info.flags.has(ScopeFlags::CONTAINS_EVAL) {
            self.scopes.note_inner_eval();
        }
        self.lx.seek(info.span.end)?;
        debug_assert!(!self.at(Kind::Invalid));
        Ok(self.bump.alloc(Function {
            info,
            body: FunctionBody::Lazy(id),
        }))
    }
}
