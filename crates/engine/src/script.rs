//! Scripts that are parsed and compiled once, by any thread, and run by engines of all threads.
use crate::{Context, Error, Handle, Options, SyntaxError};
use ogive_bytecode::{FunctionTemplate, Source};
use std::sync::Arc;
use std::thread::JoinHandle;

/// A compiled script. Cheap to clone; it may go to other threads.
///
/// ```
/// use ogive::{Engine, Options, Script};
///
/// let options = Options::default();
/// // Parses the whole text while this thread does something else.
/// let parsing = Script::compile_in_background("big.js", "let x = 6; x * 7", &options);
/// let mut engine = Engine::new(options)?;
/// let script = parsing.join().expect("no panic")?;
/// let mut context = engine.context();
/// let answer = context.run(&script)?;
/// assert_eq!(context.to_display(&answer)?, "42");
/// # Ok::<(), ogive::Error>(())
/// ```
#[derive(Clone)]
pub struct Script {
    template: Arc<FunctionTemplate>,
}

impl Script {
    /// Parses and compiles a whole source text: all early errors are found, functions get their bytecode when they are first called. Needs no engine.
    /// `options` are those of the engines that shall run it.
    ///
    /// # Errors
    /// An early error of the text.
    pub fn compile(name: &str, text: &str, options: &Options) -> Result<Script, SyntaxError> {
        let source = Source::new(name, text.as_bytes());
        match ogive_vm::eval::compile_script(&source, &options.vm) {
            Ok(template) => Ok(Script { template }),
            Err(error) => {
                let (line, column) = source.line_column(error.span.start);
                let line_text = String::from_utf8_lossy(source.line_text(line)).into_owned();
                Err(SyntaxError { message: error.to_string(), name: name.to_string(), line, column, line_text })
            }
        }
    }
    /// As [`Script::compile`], on a thread of its own.
    pub fn compile_in_background(name: &str, text: &str, options: &Options) -> JoinHandle<Result<Script, SyntaxError>> {
        let (name, text, options) = (name.to_string(), text.to_string(), options.clone());
        std::thread::spawn(move || Script::compile(&name, &text, &options))
    }
}

impl Context<'_> {
    /// Runs a compiled script in the realm, then the jobs it queued. The value is the script's completion.
    ///
    /// # Errors
    /// An uncaught exception, or a termination.
    pub fn run(&mut self, script: &Script) -> Result<Handle, Error> {
        self.run_template(&script.template)
    }
}

const _: () = {
    const fn is_shareable<T: Send + Sync>() {}
    is_shareable::<Script>();
};
