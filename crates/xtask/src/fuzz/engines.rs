//! The processes that run fuzzed programs: one for each variant, and one of node. All speak the protocol of `ogive --fuzz-batch`.
//! A process that dies or says nothing is an outcome like others, and is started again.
use std::io::{BufRead, BufReader, Write};
use std::process::{Child, ChildStdin, Command, Stdio};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::sync::{Arc, Mutex};
use std::time::Duration;

/// How long after a program's deadline a process may still answer.
const GRACE: Duration = Duration::from_secs(10);
/// Bytes of programs that may wait for a process: less than a pipe holds, so that handing one over to a process that hangs does not hang.
const PIPE: usize = 48 << 10;
/// Bytes kept of what a process says on standard error.
const STDERR_CAP: usize = 1 << 16;

/// What a program did.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outcome {
    /// `ok`, `uncaught:NAME`, `timeout`, `panic:…`, `crash`, `hang`.
    pub kind: String,
    /// What it printed, or what a process said as it died.
    pub output: String,
}
impl Outcome {
    /// The engine itself failed, whatever the program is.
    pub fn is_fault(&self) -> bool {
        self.kind.starts_with("panic") || self.kind == "crash" || self.kind == "hang"
    }
    /// It had not ended in its time.
    pub fn is_late(&self) -> bool {
        self.kind == "timeout" || self.kind == "hang"
    }
}

/// A way to run programs.
pub struct Engine {
    /// The variant's name, or `node`.
    pub name: String,
    command: Vec<String>,
    process: Option<Process>,
}

struct Process {
    child: Child,
    input: ChildStdin,
    answers: Receiver<Outcome>,
    stderr: Arc<Mutex<String>>,
}

impl Engine {
    /// An engine whose process is started when it is first needed.
    pub fn new(name: &str, command: Vec<String>) -> Engine {
        Engine { name: name.to_string(), command, process: None }
    }
    /// Runs programs one after another, without waiting for each answer before the next program is there.
    pub fn run_all(&mut self, programs: &[&str], limit: Duration) -> Result<Vec<Outcome>, String> {
        let mut outcomes = Vec::with_capacity(programs.len());
        let (mut sent, mut under_way) = (0, 0);
        while outcomes.len() < programs.len() {
            while sent < programs.len() && (sent == outcomes.len() || under_way + programs[sent].len() < PIPE) {
                self.send(programs[sent], limit)?;
                under_way += programs[sent].len();
                sent += 1;
            }
            under_way -= programs[outcomes.len()].len();
            outcomes.push(self.receive(limit));
            if self.process.is_none() {
                // It took with it what it had not begun.
                (sent, under_way) = (outcomes.len(), 0);
            }
        }
        Ok(outcomes)
    }
    /// Hands a program over; `receive` must follow.
    fn send(&mut self, program: &str, limit: Duration) -> Result<(), String> {
        if self.process.is_none() {
            self.process = Some(start(&self.command)?);
        }
        if let Some(process) = &mut self.process {
            // A process that has died does not take it: `receive` says so.
            let _ = write!(process.input, "{} {}\n{program}", limit.as_millis(), program.len()).and_then(|_| process.input.flush());
        }
        Ok(())
    }
    /// What the program did.
    fn receive(&mut self, limit: Duration) -> Outcome {
        let Some(process) = &mut self.process else { return Outcome { kind: "crash".into(), output: "not started".into() } };
        let kind = match process.answers.recv_timeout(limit + GRACE) {
            Ok(mut outcome) => {
                if outcome.is_fault() {
                    outcome.output = process.stderr.lock().map(|s| s.clone()).unwrap_or_default();
                }
                return outcome;
            }
            Err(RecvTimeoutError::Timeout) => "hang",
            Err(RecvTimeoutError::Disconnected) => "crash",
        };
        let _ = process.child.kill();
        let status = process.child.wait().map(|s| s.to_string()).unwrap_or_default();
        let said = process.stderr.lock().map(|s| s.clone()).unwrap_or_default();
        self.process = None;
        Outcome { kind: kind.into(), output: format!("{status}\n{said}") }
    }
    /// Runs a program.
    pub fn run(&mut self, program: &str, limit: Duration) -> Result<Outcome, String> {
        self.send(program, limit)?;
        Ok(self.receive(limit))
    }
}
impl Drop for Engine {
    fn drop(&mut self) {
        if let Some(mut process) = self.process.take() {
            let _ = process.child.kill();
            let _ = process.child.wait();
        }
    }
}

fn start(command: &[String]) -> Result<Process, String> {
    let spawned = Command::new(&command[0]).args(&command[1..]).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn();
    let mut child = spawned.map_err(|e| format!("cannot run {}: {e}", command[0]))?;
    let (Some(input), Some(output), Some(errors)) = (child.stdin.take(), child.stdout.take(), child.stderr.take()) else {
        return Err("no pipes".into());
    };
    let (sender, answers) = channel();
    std::thread::spawn(move || {
        let mut output = BufReader::new(output);
        while let Some(outcome) = answer(&mut output) {
            if sender.send(outcome).is_err() {
                break;
            }
        }
    });
    let stderr = Arc::new(Mutex::new(String::new()));
    let kept = stderr.clone();
    std::thread::spawn(move || {
        for line in BufReader::new(errors).lines().map_while(Result::ok) {
            if let Ok(mut kept) = kept.lock() {
                if kept.len() > STDERR_CAP {
                    kept.clear();
                }
                kept.push_str(&line);
                kept.push('\n');
            }
        }
    });
    Ok(Process { child, input, answers, stderr })
}

/// `OUTCOME BYTES\n` and the output.
fn answer(input: &mut impl BufRead) -> Option<Outcome> {
    let mut line = String::new();
    input.read_line(&mut line).ok()?;
    let (kind, length) = line.trim_end().rsplit_once(' ')?;
    let mut output = vec![0; length.parse().ok()?];
    input.read_exact(&mut output).ok()?;
    Some(Outcome { kind: kind.to_string(), output: String::from_utf8_lossy(&output).into_owned() })
}
