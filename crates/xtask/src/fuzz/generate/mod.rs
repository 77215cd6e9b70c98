//! Makes JavaScript programs that are valid, end, and are rich in what compilers bet on and get wrong: kinds of numbers that change late,
//! shapes and prototypes that change under running loops, arrays of every kind, calls through every door, exceptions out of hot code.
//!
//! 1. Every program ends: loops have literal bounds or burn `$fuel`; functions call only functions made before them, or burn `$fuel`.
//! 2. Its text is about `size` bytes long, and its work is bounded: `cost` counts the expressions that will run, and loops and calls are only made where the budget allows.
//! 3. Its size in memory is bounded: what a loop or recursion appends to texts goes through `$cap`, arrays grow by one element at a time.
//! 4. What engines may choose freely is not looked at: messages, last bits of Math functions, bits of NaN, inconsistent comparators,
//!    properties added during for-in.
//! 5. One statement a line, blocks open at a line's end: the reducer works on lines.
mod declare;
mod expression;
mod iterable;
mod statement;

use super::random::Random;

/// What a variable is meant to hold. Callers break the promise now and then, late.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Kind {
    /// An int32.
    Int,
    /// Any number.
    Number,
    /// A string.
    Text,
    /// An array, of any kind of elements.
    Array,
    /// A typed array.
    Typed,
    /// An object with some of the properties of `PROPERTIES`.
    Object,
    /// A function that takes up to three values.
    Callable,
    /// A Map.
    Map,
    /// Anything.
    Any,
}

/// Compares what is shown of values: no script runs, however often a sort calls it.
const COMPARE: &str = "(l, r) => $show(l, 2) < $show(r, 2) ? -1 : $show(l, 2) > $show(r, 2) ? 1 : 0";
/// Names of properties.
const PROPERTIES: &[&str] = &["a", "b", "c", "x", "y", "z"];
/// Expressions that a whole program may evaluate.
const BUDGET: f64 = 60_000.0;

struct Variable {
    name: String,
    kind: Kind,
    assignable: bool,
}

/// What calling a function gives.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Form {
    /// A value.
    Plain,
    /// A generator.
    Generator,
    /// An object whose iterator is the program's own.
    Iterable,
    /// A promise.
    Async,
    /// An async generator.
    AsyncGenerator,
}

struct Function {
    name: String,
    parameters: Vec<Kind>,
    cost: f64,
    form: Form,
}

struct Class {
    name: String,
    methods: Vec<String>,
    cost: f64,
}

/// What the code being made may do.
#[derive(Clone, Copy, Default)]
struct Place {
    /// `return` is allowed.
    returns: bool,
    /// `yield` is allowed.
    yields: bool,
    /// `await` is allowed.
    awaits: bool,
    /// `arguments` is there.
    arguments: bool,
    /// Enclosing loops that `break` and `continue` reach.
    loops: usize,
    /// Nested statements.
    depth: usize,
}

struct Generator<'r> {
    random: &'r mut Random,
    out: String,
    indent: usize,
    variables: Vec<Variable>,
    functions: Vec<Function>,
    classes: Vec<Class>,
    names: usize,
    strict: bool,
    /// How deep statements nest.
    nesting: usize,
    /// Bytes of text after which no more statements are made.
    size: usize,
    place: Place,
    /// Expressions that one run of the code being made evaluates, loops included.
    cost: f64,
    /// How often the statement being made runs.
    times: f64,
    /// `cost` should stay below.
    budget: f64,
}

/// A program that ends in `$end()`.
pub(super) fn program(random: &mut Random) -> String {
    let strict = random.percent(25);
    // What is compiled costs far more than what runs: most programs are flat and short.
    let nesting = [2, 2, 3, 4][random.below(4)];
    let size = [700, 1000, 1500, 3000][random.below(4)];
    let mut generator = Generator {
        random,
        out: String::new(),
        indent: 0,
        variables: vec![],
        functions: vec![],
        classes: vec![],
        names: 0,
        strict,
        nesting,
        size,
        place: Place::default(),
        cost: 0.0,
        times: 1.0,
        budget: 2_000.0,
    };
    generator.whole();
    generator.out
}

impl Generator<'_> {
    fn line(&mut self, text: impl AsRef<str>) {
        for _ in 0..self.indent {
            self.out.push_str("  ");
        }
        self.out.push_str(text.as_ref());
        self.out.push('\n');
    }
    /// Opens a block: the line ends in `{`.
    fn open(&mut self, text: impl AsRef<str>) {
        self.line(format!("{} {{", text.as_ref()));
        self.indent += 1;
    }
    /// Closes a block.
    fn close(&mut self, text: impl AsRef<str>) {
        self.indent -= 1;
        self.line(format!("}}{}", text.as_ref()));
    }
    /// Closes one block and opens the next.
    fn reopen(&mut self, text: impl AsRef<str>) {
        self.indent -= 1;
        self.line(format!("}} {} {{", text.as_ref()));
        self.indent += 1;
    }
    fn name(&mut self, prefix: &str) -> String {
        self.names += 1;
        format!("{prefix}{}", self.names)
    }
    fn declare(&mut self, name: &str, kind: Kind, assignable: bool) {
        self.variables.push(Variable { name: name.to_string(), kind, assignable });
    }
    /// A variable of a kind; the newest are likelier.
    fn find(&mut self, accept: impl Fn(&Variable) -> bool) -> Option<String> {
        let found: Vec<&Variable> = self.variables.iter().filter(|v| accept(v)).collect();
        if found.is_empty() {
            return None;
        }
        let at = self.random.below(found.len());
        let at = if self.random.percent(40) { at.max(self.random.below(found.len())) } else { at };
        Some(found[at].name.clone())
    }
    fn variable(&mut self, kind: Kind) -> Option<String> {
        self.find(|v| v.kind == kind)
    }
    fn assignable(&mut self, kind: Kind) -> Option<String> {
        self.find(|v| v.kind == kind && v.assignable)
    }
    fn spend(&mut self, cost: f64) {
        self.cost += cost * self.times;
    }
    /// May something of this cost still run here?
    fn affords(&self, cost: f64) -> bool {
        self.cost + cost * self.times < self.budget
    }
    fn property(&mut self) -> String {
        self.random.pick(PROPERTIES).to_string()
    }
    /// Makes code in a scope of its own: its variables end with it.
    fn scoped(&mut self, make: impl FnOnce(&mut Self)) {
        let (variables, place, times) = (self.variables.len(), self.place, self.times);
        make(self);
        self.variables.truncate(variables);
        self.place = place;
        self.times = times;
    }
    /// Makes a function's body with a budget of its own: what one call costs.
    fn measured(&mut self, budget: f64, place: Place, make: impl FnOnce(&mut Self)) -> f64 {
        let (cost, times, old_budget) = (self.cost, self.times, self.budget);
        (self.cost, self.times, self.budget) = (0.0, 1.0, budget);
        self.scoped(|g| {
            g.place = place;
            make(g);
        });
        let own = self.cost.max(1.0);
        (self.cost, self.times, self.budget) = (cost, times, old_budget);
        own
    }
}
