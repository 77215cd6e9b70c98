// The global `process`.
const EventEmitter = require('events');
const { make, invalidType, checkFunction } = require('internal/errors');

function process() {}
Object.setPrototypeOf(process.prototype, EventEmitter.prototype);
const self = Object.create(process.prototype, { [Symbol.toStringTag]: { value: 'process', configurable: true } });
EventEmitter.call(self);
for (const key of ['_events', '_eventsCount', '_maxListeners']) Object.defineProperty(self, key, { enumerable: false });

function lazy(name, make) {
  Object.defineProperty(self, name, {
    configurable: true, enumerable: true,
    get() {
      const value = make();
      Object.defineProperty(self, name, { value, writable: true, enumerable: true, configurable: true });
      return value;
    },
    set(value) { Object.defineProperty(self, name, { value, writable: true, enumerable: true, configurable: true }); },
  });
}
let exitCode;
let exiting = false;
const version = 'v26.0.0';
Object.assign(self, {
  version,
  versions: { node: version.slice(1), ogive: '0.1.0', v8: '14.6.0-ogive', uv: '1.50.0', modules: '147' },
  arch: 'x64',
  platform: 'linux',
  release: { name: 'node', lts: false },
  moduleLoadList: [],
  title: 'node',
  config: { target_defaults: {}, variables: {} },
  features: { inspector: false, debug: false, uv: true, ipv6: true, tls: false, typescript: false, require_module: true },
  allowedNodeEnvironmentFlags: new Set(),
  report: {},
  execArgv: natives.execArgv(),
  execPath: natives.execPath(),
  argv: natives.argv(),
  argv0: 'node',
  debugPort: 9229,
  exit(code = undefined) {
    if (code !== undefined) exitCode = checkCode(code);
    if (!exiting) {
      exiting = true;
      self._exiting = true;
      self.emit('exit', exitCode ?? 0);
    }
    self.reallyExit(exitCode ?? 0);
  },
  reallyExit: natives.reallyExit,
  abort() { natives.flush(); natives.reallyExit(134); },
  cwd: natives.cwd,
  chdir(path) {
    if (typeof path !== 'string') throw invalidType('directory', 'of type string', path);
    natives.chdir(path);
  },
  umask: () => 0o22,
  uptime: natives.uptime,
  nextTick: natives.nextTick,
  hrtime(previous = undefined) {
    const now = natives.hrtime();
    if (previous === undefined) return now;
    if (!Array.isArray(previous)) throw invalidType('time', 'an instance of Array', previous);
    let seconds = now[0] - previous[0];
    let nanos = now[1] - previous[1];
    if (nanos < 0) { seconds--; nanos += 1e9; }
    return [seconds, nanos];
  },
  memoryUsage() {
    const [rss, heapTotal, heapUsed, external] = natives.memoryUsage();
    // What is outside of the heap is array buffers, but for what library functions hold while they run.
    return { rss, heapTotal, heapUsed, external, arrayBuffers: external };
  },
  constrainedMemory: () => 0,
  availableMemory: () => natives.systemInfo()[4],
  resourceUsage() { const { user, system } = self.cpuUsage(); return { userCPUTime: user, systemCPUTime: system, maxRSS: natives.memoryUsage()[0] / 1024 }; },
  cpuUsage(previous = undefined) {
    const [user, system] = natives.cpuUsage();
    return { user: user - (previous?.user ?? 0), system: system - (previous?.system ?? 0) };
  },
  getuid: () => natives.ids()[2],
  geteuid: () => natives.ids()[2],
  getgid: () => natives.ids()[3],
  getegid: () => natives.ids()[3],
  getgroups: () => [natives.ids()[3]],
  kill(pid, signal = 'SIGTERM') {
    if (pid != (pid | 0)) throw invalidType('pid', 'of type number', pid);
    if (natives.kill(pid, signal) === undefined) throw make(TypeError, 'ERR_UNKNOWN_SIGNAL', `Unknown signal: ${signal}`);
    return true;
  },
  emitWarning(warning, type = undefined, code = undefined, from = undefined) {
    let detail;
    if (type !== null && typeof type === 'object' && !Array.isArray(type)) ({ type, code, detail } = type);
    else if (typeof type === 'function') type = undefined;
    if (typeof code === 'function') code = undefined;
    if (typeof warning === 'string') {
      const made = new Error(warning);
      Object.defineProperty(made, 'name', { value: String(type || 'Warning'), writable: true, configurable: true });
      if (code !== undefined) made.code = code;
      if (detail !== undefined) made.detail = detail;
      warning = made;
    }
    if (warning.name === 'DeprecationWarning' && self.noDeprecation) return;
    self.nextTick(() => {
      self.emit('warning', warning);
      if (self.execArgv.includes('--no-warnings')) return;
      const text = `${warning.name}: ${warning.message}`;
      self.stderr.write(`(node:${self.pid}) ${warning.code ? `[${warning.code}] ` : ''}${text}\n${warning.detail ? `${warning.detail}\n` : ''}`);
      if (!warned) {
        warned = true;
        const flag = warning.name === 'DeprecationWarning' ? '--trace-deprecation' : '--trace-warnings';
        self.stderr.write(`(Use \`node ${flag} ...\` to show where the warning was created)\n`);
      }
    });
  },
  binding(name) { throw make(Error, 'ERR_INVALID_MODULE', `No such binding: ${name}`); },
  getBuiltinModule(name) {
    const plain = name.startsWith('node:') ? name.slice(5) : name;
    try { return require(plain); } catch { return undefined; }
  },
  setUncaughtExceptionCaptureCallback(f) { captureCallback = f; },
  hasUncaughtExceptionCaptureCallback: () => captureCallback != null,
  setSourceMapsEnabled() {},
  sourceMapsEnabled: false,
  getActiveResourcesInfo: () => [],
  assert(value, message) { require('assert')(value, message); },
  openStdin() { return self.stdin; },
  loadEnvFile(path = '.env') {
    for (const line of require('fs').readFileSync(path, 'utf8').split('\n')) {
      const match = /^\s*(?:export\s+)?([\w.-]+)\s*=\s*(.*?)\s*$/.exec(line);
      if (match && !(match[1] in self.env)) self.env[match[1]] = match[2].replace(/^(['"`])(.*)\1$/, '$2');
    }
  },
});
let warned = false;
let captureCallback = null;
self.hrtime.bigint = natives.hrtimeBigint;
self.memoryUsage.rss = () => natives.memoryUsage()[0];
function checkCode(code) {
  if (code == null) return undefined;
  if (typeof code === 'string' && code !== '' && Number.isInteger(+code)) return +code;
  if (typeof code !== 'number') throw invalidType('code', 'of type number', code);
  if (!Number.isInteger(code)) throw require('internal/errors').outOfRange('code', 'an integer', code);
  return code;
}
Object.defineProperty(self, 'exitCode', { enumerable: true, configurable: false, get: () => exitCode, set(code) { exitCode = checkCode(code); } });
lazy('env', () => environment());
lazy('pid', () => natives.ids()[0]);
lazy('ppid', () => natives.ids()[1]);
lazy('stdout', () => require('internal/stdio').stdout());
lazy('stderr', () => require('internal/stdio').stderr());
lazy('stdin', () => require('internal/stdio').stdin());
// Like Node's, the environment holds strings only.
function environment() {
  return new Proxy(natives.env(), {
    set(target, key, value) {
      if (typeof key === 'symbol' || typeof value === 'symbol') throw new TypeError('Cannot convert a Symbol value to a string');
      target[key] = `${value}`;
      return true;
    },
    defineProperty(target, key, descriptor) {
      if ('value' in descriptor) descriptor = { value: `${descriptor.value}`, writable: true, enumerable: true, configurable: true };
      return Reflect.defineProperty(target, key, descriptor);
    },
  });
}

natives.setHook('uncaught', (error, origin) => {
  if (captureCallback) {
    captureCallback(error);
    return true;
  }
  self.emit('uncaughtExceptionMonitor', error, origin);
  if (self.listenerCount('uncaughtException') === 0) return false;
  self.emit('uncaughtException', error, origin);
  return true;
});
natives.setHook('exit', (code) => {
  if (code !== undefined) exitCode = code;
  if (!exiting) {
    exiting = true;
    self._exiting = true;
    self.emit('exit', exitCode ?? 0);
  }
  return exitCode ?? 0;
});
natives.setHook('beforeExit', () => { self.emit('beforeExit', exitCode ?? 0); });
let rejections = 0;
// True: nothing is thrown for the rejection.
natives.setHook('unhandled', (reason, promise) => {
  const mode = self.execArgv.findLast((argument) => argument.startsWith('--unhandled-rejections='))?.slice(23) ?? 'throw';
  if (mode === 'strict') return false;
  const heard = self.emit('unhandledRejection', reason, promise);
  if (mode === 'none' || mode === 'throw') return mode === 'none' || heard;
  if (mode === 'warn-with-error-code' && heard) return true;
  rejections++;
  const type = 'UnhandledPromiseRejectionWarning';
  self.emitWarning(reason instanceof Error ? reason.stack : natives.inspect(reason), type);
  self.emitWarning(`Unhandled promise rejection. This error originated either by throwing inside of an async function without a catch block, or by rejecting a promise which was not handled with .catch(). To terminate the node process on unhandled promise rejection, use the CLI flag \`--unhandled-rejections=strict\` (see https://nodejs.org/api/cli.html#cli_unhandled_rejections_mode). (rejection id: ${rejections})`, type);
  if (mode === 'warn-with-error-code') exitCode = 1;
  return true;
});
natives.setHook('handled', (promise) => { self.emit('rejectionHandled', promise); });
void checkFunction;
module.exports = self;
