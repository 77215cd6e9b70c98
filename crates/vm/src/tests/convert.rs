use super::{Random, test_vm};
use crate::arith::{BinaryOp, UnaryOp, number_exp};
use crate::convert::*;
use crate::value::Value;
use crate::value_vec::ValueVec;

#[test]
fn int32() {
    for (d, i) in [
        (0.0, 0), (-0.0, 0), (1.9, 1), (-1.9, -1), (4294967296.0, 0), (4294967297.0, 1), (2147483648.0, i32::MIN), (-2147483649.0, i32::MAX),
        (f64::NAN, 0), (f64::INFINITY, 0), (f64::NEG_INFINITY, 0), (1e300, 0), (9223372036854775808.0, 0), (18446744073709551616.0, 0),
        (9223372036854777856.0, 2048), (-9223372036854777856.0, -2048), (6442450944.0, -2147483648),
    ] {
        assert_eq!(double_to_int32(d), i, "{d}");
    }
    let mut random = Random(11);
    for _ in 0..20_000 {
        let d = f64::from_bits(random.next() & !(0x7FF << 52) | (1000 + random.below(130)) << 52);
        let t = d.trunc().abs();
        // Exact remainder of the integer part.
        let low = (t % 4294967296.0) as u64 as u32;
        let expected = if d < 0.0 { low.wrapping_neg() } else { low };
        assert_eq!(double_to_int32(d) as u32, expected, "{d}");
    }
    assert_eq!([0.5, 1.5, 2.5, 254.5, 255.5, -1.0, f64::NAN, 0.50001].map(double_to_uint8_clamp), [0, 2, 2, 254, 255, 0, 0, 1]);
    assert!(double_to_integer_or_infinity(-0.5).is_sign_positive());
}

#[test]
fn primitives() {
    let mut vm = test_vm();
    let (empty, one, word) = (vm.new_string("").into(), vm.new_string(" 1 ").into(), Value::from(vm.new_string("abc")));
    let big = Value::from(vm.new_bigint_i64(1));
    let zero = Value::from(vm.new_bigint_i64(0));
    for (v, b) in [
        (Value::UNDEFINED, false), (Value::NULL, false), (Value::TRUE, true), (Value::FALSE, false), (Value::ZERO, false), (Value::int(3), true),
        (Value::NAN, false), (Value::double(-0.0), false), (Value::double(0.5), true), (empty, false), (one, true), (big, true), (zero, false),
    ] {
        assert_eq!(v.to_boolean(), b, "{v:?}");
    }
    assert_eq!(vm.to_number(one), Ok(1.0));
    assert!(vm.to_number(word).unwrap().is_nan());
    assert!(vm.to_number(big).is_err());
    assert_eq!(vm.to_length(Value::double(-5.0)), Ok(0));
    for (d, length) in [(1e300, (1 << 53) - 1), (f64::INFINITY, (1 << 53) - 1), (f64::NEG_INFINITY, 0), (f64::NAN, 0), (2.9, 2)] {
        assert_eq!(vm.to_length(Value::double(d)), Ok(length));
    }
    assert!(vm.to_index(Value::int(-1)).is_err());
    assert_eq!(vm.to_index(Value::double(-0.9)), Ok(0));
    assert_eq!(vm.typeof_string(Value::NULL).to_rust_string_lossy(), "object");
    assert_eq!(vm.to_property_key(Value::double(4294967294.0)).unwrap().as_index(), Some(4294967294));
    assert_eq!(vm.to_property_key(Value::double(-0.0)).unwrap().as_index(), Some(0));
    assert!(vm.to_property_key(Value::double(4294967295.0)).unwrap().as_atom().is_some());
    assert!(vm.to_property_key(Value::int(-1)).unwrap().as_atom().is_some());
}

#[test]
fn equality() {
    let mut vm = test_vm();
    let s = |vm: &mut crate::Vm, t: &str| Value::from(vm.new_string(t));
    let (a, b, one) = (s(&mut vm, "abcdef"), s(&mut vm, "abcdef"), s(&mut vm, "1"));
    let big = Value::from(vm.new_bigint_i64(1));
    assert!(vm.strict_equals(a, b) && !vm.strict_equals(Value::NAN, Value::NAN) && vm.strict_equals(Value::int(0), Value::double(-0.0)));
    assert!(vm.strict_equals(Value::int(1), Value::double(1.0)) && !vm.strict_equals(one, Value::int(1)));
    assert!(vm.same_value(Value::NAN, Value::NAN) && !vm.same_value(Value::int(0), Value::double(-0.0)) && vm.same_value(Value::int(2), Value::double(2.0)));
    assert!(vm.same_value_zero(Value::int(0), Value::double(-0.0)) && vm.same_value_zero(Value::NAN, Value::NAN));
    for (x, y, equal) in [
        (one, Value::int(1), true), (Value::TRUE, one, true), (Value::NULL, Value::UNDEFINED, true), (Value::NULL, Value::ZERO, false), (big, one, true),
        (one, big, true), (big, Value::TRUE, true), (Value::int(1), big, true), (big, Value::double(1.5), false), (a, Value::NAN, false), (big, a, false), (Value::FALSE, Value::NULL, false),
    ] {
        assert_eq!(vm.loosely_equals(x, y), Ok(equal), "{x:?} {y:?}");
        assert_eq!(vm.loosely_equals(y, x), Ok(equal), "{y:?} {x:?}");
    }
    assert_eq!(vm.is_less_than(one, big, true), Ok(Some(false)));
    assert_eq!(vm.is_less_than(big, Value::double(1.5), true), Ok(Some(true)));
    assert_eq!(vm.is_less_than(a, big, true), Ok(None));
    assert_eq!(vm.is_less_than(Value::NAN, big, true), Ok(None));
    assert_eq!(vm.is_less_than(Value::UNDEFINED, Value::ZERO, true), Ok(None));
    assert_eq!(vm.less(one, a), Ok(true));
}

#[test]
fn operators() {
    let mut vm = test_vm();
    let one = Value::from(vm.new_string("1"));
    let text = |vm: &mut crate::Vm, v: Value| vm.to_string(v).unwrap().to_rust_string_lossy();
    let r = vm.binary(BinaryOp::Add, one, Value::int(2)).unwrap();
    assert_eq!(text(&mut vm, r), "12");
    for (op, x, y, r) in [
        (BinaryOp::Sub, one, Value::int(2), "-1"), (BinaryOp::Mod, Value::int(-4), Value::int(2), "0"), (BinaryOp::Shl, Value::int(1), Value::int(33), "2"),
        (BinaryOp::Ushr, Value::int(-1), Value::int(0), "4294967295"), (BinaryOp::Shr, Value::int(-8), Value::int(1), "-4"), (BinaryOp::Div, Value::int(1), Value::int(0), "Infinity"),
        (BinaryOp::Exp, Value::int(2), Value::int(10), "1024"), (BinaryOp::Add, Value::NULL, Value::TRUE, "1"), (BinaryOp::Add, Value::UNDEFINED, one, "undefined1"),
    ] {
        let got = vm.binary(op, x, y).unwrap();
        assert_eq!(text(&mut vm, got), r, "{op:?}");
    }
    let rem = vm.binary(BinaryOp::Mod, Value::int(-4), Value::int(2)).unwrap();
    assert!(rem.as_number().unwrap().is_sign_negative());
    assert!(number_exp(1.0, f64::INFINITY).is_nan() && number_exp(-1.0, f64::NEG_INFINITY).is_nan() && number_exp(f64::NAN, 0.0) == 1.0);
    let big = Value::from(vm.new_bigint_i64(5));
    assert!(vm.binary(BinaryOp::Add, big, Value::int(1)).is_err());
    assert!(vm.binary(BinaryOp::Ushr, big, big).is_err());
    let r = vm.unary(UnaryOp::Neg, Value::ZERO).unwrap();
    assert!(r.as_number().unwrap().is_sign_negative());
    let r = vm.unary(UnaryOp::Inc, big).unwrap();
    assert_eq!(r.as_bigint().unwrap().to_i64(), Some(6));
}

#[test]
fn sorting() {
    let mut vm = test_vm();
    let mut random = Random(17);
    for n in [0u64, 1, 2, 7, 8, 9, 16, 100, 1000] {
        let mut values = ValueVec::new(&vm);
        // Equal in the tens: stability shows in the units.
        (0..n).for_each(|_| values.push(Value::int(random.below(500) as i32)));
        let mut expected: Vec<i32> = values.iter().map(|v| v.as_int().unwrap()).collect();
        expected.sort_by_key(|v| v / 10);
        values.sort_by(&mut vm, |_, a, b| Ok((a.int_unchecked() / 10).cmp(&(b.int_unchecked() / 10)))).unwrap();
        assert_eq!(values.iter().map(|v| v.as_int().unwrap()).collect::<Vec<_>>(), expected);
    }
}
