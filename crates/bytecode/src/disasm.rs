//! Prints code (`--print-bytecode`): stable text, one instruction a line, registers and constants by name.
//!
//! ```text
//! function add(a, b)  2 params, 10 registers
//!     1 | function add(a, b) { return a + b; }
//!     0  Add r10, a, b
//!     1  Return r10
//!   positions 0@1:22
//! ```

use std::fmt::Write;

use crate::code::*;
use crate::frame;
use crate::instr::Instruction;
use crate::ops::{Op, Role, Special};

/// The whole function; functions inside of it follow when `nested`.
pub fn disassemble(function: &FunctionTemplate, nested: bool) -> String {
    let mut out = String::new();
    print_function(function, nested, &mut out);
    out
}

fn print_function(function: &FunctionTemplate, nested: bool, out: &mut String) {
    let Some(code) = function.code.get() else {
        let _ = writeln!(out, "{} (lazy)", title(function));
        return;
    };
    let _ = writeln!(out, "{}  {} params, {} registers", title(function), function.param_count, code.register_count);
    Printer { code, function, out, line: 0 }.print();
    if nested {
        for inner in &code.functions {
            out.push('\n');
            print_function(inner, nested, out);
        }
    }
}

fn title(function: &FunctionTemplate) -> String {
    let kind = match function.kind {
        FunctionKind::Normal => "function",
        FunctionKind::Arrow => "arrow",
        FunctionKind::Method => "method",
        FunctionKind::Getter => "getter",
        FunctionKind::Setter => "setter",
        FunctionKind::ClassConstructor => "constructor",
        FunctionKind::DerivedConstructor => "derived constructor",
        FunctionKind::ClassInitializer => "initializer",
        FunctionKind::Script => "script",
        FunctionKind::Module => "module",
        FunctionKind::Eval => "eval",
    };
    let is_async = if function.is_async() { "async " } else { "" };
    let star = if function.is_generator() { "*" } else { "" };
    let name = String::from_utf8_lossy(&function.name);
    let space = if name.is_empty() { "" } else { " " };
    format!("{is_async}{kind}{star}{space}{name}")
}

struct Printer<'a> {
    code: &'a Code,
    function: &'a FunctionTemplate,
    out: &'a mut String,
    line: u32,
}

impl Printer<'_> {
    fn print(&mut self) {
        let mut at = 0;
        while let Some(instr) = Instruction::decode(&self.code.units, at) {
            self.source_line(at);
            let _ = write!(self.out, "{at:5}  {}", instr.op.row().name);
            self.operands(at, &instr);
            self.out.push('\n');
            at += instr.op.units();
        }
        self.tables();
    }

    /// Prints the source line when code comes from another one.
    fn source_line(&mut self, at: usize) {
        let Some(position) = self.code.positions.iter().find(|p| p.unit as usize == at) else { return };
        let (line, _) = self.function.source.line_column(position.offset);
        if line != self.line {
            self.line = line;
            let text = String::from_utf8_lossy(self.function.source.line_text(line));
            let _ = writeln!(self.out, "{line:5} | {}", text.trim());
        }
    }

    fn operands(&mut self, at: usize, instr: &Instruction) {
        let mut separator = " ";
        for (name, role, value) in instr.operands() {
            if name.starts_with('_') || (name == "flags" && value == 0) {
                continue;
            }
            self.out.push_str(separator);
            separator = ", ";
            self.operand(at, instr, name, role, value);
        }
    }

    fn operand(&mut self, at: usize, instr: &Instruction, name: &str, role: Role, value: i64) {
        let text = match role {
            Role::Def | Role::Use | Role::Mod => self.register(value as u16),
            Role::Window | Role::Run | Role::Iterator => format!("{}..", self.register(value as u16)),
            Role::Const => self.constant(value as u32),
            Role::Ic => match self.code.ics.get(value as usize) {
                Some(site) if site.name != u32::MAX => format!("{} #{value}", self.constant(site.name)),
                _ => format!("#{value}"),
            },
            Role::Label => format!("->{}", at as i64 + value),
            Role::Special => special(value).to_string(),
            Role::Func => match self.code.functions.get(value as usize) {
                Some(function) => format!("<{}>", title(function)),
                None => format!("<{value}>"),
            },
            Role::Scope => format!("scope {value}"),
            Role::Table => self.table(at, value as usize),
            Role::Imm => value.to_string(),
            Role::Uimm if matches!(instr.op, Op::CreateRest) => value.to_string(),
            Role::Count | Role::Uimm => format!("{name} {value}"),
        };
        self.out.push_str(&text);
    }

    fn table(&self, at: usize, index: usize) -> String {
        let Some(table) = self.code.tables.get(index) else { return format!("table {index}") };
        let targets = table.targets.iter().enumerate().filter(|(_, t)| **t != 0);
        let rows = targets.map(|(i, t)| format!("{}->{}", table.low as i64 + i as i64, at as i64 + *t as i64));
        format!("{{{}}}", rows.collect::<Vec<_>>().join(", "))
    }

    fn register(&self, register: u16) -> String {
        if let Some((_, name)) = self.code.register_names.iter().find(|(r, _)| *r == register) {
            return String::from_utf8_lossy(name).into_owned();
        }
        match register {
            frame::CALLEE => "callee".into(),
            frame::NEW_TARGET => "new.target".into(),
            frame::ENV => "env".into(),
            frame::THIS => "this".into(),
            _ => format!("r{register}"),
        }
    }

    fn constant(&self, index: u32) -> String {
        self.code.constants.get(index as usize).map_or_else(|| format!("k{index}"), |c| self.constant_text(c))
    }

    fn constant_text(&self, constant: &Constant) -> String {
        match constant {
            Constant::Number(number) => format!("[{number:?}]"),
            Constant::String(text) => string(text),
            Constant::BigInt(digits) => format!("[{}n]", String::from_utf8_lossy(digits)),
            Constant::ObjectShape(keys) => {
                let keys: Vec<_> = keys.iter().map(|k| self.constant(*k)).collect();
                format!("{{{}}}", keys.join(" "))
            }
            Constant::Elements(elements) => {
                let elements: Vec<_> = elements.iter().map(|e| e.as_ref().map_or("".into(), literal)).collect();
                format!("[{}]", elements.join(", "))
            }
            Constant::RegExp(pattern, flags) => {
                format!("/{}/{}", String::from_utf8_lossy(pattern), String::from_utf8_lossy(flags))
            }
            Constant::Template(parts) => {
                let parts: Vec<_> = parts.iter().map(|(_, raw)| string(raw)).collect();
                format!("`{}`", parts.join(" "))
            }
            Constant::Declarations(d) => declarations(d),
        }
    }

    fn tables(&mut self) {
        for h in &self.code.handlers {
            let register = self.register(h.register);
            let _ = writeln!(self.out, "  handler {}..{} ->{} {register}", h.start, h.end, h.target);
        }
        for (i, scope) in self.code.scopes.iter().enumerate() {
            let bindings = scope.bindings.iter().map(|b| format!("{} {:?}", String::from_utf8_lossy(&b.name), b.kind));
            let bindings = bindings.collect::<Vec<_>>().join(", ");
            let _ = writeln!(self.out, "  scope {i} {:?} {{{bindings}}}", scope.kind);
        }
        // unit@line:column, up to the next entry's unit.
        let source = &self.function.source;
        let place = |p: &Position| {
            let (line, column) = source.line_column(p.offset);
            format!(" {}@{line}:{column}", p.unit)
        };
        if !self.code.positions.is_empty() {
            let _ = writeln!(self.out, "  positions{}", self.code.positions.iter().map(place).collect::<String>());
        }
    }
}

fn declarations(d: &Declarations) -> String {
    let list = |names: &[Str]| names.iter().map(|n| String::from_utf8_lossy(n).into_owned()).collect::<Vec<_>>().join(" ");
    let mut parts = Vec::new();
    for (what, names) in [("function", &d.functions), ("var", &d.vars), ("annex-b", &d.annex_b)] {
        if !names.is_empty() {
            parts.push(format!("{what} {}", list(names)));
        }
    }
    for (name, constant) in &d.lexicals {
        parts.push(format!("{} {}", if *constant { "const" } else { "let" }, String::from_utf8_lossy(name)));
    }
    format!("{{{}}}", parts.join("; "))
}

fn special(value: i64) -> &'static str {
    let all = [Special::Undefined, Special::Null, Special::False, Special::True, Special::Hole];
    match all.into_iter().find(|s| *s as i64 == value) {
        Some(Special::Undefined) => "undefined",
        Some(Special::Null) => "null",
        Some(Special::False) => "false",
        Some(Special::True) => "true",
        Some(Special::Hole) | None => "hole",
    }
}

fn literal(literal: &Literal) -> String {
    match literal {
        Literal::Int(value) => value.to_string(),
        Literal::Number(value) => format!("{value:?}"),
        Literal::String(text) => string(text),
        Literal::Special(value) => special(*value as i64).into(),
    }
}

fn string(text: &[u8]) -> String {
    let text = String::from_utf8_lossy(text);
    let mut shown: String = text.chars().take(60).flat_map(char::escape_debug).collect();
    if text.chars().nth(60).is_some() {
        shown.push('…');
    }
    format!("[{shown}]")
}
