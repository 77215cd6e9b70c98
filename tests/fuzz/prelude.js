// What every fuzzed program may call. It runs before the program, in the same realm: in Ogive, in node, and in `cargo x programs`.
// `$sum` folds a value into the program's state; `$end` prints the state. Nothing here depends on what engines may choose freely.
var $state = 1, $fuel = 2000, $lines = 0, $kinds = new Set();
var $pending = 0;
const $then = Promise.prototype.then;
const $double = new Float64Array(1), $words = new Int32Array($double.buffer), $ownKeys = Reflect.ownKeys, $descriptor = Reflect.getOwnPropertyDescriptor;
const $text = String, $imul = Math.imul, $is = Object.is, $isArray = Array.isArray, $from = Array.from, $print = print;

// The bits of a number, with one NaN, or the characters of a text, into the state.
function $mix(x) { $state = $imul($state ^ x, 0x9E3779B1) ^ ($state >>> 15); }
function $sum(v) {
  if (typeof v === "number") {
    if (v === (v | 0) && (v !== 0 || 1 / v > 0)) { $mix(v); return v; }
    if (v !== v) { $mix(0x7FF8); return v; }
    $double[0] = v;
    $mix($words[0]); $mix($words[1]);
    return v;
  }
  const s = typeof v === "string" ? v : $show(v, 3);
  $mix(s.length);
  for (let i = 0; i < s.length && i < 200; i++) $mix(s.charCodeAt(i));
  return v;
}
// A value as text: -0, quotes, holes, accessors and the order of keys are visible; no getter runs.
function $show(v, depth) {
  switch (typeof v) {
    case "string": return '"' + v + '"';
    case "number": return $is(v, -0) ? "-0" : $text(v);
    case "bigint": return v + "n";
    case "symbol": return $text(v);
    case "function": return "function";
    case "object": break;
    default: return $text(v);
  }
  if (v === null) return "null";
  if (depth === 0) return "…";
  try {
    const array = $isArray(v) || ArrayBuffer.isView(v);
    const keys = $ownKeys(v);
    let s = array ? "[" + v.length + ":" : v instanceof Error ? "Error{" : v instanceof Map || v instanceof Set ? "C" + $show($from(v), depth - 1) + "{" : "{";
    let shown = 0;
    for (let i = 0; i < keys.length; i++) {
      const key = keys[i];
      if (key === "length" || key === "stack" || key === "message" || (typeof v === "function" && key === "prototype")) continue;
      if (shown++ > 24) { s += "…" + keys.length; break; }
      const d = $descriptor(v, key);
      if (d === undefined) continue;
      s += $text(key) + ("value" in d ? "=" + $show(d.value, depth - 1) : "=accessor");
      if (!(d.writable || d.get || d.set) || !d.enumerable || !d.configurable) s += (d.writable ? "w" : "") + (d.enumerable ? "e" : "") + (d.configurable ? "c" : "");
      s += ",";
    }
    return s + (array ? "]" : "}");
  } catch (e) { return $err(e); }
}
// An error by its constructor alone: messages differ between engines.
function $err(e) {
  let name = "thrown";
  try { name = e instanceof Error ? e.constructor.name : "thrown " + typeof e; } catch {}
  $sum("!" + name);
  if (!$kinds.has(name)) { $kinds.add(name); $log(name); }
  return name;
}
// Prints a line; the first hundred alone.
function $log(v) { if ($lines++ < 100) $print(typeof v === "string" ? v : $show(v, 3)); }
// Keeps texts short in loops that build them.
function $cap(v) { return typeof v === "string" && v.length > 60 ? v.slice(0, 20) : v; }
// What the last bits of differ between engines' libraries.
function $round(x) { return Math.round(x * 1e6) / 1e6; }
// What a sort without comparator may be given: how often it asks an object for its text is the engine's choice.
function $plain(v) { return typeof v === "object" || typeof v === "function" ? $show(v, 2) : v; }
// Ends recursion and loops without another bound.
function $burn() { return $fuel-- > 0; }
// What an async function will give, and what an async generator gives to requests that do not wait for each other; the state when nothing is awaited any more.
function $later(promise) { $pending++; $then.call(promise, v => { $sum(v); $settled(); }, e => { $err(e); $settled(); }); }
function $settled() { if (--$pending === 0) $print("later " + $state); }
function $each(generator) {
  for (let i = 0; i < 3; i++) $later(generator.next(i));
  $later(generator.return(4));
}
function $end() { $print("state " + $state + " fuel " + ($fuel > 0 ? $fuel : "none")); }
