//! 21.4.4.38 to .40 toLocaleString and its parts, in English of the United States whatever locale is asked for.
use super::format::text_of_this;
use super::time::{civil, hour, minute, second};
use super::zone;
use ogive_vm::{Arguments, JsResult, Value, Vm};

fn date_text(t: f64) -> String {
    let c = civil(t);
    // Years of the era: 1 BC is year 0.
    let year = if c.year > 0 { c.year } else { 1 - c.year };
    format!("{}/{}/{year}", c.month + 1, c.day)
}
fn time_text(t: f64) -> String {
    let h = hour(t);
    let (twelve, half) = ((h + 11) % 12 + 1, if h < 12 { "AM" } else { "PM" });
    format!("{twelve}:{:02}:{:02}\u{202F}{half}", minute(t), second(t))
}

/// 21.4.4.38 [Date.prototype.toLocaleDateString](https://tc39.es/ecma262/#sec-date.prototype.tolocaledatestring)
pub(super) fn to_locale_date_string(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    text_of_this(vm, args, |vm, t| date_text(zone::local_time(vm, t)))
}
/// 21.4.4.39 [Date.prototype.toLocaleString](https://tc39.es/ecma262/#sec-date.prototype.tolocalestring)
pub(super) fn to_locale_string(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    text_of_this(vm, args, |vm, t| {
        let t = zone::local_time(vm, t);
        format!("{}, {}", date_text(t), time_text(t))
    })
}
/// 21.4.4.40 [Date.prototype.toLocaleTimeString](https://tc39.es/ecma262/#sec-date.prototype.tolocaletimestring)
pub(super) fn to_locale_time_string(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    text_of_this(vm, args, |vm, t| time_text(zone::local_time(vm, t)))
}
