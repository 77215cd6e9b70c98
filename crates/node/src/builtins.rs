//! The built-in modules: `node:path` and the others. Each is an embedded file, run when first required.
use crate::natives;
use ogive::raw::vm::module::ModuleRef;
use ogive::raw::vm::{Arguments, ErrorKind, JsResult, KeyVec, Value, Vm};
use ogive_runtime::support::{coded_error, get, native, string, text};

macro_rules! files {
    ($($name:literal $file:literal,)*) => {
        /// Name, text.
        const FILES: &[(&str, &str)] = &[$(($name, include_str!(concat!("../js/", $file, ".js")))),*];
    };
}
files! {
    "assert" "assert", "assert/strict" "assert_strict", "async_hooks" "async_hooks", "buffer" "buffer", "child_process" "child_process",
    "console" "console", "constants" "constants", "crypto" "crypto", "diagnostics_channel" "diagnostics_channel", "events" "events",
    "fs" "fs", "fs/promises" "fs_promises", "os" "os", "path" "path", "path/posix" "path_posix", "path/win32" "path_win32",
    "perf_hooks" "perf_hooks", "process" "process_module", "punycode" "punycode", "querystring" "querystring", "readline" "readline", "stream" "stream",
    "stream/promises" "stream_promises", "stream/web" "stream_web", "string_decoder" "string_decoder", "timers" "timers", "timers/promises" "timers_promises",
    "tty" "tty", "url" "url", "util" "util", "util/types" "util_types", "v8" "v8", "vm" "vm", "worker_threads" "worker_threads",
    "zlib" "unsupported", "http" "unsupported", "https" "unsupported", "http2" "unsupported", "net" "unsupported", "tls" "unsupported",
    "dns" "unsupported", "dgram" "unsupported", "cluster" "unsupported", "inspector" "unsupported", "repl" "unsupported", "domain" "unsupported",
    "module" "module", "internal/process" "process", "internal/stdio" "stdio", "internal/errors" "errors",
}

/// The name of a built-in module that a specifier means, without `node:`.
pub fn find(specifier: &str) -> Option<&'static str> {
    let name = specifier.strip_prefix("node:").unwrap_or(specifier);
    if name.starts_with("internal/") {
        return None;
    }
    FILES.iter().map(|(n, _)| *n).find(|n| *n == name)
}
/// For the resolver.
pub fn is_builtin(specifier: &str) -> bool {
    find(specifier).is_some()
}
/// `module.builtinModules`
pub fn public_names() -> Vec<&'static str> {
    FILES.iter().map(|(n, _)| *n).filter(|n| !n.starts_with("internal/")).collect()
}

/// The exports of a built-in module.
pub fn require(vm: &mut Vm, name: &str) -> JsResult<Value> {
    let table = match vm.roots.get("node.builtins").and_then(|v| v.as_object()) {
        Some(table) => table,
        None => {
            let table = vm.new_object_with_prototype(Value::NULL);
            vm.roots.insert("node.builtins", table.into());
            table
        }
    };
    let key = vm.key(name);
    if let Some(module) = vm.get(table, key)?.as_object() {
        return get(vm, module.into(), "exports");
    }
    let Some((_, source)) = FILES.iter().find(|(n, _)| *n == name) else {
        return Err(coded_error(vm, ErrorKind::Error, "ERR_UNKNOWN_BUILTIN_MODULE", &format!("No such built-in module: {name}")));
    };
    let module = vm.new_object();
    let exports = vm.new_object();
    ogive_runtime::support::put(vm, module, "exports", exports.into());
    vm.create_data_property_or_throw(table, key, module.into())?;
    let natives = natives::object(vm);
    let function = ogive_runtime::embedded::function(vm, &format!("node:{name}"), "exports, require, module, natives, name", source)?;
    let require = match vm.roots.get("node.internalRequire") {
        Some(&f) => f,
        None => {
            let f = native(vm, "require", 1, internal_require);
            vm.roots.insert("node.internalRequire", f);
            f
        }
    };
    let label = string(vm, name);
    if let Err(thrown) = vm.call(function, Value::UNDEFINED, &[exports.into(), require, module.into(), natives, label]) {
        let error = vm.take_exception();
        let _ = vm.delete(table, key);
        vm.throw(error);
        return Err(thrown);
    }
    get(vm, module.into(), "exports")
}
fn internal_require(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    let name = text(vm, args.get(0))?;
    require(vm, &name)
}

/// A built-in module as an ES module: its properties as exports, and itself as the default.
pub fn as_module(vm: &mut Vm, url: &str) -> JsResult<ModuleRef> {
    let Some(name) = find(url) else {
        return Err(coded_error(vm, ErrorKind::Error, "ERR_UNKNOWN_BUILTIN_MODULE", &format!("No such built-in module: {url}")));
    };
    let exports = require(vm, name)?;
    let mut keys = KeyVec::new(vm);
    let default = vm.names.default;
    keys.push(default);
    if let Some(object) = exports.as_object() {
        let all = vm.own_property_keys(object)?;
        for key in all.iter() {
            if !key.is_symbol() && key != default && vm.get_own_property(object, key)?.is_some_and(|d| d.is_enumerable()) {
                keys.push(key);
            }
        }
    }
    let names: Vec<_> = keys.iter().collect();
    let realm = vm.realm();
    let module = vm.new_synthetic_module(realm, &names, |_, _| Ok(()), Value::UNDEFINED);
    crate::cjs::fill_exports(vm, module, exports)?;
    Ok(module)
}
