//! Makes a program that shows a difference small, as long as it still shows it: first whole statements and blocks are left out
//! (a tree of lines by their braces), then parts of lines are replaced by simpler ones.
//!
//! The generator writes one statement a line; a line that ends with `{` opens a block and one that begins with `}` closes it.

/// Tries at most so often.
const MAX_TRIES: usize = 3000;

struct Reducer<'a> {
    still: &'a mut dyn FnMut(&str) -> bool,
    tries: usize,
}

/// The smallest program found for which `still` holds.
pub fn reduce(program: &str, still: &mut dyn FnMut(&str) -> bool) -> String {
    let mut reducer = Reducer { still, tries: 0 };
    let mut lines: Vec<String> = program.lines().map(str::to_string).filter(|l| !l.trim().is_empty()).collect();
    loop {
        let before = lines.join("\n").len();
        reducer.remove_chunks(&mut lines);
        reducer.remove_blocks(&mut lines);
        reducer.simplify(&mut lines);
        if lines.join("\n").len() == before || reducer.tries >= MAX_TRIES {
            return lines.join("\n") + "\n";
        }
    }
}

impl Reducer<'_> {
    fn holds(&mut self, lines: &[String]) -> bool {
        self.tries += 1;
        self.tries < MAX_TRIES && (self.still)(&(lines.join("\n") + "\n"))
    }

    /// Leaves out runs of whole statements, long runs first.
    fn remove_chunks(&mut self, lines: &mut Vec<String>) {
        let mut size = lines.len() / 2;
        while size > 0 {
            let mut at = 0;
            while at < lines.len() {
                let end = (at + size).min(lines.len());
                if balanced(&lines[at..end]) {
                    let without: Vec<String> = [&lines[..at], &lines[end..]].concat();
                    if self.holds(&without) {
                        *lines = without;
                        continue;
                    }
                }
                at += size.div_ceil(2);
            }
            size /= 2;
        }
    }

    /// Leaves out each block whole, or its frame alone.
    fn remove_blocks(&mut self, lines: &mut Vec<String>) {
        let mut at = 0;
        while at < lines.len() {
            if lines[at].trim_end().ends_with('{')
                && let Some(end) = block_end(lines, at)
            {
                let whole: Vec<String> = [&lines[..at], &lines[end + 1..]].concat();
                if self.holds(&whole) {
                    *lines = whole;
                    continue;
                }
                let inner: Vec<String> = [&lines[..at], &lines[at + 1..end], &lines[end + 1..]].concat();
                if balanced(&lines[at + 1..end]) && self.holds(&inner) {
                    *lines = inner;
                    continue;
                }
            }
            at += 1;
        }
    }

    /// Replaces each parenthesized or bracketed part of a line by something simpler, and shortens numbers.
    fn simplify(&mut self, lines: &mut [String]) {
        for at in 0..lines.len() {
            let mut from = 0;
            while let Some((start, end)) = next_group(&lines[at], from) {
                from = start + 1;
                let line = lines[at].clone();
                let inside = &line[start + 1..end];
                let mut candidates = vec!["0".to_string(), "1".to_string()];
                for operator in [" + ", " - ", " * ", " / ", " % ", " | ", " & ", " ^ ", " >> ", " >>> ", " << ", " ? ", " : ", ", ", " && ", " || ", " < ", " === "] {
                    if let Some(middle) = top_level(inside, operator) {
                        candidates.push(inside[..middle].to_string());
                        candidates.push(inside[middle + operator.len()..].to_string());
                    }
                }
                for candidate in candidates {
                    if candidate.len() >= inside.len() {
                        continue;
                    }
                    let bare = candidate.chars().all(|c| c.is_alphanumeric() || c == '_' || c == '$');
                    let preceded = line[..start].ends_with(|c: char| c.is_alphanumeric() || c == '_' || c == '$' || c == ')' || c == ']');
                    let new = if bare && !preceded { candidate } else { format!("({candidate})") };
                    lines[at] = format!("{}{new}{}", &line[..start], &line[end + 1..]);
                    if self.holds(lines) {
                        break;
                    }
                    lines[at] = line.clone();
                }
            }
        }
    }
}

/// How far a line moves into blocks, and whether it starts by leaving one.
fn depth(line: &str) -> (i32, bool) {
    let line = line.trim();
    let opens = line.ends_with('{') as i32;
    let closes = line.starts_with('}') as i32;
    (opens - closes, closes > 0)
}

fn balanced(lines: &[String]) -> bool {
    let mut level = 0;
    for line in lines {
        let (change, closes) = depth(line);
        if closes && level == 0 {
            return false;
        }
        level += change;
    }
    level == 0
}

/// The line that closes the block opened at `start`; `} else {` and its like belong to the block.
fn block_end(lines: &[String], start: usize) -> Option<usize> {
    let mut level = 0;
    for (i, line) in lines.iter().enumerate().skip(start) {
        level += depth(line).0;
        if level == 0 && i > start && !line.trim_end().ends_with('{') {
            return Some(i);
        }
    }
    None
}

/// The next `(…)` at or after `from`, by byte.
fn next_group(line: &str, from: usize) -> Option<(usize, usize)> {
    let bytes = line.as_bytes();
    let start = (from..bytes.len()).find(|&i| bytes[i] == b'(')?;
    let mut level = 0;
    for (i, &b) in bytes.iter().enumerate().skip(start) {
        match b {
            b'(' | b'[' | b'{' => level += 1,
            b')' | b']' | b'}' => {
                level -= 1;
                if level == 0 {
                    return Some((start, i));
                }
            }
            _ => {}
        }
    }
    // Unbalanced here: the group goes on in other lines. The next one may not.
    next_group(line, start + 1)
}

/// Where `operator` stands outside of brackets.
fn top_level(text: &str, operator: &str) -> Option<usize> {
    let mut level = 0;
    for (i, c) in text.char_indices() {
        match c {
            '(' | '[' | '{' => level += 1,
            ')' | ']' | '}' => level -= 1,
            _ if level == 0 && text[i..].starts_with(operator) => return Some(i),
            _ => {}
        }
    }
    None
}
