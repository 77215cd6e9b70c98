//! Machine code told to profilers: the Linux perf map (`/tmp/perf-PID.map`, one line for each piece) and, on request, a jitdump file
//! (`jit-PID.dump`, for `perf inject --jit`), which has the bytes too.
//!
//! perf finds a jitdump by a mapping of its first page as executable, and matches it to samples by CLOCK_MONOTONIC (`perf record -k mono`).
use crate::record::CodeRecord;
use std::fs::File;
use std::io::{Result, Write};
use std::os::fd::AsRawFd;
use std::path::Path;

/// Where code is told to; nobody unless started.
#[derive(Default)]
pub(crate) struct Profilers {
    map: Option<File>,
    dump: Option<Dump>,
}

impl Profilers {
    pub(crate) fn started(&self) -> bool {
        self.map.is_some() || self.dump.is_some()
    }
    pub(crate) fn start(&mut self, map: bool, dump: bool) -> Result<()> {
        let process = std::process::id();
        if map {
            self.map = Some(File::create(format!("/tmp/perf-{process}.map"))?);
        }
        if dump {
            self.dump = Some(Dump::start(process, format!("jit-{process}.dump").as_ref())?);
        }
        Ok(())
    }
    /// Failures to write are not the script's business: the profile lacks a name.
    pub(crate) fn code_added(&mut self, address: usize, bytes: &[u8], record: &CodeRecord) {
        if let Some(map) = &mut self.map {
            let mut lines = String::new();
            let starts = record.parts.iter().map(|&(start, _)| start as usize).chain([bytes.len()]).collect::<Vec<_>>();
            for ((start, name), end) in record.parts.iter().zip(&starts[1..]) {
                let start = *start as usize;
                lines += &format!("{:x} {:x} thunk:{name}\n", address + start, end - start);
            }
            if record.parts.is_empty() {
                lines = format!("{address:x} {:x} {}\n", bytes.len(), record.label());
            }
            let _ = map.write_all(lines.as_bytes());
        }
        if let Some(dump) = &mut self.dump {
            let _ = dump.code_loaded(address, bytes, record);
        }
    }
}

/// A jitdump file: a header, then records; see `tools/perf/Documentation/jitdump-specification.txt` in Linux.
struct Dump {
    file: File,
    process: u32,
    index: u64,
}

/// "JiTD", read little endian.
const MAGIC: u32 = 0x4A69_5444;
const EM_X86_64: u32 = 62;
const CODE_LOAD: u32 = 0;

fn now() -> u64 {
    let mut time = libc::timespec { tv_sec: 0, tv_nsec: 0 };
    // SAFETY: a plain system call that fills in the struct.
    unsafe { libc::clock_gettime(libc::CLOCK_MONOTONIC, &mut time) };
    time.tv_sec as u64 * 1_000_000_000 + time.tv_nsec as u64
}

impl Dump {
    fn start(process: u32, path: &Path) -> Result<Dump> {
        let mut file = File::options().read(true).write(true).create(true).truncate(true).open(path)?;
        let mut header = vec![];
        for word in [MAGIC, 1, 40, EM_X86_64, 0, process] {
            header.extend(word.to_le_bytes());
        }
        header.extend(now().to_le_bytes());
        header.extend(0u64.to_le_bytes());
        file.write_all(&header)?;
        // SAFETY: a new mapping that nobody uses; it stays for the life of the process, as perf wants.
        unsafe { libc::mmap(std::ptr::null_mut(), 4096, libc::PROT_READ | libc::PROT_EXEC, libc::MAP_PRIVATE, file.as_raw_fd(), 0) };
        Ok(Dump { file, process, index: 0 })
    }
    fn code_loaded(&mut self, address: usize, bytes: &[u8], record: &CodeRecord) -> Result<()> {
        let name = record.label();
        let size = 16 + 40 + name.len() + 1 + bytes.len();
        // SAFETY: a plain system call.
        let thread = unsafe { libc::gettid() } as u32;
        let mut out = Vec::with_capacity(size);
        out.extend(CODE_LOAD.to_le_bytes());
        out.extend((size as u32).to_le_bytes());
        out.extend(now().to_le_bytes());
        out.extend(self.process.to_le_bytes());
        out.extend(thread.to_le_bytes());
        for word in [address as u64, address as u64, bytes.len() as u64, self.index] {
            out.extend(word.to_le_bytes());
        }
        out.extend(name.as_bytes());
        out.push(0);
        out.extend(bytes);
        self.index += 1;
        self.file.write_all(&out)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Reads a jitdump file by the letter of its specification.
    struct Reader<'a>(&'a [u8]);
    impl<'a> Reader<'a> {
        fn bytes(&mut self, count: usize) -> &'a [u8] {
            let (taken, rest) = self.0.split_at(count);
            self.0 = rest;
            taken
        }
        fn word(&mut self) -> u32 {
            u32::from_le_bytes(self.bytes(4).try_into().expect("four bytes"))
        }
        fn long(&mut self) -> u64 {
            u64::from_le_bytes(self.bytes(8).try_into().expect("eight bytes"))
        }
    }

    #[test]
    fn dumps_are_what_perf_reads() {
        let path = std::env::temp_dir().join(format!("ogive-perf-test-{}.dump", std::process::id()));
        let mut dump = Dump::start(7, &path).expect("a file");
        let codes: [(usize, &[u8], &str); 2] = [(0x1000, &[0xC3], "thunk:first"), (0x2000, &[0x90, 0x0F, 0x0B], "regexp:second")];
        dump.code_loaded(codes[0].0, codes[0].1, &CodeRecord::thunk("first")).expect("written");
        dump.code_loaded(codes[1].0, codes[1].1, &CodeRecord::regexp("second")).expect("written");
        let written = std::fs::read(&path).expect("readable");
        std::fs::remove_file(&path).expect("removable");

        let mut file = Reader(&written);
        assert_eq!([file.word(), file.word(), file.word(), file.word()], [MAGIC, 1, 40, EM_X86_64], "magic, version, size of the header, machine");
        assert_eq!([file.word(), file.word()], [0, 7], "padding, process");
        let mut before = file.long();
        assert_eq!(file.long(), 0, "flags");
        for (index, (address, code, name)) in codes.into_iter().enumerate() {
            let whole = file.0.len();
            assert_eq!(file.word(), CODE_LOAD);
            let size = file.word() as usize;
            let time = file.long();
            assert!(time >= before, "records are in order of time");
            before = time;
            assert_eq!(file.word(), 7, "process");
            assert_ne!(file.word(), 0, "thread");
            assert_eq!([file.long(), file.long(), file.long(), file.long()], [address as u64, address as u64, code.len() as u64, index as u64]);
            assert_eq!(file.bytes(name.len()), name.as_bytes());
            assert_eq!(file.bytes(1), [0], "the name's end");
            assert_eq!(file.bytes(code.len()), code);
            assert_eq!(whole - file.0.len(), size, "the record's size is what it takes");
        }
        assert!(file.0.is_empty(), "nothing follows");
    }
}
