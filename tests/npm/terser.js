const { minify } = require("terser");
const fs = require("fs");
(async () => {
  const small = await minify("function add(first, second) { const unused = 1; if (false) { alert(1); } return first + second; } console.log(add(1, 2));", { toplevel: true });
  console.log(small.code);
  const big = await minify(fs.readFileSync(require.resolve("acorn"), "utf8"), { compress: { passes: 1 }, mangle: true });
  let hash = 0;
  for (let i = 0; i < big.code.length; i++) hash = (hash * 31 + big.code.charCodeAt(i)) | 0;
  console.log(big.code.length, hash);
})();
