console.log('start');
setTimeout(()=>console.log('t0'),0); setTimeout(()=>console.log('t10'),10); setImmediate(()=>console.log('imm'));
process.nextTick(()=>console.log('tick')); Promise.resolve().then(()=>{console.log('micro'); process.nextTick(()=>console.log('tick2'))}).then(()=>console.log('micro2')); queueMicrotask(()=>console.log('qm'));
const i=setInterval(()=>{console.log('iv'); if(++n==3) clearInterval(i)},5); let n=0;
(async()=>{await null; console.log('async'); for await (const x of [1,Promise.resolve(2)]) console.log(x)})();
process.on('exit',c=>console.log('exit',c)); process.on('beforeExit',()=>console.log('before'));
console.log('end', __filename, require.main===module, module.id);
const path=require('path'), fs=require('fs'), util=require('util'), os=require('os'), EventEmitter=require('events');
console.log(path.join('a','..','b','/c'), path.resolve('/a','b','../c'), path.relative('/a/b/c','/a/d'), path.parse('/x/y.tar.gz'), path.extname('.x'), path.basename('/a/b.js','.js'));
fs.writeFileSync('/tmp/_t.txt','héllo\n'); fs.appendFileSync('/tmp/_t.txt','x'); console.log(fs.readFileSync('/tmp/_t.txt','utf8'), fs.readFileSync('/tmp/_t.txt'), fs.existsSync('/nope'), fs.statSync('/tmp/_t.txt').size, fs.statSync('/tmp').isDirectory());
try { fs.readFileSync('/nope') } catch(e) { console.log(e.code, e.message, e.errno, e.syscall) }
fs.readFile('/tmp/_t.txt','utf8',(e,d)=>console.log('cb',e,d)); fs.promises.readFile('/tmp/_t.txt','utf8').then(d=>console.log('pr',d));
const e=new EventEmitter(); e.on('x',(...a)=>console.log('x',a)); e.once('x',()=>console.log('once')); console.log(e.emit('x',1,2), e.emit('x'), e.emit('y'), e.listenerCount('x'));
console.log(util.inspect({a:[1,{b:2}]},{depth:0}), util.format('%s','q'), util.types.isMap(new Map), util.isDeepStrictEqual({a:1},{a:1}));
console.log(Buffer.from('héllo').toString('hex'), Buffer.from('aGk=','base64').toString(), Buffer.concat([Buffer.from('a'),Buffer.from([98])]), Buffer.alloc(3,1), Buffer.from('abc').equals(Buffer.from('abc')), Buffer.from([1,2,3,4]).readUInt16BE(1));
console.log(new URL('http://u:p@h.com:8080/a/b?x=1#f').searchParams.get('x'), new TextDecoder().decode(new TextEncoder().encode('é')), structuredClone({a:new Map([[1,new Date(0)]])}), atob(btoa('hi')));
console.log(typeof performance.now(), process.argv.length, process.platform, typeof process.hrtime.bigint(), process.env.HOME, process.cwd()===require('process').cwd());
util.promisify(setTimeout)(1).then(()=>console.log('promisified'));
require('assert').deepStrictEqual({a:[1]},{a:[1]});
try { require('assert').strictEqual(1,2) } catch(e) { console.log(e.message, e.code) }
try { require('./nope') } catch(e) { console.log(e.code, e.message) }
const ac=new AbortController(); ac.signal.addEventListener('abort',()=>console.log('aborted')); ac.abort();
process.stdout.write('raw\n');
