// indexOf, lastIndexOf, includes of arrays, typed arrays and strings: values with several representations, holes, changes under way.
function same(actual, expected) {
  if (!Object.is(actual, expected)) throw new Error(`expected ${String(expected)}, got ${String(actual)}`);
}
const symbol = Symbol(), object = {}, big = 10n ** 30n;
const values = [0, -0, 1, 1.5, -1, 2 ** 31, 2 ** 53, NaN, Infinity, "", "a", "long text that is no atom".slice(0, 20), true, false, null, undefined, symbol, object, 1n, big];
const others = values.map((v) => typeof v === "string" ? (v + "!").slice(0, -1) : typeof v === "bigint" ? v + 1n - 1n : v);
for (let before = 0; before < 70; before += 23) {
  for (let i = 0; i < values.length; i++) {
    const array = [...new Array(before).fill("filler"), values[i], "other", values[i]];
    for (let j = 0; j < others.length; j++) {
      const strictly = values[i] === others[j], equal = strictly || i === j;
      same(array.indexOf(others[j]), strictly ? before : -1);
      same(array.lastIndexOf(others[j]), strictly ? before + 2 : -1);
      same(array.includes(others[j]), equal);
      same(array.indexOf(others[j], before + 1), strictly ? before + 2 : -1);
      same(array.lastIndexOf(others[j], -2), strictly ? before : -1);
      same(array.includes(others[j], before + 3), false);
      same(array.indexOf(others[j], -1), strictly ? before + 2 : -1);
      same(array.indexOf(others[j], 1e9), -1);
    }
  }
}
// Ints among doubles, and doubles that are ints.
const doubles = [0.5, 1, 2, 3];
const computed = [1, 2, 3].map((x) => x / 2 * 2);
same(doubles.indexOf(2), 2);
same(computed.indexOf(3), 2);
same(computed.includes(6 / 2), true);
same([-0].indexOf(0), 0);
same([0].includes(-0), true);
same([0.5, -0].lastIndexOf(0), 1);
same([1, NaN].includes(0 / 0), true);
same([1, NaN].includes(-NaN), true);
same([1, NaN].indexOf(NaN), -1);
// Holes.
same([, 1].indexOf(undefined), -1);
same([, 1].includes(undefined), true);
same([1, , 2].lastIndexOf(undefined), -1);
same(new Array(5).includes(undefined), true);
same(new Array(5).includes(undefined, 5), false);
same([1, 2, ,].includes(undefined, 2), true);
// fromIndex changes the array.
const shrinking = [1, 2, 3, 4];
same(shrinking.includes(4, { valueOf() { shrinking.length = 2; return 0; } }), false);
const undefineds = [1, 2, 3];
same(undefineds.includes(undefined, { valueOf() { undefineds.length = 1; return 0; } }), true);
const growing = [1];
same(growing.indexOf(2, { valueOf() { growing.push(2); return 0; } }), -1);
const emptied = [1, 2, 3];
same(emptied.lastIndexOf(1, { valueOf() { emptied.length = 0; return 2; } }), -1);
// Prototypes with elements.
Object.prototype[1] = "below";
same([0, , 2].indexOf("below"), 1);
same([0, , 2].includes("below"), true);
same([0, , 2].lastIndexOf("below"), 1);
delete Object.prototype[1];
same([0, , 2].indexOf("below"), -1);
// Strings: the first unit again and again, places, needles of every length.
const text = "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaab" + "ab".repeat(30) + "abc";
for (let from = 0; from < text.length; from += 7) for (const needle of ["ab", "abc", "aab", "bb", "abcd", "c", "", "aaaaaaaab", text]) {
  let expected = -1;
  for (let i = from; i + needle.length <= text.length; i++) if (text.slice(i, i + needle.length) === needle) { expected = i; break; }
  same(text.indexOf(needle, from), expected);
  same(text.includes(needle, from), expected >= 0);
}
