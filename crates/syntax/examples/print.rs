//! `print tokens|ast|scope [--module] [--lazy] [--positions] file.js`: what each stage makes of a file.
use bumpalo::Bump;
use ogive_syntax::{
    Interner, Location, ParseOptions, parse_module, parse_script, print_ast, print_scopes,
    print_tokens, tokens,
};

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let has = |flag: &str| arguments.iter().any(|argument| argument == flag);
    let plain: Vec<&String> = arguments
        .iter()
        .filter(|argument| !argument.starts_with("--"))
        .collect();
    let [stage, path] = plain[..] else {
        eprintln!("usage: print tokens|ast|scope [--module] [--lazy] [--positions] file.js");
        std::process::exit(2);
    };
    let source = std::fs::read(path).unwrap_or_else(|error| {
        eprintln!("{path}: {error}");
        std::process::exit(2);
    });
    let module = has("--module") || path.ends_with(".mjs");
    let options = ParseOptions {
        eager_all: !has("--lazy"),
        decorators: has("--decorators"),
        ..ParseOptions::default()
    };
    let (bump, mut interner) = (Bump::new(), Interner::new());
    let error = if stage == "tokens" {
        let (list, error) = tokens(&source, module, &options);
        print!("{}", print_tokens(&list, &source));
        error
    } else {
        let parse = if module { parse_module } else { parse_script };
        match parse(&source, &options, &mut interner, &bump) {
            Err(error) => Some(error),
            Ok(program) if stage == "ast" => {
                print!(
                    "{}",
                    print_ast(&program, &source, &interner, has("--positions"))
                );
                None
            }
            Ok(program) => {
                print!(
                    "{}",
                    print_scopes(&program.scopes, &program.lazy, &interner, &source)
                );
                None
            }
        }
    };
    if let Some(error) = error {
        let place = Location::of(&source, error.span);
        eprintln!(
            "{path}:{}:{}: {error}\n{}\n{}",
            place.line, place.column, place.text, place.caret
        );
        std::process::exit(1);
    }
}
