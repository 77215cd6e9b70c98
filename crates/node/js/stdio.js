// process.stdout, stderr and stdin.
function output(fd) {
  const { Writable } = require('stream');
  const stream = new Writable({
    decodeStrings: false,
    write(chunk, encoding, callback) {
      natives.fs.write(fd, typeof chunk === 'string' && encoding && !/^utf-?8$/i.test(encoding) ? Buffer.from(chunk, encoding) : chunk, 0);
      callback();
    },
  });
  stream.fd = fd;
  stream._type = 'fs';
  stream._isStdio = true;
  stream.destroySoon = stream.destroy;
  stream._destroy = (error, callback) => callback(error);
  if (natives.isTerminal(fd)) {
    stream.isTTY = true;
    [stream.columns, stream.rows] = natives.terminalSize();
    stream.getWindowSize = () => [stream.columns, stream.rows];
    stream.getColorDepth = () => require('tty').colorDepth(process.env);
    stream.hasColors = (count = 16) => typeof count === 'number' ? count <= 2 ** stream.getColorDepth() : true;
    stream.cursorTo = (x, y) => stream.write(typeof y === 'number' ? `\x1b[${y + 1};${x + 1}H` : `\x1b[${x + 1}G`);
    stream.moveCursor = (x, y) => stream.write((x < 0 ? `\x1b[${-x}D` : x > 0 ? `\x1b[${x}C` : '') + (y < 0 ? `\x1b[${-y}A` : y > 0 ? `\x1b[${y}B` : ''));
    stream.clearLine = (d) => stream.write(d < 0 ? '\x1b[1K' : d > 0 ? '\x1b[0K' : '\x1b[2K');
    stream.clearScreenDown = () => stream.write('\x1b[0J');
  }
  return stream;
}
function stdin() {
  const { Readable } = require('stream');
  const stream = new Readable({
    highWaterMark: 65536,
    read() {
      natives.enqueueTask(() => {
        let bytes;
        try { bytes = natives.fs.readStdin(65536); } catch (error) { return stream.destroy(error); }
        stream.push(bytes === null ? null : Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length));
      });
    },
  });
  stream.fd = 0;
  stream.isTTY = natives.isTerminal(0) || undefined;
  stream.setRawMode = () => stream;
  stream.ref = stream.unref = () => stream;
  return stream;
}
module.exports = { stdout: () => output(1), stderr: () => output(2), stdin };
