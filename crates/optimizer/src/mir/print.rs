//! The textual form of a graph: stable from run to run (cells and shapes are numbered as they are met), and the expectation of the
//! snapshot tests.
//!
//! ```text
//! mir sum, call
//! b0:
//!   v0 = LoadFrame word=8
//!   v1 = CheckInt32 v0                  ? NotInt32 @2 {8: v0}
//!   jump b1(v1)
//! b1(v2: Int32): loop
//! ```
//! After `?`: the reason of the exit, the unit (`code1@7` in inlined code; `@7+` after the instruction; `@7()` in a call), the live registers;
//! after `<` the calling frame.

use crate::mir::frame_state::{ExitId, Mode, StateId, StateValue, SunkId, SunkKind};
use crate::mir::graph::{BlockId, Edge, Entry, Graph, NodeId, Terminator};
use crate::mir::immediates::{Immediate, PrintImmediate, ShapeId};
use crate::mir::ops::Repr;
use ogive_base::Idx;
use ogive_vm::value::tag;
use rustc_hash::FxHashMap;
use std::fmt::Write;

/// Prints all blocks that can be reached, in the order of their numbers.
pub fn print(graph: &Graph) -> String {
    let mut printer = Printer { graph, text: String::new(), names: FxHashMap::default(), shapes: FxHashMap::default() };
    printer.graph();
    printer.text
}

struct Printer<'g> {
    graph: &'g Graph,
    text: String,
    /// Numbers of cells by their bits.
    names: FxHashMap<u64, usize>,
    shapes: FxHashMap<ShapeId, usize>,
}

impl Write for Printer<'_> {
    fn write_str(&mut self, text: &str) -> std::fmt::Result {
        self.text.push_str(text);
        Ok(())
    }
}

impl PrintImmediate for Printer<'_> {
    fn field(&mut self, name: &str) {
        self.put(format_args!(" {name}="));
    }
    fn value(&mut self, bits: u64) {
        let what = match bits & !tag::PAYLOAD {
            tag::CONSTANT => {
                let special = ["undefined", "null", "false", "true", "hole", "exception"].get((bits & tag::PAYLOAD) as usize);
                return self.text.push_str(special.unwrap_or(&"?"));
            }
            tag::INT => return self.put(format_args!("{}", bits as i32)),
            tag::INTERNAL => "cell",
            tag::SYMBOL => "symbol",
            tag::BIGINT => "bigint",
            tag::STRING => "string",
            tag::OBJECT => "object",
            _ => return self.put(format_args!("{:?}", f64::from_bits(bits))),
        };
        let next = self.names.len();
        let number = *self.names.entry(bits).or_insert(next);
        self.put(format_args!("{what}#{number}"));
    }
    fn shape(&mut self, shape: ShapeId) {
        let next = self.shapes.len();
        let number = *self.shapes.entry(shape).or_insert(next);
        self.put(format_args!("shape{number}"));
    }
}

impl Printer<'_> {
    fn put(&mut self, text: std::fmt::Arguments<'_>) {
        let _ = self.text.write_fmt(text);
    }

    fn graph(&mut self) {
        let graph = self.graph;
        let name = graph.codes.iter().next().map_or("", |code| &code.name);
        match graph.entry {
            Entry::Call => self.put(format_args!("mir {name}, call\n")),
            Entry::InPlace(unit) => self.put(format_args!("mir {name}, in place at {unit}\n")),
        }
        for (id, code) in graph.codes.entries().skip(1) {
            self.put(format_args!("{id}: {}\n", code.name));
        }
        for block in crate::mir::order::reachable(graph) {
            self.block(block);
        }
    }

    fn block(&mut self, id: BlockId) {
        let graph = self.graph;
        let block = &graph.blocks[id];
        self.put(format_args!("{id}"));
        if !block.parameters.is_empty() {
            self.text.push('(');
            for (i, &parameter) in block.parameters.iter().enumerate() {
                let comma = if i > 0 { ", " } else { "" };
                self.put(format_args!("{comma}{parameter}: {:?}", graph.repr(parameter)));
            }
            self.text.push(')');
        }
        self.text.push(':');
        self.text.push_str(if block.is_loop { " loop" } else { "" });
        self.text.push_str(if block.is_cold { " cold" } else { "" });
        self.text.push('\n');
        for &node in &block.nodes {
            self.node(node);
        }
        self.text.push_str("  ");
        self.terminator(&block.terminator);
        self.text.push('\n');
    }

    fn node(&mut self, id: NodeId) {
        let node = &self.graph.nodes[id];
        let start = self.text.len();
        self.text.push_str("  ");
        if self.graph.repr(id) != Repr::None {
            self.put(format_args!("{id} = "));
        }
        self.text.push_str(node.op.name());
        let mut operands = vec![];
        node.op.for_each_operand(|operand, _| operands.push(operand));
        for operand in operands {
            self.put(format_args!(" {operand}"));
        }
        node.op.print_immediates(self);
        if let Some(exit) = node.exit {
            self.pad(start);
            self.exit(exit);
        }
        if let Some(after) = node.after {
            self.text.push_str(" ! ");
            self.state(after);
        }
        self.text.push('\n');
    }

    fn pad(&mut self, start: usize) {
        let width = self.text.len() - start;
        self.put(format_args!("{:>1$} ", "?", 40usize.saturating_sub(width).max(2)));
    }

    fn exit(&mut self, id: ExitId) {
        let exit = &self.graph.exits[id];
        self.put(format_args!("{:?}{} ", exit.reason, if exit.hoisted { " hoisted" } else { "" }));
        self.state(exit.state);
    }

    fn state(&mut self, id: StateId) {
        let state = &self.graph.states[id];
        if state.code.index() > 0 {
            self.put(format_args!("{}", state.code));
        }
        let mode = match state.mode {
            Mode::Before => "",
            Mode::After => "+",
            Mode::Calling => "()",
        };
        self.put(format_args!("@{}{mode} {{", state.unit));
        for (i, &(register, value)) in state.registers.iter().enumerate() {
            let comma = if i > 0 { ", " } else { "" };
            self.put(format_args!("{comma}{register}: "));
            self.state_value(value, &mut vec![]);
        }
        self.text.push('}');
        if let Some(caller) = state.caller {
            self.text.push_str(" < ");
            self.state(caller);
        }
    }

    fn state_value(&mut self, value: StateValue, inside: &mut Vec<SunkId>) {
        let id = match value {
            StateValue::Node(node) => return self.put(format_args!("{node}")),
            StateValue::Sunk(id) => id,
        };
        self.put(format_args!("{id}"));
        if inside.contains(&id) {
            return;
        }
        inside.push(id);
        let sunk = &self.graph.sunk[id];
        let kind = match &sunk.kind {
            SunkKind::Object(layout) => return self.sunk_object(*layout, &sunk.values, inside),
            SunkKind::Array(_) => "array",
            SunkKind::Arguments(_) => "arguments",
            SunkKind::Env(..) => "env",
            SunkKind::Closure(_) => "closure",
        };
        self.text.push_str(kind);
        self.sunk_values(&sunk.values, inside);
    }

    fn sunk_object(&mut self, layout: crate::mir::immediates::ObjectLayout, values: &[StateValue], inside: &mut Vec<SunkId>) {
        self.text.push_str("object ");
        layout.print(self);
        self.sunk_values(values, inside);
    }

    fn sunk_values(&mut self, values: &[StateValue], inside: &mut Vec<SunkId>) {
        self.text.push('(');
        for (i, &value) in values.iter().enumerate() {
            self.text.push_str(if i > 0 { ", " } else { "" });
            self.state_value(value, inside);
        }
        self.text.push(')');
    }

    fn edge(&mut self, edge: &Edge) {
        self.put(format_args!("{}", edge.block));
        self.list(&edge.arguments);
    }

    fn list(&mut self, values: &[NodeId]) {
        if values.is_empty() {
            return;
        }
        let text: Vec<String> = values.iter().map(|v| v.to_string()).collect();
        self.put(format_args!("({})", text.join(", ")));
    }

    fn terminator(&mut self, terminator: &Terminator) {
        match terminator {
            Terminator::None => self.text.push_str("(open)"),
            Terminator::Jump(edge) => {
                self.text.push_str("jump ");
                self.edge(edge);
            }
            Terminator::Branch { condition, yes, no, likely } => {
                self.put(format_args!("branch {condition} ? "));
                self.edge(yes);
                self.text.push_str(" : ");
                self.edge(no);
                match likely {
                    crate::mir::Likely::Unknown => {}
                    crate::mir::Likely::Yes => self.text.push_str(" likely"),
                    crate::mir::Likely::No => self.text.push_str(" unlikely"),
                }
            }
            Terminator::Switch { value, low, targets, default } => {
                self.put(format_args!("switch {value} from {low}:"));
                for edge in targets {
                    self.text.push(' ');
                    self.edge(edge);
                }
                self.text.push_str(" else ");
                self.edge(default);
            }
            Terminator::Return(value) => self.put(format_args!("return {value}")),
            Terminator::Exit(exit) => {
                self.text.push_str("exit ? ");
                self.exit(*exit);
            }
            Terminator::SlowPath { exit, registers, values } => {
                self.put(format_args!("slow path {registers:?}"));
                self.list(values);
                self.text.push_str(" ? ");
                self.exit(*exit);
            }
        }
    }
}
