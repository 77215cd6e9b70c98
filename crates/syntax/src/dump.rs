//! Prints tokens and scopes, one per line, for people and snapshot tests.
use crate::lexer::Lexer;
use crate::token::Token;
use crate::{BindingKind, Interner, LazyTable, Location, Scope, ScopeId, ScopeTree, Span};
use std::fmt::Write;

/// A token of the source, as the parser saw it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TokenInfo {
    /// Kind.
    pub kind: crate::token::Kind,
    /// Extent. Of a template: one part with its delimiters.
    pub span: Span,
    /// A line terminator stands before it.
    pub newline_before: bool,
}

impl TokenInfo {
    pub(crate) fn of(token: &Token) -> Self {
        TokenInfo {
            kind: token.kind,
            span: Span::new(token.start, token.end),
            newline_before: token.newline(),
        }
    }
}

/// Takes the log of a lexer.
pub(crate) fn take_log(lexer: &mut Lexer<'_>) -> Vec<TokenInfo> {
    lexer
        .log
        .take()
        .map_or_else(Vec::new, |log| log.iter().map(TokenInfo::of).collect())
}

/// One line per token: place, kind, text.
pub fn print_tokens(tokens: &[TokenInfo], source: &[u8]) -> String {
    let mut out = String::new();
    for token in tokens {
        let place = Location::of(source, Span::new(token.span.start, token.span.start));
        let text = String::from_utf8_lossy(token.span.text(source))
            .escape_debug()
            .to_string();
        let kind = format!("{:?}", token.kind);
        let newline = if token.newline_before { "^" } else { " " };
        let _ = writeln!(
            out,
            "{:>3}:{:<3} {newline} {kind:<14} {text}",
            place.line, place.column
        );
    }
    out
}

/// The scopes as an indented tree: kind, flags, extent; then the bindings.
pub fn print_scopes(
    tree: &ScopeTree,
    lazy: &LazyTable,
    interner: &Interner,
    source: &[u8],
) -> String {
    let mut children: Vec<Vec<ScopeId>> = vec![Vec::new(); tree.ids().count()];
    let mut roots = Vec::new();
    for id in tree.ids() {
        match tree.get(id).parent {
            Some(parent) => children[parent.0 as usize].push(id),
            None => roots.push(id),
        }
    }
    let mut out = String::new();
    let mut work: Vec<(ScopeId, usize)> = roots.into_iter().rev().map(|id| (id, 0)).collect();
    while let Some((id, depth)) = work.pop() {
        let scope = tree.get(id);
        let shown = !tree.bindings(id).is_empty()
            || scope.kind.is_function()
            || depth == 0
            || scope.kind == crate::ScopeKind::With;
        if shown {
            print_scope(&mut out, tree, id, scope, depth, interner, source);
        }
        let inner = &mut children[id.0 as usize];
        inner.sort_by_key(|child| tree.get(*child).span.start);
        work.extend(
            inner
                .iter()
                .rev()
                .map(|child| (*child, depth + usize::from(shown))),
        );
    }
    for index in 0..lazy.len() {
        let id = crate::LazyId(index as u32);
        let function = lazy.get(id);
        let name = function
            .info
            .name
            .map_or("(anonymous)".into(), |ident| interner.display(ident.name));
        let free: Vec<_> = lazy
            .free_names(id)
            .iter()
            .map(|free| {
                format!(
                    "{}{}",
                    interner.display(free.name),
                    if free.assigned { "=" } else { "" }
                )
            })
            .collect();
        let _ = writeln!(
            out,
            "lazy {name} {:?} length {} free [{}]",
            function.info.flags,
            function.info.length,
            free.join(", ")
        );
    }
    out
}

fn print_scope(
    out: &mut String,
    tree: &ScopeTree,
    id: ScopeId,
    scope: &Scope,
    depth: usize,
    interner: &Interner,
    source: &[u8],
) {
    let place = Location::of(source, Span::new(scope.span.start, scope.span.start));
    let _ = write!(
        out,
        "{:indent$}{:?} {}:{}",
        "",
        scope.kind,
        place.line,
        place.column,
        indent = depth * 2
    );
    let _ = if scope.flags.0 == 0 {
        writeln!(out)
    } else {
        writeln!(out, " {:?}", scope.flags)
    };
    for binding in tree.bindings(id) {
        let kind = match binding.kind {
            BindingKind::Param => "Parameter".to_owned(),
            kind => format!("{kind:?}"),
        };
        let flags = if binding.flags.0 == 0 {
            String::new()
        } else {
            format!(" {:?}", binding.flags)
        };
        let _ = writeln!(
            out,
            "{:indent$}- {} {kind}{flags}",
            "",
            interner.display(binding.name),
            indent = depth * 2 + 2
        );
    }
}
