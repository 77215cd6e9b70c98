// Node as one more engine of `cargo x fuzz`: `node node.js PRELUDE` speaks the protocol of `ogive --fuzz-batch` (crates/cli/src/fuzz.rs).
"use strict";
const fs = require("fs");
const vm = require("vm");
const prelude = new vm.Script(fs.readFileSync(process.argv[2], "utf8"), { filename: "prelude.js" });
const OUTPUT_CAP = 1 << 16;

let buffered = Buffer.alloc(0);
const chunk = Buffer.alloc(1 << 16);
function more() {
  const n = fs.readSync(0, chunk, 0, chunk.length, null);
  if (n === 0) process.exit(0);
  buffered = Buffer.concat([buffered, chunk.subarray(0, n)]);
}
function readLine() {
  let end;
  while ((end = buffered.indexOf(10)) < 0) more();
  const line = buffered.toString("latin1", 0, end);
  buffered = buffered.subarray(end + 1);
  return line;
}
function readBytes(length) {
  while (buffered.length < length) more();
  const text = buffered.toString("utf8", 0, length);
  buffered = buffered.subarray(length);
  return text;
}
function write(text) {
  const bytes = Buffer.from(text, "utf8");
  for (let at = 0; at < bytes.length; ) at += fs.writeSync(1, bytes, at);
}
function run(program) {
  let output = "";
  const print = line => {
    line = String(line);
    if (Buffer.byteLength(output) + Buffer.byteLength(line) < OUTPUT_CAP) output += line + "\n";
  };
  // An ordinary global object where there is one to be had: interceptors make each global costly.
  const context = vm.createContext(vm.constants?.DONT_CONTEXTIFY ?? {}, { microtaskMode: "afterEvaluate" });
  Object.defineProperty(context, "print", { value: print, writable: true, enumerable: false, configurable: true });
  let kind = "ok";
  try {
    prelude.runInContext(context);
    vm.runInContext(program, context, { filename: "program.js" });
  } catch (e) {
    if ((typeof e === "object" && e !== null) || typeof e === "function") {
      let name = "";
      try { name = String(e.constructor.name); } catch {}
      kind = "uncaught:" + name.replace(/\s/g, "_");
    } else kind = "uncaught:value";
  }
  return [kind, output];
}
for (;;) {
  // The time limit is not kept: it costs a thread for each program, and the driver kills who stays silent.
  const length = Number(readLine().split(" ")[1]);
  const [kind, output] = run(readBytes(length));
  write(`${kind} ${Buffer.byteLength(output)}\n${output}`);
}
