//! ECMA-402 11.1.2 the options of date formats, as far as English needs them.
use super::zone::{self, NameStyle};
use jiff::tz::TimeZone;
use ogive_vm::{Gc, JsResult, Object, Value, Vm};

/// How a field is written.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Width {
    Numeric,
    TwoDigit,
    Long,
    Short,
    Narrow,
}
/// How hours are counted.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Cycle {
    H11,
    H12,
    H23,
    H24,
}
/// The fields of a method when the options name none of its kind.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Defaults {
    Any,
    Date,
    Time,
}

/// A date format.
pub(super) struct Format {
    pub weekday: Option<Width>,
    pub era: Option<Width>,
    pub year: Option<Width>,
    pub month: Option<Width>,
    pub day: Option<Width>,
    pub hour: Option<Width>,
    pub minute: Option<Width>,
    pub second: Option<Width>,
    /// Digits of the fraction of a second.
    pub fraction: usize,
    pub zone_name: Option<NameStyle>,
    pub cycle: Cycle,
    pub zone: TimeZone,
}

const TEXT: &[(&str, Width)] = &[("narrow", Width::Narrow), ("short", Width::Short), ("long", Width::Long)];
const DIGITS: &[(&str, Width)] = &[("2-digit", Width::TwoDigit), ("numeric", Width::Numeric)];
const MONTH: &[(&str, Width)] = &[
    ("2-digit", Width::TwoDigit),
    ("numeric", Width::Numeric),
    ("narrow", Width::Narrow),
    ("short", Width::Short),
    ("long", Width::Long),
];
const CYCLES: &[(&str, Cycle)] = &[("h11", Cycle::H11), ("h12", Cycle::H12), ("h23", Cycle::H23), ("h24", Cycle::H24)];
const ZONE_NAMES: &[(&str, NameStyle)] = &[
    ("short", NameStyle::Short),
    ("long", NameStyle::Long),
    ("shortOffset", NameStyle::ShortOffset),
    ("longOffset", NameStyle::LongOffset),
    ("shortGeneric", NameStyle::Short),
    ("longGeneric", NameStyle::Long),
];
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Style {
    Full,
    Long,
    Medium,
    Short,
}
const STYLES: &[(&str, Style)] =
    &[("full", Style::Full), ("long", Style::Long), ("medium", Style::Medium), ("short", Style::Short)];

/// An options object and the method that reads it.
struct Options<'a> {
    object: Option<Gc<Object>>,
    method: &'a str,
}
impl Options<'_> {
    fn get(&self, vm: &mut Vm, name: &str) -> JsResult<Value> {
        let Some(object) = self.object else { return Ok(Value::UNDEFINED) };
        let key = vm.key(name);
        vm.get(object, key)
    }
    /// ECMA-402 9.2.12 GetOption of a string.
    fn choice<T: Copy>(&self, vm: &mut Vm, name: &str, choices: &[(&str, T)]) -> JsResult<Option<T>> {
        let value = self.get(vm, name)?;
        if value.is_undefined() {
            return Ok(None);
        }
        let text = vm.to_string(value)?.to_rust_string_lossy();
        match choices.iter().find(|(choice, _)| *choice == text) {
            Some(&(_, choice)) => Ok(Some(choice)),
            None => {
                let method = self.method;
                Err(vm.range_error(format!("Value {text} out of range for Date.prototype.{method} options property {name}")))
            }
        }
    }
}

/// ECMA-402 11.1.2 [CreateDateTimeFormat](https://tc39.es/ecma402/#sec-createdatetimeformat)
pub(super) fn read_format(vm: &mut Vm, options: Value, defaults: Defaults, method: &str) -> JsResult<Format> {
    let object = if options.is_undefined() { None } else { Some(vm.to_object(options)?) };
    let options = Options { object, method };
    let hour12 = options.get(vm, "hour12")?;
    let cycle = options.choice(vm, "hourCycle", CYCLES)?;
    let cycle = match hour12 {
        Value::UNDEFINED => cycle.unwrap_or(Cycle::H12),
        // NB: h24, as V8 has it for English.
        hour12 => if hour12.to_boolean() { Cycle::H12 } else { Cycle::H24 },
    };
    let zone = match options.get(vm, "timeZone")? {
        Value::UNDEFINED => zone::system(vm),
        name => {
            let name = vm.to_string(name)?.to_rust_string_lossy();
            match zone::named(&name) {
                Some(zone) => zone,
                None => return Err(vm.range_error(format!("Invalid time zone specified: {name}"))),
            }
        }
    };
    let mut format = Format {
        weekday: options.choice(vm, "weekday", TEXT)?,
        era: options.choice(vm, "era", TEXT)?,
        year: options.choice(vm, "year", DIGITS)?,
        month: options.choice(vm, "month", MONTH)?,
        day: options.choice(vm, "day", DIGITS)?,
        hour: options.choice(vm, "hour", DIGITS)?,
        minute: options.choice(vm, "minute", DIGITS)?,
        second: options.choice(vm, "second", DIGITS)?,
        fraction: fraction_digits(vm, &options)?,
        zone_name: options.choice(vm, "timeZoneName", ZONE_NAMES)?,
        cycle,
        zone,
    };
    let date_style = options.choice(vm, "dateStyle", STYLES)?;
    let time_style = options.choice(vm, "timeStyle", STYLES)?;
    if date_style.is_some() || time_style.is_some() {
        format.apply_styles(vm, date_style, time_style, defaults)?;
    } else {
        format.apply_defaults(defaults);
    }
    Ok(format)
}
fn fraction_digits(vm: &mut Vm, options: &Options) -> JsResult<usize> {
    let value = options.get(vm, "fractionalSecondDigits")?;
    if value.is_undefined() {
        return Ok(0);
    }
    let digits = vm.to_number(value)?;
    if !(1.0..=3.0).contains(&digits) {
        return Err(vm.range_error("fractionalSecondDigits value is out of range."));
    }
    Ok(digits as usize)
}

impl Format {
    fn apply_defaults(&mut self, defaults: Defaults) {
        let any_date = self.weekday.or(self.year).or(self.month).or(self.day).is_some();
        let any_time = self.hour.or(self.minute).or(self.second).is_some() || self.fraction > 0;
        let (date, time) = match defaults {
            Defaults::Any => (!any_date && !any_time, !any_date && !any_time),
            Defaults::Date => (!any_date, false),
            Defaults::Time => (false, !any_time),
        };
        let numeric = Some(Width::Numeric);
        if date {
            (self.year, self.month, self.day) = (numeric, numeric, numeric);
        }
        if time {
            (self.hour, self.minute, self.second) = (numeric, numeric, numeric);
        }
    }
    fn apply_styles(&mut self, vm: &mut Vm, date: Option<Style>, time: Option<Style>, defaults: Defaults) -> JsResult<()> {
        let fields = [
            ("weekday", self.weekday),
            ("era", self.era),
            ("year", self.year),
            ("month", self.month),
            ("day", self.day),
            ("hour", self.hour),
            ("minute", self.minute),
            ("second", self.second),
            ("fractionalSecondDigits", (self.fraction > 0).then_some(Width::Numeric)),
            ("timeZoneName", self.zone_name.map(|_| Width::Long)),
        ];
        if let Some((name, _)) = fields.iter().find(|(_, width)| width.is_some()) {
            let style = if date.is_some() { "dateStyle" } else { "timeStyle" };
            return Err(vm.type_error(format!("Can't set option {name} when {style} is used")));
        }
        if defaults == Defaults::Date && time.is_some() {
            return Err(vm.type_error("Invalid option : timeStyle"));
        }
        if defaults == Defaults::Time && date.is_some() {
            return Err(vm.type_error("Invalid option : dateStyle"));
        }
        let numeric = Some(Width::Numeric);
        if let Some(style) = date {
            (self.year, self.day) = (numeric, numeric);
            self.month = Some(match style {
                Style::Full | Style::Long => Width::Long,
                Style::Medium => Width::Short,
                Style::Short => Width::Numeric,
            });
            match style {
                Style::Full => self.weekday = Some(Width::Long),
                Style::Short => self.year = Some(Width::TwoDigit),
                _ => {}
            }
        }
        if let Some(style) = time {
            (self.hour, self.minute) = (numeric, numeric);
            self.second = (style != Style::Short).then_some(Width::Numeric);
            self.zone_name = match style {
                Style::Full => Some(NameStyle::Long),
                Style::Long => Some(NameStyle::Short),
                _ => None,
            };
        }
        Ok(())
    }
}
