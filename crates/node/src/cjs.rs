//! CommonJS: `require`, module objects, the cache, `Module` and its hooks that programs patch.
//!
//! A module object is an ordinary object; its `require` is a native function whose data is the module. Names:
//! `node.cache` (require.cache), `node.extensions` (require.extensions), `node.Module` (the constructor) are roots of the agent.
use crate::{builtins, lexer};
use ogive::raw::bytecode::Source;
use ogive::raw::vm::module::ModuleRef;
use ogive::raw::vm::native::FIELD_DATA;
use ogive::raw::vm::object::flags;
use ogive::raw::vm::{Arguments, ErrorKind, Gc, JsResult, KeyVec, NativeFn, Object, Value, Vm};
use ogive_runtime::modules::{self, Format, modules};
use ogive_runtime::resolve::{extension, is_relative, join, node_modules_paths, parent};
use ogive_runtime::support::{functions, get, hide, invalid_type, parse_json, put, put_hidden, string, string_array, text};
use ogive_runtime::{code_cache, file_url};
use std::collections::HashMap;

/// Head and tail of the function around a CommonJS file.
const HEAD: &str = "(function (exports, require, module, __filename, __dirname) { ";
const TAIL: &str = "\n})";

#[derive(Default)]
struct State {
    /// (folder, specifier) → path, for relative specifiers that were found.
    found: HashMap<(String, String), String>,
    /// The main file, when its wrapper function (the root `node.compiled`) is there already: what it is was decided by compiling it.
    compiled: Option<String>,
}

fn root(vm: &Vm, name: &'static str) -> Value {
    vm.roots.get(name).copied().unwrap_or(Value::UNDEFINED)
}

/// The `Module` constructor, made when first needed; with it the cache and the table of extensions.
pub fn constructor(vm: &mut Vm) -> Gc<Object> {
    if let Some(known) = root(vm, "node.Module").as_object() {
        return known;
    }
    let realm = vm.realm();
    let label = string(vm, "Module");
    let constructor = vm.new_native_in(realm, label, 0, construct_module, flags::CONSTRUCTOR);
    vm.roots.insert("node.Module", constructor.into());
    let prototype = vm.new_object();
    put_hidden(vm, constructor, "prototype", prototype.into());
    put_hidden(vm, prototype, "constructor", constructor.into());
    functions(vm, prototype, &[("require", 1, prototype_require), ("_compile", 2, prototype_compile), ("load", 1, prototype_load)]);
    let cache = vm.new_object_with_prototype(Value::NULL);
    vm.roots.insert("node.cache", cache.into());
    put(vm, constructor, "_cache", cache.into());
    let extensions = vm.new_object_with_prototype(Value::NULL);
    vm.roots.insert("node.extensions", extensions.into());
    functions(vm, extensions, &[(".js", 2, load_js), (".json", 2, load_json), (".node", 2, load_native)]);
    hide_all(vm, extensions);
    hide_all(vm, prototype);
    put(vm, constructor, "_extensions", extensions.into());
    let paths = vm.new_object_with_prototype(Value::NULL);
    put(vm, constructor, "_pathCache", paths.into());
    let rows: &[(&str, u32, NativeFn)] = &[
        ("_load", 3, module_load),
        ("_resolveFilename", 4, module_resolve_filename),
        ("_nodeModulePaths", 1, module_node_paths),
        ("_resolveLookupPaths", 2, module_lookup_paths),
        ("_findPath", 3, module_find_path),
        ("_initPaths", 0, |_, _| Ok(Value::UNDEFINED)),
        ("isBuiltin", 1, module_is_builtin),
        ("createRequire", 1, module_create_require),
        ("wrap", 1, module_wrap),
        ("syncBuiltinESMExports", 0, |_, _| Ok(Value::UNDEFINED)),
        ("findSourceMap", 0, |_, _| Ok(Value::UNDEFINED)),
        ("enableCompileCache", 0, |vm, _| Ok(vm.new_object().into())),
        ("getCompileCacheDir", 0, |_, _| Ok(Value::UNDEFINED)),
        ("flushCompileCache", 0, |_, _| Ok(Value::UNDEFINED)),
        ("register", 0, |_, _| Ok(Value::UNDEFINED)),
        ("findPackageJSON", 2, module_find_package),
    ];
    functions(vm, constructor, rows);
    hide_all(vm, constructor);
    let names = builtins::public_names();
    if let Ok(list) = string_array(vm, &names) {
        put(vm, constructor, "builtinModules", list);
    }
    if let Ok(list) = string_array(vm, &[HEAD, TAIL]) {
        put(vm, constructor, "wrapper", list);
    }
    let empty = vm.new_array(0).map_or(Value::UNDEFINED, Value::from);
    put(vm, constructor, "globalPaths", empty);
    put(vm, constructor, "Module", constructor.into());
    constructor
}

fn cache(vm: &mut Vm) -> Gc<Object> {
    let constructor = constructor(vm);
    // A program may have put another object in its place.
    match get(vm, constructor.into(), "_cache").ok().and_then(Value::as_object) {
        Some(cache) => cache,
        None => {
            vm.take_exception();
            let cache = vm.new_object_with_prototype(Value::NULL);
            put(vm, constructor, "_cache", cache.into());
            cache
        }
    }
}

/// A module object for a file.
pub fn new_module(vm: &mut Vm, id: &str, parent_module: Value) -> JsResult<Gc<Object>> {
    let constructor = constructor(vm);
    let prototype = get(vm, constructor.into(), "prototype")?;
    let module = vm.new_object_with_prototype(prototype);
    init_module(vm, module, id, parent_module)?;
    Ok(module)
}
fn init_module(vm: &mut Vm, module: Gc<Object>, id: &str, parent_module: Value) -> JsResult<()> {
    let name = string(vm, id);
    put(vm, module, "id", name);
    let folder = string(vm, parent(id));
    put(vm, module, "path", folder);
    let exports = vm.new_object();
    put(vm, module, "exports", exports.into());
    put(vm, module, "filename", Value::NULL);
    put(vm, module, "loaded", Value::FALSE);
    let children = vm.new_array(0)?;
    put(vm, module, "children", children.into());
    put_hidden(vm, module, "parent", parent_module);
    Ok(())
}
fn construct_module(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    let Some(target) = args.new_target().as_object() else { return Err(vm.type_error("Module must be called with new")) };
    let prototype = get(vm, target.into(), "prototype")?;
    let module = vm.new_object_with_prototype(prototype);
    let id = if args.get(0).is_undefined() { String::new() } else { text(vm, args.get(0))? };
    init_module(vm, module, &id, args.get(1))?;
    Ok(module.into())
}

/// Sets what a module knows of its file.
fn set_file(vm: &mut Vm, module: Gc<Object>, path: &str) -> JsResult<()> {
    let name = string(vm, path);
    put(vm, module, "filename", name);
    let paths = string_array(vm, &node_modules_paths(parent(path)))?;
    put(vm, module, "paths", paths);
    Ok(())
}

/// The loader's own functions are not shown in stack traces.
fn hide_all(vm: &mut Vm, object: Gc<Object>) {
    let Ok(keys) = vm.own_property_keys(object) else { return };
    for key in keys.iter() {
        if let Ok(value) = vm.get(object, key) {
            if value.as_object().is_some_and(|f| f.kind() == ogive::raw::vm::Kind::NativeFunction && !f.is_constructor()) {
                hide(value);
            }
        }
    }
}

/// The `require` function of a module.
pub fn require_function(vm: &mut Vm, module: Gc<Object>) -> JsResult<Gc<Object>> {
    let f = vm.new_native_with("require", 1, require, module.into(), Value::UNDEFINED);
    hide(f.into());
    let resolve = vm.new_native_with("resolve", 1, require_resolve, module.into(), Value::UNDEFINED);
    let paths = vm.new_native_with("paths", 1, require_resolve_paths, module.into(), Value::UNDEFINED);
    put(vm, resolve, "paths", paths.into());
    put(vm, f, "resolve", resolve.into());
    let main = root(vm, "node.main");
    put(vm, f, "main", main);
    let extensions = root(vm, "node.extensions");
    put(vm, f, "extensions", extensions);
    let cache = cache(vm);
    put(vm, f, "cache", cache.into());
    Ok(f)
}

fn checked_id(vm: &mut Vm, id: Value) -> JsResult<String> {
    if !id.is_string() {
        return Err(invalid_type(vm, "id", "of type string", id));
    }
    let id_text = text(vm, id)?;
    if id_text.is_empty() {
        let message = "The argument 'id' must be a non-empty string. Received ''";
        return Err(ogive_runtime::support::coded_error(vm, ErrorKind::Type, "ERR_INVALID_ARG_VALUE", message));
    }
    Ok(id_text)
}

fn require(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    let module = args.callee().field(FIELD_DATA);
    // Programs replace Module.prototype.require to watch what is loaded.
    let constructor = constructor(vm);
    let prototype = get(vm, constructor.into(), "prototype")?;
    let method = get(vm, prototype, "require")?;
    if !is_native(method, prototype_require) {
        return vm.call(method, module, &[args.get(0)]);
    }
    let id = checked_id(vm, args.get(0))?;
    load_through(vm, &id, module)
}
fn prototype_require(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    let id = checked_id(vm, args.get(0))?;
    load_through(vm, &id, args.this())
}
fn is_native(value: Value, function: NativeFn) -> bool {
    value.as_object().is_some_and(|f| {
        f.kind() == ogive::raw::vm::Kind::NativeFunction && f.raw_field(ogive::raw::vm::native::FIELD_FUNCTION) == function as usize as u64
    })
}
/// Calls `Module._load`, or a program's own one in its place.
fn load_through(vm: &mut Vm, id: &str, from: Value) -> JsResult<Value> {
    let constructor = constructor(vm);
    let load = get(vm, constructor.into(), "_load")?;
    if is_native(load, module_load) {
        return load_module(vm, id, from, false);
    }
    let id = string(vm, id);
    vm.call(load, constructor.into(), &[id, from, Value::FALSE])
}
fn module_load(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    let id = text(vm, args.get(0))?;
    load_module(vm, &id, args.get(1), args.get(2).to_boolean())
}

fn folder_of(vm: &mut Vm, module: Value) -> JsResult<String> {
    let Some(object) = module.as_object() else { return Ok(modules::current_folder()) };
    let file = get(vm, object.into(), "filename")?;
    if file.is_string() {
        let file = text(vm, file)?;
        return Ok(parent(&file).to_string());
    }
    Ok(modules::current_folder())
}

/// Module._load
fn load_module(vm: &mut Vm, id: &str, from: Value, main: bool) -> JsResult<Value> {
    vm.check_native_stack()?;
    if let Some(name) = builtins::find(id) {
        return builtins::require(vm, name);
    }
    if id.starts_with("node:") {
        let message = format!("No such built-in module: {id}");
        return Err(ogive_runtime::support::coded_error(vm, ErrorKind::Error, "ERR_UNKNOWN_BUILTIN_MODULE", &message));
    }
    let constructor = constructor(vm);
    let resolver = get(vm, constructor.into(), "_resolveFilename")?;
    let path = if is_native(resolver, module_resolve_filename) {
        resolve(vm, id, from, None)?
    } else {
        let id = string(vm, id);
        let path = vm.call(resolver, constructor.into(), &[id, from, Value::bool(main)])?;
        text(vm, path)?
    };
    if let Some(name) = builtins::find(&path) {
        return builtins::require(vm, name);
    }
    let cache = cache(vm);
    let key = vm.key(&path);
    if let Some(module) = vm.get(cache, key)?.as_object() {
        add_child(vm, from, module)?;
        return get(vm, module.into(), "exports");
    }
    let module = new_module(vm, &path, from)?;
    if main {
        vm.roots.insert("node.main", module.into());
        let dot = string(vm, ".");
        put(vm, module, "id", dot);
    }
    vm.put(cache, key, module.into())?;
    add_child(vm, from, module)?;
    if let Err(thrown) = load_file(vm, module, &path) {
        let error = vm.take_exception();
        let terminating = vm.is_terminating();
        let _ = vm.delete(cache, key);
        if terminating {
            return Err(vm.terminate("exit"));
        }
        vm.throw(error);
        return Err(thrown);
    }
    get(vm, module.into(), "exports")
}
fn add_child(vm: &mut Vm, from: Value, child: Gc<Object>) -> JsResult<()> {
    let Some(parent) = from.as_object() else { return Ok(()) };
    let Some(children) = get(vm, parent.into(), "children")?.as_object() else { return Ok(()) };
    if children.kind() == ogive::raw::vm::Kind::Array && !children.elements().values().contains(&child.into()) {
        vm.array_push(children, child.into())?;
    }
    Ok(())
}
/// Module.prototype.load
fn load_file(vm: &mut Vm, module: Gc<Object>, path: &str) -> JsResult<()> {
    set_file(vm, module, path)?;
    let extensions = root(vm, "node.extensions");
    let ext = match extension(path) {
        ".mjs" | ".cjs" | "" => ".js",
        ext => ext,
    };
    let mut loader = get(vm, extensions, ext)?;
    if extension(path) == ".mjs" || extension(path) == ".cjs" {
        let own = get(vm, extensions, extension(path))?;
        if !own.is_undefined() {
            loader = own;
        }
    }
    if loader.is_undefined() {
        loader = get(vm, extensions, ".js")?;
    }
    let name = string(vm, path);
    vm.call(loader, extensions, &[module.into(), name])?;
    put(vm, module, "loaded", Value::TRUE);
    Ok(())
}
fn prototype_load(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    let path = text(vm, args.get(0))?;
    if let Some(module) = args.this().as_object() {
        load_file(vm, module, &path)?;
    }
    Ok(Value::UNDEFINED)
}

// ---- resolution ---------------------------------------------------------------------------------------------------------------

/// Module._resolveFilename
pub fn resolve(vm: &mut Vm, id: &str, from: Value, paths: Option<Vec<String>>) -> JsResult<String> {
    if let Some(name) = builtins::find(id) {
        return Ok(if id.starts_with("node:") { id.to_string() } else { name.to_string() });
    }
    let folder = folder_of(vm, from)?;
    let simple = paths.is_none() && is_relative(id);
    if simple && let Some(path) = vm.extension::<State>().found.get(&(folder.clone(), id.to_string())) {
        return Ok(path.clone());
    }
    let file = match from.as_object() {
        Some(module) => get(vm, module.into(), "filename")?.as_string().map(|s| s.to_rust_string_lossy()),
        None => None,
    };
    let file = file.unwrap_or_else(|| format!("{folder}/[eval]"));
    let folders = match paths {
        Some(paths) => paths,
        None => vec![folder.clone()],
    };
    for start in &folders {
        let mut lookups = node_modules_paths(start);
        if let Some(module) = from.as_object().filter(|_| folders.len() == 1 && *start == folder)
            && let Some(list) = get(vm, module.into(), "paths")?.as_object()
        {
            lookups = texts(vm, list)?;
        }
        if let Some(extra) = std::env::var_os("NODE_PATH") {
            lookups.extend(extra.to_string_lossy().split(':').filter(|p| !p.is_empty()).map(str::to_string));
        }
        let specifier = file_url::to_path(id).unwrap_or_else(|| id.to_string());
        let found = modules(vm).resolver.require(&specifier, start, &file, &lookups);
        match found {
            Ok(Some(path)) => {
                if simple {
                    vm.extension::<State>().found.insert((folder, id.to_string()), path.clone());
                }
                return Ok(path);
            }
            Ok(None) => {}
            Err(error) => return Err(modules::throw_resolve_error(vm, &error)),
        }
    }
    // A program's own extensions (require.extensions['.ts']).
    if is_relative(id) {
        let extensions = root(vm, "node.extensions");
        if let Some(table) = extensions.as_object() {
            let keys = vm.own_property_keys(table)?;
            let names: Vec<String> = keys.iter().map(|k| format!("{k:?}")).collect();
            let base = join(&folder, id);
            for name in names {
                for candidate in [format!("{base}{name}"), format!("{base}/index{name}")] {
                    if std::path::Path::new(&candidate).is_file() {
                        return Ok(modules(vm).resolver.real_path(&candidate));
                    }
                }
            }
        }
    }
    let mut stack = vec![];
    let mut at = from;
    while let Some(module) = at.as_object() {
        let file = get(vm, module.into(), "filename")?;
        let file = if file.is_string() { file } else { get(vm, module.into(), "id")? };
        if file.is_string() {
            stack.push(text(vm, file)?);
        }
        at = get(vm, module.into(), "parent")?;
        if stack.len() > 50 {
            break;
        }
    }
    let mut message = format!("Cannot find module '{id}'");
    if !stack.is_empty() {
        message.push_str(&format!("\nRequire stack:\n- {}", stack.join("\n- ")));
    }
    let error = vm.new_error(ErrorKind::Error, &message);
    let code = string(vm, "MODULE_NOT_FOUND");
    put(vm, error, "code", code);
    let list = string_array(vm, &stack)?;
    put(vm, error, "requireStack", list);
    Err(vm.throw(error.into()))
}
/// The strings of an array-like.
pub fn texts(vm: &mut Vm, list: Gc<Object>) -> JsResult<Vec<String>> {
    let length = vm.length_of_array_like(list)?;
    let mut out = vec![];
    for i in 0..length {
        let key = vm.key_of_integer(i);
        let item = vm.get(list, key)?;
        out.push(text(vm, item)?);
    }
    Ok(out)
}

fn require_resolve(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    let id = checked_id(vm, args.get(0))?;
    let module = args.callee().field(FIELD_DATA);
    let paths = match args.get(1).as_object() {
        Some(options) => get(vm, options.into(), "paths")?.as_object(),
        None => None,
    };
    let paths = match paths {
        Some(list) => Some(texts(vm, list)?),
        None => None,
    };
    let constructor = constructor(vm);
    let resolver = get(vm, constructor.into(), "_resolveFilename")?;
    if !is_native(resolver, module_resolve_filename) {
        let name = string(vm, &id);
        return vm.call(resolver, constructor.into(), &[name, module, Value::FALSE, args.get(1)]);
    }
    let path = resolve(vm, &id, module, paths)?;
    Ok(string(vm, &path))
}
fn module_resolve_filename(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    let id = checked_id(vm, args.get(0))?;
    let paths = match args.get(3).as_object() {
        Some(options) => get(vm, options.into(), "paths")?.as_object(),
        None => None,
    };
    let paths = match paths {
        Some(list) => Some(texts(vm, list)?),
        None => None,
    };
    let path = resolve(vm, &id, args.get(1), paths)?;
    Ok(string(vm, &path))
}
fn require_resolve_paths(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    let id = text(vm, args.get(0))?;
    let module = args.callee().field(FIELD_DATA);
    lookup_paths(vm, &id, module)
}
fn module_lookup_paths(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    let id = text(vm, args.get(0))?;
    lookup_paths(vm, &id, args.get(1))
}
fn lookup_paths(vm: &mut Vm, id: &str, module: Value) -> JsResult<Value> {
    if builtins::find(id).is_some() {
        return Ok(Value::NULL);
    }
    let folder = folder_of(vm, module)?;
    let list = if is_relative(id) { vec![folder] } else { node_modules_paths(&folder) };
    string_array(vm, &list)
}
fn module_node_paths(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    let folder = text(vm, args.get(0))?;
    let folder = join(&modules::current_folder(), &folder);
    string_array(vm, &node_modules_paths(&folder))
}
fn module_find_path(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    let id = text(vm, args.get(0))?;
    let paths = match args.get(1).as_object() {
        Some(list) => texts(vm, list)?,
        None => vec![],
    };
    for folder in paths {
        if let Ok(Some(path)) = modules(vm).resolver.require(&format!("./{id}"), &folder, &folder, &[]) {
            return Ok(string(vm, &path));
        }
    }
    Ok(Value::FALSE)
}
fn module_is_builtin(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    let id = text(vm, args.get(0))?;
    Ok(Value::bool(builtins::find(&id).is_some()))
}
fn module_wrap(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    let body = text(vm, args.get(0))?;
    Ok(string(vm, &format!("{HEAD}{body}{TAIL}")))
}
fn module_find_package(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    let id = text(vm, args.get(0))?;
    let path = file_url::to_path(&id).unwrap_or(id);
    match modules(vm).resolver.package_of(&path) {
        Ok(Some(package)) => Ok(string(vm, &format!("{}/package.json", package.folder))),
        _ => Ok(Value::UNDEFINED),
    }
}
fn module_create_require(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    let target = match args.get(0).as_object() {
        Some(url) => get(vm, url.into(), "href")?,
        None => args.get(0),
    };
    let name = text(vm, target)?;
    let path = file_url::to_path(&name).unwrap_or(name);
    if !path.starts_with('/') {
        let message = format!("The argument 'filename' must be a file URL object, file URL string, or absolute path string. Received '{path}'");
        return Err(ogive_runtime::support::coded_error(vm, ErrorKind::Type, "ERR_INVALID_ARG_VALUE", &message));
    }
    let module = new_module(vm, &path, Value::UNDEFINED)?;
    let path = if path.ends_with('/') { format!("{path}noop.js") } else { path };
    set_file(vm, module, &path)?;
    Ok(require_function(vm, module)?.into())
}

// ---- loading --------------------------------------------------------------------------------------------------------------------

fn read(vm: &mut Vm, path: &str) -> JsResult<Vec<u8>> {
    std::fs::read(path).map_err(|error| crate::fs::throw(vm, &error, "open", Some(path), None))
}

fn load_js(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    let Some(module) = args.get(0).as_object() else { return Err(vm.type_error("not a module")) };
    let path = text(vm, args.get(1))?;
    let bytes = read(vm, &path)?;
    // A program may have replaced _compile (on the module or the prototype) to transform what it is given.
    let compile_method = get(vm, module.into(), "_compile")?;
    if !is_native(compile_method, prototype_compile) {
        let source = Value::from(vm.new_wtf8(bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(&bytes)));
        let name = string(vm, &path);
        return vm.call(compile_method, module.into(), &[source, name]);
    }
    let format = if extension(&path) == ".js" || extension(&path) == ".mjs" || extension(&path) == "" { modules::format_of(vm, &path)? } else { Format::CommonJs };
    if vm.extension::<State>().compiled.take_if(|p| *p == path).is_some()
        && let Some(function) = vm.roots.remove("node.compiled")
    {
        return run(vm, module, &path, function);
    }
    match format {
        Format::Module => require_module(vm, module, &path),
        Format::Ambiguous => match compile(vm, &path, &bytes) {
            Ok(function) => run(vm, module, &path, function),
            Err(thrown) => {
                let error = vm.take_exception();
                if parses_as_module(vm, &path, &bytes) {
                    return require_module(vm, module, &path);
                }
                vm.throw(error);
                Err(thrown)
            }
        },
        _ => {
            let function = compile(vm, &path, &bytes)?;
            run(vm, module, &path, function)
        }
    }
}
/// Is the text, which is no script, a module? If it is a file it has been parsed then for its import.
pub(crate) fn parses_as_module(vm: &mut Vm, path: &str, bytes: &[u8]) -> bool {
    let keep = vm.extension::<ogive::raw::vm::eval::LastEarlyError>().0.take();
    let url = file_url::from_path(path);
    let good = match modules::source_module(vm, &url, bytes) {
        Ok(module) => {
            if modules::known(vm, &url, "").is_none() {
                modules::register(vm, &url, "", module);
            }
            true
        }
        Err(_) => {
            vm.take_exception();
            false
        }
    };
    vm.extension::<ogive::raw::vm::eval::LastEarlyError>().0 = keep;
    good
}
/// Does the ambiguous file hold an ES module? It does if it is no CommonJS function body but a module.
pub fn is_module(vm: &mut Vm, path: &str, bytes: &[u8]) -> bool {
    let has = |word: &[u8]| bytes.windows(word.len()).any(|w| w == word);
    if !has(b"import") && !has(b"export") && !has(b"await") {
        return false;
    }
    match compile(vm, path, bytes) {
        Ok(_) => false,
        Err(_) => {
            vm.take_exception();
            parses_as_module(vm, path, bytes)
        }
    }
}
fn load_json(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    let Some(module) = args.get(0).as_object() else { return Err(vm.type_error("not a module")) };
    let path = text(vm, args.get(1))?;
    let bytes = read(vm, &path)?;
    let source = Value::from(vm.new_wtf8(bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(&bytes)));
    match parse_json(vm, source) {
        Ok(value) => put(vm, module, "exports", value),
        Err(thrown) => {
            let error = vm.take_exception();
            if let Some(object) = error.as_object() {
                let message = get(vm, error, "message")?;
                let message = text(vm, message)?;
                let message = string(vm, &format!("{path}: {message}"));
                put_hidden(vm, object, "message", message);
            }
            vm.throw(error);
            return Err(thrown);
        }
    }
    Ok(Value::UNDEFINED)
}
fn load_native(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    let path = text(vm, args.get(1))?;
    let message = format!("native addons are not supported: {path}");
    Err(ogive_runtime::support::coded_error(vm, ErrorKind::Error, "ERR_DLOPEN_FAILED", &message))
}

/// require() of an ES module: its namespace, or what it exports as 'module.exports'.
fn require_module(vm: &mut Vm, module: Gc<Object>, path: &str) -> JsResult<Value> {
    let url = file_url::from_path(path);
    let record = match modules::known(vm, &url, "") {
        Some(record) => record,
        None => {
            let bytes = read(vm, path)?;
            let record = modules::source_module(vm, &url, &bytes)?;
            modules::register(vm, &url, "", record);
            record
        }
    };
    let namespace = modules::evaluate_now(vm, record, path)?;
    let key = vm.key("module.exports");
    let exports = match vm.has_property(namespace, key)? {
        true => vm.get(namespace, key)?,
        false => {
            let (default, marker) = (vm.names.default, vm.key("__esModule"));
            if vm.has_property(namespace, default)? && !vm.has_property(namespace, marker)? {
                // Compiled callers ask for this mark before they use `default`.
                let name = format!("{url:?}");
                let text = format!("export * from {name}; export {{ default }} from {name}; export const __esModule = true;");
                let facade = modules::source_module(vm, &url, text.as_bytes())?;
                modules::evaluate_now(vm, facade, path)?.into()
            } else {
                namespace.into()
            }
        }
    };
    put(vm, module, "exports", exports);
    Ok(Value::UNDEFINED)
}

/// The wrapper function of a CommonJS file.
pub fn compile(vm: &mut Vm, path: &str, bytes: &[u8]) -> JsResult<Value> {
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    let mut whole = Vec::with_capacity(HEAD.len() + bytes.len() + TAIL.len());
    whole.extend_from_slice(HEAD.as_bytes());
    match bytes.strip_prefix(b"#!") {
        Some(rest) => {
            whole.extend_from_slice(b"//");
            whole.extend_from_slice(rest);
        }
        None => whole.extend_from_slice(bytes),
    }
    whole.extend_from_slice(TAIL.as_bytes());
    let realm = vm.realm();
    let source = Source::with_prefix(path, whole, HEAD.len() as u32);
    let template = code_cache::script(vm, &source)?;
    let tag = script_tag(vm, &source);
    vm.run_script_for(&template, realm, tag)
}
/// What the engine keeps for a script: the URL of its file.
pub fn script_tag(vm: &mut Vm, source: &Source) -> Value {
    let url = if source.name.starts_with('/') { file_url::from_path(&source.name) } else { source.name.clone() };
    string(vm, &url)
}
fn run(vm: &mut Vm, module: Gc<Object>, path: &str, function: Value) -> JsResult<Value> {
    let require = require_function(vm, module)?;
    let exports = get(vm, module.into(), "exports")?;
    let file = string(vm, path);
    let folder = string(vm, parent(path));
    vm.call(function, exports, &[exports, require.into(), module.into(), file, folder])
}
fn prototype_compile(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    let Some(module) = args.this().as_object() else { return Err(vm.type_error("not a module")) };
    let source = ogive_runtime::support::wtf8(vm, args.get(0))?;
    let path = text(vm, args.get(1))?;
    let function = compile(vm, &path, &source)?;
    run(vm, module, &path, function)
}

/// Runs an ambiguous file as the main module if it is CommonJS; true if it is an ES module. One parse decides in the common case.
pub fn run_main_unless_module(vm: &mut Vm, path: &str) -> JsResult<bool> {
    let bytes = read(vm, path)?;
    match compile(vm, path, &bytes) {
        Ok(function) => {
            vm.roots.insert("node.compiled", function);
            vm.extension::<State>().compiled = Some(path.to_string());
            run_main(vm, path).map(|_| false)
        }
        Err(thrown) => {
            let error = vm.take_exception();
            if parses_as_module(vm, path, &bytes) {
                return Ok(true);
            }
            vm.throw(error);
            Err(thrown)
        }
    }
}
/// Runs a file as the main module.
pub fn run_main(vm: &mut Vm, path: &str) -> JsResult<()> {
    load_module(vm, path, Value::NULL, true).map(|_| ())
}
/// A module object for code that is no file (`-e`, standard input): relative requires start in the current folder.
pub fn script_module(vm: &mut Vm, name: &str) -> JsResult<(Gc<Object>, Gc<Object>)> {
    let module = new_module(vm, name, Value::UNDEFINED)?;
    set_file(vm, module, &format!("{}/{name}", modules::current_folder()))?;
    let require = require_function(vm, module)?;
    Ok((module, require))
}

// ---- import of CommonJS ---------------------------------------------------------------------------------------------------------

/// A CommonJS file as an ES module: the names that a look at its text finds, and the default.
pub fn as_module(vm: &mut Vm, path: &str, _url: &str) -> JsResult<ModuleRef> {
    let mut names = vec![];
    if extension(path) != ".json" {
        exported_names(vm, path, &mut names, 0);
    }
    let mut keys = KeyVec::new(vm);
    let default = vm.names.default;
    keys.push(default);
    let whole = vm.key("module.exports");
    keys.push(whole);
    for name in &names {
        let key = vm.key(name);
        if !keys.contains(key) {
            keys.push(key);
        }
    }
    let keys: Vec<_> = keys.iter().collect();
    let realm = vm.realm();
    let tag = string(vm, path);
    Ok(vm.new_synthetic_module(realm, &keys, fill, tag))
}
fn exported_names(vm: &mut Vm, path: &str, names: &mut Vec<String>, depth: usize) {
    let Ok(bytes) = std::fs::read(path) else { return };
    let found = lexer::exports(&bytes);
    for name in found.names {
        if !names.contains(&name) {
            names.push(name);
        }
    }
    for specifier in found.reexports {
        if depth > 10 || builtins::find(&specifier).is_some() {
            continue;
        }
        let folder = parent(path).to_string();
        if let Ok(Some(target)) = modules(vm).resolver.require(&specifier, &folder, path, &node_modules_paths(&folder)) {
            exported_names(vm, &target, names, depth + 1);
        }
    }
}
fn fill(vm: &mut Vm, module: ModuleRef) -> JsResult<()> {
    let path = vm.module_host(module);
    let path = text(vm, path)?;
    let exports = load_module(vm, &path, Value::UNDEFINED, false)?;
    fill_exports(vm, module, exports)
}
/// Gives a synthetic module the properties of an object, and the object as its default.
pub fn fill_exports(vm: &mut Vm, module: ModuleRef, exports: Value) -> JsResult<()> {
    let default = vm.names.default;
    let whole = vm.key("module.exports");
    for i in 0.. {
        let Some(name) = vm.synthetic_export_name(module, i) else { break };
        let value = if name == default || name == whole {
            exports
        } else {
            match exports.as_object() {
                Some(object) => vm.get(object, name)?,
                None => Value::UNDEFINED,
            }
        };
        vm.set_synthetic_export(module, name, value);
    }
    Ok(())
}
