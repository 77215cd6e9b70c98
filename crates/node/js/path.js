// node:path. One set of functions, made twice: for POSIX and for Windows.
const { checkString } = require('internal/errors');

function create(windows) {
  const sep = windows ? '\\' : '/';
  const isSep = windows ? (c) => c === '/' || c === '\\' : (c) => c === '/';

  // What stands before the first name: device and root.
  function rootOf(path) {
    if (!windows) return { device: '', root: path[0] === '/' ? '/' : '' };
    const drive = /^[a-zA-Z]:/.exec(path);
    if (drive) return { device: drive[0], root: path.length > 2 && isSep(path[2]) ? path[2] : '' };
    const share = /^[\\/]{2}([^\\/]+)[\\/]+([^\\/]+)/.exec(path);
    if (share) return { device: share[0], root: path.length > share[0].length ? path[share[0].length] : '', unc: `\\\\${share[1]}\\${share[2]}` };
    return { device: '', root: path && isSep(path[0]) ? path[0] : '' };
  }
  function squash(path, absolute) {
    const out = [];
    for (const part of windows ? path.split(/[\\/]+/) : path.split('/')) {
      if (part === '' || part === '.') continue;
      if (part !== '..') out.push(part);
      else if (out.length && out[out.length - 1] !== '..') out.pop();
      else if (!absolute) out.push('..');
    }
    return out.join(sep);
  }
  function cwd() { return natives.cwd(); }

  const api = {
    sep,
    delimiter: windows ? ';' : ':',
    normalize(path) {
      checkString(path, 'path');
      if (path === '') return '.';
      const { device, root, unc } = rootOf(path);
      const rest = path.slice(device.length);
      let body = squash(rest, root !== '');
      const trailing = rest.length > 0 && isSep(rest[rest.length - 1]);
      if (body === '' && root === '') body = '.';
      if (body !== '' && trailing) body += sep;
      return (unc ? unc : device) + (root || unc ? sep : '') + body;
    },
    isAbsolute(path) {
      checkString(path, 'path');
      return windows ? rootOf(path).root !== '' || /^[\\/]{2}/.test(path) : path[0] === '/';
    },
    join(...parts) {
      const used = [];
      for (const part of parts) {
        checkString(part, 'path');
        if (part !== '') used.push(part);
      }
      return used.length ? api.normalize(used.join(sep)) : '.';
    },
    resolve(...parts) {
      let whole = '';
      let device = '';
      let absolute = false;
      for (let i = parts.length - 1; i >= -1 && !absolute; i--) {
        const part = i >= 0 ? parts[i] : windows ? 'C:' + cwd().replaceAll('/', '\\') : cwd();
        if (i >= 0) checkString(part, `paths[${i}]`);
        if (part === '') continue;
        const root = rootOf(part);
        if (windows && root.device) {
          if (device && device.toLowerCase() !== (root.unc ?? root.device).toLowerCase()) continue;
          device ||= root.unc ?? root.device;
        }
        whole = `${part.slice(root.device.length)}${sep}${whole}`;
        absolute = root.root !== '' || root.unc !== undefined;
      }
      const body = squash(whole, absolute);
      return device + (absolute ? sep : '') + body || '.';
    },
    relative(from, to) {
      checkString(from, 'from');
      checkString(to, 'to');
      if (from === to) return '';
      from = api.resolve(from);
      to = api.resolve(to);
      const same = windows ? (a, b) => a.toLowerCase() === b.toLowerCase() : (a, b) => a === b;
      if (same(from, to)) return '';
      if (windows && !same(rootOf(from).device, rootOf(to).device)) return to;
      const a = from.split(sep).filter(Boolean);
      const b = to.split(sep).filter(Boolean);
      let common = 0;
      while (common < a.length && common < b.length && same(a[common], b[common])) common++;
      return [...Array(a.length - common).fill('..'), ...b.slice(common)].join(sep);
    },
    toNamespacedPath(path) { return path; },
    dirname(path) {
      checkString(path, 'path');
      if (path === '') return '.';
      const { device, root } = rootOf(path);
      const start = device.length + root.length;
      let end = path.length;
      while (end > start && isSep(path[end - 1])) end--;
      while (end > start && !isSep(path[end - 1])) end--;
      while (end > start && isSep(path[end - 1])) end--;
      if (end > start) return path.slice(0, end);
      return start > 0 ? path.slice(0, start) + (!windows && path[1] === '/' && /^\/\/[^/]/.test(path) && end === start && path.lastIndexOf('/') === 1 ? '/' : '') : '.';
    },
    basename(path, suffix = undefined) {
      if (suffix !== undefined) checkString(suffix, 'suffix');
      checkString(path, 'path');
      const { device } = rootOf(path);
      let end = path.length;
      while (end > device.length && isSep(path[end - 1])) end--;
      let start = end;
      while (start > device.length && !isSep(path[start - 1])) start--;
      const name = path.slice(start, end);
      if (suffix && name.endsWith(suffix) && name !== suffix) return name.slice(0, -suffix.length);
      return suffix && suffix === path ? '' : name;
    },
    extname(path) {
      checkString(path, 'path');
      const name = api.basename(path);
      const dot = name.lastIndexOf('.');
      return dot <= 0 || name === '..' ? '' : name.slice(dot);
    },
    format(parts) {
      if (parts === null || typeof parts !== 'object') throw require('internal/errors').invalidType('pathObject', 'of type object', parts);
      const dir = parts.dir || parts.root;
      const extension = parts.ext ? (parts.ext[0] === '.' ? parts.ext : `.${parts.ext}`) : '';
      const base = parts.base || `${parts.name || ''}${extension}`;
      if (!dir) return base;
      return dir === parts.root ? `${dir}${base}` : `${dir}${sep}${base}`;
    },
    parse(path) {
      checkString(path, 'path');
      const { device, root } = rootOf(path);
      const whole = device + root;
      const base = path.length > whole.length || !whole ? api.basename(path) : '';
      const ext = api.extname(base);
      let dir = path ? api.dirname(path) : '';
      if (dir === '.' && !/^\.[\\/]/.test(path)) dir = '';
      return { root: whole, dir, base, ext, name: ext ? base.slice(0, -ext.length) : base };
    },
    matchesGlob(path, pattern) {
      const source = pattern.replace(/[.+^${}()|\\]/g, '\\$&').replace(/\*\*\/?|\*|\?/g, (m) => m === '?' ? '[^/]' : m === '*' ? '[^/]*' : '(?:.*/)?');
      return new RegExp(`^${source}$`).test(path);
    },
  };
  api._makeLong = api.toNamespacedPath;
  return api;
}
const posix = create(false);
const win32 = create(true);
posix.posix = win32.posix = posix;
posix.win32 = win32.win32 = win32;
module.exports = posix;
