//! Expressions, one function for each kind of value wanted. `depth` bounds nesting.
use super::{COMPARE, Form, Generator, Kind, Kind::*};

const INTS: &[&str] = &["0", "1", "-1", "2", "3", "7", "10", "31", "32", "255", "256", "65535", "1000000", "1073741823", "1073741824", "2147483647", "-2147483648", "-7"];
const NUMBERS: &[&str] = &[
    "0.5", "-0", "NaN", "Infinity", "-Infinity", "2147483648", "4294967295", "4294967296", "-2147483649", "9007199254740991", "9007199254740992", "1e21", "1e-7",
    "5e-324", "1.7976931348623157e308", "0.1", "-1.5", "3.0", "123456.789",
];
const TEXTS: &[&str] = &["\"\"", "\"a\"", "\"abc\"", "\"0\"", "\"7\"", "\"-1.5\"", "\" 12 \"", "\"é\"", "\"日本\"", "\"\\ud83d\\ude00\"", "\"length\"", "\"x\"", "\"NaN\""];
const ANYS: &[&str] = &["undefined", "null", "true", "false", "1", "-0", "0.5", "\"s\"", "\"3\"", "10n", "[]", "[1, 2]", "{}", "NaN", "Symbol.iterator", "(() => 5)"];
const CALLBACKS: &[&str] = &["map", "filter", "forEach", "some", "every", "find", "findIndex", "findLast", "flatMap"];

impl Generator<'_> {
    /// A value of a kind.
    pub(super) fn value(&mut self, kind: Kind, depth: usize) -> String {
        match kind {
            Int => self.int(depth),
            Number => self.number(depth),
            Text => self.text(depth),
            Array => self.array(depth),
            Typed => self.variable(Typed).unwrap_or_else(|| "new Int32Array(4)".into()),
            Object => self.object(depth),
            Callable => self.callable(depth),
            Map => self.variable(Map).unwrap_or_else(|| "new Map([[1, 2]])".into()),
            Any => self.any(depth),
        }
    }

    /// An int32.
    pub(super) fn int(&mut self, depth: usize) -> String {
        self.spend(1.0);
        if depth == 0 || self.random.percent(25) {
            if self.random.percent(70)
                && let Some(name) = self.variable(Int)
            {
                return name;
            }
            return if self.random.percent(60) { self.random.below(20).to_string() } else { format!("({})", self.random.pick(INTS)) };
        }
        let d = depth - 1;
        match self.random.below(22) {
            0..=3 => {
                let (a, b) = (self.int(d), self.int(d));
                format!("(({a} {} {b}) | 0)", self.random.pick(&["+", "-", "*", "+", "-"]))
            }
            4..=5 => {
                let (a, b) = (self.int(d), self.int(d));
                format!("({a} {} {b})", self.random.pick(&["&", "|", "^"]))
            }
            6 => {
                let (a, b) = (self.int(d), self.int(d));
                format!("({a} {} {b})", self.random.pick(&["<<", ">>"]))
            }
            7 => {
                let (a, b) = (self.int(d), self.int(d));
                format!("Math.imul({a}, {b})")
            }
            8 => format!("(~{})", self.int(d)),
            9 => format!("({} | 0)", self.number(d)),
            10 => format!("{}.length", self.array(d)),
            11 => {
                let (s, i) = (self.text(d), self.int(d));
                format!("({s}.charCodeAt({i} & 3) | 0)")
            }
            12 => {
                let (c, a, b) = (self.boolean(d), self.int(d), self.int(d));
                format!("({c} ? {a} : {b})")
            }
            13 => match self.assignable(Int) {
                Some(name) => {
                    let step = self.random.pick(&["++", "--"]);
                    if self.random.percent(50) { format!("({name}{step})") } else { format!("({step}{name})") }
                }
                None => self.int(d),
            },
            14 => {
                let (a, b) = (self.int(d), self.int(d));
                format!("({a} % {b} | 0)")
            }
            15 => format!("(Math.{}({}) | 0)", self.random.pick(&["floor", "abs", "trunc", "clz32", "round", "ceil", "sign"]), self.number(d)),
            16 => {
                let t = self.value(Typed, d);
                format!("({} | 0)", self.element(&t, d))
            }
            17 => format!("({} | 0)", self.any(d)),
            18 => {
                let (a, b) = (self.int(d), self.int(d));
                format!("Math.{}({a}, {b})", self.random.pick(&["min", "max"]))
            }
            20..=21 => {
                let sum = self.sum(d);
                format!("({sum} {})", self.random.pick(&["| 0", "| 0", ">>> 0 | 0", "& 65535", "^ 1"]))
            }
            _ => format!("({} >>> 0 | 0)", self.int(d)),
        }
    }

    /// Int32 and products of them, added up: nothing wraps in between, and much of it is rounded.
    fn sum(&mut self, depth: usize) -> String {
        let mut sum = self.int(depth);
        for _ in 0..self.random.between(1, 4) {
            let d = depth.saturating_sub(1);
            let term = match self.random.below(5) {
                0 => format!("{} * {}", self.int(d), self.int(d)),
                1 => format!("{} * ({} & 2097151)", self.int(d), self.int(d)),
                2 if depth > 0 => format!("({})", self.sum(d)),
                _ => self.int(d),
            };
            sum = format!("{sum} {} {term}", self.random.pick(&["+", "-"]));
        }
        sum
    }

    /// A number.
    pub(super) fn number(&mut self, depth: usize) -> String {
        self.spend(1.0);
        if depth == 0 || self.random.percent(20) {
            return match self.random.below(4) {
                0 => format!("({})", self.random.pick(NUMBERS)),
                1 => self.int(0),
                _ => self.variable(Number).unwrap_or_else(|| "1.5".into()),
            };
        }
        let d = depth - 1;
        match self.random.below(18) {
            0..=5 => {
                let (a, b) = (self.number(d), self.number(d));
                format!("({a} {} {b})", self.random.pick(&["+", "-", "*", "/", "%", "+", "-", "*"]))
            }
            6..=7 => self.int(depth),
            8 => format!("({} >>> {})", self.int(d), self.random.below(3)),
            9 => format!("(-{})", self.number(d)),
            10 => {
                let name = self.random.pick(&["floor", "ceil", "round", "trunc", "sqrt", "abs", "fround", "sign"]);
                format!("Math.{name}({})", self.number(d))
            }
            11 => {
                let (a, b) = (self.number(d), self.number(d));
                format!("Math.{}({a}, {b})", self.random.pick(&["min", "max"]))
            }
            12 => format!("(+{})", if self.random.percent(70) { self.text(d) } else { self.any_but_bigint(d) }),
            13 => {
                let t = self.value(Typed, d);
                self.element(&t, d)
            }
            14 => {
                let (c, a, b) = (self.boolean(d), self.number(d), self.int(d));
                format!("({c} ? {a} : {b})")
            }
            15 => format!("(({} & 15) ** {})", self.int(d), self.random.below(4)),
            16 => {
                let name = self.random.pick(&["sin", "cos", "exp", "log", "atan", "tanh", "cbrt"]);
                format!("$round(Math.{name}({} % 8))", self.number(d))
            }
            _ => match self.assignable(Number) {
                Some(name) => format!("({name}{})", self.random.pick(&["++", "--"])),
                None => self.number(d),
            },
        }
    }

    /// A string.
    pub(super) fn text(&mut self, depth: usize) -> String {
        self.spend(1.0);
        if depth == 0 || self.random.percent(25) {
            return match self.variable(Text) {
                Some(name) if self.random.percent(60) => name,
                _ => self.random.pick(TEXTS).to_string(),
            };
        }
        let d = depth - 1;
        let t = self.text(d);
        match self.random.below(16) {
            0..=2 => format!("({t} + {})", self.any_but_symbol(d)),
            3 => format!("{t}.slice({}, {})", self.random.below(3), self.int(d)),
            4 => format!("{t}.charAt({})", self.int(d)),
            5 => format!("String({})", self.any(d)),
            6 => format!("`${{{}}}-${{{t}}}`", self.int(d)),
            7 => format!("String.fromCharCode({} & 127)", self.int(d)),
            8 => format!("({t}.{}())", self.random.pick(&["toUpperCase", "trim", "toLowerCase", "concat", "trimEnd"])),
            9 => format!("(typeof {})", self.any(d)),
            10 => format!("{}.toString({})", self.int_variable(), self.random.pick(&["2", "10", "16", "36"])),
            11 => format!("{t}.replace({}, {})", self.random.pick(&["\"a\"", "/[a-c]/g", "/\\d+/", "/(.)$/"]), self.random.pick(&["\"b\"", "\"$&$&\"", "v => v + 1", "\"\""])),
            12 => format!("{t}.padStart({} & 7, \"ab\")", self.int(d)),
            13 => format!("({t}[{} & 3] ?? \"-\")", self.int(d)),
            14 => format!("{t}.split(\"\").reverse().join({})", self.random.pick(&["\"\"", "\",\""])),
            _ => format!("{}.join({})", self.array(d), self.random.pick(&["\"\"", "\"-\"", ""])),
        }
    }

    fn int_variable(&mut self) -> String {
        self.variable(Int).map_or("(255)".into(), |v| format!("({v} | 0)"))
    }

    /// A boolean.
    pub(super) fn boolean(&mut self, depth: usize) -> String {
        self.spend(1.0);
        if depth == 0 {
            let (a, b) = (self.int(0), self.int(0));
            return format!("({a} {} {b})", self.random.pick(&["<", ">", "===", "!==", "<="]));
        }
        let d = depth - 1;
        match self.random.below(13) {
            0..=3 => {
                let kind = *[Int, Number, Number, Text].get(self.random.below(4)).unwrap_or(&Int);
                let (a, b) = (self.value(kind, d), self.value(kind, d));
                format!("({a} {} {b})", self.random.pick(&["<", "<=", ">", ">=", "===", "!==", "==", "!="]))
            }
            4 => {
                let (a, b) = (self.any(d), self.any(d));
                format!("({a} {} {b})", self.random.pick(&["===", "!==", "==", "!="]))
            }
            5 => format!("(!{})", self.any(d)),
            6 => {
                let (a, b) = (self.boolean(d), self.boolean(d));
                format!("({a} {} {b})", self.random.pick(&["&&", "||"]))
            }
            7 => format!("(\"{}\" in {})", self.property(), self.object(d)),
            8 => {
                let class = self.random_class().unwrap_or("Array".into());
                format!("({} instanceof {class})", self.any(d))
            }
            9 => format!("{}({})", self.random.pick(&["Array.isArray", "Number.isInteger", "Number.isNaN", "Number.isSafeInteger", "Object.isFrozen"]), self.any(d)),
            10 => {
                let (a, b) = (self.any(d), self.number(d));
                format!("Object.is({a}, {b})")
            }
            11 => format!("(typeof {} === {})", self.any(d), self.random.pick(&["\"number\"", "\"string\"", "\"object\"", "\"function\"", "\"undefined\""])),
            _ => {
                let (a, v) = (self.array(d), self.any(d));
                format!("{a}.includes({v})")
            }
        }
    }

    pub(super) fn random_class(&mut self) -> Option<String> {
        (!self.classes.is_empty()).then(|| self.classes[self.random.below(self.classes.len())].name.clone())
    }

    /// An array: mostly a variable, so that it is the same one again.
    pub(super) fn array(&mut self, depth: usize) -> String {
        if (depth == 0 || self.random.percent(75))
            && let Some(name) = self.variable(Array)
        {
            return name;
        }
        self.spend(3.0);
        let d = depth.saturating_sub(1);
        match self.random.below(6) {
            0 => format!("[{}, {}, {}]", self.int(d), self.int(d), self.int(d)),
            1 => format!("[{}, , {}]", self.stored(d), self.stored(d)),
            2 => format!("[{}, $cap({}), {}]", self.stored(d), self.text(d), self.stored(d)),
            3 => format!("Array.from({{ length: {} }}, (v, i) => i * {})", self.random.below(9), self.number(d)),
            4 => format!("[...{}, $cap({})].slice(-40)", self.variable(Array).unwrap_or_else(|| "\"ab\"".into()), self.any(d)),
            _ => format!("new Array({})", self.random.below(12)),
        }
    }

    /// An index into something: often inside, sometimes far out or no index.
    pub(super) fn index(&mut self, depth: usize) -> String {
        match self.random.below(24) {
            0 => "-1".into(),
            1 => self.random.pick(&["0.5", "\"1\"", "4294967295", "1000", "-0", "\"length\"", "NaN"]).to_string(),
            2..=5 => self.random.below(8).to_string(),
            6..=12 => self.variable(Int).map_or("0".into(), |v| format!("{v} & 7")),
            _ => format!("{} & {}", self.int(depth), self.random.pick(&["3", "7", "15"])),
        }
    }

    /// `array[index]`.
    pub(super) fn element(&mut self, of: &str, depth: usize) -> String {
        self.spend(1.0);
        format!("{of}[{}]", self.index(depth))
    }

    /// An object.
    pub(super) fn object(&mut self, depth: usize) -> String {
        if (depth == 0 || self.random.percent(75))
            && let Some(name) = self.variable(Object)
        {
            return name;
        }
        self.spend(4.0);
        let d = depth.saturating_sub(1);
        match self.random.below(10) {
            0..=2 => format!("({{ a: {}, b: {} }})", self.int(d), self.stored(d)),
            3 => format!("({{ b: {}, a: $cap({}) }})", self.stored(d), self.text(d)),
            4 => format!("({{ x: {}, get a() {{ return {}; }}, set a(v) {{ $sum(v); }} }})", self.int(d), self.int(0)),
            5 => format!("Object.freeze({{ a: {}, x: $cap({}) }})", self.int(d), self.any(d)),
            6 => format!("Object.create({}, {{ y: {{ value: {}, writable: true }} }})", self.variable(Object).unwrap_or_else(|| "null".into()), self.int(d)),
            7 => format!("({{ ...{}, {}: $cap({}) }})", self.variable(Object).unwrap_or_else(|| "null".into()), self.property(), self.any(d)),
            _ => match self.random_class() {
                Some(class) => format!("new {class}({}, $cap({}))", self.int(d), self.any(d)),
                None => format!("({{ __proto__: {}, c: {} }})", self.variable(Object).unwrap_or_else(|| "null".into()), self.int(d)),
            },
        }
    }

    /// A function.
    pub(super) fn callable(&mut self, depth: usize) -> String {
        if let Some(name) = self.variable(Callable)
            && self.random.percent(60)
        {
            return name;
        }
        self.lambda(depth.min(2))
    }

    /// A small function expression of up to three parameters.
    pub(super) fn lambda(&mut self, depth: usize) -> String {
        let parameter = self.name("p");
        let mut text = String::new();
        self.scoped(|g| {
            g.declare(&parameter, Number, true);
            g.place = super::Place::default();
            let body = if g.random.percent(50) { g.number(depth) } else { g.any(depth) };
            text = match g.random.below(5) {
                0 => format!("(function ({parameter}) {{ return {body}; }})"),
                1 => format!("(({parameter} = {}) => {body})", g.int(0)),
                2 => format!("((...{parameter}) => {parameter}.length + {body})"),
                _ => format!("(({parameter}) => {body})"),
            };
        });
        text
    }

    fn any_but_symbol(&mut self, depth: usize) -> String {
        match self.random.below(4) {
            0 => self.int(depth),
            1 => self.text(depth),
            2 => self.array(depth),
            _ => self.number(depth),
        }
    }
    fn any_but_bigint(&mut self, depth: usize) -> String {
        match self.random.below(4) {
            0 => self.int(depth),
            1 => self.random.pick(&["undefined", "null", "true", "[]", "[5]", "{}", "\"0x10\"", "\"\""]).to_string(),
            2 => self.object(depth),
            _ => self.number(depth),
        }
    }

    /// A value of any type; reads through every kind of access and call.
    pub(super) fn any(&mut self, depth: usize) -> String {
        self.spend(1.0);
        if depth == 0 || self.random.percent(15) {
            return match self.random.below(6) {
                0 => self.random.pick(ANYS).to_string(),
                1 => self.int(0),
                2 => self.number(0),
                3 => self.text(0),
                _ => self.variable(Any).unwrap_or_else(|| "undefined".into()),
            };
        }
        let d = depth - 1;
        match self.random.below(26) {
            0..=3 => {
                let o = self.object(d);
                if self.random.percent(85) { format!("{o}.{}", self.property()) } else { format!("{o}[{}]", self.text(d)) }
            }
            4..=6 => {
                let a = self.array(d);
                self.element(&a, d)
            }
            7..=11 => self.call(d).unwrap_or_else(|| self.number(d)),
            12 => self.int(d),
            13 => self.number(d),
            14 => self.text(d),
            15 => self.boolean(d),
            16 => self.callback_method(d).unwrap_or_else(|| self.text(d)),
            17 => {
                let (a, b) = (self.any(d), self.any(d));
                format!("$cap({a} {} {b})", self.random.pick(&["+", "+", "??", "||", "&&"]))
            }
            18 => {
                let f = self.callable(d);
                self.spend(10.0);
                let (a, b) = (self.any(d), self.int(d));
                match self.random.below(5) {
                    0 => format!("{f}.call({}, {a}, {b})", self.object(0)),
                    1 => format!("{f}.apply(null, [{a}, {b}])"),
                    2 => format!("{f}(...{})", self.array(0)),
                    _ => format!("{f}({a}, {b})"),
                }
            }
            19 => format!("{}?.{}", self.object(d), self.property()),
            20 => format!("BigInt.asIntN(64, {} * {}n)", self.bigint(d), self.random.below(100)),
            21 => {
                let m = self.value(Map, d);
                let key = self.any(d);
                format!("{m}.{}({key})", self.random.pick(&["get", "has", "get", "delete"]))
            }
            22 => {
                let a = self.array(d);
                match self.random.below(8) {
                    0 => format!("{a}.pop()"),
                    1 => format!("{a}.shift()"),
                    2 => format!("{a}.indexOf({})", self.any(d)),
                    3 => format!("{a}.at({})", self.int(d)),
                    4 => format!("{a}.slice({}, {}).length", self.random.below(3), self.int(d)),
                    5 => format!("{a}.lastIndexOf({})", self.number(d)),
                    6 => format!("{a}.concat({}).length", self.any(d)),
                    _ => format!("{a}.findLastIndex((v, i) => i < {})", self.random.below(6)),
                }
            }
            23 => {
                let o = self.object(d);
                match self.random.below(5) {
                    0 => format!("Object.keys({o}).join()"),
                    1 => format!("delete {}.{}", self.variable(Object).unwrap_or_else(|| "({})".into()), self.property()),
                    2 => format!("Reflect.has({o}, \"{}\")", self.property()),
                    3 => format!("Object.entries({o}).length"),
                    _ => format!("Object.hasOwn({o}, \"{}\")", self.property()),
                }
            }
            24 if self.place.arguments => match self.random.below(3) {
                0 => "arguments.length".into(),
                _ => format!("arguments[{}]", self.index(0)),
            },
            24 => self.array(d),
            _ => {
                let (c, a, b) = (self.boolean(d), self.any(d), self.any(d));
                format!("({c} ? {a} : {b})")
            }
        }
    }

    fn bigint(&mut self, depth: usize) -> String {
        match self.random.below(3) {
            0 => format!("BigInt({})", self.int(depth)),
            1 => "0x7fffffffffffffffn".into(),
            _ => format!("{}n", self.random.below(1000)),
        }
    }

    /// A call of a function or method made before, if one is cheap enough here.
    pub(super) fn call(&mut self, depth: usize) -> Option<String> {
        if !self.classes.is_empty() && self.random.percent(25) {
            let class = self.random.below(self.classes.len());
            let (cost, methods) = (self.classes[class].cost, self.classes[class].methods.clone());
            if methods.is_empty() || !self.affords(cost) {
                return None;
            }
            self.spend(cost);
            let method = methods[self.random.below(methods.len())].clone();
            let o = match self.object(depth) {
                _ if self.random.percent(70) => format!("new {}({}, {})", self.classes[class].name.clone(), self.int(0), self.any(0)),
                // A method that calls itself ends: how deep a stack is differs between engines.
                this if this == "this" => "($burn() ? this : null)?".into(),
                o => o,
            };
            return Some(format!("{o}.{method}({}, {})", self.int(depth), self.any(depth)));
        }
        let affordable: Vec<usize> = (0..self.functions.len()).filter(|&i| self.functions[i].form == Form::Plain && self.affords(self.functions[i].cost)).collect();
        if affordable.is_empty() {
            return None;
        }
        let function = affordable[self.random.below(affordable.len())];
        self.spend(self.functions[function].cost);
        let (name, kinds) = (self.functions[function].name.clone(), self.functions[function].parameters.clone());
        let arguments = self.arguments(&kinds, depth.min(2), 6);
        Some(match self.random.below(16) {
            0 => format!("{name}.call(this, {arguments})"),
            1 => format!("{name}.apply(undefined, [{arguments}])"),
            2 => format!("new {name}({arguments})"),
            3 => format!("{name}(...[{arguments}])"),
            _ => format!("{name}({arguments})"),
        })
    }

    /// Arguments for parameters: of another kind in `wrong` of a hundred cases, and sometimes too few or too many.
    pub(super) fn arguments(&mut self, kinds: &[Kind], depth: usize, wrong: usize) -> String {
        let count = match self.random.below(20) {
            0 => kinds.len().saturating_sub(1),
            1 => kinds.len() + 1,
            _ => kinds.len(),
        };
        let mut arguments = vec![];
        for i in 0..count {
            let kind = kinds.get(i).copied().unwrap_or(Any);
            let kind = if self.random.percent(wrong) { Any } else { kind };
            arguments.push(self.value(kind, depth));
        }
        arguments.join(", ")
    }

    /// An array's method with a callback that may change the array while it runs.
    fn callback_method(&mut self, depth: usize) -> Option<String> {
        if !self.affords(120.0) {
            return None;
        }
        self.spend(20.0);
        let array = self.array(depth);
        let (value, index) = (self.name("v"), self.name("k"));
        let old = self.times;
        self.times *= 8.0;
        let mut text = String::new();
        let named = array.chars().all(|c| c.is_alphanumeric());
        self.scoped(|g| {
            g.place = super::Place::default();
            g.declare(&value, Any, true);
            g.declare(&index, Int, false);
            let effect = match g.random.below(6) {
                0 if named => format!("{array}.length = {}, ", g.random.below(6)),
                1 if named => format!("{array}[{}] = {}, ", g.index(0), g.any(0)),
                2 => match g.assignable(Int) {
                    Some(name) => format!("{name} = ({name} + {index}) | 0, "),
                    None => String::new(),
                },
                _ => String::new(),
            };
            let body = if g.random.percent(50) { g.int(depth.min(1)) } else { g.any(depth.min(1)) };
            text = match g.random.below(6) {
                0 => format!("{array}.reduce(({value}, {index}) => ({effect}$cap({value} + {index})), {})", g.int(0)),
                1 => format!("$sum([...{array}].sort({COMPARE}))"),
                _ => {
                    let method = g.random.pick(CALLBACKS);
                    format!("$show({array}.{method}(({value}, {index}) => ({effect}{body})), 1).length")
                }
            };
        });
        self.times = old;
        Some(text)
    }
}
