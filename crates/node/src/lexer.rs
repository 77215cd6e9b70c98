//! What a CommonJS file exports, found by looking at its text: the patterns that compilers and people write. A guess, as in Node; a name
//! that is found and never set is exported as undefined.

/// Names, and modules whose exports are exported again.
#[derive(Default, Debug)]
pub struct Found {
    /// Export names.
    pub names: Vec<String>,
    /// Specifiers of `module.exports = require('…')` and `__exportStar(require('…'), exports)`.
    pub reexports: Vec<String>,
}

/// Looks at a text.
pub fn exports(text: &[u8]) -> Found {
    let mut scan = Scan { text, at: 0, found: Found::default() };
    scan.run();
    scan.found
}

struct Scan<'t> {
    text: &'t [u8],
    at: usize,
    found: Found,
}

fn is_word(b: u8) -> bool {
    b.is_ascii_alphanumeric() || b == b'_' || b == b'$' || b >= 0x80
}

impl Scan<'_> {
    fn peek(&self) -> u8 {
        self.text.get(self.at).copied().unwrap_or(0)
    }
    fn space(&mut self) {
        loop {
            match self.peek() {
                b' ' | b'\t' | b'\n' | b'\r' => self.at += 1,
                b'/' if self.text.get(self.at + 1) == Some(&b'/') => self.line(),
                b'/' if self.text.get(self.at + 1) == Some(&b'*') => self.block(),
                _ => return,
            }
        }
    }
    fn line(&mut self) {
        while self.at < self.text.len() && self.text[self.at] != b'\n' {
            self.at += 1;
        }
    }
    fn block(&mut self) {
        self.at += 2;
        while self.at < self.text.len() && !self.text[self.at..].starts_with(b"*/") {
            self.at += 1;
        }
        self.at += 2;
    }
    fn eat(&mut self, word: &[u8]) -> bool {
        self.space();
        let rest = self.text.get(self.at..).unwrap_or_default();
        if !rest.starts_with(word) || is_word(word[word.len() - 1]) && rest.get(word.len()).is_some_and(|&b| is_word(b)) {
            return false;
        }
        self.at += word.len();
        true
    }
    fn word(&mut self) -> Option<String> {
        self.space();
        let start = self.at;
        while is_word(self.peek()) {
            self.at += 1;
        }
        (self.at > start).then(|| String::from_utf8_lossy(&self.text[start..self.at]).into_owned())
    }
    fn string(&mut self) -> Option<String> {
        self.space();
        let quote = self.peek();
        if quote != b'"' && quote != b'\'' {
            return None;
        }
        let start = self.at + 1;
        let mut i = start;
        while i < self.text.len() && self.text[i] != quote && self.text[i] != b'\n' {
            i += 1 + (self.text[i] == b'\\') as usize;
        }
        self.at = (i + 1).min(self.text.len());
        self.text.get(start..i).map(|s| String::from_utf8_lossy(s).into_owned())
    }
    fn skip_string(&mut self, quote: u8) {
        self.at += 1;
        while self.at < self.text.len() && self.text[self.at] != quote {
            if quote != b'`' && self.text[self.at] == b'\n' {
                return;
            }
            self.at += 1 + (self.text[self.at] == b'\\') as usize;
        }
        self.at += 1;
    }

    fn run(&mut self) {
        let mut before = b'\n';
        while self.at < self.text.len() {
            let b = self.peek();
            match b {
                b'"' | b'\'' => self.skip_string(b),
                b'/' if self.text.get(self.at + 1) == Some(&b'/') => self.line(),
                b'/' if self.text.get(self.at + 1) == Some(&b'*') => self.block(),
                _ if is_word(b) => {
                    let start = self.at;
                    let word = self.word().unwrap_or_default();
                    if before != b'.' {
                        self.keyword(&word);
                    }
                    self.at = self.at.max(start + 1);
                    before = b'a';
                    continue;
                }
                _ => self.at += 1,
            }
            if !b.is_ascii_whitespace() {
                before = b;
            }
        }
    }
    fn add(&mut self, name: String) {
        if !self.found.names.contains(&name) {
            self.found.names.push(name);
        }
    }
    fn keyword(&mut self, word: &str) {
        let back = self.at;
        match word {
            "exports" => self.member(),
            "module" => {
                if self.eat(b".") && self.eat(b"exports") { self.whole() } else { self.at = back }
            }
            "Object" => {
                if !(self.eat(b".") && self.eat(b"defineProperty") && self.eat(b"(") && self.exports_object() && self.eat(b",")) {
                    self.at = back;
                    return;
                }
                if let Some(name) = self.string() {
                    self.add(name);
                }
            }
            "__exportStar" | "__export" | "_export_star" => {
                if self.eat(b"(") {
                    self.require();
                }
            }
            "tslib" => {
                if self.eat(b".") && self.eat(b"__exportStar") && self.eat(b"(") {
                    self.require();
                }
            }
            _ => {}
        }
    }
    fn exports_object(&mut self) -> bool {
        self.eat(b"exports") || self.eat(b"module") && self.eat(b".") && self.eat(b"exports")
    }
    /// After `exports`: `.name =`, `['name'] =`.
    fn member(&mut self) {
        let back = self.at;
        if self.eat(b".") {
            if let Some(name) = self.word() {
                let after = self.at;
                if self.eat(b"=") && self.peek() != b'=' {
                    self.add(name);
                    // `exports.a = exports.b = …`: the next one is found by the scan.
                    return;
                }
                self.at = after;
            }
            return;
        }
        if self.eat(b"[")
            && let Some(name) = self.string()
            && self.eat(b"]")
            && self.eat(b"=")
            && self.peek() != b'='
        {
            self.add(name);
            return;
        }
        self.at = back;
    }
    /// After `module.exports`.
    fn whole(&mut self) {
        let back = self.at;
        if self.eat(b"=") && self.peek() != b'=' {
            if self.eat(b"{") {
                self.literal();
            } else if !self.require() {
                self.at = back + 1;
            }
            return;
        }
        self.at = back;
        self.member();
    }
    fn require(&mut self) -> bool {
        let back = self.at;
        if self.eat(b"require")
            && self.eat(b"(")
            && let Some(specifier) = self.string()
        {
            self.found.reexports.push(specifier);
            return true;
        }
        self.at = back;
        false
    }
    /// `{ a, b, 'c': …, ...require('x') }`: ends at the first thing it does not understand.
    fn literal(&mut self) {
        loop {
            self.space();
            if self.eat(b"...") {
                if !self.require() || !self.eat(b")") {
                    return;
                }
            } else if let Some(name) = self.word() {
                if name == "get" || name == "async" {
                    let back = self.at;
                    if let Some(name) = self.word() {
                        self.add(name);
                        return;
                    }
                    self.at = back;
                }
                self.add(name);
                if self.eat(b":") && !self.simple_value() {
                    return;
                }
                if self.eat(b"(") {
                    return;
                }
            } else if let Some(name) = self.string() {
                self.add(name);
                if !self.eat(b":") || !self.simple_value() {
                    return;
                }
            } else {
                return;
            }
            if !self.eat(b",") {
                return;
            }
        }
    }
    /// An identifier path or a literal, followed by `,` or `}`.
    fn simple_value(&mut self) -> bool {
        if self.string().is_none() {
            if self.word().is_none() {
                return false;
            }
            while self.eat(b".") {
                self.word();
            }
        }
        self.space();
        self.peek() == b',' || self.peek() == b'}'
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn common_patterns() {
        let found = super::exports(
            b"exports.a = 1; module.exports.b = 2; Object.defineProperty(exports, 'c', {});\nexports['d'] = 3; x.exports.no = 1; // exports.e = 1\n__exportStar(require('./f'), exports);",
        );
        assert_eq!(found.names, ["a", "b", "c", "d"]);
        assert_eq!(found.reexports, ["./f"]);
        let found = super::exports(b"0 && (module.exports = { g, h: i, 'j': 1 });");
        assert_eq!(found.names, ["g", "h", "j"]);
        assert_eq!(super::exports(b"module.exports = require('./k');").reexports, ["./k"]);
    }
}
