//! Standard output and error. Standard output is gathered in bursts: it is written at once when nothing was written lately, else
//! when the buffer is full, the loop is idle, or the process ends.
use std::io::{IsTerminal, Write};
use std::time::{Duration, Instant};

/// A burst is written after that time at the latest (at the next write).
const PATIENCE: Duration = Duration::from_millis(10);
/// Bytes gathered.
const CAPACITY: usize = 1 << 16;

/// The process's output.
pub struct Output {
    buffer: Vec<u8>,
    last: Option<Instant>,
    terminal: bool,
    /// Standard error is a terminal.
    pub error_terminal: bool,
}
impl Default for Output {
    fn default() -> Output {
        let (terminal, error_terminal) = (std::io::stdout().is_terminal(), std::io::stderr().is_terminal());
        Output { buffer: Vec::new(), last: None, terminal, error_terminal }
    }
}
impl Output {
    /// Standard output is a terminal.
    pub fn is_terminal(&self) -> bool {
        self.terminal
    }
    /// Appends to standard output.
    pub fn write(&mut self, bytes: &[u8]) {
        self.buffer.extend_from_slice(bytes);
        if self.terminal || self.buffer.len() >= CAPACITY || self.last.is_none_or(|t| t.elapsed() > PATIENCE) {
            self.flush();
        }
    }
    /// Writes what was gathered.
    pub fn flush(&mut self) {
        if self.buffer.is_empty() {
            return;
        }
        let failed = {
            let mut out = std::io::stdout().lock();
            out.write_all(&self.buffer).and_then(|_| out.flush())
        };
        self.buffer.clear();
        self.last = Some(Instant::now());
        if let Err(error) = failed
            && error.kind() == std::io::ErrorKind::BrokenPipe
        {
            std::process::exit(141);
        }
    }
    /// Writes to standard error, after what was gathered for standard output.
    pub fn write_error(&mut self, bytes: &[u8]) {
        self.flush();
        let _ = std::io::stderr().lock().write_all(bytes);
    }
}
