//! 21.4.4 Date.prototype: the methods that write. Arguments are converted in order, also those of an invalid date.
use super::time::{civil, day, hour, make_date, make_day, make_full_year, make_time, millisecond, minute, second, time_clip, time_within_day};
use super::{FIELD_VALUE, this_date, zone};
use ogive_vm::{Arguments, Gc, JsResult, Object, Value, Vm};

/// Local time or UTC.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Clock {
    Local,
    Utc,
}
impl Clock {
    fn read(self, vm: &mut Vm, t: f64) -> f64 {
        if self == Clock::Local { zone::local_time(vm, t) } else { t }
    }
    fn write(self, vm: &mut Vm, t: f64) -> f64 {
        if self == Clock::Local { zone::utc(vm, t) } else { t }
    }
}

/// Sets [[DateValue]] to a time on the clock.
fn store(vm: &mut Vm, date: Gc<Object>, clock: Clock, t: f64) -> Value {
    let t = time_clip(clock.write(vm, t));
    vm.set_field(date, FIELD_VALUE, Value::number(t));
    Value::number(t)
}

/// The arguments of a setter: the first is always converted, the others when present.
fn numbers<const N: usize>(vm: &mut Vm, args: Arguments) -> JsResult<[Option<f64>; N]> {
    let mut out = [None; N];
    for (i, number) in out.iter_mut().enumerate() {
        if i == 0 || i < args.len() {
            *number = Some(vm.to_number(args.get(i))?);
        }
    }
    Ok(out)
}

/// Sets month and date, or the date alone.
fn set_date<const N: usize>(vm: &mut Vm, args: Arguments, clock: Clock, fields: fn([Option<f64>; N]) -> [Option<f64>; 2]) -> JsResult<Value> {
    let (date, t) = this_date(vm, args)?;
    let [month, day_of_month] = fields(numbers(vm, args)?);
    if t.is_nan() {
        return Ok(Value::NAN);
    }
    let t = clock.read(vm, t);
    let c = civil(t);
    let day = make_day(c.year as f64, month.unwrap_or(c.month as f64), day_of_month.unwrap_or(c.day as f64));
    let new = make_date(day, time_within_day(t) as f64);
    Ok(store(vm, date, clock, new))
}
fn set_full_year(vm: &mut Vm, args: Arguments, clock: Clock) -> JsResult<Value> {
    let (date, t) = this_date(vm, args)?;
    let [year, month, day_of_month] = numbers(vm, args)?;
    let t = if t.is_nan() { 0.0 } else { clock.read(vm, t) };
    let c = civil(t);
    let day = make_day(year.unwrap_or(f64::NAN), month.unwrap_or(c.month as f64), day_of_month.unwrap_or(c.day as f64));
    let new = make_date(day, time_within_day(t) as f64);
    Ok(store(vm, date, clock, new))
}
/// Sets hour, minute, second and millisecond, or the last of them; `fields` puts the arguments in their places.
fn set_time<const N: usize>(vm: &mut Vm, args: Arguments, clock: Clock, fields: fn([Option<f64>; N]) -> [Option<f64>; 4]) -> JsResult<Value> {
    let (date, t) = this_date(vm, args)?;
    let [h, m, s, ms] = fields(numbers(vm, args)?);
    if t.is_nan() {
        return Ok(Value::NAN);
    }
    let t = clock.read(vm, t);
    let time = make_time(
        h.unwrap_or(hour(t) as f64),
        m.unwrap_or(minute(t) as f64),
        s.unwrap_or(second(t) as f64),
        ms.unwrap_or(millisecond(t) as f64),
    );
    Ok(store(vm, date, clock, make_date(day(t) as f64, time)))
}

/// 21.4.4.20 [Date.prototype.setDate](https://tc39.es/ecma262/#sec-date.prototype.setdate)
pub(super) fn date(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    set_date(vm, args, Clock::Local, |[d]: [_; 1]| [None, d])
}
/// 21.4.4.21 [Date.prototype.setFullYear](https://tc39.es/ecma262/#sec-date.prototype.setfullyear)
pub(super) fn full_year(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    set_full_year(vm, args, Clock::Local)
}
/// 21.4.4.22 [Date.prototype.setHours](https://tc39.es/ecma262/#sec-date.prototype.sethours)
pub(super) fn hours(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    set_time(vm, args, Clock::Local, |all: [_; 4]| all)
}
/// 21.4.4.23 [Date.prototype.setMilliseconds](https://tc39.es/ecma262/#sec-date.prototype.setmilliseconds)
pub(super) fn milliseconds(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    set_time(vm, args, Clock::Local, |[ms]: [_; 1]| [None, None, None, ms])
}
/// 21.4.4.24 [Date.prototype.setMinutes](https://tc39.es/ecma262/#sec-date.prototype.setminutes)
pub(super) fn minutes(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    set_time(vm, args, Clock::Local, |[m, s, ms]: [_; 3]| [None, m, s, ms])
}
/// 21.4.4.25 [Date.prototype.setMonth](https://tc39.es/ecma262/#sec-date.prototype.setmonth)
pub(super) fn month(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    set_date(vm, args, Clock::Local, |both: [_; 2]| both)
}
/// 21.4.4.26 [Date.prototype.setSeconds](https://tc39.es/ecma262/#sec-date.prototype.setseconds)
pub(super) fn seconds(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    set_time(vm, args, Clock::Local, |[s, ms]: [_; 2]| [None, None, s, ms])
}
/// 21.4.4.27 [Date.prototype.setTime](https://tc39.es/ecma262/#sec-date.prototype.settime)
pub(super) fn time(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    let (date, _) = this_date(vm, args)?;
    let t = vm.to_number(args.get(0))?;
    Ok(store(vm, date, Clock::Utc, t))
}
/// 21.4.4.28 [Date.prototype.setUTCDate](https://tc39.es/ecma262/#sec-date.prototype.setutcdate)
pub(super) fn utc_date(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    set_date(vm, args, Clock::Utc, |[d]: [_; 1]| [None, d])
}
/// 21.4.4.29 [Date.prototype.setUTCFullYear](https://tc39.es/ecma262/#sec-date.prototype.setutcfullyear)
pub(super) fn utc_full_year(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    set_full_year(vm, args, Clock::Utc)
}
/// 21.4.4.30 [Date.prototype.setUTCHours](https://tc39.es/ecma262/#sec-date.prototype.setutchours)
pub(super) fn utc_hours(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    set_time(vm, args, Clock::Utc, |all: [_; 4]| all)
}
/// 21.4.4.31 [Date.prototype.setUTCMilliseconds](https://tc39.es/ecma262/#sec-date.prototype.setutcmilliseconds)
pub(super) fn utc_milliseconds(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    set_time(vm, args, Clock::Utc, |[ms]: [_; 1]| [None, None, None, ms])
}
/// 21.4.4.32 [Date.prototype.setUTCMinutes](https://tc39.es/ecma262/#sec-date.prototype.setutcminutes)
pub(super) fn utc_minutes(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    set_time(vm, args, Clock::Utc, |[m, s, ms]: [_; 3]| [None, m, s, ms])
}
/// 21.4.4.33 [Date.prototype.setUTCMonth](https://tc39.es/ecma262/#sec-date.prototype.setutcmonth)
pub(super) fn utc_month(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    set_date(vm, args, Clock::Utc, |both: [_; 2]| both)
}
/// 21.4.4.34 [Date.prototype.setUTCSeconds](https://tc39.es/ecma262/#sec-date.prototype.setutcseconds)
pub(super) fn utc_seconds(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    set_time(vm, args, Clock::Utc, |[s, ms]: [_; 2]| [None, None, s, ms])
}
/// B.2.3.2 [Date.prototype.setYear](https://tc39.es/ecma262/#sec-date.prototype.setyear)
pub(super) fn year(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    let (date, t) = this_date(vm, args)?;
    let year = vm.to_number(args.get(0))?;
    let t = if t.is_nan() { 0.0 } else { zone::local_time(vm, t) };
    let c = civil(t);
    let day = make_day(make_full_year(year), c.month as f64, c.day as f64);
    Ok(store(vm, date, Clock::Local, make_date(day, time_within_day(t) as f64)))
}
