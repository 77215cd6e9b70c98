//! Programs at the limits: nesting, length, numbers of things. All compile, or fail with an error; none overflows the stack.

use ogive_bytecode::{Source, verify_tree};
use ogive_compiler::{Options, compile_script, compile_tree};

/// Compiles in a thread with a bounded stack; true when it compiled.
fn compiles(text: String) -> bool {
    let run = move || {
        let source = Source::new("limits.js", text.into_bytes());
        let options = Options::default();
        let Ok(template) = compile_script(&source, &options) else { return false };
        if compile_tree(&template, &[], &options).is_err() {
            return false;
        }
        verify_tree(&template).unwrap_or_else(|e| panic!("{e}"));
        true
    };
    std::thread::Builder::new().stack_size(4 << 20).spawn(run).unwrap().join().unwrap()
}

fn nested(open: &str, middle: &str, close: &str, depth: usize) -> String {
    format!("{}{middle}{}", open.repeat(depth), close.repeat(depth))
}

#[test]
fn nesting_fails_cleanly_or_compiles() {
    let forms = [
        ("(", "1", ")"),
        ("[", "", "]"),
        ("x = {a:", "1", "}"),
        ("{", "", "}"),
        ("!", "x", ""),
        ("f(", "", ")"),
        ("new ", "x", ""),
        ("(function(){", "", "})();"),
        ("if (x) ", ";", ""),
        ("while (x) ", ";", ""),
        ("try {", "", "} finally {}"),
        ("x ? 1 : ", "2", ""),
        ("x ? ", "2", ": 1"),
        ("a = ", "1", ""),
        ("`${", "1", "}`"),
        ("(() => ", "1", ")"),
        ("class A extends ", "x", "{}"),
        ("x && (y || ", "1", ")"),
        ("for (var x of y) ", ";", ""),
    ];
    for (open, middle, close) in forms {
        for depth in [10, 100, 1000, 10_000, 100_000] {
            compiles(nested(open, middle, close, depth));
        }
        assert!(compiles(nested(open, middle, close, 40)), "{open}");
    }
}

#[test]
fn long_chains_compile() {
    let many = 100_000;
    for (first, link) in [("x", "+1"), ("x", ".a"), ("x", "()"), ("x", "[0]"), ("x", ".m(1)"), ("'s'", "+'a'"), ("x", "&&y"), ("x", "||y.z"), ("x", "??y")] {
        assert!(compiles(format!("x = {first}{};", link.repeat(many))), "{link}");
        assert!(compiles(format!("if ({first}{}) x();", link.repeat(many))), "{link}");
        assert!(compiles(format!("{first}{};", link.repeat(many))), "{link}");
    }
    assert!(compiles(format!("{} {{}}", "if (x) y(); else ".repeat(many))));
    assert!(compiles(format!("x = {} 0;", "a ? b : ".repeat(1000))));
    assert!(compiles(format!("x = a?.b{};", ".c".repeat(many))));
    assert!(compiles("x;".repeat(many)));
    assert!(compiles(format!("x = [{}]", "y,".repeat(many))));
    assert!(compiles(format!("f({})", "y,".repeat(many))));
    assert!(compiles(format!("x = `{}`", "${y}".repeat(many))));
}

#[test]
fn many_things_compile() {
    let list = |count: usize, item: &dyn Fn(usize) -> String| (0..count).map(item).collect::<String>();
    assert!(compiles(format!("x = {{{}}}", list(20_000, &|i| format!("k{i}:y,")))));
    assert!(compiles(format!("function f() {{ {} return [v1, v69999]; }}", list(70_000, &|i| format!("var v{i} = {i};")))));
    assert!(compiles(format!("function f() {{ {} return () => v1; }}", list(70_000, &|i| format!("let v{i} = g(v{});", i.saturating_sub(1))))));
    assert!(compiles(format!("function f({}a) {{ return a; }}", list(20_000, &|i| format!("p{i},")))));
    assert!(compiles(format!("switch (x) {{ {} }}", list(20_000, &|i| format!("case {i}: y({i}); break;")))));
    assert!(compiles(format!("class A {{ {} }}", list(5_000, &|i| format!("#f{i} = this.#f{i}; m{i}() {{}}")))));
    assert!(compiles(format!("L: for (;;) {{ try {{ {} }} finally {{ y(); }} }}", list(2000, &|i| format!("if (a{i}) break L; else continue L;")))));
}
