//! Stack traces: captured frames, V8's text and its API.
//!
//! Capturing keeps one [`FrameRecord`] per frame in a data cell behind the error's internal field, and adds an own `stack`
//! property that is still lazy (`attrs::LAZY`). The text is made when the property is first asked for: by
//! `Error.prepareStackTrace(error, callSites)` if that is a function, else in V8's format.
use crate::cells::Kind;
use crate::code_block::CodeBlock;
use crate::data::{Data, DataCell, DataTracer};
use crate::generator::{SavedFrame, generator_field};
use crate::object::Object;
use crate::realm::Intrinsic;
use crate::shape::attrs;
use crate::stack::{Frame, frame_flags};
use crate::string::Units;
use crate::string_ops::StringBuilder;
use crate::value::Value;
use crate::value_vec::ValueVec;
use crate::vm::{JsResult, Vm};
use ogive_bytecode::{FunctionKind, Op, frame};
use ogive_gc::Gc;

/// Internal field of errors: the captured frames (a data cell), then the finished `stack`.
pub const FIELD_STACK: usize = 0;
/// `Error.stackTraceLimit` when there is no Error constructor yet.
const DEFAULT_LIMIT: usize = 10;
const ANONYMOUS: &str = "<anonymous>";
const EVAL_PREFIX: &str = "eval at ";
const EVAL_SUFFIX: &str = ", <anonymous>";
/// However large the limit is.
const MAX_LIMIT: usize = 10_000;

/// A frame as it was captured.
#[derive(Clone, Copy)]
pub struct FrameRecord {
    /// The running function.
    pub function: Value,
    /// Its `this`; the hole before super() has returned.
    pub this: Value,
    /// Its code; none for a native function.
    pub code: Option<Gc<CodeBlock>>,
    /// The unit being executed.
    pub unit: u32,
    /// Called by `new`.
    pub construct: bool,
    /// Not running: it awaits the promise of the frame before.
    pub is_async: bool,
}

/// The captured frames, innermost first.
struct Captured(Vec<FrameRecord>);
impl Data for Captured {
    fn trace(&self, tracer: &mut DataTracer<'_>) {
        for record in &self.0 {
            record.trace(tracer);
        }
    }
}
impl FrameRecord {
    pub(crate) fn trace(&self, tracer: &mut DataTracer<'_>) {
        tracer.value(self.function);
        tracer.value(self.this);
        if let Some(code) = self.code {
            tracer.cell(code);
        }
    }
    fn of(frame: Frame) -> FrameRecord {
        // Functions of the library are shown as built-in ones.
        let code = frame.code().filter(|code| !code.template().source.library);
        let native_construct = frame.code().is_none() && !frame.word(frame::NEW_TARGET).is_undefined();
        FrameRecord {
            function: frame.callee(),
            this: frame.this(),
            code,
            unit: frame.unit().unwrap_or(0),
            construct: native_construct || frame.flags() & frame_flags::CONSTRUCT != 0,
            is_async: false,
        }
    }
    /// A suspended async function.
    fn of_saved(saved: Gc<SavedFrame>) -> FrameRecord {
        let words = saved.words();
        // SAFETY: a saved window's code word is the code block that its callee keeps alive.
        let code = unsafe { Gc::from_addr(words[frame::CODE as usize].bits() as usize) };
        FrameRecord {
            function: words[frame::CALLEE as usize],
            this: words[frame::THIS as usize],
            code: Some(code),
            unit: saved.resume_unit.get(),
            construct: false,
            is_async: true,
        }
    }
    /// Source name, and 1-based line and column.
    pub fn location(&self) -> Option<(&str, u32, u32)> {
        let code = self.code.as_ref()?;
        let source = &code.template().source;
        let (line, column) = source.line_column(self.offset()?);
        Some((&source.name, line, column))
    }
    /// Where the text was compiled, if it was by eval or as a dynamic function: `eval at f (file:1:2)`.
    pub fn eval_origin(&self) -> Option<&str> {
        let name = self.location()?.0;
        if name.starts_with(EVAL_PREFIX) { name.strip_suffix(EVAL_SUFFIX) } else { None }
    }
    /// The byte offset in the source.
    pub fn offset(&self) -> Option<u32> {
        let code = self.code.as_ref()?;
        Some(code.code()?.position_of(self.unit).unwrap_or(code.template().span.0))
    }
    /// What kind of function; none for a native one.
    pub fn kind(&self) -> Option<FunctionKind> {
        self.code.as_ref().map(|c| c.template().kind)
    }
}

impl Vm {
    /// The frames that are running, innermost first, at most `limit`. With `until`: those outside the innermost frame of that
    /// function; none if it is not running.
    pub fn capture_frames(&self, until: Option<Gc<Object>>, limit: usize) -> Vec<FrameRecord> {
        let mut out = vec![];
        let mut waiting = until;
        let mut next = self.current_frame();
        let mut outermost = next;
        // Does a JavaScript frame stand above?
        let mut calls_script = false;
        while let Some(frame) = next
            && out.len() < limit
        {
            outermost = next;
            next = frame.caller();
            match waiting {
                Some(function) if frame.callee() == Value::from(function) => waiting = None,
                Some(_) => {}
                None if self.is_shown(frame) && !(calls_script && is_left(frame)) => out.push(FrameRecord::of(frame)),
                None => {}
            }
            calls_script = frame.code().is_some();
        }
        if waiting.is_none()
            && let Some(frame) = outermost
        {
            self.capture_awaiters(frame, limit, &mut out);
        }
        out
    }
    /// Frames that only pass a call on (Function.prototype.call and apply, Reflect.apply and construct) are not shown, as in V8.
    fn is_shown(&self, frame: Frame) -> bool {
        let Some(callee) = frame.callee().as_object() else { return frame.code().is_some() };
        if callee.kind() == Kind::NativeFunction && callee.has_flag(crate::object::flags::KIND_1) {
            return false;
        }
        if callee.kind() != Kind::NativeFunction {
            // Proxies and bound functions pass calls on as well.
            return frame.code().is_some();
        }
        let shape = callee.shape();
        let name = shape.lookup(self.names.name).and_then(|e| callee.slot(shape, e.slot).as_string());
        let Some(name) = name.filter(|n| !n.is_rope()) else { return true };
        let is = |text: &[u8]| name.flat_units().same(&Units::Latin1(text));
        let this = frame.this().as_object();
        let on_function = this.is_some_and(|t| t.is_callable()) && (is(b"call") || is(b"apply"));
        let on_reflect = frame.this() == self.realm().intrinsic_value(Intrinsic::Reflect) && (is(b"apply") || is(b"construct"));
        !on_function && !on_reflect
    }
    /// The async functions that wait, one for the other, for the resumed one at the bottom of the stack.
    fn capture_awaiters(&self, bottom: Frame, limit: usize, out: &mut Vec<FrameRecord>) {
        if bottom.flags() & frame_flags::RESUMED == 0 {
            return;
        }
        // A resumed frame keeps its activation in the word that is new.target's elsewhere.
        let mut activation = bottom.word(frame::NEW_TARGET).as_object().filter(|a| a.kind() == Kind::Generator);
        while let Some(running) = activation
            && out.len() < limit
        {
            let promise = running.field(generator_field::PROMISE);
            activation = self.as_promise(promise).and_then(|promise| self.sole_awaiter(promise));
            let saved = activation.and_then(|a| a.field(generator_field::FRAME).as_internal::<SavedFrame>());
            match saved {
                Some(saved) => out.push(FrameRecord::of_saved(saved)),
                None => return,
            }
        }
    }
    /// Captures the running frames for `error`'s `stack`; frames up to and including those of `until` are left out. With no
    /// numeric `Error.stackTraceLimit` there is no `stack`.
    pub fn capture_stack(&mut self, error: Gc<Object>, until: Option<Gc<Object>>) {
        let Some(limit) = self.stack_trace_limit() else { return };
        // The running frames keep the values alive until the cell does.
        let captured = self.capture_frames(until, limit);
        let captured = Value::internal(self.new_data(Captured(captured)));
        let key = self.names.stack;
        if error.kind() != Kind::Error || error.shape().lookup(key).is_some() {
            return;
        }
        self.set_field(error, FIELD_STACK, captured);
        if self.options.own_error_stack {
            self.add_property(error, key, Value::UNDEFINED, attrs::HIDDEN | attrs::LAZY);
        }
    }
    fn stack_trace_limit(&mut self) -> Option<usize> {
        let Some(constructor) = self.realm().intrinsic_value(Intrinsic::Error).as_object() else {
            return Some(DEFAULT_LIMIT);
        };
        let key = self.names.stack_trace_limit;
        let limit = self.stored_property(constructor, key).filter(|p| !p.is_accessor())?.value.as_number()?;
        // The cast saturates: NaN and negative numbers give 0.
        Some((limit as usize).min(MAX_LIMIT))
    }
    /// The `stack` of an error as it is now: made if it has not been yet. Undefined when nothing was captured.
    pub fn error_stack(&mut self, error: Gc<Object>) -> JsResult<Value> {
        self.materialize_stack(error)?;
        Ok(error.field(FIELD_STACK))
    }
    /// Turns the lazy `stack` of an error (`Kind::Error`) into what it shall be.
    pub(crate) fn materialize_stack(&mut self, error: Gc<Object>) -> JsResult<()> {
        let Some(captured) = error.field(FIELD_STACK).as_internal::<DataCell>() else { return Ok(()) };
        // Before a script can run: it may ask again.
        self.set_field(error, FIELD_STACK, Value::UNDEFINED);
        self.finish_stack(error, Value::UNDEFINED);
        let frames = captured.borrow::<Captured>().map(|c| c.0.clone()).unwrap_or_default();
        // `captured` stays on this stack, and keeps what the copy names alive.
        let stack = self.prepare_stack(error, &frames)?;
        std::hint::black_box(captured);
        self.set_field(error, FIELD_STACK, stack);
        self.finish_stack(error, stack);
        Ok(())
    }
    /// Stores `stack` in the own property, as long as that is what capturing made of it.
    fn finish_stack(&mut self, error: Gc<Object>, stack: Value) {
        let key = self.names.stack;
        let Some(entry) = error.shape().lookup(key) else { return };
        if entry.attrs & attrs::LAZY != 0 {
            self.reconfigure_property(error, key, entry.attrs & !attrs::LAZY);
        }
        let shape = error.shape();
        if let Some(entry) = shape.lookup(key)
            && entry.attrs & attrs::ACCESSOR == 0
            && error.slot(shape, entry.slot).is_undefined()
        {
            self.set_slot(error, &entry, stack);
        }
    }
    /// What `Error.captureStackTrace(object, until)` gives the object as `stack`: undefined when there is no numeric limit.
    pub fn stack_of(&mut self, object: Gc<Object>, until: Gc<Object>) -> JsResult<Value> {
        let Some(limit) = self.stack_trace_limit() else { return Ok(Value::UNDEFINED) };
        let frames = self.capture_frames(Some(until), limit);
        // The frames are still running, so they keep what the records name alive.
        self.prepare_stack(object, &frames)
    }
    /// `Error.prepareStackTrace(error, callSites)`, or the text. `frames` must be kept alive by the caller.
    fn prepare_stack(&mut self, error: Gc<Object>, frames: &[FrameRecord]) -> JsResult<Value> {
        if let Some(constructor) = self.realm().intrinsic_value(Intrinsic::Error).as_object() {
            let key = self.names.prepare_stack_trace;
            let prepare = self.get(constructor, key)?;
            if self.is_callable(prepare) {
                let mut sites = ValueVec::new(self);
                for record in frames {
                    let site = self.new_call_site(*record);
                    sites.push(site.into());
                }
                let sites = self.new_array_from(&sites);
                return self.call(prepare, constructor.into(), &[error.into(), sites.into()]);
            }
        }
        let header = match self.error_to_string(error) {
            Ok(header) => header,
            Err(thrown) => {
                self.catch(thrown)?;
                self.new_string("<error>")
            }
        };
        let mut out = StringBuilder::new(self);
        out.push_string(self, header)?;
        for record in frames {
            out.push_str("\n    at ");
            let line = self.frame_text(record);
            out.push_str(&line);
        }
        out.finish(self).map(Value::from)
    }

    /// What traces call a text that the running code compiles: `eval at f (file:1:2), <anonymous>`.
    pub(crate) fn eval_source_name(&mut self) -> String {
        let mut frame = self.current_frame();
        while let Some(native) = frame.filter(|f| f.code().is_none()) {
            frame = native.caller();
        }
        let Some(record) = frame.map(FrameRecord::of) else { return ANONYMOUS.into() };
        let function = self.frame_function_name(&record).unwrap_or_else(|| ANONYMOUS.into());
        match record.location() {
            // Evals in evals name each other only so deep.
            Some((name, line, column)) if name.len() < 1000 => {
                let name = if name.is_empty() { ANONYMOUS } else { name };
                format!("{EVAL_PREFIX}{function} ({name}:{line}:{column}){EVAL_SUFFIX}")
            }
            _ => ANONYMOUS.into(),
        }
    }

    /// A frame in V8's format, as in `Foo.bar [as baz] (file:1:2)`.
    pub fn frame_text(&mut self, record: &FrameRecord) -> String {
        let place = match record.location() {
            Some((name, line, column)) => format!("{}:{line}:{column}", if name.is_empty() { ANONYMOUS } else { name }),
            None => ANONYMOUS.into(),
        };
        let function = self.frame_function_name(record).unwrap_or_default();
        let prefix = if record.is_async { "async " } else { "" };
        let what = if record.construct {
            format!("new {}", if function.is_empty() { "<anonymous>" } else { &function })
        } else if !self.frame_is_toplevel(record) {
            self.method_call_text(record, &function)
        } else {
            function
        };
        if what.is_empty() { format!("{prefix}{place}") } else { format!("{prefix}{what} ({place})") }
    }
    fn method_call_text(&mut self, record: &FrameRecord, function: &str) -> String {
        let type_name = self.frame_type_name(record).unwrap_or_default();
        let method = self.frame_method_name(record);
        if function.is_empty() {
            let method = method.unwrap_or_else(|| "<anonymous>".into());
            return if type_name.is_empty() { method } else { format!("{type_name}.{method}") };
        }
        // Only what looks like a name takes the type before it: not `get x`, `#x` or `<static_initializer>`.
        let prefixed = is_name(function) && !type_name.is_empty() && !function.starts_with(&type_name);
        let prefix = if prefixed { format!("{type_name}.") } else { String::new() };
        match method {
            Some(method) if !ends_with_name(function, &method) => format!("{prefix}{function} [as {method}]"),
            _ => format!("{prefix}{function}"),
        }
    }
    /// The function's name; none when it is anonymous.
    pub fn frame_function_name(&mut self, record: &FrameRecord) -> Option<String> {
        if let Some(kind) = record.kind() {
            match kind {
                FunctionKind::Eval => return Some("eval".into()),
                FunctionKind::Script | FunctionKind::Module => return None,
                FunctionKind::ClassInitializer if record.this.as_object().is_some_and(|o| o.is_callable()) => {
                    return Some("<static_initializer>".into());
                }
                FunctionKind::ClassInitializer => return Some("<instance_members_initializer>".into()),
                _ => {}
            }
        }
        let function = record.function.as_object()?;
        let key = self.names.name;
        // Lazy properties are not made here: until they are, the name is the template's.
        let own = self.stored_property(function, key).filter(|p| !p.is_accessor()).and_then(|p| p.value.as_string());
        let name = match own {
            Some(name) => name.to_rust_string_lossy(),
            None => String::from_utf8_lossy(&record.code.as_ref()?.template().name).into_owned(),
        };
        // What `Function` made is named so by V8, whatever its `name` says.
        if name == "anonymous" && record.eval_origin().is_some() {
            return Some("eval".into());
        }
        if name.is_empty() { None } else { Some(name) }
    }
    /// Is `this` the global object, undefined, null, or nothing that a method is called on?
    pub fn frame_is_toplevel(&self, record: &FrameRecord) -> bool {
        if matches!(record.kind(), Some(FunctionKind::Script | FunctionKind::Module | FunctionKind::Eval)) {
            return true;
        }
        let realm = self.realm();
        let this = record.this;
        this.is_nullish() || this.is_hole() || this == realm.global_this() || this == Value::from(realm.global())
    }
    /// The type of `this`.
    pub fn frame_type_name(&mut self, record: &FrameRecord) -> Option<String> {
        if record.this.is_nullish() || record.this.is_hole() {
            return None;
        }
        let object = match record.this.as_object() {
            Some(object) => object,
            None => {
                let prototype = Vm::wrapper_of(record.this).1;
                self.intrinsic(prototype)
            }
        };
        if object.kind() == Kind::Proxy {
            return Some("Proxy".into());
        }
        Some(self.constructor_name(object).unwrap_or_else(|| "Object".into()))
    }
    /// The one property of `this` that holds the function.
    pub fn frame_method_name(&mut self, record: &FrameRecord) -> Option<String> {
        let mut link = record.this.as_object();
        let mut found = None;
        for _ in 0..100 {
            let Some(object) = link.filter(|o| o.kind() != Kind::Proxy) else { return found };
            let shape = object.shape();
            for entry in shape.entries().take(1000) {
                let value = object.slot(shape, entry.slot);
                let accessor = value.as_internal::<crate::object::Accessor>();
                let holds = match accessor {
                    Some(a) => a.get.get() == record.function || a.set.get() == record.function,
                    None => value == record.function,
                };
                if holds && let Some(name) = entry.key.as_atom() {
                    let name = name.to_rust_string_lossy();
                    if found.as_ref().is_some_and(|f| *f != name) {
                        return None;
                    }
                    found = Some(name);
                }
            }
            link = object.prototype().as_object();
        }
        found
    }
}

/// A function name in the form of an identifier, or of several joined by points.
/// Has the frame been left by a tail call? Inlined code keeps such frames, which other tiers replace.
fn is_left(frame: Frame) -> bool {
    let instruction = frame.code().and_then(|code| code.code()?.units.get(frame.unit()? as usize).copied());
    let kept = frame.flags() & !(frame_flags::ENTRY | frame_flags::DISCARD | frame_flags::TAIL) != 0;
    instruction.is_some_and(|unit| unit as u8 == Op::TailCall as u8) && !kept
}

/// Is the function's name the method's, or that of its accessor or of a function of the same name elsewhere (`get p`, `o.p`)?
fn ends_with_name(function: &str, method: &str) -> bool {
    function.strip_suffix(method).is_some_and(|before| before.is_empty() || before.ends_with(['.', ' ']))
}
fn is_name(text: &str) -> bool {
    let part = |c: char| c.is_alphanumeric() || matches!(c, '_' | '$' | '.');
    text.chars().all(part) && !text.starts_with(|c: char| c.is_ascii_digit())
}
