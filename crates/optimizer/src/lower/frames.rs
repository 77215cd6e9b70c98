//! Headers of frame windows: what stack traces, the collector and the Vm's slow paths look at while this code is calling.
//!
//! The root's header is there (its caller and the entry have written it). An inlined frame's is written before a call out of it, unless it
//! is still there from an earlier call in the same block: calls only write above the window of the frame that calls.
use super::{Lower, MEMORY, word_offset};
use crate::mir::{Mode, NodeId, StateId, StateValue};
use cranelift_codegen::ir::{self, InstBuilder, types};
use ogive_bytecode::frame;
use ogive_vm::stack::frame_flags;
use ogive_vm::Value;

/// A header that is in place: window, the state it was written for (without the PC word), and the unit in its PC word.
pub(super) struct Header {
    window: u32,
    state: StateId,
    unit: u32,
}

impl Lower<'_, '_, '_> {
    /// The address of the innermost frame's window, with all headers up to it written, and its PC word if `with_pc`.
    pub(super) fn write_headers(&mut self, state: StateId, with_pc: bool) -> ir::Value {
        let inner = &self.graph.states[state];
        if let Some(caller) = inner.caller {
            self.write_caller(caller);
            self.write_inlined(state);
        }
        if with_pc {
            self.write_pc(state);
        }
        self.window(inner.window)
    }
    /// The address of a window.
    pub(super) fn window(&mut self, words: u32) -> ir::Value {
        if words == 0 { self.fp } else { self.b.ins().iadd_imm_s(self.fp, words as i64 * 8) }
    }
    /// A call from the frame at `window` is about to overwrite everything above that frame's words.
    pub(super) fn forget_headers_above(&mut self, window: u32) {
        self.written.retain(|h| h.window <= window);
    }
    /// The PC word of the frame at `window` is about to be written by someone else.
    pub(super) fn forget_pc(&mut self, window: u32) {
        if let Some(header) = self.written.iter_mut().find(|h| h.window == window) {
            header.unit = u32::MAX;
        }
    }
    /// A frame that is in the middle of a call, and its callers.
    fn write_caller(&mut self, state: StateId) {
        let frame = &self.graph.states[state];
        debug_assert!(frame.mode == Mode::Calling);
        if let Some(caller) = frame.caller {
            self.write_caller(caller);
            self.write_inlined(state);
        }
        self.write_pc(state);
    }
    /// Address of a bytecode unit.
    pub(super) fn pc(&mut self, state: StateId) -> ir::Value {
        let frame = &self.graph.states[state];
        let units = self.graph.codes[frame.code].code.units.as_ptr() as u64;
        self.iconst((units + frame.unit as u64 * 8) as i64)
    }
    fn write_pc(&mut self, state: StateId) {
        let frame = &self.graph.states[state];
        if let Some(header) = self.written.iter_mut().find(|h| h.window == frame.window) {
            if header.unit == frame.unit {
                return;
            }
            header.unit = frame.unit;
        } else if frame.caller.is_none() {
            self.written.push(Header { window: frame.window, state, unit: frame.unit });
        }
        let pc = self.pc(state);
        self.b.ins().store(MEMORY, pc, self.fp, word_offset(frame.window + frame::PC as u32));
    }
    /// An inlined frame's header, but for its PC.
    fn write_inlined(&mut self, state: StateId) {
        let graph = self.graph;
        let inner = &graph.states[state];
        let caller = inner.caller.expect("an inlined frame has a caller");
        let same = |other: &Header| {
            let o = &graph.states[other.state];
            o.code == inner.code && o.caller == inner.caller && o.argc == inner.argc && header_words(o).eq(header_words(inner))
        };
        if self.written.iter().any(|h| h.window == inner.window && same(h)) {
            return;
        }
        self.written.retain(|h| h.window < inner.window);
        for (word, value) in header_words(inner) {
            let value = match value {
                StateValue::Node(node) => self.boxed(node),
                StateValue::Sunk(_) if word == frame::THIS as u32 => self.iconst(Value::UNDEFINED.bits() as i64),
                StateValue::Sunk(_) => {
                    self.fail("a call out of an inlined frame whose callee has been removed");
                    return;
                }
            };
            self.b.ins().store(MEMORY, value, self.fp, word_offset(inner.window + word));
        }
        let code = self.iconst(graph.codes[inner.code].cell.0 as i64);
        self.b.ins().store(MEMORY, code, self.fp, word_offset(inner.window + frame::CODE as u32));
        let caller = self.window(graph.states[caller].window);
        self.b.ins().store(MEMORY, caller, self.fp, word_offset(inner.window + frame::CALLER as u32));
        let argc = self.iconst(argc_word(inner.argc, inner.flags) as i64);
        self.b.ins().store(MEMORY, argc, self.fp, word_offset(inner.window + frame::ARGC as u32));
        self.written.push(Header { window: inner.window, state, unit: u32::MAX });
    }

    /// A node's value as a tagged Value.
    pub(super) fn boxed(&mut self, node: NodeId) -> ir::Value {
        use crate::mir::Repr;
        let value = self.v(node);
        match self.graph.repr(node) {
            Repr::Int32 => self.box_int32(value),
            Repr::Float64 => {
                let double = self.canonical_double(node);
                self.bits_of(double)
            }
            Repr::Bool => self.box_bool(value),
            _ => value,
        }
    }
    /// Stores a Value (boxed if need be) into a word of the windows.
    pub(super) fn store_word(&mut self, word: u32, node: NodeId) {
        let value = self.boxed(node);
        self.b.ins().store(MEMORY, value, self.fp, word_offset(word));
    }
    /// Writes the words of a call window that a call writes.
    pub(super) fn write_call_window(&mut self, window: u32, caller: ir::Value, words: &[(u16, NodeId)], argc: u32, flags: u32) {
        for &(word, node) in words {
            self.store_word(window + word as u32, node);
        }
        self.b.ins().store(MEMORY, caller, self.fp, word_offset(window + frame::CALLER as u32));
        let word = self.iconst(argc_word(argc, flags | frame_flags::ENTRY) as i64);
        self.b.ins().store(MEMORY, word, self.fp, word_offset(window + frame::ARGC as u32));
    }
    /// A constant in a word of the windows.
    pub(super) fn store_constant(&mut self, word: u32, bits: u64) {
        let value = self.b.ins().iconst(types::I64, bits as i64);
        self.b.ins().store(MEMORY, value, self.fp, word_offset(word));
    }
}

/// The ARGC word.
pub(super) fn argc_word(argc: u32, flags: u32) -> u64 {
    argc as u64 | (flags as u64) << 32
}

/// The registers of a state that are header words which others may look at.
fn header_words(state: &crate::mir::FrameState) -> impl Iterator<Item = (u32, StateValue)> + '_ {
    let looked_at = |word: u32| [frame::CALLEE, frame::NEW_TARGET, frame::THIS].contains(&(word as u16)) && word < frame::ARGS as u32;
    state.registers.iter().copied().filter(move |&(word, _)| looked_at(word))
}
