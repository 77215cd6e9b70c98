//! `switch`: dispatch by a jump table when the cases are dense small ints, else by comparing in order; then the bodies.

use ogive_bytecode::Label;
use ogive_syntax::{Case, Expr, Switch};

use crate::compiler::{Compiler, Reg, as_int, op};
use crate::control::Control;
use crate::operators::Known;

impl Compiler<'_> {
    pub fn switch(&mut self, switch: &Switch<'_>) {
        self.empty_completion();
        let exit = self.label();
        let value = self.discriminant(switch);
        self.push_control(Control::Target { labels: Vec::new(), is_breakable: true, break_to: Some(exit), continue_to: None });
        let region = self.begin_region();
        self.in_scope(switch.scope, |this| {
            if switch.scope.is_some() {
                this.hole_lexicals();
                for case in switch.cases {
                    this.hoist(case.statements);
                }
            }
            this.disposing(switch.scope, |this| this.cases(switch, value, exit));
        });
        self.end_region(region);
        self.pop_control();
        self.b.bind(exit);
    }

    fn discriminant(&mut self, switch: &Switch<'_>) -> Reg {
        let value = self.value(switch.discriminant);
        match self.variable_in(value) {
            Some(variable) if variable.assigned => self.copied(value),
            _ => value,
        }
    }

    fn cases(&mut self, switch: &Switch<'_>, value: Reg, exit: Label) {
        let scope = switch.scope.map(|_| self.scopes.len() - 1);
        let labels: Vec<Label> = switch.cases.iter().map(|_| self.label()).collect();
        let default = switch.cases.iter().position(|case| case.test.is_none());
        let otherwise = default.map_or(exit, |index| labels[index]);
        match self.jump_table(switch.cases, &labels) {
            Some((low, targets)) => self.b.switch_int(value, low, targets),
            None => self.compare_cases(switch.cases, &labels, value),
        }
        op!(self, Jump, 0, otherwise);
        for (case, label) in switch.cases.iter().zip(labels) {
            if let Some(scope) = scope {
                self.forget_initialized(scope);
            }
            self.b.bind(label);
            let region = self.begin_region();
            self.statements(case.statements);
            self.end_region(region);
        }
        // A way past the last body, also out of a disposing scope.
        op!(self, Jump, 0, exit);
    }

    fn compare_cases(&mut self, cases: &[Case<'_>], labels: &[Label], value: Reg) {
        for (case, &label) in cases.iter().zip(labels) {
            let Some(test) = case.test else { continue };
            let mark = self.next;
            self.at(case.span.start);
            match self.small_literal(test) {
                Some(imm) => op!(self, JumpIfStrictEqualI, value, imm, label),
                None => {
                    let test = self.value(test);
                    op!(self, JumpIfStrictEqual, value, test, label);
                }
            }
            self.free_to(mark);
        }
    }

    /// A table for cases that are all int literals and lie close.
    fn jump_table(&self, cases: &[Case<'_>], labels: &[Label]) -> Option<(i32, Vec<Option<Label>>)> {
        let int = |test: &Expr<'_>| match self.constant(test) {
            Some(Known::Number(value)) => as_int(value),
            _ => None,
        };
        let mut values = Vec::new();
        for (case, label) in cases.iter().zip(labels) {
            if let Some(test) = case.test {
                values.push((int(test)?, *label));
            }
        }
        let low = values.iter().map(|v| v.0).min()?;
        let high = values.iter().map(|v| v.0).max()?;
        let range = i64::from(high) - i64::from(low) + 1;
        if values.len() < 4 || range > 4 * values.len() as i64 + 8 {
            return None;
        }
        let mut table = vec![None; range as usize];
        for (value, label) in values {
            let entry: &mut Option<Label> = &mut table[(value - low) as usize];
            *entry = entry.or(Some(label));
        }
        Some((low, table))
    }
}
