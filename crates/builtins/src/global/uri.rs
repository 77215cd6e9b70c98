//! 19.2.6 URI handling functions.
use ogive_vm::{Arguments, ErrorKind, JsResult, StringBuilder, Thrown, Units, Value, Vm};

const UNRESERVED_MARKS: &[u8] = b"-_.!~*'()";
const RESERVED_AND_HASH: &[u8] = b";/?:@&=+$,#";

fn is_unescaped(unit: u16, extra: &[u8]) -> bool {
    u8::try_from(unit).is_ok_and(|b| b.is_ascii_alphanumeric() || UNRESERVED_MARKS.contains(&b) || extra.contains(&b))
}

#[cold]
fn malformed(vm: &mut Vm) -> Thrown {
    vm.throw_error(ErrorKind::Uri, "URI malformed")
}

/// 19.2.6.5 [Encode](https://tc39.es/ecma262/#sec-encode)
fn encode(vm: &mut Vm, args: Arguments, extra: &[u8]) -> JsResult<Value> {
    let string = vm.to_string(args.get(0))?;
    let units = vm.units(string);
    vm.poll_n(units.len())?;
    // FAST: nothing to escape.
    if units.iter().all(|unit| is_unescaped(unit, extra)) {
        return Ok(string.into());
    }
    let mut out = StringBuilder::with_capacity(vm, units.len() * 2);
    let mut i = 0;
    while i < units.len() {
        let unit = units.get(i);
        if is_unescaped(unit, extra) {
            out.push_unit(unit);
            i += 1;
            continue;
        }
        let (point, length) = units.code_point_at(i);
        let Some(c) = char::from_u32(point) else { return Err(malformed(vm)) };
        for &byte in c.encode_utf8(&mut [0; 4]).as_bytes() {
            out.push_bytes(&[b'%', HEX[byte as usize >> 4], HEX[byte as usize & 15]]);
        }
        i += length;
    }
    Ok(out.finish(vm)?.into())
}
pub(super) const HEX: &[u8; 16] = b"0123456789ABCDEF";

/// The byte that `%XX` at `i` spells.
pub(super) fn hex_pair(units: Units<'_>, i: usize) -> Option<u8> {
    if i + 1 >= units.len() {
        return None;
    }
    let digit = |i: usize| char::from_u32(units.get(i) as u32).and_then(|c| c.to_digit(16));
    Some((digit(i)? << 4 | digit(i + 1)?) as u8)
}
fn escaped_byte(units: Units<'_>, i: usize) -> Option<u8> {
    if i < units.len() && units.get(i) == b'%' as u16 { hex_pair(units, i + 1) } else { None }
}

/// 19.2.6.6 [Decode](https://tc39.es/ecma262/#sec-decode); characters in `preserve` stay escaped.
fn decode(vm: &mut Vm, args: Arguments, preserve: &[u8]) -> JsResult<Value> {
    let string = vm.to_string(args.get(0))?;
    let units = vm.units(string);
    vm.poll_n(units.len())?;
    // FAST: nothing is escaped.
    if !units.iter().any(|unit| unit == b'%' as u16) {
        return Ok(string.into());
    }
    let mut out = StringBuilder::with_capacity(vm, units.len());
    let mut i = 0;
    while i < units.len() {
        let unit = units.get(i);
        if unit != b'%' as u16 {
            out.push_unit(unit);
            i += 1;
            continue;
        }
        let Some((point, length)) = decode_one(units, i) else { return Err(malformed(vm)) };
        match u8::try_from(point) {
            Ok(byte) if preserve.contains(&byte) => out.push_units(units.slice(i, i + length)),
            _ => out.push_code_point(point as u32),
        }
        i += length;
    }
    Ok(out.finish(vm)?.into())
}
/// The character that the escapes at `i` spell, and how many units they take.
fn decode_one(units: Units<'_>, i: usize) -> Option<(char, usize)> {
    let mut bytes = [escaped_byte(units, i)?, 0, 0, 0];
    let count = match bytes[0] {
        0..0x80 => 1,
        0xC2..0xE0 => 2,
        0xE0..0xF0 => 3,
        0xF0..0xF5 => 4,
        _ => return None,
    };
    for k in 1..count {
        bytes[k] = escaped_byte(units, i + 3 * k)?;
    }
    let text = std::str::from_utf8(&bytes[..count]).ok()?;
    Some((text.chars().next()?, 3 * count))
}

/// 19.2.6.1 [decodeURI](https://tc39.es/ecma262/#sec-decodeuri-encodeduri)
pub(super) fn decode_uri(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    decode(vm, args, RESERVED_AND_HASH)
}
/// 19.2.6.2 [decodeURIComponent](https://tc39.es/ecma262/#sec-decodeuricomponent-encodeduricomponent)
pub(super) fn decode_uri_component(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    decode(vm, args, b"")
}
/// 19.2.6.3 [encodeURI](https://tc39.es/ecma262/#sec-encodeuri-uri)
pub(super) fn encode_uri(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    encode(vm, args, RESERVED_AND_HASH)
}
/// 19.2.6.4 [encodeURIComponent](https://tc39.es/ecma262/#sec-encodeuricomponent-uricomponent)
pub(super) fn encode_uri_component(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    encode(vm, args, b"")
}
