//! Calls that keep every register: what optimized code calls on its cold ways (slow halves of operations, the loop's poll), so that the hot way
//! around them has all registers to itself.
//!
//! Invariants:
//! - P1: the caller has put the arguments where the C convention wants them, all in registers; r15 and rbp are as in any machine frame.
//! - P2: all registers are afterwards as they were; of the vector registers the low half (a double), which is all that machine code uses. The result is in
//!   the Vm's `result` word, the caller's to read before it does anything else.
//! - P3: while the function runs, the registers lie on the machine stack, where the collector finds the cells in them.
use crate::code_memory::{Assembled, CodeAllocation, CodeMemory};
use crate::record::CodeRecord;
use dynasmrt::{DynasmApi, VecAssembler, dynasm, x64::X64Relocation};
use ogive_vm::machine::layout;
use std::collections::HashMap;
use std::sync::{Mutex, OnceLock, PoisonError};

/// Where a function leaves its result.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum ResultIn {
    /// There is none.
    Nothing,
    /// In rax.
    Integer,
    /// In xmm0.
    Double,
}

/// What a function gets as its first argument.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum FirstArgument {
    /// The caller's first.
    Given,
    /// The Vm, before the caller's: which has to free no register for it.
    Vm,
}

/// The address of a thunk that calls the function at `target` and keeps all registers. `None` when code memory has no room.
pub fn preserving(target: usize, first: FirstArgument, result: ResultIn) -> Option<usize> {
    static THUNKS: OnceLock<Mutex<HashMap<(usize, FirstArgument, ResultIn), CodeAllocation>>> = OnceLock::new();
    let mut thunks = THUNKS.get_or_init(Mutex::default).lock().unwrap_or_else(PoisonError::into_inner);
    if let Some(thunk) = thunks.get(&(target, first, result)) {
        return Some(thunk.address());
    }
    let thunk = CodeMemory::get()?.publish(assemble(target, first, result), CodeRecord::thunk("slow half"))?;
    let address = thunk.address();
    thunks.insert((target, first, result), thunk);
    Some(address)
}

/// Doubles saved: xmm0 to xmm15.
const DOUBLES: i32 = 16;

fn assemble(target: usize, first: FirstArgument, result: ResultIn) -> Assembled {
    let mut ops = VecAssembler::<X64Relocation>::new(0);
    // Nine registers and the doubles: an even number of words below rbp and the return address, so that the call is aligned.
    dynasm!(ops
        ; .arch x64
        ; push rbp
        ; mov rbp, rsp
        ; push rax; push rcx; push rdx; push rsi; push rdi; push r8; push r9; push r10; push r11
        ; sub rsp, 8 * (DOUBLES + 1)
    );
    for i in 0..DOUBLES {
        dynasm!(ops; .arch x64; movsd [rsp + 8 * i], Rx(i as u8));
    }
    if first == FirstArgument::Vm {
        dynasm!(ops; .arch x64; mov r9, r8; mov r8, rcx; mov rcx, rdx; mov rdx, rsi; mov rsi, rdi; mov rdi, r15);
    }
    dynasm!(ops; .arch x64; mov rax, QWORD target as i64; call rax);
    match result {
        ResultIn::Nothing => {}
        ResultIn::Integer => dynasm!(ops; .arch x64; mov [r15 + layout::vm::RESULT as i32], rax),
        ResultIn::Double => dynasm!(ops; .arch x64; movsd [r15 + layout::vm::RESULT as i32], xmm0),
    }
    for i in 0..DOUBLES {
        dynasm!(ops; .arch x64; movsd Rx(i as u8), [rsp + 8 * i]);
    }
    dynasm!(ops
        ; .arch x64
        ; add rsp, 8 * (DOUBLES + 1)
        ; pop r11; pop r10; pop r9; pop r8; pop rdi; pop rsi; pop rdx; pop rcx; pop rax
        ; pop rbp
        ; ret
    );
    Assembled { bytes: ops.finalize().expect("no labels"), fixups: vec![] }
}

#[cfg(test)]
mod tests {
    use super::*;

    extern "C" fn clobber(a: i64, b: i64) -> i64 {
        std::hint::black_box((0..20).map(|i| a.wrapping_mul(i) ^ b).fold(0, i64::wrapping_add))
    }

    #[test]
    fn one_thunk_for_each_function_and_result() {
        let target = clobber as *const () as usize;
        let first = preserving(target, FirstArgument::Given, ResultIn::Integer);
        assert!(first.is_some());
        assert_eq!(first, preserving(target, FirstArgument::Given, ResultIn::Integer));
        assert_ne!(first, preserving(target, FirstArgument::Given, ResultIn::Nothing));
    }

    #[test]
    fn registers_are_kept() {
        let thunk = preserving(clobber as *const () as usize, FirstArgument::Given, ResultIn::Integer).expect("there is code memory");
        let (mut rax, mut rcx, mut r11, mut d7): (u64, u64, u64, f64) = (10, 11, 12, 1.5);
        let mut vm = vec![0u64; layout::vm::RESULT / 8 + 1];
        // SAFETY: P1: the thunk's arguments are in rdi and rsi, and r15 names room for the result; it keeps all registers (P2).
        unsafe {
            std::arch::asm!(
                "xchg r15, {vm}", "call r10", "xchg r15, {vm}",
                vm = inout(reg) vm.as_mut_ptr() => _,
                in("r10") thunk, in("rdi") 3i64, in("rsi") 4i64,
                inout("rax") rax, inout("rcx") rcx, inout("r11") r11, inout("xmm7") d7,
            );
        }
        assert_eq!((rax, rcx, r11, d7), (10, 11, 12, 1.5));
        assert_eq!(vm[layout::vm::RESULT / 8] as i64, clobber(3, 4));
    }
}
