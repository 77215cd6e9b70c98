//! 21.4.4 Date.prototype: the methods that read.
use super::time::{MS_PER_MINUTE, civil, hour, millisecond, minute, second, week_day};
use super::{this_date, zone};
use ogive_vm::{Arguments, JsResult, Value, Vm};

/// A field of the local time; NaN of an invalid date.
fn local(vm: &mut Vm, args: Arguments, field: fn(f64) -> i64) -> JsResult<Value> {
    let (_, t) = this_date(vm, args)?;
    if t.is_nan() {
        return Ok(Value::NAN);
    }
    Ok(Value::int(field(zone::local_time(vm, t)) as i32))
}
/// A field of the time in UTC; NaN of an invalid date.
fn utc(vm: &mut Vm, args: Arguments, field: fn(f64) -> i64) -> JsResult<Value> {
    let (_, t) = this_date(vm, args)?;
    Ok(if t.is_nan() { Value::NAN } else { Value::int(field(t) as i32) })
}

/// 21.4.4.2 [Date.prototype.getDate](https://tc39.es/ecma262/#sec-date.prototype.getdate)
pub(super) fn date(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    local(vm, args, |t| civil(t).day)
}
/// 21.4.4.3 [Date.prototype.getDay](https://tc39.es/ecma262/#sec-date.prototype.getday)
pub(super) fn day(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    local(vm, args, week_day)
}
/// 21.4.4.4 [Date.prototype.getFullYear](https://tc39.es/ecma262/#sec-date.prototype.getfullyear)
pub(super) fn full_year(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    local(vm, args, |t| civil(t).year)
}
/// 21.4.4.5 [Date.prototype.getHours](https://tc39.es/ecma262/#sec-date.prototype.gethours)
pub(super) fn hours(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    local(vm, args, hour)
}
/// 21.4.4.6 [Date.prototype.getMilliseconds](https://tc39.es/ecma262/#sec-date.prototype.getmilliseconds)
pub(super) fn milliseconds(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    local(vm, args, millisecond)
}
/// 21.4.4.7 [Date.prototype.getMinutes](https://tc39.es/ecma262/#sec-date.prototype.getminutes)
pub(super) fn minutes(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    local(vm, args, minute)
}
/// 21.4.4.8 [Date.prototype.getMonth](https://tc39.es/ecma262/#sec-date.prototype.getmonth)
pub(super) fn month(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    local(vm, args, |t| civil(t).month)
}
/// 21.4.4.9 [Date.prototype.getSeconds](https://tc39.es/ecma262/#sec-date.prototype.getseconds)
pub(super) fn seconds(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    local(vm, args, second)
}
/// 21.4.4.12 [Date.prototype.getUTCDate](https://tc39.es/ecma262/#sec-date.prototype.getutcdate)
pub(super) fn utc_date(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    utc(vm, args, |t| civil(t).day)
}
/// 21.4.4.13 [Date.prototype.getUTCDay](https://tc39.es/ecma262/#sec-date.prototype.getutcday)
pub(super) fn utc_day(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    utc(vm, args, week_day)
}
/// 21.4.4.14 [Date.prototype.getUTCFullYear](https://tc39.es/ecma262/#sec-date.prototype.getutcfullyear)
pub(super) fn utc_full_year(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    utc(vm, args, |t| civil(t).year)
}
/// 21.4.4.15 [Date.prototype.getUTCHours](https://tc39.es/ecma262/#sec-date.prototype.getutchours)
pub(super) fn utc_hours(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    utc(vm, args, hour)
}
/// 21.4.4.16 [Date.prototype.getUTCMilliseconds](https://tc39.es/ecma262/#sec-date.prototype.getutcmilliseconds)
pub(super) fn utc_milliseconds(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    utc(vm, args, millisecond)
}
/// 21.4.4.17 [Date.prototype.getUTCMinutes](https://tc39.es/ecma262/#sec-date.prototype.getutcminutes)
pub(super) fn utc_minutes(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    utc(vm, args, minute)
}
/// 21.4.4.18 [Date.prototype.getUTCMonth](https://tc39.es/ecma262/#sec-date.prototype.getutcmonth)
pub(super) fn utc_month(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    utc(vm, args, |t| civil(t).month)
}
/// 21.4.4.19 [Date.prototype.getUTCSeconds](https://tc39.es/ecma262/#sec-date.prototype.getutcseconds)
pub(super) fn utc_seconds(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    utc(vm, args, second)
}
/// 21.4.4.10 [Date.prototype.getTime](https://tc39.es/ecma262/#sec-date.prototype.gettime) and 21.4.4.44 valueOf
pub(super) fn time(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    Ok(Value::number(this_date(vm, args)?.1))
}
/// 21.4.4.11 [Date.prototype.getTimezoneOffset](https://tc39.es/ecma262/#sec-date.prototype.gettimezoneoffset)
pub(super) fn timezone_offset(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    let (_, t) = this_date(vm, args)?;
    if t.is_nan() {
        return Ok(Value::NAN);
    }
    // NB: not -0 in UTC.
    Ok(Value::number((t - zone::local_time(vm, t)) / MS_PER_MINUTE))
}
/// B.2.3.1 [Date.prototype.getYear](https://tc39.es/ecma262/#sec-date.prototype.getyear)
pub(super) fn year(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    local(vm, args, |t| civil(t).year - 1900)
}
