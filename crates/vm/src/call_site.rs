//! CallSite objects: what `Error.prepareStackTrace` gets, after
//! [V8's stack trace API](https://v8.dev/docs/stack-trace-api#customizing-stack-traces).
//!
//! An object of `Kind::Host` whose internal field 0 is a data cell with the frame's record.
use crate::cells::Kind;
use crate::data::{Data, DataTracer};
use crate::native::{Builtin, method};
use crate::object::Object;
use crate::realm::Intrinsic;
use crate::stack::Arguments;
use crate::stack_trace::FrameRecord;
use crate::value::Value;
use crate::vm::{JsResult, Vm};
use ogive_bytecode::FunctionKind;
use ogive_gc::Gc;

struct Site(FrameRecord);
impl Data for Site {
    fn trace(&self, tracer: &mut DataTracer<'_>) {
        self.0.trace(tracer);
    }
}

const ROWS: &[Builtin] = &[
    method("getThis", 0, |vm, a| site(vm, a).map(|_| Value::UNDEFINED)),
    method("getTypeName", 0, |vm, a| site(vm, a).map(|s| vm.frame_type_name(&s)).map(|t| text_or_null(vm, t))),
    method("getFunction", 0, get_function),
    method("getFunctionName", 0, |vm, a| site(vm, a).map(|s| vm.frame_function_name(&s)).map(|t| text_or_null(vm, t))),
    method("getMethodName", 0, |vm, a| site(vm, a).map(|s| vm.frame_method_name(&s)).map(|t| text_or_null(vm, t))),
    method("getFileName", 0, get_file_name),
    method("getScriptNameOrSourceURL", 0, get_file_name),
    method("getScriptHash", 0, |vm, a| site(vm, a).map(|_| vm.empty_string().into())),
    method("getLineNumber", 0, |vm, a| Ok(number_or_null(site(vm, a)?.location().map(|l| l.1)))),
    method("getColumnNumber", 0, |vm, a| Ok(number_or_null(site(vm, a)?.location().map(|l| l.2)))),
    method("getEnclosingLineNumber", 0, |vm, a| Ok(number_or_null(enclosing(&site(vm, a)?).map(|l| l.0)))),
    method("getEnclosingColumnNumber", 0, |vm, a| Ok(number_or_null(enclosing(&site(vm, a)?).map(|l| l.1)))),
    method("getPosition", 0, |vm, a| Ok(number_or_null(site(vm, a)?.offset()))),
    method("getEvalOrigin", 0, get_eval_origin),
    method("isToplevel", 0, |vm, a| site(vm, a).map(|s| Value::bool(vm.frame_is_toplevel(&s)))),
    method("isEval", 0, |vm, a| Ok(Value::bool(site(vm, a)?.kind() == Some(FunctionKind::Eval)))),
    method("isNative", 0, |vm, a| site(vm, a).map(|_| Value::FALSE)),
    method("isConstructor", 0, |vm, a| Ok(Value::bool(site(vm, a)?.construct))),
    method("isAsync", 0, |vm, a| Ok(Value::bool(site(vm, a)?.is_async))),
    method("isPromiseAll", 0, |vm, a| site(vm, a).map(|_| Value::FALSE)),
    method("getPromiseIndex", 0, |vm, a| site(vm, a).map(|_| Value::NULL)),
    method("toString", 0, to_string),
];

impl Vm {
    /// A CallSite object of a frame, whose record the caller keeps alive.
    pub fn new_call_site(&mut self, record: FrameRecord) -> Gc<Object> {
        let prototype = self.call_site_prototype();
        let data = self.new_data(Site(record));
        let object = self.new_kind(Kind::Host, prototype.into());
        self.set_field(object, 0, Value::internal(data));
        object
    }
    fn call_site_prototype(&mut self) -> Gc<Object> {
        let realm = self.realm();
        if let Some(made) = realm.intrinsic_value(Intrinsic::CallSitePrototype).as_object() {
            return made;
        }
        let prototype = self.new_object();
        self.define_builtins(realm, prototype, ROWS);
        self.set_intrinsic(realm, Intrinsic::CallSitePrototype, prototype.into());
        prototype
    }
}

/// The record of `this`.
fn site(vm: &mut Vm, arguments: Arguments) -> JsResult<FrameRecord> {
    let this = arguments.this().as_object().filter(|o| o.kind() == Kind::Host);
    match this.and_then(|o| vm.object_data::<Site>(o, 0)) {
        Some(site) => Ok(site.0),
        None => Err(vm.type_error("CallSite method called on incompatible receiver")),
    }
}
fn text_or_null(vm: &mut Vm, text: Option<String>) -> Value {
    match text {
        Some(text) => vm.new_string(&text).into(),
        None => Value::NULL,
    }
}
fn number_or_null(number: Option<u32>) -> Value {
    number.map_or(Value::NULL, Value::from)
}
/// Where the function begins.
fn enclosing(record: &FrameRecord) -> Option<(u32, u32)> {
    let template = record.code.as_ref()?.template();
    Some(template.source.line_column(template.span.0))
}
/// Undefined for strict functions, and for all that runs inside one: nothing shall leak a strict function.
fn get_function(vm: &mut Vm, arguments: Arguments) -> JsResult<Value> {
    let record = site(vm, arguments)?;
    let sloppy = record.code.as_ref().is_some_and(|c| !c.template().is_strict());
    Ok(if sloppy { record.function } else { Value::UNDEFINED })
}
fn get_file_name(vm: &mut Vm, arguments: Arguments) -> JsResult<Value> {
    let record = site(vm, arguments)?;
    if record.eval_origin().is_some() {
        return Ok(Value::UNDEFINED);
    }
    let name = record.location().map(|l| l.0.to_string()).filter(|n| !n.is_empty());
    Ok(text_or_null(vm, name))
}
fn get_eval_origin(vm: &mut Vm, arguments: Arguments) -> JsResult<Value> {
    let record = site(vm, arguments)?;
    let origin = record.eval_origin().map(str::to_string);
    Ok(origin.map_or(Value::UNDEFINED, |origin| vm.new_string(&origin).into()))
}
fn to_string(vm: &mut Vm, arguments: Arguments) -> JsResult<Value> {
    let record = site(vm, arguments)?;
    let text = vm.frame_text(&record);
    Ok(vm.new_string(&text).into())
}
