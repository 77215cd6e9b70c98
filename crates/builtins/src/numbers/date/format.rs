//! 21.4.4.41 the text of dates.
use super::time::{civil, hour, millisecond, minute, second, week_day};
use super::{this_date, zone};
use ogive_vm::{Arguments, Hint, JsResult, Value, Vm};

pub(super) const DAYS: [&str; 7] = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"];
pub(super) const MONTHS: [&str; 12] =
    ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"];

/// The first three letters.
pub(super) fn short_day(t: f64) -> &'static str {
    &DAYS[week_day(t) as usize][..3]
}
pub(super) fn short_month(t: f64) -> &'static str {
    &MONTHS[civil(t).month as usize][..3]
}
fn year(year: i64) -> String {
    format!("{}{:04}", if year < 0 { "-" } else { "" }, year.abs())
}

/// 21.4.4.41.1 [TimeString](https://tc39.es/ecma262/#sec-timestring), without the zone
fn time_part(t: f64) -> String {
    format!("{:02}:{:02}:{:02} GMT", hour(t), minute(t), second(t))
}
/// 21.4.4.41.2 [DateString](https://tc39.es/ecma262/#sec-datestring)
fn date_part(t: f64) -> String {
    let c = civil(t);
    format!("{} {} {:02} {}", short_day(t), short_month(t), c.day, year(c.year))
}
/// 21.4.4.41.3 [TimeZoneString](https://tc39.es/ecma262/#sec-timezoneestring)
fn zone_part(vm: &mut Vm, t: f64) -> String {
    let offset = zone::offset(vm, t);
    let name = zone::name(vm, t);
    let minutes = (offset.abs() / 60_000.0) as i64;
    format!("{}{:02}{:02} ({name})", if offset < 0.0 { '-' } else { '+' }, minutes / 60, minutes % 60)
}
/// 21.4.4.41.4 [ToDateString](https://tc39.es/ecma262/#sec-todatestring)
pub(super) fn date_string(vm: &mut Vm, t: f64) -> String {
    let local = zone::local_time(vm, t);
    format!("{} {}{}", date_part(local), time_part(local), zone_part(vm, t))
}

/// A text of `this`; `Invalid Date` when it is none.
pub(super) fn text_of_this(vm: &mut Vm, args: Arguments, text: impl FnOnce(&mut Vm, f64) -> String) -> JsResult<Value> {
    let (_, t) = this_date(vm, args)?;
    let text = if t.is_nan() { "Invalid Date".to_string() } else { text(vm, t) };
    Ok(vm.new_string(&text).into())
}

/// 21.4.4.35 [Date.prototype.toDateString](https://tc39.es/ecma262/#sec-date.prototype.todatestring)
pub(super) fn to_date_string(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    text_of_this(vm, args, |vm, t| date_part(zone::local_time(vm, t)))
}
/// 21.4.4.36 [Date.prototype.toISOString](https://tc39.es/ecma262/#sec-date.prototype.toisostring)
pub(super) fn to_iso_string(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    let (_, t) = this_date(vm, args)?;
    if t.is_nan() {
        return Err(vm.range_error("Invalid time value"));
    }
    let c = civil(t);
    let year = match c.year {
        0..=9999 => format!("{:04}", c.year),
        y => format!("{}{:06}", if y < 0 { '-' } else { '+' }, y.abs()),
    };
    let date = format!("{year}-{:02}-{:02}", c.month + 1, c.day);
    let text = format!("{date}T{:02}:{:02}:{:02}.{:03}Z", hour(t), minute(t), second(t), millisecond(t));
    Ok(vm.new_string(&text).into())
}
/// 21.4.4.37 [Date.prototype.toJSON](https://tc39.es/ecma262/#sec-date.prototype.tojson)
pub(super) fn to_json(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    let object = vm.to_object(args.this())?;
    let primitive = vm.to_primitive(object.into(), Hint::Number)?;
    if primitive.as_number().is_some_and(|d| !d.is_finite()) {
        return Ok(Value::NULL);
    }
    let key = vm.key("toISOString");
    vm.invoke(object.into(), key, &[])
}
/// 21.4.4.41 [Date.prototype.toString](https://tc39.es/ecma262/#sec-date.prototype.tostring)
pub(super) fn to_string(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    text_of_this(vm, args, date_string)
}
/// 21.4.4.42 [Date.prototype.toTimeString](https://tc39.es/ecma262/#sec-date.prototype.totimestring)
pub(super) fn to_time_string(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    text_of_this(vm, args, |vm, t| time_part(zone::local_time(vm, t)) + &zone_part(vm, t))
}
/// 21.4.4.43 [Date.prototype.toUTCString](https://tc39.es/ecma262/#sec-date.prototype.toutcstring)
pub(super) fn to_utc_string(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    text_of_this(vm, args, |_, t| {
        let c = civil(t);
        format!("{}, {:02} {} {} {}", short_day(t), c.day, short_month(t), year(c.year), time_part(t))
    })
}
