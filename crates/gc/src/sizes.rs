//! Size classes. A cell of `n` bytes lives in a block of cells of `class_size(class_of(n))` bytes.
//!
//! To 256 bytes the classes are 16 or 32 apart; above, each is a block divided by a whole number, about 1.12 apart, and so
//! no tail is lost; near the top (a half, a third, a quarter of a block) the steps are wider: growable arrays should ask
//! `Heap::usable_size` and fill the class.

/// log2 of the block size.
pub(crate) const BLOCK_SHIFT: u32 = 14;
/// Bytes of a block.
pub(crate) const BLOCK: usize = 1 << BLOCK_SHIFT;
/// Blocks of a large page of the system (2 MiB).
pub(crate) const LARGE_PAGE: u32 = 1 << (21 - BLOCK_SHIFT);

/// log2 of the granule: the unit of cell sizes, alignment and mark bits.
pub(crate) const GRANULE_SHIFT: u32 = 4;
/// Words of mark bits per block.
pub(crate) const WORDS: usize = (BLOCK >> GRANULE_SHIFT) / 64;

/// The largest cell that lives in a block; larger ones have blocks of their own.
pub const MAX_SMALL: usize = BLOCK / 2;

/// The free run that the next cells of a class are taken from. Compiled code does: `cell = cursor; cursor += size; if cursor > end`.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct BumpRange {
    /// Address of the next cell.
    pub cursor: usize,
    /// End of the run.
    pub end: usize,
}

const fn next_size(size: usize) -> usize {
    if size < 128 {
        return size + 16;
    }
    if size < 256 {
        return size + 32;
    }
    // The largest block / n that is at most 1.13 of `size`, or the next one there is.
    let mut count = BLOCK / size;
    loop {
        count -= 1;
        let candidate = (BLOCK / count) & !15;
        let next = if count > 1 {
            (BLOCK / (count - 1)) & !15
        } else {
            usize::MAX
        };
        if candidate > size && next > size + size * 13 / 100 {
            return candidate;
        }
    }
}

const fn count_classes() -> usize {
    let (mut size, mut count) = (16, 1);
    while size < MAX_SMALL {
        size = next_size(size);
        count += 1;
    }
    count
}

/// Number of size classes.
pub const CLASS_COUNT: usize = count_classes();

static SIZES: [u16; CLASS_COUNT] = {
    let mut sizes = [0; CLASS_COUNT];
    let (mut size, mut class) = (16, 0);
    while class < CLASS_COUNT {
        sizes[class] = size as u16;
        class += 1;
        if class < CLASS_COUNT {
            size = next_size(size);
        }
    }
    assert!(size == MAX_SMALL);
    sizes
};

static CLASSES: [u8; (MAX_SMALL >> GRANULE_SHIFT) + 1] = {
    let mut classes = [0; (MAX_SMALL >> GRANULE_SHIFT) + 1];
    let (mut granules, mut class) = (0, 0);
    while granules < classes.len() {
        if granules << GRANULE_SHIFT > SIZES[class] as usize {
            class += 1;
        }
        classes[granules] = class as u8;
        granules += 1;
    }
    classes
};

/// The class of a cell of `bytes` bytes, at most [`MAX_SMALL`].
#[inline(always)]
pub const fn class_of(bytes: usize) -> usize {
    CLASSES[(bytes + 15) >> GRANULE_SHIFT] as usize
}

/// The size of the cells of a class.
#[inline(always)]
pub const fn class_size(class: usize) -> usize {
    SIZES[class] as usize
}
