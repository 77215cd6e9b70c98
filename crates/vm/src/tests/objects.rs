use super::test_vm;
use crate::cells::Kind;
use crate::errors::ErrorKind;
use crate::key::PropertyKey;
use crate::operations::IntegrityLevel;
use crate::shape::attrs;
use crate::value::Value;

#[test]
fn stack_is_an_own_lazy_property() {
    let mut vm = test_vm();
    let function = vm.new_native("outer", 0, |vm, _| {
        let inner = vm.new_native("inner", 0, |vm, _| Ok(vm.new_error(ErrorKind::Type, "bad").into()));
        let this = vm.new_object().into();
        vm.call(inner.into(), this, &[])
    });
    let error = vm.call(function.into(), Value::UNDEFINED, &[]).unwrap().as_object().unwrap();
    assert_eq!(error.kind(), Kind::Error);
    let key = vm.names.stack;
    let entry = error.shape().lookup(key).unwrap();
    assert_ne!(entry.attrs & attrs::LAZY, 0);
    // The text is made when it is asked for.
    let message = vm.names.message;
    let text = vm.new_string("worse").into();
    vm.put(error, message, text).unwrap();
    let stack = vm.get(error, key).unwrap();
    assert_eq!(vm.display_string(stack), "Error: worse\n    at Object.inner (<anonymous>)\n    at outer (<anonymous>)");
    let descriptor = vm.get_own_property(error, key).unwrap().unwrap();
    assert_eq!((descriptor.attributes(), descriptor.value), (attrs::HIDDEN, Some(stack)));
    vm.put(error, key, Value::int(1)).unwrap();
    assert_eq!(vm.get(error, key), Ok(Value::int(1)));
    // Never read, written first.
    let error = vm.new_error(ErrorKind::Range, "x");
    vm.put(error, key, Value::int(2)).unwrap();
    assert_eq!(vm.get(error, key), Ok(Value::int(2)));
    let error = vm.new_error(ErrorKind::Range, "x");
    assert_eq!(vm.delete(error, key), Ok(true));
    assert_eq!(vm.get(error, key), Ok(Value::UNDEFINED));
}

#[test]
fn integrity_and_lists() {
    let mut vm = test_vm();
    let object = vm.new_object();
    let key = vm.key("a");
    vm.put(object, key, Value::int(1)).unwrap();
    assert_eq!(vm.test_integrity_level(object, IntegrityLevel::Sealed), Ok(false));
    assert_eq!(vm.set_integrity_level(object, IntegrityLevel::Sealed), Ok(true));
    assert_eq!(vm.test_integrity_level(object, IntegrityLevel::Sealed), Ok(true));
    assert_eq!(vm.test_integrity_level(object, IntegrityLevel::Frozen), Ok(false));
    assert_eq!(vm.set_integrity_level(object, IntegrityLevel::Frozen), Ok(true));
    assert_eq!(vm.test_integrity_level(object, IntegrityLevel::Frozen), Ok(true));
    let target = vm.new_object();
    vm.copy_data_properties(target, object.into(), &[]).unwrap();
    assert_eq!(vm.get(target, key), Ok(Value::int(1)));
    let array = vm.new_array_from(&[Value::int(1), Value::HOLE, Value::int(3)]);
    let list = vm.create_list_from_array_like(array.into()).unwrap();
    assert_eq!(list.as_slice(), [Value::int(1), Value::UNDEFINED, Value::int(3)]);
    assert_eq!(vm.is_array(array.into()), Ok(true));
    let result = vm.create_iter_result_object(Value::int(4), false);
    assert_eq!((vm.iterator_value(result), vm.iterator_complete(result)), (Ok(Value::int(4)), Ok(false)));
}

#[test]
fn canonical_numeric_strings() {
    let mut vm = test_vm();
    for (text, number) in [
        ("0", Some(0.0)), ("1.5", Some(1.5)), ("Infinity", Some(f64::INFINITY)), ("1e3", None), ("01", None), ("1e+21", Some(1e21)), ("foo", None), ("", None), (" 1", None),
        ("-1", Some(-1.0)), ("+1", None), ("0x1", None), ("1.0", None), ("-Infinity", Some(f64::NEG_INFINITY)),
    ] {
        let s = vm.new_string(text);
        assert_eq!(vm.canonical_numeric_index_string(s), number, "{text}");
    }
    let s = vm.new_string("-0");
    assert!(vm.canonical_numeric_index_string(s).unwrap().is_sign_negative());
    let s = vm.new_string("NaN");
    assert!(vm.canonical_numeric_index_string(s).unwrap().is_nan());
    let _ = PropertyKey::index(0);
}
