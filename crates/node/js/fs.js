// node:fs: every operation is written once, synchronously; the callback and promise forms run it in a later turn.
const { invalidType, invalidValue, make, checkFunction } = require('internal/errors');
const fs = natives.fs;

const constants = {
  __proto__: null, UV_FS_SYMLINK_DIR: 1, UV_FS_SYMLINK_JUNCTION: 2, O_RDONLY: 0, O_WRONLY: 1, O_RDWR: 2, UV_DIRENT_UNKNOWN: 0, UV_DIRENT_FILE: 1,
  UV_DIRENT_DIR: 2, UV_DIRENT_LINK: 3, S_IFMT: 61440, S_IFREG: 32768, S_IFDIR: 16384, S_IFCHR: 8192, S_IFBLK: 24576, S_IFIFO: 4096, S_IFLNK: 40960,
  S_IFSOCK: 49152, O_CREAT: 64, O_EXCL: 128, O_NOCTTY: 256, O_TRUNC: 512, O_APPEND: 1024, O_DIRECTORY: 65536, O_NOFOLLOW: 131072, O_SYNC: 1052672,
  S_IRWXU: 448, S_IRUSR: 256, S_IWUSR: 128, S_IXUSR: 64, S_IRWXG: 56, S_IRGRP: 32, S_IWGRP: 16, S_IXGRP: 8, S_IRWXO: 7, S_IROTH: 4, S_IWOTH: 2, S_IXOTH: 1,
  F_OK: 0, R_OK: 4, W_OK: 2, X_OK: 1, COPYFILE_EXCL: 1, COPYFILE_FICLONE: 2, COPYFILE_FICLONE_FORCE: 4, UV_FS_COPYFILE_EXCL: 1,
};
function toPath(value, name = 'path') {
  if (typeof value === 'string') {
    if (value.includes('\0')) throw invalidValue(name, value, 'must be a string, Uint8Array, or URL without null bytes');
    return value;
  }
  if (value instanceof Uint8Array) return Buffer.from(value).toString();
  if (value !== null && typeof value === 'object' && typeof value.href === 'string' && value.protocol === 'file:') return require('url').fileURLToPath(value);
  throw invalidType(name, 'of type string or an instance of Buffer or URL', value);
}
const target = (value) => Number.isInteger(value) ? value : toPath(value);
function options(value, defaults) {
  if (value == null || typeof value === 'function') return defaults;
  if (typeof value !== 'string' && typeof value !== 'object') throw invalidType('options', 'of type string or an instance of Object', value);
  const all = typeof value === 'string' ? { ...defaults, encoding: value } : { ...defaults, ...value };
  if (all.encoding && all.encoding !== 'buffer' && !Buffer.isEncoding(all.encoding)) throw invalidValue('encoding', all.encoding, 'is invalid encoding');
  return all;
}
function asBuffer(bytes) { return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength); }
function encoded(text, encoding) {
  return encoding === 'buffer' ? Buffer.from(text) : encoding && encoding !== 'utf8' && encoding !== 'utf-8' ? Buffer.from(text).toString(encoding) : text;
}
const FLAGS = new Set('r rs sr r+ rs+ sr+ w wx xw w+ wx+ xw+ a ax xa as sa a+ ax+ xa+ as+ sa+'.split(' '));
function flagText(flag) {
  if (flag == null) return 'r';
  if (typeof flag !== 'number') {
    if (!FLAGS.has(flag)) throw invalidValue('flags', flag);
    return flag;
  }
  const access = flag & 3;
  const exclusive = flag & 128 ? 'x' : '';
  if (flag & 1024) return `a${exclusive}${access === 2 ? '+' : ''}`;
  if (flag & 64) return `w${exclusive}${access === 2 ? '+' : ''}`;
  return access === 0 ? 'r' : 'r+';
}
const modeOf = (mode) => typeof mode === 'string' ? parseInt(mode, 8) : mode;
const seconds = (time) => typeof time === 'object' ? time.getTime() / 1000 : +time;

class Stats {
  constructor(n, big) {
    const names = ['dev', 'mode', 'nlink', 'uid', 'gid', 'rdev', 'blksize', 'ino', 'size', 'blocks', 'atimeMs', 'mtimeMs', 'ctimeMs', 'birthtimeMs'];
    names.forEach((name, i) => { this[name] = big ? BigInt(Math.trunc(n[i])) : n[i]; });
    if (big) for (const name of ['atime', 'mtime', 'ctime', 'birthtime']) this[`${name}Ns`] = BigInt(Math.trunc(Number(this[`${name}Ms`]) * 1e6));
  }
  #is(type) { return (Number(this.mode) & 61440) === type; }
  isFile() { return this.#is(32768); }
  isDirectory() { return this.#is(16384); }
  isSymbolicLink() { return this.#is(40960); }
  isFIFO() { return this.#is(4096); }
  isSocket() { return this.#is(49152); }
  isCharacterDevice() { return this.#is(8192); }
  isBlockDevice() { return this.#is(24576); }
}
for (const name of ['atime', 'mtime', 'ctime', 'birthtime']) {
  Object.defineProperty(Stats.prototype, name, { enumerable: true, configurable: true, get() { return new Date(Number(this[`${name}Ms`])); } });
}
class Dirent {
  #type;
  constructor(name, parent, type) {
    this.name = name;
    this.parentPath = parent;
    this.#type = type;
  }
  isFile() { return this.#type === 1; }
  isDirectory() { return this.#type === 2; }
  isSymbolicLink() { return this.#type === 3; }
  isFIFO() { return false; }
  isSocket() { return false; }
  isCharacterDevice() { return false; }
  isBlockDevice() { return false; }
}

const operations = {
  access(path, mode = 0) { fs.access(toPath(path), mode); },
  appendFile(file, data, o) {
    o = options(o, { encoding: 'utf8', mode: 0o666, flag: 'a' });
    operations.writeFile(file, data, o);
  },
  chmod(path, mode) { fs.chmod(toPath(path), modeOf(mode)); },
  chown() {}, lchown() {}, fchown() {}, fchmod() {}, lutimes() {},
  close(fd) { fs.close(fd); },
  copyFile(from, to, mode = 0) { fs.copyFile(toPath(from, 'src'), toPath(to, 'dest'), mode); },
  cp(from, to, o = {}) { copy(toPath(from, 'src'), toPath(to, 'dest'), o); },
  fstat(fd, o) { return new Stats(fs.fstat(fd), o?.bigint); },
  fsync(fd) { fs.fsync(fd); },
  fdatasync(fd) { fs.fsync(fd); },
  ftruncate(fd, length = 0) { fs.ftruncate(fd, length); },
  link(from, to) { fs.link(toPath(from), toPath(to)); },
  lstat(path, o) { return stat(path, false, o); },
  mkdir(path, o) {
    const recursive = !!(o && typeof o === 'object' && o.recursive);
    return fs.mkdir(toPath(path), recursive, 0o777);
  },
  mkdtemp(prefix, o) { return encoded(fs.mkdtemp(toPath(prefix, 'prefix')), options(o, {}).encoding); },
  open(path, flags = 'r', mode = 0o666) { return fs.open(toPath(path), flagText(flags), modeOf(mode)); },
  opendir(path) { return new Dir(toPath(path)); },
  read(fd, buffer, offset, length, position) {
    if (offset !== null && typeof offset === 'object') ({ offset, length, position } = offset);
    offset ??= 0;
    return fs.read(fd, buffer, offset, length ?? buffer.byteLength - offset, typeof position === 'bigint' ? Number(position) : position ?? -1);
  },
  readdir(path, o) {
    o = options(o, { encoding: 'utf8' });
    path = toPath(path);
    const out = [];
    const walk = (folder, prefix) => {
      const [names, types] = fs.readDir(folder);
      names.forEach((name, i) => {
        out.push(o.withFileTypes ? new Dirent(encoded(name, o.encoding), folder, types[i]) : encoded(prefix + name, o.encoding));
        if (o.recursive && types[i] === 2) walk(`${folder}/${name}`, `${prefix}${name}/`);
      });
    };
    walk(path, '');
    return out;
  },
  readFile(file, o) {
    o = options(o, { flag: 'r' });
    if (o.encoding === 'utf8' || o.encoding === 'utf-8') return fs.readText(target(file));
    const buffer = asBuffer(fs.readFile(target(file)));
    return o.encoding && o.encoding !== 'buffer' ? buffer.toString(o.encoding) : buffer;
  },
  readlink(path, o) { return encoded(fs.readLink(toPath(path)), options(o, {}).encoding); },
  realpath(path, o) { return encoded(fs.realPath(toPath(path)), options(o, {}).encoding); },
  rename(from, to) { fs.rename(toPath(from, 'oldPath'), toPath(to, 'newPath')); },
  rm(path, o = {}) {
    path = toPath(path);
    const found = fs.stat(path, false, false);
    if (found === undefined) {
      if (o?.force) return;
      fs.stat(path, false, true);
    }
    if ((found[1] & 61440) === 16384) {
      if (!o?.recursive) throw make(Error, 'ERR_FS_EISDIR', `Path is a directory: rm returned EISDIR (is a directory) ${path}`, { errno: 21, syscall: 'rm', path });
      fs.removeAll(path);
    } else fs.unlink(path);
  },
  rmdir(path, o) { o?.recursive ? fs.removeAll(toPath(path)) : fs.rmdir(toPath(path)); },
  stat(path, o) { return stat(path, true, o); },
  symlink(to, path) { fs.symlink(toPath(to, 'target'), toPath(path)); },
  truncate(path, length = 0) { typeof path === 'number' ? fs.ftruncate(path, length) : fs.truncate(toPath(path), length); },
  unlink(path) { fs.unlink(toPath(path)); },
  utimes(path, atime, mtime) { fs.utimes(toPath(path), seconds(atime), seconds(mtime)); },
  futimes() {},
  write(fd, data, offset, length, position) {
    if (typeof data === 'string') return fs.write(fd, typeof length === 'string' && length !== 'utf8' ? Buffer.from(data, length) : data, 0, undefined, offset ?? undefined);
    if (offset !== null && typeof offset === 'object') ({ offset, length, position } = offset);
    return fs.write(fd, data, offset ?? 0, length ?? undefined, position ?? undefined);
  },
  writeFile(file, data, o) {
    o = options(o, { encoding: 'utf8', mode: 0o666, flag: 'w' });
    if (typeof data !== 'string' && !ArrayBuffer.isView(data)) {
      throw invalidType('data', 'of type string or an instance of Buffer, TypedArray, or DataView', data);
    }
    if (typeof data === 'string' && o.encoding && !/^utf-?8$/i.test(o.encoding)) data = Buffer.from(data, o.encoding);
    if (file instanceof FileHandle) file = file.fd;
    fs.writeFile(target(file), data, flagText(o.flag), modeOf(o.mode));
  },
  writev(fd, buffers, position) {
    let total = 0;
    for (const buffer of buffers) total += operations.write(fd, buffer, 0, buffer.byteLength, position == null ? undefined : position + total);
    return total;
  },
  readv(fd, buffers, position) {
    let total = 0;
    for (const buffer of buffers) total += operations.read(fd, buffer, 0, buffer.byteLength, position == null ? undefined : position + total);
    return total;
  },
  statfs() { return { type: 0, bsize: 4096, blocks: 0, bfree: 0, bavail: 0, files: 0, ffree: 0 }; },
};
function stat(path, follow, o) {
  const numbers = fs.stat(toPath(path), follow, o?.throwIfNoEntry !== false);
  return numbers && new Stats(numbers, o?.bigint);
}
function copy(from, to, o) {
  if (o.filter && !o.filter(from, to)) return;
  const found = operations.lstat(from);
  if (found.isDirectory()) {
    if (!o.recursive) throw make(Error, 'ERR_FS_EISDIR', `Recursive option not enabled, cannot copy a directory: cp returned EISDIR (${from} is a directory (not copied)) ${to}`);
    fs.mkdir(to, true, 0o777);
    for (const name of fs.readDir(from)[0]) copy(`${from}/${name}`, `${to}/${name}`, o);
  } else if (found.isSymbolicLink() && !o.dereference) {
    fs.symlink(fs.readLink(from), to);
  } else if (o.force === false && fs.exists(to)) {
    if (o.errorOnExist) throw make(Error, 'ERR_FS_CP_EEXIST', `Target already exists: ${to}`);
  } else fs.copyFile(from, to, 0);
}
class Dir {
  #list; #at = 0;
  constructor(path) { this.path = path; this.#list = operations.readdir(path, { withFileTypes: true }); }
  readSync() { return this.#list[this.#at++] ?? null; }
  async read() { return this.readSync(); }
  closeSync() {}
  async close() {}
  async *[Symbol.asyncIterator]() { for (let entry; (entry = this.readSync()) !== null;) yield entry; }
}
class FileHandle extends require('events') {
  constructor(fd) { super(); this.fd = fd; }
  async close() { if (this.fd >= 0) operations.close(this.fd); this.fd = -1; }
  async read(buffer, ...rest) {
    if (!ArrayBuffer.isView(buffer)) ({ buffer = Buffer.alloc(16384), ...rest } = { ...buffer });
    const bytesRead = operations.read(this.fd, buffer, ...(Array.isArray(rest) ? rest : [rest]));
    return { bytesRead, buffer };
  }
  async write(buffer, ...rest) { return { bytesWritten: operations.write(this.fd, buffer, ...rest), buffer }; }
  async readFile(o) { return operations.readFile(this.fd, o); }
  async writeFile(data, o) { operations.writeFile(this.fd, data, o); }
  async appendFile(data, o) { operations.writeFile(this.fd, data, o); }
  async stat(o) { return operations.fstat(this.fd, o); }
  async truncate(length) { operations.ftruncate(this.fd, length); }
  async sync() { operations.fsync(this.fd); }
  async datasync() { operations.fsync(this.fd); }
  async chmod() {}
  async utimes() {}
  async [Symbol.asyncDispose]() { await this.close(); }
  createReadStream(o) { return createReadStream('', { ...o, fd: this.fd }); }
  createWriteStream(o) { return createWriteStream('', { ...o, fd: this.fd }); }
}

function createReadStream(path, o = {}) {
  const { Readable } = require('stream');
  o = options(o, {});
  let fd = typeof o.fd === 'object' && o.fd ? o.fd.fd : o.fd;
  let position = o.start ?? 0;
  const end = o.end ?? Infinity;
  const stream = new Readable({
    highWaterMark: o.highWaterMark ?? 65536, encoding: o.encoding, emitClose: true, autoDestroy: o.autoClose ?? true,
    construct(callback) {
      if (fd != null) return callback();
      later(() => operations.open(path, o.flags ?? 'r', o.mode), (error, made) => {
        if (error) return callback(error);
        fd = stream.fd = made;
        callback();
        stream.emit('open', fd);
        stream.emit('ready');
      });
    },
    read(size) {
      later(() => {
        const buffer = Buffer.allocUnsafe(Math.max(0, Math.min(size, end - position + 1)));
        const n = buffer.length ? fs.read(fd, buffer, 0, buffer.length, o.start === undefined && o.end === undefined ? -1 : position) : 0;
        position += n;
        stream.bytesRead += n;
        return n ? buffer.subarray(0, n) : null;
      }, (error, chunk) => error ? stream.destroy(error) : stream.push(chunk));
    },
    destroy(error, callback) {
      try { if (fd != null && o.autoClose !== false) fs.close(fd); } catch (e) { error ??= e; }
      fd = null;
      callback(error);
    },
  });
  stream.path = path;
  stream.bytesRead = 0;
  stream.close = (callback) => { if (callback) stream.once('close', callback); stream.destroy(); };
  return stream;
}
function createWriteStream(path, o = {}) {
  const { Writable } = require('stream');
  o = options(o, {});
  let fd = typeof o.fd === 'object' && o.fd ? o.fd.fd : o.fd;
  const stream = new Writable({
    decodeStrings: true, defaultEncoding: o.encoding ?? 'utf8', emitClose: true, highWaterMark: o.highWaterMark,
    construct(callback) {
      if (fd != null) return callback();
      later(() => operations.open(path, o.flags ?? 'w', o.mode), (error, made) => {
        if (error) return callback(error);
        fd = stream.fd = made;
        callback();
        stream.emit('open', fd);
        stream.emit('ready');
      });
    },
    write(chunk, encoding, callback) {
      later(() => { fs.write(fd, chunk, 0); stream.bytesWritten += chunk.length; }, callback);
    },
    destroy(error, callback) {
      try { if (fd != null && fd > 2 && o.autoClose !== false) fs.close(fd); } catch (e) { error ??= e; }
      fd = null;
      callback(error);
    },
  });
  stream.path = path;
  stream.bytesWritten = 0;
  stream.close = (callback) => { if (callback) stream.once('close', callback); stream.end(); };
  return stream;
}
function later(work, callback) {
  natives.enqueueTask(() => {
    let result;
    try { result = work(); } catch (error) { return callback(error); }
    callback(null, result);
  });
}

exports.constants = constants;
for (const name of ['F_OK', 'R_OK', 'W_OK', 'X_OK']) exports[name] = constants[name];
const promises = {};
for (const [name, operation] of Object.entries(operations)) {
  const sync = { [`${name}Sync`](...args) { return operation(...args); } }[`${name}Sync`];
  exports[`${name}Sync`] = sync;
  exports[name] = { [name](...args) {
    const at = args.findLastIndex((a) => typeof a === 'function');
    const callback = args[at];
    checkFunction(callback, 'cb');
    args.length = at;
    if (name === 'read' || name === 'write') return later(() => operation(...args), (error, n) => callback(error, n, args[1]));
    later(() => operation(...args), (error, result) => error ? callback(error) : result === undefined ? callback(null) : callback(null, result));
  } }[name];
  promises[name] = { async [name](...args) {
    return new Promise((resolve, reject) => {
      natives.enqueueTask(() => {
        let result;
        try { result = operation(...args); } catch (error) { return reject(error); }
        resolve(result);
      });
    });
  } }[name];
}
exports.existsSync = (path) => {
  try { return fs.exists(toPath(path)); } catch { return false; }
};
exports.exists = (path, callback) => natives.enqueueTask(() => callback(exports.existsSync(path)));
exports.exists[Symbol.for('nodejs.util.promisify.custom')] = (path) => Promise.resolve(exports.existsSync(path));
for (const form of ['realpath', 'realpathSync']) exports[form].native = exports[form];
const openFile = promises.open;
promises.open = async function open(...args) { return new FileHandle(await openFile(...args)); };
promises.constants = constants;
promises.readFile = async function readFile(file, o) {
  if (file instanceof FileHandle) file = file.fd;
  return new Promise((resolve, reject) => natives.enqueueTask(() => { try { resolve(operations.readFile(file, o)); } catch (error) { reject(error); } }));
};
for (const name of ['read', 'write', 'close', 'fstat', 'fsync', 'fdatasync', 'ftruncate', 'futimes', 'fchmod', 'fchown', 'writev', 'readv']) delete promises[name];
Object.assign(exports, { Stats, Dirent, Dir, createReadStream, createWriteStream, promises, FileHandle: undefined });
delete exports.FileHandle;
exports.watch = exports.watchFile = () => { throw make(Error, 'ERR_FEATURE_UNAVAILABLE_ON_PLATFORM', 'fs.watch is not supported'); };
exports.unwatchFile = () => {};
exports._toUnixTimestamp = seconds;
Object.defineProperty(exports, 'ReadStream', { enumerable: true, configurable: true, get: () => require('stream').Readable });
Object.defineProperty(exports, 'WriteStream', { enumerable: true, configurable: true, get: () => require('stream').Writable });
