//! 7.3.35 GroupBy, for Object.groupBy and Map.groupBy.
use crate::key::PropertyKey;
use crate::value::Value;
use crate::value_vec::ValueVec;
use crate::vm::{JsResult, Vm};
use rustc_hash::FxHashMap;

/// How the callback's answers become keys.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum KeyCoercion {
    /// ToPropertyKey.
    Property,
    /// As they are, -0 as +0; compared by SameValueZero.
    Collection,
}

/// Groups in the order of their first member. All values are roots.
pub struct Groups {
    /// The keys: property keys as values, or the answers.
    pub keys: ValueVec,
    /// The members of each key.
    pub members: Vec<ValueVec>,
}

impl Vm {
    /// 7.3.35 [GroupBy](https://tc39.es/ecma262/#sec-groupby)
    pub fn group_by(&mut self, items: Value, callback: Value, coercion: KeyCoercion) -> JsResult<Groups> {
        self.require_object_coercible(items, "groupBy")?;
        if !self.is_callable(callback) {
            let text = self.describe_for_error(callback);
            return Err(self.type_error(format!("{text} is not a function")));
        }
        let mut groups = Groups { keys: ValueVec::new(self), members: vec![] };
        // Hash → group numbers.
        let mut table: FxHashMap<u64, Vec<usize>> = FxHashMap::default();
        let mut index = 0usize;
        self.iterate(items, |vm, item| {
            let answer = vm.call(callback, Value::UNDEFINED, &[item, Value::from(index)])?;
            index += 1;
            let key = match coercion {
                KeyCoercion::Property => {
                    let key = vm.to_property_key(answer)?;
                    vm.property_key_word(key)
                }
                KeyCoercion::Collection => match answer.as_number() {
                    Some(d) => Value::number(d + 0.0),
                    None => answer,
                },
            };
            let hash = vm.group_hash(key);
            let candidates = table.entry(hash).or_default();
            let found = candidates.iter().copied().find(|&i| vm.same_value_zero(groups.keys.get(i), key));
            let at = found.unwrap_or_else(|| {
                candidates.push(groups.members.len());
                groups.keys.push(key);
                groups.members.push(ValueVec::new(vm));
                groups.members.len() - 1
            });
            groups.members[at].push(item);
            Ok(())
        })?;
        Ok(groups)
    }
    /// A property key as a Value that `to_property_key` turns back into it.
    fn property_key_word(&mut self, key: PropertyKey) -> Value {
        match key.as_index() {
            Some(i) => Value::from(i),
            None => self.key_to_value(key),
        }
    }
    fn group_hash(&mut self, key: Value) -> u64 {
        if let Some(s) = key.as_string() {
            return self.string_hash(s) as u64;
        }
        match key.as_bigint() {
            Some(b) => b.low_u64(),
            None => key.bits(),
        }
    }
}
