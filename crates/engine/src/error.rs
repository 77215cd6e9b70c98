//! What can go wrong for an embedder.
use crate::Handle;
use std::fmt;

/// An error of the engine's API.
pub enum Error {
    /// A script threw. The message is what an uncaught error would print; the handle is the value.
    Exception(String, Handle),
    /// The script was interrupted, or ran past its deadline.
    Terminated(String),
    /// A text is no script: [`crate::Script::compile`] says where.
    Syntax(SyntaxError),
    /// A handle of another engine was given.
    ForeignHandle,
    /// The engine could not be made.
    Engine(String),
}
impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Error::Exception(message, _) => write!(f, "Uncaught {message}"),
            Error::Terminated(message) | Error::Engine(message) => f.write_str(message),
            Error::Syntax(error) => write!(f, "{error}"),
            Error::ForeignHandle => f.write_str("the handle belongs to another engine"),
        }
    }
}
impl fmt::Debug for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{self}")
    }
}
impl std::error::Error for Error {}

/// Where a text is wrong, and how.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SyntaxError {
    /// `SyntaxError: …`
    pub message: String,
    /// The source's name.
    pub name: String,
    /// From 1.
    pub line: u32,
    /// From 1, in UTF-16 units.
    pub column: u32,
    /// The line.
    pub line_text: String,
}
impl fmt::Display for SyntaxError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let SyntaxError { message, name, line, column, line_text } = self;
        write!(f, "{name}:{line}\n{line_text}\n{}^\n\n{message}", " ".repeat(*column as usize - 1))
    }
}
impl std::error::Error for SyntaxError {}
impl From<SyntaxError> for Error {
    fn from(error: SyntaxError) -> Error {
        Error::Syntax(error)
    }
}
