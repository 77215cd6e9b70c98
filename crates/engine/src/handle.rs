//! Rooted handles.
use ogive_gc::RootVec;
use ogive_vm::{Value, Vm};

/// Keeps a JavaScript value alive. Belongs to one engine; may be dropped at any time, also after its engine.
pub struct Handle {
    word: RootVec,
    engine: u64,
}
impl Handle {
    pub(crate) fn new(vm: &Vm, engine: u64, value: Value) -> Handle {
        let mut word = RootVec::new(&vm.heap);
        word.push(value.bits());
        Handle { word, engine }
    }
    pub(crate) fn value(&self, engine: u64) -> Option<Value> {
        (self.engine == engine).then(|| Value::from_rooted_bits(self.word[0]))
    }
}
