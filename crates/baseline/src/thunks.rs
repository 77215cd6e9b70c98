//! Machine code that all baseline code shares: the way to each slow path and back, and fast paths too long to repeat.
//!
//! In all of it rbx, rbp and r12–r15 are what they are in baseline code (`compiler.rs`), and unless a thunk's description says
//! otherwise rax, rcx, rdx, rsi, rdi, r8–r11 and all xmm registers may be changed. "Carry: no" means: the carry flag is set when the
//! fast path does not apply; nothing has happened then.
//!
//! Invariants:
//! - B1: thunks are called from a frame's own level, where rsp is aligned to 16; a thunk that calls Rust aligns it again.
//! - B2: a thunk that leaves the frame or goes on elsewhere in it first drops its return address.
use crate::leaf;
use crate::offsets::*;
use dynasmrt::{DynamicLabel, DynasmApi, DynasmLabelApi};
use ogive_bytecode::{OPS, Op, feedback};
use ogive_gc::GcState;
use ogive_jit::{Assembler, CodeAllocation, CodeMemory, CodeRecord};
use ogive_vm::Kind;
use ogive_vm::buffer::{ElementType, buffer_field, view_field};
use ogive_vm::elements::kind;
use ogive_vm::ic::Action;
use ogive_vm::machine::layout::megamorphic;
use ogive_vm::machine::{self, slow_path, status};
use ogive_vm::shape::Promise;
use ogive_vm::string::flags as string_flags;
use std::sync::OnceLock;

macro_rules! thunks {
    ($($(#[$doc:meta])* $name:ident = $emit:expr;)*) => {
        /// Addresses of the shared code; see the module head.
        pub(crate) struct Thunks {
            /// Per op: its slow path. rdx = pc. Comes back with rax = 0 (next) or 1 (taken), or not at all; of ops that leave a frame that may be resumed,
            /// with `LEAVE` too: those return by the call they made, as processors predict.
            pub(crate) slow: Vec<usize>,
            $($(#[$doc])* pub(crate) $name: usize,)*
            /// Owns the memory.
            _code: CodeAllocation,
        }
        impl Thunks {
            fn make(memory: &'static CodeMemory) -> Option<Thunks> {
                let mut asm = Assembler::new(memory, 8192);
                let unwind = emit_unwind(&mut asm);
                let slow: Vec<Option<DynamicLabel>> = OPS.iter().map(|&op| {
                    let function = slow_path(op)?;
                    Some(placed(&mut asm, |asm| emit_slow(asm, op, function as *const () as usize, unwind)))
                }).collect();
                $(let $name = placed(&mut asm, $emit);)*
                let place = |label| asm.place_of(label) as usize;
                let places = [$(place($name)),*];
                let slow: Vec<Option<usize>> = slow.iter().map(|label| label.map(place)).collect();
                let slow_names = slow.iter().zip(OPS).filter_map(|(at, op)| Some((at.as_ref()?, format!("slow_{}", op.row().name))));
                let mut parts: Vec<(u32, String)> = slow_names.map(|(at, name)| (*at as u32, name)).collect();
                parts.push((place(unwind) as u32, "leave".to_string()));
                parts.extend(places.iter().zip([$(stringify!($name)),*]).map(|(&at, name)| (at as u32, name.to_string())));
                parts.sort_unstable();
                let code = memory.publish(asm.finish(), CodeRecord { parts, ..CodeRecord::thunk("baseline thunks") })?;
                let start = code.address();
                let [$($name),*] = places.map(|at| start + at);
                let slow = slow.into_iter().map(|at| at.map_or(0, |at| start + at)).collect();
                Some(Thunks { slow, $($name,)* _code: code })
            }
        }
    };
}

thunks! {
    /// Where exceptions go: rdx = pc. Jump here, from the frame's own level.
    unwind = emit_unwind_jump;
    /// Leave the frame with the exception marker: it has thrown at its entry. Jump here.
    fail_entry = emit_fail_entry;
    /// The budget is spent at the entry. Comes back, or goes elsewhere.
    spent_at_entry = emit_spent_at_entry;
    /// The budget is spent on a back edge: rdx = pc, ecx = unit of the loop head. Comes back, or goes elsewhere.
    spent_at_loop = emit_spent_at_loop;
    /// A return from a frame with more flags than ENTRY: rax = the value. Jump here.
    leave_flagged = emit_leave_flagged;
    /// The doubles of two Numbers: rcx → xmm0, rax → xmm1; rcx, rax unchanged. Carry: no Numbers, or a NaN.
    numbers = emit_numbers;
    /// ToInt32 of two Numbers: rcx → ecx, rax → eax. Carry: no Numbers, or too large.
    int32s = emit_int32s;
    /// ToBoolean of rax: the zero flag is set when it is false.
    truthy = emit_truthy;
    /// rcx === rax, not both int32: eax = 1 or 0. Carry: not decided here.
    strict_equal = emit_strict_equal;
    /// rcx == rax, not both int32: eax = 1 or 0. Carry: not decided here.
    loosely_equal = emit_loosely_equal;
    /// Ors what kinds rcx and rax are into the feedback byte at r8. Changes rdx, r9, r10 only.
    note_kinds = emit_note_kinds;
    /// The write barrier of the cell at rsi.
    remember = emit_remember;
    /// The write barrier of the elements at rsi for a store at rdx.
    remember_slot = emit_remember_slot;
    /// A load by the inline cache at rdx from the object with bits rcx: rax = the value. Carry: a miss.
    load_ic = emit_load_ic;
    /// The property of the object with bits rcx whose key has the bits rax, by the global cache: rax = the value. Carry: a miss, and whenever rax is no
    /// atom or symbol.
    load_named = emit_load_named;
    /// Likewise whether there is such a property. Carry: a miss, or there may be none.
    has_named = emit_has_named;
    /// A store by the inline cache at rdx into the object with bits rcx of the value rdi. Carry: a miss.
    store_ic = emit_store_ic;
    /// Element eax of the typed array with bits rcx: rax = the value. Carry: out of bounds, or BigInts.
    typed_load = emit_typed_load;
    /// Stores the Number rdi in element eax of the typed array with bits rcx. Carry: not here.
    typed_store = emit_typed_store;
    /// May an absent element of the object with bits rcx be added without asking anybody? The zero flag is set when it may: an extensible array that is
    /// no prototype, while no prototype has elements. Changes r8 and r9 only.
    may_fill = emit_may_fill;
    /// Appends rdi, at index eax, to the array with bits rcx and elements rsi, which have room. Carry: not so.
    append = emit_append;
    /// The character at index rax (bits) of the string with bits rcx: rax = a string. Carry: no string, no index, out of bounds, a rope, or a character beyond Latin-1.
    character = emit_character;
    /// The code unit at index rax (bits) of the string with bits rcx: rax = an int32. Carry: no string, no index, out of bounds, or a rope.
    char_code = emit_char_code;
    /// Math.floor of the double with bits rax. Carry: no double, or a NaN.
    floor = |asm| emit_round(asm, 1);
    /// Math.ceil likewise.
    ceil = |asm| emit_round(asm, 2);
    /// Math.trunc likewise.
    trunc = |asm| emit_round(asm, 3);
    /// The call site with the cache at rdx calls rcx: remembers it. rcx unchanged.
    note_callee = emit_note_callee;
}

impl Thunks {
    /// The process's; `None` without code memory.
    pub(crate) fn get() -> Option<&'static Thunks> {
        static THUNKS: OnceLock<Option<Thunks>> = OnceLock::new();
        THUNKS.get_or_init(|| Thunks::make(CodeMemory::get()?)).as_ref()
    }
}

fn placed(asm: &mut Assembler, emit: impl FnOnce(&mut Assembler)) -> DynamicLabel {
    asm.ops.align(16, 0xCC);
    let label = asm.label();
    asm!(asm; =>label);
    emit(asm);
    label
}

/// Does the op leave its frame where it is suspended, or ends, by returning to whoever resumed it?
pub(crate) fn leaves_resumed(op: Op) -> bool {
    matches!(op, Op::InitialYield | Op::Yield | Op::Await | Op::AsyncReturn | Op::GeneratorReturn)
}

fn emit_slow(asm: &mut Assembler, op: Op, function: usize, unwind: DynamicLabel) {
    asm!(asm; push rdx; mov rdi, r15; mov rsi, rbx);
    asm.call(function);
    asm!(asm
        ; pop rdx
        ; cmp eax, status::EXCEPTION as i32
    );
    if leaves_resumed(op) {
        asm!(asm; jb >back; cmp eax, status::LEAVE as i32; jne =>unwind; back:; ret);
    } else {
        asm!(asm; jae =>unwind; ret);
    }
}

/// Statuses from `EXCEPTION` on: eax = the status, rdx = pc; a return address is on the stack.
fn emit_unwind(asm: &mut Assembler) -> DynamicLabel {
    placed(asm, |asm| {
        asm!(asm
            ; add rsp, 8
            ; cmp eax, status::LEAVE as i32
            ; je >leave
            ; ja >reenter
        );
        emit_unwind_jump(asm);
        asm!(asm
            ; leave:
            ; mov rax, [r15 + vm::COMPLETION]
            ; leave
            ; ret
            ; reenter:
            ; mov rdi, r15
            ; mov rsi, rbx
        );
        asm.call(machine::reenter as *const () as usize);
        asm!(asm
            ; test edx, edx
            ; jnz >other
            ; jmp rax
            ; other:
            ; mov rdi, rbx
            ; leave
            ; jmp rax
        );
    })
}
fn emit_unwind_jump(asm: &mut Assembler) {
    asm!(asm; mov rdi, r15; mov rsi, rbx);
    asm.call(machine::unwind as *const () as usize);
    asm!(asm
        ; test rax, rax
        ; jz >out
        ; jmp rax
        ; out:
        ; mov rax, rdx
        ; leave
        ; ret
    );
}
fn emit_fail_entry(asm: &mut Assembler) {
    asm!(asm; mov rdi, r15; mov rsi, rbx);
    asm.call(machine::refuse_entry as *const () as usize);
    asm!(asm; leave; ret);
}
/// After a call whose rax says: 0 go on, 2 an exception, else an M entry to go to. Continues at `go_on`, with the return address on the stack.
fn emit_spent_answer(asm: &mut Assembler) {
    asm!(asm
        ; test rax, rax
        ; jnz >elsewhere
        ; ret
        ; elsewhere:
        ; add rsp, 8
        ; cmp rax, status::EXCEPTION as i32
        ; je >failed
        ; mov rdi, rbx
        ; leave
        ; jmp rax
        ; failed:
    );
}
fn emit_spent_at_entry(asm: &mut Assembler) {
    asm!(asm; sub rsp, 8; mov rdi, r15; mov rsi, rbx);
    asm.call(machine::spent_at_entry as *const () as usize);
    asm!(asm; add rsp, 8);
    emit_spent_answer(asm);
    asm!(asm; mov rax, [r15 + vm::EXCEPTION]; leave; ret);
}
fn emit_spent_at_loop(asm: &mut Assembler) {
    asm!(asm; push rdx; mov rdi, r15; mov rsi, rbx);
    asm.call(machine::spent_at_loop as *const () as usize);
    asm!(asm; pop rdx);
    emit_spent_answer(asm);
    emit_unwind_jump(asm);
}
fn emit_leave_flagged(asm: &mut Assembler) {
    use ogive_vm::stack::frame_flags::CONSTRUCT;
    asm!(asm
        ; test DWORD [rbx + FRAME_FLAGS], CONSTRUCT as i32
        ; jz >out
        ; mov rcx, QWORD ogive_vm::value::tag::UNDETECTABLE as i64
        ; cmp rax, rcx
        ; cmovl rax, [rbx + THIS]
        ; out:
        ; leave
        ; ret
    );
}

fn emit_numbers(asm: &mut Assembler) {
    asm!(asm
        ; cmp rcx, r14
        ; jae >left_int
        ; movq xmm0, rcx
        ; ucomisd xmm0, xmm0
        ; jp >fail
        ; right:
        ; cmp rax, r14
        ; jae >right_int
        ; movq xmm1, rax
        ; ucomisd xmm1, xmm1
        ; jp >fail
        ; clc
        ; ret
        ; left_int:
        ; xorps xmm0, xmm0
        ; cvtsi2sd xmm0, ecx
        ; jmp <right
        ; right_int:
        ; xorps xmm1, xmm1
        ; cvtsi2sd xmm1, eax
        ; clc
        ; ret
        ; fail:
        ; stc
        ; ret
    );
}
fn emit_int32s(asm: &mut Assembler) {
    // A double below 2^63 in magnitude: its int64, cut to 32 bits, is its ToInt32. Others give the lowest int64.
    asm!(asm
        ; cmp rcx, r14
        ; jae >right
        ; movq xmm0, rcx
        ; ucomisd xmm0, xmm0
        ; jp >fail
        ; cvttsd2si rcx, xmm0
        ; cmp rcx, 1
        ; jo >fail
        ; right:
        ; cmp rax, r14
        ; jae >done
        ; movq xmm0, rax
        ; ucomisd xmm0, xmm0
        ; jp >fail
        ; cvttsd2si rax, xmm0
        ; cmp rax, 1
        ; jo >fail
        ; done:
        ; clc
        ; ret
        ; fail:
        ; stc
        ; ret
    );
}
fn emit_truthy(asm: &mut Assembler) {
    asm!(asm
        ; cmp rax, r14
        ; jb >no_int
        ; test eax, eax
        ; ret
        ; no_int:
        ; cmp rax, r13
        ; jge >yes
        ; cmp rax, [r15 + vm::NON_NUMBER]
        ; jl >double
        ; mov rcx, rax
        ; shr rcx, 48
        ; cmp ecx, top::CONSTANT
        ; je >constant
        ; cmp ecx, top::STRING
        ; je >string
        ; cmp ecx, top::BIGINT
        ; je >bigint
        ; cmp ecx, top::UNDETECTABLE
        ; je >no
        ; yes:
        ; test rsp, rsp
        ; ret
        ; no:
        ; xor eax, eax
        ; ret
        ; constant:
        ; cmp rax, [r15 + vm::TRUE]
        ; sete al
        ; test al, al
        ; ret
        ; string:
        ; shl rax, 16
        ; shr rax, 16
        ; cmp DWORD [rax + string::LEN], 0
        ; ret
        ; double:
        // Equal or unordered: zero flag.
        ; movq xmm0, rax
        ; xorps xmm1, xmm1
        ; ucomisd xmm0, xmm1
        ; ret
        ; bigint:
        ; sub rsp, 8
        ; mov rdi, rax
    );
    asm.call(leaf::truthy as *const () as usize);
    asm!(asm; add rsp, 8; test al, al; ret);
}

/// The same bits in rcx and rax: equal unless a NaN.
fn emit_same_bits(asm: &mut Assembler) {
    asm!(asm
        ; cmp rcx, rax
        ; jne >differ
        ; cmp rcx, [r15 + vm::NON_NUMBER]
        ; jge >yes
        ; cmp rcx, r14
        ; jae >yes
        ; movq xmm0, rcx
        ; ucomisd xmm0, xmm0
        ; jp >no
        ; yes:
        ; mov eax, 1
        ; clc
        ; ret
        ; no:
        ; xor eax, eax
        ; ret
        ; differ:
    );
}
/// Two strings with different bits.
fn emit_strings(asm: &mut Assembler) {
    asm!(asm
        ; strings:
        ; shl rcx, 16
        ; shr rcx, 16
        ; shl rax, 16
        ; shr rax, 16
        ; mov edx, [rcx + string::LEN]
        ; cmp edx, [rax + string::LEN]
        ; jne >no
        ; mov dl, [rcx + string::FLAGS]
        ; and dl, [rax + string::FLAGS]
        ; test dl, string_flags::ATOM as i8
        ; jnz >no
        ; unknown:
        ; stc
        ; ret
        ; no:
        ; xor eax, eax
        ; ret
    );
}
/// Two Numbers with different bits, at least one a double.
fn emit_unequal_numbers(asm: &mut Assembler) {
    asm!(asm; numbers:);
    emit_numbers_inline(asm);
    asm!(asm
        ; ucomisd xmm0, xmm1
        ; sete al
        ; movzx eax, al
        ; clc
        ; ret
    );
}
/// As the thunk `numbers`, but falls through on success and returns with carry on failure.
fn emit_numbers_inline(asm: &mut Assembler) {
    asm!(asm
        ; cmp rcx, r14
        ; jae >left_int
        ; movq xmm0, rcx
        ; ucomisd xmm0, xmm0
        ; jp >fail
        ; right:
        ; cmp rax, r14
        ; jae >right_int
        ; movq xmm1, rax
        ; ucomisd xmm1, xmm1
        ; jp >fail
        ; jmp >both
        ; left_int:
        ; xorps xmm0, xmm0
        ; cvtsi2sd xmm0, ecx
        ; jmp <right
        ; right_int:
        ; xorps xmm1, xmm1
        ; cvtsi2sd xmm1, eax
        ; jmp >both
        ; fail:
        ; stc
        ; ret
        ; both:
    );
}
fn emit_strict_equal(asm: &mut Assembler) {
    emit_same_bits(asm);
    asm!(asm
        ; cmp rcx, r13
        ; jge >no
        ; cmp rax, r13
        ; jge >no
        ; mov rdx, [r15 + vm::NON_NUMBER]
        ; cmp rcx, rdx
        ; jl >left_number
        ; cmp rax, rdx
        ; jl >no
        // Neither objects nor Numbers: of different tags, or constants or symbols: different.
        ; mov rdx, rcx
        ; shr rdx, 48
        ; mov rsi, rax
        ; shr rsi, 48
        ; cmp edx, esi
        ; jne >no
        ; cmp edx, top::STRING
        ; je >strings
        ; cmp edx, top::BIGINT
        ; je >unknown
        ; jmp >no
        ; left_number:
        ; cmp rax, rdx
        ; jl >numbers
        ; jmp >no
    );
    emit_strings(asm);
    emit_unequal_numbers(asm);
}
fn emit_loosely_equal(asm: &mut Assembler) {
    emit_same_bits(asm);
    asm!(asm
        ; mov rsi, [r15 + vm::NULL]
        ; mov r8, rcx
        ; or r8, 1
        ; cmp r8, rsi
        ; je >left_nullish
        ; mov r8, rax
        ; or r8, 1
        ; cmp r8, rsi
        ; je >right_nullish
        // Neither is nullish.
        ; cmp rcx, r13
        ; jge >left_object
        ; cmp rax, r13
        ; jge >unknown
        ; mov rdx, [r15 + vm::NON_NUMBER]
        ; cmp rcx, rdx
        ; jl >left_number
        ; mov rdx, rcx
        ; shr rdx, 48
        ; cmp edx, top::STRING
        ; jne >unknown
        ; mov rdx, rax
        ; shr rdx, 48
        ; cmp edx, top::STRING
        ; je >strings
        ; jmp >unknown
        ; left_object:
        ; cmp rax, r13
        ; jge >no
        ; jmp >unknown
        ; left_number:
        ; cmp rax, rdx
        ; jl >numbers
        ; jmp >unknown
        ; right_nullish:
        ; mov rax, rcx
        ; left_nullish:
        ; mov rcx, rax
        ; or rax, 1
        ; cmp rax, rsi
        ; je >equals_null
        // B.3.6: as does the object that emulates undefined.
        ; shr rcx, 48
        ; cmp ecx, top::UNDETECTABLE
        ; equals_null:
        ; sete al
        ; movzx eax, al
        ; clc
        ; ret
    );
    emit_strings(asm);
    emit_unequal_numbers(asm);
}

fn emit_note_kinds(asm: &mut Assembler) {
    asm!(asm; mov r10d, feedback::SEEN as i32);
    for right in [false, true] {
        if right {
            asm!(asm; mov r9, rax);
        } else {
            asm!(asm; mov r9, rcx);
        }
        asm!(asm
            ; cmp r9, r14
            ; jae >done
            ; cmp r9, [r15 + vm::NON_NUMBER]
            ; jge >tagged
            ; or r10d, feedback::DOUBLE as i32
            ; jmp >done
            ; tagged:
            ; shr r9, 48
            ; lea rdx, [>kinds]
            ; movzx r9d, BYTE [rdx + r9 - top::CONSTANT]
            ; or r10d, r9d
            ; done:
        );
    }
    asm!(asm
        ; or [r8], r10b
        ; ret
        // By tag: constant, internal, symbol, BigInt, string, the object that emulates undefined, object.
        ; kinds:
        ; .u8 feedback::ODDBALL
        ; .u8 feedback::ODDBALL
        ; .u8 feedback::OBJECT
        ; .u8 feedback::BIGINT
        ; .u8 feedback::STRING
        ; .u8 feedback::OBJECT
        ; .u8 feedback::OBJECT
    );
}

fn emit_remember(asm: &mut Assembler) {
    asm!(asm; sub rsp, 8; mov rdi, [r15 + vm::HEAP]);
    asm.call(leaf::remember as *const () as usize);
    asm!(asm; add rsp, 8; clc; ret);
}
fn emit_remember_slot(asm: &mut Assembler) {
    asm!(asm; sub rsp, 8; mov rdi, [r15 + vm::HEAP]);
    asm.call(leaf::remember_slot as *const () as usize);
    asm!(asm; add rsp, 8; clc; ret);
}

/// Finds the description of the shape in r8d for the cache at rdx: rdx = the description; returns with carry if there is none.
/// Changes rax, r9, r11.
fn emit_find_description(asm: &mut Assembler, global: i32) {
    asm!(asm
        ; movzx eax, BYTE [rdx + ic::ACTION]
        ; cmp eax, Action::Polymorphic as i32
        ; je >list
        ; cmp eax, Action::Megamorphic as i32
        ; je >global
        ; cmp r8d, [rdx + ic::SHAPE]
        ; je >found
        ; missed:
        ; stc
        ; ret
        ; list:
        ; mov rdx, [rdx + ic::LIST]
        ; mov eax, [rdx + ic::LIST_LEN]
        ; add rdx, ic::LIST_ENTRIES
        ; again:
        ; dec eax
        ; js <missed
        ; cmp r8d, [rdx + ic::SHAPE]
        ; je >found
        ; add rdx, ic::SIZE
        ; jmp <again
        ; global:
        // A megamorphic cache holds its key.
        ; mov r11, [rdx + ic::EXTRA]
    );
    emit_find_line(asm, global);
    asm!(asm; found:);
}
/// Finds the description of the shape in r8d and the key in r11 in a global cache: rdx = the description; returns with carry if there is none.
/// Changes rax, r9.
fn emit_find_line(asm: &mut Assembler, global: i32) {
    asm!(asm
        ; mov rdx, [r15 + global]
        ; test rdx, rdx
        ; jz >none
        ; mov eax, r8d
        ; shr eax, 4
        ; mov r9d, r8d
        ; shr r9d, 14
        ; xor eax, r9d
        ; mov r9, r11
        ; shr r9, 4
        ; xor eax, r9d
        ; mov r9, r11
        ; shr r9, 16
        ; xor eax, r9d
        ; and eax, (megamorphic::LINES - 1) as i32
        ; imul eax, eax, line::SIZE
        ; add rdx, rax
        ; cmp r11, [rdx + line::KEY]
        ; jne >none
        ; add rdx, line::IC
        ; cmp r8d, [rdx + ic::SHAPE]
        ; je >hit
        ; none:
        ; stc
        ; ret
        ; hit:
    );
}
/// Returns with carry when the chain that the description at rdx guards has changed. Changes r10.
fn emit_chain_guard(asm: &mut Assembler) {
    asm!(asm
        ; mov r10, [rdx + ic::VALIDITY]
        ; test r10, r10
        ; jz >valid
        ; cmp DWORD [r10 + header::SHAPE], 0
        ; jne >valid
        ; stc
        ; ret
        ; valid:
    );
}
fn emit_load_ic(asm: &mut Assembler) {
    asm!(asm; lea rsi, [rcx + r12]; mov r8d, [rsi + header::SHAPE]);
    emit_find_description(asm, vm::MEGAMORPHIC_LOADS);
    emit_load_described(asm);
}
fn emit_load_named(asm: &mut Assembler) {
    asm!(asm; lea rsi, [rcx + r12]; mov r8d, [rsi + header::SHAPE]; mov r11, rax);
    emit_find_line(asm, vm::MEGAMORPHIC_LOADS);
    emit_load_described(asm);
}
fn emit_has_named(asm: &mut Assembler) {
    asm!(asm; mov r8d, [rcx + r12 + header::SHAPE]; mov r11, rax);
    emit_find_line(asm, vm::MEGAMORPHIC_LOADS);
    // What loads as undefined may be an accessor without a getter.
    asm!(asm; cmp BYTE [rdx + ic::ACTION], Action::LoadAbsent as i8; je >unknown);
    emit_chain_guard(asm);
    asm!(asm; clc; ret; unknown:; stc; ret);
}
/// Loads from the object at rsi as the description at rdx says, and returns.
fn emit_load_described(asm: &mut Assembler) {
    asm!(asm
        ; movzx eax, BYTE [rdx + ic::ACTION]
        ; mov r9d, [rdx + ic::OFFSET]
        ; cmp eax, Action::LoadInline as i32
        ; je >inline
        ; cmp eax, Action::LoadHolderInline as i32
        ; je >holder
        ; cmp eax, Action::LoadOverflow as i32
        ; je >overflow
        ; cmp eax, Action::LoadAbsent as i32
        ; je >absent
        ; cmp eax, Action::TypedArrayLength as i32
        ; je >typed
        ; stc
        ; ret
        ; overflow:
        ; mov rsi, [rsi + object::SLOTS]
        ; inline:
        ; mov rax, [rsi + r9]
        ; clc
        ; ret
        ; holder:
    );
    emit_chain_guard(asm);
    asm!(asm
        ; mov rsi, [rdx + ic::HOLDER]
        ; mov rax, [rsi + r9]
        ; clc
        ; ret
        ; absent:
    );
    emit_chain_guard(asm);
    asm!(asm; mov rax, [r15 + vm::UNDEFINED]; clc; ret; typed:);
    emit_chain_guard(asm);
    asm!(asm
        // A view that tracks its buffer's length may have to ask the buffer.
        ; mov rax, [rsi + view(view_field::LENGTH)]
        ; cmp rax, [r15 + vm::HOLE]
        ; je >fail
        ; mov rax, [rsi + view(view_field::CURRENT)]
        ; cmp rax, i32::MAX
        ; ja >fail
        ; or rax, r14
        ; clc
        ; ret
        ; fail:
        ; stc
        ; ret
    );
}
fn emit_store_ic(asm: &mut Assembler) {
    asm!(asm
        ; lea rsi, [rcx + r12]
        ; mov r8d, [rsi + header::SHAPE]
    );
    emit_find_description(asm, vm::MEGAMORPHIC_STORES);
    emit_admit(asm);
    asm!(asm
        ; movzx eax, BYTE [rdx + ic::ACTION]
        ; mov r9d, [rdx + ic::OFFSET]
        ; cmp eax, Action::StoreInline as i32
        ; je >store
        ; cmp eax, Action::StoreOverflow as i32
        ; je >overflow
        ; cmp eax, Action::AddInline as i32
        ; je >add
        ; cmp eax, Action::AddOverflow as i32
        ; je >add_overflow
        ; stc
        ; ret
        ; add_overflow:
        ; mov rax, [rsi + object::SLOTS]
        ; mov r8d, [rax + slots::CAPACITY]
        ; lea r8d, [r8 * 8 + slots::VALUES]
        ; cmp r9d, r8d
        ; jb >room
        ; stc
        ; ret
        ; room:
    );
    emit_chain_guard(asm);
    asm!(asm
        ; mov [rax + r9], rdi
        ; mov r8d, [rdx + ic::NEXT]
        ; mov [rsi + header::SHAPE], r8d
        ; cmp BYTE [rsi + header::GC], GcState::Old as i8
        ; je >both
        ; mov rsi, rax
        ; cmp BYTE [rsi + header::GC], GcState::Old as i8
        ; je >old
        ; clc
        ; ret
        ; both:
        ; push rax
        ; mov rdi, [r15 + vm::HEAP]
    );
    asm.call(leaf::remember as *const () as usize);
    asm!(asm
        ; pop rsi
        ; cmp BYTE [rsi + header::GC], GcState::Old as i8
        ; je >old
        ; clc
        ; ret
        ; add:
    );
    emit_chain_guard(asm);
    asm!(asm
        ; mov eax, [rdx + ic::NEXT]
        ; mov [rsi + header::SHAPE], eax
        ; jmp >store
        ; overflow:
        ; mov rsi, [rsi + object::SLOTS]
        ; store:
        ; mov [rsi + r9], rdi
        ; cmp BYTE [rsi + header::GC], GcState::Old as i8
        ; je >old
        ; clc
        ; ret
        ; old:
    );
    emit_remember(asm);
}
/// Brings rdi into the form that the description at rdx promises; returns with carry when it does not admit the value.
fn emit_admit(asm: &mut Assembler) {
    asm!(asm
        ; movzx eax, BYTE [rdx + ic::PROMISE]
        ; cmp eax, Promise::Any as i32
        ; je >admitted
        ; cmp eax, Promise::Int as i32
        ; je >int
        ; cmp eax, Promise::Object as i32
        ; je >object
        ; cmp eax, Promise::Double as i32
        ; jne >refused
        ; cmp rdi, r14
        ; jae >convert
        ; cmp rdi, [r15 + vm::NON_NUMBER]
        ; jl >admitted
        ; refused:
        ; stc
        ; ret
        ; convert:
        ; xorps xmm0, xmm0
        ; cvtsi2sd xmm0, edi
        ; movq rdi, xmm0
        ; jmp >admitted
        ; int:
        ; cmp rdi, r14
        ; jb <refused
        ; jmp >admitted
        ; object:
        ; cmp rdi, r13
        ; jl <refused
        ; admitted:
    );
}

/// The site rdx learns of the callee rcx; both are kept.
fn emit_note_callee(asm: &mut Assembler) {
    asm!(asm
        ; cmp BYTE [rdx + ic::MISSES], ogive_vm::ic::MAX_LESSONS as i8
        ; jae >enough
        ; mov rax, [rdx + ic::LIST]
        ; test rax, rax
        ; je >new
    );
    // (Entries behind the last hold `undefined`.)
    for entry in 0..ogive_vm::ic::MAX_POLYMORPHIC as i32 {
        asm!(asm; cmp rcx, [rax + ic::LIST_ENTRIES + entry * ic::SIZE + ic::EXTRA]; je >enough);
    }
    asm!(asm
        ; new:
        ; push rcx
        ; push rdx
        ; sub rsp, 8
        ; mov rdi, rdx
        ; mov rsi, rcx
        ; mov rdx, [rbx + CODE]
        ; mov rcx, [r15 + vm::HEAP]
    );
    asm.call(leaf::note_callee as *const () as usize);
    asm!(asm
        ; add rsp, 8
        ; pop rdx
        ; pop rcx
        ; enough:
        ; ret
    );
}

/// Where view fields lie from an object's address.
const fn view(field: usize) -> i32 {
    object::FIELDS + field as i32 * 8
}
/// Checks the index eax against the view rsi, and loads the element type into edx, the first element's address into rsi.
fn emit_view(asm: &mut Assembler) {
    asm!(asm
        ; mov eax, eax
        ; cmp rax, [rsi + view(view_field::CURRENT)]
        ; jae >fail
        ; movzx edx, BYTE [rsi + view(view_field::TYPE)]
        ; mov rsi, [rsi + view(view_field::POINTER)]
    );
}
fn emit_typed_load(asm: &mut Assembler) {
    asm!(asm; lea rsi, [rcx + r12]);
    emit_view(asm);
    let types: Vec<DynamicLabel> = ElementType::ALL.iter().map(|_| asm.label()).collect();
    let table = asm.label();
    asm!(asm; lea r8, [=>table]; jmp QWORD [r8 + rdx * 8]; fail: ; stc; ret);
    for (&ty, &label) in ElementType::ALL.iter().zip(&types) {
        asm!(asm; =>label);
        match ty {
            ElementType::Int8 => asm!(asm; movsx eax, BYTE [rsi + rax]),
            ElementType::Uint8 | ElementType::Uint8Clamped => asm!(asm; movzx eax, BYTE [rsi + rax]),
            ElementType::Int16 => asm!(asm; movsx eax, WORD [rsi + rax * 2]),
            ElementType::Uint16 => asm!(asm; movzx eax, WORD [rsi + rax * 2]),
            ElementType::Int32 => asm!(asm; mov eax, [rsi + rax * 4]),
            ElementType::Uint32 => asm!(asm
                ; mov eax, [rsi + rax * 4]
                ; test eax, eax
                ; jns >small
                ; xorps xmm0, xmm0
                ; cvtsi2sd xmm0, rax
                ; movq rax, xmm0
                ; clc
                ; ret
                ; small:
            ),
            ElementType::Float32 => asm!(asm; xorps xmm0, xmm0; cvtss2sd xmm0, [rsi + rax * 4]),
            ElementType::Float64 => asm!(asm; movsd xmm0, [rsi + rax * 8]),
            ElementType::Float16 | ElementType::BigInt64 | ElementType::BigUint64 => asm!(asm; stc; ret),
        }
        match ty {
            ElementType::Float32 | ElementType::Float64 => {
                // A foreign NaN becomes the canonical one.
                asm!(asm
                    ; movq rax, xmm0
                    ; ucomisd xmm0, xmm0
                    ; jp >nan
                    ; clc
                    ; ret
                    ; nan:
                    ; mov rax, QWORD ogive_vm::Value::NAN.bits() as i64
                    ; clc
                    ; ret
                );
            }
            _ => asm!(asm; or rax, r14; clc; ret),
        }
    }
    emit_table(asm, table, &types);
}
fn emit_table(asm: &mut Assembler, table: DynamicLabel, targets: &[DynamicLabel]) {
    asm.ops.align(8, 0xCC);
    asm!(asm; =>table);
    targets.iter().for_each(|&target| asm.address_of(target));
}
fn emit_typed_store(asm: &mut Assembler) {
    let types: Vec<DynamicLabel> = ElementType::ALL.iter().map(|_| asm.label()).collect();
    let table = asm.label();
    asm!(asm
        ; lea rsi, [rcx + r12]
        // Of an immutable buffer nothing is stored.
        ; mov r8, [rsi + view(view_field::BUFFER)]
        ; test BYTE [r8 + r12 + view(buffer_field::FLAGS)], buffer_field::IMMUTABLE as i8
        ; jnz >fail
    );
    emit_view(asm);
    asm!(asm
        ; lea r8, [=>table]
        ; jmp QWORD [r8 + rdx * 8]
        ; fail:
        ; stc
        ; ret
    );
    // ToInt32 of rdi into edi.
    let int = |asm: &mut Assembler| {
        asm!(asm
            ; cmp rdi, r14
            ; jae >ready
            ; movq xmm0, rdi
            ; ucomisd xmm0, xmm0
            ; jp >unfit
            ; cvttsd2si rdi, xmm0
            ; cmp rdi, 1
            ; jno >ready
            ; unfit:
            ; stc
            ; ret
            ; ready:
        );
    };
    // The double of rdi into xmm0; a NaN is the slow path's.
    let double = |asm: &mut Assembler| {
        asm!(asm
            ; cmp rdi, r14
            ; jae >convert
            ; movq xmm0, rdi
            ; ucomisd xmm0, xmm0
            ; jnp >ready
            ; stc
            ; ret
            ; convert:
            ; xorps xmm0, xmm0
            ; cvtsi2sd xmm0, edi
            ; ready:
        );
    };
    for (&ty, &label) in ElementType::ALL.iter().zip(&types) {
        asm!(asm; =>label);
        match ty {
            ElementType::Int8 | ElementType::Uint8 => {
                int(asm);
                asm!(asm; mov [rsi + rax], dil);
            }
            ElementType::Uint8Clamped => asm!(asm
                ; cmp rdi, r14
                ; jb <fail
                ; xor edx, edx
                ; test edi, edi
                ; cmovs edi, edx
                ; mov edx, 255
                ; cmp edi, edx
                ; cmovg edi, edx
                ; mov [rsi + rax], dil
            ),
            ElementType::Int16 | ElementType::Uint16 => {
                int(asm);
                asm!(asm; mov [rsi + rax * 2], di);
            }
            ElementType::Int32 | ElementType::Uint32 => {
                int(asm);
                asm!(asm; mov [rsi + rax * 4], edi);
            }
            ElementType::Float32 => {
                double(asm);
                asm!(asm; cvtsd2ss xmm0, xmm0; movss [rsi + rax * 4], xmm0);
            }
            ElementType::Float64 => {
                double(asm);
                asm!(asm; movsd [rsi + rax * 8], xmm0);
            }
            ElementType::Float16 | ElementType::BigInt64 | ElementType::BigUint64 => {
                asm!(asm; stc; ret);
                continue;
            }
        }
        asm!(asm; clc; ret);
    }
    emit_table(asm, table, &types);
}
fn emit_may_fill(asm: &mut Assembler) {
    use ogive_vm::object::flags::{LENGTH_FIXED, NON_EXTENSIBLE};
    use ogive_vm::shape::flags::PROTOTYPE;
    asm!(asm
        ; cmp BYTE [rcx + r12 + header::KIND], Kind::Array as i8
        ; jne >out
        ; cmp BYTE [r15 + vm::NO_INDEXED_PROTOTYPES], 1
        ; jne >out
        ; test BYTE [rcx + r12 + header::FLAGS], (NON_EXTENSIBLE | LENGTH_FIXED) as i8
        ; jnz >out
        // The shape: its id is an offset from the heap's base, to which addresses are aligned.
        ; lea r8, [rcx + r12]
        ; shr r8, HEAP_BITS
        ; shl r8, HEAP_BITS
        ; mov r9d, [rcx + r12 + header::SHAPE]
        ; test BYTE [r8 + r9 + shape::FLAGS], PROTOTYPE as i8
        ; out:
        ; ret
    );
}
fn emit_append(asm: &mut Assembler) {
    asm!(asm; cmp eax, [rsi + elements::LEN]; jne >fail; cmp eax, [rsi + elements::CAPACITY]; jae >fail);
    // The array's length is that of its elements.
    asm!(asm; mov r8, rax; or r8, r14; cmp r8, [rcx + r12 + object::ARRAY_LENGTH]; jne >fail; call >fill);
    asm!(asm
        ; jne >fail
        ; movzx r8d, BYTE [rcx + r12 + header::ELEMENTS]
        ; and r8d, kind::MASK as i32
        ; cmp r8d, kind::ANY as i32
        ; je >store
        ; ja >fail
        ; cmp r8d, kind::DOUBLE as i32
        ; je >double
        ; cmp rdi, r14
        ; jb >fail
        ; jmp >store
        ; double:
        ; cmp rdi, r14
        ; jae >convert
        ; cmp rdi, [r15 + vm::NON_NUMBER]
        ; jl >store
        ; fail:
        ; stc
        ; ret
        ; convert:
        ; xorps xmm0, xmm0
        ; cvtsi2sd xmm0, edi
        ; movq rdi, xmm0
        ; store:
        ; lea rdx, [rsi + rax * 8 + elements::VALUES]
        ; mov [rdx], rdi
        ; inc eax
        ; mov [rsi + elements::LEN], eax
        ; or rax, r14
        ; mov [rcx + r12 + object::ARRAY_LENGTH], rax
        ; cmp BYTE [rsi + header::GC], GcState::Old as i8
        ; je >old
        ; clc
        ; ret
        ; old:
    );
    emit_remember_slot(asm);
    asm!(asm; fill:);
    emit_may_fill(asm);
}
/// Checks that rcx is a string without a rope and rax an index in it: rcx = the address of its first unit if that is at offset `UNITS`, eax = the
/// index there, dl = the flags. Jumps to `fail`.
fn emit_unit(asm: &mut Assembler) {
    asm!(asm
        ; mov rdx, rcx
        ; shr rdx, 48
        ; cmp edx, top::STRING
        ; jne >fail
        ; cmp rax, r14
        ; jb >fail
        ; mov eax, eax
        ; shl rcx, 16
        ; shr rcx, 16
        ; cmp eax, [rcx + string::LEN]
        ; jae >fail
        ; mov dl, [rcx + string::FLAGS]
        ; test dl, string_flags::ROPE as i8
        ; jnz >fail
        ; test dl, string_flags::SLICE as i8
        ; jz >flat
        ; add eax, [rcx + string::AUX]
        ; mov rcx, [rcx + string::BASE]
        ; flat:
    );
}
fn emit_char_code(asm: &mut Assembler) {
    emit_unit(asm);
    asm!(asm
        ; test dl, string_flags::UTF16 as i8
        ; jnz >wide
        ; movzx eax, BYTE [rcx + rax + string::UNITS]
        ; or rax, r14
        ; clc
        ; ret
        ; wide:
        ; movzx eax, WORD [rcx + rax * 2 + string::UNITS]
        ; or rax, r14
        ; clc
        ; ret
        ; fail:
        ; stc
        ; ret
    );
}
fn emit_character(asm: &mut Assembler) {
    emit_unit(asm);
    asm!(asm
        ; test dl, string_flags::UTF16 as i8
        ; jnz >wide
        ; movzx eax, BYTE [rcx + rax + string::UNITS]
        ; found:
        ; mov rdx, [r15 + vm::SINGLE_CHARS]
        ; mov rax, [rdx + rax * 8]
        ; mov rdx, QWORD ogive_vm::value::tag::STRING as i64
        ; or rax, rdx
        ; clc
        ; ret
        ; wide:
        ; movzx eax, WORD [rcx + rax * 2 + string::UNITS]
        ; cmp eax, 256
        ; jb <found
        ; fail:
        ; stc
        ; ret
    );
}
/// By the mode of `roundsd`.
fn emit_round(asm: &mut Assembler, mode: i8) {
    asm!(asm
        ; movq xmm0, rax
        ; ucomisd xmm0, xmm0
        ; jp >fail
        ; roundsd xmm0, xmm0, mode
        ; cvttsd2si ecx, xmm0
        ; xorps xmm1, xmm1
        ; cvtsi2sd xmm1, ecx
        ; movq rax, xmm0
        ; ucomisd xmm1, xmm0
        ; jne >done
        ; test ecx, ecx
        ; jnz >int
        // -0 stays a double.
        ; test rax, rax
        ; js >done
        ; int:
        ; mov eax, ecx
        ; or rax, r14
        ; done:
        ; clc
        ; ret
        ; fail:
        ; stc
        ; ret
    );
}
