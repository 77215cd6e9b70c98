//! Eval code and function constructors: contexts, the caller's environments, private names.

use std::sync::Arc;

use ogive_bytecode::{FunctionKind, FunctionTemplate, Op, ScopeInfo, ScopeKind, Source, verify_tree};
use ogive_bytecode::{Instruction, disassemble};
use ogive_compiler::{DynamicFunctionKind, EvalOptions, Options, compile_eval, compile_function, compile_script, compile_tree};

fn script(text: &str) -> Arc<FunctionTemplate> {
    let template = compile_script(&Source::new("s.js", text.as_bytes()), &Options::default()).unwrap();
    compile_tree(&template, &[], &Options::default()).unwrap();
    verify_tree(&template).unwrap();
    template
}

fn eval(text: &str, options: &EvalOptions<'_>) -> Result<Arc<FunctionTemplate>, String> {
    let source = Source::new("eval", text.as_bytes());
    let template = compile_eval(&source, options, &Options::default()).map_err(|e| e.to_string())?;
    compile_tree(&template, options.chain, &Options::default()).map_err(|e| e.to_string())?;
    verify_tree(&template).unwrap_or_else(|e| panic!("{e}\n{}", disassemble(&template, true)));
    Ok(template)
}

fn ops(template: &FunctionTemplate) -> Vec<Op> {
    let code = template.code.get().unwrap();
    let mut at = 0;
    let mut ops = Vec::new();
    while let Some(instr) = Instruction::decode(&code.units, at) {
        ops.push(instr.op);
        at += instr.op.units();
    }
    ops
}

/// Environments that the first function in a script makes, innermost first, with the receiver of eval's variables.
fn chain(text: &str) -> Vec<Arc<ScopeInfo>> {
    let template = script(text);
    let function = template.code.get().unwrap().functions[0].clone();
    let code = function.code.get().unwrap().clone();
    let mut chain: Vec<_> = code.scopes.iter().filter(|s| !s.bindings.is_empty()).cloned().rev().collect();
    if ops(&function).contains(&Op::CreateVarEnv) {
        chain.insert(0, ScopeInfo::new(ScopeKind::Var, Vec::new(), None, false));
    }
    chain
}

#[test]
fn sloppy_eval_looks_names_up() {
    let chain = chain("function f(a) { let b = 1; eval('x'); }");
    let options = EvalOptions { direct: true, chain: &chain, function: Some(FunctionKind::Normal), ..EvalOptions::default() };
    let template = eval("var c = a; let d = c; function g() { return d + a; } this", &options).unwrap();
    let ops = ops(&template);
    for op in [Op::DeclareEvalVars, Op::SetEvalVar, Op::GetName, Op::SetResolved, Op::CreateEnv] {
        assert!(ops.contains(&op), "{op:?}\n{}", disassemble(&template, true));
    }
}

#[test]
fn strict_eval_keeps_its_variables() {
    let options = EvalOptions { direct: true, strict: true, function: None, ..EvalOptions::default() };
    let template = eval("var c = 1; function g() { return c; } g()", &options).unwrap();
    assert!(!ops(&template).iter().any(|op| matches!(op, Op::DeclareEvalVars | Op::DeclareGlobals)));
}

#[test]
fn indirect_eval_declares_globals() {
    let template = eval("var c = 1; let d = 2; c + d", &EvalOptions::default()).unwrap();
    assert!(ops(&template).contains(&Op::DeclareGlobals));
}

#[test]
fn contexts_decide_early_errors() {
    let allowed = |text: &str, function| {
        eval(text, &EvalOptions { direct: true, function, strict: true, ..EvalOptions::default() }).is_ok()
    };
    assert!(!allowed("new.target", None));
    assert!(allowed("new.target", Some(FunctionKind::Normal)));
    assert!(!allowed("super.x", Some(FunctionKind::Normal)));
    assert!(allowed("super.x", Some(FunctionKind::Method)));
    assert!(!allowed("super()", Some(FunctionKind::ClassConstructor)));
    assert!(allowed("super()", Some(FunctionKind::DerivedConstructor)));
    assert!(!allowed("arguments", Some(FunctionKind::ClassInitializer)));
    assert!(!allowed("return 1", Some(FunctionKind::Normal)));
}

#[test]
fn private_names_are_seen() {
    let template = script("class A { #x = 1; m() { return eval('this.#x'); } }");
    let code = template.code.get().unwrap();
    let method = code.functions.iter().find(|f| f.kind == FunctionKind::Method).unwrap();
    let own = method.code.get().unwrap().scopes.iter().filter(|s| !s.bindings.is_empty()).cloned();
    let chain: Vec<_> = own.chain(code.scopes.iter().cloned()).collect();
    let options = EvalOptions { direct: true, strict: true, chain: &chain, function: Some(FunctionKind::Method) };
    assert!(ops(&eval("this.#x", &options).unwrap()).contains(&Op::GetPrivate));
    assert!(eval("this.#y", &options).is_err());
}

#[test]
fn function_constructors() {
    let make = |params: &str, body: &str, kind| {
        let made = compile_function("f", params.as_bytes(), body.as_bytes(), kind, 0, &Options::default());
        let made = made.map_err(|e| e.to_string())?;
        if made.code.get().is_none() {
            ogive_compiler::compile_lazy(&made, &[], &Options::default()).map_err(|e| e.to_string())?;
        }
        verify_tree(&made).unwrap();
        Ok::<_, String>(made)
    };
    let f = make("a, b = 1", "return a + b", DynamicFunctionKind::Normal).unwrap();
    assert_eq!(f.text(), b"function anonymous(a, b = 1\n) {\nreturn a + b\n}");
    assert_eq!((&*f.name, f.length), (&b"anonymous"[..], 1));
    assert!(make("", "yield 1", DynamicFunctionKind::Generator).unwrap().is_generator());
    assert!(make("", "await 1", DynamicFunctionKind::Async).unwrap().is_async());
    assert!(make("a) {", "", DynamicFunctionKind::Normal).is_err());
}
