//! Compiles every lazy function inside of a template, without running anything: for dumps, tests and the disk cache.
//!
//! The environments that a closure will have are read off the code around it: instructions are walked in order, and each one that makes an
//! environment says what is in its register from there on.

use std::rc::Rc;
use std::sync::Arc;

use ogive_bytecode::{Code, FunctionTemplate, Instruction, Op, ScopeInfo, ScopeKind, frame};
use rustc_hash::FxHashMap;

use crate::compiler::{Chain, Link};
use crate::{Options, SyntaxError, compile_lazy};

/// Compiles all functions inside of a compiled script, module or eval. `outer` describes the environments it starts with.
pub fn compile_tree(template: &FunctionTemplate, outer: &[Arc<ScopeInfo>], options: &Options) -> Result<(), SyntaxError> {
    let mut pending = Vec::new();
    if let Some(code) = template.code.get() {
        let is_module = template.kind == ogive_bytecode::FunctionKind::Module;
        let own = if is_module { code.scopes.first().cloned() } else { None };
        let chain: Vec<_> = own.into_iter().chain(outer.iter().cloned()).collect();
        pending.push((code.clone(), crate::chain_of(&chain)));
    }
    while let Some((code, chain)) = pending.pop() {
        for (function, chain) in closures(&code, &chain) {
            let code = compile_lazy(function, &list(&chain), options)?;
            pending.push((code, chain));
        }
    }
    Ok(())
}

/// Nested functions with the environments of their closures.
fn closures<'c>(code: &'c Code, outer: &Chain) -> Vec<(&'c FunctionTemplate, Chain)> {
    let mut environments: FxHashMap<i64, Chain> = FxHashMap::default();
    environments.insert(i64::from(frame::ENV), outer.clone());
    let mut found: Vec<(usize, Chain)> = Vec::new();
    let mut at = 0;
    while let Some(instr) = Instruction::decode(&code.units, at) {
        let [a, b, c, ..] = instr.fields;
        let parent = environments.get(&b).cloned().flatten();
        let link = |info| Some(Rc::new(Link { info, parent: parent.clone() }));
        let dynamic = |kind| link(ScopeInfo::new(kind, Vec::new(), None, false));
        let made = match instr.op {
            Op::CreateEnv => code.scopes.get(c as usize).and_then(|info| link(info.clone())),
            Op::CreateWithEnv => dynamic(ScopeKind::With),
            Op::CreateVarEnv => dynamic(ScopeKind::Var),
            Op::CloneEnv => parent,
            Op::NewClosure | Op::NewClass => {
                let env = if instr.op == Op::NewClass { b } else { instr.fields[1] };
                found.push((c as usize, environments.get(&env).cloned().flatten()));
                None
            }
            _ => None,
        };
        if matches!(instr.op, Op::CreateEnv | Op::CreateWithEnv | Op::CreateVarEnv | Op::CloneEnv) {
            environments.insert(a, made);
        }
        at += instr.op.units();
    }
    // Functions that the linker makes have no instruction: they are over the environment at entry.
    for index in 0..code.functions.len() {
        if !found.iter().any(|(i, _)| *i == index) {
            found.push((index, outer.clone()));
        }
    }
    found.into_iter().filter_map(|(index, chain)| Some((&**code.functions.get(index)?, chain))).collect()
}

fn list(chain: &Chain) -> Vec<Arc<ScopeInfo>> {
    let mut list = Vec::new();
    let mut next = chain.as_ref();
    while let Some(link) = next {
        list.push(link.info.clone());
        next = link.parent.as_ref();
    }
    list
}
