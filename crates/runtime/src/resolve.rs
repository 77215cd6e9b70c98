//! Finding modules: Node's two algorithms (require and import) over one set of parts. Knows files, not the engine.
use crate::file_url;
use serde_json::Value as Json;
use std::collections::HashMap;
use std::rc::Rc;

/// A package.json that was read.
pub struct Package {
    /// Its folder.
    pub folder: String,
    /// `name`.
    pub name: Option<String>,
    /// `main`.
    pub main: Option<String>,
    /// `type`.
    pub kind: PackageKind,
    exports: Option<Json>,
    imports: Option<Json>,
}

/// What `.js` files in a package are.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum PackageKind {
    /// `"type": "commonjs"`
    CommonJs,
    /// `"type": "module"`
    Module,
    /// Not said.
    None,
}

/// Why a module was not found.
#[derive(Debug)]
pub struct ResolveError {
    /// Node's error code.
    pub code: &'static str,
    /// Node's message.
    pub message: String,
}
fn fail<T>(code: &'static str, message: String) -> Result<T, ResolveError> {
    Err(ResolveError { code, message })
}

/// How a module is asked for.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Mode {
    /// `require`.
    Require,
    /// `import`.
    Import,
}
impl Mode {
    fn conditions(self) -> &'static [&'static str] {
        match self {
            Mode::Require => &["node", "require", "module-sync", "node-addons"],
            Mode::Import => &["node", "import", "module-sync", "node-addons"],
        }
    }
}

/// Extensions that require tries.
pub const EXTENSIONS: [&str; 3] = [".js", ".json", ".node"];

/// The resolver with what it has read.
#[derive(Default)]
pub struct Resolver {
    packages: HashMap<String, Option<Rc<Package>>>,
    /// More conditions (`--conditions`).
    pub conditions: Vec<String>,
    /// Does the program that embeds the resolver bring a module of that name?
    pub is_builtin: Option<fn(&str) -> bool>,
    /// Do not follow symbolic links.
    pub preserve_symlinks: bool,
}

fn is_file(path: &str) -> bool {
    std::fs::metadata(path).is_ok_and(|m| m.is_file())
}
fn is_folder(path: &str) -> bool {
    std::fs::metadata(path).is_ok_and(|m| m.is_dir())
}

/// Joins and resolves `.` and `..`; `path` may be absolute.
pub fn join(folder: &str, path: &str) -> String {
    let whole = if path.starts_with('/') { path.to_string() } else { format!("{folder}/{path}") };
    let mut parts: Vec<&str> = vec![];
    for part in whole.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop();
            }
            part => parts.push(part),
        }
    }
    format!("/{}", parts.join("/"))
}
/// The folder of a path.
pub fn parent(path: &str) -> &str {
    match path.rfind('/') {
        Some(0) | None => "/",
        Some(at) => &path[..at],
    }
}
/// The extension with its dot, or nothing.
pub fn extension(path: &str) -> &str {
    let name = &path[path.rfind('/').map_or(0, |at| at + 1)..];
    match name.rfind('.') {
        Some(0) | None => "",
        Some(at) => &name[at..],
    }
}
/// Is it `./x`, `../x`, `/x`, `.` or `..`?
pub fn is_relative(specifier: &str) -> bool {
    specifier.starts_with("./") || specifier.starts_with("../") || specifier.starts_with('/') || specifier == "." || specifier == ".."
}

impl Resolver {
    /// The real path, or the path itself.
    pub fn real_path(&self, path: &str) -> String {
        if self.preserve_symlinks {
            return path.to_string();
        }
        std::fs::canonicalize(path).map_or_else(|_| path.to_string(), |p| p.to_string_lossy().into_owned())
    }
    /// The package.json of a folder, if it has one.
    pub fn package_in(&mut self, folder: &str) -> Result<Option<Rc<Package>>, ResolveError> {
        if let Some(known) = self.packages.get(folder) {
            return Ok(known.clone());
        }
        let path = if folder == "/" { "/package.json".to_string() } else { format!("{folder}/package.json") };
        let package = match std::fs::read(&path) {
            Err(_) => None,
            Ok(bytes) => {
                let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(&bytes);
                let Ok(mut json) = serde_json::from_slice::<Json>(bytes) else {
                    return fail("ERR_INVALID_PACKAGE_CONFIG", format!("Invalid package config {path}."));
                };
                let text = |j: &Json, k: &str| j.get(k).and_then(|v| v.as_str()).map(str::to_string);
                let kind = match text(&json, "type").as_deref() {
                    Some("module") => PackageKind::Module,
                    Some("commonjs") => PackageKind::CommonJs,
                    _ => PackageKind::None,
                };
                let take = |j: &mut Json, k: &str| j.get_mut(k).map(Json::take).filter(|v| !v.is_null());
                let (name, main) = (text(&json, "name"), text(&json, "main"));
                let (exports, imports) = (take(&mut json, "exports"), take(&mut json, "imports"));
                Some(Rc::new(Package { folder: folder.to_string(), name, main, kind, exports, imports }))
            }
        };
        self.packages.insert(folder.to_string(), package.clone());
        Ok(package)
    }
    /// The package that a file belongs to.
    pub fn package_of(&mut self, path: &str) -> Result<Option<Rc<Package>>, ResolveError> {
        let mut folder = parent(path);
        loop {
            if folder.ends_with("/node_modules") {
                return Ok(None);
            }
            if let Some(package) = self.package_in(folder)? {
                return Ok(Some(package));
            }
            if folder == "/" {
                return Ok(None);
            }
            folder = parent(folder);
        }
    }

    // ---- require -----------------------------------------------------------------------------------------------------------

    /// The path that `require(specifier)` in the file `file` of `folder` means; `None`: not found.
    pub fn require(&mut self, specifier: &str, folder: &str, file: &str, paths: &[String]) -> Result<Option<String>, ResolveError> {
        if is_relative(specifier) {
            let path = join(folder, specifier);
            let as_folder = specifier.ends_with('/') || specifier == "." || specifier == ".." || specifier.ends_with("/.") || specifier.ends_with("/..");
            return self.file_or_folder(&path, as_folder);
        }
        if specifier.starts_with('#') {
            return self.resolve_imports(specifier, file, Mode::Require).map(Some);
        }
        if let Some(path) = self.self_reference(specifier, file, Mode::Require)? {
            return Ok(Some(path));
        }
        for modules in paths {
            if !is_folder(modules) {
                continue;
            }
            let (name, subpath) = split_specifier(specifier);
            let package_folder = format!("{modules}/{name}");
            if let Some(package) = self.package_in(&package_folder)?
                && package.exports.is_some()
            {
                let path = self.resolve_exports(&package, &subpath, Mode::Require, None)?;
                if !is_file(&path) {
                    return fail("MODULE_NOT_FOUND", format!("Cannot find module '{path}'"));
                }
                return Ok(Some(self.real_path(&path)));
            }
            let path = join(modules, specifier);
            if let Some(found) = self.file_or_folder(&path, specifier.ends_with('/'))? {
                return Ok(Some(found));
            }
        }
        Ok(None)
    }
    fn file_or_folder(&mut self, path: &str, only_folder: bool) -> Result<Option<String>, ResolveError> {
        if !only_folder {
            if is_file(path) {
                return Ok(Some(self.real_path(path)));
            }
            if let Some(found) = self.with_extension(path) {
                return Ok(Some(found));
            }
        }
        if !is_folder(path) {
            return Ok(None);
        }
        if let Some(main) = self.package_in(path)?.and_then(|p| p.main.clone()) {
            let main = join(path, &main);
            if is_file(&main) {
                return Ok(Some(self.real_path(&main)));
            }
            if let Some(found) = self.with_extension(&main).or_else(|| self.with_extension(&format!("{main}/index"))) {
                return Ok(Some(found));
            }
        }
        Ok(self.with_extension(&format!("{path}/index")))
    }
    fn with_extension(&self, path: &str) -> Option<String> {
        EXTENSIONS.iter().map(|e| format!("{path}{e}")).find(|p| is_file(p)).map(|p| self.real_path(&p))
    }

    // ---- import ------------------------------------------------------------------------------------------------------------

    /// The `file:` URL that `import specifier` in the file at `base` means. Other schemes (`node:`, `data:`) come back as they are.
    pub fn import(&mut self, specifier: &str, base: &str) -> Result<String, ResolveError> {
        let suffix = file_url::suffix(specifier);
        let plain = &specifier[..specifier.len() - suffix.len()];
        let lower = plain.to_ascii_lowercase();
        if (is_relative(specifier) || specifier.starts_with("file:")) && (lower.contains("%2f") || lower.contains("%5c")) {
            let path = join(parent(base), plain);
            let message = format!("Invalid module \"{path}\" must not include encoded \"/\" or \"\\\" characters imported from {base}");
            return fail("ERR_INVALID_MODULE_SPECIFIER", message);
        }
        let path = if is_relative(specifier) {
            join(parent(base), &file_url::percent_decode(plain))
        } else if specifier.starts_with("file:") {
            match file_url::to_path(specifier) {
                Some(path) => path,
                None => return fail("ERR_INVALID_FILE_URL_PATH", "File URL path must be absolute".into()),
            }
        } else if specifier.starts_with('#') {
            self.resolve_imports(specifier, base, Mode::Import)?
        } else if has_scheme(specifier) {
            return Ok(specifier.to_string());
        } else {
            self.bare(specifier, base)?
        };
        if has_scheme(&path) {
            return Ok(path);
        }
        if is_folder(&path) {
            let message = format!("Directory import '{path}' is not supported resolving ES modules imported from {base}");
            return fail("ERR_UNSUPPORTED_DIR_IMPORT", message);
        }
        if !is_file(&path) {
            return fail("ERR_MODULE_NOT_FOUND", format!("Cannot find module '{path}' imported from {base}"));
        }
        let suffix = if is_relative(specifier) || specifier.starts_with("file:") { suffix } else { "" };
        Ok(file_url::from_path(&self.real_path(&path)) + suffix)
    }
    fn bare(&mut self, specifier: &str, base: &str) -> Result<String, ResolveError> {
        if let Some(path) = self.self_reference(specifier, base, Mode::Import)? {
            return Ok(path);
        }
        self.package_resolve(specifier, base, Mode::Import)
    }
    /// PACKAGE_RESOLVE
    fn package_resolve(&mut self, specifier: &str, base: &str, mode: Mode) -> Result<String, ResolveError> {
        let (name, subpath) = split_specifier(specifier);
        if name.is_empty() || name.starts_with('.') || name.contains(['\\', '%']) {
            return fail("ERR_INVALID_MODULE_SPECIFIER", format!("Invalid module \"{specifier}\" is not a valid package name imported from {base}"));
        }
        for modules in node_modules_paths(parent(base)) {
            let folder = format!("{modules}/{name}");
            if !is_folder(&folder) {
                continue;
            }
            let package = self.package_in(&folder)?;
            if let Some(package) = &package
                && package.exports.is_some()
            {
                return self.resolve_exports(package, &subpath, mode, Some(base));
            }
            if subpath != "." {
                return Ok(join(&folder, &subpath));
            }
            let main = package.and_then(|p| p.main.clone());
            let tries = match &main {
                Some(main) => ["", ".js", ".json", ".node", "/index.js", "/index.json", "/index.node"].iter().map(|e| format!("{main}{e}")).collect(),
                None => vec![],
            };
            for candidate in tries.into_iter().chain(["index.js", "index.json", "index.node"].map(String::from)) {
                let path = join(&folder, &candidate);
                if is_file(&path) {
                    return Ok(path);
                }
            }
            return fail("ERR_MODULE_NOT_FOUND", format!("Cannot find package '{folder}/' imported from {base}"));
        }
        fail("ERR_MODULE_NOT_FOUND", format!("Cannot find package '{name}' imported from {base}"))
    }

    // ---- package.json "exports" and "imports" --------------------------------------------------------------------------------

    /// PACKAGE_SELF_RESOLVE
    fn self_reference(&mut self, specifier: &str, base: &str, mode: Mode) -> Result<Option<String>, ResolveError> {
        let Some(package) = self.package_of(base)? else { return Ok(None) };
        if package.exports.is_none() {
            return Ok(None);
        }
        let (name, subpath) = split_specifier(specifier);
        if package.name.as_deref() != Some(name) {
            return Ok(None);
        }
        let path = self.resolve_exports(&package, &subpath, mode, Some(base))?;
        Ok(Some(self.real_path(&path)))
    }
    /// PACKAGE_EXPORTS_RESOLVE
    fn resolve_exports(&mut self, package: &Rc<Package>, subpath: &str, mode: Mode, base: Option<&str>) -> Result<String, ResolveError> {
        let exports = package.exports.as_ref().unwrap_or(&Json::Null);
        let is_map = exports.as_object().is_some_and(|o| o.keys().any(|k| k.starts_with('.')));
        let found = if !is_map {
            if subpath == "." { self.target(package, exports, None, mode, false)? } else { Target::None }
        } else {
            let map = exports.as_object().expect("checked above");
            match map.get(subpath).filter(|_| !subpath.contains('*') && !subpath.ends_with('/')) {
                Some(target) => self.target(package, target, None, mode, false)?,
                None => match best_pattern(map, subpath) {
                    Some((target, part)) => self.target(package, target, Some(&part), mode, false)?,
                    None => Target::None,
                },
            }
        };
        match found {
            Target::Path(path) => Ok(path),
            _ => {
                let file = format!("{}/package.json", package.folder);
                let by = base.map(|b| format!(" imported from {b}")).unwrap_or_default();
                if subpath == "." {
                    return fail("ERR_PACKAGE_PATH_NOT_EXPORTED", format!("No \"exports\" main defined in {file}{by}"));
                }
                fail("ERR_PACKAGE_PATH_NOT_EXPORTED", format!("Package subpath '{subpath}' is not defined by \"exports\" in {file}{by}"))
            }
        }
    }
    /// PACKAGE_IMPORTS_RESOLVE
    fn resolve_imports(&mut self, specifier: &str, base: &str, mode: Mode) -> Result<String, ResolveError> {
        if specifier == "#" {
            let message = format!("Invalid module \"{specifier}\" is not a valid internal imports specifier name imported from {base}");
            return fail("ERR_INVALID_MODULE_SPECIFIER", message);
        }
        let package = self.package_of(base)?;
        if let Some(package) = &package
            && let Some(map) = package.imports.as_ref().and_then(|i| i.as_object())
        {
            let found = match map.get(specifier).filter(|_| !specifier.contains('*')) {
                Some(target) => self.target(package, target, None, mode, true)?,
                None => match best_pattern(map, specifier) {
                    Some((target, part)) => self.target(package, target, Some(&part), mode, true)?,
                    None => Target::None,
                },
            };
            if let Target::Path(path) = found {
                return Ok(self.real_path(&path));
            }
        }
        let place = package.map(|p| format!(" in package {}/package.json", p.folder)).unwrap_or_default();
        fail("ERR_PACKAGE_IMPORT_NOT_DEFINED", format!("Package import specifier \"{specifier}\" is not defined{place} imported from {base}"))
    }
    /// PACKAGE_TARGET_RESOLVE
    fn target(&mut self, package: &Rc<Package>, target: &Json, part: Option<&str>, mode: Mode, internal: bool) -> Result<Target, ResolveError> {
        match target {
            Json::String(text) => {
                let full = match part {
                    Some(part) => text.replace('*', part),
                    None => text.clone(),
                };
                if !text.starts_with("./") {
                    if internal && !text.starts_with("../") && !text.starts_with('/') {
                        if has_scheme(&full) {
                            return Ok(Target::Path(full));
                        }
                        let base = format!("{}/package.json", package.folder);
                        let path = match mode {
                            Mode::Import => self.package_resolve(&full, &base, mode)?,
                            Mode::Require => {
                                let paths = node_modules_paths(&package.folder);
                                match self.require(&full, &package.folder, &base, &paths)? {
                                    Some(path) => path,
                                    None if self.is_builtin.is_some_and(|is| is(&full)) => format!("node:{full}"),
                                    None => return fail("MODULE_NOT_FOUND", format!("Cannot find module '{full}'")),
                                }
                            }
                        };
                        return Ok(Target::Path(path));
                    }
                    let (field, hint) = if internal { ("imports", "") } else { ("exports", "; targets must start with \"./\"") };
                    let message = format!("Invalid \"{field}\" target \"{text}\" defined in the package config {}/package.json{hint}", package.folder);
                    return fail("ERR_INVALID_PACKAGE_TARGET", message);
                }
                let invalid = |s: &str| s.split(['/', '\\']).skip(1).any(|p| matches!(p, "." | ".." | "node_modules"));
                if invalid(text) || part.is_some_and(|p| p.split('/').any(|p| matches!(p, "." | ".." | "node_modules"))) {
                    return fail("ERR_INVALID_MODULE_SPECIFIER", format!("Invalid module \"{full}\" request is not a valid match in {}/package.json", package.folder));
                }
                Ok(Target::Path(join(&package.folder, &full)))
            }
            Json::Object(conditions) => {
                for (condition, inner) in conditions {
                    let holds = condition == "default" || mode.conditions().contains(&condition.as_str()) || self.conditions.contains(condition);
                    if holds {
                        match self.target(package, inner, part, mode, internal)? {
                            Target::None => continue,
                            found => return Ok(found),
                        }
                    }
                }
                Ok(Target::None)
            }
            Json::Array(items) => {
                let mut last = Ok(Target::None);
                for item in items {
                    match self.target(package, item, part, mode, internal) {
                        Ok(Target::None) => last = Ok(Target::None),
                        Err(error) if error.code == "ERR_INVALID_PACKAGE_TARGET" => last = Err(error),
                        other => return other,
                    }
                }
                last
            }
            Json::Null => Ok(Target::Null),
            _ => Ok(Target::None),
        }
    }
}

enum Target {
    Path(String),
    /// null: excluded.
    Null,
    None,
}

/// PATTERN_KEY_COMPARE: the longest matching key with a star, and what the star stands for.
fn best_pattern<'j>(map: &'j serde_json::Map<String, Json>, subpath: &str) -> Option<(&'j Json, String)> {
    let mut best: Option<(&str, &Json, String)> = None;
    for (key, target) in map {
        let Some((before, after)) = key.split_once('*') else { continue };
        if !subpath.starts_with(before) || subpath == before || subpath.len() < key.len() || !subpath.ends_with(after) {
            continue;
        }
        let part = subpath[before.len()..subpath.len() - after.len()].to_string();
        let better = match &best {
            None => true,
            Some((old, ..)) => {
                let old_before = old.find('*').unwrap_or(old.len());
                before.len() > old_before || before.len() == old_before && key.len() > old.len()
            }
        };
        if better {
            best = Some((key, target, part));
        }
    }
    best.map(|(_, target, part)| (target, part))
}

/// `@scope/name/sub` to (`@scope/name`, `./sub`).
pub fn split_specifier(specifier: &str) -> (&str, String) {
    let mut end = specifier.find('/').unwrap_or(specifier.len());
    if specifier.starts_with('@') && end < specifier.len() {
        end = specifier[end + 1..].find('/').map_or(specifier.len(), |at| end + 1 + at);
    }
    (&specifier[..end], format!(".{}", &specifier[end..]))
}
/// `scheme:rest`?
pub fn has_scheme(specifier: &str) -> bool {
    let Some((scheme, _)) = specifier.split_once(':') else { return false };
    scheme.len() > 1 && scheme.bytes().next().is_some_and(|b| b.is_ascii_alphabetic()) && scheme.bytes().all(|b| b.is_ascii_alphanumeric() || b"+-.".contains(&b))
}
/// The node_modules folders that a file in `folder` looks into.
pub fn node_modules_paths(folder: &str) -> Vec<String> {
    let mut out = vec![];
    let mut at = folder;
    loop {
        if !at.ends_with("/node_modules") {
            out.push(if at == "/" { "/node_modules".into() } else { format!("{at}/node_modules") });
        }
        if at == "/" || at.is_empty() {
            return out;
        }
        at = parent(at);
    }
}
