// Calls in tail position of strict code need no stack, wherever the position is (15.10.2 HasCallInTailPosition).
"use strict";
const DEPTH = 300000;
const same = (a, b) => { if (a !== b) throw new Error(`${a} is not ${b}`); };
function and(n) { return n === 0 ? "end" : true && and(n - 1); }
function or(n) { if (n === 0) return "end"; return false || or(n - 1); }
function coalesce(n) { if (n === 0) return "end"; return null ?? coalesce(n - 1); }
function comma(n) { if (n === 0) return "end"; return (n++, n--, comma(n - 1)); }
function conditional(n) { return n === 0 ? "end" : n & 1 ? conditional(n - 1) : (0, conditional(n - 1)); }
function nested(n) { if (n === 0) return "end"; return n && (0 || (n, (undefined ?? nested(n - 1)))); }
function tag(strings, n) { if (n === 0) return "end"; return tag`${n - 1}`; }
const tagged = { n: 0, tag(strings, n) { if (n === 0) return this.n; this.n++; return this.tag`${n - 1}`; } };
const arrow = n => n === 0 ? "end" : n > 0 && arrow(n - 1);
function mutual(n) { if (n === 0) return "end"; return true && other`${n - 1}`; }
function other(strings, n) { if (n === 0) return "end"; return null ?? mutual(n - 1); }
for (const f of [and, or, coalesce, comma, conditional, nested, n => tag("", n), arrow, mutual]) same(f(DEPTH), "end");
same(tagged.tag("", DEPTH), DEPTH);

// The left side is the value when it decides, and its variable is read before the right side could change it.
let x = 0;
const change = () => { x = 7; return "changed"; };
function decided(v) { return v && change(); }
function local(v) { return v || (v = 5, change()); }
same(decided(0), 0);
same(decided(""), "");
same(decided(1), "changed");
same(local(3), 3);
same(local(null), "changed");
same((v => v ?? change())(false), false);

// What stands in a try block or is used afterwards is no tail call: the handler and the value are still there.
function caught(n) { try { return true && thrower(n); } catch (e) { return e; } }
function thrower(n) { throw n; }
same(caught(4), 4);
function negated(n) { return !(n && negated(n - 1)); }
same(negated(3), false);
