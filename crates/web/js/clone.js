// structuredClone: 2.7 of HTML, for the objects of the language.
const errors = { __proto__: null, Error, EvalError, RangeError, ReferenceError, SyntaxError, TypeError, URIError };
function fail(value) {
  const { DOMException } = load('event_target');
  let shown;
  if (typeof value === 'symbol' || typeof value === 'function') shown = String(value);
  else shown = `#<${value?.constructor?.name || 'Object'}>`;
  throw new DOMException(`${shown} could not be cloned.`, 'DataCloneError');
}
function clone(value, seen) {
  if (typeof value !== 'object' || value === null) {
    if (typeof value === 'symbol' || typeof value === 'function') fail(value);
    return value;
  }
  const known = seen.get(value);
  if (known !== undefined) return known;
  const kind = natives.kind(value);
  const keep = (copy) => { seen.set(value, copy); return copy; };
  switch (kind) {
    case 'BooleanObject': return keep(Object(Boolean.prototype.valueOf.call(value)));
    case 'NumberObject': return keep(Object(Number.prototype.valueOf.call(value)));
    case 'StringObject': return keep(Object(String.prototype.valueOf.call(value)));
    case 'BigIntObject': return keep(Object(BigInt.prototype.valueOf.call(value)));
    case 'Date': return keep(new Date(Date.prototype.getTime.call(value)));
    case 'RegExp': return keep(new RegExp(value.source, value.flags));
    case 'ArrayBuffer': return keep(ArrayBuffer.prototype.slice.call(value, 0));
    case 'SharedArrayBuffer': return keep(value);
    case 'DataView': return keep(new DataView(clone(value.buffer, seen), value.byteOffset, value.byteLength));
    case 'Map': {
      const copy = keep(new Map());
      const pairs = [...Map.prototype.entries.call(value)];
      for (const [k, v] of pairs) copy.set(clone(k, seen), clone(v, seen));
      return copy;
    }
    case 'Set': {
      const copy = keep(new Set());
      for (const v of [...Set.prototype.values.call(value)]) copy.add(clone(v, seen));
      return copy;
    }
    case 'Error': {
      const name = typeof value.name === 'string' && value.name in errors ? value.name : 'Error';
      const copy = keep(Object.create(errors[name].prototype));
      const made = new errors[name]();
      Object.setPrototypeOf(made, errors[name].prototype);
      seen.set(value, made);
      delete made.stack;
      for (const key of ['stack', 'message', 'cause']) {
        const own = Object.getOwnPropertyDescriptor(value, key) ?? (key === 'stack' ? { value: value.stack } : undefined);
        if (own && 'value' in own) Object.defineProperty(made, key, { value: key === 'cause' ? clone(own.value, seen) : `${own.value}`, writable: true, configurable: true });
      }
      void copy;
      return made;
    }
    case 'Array': {
      const copy = keep(new Array(value.length));
      for (const key of Object.keys(value)) copy[key] = clone(value[key], seen);
      return copy;
    }
    case 'Object':
    case 'Arguments': {
      const copy = keep({});
      for (const key of Object.keys(value)) {
        Object.defineProperty(copy, key, { value: clone(value[key], seen), writable: true, enumerable: true, configurable: true });
      }
      return copy;
    }
    default:
      if (kind.endsWith('Array') && ArrayBuffer.isView(value)) {
        const buffer = clone(value.buffer, seen);
        const type = globalThis[kind];
        return keep(new type(buffer, value.byteOffset, value.length));
      }
      return fail(value);
  }
}
exports.structuredClone = function structuredClone(value, options = undefined) {
  if (arguments.length === 0) {
    const error = new TypeError("The \"value\" argument must be specified");
    error.code = 'ERR_MISSING_ARGS';
    throw error;
  }
  const seen = new Map();
  const transfer = options?.transfer ? [...options.transfer] : [];
  for (const item of transfer) if (natives.kind(item) === 'ArrayBuffer') seen.set(item, item.transfer ? item.transfer() : item);
  return clone(value, seen);
};
