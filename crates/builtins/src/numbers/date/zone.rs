//! 21.4.1.20 the system time zone: offsets of local time, names of zones. One range of time with the same offset is remembered.
use super::time::{DAYS_PER_ERA, MS_PER_DAY, civil, hour, millisecond, minute, second};
use jiff::tz::{AmbiguousOffset, TimeZone};
use jiff::{SignedDuration, Timestamp, civil::DateTime};
use ogive_vm::Vm;

/// jiff knows the years from -9999 to 9999. The calendar repeats after 400 years, and so do rules of zones that have no end.
const FIRST_YEAR: i64 = -9000;
const LAST_YEAR: i64 = 9000;
/// Milliseconds of 400 years.
const MS_PER_ERA: f64 = DAYS_PER_ERA as f64 * MS_PER_DAY;

/// The zone of an agent, and the last range looked up: times in `from..to` have this offset.
#[derive(Default)]
struct Zone {
    zone: Option<TimeZone>,
    from: f64,
    to: f64,
    offset: f64,
}
impl Zone {
    fn time_zone(&mut self) -> &TimeZone {
        self.zone.get_or_insert_with(system_time_zone)
    }
    /// The offset in milliseconds at an instant within jiff's years.
    fn offset_at(&mut self, t: f64) -> f64 {
        if !(self.from..self.to).contains(&t) {
            let instant = timestamp(t);
            let zone = self.time_zone();
            let offset = zone.to_offset(instant).seconds() as f64 * 1000.0;
            // NB: `preceding` is strict, so it is asked from a moment later.
            let next = instant.checked_add(SignedDuration::from_nanos(1)).unwrap_or(instant);
            let from = zone.preceding(next).next().map_or(f64::NEG_INFINITY, |t| milliseconds(t.timestamp()));
            let to = zone.following(instant).next().map_or(f64::INFINITY, |t| milliseconds(t.timestamp()));
            (self.from, self.to, self.offset) = (from, to, offset);
        }
        self.offset
    }
}

/// The zone that TZ names, or the system's.
fn system_time_zone() -> TimeZone {
    let Ok(name) = std::env::var("TZ") else { return TimeZone::try_system().unwrap_or(TimeZone::UTC) };
    let name = name.strip_prefix(':').unwrap_or(&name);
    if name.starts_with('/') {
        let named = name.split_once("/zoneinfo/").and_then(|(_, id)| TimeZone::get(id).ok());
        let from_file = || std::fs::read(name).ok().and_then(|bytes| TimeZone::tzif(name, &bytes).ok());
        return named.or_else(from_file).unwrap_or(TimeZone::UTC);
    }
    TimeZone::get(name).or_else(|_| TimeZone::posix(name)).unwrap_or(TimeZone::UTC)
}
fn timestamp(t: f64) -> Timestamp {
    Timestamp::from_millisecond(t as i64).unwrap_or(Timestamp::UNIX_EPOCH)
}
fn milliseconds(t: Timestamp) -> f64 {
    t.as_millisecond() as f64
}
/// A time with the same place in the calendar within jiff's years.
fn within_years(t: f64) -> f64 {
    let year = civil(t).year;
    let eras = match year {
        ..FIRST_YEAR => (FIRST_YEAR - year + 399) / 400,
        LAST_YEAR.. => -((year - LAST_YEAR + 399) / 400),
        _ => return t,
    };
    t + eras as f64 * MS_PER_ERA
}

/// Forgets the time zone, so that it is read anew: for hosts whose scripts can change TZ.
pub fn reset_time_zone(vm: &mut Vm) {
    *vm.extension::<Zone>() = Zone::default();
}

/// 21.4.1.21 [GetNamedTimeZoneOffsetNanoseconds](https://tc39.es/ecma262/#sec-getnamedtimezoneoffsetnanoseconds) in milliseconds, of
/// a finite time.
pub(super) fn offset(vm: &mut Vm, t: f64) -> f64 {
    vm.extension::<Zone>().offset_at(within_years(t))
}
/// 21.4.1.25 [LocalTime](https://tc39.es/ecma262/#sec-localtime)
pub(super) fn local_time(vm: &mut Vm, t: f64) -> f64 {
    t + offset(vm, t)
}
/// 21.4.1.26 [UTC](https://tc39.es/ecma262/#sec-utc-t): of two instants the earlier; in a gap the offset before it.
pub(super) fn utc(vm: &mut Vm, local: f64) -> f64 {
    // 1: what lies further away is no time value in any zone.
    if !local.is_finite() || local.abs() > super::time::MAX_TIME + MS_PER_DAY {
        return f64::NAN;
    }
    let near = within_years(local);
    let zone = vm.extension::<Zone>();
    // FAST: far from any change of the offset.
    if near - MS_PER_DAY >= zone.from && near + MS_PER_DAY < zone.to {
        return local - zone.offset;
    }
    let date = civil(near);
    let wall = DateTime::new(
        date.year as i16,
        date.month as i8 + 1,
        date.day as i8,
        hour(near) as i8,
        minute(near) as i8,
        second(near) as i8,
        millisecond(near) as i32 * 1_000_000,
    );
    let Ok(wall) = wall else { return f64::NAN };
    let offset = match zone.time_zone().to_ambiguous_timestamp(wall).offset() {
        AmbiguousOffset::Unambiguous { offset } => offset,
        AmbiguousOffset::Gap { before, .. } | AmbiguousOffset::Fold { before, .. } => before,
    };
    let offset = offset.seconds() as f64 * 1000.0;
    zone.offset_at(near - offset);
    local - offset
}

/// How a zone is named.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum NameStyle {
    /// `EST`, or the offset.
    Short,
    /// `Eastern Standard Time`, or the offset.
    Long,
    /// `GMT-5`
    ShortOffset,
    /// `GMT-05:00`
    LongOffset,
}

/// The zone of the agent.
pub(super) fn system(vm: &mut Vm) -> TimeZone {
    vm.extension::<Zone>().time_zone().clone()
}
/// The zone of an IANA identifier in any case.
pub(super) fn named(id: &str) -> Option<TimeZone> {
    TimeZone::get(id).ok()
}
/// The offset in milliseconds in a zone at a finite time.
pub(super) fn offset_in(zone: &TimeZone, t: f64) -> f64 {
    zone.to_offset(timestamp(within_years(t))).seconds() as f64 * 1000.0
}

/// The name in parentheses of [TimeZoneString](https://tc39.es/ecma262/#sec-timezoneestring): English, as V8 has it.
pub(super) fn name(vm: &mut Vm, t: f64) -> String {
    let zone = system(vm);
    name_in(&zone, t, NameStyle::Long)
}
/// The English name of a zone at a finite time.
pub(super) fn name_in(zone: &TimeZone, t: f64, style: NameStyle) -> String {
    /// 2024-01-01 and 2024-07-01.
    const RECENT: [f64; 2] = [1_704_067_200_000.0, 1_719_792_000_000.0];
    let mut info = zone.to_offset_info(timestamp(within_years(t)));
    let offset = info.offset().seconds();
    if info.abbreviation() == "LMT" && style == NameStyle::Long {
        // Before there were zones: the standard time of today.
        let recent = RECENT.map(|t| zone.to_offset_info(timestamp(t)));
        info = recent.into_iter().find(|info| info.dst().is_std()).unwrap_or(info);
    }
    let (abbreviation, id) = (info.abbreviation(), zone.iana_name().unwrap_or(""));
    match style {
        NameStyle::Short if abbreviation == "UTC" || abbreviation == "GMT" => return abbreviation.to_string(),
        NameStyle::Short if SHORT.contains(&abbreviation) && !id.starts_with("Asia/") => return abbreviation.to_string(),
        NameStyle::Long => {
            let region = id.split('/').next().unwrap_or("");
            let fits = |place: &str| place.is_empty() || place == id || place == region;
            match NAMES.iter().find(|(short, place, _)| *short == abbreviation && fits(place)) {
                Some((.., long)) => return long.to_string(),
                None if !abbreviation.starts_with(['+', '-']) => return abbreviation.to_string(),
                None => {}
            }
        }
        _ => {}
    }
    offset_name(offset, style)
}
fn offset_name(seconds: i32, style: NameStyle) -> String {
    let (sign, total) = (if seconds < 0 { '-' } else { '+' }, seconds.abs());
    let (hours, minutes, seconds) = (total / 3600, total / 60 % 60, total % 60);
    let mut text = match (style, minutes) {
        _ if total == 0 => "GMT".to_string(),
        (NameStyle::Long | NameStyle::LongOffset, _) => format!("GMT{sign}{hours:02}:{minutes:02}"),
        (_, 0) if seconds == 0 => format!("GMT{sign}{hours}"),
        _ => format!("GMT{sign}{hours}:{minutes:02}"),
    };
    if seconds != 0 {
        text += &format!(":{seconds:02}");
    }
    text
}

/// Abbreviations that English readers of the United States are shown.
const SHORT: &[&str] = &["EST", "EDT", "CST", "CDT", "MST", "MDT", "PST", "PDT", "AKST", "AKDT", "HST", "HDT"];

/// Abbreviation, zone or region (empty: any), English name. The first row that fits counts.
const NAMES: &[(&str, &str, &str)] = &[
    ("UTC", "", "Coordinated Universal Time"),
    ("GMT", "", "Greenwich Mean Time"),
    ("CET", "", "Central European Standard Time"),
    ("CEST", "", "Central European Summer Time"),
    ("EET", "", "Eastern European Standard Time"),
    ("EEST", "", "Eastern European Summer Time"),
    ("WET", "", "Western European Standard Time"),
    ("WEST", "", "Western European Summer Time"),
    ("BST", "", "British Summer Time"),
    ("IST", "Europe/Dublin", "Irish Standard Time"),
    ("IST", "Asia/Jerusalem", "Israel Standard Time"),
    ("IDT", "", "Israel Daylight Time"),
    ("IST", "", "India Standard Time"),
    ("MSK", "", "Moscow Standard Time"),
    ("EST", "", "Eastern Standard Time"),
    ("EDT", "", "Eastern Daylight Time"),
    ("CST", "Asia/Taipei", "Taipei Standard Time"),
    ("CST", "Asia", "China Standard Time"),
    ("CST", "America/Havana", "Cuba Standard Time"),
    ("CDT", "America/Havana", "Cuba Daylight Time"),
    ("CST", "", "Central Standard Time"),
    ("CDT", "", "Central Daylight Time"),
    ("MST", "", "Mountain Standard Time"),
    ("MDT", "", "Mountain Daylight Time"),
    ("PST", "Asia/Manila", "Philippine Standard Time"),
    ("PST", "", "Pacific Standard Time"),
    ("PDT", "", "Pacific Daylight Time"),
    ("AKST", "", "Alaska Standard Time"),
    ("AKDT", "", "Alaska Daylight Time"),
    ("HST", "", "Hawaii-Aleutian Standard Time"),
    ("HDT", "", "Hawaii-Aleutian Daylight Time"),
    ("AST", "", "Atlantic Standard Time"),
    ("ADT", "", "Atlantic Daylight Time"),
    ("NST", "", "Newfoundland Standard Time"),
    ("NDT", "", "Newfoundland Daylight Time"),
    ("JST", "", "Japan Standard Time"),
    ("KST", "", "Korean Standard Time"),
    ("HKT", "", "Hong Kong Standard Time"),
    ("SST", "Pacific", "Samoa Standard Time"),
    ("PKT", "", "Pakistan Standard Time"),
    ("WIB", "", "Western Indonesia Time"),
    ("WITA", "", "Central Indonesia Time"),
    ("WIT", "", "Eastern Indonesia Time"),
    ("AWST", "", "Australian Western Standard Time"),
    ("ACST", "", "Australian Central Standard Time"),
    ("ACDT", "", "Australian Central Daylight Time"),
    ("AEST", "", "Australian Eastern Standard Time"),
    ("AEDT", "", "Australian Eastern Daylight Time"),
    ("NZST", "", "New Zealand Standard Time"),
    ("NZDT", "", "New Zealand Daylight Time"),
    ("SAST", "", "South Africa Standard Time"),
    ("CAT", "", "Central Africa Time"),
    ("EAT", "", "East Africa Time"),
    ("WAT", "", "West Africa Standard Time"),
    ("ChST", "", "Chamorro Standard Time"),
    ("-03", "America/Sao_Paulo", "Brasilia Standard Time"),
    ("-02", "America/Sao_Paulo", "Brasilia Summer Time"),
    ("-03", "America/Buenos_Aires", "Argentina Standard Time"),
    ("-03", "America/Argentina/Buenos_Aires", "Argentina Standard Time"),
    ("-03", "America/Montevideo", "Uruguay Standard Time"),
    ("-04", "America/Santiago", "Chile Standard Time"),
    ("-03", "America/Santiago", "Chile Summer Time"),
    ("-05", "America/Bogota", "Colombia Standard Time"),
    ("-05", "America/Lima", "Peru Standard Time"),
    ("-04", "America/Caracas", "Venezuela Time"),
    ("-04", "America/La_Paz", "Bolivia Time"),
    ("+04", "Asia/Dubai", "Gulf Standard Time"),
    ("+03", "Asia/Riyadh", "Arabian Standard Time"),
    ("+03", "Asia/Baghdad", "Arabian Standard Time"),
    ("+0330", "Asia/Tehran", "Iran Standard Time"),
    ("+0430", "Asia/Kabul", "Afghanistan Time"),
    ("+0545", "Asia/Kathmandu", "Nepal Time"),
    ("+0545", "Asia/Katmandu", "Nepal Time"),
    ("+05", "Asia/Tashkent", "Uzbekistan Standard Time"),
    ("+0530", "Asia/Colombo", "India Standard Time"),
    ("+06", "Asia/Dhaka", "Bangladesh Standard Time"),
    ("+0630", "Asia/Yangon", "Myanmar Time"),
    ("+07", "Asia/Bangkok", "Indochina Time"),
    ("+07", "Asia/Ho_Chi_Minh", "Indochina Time"),
    ("+07", "Asia/Saigon", "Indochina Time"),
    ("+08", "Asia/Singapore", "Singapore Standard Time"),
    ("+08", "Asia/Kuala_Lumpur", "Malaysia Time"),
    ("+1245", "Pacific/Chatham", "Chatham Standard Time"),
    ("+1345", "Pacific/Chatham", "Chatham Daylight Time"),
    ("+1030", "Australia/Lord_Howe", "Lord Howe Standard Time"),
    ("+11", "Australia/Lord_Howe", "Lord Howe Daylight Time"),
    ("+13", "Pacific/Apia", "Apia Standard Time"),
    ("+14", "Pacific/Kiritimati", "Line Islands Time"),
    ("+00", "Atlantic/Azores", "Azores Summer Time"),
    ("-01", "Atlantic/Azores", "Azores Standard Time"),
];
