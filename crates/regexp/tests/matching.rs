//! One or more cases for each construct: `/pattern/flags` on an input, and the captures.

mod common;

use common::{compile, exec, exec_units, utf16};

/// Pattern, flags, input, captures.
type Case = (&'static str, &'static str, &'static str, &'static str);

#[track_caller]
fn check(cases: &[Case]) {
    for &(pattern, flags, input, expected) in cases {
        assert_eq!(
            exec(pattern, flags, input),
            expected,
            "/{pattern}/{flags} on {input:?}"
        );
    }
}

#[test]
fn characters() {
    check(&[
        ("b", "", "abc", "1,2"),
        ("", "", "abc", "0,0"),
        (".", "", "\n\r\u{2028}\u{2029}x", "4,5"),
        (".", "s", "\n", "0,1"),
        ("[^]", "", "\n", "0,1"),
        ("[]", "", "abc", "null"),
        ("\\x41\\u0042\\103\\cJ", "", "ABC\n", "0,4"),
        ("\\0", "", "\0", "0,1"),
        ("[\\b]", "", "\u{8}", "0,1"),
        ("\\c", "", "\\c", "0,2"),
        ("[\\c]", "", "\\", "0,1"),
        ("[\\c_]", "", "\u{1F}", "0,1"),
        ("\\8\\400", "", "8 0", "0,3"),
        ("a{,2}", "", "a{,2}", "0,5"),
        ("x{", "", "x{", "0,2"),
        ("[\\w-x]+", "", "a-_", "0,3"),
        ("\\s+", "", "a \t\u{A0}\u{FEFF}\u{3000}b", "1,6"),
        ("\\w+\\W\\d+\\D", "", "é_a1-22x", "1,8"),
    ]);
}

#[test]
fn quantifiers() {
    check(&[
        ("a*", "", "aaa", "0,3"),
        ("a*?b", "", "aab", "0,3"),
        ("a+?", "", "aaa", "0,1"),
        ("a{2}", "", "aaa", "0,2"),
        ("a{2,}?", "", "aaaa", "0,2"),
        ("(?:ab){2,3}", "", "abababab", "0,6"),
        ("(a*)*", "", "b", "0,0;-"),
        ("(?:a*?)*?b", "", "aab", "0,3"),
        (
            "(z)((a+)?(b+)?(c))*",
            "",
            "zaacbbbcac",
            "0,10;0,1;8,10;8,9;-;9,10",
        ),
        ("(a)|b(?:(c)|d)*", "", "bcd", "0,3;-;-"),
        ("(?:a?){3}b", "", "aab", "0,3"),
        ("(?:a|ab)(?:c|bcd)(?:d*)", "", "abcd", "0,4"),
        ("x*y+$", "", "xxyyz", "null"),
        ("(?:(a)|(b)|(c)){5,40}", "", "abcabcc", "0,7;-;-;6,7"),
        ("(?:[ab]x?){30}", "", "ab", "null"),
        ("(\\2a)(\\1)", "", "aaa", "0,2;0,1;1,2"),
        ("(?=(a+))a*b\\1", "", "baaabac", "3,6;3,4"),
        (
            "(.*?)a(?!(a+)b\\2c)\\2(.*)",
            "",
            "baaabaac",
            "0,8;0,2;-;3,8",
        ),
    ]);
}

#[test]
fn assertions() {
    check(&[
        ("^b", "", "a\nb", "null"),
        ("^b", "m", "a\nb", "2,3"),
        ("a$", "m", "a\r\nb", "0,1"),
        ("a$", "", "a\n", "null"),
        ("\\bb\\b", "", "ab b-", "3,4"),
        ("\\Bb", "", "b ab", "3,4"),
        ("(?=(a))ab", "", "ab", "0,2;0,1"),
        ("(?!(a))b|c", "", "ac", "1,2;-"),
        ("(?=a)*b", "", "b", "0,1"),
        ("(?=(a))*?ab", "", "ab", "0,2;-"),
        ("(?!a){2}b", "", "b", "0,1"),
        ("a(?=b(c)?)b", "", "abc", "0,2;2,3"),
    ]);
}

#[test]
fn lookbehind() {
    check(&[
        ("(?<=a)b", "", "bab", "2,3"),
        ("(?<!a)b", "", "abb", "2,3"),
        ("(?<=(\\d+)(\\d+))$", "", "1053", "4,4;0,1;1,4"),
        ("(?<=\\1(\\d+))$", "", "1212", "4,4;2,4"),
        ("(?<=([abc]+)([abc]+))$", "", "abc", "3,3;0,1;1,3"),
        ("(?<=^\\w{3})def", "", "abcdef", "3,6"),
        ("(?<=a|bc)d", "", "bcd", "2,3"),
        ("(?<=(?<!x)a)b", "", "xab ab", "5,6"),
        ("(?<=(?=ab)a)b", "", "ab", "1,2"),
        ("(?<!abc)\\w\\w\\w", "", "abcdef", "0,3"),
        ("(?<=\u{1D49C})b", "u", "\u{1D49C}b", "2,3"),
        ("(?<=[^a])b", "u", "\u{1D49C}b", "2,3"),
    ]);
}

#[test]
fn references() {
    check(&[
        ("(a)\\1", "", "aa", "0,2;0,1"),
        ("\\1(a)", "", "a", "0,1;0,1"),
        ("(a\\1)", "", "aa", "0,1;0,1"),
        ("(?<x>a)\\k<x>", "", "aa", "0,2;0,1"),
        ("\\k<x>(?<x>a)", "u", "a", "0,1;0,1"),
        ("(Aé)\\1", "i", "AéaÉ", "0,4;0,2"),
        ("(\u{10400})\\1", "iu", "\u{10400}\u{10428}", "0,4;0,2"),
        ("(?:(?<x>a)|(?<x>b))\\k<x>", "", "abb", "1,3;-;1,2"),
        ("(?:(?:(?<x>a)|(?<x>b))\\k<x>){2}", "", "aabb", "0,4;-;2,3"),
        ("(?<x>a)|(?<x>b)", "", "b", "0,1;-;0,1"),
        ("(?<=\\k<x>(?<x>.))c", "", "bbc", "2,3;1,2"),
    ]);
}

#[test]
fn case() {
    check(&[
        ("aBc", "i", "AbC", "0,3"),
        ("[^a]", "i", "A", "null"),
        ("\u{3A3}", "i", "\u{3C2}", "0,1"),
        ("ſ", "i", "s", "null"),
        ("ſ", "iu", "S", "0,1"),
        ("\u{212A}", "i", "k", "null"),
        ("\u{212A}", "iu", "k", "0,1"),
        ("ß", "iu", "\u{1E9E}", "0,1"),
        ("ß", "i", "\u{1E9E}", "null"),
        ("\u{10428}", "iu", "\u{10400}", "0,2"),
        ("\u{10428}", "i", "\u{10400}", "null"),
        ("\\w", "iu", "ſ", "0,1"),
        ("\\w", "i", "ſ", "null"),
        ("\\W", "iu", "ſ", "null"),
        ("\\b", "iu", "ſ", "0,0"),
        ("\\b", "u", "ſ", "null"),
        ("\\p{Lu}", "iu", "a", "0,1"),
        ("[^\\P{Lu}]", "iu", "a", "null"),
        ("\\P{Lu}", "iu", "A", "0,1"),
        ("\\P{Lu}", "iv", "A", "null"),
        ("[^\\P{Lu}]", "iv", "a", "0,1"),
        ("[a-z]", "i", "\u{17F}", "null"),
        ("[a-z]", "iu", "\u{17F}", "0,1"),
    ]);
}

#[test]
fn modifiers() {
    check(&[
        ("(?i:a)b", "", "Ab", "0,2"),
        ("(?i:a)b", "", "AB", "null"),
        ("(?-i:a)b", "i", "aB", "0,2"),
        ("(?-i:a)b", "i", "AB", "null"),
        ("(?s:.)", "", "\n", "0,1"),
        ("(?-s:.)", "s", "\n", "null"),
        ("(?m:^)a", "", "\na", "1,2"),
        ("(?-m:^)a", "m", "\na", "null"),
        ("(?i:(a)\\1)", "", "aA", "0,2;0,1"),
        ("(a)(?i:\\1)\\1", "", "aAa", "0,3;0,1"),
        ("(?i:[a-c](?-i:[a-c]))", "", "AB Ab", "3,5"),
        ("(?i:\\w)\\b", "u", "ſ", "null"),
        ("(?i:\\w\\b)", "u", "ſ", "0,1"),
    ]);
}

#[test]
fn unicode() {
    check(&[
        (".", "u", "\u{1F600}", "0,2"),
        (".", "", "\u{1F600}", "0,1"),
        ("^.$", "u", "\u{1F600}", "0,2"),
        ("\\u{1F600}", "u", "x\u{1F600}", "1,3"),
        ("\\ud83d\\ude00", "u", "\u{1F600}", "0,2"),
        ("[\u{1F600}-\u{1F64F}]+", "u", "a\u{1F601}\u{1F602}", "1,5"),
        ("[^x]", "u", "\u{1F600}", "0,2"),
        ("\\ud83d", "u", "\u{1F600}", "null"),
        ("\\ude00", "u", "\u{1F600}", "null"),
        ("\\ud83d", "", "\u{1F600}", "0,1"),
        ("\\p{Script=Greek}+", "u", "abγδ", "2,4"),
        ("\\P{L}", "u", "a1", "1,2"),
        ("(?:)", "u", "\u{1F600}", "0,0"),
        (".{2}x", "u", "\u{1F600}\u{1F600}\u{1F600}x", "2,7"),
        (".*?x", "u", "\u{1F600}\u{1F600}x", "0,5"),
        (".+\u{1F600}", "u", "\u{1F600}\u{1F600}\u{1F600}", "0,6"),
    ]);
    let lone = |pattern: &str, flags: &str, input: &[u16]| {
        exec_units(&compile(pattern, flags).unwrap(), input, 0)
    };
    assert_eq!(lone("\\ud83d", "u", &[0xD83D, 0xD83D, 0xDE00]), "0,1");
    assert_eq!(lone("^[^x]$", "u", &[0xDE00]), "0,1");
    assert_eq!(lone("\\ude00", "u", &[0xD83D, 0xDE00, 0xDE00]), "2,3");
}

#[test]
fn last_index_inside_a_pair_means_its_start() {
    let input = utf16("\u{1F600}a");
    let at = |pattern: &str, flags: &str, index: usize| {
        exec_units(&compile(pattern, flags).unwrap(), &input, index)
    };
    assert_eq!(at(".", "u", 1), "0,2");
    assert_eq!(at(".", "uy", 1), "0,2");
    assert_eq!(at("\\ude00", "u", 1), "null");
    assert_eq!(at(".", "", 1), "1,2");
    assert_eq!(at("a", "y", 1), "null");
    assert_eq!(at("a", "y", 2), "2,3");
    assert_eq!(at("^a", "y", 2), "null");
    assert_eq!(at("(?<=.)a", "y", 2), "2,3");
    assert_eq!(at("", "", 3), "3,3");
    assert_eq!(at("", "", 4), "null");
}

#[test]
fn class_sets() {
    check(&[
        ("[[a-z]&&[aeiou]]+", "v", "xaeb", "1,3"),
        ("[[a-z]--[aeiou]]+", "v", "axyb", "1,4"),
        ("[\\w--\\d]+", "v", "12ab3", "2,4"),
        ("[\\q{abc|b|}c]", "v", "xabc", "0,0"),
        ("[\\q{abc|b}c]", "v", "xabc", "1,4"),
        ("^[\\q{abc|ab}]$", "v", "ab", "0,2"),
        ("[[\\q{ab|cd}]--\\q{ab}]", "v", "abcd", "2,4"),
        ("[[\\q{ab|cd}]&&\\q{cd}]", "v", "abcd", "2,4"),
        ("[\\q{AB}]", "iv", "aB", "0,2"),
        ("[\\q{AB}&&\\q{ab}]", "iv", "aB", "0,2"),
        ("[^[a-z]--b]", "v", "b", "0,1"),
        ("(?<=[\\q{ab|c}])d", "v", "abd", "2,3"),
        (
            "^\\p{Emoji_Keycap_Sequence}$",
            "v",
            "4\u{FE0F}\u{20E3}",
            "0,3",
        ),
        (
            "^\\p{RGI_Emoji}$",
            "v",
            "\u{1F468}\u{200D}\u{1F469}\u{200D}\u{1F467}",
            "0,8",
        ),
        ("\\p{RGI_Emoji}", "v", "a\u{1F1E8}\u{1F1ED}", "1,5"),
        ("[[^a]&&[b-c]]", "v", "ab", "1,2"),
        ("[^A]", "iv", "a", "null"),
        ("[[^a-z]&&[A-Z]]", "iv", "a", "null"),
    ]);
}

#[test]
fn names_and_counts() {
    let program = compile("(?<a>x)(y)|(?<b>z)|(?<a>w)", "dg").unwrap();
    assert_eq!(program.capture_count(), 5);
    assert_eq!(program.flags().to_string(), "dg");
    let names: Vec<_> = program
        .group_names()
        .map(|(name, groups)| (String::from_utf16_lossy(name), groups.to_vec()))
        .collect();
    assert_eq!(
        names,
        [("a".to_string(), vec![1, 4]), ("b".to_string(), vec![3])]
    );
}
