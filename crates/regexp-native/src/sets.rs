//! Tests of units: loading them, comparing them with constants many at a time, membership in sets, tables of targets.
use crate::compiler::{Compiler, Rare};
use crate::tables::Word;
use dynasmrt::{DynamicLabel, DynasmApi, DynasmLabelApi, dynasm};
use ogive_regexp::Op;
use ogive_regexp::parts::{CharSet, First};

/// The largest code point.
pub(crate) const MAX_CODE_POINT: u32 = 0x10_FFFF;
/// From so many ranges above U+00FF on they are searched rather than compared one by one.
const SEARCH_FROM: usize = 5;
/// A switch with fewer ranges of units is a chain of compares.
const TABLE_FROM: usize = 5;

/// What one unit must be.
enum Unit<'p> {
    /// `unit | mask == value`
    Exact { mask: u16, value: u16 },
    In(std::borrow::Cow<'p, CharSet>),
    Any,
}

fn clip(set: &CharSet, max: u32) -> Vec<(u32, u32)> {
    set.ranges().iter().filter(|r| r.0 <= max).map(|&(lo, hi)| (lo, hi.min(max))).collect()
}

impl<'p> Compiler<'p> {
    /// eax = the unit at `rdi` + `at`.
    pub(crate) fn load(&mut self, at: i32) {
        if self.width == 1 {
            dynasm!(self.asm.ops; .arch x64; movzx eax, BYTE [rsi + rdi + at]);
        } else {
            dynasm!(self.asm.ops; .arch x64; movzx eax, WORD [rsi + rdi + at]);
        }
    }
    /// Fails unless so many bytes follow `rdi`.
    pub(crate) fn need(&mut self, bytes: i32) {
        if bytes > self.known {
            let fail = self.fail();
            dynasm!(self.asm.ops; .arch x64; cmp rdi, -bytes; jg =>fail);
            self.known = bytes;
        }
    }
    /// Goes to the label at the end of input.
    pub(crate) fn jump_at_end(&mut self, label: DynamicLabel) {
        if self.known < self.width {
            dynasm!(self.asm.ops; .arch x64; test rdi, rdi; jz =>label);
        }
    }
    /// The largest unit.
    pub(crate) fn max_unit(&self) -> u32 {
        if self.width == 1 { 0xFF } else { 0xFFFF }
    }

    /// Goes on if the unit in eax is in the set, else at `no`. Keeps eax; uses rcx, rdx, r8, r11.
    pub(crate) fn test(&mut self, set: &CharSet, no: DynamicLabel) {
        self.test_up_to(set, self.max_unit(), no);
    }
    /// The same, to a label if it is in the set.
    pub(crate) fn test_not(&mut self, set: &CharSet, yes: DynamicLabel) {
        self.test(&set.complement(), yes);
    }
    /// The same for anything up to `max`.
    pub(crate) fn test_up_to(&mut self, set: &CharSet, max: u32, no: DynamicLabel) {
        let (ranges, gaps) = (clip(set, max), clip(&set.complement(), max));
        match (&ranges[..], &gaps[..]) {
            (_, []) => {}
            ([], _) => dynasm!(self.asm.ops; .arch x64; jmp =>no),
            (&[(lo, hi)], _) => self.unless_inside(lo, hi, max, no),
            (_, [_] | [_, _] | [_, _, _]) => gaps.iter().for_each(|&(lo, hi)| self.if_inside(lo, hi, max, no)),
            (&[one, (lo, hi)], _) => {
                let yes = self.asm.label();
                self.if_inside(one.0, one.1, max, yes);
                self.unless_inside(lo, hi, max, no);
                dynasm!(self.asm.ops; .arch x64; =>yes);
            }
            _ => self.look_up(set, max, no),
        }
    }
    fn if_inside(&mut self, lo: u32, hi: u32, max: u32, label: DynamicLabel) {
        self.on_range(lo, hi, max, true, label);
    }
    fn unless_inside(&mut self, lo: u32, hi: u32, max: u32, label: DynamicLabel) {
        self.on_range(lo, hi, max, false, label);
    }
    /// Jumps when the unit eax is (or is not) in `lo..=hi`; no unit is beyond `max`.
    fn on_range(&mut self, lo: u32, hi: u32, max: u32, inside: bool, label: DynamicLabel) {
        let (lo, hi, max) = (lo as i32, hi as i32, max as i32);
        if lo == hi {
            dynasm!(self.asm.ops; .arch x64; cmp eax, lo);
            match inside {
                true => dynasm!(self.asm.ops; .arch x64; je =>label),
                false => dynasm!(self.asm.ops; .arch x64; jne =>label),
            }
        } else if lo != 0 && hi == max {
            dynasm!(self.asm.ops; .arch x64; cmp eax, lo);
            match inside {
                true => dynasm!(self.asm.ops; .arch x64; jae =>label),
                false => dynasm!(self.asm.ops; .arch x64; jb =>label),
            }
        } else {
            if lo == 0 {
                dynasm!(self.asm.ops; .arch x64; cmp eax, hi);
            } else {
                dynasm!(self.asm.ops; .arch x64; lea ecx, [rax - lo]; cmp ecx, hi - lo);
            }
            match inside {
                true => dynasm!(self.asm.ops; .arch x64; jbe =>label),
                false => dynasm!(self.asm.ops; .arch x64; ja =>label),
            }
        }
    }
    /// By the tables.
    fn look_up(&mut self, set: &CharSet, max: u32, no: DynamicLabel) {
        let mut low = [0u64; 4];
        for (lo, hi) in clip(set, 0xFF) {
            (lo..=hi).for_each(|unit| low[unit as usize >> 6] |= 1 << (unit & 63));
        }
        let (at, bit) = self.tables.set(low);
        let yes = self.asm.label();
        if max > 0xFF {
            dynasm!(self.asm.ops; .arch x64; cmp eax, 0xFF);
            if !set.intersects_range(0x100, max) {
                dynasm!(self.asm.ops; .arch x64; ja =>no);
            } else if !set.complement().intersects_range(0x100, max) {
                dynasm!(self.asm.ops; .arch x64; ja =>yes);
            } else {
                let enter = self.asm.label();
                dynasm!(self.asm.ops; .arch x64; ja =>enter);
                self.rare.push(Rare::High { enter, set: set.clone(), yes, no });
            }
        }
        dynasm!(self.asm.ops; .arch x64; test BYTE [r12 + rax + at], bit; jz =>no; =>yes);
    }
    /// As [`Compiler::test`], for what is above U+00FF.
    pub(crate) fn high(&mut self, set: &CharSet, no: DynamicLabel) {
        let ranges: Vec<(u32, u32)> = set.ranges().iter().filter(|r| r.1 > 0xFF).map(|&(lo, hi)| (lo.max(0x100), hi)).collect();
        if ranges.len() < SEARCH_FROM {
            let yes = self.asm.label();
            let (&(lo, hi), others) = ranges.split_last().expect("there are members");
            others.iter().for_each(|&(lo, hi)| self.if_inside(lo, hi, MAX_CODE_POINT, yes));
            self.unless_inside(lo, hi, MAX_CODE_POINT, no);
            dynasm!(self.asm.ops; .arch x64; =>yes);
            return;
        }
        let table = match self.range_sets.iter().find(|known| known.0 == *set) {
            Some(known) => known.1,
            None => {
                // The last one is found when there is none, and has nothing in it.
                let pairs = ranges.iter().chain(&[(u32::MAX, u32::MAX)]).flat_map(|&(lo, hi)| [Word::Number(lo), Word::Number(hi)]);
                let label = self.tables.words(&mut self.asm, pairs.collect());
                self.range_sets.push((set.clone(), label));
                label
            }
        };
        let find = *self.shared.find_range.get_or_insert_with(|| self.asm.label());
        dynasm!(self.asm.ops; .arch x64; lea r8, [=>table]; mov ecx, ranges.len() as i32; call =>find; jnc =>no);
    }
    /// Binary search: r8 the pairs, ecx their number, eax what is looked for; carry if it is in one.
    pub(crate) fn find_range(&mut self, label: DynamicLabel) {
        dynasm!(self.asm.ops; .arch x64
            ; =>label
            ; xor edx, edx
            ; search:
            ; cmp edx, ecx
            ; jae >found
            ; lea r11d, [rdx + rcx]
            ; shr r11d, 1
            ; cmp [r8 + r11 * 8 + 4], eax
            ; jb >above
            ; mov ecx, r11d
            ; jmp <search
            ; above:
            ; lea edx, [r11 + 1]
            ; jmp <search
            ; found:
            ; cmp eax, [r8 + rdx * 8]
            ; cmc
            ; ret
        );
    }
    /// Goes to `yes` if what is at `rdi` is accepted, else on.
    pub(crate) fn jump_if_accepted(&mut self, first: &First, yes: DynamicLabel) {
        let no = self.asm.label();
        let at_end = if first.at_end { yes } else { no };
        dynasm!(self.asm.ops; .arch x64; test rdi, rdi; jz =>at_end);
        self.load(0);
        self.test_not(&first.to_set(), yes);
        dynasm!(self.asm.ops; .arch x64; =>no);
    }

    /// The units that the instructions from here on must see, as far as nothing else comes between; how many instructions these are.
    pub(crate) fn units(&mut self) -> u32 {
        let (mut units, mut count) = (vec![], 0u32);
        for (pc, op) in self.parts.ops.iter().enumerate().skip(self.pc as usize) {
            if count > 0 && self.analysis.is_target[pc] {
                break;
            }
            match *op {
                Op::Char { unit } => units.push(Unit::Exact { mask: 0, value: unit }),
                Op::Char2 { a, b } if (a ^ b).is_power_of_two() => units.push(Unit::Exact { mask: a ^ b, value: a | b }),
                Op::Char2 { a, b } => {
                    units.push(Unit::In(std::borrow::Cow::Owned(CharSet::from_ranges([(a.into(), a.into()), (b.into(), b.into())]))));
                }
                Op::Any {} => units.push(Unit::Any),
                Op::Class { class } => units.push(Unit::In(std::borrow::Cow::Borrowed(self.parts.class(class)))),
                Op::ClassCp { class } if self.width == 1 => units.push(Unit::In(std::borrow::Cow::Borrowed(self.parts.class(class)))),
                Op::Literal { len, start } => {
                    let literal = &self.parts.literals[start as usize..start as usize + usize::from(len)];
                    units.extend(literal.iter().map(|&value| Unit::Exact { mask: 0, value }));
                }
                _ => break,
            }
            count += 1;
        }
        if count == 0 {
            return 0;
        }
        self.need(self.ahead + units.len() as i32 * self.width);
        let mut rest = &units[..];
        while let Some(unit) = rest.first() {
            match unit {
                Unit::Any => self.ahead += self.width,
                Unit::In(set) => {
                    let fail = self.fail();
                    self.load(self.ahead);
                    self.test(set, fail);
                    self.ahead += self.width;
                }
                Unit::Exact { .. } => {
                    let run = rest.iter().take_while(|unit| matches!(unit, Unit::Exact { .. })).count();
                    self.exact(&rest[..run]);
                    rest = &rest[run..];
                    continue;
                }
            }
            rest = &rest[1..];
        }
        count
    }
    /// Constant units, compared by words.
    fn exact(&mut self, units: &[Unit<'_>]) {
        let fail = self.fail();
        let (mut masks, mut values) = (vec![], vec![]);
        for unit in units {
            let Unit::Exact { mask, value } = *unit else { continue };
            if self.width == 2 {
                masks.extend(mask.to_le_bytes());
                values.extend(value.to_le_bytes());
            } else if value > 0xFF && value & !mask > 0xFF {
                dynasm!(self.asm.ops; .arch x64; jmp =>fail);
                self.ahead += units.len() as i32;
                return;
            } else if value > 0xFF {
                // Only the member without the high bit is a Latin-1 unit.
                masks.push(0);
                values.push((value & !mask) as u8);
            } else {
                masks.push(mask as u8);
                values.push(value as u8);
            }
        }
        let mut at = 0;
        while at < values.len() {
            let left = values.len() - at;
            let size = if left >= 8 { 8 } else if left >= 4 { 4 } else if left >= 2 { 2 } else { 1 };
            // FAST: the last word may overlap the one before.
            let (from, size) = match left {
                5..=7 if at >= 8 - left => (values.len() - 8, 8),
                3 if at >= 1 => (values.len() - 4, 4),
                _ => (at, size),
            };
            let word = |bytes: &[u8]| bytes[from..from + size].iter().rev().fold(0u64, |word, &byte| word << 8 | u64::from(byte));
            self.compare_word(self.ahead + from as i32, size, word(&masks), word(&values), fail);
            at = from + size;
        }
        self.ahead += values.len() as i32;
    }
    /// Goes to `no` unless the word at `rdi` + `at` is the value but for the bits of the mask, which are set in the value. Uses rax, rcx.
    pub(crate) fn compare_word(&mut self, at: i32, size: usize, mask: u64, value: u64, no: DynamicLabel) {
        match (size, mask) {
            (8, _) => {
                dynasm!(self.asm.ops; .arch x64; mov rcx, QWORD value as i64);
                if mask == 0 {
                    dynasm!(self.asm.ops; .arch x64; cmp [rsi + rdi + at], rcx);
                } else {
                    dynasm!(self.asm.ops; .arch x64; mov rax, QWORD mask as i64; or rax, [rsi + rdi + at]; cmp rax, rcx);
                }
            }
            (4, 0) => dynasm!(self.asm.ops; .arch x64; cmp DWORD [rsi + rdi + at], value as i32),
            (2, 0) => dynasm!(self.asm.ops; .arch x64; movzx eax, WORD [rsi + rdi + at]; cmp eax, value as i32),
            (_, 0) => dynasm!(self.asm.ops; .arch x64; cmp BYTE [rsi + rdi + at], value as i8),
            (4, _) => dynasm!(self.asm.ops; .arch x64; mov eax, [rsi + rdi + at]; or eax, mask as i32; cmp eax, value as i32),
            (2, _) => dynasm!(self.asm.ops; .arch x64; movzx eax, WORD [rsi + rdi + at]; or eax, mask as i32; cmp eax, value as i32),
            _ => dynasm!(self.asm.ops; .arch x64; movzx eax, BYTE [rsi + rdi + at]; or eax, mask as i32; cmp eax, value as i32),
        }
        dynasm!(self.asm.ops; .arch x64; jne =>no);
    }

    /// `Guard`
    pub(crate) fn guard(&mut self, first: u16, other: u32) {
        self.settle();
        let first = &self.parts.firsts[usize::from(first)];
        let (other, ok) = (self.labels[other as usize], self.asm.label());
        self.jump_at_end(if first.at_end { ok } else { other });
        self.load(0);
        self.test(&first.to_set(), other);
        dynasm!(self.asm.ops; .arch x64; =>ok);
        if !first.at_end {
            self.known = self.known.max(self.width);
        }
    }
    /// `Switch`
    pub(crate) fn switch(&mut self, table: u32) {
        self.settle();
        let switch = &self.parts.switches[table as usize];
        self.jump_at_end(self.labels[switch.end as usize]);
        self.load(0);
        if self.width == 2 {
            let high = self.labels[switch.high as usize];
            dynasm!(self.asm.ops; .arch x64; cmp eax, 0xFF; ja =>high);
        }
        // Runs of units with the same target.
        let mut runs: Vec<(u32, u32, u32)> = vec![];
        for (unit, &target) in switch.low.iter().enumerate() {
            match runs.last_mut() {
                Some(run) if run.2 == target => run.1 = unit as u32,
                _ => runs.push((unit as u32, unit as u32, target)),
            }
        }
        let widest = runs.iter().max_by_key(|run| run.1 - run.0).map_or(0, |run| run.2);
        let others: Vec<_> = runs.into_iter().filter(|run| run.2 != widest).collect();
        if others.len() < TABLE_FROM {
            for (lo, hi, target) in others {
                self.if_inside(lo, hi, 0xFF, self.labels[target as usize]);
            }
            let widest = self.labels[widest as usize];
            dynasm!(self.asm.ops; .arch x64; jmp =>widest);
            return;
        }
        let words = switch.low.iter().map(|&target| Word::Label(self.labels[target as usize])).collect();
        let table = self.tables.words(&mut self.asm, words);
        dynasm!(self.asm.ops; .arch x64
            ; lea r8, [=>table]
            ; movsxd rcx, DWORD [r8 + rax * 4]
            ; add rcx, r12
            ; jmp rcx
        );
    }
}
