// Properties of prototypes and globals that have always had one value are constants to optimized code, until they get another.
var LIMIT = 3, counter = 0, late, table = { a: 1 };
function Base() {}
Base.prototype.f = function () { return 1; };
Base.prototype.k = 10;
function useF(o) { return o.f() + o.k + LIMIT; }
function useLate() { return late === undefined ? 0 : late; }
function count() { counter++; return counter; }
const fixed = { n: 5 };
let changing = 1;
function lexical() { return fixed.n + changing; }
const o = new Base();
let sum = 0;
function run(n) { for (let i = 0; i < n; i++) sum += useF(o) + useLate() + (count() & 1) + lexical() + table.a; return sum; }
print(run(20000));
Base.prototype.f = function () { return 2; };
print(run(20000));
Base.prototype.k = 20;
print(run(20000));
LIMIT = 4;
print(run(20000));
late = 7;
print(run(20000));
late = 8;
print(run(20000));
changing = 2;
print(run(20000));
table = { b: 0, a: 2 };
print(run(20000));
Object.defineProperty(Base.prototype, "k", { get() { return 30; }, configurable: true });
print(run(20000));
delete Base.prototype.f;
Object.prototype.f = () => 100;
print(run(20000));
Object.defineProperty(globalThis, "LIMIT", { value: 9 });
print(run(20000));
try { LIMIT = 10; } catch (e) { print(e.name); }
print(LIMIT, run(2000));
// A value that changes and comes back while the code is compiled is no constant.
var flip = 1;
function readFlip() { return flip; }
for (let i = 0; i < 3000; i++) { flip = 2; flip = 1; sum += readFlip(); }
flip = 3;
print(readFlip(), sum);
// Functions declared again.
var g = () => 1;
function callG() { return g(); }
for (let i = 0; i < 3000; i++) sum += callG();
(0, eval)("function g() { return 5; }");
print(callG(), sum);
class P { static s = 1; static m() { return P.s; } v() { return P.m(); } }
for (let i = 0; i < 3000; i++) sum += new P().v();
P.s = 2; P.prototype.v = function () { return -1; };
print(new P().v(), P.m(), sum);
