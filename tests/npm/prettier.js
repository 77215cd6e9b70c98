const prettier = require("prettier");
const sources = {
  babel: "const {a,b:{c}}=await import('x'),f=async(x)=>{if(x){return x?.y??[1,2,...z].map(q=>({...q,[k]:`t${v}`}))}else throw new Error(  'no'  )}",
  typescript: "type A<T>=T extends (infer U)[]?U:never;abstract class X<T>implements Y{private readonly z?:Map<string,T>=new Map();constructor(public a:number){super()}}",
  css: "a{color:red;background:url(x.png) no-repeat}@media (min-width:1px){b>c{margin:0 auto!important}}",
  json: '{"a":[1,2,{"b":null}],"c":"d"}',
  markdown: "# T\n* a\n* b\n\n| x | y |\n|-|-|\n| 1 | 22222 |\n",
};
(async () => {
  for (const [parser, text] of Object.entries(sources)) {
    console.log("--- " + parser);
    console.log(await prettier.format(text, { parser }));
  }
})();
