// Transpiles a file, and type-checks a small project with lib.d.ts.
const ts = require("typescript");
const path = require("path");
const source = `enum Color { Red, Green } class P<T> { constructor(private x: T, readonly y = 2) {} async *m() { yield* [this.x]; } } export const c: Color = Color.Red; export default P;`;
console.log(ts.transpileModule(source, { compilerOptions: { target: ts.ScriptTarget.ES2017, module: ts.ModuleKind.CommonJS } }).outputText);
const files = {
  "/main.ts": `import { add } from "./lib"; const n: string = add(1, 2); const xs: number[] = [1, 2].map(x => x.toUpperCase()); export let p: Promise<Map<string, number>> = Promise.resolve(new Map([["a", "b"]]));`,
  "/lib.ts": `export function add(a: number, b: number): number { return a + b; } export interface I<T> { f(x: T): T; } export const i: I<string> = { f: x => x + 1 };`,
};
const options = { strict: true, target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.ES2022, lib: ["lib.es2022.d.ts"], noEmit: true, moduleResolution: ts.ModuleResolutionKind.Bundler };
const host = ts.createCompilerHost(options);
const read = host.readFile, exists = host.fileExists, get = host.getSourceFile;
host.readFile = f => files[f] ?? read(f);
host.fileExists = f => f in files || exists(f);
host.getSourceFile = (f, v) => f in files ? ts.createSourceFile(f, files[f], v) : get(f, v);
host.getCurrentDirectory = () => "/";
const program = ts.createProgram(["/main.ts"], options, host);
for (const d of ts.getPreEmitDiagnostics(program)) {
  const at = d.file ? d.file.getLineAndCharacterOfPosition(d.start) : { line: -1, character: -1 };
  console.log(d.file && d.file.fileName, at.line, at.character, ts.flattenDiagnosticMessageText(d.messageText, "\n"));
}
