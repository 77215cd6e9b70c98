// node:tty
function colorDepth(env) {
  if (env.FORCE_COLOR !== undefined) return { 0: 1, 1: 4, 2: 8, 3: 24, '': 4, true: 4 }[env.FORCE_COLOR] ?? 4;
  if (env.NO_COLOR || env.NODE_DISABLE_COLORS || env.TERM === 'dumb') return 1;
  if (/^(truecolor|24bit)$/.test(env.COLORTERM ?? '')) return 24;
  return /256/.test(env.TERM ?? '') ? 8 : 4;
}
class ReadStream {}
class WriteStream {}
module.exports = { isatty: (fd) => Number.isInteger(fd) && natives.isTerminal(fd), ReadStream, WriteStream };
Object.defineProperty(module.exports, 'colorDepth', { value: colorDepth });
