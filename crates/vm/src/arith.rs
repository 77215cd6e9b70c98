//! 13.15.4 the binary operators and 13.5 the unary ones in their general form: what the tiers' fast paths fall back to.
use crate::bigint::BigInt;
use crate::convert::{Hint, double_to_int32};
use crate::string::JsString;
use crate::value::Value;
use crate::vm::{JsResult, Thrown, Vm};
use ogive_gc::Gc;

/// The arithmetic and bitwise infix operators.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[repr(u8)]
pub enum BinaryOp {
    /// `+`
    Add,
    /// `-`
    Sub,
    /// `*`
    Mul,
    /// `/`
    Div,
    /// `%`
    Mod,
    /// `**`
    Exp,
    /// `&`
    BitAnd,
    /// `|`
    BitOr,
    /// `^`
    BitXor,
    /// `<<`
    Shl,
    /// `>>`
    Shr,
    /// `>>>`
    Ushr,
}

/// The prefix operators on one value.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[repr(u8)]
pub enum UnaryOp {
    /// `-`
    Neg,
    /// `~`
    BitNot,
    /// `++`
    Inc,
    /// `--`
    Dec,
    /// `+`
    Plus,
    /// `!`
    Not,
    /// `typeof`
    TypeOf,
}

/// 6.1.6.1.3 [Number::exponentiate](https://tc39.es/ecma262/#sec-numeric-types-number-exponentiate)
pub fn number_exp(base: f64, exponent: f64) -> f64 {
    if exponent.is_nan() || exponent.is_infinite() && base.abs() == 1.0 {
        return f64::NAN;
    }
    base.powf(exponent)
}

/// 6.1.6.1 an operator on two Numbers.
#[inline]
pub fn number_binary(op: BinaryOp, x: f64, y: f64) -> Value {
    let int = double_to_int32;
    match op {
        BinaryOp::Add => Value::number(x + y),
        BinaryOp::Sub => Value::number(x - y),
        BinaryOp::Mul => Value::number(x * y),
        BinaryOp::Div => Value::number(x / y),
        BinaryOp::Mod => Value::number(x % y),
        BinaryOp::Exp => Value::number(number_exp(x, y)),
        BinaryOp::BitAnd => Value::int(int(x) & int(y)),
        BinaryOp::BitOr => Value::int(int(x) | int(y)),
        BinaryOp::BitXor => Value::int(int(x) ^ int(y)),
        BinaryOp::Shl => Value::int(int(x).wrapping_shl(int(y) as u32)),
        BinaryOp::Shr => Value::int(int(x).wrapping_shr(int(y) as u32)),
        BinaryOp::Ushr => Value::from((int(x) as u32).wrapping_shr(int(y) as u32)),
    }
}

impl Vm {
    /// 13.15.3 [ApplyStringOrNumericBinaryOperator](https://tc39.es/ecma262/#sec-applystringornumericbinaryoperator)
    #[inline]
    pub fn binary(&mut self, op: BinaryOp, a: Value, b: Value) -> JsResult<Value> {
        if let (Some(x), Some(y)) = (a.as_number(), b.as_number()) {
            return Ok(number_binary(op, x, y));
        }
        if op == BinaryOp::Add { self.add_slow(a, b) } else { self.numeric_slow(op, a, b) }
    }
    /// `a + b`.
    #[inline]
    pub fn add(&mut self, a: Value, b: Value) -> JsResult<Value> {
        self.binary(BinaryOp::Add, a, b)
    }
    fn add_slow(&mut self, a: Value, b: Value) -> JsResult<Value> {
        if let (Some(x), Some(y)) = (a.as_string(), b.as_string()) {
            return self.concat_strings(x, y).map(Value::from);
        }
        // 1.a, 1.b
        let a = self.to_primitive(a, Hint::Default)?;
        let b = self.to_primitive(b, Hint::Default)?;
        // 1.c
        if a.is_string() || b.is_string() {
            let x = self.to_string(a)?;
            let y = self.to_string(b)?;
            return self.concat_strings(x, y).map(Value::from);
        }
        self.numeric_slow(BinaryOp::Add, a, b)
    }
    #[inline(never)]
    fn numeric_slow(&mut self, op: BinaryOp, a: Value, b: Value) -> JsResult<Value> {
        // 3, 4
        let x = self.to_numeric(a)?;
        let y = self.to_numeric(b)?;
        match (x.as_bigint(), y.as_bigint()) {
            (Some(x), Some(y)) => self.bigint_binary(op, x, y).map(Value::from),
            (None, None) => {
                Ok(number_binary(op, x.as_number().expect("numeric"), y.as_number().expect("numeric")))
            }
            // 5
            _ => Err(self.mixed_bigint()),
        }
    }
    #[cold]
    fn mixed_bigint(&mut self) -> Thrown {
        self.type_error("Cannot mix BigInt and other types, use explicit conversions")
    }
    fn bigint_binary(&mut self, op: BinaryOp, x: Gc<BigInt>, y: Gc<BigInt>) -> JsResult<Gc<BigInt>> {
        match op {
            BinaryOp::Add => self.bigint_add(x, y),
            BinaryOp::Sub => self.bigint_sub(x, y),
            BinaryOp::Mul => self.bigint_mul(x, y),
            BinaryOp::Div => self.bigint_div(x, y),
            BinaryOp::Mod => self.bigint_rem(x, y),
            BinaryOp::Exp => self.bigint_exp(x, y),
            BinaryOp::BitAnd => self.bigint_and(x, y),
            BinaryOp::BitOr => self.bigint_or(x, y),
            BinaryOp::BitXor => self.bigint_xor(x, y),
            BinaryOp::Shl => self.bigint_shl(x, y),
            BinaryOp::Shr => self.bigint_shr(x, y),
            // 6.1.6.2.11
            BinaryOp::Ushr => Err(self.type_error("BigInts have no unsigned right shift, use >> instead")),
        }
    }
    /// 6.1.4 string-concatenation, or the RangeError of a string too long.
    #[inline]
    pub fn concat_strings(&mut self, a: Gc<JsString>, b: Gc<JsString>) -> JsResult<Gc<JsString>> {
        match self.concat(a, b) {
            Some(s) => Ok(s),
            None => Err(self.concat_failed(a.len() + b.len())),
        }
    }
    #[cold]
    fn concat_failed(&mut self, len: usize) -> Thrown {
        if len > crate::string::MAX_LENGTH { self.invalid_string_length() } else { self.out_of_memory() }
    }

    /// 13.5 a unary operator, or the step of `++` and `--` (13.4).
    pub fn unary(&mut self, op: UnaryOp, a: Value) -> JsResult<Value> {
        match op {
            UnaryOp::Not => return Ok(Value::bool(!a.to_boolean())),
            UnaryOp::TypeOf => return Ok(self.typeof_string(a).into()),
            UnaryOp::Plus => return self.to_number_value(a),
            _ => {}
        }
        let a = self.to_numeric(a)?;
        if let Some(b) = a.as_bigint() {
            let result = match op {
                UnaryOp::Neg => self.bigint_neg(b),
                UnaryOp::BitNot => self.bigint_not(b),
                _ => self.bigint_step(b, op == UnaryOp::Inc),
            };
            return result.map(Value::from);
        }
        let x = a.as_number().expect("numeric");
        Ok(match op {
            UnaryOp::Neg => Value::number(-x),
            UnaryOp::BitNot => Value::int(!double_to_int32(x)),
            UnaryOp::Inc => Value::number(x + 1.0),
            _ => Value::number(x - 1.0),
        })
    }
}
