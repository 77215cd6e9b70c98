// node:console
class Console {
  constructor(stdout, stderr) {
    const options = stdout?.write ? { stdout, stderr } : stdout;
    const out = options.stdout;
    const err = options.stderr ?? out;
    let indent = '';
    const print = (stream, args) => stream.write(`${indent}${natives.formatWithOptions({ ...options.inspectOptions }, ...args).replaceAll('\n', `\n${indent}`)}\n`);
    for (const name of ['log', 'info', 'debug', 'dirxml']) this[name] = (...args) => void print(out, args);
    for (const name of ['error', 'warn', 'trace']) this[name] = (...args) => void print(err, args);
    this.group = this.groupCollapsed = (...args) => { if (args.length) print(out, args); indent += '  '; };
    this.groupEnd = () => { indent = indent.slice(2); };
    this.dir = (value, o) => void out.write(`${indent}${natives.inspect(value, { customInspect: false, ...o })}\n`);
    this.assert = (ok, ...args) => { if (!ok) print(err, [`Assertion failed${args.length ? ':' : ''}`, ...args]); };
    for (const name of ['table', 'time', 'timeEnd', 'timeLog', 'count', 'countReset']) this[name] = globalThis.console[name];
  }
}
module.exports = globalThis.console;
Object.defineProperty(module.exports, 'Console', { value: Console, writable: true, configurable: true });
