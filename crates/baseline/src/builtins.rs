//! Calls of built-in functions that templates do in place. Each takes the operands it is made for and leaves all others to the function itself.
use crate::compiler::Compiler;
use crate::offsets::*;
use dynasmrt::{DynamicLabel, DynasmApi, DynasmLabelApi};
use ogive_vm::Kind;
use ogive_vm::native::Inline;

/// An expansion.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Expansion {
    CharCodeAt,
    CharAt,
    FromCharCode,
    /// To an integral double, and an int32 if it is one: by the shared code for a rounding mode.
    Round(Rounding),
    Abs,
    Sqrt,
    Min,
    Max,
    Push,
}

/// Rounding modes.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Rounding {
    Floor,
    Ceil,
    Trunc,
}

impl Compiler<'_> {
    /// The expansion of a function at the instruction's call site: the number of arguments must be what it is made for.
    pub(crate) fn expansion(&self, inline: Inline) -> Option<Expansion> {
        let rounds = std::is_x86_feature_detected!("sse4.1");
        let (expansion, argc) = match inline {
            Inline::StringCharCodeAt => (Expansion::CharCodeAt, 1),
            Inline::StringCharAt => (Expansion::CharAt, 1),
            Inline::StringFromCharCode => (Expansion::FromCharCode, 1),
            Inline::MathFloor if rounds => (Expansion::Round(Rounding::Floor), 1),
            Inline::MathCeil if rounds => (Expansion::Round(Rounding::Ceil), 1),
            Inline::MathTrunc if rounds => (Expansion::Round(Rounding::Trunc), 1),
            Inline::MathAbs => (Expansion::Abs, 1),
            Inline::MathSqrt => (Expansion::Sqrt, 1),
            Inline::MathMin => (Expansion::Min, 2),
            Inline::MathMax => (Expansion::Max, 2),
            Inline::ArrayPush => (Expansion::Push, 1),
            _ => return None,
        };
        (self.instr.c() == argc).then_some(expansion)
    }

    /// Does it: rax = the result. What it is not made for goes to `native`.
    pub(crate) fn expand(&mut self, expansion: Expansion, window: i32, native: DynamicLabel) {
        let (this, first, second) = (window + THIS, window + ARGS, window + ARGS + 8);
        match expansion {
            Expansion::CharCodeAt | Expansion::CharAt => {
                let thunk = if expansion == Expansion::CharAt { self.thunks.character } else { self.thunks.char_code };
                asm!(self.asm; mov rcx, [rbx + this]; mov rax, [rbx + first]);
                self.asm.call(thunk);
                asm!(self.asm; jc =>native);
            }
            Expansion::FromCharCode => asm!(self.asm
                ; mov rax, [rbx + first]
                ; cmp rax, r14
                ; jb =>native
                ; mov eax, eax
                ; cmp eax, 255
                ; ja =>native
                ; mov rdx, [r15 + vm::SINGLE_CHARS]
                ; mov rax, [rdx + rax * 8]
                ; mov rdx, QWORD ogive_vm::value::tag::STRING as i64
                ; or rax, rdx
            ),
            Expansion::Round(rounding) => {
                let done = self.label();
                let thunk = match rounding {
                    Rounding::Floor => self.thunks.floor,
                    Rounding::Ceil => self.thunks.ceil,
                    Rounding::Trunc => self.thunks.trunc,
                };
                asm!(self.asm; mov rax, [rbx + first]; cmp rax, r14; jae =>done);
                self.asm.call(thunk);
                asm!(self.asm; jc =>native; =>done);
            }
            Expansion::Abs => {
                let (double, done) = (self.label(), self.label());
                asm!(self.asm
                    ; mov rax, [rbx + first]
                    ; cmp rax, r14
                    ; jb =>double
                    ; mov ecx, eax
                    ; neg ecx
                    ; cmovs ecx, eax
                    // The least int32 stays negative.
                    ; test ecx, ecx
                    ; js =>native
                    ; mov eax, ecx
                    ; or rax, r14
                    ; =>done
                );
                self.cold(move |c| {
                    asm!(c.asm; =>double; movq xmm0, rax; ucomisd xmm0, xmm0; jp =>native; btr rax, 63; jmp =>done);
                });
            }
            Expansion::Sqrt => {
                let (int, ready) = (self.label(), self.label());
                asm!(self.asm
                    ; mov rax, [rbx + first]
                    ; cmp rax, r14
                    ; jae =>int
                    ; movq xmm0, rax
                    ; =>ready
                    ; sqrtsd xmm0, xmm0
                    ; ucomisd xmm0, xmm0
                    ; jp =>native
                    ; movq rax, xmm0
                );
                self.cold(move |c| {
                    asm!(c.asm; =>int; xorps xmm0, xmm0; cvtsi2sd xmm0, eax; jmp =>ready);
                });
            }
            Expansion::Min | Expansion::Max => {
                let (doubles, done) = (self.label(), self.label());
                asm!(self.asm
                    ; mov rcx, [rbx + first]
                    ; mov rax, [rbx + second]
                    ; mov rdx, rcx
                    ; and rdx, rax
                    ; cmp rdx, r14
                    ; jb =>doubles
                    ; cmp ecx, eax
                );
                if expansion == Expansion::Min {
                    asm!(self.asm; cmovl rax, rcx; =>done);
                } else {
                    asm!(self.asm; cmovg rax, rcx; =>done);
                }
                self.cold(move |c| {
                    asm!(c.asm; =>doubles);
                    c.asm.call(c.thunks.numbers);
                    // Equal ones may be zeros of different sign.
                    asm!(c.asm; jc =>native; ucomisd xmm0, xmm1; je =>native);
                    if expansion == Expansion::Min {
                        asm!(c.asm; minsd xmm0, xmm1);
                    } else {
                        asm!(c.asm; maxsd xmm0, xmm1);
                    }
                    asm!(c.asm; movq rax, xmm0; jmp =>done);
                });
            }
            Expansion::Push => {
                asm!(self.asm
                    ; mov rcx, [rbx + this]
                    ; cmp rcx, r13
                    ; jl =>native
                    ; cmp BYTE [rcx + r12 + header::KIND], Kind::Array as i8
                    ; jne =>native
                    ; mov rsi, [rcx + r12 + object::ELEMENTS]
                    ; mov eax, [rsi + elements::LEN]
                    ; mov rdi, [rbx + first]
                );
                self.asm.call(self.thunks.append);
                asm!(self.asm
                    ; jc =>native
                    ; mov rcx, [rbx + this]
                    ; mov rax, [rcx + r12 + object::ARRAY_LENGTH]
                );
            }
        }
    }
}
