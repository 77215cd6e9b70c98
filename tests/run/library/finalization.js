//! shell: node
//! stdout: cleaned a
// A FinalizationRegistry's callback runs between tasks, after its target has been collected: however long it takes until a collection comes.
let cleaned = false;
const registry = new FinalizationRegistry(held => { console.log("cleaned " + held); cleaned = true; });
(function () { registry.register({}, "a"); })();
const weak = (function () { return new WeakRef({}); })();
let turns = 0;
(function turn() {
  const size = ++turns < 4 ? 100 : 100000;
  for (let i = 0; i < size; i++) ({ i });
  new Array(size).fill({}).map(x => [x]);
  if (!cleaned && turns < 60) setTimeout(turn, 1);
})();
