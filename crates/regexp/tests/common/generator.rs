//! Random patterns and inputs, seeded: a failure repeats.
#![allow(dead_code, reason = "each test file uses its part")]

use super::utf16;

/// SplitMix64.
pub struct Random(u64);

impl Random {
    pub fn below(&mut self, n: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        (((z ^ (z >> 31)) >> 32) as usize * n) >> 32
    }

    fn pick<'a>(&mut self, items: &[&'a str]) -> &'a str {
        items[self.below(items.len())]
    }
}

const NARROW: &[&str] = &[
    "a", "b", "c", "A", "B", "1", " ", "_", "\n", "k", "S", "é", "É",
];
const WIDE: &[&str] = &[
    "\u{212A}", "\u{17F}", "a", "b", "K", "s", "Σ", "ς", "𐐀", "𐐨", "𝒜", "1",
];
const QUANTIFIERS: &[&str] = &[
    "*", "+", "?", "{2}", "{0,2}", "{1,3}", "{2,}", "*?", "+?", "??", "{0,2}?", "{2,}?", "{1,4}",
];
const ESCAPES: &[&str] = &[
    "\\d", "\\w", "\\s", "\\D", "\\S", ".", "\\x61", "\\u0062", "\\W",
];

/// Makes patterns and inputs.
pub struct Generator {
    pub random: Random,
    unicode: bool,
    ignore_case: bool,
    groups: usize,
    /// Groups that are complete.
    closed: Vec<usize>,
}

impl Generator {
    pub fn new(seed: u64, unicode: bool, ignore_case: bool) -> Self {
        Self {
            random: Random(seed),
            unicode,
            ignore_case,
            groups: 0,
            closed: Vec::new(),
        }
    }

    /// A pattern.
    pub fn pattern(&mut self) -> String {
        self.groups = 0;
        self.closed.clear();
        self.disjunction(2)
    }

    fn char(&mut self) -> &'static str {
        let wide = if self.ignore_case { &WIDE[2..] } else { WIDE };
        if self.random.below(4) == 0 {
            self.random.pick(wide)
        } else {
            self.random.pick(NARROW)
        }
    }

    fn class(&mut self) -> String {
        let mut out = String::from(if self.random.below(3) == 0 { "[^" } else { "[" });
        for _ in 0..=self.random.below(3) {
            match self.random.below(5) {
                0 => {
                    out += self.random.pick(
                        &["\\d", "\\w", "\\s", "\\S", "\\W"][..5 - usize::from(self.ignore_case)],
                    )
                }
                1 => {
                    out += self
                        .random
                        .pick(&["a-c", "A-Z", "0-9", "b-k", " -~", "é-þ"])
                }
                _ => out += self.char(),
            }
        }
        out + "]"
    }

    fn atom(&mut self, depth: usize) -> String {
        match self.random.below(if depth == 0 { 11 } else { 16 }) {
            0..6 => self.char().into(),
            6 | 7 => self.class(),
            8 => {
                let count = ESCAPES.len() - usize::from(self.ignore_case);
                self.random.pick(&ESCAPES[..count]).into()
            }
            9 if !self.closed.is_empty() => {
                format!(
                    "(?:\\{})",
                    self.closed[self.random.below(self.closed.len())]
                )
            }
            10 if self.unicode && !self.ignore_case => self
                .random
                .pick(&["\\p{L}", "\\p{Lu}", "\\P{Ll}", "\\u{1D49C}"])
                .into(),
            9 | 10 => "a".into(),
            11..14 => {
                self.groups += 1;
                let index = self.groups;
                let text = format!("({})", self.disjunction(depth - 1));
                self.closed.push(index);
                text
            }
            _ => format!("(?:{})", self.disjunction(depth - 1)),
        }
    }

    fn term(&mut self, depth: usize) -> String {
        match self.random.below(16) {
            0 => self.random.pick(&["^", "$", "\\b", "\\B"]).into(),
            1 if depth > 0 => {
                let open = self.random.pick(&["(?=", "(?!", "(?<=", "(?<!"]);
                format!("{open}{})", self.disjunction(depth - 1))
            }
            2..7 => self.atom(depth) + self.random.pick(QUANTIFIERS),
            _ => self.atom(depth),
        }
    }

    fn disjunction(&mut self, depth: usize) -> String {
        let mut out = String::new();
        loop {
            for _ in 0..=self.random.below(3) {
                out += &self.term(depth);
            }
            if self.random.below(3) > 0 {
                return out;
            }
            out.push('|');
        }
    }

    /// An input of fewer than `max` characters.
    pub fn input(&mut self, max: usize) -> Vec<u16> {
        let narrow = self.random.below(2) == 0;
        let len = self.random.below(max);
        let text: String = (0..len)
            .map(|_| {
                if narrow {
                    self.random.pick(NARROW)
                } else {
                    self.char()
                }
            })
            .collect();
        utf16(&text)
    }
}

