//! Inlining: which functions are, and how. An inlined function is built into its caller's graph as a frame of its own (`frame.rs`): its parameters are the
//! arguments' values, so whatever is known of these is known in it, and its frame states name the caller's.

use super::frame::Frame;
use super::values::Type;
use super::{Builder, Flow};
use crate::mir::{Bits, NodeId, Op, TagTest};
use crate::snapshot::FunctionInfo;
use ogive_bytecode::instr::{Access, registers};
use ogive_bytecode::{FunctionKind, Instruction, Op as Byte, frame as layout, function_flags};
use ogive_vm::Value;
use ogive_vm::code_block::call_flags;
use ogive_vm::stack::frame_flags;

/// Units of a function that is always inlined.
const SMALL: usize = 12;
/// Units of a function that is inlined while there is room.
const LARGEST: usize = 110;
/// The same of one with a loop: what the call costs is little beside what the loop does, which is better compiled on its own. Unless it multiplies or divides
/// by what is a constant here.
const LARGEST_WITH_LOOP: usize = 60;
/// Units of bytecode inlined into one root.
const MAX_INLINED: usize = 400;
/// A graph with more nodes does not grow further by inlining.
const MAX_NODES: usize = 5000;
/// Depth of inlining, the root not counted.
const MAX_DEPTH: usize = 6;
/// How often a function may be inside itself.
const MAX_RECURSION: usize = 2;
/// Arguments of an inlined call.
const MAX_ARGUMENTS: usize = 32;

/// How a function is called.
#[derive(Clone, Copy)]
pub(super) enum Position {
    /// By a call whose result goes into a register.
    Plain,
    /// In tail position.
    Tail,
    /// As a constructor, or by a load.
    Other,
}

/// A call about to be inlined.
pub(super) struct Inlining<'a> {
    pub function: &'a FunctionInfo,
    pub index: usize,
    /// Words from the caller's window to the callee's.
    pub window: i64,
    pub callee: NodeId,
    pub this: NodeId,
    pub new_target: Option<NodeId>,
    pub arguments: Vec<NodeId>,
    pub flags: u32,
    /// The register that gets the result.
    pub result: Option<u32>,
}

impl<'s> Builder<'s> {
    /// May the function be inlined, and so that a tail call in it can be a plain call (a frame whose result its caller uses as it is, and that does
    /// not stand in the root's place)?
    pub(super) fn may_inline_here(&self, index: usize, arguments: &[NodeId], position: Position) -> bool {
        let tail_calls_are_plain = match position {
            Position::Plain => true,
            Position::Tail => !self.frame().in_place_of_root,
            Position::Other => false,
        };
        self.may_inline(index, arguments) && (tail_calls_are_plain || !has_tail_calls(&self.snapshot.functions[index]))
    }
    fn may_inline(&self, index: usize, arguments: &[NodeId]) -> bool {
        let function = &self.snapshot.functions[index];
        let units = function.code.units.len();
        let depth = self.frames.len();
        let inside = self.frames.iter().filter(|f| f.index == index).count();
        let template = &function.template;
        let kind_ok = !matches!(template.kind, FunctionKind::Script | FunctionKind::Module | FunctionKind::Eval);
        kind_ok
            && function.flags & call_flags::RESUMABLE == 0
            && !template.has(function_flags::HAS_DIRECT_EVAL)
            && depth <= MAX_DEPTH
            && inside <= MAX_RECURSION
            && arguments.len() <= MAX_ARGUMENTS
            && self.graph.nodes.len() <= MAX_NODES
            && (units <= SMALL && self.inlined_units + units <= 2 * MAX_INLINED
                || self.inlined_units + units <= MAX_INLINED
                    && (units <= LARGEST_WITH_LOOP || units <= LARGEST && (!function.has_loop || self.works_with_constants(function, arguments))))
            && (!function.kinds.is_empty() || function.code.is_trivial())
            && !looks_at_its_frame(function)
    }

    /// Is a constant Number given for a factor or divisor in the function?
    fn works_with_constants(&self, function: &FunctionInfo, arguments: &[NodeId]) -> bool {
        let parameters = arguments.iter().take(function.template.param_count as usize).enumerate();
        let mut numbers = parameters.filter(|&(_, &argument)| self.is_constant_number(argument)).map(|(i, _)| (layout::ARGS as usize + i) as u32);
        numbers.any(|register| is_constant_factor(function, register))
    }
    fn is_constant_number(&self, value: NodeId) -> bool {
        let is_number = |Bits(bits)| Value::from_rooted_bits(bits).as_number().is_some();
        self.graph.int32_constant(value).is_some() || self.graph.float64_constant(value).is_some() || self.graph.constant(value).is_some_and(is_number)
    }

    pub(super) fn inline(&mut self, call: Inlining<'s>) -> Flow<NodeId> {
        self.inlined_units += call.function.code.units.len();
        self.need_window(call.window, call.arguments.len());
        let caller = self.calling_state(call.result);
        let code = self.add_code(call.function);
        let liveness = self.liveness_of(call.index);
        let window = self.frame().window + call.window as u32;
        let is_base = call.new_target.is_some() && call.function.template.kind != FunctionKind::DerivedConstructor;
        let mut frame = Frame::new(call.function, call.index, code, liveness);
        frame.window = window;
        frame.caller = Some(caller);
        frame.argc = call.arguments.len() as u32;
        frame.flags = call.flags;
        frame.result = call.result;
        frame.in_place_of_root = call.flags & frame_flags::TAIL != 0 && self.frame().in_place_of_root;
        let parameters = call.function.template.param_count as usize;
        let needs_env = frame.liveness.before(0).contains(layout::ENV as usize);
        self.graph.window_words = self.graph.window_words.max(window + call.function.code.register_count);
        let undefined = self.undefined();
        let env = if needs_env { Some(self.env_of(call.callee)) } else { None };
        let registers = &mut frame.registers;
        registers[layout::CALLEE as usize] = Some(call.callee);
        registers[layout::NEW_TARGET as usize] = Some(call.new_target.unwrap_or(undefined));
        registers[layout::ENV as usize] = env;
        registers[layout::THIS as usize] = Some(call.this);
        for i in 0..parameters {
            registers[layout::ARGS as usize + i] = Some(call.arguments.get(i).copied().unwrap_or(undefined));
        }
        frame.arguments = Some(call.arguments);
        self.frames.push(frame);
        self.run_frame(0);
        let frame = self.frames.pop().expect("pushed above");
        self.frame_mut().before = None;
        let result = self.merge_values(frame.returns)?;
        if !is_base {
            return Some(result);
        }
        // A constructor's result is its `this`, unless it has returned an object. (A derived one has seen to that itself.)
        match self.type_of(result) {
            Type::Object => Some(result),
            Type::Unknown => {
                let condition = self.append(Op::HasTag { value: result, tag: TagTest::AnyObject });
                Some(self.append(Op::Select { condition, yes: result, no: call.this }))
            }
            _ => Some(call.this),
        }
    }

    fn env_of(&mut self, callee: NodeId) -> NodeId {
        match *self.graph.op(callee) {
            Op::NewClosure { env, .. } => env,
            Op::Constant { value } => match self.snapshot.envs.get(&value.0) {
                Some(&env) => self.tagged_constant(env),
                None => self.append(Op::LoadFunctionEnv { function: callee }),
            },
            _ => self.append(Op::LoadFunctionEnv { function: callee }),
        }
    }
}

/// Has it an instruction that cannot be in an inlined frame?
fn looks_at_its_frame(function: &FunctionInfo) -> bool {
    instructions(function).any(|instr| {
        matches!(instr.op, Byte::CreateMappedArguments | Byte::CallEval | Byte::CallEvalSpread | Byte::NewClass)
    })
}

fn has_tail_calls(function: &FunctionInfo) -> bool {
    instructions(function).any(|instr| instr.op == Byte::TailCall)
}

/// Is the register an operand of a multiplication or division, and never written?
fn is_constant_factor(function: &FunctionInfo, register: u32) -> bool {
    let (mut multiplies, mut written) = (false, false);
    for instr in instructions(function) {
        let _ = registers(&function.code, &instr, |first, count, access| {
            let touched = (first..first + count).contains(&register);
            multiplies |= touched && access == Access::Read && matches!(instr.op, Byte::Mul | Byte::Div | Byte::Mod | Byte::Exp);
            written |= touched && access == Access::Write;
        });
    }
    multiplies && !written
}

fn instructions(function: &FunctionInfo) -> impl Iterator<Item = Instruction> + '_ {
    let mut at = 0;
    std::iter::from_fn(move || {
        let instr = Instruction::decode(&function.code.units, at)?;
        at += instr.op.units();
        Some(instr)
    })
}
