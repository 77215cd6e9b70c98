//! Values, strings, shapes, objects, frames, inline caches, calls, jobs, modules, abstract operations and the interpreter.
