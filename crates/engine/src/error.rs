//! What can go wrong for an embedder.
use crate::Handle;
use std::fmt;

/// An error of the engine's API.
pub enum Error {
    /// A script threw. The message is what an uncaught error would print; the handle is the value.
    Exception(String, Handle),
    /// The script was interrupted, or ran past its deadline.
    Terminated(String),
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
