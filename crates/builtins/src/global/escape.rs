//! B.2.1 escape and unescape.
use super::uri::{HEX, hex_pair};
use ogive_vm::{Arguments, JsResult, StringBuilder, Value, Vm};

/// B.2.1.1 [escape](https://tc39.es/ecma262/#sec-escape-string)
pub(super) fn escape(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    let string = vm.to_string(args.get(0))?;
    let units = vm.units(string);
    vm.poll_n(units.len())?;
    let mut out = StringBuilder::with_capacity(vm, units.len());
    for unit in units.iter() {
        match u8::try_from(unit) {
            Ok(b) if b.is_ascii_alphanumeric() || b"@*_+-./".contains(&b) => out.push_latin1(b),
            Ok(b) => out.push_bytes(&[b'%', HEX[b as usize >> 4], HEX[b as usize & 15]]),
            Err(_) => {
                out.push_bytes(b"%u");
                out.push_bytes(&[12, 8, 4, 0].map(|shift| HEX[(unit >> shift & 15) as usize]));
            }
        }
    }
    Ok(out.finish(vm)?.into())
}

/// B.2.1.2 [unescape](https://tc39.es/ecma262/#sec-unescape-string)
pub(super) fn unescape(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    let string = vm.to_string(args.get(0))?;
    let units = vm.units(string);
    vm.poll_n(units.len())?;
    let mut out = StringBuilder::with_capacity(vm, units.len());
    let mut i = 0;
    while i < units.len() {
        let unit = units.get(i);
        if unit == b'%' as u16 {
            if i + 1 < units.len() && units.get(i + 1) == b'u' as u16 {
                if let (Some(high), Some(low)) = (hex_pair(units, i + 2), hex_pair(units, i + 4)) {
                    out.push_unit((high as u16) << 8 | low as u16);
                    i += 6;
                    continue;
                }
            } else if let Some(byte) = hex_pair(units, i + 1) {
                out.push_latin1(byte);
                i += 3;
                continue;
            }
        }
        out.push_unit(unit);
        i += 1;
    }
    Ok(out.finish(vm)?.into())
}
