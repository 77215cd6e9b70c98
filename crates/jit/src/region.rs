//! The address range that holds machine code: one reservation, mapped twice.
//!
//! Shared anonymous memory is mapped readable and writable at one address, and readable and executable at another (near the program's
//! own text, so that code reaches Rust functions with 32-bit displacements). No page is ever both; publishing is a plain copy, and
//! other threads go on running what lies beside. (The second mapping is made by `mremap` with length 0; a `memfd` would do the same, but
//! perf reads its map of names for anonymous memory only.) Where that is refused, one private mapping is used whose pages are
//! made writable for the time of a copy; they stay executable meanwhile, because another function on the page may be running.
//!
//! Invariants:
//! - R1: `executable..executable + size` is mapped for the life of the process; in the dual case `writable` maps the same memory.
//! - R2: bytes are written only inside ranges that the allocator (`code_memory.rs`) has handed out and not yet published, or has taken back
//!   with nothing running in them.

/// See the module head.
pub(crate) struct Region {
    executable: usize,
    /// The other mapping's address; equal to `executable` without one.
    writable: usize,
    size: usize,
}

/// How far from the text the region may begin: all of it and all of the text must reach one another in 31 bits.
const NEAR: usize = 1 << 30;
const PAGE: usize = 4096;

fn map(address: usize, size: usize, protection: i32, flags: i32, file: i32) -> Option<usize> {
    // SAFETY: a new mapping; with an address demanded only by MAP_FIXED_NOREPLACE, which never replaces another.
    let at = unsafe { libc::mmap(address as *mut libc::c_void, size, protection, flags, file, 0) };
    (at != libc::MAP_FAILED).then_some(at as usize)
}

/// Maps at an address near this program's text if there is room, else anywhere.
fn map_near_text(size: usize, protection: i32, flags: i32, file: i32) -> Option<usize> {
    let text = map_near_text as *const () as usize & !(PAGE - 1);
    let step = 32 << 20;
    for distance in (size..NEAR).step_by(step) {
        for address in [text.checked_sub(distance), text.checked_add(distance)].into_iter().flatten() {
            if let Some(at) = map(address, size, protection, flags | libc::MAP_FIXED_NOREPLACE, file) {
                if at == address {
                    return Some(at);
                }
                // A kernel that does not know the flag takes the address for a hint.
                // SAFETY: the mapping just made.
                unsafe { libc::munmap(at as *mut libc::c_void, size) };
            }
        }
    }
    map(0, size, protection, flags, file)
}

impl Region {
    /// Reserves `size` bytes; `None` when the system allows no executable memory.
    pub(crate) fn reserve(size: usize) -> Option<Region> {
        Region::dual(size).or_else(|| Region::single(size))
    }

    fn dual(size: usize) -> Option<Region> {
        let reserved = map_near_text(size, libc::PROT_NONE, libc::MAP_PRIVATE | libc::MAP_ANONYMOUS | libc::MAP_NORESERVE, -1)?;
        let shared = libc::MAP_SHARED | libc::MAP_ANONYMOUS | libc::MAP_NORESERVE;
        let writable = map(0, size, libc::PROT_READ | libc::PROT_WRITE, shared, -1);
        let made = writable.is_some_and(|writable| {
            // SAFETY: the target is the range just reserved, which nothing else uses.
            unsafe {
                let from = writable as *mut libc::c_void;
                let to = reserved as *mut libc::c_void;
                let again = libc::mremap(from, 0, size, libc::MREMAP_MAYMOVE | libc::MREMAP_FIXED, to);
                again == to && libc::mprotect(to, size, libc::PROT_READ | libc::PROT_EXEC) == 0
            }
        });
        if let (Some(writable), true) = (writable, made) {
            return Some(Region { executable: reserved, writable, size });
        }
        // SAFETY: mappings made above.
        unsafe {
            libc::munmap(reserved as *mut libc::c_void, size);
            if let Some(writable) = writable {
                libc::munmap(writable as *mut libc::c_void, size);
            }
        }
        None
    }

    fn single(size: usize) -> Option<Region> {
        let flags = libc::MAP_PRIVATE | libc::MAP_ANONYMOUS | libc::MAP_NORESERVE;
        let executable = map_near_text(size, libc::PROT_READ | libc::PROT_EXEC, flags, -1)?;
        let region = Region { executable, writable: executable, size };
        // A system that forbids writing to executable pages says so here rather than at the first function.
        region.protect(0, PAGE, true).and_then(|()| region.protect(0, PAGE, false)).map(|()| region)
    }

    fn protect(&self, offset: usize, len: usize, writable: bool) -> Option<()> {
        let start = (self.executable + offset) & !(PAGE - 1);
        let end = (self.executable + offset + len + PAGE - 1) & !(PAGE - 1);
        let protection = libc::PROT_READ | libc::PROT_EXEC | if writable { libc::PROT_WRITE } else { 0 };
        // SAFETY: pages of our own mapping (R1).
        (unsafe { libc::mprotect(start as *mut libc::c_void, end - start, protection) } == 0).then_some(())
    }

    /// Address of the first executable byte.
    pub(crate) fn start(&self) -> usize {
        self.executable
    }
    /// Bytes reserved.
    pub(crate) fn size(&self) -> usize {
        self.size
    }
    /// Can every instruction of the region reach this address with a 32-bit displacement?
    pub(crate) fn reaches(&self, target: usize) -> bool {
        let reach = |from: usize| i32::try_from(target as i64 - from as i64).is_ok();
        reach(self.executable) && reach(self.executable + self.size)
    }
    /// Writes bytes at an offset (R2). `None` when the system refuses.
    pub(crate) fn write(&self, offset: usize, bytes: &[u8]) -> Option<()> {
        self.change(offset, bytes.len(), |to| {
            // SAFETY: `change` gives a writable range of that length.
            unsafe { std::ptr::copy_nonoverlapping(bytes.as_ptr(), to, bytes.len()) }
        })
    }
    /// Fills a range with `int3` (R2).
    pub(crate) fn erase(&self, offset: usize, len: usize) {
        // A refusal leaves old code that nothing jumps to.
        let _ = self.change(offset, len, |to| {
            // SAFETY: `change` gives a writable range of that length.
            unsafe { std::ptr::write_bytes(to, 0xCC, len) }
        });
    }
    fn change(&self, offset: usize, len: usize, write: impl FnOnce(*mut u8)) -> Option<()> {
        assert!(offset + len <= self.size);
        let dual = self.writable != self.executable;
        if !dual {
            self.protect(offset, len, true)?;
        }
        write((self.writable + offset) as *mut u8);
        if dual { Some(()) } else { self.protect(offset, len, false) }
    }
    /// The bytes of a published range.
    ///
    /// # Safety
    /// The range is not freed while the slice is used.
    pub(crate) unsafe fn read(&self, offset: usize, len: usize) -> &[u8] {
        assert!(offset + len <= self.size);
        // SAFETY: R1, and R2 by the caller's promise.
        unsafe { std::slice::from_raw_parts((self.executable + offset) as *const u8, len) }
    }
}
