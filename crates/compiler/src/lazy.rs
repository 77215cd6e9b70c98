//! Lazy functions: what is kept of a parse so that they can be compiled when they are first called.
//!
//! A source keeps the names and the preparse results of each of its parses (`Source::lazy`); a lazy template holds only
//! which parse and which function.

use std::sync::{Arc, Mutex, PoisonError};

use ogive_bytecode::{FunctionKind, Source};
use ogive_syntax::{Interner, LazyId, LazyTable, Name, ParseOptions, Program, ScopeKind};
use rustc_hash::FxHashSet;

/// What a parse leaves for its lazy functions.
pub(crate) struct Parse {
    pub names: Mutex<Interner>,
    pub table: LazyTable,
    /// Names that the script declares as globals.
    pub globals: FxHashSet<Name>,
    /// For eval code: the kind of the nearest function around that is no arrow.
    pub eval_function: Option<FunctionKind>,
}

#[derive(Default)]
struct Parses(Mutex<Vec<Arc<Parse>>>);

fn parses(source: &Source) -> Option<&Parses> {
    source.lazy.get_or_init(|| Box::<Parses>::default()).downcast_ref()
}

/// The number that the next parse of this source gets. A source is compiled by one thread at a time.
pub(crate) fn next_index(source: &Source) -> u32 {
    parses(source).map_or(0, |p| p.0.lock().unwrap_or_else(PoisonError::into_inner).len() as u32)
}

/// Keeps a parse; gives its number.
pub(crate) fn add(source: &Source, parse: Parse) -> u32 {
    let Some(parses) = parses(source) else { return 0 };
    let mut list = parses.0.lock().unwrap_or_else(PoisonError::into_inner);
    list.push(Arc::new(parse));
    list.len() as u32 - 1
}

pub(crate) fn find(source: &Source, index: u32) -> Option<Arc<Parse>> {
    let list = parses(source)?.0.lock().unwrap_or_else(PoisonError::into_inner);
    list.get(index as usize).cloned()
}

/// What a template keeps of a lazy function.
#[derive(Clone, Copy)]
pub(crate) struct LazyRef {
    /// Which parse of the source.
    pub parse: u32,
    pub id: LazyId,
    pub is_module: bool,
}

impl LazyRef {
    pub fn encode(self) -> Box<[u8]> {
        let mut bytes = self.parse.to_le_bytes().to_vec();
        bytes.extend(self.id.0.to_le_bytes());
        bytes.push(self.is_module as u8);
        bytes.into()
    }

    pub fn decode(bytes: &[u8]) -> Option<LazyRef> {
        let parse = bytes.get(0..4)?.try_into().ok()?;
        let id = bytes.get(4..8)?.try_into().ok()?;
        let is_module = *bytes.get(8)? != 0;
        Some(LazyRef { parse: u32::from_le_bytes(parse), id: LazyId(u32::from_le_bytes(id)), is_module })
    }
}

/// Names that a script declares as globals.
pub(crate) fn globals(program: &Program<'_>) -> FxHashSet<Name> {
    match program.scopes.get(program.scope).kind {
        ScopeKind::Script => program.scopes.bindings(program.scope).iter().map(|b| b.name).collect(),
        _ => FxHashSet::default(),
    }
}

/// The parse that a template from the disk cache refers to: the source is preparsed again when it is first needed.
pub(crate) fn find_or_parse(source: &Source, lazy: LazyRef, options: &ParseOptions) -> Option<Arc<Parse>> {
    if let Some(parse) = find(source, lazy.parse) {
        return Some(parse);
    }
    if lazy.parse != next_index(source) {
        return None;
    }
    let bump = bumpalo::Bump::new();
    let mut names = Interner::new();
    let parse = if lazy.is_module { ogive_syntax::parse_module } else { ogive_syntax::parse_script };
    let program = parse(&source.text, options, &mut names, &bump).ok()?;
    let globals = globals(&program);
    add(source, Parse { names: names.into(), table: program.lazy, globals, eval_function: None });
    find(source, lazy.parse)
}
