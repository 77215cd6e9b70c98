//! Hashes and random bytes.
use md5::Md5;
use ogive::raw::vm::{Arguments, Gc, JsResult, NativeFn, Object, Value, Vm};
use ogive_runtime::support::{functions, text};
use ogive_web::natives::{bytes_of, bytes_value};
use sha1::{Digest, Sha1};
use sha2::{Sha224, Sha256, Sha384, Sha512};

/// Defines the functions.
pub fn define(vm: &mut Vm, object: Gc<Object>) {
    let rows: &[(&str, u32, NativeFn)] = &[("hash", 2, hash), ("randomBytes", 1, random_bytes)];
    functions(vm, object, rows);
}
/// hash(algorithm, bytes): the digest, or undefined for an unknown algorithm.
fn hash(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    let name = text(vm, args.get(0))?.to_ascii_lowercase().replace('-', "");
    let bytes = bytes_of(vm, args.get(1)).unwrap_or_default();
    let digest = match name.as_str() {
        "md5" => Md5::digest(&bytes).to_vec(),
        "sha1" => Sha1::digest(&bytes).to_vec(),
        "sha224" => Sha224::digest(&bytes).to_vec(),
        "sha256" => Sha256::digest(&bytes).to_vec(),
        "sha384" => Sha384::digest(&bytes).to_vec(),
        "sha512" => Sha512::digest(&bytes).to_vec(),
        _ => return Ok(Value::UNDEFINED),
    };
    bytes_value(vm, &digest)
}
fn random_bytes(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    let size = vm.to_number(args.get(0))?.clamp(0.0, 1e9) as usize;
    let mut bytes = vec![0; size];
    let _ = getrandom::fill(&mut bytes);
    bytes_value(vm, &bytes)
}
