//! No script hangs or ends the host: deadlines, interrupts and heap limits hold everywhere.
use ogive::{Engine, Error, Options};
use std::time::{Duration, Instant};

const HEAP_LIMIT: usize = 256 << 20;

fn outcome(source: &str, limit: Duration) -> Result<String, Error> {
    let mut engine = Engine::new(Options { max_heap_bytes: HEAP_LIMIT, ..Options::default() })?;
    engine.set_deadline(Some(limit));
    let mut context = engine.context();
    let value = context.eval(source)?;
    context.to_display(&value)
}

/// What a script holds outside the heap counts too: the process never had more than the engines of a few tests at once may hold.
fn assert_memory_was_bounded(program: &str) {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let peak = status.lines().find_map(|line| line.strip_prefix("VmHWM:")?.trim().strip_suffix("kB")?.trim().parse::<usize>().ok());
    if let Some(kilobytes) = peak {
        assert!(kilobytes << 10 < 7 * HEAP_LIMIT, "{kilobytes} kB after {program}");
    }
}

#[test]
fn deadlines_stop_everything() {
    let programs = [
        "for (;;);",
        "while (true) try { throw 1 } catch {} finally { continue }",
        "(function f() { try { f() } finally { f() } })()",
        "/(a+)+b/.test('a'.repeat(40))",
        "Array.from({ length: 3e6 }, (_, i) => i * 7919 % 3e6).sort((a, b) => { for (let i = 0; i < 100; i++); return a - b })",
        "let s = 'x'.repeat(2 ** 29 - 24); for (;;) { try { s.split('') } catch {} }",
        "new Array(2 ** 32 - 1).indexOf(1); for (;;) Array.prototype.includes.call({ length: 2 ** 53 - 1 }, 1)",
        "function* g() { for (;;) yield 1 } for (const x of g());",
        "const p = () => Promise.resolve().then(p); p()",
        "for (;;) JSON.stringify(Array(1000).fill('abc'))",
        "2n ** 100000000n * 3n ** 10000000n; for (;;);",
    ];
    for program in programs {
        let start = Instant::now();
        match outcome(program, Duration::from_millis(300)) {
            Err(Error::Terminated(_)) => {}
            other => panic!("{program}: {other:?}"),
        }
        assert!(start.elapsed() < Duration::from_secs(20), "{program} took {:?}", start.elapsed());
        assert_memory_was_bounded(program);
    }
}

#[test]
fn deadlines_stop_the_long_loops_of_the_library() {
    // `h` has 2^32 - 1 elements and none, `o` is an array-like without end, `s` the longest string, `t` a long one that has room, `u` many bytes.
    let programs = [
        "h.unshift(1)", "h.toSorted()", "h.toReversed()", "h.toSpliced(0, 1)", "h.with(0, 1)", "h.concat(h)", "h.flat()", "h.flatMap(x => x)",
        "h.forEach(x => x)", "h.map(x => x)", "h.reduce((a, b) => a, 0)", "h.findLast(x => 0)", "h.copyWithin(0, 1)", "h.reverse()", "new Set(h)",
        "new Uint8Array(h)", "Array.prototype.join.call(o, '')", "Array.prototype.splice.call(o, 0, 1)", "Array.prototype.indexOf.call(o, 1)",
        "Array.prototype.reverse.call(o)", "Array.prototype.fill.call(o, 1)", "Array.from(o)", "Object.groupBy(h, x => 1)", "JSON.stringify(h)",
        "Promise.all(h)", "s.replaceAll('x', 'y')", "s.replace(/x/g, () => 'y')", "[...s.matchAll(/x/g)]", "s.split(/(?:)/)", "encodeURIComponent(s)",
        "s.normalize('NFKD').localeCompare(s)", "[...s]", "Array.from(s)", "s.split('').sort().join('')", "String.raw({ raw: o })",
        "new Uint32Array(1e8).sort((a, b) => 0)", "BigInt('9'.repeat(1e7))", "(3n ** 3000000n).toString()", "(2n ** 9000000n) % (3n ** 3000000n)",
        "h.join('')", "h.toString()", "[t, t].join(t)", "new Array(3e5).fill(t).join()", "new Array(3e5).join(t)", "String(new Array(3e5).fill([t]))",
        "t.indexOf('y')", "t.lastIndexOf('y')", "t.trim()", "t.toLowerCase()", "parseInt(t)", "Number(t)", "(t + 'x') === (t + 'y')", "Object.keys(new String(t))",
        "[...new Set([t])][0].at(5)", "h.length = 5; h.length = 2 ** 32 - 1; h.fill(1, 0, 1e7); h.reverse()", "u.fill(7)", "u.indexOf(9)", "u.slice()",
        "let l = {}; for (let i = 0; i < 3e5; i++) l = Object.create(l); for (;;) { l.x; 'y' in l; l.hasOwnProperty(1); Object.setPrototypeOf({}, l) }",
        "const f = function () {}; let l = {}; for (let i = 0; i < 3e5; i++) l = Object.create(l); for (;;) l instanceof f", "const a = s.slice(1), b = s.slice(0, -1); for (;;) a === b",
        "Array.prototype.concat.call(o, o)", "Reflect.ownKeys(new Proxy({}, { ownKeys: () => o }))",
    ];
    for program in programs {
        let source = format!("const h = new Array(2 ** 32 - 1), o = {{ length: 2 ** 53 - 1 }}, s = 'x'.repeat(2 ** 29 - 24), t = 'x'.repeat(2 ** 25), u = new Uint8Array(1e8); for (;;) {{ try {{ {program} }} catch {{}} }}");
        let start = Instant::now();
        match outcome(&source, Duration::from_millis(100)) {
            Err(Error::Terminated(_)) => {}
            // The heap was full at the loop's own poll, outside of the `try`: that ends it, too.
            Err(Error::Exception(message, _)) if message.starts_with("RangeError: Out of memory") => {}
            other => panic!("{program}: {other:?}"),
        }
        assert!(start.elapsed() < Duration::from_secs(10), "{program} took {:?}", start.elapsed());
        assert_memory_was_bounded(program);
    }
}

#[test]
fn another_thread_interrupts() {
    let mut engine = Engine::new(Options::default()).expect("an engine");
    let handle = engine.interrupt_handle();
    let other = std::thread::spawn(move || {
        std::thread::sleep(Duration::from_millis(100));
        handle.interrupt();
    });
    let result = engine.context().eval("try { for (;;); } catch { 'caught' }");
    assert!(matches!(result, Err(Error::Terminated(_))), "{:?}", result.map(|_| ()));
    other.join().expect("the thread ends");
    // The engine is usable afterwards.
    let mut context = engine.context();
    let value = context.eval("1 + 1").expect("runs again");
    assert_eq!(context.to_display(&value).expect("a string"), "2");
}

#[test]
fn a_full_heap_is_an_error() {
    let programs = [
        "const a = []; for (;;) a.push(new Array(100).fill({}))",
        "let s = 'x'; const all = []; for (;;) all.push(s = s + 'y' + all.length)",
        "const m = new Map(); for (let i = 0; ; i++) m.set(i, [i])",
        "const f = []; for (;;) f.push(() => f)",
        // A rope that cannot be flattened.
        "let s = 'abc'; for (let i = 0; i < 27; i++) s += s; s.indexOf('cb'); for (let i = 0; i < 1e6; i++);",
        "let s = 'abc'; for (let i = 0; i < 27; i++) s += s; [...s]",
        "let s = 'abc'; for (let i = 0; i < 27; i++) s += s; const o = {}; o[s] = 1; o[s]; for (let i = 0; i < 1e6; i++);",
        "let s = 'abc'; for (let i = 0; i < 27; i++) s += s; s.substring(7, 99).length + s.slice(-5); for (let i = 0; i < 1e6; i++);",
        "let s = '\u{1F600}'; for (let i = 0; i < 27; i++) s += s; s.codePointAt(1); new Map([[s, 1]]).get(s); for (let i = 0; i < 1e6; i++);",
        // Memory outside the heap.
        "new Uint8Array(new Array(2 ** 32 - 1))",
        "new Array(2 ** 32 - 1).toSorted()",
        "JSON.stringify(new Array(3e5).fill('x'.repeat(1000)))",
        "Array.prototype.join.call({ length: 2 ** 53 - 1, get 0() { return 'x'.repeat(1e8) }, get 1() { return this[0] }, get 2() { return this[0] } }, '')",
        "const a = []; for (;;) a.push(new ArrayBuffer(50e6))",
        "const a = []; for (;;) { const b = new ArrayBuffer(0, { maxByteLength: 100e6 }); b.resize(100e6); a.push(b) }",
        "const a = []; for (;;) { const b = new SharedArrayBuffer(0, { maxByteLength: 100e6 }); b.grow(100e6); a.push(b) }",
        "new Uint8Array(200e6).sort(); for (let i = 0; i < 1e6; i++);",
        "encodeURIComponent('\u{2028}'.repeat(60e6))",
        "'\u{fdfa}'.repeat(50e6).normalize('NFKD')",
        "'\u{df}\u{131}'.repeat(50e6).toUpperCase()",
        "'x'.repeat(100e6).replace(/x/g, () => 'y')",
        "let n = 0; for (;;) Object.groupBy({ *[Symbol.iterator]() { for (;;) yield 1 } }, x => n++ & 1)",
    ];
    for program in programs {
        match outcome(program, Duration::from_secs(60)) {
            Err(Error::Exception(message, _)) => assert!(message.starts_with("RangeError"), "{program}: {message}"),
            other => panic!("{program}: {other:?}"),
        }
        assert_memory_was_bounded(program);
    }
}

#[test]
fn a_full_heap_is_one_error() {
    // Each list is garbage once its error is caught: nothing is left to fail at the loop's polls.
    let lists = ["[...endless]", "Array.from(endless)", "const [a, ...b] = endless", "Math.max(...endless)", "new Set(endless)", "new Uint8Array(endless)"];
    for list in lists {
        let source = format!(
            "const endless = {{ *[Symbol.iterator]() {{ for (;;) yield {{}} }} }}; let caught = 0;
            try {{ {list} }} catch (e) {{ caught += e instanceof RangeError }}
            for (let i = 0; i < 1e6; i++); caught"
        );
        match outcome(&source, Duration::from_secs(60)) {
            Ok(caught) => assert_eq!(caught, "1", "{list}"),
            other => panic!("{list}: {other:?}"),
        }
        assert_memory_was_bounded(list);
    }
}

#[test]
fn foreign_handles_are_refused() {
    let mut first = Engine::new(Options::default()).expect("an engine");
    let mut second = Engine::new(Options::default()).expect("an engine");
    let handle = first.context().eval("({})").expect("an object");
    assert!(matches!(second.context().get(&handle, "x"), Err(Error::ForeignHandle)));
    drop(first);
    drop(handle);
}

#[test]
fn native_functions_throw_and_are_called() {
    let mut engine = Engine::new(Options { gc_stress: 3, ..Options::default() }).expect("an engine");
    let mut context = engine.context();
    let f = context
        .function("f", 1, |context, _, arguments| {
            let text = context.to_display(&arguments[0])?;
            context.eval(&format!("if ({text:?} === 'throw') throw new TypeError('asked'); {text:?}.toUpperCase()"))
        })
        .expect("a function");
    context.set_global("f", &f).expect("defined");
    let value = context.eval("try { f('throw') } catch (e) { e.name + f('ok') }").expect("runs");
    assert_eq!(context.to_display(&value).expect("a string"), "TypeErrorOK");
}
