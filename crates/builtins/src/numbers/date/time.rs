//! 21.4.1 the arithmetic of time values: days, civil dates, MakeTime, MakeDay, MakeDate, TimeClip. Proleptic Gregorian.

/// Milliseconds of a day.
pub(super) const MS_PER_DAY: f64 = 86_400_000.0;
/// Milliseconds of an hour.
pub(super) const MS_PER_HOUR: f64 = 3_600_000.0;
/// Milliseconds of a minute.
pub(super) const MS_PER_MINUTE: f64 = 60_000.0;
/// Milliseconds of a second.
pub(super) const MS_PER_SECOND: f64 = 1_000.0;
/// No time value is larger.
pub(super) const MAX_TIME: f64 = 8.64e15;

/// A date of the calendar.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Civil {
    /// The year; 0 is 1 BC.
    pub year: i64,
    /// 0 to 11.
    pub month: i64,
    /// 1 to 31.
    pub day: i64,
}

/// 21.4.1.3 [Day](https://tc39.es/ecma262/#eqn-Day) of a finite time.
pub(super) fn day(t: f64) -> i64 {
    (t as i64).div_euclid(MS_PER_DAY as i64)
}
/// 21.4.1.4 [TimeWithinDay](https://tc39.es/ecma262/#eqn-TimeWithinDay) of a finite time.
pub(super) fn time_within_day(t: f64) -> i64 {
    (t as i64).rem_euclid(MS_PER_DAY as i64)
}
/// 21.4.1.16 [WeekDay](https://tc39.es/ecma262/#sec-weekday): 0 is Sunday.
pub(super) fn week_day(t: f64) -> i64 {
    (day(t) + 4).rem_euclid(7)
}
/// 21.4.1.17 [HourFromTime](https://tc39.es/ecma262/#sec-hourfromtime)
pub(super) fn hour(t: f64) -> i64 {
    time_within_day(t) / 3_600_000
}
/// 21.4.1.18 [MinFromTime](https://tc39.es/ecma262/#sec-minfromtime)
pub(super) fn minute(t: f64) -> i64 {
    time_within_day(t) / 60_000 % 60
}
/// 21.4.1.19 [SecFromTime](https://tc39.es/ecma262/#sec-secfromtime)
pub(super) fn second(t: f64) -> i64 {
    time_within_day(t) / 1_000 % 60
}
/// 21.4.1.20 [msFromTime](https://tc39.es/ecma262/#sec-msfromtime)
pub(super) fn millisecond(t: f64) -> i64 {
    time_within_day(t) % 1_000
}

/// Days before March 1 of year 0 of the era that begins there.
const ERA_SHIFT: i64 = 719_468;
/// Days of 400 years.
pub(super) const DAYS_PER_ERA: i64 = 146_097;

/// 21.4.1.11, .14, .15 [YearFromTime](https://tc39.es/ecma262/#sec-yearfromtime), month and date at once. Years are counted from March, so that
/// the leap day comes last.
pub(super) fn civil(t: f64) -> Civil {
    let days = day(t) + ERA_SHIFT;
    let era = days.div_euclid(DAYS_PER_ERA);
    let day_of_era = days.rem_euclid(DAYS_PER_ERA);
    let year_of_era = (day_of_era - day_of_era / 1_460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let march_month = (5 * day_of_year + 2) / 153;
    let month = if march_month < 10 { march_month + 2 } else { march_month - 10 };
    Civil {
        year: year_of_era + era * 400 + (month < 2) as i64,
        month,
        day: day_of_year - (153 * march_month + 2) / 5 + 1,
    }
}
/// The day number of the first of a month (0 to 11).
pub(super) fn day_of_month_start(year: i64, month: i64) -> i64 {
    let year = year - (month < 2) as i64;
    let era = year.div_euclid(400);
    let year_of_era = year.rem_euclid(400);
    let march_month = (month + 10) % 12;
    let day_of_year = (153 * march_month + 2) / 5;
    era * DAYS_PER_ERA + year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year - ERA_SHIFT
}

fn integer(d: f64) -> f64 {
    d.trunc() + 0.0
}

/// 21.4.1.27 [MakeTime](https://tc39.es/ecma262/#sec-maketime)
pub(super) fn make_time(hour: f64, minute: f64, second: f64, ms: f64) -> f64 {
    if !(hour.is_finite() && minute.is_finite() && second.is_finite() && ms.is_finite()) {
        return f64::NAN;
    }
    integer(hour) * MS_PER_HOUR + integer(minute) * MS_PER_MINUTE + integer(second) * MS_PER_SECOND + integer(ms)
}
/// 21.4.1.28 [MakeDay](https://tc39.es/ecma262/#sec-makeday)
pub(super) fn make_day(year: f64, month: f64, date: f64) -> f64 {
    if !(year.is_finite() && month.is_finite() && date.is_finite()) {
        return f64::NAN;
    }
    let (year, month) = (integer(year), integer(month));
    let full_year = year + (month / 12.0).floor();
    // 9: far outside of what a time value can be; no date brings it back.
    if full_year.abs() > 1e7 {
        return f64::NAN;
    }
    day_of_month_start(full_year as i64, month.rem_euclid(12.0) as i64) as f64 + integer(date) - 1.0
}
/// 21.4.1.29 [MakeDate](https://tc39.es/ecma262/#sec-makedate)
pub(super) fn make_date(day: f64, time: f64) -> f64 {
    let t = day * MS_PER_DAY + time;
    if day.is_finite() && time.is_finite() && t.is_finite() { t } else { f64::NAN }
}
/// 21.4.1.30 [MakeFullYear](https://tc39.es/ecma262/#sec-makefullyear)
pub(super) fn make_full_year(year: f64) -> f64 {
    let truncated = integer(year);
    if (0.0..=99.0).contains(&truncated) { 1900.0 + truncated } else { truncated }
}
/// 21.4.1.31 [TimeClip](https://tc39.es/ecma262/#sec-timeclip)
pub(super) fn time_clip(t: f64) -> f64 {
    // NB: NaN and the infinities fail the comparison.
    if t.abs() <= MAX_TIME { integer(t) } else { f64::NAN }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_and_dates_agree() {
        for day in (-100_000_000..100_000_000i64).step_by(997) {
            let t = day as f64 * MS_PER_DAY;
            let c = civil(t);
            assert_eq!(day_of_month_start(c.year, c.month) + c.day - 1, day);
            assert_eq!(make_day(c.year as f64, c.month as f64, c.day as f64), day as f64);
        }
        assert_eq!(civil(0.0), Civil { year: 1970, month: 0, day: 1 });
        assert_eq!(civil(-1.0), Civil { year: 1969, month: 11, day: 31 });
        assert_eq!(civil(951_782_400_000.0), Civil { year: 2000, month: 1, day: 29 });
        assert_eq!(week_day(0.0), 4);
        assert_eq!(make_day(1970.0, -1.0, 1.0), -31.0);
        assert_eq!(make_day(1970.0, 12.0, 1.0), 365.0);
    }
    #[test]
    fn clipping() {
        assert_eq!(time_clip(8.64e15), 8.64e15);
        assert!(time_clip(8.64e15 + 1.0).is_nan());
        assert_eq!(time_clip(-0.5).to_bits(), 0);
    }
}
