//! Data cells: a Rust value that lives as long as the objects that name it. What builtins and hosts keep behind an
//! internal field: Map tables, compiled regular expressions, buffers.
use crate::cells::{Kind, Traced};
use crate::value::Value;
use crate::vm::Vm;
use ogive_gc::{Cell as GcCell, Gc, Header, Tracer, WeakContext};
use std::any::Any;
use std::cell::{RefCell, RefMut, Ref};

/// A Rust value that a cell can own. Values inside must be shown to the tracer, or they die.
pub trait Data: Any {
    /// Shows every Value and cell. Ephemeron and weak content is not shown here.
    fn trace(&self, tracer: &mut DataTracer<'_>);
    /// Must [`Data::weak`] or [`Data::ephemerons`] run?
    fn is_weak(&self) -> bool {
        false
    }
    /// Marks values whose keys are live (`tracer.is_live(key)`); true if it marked any.
    fn ephemerons(&self, _tracer: &mut DataTracer<'_>) -> bool {
        false
    }
    /// Drops references to dead cells.
    fn weak(&mut self, _live: &dyn Fn(Value) -> bool) {}
    /// Bytes outside the heap that the data has told the collector of ([`ogive_gc::Heap::add_external`]) and not taken back.
    fn external(&self) -> usize {
        0
    }
}

/// The collector's tracer, as data sees it.
pub struct DataTracer<'a>(&'a mut Tracer);
impl DataTracer<'_> {
    /// Marks a value.
    pub fn value(&mut self, value: Value) {
        self.0.mark_word(value.bits());
    }
    /// Marks values.
    pub fn values(&mut self, values: &[Value]) {
        crate::cells::mark_values(self.0, values);
    }
    /// Marks a cell.
    pub fn cell<T>(&mut self, cell: Gc<T>) {
        self.0.mark(cell);
    }
    /// One entry of an ephemeron table: marks `value` if `key` is live; true if that was news.
    pub fn ephemeron(&mut self, key: Value, value: Value) -> bool {
        self.0.ephemeron(key.bits(), value.bits())
    }
}

/// The cell; made by [`Vm::new_data`].
#[repr(C)]
pub struct DataCell {
    header: Header,
    data: Box<RefCell<dyn Data>>,
}
// SAFETY: repr(C), begins with Header; traced below.
unsafe impl GcCell for DataCell {
    const KIND: u8 = Kind::Data as u8;
}
impl Traced for DataCell {
    fn trace(&self, tracer: &mut Tracer) {
        // SAFETY: collections happen at allocations; a mutable borrow at that time (a table that grows while it is
        // edited) is of the same thread and is suspended while the data is read here.
        let data = unsafe { &*self.data.as_ptr() };
        if data.is_weak() {
            tracer.defer_ephemerons(self as *const DataCell as *mut Header);
        }
        data.trace(&mut DataTracer(tracer));
    }
    const FINALIZE: bool = true;
    fn finalize(&mut self) {
        // SAFETY: called once for a dead cell.
        unsafe { std::ptr::drop_in_place(&mut self.data) }
    }
    fn external(&self) -> usize {
        // SAFETY: as in `trace`.
        unsafe { &*self.data.as_ptr() }.external()
    }
    fn ephemerons(&self, tracer: &mut Tracer) -> bool {
        // SAFETY: as in `trace`.
        unsafe { &*self.data.as_ptr() }.ephemerons(&mut DataTracer(tracer))
    }
    fn weak(&self, context: &mut WeakContext) {
        // SAFETY: as in `trace`.
        unsafe { &mut *self.data.as_ptr() }
            .weak(&|value: Value| !value.is_cell() || context.is_live(value.payload() as *const Header))
    }
}
impl DataCell {
    /// The data, if it is a `T`. Panics when it is mutably borrowed: no borrow may live across a call that can run JavaScript.
    pub fn borrow<T: Data>(&self) -> Option<Ref<'_, T>> {
        Ref::filter_map(self.data.borrow(), |d| (d as &dyn Any).downcast_ref::<T>()).ok()
    }
}
impl Vm {
    /// A cell that owns `data`.
    pub fn new_data<T: Data>(&mut self, data: T) -> Gc<DataCell> {
        // The cell first: what the data names is on the stack until then, and in the boxed value nobody would see it.
        let cell = self.heap.allocate(size_of::<DataCell>(), Kind::Data as u8, 0) as *mut DataCell;
        let data: Box<RefCell<dyn Data>> = Box::new(RefCell::new(data));
        // SAFETY: a fresh cell of that size whose header is written.
        unsafe {
            std::ptr::addr_of_mut!((*cell).data).write(data);
            Gc::from_ptr(cell)
        }
    }
    /// The data for writing; tells the collector that it may change. As [`DataCell::borrow`] on panics.
    pub fn data_mut<'a, T: Data>(&mut self, cell: &'a Gc<DataCell>) -> Option<RefMut<'a, T>> {
        self.heap.barrier(*cell);
        RefMut::filter_map(cell.data.borrow_mut(), |d| (d as &mut dyn Any).downcast_mut::<T>()).ok()
    }
    /// The data behind internal field `i` of an object, for writing.
    pub fn object_data_mut<T: Data>(&mut self, object: Gc<crate::object::Object>, i: usize) -> Option<RefMut<'static, T>> {
        let cell = object.field(i).as_internal::<DataCell>()?;
        self.heap.barrier(cell);
        // SAFETY: the cell is kept alive by `object`, which the caller holds on its stack while it uses the borrow.
        let cell: &'static DataCell = unsafe { &*cell.as_ptr() };
        RefMut::filter_map(cell.data.borrow_mut(), |d| (d as &mut dyn Any).downcast_mut::<T>()).ok()
    }
    /// The data behind internal field `i` of an object.
    pub fn object_data<T: Data>(&self, object: Gc<crate::object::Object>, i: usize) -> Option<Ref<'static, T>> {
        let cell = object.field(i).as_internal::<DataCell>()?;
        // SAFETY: as above.
        let cell: &'static DataCell = unsafe { &*cell.as_ptr() };
        cell.borrow::<T>()
    }
}
