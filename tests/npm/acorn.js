// Parses a big file and itself; prints a digest of the tree.
const acorn = require("acorn");
const fs = require("fs");
function digest(node) {
  let count = 0, hash = 0;
  const stack = [node];
  while (stack.length) {
    const n = stack.pop();
    if (!n || typeof n !== "object") continue;
    if (typeof n.type === "string") {
      count++;
      for (const c of n.type + n.start + ":" + n.end) hash = (hash * 31 + c.charCodeAt(0)) | 0;
    }
    for (const key of Object.keys(n)) if (typeof n[key] === "object") stack.push(n[key]);
  }
  return count + " " + hash;
}
for (const file of ["acorn", "lodash"]) {
  const text = fs.readFileSync(require.resolve(file), "utf8");
  console.log(file, digest(acorn.parse(text, { ecmaVersion: "latest", locations: true })));
}
try { acorn.parse("let a = ;", { ecmaVersion: 2022 }); } catch (e) { console.log(e.message, e.pos, e.loc); }
