//! Code that clears the words of a machine frame before the function makes it.
//!
//! A function writes a place of its frame only when it comes to the value that lives there. On a path that is seldom taken that may be never
//! again, and the collector, which takes every word of the machine stack for a pointer, would find what an earlier call left there: in a program that
//! changes a tree all the time, one node that was removed long ago keeps everything removed since. So functions whose frames last
//! (those with loops) begin with clean ones.
//!
//! Invariants:
//! - C1: the code runs at a function's entry, where `rsp` points at the return address and only rdi, r15, rsp and rbp mean something.
//! - C2: the function begins with `push rbp`, and its frame is the `bytes` below that: 16-aligned, and nobody's yet.
use dynasmrt::{DynasmApi, DynasmLabelApi, VecAssembler, dynasm, x64::X64Relocation};

/// What follows must be aligned like the beginning: constants lie behind the code.
const ALIGNMENT: usize = 64;
/// Frames of more 16-byte units are cleared by a loop.
const UNROLLED: u32 = 48;

/// Code that clears a frame of so many bytes; its length is a multiple of 64.
pub fn clean_frame(bytes: u32) -> Vec<u8> {
    let mut ops = VecAssembler::<X64Relocation>::new(0);
    let units = bytes.div_ceil(16);
    dynasm!(ops; .arch x64; xorps xmm0, xmm0);
    if units <= UNROLLED {
        for unit in 1..=units as i32 {
            dynasm!(ops; .arch x64; movaps [rsp - 8 - unit * 16], xmm0);
        }
    } else {
        dynasm!(ops
            ; .arch x64
            ; lea rax, [rsp - 8 - units as i32 * 16]
            ; mov ecx, units as i32
            ;again:
            ; movaps [rax], xmm0
            ; add rax, 16
            ; dec ecx
            ; jnz <again
        );
    }
    let mut code = ops.finalize().expect("the label is there");
    // Long no-ops: `nop dword [rax + rax + 0]`.
    while code.len() % ALIGNMENT != 0 {
        match ALIGNMENT - code.len() % ALIGNMENT {
            short @ 1..8 => code.extend(std::iter::repeat_n(0x90, short)),
            _ => code.extend([0x0F, 0x1F, 0x84, 0, 0, 0, 0, 0]),
        }
    }
    code
}

#[cfg(test)]
mod tests {
    #[test]
    fn what_follows_stays_aligned() {
        for bytes in [0, 16, 112, 768, 784, 100_000] {
            assert_eq!(super::clean_frame(bytes).len() % super::ALIGNMENT, 0);
        }
    }
}
