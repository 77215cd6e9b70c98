//! Compiled code kept on disk: the next process begins with it. Entries are named by a hash of the source, written when the program ends
//! (functions that ran are then in them) under another name and renamed, and ignored when damaged (`ogive::raw::bytecode::cache`).
use ogive::raw::bytecode::{FunctionTemplate, Source, cache};
use ogive::raw::vm::Vm;
use std::path::PathBuf;
use std::sync::Arc;

/// Smaller sources compile faster than a file is read and checked.
const MIN_SOURCE: usize = 32 << 10;

/// The agent's cache.
#[derive(Default)]
pub struct CodeCache {
    folder: Option<PathBuf>,
    fresh: Vec<(PathBuf, Arc<FunctionTemplate>)>,
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

/// The code of a source from the cache; where it is to be put when it is not there.
pub fn find(vm: &mut Vm, source: &Arc<Source>) -> (Option<Arc<FunctionTemplate>>, Option<PathBuf>) {
    let Some(folder) = vm.extension::<CodeCache>().folder.clone() else { return (None, None) };
    if source.text.len() < MIN_SOURCE {
        return (None, None);
    }
    let path = folder.join(name(&source.text));
    let found = std::fs::read(&path).ok().and_then(|bytes| cache::deserialize(&bytes, source)).filter(|c| c.module.is_none());
    match found {
        Some(cached) => (Some(cached.template), None),
        None => (None, Some(path)),
    }
}
/// Code that is to be stored when the program ends.
pub fn remember(vm: &mut Vm, path: PathBuf, template: &Arc<FunctionTemplate>) {
    vm.extension::<CodeCache>().fresh.push((path, template.clone()));
}
/// Writes what is new. Failures only mean that the next process compiles again.
pub fn store(vm: &mut Vm) {
    for (path, template) in std::mem::take(&mut vm.extension::<CodeCache>().fresh) {
        let Some(folder) = path.parent() else { continue };
        if std::fs::create_dir_all(folder).is_err() {
            return;
        }
        let unique = path.with_extension(format!("{}.tmp", std::process::id()));
        let bytes = cache::serialize(&template, None);
        let written = std::fs::write(&unique, bytes).and_then(|_| std::fs::rename(&unique, &path));
        if written.is_err() {
            let _ = std::fs::remove_file(&unique);
        }
    }
}
