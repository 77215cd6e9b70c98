//! The second source of programs: those of tests/fuzz/corpus and tests/run, changed at random. Mutants that do not compile are the same
//! in all variants and cost little.
use super::random::Random;
use crate::{files_below, root};

/// Folders whose programs are changed: they are short, and none needs flags, modules or a host.
const SOURCES: &[&str] = &["tests/fuzz/corpus", "tests/run/language", "tests/run/library", "tests/run/traps", "tests/run/tiers"];
/// What numbers become.
const NUMBERS: &[&str] = &["0", "1", "-1", "-0", "2", "7", "0.5", "NaN", "255", "65536", "1073741824", "2147483647", "-2147483648", "4294967295", "1e21", "Infinity"];
/// What operators become one another.
const OPERATORS: &[&str] = &[" + ", " - ", " * ", " / ", " % ", " | ", " & ", " ^ ", " << ", " >> ", " >>> ", " < ", " <= ", " > ", " >= ", " === ", " !== ", " == "];
/// What a line may become part of: `@` stands for it.
const FRAMES: &[&str] = &[
    "for (let $i = 0; $i < 200; $i++) { @ }",
    "try { @ } catch {} finally { $q = 1; }",
    "(() => { @ })();",
    "if ($q++ % 3) { @ }",
    "for (const $v of [1, 2.5, \"s\", null]) { @ }",
    "eval(\"\"); @",
];

/// The texts of all sources.
pub fn corpus() -> Vec<String> {
    let mut texts = vec![];
    for source in SOURCES {
        for file in files_below(&root().join(source), ".js") {
            let text = std::fs::read_to_string(&file).unwrap_or_default();
            if !text.starts_with("//! flags:") {
                texts.push(text);
            }
        }
    }
    texts
}

/// A mutant: one to six changes of one program.
pub fn program(random: &mut Random, corpus: &[String]) -> String {
    if corpus.is_empty() {
        return String::new();
    }
    let mut lines: Vec<String> = corpus[random.below(corpus.len())].lines().map(str::to_string).collect();
    for _ in 0..random.between(1, 6) {
        change(random, &mut lines, corpus);
    }
    format!("var $q = 0;\n{}\n", lines.join("\n"))
}

fn change(random: &mut Random, lines: &mut Vec<String>, corpus: &[String]) {
    if lines.is_empty() {
        return;
    }
    let at = random.below(lines.len());
    match random.below(8) {
        0 => {
            lines.remove(at);
        }
        1 => {
            let line = lines[at].clone();
            lines.insert(random.below(lines.len()), line);
        }
        2 => {
            let other = random.below(lines.len());
            lines.swap(at, other);
        }
        3 | 4 => lines[at] = replace_number(random, &lines[at]),
        5 => {
            let from = random.pick(OPERATORS);
            let to = random.pick(OPERATORS);
            lines[at] = lines[at].replacen(from, to, 1);
        }
        6 => {
            let line = lines[at].trim();
            if line.ends_with(';') && !line.starts_with("let ") && !line.starts_with("const ") && !line.starts_with('}') {
                lines[at] = random.pick(FRAMES).replace('@', line);
            }
        }
        _ => {
            let other: Vec<&str> = corpus[random.below(corpus.len())].lines().collect();
            if !other.is_empty() {
                let start = random.below(other.len());
                let part = other[start..(start + random.between(1, 8)).min(other.len())].iter().map(|l| l.to_string());
                lines.splice(at..at, part);
            }
        }
    }
}

/// Another number in place of one of the line's.
fn replace_number(random: &mut Random, line: &str) -> String {
    let bytes = line.as_bytes();
    let starts: Vec<usize> = (0..bytes.len())
        .filter(|&i| bytes[i].is_ascii_digit() && (i == 0 || !(bytes[i - 1].is_ascii_alphanumeric() || b"_$.".contains(&bytes[i - 1]))))
        .collect();
    if starts.is_empty() {
        return line.to_string();
    }
    let start = starts[random.below(starts.len())];
    let end = (start..bytes.len()).find(|&i| !bytes[i].is_ascii_digit()).unwrap_or(bytes.len());
    format!("{}({}){}", &line[..start], random.pick(NUMBERS), &line[end..])
}
