import def, { named, counter, inc } from './a.mjs';
import * as ns from './a.mjs';
import cjs, { x, y } from './c.cjs';
import data from './d.json' with { type: 'json' };
import fs, { readFileSync } from 'node:fs';
import { sub } from 'pkg/sub';
import pkg from 'pkg';
console.log(def, named, counter, (inc(), counter), ns, cjs, x, y, data, fs.readFileSync === readFileSync, sub, pkg);
console.log(import.meta.url, import.meta.filename, import.meta.dirname, import.meta.resolve('./a.mjs'), import.meta.main);
const v = await Promise.resolve(42); console.log(v);
const m = await import('./a.mjs'); console.log(m === ns);
try { await import('./nope.mjs'); } catch (e) { console.log(e.code, e.message); }
try { await import('nopkg'); } catch (e) { console.log(e.code, e.message); }
try { await import('pkg/hidden'); } catch (e) { console.log(e.code, e.message); }
console.log(typeof require, this);
import { createRequire } from 'module'; const require2 = createRequire(import.meta.url); console.log(require2('./a.mjs').named, require2('pkg').kind);
