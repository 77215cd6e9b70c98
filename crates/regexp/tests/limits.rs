//! What keeps a match or a compilation from running away.

mod common;

use common::{compile, exec, utf16};
use ogive_regexp::{Input, MatchError, Scratch};

#[test]
fn a_catastrophic_pattern_is_interrupted() {
    let program = compile("^(a+)+$", "").unwrap();
    let input = [b'a'; 64].iter().chain(b"!").copied().collect::<Vec<u8>>();
    let mut checks = 0;
    let mut interrupt = || {
        checks += 1;
        checks == 50
    };
    let mut scratch = Scratch::new();
    let result = program.exec(Input::Latin1(&input), 0, &mut scratch, &mut interrupt);
    assert_eq!(result.unwrap_err(), MatchError::Interrupted);
    assert_eq!(checks, 50);
}

#[test]
fn long_scans_are_interrupted_too() {
    // Quadratic, most without a single choice left on the stack.
    for pattern in ["\\Ba+b", "a.*?b", "a.*b"] {
        let program = compile(pattern, "").unwrap();
        let input = vec![b'a'; 100_000];
        let mut interrupt = || true;
        let mut scratch = Scratch::new();
        let result = program.exec(Input::Latin1(&input), 0, &mut scratch, &mut interrupt);
        assert_eq!(result.unwrap_err(), MatchError::Interrupted, "{pattern}");
    }
}

#[test]
fn a_failed_leading_run_is_not_tried_again() {
    let program = compile("(\\s+)$", "").unwrap();
    let input = [vec![b' '; 200_000], b"x".to_vec()].concat();
    let mut checks = 0;
    let mut interrupt = || {
        checks += 1;
        false
    };
    let mut scratch = Scratch::new();
    let found = program
        .exec(Input::Latin1(&input), 0, &mut scratch, &mut interrupt)
        .unwrap();
    assert!(found.is_none());
    assert!(checks < 5, "{checks}");
}

#[test]
fn the_stack_is_bounded() {
    let program = compile("(?:a|ab|b)*c", "").unwrap();
    let input = vec![b'a'; 10_000];
    let mut scratch = Scratch::with_stack_limit(1000);
    let result = program.exec(Input::Latin1(&input), 0, &mut scratch, &mut || false);
    assert_eq!(result.unwrap_err(), MatchError::StackOverflow);
}

#[test]
fn deep_iteration_needs_no_native_stack() {
    let program = compile("(?:a|ab)*c", "").unwrap();
    let mut input = vec![b'a'; 1_000_000];
    input.push(b'c');
    let mut scratch = Scratch::new();
    let found = program
        .exec(Input::Latin1(&input), 0, &mut scratch, &mut || false)
        .unwrap();
    assert_eq!(found.unwrap().get(0), Some((0, 1_000_001)));
}

#[test]
fn the_deepest_nesting_is_an_error() {
    for (open, close, flags) in [
        ("(", ")", ""),
        ("(?:", ")*", ""),
        ("(?=", ")", "u"),
        ("[", "]", "v"),
    ] {
        let text = format!("{}a{}", open.repeat(100_000), close.repeat(100_000));
        let error = compile(&text, flags).unwrap_err();
        assert!(error.ends_with(": Regular expression too large"), "{open}");
        for depth in [200, 1_000, 4_900] {
            let text = format!("{}a{}", open.repeat(depth), close.repeat(depth));
            assert!(exec(&text, flags, "xa") != "null", "{open} {depth}");
        }
    }
}

#[test]
fn nested_quantifiers_do_not_explode() {
    let mut text = String::from("a");
    for _ in 0..200 {
        text = format!("(?:{text}|){{2,}}");
    }
    let program = compile(&text, "").unwrap();
    assert!(program.ops().len() < 20_000, "{}", program.ops().len());
    let text = "(?:a{9}".repeat(50) + &")+".repeat(50);
    let program = compile(&text, "").unwrap();
    assert!(program.ops().len() < 2_000, "{}", program.ops().len());
}

#[test]
fn too_many_captures() {
    let error = compile(&"()".repeat(65_536), "").unwrap_err();
    assert!(error.ends_with(": Too many captures"));
    assert!(compile(&"()".repeat(60_000), "").is_ok());
}

#[test]
fn huge_bounds() {
    assert_eq!(exec("a{4294967296,}", "", "aaa"), "null");
    assert_eq!(exec("a{0,99999999999999999999}", "", "aaa"), "0,3");
    assert_eq!(exec("(?:ab){2147483648}", "", "abab"), "null");
    assert_eq!(exec("(?:){99999999999}x", "", "x"), "0,1");
}

#[test]
fn scratch_is_reused() {
    let mut scratch = Scratch::new();
    let (a, b) = (compile("(a)(b)?", "").unwrap(), compile("x", "").unwrap());
    let input = utf16("zab x");
    for _ in 0..3 {
        let found = a
            .exec(Input::Utf16(&input), 0, &mut scratch, &mut || false)
            .unwrap()
            .unwrap();
        assert_eq!(found.slots(), &[1, 3, 1, 2, 2, 3]);
        let found = b
            .exec(Input::Utf16(&input), 0, &mut scratch, &mut || false)
            .unwrap()
            .unwrap();
        assert_eq!(found.slots(), &[4, 5]);
    }
}
