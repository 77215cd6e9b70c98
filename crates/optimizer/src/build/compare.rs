//! Comparisons, as values and as branches.

use super::values::Type;
use super::{Builder, Flow};
use crate::mir::{Condition, ExitReason, NodeId, Op};
use ogive_bytecode::{Instruction, Op as Byte, Role, feedback};

/// Which comparison, and whether its negation is meant.
#[derive(Clone, Copy)]
enum Relation {
    /// `<` and the like.
    Order(Condition),
    /// `==`
    Loose,
    /// `===`
    Strict,
}

/// Relation, and whether the instruction's outcome (or jump) is its negation.
fn relation(op: Byte) -> (Relation, bool) {
    use Byte as B;
    use Condition as C;
    match op {
        B::Less | B::JumpIfLess | B::JumpIfLessI | B::LoopIfLess | B::LoopIfLessI => (Relation::Order(C::Less), false),
        B::LessEq | B::JumpIfLessEq | B::JumpIfLessEqI | B::LoopIfLessEq | B::LoopIfLessEqI => (Relation::Order(C::LessEqual), false),
        B::Greater | B::JumpIfGreater | B::JumpIfGreaterI | B::LoopIfGreater | B::LoopIfGreaterI => (Relation::Order(C::Greater), false),
        B::GreaterEq | B::JumpIfGreaterEq | B::JumpIfGreaterEqI | B::LoopIfGreaterEq | B::LoopIfGreaterEqI => {
            (Relation::Order(C::GreaterEqual), false)
        }
        B::JumpIfNotLess | B::JumpIfNotLessI => (Relation::Order(C::Less), true),
        B::JumpIfNotLessEq | B::JumpIfNotLessEqI => (Relation::Order(C::LessEqual), true),
        B::JumpIfNotGreater | B::JumpIfNotGreaterI => (Relation::Order(C::Greater), true),
        B::JumpIfNotGreaterEq | B::JumpIfNotGreaterEqI => (Relation::Order(C::GreaterEqual), true),
        B::Equal | B::JumpIfEqual | B::JumpIfEqualI => (Relation::Loose, false),
        B::NotEqual | B::JumpIfNotEqual | B::JumpIfNotEqualI => (Relation::Loose, true),
        B::StrictNotEqual | B::JumpIfStrictNotEqual | B::JumpIfStrictNotEqualI => (Relation::Strict, true),
        _ => (Relation::Strict, false),
    }
}

impl Builder<'_> {
    pub(super) fn comparison(&mut self, instr: &Instruction) -> Flow {
        let (relation, negated) = relation(instr.op);
        let (lhs, rhs) = (self.register(instr.fields[1]), self.register(instr.fields[2]));
        let Some(outcome) = self.compare(relation, lhs, rhs) else { return self.slow_path(instr) };
        let result = if negated { self.not(outcome) } else { outcome };
        self.set(instr.fields[0], result);
        Some(())
    }

    pub(super) fn compare_and_branch(&mut self, instr: &Instruction) -> Flow {
        let (relation, negated) = relation(instr.op);
        let lhs = self.register(instr.fields[0]);
        let rhs = match instr.field(Role::Imm) {
            Some(imm) => self.int32_constant(imm as i32),
            None => self.register(instr.fields[1]),
        };
        let Some(outcome) = self.compare(relation, lhs, rhs) else { return self.slow_path_jump(instr) };
        self.branch(instr, outcome, !negated)
    }

    /// The outcome as a `Bool`, if there is a way to have it without running JavaScript.
    fn compare(&mut self, relation: Relation, lhs: NodeId, rhs: NodeId) -> Option<NodeId> {
        let kinds = self.frame().kinds() & !feedback::SEEN;
        let condition = match relation {
            Relation::Order(condition) => condition,
            Relation::Loose => return self.loosely_equal(kinds, lhs, rhs),
            Relation::Strict => return Some(self.strictly_equal(kinds, lhs, rhs)),
        };
        let numbers = feedback::DOUBLE | feedback::OVERFLOW | feedback::NAN;
        let types = (self.type_of(lhs), self.type_of(rhs));
        if types == (Type::String, Type::String) {
            return Some(self.append(Op::StringCompare { lhs, rhs, condition }));
        }
        if self.are_strings(kinds) {
            let (lhs, rhs) = (self.string(lhs), self.string(rhs));
            return Some(self.append(Op::StringCompare { lhs, rhs, condition }));
        }
        if kinds & !(numbers | feedback::ODDBALL) != 0 {
            return None;
        }
        if kinds & feedback::ODDBALL != 0 {
            let (lhs, rhs) = (self.oddball_number(lhs), self.oddball_number(rhs));
            return Some(self.append(Op::Float64Compare { lhs, rhs, condition }));
        }
        Some(self.compare_numbers(kinds != 0, condition, lhs, rhs))
    }

    /// Both are taken for Numbers.
    fn compare_numbers(&mut self, doubles: bool, condition: Condition, lhs: NodeId, rhs: NodeId) -> NodeId {
        use crate::mir::Repr::Float64;
        let doubles = doubles || self.graph.repr(lhs) == Float64 || self.graph.repr(rhs) == Float64;
        let ints = self.type_of(lhs) == Type::Int32 && self.type_of(rhs) == Type::Int32;
        if doubles && !ints {
            let (lhs, rhs) = (self.float64(lhs), self.float64(rhs));
            return self.append(Op::Float64Compare { lhs, rhs, condition });
        }
        let (lhs, rhs) = (self.int32(lhs), self.int32(rhs));
        if let (Some(l), Some(r)) = (self.graph.int32_constant(lhs), self.graph.int32_constant(rhs)) {
            return self.bool_constant(condition.holds(l, r));
        }
        self.append(Op::Int32Compare { lhs, rhs, condition })
    }

    /// 13.5.3 The typeof Operator
    pub(super) fn type_name(&mut self, register: i64) -> NodeId {
        let value = self.register(register);
        let names = self.snapshot.type_names;
        let name = match (self.type_of(value), self.graph.op(self.graph.unrefined(value))) {
            (Type::Undefined, _) => names.undefined,
            (Type::Bool, _) => names.boolean,
            (Type::Int32 | Type::Number, _) => names.number,
            (Type::String, _) => names.string,
            (Type::Null, _) | (_, Op::NewObject { .. } | Op::NewArray { .. } | Op::NewArguments { .. }) => names.object,
            (_, Op::NewClosure { .. }) => names.function,
            _ => {
                let value = self.tagged(value);
                return self.append(Op::TypeOf { value });
            }
        };
        self.tagged_constant(name)
    }

    fn strictly_equal(&mut self, kinds: u8, lhs: NodeId, rhs: NodeId) -> NodeId {
        let (l, r) = (self.type_of(lhs), self.type_of(rhs));
        if l.is_identity() || r.is_identity() {
            if let Some(known) = known_difference(l, r) {
                return self.bool_constant(known);
            }
            if (l, r) == (Type::Bool, Type::Bool) && self.graph.repr(lhs) == self.graph.repr(rhs) && self.graph.repr(lhs) == crate::mir::Repr::Bool {
                return self.append(Op::BoolEqual { lhs, rhs });
            }
            let (lhs, rhs) = (self.tagged(lhs), self.tagged(rhs));
            return self.append(Op::SameBits { lhs, rhs });
        }
        if l.is_number() && r.is_number() {
            return self.compare_numbers(l != Type::Int32 || r != Type::Int32, Condition::Equal, lhs, rhs);
        }
        if let (Some(a), Some(b)) = (self.graph.constant(lhs), self.graph.constant(rhs))
            && (a == b && l == Type::String || [a, b].iter().all(|name| self.snapshot.type_names.contains(name.0)))
        {
            return self.bool_constant(a == b);
        }
        let strings = self.are_strings(kinds & !feedback::SEEN);
        let (lhs, rhs) = if strings { (self.string(lhs), self.string(rhs)) } else { (lhs, rhs) };
        if let Some(equal) = self.equal_to_atom(lhs, rhs) {
            return equal;
        }
        if strings || l == Type::String && r == Type::String {
            return self.append(Op::StringEqual { lhs, rhs });
        }
        let doubles = feedback::DOUBLE | feedback::NAN;
        if kinds & !doubles == 0 && (l.is_number() || r.is_number()) {
            // The slow path notes whatever is no Number, so this guess fails once.
            return self.compare_numbers(kinds != 0, Condition::Equal, lhs, rhs);
        }
        let (lhs, rhs) = (self.tagged(lhs), self.tagged(rhs));
        self.append(Op::StrictEqual { lhs, rhs })
    }

    /// `===` where one side is a constant that is an atom.
    fn equal_to_atom(&mut self, lhs: NodeId, rhs: NodeId) -> Option<NodeId> {
        let atom = |node: NodeId| self.graph.constant(node).and_then(|bits| self.snapshot.atoms.get(&bits.0));
        let (value, constant, unit) = match (atom(lhs), atom(rhs)) {
            (_, Some(&unit)) => (lhs, rhs, unit),
            (Some(&unit), _) => (rhs, lhs, unit),
            _ => return None,
        };
        match (self.graph.op(self.graph.unrefined(value)), unit) {
            (&Op::StringFromCodeUnit { unit: lhs }, Some(unit)) => {
                let rhs = self.int32_constant(unit as i32);
                Some(self.append(Op::Int32Compare { lhs, rhs, condition: Condition::Equal }))
            }
            (&Op::TypeOf { .. }, _) => Some(self.append(Op::SameBits { lhs: value, rhs: constant })),
            _ => {
                let (value, atom) = (self.tagged(value), self.tagged(constant));
                Some(self.append(Op::AtomEqual { value, atom }))
            }
        }
    }

    fn loosely_equal(&mut self, kinds: u8, lhs: NodeId, rhs: NodeId) -> Option<NodeId> {
        let (l, r) = (self.type_of(lhs), self.type_of(rhs));
        let nullish = |t: Type| matches!(t, Type::Null | Type::Undefined);
        if nullish(l) {
            return Some(self.equals_null(rhs));
        }
        if nullish(r) {
            return Some(self.equals_null(lhs));
        }
        let same = l == r && l != Type::Unknown && l != Type::Other || l.is_number() && r.is_number();
        if same {
            return Some(self.strictly_equal(kinds, lhs, rhs));
        }
        let doubles = feedback::DOUBLE | feedback::NAN;
        if kinds & !doubles == 0 {
            return Some(self.compare_numbers(kinds != 0, Condition::Equal, lhs, rhs));
        }
        if self.are_strings(kinds) {
            let (lhs, rhs) = (self.string(lhs), self.string(rhs));
            let equal = self.equal_to_atom(lhs, rhs);
            return equal.or_else(|| Some(self.append(Op::StringEqual { lhs, rhs })));
        }
        let references = kinds & !(feedback::OBJECT | feedback::ODDBALL) == 0 && !self.frame().has_failed(ExitReason::NotObject);
        references.then(|| self.same_reference(lhs, rhs))
    }

    /// Has the comparison met strings only? (int32 operands leave no mark, but fail the guard.)
    fn are_strings(&self, kinds: u8) -> bool {
        kinds == feedback::STRING && !self.frame().has_failed(ExitReason::NotString)
    }

    /// `==` of objects, null and undefined: the last two are equal to each other.
    fn same_reference(&mut self, lhs: NodeId, rhs: NodeId) -> NodeId {
        let mut sides = [lhs, rhs];
        let known_object = sides.iter().any(|&side| self.type_of(side) == Type::Object);
        for side in &mut sides {
            let value = self.tagged(*side);
            *side = self.guard(Op::CheckReference { value }, ExitReason::NotObject);
        }
        // One that is an object is equal to no other kind.
        if !known_object {
            let null = self.tagged_constant(ogive_vm::Value::NULL.bits());
            for side in &mut sides {
                let condition = self.is_nullish(*side);
                *side = self.append(Op::Select { condition, yes: null, no: *side });
            }
        }
        let [lhs, rhs] = sides;
        self.append(Op::SameBits { lhs, rhs })
    }
}

/// The outcome of `===` where the types alone decide it.
fn known_difference(l: Type, r: Type) -> Option<bool> {
    match (l, r) {
        (Type::Unknown, _) | (_, Type::Unknown) => None,
        (Type::Undefined, Type::Undefined) | (Type::Null, Type::Null) => Some(true),
        (Type::Object, Type::Object) | (Type::Bool, Type::Bool) => None,
        _ if l == r => None,
        _ => Some(false),
    }
}
