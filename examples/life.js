// Conway's Game of Life on a torus: runs a glider gun's cousin for some generations and prints the last.
class World {
  constructor(width, height) {
    this.width = width;
    this.height = height;
    this.cells = new Uint8Array(width * height);
  }
  index(x, y) {
    return ((y + this.height) % this.height) * this.width + ((x + this.width) % this.width);
  }
  place(x, y, rows) {
    rows.forEach((row, dy) => [...row].forEach((c, dx) => { this.cells[this.index(x + dx, y + dy)] = c === "#" ? 1 : 0; }));
  }
  step() {
    const next = new Uint8Array(this.cells.length);
    for (let y = 0; y < this.height; y++) {
      for (let x = 0; x < this.width; x++) {
        let neighbours = 0;
        for (let dy = -1; dy <= 1; dy++) {
          for (let dx = -1; dx <= 1; dx++) {
            if (dx !== 0 || dy !== 0) neighbours += this.cells[this.index(x + dx, y + dy)];
          }
        }
        const alive = this.cells[this.index(x, y)];
        next[this.index(x, y)] = neighbours === 3 || (alive && neighbours === 2) ? 1 : 0;
      }
    }
    this.cells = next;
  }
  toString() {
    let out = "";
    for (let y = 0; y < this.height; y++) {
      for (let x = 0; x < this.width; x++) out += this.cells[this.index(x, y)] ? "#" : ".";
      out += "\n";
    }
    return out;
  }
}

const world = new World(40, 16);
world.place(2, 2, [".#.", "..#", "###"]);
world.place(20, 6, ["##", "##"]);
world.place(10, 9, ["###"]);
for (let generation = 0; generation < 60; generation++) world.step();
console.log(world.toString());
console.log("alive: " + world.cells.reduce((sum, cell) => sum + cell, 0));
