//! `accepts file`: the file holds programs separated by lines of `\u{1}` alone; prints for each `ok`, or its error.
//! For differential fuzzing against another parser.
use bumpalo::Bump;
use ogive_syntax::{
    Interner, LazyId, ParseOptions, parse_lazy_function, parse_module, parse_script,
};

fn main() {
    let Some(path) = std::env::args().nth(1) else {
        return eprintln!("usage: accepts file [--module]");
    };
    let module = std::env::args().any(|argument| argument == "--module");
    let text = std::fs::read(path).unwrap_or_default();
    let mut interner = Interner::new();
    let parse = if module { parse_module } else { parse_script };
    for source in text.split(|&byte| byte == 1) {
        let outcome = |eager_all, interner: &mut Interner| {
            let options = ParseOptions {
                eager_all,
                ..ParseOptions::default()
            };
            let bump = Bump::new();
            let program = parse(source, &options, interner, &bump)?;
            for index in 0..program.lazy.len() {
                parse_lazy_function(
                    source,
                    &program.lazy,
                    LazyId(index as u32),
                    &options,
                    interner,
                    &bump,
                )?;
            }
            Ok::<(), ogive_syntax::SyntaxError>(())
        };
        let show = |result: Result<(), ogive_syntax::SyntaxError>| {
            result.map_or_else(|error| error.message, |()| "ok".into())
        };
        let (lazy, eager) = (
            show(outcome(false, &mut interner)),
            show(outcome(true, &mut interner)),
        );
        println!(
            "{}",
            if lazy == eager {
                eager
            } else {
                format!("LAZY {lazy} EAGER {eager}")
            }
            .replace('\n', " ")
        );
    }
}
