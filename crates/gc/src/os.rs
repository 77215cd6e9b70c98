//! What the system gives: address space, and the stack of a thread.
//!
//! Invariants:
//! - I1: a reservation is anonymous private memory, zero when first touched, and costs no memory until then.
//! - I2: `discard` is only given ranges inside a reservation in which no cell lives.
//! - I3: hints (`prefer_large_pages`, `populate`) never change what a page holds.

#[cfg(not(miri))]
mod imp {
    use std::ptr::{null_mut, with_exposed_provenance_mut};

    #[cfg(any(target_os = "linux", target_os = "android"))]
    const FLAGS: (i32, i32) = (
        libc::MAP_PRIVATE | libc::MAP_ANONYMOUS | libc::MAP_NORESERVE,
        libc::MAP_FIXED_NOREPLACE,
    );
    #[cfg(not(any(target_os = "linux", target_os = "android")))]
    const FLAGS: (i32, i32) = (libc::MAP_PRIVATE | libc::MAP_ANON, 0);

    /// Reserves `bytes` of readable and writable memory.
    pub(crate) fn reserve(bytes: usize) -> Option<usize> {
        map(0, bytes, FLAGS.0)
    }

    fn map(at: usize, bytes: usize, flags: i32) -> Option<usize> {
        let protection = libc::PROT_READ | libc::PROT_WRITE;
        let hint = if at == 0 {
            null_mut()
        } else {
            with_exposed_provenance_mut(at)
        };
        // SAFETY: a new anonymous mapping that replaces none touches no existing memory.
        let start = unsafe { libc::mmap(hint, bytes, protection, flags, -1, 0) };
        (start != libc::MAP_FAILED).then(|| start.expose_provenance())
    }

    /// Reserves `bytes` that start at a multiple of `alignment`.
    pub(crate) fn reserve_aligned(bytes: usize, alignment: usize) -> Option<usize> {
        let bytes = page_multiple(bytes);
        if let Some(start) = reserve(bytes + alignment) {
            let aligned = start.next_multiple_of(alignment);
            let end = start + bytes + alignment;
            for (from, to) in [(start, aligned), (aligned + bytes, end)] {
                if from < to {
                    release(from, to - from);
                }
            }
            return Some(aligned);
        }
        // Address space is limited (`ulimit -v`): no room to cut from, so places are tried.
        (16..512).find_map(|i| {
            let at = i * alignment;
            let start = map(at, bytes, FLAGS.0 | FLAGS.1)?;
            if start != at {
                release(start, bytes);
            }
            (start == at).then_some(start)
        })
    }

    /// Ends a reservation.
    pub(crate) fn release(start: usize, bytes: usize) {
        // SAFETY: the caller made this mapping with `reserve` and no longer uses it.
        unsafe { libc::munmap(with_exposed_provenance_mut(start), page_multiple(bytes)) };
    }

    /// No system has larger pages than this.
    fn page_multiple(bytes: usize) -> usize {
        bytes.next_multiple_of(1 << 16)
    }

    /// Makes the pages of a range resident in one call, which is cheaper than a fault for each. Only a hint.
    pub(crate) fn populate(start: usize, bytes: usize) {
        #[cfg(any(target_os = "linux", target_os = "android"))]
        // SAFETY: I1, I3.
        unsafe {
            libc::madvise(
                with_exposed_provenance_mut(start),
                bytes,
                libc::MADV_POPULATE_WRITE,
            )
        };
        #[cfg(not(any(target_os = "linux", target_os = "android")))]
        let _ = (start, bytes);
    }

    /// Asks for pages of 2 MiB in a range: tracing and tree walks touch a page per cell, and most of their time are misses of the
    /// translation buffer otherwise. Only a hint.
    pub(crate) fn prefer_large_pages(start: usize, bytes: usize) {
        #[cfg(any(target_os = "linux", target_os = "android"))]
        // SAFETY: I1, I3.
        unsafe {
            libc::madvise(
                with_exposed_provenance_mut(start),
                bytes,
                libc::MADV_HUGEPAGE,
            )
        };
        #[cfg(not(any(target_os = "linux", target_os = "android")))]
        let _ = (start, bytes);
    }

    /// Makes the pages of a range zero and not resident.
    pub(crate) fn discard(start: usize, bytes: usize) {
        // SAFETY: I2.
        unsafe {
            libc::madvise(
                with_exposed_provenance_mut(start),
                bytes,
                libc::MADV_DONTNEED,
            )
        };
    }
}

/// Asks the process's allocator to keep what it is given back, up to a bound: compilers and parsers take and return the same megabytes again
/// and again, and each page that went to the system and comes back is a fault. For a program's `main`; an embedder's allocator is its own matter.
pub fn keep_freed_memory() {
    #[cfg(all(target_os = "linux", target_env = "gnu", not(miri)))]
    // SAFETY: sets two numbers of the C library.
    unsafe {
        libc::mallopt(libc::M_TRIM_THRESHOLD, KEPT_BYTES);
        libc::mallopt(libc::M_MMAP_THRESHOLD, MAPPED_BYTES);
    }
}
/// Free memory at the end of an arena that is kept.
#[cfg(all(target_os = "linux", target_env = "gnu", not(miri)))]
const KEPT_BYTES: i32 = 128 << 20;
/// What is as large as this is mapped by itself, and unmapped when it is freed.
#[cfg(all(target_os = "linux", target_env = "gnu", not(miri)))]
const MAPPED_BYTES: i32 = 8 << 20;

/// Under miri the reservation is ordinary memory (tests reserve little).
#[cfg(miri)]
mod imp {
    use std::alloc::{Layout, alloc_zeroed, dealloc};
    use std::ptr::with_exposed_provenance_mut;

    fn layout(bytes: usize) -> Layout {
        Layout::from_size_align(bytes, crate::BASE_ALIGNMENT).unwrap()
    }
    pub(crate) fn reserve(bytes: usize) -> Option<usize> {
        // SAFETY: the size is not zero.
        Some(unsafe { alloc_zeroed(layout(bytes)) }.expose_provenance())
    }
    pub(crate) fn reserve_aligned(bytes: usize, _: usize) -> Option<usize> {
        reserve(bytes)
    }
    pub(crate) fn release(start: usize, bytes: usize) {
        // SAFETY: made by `reserve`.
        unsafe { dealloc(with_exposed_provenance_mut(start), layout(bytes)) };
    }
    pub(crate) fn populate(_: usize, _: usize) {}
    pub(crate) fn prefer_large_pages(_: usize, _: usize) {}
    pub(crate) fn discard(start: usize, bytes: usize) {
        // SAFETY: I2.
        unsafe { with_exposed_provenance_mut::<u8>(start).write_bytes(0, bytes) };
    }
}

pub(crate) use imp::{
    discard, populate, prefer_large_pages, release, reserve, reserve_aligned,
};

/// The highest address of this thread's stack.
#[cfg(all(any(target_os = "linux", target_os = "android"), not(miri)))]
pub(crate) fn stack_base() -> Option<usize> {
    // SAFETY: the attributes are initialised by `pthread_getattr_np` before use and destroyed once.
    unsafe {
        let mut attributes = std::mem::zeroed();
        if libc::pthread_getattr_np(libc::pthread_self(), &mut attributes) != 0 {
            return None;
        }
        let (mut lowest, mut size) = (std::ptr::null_mut(), 0);
        let result = libc::pthread_attr_getstack(&attributes, &mut lowest, &mut size);
        libc::pthread_attr_destroy(&mut attributes);
        (result == 0).then(|| lowest as usize + size)
    }
}

/// The highest address of this thread's stack.
#[cfg(all(target_vendor = "apple", not(miri)))]
pub(crate) fn stack_base() -> Option<usize> {
    // SAFETY: asks about the calling thread.
    Some(unsafe { libc::pthread_get_stackaddr_np(libc::pthread_self()) } as usize)
}

/// Miri's stack cannot be scanned: its tests root everything.
#[cfg(miri)]
pub(crate) fn stack_base() -> Option<usize> {
    Some(0)
}
