//! Functions that make iterables of the program's own: what gives the iterator, what steps it, and what a result looks like all vary.
use super::{Form, Function, Generator, Kind::*, Place};

/// How `next` makes its results.
const RESULTS: [&str; 5] = [
    "i < n ? { value: V, done: false } : { value: undefined, done: true }",
    "i < n ? { done: false, value: V } : { done: true }",
    "i < n ? { value: V } : { done: 1, value: i }",
    "{ get done() { return i > n; }, get value() { return V; } }",
    "(r.done = i >= n, r.value = V, r)",
];

impl Generator<'_> {
    pub(super) fn iterable_function(&mut self) {
        let name = self.name("t");
        let kinds = self.kinds(2);
        let (names, heads) = self.parameters(&kinds);
        let count = self.random.below(7);
        self.open(format!("function {name}({heads})"));
        let place = Place { returns: false, arguments: false, depth: 2, ..Default::default() };
        let cost = self.measured(150.0, place, |g| {
            names.iter().zip(&kinds).for_each(|(n, k)| g.declare(n, *k, true));
            g.times *= 6.0;
            g.place.loops += 1;
            g.line(format!("let i = 0; const n = {count}, r = {{ done: false, value: 0 }};"));
            g.declare("i", Int, false);
            let value = g.any(2);
            if g.random.percent(20) {
                g.open("return { *[Symbol.iterator]()");
                g.open("for (; i < n; i++)");
                g.line(format!("yield {value};"));
                g.close("");
                g.close(" };");
                return;
            }
            let itself = g.random.percent(40);
            g.open(if itself { "return { [Symbol.iterator]() { return this; }, next()" } else { "return { [Symbol.iterator]() { return { next()" });
            if g.random.percent(30) {
                g.statements(1);
            }
            let result = g.random.pick(&RESULTS).replace('V', &value);
            g.line("i++;");
            g.line(format!("return {result};"));
            if g.random.percent(40) {
                g.reopen(", return(u)");
                g.line("$sum(i);");
                let end = g.random.pick(&["return {};", "return { value: u };", "return i;", "throw i;"]);
                g.line(end);
            }
            g.close(if itself { " };" } else { " }; } };" });
        });
        self.close("");
        self.functions.push(Function { name, parameters: kinds, cost: cost + 20.0, form: Form::Iterable });
    }
}
