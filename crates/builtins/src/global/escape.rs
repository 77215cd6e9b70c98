//! B.2.1 escape and unescape.
use super::uri::{HEX, hex_pair, latin1};
use ogive_vm::string::MAX_LENGTH;
use ogive_vm::{Arguments, JsResult, Value, Vm};

/// B.2.1.1 [escape](https://tc39.es/ecma262/#sec-escape-string)
pub(super) fn escape(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    let string = vm.to_string(args.get(0))?;
    let units = vm.units(string);
    vm.poll_n(units.len())?;
    let mut out = Vec::with_capacity(units.len());
    for unit in units.iter() {
        if out.len() > MAX_LENGTH {
            break;
        }
        match u8::try_from(unit) {
            Ok(b) if b.is_ascii_alphanumeric() || b"@*_+-./".contains(&b) => out.push(b),
            Ok(b) => out.extend([b'%', HEX[b as usize >> 4], HEX[b as usize & 15]]),
            Err(_) => {
                out.extend(*b"%u");
                out.extend([12, 8, 4, 0].map(|shift| HEX[(unit >> shift & 15) as usize]));
            }
        }
    }
    latin1(vm, &out)
}

/// B.2.1.2 [unescape](https://tc39.es/ecma262/#sec-unescape-string)
pub(super) fn unescape(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    let string = vm.to_string(args.get(0))?;
    let units = vm.units(string);
    vm.poll_n(units.len())?;
    let mut out: Vec<u16> = Vec::with_capacity(units.len());
    let mut i = 0;
    while i < units.len() {
        let unit = units.get(i);
        if unit == b'%' as u16 {
            if i + 1 < units.len() && units.get(i + 1) == b'u' as u16 {
                if let (Some(high), Some(low)) = (hex_pair(units, i + 2), hex_pair(units, i + 4)) {
                    out.push((high as u16) << 8 | low as u16);
                    i += 6;
                    continue;
                }
            } else if let Some(byte) = hex_pair(units, i + 1) {
                out.push(byte as u16);
                i += 3;
                continue;
            }
        }
        out.push(unit);
        i += 1;
    }
    Ok(vm.new_utf16(&out).into())
}
