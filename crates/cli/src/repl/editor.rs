//! The thread that edits lines. It says what was typed and asks what could follow; everything about the engine is answered by the session's thread.
use super::rewrite;
use rustyline::completion::Completer;
use rustyline::error::ReadlineError;
use rustyline::highlight::Highlighter;
use rustyline::hint::Hinter;
use rustyline::history::FileHistory;
use rustyline::validate::{ValidationContext, ValidationResult, Validator};
use rustyline::{Context, Editor, Helper};
use std::path::PathBuf;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::time::Duration;

/// How long a completion may take.
const PATIENCE: Duration = Duration::from_secs(2);

/// What the editor says.
pub enum Event {
    /// A line, or several that belong together.
    Line(String),
    /// Ctrl+C.
    Interrupted,
    /// Ctrl+D, or no editor.
    End,
    /// What are the properties of the value at `path` (`a.b`; nothing: the global names)?
    Complete {
        /// Names joined by points.
        path: String,
        /// Where the answer goes.
        reply: Sender<Vec<String>>,
    },
}

/// The session's end of the conversation.
pub struct Terminal {
    asks: Sender<Ask>,
    events: Receiver<Event>,
}
struct Ask {
    prompt: &'static str,
    /// Lines are a program: one that is not complete goes on in the next line.
    program: bool,
}

impl Terminal {
    /// Starts the thread; its editor is there then, and has made the process's signal handlers its own.
    pub fn start() -> Terminal {
        let (asks, asked) = channel::<Ask>();
        let (said, events) = channel();
        let (ready, made) = channel();
        std::thread::spawn(move || {
            let editor = Editor::<Asking, FileHistory>::new();
            let _ = ready.send(());
            if let Ok(editor) = editor {
                edit(editor, &asked, &said);
            }
        });
        let _ = made.recv();
        Terminal { asks, events }
    }
    /// Lets the user type.
    pub fn ask(&self, prompt: &'static str, program: bool) {
        // An editor that is gone has said End.
        let _ = self.asks.send(Ask { prompt, program });
    }
    /// What is said within `wait`, or whenever it is.
    pub fn next(&self, wait: Option<Duration>) -> Option<Event> {
        let said = match wait {
            Some(wait) => self.events.recv_timeout(wait),
            None => self.events.recv().map_err(|_| RecvTimeoutError::Disconnected),
        };
        match said {
            Ok(event) => Some(event),
            Err(RecvTimeoutError::Timeout) => None,
            Err(RecvTimeoutError::Disconnected) => Some(Event::End),
        }
    }
}

fn edit(mut editor: Editor<Asking, FileHistory>, asked: &Receiver<Ask>, said: &Sender<Event>) {
    let history = std::env::var_os("HOME").map(|home| PathBuf::from(home).join(".ogive_repl_history"));
    if let Some(path) = &history {
        // The first session has none.
        let _ = editor.load_history(path);
    }
    while let Ok(Ask { prompt, program }) = asked.recv() {
        editor.set_helper(program.then(|| Asking { events: said.clone() }));
        let event = match editor.readline(prompt) {
            Ok(line) => {
                if editor.add_history_entry(&line).is_ok_and(|new| new)
                    && let Some(path) = &history
                {
                    // A folder that cannot be written to has no history.
                    let _ = editor.append_history(path);
                }
                Event::Line(line)
            }
            Err(ReadlineError::Interrupted) => Event::Interrupted,
            Err(_) => Event::End,
        };
        if said.send(event).is_err() {
            return;
        }
    }
}

/// What the editor asks while a line is typed.
struct Asking {
    events: Sender<Event>,
}
impl Helper for Asking {}
impl Hinter for Asking {
    type Hint = String;
}
impl Highlighter for Asking {}
impl Validator for Asking {
    fn validate(&self, context: &mut ValidationContext<'_>) -> rustyline::Result<ValidationResult> {
        Ok(if rewrite::is_complete(context.input()) { ValidationResult::Valid(None) } else { ValidationResult::Incomplete })
    }
}
impl Completer for Asking {
    type Candidate = String;
    fn complete(&self, line: &str, at: usize, _: &Context<'_>) -> rustyline::Result<(usize, Vec<String>)> {
        let is_part = |c: char| c.is_alphanumeric() || matches!(c, '_' | '$' | '.');
        let start = line[..at].rfind(|c| !is_part(c)).map_or(0, |i| i + line[i..].chars().next().map_or(1, char::len_utf8));
        let (path, begun) = line[start..at].rsplit_once('.').map_or(("", &line[start..at]), |(path, begun)| (path, begun));
        let (reply, answer) = channel();
        let asked = self.events.send(Event::Complete { path: path.to_string(), reply });
        let mut found = if asked.is_ok() { answer.recv_timeout(PATIENCE).unwrap_or_default() } else { vec![] };
        found.retain(|name| name.starts_with(begun));
        Ok((at - begun.len(), found))
    }
}
