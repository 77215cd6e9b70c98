// TextDecoder in pieces, and what is no text; consoles that write elsewhere.
const L = console.log; const u = (...b) => Uint8Array.from(b);
const pieces = (label, ...parts) => { const d = new TextDecoder(label); return JSON.stringify([...parts.map((p) => d.decode(u(...p), { stream: true })), d.decode()]); };
L(pieces('utf-8', [0xe2, 0x82], [0xac], [0xf0, 0x9f]), pieces('utf-8', [0xef], [0xbb, 0xbf, 0x61]), pieces('utf-8', [0xe0], [0x80], [0xed, 0xa0], [0x80]));
L(pieces('utf-16le', [0x61], [0], [0x3d, 0xd8], [0, 0xde]), pieces('utf-16le', [0x3d, 0xd8], [0x61, 0]), pieces('utf-16le', [0x3d], [0xd8, 0], [0xde]), pieces('utf-16be', [0xd8, 0x3d, 0xde], [0]));
const le = new TextDecoder('utf-16le');
L(JSON.stringify([le.decode(u(0x3d, 0xd8)), le.decode(u(0, 0xde)), le.decode(u(0xff, 0xfe, 0x61, 0)), le.decode(u(0x61)), new TextDecoder('latin1').decode(u(0x80, 0xe9))]));
for (const [label, bytes] of [['utf-8', [0xff]], ['utf-8', [0xed, 0xa0, 0x80]], ['utf-16le', [0, 0xd8]], ['utf-16le', [0]]]) {
  try { L(new TextDecoder(label, { fatal: true }).decode(u(...bytes))); } catch (e) { L(e.name, e.code); }
}
for (const x of [1, 'a', {}, null]) try { L(new TextDecoder().decode(x)); } catch (e) { L(e.name, e.code); }
try { new TextEncoder().encodeInto('a', []); } catch (e) { L(e.name, e.code); }
L(new TextEncoder(), new TextDecoder('latin1', { fatal: true }).fatal, Object.keys(TextDecoder.prototype).sort().join());

const { Console } = console;
const text = { out: '', err: '' };
const { Writable } = require('stream');
const stream = (name) => new Writable({ write(s, _, done) { text[name] += s; done(); } });
const other = new Console({ stdout: stream('out'), stderr: stream('err'), groupIndentation: 4 });
other.log('%s is', 'it', { a: [1, { b: { c: {} } }] }); other.group('g'); other.warn('in\nside'); other.table([{ a: 1 }]); console.log('not indented'); other.groupEnd();
other.count(); other.count(); other.assert(false, 'no'); other.dir({ a: { b: {} } }, { depth: 0 });
L(text, other instanceof Console, console instanceof Console, {} instanceof Console, Console(stream('out')) instanceof Console);
try { new Console({}); } catch (e) { L(e.code); }
