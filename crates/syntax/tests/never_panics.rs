//! No input makes the parser panic: mutated programs and random bytes, invalid UTF-8 included; and
//! whatever is accepted can be printed, and each of its lazy functions parsed.
use bumpalo::Bump;
use ogive_syntax::*;

/// A small deterministic generator.
struct Random(u64);

impl Random {
    fn below(&mut self, n: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 11) as usize % n.max(1)
    }
}

fn run(source: &[u8], module: bool, eager_all: bool) {
    let (bump, mut interner) = (Bump::new(), Interner::new());
    let options = ParseOptions {
        eager_all,
        decorators: true,
        ..ParseOptions::default()
    };
    let parse = if module { parse_module } else { parse_script };
    match parse(source, &options, &mut interner, &bump) {
        Ok(program) => {
            print_ast(&program, source, &interner, true);
            print_scopes(&program.scopes, &program.lazy, &interner, source);
            for index in 0..program.lazy.len() {
                let id = LazyId(index as u32);
                let parsed =
                    parse_lazy_function(source, &program.lazy, id, &options, &mut interner, &bump);
                assert!(parsed.is_ok(), "{}", String::from_utf8_lossy(source));
            }
        }
        Err(error) => {
            let place = Location::of(source, error.span);
            assert!(
                place.line > 0 && error.span.start <= error.span.end,
                "{error:?} in {}",
                String::from_utf8_lossy(source)
            );
        }
    }
    tokens(source, module, &options);
}

/// The programs of the snapshot tests.
fn seeds() -> Vec<Vec<u8>> {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/snap");
    let folders = ["tokens", "ast", "scope"].map(|stage| root.join(stage));
    let files = folders
        .iter()
        .flat_map(|folder| std::fs::read_dir(folder).into_iter().flatten().flatten());
    let mut paths: Vec<_> = files.map(|entry| entry.path()).collect();
    paths.sort();
    paths
        .iter()
        .filter_map(|path| {
            Some(
                std::fs::read_to_string(path)
                    .ok()?
                    .split("//--")
                    .next()?
                    .as_bytes()
                    .to_vec(),
            )
        })
        .collect()
}

#[test]
fn mutated_programs() {
    let seeds = seeds();
    let pieces: Vec<&[u8]> = seeds
        .iter()
        .flat_map(|seed| seed.split(|byte| *byte == b' '))
        .collect();
    let mut random = Random(0x1234_5678_9ABC_DEF1);
    for round in 0..100_000 {
        let mut source = seeds[random.below(seeds.len())].clone();
        for _ in 0..1 + random.below(4) {
            let at = random.below(source.len() + 1);
            match random.below(5) {
                0 => source.truncate(at),
                1 => {
                    let end = (at + random.below(8)).min(source.len());
                    source.drain(at..end);
                }
                2 => source.insert(at, random.below(256) as u8),
                3 => {
                    let piece = pieces[random.below(pieces.len())];
                    source.splice(at..at, piece.iter().copied());
                }
                _ => {
                    let other = &seeds[random.below(seeds.len())];
                    let from = random.below(other.len());
                    let to = (from + random.below(40)).min(other.len());
                    source.splice(at..at, other[from..to].iter().copied());
                }
            }
        }
        run(&source, round % 2 == 0, round % 3 == 0);
    }
}

#[test]
fn random_bytes() {
    let mut random = Random(42);
    let alphabet = b"(){}[]=>.,;:?!&|+-*/%<>^~'\"`$\\#@0189abnuxyz_ \n\r\t\xE2\x80\xA8\xC3\xA9\xF0\x9F\x98\x80\xED\xA0\xBD\xFF\x80";
    for round in 0..200_000 {
        let source: Vec<u8> = (0..random.below(24))
            .map(|_| alphabet[random.below(alphabet.len())])
            .collect();
        run(&source, round % 2 == 0, round % 3 == 0);
    }
}
