//! What every program around the engine needs: an event loop with timers, buffered output, finding and loading modules, embedded
//! JavaScript. Knows neither web nor Node names; those layers hang themselves in through hooks.
#![forbid(unsafe_code)]

pub mod code_cache;
pub mod embedded;
pub mod event_loop;
pub mod file_url;
pub mod modules;
pub mod output;
pub mod resolve;
pub mod support;
