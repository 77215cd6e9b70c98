//! What lies behind the code: membership of the Latin-1 units, to be found by offset from `r12`; then constants of 16 bytes, ranges and
//! jump tables, to be found by label.
use dynasmrt::{DynamicLabel, DynasmApi, DynasmLabelApi};
use ogive_jit::Assembler;

/// See the module head.
#[derive(Default)]
pub(crate) struct Tables {
    /// A row of 256 bytes holds eight sets, a bit each.
    rows: Vec<[u8; 256]>,
    sets: Vec<[u64; 4]>,
    vectors: Vec<(DynamicLabel, [u8; 16])>,
    words: Vec<(DynamicLabel, Vec<Word>)>,
}

/// Four bytes.
#[derive(Clone, Copy)]
pub(crate) enum Word {
    Number(u32),
    /// Distance of a label from the first row.
    Label(DynamicLabel),
}

impl Tables {
    /// Offset and bit of a set of Latin-1 units.
    pub(crate) fn set(&mut self, low: [u64; 4]) -> (i32, i8) {
        let index = self.sets.iter().position(|known| *known == low).unwrap_or(self.sets.len());
        if index == self.sets.len() {
            if index.is_multiple_of(8) {
                self.rows.push([0; 256]);
            }
            for unit in (0..256).filter(|unit| low[unit >> 6] >> (unit & 63) & 1 != 0) {
                self.rows[index / 8][unit] |= 1 << (index % 8);
            }
            self.sets.push(low);
        }
        ((index / 8 * 256) as i32, (1u8 << (index % 8)) as i8)
    }
    /// Label of a constant.
    pub(crate) fn vector(&mut self, asm: &mut Assembler, bytes: [u8; 16]) -> DynamicLabel {
        if let Some(known) = self.vectors.iter().find(|known| known.1 == bytes) {
            return known.0;
        }
        let label = asm.label();
        self.vectors.push((label, bytes));
        label
    }
    /// Label of words.
    pub(crate) fn words(&mut self, asm: &mut Assembler, words: Vec<Word>) -> DynamicLabel {
        let label = asm.label();
        self.words.push((label, words));
        label
    }
    /// Puts everything behind the code; all labels in words have been placed.
    pub(crate) fn emit(&self, asm: &mut Assembler, base: DynamicLabel) {
        asm.ops.align(16, 0xCC);
        asm.ops.dynamic_label(base);
        self.rows.iter().for_each(|row| asm.ops.extend(row));
        for (label, bytes) in &self.vectors {
            asm.ops.dynamic_label(*label);
            asm.ops.extend(bytes);
        }
        let start = asm.place_of(base);
        for (label, words) in &self.words {
            asm.ops.dynamic_label(*label);
            for word in words {
                let word = match *word {
                    Word::Number(number) => number,
                    Word::Label(label) => asm.place_of(label).wrapping_sub(start),
                };
                asm.ops.push_u32(word);
            }
        }
    }
}
