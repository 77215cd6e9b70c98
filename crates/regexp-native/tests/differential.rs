//! Machine code against the matcher: random patterns on random inputs, and the corpus with V8's answers.
#[path = "../../regexp/tests/common/mod.rs"]
mod common;

use common::generator::Generator;
use common::show;
use ogive_regexp::{Flags, Input, MatchError, NativeCode, Program, Scratch, Work};

fn run(code: &dyn NativeCode, program: &Program, input: Input<'_>, last_index: usize, sticky: bool) -> Result<String, MatchError> {
    let (mut registers, mut stack, mut checks) = (vec![], vec![], 0);
    let mut interrupt = || {
        checks += 1;
        checks > 5_000
    };
    let mut work = Work {
        program,
        input: &input,
        last_index,
        sticky,
        registers: &mut registers,
        stack: &mut stack,
        stack_limit: 1 << 20,
        steps: 20_000,
        interrupt: &mut interrupt,
    };
    if !code.search(&mut work)? {
        return Ok("null".into());
    }
    let groups = registers[..2 * program.capture_count()].chunks(2).map(|pair| match pair {
        [u32::MAX, _] | [_, u32::MAX] => "-".to_string(),
        pair => format!("{},{}", pair[0], pair[1]),
    });
    Ok(groups.collect::<Vec<_>>().join(";"))
}
fn interpret(program: &Program, input: Input<'_>, last_index: usize, sticky: bool) -> Result<String, MatchError> {
    let mut checks = 0;
    let mut interrupt = || {
        checks += 1;
        checks > 5_000
    };
    program.exec_as(input, last_index, sticky, &mut Scratch::new(), &mut interrupt).map(show)
}
fn native(program: &Program, wide: bool) -> Box<dyn NativeCode> {
    ogive_regexp_native::compile(program, wide).unwrap_or_else(|reason| panic!("{reason:?}\n{program}"))
}

fn compare(seed: u64, count: usize, flags: &str) {
    let mut generator = Generator::new(seed, flags.contains('u') || flags.contains('v'), flags.contains('i'));
    let mut matches = 0;
    for _ in 0..count {
        let pattern = generator.pattern();
        let Ok(program) = common::compile(&pattern, flags) else { continue };
        let (narrow_code, wide_code) = (native(&program, false), native(&program, true));
        for max in [4, 12, 12, 60] {
            let input = generator.input(max);
            let last_index = if generator.random.below(4) == 0 { generator.random.below(input.len() + 1) } else { 0 };
            let sticky = generator.random.below(8) == 0;
            let expected = interpret(&program, Input::Utf16(&input), last_index, sticky);
            // Patterns that take for ever take it in their own way.
            if expected.is_err() {
                continue;
            }
            matches += usize::from(expected != Ok("null".into()));
            let text = String::from_utf16_lossy(&input);
            let found = run(&*wide_code, &program, Input::Utf16(&input), last_index, sticky);
            assert_eq!(found, expected, "/{pattern}/{flags} on {text:?} from {last_index}, sticky {sticky} (seed {seed})\n{program}");
            if let Some(narrow) = input.iter().map(|&u| u8::try_from(u).ok()).collect::<Option<Vec<u8>>>() {
                let found = run(&*narrow_code, &program, Input::Latin1(&narrow), last_index, sticky);
                assert_eq!(found, expected, "/{pattern}/{flags} on Latin-1 {text:?} from {last_index}, sticky {sticky} (seed {seed})\n{program}");
            }
        }
    }
    assert!(matches > count, "too few matches to tell: {matches}");
}

/// More patterns for longer searches: `REGEXP_FUZZ=100` times as many, from other seeds.
fn rounds(seed: u64, flags: &str) {
    compare(seed, 4000, flags);
    let more = std::env::var("REGEXP_FUZZ").ok().and_then(|n| n.parse().ok()).unwrap_or(0);
    (1..=more).for_each(|round| compare(seed + 1000 * round, 4000, flags));
}

#[test]
fn plain() {
    rounds(11, "");
}
#[test]
fn ignore_case() {
    rounds(12, "i");
}
#[test]
fn multiline_dot_all() {
    rounds(13, "ms");
}
#[test]
fn unicode() {
    rounds(14, "u");
}
#[test]
fn unicode_ignore_case() {
    rounds(15, "iu");
}

#[test]
fn v8() {
    let units = |hex: &str| -> Vec<u16> { (0..hex.len() / 4).map(|i| u16::from_str_radix(&hex[4 * i..4 * i + 4], 16).unwrap()).collect() };
    for line in include_str!("../../regexp/tests/data/v8.tsv").lines() {
        let parts: Vec<&str> = line.split('\t').collect();
        let (pattern, subject) = (units(parts[0]), units(parts[2]));
        let flags = Flags::parse(parts[1].bytes().map(u32::from)).unwrap();
        let Ok(program) = ogive_regexp::compile(Input::Utf16(&pattern), flags) else { continue };
        let found = run(&*native(&program, true), &program, Input::Utf16(&subject), 0, flags.contains(Flags::STICKY));
        assert_eq!(found.as_deref(), Ok(parts[3]), "/{}/{flags} on {:?}", String::from_utf16_lossy(&pattern), String::from_utf16_lossy(&subject));
    }
}
