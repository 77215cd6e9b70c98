// node:os
const info = () => natives.systemInfo();
const signals = { __proto__: null, SIGHUP: 1, SIGINT: 2, SIGQUIT: 3, SIGILL: 4, SIGTRAP: 5, SIGABRT: 6, SIGBUS: 7, SIGFPE: 8, SIGKILL: 9, SIGUSR1: 10, SIGSEGV: 11, SIGUSR2: 12, SIGPIPE: 13, SIGALRM: 14, SIGTERM: 15, SIGCHLD: 17, SIGCONT: 18, SIGSTOP: 19, SIGTSTP: 20, SIGWINCH: 28 };
const cpus = () => Array.from({ length: info()[6] }, () => ({ model: info()[7], speed: 0, times: { user: 0, nice: 0, sys: 0, idle: 0, irq: 0 } }));
module.exports = {
  EOL: '\n', devNull: '/dev/null',
  arch: () => 'x64', platform: () => 'linux', type: () => 'Linux', machine: () => info()[8], release: () => info()[1], version: () => info()[2],
  hostname: () => info()[0], endianness: () => 'LE', totalmem: () => info()[3], freemem: () => info()[4],
  loadavg: () => info()[5].split(' ').slice(0, 3).map(Number), uptime: () => Math.floor(natives.hrtime()[0]), availableParallelism: () => info()[6], cpus,
  homedir: () => process.env.HOME || '/root', tmpdir: () => (process.env.TMPDIR || process.env.TMP || process.env.TEMP || '/tmp').replace(/(.)\/$/, '$1'),
  networkInterfaces: () => ({}),
  userInfo: () => ({ uid: natives.ids()[2], gid: natives.ids()[3], username: process.env.USER || 'root', homedir: process.env.HOME || '/root', shell: process.env.SHELL || null }),
  getPriority: () => 0, setPriority() {},
  constants: { UV_UDP_REUSEADDR: 4, dlopen: {}, errno: { E2BIG: 7, EACCES: 13, EEXIST: 17, EINVAL: 22, EISDIR: 21, ENOENT: 2, ENOTDIR: 20, ENOTEMPTY: 39, EPERM: 1, EPIPE: 32 }, signals, priority: {} },
};
Object.defineProperty(module.exports, 'navigator', { get: () => ({ hardwareConcurrency: info()[6], language: 'en-US', languages: ['en-US'], platform: 'linux', userAgent: 'Node.js/26' }) });
