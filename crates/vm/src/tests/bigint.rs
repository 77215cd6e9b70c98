use super::{Random, test_vm};
use crate::bigint::BigInt;
use crate::limbs;
use crate::vm::{JsResult, Vm};
use num_bigint::{BigInt as Oracle, Sign};
use ogive_gc::Gc;

fn oracle(a: Gc<BigInt>) -> Oracle {
    let bytes: Vec<u8> = a.limbs().iter().flat_map(|l| l.to_le_bytes()).collect();
    Oracle::from_bytes_le(if a.is_negative() { Sign::Minus } else { Sign::Plus }, &bytes)
}
fn make(vm: &mut Vm, random: &mut Random, max_limbs: u64) -> Gc<BigInt> {
    let len = random.below(max_limbs + 1);
    let limbs: Vec<u64> = (0..len)
        .map(|_| match random.below(6) {
            0 => 0,
            1 => u64::MAX,
            2 => random.below(4),
            _ => random.next(),
        })
        .collect();
    vm.try_new_bigint(random.below(2) == 0, &limbs).unwrap()
}
fn floor_div_rem(a: &Oracle, b: &Oracle) -> (Oracle, Oracle) {
    (a / b, a % b)
}

#[test]
fn arithmetic_matches() {
    let mut vm = test_vm();
    let mut random = Random(99);
    for round in 0..6_000 {
        let size = [1, 2, 3, 8, 60][round % 5];
        let a = make(&mut vm, &mut random, size);
        let b = make(&mut vm, &mut random, if round % 3 == 0 { size } else { 1 + size / 2 });
        let (x, y) = (oracle(a), oracle(b));
        assert_eq!(oracle(vm.bigint_add(a, b).unwrap()), &x + &y);
        assert_eq!(oracle(vm.bigint_sub(a, b).unwrap()), &x - &y);
        assert_eq!(oracle(vm.bigint_mul(a, b).unwrap()), &x * &y);
        if !b.is_zero() {
            let (q, r) = floor_div_rem(&x, &y);
            assert_eq!(oracle(vm.bigint_div(a, b).unwrap()), q);
            assert_eq!(oracle(vm.bigint_rem(a, b).unwrap()), r);
        }
        assert_eq!(oracle(vm.bigint_and(a, b).unwrap()), &x & &y);
        assert_eq!(oracle(vm.bigint_or(a, b).unwrap()), &x | &y);
        assert_eq!(oracle(vm.bigint_xor(a, b).unwrap()), &x ^ &y);
        assert_eq!(oracle(vm.bigint_not(a).unwrap()), !&x);
        assert_eq!(oracle(vm.bigint_neg(a).unwrap()), -&x);
        assert_eq!(oracle(vm.bigint_step(a, true).unwrap()), &x + 1);
        assert_eq!(oracle(vm.bigint_step(a, false).unwrap()), &x - 1);
        let distance = random.below(300);
        let by = vm.new_bigint_u64(distance);
        assert_eq!(oracle(vm.bigint_shl(a, by).unwrap()), &x << distance);
        assert_eq!(oracle(vm.bigint_shr(a, by).unwrap()), &x >> distance);
        let modulus = Oracle::from(1) << distance;
        let low = ((&x % &modulus) + &modulus) % &modulus;
        assert_eq!(oracle(vm.bigint_as_uint_n(distance, a).unwrap()), low);
        let signed = if distance > 0 && low >= (Oracle::from(1) << (distance - 1)) { &low - &modulus } else { low };
        assert_eq!(oracle(vm.bigint_as_int_n(distance, a).unwrap()), signed);
        assert_eq!(crate::compare::compare_bigints(a, b), x.cmp(&y));
    }
}

#[test]
fn text_matches() {
    let mut vm = test_vm();
    let mut random = Random(5);
    for round in 0..400 {
        let a = make(&mut vm, &mut random, [1, 5, 90, 700][round % 4]);
        let x = oracle(a);
        for radix in [2, 3, 7, 8, 10, 16, 32, 36] {
            let text = vm.bigint_to_string(a, radix).unwrap().to_rust_string_lossy();
            assert_eq!(text, x.to_str_radix(radix), "radix {radix}");
            if radix == 10 {
                let s = vm.new_string(&text);
                let back = vm.string_to_bigint(s).unwrap().unwrap();
                assert_eq!(oracle(back), x);
            }
        }
    }
    for text in ["1n", "0x", "-0x1", "+0b1", "1_0", "1.0", "1e3", "--1", "+", "-", "0xg", "1 1"] {
        let s = vm.new_string(text);
        assert!(vm.string_to_bigint(s).unwrap().is_none(), "{text}");
    }
    for (text, value) in [("", 0), ("  \n", 0), (" 12 ", 12), ("-12", -12), ("+7", 7), ("0x1F", 31), ("0b11", 3), ("0o17", 15), ("000", 0), ("-0", 0)] {
        let s = vm.new_string(text);
        assert_eq!(vm.string_to_bigint(s).unwrap().unwrap().to_i64(), Some(value), "{text}");
    }
}

#[test]
fn large_multiplication_and_division() {
    let mut vm = test_vm();
    let mut random = Random(1234);
    for (n, m) in [(5000, 4700), (9000, 2500), (300, 150), (2100, 2100), (1000, 64), (700, 130), (513, 257), (6000, 3000)] {
        let a: Vec<u64> = (0..n).map(|_| random.next()).collect();
        let b: Vec<u64> = (0..m).map(|_| random.next()).collect();
        let product = limbs::mul(&mut vm, &a, &b).unwrap();
        let big = |l: &[u64]| num_bigint::BigUint::from_bytes_le(&l.iter().flat_map(|l| l.to_le_bytes()).collect::<Vec<u8>>());
        assert!(big(&product) == big(&a) * big(&b), "{n} {m}");
        let sum = limbs::add(&product, &b[..m - 1]);
        let (q, r) = limbs::div_rem(&mut vm, &sum, &b).unwrap();
        assert!(limbs::trimmed(&q) == limbs::trimmed(&a) && limbs::trimmed(&r) == limbs::trimmed(&b[..m - 1]), "{n} {m}");
        let (q, r) = limbs::div_rem(&mut vm, &a, &b).unwrap();
        assert!(big(&q) == big(&a) / big(&b) && big(&r) == big(&a) % big(&b), "{n} {m}");
        // Digits that make the estimates fail.
        let ones = vec![u64::MAX; n];
        let mut sparse = vec![0; m];
        sparse[m - 1] = 1 << 63;
        sparse[0] = 1;
        let (q, r) = limbs::div_rem(&mut vm, &ones, &sparse).unwrap();
        assert!(big(&q) == big(&ones) / big(&sparse) && big(&r) == big(&ones) % big(&sparse), "{n} {m}");
    }
}

#[test]
fn doubles() {
    let mut vm = test_vm();
    let mut random = Random(77);
    for _ in 0..5_000 {
        let d = random.double().trunc();
        if d.abs() < 1e300 {
            let b = vm.number_to_bigint(d).unwrap();
            assert_eq!(b.to_f64(), d);
            assert_eq!(crate::compare::compare_bigint_to_number(b, d), Some(std::cmp::Ordering::Equal));
            let next = vm.bigint_step(b, true).unwrap();
            assert_eq!(crate::compare::compare_bigint_to_number(next, d), Some(std::cmp::Ordering::Greater));
        }
        let a = make(&mut vm, &mut random, 4);
        // The nearest double of the decimal text is the oracle.
        let text = oracle(a).to_string();
        assert_eq!(a.to_f64(), text.parse::<f64>().unwrap(), "{text}");
        let small = (random.next() as i64 % 1000) as f64 / 8.0;
        let c = vm.new_bigint_i64(random.next() as i64 % 130);
        let expected = (c.to_i64().unwrap() as f64).partial_cmp(&small);
        assert_eq!(crate::compare::compare_bigint_to_number(c, small), expected);
    }
}

#[test]
fn powers_and_limits() {
    let mut vm = test_vm();
    let make = |vm: &mut Vm, v: i64| vm.new_bigint_i64(v);
    for (base, exponent) in [(0i64, 0), (0, 5), (1, 100), (-1, 101), (-1, 100), (2, 200), (-2, 201), (3, 333), (-7, 77), (10, 1)] {
        let (b, e) = (make(&mut vm, base), make(&mut vm, exponent));
        assert_eq!(oracle(vm.bigint_exp(b, e).unwrap()), Oracle::from(base).pow(exponent as u32), "{base} {exponent}");
    }
    let two = make(&mut vm, 2);
    let three = make(&mut vm, 3);
    let huge = make(&mut vm, 1 << 31);
    let minus = make(&mut vm, -1);
    fn fails<T>(vm: &mut Vm, result: JsResult<T>) {
        assert!(result.is_err());
        vm.take_exception();
    }
    let r = vm.bigint_exp(two, huge);
    fails(&mut vm, r);
    let r = vm.bigint_exp(three, huge);
    fails(&mut vm, r);
    let r = vm.bigint_exp(two, minus);
    fails(&mut vm, r);
    let r = vm.bigint_shl(two, huge);
    fails(&mut vm, r);
    let r = vm.bigint_shl(three, minus);
    assert_eq!(r.unwrap().to_i64(), Some(1));
    let r = vm.bigint_as_uint_n(1 << 40, minus);
    fails(&mut vm, r);
    assert_eq!(vm.bigint_as_int_n(1 << 40, minus).unwrap().to_i64(), Some(-1));
    let zero = make(&mut vm, 0);
    let r = vm.bigint_div(two, zero);
    fails(&mut vm, r);
    let r = vm.number_to_bigint(1.5);
    fails(&mut vm, r);
}

/// Timings of large operations: `cargo test --release -p ogive-vm -- --ignored timings --nocapture`.
#[test]
#[ignore = "a measurement"]
fn timings() {
    let mut vm = test_vm();
    let mut random = Random(3);
    for limbs in [100usize, 1000, 10_000, 100_000] {
        let mut number = |n: usize| -> Vec<u64> { (0..n).map(|_| random.next()).collect() };
        let (a, b) = (number(limbs), number(limbs));
        let a = vm.try_new_bigint(false, &a).unwrap();
        let b = vm.try_new_bigint(false, &b).unwrap();
        let start = std::time::Instant::now();
        let c = vm.bigint_mul(a, b).unwrap();
        let mul = start.elapsed();
        let start = std::time::Instant::now();
        vm.bigint_div(c, b).unwrap();
        let div = start.elapsed();
        let start = std::time::Instant::now();
        let s = vm.bigint_to_string(a, 10).unwrap();
        let print = start.elapsed();
        let start = std::time::Instant::now();
        vm.string_to_bigint(s).unwrap().unwrap();
        println!("{limbs} limbs: mul {mul:?} div {div:?} print {print:?} parse {:?}", start.elapsed());
    }
}
