// node:util
const types = require('util/types');
const { make, invalidType, checkFunction } = require('internal/errors');
const { inspect } = natives;
const kCustomPromisify = Symbol.for('nodejs.util.promisify.custom');
const kCustomPromisifyArgs = Symbol('customPromisifyArgs');

const colors = {
  __proto__: null, reset: [0, 0], bold: [1, 22], dim: [2, 22], italic: [3, 23], underline: [4, 24], blink: [5, 25], inverse: [7, 27],
  hidden: [8, 28], strikethrough: [9, 29], doubleunderline: [21, 24], black: [30, 39], red: [31, 39], green: [32, 39], yellow: [33, 39],
  blue: [34, 39], magenta: [35, 39], cyan: [36, 39], white: [37, 39], bgBlack: [40, 49], bgRed: [41, 49], bgGreen: [42, 49],
  bgYellow: [43, 49], bgBlue: [44, 49], bgMagenta: [45, 49], bgCyan: [46, 49], bgWhite: [47, 49], framed: [51, 54], overlined: [53, 55],
  gray: [90, 39], grey: [90, 39], redBright: [91, 39], greenBright: [92, 39], yellowBright: [93, 39], blueBright: [94, 39],
  magentaBright: [95, 39], cyanBright: [96, 39], whiteBright: [97, 39], bgGray: [100, 49], bgRedBright: [101, 49], bgGreenBright: [102, 49],
  bgYellowBright: [103, 49], bgBlueBright: [104, 49], bgMagentaBright: [105, 49], bgCyanBright: [106, 49], bgWhiteBright: [107, 49],
};
inspect.colors = Object.assign({ __proto__: null }, colors);
inspect.styles = {
  __proto__: null, special: 'cyan', number: 'yellow', bigint: 'yellow', boolean: 'yellow', undefined: 'grey', null: 'bold', string: 'green',
  symbol: 'green', date: 'magenta', regexp: 'red', module: 'underline',
};

function promisify(original) {
  checkFunction(original, 'original');
  if (original === globalThis.setTimeout || original === globalThis.setImmediate) require('timers');
  if (original[kCustomPromisify]) {
    const custom = original[kCustomPromisify];
    checkFunction(custom, 'util.promisify.custom');
    return Object.defineProperty(custom, kCustomPromisify, { value: custom, enumerable: false, writable: false, configurable: true });
  }
  const names = original[kCustomPromisifyArgs];
  function fn(...args) {
    return new Promise((resolve, reject) => {
      Reflect.apply(original, this, [...args, (error, ...values) => {
        if (error) return reject(error);
        if (names !== undefined && values.length > 1) return resolve(Object.fromEntries(names.map((n, i) => [n, values[i]])));
        resolve(values[0]);
      }]);
    });
  }
  Object.setPrototypeOf(fn, Object.getPrototypeOf(original));
  Object.defineProperty(fn, kCustomPromisify, { value: fn, enumerable: false, writable: false, configurable: true });
  const descriptors = Object.getOwnPropertyDescriptors(original);
  for (const key of Reflect.ownKeys(descriptors)) {
    try { Object.defineProperty(fn, key, descriptors[key]); } catch { /* not configurable here */ }
  }
  return fn;
}
promisify.custom = kCustomPromisify;

function callbackify(original) {
  checkFunction(original, 'original');
  function callbackified(...args) {
    const callback = args.pop();
    checkFunction(callback, 'last argument');
    Reflect.apply(original, this, args).then(
      (value) => process.nextTick(callback.bind(this), null, value),
      (reason) => {
        if (!reason) reason = make(Error, 'ERR_FALSY_VALUE_REJECTION', 'Promise was rejected with falsy value', { reason });
        process.nextTick(callback.bind(this), reason);
      });
  }
  const descriptors = Object.getOwnPropertyDescriptors(original);
  if (typeof descriptors.length?.value === 'number') descriptors.length.value++;
  if (typeof descriptors.name?.value === 'string') descriptors.name.value += 'Callbackified';
  delete descriptors.prototype;
  Object.defineProperties(callbackified, descriptors);
  return callbackified;
}
function inherits(constructor, parent) {
  if (constructor == null) throw invalidType('ctor', 'of type function', constructor);
  if (parent == null) throw invalidType('superCtor', 'of type function', parent);
  if (parent.prototype === undefined) throw invalidType('superCtor.prototype', 'of type object', parent.prototype);
  Object.defineProperty(constructor, 'super_', { value: parent, writable: true, configurable: true });
  Object.setPrototypeOf(constructor.prototype, parent.prototype);
}
const warnedCodes = new Set();
function deprecate(fn, message, code = undefined) {
  let warned = false;
  function deprecated(...args) {
    if (!warned && !process.noDeprecation) {
      warned = true;
      if (code === undefined || !warnedCodes.has(code)) {
        if (code !== undefined) warnedCodes.add(code);
        process.emitWarning(message, 'DeprecationWarning', code);
      }
    }
    return new.target ? Reflect.construct(fn, args, new.target) : Reflect.apply(fn, this, args);
  }
  Object.setPrototypeOf(deprecated, fn);
  if (fn.prototype) deprecated.prototype = fn.prototype;
  return deprecated;
}
function debuglog(set) {
  const names = (process.env.NODE_DEBUG ?? '').toUpperCase().split(',').map((n) => n.trim());
  const enabled = names.some((n) => n && new RegExp(`^${n.replace(/[|\\{}()[\]^$+?.]/g, '\\$&').replaceAll('*', '.*')}$`).test(set.toUpperCase()));
  const log = enabled ? (...args) => process.stderr.write(`${set.toUpperCase()} ${process.pid}: ${natives.format(...args)}\n`) : () => {};
  log.enabled = enabled;
  return log;
}
function styleText(format, text, options = undefined) {
  let [before, after] = ['', ''];
  for (const name of Array.isArray(format) ? format : [format]) {
    if (name === 'none') continue;
    const codes = colors[name];
    if (codes === undefined) throw require('internal/errors').invalidValue('format', name, `must be one of: ${Object.keys(colors).map((c) => `'${c}'`).join(', ')}`);
    before += `\x1b[${codes[0]}m`;
    after = `\x1b[${codes[1]}m${after}`;
  }
  if (options?.validateStream !== false && !(options?.stream ?? process.stdout).isTTY && !process.env.FORCE_COLOR) return text;
  return `${before}${text}${after}`;
}
function parseArgs(config = {}) {
  const { args = process.argv.slice(2), options = {}, strict = true, allowPositionals = !strict, tokens: wantTokens, allowNegative } = config;
  const values = { __proto__: null };
  const positionals = [];
  const tokens = [];
  const store = (name, value, raw, index, inline) => {
    const option = options[name];
    if (strict && !option) throw make(TypeError, 'ERR_PARSE_ARGS_UNKNOWN_OPTION', `Unknown option '${raw}'${allowPositionals ? `. To specify a positional argument starting with a '-', place it at the end of the command after '--', as in '-- "${raw}"` : ''}`);
    if (strict && option.type === 'string' && typeof value !== 'string') throw make(TypeError, 'ERR_PARSE_ARGS_INVALID_OPTION_VALUE', `Option '${option.short ? `-${option.short}, ` : ''}--${name} <value>' argument missing`);
    if (strict && option.type === 'boolean' && typeof value === 'string') throw make(TypeError, 'ERR_PARSE_ARGS_INVALID_OPTION_VALUE', `Option '${option.short ? `-${option.short}, ` : ''}--${name}' does not take an argument`);
    tokens.push({ kind: 'option', name, rawName: raw, index, value: typeof value === 'string' ? value : undefined, inlineValue: typeof value === 'string' ? inline : undefined });
    if (option?.multiple) (values[name] ??= []).push(value ?? true);
    else values[name] = value ?? true;
  };
  const shorts = Object.fromEntries(Object.entries(options).filter(([, o]) => o.short).map(([n, o]) => [o.short, n]));
  for (let i = 0; i < args.length; i++) {
    const arg = args[i];
    if (arg === '--') {
      tokens.push({ kind: 'option-terminator', index: i });
      for (const rest of args.slice(i + 1)) { positionals.push(rest); tokens.push({ kind: 'positional', index: ++i, value: rest }); }
      break;
    }
    if (arg.startsWith('--') && arg.length > 2) {
      const at = arg.indexOf('=');
      let name = at < 0 ? arg.slice(2) : arg.slice(2, at);
      let value = at < 0 ? undefined : arg.slice(at + 1);
      if (allowNegative && name.startsWith('no-') && value === undefined) { store(name.slice(3), false, arg, i); continue; }
      const inline = at >= 0;
      if (value === undefined && options[name]?.type === 'string' && i + 1 < args.length) { value = args[i + 1]; store(name, value, `--${name}`, i, false); i++; continue; }
      store(name, value, `--${name}`, i, inline);
    } else if (arg.startsWith('-') && arg.length > 1) {
      for (let k = 1; k < arg.length; k++) {
        const name = shorts[arg[k]] ?? arg[k];
        if (options[name]?.type === 'string') {
          const value = k + 1 < arg.length ? arg.slice(k + 1) : args[++i];
          store(name, value, `-${arg[k]}`, i, k + 1 < arg.length);
          break;
        }
        store(name, undefined, `-${arg[k]}`, i);
      }
    } else {
      if (strict && !allowPositionals) throw make(TypeError, 'ERR_PARSE_ARGS_UNEXPECTED_POSITIONAL', `Unexpected argument '${arg}'. This command does not take positional arguments`);
      positionals.push(arg);
      tokens.push({ kind: 'positional', index: i, value: arg });
    }
  }
  for (const [name, option] of Object.entries(options)) if ('default' in option && values[name] === undefined) values[name] = option.default;
  return wantTokens ? { values, positionals, tokens } : { values, positionals };
}
module.exports = {
  _extend(target, source) { return source && typeof source === 'object' ? Object.assign(target, source) : target; },
  callbackify, debug: debuglog, debuglog, deprecate,
  format: natives.format, formatWithOptions: natives.formatWithOptions, getCallSites: () => [],
  getSystemErrorName: (n) => ({ [-2]: 'ENOENT', [-13]: 'EACCES', [-17]: 'EEXIST', [-22]: 'EINVAL' })[n], getSystemErrorMap: () => new Map(),
  inherits, inspect, isArray: Array.isArray, isDeepStrictEqual: (a, b) => require('assert').isDeepStrictEqual(a, b),
  parseArgs, promisify, stripVTControlCharacters: natives.stripColors, styleText,
  toUSVString: (text) => `${text}`.toWellFormed(),
  types, parseEnv(text) {
    const out = {};
    for (const line of text.split('\n')) {
      const match = /^\s*(?:export\s+)?([\w.-]+)\s*=\s*(.*?)\s*$/.exec(line);
      if (match) out[match[1]] = match[2].replace(/^(['"`])(.*)\1$/, '$2');
    }
    return out;
  },
  aborted: (signal) => new Promise((resolve) => signal.aborted ? resolve() : signal.addEventListener('abort', () => resolve(), { once: true })),
  isBoolean: (v) => typeof v === 'boolean', isBuffer: (v) => Buffer.isBuffer(v), isNull: (v) => v === null, isNullOrUndefined: (v) => v == null,
  isNumber: (v) => typeof v === 'number', isString: (v) => typeof v === 'string', isSymbol: (v) => typeof v === 'symbol', isUndefined: (v) => v === undefined,
  isRegExp: types.isRegExp, isObject: (v) => v !== null && typeof v === 'object', isDate: types.isDate, isError: (v) => types.isNativeError(v) || v instanceof Error,
  isFunction: (v) => typeof v === 'function', isPrimitive: (v) => v === null || typeof v !== 'object' && typeof v !== 'function',
  log: (...args) => console.log('%s - %s', new Date().toLocaleTimeString(), natives.format(...args)),
};
for (const name of ['TextEncoder', 'TextDecoder']) Object.defineProperty(module.exports, name, { enumerable: true, configurable: true, get: () => globalThis[name] });
module.exports.promisify.custom = kCustomPromisify;
