//! What the prompt makes of a text: whether it is complete, that `{a: 1}` is meant as an object, and top-level `await`, which becomes an async function
//! whose declarations are made outside of it:
//!
//! ```text
//! const {a} = await f(); a + 1   ─►   let a; (async () => { void ({a} = await f()); return { value: (a + 1) }; })()
//! ```
use ogive_syntax::{
    Interner, Message, ParseOptions, Pattern, PatternKind, Program, Span, Stmt, StmtKind, SyntaxError, Variables, VariablesKind, parse_module, parse_script,
};

/// A text that can be run.
pub struct Prepared {
    /// The script.
    pub source: String,
    /// Its value is a promise of an object whose `value` is the text's.
    pub awaits: bool,
    /// The names that it declares at its top.
    pub names: Vec<String>,
}

/// Is the text a program, or wrong? False if it only wants more.
pub fn is_complete(text: &str) -> bool {
    if text.trim_start().starts_with('.') {
        return true;
    }
    let wants_more = |error: &SyntaxError| {
        let at_end = error.span.start as usize >= text.trim_end().len();
        let comment = error.id == Message::InvalidOrUnexpectedToken && text[error.span.start as usize..].starts_with("/*");
        at_end || comment || error.id == Message::UnterminatedTemplate
    };
    let mut error = match with_script(text, |_, _| ()) {
        Ok(()) => return true,
        Err(error) => error,
    };
    if is_object(text) {
        match with_script(&wrapped(text), |_, _| ()) {
            Ok(()) => return true,
            // What is missing is before the parenthesis.
            Err(_) => return !wants_more(&error),
        }
    }
    if text.contains("await") {
        match with_module(text, |_, _| ()) {
            Ok(()) => return true,
            Err(other) => error = other,
        }
    }
    !wants_more(&error)
}

/// Makes a script of a text.
pub fn prepare(text: &str) -> Prepared {
    let plain = |names| Prepared { source: text.to_string(), awaits: false, names };
    if is_object(text) && with_script(&wrapped(text), |_, _| ()).is_ok() {
        return Prepared { source: wrapped(text), awaits: false, names: vec![] };
    }
    if text.contains("await")
        && let Ok(Some(prepared)) = with_module(text, |program, names| awaiting(text, program, names))
    {
        return prepared;
    }
    let declared = with_script(text, |program, names| {
        let mut out = vec![];
        program.statements.iter().for_each(|s| declared_names(s, names, &mut out));
        out
    });
    plain(declared.unwrap_or_default())
}

fn is_object(text: &str) -> bool {
    text.trim_start().starts_with('{') && !text.trim_end().ends_with(';')
}
fn wrapped(text: &str) -> String {
    format!("({text}\n)")
}

fn with_script<T>(text: &str, f: impl FnOnce(&Program<'_>, &Interner) -> T) -> Result<T, SyntaxError> {
    let (bump, mut names) = (bumpalo::Bump::new(), Interner::new());
    let program = parse_script(text.as_bytes(), &ParseOptions::default(), &mut names, &bump)?;
    Ok(f(&program, &names))
}
fn with_module<T>(text: &str, f: impl FnOnce(&Program<'_>, &Interner) -> T) -> Result<T, SyntaxError> {
    let (bump, mut names) = (bumpalo::Bump::new(), Interner::new());
    let program = parse_module(text.as_bytes(), &ParseOptions::default(), &mut names, &bump)?;
    Ok(f(&program, &names))
}

/// The script of a text with top-level `await`; none if it has none, or if it is a module.
fn awaiting(text: &str, program: &Program<'_>, names: &Interner) -> Option<Prepared> {
    if !program.module.as_ref()?.has_top_level_await || program.statements.iter().any(|s| matches!(s.kind, StmtKind::Import(_) | StmtKind::Export(_))) {
        return None;
    }
    let cut = |span: Span| &text[span.start as usize..span.end as usize];
    let (mut declarations, mut first, mut body, mut declared) = (String::new(), String::new(), String::new(), vec![]);
    for (i, statement) in program.statements.iter().enumerate() {
        let before = declared.len();
        declared_names(statement, names, &mut declared);
        let new = declared[before..].join(", ");
        match statement.kind {
            StmtKind::Variables(Variables { kind: kind @ (VariablesKind::Var | VariablesKind::Let | VariablesKind::Const), declarators }) => {
                declarations += &format!("{} {new}; ", if *kind == VariablesKind::Var { "var" } else { "let" });
                for declarator in *declarators {
                    match (declarator.init, kind) {
                        (Some(_), _) => body += &format!("void ({}); ", cut(declarator.span)),
                        (None, VariablesKind::Var) => {}
                        (None, _) => body += &format!("{} = undefined; ", cut(declarator.target.span)),
                    }
                }
            }
            StmtKind::Function(_) => {
                declarations += &format!("var {new}; ");
                first += &format!("{new} = {}; ", cut(statement.span));
            }
            StmtKind::Class(_) => {
                declarations += &format!("let {new}; ");
                body += &format!("{new} = {}; ", cut(statement.span));
            }
            StmtKind::Expr(expression) if i + 1 == program.statements.len() => body += &format!("return {{ value: ({}\n) }}; ", cut(expression.span)),
            _ => body += &format!("{}\n", cut(statement.span)),
        }
    }
    Some(Prepared { source: format!("{declarations}(async () => {{ {first}{body}}})()"), awaits: true, names: declared })
}

/// The names that a statement at the top declares for what follows.
fn declared_names(statement: &Stmt<'_>, names: &Interner, out: &mut Vec<String>) {
    match statement.kind {
        StmtKind::Variables(Variables { kind: VariablesKind::Var | VariablesKind::Let | VariablesKind::Const, declarators }) => {
            declarators.iter().for_each(|d| bound_names(&d.target, names, out));
        }
        StmtKind::Function(function) => out.extend(function.info.name.map(|n| names.display(n.name).into_owned())),
        StmtKind::Class(class) => out.extend(class.name.map(|n| names.display(n.name).into_owned())),
        _ => {}
    }
}
fn bound_names(pattern: &Pattern<'_>, names: &Interner, out: &mut Vec<String>) {
    match pattern.kind {
        PatternKind::Identifier(name) => out.push(names.display(name).into_owned()),
        PatternKind::Expr(_) => {}
        PatternKind::Object(object) => {
            object.properties.iter().for_each(|p| bound_names(&p.value.target, names, out));
            object.rest.iter().for_each(|p| bound_names(p, names, out));
        }
        PatternKind::Array(array) => {
            array.elements.iter().flatten().for_each(|e| bound_names(&e.target, names, out));
            array.rest.iter().for_each(|p| bound_names(p, names, out));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_wants_more() {
        for text in ["f(", "let a = {", "`a", "/* a", "1 +", "if (a)", "for (const x of [1]) {", "{a: 1,", "await f(", "[/[(]/, "] {
            assert!(!is_complete(text), "{text}");
        }
        for text in ["1", "f(\n)", "/[(]/", "foo bar", ")", "{a: 1}", "await 1", "'a", ".help", "{ f() }", ""] {
            assert!(is_complete(text), "{text}");
        }
    }

    #[test]
    fn awaits() {
        let source = |text| prepare(text).source;
        assert_eq!(source("const {a, ...b} = await f(), c = 1; a"), "let a, b, c; (async () => { void ({a, ...b} = await f()); void (c = 1); return { value: (a\n) }; })()");
        assert_eq!(source("await f(); function g() {} class C {}"), "var g; let C; (async () => { g = function g() {}; await f();\nC = class C {}; })()");
        assert_eq!(source("await (1)"), "(async () => { return { value: (await (1)\n) }; })()");
        assert_eq!(source("async () => { await 1 }"), "async () => { await 1 }");
        assert_eq!(source("{a: 1}"), "({a: 1}\n)");
        assert_eq!(prepare("let [x, {y}] = z; var w; function f() {}").names, ["x", "y", "w", "f"]);
    }
}
