//! Snapshots: `tests/snap/asm/*.js` hold a program that defines a function `f` and uses it; then `//--` and the listing of its baseline code, as
//! comment lines. The program runs in the interpreter first, so that the code is made with what it has seen. BLESS=1 rewrites the listings.

use std::path::{Path, PathBuf};

use ogive_vm::call::function_field;
use ogive_vm::code_block::CodeBlock;

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/snap/asm")
}

fn dump(program: &str) -> String {
    let mut options = ogive::Options::default();
    options.vm.tiers.optimizer = false;
    // The listing is asked for below, after the whole program.
    options.vm.tiers.baseline_after = i32::MAX;
    let mut engine = ogive::Engine::new(options).expect("an engine");
    engine.context().eval(program).expect("the program runs");
    let vm = engine.vm();
    let realm = vm.realm();
    let key = vm.key("f");
    let function = vm.get(realm.global(), key).ok().and_then(|f| f.as_object()).expect("the program defines f");
    let block = function.field(function_field::CODE).as_internal::<CodeBlock>().expect("a function of JavaScript");
    assert!(ogive_baseline::compile(vm, block), "f has run often enough to have feedback");
    ogive_baseline::listing(block).expect("just compiled")
}

#[test]
fn listings_are_as_expected() {
    let bless = std::env::var_os("BLESS").is_some();
    let mut wrong = Vec::new();
    let mut files: Vec<_> = std::fs::read_dir(folder()).expect("the snapshots").flatten().map(|e| e.path()).collect();
    files.sort();
    assert!(!files.is_empty());
    for path in files {
        let text = std::fs::read_to_string(&path).expect("readable");
        let program = text.split("//--").next().unwrap_or_default();
        let mut expected = format!("{program}//--\n");
        for line in dump(program).lines() {
            expected.push_str(format!("// {line}").trim_end());
            expected.push('\n');
        }
        if expected != text {
            match bless {
                true => std::fs::write(&path, &expected).expect("writable"),
                false => {
                    let at = text.lines().zip(expected.lines()).take_while(|(a, b)| a == b).count();
                    wrong.push(format!("{} from line {}", path.display(), at + 1));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "listings differ (BLESS=1 rewrites them): {wrong:#?}");
}
