//! 7.1 type conversion.
//!
//! Fast paths first: each conversion answers the types that need no call inline and leaves the rest to a cold function.
use crate::bigint::BigInt;
use crate::cells::Kind;
use crate::key::PropertyKey;
use crate::object::Object;
use crate::realm::Intrinsic;
use crate::string::JsString;
use crate::value::Value;
use crate::vm::{JsResult, Thrown, Vm};
use ogive_gc::Gc;

/// The preferred type of ToPrimitive.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Hint {
    /// No preference.
    Default,
    /// Number.
    Number,
    /// String.
    String,
}

/// 2^53 - 1.
pub const MAX_SAFE_INTEGER: f64 = 9_007_199_254_740_991.0;

/// Internal field of Boolean, Number, String, Symbol and BigInt objects: the primitive.
pub const FIELD_PRIMITIVE: usize = 0;

/// 7.1.6 [ToInt32](https://tc39.es/ecma262/#sec-toint32) of a Number: the value modulo 2^32.
#[inline(always)]
pub fn double_to_int32(d: f64) -> i32 {
    let i = d as i64;
    // FAST: in the range of i64, where the cast is exact truncation. The ends mean saturation.
    if i != i64::MAX && i != i64::MIN { i as i32 } else { double_to_int32_slow(d) }
}

#[cold]
fn double_to_int32_slow(d: f64) -> i32 {
    let bits = d.to_bits();
    let exponent = (bits >> 52 & 0x7FF) as i32 - 1075;
    // Infinities and NaN have exponent 972; from 32 on all low bits are zero.
    if !(0..32).contains(&exponent) {
        return 0;
    }
    let magnitude = ((bits & ((1 << 52) - 1) | 1 << 52) as u32).wrapping_shl(exponent as u32) as i32;
    if d < 0.0 { magnitude.wrapping_neg() } else { magnitude }
}

/// 7.1.7 [ToUint32](https://tc39.es/ecma262/#sec-touint32) of a Number.
#[inline(always)]
pub fn double_to_uint32(d: f64) -> u32 {
    double_to_int32(d) as u32
}

/// 7.1.12 [ToUint8Clamp](https://tc39.es/ecma262/#sec-touint8clamp) of a Number: halves to even.
pub fn double_to_uint8_clamp(d: f64) -> u8 {
    // The cast saturates, and NaN gives 0.
    d.round_ties_even() as u8
}

/// 7.1.5 [ToIntegerOrInfinity](https://tc39.es/ecma262/#sec-tointegerorinfinity) of a Number; never -0.
#[inline(always)]
pub fn double_to_integer_or_infinity(d: f64) -> f64 {
    if d.is_nan() { 0.0 } else { d.trunc() + 0.0 }
}

impl Value {
    /// 7.1.2 [ToBoolean](https://tc39.es/ecma262/#sec-toboolean)
    #[inline(always)]
    pub fn to_boolean(self) -> bool {
        if self.is_bool() {
            return self == Value::TRUE;
        }
        if self.is_int() {
            return self.int_unchecked() != 0;
        }
        if self.is_detectable_object() {
            return true;
        }
        self.to_boolean_slow()
    }
    fn to_boolean_slow(self) -> bool {
        if let Some(s) = self.as_string() {
            return !s.is_empty();
        }
        if let Some(d) = self.as_number() {
            return d != 0.0 && !d.is_nan();
        }
        if let Some(b) = self.as_bigint() {
            return !b.is_zero();
        }
        self.is_cell() && !self.is_undetectable()
    }
}

impl Vm {
    /// 7.1.1 [ToPrimitive](https://tc39.es/ecma262/#sec-toprimitive)
    #[inline]
    pub fn to_primitive(&mut self, value: Value, hint: Hint) -> JsResult<Value> {
        match value.as_object() {
            Some(object) => self.object_to_primitive(object, hint),
            None => Ok(value),
        }
    }
    fn object_to_primitive(&mut self, object: Gc<Object>, hint: Hint) -> JsResult<Value> {
        let key = PropertyKey::symbol(self.symbols.to_primitive);
        let exotic = self.get_method(object.into(), key)?;
        if exotic.is_undefined() {
            return self.ordinary_to_primitive(object, if hint == Hint::Default { Hint::Number } else { hint });
        }
        let name = match hint {
            Hint::Default => self.names.default,
            Hint::Number => self.names.number,
            Hint::String => self.names.string,
        };
        let name = self.key_to_value(name);
        let result = self.call(exotic, object.into(), &[name])?;
        if result.is_object() { Err(self.not_primitive()) } else { Ok(result) }
    }
    /// 7.1.1.1 [OrdinaryToPrimitive](https://tc39.es/ecma262/#sec-ordinarytoprimitive)
    pub fn ordinary_to_primitive(&mut self, object: Gc<Object>, hint: Hint) -> JsResult<Value> {
        self.check_native_stack()?;
        let (value_of, to_string) = (self.names.value_of, self.names.to_string);
        let order = if hint == Hint::String { [to_string, value_of] } else { [value_of, to_string] };
        for key in order {
            let method = self.get(object, key)?;
            if self.is_callable(method) {
                let result = self.call(method, object.into(), &[])?;
                if !result.is_object() {
                    return Ok(result);
                }
            }
        }
        Err(self.not_primitive())
    }
    #[cold]
    fn not_primitive(&mut self) -> Thrown {
        self.type_error("Cannot convert object to primitive value")
    }

    /// 7.1.3 [ToNumeric](https://tc39.es/ecma262/#sec-tonumeric): a Number or a BigInt.
    #[inline]
    pub fn to_numeric(&mut self, value: Value) -> JsResult<Value> {
        if value.is_number() || value.is_bigint() {
            return Ok(value);
        }
        let primitive = self.to_primitive(value, Hint::Number)?;
        if primitive.is_bigint() {
            return Ok(primitive);
        }
        self.to_number(primitive).map(Value::number)
    }
    /// 7.1.4 [ToNumber](https://tc39.es/ecma262/#sec-tonumber)
    #[inline(always)]
    pub fn to_number(&mut self, value: Value) -> JsResult<f64> {
        match value.as_number() {
            Some(d) => Ok(d),
            None => self.number_of_other(value),
        }
    }
    #[cold]
    #[inline(never)]
    fn number_of_other(&mut self, value: Value) -> JsResult<f64> {
        match value {
            Value::UNDEFINED => Ok(f64::NAN),
            Value::NULL | Value::FALSE => Ok(0.0),
            Value::TRUE => Ok(1.0),
            _ if value.is_string() => Ok(self.string_to_number(value.as_string().expect("just tested"))),
            _ if value.is_object() => {
                let primitive = self.to_primitive(value, Hint::Number)?;
                self.to_number(primitive)
            }
            _ if value.is_symbol() => Err(self.type_error("Cannot convert a Symbol value to a number")),
            _ => Err(self.type_error("Cannot convert a BigInt value to a number")),
        }
    }
    /// 7.1.4 ToNumber as a Value.
    #[inline(always)]
    pub fn to_number_value(&mut self, value: Value) -> JsResult<Value> {
        if value.is_number() { Ok(value) } else { self.number_of_other(value).map(Value::number) }
    }
    /// 7.1.5 [ToIntegerOrInfinity](https://tc39.es/ecma262/#sec-tointegerorinfinity)
    #[inline(always)]
    pub fn to_integer_or_infinity(&mut self, value: Value) -> JsResult<f64> {
        match value.as_int() {
            Some(i) => Ok(i as f64),
            None => Ok(double_to_integer_or_infinity(self.to_number(value)?)),
        }
    }
    /// 7.1.6 [ToInt32](https://tc39.es/ecma262/#sec-toint32)
    #[inline(always)]
    pub fn to_int32(&mut self, value: Value) -> JsResult<i32> {
        match value.as_int() {
            Some(i) => Ok(i),
            None => Ok(double_to_int32(self.to_number(value)?)),
        }
    }
    /// 7.1.7 [ToUint32](https://tc39.es/ecma262/#sec-touint32)
    #[inline(always)]
    pub fn to_uint32(&mut self, value: Value) -> JsResult<u32> {
        self.to_int32(value).map(|i| i as u32)
    }
    /// 7.1.8 [ToInt16](https://tc39.es/ecma262/#sec-toint16)
    pub fn to_int16(&mut self, value: Value) -> JsResult<i16> {
        self.to_int32(value).map(|i| i as i16)
    }
    /// 7.1.9 [ToUint16](https://tc39.es/ecma262/#sec-touint16)
    pub fn to_uint16(&mut self, value: Value) -> JsResult<u16> {
        self.to_int32(value).map(|i| i as u16)
    }
    /// 7.1.10 [ToInt8](https://tc39.es/ecma262/#sec-toint8)
    pub fn to_int8(&mut self, value: Value) -> JsResult<i8> {
        self.to_int32(value).map(|i| i as i8)
    }
    /// 7.1.11 [ToUint8](https://tc39.es/ecma262/#sec-touint8)
    pub fn to_uint8(&mut self, value: Value) -> JsResult<u8> {
        self.to_int32(value).map(|i| i as u8)
    }
    /// 7.1.12 [ToUint8Clamp](https://tc39.es/ecma262/#sec-touint8clamp)
    pub fn to_uint8_clamp(&mut self, value: Value) -> JsResult<u8> {
        self.to_number(value).map(double_to_uint8_clamp)
    }

    /// 7.1.13 [ToBigInt](https://tc39.es/ecma262/#sec-tobigint)
    pub fn to_bigint(&mut self, value: Value) -> JsResult<Gc<BigInt>> {
        if let Some(b) = value.as_bigint() {
            return Ok(b);
        }
        let primitive = self.to_primitive(value, Hint::Number)?;
        if let Some(b) = primitive.as_bigint() {
            return Ok(b);
        }
        if let Some(b) = primitive.as_bool() {
            return Ok(self.new_bigint_u64(b as u64));
        }
        if let Some(s) = primitive.as_string() {
            return match self.string_to_bigint(s)? {
                Some(b) => Ok(b),
                None => Err(self.syntax_error(format!("Cannot convert {} to a BigInt", s.to_rust_string_lossy()))),
            };
        }
        let shown = self.display_string(primitive);
        Err(self.type_error(format!("Cannot convert {shown} to a BigInt")))
    }
    /// 7.1.15 [ToBigInt64](https://tc39.es/ecma262/#sec-tobigint64)
    pub fn to_big_int64(&mut self, value: Value) -> JsResult<i64> {
        self.to_big_uint64(value).map(|u| u as i64)
    }
    /// 7.1.16 [ToBigUint64](https://tc39.es/ecma262/#sec-tobiguint64)
    pub fn to_big_uint64(&mut self, value: Value) -> JsResult<u64> {
        self.to_bigint(value).map(|b| b.low_u64())
    }

    /// 7.1.17 [ToString](https://tc39.es/ecma262/#sec-tostring)
    #[inline(always)]
    pub fn to_string(&mut self, value: Value) -> JsResult<Gc<JsString>> {
        match value.as_string() {
            Some(s) => Ok(s),
            None => self.string_of_other(value),
        }
    }
    #[inline(never)]
    fn string_of_other(&mut self, value: Value) -> JsResult<Gc<JsString>> {
        if let Some(i) = value.as_int() {
            return Ok(self.int_to_string(i));
        }
        if let Some(d) = value.as_number() {
            return Ok(self.number_to_string(d));
        }
        if value.is_object() {
            let primitive = self.to_primitive(value, Hint::String)?;
            return self.to_string(primitive);
        }
        if let Some(b) = value.as_bigint() {
            return self.bigint_to_string(b, 10);
        }
        if value.is_symbol() {
            return Err(self.type_error("Cannot convert a Symbol value to a string"));
        }
        Ok(self.constant_string(value))
    }
    /// The string of undefined, null or a boolean.
    fn constant_string(&self, value: Value) -> Gc<JsString> {
        let key = match value {
            Value::NULL => self.names.null,
            Value::TRUE => self.names.true_,
            Value::FALSE => self.names.false_,
            _ => self.names.undefined,
        };
        key.as_atom().expect("a word is an atom")
    }

    /// 7.1.18 [ToObject](https://tc39.es/ecma262/#sec-toobject)
    #[inline(always)]
    pub fn to_object(&mut self, value: Value) -> JsResult<Gc<Object>> {
        match value.as_object() {
            Some(object) => Ok(object),
            None => self.wrap_primitive(value),
        }
    }
    #[inline(never)]
    fn wrap_primitive(&mut self, value: Value) -> JsResult<Gc<Object>> {
        if value.is_nullish() {
            return Err(self.type_error("Cannot convert undefined or null to object"));
        }
        let (kind, prototype) = Vm::wrapper_of(value);
        let prototype = self.intrinsic(prototype);
        if kind == Kind::StringObject {
            return Ok(self.new_string_object(value, prototype.into()));
        }
        Ok(self.new_primitive_wrapper(kind, prototype.into(), value))
    }
    /// A Boolean, Number, Symbol or BigInt object around its primitive (Strings: `new_string_object`).
    pub fn new_primitive_wrapper(&mut self, kind: Kind, prototype: Value, primitive: Value) -> Gc<Object> {
        let object = self.new_kind(kind, prototype);
        self.set_field(object, FIELD_PRIMITIVE, primitive);
        object
    }
    /// The kind of object that wraps a primitive, and its prototype.
    pub fn wrapper_of(primitive: Value) -> (Kind, Intrinsic) {
        match primitive {
            v if v.is_string() => (Kind::StringObject, Intrinsic::StringPrototype),
            v if v.is_number() => (Kind::NumberObject, Intrinsic::NumberPrototype),
            v if v.is_bool() => (Kind::BooleanObject, Intrinsic::BooleanPrototype),
            v if v.is_symbol() => (Kind::SymbolObject, Intrinsic::SymbolPrototype),
            _ => (Kind::BigIntObject, Intrinsic::BigIntPrototype),
        }
    }

    /// 7.1.19 [ToPropertyKey](https://tc39.es/ecma262/#sec-topropertykey)
    #[inline(always)]
    pub fn to_property_key(&mut self, value: Value) -> JsResult<PropertyKey> {
        if let Some(i) = value.as_int()
            && i >= 0
        {
            return Ok(PropertyKey::index(i as u32));
        }
        if let Some(s) = value.as_string() {
            return Ok(self.key_of_string(s));
        }
        self.property_key_of_other(value)
    }
    #[inline(never)]
    fn property_key_of_other(&mut self, value: Value) -> JsResult<PropertyKey> {
        if let Some(symbol) = value.as_symbol() {
            return Ok(PropertyKey::symbol(symbol));
        }
        if let Some(i) = value.as_index() {
            return Ok(PropertyKey::index(i));
        }
        let primitive = self.to_primitive(value, Hint::String)?;
        if let Some(symbol) = primitive.as_symbol() {
            return Ok(PropertyKey::symbol(symbol));
        }
        let s = self.to_string(primitive)?;
        Ok(self.key_of_string(s))
    }

    /// 7.1.20 [ToLength](https://tc39.es/ecma262/#sec-tolength)
    #[inline]
    pub fn to_length(&mut self, value: Value) -> JsResult<u64> {
        match value.as_int() {
            Some(i) => Ok(i.max(0) as u64),
            // The cast saturates at 0 and gives 0 for NaN (which `f64::min` would drop).
            None => Ok((self.to_number(value)? as u64).min(MAX_SAFE_INTEGER as u64)),
        }
    }
    /// 7.1.22 [ToIndex](https://tc39.es/ecma262/#sec-toindex)
    pub fn to_index(&mut self, value: Value) -> JsResult<usize> {
        let integer = self.to_integer_or_infinity(value)?;
        if !(0.0..=MAX_SAFE_INTEGER).contains(&integer) {
            return Err(self.range_error("Invalid index: must be an integer from 0 to 2^53 - 1"));
        }
        Ok(integer as usize)
    }

    /// 7.2.1 [RequireObjectCoercible](https://tc39.es/ecma262/#sec-requireobjectcoercible); `what` names the method for the
    /// message, as in `String.prototype.trim`.
    #[inline(always)]
    pub fn require_object_coercible(&mut self, value: Value, what: &str) -> JsResult<Value> {
        if value.is_nullish() { Err(self.not_coercible(what)) } else { Ok(value) }
    }
    #[cold]
    fn not_coercible(&mut self, what: &str) -> Thrown {
        self.type_error(format!("{what} called on null or undefined"))
    }

    /// 13.5.3 [The typeof Operator](https://tc39.es/ecma262/#sec-typeof-operator): an atom.
    pub fn typeof_string(&self, value: Value) -> Gc<JsString> {
        let names = &self.names;
        let key = if value.is_detectable_object() {
            let callable = value.as_object().is_some_and(|o| o.is_callable());
            if callable { names.function } else { names.object }
        } else if value.is_number() {
            names.number
        } else if value.is_string() {
            names.string
        } else if value.is_bool() {
            names.boolean
        } else if value.is_null() {
            names.object
        } else if value.is_symbol() {
            names.symbol
        } else if value.is_bigint() {
            names.bigint
        } else {
            names.undefined
        };
        key.as_atom().expect("a word is an atom")
    }
}
