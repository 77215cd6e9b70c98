//! Times a trace of matches. Each line of the file: pattern, flags, subject, last index (pattern and
//! subject as four hexadecimal digits per unit), separated by tabs. A line `@`, subject defines a
//! long subject to be used as `@0`, `@1`, …. Arguments: file, rounds, and
//! `detail` for a line per pattern.

use std::collections::HashMap;
use std::rc::Rc;
use std::time::{Duration, Instant};

use ogive_regexp::{Flags, Input, Program, Scratch, compile};

fn units(hex: &str) -> Vec<u16> {
    (0..hex.len() / 4)
        .map(|i| u16::from_str_radix(&hex[4 * i..4 * i + 4], 16).unwrap())
        .collect()
}

enum Text {
    Narrow(Vec<u8>),
    Wide(Vec<u16>),
}

impl Text {
    fn new(hex: &str) -> Self {
        let wide = units(hex);
        let narrow: Option<Vec<u8>> = wide.iter().map(|&u| u8::try_from(u).ok()).collect();
        narrow.map_or(Self::Wide(wide), Self::Narrow)
    }

    fn input(&self) -> Input<'_> {
        match self {
            Self::Narrow(units) => Input::Latin1(units),
            Self::Wide(units) => Input::Utf16(units),
        }
    }
}

fn main() {
    let mut args = std::env::args().skip(1);
    let file = args.next().expect("a trace file");
    let rounds: u32 = args.next().map_or(10, |n| n.parse().unwrap());
    let detail = args.next().is_some();
    let trace = std::fs::read_to_string(file).unwrap();

    let mut programs: Vec<(Program, String)> = Vec::new();
    let mut known: HashMap<String, usize> = HashMap::new();
    let mut events = Vec::new();
    let mut texts: Vec<Rc<Text>> = Vec::new();
    let mut compiling = Duration::ZERO;
    for line in trace.lines() {
        let parts: Vec<&str> = line.split('\t').collect();
        if parts[0] == "@" {
            texts.push(Rc::new(Text::new(parts[1])));
            continue;
        }
        let key = format!("{}\t{}", parts[0], parts[1]);
        let index = *known.entry(key).or_insert_with(|| {
            let pattern = units(parts[0]);
            let flags = Flags::parse(parts[1].bytes().map(u32::from)).unwrap();
            let text = Text::new(parts[0]);
            let start = Instant::now();
            let program = compile(text.input(), flags).unwrap();
            compiling += start.elapsed();
            programs.push((
                program,
                format!("/{}/{flags}", String::from_utf16_lossy(&pattern)),
            ));
            programs.len() - 1
        });
        let text = match parts[2].strip_prefix('@') {
            Some(number) => Rc::clone(&texts[number.parse::<usize>().unwrap()]),
            None => Rc::new(Text::new(parts[2])),
        };
        events.push((index, text, parts[3].parse::<usize>().unwrap()));
    }

    let sources: Vec<(Text, Flags)> = known
        .keys()
        .map(|key| key.split_once('\t').unwrap())
        .map(|(p, f)| {
            (
                Text::new(p),
                Flags::parse(f.bytes().map(u32::from)).unwrap(),
            )
        })
        .collect();
    let mut again = Duration::MAX;
    for _ in 0..rounds {
        let start = Instant::now();
        for (text, flags) in &sources {
            drop(std::hint::black_box(compile(text.input(), *flags).unwrap()));
        }
        again = again.min(start.elapsed());
    }
    let mut scratch = Scratch::new();
    let mut best = Duration::MAX;
    let mut matches = 0usize;
    for _ in 0..rounds {
        matches = 0;
        let start = Instant::now();
        for (index, text, last_index) in &events {
            let program = &programs[*index].0;
            let found = program
                .exec(text.input(), *last_index, &mut scratch, &mut || false)
                .unwrap();
            if let Some(captures) = found {
                matches += 1 + captures.get(0).unwrap().1;
            }
        }
        best = best.min(start.elapsed());
    }
    println!(
        "{} patterns compiled in {compiling:?} (again: {again:?}); {} matches per round, best {best:?}, checksum {matches}",
        programs.len(),
        events.len()
    );
    if detail {
        let mut rows: Vec<(Duration, usize, &str)> = Vec::new();
        for (i, (program, text)) in programs.iter().enumerate() {
            let mine: Vec<_> = events.iter().filter(|event| event.0 == i).collect();
            let start = Instant::now();
            for _ in 0..rounds {
                for (_, text, last_index) in &mine {
                    let _ = program.exec(text.input(), *last_index, &mut scratch, &mut || false);
                }
            }
            rows.push((start.elapsed() / rounds, mine.len(), text));
        }
        rows.sort();
        for (time, count, text) in rows.iter().rev().take(50) {
            let each = time.as_nanos() / *count as u128;
            println!(
                "{time:>12?} {count:>6} x {each:>6} ns {}",
                &text[..text.len().min(100)]
            );
        }
    }
}
