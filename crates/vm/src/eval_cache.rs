//! The compilation cache of eval and of function constructors: programs give the same text to the same place again and again, and the code block that it was
//! compiled to the last time serves as well as a new one: feedback, inline caches and machine code included.
//!
//! What must hold:
//! - E1: an entry is used only where the compiler would be given what it was given then: the text; the place (code block, unit), and with it strictness, the scope at the
//!   place and the realm; the descriptions of all environments around, compared by identity; what the texts of stack traces call the source (the place, and the name of the running function);
//!   the host's value.
//! - E2: a code block is shared only if nobody can tell. Template objects belong to one evaluation's Parse Nodes (13.2.8.4), so text with a backtick in it is compiled afresh.
//! - E3: entries are roots. What has not been used from one full collection to the next is dropped, and all is when there is too much of it.
use crate::code_block::CodeBlock;
use crate::env::Env;
use crate::realm::Realm;
use crate::string::{JsString, Units};
use crate::value::Value;
use crate::vm::Vm;
use ogive_bytecode::{FunctionKind, ScopeInfo};
use ogive_compiler::DynamicFunctionKind;
use ogive_gc::{CollectionKind, Gc, Tracer, WeakContext};
use rustc_hash::FxHashMap;
use std::hash::Hasher;
use std::sync::Arc;

/// Longer texts are compiled each time, in units.
const MAX_TEXT: usize = 1 << 14;
/// More strings than this make no cached function.
const MAX_TEXTS: usize = 8;
/// How many texts are known, and how long those are together whose code is kept.
const MAX_ENTRIES: usize = 1 << 12;
const MAX_UNITS: usize = 1 << 20;

/// Who compiles.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Compile {
    DirectEval,
    IndirectEval,
    Function(DynamicFunctionKind),
}

/// A text at a place: what [`Vm::find_compiled`] looks for and [`Vm::keep_compiled`] keeps.
pub(crate) struct Request<'a> {
    what: Compile,
    texts: &'a [Value],
    /// The running function's code and the unit in it.
    place: (Gc<CodeBlock>, u32),
    /// Its own `name` property; undefined when the template's name is its name.
    name: Value,
    realm: Gc<Realm>,
    host: Value,
    /// The innermost environment; undefined if the code sees only globals.
    env: Value,
    hash: u64,
}

struct Entry {
    what: Compile,
    texts: Box<[Value]>,
    place: (Gc<CodeBlock>, u32),
    name: Value,
    chain: Box<[Arc<ScopeInfo>]>,
    block: Gc<CodeBlock>,
    /// Since the last full collection.
    used: bool,
}

/// Entries by the hash of text and place. A text gets its entry (`None`) when it is first seen and keeps its code when it is seen again: most are seen once.
#[derive(Default)]
pub(crate) struct EvalCache {
    entries: FxHashMap<u64, Option<Entry>>,
    units: usize,
}

impl EvalCache {
    pub(crate) fn trace(&self, tracer: &mut Tracer) {
        for entry in self.entries.values().flatten() {
            crate::cells::mark_values(tracer, &entry.texts);
            tracer.mark(entry.place.0);
            tracer.mark_word(entry.name.bits());
            tracer.mark(entry.block);
        }
    }
    /// E3.
    pub(crate) fn age(&mut self, context: &WeakContext) {
        if context.kind() == CollectionKind::Full {
            self.entries.retain(|_, entry| entry.as_mut().is_some_and(|entry| std::mem::take(&mut entry.used)));
            self.units = self.entries.values().flatten().map(Entry::units).sum();
        }
    }
}
impl Entry {
    fn units(&self) -> usize {
        units_of(&self.texts)
    }
}

fn units_of(texts: &[Value]) -> usize {
    texts.iter().filter_map(|text| text.as_string()).map(|text| text.len()).sum()
}
/// Descriptions of an environment and those around it, innermost first.
pub(crate) fn scope_chain(env: Value) -> impl Iterator<Item = Arc<ScopeInfo>> {
    std::iter::successors(env.as_internal::<Env>(), |env| env.parent()).filter_map(|env| env.info())
}
fn is_known_chain(chain: &[Arc<ScopeInfo>], env: Value) -> bool {
    let mut known = chain.iter();
    scope_chain(env).all(|info| known.next().is_some_and(|k| Arc::ptr_eq(k, &info))) && known.next().is_none()
}

impl Vm {
    /// What to look for when `texts` (strings) are compiled at the running place; `None` if that cannot be cached.
    pub(crate) fn compile_request<'a>(&mut self, what: Compile, texts: &'a [Value], realm: Gc<Realm>, host: Value, env: Value) -> Option<Request<'a>> {
        if texts.len() > MAX_TEXTS || units_of(texts) > MAX_TEXT {
            return None;
        }
        let mut frame = self.current_frame();
        while let Some(native) = frame.filter(|f| f.code().is_none()) {
            frame = native.caller();
        }
        let place = frame.and_then(|f| Some((f.code()?, f.unit()?)))?;
        let name = match place.0.template().kind {
            FunctionKind::Eval | FunctionKind::Script | FunctionKind::Module => Value::UNDEFINED,
            // What these are called depends on `this`.
            FunctionKind::ClassInitializer => return None,
            _ => {
                let function = frame?.callee().as_object()?;
                let key = self.names.name;
                self.stored_property(function, key).filter(|p| !p.is_accessor()).map_or(Value::UNDEFINED, |p| p.value)
            }
        };
        let mut hash = rustc_hash::FxHasher::default();
        hash.write_usize(place.0.addr());
        hash.write_u32(place.1);
        for text in texts.iter().filter_map(|text| text.as_string()) {
            hash.write_u32(self.string_hash(text));
            if text.is_rope() {
                // The heap has no room for the flat text.
                return None;
            }
        }
        Some(Request { what, texts, place, name, realm, host, env, hash: hash.finish() })
    }

    /// The code block that the request's text was compiled to before.
    pub(crate) fn find_compiled(&mut self, request: &Request<'_>) -> Option<Gc<CodeBlock>> {
        // Taken out while strings are compared: nothing of that runs scripts or collects.
        let mut entries = std::mem::take(&mut self.eval_cache.entries);
        let found = entries.get_mut(&request.hash).and_then(Option::as_mut).filter(|entry| self.is_for(entry, request)).map(|entry| {
            entry.used = true;
            entry.block
        });
        self.eval_cache.entries = entries;
        found
    }
    /// E1.
    fn is_for(&mut self, entry: &Entry, request: &Request<'_>) -> bool {
        let same_place = entry.what == request.what && entry.place == request.place && entry.block.realm == request.realm && entry.block.cold().host == request.host;
        same_place
            && entry.texts.len() == request.texts.len()
            && entry.texts.iter().zip(request.texts).all(|(&a, &b)| self.is_same_text(a, b))
            && self.is_same_text(entry.name, request.name)
            && is_known_chain(&entry.chain, request.env)
    }
    fn is_same_text(&mut self, a: Value, b: Value) -> bool {
        a == b || matches!((a.as_string(), b.as_string()), (Some(a), Some(b)) if self.strings_equal(a, b))
    }

    /// Remembers that the request's text was compiled to `block`.
    pub(crate) fn keep_compiled(&mut self, request: &Request<'_>, block: Gc<CodeBlock>) {
        // E2.
        let has_template = |vm: &mut Vm, text: Gc<JsString>| match vm.units(text) {
            Units::Latin1(units) => memchr::memchr(b'`', units).is_some(),
            Units::Utf16(units) => units.contains(&(b'`' as u16)),
        };
        if request.texts.iter().filter_map(|text| text.as_string()).any(|text| has_template(self, text)) {
            return;
        }
        let units = units_of(request.texts);
        let cache = &mut self.eval_cache;
        if cache.entries.len() >= MAX_ENTRIES || cache.units + units > MAX_UNITS {
            *cache = EvalCache::default();
        }
        if !cache.entries.contains_key(&request.hash) {
            cache.entries.insert(request.hash, None);
            return;
        }
        let entry = Entry {
            what: request.what,
            texts: request.texts.into(),
            place: request.place,
            name: request.name,
            chain: scope_chain(request.env).collect(),
            block,
            used: true,
        };
        cache.units += units;
        if let Some(old) = cache.entries.insert(request.hash, Some(entry)).flatten() {
            cache.units -= old.units();
        }
    }
}
