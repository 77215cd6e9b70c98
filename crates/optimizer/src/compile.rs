//! A compilation from a snapshot to code without a place: what a compiler thread does. Nothing here sees the Vm.
use crate::build;
use crate::code::CodeState;
use crate::lower::backend::Backend;
use crate::lower::{World, lower};
use crate::mir::{Assumption, Cell, Entry, Graph};
use crate::passes;
use crate::snapshot::Snapshot;
use ogive_jit::exits::Exit;
use ogive_jit::{Assembled, Fixup};
use std::sync::Arc;
use std::time::{Duration, Instant};

/// What to print on the way.
#[derive(Clone, Debug, Default)]
pub struct Printing {
    /// MIR after that pass; after every pass when empty.
    pub mir: Option<String>,
    /// Machine code.
    pub asm: bool,
}

/// What a compilation is given.
#[derive(Debug)]
pub struct Input {
    /// What is known.
    pub snapshot: Snapshot,
    /// How long taking the snapshot took.
    pub taken: Duration,
    /// Where the code begins.
    pub entry: Entry,
    /// Addresses.
    pub world: World,
    /// The state of the code to be.
    pub state: Arc<CodeState>,
    /// What to print.
    pub printing: Printing,
}

/// Code without a place.
pub struct Output {
    /// The code.
    pub code: Assembled,
    /// The exits.
    pub exits: Vec<Exit>,
    /// Bets to check and watch.
    pub assumptions: Vec<Assumption>,
    /// Value bits of the cells that the code names.
    pub cells: Vec<u64>,
    /// Functions inlined.
    pub inlined: usize,
    /// Time for building and optimizing, and for machine code.
    pub times: [Duration; 2],
    /// The machine code listing, if wanted.
    pub printing: Printing,
}

/// Compiles. `Err` says why not.
pub fn compile(backend: &mut Backend, input: &Input) -> Result<Output, String> {
    let start = Instant::now();
    let mut graph = build::build(&input.snapshot, input.entry).map_err(|reason| format!("{reason:?}"))?;
    let mut show = |pass: &str, graph: &Graph| {
        if input.printing.mir.as_ref().is_some_and(|wanted| wanted.is_empty() || wanted == pass) {
            eprintln!("; MIR after {pass}\n{}", crate::mir::print(graph));
        }
    };
    show("build", &graph);
    passes::run(&mut graph, &mut show);
    let middle = Instant::now();
    let mut output = generate(backend, &graph, &input.world)?;
    output.times = [middle - start, middle.elapsed()];
    output.printing = input.printing.clone();
    Ok(output)
}

/// What a compilation that has panicked was about: the first pass after which the graph is not well-formed, with the graph before and after it; the graph that lowering
/// got when there is none.
pub fn diagnose(input: &Input) -> String {
    let Ok(mut graph) = build::build(&input.snapshot, input.entry) else { return "the builder refuses it".into() };
    let mut before = crate::mir::print(&graph);
    let mut found = crate::mir::verify(&graph).err().map(|error| format!("after build: {error}\n{before}"));
    passes::run(&mut graph, &mut |pass, graph| {
        if found.is_some() {
            return;
        }
        let text = crate::mir::print(graph);
        found = crate::mir::verify(graph).err().map(|error| format!("after {pass}: {error}\n; before\n{before}\n; after\n{text}"));
        before = text;
    });
    found.unwrap_or_else(|| format!("well-formed after all passes\n{before}"))
}

/// The machine code of a graph.
pub fn generate(backend: &mut Backend, graph: &Graph, world: &World) -> Result<Output, String> {
    let lowered = lower(backend, graph, world)?;
    let call = |&(at, index): &(u32, u32)| Fixup::Call { at, target: lowered.targets[index as usize] };
    let fixups = lowered.code.near_calls.iter().map(call).collect();
    let mut cells = graph.cells.clone();
    cells.extend(graph.codes.iter().map(|code| internal(code.cell)));
    cells.extend(graph.assumptions.iter().filter_map(cell_of));
    Ok(Output {
        code: Assembled { bytes: lowered.code.bytes, fixups },
        exits: lowered.exits,
        assumptions: graph.assumptions.clone(),
        cells,
        inlined: graph.codes.len() - 1,
        times: Default::default(),
        printing: Printing::default(),
    })
}

fn internal(cell: Cell) -> u64 {
    ogive_vm::value::tag::INTERNAL | cell.0
}
fn cell_of(assumption: &Assumption) -> Option<u64> {
    match *assumption {
        Assumption::Validity(cell) | Assumption::Promise(cell, _) => Some(internal(Cell(cell))),
        Assumption::ObjectShape(object, _) | Assumption::Constant(object, ..) => Some(ogive_vm::value::tag::OBJECT | object),
        Assumption::Protector(_) => None,
    }
}
