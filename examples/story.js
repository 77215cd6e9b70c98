// Watch the engine learn:   cargo run --release -- --trace-opt --trace-deopt examples/story.js
//
// `add` gets hot with numbers and is optimized for them. Then strings come: the bet fails, and the trace says where, what was
// expected and what was seen. The function goes on in the interpreter at that very addition, learns, and is optimized again, now for
// both: no bet fails any more.
function add(a, b) {
  return a + b;
}

function run(makeArguments, times) {
  let last;
  for (let i = 0; i < times; i++) last = add(...makeArguments(i));
  return last;
}

console.log('numbers:', run((i) => [i, 1], 100000));
console.log('strings:', run((i) => ['a', String(i % 10)], 100000));
console.log('both:   ', run((i) => (i % 2 ? [i, 1] : ['a', 'b']), 100000));
