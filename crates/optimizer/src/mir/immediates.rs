//! The immediate payloads of MIR ops, and how they print. Addresses never print: the printer numbers cells and shapes in the order
//! in which it meets them, so that dumps are the same in every run.

use std::fmt::Write;

/// What prints immediates: a text, and numbers for cells and shapes.
pub(crate) trait PrintImmediate: Write {
    /// Starts the immediate of that name.
    fn field(&mut self, name: &str);
    /// A stable name for a Value.
    fn value(&mut self, bits: u64);
    /// A stable name for a shape.
    fn shape(&mut self, shape: ShapeId);
}

/// An immediate.
pub(crate) trait Immediate {
    /// Prints it.
    fn print(&self, printer: &mut dyn PrintImmediate);
}

macro_rules! print_as_debug {
    ($($ty:ty),*) => { $(
        impl Immediate for $ty {
            fn print(&self, printer: &mut dyn PrintImmediate) {
                let _ = write!(printer, "{self:?}");
            }
        }
    )* };
}
print_as_debug!(i32, u32, u8, bool, Condition, Rounding, MathFunction, TagTest);

/// The bits of a Value.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct Bits(pub u64);
impl Immediate for Bits {
    fn print(&self, printer: &mut dyn PrintImmediate) {
        printer.value(self.0);
    }
}

/// The bits of a double.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct DoubleBits(pub u64);
impl DoubleBits {
    /// Of a double.
    pub fn new(value: f64) -> DoubleBits {
        DoubleBits(value.to_bits())
    }
    /// The double.
    pub fn get(self) -> f64 {
        f64::from_bits(self.0)
    }
}
impl Immediate for DoubleBits {
    fn print(&self, printer: &mut dyn PrintImmediate) {
        let _ = write!(printer, "{:?}", self.get());
    }
}

/// The address of a cell that the graph keeps alive.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct Cell(pub u64);
impl Immediate for Cell {
    fn print(&self, printer: &mut dyn PrintImmediate) {
        printer.value(ogive_vm::value::tag::INTERNAL | self.0);
    }
}

/// A shape's id.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, PartialOrd, Ord)]
pub struct ShapeId(pub u32);
impl Immediate for ShapeId {
    fn print(&self, printer: &mut dyn PrintImmediate) {
        printer.shape(*self);
    }
}

/// Some shapes, ascending.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct Shapes(pub Box<[ShapeId]>);
impl Shapes {
    /// Of one.
    pub fn one(shape: ShapeId) -> Shapes {
        Shapes([shape].into())
    }
}
impl Immediate for Shapes {
    fn print(&self, printer: &mut dyn PrintImmediate) {
        for (i, shape) in self.0.iter().enumerate() {
            if i > 0 {
                let _ = printer.write_str("|");
            }
            printer.shape(*shape);
        }
    }
}

/// A comparison.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Condition {
    /// `==`
    Equal,
    /// `!=`
    NotEqual,
    /// `<`
    Less,
    /// `<=`
    LessEqual,
    /// `>`
    Greater,
    /// `>=`
    GreaterEqual,
}
impl Condition {
    /// The condition that holds when this one does not (for ordered operands).
    pub fn negated(self) -> Condition {
        match self {
            Condition::Equal => Condition::NotEqual,
            Condition::NotEqual => Condition::Equal,
            Condition::Less => Condition::GreaterEqual,
            Condition::LessEqual => Condition::Greater,
            Condition::Greater => Condition::LessEqual,
            Condition::GreaterEqual => Condition::Less,
        }
    }
    /// The condition for exchanged operands.
    pub fn swapped(self) -> Condition {
        match self {
            Condition::Less => Condition::Greater,
            Condition::LessEqual => Condition::GreaterEqual,
            Condition::Greater => Condition::Less,
            Condition::GreaterEqual => Condition::LessEqual,
            same => same,
        }
    }
    /// Does it hold?
    pub fn holds<T: PartialOrd>(self, lhs: T, rhs: T) -> bool {
        match self {
            Condition::Equal => lhs == rhs,
            Condition::NotEqual => lhs != rhs,
            Condition::Less => lhs < rhs,
            Condition::LessEqual => lhs <= rhs,
            Condition::Greater => lhs > rhs,
            Condition::GreaterEqual => lhs >= rhs,
        }
    }
}

/// How a double is rounded to an integral one.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Rounding {
    /// Math.floor
    Floor,
    /// Math.ceil
    Ceil,
    /// Math.trunc
    Trunc,
    /// Math.round: halves up.
    Round,
}

/// Functions of Math that are library calls.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
#[allow(missing_docs, reason = "named as in Math")]
pub enum MathFunction {
    Sin,
    Cos,
    Tan,
    Asin,
    Acos,
    Atan,
    Exp,
    Log,
    Cbrt,
    Fround,
}

/// A type that a Value's tag tells.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
#[allow(missing_docs, reason = "named as the types")]
pub enum TagTest {
    Int32,
    Number,
    Bool,
    String,
    Symbol,
    BigInt,
    Object,
    /// Also the object that emulates undefined, which is no `Object` to a guard.
    AnyObject,
}

/// A call's place and what is known of its target.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct CallSite {
    /// Where the call's window starts, in words from the root's fp.
    pub window: u32,
    /// The target.
    pub target: Target,
}
impl Immediate for CallSite {
    fn print(&self, printer: &mut dyn PrintImmediate) {
        let _ = write!(printer, "window {}", self.window);
        match self.target {
            Target::Unknown => {}
            Target::Code(block) => {
                let _ = printer.write_str(" code ");
                block.print(printer);
            }
            Target::Native => {
                let _ = printer.write_str(" native");
            }
            Target::Apply => {
                let _ = printer.write_str(" apply");
            }
        }
    }
}

/// What is known of a callee.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Target {
    /// Nothing.
    Unknown,
    /// It is a closure of this code block (not a class constructor when called).
    Code(Cell),
    /// It is this very builtin function (the callee operand is a constant or has been checked).
    Native,
    /// It is %Function.prototype.apply%, likewise.
    Apply,
}

/// Words of frame windows, from the root's fp.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct Registers(pub Box<[u32]>);
impl Immediate for Registers {
    fn print(&self, printer: &mut dyn PrintImmediate) {
        let _ = write!(printer, "{:?}", self.0);
    }
}

/// How an object of a shape is allocated.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct ObjectLayout {
    /// The shape.
    pub shape: ShapeId,
    /// The cell kind.
    pub kind: u8,
    /// Words before the inline slots.
    pub base: u8,
    /// Inline slots.
    pub slots: u8,
}
impl Immediate for ObjectLayout {
    fn print(&self, printer: &mut dyn PrintImmediate) {
        printer.shape(self.shape);
        let _ = write!(printer, "+{}", self.slots);
    }
}
