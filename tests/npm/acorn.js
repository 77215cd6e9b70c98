const acorn = require('acorn');
const source = `
import def, { a as b, default as c } from 'x';
export class A extends B { #p = 1; static { init(); } get q() { return this.#p ?? super.q; } async *gen() { yield* [1, 2]; } }
export const f = async ({ a, b = 2, ...rest }, [c, , d] = []) => { for await (const x of y) { label: while (1) break label; } };
const re = /(?<year>\\d{4})-\\d\\d/u, t = \`a\${1 + 2}b\`, big = 10n ** 3n, o = { 'k': 1, [k]: 2, get g() { return 1 } };
a?.b?.[c]?.(d); new.target; x ||= y; x **= 2;
`.replace('new.target; ', '');
const ast = acorn.parse(source, { ecmaVersion: 'latest', sourceType: 'module', locations: true });
const counts = {};
(function walk(node) {
  if (!node || typeof node.type !== 'string') return;
  counts[node.type] = (counts[node.type] || 0) + 1;
  for (const key in node) {
    const value = node[key];
    if (Array.isArray(value)) value.forEach(walk);
    else if (value && typeof value === 'object') walk(value);
  }
})(ast);
console.log(counts);
console.log(JSON.stringify(ast, (k, v) => typeof v === "bigint" ? `${v}` : v).length);
console.log([...acorn.tokenizer('let x = 1; // c', { ecmaVersion: 2022 })].map((t) => [t.type.label, t.value]));
try { acorn.parse('let let = 1', { ecmaVersion: 2022 }); } catch (e) { console.log(e.name, e.message, e.pos, e.loc); }
const self = require('fs').readFileSync(require.resolve('acorn'), 'utf8');
console.log(acorn.parse(self, { ecmaVersion: 2022 }).body.length);
