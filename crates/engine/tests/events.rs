//! The event stream (`--events`): every line is JSON, and has exactly the fields of the documented schema.
use ogive::{Engine, Options};
use ogive_optimizer::events::{FieldType, SCHEMA, VERSION};
use std::collections::HashSet;

/// Makes each kind of event: code, code for a loop, a guard that fails again and again, a function that the optimizer refuses.
const PROGRAM: &str = r#"
    function add(a, b) { return a + b; }
    function loop(n) { let s = 0; for (let i = 0; i < n; i++) s = add(s, i) | 0; return s; }
    function dynamic(text) { return eval(text); }
    let total = loop(5000);
    for (let i = 0; i < 2000; i++) add("\"quoted\"\n\u2028", i), add({}, null), add(1.5, i);
    for (let k = 0; k < 500; k++) total += dynamic("text.length");
    total
"#;

/// What a JSON value is: the engine's own parser says it.
const CHECK: &str = r#"(line => {
    const type = v => v === null ? "Null" : Number.isInteger(v) && v >= 0 ? "Number" : typeof v === "string" ? "Text" : "other";
    return Object.entries(JSON.parse(line)).map(([key, value]) => `${key}=${type(value)}`).concat(JSON.parse(line).event, JSON.parse(line).v).join();
})"#;

#[test]
fn lines_have_the_fields_of_the_schema() {
    let path = std::env::temp_dir().join(format!("ogive-events-test-{}.jsonl", std::process::id()));
    let mut options = Options::default();
    let tiers = &mut options.vm.tiers;
    (tiers.baseline_after, tiers.optimize_after, tiers.concurrent) = (10, 100, false);
    tiers.events = Some(path.clone());
    Engine::new(options).expect("an engine").context().eval(PROGRAM).expect("the program runs");
    let text = std::fs::read_to_string(&path).expect("events");
    std::fs::remove_file(&path).expect("removable");

    let mut engine = Engine::new(Options::default()).expect("an engine");
    let mut context = engine.context();
    let mut seen = HashSet::new();
    for line in text.lines() {
        // What Rust escapes in a string, JavaScript reads.
        let told = context.eval(&format!("{CHECK}({line:?})")).unwrap_or_else(|e| panic!("{line}: {e:?}"));
        let told = context.to_display(&told).expect("a string");
        let mut told: Vec<&str> = told.split(',').collect();
        assert_eq!(told.pop(), Some(VERSION.to_string().as_str()), "{line}");
        let event = told.pop().expect("an event");
        let schema = SCHEMA.iter().find(|s| s.name == event).unwrap_or_else(|| panic!("{event} is not documented: {line}"));
        let common = [("v", FieldType::Number), ("event", FieldType::Text), ("function", FieldType::Text), ("at", FieldType::Text)];
        let wanted: Vec<(&str, FieldType)> = common.into_iter().chain(schema.fields.iter().map(|&(name, ty, _)| (name, ty))).collect();
        assert_eq!(told.len(), wanted.len(), "{line}");
        for (field, (name, ty)) in told.iter().zip(wanted) {
            let allowed: &[&str] = match ty {
                FieldType::Text => &["Text"],
                FieldType::Number => &["Number"],
                FieldType::NumberOrNull => &["Number", "Null"],
            };
            assert!(allowed.iter().any(|ty| *field == format!("{name}={ty}")), "{field}, but {name} is documented as {ty:?}: {line}");
        }
        seen.insert(schema.name);
    }
    for schema in SCHEMA {
        assert!(seen.contains(schema.name), "no {} in\n{text}", schema.name);
    }
}
