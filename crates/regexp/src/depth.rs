//! How deep groups and nested classes may go, and the stack for it: all passes over a pattern recurse.
//!
//! A level costs up to 1.3 KB of native stack in a release build and 1.7 KB in a debug build (measured over parsing, compiling and
//! dropping). Shallow patterns, which are nearly all, are worked on where the caller stands; deeper ones on a thread with a stack
//! that suffices. The deepest are a SyntaxError, as in V8.

use crate::error::SyntaxErrorKind;

/// Levels that any caller's stack must have room for.
const SHALLOW: u32 = 256;
/// Levels at most. Passes that copy a level's items into the next take time by its square.
const DEEP: u32 = 5_000;
/// Stack for the deepest.
const STACK: usize = DEEP as usize * 2_560 + (1 << 20);

/// Does `work`, which is told how many levels it may go down and fails with [`SyntaxErrorKind::TooDeep`] beyond.
pub(crate) fn with_stack<T: Send, E: Send>(
    work: impl Fn(u32) -> Result<T, E> + Sync,
    kind_of: impl Fn(&E) -> SyntaxErrorKind,
) -> Result<T, E> {
    match work(SHALLOW) {
        Err(error) if kind_of(&error) == SyntaxErrorKind::TooDeep => {
            std::thread::scope(|scope| {
                let builder = std::thread::Builder::new().stack_size(STACK);
                match builder.spawn_scoped(scope, || work(DEEP)) {
                    Ok(thread) => thread.join().unwrap_or(Err(error)),
                    Err(_) => Err(error),
                }
            })
        }
        result => result,
    }
}
