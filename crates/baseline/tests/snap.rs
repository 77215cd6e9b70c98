//! Snapshots: `tests/snap/asm/*.js` hold a program that defines a function `f` and uses it; then `//--` and the listing of its baseline code, as
//! comment lines. The program runs in the interpreter first, so that the code is made with what it has seen. BLESS=1 rewrites the listings.
#[path = "../../../tests/snap/harness.rs"]
mod harness;

use ogive_vm::call::function_field;
use ogive_vm::code_block::CodeBlock;

fn dump(_: &str, program: &str) -> String {
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
    harness::check("asm", dump);
}
