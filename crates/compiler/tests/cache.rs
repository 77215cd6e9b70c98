//! The disk cache: what comes back is what went in, runs its lazy functions, and no damage gets through or panics.

use ogive_bytecode::{Source, cache, disassemble, verify_tree};
use ogive_compiler::{Options, compile_module, compile_script, compile_tree};

const PROGRAM: &str = "
import d, * as ns from 'm' with { type: 'json' };
export * from 'n'; export { x as y } from 'o';
export function f(a, b = 1) { const [c, ...r] = a; return { a, b, c, r, g: () => [1, 2.5, , 'x', null], re: /x/g, t: tag`a${b}` }; }
export default class { #p = 1n; m() { switch (this.#p) { case 0: case 1: case 2: case 3: return 1; } try { f() } finally { g() } } }
export const z = await d;
";

#[test]
fn round_trip() {
    let options = Options::default();
    let source = Source::new("m.js", PROGRAM.as_bytes());
    let (template, info) = compile_module(&source, &options).unwrap();
    for compiled_before in [false, true] {
        if compiled_before {
            compile_tree(&template, &[], &options).unwrap();
        }
        let bytes = cache::serialize(&template, Some(&info));
        // Another process: nothing is known of the source but its text.
        let source = Source::new("m.js", PROGRAM.as_bytes());
        let cached = cache::deserialize(&bytes, &source).expect("a good entry");
        assert_eq!(disassemble(&cached.template, true), disassemble(&template, true));
        assert_eq!(format!("{:?}", cached.module.as_ref().unwrap()), format!("{info:?}"));
        compile_tree(&cached.template, &[], &options).unwrap();
        verify_tree(&cached.template).unwrap();
    }
    assert!(cache::deserialize(&cache::serialize(&template, Some(&info)), &Source::new("m.js", *b"other")).is_none());
}

#[test]
fn damage_is_noticed() {
    let options = Options::default();
    let source = Source::new("d.js", *b"for (var i = 0; i < 9; i++) { try { f(i, [1, 2]); } catch (e) { var { a } = e; } } function f(a) { return () => a; }");
    let template = compile_script(&source, &options).unwrap();
    compile_tree(&template, &[], &options).unwrap();
    let good = cache::serialize(&template, None);
    for length in 0..good.len() {
        assert!(cache::deserialize(&good[..length], &source).is_none());
    }
    // Damage with a right payload hash: only bounds and the verifier stand in its way.
    let payload = 4 + 3 * 8;
    for at in payload..good.len() {
        for flip in [1, 0x80, 0xFF] {
            let mut bad = good.clone();
            bad[at] ^= flip;
            assert!(cache::deserialize(&bad, &source).is_none());
            cache::reseal(&mut bad);
            if let Some(cached) = cache::deserialize(&bad, &source) {
                let _ = disassemble(&cached.template, true);
            }
        }
    }
}
