//! The command as a user meets it: what `-e`, `-p`, `--check` and the prompt do, what uncaught errors look like, and the exit codes.
use std::io::Write;
use std::process::{Command, Stdio};

struct Run {
    code: Option<i32>,
    out: String,
    err: String,
}
/// Runs the command in a folder with these files.
fn run(test: &str, files: &[(&str, &str)], arguments: &[&str], input: &str) -> Run {
    let folder = std::env::temp_dir().join(format!("ogive-command-{test}-{}", std::process::id()));
    std::fs::create_dir_all(&folder).expect("a folder for the test");
    for (name, text) in files {
        std::fs::write(folder.join(name), text).expect("a file for the test");
    }
    let mut child = Command::new(env!("CARGO_BIN_EXE_ogive"))
        .args(arguments)
        .current_dir(&folder)
        .env("HOME", &folder)
        .env("NO_COLOR", "1")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the command starts");
    child.stdin.take().expect("piped").write_all(input.as_bytes()).expect("it reads");
    let output = child.wait_with_output().expect("it ends");
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).replace(&*folder.to_string_lossy(), "DIR");
    let result = Run { code: output.status.code(), out: text(&output.stdout), err: text(&output.stderr) };
    std::fs::remove_dir_all(&folder).expect("the folder is the test's");
    result
}

#[test]
fn uncaught_errors_show_where_they_were_thrown() {
    let cases: &[(&str, &str, &str)] = &[
        ("a.js", "\nfunction f() {\n\tthrow 'text';\n}\nf();", "\nDIR/a.js:3\n\tthrow 'text';\n\t^\ntext\n"),
        ("b.js", "throw { a: 1 };", "\nDIR/b.js:1\nthrow { a: 1 };\n^\n{ a: 1 }\n"),
        // Made elsewhere.
        ("c.js", "const e = new Error('x');\nfunction f() {\n  throw e;\n}\nf();", "DIR/c.js:3\n  throw e;\n  ^\n\nError: x\n    at Object.<anonymous> (DIR/c.js:1:11)\n"),
        // By a native function, through another native function.
        ("d.js", "[1].map(() =>\n  'x'.repeat(-1));", "DIR/d.js:2\n  'x'.repeat(-1));\n      ^\n\nRangeError: Invalid count value: -1\n    at String.repeat (<anonymous>)\n"),
        // A `finally` does not hide it.
        ("e.js", "try {\n  null.x;\n} finally {\n  globalThis.a = 1;\n}", "DIR/e.js:2\n  null.x;\n       ^\n\nTypeError: Cannot read properties of null (reading 'x')\n"),
        ("e.js", "const e = new Error('x');\ntry { throw e } catch {}\nthrow e;", "DIR/e.js:3\nthrow e;\n^\n\nError: x\n"),
        ("f.js", "let a = /(/;", "DIR/f.js:1\nlet a = /(/;\n"),
        ("f.js", "let a = /(/;", "\nSyntaxError: Invalid regular expression: /(/: Unterminated group\n"),
        ("g.mjs", "import { nope } from 'fs';", "file://DIR/g.mjs:1\nimport { nope } from 'fs';\n         ^^^^\n\nSyntaxError: The requested module 'fs' does not provide an export named 'nope'\n"),
        ("h.mjs", "await null;\nthrow 5;", "\nfile://DIR/h.mjs:2\nthrow 5;\n^\n5\n"),
        ("h.mjs", "require('fs');", "ReferenceError: require is not defined in ES module scope, you can use import instead\n    at file://DIR/h.mjs:1:1\n"),
        ("i.js", "Promise.reject({});", "The promise rejected with the reason \"#<Object>\"."),
    ];
    for (name, text, expected) in cases {
        let result = run("uncaught", &[(name, text)], &[name], "");
        assert_eq!(result.code, Some(1), "{name}");
        assert!(result.err.contains(expected), "{name}:\n{}\nshould have\n{expected}", result.err);
    }
    let result = run("uncaught-e", &[], &["-e", "null.x"], "");
    assert_eq!(result.err, "[eval]:1\nnull.x\n     ^\n\nTypeError: Cannot read properties of null (reading 'x')\n    at [eval]:1:6\n");
}

#[test]
fn scripts_share_a_realm_and_say_where_they_throw() {
    let files = [("a.js", "let a = 1; print(typeof require)"), ("b.js", "print(a);\nfunction f() { throw new Error('x') }\nf()")];
    let result = run("scripts", &files, &["--script", "a.js", "b.js"], "");
    assert_eq!((result.code, result.out.as_str()), (Some(1), "undefined\n1\n"));
    assert_eq!(result.err, "b.js:2\nfunction f() { throw new Error('x') }\n               ^\n\nUncaught Error: x\n    at f (b.js:2:22)\n    at b.js:3:1\n");
    let result = run("scripts", &[("c.js", "let a = ;"), ("d.js", "quit(4)")], &["--script", "c.js"], "");
    assert_eq!(result.err, "c.js:1\nlet a = ;\n        ^\n\nUncaught SyntaxError: Unexpected token ';'\n");
    assert_eq!(run("scripts", &[("d.js", "quit(4)")], &["--script", "d.js"], "").code, Some(4));
}

#[test]
fn texts_and_checks() {
    let cases: &[(&[&str], &str, Option<i32>, &str)] = &[
        (&["-p", "[1, { a: 2 }]"], "", Some(0), "[ 1, { a: 2 } ]\n"),
        (&["-p"], "6 * 7", Some(0), "42\n"),
        (&["-p", "await 1"], "", Some(1), ""),
        (&["-e", "import fs from 'fs'; console.log(typeof fs, typeof require, import.meta.url.slice(-7))"], "", Some(0), "object undefined [eval1]\n"),
        (&["--check"], "let a = 1;", Some(0), ""),
        (&["--check"], "import 'fs'; await 1;", Some(0), ""),
        (&["--check", "-"], "let a = ;", Some(1), ""),
        (&["--stack-trace-limit=3", "-p", "Error.stackTraceLimit"], "", Some(0), "3\n"),
        (&["--unhandled-rejections=none", "-e", "Promise.reject(1); process.on('exit', (c) => console.log(c))"], "", Some(0), "0\n"),
        (&["--unhandled-rejections=warn-with-error-code", "-e", "Promise.reject(1)"], "", Some(1), ""),
        (&["-p", "process.kill(process.pid, 0)"], "", Some(0), "true\n"),
        (&["-e", "process.kill(process.pid)"], "", None, ""),
        (&["--nothing"], "", Some(9), ""),
        (&["-e", "process.exitCode = 7"], "", Some(7), ""),
        (&["--input-type=module", "-e", "await new Promise(() => {})"], "", Some(13), ""),
    ];
    for (arguments, input, code, out) in cases {
        let result = run("texts", &[], arguments, input);
        assert_eq!((result.code, result.out.as_str()), (*code, *out), "{arguments:?}: {}", result.err);
    }
}

#[test]
fn the_prompt() {
    let input = "1 + 1\n_ + 1\nlet a = {\n  x: [`\n`]\n}\na\n{ b: 2 }\nconst { c, ...d } = await { c: 3, e: 4 }; function f() { return c }\n[f(), d]\n\
                 throw new RangeError('boo')\n_error.message\nfoo bar\nawait (1)\n.nothing\npath.basename('x/y')\n.save saved.txt\n\
                 Promise.reject(8); setTimeout(() => { throw 9 }, 1); 7\nawait new Promise((r) => setTimeout(r, 20))\n.exit\n";
    let result = run("prompt", &[], &["-i"], input);
    let out = result.out.split_once("information.\n").expect("a welcome").1.to_string();
    let expected = "2\n3\nundefined\n{ x: [ '\\n' ] }\n{ b: 2 }\nundefined\n[ 3, { e: 4 } ]\nUncaught RangeError: boo\n    at REPL:1:7\n'boo'\n\
                    foo bar\n    ^^^\n\nUncaught SyntaxError: Unexpected identifier 'bar'\n1\nInvalid REPL keyword\n'y'\nSession saved to: saved.txt\n\
                    7\nUncaught 8\nUncaught 9\nundefined\n";
    assert_eq!(out, expected, "{}", result.err);
    assert_eq!(result.code, Some(0));
}
