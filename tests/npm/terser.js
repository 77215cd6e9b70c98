const { minify } = require('terser');
const fs = require('fs');
(async () => {
  const source = 'function add(first, second) { const unused = 1; if (false) { dead(); } return first + second; }\nclass Foo { constructor() { this.value = add(1, 2) * 60 * 60; } method() { return `x${this.value}`; } }\nexport { Foo, add };\nfor (let i = 0; i < 10; i++) { console.log(i, typeof i === "undefined"); }';
  const result = await minify(source, { module: true, compress: { passes: 2 }, mangle: true });
  console.log(result.code);
  const own = fs.readFileSync(require.resolve('acorn'), 'utf8');
  const big = await minify({ 'acorn.js': own }, { sourceMap: { filename: 'acorn.min.js', url: 'acorn.min.js.map' } });
  console.log(big.code.length, require('crypto').createHash('sha256').update(big.code).digest('hex'), big.map.length);
  try { await minify('let a = ;'); } catch (e) { console.log(e.name, e.message, e.line, e.col); }
})();
