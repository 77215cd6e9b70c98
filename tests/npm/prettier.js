const prettier = require('prettier');
(async () => {
  const js = 'const {a,b:{c}}=require("x");async function f(x,y=1,...z){if(x)return await y;else for(const k of z){console.log(`${k} is long enough to wrap around the line`,k,x,y,{a,b:1,"c-d":[1,2,3]})}}\nexport default class A extends B{static #x=1;get y(){return this.#x??0}}\nfoo.bar().baz(x=>x*2).filter(Boolean).map((v,i)=>({v,i})).reduce((a,b)=>a+b.v,0)';
  console.log(await prettier.format(js, { parser: 'babel' }));
  console.log(await prettier.format('interface A<T>{a:string;b?:T[]|null}\ntype X=A<number>&{c:1|2};function f(this:Window,a:number):asserts a is 1{}', { parser: 'typescript', semi: false, singleQuote: true }));
  console.log(await prettier.format('a{color:red;background:url(x.png)}@media (max-width:100px){.b>.c{margin:0 auto}}', { parser: 'css' }));
  console.log(await prettier.format('# T\n* a\n* b\n\n| a | b |\n|--|:-:|\n| longer cell | x |\n```js\nlet   x=1\n```', { parser: 'markdown' }));
  console.log(await prettier.format('{"b":1,"a":[1,2,{"c":null}]}', { parser: 'json' }));
  console.log(await prettier.format('<div class="a"><p>text <b>bold</b></p><ul><li>1</li></ul><script>let a=1</script></div>', { parser: 'html' }));
  console.log(await prettier.format('a:   1\nb:\n    - x\n    -   y: z', { parser: 'yaml' }));
  try { await prettier.format('let = ;', { parser: 'babel' }); } catch (e) { console.log(e.name, e.message.split('\n')[0]); }
})();
