//! What is known of a piece of machine code: for listings, profilers, and whoever has a return address in hand.
use crate::exits::ExitTable;
use ogive_bytecode::FunctionTemplate;
use std::sync::Arc;

/// Who made the code.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum CodeKind {
    /// Shared pieces between Rust and machine code.
    Thunk,
    /// The baseline compiler.
    Baseline,
    /// The optimizer.
    Optimized,
    /// The compiler of regular expressions.
    RegExp,
}

/// See the module head.
#[derive(Debug)]
pub struct CodeRecord {
    /// Who made it.
    pub kind: CodeKind,
    /// The thunk's name; empty for functions.
    pub name: &'static str,
    /// The function; none for thunks.
    pub function: Option<Arc<FunctionTemplate>>,
    /// (machine offset, bytecode unit), ascending by offset: the code from there on belongs to that unit. In baseline code the table
    /// covers the main path; the slow paths behind it follow as further entries.
    pub units: Vec<(u32, u32)>,
    /// (machine offset, name), ascending, of the parts of a piece that holds many thunks.
    pub parts: Vec<(u32, String)>,
    /// Optimized code: its exits.
    pub exits: Option<ExitTable>,
}

impl CodeRecord {
    /// The record of a function's code.
    pub fn function(kind: CodeKind, function: Arc<FunctionTemplate>, units: Vec<(u32, u32)>) -> CodeRecord {
        CodeRecord { kind, name: "", function: Some(function), units, parts: vec![], exits: None }
    }
    /// The record of a thunk.
    pub fn thunk(name: &'static str) -> CodeRecord {
        CodeRecord { kind: CodeKind::Thunk, name, function: None, units: vec![], parts: vec![], exits: None }
    }
    /// The record of a regular expression's code; the name says for which width of input.
    pub fn regexp(name: &'static str) -> CodeRecord {
        CodeRecord { kind: CodeKind::RegExp, ..CodeRecord::thunk(name) }
    }
    /// The bytecode unit that the byte at a machine offset belongs to.
    pub fn unit_at(&self, offset: u32) -> Option<u32> {
        let after = self.units.partition_point(|&(start, _)| start <= offset);
        after.checked_sub(1).map(|i| self.units[i].1)
    }
    /// The part that an offset lies in: where it begins, and its name.
    pub fn part_at(&self, offset: u32) -> Option<&(u32, String)> {
        let after = self.parts.partition_point(|&(start, _)| start <= offset);
        after.checked_sub(1).map(|i| &self.parts[i])
    }
    /// The name of the function, or of the thunk.
    pub fn function_name(&self) -> String {
        match &self.function {
            None => self.name.to_string(),
            Some(f) if f.name.is_empty() => "(anonymous)".to_string(),
            Some(f) => String::from_utf8_lossy(&f.name).into_owned(),
        }
    }
    /// `kind:function file:line` for profilers.
    pub fn label(&self) -> String {
        let kind = match self.kind {
            CodeKind::Thunk => "thunk",
            CodeKind::Baseline => "baseline",
            CodeKind::Optimized => "optimized",
            CodeKind::RegExp => "regexp",
        };
        let Some(function) = &self.function else { return format!("{kind}:{}", self.name) };
        let line = function.source.line_column(function.span.0).0;
        format!("{kind}:{} {}:{line}", self.function_name(), function.source.name)
    }
}
