//! Cranelift as the machine room: settings, reused contexts, and what comes out of it.
//!
//! Settings as measured (ARCHITECTURE.md): no mid-end, because MIR has been optimized already and Cranelift's own passes would only
//! cost compile time; the backtracking register allocator, because functions are full of exits; convention M is Cranelift's
//! `Winch` convention (no register survives a call) with the pinned register r15 holding the Vm.
use cranelift_codegen::control::ControlPlane;
use cranelift_codegen::ir::{ExternalName, Function};
use cranelift_codegen::isa::{CallConv, OwnedTargetIsa};
use cranelift_codegen::settings::{self, Configurable};
use cranelift_codegen::{Context, FinalizedRelocTarget};
use cranelift_frontend::{FunctionBuilder, FunctionBuilderContext};

/// Convention M.
pub const MACHINE: CallConv = CallConv::Winch;
/// Convention of Rust's `extern "C"` functions.
pub const RUST: CallConv = CallConv::SystemV;
/// Convention of Rust's functions called through `ogive_jit::preserving`.
pub const PRESERVING: CallConv = CallConv::PreserveAll;

/// Machine code before it has a place.
pub struct Emitted {
    /// The code; calls of thunks are still to be filled in.
    pub bytes: Vec<u8>,
    /// Offsets of the 32-bit operands of near calls, and the number of the thunk called (its `UserExternalName` index).
    pub near_calls: Vec<(u32, u32)>,
}

/// A compiler: one per thread, reused.
pub struct Backend {
    isa: OwnedTargetIsa,
    context: Context,
    builder: FunctionBuilderContext,
    control: ControlPlane,
}

impl Backend {
    /// For the processor this runs on. `Err` says why there can be none.
    pub fn new() -> Result<Backend, String> {
        let mut flags = settings::builder();
        let verify = if cfg!(debug_assertions) { "true" } else { "false" };
        for (name, value) in [
            ("opt_level", "none"),
            ("regalloc_algorithm", "backtracking"),
            ("enable_verifier", verify),
            ("enable_pinned_reg", "true"),
            ("unwind_info", "false"),
            ("enable_probestack", "false"),
            ("enable_heap_access_spectre_mitigation", "false"),
            ("enable_table_access_spectre_mitigation", "false"),
            ("is_pic", "false"),
            ("machine_code_cfg_info", "false"),
        ] {
            flags.set(name, value).map_err(|e| e.to_string())?;
        }
        let mut target = cranelift_codegen::isa::lookup_by_name("x86_64-unknown-linux-gnu").map_err(|e| e.to_string())?;
        // Rounding of doubles (Math.floor) and bit counts without calls.
        if std::arch::is_x86_feature_detected!("sse4.2") {
            for name in ["has_sse3", "has_ssse3", "has_sse41", "has_sse42"] {
                target.enable(name).map_err(|e| e.to_string())?;
            }
        }
        for (name, present) in [
            ("has_popcnt", std::arch::is_x86_feature_detected!("popcnt")),
            ("has_avx", std::arch::is_x86_feature_detected!("avx")),
            ("has_lzcnt", std::arch::is_x86_feature_detected!("lzcnt")),
            ("has_bmi1", std::arch::is_x86_feature_detected!("bmi1")),
        ] {
            if present {
                target.enable(name).map_err(|e| e.to_string())?;
            }
        }
        let isa = target.finish(settings::Flags::new(flags)).map_err(|e| e.to_string())?;
        Ok(Backend { isa, context: Context::new(), builder: FunctionBuilderContext::new(), control: ControlPlane::default() })
    }

    /// Builds a function with `build` and compiles it, unless `build` says why not.
    pub fn compile(&mut self, build: impl FnOnce(&mut FunctionBuilder<'_>) -> Result<(), String>) -> Result<Emitted, String> {
        self.context.clear();
        let mut builder = FunctionBuilder::new(&mut self.context.func, &mut self.builder);
        if let Err(reason) = build(&mut builder) {
            // Blocks without end are in it.
            self.builder = FunctionBuilderContext::new();
            return Err(reason);
        }
        builder.finalize(self.isa.frontend_config());
        let code = self.context.compile(&*self.isa, &mut self.control).map_err(|e| format!("{:?}", e.inner))?;
        let emitted = code.code_buffer().to_vec();
        let relocations: Vec<_> = code.buffer.relocs().iter().map(|r| (r.offset, r.kind, r.addend, r.target.clone())).collect();
        let near_calls = relocations
            .into_iter()
            .map(|(offset, kind, addend, target)| match target {
                FinalizedRelocTarget::ExternalName(ExternalName::User(name)) => {
                    debug_assert!(kind == cranelift_codegen::binemit::Reloc::X86CallPCRel4 && addend == -4);
                    Ok((offset, self.context.func.params.user_named_funcs()[name].index))
                }
                other => Err(format!("relocation {kind:?} to {other:?}")),
            })
            .collect::<Result<_, _>>()?;
        Ok(Emitted { bytes: emitted, near_calls })
    }

    /// The function compiled last, as Cranelift prints it.
    pub fn function(&self) -> &Function {
        &self.context.func
    }
}
