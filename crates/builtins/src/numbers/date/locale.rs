//! 21.4.4.38 to .40 toLocaleString and its parts: English of the United States whatever locale is asked for, with the
//! options of ECMA-402 (`locale_options.rs`).
use super::format::{DAYS, MONTHS};
use super::locale_options::{Cycle, Defaults, Format, Width, read_format};
use super::time::{civil, hour, millisecond, minute, second, week_day};
use super::{this_date, zone};
use ogive_vm::{Arguments, JsResult, Value, Vm};

/// 21.4.4.38 [Date.prototype.toLocaleDateString](https://tc39.es/ecma262/#sec-date.prototype.tolocaledatestring)
pub(super) fn to_locale_date_string(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    to_text(vm, args, Defaults::Date, "toLocaleDateString")
}
/// 21.4.4.39 [Date.prototype.toLocaleString](https://tc39.es/ecma262/#sec-date.prototype.tolocalestring)
pub(super) fn to_locale_string(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    to_text(vm, args, Defaults::Any, "toLocaleString")
}
/// 21.4.4.40 [Date.prototype.toLocaleTimeString](https://tc39.es/ecma262/#sec-date.prototype.tolocaletimestring)
pub(super) fn to_locale_time_string(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    to_text(vm, args, Defaults::Time, "toLocaleTimeString")
}

fn to_text(vm: &mut Vm, args: Arguments, defaults: Defaults, method: &str) -> JsResult<Value> {
    let (_, t) = this_date(vm, args)?;
    if t.is_nan() {
        return Ok(vm.new_string("Invalid Date").into());
    }
    let format = read_format(vm, args.get(1), defaults, method)?;
    let local = t + zone::offset_in(&format.zone, t);
    let (date, mut time) = (format.date_text(local), format.time_text(local));
    if let Some(style) = format.zone_name {
        if !time.is_empty() {
            time.push(' ');
        }
        time += &zone::name_in(&format.zone, t, style);
    }
    let joiner = match (date.is_empty() || time.is_empty(), format.month) {
        (true, _) => "",
        (_, Some(Width::Long)) => " at ",
        (_, None) if format.day.or(format.year).or(format.era).is_none() => " ",
        _ => ", ",
    };
    Ok(vm.new_string(&format!("{date}{joiner}{time}")).into())
}

fn number(n: i64, width: Option<Width>) -> String {
    if width == Some(Width::TwoDigit) { format!("{:02}", n % 100) } else { n.to_string() }
}
fn name(name: &str, width: Width) -> &str {
    match width {
        Width::Narrow => &name[..1],
        Width::Short => &name[..3],
        _ => name,
    }
}

impl Format {
    fn date_text(&self, t: f64) -> String {
        let c = civil(t);
        // Years of the era: 1 BC is year 0.
        let year = self.year.map(|width| number(if c.year > 0 { c.year } else { 1 - c.year }, Some(width)));
        let day = self.day.map(|width| number(c.day, Some(width)));
        let weekday = self.weekday.map(|width| name(DAYS[week_day(t) as usize], width));
        let mut text = match self.month {
            Some(width @ (Width::Numeric | Width::TwoDigit)) => {
                let month = Some(number(c.month + 1, Some(width)));
                [month, day, year].into_iter().flatten().collect::<Vec<_>>().join("/")
            }
            Some(width) => {
                let month = name(MONTHS[c.month as usize], width);
                match (day, year) {
                    (None, None) => month.to_string(),
                    (Some(day), None) => format!("{month} {day}"),
                    (None, Some(year)) => format!("{month} {year}"),
                    (Some(day), Some(year)) => format!("{month} {day}, {year}"),
                }
            }
            None => match (day, year) {
                (Some(day), Some(year)) => format!("{year} (day: {day})"),
                (day, year) => day.or(year).unwrap_or_default(),
            },
        };
        if let Some(weekday) = weekday {
            text = match self.month {
                _ if text.is_empty() => weekday.to_string(),
                Some(_) if self.day.is_some() => format!("{weekday}, {text}"),
                _ => format!("{text} {weekday}"),
            };
        }
        if let Some(width) = self.era {
            let [before, after] = match width {
                Width::Long => ["Before Christ", "Anno Domini"],
                Width::Narrow => ["B", "A"],
                _ => ["BC", "AD"],
            };
            let separator = if text.is_empty() { "" } else { " " };
            text = format!("{text}{separator}{}", if c.year > 0 { after } else { before });
        }
        text
    }
    fn time_text(&self, t: f64) -> String {
        let h = hour(t);
        let mut text = String::new();
        if let Some(width) = self.hour {
            text += &match self.cycle {
                Cycle::H12 => number((h + 11) % 12 + 1, Some(width)),
                Cycle::H11 => number(h % 12, Some(width)),
                Cycle::H23 => format!("{h:02}"),
                Cycle::H24 => format!("{:02}", (h + 23) % 24 + 1),
            };
        }
        let alone = [self.hour, self.minute, self.second].iter().flatten().count() == 1;
        for (width, value) in [(self.minute, minute(t)), (self.second, second(t))] {
            if width.is_some() {
                text += if text.is_empty() { "" } else { ":" };
                text += &number(value, (!alone).then_some(Width::TwoDigit));
            }
        }
        if self.fraction > 0 {
            text += if text.is_empty() { "" } else { "." };
            text += &format!("{:03}", millisecond(t))[..self.fraction];
        }
        if self.hour.is_some() && matches!(self.cycle, Cycle::H11 | Cycle::H12) {
            text += if h < 12 { " AM" } else { " PM" };
        }
        text
    }
}
