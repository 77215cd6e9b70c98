//! Names that are looked up at run time: environments with names, `with`, variables of evals, globals, and the declarations of
//! scripts and evals.
use crate::env::{Env, VAR_SCOPE, WITH_SCOPE};
use crate::key::PropertyKey;
use crate::object::Object;
use crate::property::PropertyDescriptor;
use crate::realm::Realm;
use crate::shape::attrs;
use crate::value::Value;
use crate::vm::{JsResult, Thrown, Vm};
use ogive_bytecode::code::Declarations;
use ogive_bytecode::{BindingKind, ScopeKind};
use ogive_gc::Gc;

/// Where a name has been found.
#[derive(Clone, Copy)]
pub(crate) enum Place {
    /// A slot of an environment.
    Slot(Gc<Env>, u32, BindingKind),
    /// A property of a `with` object.
    With(Gc<Object>),
    /// A property of the object that holds an eval's variables.
    EvalVar(Gc<Object>),
    /// A global lexical binding: slot 0 of the environment; constant?
    Lexical(Gc<Env>, bool),
    /// A property of the global object.
    Global(Gc<Object>),
    /// Nowhere.
    Unresolvable,
}

/// A name with its key, as an op's site gives it.
#[derive(Clone, Copy)]
pub(crate) struct NameRef<'a> {
    pub(crate) text: &'a [u8],
    pub(crate) key: PropertyKey,
    pub(crate) strict: bool,
}
impl NameRef<'_> {
    fn display(&self) -> String {
        String::from_utf8_lossy(self.text).into_owned()
    }
}

impl Vm {
    // ---- errors -----------------------------------------------------------------------------------------------------

    #[cold]
    pub(crate) fn not_defined(&mut self, name: &str) -> Thrown {
        self.reference_error(format!("{name} is not defined"))
    }
    #[cold]
    pub(crate) fn dead_zone(&mut self, name: &str) -> Thrown {
        self.reference_error(format!("Cannot access '{name}' before initialization"))
    }
    #[cold]
    fn already_declared(&mut self, name: &[u8]) -> Thrown {
        let name = String::from_utf8_lossy(name).into_owned();
        self.syntax_error(format!("Identifier '{name}' has already been declared"))
    }
    #[cold]
    fn constant_assignment(&mut self) -> Thrown {
        self.type_error("Assignment to constant variable.")
    }

    // ---- finding ----------------------------------------------------------------------------------------------------

    /// 9.1.1.2.1 HasBinding of a `with` environment.
    fn with_has(&mut self, object: Gc<Object>, key: PropertyKey) -> JsResult<bool> {
        if !self.has_property(object, key)? {
            return Ok(false);
        }
        let unscopables = PropertyKey::symbol(self.symbols.unscopables);
        let unscopables = self.get(object, unscopables)?;
        if let Some(unscopables) = unscopables.as_object() {
            return Ok(!self.get(unscopables, key)?.to_boolean());
        }
        Ok(true)
    }

    /// 9.4.2 ResolveBinding from an environment value outwards.
    pub(crate) fn find_name(&mut self, env: Value, name: NameRef<'_>) -> JsResult<Place> {
        let mut link = env.as_internal::<Env>();
        while let Some(env) = link {
            match env.scope {
                WITH_SCOPE => {
                    let object = env.get(0).as_object().expect("a with environment's object");
                    if self.with_has(object, name.key)? {
                        return Ok(Place::With(object));
                    }
                }
                VAR_SCOPE => {
                    let object = env.get(0).as_object().expect("a var environment's object");
                    if self.has_own_property(object, name.key)? {
                        return Ok(Place::EvalVar(object));
                    }
                }
                _ => {
                    if let Some(info) = env.info()
                        && let Some(slot) = info.slot_of(name.text)
                    {
                        let kind = info.bindings[slot as usize].kind;
                        if !matches!(kind, BindingKind::Internal | BindingKind::PrivateName) {
                            return Ok(Place::Slot(env, slot, kind));
                        }
                    }
                }
            }
            link = env.parent();
        }
        self.find_global(name.key)
    }
    /// Where a global name is.
    pub(crate) fn find_global(&mut self, key: PropertyKey) -> JsResult<Place> {
        let realm = self.realm();
        if let Some(&(env, constant)) = realm.lexicals().map.get(&key) {
            return Ok(Place::Lexical(env, constant));
        }
        let global = realm.global();
        Ok(if self.has_property(global, key)? { Place::Global(global) } else { Place::Unresolvable })
    }

    // ---- reading and writing ----------------------------------------------------------------------------------------

    /// 6.2.5.5 GetValue of a place.
    pub(crate) fn read_place(&mut self, place: Place, name: NameRef<'_>) -> JsResult<Value> {
        match place {
            Place::Slot(env, slot, BindingKind::Import) => {
                let value = env.get(slot);
                self.read_import(value, &name.display())
            }
            Place::Slot(env, slot, _) => self.initialized(env.get(slot), name),
            Place::Lexical(env, _) => self.initialized(env.get(0), name),
            Place::With(object) => {
                // 9.1.1.2.6
                if !self.has_property(object, name.key)? {
                    return if name.strict { Err(self.not_defined(&name.display())) } else { Ok(Value::UNDEFINED) };
                }
                self.get(object, name.key)
            }
            Place::EvalVar(object) | Place::Global(object) => self.get(object, name.key),
            Place::Unresolvable => Err(self.not_defined(&name.display())),
        }
    }

    fn initialized(&mut self, value: Value, name: NameRef<'_>) -> JsResult<Value> {
        if value.is_hole() { Err(self.dead_zone(&name.display())) } else { Ok(value) }
    }

    /// 6.2.5.6 PutValue to a place.
    pub(crate) fn write_place(&mut self, place: Place, name: NameRef<'_>, value: Value) -> JsResult<()> {
        match place {
            Place::Slot(env, slot, kind) => {
                if env.get(slot).is_hole() {
                    return Err(self.dead_zone(&name.display()));
                }
                match kind {
                    BindingKind::Const | BindingKind::Import => Err(self.constant_assignment()),
                    BindingKind::FunctionName if name.strict => Err(self.constant_assignment()),
                    BindingKind::FunctionName => Ok(()),
                    _ => {
                        self.set_env_slot(env, slot, value);
                        Ok(())
                    }
                }
            }
            Place::Lexical(env, constant) => {
                if env.get(0).is_hole() {
                    return Err(self.dead_zone(&name.display()));
                }
                if constant {
                    return Err(self.constant_assignment());
                }
                self.set_env_slot(env, 0, value);
                Ok(())
            }
            Place::With(object) | Place::EvalVar(object) | Place::Global(object) => {
                // 9.1.1.2.5
                if !self.has_property(object, name.key)? && name.strict {
                    return Err(self.not_defined(&name.display()));
                }
                if !self.set(object, name.key, value, object.into())? && name.strict {
                    return Err(self.cannot_assign(object.into(), name.key));
                }
                Ok(())
            }
            Place::Unresolvable => {
                if name.strict {
                    return Err(self.not_defined(&name.display()));
                }
                let global = self.realm().global();
                self.set(global, name.key, value, global.into())?;
                Ok(())
            }
        }
    }

    /// The value behind an import slot's binding reference.
    pub(crate) fn read_import(&mut self, reference: Value, name: &str) -> JsResult<Value> {
        let value = match reference.as_internal::<crate::object::Accessor>() {
            Some(accessor) => {
                let env = match accessor.get.get().as_internal::<Env>() {
                    Some(env) => Some(env),
                    None => accessor.get.get().as_internal::<crate::data::DataCell>().and_then(|m| self.module_env(m)),
                };
                env.map_or(Value::HOLE, |env| env.get(accessor.set.get().int_unchecked() as u32))
            }
            None => reference,
        };
        if value.is_internal() {
            // Re-exported import: follow.
            return self.read_import(value, name);
        }
        if value.is_hole() { Err(self.dead_zone(name)) } else { Ok(value) }
    }

    /// 13.5.1.2 `delete name`.
    pub(crate) fn delete_place(&mut self, place: Place, name: NameRef<'_>) -> JsResult<bool> {
        match place {
            Place::Slot(..) | Place::Lexical(..) => Ok(false),
            Place::With(object) | Place::EvalVar(object) | Place::Global(object) => self.delete(object, name.key),
            Place::Unresolvable => Ok(true),
        }
    }

    // ---- declarations -----------------------------------------------------------------------------------------------

    /// 16.1.7 GlobalDeclarationInstantiation, 19.2.1.3 at the global level.
    pub(crate) fn declare_globals(&mut self, declarations: &Declarations) -> JsResult<()> {
        let realm = self.realm();
        let global = realm.global();
        let mut functions = crate::property::KeyVec::new(self);
        let mut vars = crate::property::KeyVec::new(self);
        let mut annex_b = crate::property::KeyVec::new(self);
        for (name, _) in &declarations.lexicals {
            let key = self.name_key(name);
            let restricted = self.get_own_property(global, key)?.is_some_and(|p| !p.is_configurable());
            if restricted || realm.lexicals().map.contains_key(&key) {
                return Err(self.already_declared(name));
            }
        }
        for name in declarations.functions.iter().chain(&declarations.vars) {
            let key = self.name_key(name);
            if realm.lexicals().map.contains_key(&key) {
                return Err(self.already_declared(name));
            }
        }
        for name in &declarations.functions {
            let key = self.name_key(name);
            if !self.can_declare_global_function(global, key)? {
                let name = String::from_utf8_lossy(name).into_owned();
                return Err(self.type_error(format!("Cannot declare global function '{name}'")));
            }
            functions.push(key);
        }
        for name in &declarations.vars {
            let key = self.name_key(name);
            if !self.has_own_property(global, key)? && !self.is_extensible(global)? {
                let name = String::from_utf8_lossy(name).into_owned();
                return Err(self.type_error(format!("Cannot declare global variable '{name}'")));
            }
            vars.push(key);
        }
        for name in &declarations.annex_b {
            let key = self.name_key(name);
            if !realm.lexicals().map.contains_key(&key) && self.can_declare_global_function(global, key)? {
                annex_b.push(key);
            }
        }
        for (name, constant) in &declarations.lexicals {
            let key = self.name_key(name);
            let env = self.new_env(None, 0, Value::UNDEFINED, 1, Value::HOLE);
            realm.lexicals_mut().map.insert(key, (env, *constant));
            self.heap.barrier(realm);
        }
        let deletable = declarations.deletable;
        for i in 0..functions.len() {
            self.create_global_function(global, functions.get(i), deletable)?;
        }
        for i in 0..vars.len() + annex_b.len() {
            let key = if i < vars.len() { vars.get(i) } else { annex_b.get(i - vars.len()) };
            self.create_global_var(global, key, deletable)?;
        }
        if !declarations.lexicals.is_empty() {
            self.lexicals_changed(realm);
        }
        Ok(())
    }
    fn name_key(&mut self, name: &[u8]) -> PropertyKey {
        let atom = self.intern_wtf8(name);
        self.key_of_string(atom)
    }
    /// 9.1.1.4.16 CanDeclareGlobalFunction
    fn can_declare_global_function(&mut self, global: Gc<Object>, key: PropertyKey) -> JsResult<bool> {
        let Some(existing) = self.get_own_property(global, key)? else { return self.is_extensible(global) };
        Ok(existing.is_configurable() || (existing.is_data() && existing.is_writable() && existing.is_enumerable()))
    }
    /// 9.1.1.4.18 CreateGlobalFunctionBinding, with undefined.
    fn create_global_function(&mut self, global: Gc<Object>, key: PropertyKey, deletable: bool) -> JsResult<()> {
        let existing = self.get_own_property(global, key)?;
        if existing.is_none_or(|e| e.is_configurable()) {
            let attributes = attrs::WRITABLE | attrs::ENUMERABLE | if deletable { attrs::CONFIGURABLE } else { 0 };
            self.define_property_or_throw(global, key, &PropertyDescriptor::data(Value::UNDEFINED, attributes))?;
        }
        Ok(())
    }
    /// 9.1.1.4.17 CreateGlobalVarBinding
    fn create_global_var(&mut self, global: Gc<Object>, key: PropertyKey, deletable: bool) -> JsResult<()> {
        if !self.has_own_property(global, key)? && self.is_extensible(global)? {
            let attributes = attrs::WRITABLE | attrs::ENUMERABLE | if deletable { attrs::CONFIGURABLE } else { 0 };
            self.define_property_or_throw(global, key, &PropertyDescriptor::data(Value::UNDEFINED, attributes))?;
        }
        Ok(())
    }
    /// A new lexical binding may shadow a property of the global object that caches hold: the object gets another shape.
    fn lexicals_changed(&mut self, realm: Gc<Realm>) {
        let global = realm.global();
        if global.shape().is_unique() {
            self.before_unique_change(global);
        }
    }

    /// 19.2.1.3 EvalDeclarationInstantiation of sloppy eval code inside a function.
    pub(crate) fn declare_eval_vars(&mut self, env: Value, declarations: &Declarations) -> JsResult<()> {
        let mut link = env.as_internal::<Env>();
        let mut between = vec![];
        let var_env = loop {
            let Some(env) = link else { break None };
            if env.scope == VAR_SCOPE {
                break Some(env);
            }
            if env.scope != WITH_SCOPE
                && let Some(info) = env.info()
            {
                between.push(info);
            }
            link = env.parent();
        };
        let Some(var_env) = var_env else {
            for name in declarations.functions.iter().chain(&declarations.vars) {
                if between.iter().any(|info| is_lexical(info, name)) {
                    return Err(self.already_declared(name));
                }
            }
            let annex_b = declarations.annex_b.iter().filter(|n| !between.iter().any(|info| is_lexical(info, n)));
            let kept = Declarations { annex_b: annex_b.cloned().collect(), ..declarations.clone() };
            return self.declare_globals(&kept);
        };
        let own = if var_env.get(1) == Value::TRUE { var_env.parent().and_then(|p| p.info()) } else { None };
        let conflicts = |name: &[u8]| {
            between.iter().any(|info| is_in_the_way(info, name)) || own.as_ref().is_some_and(|info| is_lexical(info, name))
        };
        let object = var_env.get(0).as_object().expect("a var environment's object");
        for name in declarations.functions.iter().chain(&declarations.vars) {
            if conflicts(name) {
                return Err(self.already_declared(name));
            }
        }
        let wanted = declarations.annex_b.iter().filter(|name| !conflicts(name));
        for name in declarations.functions.iter().chain(&declarations.vars).chain(wanted) {
            if own.as_ref().is_some_and(|info| info.slot_of(name).is_some()) {
                continue;
            }
            let key = self.name_key(name);
            if !self.has_own_property(object, key)? {
                self.create_data_property(object, key, Value::UNDEFINED)?;
            }
        }
        Ok(())
    }

    /// Where `SetEvalVar` stores; `None` when Annex B has skipped the name.
    pub(crate) fn find_eval_var(&mut self, env: Value, name: NameRef<'_>) -> JsResult<Option<Place>> {
        let mut link = env.as_internal::<Env>();
        while let Some(env) = link {
            if env.scope == VAR_SCOPE {
                let object = env.get(0).as_object().expect("a var environment's object");
                if self.has_own_property(object, name.key)? {
                    return Ok(Some(Place::EvalVar(object)));
                }
                let own = env.parent().filter(|_| env.get(1) == Value::TRUE);
                return Ok(own.and_then(|own| {
                    let info = own.info()?;
                    let slot = info.slot_of(name.text)?;
                    let kind = info.bindings[slot as usize].kind;
                    (kind == BindingKind::Var).then_some(Place::Slot(own, slot, kind))
                }));
            }
            if env.scope != WITH_SCOPE && env.info().is_some_and(|info| is_lexical(&info, name.text)) {
                return Ok(None);
            }
            link = env.parent();
        }
        let global = self.realm().global();
        if self.realm().lexicals().map.contains_key(&name.key) {
            return Ok(None);
        }
        Ok(Some(Place::Global(global)))
    }
}

fn is_lexical(info: &ogive_bytecode::ScopeInfo, name: &[u8]) -> bool {
    let kind = info.slot_of(name).map(|slot| info.bindings[slot as usize].kind);
    matches!(kind, Some(BindingKind::Let | BindingKind::Const | BindingKind::Import))
}
/// May an eval within this scope not declare the name as a variable? Between an eval and its variables lie only lexical scopes, and
/// the parameters when the eval is in a parameter's initializer.
fn is_in_the_way(info: &ogive_bytecode::ScopeInfo, name: &[u8]) -> bool {
    is_lexical(info, name) || (info.kind == ScopeKind::Function && info.slot_of(name).is_some())
}
