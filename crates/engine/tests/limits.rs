//! No script hangs or ends the host: deadlines, interrupts and heap limits hold everywhere.
use ogive::{Engine, Error, Options};
use std::time::{Duration, Instant};

fn outcome(source: &str, limit: Duration) -> Result<String, Error> {
    let mut engine = Engine::new(Options { max_heap_bytes: 256 << 20, ..Options::default() })?;
    engine.set_deadline(Some(limit));
    let mut context = engine.context();
    let value = context.eval(source)?;
    context.to_display(&value)
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
    ];
    for program in programs {
        match outcome(program, Duration::from_secs(60)) {
            Err(Error::Exception(message, _)) => assert!(message.starts_with("RangeError"), "{program}: {message}"),
            other => panic!("{program}: {other:?}"),
        }
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
