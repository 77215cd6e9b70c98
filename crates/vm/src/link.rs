//! Linking: from a function template to a code block that can run. Compilation is lazy; constants become Values; feedback
//! and inline caches are allocated when the function has shown that it runs more than once.
use crate::code_block::{CodeBlock, call_flags};
use crate::ic::Ic;
use crate::value::Value;
use crate::vm::{JsResult, Vm};
use ogive_bytecode::{Code, Constant, FunctionTemplate};
use ogive_gc::Gc;
use std::cell::UnsafeCell;
use std::sync::Arc;

/// Calls after which a function gets feedback; one with a loop gets it at once.
const FEEDBACK_AFTER: u32 = 2;
/// Functions with more inline-cache sites get their own caches at once.
const SHARED_SITES: usize = 2048;

/// Empty caches that all code without feedback shares, so that the interpreter's fast paths need no test for their absence.
struct NoIcs(UnsafeCell<[u64; SHARED_SITES * size_of::<Ic>() / 8]>);
// SAFETY: never written.
unsafe impl Sync for NoIcs {}
static NO_ICS: NoIcs = NoIcs(UnsafeCell::new([0; SHARED_SITES * size_of::<Ic>() / 8]));

/// The shared empty caches: zero bytes are `Ic`s with shape 0 and action `Empty`, which match nothing.
pub(crate) fn no_ics() -> *mut Ic {
    NO_ICS.0.get().cast()
}

impl Vm {
    /// Makes a code block runnable; `env` is the environment of the closure that is called. The function's callers are on the stack: an exception (the SyntaxError of a function too
    /// large to compile) is theirs.
    #[cold]
    #[inline(never)]
    pub(crate) fn link(&mut self, block: Gc<CodeBlock>, env: Value) -> JsResult<()> {
        if block.is_linked() {
            return Ok(());
        }
        let template = block.template().clone();
        let code = self.compiled(&template, env)?;
        for constant in &code.constants {
            let value = self.constant_value(constant)?;
            block.cold_mut().constants.push(value);
            self.heap.barrier(block);
        }
        let cold = block.cold_mut();
        cold.functions = vec![None; code.functions.len()];
        block.constants.set(cold.constants.as_ptr());
        block.register_count.set(code.register_count);
        let wants_feedback = self.options.tiers.always_baseline || code.ics.len() > SHARED_SITES || code.has_loop();
        block.units.set(code.units.as_ptr());
        cold.code = Some(code);
        if self.options.print_bytecode {
            eprintln!("{}", ogive_bytecode::disassemble(&template, false));
        }
        if wants_feedback {
            self.allocate_feedback(block);
        }
        Ok(())
    }

    /// The bytecode of a template, compiled now if need be.
    fn compiled(&mut self, template: &Arc<FunctionTemplate>, env: Value) -> JsResult<Arc<Code>> {
        if let Some(code) = template.code.get() {
            return Ok(code.clone());
        }
        self.compile_lazy_function(template, env)
    }

    fn constant_value(&mut self, constant: &Constant) -> JsResult<Value> {
        Ok(match constant {
            Constant::Number(d) => Value::number(*d),
            Constant::String(s) => self.intern_wtf8(s).into(),
            Constant::BigInt(s) => self.parse_bigint(s)?.map_or(Value::UNDEFINED, Value::from),
            _ => Value::UNDEFINED,
        })
    }

    /// Links code that is compiled already (a module's).
    pub(crate) fn link_code(&mut self, block: Gc<CodeBlock>) -> JsResult<()> {
        self.link(block, Value::UNDEFINED)
    }

    /// Gives a code block its feedback and inline caches.
    #[cold]
    pub(crate) fn allocate_feedback(&mut self, block: Gc<CodeBlock>) {
        if block.has_feedback() {
            return;
        }
        let Some(code) = block.code().cloned() else { return };
        let cold = block.cold_mut();
        cold.kinds = vec![0; code.units.len()];
        cold.ics = vec![Ic::default(); code.ics.len()];
        block.kinds.set(cold.kinds.as_mut_ptr());
        if !cold.ics.is_empty() {
            block.ics.set(cold.ics.as_mut_ptr());
        }
        block.call_flags.set(block.call_flags.get() & !call_flags::COLD);
    }

    /// A call of a cold function: links it, counts, allocates feedback when it is time.
    #[cold]
    #[inline(never)]
    pub(crate) fn warm_up(&mut self, block: Gc<CodeBlock>, env: Value) -> JsResult<()> {
        self.link(block, env)?;
        let calls = block.calls.get() + 1;
        block.calls.set(calls);
        if calls >= FEEDBACK_AFTER {
            self.allocate_feedback(block);
        }
        if !block.has(call_flags::COLD) {
            block.calls.set(0);
            if let Some(tiers) = self.machine.tiers {
                (tiers.warm)(self, block);
            }
        }
        Ok(())
    }

    /// The code block of nested function `index`.
    pub(crate) fn nested_block(&mut self, block: Gc<CodeBlock>, index: usize) -> Gc<CodeBlock> {
        if let Some(nested) = block.cold().functions[index] {
            return nested;
        }
        let template = block.code().expect("running code is linked").functions[index].clone();
        let host = block.cold().host;
        let nested = self.new_code_block(template, block.realm, host);
        block.cold_mut().functions[index] = Some(nested);
        self.heap.barrier(block);
        nested
    }
}
