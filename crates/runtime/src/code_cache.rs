//! Compiled code kept on disk: the next process begins with it. Entries are named by a hash of the source, written when the program ends
//! (functions that ran are then in them) under another name and renamed, and ignored when damaged (`ogive::raw::bytecode::cache`).
use ogive::raw::bytecode::cache::{self, Cached};
use ogive::raw::bytecode::{FunctionTemplate, ModuleInfo, Source};
use ogive::raw::vm::{JsResult, Vm};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Smaller sources compile faster than a file is read and checked.
const MIN_SOURCE: usize = 32 << 10;

/// The agent's cache.
#[derive(Default)]
pub struct CodeCache {
    folder: Option<PathBuf>,
    fresh: Vec<Fresh>,
}
/// Code that is not in the cache yet.
struct Fresh {
    place: PathBuf,
    template: Arc<FunctionTemplate>,
    module: Option<Arc<ModuleInfo>>,
}

/// Keeps code in a folder; `None`: nowhere.
pub fn set_folder(vm: &mut Vm, folder: Option<PathBuf>) {
    vm.extension::<CodeCache>().folder = folder;
}
/// `$XDG_CACHE_HOME/ogive`, or `~/.cache/ogive`.
pub fn default_folder() -> Option<PathBuf> {
    let base = match std::env::var_os("XDG_CACHE_HOME").filter(|v| !v.is_empty()) {
        Some(base) => PathBuf::from(base),
        None => PathBuf::from(std::env::var_os("HOME")?).join(".cache"),
    };
    Some(base.join("ogive"))
}

/// Two hashes of 64 bits, eight bytes at a time.
fn name(text: &[u8]) -> String {
    let (mut a, mut b) = (0xCBF2_9CE4_8422_2325u64 ^ text.len() as u64, 0x9E37_79B9_7F4A_7C15u64);
    let mut chunks = text.chunks_exact(8);
    let mut step = |word: u64| {
        a = (a ^ word).wrapping_mul(0x0000_0100_0000_01B3).rotate_left(29);
        b = (b.rotate_left(17) ^ word).wrapping_mul(0xFF51_AFD7_ED55_8CCD);
    };
    for chunk in &mut chunks {
        step(u64::from_le_bytes(chunk.try_into().unwrap_or_default()));
    }
    let mut rest = [0; 8];
    rest[..chunks.remainder().len()].copy_from_slice(chunks.remainder());
    step(u64::from_le_bytes(rest));
    format!("{a:016x}{b:016x}.ogvc")
}

/// The code of a script: from the cache, or compiled and remembered.
pub fn script(vm: &mut Vm, source: &Arc<Source>) -> JsResult<Arc<FunctionTemplate>> {
    let place = place_of(vm, source);
    if let Some(Cached { template, module: None }) = place.as_ref().and_then(|p| read(p, source)) {
        return Ok(template);
    }
    let template = vm.compile_script(source)?;
    remember(vm, place, &template, None);
    Ok(template)
}
/// The code of a module, and what it declares: from the cache, or compiled and remembered.
pub fn module(vm: &mut Vm, source: &Arc<Source>) -> JsResult<(Arc<FunctionTemplate>, Arc<ModuleInfo>)> {
    let place = place_of(vm, source);
    if let Some(Cached { template, module: Some(info) }) = place.as_ref().and_then(|p| read(p, source)) {
        return Ok((template, Arc::new(info)));
    }
    let (template, info) = vm.compile_module(source)?;
    remember(vm, place, &template, Some(&info));
    Ok((template, info))
}

/// The file for a source's code, if it is worth one.
fn place_of(vm: &mut Vm, source: &Source) -> Option<PathBuf> {
    let folder = vm.extension::<CodeCache>().folder.as_ref()?;
    (source.text.len() >= MIN_SOURCE).then(|| folder.join(name(&source.text)))
}
fn read(place: &Path, source: &Arc<Source>) -> Option<Cached> {
    cache::deserialize(&std::fs::read(place).ok()?, source)
}
/// Keeps code that is to be stored when the program ends.
fn remember(vm: &mut Vm, place: Option<PathBuf>, template: &Arc<FunctionTemplate>, module: Option<&Arc<ModuleInfo>>) {
    if let Some(place) = place {
        vm.extension::<CodeCache>().fresh.push(Fresh { place, template: template.clone(), module: module.cloned() });
    }
}
/// Writes what is new. Failures only mean that the next process compiles again.
pub fn store(vm: &mut Vm) {
    for Fresh { place, template, module } in std::mem::take(&mut vm.extension::<CodeCache>().fresh) {
        let Some(folder) = place.parent() else { continue };
        if std::fs::create_dir_all(folder).is_err() {
            return;
        }
        let unique = place.with_extension(format!("{}.tmp", std::process::id()));
        let bytes = cache::serialize(&template, module.as_deref());
        let written = std::fs::write(&unique, bytes).and_then(|_| std::fs::rename(&unique, &place));
        if written.is_err() {
            let _ = std::fs::remove_file(&unique);
        }
    }
}
