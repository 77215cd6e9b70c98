//! printf in Node's manner: `%s %d %i %f %j %o %O %c %%`.
use super::{Inspector, Options, names, number_text};
use ogive::raw::vm::{Intrinsic, JsResult, Kind, Value, Vm};
use ogive_runtime::support::{get, string, text};

/// The line that `console.log(...args)` prints.
pub fn format(vm: &mut Vm, args: &[Value], options: &Options) -> JsResult<String> {
    let Some(&first) = args.first() else { return Ok(String::new()) };
    let mut out = String::new();
    let mut next = 0;
    if let Some(s) = first.as_string() {
        let template = vm.units(s).to_string_lossy();
        next = 1;
        if args.len() == 1 || !template.contains('%') {
            out = template;
        } else {
            template_into(vm, &mut out, &template, args, &mut next, options)?;
        }
    }
    for (i, &value) in args.iter().enumerate().skip(next) {
        if i > 0 {
            out.push(' ');
        }
        match value.as_string() {
            Some(s) => out.push_str(&vm.units(s).to_string_lossy()),
            None => out.push_str(&Inspector::new(vm, options.clone()).value(vm, value, 0.0, false)?),
        }
    }
    Ok(out)
}

fn template_into(vm: &mut Vm, out: &mut String, template: &str, args: &[Value], next: &mut usize, options: &Options) -> JsResult<()> {
    let mut rest = template;
    while let Some(at) = rest.find('%') {
        let Some(letter) = rest[at + 1..].chars().next() else { break };
        out.push_str(&rest[..at]);
        let tail = &rest[at + 1 + letter.len_utf8()..];
        if letter == '%' {
            out.push('%');
            rest = tail;
            continue;
        }
        if !"sjdOoifc".contains(letter) || *next >= args.len() {
            out.push('%');
            rest = &rest[at + 1..];
            continue;
        }
        let value = args[*next];
        *next += 1;
        let part = placeholder(vm, letter, value, options)?;
        out.push_str(&part);
        rest = tail;
    }
    out.push_str(rest);
    Ok(())
}

fn placeholder(vm: &mut Vm, letter: char, value: Value, options: &Options) -> JsResult<String> {
    let number = |vm: &mut Vm, n: f64| number_text(vm, Value::number(n));
    Ok(match letter {
        's' => {
            if value.is_number() {
                number_text(vm, value)
            } else if value.is_bigint() {
                text(vm, value)? + "n"
            } else if let Some(symbol) = value.as_symbol() {
                names::symbol_text(vm, symbol)
            } else if value.as_object().is_some_and(|o| !o.is_callable()) && has_built_in_to_string(vm, value)? {
                let options = Options { depth: 0.0, colors: false, compact: 3, ..options.clone() };
                Inspector::new(vm, options).value(vm, value, 0.0, false)?
            } else {
                text(vm, value)?
            }
        }
        'j' => {
            let json = vm.intrinsic(Intrinsic::Json);
            match ogive_runtime::support::invoke(vm, json.into(), "stringify", &[value]) {
                Ok(text) => names::text_or(vm, text, "undefined"),
                Err(thrown) => {
                    let error = vm.take_exception();
                    let message = get(vm, error, "message")?;
                    let message = names::text_or(vm, message, "");
                    if !message.contains("circular") {
                        vm.throw(error);
                        return Err(thrown);
                    }
                    "[Circular]".into()
                }
            }
        }
        'd' | 'i' | 'f' if value.is_symbol() => "NaN".into(),
        'd' | 'i' if value.is_bigint() => text(vm, value)? + "n",
        'd' if value.is_object() => match vm.to_number(value) {
            Ok(n) => number(vm, n),
            Err(_) => {
                vm.take_exception();
                "NaN".into()
            }
        },
        'd' => {
            let n = vm.to_number(value)?;
            number(vm, n)
        }
        'i' | 'f' => {
            let name = if letter == 'i' { "parseInt" } else { "parseFloat" };
            let global = vm.realm().global();
            let s = text(vm, value)?;
            let s = string(vm, &s);
            let n = ogive_runtime::support::invoke(vm, global.into(), name, &[s])?;
            number_text(vm, n)
        }
        'O' => Inspector::new(vm, options.clone()).value(vm, value, 0.0, false)?,
        'o' => {
            let options = Options { show_hidden: true, show_proxy: true, depth: 4.0, ..options.clone() };
            Inspector::new(vm, options).value(vm, value, 0.0, false)?
        }
        _ => String::new(),
    })
}

/// Is an object's toString the one of Object.prototype or Error.prototype (so that the inspector says more)?
fn has_built_in_to_string(vm: &mut Vm, value: Value) -> JsResult<bool> {
    let Some(mut object) = value.as_object() else { return Ok(false) };
    while object.kind() == Kind::Proxy {
        match object.field(0).as_object() {
            Some(target) => object = target,
            None => return Ok(true),
        }
    }
    let key = vm.names.to_string;
    let to_primitive = ogive::raw::vm::PropertyKey::symbol(vm.symbols.to_primitive);
    let mut at = Some(object);
    while let Some(o) = at {
        let user = o.kind() != Kind::Error;
        if vm.get_own_property(o, to_primitive)?.is_some() && object.kind() != Kind::Date {
            return Ok(false);
        }
        if let Some(own) = vm.get_own_property(o, key)? {
            let native = own.value.and_then(Value::as_object).is_some_and(|f| f.kind() == Kind::NativeFunction);
            return Ok(native || !user && own.value.is_none());
        }
        at = vm.get_prototype_of(o)?.as_object();
    }
    Ok(true)
}
