//! Functions whose bodies were only preparsed, and what is remembered about them.
//!
//! The table is flat and in order of function *ends*, so the functions inside function `i` are
//! `subtree_start..i`. It owns its memory and is shared (`Arc`) by all code compiled from one
//! source; a lazy function is parsed later with the same table, and its inner functions are skipped
//! by it instead of scanned again.
use crate::{FunctionInfo, Name};

/// Index of a [`LazyFunction`] in its [`LazyTable`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct LazyId(pub u32);

/// A name that a function uses but does not declare.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FreeName {
    /// The name. Private names too, with their `#`. Also `this`, `new.target`, `super`, `super()`,
    /// `arguments` for arrow functions.
    pub name: Name,
    /// It, or a function in it, assigns the name.
    pub assigned: bool,
}

/// What a preparse found out about a function.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LazyFunction {
    /// Facts, extent included.
    pub info: FunctionInfo,
    /// The functions inside are `subtree_start..own id`.
    pub subtree_start: u32,
    /// Range in the table's free names.
    pub(crate) free: (u32, u32),
    /// The grammar context around it.
    pub(crate) context: u32,
}

/// All lazy functions of one source.
#[derive(Debug, Default, Clone)]
pub struct LazyTable {
    pub(crate) functions: Vec<LazyFunction>,
    pub(crate) free: Vec<FreeName>,
    /// The source is a module.
    pub is_module: bool,
}

impl LazyTable {
    /// The function of that id.
    pub fn get(&self, id: LazyId) -> &LazyFunction {
        &self.functions[id.0 as usize]
    }

    /// The names it uses and does not declare, each once.
    pub fn free_names(&self, id: LazyId) -> &[FreeName] {
        let (start, end) = self.get(id).free;
        &self.free[start as usize..end as usize]
    }

    /// How many functions there are.
    pub fn len(&self) -> usize {
        self.functions.len()
    }

    /// None at all.
    pub fn is_empty(&self) -> bool {
        self.functions.is_empty()
    }

    /// The functions directly inside of `id`, last first.
    pub fn children(&self, id: LazyId) -> impl Iterator<Item = LazyId> + '_ {
        let first = self.get(id).subtree_start;
        let mut end = id.0;
        std::iter::from_fn(move || {
            (end > first).then(|| {
                let child = LazyId(end - 1);
                end = self.get(child).subtree_start;
                child
            })
        })
    }
}
