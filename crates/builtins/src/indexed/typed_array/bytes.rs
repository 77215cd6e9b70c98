//! 23.3 Uint8Array: base64 and hex.
use super::construct::{buffer_of, detached, new_typed_array};
use ogive_vm::buffer::ElementType;
use ogive_vm::{Arguments, Gc, JsResult, CountedVec, Kind, Object, StringBuilder, Units, Value, Vm};

const STANDARD: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
const URL: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

/// What to do with an incomplete last chunk.
#[derive(Clone, Copy, PartialEq, Eq)]
enum LastChunk {
    Loose,
    Strict,
    StopBeforePartial,
}
/// What a decoder read and wrote, and whether it met an error.
struct Decoded {
    read: usize,
    bytes: CountedVec<u8>,
    error: bool,
}

/// [ValidateUint8Array](https://tc39.es/ecma262/#sec-validateuint8array)
fn this_bytes(vm: &mut Vm, args: Arguments, method: &str, write: bool) -> JsResult<Gc<Object>> {
    let array = args.this().as_object().filter(|o| o.kind() == Kind::TypedArray && o.element_type() == ElementType::Uint8);
    let Some(array) = array else { return Err(crate::support::incompatible(vm, args.this(), method)) };
    if write && buffer_of(array).is_some_and(|b| vm.is_immutable_buffer(b)) {
        return Err(vm.type_error(format!("Cannot perform {method} on an immutable ArrayBuffer")));
    }
    Ok(array)
}
fn string_argument<'a>(vm: &mut Vm, value: Value) -> JsResult<Units<'a>> {
    match value.as_string() {
        Some(s) => Ok(vm.units(s)),
        None => Err(vm.type_error("input must be a string")),
    }
}
/// GetOptionsObject
fn options_object(vm: &mut Vm, value: Value) -> JsResult<Option<Gc<Object>>> {
    match value.as_object() {
        None if value.is_undefined() => Ok(None),
        None => Err(vm.type_error("options must be an object")),
        object => Ok(object),
    }
}
/// An option that must be one of some strings: its position, 0 by default.
fn choice(vm: &mut Vm, options: Option<Gc<Object>>, name: &str, choices: &[&str]) -> JsResult<usize> {
    let Some(options) = options else { return Ok(0) };
    let key = vm.key(name);
    let value = vm.get(options, key)?;
    if value.is_undefined() {
        return Ok(0);
    }
    let text = value.as_string().map(|s| s.to_rust_string_lossy());
    match text.and_then(|t| choices.iter().position(|&c| c == t)) {
        Some(i) => Ok(i),
        None => Err(vm.type_error(format!("{name} must be one of {}", choices.join(", ")))),
    }
}
fn decoding_options(vm: &mut Vm, value: Value) -> JsResult<(bool, LastChunk)> {
    let options = options_object(vm, value)?;
    let url = choice(vm, options, "alphabet", &["base64", "base64url"])? == 1;
    let last = choice(vm, options, "lastChunkHandling", &["loose", "strict", "stop-before-partial"])?;
    Ok((url, [LastChunk::Loose, LastChunk::Strict, LastChunk::StopBeforePartial][last]))
}

/// [FromBase64](https://tc39.es/ecma262/#sec-frombase64): at most `limit` bytes.
fn from_base64_units(vm: &Vm, text: Units<'_>, url: bool, last: LastChunk, limit: usize) -> Decoded {
    let mut out = Decoded { read: 0, bytes: CountedVec::new(&vm.heap), error: false };
    if limit == 0 {
        return out;
    }
    let fail = |mut out: Decoded| {
        out.error = true;
        out
    };
    let (mut chunk, mut filled) = (0u32, 0usize);
    let skip = |mut i: usize| {
        while i < text.len() && matches!(text.get(i), 9 | 10 | 12 | 13 | 32) {
            i += 1;
        }
        i
    };
    let mut i = 0;
    loop {
        i = skip(i);
        if i == text.len() {
            if filled > 0 {
                match last {
                    LastChunk::StopBeforePartial => return out,
                    LastChunk::Loose if filled > 1 => push_partial(&mut out.bytes, chunk, filled),
                    _ => return fail(out),
                }
            }
            out.read = text.len();
            return out;
        }
        let unit = text.get(i);
        i += 1;
        if unit == b'=' as u16 {
            if filled < 2 {
                return fail(out);
            }
            i = skip(i);
            if filled == 2 {
                if i == text.len() {
                    return if last == LastChunk::StopBeforePartial { out } else { fail(out) };
                }
                if text.get(i) == b'=' as u16 {
                    i = skip(i + 1);
                } else {
                    return fail(out);
                }
            }
            let leftover = if filled == 2 { chunk & 0xF } else { chunk & 3 };
            if i < text.len() || (last == LastChunk::Strict && leftover != 0) {
                return fail(out);
            }
            push_partial(&mut out.bytes, chunk, filled);
            out.read = text.len();
            return out;
        }
        let Some(value) = sextet(unit, url) else { return fail(out) };
        let remaining = limit - out.bytes.len();
        if (remaining == 1 && filled == 2) || (remaining == 2 && filled == 3) {
            return out;
        }
        chunk = chunk << 6 | value;
        filled += 1;
        if filled == 4 {
            out.bytes.extend_from_slice(&chunk.to_be_bytes()[1..]);
            (chunk, filled) = (0, 0);
            out.read = i;
            if out.bytes.len() == limit {
                return out;
            }
        }
    }
}
fn push_partial(bytes: &mut CountedVec<u8>, chunk: u32, filled: usize) {
    if filled == 2 {
        bytes.push((chunk >> 4) as u8);
    } else {
        bytes.extend_from_slice(&[(chunk >> 10) as u8, (chunk >> 2) as u8]);
    }
}
fn sextet(unit: u16, url: bool) -> Option<u32> {
    Some(match u8::try_from(unit).ok()? {
        c @ b'A'..=b'Z' => c - b'A',
        c @ b'a'..=b'z' => c - b'a' + 26,
        c @ b'0'..=b'9' => c - b'0' + 52,
        b'+' if !url => 62,
        b'/' if !url => 63,
        b'-' if url => 62,
        b'_' if url => 63,
        _ => return None,
    } as u32)
}
/// [FromHex](https://tc39.es/ecma262/#sec-fromhex)
fn from_hex_units(vm: &Vm, text: Units<'_>, limit: usize) -> Decoded {
    let mut out = Decoded { read: 0, bytes: CountedVec::new(&vm.heap), error: false };
    if !text.len().is_multiple_of(2) {
        out.error = true;
        return out;
    }
    let digit = |i: usize| char::from_u32(text.get(i) as u32).and_then(|c| c.to_digit(16));
    while out.read < text.len() && out.bytes.len() < limit {
        let (Some(high), Some(low)) = (digit(out.read), digit(out.read + 1)) else {
            out.error = true;
            return out;
        };
        out.bytes.push((high << 4 | low) as u8);
        out.read += 2;
    }
    out
}

fn new_bytes(vm: &mut Vm, decoded: Decoded, what: &str) -> JsResult<Value> {
    if decoded.error {
        return Err(vm.syntax_error(format!("Invalid {what} string")));
    }
    let array = new_typed_array(vm, ElementType::Uint8, decoded.bytes.len())?;
    vm.view_bytes_mut(array).copy_from_slice(&decoded.bytes);
    Ok(array.into())
}
fn set_bytes(vm: &mut Vm, array: Gc<Object>, decoded: Decoded, what: &str) -> JsResult<Value> {
    let target = vm.view_bytes_mut(array);
    let count = decoded.bytes.len().min(target.len());
    target[..count].copy_from_slice(&decoded.bytes[..count]);
    if decoded.error {
        return Err(vm.syntax_error(format!("Invalid {what} string")));
    }
    let result = vm.new_object();
    let (read, written) = (vm.key("read"), vm.key("written"));
    vm.add_fresh(result, read, Value::from(decoded.read));
    vm.add_fresh(result, written, Value::from(count));
    Ok(result.into())
}
/// 23.3.1.1 [Uint8Array.fromBase64](https://tc39.es/ecma262/#sec-uint8array.frombase64)
pub(super) fn from_base64(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    let text = string_argument(vm, args.get(0))?;
    let (url, last) = decoding_options(vm, args.get(1))?;
    vm.poll_n(text.len() / 16)?;
    new_bytes(vm, from_base64_units(vm, text, url, last, usize::MAX), "base64")
}
/// 23.3.1.2 [Uint8Array.fromHex](https://tc39.es/ecma262/#sec-uint8array.fromhex)
pub(super) fn from_hex(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    let text = string_argument(vm, args.get(0))?;
    vm.poll_n(text.len() / 16)?;
    new_bytes(vm, from_hex_units(vm, text, usize::MAX), "hex")
}
/// 23.3.2.1 [Uint8Array.prototype.setFromBase64](https://tc39.es/ecma262/#sec-uint8array.prototype.setfrombase64)
pub(super) fn set_from_base64(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    const NAME: &str = "Uint8Array.prototype.setFromBase64";
    let array = this_bytes(vm, args, NAME, true)?;
    let text = string_argument(vm, args.get(0))?;
    let (url, last) = decoding_options(vm, args.get(1))?;
    let Some(length) = vm.typed_array_length(array) else { return Err(detached(vm, NAME)) };
    set_bytes(vm, array, from_base64_units(vm, text, url, last, length), "base64")
}
/// 23.3.2.2 [Uint8Array.prototype.setFromHex](https://tc39.es/ecma262/#sec-uint8array.prototype.setfromhex)
pub(super) fn set_from_hex(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    const NAME: &str = "Uint8Array.prototype.setFromHex";
    let array = this_bytes(vm, args, NAME, true)?;
    let text = string_argument(vm, args.get(0))?;
    let Some(length) = vm.typed_array_length(array) else { return Err(detached(vm, NAME)) };
    set_bytes(vm, array, from_hex_units(vm, text, length), "hex")
}
/// 23.3.2.3 [Uint8Array.prototype.toBase64](https://tc39.es/ecma262/#sec-uint8array.prototype.tobase64)
pub(super) fn to_base64(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    const NAME: &str = "Uint8Array.prototype.toBase64";
    let array = this_bytes(vm, args, NAME, false)?;
    let options = options_object(vm, args.get(0))?;
    let url = choice(vm, options, "alphabet", &["base64", "base64url"])? == 1;
    let omit = match options {
        Some(options) => {
            let key = vm.key("omitPadding");
            vm.get(options, key)?.to_boolean()
        }
        None => false,
    };
    if vm.typed_array_length(array).is_none() {
        return Err(detached(vm, NAME));
    }
    let bytes = vm.view_bytes_mut(array);
    let alphabet = if url { URL } else { STANDARD };
    let mut out = StringBuilder::with_capacity(vm, bytes.len().div_ceil(3) * 4);
    for chunk in bytes.chunks(3) {
        let word = (chunk[0] as u32) << 16 | (chunk.get(1).copied().unwrap_or(0) as u32) << 8 | chunk.get(2).copied().unwrap_or(0) as u32;
        for i in 0..4 {
            if i <= chunk.len() {
                out.push_latin1(alphabet[(word >> (18 - 6 * i) & 63) as usize]);
            } else if !omit {
                out.push_latin1(b'=');
            }
        }
    }
    Ok(out.finish(vm)?.into())
}
/// 23.3.2.4 [Uint8Array.prototype.toHex](https://tc39.es/ecma262/#sec-uint8array.prototype.tohex)
pub(super) fn to_hex(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    const NAME: &str = "Uint8Array.prototype.toHex";
    let array = this_bytes(vm, args, NAME, false)?;
    if vm.typed_array_length(array).is_none() {
        return Err(detached(vm, NAME));
    }
    let digits = b"0123456789abcdef";
    let bytes = vm.view_bytes_mut(array);
    let mut out = StringBuilder::with_capacity(vm, bytes.len() * 2);
    for &byte in bytes.iter() {
        out.push_bytes(&[digits[byte as usize >> 4], digits[byte as usize & 15]]);
    }
    Ok(out.finish(vm)?.into())
}
