//! The MIR op table: every operation, its operands, immediates, result and effects. The one source of the enum [`Op`], its
//! printer, its operand walkers, the verifier's representation checks and the effect queries of the passes.
//!
//! # A row
//! ```text
//! /// doc
//! Name(operand: Repr, …; ..list: Repr) { immediate: Type, … } -> Result [EFFECT | …],
//! ```
//! `..list` is a run of operands of any length. [`Repr`] says in which machine form an operand must be; results are in the form
//! of the row.
//!
//! # Rules
//! 1. A **guard** gives its (first) operand back, refined: what relies on the guard uses the guard's *result*, never its operand.
//!    So a use can be moved or merged freely: it cannot come before the guard that makes it sound. Guards that refine nothing
//!    (`Result` is `None`) are pinned.
//! 2. Ops without effects other than `READ_…` may be moved above anything that does not write what they read, as far as their operands allow.
//! 3. A node that may exit, throw, allocate or run JavaScript has an exit ([`crate::mir::Exit`]): the frame state *before* its bytecode.
//!    An op that runs JavaScript also has the state *after* it, for the lazy exit when it has broken a bet of this code.
//! 4. Pointers (elements, overflow slots, buffer memory) may live across anything: cells never move, and the conservative scan sees
//!    registers and spill slots. That a pointer is still the object's is what the effects on its heap say.

use crate::mir::graph::NodeId;
use crate::mir::immediates::*;

/// In which machine form a value is.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Hash)]
pub enum Repr {
    /// No value.
    None,
    /// A JavaScript Value (i64).
    Tagged,
    /// i32.
    Int32,
    /// f64; a NaN may be any where it comes from a typed array (`lower/foreign.rs`).
    Float64,
    /// i8: 0 or 1.
    Bool,
    /// Raw address of a cell or of memory (i64).
    Pointer,
    /// i64, of index arithmetic.
    Int64,
    /// As an operand: `Tagged` holding a cell, or `Pointer` to one.
    Cell,
    /// As an operand: any. As a result: that of the node (`BlockParam`).
    Any,
}

impl Repr {
    /// May a value in form `given` stand where this form is wanted?
    pub fn admits(self, given: Repr) -> bool {
        match self {
            Repr::Any => given != Repr::None,
            Repr::Cell => matches!(given, Repr::Tagged | Repr::Pointer),
            _ => self == given,
        }
    }
}

/// What an op does beyond computing its result. The low 16 bits: abstract heaps that are read; the next 16: those written.
pub mod effect {
    /// An abstract heap: things that do not overlap with any other heap.
    macro_rules! heaps {
        ($($(#[$doc:meta])* $bit:literal $read:ident $write:ident;)*) => {
            $($(#[$doc])* pub const $read: u64 = 1 << $bit;
            /// Writes it.
            pub const $write: u64 = 1 << ($bit + 16);)*
            /// The heaps that may be read.
            pub const READ_MASK: u64 = 0 $(| $read)*;
            /// The heaps that may be written.
            pub const WRITE_MASK: u64 = 0 $(| $write)*;
            /// Names of the heaps for the printer.
            pub const HEAP_NAMES: &[(u64, &str)] = &[$(($read, stringify!($read))),*];
        };
    }
    heaps! {
        /// Shape words of object headers.
        0 READ_SHAPE WRITE_SHAPE;
        /// Named properties: inline and overflow slots.
        1 READ_SLOTS WRITE_SLOTS;
        /// Overflow pointers of objects.
        2 READ_SLOTS_POINTER WRITE_SLOTS_POINTER;
        /// Elements pointer and the elements' own length.
        3 READ_ELEMENTS_HEAD WRITE_ELEMENTS_HEAD;
        /// Indexed elements.
        4 READ_ELEMENTS WRITE_ELEMENTS;
        /// `length` of arrays.
        5 READ_LENGTH WRITE_LENGTH;
        /// Environment slots.
        6 READ_ENV WRITE_ENV;
        /// Contents of buffers.
        7 READ_BUFFER WRITE_BUFFER;
        /// Length and address of views on buffers.
        8 READ_VIEW WRITE_VIEW;
        /// Internal fields of objects.
        9 READ_FIELDS WRITE_FIELDS;
        /// Words of frame windows on the register stack.
        10 READ_FRAME WRITE_FRAME;
        /// State of the Vm and of builtin objects that nothing else covers.
        11 READ_OTHER WRITE_OTHER;
        /// Elements bytes of objects.
        12 READ_ELEMENTS_KIND WRITE_ELEMENTS_KIND;
    }
    /// All heaps that JavaScript can touch: all but frame windows.
    pub const READ_WORLD: u64 = READ_MASK & !READ_FRAME;
    /// Likewise.
    pub const WRITE_WORLD: u64 = WRITE_MASK & !WRITE_FRAME;
    /// May leave by its exit: a speculation that can fail.
    pub const GUARD: u64 = 1 << 32;
    /// May throw.
    pub const THROWS: u64 = 1 << 33;
    /// May run JavaScript (implies THROWS, ALLOCATES, READ_WORLD, WRITE_WORLD).
    pub const CALLS: u64 = 1 << 34;
    /// May allocate, so collect.
    pub const ALLOCATES: u64 = 1 << 35;
    /// Stays where it is even when its result is not used.
    pub const PINNED: u64 = 1 << 36;
    /// A guard whose failure only means that the result needs another representation: dropped when the result is not used. All other
    /// guards stay: what they exclude may have effects.
    pub const DROPPABLE: u64 = 1 << 37;
    /// Holds only where it stands (a branch has decided it): never moved, but dropped when not used.
    pub const FIXED: u64 = 1 << 38;
    /// What a call does.
    pub const CALL: u64 = CALLS | THROWS | ALLOCATES | READ_WORLD | WRITE_WORLD | WRITE_FRAME | PINNED;
}

/// Calls `$reader!` with all rows; see the module head.
#[macro_export]
macro_rules! for_each_mir_op {
    ($reader:ident) => { $reader! {
        // ---- values from nowhere ------------------------------------------------------------------------------
        /// A parameter of the block; its representation is the node's.
        BlockParam() { } -> Any [],
        /// A Value.
        Constant() { value: Bits } -> Tagged [],
        /// An int32.
        Int32Constant() { value: i32 } -> Int32 [],
        /// A double, by its bits.
        Float64Constant() { value: DoubleBits } -> Float64 [],
        /// A boolean.
        BoolConstant() { value: bool } -> Bool [],
        /// The address of a cell that is no Value: an environment is `Constant`, overflow slots are this.
        CellConstant() { cell: Cell } -> Pointer [],
        /// A word of the root's window: arguments, `this`, callee at entry; live registers at an OSR entry; results of slow paths.
        LoadFrame() { word: u32 } -> Tagged [READ_FRAME],

        // ---- conversions between representations ------------------------------------------------------------------
        /// The Value of an int32.
        BoxInt32(value: Int32) { } -> Tagged [],
        /// The Value of a double (as a double, even if integral).
        BoxFloat64(value: Float64) { } -> Tagged [],
        /// true or false.
        BoxBool(value: Bool) { } -> Tagged [],
        /// An int32 as a double; exact.
        Int32ToFloat64(value: Int32) { } -> Float64 [],
        /// An int32's bits as an unsigned number; exact.
        Uint32ToFloat64(value: Int32) { } -> Float64 [],
        /// 7.1.6 ToInt32.
        TruncateFloat64(value: Float64) { } -> Int32 [],
        /// The int32 in a Value that is one.
        AssumeInt32(value: Tagged) { } -> Int32 [],
        /// The double in a Value that is a double (not an int32).
        AssumeFloat64(value: Tagged) { } -> Float64 [],
        /// The double of a Value that is a Number.
        AssumeNumber(value: Tagged) { } -> Float64 [],
        /// The boolean in a Value that is one.
        AssumeBool(value: Tagged) { } -> Bool [],

        // ---- type guards -----------------------------------------------------------------------------------------
        /// An int32 Value, unboxed.
        CheckInt32(value: Tagged) { } -> Int32 [GUARD],
        /// A Number, as a double.
        CheckNumber(value: Tagged) { } -> Float64 [GUARD],
        /// A Number, as it is.
        CheckIsNumber(value: Tagged) { } -> Tagged [GUARD],
        /// ToInt32 of a Number.
        CheckTruncated(value: Tagged) { } -> Int32 [GUARD],
        /// ToInt32 of a Number, undefined, null or a boolean.
        CheckTruncatedOddball(value: Tagged) { } -> Int32 [GUARD],
        /// ToNumber of a Number, undefined, null or a boolean.
        CheckOddballNumber(value: Tagged) { } -> Float64 [GUARD],
        /// An int32, or a double that is one exactly (not -0).
        CheckInt32OrIntegral(value: Tagged) { } -> Int32 [GUARD],
        /// A double that is an int32 exactly (not -0).
        CheckFloat64IsInt32(value: Float64) { } -> Int32 [GUARD | DROPPABLE],
        /// true or false, unboxed.
        CheckBool(value: Tagged) { } -> Bool [GUARD],
        /// An object.
        CheckObject(value: Tagged) { } -> Tagged [GUARD],
        /// A string.
        CheckString(value: Tagged) { } -> Tagged [GUARD],
        /// An object, null or undefined.
        CheckReference(value: Tagged) { } -> Tagged [GUARD],
        /// Neither null nor undefined.
        CheckNotNullish(value: Tagged) { } -> Tagged [GUARD],
        /// Not the hole.
        CheckNotHole(value: Tagged) { } -> Tagged [GUARD],
        /// Exactly this Value, bit by bit: a callee, undefined, an atom.
        CheckIs(value: Tagged) { expected: Bits } -> Tagged [GUARD],
        /// Not exactly this Value.
        CheckIsNot(value: Tagged) { excluded: Bits } -> Tagged [GUARD],
        /// An object of one of these shapes.
        CheckShape(object: Tagged) { shapes: Shapes } -> Tagged [GUARD | READ_SHAPE],
        /// An object of that cell kind (`vm::Kind`).
        CheckKind(object: Tagged) { kind: u8 } -> Tagged [GUARD],
        /// An object with that elements byte (`vm::elements::kind`) under the mask.
        CheckElementsKind(object: Tagged) { byte: u8, mask: u8 } -> Tagged [GUARD | READ_ELEMENTS_KIND],
        /// A closure of that code block.
        CheckCode(object: Tagged) { block: Cell } -> Tagged [GUARD],
        /// A typed array of that element type (255: a DataView); `writable`: with a buffer that is not immutable.
        CheckTypedArray(object: Tagged) { element: u8, writable: bool } -> Tagged [GUARD],

        /// The object, whose shape a branch on `HasShape` has found out: what relies on that uses this.
        PinObject(object: Tagged) { } -> Tagged [FIXED],
        /// The index, which a branch has found to be in bounds.
        PinIndex(index: Int32) { } -> Int32 [FIXED],

        // ---- other guards ------------------------------------------------------------------------------------------
        /// `index`, when it is below `length` as an unsigned number.
        CheckBounds(index: Int32, length: Int32) { } -> Int32 [GUARD],
        /// As `CheckBounds`, of numbers in 64 bits; the result is the index.
        CheckWideBounds(index: Int64, length: Int64) { } -> Int32 [GUARD],
        /// The int32 that an unsigned number is: exits when its bits, as an int32, are negative. Not the same number as its operand.
        CheckUint32IsInt32(value: Int32) { } -> Int32 [GUARD],
        /// Goes on when the condition is as expected.
        CheckCondition(condition: Bool) { expected: bool } -> None [GUARD | PINNED],
        /// Leaves when a bet of this code has been broken: after a slow path that decides a jump.
        CheckValid() { } -> None [GUARD | PINNED],
        /// Leaves when the engine wants to be asked (deadline, termination, a new tier): at back edges.
        Poll() { } -> None [GUARD | PINNED],

        // ---- int32 -------------------------------------------------------------------------------------------------
        /// Wraps.
        Int32Add(lhs: Int32, rhs: Int32) { } -> Int32 [],
        /// Wraps.
        Int32Sub(lhs: Int32, rhs: Int32) { } -> Int32 [],
        /// Wraps.
        Int32Mul(lhs: Int32, rhs: Int32) { } -> Int32 [],
        /// Exits on overflow.
        CheckedInt32Add(lhs: Int32, rhs: Int32) { } -> Int32 [GUARD | DROPPABLE],
        /// Exits on overflow.
        CheckedInt32Sub(lhs: Int32, rhs: Int32) { } -> Int32 [GUARD | DROPPABLE],
        /// Exits on overflow, and with `minus_zero` when the result is -0.
        CheckedInt32Mul(lhs: Int32, rhs: Int32) { minus_zero: bool } -> Int32 [GUARD | DROPPABLE],
        /// The exact quotient: exits when it is no int32, with `minus_zero` when it is -0.
        CheckedInt32Div(lhs: Int32, rhs: Int32) { minus_zero: bool } -> Int32 [GUARD | DROPPABLE],
        /// ToInt32 of the quotient as a double (x / 0 gives 0).
        Int32DivTruncated(lhs: Int32, rhs: Int32) { } -> Int32 [],
        /// Exits when the divisor is 0, and with `minus_zero` when the result is -0.
        CheckedInt32Mod(lhs: Int32, rhs: Int32) { minus_zero: bool } -> Int32 [GUARD | DROPPABLE],
        /// ToInt32 of the remainder (x % 0 gives 0).
        Int32ModTruncated(lhs: Int32, rhs: Int32) { } -> Int32 [],
        /// Exits for 0 (with `minus_zero`) and the least int32.
        CheckedInt32Neg(value: Int32) { minus_zero: bool } -> Int32 [GUARD | DROPPABLE],
        /// The same int32, of which more than its low bits is wanted whatever becomes of it.
        ExactInt32(value: Int32) { } -> Int32 [PINNED],
        /// Exits for the least int32.
        CheckedInt32Abs(value: Int32) { } -> Int32 [GUARD | DROPPABLE],
        /// `&`
        Int32And(lhs: Int32, rhs: Int32) { } -> Int32 [],
        /// `|`
        Int32Or(lhs: Int32, rhs: Int32) { } -> Int32 [],
        /// `^`
        Int32Xor(lhs: Int32, rhs: Int32) { } -> Int32 [],
        /// `<<` with the count modulo 32.
        Int32Shl(lhs: Int32, rhs: Int32) { } -> Int32 [],
        /// `>>` with the count modulo 32.
        Int32Shr(lhs: Int32, rhs: Int32) { } -> Int32 [],
        /// `>>>` with the count modulo 32: the bits of the unsigned result.
        Int32Ushr(lhs: Int32, rhs: Int32) { } -> Int32 [],
        /// The lesser.
        Int32Min(lhs: Int32, rhs: Int32) { } -> Int32 [],
        /// The greater.
        Int32Max(lhs: Int32, rhs: Int32) { } -> Int32 [],
        /// Leading zeros.
        Int32Clz(value: Int32) { } -> Int32 [],
        /// Signed comparison.
        Int32Compare(lhs: Int32, rhs: Int32) { condition: Condition } -> Bool [],
        /// Unsigned comparison.
        Uint32Compare(lhs: Int32, rhs: Int32) { condition: Condition } -> Bool [],

        // ---- float64 -----------------------------------------------------------------------------------------------
        /// `+`
        Float64Add(lhs: Float64, rhs: Float64) { } -> Float64 [],
        /// `-`
        Float64Sub(lhs: Float64, rhs: Float64) { } -> Float64 [],
        /// `*`
        Float64Mul(lhs: Float64, rhs: Float64) { } -> Float64 [],
        /// `/`
        Float64Div(lhs: Float64, rhs: Float64) { } -> Float64 [],
        /// 6.1.6.1.6 Number::remainder (fmod).
        Float64Mod(lhs: Float64, rhs: Float64) { } -> Float64 [],
        /// 6.1.6.1.3 Number::exponentiate.
        Float64Pow(lhs: Float64, rhs: Float64) { } -> Float64 [],
        /// Sign changed.
        Float64Neg(value: Float64) { } -> Float64 [],
        /// Sign cleared.
        Float64Abs(value: Float64) { } -> Float64 [],
        /// Square root.
        Float64Sqrt(value: Float64) { } -> Float64 [],
        /// Rounded to an integral double.
        Float64Round(value: Float64) { mode: Rounding } -> Float64 [],
        /// Math.min: NaN if either is, -0 below +0.
        Float64Min(lhs: Float64, rhs: Float64) { } -> Float64 [],
        /// Math.max likewise.
        Float64Max(lhs: Float64, rhs: Float64) { } -> Float64 [],
        /// A unary function of Math that is a call of a library function.
        Float64Math(value: Float64) { function: MathFunction } -> Float64 [],
        /// Math.atan2.
        Float64Atan2(lhs: Float64, rhs: Float64) { } -> Float64 [],
        /// Comparison: false with NaN, but for `NotEqual`.
        Float64Compare(lhs: Float64, rhs: Float64) { condition: Condition } -> Bool [],

        // ---- index arithmetic ----------------------------------------------------------------------------------------
        /// With its sign.
        Int32ToInt64(value: Int32) { } -> Int64 [],
        /// Sum of numbers that are small enough for it, as are the next two.
        Int64Add(lhs: Int64, rhs: Int64) { } -> Int64 [],
        /// Difference.
        Int64Sub(lhs: Int64, rhs: Int64) { } -> Int64 [],
        /// Product.
        Int64Mul(lhs: Int64, rhs: Int64) { } -> Int64 [],

        // ---- tests -------------------------------------------------------------------------------------------------
        /// Not.
        BoolNot(value: Bool) { } -> Bool [],
        /// Same booleans?
        BoolEqual(lhs: Bool, rhs: Bool) { } -> Bool [],
        /// Same bits? Decides `===` when neither can be a Number, a string or a BigInt, or when one is an atom-free constant.
        SameBits(lhs: Tagged, rhs: Tagged) { } -> Bool [],
        /// null or undefined?
        IsNullish(value: Tagged) { } -> Bool [],
        /// `== null`: null, undefined, or the object that emulates undefined?
        EqualsNull(value: Tagged) { } -> Bool [],
        /// Is it a closure of that code block?
        HasCode(value: Tagged) { block: Cell } -> Bool [],
        /// Of that type (tag)?
        HasTag(value: Tagged) { tag: TagTest } -> Bool [],
        /// Is the object's shape this one?
        HasShape(object: Tagged) { shape: ShapeId } -> Bool [READ_SHAPE],
        /// 7.1.2 ToBoolean of any Value.
        ToBoolean(value: Tagged) { } -> Bool [],
        /// 0: false.
        Int32ToBool(value: Int32) { } -> Bool [],
        /// 0, NaN: false.
        Float64ToBool(value: Float64) { } -> Bool [],
        /// 7.2.13 IsStrictlyEqual of any two Values. May flatten strings.
        StrictEqual(lhs: Tagged, rhs: Tagged) { } -> Bool [ALLOCATES],
        /// `===` of two strings.
        StringEqual(lhs: Tagged, rhs: Tagged) { } -> Bool [ALLOCATES],
        /// `===` with a string that is an atom, of any Value. May flatten.
        AtomEqual(value: Tagged, atom: Tagged) { } -> Bool [ALLOCATES],
        /// 7.2.10 SameValue. May flatten.
        SameValue(lhs: Tagged, rhs: Tagged) { } -> Bool [ALLOCATES],
        /// 7.2.2 IsArray; exits for proxies.
        IsArray(value: Tagged) { } -> Bool [GUARD],
        /// The result of typeof.
        TypeOf(value: Tagged) { } -> Tagged [],
        /// The position of an integral Number in `low..low + count`; -1 for all other Values.
        SwitchIndex(value: Tagged) { low: i32, count: u32 } -> Int32 [],
        /// 13.10.2 OrdinaryHasInstance's walk: is `prototype` on the chain of `value`? Exits at a proxy.
        HasPrototype(value: Tagged, prototype: Tagged) { } -> Bool [GUARD | READ_SHAPE],
        /// The prototype of an object that is no proxy.
        LoadPrototype(object: Tagged) { } -> Tagged [READ_SHAPE],
        /// Has the class constructor a field initializer? (Its definition has decided that.)
        HasFieldInitializer(function: Tagged) { } -> Bool [],
        /// `condition ? yes : no`.
        Select(condition: Bool, yes: Tagged, no: Tagged) { } -> Tagged [],

        // ---- named properties --------------------------------------------------------------------------------------
        /// Pointer to the overflow slots.
        LoadSlotsPointer(object: Cell) { } -> Pointer [READ_SLOTS_POINTER],
        /// The slot at a byte offset of an object or of overflow slots.
        LoadSlot(base: Cell) { offset: u32 } -> Tagged [READ_SLOTS],
        /// As `LoadSlot`, for a slot that is promised to hold a double.
        LoadSlotFloat64(base: Cell) { offset: u32 } -> Float64 [READ_SLOTS],
        /// Store into a slot; `barrier`: with the write barrier of the base.
        StoreSlot(base: Cell, value: Tagged) { offset: u32, barrier: bool } -> None [WRITE_SLOTS],
        /// Store a double into a slot.
        StoreSlotFloat64(base: Cell, value: Float64) { offset: u32 } -> None [WRITE_SLOTS],
        /// Sets the shape word; with the write barrier of the object.
        StoreShape(object: Cell) { shape: ShapeId } -> None [WRITE_SHAPE],
        /// Pointer to overflow slots with room for `capacity` values; allocates when there is not.
        ReserveSlots(object: Tagged) { capacity: u32 } -> Pointer [ALLOCATES | READ_SLOTS_POINTER | WRITE_SLOTS_POINTER],
        /// The property with that key, if the Vm's global cache knows a slot where it is; the hole otherwise.
        LoadCached(value: Tagged, key: Tagged) { } -> Tagged [READ_SHAPE | READ_SLOTS | READ_SLOTS_POINTER | READ_OTHER],
        /// Store into the property with that key as the Vm's global cache tells; false when it does not know how.
        StoreCached(object: Tagged, key: Tagged, value: Tagged) { } -> Bool [PINNED | READ_SHAPE | READ_SLOTS_POINTER | READ_OTHER | WRITE_SHAPE | WRITE_SLOTS],
        /// The name at a position of a for-in's list, while the object has the shape that the list begins with; the hole at its end, and otherwise.
        NextName(object: Tagged, list: Tagged, position: Int32) { } -> Tagged [READ_SHAPE],
        /// Internal field of an object.
        LoadField(object: Cell) { field: u8 } -> Tagged [READ_FIELDS],
        /// Internal field that never changes.
        LoadConstantField(object: Cell) { field: u8 } -> Tagged [],

        // ---- elements ----------------------------------------------------------------------------------------------
        /// Pointer to the elements.
        LoadElements(object: Cell) { } -> Pointer [READ_ELEMENTS_HEAD],
        /// Their own length: how many are in use.
        LoadElementsLength(elements: Pointer) { } -> Int32 [READ_ELEMENTS_HEAD],
        /// Element in bounds; may be the hole.
        LoadElement(elements: Pointer, index: Int32) { } -> Tagged [READ_ELEMENTS],
        /// Element in bounds of packed elements that are promised to be doubles.
        LoadElementFloat64(elements: Pointer, index: Int32) { } -> Float64 [READ_ELEMENTS],
        /// Element of an array that is not sparse, when no prototype has elements; the index is not negative. Undefined where there is none.
        LoadElementOrUndefined(elements: Pointer, index: Int32) { } -> Tagged [READ_ELEMENTS | READ_ELEMENTS_HEAD],
        /// May the element `old` of such an array be stored over: is it no hole, or the array extensible?
        MayFill(array: Tagged, old: Tagged) { } -> Bool [READ_SHAPE],
        /// Store into an array, when no prototype has elements, over a hole or beyond the elements: done? Otherwise nothing has happened.
        StoreBeyond(array: Tagged, index: Int32, value: Tagged) { } -> Bool [PINNED | ALLOCATES | READ_ELEMENTS_HEAD | READ_LENGTH | WRITE_ELEMENTS_KIND | WRITE_ELEMENTS_HEAD | WRITE_ELEMENTS | WRITE_LENGTH],
        /// The object, after its elements' promise has been widened to that kind (`DOUBLE` or `ANY`); exits when it has no such elements.
        WidenElements(object: Tagged) { kind: u8 } -> Tagged [GUARD | PINNED | READ_ELEMENTS_KIND | WRITE_ELEMENTS_KIND | WRITE_ELEMENTS],
        /// Store in bounds over what is no hole; `barrier`: with the write barrier of that place.
        StoreElement(elements: Pointer, index: Int32, value: Tagged) { barrier: bool } -> None [WRITE_ELEMENTS],
        /// Store a double likewise.
        StoreElementFloat64(elements: Pointer, index: Int32, value: Float64) { } -> None [WRITE_ELEMENTS],
        /// `length` of an array: a Number.
        LoadArrayLength(array: Tagged) { } -> Tagged [READ_LENGTH],
        /// `length` of an array, if it is an int32, or of a string.
        LoadLength(value: Tagged) { } -> Int32 [GUARD | READ_LENGTH],
        /// Append to an extensible array whose length is not fixed (exits if it is not so); gives the new length.
        ArrayPush(array: Tagged, value: Tagged) { } -> Tagged [GUARD | PINNED | ALLOCATES | READ_ELEMENTS_HEAD | READ_LENGTH | WRITE_ELEMENTS_KIND | WRITE_ELEMENTS_HEAD | WRITE_ELEMENTS | WRITE_LENGTH],
        /// Remove the last element of an array, which must not be a hole (undefined when it is empty); exits if it is not so simple.
        ArrayPop(array: Tagged) { } -> Tagged [GUARD | PINNED | READ_ELEMENTS_HEAD | READ_ELEMENTS | READ_LENGTH | WRITE_ELEMENTS_KIND | WRITE_ELEMENTS_HEAD | WRITE_ELEMENTS | WRITE_LENGTH],

        // ---- typed arrays --------------------------------------------------------------------------------------------
        /// Current length in elements; exits when it is no int32.
        LoadTypedLength(array: Tagged) { } -> Int32 [GUARD | DROPPABLE | READ_VIEW],
        /// Address of the first element.
        LoadTypedPointer(array: Tagged) { } -> Pointer [READ_VIEW],
        /// Element of a type that fits int32 (not Uint32).
        LoadTypedInt32(pointer: Pointer, index: Int32) { element: u8 } -> Int32 [READ_BUFFER],
        /// Element of a type that does not: Uint32, Float32, Float64.
        LoadTypedFloat64(pointer: Pointer, index: Int32) { element: u8 } -> Float64 [READ_BUFFER],
        /// Store the low bits of an int32; clamped for Uint8Clamped.
        StoreTypedInt32(pointer: Pointer, index: Int32, value: Int32) { element: u8 } -> None [WRITE_BUFFER],
        /// Store a double into a Float32 or Float64 element.
        StoreTypedFloat64(pointer: Pointer, index: Int32, value: Float64) { element: u8 } -> None [WRITE_BUFFER],
        /// What a DataView holds at a byte offset, of a type that fits int32 (not Uint32); `little`: little-endian.
        LoadViewInt32(pointer: Pointer, offset: Int32) { element: u8, little: bool } -> Int32 [READ_BUFFER],
        /// Of a type that does not: Uint32, Float32, Float64.
        LoadViewFloat64(pointer: Pointer, offset: Int32) { element: u8, little: bool } -> Float64 [READ_BUFFER],
        /// Store the low bits of an int32 at a byte offset of a DataView.
        StoreViewInt32(pointer: Pointer, offset: Int32, value: Int32) { element: u8, little: bool } -> None [WRITE_BUFFER],
        /// Store a double as a Float32 or Float64.
        StoreViewFloat64(pointer: Pointer, offset: Int32, value: Float64) { element: u8, little: bool } -> None [WRITE_BUFFER],

        // ---- Map and Set ---------------------------------------------------------------------------------------------
        /// The value of a Map under a key; undefined when there is none.
        TableGet(table: Tagged, key: Tagged) { } -> Tagged [ALLOCATES | READ_OTHER],
        /// Has a Map or Set the key?
        TableHas(table: Tagged, key: Tagged) { } -> Bool [ALLOCATES | READ_OTHER],
        /// Adds or overwrites an entry; the table.
        TableSet(table: Tagged, key: Tagged, value: Tagged) { } -> Tagged [ALLOCATES | THROWS | PINNED | WRITE_OTHER],
        /// Removes an entry: was it there?
        TableDelete(table: Tagged, key: Tagged) { } -> Bool [ALLOCATES | PINNED | WRITE_OTHER],

        /// What a step of an iterator (a record's three words) of a Map, Set or string gives, a pair in two parts; the hole, with nothing changed, for other
        /// iterators and at the end.
        IteratorStep(iterator: Tagged, next: Tagged, state: Tagged) { pairs: bool } -> Tagged [ALLOCATES | PINNED | READ_OTHER | WRITE_OTHER],
        /// The second part of the pair that the step right before has given.
        LoadStepValue() { } -> Tagged [READ_OTHER | FIXED],

        // ---- strings -------------------------------------------------------------------------------------------------
        /// Length in code units.
        StringLength(string: Tagged) { } -> Int32 [],
        /// Code unit in bounds; flattens a rope.
        StringCodeUnit(string: Tagged, index: Int32) { } -> Int32 [ALLOCATES],
        /// The one-unit string of a code unit.
        StringFromCodeUnit(unit: Int32) { } -> Tagged [ALLOCATES],
        /// The part from a place to another, as `substring` has it, or (`relative`: negative places count from the end) as `slice`.
        StringPart(string: Tagged, start: Int32, end: Int32) { relative: bool } -> Tagged [ALLOCATES],
        /// Concatenation; throws when too long.
        StringConcat(lhs: Tagged, rhs: Tagged) { } -> Tagged [ALLOCATES | THROWS | PINNED],
        /// Lexicographic comparison of two strings.
        StringCompare(lhs: Tagged, rhs: Tagged) { condition: Condition } -> Bool [ALLOCATES],
        /// ToString of a Number.
        NumberToString(value: Tagged) { } -> Tagged [ALLOCATES],

        // ---- environments ----------------------------------------------------------------------------------------------
        /// The environment that closures of this function carry.
        LoadFunctionEnv(function: Tagged) { } -> Tagged [],
        /// [[HomeObject]] of a closure.
        LoadHomeObject(function: Tagged) { } -> Tagged [READ_FIELDS],
        /// The parent.
        LoadParentEnv(env: Tagged) { } -> Tagged [],
        /// A slot; may be the hole.
        LoadEnvSlot(env: Tagged) { slot: u32 } -> Tagged [READ_ENV],
        /// Store into a slot, with the write barrier unless the value needs none.
        StoreEnvSlot(env: Tagged, value: Tagged) { slot: u32, barrier: bool } -> None [WRITE_ENV],

        // ---- allocation ------------------------------------------------------------------------------------------------
        /// An environment with these slots.
        NewEnv(parent: Tagged; ..slots: Tagged) { block: Cell, scope: u32 } -> Tagged [ALLOCATES],
        /// An object of a shape with its inline slots (undefined beyond the list), no elements, no overflow slots.
        NewObject(; ..slots: Tagged) { layout: ObjectLayout } -> Tagged [ALLOCATES],
        /// An array holding the list, with that elements byte.
        NewArray(; ..values: Tagged) { elements: u8, layout: ObjectLayout } -> Tagged [ALLOCATES],
        /// 10.4.4.6 An arguments object of the current realm whose elements are not mapped to parameters: of strict or sloppy code.
        /// The first slot is `length`.
        NewArguments(callee: Tagged; ..values: Tagged) { strict: bool, layout: ObjectLayout } -> Tagged [ALLOCATES],
        /// An array of so many holes; exits when there cannot be so many.
        NewArrayOfLength(length: Int32) { layout: ObjectLayout } -> Tagged [GUARD | ALLOCATES],
        /// A closure of a code block over an environment, with these object flags.
        NewClosure(env: Tagged) { block: Cell, layout: ObjectLayout, flags: u8 } -> Tagged [ALLOCATES],

        // ---- calls -------------------------------------------------------------------------------------------------------
        /// [[Call]]: the window at `call.window` gets callee, `this` and arguments.
        Call(callee: Tagged, this: Tagged; ..arguments: Tagged) { call: CallSite } -> Tagged [CALL],
        /// [[Construct]] of a constructor with a known code block: `this` is the fresh object, or the hole for a derived one.
        Construct(callee: Tagged, new_target: Tagged, this: Tagged; ..arguments: Tagged) { call: CallSite } -> Tagged [CALL],
        /// The Vm's slow path executes the whole instruction of the exit's state; registers that it reads (words of `registers`,
        /// from the root's fp) are written first; its results lie in the window (`LoadFrame`).
        CallSlowPath(; ..values: Tagged) { registers: Registers } -> None [CALL],
        /// As `CallSlowPath` for a jump: does it jump?
        CallSlowPathJump(; ..values: Tagged) { registers: Registers } -> Bool [CALL],
    } };
}

macro_rules! repr_of {
    ($repr:ident) => {
        Repr::$repr
    };
}

macro_rules! define_mir_ops {
    ($($(#[$doc:meta])* $name:ident($($operand:ident: $orepr:ident),* $(; ..$list:ident: $lrepr:ident)?)
        { $($immediate:ident: $ty:ty),* } -> $result:ident [$($effect:ident)|*],)*) => {
        /// A MIR operation with its operands and immediates.
        #[derive(Clone, PartialEq, Eq, Hash, Debug)]
        #[allow(missing_docs, reason = "fields are named in the table")]
        pub enum Op {
            $($(#[$doc])* $name { $($operand: NodeId,)* $($list: Box<[NodeId]>,)? $($immediate: $ty,)* },)*
        }

        impl Op {
            /// The mnemonic.
            pub fn name(&self) -> &'static str {
                match self { $(Op::$name { .. } => stringify!($name),)* }
            }
            /// The row's result representation.
            pub fn result(&self) -> Repr {
                match self { $(Op::$name { .. } => repr_of!($result),)* }
            }
            /// The row's effects.
            pub fn effects(&self) -> u64 {
                match self { $(Op::$name { .. } => 0 $(| effect::$effect)*,)* }
            }
            /// Tells `visit` every operand and the representation it must have.
            pub fn for_each_operand(&self, mut visit: impl FnMut(NodeId, Repr)) {
                match self {
                    $(Op::$name { $($operand,)* $($list,)? .. } => {
                        $(visit(*$operand, repr_of!($orepr));)*
                        $($list.iter().for_each(|&node| visit(node, repr_of!($lrepr)));)?
                    })*
                }
            }
            /// Lets `change` replace every operand.
            pub fn for_each_operand_mut(&mut self, mut change: impl FnMut(&mut NodeId)) {
                match self {
                    $(Op::$name { $($operand,)* $($list,)? .. } => {
                        $(change($operand);)*
                        $($list.iter_mut().for_each(&mut change);)?
                    })*
                }
            }
            /// Writes the immediates as `name=value`, each after a space.
            pub(crate) fn print_immediates(&self, printer: &mut dyn PrintImmediate) {
                match self {
                    $(Op::$name { $($immediate,)* .. } => {
                        $(printer.field(stringify!($immediate)); $immediate.print(printer);)*
                    })*
                }
            }
        }

        impl Default for Op {
            fn default() -> Op {
                Op::BlockParam {}
            }
        }
    };
}
for_each_mir_op!(define_mir_ops);

impl Op {
    /// Has one of these effects?
    pub fn has(&self, effects: u64) -> bool {
        self.effects() & effects != 0
    }
    /// The heaps read, as a mask of `READ_…`.
    pub fn reads(&self) -> u64 {
        self.effects() & effect::READ_MASK
    }
    /// The heaps written, as a mask of `READ_…` (so that it can be compared with [`Op::reads`]).
    pub fn writes(&self) -> u64 {
        (self.effects() & effect::WRITE_MASK) >> 16
    }
    /// A constant that one instruction makes, wherever it is used.
    pub fn is_constant(&self) -> bool {
        matches!(self, Op::Constant { .. } | Op::CellConstant { .. } | Op::Int32Constant { .. } | Op::BoolConstant { .. })
    }
    /// Must it have an exit?
    pub fn needs_exit(&self) -> bool {
        self.has(effect::GUARD | effect::THROWS | effect::CALLS)
    }
    /// Must it have the state after it? (After a slow path that decides a jump, each way has a `CheckValid`.)
    pub fn needs_after(&self) -> bool {
        self.has(effect::CALLS) && !matches!(self, Op::CallSlowPathJump { .. })
    }
    /// May it be dropped when its result is not used?
    pub fn is_removable(&self) -> bool {
        !self.has(effect::PINNED | effect::WRITE_MASK | effect::CALLS)
            && (!self.has(effect::GUARD) || self.has(effect::DROPPABLE))
            && self.result() != Repr::None
    }
    /// The operand that a refining guard gives back in the same representation: the two are the same bits.
    pub fn refined(&self) -> Option<NodeId> {
        match *self {
            Op::CheckObject { value }
            | Op::CheckString { value }
            | Op::CheckIsNumber { value }
            | Op::CheckReference { value }
            | Op::CheckNotNullish { value }
            | Op::CheckNotHole { value }
            | Op::CheckIs { value, .. }
            | Op::CheckIsNot { value, .. } => Some(value),
            Op::CheckShape { object, .. }
            | Op::CheckKind { object, .. }
            | Op::CheckElementsKind { object, .. }
            | Op::CheckCode { object, .. }
            | Op::CheckTypedArray { object, .. }
            | Op::WidenElements { object, .. }
            | Op::PinObject { object } => Some(object),
            Op::CheckBounds { index, .. } | Op::PinIndex { index } => Some(index),
            _ => None,
        }
    }
}
