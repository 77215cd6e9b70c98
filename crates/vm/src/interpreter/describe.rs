//! Expressions for error messages, read back from bytecode: `a.b.c` for the register that a call calls.
use ogive_bytecode::{Code, Constant, Instruction, Op, Role};

/// The source-like text of what register `register` holds before unit `before`; `None` when it is no plain chain of names.
pub(super) fn register_text(code: &Code, before: u32, register: u16, depth: u32) -> Option<String> {
    if let Some((_, name)) = code.register_names.iter().find(|(r, _)| *r == register) {
        return Some(String::from_utf8_lossy(name).into_owned());
    }
    if register == ogive_bytecode::frame::THIS {
        return Some("this".into());
    }
    let (unit, instr) = last_definition(code, before, register)?;
    let name_of = |role: Role| {
        let site = code.ics.get(instr.field(role)? as usize)?;
        string(code, site.name as usize)
    };
    let fields = instr.fields;
    match instr.op {
        Op::GetGlobal | Op::GetName | Op::GetNameForCall | Op::GetResolved => name_of(Role::Ic),
        Op::GetProp | Op::GetLength if depth < 8 => {
            let name = name_of(Role::Ic)?;
            match register_text(code, unit, fields[1] as u16, depth + 1) {
                Some(object) => Some(format!("{object}.{name}")),
                None => Some(format!("(intermediate value).{name}")),
            }
        }
        Op::GetElem if depth < 8 => {
            let object = register_text(code, unit, fields[1] as u16, depth + 1);
            Some(format!("{}[...]", object.unwrap_or_else(|| "(intermediate value)".into())))
        }
        Op::Move if depth < 8 => register_text(code, unit, fields[1] as u16, depth + 1),
        Op::GetSuper => Some("(intermediate value)".into()),
        Op::LoadSpecial => Some(["undefined", "null", "false", "true", "undefined"].get(fields[1] as usize)?.to_string()),
        Op::LoadInt => Some(fields[1].to_string()),
        Op::LoadConst => match code.constants.get(fields[1] as usize)? {
            Constant::String(text) => Some(format!("\"{}\"", String::from_utf8_lossy(text))),
            Constant::Number(number) => Some(number.to_string()),
            _ => None,
        },
        Op::Call | Op::CallMethod if depth < 8 => {
            register_text(code, unit, fields[1] as u16, depth + 1).map(|callee| format!("{callee}(...)"))
        }
        _ => None,
    }
}

fn string(code: &Code, index: usize) -> Option<String> {
    match code.constants.get(index)? {
        Constant::String(text) => Some(String::from_utf8_lossy(text).into_owned()),
        _ => None,
    }
}

/// The last instruction before `before`, in code order, that writes the register.
fn last_definition(code: &Code, before: u32, register: u16) -> Option<(u32, Instruction)> {
    let mut found = None;
    let mut at = 0;
    while at < before as usize {
        let instr = Instruction::decode(&code.units, at)?;
        let defines = instr.operands().any(|(_, role, value)| {
            matches!(role, Role::Def | Role::Mod) && value as u16 == register
        });
        if defines {
            found = Some((at as u32, instr));
        }
        at += instr.op.units();
    }
    found
}
