//! An assembler that remembers what depends on the final place: dynasm's, and a list of fixups.
use crate::code_memory::{Assembled, CodeMemory, Fixup};
use dynasmrt::x64::X64Relocation;
use dynasmrt::{DynamicLabel, DynasmApi, VecAssembler, dynasm};

/// See the module head. Templates are written with `dynasm!(asm.ops; …)`.
pub struct Assembler {
    /// Where instructions go.
    pub ops: VecAssembler<X64Relocation>,
    memory: &'static CodeMemory,
    fixups: Vec<Fixup>,
    addresses: Vec<(u32, DynamicLabel)>,
}

impl Assembler {
    /// An empty one, for code that will be published in `memory`.
    pub fn new(memory: &'static CodeMemory, capacity: usize) -> Assembler {
        let ops = VecAssembler::new_with_capacity(0, capacity, 0, 0, 64, 0, 64);
        Assembler { ops, memory, fixups: vec![], addresses: vec![] }
    }
    /// A new label, to be placed by `=>label`.
    pub fn label(&mut self) -> DynamicLabel {
        self.ops.new_dynamic_label()
    }
    /// Bytes so far.
    pub fn offset(&self) -> u32 {
        self.ops.offset().0 as u32
    }
    /// `call target`, an absolute address. May use rax where the target is out of reach.
    pub fn call(&mut self, target: usize) {
        self.branch(target, 0xE8);
    }
    /// `jmp target`, an absolute address. May use rax where the target is out of reach.
    pub fn jump(&mut self, target: usize) {
        self.branch(target, 0xE9);
    }
    /// `jcc target`, an address inside the code memory; `condition` is the low half of the opcode's second byte.
    pub fn jump_if(&mut self, condition: u8, target: usize) {
        debug_assert!(self.memory.contains(target));
        dynasm!(self.ops; .u8 0x0F; .u8 0x80 | condition; .i32 0);
        self.fixups.push(Fixup::Call { at: self.offset() - 4, target });
    }
    fn branch(&mut self, target: usize, opcode: u8) {
        if self.memory.reaches(target) {
            dynasm!(self.ops; .u8 opcode; .i32 0);
            self.fixups.push(Fixup::Call { at: self.offset() - 4, target });
        } else {
            dynasm!(self.ops; .arch x64; mov rax, QWORD target as i64);
            if opcode == 0xE8 {
                dynasm!(self.ops; .arch x64; call rax);
            } else {
                dynasm!(self.ops; .arch x64; jmp rax);
            }
        }
    }
    /// Eight bytes that will hold a label's address.
    pub fn address_of(&mut self, label: DynamicLabel) {
        self.addresses.push((self.offset(), label));
        dynasm!(self.ops; .u64 0);
    }
    /// Where a placed label is.
    pub fn place_of(&self, label: DynamicLabel) -> u32 {
        self.ops.labels().resolve_dynamic(label).expect("the label has been placed").0 as u32
    }
    /// The code. All labels that are used have been placed.
    pub fn finish(mut self) -> Assembled {
        for (at, label) in std::mem::take(&mut self.addresses) {
            let of = self.place_of(label);
            self.fixups.push(Fixup::Address { at, of });
        }
        let bytes = self.ops.finalize().expect("every label is placed, every jump in reach");
        Assembled { bytes, fixups: self.fixups }
    }
}
