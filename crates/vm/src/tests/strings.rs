use super::{Random, test_vm};
use crate::string::Units;
use crate::string_ops::*;

fn naive(h: &[u16], n: &[u16], from: usize) -> Option<usize> {
    (from..=h.len().checked_sub(n.len())?).find(|&i| &h[i..i + n.len()] == n)
}
fn naive_last(h: &[u16], n: &[u16], from: usize) -> Option<usize> {
    (0..=from.min(h.len().checked_sub(n.len())?)).rev().find(|&i| &h[i..i + n.len()] == n)
}

#[test]
fn search_matches() {
    let mut random = Random(3);
    for round in 0..20_000 {
        let alphabet: &[u16] = if round % 2 == 0 { &[0x61, 0x62] } else { &[0x61, 0x6161, 0x162, 0x6201] };
        let mut word = |max: u64| -> Vec<u16> {
            let n = random.below(max);
            (0..n).map(|_| alphabet[random.below(alphabet.len() as u64) as usize]).collect()
        };
        let (h, n) = (word(60), word(5));
        let from = random.below(62) as usize;
        let narrow = |u: &[u16]| -> Vec<u8> { u.iter().map(|&c| c as u8).collect() };
        let (h8, n8) = (narrow(&h), narrow(&n));
        let mut pairs = vec![(Units::Utf16(&h), Units::Utf16(&n))];
        if round % 2 == 0 {
            pairs.push((Units::Latin1(&h8), Units::Latin1(&n8)));
            pairs.push((Units::Latin1(&h8), Units::Utf16(&n)));
            pairs.push((Units::Utf16(&h), Units::Latin1(&n8)));
        }
        for (x, y) in pairs {
            let expected = if from > h.len() { None } else { naive(&h, &n, from) };
            assert_eq!(index_of(x, y, from), expected, "{h:?} {n:?} {from}");
            assert_eq!(last_index_of(x, y, from), naive_last(&h, &n, from), "{h:?} {n:?} {from}");
        }
    }
    // Byte matches at odd places only.
    let h = vec![0x6161u16; 1000];
    assert_eq!(index_of(Units::Utf16(&h), Units::Utf16(&[0x6161, 0x6162]), 0), None);
    let h: Vec<u16> = std::iter::repeat_n([0x4100u16, 0x0041], 500).flatten().collect();
    assert_eq!(index_of(Units::Utf16(&h), Units::Utf16(&[0x4141, 0x0000]), 0), None);
    assert_eq!(index_of_unit(Units::Utf16(&h), 0x0041, 1), Some(1));
}

#[test]
fn building() {
    let mut vm = test_vm();
    let mut b = StringBuilder::new(&vm);
    b.push_str("ab");
    b.push_unit(0xE9);
    let s = b.finish(&mut vm).unwrap();
    assert!(s.is_latin1() && s.to_rust_string_lossy() == "abé");
    let mut b = StringBuilder::new(&vm);
    b.push_bytes(b"x");
    b.push_code_point(0x1F600);
    b.push_unit(0xD800);
    b.push_string(&mut vm, s).unwrap();
    assert_eq!(b.len(), 7);
    let t = b.finish(&mut vm).unwrap();
    assert!(!t.is_latin1());
    assert_eq!(t.collect_utf16(), [0x78, 0xD83D, 0xDE00, 0xD800, 0x61, 0x62, 0xE9]);
}

#[test]
fn case() {
    let mut vm = test_vm();
    for text in ["", "hello", "HeLLo", "straße", "ÿµ", "ΑΣ ΑΣΒ Σ", "İ", "ﬃ", "ÀÉ×ß÷", "ǅ"] {
        let s = vm.new_string(text);
        let (upper, lower) = (vm.to_upper_case(s).unwrap(), vm.to_lower_case(s).unwrap());
        assert_eq!(upper.to_rust_string_lossy(), text.to_uppercase());
        assert_eq!(lower.to_rust_string_lossy(), text.to_lowercase());
    }
    let s = vm.new_utf16(&[0x391, 0x3A3, 0xD800, 0x41]);
    assert_eq!(vm.to_lower_case(s).unwrap().collect_utf16(), [0x3B1, 0x3C2, 0xD800, 0x61]);
    for b in 0..=255u8 {
        let c = b as char;
        assert_eq!(c.to_lowercase().collect::<String>(), (lower_latin1(b) as char).to_string());
        match upper_latin1(b) {
            Some(u) => assert_eq!(c.to_uppercase().collect::<String>(), (u as char).to_string()),
            None => assert!(c.to_uppercase().any(|u| u as u32 > 255) || c.to_uppercase().count() > 1),
        }
    }
}

#[test]
fn white_space() {
    for u in 0..=u16::MAX {
        let expected = match u {
            0x09..=0x0D | 0x20 | 0xA0 | 0xFEFF | 0x2028 | 0x2029 => true,
            // Zs
            0x1680 | 0x2000..=0x200A | 0x202F | 0x205F | 0x3000 => true,
            _ => false,
        };
        assert_eq!(is_white_space(u), expected, "{u:x}");
    }
    assert_eq!(trim_range(&Units::Latin1(b"  a b "), true, false), (2, 6));
    assert_eq!(trim_range(&Units::Latin1(b"   "), false, true), (0, 0));
}
