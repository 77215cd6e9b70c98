//! Early errors (22.2.1.1 and Annex B.1.2) and what Annex B lets through, with V8's messages.

mod common;

use common::compile;
use ogive_regexp::{Flags, Input, validate_wtf8};

#[track_caller]
fn error(pattern: &str, flags: &str, text: &str) {
    let expected = format!("Invalid regular expression: /{pattern}/{flags}: {text}");
    match compile(pattern, flags) {
        Ok(_) => panic!("/{pattern}/{flags} is accepted"),
        Err(message) => assert_eq!(message, expected),
    }
}

/// An error with u and v, but fine without.
#[track_caller]
fn strict_error(pattern: &str, text: &str) {
    ok(pattern, "");
    error(pattern, "u", text);
    error(pattern, "v", text);
}

#[track_caller]
fn ok(pattern: &str, flags: &str) {
    if let Err(message) = compile(pattern, flags) {
        panic!("{message}");
    }
}

#[test]
fn groups() {
    for flags in ["", "u", "v"] {
        error("(", flags, "Unterminated group");
        error("(?:", flags, "Unterminated group");
        error("(?=", flags, "Unterminated group");
        error("(?<=a", flags, "Unterminated group");
        error("a)", flags, "Unmatched ')'");
        error("(?a)", flags, "Invalid group");
        error("(?", flags, "Invalid group");
        error("(?<", flags, "Invalid capture group name");
        error("(?<a", flags, "Invalid capture group name");
        error("(?<>a)", flags, "Invalid capture group name");
        error("(?<1a>a)", flags, "Invalid capture group name");
        error("(?<a-b>a)", flags, "Invalid capture group name");
        error("(?<\\u{110000}>a)", flags, "Invalid Unicode escape");
        error("(?<\\u{0}>a)", flags, "Invalid capture group name");
        error("(?<a>)(?<a>)", flags, "Duplicate capture group name");
        error("(?<a>)\\k<b>", flags, "Invalid named capture referenced");
        error("(?<a>)\\k", flags, "Invalid named reference");
        error("(?<a>)\\k<a", flags, "Invalid capture group name");
        ok(
            "(?<$>a)(?<_b>)(?<\\u0061\\u{62}>)(?<𝒜>)(?<\\ud835\\udc9c1>)",
            flags,
        );
    }
    error("(?<a>)[\\k]", "", "Invalid escape");
}

#[test]
fn duplicate_names() {
    for flags in ["", "u", "v"] {
        ok("(?<a>x)|(?<a>y)", flags);
        ok("(?:(?<a>x)|(?<a>y))\\k<a>", flags);
        ok("(?:(?<a>x)|(?<b>y))(?:(?<c>x)|(?<d>y))|(?<a>)(?<b>)", flags);
        ok("(?<a>x)|(?:(?<a>y)|(?<b>z))", flags);
        error(
            "(?<a>x)|(?<b>y)(?<b>z)",
            flags,
            "Duplicate capture group name",
        );
        error(
            "(?:(?<a>x)|(?<a>y))(?<a>z)",
            flags,
            "Duplicate capture group name",
        );
        error("(?<a>(?<a>x)|y)", flags, "Duplicate capture group name");
        error(
            "(?=(?<a>x)|y)(?<a>x)",
            flags,
            "Duplicate capture group name",
        );
    }
}

#[test]
fn modifiers() {
    for flags in ["", "u", "v"] {
        for good in [
            "(?i:a)",
            "(?ims:a)",
            "(?i-ms:a)",
            "(?-i:a)",
            "(?s-:a)",
            "(?m-i:(?i-m:b))",
        ] {
            ok(good, flags);
        }
        for bad in [
            "(?ii:a)",
            "(?i-i:a)",
            "(?-:a)",
            "(?i--m:a)",
            "(?g:a)",
            "(?u:a)",
            "(?i",
            "(?-ii:)",
            "(?I:a)",
        ] {
            error(bad, flags, "Invalid group");
        }
    }
}

#[test]
fn quantifiers() {
    for flags in ["", "u", "v"] {
        for bad in [
            "*", "a**", "+", "?", "a???", "(?:*)", "|*", "^*", "$?", "\\b+", "{2}", "{2,}",
            "{2,3}", "a{2}{3}",
        ] {
            error(bad, flags, "Nothing to repeat");
        }
        error("a{2,1}", flags, "numbers out of order in {} quantifier");
        error("(?<=a)*", flags, "Invalid quantifier");
        error("(?<!a){2}", flags, "Invalid quantifier");
        ok("a{0}b{1}?c{2,}?d{3,4}?(?:)*", flags);
    }
    strict_error("(?=a)*", "Invalid quantifier");
    strict_error("(?!a){2}", "Invalid quantifier");
    for text in ["a{", "a{1", "a{1,", "a{1,2", "a{,2}", "a{x}"] {
        strict_error(text, "Incomplete quantifier");
    }
    for text in ["{", "}", "]", "a}", "{x}", "{,2}"] {
        strict_error(text, "Lone quantifier brackets");
    }
}

#[test]
fn escapes() {
    for flags in ["", "u", "v"] {
        error("\\", flags, "\\ at end of pattern");
        ok(
            "\\0\\cA\\x41\\u0041\\f\\n\\r\\t\\v\\^\\$\\\\\\.\\*\\+\\?\\(\\)\\[\\]\\{\\}\\|\\/",
            flags,
        );
        ok("(a)\\1", flags);
    }
    for text in [
        "\\1", "\\8", "(a)\\2", "\\a", "\\-", "\\_", "\\ ", "\\x1", "\\xg1", "\\q{a}",
    ] {
        strict_error(text, "Invalid escape");
    }
    for text in [
        "\\u",
        "\\u1",
        "\\u{}",
        "\\u{110000}",
        "\\u{1",
        "\\c",
        "\\c1",
        "\\cé",
    ] {
        strict_error(text, "Invalid Unicode escape");
    }
    for text in ["\\00", "\\01", "\\07"] {
        strict_error(text, "Invalid decimal escape");
    }
    strict_error("\\k", "Invalid named reference");
    strict_error("\\k<a>", "Invalid named capture referenced");
    for text in [
        "\\p",
        "\\p{",
        "\\p{}",
        "\\p{lu}",
        "\\p{Lu",
        "\\pL",
        "\\p{Script}",
        "\\p{Script=}",
        "\\p{gc=Greek}",
    ] {
        strict_error(text, "Invalid property name");
    }
    ok(
        "\\p{L}\\P{Lu}\\p{Script=Greek}\\p{scx=Grek}\\p{gc=Lu}\\p{Any}\\p{ASCII}\\p{Assigned}",
        "u",
    );
    error("\\p{RGI_Emoji}", "u", "Invalid property name");
    ok("\\p{RGI_Emoji}", "v");
    error("\\P{RGI_Emoji}", "v", "Invalid property name");
}

#[test]
fn classes() {
    for flags in ["", "u", "v"] {
        error("[", flags, "Unterminated character class");
        error("[a", flags, "Unterminated character class");
        error("[b-a]", flags, "Range out of order in character class");
        error("[\\", flags, "\\ at end of pattern");
    }
    ok("[]-a]", "");
    ok("[\\c]", "");
    ok("[\\c_\\c1\\ca]", "");
    for text in ["[\\w-a]", "[a-\\d]", "[\\w-\\d]"] {
        strict_error(text, "Invalid character class");
    }
    for text in ["[\\00]", "[\\1]", "[\\8]"] {
        strict_error(text, "Invalid class escape");
    }
    strict_error("[\\p{Foo}]", "Invalid property name in character class");
    ok("[\\-]", "u");
    ok("[\\w-]", "u");
    ok("[--0]", "u");
    error("[\\q]", "u", "Invalid escape");
}

#[test]
fn class_sets() {
    for good in [
        "[]",
        "[^]",
        "[a-z&&[aeiou]]".replace("a-z", "[a-z]").as_str(),
        "[[a-z]--b--c]",
        "[\\q{a|bc|}]",
        "[\\p{L}--\\q{ab}]",
        "[^\\q{a}]",
        "[^\\q{ab}&&a]",
        "[^a--\\q{ab}]",
        "[a&b]",
        "[\\&\\-\\!\\#\\%]",
        "[_^a]",
        "[\\b]",
    ] {
        ok(good, "v");
    }
    for bad in [
        "[(]", "[)]", "[{]", "[}]", "[/]", "[-]", "[|]", "[a-]", "[a&&]", "[a--]", "[a&&&b]",
        "[a||b]",
    ] {
        error(bad, "v", "Invalid character in character class");
    }
    for bad in [
        "[&&a]",
        "[a&&b--c]",
        "[a--b&&c]",
        "[a-z&&b]",
        "[ab&&c]",
        "[a&&bc]",
        "[!!]",
        "[a^^b]",
        "[``]",
    ] {
        error(bad, "v", "Invalid set operation in character class");
    }
    for bad in [
        "[^\\q{ab}]",
        "[^\\p{RGI_Emoji}]",
        "[^[\\q{ab}]]",
        "[^\\q{}]",
        "[^[\\q{ab}--\\q{ab}]]",
    ] {
        error(bad, "v", "Negated character class may contain strings");
    }
    error("[[a]", "v", "Unterminated character class");
    error("[\\q{ab]", "v", "Invalid character in character class");
    error(
        "[\\P{RGI_Emoji}]",
        "v",
        "Invalid property name in character class",
    );
}

#[test]
fn offsets_and_encodings() {
    let error = ogive_regexp::compile(Input::from("ab(c"), Flags::EMPTY).unwrap_err();
    assert_eq!(error.offset, 4);
    // Offsets count units of the text as given: bytes here, `é` and `𝒜` before the error.
    let (offset, message) = validate_wtf8("é𝒜[b-a]".as_bytes(), b"u").unwrap_err();
    assert_eq!(
        (offset, &message[..]),
        (
            10,
            "Invalid regular expression: /é𝒜[b-a]/u: Range out of order in character class"
        )
    );
    assert_eq!(validate_wtf8("[𝒜-𝒞]".as_bytes(), b"u"), Ok(()));
    assert!(
        validate_wtf8("[𝒜-𝒞]".as_bytes(), b"").is_err(),
        "the halves are out of order"
    );
    // A lone surrogate in WTF-8.
    assert_eq!(validate_wtf8(b"[\xED\xA0\x80-\xED\xBF\xBF]", b"u"), Ok(()));
    assert_eq!(
        validate_wtf8(b"a", b"gg"),
        Err((1, "Invalid regular expression flags".into()))
    );
    assert!(validate_wtf8(b"a", b"uv").is_err());
}
