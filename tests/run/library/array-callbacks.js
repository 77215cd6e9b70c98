// Array.prototype methods with callbacks are JavaScript inside: nobody must be able to tell.
'use strict';
function same(actual, expected, what) {
  if (!Object.is(actual, expected)) throw new Error(`${what}: ${String(actual)}, expected ${String(expected)}`);
}
const names = ['every', 'filter', 'find', 'findIndex', 'findLast', 'findLastIndex', 'forEach', 'map', 'reduce', 'reduceRight', 'some'];
for (const name of names) {
  const f = Array.prototype[name];
  same(f.length, 1, name + '.length');
  same(f.name, name, name + '.name');
  same(Object.getOwnPropertyNames(f).join(), 'length,name', name + ' own keys');
  same(String(f), `function ${name}() { [native code] }`, name + ' source');
  const descriptor = Object.getOwnPropertyDescriptor(Array.prototype, name);
  same([descriptor.writable, descriptor.enumerable, descriptor.configurable].join(), 'true,false,true', name + ' attributes');
  let message = '';
  try { new f(); } catch (e) { message = e.constructor.name; }
  same(message, 'TypeError', 'new ' + name);
  try { f.call([1], 7); } catch (e) { message = e.message; }
  same(message, '7 is not a function', name + ' of a number');
}
// Holes are skipped by most, seen by find.
same([1, , 3].map((x) => x * 2).hasOwnProperty(1), false, 'map keeps holes');
same([1, , 3].map((x) => x).length, 3, 'length of map');
same([, ,].map(() => 1).length, 2, 'map of holes');
let seen = [];
[, 1].find((x) => { seen.push(x); });
same(seen.length, 2, 'find sees holes');
// The array changes under the loop's feet.
const shrinking = [1, 2, 3, 4];
seen = [];
shrinking.forEach((x) => { seen.push(x); shrinking.length = 2; });
same(seen.join(), '1,2', 'forEach of a shrinking array');
const growing = [1];
let calls = 0;
growing.forEach(() => { calls++; growing.push(1); });
same(calls, 1, 'forEach of a growing array');
// A callback makes the prototype answer for holes.
seen = [];
[1, , 3].forEach((x, i) => { if (i === 0) Array.prototype[1] = 'p'; seen.push(x); });
delete Array.prototype[1];
same(seen.join(), '1,p,3', 'holes from the prototype');
// Species.
class Mine extends Array {}
same(Mine.from([1, 2]).map((x) => x) instanceof Mine, true, 'species of map');
same(Mine.from([1, 2]).filter(() => true).length, 2, 'species of filter');
// Array-likes, strange lengths, getters in order.
const log = [];
const odd = new Proxy({ 0: 'a', length: '2' }, {
  get(t, k) { log.push('get ' + String(k)); return t[k]; },
  has(t, k) { log.push('has ' + String(k)); return k in t; },
});
Array.prototype.forEach.call(odd, () => {});
same(log.join(), 'get length,has 0,get 0,has 1', 'order of operations');
same(Array.prototype.reduce.call('abc', (a, b) => b + a), 'cba', 'reduce of a string');
same([].reduce((a) => a, undefined), undefined, 'an initial undefined counts');
let kind = '';
try { [, ,].reduce(() => 1); } catch (e) { kind = e.constructor.name; }
same(kind, 'TypeError', 'reduce of nothing');
same([1, 2, 3].reduceRight((a, b) => a * 10 + b), 321, 'reduceRight');
// this
same([1].map(function () { return this; })[0], undefined, 'this is undefined');
same([1].some(function () { return this === 5; }, 5), true, 'this as given');
