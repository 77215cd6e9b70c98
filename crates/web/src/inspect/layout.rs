//! Putting the parts of an object on lines: Node's rules (`reduceToSingleString`, `groupArrayElements`).
use super::Inspector;
use super::strings::{length, length_without_colors};
use ogive::raw::vm::{JsResult, Value, Vm};

/// What an object's parts are.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Extras {
    /// Properties.
    Object,
    /// An element of an array (its key is not shown).
    Element,
    /// Array elements, then properties.
    Array,
}

impl Inspector {
    pub(super) fn text_length(&self, text: &str) -> usize {
        if self.options.colors { length_without_colors(text) } else { length(text) }
    }

    /// The whole object: parts between braces, on one line or several.
    pub(super) fn reduce(
        &self,
        vm: &mut Vm,
        mut output: Vec<String>,
        base: &str,
        braces: (&str, &str),
        extras: Extras,
        depth: f64,
        value: Value,
    ) -> JsResult<String> {
        let prefix = if base.is_empty() { String::new() } else { format!("{base} ") };
        if self.options.compact >= 0 {
            if self.options.compact >= 1 {
                let entries = output.len();
                if extras == Extras::Array && entries > 6 {
                    output = self.group(vm, output, value)?;
                }
                if self.current_depth - depth < self.options.compact as f64 && entries == output.len() {
                    let start = output.len() + self.indentation + length(braces.0) + length(base) + 10;
                    if self.fits(&output, start, base) {
                        let joined = output.join(", ");
                        if !joined.contains('\n') {
                            return Ok(format!("{prefix}{} {joined} {}", braces.0, braces.1));
                        }
                    }
                }
            }
            let line = format!("\n{}", " ".repeat(self.indentation));
            let body = output.join(&format!(",{line}  "));
            return Ok(format!("{prefix}{}{line}  {body}{line}{}", braces.0, braces.1));
        }
        if self.fits(&output, 0, base) {
            let base = if base.is_empty() { String::new() } else { format!(" {base}") };
            return Ok(format!("{}{base} {} {}", braces.0, output.join(", "), braces.1));
        }
        let indentation = format!("\n{}", " ".repeat(self.indentation));
        let line = match base.is_empty() && braces.0.len() == 1 {
            true => " ".to_string(),
            false => format!("{}\n{indentation}  ", if base.is_empty() { String::new() } else { format!(" {base}") }),
        };
        Ok(format!("{}{line}{} {}", braces.0, output.join(&format!(",{indentation}  ")), braces.1))
    }

    fn fits(&self, output: &[String], start: usize, base: &str) -> bool {
        let limit = self.options.break_length;
        let mut total = output.len() + start;
        if (total + output.len()) as f64 > limit {
            return false;
        }
        for part in output {
            total += self.text_length(part);
            if total as f64 > limit {
                return false;
            }
        }
        base.is_empty() || !base.contains('\n')
    }

    /// More than six entries stand in columns.
    fn group(&self, vm: &mut Vm, output: Vec<String>, value: Value) -> JsResult<Vec<String>> {
        let (mut total, mut longest) = (0usize, 0usize);
        let mut count = output.len();
        if self.options.max_array_length < output.len() as f64 {
            // "… more items" stands alone.
            count -= 1;
        }
        const SEPARATOR: usize = 2;
        let mut lengths = Vec::with_capacity(count);
        for part in &output[..count] {
            let n = self.text_length(part);
            lengths.push(n);
            total += n + SEPARATOR;
            longest = longest.max(n);
        }
        let actual = longest + SEPARATOR;
        let limit = self.options.break_length;
        if !((actual * 3 + self.indentation) as f64 <= limit - 1.0 && (total as f64 / actual as f64 > 5.0 || longest <= 6)) {
            return Ok(output);
        }
        let bias = (actual as f64 - total as f64 / output.len() as f64).sqrt();
        let biased = (actual as f64 - 3.0 - bias).max(1.0);
        let columns = ((2.5 * biased * count as f64).sqrt() / biased)
            .round()
            .min(((limit - self.indentation as f64) / actual as f64).floor())
            .min(self.options.compact as f64 * 4.0)
            .min(15.0);
        if columns <= 1.0 {
            return Ok(output);
        }
        let columns = columns as usize;
        let widths: Vec<usize> = (0..columns)
            .map(|i| (i..count).step_by(columns).map(|j| lengths[j]).max().unwrap_or(0) + SEPARATOR)
            .collect();
        let numbers = self.all_numbers(vm, value, output.len())?;
        let mut out = Vec::new();
        for i in (0..count).step_by(columns) {
            let end = (i + columns).min(count);
            let mut line = String::new();
            for j in i..end {
                let last = j + 1 == end;
                let cell = if last { output[j].clone() } else { format!("{}, ", output[j]) };
                let shown = lengths[j] + if last { 0 } else { SEPARATOR };
                let width = widths[j - i] - if last { SEPARATOR } else { 0 };
                let pad = " ".repeat(width.saturating_sub(shown));
                match (numbers, last) {
                    (true, _) => line.push_str(&(pad + &cell)),
                    (false, true) => line.push_str(&cell),
                    (false, false) => line.push_str(&(cell + &pad)),
                }
            }
            out.push(line);
        }
        if count < output.len() {
            out.extend(output.last().cloned());
        }
        Ok(out)
    }

    /// Numbers are aligned to the right.
    fn all_numbers(&self, vm: &mut Vm, value: Value, count: usize) -> JsResult<bool> {
        let Some(object) = value.as_object() else { return Ok(true) };
        for i in 0..count {
            let key = vm.key_of_integer(i as u64);
            let element = vm.get(object, key)?;
            if !element.is_number() && !element.is_bigint() {
                return Ok(false);
            }
        }
        Ok(true)
    }
}
