//! gc-stress: 20011
//! shell: node
//! stdout: cleaned a
// A FinalizationRegistry's callback runs between tasks, after its target has been collected.
const registry = new FinalizationRegistry(held => console.log("cleaned " + held));
(function () { registry.register({}, "a"); })();
const weak = (function () { return new WeakRef({}); })();
let turns = 0;
(function turn() {
  for (let i = 0; i < 200000; i++) ({ i });
  new Array(1e6).fill({}).map(x => [x]);
  if (++turns < 6) setTimeout(turn, 1);
})();
