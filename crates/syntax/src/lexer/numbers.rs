//! Numeric literals (12.9.3), correctly rounded.
use super::{Lexer, Parse};
use crate::Message;
use crate::token::{Kind, Token};

impl<'a> Lexer<'a> {
    pub(super) fn scan_number(&mut self, flags: u8) -> Parse<()> {
        let start = self.pos;
        match (self.byte(0), self.byte(1)) {
            (b'0', b'x' | b'X') => self.scan_radix(start, 4, flags),
            (b'0', b'o' | b'O') => self.scan_radix(start, 3, flags),
            (b'0', b'b' | b'B') => self.scan_radix(start, 1, flags),
            (b'0', b'0'..=b'9') => self.scan_leading_zero(start, flags),
            (b'0', b'_') => self.fail(Message::NumericSeparator, start + 1, start + 2),
            _ => self.scan_decimal(start, flags),
        }
    }

    /// Digits with separators from `pos`. True if there was a separator.
    fn skip_digits(&mut self, is_digit: impl Fn(u8) -> bool) -> Parse<bool> {
        let mut separated = false;
        let first = self.pos;
        loop {
            let byte = self.byte(0);
            if byte == b'_' {
                if self.pos == first
                    || !is_digit(self.source[self.pos - 1])
                    || !is_digit(self.byte(1))
                {
                    return self.fail(Message::NumericSeparator, self.pos, self.pos + 1);
                }
                separated = true;
            } else if !is_digit(byte) {
                return Ok(separated);
            }
            self.pos += 1;
        }
    }

    /// `0x`, `0o`, `0b`: `bits` bits per digit.
    fn scan_radix(&mut self, start: usize, bits: u32, flags: u8) -> Parse<()> {
        self.pos += 2;
        let is_digit = move |byte: u8| char::from(byte).is_digit(1 << bits);
        let separated = self.skip_digits(is_digit)?;
        if self.pos == start + 2 {
            let end = (self.pos + 1).min(self.source.len());
            return self.fail(Message::InvalidOrUnexpectedToken, start, end);
        }
        let digits = &self.source[start + 2..self.pos];
        if self.byte(0) == b'n' {
            self.pos += 1;
            self.buffer.clear();
            self.buffer
                .extend_from_slice(&[b'0', self.source[start + 1].to_ascii_lowercase()]);
            self.buffer
                .extend(digits.iter().filter(|&&byte| byte != b'_'));
            self.text = self.bump.alloc_slice_copy(&self.buffer);
            return self.finish_number(Kind::BigInt, start, flags);
        }
        let _ = separated;
        self.number = radix_value(digits, bits);
        self.finish_number(Kind::Number, start, flags)
    }

    /// Annex B.1.1: legacy octal, or a decimal with a leading zero.
    fn scan_leading_zero(&mut self, start: usize, flags: u8) -> Parse<()> {
        while self.byte(0).is_ascii_digit() {
            self.pos += 1;
        }
        if self.byte(0) == b'_' {
            return self.fail(Message::NumericSeparator, self.pos, self.pos + 1);
        }
        let digits = &self.source[start + 1..self.pos];
        if digits.iter().all(|byte| *byte < b'8') {
            self.number = radix_value(digits, 3);
            return self.finish_number(Kind::Number, start, flags | Token::OCTAL);
        }
        if self.byte(0) == b'n' {
            return self.fail(Message::InvalidOrUnexpectedToken, start, self.pos + 1);
        }
        self.pos = start + 1;
        self.scan_decimal(start, flags | Token::DECIMAL_ZERO)
    }

    fn scan_decimal(&mut self, start: usize, flags: u8) -> Parse<()> {
        let is_digit = |byte: u8| byte.is_ascii_digit();
        let mut separated = self.skip_digits(is_digit)?;
        let integer_end = self.pos;
        if self.byte(0) == b'n' && integer_end > start {
            self.pos += 1;
            self.buffer.clear();
            self.buffer.extend(
                self.source[start..integer_end]
                    .iter()
                    .filter(|&&byte| byte != b'_'),
            );
            self.text = self.bump.alloc_slice_copy(&self.buffer);
            return self.finish_number(Kind::BigInt, start, flags);
        }
        if self.byte(0) == b'.' {
            self.pos += 1;
            if self.byte(0) == b'_' {
                return self.fail(Message::NumericSeparator, self.pos, self.pos + 1);
            }
            separated |= self.skip_digits(is_digit)?;
        }
        if matches!(self.byte(0), b'e' | b'E') {
            self.pos += 1;
            if matches!(self.byte(0), b'+' | b'-') {
                self.pos += 1;
            }
            let exponent = self.pos;
            separated |= self.skip_digits(is_digit)?;
            if self.pos == exponent {
                return self.fail(Message::InvalidOrUnexpectedToken, start, self.pos);
            }
        }
        if separated && flags & Token::DECIMAL_ZERO != 0 {
            return self.fail(Message::NumericSeparator, start, self.pos);
        }
        self.number = self.decimal_value(start, integer_end, separated);
        self.finish_number(Kind::Number, start, flags)
    }

    fn decimal_value(&mut self, start: usize, integer_end: usize, separated: bool) -> f64 {
        let text = &self.source[start..self.pos];
        // FAST: short integers are exact.
        if integer_end == self.pos && !separated && text.len() <= 15 {
            return text
                .iter()
                .fold(0u64, |value, digit| value * 10 + u64::from(digit - b'0'))
                as f64;
        }
        self.buffer.clear();
        self.buffer
            .extend(text.iter().filter(|&&byte| byte != b'_'));
        std::str::from_utf8(&self.buffer)
            .ok()
            .and_then(|text| text.parse().ok())
            .unwrap_or(f64::NAN)
    }

    fn finish_number(&mut self, kind: Kind, start: usize, flags: u8) -> Parse<()> {
        if self.identifier_follows() {
            return self.fail(Message::InvalidOrUnexpectedToken, start, self.pos + 1);
        }
        self.finish(kind, start, flags);
        Ok(())
    }
}

/// Value of digits of `bits` bits each (separators skipped), rounded to nearest even.
fn radix_value(digits: &[u8], bits: u32) -> f64 {
    let (mut mantissa, mut exponent, mut sticky) = (0u64, 0i32, 0u64);
    for digit in digits
        .iter()
        .filter_map(|&byte| char::from(byte).to_digit(16))
    {
        if mantissa < 1 << 59 {
            mantissa = mantissa << bits | u64::from(digit);
        } else {
            // The dropped bits only break ties.
            sticky |= u64::from(digit != 0);
            exponent = exponent.saturating_add(bits as i32);
        }
    }
    (mantissa | sticky) as f64 * 2f64.powi(exponent)
}

#[cfg(test)]
mod tests {
    use super::radix_value;

    #[test]
    fn radix_values_round_to_nearest_even() {
        assert_eq!(radix_value(b"ff", 4), 255.0);
        assert_eq!(radix_value(b"20000000000001", 4), 9007199254740992.0);
        assert_eq!(radix_value(b"20000000000003", 4), 9007199254740996.0);
        assert_eq!(
            radix_value(b"200000000000010000001", 4),
            9007199254740994.0 * 2f64.powi(28)
        );
        assert_eq!(radix_value(&[b'f'; 300], 4), f64::INFINITY);
    }
}
