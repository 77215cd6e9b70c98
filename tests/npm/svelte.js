const { compile, parse, preprocess, VERSION } = require('svelte/compiler');
console.log(VERSION);
const source = '<script>\n  let { name = "world", items = [] } = $props();\n  let count = $state(0);\n  const double = $derived(count * 2);\n  function inc() { count += 1; }\n</script>\n\n<h1 class:big={count > 3}>Hello {name}!</h1>\n{#if count > 1}<p>{double}</p>{:else}<p>none</p>{/if}\n{#each items as item, i (item.id)}<li>{i}: {item.text}</li>{/each}\n<button onclick={inc}>+</button>\n<style>h1 { color: red; } .big { font-size: 2em; }</style>';
for (const generate of ['client', 'server']) {
  const { js, css, warnings } = compile(source, { generate, filename: 'App.svelte' });
  console.log(js.code);
  console.log(css?.code);
  console.log(warnings.map((w) => w.code));
}
console.log(parse(source, { modern: true }).fragment.nodes.map((n) => n.type));
try { compile('{#if x}', { filename: 'Bad.svelte' }); } catch (e) { console.log(e.name, e.code, e.message, e.start); }
preprocess('<script>A</script>', { script: ({ content }) => ({ code: content.toLowerCase() }) }).then((r) => console.log(r.code));
