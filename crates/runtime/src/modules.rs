//! ES modules: the registry, what a file is, loading, `import.meta`, running a main module.
//!
//! A module's host value (its engine-side tag) is its URL, a string; so is that of a CommonJS script.
use crate::file_url;
use crate::resolve::{PackageKind, ResolveError, Resolver, extension};
use crate::support::{put, string, text};
use ogive::raw::bytecode::Source;
use ogive::raw::vm::host::{HostHooks, ImportMeta, LoadModule};
use ogive::raw::vm::module::{LoadRequest, ModuleRef};
use ogive::raw::vm::promise::PromiseState;
use ogive::raw::vm::{Arguments, ErrorKind, Gc, Intrinsic, JsResult, Object, Thrown, Value, ValueVec, Vm};
use std::collections::HashMap;

/// What a file holds.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Format {
    /// An ES module.
    Module,
    /// A CommonJS module.
    CommonJs,
    /// JSON.
    Json,
    /// `.js` without anything that says what: CommonJS unless its syntax says module.
    Ambiguous,
    /// Native code, WebAssembly, unknown extensions.
    Unknown,
}

/// What the layers above bring.
#[derive(Clone, Copy)]
pub struct Hooks {
    /// A module of the program itself (`node:fs`), by full URL.
    pub builtin: fn(&mut Vm, &str) -> JsResult<ModuleRef>,
    /// A CommonJS file as a module: (path, URL).
    pub commonjs: fn(&mut Vm, &str, &str) -> JsResult<ModuleRef>,
    /// Is the ambiguous file at the path an ES module? (text)
    pub is_module: fn(&mut Vm, &str, &[u8]) -> bool,
    /// More for import.meta: (meta, url, path).
    pub meta: fn(&mut Vm, Gc<Object>, &str),
}

/// The agent's modules.
#[derive(Default)]
pub struct Modules {
    /// Finds files.
    pub resolver: Resolver,
    registry: HashMap<(String, String), usize>,
    records: Option<ValueVec>,
    hooks: Option<Hooks>,
}

/// The agent's modules.
pub fn modules(vm: &mut Vm) -> &mut Modules {
    vm.extension::<Modules>()
}
/// Sets what the layers above bring.
pub fn install(vm: &mut Vm, hooks: Hooks) {
    let records = ValueVec::new(vm);
    let state = modules(vm);
    state.hooks = Some(hooks);
    state.records = Some(records);
}

/// The host hooks of a program with an event loop.
pub struct Host {
    /// Shared with the loop.
    pub rejections: crate::event_loop::Rejections,
}
impl HostHooks for Host {
    fn promise_rejection(&mut self, promise: Gc<Object>, handled: bool) {
        if let Some(list) = self.rejections.borrow_mut().as_mut() {
            list.track(promise.into(), handled);
        }
    }
    fn load_module(&self) -> Option<LoadModule> {
        Some(load_module)
    }
    fn import_meta(&self) -> Option<ImportMeta> {
        Some(import_meta)
    }
}

/// Throws what the resolver says.
pub fn throw_resolve_error(vm: &mut Vm, error: &ResolveError) -> Thrown {
    let kind = match error.code {
        "ERR_INVALID_MODULE_SPECIFIER" | "ERR_INVALID_FILE_URL_PATH" | "ERR_PACKAGE_IMPORT_NOT_DEFINED" => ErrorKind::Type,
        _ => ErrorKind::Error,
    };
    let object = vm.new_error(kind, &error.message);
    crate::support::mark_code(vm, object, error.code);
    let missing = error.message.strip_prefix("Cannot find module '").and_then(|rest| rest.split('\'').next());
    if let (Some(path), "ERR_MODULE_NOT_FOUND") = (missing, error.code) {
        let url = string(vm, &file_url::from_path(path));
        put(vm, object, "url", url);
    }
    vm.throw(object.into())
}

/// The folder of the process.
pub fn current_folder() -> String {
    std::env::current_dir().map_or_else(|_| "/".into(), |p| p.to_string_lossy().into_owned())
}
/// The path that a referrer's URL names; a file in the current folder if there is none.
pub fn base_path(referrer: &str) -> String {
    file_url::to_path(referrer).unwrap_or_else(|| format!("{}/[eval1]", current_folder()))
}

/// The URL that a specifier means.
pub fn resolve(vm: &mut Vm, specifier: &str, referrer: &str) -> JsResult<String> {
    let state = modules(vm);
    if specifier.starts_with("node:") || state.resolver.is_builtin.is_some_and(|is| is(specifier)) {
        return Ok(if specifier.starts_with("node:") { specifier.to_string() } else { format!("node:{specifier}") });
    }
    let base = base_path(referrer);
    state.resolver.import(specifier, &base).map_err(|error| throw_resolve_error(vm, &error))
}

/// What a file is, by its extension and its package.
pub fn format_of(vm: &mut Vm, path: &str) -> JsResult<Format> {
    Ok(match extension(path) {
        ".mjs" => Format::Module,
        ".cjs" => Format::CommonJs,
        ".json" => Format::Json,
        ".js" | "" => {
            let package = modules(vm).resolver.package_of(path).map_err(|error| throw_resolve_error(vm, &error))?;
            match package.map_or(PackageKind::None, |p| p.kind) {
                PackageKind::Module => Format::Module,
                PackageKind::CommonJs => Format::CommonJs,
                PackageKind::None if path.contains("/node_modules/") && extension(path) == "" => Format::CommonJs,
                PackageKind::None => Format::Ambiguous,
            }
        }
        _ => Format::Unknown,
    })
}

fn load_module(vm: &mut Vm, request: LoadRequest) {
    let referrer = match request.referrer.as_string() {
        Some(s) => vm.units(s).to_string_lossy(),
        None => String::new(),
    };
    let kind = request.attributes.iter().find(|(k, _)| k == "type").map(|(_, v)| v.clone()).unwrap_or_default();
    let result = resolve(vm, &request.specifier, &referrer).and_then(|url| module_at(vm, &url, &kind));
    vm.finish_loading_module(request.payload, result);
}

/// A module that is known already.
pub fn known(vm: &mut Vm, url: &str, kind: &str) -> Option<ModuleRef> {
    let state = modules(vm);
    let at = *state.registry.get(&(url.to_string(), kind.to_string()))?;
    state.records.as_ref()?.get(at).as_internal()
}
/// Enters a module in the registry.
pub fn register(vm: &mut Vm, url: &str, kind: &str, module: ModuleRef) {
    let state = modules(vm);
    if let Some(records) = &mut state.records {
        records.push(Value::internal(module));
        let at = records.len() - 1;
        state.registry.insert((url.to_string(), kind.to_string()), at);
    }
}

/// The module of a URL; `kind` is the `type` attribute.
pub fn module_at(vm: &mut Vm, url: &str, kind: &str) -> JsResult<ModuleRef> {
    if let Some(module) = known(vm, url, kind) {
        return Ok(module);
    }
    let module = make_module(vm, url, kind)?;
    if known(vm, url, kind).is_none() {
        register(vm, url, kind, module);
    }
    Ok(module)
}

fn make_module(vm: &mut Vm, url: &str, kind: &str) -> JsResult<ModuleRef> {
    let Some(hooks) = modules(vm).hooks else { return Err(vm.error("no module loader")) };
    if url.starts_with("node:") {
        return (hooks.builtin)(vm, url);
    }
    if let Some(data) = url.strip_prefix("data:") {
        return data_module(vm, url, data, kind);
    }
    let Some(path) = file_url::to_path(url) else {
        let scheme = url.split(':').next().unwrap_or_default();
        let message = format!("Only URLs with a scheme in: file, data, and node are supported by the default ESM loader. Received protocol '{scheme}:'");
        return Err(crate::support::coded_error(vm, ErrorKind::Error, "ERR_UNSUPPORTED_ESM_URL_SCHEME", &message));
    };
    let format = format_of(vm, &path)?;
    match (kind, format) {
        ("", Format::Json) => return Err(missing_attribute(vm, url)),
        ("" | "json", _) if kind == "json" && format != Format::Json => {
            let message = format!("Module \"{url}\" is not of type \"json\"");
            return Err(crate::support::coded_error(vm, ErrorKind::Type, "ERR_IMPORT_ATTRIBUTE_TYPE_INCOMPATIBLE", &message));
        }
        ("", Format::Unknown) => {
            let message = format!("Unknown file extension \"{}\" for {path}", extension(&path));
            return Err(crate::support::coded_error(vm, ErrorKind::Type, "ERR_UNKNOWN_FILE_EXTENSION", &message));
        }
        ("", Format::CommonJs) => return (hooks.commonjs)(vm, &path, url),
        _ => {}
    }
    let bytes = match std::fs::read(&path) {
        Ok(bytes) => bytes,
        Err(error) => return Err(vm.error(format!("cannot read '{path}': {error}"))),
    };
    match kind {
        "" => {
            if format == Format::Ambiguous && !(hooks.is_module)(vm, &path, &bytes) {
                return (hooks.commonjs)(vm, &path, url);
            }
            source_module(vm, url, &bytes)
        }
        _ => value_module(vm, kind, &bytes),
    }
}

fn missing_attribute(vm: &mut Vm, url: &str) -> Thrown {
    let message = format!("Module \"{url}\" needs an import attribute of \"type: json\"");
    crate::support::coded_error(vm, ErrorKind::Type, "ERR_IMPORT_ATTRIBUTE_MISSING", &message)
}
/// Parses an ES module.
pub fn source_module(vm: &mut Vm, url: &str, bytes: &[u8]) -> JsResult<ModuleRef> {
    let realm = vm.realm();
    let host = string(vm, url);
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    let (template, info) = crate::code_cache::module(vm, &Source::new(url, bytes))?;
    Ok(vm.new_source_module(realm, template, info, host))
}

/// A module whose only export is a value made of bytes.
fn value_module(vm: &mut Vm, kind: &str, bytes: &[u8]) -> JsResult<ModuleRef> {
    let value = match kind {
        "json" => {
            let text = Value::from(vm.new_wtf8(bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes)));
            crate::support::parse_json(vm, text)?
        }
        "text" => vm.new_wtf8(bytes).into(),
        "bytes" => {
            let constructor = vm.intrinsic(Intrinsic::Uint8Array);
            let array = vm.construct(constructor, &[Value::from(bytes.len())], constructor)?;
            vm.view_bytes_mut(array).copy_from_slice(bytes);
            array.into()
        }
        _ => {
            let message = format!("Import attribute \"type\" with value \"{kind}\" is not supported");
            return Err(crate::support::coded_error(vm, ErrorKind::Type, "ERR_IMPORT_ATTRIBUTE_UNSUPPORTED", &message));
        }
    };
    Ok(default_export(vm, value))
}
/// A module that exports one value as its default.
pub fn default_export(vm: &mut Vm, value: Value) -> ModuleRef {
    let realm = vm.realm();
    let default = vm.names.default;
    let module = vm.new_synthetic_module(realm, &[default], |_, _| Ok(()), Value::UNDEFINED);
    vm.set_synthetic_export(module, default, value);
    module
}

fn data_module(vm: &mut Vm, url: &str, data: &str, kind: &str) -> JsResult<ModuleRef> {
    let (header, body) = data.split_once(',').unwrap_or(("", data));
    let body = file_url::percent_decode(body).into_bytes();
    let body = match header.strip_suffix(";base64") {
        Some(_) => decode_base64(&body),
        None => body,
    };
    let mime = header.split(';').next().unwrap_or_default();
    match (mime, kind) {
        ("application/json", "json") => value_module(vm, "json", &body),
        ("application/json", "") => Err(missing_attribute(vm, url)),
        ("text/javascript" | "application/javascript", "") => source_module(vm, url, &body),
        (_, "") => {
            let message = format!("Unknown module format: {mime} for URL {url}");
            Err(crate::support::coded_error(vm, ErrorKind::Range, "ERR_UNKNOWN_MODULE_FORMAT", &message))
        }
        (_, "json") => {
            let message = format!("Module \"{url}\" is not of type \"json\"");
            Err(crate::support::coded_error(vm, ErrorKind::Type, "ERR_IMPORT_ATTRIBUTE_TYPE_INCOMPATIBLE", &message))
        }
        _ => value_module(vm, kind, &body),
    }
}
/// Lenient base64 (both alphabets).
pub fn decode_base64(text: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(text.len() / 4 * 3);
    let (mut bits, mut count) = (0u32, 0);
    for &b in text {
        let digit = match b {
            b'A'..=b'Z' => b - b'A',
            b'a'..=b'z' => b - b'a' + 26,
            b'0'..=b'9' => b - b'0' + 52,
            b'+' | b'-' => 62,
            b'/' | b'_' => 63,
            b'=' => break,
            _ => continue,
        };
        bits = bits << 6 | digit as u32;
        count += 6;
        if count >= 8 {
            count -= 8;
            out.push((bits >> count) as u8);
        }
    }
    out
}

fn import_meta(vm: &mut Vm, host: Value, meta: Gc<Object>) -> JsResult<()> {
    let url = text(vm, host)?;
    if let Some(path) = file_url::to_path(&url) {
        let folder = string(vm, crate::resolve::parent(&path));
        put(vm, meta, "dirname", folder);
        let file = string(vm, &path);
        put(vm, meta, "filename", file);
    }
    if let Some(hooks) = modules(vm).hooks {
        (hooks.meta)(vm, meta, &url);
    }
    fn resolve_here(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
        let specifier = text(vm, args.get(0))?;
        let base = args.callee().field(ogive::raw::vm::native::FIELD_DATA);
        let base = text(vm, base)?;
        match resolve(vm, &specifier, &base) {
            Ok(url) => Ok(string(vm, &url)),
            Err(thrown) => {
                // A file that is missing has a URL all the same.
                let error = vm.take_exception();
                let code = crate::support::get(vm, error, "code")?;
                let code = text(vm, code)?;
                if code == "ERR_MODULE_NOT_FOUND" && crate::resolve::is_relative(&specifier) {
                    let path = crate::resolve::join(crate::resolve::parent(&base_path(&base)), &specifier);
                    return Ok(string(vm, &file_url::from_path(&path)));
                }
                vm.throw(error);
                Err(thrown)
            }
        }
    }
    let resolve = vm.new_native_with("resolve", 1, resolve_here, host, Value::UNDEFINED);
    put(vm, meta, "resolve", resolve.into());
    let url = string(vm, &url);
    put(vm, meta, "url", url);
    Ok(())
}

/// The reason of a rejected promise.
pub fn rejection(vm: &Vm, promise: Gc<Object>) -> Option<Value> {
    (vm.promise_state(promise) == PromiseState::Rejected).then(|| vm.promise_result(promise))
}
/// Loads, links and begins to evaluate a module: the promise of its completion.
pub fn evaluate(vm: &mut Vm, module: ModuleRef) -> JsResult<Gc<Object>> {
    let loaded = vm.load_requested_modules(module);
    // All loading is synchronous: the promise is settled.
    if let Some(reason) = rejection(vm, loaded) {
        crate::event_loop::mark_handled(vm, loaded);
        return Err(vm.throw(reason));
    }
    vm.link_module(module)?;
    let promise = vm.evaluate_module(module);
    match promise.as_object() {
        Some(promise) => Ok(promise),
        None => Err(vm.error("module evaluation gave no promise")),
    }
}
/// Evaluates a module that must complete at once (require of a module): its namespace.
pub fn evaluate_now(vm: &mut Vm, module: ModuleRef, what: &str) -> JsResult<Gc<Object>> {
    use ogive::raw::vm::module::Status;
    if vm.module_status(module) == Status::Evaluating {
        let message = format!("Cannot require() ES Module {what} in a cycle.");
        return Err(crate::support::coded_error(vm, ErrorKind::Error, "ERR_REQUIRE_CYCLE_MODULE", &message));
    }
    let promise = evaluate(vm, module)?;
    if let Some(reason) = rejection(vm, promise) {
        crate::event_loop::mark_handled(vm, promise);
        return Err(vm.throw(reason));
    }
    if vm.module_status(module) != Status::Evaluated {
        let message = format!("require() cannot be used on an ESM graph with top-level await. Use import() instead. ({what})");
        return Err(crate::support::coded_error(vm, ErrorKind::Error, "ERR_REQUIRE_ASYNC_MODULE", &message));
    }
    Ok(vm.module_namespace(module))
}
