//! Deep nesting ends in an error, long flat programs parse: on a thread with a small stack, so an
//! overflow would abort the test.
use bumpalo::Bump;
use ogive_syntax::{ErrorKind, Interner, ParseOptions, parse_script};

/// Parses on a 2 MiB stack, 1 MiB of which the parser may use; the kind of the error, if any.
fn parse(source: String, eager_all: bool) -> Option<ErrorKind> {
    let run = move || {
        let options = ParseOptions {
            eager_all,
            ..ParseOptions::default()
        };
        let bump = Bump::new();
        parse_script(source.as_bytes(), &options, &mut Interner::new(), &bump)
            .err()
            .map(|error| error.kind)
    };
    std::thread::Builder::new()
        .stack_size(2 << 20)
        .spawn(run)
        .unwrap()
        .join()
        .unwrap()
}

#[test]
fn deep_nesting_is_an_error() {
    let n = 100_000;
    for (before, middle, after) in [
        ("(", "1", ")"),
        ("[", "", "]"),
        ("({a:", "1", "})"),
        ("{", "", "}"),
        ("!", "1", ""),
        ("- ", "1", ""),
        ("typeof ", "1", ""),
        ("++", "a", ""),
        ("new ", "a", ""),
        ("a => ", "1", ""),
        ("a => {", "1", "}"),
        ("async a => ", "1", ""),
        ("(a = ", "1", ") => 1"),
        ("function f() {", "", "}"),
        ("(function () {", "", "})()"),
        ("class A { m() {", "", "} }"),
        ("class A { static {", "", "} }"),
        ("(class { x = ", "1", "; })"),
        ("(class extends ", "a", " {})"),
        ("if (1) ", ";", ""),
        ("if (1) {", "", "}"),
        ("while (1) ", ";", ""),
        ("for (;;) ", ";", ""),
        ("do ", ";", "while (1);"),
        ("with (a) ", ";", ""),
        ("switch (1) { case 1: ", "", "}"),
        ("try {", "", "} finally {}"),
        ("a ? ", "1", " : 2"),
        ("a ? 1 : ", "1", ""),
        ("a = ", "1", ""),
        ("a ** ", "1", ""),
        ("a[", "1", "]"),
        ("a(", "1", ")"),
        ("`${", "1", "}`"),
        ("a?.[", "1", "]"),
        ("function* g() { yield ", "1", "}"),
        ("async function g() { await ", "1", "}"),
        ("({ get a() { return ", "1", "} })"),
        ("({ [", "1", "]: 1 })"),
        ("import(", "1", ")"),
    ] {
        for eager_all in [false, true] {
            let source = format!("{}{middle}{}", before.repeat(n), after.repeat(n));
            let result = parse(source, eager_all);
            // Some of these are errors for another reason before they are deep (`++ ++a`).
            assert!(result.is_some(), "{before} eager {eager_all} parsed");
            if !["++", "async function g() { await "].contains(&before) {
                assert_eq!(
                    result,
                    Some(ErrorKind::StackOverflow),
                    "{before} eager {eager_all}"
                );
            }
        }
    }
    for (before, middle, after) in [
        ("let [", "a", "] = 1"),
        ("let {a: ", "b", "} = 1"),
        ("function f([", "a", "]) {}"),
        ("[", "a", "] = 1"),
    ] {
        let (keyword, open) = before
            .split_at(before.len() - before.trim_start_matches(|c| c != '[' && c != '{').len());
        let close = if open.starts_with('[') { "]" } else { "}" };
        let source = format!(
            "{keyword}{}{middle}{}{}",
            open.repeat(n),
            close.repeat(n),
            after.trim_start_matches(close)
        );
        assert_eq!(
            parse(source, true),
            Some(ErrorKind::StackOverflow),
            "{before}"
        );
    }
}

#[test]
fn long_flat_programs_parse() {
    let n = 100_000;
    for source in [
        vec!["a"; n].join(" + "),
        vec!["a"; n].join(" && "),
        vec!["a"; n].join(" ?? "),
        vec!["a"; n].join(", "),
        vec!["a"; n].join("."),
        format!("a{}", "()".repeat(n)),
        format!("a{}", "[0]".repeat(n)),
        format!("a{}", "?.b".repeat(n)),
        format!("a{}", "``".repeat(n)),
        format!("[{}]", "1,".repeat(n)),
        format!("({{{}}})", "a: 1,".repeat(n)),
        format!("f({})", "1,".repeat(n)),
        format!("if (1) ; {}", "else if (1) ;".repeat(n)),
        format!("`{}`", "${1}".repeat(n)),
        "a;".repeat(n),
        format!("switch (1) {{ {} }}", "case 1: ;".repeat(n)),
        format!("var {}", vec!["a"; n].join(",")),
        "function f() {}".repeat(n),
        format!(
            "let {{ {} }} = 1",
            (0..n)
                .map(|i| format!("a{i}"))
                .collect::<Vec<_>>()
                .join(",")
        ),
    ] {
        for eager_all in [false, true] {
            let head: String = source.chars().take(30).collect();
            assert_eq!(parse(source.clone(), eager_all), None, "{head}");
        }
    }
}

#[test]
fn hostile_programs_take_linear_time() {
    // Each would take minutes if some list were searched for each element.
    let n = 50_000;
    for source in [
        (0..n).map(|i| format!("var v{i};")).collect::<String>(),
        (0..n)
            .map(|i| format!("{{ let v{i}; }}"))
            .collect::<String>(),
        format!(
            "{}{}",
            (0..n).map(|i| format!("v{i};")).collect::<String>(),
            (0..n).map(|i| format!("var v{i};")).collect::<String>()
        ),
        (0..n)
            .map(|i| format!("(v{i} = w{i});"))
            .collect::<String>(),
        (0..n)
            .map(|i| format!("{{ function f{i}() {{}} }}"))
            .collect::<String>(),
        format!(
            "function f({}) {{}}",
            (0..n)
                .map(|i| format!("v{i}"))
                .collect::<Vec<_>>()
                .join(",")
        ),
        format!(
            "class A {{ {} }}",
            (0..n).map(|i| format!("#v{i};")).collect::<String>()
        ),
        format!(
            "({}) => 1",
            (0..n)
                .map(|i| format!("v{i}"))
                .collect::<Vec<_>>()
                .join(",")
        ),
        format!(
            "({}) => 1",
            (0..n)
                .map(|i| format!("v{i} = w{i}"))
                .collect::<Vec<_>>()
                .join(",")
        ),
    ] {
        let start = std::time::Instant::now();
        let head: String = source.chars().take(40).collect();
        assert_eq!(parse(source, true), None, "{head}");
        assert!(start.elapsed().as_secs() < 5, "{head}");
    }
}
