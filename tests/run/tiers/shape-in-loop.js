// What a branch on a shape has found out before a loop may not hold in its next round.
class A { constructor() { this.x = 1; } sum(n, change) { let s = 0; for (let i = 0; i < n; i++) { s += this.x; change(this, i); } return s; } }
class B { constructor() { this.k = 0; this.x = 2; } sum() { return this.x; } }
const keep = () => 0, lose = (o, i) => { if (i === 1) { delete o.x; o.z = 50; } };
function both(o, n, change) { return o.sum(n, change); }
const out = [];
for (let i = 0; i < 4000; i++) { both(new A(), 3, keep); both(new B(), 3, keep); }
for (let i = 0; i < 40; i++) out[i % 4] = both(new A(), 4, lose);
print(out.join());
