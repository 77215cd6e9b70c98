//! How deep each construct may nest within the default stack budget: bytes of native stack per
//! level.
use bumpalo::Bump;
use ogive_syntax::{Interner, ParseOptions, parse_script};

fn main() {
    let options = ParseOptions {
        eager_all: true,
        stack_budget: 4 << 20,
        ..ParseOptions::default()
    };
    for (before, middle, after) in [
        ("(", "1", ")"),
        ("(a = ", "1", ")"),
        ("[", "", "]"),
        ("({a:", "1", "})"),
        ("f(", "1", ")"),
        ("a[", "1", "]"),
        ("!", "1", ""),
        ("a => ", "1", ""),
        ("a ? 1 : ", "1", ""),
        ("a = ", "1", ""),
        ("1 + (", "1", ")"),
        ("{", "", "}"),
        ("if (1) {", "", "}"),
        ("function f() {", "", "}"),
        ("(function () {", "", "})()"),
        ("f(function () {", "", "})"),
        ("f(() => {", "", "})"),
        ("class A { m() {", "", "} }"),
    ] {
        let (mut low, mut high) = (1usize, 1 << 20);
        while low + 1 < high {
            let n = (low + high) / 2;
            let source = format!("{}{middle}{}", before.repeat(n), after.repeat(n));
            let fits = std::thread::scope(|scope| {
                std::thread::Builder::new()
                    .stack_size(8 << 20)
                    .spawn_scoped(scope, || {
                        parse_script(
                            source.as_bytes(),
                            &options,
                            &mut Interner::new(),
                            &Bump::new(),
                        )
                        .is_ok()
                    })
                    .unwrap()
                    .join()
                    .unwrap()
            });
            if fits { low = n } else { high = n }
        }
        println!("{:>6} bytes per level: {before} {after}", (4 << 20) / low);
    }
}
