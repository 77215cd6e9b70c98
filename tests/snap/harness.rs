//! What all drivers of snapshots share: a file is a program, `//--`, and the dump of a stage as comment lines, which must be what the stage makes.
//! With BLESS=1 the dumps are rewritten.
use std::path::{Path, PathBuf};

/// Checks all files of `tests/snap/<stage>`; `dump` gets the whole text (for what its head says) and the program.
pub fn check(stage: &str, dump: impl Fn(&str, &str) -> String) {
    let bless = std::env::var_os("BLESS").is_some();
    let mut wrong = vec![];
    for (path, text) in files(stage) {
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

/// All files of a stage in order, with their texts.
pub fn files(stage: &str) -> Vec<(PathBuf, String)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/snap").join(stage);
    let mut paths: Vec<_> = std::fs::read_dir(folder).expect("the snapshots").flatten().map(|e| e.path()).collect();
    paths.sort();
    assert!(!paths.is_empty());
    paths.into_iter().map(|path| (path.clone(), std::fs::read_to_string(path).expect("readable"))).collect()
}

/// The first line that differs.
fn difference(old: &str, new: &str) -> String {
    let at = old.lines().zip(new.lines()).take_while(|(a, b)| a == b).count();
    let line = |text: &str| text.lines().nth(at).unwrap_or("(end)").to_owned();
    format!("  line {}: was  {}\n  line {}: now  {}", at + 1, line(old), at + 1, line(new))
}
