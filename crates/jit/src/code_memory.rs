//! The process's machine code: where it is published, found by address, and freed.
//!
//! Code is assembled position-independently but for *fixups* (calls to fixed addresses, tables of addresses), which are filled in when
//! the final place is known; then it is copied into the region (`region.rs`) and never changed. A [`CodeAllocation`] owns its
//! bytes: dropping it frees them and fills them with `int3`. Any thread may publish and drop.
//!
//! Whoever drops an allocation vouches that no frame, no entry word and no other code refers to it.
use crate::free_list::FreeList;
use crate::perf::Profilers;
use crate::record::{CodeKind, CodeRecord};
use crate::region::Region;
use std::collections::BTreeMap;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError};

/// Bytes reserved.
const RESERVED: usize = 64 << 20;

/// Something that depends on where the code lies.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Fixup {
    /// The 32-bit displacement of a call or jump at an offset, to an absolute address that [`CodeMemory::reaches`].
    Call {
        /// Offset of the displacement.
        at: u32,
        /// The target.
        target: usize,
    },
    /// The 64-bit address, at an offset, of another offset of this code.
    Address {
        /// Offset of the address.
        at: u32,
        /// Offset meant.
        of: u32,
    },
}

/// Code that has no place yet.
#[derive(Debug, Default)]
pub struct Assembled {
    /// The bytes.
    pub bytes: Vec<u8>,
    /// What to fill in.
    pub fixups: Vec<Fixup>,
}

/// How the region is used.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct CodeStatistics {
    /// Pieces of code.
    pub pieces: usize,
    /// Bytes in use.
    pub bytes: usize,
    /// Most bytes that were ever in use.
    pub peak: usize,
    /// Pieces published since the start.
    pub published: usize,
    /// Publications that did not fit.
    pub refused: usize,
}

struct Inner {
    free: FreeList,
    /// Start offset → length and record.
    pieces: BTreeMap<usize, (usize, Arc<CodeRecord>)>,
    statistics: CodeStatistics,
    profilers: Profilers,
}

/// See the module head.
pub struct CodeMemory {
    region: Region,
    cap: AtomicUsize,
    inner: Mutex<Inner>,
}

/// Published code. Dropping it frees it: see the module head.
pub struct CodeAllocation {
    memory: &'static CodeMemory,
    offset: usize,
    len: usize,
    record: Arc<CodeRecord>,
}

impl CodeMemory {
    /// The process's code memory; `None` when the system allows none.
    pub fn get() -> Option<&'static CodeMemory> {
        static MEMORY: OnceLock<Option<CodeMemory>> = OnceLock::new();
        MEMORY.get_or_init(CodeMemory::new).as_ref()
    }
    fn new() -> Option<CodeMemory> {
        let region = Region::reserve(RESERVED)?;
        let inner = Inner {
            free: FreeList::new(region.size()),
            pieces: BTreeMap::new(),
            statistics: CodeStatistics::default(),
            profilers: Profilers::default(),
        };
        Some(CodeMemory { cap: AtomicUsize::new(region.size()), region, inner: Mutex::new(inner) })
    }
    fn inner(&self) -> MutexGuard<'_, Inner> {
        self.inner.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// No more than so many bytes are ever in use (at most what is reserved). More code is refused, and its function stays in a lower tier.
    pub fn set_cap(&self, bytes: usize) {
        self.cap.store(bytes.min(self.region.size()), Ordering::Relaxed);
    }
    /// Can a 32-bit displacement anywhere in the region name this address?
    pub fn reaches(&self, target: usize) -> bool {
        self.region.reaches(target)
    }
    /// Is it an address of this region?
    pub fn contains(&self, address: usize) -> bool {
        address.wrapping_sub(self.region.start()) < self.region.size()
    }

    /// Gives code its place. `None` when there is no room.
    pub fn publish(&'static self, code: Assembled, record: CodeRecord) -> Option<CodeAllocation> {
        let Assembled { mut bytes, fixups } = code;
        let len = bytes.len();
        let record = Arc::new(record);
        let mut inner = self.inner();
        let fits = inner.statistics.bytes + FreeList::rounded(len) <= self.cap.load(Ordering::Relaxed);
        let Some(offset) = fits.then(|| inner.free.take(len)).flatten() else {
            inner.statistics.refused += 1;
            return None;
        };
        let start = self.region.start() + offset;
        apply(&mut bytes, &fixups, start);
        if self.region.write(offset, &bytes).is_none() {
            inner.free.give(offset, len);
            inner.statistics.refused += 1;
            return None;
        }
        inner.pieces.insert(offset, (len, record.clone()));
        let statistics = &mut inner.statistics;
        statistics.pieces += 1;
        statistics.published += 1;
        statistics.bytes += FreeList::rounded(len);
        statistics.peak = statistics.peak.max(statistics.bytes);
        inner.profilers.code_added(start, &bytes, &record);
        Some(CodeAllocation { memory: self, offset, len, record })
    }

    /// The code that an address lies in, and the offset into it. For a return address pass the address less one: a call may be the last
    /// instruction.
    pub fn lookup(&self, address: usize) -> Option<(Arc<CodeRecord>, u32)> {
        if !self.contains(address) {
            return None;
        }
        let offset = address - self.region.start();
        let inner = self.inner();
        let (&start, (len, record)) = inner.pieces.range(..=offset).next_back()?;
        (offset < start + len).then(|| (record.clone(), (offset - start) as u32))
    }
    /// How the region is used.
    pub fn statistics(&self) -> CodeStatistics {
        self.inner().statistics
    }
    /// Tells profilers of all code from now on: a perf map when `map`, a jitdump when `dump`. Code that exists already is told at once. The first
    /// request of the process counts.
    pub fn start_profilers(&self, map: bool, dump: bool) -> std::io::Result<()> {
        let mut inner = self.inner();
        let inner = &mut *inner;
        if inner.profilers.started() {
            return Ok(());
        }
        inner.profilers.start(map, dump)?;
        for (&offset, (len, record)) in &inner.pieces {
            // SAFETY: a live piece; the lock keeps it from being freed.
            let bytes = unsafe { self.region.read(offset, *len) };
            inner.profilers.code_added(self.region.start() + offset, bytes, record);
        }
        Ok(())
    }
    /// Names the thunk or function that begins at an address.
    pub fn name_at(&self, address: usize) -> Option<String> {
        let (record, offset) = self.lookup(address)?;
        let name = if record.kind == CodeKind::Thunk { record.name.to_string() } else { record.function_name() };
        Some(if offset == 0 { name } else { format!("{name}+{offset:#x}") })
    }
}

fn apply(bytes: &mut [u8], fixups: &[Fixup], start: usize) {
    for fixup in fixups {
        match *fixup {
            Fixup::Call { at, target } => {
                let next = start + at as usize + 4;
                let displacement = i32::try_from(target as i64 - next as i64).expect("the target has been asked for by `reaches`");
                bytes[at as usize..at as usize + 4].copy_from_slice(&displacement.to_le_bytes());
            }
            Fixup::Address { at, of } => {
                bytes[at as usize..at as usize + 8].copy_from_slice(&(start + of as usize).to_le_bytes());
            }
        }
    }
}

impl CodeAllocation {
    /// Address of the first byte.
    pub fn address(&self) -> usize {
        self.memory.region.start() + self.offset
    }
    /// Length in bytes. Never 0.
    #[allow(clippy::len_without_is_empty, reason = "code is never empty")]
    pub fn len(&self) -> usize {
        self.len
    }
    /// What it is.
    pub fn record(&self) -> &Arc<CodeRecord> {
        &self.record
    }
    /// The bytes.
    pub fn bytes(&self) -> &[u8] {
        // SAFETY: they are freed only when this is dropped.
        unsafe { self.memory.region.read(self.offset, self.len) }
    }
}

impl Drop for CodeAllocation {
    fn drop(&mut self) {
        let mut inner = self.memory.inner();
        inner.pieces.remove(&self.offset);
        inner.statistics.pieces -= 1;
        inner.statistics.bytes -= FreeList::rounded(self.len);
        self.memory.region.erase(self.offset, self.len);
        inner.free.give(self.offset, self.len);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn code(bytes: &[u8]) -> Assembled {
        Assembled { bytes: bytes.to_vec(), fixups: vec![] }
    }

    #[test]
    fn published_code_runs_from_any_thread() {
        let memory = CodeMemory::get().expect("code memory");
        // mov eax, 42; ret
        let threads: Vec<_> = (0..4)
            .map(|i| {
                std::thread::spawn(move || {
                    for _ in 0..200 {
                        let allocation = memory.publish(code(&[0xB8, 42 + i, 0, 0, 0, 0xC3]), CodeRecord::thunk("answer")).unwrap();
                        // SAFETY: the bytes are a function of that type.
                        let answer: extern "C" fn() -> u32 = unsafe { std::mem::transmute(allocation.address()) };
                        assert_eq!(answer(), 42 + i as u32);
                    }
                })
            })
            .collect();
        threads.into_iter().for_each(|t| t.join().unwrap());
    }

    #[test]
    fn fixups_name_final_places() {
        extern "C" fn seven() -> u32 {
            7
        }
        let memory = CodeMemory::get().expect("code memory");
        // call rel32 (as a tail jump); padding; the address of the first byte
        let bytes = [0xE9, 0, 0, 0, 0, 0x90, 0x90, 0x90, 0, 0, 0, 0, 0, 0, 0, 0];
        let target = seven as *const () as usize;
        assert!(memory.reaches(target), "the region lies near the text");
        let fixups = vec![Fixup::Call { at: 1, target }, Fixup::Address { at: 8, of: 0 }];
        let allocation = memory.publish(Assembled { bytes: bytes.to_vec(), fixups }, CodeRecord::thunk("seven")).unwrap();
        // SAFETY: the bytes are a function of that type.
        let jump: extern "C" fn() -> u32 = unsafe { std::mem::transmute(allocation.address()) };
        assert_eq!(jump(), 7);
        assert_eq!(allocation.bytes()[8..16], allocation.address().to_le_bytes());
    }

    #[test]
    fn addresses_are_looked_up() {
        let memory = CodeMemory::get().expect("code memory");
        let record = CodeRecord { units: vec![(0, 0), (3, 2)], ..CodeRecord::thunk("looked up") };
        let allocation = memory.publish(code(&[0x90; 6]), record).unwrap();
        let (record, offset) = memory.lookup(allocation.address() + 4).unwrap();
        assert_eq!((record.name, offset, record.unit_at(offset)), ("looked up", 4, Some(2)));
        assert!(memory.lookup(allocation.address() + 6).is_none_or(|(r, _)| r.name != "looked up"));
        let at = allocation.address();
        drop(allocation);
        assert!(memory.lookup(at).is_none_or(|(r, _)| r.name != "looked up"));
    }
}
