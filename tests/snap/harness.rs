//! What all drivers of snapshots share: a file is a program, `//--`, and the dump of a stage as comment lines, which must be what the stage makes.
//! With BLESS=1 the dumps are rewritten.
use std::path::Path;

/// Checks all files of `tests/snap/<stage>`; `dump` gets the whole text (for what its head says) and the program.
pub fn check(stage: &str, dump: impl Fn(&str, &str) -> String) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/snap").join(stage);
    let bless = std::env::var_os("BLESS").is_some();
    let mut files: Vec<_> = std::fs::read_dir(folder).expect("the snapshots").flatten().map(|e| e.path()).collect();
    files.sort();
    assert!(!files.is_empty());
    let mut wrong = vec![];
    for path in files {
        let text = std::fs::read_to_string(&path).expect("readable");
        let program = text.split("//--").next().unwrap_or_default();
        let mut expected = format!("{program}//--\n");
        for line in dump(&text, program).lines() {
            expected.push_str(format!("// {line}").trim_end());
            expected.push('\n');
        }
        if expected != text {
            match bless {
                true => std::fs::write(&path, &expected).expect("writable"),
                false => wrong.push(format!("{}\n{}", path.display(), difference(&text, &expected))),
            }
        }
    }
    assert!(wrong.is_empty(), "{} snapshots differ (BLESS=1 rewrites them):\n{}", wrong.len(), wrong.join("\n"));
}

/// The first line that differs.
fn difference(old: &str, new: &str) -> String {
    let at = old.lines().zip(new.lines()).take_while(|(a, b)| a == b).count();
    let line = |text: &str| text.lines().nth(at).unwrap_or("(end)").to_owned();
    format!("  line {}: was  {}\n  line {}: now  {}", at + 1, line(old), at + 1, line(new))
}
