//! Scripts that are compiled by other threads, once for several engines.
use ogive::{Engine, Options, Script};

#[test]
fn compiled_elsewhere_and_run_twice() {
    let options = Options::default();
    let text = "globalThis.count = (globalThis.count ?? 0) + 1; function f(n) { return n ? f(n - 1) : /a(b)/.exec('ab')[1] } f(count) + count";
    let parsing: Vec<_> = (0..4).map(|i| Script::compile_in_background(&format!("{i}.js"), text, &options)).collect();
    for parsed in parsing {
        let script = parsed.join().expect("no panic").expect("a script");
        let engines = [(); 2].map(|()| {
            let (script, options) = (script.clone(), options.clone());
            std::thread::spawn(move || {
                let mut engine = Engine::new(options).expect("an engine");
                let mut context = engine.context();
                [(); 2].map(|()| {
                    let value = context.run(&script).expect("runs");
                    context.to_display(&value).expect("a string")
                })
            })
        });
        for engine in engines {
            assert_eq!(engine.join().expect("no panic"), ["b1", "b2"]);
        }
    }
}

#[test]
fn early_errors_have_a_place() {
    let error = |text| Script::compile("x.js", text, &Options::default()).err().expect("an early error");
    let found = error("let a;\n  let é = 1, a;");
    assert_eq!((found.line, found.column, found.message.as_str()), (2, 14, "SyntaxError: Identifier 'a' has already been declared"));
    assert_eq!(found.to_string(), "x.js:2\n  let é = 1, a;\n             ^\n\nSyntaxError: Identifier 'a' has already been declared");
    assert_eq!(error("f(/(/)").message, "SyntaxError: Invalid regular expression: /(/: Unterminated group");
}
