//! What is in the heap: cells and bytes by kind.

use crate::{Header, Heap};

/// The cells of one kind.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct KindCount {
    /// The kind's name.
    pub name: &'static str,
    /// Cells.
    pub cells: usize,
    /// Bytes that they occupy.
    pub bytes: usize,
}

impl Heap {
    /// Calls `visit` with every allocated cell: also dead ones that no collection has found yet.
    pub fn for_each_cell(&mut self, mut visit: impl FnMut(*mut Header)) {
        self.retire_ranges();
        self.visit_cells(&mut |_| true, &mut visit);
    }

    /// Cells and bytes of each kind that has any, the most bytes first. Exact after a full collection.
    pub fn census(&mut self) -> Vec<KindCount> {
        let kinds = self.kinds.iter();
        let mut counts: Vec<KindCount> = kinds
            .map(|info| KindCount {
                name: info.name,
                cells: 0,
                bytes: 0,
            })
            .collect();
        let space = self.space;
        self.for_each_cell(|cell| {
            // SAFETY: visited cells are allocated.
            let count = &mut counts[unsafe { (*cell).kind } as usize];
            count.cells += 1;
            count.bytes += space.cell_size(cell as usize);
        });
        counts.retain(|count| count.cells > 0);
        counts.sort_by_key(|count| std::cmp::Reverse(count.bytes));
        counts
    }
}
