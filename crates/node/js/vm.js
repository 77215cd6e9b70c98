// node:vm: scripts in this realm or in a fresh one.
const { invalidType, checkString } = require('internal/errors');
const kRealm = Symbol('realm');
const realms = new WeakMap();
const nameOf = (o) => typeof o === 'string' ? o : o?.filename ?? 'evalmachine.<anonymous>';
function createContext(sandbox = {}) {
  if (sandbox === null || typeof sandbox !== 'object') throw invalidType('contextObject', 'of type object', sandbox);
  if (!realms.has(sandbox)) {
    const global = natives.newContext();
    realms.set(sandbox, { global, initial: new Set(Reflect.ownKeys(global)) });
  }
  return sandbox;
}
function runInContext(code, sandbox, options) {
  const context = realms.get(sandbox);
  if (!context) throw invalidType('contextifiedObject', 'a vm.Context', sandbox);
  const { global, initial } = context;
  for (const key of Reflect.ownKeys(sandbox)) Object.defineProperty(global, key, { ...Object.getOwnPropertyDescriptor(sandbox, key), configurable: true });
  try {
    return natives.runInContext(`${code}`, nameOf(options), global);
  } finally {
    for (const key of Reflect.ownKeys(global)) {
      if (!initial.has(key) || Object.hasOwn(sandbox, key)) {
        try { Object.defineProperty(sandbox, key, Object.getOwnPropertyDescriptor(global, key)); } catch { /* frozen */ }
      }
    }
    for (const key of Reflect.ownKeys(sandbox)) if (!Object.hasOwn(global, key)) delete sandbox[key];
  }
}
class Script {
  #code; #options;
  constructor(code, options) {
    this.#code = `${code}`;
    this.#options = options;
    natives.compileFunction(`if (0) {\n${''}}`, [], nameOf(options));
  }
  runInThisContext() { return natives.runScript(this.#code, nameOf(this.#options)); }
  runInContext(context) { return runInContext(this.#code, context, this.#options); }
  runInNewContext(sandbox = {}) { return runInContext(this.#code, createContext(sandbox), this.#options); }
  createCachedData() { return Buffer.alloc(0); }
}
void kRealm;
module.exports = {
  Script, createContext, runInContext, isContext: (o) => realms.has(o),
  createScript: (code, options) => new Script(code, options),
  runInThisContext(code, options) { checkString(code, 'code'); return natives.runScript(code, nameOf(options)); },
  runInNewContext: (code, sandbox = {}, options) => runInContext(code, createContext(sandbox), options),
  compileFunction: (code, parameters = [], options = {}) => natives.compileFunction(code, parameters, nameOf(options)),
  measureMemory: () => Promise.reject(new Error('not supported')),
  constants: { __proto__: null, USE_MAIN_CONTEXT_DEFAULT_LOADER: Symbol('vm_dynamic_import_main_context_default'), DONT_CONTEXTIFY: Symbol('vm_context_no_contextify') },
};
