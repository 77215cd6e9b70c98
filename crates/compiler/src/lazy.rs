//! Lazy functions: what is kept of a parse so that they can be compiled when they are first called.
//!
//! A source keeps the names and the preparse results of each of its parses (`Source::lazy`); a lazy template holds only
//! which parse and which function.

use std::sync::{Arc, Mutex, PoisonError};

use ogive_bytecode::{FunctionKind, Source};
use ogive_syntax::{Interner, LazyId, LazyTable};

/// What a parse leaves for its lazy functions.
pub(crate) struct Parse {
    pub names: Mutex<Interner>,
    pub table: LazyTable,
    /// For eval code: the kind of the nearest function around that is no arrow.
    pub eval_function: Option<FunctionKind>,
}

#[derive(Default)]
struct Parses(Mutex<Vec<Arc<Parse>>>);

fn parses(source: &Source) -> Option<&Parses> {
    source.lazy.get_or_init(|| Box::<Parses>::default()).downcast_ref()
}

/// The number that the next parse of this source gets, reserved by the caller's lock-free use: parses are added in
/// the order in which `add` is called with it.
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
pub(crate) fn encode(parse: u32, id: LazyId) -> Box<[u8]> {
    let mut bytes = parse.to_le_bytes().to_vec();
    bytes.extend(id.0.to_le_bytes());
    bytes.into()
}

pub(crate) fn decode(bytes: &[u8]) -> Option<(u32, LazyId)> {
    let parse = bytes.get(0..4)?.try_into().ok()?;
    let id = bytes.get(4..8)?.try_into().ok()?;
    Some((u32::from_le_bytes(parse), LazyId(u32::from_le_bytes(id))))
}
