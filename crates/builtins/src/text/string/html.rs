//! B.2.2.2 to B.2.2.14: the methods that wrap a string in an HTML element.
use super::this_string;
use ogive_vm::string_ops::StringBuilder;
use ogive_vm::{Arguments, JsResult, Value, Vm};

/// B.2.2.2.1 [CreateHTML](https://tc39.es/ecma262/#sec-createhtml)
fn create_html(vm: &mut Vm, args: Arguments, method: &str, tag: &str, attribute: &str) -> JsResult<Value> {
    let s = this_string(vm, args, method)?;
    let mut out = StringBuilder::new(vm);
    out.push_str("<");
    out.push_str(tag);
    if !attribute.is_empty() {
        let value = vm.to_string(args.get(0))?;
        out.push_str(" ");
        out.push_str(attribute);
        out.push_str("=\"");
        for unit in vm.units(value).iter() {
            if unit == b'"' as u16 { out.push_str("&quot;") } else { out.push_unit(unit) }
        }
        out.push_str("\"");
    }
    out.push_str(">");
    out.push_string(vm, s)?;
    out.push_str("</");
    out.push_str(tag);
    out.push_str(">");
    Ok(out.finish(vm)?.into())
}

macro_rules! html {
    ($($method:ident, $tag:literal, $attribute:literal, $section:literal;)*) => {$(
        #[doc = concat!($section, " [String.prototype.", stringify!($method), "](https://tc39.es/ecma262/#sec-string.prototype.", stringify!($method), ")")]
        pub(super) fn $method(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
            create_html(vm, args, stringify!($method), $tag, $attribute)
        }
    )*};
}
html! {
    anchor, "a", "name", "B.2.2.2";
    big, "big", "", "B.2.2.3";
    blink, "blink", "", "B.2.2.4";
    bold, "b", "", "B.2.2.5";
    fixed, "tt", "", "B.2.2.6";
    fontcolor, "font", "color", "B.2.2.7";
    fontsize, "font", "size", "B.2.2.8";
    italics, "i", "", "B.2.2.9";
    link, "a", "href", "B.2.2.10";
    small, "small", "", "B.2.2.11";
    strike, "strike", "", "B.2.2.12";
    sub, "sub", "", "B.2.2.13";
    sup, "sup", "", "B.2.2.14";
}
