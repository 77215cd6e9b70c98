//! The verifier: traces everything from the precise roots again, with mark bits of its own, and panics at an edge to a cell
//! that the collection has not marked: a barrier was missed, or a trace function shows different things at different times.
//! Also at a cell that says it is longer than its place.
//!
//! Runs after marking, before anything is freed. The machine stack is not scanned: it may hold stale pointers by now.

use crate::heap::Heap;
use crate::mark::Tracer;
use crate::{Header, KindInfo};

impl Heap {
    pub(crate) fn verify(&mut self) {
        let bytes = self.space.bitmap_bytes();
        let Some(bits) = crate::os::reserve(bytes) else {
            return;
        };
        let mut tracer = Tracer::new(
            self.space,
            std::ptr::with_exposed_provenance_mut(bits),
            self.kinds,
        );
        tracer.verifies = true;
        // SAFETY: `set_host`'s promise.
        unsafe { (self.hooks.roots)(self.context, &mut tracer) };
        let registry = self.registry().clone();
        registry.for_each(|words| {
            words
                .iter()
                .for_each(|&word| tracer.conservative_word(word))
        });
        self.check(&tracer, 0, None);
        loop {
            if let Some(cell) = tracer.stack.pop() {
                let known = tracer.stack.len();
                // SAFETY: the verifier's stack holds allocated cells, like the tracer's.
                let state = unsafe { (*cell).state() };
                self.check_size(cell);
                // SAFETY: as above. Tracing sets the state, which is put back.
                unsafe {
                    tracer.trace(cell);
                    (*cell).set_state(state);
                }
                self.check(&tracer, known, Some(cell));
            } else if !tracer.trace_piece() && !tracer.ephemeron_round() {
                break;
            } else {
                self.check(&tracer, 0, None);
            }
        }
        crate::os::release(bits, bytes);
    }

    fn check_size(&self, cell: *mut Header) {
        // SAFETY: the verifier looks at allocated cells only.
        let size = unsafe { (self.kinds[(*cell).kind as usize].size)(cell) };
        if size > self.space.cell_size(cell as usize) {
            panic!(
                "gc: verify: {} says that it is {size} bytes long, more than it was allocated with",
                self.describe(cell)
            );
        }
    }

    fn check(&self, tracer: &Tracer, known: usize, owner: Option<*mut Header>) {
        for &cell in &tracer.stack[known..] {
            if !self.space.is_marked(cell as usize) {
                let owner = owner.map_or("a root or an array".to_string(), |owner| {
                    self.describe(owner)
                });
                panic!(
                    "gc: verify: {owner} points at {}, which is not marked",
                    self.describe(cell)
                );
            }
        }
    }

    fn describe(&self, cell: *mut Header) -> String {
        // SAFETY: the verifier looks at allocated cells only.
        let (kind, state) = unsafe { ((*cell).kind, (*cell).state()) };
        let name = self
            .kinds
            .get(kind as usize)
            .map_or("?", |info: &KindInfo| info.name);
        format!("{name} at {cell:p} ({state:?})")
    }
}
