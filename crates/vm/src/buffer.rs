//! 6.2.9, 25.1 data blocks, ArrayBuffers and the views on them.
//!
//! An ArrayBuffer's memory is a data cell; its address never changes (resizable buffers reserve their maximum at once).
//! Each view caches its data pointer and its current length, so element access needs no look at the buffer: a buffer knows its views
//! (weakly) and updates them when it is resized or detached.
//!
//! Invariant D1: a view's pointer and length words describe memory of its buffer that stays mapped while the view lives.
use crate::cells::Kind;
use crate::data::{Data, DataTracer};
use crate::object::Object;
use crate::value::Value;
use crate::vm::{JsResult, Vm};
use ogive_gc::Gc;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

/// Internal fields of ArrayBuffer objects.
pub mod buffer_field {
    /// The data cell ([`super::BufferData`]); undefined when detached.
    pub const DATA: usize = 0;
    /// [[ArrayBufferDetachKey]]
    pub const DETACH_KEY: usize = 1;
    /// Bits: 1 shared, 2 resizable or growable, 4 detached, 8 immutable.
    pub const FLAGS: usize = 2;
    /// The bit of an immutable buffer.
    pub const IMMUTABLE: u64 = 8;
}
/// Internal fields of TypedArray and DataView objects.
pub mod view_field {
    /// The ArrayBuffer.
    pub const BUFFER: usize = 0;
    /// Byte offset (raw).
    pub const OFFSET: usize = 1;
    /// Array length of a TypedArray, byte length of a DataView; the hole when it tracks the buffer's.
    pub const LENGTH: usize = 2;
    /// [`super::ElementType`] (raw; [`super::DATA_VIEW`] for a DataView).
    pub const TYPE: usize = 3;
    /// Address of the first element (raw).
    pub const POINTER: usize = 4;
    /// Current length in elements (bytes for a DataView), 0 when out of bounds (raw).
    pub const CURRENT: usize = 5;
}

/// In place of an element type: a DataView.
pub const DATA_VIEW: u8 = u8::MAX;

/// Blocks of this many bytes are mappings of their own: the system gives zeroed pages when they are touched.
const MAPPED: usize = 256 << 10;

/// Memory of a buffer: `capacity` zeroed bytes at a fixed address, of which `length` are in use.
pub struct Block {
    pointer: *mut u8,
    capacity: usize,
    length: AtomicUsize,
}
// SAFETY: shared blocks are accessed by several agents as the memory model of the language allows: byte-wise races.
unsafe impl Send for Block {}
// SAFETY: as above.
unsafe impl Sync for Block {}
impl Block {
    /// Zeroed memory; `None` when the system has none.
    pub fn new(length: usize, capacity: usize) -> Option<Block> {
        let pointer = if capacity >= MAPPED {
            let (access, kind) = (libc::PROT_READ | libc::PROT_WRITE, libc::MAP_PRIVATE | libc::MAP_ANONYMOUS | libc::MAP_NORESERVE);
            // SAFETY: an anonymous private mapping with no address demanded.
            let memory = unsafe { libc::mmap(std::ptr::null_mut(), capacity, access, kind, -1, 0) };
            if memory == libc::MAP_FAILED { std::ptr::null_mut() } else { memory as *mut u8 }
        } else {
            // SAFETY: the size is not zero.
            unsafe { std::alloc::alloc_zeroed(Block::layout(capacity)) }
        };
        (!pointer.is_null()).then_some(Block { pointer, capacity, length: AtomicUsize::new(length) })
    }
    fn layout(capacity: usize) -> std::alloc::Layout {
        std::alloc::Layout::from_size_align(capacity.max(16), 16).expect("a small size")
    }
    /// Bytes in use.
    pub fn len(&self) -> usize {
        self.length.load(Ordering::SeqCst)
    }
    /// None in use?
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
    /// The same memory has the same address in all agents.
    pub fn address(&self) -> usize {
        self.pointer as usize
    }
    /// Reserved bytes.
    pub fn capacity(&self) -> usize {
        self.capacity
    }
    /// Grows a shared block; false if another agent has grown it further.
    pub fn grow(&self, length: usize) -> bool {
        self.length.fetch_update(Ordering::SeqCst, Ordering::SeqCst, |old| (length >= old && length <= self.capacity).then_some(length)).is_ok()
    }
}
impl Drop for Block {
    fn drop(&mut self) {
        // SAFETY: allocated in `new` in the same way.
        unsafe {
            if self.capacity >= MAPPED {
                libc::munmap(self.pointer.cast(), self.capacity);
            } else {
                std::alloc::dealloc(self.pointer, Block::layout(self.capacity));
            }
        }
    }
}

/// What an ArrayBuffer's data cell holds.
pub struct BufferData {
    /// The memory; shared between agents for SharedArrayBuffers.
    pub block: Arc<Block>,
    /// Bytes that the collector counts.
    counted: usize,
    views: Vec<Value>,
}
impl Data for BufferData {
    fn trace(&self, _: &mut DataTracer<'_>) {}
    fn is_weak(&self) -> bool {
        !self.views.is_empty()
    }
    fn external(&self) -> usize {
        self.counted
    }
    fn weak(&mut self, live: &dyn Fn(Value) -> bool) {
        self.views.retain(|&v| live(v));
    }
}

macro_rules! element_types {
    ($($name:ident = $ty:ty, $size:literal;)*) => {
        /// The element types of typed arrays, in the order of the specification's table 71.
        #[derive(Clone, Copy, PartialEq, Eq, Debug, Hash)]
        #[repr(u8)]
        pub enum ElementType { $(#[doc = stringify!($name)] $name),* }
        impl ElementType {
            /// All.
            pub const ALL: &'static [ElementType] = &[$(ElementType::$name),*];
            /// Bytes of an element.
            pub const fn size(self) -> usize {
                match self { $(ElementType::$name => $size),* }
            }
            /// The constructor's name.
            pub const fn constructor_name(self) -> &'static str {
                match self { $(ElementType::$name => concat!(stringify!($name), "Array")),* }
            }
        }
    };
}
element_types! {
    Int8 = i8, 1; Uint8 = u8, 1; Uint8Clamped = u8, 1; Int16 = i16, 2; Uint16 = u16, 2; Int32 = i32, 4; Uint32 = u32, 4;
    BigInt64 = i64, 8; BigUint64 = u64, 8; Float16 = u16, 2; Float32 = f32, 4; Float64 = f64, 8;
}
impl ElementType {
    /// From its number.
    pub fn from_u8(i: u8) -> Option<ElementType> {
        ElementType::ALL.get(i as usize).copied()
    }
    /// Holds BigInts?
    pub const fn is_bigint(self) -> bool {
        matches!(self, ElementType::BigInt64 | ElementType::BigUint64)
    }
}

/// f16 bits to f64.
pub fn f16_to_f64(bits: u16) -> f64 {
    let sign = if bits >> 15 != 0 { -1.0 } else { 1.0 };
    let exponent = (bits >> 10 & 0x1F) as i32;
    let fraction = (bits & 0x3FF) as f64;
    match exponent {
        0 => sign * fraction * 2f64.powi(-24),
        31 if fraction != 0.0 => f64::NAN,
        31 => sign * f64::INFINITY,
        _ => sign * (1.0 + fraction / 1024.0) * 2f64.powi(exponent - 15),
    }
}
/// f64 to the nearest f16, ties to even.
pub fn f64_to_f16(value: f64) -> u16 {
    let sign = ((value.to_bits() >> 48) & 0x8000) as u16;
    let a = value.abs();
    if a.is_nan() {
        return 0x7E00;
    }
    if a >= 65520.0 {
        return sign | 0x7C00;
    }
    if a < 2f64.powi(-14) {
        // Subnormal: the scaled value is rounded by the addition of a large number.
        let scaled = a * 2f64.powi(24);
        return sign | round_ties_even(scaled) as u16;
    }
    let exponent = ((a.to_bits() >> 52) as i32) - 1023;
    let scaled = a * 2f64.powi(10 - exponent);
    let rounded = round_ties_even(scaled) as u32;
    let (rounded, exponent) = if rounded == 2048 { (1024, exponent + 1) } else { (rounded, exponent) };
    sign | (((exponent + 15) as u16) << 10) | (rounded as u16 & 0x3FF)
}
fn round_ties_even(x: f64) -> f64 {
    x.round_ties_even()
}

/// Reads an element at an address.
///
/// # Safety
/// `size()` readable bytes are at `pointer`.
#[inline(always)]
pub(crate) unsafe fn read_number(ty: ElementType, pointer: *const u8) -> Value {
    // SAFETY: the caller's promise; elements may be unaligned in DataViews.
    unsafe {
        match ty {
            ElementType::Int8 => Value::int(*(pointer as *const i8) as i32),
            ElementType::Uint8 | ElementType::Uint8Clamped => Value::int(*pointer as i32),
            ElementType::Int16 => Value::int((pointer as *const i16).read_unaligned() as i32),
            ElementType::Uint16 => Value::int((pointer as *const u16).read_unaligned() as i32),
            ElementType::Int32 => Value::int((pointer as *const i32).read_unaligned()),
            ElementType::Uint32 => Value::from((pointer as *const u32).read_unaligned()),
            ElementType::Float16 => Value::number(f16_to_f64((pointer as *const u16).read_unaligned())),
            ElementType::Float32 => Value::from_f64_canonical((pointer as *const f32).read_unaligned() as f64),
            ElementType::Float64 => Value::from_f64_canonical((pointer as *const f64).read_unaligned()),
            ElementType::BigInt64 | ElementType::BigUint64 => Value::UNDEFINED,
        }
    }
}
/// Writes a Number as an element.
///
/// # Safety
/// `size()` writable bytes are at `pointer`.
#[inline(always)]
pub(crate) unsafe fn write_number(ty: ElementType, pointer: *mut u8, value: Value) {
    let int = || match value.as_int() {
        Some(i) => i,
        None => crate::convert::double_to_int32(f64::from_bits(value.bits())),
    };
    let double = || value.as_number().unwrap_or(f64::NAN);
    // SAFETY: the caller's promise.
    unsafe {
        match ty {
            ElementType::Int8 | ElementType::Uint8 => *pointer = int() as u8,
            ElementType::Uint8Clamped => {
                *pointer = match value.as_int() {
                    Some(i) => i.clamp(0, 255) as u8,
                    None => double().clamp(0.0, 255.0).round_ties_even() as u8,
                }
            }
            ElementType::Int16 | ElementType::Uint16 => (pointer as *mut u16).write_unaligned(int() as u16),
            ElementType::Int32 | ElementType::Uint32 => (pointer as *mut u32).write_unaligned(int() as u32),
            ElementType::Float16 => (pointer as *mut u16).write_unaligned(f64_to_f16(double())),
            ElementType::Float32 => (pointer as *mut f32).write_unaligned(double() as f32),
            ElementType::Float64 => (pointer as *mut f64).write_unaligned(double()),
            ElementType::BigInt64 | ElementType::BigUint64 => {}
        }
    }
}

/// 25.1.3.14 RawBytesToNumeric: an element of which these are the bits.
pub fn element_from_bits(vm: &mut Vm, ty: ElementType, bits: u64) -> Value {
    match ty {
        ElementType::BigInt64 => vm.new_bigint_i64(bits as i64).into(),
        ElementType::BigUint64 => vm.new_bigint_u64(bits).into(),
        // SAFETY: eight readable bytes; the first are the element's.
        _ => unsafe { read_number(ty, bits.to_le_bytes().as_ptr()) },
    }
}
/// 25.1.3.17 NumericToRawBytes: the bits of an element that holds a Number or BigInt, by its type.
pub fn element_to_bits(ty: ElementType, value: Value) -> u64 {
    if ty.is_bigint() {
        return value.as_bigint().map_or(0, |b| b.low_u64());
    }
    let mut bytes = [0; 8];
    // SAFETY: eight writable bytes.
    unsafe { write_number(ty, bytes.as_mut_ptr(), value) };
    u64::from_le_bytes(bytes)
}

/// What an atomic access does; operands and results are the bits of an element.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum AtomicOp {
    /// Reads.
    Load,
    /// Writes.
    Store(u64),
    /// Adds, wrapping.
    Add(u64),
    /// Subtracts, wrapping.
    Sub(u64),
    /// Bitwise and.
    And(u64),
    /// Bitwise or.
    Or(u64),
    /// Bitwise exclusive or.
    Xor(u64),
    /// Replaces.
    Exchange(u64),
    /// Replaces the first if it is there by the second.
    CompareExchange(u64, u64),
}

/// A sequentially consistent access; gives the bits that were there.
///
/// # Safety
/// `size` writable bytes are at `pointer`, which is aligned to it; `size` is 1, 2, 4 or 8.
unsafe fn atomic_access(pointer: *mut u8, size: usize, op: AtomicOp) -> u64 {
    use std::sync::atomic::{AtomicU8, AtomicU16, AtomicU32, AtomicU64};
    macro_rules! access {
        ($atomic:ty, $int:ty) => {{
            const ORDER: Ordering = Ordering::SeqCst;
            // SAFETY: the caller's promise.
            let cell = unsafe { <$atomic>::from_ptr(pointer as *mut $int) };
            (match op {
                AtomicOp::Load => cell.load(ORDER),
                AtomicOp::Store(v) => {
                    cell.store(v as $int, ORDER);
                    v as $int
                }
                AtomicOp::Add(v) => cell.fetch_add(v as $int, ORDER),
                AtomicOp::Sub(v) => cell.fetch_sub(v as $int, ORDER),
                AtomicOp::And(v) => cell.fetch_and(v as $int, ORDER),
                AtomicOp::Or(v) => cell.fetch_or(v as $int, ORDER),
                AtomicOp::Xor(v) => cell.fetch_xor(v as $int, ORDER),
                AtomicOp::Exchange(v) => cell.swap(v as $int, ORDER),
                AtomicOp::CompareExchange(expected, v) => {
                    cell.compare_exchange(expected as $int, v as $int, ORDER, ORDER).unwrap_or_else(|found| found)
                }
            }) as u64
        }};
    }
    match size {
        1 => access!(AtomicU8, u8),
        2 => access!(AtomicU16, u16),
        4 => access!(AtomicU32, u32),
        _ => access!(AtomicU64, u64),
    }
}

impl Vm {
    /// 25.1.3.18 GetModifySetValueInBuffer and its like on an element of a TypedArray; `None` outside.
    pub fn atomic_element(&mut self, array: Gc<Object>, index: usize, op: AtomicOp) -> Option<u64> {
        if index >= self.view_length(array)? {
            return None;
        }
        let size = array.element_type().size();
        let pointer = array.raw_field(view_field::POINTER) as *mut u8;
        // SAFETY: D1, in bounds; offsets of typed arrays are multiples of the size, and blocks are aligned to 16.
        Some(unsafe { atomic_access(pointer.add(index * size), size, op) })
    }
    /// 25.1.3.1 AllocateArrayBuffer with a given prototype; RangeError when there is no memory. `max` makes it resizable.
    pub fn new_array_buffer(&mut self, prototype: Value, length: usize, max: Option<usize>, shared: bool) -> JsResult<Gc<Object>> {
        let capacity = max.unwrap_or(length);
        // What is reserved costs nothing before it is in use.
        let fits = capacity <= self.options.max_heap_bytes && self.heap.has_room_outside(length);
        let block = if !fits { None } else { Block::new(length, capacity) };
        let Some(block) = block else { return Err(self.range_error("Array buffer allocation failed")) };
        Ok(self.new_array_buffer_of(prototype, Arc::new(block), max.is_some(), shared))
    }
    /// An ArrayBuffer on existing memory.
    pub fn new_array_buffer_of(&mut self, prototype: Value, block: Arc<Block>, resizable: bool, shared: bool) -> Gc<Object> {
        let counted = block.len();
        let data = self.new_data(BufferData { block, counted, views: vec![] });
        self.heap.add_external(counted as isize);
        let buffer = self.new_kind(Kind::ArrayBuffer, prototype);
        self.set_field(buffer, buffer_field::DATA, Value::internal(data));
        self.set_raw_field(buffer, buffer_field::FLAGS, shared as u64 | (resizable as u64) << 1);
        buffer
    }
    fn buffer_flag(&self, buffer: Gc<Object>, bit: u64) -> bool {
        buffer.raw_field(buffer_field::FLAGS) & bit != 0
    }
    /// A SharedArrayBuffer?
    pub fn is_shared_buffer(&self, buffer: Gc<Object>) -> bool {
        self.buffer_flag(buffer, 1)
    }
    /// Resizable or growable?
    pub fn is_resizable_buffer(&self, buffer: Gc<Object>) -> bool {
        self.buffer_flag(buffer, 2)
    }
    /// 25.1.3.3 IsDetachedBuffer
    pub fn is_detached_buffer(&self, buffer: Gc<Object>) -> bool {
        self.buffer_flag(buffer, 4)
    }
    /// Immutable?
    pub fn is_immutable_buffer(&self, buffer: Gc<Object>) -> bool {
        self.buffer_flag(buffer, buffer_field::IMMUTABLE)
    }
    /// Makes a buffer immutable.
    pub fn set_immutable_buffer(&mut self, buffer: Gc<Object>) {
        let flags = buffer.raw_field(buffer_field::FLAGS) | buffer_field::IMMUTABLE;
        self.set_raw_field(buffer, buffer_field::FLAGS, flags);
    }
    /// The memory; `None` when detached.
    pub fn buffer_block(&self, buffer: Gc<Object>) -> Option<Arc<Block>> {
        self.object_data::<BufferData>(buffer, buffer_field::DATA).map(|d| d.block.clone())
    }
    /// Bytes in use; 0 when detached.
    pub fn buffer_length(&self, buffer: Gc<Object>) -> usize {
        self.object_data::<BufferData>(buffer, buffer_field::DATA).map_or(0, |d| d.block.len())
    }
    /// [[ArrayBufferMaxByteLength]], or the length of one that is fixed.
    pub fn buffer_max_length(&self, buffer: Gc<Object>) -> usize {
        self.object_data::<BufferData>(buffer, buffer_field::DATA).map_or(0, |d| d.block.capacity())
    }
    /// The bytes in use. The slice is valid until the buffer is resized or detached.
    pub fn buffer_bytes<'a>(&self, buffer: Gc<Object>) -> &'a [u8] {
        match self.object_data::<BufferData>(buffer, buffer_field::DATA) {
            // SAFETY: D1; the caller keeps the buffer on its stack while it uses the slice, and runs no script.
            Some(d) => unsafe { std::slice::from_raw_parts(d.block.pointer, d.block.len()) },
            None => &[],
        }
    }
    /// The bytes in use, for writing; as `buffer_bytes`, and only one such slice at a time.
    pub fn buffer_bytes_mut<'a>(&mut self, buffer: Gc<Object>) -> &'a mut [u8] {
        match self.object_data::<BufferData>(buffer, buffer_field::DATA) {
            // SAFETY: as above.
            Some(d) => unsafe { std::slice::from_raw_parts_mut(d.block.pointer, d.block.len()) },
            None => &mut [],
        }
    }
    /// Copies within or between buffers (memmove). Ranges must lie within the lengths; what does not is cut off.
    pub fn copy_buffer_bytes(&mut self, from: Gc<Object>, from_index: usize, to: Gc<Object>, to_index: usize, count: usize) {
        let (Some(a), Some(b)) = (self.buffer_block(from), self.buffer_block(to)) else { return };
        let count = count.min(a.len().saturating_sub(from_index)).min(b.len().saturating_sub(to_index));
        // SAFETY: both ranges lie within live blocks; they may overlap.
        unsafe { std::ptr::copy(a.pointer.add(from_index), b.pointer.add(to_index), count) };
    }
    /// 25.1.3.5 DetachArrayBuffer (key already checked); gives the memory.
    pub fn detach_buffer(&mut self, buffer: Gc<Object>) -> Option<Arc<Block>> {
        let block = self.buffer_block(buffer);
        let flags = buffer.raw_field(buffer_field::FLAGS) | 4;
        self.set_raw_field(buffer, buffer_field::FLAGS, flags);
        // The dead cell must not keep the memory.
        let views = match (self.object_data_mut::<BufferData>(buffer, buffer_field::DATA), Block::new(0, 0)) {
            (Some(mut data), Some(nothing)) => {
                data.block = Arc::new(nothing);
                self.heap.add_external(-(std::mem::take(&mut data.counted) as isize));
                std::mem::take(&mut data.views)
            }
            _ => vec![],
        };
        self.set_field(buffer, buffer_field::DATA, Value::UNDEFINED);
        for view in views.into_iter().filter_map(Value::as_object) {
            self.set_raw_field(view, view_field::CURRENT, 0);
        }
        block
    }
    /// Resizes within the capacity: bytes beyond a smaller length become zero.
    pub fn resize_buffer(&mut self, buffer: Gc<Object>, length: usize) {
        let Some(block) = self.buffer_block(buffer) else { return };
        let old = block.len();
        let length = length.min(block.capacity());
        if length < old {
            // SAFETY: within the block.
            unsafe { std::ptr::write_bytes(block.pointer.add(length), 0, old - length) };
        }
        block.length.store(length, Ordering::SeqCst);
        self.refresh_views(buffer);
    }
    /// Brings the views of a buffer, and what the collector counts, up to its length.
    pub fn refresh_views(&mut self, buffer: Gc<Object>) {
        let Some(mut data) = self.object_data_mut::<BufferData>(buffer, buffer_field::DATA) else { return };
        let length = data.block.len();
        let counted = std::mem::replace(&mut data.counted, length);
        self.heap.add_external(length as isize - counted as isize);
        let views = data.views.clone();
        drop(data);
        for view in views.into_iter().filter_map(Value::as_object) {
            self.refresh_view(view);
        }
    }
    fn refresh_view(&mut self, view: Gc<Object>) {
        let current = self.compute_view_length(view).unwrap_or(0);
        self.set_raw_field(view, view_field::CURRENT, current as u64);
    }
    /// The length in elements (bytes for a DataView) by the buffer's length now; `None` when out of bounds or detached.
    fn compute_view_length(&self, view: Gc<Object>) -> Option<usize> {
        let buffer = view.field(view_field::BUFFER).as_object()?;
        if self.is_detached_buffer(buffer) {
            return None;
        }
        let bytes = self.buffer_length(buffer);
        let offset = view.raw_field(view_field::OFFSET) as usize;
        let size = ElementType::from_u8(view.raw_field(view_field::TYPE) as u8).map_or(1, ElementType::size);
        match view.field(view_field::LENGTH) {
            length if length.is_hole() => (offset <= bytes).then(|| (bytes - offset) / size),
            length => {
                let length = length.bits() as usize;
                (offset + length * size <= bytes).then_some(length)
            }
        }
    }
    /// A TypedArray or DataView (`ty` none) on a buffer; `length` in elements, `None`: tracks the buffer's. Ranges already checked.
    pub fn new_view(&mut self, prototype: Value, buffer: Gc<Object>, ty: Option<ElementType>, offset: usize, length: Option<usize>) -> Gc<Object> {
        let kind = if ty.is_some() { Kind::TypedArray } else { Kind::DataView };
        let view = self.new_kind(kind, prototype);
        self.set_field(view, view_field::BUFFER, buffer.into());
        self.set_raw_field(view, view_field::OFFSET, offset as u64);
        view.set_field_no_barrier(view_field::LENGTH, length.map_or(Value::HOLE, |l| Value(l as u64)));
        self.set_raw_field(view, view_field::TYPE, ty.map_or(DATA_VIEW as u64, |t| t as u64));
        let pointer = self.buffer_block(buffer).map_or(0, |b| b.pointer as usize + offset);
        self.set_raw_field(view, view_field::POINTER, pointer as u64);
        if ty.is_some() {
            view.set_elements_byte(crate::elements::kind::EXOTIC);
        }
        self.refresh_view(view);
        if let Some(mut data) = self.object_data_mut::<BufferData>(buffer, buffer_field::DATA) {
            data.views.push(view.into());
        }
        view
    }
    /// The length in elements (bytes for a DataView); `None` when out of bounds or detached.
    pub fn view_length(&mut self, view: Gc<Object>) -> Option<usize> {
        let buffer = view.field(view_field::BUFFER).as_object()?;
        if self.buffer_flag(buffer, 1 | 2 | 4) {
            // Another agent may have grown it, or it may be out of bounds: length 0 tells not which.
            let length = self.compute_view_length(view);
            self.set_raw_field(view, view_field::CURRENT, length.unwrap_or(0) as u64);
            return length;
        }
        Some(view.raw_field(view_field::CURRENT) as usize)
    }
    /// The bytes that a view sees, for writing; valid until script runs. Empty when out of bounds.
    pub fn view_bytes_mut<'a>(&mut self, view: Gc<Object>) -> &'a mut [u8] {
        let size = ElementType::from_u8(view.raw_field(view_field::TYPE) as u8).map_or(1, ElementType::size);
        match self.view_length(view) {
            // SAFETY: D1.
            Some(length) if length > 0 => unsafe {
                std::slice::from_raw_parts_mut(view.raw_field(view_field::POINTER) as *mut u8, length * size)
            },
            _ => &mut [],
        }
    }
}
