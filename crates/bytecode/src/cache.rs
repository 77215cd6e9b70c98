//! The disk cache's format: a template tree and a module's declarations as bytes.
//!
//! ```text
//! magic  version  source hash  payload hash  payload        (u32, then three u64)
//! ```
//! The version is a hash of the op table's rows, the kinds of caches and the crate's version, so nobody has to remember to raise it. Decoding checks every
//! bound, and what it gives is verified before it is handed out: damaged or foreign bytes give `None`, never a panic and never unsound code.
//!
//! Functions that were not compiled stay lazy; their `lazy` bytes are the compiler's business.

use std::sync::{Arc, OnceLock};

use crate::code::*;
use crate::ops::ROWS;
use crate::verify::verify_tree;

const MAGIC: u32 = u32::from_le_bytes(*b"OgvC");
/// Functions may nest this deep.
const MAX_DEPTH: u32 = 200;

/// What a cache entry holds.
#[derive(Debug)]
pub struct Cached {
    /// The script or module.
    pub template: Arc<FunctionTemplate>,
    /// Declarations, if it is a module.
    pub module: Option<ModuleInfo>,
}

/// Identifies the format and the meaning of ops.
pub fn version() -> u64 {
    static VERSION: OnceLock<u64> = OnceLock::new();
    *VERSION.get_or_init(|| hash(format!("{} {ROWS:?} {IC_KINDS:?}", env!("CARGO_PKG_VERSION")).as_bytes()))
}

/// Bytes for a cache entry.
pub fn serialize(template: &FunctionTemplate, module: Option<&ModuleInfo>) -> Vec<u8> {
    let mut payload = Writer::default();
    payload.function(template);
    payload.option(module, Writer::module);
    let mut out = Writer::default();
    out.u32(MAGIC);
    for word in [version(), hash(&template.source.text), hash(&payload.0)] {
        out.u64(word);
    }
    out.0.extend(payload.0);
    out.0
}

/// The entry, if it is one of this version, for this source, undamaged and sound.
pub fn deserialize(bytes: &[u8], source: &Arc<Source>) -> Option<Cached> {
    let mut reader = Reader { bytes, source, depth: 0 };
    let head = [u64::from(reader.u32()?), reader.u64()?, reader.u64()?, reader.u64()?];
    let expected = [u64::from(MAGIC), version(), hash(&source.text), hash(reader.bytes)];
    if head != expected {
        return None;
    }
    let template = reader.function()?;
    let module = reader.option(Reader::module)?;
    if !reader.bytes.is_empty() || !module.as_ref().is_none_or(|m| module_fits(m, &template)) {
        return None;
    }
    verify_tree(&template).ok()?;
    Some(Cached { template, module })
}

/// Makes the payload's hash right again; for tests that damage entries on purpose.
pub fn reseal(bytes: &mut [u8]) {
    let payload = 4 + 3 * 8;
    if let Some((head, payload)) = bytes.split_at_mut_checked(payload) {
        head[4 + 2 * 8..].copy_from_slice(&hash(payload).to_le_bytes());
    }
}

/// The indices in a module's declarations are in range.
fn module_fits(module: &ModuleInfo, template: &FunctionTemplate) -> bool {
    let Some(code) = template.code.get() else { return false };
    let slots = code.scopes.first().map_or(0, |s| s.bindings.len() as u32);
    let request = |r: u32| (r as usize) < module.requests.len();
    module.imports.iter().all(|i| i.slot < slots && request(i.request))
        && module.local_exports.iter().all(|(_, slot)| *slot < slots)
        && module.indirect_exports.iter().all(|e| request(e.request))
        && module.star_exports.iter().all(|r| request(*r))
        && module.functions.iter().all(|(slot, f)| *slot < slots && (*f as usize) < code.functions.len())
}

/// Multiply-and-fold over 8-byte words. Guards against accidents, not against forgery: what is decoded is verified.
fn hash(bytes: &[u8]) -> u64 {
    let fold = |state: u64, word: u64| {
        let wide = u128::from(state ^ word) * 0x9E37_79B9_7F4A_7C15;
        (wide as u64) ^ (wide >> 64) as u64
    };
    let mut words = bytes.chunks_exact(8);
    let mut state = bytes.len() as u64 ^ 0xA076_1D64_78BD_642F;
    for word in &mut words {
        state = fold(state, u64::from_le_bytes(word.try_into().expect("eight bytes")));
    }
    let tail = words.remainder().iter().fold(1u64, |tail, byte| tail << 8 | u64::from(*byte));
    fold(state, tail)
}

// ---- writing ------------------------------------------------------------------------------------------------------------------------

#[derive(Default)]
struct Writer(Vec<u8>);

impl Writer {
    fn u8(&mut self, value: u8) {
        self.0.push(value);
    }
    fn u32(&mut self, value: u32) {
        self.0.extend(value.to_le_bytes());
    }
    fn u64(&mut self, value: u64) {
        self.0.extend(value.to_le_bytes());
    }
    fn bytes(&mut self, bytes: &[u8]) {
        self.u32(bytes.len() as u32);
        self.0.extend(bytes);
    }
    fn list<T>(&mut self, items: &[T], mut each: impl FnMut(&mut Self, &T)) {
        self.u32(items.len() as u32);
        items.iter().for_each(|item| each(self, item));
    }
    fn option<T>(&mut self, value: Option<&T>, each: impl FnOnce(&mut Self, &T)) {
        self.u8(value.is_some() as u8);
        if let Some(value) = value {
            each(self, value);
        }
    }

    fn function(&mut self, f: &FunctionTemplate) {
        self.bytes(&f.name);
        self.u32(f.span.0);
        self.u32(f.span.1);
        self.u8(f.kind as u8);
        self.u32(f.flags);
        self.u32(f.length);
        self.u32(f.param_count.into());
        self.option(f.lazy.as_ref(), |w, lazy| w.bytes(lazy));
        self.option(f.code.get(), |w, code| w.code(code));
    }

    fn code(&mut self, code: &Code) {
        self.list(&code.units, |w, unit| w.u64(*unit));
        self.list(&code.constants, Writer::constant);
        self.list(&code.functions, |w, f| w.function(f));
        self.list(&code.scopes, |w, scope| w.scope(scope));
        self.list(&code.handlers, |w, h| {
            [h.start, h.end, h.target, h.register.into()].into_iter().for_each(|field| w.u32(field));
        });
        self.list(&code.tables, |w, table| {
            w.u32(table.low as u32);
            w.list(&table.targets, |w, t| w.u32(*t as u32));
        });
        self.list(&code.ics, |w, ic| {
            w.u8(ic.kind as u8);
            w.u32(ic.name);
            w.u8(ic.strict as u8);
        });
        self.list(&code.positions, |w, p| {
            w.u32(p.unit);
            w.u32(p.offset);
        });
        self.u32(code.register_count);
        self.list(&code.register_names, |w, (register, name)| {
            w.u32((*register).into());
            w.bytes(name);
        });
    }

    fn constant(&mut self, constant: &Constant) {
        match constant {
            Constant::Number(value) => {
                self.u8(0);
                self.u64(value.to_bits());
            }
            Constant::String(text) => {
                self.u8(1);
                self.bytes(text);
            }
            Constant::BigInt(digits) => {
                self.u8(2);
                self.bytes(digits);
            }
            Constant::ObjectShape(keys) => {
                self.u8(3);
                self.list(keys, |w, key| w.u32(*key));
            }
            Constant::Elements(elements) => {
                self.u8(4);
                self.list(elements, |w, element| w.option(element.as_ref(), Writer::literal));
            }
            Constant::RegExp(pattern, flags) => {
                self.u8(5);
                self.bytes(pattern);
                self.bytes(flags);
            }
            Constant::Template(parts) => {
                self.u8(6);
                self.list(parts, |w, (cooked, raw)| {
                    w.option(cooked.as_ref(), |w, text| w.bytes(text));
                    w.bytes(raw);
                });
            }
            Constant::Declarations(d) => {
                self.u8(7);
                for names in [&d.functions, &d.vars, &d.annex_b] {
                    self.list(names, |w, name| w.bytes(name));
                }
                self.list(&d.lexicals, |w, (name, constant)| {
                    w.bytes(name);
                    w.u8(*constant as u8);
                });
                self.u8(d.deletable as u8);
            }
        }
    }

    fn literal(&mut self, literal: &Literal) {
        match literal {
            Literal::Int(value) => {
                self.u8(0);
                self.u32(*value as u32);
            }
            Literal::Number(value) => {
                self.u8(1);
                self.u64(value.to_bits());
            }
            Literal::String(text) => {
                self.u8(2);
                self.bytes(text);
            }
            Literal::Special(value) => {
                self.u8(3);
                self.u8(*value);
            }
        }
    }

    fn scope(&mut self, scope: &ScopeInfo) {
        self.u8(scope.kind as u8);
        self.list(&scope.bindings, |w, binding| {
            w.bytes(&binding.name);
            w.u8(binding.kind as u8);
        });
        self.option(scope.function.as_ref(), |w, kind| w.u8(*kind as u8));
        self.u8(scope.strict as u8);
    }

    fn module(&mut self, module: &ModuleInfo) {
        self.list(&module.requests, |w, r| {
            w.bytes(&r.specifier);
            w.list(&r.attributes, |w, (key, value)| {
                w.bytes(key);
                w.bytes(value);
            });
            w.u8(r.phase as u8);
            w.u32(r.offset);
        });
        self.list(&module.imports, |w, i| {
            w.u32(i.slot);
            w.u32(i.request);
            w.import_name(&i.name);
            w.u32(i.offset);
        });
        self.list(&module.local_exports, |w, (name, slot)| {
            w.bytes(name);
            w.u32(*slot);
        });
        self.list(&module.indirect_exports, |w, e| {
            w.bytes(&e.export_name);
            w.u32(e.request);
            w.import_name(&e.name);
            w.u32(e.offset);
        });
        self.list(&module.star_exports, |w, request| w.u32(*request));
        self.list(&module.functions, |w, (slot, function)| {
            w.u32(*slot);
            w.u32(*function);
        });
        self.u8(module.has_tla as u8);
    }

    fn import_name(&mut self, name: &ImportName) {
        match name {
            ImportName::Named(name) => {
                self.u8(0);
                self.bytes(name);
            }
            ImportName::Namespace => self.u8(1),
            ImportName::Source => self.u8(2),
        }
    }
}

// ---- reading ------------------------------------------------------------------------------------------------------------------------

struct Reader<'b> {
    bytes: &'b [u8],
    source: &'b Arc<Source>,
    depth: u32,
}

impl<'b> Reader<'b> {
    fn take(&mut self, count: usize) -> Option<&'b [u8]> {
        let (taken, rest) = self.bytes.split_at_checked(count)?;
        self.bytes = rest;
        Some(taken)
    }
    fn u8(&mut self) -> Option<u8> {
        Some(self.take(1)?[0])
    }
    fn u16(&mut self) -> Option<u16> {
        u16::try_from(self.u32()?).ok()
    }
    fn u32(&mut self) -> Option<u32> {
        Some(u32::from_le_bytes(self.take(4)?.try_into().ok()?))
    }
    fn u64(&mut self) -> Option<u64> {
        Some(u64::from_le_bytes(self.take(8)?.try_into().ok()?))
    }
    fn bool(&mut self) -> Option<bool> {
        match self.u8()? {
            0 => Some(false),
            1 => Some(true),
            _ => None,
        }
    }
    fn bytes(&mut self) -> Option<Str> {
        let length = self.u32()? as usize;
        Some(self.take(length)?.into())
    }
    fn list<T>(&mut self, mut each: impl FnMut(&mut Self) -> Option<T>) -> Option<Box<[T]>> {
        let count = self.u32()? as usize;
        // Every item takes at least a byte, so a wrong count cannot ask for much memory.
        if count > self.bytes.len() {
            return None;
        }
        (0..count).map(|_| each(self)).collect()
    }
    fn option<T>(&mut self, each: impl FnOnce(&mut Self) -> Option<T>) -> Option<Option<T>> {
        match self.bool()? {
            false => Some(None),
            true => Some(Some(each(self)?)),
        }
    }

    fn function(&mut self) -> Option<Arc<FunctionTemplate>> {
        self.depth += 1;
        if self.depth > MAX_DEPTH {
            return None;
        }
        let name = self.bytes()?;
        let span = (self.u32()?, self.u32()?);
        if span.0 > span.1 || span.1 as usize > self.source.text.len() {
            return None;
        }
        let kind = function_kind(self.u8()?)?;
        let (flags, length, param_count) = (self.u32()?, self.u32()?, self.u16()?);
        let lazy = self.option(Self::bytes)?;
        let code = self.option(Self::code)?;
        self.depth -= 1;
        if lazy.is_none() && code.is_none() {
            return None;
        }
        let code = code.map_or_else(OnceLock::new, |code| OnceLock::from(Arc::new(code)));
        let source = self.source.clone();
        Some(Arc::new(FunctionTemplate { name, source, span, kind, flags, length, param_count, code, lazy }))
    }

    fn code(&mut self) -> Option<Code> {
        Some(Code {
            units: self.list(Self::u64)?,
            constants: self.list(Self::constant)?,
            functions: self.list(Self::function)?,
            scopes: self.list(Self::scope)?,
            handlers: self.list(|r| Some(Handler { start: r.u32()?, end: r.u32()?, target: r.u32()?, register: r.u16()? }))?,
            tables: self.list(|r| Some(JumpTable { low: r.u32()? as i32, targets: r.list(|r| Some(r.u32()? as i32))? }))?,
            ics: self.list(|r| Some(IcSite { kind: ic_kind(r.u8()?)?, name: r.u32()?, strict: r.bool()? }))?,
            positions: self.list(|r| Some(Position { unit: r.u32()?, offset: r.u32()? }))?,
            register_count: self.u32()?,
            register_names: self.list(|r| Some((r.u16()?, r.bytes()?)))?,
        })
    }

    fn constant(&mut self) -> Option<Constant> {
        Some(match self.u8()? {
            0 => Constant::Number(self.number()?),
            1 => Constant::String(self.bytes()?),
            2 => Constant::BigInt(self.bytes()?),
            3 => Constant::ObjectShape(self.list(Self::u32)?),
            4 => Constant::Elements(self.list(|r| r.option(Self::literal))?),
            5 => Constant::RegExp(self.bytes()?, self.bytes()?),
            6 => Constant::Template(self.list(|r| Some((r.option(Self::bytes)?, r.bytes()?)))?),
            7 => Constant::Declarations(Declarations {
                functions: self.list(Self::bytes)?,
                vars: self.list(Self::bytes)?,
                annex_b: self.list(Self::bytes)?,
                lexicals: self.list(|r| Some((r.bytes()?, r.bool()?)))?,
                deletable: self.bool()?,
            }),
            _ => return None,
        })
    }

    /// A Number; of NaNs only the canonical one is let in.
    fn number(&mut self) -> Option<f64> {
        let value = f64::from_bits(self.u64()?);
        Some(if value.is_nan() { f64::NAN } else { value })
    }

    fn literal(&mut self) -> Option<Literal> {
        Some(match self.u8()? {
            0 => Literal::Int(self.u32()? as i32),
            1 => Literal::Number(self.number()?),
            2 => Literal::String(self.bytes()?),
            3 => Literal::Special(self.u8().filter(|value| *value < 4)?),
            _ => return None,
        })
    }

    fn scope(&mut self) -> Option<Arc<ScopeInfo>> {
        let kind = scope_kind(self.u8()?)?;
        let bindings = self.list(|r| Some(Binding { name: r.bytes()?, kind: binding_kind(r.u8()?)? }))?;
        let function = self.option(|r| function_kind(r.u8()?))?;
        Some(ScopeInfo::new(kind, bindings.into_vec(), function, self.bool()?))
    }

    fn module(&mut self) -> Option<ModuleInfo> {
        Some(ModuleInfo {
            requests: self.list(|r| {
                Some(ModuleRequest {
                    specifier: r.bytes()?,
                    attributes: r.list(|r| Some((r.bytes()?, r.bytes()?)))?,
                    phase: phase(r.u8()?)?,
                    offset: r.u32()?,
                })
            })?,
            imports: self.list(|r| {
                Some(ImportEntry { slot: r.u32()?, request: r.u32()?, name: r.import_name()?, offset: r.u32()? })
            })?,
            local_exports: self.list(|r| Some((r.bytes()?, r.u32()?)))?,
            indirect_exports: self.list(|r| {
                Some(IndirectExport { export_name: r.bytes()?, request: r.u32()?, name: r.import_name()?, offset: r.u32()? })
            })?,
            star_exports: self.list(Self::u32)?,
            functions: self.list(|r| Some((r.u32()?, r.u32()?)))?,
            has_tla: self.bool()?,
        })
    }

    fn import_name(&mut self) -> Option<ImportName> {
        Some(match self.u8()? {
            0 => ImportName::Named(self.bytes()?),
            1 => ImportName::Namespace,
            2 => ImportName::Source,
            _ => return None,
        })
    }
}

// ---- enums by number ------------------------------------------------------------------------------------------------------------------

fn function_kind(byte: u8) -> Option<FunctionKind> {
    use FunctionKind::*;
    let all = [
        Normal,
        Arrow,
        Method,
        Getter,
        Setter,
        ClassConstructor,
        DerivedConstructor,
        ClassInitializer,
        Script,
        Module,
        Eval,
    ];
    all.into_iter().find(|kind| *kind as u8 == byte)
}

fn scope_kind(byte: u8) -> Option<ScopeKind> {
    use ScopeKind::*;
    let all = [Function, FunctionBody, Block, Class, Module, Eval, FunctionName, With, Var, Script];
    all.into_iter().find(|kind| *kind as u8 == byte)
}

fn binding_kind(byte: u8) -> Option<BindingKind> {
    use BindingKind::*;
    let all = [Var, Let, Const, FunctionName, PrivateName, Import, Internal];
    all.into_iter().find(|kind| *kind as u8 == byte)
}

const IC_KINDS: &[IcKind] = {
    use IcKind::*;
    &[Get, Set, Define, GetElem, SetElem, GetSuper, GetPrivate, SetPrivate, In, InstanceOf, GetGlobal, SetGlobal, Name, Call, Allocation]
};
fn ic_kind(byte: u8) -> Option<IcKind> {
    IC_KINDS.iter().copied().find(|kind| *kind as u8 == byte)
}

fn phase(byte: u8) -> Option<ImportPhase> {
    use ImportPhase::*;
    [Evaluation, Defer, Source].into_iter().find(|phase| *phase as u8 == byte)
}
