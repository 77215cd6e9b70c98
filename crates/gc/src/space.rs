//! The reservation and its side tables.
//!
//! ```text
//! base                     base + LOW                                   base + size
//! | block 0 | block 1 | …  | …                                         |  marks | allocated | cards | blocks |
//!   unused    low zone       everything else                              side tables, same reservation
//! ```
//! One mark bit and one allocated bit per 16-byte granule, one [`Block`] per 16 KiB. The tables are outside the blocks, so
//! clearing, counting and sweeping read dense memory, and mark bits of different blocks do not fight for cache sets.
//!
//! Invariants:
//! - I1: `base..base+size` and the tables stay mapped, readable and writable, while a `Space` is used.
//! - I2: a cell is *allocated* if the bit of its first granule is set in `marks` or in `allocated`. Only first granules
//!   have bits. (A bump range in use has its bits set in advance; it is retired before bits are relied on.)
//! - I3: `blocks[n].role` says what block `n` is: a tail's `extent` is its large cell's first block.
//! - I4: all pointers handed to methods are addresses inside `base..base+size`, unless the method says otherwise.

use std::ptr;

use crate::cards::CARD_SHIFT;
use crate::mark::prefetch;
use crate::sizes::{BLOCK, BLOCK_SHIFT, GRANULE_SHIFT, LARGE_PAGE, WORDS};
use crate::{HeapError, MAX_SMALL};

/// Bytes at the bottom whose cells have 32-bit ids.
pub(crate) const LOW_ZONE: usize = 1 << 30;

/// Bytes at the beginning of a block, or of a long run, that are fetched before they are allocated.
const AHEAD: usize = 512;

/// The heap's addresses start at a multiple of this (and are no more), so that any cell's address gives the base.
pub const BASE_ALIGNMENT: usize = if cfg!(miri) { 1 << 21 } else { 1 << 36 };

/// What a block is used for.
#[repr(u8)]
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Role {
    Free = 0,
    Small,
    Large,
    Tail,
}

/// The block has had cells allocated since the last collection.
pub(crate) const YOUNG: u8 = 1;
/// The block is in its list's `sweepable`.
pub(crate) const LISTED: u8 = 2;
/// The block may have resident pages.
pub(crate) const RESIDENT: u8 = 4;

/// The facts of one block.
#[repr(C)]
#[derive(Clone, Copy)]
pub(crate) struct Block {
    pub role: Role,
    /// Small: the allocation list it belongs to. Large: that of a cell with finalizer, or 0.
    pub list: u8,
    pub flags: u8,
    /// Small: granules per cell.
    pub granules: u16,
    /// Small: live cells after the last collection.
    pub live: u16,
    /// Large: blocks. Tail: the first block.
    pub extent: u32,
    /// Small: 2^20 / granules, rounded up: a quotient of granules by one product. Large: bytes in 4 KiB pages.
    pub reciprocal: u32,
}

/// Raw access to the reservation. Copies are views of the same memory.
#[derive(Clone, Copy)]
pub(crate) struct Space {
    pub base: usize,
    pub size: usize,
    pub marks: *mut u64,
    pub allocated: *mut u64,
    /// A byte per card: cards.rs.
    pub cards: *mut u8,
    blocks: *mut Block,
    total: usize,
}

impl Space {
    /// Reserves `bytes` (less if the system gives less) and its tables.
    pub fn reserve(bytes: usize) -> Result<Space, HeapError> {
        let bytes = if cfg!(miri) {
            bytes
        } else {
            bytes.min(BASE_ALIGNMENT)
        };
        let mut size = bytes.max(64 * BLOCK).next_multiple_of(BLOCK);
        loop {
            let bits = size >> (GRANULE_SHIFT + 3);
            let cards = size >> CARD_SHIFT;
            let blocks = (size >> BLOCK_SHIFT) * size_of::<Block>();
            let total = size + 2 * bits + cards + blocks;
            let Some(base) = crate::os::reserve_aligned(total, BASE_ALIGNMENT) else {
                if size <= 64 << 20 {
                    return Err(HeapError::Reserve);
                }
                size = (size / 2).next_multiple_of(BLOCK);
                continue;
            };
            if base + total >= 1 << 47 {
                crate::os::release(base, total);
                return Err(HeapError::TooHigh);
            }
            let table = base + size;
            let space = Space {
                base,
                size,
                marks: ptr::with_exposed_provenance_mut(table),
                allocated: ptr::with_exposed_provenance_mut(table + bits),
                cards: ptr::with_exposed_provenance_mut(table + 2 * bits),
                blocks: ptr::with_exposed_provenance_mut(table + 2 * bits + cards),
                total,
            };
            space.prefer_large_pages();
            return Ok(space);
        }
    }

    /// Large pages for both zones, but for the beginning of each: a small heap does not pay for them.
    fn prefer_large_pages(&self) {
        for zone in [0..self.low_end(), self.low_end()..self.block_count()] {
            let (start, end) = (zone.start + LARGE_PAGE, zone.end);
            if start < end {
                let bytes = (end - start) as usize * BLOCK;
                crate::os::prefer_large_pages(self.block_start(start), bytes);
            }
        }
    }

    /// Gives the reservation back; no view may be used afterwards (I1).
    pub fn release(&self) {
        crate::os::release(self.base, self.total);
    }

    /// Bytes of one table of bits.
    pub fn bitmap_bytes(&self) -> usize {
        self.size >> (GRANULE_SHIFT + 3)
    }

    /// Blocks in the reservation.
    pub fn block_count(&self) -> u32 {
        (self.size >> BLOCK_SHIFT) as u32
    }

    /// First block that is not in the low zone.
    pub fn low_end(&self) -> u32 {
        (LOW_ZONE.min(self.size / 4) >> BLOCK_SHIFT) as u32
    }

    #[inline(always)]
    pub fn block_of(&self, addr: usize) -> u32 {
        ((addr - self.base) >> BLOCK_SHIFT) as u32
    }

    #[inline(always)]
    pub fn block_start(&self, block: u32) -> usize {
        self.base + ((block as usize) << BLOCK_SHIFT)
    }

    /// The facts of a block.
    #[inline(always)]
    #[allow(clippy::mut_from_ref)] // A view of raw memory: callers keep each reference within a statement or two.
    pub fn block(&self, block: u32) -> &mut Block {
        debug_assert!(block < self.block_count());
        // SAFETY: I1, I3: the table has a record for each block; zeroed memory is a `Free` record.
        unsafe { &mut *self.blocks.add(block as usize) }
    }

    #[inline(always)]
    pub fn bit(&self, addr: usize) -> (usize, u64) {
        let granule = (addr - self.base) >> GRANULE_SHIFT;
        (granule >> 6, 1 << (granule & 63))
    }

    #[inline(always)]
    pub fn is_marked(&self, addr: usize) -> bool {
        let (word, mask) = self.bit(addr);
        // SAFETY: I1, I4.
        unsafe { *self.marks.add(word) & mask != 0 }
    }

    #[inline(always)]
    pub fn is_allocated(&self, addr: usize) -> bool {
        let (word, mask) = self.bit(addr);
        // SAFETY: I1, I4.
        unsafe { (*self.marks.add(word) | *self.allocated.add(word)) & mask != 0 }
    }

    pub fn set_allocated(&self, addr: usize) {
        let (word, mask) = self.bit(addr);
        // SAFETY: I1, I4.
        unsafe { *self.allocated.add(word) |= mask }
    }

    pub fn clear_bits(&self, addr: usize) {
        let (word, mask) = self.bit(addr);
        // SAFETY: I1, I4.
        unsafe {
            *self.allocated.add(word) &= !mask;
            *self.marks.add(word) &= !mask;
        }
    }

    /// The mark words and the allocated words of a block.
    #[inline(always)]
    #[allow(clippy::mut_from_ref)] // As for `block`.
    pub fn words(&self, block: u32) -> (&mut [u64; WORDS], &mut [u64; WORDS]) {
        let first = block as usize * WORDS;
        // SAFETY: I1: the tables have WORDS words for each block, and they do not overlap.
        unsafe {
            (
                &mut *self.marks.add(first).cast(),
                &mut *self.allocated.add(first).cast(),
            )
        }
    }

    /// The start of the allocated cell that any address (I4 not needed) points at or into.
    #[inline]
    pub fn find(&self, addr: usize) -> Option<usize> {
        if addr.wrapping_sub(self.base) >= self.size {
            return None;
        }
        // The unused tail of a block has no bit.
        self.cell_at(addr).filter(|&cell| self.is_allocated(cell))
    }

    /// Where the cell that has the byte at `addr` starts, if there is a cell.
    #[inline]
    pub fn cell_at(&self, addr: usize) -> Option<usize> {
        let offset = addr - self.base;
        let number = (offset >> BLOCK_SHIFT) as u32;
        let block = self.block(number);
        match block.role {
            Role::Free => None,
            Role::Small => {
                let granule = (offset & (BLOCK - 1)) >> GRANULE_SHIFT;
                let index = (granule as u32 * block.reciprocal) >> 20;
                let granule = index as usize * block.granules as usize;
                Some(self.block_start(number) + (granule << GRANULE_SHIFT))
            }
            Role::Large => Some(self.block_start(number)),
            Role::Tail => Some(self.block_start(block.extent)),
        }
    }

    /// Bytes that the cell occupies.
    #[inline]
    pub fn cell_size(&self, cell: usize) -> usize {
        let block = self.block(self.block_of(cell));
        match block.role {
            Role::Small => (block.granules as usize) << GRANULE_SHIFT,
            _ => (block.reciprocal as usize) << 12,
        }
    }

    /// The bits of a block's allocated cells.
    pub fn in_use(&self, number: u32) -> [u64; WORDS] {
        let (marks, allocated) = self.words(number);
        std::array::from_fn(|word| marks[word] | allocated[word])
    }

    /// Fetches what taking a block, and allocating its first cells, will look at.
    pub fn prefetch_block(&self, number: u32) {
        let first = number as usize * WORDS;
        for table in [self.marks, self.allocated] {
            let bits = table.wrapping_add(first) as usize;
            (0..WORDS * 8).step_by(64).for_each(|line| prefetch(bits + line));
        }
        let start = self.block_start(number);
        (0..AHEAD).step_by(64).for_each(|line| prefetch(start + line));
    }

    /// Sets the allocated bits of the cells of a block that are not in `live`, from granule `from` on.
    pub fn reserve_free(&self, number: u32, live: &[u64; WORDS], from: u32) {
        self.for_each_free(number, live, from, |allocated, free| *allocated |= free);
    }

    /// Clears them.
    pub fn unreserve_free(&self, number: u32, live: &[u64; WORDS], from: u32) {
        self.for_each_free(number, live, from, |allocated, free| *allocated &= !free);
    }

    fn for_each_free(
        &self,
        number: u32,
        live: &[u64; WORDS],
        from: u32,
        change: impl Fn(&mut u64, u64),
    ) {
        let starts = &STARTS[self.block(number).granules as usize];
        let (_, allocated) = self.words(number);
        let mut seen = !0 << (from & 63);
        for word in (from >> 6) as usize..WORDS {
            change(&mut allocated[word], starts.words[word] & !live[word] & seen);
            seen = !0;
        }
    }

    /// How many runs the unmarked cells of a block of small cells form; one, if the cells are large.
    pub fn free_runs(&self, number: u32) -> u32 {
        let granules = u32::from(self.block(number).granules);
        if granules >= 64 {
            return 1;
        }
        let starts = &STARTS[granules as usize];
        let (marks, _) = self.words(number);
        let (mut runs, mut carry) = (0, 0);
        for word in 0..WORDS {
            let free = starts.words[word] & !marks[word];
            let after_free = free << granules | carry;
            carry = free >> (64 - granules);
            runs += (free & !after_free).count_ones();
        }
        runs
    }

    /// Calls `visit` with the address of each cell whose bit is set in `bits`.
    pub fn for_each_bit(
        &self,
        number: u32,
        bits: impl Fn(usize) -> u64,
        mut visit: impl FnMut(usize),
    ) {
        for word in 0..WORDS {
            let mut rest = bits(word);
            while rest != 0 {
                let granule = word << 6 | rest.trailing_zeros() as usize;
                rest &= rest - 1;
                visit(self.block_start(number) + (granule << GRANULE_SHIFT));
            }
        }
    }
}

/// Where cells of a size (in granules) start in a block.
#[derive(Clone, Copy)]
struct Starts {
    words: [u64; WORDS],
    /// Granule after the last cell.
    end: u32,
}

/// By granules per cell; only the sizes of classes are used.
static STARTS: [Starts; (MAX_SMALL >> GRANULE_SHIFT) + 1] = {
    let mut table = [Starts {
        words: [0; WORDS],
        end: 0,
    }; (MAX_SMALL >> GRANULE_SHIFT) + 1];
    let mut class = 0;
    while class < crate::CLASS_COUNT {
        let granules = crate::class_size(class) >> GRANULE_SHIFT;
        let starts = &mut table[granules];
        while starts.end as usize + granules <= BLOCK >> GRANULE_SHIFT {
            starts.words[starts.end as usize >> 6] |= 1 << (starts.end & 63);
            starts.end += granules as u32;
        }
        class += 1;
    }
    table
};

/// The next run of cells of `granules` granules at or after granule `from` that are not in `live`: granules (start, end).
#[inline]
pub(crate) fn free_run(granules: usize, live: &[u64; WORDS], from: u32) -> Option<(u32, u32)> {
    let starts = &STARTS[granules];
    let mut word = (from >> 6) as usize;
    if word >= WORDS {
        return None;
    }
    let mut bits = starts.words[word] & !live[word] & (!0 << (from & 63));
    while bits == 0 {
        word += 1;
        if word == WORDS {
            return None;
        }
        bits = starts.words[word] & !live[word];
    }
    let first = (word as u32) << 6 | bits.trailing_zeros();
    let mut bits = live[word] & (!0 << (first & 63));
    while bits == 0 {
        word += 1;
        if word == WORDS {
            return Some((first, starts.end));
        }
        bits = live[word];
    }
    Some((first, (word as u32) << 6 | bits.trailing_zeros()))
}

/// Cells of `granules` granules in a block.
pub(crate) fn cells_per_block(granules: u16) -> u32 {
    STARTS[granules as usize].end / u32::from(granules)
}
