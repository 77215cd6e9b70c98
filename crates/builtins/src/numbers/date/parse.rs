//! 21.4.3.2 the text of dates: the format of 21.4.1.32, and what V8 accepts beside it.
//!
//! The text is cut into tokens. First the ISO format is tried; where it ends, the tolerant reader goes on with the tokens
//! that are left: numbers go to the time when a `:` follows and to the day otherwise; month names, AM and PM, zone names
//! count; words before the first number and what stands in parentheses do not.
use super::time::{make_date, make_day, make_time};
use ogive_vm::Units;
use ogive_vm::string_ops::is_white_space;

/// What a text says: a time, of local time unless an offset was given.
#[derive(Clone, Copy, PartialEq, Debug)]
pub(super) struct Parsed {
    /// The time as the text spells it.
    pub time: f64,
    /// Milliseconds east of UTC; `None`: local time.
    pub offset: Option<f64>,
}

/// Reads a text; `None` when it is no date.
pub(super) fn parse(text: Units<'_>) -> Option<Parsed> {
    let mut reader = Reader { text, at: 0, token: Token::End };
    reader.advance();
    let (mut day, mut time, mut zone) = (Day::default(), Time::default(), ZoneOffset::default());
    match read_iso(&mut reader, &mut day, &mut time, &mut zone) {
        Iso::Whole => {}
        Iso::Invalid => return None,
        Iso::Legacy(first) => read_legacy(&mut reader, first, &mut day, &mut time, &mut zone)?,
    }
    let (year, month, date) = day.finish()?;
    let [hour, minute, second, ms] = time.finish()?.map(f64::from);
    let day = make_day(year as f64, (month - 1) as f64, date as f64);
    let time = make_date(day, make_time(hour, minute, second, ms));
    Some(Parsed { time, offset: zone.finish()? })
}

// ---- tokens ---------------------------------------------------------------------------------------------------------------

#[derive(Clone, Copy, PartialEq, Debug)]
enum Token {
    End,
    /// Value of the first nine digits that count, and how many digits there are.
    Number(i32, usize),
    /// One of `: - + . )`.
    Symbol(u8),
    Word(Word),
    WhiteSpace,
    Other,
}
#[derive(Clone, Copy, PartialEq, Debug)]
enum Word {
    Month(i32),
    AmPm(i32),
    /// Hours east of UTC; whether it is `Z`.
    Zone(i32, bool),
    T,
    Other,
}
impl Token {
    fn fixed(self, digits: usize) -> Option<i32> {
        match self {
            Token::Number(n, length) if length == digits => Some(n),
            _ => None,
        }
    }
    fn sign(self) -> Option<i32> {
        match self {
            Token::Symbol(b'+') => Some(1),
            Token::Symbol(b'-') => Some(-1),
            _ => None,
        }
    }
    fn is_z(self) -> bool {
        matches!(self, Token::Word(Word::Zone(_, true)))
    }
}

const WORDS: &[(&str, Word)] = &[
    ("jan", Word::Month(1)),
    ("feb", Word::Month(2)),
    ("mar", Word::Month(3)),
    ("apr", Word::Month(4)),
    ("may", Word::Month(5)),
    ("jun", Word::Month(6)),
    ("jul", Word::Month(7)),
    ("aug", Word::Month(8)),
    ("sep", Word::Month(9)),
    ("oct", Word::Month(10)),
    ("nov", Word::Month(11)),
    ("dec", Word::Month(12)),
    ("am", Word::AmPm(0)),
    ("pm", Word::AmPm(12)),
    ("ut", Word::Zone(0, false)),
    ("utc", Word::Zone(0, false)),
    ("z", Word::Zone(0, true)),
    ("gmt", Word::Zone(0, false)),
    ("est", Word::Zone(-5, false)),
    ("edt", Word::Zone(-4, false)),
    ("cst", Word::Zone(-6, false)),
    ("cdt", Word::Zone(-5, false)),
    ("mst", Word::Zone(-7, false)),
    ("mdt", Word::Zone(-6, false)),
    ("pst", Word::Zone(-8, false)),
    ("pdt", Word::Zone(-7, false)),
    ("t", Word::T),
];

/// Tokens with one of lookahead: `token` is the next one.
struct Reader<'a> {
    text: Units<'a>,
    at: usize,
    token: Token,
}
impl Reader<'_> {
    fn unit(&self) -> u16 {
        if self.at < self.text.len() { self.text.get(self.at) } else { 0 }
    }
    /// The next token; reads on.
    fn next(&mut self) -> Token {
        let token = self.token;
        self.advance();
        token
    }
    fn advance(&mut self) {
        self.token = self.scan();
    }
    fn skip_symbol(&mut self, symbol: u8) -> bool {
        let found = self.token == Token::Symbol(symbol);
        if found {
            self.advance();
        }
        found
    }
    fn is_digit(&self) -> bool {
        matches!(self.unit(), 0x30..=0x39)
    }
    fn scan(&mut self) -> Token {
        if self.at >= self.text.len() {
            return Token::End;
        }
        let unit = self.unit();
        match u8::try_from(unit) {
            Ok(b'0'..=b'9') => return self.scan_number(),
            Ok(symbol @ (b':' | b'-' | b'+' | b'.' | b')')) => {
                self.at += 1;
                return Token::Symbol(symbol);
            }
            Ok(b'(') => {
                self.skip_parentheses();
                return Token::Other;
            }
            _ => {}
        }
        if is_white_space(unit) {
            self.at += 1;
            return Token::WhiteSpace;
        }
        if unit >= b'A' as u16 {
            return Token::Word(self.scan_word());
        }
        self.at += 1;
        Token::Other
    }
    fn scan_number(&mut self) -> Token {
        let start = self.at;
        while self.unit() == b'0' as u16 {
            self.at += 1;
        }
        let (mut value, mut digits) = (0, 0);
        while self.is_digit() {
            if digits < 9 {
                value = value * 10 + (self.unit() - b'0' as u16) as i32;
            }
            digits += 1;
            self.at += 1;
        }
        Token::Number(value, self.at - start)
    }
    fn scan_word(&mut self) -> Word {
        let (mut prefix, mut length) = ([0u8; 3], 0);
        while self.unit() >= b'A' as u16 && !is_white_space(self.unit()) {
            if length < 3 {
                prefix[length] = u8::try_from(self.unit()).unwrap_or(0).to_ascii_lowercase();
            }
            length += 1;
            self.at += 1;
        }
        let word = &prefix[..length.min(3)];
        // Only months may be longer than their first three letters.
        let found = WORDS.iter().find(|(text, w)| text.as_bytes() == word && (length <= 3 || matches!(w, Word::Month(_))));
        found.map_or(Word::Other, |(_, word)| *word)
    }
    fn skip_parentheses(&mut self) {
        let mut depth = 0;
        while self.at < self.text.len() {
            match self.unit() {
                0x28 => depth += 1,
                0x29 => depth -= 1,
                _ => {}
            }
            self.at += 1;
            if depth == 0 {
                return;
            }
        }
    }
}

// ---- parts ----------------------------------------------------------------------------------------------------------------

fn is_month(n: i32) -> bool {
    (1..=12).contains(&n)
}
fn is_day(n: i32) -> bool {
    (1..=31).contains(&n)
}
fn is_hour(n: i32) -> bool {
    (0..24).contains(&n)
}
fn is_minute(n: i32) -> bool {
    (0..60).contains(&n)
}

#[derive(Default)]
struct Day {
    parts: [i32; 3],
    count: usize,
    month: Option<i32>,
    iso: bool,
    /// A year with a sign, from the text of a Date: years of one or two digits stay as they are.
    signed_year: bool,
}
impl Day {
    fn add(&mut self, n: i32) -> Option<()> {
        *self.parts.get_mut(self.count)? = n;
        self.count += 1;
        Some(())
    }
    /// Year, month (1 to 12), day.
    fn finish(self) -> Option<(i32, i32, i32)> {
        if self.count == 0 {
            return None;
        }
        // NB: a missing year is 1, which means 2001, as in V8.
        let mut parts = self.parts;
        parts[self.count..].fill(1);
        let [a, b, c] = parts;
        let (mut year, month, day) = match self.month {
            None if self.iso || !is_day(a) => (a, b, c),
            None => (c, a, b),
            Some(month) if !is_day(a) => (a, month, b),
            Some(month) => (b, month, a),
        };
        if !self.iso && !self.signed_year {
            year += match year {
                0..=49 => 2000,
                50..=99 => 1900,
                _ => 0,
            };
        }
        (is_month(month) && is_day(day)).then_some((year, month, day))
    }
}

#[derive(Default)]
struct Time {
    parts: [i32; 4],
    count: usize,
    am_pm: Option<i32>,
}
impl Time {
    fn is_empty(&self) -> bool {
        self.count == 0
    }
    fn add(&mut self, n: i32) -> Option<()> {
        *self.parts.get_mut(self.count)? = n;
        self.count += 1;
        Some(())
    }
    /// The last part: the rest is zero.
    fn add_final(&mut self, n: i32) -> Option<()> {
        self.add(n)?;
        self.count = 4;
        Some(())
    }
    /// Can the number be the next part of a time that has begun?
    fn expects(&self, n: i32) -> bool {
        match self.count {
            1 | 2 => is_minute(n),
            3 => (0..1000).contains(&n),
            _ => false,
        }
    }
    fn finish(self) -> Option<[i32; 4]> {
        let mut parts = self.parts;
        if let Some(offset) = self.am_pm {
            if !(0..=12).contains(&parts[0]) {
                return None;
            }
            parts[0] = parts[0] % 12 + offset;
        }
        let [hour, minute, second, ms] = parts;
        let fits = is_hour(hour) && is_minute(minute) && is_minute(second) && (0..1000).contains(&ms);
        (fits || parts == [24, 0, 0, 0]).then_some(parts)
    }
}

#[derive(Default)]
struct ZoneOffset {
    sign: Option<i32>,
    hour: Option<i32>,
    minute: Option<i32>,
}
impl ZoneOffset {
    fn set_hours(&mut self, hours: i32) {
        *self = ZoneOffset { sign: Some(if hours < 0 { -1 } else { 1 }), hour: Some(hours.abs()), minute: Some(0) };
    }
    fn expects(&self, n: i32) -> bool {
        self.hour.is_some() && self.minute.is_none() && is_minute(n)
    }
    fn is_utc(&self) -> bool {
        self.hour == Some(0) && self.minute == Some(0)
    }
    /// Milliseconds east of UTC, or `None` for local time; fails when out of range. NB: in 32 bits, as V8 counts.
    fn finish(self) -> Option<Option<f64>> {
        let Some(sign) = self.sign else { return Some(None) };
        let (hour, minute) = (self.hour.unwrap_or(0) as u32, self.minute.unwrap_or(0) as u32);
        let seconds = hour.wrapping_mul(3600).wrapping_add(minute.wrapping_mul(60));
        i32::try_from(seconds).ok().map(|seconds| Some((sign * seconds) as f64 * 1000.0))
    }
}

/// The first three digits of a fraction.
fn milliseconds(number: i32, length: usize) -> i32 {
    match length {
        1 => number * 100,
        2 => number * 10,
        _ => number / 10i32.pow(length.min(9) as u32 - 3),
    }
}

// ---- the two formats ------------------------------------------------------------------------------------------------------

enum Iso {
    /// The whole text is in the ISO format.
    Whole,
    Invalid,
    /// The tolerant reader goes on with this token.
    Legacy(Token),
}

/// 21.4.1.32 [Date Time String Format](https://tc39.es/ecma262/#sec-date-time-string-format)
fn read_iso(reader: &mut Reader, day: &mut Day, time: &mut Time, zone: &mut ZoneOffset) -> Iso {
    if let Some(sign) = reader.token.sign() {
        let token = reader.next();
        let Some(year) = reader.token.fixed(6) else { return Iso::Legacy(token) };
        if sign < 0 && year == 0 {
            return Iso::Invalid;
        }
        reader.advance();
        let _ = day.add(sign * year);
    } else if let Some(year) = reader.token.fixed(4) {
        reader.advance();
        let _ = day.add(year);
    } else {
        return Iso::Legacy(reader.next());
    }
    for fits in [is_month, is_day] {
        if !reader.skip_symbol(b'-') {
            break;
        }
        match reader.token.fixed(2) {
            Some(n) if fits(n) => _ = day.add(n),
            _ => return Iso::Legacy(reader.next()),
        }
        reader.advance();
    }
    if reader.token != Token::Word(Word::T) {
        if reader.token != Token::End {
            return Iso::Legacy(reader.next());
        }
    } else {
        reader.advance();
        if read_iso_time(reader, time, zone).is_none() || reader.token != Token::End {
            return Iso::Invalid;
        }
    }
    if zone.hour.is_none() && time.is_empty() {
        zone.set_hours(0);
    }
    day.iso = true;
    Iso::Whole
}
fn read_iso_time(reader: &mut Reader, time: &mut Time, zone: &mut ZoneOffset) -> Option<()> {
    let hour = reader.token.fixed(2).filter(|h| (0..=24).contains(h))?;
    let in_minute = |n: &i32| is_minute(*n) && (hour < 24 || *n == 0);
    reader.advance();
    time.add(hour)?;
    reader.skip_symbol(b':').then_some(())?;
    time.add(reader.token.fixed(2).filter(in_minute)?)?;
    reader.advance();
    if reader.skip_symbol(b':') {
        time.add(reader.token.fixed(2).filter(in_minute)?)?;
        reader.advance();
        if reader.skip_symbol(b'.') {
            let Token::Number(n, length) = reader.next() else { return None };
            if hour == 24 && n > 0 {
                return None;
            }
            time.add(milliseconds(n, length))?;
        }
    }
    if reader.token.is_z() {
        reader.advance();
        zone.set_hours(0);
    } else if let Some(sign) = reader.token.sign() {
        reader.advance();
        let (hour, minute) = match reader.token.fixed(4) {
            Some(n) => {
                reader.advance();
                (n / 100, n % 100)
            }
            None => {
                let hour = reader.token.fixed(2)?;
                reader.advance();
                reader.skip_symbol(b':').then_some(())?;
                let minute = reader.token.fixed(2)?;
                reader.advance();
                (hour, minute)
            }
        };
        (is_hour(hour) && is_minute(minute)).then_some(())?;
        *zone = ZoneOffset { sign: Some(sign), hour: Some(hour), minute: Some(minute) };
    }
    Some(())
}

/// Everything else, beginning with a token that has been read.
fn read_legacy(reader: &mut Reader, first: Token, day: &mut Day, time: &mut Time, zone: &mut ZoneOffset) -> Option<()> {
    let mut any_number = day.count > 0;
    let mut token = first;
    while token != Token::End {
        match token {
            Token::Number(n, _) => {
                any_number = true;
                read_number(reader, n, day, time, zone)?;
            }
            Token::Word(word) => match word {
                Word::AmPm(offset) if !time.is_empty() => time.am_pm = Some(offset),
                Word::Month(month) => {
                    day.month = Some(month);
                    reader.skip_symbol(b'-');
                }
                Word::Zone(hours, _) if any_number => zone.set_hours(hours),
                // Unknown words are for the time before the first number, and no number may touch them.
                _ if any_number || matches!(reader.token, Token::Number(..)) => return None,
                _ => {}
            },
            Token::Symbol(b'+' | b'-') if zone.is_utc() || !time.is_empty() => {
                any_number = true;
                read_offset(reader, token.sign()?, zone)?;
            }
            // The text of a Date before year 0.
            Token::Symbol(b'-') if day.month.is_some() && day.count == 1 && matches!(reader.token, Token::Number(_, 4..=6)) => {
                let Token::Number(n, _) = reader.next() else { return None };
                day.signed_year = true;
                day.add(-n)?;
            }
            Token::Symbol(b'+' | b'-' | b')') if any_number => return None,
            _ => {}
        }
        token = reader.next();
    }
    Some(())
}
fn read_number(reader: &mut Reader, n: i32, day: &mut Day, time: &mut Time, zone: &mut ZoneOffset) -> Option<()> {
    if reader.skip_symbol(b':') {
        if reader.skip_symbol(b':') {
            if !time.is_empty() {
                return None;
            }
            time.add(n)?;
            return time.add(0);
        }
        time.add(n)?;
        reader.skip_symbol(b'.');
        return Some(());
    }
    if reader.skip_symbol(b'.') && time.expects(n) {
        time.add(n)?;
        let Token::Number(n, length) = reader.next() else { return None };
        // NB: a fraction after the fourth part counts for nothing.
        let _ = time.add_final(milliseconds(n, length));
        return Some(());
    }
    if zone.expects(n) {
        zone.minute = Some(n);
        return Some(());
    }
    if time.expects(n) {
        time.add_final(n)?;
        let ends = matches!(reader.token, Token::End | Token::WhiteSpace) || reader.token.is_z() || reader.token.sign().is_some();
        return ends.then_some(());
    }
    day.add(n)?;
    reader.skip_symbol(b'-');
    Some(())
}
fn read_offset(reader: &mut Reader, sign: i32, zone: &mut ZoneOffset) -> Option<()> {
    let (n, length) = match reader.token {
        Token::Number(n, length) => {
            reader.advance();
            (n, length)
        }
        _ => (0, 0),
    };
    zone.sign = Some(sign);
    (zone.hour, zone.minute) = match length {
        _ if reader.token == Token::Symbol(b':') => (Some(n), None),
        1 | 2 => (Some(n), Some(0)),
        3 | 4 => (Some(n / 100), Some(n % 100)),
        _ => return None,
    };
    Some(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: Option<(f64, Option<f64>)>) {
        let units: Vec<u16> = text.encode_utf16().collect();
        let parsed = parse(Units::Utf16(&units)).map(|p| (p.time, p.offset));
        assert_eq!(parsed, expected, "{text}");
    }

    #[test]
    fn iso() {
        check("1970-01-01", Some((0.0, Some(0.0))));
        check("1970", Some((0.0, Some(0.0))));
        check("1970-01-01T00:00", Some((0.0, None)));
        check("1970-01-01T00:00:00.001Z", Some((1.0, Some(0.0))));
        check("1970-01-01T24:00Z", Some((86_400_000.0, Some(0.0))));
        check("1970-01-01T24:01Z", None);
        check("+275760-09-13T00:00:00.000Z", Some((8.64e15, Some(0.0))));
        check("-000000", None);
        check("-000000-01-01T00:00:00Z", None);
        check("1970-01-01T00:00:00+01:00", Some((0.0, Some(3_600_000.0))));
        check("1970-01-01T00:00:00.1234567891Z", Some((123.0, Some(0.0))));
        check("1970-01-01T00", None);
        check("", None);
    }
    #[test]
    fn legacy() {
        check("Thu Jan 01 1970 00:00:00 GMT+0100 (Central European Standard Time)", Some((0.0, Some(3_600_000.0))));
        check("Thu, 01 Jan 1970 00:00:00 GMT", Some((0.0, Some(0.0))));
        check("Jan 1, 1970", Some((0.0, None)));
        check("1/1/1970", Some((0.0, None)));
        check("1/1/70 1:00 PM", Some((46_800_000.0, None)));
        check("1 January 1970 EST", Some((0.0, Some(-18_000_000.0))));
        check("hello", None);
        check("1970-1-1", Some((0.0, None)));
        check("1970-01-01 00:00", Some((0.0, None)));
        check("Fri Jan 01 -0001 00:00:00 GMT+0000", Some((-62_198_755_200_000.0, Some(0.0))));
    }
}
