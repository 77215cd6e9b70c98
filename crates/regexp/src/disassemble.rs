//! `Display` of a program: what snapshot tests compare.

use std::fmt;

use crate::ast::INFINITE;
use crate::charset::show;
use crate::first::First;
use crate::ops::{Kind, Op};
use crate::program::Program;

impl fmt::Display for Program {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "groups {} registers {} search {}",
            self.group_count, self.register_count, self.search
        )?;
        if let Some(required) = &self.required {
            write!(f, " required {required}")?;
        }
        writeln!(f)?;
        for (pc, op) in self.ops.iter().enumerate() {
            write!(f, "{pc:4} {}", op.name())?;
            if let Op::Literal { start, len } = *op {
                let start = start as usize;
                let units = &self.literals[start..start + usize::from(len)];
                let text: String = units.iter().map(|&u| show(u32::from(u))).collect();
                writeln!(f, " {text}")?;
                continue;
            }
            let mut result = Ok(());
            op.operands(|name, kind, value| {
                if result.is_ok() {
                    result = self.operand(f, name, kind, value);
                }
            });
            result?;
            writeln!(f)?;
        }
        Ok(())
    }
}

impl Program {
    fn operand(
        &self,
        f: &mut fmt::Formatter<'_>,
        name: &str,
        kind: Kind,
        value: u32,
    ) -> fmt::Result {
        let index = value as usize;
        match kind {
            Kind::Unit => write!(f, " {}", show(value)),
            Kind::Class => write!(f, " {}", self.classes[index].set),
            Kind::Run => {
                let run = &self.runs[index];
                write!(
                    f,
                    " {}{}",
                    self.classes[run.class as usize].set,
                    bounds(run.min, run.max)
                )?;
                run.follow
                    .as_ref()
                    .map_or(Ok(()), |first| write!(f, " before {}", show_first(first)))
            }
            Kind::First => write!(f, " {}", show_first(&self.firsts[index])),
            Kind::Switch => {
                let switch = &self.switches[index];
                let mut from = 0;
                for unit in 1..=256 {
                    if unit == 256 || switch.low[unit] != switch.low[from] {
                        let (lo, hi) = (show(from as u32), show(unit as u32 - 1));
                        let dash = if lo == hi {
                            String::new()
                        } else {
                            format!("-{hi}")
                        };
                        write!(f, " {lo}{dash}->{}", switch.low[from])?;
                        from = unit;
                    }
                }
                write!(f, " high->{} end->{}", switch.high, switch.end)
            }
            Kind::Counter => {
                let c = &self.counters[index];
                let lazy = if c.greedy { "" } else { "?" };
                write!(
                    f,
                    " r{}{}{lazy} exit->{}",
                    c.register,
                    bounds(c.min, c.max),
                    c.exit
                )
            }
            Kind::Target => write!(f, " ->{value}"),
            Kind::Register => write!(f, " r{value}"),
            Kind::Bool if value != 0 => write!(f, " {name}"),
            Kind::Bool => Ok(()),
            Kind::Index => write!(f, " #{value}"),
            Kind::Count => write!(f, " {name}={value}"),
        }
    }
}

fn bounds(min: u32, max: u32) -> String {
    match (min, max) {
        (0, INFINITE) => "*".into(),
        (1, INFINITE) => "+".into(),
        (0, 1) => "?".into(),
        (_, INFINITE) => format!("{{{min},}}"),
        _ => format!("{{{min},{max}}}"),
    }
}

fn show_first(first: &First) -> String {
    format!("{}{}", first.to_set(), if first.at_end { "$" } else { "" })
}
