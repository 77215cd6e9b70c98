//! The file system, synchronous: what `js/fs.js` makes all its forms of.
use ogive::raw::vm::{Arguments, ErrorKind, JsResult, Kind, NativeFn, Thrown, Value, Vm};
use ogive_runtime::support::{functions, put, string, string_array, text};
use std::collections::HashMap;
use std::fs::{File, OpenOptions};
use std::io::{Error, Read, Seek, SeekFrom, Write};
use std::os::fd::AsRawFd;
use std::os::unix::fs::{MetadataExt, OpenOptionsExt, PermissionsExt};

/// Open files by number.
#[derive(Default)]
struct Files(HashMap<i32, File>);

/// Defines the functions.
pub fn define(vm: &mut Vm, object: ogive::raw::vm::Gc<ogive::raw::vm::Object>) {
    let rows: &[(&str, u32, NativeFn)] = &[
        ("readFile", 1, read_file),
        ("readText", 1, read_text),
        ("writeFile", 4, write_file),
        ("exists", 1, exists),
        ("stat", 3, stat),
        ("readDir", 1, read_dir),
        ("mkdir", 3, mkdir),
        ("rmdir", 1, rmdir),
        ("unlink", 1, unlink),
        ("removeAll", 1, remove_all),
        ("rename", 2, rename),
        ("copyFile", 3, copy_file),
        ("realPath", 1, real_path),
        ("readLink", 1, read_link),
        ("symlink", 2, symlink),
        ("link", 2, link),
        ("chmod", 2, chmod),
        ("utimes", 3, utimes),
        ("truncate", 2, truncate),
        ("access", 2, access),
        ("open", 3, open),
        ("close", 1, close),
        ("read", 5, read),
        ("write", 5, write),
        ("fstat", 1, fstat),
        ("fsync", 1, fsync),
        ("ftruncate", 2, ftruncate),
        ("mkdtemp", 1, mkdtemp),
        ("readStdin", 1, read_stdin),
    ];
    functions(vm, object, rows);
}

/// errno, name, text of libuv.
const ERRORS: &[(i32, &str, &str)] = &[
    (1, "EPERM", "operation not permitted"),
    (2, "ENOENT", "no such file or directory"),
    (5, "EIO", "i/o error"),
    (9, "EBADF", "bad file descriptor"),
    (11, "EAGAIN", "resource temporarily unavailable"),
    (13, "EACCES", "permission denied"),
    (16, "EBUSY", "resource busy or locked"),
    (17, "EEXIST", "file already exists"),
    (18, "EXDEV", "cross-device link not permitted"),
    (20, "ENOTDIR", "not a directory"),
    (21, "EISDIR", "illegal operation on a directory"),
    (22, "EINVAL", "invalid argument"),
    (24, "EMFILE", "too many open files"),
    (26, "ETXTBSY", "text file is busy"),
    (27, "EFBIG", "file too large"),
    (28, "ENOSPC", "no space left on device"),
    (29, "ESPIPE", "invalid seek"),
    (30, "EROFS", "read-only file system"),
    (32, "EPIPE", "broken pipe"),
    (36, "ENAMETOOLONG", "name too long"),
    (39, "ENOTEMPTY", "directory not empty"),
    (40, "ELOOP", "too many symbolic links encountered"),
];

/// Throws a system error as Node words it.
pub fn throw(vm: &mut Vm, error: &Error, call: &str, path: Option<&str>, target: Option<&str>) -> Thrown {
    let number = error.raw_os_error().unwrap_or(5);
    let (_, code, words) = ERRORS.iter().find(|(n, ..)| *n == number).copied().unwrap_or((number, "UNKNOWN", "unknown error"));
    let mut message = format!("{code}: {words}, {call}");
    if let Some(path) = path {
        message.push_str(&format!(" '{path}'"));
    }
    if let Some(target) = target {
        message.push_str(&format!(" -> '{target}'"));
    }
    let object = vm.new_error(ErrorKind::Error, &message);
    put(vm, object, "errno", Value::int(-number));
    for (name, value) in [("code", Some(code)), ("syscall", Some(call)), ("path", path), ("dest", target)] {
        if let Some(value) = value {
            let value = string(vm, value);
            put(vm, object, name, value);
        }
    }
    vm.throw(object.into())
}
fn check<T>(vm: &mut Vm, result: std::io::Result<T>, call: &str, path: &str) -> JsResult<T> {
    result.map_err(|error| throw(vm, &error, call, Some(path), None))
}
fn bad_file(vm: &mut Vm, call: &str) -> Thrown {
    throw(vm, &Error::from_raw_os_error(9), call, None, None)
}
fn with_file<T>(vm: &mut Vm, fd: i32, call: &str, f: impl FnOnce(&mut File) -> std::io::Result<T>) -> JsResult<T> {
    let Some(file) = vm.extension::<Files>().0.get_mut(&fd) else { return Err(bad_file(vm, call)) };
    f(file).map_err(|error| throw(vm, &error, call, None, None))
}

fn contents(vm: &mut Vm, what: Value) -> JsResult<Vec<u8>> {
    if let Some(fd) = what.as_int() {
        let mut bytes = vec![];
        if fd == 0 {
            let result = std::io::stdin().lock().read_to_end(&mut bytes);
            check(vm, result, "read", "/dev/stdin")?;
            return Ok(bytes);
        }
        with_file(vm, fd, "read", |f| f.read_to_end(&mut bytes))?;
        return Ok(bytes);
    }
    let path = text(vm, what)?;
    match std::fs::metadata(&path) {
        Ok(m) if m.is_dir() => return Err(throw(vm, &Error::from_raw_os_error(21), "read", None, None)),
        _ => {}
    }
    let result = std::fs::read(&path);
    check(vm, result, "open", &path)
}
fn read_file(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    let bytes = contents(vm, args.get(0))?;
    ogive_web::natives::bytes_value(vm, &bytes)
}
/// The file as UTF-8 text, damaged sequences replaced; the byte order mark stays.
fn read_text(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    let bytes = contents(vm, args.get(0))?;
    if bytes.is_ascii() {
        return Ok(vm.new_latin1(&bytes).into());
    }
    let clean = String::from_utf8_lossy(&bytes);
    Ok(string(vm, &clean))
}
/// writeFile(path or fd, string or bytes, flag, mode)
fn write_file(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    let bytes = match ogive_web::natives::bytes_of(vm, args.get(1)) {
        Some(bytes) => bytes,
        None => ogive_web::natives::utf8(vm, args.get(1))?,
    };
    if let Some(fd) = args.get(0).as_int() {
        write_all(vm, fd, &bytes)?;
        return Ok(Value::UNDEFINED);
    }
    let path = text(vm, args.get(0))?;
    let flag = if args.get(2).is_undefined() { "w".to_string() } else { text(vm, args.get(2))? };
    let mode = vm.to_uint32(args.get(3))?;
    let result = options(&flag, if mode == 0 { 0o666 } else { mode }).open(&path).and_then(|mut f| f.write_all(&bytes));
    check(vm, result, "open", &path)?;
    Ok(Value::UNDEFINED)
}
fn write_all(vm: &mut Vm, fd: i32, bytes: &[u8]) -> JsResult<()> {
    let out = ogive_runtime::event_loop::output(vm);
    match fd {
        1 => out.write(bytes),
        2 => out.write_error(bytes),
        fd => with_file(vm, fd, "write", |f| f.write_all(bytes))?,
    }
    Ok(())
}
fn options(flag: &str, mode: u32) -> OpenOptions {
    let mut options = OpenOptions::new();
    options.mode(mode);
    let plus = flag.contains('+');
    match flag.as_bytes().first() {
        Some(b'r') => options.read(true).write(plus),
        Some(b'a') => options.append(true).create(true).read(plus),
        _ => options.write(true).create(true).truncate(true).read(plus),
    };
    if flag.contains('x') {
        options.create_new(true).truncate(false);
    }
    options
}
fn exists(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    let path = text(vm, args.get(0))?;
    Ok(Value::bool(std::path::Path::new(&path).exists()))
}

/// `[dev, mode, nlink, uid, gid, rdev, blksize, ino, size, blocks, atime, mtime, ctime, birthtime]`, times in milliseconds.
fn numbers(vm: &mut Vm, m: &std::fs::Metadata) -> Value {
    let time = |s: i64, n: i64| s as f64 * 1000.0 + n as f64 / 1e6;
    let birth = m.created().ok().and_then(|t| t.duration_since(std::time::UNIX_EPOCH).ok()).map_or(time(m.ctime(), m.ctime_nsec()), |d| d.as_secs_f64() * 1000.0);
    let list = [
        m.dev() as f64, m.mode() as f64, m.nlink() as f64, m.uid() as f64, m.gid() as f64, m.rdev() as f64, m.blksize() as f64, m.ino() as f64,
        m.size() as f64, m.blocks() as f64, time(m.atime(), m.atime_nsec()), time(m.mtime(), m.mtime_nsec()), time(m.ctime(), m.ctime_nsec()), birth,
    ];
    let values = list.map(Value::number);
    vm.new_array_from(&values).into()
}
/// stat(path, follow links, throw): undefined when it is not there and need not be.
fn stat(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    let path = text(vm, args.get(0))?;
    let follow = args.get(1).to_boolean();
    let result = if follow { std::fs::metadata(&path) } else { std::fs::symlink_metadata(&path) };
    match result {
        Ok(m) => Ok(numbers(vm, &m)),
        Err(error) if !args.get(2).to_boolean() && matches!(error.raw_os_error(), Some(2 | 20)) => Ok(Value::UNDEFINED),
        Err(error) => Err(throw(vm, &error, if follow { "stat" } else { "lstat" }, Some(&path), None)),
    }
}
fn fstat(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    let fd = vm.to_int32(args.get(0))?;
    let m = match fd {
        0..=2 => {
            let path = format!("/proc/self/fd/{fd}");
            let result = std::fs::metadata(&path);
            check(vm, result, "fstat", &path)?
        }
        fd => with_file(vm, fd, "fstat", |f| f.metadata())?,
    };
    Ok(numbers(vm, &m))
}
/// `[names, types]`: 1 file, 2 folder, 3 link, 0 other; by name.
fn read_dir(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    let path = text(vm, args.get(0))?;
    let mut entries = vec![];
    let result = std::fs::read_dir(&path);
    for entry in check(vm, result, "scandir", &path)? {
        let entry = check(vm, entry, "scandir", &path)?;
        let sort = entry.file_type().map_or(0, |t| if t.is_file() { 1 } else if t.is_dir() { 2 } else if t.is_symlink() { 3 } else { 0 });
        entries.push((entry.file_name().to_string_lossy().into_owned(), sort));
    }
    entries.sort();
    let names: Vec<&str> = entries.iter().map(|(n, _)| n.as_str()).collect();
    let names = string_array(vm, &names)?;
    let sorts: Vec<Value> = entries.iter().map(|(_, s)| Value::int(*s)).collect();
    let sorts = vm.new_array_from(&sorts);
    Ok(vm.new_array_from(&[names, sorts.into()]).into())
}
/// mkdir(path, recursive, mode): the first folder made, when recursive.
fn mkdir(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    let path = text(vm, args.get(0))?;
    if !args.get(1).to_boolean() {
        let result = std::fs::create_dir(&path);
        check(vm, result, "mkdir", &path)?;
        return Ok(Value::UNDEFINED);
    }
    let mut first = None;
    let mut at = std::path::Path::new(&path);
    while !at.as_os_str().is_empty() && !at.exists() {
        first = Some(at.to_string_lossy().into_owned());
        let Some(up) = at.parent() else { break };
        at = up;
    }
    let result = std::fs::create_dir_all(&path);
    check(vm, result, "mkdir", &path)?;
    Ok(match first {
        Some(first) => string(vm, &first),
        None => Value::UNDEFINED,
    })
}
fn rmdir(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    let path = text(vm, args.get(0))?;
    let result = std::fs::remove_dir(&path);
    check(vm, result, "rmdir", &path)?;
    Ok(Value::UNDEFINED)
}
fn unlink(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    let path = text(vm, args.get(0))?;
    let result = std::fs::remove_file(&path);
    check(vm, result, "unlink", &path)?;
    Ok(Value::UNDEFINED)
}
fn remove_all(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    let path = text(vm, args.get(0))?;
    let folder = std::fs::symlink_metadata(&path).is_ok_and(|m| m.is_dir());
    let result = if folder { std::fs::remove_dir_all(&path) } else { std::fs::remove_file(&path) };
    check(vm, result, "rm", &path)?;
    Ok(Value::UNDEFINED)
}
fn two(vm: &mut Vm, args: Arguments, call: &str, f: impl FnOnce(&str, &str) -> std::io::Result<()>) -> JsResult<Value> {
    let (from, to) = (text(vm, args.get(0))?, text(vm, args.get(1))?);
    match f(&from, &to) {
        Ok(()) => Ok(Value::UNDEFINED),
        Err(error) => Err(throw(vm, &error, call, Some(&from), Some(&to))),
    }
}
fn rename(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    two(vm, args, "rename", |a, b| std::fs::rename(a, b))
}
fn copy_file(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    let exclusive = vm.to_int32(args.get(2))? & 1 != 0;
    two(vm, args, "copyfile", |a, b| {
        if exclusive && std::path::Path::new(b).exists() {
            return Err(Error::from_raw_os_error(17));
        }
        std::fs::copy(a, b).map(|_| ())
    })
}
fn symlink(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    two(vm, args, "symlink", |a, b| std::os::unix::fs::symlink(a, b))
}
fn link(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    two(vm, args, "link", |a, b| std::fs::hard_link(a, b))
}
fn real_path(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    let path = text(vm, args.get(0))?;
    let result = std::fs::canonicalize(&path);
    let real = check(vm, result, "lstat", &path)?;
    Ok(string(vm, &real.to_string_lossy()))
}
fn read_link(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    let path = text(vm, args.get(0))?;
    let result = std::fs::read_link(&path);
    let target = check(vm, result, "readlink", &path)?;
    Ok(string(vm, &target.to_string_lossy()))
}
fn chmod(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    let path = text(vm, args.get(0))?;
    let mode = vm.to_uint32(args.get(1))?;
    let result = std::fs::set_permissions(&path, std::fs::Permissions::from_mode(mode));
    check(vm, result, "chmod", &path)?;
    Ok(Value::UNDEFINED)
}
fn utimes(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    let path = text(vm, args.get(0))?;
    let mut times = [std::time::UNIX_EPOCH; 2];
    for (i, time) in times.iter_mut().enumerate() {
        let seconds = vm.to_number(args.get(1 + i))?;
        if seconds.is_finite() && seconds >= 0.0 {
            *time += std::time::Duration::from_secs_f64(seconds);
        }
    }
    let result = File::open(&path).and_then(|f| f.set_times(std::fs::FileTimes::new().set_accessed(times[0]).set_modified(times[1])));
    check(vm, result, "utime", &path)?;
    Ok(Value::UNDEFINED)
}
fn truncate(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    let path = text(vm, args.get(0))?;
    let length = vm.to_number(args.get(1))?.max(0.0) as u64;
    let result = OpenOptions::new().write(true).open(&path).and_then(|f| f.set_len(length));
    check(vm, result, "open", &path)?;
    Ok(Value::UNDEFINED)
}
/// access(path, mode): 4 read, 2 write, 1 execute, by the mode bits of the owner.
fn access(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    let path = text(vm, args.get(0))?;
    let mode = vm.to_int32(args.get(1))?;
    let result = std::fs::metadata(&path).and_then(|m| {
        let root = std::fs::metadata("/proc/self").is_ok_and(|p| p.uid() == 0);
        let bits = m.mode();
        let any = |bit: u32| bits & (bit << 6 | bit << 3 | bit) != 0;
        let refused = mode & 1 != 0 && !any(1) || !root && (mode & 2 != 0 && !any(2) || mode & 4 != 0 && !any(4));
        if refused { Err(Error::from_raw_os_error(13)) } else { Ok(()) }
    });
    check(vm, result, "access", &path)?;
    Ok(Value::UNDEFINED)
}
fn open(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    let path = text(vm, args.get(0))?;
    let flag = if args.get(1).is_undefined() { "r".to_string() } else { text(vm, args.get(1))? };
    let mode = if args.get(2).is_undefined() { 0o666 } else { vm.to_uint32(args.get(2))? };
    let result = options(&flag, mode).open(&path);
    let file = check(vm, result, "open", &path)?;
    let fd = file.as_raw_fd();
    vm.extension::<Files>().0.insert(fd, file);
    Ok(Value::int(fd))
}
fn close(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    let fd = vm.to_int32(args.get(0))?;
    if vm.extension::<Files>().0.remove(&fd).is_none() && fd > 2 {
        return Err(bad_file(vm, "close"));
    }
    Ok(Value::UNDEFINED)
}
/// read(fd, view, offset, length, position or null): bytes read.
fn read(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    let fd = vm.to_int32(args.get(0))?;
    let Some(view) = args.get(1).as_object().filter(|o| matches!(o.kind(), Kind::TypedArray | Kind::DataView)) else {
        return Err(ogive_runtime::support::invalid_type(vm, "buffer", "an instance of Buffer, TypedArray, or DataView", args.get(1)));
    };
    let offset = vm.to_number(args.get(2))?.max(0.0) as usize;
    let length = vm.to_number(args.get(3))?.max(0.0) as usize;
    let position = args.get(4).as_number().filter(|p| *p >= 0.0);
    let bytes = vm.view_bytes_mut(view);
    let end = offset.saturating_add(length).min(bytes.len());
    let part = bytes.get_mut(offset..end).unwrap_or_default();
    let n = if fd == 0 {
        let result = std::io::stdin().lock().read(part);
        check(vm, result, "read", "/dev/stdin")?
    } else {
        with_file(vm, fd, "read", |f| {
            let Some(position) = position else { return f.read(part) };
            let back = f.stream_position()?;
            f.seek(SeekFrom::Start(position as u64))?;
            let n = f.read(part)?;
            f.seek(SeekFrom::Start(back))?;
            Ok(n)
        })?
    };
    Ok(Value::from(n))
}
/// write(fd, bytes or string, offset, length, position): bytes written.
fn write(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    let fd = vm.to_int32(args.get(0))?;
    let bytes = match ogive_web::natives::bytes_of(vm, args.get(1)) {
        Some(bytes) => bytes,
        None => ogive_web::natives::utf8(vm, args.get(1))?,
    };
    let offset = vm.to_number(args.get(2))?;
    let offset = if offset > 0.0 { offset as usize } else { 0 };
    let length = match args.get(3).as_number() {
        Some(n) if n >= 0.0 => n as usize,
        _ => bytes.len(),
    };
    let end = offset.saturating_add(length).min(bytes.len());
    let part = bytes.get(offset..end).unwrap_or_default();
    match args.get(4).as_number().filter(|_| fd > 2) {
        Some(position) => with_file(vm, fd, "write", |f| {
            let back = f.stream_position()?;
            f.seek(SeekFrom::Start(position as u64))?;
            f.write_all(part)?;
            f.seek(SeekFrom::Start(back)).map(|_| ())
        })?,
        None => write_all(vm, fd, part)?,
    }
    Ok(Value::from(part.len()))
}
fn fsync(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    let fd = vm.to_int32(args.get(0))?;
    with_file(vm, fd, "fsync", |f| f.sync_all())?;
    Ok(Value::UNDEFINED)
}
fn ftruncate(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    let fd = vm.to_int32(args.get(0))?;
    let length = vm.to_number(args.get(1))?.max(0.0) as u64;
    with_file(vm, fd, "ftruncate", |f| f.set_len(length))?;
    Ok(Value::UNDEFINED)
}
fn mkdtemp(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    let prefix = text(vm, args.get(0))?;
    const LETTERS: &[u8; 62] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
    for _ in 0..100 {
        let mut random = [0u8; 6];
        let _ = getrandom::fill(&mut random);
        let tail: String = random.iter().map(|b| LETTERS[*b as usize % 62] as char).collect();
        let path = format!("{prefix}{tail}");
        match std::fs::create_dir(&path) {
            Ok(()) => return Ok(string(vm, &path)),
            Err(error) if error.raw_os_error() == Some(17) => {}
            Err(error) => return Err(throw(vm, &error, "mkdtemp", Some(&format!("{prefix}XXXXXX")), None)),
        }
    }
    Err(throw(vm, &Error::from_raw_os_error(17), "mkdtemp", Some(&prefix), None))
}
/// readStdin(size): the next bytes of standard input, or null at its end. Waits.
fn read_stdin(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    let size = vm.to_number(args.get(0))?.clamp(1.0, 1e7) as usize;
    ogive_runtime::event_loop::output(vm).flush();
    let mut bytes = vec![0; size];
    let result = std::io::stdin().lock().read(&mut bytes);
    match check(vm, result, "read", "/dev/stdin")? {
        0 => Ok(Value::NULL),
        n => ogive_web::natives::bytes_value(vm, &bytes[..n]),
    }
}
