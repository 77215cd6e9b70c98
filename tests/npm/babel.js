const babel = require('@babel/standalone');
const out = babel.transform('class A extends B { static x = 1; #y = 2; get z() { return this.#y; } async m({ a, ...r }) { for await (const v of a ?? r) yield_(v?.w); } }\nconst e = <div className="x" {...p}>{[1, 2].map(i => <b key={i}>{i}</b>)}</div>;', {
  presets: [['env', { targets: 'ie 11', modules: 'commonjs' }], 'react'], filename: 'a.jsx',
});
console.log(out.code);
const ts = babel.transform('enum E { A = 1, B }\nfunction f<T extends object>(x: T, y?: number): x is T { return <any>x as T satisfies unknown; }\nabstract class C { private constructor(readonly p: string) {} }', {
  presets: ['typescript'], filename: 'b.ts',
});
console.log(ts.code);
try { babel.transform('let a = ;', { filename: 'c.js' }); } catch (e) { console.log(e.code, e.message); }
