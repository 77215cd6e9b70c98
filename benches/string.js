// Strings: building, characters, slices, comparison, keys of a map, split and join.
const words = [];
for (let i = 0; i < 500; i++) words.push("w" + ((i * 7919) % 613).toString(36));
let result = 0;
for (let round = 0; round < 100; round++) {
  let text = "";
  for (let i = 0; i < words.length; i++) text += words[i] + (i % 10 === 9 ? "\n" : " ");
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code > 96 && code < 123) result = (result * 31 + code) | 0;
  }
  const counts = {};
  for (const line of text.split("\n")) {
    for (const word of line.split(" ")) counts[word] = (counts[word] || 0) + 1;
  }
  const keys = Object.keys(counts).sort((a, b) => (a < b ? -1 : a > b ? 1 : 0));
  result = (result + keys.join(",").length + text.slice(5, 50).indexOf(words[3])) | 0;
}
if (result !== -625818728) throw new Error("wrong result: " + result);
