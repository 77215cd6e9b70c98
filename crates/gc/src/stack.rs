//! The machine stack and registers, for the conservative scan.
//!
//! Invariants:
//! - I1: the frames that name cells lie between the frame of `with_registers` and the stack base.
//! - I2: `with_registers` is not inlined, so whatever a caller keeps across the call is in a callee-saved register (stored
//!   here, or in a frame entered since) or in the caller's frame.

/// Shows the words of the machine stack, registers included, from here to `base`.
#[inline(never)]
pub(crate) fn words(base: usize, see: &mut dyn FnMut(&[u64])) {
    with_registers(&mut |top| {
        // SAFETY: I1: these are words of this thread's stack.
        see(unsafe { std::slice::from_raw_parts(top as *const u64, base.saturating_sub(top) / 8) });
    });
}

/// Calls `scan` with the lowest address to scan; the callee-saved registers are at or above it.
#[inline(never)]
pub(crate) fn with_registers(scan: &mut dyn FnMut(usize)) {
    let mut registers = [0u64; 24];
    save(&mut registers);
    scan(registers.as_ptr() as usize);
    // The array must outlive the scan.
    std::hint::black_box(&registers);
}

#[cfg(all(target_arch = "x86_64", not(miri)))]
#[inline(always)]
fn save(registers: &mut [u64; 24]) {
    // SAFETY: stores 48 bytes into the array.
    unsafe {
        std::arch::asm!(
            "mov [{0}], rbx",
            "mov [{0} + 8], rbp",
            "mov [{0} + 16], r12",
            "mov [{0} + 24], r13",
            "mov [{0} + 32], r14",
            "mov [{0} + 40], r15",
            in(reg) registers.as_mut_ptr(),
            options(nostack, preserves_flags)
        );
    }
}

#[cfg(all(target_arch = "aarch64", not(miri)))]
#[inline(always)]
fn save(registers: &mut [u64; 24]) {
    // SAFETY: stores 160 bytes into the array. The low halves of v8-v15 are callee-saved and may hold value words.
    unsafe {
        std::arch::asm!(
            "stp x19, x20, [{0}]",
            "stp x21, x22, [{0}, #16]",
            "stp x23, x24, [{0}, #32]",
            "stp x25, x26, [{0}, #48]",
            "stp x27, x28, [{0}, #64]",
            "stp x29, x30, [{0}, #80]",
            "stp d8, d9, [{0}, #96]",
            "stp d10, d11, [{0}, #112]",
            "stp d12, d13, [{0}, #128]",
            "stp d14, d15, [{0}, #144]",
            in(reg) registers.as_mut_ptr(),
            options(nostack, preserves_flags)
        );
    }
}

#[cfg(miri)]
fn save(_: &mut [u64; 24]) {}
