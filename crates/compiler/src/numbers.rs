//! Texts of numeric property keys.

/// 6.1.6.1.20 Number::toString in base 10.
pub(crate) fn to_text(value: f64) -> String {
    if value == 0.0 {
        return "0".into();
    }
    if value.is_infinite() {
        return "Infinity".into();
    }
    // Rust's exponent form has the shortest digits that give the value back, as the specification wants.
    let shortest = format!("{value:e}");
    let (mantissa, exponent) = shortest.split_once('e').unwrap_or((&shortest, "0"));
    let digits: String = mantissa.chars().filter(char::is_ascii_digit).collect();
    let point = exponent.parse::<i32>().unwrap_or(0) + 1;
    let count = digits.len() as i32;
    match point {
        _ if count <= point && point <= 21 => format!("{digits}{}", "0".repeat((point - count) as usize)),
        1..=21 => format!("{}.{}", &digits[..point as usize], &digits[point as usize..]),
        -5..=0 => format!("0.{}{digits}", "0".repeat(-point as usize)),
        _ => {
            let sign = if point > 0 { '+' } else { '-' };
            let exponent = (point - 1).unsigned_abs();
            match digits.len() {
                1 => format!("{digits}e{sign}{exponent}"),
                _ => format!("{}.{}e{sign}{exponent}", &digits[..1], &digits[1..]),
            }
        }
    }
}

/// Decimal digits of a BigInt literal.
pub(crate) fn bigint_text(literal: &[u8]) -> String {
    let text = String::from_utf8_lossy(literal).to_lowercase();
    let (radix, digits) = match text.get(..2) {
        Some("0x") => (16, &text[2..]),
        Some("0o") => (8, &text[2..]),
        Some("0b") => (2, &text[2..]),
        _ => return text,
    };
    // Little-endian decimal digits.
    let mut decimal = vec![0u32];
    for digit in digits.chars().filter_map(|c| c.to_digit(radix)) {
        let mut carry = digit;
        for place in &mut decimal {
            let value = *place * radix + carry;
            *place = value % 10;
            carry = value / 10;
        }
        while carry > 0 {
            decimal.push(carry % 10);
            carry /= 10;
        }
    }
    decimal.iter().rev().map(|d| char::from(b'0' + *d as u8)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys() {
        let texts = [1.5, 1e21, 1e-7, 123456789012345680000.0, 0.000001, 100.0, 1.25e30].map(to_text);
        assert_eq!(texts, ["1.5", "1e+21", "1e-7", "123456789012345680000", "0.000001", "100", "1.25e+30"]);
        assert_eq!(bigint_text(b"0xff"), "255");
        assert_eq!(bigint_text(b"0"), "0");
    }
}
