// Eratosthenes: booleans in a plain array, strided stores.
function primes(limit) {
  const composite = new Array(limit + 1).fill(false);
  let count = 0;
  for (let i = 2; i <= limit; i++) {
    if (composite[i]) continue;
    count++;
    for (let j = i + i; j <= limit; j += i) composite[j] = true;
  }
  return count;
}
let result = 0;
for (let k = 0; k < 12; k++) result = primes(300000);
if (result !== 25997) throw new Error("wrong result: " + result);
