//! Programs through parser, compiler and interpreter, with no library but what `host/` has.
mod host;

use host::{agent, check, run_in};
use ogive_vm::options::Options;
use std::time::{Duration, Instant};

#[test]
fn arithmetic() {
    check("print(1 + 2, 7 / 2, 6 / 3, -5 % 3, 2 ** 10, 1 << 31 >>> 0, 2147483647 + 1, -0 * 1 === 0)", &["3 3.5 2 -2 1024 2147483648 2147483648 true"]);
    check("print(1 / (0 * -1), 1 / (-3 % 3), 5 / 0, 0 / 0, 'a' + 1, 1 + 'a', true + 1)", &["-Infinity -Infinity Infinity NaN a1 1a 2"]);
    check("let i = 2147483647; i++; print(i); let d = 0.5; d++; print(d, -d, ~5, +'12')", &["2147483648", "1.5 -1.5 -6 12"]);
}

#[test]
fn comparisons_and_jumps() {
    check("print(1 < 2, 'a' < 'b', 1 == '1', null == undefined, 0 / 0 == 0 / 0, 1 === 1.0, 'ab' === 'a' + 'b')", &["true true true true false true true"]);
    check("let s = ''; for (let i = 0; i < 5; i++) { if (i === 2) continue; if (i > 3) break; s += i } print(s)", &["013"]);
    check("function f(x) { switch (x) { case 1: return 'one'; case 'a': return 'A'; default: return '?' } } print(f(1), f('a'), f(2))", &["one A ?"]);
}

#[test]
fn closures_and_environments() {
    check("function counter() { let n = 0; return () => ++n } let a = counter(), b = counter(); a(); print(a(), b())", &["2 1"]);
    check("let fs = []; for (let i = 0; i < 3; i++) fs.push(() => i); print(fs[0](), fs[1](), fs[2]())", &["0 1 2"]);
    check("try { x; let x } catch (e) { print(e.message) }", &["Cannot access 'x' before initialization"]);
    check("const c = 1; try { c = 2 } catch (e) { print(e.name, c) }", &["TypeError 1"]);
}

#[test]
fn objects_and_caches() {
    check(
        "function get(o) { return o.x } let r = ''; for (let i = 0; i < 3; i++) for (const o of [{ x: 1 }, { y: 0, x: 2 }, { z: 0, x: 3 }, { w: 0, x: 4 }, { v: 0, x: 5 }, { get x() { return 6 } }]) r += get(o);
         print(r)",
        &["123456123456123456"],
    );
    check(
        "function make(n) { return { get x() { return n } } } function get(o) { return o.x } print(get(make(1)), get(make(2)), get(make(3)))",
        &["1 2 3"],
    );
    check(
        "function C() { this.a = 1; this.b = 2 } let p = { get c() { return this.a + this.b } }; C.prototype = p;
         let r = 0; for (let i = 0; i < 20; i++) { let o = new C; o.d = i; r += o.c + o.d } print(r); p.c2 = 1;
         function get(o) { return o.late } print(get(new C), get(new C), get(new C)); p.late = 5; print(get(new C))",
        &["250", "undefined undefined undefined", "5"],
    );
    check(
        "let o = {}; Object: for (let i = 0; i < 600; i++) o['k' + i] = i; let s = 0; for (let k in o) s += o[k]; print(s); delete o.k0; print(o.k0, o.k599)",
        &["179700", "undefined 599"],
    );
    check("let log = []; let o = { set x(v) { log.push(v) } }; function put(o, v) { o.x = v } for (let i = 0; i < 4; i++) put(o, i); print(log[3], log.length)", &["3 4"]);
    check("'use strict'; try { undefined.x = 1 } catch (e) { print(e.message) } try { (1).x = 1 } catch (e) { print(e.name) }", &[
        "Cannot set properties of undefined (setting 'x')",
        "TypeError",
    ]);
}

#[test]
fn arrays() {
    check("let a = [1, , 3]; a[5] = 6; print(a.length, a[1], a[5]); a[0] = 1.5; a[1] = 'x'; print(a[0], a[1])", &["6 undefined 6", "1.5 x"]);
    check("let [p, q = 2, ...r] = [1, undefined, 3, 4]; print(p, q, r.length, r[1]); let { x, ...rest } = { x: 1, y: 2, z: 3 }; print(x, rest.y, rest.z, rest.x)", &["1 2 2 4", "1 2 3 undefined"]);
    check("function f(...a) { return a.length + a[0] } print(f(10, 20, 30), f(...[1, 2], 3))", &["13 4"]);
}

#[test]
fn calls() {
    check("function f(a, b) { return a + '/' + b + '/' + arguments.length } print(f(1), f(1, 2, 3))", &["1/undefined/1 1/2/3"]);
    check("function f(a) { arguments[0] = 9; a++; return arguments[0] + a } print(f(1))", &["20"]);
    check("function f(a) { 'use strict'; arguments[0] = 9; return a } print(f(1))", &["1"]);
    check("let o = {}; try { o.a.b() } catch (e) { print(e.message) } try { o.f() } catch (e) { print(e.message) } try { new o.g } catch (e) { print(e.message) }", &[
        "Cannot read properties of undefined (reading 'b')",
        "o.f is not a function",
        "o.g is not a constructor",
    ]);
    check("'use strict'; function loop(n) { return n === 0 ? 'done' : loop(n - 1) } print(loop(1000000))", &["done"]);
}

#[test]
fn exceptions() {
    check(
        "function f() { try { throw 1 } catch (e) { return 'c' + e } finally { print('fin') } } print(f());
         try { try { throw 1 } finally { print('inner') } } catch (e) { print('outer', e) }
         function g() { for (let i = 0; ; i++) { try { if (i === 2) return i } finally { if (i < 1) continue } } } print(g())",
        &["fin", "c1", "inner", "outer 1", "2"],
    );
    check("function deep() { return deep() + 1 } try { deep() } catch (e) { print(e.name, e.message) } print('alive')", &["RangeError Maximum call stack size exceeded", "alive"]);
    check("let o = { get x() { return o.x } }; try { o.x } catch (e) { print(e.name) }", &["RangeError"]);
}

#[test]
fn classes() {
    check(
        "class A { #p = 1; static count = 0; constructor(x) { this.x = x; A.count++ } get y() { return this.#p + this.x } set y(v) { this.#p = v } #m() { return 'm' + this.#p } m() { return this.#m() } static #s = 7; static s() { return A.#s } static has(o) { return #p in o } }
         class B extends A { z = this.x * 2; constructor() { super(5) } m() { return 'b' + super.m() } get y() { return super.y + 100 } }
         let b = new B; print(b.x, b.y, b.z, b.m(), A.count, A.s(), A.has(b), A.has({})); class C extends B { } print(new C().z)",
        &["5 106 10 bm1 1 7 true false", "10"],
    );
    check("class A { constructor() { this.t = new.target === B } } class B extends A { } print(new B().t, new A().t); try { A() } catch (e) { print(e.message) }", &[
        "true false",
        "Class constructor A cannot be invoked without 'new'",
    ]);
    check("class A extends null { constructor() { } } try { new A } catch (e) { print(e.name) }", &["ReferenceError"]);
}

#[test]
fn generators() {
    check(
        "function* g(a) { let r = yield a; print('got', r); try { yield* [10, 20] } finally { print('cleanup') } return 4 }
         let i = g(1); print(i.next().value, i.next('hi').value, i.return(7).value, i.next().done);
         let s = 0; for (let x of g(5)) s += x; print(s); function* inf() { let n = 0; try { while (true) yield n++ } finally { print('closed') } } for (let x of inf()) if (x > 2) break",
        &["got hi", "cleanup", "1 10 7 true", "got undefined", "cleanup", "35", "closed"],
    );
    check("function* g() { try { yield 1 } catch (e) { yield 'caught ' + e } } let i = g(); i.next(); print(i.throw('x').value); try { i.throw('y') } catch (e) { print(e) } print(i.next().done)", &["caught x", "y", "true"]);
    check("function* g() { i.next() } let i = g(); try { i.next() } catch (e) { print(e.message) }", &["Generator is already running"]);
}

#[test]
fn async_functions() {
    check(
        "async function f(x) { print('start'); let v = await x; print('v', v); try { await g() } catch (e) { print('caught', e) } return 9 }
         async function g() { throw 'boom' } f(5).then(v => print('then', v)); print('sync')",
        &["start", "sync", "v 5", "caught boom", "then 9"],
    );
    check("async function* g() { yield 1; yield 2 } (async () => { let i = g(), r; while (!(r = await i.next()).done) print(r.value) })()", &["1", "2"]);
    check("async function f() { return new.target } f().then(v => print(v)); async function h() { await 1; return new.target } h().then(v => print(v))", &["undefined", "undefined"]);
}

#[test]
fn scopes_and_eval() {
    check("function f(x) { eval('var y = x + 1; function z() { return y * 2 }'); return y + z() } print(f(1))", &["6"]);
    check("var g = 1; function f() { var g = 2; return indirectEval('g') + eval('g') } print(f()); print(typeof nope, eval('1;2'))", &["3", "undefined 2"]);
    check("let o = { x: 1 }; with (o) { x = 5; var x2 = x } print(o.x, x2)", &["5 5"]);
    check("try { nope } catch (e) { print(e.message) } nope2 = 3; print(nope2); (function () { 'use strict'; try { nope3 = 1 } catch (e) { print(e.name) } })()", &["nope is not defined", "3", "ReferenceError"]);
    check("try { eval('let a; var a') } catch (e) { print(e.name) } eval('let q = 1'); print(typeof q)", &["SyntaxError", "undefined"]);
}

#[test]
fn many_arguments() {
    check("function f() { return arguments.length } let a = []; for (let i = 0; i < 50000; i++) a.push(i); print(f(...a)); function g(...r) { return r[49999] } print(g(...a))", &["50000", "49999"]);
}

#[test]
fn deadlines_end_loops() {
    for source in ["while (true) { try { for (;;) { } } catch { } finally { } }", "function f() { try { f() } catch { } f() } f()", "function* g() { for (;;) yield 1 } for (let x of g()) { }"] {
        let mut vm = agent(Options::default());
        vm.interrupt.set_deadline(Some(Instant::now() + Duration::from_millis(100)));
        assert_eq!(run_in(&mut vm, source), ["uncaught Error: Script execution timed out"]);
        assert!(vm.is_terminating());
        vm.clear_termination();
        assert_eq!(run_in(&mut vm, "print('again')"), ["again"]);
    }
}
