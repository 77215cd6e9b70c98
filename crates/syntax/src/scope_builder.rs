//! Builds scope data while the parser runs, for full parses and preparses alike.
//!
//! What holds:
//! - `open` is the stack of scopes around the current token. `bindings` holds their declarations;
//!   those of one scope form a linked list, and those of one *name* another, innermost scope first,
//!   whose head is kept in the interner. So declaring and conflict checks touch no hash table.
//! - `references` is one stack of unresolved names. A scope owns those from its `references_start`
//!   on. Closing a scope resolves what it can, in place; the rest thereby belongs to the parent.
//!   Within a segment a name stands once.
//! - An arrow function is only recognized after its parameters: [`ScopeBuilder::mark`] remembers
//!   where its references and inner scopes begin, and [`ScopeBuilder::open_at`] makes them its own.
//! - `var x` inside of a block conflicts with a later `let x` of that block: found by comparing the
//!   latest position of the `var` with the start of the block.
use crate::{
    Binding, BindingFlags, BindingKind, FreeName, Interner, Name, Scope, ScopeFlags, ScopeId,
    ScopeKind, ScopeTree, Span,
};

const NONE: u32 = u32::MAX;

#[derive(Clone, Copy)]
struct OpenBinding {
    name: Name,
    kind: BindingKind,
    flags: BindingFlags,
    position: u32,
    /// Latest position of a `var` of this name.
    last_var: u32,
    /// Index in `open`.
    depth: u32,
    /// 1 + index of the next outer open binding of the same name, or 0.
    outer: u32,
    next_in_scope: u32,
}

struct OpenScope {
    kind: ScopeKind,
    flags: ScopeFlags,
    id: ScopeId,
    start: u32,
    references_start: u32,
    /// Segment start to restore.
    outer_segment: u32,
    first_binding: u32,
    last_binding: u32,
    candidates_start: u32,
    bindings_base: u32,
    /// Name of a function expression.
    function_name: Option<Name>,
}

#[derive(Clone, Copy)]
struct Reference {
    name: Name,
    flags: u8,
    /// How often it is named, assignments included.
    uses: u32,
    /// How often it is assigned.
    assignments: u32,
}

impl Reference {
    fn join(&mut self, other: &Reference) {
        self.flags |= other.flags;
        self.uses = self.uses.saturating_add(other.uses);
        self.assignments = self.assignments.saturating_add(other.assignments);
    }
}

/// From an inner function.
const CROSSED: u8 = 1;
const THROUGH_WITH: u8 = 2;

/// A function in a block that may also become a `var` (B.3.2).
#[derive(Clone, Copy)]
struct Candidate {
    name: Name,
    /// Index in `tree.bindings` once its scope is closed, `NONE` in a preparse.
    binding: u32,
    position: u32,
}

/// Where a possible arrow function starts.
#[derive(Clone, Copy)]
pub(crate) struct Mark {
    references: u32,
    outer_segment: u32,
    scopes: u32,
    evals: u32,
    functions: u32,
}

/// A declaration that is not allowed: of that name.
pub(crate) struct Conflict;

/// What closing a function leaves behind.
pub(crate) struct Closed {
    pub flags: ScopeFlags,
    /// The scope declares something.
    pub declares: bool,
}

#[derive(Default)]
pub(crate) struct ScopeBuilder {
    open: Vec<OpenScope>,
    bindings: Vec<OpenBinding>,
    references: Vec<Reference>,
    segment: u32,
    candidates: Vec<Candidate>,
    pub tree: ScopeTree,
    /// Scopes are recorded in `tree` (off in a preparse).
    pub recording: bool,
    /// Free names are wanted of each function (in a preparse).
    pub collecting: bool,
    free: Vec<Reference>,
    /// Direct evals seen so far.
    evals: u32,
    /// Functions seen so far.
    functions: u32,
    with_depth: u32,
}

impl ScopeBuilder {
    // ------------------------------------------------------------ opening

    pub fn open(&mut self, kind: ScopeKind, start: u32, flags: ScopeFlags) -> ScopeId {
        let references_start = self.references.len() as u32;
        self.push_scope(kind, start, flags, references_start, self.segment)
    }

    fn push_scope(
        &mut self,
        kind: ScopeKind,
        start: u32,
        mut flags: ScopeFlags,
        references_start: u32,
        outer_segment: u32,
    ) -> ScopeId {
        if self.with_depth > 0 {
            flags.set(ScopeFlags::INSIDE_WITH);
        }
        if kind == ScopeKind::With {
            self.with_depth += 1;
        }
        let id = if self.recording {
            let id = ScopeId(self.tree.scopes.len() as u32);
            let parent = self
                .open
                .last()
                .map(|scope| scope.id)
                .filter(|id| id.0 != NONE);
            self.tree.scopes.push(Scope {
                kind,
                parent,
                flags,
                span: Span::new(start, start),
                bindings: (0, 0),
            });
            id
        } else {
            ScopeId(NONE)
        };
        self.segment = references_start;
        self.open.push(OpenScope {
            kind,
            flags,
            id,
            start,
            references_start,
            outer_segment,
            first_binding: NONE,
            last_binding: NONE,
            candidates_start: self.candidates.len() as u32,
            bindings_base: self.bindings.len() as u32,
            function_name: None,
        });
        id
    }

    /// Begins with a function whose surroundings are not parsed again.
    pub fn enter_known(&mut self, inside_with: bool) {
        self.with_depth = u32::from(inside_with);
    }

    /// Here an arrow function may start.
    pub fn mark(&mut self) -> Mark {
        let mark = Mark {
            references: self.references.len() as u32,
            outer_segment: self.segment,
            scopes: self.tree.scopes.len() as u32,
            evals: self.evals,
            functions: self.functions,
        };
        self.segment = mark.references;
        mark
    }

    /// It was not one.
    pub fn unmark(&mut self, mark: Mark) {
        self.segment = mark.outer_segment;
    }

    /// It was one: opens its scope around all that came since.
    pub fn open_at(&mut self, mark: Mark, start: u32, mut flags: ScopeFlags) -> ScopeId {
        if self.evals != mark.evals {
            flags.set(ScopeFlags::CONTAINS_EVAL);
            if !flags.has(ScopeFlags::STRICT) {
                flags.set(ScopeFlags::SLOPPY_EVAL);
            }
        }
        if self.functions != mark.functions {
            flags.set(ScopeFlags::HAS_INNER_FUNCTIONS);
        }
        self.note_inner_function();
        let around = self.open.last().map_or(NONE, |scope| scope.id.0);
        let id = self.push_scope(
            ScopeKind::Arrow,
            start,
            flags,
            mark.references,
            mark.outer_segment,
        );
        if self.recording {
            let end = self.tree.scopes.len() - 1;
            for scope in &mut self.tree.scopes[mark.scopes as usize..end] {
                if scope.parent.is_some_and(|parent| parent.0 == around) {
                    scope.parent = Some(id);
                }
            }
        }
        id
    }

    // ------------------------------------------------------------ facts

    fn current(&mut self) -> &mut OpenScope {
        self.open.last_mut().expect("a scope is open")
    }

    pub fn kind(&self) -> ScopeKind {
        self.open.last().expect("a scope is open").kind
    }

    pub fn depth(&self) -> usize {
        self.open.len()
    }

    pub fn set_flags(&mut self, flags: ScopeFlags) {
        self.current().flags.set(flags);
    }

    /// The name of the function expression whose scope is current.
    pub fn set_function_name(&mut self, name: Name) {
        self.current().function_name = Some(name);
    }

    /// Sets a flag on the function (or top level) the current code belongs to.
    pub fn set_function_flags(&mut self, flags: ScopeFlags) {
        let outermost = self
            .open
            .iter_mut()
            .rev()
            .find(|s| s.kind.is_function() || is_top(s.kind));
        if let Some(scope) = outermost {
            scope.flags.set(flags);
        }
    }

    fn var_scope(&self) -> usize {
        self.open
            .iter()
            .rposition(|scope| scope.kind.is_var_scope())
            .unwrap_or(0)
    }

    // ------------------------------------------------------------ references

    /// A use of `name`.
    #[inline]
    pub fn reference(&mut self, interner: &mut Interner, name: Name) {
        self.add_reference(
            interner,
            Reference {
                name,
                flags: 0,
                uses: 1,
                assignments: 0,
            },
        );
    }

    /// An assignment to `name`.
    #[inline]
    pub fn assignment(&mut self, interner: &mut Interner, name: Name) {
        self.add_reference(
            interner,
            Reference {
                name,
                flags: 0,
                uses: 0,
                assignments: 1,
            },
        );
    }

    /// A name that a skipped inner function leaves free.
    pub fn inner_reference(&mut self, interner: &mut Interner, free: FreeName) {
        self.add_reference(
            interner,
            Reference {
                name: free.name,
                flags: CROSSED,
                uses: 1,
                assignments: u32::from(free.assigned),
            },
        );
    }

    #[inline]
    fn add_reference(&mut self, interner: &mut Interner, new: Reference) {
        let last = interner.last_reference(new.name);
        if last >= self.segment
            && let Some(reference) = self.references.get_mut(last as usize)
            && reference.name == new.name
        {
            reference.join(&new);
            return;
        }
        interner.set_last_reference(new.name, self.references.len() as u32);
        self.references.push(new);
    }

    /// The names in the parameters of the arrow function just opened were no uses, nor were so many
    /// assignments of each.
    pub fn retract(&mut self, names: impl ExactSizeIterator<Item = (Name, u32)>) {
        let mut wanted =
            rustc_hash::FxHashMap::with_capacity_and_hasher(names.len(), Default::default());
        for (name, assignments) in names {
            let entry: &mut (u32, u32) = wanted.entry(name).or_default();
            entry.0 += 1;
            entry.1 += assignments;
        }
        let start = self.current().references_start as usize;
        for reference in &mut self.references[start..] {
            let Some((uses, assignments)) = wanted.get_mut(&reference.name) else {
                continue;
            };
            let (used, assigned) = (
                reference.uses.min(*uses),
                reference.assignments.min(*assignments),
            );
            reference.uses -= used;
            reference.assignments -= assigned;
            (*uses, *assignments) = (*uses - used, *assignments - assigned);
        }
    }

    /// A direct eval: it may use any name around it, and add variables if sloppy.
    pub fn direct_eval(&mut self, strict: bool) {
        self.evals += 1;
        self.set_flags(ScopeFlags::CONTAINS_EVAL);
        if !strict {
            let at = self.var_scope();
            self.open[at].flags.set(ScopeFlags::SLOPPY_EVAL);
        }
    }

    /// A skipped inner function contains a direct eval.
    pub fn note_inner_eval(&mut self) {
        self.evals += 1;
        self.set_flags(ScopeFlags::CONTAINS_EVAL);
    }

    /// The function (or top level) around has a function in it.
    pub fn note_inner_function(&mut self) {
        self.functions += 1;
        self.set_function_flags(ScopeFlags::HAS_INNER_FUNCTIONS);
    }

    // ------------------------------------------------------------ declaring

    fn chain<'s>(
        &'s self,
        interner: &Interner,
        name: Name,
    ) -> impl Iterator<Item = (u32, &'s OpenBinding)> + use<'s> {
        let mut next = interner.binding(name);
        std::iter::from_fn(move || {
            let index = next.checked_sub(1)?;
            let binding = &self.bindings[index as usize];
            next = binding.outer;
            Some((index, binding))
        })
    }

    fn find_at(&self, interner: &Interner, name: Name, depth: usize) -> Option<u32> {
        self.chain(interner, name)
            .take_while(|(_, binding)| binding.depth as usize >= depth)
            .find(|(_, binding)| binding.depth as usize == depth)
            .map(|(index, _)| index)
    }

    /// Kind of the binding of that name in the current scope.
    pub fn kind_here(&self, interner: &Interner, name: Name) -> Option<BindingKind> {
        self.find_at(interner, name, self.open.len() - 1)
            .map(|index| self.bindings[index as usize].kind)
    }

    fn add(
        &mut self,
        interner: &mut Interner,
        name: Name,
        kind: BindingKind,
        flags: BindingFlags,
        position: u32,
        depth: usize,
    ) -> u32 {
        let index = self.bindings.len() as u32;
        let mut binding = OpenBinding {
            name,
            kind,
            flags,
            position,
            last_var: position,
            depth: depth as u32,
            outer: interner.binding(name),
            next_in_scope: NONE,
        };
        // Keep the chain of the name ordered by depth: step over bindings of inner scopes.
        let mut inner = NONE;
        while let Some(next) = binding.outer.checked_sub(1)
            && self.bindings[next as usize].depth as usize > depth
        {
            inner = next;
            binding.outer = self.bindings[next as usize].outer;
        }
        if inner == NONE {
            interner.set_binding(name, index + 1);
        } else {
            self.bindings[inner as usize].outer = index + 1;
        }
        self.bindings.push(binding);
        let scope = &mut self.open[depth];
        match scope.last_binding {
            NONE => scope.first_binding = index,
            last => self.bindings[last as usize].next_in_scope = index,
        }
        scope.last_binding = index;
        index
    }

    /// Declares a lexical name (let, const, using, class, function in a block, import) in the
    /// current scope.
    pub fn declare_lexical(
        &mut self,
        interner: &mut Interner,
        name: Name,
        kind: BindingKind,
        position: u32,
    ) -> Result<(), Conflict> {
        let depth = self.open.len() - 1;
        let scope = &self.open[depth];
        let start = scope.start;
        let parent_counts = match scope.kind {
            ScopeKind::FunctionBody => true,
            ScopeKind::Block => depth > 0 && self.open[depth - 1].kind == ScopeKind::Catch,
            _ => false,
        };
        for (_, binding) in self.chain(interner, name) {
            let at = binding.depth as usize;
            if at == depth || at + 1 == depth && parent_counts && is_parameter(binding.kind) {
                return Err(Conflict);
            }
            if at < depth {
                break;
            }
        }
        if !scope.kind.is_var_scope() {
            let var_depth = self.var_scope();
            if let Some(index) = self.find_at(interner, name, var_depth) {
                let binding = &self.bindings[index as usize];
                if binding.last_var >= start
                    && binding.last_var != NONE
                    && declares_var(binding.kind)
                {
                    return Err(Conflict);
                }
            }
        }
        self.add(interner, name, kind, BindingFlags::NONE, position, depth);
        Ok(())
    }

    /// Declares a sloppy function in a block: repeated ones are allowed (B.3.2.4), and it may
    /// become a `var` too.
    pub fn declare_block_function(
        &mut self,
        interner: &mut Interner,
        name: Name,
        position: u32,
        sloppy: bool,
    ) -> Result<(), Conflict> {
        if sloppy && let Some(index) = self.find_at(interner, name, self.open.len() - 1) {
            let binding = &self.bindings[index as usize];
            if binding.kind == BindingKind::Function && binding.flags.has(BindingFlags::ANNEX_B) {
                return Ok(());
            }
        }
        self.declare_lexical(interner, name, BindingKind::Function, position)?;
        if sloppy {
            let last = self.bindings.len() - 1;
            self.bindings[last].flags.set(BindingFlags::ANNEX_B);
        }
        Ok(())
    }

    /// Declares a `var`, or (with kind `Function`) a function at the top of a function or script.
    pub fn declare_var(
        &mut self,
        interner: &mut Interner,
        name: Name,
        kind: BindingKind,
        position: u32,
    ) -> Result<(), Conflict> {
        let depth = self.var_scope();
        let mut existing = None;
        for (index, binding) in self.chain(interner, name) {
            let at = binding.depth as usize;
            if at < depth {
                break;
            }
            if at == depth {
                if !declares_var(binding.kind) {
                    return Err(Conflict);
                }
                existing = Some(index);
                break;
            }
            if binding.kind != BindingKind::CatchParam && binding.kind != BindingKind::ClassName {
                return Err(Conflict);
            }
        }
        if let Some(index) = existing {
            let binding = &mut self.bindings[index as usize];
            binding.last_var = position;
            if kind == BindingKind::Function {
                if binding.kind != BindingKind::Param {
                    binding.kind = BindingKind::Function;
                }
                binding.flags.set(BindingFlags::FUNCTION);
            }
            return Ok(());
        }
        self.add_var(interner, name, kind, position, depth, BindingFlags::NONE);
        Ok(())
    }

    fn add_var(
        &mut self,
        interner: &mut Interner,
        name: Name,
        kind: BindingKind,
        position: u32,
        depth: usize,
        mut flags: BindingFlags,
    ) {
        if self.open[depth].kind == ScopeKind::FunctionBody
            && self.find_at(interner, name, depth - 1).is_some()
        {
            flags.set(BindingFlags::SHADOWS_PARAM);
        }
        if kind == BindingKind::Function {
            flags.set(BindingFlags::FUNCTION);
        }
        self.add(interner, name, kind, flags, position, depth);
    }

    /// Declares a parameter of the function whose scope is current. False if the name is repeated.
    pub fn declare_param(&mut self, interner: &mut Interner, name: Name, position: u32) -> bool {
        let depth = self.open.len() - 1;
        if self.find_at(interner, name, depth).is_some() {
            self.set_flags(ScopeFlags::DUPLICATE_PARAMS);
            return false;
        }
        let index = self.add(
            interner,
            name,
            BindingKind::Param,
            BindingFlags::NONE,
            position,
            depth,
        );
        self.bindings[index as usize].last_var = NONE;
        true
    }

    /// Declares a name without any check (class names, catch parameters after theirs).
    pub fn declare_unchecked(
        &mut self,
        interner: &mut Interner,
        name: Name,
        kind: BindingKind,
        position: u32,
        flags: BindingFlags,
    ) {
        let depth = self.open.len() - 1;
        self.add(interner, name, kind, flags, position, depth);
    }

    /// Declares a private name; a getter and a setter of equal placement join.
    pub fn declare_private(
        &mut self,
        interner: &mut Interner,
        name: Name,
        kind: BindingKind,
        is_static: bool,
        position: u32,
    ) -> Result<(), Conflict> {
        let depth = self.open.len() - 1;
        let flags = if is_static {
            BindingFlags::STATIC
        } else {
            BindingFlags::NONE
        };
        let Some(index) = self.find_at(interner, name, depth) else {
            self.add(interner, name, kind, flags, position, depth);
            return Ok(());
        };
        let binding = &mut self.bindings[index as usize];
        use BindingKind::{PrivateAccessor, PrivateGetter, PrivateSetter};
        let pair = matches!(
            (binding.kind, kind),
            (PrivateGetter, PrivateSetter) | (PrivateSetter, PrivateGetter)
        );
        if !pair || binding.flags.has(BindingFlags::STATIC) != is_static {
            return Err(Conflict);
        }
        binding.kind = PrivateAccessor;
        Ok(())
    }

    /// The current scope declares that name lexically or as a variable.
    pub fn is_declared_here(&self, interner: &Interner, name: Name) -> bool {
        self.find_at(interner, name, self.open.len() - 1).is_some()
    }

    /// The parameters declared so far in the current scope: name and position.
    pub fn params_here(&self) -> impl Iterator<Item = (Name, u32)> + '_ {
        let scope = self.open.last().expect("a scope is open");
        let mut next = scope.first_binding;
        std::iter::from_fn(move || {
            let binding = self.bindings.get(next as usize)?;
            next = binding.next_in_scope;
            Some((binding.name, binding.position))
        })
    }

    // ------------------------------------------------------------ closing

    /// Closes the current scope, which ends at `end`.
    pub fn close(&mut self, interner: &mut Interner, end: u32) -> Closed {
        let depth = self.open.len() - 1;
        let kind = self.open[depth].kind;
        if kind == ScopeKind::With {
            self.with_depth -= 1;
        }
        self.hoist_candidates(interner, depth);
        if kind == ScopeKind::Function && self.declares_arguments(interner, depth) {
            self.open[depth].flags.set(ScopeFlags::USES_ARGUMENTS);
        }
        self.keep_function_name_for_eval(interner, depth);
        if kind.is_function() || self.open[depth].first_binding != NONE || kind == ScopeKind::With {
            self.resolve(interner, depth);
        }
        let scope = self.open.pop().expect("a scope is open");
        let mut flags = scope.flags;
        if let Some(parent) = self.open.last_mut() {
            parent.flags.0 |= flags.0 & ScopeFlags::CONTAINS_EVAL.0;
        }
        let any_captured = self.record(interner, &scope, flags, end);
        if any_captured {
            flags.set(ScopeFlags::CAPTURED_BINDINGS);
        }
        if kind.is_var_scope() && kind != ScopeKind::FunctionBody {
            self.bindings.truncate(scope.bindings_base as usize);
        }
        self.segment = scope.outer_segment;
        Closed {
            flags,
            declares: scope.first_binding != NONE,
        }
    }

    /// An eval may name the function expression around it.
    fn keep_function_name_for_eval(&mut self, interner: &mut Interner, depth: usize) {
        let scope = &self.open[depth];
        if let (Some(name), true) = (
            scope.function_name,
            scope.flags.has(ScopeFlags::CONTAINS_EVAL),
        ) && self.find_at(interner, name, depth).is_none()
        {
            self.add(
                interner,
                name,
                BindingKind::FunctionName,
                BindingFlags::NONE,
                0,
                depth,
            );
        }
    }

    /// Takes the bindings of a scope out of the chains of their names and writes them to the tree.
    fn record(
        &mut self,
        interner: &mut Interner,
        scope: &OpenScope,
        flags: ScopeFlags,
        end: u32,
    ) -> bool {
        let first = self.tree.bindings.len() as u32;
        let all_captured = flags.has(ScopeFlags::CONTAINS_EVAL);
        let mut any_captured = false;
        let mut next = scope.first_binding;
        while next != NONE {
            let binding = self.bindings[next as usize];
            interner.set_binding(binding.name, binding.outer);
            let mut binding_flags = binding.flags;
            if all_captured {
                binding_flags.set(BindingFlags::CAPTURED);
            }
            any_captured |= binding_flags.has(BindingFlags::CAPTURED);
            if self.recording {
                if binding_flags.has(BindingFlags::ANNEX_B) {
                    let index = self.tree.bindings.len() as u32;
                    self.candidates.push(Candidate {
                        name: binding.name,
                        binding: index,
                        position: binding.position,
                    });
                    // Set again when the hoisting succeeds.
                    binding_flags = binding_flags.without(BindingFlags::ANNEX_B);
                }
                self.tree.bindings.push(Binding {
                    name: binding.name,
                    kind: binding.kind,
                    flags: binding_flags,
                    position: binding.position,
                });
            } else if binding_flags.has(BindingFlags::ANNEX_B) {
                self.candidates.push(Candidate {
                    name: binding.name,
                    binding: NONE,
                    position: binding.position,
                });
            }
            next = binding.next_in_scope;
        }
        if self.recording {
            let entry = &mut self.tree.scopes[scope.id.0 as usize];
            entry.flags = if any_captured {
                flags.with(ScopeFlags::CAPTURED_BINDINGS)
            } else {
                flags
            };
            entry.span.end = end;
            entry.bindings = (first, self.tree.bindings.len() as u32);
        }
        any_captured
    }

    /// B.3.2: functions of inner blocks pass outwards unless a lexical name is in the way; at the
    /// var scope they become variables.
    fn hoist_candidates(&mut self, interner: &mut Interner, depth: usize) {
        let start = self.open[depth].candidates_start as usize;
        if self.candidates.len() == start {
            return;
        }
        let is_var_scope = self.open[depth].kind.is_var_scope();
        let mut kept = start;
        for index in start..self.candidates.len() {
            let candidate = self.candidates[index];
            let found = self
                .find_at(interner, candidate.name, depth)
                .map(|index| self.bindings[index as usize].kind);
            if !is_var_scope {
                if found.is_none_or(|kind| {
                    kind == BindingKind::CatchParam || kind == BindingKind::ClassName
                }) {
                    self.candidates[kept] = candidate;
                    kept += 1;
                }
                continue;
            }
            let is_param = |kind| kind == BindingKind::Param;
            let outer_param = self.open[depth].kind == ScopeKind::FunctionBody
                && self
                    .find_at(interner, candidate.name, depth - 1)
                    .is_some_and(|i| is_param(self.bindings[i as usize].kind));
            match found {
                Some(kind) if !matches!(kind, BindingKind::Var | BindingKind::Function) => continue,
                _ if outer_param => continue,
                Some(_) => {}
                None => self.add_var(
                    interner,
                    candidate.name,
                    BindingKind::Var,
                    candidate.position,
                    depth,
                    BindingFlags::ANNEX_B_VAR,
                ),
            }
            if candidate.binding != NONE {
                self.tree.bindings[candidate.binding as usize]
                    .flags
                    .set(BindingFlags::ANNEX_B);
            }
            // The evaluation of the function declaration assigns the variable.
            if let Some(index) = self.find_at(interner, candidate.name, depth) {
                self.bindings[index as usize]
                    .flags
                    .set(BindingFlags::ASSIGNED.with(BindingFlags::USED));
            }
        }
        self.candidates.truncate(kept);
    }

    /// Resolves the references of the scope at `depth`; what is left moves to the parent's segment.
    fn resolve(&mut self, interner: &mut Interner, depth: usize) {
        let scope = &self.open[depth];
        let (kind, start, outer_segment) =
            (scope.kind, scope.references_start, scope.outer_segment);
        let crossing = match kind {
            kind if kind.is_function() => CROSSED,
            ScopeKind::With => THROUGH_WITH,
            _ => 0,
        };
        let end = self.references.len();
        let mut kept = start as usize;
        let collects = self.collecting && kind.is_function();
        let limit = if collects { start } else { outer_segment };
        for index in start as usize..end {
            let mut reference = self.references[index];
            let found = interner.binding(reference.name);
            if let Some(at) = found.checked_sub(1)
                && self.bindings[at as usize].depth as usize == depth
            {
                self.resolve_to(at, reference);
            } else if !(kind.is_function() && self.resolve_implicit(interner, reference, depth)) {
                reference.flags |= crossing;
                kept = self.keep(interner, reference, limit, kept);
            }
        }
        if kind == ScopeKind::FunctionBody && self.declares_arguments(interner, depth) {
            self.references.insert(
                kept,
                Reference {
                    name: Name::ARGUMENTS,
                    flags: 0,
                    uses: 1,
                    assignments: 0,
                },
            );
            kept += 1;
        }
        self.references.truncate(kept);
        if collects {
            self.free.clear();
            self.free
                .extend_from_slice(&self.references[start as usize..]);
            kept = start as usize;
            for index in 0..self.free.len() {
                kept = self.keep(interner, self.free[index], outer_segment, kept);
            }
            self.references.truncate(kept);
        }
    }

    /// An unresolved reference joins an equal one from `limit` on, or is put at `kept`.
    fn keep(
        &mut self,
        interner: &mut Interner,
        reference: Reference,
        limit: u32,
        kept: usize,
    ) -> usize {
        let last = interner.last_reference(reference.name) as usize;
        if last >= limit as usize && last < kept && self.references[last].name == reference.name {
            self.references[last].join(&reference);
            return kept;
        }
        interner.set_last_reference(reference.name, kept as u32);
        self.references[kept] = reference;
        kept + 1
    }

    /// `var arguments` in the scope at `depth`: it starts as the arguments object.
    fn declares_arguments(&self, interner: &Interner, depth: usize) -> bool {
        self.find_at(interner, Name::ARGUMENTS, depth)
            .is_some_and(|index| {
                let binding = &self.bindings[index as usize];
                binding.kind == BindingKind::Var && !binding.flags.has(BindingFlags::FUNCTION)
            })
    }

    fn resolve_to(&mut self, binding: u32, reference: Reference) {
        if reference.uses == 0 && reference.assignments == 0 {
            return;
        }
        let flags = &mut self.bindings[binding as usize].flags;
        flags.set(BindingFlags::USED);
        if reference.assignments > 0 {
            flags.set(BindingFlags::ASSIGNED);
        }
        if reference.flags & (CROSSED | THROUGH_WITH) != 0 {
            flags.set(BindingFlags::CAPTURED);
        }
    }

    /// `this`, `arguments` and the like in a function that has its own; the name of a function expression.
    fn resolve_implicit(
        &mut self,
        interner: &mut Interner,
        reference: Reference,
        depth: usize,
    ) -> bool {
        let scope = &mut self.open[depth];
        let (flag, kind) = match reference.name {
            Name::THIS => (ScopeFlags::USES_THIS, BindingKind::This),
            Name::ARGUMENTS => (ScopeFlags::USES_ARGUMENTS, BindingKind::Arguments),
            Name::NEW_TARGET => (ScopeFlags::USES_NEW_TARGET, BindingKind::NewTarget),
            Name::SUPER => (ScopeFlags::USES_SUPER_PROPERTY, BindingKind::HomeObject),
            Name::ACTIVE_FUNCTION => (ScopeFlags::USES_SUPER_CALL, BindingKind::ActiveFunction),
            name if scope.function_name == Some(name) => {
                (ScopeFlags::NONE, BindingKind::FunctionName)
            }
            _ => return false,
        };
        scope.flags.set(flag);
        if !scope.kind.has_this()
            || kind == BindingKind::Arguments && scope.kind != ScopeKind::Function
        {
            return false;
        }
        let index = self.add(interner, reference.name, kind, BindingFlags::NONE, 0, depth);
        self.resolve_to(index, reference);
        true
    }

    /// The names that the function closed last left free (only while `collecting`).
    pub fn free_names(&self) -> impl Iterator<Item = FreeName> + '_ {
        self.free.iter().map(|reference| FreeName {
            name: reference.name,
            assigned: reference.assignments > 0,
        })
    }

    /// Takes every open binding out of the interner (after an error).
    pub fn abandon(&mut self, interner: &mut Interner) {
        for binding in &self.bindings {
            interner.set_binding(binding.name, 0);
        }
        self.open.clear();
    }
}

fn is_top(kind: ScopeKind) -> bool {
    matches!(
        kind,
        ScopeKind::Script | ScopeKind::Module | ScopeKind::Eval
    )
}

fn is_parameter(kind: BindingKind) -> bool {
    matches!(
        kind,
        BindingKind::Param | BindingKind::CatchParam | BindingKind::CatchPatternParam
    )
}

/// A `var` of the same name may stand beside it.
fn declares_var(kind: BindingKind) -> bool {
    matches!(
        kind,
        BindingKind::Var | BindingKind::Function | BindingKind::Param
    )
}
