//! Speed of the parser: `parse_bench file.js...` prints MB/s of a preparse (lazy functions) and of
//! a full parse, each the best of several runs with a warm interner, and the arena's bytes per
//! source byte.
use bumpalo::Bump;
use ogive_syntax::{
    Interner, LazyId, Location, ParseOptions, parse_lazy_function, parse_module, parse_script,
};
use std::time::Instant;

fn main() {
    for path in std::env::args().skip(1) {
        let source = match std::fs::read(&path) {
            Ok(source) => source,
            Err(error) => {
                eprintln!("{path}: {error}");
                continue;
            }
        };
        let module = path.ends_with(".mjs");
        let (mut rates, mut arena) = ([0f64; 2], 0);
        for (index, eager_all) in [false, true].into_iter().enumerate() {
            let options = ParseOptions {
                eager_all,
                ..ParseOptions::default()
            };
            let mut interner = Interner::new();
            let runs = (20_000_000 / source.len().max(1)).clamp(5, 200);
            for _ in 0..runs {
                let bump = Bump::new();
                let start = Instant::now();
                let parse = if module { parse_module } else { parse_script };
                if let Err(error) = parse(&source, &options, &mut interner, &bump) {
                    let place = Location::of(&source, error.span);
                    println!(
                        "{path}:{}:{}: {error}\n{}\n{}",
                        place.line, place.column, place.text, place.caret
                    );
                    break;
                }
                let rate = source.len() as f64 / start.elapsed().as_secs_f64() / 1e6;
                rates[index] = rates[index].max(rate);
                arena = bump.allocated_bytes();
            }
        }
        let reparse = reparse_rate(&source, module);
        let ratio = arena as f64 / source.len().max(1) as f64;
        println!(
            "{path}: {} bytes, preparse {:.0} MB/s, AST {:.0} MB/s, every function later {reparse:.0} MB/s, arena {ratio:.1} bytes per byte",
            source.len(),
            rates[0],
            rates[1]
        );
    }
}

/// Rate at which all lazy functions, one by one, are parsed after a preparse.
fn reparse_rate(source: &[u8], module: bool) -> f64 {
    let (bump, mut interner, options) = (Bump::new(), Interner::new(), ParseOptions::default());
    let parse = if module { parse_module } else { parse_script };
    let Ok(program) = parse(source, &options, &mut interner, &bump) else {
        return 0.0;
    };
    let start = Instant::now();
    let mut bump = Bump::new();
    for index in 0..program.lazy.len() {
        if let Err(error) = parse_lazy_function(
            source,
            &program.lazy,
            LazyId(index as u32),
            &options,
            &mut interner,
            &bump,
        ) {
            println!("function {index}: {error}");
        }
        bump.reset();
    }
    source.len() as f64 / start.elapsed().as_secs_f64() / 1e6
}
