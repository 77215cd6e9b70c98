//! Early errors: which message, and where. One line per error.
use bumpalo::Bump;
use ogive_syntax::{Interner, Message::*, ParseOptions, parse_module, parse_script};

/// Checks that each source fails with its message at the text marked by `«»`, both when functions
/// are parsed and when they are preparsed.
fn check(module: bool, table: &[(&str, ogive_syntax::Message)]) {
    let mut wrong = Vec::new();
    for &(marked, id) in table {
        let start = marked.find('«').expect("a mark");
        let end = marked.find('»').expect("a mark") - '«'.len_utf8();
        let source = marked.replace(['«', '»'], "");
        for eager_all in [false, true] {
            let validate_regexp: ogive_syntax::ValidateRegexp = |pattern, _| {
                if pattern == b"(" {
                    Err((0, "/(/: Unterminated group".into()))
                } else {
                    Ok(())
                }
            };
            let options = ParseOptions {
                eager_all,
                validate_regexp: Some(validate_regexp),
                ..ParseOptions::default()
            };
            let parse = if module { parse_module } else { parse_script };
            match parse(
                source.as_bytes(),
                &options,
                &mut Interner::new(),
                &Bump::new(),
            ) {
                Err(error)
                    if (error.id, error.span.start as usize, error.span.end as usize)
                        == (id, start, end) => {}
                Err(error) => wrong.push(format!(
                    "{source}: {:?} at {:?}, not {id:?} at {start}..{end}",
                    error.id, error.span
                )),
                Ok(_) => wrong.push(format!("{source} parsed")),
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn tokens_and_expressions() {
    check(
        false,
        &[
            ("a = «}»", UnexpectedToken),
            ("foo «bar»", UnexpectedIdentifier),
            ("a = ( «»", UnexpectedEnd),
            ("«\"abc»\n", InvalidOrUnexpectedToken),
            ("a «'b'»", UnexpectedString),
            ("a «1»", UnexpectedNumber),
            ("«12a»", InvalidOrUnexpectedToken),
            ("1«_»", NumericSeparator),
            ("'«\\x»Z'", InvalidHexEscape),
            ("`«\\01»`", TemplateOctalEscape),
            ("'use strict'; «010»", StrictOctal),
            ("'use strict'; «'\\01'»", StrictOctalEscape),
            ("function f() { «'\\01'»; 'use strict' }", StrictOctalEscape),
            ("«/a»", UnterminatedRegexp),
            ("/a/«gg»", InvalidRegexpFlags),
            ("/«(»/", InvalidRegexp),
            ("«1» = 2", InvalidAssignmentTarget),
            ("«a?.b» = 2", InvalidAssignmentTarget),
            ("«1»++", InvalidPostfixTarget),
            ("--«1»", InvalidPrefixTarget),
            ("'use strict'; «f()» = 1", InvalidAssignmentTarget),
            ("'use strict'; «eval» = 1", UnexpectedEvalOrArguments),
            ("«f()» &&= 1", InvalidAssignmentTarget),
            ("({ a «=» 1 })", InvalidShorthandInitializer),
            ("({ __proto__: 1, «__proto__»: 2 })", DuplicateProto),
            ("[«a + b»] = c", InvalidDestructuringTarget),
            ("[«...a», b] = c", ElementAfterRest),
            ("(«a.b») => 1", InvalidDestructuringTarget),
            ("(a, «a») => 1", DuplicateParameter),
            ("«-a» ** b", ExponentUnary),
            ("a ?? b «||» c", MixedCoalesce),
            ("f(a «b»)", MissingParenthesis),
            ("a?.«`»b`", OptionalTemplate),
            ("«new.target»", NewTargetOutside),
            ("«super».a", SuperUnexpected),
            ("({ a() { «super»() } })", SuperUnexpected),
            ("«import.meta»", ImportMetaOutside),
            ("new «import('a')»", ImportCallNew),
            ("'use strict'; delete «a»", DeleteIdentifierStrict),
            ("class A { #a; b() { delete «this.#a» } }", DeletePrivate),
            ("await «a»", AwaitNotAllowed),
            ("async function f(a = «await» b) {}", AwaitInParameter),
            ("function* f(a = «yield») {}", YieldInParameter),
            ("'use strict'; var «static»", UnexpectedStrictReserved),
            ("«enum»", UnexpectedReserved),
            ("«v\\u0061r» a", EscapedKeyword),
            ("var «v\\u0061r»", EscapedKeyword),
        ],
    );
}

#[test]
fn declarations_and_statements() {
    check(
        false,
        &[
            ("let a; let «a»", Redeclared),
            ("let a; var «a»", Redeclared),
            ("var a; let «a»", Redeclared),
            ("{ var a; } let «a»", Redeclared),
            ("{ { var a; } let «a» }", Redeclared),
            ("function f(a) { let «a» }", Redeclared),
            ("function f(a = 1) { let «a» }", Redeclared),
            ("try {} catch (a) { let «a» }", Redeclared),
            ("try {} catch ([a]) { var «a» }", Redeclared),
            ("{ function f() {} let «f» }", Redeclared),
            (
                "'use strict'; { function f() {} function «f»() {} }",
                Redeclared,
            ),
            ("switch (1) { case 1: let a; case 2: let «a» }", Redeclared),
            ("const «a»", MissingInitializerConst),
            ("let «[a]»", MissingInitializerPattern),
            ("let «let» = 1", LetInLexical),
            ("if (1) «let» a", LexicalInStatement),
            ("if (1) «const» a = 1", LexicalInStatement),
            ("while (1) «function» f() {}", SloppyFunctionInStatement),
            ("while (1) «class» A {}", ClassInStatement),
            ("«return»", IllegalReturn),
            ("«break»", IllegalBreak),
            ("«continue»", IllegalContinue),
            ("break «a»", UndefinedLabel),
            ("a: { «continue a» }", IllegalContinue),
            ("a: «a»: 1", DuplicateLabel),
            (
                "a: while (1) { (function () { break «a» }) }",
                UndefinedLabel,
            ),
            ("try {} «»", MissingCatchOrFinally),
            ("throw\n«a»", NewlineAfterThrow),
            ("switch (1) { default: «default»: }", MultipleDefaults),
            ("'use strict'; «with» (a) b", StrictWith),
            ("for (let «a = 1» of b);", ForLoopInitializer),
            ("for (let «a», b of c);", ForMultipleBindings),
            ("for («async» of a);", ForOfAsync),
            ("for («1» of a);", InvalidForTarget),
            ("function f(a, «a») { 'use strict' }", DuplicateParameter),
            ("function f(a = 1) { «'use strict'» }", UseStrictNonSimple),
            (
                "function «eval»() { 'use strict' }",
                UnexpectedEvalOrArguments,
            ),
            ("function f(...a«,» b) {}", ParamAfterRest),
            ("({ get a«(»b) {} })", GetterParams),
            ("({ set a«(») {} })", SetterParams),
            (
                "class A { constructor() {} «constructor»() {} }",
                DuplicateConstructor,
            ),
            ("class A { get «constructor»() {} }", ConstructorAccessor),
            ("class A { «constructor» = 1 }", ConstructorField),
            ("class A { static «prototype»() {} }", StaticPrototype),
            ("class A { a() { this.«#b» } }", UndeclaredPrivate),
            ("class A { #a; «#a» }", Redeclared),
            ("class A { a = «arguments» }", ArgumentsInInitializer),
            ("class A { static { «await» } }", AwaitInStaticBlock),
            ("«using» a = b", UsingNotAllowed),
            ("{ using a = b, «[»c] = d }", UsingPattern),
            ("«import» a from 'b'", ImportOutsideModule),
        ],
    );
}

#[test]
fn modules() {
    check(
        true,
        &[
            ("export let a; export { a as «a» }", DuplicateExport),
            ("export { «a» }", UnresolvedExport),
            ("export { «'a'» }", StringLocalExport),
            ("export { a as «'\\uD800'» } from 'b'", MalformedExportName),
            ("import a, { «a» } from 'b'", Redeclared),
            (
                "import a from 'b' with { a: 'c', «a»: 'd' }",
                DuplicateAttribute,
            ),
            ("{ «import» a from 'b' }", ModuleDeclarationNotTop),
            ("«<»!-- a", UnexpectedToken),
        ],
    );
}
