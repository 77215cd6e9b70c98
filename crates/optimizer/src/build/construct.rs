//! Constructing: `new`, super calls, and what derived constructors do around them. A base constructor gets its object from the site, which knows the shape of the
//! instances of new.target; a derived one begins with the hole as `this`, and the super call in it is a site like any other.

use super::call::Place;
use super::inline::{Inlining, Position};
use super::values::Type;
use super::{Builder, Flow};
use crate::mir::{Bits, CallSite, Cell, ExitReason, NodeId, Op, Shapes, Target};
use crate::snapshot::{Callee, Constructor, Site};
use ogive_bytecode::{Instruction, frame as layout};
use ogive_vm::code_block::call_flags;
use ogive_vm::native::Inline;
use ogive_vm::stack::frame_flags;
use ogive_vm::{Kind, Value};

/// What a site constructs with.
enum Known {
    /// A base constructor.
    Base(Constructor),
    /// A derived constructor: its Value, its code, its index.
    Derived(u64, Cell, Option<usize>),
}

impl Builder<'_> {
    pub(super) fn construct(&mut self, instr: &Instruction) -> Flow {
        let first = instr.fields[1] + layout::ARGS as i64;
        let arguments: Vec<NodeId> = (first..first + instr.fields[2]).map(|r| self.register(r)).collect();
        self.construct_with(instr, arguments)
    }

    /// `ConstructSpread`
    pub(super) fn construct_spread(&mut self, instr: &Instruction) -> Flow {
        let array = self.register(instr.fields[1] + layout::ARGS as i64);
        match self.list(array).map(<[NodeId]>::to_vec) {
            Some(values) => self.construct_with(instr, values),
            None => self.slow_path(instr),
        }
    }

    fn construct_with(&mut self, instr: &Instruction, arguments: Vec<NodeId>) -> Flow {
        let [dst, window, _, ic, _, flags] = instr.fields;
        let is_super = flags & 1 != 0;
        let known = match self.site(ic) {
            Site::Construct(known) => Known::Base(known),
            Site::Call(callees) => match callees[..] {
                [Callee::Closure { function: Some(function), block, index, flags }] if flags & call_flags::DERIVED != 0 => {
                    Known::Derived(function, block, index)
                }
                _ if is_super => return self.slow_path(instr),
                _ => return self.construct_builtin(instr, &callees, &arguments),
            },
            _ => return self.slow_path(instr),
        };
        if self.frame().has_failed_often(ExitReason::Callee) {
            return self.slow_path(instr);
        }
        let (function, block, index) = match known {
            Known::Base(Constructor { function, block, index, .. }) | Known::Derived(function, block, index) => (function, block, index),
        };
        let callee = self.register(window);
        let callee = self.check_is(callee, function);
        let new_target = if is_super { self.register(window + layout::NEW_TARGET as i64) } else { callee };
        let new_target = self.object(new_target);
        let this = match known {
            Known::Base(known) => self.new_this(&known, new_target),
            Known::Derived(..) => self.tagged_constant(Value::HOLE.bits()),
        };
        let result = match index.filter(|&index| self.may_inline_here(index, &arguments, Position::Other)) {
            Some(index) => self.inline(Inlining {
                function: &self.snapshot.functions[index],
                index,
                window,
                callee,
                this,
                new_target: Some(new_target),
                arguments,
                flags: frame_flags::CONSTRUCT,
                result: Some(dst as u32),
            })?,
            None => {
                self.need_window(window, arguments.len());
                let mut boxed = vec![];
                for argument in arguments {
                    boxed.push(self.tagged(argument));
                }
                let call = CallSite { window: self.frame().window + window as u32, target: Target::Code(block) };
                let node = self.effect(Op::Construct { callee, new_target, this, arguments: boxed.into(), call });
                self.finish_call(node, Place::Register(dst as u32));
                node
            }
        };
        self.set(dst, result);
        Some(())
    }

    /// A construction by a builtin constructor that has an expansion.
    fn construct_builtin(&mut self, instr: &Instruction, known: &[Callee], arguments: &[NodeId]) -> Flow {
        let [dst, window, ..] = instr.fields;
        if let [Callee::Native { function, inline: Some(inline @ Inline::ArrayConstructor), .. }] = known
            && !self.has_other_callees()
        {
            let callee = self.register(window);
            self.check_is(callee, *function);
            if let Some(result) = self.expand(*inline, callee, arguments) {
                self.set(dst, result);
                return Some(());
            }
        }
        self.slow_path(instr)
    }

    /// The fresh object for a new.target whose `prototype` is as it was.
    fn new_this(&mut self, known: &Constructor, new_target: NodeId) -> NodeId {
        let object = self.guard(Op::CheckShape { object: new_target, shapes: Shapes::one(known.shape) }, ExitReason::Shape);
        let value = self.append(Op::LoadSlot { base: object, offset: known.prototype_offset });
        self.guard(Op::CheckIs { value, expected: Bits(known.prototype) }, ExitReason::Value);
        let layout = super::create::object_layout(known.instances);
        let object = self.append(Op::NewObject { slots: [].into(), layout });
        self.shapes.insert(object, known.instances.shape);
        object
    }

    // ---- derived constructors -----------------------------------------------------------------------------------------------

    pub(super) fn get_super_constructor(&mut self, instr: &Instruction) -> Flow {
        if self.frame().has_failed(ExitReason::Kind) {
            return self.slow_path(instr);
        }
        let function = self.register(instr.fields[1]);
        let object = self.object(function);
        let object = self.guard(Op::CheckKind { object, kind: Kind::Function as u8 }, ExitReason::Kind);
        let parent = self.append(Op::LoadPrototype { object });
        self.set(instr.fields[0], parent);
        Some(())
    }

    pub(super) fn check_this_unset(&mut self, instr: &Instruction) -> Flow {
        let value = self.register(instr.fields[0]);
        if self.frame().has_failed(ExitReason::Value) || self.is_object(value) {
            return self.slow_path(instr);
        }
        self.check_is(value, Value::HOLE.bits());
        Some(())
    }

    pub(super) fn derived_return(&mut self, instr: &Instruction) -> Flow {
        let [dst, value, this, ..] = instr.fields;
        let (value, this) = (self.register(value), self.register(this));
        if self.is_object(value) {
            self.set(dst, value);
            return Some(());
        }
        if self.type_of(value) != Type::Undefined || self.frame().has_failed(ExitReason::Hole) {
            return self.slow_path(instr);
        }
        let this = if self.is_object(this) { this } else { self.not_hole(this) };
        self.set(dst, this);
        Some(())
    }

    /// `InitFields`: the initializer of a known constructor is inlined.
    pub(super) fn init_fields(&mut self, instr: &Instruction) -> Flow {
        let [this, constructor, ..] = instr.fields;
        let (this, constructor) = (self.register(this), self.register(constructor));
        let known = self.graph.constant(constructor).and_then(|bits| self.snapshot.initializers.get(&bits.0));
        match known {
            Some(None) => Some(()),
            Some(Some(initializer)) => match self.implied_callee(initializer, &[]) {
                Some((function, index)) => {
                    self.inline_implied(function, index, this, vec![], frame_flags::DISCARD, None)?;
                    Some(())
                }
                None => self.slow_path(instr),
            },
            None => {
                let function = self.object(constructor);
                let some = self.append(Op::HasFieldInitializer { function });
                let none = self.not(some);
                let slow = self.or_slow(none, instr)?;
                let nothing = self.undefined();
                self.joined(nothing, [slow])?;
                Some(())
            }
        }
    }
}
