//! What a module asks from other modules and offers to them (16.2.1.7 ParseModule).
use crate::{ImportPhase, Name, Span};

/// Entries of a module, in source order.
#[derive(Debug, Default, Clone)]
pub struct ModuleRecord {
    /// The modules it names: (specifier, phase, attributes), each combination once.
    pub requests: Vec<ModuleRequest>,
    /// Imported bindings.
    pub imports: Vec<ImportEntry>,
    /// `export { local as exported }` and declarations.
    pub local_exports: Vec<LocalExport>,
    /// `export { imported as exported } from`, also imports that are exported again.
    pub indirect_exports: Vec<IndirectExport>,
    /// `export * from`: indices into `requests`.
    pub star_exports: Vec<u32>,
    /// Contains a top-level `await`.
    pub has_top_level_await: bool,
}

/// A named module.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ModuleRequest {
    /// Specifier text.
    pub specifier: Name,
    /// Phase.
    pub phase: ImportPhase,
    /// Attributes sorted by key.
    pub attributes: Vec<(Name, Name)>,
    /// The specifier's place, for errors.
    pub span: Span,
}

/// What is imported.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ImportName {
    /// An export of that name (`default` included).
    Name(Name),
    /// The namespace object (deferred if the request's phase says so).
    Namespace,
    /// The source-phase object.
    Source,
}

/// An imported binding.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ImportEntry {
    /// Index into `requests`.
    pub request: u32,
    /// What.
    pub import: ImportName,
    /// Local name.
    pub local: Name,
    /// Its place, for errors.
    pub span: Span,
}

/// An exported local binding.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LocalExport {
    /// Name for importers.
    pub exported: Name,
    /// Local binding ([`Name::STAR_DEFAULT`] for an unnamed default).
    pub local: Name,
    /// Its place, for errors.
    pub span: Span,
}

/// An export that belongs to another module.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct IndirectExport {
    /// Name for importers.
    pub exported: Name,
    /// Index into `requests`.
    pub request: u32,
    /// What of it.
    pub import: ImportName,
    /// Its place, for errors.
    pub span: Span,
}
