//! flags: --allow-natives-syntax
// The object that emulates undefined (B.3.6) in every tier: ToBoolean, typeof and `==` take it for undefined, all else for an object.
const dda = %GetUndetectable();
const others = [undefined, null, 0, 1, "", "a", {}, dda, 0n, Symbol.iterator, true];
class Base { constructor(r) { return r; } }
class Derived extends Base { constructor(r) { super(r); this.q = 1; } }
function Plain(r) { return r; }
const kinds = {
  truth: v => v ? "yes" : "no",
  not: v => !v,
  type: v => typeof v,
  typeTest: v => [typeof v === "undefined", typeof v === "object", typeof v === "function"],
  null: v => [v == null, v != null, v == undefined, null == v, undefined != v],
  jumpNull: v => { if (v == null) return 1; return 2; },
  strict: v => [v === undefined, v === null, v === dda, v === v, v !== null],
  both: v => others.map(o => v == o),
  or: v => (v || 5) === 5,
  and: v => (v && 5) === v,
  coalesce: v => (v ?? 5) === 5,
  optional: v => { try { return v?.foo; } catch (e) { return e.constructor.name; } },
  loop: v => { let n = 0; do n++; while (v && n < 3); return n; },
  instance: v => [v instanceof Object, Object(v) instanceof Base],
  inherited: v => { const o = Object.create(Object(v)); return [o instanceof Object, o == null, Object.getPrototypeOf(o) === v]; },
  make: v => { const made = new Base(v); return [made === v, made ? 1 : 0, typeof made]; },
  derive: v => { const made = new Derived(v); return [made === v, made.q, made ? 1 : 0]; },
  plain: v => { const made = new Plain(v); return [made === v, made == null, made instanceof Plain]; },
  key: v => { try { return { undefined: 1, [v]: 2 }[v]; } catch (e) { return String(e); } },
  element: v => { const list = [1, v]; list.push(v); return [list[1] === v, list.indexOf(v), list.includes(v)]; },
  field: v => { const o = { f: v }; return [o.f === v, o.f ? 1 : 0, typeof o.f]; },
  call: v => { try { return v(); } catch (e) { return e.constructor.name; } },
  method: v => { const o = { m: v }; try { return o.m(); } catch (e) { return e.constructor.name; } },
  defaults: v => ((a = 7) => a === 7)(v),
  pattern: v => { const [a = 7] = [v]; return a === 7; },
  select: v => { switch (v) { case undefined: return "u"; case null: return "n"; case dda: return "d"; } return "-"; },
  map: v => new Map([[v, 1]]).get(v),
  receiver: v => { function f() { return this === v; } return [f.call(v), (function () { "use strict"; return this === v; }).call(v)]; },
};
// What the engines of browsers answer for it.
const expected = {
  truth: "no",
  not: "true",
  type: "undefined",
  typeTest: "true,false,false",
  null: "true,false,true,true,false",
  jumpNull: "1",
  strict: "false,false,true,true,true",
  both: "true,true,false,false,false,false,false,true,false,false,false",
  or: "true",
  and: "true",
  coalesce: "false",
  optional: "undefined",
  loop: "1",
  instance: "true,false",
  inherited: "true,false,true",
  make: "true,0,undefined",
  derive: "true,1,0",
  plain: "true,true,false",
  key: "2",
  element: "true,1,true",
  field: "true,0,undefined",
  call: "null",
  method: "null",
  defaults: "false",
  pattern: "false",
  select: "d",
  map: "1",
  receiver: "true,true",
};
for (const [name, f] of Object.entries(kinds)) {
  let texts;
  for (let round = 0; round < 200; round++) {
    // First without it, so that code that bets on what it has seen meets it late.
    const values = round < 100 ? others.filter(v => v !== dda) : others;
    texts = values.map(v => { try { return String(f(v)); } catch (e) { return e.constructor.name; } });
  }
  const told = texts[others.indexOf(dda)];
  if (told !== expected[name]) throw new Error(`${name}: expected ${expected[name]}, got ${told}`);
  console.log(name, texts.join(" | "));
}
