//! 21.4 Date: the constructor and its functions. `time.rs` has the arithmetic, `zone.rs` local time, `parse.rs` the reading
//! and `format.rs` the writing of dates, `get.rs` and `set.rs` the methods.
mod format;
mod get;
mod locale;
mod locale_options;
mod parse;
mod set;
mod time;
mod zone;

use crate::support::Class;
use ogive_vm::{Arguments, Builtin, Gc, Hint, Intrinsic, JsResult, JsString, Kind, Object, Realm, Value, Vm, attrs, method};
use std::time::{SystemTime, UNIX_EPOCH};
use time::{make_date, make_day, make_full_year, make_time, time_clip};

pub use zone::reset_time_zone;

/// Internal field: [[DateValue]], a Number.
const FIELD_VALUE: usize = 0;

const CLASS: Class = Class::new("Date", 7, construct, Intrinsic::Date, Intrinsic::DatePrototype).statics(STATICS).methods(METHODS);

const STATICS: &[Builtin] = &[method("now", 0, now), method("parse", 1, parse), method("UTC", 7, utc)];

const METHODS: &[Builtin] = &[
    method("toString", 0, format::to_string),
    method("toDateString", 0, format::to_date_string),
    method("toTimeString", 0, format::to_time_string),
    method("toISOString", 0, format::to_iso_string),
    method("toUTCString", 0, format::to_utc_string),
    method("getDate", 0, get::date),
    method("setDate", 1, set::date),
    method("getDay", 0, get::day),
    method("getFullYear", 0, get::full_year),
    method("setFullYear", 3, set::full_year),
    method("getHours", 0, get::hours),
    method("setHours", 4, set::hours),
    method("getMilliseconds", 0, get::milliseconds),
    method("setMilliseconds", 1, set::milliseconds),
    method("getMinutes", 0, get::minutes),
    method("setMinutes", 3, set::minutes),
    method("getMonth", 0, get::month),
    method("setMonth", 2, set::month),
    method("getSeconds", 0, get::seconds),
    method("setSeconds", 2, set::seconds),
    method("getTime", 0, get::time),
    method("setTime", 1, set::time),
    method("getTimezoneOffset", 0, get::timezone_offset),
    method("getYear", 0, get::year),
    method("setYear", 1, set::year),
    method("getUTCDate", 0, get::utc_date),
    method("setUTCDate", 1, set::utc_date),
    method("getUTCDay", 0, get::utc_day),
    method("getUTCFullYear", 0, get::utc_full_year),
    method("setUTCFullYear", 3, set::utc_full_year),
    method("getUTCHours", 0, get::utc_hours),
    method("setUTCHours", 4, set::utc_hours),
    method("getUTCMilliseconds", 0, get::utc_milliseconds),
    method("setUTCMilliseconds", 1, set::utc_milliseconds),
    method("getUTCMinutes", 0, get::utc_minutes),
    method("setUTCMinutes", 3, set::utc_minutes),
    method("getUTCMonth", 0, get::utc_month),
    method("setUTCMonth", 2, set::utc_month),
    method("getUTCSeconds", 0, get::utc_seconds),
    method("setUTCSeconds", 2, set::utc_seconds),
    method("valueOf", 0, get::time),
    method("toJSON", 1, format::to_json),
    method("toLocaleString", 0, locale::to_locale_string),
    method("toLocaleDateString", 0, locale::to_locale_date_string),
    method("toLocaleTimeString", 0, locale::to_locale_time_string),
    method("@@toPrimitive", 1, to_primitive).attributes(attrs::CONFIGURABLE),
];

pub(super) fn make(vm: &mut Vm, realm: Gc<Realm>) {
    let (_, prototype) = CLASS.make(vm, realm);
    // B.2.3.3: the same function under two names.
    let (old, new) = (vm.key("toGMTString"), vm.key("toUTCString"));
    if let Ok(function) = vm.get(prototype, new) {
        vm.define_own_builtin(prototype, old, function, attrs::HIDDEN);
    }
}

/// The [[DateValue]] of `this`, and the object.
fn this_date(vm: &mut Vm, args: Arguments) -> JsResult<(Gc<Object>, f64)> {
    match args.this().as_object() {
        Some(date) if date.kind() == Kind::Date => Ok((date, date_value(date))),
        _ => Err(vm.type_error("this is not a Date object.")),
    }
}
fn date_value(date: Gc<Object>) -> f64 {
    date.field(FIELD_VALUE).as_number().unwrap_or(f64::NAN)
}

/// 21.4.1.33 the time now, in whole milliseconds.
fn current_time() -> f64 {
    match SystemTime::now().duration_since(UNIX_EPOCH) {
        Ok(after) => after.as_millis() as f64,
        Err(before) => -(before.duration().as_millis() as f64),
    }
}

/// 21.4.2.1 [Date](https://tc39.es/ecma262/#sec-date)
fn construct(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    // 1
    let Some(new_target) = args.new_target().as_object() else {
        let text = format::date_string(vm, current_time());
        return Ok(vm.new_string(&text).into());
    };
    let value = match args.len() {
        0 => current_time(),
        1 => time_of_value(vm, args.get(0))?,
        _ => {
            let t = time_of_components(vm, args)?;
            time_clip(zone::utc(vm, t))
        }
    };
    let date = vm.ordinary_create_from_constructor(new_target, Intrinsic::DatePrototype, Kind::Date)?;
    vm.set_field(date, FIELD_VALUE, Value::number(value));
    Ok(date.into())
}
/// 4: the time that one argument means.
fn time_of_value(vm: &mut Vm, value: Value) -> JsResult<f64> {
    if let Some(date) = value.as_object().filter(|o| o.kind() == Kind::Date) {
        return Ok(date_value(date));
    }
    let primitive = vm.to_primitive(value, Hint::Default)?;
    if let Some(text) = primitive.as_string() {
        return Ok(parse_date(vm, text));
    }
    Ok(time_clip(vm.to_number(primitive)?))
}
/// 5, and 21.4.3.4: year, month, date, hours, minutes, seconds, ms.
fn time_of_components(vm: &mut Vm, args: Arguments) -> JsResult<f64> {
    let mut parts = [f64::NAN, 0.0, 1.0, 0.0, 0.0, 0.0, 0.0];
    for (i, part) in parts.iter_mut().enumerate() {
        if i < args.len() {
            *part = vm.to_number(args.get(i))?;
        } else if i == 0 {
            break;
        }
    }
    let [year, month, date, hours, minutes, seconds, ms] = parts;
    let day = make_day(make_full_year(year), month, date);
    Ok(make_date(day, make_time(hours, minutes, seconds, ms)))
}

/// 21.4.3.1 [Date.now](https://tc39.es/ecma262/#sec-date.now)
fn now(_: &mut Vm, _: Arguments) -> JsResult<Value> {
    Ok(Value::number(current_time()))
}
/// 21.4.3.2 [Date.parse](https://tc39.es/ecma262/#sec-date.parse)
fn parse(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    let text = vm.to_string(args.get(0))?;
    Ok(Value::number(parse_date(vm, text)))
}
fn parse_date(vm: &mut Vm, text: Gc<JsString>) -> f64 {
    let units = vm.units(text);
    let Some(parsed) = parse::parse(units) else { return f64::NAN };
    time_clip(match parsed.offset {
        Some(offset) => parsed.time - offset,
        None => zone::utc(vm, parsed.time),
    })
}
/// 21.4.3.4 [Date.UTC](https://tc39.es/ecma262/#sec-date.utc)
fn utc(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    Ok(Value::number(time_clip(time_of_components(vm, args)?)))
}

/// 21.4.4.45 [Date.prototype \[ %Symbol.toPrimitive% \]](https://tc39.es/ecma262/#sec-date.prototype-%symbol.toprimitive%)
fn to_primitive(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    let Some(object) = args.this().as_object() else {
        let text = vm.display_string(args.this());
        return Err(vm.type_error(format!("Method Date.prototype [ @@toPrimitive ] called on incompatible receiver {text}")));
    };
    let hint = args.get(0);
    let hint = match hint.as_string().map(|s| vm.units(s).to_string_lossy()).as_deref() {
        Some("string" | "default") => Hint::String,
        Some("number") => Hint::Number,
        _ => {
            let text = vm.display_string(hint);
            return Err(vm.type_error(format!("Invalid hint: {text}")));
        }
    };
    vm.ordinary_to_primitive(object, hint)
}
