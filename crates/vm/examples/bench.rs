//! Runs JavaScript files on the virtual machine alone, with the mini host of the tests: for measuring the interpreter without the library.
#[path = "../tests/host/mod.rs"]
#[allow(dead_code)]
mod host;

use ogive_vm::{Value, Vm, attrs};

fn main() {
    for file in std::env::args().skip(1) {
        let text = std::fs::read_to_string(&file).expect("a readable file");
        let mut vm = host::agent(Default::default());
        let now = vm.new_native("now", 0, |_, _| {
            let mut time = libc_time();
            time *= 1000.0;
            Ok(Value::number(time))
        });
        define(&mut vm, "now", now.into());
        for line in host::run_in(&mut vm, &text) {
            println!("{line}");
        }
    }
}

/// Thread CPU time in seconds: the machine is shared.
fn libc_time() -> f64 {
    let mut time = libc::timespec { tv_sec: 0, tv_nsec: 0 };
    // SAFETY: a plain query into a local.
    unsafe { libc::clock_gettime(libc::CLOCK_THREAD_CPUTIME_ID, &mut time) };
    time.tv_sec as f64 + time.tv_nsec as f64 * 1e-9
}

fn define(vm: &mut Vm, name: &str, value: Value) {
    let global = vm.realm().global();
    let key = vm.key(name);
    vm.define_own_builtin(global, key, value, attrs::HIDDEN);
}
