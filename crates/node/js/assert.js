// node:assert
const { make, invalidType } = require('internal/errors');
const types = require('util/types');
const { inspect } = natives;

class AssertionError extends Error {
  constructor(options) {
    if (options === null || typeof options !== 'object') throw invalidType('options', 'of type object', options);
    const { message, actual, expected, operator } = options;
    super(message != null ? String(message) : describe(actual, expected, operator));
    this.generatedMessage = message == null;
    Object.defineProperty(this, 'name', { value: 'AssertionError [ERR_ASSERTION]', enumerable: false, writable: true, configurable: true });
    this.code = 'ERR_ASSERTION';
    this.actual = actual;
    this.expected = expected;
    this.operator = operator;
    Error.captureStackTrace?.(this, options.stackStartFn ?? options.stackStartFunction);
    void this.stack;
    this.name = 'AssertionError';
  }
  toString() { return `${this.name} [${this.code}]: ${this.message}`; }
}
const show = (value) => inspect(value, { compact: false, customInspect: false, depth: 1000, maxArrayLength: Infinity, showHidden: false, showProxy: false, sorted: true, getters: true });
const titles = {
  strictEqual: 'Expected values to be strictly equal:', deepStrictEqual: 'Expected values to be strictly deep-equal:',
  deepEqual: 'Expected values to be loosely deep-equal:', notStrictEqual: 'Expected "actual" to be strictly unequal to:',
  notDeepStrictEqual: 'Expected "actual" not to be strictly deep-equal to:', notDeepEqual: 'Expected "actual" not to be loosely deep-equal to:',
  strictEqualObject: 'Expected "actual" to be reference-equal to "expected":', partialDeepStrictEqual: 'Expected values to be partially and strictly deep-equal:',
};
function describe(actual, expected, operator) {
  switch (operator) {
    case 'strictEqual': case 'deepStrictEqual': case 'partialDeepStrictEqual': {
      const [a, b] = [show(actual), show(expected)];
      const simple = (v) => typeof v !== 'object' && typeof v !== 'function' || v === null;
      if (!a.includes('\n') && !b.includes('\n') && simple(actual) && simple(expected) && a !== b && a.length + b.length <= 70) return `${titles[operator]}\n\n${a} !== ${b}\n`;
      const title = operator === 'strictEqual' && !simple(actual) && !simple(expected) ? titles.strictEqualObject : titles[operator];
      if (a === b) return operator === 'strictEqual' ? `Values have same structure but are not reference-equal:\n\n${a}\n` : `${title}\n\n${a}\n`;
      return `${title}\n+ actual - expected\n\n${diff(a.split('\n'), b.split('\n'))}\n`;
    }
    case 'deepEqual': return `${titles.deepEqual}\n\n${show(actual)}\n\nshould loosely deep-equal\n\n${show(expected)}`;
    case 'notStrictEqual': case 'notDeepStrictEqual': return `${titles[operator]}${show(expected).includes('\n') ? '\n\n' : ' '}${show(actual)}${show(expected).includes('\n') ? '\n' : ''}`;
    case 'notDeepEqual': return `${titles.notDeepEqual} ${show(actual)}`;
    default: return `${show(actual)} ${operator} ${show(expected)}`;
  }
}
// Lines of both, by the longest common subsequence.
function diff(a, b) {
  const n = a.length;
  const m = b.length;
  const strip = (l) => l.replace(/,$/, '');
  const table = Array.from({ length: n + 1 }, () => new Uint32Array(m + 1));
  for (let i = n; i-- > 0;) for (let j = m; j-- > 0;) table[i][j] = strip(a[i]) === strip(b[j]) ? table[i + 1][j + 1] + 1 : Math.max(table[i + 1][j], table[i][j + 1]);
  const out = [];
  let i = 0;
  let j = 0;
  while (i < n || j < m) {
    if (i < n && j < m && strip(a[i]) === strip(b[j])) { out.push(`  ${a[i]}`); i++; j++; }
    else if (i < n && (j >= m || table[i + 1][j] >= table[i][j + 1])) out.push(`+ ${a[i++]}`);
    else out.push(`- ${b[j++]}`);
  }
  return out.join('\n');
}

// ---- deep equality
function tagOf(value) { return Object.prototype.toString.call(value); }
function enumerableKeys(value) {
  return [...Object.keys(value), ...Object.getOwnPropertySymbols(value).filter((s) => Object.prototype.propertyIsEnumerable.call(value, s))];
}
function equal(a, b, strict, seen, partial = false) {
  if (a === b) return a !== 0 || Object.is(a, b) || !strict;
  if (strict) {
    if (typeof a !== 'object') return typeof a === 'number' && Number.isNaN(a) && Number.isNaN(b);
    if (typeof b !== 'object' || a === null || b === null) return false;
    if (!partial && Object.getPrototypeOf(a) !== Object.getPrototypeOf(b)) return false;
  } else {
    if (a === null || typeof a !== 'object') return (b === null || typeof b !== 'object') && (a == b || Number.isNaN(a) && Number.isNaN(b)); // eslint-disable-line eqeqeq
    if (b === null || typeof b !== 'object') return false;
  }
  if (tagOf(a) !== tagOf(b)) return false;
  const kind = natives.kind(a);
  if (kind !== natives.kind(b)) return false;
  if (kind === 'Array' && !partial && a.length !== b.length) return false;
  if (kind === 'Date' && Date.prototype.getTime.call(a) !== Date.prototype.getTime.call(b) && !(Number.isNaN(+a) && Number.isNaN(+b))) return false;
  if (kind === 'RegExp' && (a.source !== b.source || a.flags !== b.flags || a.lastIndex !== b.lastIndex)) return false;
  if (kind === 'Error' && (a.message !== b.message || a.name !== b.name || !equal(a.cause, b.cause, strict, seen) || !equal(a.errors, b.errors, strict, seen))) return false;
  if (kind.endsWith('Object') && kind !== 'Object' && !Object.is(a.valueOf(), b.valueOf())) return false;
  if (kind === 'Promise' || kind === 'WeakMap' || kind === 'WeakSet') return false;
  if (ArrayBuffer.isView(a)) {
    if (a.byteLength !== b.byteLength && !partial) return false;
    if (kind.startsWith('Float') && !strict) { for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return false; } else if (natives.compareBytes(a, b) !== 0) return false;
  } else if (kind === 'ArrayBuffer' || kind === 'SharedArrayBuffer') {
    if (a.byteLength !== b.byteLength || natives.compareBytes(new Uint8Array(a), new Uint8Array(b)) !== 0) return false;
  }
  const skip = ArrayBuffer.isView(a) || kind === 'StringObject' ? (k) => typeof k === 'symbol' || !/^\d+$/.test(k) : () => true;
  const keysA = strict ? enumerableKeys(a).filter(skip) : Object.keys(a).filter(skip);
  const keysB = strict ? enumerableKeys(b).filter(skip) : Object.keys(b).filter(skip);
  if (!partial && keysA.length !== keysB.length) return false;
  for (const key of keysB) if (!Object.prototype.hasOwnProperty.call(a, key)) return false;
  seen ??= { a: new Map(), b: new Map(), n: 0 };
  const known = seen.a.get(a);
  if (known !== undefined) {
    const other = seen.b.get(b);
    if (other !== undefined) return known === other;
  }
  seen.n++;
  seen.a.set(a, seen.n);
  seen.b.set(b, seen.n);
  let same = true;
  if (kind === 'Set') same = equalSets(a, b, strict, seen, partial);
  else if (kind === 'Map') same = equalMaps(a, b, strict, seen, partial);
  for (const key of same ? keysB : []) if (!equal(a[key], b[key], strict, seen, partial)) { same = false; break; }
  seen.a.delete(a);
  seen.b.delete(b);
  return same;
}
const isPrimitive = (v) => v === null || typeof v !== 'object';
function equalSets(a, b, strict, seen, partial) {
  if (!partial && a.size !== b.size) return false;
  const rest = [];
  for (const value of b) if (!a.has(value)) { if (isPrimitive(value) && strict) return false; rest.push(value); }
  const candidates = [...a].filter((v) => !b.has(v));
  for (const value of rest) {
    const at = candidates.findIndex((c) => equal(c, value, strict, seen, partial));
    if (at < 0) return false;
    candidates.splice(at, 1);
  }
  return true;
}
function equalMaps(a, b, strict, seen, partial) {
  if (!partial && a.size !== b.size) return false;
  const rest = [];
  for (const [key, value] of b) {
    if (a.has(key)) { if (!equal(a.get(key), value, strict, seen, partial)) return false; } else { if (isPrimitive(key) && strict) return false; rest.push([key, value]); }
  }
  const candidates = [...a].filter(([k]) => !b.has(k));
  for (const [key, value] of rest) {
    const at = candidates.findIndex(([k, v]) => equal(k, key, strict, seen, partial) && equal(v, value, strict, seen, partial));
    if (at < 0) return false;
    candidates.splice(at, 1);
  }
  return true;
}

function fail(actual, expected, message, operator, stackStartFn, generated = false) {
  if (message instanceof Error) throw message;
  const error = new AssertionError({ actual, expected, message, operator, stackStartFn });
  if (generated) error.generatedMessage = true;
  throw error;
}
// The text of the call that failed, found through the stack.
function expression(error) {
  try {
    const [, file, line, column] = /\n    at (?:[^\n]*\()?((?:file:\/\/)?\/[^\n]*?):(\d+):(\d+)\)?(?:\n|$)/.exec(error.stack);
    const path = file.startsWith('file:') ? require('url').fileURLToPath(file) : file;
    const text = natives.fs.readText(path);
    const lines = text.split('\n');
    let at = lines.slice(0, line - 1).reduce((n, l) => n + l.length + 1, 0) + (column - 1);
    while (at > 0 && /[\w$.]/.test(text[at - 1])) at--;
    let depth = 0;
    let quote = '';
    for (let i = at; i < text.length; i++) {
      const c = text[i];
      if (quote) {
        if (c === '\\') i++;
        else if (c === quote) quote = '';
      } else if (c === '"' || c === "'" || c === '`') quote = c;
      else if (c === '(' || c === '[' || c === '{') depth++;
      else if ((c === ')' || c === ']' || c === '}') && --depth === 0 && c === ')') return text.slice(at, i + 1).replaceAll('\n', '\n  ');
    }
  } catch { /* no source: a shorter message */ }
  return undefined;
}
function ok(value, message, start = ok, count = 2) {
  if (value) return;
  if (count === 0) message = 'No value argument passed to `assert.ok()`';
  if (message instanceof Error) throw message;
  const generated = message == null || count === 0;
  const error = new AssertionError({ actual: value, expected: true, operator: '==', message: message ?? 'The expression evaluated to a falsy value', stackStartFn: start });
  if (message == null) {
    const code = expression(error);
    if (code) {
      const text = `The expression evaluated to a falsy value:\n\n  ${code}\n`;
      Object.defineProperty(error, 'stack', { value: error.stack.replace(error.message, () => text), writable: true, configurable: true });
      error.message = text;
      Object.defineProperty(error, 'message', { enumerable: false });
    }
  }
  error.generatedMessage = generated;
  throw error;
}
function assert(value, message) { ok(value, message, assert, arguments.length); }
const api = {
  ok(value, message) { ok(value, message, api.ok, arguments.length); },
  equal(a, b, message) { if (!(a == b || Number.isNaN(a) && Number.isNaN(b))) fail(a, b, message, '==', api.equal); }, // eslint-disable-line eqeqeq
  notEqual(a, b, message) { if (a == b || Number.isNaN(a) && Number.isNaN(b)) fail(a, b, message, '!=', api.notEqual); }, // eslint-disable-line eqeqeq
  strictEqual(a, b, message) { if (!Object.is(a, b)) fail(a, b, message, 'strictEqual', api.strictEqual); },
  notStrictEqual(a, b, message) { if (Object.is(a, b)) fail(a, b, message, 'notStrictEqual', api.notStrictEqual); },
  deepEqual(a, b, message) { if (!equal(a, b, false)) fail(a, b, message, 'deepEqual', api.deepEqual); },
  notDeepEqual(a, b, message) { if (equal(a, b, false)) fail(a, b, message, 'notDeepEqual', api.notDeepEqual); },
  deepStrictEqual(a, b, message) { if (!equal(a, b, true)) fail(a, b, message, 'deepStrictEqual', api.deepStrictEqual); },
  notDeepStrictEqual(a, b, message) { if (equal(a, b, true)) fail(a, b, message, 'notDeepStrictEqual', api.notDeepStrictEqual); },
  partialDeepStrictEqual(a, b, message) { if (!equal(a, b, true, undefined, true)) fail(a, b, message, 'partialDeepStrictEqual', api.partialDeepStrictEqual); },
  fail(message = undefined) {
    if (message instanceof Error) throw message;
    fail(undefined, undefined, message ?? 'Failed', 'fail', api.fail, message === undefined);
  },
  ifError(value) {
    if (value == null) return;
    const text = value instanceof Error ? value.message || value.constructor.name : inspect(value);
    throw new AssertionError({ actual: value, expected: null, operator: 'ifError', message: `ifError got unwanted exception: ${text}`, stackStartFn: api.ifError });
  },
  match(text, pattern, message) {
    if (!types.isRegExp(pattern)) throw invalidType('regexp', 'an instance of RegExp', pattern);
    if (typeof text !== 'string' || !pattern.test(text)) fail(text, pattern, message ?? (typeof text === 'string' ? `The input did not match the regular expression ${inspect(pattern)}. Input:\n\n${inspect(text)}\n` : `The "string" argument must be of type string. Received ${inspect(text)}`), 'match', api.match, message === undefined);
  },
  doesNotMatch(text, pattern, message) {
    if (!types.isRegExp(pattern)) throw invalidType('regexp', 'an instance of RegExp', pattern);
    if (typeof text === 'string' && pattern.test(text)) fail(text, pattern, message ?? `The input was expected to not match the regular expression ${inspect(pattern)}. Input:\n\n${inspect(text)}\n`, 'doesNotMatch', api.doesNotMatch, message === undefined);
  },
  throws(fn, expected, message) {
    if (typeof fn !== 'function') throw invalidType('fn', 'of type function', fn);
    let error;
    try { fn(); } catch (e) { return expectError(e, expected, message, api.throws); }
    missing(error, expected, message, 'exception', api.throws);
  },
  doesNotThrow(fn, expected, message) {
    if (typeof fn !== 'function') throw invalidType('fn', 'of type function', fn);
    try { fn(); } catch (e) { unwanted(e, expected, message, 'exception', api.doesNotThrow); }
  },
  async rejects(promise, expected, message) {
    try { await (typeof promise === 'function' ? promise() : promise); } catch (e) { return expectError(e, expected, message, api.rejects); }
    missing(undefined, expected, message, 'rejection', api.rejects);
  },
  async doesNotReject(promise, expected, message) {
    try { await (typeof promise === 'function' ? promise() : promise); } catch (e) { unwanted(e, expected, message, 'rejection', api.doesNotReject); }
  },
};
function missing(error, expected, message, what, start) {
  if (typeof expected === 'string') [message, expected] = [expected, undefined];
  let text = `Missing expected ${what}`;
  if (expected?.name) text += ` (${expected.name})`;
  text += message ? `: ${message}` : '.';
  fail(undefined, expected, text, start === api.rejects ? 'rejects' : 'throws', start);
}
function unwanted(error, expected, message, what, start) {
  if (typeof expected === 'string') [message, expected] = [expected, undefined];
  if (expected && !matches(error, expected)) throw error;
  fail(error, expected, `Got unwanted ${what}${message ? `: ${message}` : '.'}\nActual message: "${error?.message}"`, start === api.doesNotReject ? 'doesNotReject' : 'doesNotThrow', start);
}
function matches(error, expected) {
  if (types.isRegExp(expected)) return expected.test(String(error));
  if (typeof expected === 'function') {
    if (expected.prototype !== undefined && error instanceof expected) return true;
    if (Object.prototype.isPrototypeOf.call(Error, expected)) return false;
    return expected.call({}, error) === true;
  }
  return true;
}
function expectError(error, expected, message, start) {
  if (expected === undefined || typeof expected === 'string') return;
  const operator = start === api.rejects ? 'rejects' : 'throws';
  if (typeof expected === 'function' || types.isRegExp(expected)) {
    if (matches(error, expected)) return;
    if (typeof expected === 'function' && expected.prototype !== undefined && Object.prototype.isPrototypeOf.call(Error, expected)) throw error;
    const text = types.isRegExp(expected) ? `The input did not match the regular expression ${inspect(expected)}. Input:\n\n${inspect(String(error))}\n`
      : `The ${expected.name ? `"${expected.name}" ` : ''}validation function is expected to return "true". Received ${inspect(expected.prototype !== undefined && error instanceof expected)}\n\nCaught error:\n\n${error}`;
    fail(error, expected, message ?? text, operator, start, message === undefined);
  }
  const keys = Object.keys(expected);
  if (expected instanceof Error) keys.push('name', 'message');
  for (const key of keys) {
    if (typeof error[key] === 'string' && types.isRegExp(expected[key]) && expected[key].test(error[key])) continue;
    if (!(key in error) || !equal(error[key], expected[key], true)) {
      const pick = (o) => Object.fromEntries(keys.filter((k) => k in o).map((k) => [k, o[k]]));
      fail(error, expected, message ?? describe(pick(error), pick(expected), 'deepStrictEqual'), operator, start, message === undefined);
    }
  }
}
Object.assign(assert, api, { AssertionError });
const strict = Object.assign(function strict(value, message) { ok(value, message, strict, arguments.length); }, assert, {
  equal: api.strictEqual, notEqual: api.notStrictEqual, deepEqual: api.deepStrictEqual, notDeepEqual: api.notDeepStrictEqual,
});
assert.strict = strict;
strict.strict = strict;
module.exports = assert;
Object.defineProperty(assert, 'isDeepStrictEqual', { value: (a, b) => equal(a, b, true) });
void make;
