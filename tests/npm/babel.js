const babel = require("@babel/standalone");
const source = `
class A extends B { #x = 1; static y = async () => { for await (const z of this.#x) yield_(z?.w ?? 0); }; get [k]() { return super.k; } }
const jsx = <div className="a" {...rest}>text {value}</div>;
enum E { A, B = 4 }
function f<T>(a: T, { b, ...c }: { b: number }): T { return a ** b; }
`;
console.log(babel.transform(source, { filename: "a.tsx", presets: ["env", "react", "typescript"] }).code);
