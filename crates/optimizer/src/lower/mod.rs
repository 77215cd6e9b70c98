//! From MIR to machine code: every op becomes Cranelift IR of a few instructions, every guard a branch to a cold block with one call of the
//! exit stub.
//!
//! How a function looks (convention M, `vm/src/machine/mod.rs`):
//! - Values live in SSA values; the window on the register stack is written for calls (arguments, and headers of the frames that whoever is called
//!   may look at: `frames.rs`), and by the exit stub.
//! - Constants that tests need (tags) are loaded from the Vm at the entry, and anew behind calls (`tags.rs`): an address or a compare takes them as an operand.
//!   Other constants are made where they are used. So neither lives across a call.
//! - Slow halves stand in cold blocks, which Cranelift places behind everything else; what they call keeps all registers (`jit/src/preserve.rs`).
//!
//! `ops.rs` is the visitor of the op table: an op without lowering does not compile. The families are `numbers.rs`, `guards.rs`, `memory.rs`, `arrays.rs`,
//! `strings.rs`, `allocate.rs`, `calls.rs`; `exits.rs` turns frame states into what the stub needs.

pub mod backend;
mod allocate;
mod arrays;
mod calls;
mod control;
mod exits;
mod foreign;
mod frames;
mod guards;
mod memory;
mod numbers;
mod ops;
mod strings;
mod tags;

use crate::mir::{BlockId, Entry, Graph, NodeId, Repr, StateId};
use backend::{Backend, Emitted, MACHINE, PRESERVING, RUST};
use cranelift_codegen::ir::condcodes::IntCC;
use cranelift_codegen::ir::{
    self, AbiParam, ExtFuncData, ExternalName, FuncRef, InstBuilder, MemFlagsData, SigRef, Signature, UserExternalName, types,
};
use cranelift_codegen::isa::CallConv;
use cranelift_frontend::FunctionBuilder;
use ogive_base::{BitSet, Idx, IndexVec};
use ogive_bytecode::frame;
use ogive_jit::{FirstArgument, ResultIn, exits as records};
use ogive_vm::Value;
use ogive_vm::machine::layout;
use rustc_hash::FxHashMap;
use tags::Tags;

/// What the code depends on besides its graph. Addresses stay valid as long as the Vm lives.
#[derive(Clone, Debug)]
pub struct World {
    /// The heap.
    pub heap: u64,
    /// The request word.
    pub request: u64,
    /// The byte that says whether the code's bets still stand.
    pub valid: u64,
    /// Formal parameters of the root.
    pub parameters: u16,
    /// Can the root be a constructor's frame?
    pub constructs: bool,
    /// Can a 32-bit displacement in code memory name an address?
    pub reaches: fn(usize) -> bool,
    /// Is the root a class constructor, which must not be called without new?
    pub is_class: bool,
    /// Every n-th guard fails (testing): the counter's address.
    pub failing: Option<u64>,
}

/// What lowering gives.
pub struct Lowered {
    /// The code.
    pub code: Emitted,
    /// Targets of its near calls by number.
    pub targets: Vec<usize>,
    /// Its exits by number.
    pub exits: Vec<records::Exit>,
}

/// Lowers a graph. `Err` says why not.
pub fn lower(backend: &mut Backend, graph: &Graph, world: &World) -> Result<Lowered, String> {
    let (mut targets, mut exits) = (vec![], vec![]);
    let clean = graph.blocks.iter().any(|block| block.is_loop);
    let code = backend.compile(clean, |builder| {
        builder.func.signature = machine_signature();
        let mut lower = Lower::new(graph, world, builder);
        lower.function();
        (targets, exits) = (lower.targets, lower.exits);
        lower.failure.map_or(Ok(()), Err)
    })?;
    Ok(Lowered { code, targets, exits })
}

fn machine_signature() -> Signature {
    let mut signature = Signature::new(MACHINE);
    signature.params.push(AbiParam::new(types::I64));
    signature.returns.push(AbiParam::new(types::I64));
    signature
}

/// So many arguments of the C convention travel in registers.
const REGISTER_ARGUMENTS: usize = 6;

fn result_in(result: Option<ir::Type>) -> ResultIn {
    match result {
        None => ResultIn::Nothing,
        Some(types::F64) => ResultIn::Double,
        Some(_) => ResultIn::Integer,
    }
}

/// Loads and stores never trap, and are aligned.
const MEMORY: MemFlagsData = MemFlagsData::trusted();

/// One function being lowered.
struct Lower<'g, 'c, 'f> {
    graph: &'g Graph,
    world: &'g World,
    b: &'c mut FunctionBuilder<'f>,
    values: IndexVec<NodeId, Option<ir::Value>>,
    blocks: IndexVec<BlockId, ir::Block>,
    fp: ir::Value,
    /// The tags as they are loaded at this point.
    constants: Tags,
    tags: tags::Regions,
    /// Target address → (signature's) function.
    functions: FxHashMap<(usize, u64), FuncRef>,
    targets: Vec<usize>,
    machine_signature: SigRef,
    exits: Vec<records::Exit>,
    landings: FxHashMap<StateId, exits::Landing>,
    same_states: IndexVec<StateId, StateId>,
    /// Returns with a pending exception.
    throwing: Option<ir::Block>,
    /// Frame headers that are in the windows at this point of the block (`frames.rs`).
    written: Vec<frames::Header>,
    /// Doubles whose NaN may be no canonical one.
    foreign: BitSet,
    failure: Option<String>,
}

impl<'g, 'c, 'f> Lower<'g, 'c, 'f> {
    fn new(graph: &'g Graph, world: &'g World, b: &'c mut FunctionBuilder<'f>) -> Self {
        let entry = b.create_block();
        b.append_block_params_for_function_params(entry);
        b.switch_to_block(entry);
        let fp = b.block_params(entry)[0];
        let constants = Tags::load(b);
        let machine_signature = b.import_signature(machine_signature());
        let mut blocks = IndexVec::new();
        for block in graph.blocks.iter() {
            let at = b.create_block();
            if block.is_cold {
                b.set_cold_block(at);
            }
            for &parameter in &block.parameters {
                b.append_block_param(at, type_of(graph.repr(parameter)));
            }
            blocks.push(at);
        }
        let values = IndexVec::filled(None, graph.nodes.len());
        Lower {
            graph,
            world,
            b,
            values,
            blocks,
            fp,
            constants,
            tags: tags::Regions::default(),
            functions: FxHashMap::default(),
            targets: vec![],
            machine_signature,
            exits: vec![],
            landings: FxHashMap::default(),
            same_states: exits::same_states(graph),
            throwing: None,
            written: vec![],
            foreign: BitSet::new(0),
            failure: None,
        }
    }

    fn function(&mut self) {
        self.entry();
        let first = self.blocks[self.graph.entry_block];
        self.b.ins().jump(first, &[]);
        let order = self.order();
        self.tags = tags::Regions::new(self.graph, &order, self.constants);
        self.foreign = foreign::doubles(self.graph, &order);
        for block in order {
            self.block(block);
        }
        self.b.seal_all_blocks();
        self.tags.remove_unused(self.b.func);
    }

    /// Reachable blocks, each after its dominators (reverse postorder).
    fn order(&self) -> Vec<BlockId> {
        let mut seen: IndexVec<BlockId, bool> = IndexVec::filled(false, self.graph.blocks.len());
        let (mut order, mut stack) = (vec![], vec![(self.graph.entry_block, 0)]);
        seen[self.graph.entry_block] = true;
        while let Some((block, next)) = stack.pop() {
            let edges = self.graph.blocks[block].terminator.edges();
            // The last edge first: so the first edge's blocks follow their predecessor directly.
            match edges.len().checked_sub(next + 1).map(|i| edges[i].block) {
                Some(to) => {
                    stack.push((block, next + 1));
                    if !seen[to] {
                        seen[to] = true;
                        stack.push((to, 0));
                    }
                }
                None => order.push(block),
            }
        }
        order.reverse();
        order
    }

    fn block(&mut self, id: BlockId) {
        let block = &self.graph.blocks[id];
        let at = self.blocks[id];
        self.b.switch_to_block(at);
        self.written.clear();
        self.tags_at_start(id);
        for (i, &parameter) in block.parameters.iter().enumerate() {
            self.values[parameter] = Some(self.b.block_params(at)[i]);
        }
        for &node in &block.nodes {
            if self.graph.op(node).is_constant() {
                continue;
            }
            let value = self.op(node);
            if self.values[node].is_none() {
                self.values[node] = value;
            }
            if self.failure.is_some() {
                return;
            }
            if tags::calls(self.graph.op(node)) {
                self.reload_tags(id);
            }
        }
        self.terminator(id);
    }

    /// What convention M demands of an entry: both stacks are checked, class constructors are constructed, missing arguments are undefined, CODE is written.
    fn entry(&mut self) {
        let root = &self.graph.codes[crate::mir::CodeId::new(0)];
        let cell = root.cell.0 as i64;
        if self.graph.entry == Entry::Call {
            self.check_entry(self.graph.window_words.max(root.code.register_count.into()));
            self.fill_arguments();
        }
        let code = self.iconst(cell);
        self.b.ins().store(MEMORY, code, self.fp, word_offset(frame::CODE.into()));
    }

    /// Room for the window of so many words, and on the native stack? No class constructor without new.target?
    fn check_entry(&mut self, words: u32) {
        let (refused, room, rest) = (self.cold_block(), self.b.create_block(), self.b.create_block());
        let limit = self.vm_word(layout::vm::STACK_LIMIT);
        let end = self.b.ins().iadd_imm_s(self.fp, words as i64 * 8);
        let over = self.b.ins().icmp(IntCC::UnsignedGreaterThan, end, limit);
        self.b.ins().brif(over, refused, &[], room, &[]);
        self.b.switch_to_block(room);
        let lowest = self.vm_word(layout::vm::NATIVE_STACK_LIMIT);
        let here = self.b.ins().get_stack_pointer(types::I64);
        let deep = self.b.ins().icmp(IntCC::UnsignedLessThan, here, lowest);
        self.b.ins().brif(deep, refused, &[], rest, &[]);
        self.b.switch_to_block(rest);
        if self.world.is_class {
            let constructed = self.b.create_block();
            let new_target = self.b.ins().load(types::I64, MEMORY, self.fp, word_offset(frame::NEW_TARGET.into()));
            let undefined = self.iconst(Value::UNDEFINED.bits() as i64);
            let called = self.b.ins().icmp(IntCC::Equal, new_target, undefined);
            self.b.ins().brif(called, refused, &[], constructed, &[]);
            self.b.switch_to_block(constructed);
        }
        let rest = self.b.current_block().expect("just switched to");
        self.b.switch_to_block(refused);
        let refuse = ogive_vm::machine::refuse_entry as *const () as usize;
        let result = self.rust(refuse, Some(types::I64), &[self.fp]).expect("declared");
        self.b.ins().return_(&[result]);
        self.b.switch_to_block(rest);
    }

    /// Missing arguments become undefined.
    fn fill_arguments(&mut self) {
        let parameters = self.world.parameters;
        if parameters == 0 {
            return;
        }
        let argc = self.b.ins().load(types::I32, MEMORY, self.fp, word_offset(frame::ARGC.into()));
        let missing = self.b.ins().icmp_imm_u(IntCC::UnsignedLessThan, argc, parameters as i64);
        let (fill, next, done) = (self.cold_block(), self.cold_block(), self.b.create_block());
        self.b.append_block_param(next, types::I64);
        self.b.ins().brif(missing, fill, &[], done, &[]);
        self.b.switch_to_block(fill);
        let wide = self.b.ins().uextend(types::I64, argc);
        self.b.ins().jump(next, &[wide.into()]);
        self.b.switch_to_block(next);
        let i = self.b.block_params(next)[0];
        let bytes = self.b.ins().ishl_imm_u(i, 3);
        let at = self.b.ins().iadd(self.fp, bytes);
        let undefined = self.iconst(Value::UNDEFINED.bits() as i64);
        self.b.ins().store(MEMORY, undefined, at, word_offset(frame::ARGS.into()));
        let following = self.b.ins().iadd_imm_s(i, 1);
        let more = self.b.ins().icmp_imm_u(IntCC::UnsignedLessThan, following, parameters as i64);
        self.b.ins().brif(more, next, &[following.into()], done, &[]);
        self.b.switch_to_block(done);
    }

    // ---- small things -----------------------------------------------------------------------------------------------------

    fn fail(&mut self, reason: impl Into<String>) {
        self.failure.get_or_insert(reason.into());
    }
    /// The Vm.
    fn vm(&mut self) -> ir::Value {
        self.b.ins().get_pinned_reg(types::I64)
    }
    /// A word of the Vm.
    fn vm_word(&mut self, offset: usize) -> ir::Value {
        let vm = self.vm();
        self.b.ins().load(types::I64, MEMORY, vm, offset as i32)
    }
    fn iconst(&mut self, value: i64) -> ir::Value {
        self.b.ins().iconst(types::I64, value)
    }
    /// The IR value of a node. Constants are made anew for each use: none occupies a register on the way.
    fn v(&mut self, node: NodeId) -> ir::Value {
        if self.graph.op(node).is_constant() {
            return self.op(node).unwrap_or(self.fp);
        }
        match self.values[node] {
            Some(value) => value,
            None => {
                self.fail(format!("{node:?} is used before it is lowered"));
                // Whatever: the function is given up.
                self.fp
            }
        }
    }
    fn cold_block(&mut self) -> ir::Block {
        let block = self.b.create_block();
        self.b.set_cold_block(block);
        block
    }
    /// A block as hot as the one being filled.
    fn next_block(&mut self) -> ir::Block {
        if self.is_cold() { self.cold_block() } else { self.b.create_block() }
    }
    fn is_cold(&self) -> bool {
        self.b.current_block().is_some_and(|block| self.b.func.layout.is_cold(block))
    }
    /// In a cold block when `condition` holds, `body`, which ends the block; goes on when it does not.
    fn cold_if(&mut self, condition: ir::Value, body: impl FnOnce(&mut Self)) {
        let (cold, rest) = (self.cold_block(), self.next_block());
        self.b.ins().brif(condition, cold, &[], rest, &[]);
        self.b.switch_to_block(cold);
        body(self);
        self.b.switch_to_block(rest);
    }
    /// As [`Lower::cold_if`] when `condition` does not hold.
    fn cold_unless(&mut self, condition: ir::Value, body: impl FnOnce(&mut Self)) {
        let (cold, rest) = (self.cold_block(), self.next_block());
        match self.negated(condition) {
            Some(fails) => self.b.ins().brif(fails, cold, &[], rest, &[]),
            None => self.b.ins().brif(condition, rest, &[], cold, &[]),
        };
        self.b.switch_to_block(cold);
        body(self);
        self.b.switch_to_block(rest);
    }
    /// `hot` when `condition` holds, else, in a cold block, `cold`: the value of whichever ran.
    fn either(
        &mut self,
        condition: ir::Value,
        ty: ir::Type,
        hot: impl FnOnce(&mut Self) -> ir::Value,
        cold: impl FnOnce(&mut Self) -> ir::Value,
    ) -> ir::Value {
        let (quick, slow, join) = (self.next_block(), self.cold_block(), self.next_block());
        self.b.append_block_param(join, ty);
        self.b.ins().brif(condition, quick, &[], slow, &[]);
        self.b.switch_to_block(quick);
        let value = hot(self);
        self.b.ins().jump(join, &[value.into()]);
        self.b.switch_to_block(slow);
        let value = cold(self);
        self.b.ins().jump(join, &[value.into()]);
        self.b.switch_to_block(join);
        self.b.block_params(join)[0]
    }

    /// A call of a Rust function, whose first argument is the Vm. From a cold block it keeps all registers.
    fn rust(&mut self, address: usize, result: Option<ir::Type>, arguments: &[ir::Value]) -> Option<ir::Value> {
        if let Some(thunk) = self.preserving(address, FirstArgument::Vm, result, arguments.len() + 1) {
            return self.call_rust(thunk, PRESERVING, result, arguments);
        }
        let vm = self.vm();
        let arguments: Vec<ir::Value> = std::iter::once(vm).chain(arguments.iter().copied()).collect();
        self.call_rust(address, RUST, result, &arguments)
    }
    /// Of one that does not want the Vm.
    fn plain(&mut self, address: usize, result: Option<ir::Type>, arguments: &[ir::Value]) -> Option<ir::Value> {
        match self.preserving(address, FirstArgument::Given, result, arguments.len()) {
            Some(thunk) => self.call_rust(thunk, PRESERVING, result, arguments),
            None => self.call_rust(address, RUST, result, arguments),
        }
    }
    /// The thunk through which a function of so many arguments keeps all registers, in a cold block and if there is room for one.
    fn preserving(&self, address: usize, first: FirstArgument, result: Option<ir::Type>, arguments: usize) -> Option<usize> {
        if !self.is_cold() || arguments > REGISTER_ARGUMENTS {
            return None;
        }
        ogive_jit::preserving(address, first, result_in(result))
    }
    fn call_rust(&mut self, address: usize, convention: CallConv, result: Option<ir::Type>, arguments: &[ir::Value]) -> Option<ir::Value> {
        let in_vm = convention == PRESERVING;
        let mut signature = Signature::new(convention);
        signature.params.extend(arguments.iter().map(|&value| AbiParam::new(self.b.func.dfg.value_type(value))));
        if !in_vm {
            signature.returns.extend(result.map(AbiParam::new));
        }
        let call = if (self.world.reaches)(address) {
            let function = self.near(address, signature);
            self.b.ins().call(function, arguments)
        } else {
            let signature = self.b.import_signature(signature);
            let target = self.iconst(address as i64);
            self.b.ins().call_indirect(signature, target, arguments)
        };
        result.map(|ty| match in_vm {
            true => {
                let vm = self.vm();
                self.b.ins().load(ty, MEMORY, vm, layout::vm::RESULT as i32)
            }
            false => self.b.inst_results(call)[0],
        })
    }
    /// A function that a near call reaches.
    fn near(&mut self, address: usize, signature: Signature) -> FuncRef {
        let shape = signature.params.iter().fold(1u64, |h, p| h.wrapping_mul(5).wrapping_add(p.value_type.bits() as u64 + p.value_type.is_float() as u64));
        if let Some(&function) = self.functions.get(&(address, shape)) {
            return function;
        }
        let index = self.targets.len() as u32;
        self.targets.push(address);
        let name = self.b.func.declare_imported_user_function(UserExternalName { namespace: 0, index });
        let signature = self.b.import_signature(signature);
        let function = self.b.import_function(ExtFuncData { name: ExternalName::user(name), signature, colocated: true, patchable: false });
        self.functions.insert((address, shape), function);
        function
    }
}

/// The byte offset of a word of a window.
fn word_offset(word: u32) -> i32 {
    word as i32 * 8
}

/// The machine type of a representation.
fn type_of(repr: Repr) -> ir::Type {
    match repr {
        Repr::Int32 => types::I32,
        Repr::Float64 => types::F64,
        Repr::Bool => types::I8,
        _ => types::I64,
    }
}
