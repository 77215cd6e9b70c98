// node:console
const METHODS = Object.keys(globalThis.console);
function Console(stdout, stderr, ignoreErrors = true) {
  if (!new.target) return Reflect.construct(Console, arguments);
  const options = stdout && typeof stdout.write !== 'function' ? stdout : { stdout, stderr, ignoreErrors };
  const { stdout: out, stderr: err = out, colorMode = 'auto', inspectOptions, groupIndentation = 2 } = options;
  for (const [stream, name] of [[out, 'stdout'], [err, 'stderr']]) {
    if (typeof stream?.write !== 'function') {
      throw Object.assign(new TypeError(`Console expects a writable stream instance for ${name}`), { code: 'ERR_CONSOLE_WRITABLE_STREAM' });
    }
  }
  const quiet = options.ignoreErrors ?? true;
  const sink = (text, isError) => {
    const stream = isError ? err : out;
    // A stream that fails while it writes does not end the program.
    const ignore = () => {};
    if (quiet) stream.once?.('error', ignore);
    try {
      stream.write(text);
    } catch (error) {
      if (!quiet) throw error;
    } finally {
      if (quiet) stream.removeListener?.('error', ignore);
    }
  };
  const told = (stream) => ({ colors: colorMode === 'auto' ? Boolean(stream.isTTY) : colorMode, ...inspectOptions });
  sink.options = told(out);
  sink.errorOptions = told(err);
  natives.consoleMethods(this, sink, groupIndentation);
}
Object.defineProperty(Console, Symbol.hasInstance, { value: (value) => value === globalThis.console || Object.prototype.isPrototypeOf.call(Console.prototype, value) });
Object.defineProperty(Console.prototype, Symbol.toStringTag, { value: 'console', configurable: true });
// On the prototype for those who look there; each console has its own.
for (const name of METHODS) Object.defineProperty(Console.prototype, name, { value: globalThis.console[name], writable: true, configurable: true });
module.exports = globalThis.console;
Object.defineProperty(module.exports, 'Console', { value: Console, writable: true, configurable: true });
