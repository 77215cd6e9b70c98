// node:readline: lines of a stream.
const EventEmitter = require('events');
class Interface extends EventEmitter {
  #buffer = ''; #closed = false; #questions = []; #waiting = [];
  constructor(input, output) {
    super();
    const options = input?.input ? input : { input, output };
    this.input = options.input;
    this.output = options.output;
    this.terminal = false;
    this.line = '';
    this._prompt = options.prompt ?? '> ';
    const decoder = new (require('string_decoder').StringDecoder)('utf8');
    this.input?.on('data', (chunk) => this.#feed(decoder.write(chunk)));
    this.input?.on('end', () => { const rest = this.#buffer + decoder.end(); this.#buffer = ''; if (rest) this.#line(rest); this.close(); });
    this.input?.resume?.();
  }
  #feed(text) {
    this.#buffer += text;
    const lines = this.#buffer.split(/\r\n|\n|\r(?!$)/);
    this.#buffer = lines.pop();
    for (const line of lines) this.#line(line);
  }
  #line(line) {
    if (this.#closed) return;
    if (this.#questions.length) this.#questions.shift()(line);
    else this.emit('line', line);
  }
  setPrompt(prompt) { this._prompt = prompt; }
  getPrompt() { return this._prompt; }
  prompt() { this.output?.write(this._prompt); }
  question(query, options, callback = options) { this.output?.write(query); this.#questions.push(callback); }
  write() {}
  pause() { this.input?.pause(); this.emit('pause'); return this; }
  resume() { this.input?.resume(); this.emit('resume'); return this; }
  close() {
    if (this.#closed) return;
    this.#closed = true;
    this.input?.pause?.();
    this.emit('close');
  }
  get closed() { return this.#closed; }
  [Symbol.dispose]() { this.close(); }
  async *[Symbol.asyncIterator]() {
    const queue = [];
    let wake;
    this.on('line', (line) => { queue.push(line); wake?.(); });
    this.on('close', () => wake?.());
    for (;;) {
      if (queue.length) yield queue.shift();
      else if (this.#closed) return;
      else await new Promise((resolve) => { wake = resolve; });
    }
  }
}
const write = (stream, text, callback) => { stream?.write(text); callback?.(); return true; };
module.exports = {
  Interface, createInterface: (input, output) => new Interface(input, output),
  clearLine: (s, d, f) => write(s, d < 0 ? '\x1b[1K' : d > 0 ? '\x1b[0K' : '\x1b[2K', f), clearScreenDown: (s, f) => write(s, '\x1b[0J', f),
  cursorTo: (s, x, y, f) => write(s, typeof y === 'number' ? `\x1b[${y + 1};${x + 1}H` : `\x1b[${x + 1}G`, typeof y === 'function' ? y : f),
  moveCursor: (s, x, y, f) => write(s, (x < 0 ? `\x1b[${-x}D` : x > 0 ? `\x1b[${x}C` : '') + (y < 0 ? `\x1b[${-y}A` : y > 0 ? `\x1b[${y}B` : ''), f),
  emitKeypressEvents() {},
  promises: { createInterface(options) { const i = new Interface(options); const ask = i.question.bind(i); i.question = (q) => new Promise((resolve) => ask(q, resolve)); return i; } },
};
