//! Eval contexts, dynamic functions, lazy functions, module entries.
use bumpalo::Bump;
use ogive_syntax::*;

fn eval(source: &str, context: &EvalContext<'_>, interner: &mut Interner) -> Result<(), Message> {
    parse_eval(
        source.as_bytes(),
        context,
        &ParseOptions::default(),
        interner,
        &Bump::new(),
    )
    .map(|_| ())
    .map_err(|error| error.id)
}

#[test]
fn eval_inherits_what_its_place_allows() {
    let mut interner = Interner::new();
    let private = [interner.intern(b"#x")];
    let none = EvalContext::default();
    let method = EvalContext {
        in_function: true,
        in_method: true,
        ..none
    };
    let constructor = EvalContext {
        in_derived_constructor: true,
        ..method
    };
    let class = EvalContext {
        private_names: &private,
        in_class_field_init: true,
        strict: true,
        ..method
    };
    for (source, context, expected) in [
        ("new.target", &none, Err(Message::NewTargetOutside)),
        ("new.target; () => new.target", &method, Ok(())),
        ("super.a", &none, Err(Message::SuperUnexpected)),
        ("super.a; () => super.b", &method, Ok(())),
        (
            "function f() { super.a }",
            &method,
            Err(Message::SuperUnexpected),
        ),
        ("super()", &method, Err(Message::SuperUnexpected)),
        ("super()", &constructor, Ok(())),
        ("this.#x", &none, Err(Message::UndeclaredPrivate)),
        ("this.#x", &class, Ok(())),
        ("this.#y", &class, Err(Message::UndeclaredPrivate)),
        ("arguments", &class, Err(Message::ArgumentsInInitializer)),
        (
            "() => arguments",
            &class,
            Err(Message::ArgumentsInInitializer),
        ),
        ("function f() { arguments }", &class, Ok(())),
        ("with (a) b", &class, Err(Message::StrictWith)),
        ("var a; let a", &none, Err(Message::Redeclared)),
        ("return", &method, Err(Message::IllegalReturn)),
    ] {
        assert_eq!(eval(source, context, &mut interner), expected, "{source}");
    }
}

fn dynamic(params: &str, body: &str, kind: DynamicFunctionKind) -> Result<(String, u32), Message> {
    let (bump, options) = (Bump::new(), ParseOptions::default());
    parse_dynamic_function(
        params.as_bytes(),
        body.as_bytes(),
        kind,
        &options,
        &mut Interner::new(),
        &bump,
    )
    .map(|parsed| {
        (
            String::from_utf8_lossy(parsed.function.info.span.text(parsed.source)).into_owned(),
            parsed.function.info.length,
        )
    })
    .map_err(|error| error.id)
}

#[test]
fn dynamic_functions_parse_by_parts() {
    use DynamicFunctionKind::*;
    assert_eq!(
        dynamic("a, b", "return a", Normal),
        Ok(("function anonymous(a, b\n) {\nreturn a\n}".into(), 2))
    );
    assert_eq!(
        dynamic("", "await 1; yield 2", AsyncGenerator),
        Ok((
            "async function* anonymous(\n) {\nawait 1; yield 2\n}".into(),
            0
        ))
    );
    assert_eq!(dynamic("a //", "", Normal).map(|(_, length)| length), Ok(1));
    assert_eq!(dynamic("", "// }", Normal).map(|(_, length)| length), Ok(0));
    for (params, body) in [
        ("/*", "*/) {"),
        ("a) { }, function (b", ""),
        ("", "}, function () {"),
        ("", "}; function f() {"),
        ("a = `", "`) {"),
        ("a", "let a"),
        ("a = super.b", ""),
        ("", "super()"),
        ("", "this.#a"),
    ] {
        assert!(dynamic(params, body, Normal).is_err(), "{params} | {body}");
    }
}

#[test]
fn lazy_functions_are_parsed_one_level_at_a_time() {
    let source =
        b"let a; function f(b) { var c = b; return function g() { return () => a + c; }; }";
    let (bump, mut interner, options) = (Bump::new(), Interner::new(), ParseOptions::default());
    let program = parse_script(source, &options, &mut interner, &bump).unwrap();
    assert_eq!(program.lazy.len(), 3);
    let StmtKind::Function(f) = program.statements[1].kind else {
        panic!()
    };
    let FunctionBody::Lazy(id) = f.body else {
        panic!("f is not called at once")
    };
    let names: Vec<_> = program
        .lazy
        .free_names(id)
        .iter()
        .map(|free| interner.display(free.name).into_owned())
        .collect();
    assert_eq!(names, ["a"]);
    let parsed =
        parse_lazy_function(source, &program.lazy, id, &options, &mut interner, &bump).unwrap();
    let FunctionBody::Full(body) = &parsed.function.body else {
        panic!()
    };
    let captured = |name: &[u8], interner: &Interner| {
        let name = interner.find(name).unwrap();
        parsed.scopes.find(body.scope, name).unwrap().captured()
    };
    assert!(captured(b"c", &interner) && !captured(b"b", &interner));
    let StmtKind::Return(Some(value)) = body.statements[1].kind else {
        panic!()
    };
    let ExprKind::Function(g) = value.kind else {
        panic!()
    };
    let FunctionBody::Lazy(inner) = g.body else {
        panic!("g is lazy again")
    };
    let g =
        parse_lazy_function(source, &program.lazy, inner, &options, &mut interner, &bump).unwrap();
    assert_eq!(
        g.function.info.name.map(|ident| ident.name),
        interner.find(b"g")
    );
}

#[test]
fn functions_called_at_once_are_parsed_at_once() {
    for source in [
        "(function () {})()",
        "!function () {}()",
        "(() => {})()",
        "new function () {}",
        "(async () => { f() })()",
    ] {
        let (bump, mut interner) = (Bump::new(), Interner::new());
        let program = parse_script(
            source.as_bytes(),
            &ParseOptions::default(),
            &mut interner,
            &bump,
        )
        .unwrap();
        assert_eq!(program.lazy.len(), 0, "{source}");
    }
}

#[test]
fn module_entries() {
    let source = b"import a, { b as c } from 'm'; import * as ns from 'm'; export { c, ns, a as 'x y' }; export * from 'n'; export * as o from 'n'; \
        export { default as p } from 'm'; export default 1; export let q; await 0;";
    let (bump, mut interner) = (Bump::new(), Interner::new());
    let program = parse_module(source, &ParseOptions::default(), &mut interner, &bump).unwrap();
    let module = program.module.unwrap();
    let text = |name| interner.display(name).into_owned();
    assert_eq!(
        module
            .requests
            .iter()
            .map(|request| text(request.specifier))
            .collect::<Vec<_>>(),
        ["m", "n"]
    );
    assert_eq!(
        module
            .imports
            .iter()
            .map(|entry| text(entry.local))
            .collect::<Vec<_>>(),
        ["a", "c", "ns"]
    );
    assert_eq!(
        module
            .local_exports
            .iter()
            .map(|entry| text(entry.exported))
            .collect::<Vec<_>>(),
        ["ns", "default", "q"]
    );
    assert_eq!(
        module
            .indirect_exports
            .iter()
            .map(|entry| text(entry.exported))
            .collect::<Vec<_>>(),
        ["o", "p", "c", "x y"]
    );
    assert_eq!(module.star_exports, [1]);
    assert!(module.has_top_level_await);
}

#[test]
fn an_error_leaves_the_interner_usable() {
    let mut interner = Interner::new();
    let (bump, options) = (Bump::new(), ParseOptions::default());
    for _ in 0..3 {
        assert!(
            parse_script(
                b"let a; function f(b) { { let c; var d = ; } }",
                &options,
                &mut interner,
                &bump
            )
            .is_err()
        );
        assert!(
            parse_script(
                b"let a; function f(b) { { let c; var d = 1; } }",
                &options,
                &mut interner,
                &bump
            )
            .is_ok()
        );
    }
}

#[test]
fn strings_may_hold_lone_surrogates() {
    let (bump, mut interner) = (Bump::new(), Interner::new());
    let source = br#"'\uD83D'; '\uD83D\uDE00'; '\u{1F600}'; "\uDE00""#;
    let program = parse_script(source, &ParseOptions::default(), &mut interner, &bump).unwrap();
    let texts: Vec<&[u8]> = program
        .statements
        .iter()
        .filter_map(|statement| match statement.kind {
            StmtKind::Expr(Expr {
                kind: ExprKind::String(text),
                ..
            }) => Some(*text),
            _ => None,
        })
        .collect();
    assert_eq!(
        texts,
        [
            b"\xED\xA0\xBD".as_slice(),
            "😀".as_bytes(),
            "😀".as_bytes(),
            b"\xED\xB8\x80"
        ]
    );
}

#[test]
fn results_can_move_between_threads() {
    fn check<T: Send>() {}
    check::<Program<'static>>();
    check::<Interner>();
    check::<LazyTable>();
    check::<SyntaxError>();
    check::<ParseOptions>();
}
