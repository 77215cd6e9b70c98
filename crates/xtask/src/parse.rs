//! `cargo x parse`: speed of the parser on typescript.js: the preparse of a whole file against V8's lazy compile of the same text (a
//! `vm.Script` made of it), and the parse to an AST.
use crate::cargo_output;
use crate::peers::{self, Verdict, command, timed};

/// The preparse is at least this many times as fast as V8's lazy compile; the AST parse, half of that.
const PREPARSE_RATIO: f64 = 1.0;
const AST_RATIO: f64 = 0.5;

/// Prints the best rate of five compiles, each of a text that no cache knows.
const DRIVER: &str = "\
const fs = require('fs'), vm = require('vm'), text = fs.readFileSync(FILE, 'latin1');
let best = Infinity;
for (let i = 0; i < 5; i++) {
    const own = text + '\\n//' + i, start = performance.now();
    new vm.Script(own, { filename: 'text' + i });
    best = Math.min(best, performance.now() - start);
}
console.log(text.length / best / 1000);
";

pub fn run(arguments: &[String]) -> Result<(), String> {
    let Some(file) = peers::typescript()? else { return Ok(()) };
    let name = file.display().to_string();
    let text = cargo_output(&["run", "--release", "--quiet", "-p", "ogive-syntax", "--example", "parse_bench", "--", &name])?;
    let rate = |word: &str| -> Result<f64, String> {
        let number = text.split_once(word).and_then(|(_, rest)| rest.split_whitespace().next()?.parse().ok());
        number.ok_or(format!("no rate of {word} in: {text}"))
    };
    let (preparse, ast) = (rate("preparse ")?, rate("AST ")?);
    println!("       typescript.js: preparse {preparse:.0} MB/s, AST {ast:.0} MB/s");
    let mut verdict = Verdict::default();
    if let Some(peer) = peers::node(arguments) {
        let driver = peers::scratch()?.join("lazy-compile.js");
        std::fs::write(&driver, DRIVER.replace("FILE", &format!("{name:?}"))).map_err(|e| e.to_string())?;
        let (_, output) = timed(command(&peer, &driver))?;
        let other: f64 = String::from_utf8_lossy(&output.stdout).trim().parse().map_err(|_| "the peer prints no rate")?;
        for (what, rate, limit) in [("preparse", preparse, PREPARSE_RATIO), ("AST parse", ast, AST_RATIO)] {
            verdict.check(&format!("{what}: {:.2} times V8's lazy compile of {other:.0} MB/s (at least {limit})", rate / other), rate / other >= limit);
        }
    }
    verdict.result()
}
