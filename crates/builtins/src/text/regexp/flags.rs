//! 22.2.6 accessors of flags and source, toString; 22.2.5.1 RegExp.escape.
use super::exec::this_object;
use crate::indexed::support::incompatible;
use ogive_regexp::Flags;
use ogive_vm::regexp::regexp_field;
use ogive_vm::string_ops::{StringBuilder, is_white_space};
use ogive_vm::{Arguments, Intrinsic, JsResult, Kind, Units, Value, Vm};

/// 22.2.6.4.1 [RegExpHasFlag](https://tc39.es/ecma262/#sec-regexphasflag)
fn has_flag(vm: &mut Vm, args: Arguments, flag: Flags, name: &str) -> JsResult<Value> {
    match args.this().as_object() {
        Some(regexp) if regexp.kind() == Kind::RegExp => Ok(Value::bool(vm.regexp_flags(regexp).contains(flag))),
        Some(object) if object == vm.intrinsic(Intrinsic::RegExpPrototype) => Ok(Value::UNDEFINED),
        _ => {
            let text = crate::indexed::support::show(vm, args.this());
            Err(vm.type_error(format!("RegExp.prototype.{name} getter called on non-RegExp object {text}")))
        }
    }
}
macro_rules! flag_getters {
    ($($function:ident, $name:literal, $flag:ident;)*) => {$(
        #[doc = concat!("22.2.6 [get RegExp.prototype.", $name, "](https://tc39.es/ecma262/#sec-get-regexp.prototype.", $name, ")")]
        pub(super) fn $function(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
            has_flag(vm, args, Flags::$flag, $name)
        }
    )*};
}
flag_getters! {
    dot_all, "dotAll", DOT_ALL;
    global, "global", GLOBAL;
    has_indices, "hasIndices", HAS_INDICES;
    ignore_case, "ignoreCase", IGNORE_CASE;
    multiline, "multiline", MULTILINE;
    sticky, "sticky", STICKY;
    unicode, "unicode", UNICODE;
    unicode_sets, "unicodeSets", UNICODE_SETS;
}

/// 22.2.6.4 [get RegExp.prototype.flags](https://tc39.es/ecma262/#sec-get-regexp.prototype.flags)
pub(super) fn flags(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    let regexp = this_object(vm, args, "RegExp.prototype.flags")?;
    // FAST: the original getters would say the same.
    if vm.is_plain_regexp(regexp) {
        return Ok(super::construct::flags_text(vm, vm.regexp_flags(regexp)).into());
    }
    let mut out = StringBuilder::new(vm);
    for (name, letter) in [
        ("hasIndices", b'd'),
        ("global", b'g'),
        ("ignoreCase", b'i'),
        ("multiline", b'm'),
        ("dotAll", b's'),
        ("unicode", b'u'),
        ("unicodeSets", b'v'),
        ("sticky", b'y'),
    ] {
        let key = vm.key(name);
        if vm.get(regexp, key)?.to_boolean() {
            out.push_unit(letter as u16);
        }
    }
    Ok(out.finish(vm)?.into())
}

/// 22.2.6.13 [get RegExp.prototype.source](https://tc39.es/ecma262/#sec-get-regexp.prototype.source)
pub(super) fn source(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    let regexp = this_object(vm, args, "RegExp.prototype.source")?;
    if regexp.kind() != Kind::RegExp {
        if regexp == vm.intrinsic(Intrinsic::RegExpPrototype) {
            return Ok(vm.intern_str("(?:)").into());
        }
        return Err(vm.type_error("RegExp.prototype.source getter called on non-RegExp object"));
    }
    let Some(source) = regexp.field(regexp_field::SOURCE).as_string() else {
        return Err(incompatible(vm, "RegExp.prototype.source", args.this()));
    };
    // 22.2.6.13.1 EscapeRegExpPattern
    let units = vm.units(source);
    if units.is_empty() {
        return Ok(vm.intern_str("(?:)").into());
    }
    let must_escape = |u: u16| matches!(u, 0x2F | 0x0A | 0x0D | 0x2028 | 0x2029);
    if !units.iter().any(must_escape) {
        return Ok(source.into());
    }
    let mut out = StringBuilder::new(vm);
    let (mut in_class, mut escaped) = (false, false);
    for unit in units.iter() {
        if must_escape(unit) {
            let text = match unit {
                0x2F if in_class || escaped => "/",
                0x2F => "\\/",
                0x0A => "\\n",
                0x0D => "\\r",
                0x2028 => "\\u2028",
                _ => "\\u2029",
            };
            // After a backslash the escape's own is there already.
            out.push_str(if escaped && unit != 0x2F { &text[1..] } else { text });
            escaped = false;
            continue;
        }
        out.push_unit(unit);
        match unit {
            _ if escaped => escaped = false,
            0x5C => escaped = true,
            0x5B => in_class = true,
            0x5D => in_class = false,
            _ => {}
        }
    }
    Ok(out.finish(vm)?.into())
}

/// 22.2.6.17 [RegExp.prototype.toString](https://tc39.es/ecma262/#sec-regexp.prototype.tostring)
pub(super) fn to_string(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    let regexp = this_object(vm, args, "RegExp.prototype.toString")?;
    let (source, flags) = (vm.names.source, vm.names.flags);
    let pattern = vm.get(regexp, source)?;
    let pattern = vm.to_string(pattern)?;
    let flags = vm.get(regexp, flags)?;
    let flags = vm.to_string(flags)?;
    let mut out = StringBuilder::new(vm);
    out.push_str("/");
    out.push_string(vm, pattern)?;
    out.push_str("/");
    out.push_string(vm, flags)?;
    Ok(out.finish(vm)?.into())
}

/// 22.2.5.1 [RegExp.escape](https://tc39.es/ecma262/#sec-regexp.escape)
pub(super) fn escape(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    let Some(s) = args.get(0).as_string() else { return Err(vm.type_error("RegExp.escape requires a string argument")) };
    let units: Units<'_> = vm.units(s);
    let mut out = StringBuilder::new(vm);
    let mut i = 0;
    while i < units.len() {
        let (c, width) = units.code_point_at(i);
        if i == 0 && char::from_u32(c).is_some_and(|c| c.is_ascii_alphanumeric()) {
            out.push_str(&format!("\\x{c:02x}"));
        } else {
            push_escaped(&mut out, c);
        }
        i += width;
        vm.poll()?;
    }
    Ok(out.finish(vm)?.into())
}
/// 22.2.5.1.1 [EncodeForRegExpEscape](https://tc39.es/ecma262/#sec-encodeforregexpescape)
fn push_escaped(out: &mut StringBuilder, c: u32) {
    let ascii = u8::try_from(c).unwrap_or(0);
    match ascii {
        b'^' | b'$' | b'\\' | b'.' | b'*' | b'+' | b'?' | b'(' | b')' | b'[' | b']' | b'{' | b'}' | b'|' | b'/' => {
            out.push_unit(b'\\' as u16);
            return out.push_unit(c as u16);
        }
        b'\t' => return out.push_str("\\t"),
        b'\n' => return out.push_str("\\n"),
        0x0B => return out.push_str("\\v"),
        0x0C => return out.push_str("\\f"),
        b'\r' => return out.push_str("\\r"),
        _ => {}
    }
    let punctuator = c < 0x80 && b",-=<>#&!%:;@~'`\"".contains(&ascii);
    let surrogate = (0xD800..0xE000).contains(&c);
    if punctuator || surrogate || (c < 0x10000 && is_white_space(c as u16)) {
        return out.push_str(&if c <= 0xFF { format!("\\x{c:02x}") } else { format!("\\u{c:04x}") });
    }
    out.push_code_point(c);
}
