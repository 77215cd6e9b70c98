//! Where attempts begin: literals and small sets are looked for sixteen bytes at a time.
//!
//! A search goes from `rdi` on to the next position where a match can begin, and on into the attempt; or to `not_found`.
use crate::compiler::Compiler;
use crate::context::field;
use dynasmrt::{DynamicLabel, DynasmApi, DynasmLabelApi, dynasm};
use ogive_regexp::parts::{CharSet, Start};

/// How many units a vector search can look for.
const FEW: usize = 4;

impl Compiler<'_> {
    /// Where a search begins; placed by [`Compiler::search`].
    pub(crate) fn search_label(&self) -> DynamicLabel {
        self.search
    }
    /// Bytes of the literal that is the whole pattern; 0 if none is.
    pub(crate) fn complete_literal_bytes(&self) -> i32 {
        match self.parts.start() {
            Start::Literal { units, complete: true } => units.len() as i32 * self.width,
            _ => 0,
        }
    }

    /// The search; falls into the attempt. Once for all attempts, a text that every match contains is looked for.
    pub(crate) fn search(&mut self) {
        let (search, not_found) = (self.search, self.not_found);
        if let Some(units) = self.parts.required() {
            dynasm!(self.asm.ops; .arch x64; mov r10, rdi);
            self.search_literal(units);
            dynasm!(self.asm.ops; .arch x64; mov rdi, r10);
        }
        dynasm!(self.asm.ops; .arch x64; =>search);
        self.known = 0;
        match self.parts.start() {
            Start::Any => {}
            Start::InputStart => {
                dynasm!(self.asm.ops; .arch x64; cmp rdi, [rbp + field::BEGIN]; jne =>not_found);
            }
            Start::Literal { units, complete } => {
                self.search_literal(units);
                if complete {
                    return self.jump_accept_literal();
                }
            }
            Start::Sets(sets) => {
                let sets: Vec<CharSet> = sets.into_iter().map(|set| set.to_set()).collect();
                self.search_sets(&sets);
            }
        }
        if self.unicode && self.width == 2 {
            self.skip_inside_pair();
        }
    }
    /// With u or v a match does not begin between the halves of a pair.
    fn skip_inside_pair(&mut self) {
        let search = self.search;
        dynasm!(self.asm.ops; .arch x64
            ; cmp rdi, [rbp + field::BEGIN]
            ; jle >ok
            ; test rdi, rdi
            ; jz >ok
            ; movzx eax, WORD [rsi + rdi - 2]
            ; and eax, 0xFC00
            ; cmp eax, 0xD800
            ; jne >ok
            ; movzx eax, WORD [rsi + rdi]
            ; and eax, 0xFC00
            ; cmp eax, 0xDC00
            ; jne >ok
            ; add rdi, 2
            ; jmp =>search
            ; ok:
        );
    }

    /// The units of a set, if they are few and the width of input can have them all compared.
    pub(crate) fn few_units(&self, set: &CharSet) -> Option<Vec<u16>> {
        let mut units = vec![];
        for &(lo, hi) in set.ranges().iter().filter(|r| r.0 <= self.max_unit()) {
            if (hi.min(self.max_unit()) - lo) as usize >= FEW {
                return None;
            }
            units.extend((lo..=hi.min(self.max_unit())).map(|unit| unit as u16));
        }
        (1..=FEW).contains(&units.len()).then_some(units)
    }
    fn constant(&mut self, unit: u16) -> DynamicLabel {
        let bytes = if self.width == 1 { [unit as u8; 2] } else { unit.to_le_bytes() };
        let vector = std::array::from_fn(|i| bytes[i % 2]);
        self.tables.vector(&mut self.asm, vector)
    }
    /// xmm1 = which units of xmm0 are the unit.
    fn compare_units(&mut self, unit: u16) {
        let constant = self.constant(unit);
        dynasm!(self.asm.ops; .arch x64; movdqa xmm1, xmm0);
        if self.width == 1 {
            dynasm!(self.asm.ops; .arch x64; pcmpeqb xmm1, [=>constant]);
        } else {
            dynasm!(self.asm.ops; .arch x64; pcmpeqw xmm1, [=>constant]);
        }
    }
    /// Moves `rdi` forward until one of the units is at `rdi` + `at` (then goes to `found`) or fewer than sixteen bytes are left from there
    /// (then goes on). Uses rax.
    pub(crate) fn skip_to(&mut self, units: &[u16], at: i32, found: DynamicLabel) {
        let (again, rest, hit) = (self.asm.label(), self.asm.label(), self.asm.label());
        dynasm!(self.asm.ops; .arch x64; =>again; cmp rdi, -16 - at; jg =>rest; movdqu xmm0, [rsi + rdi + at]);
        for (i, &unit) in units.iter().enumerate() {
            self.compare_units(unit);
            if i == 0 {
                dynasm!(self.asm.ops; .arch x64; movdqa xmm2, xmm1);
            } else {
                dynasm!(self.asm.ops; .arch x64; por xmm2, xmm1);
            }
        }
        dynasm!(self.asm.ops; .arch x64
            ; pmovmskb eax, xmm2
            ; test eax, eax
            ; jnz =>hit
            ; add rdi, 16
            ; jmp =>again
            ; =>hit
            ; bsf eax, eax
            ; add rdi, rax
            ; jmp =>found
            ; =>rest
        );
    }

    /// Looks for the rarest of the sets at its distance, then for the others.
    fn search_sets(&mut self, sets: &[CharSet]) {
        let width = self.width;
        let size = |set: &CharSet| set.ranges().iter().map(|r| u64::from(r.1.min(self.max_unit()).saturating_sub(r.0)) + 1).sum::<u64>();
        let rarest = (0..sets.len()).min_by_key(|&i| size(&sets[i])).unwrap_or(0);
        let (again, next, candidate) = (self.asm.label(), self.asm.label(), self.asm.label());
        let (at, not_found) = (rarest as i32 * width, self.not_found);
        let needed = sets.len() as i32 * width;
        dynasm!(self.asm.ops; .arch x64; =>again);
        if let Some(units) = self.few_units(&sets[rarest]) {
            self.skip_to(&units, at, candidate);
        }
        // What is left, or all of it, one by one.
        let one = self.asm.label();
        dynasm!(self.asm.ops; .arch x64; =>one; cmp rdi, -needed; jg =>not_found);
        self.load(at);
        dynasm!(self.asm.ops; .arch x64; add rdi, width);
        self.test(&sets[rarest], one);
        dynasm!(self.asm.ops; .arch x64; sub rdi, width; =>candidate);
        if sets.len() > 1 {
            dynasm!(self.asm.ops; .arch x64; cmp rdi, -needed; jg =>not_found);
        }
        for (i, set) in sets.iter().enumerate().filter(|(i, _)| *i != rarest) {
            self.load(i as i32 * width);
            self.test(set, next);
        }
        if sets.len() > 1 {
            let found = self.asm.label();
            dynasm!(self.asm.ops; .arch x64; jmp =>found; =>next; add rdi, width; jmp =>again; =>found);
        } else {
            dynasm!(self.asm.ops; .arch x64; =>next);
        }
    }

    /// Looks for the first and the last unit of the text at their distance, then compares all. Keeps r10.
    fn search_literal(&mut self, units: &[u16]) {
        let (width, not_found) = (self.width, self.not_found);
        if units.iter().any(|&unit| u32::from(unit) > self.max_unit()) {
            dynasm!(self.asm.ops; .arch x64; jmp =>not_found);
            return;
        }
        let bytes: Vec<u8> = units.iter().flat_map(|unit| unit.to_le_bytes().into_iter().take(width as usize)).collect();
        let (last, len) = (bytes.len() as i32 - width, bytes.len() as i32);
        let (again, hit, miss, found, rest) = (self.asm.label(), self.asm.label(), self.asm.label(), self.asm.label(), self.asm.label());
        dynasm!(self.asm.ops; .arch x64; =>again; cmp rdi, -16 - last; jg =>rest; movdqu xmm0, [rsi + rdi]);
        self.compare_units(units[0]);
        dynasm!(self.asm.ops; .arch x64; movdqa xmm2, xmm1; movdqu xmm0, [rsi + rdi + last]);
        self.compare_units(units[units.len() - 1]);
        // r9: the place of the block; edx: candidates in it.
        dynasm!(self.asm.ops; .arch x64
            ; pand xmm2, xmm1
            ; pmovmskb edx, xmm2
            ; test edx, edx
            ; jnz >candidates
            ; add rdi, 16
            ; jmp =>again
            ; candidates:
            ; mov r9, rdi
            ; =>hit
            ; bsf ecx, edx
            ; lea rdi, [r9 + rcx]
        );
        self.compare_text(&bytes, miss);
        dynasm!(self.asm.ops; .arch x64; jmp =>found; =>miss; lea eax, [rdx - 1]; and edx, eax);
        if width == 2 {
            dynasm!(self.asm.ops; .arch x64; lea eax, [rdx - 1]; and edx, eax);
        }
        dynasm!(self.asm.ops; .arch x64; jnz =>hit; lea rdi, [r9 + 16]; jmp =>again; =>rest);
        // The end, one by one.
        let (one, next) = (self.asm.label(), self.asm.label());
        dynasm!(self.asm.ops; .arch x64; =>one; cmp rdi, -len; jg =>not_found);
        self.compare_text(&bytes, next);
        dynasm!(self.asm.ops; .arch x64; jmp =>found; =>next; add rdi, width; jmp =>one; =>found);
    }
    /// Goes to `no` unless the bytes are at `rdi`. Uses rax, rcx.
    fn compare_text(&mut self, bytes: &[u8], no: DynamicLabel) {
        let mut at = 0;
        while at < bytes.len() {
            let left = bytes.len() - at;
            let size = if left >= 8 { 8 } else if left >= 4 { 4 } else if left >= 2 { 2 } else { 1 };
            let value = bytes[at..at + size].iter().rev().fold(0, |word, &byte| word << 8 | u64::from(byte));
            self.compare_word(at as i32, size, 0, value, no);
            at += size;
        }
    }
}
