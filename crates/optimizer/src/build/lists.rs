//! Lists of values that are known at compile time: `arguments` and rest parameters of inlined functions, array literals. Reading an element, the length, `apply` and spread take the values
//! themselves, and the object is often needed by no one but the frame states.
//!
//! L1: a list is what its values say as long as its node is no operand of any op: from then on somebody may change it. Blocks are built in the order of the code, so that is known where a
//! list is used, but for what comes later in a loop around the use: there only objects made in the same round count.

use super::{Builder, Flow};
use crate::mir::{Assumption, ExitReason, NodeId, Op, Protector};
use ogive_bytecode::{Instruction, Op as Byte, frame as layout};
use ogive_vm::elements::kind;

/// Longer lists are ordinary objects.
const MAX_LIST: usize = 32;

/// What a list node is.
pub(super) struct List {
    values: Vec<NodeId>,
    /// Where it was made: how many frames there were, and the unit in the innermost.
    depth: usize,
    unit: u32,
    /// It is an operand of something (L1).
    escaped: bool,
}

impl Builder<'_> {
    /// The op has operands: lists among them are lists no more.
    pub(super) fn note_operands(&mut self, op: &Op) {
        if self.lists.is_empty() {
            return;
        }
        op.for_each_operand(|node, _| self.note_escape(node));
    }
    /// The node's object may be changed from now on.
    pub(super) fn note_escape(&mut self, node: NodeId) {
        if let Some(list) = self.lists.get_mut(&self.graph.unrefined(node)) {
            list.escaped = true;
        }
    }

    /// Remembers the values of an object that has just been made.
    pub(super) fn remember_list(&mut self, node: NodeId, values: Vec<NodeId>) {
        if values.len() <= MAX_LIST {
            let (depth, unit) = (self.frames.len(), self.frame().unit);
            self.lists.insert(node, List { values, depth, unit, escaped: false });
        }
    }

    /// The values of a list as they are now.
    pub(super) fn list(&self, node: NodeId) -> Option<&[NodeId]> {
        let list = self.lists.get(&node)?;
        let in_later_round = || {
            self.frames.iter().enumerate().skip(list.depth - 1).any(|(i, frame)| {
                let made = (i + 1 == list.depth).then_some(list.unit);
                frame.leaders.is_in_loop_without(frame.unit, made)
            })
        };
        (!list.escaped && !in_later_round()).then_some(&list.values)
    }

    /// An array literal of these values, which may become a list.
    pub(super) fn array_of(&mut self, values: Vec<NodeId>, elements: u8) -> NodeId {
        let boxed = values.iter().map(|&value| self.tagged(value)).collect();
        let layout = super::create::object_layout(self.frame().function.array_layout);
        let array = self.append(Op::NewArray { values: boxed, elements, layout });
        self.remember_list(array, values);
        array
    }

    // ---- arguments --------------------------------------------------------------------------------------------------

    /// `CreateArguments`, `CreateSloppyArguments`, `CreateRest`: in an inlined function all arguments are known.
    pub(super) fn create_arguments(&mut self, instr: &Instruction) -> Flow {
        let [dst, from, ..] = instr.fields;
        let Some(arguments) = self.frame().arguments.clone() else { return self.slow_path(instr) };
        let object = match instr.op {
            Byte::CreateRest => {
                let rest = arguments.get(from as usize..).unwrap_or_default().to_vec();
                self.array_of(rest, kind::ANY)
            }
            op => {
                let callee = self.register(layout::CALLEE as i64);
                let callee = self.tagged(callee);
                let values = arguments.iter().map(|&value| self.tagged(value)).collect();
                let strict = op == Byte::CreateArguments;
                let layout = super::create::object_layout(self.frame().function.arguments_layouts[strict as usize]);
                let object = self.append(Op::NewArguments { callee, values, strict, layout });
                self.remember_list(object, arguments);
                object
            }
        };
        self.set(dst, object);
        Some(())
    }

    /// `RestOfArguments`
    pub(super) fn rest_of_arguments(&mut self, instr: &Instruction) -> Flow {
        let [dst, arguments, from, ..] = instr.fields;
        let arguments = self.register(arguments);
        let Some(values) = self.list(arguments) else { return self.slow_path(instr) };
        let rest = values.get(from as usize..).unwrap_or_default().to_vec();
        let array = self.array_of(rest, kind::ANY);
        self.set(dst, array);
        Some(())
    }

    // ---- uses -------------------------------------------------------------------------------------------------------

    /// An element of a list.
    pub(super) fn list_element(&mut self, object: NodeId, key: NodeId) -> Option<NodeId> {
        let index = self.graph.int32_constant(key)?;
        let values = self.list(object)?;
        if let Some(&value) = usize::try_from(index).ok().and_then(|i| values.get(i)) {
            return Some(value);
        }
        if index < 0 || !self.snapshot.no_indexed_prototypes {
            return None;
        }
        self.assume(Assumption::Protector(Protector::NoIndexedPrototypes));
        Some(self.undefined())
    }

    /// `ArraySpread`: appends what an iterable brings to an array literal being built.
    pub(super) fn array_spread(&mut self, instr: &Instruction) -> Flow {
        let [register, iterable, ..] = instr.fields;
        let (array, iterable) = (self.register(register), self.register(iterable));
        let joined = match (self.list(array), self.list(iterable)) {
            (Some(first), Some(more)) if self.snapshot.array_iteration => [first, more].concat(),
            _ => return self.slow_path(instr),
        };
        self.assume(Assumption::Protector(Protector::ArrayIteration));
        let longer = self.array_of(joined, kind::ANY);
        self.set(register, longer);
        Some(())
    }

    /// The arguments that `apply` makes of its second argument, when they are known.
    pub(super) fn applied_list(&mut self, arguments: &[NodeId]) -> Option<Vec<NodeId>> {
        let Some(&list) = arguments.get(1) else { return Some(vec![]) };
        match self.type_of(list) {
            super::values::Type::Undefined | super::values::Type::Null => Some(vec![]),
            _ => self.list(list).map(<[NodeId]>::to_vec),
        }
    }

    /// `CallSpread`
    pub(super) fn call_spread(&mut self, instr: &Instruction) -> Flow {
        let array = self.register(instr.fields[1] + layout::ARGS as i64);
        let Some(values) = self.list(array).map(<[NodeId]>::to_vec) else { return self.slow_path(instr) };
        if self.frame().has_failed(ExitReason::Kind) {
            return self.slow_path(instr);
        }
        self.call_with(instr, values)
    }
}
