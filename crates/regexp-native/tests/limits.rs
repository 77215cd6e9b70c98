//! What keeps machine code from running away, as the matcher is kept: interrupts, the bound of the backtrack stack, no native stack.
#[path = "../../regexp/tests/common/mod.rs"]
mod common;

use common::compile;
use ogive_regexp::{Input, MatchError, Program, Work};

fn search(program: &Program, input: &[u8], stack_limit: usize, interrupt: &mut dyn FnMut() -> bool) -> Result<Option<(u32, u32)>, MatchError> {
    let code = ogive_regexp_native::compile(program, false).expect("it can be compiled");
    let (mut registers, mut stack) = (vec![], vec![]);
    let mut work = Work {
        program,
        input: &Input::Latin1(input),
        last_index: 0,
        sticky: false,
        registers: &mut registers,
        stack: &mut stack,
        stack_limit,
        steps: 20_000,
        interrupt,
    };
    let found = code.search(&mut work)?;
    assert!(stack.len() <= stack_limit + 2);
    Ok(found.then(|| (registers[0], registers[1])))
}
const LIMIT: usize = 8 << 20;

#[test]
fn a_catastrophic_pattern_is_interrupted() {
    let program = compile("^(a+)+$", "").unwrap();
    let input = [b'a'; 64].iter().chain(b"!").copied().collect::<Vec<u8>>();
    let mut checks = 0;
    let result = search(&program, &input, LIMIT, &mut || {
        checks += 1;
        checks == 50
    });
    assert_eq!((result, checks), (Err(MatchError::Interrupted), 50));
}

#[test]
fn long_scans_are_interrupted_too() {
    for pattern in ["\\Ba+b", "a.*?b", "a.*b", "[^]*?b", "(?:a|a)*?b"] {
        let program = compile(pattern, "").unwrap();
        let result = search(&program, &vec![b'a'; 100_000], LIMIT, &mut || true);
        assert_eq!(result, Err(MatchError::Interrupted), "{pattern}");
    }
}

#[test]
fn a_failed_leading_run_is_not_tried_again() {
    let program = compile("(\\s+)$", "").unwrap();
    let input = [vec![b' '; 200_000], b"x".to_vec()].concat();
    let mut checks = 0;
    let result = search(&program, &input, LIMIT, &mut || {
        checks += 1;
        false
    });
    assert_eq!(result, Ok(None));
    assert!(checks < 5, "{checks}");
}

#[test]
fn the_stack_is_bounded() {
    let program = compile("(?:a|ab|b)*c", "").unwrap();
    for limit in [0, 1, 2, 255, 256, 1000] {
        let result = search(&program, &vec![b'a'; 10_000], limit, &mut || false);
        assert_eq!(result, Err(MatchError::StackOverflow), "{limit}");
    }
}

#[test]
fn deep_iteration_needs_no_native_stack() {
    let program = compile("(?:a|ab)*c", "").unwrap();
    let mut input = vec![b'a'; 1_000_000];
    input.push(b'c');
    assert_eq!(search(&program, &input, LIMIT, &mut || false), Ok(Some((0, 1_000_001))));
}

#[test]
fn a_long_program_is_left_to_the_matcher() {
    let program = compile(&"(?:ab|cd|ef)".repeat(2000), "").unwrap();
    let refused = ogive_regexp_native::compile(&program, false).err();
    assert_eq!(refused, Some(ogive_regexp_native::Unsupported::TooLarge));
}
