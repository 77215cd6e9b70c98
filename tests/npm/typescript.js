const ts = require('typescript');
console.log(ts.version);
console.log(ts.transpileModule('enum Color { Red, Green = "g" }\nnamespace N { export const x: number = 1 }\nclass A<T> { constructor(private a: T, public b?: string) {} @dec m() {} }\nexport default async function* g() { yield* [1 as const]; }\nlet x = a?.b ?? c!;', {
  compilerOptions: { target: ts.ScriptTarget.ES2017, module: ts.ModuleKind.CommonJS, experimentalDecorators: true },
}).outputText);
const files = {
  '/a.ts': 'import { f } from "./b";\nconst n: number = f("x");\nconst s: string = f(1);\ninterface P { a: number; b?: string }\nconst p: P = { a: "1", c: 2 };\ntype K = keyof P; const k: K = "z";\nfunction g(x: string | number) { if (typeof x === "string") return x.length; return x.toFixed(2).lenght; }\n[1, 2].map(v => v.foo);\n',
  '/b.ts': 'export function f(x: string): number { return x.length; }\n',
};
const lib = require('path').dirname(require.resolve('typescript'));
const options = { strict: true, target: ts.ScriptTarget.ES2020, module: ts.ModuleKind.ESNext, moduleResolution: ts.ModuleResolutionKind.Bundler, noEmit: true, lib: ['lib.es2020.d.ts'] };
const host = ts.createCompilerHost(options);
const read = host.readFile;
const exists = host.fileExists;
host.readFile = (name) => files[name] ?? read(name);
host.fileExists = (name) => name in files || exists(name);
host.getDefaultLibLocation = () => lib;
host.getCurrentDirectory = () => '/';
const program = ts.createProgram(['/a.ts'], options, host);
for (const d of ts.getPreEmitDiagnostics(program)) {
  const { line, character } = d.file ? d.file.getLineAndCharacterOfPosition(d.start) : { line: -1, character: -1 };
  console.log(`${d.file?.fileName}:${line + 1}:${character + 1} TS${d.code} ${ts.flattenDiagnosticMessageText(d.messageText, '\n')}`);
}
