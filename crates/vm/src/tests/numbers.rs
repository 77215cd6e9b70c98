use super::{Random, test_vm};
use crate::number_format::*;
use crate::number_parse::*;
use crate::string::Units;

fn parse(text: &str) -> f64 {
    units_to_number(Units::Latin1(text.as_bytes()))
}

#[test]
fn string_to_number() {
    let cases: &[(&str, f64)] = &[
        ("", 0.0), ("  \n\t ", 0.0), (" 12 ", 12.0), ("5.", 5.0), (".5", 0.5), ("-.5e1", -5.0), ("+1e-2", 0.01), ("1e1000", f64::INFINITY),
        ("Infinity", f64::INFINITY), ("-Infinity", f64::NEG_INFINITY), ("+Infinity", f64::INFINITY), ("0x1F", 31.0), ("0b101", 5.0), ("0O17", 15.0),
        ("0x20000000000001", 9007199254740992.0), ("0x20000000000003", 9007199254740996.0), ("0x200000000000011", 144115188075855904.0), ("0x200000000000010", 144115188075855872.0),
        ("00012", 12.0), ("1e0", 1.0), ("2.2250738585072011e-308", 2.225073858507201e-308), ("5e-324", 5e-324), ("2e-324", 0.0),
    ];
    for &(text, value) in cases {
        assert_eq!(parse(text), value, "{text:?}");
    }
    for text in [".", "e5", "1e", "1e+", "0x", "0b2", "-0x1", "+0x1", "infinity", "Infinityx", "1_0", "1n", "nan", "inf", "1 2", "--1", "+", "-", "0x1.8", "0xg"] {
        assert!(parse(text).is_nan(), "{text:?}");
    }
    assert!(parse("-0").is_sign_negative());
    assert_eq!(units_to_number(Units::Utf16(&[0xFEFF, 0x31, 0x2029])), 1.0);
    assert!(units_to_number(Units::Utf16(&[0x31, 0x661])).is_nan());
}

#[test]
fn parse_float_and_int() {
    let float = |t: &str| parse_float(Units::Latin1(t.as_bytes()));
    assert_eq!(float("  3.14abc"), 3.14);
    assert_eq!(float("1e"), 1.0);
    assert_eq!(float("1e+x"), 1.0);
    assert_eq!(float("-Infinityx"), f64::NEG_INFINITY);
    assert_eq!(float("0x10"), 0.0);
    assert_eq!(float("1.2.3"), 1.2);
    assert!(float("e1").is_nan() && float("").is_nan() && float("-").is_nan() && float(".e1").is_nan());
    assert!(float("-0").is_sign_negative());
    let int = |t: &str, r: i32| parse_int(Units::Latin1(t.as_bytes()), r);
    assert_eq!(int("0x1f", 0), 31.0);
    assert_eq!(int("0x1f", 16), 31.0);
    assert_eq!(int("0x1f", 10), 0.0);
    assert_eq!(int(" -12px", 0), -12.0);
    assert_eq!(int("zz", 36), 1295.0);
    assert_eq!(int("100000000000000000000000000000000000000000000000000001", 2), 9007199254740992.0);
    assert_eq!(int("9007199254740993", 10), 9007199254740992.0);
    assert!(int("", 0).is_nan() && int("0x", 16).is_nan() && int("1", 1).is_nan() && int("1", 37).is_nan() && int("2", 2).is_nan());
    assert!(int("-0", 0).is_sign_negative());
    assert_eq!(int(&"9".repeat(400), 0), f64::INFINITY);
    assert_eq!(int(&"2".repeat(700), 3), f64::INFINITY);
}

#[test]
fn round_trips() {
    let mut random = Random(42);
    for i in 0..20_000 {
        let d = match i % 4 {
            0 => random.double(),
            1 => random.below(1 << 60) as f64 / 1000.0,
            2 => (random.next() as i64 >> (random.below(60))) as f64,
            _ => random.below(100_000) as f64 * 10f64.powi(random.below(40) as i32 - 20),
        };
        let text = number_to_text(d);
        assert_eq!(parse(&text), d, "{text}");

        // 36 and 2 and 3 name no other double either.
        for radix in [2, 3, 7, 16, 32, 36] {
            if d == d.trunc() {
                let text = number_to_radix(d, radix);
                assert_eq!(parse_int(Units::Latin1(text.as_bytes()), radix as i32), d, "{text} {radix}");
            }
        }
    }
}

#[test]
fn large_integers_in_any_radix() {
    for d in [f64::MAX, 2f64.powi(53), 2f64.powi(1023), 1e21, 1e300, 9007199254740994.0, 36f64.powi(20), 2f64.powi(60).next_down()] {
        for radix in 2..=36 {
            let text = number_to_radix(d, radix);
            assert_eq!(parse_int(Units::Latin1(text.as_bytes()), radix as i32), d, "{text} {radix}");
        }
    }
}

#[test]
fn radix() {
    for (d, radix, text) in [
        (255.0, 16, "ff"), (0.5, 2, "0.1"), (-255.5, 16, "-ff.8"), (0.1, 3, "0.002200220022002200220022002200220102"),
        (f64::MAX, 36, "1a1e4vngail0000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000"),
        (35.0, 36, "z"), (0.0, 2, "0"), (-0.0, 2, "0"), (3.0, 2, "11"), (1.0 / 3.0, 10, "0.3333333333333333"),
    ] {
        if text.len() < 30 {
            assert_eq!(number_to_radix(d, radix), text, "{d} {radix}");
        }
    }
}

#[test]
fn fixed_exponential_precision() {
    let fixed = [
        (0.5, 0, "1"), (1.5, 0, "2"), (2.5, 0, "3"), (0.25, 1, "0.3"), (1.005, 2, "1.00"), (-1.5, 0, "-2"), (-0.0, 2, "0.00"), (1000000000000000128.0, 0, "1000000000000000128"),
        (0.000001, 7, "0.0000010"), (123.456, 2, "123.46"), (9.995, 2, "9.99"), (99.5, 0, "100"), (1.45, 1, "1.4"), (8.345, 2, "8.35"), (-0.0000001, 2, "-0.00"),
        (0.0, 0, "0"), (1.25, 1, "1.3"), (1.35, 1, "1.4"), (10.235, 2, "10.23"), (1e20, 2, "100000000000000000000.00"),
    ];
    for (d, n, text) in fixed {
        assert_eq!(number_to_fixed(d, n), text, "{d} {n}");
    }
    let exponential = [
        (123456.0, Some(2), "1.23e+5"), (0.00015, Some(0), "1e-4"), (0.0, Some(2), "0.00e+0"), (0.0, None, "0e+0"), (25.0, Some(0), "3e+1"), (12345.0, Some(3), "1.235e+4"),
        (-1.5e-9, None, "-1.5e-9"), (1e21, None, "1e+21"), (99.5, Some(1), "1.0e+2"), (35.0, Some(0), "4e+1"), (5e-324, None, "5e-324"), (0.35, Some(0), "3e-1"), (95.0, Some(0), "1e+2"),
        (1e23, Some(0), "1e+23"), (1.25e20, Some(1), "1.3e+20"), (1.25e22, Some(1), "1.2e+22"), (123.0, None, "1.23e+2"),
    ];
    for (d, n, text) in exponential {
        assert_eq!(number_to_exponential(d, n), text, "{d} {n:?}");
    }
    let precision = [
        (123.456, 4, "123.5"), (0.000001, 1, "0.000001"), (0.0000001, 1, "1e-7"), (1e21, 3, "1.00e+21"), (123456.0, 2, "1.2e+5"), (0.0, 3, "0.00"), (0.0, 1, "0"), (2.5, 1, "3"), (35.0, 1, "4e+1"),
        (1.25, 2, "1.3"), (-1.25, 2, "-1.3"), (99.99, 3, "100"), (999.5, 3, "1.00e+3"), (123.0, 3, "123"), (10.0, 5, "10.000"),
    ];
    for (d, n, text) in precision {
        assert_eq!(number_to_precision(d, n), text, "{d} {n}");
    }
    // Against exact decimal expansions.
    let mut random = Random(7);
    for _ in 0..5_000 {
        let d = (random.below(1 << 40) as f64) / 1024.0;
        let digits = random.below(12) as usize;
        let exact = format!("{d:.30}");
        let at = exact.find('.').unwrap() + 1 + digits;
        let up = exact.as_bytes()[at] >= b'5';
        let mut kept: u128 = exact[..at].replace('.', "").parse().unwrap();
        kept += up as u128;
        let text = number_to_fixed(d, digits).replace('.', "");
        assert_eq!(text.parse::<u128>().unwrap(), kept, "{d} {digits}");
    }
}

#[test]
fn cached_strings() {
    let mut vm = test_vm();
    for d in [0.0, -0.0, 1.0, -1.0, 10.0, 2147483647.0, -2147483648.0, 2147483648.0, 0.1, 1e21, 1e-7, f64::NAN, f64::INFINITY, -123.456] {
        for _ in 0..2 {
            let s = vm.number_to_string(d);
            assert_eq!(s.to_rust_string_lossy(), number_to_text(d));
        }
    }
}
