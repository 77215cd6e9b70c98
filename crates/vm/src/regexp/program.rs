//! Compiled patterns as cells, and the cache of them by text and flags.
use super::input_of;
use crate::cells::{Kind, Traced};
use crate::data::{Data, DataTracer};
use crate::string::JsString;
use crate::value::Value;
use crate::vm::{JsResult, Vm};
use ogive_gc::{Cell as GcCell, Gc, Header, Tracer};
use ogive_regexp::{Flags, Program};
use std::ops::Deref;

/// A compiled pattern: what RegExp objects of the same text and flags share.
#[repr(C)]
pub struct RegExpProgram {
    header: Header,
    program: Box<Program>,
}
// SAFETY: repr(C), begins with Header; traced below.
unsafe impl GcCell for RegExpProgram {
    const KIND: u8 = Kind::RegExpProgram as u8;
}
impl Traced for RegExpProgram {
    fn trace(&self, _: &mut Tracer) {}
    const FINALIZE: bool = true;
    fn finalize(&mut self) {
        // SAFETY: called once for a dead cell.
        unsafe { std::ptr::drop_in_place(&mut self.program) }
    }
}
impl Deref for RegExpProgram {
    type Target = Program;
    #[inline(always)]
    fn deref(&self) -> &Program {
        &self.program
    }
}

/// Compiled patterns of one text, a cell for each set of flags.
struct Variants(Vec<(u8, Gc<RegExpProgram>)>);
impl Data for Variants {
    fn trace(&self, tracer: &mut DataTracer<'_>) {
        self.0.iter().for_each(|&(_, cell)| tracer.cell(cell));
    }
}
/// Name of the cache among the Vm's roots: a Map from pattern to [`Variants`].
const CACHE: &str = "compiled regular expressions";
/// The cache is emptied when it has so many patterns.
const CACHE_LIMIT: u32 = 512;

impl Vm {
    /// A compiled pattern, from the cache if it is there; SyntaxError if it is wrong.
    pub fn compile_regexp(&mut self, pattern: Gc<JsString>, flags: Flags) -> JsResult<Gc<RegExpProgram>> {
        let cache = match self.roots.get(CACHE).and_then(|v| v.as_object()) {
            Some(cache) => cache,
            None => {
                let cache = self.new_kind(Kind::Map, Value::NULL);
                self.roots.insert(CACHE, cache.into());
                cache
            }
        };
        let variants = self.table_get(cache, pattern.into()).and_then(|v| v.as_internal::<crate::data::DataCell>());
        if let Some(variants) = variants
            && let Some(found) = variants.borrow::<Variants>().and_then(|v| v.0.iter().find(|(f, _)| *f == flags.bits()).map(|f| f.1))
        {
            return Ok(found);
        }
        let units = self.units(pattern);
        let program = match ogive_regexp::compile(input_of(units), flags) {
            Ok(program) => program,
            Err(error) => return Err(self.syntax_error(error.message)),
        };
        let program = Box::new(program);
        let cell = self.heap.alloc(0, RegExpProgram { header: Header::new(RegExpProgram::KIND, 0), program });
        match variants {
            Some(variants) => {
                if let Some(mut v) = self.data_mut::<Variants>(&variants) {
                    v.0.push((flags.bits(), cell));
                }
            }
            None => {
                if self.table_size(cache) >= CACHE_LIMIT {
                    self.table_clear(cache);
                }
                let variants = self.new_data(Variants(vec![(flags.bits(), cell)]));
                self.table_set(cache, pattern.into(), Value::internal(variants))?;
            }
        }
        Ok(cell)
    }
}
