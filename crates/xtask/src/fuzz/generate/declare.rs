//! Whole programs: globals, classes, functions of all forms, and the drivers that call them until they are hot and then change what
//! they are given.
use super::{BUDGET, Class, Form, Function, Generator, Kind, Kind::*, Place};

const ELEMENTS: &[&str] = &[
    "Int8Array", "Uint8Array", "Uint8ClampedArray", "Int16Array", "Uint16Array", "Int32Array", "Uint32Array", "Float32Array", "Float64Array",
];

impl Generator<'_> {
    pub(super) fn whole(&mut self) {
        if self.strict {
            self.line("\"use strict\";");
        }
        self.globals();
        for _ in 0..[0, 0, 1, 1, 2][self.random.below(5)] {
            self.class();
        }
        for _ in 0..[1, 1, 2, 2, 3][self.random.below(5)] {
            match self.random.below(10) {
                0 => self.generator_function(false),
                1 => self.recursive_function(),
                2 => self.polymorphic_function(),
                3 => self.async_function(),
                4 if self.random.percent(50) => self.generator_function(true),
                5 => self.iterable_function(),
                _ => self.function(),
            }
        }
        let drivers = self.random.between(1, 2);
        for _ in 0..drivers {
            self.driver(BUDGET / drivers as f64);
        }
        self.line("$end();");
    }

    fn globals(&mut self) {
        for kind in [Int, Number, Text, Any] {
            for _ in 0..[1, 1, 2][self.random.below(3)] {
                let name = self.name("g");
                let value = self.value(kind, 1);
                let keyword = self.random.pick(&["let", "var"]);
                self.line(format!("{keyword} {name} = {value};"));
                self.declare(&name, kind, true);
            }
        }
        for _ in 0..self.random.between(1, 3) {
            let name = self.name("a");
            let value = self.array(2);
            self.line(format!("let {name} = {value};"));
            let assignable = self.random.percent(50);
            self.declare(&name, Array, assignable);
        }
        for _ in 0..self.random.between(0, 2) {
            let name = self.name("t");
            let elements = self.random.pick(ELEMENTS);
            if self.random.percent(30) && !elements.starts_with("Float") {
                let buffer = self.name("buffer");
                self.line(format!("const {buffer} = new ArrayBuffer(32, {{ maxByteLength: 64 }});"));
                self.line(format!("const {name} = new {elements}({buffer});"));
                self.declare(&buffer, Any, false);
            } else {
                let values = [self.number(0), self.int(0), self.number(0)].join(", ");
                self.line(format!("const {name} = new {elements}([{values}, 1, 2, 3, 4, 5]);"));
            }
            self.declare(&name, Typed, false);
        }
        if self.random.percent(35) {
            let name = self.name("m");
            let (key, value) = (self.any(0), self.number(0));
            self.line(format!("const {name} = new Map([[{key}, {value}], [-0, 1], [NaN, 2]]);"));
            self.declare(&name, Map, false);
        }
        for _ in 0..self.random.between(1, 3) {
            let name = self.name("o");
            let value = self.object(2);
            self.line(format!("let {name} = {value};"));
            self.declare(&name, Object, true);
        }
        if self.random.percent(40) {
            self.evil();
        }
    }

    /// An object whose conversion to a primitive changes the world.
    fn evil(&mut self) {
        let name = self.name("o");
        self.open(format!("const {name} ="));
        self.line(format!("a: {},", self.names));
        let method = self.random.pick(&["valueOf()", "toString()", "[Symbol.toPrimitive](hint)", "get b()"]);
        self.open(method);
        let place = Place { returns: true, depth: 2, ..Default::default() };
        self.measured(60.0, place, |g| {
            // What it does may lead back here.
            g.line("if (!$burn()) return 1;");
            let count = g.random.between(1, 3);
            g.statements(count);
            let value = g.random_primitive();
            g.line(format!("return {value};"));
        });
        self.close(",");
        self.close(";");
        self.declare(&name, Object, false);
        self.declare(&name, Any, false);
    }

    fn random_primitive(&mut self) -> String {
        match self.random.below(3) {
            0 => self.number(1),
            1 => self.text(1),
            _ => self.int(1),
        }
    }

    fn class(&mut self) {
        let name = self.name("C");
        let base = if self.random.percent(40) { self.random_class().or(Some("Array".into())) } else { None };
        match &base {
            Some(base) => self.open(format!("class {name} extends {base}")),
            None => self.open(format!("class {name}")),
        }
        let (field, private) = (self.property(), self.random.percent(60));
        let initial = self.any(1);
        self.line(format!("{field} = {initial};"));
        if private {
            let initial = self.number(1);
            self.line(format!("#p = {initial};"));
        }
        if self.random.percent(30) {
            self.line("static s = 1;");
        }
        let place = Place { returns: true, arguments: true, depth: 2, ..Default::default() };
        self.open("constructor(i, u)");
        let mut cost = self.measured(60.0, place, |g| {
            if base.is_some() {
                let call = g.random.pick(&["super(i & 3, u);", "super(i & 3, u);", "super();"]);
                g.line(call);
            }
            g.declare("i", Int, true);
            g.declare("u", Any, true);
            let (a, b) = (g.property(), g.property());
            let value = g.int(2);
            g.line(format!("this.{a} = {value};"));
            if g.random.percent(60) {
                g.line(format!("this.{b} = u;"));
            }
            if g.random.percent(20) {
                let condition = g.boolean(1);
                g.line(format!("if ({condition}) return {{ a: 1 }};"));
            }
        });
        self.close("");
        let mut methods = vec![];
        for i in 0..self.random.between(1, 3) {
            let method = format!("m{i}");
            self.open(format!("{method}(i, u)"));
            let inherited = base.as_ref().is_some_and(|b| b != "Array");
            let own = self.measured(150.0, place, |g| {
                g.declare("i", Int, true);
                g.declare("u", Any, true);
                g.declare("this", Object, false);
                if private && g.random.percent(70) {
                    let line = g.random.pick(&["this.#p++;", "this.#p = i;", "$sum(#p in this);", "this.#p = $cap(this.#p + u);"]);
                    g.line(line);
                }
                let count = g.random.between(1, 3);
                g.statements(count);
                if inherited && g.random.percent(60) {
                    g.spend(150.0);
                    g.line("$sum(super.m0 ? super.m0(i, u) : super.a);");
                }
                let value = if private && g.random.percent(40) { "this.#p".to_string() } else { g.any(2) };
                g.line(format!("return {value};"));
            });
            self.close("");
            cost = cost.max(own);
            methods.push(method);
        }
        if self.random.percent(50) {
            let property = self.property();
            let value = self.int(1);
            self.line(format!("get {property}() {{ return {value}; }}"));
            self.line(format!("set {property}(v) {{ this.w = v; }}"));
        }
        self.close("");
        self.classes.push(Class { name, methods, cost: cost + 20.0 });
    }

    pub(super) fn kinds(&mut self, count: usize) -> Vec<Kind> {
        (0..count).map(|_| [Int, Int, Number, Number, Text, Any, Array, Object, Callable, Typed][self.random.below(10)]).collect()
    }

    /// Heads of parameters; they are declared for the body.
    pub(super) fn parameters(&mut self, kinds: &[Kind]) -> (Vec<String>, String) {
        let names: Vec<String> = kinds.iter().map(|_| self.name("p")).collect();
        let mut heads = vec![];
        for (name, kind) in names.iter().zip(kinds) {
            heads.push(if self.random.percent(12) { format!("{name} = {}", self.value(*kind, 0)) } else { name.clone() });
        }
        if self.random.percent(8) {
            heads.push("...rest".into());
        }
        (names, heads.join(", "))
    }

    fn function(&mut self) {
        let name = self.name("f");
        let count = self.random.between(1, 4);
        let kinds = self.kinds(count);
        let (names, heads) = self.parameters(&kinds);
        let budget = [60.0, 200.0, 1000.0, 8000.0][self.random.below(4)];
        let rest = heads.ends_with("...rest");
        let arrow = self.random.percent(12);
        if arrow { self.open(format!("var {name} = ({heads}) =>")) } else { self.open(format!("function {name}({heads})")) }
        let place = Place { returns: true, arguments: !arrow, ..Default::default() };
        let cost = self.measured(budget, place, |g| {
            names.iter().zip(&kinds).for_each(|(n, k)| g.declare(n, *k, true));
            if rest {
                g.declare("rest", Array, true);
            }
            let count = g.random.between(1, 4);
            g.statements(count);
            if g.cost < 30.0 {
                g.assignment();
            }
            let kind = [Int, Number, Text, Any, Any][g.random.below(5)];
            let value = g.value(kind, 3);
            g.line(format!("return {value};"));
        });
        self.close(if arrow { ";" } else { "" });
        self.functions.push(Function { name, parameters: kinds, cost: cost + 5.0, form: Form::Plain });
    }

    fn generator_function(&mut self, awaits: bool) {
        let name = self.name("y");
        let kinds = self.kinds(2);
        let (names, heads) = self.parameters(&kinds);
        self.open(format!("{}function* {name}({heads})", if awaits { "async " } else { "" }));
        let place = Place { returns: true, yields: true, awaits, arguments: true, ..Default::default() };
        let cost = self.measured(400.0, place, |g| {
            names.iter().zip(&kinds).for_each(|(n, k)| g.declare(n, *k, true));
            g.open("try");
            g.open("for (let i = 0; i < 6; i++)");
            g.scoped(|g| {
                g.times *= 6.0;
                g.place.loops += 1;
                g.place.depth += 2;
                g.declare("i", Int, false);
                let value = g.any(2);
                g.line(format!("$sum(yield {value});"));
                g.statements(2);
            });
            g.close("");
            if g.random.percent(40) {
                let array = g.array(0);
                g.line(format!("yield* {array}.slice(0, 4);"));
            }
            g.reopen("finally");
            g.place.depth += 1;
            g.statements(1);
            g.close("");
        });
        self.close("");
        let form = if awaits { Form::AsyncGenerator } else { Form::Generator };
        self.functions.push(Function { name, parameters: kinds, cost: cost + 20.0, form });
    }

    /// A function that awaits in a loop, sometimes what an async generator gives, or what is rejected.
    fn async_function(&mut self) {
        let name = self.name("p");
        let kinds = self.kinds(2);
        let (names, heads) = self.parameters(&kinds);
        let source = self.functions.iter().find(|f| f.form == Form::AsyncGenerator && f.cost < 300.0);
        let source = source.map(|f| (f.name.clone(), f.parameters.clone()));
        self.open(format!("async function {name}({heads})"));
        let place = Place { returns: true, awaits: true, arguments: true, ..Default::default() };
        let cost = self.measured(400.0, place, |g| {
            names.iter().zip(&kinds).for_each(|(n, k)| g.declare(n, *k, true));
            match source {
                Some((name, kinds)) if g.random.percent(60) => {
                    let arguments = g.arguments(&kinds, 1, 5);
                    g.open(format!("for await (const v of {name}({arguments}))"));
                }
                _ => g.open("for (let v = 0; v < 6; v++)"),
            }
            g.scoped(|g| {
                g.times *= 6.0;
                g.place.loops += 1;
                g.place.depth += 1;
                g.declare("v", Any, false);
                g.statements(2);
                let value = g.any(2);
                if g.random.percent(30) {
                    g.line(format!("try {{ $sum(await Promise.reject({value})); }} catch (e) {{ $err(e); }}"));
                } else {
                    g.line(format!("$sum(await {value});"));
                }
            });
            g.close("");
            g.statements(2);
            let value = g.any(2);
            g.line(format!("return {value};"));
        });
        self.close("");
        self.functions.push(Function { name, parameters: kinds, cost: cost + 30.0, form: Form::Async });
    }

    /// A function that calls itself while there is fuel.
    fn recursive_function(&mut self) {
        let name = self.name("f");
        let second = [Number, Any, Text][self.random.below(3)];
        self.open(format!("function {name}(n, u)"));
        let (base, branch) = (self.value(second, 1), self.random.percent(40));
        self.line(format!("if (!(n > 0) || !$burn()) return {base};"));
        let place = Place { returns: true, arguments: true, depth: 2, ..Default::default() };
        let cost = self.measured(60.0, place, |g| {
            g.declare("n", Int, false);
            g.declare("u", second, true);
            g.statements(2);
            // What doubles at each level would meet the limits of engines, which differ.
            let value = format!("$cap({})", g.value(second, 1));
            let own = match g.random.below(4) {
                0 => format!("(0, {name})(n - 1, {value})"),
                1 => format!("{name}.call(null, n - 2, {value})"),
                _ => format!("{name}(n - 1, {value})"),
            };
            if branch {
                g.line(format!("return $cap({own} + {name}(n - 3, u));"));
            } else {
                g.line(format!("return {own};"));
            }
        });
        self.close("");
        self.functions.push(Function { name, parameters: vec![Int, second], cost: cost * 12.0 + 20.0, form: Form::Plain });
    }

    /// A function that reads and calls what objects of several shapes have in common.
    fn polymorphic_function(&mut self) {
        let name = self.name("f");
        let list = self.name("shapes");
        let count = self.random.between(1, 7);
        let mut shapes = vec![];
        for i in 0..count {
            let value = self.any(1);
            shapes.push(match self.random.below(7) {
                0 => format!("{{ x: {i}, a: {value}, m() {{ return this.x; }} }}"),
                1 => format!("{{ q{i}: 0, a: {value}, m: () => {i} }}"),
                2 => format!("{{ get a() {{ return {value}; }}, m() {{ return this.a; }} }}"),
                3 => format!("Object.assign([1, 2.5], {{ a: {value}, m: Math.abs }})"),
                4 => format!("Object.assign(function (u) {{ return u; }}, {{ a: {value}, m() {{ return 1; }} }})"),
                5 => format!("Object.create({{ a: {value}, m(u) {{ return u; }} }})"),
                _ => match self.random_class() {
                    Some(class) => format!("Object.assign(new {class}(1, 2), {{ m() {{ return this.a; }} }})"),
                    None => format!("{{ a: {value}, b: 1, m(u) {{ return -u; }} }}"),
                },
            });
        }
        self.line(format!("const {list} = ["));
        shapes.iter().for_each(|s| self.line(format!("  {s},")));
        self.line("];");
        self.open(format!("function {name}(i, u)"));
        let place = Place { returns: true, arguments: true, depth: 1, ..Default::default() };
        let cost = self.measured(120.0, place, |g| {
            g.declare("i", Int, false);
            g.declare("u", Any, true);
            g.line(format!("const o = {list}[(i >>> 0) % {count}];"));
            g.declare("o", Object, false);
            if g.random.percent(60) {
                g.line("$sum(o.a);");
            }
            if g.random.percent(40) {
                g.line("o.a = u;");
            }
            if g.random.percent(40) {
                g.line("$sum(o.m(i));");
            }
            g.statements(1);
            g.line("return o.a;");
        });
        self.close("");
        self.functions.push(Function { name, parameters: vec![Int, Any], cost: cost + 20.0, form: Form::Plain });
    }

    /// Calls one function until it is hot, in up to three phases; later phases break what the first promised.
    fn driver(&mut self, budget: f64) {
        if self.functions.is_empty() {
            return;
        }
        let at = self.random.below(self.functions.len());
        let (name, kinds, cost, form) = {
            let f = &self.functions[at];
            (f.name.clone(), f.parameters.clone(), f.cost, f.form)
        };
        let phases = self.random.between(1, 3);
        let most = [30.0, 100.0, 300.0, 3000.0][self.random.below(4)];
        let calls = (budget / phases as f64 / (cost + 10.0)).clamp(3.0, most) as usize;
        for phase in 0..phases {
            let i = self.name("i");
            (self.cost, self.times, self.budget) = (0.0, 1.0, cost * 3.0 + 60.0);
            self.open(format!("for (let {i} = 0; {i} < {calls}; {i}++)"));
            self.open("try");
            self.scoped(|g| {
                g.declare(&i, Int, false);
                let arguments = g.arguments(&kinds, 1, 4 + 25 * phase);
                let late = g.random.percent(40);
                if late {
                    let wrong = g.arguments(&kinds, 1, 60);
                    let when = g.random.below(calls + 1);
                    g.open(format!("if ({i} > {when})"));
                    g.driven(&name, &wrong, form);
                    g.reopen("else");
                    g.driven(&name, &arguments, form);
                    g.close("");
                } else {
                    g.driven(&name, &arguments, form);
                }
                if g.random.percent(15) {
                    let when = g.random.below(calls);
                    g.open(format!("if ({i} === {when})"));
                    g.place.depth = 3;
                    g.statements(2);
                    g.close("");
                }
            });
            self.reopen("catch (e)");
            self.line("$err(e);");
            self.close("");
            self.close("");
            self.globals_logged();
        }
    }

    fn driven(&mut self, name: &str, arguments: &str, form: Form) {
        match form {
            Form::Plain => return self.line(format!("$sum({name}({arguments}));")),
            Form::Async => return self.line(format!("$later({name}({arguments}));")),
            Form::AsyncGenerator => return self.line(format!("$each({name}({arguments}));")),
            Form::Iterable => {
                let leave = (self.random.pick(&["break", "throw v", "continue"]), self.random.below(7));
                self.line("let c = 0;");
                self.open(format!("for (const v of {name}({arguments}))"));
                self.line("$sum(v);");
                self.line(format!("if (++c > {}) {};", leave.1, leave.0));
                return self.close("");
            }
            Form::Generator => {}
        }
        self.line(format!("const y = {name}({arguments});"));
        self.line("$sum(y.next().value);");
        match self.random.below(4) {
            0 => self.line("$sum(y.return(5).value);"),
            1 => self.line("try { y.throw(new Error()); } catch (e) { $err(e); }"),
            2 => self.line("for (const v of y) $sum(v);"),
            _ => self.line("$sum([...y].length);"),
        }
    }

    /// Shows the program's state between phases.
    fn globals_logged(&mut self) {
        let names: Vec<String> = self.variables.iter().filter(|v| v.kind != Callable).map(|v| v.name.clone()).collect();
        for name in names {
            if self.random.percent(40) {
                self.line(format!("$sum({name});"));
            }
        }
        self.line("$log($state);");
    }
}
