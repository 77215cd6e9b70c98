//! Runs scripts in the interpreter, then builds, verifies and optimizes the MIR of every function that has feedback, from its entry and from each of its
//! loops: `cargo run --release -p ogive-optimizer --example mir -- FILE… [--print=FUNCTION] [--built]`.

use ogive_bytecode::{Instruction, Source, instr::jump_targets};
use ogive_gc::Gc;
use ogive_optimizer::mir::{self, Entry, Graph};
use ogive_optimizer::{build, passes, snapshot};
use ogive_vm::code_block::CodeBlock;
use ogive_vm::host::NoHost;
use ogive_vm::options::Options;
use ogive_vm::{Value, Vm};
use std::collections::BTreeMap;

fn main() {
    let (flags, files): (Vec<String>, Vec<String>) = std::env::args().skip(1).partition(|a| a.starts_with("--"));
    let wanted = flags.iter().find_map(|f| f.strip_prefix("--print=")).map(str::to_owned);
    let built = flags.iter().any(|f| f == "--built");
    let options = Options { library: ogive_builtins::LIBRARY, ..Options::default() };
    let mut vm = Vm::new(options, Box::new(NoHost)).expect("a heap");
    let realm = vm.new_realm();
    (vm.options.library.init_realm)(&mut vm, realm);
    let mut blocks: Vec<Gc<CodeBlock>> = vec![];
    for file in &files {
        let text = std::fs::read(file).unwrap_or_else(|e| panic!("{file}: {e}"));
        let source = Source::new(file.clone(), text);
        let template = ogive_compiler::compile_script(&source, &Default::default()).unwrap_or_else(|e| panic!("{file}: {e}"));
        let block = vm.new_code_block(template, realm, Value::UNDEFINED);
        let function = vm.new_function_of_block(block, Value::UNDEFINED);
        vm.roots.insert(file.clone().leak(), function.into());
        if vm.call(function.into(), realm.global_this(), &[]).is_err() {
            let thrown = vm.take_exception();
            eprintln!("{file}: threw {thrown:?}");
        }
        blocks.push(block);
    }
    let mut tally = Tally::default();
    while let Some(block) = blocks.pop() {
        let Some(code) = block.code().cloned() else { continue };
        blocks.extend((0..code.functions.len()).filter_map(|i| block.nested_code(i)));
        let Some(taken) = snapshot::take(&vm, block) else { continue };
        let name = String::from_utf8_lossy(&block.template().name).into_owned();
        let mut entries = vec![Entry::Call];
        let mut at = 0;
        while let Some(instr) = Instruction::decode(&code.units, at) {
            let heads = jump_targets(&code, at, &instr).into_iter().filter(|&t| t <= at).map(|t| Entry::InPlace(t as u32));
            entries.extend(heads.filter(|e| !entries.contains(e)).collect::<Vec<_>>());
            at += instr.op.units();
        }
        for entry in entries {
            let start = std::time::Instant::now();
            match build::build(&taken, entry) {
                Ok(mut graph) => {
                    let print = wanted.as_deref().is_some_and(|w| w == name || w == "*");
                    check(&graph, &name, "build");
                    if print && built {
                        println!("{}", mir::print(&graph));
                    }
                    passes::run(&mut graph, &mut |pass, graph| check(graph, &name, pass));
                    tally.time += start.elapsed();
                    if print && !built {
                        println!("{}", mir::print(&graph));
                    }
                    tally.count(&graph);
                }
                Err(reason) => *tally.reasons.entry(format!("{reason:?}")).or_default() += 1,
            }
        }
    }
    tally.print();
}

fn check(graph: &Graph, name: &str, pass: &str) {
    if let Err(error) = mir::verify(graph) {
        println!("{}", mir::print(graph));
        panic!("{name}: after {pass}: {error}");
    }
}

#[derive(Default)]
struct Tally {
    graphs: usize,
    nodes: usize,
    time: std::time::Duration,
    reasons: BTreeMap<String, usize>,
    ops: BTreeMap<&'static str, usize>,
    slow: BTreeMap<String, usize>,
}

impl Tally {
    fn count(&mut self, graph: &Graph) {
        self.graphs += 1;
        for block in mir::order::reachable(graph) {
            for &node in &graph.blocks[block].nodes {
                self.nodes += 1;
                let node = &graph.nodes[node];
                *self.ops.entry(node.op.name()).or_default() += 1;
                if let (mir::Op::CallSlowPath { .. } | mir::Op::CallSlowPathJump { .. }, Some(exit)) = (&node.op, node.exit) {
                    let (code, unit) = graph.exits[exit].site;
                    let instr = Instruction::decode(&graph.codes[code].code.units, unit as usize);
                    *self.slow.entry(instr.map_or("?".into(), |i| format!("{:?}", i.op))).or_default() += 1;
                }
            }
        }
    }
    fn print(&self) {
        println!("{} graphs, {} nodes, {:?}", self.graphs, self.nodes, self.time);
        println!("not built: {:?}", self.reasons);
        let mut ops: Vec<_> = self.ops.iter().collect();
        ops.sort_by_key(|&(_, n)| std::cmp::Reverse(*n));
        println!("ops: {:?}", &ops[..ops.len().min(40)]);
        let mut slow: Vec<_> = self.slow.iter().collect();
        slow.sort_by_key(|&(_, n)| std::cmp::Reverse(*n));
        println!("slow paths: {slow:?}");
    }
}
