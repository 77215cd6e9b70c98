//! Statements. `nesting` bounds `place.depth`; a loop multiplies `times` for what is made inside it.
use super::{COMPARE, Form, Generator, Kind::*, PROPERTIES};

impl Generator<'_> {
    /// `count` statements.
    pub(super) fn statements(&mut self, count: usize) {
        for _ in 0..count {
            if self.cost > self.budget || self.out.len() > self.size {
                return;
            }
            self.statement();
        }
    }

    /// A block's statements, in a scope.
    fn body(&mut self, most: usize) {
        let count = self.random.between(1, most.max(1));
        self.scoped(|g| {
            g.place.depth += 1;
            g.statements(count);
        });
    }

    fn statement(&mut self) {
        let nested = self.place.depth < self.nesting;
        match self.random.below(60) {
            0..=9 => self.assignment(),
            10..=13 => self.declaration(),
            14..=18 => self.write_property(),
            19..=22 => self.write_element(),
            23..=24 => self.change_array(),
            25..=26 => self.change_object(),
            27..=30 if nested => {
                let condition = self.boolean(2);
                self.open(format!("if ({condition})"));
                self.body(3);
                if self.random.percent(40) {
                    self.reopen("else");
                    self.body(3);
                }
                self.close("");
            }
            31..=38 if nested => self.bounded_loop(),
            39 if nested => self.while_loop(),
            40..=41 if nested => self.switch(),
            42..=44 if nested => self.try_statement(),
            45..=46 if nested => self.for_of(),
            47 if nested => self.for_in(),
            56 if nested => self.aliases(),
            48..=49 => self.closure(),
            50 => self.destructuring(),
            51 if self.place.loops > 0 => {
                let condition = self.boolean(1);
                let jump = self.random.pick(&["continue", "break"]);
                self.line(format!("if ({condition}) {jump};"));
            }
            52 if self.place.returns => {
                let (condition, value) = (self.boolean(1), self.any(2));
                self.line(format!("if ({condition}) return {value};"));
            }
            53 if self.place.yields => {
                let value = self.any(2);
                self.line(format!("$sum(yield {value});"));
            }
            53 if self.place.awaits => {
                let value = self.any(2);
                self.line(format!("$sum(await {value});"));
            }
            54 => self.rare(),
            55 => {
                let condition = format!("({}) === {}", self.int_or_zero(), self.random.below(40));
                let error = self.random.pick(&["new Error(\"e\")", "new TypeError(\"t\")", "7", "\"thrown\"", "new RangeError(\"r\")"]);
                self.line(format!("if ({condition}) throw {error};"));
            }
            _ => {
                let value = self.any(3);
                self.line(format!("$sum({value});"));
            }
        }
    }

    fn int_or_zero(&mut self) -> String {
        self.variable(Int).unwrap_or("0".into())
    }

    pub(super) fn assignment(&mut self) {
        self.spend(1.0);
        let kind = [Int, Int, Number, Number, Text, Any, Array, Object][self.random.below(8)];
        let Some(name) = self.assignable(kind) else { return self.declaration() };
        let text = match kind {
            Int => match self.random.below(5) {
                0 => format!("{name} {} {};", self.random.pick(&["&=", "|=", "^=", ">>=", "<<="]), self.int(2)),
                1 => format!("{name}{};", self.random.pick(&["++", "--"])),
                2 => format!("{name} = ({name} + {}) | 0;", self.int(2)),
                _ => format!("{name} = {};", self.int(3)),
            },
            Number => match self.random.below(4) {
                0 => format!("{name} {} {};", self.random.pick(&["-=", "*=", "/=", "%="]), self.number(2)),
                1 => format!("{name} = $cap({name} + {});", self.number(2)),
                _ => {
                    // A parameter may be a text by now: sums of it do not grow without end.
                    let value = self.number(3);
                    if value.contains(" + ") && (self.times > 1.0 || name.starts_with('g')) { format!("{name} = $cap({value});") } else { format!("{name} = {value};") }
                }
            },
            Text => format!("{name} = $cap({});", self.text(3)),
            Any if self.random.percent(15) => format!("{name} {} {};", self.random.pick(&["??=", "||=", "&&="]), self.any(2)),
            Any => format!("{name} = $cap({});", self.any(3)),
            other => format!("{name} = {};", self.value(other, 2)),
        };
        self.line(text);
    }

    fn declaration(&mut self) {
        let kind = [Int, Int, Number, Number, Text, Any, Any, Array, Object][self.random.below(9)];
        let prefix = match kind {
            Int => "i",
            Number => "d",
            Text => "s",
            Array => "a",
            Object => "o",
            _ => "u",
        };
        let name = self.name(prefix);
        let constant = self.random.percent(25);
        let value = self.value(kind, 3);
        let keyword = if constant { "const" } else { "let" };
        if kind == Text || kind == Any { self.line(format!("{keyword} {name} = $cap({value});")) } else { self.line(format!("{keyword} {name} = {value};")) }
        self.declare(&name, kind, !constant);
    }

    fn write_property(&mut self) {
        self.spend(2.0);
        let (object, property) = (self.object(0), self.property());
        if object.starts_with(['(', 'n', 'O', '[']) && !object.chars().all(char::is_alphanumeric) {
            return self.assignment();
        }
        let line = match self.random.below(8) {
            0 => format!("{object}.{property}++;"),
            1 => format!("{object}.{property} = $cap({object}.{property} + {});", self.any(1)),
            2 => format!("{object}[{}] = {};", self.text(1), self.int(2)),
            3 | 4 => format!("{object}.{property} = {};", self.int(3)),
            5 => format!("{object}.{property} = {};", self.stored(2)),
            6 => format!("{object}.{property} = {};", self.object(1)),
            _ => format!("{object}.{property} = $cap({});", self.any(2)),
        };
        self.line(line);
    }

    fn write_element(&mut self) {
        self.spend(2.0);
        let typed = self.random.percent(35);
        let Some(name) = self.variable(if typed { Typed } else { Array }) else { return self.assignment() };
        let target = self.element(&name, 1);
        let line = match self.random.below(6) {
            0 => format!("{target}++;"),
            1 => format!("{target} = ({target} + {}) | 0;", self.int(1)),
            2 | 3 => format!("{target} = {};", self.int(2)),
            4 => format!("{target} = {};", self.stored(2)),
            _ if typed => format!("{target} = {};", self.number(2)),
            _ => format!("{target} = $cap({});", self.scalar()),
        };
        self.line(line);
    }

    /// A number to be kept in an object: should it be a text by now, it stays short.
    pub(super) fn stored(&mut self, depth: usize) -> String {
        let value = self.number(depth);
        if value.contains(" + ") { format!("$cap({value})") } else { value }
    }

    /// A value that is no array of ours: arrays do not grow into each other.
    fn scalar(&mut self) -> String {
        match self.random.below(4) {
            0 => self.stored(2),
            1 => format!("$cap({})", self.text(2)),
            2 => self.object(1),
            _ => self.random.pick(&["undefined", "null", "true", "1n", "-0", "{}", "[1]", "0.5"]).to_string(),
        }
    }

    fn change_array(&mut self) {
        self.spend(8.0);
        let Some(name) = self.variable(Array) else { return self.declaration() };
        let line = match self.random.below(15) {
            0..=2 => format!("if ({name}.length < 60) {name}.push({});", self.int(2)),
            3 => format!("if ({name}.length < 60) {name}.push({}, {});", self.stored(1), self.scalar()),
            4 => format!("{name}.length = {};", self.random.below(10)),
            5 => format!("{name}.splice({}, {}, {});", self.random.below(4), self.random.below(4), self.int(1)),
            6 => format!("{name}.unshift({}); {name}.length &= 31;", self.stored(1)),
            7 => format!("delete {name}[{}];", self.index(1)),
            8 => format!("{name}.fill({}, {}, {});", self.stored(1), self.random.below(3), self.random.below(9)),
            9 => format!("{name}.reverse();"),
            10 => format!("{name}.sort({COMPARE});"),
            11 => format!("{name}.copyWithin({}, {}, {});", self.random.below(4), self.random.below(4), self.random.below(8)),
            12 => format!("$sum({name}.pop());"),
            13 => format!("$sum({name}.shift());"),
            _ => format!("{name}[{name}.length & 63] = {};", self.scalar()),
        };
        self.line(line);
    }

    /// Changes an object's shape, a prototype, a class, a buffer or a map.
    fn change_object(&mut self) {
        self.spend(6.0);
        let Some(name) = self.variable(Object) else { return self.declaration() };
        let property = self.property();
        let line = match self.random.below(16) {
            0 | 1 => format!("delete {name}.{property};"),
            2 => format!("Object.defineProperty({name}, \"{property}\", {{ get() {{ return {}; }}, configurable: true, enumerable: true }});", self.int(1)),
            3 => format!("Object.defineProperty({name}, \"{property}\", {{ value: {}, writable: {}, configurable: true }});", self.number(1), self.random.percent(50)),
            4 => {
                // A prototype made anew, so that chains stay short.
                let value = self.number(1);
                format!("Object.setPrototypeOf({name}, {{ {property}: {value} }});")
            }
            5 if self.random.percent(30) => format!("Object.{}({name});", self.random.pick(&["freeze", "seal", "preventExtensions"])),
            6 => format!("{name}.m = {};", self.lambda(1)),
            7 => format!("Object.assign({name}, {{ {property}: $cap({}), q{}: 1 }});", self.any(1), self.random.below(6)),
            8 | 9 => match self.random_class() {
                Some(class) => match self.random.below(4) {
                    0 => format!("{class}.prototype.{property} = {};", self.number(1)),
                    1 => format!("delete {class}.prototype.{property};"),
                    2 => format!("Object.defineProperty({class}.prototype, \"{property}\", {{ get() {{ return {}; }}, set(v) {{ $sum(v); }}, configurable: true }});", self.int(1)),
                    _ => format!("{class}.prototype.m1 = function (a, b) {{ return b; }};"),
                },
                None => format!("{name}.{property} = undefined;"),
            },
            10 => match self.variable(Map) {
                Some(map) => format!("{map}.set({}, {});", self.any(1), self.scalar()),
                None => format!("{name}.{property} = null;"),
            },
            11 => match self.find(|v| v.name.starts_with("buffer")) {
                Some(buffer) => format!("{buffer}.resize({});", 8 * self.random.below(9)),
                None => format!("{name}.{property} = 0.5;"),
            },
            12 => match self.functions.iter().rposition(|f| f.name.starts_with('f')) {
                // A function is replaced under its callers; the new one is cheap.
                Some(i) if self.random.percent(25) => format!("{} = {};", self.functions[i].name.clone(), self.lambda(1)),
                _ => format!("{name}[{}] = 1;", self.random.below(5)),
            },
            13 => format!("for (let j = 0; j < 20; j++) {name}[\"k\" + j] = j;"),
            14 => format!("for (let j = 0; j < 20; j++) delete {name}[\"k\" + j];"),
            _ => format!("{name}[{}] = {};", self.index(1), self.int(1)),
        };
        self.line(line);
    }

    /// How often a loop runs, given what is left of the budget.
    fn trips(&mut self) -> usize {
        let left = ((self.budget - self.cost) / self.times / 12.0).clamp(2.0, 3000.0) as usize;
        let most = match self.random.below(4) {
            0 => 4,
            1 => 12,
            2 => 120,
            _ => 3000,
        };
        self.random.between(2, left.min(most).max(2))
    }

    /// Makes a loop's inside.
    fn repeated(&mut self, trips: usize, most: usize, make: impl FnOnce(&mut Self)) {
        self.scoped(|g| {
            g.times *= trips as f64;
            g.place.loops += 1;
            g.place.depth += 1;
            make(g);
            let count = g.random.between(1, most);
            g.statements(count);
        });
    }

    fn bounded_loop(&mut self) {
        let trips = self.trips();
        let label = if self.random.percent(8) { Some(self.name("L")) } else { None };
        let head = label.as_ref().map(|l| format!("{l}: ")).unwrap_or_default();
        let name = self.name("i");
        let keyword = if self.random.percent(80) { "let" } else { "var" };
        let mut kind = Int;
        let header = match self.random.below(12) {
            0 => format!("for ({keyword} {name} = {trips}; {name} > 0; {name}--)"),
            1 => {
                kind = Number;
                format!("for ({keyword} {name} = {}; {name} < {}; {name} += 0.5)", self.random.pick(&["0", "-1.5", "-0"]), trips / 2)
            }
            2 => {
                // Across the end of the int32 range.
                kind = Number;
                let half = trips / 2;
                format!("for ({keyword} {name} = {}; {name} < {}; {name}++)", 2147483647 - half as i64, 2147483647 + (trips - half) as i64)
            }
            3 => format!("for ({keyword} {name} = 0; {name} !== {trips}; ++{name})"),
            4 => {
                kind = Number;
                format!("for ({keyword} {name} = 4294967295 - {trips} >>> 0; {name} < 4294967295; {name} = {name} + 1 >>> 0)")
            }
            5 => format!("for ({keyword} {name} = 0, n{name} = {trips}; {name} < n{name}; {name} += {})", self.random.between(1, 3)),
            _ => format!("for ({keyword} {name} = 0; {name} < {trips}; {name}++)"),
        };
        self.open(format!("{head}{header}"));
        let inner = label.clone();
        self.repeated(trips, 4, |g| {
            g.declare(&name, kind, false);
            if let Some(label) = inner {
                g.open("for (let q = 0; q < 3; q++)");
                g.scoped(|g| {
                    g.times *= 3.0;
                    g.place.depth += 1;
                    g.statements(1);
                    let condition = g.boolean(1);
                    let jump = g.random.pick(&["continue", "break", "continue"]);
                    g.line(format!("if ({condition}) {jump} {label};"));
                });
                g.close("");
            }
        });
        self.close("");
    }

    fn while_loop(&mut self) {
        let trips = self.trips().min(40);
        let name = self.name("i");
        self.line(format!("let {name} = 0;"));
        let condition = self.boolean(1);
        let post = self.random.percent(40);
        if post { self.open("do") } else { self.open(format!("while ({name} < {trips} && $burn() && {condition})")) }
        self.line(format!("{name}++;"));
        self.repeated(trips, 3, |g| g.declare(&name, Int, false));
        if post { self.close(format!(" while ({name} < {trips} && $burn() && {condition});")) } else { self.close("") }
    }

    fn switch(&mut self) {
        let subject = if self.random.percent(60) { format!("{} & 3", self.int(1)) } else { self.any(1) };
        self.open(format!("switch ({subject})"));
        for case in 0..self.random.between(2, 5) {
            let label = match self.random.below(8) {
                0 => format!("case {}:", self.random.pick(&["\"a\"", "1.5", "null", "\"1\"", "NaN"])),
                1 => format!("case {}:", self.int(0)),
                _ => format!("case {case}:"),
            };
            self.open(label);
            self.body(2);
            let end = self.random.percent(70);
            if end { self.close(" break;") } else { self.close("") }
        }
        if self.random.percent(70) {
            self.open("default:");
            self.body(2);
            self.close("");
        }
        self.close("");
    }

    fn try_statement(&mut self) {
        self.open("try");
        self.body(3);
        if self.random.percent(50) {
            let (condition, thrown) = (self.boolean(1), self.any(1));
            self.line(format!("if ({condition}) throw {thrown};"));
        }
        let finally = self.random.percent(35);
        if !finally || self.random.percent(60) {
            self.reopen("catch (e)");
            self.line("$err(e);");
            self.body(2);
        }
        if finally {
            self.reopen("finally");
            self.body(2);
        }
        self.close("");
    }

    fn for_of(&mut self) {
        let (name, count) = (self.name("u"), self.name("c"));
        let generator = self.functions.iter().position(|f| matches!(f.form, Form::Generator | Form::Iterable) && self.affords(f.cost * 2.0));
        let subject = match self.random.below(8) {
            0 => self.text(1),
            1 => format!("{}.entries()", self.array(1)),
            2 => format!("Object.keys({})", self.object(1)),
            3 => self.variable(Map).unwrap_or("[1, 2, 3]".into()),
            4 | 5 if generator.is_some() => {
                let i = generator.unwrap_or(0);
                let (name, kinds, cost) = (self.functions[i].name.clone(), self.functions[i].parameters.clone(), self.functions[i].cost);
                self.spend(cost);
                format!("{name}({})", self.arguments(&kinds, 1, 5))
            }
            _ => self.array(1),
        };
        self.line(format!("let {count} = 0;"));
        self.open(format!("for (const {name} of {subject})"));
        self.line(format!("if (++{count} > 12) break;"));
        self.repeated(8, 3, |g| {
            g.declare(&name, Any, false);
            g.declare(&count, Int, false);
        });
        self.close("");
    }

    fn for_in(&mut self) {
        let name = self.name("s");
        let object = self.object(0);
        self.open(format!("for (const {name} in {object})"));
        self.scoped(|g| {
            g.times *= 8.0;
            g.place.depth += 1;
            g.spend(4.0);
            g.line(format!("$sum({name});"));
            match g.random.below(3) {
                0 => g.line(format!("$sum({object}[{name}]);")),
                1 => g.line(format!("delete {object}[{name}];")),
                _ => {}
            }
        });
        self.close("");
    }

    /// A loop over two names of what may be one object, which has just changed its shape.
    fn aliases(&mut self) {
        let pair = format!("[{}, {}]", self.object(0), self.object(0));
        let (list, one, other) = (self.name("l"), self.name("o"), self.name("o"));
        let (first, second) = (self.int(1), self.int(1));
        self.line(format!("const {list} = {pair}, {one} = {list}[{first} & 1], {other} = {list}[{second} & 1];"));
        if self.random.percent(60) {
            let (added, value) = (self.random.below(6), self.int(1));
            self.line(format!("{one}.q{added} = {value};"));
        }
        let (trips, name, property) = (self.trips(), self.name("i"), self.property());
        self.open(format!("for (let {name} = 0; {name} < {trips}; {name}++)"));
        self.repeated(trips, 2, |g| {
            g.declare(&name, Int, false);
            g.declare(&one, Object, false);
            g.declare(&other, Object, false);
            let value = g.int(1);
            g.line(format!("{one}.{property} = {value};"));
            g.line(format!("$sum({other}.{property});"));
        });
        self.close("");
    }

    /// A closure over what is in scope, called at once, later, or kept.
    fn closure(&mut self) {
        let name = self.name("k");
        let parameters = [self.name("i"), self.name("u")];
        let arrow = self.random.percent(60);
        let heading = if arrow { format!("const {name} = ({} = 1, {}) =>", parameters[0], parameters[1]) } else { format!("const {name} = function ({}, {})", parameters[0], parameters[1]) };
        let budget = ((self.budget - self.cost) / self.times / 4.0).clamp(10.0, 400.0);
        let place = super::Place { returns: true, arguments: !arrow, depth: 2, ..Default::default() };
        self.open(heading);
        let cost = self.measured(budget, place, |g| {
            g.declare(&parameters[0], Int, true);
            g.declare(&parameters[1], Any, true);
            let count = g.random.between(1, 3);
            g.statements(count);
            let value = g.any(2);
            g.line(format!("return {value};"));
        });
        self.close(";");
        if self.affords(cost * 2.0) {
            self.spend(cost * 2.0);
            let (a, b) = (self.int(1), self.any(1));
            self.line(format!("$sum({name}({a}, {b}));"));
        }
        if self.affords(cost * 30.0) {
            self.declare(&name, Callable, false);
        }
    }

    fn destructuring(&mut self) {
        self.spend(6.0);
        let names = [self.name("u"), self.name("u"), self.name("u")];
        let line = match self.random.below(4) {
            0 => format!("let [{}, {} = {}, ...{}] = {};", names[0], names[1], self.int(1), names[2], self.array(1)),
            // Not of an object with accessors: when it is a prototype, V8 calls those that the rest leaves out a second time.
            1 => format!("let {{ a: {}, b: {} = {}, ...{} }} = {{ ...{} }};", names[0], names[1], self.any(1), names[2], self.object(1)),
            2 => format!("let {} = {}, {} = {}, {} = 0; [{}, {}] = [{}, {}];", names[0], self.int(1), names[1], self.number(1), names[2], names[0], names[1], names[1], names[0]),
            _ => format!("let {{ x: {{ y: {} }} = {{}}, z: [{}] = [1], length: {} }} = {};", names[0], names[1], names[2], self.object(1)),
        };
        self.line(line);
        names.iter().for_each(|n| self.declare(n, Any, true));
    }

    /// What programs seldom do.
    fn rare(&mut self) {
        self.spend(30.0);
        let line = match self.random.below(13) {
            0 => format!("$sum(eval(\"{} + 1\"));", self.int_or_zero()),
            1 if !self.strict => {
                let (object, name) = (self.object(0), self.name("w"));
                self.line(format!("const {name} = {object};"));
                format!("with ({name}) {{ $sum(typeof a === \"number\" ? a : 0); }}")
            }
            2 => format!("Array.prototype[{}] = {}; $sum({}); delete Array.prototype[{0}];", 2, self.int(0), self.array(0)),
            3 => format!("$sum(JSON.stringify([{}, {}]));", self.number(1), self.text(1)),
            4 => format!("$sum(new Proxy({}, {{ get(t, k) {{ return k === \"{}\" ? {} : Reflect.get(t, k); }} }}).{});", self.object(0), self.property(), self.int(1), self.property()),
            5 => format!("$sum([...{{ *[Symbol.iterator]() {{ yield {}; yield {}; }} }}].length);", self.int(1), self.number(1)),
            6 => format!("$sum({}.bind(null, {})({}));", self.lambda(1), self.int(1), self.int(1)),
            7 => format!("Object.prototype.z = {}; $sum({}.z); delete Object.prototype.z;", self.int(1), self.object(0)),
            8 => format!("$sum(parseInt({}, {}));", self.text(1), self.random.pick(&["10", "16", "undefined"])),
            9 => format!("$sum({}.toFixed({}));", format_args!("({} % 1000)", self.number(1)), self.random.below(4)),
            // (V8's sloppy functions have these two as their own.)
            10 => format!("$sum(Object.getOwnPropertyNames({}).filter(name => name !== 'caller' && name !== 'arguments'));", self.object(1)),
            11 => format!("$sum([{}, {}, {}].map($plain).sort());", self.number(1), self.text(1), self.int(1)),
            _ => {
                let property = PROPERTIES[self.random.below(PROPERTIES.len())];
                format!("$sum(Reflect.set({}, \"{property}\", {}));", self.object(0), self.any(1))
            }
        };
        self.line(line);
    }
}
