//! The policy of the optimizing tier: programs that are made to break bets cost a bounded number of compilations and exits, and end
//! in fast code all the same.
use ogive::{Engine, Options};
use ogive_optimizer::agent::{Agent, Counts};

/// Runs a program that ends with `true`; what the optimizer did.
fn counts(source: &str) -> Counts {
    let mut options = Options::default();
    let tiers = &mut options.vm.tiers;
    (tiers.baseline_after, tiers.optimize_after, tiers.concurrent) = (10, 200, false);
    counts_with(options, source)
}

fn counts_with(options: Options, source: &str) -> Counts {
    let mut engine = Engine::new(options).expect("an engine");
    let mut context = engine.context();
    let value = context.eval(source).expect(source);
    assert_eq!(context.to_display(&value).expect("a boolean"), "true", "{source}");
    Agent::of(engine.vm()).counts
}

/// Each runs long; its bets fail in ever new ways.
const PROGRAMS: &[&str] = &[
    // kinds of operands that change again and again
    "function f(a, b) { return a + b } let kinds = [1, 1.5, 'x', true, null, undefined, {}, [], 2n, -0];
     let n = 0; for (let i = 0; i < 300000; i++) { const k = kinds[(i / 3000 | 0) % 10]; f(k, k); n++ } n === 300000",
    // more shapes than a cache holds
    "function get(o) { return o.x } let n = 0;
     for (let i = 0; i < 200000; i++) { const o = {}; o['k' + (i / 1000 | 0) % 50] = 1; o.x = 1; n += get(o) } n === 200000",
    // an overflow in every round
    "function f(x) { return x + 1 } let n = 0; for (let i = 0; i < 300000; i++) n += f(i % 1000 ? i : 2147483647) > 0; n === 300000",
    // a branch that is first taken late
    "function f(i) { if (i > 150000) return f.late = i; if (i > 250000) return 'later'; return i } let n = 0;
     for (let i = 0; i < 300000; i++) n += f(i) === i; n === 300000",
    // callees that change
    "const fs = Array.from({ length: 20 }, (_, i) => new Function('x', 'return x + ' + i)); function call(f, x) { return f(x) } let n = 0;
     for (let i = 0; i < 200000; i++) n += call(fs[(i / 500 | 0) % 20], 1) > 0; n === 200000",
    // a prototype that keeps changing under a loop
    "class A { m() { return 1 } } const a = new A(), ms = [1, 2, 3].map(k => new Function('return 1 /* ' + k + '*/')); let n = 0;
     for (let i = 0; i < 300000; i++) { if (i % 1000 === 0) A.prototype.m = ms[i / 1000 % 3]; n += a.m() } n === 300000",
    // a slot that is widened again and again, in fresh classes
    "function work(C) { let t = 0; for (let i = 0; i < 3000; i++) { const o = new C(i); t += o.v === i ? 1 : 0 } return t }
     let n = 0; for (let k = 0; k < 12; k++) { const C = eval('(class { constructor(v) { this.v = v } })'); n += work(C); new C('s'); new C({}) } n === 36000",
    // elements that change their kind while a loop runs
    "function sum(a) { let t = 0; for (let i = 0; i < a.length; i++) t += a[i] === undefined ? 0 : 1; return t } let n = 0;
     const as = [[1, 2], [1.5, 2], ['a', 2], [, 2, 3], new Int8Array(2), new Float64Array(2)];
     for (let i = 0; i < 120000; i++) n += sum(as[(i / 1000 | 0) % 6]); n === 240000",
    // exceptions in hot code
    "function f(i) { if (i % 7 === 0) throw i; return 1 } let n = 0;
     for (let i = 0; i < 100000; i++) try { n += f(i) } catch (e) { n += e === i } n === 100000",
    // a global that never rests
    "var g = 0; function tick() { g = g + 1; if (g % 1000 === 0) globalThis['g' + g] = 1; return g } let n = 0;
     for (let i = 0; i < 100000; i++) n += tick() > 0; n === 100000",
    // holes in arrays that are iterated over
    "function f(a) { let n = 0; for (const v of a) n += v === undefined; return n } let n = 0; for (let i = 0; i < 60000; i++) n += f([1, , 2]); n === 60000",
];

#[test]
fn broken_bets_cost_little() {
    for &program in PROGRAMS {
        let counts = counts(program);
        assert!(counts.compiled > 0, "never optimized: {program}\n{counts:?}");
        assert!(counts.compiled <= 60 && counts.exits <= 400, "too much for {program}\n{counts:?}");
    }
}

#[test]
fn settled_code_stays() {
    let counts = counts("function f(a, i) { return a[i & 7] * 2 + i } const a = [1, 2, 3, 4, 5, 6, 7, 8]; let n = 0; for (let i = 0; i < 1e6; i++) n = f(a, i); n > 0");
    assert!(counts.compiled > 0 && counts.compiled <= 6, "{counts:?}");
    assert_eq!((counts.discarded, counts.broken), (0, 0), "{counts:?}");
}

#[test]
fn code_that_is_made_at_once_settles_too() {
    for &program in PROGRAMS {
        let mut options = Options::default();
        options.vm.tiers.always_optimize = true;
        let counts = counts_with(options, program);
        assert!(counts.compiled <= 120 && counts.exits <= 800, "too much for {program}\n{counts:?}");
    }
}
