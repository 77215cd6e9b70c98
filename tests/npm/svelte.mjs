import { compile } from "svelte/compiler";
const source = `<script>let { name = "world" } = $props(); let count = $state(0); const double = $derived(count * 2);</script>
<h1 class:big={count > 3}>Hello {name}!</h1>{#each [1,2,3] as n, i (n)}<button onclick={() => count += n}>{double} {i}</button>{:else}none{/each}
{#if count}<p>{@html name}</p>{/if}<style>h1 { color: red; }</style>`;
for (const generate of ["client", "server"]) {
  const result = compile(source, { filename: "App.svelte", generate });
  console.log(result.js.code);
  console.log(result.css && result.css.code);
  console.log(result.warnings.map(w => w.message));
}
